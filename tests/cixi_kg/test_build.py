"""The pipeline as a whole: the same graph in any order, every quotation at its place, nothing lost on errors."""

from pathlib import Path

import pytest

from cixi_kg import kept
from cixi_kg.build import Built, build
from cixi_kg.engines import Options
from graph.answers import Rows
from graph.store import Store, current, open_store
from graph.validate import to_graph, validate
from loaders.read import read
from loaders.sources import bundled, load_manifest, sources_for
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
    for facts in kept.facts(current(bundled_store[0])):
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


@pytest.mark.parametrize("folder", ["elsewhere", "further"])
def test_graphs_of_other_places_conform(folder: str, tmp_path: Path) -> None:
    manifest = Path(__file__).parents[1] / folder / "sources.toml"
    build(load_manifest(manifest), tmp_path / "store")
    report = validate(to_graph(open_store(tmp_path / "store").triples()))
    assert report.conforms, "\n".join(str(violation) for violation in report.results[:20])


def test_the_bundled_graph_conforms(graph: Store) -> None:
    report = validate(to_graph(graph.triples()))
    assert report.conforms, "\n".join(str(violation) for violation in report.results[:20])


def test_facts_survive_being_kept(bundled_store: tuple[Path, Built]) -> None:
    for facts in kept.facts(current(bundled_store[0])):
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


_INDUSTRY_OF_FIRM = """SELECT ?m ?graph ?said ?sentence WHERE {
    ?x rdf:subject/rdfs:label "苏州海虹科技有限公司"@zh ; rdf:predicate ck:inIndustry ; rdf:object/rdfs:label "电线电缆"@zh ; ck:method ?m
    GRAPH ?graph { ?x rdf:predicate ?p } BIND(EXISTS { ?x ck:evidence ?e } AS ?said)
    OPTIONAL { ?x prov:wasDerivedFrom ?place . ?x ck:restsOn ?place . ?place ck:sentence ?sentence } }"""


def test_what_a_text_shows_without_saying_it_is_a_conclusion_until_a_document_says_it(tmp_path: Path) -> None:
    shows, says = tmp_path / "a.txt", tmp_path / "b.txt"
    shows.write_text("电线电缆产业增长两成，涌现出苏州海虹科技有限公司等一批骨干企业。", encoding="utf-8")
    build(sources_for([str(shows)], None, "2024-01", "昆山市"), tmp_path / "s")
    inferred = "https://w3id.org/cixi-kg/graph/inferred"
    sentence = shows.read_text(encoding="utf-8")
    found = rows(open_store(tmp_path / "s"), _INDUSTRY_OF_FIRM)
    assert found == [("industry-around", inferred, "false", sentence)]
    says.write_text("苏州海虹科技有限公司是电线电缆行业龙头企业。", encoding="utf-8")
    build(sources_for([str(says)], None, "2024-01", "昆山市"), tmp_path / "s")
    now = rows(open_store(tmp_path / "s"), _INDUSTRY_OF_FIRM)
    assert now
    assert {(graph, said) for _, graph, said, _ in now} == {("https://w3id.org/cixi-kg/graph/b", "true")}


def test_a_bad_document_is_skipped_and_what_the_store_had_of_it_stays(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text("2023年，甲市完成工业投资100亿元。", encoding="utf-8")
    bad.write_text("2023年，甲市完成工业产值300亿元。", encoding="utf-8")
    built = build(sources_for([str(good), str(bad)], None, "2024-01", "昆山市"), tmp_path / "s")
    assert (built.read, built.unchanged, built.skipped) == (2, 0, ())
    before = open_store(tmp_path / "s").lines()
    bad.write_bytes(b"\x00\x01\x02\x03")
    built = build(sources_for([str(good), str(bad)], None, "2024-01", "昆山市"), tmp_path / "s")
    assert (built.read, built.unchanged, built.documents) == (0, 1, 2)
    assert len(built.skipped) == 1
    assert "b.txt is not a text file" in built.skipped[0]
    assert open_store(tmp_path / "s").lines() == before


def test_bad_documents_alone_leave_the_graph_that_was_there(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("2023年，甲市完成工业投资100亿元。", encoding="utf-8")
    build(sources_for([str(file)], None, "2024-01", "昆山市"), tmp_path / "s")
    before = open_store(tmp_path / "s").lines()
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\x03")
    (tmp_path / "c.csv").write_bytes(b"")
    with pytest.raises(SourceError, match=r"is not a text file.*\n.*is empty"):
        build(sources_for([str(tmp_path / "b.txt"), str(tmp_path / "c.csv")], None, "", ""), tmp_path / "s")
    assert open_store(tmp_path / "s").lines() == before
    assert [path.name for path in (tmp_path / "s").glob("gen-*")] == ["gen-1"]


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    for file in (one, two):
        file.write_text("2023年，甲市完成工业投资100亿元。", encoding="utf-8")
    paths = [str(one), str(two)]
    at = tmp_path / "s"

    def again(area: str = "昆山市", options: Options = Options()) -> tuple[int, int]:  # noqa: B008
        built = build(sources_for(paths, None, "2024-01", area), at, options=options)
        return built.read, built.unchanged

    assert again() == (2, 0)
    assert again() == (0, 2)
    assert current(at).name == "gen-1", "the graph stands where nothing has changed"
    (at / "judgements.tsv").write_text(
        "left\tright\tverdict\twho\twhen\twhy\n甲\t乙\tdifferent\t\t\t\n", encoding="utf-8"
    )
    assert again() == (0, 2)
    assert current(at).name == "gen-2", "a judgement changes the graph"
    assert again(options=Options(force=True)) == (2, 0)
    one.write_text("2023年，甲市完成工业投资101亿元。", encoding="utf-8")
    assert again() == (1, 1)
    assert again("常熟市") == (2, 0)
    (current(at) / "texts" / "a.txt").unlink()
    assert again("常熟市") == (1, 1)
