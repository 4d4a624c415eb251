"""Requests a second of `cixi-kg serve`, beside the Oxigraph server and rdflib-endpoint on the same data where at hand.

    python benchmarks/server.py [--store DIR] [--peer PATH-OF-rdflib-endpoint] [--keep]

Client and servers share the machine, on loopback; every measure is bounded in time and in requests. The servers
answer in turn, and the ratio is what counts. `--keep` keeps the figures for BENCHMARKS.md.
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
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import kept_figures

from cixi_kg.build import build
from graph.store import Store, open_store
from loaders.sources import bundled
from queries.saved import bind, find

SECONDS, REQUESTS, CLIENTS, ROUNDS = 3.0, 400, 8, 3
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

    def get(self, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


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


def serve(folder: Path, port: int, limits: str) -> list[str]:
    code = (
        "from pathlib import Path; from cixi_kg.server import serve; from cixi_kg.web.limits import Limits; "
        f"serve(Path({str(folder)!r}), '127.0.0.1', {port}, Limits({limits}))"
    )
    return [sys.executable, "-c", code]


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
            status, _ = client.get(path, headers)
            assert status == 200, status
            count += 1
        done.append(count)

    began = time.perf_counter()
    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)


def own(port: int) -> list[str]:
    """Requests a second of each page, by one client and by several at once."""
    rates = ((rate(port, *page, 1), rate(port, *page, CLIENTS)) for page in PAGES.values())
    return [f"{one:,.0f} / {many:,.0f}" for one, many in rates]


def beside(port: int, peer: int, store: Store) -> list[tuple[str, str]]:
    """The same queries on both servers, in turn; how many times as fast ours answers."""
    rows = []
    for name in COMPARED:
        asked = "?" + urlencode({"query": bind(find(name), {}, store.query)})
        pairs = [(took(port, "/sparql" + asked), took(peer, "/" + asked)) for _ in range(3)]
        ours, theirs = (statistics.median(pair[place][0] for pair in pairs) for place in (0, 1))
        assert not any(why for (_, why), _ in pairs)
        failed = next((why for _, (_, why) in pairs if why), "")
        late = failed.startswith("no answer")
        ratio = "which fails" if failed and not late else f"{'over ' if late else ''}{theirs / ours:,.0f} times as fast"
        rows.append((f"{name}, beside rdflib-endpoint", f"{ours * 1000:,.0f} ms, {ratio}"))
    return rows


def beside_engine(port: int, peer: int, store: Store) -> Iterator[tuple[str, str]]:
    """Requests a second of the same queries on ours and on the Oxigraph server, in turn, and how many times as many."""
    asked = {"ASK": "ASK {}", "SELECT of all companies": SMALL}
    asked |= {name: bind(find(name), {}, store.query) for name in COMPARED}
    for name, text in asked.items():
        address = "?" + urlencode({"query": text})
        for clients in (1, CLIENTS):
            pairs = [
                (rate(port, "/sparql" + address, JSON, clients), rate(peer, "/query" + address, JSON, clients))
                for _ in range(ROUNDS)
            ]
            ours, theirs = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
            told = f"{ours:,.0f} · {theirs:,.0f} · {statistics.median(a / b for a, b in pairs):.2f}"
            yield f"{name}, {clients} client{'s' * (clients > 1)}: ours · Oxigraph server · times as many", told


def took(port: int, address: str) -> tuple[float, str]:
    """Seconds to the answer, and why there was none."""
    began = time.perf_counter()
    try:
        status, body = Client(port, PEER_SECONDS).get(address, JSON)
    except TimeoutError:
        return PEER_SECONDS, f"no answer in {PEER_SECONDS:g} seconds"
    why = "" if status == 200 and b"bindings" in body else body[:200].decode("utf-8", "replace")
    return time.perf_counter() - began, why


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store that is built already")
    parser.add_argument("--peer", default=shutil.which("rdflib-endpoint"), help="the rdflib-endpoint command")
    parser.add_argument("--keep", action="store_true", help="keep the figures for BENCHMARKS.md")
    given = parser.parse_args()
    engine = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.store or Path(scratch) / "store"
        if not given.store:
            build(bundled(), folder)
        store, port, peer = open_store(folder), free_port(), free_port()
        rows: list[tuple[str, str]] = []
        engines: list[tuple[str, str]] = []
        with server(serve(folder, port, "kept=0"), port):
            first = own(port)
            if engine:
                where = ("--location", str(store.path / "db"), "--bind", f"127.0.0.1:{peer}")
                with server([engine, "serve-read-only", *where], peer):
                    engines = list(beside_engine(port, peer, store))
            if given.peer:
                data = Path(scratch) / "graph.nt"
                data.write_bytes(store.triples())
                command = [given.peer, "serve", "--host", "127.0.0.1", "--port", str(peer), str(data)]
                with server(command, peer):
                    rows = beside(port, peer, store)
        with server(serve(folder, port, ""), port):
            again = own(port)
    named = zip(PAGES, first, again, strict=True)
    rows = [(f"{name}, requests a second", f"{one} ; {two}") for name, one, two in named] + engines + rows
    print(f"Requests a second: one client / {CLIENTS} at once, worked out each time ; given again.\n")
    print("\n".join(["| what | figure |", "| --- | ---: |", *(f"| {name} | {figure} |" for name, figure in rows)]))
    if given.keep:
        told = f"one client / {CLIENTS} at once, worked out each time ; given again"
        kept_figures.keep(
            "server", [(f"`cixi-kg serve`, {name}", figure) for name, figure in [("requests", told), *rows]]
        )


if __name__ == "__main__":
    main()
