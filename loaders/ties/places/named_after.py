"""Where a name puts a thing inside the area of its document: 江口抽水蓄能项目, C（江口）, in a text about a province.

A document about a province or a city takes what it shows there to be somewhere in it; a county or city of that area
in the thing's own name says where.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.finding import stem
from loaders.ties.places.at_home import SITES, is_guest
from loaders.ties.reading import Reading
from ontology import names, vocab
from ontology.facts import Ref, Relation

_LONGEST = 8  # characters of a place's name with its rank, less those of autonomous counties
_BRACKETS = re.compile(r"（([\u4e00-\u9fff]{2,8})）")
_NO_PLACE = re.compile(r"[湾江河湖山岛路至到与和、—-]|大道|两岸|都市圈|经济圈|城市群")  # 杭州湾, 江口至石桥公路
_RUNS = re.compile(r"铁路$|高铁|高速|复线|特高压|管道|通道|大桥|隧道|航道|公路")  # through more places than one


def named_after(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """Of what no words place inside the area: where its name does. Of a company it is supposed: it may have moved."""
    area = next((reading.area for reading in read), None)
    if area is None or not area.key.isdigit() or not area.key.endswith("00"):
        return
    placed = {r.subject for r in found if r.predicate == "locatedIn" and not _around(r.object, area)}
    towns = {n.ref for reading in read for n in reading.named if n.ref.kind == "Place" and not n.implicit}
    for reading in read:
        for each in reading.named:
            if each.ref.kind not in SITES or each.implicit or each.ref in placed or _RUNS.search(each.ref.name):
                continue
            if is_guest(reading, each):
                continue
            if place := _told(each.ref, area, towns):
                placed.add(each.ref)
                firm, where = each.ref.kind == "Company", (each.begin, each.end)
                yield from reading.say(each.ref, "locatedIn", place, where, "located-after", 0.7, supposed=firm)


def _around(place: Ref, area: Ref) -> bool:
    """Whether a place is the area or holds it, and so leaves open where in it a thing is."""
    return place.kind == "Place" and area.key.startswith(stem(place.key))


def _told(thing: Ref, area: Ref, known: set[Ref]) -> Ref | None:
    """The place inside the area that a name tells: in brackets, at its head, behind a wider place at its head.

    The short name of a district (长安, 和平) is also an everyday word: it counts where the text names the district.
    A company's short name must go on with a name of its own: 新和成化工 is not of 新和县.
    """
    bracket = _BRACKETS.search(thing.name)
    if bracket and (place := _inside(bracket[1], area)):
        return place
    begin = 0
    while begin < len(thing.name) - 2:
        longest = min(len(thing.name) - 2, begin + _LONGEST)
        end = next((n for n in range(longest, begin + 1, -1) if thing.name[begin:n] in vocab.names("place")), 0)
        if not end:
            return None
        written = thing.name[begin:end]
        place = None if _NO_PLACE.match(thing.name, end) else _inside(written, area)
        if place and (written == place.name or place.name[-1] != "区" or place in known):
            return place if thing.kind != "Company" or _goes_on(thing.name[end:]) else None
        begin = end
    return None


def _goes_on(rest: str) -> bool:
    parts = names.split_company(rest)
    return len(parts.trade_name) > 1 and bool(parts.trade_word or parts.form)


def _inside(written: str, area: Ref) -> Ref | None:
    """The place of this name that lies in the area and is not the area itself."""
    place = vocab.place(written, within=area.key)
    inside = place and place.code.isdigit() and place.code != area.key and place.code.startswith(stem(area.key))
    return Ref("Place", place.label, place.code) if place and inside else None
