"""Each saved query on the embedded store, beside rdflib's own engine and beside rdflib-endpoint over HTTP, same data.

    python benchmarks/queries.py [--store DIR] [--peer PATH-OF-rdflib-endpoint] [--patience SECONDS] [NAME …]

Columns: milliseconds on the embedded store; how many times as long rdflib in memory takes; milliseconds over HTTP from
`cixi-kg serve`, and how many times as long rdflib-endpoint takes; requests a second of `cixi-kg serve`. All on loopback,
in turn, with the query's default values; medians of three. What does not end in time, or ends in an error of rdflib, is
printed as such and then not asked of rdflib-endpoint, which evaluates with the same engine.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from peer import RUNS, Rdflib, in_memory
from server import JSON, Client, free_port, rate, serve, server

from cixi_kg.build import build
from graph.store import Store, open_store
from loaders.sources import bundled
from queries.saved import bind, find, names


def took(port: int, address: str, accept: dict[str, str], patience: float) -> tuple[float, str]:
    """Seconds to the whole answer, and why there was none."""
    began = time.perf_counter()
    try:
        status, body = Client(port, patience).get(address, accept)
    except TimeoutError:
        return patience, f"no end in {patience:g} s"
    return time.perf_counter() - began, "" if status == 200 else body[:200].decode("utf-8", "replace")


def over_http(ports: tuple[int, int], asked: str, accept: dict[str, str], patience: float) -> tuple[float, str]:
    """Seconds of our server, and how many times as long the peer takes, or that it gives no answer; port 0: no peer."""
    ours, theirs, failed = [], [], ""
    for _ in range(RUNS):
        seconds, why = took(ports[0], "/sparql" + asked, accept, patience)
        assert not why, why
        ours.append(seconds)
        if ports[1] and not failed:
            seconds, failed = took(ports[1], "/" + asked, accept, patience)
            theirs.append(seconds)
    if not ports[1]:
        return statistics.median(ours), "–"
    return statistics.median(ours), "fails" if failed else f"{statistics.median(theirs) / statistics.median(ours):,.1f}"


def rows(wanted: list[str], store: Store, rdflib: Rdflib, ports: tuple[int, int]) -> Iterator[str]:
    for name in wanted:
        text = bind(find(name), {}, store.query)
        ours, theirs, why = in_memory(rdflib, store, text)
        beside = (
            why
            if why and theirs < rdflib.patience
            else f"{'over ' if why else ''}{theirs / ours:,.1f}{why and f': {why}'}"
        )
        asked = "?" + urlencode({"query": text})
        accept = JSON if find(name).form == "SELECT" else {"Accept": "application/n-triples"}
        served, peer = over_http((ports[0], 0 if why else ports[1]), asked, accept, rdflib.patience)
        often = rate(ports[0], "/sparql" + asked, accept, 1)
        yield f"| {name} | {ours * 1000:,.1f} | {beside} | {served * 1000:,.1f} | {peer} | {often:,.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="these queries only")
    parser.add_argument("--store", type=Path, help="a store that is built already")
    parser.add_argument("--peer", default=shutil.which("rdflib-endpoint"), help="the rdflib-endpoint command")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds that rdflib is given for a query")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as running:
        folder = given.store or Path(scratch) / "store"
        if not given.store:
            build(bundled(), folder)
        store, data = open_store(folder), Path(scratch) / "graph.nt"
        data.write_bytes(store.triples())
        port, peer = free_port(), free_port() if given.peer else 0
        running.enter_context(server(serve(folder, port, "kept=0"), port))
        if given.peer:
            running.enter_context(
                server([given.peer, "serve", "--host", "127.0.0.1", "--port", str(peer), str(data)], peer)
            )
        rdflib = Rdflib(data, given.patience)
        running.callback(rdflib.stop)
        print(f"{len(store):,} quads.\n")
        print(
            "| query | embedded, ms | rdflib in memory, times | served, ms | rdflib-endpoint, times | served, requests a second |"
        )
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        for row in rows(given.names or list(names()), store, rdflib, (port, peer)):
            print(row, flush=True)


if __name__ == "__main__":
    main()
