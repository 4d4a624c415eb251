"""Goods beside a firm without a verb of making of their own: C不锈钢炊具数字化车间, 熔炼好的X, 主攻X的国产化生产,

还有X、Y等产品. What stands there has to be goods by the lists of the ontology, or by its own form behind a sure word.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.goods.goods_shown import noun
from loaders.ties.goods.goods_told import is_goods, other_subject, subject
from loaders.ties.goods.products import NO_GOODS, Made, is_matter
from loaders.ties.reading import Reading, run_of
from ontology.facts import Ref, Relation
from ontology.goods import goods, of_kind

_X = r"(?![和与及])[\u4e00-\u9fffA-Za-z0-9](?:(?![和与及])[\u4e00-\u9fffA-Za-z0-9\-·]){1,15}?"
_LIST = rf"(?P<list>{_X}(?:[、和与及]{_X}){{0,5}})"
_SPLIT = re.compile("([、和与及])")
_PLACE = r"(?:车间|生产基地|制造基地|产能|产线|生产线|技改|扩产|扩能)"
_WORKS = re.compile(
    rf"[”]?(?P<list>{_X})(?:数字化|智能化?|自动化|现代化|绿色|全自动)*{_PLACE}(?=[，。；、投建开竣落已正将达提增扩项]|[一二三]期|$)"
)
_IN_LIST = re.compile(
    rf"(?P<list>{_X})(?=、[^，。；]{{2,60}}?(?:产能|等[^，。；、]{{0,6}}(?:产品|新品|单品|品牌))|等[^，。；、]{{0,6}}(?:产品|新品|单品)|产能)"
)
_READY = re.compile(
    rf"(?:熔炼|冶炼|烧制|锻造|铸造|轧制|酿造|织造|提炼|提取|压制|组装|印染|纺制|炼制)(?:完成|出来|好|出)的(?P<list>{_X})(?=[，。；直可将被通经由就便送])"
)
_AIM = (
    rf"(?:主要|则|目前|现|常年|长期)*(?:(?:为|给|替)[^，。；]{{2,14}}?(?:代工|贴牌)(?:生产|制造|加工)?|主攻|专攻|代工生产|贴牌生产)(?P<list>{_X})"
    r"的?(?:本土化|国产化|规模化|产业化|批量)?(?:研发|生产|制造|和|与|、)*(?=[，。；])"
)
_AIMS = re.compile(rf"(?:^|[，。；：]){_AIM}")
_AIMS_AT = re.compile(rf"[”]?{_AIM}")
_HAS_LIST = (
    rf"(?:此外)?，?(?:还|另|并|现|目前|主要)*(?:有|拥有|推出|开发了?|形成了?|开发出|延伸出){_LIST}"
    r"等(?:多[种款类]|系列|[\d一二三四五六七八九十]+[大个款种类])?(?:高端|主导|拳头|环保|新|特色|再生|建材|衍生|终端)?(?:产品|制品)"
)
_HAS = re.compile(rf"[”]?{_HAS_LIST}")
_CLOSED = re.compile(rf"(?:^|[，。；]){_HAS_LIST}")
_OWN_RIGHT = re.compile(
    rf"(?:拥有|具有|具备)(?:完全|全部)?自主知识产权的(?P<list>{_X})(?=[，。；]|成功|正式|已)"
    rf"|自主(?:研发|研制|开发|设计)(?:生产)?的(?P<own>{_X})(?=[，。；]|已|可|能|通过|获|打破|填补|应用|用于|达到|成功|在|实现)"
)
_FRAMES = (
    (_READY, ("好的", "完成的", "出的", "出来的")),
    (_AIMS, ("代工", "贴牌", "主攻", "专攻")),
    (_CLOSED, ("产品", "制品")),
    (_OWN_RIGHT, ("自主",)),
)


def goods_beside(reading: Reading) -> Iterator[Made]:
    """What companies make, by the frames of the module."""
    firms = [n for n in reading.named if n.ref.kind == "Company"]
    for firm in firms:
        if not firm.implicit:
            for pattern in (_WORKS, _IN_LIST) if firm.method != "company-caption" else ():
                told = pattern.match(reading.text, firm.end)
                if told and _listed(reading, told.span("list")):
                    yield firm, told["list"], told.span("list"), "makes-beside", 0.7
                    break
            told = _HAS.match(reading.text, firm.end) or _AIMS_AT.match(reading.text, firm.end)
            if told:
                yield from _each(reading, firm, told.span("list"))
    for pattern, words in _FRAMES if firms else ():
        for told in pattern.finditer(reading.text) if has(reading.text, *words) else ():
            group = next(name for name, value in told.groupdict().items() if value)
            maker = subject(reading, told.start(group))
            if maker and not other_subject(reading, maker, told.start() + (told[0][0] in "，。；：")):
                yield from _each(reading, maker, told.span(group))


def _listed(reading: Reading, where: tuple[int, int]) -> bool:
    """Whether a stretch is goods by the lists of the ontology, and holds nothing else that is named."""
    text = reading.text[slice(*where)]
    return bool(goods(text) or is_matter(text) or of_kind(text)) and is_goods(reading, where)


def _each(reading: Reading, maker: Named, where: tuple[int, int]) -> Iterator[Made]:
    """The members of a list, where each of them is goods."""
    begin, spans = where[0], []
    for part in _SPLIT.split(reading.text[slice(*where)]):
        if not _SPLIT.fullmatch(part):
            spans.append((begin, begin + len(part)))
        begin += len(part)
    if all(noun(reading, *each) for each in spans) and not reading.within(*where, NO_GOODS):
        yield from ((maker, reading.text[slice(*each)], each, "makes-beside", 0.7) for each in spans)


_OF_SEVERAL = re.compile(
    rf"[”]?等(?:[\d一二三四五六七八九十]+[余多]?家|一批|多家)?[^，。；]{{0,10}}?企业[^，。；]{{0,6}}，(?:其)?(?:主要|主营|主导)?产品(?:已|主要)?(?:覆盖|涵盖|包括|囊括|涉及)(?:了|到)?{_LIST}(?=等?[，。；]|等)"
)
_FEW = 3  # firms of which each may be supposed to make what they make together


def goods_of_several(reading: Reading) -> Iterator[Relation]:
    """有A、B等企业，产品覆盖X、Y: each of a few firms is supposed to make what they make together."""
    for last in reading.named if "等" in reading.text and "产品" in reading.text else ():
        told = _OF_SEVERAL.match(reading.text, last.end) if last.ref.kind == "Company" and not last.implicit else None
        firms = run_of(reading, last, ("Company",)) if told else []
        if told is None or len(firms) > _FEW:
            continue
        begin = told.start("list")
        for part in _SPLIT.split(told["list"]):
            if not _SPLIT.fullmatch(part) and noun(reading, begin, begin + len(part)):
                for firm in firms:
                    where, product = (firm.begin, begin + len(part)), Ref("Product", part)
                    yield from reading.say(firm.ref, "makes", product, where, "makes-together", 0.5, supposed=True)
            begin += len(part)
