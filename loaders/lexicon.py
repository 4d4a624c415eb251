"""Where a name begins: a Chinese sentence cut at the words that no name contains.

A name's right end is its head (开发区, 有限公司, 行动); its left end is the nearest word before the head that
cannot be part of it: a particle, a preposition, a verb that governs it, an adverb, a date, a count. `Cut` is one
passage cut that way; `Cut.left` walks from a head to the beginning of its name, over quotes and brackets.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import ahocorasick

from loaders.text import Passage
from ontology import vocab
from ontology.values import record

RULES = Path(__file__).with_name("rules")

_BREAK = frozenset("，。；：、！？…—-~《》〈〉“‘『「【】[]{}■◆●▲|/／=<>\t\n")
_PAIRS = {"”": "“", "’": "‘", "）": "（", "》": "《"}
# The character that a pattern begins with stands before what it looks back at: so the engine can search for it.
_NUMERAL = r"[\d一二三四五六七八九十百千两几数](?:(?<!\d)|(?<=(?<!\d)\d)\d*+(?:[,.]\d++){0,6})[余多]?[万亿]?"
_CLASSIFIER = (
    r"[余多]?(?:个|家|项|条|座|所|批|名|位|场|户|件|套|次|款|支|亩|平方公里|平方米|公里|人"
    r"|亿元|万元|元|%|倍)"
)
_SPAN = re.compile(rf"{_NUMERAL}(?:年|个月|天|月|日)")
_MEMBER = re.compile(r"\d(?<![\d.].)\d?[.．](?=[\u4e00-\u9fff“])")  # the number of a member of a list
_COUNT = re.compile(rf"{_NUMERAL}{_CLASSIFIER}|\d{{4}}年?[-—~]\d{{4}}年|第[一二三四五六七八九十\d]{{1,8}}[批届次期]")
# Before a number, else they may be in names; and behind a figure of speech: “两翼”|指|石花片区和冷集片区.
_ABOUT = re.compile(r"[达超近约](?=[\d一二三四五六七八九十百千万亿数几两])|(?<=”)[指即]")
_SUM = re.compile(r"(?:[\d]{1,2}|[一二三四五六七八九十两]{1,4})大(?=[\u4e00-\u9fff])")
_ITEM = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[章节条]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]|专栏[\d\-一二三四五六七八九十]*[：:]?)\s*"
)
_CONJUNCTIONS = "与和及"
_LIST_NUMBER = re.compile(r"[一二三四五六七八九十\d]{1,3}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def rules(name: str) -> dict[str, Any]:
    """The knowledge in rules/NAME.toml, as tables of lists and strings."""
    return tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8"))


def words(text: str) -> tuple[str, ...]:
    """The words of a list written as a text with spaces."""
    return tuple(dict.fromkeys(text.split()))


def one_of(names: Iterable[str]) -> str:
    """A pattern for one of the names, the longest first; those that begin alike are tried together."""
    return f"(?:{_tree(sorted(set(names)))})"


def begins(names: Iterable[str]) -> str:
    """A look at the first character of the names: asked first, it spares the alternatives at most places."""
    return f"(?=[{''.join(sorted({re.escape(name[0]) for name in names}))}])"


def _tree(names: Sequence[str]) -> str:
    """The names as alternatives by their first character, each followed by the tree of what may come behind it."""
    branches = []
    for first, group in groupby(names, key=lambda name: name[:1]):
        rests = [name[1:] for name in group] if first else []
        rest = f"(?:{_tree(rests)})" if len(rests) > 1 else "".join(map(re.escape, rests))
        branches.append(re.escape(first) + rest)
    return "|".join(reversed(branches))  # a name that ends here comes last: the longest is tried first


@record
class Cut:
    """A passage cut into words. ends: position → (where the word that ends there begins, its part of speech);
    opens: position of a closing quote or bracket → that of its opening one; start: after the list number, if any;
    places: where each name of a place begins → where it ends."""

    passage: Passage
    text: str
    ends: dict[int, tuple[int, str]]
    opens: dict[int, int]
    places: dict[int, int]
    start: int = 0

    def left(self, end: int, breaks: frozenset[str], inner: frozenset[str] = frozenset(), limit: int = 40) -> int:
        """Where the name begins whose head begins at `end`; `end` itself if nothing belongs to it.

        breaks: the parts of speech that a name of this kind cannot contain; inner: those of them that it may
        contain directly before its head (改造提升 in 老旧工业区改造提升行动).
        """
        at, tail = end, True
        while at > self.start and end - at < limit:
            mark = self.text[at - 1]
            if mark in _PAIRS:
                opening = self.opens.get(at - 1)
                if opening is None or mark == "》" or not _joins(self.text[opening + 1 : at - 1], mark):
                    break
                at, tail = opening, False
                continue
            if mark in _BREAK or (mark.isspace() and not (at > 1 and self.text[at - 2].isascii())):
                break
            word = self.ends.get(at)
            if word is None:
                at, tail = at - 1, False
                continue
            begin, part = word
            if part in breaks and not (tail and part in inner):
                break
            tail = tail and part in inner
            at = begin
        return self._opened(max(at, self.start), end)

    def _opened(self, at: int, end: int) -> int:
        """Past an opening bracket that closes only after the name."""
        i = self.text.rfind("（", at, end)
        while i >= 0:
            if not any(o == i and c < end for c, o in self.opens.items() if c > i):
                return i + 1
            i = self.text.rfind("（", at, i)
        return at


def _joins(inner: str, mark: str) -> bool:
    """Whether a quotation or bracket belongs to the name it stands in: short, no sentence, no list number."""
    if mark == "）":
        return len(inner) <= 12 and not _LIST_NUMBER.fullmatch(inner)
    return len(inner) <= 26 and not any(stop in inner for stop in "。；，？！")


@cache
def _automaton() -> ahocorasick.Automaton:
    tables = rules("words")
    parts = {name: "place" for name in vocab.names("place") if len(name) > 1}
    for name in vocab.names("industry"):
        if any(mark in name for mark in _CONJUNCTIONS) and "（" not in name:
            parts[name] = "keep"
    for each in vocab.concepts("gbt4754"):
        if each.label.endswith("业") and any(mark in each.label for mark in _CONJUNCTIONS):
            parts[each.label] = "keep"
    for name in words(rules("entities")["industry"]["editions"]):
        parts[name] = "keep"
    for part in ("keep", "body", "time", "act", "mixed", "govern", "function"):
        for word in words(tables[part]):
            if part != "keep" or word not in vocab.names("place"):
                parts[word] = part
    automaton = ahocorasick.Automaton()
    for word, part in reversed(parts.items()):  # everyday words first: what is added first is found faster
        automaton.add_word(word, (len(word), part))
    automaton.make_automaton()
    return automaton


_GAP = re.compile(
    r"[ \u3000](?:(?<=[\u4e00-\u9fff“”（）、，].)(?=[\u4e00-\u9fff“”（）、，\d])|(?<=\d.)(?=[\u4e00-\u9fff]))"
)
_BY_MARKS = re.compile(
    r"(?<=[。；，：！？])[ \u3000]+(?=[\u4e00-\u9fff“])|(?<=[\u4e00-\u9fff”）])[ \u3000]+(?=[。；，])"
)
_LONG = 80  # characters: in shorter passages a blank parts names, in longer ones it is left over from a broken line


def squeezed(passage: Passage) -> tuple[Passage, Sequence[int]]:
    """The passage without the blanks beside its marks and those that broken lines left inside words, and the place of
    each character before."""
    blank = passage.kind == "body" and has(passage.text, " ", "\u3000")
    gaps = {m.start() for m in _GAP.finditer(passage.text)} if blank and len(passage.text) > _LONG else set()
    gaps |= {place for m in _BY_MARKS.finditer(passage.text) for place in range(*m.span())} if blank else set()
    if not gaps:
        return passage, range(len(passage.text))
    kept = tuple(i for i in range(len(passage.text)) if i not in gaps)
    text = "".join(passage.text[i] for i in kept)
    offsets = tuple(passage.offsets[i] for i in kept)
    joined = tuple(j - sum(1 for gap in gaps if gap < j) for j in passage.joined)
    return Passage(passage.source, text, offsets, passage.kind, passage.section, joined), kept


def cut(passage: Passage) -> Cut:
    """The passage cut into words, in one walk over its text."""
    text = passage.text
    ends = {last + 1: (last + 1 - length, part) for last, (length, part) in _automaton().iter_long(text)}
    for found in _COUNT.finditer(text):
        ends[found.end()] = (found.start(), "count")
    for found in _SPAN.finditer(text):
        ends.setdefault(found.end(), (found.start(), "span"))
    for found in _MEMBER.finditer(text) if has(text, ".", "．") else ():
        ends[found.end()] = (found.start(), "count")
    for found in _ABOUT.finditer(text):
        ends.setdefault(found.end(), (found.start(), "function"))
    for found in _SUM.finditer(text):
        ends.setdefault(found.end(), (found.start(), "sum"))
    number = _ITEM.match(text)
    places = {begin: end for end, (begin, part) in ends.items() if part == "place"}
    return Cut(passage, text, ends, _pairs(text), places, number.end() if number else 0)


_MARKS = re.compile("[“”‘’（）《》]")


def _pairs(text: str) -> dict[int, int]:
    """The opening mark of each closing quote and bracket; a mark without its partner is left out."""
    opens: dict[int, int] = {}
    waiting: dict[str, list[int]] = {"“": [], "‘": [], "（": [], "《": []}
    for found in _MARKS.finditer(text):
        mark, at = found[0], found.start()
        if mark in waiting:
            waiting[mark].append(at)
        elif waiting[_PAIRS[mark]]:
            opens[at] = waiting[_PAIRS[mark]].pop()
    return opens


_QUOTED = re.compile(r"[“‘]([^“”‘’。；]{1,30})[”’]")


@lru_cache(maxsize=4)  # the rules for names ask in turn
def quoted(text: str) -> tuple[re.Match[str], ...]:
    """Every innermost quotation of up to thirty characters, in single or double quotes."""
    return tuple(_QUOTED.finditer(text)) if "“" in text or "‘" in text else ()


def has(text: str, *needs: str) -> bool:
    """Whether a text has one of the words that every match of a pattern holds: to look for them first is far faster."""
    for need in needs:  # noqa: SIM110  any() takes twice the time
        if need in text:
            return True
    return False


def chinese(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return bool(_HAN.search(text))
