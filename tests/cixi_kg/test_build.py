"""The pipeline as a whole: the same graph in any order, every quotation at its place, nothing lost on errors."""

from pathlib import Path

import pytest

from cixi_kg.build import Built, build
from graph.answers import Rows
from graph.store import Store, open_store
from graph.validate import to_graph, validate
from loaders.read import read
from loaders.sources import bundled, sources_for
from ontology import codec
from ontology.errors import SourceError
from ontology.facts import Facts
from ontology.terms import prefixes


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    answer = store.query(prefixes() + query)
    assert isinstance(answer, Rows)
    return [tuple(cell.value if cell else "" for cell in row) for row in answer]


def everything(facts: Facts) -> list[object]:
    return [*facts.mentions, *facts.relations, *facts.attributes, *facts.observations]


def test_every_quotation_stands_at_its_place(bundled_store: tuple[Path, Built]) -> None:
    texts = {text.document.identifier: text.content for text in map(read, bundled())}
    count = 0
    for facts in bundled_store[1].read:
        content = texts[facts.document.identifier]
        for fact in everything(facts):
            place = fact.evidence  # type: ignore[attr-defined]
            assert content[place.start : place.end] == place.exact
            assert content[: place.start].endswith(place.prefix)
            assert content[place.end :].startswith(place.suffix)
            count += 1
    assert count > 1000


def test_building_again_and_in_another_order_gives_the_same_quads(
    bundled_store: tuple[Path, Built], tmp_path: Path
) -> None:
    first = open_store(bundled_store[0]).lines()
    build(list(reversed(bundled())), tmp_path / "again")
    assert open_store(tmp_path / "again").lines() == first
    build(bundled()[:2], tmp_path / "parts")
    build(bundled()[2:], tmp_path / "parts")
    build(bundled()[1:3], tmp_path / "parts")
    assert open_store(tmp_path / "parts").lines() == first


def test_the_bundled_graph_conforms(graph: Store) -> None:
    report = validate(to_graph(graph.triples()))
    assert report.conforms, "\n".join(str(violation) for violation in report.results[:20])


def test_facts_survive_being_kept(bundled_store: tuple[Path, Built]) -> None:
    for facts in bundled_store[1].read:
        assert codec.loads(codec.dumps(facts)) == facts


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1,2,3,4,5]", '["x",[],[],[],[]]'])
def test_what_is_no_facts_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        codec.loads(text)


def test_every_resource_has_one_chinese_label(graph: Store) -> None:
    query = """SELECT ?s (COUNT(?l) AS ?n) WHERE { { SELECT DISTINCT ?s WHERE { ?s a ?t FILTER(!CONTAINS(STR(?s), "/.well-known/genid/")) } }
      OPTIONAL { ?s rdfs:label ?l FILTER(LANG(?l) = "zh") } } GROUP BY ?s HAVING (COUNT(?l) != 1)"""
    ours = [row for row in rows(graph, query) if row[0].startswith("https://w3id.org/cixi-kg/")]
    assert ours == []


def test_a_document_again_replaces_its_graph(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("2023年，甲市完成工业投资100亿元。", encoding="utf-8")
    build(sources_for([str(file)], None, "2024-01", "昆山市"), tmp_path / "s")
    file.write_text("2023年，甲市完成工业投资250亿元。", encoding="utf-8")
    build(sources_for([str(file)], None, "2024-01", "昆山市"), tmp_path / "s")
    assert rows(open_store(tmp_path / "s"), "SELECT ?v WHERE { ?o a ck:Observation ; ck:value ?v }") == [("250",)]


def test_a_bad_document_leaves_the_graph_that_was_there(bundled_store: tuple[Path, Built], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("2023年，甲市完成工业投资100亿元。", encoding="utf-8")
    build(sources_for([str(file)], None, "2024-01", "昆山市"), tmp_path / "s")
    before = open_store(tmp_path / "s").lines()
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\x03")
    with pytest.raises(SourceError):
        build(sources_for([str(file), str(tmp_path / "b.txt")], None, "", ""), tmp_path / "s")
    assert open_store(tmp_path / "s").lines() == before
