"""A table file with its mapping to the facts of a document, and a report of what was left out."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.datasets.grid import Cell, Grid, read_grid
from loaders.datasets.mapping import Bound, TableMapping, bind
from loaders.datasets.rows import Fact, Row, Sheet, around, facts_of
from loaders.datasets.values import CellError
from loaders.sources import area_ref
from ontology.errors import SourceError
from ontology.facts import Attribute, Document, Facts, Mention, Observation, Relation

_FAR = 60  # rows among which the heads are looked for


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the rows. left_out: the number of each bad row in the file, counted from 1, and the reason.

    read: the rows under the heads that hold anything; skipped: those that the mapping says are none (合计); blank:
    how many cells for a number hold none.
    """

    read: int
    skipped: int
    blank: int
    left_out: tuple[tuple[int, str], ...] = ()

    @property
    def taken(self) -> int:
        """How many rows went in."""
        return self.read - self.skipped - len(self.left_out)


@dataclass(frozen=True, slots=True)
class Imported:
    """The facts of a table, the text that their evidence is places of, and what was left out."""

    facts: Facts
    content: str
    report: Report


def read_table(path: Path, mapping: TableMapping, identifier: str) -> Imported:
    """The facts that a mapping gives for a table, as those of a document with this identifier.

    A bad row is kept out whole and reported. Raises SourceError where the table or the mapping cannot be used, or
    where no row of it can.
    """
    grid = read_grid(path, mapping.about.get("sheet", ""))
    first, heads = headings(grid, mapping.head, str(path))
    entries = bind(mapping, heads, str(path))
    document = _document(grid, mapping, identifier)
    sheet = Sheet(document, grid.content, heads, mapping.units, around(document.area))
    facts, report = _read(grid, sheet, first, entries, mapping.about.get("skip", ""))
    if not report.read:
        raise SourceError(f"{path} has no rows under its heads in row {first}")
    if not facts:
        why = f"row {report.left_out[0][0]}: {report.left_out[0][1]}" if report.left_out else "all are skipped or blank"
        raise SourceError(f"{path}: none of its {report.read} rows can be used: {why}")
    return Imported(_facts(document, facts), grid.content, report)


def headings(grid: Grid, given: tuple[int, ...], name: str) -> tuple[int, tuple[str, ...]]:
    """The number of the last row of heads, and the heads: those of several rows joined by a space.

    given: the rows of the heads, counted from 1; without them the first row with two different cells.
    """
    rows = given or (_first(grid),)
    if not rows[0] or rows[-1] > len(grid.rows):
        told = f"head = {list(given)} in the mapping" if given else "two cells beside each other"
        raise SourceError(f"{name} has no row of heads: it has {len(grid.rows)} rows, and {told} is in none of them")
    width = max(len(row) for row in grid.rows)
    lines = [_padded(grid.rows[row - 1], width) for row in rows]
    heads = (
        " ".join(dict.fromkeys(line[column].text for line in lines if line[column].text)) for column in range(width)
    )
    return rows[-1], tuple(heads)


def _first(grid: Grid) -> int:
    numbered = enumerate(grid.rows[:_FAR], 1)
    return next((number for number, row in numbered if len({cell.text for cell in row if cell.text}) > 1), 0)


def _padded(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    end = row[-1].end if row else 0
    return row + (Cell("", end, end),) * (width - len(row))


def _read(grid: Grid, sheet: Sheet, first: int, entries: tuple[Bound, ...], skip: str) -> tuple[list[Fact], Report]:
    facts: list[Fact] = []
    left_out: list[tuple[int, str]] = []
    read = skipped = blank = 0
    used = sum(bool(head) for head in sheet.heads)
    for row in _rows(grid, sheet, first):
        read += 1
        filled = [cell.text for cell in row.cells if cell.text]
        if skip and re.fullmatch(skip, filled[0]):
            skipped += 1
            continue
        try:
            _check(row, entries, used)
            found = facts_of(row, entries)
        except CellError as fault:
            left_out.append((row.number, str(fault)))
            continue
        facts += found.facts
        blank += found.blank
    return facts, Report(read, skipped, blank, tuple(left_out))


def _rows(grid: Grid, sheet: Sheet, first: int) -> Iterator[Row]:
    width = len(sheet.heads)
    for number, cells in enumerate(grid.rows[first:], first + 1):
        if any(cell.text and not cell.merged for cell in cells):
            yield Row(sheet, number, _padded(cells, width))


def _check(row: Row, entries: tuple[Bound, ...], used: int) -> None:
    """A row wider than the heads has slipped; a number in merged cells would count once for each of them."""
    beyond = [cell.text for head, cell in zip(row.sheet.heads, row.cells, strict=True) if cell.text and not head]
    if beyond and sum(bool(cell.text) for cell in row.cells) > used:
        raise CellError(f"it has more cells than there are heads: {beyond[0]!r} is under none")
    for entry in entries:
        for part in entry.gives.get("value", ()):
            if isinstance(part, int) and row.cells[part].merged and row.cells[part].text:
                head = row.sheet.heads[part]
                raise CellError(f"the number in {head!r} stands in merged cells: part them, so that it counts once")


def _document(grid: Grid, mapping: TableMapping, identifier: str) -> Document:
    about = mapping.about
    return Document(
        identifier=identifier,
        title=about.get("title") or grid.name,
        date=about.get("date", ""),
        area=area_ref(about.get("area", "")),
        publisher=about.get("publisher", ""),
        kind="数据集",
        url=about.get("url", ""),
        licence=about.get("licence", ""),
        file=grid.name,
        sha256=hashlib.sha256(grid.data).hexdigest(),
        length=len(grid.content),
    )


def _facts(document: Document, found: list[Fact]) -> Facts:
    """By kind, in the order of the rows; of a thing's mentions the first under each of its written forms."""
    mentions: dict[tuple[object, str, tuple[str, ...]], Mention] = {}
    for fact in found:
        if isinstance(fact, Mention):
            mentions.setdefault((fact.ref, fact.evidence.exact, fact.aliases), fact)
    return Facts(
        document,
        tuple(mentions.values()),
        tuple(dict.fromkeys(fact for fact in found if isinstance(fact, Relation))),
        tuple(dict.fromkeys(fact for fact in found if isinstance(fact, Attribute))),
        tuple(dict.fromkeys(fact for fact in found if isinstance(fact, Observation))),
    )
