"""What a number counts: the unit written after it, from the vocabulary, or as it stands."""

import re
from functools import cache

from loaders.dictionary import is_word
from loaders.lexicon import rules, words
from ontology import vocab

_PER = re.compile(r"/(?:[\u4e00-\u9fff·]{1,5}|[A-Za-z]{1,4}[²³23]?)")
_ALSO = re.compile(r"（[\u4e00-\u9fff]{1,2}）|/[\u4e00-\u9fff](?![\u4e00-\u9fff])")
_STRANGE = re.compile(r"[^版级型号代期届式制\W\da-zA-Z](?=[，。；！？]|$)")


@cache
def known() -> tuple[frozenset[str], int]:
    """All names of units, and the length of the longest."""
    names = frozenset(vocab.names("unit")) | frozenset(words(rules("numbers")["classifiers"]["words"]))
    return names, max(len(name) for name in names)


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the names of units are that begin with each character, the longest first."""
    found: dict[str, set[int]] = {}
    for name in known()[0]:
        found.setdefault(name[:1], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@cache
def _blocked() -> tuple[frozenset[str], int]:
    names = frozenset(words(rules("numbers")["not_units"]["words"]))
    return names, max(len(name) for name in names)


@cache
def of_goods() -> tuple[str, ...]:
    """Units that goods are made and sold by: 吨, 台, 平方米."""
    return tuple(words(rules("numbers")["goods"]["words"]))


def measure(text: str, at: int) -> int:
    """Where the unit ends that begins at this position; `at` itself if none does."""
    names, blocked = known()[0], _blocked()[0]
    lengths, widest = _lengths().get(text[at : at + 1], ()), _blocked()[1]
    barred = max((n for n in range(2, widest + 1) if text[at : at + n] in blocked), default=0)
    if barred == 2 and is_word(text[at + 1 : at + 3]) and not is_word(text[at + 2 : at + 4]):
        barred = 0  # 12家|电子企业, not 12|家电|子企业
    for length in lengths:
        end = at + length
        if length < barred or end > len(text) or text[at:end] not in names:
            continue
        if (
            text[end - 1].isascii()
            and text[end - 1].isalnum()
            and text[end : end + 1].isascii()
            and text[end : end + 1].isalnum()
        ):
            continue
        return _extended(text, end)
    return at


def _extended(text: str, end: int) -> int:
    """Past a divisor (万元/吨标准煤) or a second classifier (套（间）)."""
    names, longest = known()
    if text[end : end + 1] == "/":
        for length in range(min(longest, len(text) - end - 1), 0, -1):
            if text[end + 1 : end + 1 + length] in names:
                return end + 1 + length
        if found := _PER.match(text, end):
            return found.end()
    if text[end : end + 1] == "（" and (found := _ALSO.match(text, end)) and found[0][1:-1] in names:
        return found.end()
    return end


def strange(text: str, at: int) -> int:
    """Where a classifier ends that nobody knows, but that closes its clause (卡口12杆，); `at` if there is none."""
    found = _STRANGE.match(text, at)
    return found.end() if found else at
