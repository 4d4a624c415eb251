"""Where what a firm signs for, founds and breaks ground for is: the zone or town that the sentence names beside it.

C与P签署协议，投资S建设X; C落子P，注册成立D; C在P签约，总投资S的X…; X开工仪式在P举行; 主会场所在的X.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.ties.reading import PLATFORMS, Reading, front, lies_here, span
from ontology.facts import Relation

_GROUNDS = ("Place", "IndustrialPlatform", "InnovationPlatform")
_SITES = ("Project", *PLATFORMS)
_PACT = re.compile(
    r"(?:管委会|管理委员会|人民政府|政府)?(?:正式|成功|顺利|现场|举行|共同|又|已|再次)*(?:签署|签订|签下|签约|达成|缔结)了?"
    r"[^，。；]{0,16}，"
)
_BUILDS = re.compile(
    r"[^。；]{0,30}?(?:建设|新建|投建|兴建|打造|实施|上马|启动|扩建|设立|建)(?:了|的)?(?:一[个座])?[^，。；、的]{0,6}[“]?"
)
_COMES = re.compile(r"[”]?(?:正式|成功|顺利|随即|同时|就此|也|将|双双)*(?:落户|落地|落子|签约|花落|开工|动工|奠基)")
_NEXT = re.compile(r"[^，。；]{0,12}")


def settled_places(reading: Reading) -> Iterator[Relation]:
    """locatedIn, by the frames of the module."""
    for ground in reading.named if not reading.kinds.isdisjoint(_GROUNDS) else ():
        if ground.ref.kind in _GROUNDS and not ground.implicit and not _larger(reading, ground):
            yield from _agreed(reading, ground)
            yield from _settling(reading, ground)
            yield from _ceremony(reading, ground)
            yield from _told_there(reading, ground)
    for site in reading.named if not reading.kinds.isdisjoint(_SITES) else ():
        if site.ref.kind in _SITES and not site.implicit:
            yield from _in_name(reading, site)


def _larger(reading: Reading, ground: Named) -> bool:
    """Whether a ground only stands in a longer name."""
    around = reading.between(ground.begin - 30, ground.begin)
    return any(n is not ground and n.holds(ground) and n.ref.kind != "Agency" for n in around)


def _inner(ground: Named) -> bool:
    """Whether a ground is a county, town or zone, and no province, country or part of the world."""
    key = ground.ref.key
    return ground.ref.kind != "Place" or (len(key) >= 6 and key[:6].isdigit() and not key.endswith("0000"))


def _agreed(reading: Reading, ground: Named) -> Iterator[Relation]:
    """C与P签署协议，投资S建设X; C与P签约，X落户: what is agreed on with a zone or county is to be there."""
    if not reading.text.endswith(("与", "和", "同"), 0, front(reading, ground)) or not _inner(ground):
        return
    pact = _PACT.match(reading.text, ground.end)
    site = _first(reading, pact.end(), ground, _SITES) if pact else None
    if not pact or not site:
        return
    lead = reading.text[pact.end() : site.begin]
    if _BUILDS.fullmatch(lead) or (_NEXT.fullmatch(lead) and _COMES.match(reading.text, site.end)):
        where = span(ground, site)
        yield from reading.say(site.ref, "locatedIn", ground.ref, where, "located-agreed", 0.75, supposed=True)


def _first(reading: Reading, position: int, ground: Named, kinds: tuple[str, ...]) -> Named | None:
    """The first thing of these classes behind a position in its sentence, the whole of its name; None if another
    place is named before it."""
    _, end = reading.sentence(ground.begin)
    things = [n for n in reading.within(position, end, (*kinds, *_GROUNDS)) if not n.implicit]
    first = min(things, key=lambda n: (n.begin, -n.end), default=None)
    return first if first and first.ref.kind in kinds and first.ref != ground.ref else None


_SETTLES_AT = re.compile(r"(?:落子|落户|选址|入驻|进驻|扎根|签约|落地|落脚)(?:于|在|到)?了?$")
_SETTLED = re.compile(r"(?:快速|成功|正式|顺利|再次|率先)*(?:落子|签约|落户|落地|注册|设厂|投产|开工)")
_SUM = r"(?:总?投资(?:额)?(?:约|近|达|超|超过|逾)?[\d.]+[亿万]?(?:元|美元|欧元)?的?)"
_FOUNDS = re.compile(
    rf"，(?:并|也|又|同时|计划|拟|将|在此|在当地|已|先期|一期|随后)*(?:{_SUM}，?)?(?:注册|投资|新|出资|独资|合资)*"
    r"(?:成立|设立|组建|创办|建设|新建|打造|投建|兴建|布局|启动|建起|建成|运营|上马)(?:了|的)?(?:一[家个座条])?(?:其|旗下)?"
    r"(?:全资|外资|独资|合资|控股|新|首[个家]|区域|全新|子公司|孙公司|项目公司|公司|的|高标准|现代化)*[“]?"
)
_WORTH = re.compile(rf"，{_SUM}[“]?")


def _settling(reading: Reading, ground: Named) -> Iterator[Relation]:
    """C落子P，注册成立D; C选址P，计划建设X; C在P签约，总投资S的X…: what it founds or builds with that is there."""
    begin = front(reading, ground)
    lead = reading.text[max(0, begin - 8) : begin]
    if _SETTLES_AT.search(lead):
        at = ground.end
    elif lead.endswith("在") and (told := _SETTLED.match(reading.text, ground.end)):
        at = told.end()
    else:
        return
    site = _first(reading, at, ground, (*_SITES, "Company")) if _inner(ground) else None
    if site is None or reading.text[at : at + 1] != "，":
        return
    if _FOUNDS.fullmatch(reading.text, at, site.begin) or (
        site.ref.kind != "Company" and _WORTH.fullmatch(reading.text, at, site.begin)
    ):
        yield from reading.say(site.ref, "locatedIn", ground.ref, span(ground, site), "located-settling", 0.8)


_CEREMONY = re.compile(
    r"[”]?(?:[一二三]期)?(?:项目|工程)?(?:集中|投资|合作|正式|全面)*(?:开工|奠基|签约|投产|竣工|揭牌|启动|动工|封顶|落成|开业|通车|开园|挂牌|启用|开建)+"
    r"(?:建设)?(?:仪式|典礼|活动|大会)?(?:[今昨]日|[今昨]天|\d{1,2}月\d{1,2}日|近日|日前|上午|下午|，)*在$"
)
_HELD = re.compile(r"(?:[^，。；]{0,6}?)(?:隆重|正式|顺利|成功|如期)*(?:举行|举办|拉开|进行)")


def _ceremony(reading: Reading, ground: Named) -> Iterator[Relation]:
    """X项目动工典礼在P举行: X is there; where a pact is signed is a zone, and no county or hall."""
    begin = front(reading, ground)
    if not reading.text.endswith("在", 0, begin) or not _HELD.match(reading.text, ground.end) or not _inner(ground):
        return
    start, _ = reading.sentence(ground.begin)
    sites = reading.within(start, begin, _SITES)
    site = max((n for n in sites if not n.implicit), key=lambda n: (n.end, -n.begin), default=None)
    told = _CEREMONY.match(reading.text, site.end, begin) if site else None
    if site and told and site.ref != ground.ref and (ground.ref.kind != "Place" or "签约" not in told[0]):
        yield from reading.say(site.ref, "locatedIn", ground.ref, span(site, ground), "located-ceremony", 0.8)


_OF_FIRM = re.compile(r"[”]?(?:的|投资(?:建设|兴建)?的?|(?:投资|拟|将|正在?|新)*(?:建设|实施|新建|兴建|投建)的?)")


def _told_there(reading: Reading, ground: Named) -> Iterator[Relation]:
    """在P，C的X投资2亿元；D的Y总投资4亿元: whom each part of the sentence begins with, and what is theirs."""
    start, end = reading.sentence(ground.begin)
    gap = _COMMA.match(reading.text, ground.end)
    zone = ground.ref.kind != "Place" or len(ground.ref.key) > 6
    if not zone or not gap or reading.text[start : front(reading, ground)] != "在":
        return
    others = [n for n in reading.within(gap.end(), end, ("Place", "IndustrialPlatform")) if not n.implicit]
    stop = min(
        (n.begin for n in others if not any(s.holds(n) for s in reading.named if s.ref.kind != "Place")), default=end
    )
    starts = [gap.end(), *(m.end() for m in re.finditer("；", reading.text[:stop]) if m.end() > gap.end())]
    for begin in starts:
        firm = next((n for n in reading.between(begin, begin) if n.ref.kind == "Company" and n.begin == begin), None)
        owned = _OF_FIRM.match(reading.text, firm.end) if firm else None
        at = owned.end() if owned else begin
        works = [n for n in reading.between(at, at) if n.begin == at and n.ref.kind in _SITES and not n.implicit]
        for site in (*([firm] if firm and not firm.implicit else []), *works):
            yield from reading.say(site.ref, "locatedIn", ground.ref, span(ground, site), "located-told-there", 0.75)


_COMMA = re.compile(r"(?:内|里|现场|工地)?，")
_RUNS = re.compile(r"[至到—–-]|(?:高速|高铁|铁路|公路|航线|管道|特高压|通道)")


def _in_name(reading: Reading, site: Named) -> Iterator[Relation]:
    """横店机场永康航站楼 in a text about 金华市: the one county of the area that stands inside a name."""
    if reading.area is None or not reading.area.key.endswith("00") or _RUNS.search(site.ref.name):
        return
    inside = [n for n in reading.within(site.begin, site.end, ("Place",)) if n.begin > site.begin and not n.implicit]
    here = {n.ref: n for n in inside if lies_here(reading, n.ref) and n.ref != reading.area and len(n.ref.key) == 6}
    firms = reading.within(site.begin, site.end, ("Company",))
    if len(here) == 1:
        ((place, named),) = here.items()
        if not any(firm.holds(named) for firm in firms):
            where = (site.begin, site.end)
            yield from reading.say(site.ref, "locatedIn", place, where, "located-in-name", 0.75)


_EVENT = re.compile(
    r"(?:活动|仪式|大会|会议|现场会|推进会|典礼)(?:[今昨]日|[今昨]天|\d{1,2}月\d{1,2}日|近日|日前|上午|下午)*在$"
)
_VENUE = re.compile(r"主会场(?:所在的?|设在|设于|位于|就是|即|为|是|——|：|在)[“]?")


def venues(read: Sequence[Reading]) -> Iterator[Relation]:
    """…活动在P举行。主会场所在的X: the works in which an event is held are where it is held."""
    ground: Named | None = None
    for reading in read if any("主会场" in reading.text for reading in read) else ():
        held = [n for n in reading.named if n.ref.kind in _GROUNDS and not n.implicit and _event_at(reading, n)]
        for venue in _VENUE.finditer(reading.text):
            before = max((n for n in held if n.end <= venue.start()), key=lambda n: n.begin, default=None)
            at = _innermost(reading, before).ref if before else ground.ref if ground else None
            sites = [n for n in reading.between(venue.end(), venue.end()) if n.ref.kind in ("Company", *_SITES)]
            site = max((n for n in sites if not n.implicit), key=lambda n: n.end, default=None)
            if at and site:
                where = (site.begin, site.end)
                yield from reading.say(site.ref, "locatedIn", at, where, "located-venue", 0.7, supposed=True)
        ground = _innermost(reading, held[-1]) if held else ground


def _event_at(reading: Reading, ground: Named) -> bool:
    """Whether a sentence says that an event is held there."""
    begin = front(reading, ground)
    event = _EVENT.search(reading.text, max(0, begin - 20), begin)
    return bool(event) and _HELD.match(reading.text, _innermost(reading, ground).end) is not None


def _innermost(reading: Reading, ground: Named) -> Named:
    """The last of grounds that are told from the outside in: 石桥镇|河头园."""
    touching = [n for n in reading.between(ground.end, ground.end) if n.ref.kind in _GROUNDS and not n.implicit]
    inner = max(touching, key=lambda n: n.end, default=None)
    return _innermost(reading, inner) if inner else ground


_COMES_TO = re.compile(r"(?:项目)?(?:正式|成功|顺利|签约|快速)*(?:落户|落地|落子|选址)(?:于|在|到|了)?")


def comes_elsewhere(reading: Reading, site: Named) -> bool:
    """Whether what is told to come comes to a zone that bears the name of another place: 落户苏州|工业园区."""
    told = _COMES_TO.match(reading.text, site.end)
    at = told.end() if told else -1
    return any(n.begin == at and n.ref.kind == "Place" and not lies_here(reading, n.ref) for n in reading.named)
