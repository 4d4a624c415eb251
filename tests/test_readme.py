"""What the README shows is what the commands print, and what it promises holds."""

import re
import sys
from pathlib import Path

import pytest

from cixi_kg.build import Built

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import quality  # noqa: E402
import readme  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", readme.BLOCK.findall(README), ids=lambda block: block[0])
def test_transcripts_are_what_is_printed(block: tuple[str, str], bundled_store: tuple[Path, Built]) -> None:
    assert readme.printed(block[0], bundled_store[0]) == block[1]


def test_the_quality_is_not_below_the_floors_of_the_readme() -> None:
    """The table `| figure | floor |` of the README, against the annotated documents of tests/gold."""
    floors = dict(re.findall(r"^\| ([^|]+?) \| (0\.\d+) \|$", README, re.MULTILINE))
    result = quality.measure()
    found = quality.figures(result, result)
    print("\n".join(f"{name}: {found[name]:.3f} (floor {floor})" for name, floor in floors.items()))
    assert floors
    assert set(floors) <= set(found)
    assert {name: found[name] for name, floor in floors.items() if found[name] < float(floor)} == {}


def test_pictures_of_the_readme_exist() -> None:
    for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file(), path
