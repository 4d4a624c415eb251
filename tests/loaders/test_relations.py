"""What documents say about what they name: sentences with their relations, and what must hold of every relation."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS

from loaders.entities import entities
from loaders.relations import relations
from loaders.text import Text, passages
from loaders.ties.places.at_home import at_home
from loaders.ties.plan import document_policy
from loaders.ties.reading import readings
from ontology import iris
from ontology.facts import Document, Ref, Relation

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases").glob("relations*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def said(text: str, area: tuple[str, str] = ("临海市", "331082"), title: str = "") -> tuple[Relation, ...]:
    source = Text(Document("x", title, "2024", Ref("Place", *area)), text)
    named = entities(source, passages(source))
    found, _ = relations(source, named, readings(source, named, document_policy(source)))
    return found


def spellings(text: str, area: tuple[str, str], title: str) -> set[str]:
    """Each relation under every name that the sentence has for its things."""
    source = Text(Document("x", title, "2024", Ref("Place", *area)), text)
    named = entities(source, passages(source))
    names: dict[Ref, set[str]] = {}
    for each in named:
        names.setdefault(each.ref, {each.ref.name}).update(each.aliases)
    return {
        f"{subject} | {each.predicate} | {thing}"
        for each in relations(source, named, readings(source, named, document_policy(source)))[0]
        for subject in names.get(each.subject, {each.subject.name})
        for thing in names.get(each.object, {each.object.name})
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:16])
def test_a_sentence_says_its_relations(case: dict[str, Any]) -> None:
    area = tuple(case.get("area", ("临海市", "331082")))
    found = spellings(case["text"], area, case.get("title", ""))
    assert set(case.get("says", ())) <= found
    for wrong in case.get("not", ()):
        parts = wrong.split(" | ")
        assert not [f for f in found if all(p in ("*", q) for p, q in zip(parts, f.split(" | "), strict=True))]


@cache
def allowed() -> dict[str, tuple[set[str], set[str]]]:
    """The classes that the ontology lets a relation's subject and object be of, their subclasses with them."""
    graph = rdflib.Graph().parse(Path(iris.__file__).with_name("ck.ttl"))

    def classes(node: rdflib.term.Node | None) -> set[str]:
        union = graph.value(node, OWL.unionOf) if node else None
        tops = list(Collection(graph, union)) if union else [node]
        return {
            str(each).rpartition("#")[2] for top in tops for each in graph.transitive_subjects(RDFS.subClassOf, top)
        }

    properties = graph.subjects(RDF.type, OWL.ObjectProperty)
    return {
        str(each).rpartition("#")[2]: (classes(graph.value(each, RDFS.domain)), classes(graph.value(each, RDFS.range)))
        for each in properties
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:16])
def test_a_relation_is_between_what_the_ontology_lets_it(case: dict[str, Any]) -> None:
    for each in said(case["text"], tuple(case.get("area", ("临海市", "331082"))), case.get("title", "")):
        subjects, things = allowed()[each.predicate]
        assert each.subject.kind in subjects, each
        assert each.object.kind in things, each


@pytest.mark.parametrize("case", [c for c in CASES if "home" in c or "away" in c], ids=lambda case: case["text"][:16])
def test_a_document_shows_at_home_what_is_no_guest(case: dict[str, Any]) -> None:
    source = Text(Document("x", "", "2024", Ref("Place", *case.get("area", ("临海市", "331082")))), case["text"])
    named = entities(source, passages(source))
    assert {*case.get("home", ()), *case.get("away", ())} <= {each.ref.name for each in named if not each.implicit}
    read = readings(source, named, document_policy(source))
    shown = {each.ref.name for each in at_home(source, read, relations(source, named, read)[0], ())}
    assert set(case.get("home", ())) <= shown
    assert not set(case.get("away", ())) & shown


def test_a_relation_stands_where_its_evidence_is() -> None:
    for case in CASES:
        text = case["text"]
        for each in said(text, tuple(case.get("area", ("临海市", "331082"))), case.get("title", "")):
            assert text[each.evidence.start : each.evidence.end] == each.evidence.exact
            assert 0 < each.confidence <= 1
            assert each.method


def test_nothing_stands_to_itself() -> None:
    assert not [each for case in CASES for each in said(case["text"]) if each.subject == each.object]


def test_a_role_is_told() -> None:
    (found,) = [
        each for each in said("浙江海虹轴承股份有限公司总经理王海峰介绍，订单饱满。") if each.predicate == "headedBy"
    ]
    assert found.qualifiers == (("role", "总经理"),)


def test_the_same_text_says_the_same() -> None:
    text = "\n\n".join(case["text"] for case in CASES)
    assert said(text) == said(text)
