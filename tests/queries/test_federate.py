"""SERVICE: allowed endpoints are asked, and their rows joined; whatever else is written asks nobody."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

import cixi_kg
from cixi_kg import settings
from graph.answers import Rows, Term
from graph.store import Store
from ontology.errors import CallError, QueryError
from queries.federate import resolved, services
from queries.sparql import check_read_only, run

THERE = """
<http://other/a> <http://other/name> "公牛集团股份有限公司" ; <http://other/code> 7 ; <http://other/odd> "a\\"b\\\\u0022 } UNION" .
<http://other/b> <http://other/name> "别家"@zh ; <http://other/knows> [ ] .
"""


class Endpoint(ThreadingHTTPServer):
    """A SPARQL endpoint over a few statements, which keeps what it was asked."""

    daemon_threads = True
    asked: list[str]
    data: ox.Store

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query).get("query", [""])[0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = self.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        self._answer(parse_qs(body)["query"][0] if form else body)

    def _answer(self, query: str) -> None:
        self.server.asked.append(query)
        found = self.server.data.query(query)
        assert isinstance(found, ox.QuerySolutions)
        body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint(("127.0.0.1", 0), Handler) as server:
        server.asked, server.data = [], ox.Store()
        server.data.load(input=THERE.encode(), format=ox.RdfFormat.TURTLE)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def rows(graph: Store, text: str) -> list[dict[str, str]]:
    answer = graph.query(text)
    assert isinstance(answer, Rows)
    return [{n: c.value for n, c in zip(answer.variables, row, strict=True) if c is not None} for row in answer]


def here(graph: Store, endpoint: Endpoint, text: str) -> list[dict[str, str]]:
    whole = resolved(text.replace("ENDPOINT", f"<{endpoint.address}>"), lambda: [endpoint.address])
    check_read_only(whole)
    return rows(graph, whole)


def test_rows_from_there_are_joined_with_those_from_here(graph: Store, endpoint: Endpoint) -> None:
    found = here(graph, endpoint, """
        PREFIX ck: <https://w3id.org/cixi-kg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX o: <http://other/>
        SELECT ?c ?code WHERE {
          SERVICE ENDPOINT { ?x o:name ?name ; o:code ?code } # SERVICE <http://nobody/> { }
          ?c a ck:Company ; rdfs:label ?label FILTER(STR(?label) = ?name)
        }""")  # fmt: skip
    assert found == [{"c": "https://w3id.org/cixi-kg/id/company/公牛集团股份有限公司", "code": "7"}]
    assert len(endpoint.asked) == 1
    assert "PREFIX o: <http://other/>" in endpoint.asked[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SELECT ?n { SERVICE ENDPOINT { ?x <http://other/code> ?n } }", [{"n": "7"}]),
        ("SELECT ?n { service\n#x\nENDPOINT\n{ SELECT ?n { ?x <http://other/code> ?n } } }", [{"n": "7"}]),
        ("SELECT ?n { \\u0053ERVICE ENDPOINT { ?x <http://other/code> ?n } }", [{"n": "7"}]),
        ("SELECT ?n { OPTIONAL { SERVICE ENDPOINT { ?x <http://other/none> ?n } } }", [{}]),
        ("SELECT ?n { SERVICE ENDPOINT { ?x <http://other/none> ?n } }", []),
        ("SELECT ?v { SERVICE ENDPOINT { ?x <http://other/odd> ?v FILTER(CONTAINS(?v, '}')) } }", [{"v": 'a"b\\u0022 } UNION'}]),
        ("SELECT ?n ?m { SERVICE ENDPOINT { ?x <http://other/code> ?n OPTIONAL { ?x <http://other/none> ?m } } }", [{"n": "7"}]),
        ("SELECT ?a { SERVICE ENDPOINT { <http://other/a> <http://other/code> 7 } BIND(1 AS ?a) }", [{"a": "1"}]),
        ('SELECT ("SERVICE <http://x/> {" AS ?s) { SERVICE ENDPOINT { } }', [{"s": "SERVICE <http://x/> {"}]),
        (
            "SELECT ?n ?k { SERVICE ENDPOINT { ?x <http://other/code> ?n } { SERVICE ENDPOINT { <http://other/a> ?p ?k FILTER(ISNUMERIC(?k)) } } }",
            [{"n": "7", "k": "7"}],
        ),
    ],
)  # fmt: skip
def test_what_a_block_may_look_like(graph: Store, endpoint: Endpoint, text: str, wanted: list[dict[str, str]]) -> None:
    assert here(graph, endpoint, text) == wanted


def test_a_blank_node_from_there_is_a_name_here(graph: Store, endpoint: Endpoint) -> None:
    (row,) = here(graph, endpoint, "SELECT ?k { SERVICE ENDPOINT { ?x <http://other/knows> ?k } }")
    assert row["k"].startswith("urn:cixi-kg:genid:")


HOSTILE = [
    "SELECT * { SERVICE <OTHER> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <OTHER> { ?s ?p ?o } }",
    "SELECT * { sErViCe <OTHER> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <OTHER> { ?s ?p ?o } }",
    "SELECT * { \\U00000053\\u0045RVICE <OTHER> { ?s ?p ?o } }",
    "SELECT * { S\\u0045RVICE<OTHER>{ ?s ?p ?o } }",
    "SELECT * { \\u005Cu0053ERVICE <OTHER> { ?s ?p ?o } }",
    "SELECT * { \\u005Cu0053ERVICE <OTHER> { ?s ?p ?o } SERVICE <ALLOWED> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?e { ?s ?p ?o } VALUES ?e { <OTHER> } }",
    "PREFIX e: <OTHER> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "BASE <OTHER> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "PREFIX SERVICE: <OTHER> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <OTHER> { ?s ?p ?o } }",
    "SELECT * { SERVICE <ALLOWED> { SERVICE <OTHER> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <ALLOWED> { ?s ?p ?o } SERVICE <OTHER> { ?s ?p ?o } }",
    "SELECT * { SERVICE <ALLOWED> { ?s ?p '}' } } SERVICE <OTHER> { ?s ?p ?o }",
    "SELECT * { SERVICE <ALLOWED#> { ?s ?p ?o } }",
    "SELECT * { SERVICE <ALLOWED/../x> { ?s ?p ?o } }",
    "SELECT * { SERVICE <ALLOWED> ?s ?p ?o }",
    "SELECT * { SERVICE <ALLOWED> { ?s ?p ?o }",
    "SELECT * { SERVICE",
    "SELECT * { '''a''' SERVICE <OTHER> { ?s ?p '''b''' } }",
    'SELECT * { ?s ?p "a\\\\" . SERVICE <OTHER> { ?s ?p "b" } }',
    "SELECT * { ?s ?p <a#> . SERVICE <OTHER> { ?s ?p ?o } # }\n }",
    "SELECT * { ?s ?p ?o # \r SERVICE <OTHER> { ?a ?b ?c }\n }",
    "SELECT * { FILTER NOT EXISTS { SERVICE <OTHER> { ?s ?p ?o } } }",
    "ASK { SERVICE <OTHER> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <OTHER> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <OTHER> { ?s ?p ?o } }",
    "INSERT DATA { <a> <b> <c> } ; SELECT * { SERVICE <ALLOWED> { ?s ?p ?o } }",
    "LOAD <OTHER>",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nobody_else_is_asked(graph: Store, endpoint: Endpoint, text: str) -> None:
    """The engine would ask: whatever comes through `resolved` and the reader's own check must not reach an endpoint."""
    other = endpoint.address.replace("/sparql", "/other")
    query = text.replace("OTHER", other).replace("ALLOWED", endpoint.address)
    with pytest.raises(QueryError):
        run(resolved(query, lambda: [endpoint.address]), graph.query)
    assert not [asked for asked in endpoint.asked if "SERVICE" in asked.upper()]
    if "ALLOWED" not in text:
        assert endpoint.asked == []


def test_the_engine_itself_would_ask(graph: Store, endpoint: Endpoint) -> None:
    """Why there is a check at all."""
    found = graph.query(f"SELECT ?n {{ SERVICE <{endpoint.address}> {{ ?x <http://other/code> ?n }} }}")
    assert isinstance(found, Rows)
    assert [row[0].value for row in found if row[0]] == ["7"]
    assert len(endpoint.asked) == 1


def test_a_query_without_service_stays_as_it_is() -> None:
    def never() -> list[str]:
        raise AssertionError("nobody needs the list")

    for text in ("SELECT * { ?s ?p ?o }", 'ASK { ?s ?p "service" } # SERVICE <x>', "ASK { ?s ?p <http://x/service> }"):
        assert resolved(text, never) == text


def test_silent_covers_a_failure_and_nothing_else_does() -> None:
    def broken(_: str) -> object:
        raise QueryError("it is away")

    text = "SELECT * { SERVICE SILENT <http://x/> { ?s ?p ?o } }"
    whole = resolved(text, lambda: ["http://x/"], lambda _: broken)  # type: ignore[arg-type,return-value]
    assert whole == "SELECT * { { VALUES () { () } } }"
    with pytest.raises(QueryError, match="it is away"):
        resolved(text.replace("SILENT ", ""), lambda: ["http://x/"], lambda _: broken)  # type: ignore[arg-type,return-value]


def test_an_address_that_would_end_early_is_refused() -> None:
    def sends(_: str) -> Rows:
        return Rows(("s",), [(Term("iri", "http://x> } SERVICE <http://y/> { ?a ?b ?c } { ?s ?p <"),)])

    with pytest.raises(QueryError, match="no IRI"):
        resolved("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", lambda: ["http://x/"], lambda _: sends)


def test_lines_stay_where_they_are(graph: Store) -> None:
    text = "SELECT * {\n SERVICE <http://x/> {\n ?s\n ?p\n ?o }\n ?wrong }"
    whole = resolved(text, lambda: ["http://x/"], lambda _: lambda _: Rows(("s",), []))
    with pytest.raises(QueryError, match=r"at 6:\d+"):
        graph.query(whole)


def test_services_are_found_with_their_places() -> None:
    text = "SELECT * { SERVICE <http://a> { ?s ?p '}' } SERVICE SILENT <http://b> { { } } }"
    found = [(each.endpoint, each.silent, text[each.start : each.end]) for each in services(text)]
    assert found == [
        ("http://a", False, "SERVICE <http://a> { ?s ?p '}' }"),
        ("http://b", True, "SERVICE SILENT <http://b> { { } }"),
    ]


# --- what is allowed, and where it counts


def test_the_settings_name_what_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    monkeypatch.setenv(settings.SETTINGS_VARIABLE, str(file))
    monkeypatch.delenv(settings.ENDPOINTS_VARIABLE, raising=False)
    assert settings.allowed_endpoints() == ()
    file.write_text('endpoints = ["https://query.wikidata.org/sparql"]\n', encoding="utf-8")
    assert settings.allowed_endpoints() == ("https://query.wikidata.org/sparql",)
    monkeypatch.setenv(settings.ENDPOINTS_VARIABLE, "http://a/, https://b/sparql")
    assert settings.allowed_endpoints() == ("http://a/", "https://b/sparql")
    monkeypatch.setenv(settings.ENDPOINTS_VARIABLE, "")
    assert settings.allowed_endpoints() == ()


@pytest.mark.parametrize("content", ["endpoints = 5", "endpoints = ['ftp://x']", "endpoints = [1]", "endpoints ="])
def test_settings_that_are_wrong_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content, encoding="utf-8")
    monkeypatch.setenv(settings.SETTINGS_VARIABLE, str(file))
    monkeypatch.delenv(settings.ENDPOINTS_VARIABLE, raising=False)
    with pytest.raises(CallError, match=r"settings\.toml"):
        settings.allowed_endpoints()


def test_python_asks_what_is_allowed(graph: Store, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = cixi_kg.open(graph.path.parent)
    text = f"SELECT ?n {{ SERVICE <{endpoint.address}> {{ ?x <http://other/code> ?n }} }}"
    monkeypatch.setenv(settings.ENDPOINTS_VARIABLE, "http://elsewhere/")
    with pytest.raises(QueryError, match=r"line 1, column 13: SERVICE asks .* which is not allowed"):
        opened.sparql(text)
    assert endpoint.asked == []
    monkeypatch.setenv(settings.ENDPOINTS_VARIABLE, endpoint.address)
    assert [row["n"] for row in opened.sparql(text)] == [7]
    assert len(endpoint.asked) == 1
