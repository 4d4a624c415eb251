"""The industry that a part of a sentence opens with, whose the bare figures behind its predicate are.

石化产业加快延链，产值突破90亿元 tells the output of that industry, and not of the place; the indicator takes its name.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from loaders.figures.namelists import head_of
from loaders.figures.sectors import INDUSTRIES, lists, single
from loaders.figures.topics import THINGS
from loaders.named import Named
from ontology.facts import Observation, Ref

_PART = re.compile(r"[。；！？\n]")
_CLAUSE = re.compile(r"[，。；：！？\n]")
# What may stand between the beginning of a clause and the industry that is its subject.
_FRONT = re.compile(
    r"[\s“]*(?:\d{4}年|今年|去年|目前|如今|同时|其中|此外|另外)?(?:[全我该本][省市县区州旗]的?)?"
    r"(?:(?:传统|支柱|主导|首位|优势|特色|新兴)(?:产业)?)?“?"
)
# Its predicate, up to the next clause: no list, no firms or parks of it, no number.
_PREDICATE = re.compile(
    r"”?(?!的|等|园|企业|公司|集团|基地|项目|平台|人才|领域|方面|作为|协会|技术|政策|重点|龙头|骨干|[、和与及])[^，。；：、\d的]{2,16}"
    r"(?:、[^，。；：、\d的]{2,8})?，"
)
_WHOLE = re.compile(r"[全我][省市县区州旗盟镇乡]|园区|公司|企业家")
_OF_FIRMS = r"(?:(?:规上|规模以上|相关|配套|链上|龙头|骨干|现有|集聚|聚集|汇聚)*企业)?"
_BARE = re.compile(
    _OF_FIRMS
    + r"(?:全行业|行业|产业)?(?:规上|年|总|综合|整体)?(?:产值|总产值|增加值|营业收入|营收|主营业务收入|收入|销售收入"
    r"|销售额|税收|利润|利润总额|利税|产量|总产量|产能|出口|出口额|交易额|规模|总规模|从业人员|从业人数|从业者)(?:占[^，。；]{2,12}比重)?"
)
_FIRMS = re.compile(
    r"(?:现有|已有|共有)?(?:集聚|聚集|汇聚|拥有|规上|规模以上|配套|上下游|相关|龙头|链上|骨干|重点|各类|生产|加工)*企业"
    r"|(?:本地|本土|就近)配套率"
)
_TRADE = re.compile(r"[\u4e00-\u9fff]{1,10}(?<![企物创就从作失开停毕])业")
_HEADS = frozenset(
    ("产值", "总产值", "增加值", "营业收入", "主营业务收入", "销售收入", "税收", "产量", "总产量", "产能", "收入",
     "出口", "出口额", "利润", "利税", "销售额", "从业人员", "从业者")
)  # fmt: skip
_GROUP = re.compile(
    r"(?!(?:规模以上|规上|工业|年|出口|全部)*(?:总产值|产值|增加值|税收|产量|收入)$)"
    r".+?(?P<head>(?:总产值|产值|增加值|营业收入|主营业务收入|销售收入|税收|产量))"
)
# A part of the economy that is no single industry, whose figures are told of the place under its name.
_WIDE = re.compile(
    r"(?:战略性新兴|高新技术|高技术|先进制造|未来|传统|新兴|优势|特色|重点|主导|支柱|数字经济核心)产业|数字经济|民营经济"
    r"|海洋经济|先进制造业|高技术制造业|装备制造业|制造业|现代服务业|服务业|工业经济|第[一二三]产业|[一二三]产"
)


def opening(metric: str, text: str, near: Sequence[Named], at: int) -> Ref | None:
    """The industry that opens a clause before a position in the same part of its sentence, where the indicator is bare.

    near: what is named before the position; nothing else may be named in between, nor the whole place be spoken of.
    """
    if not (_BARE.fullmatch(metric) or _FIRMS.fullmatch(metric)):
        return None
    begin = max((m.end() for m in _PART.finditer(text, max(0, at - 200), at)), default=max(0, at - 200))
    here = [n for n in near if begin <= n.begin and n.end <= at and not n.implicit]
    for each in reversed(here):
        if each.ref.kind in THINGS or (each.ref.kind == "Place" and each.begin != begin):
            return None
        if each.ref.kind in INDUSTRIES and _leads(text, each, here):
            known = single((each,)) or (each.ref.name in lists("between") and "占" not in metric)
            return None if _WHOLE.search(text, each.end, at) or not known else each.ref
    return None


# All that stands before the indicator of a sentence that goes on with the one before: 2023年产值突破90亿元.
_ALONE = re.compile(r"[\s“]*(?:(?:20\d\d年|到20\d\d年|今年|去年|全年|年内|目前|力争|预计|确保|实现|完成|，)*)")
_BACK = 300  # characters before a sentence in which its industry may open one
_NEW = re.compile(r"[全我][省市县区州旗盟镇乡]|[，。；](?:园区|公司|企业|开发区|高新区)")


def went_before(metric: str, text: str, near: Sequence[Named], at: int) -> Ref | None:
    """The industry that a sentence before opens with, where this one tells only a bare indicator: 产值突破90亿元."""
    if not _BARE.fullmatch(metric):
        return None
    begin = max((m.end() for m in _PART.finditer(text, max(0, at - 60), at)), default=0)
    if text[max(0, begin - 1) : begin] not in ("。", "；"):
        return None
    front = _ALONE.match(text, begin, at)
    if front is None or (not text.startswith(metric[-2:], front.end()) and not text.startswith(metric, front.end())):
        return None
    for each in reversed([n for n in near if max(0, begin - _BACK) <= n.begin and n.end <= begin]):
        if each.ref.kind in THINGS and not each.implicit:
            return None
        if each.implicit or each.ref.kind not in INDUSTRIES or text.find("\n", each.end, at) >= 0:
            continue
        start = max((m.end() for m in _PART.finditer(text, max(0, each.begin - 60), each.begin)), default=0)
        if _FRONT.fullmatch(text, start, each.begin) and not _JOINED.match(text, each.end):
            return None if _NEW.search(text, each.end, at) or not single((each,)) else each.ref
    return None


_JOINED = re.compile(r"”?(?:[、和与及等的]|企业|公司|集团|园|基地|项目|产值|增加值)")


def _leads(text: str, each: Named, here: Sequence[Named]) -> bool:
    """Whether an industry is the subject of its clause, and alone."""
    start = max((m.end() for m in _CLAUSE.finditer(text, max(0, each.begin - 60), each.begin)), default=0)
    place = next((n.end for n in here if n.ref.kind == "Place" and n.begin == start), start)
    return _FRONT.fullmatch(text, place, each.begin) is not None and _PREDICATE.match(text, each.end) is not None


def named_by_trade(
    found: Observation, text: str, near: Sequence[Named], at: int, *, paired: bool = False
) -> Observation:
    """The observation with its industry's name before a bare head: 石化产业产值, where the sentence names the industry.

    paired: whether it is one of several that are told together, whose group the indicator may begin with.
    Behind a colon (纺织业：产值9亿元) the industry is the entry's topic, which `about` tells.
    """
    if found.unit in ("家", "户") and _TRADE.fullmatch(found.metric):
        return replace(found, metric=found.metric + "企业")  # 陶瓷业：34家
    about = found.about
    if about is None or (about.kind not in INDUSTRIES and not (about.kind == "Place" and found.metric in _HEADS)):
        return found
    near = near[bisect_left(near, at - _BACK, key=_begins) : bisect_left(near, at, key=_begins)]
    if about.kind == "Place":
        wide = _wide(text, near, at)
        return replace(found, metric=wide + found.metric) if wide else found
    if paired and (group := _GROUP.fullmatch(found.metric)) and group["head"] in _HEADS:
        found = replace(found, metric=group["head"])  # 两个万亿级产业挑起大梁|产值
    if found.metric not in _HEADS:
        return found
    begin = max((m.end() for m in _PART.finditer(text, max(0, at - _BACK), at)), default=0)
    own = [n for n in near if n.ref == found.about and not n.implicit]
    here = [n for n in own if n.begin >= begin]
    own = here or (own[-1:] if went_before(found.metric, text, near, at) == found.about else [])
    name = text[own[-1].begin : own[-1].end].strip("“”") if own else ""
    if not name or text.startswith("：", own[-1].end) or name.endswith("集群") or head_of(name):
        return found
    return replace(found, metric=name + found.metric)


def _begins(each: Named) -> int:
    return each.begin


def _wide(text: str, near: Sequence[Named], at: int) -> str:
    """The part of the economy that opens the clause before: 制造业 of 制造业提质增效，增加值增长7%; else ""."""
    begin = max((m.end() for m in _PART.finditer(text, max(0, at - 80), at)), default=max(0, at - 80))
    found = _WIDE.search(text, begin, at)
    if found is None or not _FRONT.fullmatch(text, begin, found.start()):
        front = text[begin : found.start()] if found else ""
        if found is None or not front.endswith("，") or not _ALONE.fullmatch(front):
            return ""
    predicate = _PREDICATE.match(text, found.end())
    if predicate is None or _WHOLE.search(text, found.end(), at):
        return ""
    named = any(n.ref.kind in THINGS | {"Place"} for n in near if found.end() <= n.begin < at and not n.implicit)
    start = max(text.rfind("，", 0, at) + 1, predicate.end())
    return found[0] if not named and _MORE.fullmatch(text, predicate.end(), start) else ""


# Other figures of the same between a predicate and a number: 增加值增长7%，|税收30亿元.
_MORE = re.compile(
    r"(?:(?:总?产值|增加值|营收|营业收入|税收|利润|出口|占|占比|同比|比上年|增长|下降)[^，。；]{0,24}，)*"
)
