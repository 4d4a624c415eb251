"""What the relations and names of a whole text add to each other: what lies around a place, whose brand it is."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.names.companies.coined import coined
from loaders.ties.industries.industry_ties import sectors
from loaders.ties.projects.undertakings import PUBLIC_WORKS
from loaders.ties.reading import PLATFORMS, Reading, front
from ontology import names, vocab
from ontology.facts import Ref, Relation

_SURE = 0.7  # below it a relation is only supposed, and tells nothing of what lies around


def around(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """C is in 临海市东山工业园, in 江口镇石桥村: so it is in the city and in the town that are named with it."""
    outer = _outer(read)
    for each in found:
        if each.predicate == "locatedIn" and each.confidence > _SURE and not each.method.startswith("located-name"):
            for wider in outer.get(each.object, ()):
                if wider not in (each.subject, each.object):
                    yield Relation(each.subject, "locatedIn", wider, each.evidence, "located-around", 0.75)


def _outer(read: Sequence[Reading]) -> dict[Ref, tuple[Ref, ...]]:
    """The zones, towns and counties that the name of a zone or village begins with, wherever it is written so."""
    found: dict[Ref, dict[Ref, None]] = defaultdict(dict)
    for reading in read:
        for site in reading.named:
            if site.implicit or not (site.ref.kind == "IndustrialPlatform" or site.method == "place-village"):
                continue
            begin = front(reading, site)
            for n in reading.within(begin, site.end, ("Place", "IndustrialPlatform")):
                if n.ref != site.ref and n.end < site.end and _narrow(n, reading.text):
                    found[site.ref][n.ref] = None
    return {ref: tuple(wider) for ref, wider in found.items()}


def _narrow(each: Named, text: str) -> bool:
    """Whether a name is that of a zone, or of a county or what lies in one, written with its rank: 临海市, 江口镇."""
    inner = len(each.ref.key) >= 6 and not each.ref.key.endswith("00") and text[each.end - 1] in "市县区旗镇乡道村"
    return each.ref.kind != "Place" or inner


_SEAT = re.compile(r"(?:[\u4e00-\u9fff]{2,4}[省市县区旗]){0,2}(?P<town>[\u4e00-\u9fff]{2,3}[镇乡])(?=.{4})")


def by_seat(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """临海市江口镇海虹锻造有限公司, where the text names 江口镇: the firm has its seat there."""
    places = (n.ref for reading in read for n in reading.named if n.ref.kind == "Place" and not n.implicit)
    seats = {ref.name: ref for ref in places if ref.name[-1] in "镇乡"}
    told = {(r.subject, r.object) for r in found if r.predicate == "locatedIn"}
    for reading in read if seats else ():
        for firm in reading.named:
            own = _SEAT.match(reading.text, firm.begin, firm.end) if firm.ref.kind == "Company" else None
            seat = seats.get(own["town"]) if own and not firm.implicit else None
            if seat and (firm.ref, seat) not in told:
                told.add((firm.ref, seat))
                where = (firm.begin, firm.end)
                yield from reading.say(firm.ref, "locatedIn", seat, where, "located-seat", 0.8)


def by_town(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """西柳服装产业园, where the text names 西柳镇 too: what bears a town's name is in it; of a firm it is supposed."""
    towns = _towns(read)
    told = {r.subject for r in found if r.predicate == "locatedIn" and r.object in towns.values()}
    for reading in read if towns else ():
        for each in reading.named:
            if each.implicit or each.ref in told or each.ref.kind not in ("Company", *PLATFORMS):
                continue
            written = reading.text[each.begin : each.end]
            town = next(
                (ref for stem, ref in towns.items() if written.startswith(stem) and ref.name not in written), None
            )
            if town and len(written) > len(town.name) + 1:
                told.add(each.ref)
                firm, where = each.ref.kind == "Company", (each.begin, each.end)
                yield from reading.say(each.ref, "locatedIn", town, where, "located-namesake", 0.7, supposed=firm)


def _towns(read: Sequence[Reading]) -> dict[str, Ref]:
    """The towns and villages of a text by their names less the rank, of two characters and more; no county's name."""
    named = {n.ref for reading in read for n in reading.named if n.ref.kind == "Place" and not n.implicit}
    stems = ((_RANK_OF_TOWN.sub("", ref.name), ref) for ref in sorted(named) if _RANK_OF_TOWN.search(ref.name))
    area = next((reading.area.key for reading in read if reading.area), "")
    return {stem: ref for stem, ref in stems if len(stem) > 1 and not _county_near(stem, area)}


def _county_near(stem: str, area: str) -> bool:
    """Whether a town's name is also that of a place with a code in the province of the text: it rather means that."""
    named = (vocab.place(name, within=area) for name in (stem, stem + "县") if name in vocab.names("place"))
    return any(place is not None and (not area or place.code[:2] == area[:2]) for place in named)


_RANK_OF_TOWN = re.compile(r"(?:[\u4e00-\u9fff]{1,3}族)?(?:镇|乡|村|街道)$")


def by_brand(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """晨曜智能装备项目, where 浙江晨曜机械有限公司 is named in the text: it undertakes what bears its brand."""
    brands = _brands(read)
    told = {r.object for r in found if r.predicate in ("undertakes", "operates")}
    for reading in read if brands else ():
        for each in reading.named:
            if each.implicit or each.ref in told or each.ref.kind not in ("Project", *PLATFORMS):
                continue
            if firm := _bearer(each.ref, brands):
                told.add(each.ref)
                predicate = "undertakes" if each.ref.kind == "Project" else "operates"
                where = (each.begin, each.end)
                yield from reading.say(firm, predicate, each.ref, where, f"{predicate}-brand", 0.7, supposed=True)


def _bearer(thing: Ref, brands: dict[str, Ref]) -> Ref | None:
    """The firm whose brand a name begins with and is longer than; a brand in quotes is no longer than the firm's name.

    “晨曜”智能装备项目, 晨曜智能装备项目; not 晨曜机械 alone, nor “晨曜机械海绵城市”项目 of 晨曜机械.
    """
    quoted = _QUOTED.match(thing.name)
    name = thing.name.replace("“", "").replace("”", "")
    sizes = (4, 3, 2) if thing.kind == "Project" else (4, 3)  # a park may share two characters by chance
    own = (n for n in sizes if n < len(name) and name[:n] in brands and not PUBLIC_WORKS.match(name, n))
    firm = next((brands[name[:n]] for n in own), None)
    return firm if firm and not (quoted and len(quoted[1]) > len(firm.name)) else None


_QUOTED = re.compile("“([^”]*)”")


def _brands(read: Sequence[Reading]) -> dict[str, Ref]:
    """The trade names of the companies of a text that only one of them has and that are no place and no trade."""
    firms = sorted({n.ref for reading in read for n in reading.named if n.ref.kind == "Company" and not n.implicit})
    owners: dict[str, set[Ref]] = defaultdict(set)
    for firm in firms:
        parts = names.split_company(firm.name)
        if parts.trade_word or parts.full:
            stem = parts.trade_name
            owners[stem[:2] if len(stem) > 3 and coined(stem[:2]) else stem].add(firm)  # 晨曜|专用
        if 2 < len(firm.name) < 5:
            owners[firm.name].add(firm)
    own = {b: firms for b, firms in owners.items() if len(firms) == 1 and 1 < len(b) < 5}
    known = vocab.names("place"), names.trade_words()
    return {b: firms.pop() for b, firms in own.items() if not any(b in each for each in known)}


def parts_by_name(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """东山工业园区西区, where the text names 东山工业园区 too: a part of it."""
    named = (n for reading in read for n in reading.named if not n.implicit)
    zones = {n.ref.name: n.ref for n in named if n.ref.kind == "IndustrialPlatform"}
    told = {(r.subject, r.object) for r in found if r.predicate == "partOf"}
    for reading in read:
        for part in reading.named:
            if part.ref.kind != "IndustrialPlatform" or part.implicit:
                continue
            name = part.ref.name
            for whole in (zones[name[:n]] for n in range(len(name) - 2, 3, -1) if name[:n] in zones):
                if whole.name.endswith(("区", "园", "城")) and (part.ref, whole) not in told:
                    told.add((part.ref, whole))
                    where = (part.begin, part.end)
                    yield from reading.say(part.ref, "partOf", whole, where, "part-of-named", 0.8)


_CAPITAL = re.compile(
    r"(?:中国|全国|世界|东方|亚洲|全球)?(?:“)?(?P<trade>[\u4e00-\u9fff]{2,6}?)(?:产业)?(?:之都|之乡|之城|名城|名县|名镇|第一镇|第一县|生产基地|制造基地|产业基地)”?"
)


def by_honour(read: Sequence[Reading], found: Sequence[Relation]) -> Iterator[Relation]:
    """A place that is called 中国水泵之都 has the industry: that of the text by this name, else of the vocabulary."""
    industries = {
        form: n.ref
        for reading in read
        for n in reading.named
        if n.ref.kind == "Industry" and not n.implicit
        for form in (n.ref.name, *n.aliases)
    }
    for each in found:
        told = _CAPITAL.fullmatch(each.object.name) if each.predicate == "holdsHonour" else None
        if told is None or each.subject.kind != "Place":
            continue
        trade = told["trade"]
        known = vocab.concept("industry", trade)
        own = industries.get(trade) or industries.get(f"{trade}产业")
        ref = own or (Ref("Industry", known.label) if known else None)
        if ref and ref.name not in sectors():
            yield Relation(ref, "layout", each.subject, each.evidence, "layout-honour", 0.7)
