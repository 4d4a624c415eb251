"""graph/links: things of imported datasets joined to the graph's, reified, replayed with what people judged."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from cixi_kg import kept
from cixi_kg.build import amend
from graph.answers import Rows
from graph.judged import FILE, Judgement, append
from graph.links import foreign, statements, things
from graph.store import Store, open_store
from graph.validate import to_graph, validate
from ontology import iris
from ontology.facts import Document, Evidence, Facts, Mention, Ref, Relation
from ontology.terms import prefixes

CIXI = Ref("Place", "慈溪市", "330282")
WD = "http://www.wikidata.org/entity/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
COMPANIES = ("宁波长青电器有限公司", "苏州启明药业有限公司", "海虹科技")


def document() -> Facts:
    def seen(ref: Ref) -> Mention:
        return Mention(ref, Evidence("a", 0, 1, "长", "", "", "长青。"), "test", 1.0)

    refs = [Ref("Company", name) for name in COMPANIES]
    placed = tuple(
        Relation(ref, "locatedIn", CIXI, Evidence("a", 0, 1, "长", "", "", "长青。"), "test", 1.0) for ref in refs
    )
    return Facts(Document("a", "文件", "2025", CIXI, sha256="0" * 64, length=3), tuple(map(seen, refs)), placed)


def triple(thing: str, name: str, kind: str = "", code: str = "") -> list[str]:
    made = [f'<{WD}{thing}> {LABEL} "{name}"@zh .']
    made += [f"<{WD}{thing}> {TYPE} <{iris.CK}{kind}> ."] if kind else []
    return made + ([f'<{WD}{thing}> <http://www.wikidata.org/prop/direct/P442> "{code}" .'] if code else [])


FOREIGN = [
    *triple("Q1", "寧波長青電器股份有限公司", "Company"),
    *triple("Q2", "启明药业", "Company"),
    *triple("Q3", "杭湾慈溪", "Place", "330282"),
    *triple("Q4", "长青科技", "Company"),
    *triple("Q5", "宁波长青电器有限公司余姚分公司"),
    *triple("Q6", "一个名字"),
    *triple("Q7", "某地", "Place", "33"),
    f"<{WD}Q2> <{iris.CK}locatedIn> <{WD}Q3> .",
]


def made(folder: Path, triples: Iterable[str] = FOREIGN, judged: Sequence[Judgement] = ()) -> Store:
    def change(generation: Path) -> None:
        kept.keep(generation, document(), "长青。")
        kept.keep_dataset(generation, "wd", triples)

    append(folder / FILE, judged)
    amend(folder, change)
    return open_store(folder)


def links(store: Store) -> dict[str, tuple[str, str, str]]:
    """By the foreign thing: predicate, confidence, reason."""
    answer = store.query(
        prefixes()
        + f"SELECT ?b ?p ?c ?r WHERE {{ GRAPH <{iris.graph('links')}> {{ ?s rdf:predicate ?p ; rdf:object ?b ; "
        "rdf:subject ?a ; ck:confidence ?c ; ck:reason ?r ; ck:method ?m } }"
    )
    assert isinstance(answer, Rows)
    cells = [[cell.value if cell else "" for cell in row] for row in answer]
    return {row[0].removeprefix(WD): (row[1].rpartition("#")[2], row[2], row[3]) for row in cells}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return made(tmp_path_factory.mktemp("links") / "store")


def test_things_of_a_dataset_are_joined_by_code_and_name(store: Store) -> None:
    found = links(store)
    assert found["Q1"] == ("exactMatch", "0.97", "only the legal form differs: an earlier and a later name")
    assert found["Q2"][0] == "closeMatch"
    assert found["Q3"] == ("exactMatch", "1", "the same code 330282")
    assert found["Q5"][0] == "candidateOf"
    assert set(found) == {"Q1", "Q2", "Q3", "Q5"}


def test_links_change_neither_side(store: Store) -> None:
    asked = f"SELECT * WHERE {{ GRAPH <{iris.graph('dataset/wd')}> {{ ?s ?p ?o }} }}"
    assert len(list(store.query(asked))) == len(FOREIGN)  # type: ignore[arg-type]


def test_judgements_are_replayed_and_taken_back(tmp_path: Path, store: Store) -> None:
    judged = [
        Judgement("宁波长青电器有限公司", WD + "Q1", "different", "li", "2026-01-01", "another register number"),
        Judgement("海虹科技", WD + "Q4", "same", "li", "2026-01-02", "renamed in 2020"),
        Judgement("启明药业", "苏州启明药业有限公司", "undecided", "wu", "2026-01-03", "no address"),
    ]
    folder = tmp_path / "store"
    replayed = made(folder, judged=judged)
    found = links(replayed)
    assert "Q1" not in found
    assert found["Q4"] == ("exactMatch", "1", "renamed in 2020")
    assert found["Q2"][0::2] == ("candidateOf", "no address")
    asked = f"SELECT ?w ?d WHERE {{ ?s rdf:object <{WD}Q4> ; ck:reviewer ?w ; dcterms:date ?d }}"
    who = replayed.query(prefixes() + asked)
    assert [[cell.value for cell in row if cell] for row in who] == [["li", "2026-01-02"]]  # type: ignore[union-attr]
    broken = [str(each) for each in validate(to_graph(replayed.triples())).results if "/id/statement/" in each.focus]
    assert broken == []
    (folder / FILE).unlink()
    assert made(folder, FOREIGN[::-1]).lines() == store.lines()


def test_what_is_read_of_a_graph_has_names_codes_and_areas(store: Store) -> None:
    ours = {thing.names[0]: thing for thing in things(store.query, ["Company", "Place"])}
    assert ours["海虹科技"].areas == ("330282",)
    assert ours["慈溪市"].codes[0].value == "330282"
    assert "慈溪" in ours["慈溪市"].names
    theirs = {thing.id.removeprefix(WD): thing for thing in foreign(store.query, "dataset/wd")}
    assert theirs["Q5"].kind == "Company"
    assert theirs["Q2"].areas == ("330282",)
    assert "Q6" not in theirs


def test_without_a_dataset_there_are_no_links() -> None:
    def silent(query: str) -> Rows:
        raise AssertionError(query)

    assert list(statements(silent, [], [])) == []
