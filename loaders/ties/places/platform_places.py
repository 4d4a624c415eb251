"""Where institutes and parks are, by what stands beside them: the town or zone before, a partner, what they lean on.

镇上的R, 园内“R”平台; U与T镇合办的R; R，依托T镇建设.
"""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.industries.topics import zone_or_here
from loaders.ties.reading import PLATFORMS, Reading, span
from ontology.facts import Ref, Relation

_SIZED = r"(?:(?:总投资|投资|占地|规划面积|面积)[^，。；]{1,12}的)?(?:一[座个])?[“]?"
_HERE = re.compile(
    rf"[“]?(?P<where>园区?[内里]|[镇乡][上里内]|[市县区][里内])(?:的|还|又|也|已|先后|就|建起|建有|建成|建|设立|设有|有|了)*{_SIZED}"
)
_JOINT = re.compile(r"(?:携手|联合|共同)*(?:合办|共建|合建|共同建设|联合建设|联合组建|共同组建|共同成立)的?[“]?$")
_LEANS = re.compile(r"，依托[^，。；]{2,12}?(?:建设|而建|布局|打造)")


def platform_places(reading: Reading) -> Iterator[Relation]:
    """All that tells where a platform is by a zone, a town or a word for one around it."""
    for site in reading.named:
        if site.ref.kind not in PLATFORMS or site.implicit:
            continue
        here = _pointed(reading, site)
        if here:
            where = (max(0, site.begin - 6), site.end)
            yield from reading.say(site.ref, "locatedIn", here, where, "located-pointed", 0.75)
        yield from _joint(reading, site)
        yield from _leaning(reading, site)


def _pointed(reading: Reading, site: Named) -> Ref | None:
    """What 镇上, 园内 or 县里 before a platform points at: the last town or zone named, the document's area."""
    clause, _ = reading.clause(site.begin)
    told = _HERE.fullmatch(reading.text, clause, site.begin)
    if told is None:
        return None
    if told["where"][0] in "市县区":
        area = reading.area
        return area if area and area.name.endswith(told["where"][0]) else None
    kind, ends = ("IndustrialPlatform", ("区", "园")) if told["where"][0] == "园" else ("Place", told["where"][0])
    before = [n for n in reading.named if n.end <= clause and n.ref.kind == kind and n.ref.name.endswith(ends)]
    return before[-1].ref if before else None


def _joint(reading: Reading, site: Named) -> Iterator[Relation]:
    """U与T镇合办的R: an institute is at its partner that is a place or zone at home."""
    clause, _ = reading.clause(site.begin)
    if site.ref.kind != "InnovationPlatform" or not _JOINT.search(reading.text, clause, site.begin):
        return
    partners = reading.within(clause, site.begin, ("Place", "IndustrialPlatform", "Agency"))
    homes = [n for n in partners if n.ref.kind != "Agency" and not n.implicit and zone_or_here(reading, n)]
    if len(homes) == 1 and len(partners) > 1:
        yield from reading.say(site.ref, "locatedIn", homes[0].ref, span(homes[0], site), "located-joint", 0.7)


def _leaning(reading: Reading, site: Named) -> Iterator[Relation]:
    """R，依托T镇建设: a park is at the town that it leans on."""
    told = _LEANS.match(reading.text, site.end)
    for town in reading.within(site.end, told.end(), ("Place",)) if told else ():
        yield from reading.say(site.ref, "locatedIn", town.ref, span(site, town), "located-leaning", 0.75)
