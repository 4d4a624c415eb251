"""Numbers told together of things named together: A园和B园产值分别达到…, A区、B县均下降，增速分别为…."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.figures.sectors import INDUSTRIES
from loaders.figures.topics import THINGS
from loaders.named import Named
from ontology.facts import Observation, Ref

_AND = re.compile(r"”?(?:[、和与及]|以及)“?")
_KINDS = THINGS | INDUSTRIES | {"Place"}
_SUM = re.compile(r"[二两三四五六七八九十\d][大个条]$")  # A、B两大|主导产业，产值分别…: they are A and B
_WITH = re.compile(r"(?:[与同比较跟]|高于|低于|超过)$")
_ALL = re.compile(r"[一二两三四五六七八九十\d]{1,2}[家户个大]?")  # A、B两家企业产值分别…
_EACH = re.compile(
    r"[^，。；\d]{0,16}[均都](?:超|突破|达|高于|低于|不足)[^，。；]{1,12}，分别"
)  # A、B产值均超百亿元，分别为…
_KIND = re.compile(r"(?:产业)?(?:链|集群)?$")
_PART = re.compile(
    r"[^。；]{0,60}，其中[^，。；]{0,8}(?:投资|投入|资金|出资)"
)  # 投资2亿元建设X基地，其中外资投入|1400万美元
# What tells more of them: 增速分别为…, or how each of them changed, at once: 产值分别为9亿元、8亿元，增长5%、4%.
_APART = re.compile(
    r"[^、；。]{0,16}分别[^、；。]*|，(?:同比|比上年|较上年)?(?:增长|下降|提高|增加|减少)|，占[^，。；、\d]{0,12}"
)


def paired(
    text: str, near: Sequence[Named], group: Sequence[Quantity], since: int, led: Sequence[Ref]
) -> tuple[Ref | None, ...]:
    """What the numbers of a group are about, where as many things are named together before it; else ().

    near: what its sentence names before it; since: where the number before ends; led: the things that became the
    topic of the sentence, one after the other.
    """
    own = [
        n
        for n in near
        if n.ref.kind in _KINDS and not n.implicit and not _SUM.search(text, max(0, n.begin - 2), n.begin)
    ]
    own = own[-len(group) :]
    if len(group) < 2 or len(own) != len(group):
        return ()
    compared = _WITH.search(text, max(0, own[0].begin - 3), own[0].begin)
    parted = own[-1].end < since and not (_ALL.fullmatch(text, own[-1].end, since) or _EACH.match(text, own[-1].end))
    if parted or compared or "分别" not in text[own[-1].end : group[0].begin]:
        return ()
    refs = [n.ref for n in own]
    together = all(_AND.fullmatch(text[a.end : b.begin]) for a, b in pairwise(own))
    return tuple(refs) if together or list(led)[-len(refs) :] == refs else ()


def apart(read: Sequence[Reading], pairs: Sequence[Ref | None]) -> bool:
    """Whether the numbers of a group are of as many indicators, told apart from the things named before them."""
    if not pairs or read[0].rule != "distributed" or len({r.metric for r in read}) == 1:
        return False
    return not any(ref and _KIND.sub("", ref.name)[:2] in r.metric for r, ref in zip(read, pairs, strict=True))


def repeated(text: str, since: int, group: Sequence[Quantity], before: Sequence[Ref | None]) -> tuple[Ref | None, ...]:
    """What a group is about that tells more of what as many numbers before it were each about: 增速分别为4%、5%和6%.

    before: what the numbers before it in its sentence are about.
    """
    last = tuple(before[-len(group) :])
    if len(group) == 1 and last[:1] and last[0] and last[0].kind == "Project" and group[0].unit.endswith("元"):
        return last if _PART.fullmatch(text, since, group[0].head) else ()
    if len(group) < 2 or len(last) != len(group) or len(set(last)) != len(last):
        return ()
    return last if _APART.fullmatch(text, since, group[0].head) else ()


def belonging(found: Observation, about: Ref | None) -> Observation:
    """The same observation about something else; a place is its area too."""
    return replace(found, about=about, area=about if about and about.kind == "Place" else found.area)
