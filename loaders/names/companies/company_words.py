"""What tells a company's short name from other words: trade name and line of business, no word of the language."""

import re
from functools import cache
from operator import add

from loaders.dictionary import first_word
from loaders.finding import is_generic, table
from loaders.lexicon import Cut, words
from loaders.names.companies.legal_names import SINGLE_BREAKS
from ontology import names, vocab


def ends_in_trade(name: str) -> bool:
    """Whether a name has a trade name, and a line of business or a form behind it."""
    parts = names.split_company(name)
    return bool(parts.trade_name) and bool(parts.trade_word or parts.form)


_SPEECH = re.compile(r"^(?:公司|企业|产品|客户|项目|业务)|广泛")  # 公司|循环产业园, 产品广泛供应|汽车


def company_like(name: str) -> bool:
    """Whether a short name could be a company's: its trade name is no word of the vocabularies."""
    stem = names.split_company(name).trade_name
    placed = names.split_company(name).place
    if (
        len(stem) < 2
        or _SPEECH.search(name)
        or is_generic(stem, "company")
        or (stem in vocab.names("place") and not placed)
    ):
        return False
    if vocab.concept("industry", re.sub(r"^(?:国内|国际|本地|新型|传统|现代)", "", name)):
        return False
    if any(mark in stem for mark in "、，“”的") or vocab.concept("industry", name) or vocab.concept("honour", name):
        return False
    if (
        not names.split_company(name).form
        and stem.endswith(("会", "展", "节", "赛", "企业", "民企", "形势", "环境", "+", "网"))
    ) or "+" in stem:
        return False
    return stem not in everyday() and not re.match(r"[一二三四五六七八九十两\d]+(?:[家个类大条项批]|$)(?!一)", stem)


def done(stem: str) -> bool:
    """Whether a stem is what a sentence does, and no trade name: 见到, 协助航天."""
    word, tag = first_word(stem)
    verb = tag == "v" and len(word) == 2 and (len(stem) > 3 or word == stem)
    return verb and word not in words(table("company")["coined"])


@cache
def everyday() -> frozenset[str]:
    """Words that are no trade name: lines of business, product words, names of industries."""
    products = {word for each in vocab.concepts("industry") for word in (*each.keywords, *each.names)}
    return frozenset(products | names.trade_words())


@cache
def _vocabulary() -> str:
    names_of = (name for scheme in ("industry", "gbt4754") for each in vocab.concepts(scheme) for name in each.names)
    return "\n".join(names_of)


@cache
def _openings() -> frozenset[str]:
    """What a string of the vocabulary can begin with: one character or two."""
    return frozenset({"", *_vocabulary(), *map(add, _vocabulary(), _vocabulary()[1:])})


def in_vocabulary(stem: str) -> bool:
    """Whether a word stands in the name of an industry, and so hardly is a trade name: 农副 of 农副食品加工."""
    return stem[:2] in _openings() and stem in _vocabulary()  # most begin as nothing there does: far faster


@cache
def plain_words() -> frozenset[str]:
    """Lines of business that are everyday words, so that no short name is told by them alone."""
    return frozenset(words(table("company")["plain_words"]))


def plain_stem(cut: Cut, begin: int, end: int) -> bool:
    """Whether no word of the language (a verb, a particle, a count) lies in the name."""
    spans = [(b, e, part) for e, (b, part) in cut.ends.items() if begin <= b and e <= end]
    outer = [
        part
        for b, e, part in spans
        if (b == begin or e == end) and part in ("function", "govern", "act", "time", "count", "sum")
    ]
    particles = [cut.text[b:e] for b, e, part in spans if part == "function" and begin < b and e < end]
    return not outer and not any(len(each) > 1 or each in SINGLE_BREAKS for each in particles)
