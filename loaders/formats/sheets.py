"""Spreadsheets and csv: each sheet a table, or several where empty rows part it; values as they are displayed."""

import csv
import datetime
import functools
import io
import re
import zipfile
import zlib
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from loaders.formats.archive import check_archive
from loaders.formats.draft import Composer, Draft
from loaders.formats.plain import decode
from ontology.errors import SourceError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DELIMITERS = ",\t;|"
_UNNAMED = re.compile(r"(?:sheet|工作表)\s*\d*", re.IGNORECASE)
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([^"'<>]{1,40})["']""")
_REFERENCE = re.compile(rb"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_CELLS = 2_000_000  # a sheet may claim to be a million rows high for one stray cell


def read_csv(data: bytes, name: str) -> Draft:
    """The table of a csv file; the delimiter is the one that parts most rows into equally many cells."""
    content = decode(data, name)
    rows = max((_parsed(content, mark) for mark in _DELIMITERS), key=_evenness)
    if not rows and content.strip():
        raise SourceError(f"{name} is no csv: a quotation in it is not closed, or a cell holds a whole document")
    composer = Composer()
    _write(composer, [[(number, column) for column in range(len(row))] for number, row in enumerate(rows)], rows)
    return composer.draft()


def read_xlsx(data: bytes, name: str) -> Draft:
    """The tables of a workbook's visible sheets; a formula by the value that was saved with it."""
    check_archive(data, name, "xl/workbook.xml")
    check_merged(data, name)
    import openpyxl

    composer = Composer()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            if not _UNNAMED.fullmatch(sheet.title):
                composer.block(sheet.title, 1)
            _sheet(composer, sheet, name)
    except (SourceError, MemoryError):
        raise
    except Exception as error:  # what openpyxl raises on a damaged file is not to be foreseen
        raise SourceError(f"{name} is a broken xlsx ({type(error).__name__}): open it and save it again") from error
    return composer.draft()


def check_merged(data: bytes, name: str) -> None:
    """Raises SourceError where a workbook's merged cells cover more places than may be read: each becomes an object."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = [each for each in archive.namelist() if each.startswith("xl/worksheets/")]
            places = sum(_places(found[1]) for each in sheets for found in _MERGED.finditer(archive.read(each)))
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, RuntimeError, EOFError):
        return  # who reads it will say what is wrong
    if places > _CELLS:
        raise SourceError(f"{name}: its merged cells cover more than {_CELLS:,} places: part them")


def _places(reference: bytes) -> int:
    """How many places a reference as A1:C5 covers; 0 where it is none."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return 0
    columns = [
        functools.reduce(lambda sum_, letter: 26 * sum_ + letter - 64, each.upper(), 0) for each in found.group(1, 3)
    ]
    return (abs(columns[1] - columns[0]) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


def _parsed(content: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _evenness(rows: list[list[str]]) -> tuple[int, int]:
    """How many rows have as many cells as the most do, counting only those of several; and how many cells."""
    widths = [len(row) for row in rows if len(row) > 1]
    common = max(sorted(set(widths)), key=widths.count, default=0)
    return widths.count(common), common


def _sheet(composer: Composer, sheet: "Worksheet", name: str) -> None:
    if (sheet.max_row or 0) * (sheet.max_column or 0) > _CELLS:
        size = f"larger than {_CELLS:,} cells"
        raise SourceError(f"{name}: sheet {sheet.title!r} is {size}: delete its empty rows and columns")
    rows = [[display(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
    places = [[(number, column) for column in range(len(row))] for number, row in enumerate(rows)]
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row - 1, merged.min_col - 1)
        for row in places[merged.min_row - 1 : merged.max_row]:
            row[merged.min_col - 1 : merged.max_col] = [first] * (merged.max_col - merged.min_col + 1)
    _write(composer, places, rows)


def _write(composer: Composer, places: list[list[tuple[int, int]]], rows: list[list[str]]) -> None:
    """Writes the tables of a grid: empty rows part them, and columns that are empty all down are left out.

    places: for each place of the grid the row and column of the cell that stands there.
    """
    for filled, part in groupby(places, key=lambda row: any(rows[r][c].strip() for r, c in row)):
        if not filled:
            continue
        lines = list(part)
        used = sorted({c for line in lines for c, (row, column) in enumerate(line) if rows[row][column].strip()})
        texts: list[str] = []
        numbers: dict[tuple[int, int], int] = {}
        grid: list[list[int]] = []
        for line in lines:
            grid.append([])
            for place in (line[c] for c in used if c < len(line)):
                if place not in numbers:
                    numbers[place] = len(texts)
                    texts.append(rows[place[0]][place[1]])
                grid[-1].append(numbers[place])
        composer.table(texts, _titled(grid, texts))


def _titled(grid: list[list[int]], texts: list[str]) -> list[list[int]]:
    """The grid with each first row of one filled cell spread over its width: a title that was not merged."""
    for row in grid:
        filled = [i for i in row if texts[i].strip()]
        if len(filled) != 1:
            break
        row[:] = filled * len(row)
    return grid


def display(value: object, form: str) -> str:
    """A cell's value as the sheet shows it, for the formats that figures and dates have."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date):
        return _display_date(value, form)
    if not isinstance(value, int | float):
        return str(value)
    percent = form.rstrip().endswith("%")
    number = Decimal(repr(value)) * (100 if percent else 1)
    places = re.match(r"[#,0 ]*0(?:\.(0+))?(?![#.0-9E])", form)
    text = f"{number:,.{len(places[1] or '')}f}" if places else f"{number.normalize():,f}"
    return (text if "," in form else text.replace(",", "")) + "%" * percent


def _display_date(value: datetime.date, form: str) -> str:
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form).lower()
    if "d" not in plain and "y" in plain:
        return f"{value.year}年{value.month}月" if "m" in plain else f"{value.year}年"
    if isinstance(value, datetime.datetime) and (value.hour or value.minute):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.strftime("%Y-%m-%d")
