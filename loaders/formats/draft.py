"""What a reader hands back, and how the text of a format with blocks and tables is composed.

Offsets count into the composed text: a block a line, an empty line between blocks; a table's row is a line, its
cells separated by tabs. A cell that spans several places of the grid is written once and stands in each of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.captions import captioned
from loaders.text import Cell, Table

Grid = Sequence[Sequence[int]]  # row by row the number of the cell that stands there, -1 for none


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a file with its tables; title, date and publisher where the format has a place for them."""

    content: str
    tables: tuple[Table, ...] = ()
    title: str = ""
    date: str = ""
    publisher: str = ""


class Composer:
    """Writes a document's text block by block, and keeps where its tables' cells come to stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._tables: list[Table] = []

    def block(self, text: str, level: int = 0) -> None:
        """A paragraph, or a heading of level 1 to 6; white space inside it is one space."""
        words = squeeze(text)
        if words:
            self._write("#" * level + " " * bool(level) + words + "\n\n")

    def table(self, texts: Sequence[str], grid: Grid) -> None:
        """A table: the texts of its cells, and which of them stands where in the grid.

        A first or last row that is one cell across the whole width is its caption or note: a block of its own.
        """
        rows = [list(row) for row in grid if any(i >= 0 and texts[i].strip() for i in row)]
        while len(rows) > 1 and (title := _spanning(rows[0])) >= 0:
            self.block(texts[title])
            rows.pop(0)
        notes: list[str] = []
        while len(rows) > 1 and (note := _spanning(rows[-1])) >= 0:
            notes.insert(0, texts[note])
            rows.pop()
        if len(rows) == 1 and len(set(rows[0])) == 1:
            notes.insert(0, texts[rows.pop()[0]])
        if rows:
            self._grid(texts, rows)
        for note_text in notes:
            self.block(note_text)

    def draft(self, title: str = "", date: str = "", publisher: str = "") -> Draft:
        """What was written."""
        content = "".join(self._parts)
        return Draft(content, captioned(content, self._tables), squeeze(title), date, squeeze(publisher))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _grid(self, texts: Sequence[str], rows: list[list[int]]) -> None:
        start = self._length
        width = max(len(row) for row in rows)
        written: dict[int, tuple[int, int]] = {}
        table: list[tuple[Cell, ...]] = []
        for number, row in enumerate(rows):
            cells: list[Cell] = []
            for column, index in enumerate(row + [-1] * (width - len(row))):
                if column:
                    self._write("\t")
                words = squeeze(texts[index]) if index >= 0 else ""
                if index not in written or index < 0:
                    written[index] = (self._length, self._length + len(words))
                    self._write(words)
                cells.append(Cell(number, column, *written[index], words))
            table.append(tuple(cells))
            self._write("\n")
        self._tables.append(Table(start, self._length - 1, "", tuple(table)))
        self._write("\n")


def squeeze(text: str) -> str:
    """The text on one line: line breaks go, other runs of white space are one space."""
    joined = re.sub(r"(?<=[\u2e80-\uffef])\s*[\r\n]+\s*(?=[\u2e80-\uffef])", "", text)
    return re.sub(r"\s+", " ", joined).strip()


def _spanning(row: list[int]) -> int:
    """The cell that fills the whole row, -1 if there are several or the row is one cell wide."""
    return row[0] if len(row) > 1 and len(set(row)) == 1 else -1
