"""The place that an item of a list has in its own field: 晨曜涂料项目，江口园区，总投资3亿元; C（涂料，江口镇）."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.reading import PLATFORMS, Reading, span
from ontology.facts import Relation

_GOODS = re.compile(r"（[^（）。；]{1,20}，")
_FIELDS = re.compile(r"，(?:计划|预计|项目)?(?:总投资|投资|占地|用地|建设|年产|达产|投产|新增|产值|\d)")
_LINE = re.compile(r"(?:[（(]?\d{1,3}[.．、）)]\s*)?")


def item_places(reading: Reading) -> Iterator[Relation]:
    """Where the company or project of each item is."""
    for each in reading.named:
        if each.implicit or each.ref.kind not in ("Company", "Project"):
            continue
        goods = _GOODS.match(reading.text, each.end) if each.ref.kind == "Company" else None
        field = reading.text.startswith("，", each.end) and _opens(reading, each)
        place = _at(reading, goods.end() if goods else each.end + 1) if goods or field else None
        closes = place and (
            reading.text.startswith("）", place.end) if goods else _FIELDS.match(reading.text, place.end)
        )
        if place and closes:
            yield from reading.say(each.ref, "locatedIn", place.ref, span(each, place), "located-item", 0.85)


def _opens(reading: Reading, each: Named) -> bool:
    """Whether an item begins with a thing: a line behind its number, or what follows a semicolon."""
    number = _LINE.match(reading.text)
    return each.begin == (number.end() if number else 0) or reading.text[each.begin - 1] in "；：。"


def _at(reading: Reading, begin: int) -> Named | None:
    """The place or zone whose name begins at a position, the longest of them."""
    here = [n for n in reading.between(begin, begin) if n.ref.kind in ("Place", *PLATFORMS) and not n.implicit]
    return max(here, key=lambda n: n.end, default=None)
