"""An answer as text for a terminal.

Columns stand side by side where they fit; what is long (a sentence) goes under its row. Where too little room is left
for that, each row becomes a paragraph: the first column as its head, the others behind their headings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries.width import cut, padded, width, wrapped

_GAP = 2
_NARROWEST = 14  # a text column is not made narrower than this, so that names stay readable
_TALLEST = 2.0  # lines a row may take on average before paragraphs read better


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and cells as text; right: which columns are numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def lines(table: Table, room: int) -> Iterator[str]:
    """The lines of a table for a terminal of so many cells."""
    if not table.headings:
        return
    room = max(room, 20)
    long = [i > 0 and cells > room * 0.6 for i, cells in enumerate(_natural(table))]
    side = [i for i, is_long in enumerate(long) if not is_long]
    below = [i for i, is_long in enumerate(long) if is_long]
    widths = _widths(table, side, room)
    if side and widths and _height(table, side, widths) <= _TALLEST:
        yield from _grid(table, side, widths, (below, room))
    else:
        yield from _paragraphs(table, room)


def _natural(table: Table) -> list[int]:
    """The width of the widest cell of each column, its heading counted."""
    return [max([width(heading), *(width(row[i]) for row in table.rows)]) for i, heading in enumerate(table.headings)]


def _widths(table: Table, side: Sequence[int], room: int) -> list[int]:
    """Widths that fit the room: short columns keep theirs, long ones share the rest; empty where they do not fit."""
    natural = [_natural(table)[i] for i in side]
    least = [n if table.right[i] else min(n, _NARROWEST) for i, n in zip(side, natural, strict=True)]
    space = room - _GAP * (len(side) - 1)
    if sum(least) > space:
        return []
    low, high = 0, space
    while low < high:  # the widest cap that fits
        cap = (low + high + 1) // 2
        if sum(_capped(natural, least, cap)) <= space:
            low = cap
        else:
            high = cap - 1
    return _capped(natural, least, low)


def _capped(natural: Sequence[int], least: Sequence[int], cap: int) -> list[int]:
    return [min(n, max(m, cap)) for n, m in zip(natural, least, strict=True)]


def _height(table: Table, side: Sequence[int], widths: Sequence[int]) -> float:
    heights = [max(len(wrapped(row[i], w)) for i, w in zip(side, widths, strict=True)) for row in table.rows]
    return sum(heights) / len(heights) if heights else 1.0


def _grid(table: Table, side: Sequence[int], widths: Sequence[int], under: tuple[Sequence[int], int]) -> Iterator[str]:
    right = [table.right[i] for i in side]
    yield from _beside([table.headings[i] for i in side], widths, right)
    yield (" " * _GAP).join("─" * w for w in widths)
    below, room = under
    for row in table.rows:
        yield from _beside([row[i] for i in side], widths, right)
        for i in below:
            if row[i]:
                yield from _item(table.headings[i], row[i], room, "    ")


def _beside(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    columns = [wrapped(cell, w) for cell, w in zip(cells, widths, strict=True)]
    for number in range(max(map(len, columns))):
        parts = [
            padded(column[number] if number < len(column) else "", w, is_right)
            for column, w, is_right in zip(columns, widths, right, strict=True)
        ]
        yield (" " * _GAP).join(parts).rstrip()


def _paragraphs(table: Table, room: int) -> Iterator[str]:
    digits = len(str(len(table.rows)))
    indent = " " * (digits + 2)
    for number, row in enumerate(table.rows, 1):
        head = wrapped(row[0] or "—", room - len(indent))
        yield f"{number:>{digits}}  {head[0]}"
        yield from (indent + line for line in head[1:])
        yield from _flowed(table.headings[1:], row[1:], room, indent)


def _flowed(headings: Sequence[str], cells: Sequence[str], room: int, indent: str) -> Iterator[str]:
    """The cells behind their headings, as many in a line as fit; a cell that is wider begins a line of its own."""
    line = ""
    for heading, cell in zip(headings, cells, strict=True):
        if not cell:
            continue
        item = f"{heading}: {cell}"
        if line and width(indent + line) + 3 + width(item) <= room:
            line += f" · {item}"
            continue
        if line:
            yield indent + line
        line = ""
        if width(indent) + width(item) <= room:
            line = item
        else:
            yield from _item(heading, cell, room, indent)
    if line:
        yield indent + line


def _item(heading: str, cell: str, room: int, indent: str) -> Iterator[str]:
    """A long cell behind its heading, its other lines two cells further in."""
    label = cut(heading, room // 2) + ": "
    first, *rest = wrapped(label + cell, room - len(indent) - 2)
    yield indent + first
    yield from (f"{indent}  {line}" for line in rest)
