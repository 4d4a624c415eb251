"""Where industries are at home, by the place or the zone that stands right before them.

东山开发区泵阀产业…; 临海眼镜等行业…; P在X产业领域具有优势; P是重要的A、B和C城市; 江口镇豆制品作坊.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.industries.industry_ties import is_group, is_sector
from loaders.ties.reading import INDUSTRIES, Reading, lies_here, list_from, span
from ontology.facts import Relation

_HEAD = re.compile(r"(?:产业集群|集群|产业链|产业|行业)$")
_SO_ON = re.compile(r"(?:等)(?:特色|优势|传统|重点|主导)*(?:产业|行业)(?!园|基地|化)")
_WORKS = re.compile(r"(?:产业|行业)?(?:家庭|小)?(?:作坊|加工点|加工户|加工厂)")
_FARES = re.compile(r"(?:产业|行业)?(?:发展|稳居|连续|保持|实现|完成|总?产值|增加值|增长|规模|整治|转型|快速|加快)")
_OWN_TRADES = ("建筑业", "旅游业", "种植业", "养殖业", "采矿业")
_STRONG = re.compile(
    r"(?:产业|行业)?(?:领域|方面)?(?:已|也|均|都)?(?:具有|具备|拥有|有着|形成了?|积累了?|走在|处于|位居|位列|独树一帜|独具|优势|的?独)"
)


def layout_before(reading: Reading) -> Iterator[Relation]:
    """layout, and focusesOn of zones, by the frames of the module."""
    if reading.kinds.isdisjoint(INDUSTRIES):
        return
    for site in reading.named:
        if site.ref.kind not in ("Place", "IndustrialPlatform") or _held(reading, site):
            continue
        first = next((n for n in reading.between(site.end, site.end) if _is_industry(n)), None)
        if first and not _held(reading, first):
            yield from _right_behind(reading, site, first)
        if reading.text.startswith("在", site.end):
            yield from _strong(reading, site)
    if has(reading.text, "城市", "基地", "中心", "产区"):
        yield from _cities(reading)


def _is_industry(each: Named) -> bool:
    return each.ref.kind in INDUSTRIES and not each.implicit and not is_group(each)


def _held(reading: Reading, each: Named) -> bool:
    """Whether a name is part of a longer one."""
    return any(o.holds(each) and not o.implicit for o in reading.between(each.begin - 40, each.begin))


def _right_behind(reading: Reading, site: Named, first: Named) -> Iterator[Relation]:
    where = span(site, first)
    whole = _HEAD.search(reading.text[first.begin : first.end])
    if site.ref.kind == "IndustrialPlatform":
        if whole and not is_sector(first):
            yield from reading.say(first.ref, "layout", site.ref, where, "layout-zone-before", 0.75)
            yield from reading.say(site.ref, "focusesOn", first.ref, where, "focus-zone-before", 0.75)
        return
    if site.implicit or not lies_here(reading, site.ref):
        return
    if first.ref.name in _OWN_TRADES and site.ref != reading.area and _FARES.match(reading.text, first.end):
        yield from reading.say(first.ref, "layout", site.ref, where, "layout-trade-before", 0.7)
    listed = list_from(reading, first, INDUSTRIES)
    if _SO_ON.match(reading.text, listed[-1].end) or _WORKS.match(reading.text, listed[-1].end):
        for each in listed:
            if _is_industry(each) and not is_sector(each):
                yield from reading.say(each.ref, "layout", site.ref, span(site, each), "layout-before", 0.75)


def _strong(reading: Reading, site: Named) -> Iterator[Relation]:
    """P在X产业领域具有突出的基础."""
    for each in reading.between(site.end + 1, site.end + 1):
        ours = site.ref.kind == "IndustrialPlatform" or (not site.implicit and lies_here(reading, site.ref))
        if _is_industry(each) and not is_sector(each) and ours and _STRONG.match(reading.text, each.end):
            yield from reading.say(each.ref, "layout", site.ref, span(site, each), "layout-strong", 0.75)
            if site.ref.kind == "IndustrialPlatform":
                yield from reading.say(site.ref, "focusesOn", each.ref, span(site, each), "focus-strong", 0.75)


_CITY = re.compile(r"(?:工业化)?(?:城市|名城|生产基地|制造基地|产业基地|加工基地|基地|产区|中心城市)(?=[，。；之]|$)")
_IS = re.compile(
    r"(?:[^，。；]{0,14}，)?(?:不仅|也|亦|又|还|同时|已|已经|现|目前)*(?:是|为|成为|作为)(?:[^，。；、]{0,16}的)?(?:重要|主要|著名|知名|全国|全省)*(?:的)?$"
)


def _cities(reading: Reading) -> Iterator[Relation]:
    """P是…重要的A、B和C城市: of a list, sectors of the economy as well."""
    done: set[int] = set()
    for first in reading.named:
        if not _is_industry(first) or first.begin in done:
            continue
        listed = list_from(reading, first, INDUSTRIES)
        done.update(n.begin for n in listed)
        end = listed[-1].end
        if len(listed) < 2 or not (_CITY.match(reading.text, end) or _FURTHER.match(reading.text, end)):
            continue
        begin, _ = reading.sentence(first.begin)
        site = next((n for n in reading.between(begin, begin) if n.ref.kind == "Place" and not n.implicit), None)
        if site and lies_here(reading, site.ref) and _IS.fullmatch(reading.text, site.end, first.begin):
            for each in listed:
                yield from reading.say(each.ref, "layout", site.ref, span(site, each), "layout-city", 0.75)


_FURTHER = re.compile(r"[、和与及][\u4e00-\u9fff]{2,6}?(?:城市|名城|基地|产区)(?=[，。；]|$)")
