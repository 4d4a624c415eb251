"""A document's text: sections, passages and sentences, all with offsets into the unchanged text.

Rules never look at the raw text. They look at a `Passage`: a paragraph whose broken lines are joined and whose
characters are folded (width, quotes, traditional to simplified), one code point for one code point, with the
offset of each in the document. So `passage.evidence(i, j)` always finds its way back: `content[start:end] == exact`.
"""

import functools
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field, replace
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from loaders.folding import fold
from loaders.lines import Joiner, lines
from ontology.facts import Document, Evidence
from ontology.values import record

CONTEXT = 24  # code points of prefix and suffix that an Evidence carries

LONGEST_PASSAGE = 4000  # code points that rules look at together
LONGEST_SENTENCE = 800  # code points of the sentence that an Evidence shows
_SENTENCE_END = "。！？；!?;…"
_CLOSING = "”’」』）)】》\"'"
_LEFT_OUT = (",", "，")  # of 1,585家: rules read 1585家, people the text as it stands
_RULES = Path(__file__).with_name("rules")


@record
class Cell:
    """A table cell: where it stands in the grid and in the text, and its words without line breaks."""

    row: int
    column: int
    start: int
    end: int
    text: str


@record
class Table:
    """A table: rows of cells (ragged rows are padded with empty cells), its caption and the notes under it."""

    start: int
    end: int
    caption: str
    rows: tuple[tuple[Cell, ...], ...]
    notes: str = ""


@record
class Text:
    """A document as read: content is never altered; every offset counts its code points."""

    document: Document
    content: str
    tables: tuple[Table, ...] = ()


@record
class Heading:
    """A heading and its level, 1 (第一章, #) to 6 (a short line without a number)."""

    level: int
    title: str


@record
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
        if not self.joined:
            return self.offsets[begin], self.offsets[end - 1] + 1
        inner = self.joined[bisect_right(self.joined, begin) : bisect_left(self.joined, end)]
        far = [j for j in inner if self._far(j)]
        if not far:
            return self.offsets[begin], self.offsets[end - 1] + 1
        cuts = [begin, *far, end]
        pieces = [(b - a, -a, b) for a, b in pairwise(cuts)]
        _, start, stop = max(pieces)
        return self.offsets[-start], self.offsets[stop - 1] + 1

    def _far(self, position: int) -> bool:
        gap = self.source.content[self.offsets[position - 1] + 1 : self.offsets[position]]
        return bool(gap.strip())

    def original(self, begin: int, end: int) -> str:
        """The document's own characters of text[begin:end], without the line breaks and the blanks left out in them."""
        content, offsets = self.source.content, self.offsets
        if begin < end and offsets[end - 1] - offsets[begin] == end - 1 - begin:  # no break in between: far faster
            return content[offsets[begin] : offsets[end - 1] + 1]
        inner = pairwise((*offsets[begin:end], offsets[end - 1] + 1)) if begin < end else ()
        return "".join(
            content[at] + (gap if (gap := content[at + 1 : after]) in _LEFT_OUT else "") for at, after in inner
        )

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Begin and end in text of the sentence around a position."""
        found = sentences(self)
        at = bisect_right(found, position, key=itemgetter(0)) - 1
        return found[at] if found and position < found[at][1] else (0, len(self.text))

    def evidence(self, begin: int, end: int) -> Evidence:
        """The place of text[begin:end] in the document, with the sentence around it."""
        start, stop = self.span(begin, end)
        content = self.source.content
        first, last = self.sentence_at(begin)
        if end > last or last - first > LONGEST_SENTENCE:
            first, last = _window(first, max(last, end), begin, end)
        return Evidence(
            document=self.source.document.identifier,
            start=start,
            end=stop,
            exact=content[start:stop],
            prefix=content[max(0, start - CONTEXT) : start],
            suffix=content[stop : stop + CONTEXT],
            sentence=self.original(first, last).strip(),
        )


def _window(first: int, last: int, begin: int, end: int) -> tuple[int, int]:
    """The sentence from first to last, or of one that is too long the part around begin and end."""
    half = LONGEST_SENTENCE // 2
    return (first, last) if last - first <= LONGEST_SENTENCE else (max(first, begin - half), min(last, end + half))


def sentences(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Begin and end of each sentence of the passage; closing quotes and brackets stay with their sentence."""
    return _split(passage.text)


_ENDS = re.compile(f"[{re.escape(_SENTENCE_END)}][{re.escape(_SENTENCE_END + _CLOSING)}]*")


@functools.lru_cache(maxsize=4096)
def _split(text: str) -> tuple[tuple[int, int], ...]:
    ends = [found.end() for found in _ENDS.finditer(text)]
    if text[ends[-1] if ends else 0 :].strip():
        ends.append(len(text))
    return tuple(pairwise([0, *ends]))


def passages(source: Text) -> tuple[Passage, ...]:
    """The running text of a document, in order, tables left out; broken lines and columns joined."""
    found: list[Passage] = []
    section: list[Heading] = []
    every = lines(source.content, [(t.start, t.end) for t in source.tables], source.document.title)
    for chain in Joiner(every, _words()).chains():
        first = chain[0]
        if first.kind == "heading":
            section = [h for h in section if h.level < first.level] + [Heading(first.level, first.text)]
        offsets: list[int] = []
        joined: list[int] = []
        for part in chain:
            joined.append(len(offsets))
            offsets.extend(part.offsets)
        text = "".join(part.text for part in chain)
        whole = Passage(source, text, tuple(offsets), first.kind, tuple(section), tuple(joined[1:]))
        found.extend(_parts(whole))
    return tuple(found)


def _parts(passage: Passage) -> Iterator[Passage]:
    """The passage, or where it is longer than a paragraph ever is, its parts: some rules take the square of its length.

    A part ends with a sentence; a sentence that is too long by itself is cut.
    """
    begin, length = 0, len(passage.text)
    while length - begin > LONGEST_PASSAGE:
        ends = [end for _, end in _split(passage.text[begin : begin + LONGEST_PASSAGE])[:-1]]
        end = begin + (ends[-1] if ends else LONGEST_PASSAGE)
        yield _part(passage, begin, end)
        begin = end
    yield _part(passage, begin, length) if begin else passage


def _part(passage: Passage, begin: int, end: int) -> Passage:
    joined = tuple(j - begin for j in passage.joined if begin < j < end)
    return replace(passage, text=passage.text[begin:end], offsets=passage.offsets[begin:end], joined=joined)


@functools.cache
def _words() -> frozenset[str]:
    """Words of two characters and more, to see whether a broken line goes on in another."""
    tables = (
        tomllib.loads((_RULES / f"{name}.toml").read_text(encoding="utf-8")) for name in ("words", "observations")
    )
    texts = (text for table in tables for text in table.values() if isinstance(text, str))
    return frozenset(word for text in texts for word in text.split() if len(word) > 1)


__all__ = ["CONTEXT", "Cell", "Heading", "Passage", "Table", "Text", "fold", "passages", "sentences"]
