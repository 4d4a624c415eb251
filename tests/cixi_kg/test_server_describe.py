"""What the server tells programs about the graph: the context, and the description at the data set's own IRI."""

import httpx
import pyoxigraph as ox
import pytest

from graph.describe import DATASET
from graph.jsonld import CONTEXT, context_file
from ontology import iris


def test_the_context_is_at_its_iri(client: httpx.Client) -> None:
    found = client.get("/" + CONTEXT.removeprefix(iris.BASE))
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/ld+json"
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.content == context_file()


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("*/*", ox.RdfFormat.TURTLE),
    ],
)
def test_the_data_set_is_at_its_iri(client: httpx.Client, accept: str, kind: ox.RdfFormat) -> None:
    found = client.get("/" + DATASET.removeprefix(iris.BASE), headers={"Accept": accept})
    assert found.status_code == 200
    triples = list(ox.parse(input=found.content, format=kind))
    assert any(str(each.subject) == f"<{DATASET}>" for each in triples)
    assert len(triples) > 300


def test_a_format_that_cannot_hold_it_is_refused(client: httpx.Client) -> None:
    assert client.get("/dataset", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/dataset.exe").status_code == 404
