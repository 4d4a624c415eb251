"""What the dictionary sees at the front of a name: the verb, adverb or preposition of the sentence it stands in."""

import re
from functools import cache

from loaders.dictionary import tagged
from ontology import vocab

LOOSE = frozenset({"v", "vd", "d", "p", "c", "u", "r", "y"})
# Prefixes of substances (IUPAC, in the Chinese Chemical Society's wording) that are adverbs and prepositions too.
_ISOMER = re.compile(r"太赫兹|[正异对间邻叔仲顺反偏]{1,2}[甲乙丙丁戊己庚辛壬癸苯二三四氨羟氯氟溴硝氰环羧酞氢硅磷]")
_PARTICLES = frozenset({"d", "p", "c", "u", "r", "y"})
# Verbs in the names of the classification that open no name of an industry.
_NO_TRADE = frozenset(
    {"及其", "其他", "相关", "包括", "提供", "支持", "帮助", "准备", "结合", "补充", "增强", "应用", "保障", "保护"}
)


@cache
def trade_verbs() -> frozenset[str]:
    """The verbs that names of industries are made of: 印刷, 焊接, 起重, 再生."""
    names = (n for scheme in ("industry", "gbt4754") for c in vocab.concepts(scheme) for n in (*c.names, *c.keywords))
    words = {word for name in names for word, tag in tagged(name) if tag in LOOSE and len(word) > 1}
    return frozenset(words - _NO_TRADE)


def _governs(word: str, tag: str) -> bool:
    return tag == "v" and len(word) > 1 and word not in trade_verbs()


_CLAUSE = frozenset("占在同要将有是着了被把让使")  # words of a sentence, as the dictionary cuts it, that are in no name
_RESULT = re.compile(r".*(?:[建用管办搞做抓守护]好|[建做]强)")


def clause(stem: str) -> int:
    """How many characters at the front of a stem belong to the sentence around it, by a word that no name has.

    >>> clause("收入占江口"), clause("市工信局要建好政企通服务"), clause("同安")
    (3, 7, 0)
    """
    at = end = 0
    for word, tag in tagged(stem):
        at += len(word)
        if word in _CLAUSE and tag[0] in "vpdu":
            end = at
    done = _RESULT.match(stem)
    return max(end, done.end() if done and len(stem) - done.end() > 1 else 0)


_BEHIND = re.compile(r".*(?:高新区|开发区|园区|区|园|市|县|境|省)内(?=[^资部外陆].)|^[起出](?=先进|现代|新|高端)")


def inner(stem: str) -> int:
    """How many characters belong to the sentence before a verb that stands within a stem, or to where a thing is.

    >>> inner("区内光伏电池"), inner("网织出千亿元"), inner("起先进电池"), inner("起重机械"), inner("动力电池")
    (2, 3, 1, 0, 0)
    """
    if vocab.concept("industry", stem):
        return 0
    behind = _BEHIND.match(stem)
    at, cut = 0, behind.end() if behind else 0
    for word, tag in tagged(stem):
        at += len(word)
        if _governs(word, tag) and at < len(stem) - 1 and at > len(word):
            cut = max(cut, at)
    return cut


_DEED = re.compile(r"^(?:.{2,6})?[聚搞抓丢补拼翻](?=.{1,3}$)|抓$|[不没未别][搞做丢是]")  # 人气聚, 不搞, 丢老本行


def says(stem: str) -> bool:
    """Whether a stem is what a sentence says of a thing, and names none: 完整, 科学研判.

    >>> says("完整"), says("科学研判"), says("装备制造")
    (True, True, False)
    """
    if _DEED.search(stem):
        return True
    spoken = tagged(stem)
    word, tag = spoken[-1]
    if all(each in ("a", "ad", "d", "z") for _, each in spoken) and len(stem) > 1:
        return True
    done = tag in ("v", "vn") and len(word) > 1 and word not in trade_verbs()
    return done and not any(word in name for name in _trade_names())


@cache
def _trade_names() -> frozenset[str]:
    return frozenset(name for scheme in ("industry", "gbt4754") for c in vocab.concepts(scheme) for name in c.names)


_WIDELY = re.compile("[\u4e00-\u9fff]{0,4}?广泛(?:应用|供应|服务|使用|运用|分布|覆盖|涉及)[于在到]?")


def front(stem: str, known: str = "") -> int:
    """How many characters at the front of a stem are no part of an industry's name.

    known: what follows the stem and belongs to the name; a name that the vocabulary knows begins where it is known.

    >>> front("展示起重装备"), front("除陶瓷"), front("再生铅"), front("正丁醇")
    (2, 1, 0, 0)
    """
    if vocab.concept("industry", stem + known) or _ISOMER.match(stem):
        return 0
    widely = _WIDELY.match(stem)
    at = 0 if widely is None else widely.end()
    if at:
        return at
    spoken = tagged(stem)
    for n, (word, tag) in enumerate(spoken):
        if word == "内" and n == 0 and len(spoken) > 1:  # 园区|内|民用航空产业
            at += 1
            continue
        if tag in ("a", "ad") and spoken[n + 1 : n + 2] and _governs(*spoken[n + 1]):  # 正好|填补, 认真|梳理
            at += len(word)
            continue
        if tag not in LOOSE or word in trade_verbs():
            break
        rest = stem[at + len(word) :]
        single = len(word) == 1 and tag not in _PARTICLES
        if (single or len(rest) < 2) and rest and not vocab.concept("industry", rest + known):
            break
        at += len(word)
    return at
