"""Where a firm has its works by plain words: 在P1、P2设有生产基地, 基地分布在P1、P2, 该公司在Z投资建厂.

The sentence speaks of one firm; what is only supplied, sold or signed at a place is no seat of it.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.goods.goods_told import other_subject, subject
from loaders.ties.reading import Reading, span
from ontology.facts import Relation

_KIND = (
    r"(?:[一二两三四五六七八九十\d]+[大个座家处])?(?:现代化|大型|智能|自有)*(?:直属|全资|研发|生产|制造|加工|销售|种植|养殖|运营|和|与|及|、)*"
    r"(?:基地|工厂|分厂|厂区|厂房|分公司|子公司|研发中心|研究院|总部|公司|分支机构|办事处)"
)
_X = r"(?:(?![和与及])[\u4e00-\u9fff]){2,12}"  # no joining word in a name: else a list has too many ways to be read
_LIST = rf"(?P<list>{_X}?(?:[、和与及]{_X}?)*)"
_SUMMED = r"等?(?:地|[一二两三四五六七八九十\d]+(?:地|[省市国]|个(?:国家|地区|省市|城市)))?"
_HOW = r"(?:均|都|已|也|分别|先后|投资|陆续|相继)*"
_FRAMES = (
    re.compile(
        rf"在{_LIST}{_SUMMED}{_HOW}(?:设有|建有|设立|建立|建成|拥有|布局|开设|创办|兴建|投建|设)(?:了|起)?(?={_KIND})"
    ),
    re.compile(rf"(?:拥有|建有|设有|形成了?|建成了?|布局了?){_LIST}{_SUMMED}(?={_KIND})"),
    re.compile(
        rf"(?:生产|制造|加工|研发)?(?:基地|工厂|厂区|分公司|子公司)(?:主要|分别|目前)*"
        rf"(?:分布|设|坐落|位于|布局)[在于]?{_LIST}(?={_SUMMED}[，。；])"
    ),
    re.compile(rf"在{_LIST}(?:投资(?:\d[\d.]*[余多]?[万亿]元)?)?(?=建厂|设厂|办厂|落了户|安了家|购地建|拿地建)"),
)


def firm_bases(reading: Reading) -> Iterator[Relation]:
    """locatedIn of firms, by the frames of the module."""
    for frame in (
        _FRAMES if has(reading.text, "基地", "厂", "公司", "中心", "研究院", "总部", "家", "机构", "办事处") else ()
    ):
        for told in frame.finditer(reading.text):
            places = [
                n for n in reading.within(*told.span("list"), ("Place", "IndustrialPlatform")) if _free(reading, n)
            ]
            firm = _firm(reading, told, places[0]) if places else None
            for place in places if firm else ():
                if firm:
                    where = span(firm, place)
                    yield from reading.say(firm.ref, "locatedIn", place.ref, where, "located-base", 0.75)


_FOUNDS = re.compile(
    rf"在{_LIST}(?:投资|独资|合资|注册)*(?:设立|成立|创办|创立|组建)(?:了)?(?:其)?(?:全资|外资|合资|控股|子公司|企业|公司)*[“]?"
)


def founded(reading: Reading) -> Iterator[Relation]:
    """D在P投资设立C: the new firm is at the place."""
    for told in _FOUNDS.finditer(reading.text) if has(reading.text, "设立", "成立", "创", "组建") else ():
        firm = next(
            (n for n in reading.within(told.end(), told.end() + 40, ("Company",)) if n.begin == told.end()), None
        )
        places = [n for n in reading.within(*told.span("list"), ("Place", "IndustrialPlatform")) if _free(reading, n)]
        for place in places if firm and not firm.implicit else ():
            if firm:
                yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-founded", 0.8)


def _free(reading: Reading, place: Named) -> bool:
    """Whether a place stands for itself: not in the name of a zone, nor before the one in it (江西|九江)."""
    near = reading.between(place.begin - 20, place.end)
    inner = any(n.begin == place.end and n.ref.kind == "Place" for n in near)
    return not inner and not place.implicit and not any(n.holds(place) for n in near)


def _firm(reading: Reading, told: re.Match[str], first: Named) -> Named | None:
    """The firm that a sentence about its works speaks of; nothing that they are for stands between."""
    clause, _ = reading.clause(told.start())
    firm = subject(reading, first.begin)
    if firm is None or firm.end > told.start() or other_subject(reading, firm, clause):
        return None
    others = reading.within(firm.end, first.begin, ("Project", "Agency", "Company"))
    named = reading.within(*told.span("list"), ("Company", "Project"))
    return None if others or named or "；" in reading.text[firm.end : first.begin] else firm
