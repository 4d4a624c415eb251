"""Where things are by words that point: 3家落户P，A、B都在其中; X正在P抢工期; C是P某行业的老牌企业; C在P投资6800万元.

And what a corridor holds: X以P为核心区，联动A、B，带动C.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.reading import PLATFORMS, Reading, front, items_from, lies_here, list_from, run_of, span
from ontology import vocab
from ontology.facts import Ref, Relation

_WHERE = ("Place", *PLATFORMS)
_GROUNDS = ("Place", "IndustrialPlatform")
_COME = re.compile(
    r"[家户个][\u4e00-\u9fff]{0,4}?(?:企业|公司|项目)?(?:已|先后|相继|成功|都|均)*(?:落户|入驻|进驻|扎根|位于|坐落(?:于|在)|落地|来自|在|集中在)(?:于|在|了)?$"
)
_VERB_ENDS = frozenset("户驻扎于落地自在了")  # how _COME may end
_NAMELY = re.compile(r"(?:，|：)(?:分别|依次)?(?:是|为|包括|有)?(?:：)?[“]?")  # 两个项目落户P，分别为A和B
_AMONG = re.compile(r"[”]?(?:等)?(?:企业|公司|项目)?(?:就|都|均|也|便|双双)*(?:在其中|名列其中|位列其中|是其中)")
_AT_WORK = re.compile(r"[”]?(?:目前|现|也|已|则)*(?:正|正在|在)*(?:加紧|加快|抓紧|紧张)?在$")
_WORKS = re.compile(
    r"(?:内|里)?(?:加紧|加快|抓紧|紧锣密鼓地?|如火如荼地?|有序|全面|全力|火热|顺利)*(?:抢工期|赶工期|抢抓工期|主体封顶|封顶|主体完工|完工|破土动工|动工|施工|建设|推进|开工|动工|奠基|投产|投用|竣工|开建|试产|试生产|落成|拔地而起|崛起)"
)
_IS = re.compile(r"[”]?(?:是|系|作为)$")
_OF_KIND = re.compile(
    r"(?:的|内|里)?(?:[\u4e00-\u9fff]{2,10}?)(?:行业|产业|领域)?(?:的|里的|中的)?"
    r"(?:“?(?:老牌|龙头|骨干|知名|重点|代表性?|领军|头部|链主|标杆|最大|首家|唯一|第一家|主要|规上|典型)”?)+的?[\u4e00-\u9fff]{0,8}?(?:企业|公司|厂家|工厂|生产商|制造商)"
)
_INVESTS = re.compile(
    r"(?:投资|投入|斥资|出资)(?:了|约|近|超|超过)?\d|(?:租下|租用|租赁|拿下|摘得|买下|购置|征)(?:了)?\d|(?:投资|启动|开工)?(?:建起|建成|建设|新建|扩建|兴建)(?:了|起)?[^，。；]{0,12}?(?:厂房|工厂|基地|车间|生产线)|(?:启动|开工|奠基|破土动工|动工)建设"
)
_HOW = re.compile(r"[”]?(?:[今去前]年|\d{4}年|\d{1,2}月|已|又|还|先后|计划|拟|将|再次|再|率先|于|初|底|，)*在$")


def site_words(reading: Reading) -> Iterator[Relation]:
    """locatedIn, by the frames of the module."""
    for place in reading.named if not reading.kinds.isdisjoint(_WHERE) else ():
        if place.ref.kind in _GROUNDS and not _longer(reading, place):
            yield from _among(reading, place)
            yield from _worked_at(reading, place)
            yield from _invested(reading, place)
            yield from _of_place(reading, place)
            yield from _set_up(reading, place)
    yield from _corridor(reading)
    yield from _bracketed(reading) if "Company" in reading.kinds else ()


def _longer(reading: Reading, place: Named) -> bool:
    """Whether a place only stands in the name of a zone: 江口 in 江口轴承产业园区."""
    return any(n.holds(place) and n.ref.kind in _GROUNDS for n in reading.between(place.begin - 20, place.begin))


def _among(reading: Reading, place: Named) -> Iterator[Relation]:
    """有3家落户P，A、B都在其中."""
    if reading.text[place.begin - 1 : place.begin] not in _VERB_ENDS:
        return
    begin, end = reading.sentence(place.begin)
    yield from _namely(reading, place)
    if not has(reading.text, "其中") or not _COME.search(reading.text, begin, place.begin):
        return
    for last in reading.within(place.end, end, ("Company", "Project")):
        if _AMONG.match(reading.text, last.end) and "，" in reading.text[place.end : last.begin]:
            for each in run_of(reading, last, ("Company", "Project")):
                yield from reading.say(each.ref, "locatedIn", place.ref, span(place, each), "located-all-among", 0.85)


def _namely(reading: Reading, place: Named) -> Iterator[Relation]:
    """两个项目落户P，分别为A和B."""
    begin, _ = reading.sentence(place.begin)
    mark = _NAMELY.match(reading.text, place.end) if _COME.search(reading.text, begin, place.begin) else None
    if mark and ("分别" in mark[0] or "：" in mark[0]):
        for site in items_from(reading, mark.end(), ("Company", "Project", *PLATFORMS)):
            yield from reading.say(site.ref, "locatedIn", place.ref, span(place, site), "located-namely", 0.85)


_SET_UP = re.compile(
    r"(?:投资|新|独资|合资)?(?:设立|建设|投建|建|新建|打造|布局|兴建|成立|开工|实施|落户|运营|落地|筹建|创办)(?:了)?的(?:首个|首座|又一|全新|大型)?[“]?"
)


def _set_up(reading: Reading, place: Named) -> Iterator[Relation]:
    """C在P设立的X: what is set up there, the whole of its name."""
    told = _SET_UP.match(reading.text, place.end)
    if not told or not reading.text.endswith(("在", "于"), 0, front(reading, place)):
        return
    sites = [n for n in reading.between(told.end(), told.end()) if n.ref.kind in ("Project", *PLATFORMS)]
    site = max((n for n in sites if not n.implicit), key=lambda n: n.end, default=None)
    if site:
        yield from reading.say(site.ref, "locatedIn", place.ref, span(place, site), "located-set-up", 0.85)


def _bracketed(reading: Reading) -> Iterator[Relation]:
    """晨曜汽车电子（武汉）有限公司: the place in the brackets of a firm's name."""
    for firm in reading.named:
        if firm.ref.kind != "Company" or firm.implicit or "（" not in reading.text[firm.begin : firm.end]:
            continue
        told = _IN_NAME.search(reading.text, firm.begin, firm.end)
        place = vocab.place(told[1], within="") if told else None
        if place and len(place.code) == 6 and not place.code.endswith("0000"):
            where = (firm.begin, firm.end)
            ref = Ref("Place", place.label, place.code)
            yield from reading.say(firm.ref, "locatedIn", ref, where, "located-brackets", 0.8)


_IN_NAME = re.compile(r"（([\u4e00-\u9fff]{2,4})）")


def _worked_at(reading: Reading, place: Named) -> Iterator[Relation]:
    """X项目正在P抢工期."""
    begin, _ = reading.clause(place.begin)
    site = reading.last_before(place.begin, ("Project",), begin)
    told = site and _AT_WORK.fullmatch(reading.text, site.end, front(reading, place))
    if site and told and _WORKS.match(reading.text, place.end) and _near(reading, place):
        yield from reading.say(site.ref, "locatedIn", place.ref, span(site, place), "located-worked", 0.8)


def _near(reading: Reading, place: Named) -> bool:
    return place.ref.kind == "IndustrialPlatform" or lies_here(reading, place.ref) or len(place.ref.key) > 6


def _invested(reading: Reading, place: Named) -> Iterator[Relation]:
    """C在P投资6800万元: the firm has its works there, where the place is a zone or a town."""
    begin, _ = reading.clause(place.begin)
    inner = place.ref.kind == "IndustrialPlatform" or (len(place.ref.key) > 6 and lies_here(reading, place.ref))
    firm = reading.last_before(place.begin, ("Company",), begin) if inner else None
    if (
        firm
        and _INVESTS.match(reading.text, place.end)
        and _HOW.fullmatch(reading.text, firm.end, front(reading, place))
    ):
        where = span(firm, place)
        yield from reading.say(firm.ref, "locatedIn", place.ref, where, "located-invested", 0.7, supposed=True)


def _of_place(reading: Reading, place: Named) -> Iterator[Relation]:
    """C是PX行业的老牌企业: a place with a division code or a zone, no country."""
    begin, _ = reading.clause(place.begin)
    firm = reading.last_before(place.begin, ("Company",), begin)
    told = firm and _IS.fullmatch(reading.text, firm.end, front(reading, place))
    if firm and told and _OF_KIND.match(reading.text, place.end) and _near(reading, place):
        yield from reading.say(firm.ref, "locatedIn", place.ref, span(firm, place), "located-of-kind", 0.8)


_CORE = re.compile(r"以[“]?$")
_IS_CORE = re.compile(r"[”]?等?为(?:核心|主|主要|重要|重点)?(?:承载区|承载地|核心|主体|起点|轴心|龙头|中心|极核)")
_LINKS = re.compile(
    r"(?:^|[，；])(?:联动|辐射|带动|联通|覆盖|涵盖|贯穿|串联|串起|连接|包括|横跨|途经|延伸至|辐射带动|联动发展|引领带动)+(?:了|到)?$"
)
_WIDE = re.compile(r"(?:走廊|经济带|产业带|创新带|都市圈|城市群|示范区|合作区|轴带)$")


def _corridor(reading: Reading) -> Iterator[Relation]:
    """X走廊以P为核心区，联动A、B，带动C等地: what the corridor that the sentence opens with lies in."""
    for wide in reading.named:
        if wide.ref.kind not in PLATFORMS or wide.implicit or not _WIDE.search(wide.ref.name):
            continue
        begin, end = reading.sentence(wide.begin)
        if wide.begin != begin:
            continue
        for first in reading.within(wide.end, end, _WHERE):
            lead = reading.text[reading.clause(first.begin)[0] - 1 : first.begin]
            core = _CORE.search(reading.text, wide.end, first.begin) and _IS_CORE.match(reading.text, first.end)
            if core or _LINKS.search(lead):
                for each in _places(reading, first):
                    where = span(wide, each)
                    yield from reading.say(wide.ref, "locatedIn", each.ref, where, "located-corridor", 0.8)


def _places(reading: Reading, first: Named) -> list[Named]:
    """The places of a list, without the city that the first of them is told with: 武汉市|武昌区、洪山区."""
    inner = next((n for n in reading.named if n.begin == first.end and n.ref.kind == "Place"), None)
    return list_from(reading, inner or first, _WHERE)
