"""A document's text: sections, passages, sentences and clauses, all with offsets into the unchanged text.

Rules never look at the raw text. They look at a `Passage`: a paragraph whose broken lines are joined and whose
characters are folded (width, quotes, traditional to simplified), one code point for one code point, with the
offset of each in the document. So `passage.evidence(i, j)` always finds its way back: `content[start:end] == exact`.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from ontology.facts import Document, Evidence

CONTEXT = 24  # code points of prefix and suffix that an Evidence carries

_SENTENCE_END = "。！？；!?;…"
_CLOSING = "”’」』）)】》\"'"
_OPEN_END = re.compile(r"[^。！？!?；;：:…—”」』）)】》\"’]$")
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
_UNNUMBERED = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: where it stands in the grid and in the text, and its words without line breaks."""

    row: int
    column: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells (ragged rows are padded with empty cells), its caption and the notes under it."""

    start: int
    end: int
    caption: str
    rows: tuple[tuple[Cell, ...], ...]
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A document as read: content is never altered; every offset counts its code points."""

    document: Document
    content: str
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its level, 1 (第一章, #) to 6 (a short line without a number)."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph ready for rules: text folded and joined, offsets[i] the place of text[i] in the document.

    kind: heading, body or caption. section: the headings it stands under, outermost first.
    joined: the positions in text before which a column or line break was closed.
    """

    source: Text = field(repr=False)
    text: str
    offsets: tuple[int, ...] = field(repr=False)
    kind: str
    section: tuple[Heading, ...] = ()
    joined: tuple[int, ...] = ()

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Offsets in the document of text[begin:end], end exclusive.

        Where the words lie on two sides of a break with foreign text between, the longer side is meant.
        """
        if not 0 <= begin < end <= len(self.text):
            raise ValueError(f"no span {begin}:{end} in a passage of {len(self.text)} characters")
        cuts = [begin, *(j for j in self.joined if begin < j < end and self._far(j)), end]
        pieces = [(b - a, -a, b) for a, b in zip(cuts, cuts[1:], strict=False)]
        _, start, stop = max(pieces)
        return self.offsets[-start], self.offsets[stop - 1] + 1

    def _far(self, position: int) -> bool:
        gap = self.source.content[self.offsets[position - 1] + 1 : self.offsets[position]]
        return bool(gap.strip())

    def original(self, begin: int, end: int) -> str:
        """The document's own characters of text[begin:end], without the line breaks between them."""
        content = self.source.content
        return "".join(content[offset] for offset in self.offsets[begin:end])

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Begin and end in text of the sentence around a position."""
        for begin, end in sentences(self):
            if begin <= position < end:
                return begin, end
        return 0, len(self.text)

    def evidence(self, begin: int, end: int) -> Evidence:
        """The place of text[begin:end] in the document, with the sentence around it."""
        start, stop = self.span(begin, end)
        content = self.source.content
        first, last = self.sentence_at(begin)
        return Evidence(
            document=self.source.document.identifier,
            start=start,
            end=stop,
            exact=content[start:stop],
            prefix=content[max(0, start - CONTEXT) : start],
            suffix=content[stop : stop + CONTEXT],
            sentence=self.original(first, max(last, end)).strip(),
        )


def sentences(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Begin and end of each sentence of the passage; closing quotes and brackets stay with their sentence."""
    return _split(passage.text, _SENTENCE_END)


def clauses(passage: Passage, begin: int, end: int) -> tuple[tuple[int, int], ...]:
    """Begin and end of each clause between two positions: cut at commas, not at 、 and not inside a number."""
    return tuple((begin + a, begin + b) for a, b in _split(passage.text[begin:end], _SENTENCE_END + "，,：:"))


@functools.lru_cache(maxsize=4096)
def _split(text: str, marks: str) -> tuple[tuple[int, int], ...]:
    found, begin, i = [], 0, 0
    while i < len(text):
        if text[i] in marks:
            i += 1
            while i < len(text) and text[i] in marks + _CLOSING:
                i += 1
            found.append((begin, i))
            begin = i
        else:
            i += 1
    if text[begin:].strip():
        found.append((begin, len(text)))
    return tuple(found)


def passages(source: Text) -> tuple[Passage, ...]:
    """The running text of a document, in order, tables left out; broken lines and columns joined."""
    table = _folding(source.content)
    parts = [_Part(source.content, table, start, end) for start, end in _lines(source)]
    chains = _join(parts)
    found: list[Passage] = []
    section: list[Heading] = []
    for chain in chains:
        first = chain[0]
        if first.kind == "heading":
            section = [h for h in section if h.level < first.level] + [Heading(first.level, first.text)]
        offsets, joined, text = [], [], ""
        for part in chain:
            if text:
                joined.append(len(text))
            text += part.text
            offsets.extend(part.offsets)
        found.append(Passage(source, text, tuple(offsets), first.kind, tuple(section), tuple(joined)))
    return tuple(found)


class _Part:
    """One line of the document, folded, and what it looks like."""

    def __init__(self, content: str, table: dict[int, str], start: int, end: int) -> None:
        raw = content[start:end]
        mark = _MARKDOWN.match(raw)
        self.level = len(mark[1]) if mark else 0
        start += mark.end() if mark else 0
        self.start, self.end = start, end
        self.text = fold(content[start:end], table)
        self.offsets = range(start, end)
        self.gap = len(content[:start]) - len(content[:start].rstrip("\n"))
        self.kind = self._kind(bool(mark))

    def _kind(self, marked: bool) -> str:
        if marked:
            return "heading"
        stops = sum(self.text.count(mark) for mark in "。，；！？")
        for level, pattern in _HEADING:
            if pattern.match(self.text) and len(self.text) <= 45 and "。" not in self.text:
                self.level = level
                return "heading"
        if len(self.text) > 45 or stops or self.text.endswith(("：", ":")):
            return "body"
        self.level = _UNNUMBERED
        return "caption" if self.gap > 2 else "heading"

    @property
    def open(self) -> bool:
        return self.kind == "body" and bool(_OPEN_END.search(self.text))


def _lines(source: Text) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank and not inside a table, without outer white space."""
    inside = [(t.start, t.end) for t in source.tables]
    for match in re.finditer(r"[^\r\n\u2028\x0b\x0c]+", source.content):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end and not any(a <= start < b for a, b in inside):
            yield start, end


def _join(parts: list[_Part]) -> list[list[_Part]]:
    """Chains of parts that are one paragraph.

    A body line that ends without a stop goes on in the next body line: directly after it or past captions.
    Past a heading it goes on only where a later line is left over, and the two share more words with each
    other than with what stands between (columns of a newspaper page). What stays open stays unjoined.
    """
    chains: list[list[_Part]] = []
    waiting: list[list[_Part]] = []
    previous: list[_Part] | None = None
    for part in parts:
        if part.kind != "body":
            if part.kind == "heading" and previous is not None and previous[-1].open:
                waiting.append(previous)
                previous = None
            chains.append([part])
            continue
        chain = _continued(part, previous, waiting)
        if chain is None:
            chain = [part]
            chains.append(chain)
        else:
            chain.append(part)
            if chain in waiting:
                waiting.remove(chain)
                if previous is not None and previous[-1].open and previous is not chain:
                    waiting.append(previous)
        previous = chain
    return chains


def _continued(part: _Part, previous: list[_Part] | None, waiting: list[list[_Part]]) -> list[_Part] | None:
    """The chain that this body line continues, if any."""
    adjacent = previous if previous is not None and previous[-1].open else None
    if not waiting:
        return adjacent
    if adjacent is None and _fresh(part.text):
        return None
    older = max(waiting, key=lambda chain: _shared(chain[-1], part))
    if _shared(older[-1], part) >= 3 and (adjacent is None or _shared(older[-1], part) > 2 * _shared(adjacent[-1], part)):
        return older
    return adjacent


def _fresh(text: str) -> bool:
    """Whether a line looks like the beginning of a paragraph rather than the rest of one."""
    return bool(re.match(r"[“「『‘《（■●◆——]|近|今|去|目前|当前|作为|据|在|以|为|为了|随着|围绕|针对|通过|推进|实施|由|从|对|把|\d{4}年", text))


def _shared(one: _Part, other: _Part) -> int:
    """How many different pairs of characters the end of one line and the start of another have in common."""
    first, second = one.text[-200:], other.text[:200]
    pairs = {first[i : i + 2] for i in range(len(first) - 1)} & {second[i : i + 2] for i in range(len(second) - 1)}
    return sum(1 for pair in pairs if all("\u4e00" <= c <= "\u9fff" for c in pair))


_WIDE = dict(
    zip(
        ",:;!?()「」『』﹁﹂﹃﹄〝〞﹑､｡〔〕\u3000\xa0–―－─～〜∼％﹪‧•・",
        "，：；！？（）“”“”“”“”“”、、。（）  ——-—~~~%%···",
        strict=True,
    )
)
_NARROW_BETWEEN_DIGITS = re.compile(r"(?<=\d)[，：](?=\d)")


def fold(text: str, table: dict[int, str] | None = None) -> str:
    """The text in one spelling, character for character: as long as it was.

    Full-width letters and digits become half-width, ASCII punctuation and corner quotes the Chinese marks
    (but not inside numbers: 1,234 and 12:30 stay), traditional characters simplified where table says so.
    """
    out = text.translate(table if table is not None else _folding(text))
    out = _NARROW_BETWEEN_DIGITS.sub(lambda m: _digit_mark(out, m), out)
    return _paired_quotes(out)


def _digit_mark(text: str, match: re.Match[str]) -> str:
    """1,234 is one number; 3,5 and 12,2025 are two: a comma is kept narrow only before three digits."""
    if match[0] == "：":
        return ":"
    return "," if re.match(r"\d{3}(?!\d)", text[match.end() :]) else "，"


def _paired_quotes(text: str) -> str:
    if '"' not in text:
        return text
    pieces = text.split('"')
    marks = ("“", "”")
    return pieces[0] + "".join(marks[i % 2] + piece for i, piece in enumerate(pieces[1:]))


def _folding(content: str) -> dict[int, str]:
    """A translation table for the characters of this document, each to one character."""
    table: dict[int, str] = {}
    for char in sorted(set(content)):
        if char in _WIDE:
            table[ord(char)] = _WIDE[char]
        elif "\uff00" <= char <= "\uffef":
            plain = unicodedata.normalize("NFKC", char)
            table[ord(char)] = _WIDE.get(plain, plain) if len(plain) == 1 else char
    table |= _simplified(content)
    return table


def _simplified(content: str) -> dict[int, str]:
    """Traditional characters to simplified ones, if the text is written in them: one in fifty at least."""
    sample = [c for c in content if "\u4e00" <= c <= "\u9fff"]
    if not any(c in "區產業億萬發國與經濟興務實進點" for c in sample):
        return {}
    import opencc  # a compiled dictionary; only traditional texts need it

    convert = opencc.OpenCC("t2s").convert
    changed = {c: convert(c) for c in sorted(set(sample))}
    changed = {c: s for c, s in changed.items() if s != c and len(s) == 1}
    if 50 * sum(c in changed for c in sample) < len(sample):
        return {}
    return {ord(c): s for c, s in changed.items()}
