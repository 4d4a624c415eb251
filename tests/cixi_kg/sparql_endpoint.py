"""A little SPARQL endpoint for tests, on loopback, which can be told to fail in the ways that real ones do."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

RESULTS = "application/sparql-results+json"
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Endpoint:
    """fault: what to answer instead, by the number of the request, from 1; None for a true answer.

    rows: the most rows that it gives without saying so, 0 for all; asked: the queries that came.
    """

    store: ox.Store
    fault: Callable[[int], Answer | None] = lambda _: None
    rows: int = 0
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, query: str) -> Answer:
        self.asked.append(query)
        if instead := self.fault(len(self.asked)):
            return instead
        try:
            rows = self.store.query(query)
            assert isinstance(rows, ox.QuerySolutions)
            body = rows.serialize(format=ox.QueryResultsFormat.JSON)
        except SyntaxError as error:
            return 400, {"Content-Type": "text/plain"}, str(error).encode()
        assert body is not None
        if self.rows:
            found = json.loads(body)
            found["results"]["bindings"] = found["results"]["bindings"][: self.rows]
            body = json.dumps(found).encode()
        return 200, {"Content-Type": RESULTS}, body


class Handler(BaseHTTPRequestHandler):
    endpoint: Endpoint

    def do_GET(self) -> None:
        self._send(parse_qs(urlsplit(self.path).query)["query"][0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._send(parse_qs(body)["query"][0])

    def log_message(self, format: str, *args: object) -> None:
        del format, args

    def _send(self, query: str) -> None:
        status, headers, body = self.endpoint.answer(query)
        cut = int(headers.pop("Cut", "0"))
        time.sleep(float(headers.pop("Sleep", "0")))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if cut >= 0:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body[:cut] if cut > 0 else body[: len(body) // 2] if cut < 0 else body)
        except OSError:  # the client has gone, which some tests want
            return


@contextmanager
def endpoint(data: Path, fault: Callable[[int], Answer | None] = lambda _: None, rows: int = 0) -> Iterator[Endpoint]:
    store = ox.Store()
    store.bulk_load(path=str(data), format=ox.RdfFormat.TURTLE)
    made = Endpoint(store, fault, rows)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"endpoint": made}))
    made.url = f"http://127.0.0.1:{server.server_port}/sparql"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
