"""What is in a zone: companies shown in one, counted in one, or told of in a document that is about one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.finding import stem
from loaders.folding import fold
from loaders.named import Named
from loaders.names.companies.company_lists import OWNER
from loaders.text import Text
from loaders.ties.places.at_home import is_guest, is_line
from loaders.ties.reading import PLATFORMS, Reading, front, run_of, span
from ontology.facts import Ref, Relation

WHERE = ("Place", *PLATFORMS)
_INSIDE = re.compile(r"[”]?(?:内|里|内部)(?:(?:落脚|落户|扎根|投产|投资|设厂)[^，。；]{0,8}?)?的?|[”]?的")
_SAME = re.compile(r"(?:同在|同处|同处于|处于同一|位于同一|在同一|同一)$")
_WORKS = re.compile(r"在$")
_AT_WORKS = re.compile(r"(?:厂区|厂房|车间|工厂|生产线|生产基地)")
_BUILT_THERE = re.compile(
    r"(?:破土|正式|顺利|集中|快速|高效|火速|同步|如期|先后)?(?:打桩|施工|建设中|紧张施工|加紧建设|动工|开工|奠基|投产|竣工|启用|揭牌|落成|挂牌|开建|投用|建成|落户|落地|开业|开张|设厂|建厂|试产|量产"
    r"|落子|落址|落定|(?:完成)?(?:工商)?(?:注册|登记)(?:登记|注册)?(?:成立)?|领取(?:了)?营业执照)"
)
_SIGNED = re.compile(
    r"(?:成功|正式|顺利|集中|快速|高效|火速|先后)?签约"
)  # at a fair elsewhere, too: a firm is not where it signs
_FOUNDED = re.compile(r"(?:投资|出资|独资|合资)?(?:设立|兴办|创办|成立|注册)")
_OUTSIDERS = ("来自", "客商", "与", "和")


def in_zones(reading: Reading) -> Iterator[Relation]:
    """P内的C; 同在P的A、B、C; X在P动工: what a passage shows in a zone or place."""
    for place in reading.named:
        if place.ref.kind not in WHERE:
            continue
        inside = _INSIDE.match(reading.text, place.end)
        if inside and (place.ref.kind != "Place" or not place.implicit):
            yield from _listed(reading, place, inside)
        if not place.implicit and reading.text.endswith("在", 0, front(reading, place)):
            yield from _started(reading, place)


_MEMBER = re.compile(r"\d{0,2}[.．、]?")
_SHOWN = re.compile(
    r"，(?P<product>[\u4e00-\u9fffA-Za-z0-9]{3,16})(?=，(?:国内|全国|全球|世界|市场|省内|产量|销量)|；|。|$)"
)


def members(reading: Reading) -> Iterator[Relation]:
    """1.C（P），X，国内市场占有率…: a line of a list of companies with where each is and what it makes."""
    firm = next((n for n in reading.named if n.ref.kind == "Company" and not n.implicit), None)
    if firm is None or not _MEMBER.fullmatch(reading.text[: firm.begin]):
        return
    place = next((n for n in reading.named if n.begin == firm.end + 1 and n.ref.kind in WHERE), None)
    if place is None or reading.text[firm.end] != "（" or reading.text[place.end : place.end + 1] != "）":
        return
    outer = max((n for n in reading.named if n.begin == place.begin and n.ref.kind in WHERE), key=lambda n: n.end)
    yield from reading.say(firm.ref, "locatedIn", outer.ref, span(firm, outer), "located-member", 0.9)
    shown = _SHOWN.match(reading.text, outer.end + 1)
    if shown:
        product = Ref("Product", shown["product"])
        where = (firm.begin, shown.end("product"))
        yield from reading.say(firm.ref, "makes", product, where, "makes-member", 0.85)


_BROUGHT = re.compile(r"(?:先后|已|共|累计|成功)*(?:引进|入驻|落户|集聚|汇聚|聚集|拥有|吸引)了?")


def brought(reading: Reading) -> Iterator[Relation]:
    """P引进A、B、C等企业: the companies that a zone has brought in."""
    for zone in reading.named:
        found = _BROUGHT.match(reading.text, zone.end) if zone.ref.kind == "IndustrialPlatform" else None
        if found is None or reading.clause(zone.begin)[0] != zone.begin:
            continue
        _, end = reading.clause(found.end())
        stop = re.compile(r"等[\u4e00-\u9fff]{0,8}(?:企业|机构|公司|项目)").search(reading.text, found.end(), end)
        for each in reading.within(found.end(), stop.start() if stop else found.end(), ("Company", *PLATFORMS)):
            if not each.implicit and each.ref != zone.ref:
                where = (zone.begin, each.end)
                yield from reading.say(each.ref, "locatedIn", zone.ref, where, "located-brought", 0.85)


_ON_SPOT = re.compile(r"(?:原地|就地|在此|在原址|原址)?(?:新)?(?:建起|建成|新建|建设|打造|崛起)了?(?:一[座个])?[“‘]?")


def on_spot(reading: Reading) -> Iterator[Relation]:
    """P镇拆除旧厂房…，原地建起X: what is built where the town is that the sentence begins with."""
    for site in reading.named:
        if site.ref.kind not in (*PLATFORMS, "Project") or site.implicit:
            continue
        begin, _ = reading.sentence(site.begin)
        clause, _ = reading.clause(site.begin)
        if clause != begin and _ON_SPOT.fullmatch(reading.text, clause, site.begin):
            town = next((n for n in reading.named if n.begin == begin and n.ref.kind == "Place"), None)
            if town and town.ref.name[-1] in "镇乡道" and not reading.within(town.end, clause, ("Place",)):
                yield from reading.say(site.ref, "locatedIn", town.ref, span(town, site), "located-on-spot", 0.75)


_MOVED_IN = re.compile(
    r"(?:搬进|搬入|迁入|入驻|落户|进驻)(?:了)?(?:新|该|这个)?(?:园区|园|小镇|基地|厂区|工业园|产业园)的$"
)


def moved_in(reading: Reading) -> Iterator[Relation]:
    """…建起X小微企业园…。搬进新园的C: the company is in the park that the passage spoke of before."""
    for firm in reading.named:
        told = firm.ref.kind == "Company" and not firm.implicit and _MOVED_IN.search(reading.text[: firm.begin])
        park = reading.last_before(firm.begin, ("IndustrialPlatform",)) if told else None
        if park:
            yield from reading.say(firm.ref, "locatedIn", park.ref, span(park, firm), "located-moved-in", 0.8)


_PAIR = re.compile(r"[，。；）]|$|[两2]家|都|均|双双")


def _listed(reading: Reading, place: Named, inside: re.Match[str]) -> Iterator[Relation]:
    """The companies right behind P内的, and with 同在P的 the whole list of them; P的A和B where no more is said."""
    same = _SAME.search(reading.text[max(0, place.begin - 4) : place.begin])
    first = next((n for n in reading.named if n.begin == inside.end() and n.ref.kind == "Company"), None)
    if first is None or first.implicit or (place.implicit and not same):
        return
    _, end = reading.clause(first.begin)
    firms = [n for n in reading.within(first.begin, end, ("Company",)) if first in run_of(reading, n, ("Company",))]
    pair = len(firms) == 2 and _PAIR.match(reading.text, firms[1].end) and reading.text[first.end] in "和与"
    for each in firms if same or pair or "内" in inside[0] else [first]:
        method = "located-same-zone" if same else "located-inside"
        yield from reading.say(each.ref, "locatedIn", place.ref, span(place, each), method, 0.85 if same else 0.8)


def _started(reading: Reading, place: Named) -> Iterator[Relation]:
    """X在P动工: the project or platform that the clause begins with."""
    if _FOUNDED.match(reading.text, place.end):
        yield from _founded(reading, place)
    signed = _SIGNED.match(reading.text, place.end)
    if not signed and not _BUILT_THERE.match(reading.text, place.end):
        return
    begin, _ = reading.clause(place.begin)
    at = front(reading, place)
    sites = reading.within(begin, at - 1, ("Project", "Company", *PLATFORMS))
    site = max(sites, key=lambda n: (n.end, n.end - n.begin), default=None)
    if signed and site and site.ref.kind == "Company" and place.ref.kind == "Place":
        return
    gap = reading.text[site.end : at - 1] if site else ""
    if site and re.fullmatch(r"”?[\d年月日近今去已正在将计划于]*", gap) and site.ref != place.ref:
        yield from reading.say(site.ref, "locatedIn", place.ref, span(site, place), "located-started", 0.85)


def _founded(reading: Reading, place: Named) -> Iterator[Relation]:
    """C是由D在P投资设立的企业: the company that the sentence begins with."""
    begin, _ = reading.sentence(place.begin)
    firm = next((n for n in reading.named if n.begin == begin and n.ref.kind == "Company" and not n.implicit), None)
    if firm and re.match(r"(?:是|系)?由|是", reading.text[firm.end :]):
        yield from reading.say(firm.ref, "locatedIn", place.ref, span(firm, place), "located-founded", 0.85)


_COLUMN = re.compile(r"^(?:【[^】]*】|\[[^]]*\]|“[^”]*”)[：:\s]*")  # 【新春走基层】 before a title


def document_zone(text: Text, named: Sequence[Named]) -> Ref | None:
    """The zone that a document is about: its title or its area has a name of it; None if of something else."""
    titles = tuple(filter(None, re.split(r"——|[—：:｜|\s]", _COLUMN.sub("", fold(text.document.title)))))
    area = text.document.area.name if text.document.area else ""
    zones = {n.ref: (n.ref.name, *n.aliases) for n in named if n.ref.kind == "IndustrialPlatform" and not n.implicit}
    told = [
        (len(form), ref)
        for ref, forms in sorted(zones.items())
        for form in forms
        if form and (area == form or any(_titled_for(title, form) for title in titles))
    ]
    return max(told)[1] if told else _throughout(named)


_COME_TO = ("落户", "落子", "入驻", "花落", "走进", "签约", "聚焦")


_LED_TO = ("投资", "欢迎投资", "关于", "走近", "认识", "印象")  # 投资|江口开发区: what its own pages are called


def _titled_for(title: str, zone: str) -> bool:
    """Whether a title is about a zone: it opens with it, or tells what has come there: 9个项目落户|江口经开区."""
    begins = title.startswith((zone, *(lead + zone for lead in _LED_TO)))
    return begins or any(title.endswith(verb + zone) for verb in _COME_TO)


_OFTEN = 4  # mentions of a zone that make a text one about it


def _throughout(named: Sequence[Named]) -> Ref | None:
    """The one zone that a text names throughout, first and last, with hardly another beside it."""
    zones = [n.ref for n in named if n.ref.kind == "IndustrialPlatform" and n.passage.kind == "body"]
    often, count = next(iter(Counter(zones).most_common(1)), (None, 0))
    passages = list(dict.fromkeys(id(n.passage) for n in named if n.passage.kind == "body"))
    at = [passages.index(id(n.passage)) for n in named if n.ref == often and n.passage.kind == "body"]
    whole = bool(at) and at[0] <= 1 and len(set(at)) * 2 >= len(passages)
    return often if count >= _OFTEN and count >= 0.7 * len(zones) and whole else None


def document_town(text: Text, named: Sequence[Named]) -> Ref | None:
    """The one town of its area that a document's title names, if the text speaks of it more than once."""
    title, area = fold(text.document.title), text.document.area
    towns = Counter(
        n.ref for n in named if n.ref.kind == "Place" and n.ref.name[-1:] in "镇乡道村" and area and not n.implicit
    )
    stems = {town: re.sub(r"(?:民族)?(?:镇|乡|街道|村)$", "", town.name) for town in towns}
    told = [town for town, short in stems.items() if len(short) > 1 and short in title and towns[town] > 1]
    return told[0] if len(told) == 1 and area and told[0].key.startswith(stem(area.key)) else None


def on_site(read: Sequence[Reading], site: Ref | None, found: Sequence[Relation]) -> Iterator[Relation]:
    """In a document about a zone or a town: the companies, institutes and projects that it places nowhere else.

    A guest is not there: who comes from another city, buys, delivers, or is everywhere (at_home.py). Nor is a company
    whose project is placed elsewhere.
    """
    if site is None or not read:
        return
    town = site.kind == "Place"
    method = "located-town-document" if town else "located-zone-document"
    placed = {site, *_elsewhere(found, read[0].area)}
    shown = [(reading, n) for reading in read for n in reading.named if n.ref.kind in _SITES and not n.implicit]
    placed |= {n.ref for reading, n in shown if is_guest(reading, n)}
    for reading, each in shown:
        park = each.ref.kind == "IndustrialPlatform"
        if each.ref in placed or (park and (_holds(each.ref, site) or not _opens_clause(each))):
            continue
        placed.add(each.ref)
        before = each.passage.text[max(0, each.begin - 2) : each.begin]
        if each.method == OWNER:
            continue
        if (each.passage.kind == "body" or is_line(each)) and not before.endswith(_OUTSIDERS):
            yield from reading.say(each.ref, "locatedIn", site, (each.begin, each.end), method, 0.6, supposed=town)


def _elsewhere(found: Sequence[Relation], area: Ref | None) -> Iterator[Ref]:
    """What is placed otherwise than in the area as a whole, and the companies whose projects are."""
    placed = {
        r.subject
        for r in found
        if r.predicate in ("locatedIn", "partOf") and r.method != "located-home" and not _around(r.object, area)
    }
    yield from placed
    yield from (r.subject for r in found if r.predicate == "undertakes" and r.object in placed)


_SITES = ("Company", "InnovationPlatform", "IndustrialPlatform", "Project")


def _around(place: Ref, area: Ref | None) -> bool:
    """Whether a place is the document's area or holds it, which says nothing of the zone in it."""
    code = stem(place.key)
    holds = place.kind == "Place" and code.isdigit() and area is not None and area.key.startswith(code)
    return area is not None and (place == area or holds)


def _holds(park: Ref, site: Ref) -> bool:
    """Whether a park is of a larger kind than the site: an economic zone lies in no garden of industry."""
    return park.name.endswith(("开发区", "高新区", "经开区", "新区")) and not site.name.endswith(("区", "城"))


def _opens_clause(each: Named) -> bool:
    """Whether a park is what a clause is about, or is relied on or visited: its neighbours are told of otherwise."""
    return _OPENS.search(each.passage.text, 0, each.begin) is not None


_OPENS = re.compile(r"(?:^|[，。；：”]|依托|走进|来到|位于)[“]?$")
