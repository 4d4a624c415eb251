"""A passage with what is named in it: what the rules for relations read, and how they say what they found."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from operator import itemgetter

from loaders.finding import stem
from loaders.lexicon import squeezed
from loaders.named import Named
from loaders.text import Passage, Text, sentences
from ontology.facts import Attribute, Ref, Relation
from ontology.values import record

PLATFORMS = ("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform")
_MARKS = re.compile("[，。；：！？]")
COUNTRY = "CN"  # the key of 中国 among the places
INDUSTRIES = ("Industry", "IndustryChain")


@record
class Reading:
    """A passage ready for relation rules. named: in the order of the text; area: the document's, None if unknown;
    policy: the document itself where it is a plan or another policy; marks: where its clauses end; kinds: the classes
    of what is named."""

    passage: Passage
    text: str
    named: tuple[Named, ...]
    area: Ref | None
    policy: Ref | None
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[int, ...]
    kinds: frozenset[str]
    begins: tuple[int, ...]  # where each of the named begins, to find those of a stretch in a long passage
    kept: dict[str, tuple[Named, ...]] = field(default_factory=dict, compare=False, repr=False)  # found for all rules

    def within(self, begin: int, end: int, kinds: tuple[str, ...]) -> list[Named]:
        """What is named between two positions, of these classes."""
        return [n for n in self.between(begin, end) if n.end <= end and n.ref.kind in kinds]

    def between(self, begin: int, end: int) -> Sequence[Named]:
        """What begins between two positions, the second one included."""
        return self.named[bisect_left(self.begins, begin) : bisect_right(self.begins, end)]

    def last_before(self, position: int, kinds: tuple[str, ...], start: int = 0) -> Named | None:
        """The last thing of these classes that is named between start and position."""
        before = reversed(self.between(start, position))
        return next((n for n in before if n.end <= position and n.ref.kind in kinds), None)

    def sentence(self, position: int) -> tuple[int, int]:
        """Begin and end of the sentence around a position."""
        at = bisect_right(self.sentences, position, key=itemgetter(0)) - 1
        around = at >= 0 and position < self.sentences[at][1]
        return self.sentences[at] if around else (0, len(self.text))

    def clause(self, position: int) -> tuple[int, int]:
        """Begin and end of the clause around a position: between commas and stops."""
        at = bisect_left(self.marks, position)
        begin = self.marks[at - 1] + 1 if at else 0
        return begin, self.marks[at] if at < len(self.marks) else len(self.text)

    def topic(self, position: int, kinds: tuple[str, ...]) -> Named | None:
        """What the sentence is about: the first thing of these classes in it, before the position."""
        begin, _ = self.sentence(position)
        return next((n for n in self.between(begin, position) if n.end <= position and n.ref.kind in kinds), None)

    def say(
        self,
        subject: Ref,
        predicate: str,
        obj: Ref,
        span: tuple[int, int],
        method: str,
        confidence: float = 0.8,
        qualifiers: tuple[tuple[str, str], ...] = (),
        *,
        supposed: bool = False,
    ) -> Iterator[Relation]:
        """The relation with the words that say it; nothing where a thing would stand to itself, or only in China.

        supposed: no words say it, those at the span show it.
        """
        whole_country = predicate == "locatedIn" and obj.key == COUNTRY
        if (subject.kind, subject.name) != (obj.kind, obj.name) and not whole_country:
            evidence = self.passage.evidence(*span)
            yield Relation(subject, predicate, obj, evidence, method, confidence, qualifiers, supposed)


Rule = Callable[[Reading], Iterator[Relation]]


def readings(text: Text, named: Sequence[Named], policy: Ref | None) -> list[Reading]:
    """One reading for each passage in which something is named, in the order of the text."""
    groups: dict[int, list[Named]] = {}
    for each in named:
        groups.setdefault(id(each.passage), []).append(each)
    area = text.document.area
    return [_reading(group, area, policy) for group in groups.values()]


def _reading(group: list[Named], area: Ref | None, policy: Ref | None) -> Reading:
    passage, kept = squeezed(group[0].passage)
    if passage is not group[0].passage:
        now = {place: i for i, place in enumerate(kept)}
        group = [replace(n, passage=passage, begin=now[n.begin], end=now[n.end - 1] + 1) for n in group]
    marks = tuple(m.start() for m in _MARKS.finditer(passage.text))
    kinds = frozenset(n.ref.kind for n in group)
    begins = tuple(n.begin for n in group)
    return Reading(passage, passage.text, tuple(group), area, policy, sentences(passage), marks, kinds, begins)


def span(*pieces: Named) -> tuple[int, int]:
    """From the first to the last of the things."""
    return min(p.begin for p in pieces), max(p.end for p in pieces)


def lies_here(reading: Reading, place: Ref) -> bool:
    """Whether a place is the document's area or lies in it: 安平县 in a text about 衡水市."""
    return reading.area is not None and place.key.startswith(stem(reading.area.key) or "\0")


def between(reading: Reading, one: Named, other: Named) -> str:
    """The words between two things; the empty string if they touch or overlap."""
    first, second = (one, other) if one.begin <= other.begin else (other, one)
    return reading.text[first.end : second.begin]


def front(reading: Reading, thing: Named) -> int:
    """Where a thing begins with the places before it that its name is told with: 浙江临海|经济开发区."""
    before = next((n for n in reading.named if n.end == thing.begin and n.ref.kind == "Place" and not n.implicit), None)
    return front(reading, before) if before else thing.begin


_RUN_MARKS = re.compile(r"[”’“‘、和与及等]*")


def run_of(reading: Reading, last: Named, kinds: tuple[str, ...]) -> list[Named]:
    """The list that ends with a thing: it and those before it that only 、, 和 or quotes part.

    A place right before another one (临海市|杜桥镇) only says where that is.
    """
    members, begin = [last], front(reading, last) if last.ref.kind == "Company" else last.begin
    for each in reversed(reading.named[: bisect_right(reading.begins, last.begin)]):
        if each.end > last.begin or each.ref.kind not in kinds or each.implicit or _inside(reading, each, last, kinds):
            continue
        if not _RUN_MARKS.fullmatch(reading.text[each.end : begin]):
            break
        if each.ref.kind != "Place" or each.end < begin:
            members.append(each)
        begin = front(reading, each) if each.ref.kind == "Company" else each.begin
    return members[::-1]


_LONG = 60  # characters of a name, in which another may stand


def _inside(reading: Reading, each: Named, last: Named, kinds: tuple[str, ...]) -> bool:
    """Whether a thing stands inside the name of another one of these classes before the last."""
    around = reading.between(each.begin - _LONG, each.begin)
    return any(n.holds(each) and n.end <= last.begin and n.ref.kind in kinds and not n.implicit for n in around)


_APART = 40  # characters that no list has between two members
_LIST_MARKS = re.compile(r"[”’“‘、和与及\s]+|以及")


def list_from(reading: Reading, first: Named, kinds: tuple[str, ...]) -> list[Named]:
    """The list that begins with a thing: what only 、, 和 and quotes part."""
    found = [first]
    for each in reading.named[bisect_right(reading.begins, first.begin) :]:
        gap = reading.text[found[-1].end : each.begin] if each.begin > found[-1].end else ""
        if len(gap) > _APART:
            break
        if each.ref.kind in kinds and not each.implicit and _LIST_MARKS.fullmatch(gap):
            found.append(each)
    return found


def items_from(reading: Reading, begin: int, kinds: tuple[str, ...]) -> Iterator[Named]:
    """The things of these classes that are members of the list at a position; others in it may have no known name."""
    stop = re.compile(r"[；。，！]").search(reading.text, begin)
    end = stop.start() if stop else len(reading.text)
    for each in reading.within(begin, end, kinds):
        opens = each.begin == begin or reading.text[each.begin - 1] in "：、和与及“"
        closes = each.end == end or reading.text[each.end] in "、；。，”（）和与及等各"
        if opens and closes and not each.implicit:
            yield each


Facts = tuple[tuple[Relation, ...], tuple[Attribute, ...]]
