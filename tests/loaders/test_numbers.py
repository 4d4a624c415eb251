"""Numbers in Arabic and Chinese writing: written and read back, found with their units, and what is no number."""

import time
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.figures.quantities import quantities
from loaders.numbers import arabic, chinese, numbers
from loaders.periods import Today, times

CASES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases/numbers.toml").read_text(encoding="utf-8")
)
EVERY = [(text, found) for group in CASES.values() for text, found in group.items()]
DIGITS = "零一二三四五六七八九"
CHARACTERS = "0123456789.,-—~/:%‰零一二两三四五六七八九十百千万亿数几余多近约超第前位名家个年月分之翻番成倍半，。的"


def told(text: str) -> list[str]:
    """Each quantity as words | value unit | comparator | form, without what is Equal or count at the end."""
    taken = [(each.begin, each.end) for each in times(text, Today.of("2024-01"))]
    lines = []
    for each in quantities(text, taken):
        cells = [text[each.begin : each.end], f"{each.value} {each.unit}".strip()]
        comparator = "" if each.comparator == "Equal" else each.comparator
        cells += [comparator, each.form] if each.form != "count" else [comparator] if comparator else []
        lines.append(" | ".join(cells))
    return lines


def spelt(value: int) -> str:
    """A number in Chinese, as it is spoken: 10305 is 一万零三百零五."""
    words = ""
    for size, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = value // size % 10**4
        if part:
            gap = words and (part < 1000 or value // size % 10**5 // 10**4 == 0)
            words += ("零" if gap else "") + below_ten_thousand(part) + mark
    return words or "零"


def below_ten_thousand(value: int) -> str:
    words = ""
    for size, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            words += DIGITS[digit] + mark
        elif words and value % size:
            words += "" if words.endswith("零") else "零"
    return words


@pytest.mark.parametrize(("text", "found"), EVERY, ids=[text for text, _ in EVERY])
def test_a_number_with_its_unit(text: str, found: list[str]) -> None:
    assert told(text) == found


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_chinese_reads_back(value: int) -> None:
    assert chinese(spelt(value)) == value


@given(st.integers(1, 10**8 - 1))
def test_a_number_in_chinese_is_found_in_a_sentence(value: int) -> None:
    (found,) = list(numbers(f"共有{spelt(value)}家"))
    scale = 10**4 if "万" in found.multiple else 1
    assert found.value * scale == value


@given(st.decimals(0, 10**9, places=2))
def test_separators_do_not_change_a_number(value: Decimal) -> None:
    assert arabic(f"{value:,}") == value == arabic(str(value))


@pytest.mark.parametrize("words", ["", "家", "十百", "百百", "千千万", "零零零"])
def test_what_is_no_chinese_number(words: str) -> None:
    assert chinese(words) in (None, 0)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(CHARACTERS, max_size=60)))
def test_numbers_lie_in_their_text_in_order(text: str) -> None:
    end = 0
    for each in numbers(text):
        assert end <= each.begin < each.end <= len(text)
        end = each.end
    for found in quantities(text, ()):
        assert 0 <= found.head <= found.begin < found.end <= found.tail <= len(text)


@pytest.mark.parametrize("pattern", ["7", "1,", "三", "万", "1.", "-", "第", "前3", "1/2", "百分之", "1:2"])
def test_a_long_run_takes_linear_time(pattern: str) -> None:
    text = pattern * (100_000 // len(pattern))
    begin = time.process_time()
    for _ in quantities(text, ()):
        pass
    assert time.process_time() - begin < 4


def test_a_multiple_said_twice_ends_in_no_error() -> None:
    assert [each.value for each in numbers("百余百")] == [10_000]
