"""What the towns, quarters and parks of a place are each to do, and which park they are quarters of.

江口镇主攻陶瓷; 石桥镇、河口镇分别发展A、B; P，规划面积7平方公里，重点布局A; P“一园两片”布局，东片区发展A.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.names.places.places import KIND_OF_ZONE
from loaders.names.pointing import zone_ends
from loaders.ties.industries.industry_ties import is_group, is_sector
from loaders.ties.industries.topics import zone_or_here
from loaders.ties.reading import INDUSTRIES, Reading, run_of, span
from ontology.facts import Ref, Relation

_SITES = ("Place", "IndustrialPlatform")
_HOW = r"(?:则|要|将|分别|重点|主要|着力|积极|大力|加快|全力|突出|优先|集中|前瞻)*"
_TAKES = re.compile(
    rf"[”]?{_HOW}(?:(?P<does>发展|布局|主攻|承接|培育|壮大|做[强大优精])|(?P<makes>打造|建设|创建|建成)|(?P<lives>以))"
    r"|[”]?(?:等?为(?:主要|重要|主|重点|产业)?(?:核心|龙头|依托|载体|引领|主体|中心|延伸|拓展|支撑|补充|两翼|辅助|节点|腹地|基础))?(?:[，：](?:规划|占地|面积|位于|现有|依托)[^，。；]{2,16}){0,2}[，：](?:(?P<then>(?:重点|主要|优先|集中)(?:发展|布局|承接|培育|打造)|布局|主攻|发展)|(?P<mainly>以))"
    r"|[”]?为(?:核心|龙头|中心|主阵地|主战场)，(?:做[优强大]|培育|壮大)"
)
_MAINLY = re.compile(r"等?(?:产业|行业)?为(?:主导|主(?![题体线要])|重点|特色|支柱)")
_SEAT = re.compile(r"(?:产业|加工|制造)*(?:集聚区|集中区|强镇|名镇|小镇|特色镇|重镇|产业园|园区|产业带|基地|集群)")


_COUNTED = re.compile(r"等?[两二三四五六七八九\d][大个](?:主要|重点|主攻|细分|产业|核心)?(?:板块|方向|赛道|门类|系列)")


def quarters(reading: Reading) -> Iterator[Relation]:
    """The industries that a town, quarter or park is said to grow are in it, and a park is for them."""
    for site in reading.named if not reading.kinds.isdisjoint(INDUSTRIES) else ():
        if site.ref.kind not in _SITES or site.implicit or not zone_or_here(reading, site) or _held(reading, site):
            continue
        told = _TAKES.match(reading.text, site.end)
        listed = _industries(reading, told) if told else []
        if told is None or not listed:
            continue
        sites = run_of(reading, site, _SITES)
        each_its_own = "分别" in told[0] and len(sites) == len(listed)
        pairs = zip(sites, listed, strict=True) if each_its_own else ((s, i) for s in sites for i in listed)
        counted = _COUNTED.match(reading.text, listed[-1].end) if len(listed) > 1 else None
        for one, industry in pairs:
            yield from _of(reading, one, industry)
            if counted:
                yield from _branch(reading, one, industry)
    yield from _split(reading)
    yield from _sited(reading)


def _of(reading: Reading, site: Named, industry: Named) -> Iterator[Relation]:
    where = span(site, industry)
    yield from reading.say(industry.ref, "layout", site.ref, where, "layout-quarter", 0.75)
    if site.ref.kind == "IndustrialPlatform":
        yield from reading.say(site.ref, "focusesOn", industry.ref, where, "focus-quarter", 0.75)


def _held(reading: Reading, site: Named) -> bool:
    """Whether a name only stands in a longer one of a place, park or firm."""
    return any(o is not site and o.begin <= site.begin and site.end <= o.end for o in reading.named)


def _industries(reading: Reading, told: re.Match[str]) -> list[Named]:
    """The industries of the clause behind the verb, as the verb asks for them."""
    _, end = reading.clause(told.end())
    found = [n for n in reading.within(told.end(), end, INDUSTRIES) if not n.implicit and _plain(n)]
    if told["makes"]:
        return [n for n in found if n.begin == told.end() and _SEAT.match(reading.text, n.end)]
    if told["lives"] or told["mainly"]:
        return found if found and _MAINLY.match(reading.text, found[-1].end) else []
    free = [n for n in found if not _held(reading, n)]
    return free if free and free[0].begin - told.end() <= 8 else []


def _plain(industry: Named) -> bool:
    return not is_group(industry) and not is_sector(industry)


_SITED = re.compile(
    r"(?:产业集群|产业链|产业|行业|项目|企业)?(?:主要|重点|集中|优先|统一|将|要|则)*(?:布局|分布|集聚|聚集|集中|布点|落户|摆布)(?:在|于|到)"
)


_FIELD = re.compile(r"【[^】]{2,8}】|(?:其中|将|全[市县区镇])")


def _sited(reading: Reading) -> Iterator[Relation]:
    """X产业主要布局在P、Q: the industries that begin a clause are in the places behind the verb."""
    for last in reading.named if not reading.kinds.isdisjoint(INDUSTRIES) else ():
        told = _SITED.match(reading.text, last.end) if last.ref.kind in INDUSTRIES and not last.implicit else None
        if told is None or not _plain(last) or _held(reading, last):
            continue
        industries = run_of(reading, last, INDUSTRIES)
        clause, end = reading.clause(told.end())
        opens = reading.text[clause : industries[0].begin]
        sites = reading.within(told.end(), end, _SITES) if not opens or _FIELD.fullmatch(opens) else []
        for site in sites:
            if not site.implicit and zone_or_here(reading, site) and not _held(reading, site):
                for industry in industries:
                    yield from _of(reading, site, industry)


_SPLIT = re.compile(
    r"，(?:内)?(?:分|设|划分|规划)(?:为|成|有|了)?(?P<list>[^，。；]{3,40}?)等?[两二三四五六七八\d][个大](?:片区|功能区|板块|组团|区块|专区)"
)


def _split(reading: Reading) -> Iterator[Relation]:
    """P，分整车制造、零部件、物流三个片区: what a park's quarters are for, the park is for."""
    for site in reading.named if not reading.kinds.isdisjoint(INDUSTRIES) else ():
        told = _SPLIT.match(reading.text, site.end) if site.ref.kind == "IndustrialPlatform" else None
        for industry in reading.within(*told.span("list"), INDUSTRIES) if told else ():
            if _plain(industry):
                yield from _of(reading, site, industry)
                yield from _branch(reading, site, industry)


_SERVICES = re.compile(r"物流|电商|商务|仓储|研发|检测|检验|服务|商贸|展示|会展|金融|配套")


def _branch(reading: Reading, site: Named, part: Named) -> Iterator[Relation]:
    """The quarters of a park that bears one industry's name are for branches of it, or serve it."""
    whole = [n for n in reading.within(site.begin, site.end, INDUSTRIES) if _plain(n)]
    if len(whole) == 1 and whole[0].ref != part.ref and not _SERVICES.search(part.ref.name):
        where = span(site, part)
        yield from reading.say(part.ref, "broader", whole[0].ref, where, "broader-quarter", 0.6, supposed=True)


_FRAME = re.compile(
    r"[“]?一(?P<whole>[区园核城])[、·]?(?P<count>[两二三四五六七八九多\d])(?P<part>园|片|区|翼|极|组团|基地|板块)"
)


_QUARTER = re.compile(r"(?:片区|组团|板块|区块|功能区|核心区)$")


def framed(read: Sequence[Reading], zone: Ref | None) -> Iterator[Relation]:
    """P“一园两片”布局，A片区…，B片区…; 一区三园。一区：P，…三园：A；B；C: the quarters are parts of the park.

    zone: what the document is about, if it is a zone.
    """
    whole, frame = zone, None
    for reading in read:
        begin = 0
        told = _FRAME.search(reading.text)
        if told:
            frame, begin = told, told.end()
            parks = [n for n in reading.named if n.ref.kind == "IndustrialPlatform"]
            before = [n for n in parks if n.end <= told.start()][-1:]
            inside = [n for n in parks if told.end() <= n.begin < reading.sentence(told.start())[1] and not n.implicit]
            behind = [n for n in inside if not _QUARTER.search(n.ref.name)][:1]
            nexts = [*_told_next(reading, told.end())]
            earlier = not before or before[0].end <= reading.sentence(told.start())[0]
            ranked = (*behind, *nexts, *before) if earlier else (*before, *behind)
            whole = next((n.ref for n in ranked), whole)
        if frame is None:
            continue
        first = next((n for n in reading.named if n.ref.kind == "IndustrialPlatform"), None)
        if first and re.match(rf"[“]?一{frame['whole']}[”]?[：即]", reading.text[: first.begin]):
            whole = first.ref
            continue
        listed = re.match(rf"[“]?{frame['count']}{frame['part']}[”]?[：为即]", reading.text)
        field = first and first.begin == 0 and reading.text[first.end : first.end + 1] == "："
        field = field or (first and first.begin == 0 and first.method == "place-quarter")  # A片区…；B片区…
        if whole and (told or listed or field):
            yield from _parts(reading, begin, whole, frame["part"])


def _told_next(reading: Reading, frame: int) -> Iterator[Named]:
    """The park that the sentence behind a frame opens with: 构建“一园四片”格局。江口产业园区规划面积9平方公里."""
    _, end = reading.sentence(frame)
    nexts = [n for n in reading.between(end, end) if n.ref.kind == "IndustrialPlatform" and not n.implicit]
    yield from (n for n in nexts if not _QUARTER.search(n.ref.name))


def of_bare_zones(read: Sequence[Reading], zone: Ref | None) -> Iterator[Relation]:
    """经开区城东片区: a part of the zone of that kind that the text named before, or that it is about."""
    named: list[Ref] = [zone] if zone else []
    for reading in read:
        for each in reading.named:
            if each.ref.kind != "IndustrialPlatform" or each.implicit:
                continue
            kind = _KIND.match(each.ref.name) if each.method == "platform-quarter" else None
            whole = next((ref for ref in reversed(named) if kind and ref.name.endswith(zone_ends(kind[0]))), None)
            if whole and whole != each.ref:
                where = (each.begin, each.end)
                yield from reading.say(each.ref, "partOf", whole, where, "part-of-bare-zone", 0.75)
            named.append(each.ref)


_KIND = re.compile(KIND_OF_ZONE)


def _parts(reading: Reading, begin: int, whole: Ref, head: str) -> Iterator[Relation]:
    """The parks and quarters behind a frame that begin a clause and end as it says."""
    for part in reading.named:
        opens = reading.text[part.begin - 1 : part.begin] in ("", "，", "：", "；", "。", "、", "和")
        fits = part.ref.kind == "IndustrialPlatform" and (head in part.ref.name[-3:] or head in "翼极")
        if part.begin >= begin and opens and fits and not part.implicit and part.ref != whole:
            yield from reading.say(part.ref, "partOf", whole, (part.begin, part.end), "part-of-frame", 0.75)
