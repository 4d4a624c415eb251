"""Whom a number is about: the company, platform, industry, program or project of its clause, else the place.

A thing becomes the topic where it is named as the subject of a clause, or pointed at (该公司, 园区), and stays it until
another subject takes over, at the latest to the end of its sentence. A heading's thing is the topic of its section.
An industry is a topic only of indicators that begin with its name (精细化工产业产值).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from loaders.figures.cues import NAME
from loaders.figures.quantities import Quantity
from loaders.figures.said import Reading
from loaders.figures.status import planned
from loaders.lexicon import one_of, rules, words
from loaders.named import Named
from loaders.periods import Time
from loaders.text import Passage
from ontology import vocab
from ontology.facts import Ref

PLATFORMS = frozenset(("Platform", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform"))
THINGS = PLATFORMS | {"Company", "Project"}
_SINGLE = frozenset(("Company", "InnovationPlatform"))
_INDUSTRIES = frozenset(("Industry", "IndustryChain"))
_CLAUSE = re.compile(r"[，。；：！？…—]")
_FRONT = 16  # the longest words between the beginning of a clause and its subject
_RELATIVE = 40  # the longest relative clause before a subject
_FAR = 400  # how far before its number an industry may be named
_SOON = 60  # how far behind a paragraph's first numbers their company may be named
_NUMBERING = re.compile(
    r"[\s—■●◆“‘]*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]\s*|[一二三四五六七八九十]是)?[“‘]?"
)
_TITLED = re.compile(_NUMBERING.pattern + r"(?:实施|开展|推进|深化|启动|打造|建设|培育|做强|做优)?[“‘]?")
_PART = re.compile(r"[\u4e00-\u9fff]{2,16}项目")  # a company's name in that of its project
_GOES_ON = re.compile(r"[“‘]?(?:其中|其|该|同时|此外|并|[^。]{0,40}，这里)")


@dataclass(frozen=True, slots=True)
class Topic:
    """From a position of a passage to another, what it speaks of and where; thing None: of the place itself.

    sentence: where its sentence begins; what stands there before it is about it too.
    """

    at: int
    until: int
    thing: Ref | None
    place: Ref | None
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a passage in order, its heading's, its text with their names masked, and all that is named."""

    topics: tuple[Topic, ...]
    heading: Ref | None
    masked: str
    named: tuple[Named, ...]
    home: Ref | None

    def _near(self, begin: int, end: int) -> tuple[Named, ...]:
        """What is named between two positions."""
        first = bisect_left(self.named, begin, key=lambda n: n.begin)
        return self.named[first : bisect_left(self.named, end, key=lambda n: n.begin)]

    def about(self, quantity: Quantity, reading: Reading, clause: int) -> tuple[Ref | None, Ref | None]:
        """Whom a number is about, and its place. clause: where its clause begins."""
        if (place := self._beside(quantity, reading)) is not None:
            return place, place
        topic = self._at(quantity.begin)
        place = (topic.place if topic else None) or self.home
        if (project := self._project(quantity, reading, clause)) is not None:
            return project, place
        if own := self._own(quantity, reading, clause):
            return own, place
        if topic and topic.thing and not (topic.thing.kind in _SINGLE and _counts_companies(quantity, reading)):
            return topic.thing, place
        if self.heading and not (self.heading.kind in _INDUSTRIES and reading.rule == "gap"):
            return self.heading, place
        return self._industry(reading, clause, quantity.begin) or place, place

    def speaking_of(self, project: Ref, at: int) -> "Topics":
        """These topics, with a project that a number is an attribute of from there on."""
        index = bisect_right(self.topics, at, key=lambda t: t.at)
        topic = Topic(at, len(self.masked), project, self.home, at)
        return replace(self, topics=(*self.topics[:index], topic, *self.topics[index:]))

    def in_project(self, quantity: Quantity) -> bool:
        """Whether a number is part of a project's name."""
        near = self._near(quantity.begin - _RELATIVE, quantity.begin + 1)
        return any(n.ref.kind == "Project" and quantity.begin < n.end for n in near)

    def _at(self, position: int) -> Topic | None:
        at = bisect_right(self.topics, position, key=lambda t: t.at)
        if held := next((t for t in reversed(self.topics[max(0, at - 8) : at]) if position < t.until), None):
            return held
        if at or not self.topics:
            return None
        soon = self.topics[0]
        named_soon = soon.thing is not None and soon.thing.kind == "Company" and soon.sentence <= position
        return soon if named_soon else None

    def _project(self, quantity: Quantity, reading: Reading, clause: int) -> Ref | None:
        """The project whose planned investment, land or capacity a number is: the last one named in its sentence."""
        if reading.rule != "capacity" and not planned(reading.metric) and not reading.completed:
            return None
        near = [n.ref for n in self._near(clause, quantity.begin + 1) if n.ref.kind == "Project"]
        return near[-1] if near else None

    def _beside(self, quantity: Quantity, reading: Reading) -> Ref | None:
        """The place directly before a number that is another place's: 低于宁波48万元/亩, 全省44个."""
        if quantity.form == "rank" or reading.rule == "gap":
            return None
        near = self._near(quantity.head - 12, quantity.head)
        if self.home and (word := self.masked[max(0, quantity.head - 2) : quantity.head]) in ("全省", "全国"):
            above = vocab.place_chain(self.home.key)
            wanted = [p for p in above if p.code.endswith("0000") or (word == "全国" and not p.broader)]
            return (
                Ref("Place", wanted[-1 if word == "全国" else 0].label, wanted[-1 if word == "全国" else 0].code)
                if wanted
                else None
            )
        return next((n.ref for n in near if n.ref.kind == "Place" and n.end == quantity.head), None)

    def _own(self, quantity: Quantity, reading: Reading, clause: int) -> Ref | None:
        """What the number is an attribute of, and the policy whose measures it counts."""
        if reading.rule == "attribute":
            end = quantity.tail + len(reading.base) + 3
            near = [n for n in self._near(quantity.tail, end) if n.ref.kind in THINGS]
            whole = [n for n in near if n.end - n.begin >= len(reading.base) - 4 or n.ref.kind == "Project"]
            return whole[0].ref if whole else _project(reading.base, self.home)
        if reading.rule == "distributed":
            return self._industry(reading, clause, quantity.begin)
        if re.search(r"措施|政策|意见|方案|举措|条款", reading.metric):
            policies = [n for n in self._near(clause - _SOON, quantity.begin) if n.ref.kind == "Policy"]
            return policies[-1].ref if policies else None
        return None

    def _industry(self, reading: Reading, clause: int, at: int) -> Ref | None:
        """The industry that the indicator begins with, where it is the industry's own output."""
        if reading.rule in ("share", "gap") or "占" in reading.metric:
            return None
        for each in self._near(max(clause - _SOON, at - _FAR), at):
            name = self.text_of(each)
            if each.ref.kind not in _INDUSTRIES or not reading.metric.startswith(name):
                continue
            if each.ref.name not in _general() and _output().match(reading.metric[len(name) :]):
                return each.ref
        return None

    @staticmethod
    def text_of(each: Named) -> str:
        """The words that name a thing."""
        return each.passage.text[each.begin : each.end]


class Subjects:
    """The things named in a document, asked by passage."""

    def __init__(self, area: Ref | None, named: Sequence[Named]) -> None:
        self.area = area
        self._own = _own_names(area)
        self._named: dict[int, list[Named]] = {}
        for each in named:
            self._named.setdefault(id(each.passage), []).append(each)
        self._headings = {(n.passage.section, n.passage.text): n.ref for n in named if _titles(n)}

    def names(self, passage: Passage) -> list[Named]:
        """What is named in a passage, in order, without what lies inside another name."""
        found: list[Named] = []
        for each in sorted(self._named.get(id(passage), ()), key=lambda n: (n.begin, -n.end)):
            if not found or each.begin >= found[-1].end:
                found.append(each)
        return found

    def topics(self, passage: Passage, times: Sequence[Time], sentences: Sequence[tuple[int, int]]) -> Topics:
        """The topics of a passage in order."""
        text = passage.text
        masked = self._own.sub(lambda m: NAME * len(m[0]), text) if self._own else text
        named = self.names(passage)
        known = sorted([(t.begin, t.end) for t in times] + [(n.begin, n.end) for n in named if n.ref.kind == "Place"])
        clauses = [0, *(m.end() for m in _CLAUSE.finditer(text))]
        found: list[Topic] = []
        chars = list(masked)
        for each in named:
            start = clauses[bisect_right(clauses, each.begin) - 1]
            if each.begin - start > _RELATIVE + _FRONT:
                continue
            front = _front(
                text, start, each.begin, known[bisect_left(known, (start,)) : bisect_left(known, (each.begin,))]
            )
            if not _is_subject(each, front, self.area):
                continue
            found.append(_topic(each, start, _span(each, text, sentences), found[-1] if found else None, self.area))
            if each.ref.kind in THINGS and not re.search(r"\d", text[each.begin : each.end]):
                begin = start if front.endswith(("的", "的“")) and not re.search(r"\d", front) else each.begin
                chars[begin : each.end] = NAME * (each.end - begin)
        home = self._place(passage) or self.area
        return Topics(tuple(found), self._heading(passage), "".join(chars), tuple(named), home)

    def _place(self, passage: Passage) -> Ref | None:
        """The place whose profile a heading announces (尚义县基本情况)."""
        for heading in reversed(passage.section):
            found = _profile().fullmatch(heading.title.strip())
            place = vocab.place(found[1], self.area.key if self.area else "") if found else None
            if place is not None:
                return Ref("Place", place.label, place.code)
        return None

    def _heading(self, passage: Passage) -> Ref | None:
        """What the innermost heading that names a thing speaks of, or the name that begins the passage as its title."""
        for each in self._named.get(id(passage), ()):
            ends = passage.text[each.end : each.end + 3].lstrip("”）")[:1] in ("。", "：")
            if ends and _TITLED.fullmatch(passage.text, 0, each.begin):
                return each.ref if each.ref.kind in THINGS | _INDUSTRIES | {"Program"} else None
        for depth in range(len(passage.section), 0, -1):
            if found := self._headings.get((passage.section[:depth], passage.section[depth - 1].title)):
                return found
        return None


def _counts_companies(quantity: Quantity, reading: Reading) -> bool:
    """Whether a number counts companies of a class, which a single company or institute does not have."""
    return quantity.unit in ("家", "户") and reading.metric.endswith("企业") and reading.rule == "named before"


def _topic(each: Named, start: int, span: tuple[int, int], before: Topic | None, area: Ref | None) -> Topic:
    if each.ref.kind == "Place":
        until = len(each.passage.text) if area and each.ref.key == area.key else span[1]
        return Topic(each.begin, until, None, each.ref, span[0])
    near = before.place if before and before.place and start <= before.at else area
    return Topic(start, span[1], each.ref, near, span[0])


def _span(each: Named, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The sentence of a name, with those after it that go on with 其中, 其, 该; a village's ends with its clause."""
    first = last = 0
    for begin, stop in sentences:
        if begin <= each.begin < stop:
            first, last = begin, stop
        elif begin == last and last and _GOES_ON.match(text, begin, stop):
            last = stop
    if each.ref.kind == "Place" and "-" in each.ref.key:
        found = _CLAUSE.search(text, each.end)
        last = found.end() if found else len(text)
    return first, last or len(text)


def _titles(each: Named) -> bool:
    """Whether a heading is the name of the thing, but for its number."""
    if each.passage.kind != "heading" or each.ref.kind not in THINGS | _INDUSTRIES | {"Program"}:
        return False
    rest = each.passage.text[: each.begin] + each.passage.text[each.end :]
    return len(re.sub(r"[\W\d一二三四五六七八九十_]|打造|建设|发展|培育", "", rest)) <= 2


@cache
def _profile() -> re.Pattern[str]:
    return re.compile(f"([\u4e00-\u9fff]{{2,12}}){one_of(words(rules('subjects')['profile']['words']))}")


def _project(name: str, home: Ref | None) -> Ref | None:
    """The project that a number is an attribute of, by its name."""
    found = re.match(r"[^，。；：“”（）]{4,30}?项目(?![\u4e00-\u9fff]*项目)", name)
    if not found or re.match(
        r"(?:重大|重点|产业|该|这|新|亿元|招商|投资|技改|续建|在建)*(?:产业|工业|投资|建设)?项目$", found[0]
    ):
        return None
    return Ref("Project", found[0], f"{home.key}-{found[0]}" if home and home.key else "")


def _front(text: str, start: int, begin: int, known: Sequence[tuple[int, int]]) -> str:
    """The words of the clause before a name, without times and places and what introduces a subject."""
    front, at = "", start
    for first, last in known:
        front += text[at:first]
        at = max(at, last)
    front += text[at:begin]
    return _introduced().sub("", front.strip(" 　"))


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(one_of(words(rules("subjects")["introduce"]["words"])))


@cache
def _governed() -> re.Pattern[str]:
    table = rules("words")
    listed = (*words(table["govern"]), *words(table["act"]), *words(rules("subjects")["govern"]["words"]))
    return re.compile(one_of(listed) + "[“‘]?$")


@cache
def _general() -> frozenset[str]:
    return frozenset(words(rules("subjects")["general"]["words"]))


@cache
def _output() -> re.Pattern[str]:
    table = rules("subjects")["output"]
    return re.compile(f"(?:{one_of(words(table['kinds']))})?(?:规上|全|年|总)?(?:{one_of(words(table['words']))}|$)")


def _is_subject(each: Named, front: str, area: Ref | None) -> bool:
    """Whether a name is what its clause is about, by what stands before and after it."""
    after = each.passage.text[each.end : each.end + 3].lstrip("”’》")
    if each.ref.kind == "Place":
        home = area is None or each.ref.key.startswith(stem(area.key))
        return (front in ("", "“") and not re.match(r"级|内|第|及|以|各|首|前|、|和|与" if home else r".", after)) or (
            home and bool(re.search(r"[镇县乡市]$", front)) and len(front) <= _FRONT
        )
    if each.ref.kind == "Company" and _PART.match(each.passage.text, each.end):
        return False
    if each.ref.kind not in THINGS or after[:1] in ("、", "等", "“", "‘", "和", "与") or re.search(r"[”’][“‘]", front):
        return False
    if _NUMBERING.fullmatch(front):
        return True
    if front.endswith(("的", "的“")):
        return len(front) <= _RELATIVE
    return len(front) <= _FRONT and not _governed().search(front)


def stem(code: str) -> str:
    """What the codes of all places inside this one begin with."""
    return re.sub(r"(?:00)+$", "", code)


def _own_names(area: Ref | None) -> re.Pattern[str] | None:
    """The names of the document's area and of what lies in it, where they are not part of a longer name."""
    if area is None:
        return None
    code = stem(area.key)
    inside = [p for p in vocab.concepts("place") if code and p.code.startswith(code)]
    names = {name for p in inside for name in p.names if len(name) > 1} | {area.name}
    return re.compile(rf"{one_of(names)}(?![级区]|[\u4e00-\u9fff]{{0,2}}级)")
