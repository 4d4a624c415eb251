"""A table as rows of cells, each cell with its place in the dataset's text.

Of csv that text is the decoded file itself. Of xlsx it is a rendering of the sheet: a line a row, so that line n is row
n, the cells parted by tabs; merged cells are written once and stand in every place that they cover.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.files import file_bytes, file_name
from loaders.formats.archive import check_archive
from loaders.formats.draft import squeeze
from loaders.formats.plain import decode
from loaders.formats.sheets import check_merged, display
from loaders.read import LARGEST
from ontology.errors import SourceError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DELIMITERS = ",\t;|"
_SAMPLE = 50  # rows from which the delimiter is told
_CELLS = 2_000_000  # a sheet may claim to be a million rows high for one stray cell


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words on one line, its place in the text, and whether it covers several places of the grid."""

    text: str
    start: int
    end: int
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. rows: every row of the file from the first, so that row n of the file is rows[n - 1].

    sheet: the name of the sheet, "" for csv; data: the bytes of the file; name: its name.
    """

    name: str
    data: bytes
    content: str
    rows: tuple[tuple[Cell, ...], ...]
    sheet: str = ""


def read_grid(path: Path, sheet: str = "") -> Grid:
    """The table of a csv, tsv or xlsx file; SourceError says what is wrong with it.

    sheet: the name of the sheet of an xlsx; without one it has to have only one visible sheet that is not empty.
    """
    data = file_bytes(path, LARGEST)
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".tsv", ".xlsx"):
        raise SourceError(f"{path} is no table that can be read: save it as .csv, .tsv or .xlsx")
    if not data.strip():
        raise SourceError(f"{path} is empty")
    grid = _workbook(path, data, sheet) if suffix == ".xlsx" else _separated(path, data, sheet)
    if not any(cell.text for row in grid.rows for cell in row):
        raise SourceError(f"{path} is empty: no cell of it holds anything")
    return grid


def _separated(path: Path, data: bytes, sheet: str) -> Grid:
    if sheet:
        raise SourceError(f"{path} has no sheet {sheet!r}: only an xlsx has sheets")
    content = decode(data, str(path))
    mark = "\t" if path.suffix.lower() == ".tsv" else _delimiter(content)
    return Grid(file_name(path), data, content, tuple(_rows(content, mark, str(path))))


def _delimiter(content: str) -> str:
    """The mark that parts most of the first rows into equally many cells."""
    head = "".join(content.splitlines(keepends=True)[:_SAMPLE])
    return max(_DELIMITERS, key=lambda mark: _evenness(head, mark))


def _evenness(head: str, mark: str) -> tuple[int, int]:
    widths = Counter(line.count(mark) for line in head.splitlines() if mark in line)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return times, width


def _rows(content: str, mark: str, name: str) -> list[tuple[Cell, ...]]:
    """The records of RFC 4180; a quoted cell may hold line breaks, and doubled quotes, which its words have once."""
    other = re.escape(mark)
    field = re.compile(rf'[ ]*+"(?P<quoted>(?:[^"]++|"")*+)"[ ]*+(?=[{other}\r\n]|\Z)|(?P<plain>[^{other}\r\n]*+)')
    rows: list[tuple[Cell, ...]] = []
    cells: list[Cell] = []
    at = 0
    while at < len(content):
        found = field.match(content, at)
        assert found  # the second form matches anywhere
        cells.append(_cell(found, name, len(rows) + 1))
        at = found.end()
        if content.startswith(mark, at):
            at += 1
            if at < len(content):
                continue
            cells.append(Cell("", at, at))
        at += 2 if content.startswith("\r\n", at) else 1
        rows.append(tuple(cells))
        cells = []
    return rows


def _cell(found: "re.Match[str]", name: str, row: int) -> Cell:
    kind = "quoted" if found["quoted"] is not None else "plain"
    text = found[kind]
    if kind == "plain" and text.lstrip().startswith('"') and text.count('"') % 2:
        raise SourceError(f"{name}: row {row} opens a quote that is never closed: {text.strip()[:40]!r}")
    start = found.start(kind) + len(text) - len(text.lstrip())
    words = squeeze(text.replace('""', '"') if kind == "quoted" else text)
    return Cell(words, start, start + len(text.strip()))


def _workbook(path: Path, data: bytes, wanted: str) -> Grid:
    check_archive(data, str(path), "xl/workbook.xml")
    check_merged(data, str(path))
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheet = _sheet(path, [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"], wanted)
        content, rows = _rendered(sheet, path)
    except (SourceError, MemoryError):
        raise
    except Exception as error:  # what openpyxl raises on a damaged file is not to be foreseen
        raise SourceError(f"{path} is a broken xlsx ({type(error).__name__}): open it and save it again") from error
    return Grid(file_name(path), data, content, rows, sheet.title)


def _sheet(path: Path, sheets: "list[Worksheet]", wanted: str) -> "Worksheet":
    names = ", ".join(repr(sheet.title) for sheet in sheets)
    if wanted:
        found = [sheet for sheet in sheets if sheet.title.strip() == wanted.strip()]
        if not found:
            raise SourceError(f"{path} has no sheet {wanted!r}: its sheets are {names}")
        return found[0]
    filled = [sheet for sheet in sheets if any(cell.value is not None for row in sheet.iter_rows() for cell in row)]
    if len(filled) > 1:
        raise SourceError(
            f"{path} has the sheets {names}: name one as sheet = … under [table] of the mapping (--sheet with --guess)"
        )
    if not filled:
        raise SourceError(f"{path} is empty: no cell of it holds anything")
    return filled[0]


def _rendered(sheet: "Worksheet", path: Path) -> tuple[str, tuple[tuple[Cell, ...], ...]]:
    if (sheet.max_row or 0) * (sheet.max_column or 0) > _CELLS:
        raise SourceError(f"{path}: sheet {sheet.title!r} is larger than {_CELLS:,} cells: split it")
    covered = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    parts: list[str] = []
    rows: list[tuple[Cell, ...]] = []
    written: dict[tuple[int, int], Cell] = {}
    at = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells: list[Cell] = []
        for column, each in enumerate(row, 1):
            place = covered.get((number, column))
            if place in written:
                cells.append(written[place])
                text = ""
            else:
                text = squeeze(_shown(each.value, each.number_format))
                cells.append(Cell(text, at, at + len(text), merged=place is not None))
                if place:
                    written[place] = cells[-1]
            parts.append(text + ("\t" if column < len(row) else "\n"))
            at += len(parts[-1])
        rows.append(tuple(cells))
    return "".join(parts), tuple(rows)


def _shown(value: object, form: str) -> str:
    """A cell's value in full, not rounded to what the sheet shows; per cents and dates as the sheet shows them."""
    if isinstance(value, float):
        value = float(f"{value:.15g}")  # as many digits as a spreadsheet itself holds for true
    if isinstance(value, int | float) and not isinstance(value, bool):
        form = "%" if form.rstrip().endswith("%") else "General"
    return display(value, form)
