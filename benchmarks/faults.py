"""What goes wrong, how many times it was tried, and what was lost; `python benchmarks/faults.py --write` keeps the table.

Documents: real ones changed at random, and files made to do harm, each read by a worker process with its limits.
Stores: what stores.py does to builds, imports and publishing. Calls: what people may get wrong at the command line.
After each the graph must answer as before, and the next run must end well.
"""

import argparse
import contextlib
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import calls, hostile, mutations, stores
from cixi_kg.engines.processes import Worker
from cixi_kg.engines.task import Limits, Outcome, Task
from loaders.read import LARGEST
from loaders.sources import Source

Row = tuple[str, int, str]  # what was tried, how many times, what came of it

PARTS = ("documents", "large", "largest", "stores", "calls")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20, help="of a build; of other commands half as many")
    parser.add_argument("--large", type=int, default=100_000_000, help="bytes of the large files made to do harm")
    parser.add_argument("--seconds", type=float, default=20, help="granted to one document, whatever its size")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this; may be repeated")
    parser.add_argument("--write", action="store_true", help="also write the table to faults.md, for BENCHMARKS.md")
    given = parser.parse_args()
    wanted = given.part or PARTS
    # The rows of a part stand in a file of their own as soon as it has ended: the whole takes an hour.
    with tempfile.TemporaryDirectory() as scratch:
        for name in wanted:
            folder = Path(scratch) / name
            folder.mkdir()
            rows = list(told(part(name, folder, given)))
            if given.write:
                kept(name, rows)


def part(name: str, folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    limits = Limits(seconds=given.seconds, rate=10**9)
    if name == "documents":
        return changed(folder, given.mutations, limits)
    if name in ("large", "largest"):  # those of 100 MB are mostly refused for their size: then the largest that is read
        return harmful(folder, given.large if name == "large" else LARGEST - 1_000_000, limits)
    return stores.rows(folder, given.kills) if name == "stores" else calls.rows(folder)


def told(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        print(_line(row), flush=True)
        yield row


def kept(name: str, rows: list[Row]) -> None:
    """Writes the table anew with the rows of a part in the place of earlier ones."""
    path = Path(__file__).with_suffix(".md")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    texts = {each: m[1] for each in PARTS if (m := re.search(rf"<!-- {each} -->\n(.*?)\n\n", before + "\n", re.DOTALL))}
    texts[name] = "\n".join(["| what was tried | times | what came of it |", "| --- | ---: | --- |", *map(_line, rows)])
    tables = "".join(f"<!-- {each} -->\n{texts[each]}\n\n" for each in PARTS if each in texts)
    head = "## Faults\n\nBy `python benchmarks/faults.py --write`. In all of it nothing was lost.\n\n"
    path.write_text(head + tables, encoding="utf-8")


def _line(row: Row) -> str:
    what, times, end = row
    return f"| {what} | {times:,} | {end} |"


def changed(folder: Path, count: int, limits: Limits) -> Iterator[Row]:
    """Real documents of all formats, changed."""
    reading, rng = Reading(folder, limits), random.Random(8)
    ends: dict[str, Counter[str]] = {}
    for _ in range(count):
        suffix, data = mutations.file(rng)
        ends.setdefault(suffix, Counter())[reading.end(suffix, data)] += 1
    for suffix, found in sorted(ends.items()):
        yield f"changed documents, {suffix}", found.total(), counted(found)
    yield "all of these", count, reading.most()
    reading.worker.stop()


def harmful(folder: Path, size: int, limits: Limits) -> Iterator[Row]:
    """Files made to do harm, with the large ones of this size."""
    reading = Reading(folder, limits)
    for group, files in hostile.GROUPS.items():
        ends: dict[str, list[str]] = {}
        for what, suffix, data in files(size):
            ends.setdefault(reading.end(suffix, data), []).append(what)
        stopped = [what for end, found in ends.items() if end.startswith("stopped") for what in found]
        told = counted(Counter({end: len(found) for end, found in ends.items()}))
        yield f"{group}, up to {size // 1_000_000} MB", sum(map(len, ends.values())), told + _named(stopped)
    yield f"all of these, up to {size // 1_000_000} MB", reading.count, reading.most()
    reading.worker.stop()


def _named(stopped: list[str]) -> str:
    return f" (stopped: {'; '.join(stopped)})" if stopped else ""


class Reading:
    """One worker that reads file after file, and is killed where one takes too much: what became of each, and the most
    that one took."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits, self.worker = folder, limits, Worker(limits)
        self.seconds, self.memory, self.count = 0.0, 0, 0
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self) -> None:
        """Looks at the memory that the worker holds, which may be killed at any moment."""
        while True:
            with contextlib.suppress(OSError, AttributeError, ValueError, IndexError):
                status = Path(f"/proc/{self.worker._process.pid}/status").read_text()
                self.memory = max(self.memory, int(status.partition("VmHWM:")[2].split()[0]))
            time.sleep(0.1)

    def end(self, suffix: str, data: bytes) -> str:
        path = self.folder / f"x{suffix}"
        path.write_bytes(data)
        start = time.perf_counter()
        outcome = self.worker.ask(Task(Source(str(path), "x", date="2024", area="慈溪市"), "rules"))
        self.count += 1
        self.seconds = max(self.seconds, time.perf_counter() - start)
        return _end(outcome)

    def most(self) -> str:
        granted = f"granted {self.limits.seconds:g} s and {self.limits.memory >> 20:,} MiB"
        return f"no traceback; the slowest took {self.seconds:.1f} s, the largest {self.memory >> 10:,} MiB ({granted})"


def _end(outcome: Outcome) -> str:
    for words in ("by a fault of ours", "took more than the", "needs more than", "reader die"):
        if words in outcome.reason:
            if words == "by a fault of ours":
                raise AssertionError(outcome.reason)
            return f"stopped ({words} …)"
    return "skipped with a reason" if outcome.reason else "facts" if outcome.numbers or outcome.relations else "nothing"


def counted(ends: Counter[str]) -> str:
    return ", ".join(f"{number:,} {end}" for end, number in sorted(ends.items()))


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main()
