"""The figures of a table: each numeric cell an Observation, by its row, its column and its caption."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from loaders.coreference import reference
from loaders.finding import Setting
from loaders.imprint import official_places
from loaders.periods import Period, Today, years
from loaders.table_heads import Head, caption_head, column_head, pattern, role, row_head
from loaders.table_places import place_of
from loaders.table_view import View
from ontology import names, vocab
from ontology.facts import Observation, Ref

METHOD, CONFIDENCE = "table-cell", 0.95
PROJECT = "project-table"

_CELL = re.compile(
    r"(?P<least>≥|>|大于|不低于|不少于|超过?)?(?P<most>≤|<|小于|不超过|低于|不高于)?(?P<about>约|近)?\s*"
    r"(?P<number>[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d{1,15}(?:\.\d+)?)\s*(?P<unit>[^\d\s,.\-—()（）*左以]{0,8})?"
    r"(?:(?P<over>以上|\+)|(?P<under>以内|以下)|(?P<round>左右))?\s*[*①-⑳]?"
)
_NAMING = ("metric", "product", "industry", "chain", "place", "company", "year", "group")


@dataclass(frozen=True, slots=True)
class Subjects:
    """What rows are about, by their number, where a rule for the whole table has told it.

    planned: the figures are those of projects, and planned unless a head says that they are reached.
    """

    rows: Mapping[int, Ref] = field(default_factory=dict)
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What a row's leading cells say: its indicator, unit and time, and what its figures are about."""

    head: Head
    label: str
    unit: str = ""
    period: Period | None = None
    about: Ref | None = None
    area: Ref | None = None
    scope: str = ""


def observations(
    view: View, roles: list[str], today: Today, here: Setting, subjects: Subjects
) -> Iterator[Observation]:
    """An Observation for each numeric cell under a head. roles: what each column holds (`column_roles`)."""
    caption = caption_head(view.caption, today)
    own = _own_year(view, caption, today)
    heads = [
        column_head(head, today, own) if not name else Head() for head, name in zip(view.heads, roles, strict=True)
    ]
    columns = [c for c, name in enumerate(roles) if not name and any(_figure(view, r, c) for r in view.rows)]
    heads = [_spread(heads, columns, c) if c in columns else head for c, head in enumerate(heads)]
    area = _caption_area(view, here) or here.area
    for number in view.rows:
        row = _row(view, roles, number, here, today)
        if row is None:
            continue
        for column in columns:
            found = _CELL.fullmatch(view.words(number, column))
            if found and not _same_cell(view, number, column):
                heading = replace(caption, period=None) if subjects.planned else caption
                seen = _observed(view, (number, column), found, (row, heads[column], heading))
                if seen:
                    seen = replace(seen, area=row.area or area, about=row.about or row.area or area)
                    yield _subjected(seen, view, (number, column), subjects, area)


def column_roles(view: View, here: Setting) -> list[str]:
    """The role of each column, by its head or, where that says nothing, by what is in it."""
    roles = [role(head) for head in view.heads]
    for column, name in enumerate(roles):
        words = [view.words(row, column) for row in view.rows if view.words(row, column)]
        if name == "unit" and sum(names.split_company(word).full or len(word) > 6 for word in words) > len(words) / 2:
            roles[column] = "company"
        elif name in ("", "metric", "group") and words:
            roles[column] = _by_content(words, here) or name
    if roles and not any(name in _NAMING for name in roles):
        texts = [c for c in range(len(roles)) if not roles[c] and not any(_figure(view, r, c) for r in view.rows)]
        if texts:
            roles[texts[0]] = "metric"
    return [name or _textual(view, column) for column, name in enumerate(roles)]


def _textual(view: View, column: int) -> str:
    return "" if any(_figure(view, row, column) for row in view.rows) else "remark"


def _by_content(words: list[str], here: Setting) -> str:
    """company or place, if nearly all cells are names of such; year, if all are years."""
    if all(re.fullmatch(r"(?:19|20)\d{2}年?(?:\d{1,2}月)?", word) for word in words):
        return "year"
    if sum(names.split_company(word).full for word in words) >= 0.6 * len(words):
        return "company"
    if here.code and sum(place_of(word, here, sure=True) is not None for word in words) >= 0.6 * len(words):
        return "place"
    return ""


def _figure(view: View, row: int, column: int) -> bool:
    return _CELL.fullmatch(view.words(row, column)) is not None


def _same_cell(view: View, row: int, column: int) -> bool:
    """Whether a place of the grid shows the cell left of it or above it once more."""
    cell = view.table.rows[row][column]
    others = [view.table.rows[r][c] for r, c in ((row, column - 1), (row - 1, column)) if r >= 0 and c >= 0]
    return any(cell.start == other.start and cell.text == other.text for other in others)


def _own_year(view: View, caption: Head, today: Today) -> int:
    """The year a table's figures belong to: that of its caption, or of the document's title."""
    if caption.period:
        return caption.period.year
    titled = caption_head(view.text.document.title, today).period
    return titled.year if titled else 0


def _caption_area(view: View, here: Setting) -> Ref | None:
    """The one place that the caption names by its official name."""
    places = official_places(view.caption)
    return reference(f"Place:{places[0].code}", places[0].label, here) if len(places) == 1 else None


def _spread(heads: list[Head], columns: list[int], column: int) -> Head:
    """The head of a column with what its neighbours tell: growth takes the indicator of the level left of it,
    an average growth without time the years between the first and the last column, and the status of the last."""
    head = heads[column]
    name, period, status = head.name, head.period, head.status
    if head.measure != "Level" and not name:
        left = [heads[c] for c in columns if c < column and heads[c].measure == "Level"]
        name = left[-1].name if left else ""
    if head.basis == "AnnualAverage" and period is None:
        dated = sorted((h.period.year, h.status) for c in columns if (h := heads[c]).period and h.measure == "Level")
        if len(dated) > 1 and dated[0][0] < dated[-1][0]:
            period, status = years(dated[0][0] + 1, dated[-1][0]), status or dated[-1][1]
    return Head(name, head.unit, period, status, head.measure, head.basis, head.scope, head.falling, head.monthly)


def _row(view: View, roles: list[str], number: int, here: Setting, today: Today) -> Row | None:
    """What a row's leading cells say; None for a row without any, or one that is a title."""
    leading = [cell.text for cell in view.cells[number] if cell.text][:2]
    if total := next((word for word in leading if pattern("rows", "total").fullmatch(word)), ""):
        return Row(Head(), total)
    named = [(name, _down(view, number, c, name)) for c, name in enumerate(roles) if name in (*_NAMING, "unit")]
    words = {name: word for name, word in named if word}
    label = next(
        (
            words[name]
            for name in ("company", "place", "year", "industry", "chain", "product", "metric")
            if name in words
        ),
        "",
    )
    last = [word for name, word in named if name in ("metric", "product") and word]
    head = row_head(last[-1], today) if last else Head()
    row = Row(
        head,
        " ".join(dict.fromkeys([word for name, word in named if word and name not in ("unit", "group")])),
        words.get("unit", ""),
    )
    if pattern("rows", "whole").fullmatch(label):
        return Row(Head(), label, row.unit, scope=label.removesuffix("平均"))
    period = row_head(words["year"], today).period if "year" in words else None
    about, area = _about(words, here)
    if not label:
        return None
    return Row(head, row.label, row.unit, period or head.period, about, area, head.scope)


def _down(view: View, number: int, column: int, name: str) -> str:
    """A cell's words; a blank group or place is that of the row above it."""
    row = number
    while name in ("group", "place", "year") and row > view.body and not view.words(row, column):
        row -= 1
    return view.words(row, column)


def _about(words: dict[str, str], here: Setting) -> tuple[Ref | None, Ref | None]:
    """What a row's figures are about, and the area where that is a place."""
    if company := words.get("company", ""):
        return reference("Company", names.plain(company), here), None
    if place := words.get("place", ""):
        found = place_of(place, here, sure=False)
        return found, found if found and found.kind == "Place" else None
    for name in ("chain", "industry"):
        concept = vocab.concept("industry", words.get(name, "")) if name in words else None
        if concept:
            return Ref(concept.kind, concept.label), None
    return None, None


def _observed(
    view: View, place: tuple[int, int], found: re.Match[str], heads: tuple[Row, Head, Head]
) -> Observation | None:
    """The figure of a cell, with all that row, column and caption say of it; None if no indicator is told."""
    row, column, caption = heads
    metric = _metric(row, column) or caption.name
    if not metric:
        return None
    measure, basis, falling = column.measure, column.basis, column.falling
    if measure == "Level" and row.head.measure != "Level":
        measure, basis, falling = row.head.measure, row.head.basis, row.head.falling
    period = column.period or row.period or (None if column.monthly else caption.period or _title_period(view))
    if measure == "Growth" and not basis and period:
        basis = "YearOnYear" if period.months <= 12 else "AnnualAverage"
    value = Decimal(found["number"].replace(",", "").replace("−", "-"))
    unit = _unit(found, row, column, caption)
    begin, end = found.start("number"), found.end("unit") if found["unit"] else found.end("number")
    return Observation(
        value=-value if falling and value > 0 else value,
        unit=unit,
        metric=metric,
        evidence=view.evidence(view.cells[place[0]][place[1]].span(begin, end), _sentence(view, row, place)),
        method=METHOD,
        confidence=CONFIDENCE,
        measure=measure,
        basis=basis if measure == "Growth" else "",
        status=_status(view, column, period),
        comparator=_comparator(found),
        start=period.start if period else "",
        end=period.end if period else "",
        scope=row.scope or column.scope or caption.scope,
    )


def _metric(row: Row, column: Head) -> str:
    """The indicator: the row's, with what the column adds to it; the column's alone where the row is a thing."""
    if not row.head.name or (row.about is not None and column.name):
        return column.name or row.head.name
    if not column.name or row.head.name.endswith(column.name):
        return row.head.name
    after, before = row.head.name + column.name, column.name + row.head.name
    if vocab.concept("metric", after):
        return after
    if vocab.concept("metric", before) or (pattern("heads", "subject").search(column.name) and row.head.name in _metrics()):
        return before
    return after


@cache
def _metrics() -> frozenset[str]:
    return frozenset(vocab.names("metric"))


def _unit(found: re.Match[str], row: Row, column: Head, caption: Head) -> str:
    """The unit: the cell's own, that of a growth or rank column, the row's, the column's, the caption's."""
    own = found["unit"] or ""
    if own:
        return own
    if column.measure != "Level" and column.unit:
        return column.unit
    return row.unit or row.head.unit or column.unit or ("" if row.head.measure == "Rank" else caption.unit)


def _status(view: View, column: Head, period: Period | None) -> str:
    """As the column says; else a time after the document is a target in a plan, an estimate elsewhere."""
    date = view.text.document.date
    if column.status or not period or not date or period.end[:4] <= date[:4]:
        return column.status or "Actual"
    document = view.text.document
    planned = pattern("heads", "planning").search(f"{view.caption} {document.title}") or document.kind == "plan"
    return "Target" if planned else "Estimate"


def _title_period(view: View) -> Period | None:
    """The year of a yearly report, as its title gives it."""
    title = view.text.document.title
    found = re.search(r"((?:19|20)\d{2})年", title)
    return years(int(found[1]), int(found[1])) if found and re.search("公报|年鉴|统计", title) else None


def _comparator(found: re.Match[str]) -> str:
    if found["least"] or found["over"]:
        return "AtLeast"
    if found["most"] or found["under"]:
        return "AtMost"
    return "About" if found["about"] or found["round"] else "Equal"


def _sentence(view: View, row: Row, place: tuple[int, int]) -> str:
    """The cell as a sentence: caption, row and column before it."""
    parts = [view.caption, row.label, view.heads[place[1]]]
    return "，".join(part for part in parts if part) + "：" + view.words(*place)


def _subjected(
    seen: Observation, view: View, place: tuple[int, int], subjects: Subjects, area: Ref | None
) -> Observation:
    """The figure about what its row is known to be about, and planned where it is a project's."""
    row, column = place
    if row in subjects.rows:
        seen = replace(seen, about=subjects.rows[row], area=area)
        seen = replace(seen, evidence=replace(seen.evidence, sentence=view.row_sentence(row)))
    if subjects.planned:
        reached = pattern("heads", "built").search(view.heads[column])
        seen = replace(seen, status="Actual" if reached else "Planned", method=PROJECT)
    return seen
