"""Parts of an industry that a sentence is about: X产业突出精深加工，发展A业和B业; 壮大X产业，…，加快发展A、B等."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.names.industries.industry_chains import COVERED
from loaders.ties.industries.industry_ties import is_group, is_sector
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, list_from, span
from ontology.facts import Relation

_GROWN = re.compile(
    r"(?:加快|着力|大力|积极|全力|持续|聚力|前瞻|科学)*"
    r"(?:培育壮大|发展壮大|做大做强|做优做强|培育|壮大|发展|做[强优大]|巩固|提升|布局|抢占|振兴|改造提升)+(?:战略性)?"
)
_SAID = re.compile(
    r"(?:方面)?(?:要)?(?:突出|围绕|聚焦|持续|加速|加快|深度|深入|着力|重点|坚持|瞄准|抢抓|依托|推进|推动|向|以|积极|大力|全力|主攻|立足|做[强优大])"
)
_PART = re.compile(
    r"(?:加快|着力|大力|积极|全力|持续|重点|优先|科学|前瞻)*"
    r"(?:发展|培育|布局|做大做强|做[强优大精]|壮大|突破|主攻|构建|形成|打造)(?:壮大)?(?:了|起|出)?(?:[百千万]亿级?)?[“]?"
)
_NARROWED = re.compile(
    r"(?:要|将)?(?:重点|主要|突出)?(?:聚焦|围绕|瞄准|主攻|突出|发展|布局|做[强优大])"
)  # right behind it
_OTHERS = ("Company", "Place", "Program", "Policy", *PLATFORMS)


def industry_parts(reading: Reading) -> Iterator[Relation]:
    """broader: the industries that the further clauses of a sentence about an industry grow."""
    for whole in reading.named if not reading.kinds.isdisjoint(INDUSTRIES) else ():
        if whole.ref.kind not in INDUSTRIES or whole.implicit:
            continue
        _, end = reading.sentence(whole.begin)
        for part in _grown(reading, whole, end) if _is_topic(reading, whole) else _chained(reading, whole):
            if part.ref != whole.ref and not is_group(part) and not is_sector(part):
                yield from reading.say(part.ref, "broader", whole.ref, span(whole, part), "broader-sentence", 0.65)


def covered_parts(reading: Reading) -> Iterator[Relation]:
    """broader: 形成涵盖A、B的X产业链: what a chain is said to cover is part of it."""
    for told in COVERED.finditer(reading.text) if not reading.kinds.isdisjoint(INDUSTRIES) else ():
        _, end = reading.clause(told.end())
        whole = next((n for n in reading.within(told.end(), end, INDUSTRIES) if not n.implicit), None)
        for part in reading.within(*told.span("list"), INDUSTRIES) if whole else ():
            if whole and part.ref != whole.ref:
                yield from reading.say(part.ref, "broader", whole.ref, span(part, whole), "broader-covered", 0.8)


def _is_topic(reading: Reading, industry: Named) -> bool:
    """Whether a sentence begins with an industry and what it does, or with the growing of a group of industries."""
    begin, _ = reading.sentence(industry.begin)
    text = reading.text
    if industry.begin == begin:
        return text.startswith("产业", industry.end - 2) and _SAID.match(text, industry.end) is not None
    closed = text[industry.end : industry.end + 1] in ("，", "。")
    return is_group(industry) and bool(_GROWN.fullmatch(text, begin, industry.begin)) and closed


def _grown(reading: Reading, whole: Named, end: int) -> Iterator[Named]:
    """The members of the lists that later clauses grow, up to one that is about a place, a firm or a program."""
    for first in reading.within(whole.end, end, INDUSTRIES):
        clause, _ = reading.clause(first.begin)
        behind = _NARROWED.fullmatch(reading.text, whole.end, first.begin)
        told = clause > whole.begin and _PART.fullmatch(reading.text, clause, first.begin)
        if first.implicit or not (behind or told):
            continue
        if not any(o.begin <= first.begin for o in reading.within(clause, reading.clause(first.begin)[1], _OTHERS)):
            yield from list_from(reading, first, INDUSTRIES)


_FORMS = re.compile(r"，(?:已|初步|逐步|着力|加快)*(?:构建|形成|打造|培育|布局)(?:了|起|出|成)?(?:以)?[“]?")
_LINKS = re.compile(
    r"等?[两二三四五六七八九十\d]+[大条个](?:主导|细分|特色|重点|优势)*(?:产业链|链条|细分领域|细分产业)"
)
_FOR = re.compile(r"(?:发展|培育|壮大|聚焦|做[强优大]|主攻|深耕)$")


def _chained(reading: Reading, whole: Named) -> Iterator[Named]:
    """重点发展X产业，构建起A、B、C三大产业链条: the chains that an industry is made of."""
    told = _FORMS.match(reading.text, whole.end) if _FOR.search(reading.text, 0, whole.begin) else None
    first = next((n for n in reading.named if told and n.begin == told.end() and n.ref.kind in INDUSTRIES), None)
    listed = list_from(reading, first, INDUSTRIES) if first and not is_group(whole) else []
    if len(listed) > 1 and _LINKS.match(reading.text, listed[-1].end):
        yield from listed
