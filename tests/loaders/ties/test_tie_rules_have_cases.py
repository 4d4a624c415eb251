"""Every rule for relations has a sentence in tests/cases/relations*.toml that it finds something in."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from loaders.entities import entities
from loaders.relations import relations
from loaders.text import Text, passages
from loaders.ties.places.at_home import at_home
from loaders.ties.plan import document_policy
from loaders.ties.reading import readings
from ontology.facts import Document, Ref

ROOT = Path(__file__).parents[3]
CASES: list[dict[str, Any]] = [
    case
    for path in sorted((ROOT / "tests/cases").glob("relations*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def methods(folder: str) -> set[str]:
    """The names of rules that stand in the modules of a folder."""
    sources = sorted((ROOT / "loaders" / folder).rglob("*.py"))
    return {
        name for path in sources for name in re.findall(r'"((?:[a-z]+-)+[a-z]+)"', path.read_text(encoding="utf-8"))
    }


@pytest.fixture(scope="module")
def used() -> set[str]:
    found: set[str] = set()
    for case in CASES:
        area = Ref("Place", *case.get("area", ("临海市", "331082")))
        text = Text(Document("x", case.get("title", ""), "2024", area), case["text"])
        named = entities(text, passages(text))
        read = readings(text, named, document_policy(text))
        said, values = relations(text, named, read)
        found |= {each.method for each in at_home(text, read, said, ())}
        found |= {each.method for each in said} | {each.method for each in values}
    return found


@pytest.mark.parametrize("method", sorted(methods("ties") - methods("names")))
def test_a_rule_has_a_case(method: str, used: set[str]) -> None:
    assert method in used
