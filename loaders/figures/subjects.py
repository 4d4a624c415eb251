"""Whom a number is about: the company, platform, industry, program or project of its clause, else the place.

A thing becomes the topic where it is named as the subject of a clause, or pointed at (该公司, 园区), and stays it until
another subject takes over, at the latest to the end of its sentence. A heading's thing is the topic of its section.
An industry is a topic only of indicators that begin with its name (精细化工产业产值).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from loaders.figures.cues import NAME
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.figures.status import after_completion, grants, planned
from loaders.figures.topics import (
    PLATFORMS,
    THINGS,
    Reach,
    Topic,
    elsewhere,
    front_of,
    introduced,
    is_subject,
    may_lead,
    own_names,
    topic,
)
from loaders.lexicon import one_of, rules, words
from loaders.named import Named
from loaders.periods import Time
from loaders.text import Passage
from ontology import vocab
from ontology.facts import Ref

_SINGLE = frozenset(("Company", "InnovationPlatform"))
_SITES = frozenset(("Place", "IndustrialPlatform"))
_INDUSTRIES = frozenset(("Industry", "IndustryChain"))
_FAR = 400  # how far before its number an industry may be named
_SOON = 120  # how far behind a passage's first numbers their company may be named
_NEAR = 60  # how far before a number what it belongs to may be named
_TITLED = re.compile(
    r"[\s—■●◆“‘]*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]\s*|[一二三四五六七八九十]是)?[“‘]?"
    r"(?:实施|开展|推进|深化|启动|打造|建设|培育|做强|做优)?[“‘]?"
)
_FRAME = re.compile(
    r"第[\d一二三四五六七八九十]+[章节编条]|[\W\d一二三四五六七八九十_]|打造|建设|发展|培育|开展|做[强大优]|壮大"
)
_THAT = re.compile(r"该(?:项)?(?:举措|做法|政策|办法|意见|机制|改革|行动|工程|计划|方案)")
_PROJECT_HAS = re.compile(
    r"投资|面积|用地|占地|产能|产值|装机|里程|长度|就业|税收|销售|营收|收入|利润|进度|发电|年产|岗位|设备|厂房"
)
_WHOLE = re.compile(r"[，。；：](?:其中|目前|今年|去年)?全[市县区州旗盟镇乡](?!域|面|部|平均)")  # it opens a clause
_AND = re.compile(r"[、和与及]|以及|”?[、和与及]“?")
_PLAN = re.compile(r"规划|计划|方案|纲要")
_COUNTED = ("家", "户", "个", "项", "名")
_BREAK = re.compile(r"[，。；：]")


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a passage in order, its heading's, its text with their names masked, and all that is named.

    home: the place of the passage; titled: the park or industry that the whole document is about by its title.
    """

    topics: tuple[Topic, ...]
    heading: Ref | None
    masked: str
    named: tuple[Named, ...]
    home: Ref | None
    titled: Ref | None = None

    def _near(self, begin: int, end: int) -> tuple[Named, ...]:
        """What is named between two positions."""
        first = bisect_left(self.named, begin, key=lambda n: n.begin)
        return self.named[first : bisect_left(self.named, end, key=lambda n: n.begin)]

    def about(self, quantity: Quantity, reading: Reading, clause: int) -> tuple[Ref | None, Ref | None]:
        """Whom a number is about, and its place. clause: where its clause begins."""
        if (site := self._beside(quantity, reading)) is not None:
            return site, site if site.kind == "Place" else self.home
        topic = self._at(quantity.begin) or self._soon(quantity)
        place = (topic.place if topic else None) or self.home
        if (project := self._project(quantity, reading, clause)) is not None:
            return project, place
        if own := self._own(quantity, reading, clause) or self._begun(quantity, reading, clause):
            return own, place
        if topic and topic.thing and not self._left(topic, quantity, reading):
            return topic.thing, place
        if self.heading and not (self.heading.kind in _INDUSTRIES and reading.rule == "gap"):
            return self.heading, place
        titled = self.titled if topic is None else None
        return self._industry(reading, clause, quantity.begin) or titled or place, place

    def without(self, metric: str, about: Ref | None) -> str:
        """An indicator's name without that of the company, park or project that the number is about in front of it."""
        if about is None or about.kind not in THINGS:
            return metric
        names = {self.text_of(n) for n in self.named if n.ref == about and not n.implicit}
        front = max((name for name in names if metric.startswith(name)), key=len, default="")
        rest = metric[len(front) :].lstrip("”的")
        return rest if front and len(rest) > 1 else metric

    def paired(self, group: Sequence[Quantity], sentence: int) -> tuple[Ref | None, ...]:
        """What the numbers of a group are about, where as many are named together (A园和B园产值分别达到…); else ()."""
        near = [n for n in self._near(sentence, group[0].begin) if n.ref.kind in THINGS and not n.implicit]
        own = near[-len(group) :]
        if len(group) < 2 or len(own) != len(group) or "分别" not in self.masked[own[-1].end : group[0].begin]:
            return ()
        together = all(_AND.fullmatch(self.masked[a.end : b.begin]) for a, b in pairwise(own))
        led = [t for t in self.topics if own[0].begin <= t.name <= own[-1].begin and t.thing]
        return tuple(n.ref for n in own) if together or [t.thing for t in led] == [n.ref for n in own] else ()

    def _begun(self, quantity: Quantity, reading: Reading, clause: int) -> Ref | None:
        """The company, park or project whose name begins the indicator: A园、B园基础设施配套率分别达到…."""
        near = self._near(max(clause, quantity.begin - _SOON), quantity.begin)
        found = [n for n in near if n.ref.kind in THINGS and reading.metric.startswith(self.text_of(n))]
        return max(found, key=lambda n: n.end - n.begin).ref if found else None

    def _left(self, topic: Topic, quantity: Quantity, reading: Reading) -> bool:
        """Whether a number is not about the topic any more: companies are counted, or the whole place is spoken of."""
        between = self.masked[topic.name : quantity.head]
        if topic.thing and topic.thing.kind in _SINGLE and _counts_companies(quantity, reading):
            return _BREAK.search(between) is not None
        if topic.thing and topic.thing.kind == "Project" and _BREAK.search(between) and not _of_project(reading):
            return True
        return _WHOLE.search(between) is not None

    def listed_before(self, every: Sequence[Quantity]) -> list[tuple[int, int]]:
        """The places that stand directly before a number and tell where that is: 渭滨区3家、岐山县2家."""
        heads = {quantity.head for quantity in every if quantity.form != "rank"}
        places = (n for n in self.named if n.ref.kind == "Place" and n.end in heads and not n.implicit)
        return [(n.begin, n.end) for n in places if self.masked[n.begin - 1 : n.begin] in ("，", "、", "；")]

    def speaking_of(self, project: Ref, at: int) -> "Topics":
        """These topics, with a project that a number is an attribute of from there on."""
        index = bisect_right(self.topics, at, key=lambda t: t.at)
        topic = Topic(at, len(self.masked), project, self.home, at)
        return replace(self, topics=(*self.topics[:index], topic, *self.topics[index:]))

    def in_project(self, quantity: Quantity) -> bool:
        """Whether a number is part of a project's name."""
        near = self._near(quantity.begin - _NEAR, quantity.begin + 1)
        return any(n.ref.kind == "Project" and quantity.begin < n.end for n in near)

    def _at(self, position: int) -> Topic | None:
        at = bisect_right(self.topics, position, key=lambda t: t.at)
        if held := next((t for t in reversed(self.topics[max(0, at - 8) : at]) if position < t.until), None):
            return held
        return None

    def _soon(self, quantity: Quantity) -> Topic | None:
        """The one company that a passage names, for the numbers that open it: 库存下降30%……X公司实现了转身."""
        firms = [n for n in self.named if n.ref.kind == "Company"]
        if not firms or any(n.ref != firms[0].ref for n in firms) or quantity.unit in _COUNTED:
            return None
        between = self.masked[quantity.end : firms[0].begin]
        opens = "。" not in self.masked[: quantity.begin] and between.count("。") <= 1
        if not opens or not quantity.end <= firms[0].begin <= quantity.begin + _SOON:
            return None
        if any(n.ref.kind in ("Place", *PLATFORMS) for n in self._near(0, firms[0].begin)):
            return None
        return Topic(0, firms[0].begin, firms[0].ref, self.home)

    def _project(self, quantity: Quantity, reading: Reading, clause: int) -> Ref | None:
        """The project whose planned investment, land or capacity a number is: the last one named in its sentence."""
        if reading.rule != "capacity" and not planned(reading.metric, said="项目") and not reading.completed:
            return None
        near = [n.ref for n in self._near(clause, quantity.begin + 1) if n.ref.kind == "Project"]
        return near[-1] if near else None

    def _beside(self, quantity: Quantity, reading: Reading) -> Ref | None:
        """The place directly before a number that is another place's: 低于宁波48万元/亩, 全省44个."""
        if quantity.form == "rank" or reading.rule in ("gap", "share"):
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
        return next((n.ref for n in near if n.ref.kind in _SITES and n.end == quantity.head), None)

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
            policies = [n for n in self._near(clause - _NEAR, quantity.begin) if n.ref.kind == "Policy"]
            return policies[-1].ref if policies else None
        return None

    def _industry(self, reading: Reading, clause: int, at: int) -> Ref | None:
        """The industry that the indicator begins with, where it is the industry's own output."""
        if reading.rule in ("share", "gap") or "占" in reading.metric:
            return None
        for each in self._near(max(clause - _NEAR, at - _FAR), at):
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

    def __init__(self, area: Ref | None, named: Sequence[Named], title: str = "") -> None:
        self.area = area
        self._own = own_names(area)
        self._titled = _titled(named, title)
        self._made = THINGS | {"Program"} if _PLAN.search(title) else THINGS
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
        reach, heading, home = Reach(text, sentences), self._heading(passage), self._place(passage)
        found: list[Topic] = []
        chars = list(masked)
        for each in named:
            start = reach.clause(each.begin)
            if not may_lead(each, start) or _overruled(each, heading, home):
                continue
            inside = known[bisect_left(known, (start,)) : bisect_left(known, (each.begin,))]
            front = front_of(text, start, each.begin, inside)
            if not is_subject(each, front, self.area):
                found += [made] if (made := introduced(each, reach, self.area, self._made)) else []
                continue
            new = topic(each, start, reach, found[-1] if found else None, self.area)
            while found and found[-1].thing is None and new.thing and found[-1].at >= new.at:
                found.pop()
            found.append(new)
            if elsewhere(each, self.area):
                chars[each.begin : each.end] = NAME * (each.end - each.begin)
            if each.ref.kind in THINGS and not re.search(r"\d", text[each.begin : each.end]):
                begin = start if front.endswith(("的", "的“")) and not re.search(r"\d", front) else each.begin
                chars[begin : each.end] = NAME * (each.end - begin)
        found += _pointed(named, reach, self.area)
        titled = self._titled if home is None else None
        found.sort(key=lambda t: t.at)
        return Topics(tuple(found), heading, "".join(chars), tuple(named), home or self.area, titled)

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
    told = reading.rule in ("named before", "counted after", "carried")
    return quantity.unit in ("家", "户") and told and reading.metric.endswith("企业")


def _of_project(reading: Reading) -> bool:
    """Whether an indicator is one that a project has; what else a report lists after it is done by the place."""
    if reading.completed or reading.rule in ("capacity", "attribute", "spent") or planned(reading.metric, project=True):
        return True
    return bool(after_completion(reading.metric)) or _PROJECT_HAS.search(reading.metric) is not None


def _overruled(each: Named, heading: Ref | None, home: Ref | None) -> bool:
    """Whether words that only point (公司, 全县) stand in the section of a company or place, which they then mean."""
    if not each.implicit:
        return False
    if each.ref.kind == "Place":
        return home is not None
    return each.ref.kind == "Company" and heading is not None and heading.kind == "Company"


def _pointed(named: Sequence[Named], reach: Reach, area: Ref | None) -> Iterator[Topic]:
    """The policy or program that 该举措 and the like mean, the last one named before, as the topic from there on."""
    for found in _THAT.finditer(reach.text):
        before = [n for n in named if n.ref.kind in ("Policy", "Program") and n.end <= found.start()]
        if before:
            yield Topic(found.start(), reach.sentence(found.start())[1], before[-1].ref, area, 0, found.start())


def _titled(named: Sequence[Named], title: str) -> Ref | None:
    """The park that a document's title begins with, or the industry or the policy that it is."""
    written = [(each.passage.text[each.begin : each.end], each.ref) for each in named if not each.implicit]
    found = [
        (name, ref)
        for name, ref in written
        if (ref.kind in PLATFORMS and title.startswith(name))
        or (ref.kind in _INDUSTRIES and title == name)
        or (ref.kind == "Policy" and grants(title) and title.endswith(name))
    ]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else None


def _titles(each: Named) -> bool:
    """Whether a heading is the name of the thing, but for its number."""
    if each.passage.kind != "heading" or each.ref.kind not in THINGS | _INDUSTRIES | {"Program"}:
        return False
    rest = each.passage.text[: each.begin] + each.passage.text[each.end :]
    return len(_FRAME.sub("", rest)) <= 2


@cache
def _profile() -> re.Pattern[str]:
    return re.compile(f"([\u4e00-\u9fff]{{2,12}}?){one_of(words(rules('subjects')['profile']['words']))}")


def _project(name: str, home: Ref | None) -> Ref | None:
    """The project that a number is an attribute of, by its name."""
    found = re.match(r"[^，。；：“”（）]{4,30}?项目(?![\u4e00-\u9fff]*项目)", name)
    if not found or re.match(
        r"(?:重大|重点|产业|该|这|新|亿元|招商|投资|技改|续建|在建)*(?:产业|工业|投资|建设)?项目$", found[0]
    ):
        return None
    return Ref("Project", found[0], f"{home.key}-{found[0]}" if home and home.key else "")


@cache
def _general() -> frozenset[str]:
    return frozenset(words(rules("subjects")["general"]["words"]))


@cache
def _output() -> re.Pattern[str]:
    table = rules("subjects")["output"]
    return re.compile(f"(?:{one_of(words(table['kinds']))})?(?:规上|全|年|总)?(?:{one_of(words(table['words']))}|$)")
