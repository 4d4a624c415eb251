"""Every rule for names has a sentence in tests/cases that it finds something in."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from loaders.entities import entities
from loaders.find import find
from loaders.text import Text, passages
from ontology.facts import Document, Ref

ROOT = Path(__file__).parents[3]
TABLES = [
    ROOT / "tests/cases" / f"{name}.toml"
    for name in (
        "entities",
        "entities_frames",
        "companies",
        "relations",
        "relations_trades",
        "relations_firms",
        "relations_bodies",
        "relations_real",
        "ranks",
    )
]
CASES: list[dict[str, Any]] = [c for path in TABLES for c in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
SOURCES = sorted((ROOT / "loaders/names").rglob("*.py"))
METHODS = {name for path in SOURCES for name in re.findall(r'"((?:[a-z]+-)+[a-z]+)"', path.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def used() -> set[str]:
    found: set[str] = set()
    for case in CASES:
        place = case.get("area", ("临海市", "331082"))
        area = Ref("Place", *place) if place else None
        text = Text(Document("x", case.get("title", ""), "2024", area), case["text"])
        found |= {each.method for each in entities(text, passages(text))} | {m.method for m in find(text).mentions}
    return found


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_rule_has_a_case(method: str, used: set[str]) -> None:
    assert method in used
