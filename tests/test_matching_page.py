"""docs/matching.md: its transcript is what is printed, and it names every feature with its weight."""

import re
import sys
from pathlib import Path

from cixi_kg.build import Built
from graph.matching.features import OTHER
from ontology.compare import COMPANY, threshold

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import readme  # noqa: E402

PAGE = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")


def test_the_transcript_is_what_is_printed(bundled_store: tuple[Path, Built]) -> None:
    (block,) = readme.BLOCK.findall(PAGE)
    assert readme.printed(block[0], bundled_store[0]) == block[1]


def test_every_feature_stands_there_with_its_weight() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| (−?[\d.]+) \|", PAGE, re.MULTILINE))
    known = {each.name: f"{each.weight:.2f}".replace("-", "−") for each in (*COMPANY, *OTHER)}
    assert table == {name: weight for name, weight in known.items() if not name.endswith("_key")}
    assert all(f"`{name}` ({known[name]}" in PAGE for name in known if name.endswith("_key"))
    assert f"from {threshold('same'):.2f} on" in PAGE
    assert f"from {threshold('maybe'):.2f} on" in PAGE
