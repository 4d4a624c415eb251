"""How something went over parts of a time: 增速由一季度的5.6%回升到8.2%; 分季度看，一季度增长4.2%，上半年增长6.8%."""

import re

from loaders.figures.namelists import head_of
from loaders.figures.phrases import text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said
from ontology.values import replace

_PACE = re.compile(
    r"(?:[全我][省市县区州镇])?(?P<what>[\u4e00-\u9fffA-Z&]{0,16}?)的?(?P<pace>增速|增幅|涨幅|增长率|降幅|跌幅)(?:已经?|也|逐[月季步])*(?:由|从)的?$"
)
_TURNED = re.compile(
    r"的?(?:逐[月季步]|快速|迅速|大幅|进一步|持续|稳步)*(?:回升|提高|加快|回落|放缓|攀升|跃升|上升|提升|提速|收窄|扩大|下降)(?:到|至|为)了?"
)
_BY_PART = re.compile(r"(?:分|按|逐)(?:季度?|月)份?(?:来?看|统计|走势看)?")
_MARK = "pace"


def pace(said: Said, quantity: Quantity) -> Reading | None:
    """The two ends of a pace of growth: of what stands before 增速, else of what was said last."""
    if quantity.unit != "%" or quantity.form == "rank":
        return None
    last = said.last
    if last and last.link == _MARK and said.joined and _TURNED.fullmatch(said.words):
        return replace(last, confidence=0.8)
    found = _PACE.fullmatch(said.words)
    if found is None:
        return None
    metric = found["what"] or (last.metric if last and last.rule not in ("share", "gap", "rank") else "")
    falls = found["pace"] in ("降幅", "跌幅")
    return Reading(metric, "Growth", "YearOnYear", falls, base=metric, link=_MARK, rule="growth") if metric else None


_BOUND = re.compile(r"(?P<pace>[\u4e00-\u9fff]{0,6}?(?:增速|增幅|涨幅|降幅))[\u4e00-\u9fff]{1,4}\d[\d.]*%(?:以上)?的")


def by_part(said: Said, reading: Reading) -> Reading:
    """Of the whole that grew, and not of its share that was told last, where a sentence goes through the quarters."""
    if bound := _BOUND.match(reading.metric) if reading.measure == "Growth" else None:
        return replace(reading, metric=reading.base + bound["pace"])  # 3家增速超|20%: of those it is the pace
    opens = said.fresh and any(_BY_PART.fullmatch(text_of(clause)) for clause in said.earlier)
    if not opens or reading.measure != "Growth" or said.last is None or reading.metric != said.last.metric:
        return reading
    grown = [r for g in said.memory for r in g if r.measure == "Growth" and "占" not in r.metric and not r.whole]
    return replace(reading, metric=grown[-1].metric, base=grown[-1].base) if grown else reading


_THEY = re.compile(r"(?P<which>前者|后者|前两者|后两者|前二者|后二者|前三者|后三者)的?(?P<rest>.*)")
_MANY = {"前两": 2, "后两": 2, "前二": 2, "后二": 2, "前三": 3, "后三": 3}


def the_former(said: Said, reading: Reading) -> Reading:
    """泵阀、汽摩配产值 of 前两者, where the numbers before are of a list: which of them they are."""
    found = _THEY.fullmatch(reading.metric)
    told = said.memory[-1] if said.memory else ()
    told = told if len(told) > 1 else next((g for g in reversed(said.memory) if len(g) > 1), ())
    if found is None or len(told) < 2:
        return reading
    many = _MANY.get(found["which"][:2], 1)
    names = [r.metric for r in (told[:many] if found["which"][0] == "前" else told[-many:])]
    head = head_of(names[-1])
    shared = head if head and all(name.endswith(head) for name in names) else ""
    told_of = "、".join(name.removesuffix(shared) for name in names) + shared
    return replace(reading, metric=told_of + (found["rest"] if found["rest"] != shared else ""), base=told_of)
