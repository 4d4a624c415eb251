"""What a line says of the firm or platform that it opens with, as an entry of a list does: C：创建于1993年，H，主营X.

P：H，建筑面积6.5万平方米; C：国家级“小巨人”企业、省级绿色工厂: nothing but the colon says whose the honour is.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.industries.zone_focus import free_industries, list_begin
from loaders.ties.reading import PLATFORMS, Reading, span
from ontology.facts import Relation

_COLON = re.compile(r"(?:（[^（）]{1,20}）)?[：:]")
_NUMBER = re.compile(r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）).、]\s*)?[“]?")
_ENDS = re.compile(r"[”’》]*(?:称号|企业|单位|名单|之一)?(?:[，。；、和与及]|$)")
_LEADS = re.compile(
    r"[：:，、；和与及][“《]?(?:(?:现)?(?:为|是|系)?(?:全国|全省|全市|首批|第[一二三四五六七八九十]+批)?[“《]?)?$"
)
_AREAS = re.compile(r"(?:城市|[县市区镇村乡])$")


def entry_lines(reading: Reading) -> Iterator[Relation]:
    """Each honour that stands alone between marks, counted by nothing; the industries that a platform grows."""
    if reading.kinds.isdisjoint(("Company", *PLATFORMS)) or not has(reading.text, "：", ":"):
        return
    for holder in reading.named:
        if holder.ref.kind not in ("Company", *PLATFORMS) or holder.implicit:
            continue
        begin, end = reading.sentence(holder.begin)
        colon = _COLON.match(reading.text, holder.end)
        if not colon or not _NUMBER.fullmatch(reading.text, begin, holder.begin):
            continue
        for honour in reading.within(colon.end(), end, ("Honour",)):
            if _stands_alone(reading, honour) and _fits(holder, honour):
                where = span(holder, honour)
                yield from reading.say(holder.ref, "holdsHonour", honour.ref, where, "award-entry", 0.75)
        if holder.ref.kind in PLATFORMS:
            yield from _grown(reading, holder, colon.end(), end)


_GROWS = re.compile(
    r"(?:发展|布局|主攻|聚焦|培育|引进|招引|承接|打造|主营|主导产业[为是]|涵盖|覆盖|做[强优大])(?:了|起)?(?:以)?(?:[\u4e00-\u9fff]{2,8}[、和])*$"
)


def _grown(reading: Reading, zone: Named, begin: int, end: int) -> Iterator[Relation]:
    """P：依托…，发展X、Y: no firm and no other platform between."""
    for industry in free_industries(reading):
        first = list_begin(reading, industry)
        if begin <= first < end and _GROWS.search(reading.text[begin:first]):
            others = reading.within(begin, industry.begin, ("Company", "Project", *PLATFORMS))
            if not others:
                where = span(zone, industry)
                yield from reading.say(zone.ref, "focusesOn", industry.ref, where, "focus-entry", 0.75)
                yield from reading.say(industry.ref, "layout", zone.ref, where, "layout-entry", 0.78)


def _stands_alone(reading: Reading, honour: Named) -> bool:
    text = reading.text
    return bool(_LEADS.search(text, max(0, honour.begin - 12), honour.begin) and _ENDS.match(text, honour.end))


def _fits(holder: Named, honour: Named) -> bool:
    """Whether such a thing can hold it: a firm none of places, a platform none of firms."""
    name = honour.ref.name
    return not _AREAS.search(name) if holder.ref.kind == "Company" else not name.endswith(("企业", "工厂", "产品"))
