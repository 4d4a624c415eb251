"""Whom a clause of award goes on about, and which of several holders an honour is for: A、B分别获评H1和H2."""

import re
from collections.abc import Sequence

from loaders.named import Named
from loaders.ties.reading import Reading, run_of

_MARKS = re.compile(r"[”“、和与及]*|以及")


def respective(reading: Reading, holders: Sequence[Named | None], honour: Named, verb: int) -> list[Named | None]:
    """The holder that 分别 gives an honour to; all of them where as many honours are not told."""
    if len(holders) < 2 or "分别" not in reading.text[max(0, verb - 2) : verb + 4]:
        return list(holders)
    listed: list[Named] = []
    for each in reading.between(verb, len(reading.text)):
        gap = (
            _MARKS.fullmatch(reading.text, listed[-1].end, each.begin)
            if listed and each.begin >= listed[-1].end
            else None
        )
        if each.ref.kind == "Honour" and not each.implicit and (gap or not listed):
            listed.append(each)
    if len(listed) != len(holders) or honour not in listed:
        return list(holders)
    ordered = sorted(holders, key=lambda n: n.begin if n else 0)
    return [ordered[listed.index(honour)]]


def last_opening(reading: Reading, topic: Named, clause: int, of_city: bool) -> Named:
    """A产值3亿元，B产值2亿元，去年获评H: of firms or towns that clauses open with, the last one goes on."""
    if topic.ref.kind not in ("Company", "Place") or (of_city and topic.ref.kind == "Place"):
        return topic
    later = reading.within(topic.end, clause, (topic.ref.kind,))
    return next((n for n in reversed(later) if opens(reading, n) and not n.implicit), topic)


def opens(reading: Reading, each: Named) -> bool:
    """Whether a clause opens with a thing."""
    return reading.clause(each.begin)[0] == each.begin


_ITSELF = re.compile(r"(?:[今去当前同]年|\d{4}年|\d{1,2}月)*(?:该|这家)?(?:公司|企业|厂里|工厂)(?![的之等])")
_BACK = 160  # characters that a firm is spoken of in


def spoken_of(reading: Reading, clause: int, verb: int) -> Named | None:
    """C…。今年公司获评H: the one firm of the sentences before, where the clause says 公司."""
    if not _ITSELF.match(reading.text, clause, verb):
        return None
    firms = [n for n in reading.within(max(0, clause - _BACK), clause, ("Company",)) if not n.implicit]
    return firms[-1] if len({n.ref for n in firms}) == 1 else None


def of_two(reading: Reading, clause: int) -> Named | None:
    """A、B…，前者供货…，后者研制的X获H: which of the two companies named together a clause speaks of."""
    which = {"前者": 0, "后者": 1}.get(reading.text[clause : clause + 2], -1)
    last = reading.last_before(clause, ("Company",), reading.sentence(clause)[0])
    two = run_of(reading, last, ("Company",)) if last and which >= 0 else []
    return two[which] if len(two) == 2 else None
