"""What the columns of a table hold: the role of each, and the heads of those with figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.cells.heads import Head, caption_head, column_head, is_unit, pattern, role
from loaders.cells.things import place_of
from loaders.cells.view import View
from loaders.finding import Setting
from loaders.periods import Period, Today, months, years
from loaders.spans import year_before
from ontology import names
from ontology.facts import Ref

FIGURE = re.compile(
    r"(?:(?:同比|年均)?(?P<verb>增长|提高|下降|降低))?(?P<least>≥|>|大于|高于|不低于|不少于|超过?)?(?P<most>≤|<|小于|不超过|低于|不高于)?(?P<about>约|近)?\s*"
    r"(?P<open>[\[【［（(])?"
    r"(?P<number>[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d{1,15}(?:\.\d+)?)(?P<close>[\]】］）)])?\s*"
    r"(?P<unit>[^\d\s,.\-—()（）\[\]*左以+]{0,8})?(?P<shut>[\]】］）)])?(?:(?P<over>以上|\+)|(?P<under>以内|以下)|(?P<round>左右))?\s*[*①-⑳]?"
)
NAMING = ("metric", "product", "industry", "chain", "place", "company", "year", "group")
_YEAR = re.compile(r"(?:19|20)\d{2}年?(?:\d{1,2}月)?")
_MOST = 0.6  # the share of a column's cells that must be names of one kind to tell what it holds


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its number, what its head says, and the place that the head names, if any."""

    number: int
    head: Head
    about: Ref | None = None


def figure(view: View, row: int, column: int) -> re.Match[str] | None:
    """The parts of a cell that holds one figure, brackets in pairs; None for any other cell."""
    found = FIGURE.fullmatch(view.words(row, column))
    return found if found and (found["open"] is None) == (found["close"] is found["shut"] is None) else None


def column_roles(view: View, here: Setting) -> list[str]:
    """The role of each column, by its head or, where that says nothing, by what is in it; "" for figures."""
    roles = [role(head) for head in view.heads]
    for column, name in enumerate(roles):
        words = [view.words(row, column) for row in view.rows if view.words(row, column)]
        if name == "unit" and sum(names.split_company(word).full or len(word) > 6 for word in words) > len(words) / 2:
            roles[column] = "company"
        elif name == "unit" and words and not any(is_unit(word) for word in words) and column == 0:
            roles[column] = _by_content(words, here, first=True) or "place"
        elif name in ("", "metric", "group") and words:
            roles[column] = _by_content(words, here, first=set(roles[:column]) <= {"number"}) or name
    numeric = [any(figure(view, row, column) for row in view.rows) for column in range(len(roles))]
    if not any(name in NAMING for name in roles):
        text = next((c for c, name in enumerate(roles) if not name and not numeric[c]), None)
        if text is not None:
            roles[text] = "metric"
    return [name or ("" if numeric[column] else "remark") for column, name in enumerate(roles)]


def _by_content(words: list[str], here: Setting, *, first: bool) -> str:
    """company or place, if most cells are names of such; year, if all of the first column are years."""
    if first and all(_YEAR.fullmatch(word) for word in words):
        return "year"
    if sum(names.split_company(word).full for word in words) >= _MOST * len(words):
        return "company"
    if here.code and sum(place_of(word, here, sure=True) is not None for word in words) >= _MOST * len(words):
        return "place"
    return ""


def columns(view: View, roles: list[str], today: Today, here: Setting) -> list[Column]:
    """The columns of figures, each with its head, to which its neighbours and the caption add what it leaves open."""
    caption = caption_head(view.caption, today)
    year = caption.period.year if caption.period else 0
    found = [Column(c, column_head(view.heads[c], today, year)) for c, name in enumerate(roles) if not name]
    found = [_placed(column, here) for column in found if any(figure(view, row, column.number) for row in view.rows)]
    heads = [column.head for column in found]
    return [replace(column, head=_spread(heads, i, view, caption)) for i, column in enumerate(found)]


def _placed(column: Column, here: Setting) -> Column:
    """A column whose head is the name of a place or zone has its figures about that."""
    head = column.head
    if not here.code or head.unit or len(head.name) < 2:
        return column
    site = place_of(head.name, here, sure=len(head.name) < 3)
    return replace(column, head=replace(head, name=""), about=site) if site else column


def _spread(heads: list[Head], i: int, view: View, caption: Head) -> Head:
    """Growth takes the indicator of the level left of it; an average growth without time the years between the first
    and the last column, and the status of the last; a figure of the month the last month that the caption names; what
    is of the same time a year before, the year before that of the column beside it, or of the caption."""
    head = heads[i]
    if head.measure != "Level" and not head.name:
        left = [other.name for other in heads[:i] if other.measure == "Level"]
        head = replace(head, name=left[-1] if left else "")
    if head.basis == "AnnualAverage" and head.period is None:
        dated = sorted((h.period.year, h.status) for h in heads if h.period and h.measure == "Level")
        if len(dated) > 1 and dated[0][0] < dated[-1][0]:
            span = years(dated[0][0] + 1, dated[-1][0])
            head = replace(head, period=span, status=head.status or dated[-1][1])
    if head.measure == "Growth" and head.basis in ("", "YearOnYear") and head.period is None and not caption.period:
        told = [h.period for h in heads[:i] if h.period and h.measure == "Level"]
        head = replace(head, period=max(told, key=lambda period: period.end) if told else None)
    if head.earlier and head.period is None:
        beside = next((h.period for h in heads if h.period and h.measure == "Level"), caption.period)
        head = replace(head, period=year_before(beside))
    if head.monthly and head.period is None and caption.period and "月" in view.caption:
        head = replace(head, period=_last_month(caption.period))
    return head


def _last_month(period: Period) -> Period:
    month = period.year, int(period.end[5:7])
    return months(month, month)


def leading(view: View, row: int) -> Iterator[str]:
    """The first two filled cells of a row: where a row that sums up says so."""
    filled = [cell.text for cell in view.cells[row] if cell.text]
    yield from filled[:2]


def is_total(view: View, row: int) -> str:
    """The word by which a row says that it sums up others; "" for any other row."""
    return next((word for word in leading(view, row) if pattern("rows", "total").fullmatch(word)), "")
