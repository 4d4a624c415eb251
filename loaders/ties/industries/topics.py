"""What the place or zone that a sentence is about grows and brings in: P…，做强X产业，引进A、B等企业."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.industries.zone_focus import free_industries, list_begin
from loaders.ties.places.at_home import is_guest
from loaders.ties.reading import PLATFORMS, Reading, front, lies_here, list_from, span
from ontology.facts import Relation

_SUBJECTS = ("Place", "Company", "Project", *PLATFORMS)
_LEAD = re.compile(
    r"(?:[今去前]年(?:以来)?|近年来?|近几年|目前|截至目前|如今|现在|现|当前|今后|下一步|未来|近日|日前|同时|其中|此外|另外|为此|于是|因此|\d{4}年|\d{1,2}月|\d{1,2}日|上午|下午"
    r"|一直以来|多年来|据了解|据介绍|据悉|[\u4e00-\u9fff]{2,6}[大强名重][镇县市区]|而|，|在|对|让|使|“)*"
)
_GROWS = re.compile(
    r"(?:培育|发展|壮大|打造|做强|做大|做优|做精|布局|构建|构筑|形成|建成|建设|集聚|聚集|汇聚|聚焦|主攻|深耕|抓好|狠抓|推动|推进|促进|瞄准|围绕|紧扣|锚定|盘活|振兴|提升|优化|承接|承载|支撑|拥有|崛起|立足|依托|扎堆|聚起|云集|遍布|聚拢)"
    r"(?:了|起|出|成)?(?:以|好|和|与|传统|优势|支柱|主导|特色|重点|现代化?|[百千万]亿级?|世界级|国家级|一批|[\d一二三四五六七八九十两]+[大条个])*[“]?$"
)


_FIRST_FIRM = re.compile(r"(?:规上|规模以上|上市)?企业")


def topic_site(reading: Reading, position: int) -> Named | None:
    """The place at home or the zone that a sentence is about at a position: the last that opens a clause, no firm,
    project or place elsewhere opening one behind it."""
    begin, _ = reading.sentence(position)
    openers = [n for n in reading.within(begin, position, _SUBJECTS) if _opens(reading, n)]
    last = openers[-1] if openers else None
    if last is None:
        return None
    near = park_before(reading, reading.clause(position)[0])
    if near and near.begin > last.begin:
        return near
    longest = max((n for n in openers if n.begin == last.begin), key=lambda n: n.end)
    return longest if zone_or_here(reading, longest) else None


def park_before(reading: Reading, clause: int) -> Named | None:
    """The park that the clause before one ends with: P规划建设A产业园，|重点发展…."""
    if reading.text[clause - 1 : clause] != "，":
        return None
    ends = [n for n in reading.named if n.end == clause - 1 and n.ref.kind == "IndustrialPlatform" and not n.implicit]
    return max(ends, key=lambda n: n.end - n.begin, default=None)


def _opens(reading: Reading, each: Named) -> bool:
    clause, _ = reading.clause(each.begin)
    return _LEAD.fullmatch(reading.text, clause, front(reading, each)) is not None


def zone_or_here(reading: Reading, place: Named) -> bool:
    """Whether a thing is a zone, or a place that is the document's area or lies in it."""
    return place.ref.kind == "IndustrialPlatform" or (place.ref.kind == "Place" and lies_here(reading, place.ref))


_UNKNOWN_TOWN = re.compile(r"(?<=[，。；：])[\u4e00-\u9fff]{2,3}(?:镇|乡|街道|村)$")  # 月山镇做强X，苍溪镇|承接Y


def grown(reading: Reading) -> Iterator[Relation]:
    """P…，做大做强X、Y产业: the industries are in P, and a zone is for them."""
    for industry in free_industries(reading):
        first = list_begin(reading, industry)
        clause, _ = reading.clause(first)
        achieved = _FIRST_FIRM.match(reading.text, industry.end) and reading.text.endswith("实现", clause, first)
        verb = _GROWS.search(reading.text, clause, first)
        if not achieved and not verb:
            continue
        of_town = verb and _UNKNOWN_TOWN.search(reading.text, clause, verb.start())
        if of_town and not reading.within(clause, first, ("Place",)):
            continue
        site = topic_site(reading, first) or _driven(reading, clause, first)
        if site is None or site.end > first or site.ref == industry.ref:
            continue
        where = span(site, industry)
        sites = list_from(reading, site, ("Place",))
        if len(sites) > 1 and "分别" in reading.text[site.end : first]:
            continue  # 江口镇、石桥镇分别培育A、B: to each its own, quarters.py
        for each in sites:
            yield from reading.say(industry.ref, "layout", each.ref, where, "layout-grown", 0.7)
        if site.ref.kind in PLATFORMS:
            yield from reading.say(site.ref, "focusesOn", industry.ref, where, "focus-grown", 0.7)


_DRIVES = re.compile(r"(?:\W|[一二三四五六七八九]是|积极|大力|重点|继续|全力|加快)*(?:支持|推动|鼓励|引导|促进|助力)$")


def _driven(reading: Reading, clause: int, position: int) -> Named | None:
    """支持P发展X: the one zone or place at home that is to do it."""
    sites = [n for n in reading.within(clause, position, _SUBJECTS) if not n.implicit]
    driven = [n for n in sites if _DRIVES.fullmatch(reading.text, clause, front(reading, n))]
    site = max(driven, key=lambda n: (n.end, n.end - n.begin), default=None)
    alone = site and all(n.begin <= site.begin or n.end <= site.end for n in sites)
    return site if site and alone and zone_or_here(reading, site) else None


_GAINS = re.compile(
    r"(?:引进|引入|招引|吸引|引来|迎来|集聚|聚集|汇聚|培育|涌现|走出|签约|签下|招来|拥有|入驻|落户|落地)(?:了|出|起)?(?:包括|如|以)?"
    r"(?:[^，。；：、]{0,10}?的)?[“]?$"
)
_MANY = re.compile(
    r"[”]?(?:[、和及][^，。；、]{2,16})*(?:等|为代表的?|为首的?)[^，。；、]{0,24}?(?:企业|公司|项目|机构|平台|巨头|集团|院所|品牌|厂家)"
)


def gained(reading: Reading) -> Iterator[Relation]:
    """P…，先后引进A、B等一批企业: who has come is in P, guests by their names too."""
    for first in reading.named:
        if first.ref.kind not in ("Company", "Project") or first.implicit:
            continue
        clause, end = reading.clause(first.begin)
        if not _GAINS.search(reading.text, clause, first.begin):
            continue
        things = [n for n in reading.within(first.begin, end, ("Company", "Project")) if not n.implicit]
        site = topic_site(reading, first.begin)
        if site is None or not _MANY.match(reading.text, things[-1].end):
            continue
        for each in things:
            if not any(o.holds(each) for o in things):
                yield from reading.say(each.ref, "locatedIn", site.ref, span(site, each), "located-gained", 0.8)


def _of_project(reading: Reading, zone: Named) -> bool:
    """Whether a zone only stands in the name of a project: 德煜集团江口工业园|三期工程."""
    return any(n.ref.kind == "Project" and n.holds(zone) for n in reading.named)


_SITES = ("Company", "Project", "InnovationPlatform", "DigitalPlatform")
_NEAR = 60  # characters within which a sentence still speaks of the place that it began with


_INSIDE = re.compile(r"[内里]，")


def in_topic(reading: Reading) -> Iterator[Relation]:
    """P完成投资6亿元，C的生产线投用: who a sentence about a zone or place goes on with, if shown as no guest there."""
    for each in reading.named:
        if each.ref.kind not in (*_SITES, "IndustrialPlatform") or each.implicit:
            continue
        begin = max(reading.sentence(each.begin)[0], reading.text.rfind("；", 0, each.begin) + 1)
        sites = reading.within(begin, min(begin + _NEAR, each.begin), ("Place", "IndustrialPlatform"))
        openers = [n for n in sites if _LEAD.fullmatch(reading.text, begin, front(reading, n))]
        openers = [n for n in openers if n.ref.kind == "Place" or not _of_project(reading, n)]
        site = max(openers, key=lambda n: n.end, default=None) if each.begin - begin <= _NEAR else None
        if site is None or reading.text[site.end] in "、和与及" or not zone_or_here(reading, site):
            continue
        if each.ref.kind == "IndustrialPlatform" and (site == each or not _INSIDE.match(reading.text, site.end)):
            continue  # Z，X产业园…: one of two zones may be named after the other
        if _of_project(reading, site) and reading.within(each.begin, each.end, ("Place",)):
            continue  # P的A项目、Q的B项目
        held = any(o.holds(each) for o in reading.named)
        own = [n for n in reading.within(site.end, each.begin, ("Place",)) if n.end >= each.begin - 1]  # Q镇的C
        if not held and not own and not is_guest(reading, each):
            yield from reading.say(each.ref, "locatedIn", site.ref, span(site, each), "located-in-topic", 0.65)


_DIVIDED = re.compile(r"(?:分为|下辖|下设|划分为|辖|包括|涵盖|包含|由)(?:了)?[：:]?[“]?$")


def divided(reading: Reading) -> Iterator[Relation]:
    """P分为：A产业园、B产业园、C工业园: the parks are parts of the zone."""
    for first in reading.named:
        if first.ref.kind != "IndustrialPlatform" or first.implicit:
            continue
        clause, end = reading.clause(first.begin)
        clause = reading.clause(clause - 1)[0] if reading.text[clause - 1 : clause] == "：" else clause
        parks = [n for n in reading.within(first.begin, end, ("IndustrialPlatform",)) if not n.implicit]
        parks = [n for n in parks if not any(o.holds(n) for o in parks)]
        if len(parks) < 2 or not _DIVIDED.search(reading.text, clause, first.begin):
            continue
        whole = reading.last_before(first.begin, ("IndustrialPlatform",))
        for part in parks if whole else ():
            if whole and part.ref != whole.ref:
                yield from reading.say(part.ref, "partOf", whole.ref, span(whole, part), "part-of-divided", 0.8)
