"""Tables that lie in plain text as lines, tabs, bars or aligned columns.

Only what is certainly a table becomes one: everything else stays running text. A cell keeps its offsets; the line
above a table that names it, and the notes under it, are outside of it.
"""

import re
from collections.abc import Callable, Sequence

from loaders.captions import NOTE, UNIT_LINE, Line, captioned, lines_of
from loaders.folding import in_simplified
from loaders.text import Cell, Table

_CELL_LINE = re.compile(r"\t[^\t]*\s*$")
_INNER_TAB = re.compile(r"\t*[^\t].*\t")
_GAP = re.compile(r"\t+|[ \u3000\xa0]{2,}|\u3000")
# Two single characters set apart, as headings often are (指  标, 合  计): one word.
_SET_APART = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff][ \u3000]{1,4}[\u4e00-\u9fff](?![\u4e00-\u9fff])")
_NUMERIC = re.compile(r"[-+−－]?\d[\d,，]*(?:\.\d+)?\s*(?:%|％|‰)?|[-—–－…/／]+|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
# What cannot be the rest of a cell: the name of a table, figure or box, a note, a unit line, a numbered heading.
_OUTSIDE = re.compile(
    rf"{NOTE.pattern}|{UNIT_LINE.pattern}|\s*(?:[附续]?[表图]|附件|专栏)\s*[\d一二三四五六七八九十:：]"
    r"|\s*[一二三四五六七八九十]+、|\s*[（(][一二三四五六七八九十]+[）)]|\s*第[一二三四五六七八九十百\d]+[编章节部]"
)
_LONGEST_REST = 60  # code points, and _MOST_LINES lines: a broken cell goes on no longer than that
_MOST_LINES = 4
_FITTING = 0.8  # the share of the rows that must have the table's width

# What the first column of a table of figures is headed by.
_HEADING = re.compile(
    r"(?:(?:主要|具体|统计|经济)*指标(?:名称)?|项目|产品(?:名称|产量)?|名称|行业(?:名称)?|类别|分组|镇街|乡镇|地区|县区|县市区)"
    r"(?:[（(][^（）()]{1,8}[）)])?"
)
_OF_TIME = re.compile(r"年\s*[份度]|时\s*间|时\s*期")  # the head over a column of years
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
# What the first column of a list is headed by, whose other columns hold names as well as figures.
_LISTED = re.compile(r"(?:重点|建设|重大|支撑|投资|签约)?项目名称|(?:企业|公司|单位|园区|平台)(?:名称|全称)|序号|编号")
_NUMBER = re.compile(r"序号|编号")
_LONGEST_CELL = 40  # of a table whose cells stand a line each, with _WIDEST columns and _MOST_CELLS cells at most
_NO_ACCOUNT = re.compile("[。！？\t|]")  # in a cell of numbered rows, of _LONGEST_ACCOUNT characters at most
_LONGEST_ACCOUNT = 80
_FEWEST = 2  # numbered rows
_TOTAL = re.compile(r"[合总共]\s*计")
_NO_CELL = re.compile("[，。；！？\t|]")
_BARRED_CELL = re.compile(r"\s*\|?([^|]*)\|?\s*")
_WIDEST = 8
_MOST_CELLS = 600
_BARS = 2  # bars of a line, and _BARRED such lines, from which they are certainly a table
_BARRED = 3

Span = tuple[int, int]
Rows = list[list[Span]]


# The rows that begin at a line ([] if no table does), and the line to go on at.
Finder = Callable[[Sequence[Line], int], tuple[Rows, int]]


def find_tables(content: str) -> tuple[Table, ...]:
    """The tables of a text, in order; each begins with its first cell and ends with its last."""
    lines = lines_of(in_simplified(content))
    found: list[Table] = []
    tried = [0] * len(_FINDERS)  # each finder goes over each line once
    i = 0
    while i < len(lines):
        for number, finder in enumerate(_FINDERS):
            if tried[number] > i:
                continue
            rows, after = finder(lines, i)
            tried[number] = max(after, i + 1)
            if any(content[start:end].strip() for row in rows for start, end in row):
                found.append(_table(content, rows))
                i = after - 1
                break
        i += 1
    return captioned(content, found)


def _table(content: str, rows: Rows) -> Table:
    filled = [row for row in rows if any(content[start:end].strip() for start, end in row)]
    grid = [
        tuple(Cell(number, column, *_trim(content, start, end)) for column, (start, end) in enumerate(row))
        for number, row in enumerate(filled)
    ]
    start, end = min(cell.start for cell in grid[0]), max(cell.end for row in grid for cell in row)
    return Table(start, end, "", tuple(grid))


def _trim(content: str, start: int, end: int) -> tuple[int, int, str]:
    """A cell's place without outer white space, and its words on one line."""
    words = content[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return start, start + len(words), one_line(words)


def one_line(words: str) -> str:
    """The words without their line breaks: nothing between Chinese characters, a space between Latin words."""
    joined = re.sub(r"(?<=[A-Za-z0-9,;])\s*[\r\n\u2028\x0b\x0c]\s*(?=[A-Za-z0-9])", " ", words)
    return re.sub(r"[ \t]*[\r\n\u2028\x0b\x0c]\s*", "", joined).replace("\t", " ").strip()


def _bars(lines: Sequence[Line], i: int) -> tuple[Rows, int]:
    """A markdown table: a row of heads, a rule, rows with bars."""
    if i + 1 >= len(lines) or "|" not in lines[i].words or not _RULE.fullmatch(lines[i + 1].words):
        return [], i + 1
    rows = [_split_bars(lines[i])]
    j = i + 2
    while j < len(lines) and "|" in lines[j].words and not lines[j].blank:
        rows.append(_split_bars(lines[j]))
        j += 1
    width = len(rows[0])
    if width < 2 or len(rows) < 2:
        return [], j
    ends = [row[-1][1] for row in rows]
    return [(row + [(end, end)] * width)[:width] for row, end in zip(rows, ends, strict=True)], j


def _plain_bars(lines: Sequence[Line], i: int) -> tuple[Rows, int]:
    """A row a line, its cells parted by bars, as many in each row; without the rule of a markdown table."""
    if lines[i].words.count("|") < _BARS:
        return [], i + 1
    taken, j = _run(lines, i, lambda line: "|" in line.words)
    # Where a bar only ends a cell, one at the beginning of a line ends an empty cell: | 总量 | above 产值 | 5 |
    led = sum(line.words.lstrip().startswith("|") for line in taken) * 2 > len(taken)
    rows = _fitted([_split_bars(line, led=led) for line in taken])
    return (rows, j) if len(rows) >= _BARRED and _compact(rows) else ([], j)


def _split_bars(line: Line, *, led: bool = True) -> list[Span]:
    """The cells of a line that bars part. led: whether a bar at its beginning belongs to the first cell."""
    words = line.words.rstrip()
    start = line.start + len(words) - len(words.lstrip())
    end = line.start + len(words)
    cuts = [line.start + m.start() for m in _BAR.finditer(words)]
    if led and cuts and cuts[0] == start:
        start += 1
        cuts.pop(0)
    if cuts and cuts[-1] == end - 1:
        end -= 1
        cuts.pop()
    return list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))


def _tab_rows(lines: Sequence[Line], i: int) -> tuple[Rows, int]:
    """A row a line, its cells parted by tabs."""
    taken, j = _run(lines, i, lambda line: bool(_INNER_TAB.match(line.words)))
    for pattern in (r"\t", r"\t+"):
        rows = [_split(line, re.compile(pattern)) for line in taken]
        if _certain(rows := _fitted(_without_empty_columns(rows))) and _compact(rows):
            last = [[line.words.rstrip().rpartition("\t")[2]] for line in taken]
            if len(rows[0]) > 2 or _figures(last, 0):
                return rows, j
    return [], j


def _aligned(lines: Sequence[Line], i: int) -> tuple[Rows, int]:
    """A row a line, its cells set in columns with spaces; one column at least holds figures."""
    width = len(_columns(lines[i])) if _GAP.search(lines[i].words.strip()) else 0
    if width < 2 or _OUTSIDE.match(lines[i].words):
        return [], i + 1
    taken, j = _run(lines, i, lambda line: len(_columns(line)) == width)
    rows = [_columns(line) for line in taken]
    texts = [[words for _, _, words in row] for row in rows]
    figures = any(_figures(texts, column) for column in range(1, width))
    if len(rows) < 3 or not figures or _NUMERIC.fullmatch(texts[0][0]):
        return [], j
    return [[(start, end) for start, end, _ in row] for row in rows], j


def _figures(texts: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column holds nothing but figures and dashes under its head."""
    return all(_NUMERIC.fullmatch(row[column].strip()) for row in texts[1:])


def _columns(line: Line) -> list[tuple[int, int, str]]:
    """The cells of a line whose columns are set with spaces, each with its words."""
    words = _SET_APART.sub(lambda m: m[0].replace(" ", "\0").replace("\u3000", "\0"), line.words)
    found = []
    for start, end in _split(Line(line.start, line.end, words.rstrip()), _GAP):
        cell = words[start - line.start : end - line.start]
        if cell.strip():
            found.append((start, end, cell.replace("\0", "").strip()))
    return found


def _run(lines: Sequence[Line], i: int, belongs: Callable[[Line], bool]) -> tuple[list[Line], int]:
    """The lines from i on that belong together, single blank lines between them allowed; and the line after."""
    taken: list[Line] = []
    j = i
    while j < len(lines):
        if belongs(lines[j]) and not lines[j].blank:
            taken.append(lines[j])
            j += 1
        elif taken and lines[j].blank and j + 1 < len(lines) and not lines[j + 1].blank and belongs(lines[j + 1]):
            j += 1
        else:
            break
    return taken, max(j, i + 1)


def _split(line: Line, mark: re.Pattern[str]) -> list[Span]:
    cuts = [(line.start + m.start(), line.start + m.end()) for m in mark.finditer(line.words)]
    starts = [line.start, *(after for _, after in cuts)]
    return list(zip(starts, [*(before for before, _ in cuts), line.start + len(line.words)], strict=True))


def _without_empty_columns(rows: Rows) -> Rows:
    """The rows without what all of them begin or end with: an empty cell before a leading or after a trailing tab."""
    while rows and all(len(row) > 1 and row[0][0] == row[0][1] for row in rows):
        rows = [row[1:] for row in rows]
    while rows and all(len(row) > 1 and row[-1][0] == row[-1][1] for row in rows):
        rows = [row[:-1] for row in rows]
    return rows


def _tab_cells(lines: Sequence[Line], i: int) -> tuple[Rows, int]:
    """A cell a line, each after a tab, an empty line before every row; a broken cell goes on in lines without tab."""
    rows: Rows = []
    j, last, gap = i, i, True
    while j < len(lines):
        line = lines[j]
        if _CELL_LINE.match(line.words):
            if gap:
                rows.append([])
            rows[-1].append((line.start + 1, line.end))
            gap, last = False, j
            j += 1
        elif line.blank:
            gap = True
            j += 1
        else:
            after = _rest(lines, j, gap, rows) if rows else 0
            if not after:
                break
            start, _ = rows[-1][-1]
            rows[-1][-1] = (start, lines[after - 1].end)
            j, gap = after, False
    rows = _fitted(rows)
    return (rows, last + 1) if _certain(rows) and _compact(rows) else ([], max(j, i + 1))


def _rest(lines: Sequence[Line], j: int, gap: bool, rows: Rows) -> int:
    """The line after the rest of a broken cell that begins at line j; 0 if these lines are no such rest.

    It must lead to another cell. After an empty line it may follow only where the row is not complete yet.
    """
    length, k = 0, j
    while k < len(lines) and k - j < _MOST_LINES and not lines[k].words.startswith("\t"):
        if _OUTSIDE.match(lines[k].words):
            return 0
        length += len(lines[k].words)
        k += 1
    if k >= len(lines) or not _CELL_LINE.match(lines[k].words) or length > _LONGEST_REST:
        return 0
    complete = len(rows) > 1 and len(rows[-1]) >= len(rows[0])
    if complete and gap and lines[k - 1].blank:
        return 0
    while lines[k - 1].blank:
        k -= 1
    return k


def _fitted(rows: Rows) -> Rows:
    """The rows at the table's width: a row that does not fit becomes one cell; titles before and notes after go."""
    rows = list(rows)
    while rows and len(rows[0]) == 1:
        rows.pop(0)
    while rows and len(rows[-1]) == 1:
        rows.pop()
    widths = [len(row) for row in rows]
    width = max(sorted(set(widths)), key=widths.count, default=0)
    if widths.count(width) < _FITTING * len(rows) or not rows or len(rows[0]) != width:
        return []
    return [row if len(row) == width else _whole(row, width) for row in rows]


def _whole(row: list[Span], width: int) -> list[Span]:
    """A row that does not fit the columns, as one cell and empty ones: nothing is told of what is in it."""
    end = row[-1][1]
    return [(row[0][0], end), *[(end, end)] * (width - 1)]


def _certain(rows: Rows) -> bool:
    return len(rows) > 1 and len(rows[0]) > 1


def _compact(rows: Rows) -> bool:
    """Whether the cells are as short as a table's: prose set with tabs is not one."""
    lengths = [end - start for row in rows for start, end in row]
    return sum(lengths) <= 60 * len(lengths)


def _spaced(lines: Sequence[Line], i: int) -> tuple[Rows, int]:
    """A row a line, its cells parted by single spaces: every one but the first holds a figure under its head.

    In a list of projects or firms it is enough that one column holds figures: 项目名称 投资方 总投资 落户地.
    """
    first, *rest = lines[i].words.split() or [""]
    width, listed = 1 + len(rest), bool(rest) and _LISTED.fullmatch(first) is not None
    if width < 2 or _GAP.search(lines[i].words.strip()) or not (listed or _HEADING.fullmatch(first)):
        return [], i + 1
    taken, j = _run(lines, i, lambda line: len(line.words.split()) == width)
    rows = [[(line.start + m.start(), line.start + m.end()) for m in re.finditer(r"\S+", line.words)] for line in taken]
    texts = [line.words.split() for line in taken]
    heads = not any(_NUMERIC.fullmatch(word) for word in texts[0])
    figures = [_figures(texts, column) for column in range(width)]
    certain = len(rows) > 2 and heads and (any(figures) if listed else all(figures[1:]))
    named = not any(_NUMERIC.fullmatch(row[0]) for row in texts) or _NUMBER.fullmatch(first)
    return (rows, j) if certain and named else ([], j)


def _cell_lines(lines: Sequence[Line], i: int) -> tuple[Rows, int]:
    """A cell a line and no mark between the rows: their width is that by which names and figures fall into columns.

    Where the first line has a bar at its end, as a table has that was saved from a page, each cell has one.
    """
    head = re.sub(r"\s", "", _barless(lines[i]).words)
    if not (_HEADING.fullmatch(head) or _OF_TIME.fullmatch(head)):
        return [], i + 1
    barred = "|" in lines[i].words
    cells: list[Line] = []
    j = i
    while j < len(lines) and len(cells) < _MOST_CELLS and not (cells and _OUTSIDE.match(lines[j].words)):
        if not lines[j].blank:
            cell = _barless(lines[j])
            if ("|" in lines[j].words) != barred or len(cell.words) > _LONGEST_CELL or _NO_CELL.search(cell.words):
                break
            cells.append(cell)
        j += 1
    for width in range(2, min(_WIDEST, len(cells) // 3) + 1):
        if rows := _chunked(cells, width):
            last = rows[-1][-1].start
            return [[(c.start, c.end) for c in row] for row in rows], next(
                k for k in range(i, j) if lines[k].start <= last < lines[k].end
            ) + 1
    return [], j


def _numbered(lines: Sequence[Line], i: int) -> tuple[Rows, int]:
    """A cell a line and no mark between the rows, which are numbered: the numbers tell where each begins.

    A total may close them. What stands between the numbers may be as long as the account of a project.
    """
    if not _NUMBER.fullmatch(re.sub(r"\s", "", lines[i].words)):
        return [], i + 1
    cells: list[Line] = []
    j = i
    while j < len(lines) and len(cells) < _MOST_CELLS and not (cells and _OUTSIDE.match(lines[j].words)):
        if not lines[j].blank:
            if len(lines[j].words) > _LONGEST_ACCOUNT or _NO_ACCOUNT.search(lines[j].words):
                break
            cells.append(lines[j])
        j += 1
    words = [cell.words.strip() for cell in cells]
    width = next((k for k, word in enumerate(words) if _NUMERIC.fullmatch(word)), 0)
    count = next((n for n in range(1, len(words)) if words[n * width : n * width + 1] != [str(n)]), 1)
    end = count * width  # the heads and the numbered rows before it
    if not 1 < width <= _WIDEST or count <= _FEWEST or end > len(words):
        return [], j
    end += width if _TOTAL.fullmatch("".join(words[end : end + 1])) and end + width <= len(words) else 0
    rows = [[(c.start, c.end) for c in cells[k : k + width]] for k in range(0, end, width)]
    return rows, next(k for k in range(i, j) if lines[k].start <= rows[-1][-1][0] < lines[k].end) + 1


def _barless(line: Line) -> Line:
    """A line without the bar before and after its words."""
    begin, end = m.span(1) if (m := _BARRED_CELL.fullmatch(line.words)) else (0, len(line.words))
    return Line(line.start + begin, line.start + end, line.words[begin:end])


def _chunked(cells: Sequence[Line], width: int) -> list[list[Line]]:
    """The cells in rows of this width as far as figures stand under figures; [] if that is no table."""
    rows = [list(cells[k : k + width]) for k in range(0, len(cells) - width + 1, width)]
    figure = [[_NUMERIC.fullmatch(cell.words.strip()) is not None for cell in row] for row in rows]
    if _OF_TIME.fullmatch(rows[0][0].words.strip()):  # 2021 is a row's name there
        for told, row in zip(figure, rows, strict=True):
            told[0] = told[0] and not _YEAR.fullmatch(row[0].words.strip())
    if any(figure[0]) or not any(figure[1]) or figure[1][0]:
        return []
    end = next((k for k in range(1, len(rows)) if figure[k] != figure[1]), len(rows))
    return rows[:end] if end > _BARRED - 1 else []


_FINDERS: tuple[Finder, ...] = (_bars, _plain_bars, _tab_rows, _tab_cells, _aligned, _spaced, _cell_lines, _numbered)
