"""What follows from what is said, with its premises."""

from pathlib import Path

import pytest

from graph import rdf, store
from graph.answers import Rows
from graph.infer import RULES, industry_of, infer
from graph.store import Store
from ontology import iris
from ontology.terms import prefixes

ID = "https://w3id.org/cixi-kg/id/"


def industry(slug: str) -> str:
    return iris.concept("industry", slug)


@pytest.mark.parametrize(
    ("product", "label"),
    [
        ("医用口罩", "医疗器械"),
        ("LED灯", "照明"),
        ("空气炸锅", "厨房小家电"),
        ("生产线项目", None),
        ("研发中心", None),
    ],
)  # fmt: skip
def test_the_last_key_word_of_a_product_tells_its_industry(product: str, label: str | None) -> None:
    found = industry_of(product)
    assert (found is None) == (label is None)
    if label:
        above = {found}
        from ontology import vocab

        by_iri = {c.iri: c for c in vocab.concepts("industry")}
        while found and by_iri[found].broader:
            found = by_iri[found].broader
            above.add(found)
        assert label in {by_iri[iri].label for iri in above if iri}


def build(folder: Path, *statements: tuple[str, str, str]) -> Store:
    with store.building(folder) as generation:
        draft = store.Draft(generation)
        draft.load(rdf.lines(statements, "d"))
        for rule in RULES:
            draft.load(rdf.lines(infer(draft.query, rule, str), "inferred"))
        draft.close()
    return store.open_store(folder)


def said(subject: str, predicate: str, target: str) -> list[rdf.Statement]:
    return list(rdf.reified(rdf.statement_iri(subject, predicate, target), (subject, predicate, target), "…"))


def concluded(graph: Store) -> set[tuple[str, str, str]]:
    answer = graph.query(
        prefixes() + "SELECT ?s ?p ?o WHERE { GRAPH <https://w3id.org/cixi-kg/graph/inferred> "
        "{ ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ck:method ?m ; prov:wasDerivedFrom ?why } }"
    )
    assert isinstance(answer, Rows)
    return {(s.value, p.value.rpartition("#")[2], o.value) for s, p, o in answer if s and p and o}


def test_chain_and_place_follow_with_premises(tmp_path: Path) -> None:
    firm, project, zone, town = (ID + n for n in ("company/a", "project/b", "platform/c", "place/d"))
    chain = ID + "industrychain/e"
    graph = build(
        tmp_path / "s",
        *said(firm, "undertakes", project),
        *said(project, "locatedIn", zone),
        *said(firm, "inIndustry", industry("a")),
        *said(chain, "chainOf", industry("above")),
        (rdf.iri(industry("a")), rdf.iri(rdf.SKOS + "broader"), rdf.iri(industry("above"))),
        (rdf.iri(zone), rdf.TYPE, rdf.ck("Platform")),
        (rdf.iri(zone), rdf.ck("locatedIn"), rdf.iri(town)),
        (rdf.iri(town), rdf.TYPE, rdf.ck("Place")),
    )
    assert concluded(graph) >= {
        (firm, "inChain", chain), (firm, "locatedIn", zone), (firm, "locatedIn", town), (project, "locatedIn", town),
    }  # fmt: skip


def test_what_is_said_is_not_concluded_again(tmp_path: Path) -> None:
    firm, project, zone = (ID + n for n in ("company/a", "project/b", "platform/c"))
    graph = build(
        tmp_path / "s",
        *said(firm, "undertakes", project),
        *said(project, "locatedIn", zone),
        *said(firm, "locatedIn", zone),
    )
    assert concluded(graph) == set()


def test_every_conclusion_of_the_bundled_graph_has_premises_and_no_evidence(graph: Store) -> None:
    bare = graph.query(
        prefixes() + "SELECT ?x WHERE { GRAPH <https://w3id.org/cixi-kg/graph/inferred> { ?x a rdf:Statement "
        "FILTER NOT EXISTS { ?x prov:wasDerivedFrom ?w ; ck:method ?m ; ck:confidence ?c } } }"
    )
    assert isinstance(bare, Rows)
    assert list(bare) == []


def test_the_bundled_projects_stand_in_industries(graph: Store) -> None:
    answer = graph.query(
        prefixes() + "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a ck:Project ; ck:inIndustry ?i ; ck:number ?k }"
    )
    assert isinstance(answer, Rows)
    assert [int(row[0].value) >= 25 for row in answer if row[0]] == [True]
