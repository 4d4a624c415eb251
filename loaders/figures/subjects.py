"""Whom a number is about: the company, platform, industry, program or project of its clause, else the place.

A thing becomes the topic where it is named as the subject of a clause, or pointed at (该公司, 园区), and stays it until
another subject takes over, at the latest to the end of its sentence. A heading's thing is the topic of its section.
An industry is a topic only of indicators that begin with its name (精细化工产业产值).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from loaders.figures.cues import NAME, listed
from loaders.figures.grants import grants, policy_of
from loaders.figures.homes import TOWNS, town_of
from loaders.figures.sectors import INDUSTRIES, leading, titling
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
from loaders.figures.whom import FIRST, Topics
from loaders.lexicon import one_of, rules, words
from loaders.named import Named
from loaders.periods import Time
from loaders.text import Passage
from ontology import vocab
from ontology.facts import Ref

_TITLED = re.compile(
    r"[\s—■●◆“‘]*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]\s*|[一二三四五六七八九十]是)?[“‘]?"
    r"(?:实施|开展|推进|深化|启动|打造|建设|培育|做强|做优)?(?:(?:首位|首要|主导|支柱|优势|特色)产业)?[“‘]?"
)
_REPORT = re.compile(r"报告|公报|简报|快报|月报|规划|总结|方案|纲要|要点|纪要|意见|措施|条例|统计|运行情况")
_RULES = re.compile(r"(?:政策|措施|办法|意见|条|细则|规定)$")  # the title is the policy's name
# The industry of a line: 陶瓷业：34家，….
_BRANCH = re.compile(
    r"([\u4e00-\u9fff]{1,10}(?<![作从企就事行专])业)(?:（[^（）]{1,16}）)?：(?=[^：]{0,12}\d)"
)  # 陶瓷业：34家，…
_BRANCHES = re.compile(r"(?:^|(?<=[；。]))" + _BRANCH.pattern)  # several of them in one line
_EVENT = "program-event"
_RITE = re.compile(r"(?:活动|仪式|大会)$")
_TOGETHER = re.compile(
    r"(?:此次|这次|本次)(?:[\u4e00-\u9fff]{0,4})?集中(?:开工|签约|竣工|投产)|集中(?:开工|签约|竣工|投产)的?项目"
)
# A group of projects that a paragraph begins with: “老字号”新建和续建项目18个，总投资….
_GROUP = re.compile(r"(“[^“”]{2,8}”) ?(?:[新改扩续储在][建备]|[和及、])*项目(?=\d+个，)")
_SHORT = (
    ("高新技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济技术开发区", "开发区"),
    ("经济开发区", "经开区"),
    ("经济开发区", "开发区"),
)
_LEADING = frozenset(("Company", "IndustrialPlatform"))
_THROUGHOUT = 3  # how often a text must name what it is about
_ASPECT = re.compile(r"方面[，：]")
_LISTED = re.compile(r"(?:在|[—■●◆]+)?(?:[^，。；：]{2,12}、)*")  # 在A、B产业链方面，…
# A relative clause that says where the thing lies that was spoken of before: 落在某镇的Y园区.
_SITED = re.compile(r"[就均都也将拟正]{0,2}(?:位于|坐落|落户|落在|落地|选址|入驻|进驻|布局|建在)[于在到至]?.{0,16}的$")
_EDITION = re.compile(r"（(?:节选|摘编|摘要|节录|全文|试行|暂行|修订稿?|征求意见稿|草案)）$")
_FRAME = re.compile(
    r"第[\d一二三四五六七八九十]+[章节编条]|[\W\d一二三四五六七八九十_]|打造|建设|发展|培育|开展|做[强大优]|壮大"
)
_THAT = re.compile(r"该(?:项)?(?:举措|做法|政策|办法|意见|机制|改革|行动|工程|计划|方案)")
_WORKS = re.compile(
    r"(?:^|(?<=[。；“]))(?:整个)?项目(?=(?:全部|全面)?(?:建成|投产|达产|投用|完工)|建设|占地|总投资|计划|[分由于]|[一二]期)"
)
_CHAIN = re.compile(r"(?:^|(?<=[，。；月年日]))(?:该|全)?产业链(?:内|上|中)?(?=共|现|已|产值|实现|拥?有)")
_CLUSTER = re.compile(r".{2,}(?:链|集群)$")
_JOINS = frozenset(("、", "和", "与", "及", "等"))
# The chapter of a plan whose sections are its industries, and the heading of such a section, which is no task.
_TRADES = re.compile(
    r"(?:主导|重点|优势|支柱|特色|新兴|传统)(?:[\u4e00-\u9fff]{0,4})产业(?:链|集群)?(?:的?发展)?(?:重点|方向|布局|体系)?$"
)
_PLAN = re.compile(r"规划|计划|方案|纲要")
_NUMBERED = re.compile(r"^(?:第[一二三四五六七八九十]+节|[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、])\s*")
_TRADE = re.compile(
    r"(?!.*(?:发展|建设|提升|工程|行动|布局|目标|任务|培育|打造|推动|推进|加快|基础|现状|形势|创新))[\u4e00-\u9fff]{2,9}"
)


class Subjects:
    """The things named in a document, asked by passage."""

    def __init__(self, area: Ref | None, named: Sequence[Named], title: str = "") -> None:
        self.area = area
        self._own = own_names(area)
        self._titled = _titled(named, title) or (None if _REPORT.search(title) else _dominant(named, area))
        report = _REPORT.search(title) is not None
        self._town = None if self._titled else town_of(named, area, title, report=report)
        self._event = _event(named, title)
        self.feature = not _REPORT.search(title)
        self._leading = leading(named) if self.feature and self._titled is None else ()
        firm = self._titled is not None and self._titled.kind in THINGS
        self._trade = () if firm else titling(named, title)
        self._reports = _REPORT.search(title) is not None
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
            last = found[-1] if found else None
            if _objects(each, start, front, last) or _site(each, start, front, last):
                continue
            each = _pointing(each, found)
            new = topic(each, start, reach, found[-1] if found else None, self.area)
            while found and found[-1].thing is None and new.thing and found[-1].at >= new.at:
                found.pop()
            found.append(new)
            of_town = each.ref.kind == "Place" and each.begin == start and _told_of(text, each)
            town = each.ref.kind == "Place" and each.ref.name.endswith(TOWNS)
            sized = re.search(r"\d", text[each.begin : each.end])  # 这座面积只有72平方公里的小镇
            if (elsewhere(each, self.area) or of_town or town) and not sized:  # 江口镇的|镜片产值, 江口镇|拆除低效用地
                chars[each.begin : each.end] = NAME * (each.end - each.begin)
            if each.ref.kind in THINGS and not re.search(r"\d", text[each.begin : each.end]):
                begin = start if front.endswith(("的", "的“")) and not re.search(r"\d", front) else each.begin
                lands = [n.begin for n in named if n.method == "place-abroad" and start <= n.begin < each.begin]
                if lands and each.ref.kind == "Company" and not re.search(r"\d", text[lands[0] : begin]):
                    begin = lands[0]  # 瑞典|重卡巨头|C计划投资2亿元
                chars[begin : each.end] = NAME * (each.end - begin)
        found += _pointed(named, reach, self.area)
        found += _branches(named, reach, self.area)
        found += _aspects(named, reach, self.area) if self._titled is None else ()
        found += _events(named, self._event, reach, tuple(found))
        titled = self._titled if home is None else None
        found.sort(key=lambda t: t.at)
        return Topics(
            tuple(found),
            heading,
            "".join(chars),
            tuple(named),
            tuple(n.begin for n in named),
            text if named else masked,
            home or self._town or self.area,
            titled,
            self._reports,
            self._leading,
            self._trade,
            self._section(passage),
        )

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
            if (
                each.ref.kind in INDUSTRIES
                and _ASPECT.match(passage.text, each.end)
                and _LISTED.fullmatch(passage.text, 0, each.begin)
            ):
                return each.ref
            ends = passage.text[each.end : each.end + 3].lstrip("”）")[:1] in ("。", "：")
            if ends and _TITLED.fullmatch(passage.text, 0, each.begin):
                return each.ref if each.ref.kind in THINGS | INDUSTRIES | {"Program"} else None
        if group := _GROUP.match(passage.text):
            return Ref("Program", f"{group[1]}项目")
        if line := _BRANCH.match(passage.text):
            return Ref("Industry", line[1])
        for depth in range(len(passage.section), 0, -1):
            if found := self._headings.get((passage.section[:depth], passage.section[depth - 1].title)):
                return found
        return None

    def _section(self, passage: Passage) -> Ref | None:
        """The industry that a section of a plan's chapter of industries is headed by, although nothing names it one."""
        if len(passage.section) < 2 or not _TRADES.search(passage.section[-2].title.strip()):
            return None
        name = _NUMBERED.sub("", passage.section[-1].title.strip())
        return Ref("Industry", name) if _TRADE.fullmatch(name) else None


def _told_of(text: str, each: Named) -> bool:
    """Whether a figure of a town follows its name, which is no part of the indicator: 江口镇的|产值, 江口镇|产值."""
    if text.startswith("的", each.end):
        return True
    town = not each.implicit and text[: each.end].endswith(("镇", "乡", "街道"))
    return town and any(text[each.end : each.end + length] in listed("own") for length in range(2, 7))


def _pointing(each: Named, found: Sequence[Topic]) -> Named:
    """The name, where it only points (园区) in a paragraph that opens with a zone, made to mean that zone."""
    first = found[0] if found else None
    opens = first is not None and first.name <= FIRST and first.thing is not None
    if not each.implicit or each.ref.kind not in PLATFORMS or first is None or not opens:
        return each
    zones = {t.thing for t in found if t.thing and t.thing.kind in PLATFORMS}
    return replace(each, ref=first.thing) if first.thing and zones == {first.thing} else each


def _objects(each: Named, start: int, front: str, before: Topic | None) -> bool:
    """Whether a firm only stands behind the one that leads its clause: 甲公司的模组打入乙公司供应链."""
    led = before is not None and before.thing is not None and before.thing.kind == "Company"
    if each.ref.kind != "Company" or not led or before is None or not start <= before.name < each.begin:
        return False
    return not front.endswith(("的", "旗下", "下属", "、", "和", "与", "及", "：", "—"))


def _site(each: Named, start: int, front: str, before: Topic | None) -> bool:
    """Whether a zone is only where the thing lies that its sentence speaks of: X项目已投产，位于某镇的Y园区，年产…."""
    if each.ref.kind not in PLATFORMS or before is None or before.thing is None or not _SITED.match(front):
        return False
    return before.thing.kind in ("Project", "Company") and before.name < start < before.until


def _overruled(each: Named, heading: Ref | None, home: Ref | None) -> bool:
    """Whether words that only point (公司, 全县) stand in the section of a company or place, which they then mean."""
    if not each.implicit:
        return False
    if each.ref.kind == "Place":
        return home is not None
    return each.ref.kind == "Company" and heading is not None and heading.kind == "Company"


def _pointed(named: Sequence[Named], reach: Reach, area: Ref | None) -> Iterator[Topic]:
    """What words mean that only point (该举措, 产业链内): the last of its kind named before, from there on."""
    for found in _CHAIN.finditer(reach.text) if "产业链" in reach.text else ():
        chains = [n for n in named if n.ref.kind in INDUSTRIES and n.end <= found.start() and _chain(n)]
        if chains:
            yield Topic(found.start(), reach.sentence(found.start())[1], chains[-1].ref, area, 0, found.start())
    for found in _WORKS.finditer(reach.text) if "项目" in reach.text else ():
        works = [n for n in named if n.ref.kind == "Project" and n.end <= found.start()]
        works = [n for n in works if n.ref.name.endswith("项目")] or works  # none of the lines that it consists of
        if works and not _other_firm(named, reach, works[-1].end, found.start()):
            yield Topic(found.start(), reach.sentence(found.start())[1], works[-1].ref, area, 0, found.start())
    for found in _THAT.finditer(reach.text):
        before = [n for n in named if n.ref.kind in ("Policy", "Program") and n.end <= found.start()]
        if before:
            yield Topic(found.start(), reach.sentence(found.start())[1], before[-1].ref, area, 0, found.start())


def _other_firm(named: Sequence[Named], reach: Reach, begin: int, end: int) -> bool:
    """Whether the text turned to another firm between a project and 项目, which is a project of that firm's then."""
    firms = (n for n in named if n.ref.kind == "Company" and begin <= n.begin < end and not n.implicit)
    return any(n.begin == reach.sentence(n.begin)[0] for n in firms)


def _branches(named: Sequence[Named], reach: Reach, area: Ref | None) -> Iterator[Topic]:
    """The industries of a line that tells of several, each up to its end: 陶瓷业：34家，…；食品业：25家，…."""
    lines = list(_BRANCHES.finditer(reach.text)) if "业" in reach.text and "：" in reach.text else []
    for line in lines if len(lines) > 1 else ():
        ref = next((n.ref for n in named if n.begin == line.start() and n.ref.kind in INDUSTRIES), None)
        ends = [at for mark in "；。" if (at := reach.text.find(mark, line.end())) >= 0]
        until = min(ends, default=len(reach.text))
        yield Topic(line.start(), until, ref or Ref("Industry", line[1]), area, line.start(), line.start())


def _aspects(named: Sequence[Named], reach: Reach, area: Ref | None) -> Iterator[Topic]:
    """The industries that sentences turn to: 轴承产业方面，…。眼镜产业方面，…; a chain or cluster that opens one, up to
    the next thing that opens a clause."""
    for each in named:
        first, last = reach.sentence(each.begin)
        if each.implicit or each.ref.kind not in INDUSTRIES:
            continue
        after = reach.text[each.end : each.end + 1]
        if _ASPECT.match(reach.text, each.end):
            if first and _LISTED.fullmatch(reach.text, first, each.begin):
                yield Topic(first, len(reach.text), each.ref, area, first, each.begin)
        elif after not in _JOINS and _opens(each, reach) and _CLUSTER.search(reach.text, each.begin, each.end):
            opening = (n.begin for n in named if each.end < n.begin < last and _clause_opens(n, reach))
            yield Topic(each.begin, next(opening, last), each.ref, area, first, each.begin)


def _opens(each: Named, reach: Reach) -> bool:
    return not reach.text[reach.sentence(each.begin)[0] : each.begin].strip()


def _clause_opens(each: Named, reach: Reach) -> bool:
    return reach.text[each.begin - 1] in "，；"


def _chain(each: Named) -> bool:
    """Whether a name is that of a chain of an industry."""
    return each.passage.text[each.begin : each.end].endswith("链") or each.passage.text.startswith(
        ("链", "产业链"), each.end
    )


def _event(named: Sequence[Named], title: str) -> Ref | None:
    """The event that a document's title tells of, where projects are started together: 某市秋季项目集中开工."""
    told = [n for n in named if n.method == _EVENT and _RITE.sub("", n.passage.text[n.begin : n.end]) in title]
    return max(told, key=lambda n: n.end - n.begin).ref if told else None


def _events(named: Sequence[Named], event: Ref | None, reach: Reach, found: Sequence[Topic]) -> Iterator[Topic]:
    """The event behind its name, and where words for it mean it (此次集中开工的52个项目); no topic there gives way."""
    places = [(n.end, n.begin, n.ref) for n in named if n.method == _EVENT and not reach.text.startswith("后", n.end)]
    if event:
        places += [(m.start(), m.start(), event) for m in _TOGETHER.finditer(reach.text)]
    for at, name, ref in places:
        first, last = reach.sentence(name)
        before = [t for t in found if first <= t.at <= name]
        if not any(t.thing for t in before):
            yield Topic(at, last, ref, before[-1].place if before else None, first, name)


def is_report(title: str) -> bool:
    """Whether a title is that of a report or plan, which speaks of all that a place has."""
    return _REPORT.search(title) is not None


def _titled(named: Sequence[Named], title: str) -> Ref | None:
    """The park that a document's title begins with, or the industry or the policy that it is."""
    whole = policy_of(title)
    title = _EDITION.sub("", whole)
    written = [(each.passage.text[each.begin : each.end], each.ref) for each in named if not each.implicit]
    found = [
        (name, ref)
        for name, ref in written
        if (ref.kind in PLATFORMS and title.startswith(tuple(_short(name))))
        or (ref.kind in INDUSTRIES and title == name)
        or (ref.kind == "Policy" and grants(title) and (title.endswith(name) or whole.endswith(name)))
    ]
    if not found and grants(title) and _RULES.search(title):
        return Ref("Policy", whole)
    found = found or _zone_in(written, title)
    return max(found, key=lambda pair: len(pair[0]))[1] if found else None


def _zone_in(written: Sequence[tuple[str, Ref]], title: str) -> list[tuple[str, Ref]]:
    """The zone of a title of news that names no other thing (12个项目落户A高新区), where the text names it again."""
    zones = [(n, r) for n, r in written if r.kind == "IndustrialPlatform" and any(s in title for s in _short(n))]
    others = any(r.kind in THINGS and len(n) > 1 and n in title for n, r in written if r not in {z for _, z in zones})
    again = len(zones) > 1 and len({r for _, r in zones}) == 1
    return zones[:1] if again and not others and not _REPORT.search(title) else []


def _short(name: str) -> Iterator[str]:
    """A zone's name as it is written, and as headlines shorten it: 某县高新区."""
    yield name
    for full, short in _SHORT:
        if name.endswith(full) and len(name) > len(full) + 1:
            yield name.removesuffix(full) + short


def _dominant(named: Sequence[Named], area: Ref | None) -> Ref | None:
    """The one zone or company that a feature names throughout, more often than all others and than its own place."""
    said = Counter(n.ref for n in named if not n.implicit and n.ref.kind in _LEADING)
    ranked = said.most_common(1)
    if not ranked or ranked[0][1] < _THROUGHOUT:
        return None
    (first, times), others = ranked[0], sum(said.values())
    home = sum(n.ref == area for n in named)
    return first if times > max(others - times, home) else None


def _titles(each: Named) -> bool:
    """Whether a heading is the name of the thing, but for its number."""
    if each.passage.kind != "heading" or each.ref.kind not in THINGS | INDUSTRIES | {"Program"}:
        return False
    rest = each.passage.text[: each.begin] + each.passage.text[each.end :]
    return len(_FRAME.sub("", rest)) <= 2


@cache
def _profile() -> re.Pattern[str]:
    return re.compile(f"([\u4e00-\u9fff]{{2,12}}?){one_of(words(rules('subjects')['profile']['words']))}")
