"""The lines of a plain text, and what those around a table say of it: its name, its units, the notes under it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.folding import in_simplified
from loaders.text import Table

_LINE = re.compile(r"([^\r\n\u2028\x0b\x0c]*)(?:\r\n|[\r\n\u2028\x0b\x0c]|\Z)")
NOTE = re.compile(r"\s*(?:注|备注|附注|说明|数据来源|资料来源|来源)\s*\d*\s*[:：.、]")
UNIT_LINE = re.compile(r"\s*[（(]?\s*(?:计量)?单位\s*[:：]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its place, line end excluded, and its words."""

    start: int
    end: int
    words: str

    @property
    def blank(self) -> bool:
        """Whether it has no words."""
        return not self.words.strip()


def captioned(content: str, tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with the lines above that name them, and the notes under them."""
    lines = lines_of(in_simplified(content))
    starts = [line.start for line in lines]
    return tuple(
        replace(
            table,
            caption=_caption(lines, bisect_right(starts, table.start) - 1),
            notes=_notes(lines, bisect_right(starts, max(table.start, table.end - 1))),
        )
        for table in tables
    )


def lines_of(content: str) -> list[Line]:
    """The lines of a text, each with its place."""
    return [Line(m.start(1), m.end(1), m[1]) for m in _LINE.finditer(content)]


def _caption(lines: Sequence[Line], first: int) -> str:
    """The line that names the table under it, with the line of units that may stand between; "" if there is none."""
    taken: list[str] = []
    i = first - 1
    while i >= max(0, first - 6) and len(taken) < 2:
        words = lines[i].words.strip()
        if words:
            if not _names_table(words):
                break
            taken.insert(0, words.lstrip("# "))
            if not UNIT_LINE.match(words):
                break
        i -= 1
    return " ".join(taken)


def _names_table(words: str) -> bool:
    if UNIT_LINE.match(words):
        return True
    return len(words) <= 60 and not re.search(r"[。；！？;!?]|[:：,，、]$", words) and not NOTE.match(words)


def _notes(lines: Sequence[Line], after: int) -> str:
    """The notes directly under a table."""
    taken: list[str] = []
    for line in lines[after : after + 12]:
        if line.blank:
            continue
        if not NOTE.match(line.words) and not (taken and re.match(r"\s*\d[.、．]", line.words)):
            break
        taken.append(line.words.strip())
    return "\n".join(taken)
