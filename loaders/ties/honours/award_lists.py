"""Who is on a list that the text has told of before: A、B两家企业榜上有名, 入选的10家企业分别是：A、B…, A名列第13位."""

import re
from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.ties.places.at_home import is_local_name
from loaders.ties.reading import PLATFORMS, Reading, items_from, run_of, span
from ontology.facts import Relation

FIRMS = ("Company", *PLATFORMS, "Project")
_COUNT = r"(?:\d+[余多]?|[一二两三四五六七八九十百数几]+)"
_MADE_IT = re.compile(
    r"(?:榜上有名|金榜题名|(?:均|都|全部|双双|成功|顺利|同时|悉数|也|全部|一举|再次)*(?:入选|上榜|入围|在列|名列其中|位列其中|获此殊荣|获评|获奖|通过(?:认定|复核|复审|复评|复查|评审)|入列)"
    r"|(?:为|是|系)(?:当年|今年|去年|本年度?|年内|此次|本次|本批次?)*(?:新晋|新增|新入选|新认定|新获评|新上榜|首次(?:入选|上榜|获评)))(?=[，。；！]|$)"
)
_BEFORE_IT = re.compile(rf"[”’]*(?:等)?(?:{_COUNT}[家个项户][\u4e00-\u9fff]{{0,6}}|企业|公司)?(?:均|都|也|全部)?")
_ARE = re.compile(
    rf"(?:入选|上榜|入围|获评|获奖|获认定|通过认定|被认定|获得认定|公示|在列)(?:名单)?的?(?:这)?{_COUNT}[家个项户]"
    r"[\u4e00-\u9fff“”]{0,6}?(?:分别|依次|名单)?(?:是|为|有|包括|如下|：)[：:，]?[“]?"
    rf"|{_COUNT}[家个户](?:企业|公司|单位)?(?:成功|均|都)*(?:榜上有名|上榜|入选|入围|在列|获评|获批|获此殊荣|入列)[^，。；：]{{0,8}}，(?:它们|他们)?(?:分别|依次)(?:是|为)：?[“]?"
    rf"|(?<![\u4e00-\u9fff])[这该上]{_COUNT}[家个户](?:企业|公司|单位)[\u4e00-\u9fff]{{0,8}}?(?:分别|依次)?(?:是|为|：)：?[“]?"
)
_SEATS = re.compile(
    rf"(?:占有?|拥有|占据|获得|有){_COUNT}[席家个项]，?(?:即|分别是|分别为|包括|为|是|：)(?:的是)?[：:]?[“]?"
)
_PLACED = re.compile(
    r"[”]?(?:分别)?(?:名列|位列|排名|位居|列|居|排)(?:在)?(?:全国|全省|全球|榜单|榜)?(?:的)?第[\d一二三四五六七八九十百]+[位名]?"
)
_IS_LIST = re.compile(r"(?:强|榜|名单|榜单|佳|大|名录|企业|园区|示范)[”》]?$")


def award_lists(readings: Sequence[Reading]) -> Iterator[Relation]:
    """The holders of an honour that a sentence does not name again, in the order of the document."""
    last: Named | None = None
    ours = any(_OURS.search(reading.text) for reading in readings)
    for reading in readings:
        rules = (
            _on_roll(reading, last),
            _enumerated(reading, last),
            _ranks(reading),
            _counted(reading),
            _are_those(reading),
        )
        said = [relation for rule in (*rules, _by_town(reading, last)) for relation in rule]
        yield from said
        yield from own_roll(reading, said, ours)
        honours = [n for n in reading.named if n.ref.kind == "Honour"]
        last = honours[-1] if honours else last


def _list_told(reading: Reading, position: int) -> Named | None:
    """The list of the best that the sentence speaks of before a position."""
    begin, _ = reading.sentence(position)
    told = [n for n in reading.within(begin, position, ("Honour",)) if _IS_LIST.search(reading.text[n.begin : n.end])]
    return told[-1] if told else None


def _told(reading: Reading, position: int, earlier: Named | None) -> Named | None:
    """The honour that was named last before a position: in the passage, else in those before it."""
    return reading.last_before(position, ("Honour",)) or earlier


def _say(reading: Reading, firms: Sequence[Named], honour: Named, end: int) -> Iterator[Relation]:
    for firm in firms:
        if honour.ref.name.endswith("企业") and firm.ref.kind == "IndustrialPlatform":
            continue
        here = honour.passage is reading.passage
        begin = (
            min(firm.begin, honour.begin) if here and honour.begin >= reading.sentence(firm.begin)[0] else firm.begin
        )
        yield from reading.say(firm.ref, "holdsHonour", honour.ref, (begin, max(end, firm.end)), "award-roll", 0.75)


def _on_roll(reading: Reading, earlier: Named | None) -> Iterator[Relation]:
    """H名单公布，A、B、C3家企业榜上有名; H名单出炉，A等43家企业入选; H14家，A、B2家为当年新晋."""
    for found in _MADE_IT.finditer(reading.text) if not reading.kinds.isdisjoint(FIRMS) else ():
        begin, _ = reading.clause(found.start())
        firm = reading.last_before(found.start(), FIRMS, begin)
        new = found[0].startswith(("为", "是", "系"))  # new under what the sentence itself counts
        honour = (
            reading.last_before(begin, ("Honour",), reading.sentence(begin)[0])
            if new
            else _told(reading, begin, earlier)
        )
        if firm and honour and _BEFORE_IT.fullmatch(reading.text[firm.end : found.start()]):
            yield from _say(reading, run_of(reading, firm, FIRMS), honour, found.end())


def _enumerated(reading: Reading, earlier: Named | None) -> Iterator[Relation]:
    """此次入选的10家企业分别是：A、B…; 在H中，某省占有三席，即A、B、C."""
    for pattern in (_ARE, _SEATS) if not reading.kinds.isdisjoint(FIRMS) else ():
        for found in pattern.finditer(reading.text):
            at = found.start()
            honour = _told(reading, at, earlier) if pattern is _ARE else _list_told(reading, at)
            listed = list(items_from(reading, found.end(), FIRMS)) if honour else []
            if honour and listed:
                yield from _say(reading, listed, honour, listed[0].end)


def _ranks(reading: Reading) -> Iterator[Relation]:
    """H…，A名列第13位，B名列第33位: places in the list that the sentence begins with."""
    for firm in reading.named:
        placed = _PLACED.match(reading.text, firm.end) if firm.ref.kind in FIRMS and not firm.implicit else None
        if placed is None or reading.clause(firm.begin)[0] != firm.begin:
            continue
        honour = _list_told(reading, firm.begin)
        if honour:
            where = (span(honour, firm)[0], placed.end())
            yield from reading.say(firm.ref, "holdsHonour", honour.ref, where, "award-ranked", 0.75)


_LISTED = re.compile(
    rf"[”》]?(?:称号|名单|企业|项目)?（?{_COUNT}[家个项户名款件]）?(?:，)?(?:分别)?(?:是|为|：|（)[：“]*"
)


def _counted(reading: Reading) -> Iterator[Relation]:
    """国家级…企业2家：A、B；…: the holders after the count of an honour."""
    for honour in reading.named:
        told = _LISTED.match(reading.text, honour.end) if honour.ref.kind == "Honour" else None
        for firm in items_from(reading, told.end(), FIRMS) if told else ():
            yield from reading.say(firm.ref, "holdsHonour", honour.ref, span(honour, firm), "award-counted", 0.85)


_GOT = re.compile(
    r"(?:此次|今年|去年|本次|当年|其中，?|\d{4}年)*(?:列入|入选|获评|上榜|入围|荣获|获得|获批|被?评为|被?认定为|通过|跻身)(?:首批|第[一二三四五六七八九十]批)?[“《]?"
)
_ARE_THOSE = re.compile(
    r"[”》]?(?:称号|名单|荣誉|认定)?的(?:企业|单位|公司|园区)?(?:分别)?(?:有|是|为|包括)(?!\d)[：:“]*"
)


def _are_those(reading: Reading) -> Iterator[Relation]:
    """列入H名单的有A、B: those that a clause counts as holders."""
    for honour in reading.named:
        told = _ARE_THOSE.match(reading.text, honour.end) if honour.ref.kind == "Honour" else None
        if told and _GOT.fullmatch(reading.text, reading.clause(honour.begin)[0], honour.begin):
            for firm in items_from(reading, told.end(), FIRMS):
                yield from reading.say(firm.ref, "holdsHonour", honour.ref, span(honour, firm), "award-those", 0.8)


_TOWN_LINE = re.compile(r"(?:[（(]?\d{1,2}[）).、]?)?")


def _by_town(reading: Reading, earlier: Named | None) -> Iterator[Relation]:
    """江口镇：A、B（产品：X）；石桥镇：C: a line of a list by towns; under an honour told before, its holders."""
    line = reading.text.rstrip("；;")
    if len(line) > _LINE or line.endswith("。"):
        return
    for town in reading.named:
        begin = max(reading.text.rfind(mark, 0, town.begin) for mark in "；;：") + 1
        opens = _TOWN_LINE.fullmatch(reading.text, begin, town.begin)
        if town.ref.kind != "Place" or town.ref.name[-1] not in "镇乡道" or not opens:
            continue
        mark = _MARK.match(reading.text, town.end)
        for firm in items_from(reading, mark.end() if mark else town.end, ("Company",)):
            yield from reading.say(firm.ref, "locatedIn", town.ref, span(town, firm), "located-town-line", 0.85)
            own = reading.last_before(town.begin, ("Honour",))  # H（2家）：江口镇 A；石桥镇 B
            honour = own if "Honour" in reading.kinds else earlier
            if honour and honour.ref.name.endswith(("企业", "冠军", "产品", "工厂", "车间")):
                where = (firm.begin, firm.end)
                yield from reading.say(firm.ref, "holdsHonour", honour.ref, where, "award-roll", 0.7)


_LINE = 100  # characters of a line of a list
_MARK = re.compile(r"[：\s]+")
_OURS = re.compile(
    r"(?:(?:我|全|本)[市县区州旗]|喜报)[^，。；：]{0,6}?(?:共|又|再|新|已|累计)*(?:有|新增|添)?[\d一二两三四五六七八九十]+[余多]?[家户个](?:企业|公司|单位)"
)


def own_roll(reading: Reading, said: Sequence[Relation], ours: bool) -> Iterator[Relation]:
    """全市6家企业上榜 … 分别是：A、B: the firms of a roll that a place counts as its own are there."""
    area = reading.area
    for each in said if ours and area else ():
        if area and each.method in _ROLLS and each.subject.kind == "Company" and is_local_name(each.subject, area):
            yield Relation(each.subject, "locatedIn", area, each.evidence, "located-own-roll", 0.75, ())


_ROLLS = frozenset(("award-roll", "award-counted"))
