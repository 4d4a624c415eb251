"""Word documents: paragraphs and tables in their order, headings marked by their style."""

import io
import re
from typing import Any

from loaders.formats.archive import check_archive
from loaders.formats.draft import Composer, Draft
from ontology.errors import SourceError

_COLUMNS = 1000  # Word itself knows 63
_HEADING = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)


def read_docx(data: bytes, name: str) -> Draft:
    """The text of a document with its tables; SourceError if it is encrypted or broken."""
    check_archive(data, name, "word/document.xml")
    import docx
    from docx.table import Table

    composer = Composer()
    title = ""
    try:
        for item in docx.Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(item, Table):
                composer.table(*_grid(item, name))
                continue
            level = _level(item)
            title = title or (item.text if level == 1 else "")
            for line in item.text.split("\n") if not level else [item.text]:
                composer.block(line, level)
    except (SourceError, MemoryError):
        raise
    except Exception as error:  # what lxml and docx raise on a damaged file is not to be foreseen
        raise SourceError(f"{name} is a broken docx ({type(error).__name__}): open it and save it again") from error
    return composer.draft(title)


def _level(paragraph: Any) -> int:
    """The level of a heading, 0 for other paragraphs; the style Title is the first."""
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    found = _HEADING.fullmatch(style)
    return int(found[1]) if found else int(style in ("Title", "标题"))


def _grid(table: Any, name: str) -> tuple[list[str], list[list[int]]]:
    """The cells and the grid of a table; a merged cell is the same XML element in each of its places."""
    if any(_width(row) > _COLUMNS for row in table.rows):
        raise SourceError(f"{name} is a broken docx: a table of it has more than {_COLUMNS} columns")
    numbers: dict[Any, int] = {}
    texts: list[str] = []
    grid: list[list[int]] = []
    for row in table.rows:
        line = [-1] * row.grid_cols_before
        for cell in row.cells:
            if cell._tc not in numbers:
                numbers[cell._tc] = len(texts)
                texts.append(cell.text)
            line.append(numbers[cell._tc])
        grid.append(line)
    return texts, grid


def _width(row: Any) -> int:
    """How many columns a row says it has; a cell may say any number."""
    return int(row.grid_cols_before + sum(cell.grid_span for cell in row._tr.tc_lst) + row.grid_cols_after)
