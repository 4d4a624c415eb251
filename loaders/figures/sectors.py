"""Which industry a number is about: the one that its indicator begins with, where the figure is the industry's own.

The wholes of an economy (工业, 第三产业) are no subject; of those between (战略性新兴产业) the output is theirs, not
the share of the whole. What follows in the same part of a sentence (增速, 排名, 税收, 就业) is about the industry too.
"""

import re
from collections.abc import Sequence
from functools import cache

from loaders.figures.said import Reading
from loaders.lexicon import one_of, rules, words
from loaders.named import Named
from ontology.facts import Ref

INDUSTRIES = frozenset(("Industry", "IndustryChain"))
_CALIBRE = re.compile(r"(?:[“‘]?(?:规模以上|规上|限上|全部|全社会)[”’]?|[其当]中)?(?:工业)?")


def industry_of(reading: Reading, near: Sequence[Named]) -> Ref | None:
    """The industry among what is named near whose own figure a number is by its indicator."""
    share = reading.rule == "share" or "占" in reading.metric or reading.metric.endswith("比重")
    for each in near:
        if each.ref.kind not in INDUSTRIES or each.ref.name in _lists("general"):
            continue
        name = each.passage.text[each.begin : each.end]
        front = _CALIBRE.match(reading.metric)
        at = len(front[0]) if front and not reading.metric.startswith(name) else 0
        if not reading.metric.startswith(name, at):
            continue
        rest = reading.metric[at + len(name) :]
        if each.ref.name in _lists("between") and (share or reading.rule == "gap" or rest.endswith("企业")):
            return None
        if _shared().match(rest) if share else _output().match(rest):
            return each.ref
    return None


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
    return re.compile(f"(?:{one_of(words(table['kinds']))})?(?:规上|全|年|总)?(?:{one_of(words(table['words']))}|$)")


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(f"(?:{one_of(words(rules('subjects')['output']['kinds']))})?占")


@cache
def _more() -> re.Pattern[str]:
    table = rules("subjects")["output"]
    return re.compile(
        f"{one_of(words(table['brings']))}?(?:年|总)?{one_of(words(table['words']) + words(table['more']))}"
    )
