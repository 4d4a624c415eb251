"""What a place says of its own: 我市的A、B两家企业, 我市入选的10家企业分别是A、B…, P引进了A、B等项目, C在P建设X."""

import re
from collections.abc import Iterator

from loaders.finding import any_of
from loaders.named import Named
from loaders.ties.places.at_home import is_guest, is_local_name
from loaders.ties.reading import PLATFORMS, Reading, front, lies_here, list_from, run_of, span
from ontology.facts import Relation

SITES = ("Company", "Project", *PLATFORMS)
WHERE = ("Place", *PLATFORMS)
_COUNT = r"(?:\d+[余多]?|[一二两三四五六七八九十百数几]+)"
_FIRMS = rf"{_COUNT}[家户](?:[\u4e00-\u9fff“”]{{0,8}}?)?(?:企业|公司|单位|厂家|平台|机构)"
_OURS = re.compile(r"(?:的|还|共|已|也|现|目前)*(?:有|拥有|新增)?(?:企业|民企)?[“]?")
_SUM = re.compile(
    rf"[”]?等?(?:共)?(?:{_FIRMS}|{_COUNT}家(?=榜上有名|入选|上榜|在列|入围|均|全部|双双|获评|获批|通过)|本土企业|本地企业|重点企业|骨干企业|龙头企业)"
)
_FARED = re.compile(  # what a list of firms did, without their count: 榜上有名, 通过复核
    r"[”]?(?:榜上有名|金榜题名|(?:均|都|全部|双双|成功|顺利|同时|也|再次)*(?:入选|上榜|入围|在列|通过(?:认定|复核|复审|复评|评审)))"
)
_NUMBERED = re.compile(
    rf"(?:共|已|现|还|的|此次|本次|累计|今年|去年|目前)*(?:有|拥有|入选的?|获评的?|新增|上榜的?|入围的?|获奖的?|认定的?)?(?:的)?{_FIRMS}"
    r"(?:[^，。；：]{0,16}?，)?(?:[^，。；：]{0,16}?)?(?:，)?(?:它们|他们)?(?:分别|其中|名单)?(?:是|为|有|包括|如下)?[：:，]?$"
)


def local_lists(reading: Reading) -> Iterator[Relation]:
    """All locatedIn relations that a place's own lists and doings tell."""
    for place in reading.named:
        if place.ref.kind not in WHERE or _part_of_zone(reading, place):
            continue
        yield from _ours(reading, place)
        yield from _those_of(reading, place)
        yield from _got(reading, place)
    yield from _doing(reading)
    yield from _from_here(reading)
    yield from _in_topic_zone(reading)
    yield from _among_counted(reading)
    yield from _local_firms(reading)
    yield from _local_roll(reading)
    yield from _came(reading)
    yield from _topic_got(reading)


def _part_of_zone(reading: Reading, place: Named) -> bool:
    """Whether a place only stands in the name of a longer one."""
    return any(n.holds(place) for n in reading.named if n.ref.kind in WHERE)


def _ours(reading: Reading, place: Named) -> Iterator[Relation]:
    """我市的A、B、C3家企业; 我市入选的10家企业分别是：A、B…: the list right behind the place."""
    if place.ref.kind != "Place" or "Company" not in reading.kinds:
        return
    _, end = reading.sentence(place.begin)
    first = next((n for n in reading.within(place.end, end, ("Company",)) if not n.implicit), None)
    if first is None:
        return
    firms = list_from(reading, first, ("Company",))
    gap = reading.text[place.end : first.begin].rstrip("“")
    counted = _NUMBERED.fullmatch(gap) is not None and re.search(r"[是为有：:包括]$|，其中$|如下：?$", gap)
    if counted or (_OURS.fullmatch(gap) and _closed(reading, firms)):
        for firm in (*firms, *_further(reading, place, firms[-1].end, end)):
            where = span(place, firm)
            yield from reading.say(firm.ref, "locatedIn", place.ref, where, "located-own-list", 0.85)


def _closed(reading: Reading, firms: list[Named]) -> bool:
    return bool(_SUM.match(reading.text, firms[-1].end) or _FARED.match(reading.text, firms[-1].end))


def _further(reading: Reading, place: Named, begin: int, end: int) -> Iterator[Named]:
    """The lists that later clauses of the sentence open with and close alike: …，C、D等3家企业通过复核."""
    if any(n.ref != place.ref for n in reading.within(begin, end, ("Place",)) if not n.implicit):
        return
    for first in reading.within(begin, end, ("Company",)):
        firms = list_from(reading, first, ("Company",))
        if not first.implicit and reading.clause(first.begin)[0] == first.begin and _closed(reading, firms):
            yield from firms


_THOSE = re.compile(
    r"[”]?[^，。；：]{0,14}的[\u4e00-\u9fff“”]{0,8}?(?:企业|项目|公司|平台)，?(?:主要|分别|就|其中|目前|已|依次)*(?:有|是|为|包括|包含|如|：)[：:，]?[“]?"
)


def _those_of(reading: Reading, place: Named) -> Iterator[Relation]:
    """在P落户的企业有A、B等; P此次开工的项目分别为A、B: the list that a sentence about those of a place gives."""
    told = _THOSE.match(reading.text, place.end)
    if told is None:
        return
    first = next((n for n in reading.named if n.begin == told.end() and n.ref.kind in SITES), None)
    if first is None or first.implicit or re.search(r"(?:与|和|外|以外|除)", told[0][:14]):
        return
    kinds = ("Company",) if first.ref.kind == "Company" else ("Project", *PLATFORMS)
    for each in list_from(reading, first, kinds):
        yield from reading.say(each.ref, "locatedIn", place.ref, span(place, each), "located-own-list", 0.8)


_TOPIC_HAS = (
    re.compile(r"(?<=，)(?:现|已|目前|先后|共|还)*(?:入驻|集聚|吸引|引进|落户|汇聚)了?(?:有)?[“]?"),
    re.compile(r"(?:项目|企业)\d+[个家]，其中[“]?"),
    re.compile(
        r"(?:依托[^，。；]{3,20}|以[^，。；]{3,20}为(?:主阵地|载体|主载体|依托|主平台))，"
        r"(?:抓好|做强|做优|支持|扶持|推动|推进|加快|培育|壮大|发挥|用好|以)(?:(?:链主|龙头|骨干|重点)企业)?[“]?"
    ),
)


def _in_topic_zone(reading: Reading) -> Iterator[Relation]:
    """P一期交付，入驻A、B等9家企业; P年内投产项目8个，其中A、B…; 依托P，抓好A、B等项目: what a zone has."""
    for pattern in _TOPIC_HAS if "IndustrialPlatform" in reading.kinds else ():
        for cue in pattern.finditer(reading.text):
            relied = next((len(word) for word in ("依托", "以") if cue[0].startswith(word)), 0)
            starts = (reading.sentence(cue.start())[0], reading.text.rfind("。", 0, cue.start()) + 1)
            zone = next((z for begin in starts if (z := _only_zone(reading, begin, cue.end(), relied))), None)
            if zone is None:
                continue
            for each in _members(reading, cue.end()) + (_backed(reading, cue.end()) if relied else []):
                if is_guest(reading, each):
                    continue
                sure = 0.6 if relied else 0.8
                yield from reading.say(each.ref, "locatedIn", zone.ref, span(zone, each), "located-topic-zone", sure)


def _only_zone(reading: Reading, begin: int, end: int, skipped: int) -> Named | None:
    """The zone that a stretch begins with, behind so many characters, where no other is named in it."""
    zones = [n for n in reading.within(begin, end, ("IndustrialPlatform",)) if not n.implicit]
    alone = zones and len({n.ref for n in zones}) == 1 and front(reading, zones[0]) == begin + skipped
    return zones[0] if alone else None


def _members(reading: Reading, begin: int) -> list[Named]:
    """The companies and projects of the list at a position; words may follow each: 扶持A、B做大; A年产5万吨X、B…."""
    _, end = reading.clause(begin)
    listed = [n for n in reading.within(begin, end, ("Company", "Project")) if not n.implicit]
    return [n for n in listed if n.begin == begin or reading.text[n.begin - 1] in "、和与及“"]


_BACKS = re.compile(r"[，；](?:推动|支持|扶持|带动|抓好|做强|做优)(?:(?:链主|龙头|骨干|重点)企业)?[“]?")


def _backed(reading: Reading, position: int) -> list[Named]:
    """Who the later clauses of a paragraph about one zone back: 依托P，支持A做强；推动B、C延伸."""
    if len({n.ref for n in reading.named if n.ref.kind == "IndustrialPlatform"}) > 1:
        return []
    cues = (m for m in _BACKS.finditer(reading.text, position) if "。" not in reading.text[position : m.start()])
    return [each for cue in cues for each in _members(reading, cue.end())]


_LOCAL = re.compile(
    r"[”]?等(?:\d+[余多]?家|[一二三四五六七八九十]+家|一批)?(?:本地|本土|当地|我[市县区旗]|本[市县区旗])(?:的)?[^，。；、]{0,6}?(?:企业|公司)"
)


def _local_firms(reading: Reading) -> Iterator[Relation]:
    """A、B等本地企业: firms of the place that the document is about."""
    for firm in reading.named:
        if reading.area and firm.ref.kind == "Company" and not firm.implicit and _LOCAL.match(reading.text, firm.end):
            for each in run_of(reading, firm, ("Company",)):
                where = (each.begin, firm.end)
                yield from reading.say(each.ref, "locatedIn", reading.area, where, "located-local-firms", 0.85)


_LOCAL_ONES = re.compile(r"(?:本地|本土|我[市县区旗])(?:的)?企业[^，。；：]{0,10}：[“]?")


def _local_roll(reading: Reading) -> Iterator[Relation]:
    """本地企业也没缺席：A增资扩建…；B投8亿元…。: the firms that the parts of the sentence begin with."""
    for cue in _LOCAL_ONES.finditer(reading.text) if reading.area else ():
        stop = reading.text.find("。", cue.end())
        end = stop if stop >= 0 else len(reading.text)
        for firm in reading.within(cue.end(), end, ("Company",)):
            opens = firm.begin == cue.end() or reading.text[firm.begin - 1] == "；"
            if opens and reading.area and not firm.implicit:
                where = (cue.start(), firm.end)
                yield from reading.say(firm.ref, "locatedIn", reading.area, where, "located-local-firms", 0.8)


_COUNTED = re.compile(r"\d[余多]?[家户]")


def _among_counted(reading: Reading) -> Iterator[Relation]:
    """全县拥有…企业16家，其中A、B…: the firms of the place whose firms the sentence counts."""
    for cue in re.finditer("，其中[“]?", reading.text):
        begin, _ = reading.sentence(cue.start())
        if not _COUNTED.search(reading.text, begin, cue.start()) or reading.within(begin, cue.start(), PLATFORMS):
            continue
        place = reading.last_before(cue.start(), ("Place",), begin)
        first = next((n for n in reading.named if n.begin == cue.end() and n.ref.kind == "Company"), None)
        if place is None or first is None or first.implicit or not lies_here(reading, place.ref):
            continue
        for firm in list_from(reading, first, ("Company",)):
            if is_local_name(firm.ref, reading.area):
                yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-among", 0.75)


_FROM_HERE = re.compile(
    r"[”]?(?:等[^，。；]{0,12}?)?，?(?:都|均|皆|全|全部)?(?:出自|诞生于|诞生在|发源于|起步于|位于|坐落于|扎根|扎根于|植根于|就在)(?:这里|此地|当地|本地|这片)"
)


def _from_here(reading: Reading) -> Iterator[Relation]:
    """A、B等企业都出自这里: the place that the text spoke of last, else the document's."""
    for firm in reading.named:
        if firm.ref.kind in SITES and not firm.implicit and _FROM_HERE.match(reading.text, firm.end):
            place = reading.last_before(firm.begin, ("Place",))
            ref = place.ref if place else reading.area
            for each in run_of(reading, firm, SITES) if ref else ():
                where = span(*((place,) if place else ()), each)
                yield from reading.say(each.ref, "locatedIn", ref, where, "located-here", 0.8) if ref else ()


_GETS = re.compile(
    r"(?:今年|去年|近年来?|先后|已|共|累计|成功|陆续|相继|还|新|又|集中)*"
    r"(?:引进|引入|招引|招引落地|引进落地|落地|落户|签约|签约落地|占有?[一二三四五六七八九十\d]+席，即|开工建设|建成投产|建成|开工|集聚|聚集|汇聚|培育|培育出|涌现|涌现出|走出|诞生|拥有|有)[了起]?"
    r"(?:[^，。；：]{0,8}?的)?(?:包括|如|以)?[“]?"
)
_AMONG = re.compile(
    r"[”]?(?:等|为代表的?)(?:一大?批|多个|\d+[余多]?[个家]|[一两三四五六七八九十]+[个家])?[^，。；、]{0,14}?(?:企业|公司|项目|机构|平台|巨头|集团|央企|民企|院所|品牌|行业龙头)"
)


def _got(reading: Reading, place: Named) -> Iterator[Relation]:
    """我县先后引进了A、B、C等一批项目: what a place or zone has brought in or grown."""
    begin, end = reading.clause(place.begin)
    lead = reading.text[begin : place.begin]
    verb = _GETS.match(reading.text, place.end)
    if verb is None or not re.fullmatch(r"(?:[今去前]年|近年来?|目前|截至目前|同时|其中|此外|\d{4}年)?", lead):
        return
    first = next((n for n in reading.named if n.begin >= place.end and n.ref.kind in SITES and not n.implicit), None)
    if first is None or first.begin >= end or _GETS.fullmatch(reading.text, place.end, first.begin) is None:
        return
    things = list_from(reading, first, SITES)
    if not _AMONG.match(reading.text, things[-1].end) and first.ref.kind == "Company":
        return
    for each in things:
        if each.ref != place.ref and not each.implicit:
            yield from reading.say(each.ref, "locatedIn", place.ref, span(place, each), "located-got", 0.85)


_GOT = re.compile(rf"(?<=[。；，]){_GETS.pattern}")


def _topic_got(reading: Reading) -> Iterator[Relation]:
    """P建成三大集群。…。引进了A、B等企业38家: what the place has brought in that a paragraph's sentence begins with."""
    place = next((n for n in reading.named if not n.implicit and n.ref.kind == "Place"), None)
    if place is None or place.ref != reading.area or front(reading, place) != reading.sentence(place.begin)[0]:
        return
    for cue in _GOT.finditer(reading.text, place.end):
        if any(n.ref != place.ref for n in reading.within(place.end, cue.start(), WHERE)):
            return
        first = next((n for n in reading.named if n.begin == cue.end() and n.ref.kind in SITES), None)
        things = list_from(reading, first, SITES) if first and not first.implicit else []
        for each in things if things and _AMONG.match(reading.text, things[-1].end) else ():
            if is_local_name(each.ref, reading.area):
                yield from reading.say(each.ref, "locatedIn", place.ref, (cue.start(), each.end), "located-got", 0.75)


_CAME = re.compile(r"(?:选择|决定|毅然|率先|又)?(?:到|来到|来|落户|落地|扎根)(?:了)?[“]?$")
_SETTLES = re.compile(r"[”]?(?:投资建厂|投资办厂|投资兴业|投资设厂|建厂|设厂|办厂|创业|投资兴办|发展壮大)")


def _came(reading: Reading) -> Iterator[Relation]:
    """C…。去年选择到P投资建厂: the firm that the sentence, or the one before it, begins with."""
    for place in reading.named:
        if place.ref.kind not in WHERE or place.implicit or not _SETTLES.match(reading.text, place.end):
            continue
        begin, _ = reading.sentence(place.begin)
        if not _CAME.search(reading.text, begin, place.begin):
            continue
        firms = reading.within(begin, place.begin, ("Company",))
        earlier, _ = reading.sentence(begin - 1) if begin else (0, 0)
        firm = next(iter(firms or reading.within(earlier, begin, ("Company",))), None)
        if firm and firm.begin - (begin if firms else earlier) <= 12:
            yield from reading.say(firm.ref, "locatedIn", place.ref, span(firm, place), "located-came", 0.8)


_DOES = re.compile(
    r"(?:独资|合资|投资|出资|斥资|计划|拟|总?投资[\d.]+[万亿]?(?:元|美元))*"
    r"(?:开工|投资|投建|新建|建设|兴建|建|设立|设|成立|建成|落户|布局|注册|创办|扩建|开办|建厂|设厂|投产|新上|上马)"
)


def _doing(reading: Reading) -> Iterator[Relation]:
    """C在P投资建设…: who the clause says to build or found something in a place, if its name tells no other."""
    for place in reading.named:
        at = front(reading, place) if place.ref.kind in WHERE else 0
        if place.ref.kind not in WHERE or not reading.text.endswith("在", 0, at):
            continue
        does = _DOES.match(reading.text, place.end)
        begin, end = reading.clause(place.begin)
        firm = reading.last_before(place.begin, ("Company",), begin) if does else None
        if does is None or firm is None or firm.implicit or reading.text.endswith("由", 0, firm.begin):
            continue
        gap = reading.text[firm.end : at - 1]
        if not re.fullmatch(
            r"(?:集团|公司|则|已|也|将|正|正在|还|今年|去年|\d{4}年|\d{1,2}月|近日|先后|又|计划|拟|决定)*", gap
        ):
            continue
        for each in run_of(reading, firm, ("Company",)):
            if is_local_name(each.ref, reading.area):
                yield from reading.say(each.ref, "locatedIn", place.ref, span(each, place), "located-doing", 0.8)
        for site in reading.within(does.end(), end, ("Project", *PLATFORMS)):
            if not site.implicit and site.ref != place.ref and any_of("where", "build").search(does[0] + "建设"):
                yield from reading.say(site.ref, "locatedIn", place.ref, span(place, site), "located-doing", 0.8)
