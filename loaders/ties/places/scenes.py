"""Where the firm of a scene is: 傍晚，江口镇的一间车间里，织机响个不停。…“要换代。”C总经理说: it is supposed there."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.reading import Reading, front, lies_here, span
from ontology.facts import Relation

_SET = re.compile(
    r"(?:^|[。”])(?:[【（][^】）]{1,12}[】）])?(?:本报讯\s?)?(?:[^，。；、]{0,10}[晨早午晚夜点日前天时季分许]，)?"
    r"(?:(?:记者|笔者|我们)?(?:走进|来到|步入|踏入|走在|走访|见到)了?|在)?(?:位于)?$"
)
_INSIDE = re.compile(r"(?:的?(?:一[处家间座条排]|某)[^，。；]{0,10}(?:里|内|中|上)?，|(?:里|内)?，)")
_OF_FIRM = re.compile(
    r"(?:（[^）]{0,16}）)?(?:的)?[^，。；：“”]{0,8}?(?:总经理|董事长|总裁|负责人|厂长|车间|经理|创始人|生产线|工人|老板|主任|展厅)"
)
_NEAR = 160  # characters that a scene goes on


def scenes(reading: Reading) -> Iterator[Relation]:
    """The first firm that a passage tells of behind the place that its scene is set in."""
    if "Company" not in reading.kinds:
        return
    for place in reading.named:
        if place.implicit or not _is_spot(place) or not _INSIDE.match(reading.text, place.end):
            continue
        begin = front(reading, place)
        if not _SET.search(reading.text, max(0, begin - 40), begin):
            continue
        things = reading.within(place.end, place.end + _NEAR, ("Company", "Place", "IndustrialPlatform"))
        first = next((n for n in things if not n.implicit), None)
        if first and first.ref.kind == "Company" and _OF_FIRM.match(reading.text, first.end):
            where = span(place, first)
            around = [reading.area] if reading.area and lies_here(reading, place.ref) else []
            for site in dict.fromkeys((place.ref, *around)):
                yield from reading.say(first.ref, "locatedIn", site, where, "located-scene", 0.6, supposed=True)


def _is_spot(place: Named) -> bool:
    """Whether a place is one to stand in: a town, a village, a park."""
    town = place.ref.kind == "Place" and place.ref.name[-1] in "镇乡村道"
    return town or place.ref.kind == "IndustrialPlatform"
