"""Every saved query on graphs of 0.1, 1 and 10 million quads: `python benchmarks/sizes.py [--folder DIR] [NAME …]`.

The graphs are made by benchmarks/enlarge.py (those that stand in DIR already are used). Of each query, with its default
values: milliseconds of processor time from its name to its last row, look-ups of names counted, and how many times as
long that is as the same SPARQL straight on pyoxigraph.Store; on the smallest graph also how many times as long rdflib
in memory takes, or that it does not end in time. `--keep` keeps it for BENCHMARKS.md.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]  # the package `queries` before the script of that name

import enlarge
import kept_figures
import pyoxigraph
from peer import Rdflib, in_memory

from graph.store import Store, exists, open_store
from queries.saved import bind, find, names

SIZES = (100_000, 1_000_000, 10_000_000)
SLOW = 1.0  # a query that takes longer is run once and not three times


def took(call: Callable[[], int]) -> tuple[float, int]:
    """Seconds of processor time, since others use the machine, and the rows."""
    times = []
    for _ in range(3):
        began = time.process_time()
        rows = call()
        times.append(time.process_time() - began)
        if times[0] > SLOW:
            break
    return statistics.median(times), rows


def beside(opened: Store, engine: pyoxigraph.Store, name: str) -> tuple[float, float, int]:
    """Seconds of ours and of the bare engine, and the rows, which are as many."""
    query = find(name)
    text = bind(query, {}, opened.query)
    ours, rows = took(lambda: sum(1 for _ in opened.query(bind(query, {}, opened.query))))  # type: ignore[union-attr]
    theirs, same = took(lambda: sum(1 for _ in engine.query(text)))  # type: ignore[union-attr]
    assert rows == same, (name, rows, same)
    return ours, theirs, rows


def graphs(folder: Path) -> Iterator[Path]:
    """The stores of all sizes, made where they are missing."""
    lines: list[str] = []
    for size in SIZES:
        where = folder / str(size)
        if not exists(where):
            lines = lines or enlarge.bundled_lines()
            enlarge.make(where, size, lines)
        yield where


def table(folder: Path, wanted: Sequence[str], patience: float) -> Iterator[str]:
    """The rows of the table; the last one is about all queries."""
    stores = [open_store(where) for where in graphs(folder)]
    engines = [pyoxigraph.Store.read_only(str(store.path / "db")) for store in stores]
    yield (
        "| query | "
        + " | ".join(f"{len(store) / 1e6:.1f}M, ms (× raw)" for store in stores)
        + " | 0.1M, rdflib, × | rows |"
    )
    yield "| --- |" + " ---: |" * (len(stores) + 2)
    data = folder / "smallest.nt"
    data.write_bytes(stores[0].triples())
    rdflib = Rdflib(data, patience)
    every: list[list[float]] = []
    ratios: list[float] = []
    for name in wanted:
        found = [beside(store, engine, name) for store, engine in zip(stores, engines, strict=True)]
        every.append([ours for ours, *_ in found])
        ratios += [ours / theirs for ours, theirs, _ in found]
        mine, theirs, why = in_memory(rdflib, stores[0], bind(find(name), {}, stores[0].query))
        peer = why or f"{theirs / mine:,.0f}"
        cells = " | ".join(f"{ours * 1000:,.0f} ({ours / max(raw, 1e-6):.2f})" for ours, raw, _ in found)
        yield f"| {name} | {cells} | {peer} | {found[-1][2]:,} |"
    rdflib.stop()
    slowest = " / ".join(f"{max(column) * 1000:,.0f}" for column in zip(*every, strict=True))
    middle = " / ".join(f"{statistics.median(column) * 1000:,.0f}" for column in zip(*every, strict=True))
    yield f"| the median one | {middle} | | |"
    yield f"| the slowest one | {slowest} | | |"
    yield f"| times as long as the same SPARQL on pyoxigraph.Store, median | {statistics.median(ratios):.2f} | | |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="these queries only")
    parser.add_argument("--folder", type=Path, help="where the graphs stand or are made")
    parser.add_argument("--keep", action="store_true", help="keep the figures for BENCHMARKS.md")
    parser.add_argument("--patience", type=float, default=20.0, help="seconds that rdflib is given for a query")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = []
        for row in table(given.folder or Path(scratch), given.names or list(names()), given.patience):
            print(row, flush=True)
            found.append(row)
    if given.keep:
        kept_figures.keep("sizes", _two_columns(found))


def _two_columns(table: Sequence[str]) -> list[tuple[str, str]]:
    """The table as rows of a name and a figure, the head among them."""
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in table if not row.startswith("| --- ")]
    return [(f"saved query: {name}", " · ".join(filter(None, rest))) for name, *rest in cells]


if __name__ == "__main__":
    main()
