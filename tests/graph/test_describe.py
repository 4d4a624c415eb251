"""The description of the dataset: what it counts is what the store holds."""

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, RDF, SKOS, VOID, URIRef
from rdflib.term import Node

from graph.describe import DATASET, description
from graph.export import FORMATS
from graph.store import Store
from ontology import iris

HERE = URIRef(DATASET)


@pytest.fixture(scope="module")
def described(graph: Store) -> rdflib.Graph:
    return rdflib.Graph().parse(data=b"".join(description(graph)), format="turtle")


def count(described: rdflib.Graph, node: Node, what: rdflib.URIRef) -> int:
    return int(str(described.value(node, what)))


def test_it_counts_what_is_there(graph: Store, described: rdflib.Graph) -> None:
    union = [line for line in graph.triples().decode().splitlines() if line]
    assert count(described, HERE, VOID.triples) == len(union)
    assert count(described, HERE, VOID.distinctSubjects) == len({line.split(" ", 1)[0] for line in union})
    properties = {line.split(" ", 2)[1] for line in union}
    assert count(described, HERE, VOID.properties) == len(properties)
    partitions = list(described.objects(HERE, VOID.propertyPartition))
    assert len(partitions) == len(properties)
    assert sum(count(described, part, VOID.triples) for part in partitions) == len(union)


def test_each_class_is_told_with_its_things(graph: Store, described: rdflib.Graph) -> None:
    found = {
        str(described.value(part, VOID["class"])): count(described, part, VOID.entities)
        for part in described.objects(HERE, VOID.classPartition)
    }
    for name in ("Company", "Observation", "Document"):
        answer = graph.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a <{iris.CK}{name}> }}")
        assert [row[0].value for row in answer] == [str(found[iris.CK + name])]  # type: ignore[union-attr]
    assert count(described, HERE, VOID.classes) == len(found)


def test_each_graph_is_a_dataset_and_documents_are_their_sources(graph: Store, described: rdflib.Graph) -> None:
    graphs = {each for each in described.objects(HERE, VOID.subset) if str(each).startswith(iris.BASE + "graph/")}
    assert sum(count(described, each, VOID.triples) for each in graphs) == len(graph)
    sources = {described.value(each, DCTERMS.source) for each in graphs} - {None}
    assert len(sources) == 5
    assert all(described.value(each, DCTERMS.title) for each in graphs)


def test_linksets_lead_to_the_classifications(described: rdflib.Graph) -> None:
    found = {
        (str(described.value(described.value(each, VOID.subjectsTarget), VOID.uriSpace)).removeprefix(iris.BASE),
         str(described.value(described.value(each, VOID.objectsTarget), DCTERMS.title)),
         described.value(each, VOID.linkPredicate)): count(described, each, VOID.triples)
        for each in described.subjects(RDF.type, VOID.Linkset)
    }  # fmt: skip
    assert found["vocab/industry/", "GB/T 4754-2017", SKOS.closeMatch] > 200
    assert found["vocab/gbt4754/", "ISIC Rev. 4", SKOS.closeMatch] > 30
    assert found["vocab/unit/", "QUDT units", SKOS.exactMatch] > 50


def test_it_says_the_same_every_time_and_without_blank_nodes(graph: Store, described: rdflib.Graph) -> None:
    assert b"".join(description(graph)) == b"".join(description(graph))
    assert not any(isinstance(term, rdflib.BNode) for triple in described for term in triple)
    for title in described.objects(described.value(predicate=DCAT.distribution, subject=HERE), DCTERMS.title):
        assert str(title).rpartition(" ")[2] in FORMATS
    assert ox.parse(input=b"".join(description(graph)), format=ox.RdfFormat.TURTLE)
