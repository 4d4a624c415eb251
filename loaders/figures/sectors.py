"""Which industry a number is about: the one that its indicator begins with, where the figure is the industry's own.

The wholes of an economy (工业, 第三产业) are no subject; of those between (战略性新兴产业) the output is theirs, not
the share of the whole. What follows in the same part of a sentence (增速, 排名, 税收, 就业) is about the industry too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from loaders.figures.said import Reading
from loaders.lexicon import one_of, rules, words
from loaders.named import Named
from ontology.facts import Ref

INDUSTRIES = frozenset(("Industry", "IndustryChain"))
_CALIBRE = re.compile(
    r"(?:[“‘]?(?:规模以上|规上|限上|全部|全社会)[”’]?|[其当]中)?(?:工业)?"
    r"(?:(?:累计|规划|计划|新)*(?:新增|引进|招引|培育|集聚|聚集|签约|落地|拥有|带动)+(?:了|各类)?)?"
)
_WIDER = re.compile("^规上|^规模以上|、|园区")  # no figure of one industry
_THROUGHOUT = 3  # how often a text must name the industry that it is about
_KINDS = re.compile(r"(?:产业(?:链|集群)?|行业|业|链)$")


def industry_of(reading: Reading, near: Sequence[Named]) -> Ref | None:
    """The industry among what is named near whose own figure a number is by its indicator."""
    share = reading.rule == "share" or "占" in reading.metric or reading.metric.endswith("比重")
    for each in near:
        if each.ref.kind not in INDUSTRIES or each.ref.name in _lists("general"):
            continue
        name = _stem(each)
        front = _CALIBRE.match(reading.metric)
        at = len(front[0]) if front and not reading.metric.startswith(name) else 0
        if not reading.metric.startswith(name, at):
            continue
        rest = reading.metric[at + len(name) :]
        if front and front[0].startswith(("规上", "规模", "“规")) and rest.endswith("企业"):
            continue  # of the economy's classes of firms
        if each.ref.name in _lists("between") and (share or reading.rule == "gap" or rest.endswith("企业")):
            return None
        if _shared().match(rest) if share else _output().match(rest):
            return each.ref
    return None


def leading(named: Sequence[Named]) -> tuple[Named, ...]:
    """The names of the one industry that a text speaks of throughout, more often than of any other two."""
    every = [n for n in named if n.ref.kind in INDUSTRIES and n.ref.name not in _lists("general") | _lists("between")]
    said = Counter(_stem(n) for n in every).most_common(2)
    if not said or said[0][1] < _THROUGHOUT or (len(said) > 1 and said[1][1] == said[0][1]):
        return ()
    return tuple({n.ref: n for n in every if _stem(n) == said[0][0]}.values())


def pointed(reading: Reading) -> bool:
    """Whether an indicator only points at the industry that the text is about: 产业总产值, 行业从业人员."""
    return reading.metric.startswith(("产业", "行业")) and goes_on(reading)


def speaks_of(reading: Reading, led: Sequence[Named]) -> Ref | None:
    """The industry that a text is about, where an indicator points at it (产业总产值) or holds its name (各类X企业)."""
    if not led:
        return None
    named = _stem(led[0]) in reading.metric and not _WIDER.search(reading.metric)
    return led[0].ref if named or pointed(reading) else None


def _stem(each: Named) -> str:
    """What an industry's name begins with in all its forms: 校具 of 校具产业链; the name where little is left."""
    name = each.passage.text[each.begin : each.end]
    stem = _KINDS.sub("", name)
    return stem if len(stem) > 1 else name


def goes_on(reading: Reading) -> bool:
    """Whether a number tells more of the industry that the one before it is about."""
    if reading.rule in ("gap", "share", "rank", "carried", "lasting"):
        return True
    return _more().fullmatch(reading.metric) is not None


@cache
def _lists(name: str) -> frozenset[str]:
    return frozenset(words(rules("subjects")[name]["words"]))


@cache
def _output() -> re.Pattern[str]:
    table = rules("subjects")["output"]
    return re.compile(
        f"(?:类?{one_of(words(table['kinds']))}){{0,2}}(?:规上|全|年|总)?(?:{one_of(words(table['words']))}|$)"
    )


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(f"(?:{one_of(words(rules('subjects')['output']['kinds']))})?占")


@cache
def _more() -> re.Pattern[str]:
    table = rules("subjects")["output"]
    told = one_of(words(table["words"]) + words(table["more"]))
    return re.compile(f"(?:产业|行业)?{one_of(words(table['brings']))}?(?:年|总)?{told}")
