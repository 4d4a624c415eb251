"""`cixi-kg build` as a command: what is skipped, what is refused, and what stands when it is killed or the disk is full."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cixi_kg import kept, settings
from graph.store import current, open_store

ROOT = Path(__file__).parents[2]
SENTENCE = "2023年，甲市完成工业投资{}亿元，同比增长5.2%。\n"


def started(*words: object, before: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "cixi_kg", *map(str, words)]
    pipe = subprocess.PIPE
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True, env=environment, preexec_fn=before)


def ran(*words: object, before: Callable[[], None] | None = None) -> tuple[int, str]:
    process = started(*words, before=before)
    said = process.communicate()[1]
    assert "Traceback" not in said, said
    return process.returncode, said


def written(folder: Path, *names: str) -> list[Path]:
    folder.mkdir()
    for number, name in enumerate(names, 100):
        (folder / name).write_text(SENTENCE.format(number), encoding="utf-8")
    return [folder / name for name in names]


def test_what_cannot_be_read_is_skipped_and_told(tmp_path: Path) -> None:
    written(tmp_path / "d", "a.txt", "b.txt")
    (tmp_path / "d" / "c.docx").write_bytes(b"PK")
    (tmp_path / "d" / "e.pdf").write_bytes(b"")
    status, said = ran("build", tmp_path / "d", "--area", "昆山市", "--store", tmp_path / "s")
    assert status == 0
    lines = said.splitlines()
    assert lines[0].startswith(f"Skipped: {tmp_path / 'd' / 'c.docx'} is broken")
    assert lines[1] == f"Skipped: {tmp_path / 'd' / 'e.pdf'} is empty."
    assert lines[2].startswith("Read 2 documents: 4 numbers")
    status, said = ran("build", tmp_path / "d" / "c.docx", tmp_path / "d" / "e.pdf", "--store", tmp_path / "s")
    assert status == 1
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("--engine", "ray"), 2, "there are dask, spark"),
        (("--address", "tcp://127.0.0.1:9"), 2, "name it with --engine"),
        (("gone.txt",), 1, "gone.txt does not exist"),
    ],
)
def test_what_is_refused_at_once(words: tuple[str, ...], status: int, says: str, tmp_path: Path) -> None:
    found, said = ran("build", *words, "--store", tmp_path / "s")
    assert (found, len(said.splitlines())) == (status, 1)
    assert says in said
    assert not (tmp_path / "s").exists()


def test_killed_and_without_room_the_old_graph_answers(tmp_path: Path) -> None:
    import resource

    documents, at = written(tmp_path / "d", "a.txt", "b.txt"), tmp_path / "s"
    assert ran("build", documents[0], "--store", at)[0] == 0
    before = open_store(at).lines()
    for seconds in (0.8,):
        process = started("build", *documents, "--store", at)
        time.sleep(seconds)
        process.kill()
        process.communicate()
        assert open_store(at).lines() == before
    for most in (2_000_000,):
        status, said = ran(
            "build", *documents, "--store", at, before=lambda most=most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        )  # fmt: skip
        assert (status, len(said.splitlines())) == (1, 1), said
        assert "the old graph stands" in said
        assert open_store(at).lines() == before
    assert ran("build", *documents, "--store", at)[0] == 0
    assert kept.documents(current(at)) == 2
    assert len(list(at.glob("gen-*"))) <= 2


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("http://localhost:7878/query", "http://localhost:7878/query"),
        ("https://example.org/sparql", "https://example.org/sparql"),
        ("http/store", ""),
        ("/data/store", ""),
        ("C:/store", ""),
    ],
)
def test_a_store_may_be_an_endpoint(given: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.endpoint(Path(given)) == found
    monkeypatch.setenv(settings.STORE_VARIABLE, given)
    assert settings.endpoint() == found


def test_an_endpoint_as_the_store_is_asked() -> None:
    status, said = ran("query", "platforms", "--store", "http://127.0.0.1:9/query")
    assert status == 1
    assert "http://127.0.0.1:9/query cannot be reached" in said
