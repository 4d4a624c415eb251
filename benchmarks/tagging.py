"""One side of the comparison of extraction with jieba.posseg, in a process of its own.

`python benchmarks/tagging.py ours` (or `theirs`) first reads the documents of tests/elsewhere and tests/further, so that
dictionaries are loaded; then, for each line that comes in, the five bundled ones, and answers with the seconds of
processor time. The first answer is for documents that it has not seen, the later ones for documents that it may
remember words of.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import jieba.posseg

from loaders.find import find
from loaders.read import read
from loaders.sources import bundled, load_manifest
from loaders.text import Text


def ours(text: Text) -> None:
    find(text)


def theirs(text: Text) -> None:
    list(jieba.posseg.cut(text.content))


SIDES = {"ours": ours, "theirs": theirs}


def main() -> None:
    side = SIDES[sys.argv[1]]
    five = [read(source) for source in bundled()]
    for folder in ("elsewhere", "further"):
        for source in load_manifest(ROOT / "tests" / folder / "sources.toml"):
            side(read(source))
    for _ in sys.stdin:
        start = time.process_time()
        for text in five:
            side(text)
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
