"""A small line of numbers over time: the actual values, and the targets ahead of them, as inline SVG."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT = 320, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 10, 10, 26, 22


@dataclass(frozen=True, order=True, slots=True)
class Point:
    """A value at the end of its period. kind: actual, target or estimate; when: how the period is written."""

    day: date
    value: Decimal
    kind: str
    when: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in the picture. words_y: where its words stand; anchor: start, middle or end, where they go from it."""

    x: float
    y: float
    kind: str
    words: str
    words_y: float
    when: str
    anchor: str
    link: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a series. lines: kind and the `points` attribute of each polyline; zero: where the axis is."""

    title: str
    unit: str
    marks: tuple[Mark, ...]
    lines: tuple[tuple[str, str], ...]
    zero: float
    width: int = WIDTH
    height: int = HEIGHT


def chart(title: str, unit: str, points: Sequence[Point]) -> Chart | None:
    """The picture of a series; None where there are not two moments to draw a line between."""
    found = sorted(set(points))
    if len({point.day for point in found}) < 2:
        return None
    first, last = found[0].day, found[-1].day
    low, high = min(Decimal(0), *(p.value for p in found)), max(Decimal(0), *(p.value for p in found))
    span = (high - low) or Decimal(1)
    inner = HEIGHT - _TOP - _BOTTOM

    def x(point: Point) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (point.day - first).days / (last - first).days, 1)

    def y(value: Decimal) -> float:
        return round(_TOP + inner * float((high - value) / span), 1)

    marks = tuple(
        Mark(x(p), y(p.value), p.kind, f"{p.value:f}", y(p.value) - 9, p.when, _anchor(x(p)), p.link) for p in found
    )
    lines = tuple((kind, " ".join(f"{x(p)},{y(p.value)}" for p in line)) for kind, line in _lines(found))
    return Chart(title, unit, _thinned(marks), lines, y(Decimal(0)))


def _lines(found: Sequence[Point]) -> list[tuple[str, list[Point]]]:
    """The line of what was, and the line from its end to what is aimed at."""
    actual = [point for point in found if point.kind == "actual"]
    ahead = [point for point in found if point.kind != "actual" and (not actual or point.day > actual[-1].day)]
    lines = [("actual", actual), ("target", [*actual[-1:], *ahead])]
    return [(kind, line) for kind, line in lines if len(line) > 1]


def _thinned(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks with their words above them, or below a neighbour's; without, where they would run into others."""
    shown: list[Mark] = []
    for mark in marks:
        under = any(abs(mark.x - other.x) < 46 and 0 < mark.y - other.y < 34 for other in marks)
        words_y = mark.y + 17 if under else mark.words_y
        crowded = any(o.words and abs(mark.x - o.x) < 46 and abs(words_y - o.words_y) < 12 for o in shown)
        same = any(o.when and abs(mark.x - o.x) < 34 for o in shown)
        words, when = "" if crowded else mark.words, "" if same else mark.when
        shown.append(replace(mark, words_y=words_y, words=words, when=when))
    return tuple(shown)


def _anchor(x: float) -> str:
    return "start" if x < 50 else "end" if x > WIDTH - 50 else "middle"
