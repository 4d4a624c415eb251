"""A graph as large as one likes, made of the bundled one: `python benchmarks/enlarge.py DIR [--quads 1000000] [--ask]`.

--ask asks every saved query of it, with its defaults, and prints the seconds of processor time each takes; a DIR that
holds a graph already is asked as it is.

Each copy is what the same documents would say of another county: its own documents, things, places and names; the
industries, metrics, units and honours are those of the vocabularies, which all counties share.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cixi_kg.build import build
from graph import store
from loaders.sources import bundled
from ontology import iris
from queries.saved import bind, saved

ONTOLOGY = f"<{iris.BASE}graph/ontology> ."
PLACE = re.compile(f"<{iris.BASE}vocab/place/[^>]+>")
OWN = re.compile(f"<({iris.BASE}(?:id/|graph/[0-9]|vocab/place/)[^>]+)>")
NAME = re.compile(r'(<[^>]+> <[^>]+(?:#label|#altLabel|#prefLabel)> "(?:[^"\\]|\\.)*)"')


def copied(lines: Iterable[str], number: int) -> Iterator[str]:
    """The lines with identifiers and names of their own."""
    for line in lines:
        subject = OWN.match(line)
        named = NAME.sub(rf'\1·{number}"', line) if subject else line
        yield OWN.sub(rf"<\1~{number}>", named)


def enlarged(lines: list[str], quads: int) -> Iterator[str]:
    """The graph, and as many copies of what its documents say as make it so many quads."""
    yield from lines
    said = [line for line in lines if not line.endswith(ONTOLOGY)]
    places = {place for line in said for place in PLACE.findall(line)}
    said += [line for line in lines if line.endswith(ONTOLOGY) and line.partition(" ")[0] in places]
    for number in range(1, 1 + max(0, round((quads - len(lines)) / len(said)))):
        yield from copied(said, number)


def make(folder: Path, quads: int, lines: list[str]) -> None:
    """A store of so many quads, about; lines: the graph it is made of."""
    with store.building(folder) as generation:
        draft = store.Draft(generation)
        draft.load(enlarged(lines, quads))
        draft.close()


def bundled_lines() -> list[str]:
    with tempfile.TemporaryDirectory() as scratch:
        build(bundled(), Path(scratch) / "store")
        return store.open_store(Path(scratch) / "store").lines()


def ask(folder: Path) -> None:
    """Prints what each saved query takes, looking up its names counted; processor time, since others use the machine."""
    opened = store.open_store(folder)
    print("| query | rows | s |\n| --- | ---: | ---: |")
    for query in saved():
        began = time.process_time()
        rows = sum(1 for _ in opened.query(bind(query, {}, opened.query)))  # type: ignore[union-attr]
        print(f"| {query.name} | {rows:,} | {time.process_time() - began:.2f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--ask", action="store_true", help="time the saved queries")
    given = parser.parse_args()
    if not (given.ask and store.exists(given.folder)):
        make(given.folder, given.quads, bundled_lines())
    print(f"{given.folder}: {len(store.open_store(given.folder)):,} quads")
    if given.ask:
        ask(given.folder)


if __name__ == "__main__":
    main()
