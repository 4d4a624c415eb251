"""The members of an industry that a sentence tells of it.

X以A、B为主; X项目主要集中在A、B等领域; X聚力攻坚，形成A、B两大集群; 大力发展X，A和B两大产业…; 抢抓X机遇，重点发展A、B;
将A、B等纳入X.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.industries.industry_ties import group_words, is_group, is_sector
from loaders.ties.reading import INDUSTRIES, Reading, items_from, list_from, span
from ontology.facts import Ref, Relation

_COUNT = r"[\d一二两三四五六七八九十]+[大个条类]"
_CONSISTS = re.compile(  # behind the whole; what follows is the first member
    r"(?:产业|行业)?(?:类)?(?:(?:的)?(?:项目|企业|投资|产品)?(?:共|共有|有|达|为)?(?:\d+[余多]?[个家户种]，)?)?(?:目前|已|现|当前|现阶段)*"
    r"(?:(?:主要|重点|集中)+(?:分布|集中|布局)?(?:在|于)|(?:主要|集中)?(?:包括|涵盖|包含|囊括|细分为|由(?=[^，。；]{2,40}?(?:组成|构成)))(?:了|有)?(?=[^，。；]{2,40}?[、和])"
    r"|(?:主要)?以(?=[^，。；]{2,40}?(?:为(?:主|重点|核心|特色|龙头|主导|代表|引领|支柱|支撑)(?!要)|见长)))[“]?"
)
_FORMS = re.compile(
    r"[^，。；、：]{2,14}，(?:已|初步|逐步|基本|加快|着力|现已|目前)*(?:形成|构建|培育|建成|打造|拥有|构成)(?:了|起|出|成)?(?:以|由)?[“]?"
)
_BRANCHES = re.compile(
    rf"等?(?:领域|方面)?(?:为(?:主|重点|核心|支撑)的)?(?:{_COUNT})?(?:优势|特色|重点|细分|主要|主攻|核心|子|百亿级?|千亿级?)*(?:产业集群|集群|板块|领域|方向|链条|赛道|细分产业|子产业|门类|产业链)"
)
_CLASSED = re.compile(
    r"等?(?:产业|领域|行业|新兴业态|业态)?(?:正式|也|均|都)?(?:被)?(?:纳入|列入|列为|确定为|定为|作为|打造为|打造成|培育成|培育为|确立为|划入|归入)"
    r"(?:了|到)?(?:[全我本该][省市县区州旗])?(?:重点|首批|优先)?(?:发展的?|扶持的?)?[“]?"
)
_CHANCE = re.compile(  # behind a label in brackets too
    r"(?:[^】，。；]{2,8}】)?(?:抢抓|把握|抓住|瞄准|抢占|紧盯|紧抓|抓牢|顺应|锚定|用好)(?:了|住)?(?:国家|国内|全球|当前)?(?:大力)?(?:发展)?[“]?"
)
_OF_CHANCE = re.compile(
    r"(?:产业|行业)?(?:快速|高速|蓬勃|加快|加速)?(?:发展|转型|爆发|崛起|市场)?(?:的)?(?:重大|重要|战略|历史|政策|黄金)*"
    r"(?:机遇|机遇期|风口|新风口|赛道|新赛道|契机|窗口期|趋势|制高点|先机|浪潮)，"
)
_PURSUES = re.compile(
    r"(?:加快|着力|大力|积极|全力|持续|重点|优先|科学|前瞻|超前|集中|聚力)*"
    r"(?:发展|培育|布局|做大做强|做[强优大精]|壮大|突破|主攻|聚焦|引进|谋划)(?:壮大)?(?:了|起|出)?[“]?"
)


def industry_members(reading: Reading) -> Iterator[Relation]:
    """broader, by the frames of the module."""
    if reading.kinds.isdisjoint(INDUSTRIES):
        return
    for whole in reading.named:
        if whole.ref.kind not in INDUSTRIES or whole.implicit or _held(reading, whole):
            continue
        yield from _say(reading, whole, _consisting(reading, whole), "broader-consists", 0.8)
        yield from _say(reading, whole, _formed(reading, whole), "broader-formed", 0.75)
        yield from _say(reading, whole, _classed(reading, whole), "broader-classed", 0.75)
        yield from _say(reading, whole, _chance(reading, whole), "broader-chance", 0.6, supposed=True)
        yield from _say(reading, whole, _headed(reading, whole), "broader-headed", 0.65)
        if _is_wide(whole):
            yield from _grown(reading, whole)
    yield from _tracks(reading)


def _say(
    reading: Reading, whole: Named, members: list[Named], method: str, sure: float, *, supposed: bool = False
) -> Iterator[Relation]:
    """Each member as part of the whole; a group is part of nothing, a sector of the economy where it is said."""
    for each in members:
        apart = each.ref != whole.ref and not each.holds(whole) and not whole.holds(each)
        part = not (is_group(each) or (supposed and is_sector(each)) or _held(reading, each))
        if apart and part:
            yield from reading.say(each.ref, "broader", whole.ref, span(whole, each), method, sure, supposed=supposed)


def _held(reading: Reading, each: Named) -> bool:
    """Whether an industry stands in a longer name, of a program, a park or another industry."""
    return any(o.holds(each) and not o.implicit for o in reading.between(each.begin - 30, each.begin))


def _list_at(reading: Reading, position: int) -> list[Named]:
    """The industries of the list that begins at a position; members that no list knows may stand between."""
    first = next((n for n in reading.between(position, position) if n.ref.kind in INDUSTRIES and not n.implicit), None)
    listed = list_from(reading, first, INDUSTRIES) if first else []
    return [*listed, *(n for n in items_from(reading, position, INDUSTRIES) if n not in listed)]


def _alone(reading: Reading, whole: Named) -> bool:
    """Whether an industry stands in no list: of A、B产业主要包括… nobody knows whose the members are."""
    return reading.text[whole.begin - 1 : whole.begin] not in ("、", "和", "与", "及")


def _consisting(reading: Reading, whole: Named) -> list[Named]:
    """X产业以A、B为主; X企业50家，主要集中在A、B等领域: the members right behind the whole."""
    told = _CONSISTS.match(reading.text, whole.end) if _alone(reading, whole) else None
    return _list_at(reading, told.end()) if told else []


def _formed(reading: Reading, whole: Named) -> list[Named]:
    """；X聚力攻坚，形成A、B、C三大集群: what the whole that opens a part of a sentence has come to consist of."""
    opens = whole.begin == 0 or reading.text[whole.begin - 1] in "。；：\n"
    if opens and (boards := _boards(reading, whole)):
        return boards
    told = _FORMS.match(reading.text, whole.end) if opens else None
    listed = _list_at(reading, told.end()) if told else []
    if told and reading.within(whole.end, told.end(), ("Company", "Place", *INDUSTRIES)):
        return []
    return listed if len(listed) > 1 and _BRANCHES.match(reading.text, listed[-1].end) else []


_BOARDS = re.compile(rf"等?(?:{_COUNT})?(?:新兴?|重点|主要)*(?:板块|门类|业态|分支|细分(?:领域|行业|赛道))")


def _boards(reading: Reading, whole: Named) -> list[Named]:
    """X是P的支柱，A、B两个板块齐头并进; X提速发展，A、B等新业态…: the list that the next clause opens with."""
    at = reading.clause(whole.end)[1] + 1
    others = [n for n in reading.within(whole.end, at, INDUSTRIES) if not is_group(n)]
    if at >= reading.sentence(whole.begin)[1] or others:
        return []
    listed = _list_at(reading, at)
    return listed if len(listed) > 1 and _BOARDS.match(reading.text, listed[-1].end) else []


def _classed(reading: Reading, whole: Named) -> list[Named]:
    """将A、B等产业纳入X产业: what is counted in with the whole."""
    if not has(reading.text, "入", "为", "成"):
        return []
    clause, _ = reading.clause(whole.begin)
    before = [n for n in reading.within(clause, whole.begin, INDUSTRIES) if not n.implicit]
    last = before[-1] if before else None
    if last is None or not _CLASSED.fullmatch(reading.text, last.end, whole.begin):
        return []
    first = next(n for n in before if last in list_from(reading, n, INDUSTRIES))
    return list_from(reading, first, INDUSTRIES)


def _chance(reading: Reading, whole: Named) -> list[Named]:
    """抢抓X产业机遇，重点发展A、B."""
    begin, _ = reading.clause(whole.begin)
    told = _OF_CHANCE.match(reading.text, whole.end)
    if told is None or not _CHANCE.fullmatch(reading.text, begin, whole.begin):
        return []
    pursued = _PURSUES.match(reading.text, told.end())
    return _list_at(reading, pursued.end()) if pursued else []


def _headed(reading: Reading, whole: Named) -> list[Named]:
    """…。做强做优X。大力发展A、B、C，…: what the sentence behind a headline inside a paragraph grows."""
    begin, end = reading.sentence(whole.begin)
    closed = reading.text[whole.end : whole.end + 1] == "。" and not is_sector(whole)
    if not closed or not _GROWN.fullmatch(reading.text, begin, whole.begin):
        return []
    pursued = _PURSUES.match(reading.text, end)
    listed = _list_at(reading, pursued.end()) if pursued else []
    return listed if len(listed) > 1 else []


_WIDE = re.compile(r"(?:服务业|先进制造业|高端制造业?|高精尖产业|战略性新兴产业|新兴产业|未来产业|海洋经济|现代农业)$")
_GROWN = re.compile(
    r"(?:[一二三四五六七八九]是)?(?:加快|加速|着力|大力|积极|全力|持续|聚力|前瞻|科学|坚持|推动|推进|促进)*"
    r"(?:培育壮大|发展壮大|做大做强|做优做强|培育|壮大|发展|做[强优大]|巩固|提升|布局|抢占|振兴|发力)+[“]?"
)
_TOLD = re.compile(  # behind an industry that opens a clause: a state or a figure of it
    r"(?:产业|行业)?(?:规模|产值|增加值|营收|营业收入|收入|年?产量|销量|总量|企业|集群|快速|加速|蓬勃|加快|持续|稳步|不断|年均|同比|增长|突破|实现)"
)
_SUMMED = re.compile(rf"等?{_COUNT}(?:重点|优势|主导|细分|特色)*(?:产业|行业|领域|赛道|板块)")
_OTHERS = ("Company", "Place", "Project", "IndustrialPlatform")


def _is_wide(whole: Named) -> bool:
    return is_group(whole) or _WIDE.search(whole.ref.name) is not None


_SERVICES = re.compile("服务|物流|金融|旅游|商贸|软件|信息|会展|餐饮|电商|电子商务|零售|研发|设计|咨询|养老|文化")


def _may_hold(whole: Named, part: Named) -> bool:
    """Whether a group may have a branch that only a figure beside it tells: services hold no factories."""
    if whole.ref.name.endswith("服务业"):
        return _SERVICES.search(part.ref.name) is not None
    return not whole.ref.name.endswith(("海洋经济", "农业"))


def _grown(reading: Reading, whole: Named) -> Iterator[Relation]:
    """大力发展X，A、B和C三大产业…，D产量…: the industries of the further clauses of a sentence that grows a group.

    What a list sums up is said to be its part; whose figure is told there is supposed to be one.
    """
    begin, end = reading.sentence(whole.begin)
    begin = max(begin, reading.text.rfind("；", 0, whole.begin) + 1)
    if reading.text[whole.end : whole.end + 1] != "，" or not _GROWN.fullmatch(reading.text, begin, whole.begin):
        return
    stop = reading.text.find("；", whole.end, end)
    end = stop if stop > 0 else end
    for first in reading.within(whole.end, end, INDUSTRIES):
        clause = reading.clause(first.begin)
        if first.begin != clause[0] or first.implicit or reading.within(*clause, _OTHERS):
            continue
        listed = list_from(reading, first, INDUSTRIES)
        if len(listed) > 1 and _SUMMED.match(reading.text, listed[-1].end):
            yield from _say(reading, whole, listed, "broader-summed", 0.75)
        elif _TOLD.match(reading.text, listed[-1].end) and _may_hold(whole, first):
            yield from _say(reading, whole, listed, "broader-grown", 0.55, supposed=True)


_TRACKS = re.compile(
    r"等?(?:若干|一批|[\d一二两三四五六七八九十]+[大个条])?(?:细分|前沿|新兴|未来|重点|新)*(?:赛道|领域|方向)"
)


def _tracks(reading: Reading) -> Iterator[Relation]:
    """实施未来产业育苗行动，布局A、B等前沿赛道: the members of the group that a program is named after."""
    for program in reading.named if "Program" in reading.kinds else ():
        if program.ref.kind != "Program" or program.implicit:
            continue
        name = program.ref.name.replace("“", "")
        group = max((g for g in group_words() if name.startswith(g)), key=len, default="")
        pursued = _PURSUES.match(reading.text, program.end + 1) if group else None
        listed = _list_at(reading, pursued.end()) if pursued and reading.text[program.end] == "，" else []
        if len(listed) > 1 and _TRACKS.match(reading.text, listed[-1].end):
            for each in listed:
                where = span(program, each)
                yield from reading.say(each.ref, "broader", Ref("Industry", group), where, "broader-tracks", 0.75)
