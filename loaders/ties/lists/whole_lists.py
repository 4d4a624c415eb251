"""Lists told with what has them: P2个，A和B；Q1个，C; a zone“三园一基地”（A、B、C）; A、B等20个X园区."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.industries.industry_ties import is_sector
from loaders.ties.industries.topics import zone_or_here
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, run_of, span
from ontology.facts import Relation

_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)"
_HAS = re.compile(
    rf"[（]?(?:共|有|计)?{_NUMBER}[个项家][）]?(?:项目|企业|公司)?(?:，|：|:|（|——)(?:分别)?(?:是|为|包括|即)?"
)
_FRAME = re.compile(r"(?:[“][^”，。]{2,10}[”])?（(?:包括|包含|含|下辖|即|由)?(?P<list>[^（）。；]{4,80})）")
_CLOSES = re.compile(
    rf"[”]?等?{_NUMBER}?[余多]?[个家座]?(?P<kind>[\u4e00-\u9fff]{{2,8}}?)(?:产业)?(?:园区|园|基地|集聚区|集中区)"
)


def whole_lists(reading: Reading) -> Iterator[Relation]:
    """All that the members of such lists have from their head: where they are, what they are parts of or for."""
    for whole in reading.named:
        if whole.implicit or whole.ref.kind not in ("Place", *PLATFORMS):
            continue
        yield from _counted(reading, whole)
        if whole.ref.kind == "IndustrialPlatform":
            yield from _bracketed(reading, whole)
            yield from _of_kind(reading, whole)


def _counted(reading: Reading, place: Named) -> Iterator[Relation]:
    """银川市2个，A项目和B项目；吴忠市1个，C项目: what the part of a sentence lists is in the place it opens with."""
    opens = reading.text[place.begin - 1 : place.begin] in ("", "；", "：", "。", "、", "，")
    told = _HAS.match(reading.text, place.end) if opens and zone_or_here(reading, place) else None
    if told is None:
        return
    _, end = reading.sentence(place.begin)
    stop = reading.text.find("；", told.end(), end)
    for each in reading.within(told.end(), stop if stop >= 0 else end, ("Company", "Project")):
        if not each.implicit:
            yield from reading.say(each.ref, "locatedIn", place.ref, span(place, each), "located-counted-list", 0.8)


def _bracketed(reading: Reading, zone: Named) -> Iterator[Relation]:
    """P“三园一基地”（A、B、C、D）: the parks in the brackets behind a zone are its parts."""
    told = _FRAME.match(reading.text, zone.end)
    inside = reading.within(*told.span("list"), PLATFORMS) if told else []
    parts = [n for n in inside if not n.implicit and not any(o.holds(n) for o in inside)]
    for part in parts if len(parts) > 1 else ():
        yield from reading.say(part.ref, "partOf", zone.ref, span(zone, part), "part-of-brackets", 0.8)


def _of_kind(reading: Reading, last: Named) -> Iterator[Relation]:
    """A、B等16个先进制造业园区: each park of a list is for what the word that closes it names."""
    told = _CLOSES.match(reading.text, last.end)
    listed = run_of(reading, last, PLATFORMS) if told and told[0].startswith(("等", "”等")) else []
    for industry in reading.within(*told.span("kind"), INDUSTRIES) if told and listed else ():
        for park in listed if not industry.implicit and not is_sector(industry) else ():
            yield from reading.say(park.ref, "focusesOn", industry.ref, span(park, industry), "focus-closing", 0.75)
