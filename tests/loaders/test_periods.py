"""Time expressions: what period each means for a document of its date, where it stands, and in linear time."""

import tomllib
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.periods import Time, Today, months, times, years

CASES: dict[str, list[Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases/periods.toml").read_text(encoding="utf-8")
)
DATE = "2024-01"
MILLION = 1_000_000
CHARACTERS = (
    "0123456789一二三四五六七八九十两〇几年月日底末初前上下半季度今去明近来以至到—-“”截目以期间《》（）比较从由，。的"
)


def told(case: list[Any]) -> list[tuple[str, str, str]]:
    return [tuple(each) for each in case[-1]]


def read(case: list[Any]) -> list[tuple[str, str, str]]:
    text, date = case[0], case[1] if len(case) == 3 else DATE
    found = times(text, Today.of(date))
    return [
        (text[t.begin : t.end], t.period.start if t.period else "", t.period.end if t.period else "") for t in found
    ]


def only(text: str) -> Time:
    (time,) = times(text, Today.of(DATE))
    return time


@pytest.mark.parametrize("case", CASES["periods"], ids=lambda case: case[0])
def test_words_of_time_mean_a_period(case: list[Any]) -> None:
    assert read(case) == told(case)


@pytest.mark.parametrize("case", CASES["wrong_yet"], ids=lambda case: case[0])
def test_a_wrong_case_is_still_wrong(case: list[Any]) -> None:
    assert read(case) != told(case), "this case is right now: move it from wrong_yet to periods"


@pytest.mark.parametrize("case", CASES["bases"], ids=lambda case: case[0])
def test_what_is_compared_with_is_no_period(case: list[str]) -> None:
    text, words = case
    time = only(text)
    assert (text[time.begin : time.end], time.base) == (words, True)


@pytest.mark.parametrize("case", CASES["origins"], ids=lambda case: case[0])
def test_a_change_has_its_origin(case: list[str]) -> None:
    text, words = case
    time = only(text)
    assert text[time.begin : time.end].removesuffix("的") == words
    assert time.origin


@pytest.mark.parametrize("text", CASES["stocks"])
def test_a_point_in_time(text: str) -> None:
    assert only(text).stock


@pytest.mark.parametrize("text", CASES["spans"])
def test_a_stretch_of_time(text: str) -> None:
    assert not only(text).stock


@pytest.mark.parametrize("text", CASES["nothing"])
def test_what_is_no_time(text: str) -> None:
    assert [text[t.begin : t.end] for t in times(text, Today.of(DATE))] == []


def test_the_same_period_a_year_before() -> None:
    (time,) = times("同期增长5%", Today.of(DATE), context=months((2023, 1), (2023, 9)))
    assert time.period == months((2022, 1), (2022, 9))


def test_a_part_belongs_to_the_year_said_before() -> None:
    (time,) = times("上半年增长5%", Today.of(DATE), 2021)
    assert time.period == months((2021, 1), (2021, 6))


@pytest.mark.parametrize(
    ("date", "today"),
    [("2024", Today(2024)), ("2024-01", Today(2024, 1)), ("2024-01-31", Today(2024, 1)), ("", Today()), ("?", Today())],
)
def test_a_date_as_far_as_it_is_known(date: str, today: Today) -> None:
    assert Today.of(date) == today


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1900, 2099), st.integers(1, 12))
def test_a_month_is_told(year: int, month: int, this_year: int, this_month: int) -> None:
    (time,) = times(f"{year}年{month}月", Today(this_year, this_month))
    assert time.period == months((year, month), (year, month))


@given(st.integers(1900, 2099))
def test_a_year_is_told_with_any_date_or_none(year: int) -> None:
    for today in (Today(), Today(2024, 1)):
        (time,) = times(f"{year}年全市", today)
        assert time.period == years(year, year)


@given(
    st.text(alphabet=CHARACTERS, max_size=40) | st.text(max_size=40),
    st.sampled_from(["", "2024", "2024-01", "2022-11"]),
)
def test_times_stand_inside_any_text_and_in_order(text: str, date: str) -> None:
    end = 0
    for time in times(text, Today.of(date)):
        assert end <= time.begin < time.end <= len(text)
        if time.period:
            assert "0000" < time.period.start[:4] <= time.period.end[:4] <= "9999"
            assert time.period.start <= time.period.end
            assert time.period.months >= 1
        end = time.end


@pytest.mark.parametrize("piece", ["7", "，。", "亿元"])
def test_a_megabyte_is_read_in_no_time(piece: str) -> None:
    text = piece * (MILLION // len(piece))
    start = process_time()
    assert not list(times(text, Today.of(DATE)))
    assert process_time() - start < 8


@pytest.mark.parametrize(
    "piece", ["年", "2023年", "去年", "1-", "（", "《", "月", "近", "一", "十四五", "（去年", "《去年"]
)
def test_time_grows_with_the_length(piece: str) -> None:
    text = piece * (MILLION // 10 // len(piece))
    start = process_time()
    assert all(t.end <= len(text) for t in times(text, Today.of(DATE)))
    assert process_time() - start < 3
