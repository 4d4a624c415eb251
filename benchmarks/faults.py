"""What goes wrong, how many times it was tried, and what was lost; `python benchmarks/faults.py` prints the table.

Documents: real ones changed at random, and files made to do harm, each read by a worker process with its limits.
Builds: killed at any moment, two at once, a full disk, a store of another version, a store cut in the middle, and a
killed publish. After each the graph must answer as before, and the next run must end well.
"""

import argparse
import contextlib
import hashlib
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import corpus
import mutations

from cixi_kg.engines.processes import Worker
from cixi_kg.engines.task import Limits, Outcome, Task
from loaders.sources import Source

Row = tuple[str, int, str]  # what was tried, how many times, what came of it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--large", type=int, default=40_000_000, help="bytes of the large files made to do harm")
    parser.add_argument("--seconds", type=float, default=60, help="granted to one document")
    parser.add_argument("--part", choices=("documents", "builds", "both"), default="both")
    given = parser.parse_args()
    print("| what was tried | times | what came of it |\n| --- | ---: | --- |")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        parts = {
            "documents": lambda: documents(
                folder, given.mutations, given.large, Limits(seconds=given.seconds, rate=10**9)
            ),
            "builds": lambda: builds(folder / "b", given.kills),
        }
        for name, part in parts.items():
            for row in part() if given.part in (name, "both") else ():
                print("| " + " | ".join(map(str, row)) + " |", flush=True)


def documents(folder: Path, count: int, large: int, limits: Limits) -> Iterator[Row]:
    """Bad documents, one after the other, in one worker that is killed where one takes too much."""
    worker, rng = Worker(limits), random.Random(8)
    ends: Counter[str] = Counter()
    slowest = 0.0
    for _ in range(count):
        outcome, seconds = _read(worker, folder, *mutations.file(rng))
        ends[_end(outcome)] += 1
        slowest = max(slowest, seconds)
    yield "changed documents of all formats", count, f"{_counted(ends)}; the slowest took {slowest:.1f} s"
    for what, suffix, data in mutations.hostile(large):
        outcome, seconds = _read(worker, folder, suffix, data)
        yield f"{what}, {len(data) / 1e6:,.1f} MB", 1, f"{_end(outcome)}, {seconds:.1f} s"
    worker.stop()


def _read(worker: Worker, folder: Path, suffix: str, data: bytes) -> tuple[Outcome, float]:
    path = folder / f"x{suffix}"
    path.write_bytes(data)
    start = time.perf_counter()
    outcome = worker.ask(Task(Source(str(path), "x", date="2024", area="慈溪市"), "rules"))
    return outcome, time.perf_counter() - start


def _end(outcome: Outcome) -> str:
    for words in ("by a fault of ours", "more than the", "needs more than", "reader die"):
        if words in outcome.reason:
            return f"FAULT: {outcome.reason}" if words == "by a fault of ours" else f"stopped ({words} …)"
    return "skipped with a reason" if outcome.reason else "read"


def _counted(ends: Counter[str]) -> str:
    return ", ".join(f"{number} {end}" for end, number in sorted(ends.items()))


class Store:
    """A store that holds one corpus and is asked to hold a second as well."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.at = folder, folder / "store"
        for name, seed in (("old", 1), ("new", 2)):
            made = corpus.make(folder / name, 12, seed)
            if name == "new":
                made.write_text(
                    re.sub(r'file = "(.*)\.txt"', r'\g<0>\nidentifier = "n-\1"', made.read_text("utf-8")), "utf-8"
                )
        self.run("build", "--manifest", str(folder / "old" / "sources.toml"))
        shutil.copytree(self.at, folder / "kept")
        self.old = self.graph()
        self.build()
        self.new = self.graph()
        assert self.old != self.new

    def reset(self) -> None:
        """The store as it was before the second build."""
        shutil.rmtree(self.at)
        shutil.copytree(self.folder / "kept", self.at)

    def start(self, *words: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "cixi_kg", *words, "--store", str(self.at)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True, preexec_fn=before)

    def run(self, *words: str, before: Callable[[], None] | None = None) -> tuple[int, str, str]:
        process = self.start(*words, before=before)
        out, said = process.communicate()
        assert "Traceback" not in said, said
        return process.returncode, out, said

    def build(self, before: Callable[[], None] | None = None) -> tuple[int, str, str]:
        """The second build."""
        return self.run("build", "--manifest", str(self.folder / "new" / "sources.toml"), before=before)

    def graph(self) -> str:
        """A hash of the whole graph, or what is said in place of it."""
        status, out, said = self.run("export")
        return hashlib.sha256(out.encode()).hexdigest() if status == 0 else said


def builds(folder: Path, kills: int) -> Iterator[Row]:
    """Faults of builds and of the store."""
    folder.mkdir()
    store = Store(folder)
    store.reset()
    start = time.perf_counter()
    store.build()
    usual = time.perf_counter() - start
    yield "build killed at any moment", kills, _killed(store, kills, usual)
    yield "two builds at once", 3, _two(store)
    yield "disk full: no file over 0.1, 1, 4, 16 MB", 4, _full(store)
    yield from _mounted(store)
    yield "store of another version", 1, _version(store)
    yield "a file of the database cut in the middle", kills, _cut(store, kills)
    yield "publish killed at any moment", max(1, kills // 2), _publish(store, max(1, kills // 2))


def _killed(store: Store, kills: int, usual: float) -> str:
    rng = random.Random(8)
    ends: Counter[str] = Counter()
    for _ in range(kills):
        store.reset()
        process = store.start("build", "--manifest", str(store.folder / "new" / "sources.toml"))
        time.sleep(rng.random() * usual * 1.1)
        process.kill()
        process.communicate()
        after = store.graph()
        assert after in (store.old, store.new), after
        ends["the old graph answered" if after == store.old else "the new graph answered"] += 1
        assert store.build()[0] == 0
        assert store.graph() == store.new
    return f"{_counted(ends)}; the next build went through each time; lost: nothing"


def _two(store: Store) -> str:
    ends: Counter[str] = Counter()
    for _ in range(3):
        store.reset()
        both = [store.start("build", "--manifest", str(store.folder / "new" / "sources.toml")) for _ in range(2)]
        for process in both:
            _, said = process.communicate()
            assert "Traceback" not in said, said
            ends["refused with a sentence" if "another build is writing" in said else f"exit {process.returncode}"] += 1
        assert store.graph() == store.new
    return f"{_counted(ends)}; lost: nothing"


def _full(store: Store) -> str:
    import resource

    ends: Counter[str] = Counter()
    for size in (0.1, 1, 4, 16):
        store.reset()
        most = int(size * 1e6)
        status, _, said = store.build(before=lambda most=most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
        after = store.graph()
        assert after == (store.new if status == 0 else store.old), (size, status, said, after[:200])
        assert status == 0 or len(said.strip().splitlines()) == 1, said
        ends["refused with a sentence, the old graph answered" if status else "went through"] += 1
        assert store.build()[0] == 0
        assert store.graph() == store.new
    return f"{_counted(ends)}; lost: nothing"


def _mounted(store: Store) -> Iterator[Row]:
    """A disk that is really full, and one that is read-only; where this user may mount."""
    disk, at = store.folder / "disk", store.at
    disk.mkdir()
    size = sum(path.stat().st_size for path in (store.folder / "kept").rglob("*") if path.is_file())
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size + 3_000_000}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        yield "disk of its own, full or read-only", 0, "this user may not mount one"
        return
    try:
        store.at = disk / "store"
        shutil.copytree(store.folder / "kept", store.at)
        status, _, said = store.build()
        assert status == 1, said
        assert store.graph() == store.old
        yield "disk really full", 1, f"“{said.strip().splitlines()[-1][:150]}”; lost: nothing"
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        status, _, said = store.build()
        assert status == 1, said
        assert store.graph() == store.old
        yield "disk read-only", 1, f"“{said.strip().splitlines()[-1][:150]}”; lost: nothing"
    finally:
        subprocess.run(["umount", str(disk)], check=True)
        store.at = at


def _version(store: Store) -> str:
    store.reset()
    (store.at / "format").write_text("cixi-kg store 0\n", encoding="utf-8")
    said = store.graph()
    assert "another version" in said, said
    return f"“{said.strip()[:150]}”"


def _cut(store: Store, times: int) -> str:
    rng = random.Random(8)
    ends: Counter[str] = Counter()
    for _ in range(times):
        store.reset()
        name = (store.at / "current").read_text(encoding="utf-8").strip()
        path = rng.choice(sorted(p for p in (store.at / name / "db").iterdir() if p.stat().st_size))
        os.truncate(path, int(path.stat().st_size * rng.random()))
        after = store.graph()
        ends["answered as before" if after == store.old else "said what to do"] += 1
        assert after == store.old or "build it again" in after, after
        status, _, said = store.build()
        assert (status, store.graph()) == (0, store.new), said
    return f"{_counted(ends)}; built again each time, with all that was kept; lost: nothing"


def _publish(store: Store, kills: int) -> str:
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not command:
        return "not tried: the oxigraph command is not installed"
    rng = random.Random(8)
    store.reset()
    with socket.create_server(("127.0.0.1", 0)) as found:
        base = f"127.0.0.1:{found.getsockname()[1]}"
    quiet = subprocess.DEVNULL
    words = [command, "serve", "--location", str(store.folder / "ox"), "--bind", base]
    server = subprocess.Popen(words, stdout=quiet, stderr=quiet)
    try:
        time.sleep(2)
        for _ in range(kills):
            process = store.start("publish", f"http://{base}/store", "--force")
            time.sleep(0.5 + rng.random() * 4)
            process.kill()
            process.communicate()
            status, _, said = store.run("publish", f"http://{base}/store")
            assert status == 0, said
            assert store.run("query", "--file", str(_count(store)))[1] == _asked(base, store)
    finally:
        server.terminate()
        server.wait()
    return "the next run went on, and the server's graphs were those of the store; lost: nothing"


def _count(store: Store) -> Path:
    path = store.folder / "count.rq"
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    path.write_text(query, encoding="utf-8")
    return path


def _asked(base: str, store: Store) -> str:
    command = [
        sys.executable,
        "-m",
        "cixi_kg",
        "query",
        "--file",
        str(_count(store)),
        "--endpoint",
        f"http://{base}/query",
    ]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
