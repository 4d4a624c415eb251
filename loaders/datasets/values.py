"""What the words of a cell mean: a number with its unit, a period, a place, a code; else a `CellError` says why not."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from loaders.cells.columns import FIGURE
from loaders.finding import Setting
from loaders.periods import Period, Today, months, times, years
from ontology import codes, units, vocab
from ontology.facts import Ref

# What the yearbooks write where there is no number: a blank, a dash, dots (GB/T 15835; 《中国统计年鉴》编者说明).
_NOTHING = re.compile(r"[\s\-—–－.…/\\*]*|无|暂无|不详|[nN]\.?/?[aA]\.?|[nN]ull|NaN")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?度?")
_YEARS = re.compile(r"((?:19|20)\d{2})年?\s*(?:[-—–~至到/]+)\s*((?:19|20)\d{2})年?")
_QUARTER = re.compile(r"((?:19|20)\d{2})\s*年?\s*[-.]?\s*[Qq]([1-4])")
_MONTH = re.compile(r"((?:19|20)\d{2})(?:\s*[-./年]\s*(1[0-2]|0?[1-9])月?份?|(0[1-9]|1[0-2]))")
_DAY = re.compile(r"((?:19|20)\d{2})[-./年](1[0-2]|0?[1-9])[-./月](3[01]|[12]\d|0?[1-9])日?")
_TABLE = str.maketrans("－−﹣，：（）％．", "---,:()%.")


class CellError(ValueError):
    """Why a row, or the words of a mapping, cannot be used: the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a cell writes it. unit: where the cell itself says it, else ""."""

    value: Decimal
    unit: str = ""
    comparator: str = "Equal"


def figure(text: str) -> Figure | None:
    """The number in a cell; None where the cell only says that there is none; CellError for anything else."""
    plain = unicodedata.normalize("NFKC", text).translate(_TABLE).strip()
    if _NOTHING.fullmatch(plain):
        return None
    found = FIGURE.fullmatch(plain)
    if not found:
        raise CellError(f"{text!r} is no number")
    value = Decimal(found["number"].replace(",", "").replace("+", ""))
    comparator = next((name for name, keys in _COMPARATORS if any(found[key] for key in keys)), "Equal")
    return Figure(value, (found["unit"] or "").strip("()"), comparator)


def nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing: it is empty, a dash, 无."""
    return _NOTHING.fullmatch(text) is not None


def unit(text: str, own: tuple[str, ...] = ()) -> str:
    """The unit as it is written; CellError if neither the vocabulary nor the mapping's own units hold it."""
    if not text or text in own or known_unit(text):
        return text
    raise CellError(f'{text!r} is no known unit: correct it, or add it under [table] as units = ["{text}"]')


def known_unit(text: str) -> bool:
    """Whether the vocabulary holds the unit, or all of its parts."""
    return units.unit(text) is not None or units.compose_unit(text) is not None


@cache
def period(text: str) -> Period:
    """The period that words mean by themselves: 2023, 2023年, 2023-06, 2023Q2, 2023年上半年, 2021—2025年, “十四五”."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _YEAR.fullmatch(plain):
        return years(int(found[1]), int(found[1]))
    if (found := _YEARS.fullmatch(plain)) and found[1] <= found[2]:
        return years(int(found[1]), int(found[2]))
    if found := _QUARTER.fullmatch(plain):
        last = 3 * int(found[2])
        return months((int(found[1]), last - 2), (int(found[1]), last))
    if found := _MONTH.fullmatch(plain):
        month = int(found[1]), int(found[2] or found[3])
        return months(month, month)
    if found := _DAY.fullmatch(plain):
        return _day(text, *(int(part) for part in found.groups()))
    told = [time.period for time in times(text, Today()) if time.begin == 0 and time.end == len(text) and time.period]
    if not told or told[0] is None:
        raise CellError(f"{text!r} is no period: write 2023, 2023-06, 2023Q2 or 2023年上半年")
    return told[0]


def _day(text: str, year: int, month: int, day: int) -> Period:
    last = int(months((year, month), (year, month)).end[8:])
    if day > last:
        raise CellError(f"{text!r} is not in the calendar")
    date = f"{year}-{month:02d}-{day:02d}"
    return Period(date, date)


def month(text: str) -> str:
    """The month that words mean, YYYY-MM, as a project starts and ends; CellError where they tell none."""
    found = period(text)
    if found.months != 1:
        raise CellError(f"{text!r} is no month: write 2023-06 or 2023年6月")
    return found.start[:7]


def place_by_code(code: str) -> Ref:
    """The place of a division code; CellError if there is none in the official list."""
    try:
        found = codes.place(code)
    except ValueError as error:
        raise CellError(f"{error}; correct it, or give the place by its name") from error
    return Ref("Place", found.label, found.code)


def place(text: str, here: Setting) -> Ref:
    """The place of this code or name, read within an area; CellError where there is none, or more than one."""
    if text.isdigit():
        return place_by_code(text)
    found = vocab.place(re.sub(r"\s", "", text), within=here.code)
    if found is None:
        raise CellError(
            f"{text!r} is no known place, or of several: write it from large to small, as 浙江省宁波市慈溪市"
        )
    return Ref("Place", found.label, found.code)


def credit_code(text: str) -> str:
    """A unified social credit code, its check digit right; CellError for anything else."""
    try:
        return codes.credit_code(text)
    except ValueError as error:
        raise CellError(str(error)) from error


def industry_by_code(code: str) -> Ref:
    """The industry of a code of GB/T 4754-2017, with or without its letter; CellError if there is none."""
    try:
        return Ref("Industry", codes.industry(code).label)
    except ValueError as error:
        raise CellError(str(error)) from error


_COMPARATORS = (("AtLeast", ("least", "over")), ("AtMost", ("most", "under")), ("About", ("about", "round")))
