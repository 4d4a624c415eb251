"""Firms that a text calls a place's own: P本地的C, a firm named after its county; 园内的C, of the park before."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.reading import Reading, span
from ontology.facts import Relation

_LOCALLY = re.compile(r"(?:本地|本土|当地)的?(?:老牌|龙头|骨干|配套|知名)?(?:企业|民企|公司)?[“]?")


def local_firms(reading: Reading) -> Iterator[Relation]:
    """临海本地的C; 临海市海虹木业, in a text about 临海市."""
    for firm in reading.named:
        if firm.ref.kind != "Company" or firm.implicit:
            continue
        for place in reading.named:
            if place.ref.kind == "Place" and _LOCALLY.fullmatch(reading.text, place.end, firm.begin):
                yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-local", 0.85)
        if reading.area and _of_county(reading, firm):
            where = (firm.begin, firm.end)
            yield from reading.say(firm.ref, "locatedIn", reading.area, where, "located-firm-name", 0.8)


_IN_IT = re.compile(
    r"(?:^|[，。；])(?:(?P<park>园区?[内里]|区内)|(?P<town>镇[上里]))的?(?:现有|还有|另有)?(?:龙头|骨干|重点|配套)?(?:企业)?[“]?$"
)


def within_it(reading: Reading) -> Iterator[Relation]:
    """园内的C, 镇上的C: the firm or project stands in the park or town named last; platforms: platform_places.py."""
    for site in reading.named:
        if site.ref.kind not in ("Company", "Project") or site.implicit:
            continue
        cue = _IN_IT.search(reading.text, max(0, site.begin - 14), site.begin)
        if cue is None:
            continue
        kinds = ("IndustrialPlatform",) if cue["park"] else ("Place",)
        ground = reading.last_before(cue.start(), kinds)
        if ground and ground.ref != site.ref and (cue["park"] or ground.ref.name[-1] in "镇乡"):
            yield from reading.say(site.ref, "locatedIn", ground.ref, span(ground, site), "located-within-it", 0.8)


def _of_county(reading: Reading, firm: Named) -> bool:
    """Whether a company's name begins with that of the document's own county, written with its rank."""
    county = reading.area.name if reading.area else ""
    own = len(county) > 2 and county[-1] in "市县区旗" and len(county) + 2 < firm.end - firm.begin
    return own and reading.text.startswith(county, firm.begin)
