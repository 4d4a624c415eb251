"""Killed, without room, two at once, damaged: the old graph answers, nothing is lost, and the next run goes on."""

import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.stores import without_privilege
from cixi_kg import imported, kept
from cixi_kg.build import build
from cixi_kg.engines import Options
from graph.judged import FILE, Judgement, append, judgements
from graph.store import building, current, exists, latest, open_store
from loaders.datasets.mapping import read_mapping
from loaders.sources import Source, sources_for
from ontology.errors import CallError, GraphError

ROOT = Path(__file__).parents[2]
MAPPING = '[[thing]]\nclass = "Company"\nname = "{企业名称}"\nlocatedIn = "昆山市"\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two documents, a table, and a store that holds all of it."""
    folder = tmp_path_factory.mktemp("faults")
    for name in ("a", "b"):
        text = f"2023年，甲市完成工业投资{len(name) + ord(name)}亿元。"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "t.csv").write_text("企业名称,电话\n甲电器有限公司,1\n乙电器有限公司,2\n", encoding="utf-8")
    (folder / "t.toml").write_text(MAPPING, encoding="utf-8")
    build(documents(folder), folder / "store")
    table(folder, folder / "store")
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "store", tmp_path / "store"))


def documents(folder: Path) -> tuple[Source, ...]:
    return sources_for([str(folder / "a.txt"), str(folder / "b.txt")], None, "2024-01", "昆山市")


def table(folder: Path, store: Path, name: str = "t") -> None:
    imported.table(folder / "t.csv", read_mapping(folder / "t.toml"), name, store)


def started(*words: object, before: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "cixi_kg", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=before)


def cut(path: Path) -> None:
    """Half of a file is gone; of the file in this store alone, since generations share theirs by hard links."""
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: len(data) // 2])


def test_link_killed_leaves_the_old_graph_and_the_next_one_goes_on(made: Path, store: Path) -> None:
    before = open_store(store).lines()
    words = ("link", "table", made / "t.csv", "--mapping", made / "t.toml", "--name", "more", "--store", store)
    process = started(*words)
    while not list(store.glob("gen-3")) and process.poll() is None:
        pass
    process.kill()
    process.communicate()
    assert open_store(store).lines() == before
    process = started(*words)
    process.communicate()
    assert process.returncode == 0
    assert [each.name for each in imported.datasets(store)] == ["more", "t"]


def test_link_while_a_build_writes_is_refused(made: Path, store: Path) -> None:
    with pytest.raises(ZeroDivisionError), building(store):
        process = started("link", "remove", "t", "--store", store)
        said = process.communicate()[1]
        raise ZeroDivisionError  # the build fails
    assert (process.returncode, len(said.splitlines())) == (1, 1)
    assert "another build is writing to" in said
    assert [each.name for each in imported.datasets(store)] == ["t"]


def test_link_without_room(made: Path, store: Path) -> None:
    before = open_store(store).lines()
    process = started(
        "link", "remove", "t", "--store", store, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    )  # fmt: skip
    said = process.communicate()[1]
    assert (process.returncode, len(said.splitlines())) == (1, 1), said
    assert "the old graph stands" in said
    assert open_store(store).lines() == before


@pytest.mark.skipif(sys.platform != "linux", reason="the superuser's privileges are given up as Linux does it")
def test_a_folder_that_may_not_be_written(made: Path, store: Path) -> None:
    before = open_store(store).lines()
    store.chmod(0o555)
    process = started("build", made / "a.txt", "--force", "--store", store, before=without_privilege)
    said = process.communicate()[1]
    store.chmod(0o755)
    assert (process.returncode, len(said.splitlines())) == (1, 1), said
    assert "permission denied" in said
    assert open_store(store).lines() == before


def test_a_document_whose_files_were_cut_is_read_again(made: Path, store: Path) -> None:
    before = open_store(store).lines()
    cut(current(store) / "facts" / "a.json")
    with pytest.raises(
        GraphError, match=r"facts/a.json of the store at .* is damaged \(cut or gone\): read its document"
    ):
        build(documents(made)[1:], store, options=Options(force=True))
    assert [kept.stamp(current(store), each) != "" for each in "ab"] == [False, True]
    cut(current(store) / "texts" / "b.txt")
    built = build(documents(made), store)
    assert (built.read, built.unchanged) == (2, 0)
    assert open_store(store).lines() == before


def test_a_table_whose_files_were_cut_is_imported_again(made: Path, store: Path) -> None:
    before = open_store(store).lines()
    cut(current(store) / "facts" / "dataset-t.json")
    with pytest.raises(GraphError, match="import its table again"):
        build(documents(made), store, options=Options(force=True))
    table(made, store)
    assert open_store(store).lines() == before


@pytest.mark.parametrize("content", ["", "gen-", "gen-77\n", "../..", "\0"])
def test_where_it_is_not_known_which_generation_answers(store: Path, content: str) -> None:
    shutil.copytree(store / "gen-2", store / "gen-9")  # what a killed build left
    (store / "gen-9" / "made").unlink()
    (store / "current").write_text(content)
    with pytest.raises(GraphError, match="build it again"):
        open_store(store)
    assert not exists(store)
    assert latest(store) == store / "gen-2"


def test_a_build_goes_on_from_the_newest_generation_there_is(made: Path, store: Path) -> None:
    before = open_store(store).lines()
    (store / "current").write_text("")
    built = build(documents(made), store)
    assert (built.read, built.unchanged, built.documents) == (0, 2, 3)
    assert open_store(store).lines() == before


def test_a_store_of_another_version_is_brought_up_to_date(made: Path, store: Path) -> None:
    before = open_store(store).lines()
    (store / "format").write_text("cixi-kg store 0\n")
    with pytest.raises(GraphError, match="another version"):
        open_store(store)
    build(documents(made), store)
    assert open_store(store).lines() == before


def test_judgements_are_added_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / FILE
    append(path, [Judgement("甲", "乙", "same")])
    before = path.read_bytes()
    many = [Judgement(f"甲{n}", f"乙{n}", "same", "li", "2026-01-01", "地址相同") for n in range(50)]
    most = len(before) + random.Random(1).randrange(10, 1000)
    program = (
        "import resource, signal, sys; from pathlib import Path; from graph import judged\n"
        f"signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\n"
        f"judged.append(Path({str(path)!r}), judged.judgements(Path({str(tmp_path / 'more')!r})))"
    )
    append(tmp_path / "more", many)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "CallError" in done.stderr
    assert path.read_bytes() == before


def test_a_judgement_after_a_line_without_an_end(tmp_path: Path) -> None:
    path = tmp_path / FILE
    append(path, [Judgement("甲", "乙", "same")])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    append(path, [Judgement("丙", "丁", "different")])
    assert [each.left for each in judgements(path)] == ["甲", "丙"]


def test_judgements_that_are_no_file(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="are no file"):
        judgements(tmp_path)
    with pytest.raises(CallError, match="cannot be written"):
        append(tmp_path, [Judgement("甲", "乙", "same")])
