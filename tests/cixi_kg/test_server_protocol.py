"""SPARQL 1.1 Protocol: the tests of the W3C from their manifest, and what they leave open."""

import csv
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
import rdflib
from rdflib.collection import Collection

from cixi_kg.web.limits import Limits
from graph.store import Draft, building

ROOT = Path(__file__).parents[2]
TESTS = ROOT.parent / "shared" / "w3c" / "sparql" / "sparql11" / "protocol"
HT, MF = (
    rdflib.Namespace("http://www.w3.org/2011/http#"),
    rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"),
)
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")


def manifest() -> rdflib.Graph:
    return rdflib.Graph().parse(TESTS / "manifest.ttl", publicID="http://example/manifest")


def names() -> list[str]:
    if not TESTS.exists():
        return []
    found = manifest()
    every = (str(test).rpartition("#")[2] for test in found.subjects(rdflib.RDF.type, MF.ProtocolTest))
    return sorted(name for name in every if name.startswith(("query_", "bad_")))


@pytest.fixture(scope="module")
def w3c(tmp_path_factory: pytest.TempPathFactory, serving: Any) -> Iterator[httpx.Client]:
    """A server over the graphs that the tests speak of."""
    folder = tmp_path_factory.mktemp("w3c") / "store"
    with building(folder) as generation:
        draft = Draft(generation)
        for number in (1, 2, 3):
            graph = f"http://kasei.us/2009/09/sparql/data/data{number}.rdf"
            text = (TESTS / f"data{number}.nt").read_text(encoding="utf-8")
            draft.load(line.removesuffix(" .") + f" <{graph}> ." for line in text.splitlines() if line.strip())
        draft.close()
    with serving(folder, Limits(query_workers=1, page_workers=1)) as base, httpx.Client(base_url=base) as client:
        yield client


@pytest.mark.skipif(not TESTS.exists(), reason="the tests of the W3C are not here")
@pytest.mark.parametrize("name", names())
def test_w3c(w3c: httpx.Client, name: str) -> None:
    found = manifest()
    test = next(t for t in found.subjects(rdflib.RDF.type, MF.ProtocolTest) if str(t).endswith(f"#{name}"))
    action = found.value(test, MF.action)
    for request in Collection(found, found.value(action, HT.requests)):  # type: ignore[arg-type]
        answer = sent(w3c, found, request)
        expected = found.value(request, HT.resp)
        statuses = {str(status)[-3] for status in found.objects(expected, MF.expectedStatus)}
        assert str(answer.status_code)[0] in statuses, answer.text
        kind = found.value(expected, MF.expectedFormat)
        if kind is not None:
            check_format(str(kind), answer)
        truth = found.value(expected, MF.expectedBoolean)
        if truth is not None:
            assert answer.json()["boolean"] is truth.toPython()  # type: ignore[attr-defined]


def sent(client: httpx.Client, found: rdflib.Graph, request: Any) -> httpx.Response:
    listed = found.value(request, HT.headers)
    headers = {
        str(found.value(header, HT.fieldName)): str(found.value(header, HT.fieldValue))
        for header in (Collection(found, listed) if listed is not None else [])
    }
    body = found.value(request, HT.body)
    content = b""
    if body is not None:
        content = str(found.value(body, CNT.chars)).encode(str(found.value(body, CNT.characterEncoding)))
    path = str(found.value(request, HT.absolutePath))
    return client.request(str(found.value(request, HT.methodName)), path, headers=headers, content=content)


def check_format(kind: str, answer: httpx.Response) -> None:
    media = answer.headers["content-type"].partition(";")[0]
    if kind == "boolean":
        assert media == "application/sparql-results+json"
        assert isinstance(answer.json()["boolean"], bool)
    elif kind == "tabular":
        assert media == "application/sparql-results+json"
        assert "bindings" in answer.json()["results"]
    else:
        assert list(pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.from_media_type(media))) is not None


SELECT = "PREFIX ck: <https://w3id.org/cixi-kg/ontology#> SELECT ?c ?v WHERE { ?c a ck:Company } ORDER BY ?c LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 5"


def test_csv(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(answer.text.splitlines()))
    assert rows[0] == ["c", "v"]
    assert len(rows) == 4


@pytest.mark.parametrize(
    "media", ["application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values"]
)
def test_results_in_every_format(client: httpx.Client, media: str) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    format = pyoxigraph.QueryResultsFormat.from_media_type(media)
    assert format
    found = pyoxigraph.parse_query_results(answer.content, format)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert len(list(found)) == 3


@pytest.mark.parametrize(
    "media", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_graphs_in_every_format(client: httpx.Client, media: str) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    format = pyoxigraph.RdfFormat.from_media_type(media)
    assert format
    assert len(list(pyoxigraph.parse(answer.content, format))) == 5


def test_the_whole_graph_is_the_same_in_rdfxml_and_ntriples(client: httpx.Client) -> None:
    query = {"query": "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <https://w3id.org/cixi-kg/graph/inferred> { ?s ?p ?o } }"}
    found = [
        set(pyoxigraph.parse(client.get("/sparql", params=query, headers={"Accept": media}).content, pyoxigraph.RdfFormat.from_media_type(media)))
        for media in ("application/rdf+xml", "application/n-triples", "application/ld+json")
    ]  # fmt: skip
    assert found[0] == found[1] == found[2]
    assert found[0]


def test_a_browser_gets_a_page(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/html"})
    assert "<table" in answer.text
    assert "/id/company/" in answer.text


def test_service_description(client: httpx.Client) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    found = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = found.value(predicate=rdflib.RDF.type, object=sd.Service)
    assert str(found.value(service, sd.endpoint)).endswith("/sparql")
    assert rdflib.URIRef("https://w3id.org/cixi-kg/graph/ontology") in set(found.objects(predicate=sd.name))


def test_the_dataset_of_the_protocol_goes_before_that_of_the_query(client: httpx.Client) -> None:
    inferred = "https://w3id.org/cixi-kg/graph/inferred"
    query = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/cixi-kg/graph/ontology> WHERE { ?s ?p ?o }"
    parameters = {"query": query, "default-graph-uri": inferred}
    assert number(client, parameters) == number(client, {"query": query.replace("graph/ontology", "graph/inferred")})
    assert number(client, {"query": query, "default-graph-uri": "http://example/nothing"}) == 0
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert number(client, {"query": named, "named-graph-uri": inferred}) == 1
    assert number(client, {"query": named, "default-graph-uri": inferred}) == 0
    assert number(client, {"query": named}) > 1


def number(client: httpx.Client, parameters: dict[str, str]) -> int:
    found = client.get("/sparql", params=parameters).json()
    return int(found["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        ({"params": {"query": "SELECT * WHERE {\n ?s ?p }"}}, 400, "line 2, column"),
        ({"params": {"query": ""}}, 400, "empty"),
        ({"params": {"query": "DROP ALL"}}, 400, "nothing here writes"),
        ({"params": {"query": "LOAD <http://127.0.0.1:9/>"}}, 400, "nothing here writes"),
        ({"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 400, "SERVICE"),
        ({"params": {"query": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 400, "SERVICE"),
        ({"params": {"query": SELECT, "default-graph-uri": "not an iri>"}}, 400, "is no IRI"),
        ({"params": {"update": "CLEAR ALL"}}, 403, "nothing here writes"),
        ({"params": {"query": SELECT}, "headers": {"Accept": "text/turtle"}}, 406, "there are"),
        ({"params": {"query": SELECT, "format": "exe"}}, 406, "there is no format"),
        ({"method": "POST", "data": {"query": [SELECT, SELECT]}}, 400, "2 queries"),
        ({"method": "POST", "content": b"query=%ff", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400, "UTF-8"),
        ({"method": "POST", "content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400, "UTF-8"),
        ({"method": "POST", "content": b"x", "headers": {"Content-Type": "image/png"}}, 415, "posted as"),
        ({"method": "POST", "content": b"INSERT DATA {}", "headers": {"Content-Type": "application/sparql-update"}}, 403, "nothing here writes"),
        ({"method": "POST", "content": b"", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400, "no query"),
        ({"method": "DELETE"}, 405, ""),
    ],
)  # fmt: skip
def test_refusals_say_why(client: httpx.Client, request_: dict[str, Any], status: int, said: str) -> None:
    answer = client.request(**{"method": "GET", "url": "/sparql", **request_})
    assert answer.status_code == status
    assert said in answer.text
    assert answer.text.count("\n") == 1
    if status == 405:
        assert "GET" in answer.headers["allow"]


def test_what_the_engine_says_is_readable(client: httpx.Client) -> None:
    said = client.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o"}).text
    assert re.match(r"line 1, column \d+: the query cannot be read; expected .{1,80}$", said.strip())


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html", "text/html"),
        ("application/sparql-results+json", "application/json"),
        ("", "text/plain"),
        ("image/png", "text/plain"),
    ],
)
def test_errors_are_a_page_or_json_or_a_line(client: httpx.Client, accept: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": "nonsense"}, headers={"Accept": accept or "*/*"})
    assert answer.status_code == 400
    assert answer.headers["content-type"].partition(";")[0] == media
    if media == "application/json":
        assert json.loads(answer.text)["status"] == 400


def test_other_origins_may_ask(client: httpx.Client) -> None:
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = client.options("/sparql", headers=asked)
    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]
    for path in ("/sparql?query=ASK{}", "/queries.json", "/id/company/nothing"):
        assert client.get(path).headers["access-control-allow-origin"] == "*"


def test_who_has_it_already_is_told_so(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": SELECT})
    again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(
        "/sparql", params={"query": SELECT}, headers={"If-None-Match": first.headers["etag"], "Accept": "text/csv"}
    )
    assert other.status_code == 200


def test_control_characters_do_not_break_xml(client: httpx.Client) -> None:
    query = 'SELECT ("a\\u0001<&>\\r\\n" AS ?x) {}'
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+xml"})
    assert ET.fromstring(answer.text)


def test_a_browser_that_comes_without_a_query_finds_the_editor(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/editor")
    assert client.get("/sparql", headers={"Accept": "text/turtle, text/html;q=0.5"}).status_code == 200


def test_the_command_line_starts_without_the_server() -> None:
    code = "import sys, cixi_kg.cli, cixi_kg.server; print(sorted({'starlette', 'uvicorn', 'jinja2', 'asyncio'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
