"""The figures of a table: each numeric cell an Observation, by its row, its column and its caption."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from functools import cache

from loaders.cells.columns import Column, columns, figure
from loaders.cells.heads import Head, caption_head, pattern
from loaders.cells.rows import Row, row_of, trade_of
from loaders.cells.view import View
from loaders.figures.dating import title_period
from loaders.figures.namelists import head_of
from loaders.finding import Setting
from loaders.imprint import official_places
from loaders.names.coreference import reference
from loaders.periods import Period, Today, years
from ontology import vocab
from ontology.facts import Evidence, Observation, Ref
from ontology.values import record

_REPORT = re.compile(r"季度|半年|月份?|运行|公报")  # titles of reports that tell the time of all that is in them
_OF_LARGER = re.compile(r"规模以上工业|规上工业")
_LARGER = frozenset(("企业数", "企业", "企业单位数", "产值", "总产值", "增加值", "利润总额"))
_MEASURES = ("量", "额", "值", "率", "数", "比", "费", "收入", "面积", "指数")
_PRODUCED = re.compile("产品产量|产量(?:及|表|情况|$)")
METHOD, CONFIDENCE = "table-cell", 0.95
PROJECT = "project-table"


@record
class Subjects:
    """What rows are about, by their number, where a rule for the whole table has told it.

    planned: the figures are those of projects, and planned unless a head says that they are reached.
    """

    rows: Mapping[int, Ref] = field(default_factory=dict)
    planned: bool = False


@record
class Cell:
    """A figure of a table with all that says what it is."""

    view: View
    row: Row
    column: Column
    caption: Head
    number: int
    found: re.Match[str]


def observations(
    view: View, roles: list[str], today: Today, here: Setting, subjects: Subjects
) -> Iterator[Observation]:
    """An Observation for each numeric cell under a head. roles: what each column holds (`column_roles`)."""
    caption = caption_head(view.caption, today)
    if subjects.planned:
        caption = replace(caption, period=None)  # a project's money and land are of no period but their own
    elif caption.period is None and _REPORT.search(view.text.document.title):
        caption = replace(caption, period=title_period(view.text.document.title, today))
    area = _caption_area(view, here) or here.area
    every = columns(view, roles, today, here)
    for number in view.rows:
        row = row_of(view, roles, number, today, here)
        for column in every if row else ():
            found = figure(view, number, column.number)
            if row and found and not _same_cell(view, number, column.number):
                seen = _observed(Cell(view, row, column, caption, number, found))
                if seen:
                    yield _subjected(seen, view, (number, column.number), subjects, area)


def _same_cell(view: View, row: int, column: int) -> bool:
    """Whether a place of the grid shows the cell left of it or above it once more."""
    cell = view.table.rows[row][column]
    others = [view.table.rows[r][c] for r, c in ((row, column - 1), (row - 1, column)) if r >= 0 and c >= 0]
    return any(cell.start == other.start and cell.text == other.text for other in others)


def _caption_area(view: View, here: Setting) -> Ref | None:
    """The one place that the caption names by its official name."""
    places = official_places(view.caption)
    return reference(f"Place:{places[0].code}", places[0].label, here) if len(places) == 1 else None


def _observed(cell: Cell) -> Observation | None:
    """The figure, without the area that the table is of; None if no indicator is told."""
    row, column, found = cell.row, cell.column.head, cell.found
    metric = _metric(row, column) or cell.caption.name
    if metric == column.name and cell.caption.name.endswith(metric):
        metric = cell.caption.name  # 总产值 under 建筑业总产值
    trade: Ref | None = None
    if metric and metric == row.head.name and not row.thing:
        metric = _of_caption(cell, metric)
        trade = trade_of(row.head.name) if metric != row.head.name else None
    metric = _of_title(metric, f"{cell.view.text.document.title} {cell.view.caption}")
    if not metric or (found["open"] and not _cumulated(cell)):
        return None
    grown = column if column.measure != "Level" else row.head
    measure, basis, falling = grown.measure, grown.basis, column.falling or row.head.falling or _falls(found)
    if measure == "Level" and _grows(found, metric):
        measure, basis = "Growth", "AnnualAverage" if "年均" in found[0] else ""
    period = _period(cell)
    if found["open"]:
        measure, basis = "Growth", "Cumulative"
    elif measure == "Growth" and not basis and period:
        basis = "YearOnYear" if period.months <= 12 else "AnnualAverage"
    value = Decimal(found["number"].replace(",", "").replace("−", "-"))
    return Observation(
        value=-value if measure == "Growth" and falling and value > 0 else value,
        unit=_unit(cell),
        metric=metric,
        evidence=_evidence(cell),
        method=METHOD,
        confidence=CONFIDENCE,
        measure=measure,
        basis=basis if measure == "Growth" else "",
        status=_status(cell, period),
        comparator=_comparator(found),
        start=period.start if period else "",
        end=period.end if period else "",
        about=cell.column.about or row.about or trade,
        area=_place(cell.column.about) or row.area,
        scope=row.scope or column.scope or cell.caption.scope,
    )


def _grows(found: re.Match[str], metric: str) -> bool:
    """Whether a cell tells by itself that its figure is a growth: 增长6%左右, +7.7%; 率 below zero is a level."""
    signed = found["number"][0] in "+-−" and found["unit"] in ("%", "‰", "个百分点")
    return bool(found["verb"]) or (signed and not metric.endswith(("率", "比重", "占比", "比例")))


def _falls(found: re.Match[str]) -> bool:
    """Whether a cell tells that its figure is a fall: 下降3%."""
    return found["verb"] in ("下降", "降低")


def _place(thing: Ref | None) -> Ref | None:
    return thing if thing and thing.kind == "Place" else None


def _metric(row: Row, column: Head) -> str:
    """The indicator: the row's, with what the column adds to it; the column's alone where the row is a thing."""
    name = row.head.name
    if not name or (row.thing and column.name):
        return column.name or ("" if row.thing else name)
    if column.name == "产量" and name.endswith("发电"):
        return name + "量"
    measured = column.name == "产量" and name.endswith((*_MEASURES, "出栏", "存栏"))
    if not column.name or name.endswith(column.name) or measured:
        return name
    after, before = name + column.name, column.name + name
    if vocab.concept("metric", after):
        return after
    if vocab.concept("metric", before) or (pattern("heads", "subject").search(column.name) and name in _metrics()):
        return before
    return after


def _of_title(metric: str, title: str) -> str:
    """The indicator with the calibre of a report on the larger industrial firms: 规上工业总产值, where 产值 is told."""
    if metric not in _LARGER or not _OF_LARGER.search(title):
        return metric
    return "规上工业总产值" if metric == "产值" else "规上工业" + metric


def _of_caption(cell: Cell, name: str) -> str:
    """A row's name with the indicator of the caption, where it only names a part: 采矿业增加值, 水泥产量."""
    if head_of(name) or name in _metrics() or name.endswith(_MEASURES):
        return name
    if _PRODUCED.search(cell.view.caption) and (cell.row.unit or cell.row.head.unit or cell.column.head.unit):
        return name + ("量" if name.endswith("发电") else "产量")
    whole = cell.caption.name
    own = head_of(whole) if whole else ""
    money = not cell.caption.unit and own.endswith(("值", "额", "收入")) and cell.row.unit.endswith("元")
    if not whole or not (money or cell.row.unit in ("", cell.caption.unit)):
        return name
    if whole.endswith("生产总值"):
        own = "增加值"  # of a branch it is its part of the whole
    return name + (own.removeprefix("工业") if name.endswith("业") and own else whole)


@cache
def _metrics() -> frozenset[str]:
    return frozenset(vocab.names("metric"))


def _cumulated(cell: Cell) -> bool:
    """Whether a figure in square brackets is what a plan means by them: the sum over its years."""
    says = f"{cell.view.heads[cell.column.number]} {cell.view.caption} {cell.view.table.notes}"
    return bool(pattern("heads", "cumulative").search(says))


def _period(cell: Cell) -> Period | None:
    """The time of the column, the row or the caption, else the year of a yearly report's title."""
    column, view = cell.column.head, cell.view
    if column.period or cell.row.period or column.monthly:
        return column.period or cell.row.period
    title = re.search(r"((?:19|20)\d{2})年", view.text.document.title)
    yearly = title and re.search("公报|年鉴|统计", view.text.document.title)
    return cell.caption.period or (years(int(title[1]), int(title[1])) if title and yearly else None)


def _unit(cell: Cell) -> str:
    """The unit: the cell's own, that of a growth or rank column, the row's, the column's, the caption's."""
    row, column = cell.row, cell.column.head
    if cell.found["unit"]:
        return cell.found["unit"]
    if column.measure != "Level" and column.unit:
        return column.unit
    if column.measure == "Growth" and column.basis and "%" in cell.view.caption:
        return "%"  # 单位：万元、%
    return row.unit or row.head.unit or column.unit or ("" if row.head.measure == "Rank" else cell.caption.unit)


def _status(cell: Cell, period: Period | None) -> str:
    """As the column says; else a time after the document is a target in a plan, an estimate elsewhere."""
    document, column = cell.view.text.document, cell.column.head
    if column.status:
        return column.status
    if pattern("heads", "planned").match(column.name):
        return "Planned"
    if not period or not document.date or period.end[:4] <= document.date[:4]:
        return "Actual"
    planning = pattern("heads", "planning").search(f"{cell.view.caption} {document.title}")
    return "Target" if planning or document.kind == "plan" else "Estimate"


def _comparator(found: re.Match[str]) -> str:
    if found["least"] or found["over"]:
        return "AtLeast"
    if found["most"] or found["under"]:
        return "AtMost"
    return "About" if found["about"] or found["round"] else "Equal"


def _evidence(cell: Cell) -> Evidence:
    """The number with its unit; the sentence is caption, row and column, and then the cell."""
    view, place, found = cell.view, (cell.number, cell.column.number), cell.found
    end = found.end("unit") if found["unit"] else found.end("number")
    parts = [view.caption, cell.row.label, view.heads[place[1]]]
    sentence = "，".join(part for part in parts if part) + "：" + view.words(*place)
    return view.evidence(view.cells[place[0]][place[1]].span(found.start("number"), end), sentence)


def _subjected(
    seen: Observation, view: View, place: tuple[int, int], subjects: Subjects, area: Ref | None
) -> Observation:
    """The figure with its area, about what its row is known to be about, and planned where it is a project's."""
    row, column = place
    seen = replace(seen, area=seen.area or area, about=seen.about or seen.area or area)
    if row in subjects.rows:
        evidence = replace(seen.evidence, sentence=view.row_sentence(row))
        seen = replace(seen, about=subjects.rows[row], area=area, evidence=evidence)
    if subjects.planned:
        reached = pattern("heads", "built").search(view.heads[column])
        seen = replace(seen, status="Actual" if reached else "Planned", method=PROJECT)
    return seen
