"""What the numbers of running text say: sentences with their readings, and what must hold in any text."""

import re
import time
import tomllib
from calendar import monthrange
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.entities import entities
from loaders.figures.said import canonical
from loaders.observations import observations
from loaders.text import Text, passages
from ontology.facts import Document, Observation, Ref

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases/observations.toml").read_text(encoding="utf-8")
)["case"]
COMPARATORS = {"": "Equal", "eq": "Equal", "ge": "AtLeast", "le": "AtMost", "approx": "About"}
AREA = Ref("Place", "临海市", "331082")


def read(text: str, date: str = "2024-01", title: str = "", named: bool = False) -> tuple[Observation, ...]:
    source = Text(Document("x", title, date, AREA), text)
    found = passages(source)
    return observations(source, found, entities(source, found) if named else ())


def bounds(period: str) -> tuple[str, str]:
    """The first and last day of 2023, 2021/2025, 2023-H1, 2023-Q3, 2023-01/2023-09."""
    if not period:
        return "", ""
    first, _, last = period.partition("/")
    last = first[:5] + last if last[:1] in ("Q", "H") else last
    days = []
    for each, at in ((first, 0), (last or first, 1)):
        year, _, part = each.partition("-")
        months = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
        month = months[part][at] if part in months else int(part)
        days.append(f"{year}-{month:02d}-{monthrange(int(year), month)[1] if at else 1:02d}")
    return days[0], days[1]


def expected(line: str) -> tuple[str, ...]:
    cells = [cell.strip() for cell in line.split("|")] + [""] * 6
    value, _, unit = cells[0].partition(" ")
    measure, status = (cells[2] or "level").title(), (cells[3] or "actual").title()
    return (value, unit, canonical(cells[1]), measure, status, COMPARATORS[cells[4]], *bounds(cells[5]))


def told(each: Observation) -> tuple[str, ...]:
    return (
        str(each.value), each.unit, each.metric, each.measure, each.status, each.comparator, each.start, each.end
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_a_sentence_says_its_numbers(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("date", "2024-01"), case.get("title", ""))
    assert [told(each) for each in found] == [expected(line) for line in case["expect"]]


def test_evidence_is_the_number_with_its_unit() -> None:
    text = "去年，全市 新增 规上企业 1,204 家，总投资约 3 5.6亿元。"
    for each in read(text):
        evidence = each.evidence
        assert text[evidence.start : evidence.end] == evidence.exact
    assert [each.evidence.exact for each in read("完成投资约41.6亿元以上。")] == ["41.6亿元"]


def test_a_fall_is_negative_growth() -> None:
    assert [(str(each.value), each.measure) for each in read("工业投资下降3.2%，能耗降低5%。")] == [
        ("-3.2", "Growth"),
        ("-5", "Growth"),
    ]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("2023年财政收入同比增长5.6%。", "YearOnYear"),
        ("十四五期间财政收入年均增长5.6%。", "AnnualAverage"),
        ("五年累计增长35.6%。", "Cumulative"),
    ],
)
def test_the_basis_of_a_growth(text: str, basis: str) -> None:
    assert [each.basis for each in read(text)][-1] == basis


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("全市实现财政收入41.6亿元。", ["临海市"]),
        ("浙江海虹轴承股份有限公司去年营业收入12亿元，研发投入8000万元。", ["浙江海虹轴承股份有限公司"] * 2),
    ],
)
def test_whom_a_number_is_about(text: str, about: list[str]) -> None:
    assert [each.about.name if each.about else "" for each in read(text, named=True)] == about


def test_without_a_date_or_an_area_nothing_is_guessed() -> None:
    source = Text(Document("x", "", "", None), "去年新增企业120家，目前共有850家。")
    found = observations(source, passages(source), ())
    assert [(str(each.value), each.start, each.end, each.about) for each in found] == [
        ("120", "", "", None),
        ("850", "", "", None),
    ]


def test_every_reading_tells_its_rule_and_how_sure_it_is() -> None:
    found = read("去年，规上工业增加值增长8.2%，居全省第3位；新增上市公司5家，其中主板2家。")
    assert len(found) == 4
    assert all(each.method and 0 < each.confidence <= 1 for each in found)


PIECES = [
    "去年",
    "今年",
    "2023年",
    "到2025年",
    "力争",
    "预计",
    "同比",
    "增长",
    "下降",
    "达",
    "占",
    "比重",
    "其中",
    "分别",
    "新增",
    "规上企业",
    "财政收入",
    "居全省第",
    "位",
    "亿元",
    "家",
    "%",
    "个百分点",
    "、",
    "，",
    "。",
    "；",
    "（",
    "）",
    "“",
    "”",
    "1,204.6",
    "35",
    "8、50",
    "3至5",
    "第二",
    "三成",
    "翻一番",
    "近",
    "超",
    "以上",
    "左右",
    "由",
    "至",
    "为",
    "的",
    "项目",
    "总投资",
    "年产",
    "一方面",
    "十四五",
    "\n",
]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_gives_spans_of_itself(text: str) -> None:
    for each in read(text):
        assert 0 <= each.evidence.start < each.evidence.end <= len(text)
        assert text[each.evidence.start : each.evidence.end] == each.evidence.exact
        assert each.start <= each.end
        assert each.measure in ("Level", "Growth", "Rank")
        assert each.comparator in ("Equal", "AtLeast", "AtMost", "About")


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 10**7), st.sampled_from(["亿元", "家", "万吨", "公里"]))
def test_another_number_changes_only_the_value(value: int, unit: str) -> None:
    (found,) = read(f"2022年，完成工业投资{value}{unit}。")
    assert (str(found.value), found.unit, found.metric) == (str(value), unit, "工业投资")


@pytest.mark.parametrize("pattern", ["0123456789", "，", "。", "1，", "（", "“", "增长5%，", "2023年", "占", "其中"])
def test_long_runs_take_linear_time(pattern: str) -> None:
    def seconds(length: int) -> float:
        text = pattern * (length // len(pattern))
        begin = time.perf_counter()
        read(text)
        return time.perf_counter() - begin

    seconds(2_000)
    short = min(seconds(10_000) for _ in range(2))
    assert seconds(80_000) < 8 * 4 * short + 0.5


def test_the_basis_is_only_that_of_a_growth() -> None:
    found = read("2023年财政收入41.6亿元，增长5.6%。")
    assert [each.basis for each in found] == ["", "YearOnYear"]
    assert not re.search(r"\d", found[0].metric)
