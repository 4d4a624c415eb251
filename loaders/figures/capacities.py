"""Capacities and products in the name of a project: 年产80万台滚筒洗衣机生产线项目 → 80 万台, 滚筒洗衣机.

The words that open a capacity and those that close a name are in rules/tables.toml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from loaders.figures.units import measure
from loaders.lexicon import one_of, rules, words
from loaders.numbers import numbers

_JOINED_BEFORE = re.compile(r"(?:[、，,；;]\s*|以?及|和|与)$")
_STOP = re.compile(r"[，；（]?(?:总投资|新增|总?用地|占地|总?建筑面积|达产|建设|购置|引进)[^、]*$|[。；]")
_LIST = re.compile(r"及配套|以及|及|和|与|、")
_GRADE = re.compile(r"(?:\d+(?:\.\d+)?[A-Za-z]+级?(?:的)?)+")
_SHARED = 2  # characters that two members of a list must have in common at their ends, to be two products


@dataclass(frozen=True, slots=True)
class Capacity:
    """A yearly capacity: text[begin:end] is the number with its unit.

    product: what is made or treated; products: begin and end of each product that is made, parted where it is a list.
    """

    begin: int
    end: int
    value: Decimal
    unit: str
    product: str
    products: tuple[tuple[int, int], ...]

    @property
    def metric(self) -> str:
        """The indicator: the product's 年产能, or 年处理能力 where nothing is made."""
        return self.product + ("年产能" if self.products else "年处理能力")


def capacities(text: str) -> Iterator[Capacity]:
    """Every capacity of a project's name or of the account of what is built, in order."""
    starts = list(_starts(text))
    for number, (begin, end, value, unit) in enumerate(starts):
        after = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        first, last = _before(text, begin) or _product(text, end, after)
        if last > first:
            made = not text[:begin].endswith("处理")
            yield Capacity(
                begin, end, value, unit, text[first:last], tuple(_members(text, first, last)) if made else ()
            )


def _starts(text: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """Where each number with a unit begins that follows 年产, or continues the list after it; its end, value, unit."""
    leads = {m.end() for m in _lead().finditer(text)}
    first = min(leads, default=len(text))
    for number in numbers(text):
        begin = number.begin
        listed = begin > first and _JOINED_BEFORE.search(text[:begin])
        if number.form != "count" or number.chinese or not (begin in leads or listed or _before(text, begin)):
            continue
        at = number.end - len(number.multiple)
        end = max(measure(text, at), measure(text, number.end))
        if end > number.end:
            yield begin, end, number.value, text[at:end]


def _before(text: str, begin: int) -> tuple[int, int] | None:
    """The product that stands between 年产 and the number: 年产磷酸铁锂12万吨."""
    found = _led().search(text, max(0, begin - 30), begin)
    return found.span(1) if found and not re.search("能力|规模|项目|达|超|约$", found[1]) else None


def _product(text: str, begin: int, end: int) -> tuple[int, int]:
    """The words between a capacity and the next one, or the end, without what names the works and not the product."""
    if (stop := _STOP.search(text, begin, end)) and stop.start() > begin:
        end = stop.start()
    begin = _front().match(text, begin, end).end()  # type: ignore[union-attr]  # it matches the empty string
    return begin, _without_tail(text, begin, end)


def _without_tail(text: str, begin: int, end: int) -> int:
    while found := _tail().search(text, begin, end):
        end = found.start()
    return end


def _members(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The products of a list: parted where both sides end alike, or where one side ends in what is done to it."""
    for joint in _LIST.finditer(text, begin, end):
        left, right = text[begin : joint.start()], text[joint.end() : end]
        alike = left[-_SHARED:] == right[-_SHARED:] and len(left) > _SHARED < len(right)
        if alike or joint[0] in ("、", "及配套") or _process().search(left):
            yield from _trimmed(text, begin, joint.start())
            yield from _members(text, joint.end(), end)
            return
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A product without its grade before it and what is done to it behind it."""
    if found := _process().search(text, begin, end):
        end = found.start()
    end = _without_tail(text, begin, end)
    if grade := _GRADE.match(text, begin, end):
        begin = grade.end()
    begin = _front().match(text, begin, end).end()  # type: ignore[union-attr]  # it matches the empty string
    if end - begin > 1:
        yield begin, end


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rules("tables")["capacity"]["lead"])


@cache
def _led() -> re.Pattern[str]:
    return re.compile(f"(?:{rules('tables')['capacity']['lead']})([\\u4e00-\\u9fff]{{2,15}})$")


@cache
def _tail() -> re.Pattern[str]:
    """What a product's name cannot end in: works, or the opening of the next capacity."""
    table = rules("tables")["capacity"]
    return re.compile(f"(?:{one_of(words(table['tails']))}|{table['lead']})$")


@cache
def _process() -> re.Pattern[str]:
    return re.compile(f"(?:{rules('tables')['capacity']['process']})$")


@cache
def _front() -> re.Pattern[str]:
    return re.compile(f"(?:{rules('tables')['capacity']['prefix']}|的|各)*")
