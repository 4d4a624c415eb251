"""Where things are: companies, platforms and projects in places and zones."""

import re
from collections.abc import Iterator

from loaders.finding import any_of, stem
from loaders.named import Named
from loaders.names.places.regions import PARTS
from loaders.ties.places.settled_places import comes_elsewhere
from loaders.ties.reading import PLATFORMS, Reading, front, lies_here, list_from, run_of, span
from ontology.facts import Ref, Relation

SITES = ("Company", *PLATFORMS, "Project")
WHERE = ("Place", *PLATFORMS)
_SITE = re.compile(r"(?:产业园|工业园|科技园|物流园|创业园|分园|园区|功能区|生产基地|基地|分院|分中心)")
_REBUILT = re.compile(r"由[^，。；]{2,14}?(?:改造|改建|转型|升级)而(?:来|成)的")


def whereabouts(reading: Reading) -> Iterator[Relation]:
    """All locatedIn relations of a passage."""
    for each in reading.named:
        if each.ref.kind in SITES and not each.implicit and not reading.kinds.isdisjoint(WHERE):
            yield from _named_after(reading, each)
            yield from _noted(reading, each) if each.ref.kind in PLATFORMS else ()
        if each.ref.kind in WHERE and not (each.implicit and each.ref.kind != "Place"):
            yield from _said(reading, each)
            yield from _visited(reading, each)
    yield from _built(reading)
    yield from _there(reading)
    yield from _at_home(reading)


def _abroad(place: Ref) -> bool:
    """Whether a place is another country or a part of the world."""
    return any_of("place", "countries", "$").match(place.name) is not None


def _named_after(reading: Reading, site: Named) -> Iterator[Relation]:
    """A platform or project with a place or platform in its name: 慈溪…产业园, 中科院慈溪…研究所, …产业园…项目."""
    if site.ref.kind == "Company":
        yield from _firm_before(reading, site)
        yield from _of_country(reading, site) if "Place" in reading.kinds else ()
        return
    inside = reading.within(site.begin, site.end, WHERE)
    own_area = any(reading.area is not None and n.ref == reading.area for n in inside)
    for inner in inside:
        if own_area and inner.ref != reading.area and inner.ref.kind == "Place" and inner.ref.key.endswith("00"):
            continue
        if inner is site or inner.implicit or inner.ref == site.ref or _of_firm(reading, inner):
            continue
        starts = {site.begin, *(n.end for n in reading.named if n.ref.kind == "Company" and n.begin == site.begin)}
        front = any(_places_only(inside, start, inner.begin) for start in starts)  # behind its firm: 晨曜|江口产业园
        head = bool(_SITE.match(reading.text, inner.end)) or _in_brackets(reading.text, site, inner)
        before_head = inner.end < site.end and head and site.ref.kind in PLATFORMS
        own = reading.area is not None and inner.ref == reading.area
        if inner.ref.kind == "Place" and _afar(reading, inner) and _home_built(reading, site):
            continue
        if site.ref.kind == "Project" and inner.ref.kind == "Place" and _abroad(inner.ref):
            continue  # 韩国C独资X项目: whose it is
        if (inner.ref.kind == "Place" and (front or own or before_head)) or (site.ref.kind == "Project" and front):
            yield from reading.say(site.ref, "locatedIn", inner.ref, (site.begin, site.end), "located-name", 0.85)
    before = next((n for n in reading.named if n.end == site.begin and n.ref.kind == "Place" and not n.implicit), None)
    if before and (before.ref.key.isdigit() or before.ref.name[-1] in "镇村道区"):
        yield from reading.say(site.ref, "locatedIn", before.ref, span(before, site), "located-before", 0.8)
    of = next((n for n in reading.named if n.ref.kind == "Place" and n.end == site.begin - 1 and not n.implicit), None)
    if of and reading.text[of.end] == "的" and len(of.ref.key) > 6:
        yield from reading.say(site.ref, "locatedIn", of.ref, span(of, site), "located-of", 0.75)
    for place in reading.named:
        if (
            place.ref.kind == "Place"
            and place.end < site.begin
            and _REBUILT.fullmatch(reading.text[place.end : site.begin])
        ):
            yield from reading.say(site.ref, "locatedIn", place.ref, span(place, site), "located-rebuilt", 0.85)


def _firm_before(reading: Reading, firm: Named) -> Iterator[Relation]:
    """A company directly behind the name of its county or town, which is no part of its own: 某某旗晨星集团."""
    start = front(reading, firm)  # 江口镇的|临海市|海虹电子厂
    for place in reading.named:
        inner = place.ref.kind == "Place" and len(place.ref.key) >= 6 and not place.ref.key.endswith("00")
        of = inner and place.end == start - 1 and reading.text[place.end] == "的" and place.ref.name[-1] in "镇乡道村"
        if of and not place.implicit:
            yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-of", 0.8)
            county = next((n for n in reading.named if n.end == place.begin and n.ref.kind == "Place"), None)
            if county and not county.implicit and re.fullmatch(r"\d{6}", county.ref.key):
                yield from reading.say(firm.ref, "locatedIn", county.ref, span(county, firm), "located-of", 0.8)
        if inner and place.end == firm.begin and not place.implicit and not reading.text.endswith("与", 0, place.begin):
            yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-before", 0.75)


_CALLED = re.compile(
    r"[“”]?(?:企业|公司|(?:[\u4e00-\u9fff]{2,10}?(?:领域|行业|界))?[\u4e00-\u9fff]{0,10}?(?:知名|著名|龙头|领军|头部|百年)?[“”]?"
    r"(?:企业|公司|巨头|集团|品牌|制造商|供应商|经营商|运营商|厂商|厂家|冠军)[“”]?)?"
)


def _of_country(reading: Reading, firm: Named) -> Iterator[Relation]:
    """A firm behind the country it is of, which may say what it is: 德国|柯罗溪, 韩国企业|C, 瑞典重卡巨头|C."""
    if land := _of_lands(reading, firm):
        yield from reading.say(firm.ref, "locatedIn", land.ref, span(land, firm), "located-country", 0.75)


def _of_lands(reading: Reading, firm: Named) -> Named | None:
    """The country that a firm is told to be of, right before it."""
    land = reading.last_before(firm.begin, ("Place",), max(0, firm.begin - 24))
    if land is None or land.implicit or not _abroad(land.ref) or land.ref.name[-1] in PARTS:
        return None
    return land if _CALLED.fullmatch(reading.text, land.end, firm.begin) else None


def _in_brackets(text: str, site: Named, place: Named) -> bool:
    """Whether a place stands in brackets of the name: 恒明（泸州）产业园, 示范园区 of two（达州·大竹）."""
    return text.rfind("（", site.begin, place.begin) >= 0 and text.find("）", place.end, site.end) >= 0


def _of_firm(reading: Reading, place: Named) -> bool:
    """Whether a place only stands in a company's name."""
    return any(n.ref.kind == "Company" and n.holds(place) for n in reading.named)


def _afar(reading: Reading, place: Named) -> bool:
    """Whether a place with a code neither lies in the document's area nor holds it."""
    area = reading.area.key if reading.area else ""
    code = stem(place.ref.key)
    return bool(area) and code.isdigit() and not (area.startswith(code) or code.startswith(stem(area)))


def _places_only(inside: list[Named], begin: int, end: int) -> bool:
    """Whether nothing but names of places fills the stretch: 金山区|廊下镇."""
    at = begin
    for each in inside:
        at = each.end if each.begin == at and each.ref.kind == "Place" and each.end <= end else at
    return at == end


def _noted(reading: Reading, site: Named) -> Iterator[Relation]:
    """滨江开发区（江口镇）: the place in brackets behind the name."""
    for place in reading.named:
        if place.ref.kind == "Place" and not place.implicit:
            inside = site.begin < place.begin and place.end == site.end - 1 and reading.text[place.begin - 1] == "（"
            behind = place.begin == site.end + 1 and reading.text[site.end : site.end + 1] == "（"
            if inside or behind:
                yield from reading.say(
                    site.ref, "locatedIn", place.ref, (site.begin, place.end), "located-brackets", 0.9
                )


# 位于P的X; not 位于P的两家工厂迁至|X
_OF_THE = re.compile(r"[\u4e00-\u9fff]{0,4}的(?:(?![迁搬移]|合并|[入到至往向])[^，。；])*")
_ROOMS = re.compile(r"[^，。；]{0,16}?(?:厂房|车间|仓库|场地|写字楼|办公楼|楼宇|园区)")


# C的无人机总装项目落在P: the project, whether or not its name is known
_ITS_WORKS = re.compile(
    r"[”]?的[^，。；的]{2,20}?(?:项目|工程|产品|设备|分会场|活动)(?=[^，。；的]{0,6}?[落选入位坐进迁])"
)


_OF_LIST = re.compile(r"等[\u4e00-\u9fff\d]{0,12}?(?:项目|企业)")
_ALL_COME = re.compile(
    r"(?:等[\d两三四五六七八九十]*[余多]?[家个]?)?(?:相继|先后|陆续|纷纷|成功|正式|均|都|已|也|全部|将)*"
)


def _said(reading: Reading, place: Named) -> Iterator[Relation]:
    """位于P的X; X位于P; X落户P; X。…位于P (in a paragraph that begins with X)."""
    text = reading.text
    verb = any_of("where", "at", "(?:了|在|于)?(?:[本我该][省市县区州])?$").search(
        text[max(0, place.begin - 8) : place.begin]
    )
    if (
        not verb
        or "前身" in text[reading.clause(place.begin)[0] : place.begin]
        or any(n.begin == place.begin and n.end > place.end and n.ref.kind in WHERE for n in reading.named)
    ):
        return
    lies = verb[0].startswith(("位于", "坐落", "地处"))
    if lies and re.search(
        r"[将把](?:其|原)?$", text[max(0, place.begin - len(verb[0]) - 2) : place.begin - len(verb[0])]
    ):
        return  # 将位于P的工厂迁至…: it is what is moved that lies there
    at, place = place.begin, _innermost(reading, place)
    if "租" in verb[0] and not _ROOMS.match(text, place.end):  # 租用P标准厂房
        return
    begin, end = reading.clause(at)
    after = [n for n in reading.within(place.end, end, SITES) if _OF_THE.fullmatch(text, place.end, n.begin)]
    free = verb[0].startswith(("落户", "入驻", "扎根", "落脚")) and not reading.within(begin, at, SITES)
    if (free or verb[0].startswith(("位于", "坐落", "地处"))) and after:
        outer = max((n for n in after if n.begin == after[0].begin), key=lambda n: n.end)
        works = list_from(reading, outer, ("Project",)) if outer.ref.kind == "Project" else [outer]
        for each in works:  # 位于P的A、B两大项目
            yield from reading.say(each.ref, "locatedIn", place.ref, span(place, each), "located-verb", 0.85)
        return
    site = reading.last_before(at - 2, SITES, begin)
    if site:  # 石溪酒业扩建项目落户P: the project, not the firm in its name
        around = [n for n in reading.named if (n is site or n.holds(site)) and n.ref.kind in SITES]
        site = max(around, key=lambda n: n.end - n.begin)
    opening = reading.named[0]
    if site is None and begin + len(verb[0]) == at:
        touching = (n for n in reading.named if n.end == begin - 1 and n.ref.kind in PLATFORMS)  # X，位于P
        site = _of_segment(reading, begin) or next(touching, None)
    if (
        site is None
        and begin + len(verb[0]) == at
        and opening.begin < 6
        and opening.ref.kind in ("Project", *PLATFORMS)
    ):
        site = opening
    if site is None and begin + len(verb[0]) == at:
        topic = reading.topic(begin, ("Project",)) or reading.topic(begin, ("Company",))
        opens = topic and (topic.ref.kind == "Project" or reading.sentence(topic.begin)[0] == topic.begin)
        site = topic if topic and opens else None
    if site and site.ref.kind == "Company" and _ITS_WORKS.match(text, site.end):
        return
    listed = site and (
        _OF_LIST.match(text, site.end) or _ALL_COME.fullmatch(text, site.end, max(site.end, at - len(verb[0])))
    )
    for each in run_of(reading, site, SITES) if site and listed else [site] if site else []:
        yield from reading.say(each.ref, "locatedIn", place.ref, span(each, place), "located-verb", 0.85)


def _of_segment(reading: Reading, position: int) -> Named | None:
    """What the part of a sentence between semicolons begins with: …；西部产业园，位于P."""
    start = reading.text.rfind("；", 0, position) + 1
    kinds = ("Project", *PLATFORMS)
    opening = [n for n in reading.named if start and n.begin == start and n.end <= position and n.ref.kind in kinds]
    return max(opening, key=lambda n: n.end, default=None)


def _innermost(reading: Reading, place: Named) -> Named:
    """The last of places that are told from the outside in: 德阳|广汉市."""
    inner = next((n for n in reading.named if n.begin == place.end and n.ref.kind == "Place"), None)
    zone = next((n for n in reading.named if n.begin == place.end + 1 and n.ref.kind == "IndustrialPlatform"), None)
    if zone and reading.text[place.end] == "的":  # 落在某镇的P
        return zone
    touching = [n for n in reading.named if n.begin == place.end and n.ref.kind == "IndustrialPlatform"]
    if touching and not place.implicit:  # 位于浙江|临海经济开发区
        return max(touching, key=lambda n: n.end)
    return _innermost(reading, inner) if inner else place


_LOOKED = re.compile(r"(?:了解|察看|查看|考察|调研|观摩|参观)了?")
_HOW_IT_GOES = re.compile(
    r"(?:[、和][^，。；]{3,60}?)?等?(?:项目)?(?:的)?(?:规划|建设|施工|生产|推进|进展|运行|运营)+(?:情况|进展|进度|现场)"
)


def _visited(reading: Reading, place: Named) -> Iterator[Relation]:
    """走进P，…X项目现场: what the visitor sees there."""
    if (
        not any_of("where", "visited", "$").search(reading.text[max(0, place.begin - 3) : place.begin])
        or place.ref.kind not in PLATFORMS
    ):
        return
    if any(n.begin == place.begin and n.end > place.end and n.ref.kind in PLATFORMS for n in reading.named):
        return
    _, end = reading.sentence(place.begin)
    seen = next(
        (
            n
            for n in reading.within(place.end, end, ("Project",))
            if re.match(r"(?:建设)?(?:现场|工地|施工)", reading.text[n.end :])
        ),
        None,
    )
    if seen:
        yield from reading.say(seen.ref, "locatedIn", place.ref, span(place, seen), "located-visit", 0.8)
    looked = _LOOKED.search(reading.text, place.end, end)
    for each in reading.within(looked.end(), end, ("Project", *PLATFORMS)) if looked else ():
        if _HOW_IT_GOES.match(reading.text, each.end) and each.ref != place.ref and not each.implicit:
            yield from reading.say(each.ref, "locatedIn", place.ref, span(place, each), "located-visit", 0.75)


def _there(reading: Reading) -> Iterator[Relation]:
    """在P，C正在…: the company that a sentence shows at a zone or in a town."""
    for place in reading.named:
        if place.ref.kind not in WHERE or place.implicit:
            continue
        begin, _ = reading.sentence(place.begin)
        if reading.text[begin : place.begin] in ("在", "走进", "来到"):
            near = place.ref.kind != "Place" or len(place.ref.key) > 6
            gap = re.match(r"(?:内|里)?，", reading.text[place.end :])
            at = place.end + gap.end() if gap else -1
            firm = next(
                (n for n in reading.named if n.begin == at and n.ref.kind == "Company" and not n.implicit), None
            )
            if near and firm:
                yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-there", 0.75)


_DONE = re.compile(
    r"(?:[^，。；]{0,3}?)(?:建成|投用|启用|揭牌|成立|挂牌|新建|开工|竣工|投产|落地|落成|腾退|盘活|开建|加快推进|加快建设|建设|入驻|集聚|破土动工|签约|获批)"
)


def _at_home(reading: Reading) -> Iterator[Relation]:
    """东山工业园新建厂房, B项目竣工: what a document about a place says to be built, and places nowhere else."""
    for site in reading.named:
        if (
            site.ref.kind in (*PLATFORMS, "Project")
            and not site.implicit
            and reading.area
            and _home_built(reading, site)
            and not _zone_afar(reading, site)
            and not comes_elsewhere(reading, site)
            and not (_RUNS.search(site.ref.name) and not reading.area.key.endswith("0000"))
        ):
            yield from reading.say(site.ref, "locatedIn", reading.area, (site.begin, site.end), "located-home", 0.6)


_RUNS = re.compile("(?:高铁|铁路|城际|特高压)$")  # through more counties than one: it lies in the province at most


_ZONE = re.compile(r"开发区|高新区|经开区|保税区|合作区")


def _zone_afar(reading: Reading, site: Named) -> bool:
    """Whether a zone, or what is named after one, tells another place in its name, which is where it lies."""
    inside = reading.within(site.begin, site.end, ("Place",)) if _ZONE.search(site.ref.name) else []
    return any(_afar(reading, n) for n in inside) and not any(lies_here(reading, n.ref) for n in inside)


def _home_built(reading: Reading, site: Named) -> bool:
    """Whether a sentence that names no other place says of a site, or of the list it is in, that it is built.

    A place in the name of a park of the list is its investor's (上海某某产业园) and no other place.
    """
    begin, end = reading.sentence(site.begin)
    run = run_of(reading, site, (*PLATFORMS, "Project"))
    if reading.clause(site.begin)[0] == run[0].begin:
        begin, end = reading.clause(site.begin)
    others = [n for n in reading.within(begin, end, ("Place",)) if not lies_here(reading, n.ref)]
    firms = [n for n in reading.within(begin, end, ("Company",)) if _of_lands(reading, n)]
    others = [n for n in others if all(_of_lands(reading, f) != n for f in firms)]
    if any(not any(s.holds(n) for s in reading.within(begin, end, _BUILDABLE)) for n in others):
        return False
    built = any_of("where", "build", "(?:的|了)?$").search(reading.text[max(begin, run[0].begin - 4) : run[0].begin])
    return bool(built or _DONE.match(reading.text, _run_end(reading, site)))


_BUILDABLE = (*PLATFORMS, "Project")


def _run_end(reading: Reading, site: Named) -> int:
    """The end of the list that a thing stands in."""
    at = site.end
    for each in reading.named:
        if each.begin == at + 1 and reading.text[at] in "、和与" and each.ref.kind in (*PLATFORMS, "Project"):
            at = each.end
    closing = re.match(r"等(?:\d+个|一大?批|多个)[^，。；]{0,6}?项目", reading.text[at:])
    return at + closing.end() if closing else at


def _built(reading: Reading) -> Iterator[Relation]:
    """慈溪…建成X; X小镇拥有A、B: a place or zone that builds or has platforms."""
    text = reading.text
    for site in reading.named:
        if site.ref.kind not in (*PLATFORMS, "Project") or site.implicit:
            continue
        begin, _ = reading.clause(site.begin)
        subject = _ground(reading, begin, site) or _builder(reading, begin, site)
        if site.ref.kind == "Project" and not (subject and _town_or_zone(reading, subject, site)):
            continue
        if subject and subject.end <= site.begin and any_of("where", "build").search(text[subject.end : site.begin]):
            for each in run_of(reading, site, (*PLATFORMS, "Project")):
                if each.ref != subject.ref and each.begin > subject.end:
                    yield from reading.say(
                        each.ref, "locatedIn", subject.ref, span(subject, each), "located-built", 0.75
                    )


def _town_or_zone(reading: Reading, subject: Named, project: Named) -> bool:
    """Whether what builds a project is a town or zone, and no firm stands between."""
    inner = subject.ref.kind == "IndustrialPlatform" or subject.ref.name[-1] in "镇乡村道"
    return inner and not reading.within(subject.end, project.begin, ("Company", "Agency"))


def _ground(reading: Reading, clause: int, site: Named) -> Named | None:
    """The place on whose ground it is built: C在P投资建设X."""
    for place in reversed(reading.within(clause, site.begin, ("Place",))):
        said = re.match(r"(?:投资|规划|选址)?(?:建设|建成|打造|兴建|设立|成立|启动)", reading.text[place.end :])
        if said and re.search(r"在[\u4e00-\u9fff]{0,8}$", reading.text[clause : place.begin]):
            return place
    return None


def _builder(reading: Reading, clause: int, site: Named) -> Named | None:
    """The place that is the subject of the clause; where it has none, the platform that its sentence begins with."""
    names = [n for n in reading.named if clause <= n.begin and n.end <= site.begin and n.ref.kind == "Place"]
    free = [
        n
        for n in names
        if not _inside_other(reading, n) and not re.search(r"[与和跟同在向对接]$", reading.text[clause : n.begin])
    ]
    if free:
        return free[0]
    sentence, _ = reading.sentence(clause)
    first = next((n for n in reading.named if n.begin == sentence and n.ref.kind in PLATFORMS), None)
    has = re.match(r"(?:现|已)?(?:拥有|集聚|建有|入驻)", reading.text[clause:])
    return first if first and has and not names else None


def _inside_other(reading: Reading, each: Named) -> bool:
    return any(o.holds(each) and o.ref.kind != "Place" for o in reading.named)
