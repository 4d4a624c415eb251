"""Lists that count a place's projects or firms and name them: 临海市2个，X项目、C公司Y项目；东山园区1个，Z工程."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.places.at_home import is_local_name
from loaders.ties.reading import PLATFORMS, Reading, front, items_from, span
from ontology.facts import Relation

_WHERE = ("Place", "IndustrialPlatform")
_SITES = ("Company", "Project", *PLATFORMS)
_COUNT = re.compile(
    r"(?:共|有|共有|现有|入选|新增)*(?:\d{1,3}|[一二两三四五六七八九十])[个家项](?:重[点大])?(?:项目|企业|工程)?[，：](?:分别[为是]|即|包括|为|是)?[：]?"
)


def tallied_sites(reading: Reading) -> Iterator[Relation]:
    """Every member of the list behind a place and its count is there, and the firm that a project is named after."""
    for place in reading.named if not reading.kinds.isdisjoint(_SITES) else ():
        count = _COUNT.match(reading.text, place.end) if place.ref.kind in _WHERE and not place.implicit else None
        if count is None or not _opens(reading, place):
            continue
        for site in items_from(reading, count.end(), _SITES):
            if site.begin == count.end() or reading.text[site.begin - 1] in "、和与及":
                yield from _there(reading, place, site)


def _opens(reading: Reading, place: Named) -> bool:
    """Whether a part of the sentence begins with the place."""
    begin = front(reading, place)
    return begin == 0 or reading.text[begin - 1] in "，；：。、\n"


def _there(reading: Reading, place: Named, site: Named) -> Iterator[Relation]:
    ground = place.ref if place.ref.kind == "Place" else reading.area
    if site.ref == place.ref or (site.ref.kind == "Company" and not is_local_name(site.ref, ground)):
        return
    owned = site.ref.kind == "Company" and any(o.holds(site) and o.ref.kind == "Project" for o in reading.named)
    where = span(place, site)
    yield from reading.say(site.ref, "locatedIn", place.ref, where, "located-tallied", 0.8, supposed=owned)
