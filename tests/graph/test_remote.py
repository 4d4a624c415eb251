"""A graph elsewhere: what an endpoint may answer, and what is made of it."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from graph.answers import XSD, Rows, Term, Triples, Truth
from graph.remote import Remote
from ontology.errors import CallError, QueryError

RESULTS = "application/sparql-results+json"
ROWS = {
    "head": {"vars": ["a", "b", "c"]},
    "results": {
        "bindings": [
            {"a": {"type": "uri", "value": "http://x"}, "b": {"type": "literal", "value": "慈溪", "xml:lang": "zh"}},
            {
                "b": {"type": "typed-literal", "value": "1", "datatype": XSD + "integer"},
                "c": {"type": "bnode", "value": "b0"},
            },
        ]
    },
}
FOUND = [
    (Term("iri", "http://x"), Term("literal", "慈溪", "zh"), None),
    (None, Term("literal", "1", "", XSD + "integer"), Term("bnode", "b0")),
]


class Endpoint(ThreadingHTTPServer):
    """Gives the answers it was handed, one a request, the last again and again; keeps what it was asked."""

    daemon_threads = True
    answers: list[tuple[int, str, bytes]]
    asked: list[tuple[str, str, str]]
    paths: list[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query).get("query", [""])[0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(parse_qs(body).get("query", [""])[0])

    def _answer(self, query: str) -> None:
        self.server.asked.append((self.command, query, self.headers["Accept"]))
        self.server.paths.append(self.path)
        answers = self.server.answers
        status, media, body = answers.pop(0) if len(answers) > 1 else answers[0]
        if status == 0:  # hangs up
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body) + (1 if media.endswith("cut") else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint(("127.0.0.1", 0), Handler)
    server.answers, server.asked, server.paths = [], [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def remote(endpoint: Endpoint, pauses: tuple[float, ...] = (0.01, 0.01)) -> Remote:
    return Remote(endpoint.address, 5, pauses)


def test_rows(endpoint: Endpoint) -> None:
    endpoint.answers = [(200, RESULTS, json.dumps(ROWS).encode())]
    answer = remote(endpoint).query("SELECT * { ?慈 ?p ?o }")
    assert isinstance(answer, Rows)
    assert answer.variables == ("a", "b", "c")
    assert list(answer) == FOUND
    (method, query, accept) = endpoint.asked[0]
    assert (method, query) == ("GET", "SELECT * { ?慈 ?p ?o }")
    assert RESULTS in accept


@pytest.mark.parametrize("query", ["ASK {}", f"ASK {{ ?s ?p '{'x' * 2000}' }}"])
def test_an_address_may_have_parameters(query: str, endpoint: Endpoint) -> None:
    endpoint.answers = [(200, RESULTS, b'{"head":{},"boolean":true}')]
    Remote(endpoint.address + "?default-graph-uri=http%3A%2F%2Fx%2F&a=%E6%85%88", 5, ()).query(query)
    ((method, asked, _),) = endpoint.asked
    assert asked == query
    assert endpoint.paths[0].count("?") == (1 if method == "GET" else 0)
    if method == "GET":
        given = parse_qs(urlsplit(endpoint.paths[0]).query)
        assert (given["default-graph-uri"], given["a"]) == (["http://x/"], ["慈"])


def test_truth_and_triples(endpoint: Endpoint) -> None:
    endpoint.answers = [(200, RESULTS, b'{"head":{},"boolean":true}')]
    assert remote(endpoint).query("ASK { ?s ?p ?o }") == Truth(value=True)
    endpoint.answers = [(200, "text/turtle; charset=utf-8", '<a:s> <a:p> "慈溪"@zh , 2.50 .'.encode())]
    answer = remote(endpoint).query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(answer, Triples)
    assert [value for _, _, value in answer] == [
        Term("literal", "慈溪", "zh"),
        Term("literal", "2.50", "", XSD + "decimal"),
    ]
    assert "turtle" in endpoint.asked[-1][2]


def test_a_long_query_is_posted(endpoint: Endpoint) -> None:
    endpoint.answers = [(200, RESULTS, json.dumps(ROWS).encode())]
    query = f"SELECT * {{ ?s ?p '{'慈' * 5000}' }}"
    remote(endpoint).query(query)
    assert endpoint.asked[0][:2] == ("POST", query)


@pytest.mark.parametrize(
    "passing", [(503, "text/plain", b"busy"), (500, "text/plain", b"oh"), (0, "", b""), (200, RESULTS + "cut", b"{")]
)
def test_what_may_pass_is_tried_again(passing: tuple[int, str, bytes], endpoint: Endpoint) -> None:
    endpoint.answers = [passing, passing, (200, RESULTS, json.dumps(ROWS).encode())]
    assert list(remote(endpoint).query("SELECT * { ?s ?p ?o }")) == FOUND  # type: ignore[arg-type]
    assert len(endpoint.asked) == 3


@pytest.mark.parametrize(
    ("answer", "said", "attempts"),
    [
        ((400, "text/plain", b"\nerror at 1:9: expected {\nmore"), r"cannot read the query: error at 1:9: expected {$", 1),
        ((404, "text/plain", b""), "not possible to connect", 1),
        ((403, "text/plain", b"no"), "status 403: no", 1),
        ((503, "text/html", b"<h1>busy</h1>"), r"status 503: <h1>busy</h1>; tried 3 times", 3),
        ((500, "text/plain", b"out of memory"), "status 500: out of memory; tried 3 times", 3),
        ((200, "text/html", b"<!doctype html>\n<title>Hi</title>"), "sent text/html, not SPARQL results; .* begins: <!doctype html>", 1),
        ((200, RESULTS, json.dumps(ROWS).encode()[:-40]), "cut short", 1),
        ((200, RESULTS, b'{"head":{}}'), "cut short or no SPARQL results", 1),
        ((200, RESULTS, b"[]"), "cut short or no SPARQL results", 1),
        ((0, "", b""), "tried 3 times", 3),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(answer: tuple[int, str, bytes], said: str, attempts: int, endpoint: Endpoint) -> None:
    endpoint.answers = [answer]
    with pytest.raises(QueryError, match=said) as caught:
        remote(endpoint).query("SELECT * { ?s ?p ?o }")
    assert str(caught.value).startswith(endpoint.address)
    assert "\n" not in str(caught.value)
    assert len(endpoint.asked) == attempts


def test_a_broken_graph(endpoint: Endpoint) -> None:
    endpoint.answers = [(200, "text/turtle", b"<a:s> <a:p> ")]
    with pytest.raises(QueryError, match="cut short or cannot be read"):
        remote(endpoint).query("CONSTRUCT WHERE { ?s ?p ?o }")


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(QueryError, match=r"cannot be reached: .*; tried 2 times"):
        Remote(f"http://127.0.0.1:{port}/sparql", 5, (0.01,)).query("ASK { ?s ?p ?o }")


def test_nobody_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(QueryError, match="did not answer within 1 seconds"):
            Remote(f"http://127.0.0.1:{port}/sparql", 1, (0.01, 0.01)).query("ASK { ?s ?p ?o }")


@pytest.mark.parametrize("address", ["localhost:7878", "file:///etc/passwd", ""])
def test_what_is_no_endpoint(address: str) -> None:
    with pytest.raises(CallError, match="begins with http"):
        Remote(address)
