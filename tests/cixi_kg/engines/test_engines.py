"""Every engine gives the same outcomes, and what goes wrong in one document is told and stays there."""

import importlib.util
import re
import shutil
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cixi_kg.build import Built, build
from cixi_kg.engines import Limits, Options, run
from cixi_kg.engines.processes import Worker, mapped
from cixi_kg.engines.task import Outcome, Task, extract
from cixi_kg.versions import rules_version
from graph.store import open_store
from loaders.sources import Source, bundled
from ontology.errors import CallError, CixiError

SENTENCE = "2023年，甲市完成工业投资100亿元，同比增长5.2%。"


def tasks() -> list[Task]:
    return [Task(source, rules_version()) for source in bundled()]


def in_order(found: list[Outcome]) -> list[Outcome]:
    return sorted(found, key=lambda outcome: outcome.source)


def document(folder: Path, name: str, content: str) -> Task:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return Task(Source(str(path), path.stem, date="2024-01", area="昆山市"), "rules")


@pytest.fixture(scope="module")
def here() -> list[Outcome]:
    return in_order(list(run(tasks(), Options(jobs=0))))


def test_the_function_gives_facts_text_and_stamp(here: list[Outcome]) -> None:
    assert [outcome.reason for outcome in here] == [""] * 5
    for outcome in here:
        assert outcome.numbers > 0
        assert outcome.relations > 0
        assert outcome.characters > 1000
        assert len(outcome.stamp) == 16 + 1 + 64


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_give_the_same(here: list[Outcome], jobs: int) -> None:
    assert in_order(list(run(tasks(), Options(jobs=jobs)))) == here


@pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="dask is not installed")
@pytest.mark.filterwarnings("ignore")
def test_dask_gives_the_same(here: list[Outcome]) -> None:
    assert in_order(list(run(tasks(), Options(jobs=2, engine="dask")))) == here


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None, reason="pyspark or java is missing"
)
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_the_same(here: list[Outcome]) -> None:
    assert in_order(list(run(tasks(), Options(jobs=2, engine="spark")))) == here


def test_a_build_by_processes_gives_the_same_graph(bundled_store: tuple[Path, Built], tmp_path: Path) -> None:
    build(bundled(), tmp_path / "s", options=Options(jobs=2))
    assert open_store(tmp_path / "s").lines() == open_store(bundled_store[0]).lines()


def test_an_engine_that_is_not_there() -> None:
    with pytest.raises(CallError, match="'ray' is not known: there are dask, spark"):
        Options(engine="ray")
    with pytest.raises(CallError, match="name it with --engine"):
        Options(address="tcp://127.0.0.1:9")


@pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="dask is not installed")
@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there() -> None:
    with pytest.raises(CallError, match="there is no dask scheduler at nowhere"):
        list(run(tasks(), Options(engine="dask", address="nowhere")))


def test_as_many_processes_as_are_worth_it() -> None:
    assert Options(jobs=None).processes(1) == 1
    assert Options(jobs=None).processes(7) == 1
    assert Options(jobs=None).processes(10**6) >= 1
    assert Options(jobs=3).processes(1) == 3


def test_a_document_that_takes_too_long_is_skipped_alone(tmp_path: Path) -> None:
    long = document(tmp_path, "long.txt", SENTENCE * 300_000)
    good = [document(tmp_path, f"{number}.txt", SENTENCE) for number in range(3)]
    limits = Limits(seconds=3, rate=10**9)
    found = {outcome.source.identifier: outcome for outcome in mapped([good[0], long, *good[1:]], 1, limits)}
    assert found["long"].reason == f"{long.source.location} took more than the 3 seconds granted for its size"
    assert [found[str(number)].numbers for number in range(3)] == [2, 2, 2]


def test_a_document_that_needs_too_much_memory_is_skipped_alone(tmp_path: Path) -> None:
    large = document(tmp_path, "large.txt", "\n" * 45_000_000 + SENTENCE)
    good = document(tmp_path, "good.txt", SENTENCE)
    limits = Limits(memory=350 << 20)
    found = {outcome.source.identifier: outcome for outcome in mapped([large, good], 1, limits)}
    assert "needs more than 350 MiB of memory" in found["large"].reason
    assert found["good"].numbers == 2


def test_a_worker_that_dies_loses_only_what_it_was_at(tmp_path: Path) -> None:
    long, good = document(tmp_path, "long.txt", SENTENCE * 300_000), document(tmp_path, "good.txt", SENTENCE)
    worker = Worker(Limits())
    assert worker.ask(good).numbers == 2
    killer = threading.Timer(0.5, worker.kill)
    killer.start()
    assert worker.ask(long).reason == f"{long.source.location} made its reader die (signal 9)"
    assert worker.ask(good).numbers == 2
    worker.stop()


def test_a_worker_that_cannot_start_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CixiError, match="a worker process does not start"):
        list(mapped([document(tmp_path, "a.txt", SENTENCE)], 1, Limits(memory=1 << 20)))


def test_who_stops_listening_stops_the_workers(tmp_path: Path) -> None:
    every = [document(tmp_path, f"{number}.txt", SENTENCE * 100_000) for number in range(4)]
    every.insert(0, document(tmp_path, "first.txt", SENTENCE))
    found = mapped(every, 2, Limits())
    assert next(found).numbers == 2
    start = time.monotonic()
    found.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 5
    assert not [thread for thread in threading.enumerate() if "_work" in thread.name]


def test_what_a_document_depends_on(tmp_path: Path) -> None:
    task = document(tmp_path, "a.txt", SENTENCE)
    stamp = extract(task).stamp
    assert extract(Task(task.source, "rules", stamp)).unchanged
    assert not extract(Task(task.source, "other rules", stamp)).unchanged
    moved = tmp_path / "there" / "a.txt"
    moved.parent.mkdir()
    moved.write_text(SENTENCE, encoding="utf-8")
    assert extract(Task(Source(str(moved), "a", date="2024-01", area="昆山市"), "rules", stamp)).unchanged
    assert not extract(Task(Source(str(moved), "a", date="2024-02", area="昆山市"), "rules", stamp)).unchanged


def test_what_cannot_be_read_has_a_reason(tmp_path: Path) -> None:
    gone = Task(Source(str(tmp_path / "gone.txt"), "gone"), "rules")
    assert extract(gone).reason == f"{tmp_path / 'gone.txt'} does not exist"
    assert "embedded null" in extract(Task(Source(str(tmp_path / "\0.txt"), "b"), "rules")).reason
    wrong = document(tmp_path, "b.txt", SENTENCE)
    wrong = Task(replace(wrong.source, title=5), "rules")  # type: ignore[arg-type]  what no manifest lets through
    assert re.search(r"b\.txt cannot be read by a fault of ours: \w+Error in loaders/\w+", extract(wrong).reason)
