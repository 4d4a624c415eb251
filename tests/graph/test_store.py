import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cixi_kg.build import Built
from graph import store
from graph.answers import Rows, Term, Triples, Truth
from ontology.errors import GraphError, QueryError

LINE = '<https://example.org/s{n}> <https://example.org/p> "值{n}"@zh <https://example.org/g> .'


def fill(folder: Path, *numbers: int) -> None:
    with store.building(folder) as generation:
        draft = store.Draft(generation)
        draft.load(LINE.format(n=n) for n in numbers)
        draft.close()


def values(folder: Path) -> list[str]:
    answer = store.open_store(folder).query("SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o")
    assert isinstance(answer, Rows)
    return [row[0].value for row in answer if row[0]]


def test_a_build_replaces_what_answers(tmp_path: Path) -> None:
    fill(tmp_path / "s", 1)
    assert values(tmp_path / "s") == ["值1"]
    fill(tmp_path / "s", 2, 3)
    assert values(tmp_path / "s") == ["值2", "值3"]


def test_a_failing_build_leaves_the_old_graph(tmp_path: Path) -> None:
    fill(tmp_path / "s", 1)
    with pytest.raises(ZeroDivisionError), store.building(tmp_path / "s"):
        raise ZeroDivisionError
    assert values(tmp_path / "s") == ["值1"]
    assert [p.name for p in (tmp_path / "s").glob("gen-*")] == ["gen-1"]


def test_a_reader_keeps_its_graph_while_a_build_swaps(tmp_path: Path) -> None:
    fill(tmp_path / "s", 1)
    reader = store.open_store(tmp_path / "s")
    fill(tmp_path / "s", 2)
    answer = reader.query("SELECT ?o WHERE { ?s ?p ?o }")
    assert isinstance(answer, Rows)
    assert list(answer) == [(Term("literal", "值1", "zh"),)]


def test_a_killed_build_leaves_the_old_graph_and_the_next_one_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    fill(folder, 1)
    program = (
        "import sys, time; from pathlib import Path; from graph import store\n"
        f"with store.building(Path({str(folder)!r})) as generation:\n"
        "    draft = store.Draft(generation)\n"
        f"    draft.load([{LINE.format(n=9)!r}])\n"
        "    print('loaded', flush=True); time.sleep(60)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert child.stdout
    assert child.stdout.readline() == b"loaded\n"
    with pytest.raises(GraphError, match="another build is writing"):
        fill(folder, 5)
    assert values(folder) == ["值1"]
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert values(folder) == ["值1"]
    fill(folder, 2)
    assert values(folder) == ["值2"]


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda p: None, "there is no store at"),
        (lambda p: p.write_text("x"), "is a file, not a store"),
        (lambda p: p.mkdir(), "is not a store"),
        (
            lambda p: (p.mkdir(), (p / "format").write_text("other 9"), (p / "current").write_text("gen-1")),
            "another version",
        ),
        (
            lambda p: (p.mkdir(), (p / "format").write_text(store.FORMAT), (p / "current").write_text("gen-1")),
            "incomplete",
        ),
    ],
)
def test_what_is_no_store_is_said(tmp_path: Path, prepare: object, message: str) -> None:
    prepare(tmp_path / "s")  # type: ignore[operator]
    with pytest.raises(GraphError, match=message):
        store.open_store(tmp_path / "s")


def test_a_store_cut_in_the_middle_is_said(tmp_path: Path) -> None:
    fill(tmp_path / "s", *range(2000))
    for path in (tmp_path / "s" / "gen-1" / "db").iterdir():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(GraphError, match="cannot be opened"):
        store.open_store(tmp_path / "s")


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(GraphError, match="is not a store and not empty"):
        fill(tmp_path, 1)
    assert (tmp_path / "thesis.txt").read_text() == "mine"
    assert not list(tmp_path.glob("gen-*"))


def test_answers_of_each_kind(tmp_path: Path) -> None:
    fill(tmp_path / "s", 1)
    opened = store.open_store(tmp_path / "s")
    assert opened.query("ASK { ?s ?p ?o }") == Truth(True)
    triples = opened.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(triples, Triples)
    assert [t[0] for t in triples] == [Term("iri", "https://example.org/s1")]
    with pytest.raises(QueryError, match="cannot be read"):
        opened.query("SELECT ?s WHERE {")


def test_lines_are_canonical(tmp_path: Path) -> None:
    fill(tmp_path / "a", 3, 1, 2)
    fill(tmp_path / "b", 1, 2, 3)
    assert store.open_store(tmp_path / "a").lines() == store.open_store(tmp_path / "b").lines()


def test_what_two_documents_say_counts_once(tmp_path: Path) -> None:
    with store.building(tmp_path / "s") as generation:
        draft = store.Draft(generation)
        draft.load(
            f"<https://example.org/s> <https://example.org/p> <https://example.org/o> <https://example.org/g{n}> ."
            for n in (1, 2)
        )
        assert draft.close() == 2
    opened = store.open_store(tmp_path / "s")
    for pattern, count in (("?s ?p ?o", "1"), ("GRAPH ?g { ?s ?p ?o }", "2")):
        answer = opened.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        assert isinstance(answer, Rows)
        assert [row[0].value for row in answer if row[0]] == [count]
    assert len(opened.lines()) == len(opened) == 2
    assert len(opened.triples().splitlines()) == 1


def test_a_query_has_a_base_and_a_dataset_of_its_own(tmp_path: Path) -> None:
    graph = "https://example.org/g"
    with store.building(tmp_path / "s") as generation:
        draft = store.Draft(generation)
        draft.load([LINE.format(n=1), LINE.format(n=2).replace("/g>", "/h>")])
        draft.close()
    opened = store.open_store(tmp_path / "s")

    def found(query: str, base: str = "", default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> list[str]:
        answer = opened.query(query, base, default, named)
        assert isinstance(answer, Rows)
        return sorted(row[0].value for row in answer if row[0])

    plain, within = "SELECT ?o { ?s ?p ?o }", "SELECT ?o { GRAPH ?g { ?s ?p ?o } }"
    assert found("SELECT ?o { <s1> ?p ?o }", "https://example.org/") == ["值1"]
    assert found(plain, default=(graph,)) == ["值1"]
    assert found(within, default=(graph,)) == []
    assert found(within, named=(graph,)) == ["值1"]
    assert found(plain, named=(graph,)) == []
    assert found(plain, "", (graph, "https://example.org/h"), (graph,)) == ["值1", "值2"]
    with pytest.raises(QueryError, match="by no IRI"):
        opened.query(plain, default=("no iri",))


@pytest.mark.parametrize("rest", [0.5, 0.99])
def test_a_file_of_the_engine_that_was_cut_is_told_and_not_a_fault_of_ours(
    bundled_store: tuple[Path, Built], tmp_path: Path, rest: float
) -> None:
    whole = store.open_store(bundled_store[0])
    there = sum(1 for _ in whole.quads())
    for number, file in enumerate(sorted((whole.path / "db").glob("*.sst"))):
        cut = tmp_path / str(number) / "gen-1"
        shutil.copytree(whole.path, cut)
        os.truncate(cut / "db" / file.name, int(file.stat().st_size * rest))
        try:
            opened = store.Store(cut)
            assert sum(1 for _ in opened.quads()) == there
            answer = opened.query("SELECT * { ?s ?p ?o }")
            assert isinstance(answer, Rows)
            assert sum(1 for _ in answer)
        except GraphError as error:
            assert "build it again" in str(error)  # noqa: PT017  some files may do without their end
