"""A table ready for rules: its words folded with the way back to the document, its rows of heads, its sentences."""

import re
from dataclasses import dataclass, field

from loaders.text import CONTEXT, Table, Text, fold
from ontology.facts import Attribute, Evidence, Mention, Observation, Relation
from ontology.values import record

_FIGURE = re.compile(r"[-+−±(（]*\d[\d,]*(?:\.\d+)?\s*[%‰]?[)）]*")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_ORDER = ("甲乙丙丁戊己庚辛", "ABCDEFGHIJKLMNOPQRST", "一二三四五六七八九")
_HAN = "\u2e80-\u9fff\uff00-\uffef，。、；：“”（）《》—"
_BETWEEN = re.compile(
    rf"(?<=[{_HAN}])\s+(?=[{_HAN}\d])|(?<=\d)\s+(?=[{_HAN}])|(?<=[{_HAN}])\s*\n\s*|\s*\n\s*(?=[{_HAN}])"
)
_UNITS = re.compile(r"[（(][^（）()]{1,8}[）)]|[%‰]")


@record
class Words:
    """A cell's words on one line, folded; offsets[i] is the place of text[i] in the document."""

    text: str
    offsets: tuple[int, ...] = ()

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where text[begin:end] stands in the document, end exclusive."""
        return self.offsets[begin], self.offsets[end - 1] + 1


@dataclass(slots=True)
class Found:
    """The facts of tables as they are found."""

    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)


@record
class View:
    """A table with its heads understood.

    heads: for each column the words of its heads, from the top down, parted by spaces. body: the number of the first
    row under the heads. caption: folded.
    """

    text: Text
    table: Table
    caption: str
    cells: tuple[tuple[Words, ...], ...]
    heads: tuple[str, ...]
    body: int

    @property
    def rows(self) -> range:
        """The numbers of the rows under the heads."""
        return range(self.body, len(self.cells))

    def words(self, row: int, column: int) -> str:
        """The folded words of a cell."""
        return self.cells[row][column].text

    def row_span(self, row: int) -> tuple[int, int]:
        """From the first to the last word of a row in the document; cells that reach into it from above left out."""
        above = {cell.start for cell in self.table.rows[row - 1] if cell.text} if row else set()
        own = [cell for cell in self.table.rows[row] if cell.text and cell.start not in above]
        own = own or [cell for cell in self.table.rows[row] if cell.text]
        return min(cell.start for cell in own), max(cell.end for cell in own)

    def row_sentence(self, row: int) -> str:
        """A row as a sentence: each cell after its head."""
        pairs = [(head, cell.text) for head, cell in zip(self.heads, self.cells[row], strict=True) if cell.text]
        return "；".join(f"{head}：{words}" if head else words for head, words in pairs)

    def evidence(self, span: tuple[int, int], sentence: str) -> Evidence:
        """A place in the document, with the sentence to show."""
        start, end = span
        content = self.text.content
        return Evidence(
            document=self.text.document.identifier,
            start=start,
            end=end,
            exact=content[start:end],
            prefix=content[max(0, start - CONTEXT) : start],
            suffix=content[end : end + CONTEXT],
            sentence=sentence,
        )

    def row_evidence(self, row: int) -> Evidence:
        """The whole row."""
        return self.evidence(self.row_span(row), self.row_sentence(row))

    def part_evidence(self, row: int, column: int, begin: int, end: int) -> Evidence:
        """A part of a cell's words, shown with its row."""
        return self.evidence(self.cells[row][column].span(begin, end), self.row_sentence(row))


def view(text: Text, table: Table, folded: str) -> View:
    """The table as rules read it. folded: loaders.text.fold of the whole document."""
    cells = tuple(tuple(_words(folded, cell.start, cell.end) for cell in row) for row in table.rows)
    body = _head_rows(table, cells)
    return View(text, table, re.sub(r"\s+", " ", fold(table.caption)), cells, _heads(cells, body), body)


def _words(folded: str, start: int, end: int) -> Words:
    """The words of a cell: line breaks and the spaces beside Chinese characters go, other white space is one space."""
    raw = folded[start:end]
    if raw.split() == [raw]:  # nothing to leave out
        return Words(raw, tuple(range(start, end)))
    keep = [True] * len(raw)
    for match in _BETWEEN.finditer(raw):
        keep[match.start() : match.end()] = [False] * len(match[0])
    text: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(raw):
        if keep[i] and not (char.isspace() and (not text or text[-1] == " ")):
            text.append(" " if char.isspace() else char)
            offsets.append(start + i)
    return Words("".join(text), tuple(offsets))


def _head_rows(table: Table, cells: tuple[tuple[Words, ...], ...]) -> int:
    """How many rows at the top are heads; 0 where the table has none."""
    if len(cells) < 2 or any(_figure(cell.text) for cell in cells[0]):
        return 0
    rows = 1
    while rows < len(cells) - 1 and _goes_on(table, cells, rows):
        rows += 1
    return rows


def _figure(words: str) -> bool:
    return bool(_FIGURE.fullmatch(words)) and not _YEAR.fullmatch(words)


def _goes_on(table: Table, cells: tuple[tuple[Words, ...], ...], row: int) -> bool:
    """Whether a row still is one of heads: under merged cells, or holding only units or the columns' numbers."""
    here, above = cells[row], cells[row - 1]
    filled = [cell.text for cell in here if cell.text]
    if not filled:
        return False
    if _counting(filled) or all(_UNITS.fullmatch(words) for words in filled):
        return True
    if any(_figure(words) for words in filled):
        return False
    starts, before = [c.start for c in table.rows[row]], [c.start for c in table.rows[row - 1]]
    wide = any(a == b and cell.text for a, b, cell in zip(before, before[1:], above, strict=False))
    high = any(a == b and cell.text for a, b, cell in zip(starts, before, here, strict=True))
    if wide or high:
        return True
    under = any(cell.text and not up.text for cell, up in zip(here, above, strict=True))
    beside = any(up.text and not cell.text for cell, up in zip(here, above, strict=True))
    return under and beside and bool(above[0].text) and not here[0].text


def _counting(filled: list[str]) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3."""
    numbers = [int(words) for words in filled if words.isascii() and words.isdigit()]
    letters = [words for words in filled if any(words in order for order in _ORDER)]
    return (
        len(filled) > 2 and len(numbers) + len(letters) == len(filled) and numbers == list(range(1, len(numbers) + 1))
    )


def _heads(cells: tuple[tuple[Words, ...], ...], body: int) -> tuple[str, ...]:
    """The heads of each column from the top down; a blank head over others is that of the column left of it."""
    if not body:
        return tuple("" for _ in cells[0]) if cells else ()
    lines = [[cell.text for cell in row] for row in cells[:body] if not _counting([c.text for c in row if c.text])]
    for number, line in enumerate(lines[:-1]):
        for column in range(1, len(line)):
            if not line[column] and any(below[column] for below in lines[number + 1 :]):
                line[column] = line[column - 1]
    return tuple(
        " ".join(dict.fromkeys(line[column] for line in lines if line[column])) for column in range(len(lines[0]))
    )
