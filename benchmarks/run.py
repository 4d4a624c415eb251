"""Measures what the README and BENCHMARKS.md state; `python benchmarks/run.py` prints, `--write` also writes BENCHMARKS.md.

Figures of runs that take long are those that their own scripts kept last (benchmarks/long.json); `--long` measures them
anew: builds of 10,000 documents, a million names, the saved queries at 10 million quads.

Machines are noisy: every figure is the median of several runs, and where a peer exists the two run in turn and the
ratio is what counts. Extraction and jieba.posseg run each in a process of its own (tagging.py), in turn, by processor
time: in one process each would pay for the garbage collector's walk over what the other and the build keep in memory.
"""

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import kept_figures
import matching
import pyoxigraph
import scale

from cixi_kg.build import build
from cixi_kg.engines import Options
from graph import store
from loaders.find import find
from loaders.read import read
from loaders.sources import bundled
from loaders.text import Text

RUNS = 5
QUERY = "companies-by-platform-and-chain"
LONG = (
    ("scale.py", "--keep", "--read", "0", "--documents", "1000", "10000"),
    ("names.py", "--keep"),
    ("sizes.py", "--keep"),
    ("server.py", "--keep"),
    ("view.py", "--keep"),
)


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def median(call: Callable[[], object], runs: int = RUNS) -> float:
    return statistics.median(seconds(call) for _ in range(runs))


def cold(*arguments: str) -> float:
    """Seconds of a whole process of the command line."""
    command = [sys.executable, "-m", "cixi_kg", *arguments]
    return median(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))


def beside_jieba() -> tuple[tuple[float, float], tuple[float, float]]:
    """Seconds of extraction and of jieba.posseg for the five documents, read for the first time, and once more."""
    command = [sys.executable, str(ROOT / "benchmarks" / "tagging.py")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([*command, "ours"], **pipes) as one, subprocess.Popen([*command, "theirs"], **pipes) as two:
        first, second = ((asked(one), asked(two)) for _ in range(2))
        return first, second


def asked(side: subprocess.Popen[str]) -> float:
    assert side.stdin
    assert side.stdout
    print(file=side.stdin, flush=True)
    return float(side.stdout.readline())


def faster(pairs: Sequence[tuple[float, float]]) -> float:
    return statistics.median(theirs / ours for ours, theirs in pairs)


def extraction() -> list[tuple[str, str]]:
    texts = [read(source) for source in bundled()]
    size = sum(len(text.content) for text in texts)

    new, again = zip(*(beside_jieba() for _ in range(RUNS)), strict=True)
    mine = statistics.median(a for a, _ in again)
    rows = [
        ("characters in the five documents", f"{size:,}"),
        ("extraction, all facts, characters a second", f"{size / mine:,.0f}"),
        ("times as fast as jieba.posseg on the same text (it only tags words)", f"{faster(again):.2f}"),
        ("… where neither has read the five documents before", f"{faster(new):.2f}"),
    ]
    find(texts[3])  # vocabularies are loaded once
    for megabytes in (0.1, 1, 10):  # linear: the last row is as fast as the first
        one = texts[3].content
        longer = Text(texts[3].document, one * round(megabytes * 10**6 / len(one.encode())))
        took = seconds(partial(find, longer))
        rows.append((f"one document of {megabytes:g} MB, characters a second", f"{len(longer.content) / took:,.0f}"))
    return rows


def building(folder: Path) -> list[tuple[str, str]]:
    took = median(lambda: build(bundled(), folder, options=Options(force=True)), 3)
    opened = store.open_store(folder)
    lines = opened.lines()
    data = "\n".join(lines).encode()

    def alone(where: Path) -> None:
        engine = pyoxigraph.Store(str(where / "db"))
        engine.bulk_load(input=data, format=pyoxigraph.RdfFormat.N_QUADS)
        engine.flush()

    def ours(where: Path) -> None:
        draft = store.Draft(where)
        draft.load(lines)
        draft.close()

    pairs = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            pairs.append((seconds(partial(ours, Path(one))), seconds(partial(alone, Path(other)))))
    own, ratio = statistics.median(a for a, _ in pairs), statistics.median(b / a for a, b in pairs)
    return [
        ("build of the five documents, whole, s", f"{took:.2f}"),
        ("quads in the graph", f"{len(opened):,}"),
        ("quads a second into the store", f"{len(lines) / own:,.0f}"),
        ("speed beside the engine's bulk_load alone (ours also stores their union as a set)", f"{ratio:.2f}"),
    ]


def starting(folder: Path) -> list[tuple[str, str]]:
    at = ("--store", str(folder))
    bare = median(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    return [
        ("cold start of Python itself, s", f"{bare:.3f}"),
        ("cold start of `cixi-kg queries`, s", f"{cold('queries'):.3f}"),
        (f"cold start of `cixi-kg query {QUERY}`, s", f"{cold('query', QUERY, *at):.3f}"),
        ("`cixi-kg view`, the whole graph to a page, s", f"{cold('view', *at, '-o', str(folder / 'page.html')):.3f}"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="also write BENCHMARKS.md")
    parser.add_argument("--long", action="store_true", help="also measure what takes long: an hour or two")
    given = parser.parse_args()
    if given.long:
        for script in LONG:
            subprocess.run([sys.executable, str(ROOT / "benchmarks" / script[0]), *script[1:]], check=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "store"
        rows = building(folder) + extraction() + starting(folder) + matching.rows()
        rows += [*scale.rows(Path(scratch) / "scale", [100], 3, 1000), *kept_figures.kept()]
    text = "\n".join(["| what | figure |", "| --- | ---: |", *(f"| {name} | {figure} |" for name, figure in rows)])
    machine = f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}"
    page = f"# Benchmarks\n\nPrinted by `python benchmarks/run.py --write` ({machine}). Medians.\n\n{text}\n"
    # What takes long is measured by scripts of its own, each of which writes its section beside itself.
    page += "".join(f"\n{path.read_text(encoding='utf-8')}" for path in sorted((ROOT / "benchmarks").glob("*.md")))
    print(page)
    if given.write:
        (ROOT / "BENCHMARKS.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
