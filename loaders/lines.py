"""The lines of a document, and which of them are one paragraph.

A newspaper page comes with its paragraphs broken: a line ends without a stop and goes on after a caption, a heading
or a whole other column. Lines are joined where the words at the break say so; what cannot be told stays apart.
"""

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import add

from loaders.folding import BESIDE_DIGITS, fold

_UNNUMBERED = 6
_HEADING = (
    # (level, pattern): the usual numbering of Chinese official documents, GB/T 9704-2012 section 7.3.3.
    (1, re.compile(r"^第[一二三四五六七八九十百\d]+[编章篇部]")),
    (2, re.compile(r"^[一二三四五六七八九十]+、")),
    (3, re.compile(r"^第[一二三四五六七八九十百\d]+节")),
    (3, re.compile(r"^（[一二三四五六七八九十]+）")),
    (4, re.compile(r"^\d{1,2}[.、．](?!\d)")),
    (5, re.compile(r"^（\d{1,2}）")),
    (5, re.compile(r"^专栏\s*[\d一二三四五六七八九十]")),
)
_MARKDOWN = re.compile(r"^(#{1,6})\s+")
_CLOSED = frozenset('。！？!?；;：:…—”」』）)】》"’')
_STOPS = re.compile(r"[。；！？]")
_FRESH = re.compile(
    r"[“「『‘《（【■●◆▲—]|近|今|去年|目前|当前|作为|据|在|以|为|随着|围绕|针对|通过|推进|实施|由|从|对|把|按照|根据|截至|\d{4}年"
)
# The blank stands before what it looks back at: so the engine can search for it.
_NOISE = re.compile(
    r"[ \t](?:(?<=[\u4e00-\u9fff\d）”%].)[ \t]*(?=[\d“])|(?<=[\d%].)[ \t]*(?=[\u4e00-\u9fff，。；、%]))"
)
_BROKEN = re.compile(
    r"[ \t](?:(?<=[\u4e00-\u9fff，、；].)[ \t]*(?=[\u4e00-\u9fffA-Za-z（])|(?<=[A-Za-z].)[ \t]*(?=[\u4e00-\u9fff]))"
)
_IN_NUMBER = re.compile(  # 1,585家; also of a heading: 第 3 期, （12 家）
    r",(?<=\d,)(?=\d{3}(?!\d))|[ \t](?:(?<=[第（].)[ \t]*(?=\d)|(?<=\d.)[ \t]*(?=[\u4e00-\u9fff]))"
)
# A heading whose only blanks stand around its numbers, one between a number and its unit: 年产 500 台水泵项目.
_SPACED = re.compile(rf"(?=.*\d [\u4e00-\u9fff])(?:\S|{BESIDE_DIGITS.pattern})+")
# The mark of a footnote behind a word: 生产总值[2]100亿元, 城镇化率①为60%, 户籍人口（注3）, 居第三 [12] 。
_FOOTNOTE = re.compile(
    r"(?=[\[【（①-⑳])(?:(?<=[ ，。；])\[\d{1,3}(?:[-—,，]\d{1,3})*\]"
    r"|(?<=[\u4e00-\u9fff）”%\]])(?:[\[【]注?\d{0,2}[\]】]|[（\[]注\s?\d{0,2}[）\]]|（\d{1,2}）(?=\d)"
    r"|[①-⑳](?=[\d，。；：、为达比较约超]|同比|增长|下降|实现|完成)))"
)
_NO_HEADING = re.compile(r"。|[；，]$|：.*\d")
_NO_TITLE = re.compile(r"[。；！？\d]|[是的和与在为对将把等及了有从由以]$")
_PICTURE = re.compile(r"(?:[\u4e00-\u9fff ]{2,8}摄|供图|[／/]图|资料图)$")  # who took it: 王小明 摄
_FRAGMENT = re.compile(r".{0,3}[，。；]")  # how a line begins that goes on with another's last words
_LONG_HEADING = 80  # characters of a heading without any mark
_RAGGED = 3  # Chinese characters by which the lines of text of a fixed width differ
_NARROW = 12  # Chinese characters of the narrowest column that is taken for one
_FEW = 3
_SHORT_HEADING = 30  # of one with a comma in it


class Line:
    """One line of the document, folded, and what it looks like: heading, body or caption."""

    def __init__(self, content: str, folded: str, start: int, end: int, margin: str = "") -> None:
        mark = _MARKDOWN.match(content[start:end])
        self.level = len(mark[1]) if mark else 0
        self.start, self.end = start + (mark.end() if mark else 0), end
        self.text = folded[self.start : end]
        self.offsets: Sequence[int] = range(self.start, end)
        self.gap = _gap(content, start)
        self.indented = _width(margin) >= 1
        self.width = _width(margin) + _width(content[start:end])  # as it stands on the page
        self.goes_on = False  # with the line before, which only the page's width broke
        self.kind = self._kind(bool(mark))
        spaced = self.kind == "heading" and _SPACED.fullmatch(self.text)
        self._drop(m.span() for m in (BESIDE_DIGITS if spaced else _IN_NUMBER).finditer(self.text))
        if self.kind == "body":
            self._drop_noise()

    def _kind(self, marked: bool) -> str:
        if marked:
            return "heading"
        for level, pattern in _HEADING:
            if pattern.match(self.text) and len(self.text) <= 45 and not _NO_HEADING.search(self.text):
                self.level = level
                return "heading"
        marks = self.text.count("，") + (2 if _STOPS.search(self.text) else 0)
        if len(self.text) > _LONG_HEADING or marks or self.text.endswith("："):
            return "body"
        self.level = _UNNUMBERED
        return "caption" if self.gap > 2 and len(self.text) <= 45 else "heading"

    def as_text(self) -> None:
        """Makes a heading by its look a line of running text."""
        if self.kind != "body":
            self.kind = "body"
            self._drop_noise()

    def _drop_noise(self) -> None:
        """Blanks around numbers, those that line breaks left in a paragraph, and marks of footnotes mean nothing."""
        spans = [m.span() for pattern in (_NOISE, _FOOTNOTE) for m in pattern.finditer(self.text)]
        if _STOPS.search(self.text) and "（记者" not in self.text:
            spans += [m.span() for m in _BROKEN.finditer(self.text)]
        self._drop(spans)

    def _drop(self, spans: Iterable[tuple[int, int]]) -> None:
        dropped = {i for a, b in spans for i in range(a, b)}
        if dropped:
            kept = [i for i in range(len(self.text)) if i not in dropped]
            self.offsets = [self.offsets[i] for i in kept]
            self.text = "".join(self.text[i] for i in kept)

    @property
    def open(self) -> bool:
        """Whether a body line ends without a stop, and is not the words under a picture."""
        return self.kind == "body" and self.text[-1] not in _CLOSED and not _PICTURE.search(self.text)

    def may_title(self) -> bool:
        """Whether a short body line without a stop can be a heading with a comma in it."""
        return self.open and len(self.text) <= _SHORT_HEADING and not _NO_TITLE.search(self.text)


Chain = list[Line]


def lines(content: str, tables: Sequence[tuple[int, int]], title: str = "") -> list[Line]:
    """Every line that is not blank and not inside one of the tables, without outer white space.

    title: the document's; lines of it at the head of the text are headings, whatever marks they have.
    """
    inside = sorted(tables)
    starts = [a for a, _ in inside]
    folded = fold(content)
    found: list[Line] = []
    for match in re.finditer(r"[^\r\n\u2028\x0b\x0c]+", content):
        raw = match[0]
        start, end = match.start() + len(raw) - len(raw.lstrip()), match.start() + len(raw.rstrip())
        at = bisect_right(starts, start) - 1
        if start < end and not (at >= 0 and start < inside[at][1]):
            found.append(Line(content, folded, start, end, raw[: len(raw) - len(raw.lstrip())]))
    return _headed(_titled(_wrapped(found)), title)


_HEAD = 3  # lines that a title may take


def _headed(found: list[Line], title: str) -> list[Line]:
    """The first lines that are the title, or parts of it, as headings."""
    whole = _MARKS.sub("", fold(title))
    for line in found[:_HEAD] if whole else ():
        words = _MARKS.sub("", line.text)
        if len(words) < 4 or words not in whole:
            break
        if line.kind == "body":
            line.kind, line.level = "heading", _UNNUMBERED
    return found


_MARKS = re.compile(r"[\W_]+")


def _wrapped(found: list[Line]) -> list[Line]:
    """In text that is broken at a fixed width, a full line after one without a stop goes on with it: no heading.

    Where most lines show the width, all that the width alone broke goes on, whatever it looks like.
    """
    width = _fixed_width(found)
    indents = sum(line.indented for line in found) >= _FEW
    parted = indents or sum(line.gap > 1 for line in found) >= _FEW  # paragraphs are told by more than their last line
    for before, line in itertools.pairwise(found):
        full = bool(width) and line.gap <= 1 and -_RAGGED < before.width - width < _RAGGED - 1
        ends = line.indented if indents else not parted and before.text[-1] in _CLOSED
        if full and not ends and line.level in (0, _UNNUMBERED):
            line.goes_on = True
            line.as_text()
            before.as_text()
            continue
        looks = line.kind == "heading" and line.level == _UNNUMBERED and line.gap <= 1
        if looks and before.open and abs(_width(before.text) - _width(line.text)) <= _RAGGED:
            line.kind = "body"
    return found


def _fixed_width(found: Sequence[Line]) -> float:
    """The width at which the lines of a text are broken, in Chinese characters; 0 where each paragraph is one line."""
    widths = sorted(line.width for line in found)
    width = widths[int(len(widths) * 0.98)] if widths else 0  # a line or two may stick out
    full = sum(-_RAGGED < each - width < _RAGGED - 1 for each in widths)
    return width if full >= _FEW and full > len(widths) * 0.3 and width >= _NARROW else 0


def _width(text: str) -> float:
    """How wide a line is in Chinese characters."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _titled(found: list[Line]) -> list[Line]:
    """Short lines with a comma that stand alone after a closed paragraph and before a long one are headings."""
    for i, line in enumerate(found):
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        alone = line.gap > 1 and after is not None and after.gap > 1 and len(after.text) > 2 * len(line.text)
        if line.may_title() and alone and not (before and before.open) and not (after and _FRAGMENT.match(after.text)):
            line.kind, line.level = "heading", _UNNUMBERED
    return found


def _gap(content: str, start: int) -> int:
    """How many line breaks stand before a position, blanks between them not counted."""
    count = 0
    for i in range(start - 1, -1, -1):
        if content[i] == "\n":
            count += 1
        elif not content[i].isspace():
            break
    return count


class Joiner:
    """Joins lines to paragraphs, in one walk over them."""

    def __init__(self, found: Sequence[Line], words: frozenset[str]) -> None:
        self._lines = found
        self._words = words
        self._waiting: list[Chain] = []  # paragraphs that broke off, the last that did so at the end

    def chains(self) -> list[Chain]:
        """The lines in their order, those of one paragraph together."""
        chains: list[Chain] = []
        previous: Chain | None = None
        for line in self._lines:
            if line.kind != "body":
                if line.kind == "heading" and previous is not None and previous[-1].open:
                    self._wait(previous)
                    previous = None
                chains.append([line])
                continue
            chain = self._continued(line, previous)
            if previous is not None and previous is not chain and previous[-1].open:
                self._wait(previous)
            if chain is None:
                chain = [line]
                chains.append(chain)
            else:
                chain.append(line)
                self._waiting = [c for c in self._waiting if c is not chain]
            previous = chain
        return chains

    def _wait(self, chain: Chain) -> None:
        if not any(c is chain for c in self._waiting):
            self._waiting = [*self._waiting[-_WAITING:], chain]

    def _continued(self, line: Line, previous: Chain | None) -> Chain | None:
        """The paragraph that a body line continues, if any; none where it begins with a label (【云海电子】…)."""
        if line.goes_on and previous is not None:
            return previous
        if line.text.startswith("【") and "】" in line.text:
            return None
        adjacent = previous if previous is not None and previous[-1].open else None
        if adjacent is not None and line.gap <= 1:
            return adjacent
        here = self._fit(adjacent, line) if adjacent else 0
        older = max(self._waiting, key=lambda chain: self._fit(chain, line), default=None)
        there = self._fit(older, line) if older else 0
        if older is not None and there >= _SURE and there > here:
            return older
        if adjacent is not None:
            return adjacent if here or not _FRESH.match(line.text) else None
        if older is not None and not _FRESH.match(line.text) and (there or _shared(older[-1], line) >= _ALIKE):
            return older
        return None

    def _fit(self, chain: Chain, line: Line) -> int:
        """How well the words on both sides of the break go together: a known word, else pairs the document also has."""
        tail, head = chain[-1].text[-3:], line.text[:3]
        if tail[-2:] in self._words and head[:2] in self._words:
            return _SURE
        for i in range(1, len(tail) + 1):
            if any(tail[-i:] + head[:j] in self._words for j in range(1, len(head) + 1)):
                return _SURE
        pair = tail[-1:] + head[:1]
        return min(2, self._pairs[pair]) if "\u4e00" <= pair[-1:] <= "\u9fff" else 0

    @cached_property
    def _pairs(self) -> Counter[str]:
        """How often each pair of characters stands in the document."""
        pairs: Iterator[Iterator[str]] = (map(add, line.text, line.text[1:]) for line in self._lines)
        return Counter(itertools.chain.from_iterable(pairs))


_SURE = 3
_ALIKE = 3
_WAITING = 12


def _shared(one: Line, other: Line) -> int:
    """How many different pairs of Chinese characters the end of one line and the start of another have in common."""
    first, second = one.text[-200:], other.text[:200]
    return len(set(_chinese_pairs(first)) & set(_chinese_pairs(second)))


def _chinese_pairs(text: str) -> Iterator[str]:
    for a, b in itertools.pairwise(text):
        if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff":
            yield a + b
