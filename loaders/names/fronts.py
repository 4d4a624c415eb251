"""What the dictionary sees at the front of a name: the verb, adverb or preposition of the sentence it stands in."""

from functools import cache

from loaders.dictionary import tagged
from ontology import vocab

_LOOSE = frozenset({"v", "vd", "d", "p", "c", "u", "r", "y"})
_PARTICLES = frozenset({"d", "p", "c", "u", "r", "y"})
# Verbs in the names of the classification that open no name of an industry.
_NO_TRADE = frozenset(
    {"及其", "其他", "相关", "包括", "提供", "支持", "帮助", "准备", "结合", "补充", "增强", "应用", "保障", "保护"}
)


@cache
def trade_verbs() -> frozenset[str]:
    """The verbs that names of industries are made of: 印刷, 焊接, 起重, 再生."""
    names = (n for scheme in ("industry", "gbt4754") for c in vocab.concepts(scheme) for n in (*c.names, *c.keywords))
    words = {word for name in names for word, tag in tagged(name) if tag in _LOOSE and len(word) > 1}
    return frozenset(words - _NO_TRADE)


def front(stem: str, known: str = "") -> int:
    """How many characters at the front of a stem are no part of an industry's name.

    known: what follows the stem and belongs to the name; a name that the vocabulary knows begins where it is known.

    >>> front("展示起重装备"), front("除陶瓷"), front("再生铅")
    (2, 1, 0)
    """
    if vocab.concept("industry", stem + known):
        return 0
    at = 0
    for word, tag in tagged(stem):
        if tag not in _LOOSE or word in trade_verbs():
            break
        rest = stem[at + len(word) :]
        single = len(word) == 1 and tag not in _PARTICLES
        if (single or len(rest) < 2) and rest and not vocab.concept("industry", rest + known):
            break
        at += len(word)
    return at
