"""Who has gathered in a zone: A、B、C等企业已经入驻 of the park that the text speaks of, and 在P里，A、B等26家企业….

Where the sentence with the list names no place, it goes on about the zone that its paragraph begins with, or the last
one named in it.
"""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.industries.topics import topic_site
from loaders.ties.places.at_home import is_guest
from loaders.ties.reading import PLATFORMS, Reading, run_of, span
from ontology.facts import Relation

_COUNT = r"(?:\d+[余多]?|[一二两三四五六七八九十百数几]+多?)"
_MOVED_IN = re.compile(
    rf"[”]?(?:等)?(?:{_COUNT}[家个户])?[\u4e00-\u9fff]{{0,4}}?(?:企业|公司|项目|厂家)?"
    r"(?:已经|已|先后|陆续|相继|纷纷|均已|均|都已|成功)*(?:入驻|落户|入园|进驻|签约入驻|签约入园|扎根)(?=[，。；]|了|并|投产|后|，|园)"
)
_SIGNED = re.compile(
    rf"[”]?等{_COUNT}[家个户][\u4e00-\u9fff]{{0,4}}?(?:企业|公司|项目)(?:已|已经|意向|正式|先后)*签约(?=[，。；]|入)"
)
_PARK = re.compile(r"(?:目前，?)?(?:该)?(?:园区|产业园|园内)")
_INSIDE = re.compile(r"[”]?(?:里|内|中)，[“]?")
_AMONG = re.compile(rf"[”]?等{_COUNT}[家户](?:[\u4e00-\u9fff]{{0,6}}?)(?:企业|公司)?")


def gathered(reading: Reading) -> Iterator[Relation]:
    """All locatedIn relations between companies and the zone that they are told to have moved into."""
    for firm in reading.named:
        if firm.ref.kind != "Company" or firm.implicit:
            continue
        zone: Named | None = None
        begin, _ = reading.sentence(firm.begin)
        signed = _SIGNED.match(reading.text, firm.end) and _PARK.match(reading.text, begin)
        if signed or _MOVED_IN.match(reading.text, firm.end):
            zone = _zone(reading, firm)
            yield from _moved_here(reading, firm) if zone is None and not signed else ()
        elif _AMONG.match(reading.text, firm.end):
            zone = _around(reading, run_of(reading, firm, ("Company",))[0])
        for each in run_of(reading, firm, ("Company",)) if zone else ():
            if zone:
                yield from reading.say(each.ref, "locatedIn", zone.ref, span(zone, each), "located-gathered", 0.8)


_COUNTS = re.compile(
    rf"(?:引进|引入|招引|入驻|集聚|聚集|汇聚|落户|拥有|现有|共有|已有|培育)[^，。；]{{0,16}}?(?:企业|公司|{_COUNT}[家户])"
)


def among_those(reading: Reading) -> Iterator[Relation]:
    """P引进企业50家。其中，C投资5亿元，D…: the firms that the clauses of the sentence behind a count open with."""
    for begin, end in reading.sentences if "其中" in reading.text and "Company" in reading.kinds else ():
        told = _COUNTS.search(reading.text, reading.sentence(begin - 1)[0], begin) if begin else None
        if told is None or not reading.text.startswith("其中", begin):
            continue
        site = topic_site(reading, told.start())
        for firm in reading.within(begin, end, ("Company",)) if site else ():
            clause, _ = reading.clause(firm.begin)
            opens = firm.begin == clause or reading.text[clause : firm.begin] == "其中"
            if site and opens and not firm.implicit and not is_guest(reading, firm):
                yield from reading.say(firm.ref, "locatedIn", site.ref, span(site, firm), "located-among-those", 0.7)


def _moved_here(reading: Reading, last: Named) -> Iterator[Relation]:
    """A、B等项目相继落户, in a sentence without a place or zone: the document's own area."""
    begin, end = reading.sentence(last.begin)
    sites = reading.within(begin, end, ("Company", "Project", *PLATFORMS))
    free = [n for n in reading.within(begin, end, ("Place",)) if not any(s.holds(n) for s in sites)]
    if reading.area and not free and not reading.within(*reading.clause(last.begin), ("IndustrialPlatform",)):
        for each in run_of(reading, last, ("Company",)):
            where = (each.begin, last.end)
            yield from reading.say(each.ref, "locatedIn", reading.area, where, "located-moved-here", 0.65)


def _zone(reading: Reading, firm: Named) -> Named | None:
    """The zone that a list without a place of its own goes on about."""
    begin, _ = reading.sentence(firm.begin)
    inside = reading.within(begin, firm.begin, ("Place", "IndustrialPlatform"))
    if inside:  # 园区…: the zone that the text pointed at
        return inside[0] if len(inside) == 1 and inside[0].implicit and inside[0].begin == begin else None
    zones = [n for n in reading.named if n.end <= begin and n.ref.kind == "IndustrialPlatform" and not n.implicit]
    if zones and zones[0].begin == 0:
        return zones[0]
    return zones[-1] if zones and len({n.ref for n in zones}) == 1 else None


def _around(reading: Reading, first: Named) -> Named | None:
    """The zone right before a list: P里，A、B等26家企业一季度产值…."""
    zone = reading.last_before(first.begin, ("IndustrialPlatform",), reading.sentence(first.begin)[0])
    return zone if zone and not zone.implicit and _INSIDE.fullmatch(reading.text, zone.end, first.begin) else None
