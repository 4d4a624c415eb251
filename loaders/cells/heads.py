"""What the head of a table's column, the name of its row, or its caption says of the figures under it.

The words are in rules/tables.toml; times are read by loaders.periods.
"""

import re
from dataclasses import dataclass
from functools import cache

from loaders.lexicon import rules
from loaders.periods import Period, Today, times
from ontology import units, vocab

_BARE_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?![\d年.%/])(?!-\d)")
_MONTHS = re.compile(r"(年\s*\d{1,2}\s*[-—~至]\s*\d{1,2})(?![\d月日])")  # 2024年1-9, of months
_EARLIER = re.compile(r"(?<![\u4e00-\u9fff])(?:上年|去年)同[期月](?:数|累计|完成)?(?![\u4e00-\u9fff])")
_BRACKET = re.compile(r"[（(\[]([^（）()\[\]]{1,14})[）)\]]")
_UNIT_LABEL = re.compile(r"^(?:计量)?单位\s*[:：]\s*")
_SLASH_UNIT = re.compile(r"[/,，](\D{1,8})$")
_UP_TO = re.compile(r"^(?:截至|截止|至|到)(?=.)|(?<=.)(?:截至|截止)$")
_LEFT_OVER = re.compile(r"^[\s:：、，,.()（）“”/\-—±]+|[\s:：、，,.(（“/\-—±]+$")


@dataclass(frozen=True, slots=True)
class Head:
    """What words say of figures, each part empty where they do not.

    name: the indicator, or the part of it that stands here. status: Actual, Target or Estimate.
    measure: Level, Growth or Rank; basis as in facts.Observation. falling: the figure says by how much it fell.
    monthly: it is of one month that only the caption tells. earlier: of the same time a year before.
    """

    name: str = ""
    unit: str = ""
    period: Period | None = None
    status: str = ""
    measure: str = "Level"
    basis: str = ""
    scope: str = ""
    falling: bool = False
    monthly: bool = False
    earlier: bool = False


@cache
def pattern(table: str, key: str) -> re.Pattern[str]:
    """A pattern of rules/tables.toml."""
    return re.compile(rules("tables")[table][key])


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile(f"(?:{words})")) for role, words in rules("tables")["roles"].items())


@cache
def role(head: str) -> str:
    """What a column holds, by its head: number, project, company, unit, place …; "" for figures and unknown ones."""
    plain = re.sub(r"\s+", "", head)
    bare = _BRACKET.sub("", plain)
    for words in (plain, bare):
        found = next((name for name, form in _roles() if form.fullmatch(words)), "")
        if found:
            return found
    return ""


def is_unit(name: str) -> bool:
    """Whether a name is that of a unit, a simple or a composed one."""
    return bool(name) and (units.unit(name) is not None or units.compose_unit(name) is not None)


def column_head(words: str, today: Today, year: int = 0) -> Head:
    """The head of a column of figures. year: what 全年 and 上半年 belong to, 0 if unknown."""
    return _read(words, today, year, column=True)


def row_head(words: str, today: Today, year: int = 0) -> Head:
    """The name of a row: an indicator, whose own words (实际利用外资, 计划投资) are no status."""
    return _read(pattern("rows", "inner").sub("", words), today, year, column=False)


def caption_head(words: str, today: Today) -> Head:
    """A caption: period, unit and scope for the whole table; its name is an indicator only if that is known as one."""
    rest, unit = _caption_unit(words)
    rest, period = _time(rest, today, 0)
    name = re.sub(r"\s+", "", rest)
    for _ in range(3):
        name = pattern("heads", "caption").sub("", name)
    name, _ = _scope(_clean(name))
    grown = pattern("growth", "caption").search(name)
    name = pattern("growth", "caption").sub("", name)
    known = vocab.concept("metric", name)
    measure = "Growth" if grown and grown[0][0] not in "及和与" else "Level"
    return Head(name if known else "", unit, period, measure=measure, scope=_scope(words)[1])


def _caption_unit(words: str) -> tuple[str, str]:
    """The caption without its unit, and the unit: 单位：亿元, alone or in brackets; several units are none."""
    for found in re.finditer(r"[（(\[]?\s*(?:计量)?单位\s*[:：]\s*([^（）()\[\]\s]+)\s*[）)\]]?", words):
        unit = found[1].strip("。；")
        rest = words[: found.start()] + words[found.end() :]
        levels = [part for part in re.split("[、，,和]", unit) if part.strip("%％‰")]
        unit = levels[0] if len(levels) == 1 else unit
        return rest, unit if is_unit(unit) else ""
    rest, unit = _unit(words)
    return rest, unit


def _read(words: str, today: Today, year: int, *, column: bool) -> Head:
    rest, unit = _unit(words)
    rest, measure, basis, falling = _growth(rest)
    percent = measure == "Growth" and not unit and bool(pattern("growth", "percent").search(words))
    earlier = column and measure == "Level" and _EARLIER.search(rest) is not None
    rest, period = _time(_EARLIER.sub("", rest) if earlier else rest, today, year)
    rest, status = _status(rest) if column else (rest, "")
    rest, scope = _scope(rest)
    if measure == "Level" and pattern("heads", "rank").search(rest) and (column or not unit):
        measure, rest = "Rank", pattern("heads", "rank").sub("", rest)
        unit = unit or "位"
    monthly = bool(re.search("本月|当月", words))
    name = _clean(rest)
    if column and re.fullmatch(f"(?:{pattern('heads', 'generic').pattern})+", name):
        name = ""
    name = pattern("heads", "tail").sub("", name) or name
    return Head(name, "%" if percent else unit, period, status, measure, basis, scope, falling, monthly, earlier)


def _unit(words: str) -> tuple[str, str]:
    """The words without their unit, and the unit: in brackets, after a slash, or a per cent sign at the end."""
    for found in reversed(list(_BRACKET.finditer(words))):
        inner = _UNIT_LABEL.sub("", found[1]).strip()
        plain = inner.strip("±+ ") or inner
        if plain in ("%", "％", "‰", "百分点", "个百分点") or is_unit(plain):
            return words[: found.start()] + words[found.end() :], plain.replace("％", "%")
        if inner == "±":
            words = words[: found.start()] + words[found.end() :]
    if found_sign := re.search(r"±?\s*([%％‰])$", words.rstrip()):
        return words[: found_sign.start()], found_sign[1].replace("％", "%")
    if (slash := _SLASH_UNIT.search(words)) and is_unit(slash[1].strip()):
        return words[: slash.start()], slash[1].strip()
    return words, ""


def _growth(words: str) -> tuple[str, str, str, bool]:
    """The words without their phrase of growth, with measure, basis, and whether the figure is of a fall."""
    if re.search(f"(?:{pattern('heads', 'level').pattern})$", words):
        return words, "Level", "", False
    if pattern("growth", "absolute").search(words):
        return words, "Growth", "YearOnYear", False
    text = words.rstrip(" ）)”")
    for key, basis in (("annual", "AnnualAverage"), ("since", "Cumulative"), ("compared", "YearOnYear"), ("plain", "")):
        if found := pattern("growth", key).search(text):
            rest = words[: found.start()] + words[found.end() :]
            summed = key != "annual" and pattern("heads", "cumulative").search(found[0])
            basis = "Cumulative" if summed else basis
            return rest, "Growth", basis, bool(pattern("heads", "falling").search(found[0]))
    return words, "Level", "", False


def _time(words: str, today: Today, year: int) -> tuple[str, Period | None]:
    """The words without their times, and the first period among them; a bare 2025 is a year."""
    text = _MONTHS.sub(r"\1月", _BARE_YEAR.sub(r"\1年", words))
    found = [time for time in times(text, today, year) if not time.base]
    for time in reversed(found):
        text = text[: time.begin] + " " + text[time.end :]
    return text, next((time.period for time in found if time.period), None)


def _status(words: str) -> tuple[str, str]:
    """The words without those of status, and the status they tell."""
    if pattern("heads", "reached").search(words):
        return words, "Actual"
    plain = _clean(words)
    for status in ("estimate", "target", "actual"):
        rest = pattern("heads", status).sub("", plain)
        if rest != plain and not pattern("heads", "generic").sub("", _clean(rest)):
            return "", status.capitalize()
    if found := re.search(f"(?:{pattern('heads', 'target_tail').pattern})$", plain):
        return plain[: found.start()], "Target"
    return words, ""


def _scope(words: str) -> tuple[str, str]:
    """The words without a statistical calibre at their beginning, and the calibre wherever it stands."""
    names = sorted(vocab.names("scope"), key=lambda name: (-len(name), name))
    found = next((name for name in names if name in words), "")
    if not found:
        return words, ""
    concept = vocab.concept("scope", found)
    rest = words.strip()
    return rest[len(found) :] if rest.startswith(found) else words, concept.label if concept else found


def _clean(words: str) -> str:
    """The words without spaces between Chinese characters and without marks left at their ends."""
    text = re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", words)
    previous = None
    while previous != text:
        previous, text = text, _UP_TO.sub("", _LEFT_OVER.sub("", text))
        if text.count("“") < text.count("”") and text.endswith("”"):
            text = text[:-1]
        if text.count("（") < text.count("）") and text.endswith("）"):
            text = text[:-1]
    return text
