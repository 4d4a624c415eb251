"""Where a firm has its seat, by words and by its registered name; and the county of a zone that a headline tells.

C…，总部位于P; 江口市海虹锻造有限公司 of which nothing else is told; 韩国晨曜股份有限公司; 北湖C项目落户江口县 above the
sentence that it comes to the zone P.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from loaders.finding import any_of
from loaders.named import Named
from loaders.names.places.regions import PARTS
from loaders.ties.goods.goods_told import subject
from loaders.ties.reading import PLATFORMS, Reading, front
from ontology import names, vocab
from ontology.facts import Ref, Relation

_WHERE = ("Place", *PLATFORMS)
_SEAT = re.compile(
    r"(?:(?P<it>公司|集团|企业|其|该公司|该企业)的?)?(?:中国区?|国内|全球|集团|企业|公司)?(?P<what>总部|注册地|厂区|厂房|主厂区)?(?:就|现)?"
    r"(?:位于|坐落于|坐落在|设在|设于|地处)"
)


def told_seats(reading: Reading) -> Iterator[Relation]:
    """C成立于2005年，总部位于P; 公司位于P: the one firm that the sentence speaks of, or that was told of before."""
    for place in reading.named:
        if place.ref.kind not in _WHERE or place.implicit or _larger(reading, place):
            continue
        clause, _ = reading.clause(place.begin)
        told = _SEAT.fullmatch(reading.text, clause, front(reading, place))
        firm = subject(reading, clause) if told and (told["it"] or told["what"]) else None
        opens = firm is not None and reading.text[reading.sentence(firm.begin)[0] : firm.begin] in ("", "“")
        if firm and opens and not firm.implicit and firm.ref != place.ref:
            where = (clause, place.end)
            yield from reading.say(firm.ref, "locatedIn", place.ref, where, "located-seat-told", 0.8)


def _larger(reading: Reading, place: Named) -> bool:
    return any(n is not place and n.holds(place) for n in reading.between(place.begin - 30, place.begin))


def registered(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """江口市海虹锻造有限公司: a registered name tells the place with its rank, which counts where no words tell one."""
    told = {r.subject for r in found if r.predicate == "locatedIn"}
    for reading in read:
        for firm in reading.named:
            if firm.ref.kind != "Company" or firm.implicit or firm.ref in told:
                continue
            place = _seat_in_name(firm.ref.name) or _land_in_name(firm.ref.name)
            if place:
                told.add(firm.ref)
                where = (firm.begin, firm.end)
                yield from reading.say(firm.ref, "locatedIn", place, where, "located-registered", 0.65, supposed=True)


_RANKED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}(?:省|自治区))?(?P<place>[\u4e00-\u9fff]{2,4}[市县区旗])(?=[\u4e00-\u9fff]{4})"
)


def _seat_in_name(name: str) -> Ref | None:
    """The city or county that a registered name begins with: with its rank, and a trade name behind it."""
    ranked = _RANKED.match(name) if name.endswith("公司") else None
    place = vocab.place(ranked["place"]) if ranked and ranked["place"] in vocab.names("place") else None
    rest = names.split_company(name[ranked.end() :]) if ranked else None
    return (
        Ref("Place", place.label, place.code) if place and rest and rest.trade_name and place.code.isdigit() else None
    )


@cache
def _lands() -> re.Pattern[str]:
    return any_of("place", "countries", r"(?=[\u4e00-\u9fff]{2,4}(?:股份|有限|株式)|[\u4e00-\u9fff]{2,6}株式会社)")


def _land_in_name(name: str) -> Ref | None:
    """The country that the name of a firm abroad begins with: no firm here, which tells its city in brackets."""
    land = _lands().match(name) if "（" not in name else None
    return Ref("Place", land[0], land[0]) if land and land[0][-1] not in PARTS else None


_SAID = (
    "located-verb",
    "located-started",
    "located-settling",
    "located-agreed",
    "located-ceremony",
    "located-built-in",
)
_HEADLINE = 50  # characters of a headline above the sentences of its news


def headline_counties(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """北湖集团加工线选址江口县 above 北湖集团选址P…: the zone that the news names is in the county of its headline."""
    said: dict[int, list[Relation]] = defaultdict(list)
    at = {id(reading): n for n, reading in enumerate(read)}
    for reading in read:
        said[at[id(reading)]] = [r for r in found if r.method in _SAID and r.evidence in _own(reading, r)]
    placed = {r.subject for r in found if r.predicate == "locatedIn" and _county(r.object)}
    for above, below in pairwise(read):
        heads = {r.object for r in said[at[id(above)]] if _county(r.object)}
        zones = {r.object for r in said[at[id(below)]] if r.object.kind in PLATFORMS}
        if len(above.text) > _HEADLINE or "。" in above.text or len(heads) != 1 or len(zones) != 1:
            continue
        zone, county = next(iter(zones)), next(iter(heads))
        site = next((n for n in below.named if n.ref == zone), None)
        if site and zone not in placed:
            where = (site.begin, site.end)
            yield from below.say(zone, "locatedIn", county, where, "located-headline", 0.65, supposed=True)


def _own(reading: Reading, relation: Relation) -> tuple[object, ...]:
    """The evidence of a relation, where it stands in this passage."""
    begin, end = reading.passage.span(0, len(reading.text))
    return (relation.evidence,) if begin <= relation.evidence.start < end else ()


def _county(place: Ref) -> bool:
    """Whether a place has the code of a county or a district."""
    return place.kind == "Place" and len(place.key) == 6 and place.key.isdigit() and not place.key.endswith("00")
