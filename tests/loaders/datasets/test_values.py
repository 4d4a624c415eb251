"""What the words of a cell mean, and that anything else is a CellError."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.datasets import values
from loaders.datasets.rows import around
from loaders.datasets.values import CellError, Figure
from ontology.facts import Ref

FIGURES = [
    ("1,288.6", Figure(Decimal("1288.6"))),
    ("１２３", Figure(Decimal("123"))),
    ("-5.6%", Figure(Decimal("-5.6"), "%")),
    ("－5.6", Figure(Decimal("-5.6"))),
    ("+3", Figure(Decimal("3"))),
    ("≥95", Figure(Decimal("95"), comparator="AtLeast")),
    ("约118亿元", Figure(Decimal("118"), "亿元", "About")),
    ("100以内", Figure(Decimal("100"), comparator="AtMost")),
    ("", None), ("—", None), ("…", None), ("...", None), ("无", None), ("N/A", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FIGURES)
def test_figures(text: str, wanted: Figure | None) -> None:
    assert values.figure(text) == wanted


PERIODS = [
    ("2023", "2023-01-01", "2023-12-31"), ("2023年", "2023-01-01", "2023-12-31"), ("2023年度", "2023-01-01", "2023-12-31"),
    ("2023-06", "2023-06-01", "2023-06-30"), ("202306", "2023-06-01", "2023-06-30"), ("2024年2月", "2024-02-01", "2024-02-29"),
    ("2023Q2", "2023-04-01", "2023-06-30"), ("2023年上半年", "2023-01-01", "2023-06-30"),
    ("2023年前三季度", "2023-01-01", "2023-09-30"), ("2021—2025年", "2021-01-01", "2025-12-31"),
    ("2021-2025", "2021-01-01", "2025-12-31"), ("“十四五”", "2021-01-01", "2025-12-31"),
    ("2023-12-31", "2023-12-31", "2023-12-31"), ("2023年1-9月", "2023-01-01", "2023-09-30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_periods(text: str, start: str, end: str) -> None:
    found = values.period(text)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize("text", ["今年", "去年同期", "2023-13", "20233", "上半年", "2025-2021", "", "2023-02-30"])
def test_no_period_by_itself(text: str) -> None:
    with pytest.raises(CellError):
        values.period(text)


def test_months() -> None:
    assert values.month("2023年6月") == values.month("2023-06-15") == values.month("2023.6") == "2023-06"
    with pytest.raises(CellError, match="no month"):
        values.month("2023")


def test_places_are_read_within_an_area() -> None:
    nanjing = around(Ref("Place", "南京市", "320100"))
    assert values.place("鼓楼区", nanjing).key == "320106"
    with pytest.raises(CellError, match="from large to small"):
        values.place("鼓楼区", around(None))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12))
def test_any_words_give_a_value_or_say_why_not(text: str) -> None:
    here = around(Ref("Place", "宁波市", "330200"))
    for read in (
        values.figure, values.period, values.month, values.unit, values.place_by_code, values.credit_code,
        values.industry_by_code, lambda words: values.place(words, here),
    ):  # fmt: skip
        with suppress(CellError):
            read(text)
