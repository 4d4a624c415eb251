"""Readers by format: each gives the text of a file's bytes, with its tables. The heavy libraries load when needed."""

from collections.abc import Callable, Mapping

from loaders.formats.docx import read_docx
from loaders.formats.draft import Draft
from loaders.formats.html import read_html
from loaders.formats.pdf import read_pdf
from loaders.formats.plain import read_plain
from loaders.formats.sheets import read_csv, read_xlsx

Reader = Callable[[bytes, str], Draft]  # the bytes, and what to call them in an error

READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
}
