"""Lists that a zone opens: P甲、乙等项目竣工, P以甲、乙等为龙头."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.reading import PLATFORMS, Reading, front, items_from, lies_here, span
from ontology.facts import Relation

_SITES = ("Company", "Project", *PLATFORMS)
_CLOSES = re.compile(
    r"(?:、[^，。；、等]{2,14})*[”]?等(?:\d+[余多]?[个家项]|一批|多个|[一二三四五六七八九十]+[个家项])?"
    r"[^，。；、]{0,8}?(?:项目|工程|企业|公司)"
)
_LED = re.compile(
    r"(?:形成了?|现已形成|已形成)?以(?P<firms>[^，。；]{4,120}?)等?(?:[^，。；、等]{0,8})?"
    r"为(?:龙头|骨干|核心|代表|主体|链主|引领|依托|支撑|主力|牵引)"
)
_SCENIC = re.compile(r"(?:景区|风景区|度假区|旅游区)$")
_LEAD = re.compile(r"(?:近年来?|目前|现在|现|今年以来|同时|其中|[今去]年)?，?(?:在)?[“]?")


def zone_lists(reading: Reading) -> Iterator[Relation]:
    """All locatedIn relations of the companies and projects in a list that a zone opens."""
    for zone in reading.named:
        place = zone.ref.kind == "Place"
        site = zone.ref.kind == "IndustrialPlatform" or (place and _SCENIC.search(zone.ref.name))
        if not zone.implicit and (site or (place and zone.ref.name[-1] in "镇乡道村县")) and _opens(reading, zone):
            yield from _behind(reading, zone) if site else ()
            yield from _leaders(reading, zone)


def _opens(reading: Reading, zone: Named) -> bool:
    """Whether a clause begins with a zone, and no longer name of a zone or of its project does."""
    begin, _ = reading.clause(zone.begin)
    inside = ("Project", *PLATFORMS)
    longer = any(n.begin <= zone.begin and n.end > zone.end and n.ref.kind in inside for n in reading.named)
    return not longer and _LEAD.fullmatch(reading.text, begin, front(reading, zone)) is not None


def _behind(reading: Reading, zone: Named) -> Iterator[Relation]:
    """P甲、乙等项目完成主体工程: the members of the list right behind the zone, up to one with a zone of its own."""
    items = list(items_from(reading, zone.end, _SITES))
    further = _next_clause(reading, items)
    around = [n for n in reading.named if n.begin == zone.begin and n.end > zone.end and n.ref.kind == "Project"]
    if not items or (items[0].begin != zone.end and not around) or not _CLOSES.match(reading.text, items[-1].end):
        return
    for each in [*items, *further]:
        if any(n.begin == each.begin and n is not each and _own_site(reading, n) for n in reading.named):
            return
        for one in [each, *_whose(reading, each)]:
            yield from reading.say(one.ref, "locatedIn", zone.ref, span(zone, each), "located-zone-list", 0.85)


def _whose(reading: Reading, project: Named) -> list[Named]:
    """The firm that a project's name begins with: 晨曜|复合肥二期."""
    inside = reading.within(project.begin, project.end - 1, ("Company",)) if project.ref.kind == "Project" else []
    return [n for n in inside if n.begin == project.begin]


def _next_clause(reading: Reading, items: list[Named]) -> list[Named]:
    """The list that goes on in the next clause: P甲、乙等项目投产，丙、丁等项目加快推进."""
    _, end = reading.clause(items[-1].end) if items else (0, 0)
    if not items or not reading.text.startswith("，", end):
        return []
    more = list(items_from(reading, end + 1, _SITES))
    return more if more and more[0].begin == end + 1 and _CLOSES.match(reading.text, more[-1].end) else []


def _own_site(reading: Reading, each: Named) -> bool:
    """Whether a name at the front of another tells a site of its own: a zone, or a place in the document's area."""
    return each.ref.kind in PLATFORMS or (each.ref.kind == "Place" and lies_here(reading, each.ref))


def _leaders(reading: Reading, zone: Named) -> Iterator[Relation]:
    """P以甲、乙等为龙头: who leads in a zone is in it."""
    led = _LED.match(reading.text, zone.end)
    for firm in reading.within(*led.span("firms"), ("Company",)) if led else ():
        if not firm.implicit:
            yield from reading.say(firm.ref, "locatedIn", zone.ref, span(zone, firm), "located-zone-leaders", 0.85)
