"""The pictures that a saved query suits, drawn from its answer as inline SVG: bars, or lines over time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from cixi_kg.web.chart import Chart, Point, chart
from graph.answers import Answer, Rows, Term
from queries.saved import SavedQuery

_MOST, _MOST_BARS = 4, 24  # pictures, and bars in one
_SERIES = ("metric", "about", "area", "place", "scope", "measure", "unit")  # columns that tell one series from another
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Table = Sequence[tuple[Term | None, ...]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name (the first of a row has it), its number as written, and where it is drawn, of 100 across."""

    name: str
    value: str
    x: float
    width: float
    series: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of bars. unit: what they are measured in; names: of the series, where there are several.

    more: rows that are not drawn.
    """

    unit: str
    bars: tuple[Bar, ...]
    names: tuple[str, ...]
    more: int


def pictures(query: SavedQuery, answer: Answer, language: str) -> list[Bars | Chart]:
    """The pictures, a few: one for each unit, of a line one for each series; what cannot be compared is apart.

    None where the query suits none, or its answer holds no numbers to draw.
    """
    drawn = query.picture
    if not isinstance(answer, Rows) or drawn.kind not in ("bar", "line"):
        return []
    names = list(answer.variables)
    places = [names.index(name) for name in drawn.columns]
    apart = ("unit",) if drawn.kind == "bar" else _SERIES
    keys = [names.index(name) for name in apart if name in names and name not in drawn.columns]
    parts: dict[tuple[str, ...], list[tuple[Term | None, ...]]] = {}
    for row in answer.rows:
        parts.setdefault(tuple(_text(row[key]) for key in keys), []).append(tuple(row[place] for place in places))
    headings = query.headings(language)
    columns = [headings.get(name, name) for name in drawn.columns[1:]]
    found: list[Bars | Chart | None] = []
    for key, rows in sorted(parts.items(), key=lambda part: -len(part[1])):
        title = " · ".join(word for word in key if word)
        found.append(_bars(rows, columns, title) if drawn.kind == "bar" else _line(rows, title or columns[0]))
    return [each for each in found if each][:_MOST]


def _bars(rows: Table, names: Sequence[str], unit: str) -> Bars | None:
    numbered = [(row[0].value, [_number(cell) for cell in row[1:]]) for row in rows if row[0]]
    kept = [(name, values) for name, values in numbered if any(value is not None for value in values)]
    shown = kept[: _MOST_BARS // len(names)]
    every = [value for _, values in shown for value in values if value is not None]
    if len(every) < 2:
        return None
    low, high = min(Decimal(0), *every), max(Decimal(0), *every)
    span = (high - low) or Decimal(1)
    bars = []
    for name, values in shown:
        for series, value in enumerate(values):
            if value is not None:
                x, width = 100 * (min(value, Decimal(0)) - low) / span, 100 * abs(value) / span
                place = round(float(x), 2), round(float(width), 2)
                bars.append(Bar("" if series else name, f"{value:f}", *place, series))
    return Bars(unit, tuple(bars), tuple(names) if len(names) > 1 else (), len(kept) - len(shown))


def _line(rows: Table, title: str) -> Chart | None:
    points = []
    for row in rows:
        day, value = _day(row[0]), _number(row[1])
        if day and value is not None:
            kind = "target" if len(row) > 2 and "目标" in _text(row[2]) else "actual"
            points.append(Point(day, value, kind, _text(row[0])))
    return chart(title, "", points)


def _text(cell: Term | None) -> str:
    return cell.value if cell else ""


def _number(cell: Term | None) -> Decimal | None:
    try:
        found = Decimal(cell.value) if cell else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def _day(cell: Term | None) -> date | None:
    """The end of a period as it is written: 2025, 2023-09, or the last of two."""
    found = _DAY.findall(cell.value) if cell else []
    if not found:
        return None
    year, month, day = found[-1]
    try:
        return date(int(year), int(month or 12), int(day or 28))
    except ValueError:
        return None
