"""What zones are for where no verb of purpose says so: the industries that a text about a zone speaks of."""

import re
from collections.abc import Iterator, Sequence

from loaders.finding import stem
from loaders.named import Named
from loaders.ties.industries.industry_ties import is_group, is_sector
from loaders.ties.reading import INDUSTRIES, Reading, front, span
from ontology.facts import Ref, Relation

_GROWS = re.compile(
    r"(?:培育|发展|壮大|打造|做强|做大|做优|布局|构建|形成|集聚|聚集|汇聚|聚焦|主攻|深耕|抓好|引进|招引)(?:了|起|出)?(?:以)?$"
)
_ELSEWHERE = re.compile(r"全国|全球|世界|国内|我国|中国|国际|海外|全省|省内|长三角|华[中东南北]")


def zone_industries(reading: Reading) -> Iterator[Relation]:
    """P全力培育X产业; P持续优化营商环境，X产业实现倍增: the industries of a sentence or paragraph about a zone."""
    for industry in free_industries(reading):
        zone = _zone_told(reading, industry)
        if zone:
            where = span(zone, industry)
            yield from reading.say(zone.ref, "focusesOn", industry.ref, where, "focus-told", 0.7)
            yield from reading.say(industry.ref, "layout", zone.ref, where, "layout-told", 0.65)


def free_industries(reading: Reading) -> tuple[Named, ...]:
    """The industries that a passage names for themselves, not in the name of a firm, a project or a plan."""
    if "free industries" not in reading.kept:
        reading.kept["free industries"] = tuple(_free_industries(reading))
    return reading.kept["free industries"]


def _free_industries(reading: Reading) -> Iterator[Named]:
    for each in reading.named if not reading.kinds.isdisjoint(INDUSTRIES) else ():
        if each.ref.kind not in INDUSTRIES or each.implicit or is_group(each) or is_sector(each):
            continue
        held = any(o.holds(each) for o in reading.named)
        begin, _ = reading.clause(each.begin)
        if not held and not _ELSEWHERE.search(reading.text[begin : each.begin]):
            yield each


def _zone_told(reading: Reading, industry: Named) -> Named | None:
    """The zone that a sentence or paragraph about an industry begins with, no other zone, place or firm after it."""
    before = [n for n in reading.named if n.end <= industry.begin and not n.implicit]
    zones = [n for n in before if n.ref.kind == "IndustrialPlatform"]
    begin, _ = reading.sentence(industry.begin)
    clause, _ = reading.clause(industry.begin)
    zone = max((n for n in zones if n.end == zones[-1].end), key=lambda n: n.end - n.begin, default=None)
    if zone is None or any(n.begin >= zone.end and n.ref.kind in ("Place", "Company") for n in before):
        return None
    first = front(reading, zone)
    lead = reading.text[reading.clause(zone.begin)[0] : first]
    if lead not in ("", "在") or not (zone.begin >= begin or first == 0):
        return None
    opens = first - len(lead) in (0, begin) or reading.text[first - len(lead) - 1] == "："  # 摘要：在P，…
    if industry.begin == clause and (first == 0 or opens):
        return zone
    grown = list_begin(reading, industry)
    led = clause <= zone.begin or first in (0, begin)
    return zone if zone.begin >= begin and led and _GROWS.search(reading.text, zone.end, grown) else None


def list_begin(reading: Reading, industry: Named) -> int:
    """Where the list of industries begins that an industry stands in."""
    at = industry.begin
    for each in reversed([n for n in reading.named if n.ref.kind in INDUSTRIES and n.end <= at]):
        if reading.text[each.end : at] not in ("、", "和", "与", "及"):
            break
        at = each.begin
    return at


_GROWN_FOR = re.compile(
    r"(?:重点|主要|大力|着力|优先|做大做强|支持|以|，)*(?:发展|布局|主攻|聚焦|培育|壮大|做[强大优])(?:了)?"
)
_BUILT_FOR = re.compile(
    r"(?:加快|规划|着力|全力|高标准|推进|支持|启动|，)*(?:打造|建设|建好|建成|创建|新建)(?:好|了)?(?:以[^，。；]{2,12}为[^，。；]{2,6}的)?[“]?"
)


def built_for(reading: Reading) -> Iterator[Relation]:
    """发展A和B，建设Z园: what is put up for them, if its name tells none of them."""
    for park in reading.named:
        clause, _ = reading.clause(park.begin)
        if park.ref.kind != "IndustrialPlatform" or park.implicit or reading.text[clause - 1 : clause] != "，":
            continue
        before, _ = reading.clause(clause - 1)
        listed = [n for n in free_industries(reading) if before <= n.begin and n.end <= clause - 1]
        if not listed or listed[-1].end != clause - 1 or not _BUILT_FOR.fullmatch(reading.text, clause, park.begin):
            continue
        first = list_begin(reading, listed[-1])
        verb = [*_GROWN_FOR.finditer(reading.text, before, first)]
        own = {n.ref for n in reading.within(park.begin, park.end, INDUSTRIES)}
        if verb and verb[-1].end() == first and own.isdisjoint({n.ref for n in listed}):
            for each in (n for n in listed if n.begin >= first):
                where = span(each, park)
                yield from reading.say(park.ref, "focusesOn", each.ref, where, "focus-built-for", 0.6, supposed=True)


_OTHERS = ("Company", "Project", "IndustrialPlatform", "Place")


def document_focuses(read: Sequence[Reading], zone: Ref | None, said: Sequence[Relation]) -> Iterator[Relation]:
    """In a document about a zone: the industries that it speaks of and no firm is the subject of.

    said: the relations found before; what they say is not said again.
    """
    told = {r.object for r in said if r.predicate == "focusesOn" and r.subject == zone}
    for reading in read if zone else ():
        for each in free_industries(reading):
            if each.ref in told:
                continue
            begin, _ = reading.clause(each.begin)
            stood_for = reading.text.endswith("为代表的", begin, each.begin)  # 以A、B等为代表的X业: firms of the zone
            kinds = ("Project", "IndustrialPlatform", "Place") if stood_for else _OTHERS
            others = reading.within(begin, each.begin, kinds)
            if zone and each.method != "industry-of-firms" and all(_at_home(o, zone, reading) for o in others):
                told.add(each.ref)
                where = (each.begin, each.end)
                yield from reading.say(zone, "focusesOn", each.ref, where, "focus-zone-document", 0.55)
                yield from reading.say(each.ref, "layout", zone, where, "layout-zone-document", 0.55)


def _at_home(other: Named, zone: Ref, reading: Reading) -> bool:
    """Whether what a clause names before an industry is the zone itself, or the place that the document is about."""
    area = reading.area
    around = area is not None and other.ref.kind == "Place" and area.key.startswith(stem(other.ref.key))
    return other.ref == zone or around
