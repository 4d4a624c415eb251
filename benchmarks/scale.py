"""How building grows: documents and characters a second, memory, and what is recovered; `python benchmarks/scale.py`.

Documents come from benchmarks/corpus.py. 1 process, 2 processes and dask run in turn, so that what else the machine
does meets all alike, and the ratios count. `--documents 100 1000 10000` says how many are built whole.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import corpus
import kept_figures

from cixi_kg import kept
from cixi_kg.build import build
from cixi_kg.engines import Options, run
from cixi_kg.engines.task import Task
from cixi_kg.versions import rules_version
from graph.store import current
from loaders.sources import load_manifest

_FIRST = 20  # documents by which all processes run
_BUILD = "import sys; sys.path.insert(0, sys.argv[1]); import scale; scale.one(*sys.argv[2:])"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--read", type=int, default=300, help="documents that are read in turn by each engine; 0: none")
    parser.add_argument("--keep", action="store_true", help="keep the figures for BENCHMARKS.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        found = rows(folder, given.documents, given.rounds, given.read)
        print(table(found))
        if given.keep:
            kept_figures.keep("scale", found)


def rows(scratch: Path, sizes: Sequence[int], rounds: int = 3, read: int = 300) -> list[tuple[str, str]]:
    """The figures, a row each."""
    return [*(reading(scratch / "read", read, rounds) if read else ()), *growing(scratch, sizes)]


def reading(folder: Path, documents: int, rounds: int) -> Iterator[tuple[str, str]]:
    """Reading alone, with the start of the processes, in turn by each engine."""
    tasks = [Task(source, rules_version()) for source in load_manifest(corpus.make(folder, documents))]
    ways = {
        "1 process": Options(jobs=1),
        "2 processes": Options(jobs=2),
        "dask, 2 processes": Options(jobs=2, engine="dask"),
    }
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    characters = 0
    for _ in range(rounds):
        for name, options in ways.items():
            characters, whole, running = _timed(tasks, options)
            took[name].append((whole, running))
    for name, seconds in took.items():
        middle = statistics.median(whole for whole, _ in seconds)
        yield (
            f"reading {documents:,} documents, {name}: documents · characters a second",
            f"{documents / middle:,.0f} · {characters / middle:,.0f}",
        )
    for name in ("2 processes", "dask, 2 processes"):
        pairs = list(zip(took["1 process"], took[name], strict=True))
        whole, running = (statistics.median(one[i] / other[i] for one, other in pairs) for i in (0, 1))
        yield f"{name} beside 1 process, times as fast: all in all · once they run", f"{whole:.2f} · {running:.2f}"


def _timed(tasks: Sequence[Task], options: Options) -> tuple[int, float, float]:
    """Characters read; seconds for all of it, and for what came after the first answers (the processes run)."""
    start = first = time.perf_counter()
    characters = 0
    for number, outcome in enumerate(run(tasks, options)):
        characters += outcome.characters
        if number == _FIRST:
            first = time.perf_counter()
    end = time.perf_counter()
    return characters, end - start, end - first


def growing(scratch: Path, sizes: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Whole builds of growing corpora, each in a process of its own whose memory is looked at."""
    for size in sizes:
        folder, store = scratch / str(size), scratch / f"store-{size}"
        corpus.make(folder, size)
        said = subprocess.run(
            [sys.executable, "-c", _BUILD, str(ROOT / "benchmarks"), str(folder), str(store)],
            check=True,
            capture_output=True,
            text=True,
        )
        found = json.loads(said.stdout)
        yield (
            f"build of {size:,} documents, {found['characters']:,} characters, {found['quads']:,} quads, s",
            (f"{found['seconds']:.1f}"),
        )
        yield (
            "… documents a second · peak memory of the build · of a reading process, MB",
            (f"{size / found['seconds']:.1f} · {found['own']} · {found['worker']}"),
        )
        right = ", ".join(f"{kind} {100 * a / b:.1f}" for kind, (a, b) in found["recovered"].items())
        yield "… facts recovered, %", right
        yield "… built again with nothing changed, s", f"{found['again']:.1f}"


def one(folder: str, store: str) -> None:
    """Builds a corpus with as many processes as are worth it, and prints the figures as JSON."""
    import resource

    sources = load_manifest(Path(folder) / "sources.toml")
    start = time.perf_counter()
    built = build(sources, Path(store), options=Options(jobs=None))
    seconds = time.perf_counter() - start
    memory = {
        "own": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        "worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10,
    }
    assert not built.skipped, built.skipped[:3]
    recovered = corpus.recovered(Path(folder), kept.facts(current(Path(store))))
    start = time.perf_counter()
    assert build(sources, Path(store), options=Options(jobs=None)).unchanged == len(sources)
    again = time.perf_counter() - start
    found = {"seconds": seconds, "quads": built.quads, "characters": built.characters, "again": again}
    print(json.dumps(found | memory | {"recovered": recovered}))


def table(found: Sequence[tuple[str, str]]) -> str:
    """Rows as a table in Markdown."""
    return "\n".join(["| what | figure |", "| --- | ---: |", *(f"| {name} | {figure} |" for name, figure in found)])


if __name__ == "__main__":
    main()
