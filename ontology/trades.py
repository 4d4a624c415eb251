"""The industries that words tell: a product's name, a company's, and that of an industry made of several.

>>> [iri.rpartition("/")[2] for iri in (industry_of("汽车高强度紧固件"), industry_of_firm("海虹光伏科技"))]
['紧固件', '光伏']
>>> sorted(iri.rpartition("/")[2] for iri in parts("医药化工产业")), parts("航空轮胎")
(['化工', '医药'], frozenset())
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from ontology import goods, names, vocab

if TYPE_CHECKING:
    import ahocorasick

_TAIL = re.compile(
    r"(?:系列|整机|生产线|生产|基地|建设|制造|技改|扩建|新建|改造|产业化|项目|产品|装配|组装|设备项目|及配套|[一二三]期|（[^）]*）|\([^)]*\))+$"
)
_FIRM_TAIL = re.compile(r"(?:（[^）]*）|科技|技术|实业|工业|制造|股份|集团|加工)+$")


def industry_of(product: str) -> str | None:
    """The IRI of the industry that a product's name tells, None where no key word tells one.

    The head of a Chinese noun stands last, so the key word that ends last decides, the longest of these first.
    A key word that ends before the last third of the name says what the product is for, not what it is.
    """
    text = _unfitted(_TAIL.sub("", product))
    if exact := _of_equipment(text):
        return exact
    hits = [(end, len(word), address) for end, (word, address) in _keywords().iter(text)]
    if not hits:
        return None
    end, _, address = max(hits)
    return address if end + 1 > 2 * len(text) / 3 else None


def industry_of_firm(name: str) -> str | None:
    """The IRI of the industry that a company's name ends on, None where it ends on none.

    What takes up the whole line is a trade name, but for a long word behind a place: 台州纺织机械有限公司.
    """
    company = names.split_company(name)
    line = _unfitted(_FIRM_TAIL.sub("", company.trade_name + company.trade_word))
    if exact := _of_equipment(line[_TRADE_NAME:]):
        return exact
    hits = [(len(word), address) for word, address in _ends(line) if len(word) > 2 or vocab.concept("industry", word)]
    size, address = max(hits, default=(0, ""))
    return address if 0 < size < len(line) or (company.place and size > 3) else None


_TRADE_NAME = 2  # characters that a trade name has at least
# Equipment of any kind: the words before it say of which. The vocabulary may have them with another of the kinds.
_EQUIPMENT = re.compile(r"(?:(?:智能|自动化|成套|专用|精密|高端|重型|通用|非标)*(?:机械|设备|装备|机电|机具))+$")
_KINDS = ("机械", "装备", "设备")
_ANY_EQUIPMENT = frozenset(("装备制造", "机械", "高端装备", "智能装备"))
# What belongs to goods is in the industry of the goods, or in one of their parts.
_FITTINGS = re.compile(r"(?:(?:及其?|和|与|、)?(?:相关)?(?:零部件|零配件|配附件|配件|附件|部件|零件))+$")


def _of_equipment(text: str) -> str | None:
    """The industry of the kind of equipment that a name ends on, None where it is of any kind: 纺织机电, 船舶机械."""
    found = _EQUIPMENT.search(text)
    if not found:
        return None
    stems = [text[at : found.start()] for at in range(found.start() - 1)]
    same = ((word, iri) for stem in stems for word, iri in _ends(stem + found[0]) if word == stem + found[0])
    other = (known for stem in stems for kind in _KINDS if (known := vocab.concept("industry", stem + kind)))
    machines = (iri for stem in stems for word, iri in _ends(stem) if word == stem and is_equipment(iri))
    every = chain((iri for _, iri in same), (known.iri for known in other), machines)
    return next((iri for iri in every if iri not in any_equipment()), None)


def _unfitted(text: str) -> str:
    """A name without 配件, 附件 … at its end, unless a key word of its own ends on them: 电缆 of 电缆附件."""
    bare = _FITTINGS.sub("", text)
    if bare == text or _ends(text):
        return text
    parts = next((bare + word for word in ("零部件", "配件") if _ends(bare + word)), "")
    return parts or (bare if goods.goods(bare) or any(is_equipment(iri) for _, iri in _ends(bare)) else text)


def _ends(text: str) -> list[tuple[str, str]]:
    """The key words of industries that a text ends on, and their industries."""
    return [hit for end, hit in _keywords().iter(text) if end == len(text) - 1]


@cache
def any_equipment() -> frozenset[str]:
    """The IRIs of the industries that equipment of any kind is in."""
    return frozenset(concept.iri for concept in vocab.concepts("industry") if concept.label in _ANY_EQUIPMENT)


def is_equipment(industry: str) -> bool:
    """Whether an industry is that of one kind of equipment."""
    return industry not in any_equipment() and not any_equipment().isdisjoint(above(industry))


@cache
def _keywords() -> "ahocorasick.Automaton":
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for concept in vocab.concepts("industry"):
        for word in (*concept.keywords, concept.label, *concept.aliases):
            if len(word) > 1 and not automaton.exists(word):
                automaton.add_word(word, (word, concept.iri))
    automaton.make_automaton()
    return automaton


_HEAD = re.compile(r"(?:全产业链|产业链条|产业链|产业集群|产业体系|集群|产业|行业|领域|制造业|加工业|业)$")
_PLAIN = re.compile(
    r"高端|先进|现代|绿色|特色|智能|新型|优势|高新|精密|精深|制造|加工|装备(?!制造)|生产|及|与|和|、|其|相关|配套"
)


@cache
def parts(name: str) -> frozenset[str]:
    """The IRIs of the industries that the name of one is made of; none where a word of it says something narrower.

    Of two words that nothing joins the first says what goods are for: 航空轮胎 is no sum of 航空 and 轮胎.
    """
    stem = _HEAD.sub("", name)
    whole = vocab.concept("industry", name) or vocab.concept("industry", stem)
    if whole:
        return frozenset({whole.iri})
    found: list[tuple[str, str]] = []
    at, joined = 0, True
    while at < len(stem):
        size, known = _longest(stem, at)
        plain = _PLAIN.match(stem, at)
        if known and not (plain and plain.end() - at >= size):
            if found and not joined and goods.goods(stem[at : at + size]):
                return frozenset()
            found.append((stem[at : at + size], known.iri))
            at, joined = at + size, False
        elif plain:
            at, joined = plain.end(), True
        else:
            return frozenset()
    return frozenset(iri for _, iri in found)


def _longest(text: str, at: int) -> tuple[int, vocab.Concept | None]:
    """The longest name of an industry at a position, and how long it is."""
    for size in range(len(text) - at, 1, -1):
        known = vocab.concept("industry", text[at : at + size])
        if known:
            return size, known
    return 0, None


def stem(industry: str) -> str:
    """The name of an industry less 产业, 产业链 and the like."""
    return _HEAD.sub("", industry)


def kinds_of(stem: str) -> tuple[str, ...]:
    """What the name of one industry ends on, the longest first: it is a kind of that, where it is no sum of two.

    >>> kinds_of("店用冷柜"), "化工" in kinds_of("医药化工")
    (('用冷柜', '冷柜'), False)
    """
    if not re.fullmatch(r"[\u4e00-\u9fff]{3,10}", stem) or re.search("[及与和]", stem):
        return ()
    cuts = [(stem[:at], stem[at:]) for at in range(1, len(stem) - 1)]
    return tuple(end for front, end in cuts if goods.goods(end) or not vocab.concept("industry", front))


_AMOUNT = re.compile(
    r"^(?:年产|日产|新建|扩建)?(?:[\d.,]+[余多]?[万亿]?(?:吨|台套?|套|件|只|辆|个|根|支|片|米|平方米|立方米)(?:/年)?)?的?"
)


def served(product: str) -> str:
    """The industry that a product's name begins with, as written, where goods of its own follow: 汽车 in 汽车紧固件."""
    name = _AMOUNT.sub("", product)
    for size in range(min(8, len(name) - 2), 1, -1):
        known = vocab.concept("industry", name[:size])
        if known:
            return "" if known.label in SECTORS | WIDE else name[:size]
    return ""


def serves(industry: str, served: str) -> bool:
    """Whether the name of an industry is that of one served, or of its parts: 汽车及零部件产业, 汽车零部件 for 汽车."""
    return re.fullmatch(re.escape(served) + _OF_PARTS, industry) is not None


_OF_PARTS = r"(?:(?:及其?)?[\u4e00-\u9fff]{0,5}(?:零部件|零配件|配件|部件))?(?:产业链|产业集群|产业|行业)?"
# Goods of many kinds, and the sectors of the whole economy.
_WIDE_WORDS = "装备制造 机械 新材料 新能源 节能环保 人工智能 高端装备 智能装备 绿色低碳"
_SECTOR_WORDS = "工业 制造业 农业 服务业 第三产业 农林牧渔业 建筑业 采矿业 数字经济 海洋经济 先进制造业 智能制造"
WIDE, SECTORS = frozenset(_WIDE_WORDS.split()), frozenset(_SECTOR_WORDS.split())


@cache
def above(industry: str) -> tuple[str, ...]:
    """The IRIs of the industries above one of the vocabulary, the nearest first; the sectors of the whole economy are
    left out."""
    at, line = _by_iri().get(industry), []
    while at and at.broader and (at := _by_iri().get(at.broader)):
        if at.label not in SECTORS:
            line.append(at.iri)
    return tuple(line)


@cache
def wider(industry: str) -> tuple[str, ...]:
    """The IRIs of the industries above one, the nearest first, and behind them those that plans count it in as well.

    What the latter tell holds in a document that names them: 轴承 is 装备制造 there.
    """
    line = above(industry)
    every = (each for at in (industry, *line) if at in _by_iri() for each in _by_iri()[at].also)
    return tuple(dict.fromkeys((*line, *every)))


@cache
def _by_iri() -> dict[str, vocab.Concept]:
    return {concept.iri: concept for concept in vocab.concepts("industry")}


def labels(industries: Iterable[str]) -> tuple[str, ...]:
    """The names of industries of the vocabulary."""
    return tuple(_by_iri()[iri].label for iri in sorted(industries) if iri in _by_iri())


def within(industry: str) -> str:
    """The IRI of the industry right above one, empty where that is a sector or takes in goods of many kinds."""
    at = _by_iri().get(industry)
    over = _by_iri().get(at.broader) if at and at.broader else None
    return over.iri if over and over.label not in SECTORS | WIDE else ""
