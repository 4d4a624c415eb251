"""How wide text is in a terminal, where Chinese characters take two cells.

>>> width("慈溪A"), padded("慈溪", 6), cut("慈溪市制造业", 7)
(5, '慈溪  ', '慈溪市…')
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# No line begins with these, none ends with those: the usual rule for Chinese text.
_CLOSING = "，。、；：？！）】》”’…,.;:?!)]}%％"
_OPENING = "（【《“‘([{"
_PIECE = re.compile(r"[^\W_⺀-鿿豈-﫿]+(?:[.,:/_%+-][^\W_⺀-鿿豈-﫿]+)*%?|.", re.DOTALL)
_ZERO = ("Mn", "Me", "Cf")


@cache
def _cell(character: str) -> int:
    if unicodedata.category(character) in _ZERO:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """The number of cells that a text without line breaks takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


def padded(text: str, cells: int, right: bool = False) -> str:
    """The text with spaces up to so many cells, before it where it is to stand right."""
    space = " " * (cells - width(text))
    return space + text if right else text + space


def cut(text: str, cells: int) -> str:
    """The text, ended by … where it is wider than so many cells."""
    if width(text) <= cells:
        return text
    kept, room = [], cells - 1
    for character in text:
        room -= _cell(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…"


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells (two at least); words and numbers stay whole where they fit."""
    lines, line, used = [], "", 0
    for piece in _pieces(text, max(cells, 2)):
        size = width(piece)
        if used + size > max(cells, 2):
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
            size = width(piece)
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str, cells: int) -> Iterator[str]:
    """What is not broken: a word or number, a character with the punctuation that clings to it."""
    held = ""
    for match in _PIECE.finditer(text):
        piece = match[0]
        joined = held and (held[-1] in _OPENING or piece in _CLOSING) and width(held) + width(piece) <= cells
        if held and not joined:
            yield from _split(held, cells)
            held = ""
        held += piece
    if held:
        yield from _split(held, cells)


def _split(piece: str, cells: int) -> Iterator[str]:
    """A piece that is wider than a line in parts that are not."""
    part, used = "", 0
    for character in piece:
        size = _cell(character)
        if used + size > cells:
            yield part
            part, used = "", 0
        part, used = part + character, used + size
    yield part
