"""PDF: the lines of each page with its ruled tables among them, a table that goes on over the page in one piece."""

import io
import itertools
import re
from typing import TYPE_CHECKING

from loaders.formats.draft import Composer, Draft
from ontology.errors import SourceError

if TYPE_CHECKING:
    from pdfplumber.page import Page

_PAGE_NUMBER = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–\s]*")

Rows = list[list[str | None]]
Piece = str | Rows  # a line, or the rows of a table; None in a row: the cell before it, or above it, reaches here


def read_pdf(data: bytes, name: str) -> Draft:
    """The text of a PDF, page by page; SourceError if it is encrypted, broken, or has no text in it."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    if not data[:1024].lstrip().startswith(b"%PDF"):
        raise SourceError(f"{name} is not a PDF, whatever its name says")
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = [_pieces(page) for page in document.pages]
    except PdfminerException as error:
        if "Password" in repr(error):
            raise SourceError(f"{name} is encrypted: save it without a password") from error
        raise SourceError(f"{name} is a broken PDF ({type(error.__cause__ or error).__name__})") from error
    except MemoryError:
        raise
    except Exception as error:  # what pdfminer raises on a damaged file is not to be foreseen
        raise SourceError(f"{name} is a broken PDF ({type(error).__name__})") from error
    if not any(pages):
        raise SourceError(f"{name} holds no text, only images: recognise its characters first (OCR)")
    composer = Composer()
    for piece in _joined(pages):
        if isinstance(piece, str):
            composer.block(piece)
        else:
            composer.table(*_numbered(piece))
    return composer.draft()


def _pieces(page: "Page") -> list[Piece]:
    """The lines and tables of a page from top to bottom, its number left out."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]

    def outside(thing: dict[str, float]) -> bool:
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    rest = page.filter(lambda thing: thing["object_type"] != "char" or outside(thing))
    lines = [(line["top"], 0, line["text"]) for line in rest.extract_text_lines(return_chars=False)]
    if lines and _PAGE_NUMBER.fullmatch(lines[-1][2]):
        lines.pop()
    found = [*lines, *((table.bbox[1], 1, table.extract()) for table in tables)]
    pieces: list[Piece] = [piece for _, _, piece in sorted(found, key=lambda item: item[:2])]
    return pieces


def _joined(pages: list[list[Piece]]) -> list[Piece]:
    """The pieces of all pages; a table at the top of a page goes on from one of the same width at the foot before."""
    pieces: list[Piece] = []
    for page in pages:
        first = page[0] if page else ""
        last = pieces[-1] if pieces else ""
        if isinstance(first, list) and isinstance(last, list) and len(first[0]) == len(last[0]):
            last.extend(first[1:] if first[0] == last[0] else first)
            page = page[1:]
        pieces.extend(page)
    return pieces


def _numbered(rows: Rows) -> tuple[list[str], list[list[int]]]:
    """The cells and the grid of a table: a place without a cell of its own belongs to the one left of it, or above."""
    texts: list[str] = []
    grid: list[list[int]] = []
    for row, above in zip(rows, itertools.chain([None], grid), strict=False):
        line: list[int] = []
        for column, words in enumerate(row):
            if words is not None:
                texts.append(words)
                line.append(len(texts) - 1)
            elif above is not None and column < len(above) and (not line or row[:column].count(None) == column):
                line.append(above[column])
            else:
                line.append(line[-1] if line else -1)
        grid.append(line)
    return texts, grid
