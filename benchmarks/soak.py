"""The server under a mixed load for minutes; `python benchmarks/soak.py [--minutes 10] [--store DIR]`, on loopback only.

Clients ask saved queries, pages and the protocol; among them are queries made to take everything, slow clients and
broken requests. Every answer to a good request is compared with the first one, the memory of all processes is looked
at, and at the end SIGTERM comes while a request runs, which is to be answered.
"""

import argparse
import contextlib
import http.client
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cixi_kg.build import build
from loaders.sources import bundled

CLIENTS = 6
JSON = {"Accept": "application/sparql-results+json"}
GOOD = (
    ("/", {}),
    ("/queries/companies-in-industry.csv", {}),
    ("/queries/platforms.csv", {}),
    ("/search?q=" + quote("慈溪"), {"Accept": "text/html"}),
    (
        "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/cixi-kg/ontology#Company> }"),
        JSON,
    ),
    ("/vocab/place/330282", {"Accept": "application/n-triples"}),
)
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "SELECT * WHERE { ?a (!<x:x>)* ?b . ?b (!<x:y>)* ?c }",
    'SELECT * WHERE { ?a ?b ?c FILTER(REGEX(STR(?c), "(a+)+$")) ?d ?e ?f FILTER(REGEX(STR(?f), "(.*)*x$")) }',
    "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
    "SELECT " + "(" * 3000 + "1" + ")" * 3000 + " {}",
    "INSERT DATA { <x:a> <x:b> <x:c> }",
)


class Soak:
    """What is asked, and what came of it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.until = 0.0
        self.first: dict[str, tuple[int, bytes]] = {}
        self.ends: Counter[str] = Counter()
        self.times: list[float] = []
        self.lock = threading.Lock()

    def get(self, path: str, headers: dict[str, str], timeout: float = 90) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def good(self, seed: int) -> None:
        """A client that asks what people ask; a server that is full may say so (429, 503)."""
        rng = random.Random(seed)
        while time.monotonic() < self.until:
            path, headers = rng.choice(GOOD)
            start = time.monotonic()
            try:
                found = self.get(path, headers)
            except OSError as error:
                self.note(f"good: no answer ({type(error).__name__})")
                continue
            with self.lock:
                if found[0] in (429, 503):
                    self.ends[f"good: told to wait ({found[0]})"] += 1
                elif found == self.first[path]:
                    self.ends["good: right"] += 1
                    self.times.append(time.monotonic() - start)
                else:
                    self.ends[f"good: WRONG ({found[0]}, {path[:40]})"] += 1

    def hostile(self, seed: int) -> None:
        """A client that wants everything."""
        rng = random.Random(seed)
        while time.monotonic() < self.until:
            try:
                status, _ = self.get("/sparql?query=" + quote(rng.choice(HOSTILE)), JSON)
                self.note(f"hostile: {status}")
            except OSError as error:
                self.note(f"hostile: no answer ({type(error).__name__})")

    def slow(self) -> None:
        """A client that sends its request a letter a second."""
        while time.monotonic() < self.until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5) as line:
                for letter in b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 100:
                    line.send(bytes([letter]))
                    time.sleep(1)
                    if time.monotonic() > self.until:
                        break
            self.note("slow clients that were let go")

    def unread(self) -> None:
        """A client that asks for much and takes nothing of it."""
        query = quote("SELECT * { ?s ?p ?o } LIMIT 80000")
        while time.monotonic() < self.until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5) as line:
                line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                time.sleep(15)
            self.note("clients that took nothing of their answer")

    def note(self, what: str) -> None:
        with self.lock:
            self.ends[what] += 1


def memory(process: int) -> tuple[int, int]:
    """MB that a process holds, and MB that it and all below it hold."""
    sizes, waiting = [], [process]
    while waiting:
        each = Path(f"/proc/{waiting.pop()}")
        with contextlib.suppress(OSError):
            status = (each / "status").read_text()
            sizes.append(int(status.partition("VmRSS:")[2].split()[0]) if "VmRSS:" in status else 0)
            for task in (each / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return (sizes[0] >> 10 if sizes else 0), sum(sizes) >> 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--write", action="store_true", help="also write the table to soak.md, for BENCHMARKS.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        store = given.store or Path(scratch) / "store"
        if not given.store:
            build(bundled(), store)
        rows = run(store, given.minutes)
    command = f"python benchmarks/soak.py --minutes {given.minutes:g}"
    table = "\n".join(["| what | figure |", "| --- | ---: |", *("| " + " | ".join(row) + " |" for row in rows)])
    page = f"## The server under a mixed load\n\nBy `{command}`.\n\n{table}\n"
    print(page)
    if given.write:
        Path(__file__).with_suffix(".md").write_text(page, encoding="utf-8")
    if any(found in table for found in ("WRONG", "NOT")):
        sys.exit(1)


def run(store: Path, minutes: float) -> list[tuple[str, str]]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "cixi_kg", "serve", "--port", str(port), "--store", str(store)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        return _soaked(server, Soak(port), minutes)
    finally:
        server.kill()
        server.wait()


def _soaked(server: "subprocess.Popen[bytes]", soak: Soak, minutes: float) -> list[tuple[str, str]]:
    for _ in range(300):
        with contextlib.suppress(OSError):
            soak.get("/", {})
            break
        time.sleep(0.1)
    for path, headers in GOOD:
        soak.first[path] = soak.get(path, headers)
        assert soak.first[path][0] == 200, (path, soak.first[path])
    soak.until = time.monotonic() + 60 * minutes
    clients = [threading.Thread(target=soak.good, args=(n,)) for n in range(CLIENTS)]
    clients += [threading.Thread(target=soak.hostile, args=(n,)) for n in range(2)]
    clients += [threading.Thread(target=soak.slow) for _ in range(3)] + [threading.Thread(target=soak.unread)]
    for client in clients:
        client.start()
    held, begun = [], time.monotonic()
    while time.monotonic() < soak.until:
        time.sleep(2)
        held.append((time.monotonic() - begun, *memory(server.pid)))
    for client in clients:
        client.join()
    times = sorted(soak.times) or [0.0]
    return [
        *((what, str(number)) for what, number in sorted(soak.ends.items())),
        (
            "good requests: median · 99 of 100 within, s",
            f"{statistics.median(times):.3f} · {times[int(len(times) * 0.99)]:.3f}",
        ),
        *_memory_rows(held),
        ("SIGTERM while a request ran", _ended(server, soak)),
    ]


def _memory_rows(held: list[tuple[float, int, int]]) -> list[tuple[str, str]]:
    """Memory at the first, fifth and tenth minute, or at a tenth, the half and the end of another time; and its slope."""
    end = held[-1][0]
    marks = [60.0, 300.0, 600.0] if 570 < end < 660 else [end / 10, end / 2, end]
    names = " · ".join(f"{mark / 60:.0f}" if end > 570 else f"{mark / 60:.1f}" for mark in marks)
    rows = []
    for what, column in (("the server's own process", 1), ("all its processes", 2)):
        around = [[each[column] for each in held if abs(each[0] - mark) <= max(20, end / 40)] for mark in marks]
        figures = " · ".join(f"{statistics.median(each):.0f}" for each in around)
        late = [each for each in held if each[0] > end / 2] if len(held) > 4 else held
        slope = statistics.linear_regression([t for t, *_ in late], [each[column] for each in late]).slope * 60
        most = max(each[column] for each in held)
        rows.append((f"memory of {what} at minute {names}, MB; slope in the second half, MB a minute; most",
                     f"{figures}; {slope:+.1f}; {most}"))  # fmt: skip
    return rows


def _ended(server: "subprocess.Popen[bytes]", soak: Soak) -> str:
    path, headers = GOOD[1]
    answers: list[tuple[int, bytes]] = []
    asking = threading.Thread(target=lambda: answers.append(soak.get(path, headers)))
    asking.start()
    time.sleep(0.02)
    server.send_signal(signal.SIGTERM)
    start = time.monotonic()
    asking.join(60)
    status = server.wait(60)
    right = answers == [soak.first[path]]
    return f"{'answered right' if right else 'NOT answered'}, exit {status} after {time.monotonic() - start:.1f} s"


if __name__ == "__main__":
    main()
