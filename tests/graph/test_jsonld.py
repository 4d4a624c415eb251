"""The context, and the export that is written with it: what comes back is what went out."""

import json

import pyoxigraph as ox
import pytest

from graph.jsonld import context, context_file, written
from graph.store import Draft, Store, building, open_store
from ontology import iris
from ontology.terms import CK, RDF, RDFS

ID, GRAPH = iris.BASE + "id/", iris.BASE + "graph/"


def quads(content: bytes) -> set[str]:
    return {str(quad) for quad in ox.parse(input=content, format=ox.RdfFormat.JSON_LD)}


def test_every_term_of_the_ontology_is_in_the_context() -> None:
    assert set(CK) <= set(context())
    assert context()["value"] == {"@id": "ck:value", "@type": "xsd:decimal"}
    assert context()["Company"] == {"@id": "ck:Company"}
    assert json.loads(context_file()) == {"@context": context()}


def test_the_bundled_graph_comes_back_whole(graph: Store) -> None:
    assert quads(b"".join(written(graph))) == {str(quad) for quad in graph.quads()}


def test_odd_values_come_back_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What does not have the type that its property is said to have, and text that would be syntax elsewhere."""
    folder = tmp_path_factory.mktemp("odd") / "store"
    ck, xsd = iris.CK, "http://www.w3.org/2001/XMLSchema#"
    values = [
        f'<{ck}value> "about 3"', f'<{ck}value> "3.50"^^<{xsd}decimal>', f'<{ck}value> "3"^^<{xsd}integer>',
        f'<{ck}metric> "no metric"', f"<{ck}sentence> <{ID}x/y>", f'<{ck}sentence> "\\u0001\\"@id\\": {{}}"@zh',
        f'<{ck}locatedIn> "2020"^^<{xsd}gYear>', f"<{ck}locatedIn> <{ID}place/甲 >".replace(" >", "%20>"),
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:y>", '<urn:p> "a"@en-GB', '<urn:p> "@type"',
        f'<{ck}notATerm> "x"', f'<{ck}a/b> "x"', '<http://purl.org/dc/terms/1a> "x"',
    ]  # fmt: skip
    lines = [f"<{ID}thing/甲> {value} <{GRAPH}{number % 2}> ." for number, value in enumerate(values)]
    with building(folder) as generation:
        draft = Draft(generation)
        draft.load(lines)
        draft.close()
    store = open_store(folder)
    assert quads(b"".join(written(store))) == {str(quad) for quad in store.quads()}
    assert len(store) == len(lines)


def test_the_context_alone_makes_plain_json_into_statements() -> None:
    said = {
        "@context": context(), "@id": f"{ID}company/甲", "@type": "Company", "locatedIn": iris.BASE + "vocab/place/330282",
        "rdfs:label": {"@value": "甲", "@language": "zh"},
    }  # fmt: skip
    company = f"<{ID}company/甲>"
    assert quads(json.dumps(said).encode()) == {
        f"{company} <{RDF.type}> <{CK.Company}>",
        f"{company} <{CK.locatedIn}> <{iris.BASE}vocab/place/330282>",
        f'{company} <{RDFS.label}> "甲"@zh',
    }
