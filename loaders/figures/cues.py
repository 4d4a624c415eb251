"""A passage cut into words by the part they play in saying what a number measures (rules/observations.toml).

The cut takes the longest words, so that a longer one protects the characters in it: 有效 keeps 有, 增加值 keeps 增加.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

import ahocorasick

from loaders.lexicon import rules, words
from ontology.values import record

# Single characters that stand for what was masked in the text, one for each character of it.
TIME = "\ue000"  # a time expression
BASE = "\ue001"  # a time that is compared with: 上年 in 比上年
NAME = "\ue002"  # the document's own area, or a company or platform: a subject, not part of an indicator's name
NUMBER = "\ue003"  # a quantity with its comparators
MASKS = {TIME: "time", BASE: "base", NAME: "name", NUMBER: "number"}

_QUOTES = frozenset("“‘（《”’）》")
_QUOTED = re.compile(r"“[^“”。；！？]{1,24}”|‘[^‘’。；！？]{1,24}’|（[^（）。；]{1,40}）|《[^《》]{1,60}》")
_MARKS = frozenset("，；：。、！？—-~·…|/ \t")


@record
class Token:
    """A word at text[begin:end] and the parts it may play; depth: 1 inside a quotation or brackets."""

    begin: int
    end: int
    word: str
    parts: frozenset[str]
    depth: int = 0

    def __contains__(self, part: str) -> bool:
        return part in self.parts


@cache
def parts() -> dict[str, frozenset[str]]:
    """The parts of every word of the rules; `keep` only where it plays no other part."""
    table = rules("observations")
    found: dict[str, set[str]] = {}
    for part, listed in table.items():
        if isinstance(listed, str):
            for word in words(listed):
                found.setdefault(word, set()).add(part)
    for cue in ("yoy", "annual", "cumulative"):
        for word in words(table[cue]):
            found[word].update(("link", "lead"))
    for change in ("rise", "fall", "turn"):
        for word in words(table[change]):
            if word[-1] in "幅速率":  # 涨幅为3% is a growth, 上涨为 none
                continue
            for to in words(table["to"]):
                found.setdefault(word + to, set()).update(("link", "changed", "stop"))
    for word in words(table["rank"]):
        if len(word) > 1:
            found[word].add("link")
    return {word: frozenset(p - {"keep"} or p) for word, p in found.items()}


@cache
def listed(part: str) -> frozenset[str]:
    """All words that play a part."""
    return frozenset(word for word, own in parts().items() if part in own)


@cache
def _automaton(shortest: int) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, own in parts().items():
        if len(word) >= shortest:
            automaton.add_word(word, (len(word), own))
    automaton.make_automaton()
    return automaton


_LONG = 4  # characters from which a word is not cut by one that begins before it
_NONE: frozenset[str] = frozenset()


class Words:
    """The words of a text, to be asked for those between two positions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _cut(text)
        self._begins = [t.begin for t in self.tokens]

    def between(self, begin: int, end: int) -> Sequence[Token]:
        """The words that begin between two positions."""
        return self.tokens[bisect_left(self._begins, begin) : bisect_left(self._begins, end)]


def _cut(text: str) -> list[Token]:
    inside = _inside(text)
    tokens: list[Token] = []
    at = 0
    for begin, end, own in _words(text):
        if at < begin:
            _plain(text, at, begin, inside, tokens)
        tokens.append(Token(begin, end, text[begin:end], own, inside[begin]))
        at = end
    _plain(text, at, len(text), inside, tokens)
    return tokens


def _words(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The known words, first the long ones: 占 before 地区生产总值, not 占地."""
    short, at = _automaton(1), 0
    for last, (length, own) in chain(_automaton(_LONG).iter_long(text), [(len(text), (1, _NONE))]):
        begin = last + 1 - length
        for end, (size, role) in short.iter_long(text, at, begin) if at < begin else ():
            yield end + 1 - size, end + 1, role
        if length > 1:
            yield begin, last + 1, own
        at = last + 1


def _inside(text: str) -> bytearray:
    """For each character whether it stands in a short quotation or in brackets; speech in quotes is no quotation."""
    marks = bytearray(len(text))
    for found in _QUOTED.finditer(text):
        if NUMBER in found[0]:
            continue
        for i in range(found.start() + 1, found.end() - 1):
            marks[i] = 1
    return marks


# The part that each character plays by itself which belongs to no word.
_SINGLE = {char: frozenset((part,)) for char, part in MASKS.items()}
_SINGLE |= dict.fromkeys(_QUOTES, frozenset(("quote",))) | dict.fromkeys(_MARKS, frozenset(("mark",)))


def _plain(text: str, begin: int, end: int, inside: bytearray, tokens: list[Token]) -> None:
    """Characters that belong to no word of the rules: marks one by one, others in runs."""
    run = begin
    for i in range(begin, end):
        own = _SINGLE.get(text[i])
        if own is None:
            continue
        if run < i:
            tokens.append(Token(run, i, text[run:i], _NONE, inside[run]))
        tokens.append(Token(i, i + 1, text[i], own, inside[i]))
        run = i + 1
    if run < end:
        tokens.append(Token(run, end, text[run:end], _NONE, inside[run]))
