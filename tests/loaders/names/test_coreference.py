"""Which names of a document mean one thing, and what words point at: the case table tests/cases/coreference.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from loaders.entities import entities
from loaders.named import Named
from loaders.text import Text, passages
from ontology.facts import Document, Ref

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[2] / "cases/coreference.toml").read_text(encoding="utf-8")
)["case"]


def named(case: dict[str, Any]) -> tuple[Named, ...]:
    text = Text(Document("x", "", "2024", Ref("Place", *case.get("area", ("临海市", "331082")))), case["text"])
    return entities(text, passages(text))


def written(each: Named) -> str:
    return each.passage.text[each.begin : each.end]


def meant(found: tuple[Named, ...], form: str) -> set[Ref]:
    return {each.ref for each in found if not each.implicit and written(each) == form}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:16])
def test_names_that_mean_one_thing_meet(case: dict[str, Any]) -> None:
    found = named(case)
    for forms in case.get("one", ()):
        assert len(set().union(*(meant(found, form) for form in forms))) == 1, forms
        assert all(meant(found, form) for form in forms), forms
    for one, other in case.get("two", ()):
        assert meant(found, one), one
        assert meant(found, other), other
        assert meant(found, one).isdisjoint(meant(found, other)), (one, other)


@pytest.mark.parametrize("case", [c for c in CASES if "points" in c], ids=lambda case: case["text"].strip()[:16])
def test_words_that_point_mean_what_they_should(case: dict[str, Any]) -> None:
    pointing = {written(each): each.ref.name for each in named(case) if each.implicit}
    for word, name in case["points"]:
        assert pointing.get(word, "") == name
