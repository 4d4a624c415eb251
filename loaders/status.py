"""Whether a number is a fact, a target, an estimate or a plan, and at which statistical calibre it stands."""

import re
from collections.abc import Sequence
from functools import cache

from loaders.lexicon import one_of, rules, words
from loaders.periods import Period, Today
from loaders.text import Heading

_TARGET_REPORT = re.compile(r"规划|计划|方案|意见|纲要|行动|措施|办法")


@cache
def _cues() -> re.Pattern[str]:
    table = rules("status")
    groups = {
        "Target": table["target"]["words"],
        "Actual": table["target"]["ends"],
        "Estimate": table["estimate"]["words"],
        "Planned": table["planned"]["words"],
    }
    # longest first over all groups, so that 预期目标 is not read as 预期
    every = sorted(((w, g) for g, ws in groups.items() for w in words(ws)), key=lambda p: (-len(p[0]), p[0]))
    by_word = dict(every)
    return re.compile("|".join(f"(?P<{by_word[w]}_{i}>{re.escape(w)})" for i, (w, _) in enumerate(every)))


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
    found = []
    for match in _cues().finditer(text):
        kind = str(match.lastgroup).split("_")[0]
        found.append((match.start(), kind, kind == "Estimate"))
    return found


def status(text: str, found: Sequence[tuple[int, str, bool]], at: int, given: str) -> str:
    """The status at a position of a sentence: the last cue before it decides, else what is given."""
    for position, kind, short in reversed([c for c in found if c[0] < at]):
        if kind == "Actual":
            return "Actual"
        if short and "；" in text[position:at]:
            continue
        return kind
    return given


def planned(metric: str) -> bool:
    """Whether the indicator is a project's planned investment or land."""
    plans = _heading_cues()[2]
    return any(metric.endswith(p) for p in plans)


def by_period(status_: str, period: Period | None, today: Today) -> str:
    """What lies after the document is a target; what was to be reached before it was reached."""
    if period is None or not today.year:
        return status_
    if status_ == "Actual" and period.year > today.year:
        return "Target"
    return status_


@cache
def _scopes() -> re.Pattern[str]:
    table = rules("status")["scopes"]
    return re.compile(rf"(?P<always>{one_of(words(table['always']))})|(?P<before>{one_of(words(table['before']))})(?![以及部重示专文非农龙高])")


def scope(text: str) -> str:
    """The calibre that the words before a number state last (市级, 全市), "" if none."""
    found = list(_scopes().finditer(text))
    return found[-1][0] if found else ""
