"""Whether a number is a fact, a target, an estimate or a plan, and at which statistical calibre it stands."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import ahocorasick

from loaders.lexicon import one_of, rules, words
from loaders.periods import Period, Today
from loaders.text import Heading

_TARGET_REPORT = re.compile(r"规划|计划|方案|意见|纲要|行动|措施|办法")


@cache
def _cues() -> ahocorasick.Automaton:
    table = rules("status")
    automaton = ahocorasick.Automaton()
    for kind, listed in (
        ("Target", table["target"]["words"]),
        ("Actual", table["target"]["ends"]),
        ("Estimate", table["estimate"]["words"]),
        ("Planned", table["planned"]["words"]),
    ):
        for word in words(listed):
            automaton.add_word(word, (len(word), kind))
    automaton.make_automaton()
    return automaton


@cache
def _heading_cues() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    table = rules("status")
    return (
        re.compile(one_of(words(table["headings"]["target"]))),
        re.compile(one_of(words(table["headings"]["actual"]))),
        frozenset(words(table["planned"]["metrics"])),
    )


def default(section: Sequence[Heading]) -> str:
    """What a section's headings make of its statements: Target under 主要任务, else Actual."""
    target, actual, _ = _heading_cues()
    for heading in reversed(section):
        if actual.search(heading.title):
            return "Actual"
        if target.search(heading.title):
            return "Target"
    return "Actual"


def cues(text: str) -> list[tuple[int, str, bool]]:
    """The cue words of a sentence: (position, status, whether it only reaches to the next semicolon)."""
    return [(last + 1 - length, kind, kind == "Estimate") for last, (length, kind) in _cues().iter_long(text)]


def status(text: str, found: Sequence[tuple[int, str, bool]], at: int, given: str) -> str:
    """The status at a position of a sentence: the last cue before it decides, else what is given."""
    for position, kind, short in reversed(found[: bisect_left(found, (at,))]):
        if kind == "Actual":
            return "Actual"
        if short and "；" in text[position:at]:
            continue
        return kind
    return given


def planned(metric: str, project: bool = False) -> bool:
    """Whether the indicator is a planned investment or land; of a project also the plain words 投资 and 用地."""
    plans = _heading_cues()[2]
    return any(metric.endswith(p) for p in plans) or (
        project and metric.endswith(("投资", "用地", "投资额")) and not re.search(r"完成|累计|到位", metric)
    )


def by_period(given: str, period: Period | None, today: Today, said: bool) -> str:
    """What ends after the document's year is a target; what ended before it is a fact, unless a cue said otherwise."""
    if period is None or not today.year:
        return given
    if given == "Actual" and period.year > today.year:
        return "Target"
    return "Actual" if given == "Target" and not said and period.year < today.year else given


def after_completion(metric: str) -> str:
    """达产后年产值: the name of what a project brings once it is completed, where only the output is named."""
    return "达产后" + metric if metric in _outputs() else ""


@cache
def _outputs() -> frozenset[str]:
    return frozenset(words(rules("status")["planned"]["outputs"]))


@cache
def _scopes() -> re.Pattern[str]:
    table = rules("status")["scopes"]
    return re.compile(
        rf"(?P<always>{one_of(words(table['always']))})|(?P<before>{one_of(words(table['before']))})(?![以及部重示专文非农龙高])"
    )


def scope(text: str) -> str:
    """The calibre that the words before a number state last (市级, 全市), "" if none."""
    found = list(_scopes().finditer(text))
    return found[-1][0] if found else ""
