"""When a number holds, by what is told in its own clause, its sentence, and before in the text."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.figures.quantities import Quantity
from loaders.figures.said import Reading
from loaders.figures.sentence import Sentence
from loaders.periods import Period, Time, Today, times
from loaders.text import Passage

_FROM = re.compile(r"[由从自][^，；由从自]{0,12}$")
_TO = re.compile(r"(?:[\u4e00-\u9fff]{1,4})?[至到为]")
_ITEM = re.compile(r"——|[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]|[•●■◆]")
_PLAN = 5  # years of a plan, whose last is a multiple of it
_COUNTS = frozenset(("个", "项", "人次", "件", "家", "名", "场", "次", "套", "户"))
_REACHED = re.compile(r"[达至到为超破]$")
_CLAUSE = re.compile(r"[，。；：]")
# What adds up over years.
_FLOW = re.compile(r"累计|投资|投入|新增|新建|完成|引进|招引|培育|建成|改造|培训|年均|平均|连续|资金|补贴|支出")
_MANY = 400  # time expressions of a sentence that are looked at


@dataclass(slots=True)
class Memory:
    """What was said earlier in the document: the period a passage leaves to the next, and the title's."""

    period: Period | None = None
    title: Period | None = None


def title_period(title: str, today: Today) -> Period | None:
    """The period that a report is about by its title."""
    told = [t.period for t in times(title, today) if t.period and not t.base and not t.day]
    if told:
        return told[-1]
    match = re.match(r"\D{0,12}((?:19|20)\d{2})\D", title)
    return whole(int(match[1])) if match else None


def whole(year: int) -> Period | None:
    """A year from its first day to its last; None for year 0."""
    return Period(f"{year}-01-01", f"{year}-12-31") if year else None


def period_of(text: str, sentence: Sentence, quantity: Quantity, since: int, running: Period | None) -> Period | None:
    """The period of a number: told in its own words, before in its sentence, after in it, or before in the text."""
    if base := next((t for t in sentence.bases[:_MANY] if text[t.end : quantity.head] == "的" and t.period), None):
        return base.period
    held = [t for t in sentence.times[:_MANY] if t.until >= quantity.end]
    at = bisect_left(held, quantity.begin, key=lambda t: t.begin)
    if (origin := origin_of(text, quantity, since)) >= 0:
        return held[at - 1].period if at and held[at - 1].begin > origin else None
    if at and held[at - 1].begin >= since:
        return held[at - 1].period
    before = next((t for t in reversed(held[:at]) if not t.origin), None)
    if before is not None:
        frame = held[0]
        if frame.now and frame is not before and "；" in text[before.end : quantity.begin]:
            return frame.period
        return before.period
    if running is None and at < len(held):
        return held[at].period
    return running


def origin_of(text: str, quantity: Quantity, since: int) -> int:
    """Where the words begin that make a number what a change starts from (由1.81缩小至1.77); -1 where it is none."""
    if not _TO.match(text, quantity.tail):
        return -1
    found = _FROM.search(text, max(since, quantity.head - 16), quantity.head)
    return found.start() if found else -1


def remember(memory: Memory, found: Sequence[Time], passage: Passage, today: Today) -> None:
    """What a passage leaves to the next: the last whole year it spoke of; the future only to the items of a list."""
    lists = passage.text.endswith("：") or _ITEM.match(passage.text) is not None
    for time in found:
        if time.base or time.origin or time.day or time.until < len(passage.text):
            continue
        if time.period and time.period.year > today.year > 0 and not lists:
            continue
        if time.period is None:
            memory.period = None
        elif time.period.months >= 12:
            memory.period = time.period
        else:
            memory.period = whole(time.period.year)


def basis_of(text: str, sentence: Sentence, quantity: Quantity, reading: Reading, period: Period | None) -> str:
    """The basis of a growth, by how far what it is compared with lies back where that is told."""
    if reading.measure != "Growth":
        return ""
    if reading.basis not in ("Dated", "YearOnYear"):
        return reading.basis
    before = [t for t in sentence.bases[:_MANY] if t.end <= quantity.begin and t.period]
    base = before[-1] if before and not _CLAUSE.search(text, before[-1].end, quantity.begin) else None
    if base is None or base.period is None or period is None or text[base.begin - 1 : base.begin] not in ("比", "较"):
        dated = "Cumulative" if period and period.months > 12 else "YearOnYear"
        return dated if period or reading.basis == "YearOnYear" else ""
    if period.year - base.period.year > 1:
        return "Cumulative"
    return "" if period.year == base.period.year or "全年" in text[base.begin : base.end] else "YearOnYear"


def held(
    period: Period | None, quantity: Quantity, reading: Reading, front: str, status: str, basis: str
) -> Period | None:
    """When it holds exactly: an average over all years, a state at their end. front: the words before the number."""
    if basis == "AnnualAverage" or (reading.measure == "Level" and "年均" in _CLAUSE.split(front)[-1]):
        return _over_plan(period)
    return _at_its_end(period, quantity, reading, front, status)


def _over_plan(period: Period | None) -> Period | None:
    """An average per year that is told for the last year of a plan holds for all its years."""
    if period is None or period.months != 12 or period.year % _PLAN or not period.start.endswith("01-01"):
        return period
    return Period(f"{period.year - _PLAN + 1}-01-01", period.end)


def _at_its_end(period: Period | None, quantity: Quantity, reading: Reading, front: str, status: str) -> Period | None:
    """A state that is told for a span of years holds at its end; what adds up, and what is counted, over all of it."""
    if period is None or period.months <= 12 or reading.measure == "Growth":
        return period
    if reading.action or _FLOW.search(reading.metric) or _FLOW.search(_CLAUSE.split(front)[-1]):
        return period
    counted = status == "Actual" and quantity.unit.lstrip("万千") in _COUNTS and not _REACHED.search(front)
    if counted:
        return period
    return whole(period.year) if period.end.endswith("12-31") else Period(f"{period.end[:7]}-01", period.end)
