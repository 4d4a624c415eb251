"""Requests a second of `cixi-kg serve`, and beside rdflib-endpoint on the same data where that is at hand.

    python benchmarks/server.py [--store DIR] [--peer PATH-OF-rdflib-endpoint]

Client and servers share the machine, on loopback; every measure is bounded in time and in requests. The two servers
answer in turn, and the ratio is what counts.
"""

import argparse
import http.client
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cixi_kg.build import build
from graph.store import Store, open_store
from loaders.sources import bundled
from queries.saved import bind, find

SECONDS, REQUESTS, CLIENTS = 4.0, 400, 8
PEER_SECONDS = 30.0  # for one query of the peer
SMALL = "SELECT ?s ?l WHERE { ?s a <https://w3id.org/cixi-kg/ontology#Company> ; <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
COMPARED = (
    "companies-in-industry",
    "companies-by-platform-and-chain",
    "platforms",
    "metric-series",
    "target-vs-actual",
)
JSON = {"Accept": "application/sparql-results+json"}
PAGES = {
    "static file": ("/static/style.css", {}),
    "home page": ("/", {"Accept": "text/html"}),
    "search": ("/search?q=" + quote("慈溪"), {"Accept": "text/html"}),
    "page of a company": ("/id/company/" + quote("公牛集团股份有限公司"), {"Accept": "text/html"}),
    "page of a city, 300 numbers": ("/vocab/place/330282", {"Accept": "text/html"}),
    "ASK by the protocol": ("/sparql?query=ASK%7B%7D", JSON),
    "SELECT of all companies by the protocol": ("/sparql?" + urlencode({"query": SMALL}), JSON),
    "saved query as CSV": ("/queries/companies-in-industry.csv", {}),
}


class Client:
    """One connection that is kept."""

    def __init__(self, port: int, timeout: float = 60.0) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def get(self, path: str, headers: dict[str, str]) -> tuple[int, bytes, str]:
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("ETag", "")


@contextmanager
def server(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def rate(port: int, path: str, headers: dict[str, str], clients: int) -> float:
    """Requests a second of so many clients at once; every answer must be a success."""
    done: list[int] = []
    until = time.perf_counter() + SECONDS

    def ask() -> None:
        client = Client(port)
        count = 0
        while count < REQUESTS and time.perf_counter() < until:
            status, _, _ = client.get(path, headers)
            assert status in (200, 304), status
            count += 1
        done.append(count)

    began = time.perf_counter()
    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)


def own(port: int) -> list[tuple[str, str]]:
    rows = []
    for name, (path, headers) in PAGES.items():
        _, _, tag = Client(port).get(path, headers)
        one, many = rate(port, path, headers, 1), rate(port, path, headers, CLIENTS)
        rows.append((f"{name}, requests a second, one client / {CLIENTS} at once", f"{one:,.0f} / {many:,.0f}"))
        if name == "page of a city, 300 numbers":
            known = rate(port, path, {**headers, "If-None-Match": tag}, 1)
            rows.append((f"{name}, the client has it already (304)", f"{known:,.0f}"))
    return rows


def beside(port: int, peer: int, store: Store) -> list[tuple[str, str]]:
    """The same queries on both servers, in turn; how many times as fast ours answers."""
    rows = []
    for name in COMPARED:
        address = "/sparql?" + urlencode({"query": bind(find(name), {}, store.query)})
        pairs = [(took(port, address), took(peer, address)) for _ in range(3)]
        ours, theirs = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
        bound = ">" if theirs >= PEER_SECONDS else ""
        rows.append(
            (f"{name}: ms, and times as fast as rdflib-endpoint", f"{ours * 1000:,.0f}, {bound}{theirs / ours:,.0f}×")
        )
    return rows


def took(port: int, address: str) -> float:
    began = time.perf_counter()
    try:
        status, body, _ = Client(port, PEER_SECONDS).get(address, JSON)
        assert status == 200, body[:200]
        assert b"bindings" in body
    except TimeoutError:
        return PEER_SECONDS
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store that is built already")
    parser.add_argument("--peer", default=shutil.which("rdflib-endpoint"), help="the rdflib-endpoint command")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.store or Path(scratch) / "store"
        if not given.store:
            build(bundled(), folder)
        store, port, peer = open_store(folder), free_port(), free_port()
        serve = f"from pathlib import Path; from cixi_kg.server import serve; serve(Path({str(folder)!r}), '127.0.0.1', {port})"
        with server([sys.executable, "-c", serve], port):
            rows = own(port)
            if given.peer:
                data = Path(scratch) / "graph.nt"
                data.write_bytes(store.triples())
                command = [given.peer, "serve", "--host", "127.0.0.1", "--port", str(peer), str(data)]
                with server(command, peer):
                    rows += beside(port, peer, store)
    print("\n".join(["| what | figure |", "| --- | ---: |", *(f"| {name} | {figure} |" for name, figure in rows)]))


if __name__ == "__main__":
    main()
