"""What the README shows is what the commands print, and what it promises holds."""

import os
import re
import sys
from pathlib import Path

import pytest

from cixi_kg.build import Built
from loaders.find import find
from loaders.read import read
from loaders.sources import bundled, load_manifest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import quality  # noqa: E402
import readme  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", readme.BLOCK.findall(README), ids=lambda block: block[0])
def test_transcripts_are_what_is_printed(block: tuple[str, str], bundled_store: tuple[Path, Built]) -> None:
    assert readme.printed(block[0], bundled_store[0]) == block[1]


@pytest.mark.parametrize(("column", "folder"), [(0, "gold"), (1, "elsewhere"), (2, "further")])
def test_the_quality_is_not_below_the_floors_of_the_readme(column: int, folder: str) -> None:
    """The table `| figure | floor | elsewhere | further |` of the README, against the annotated documents.

    The scores are written to the folder that CIXI_KG_SCORES names, for .ci/run to print.
    """
    rows = re.findall(r"^\| ([^|]+?) \| (0\.\d+) \| (0\.\d+) \| (0\.\d+) \|$", README, re.MULTILINE)
    floors = {name: float(given[column]) for name, *given in rows}
    result = quality.measure(ROOT / "tests" / folder)
    found = quality.figures(result, result)
    if folder_of_scores := os.environ.get("CIXI_KG_SCORES"):
        (Path(folder_of_scores) / f"{folder}.md").write_text(quality.scores(result) + "\n", encoding="utf-8")
    assert floors
    assert set(floors) <= set(found)
    assert {name: found[name] for name, floor in floors.items() if found[name] < floor} == {}


def test_pictures_of_the_readme_exist() -> None:
    for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file(), path


def test_the_judged_sample_of_relations_holds() -> None:
    """100 found relations, drawn by chance and judged by reading (tests/gold/judged-relations.tsv)."""
    lines = (ROOT / "tests" / "gold" / "judged-relations.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    judged = {(row[0], row[1], row[2], row[3]): row[5] for row in rows}
    sources = [*bundled(), *load_manifest(quality.GOLD / "sources.toml")]
    found = {
        (facts.document.identifier[:3], r.subject.name, r.predicate, r.object.name)
        for facts in map(find, map(read, sources))
        for r in facts.relations
    }
    still = [verdict for relation, verdict in judged.items() if relation in found]
    assert len(judged) == 100
    assert set(judged.values()) <= {"right", "wrong"}
    assert len(still) >= 80
    assert still.count("right") >= 0.9 * len(still)
