"""What paragraphs and figures say of industries: the parts of a group, the zones and towns an industry is in."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.finding import all_of
from loaders.named import Named
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, items_from, lies_here, list_from, run_of, span
from ontology import vocab
from ontology.facts import Ref, Relation

WHERE = ("Place", *PLATFORMS)
ROLE = re.compile(r"(?:首位|主导|支柱|特色|优势|传统|新兴|重点)产业(?=[：:]?$)")  # 首位产业电子信息
GROWS = re.compile(  # ——改造提升|X产业。
    r"(?<![\u4e00-\u9fff])(?:加快|着力|大力|积极|全力|持续|聚力)?"
    r"(?:改造|提升|培育|壮大|巩固|转型升级|提质|做[强大优精]|发展|打造|振兴)+$"
)
_OPENS_WITH = re.compile(r"[”]?(?:。|：|方面[，：。]|——)")
_COUNTED_GROUP = re.compile(r"(?:[\d一二两三四五六七八九十]+(?:大|条|个)|“[\d+N]+”)[^，。；]{0,6}$")
_GROUP = re.compile(r"(?:产业体系|产业链|产业集群|主导产业|支柱产业|产业|行业|领域)$")


def chains(readings: Sequence[Reading]) -> Iterator[Relation]:
    """一链一策做强“3+2”产业体系—— and the paragraphs after it, each opening with one of its chains."""
    group: Named | None = None
    for reading in readings:
        topics = opening(reading)
        if not topics:
            group = _group_told(reading) or (group if reading.passage.kind == "caption" else None)
            continue
        for chain in topics if group else ():
            if group and group.ref not in (chain.ref, *(o.ref for o in topics)):
                where = (chain.begin, chain.end)
                yield from reading.say(chain.ref, "broader", group.ref, where, "broader-under-group", 0.75)
        group = group or _group_told(reading)


def opener(reading: Reading) -> Named | None:
    """The industry that a paragraph begins with, after its number, bullet or role: （一）X产业; ——首位产业X."""
    first = next((n for n in reading.named if n.ref.kind in INDUSTRIES and n.begin <= 8 and not n.implicit), None)
    lead = GROWS.sub("", ROLE.sub("", reading.text[: first.begin])) if first else ""
    return None if len(lead) > 4 else first


def opening(reading: Reading) -> list[Named]:
    """The industries that a paragraph opens with as its topic: X产业链。…; X、Y产业链方面，…"""
    first = opener(reading)
    if first is None or re.search(r"[\u4e00-\u9fff]{3}", GROWS.sub("", ROLE.sub("", reading.text[: first.begin]))):
        return []
    listed = list_from(reading, first, INDUSTRIES)
    return listed if _OPENS_WITH.match(reading.text, listed[-1].end) else []


def _group_told(reading: Reading) -> Named | None:
    """The counted group of industries that a passage ends on: 重点突破7条标志性产业链."""
    for each in reversed([n for n in reading.named if n.ref.kind in INDUSTRIES and not n.implicit]):
        begin, end = reading.sentence(each.begin)
        if end < len(reading.text.rstrip()) or not _GROUP.search(reading.text[each.begin : each.end]):
            continue
        counted = _COUNTED_GROUP.search(reading.text[begin : each.begin]) or re.match(
            r"[“”\d+一二两三四五六七八九十]+(?:大|条|个)?", reading.text[each.begin : each.end]
        )
        if counted:
            return each
    return None


_AMONG = re.compile(r"，其中[，：]?")
_FIGURE = re.compile(
    r"(?:产业|行业)?(?:实现|完成)?(?:总?产值|增加值|投资|营业收入|销售收入|主营业务收入|利润|增长|下降|所?占|工业增加值|税收)"
)


def parts_among(reading: Reading) -> Iterator[Relation]:
    """工业战略性新兴产业产值增长15%，其中新能源产业产值增长34%，…: the figures of parts of an industry."""
    for cue in _AMONG.finditer(reading.text):
        begin, end = reading.sentence(cue.start())
        whole = next((n for n in reading.within(begin, cue.start(), INDUSTRIES) if not n.implicit), None)
        if whole is None and _ALL_INDUSTRY.search(reading.text, reading.clause(cue.start() - 1)[0], cue.start()):
            stop = reading.text.find("。", cue.end())
            yield from _of_industry(reading, cue.end(), stop if stop > 0 else len(reading.text))
        near = whole and (reading.clause(whole.begin)[0] == reading.clause(cue.start() - 1)[0] or is_group(whole))
        if not near:  # X增加值增长3%，占10%，其中，Y增加值…；Z…
            whole = _figured(reading, begin, cue.start())
            stop = reading.text.find("；", cue.end(), end)
            end = stop if stop > 0 else end
        if whole is None:
            continue
        for part in reading.within(cue.end(), end, INDUSTRIES):
            opens = part.begin == cue.end() or reading.clause(part.begin)[0] == part.begin
            if opens and _FIGURE.match(reading.text, part.end) and part.ref != whole.ref and not part.implicit:
                yield from reading.say(part.ref, "broader", whole.ref, span(whole, part), "broader-among", 0.7)


def _figured(reading: Reading, begin: int, end: int) -> Named | None:
    """The one industry between two positions, if its figure is told."""
    told = [n for n in reading.within(max(begin, reading.text.rfind("；", 0, end)), end, INDUSTRIES) if not n.implicit]
    alone = len({n.ref for n in told}) == 1 and not reading.within(begin, end, ("Company",))
    return told[0] if alone and _FIGURE.match(reading.text, told[0].end) else None


_ALL_INDUSTRY = re.compile(r"(?:规模以上|规上|全部)?工业(?:企业)?(?:增加值|总产值|产值|营业收入)")


def _of_industry(reading: Reading, begin: int, end: int) -> Iterator[Relation]:
    """规模以上工业增加值下降3%，其中医药制造业增长6%: lines of 工业, which as a word names no industry."""
    for part in reading.within(begin, end, INDUSTRIES):
        opens = part.begin == begin or reading.clause(part.begin)[0] == part.begin
        if opens and _FIGURE.match(reading.text, part.end) and not part.implicit and not is_group(part):
            where = (begin, part.end)
            yield from reading.say(part.ref, "broader", Ref("Industry", "工业"), where, "broader-of-industry", 0.7)


_SUM_BEFORE = re.compile(r"。其中[，：]?")
_OPENS_SUM = re.compile(
    r"(?:初步核算，)?(?:\d{4}年|全年|上半年|前三季度)?，?(?:全[市县区州省旗])?(?:实现|完成)?(?:现价)?"
)


def parts_of_sum(reading: Reading) -> Iterator[Relation]:
    """全区农林牧渔业总产值28亿元。其中，农业产值21亿元；林业产值…: the parts of what the sentence before began with."""
    for cue in _SUM_BEFORE.finditer(reading.text):
        begin = reading.text.rfind("。", 0, cue.start()) + 1
        whole = next((n for n in reading.within(begin, cue.start(), INDUSTRIES) if _is_summed(reading, n)), None)
        if whole is None:
            continue
        stop = reading.text.find("。", cue.end())
        end = stop if stop >= 0 else len(reading.text)
        for part in reading.within(cue.end(), end, INDUSTRIES):
            opens = part.begin == cue.end() or reading.clause(part.begin)[0] == part.begin
            if opens and _FIGURE.match(reading.text, part.end) and part.ref != whole.ref and not part.implicit:
                yield from reading.say(part.ref, "broader", whole.ref, span(whole, part), "broader-sum", 0.75)


def _is_summed(reading: Reading, whole: Named) -> bool:
    """Whether a clause tells a figure of an industry as a whole: 全年实现工业增加值115亿元."""
    opens = _OPENS_SUM.fullmatch(reading.text, reading.clause(whole.begin)[0], whole.begin)
    return bool(opens and _FIGURE.match(reading.text, whole.end)) and not whole.implicit


def is_group(industry: Named) -> bool:
    """Whether an industry is a group of industries: 主导产业."""
    return industry.ref.name in group_words()


@cache
def group_words() -> frozenset[str]:
    """What groups of industries are called: 主导产业, 新兴产业."""
    return all_of("industry", "sums") | all_of("industry", "groups")


_HAS_FIRMS = re.compile(
    r"的(?=[\u4e00-\u9fff]{2,8}企业)|(?:现|已|目前|共|累计)*(?:拥有|有|聚集|集聚|汇聚|形成)了?(?:\d[\d.,]*万?[余多]?[家户])?(?:规上|规模以上)?"
)
_FIRMS_OF = re.compile(
    r"(?:整机|产品|制品|设备|装备|及[\u4e00-\u9fff]{2,6}?|、[\u4e00-\u9fff]{2,6}|和[\u4e00-\u9fff]{2,6})?(?:生产|制造|加工|配套|产品|经营|上下游|相关|和|及|与)*"
    r"(?:企业|厂家|市场主体|经营户)"
)


def home_industries(reading: Reading) -> Iterator[Relation]:
    """全县有专用车企业430多家; 能仁乡、拂晓乡风电; X产业也是当地发展经济的抓手: where an industry is at home."""
    for place in reading.named:
        if place.ref.kind != "Place" or not lies_here(reading, place.ref):
            continue
        has = _HAS_FIRMS.match(reading.text, place.end)
        known = _trade(reading, has.end()) if has else None
        if known:
            name, end = known
            where = (place.begin, end)
            yield from reading.say(Ref("Industry", name), "layout", place.ref, where, "layout-firms", 0.75)
            continue
        after = [n for n in reading.named if has and n.begin == has.end() and n.ref.kind in INDUSTRIES]
        for industry in after:
            if not industry.implicit and _FIRMS_OF.match(reading.text, industry.end):
                where = span(place, industry)
                yield from reading.say(industry.ref, "layout", place.ref, where, "layout-firms", 0.75)
        yield from _listed_behind(reading, place)
    for industry in reading.named:
        if industry.ref.kind in INDUSTRIES and not industry.implicit and not is_sector(industry):
            yield from _pillar(reading, industry)
            if industry.method == "industry-of-main-base":  # 江口镇是最大的花灯生产基地
                begin, _ = reading.clause(industry.begin)
                begin = max(begin, reading.text.rfind("—", 0, industry.begin) + 1)
                for place in reading.within(begin, industry.begin, ("Place",))[:1]:
                    if place.begin == begin and lies_here(reading, place.ref):
                        where = span(place, industry)
                        yield from reading.say(industry.ref, "layout", place.ref, where, "layout-base", 0.75)
    for town in reading.named:
        if (
            town.ref.kind == "Place"
            and town.ref.name[-1] in "镇乡道"
            and lies_here(reading, town.ref)
            and not town.implicit
        ):
            yield from _of_towns(reading, town)


_ENDS_LIST = re.compile(r"(?:两大|三大|四大|等)?(?:产业链|产业集群|产业|行业|集群)")


def _listed_behind(reading: Reading, place: Named) -> Iterator[Relation]:
    """临海高端装备、生物医药产业: the industries of a list right behind a place."""
    first = next((n for n in reading.named if n.begin == place.end and n.ref.kind in INDUSTRIES), None)
    ours = not place.implicit or place.ref == reading.area
    listed = list_from(reading, first, INDUSTRIES) if first and not first.implicit and ours else []
    if len(listed) < 2 or any(is_group(n) or is_sector(n) for n in listed):
        return
    last = listed[-1]
    if _ENDS_LIST.match(reading.text, last.end) or reading.text[: last.end].endswith(
        ("产业", "行业", "集群", "产业链")
    ):
        for each in listed:
            yield from reading.say(each.ref, "layout", place.ref, span(place, last), "layout-listed", 0.8)


def _trade(reading: Reading, position: int) -> tuple[str, int] | None:
    """The industry of the vocabulary whose firms are counted at a position, and where they end: 专用车及零部件企业."""
    for size in range(6, 1, -1):
        end = position + size
        firms = _FIRMS_OF.match(reading.text, end)
        known = vocab.concept("industry", reading.text[position:end]) if firms else None
        if firms and known and known.label not in sectors():
            return known.label, firms.end()
    return None


@cache
def sectors() -> frozenset[str]:
    """The sectors of the whole economy, which are everywhere."""
    return all_of("industry", "never") | _WIDE


_WIDE = {
    *("工业", "轻工业", "重工业", "农业", "制造业", "服务业", "建筑业", "房地产"),
    *("高新技术产业", "高技术产业", "高技术制造业", "数字经济", "县域经济"),
}
_BARE = re.compile(r"(?:产业|行业|业)$")


def is_sector(industry: Named) -> bool:
    """Whether an industry is a sector of the whole economy, or written as any trade is: 建材, not 新型建材."""
    name, written = industry.ref.name, industry.passage.text[industry.begin : industry.end]
    return name in sectors() and (name in _WIDE or written in sectors() or _BARE.sub("", written) in sectors())


_SITE_OF = re.compile(r"(?:产业)?(?:基地|装机|园区|集群|产业|企业|加工|种植|养殖|项目)")


def _of_towns(reading: Reading, town: Named) -> Iterator[Relation]:
    """吴山镇、池口镇稻虾基地, 白沙乡风电新增装机: the industry right behind the names of towns."""
    named = next(
        (n for n in reading.named if n.begin == town.end and n.ref.kind in INDUSTRIES and not n.implicit), None
    )
    known = None
    for size in range(6, 1, -1):
        words = reading.text[town.end : town.end + size]
        if known is None and re.match(r"(?:新增)?" + _SITE_OF.pattern, reading.text[town.end + size :]):
            known = vocab.concept("industry", words)
    ref = named.ref if named else Ref("Industry", known.label) if known else None
    if ref is None or ref.name in sectors():
        return
    for each in run_of(reading, town, ("Place",)):
        where = (each.begin, named.end if named else town.end)
        yield from reading.say(ref, "layout", each.ref, where, "layout-towns", 0.75)


_PILLAR = re.compile(
    r"(?:产业|行业)?，?(?:曾经|曾|也|已|已经|一直|历来|目前|现在|更|正)*(?:是|成为|成了|作为)(?P<where>当地|本地|全[市县区镇]|我[市县区镇]|这里)?"
    r"(?:的)?[^，。；]{0,10}?(?:支柱|主导产业|特色产业|优势产业|富民产业|当家产业|立[县市区]产业|有力抓手|传统产业|首位产业|名片)"
)


def _pillar(reading: Reading, industry: Named) -> Iterator[Relation]:
    """X产业也是当地发展经济的有力抓手; X业曾经是某市的主导产业: said of an industry, where its place is told."""
    told = _PILLAR.match(reading.text, industry.end)
    if told is None or reading.area is None:
        return
    places = [n for n in reading.within(industry.end, told.end(), ("Place",)) if lies_here(reading, n.ref)]
    place = next((n for n in places if not any(o.holds(n) for o in reading.between(n.begin, n.begin))), None)
    if place or told["where"]:
        ref = place.ref if place else reading.area
        where = (industry.begin, told.end())
        yield from reading.say(industry.ref, "layout", ref, where, "layout-pillar", 0.8)


_COVERS = re.compile(
    r"(?:覆盖|涵盖|包含|形成|聚集|集聚|汇聚|构建|抓好|做强|做优|发展壮大|发展|聚焦|围绕|主攻|瞄准)(?:起|出|了)?(?:以)?(?P<list>[^，。；]{2,50}?)"
    r"(?:等)?(?:为(?:主|主导|重点|特色|核心)的?)?(?:[\d两三四五六七八九十多]+[大个条])?(?:高端|优势|特色|主导|支柱|新兴|战略性新兴|传统|重点|先进|多元|新)*"
    r"(?:领域|业态|产业集群|产业链|产业体系|产业|行业|集群|赛道)"
)


def covering(reading: Reading) -> Iterator[Relation]:
    """P陆续引进…，覆盖了A、B、C等八大领域; P…形成A、B等高端产业集群: what a zone is for."""
    for cue in _COVERS.finditer(reading.text) if "IndustrialPlatform" in reading.kinds else ():
        begin, _ = reading.sentence(cue.start())
        zone = _topic_zone(reading, begin, cue.start())
        listed = [n for n in reading.within(*cue.span("list"), INDUSTRIES) if not n.implicit] if zone else []
        if zone is None or len(listed) < 2 or re.search(r"\d[\d.]*[%亿万家]", cue["list"]):
            continue
        if any(n.ref.kind in ("Place", *PLATFORMS) for n in reading.within(*cue.span("list"), ("Place", *PLATFORMS))):
            continue
        for industry in listed:
            where = (cue.start(), cue.end())
            yield from reading.say(zone.ref, "focusesOn", industry.ref, where, "focus-covering", 0.7)


def _topic_zone(reading: Reading, sentence: int, position: int) -> Named | None:
    """The one zone that a sentence names before a position, where it begins a clause, and no place does after it."""
    zones = [n for n in reading.within(sentence, position, ("IndustrialPlatform",)) if not n.implicit]
    if not zones or len({n.ref for n in zones}) > 1:
        return None
    zone = zones[-1]
    begins = reading.clause(zone.begin)[0] == zone.begin
    others = [n for n in reading.within(zone.end, position, ("Place",)) if reading.clause(n.begin)[0] == n.begin]
    return zone if begins and not others else None


_TALLY = re.compile(
    r"(?P<group>[一二三四五六七八九十\d]{1,2}大(?:主要|重点|主导|支柱|优势|特色)?(?:行业|产业|领域|门类))："
)
_BY_LINE = re.compile(
    r"(?:从|分|按)(?:三大|主要|重点|大类)?(?:工业)?(?:行业|门类|产业)(?:大类)?(?:来)?(?:看|分)，|(?:规模以上|规上)工业中，"
)
_COUNTED = re.compile(r"(?:企业)?\d[\d,]*[余多]?[家户个]")


def tallied(reading: Reading) -> Iterator[Relation]:
    """涉及八大行业：A4家、B6家; 规模以上工业…。从主要行业看，A下降61%，B增长68%: the lines of a whole."""
    for cue in _TALLY.finditer(reading.text):
        _, end = reading.sentence(cue.start())
        named = next((n for n in reading.within(*cue.span("group"), INDUSTRIES)), None)
        group = named.ref if named else Ref("Industry", cue["group"])
        for part in reading.within(cue.end(), end, INDUSTRIES):
            if _COUNTED.match(reading.text, part.end) and not part.implicit:
                yield from reading.say(part.ref, "broader", group, (cue.start(), part.end), "broader-tally", 0.8)
    for cue in _BY_LINE.finditer(reading.text):
        _, end = reading.sentence(cue.start())
        if not re.search(r"规模?以?上工业|工业增加值|工业总产值", reading.text[: cue.end()][-80:]):
            continue
        for part in reading.within(cue.end(), end, INDUSTRIES):
            opens = part.begin == cue.end() or reading.clause(part.begin)[0] == part.begin
            figured = not cue[0].endswith("中，") or _FIGURE.match(reading.text, part.end)
            if opens and figured and not part.implicit and part.ref.name != "工业":
                where = (cue.start(), part.end)
                yield from reading.say(part.ref, "broader", Ref("Industry", "工业"), where, "broader-by-line", 0.7)
    for cue in _PROJECTS_IN.finditer(reading.text) if "工业" in reading.text else ():
        for part in items_from(reading, cue.end(), INDUSTRIES):
            if not is_group(part):
                where = (cue.start(), part.end)
                yield from reading.say(part.ref, "broader", Ref("Industry", "工业"), where, "broader-by-line", 0.75)


# 工业企业40家，分布在A、B等领域
_PROJECTS_IN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:规上|规模以上)?工业(?:项目|企业)(?:共|达)?\d+[余多]?[个家]，(?:主要)?(?:集中|分布)[在于]"
)
