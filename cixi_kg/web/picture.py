"""The picture that a saved query suits, drawn from its answer as inline SVG: bars, or lines over time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from cixi_kg.web.chart import Chart, Point, chart
from graph.answers import Answer, Rows, Term
from queries.saved import SavedQuery

_MOST_BARS = 24
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
    """A picture of bars; names: of the series, where there are several; more: rows that are not drawn."""

    bars: tuple[Bar, ...]
    names: tuple[str, ...]
    more: int


def picture(query: SavedQuery, answer: Answer, language: str) -> Bars | Chart | None:
    """The picture; None where the query suits none, or its answer holds no numbers to draw."""
    drawn = query.picture
    if not isinstance(answer, Rows) or drawn.kind not in ("bar", "line"):
        return None
    places = [answer.variables.index(name) for name in drawn.columns]
    rows = [tuple(row[place] for place in places) for row in answer.rows]
    headings = query.headings(language)
    if drawn.kind == "bar":
        return _bars(rows, [headings.get(name, name) for name in drawn.columns[1:]])
    return _line(rows, headings.get(drawn.columns[1], drawn.columns[1]))


def _bars(rows: Table, names: Sequence[str]) -> Bars | None:
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
    return Bars(tuple(bars), tuple(names) if len(names) > 1 else (), len(kept) - len(shown))


def _line(rows: Table, title: str) -> Chart | None:
    points = []
    for row in rows:
        day, value = _day(row[0]), _number(row[1])
        if day and value is not None and row[0]:
            kind = "target" if len(row) > 2 and row[2] and "目标" in row[2].value else "actual"
            points.append(Point(day, value, kind, row[0].value))
    return chart(title, "", points)


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
