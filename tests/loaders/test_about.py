"""Whom the numbers of whole texts are about, and when they hold, over sentences and paragraphs."""

import tomllib
from calendar import monthrange
from pathlib import Path
from typing import Any

import pytest

from loaders.find import find
from loaders.sources import area_ref
from loaders.text import Text
from ontology.facts import Document, Observation

TABLES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases/about.toml").read_text(encoding="utf-8"))
REPORTS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "cases/about_reports.toml").read_text(encoding="utf-8")
)
CASES = [case for table in (TABLES, REPORTS) for cases in table.values() if isinstance(cases, list) for case in cases]


def bounds(period: str) -> tuple[str, str]:
    """The first and last day of 2023, 2021/2023, 2023-06."""
    if not period:
        return "", ""
    first, _, last = period.partition("/")
    last = last or first
    day = monthrange(int(last[:4]), int(last[5:7] or 12))[1]
    return f"{first[:4]}-{first[5:7] or '01'}-01", f"{last[:4]}-{last[5:7] or '12'}-{day}"


def found_at(case: dict[str, Any]) -> list[Observation | None]:
    """The observation at each of a case's numbers, the numbers in the order of the text."""
    area = area_ref(case.get("area", TABLES["area"]))
    document = Document("x", case.get("title", ""), case.get("date", TABLES["date"]), area)
    found = find(Text(document, case["text"])).observations
    at, out = 0, []
    for words, *_ in case["says"]:
        at = case["text"].index(words, at)
        out.append(next((o for o in found if o.evidence.start <= at < o.evidence.end), None))
        at += len(words)
    return out


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_a_number_is_about_its_subject_at_its_time(case: dict[str, Any]) -> None:
    for (words, about, *rest), each in zip(case["says"], found_at(case), strict=True):
        assert each is not None, words
        if about:
            assert (words, each.about.name if each.about else "") == (words, about)
        if rest:
            assert (words, each.start, each.end) == (words, *bounds(rest[0]))
        if len(rest) > 1:
            assert (words, each.status) == (words, rest[1])


def test_a_project_in_front_of_an_indicator_takes_no_part_of_its_name() -> None:
    document = Document("x", "", "2024-06", area_ref(TABLES["area"]))
    found = find(Text(document, "100兆瓦风电项目并网机组19台，100兆瓦风电项目已投入资金3亿元。")).observations
    assert [o.metric for o in found if o.unit in ("台", "亿元")] == ["并网机组", "投入资金"]
