"""Whom one number of a passage is about: the company, park, industry or project of its clause, else the place.

The answers are tried in turn, the nearest first: a place directly before the number, the project whose plan it is, what
it is an attribute of, the topic of its sentence, the heading, the industry that its indicator begins with, the company
that the sentences before speak of, what the document is about by its title.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.figures.foreign import leading_place
from loaders.figures.grants import of_all
from loaders.figures.means import fund_of, grants_by, means_of
from loaders.figures.opening import opening, went_before
from loaders.figures.pairs import paired
from loaders.figures.passing import (
    by_the_way,
    counts_companies,
    joint,
    led,
    of_program,
    of_whole_place,
    without_members,
)
from loaders.figures.project_figures import of_project, project_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.figures.sectors import INDUSTRIES, belongs, goes_on, industry_of, speaks_of, spoken_of
from loaders.figures.status import planned
from loaders.figures.topics import PLATFORMS, THINGS, Topic, begun_by, is_short
from loaders.figures.wider import wider_place
from loaders.finding import is_generic
from loaders.lexicon import has
from loaders.named import Named
from ontology.facts import Ref

_SINGLE = frozenset(("Company", "InnovationPlatform"))
_LASTING = frozenset(("Company",))  # what stays the topic after its sentence where nothing else takes over
_SITES = frozenset(("Place", "IndustrialPlatform"))
_MAIN = _SINGLE | _SITES  # what a paragraph may speak of instead of the zone that it opens with
FIRST = 4  # characters of a bullet or a quotation mark before the name that opens a paragraph
_SOON = 120  # how far behind a passage's first numbers their company may be named
_NEAR = 60  # how far before a number what it belongs to may be named
_COUNTED = ("家", "户", "个", "项", "名")
_SUM, _SUMMED = 16, re.compile(r"合计|总计|共占|三者|两者")  # characters before a number, which say it sums up
_SUM_OF = re.compile(  # 这2个项目合计9.8亿元
    r"(?:\d+|[两三四五六七八九十]+)(?:个|家|项)(?:项目|企业|公司)?(?:，)?(?:合计|总计|共计|总共|加起来)[^，。；\d]{0,6}$"
)
_SUMS = ("计", "总共", "加起来")
_OF_AREA = re.compile(  # what no firm, institute or project has
    r"每[百千万]人|全社会|(?:全市|全县|全区|全省|全州)?(?:地区生产总值|GDP|一般公共预算|社会消费品|规上工业(?:总产值|增加值)|城镇|农村|居民)"
)
_MEASURES = re.compile(r"措施|政策|意见|方案|举措|条款")
# Behind the names of firms that buy or work with the one that is spoken of: 是甲公司、乙公司等品牌的供应商.
_CUSTOMERS = re.compile(
    r"(?:[、和与及][^，。；]{1,16}?)*?(?:等[^，。；、]{0,12})?的?[^，。；、]{0,10}"
    r"(?:供应商|供货商|配套商|客户|合作伙伴|战略伙伴)"
)
_BY_THE_WAY = re.compile(r"其中")  # a company named as one of many
_PAID = re.compile(r"累计|兑现|发放|安排|拨付|落实|争取")
_BUILT = re.compile(r"项目|发电|装机|[达投]产|建成|年产|占地|竣工|完工|开工|投资|工期")
_MANY_OF = re.compile(r"项目(?:总?数)?(?:共|达到?|已|累计|有|约|近|超)*\d+个|\d+个[\u4e00-\u9fff]{0,10}项目")
_OTHER_WORKS = re.compile(
    r"(?:建成|投用|开园|竣工|完工|开工)[^，。；]{0,6}，[^，。；\d]{2,24}等(?:重点|重大)?项目(?:建设)?[^，。；\d]{2,10}，"
)
_WHOLE_PLACE = re.compile(r"[全我][省市县区州旗盟镇乡]")
_OPENS = re.compile(
    r"[\s“]*(?P<name>[\u4e00-\u9fffA-Za-z0-9（）]{4,24}?项目)[”]?(?=作为|总投资|计划|规划|占地|位于|由|是|，|于|[一二三]期|分[一二三两])"
)
_MANY = re.compile(
    r"[全我各本][省市县区州旗盟镇乡]|重点|重大|招商|签约|开工|产业项目|类项目|[新续在]建|技改项目|储备|这|该|批|多个"
)
_INTO = re.compile(
    r"的“?|[在于]|(?:[在于][^，。；、]{2,16})?(?:投资)?(?:建设?|新建|扩建|兴建|实施|上马|投建|搞)(?:的|了)?“?"
)
_IS_BUILT = re.compile(
    r"(?:[一二三]期)?(?:项目)?(?:建设|开工|动工|竣工|投用|建成|奠基|封顶|[去今]年|正|已|将|[，。；、])"
)
_GOES_TO = re.compile(r"的(?P<name>[\u4e00-\u9fffA-Za-z0-9]{4,20}项目)(?=[、，。；（和与]|$)")
_POINTING = re.compile(r"[该本]?(?:园区|开发区|经开区|高新区|工业园|产业园|园内|区内)(?=[\u4e00-\u9fff]{3})")
_SAID_OF = re.compile(r"^[已共还又并也](?![网购联入发建享])(?=[\u4e00-\u9fff]{3})")  # not of 并网机组, 共建项目
_NOTE = re.compile(r"^（[^（）]{2,16}）(?=..)")  # behind a firm's name: 某某公司（做减速机）产值
_PHASE = re.compile(r"[一二三首]期(?:用地|占地|投资)|用地|占地")  # of the project that the sentence names
_AND = re.compile(r"、|和|与|及|以及")
_OFFER = re.compile(r"的?(?:一次性)?(?:给予?|予以)?(?:奖励|补助|补贴|奖补|资助|贴息)")
_OFFERED = re.compile(r"(?:奖励?|补[助贴]?|资助|封顶)$")
_MOVED = re.compile(r"(?:落户|入驻|进驻|入园|落地)[于在到]?$")
_GRANTED = re.compile(r"(?:奖励|补助|补贴|奖补|资助)(?:比例|标准|上限|资金|金额|期限)?$")
_BREAK = re.compile(r"[，。；：]")
_TO = ("向", "给", "为", "对")  # before a customer, who is no subject
_LIST, _OPEN = ("，", "、", "；"), ("", "。", "：", "（")
_FAR = 400  # how far before its number an industry may be named


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a passage in order, its heading's, its text with their names masked, and all that is named.

    begins: where each of the named begins; text: the words of the passage; home: its place;
    titled: the park or industry that the whole document is about by its title;
    reports: whether it is a report or a plan, which speaks of a company in one sentence only;
    leading: names of the one industry that the text is about; trade: of the one that its title tells of;
    section: the industry that its section of a plan is for.
    """

    topics: tuple[Topic, ...]
    heading: Ref | None
    masked: str
    named: tuple[Named, ...]
    begins: tuple[int, ...]
    text: str
    home: Ref | None
    titled: Ref | None = None
    reports: bool = False
    leading: tuple[Named, ...] = ()
    trade: tuple[Named, ...] = ()
    section: Ref | None = None

    def _near(self, begin: int, end: int) -> tuple[Named, ...]:
        """What is named between two positions."""
        return self.named[bisect_left(self.begins, begin) : bisect_left(self.begins, end)]

    def turns(self, begin: int, end: int) -> bool:
        """Whether a company or project is named between two positions, which the words from there are about."""
        return any(n.ref.kind in ("Company", "Project") and not n.implicit for n in self._near(begin, end))

    def about(
        self, quantity: Quantity, reading: Reading, clause: int, sector: Ref | None = None
    ) -> tuple[Ref | None, Ref | None]:
        """Whom a number is about, and its place; of a zone with an administration of its own both are that.

        clause: where its sentence begins; sector: the industry that the number before in this part of it is about.
        """
        about, place = self._told(quantity, reading, clause, sector)
        if about and self.home and about.kind in PLATFORMS and is_short(about.name, self.home.name):
            return self.home, self.home
        return about, place

    def _told(
        self, quantity: Quantity, reading: Reading, clause: int, sector: Ref | None
    ) -> tuple[Ref | None, Ref | None]:
        topic = self._at(quantity.begin, reading.completed) or self._soon(quantity)
        place = (topic.place if topic else None) or self.home
        before = self.text[max(clause, quantity.head - _NEAR) : quantity.head]
        if has(before, *_SUMS) and _SUM_OF.search(before):
            return self.titled or place, place
        if (ahead := self._ahead(quantity, reading)) is not None:
            return ahead, place
        if (site := self._beside(quantity, reading)) is not None:
            return site, site if site.kind == "Place" else self.home
        if topic and topic.thing and topic.thing.kind == "Project" and topic.at <= quantity.begin < topic.name:
            return topic.thing, place  # 总投资12亿元、占地260亩的|X项目, whatever project stands before
        if (project := self._project(quantity, reading, clause)) is not None:
            return project, place
        if program := of_program(self.text, self._near(clause, quantity.head), clause, quantity.head):
            return program, place
        since = topic.name if topic and topic.thing else 0
        if own := self._own(quantity, reading, clause) or self._begun(quantity, reading, max(clause, since)):
            return own, place
        listed = before.endswith("等") and topic is not None and "、" in self.text[topic.name : quantity.head]
        if listed and topic and topic.thing and topic.thing.kind == "Company" and quantity.unit in _COUNTED:
            topic = None  # A二期、B等12个项目加快建设
        if topic and self._one_of_many(topic, clause):
            topic = None
        if topic and topic.thing and not self._left(topic, quantity, reading):
            return self._branch(topic, quantity, reading, clause) or topic.thing, place
        named = topic is not None and topic.thing is None and _WHOLE_PLACE.match(self.text, topic.name)
        elsewhere = named and self.heading is not None and self.heading.kind == "Company"
        if self.heading and not elsewhere and not (self.heading.kind in INDUSTRIES and reading.rule == "gap"):
            return self.heading, place
        if self.section and belongs(reading, quantity.unit, "", (), plan=True):
            return self.section, place
        titled = self.titled if topic is None else None
        if titled and titled.kind == "Policy" and of_all(self.text, quantity, reading, clause):
            titled = None
        summed = _SUMMED.search(self.masked, max(clause, quantity.begin - _SUM), quantity.begin) is not None
        told = (
            None
            if summed
            else self._industry(reading, clause, quantity.begin)
            or opening(reading.metric, self.text, self._near(clause, quantity.head), quantity.head)
            or (goes_on(reading, sector) and sector)
            or went_before(reading.metric, self.text, self._near(clause - _FAR, quantity.head), quantity.head)
        )
        told = told or self._carried(quantity, reading) or self._opened(quantity, topic)
        told = told or self._of_trade(quantity, reading, clause, summed)
        if not told and not titled and place == self.home:
            place = leading_place(self.text, self._near(clause, quantity.head), quantity.head, self.home) or place
        return told or titled or place, place

    def _of_trade(self, quantity: Quantity, reading: Reading, clause: int, summed: bool) -> Ref | None:
        """The industry that the sentence turns to, or the title tells of, where the number is one that it has."""
        told = None if summed else spoken_of(reading, quantity.unit, self.text, self.named, quantity.head)
        if told or not self.trade:
            return told
        plan = self.reports and not any(n.ref.kind in THINGS for n in self._near(clause, quantity.begin))
        said = self.text[clause : quantity.begin]
        return self.trade[0].ref if belongs(reading, quantity.unit, said, self.trade, plan=plan) else None

    def _branch(self, topic: Topic, quantity: Quantity, reading: Reading, clause: int) -> Ref | None:
        """The industry that an indicator begins with, in a clause behind that of a company: 某机械产值达到…."""
        apart = _BREAK.search(self.masked, topic.name, quantity.head) is not None
        if topic.thing is None or topic.thing.kind != "Company" or not apart:
            return None
        end = quantity.begin if self.reports or "；" in self.masked[topic.name : quantity.head] else topic.name
        return industry_of(reading, self._near(max(clause - _NEAR, quantity.begin - _FAR), end))

    def without(self, metric: str, about: Ref | None) -> str:
        """An indicator's name without that of the company, park or project that the number is about in front of it."""
        if "等" in metric:
            metric = without_members(metric, (self.text_of(n) for n in self.named if n.ref.kind == "Company"))
        if about is None or about.kind not in THINGS:
            return joint(metric, (self.text_of(n) for n in self.named if n.ref.kind in THINGS))
        metric = _NOTE.sub("", metric)
        names = {self.text_of(n) for n in self.named if n.ref == about}
        front = max((begun_by(metric, name) for name in names), key=len, default="")
        pointing = _POINTING.match(metric) if not front and about.kind in PLATFORMS else None
        front = pointing[0] if pointing else front
        rest = _SAID_OF.sub("", metric[len(front) :].lstrip("”的"))
        return rest if front and len(rest) > 1 else metric

    def paired(self, group: Sequence[Quantity], sentence: int, since: int) -> tuple[Ref | None, ...]:
        """What the numbers of a group are about, where as many are named together (A园和B园产值分别达到…); else ()."""
        near = self._near(sentence, group[0].begin)
        if len(group) < 2:
            return ()
        led = [t.thing for t in self.topics if t.thing and sentence <= t.name < group[0].begin]
        return paired(self.text, near, group, since, led)

    def _begun(self, quantity: Quantity, reading: Reading, clause: int) -> Ref | None:
        """The company, park or project whose name begins the indicator: A园、B园基础设施配套率分别达到…."""
        near = self._near(max(clause, quantity.begin - _SOON), quantity.begin)
        metric = reading.metric.lstrip("“")
        named = [(n, self.text_of(n).lstrip("“")) for n in near if n.ref.kind in THINGS or n.ref.kind == "Program"]
        if not named:
            return None
        if joint(metric, (name for _, name in named)) != metric:
            return self.home
        found = [
            n for n, name in named if metric.startswith(name) and led(n, metric[len(name) :]) and not self._customer(n)
        ]
        return max(found, key=lambda n: n.end - n.begin).ref if found else None

    def _customer(self, each: Named) -> bool:
        return each.ref.kind == "Company" and self.text.endswith(_TO, 0, each.begin)

    def _one_of_many(self, topic: Topic, clause: int) -> bool:
        """Whether a sentence before named a company as one of several: what there is besides is not its own."""
        firm = topic.thing is not None and topic.thing.kind == "Company"
        return firm and topic.name < clause and topic.sentence < clause and self._among(topic)

    def _left(self, topic: Topic, quantity: Quantity, reading: Reading) -> bool:
        """Whether a number is not about the topic any more: companies are counted, or the whole place is spoken of."""
        between = self.masked[topic.name : quantity.head]
        leads = self._near(topic.name, topic.name + 1) if self.reports else ()
        if any(by_the_way(self.text, each, quantity.head, reading.metric) for each in leads):
            return True
        if topic.thing and topic.thing.kind != "IndustrialPlatform" and _OF_AREA.match(reading.metric):
            return _BREAK.search(between) is not None
        if topic.thing and topic.thing.kind in _SINGLE and counts_companies(quantity, reading):
            return _BREAK.search(between) is not None
        if topic.thing and topic.thing.kind == "Project" and _BREAK.search(between):
            stop = max(between.rfind(mark) for mark in "。；")
            many = _MANY_OF.search(between, stop) if stop >= 0 else None
            if many and not any(n.ref == topic.thing for n in self._near(topic.name + many.end(), quantity.begin)):
                return True  # …一期投产。签约项目52个，协议总投资186亿元
            return not of_project(reading) or (stop >= 0 and not _BUILT.search(between, stop))
        zone = topic.thing is not None and topic.thing.kind in PLATFORMS
        if zone and "项目" in between and _OTHER_WORKS.search(between):
            return True  # X园投用，Y等项目推进有序，新辟茶园7处
        return of_whole_place(between, topic.thing, self.home)

    def listed_before(self, every: Sequence[Quantity]) -> list[tuple[int, int]]:
        """The places and firms that stand directly before a number and tell whose that is: 渭滨区3家、岐山县2家."""
        heads = {quantity.head for quantity in every if quantity.form != "rank"}
        return [(n.begin, n.end) for n in self.named if n.end in heads and self._lists(n)]

    def _lists(self, each: Named) -> bool:
        """Whether a place or firm is a member of a list: behind a comma; a firm also where its sentence begins."""
        before = self.masked[max(0, each.begin - 1) : each.begin].lstrip()
        if each.implicit or each.ref.kind not in ("Place", "Company"):
            return False
        return before in _LIST or (each.ref.kind == "Company" and before in _OPEN)

    def speaking_of(self, project: Ref, at: int) -> "Topics":
        """These topics, with a project that a number is an attribute of from there on."""
        index = bisect_right(self.topics, at, key=lambda t: t.at)
        end = self.masked.find("。", at) if project.kind == "Program" else -1
        topic = Topic(at, end if end >= 0 else len(self.masked), project, self.home, at)
        return replace(self, topics=(*self.topics[:index], topic, *self.topics[index:]))

    def in_project(self, quantity: Quantity) -> bool:
        """Whether a number is part of a project's name."""
        near = self._near(quantity.begin - _NEAR, quantity.begin + 1)
        return any(n.ref.kind == "Project" and quantity.begin < n.end for n in near)

    def _at(self, position: int, completed: bool) -> Topic | None:
        """The last topic that holds at a position; one who tells of a project's completion of no figure of his."""
        at = bisect_right(self.topics, position, key=lambda t: t.at)
        held = (t for t in reversed(self.topics[max(0, at - 8) : at]) if position < t.until)
        return next((t for t in held if not (completed and position < t.sentence)), None)

    def _carried(self, quantity: Quantity, reading: Reading) -> Ref | None:
        """The company that the sentences before are about, where nothing else has taken over since."""
        at = bisect_right(self.topics, quantity.begin, key=lambda t: t.at)
        last = next((t for t in reversed(self.topics[:at]) if not (t.thing and t.thing.kind == "Project")), None)
        if last is None or last.thing is None or last.thing.kind not in _LASTING or self._among(last):
            return None
        if self.reports or _BY_THE_WAY.search(self.masked, last.sentence, last.name):
            return None
        return None if self._left(last, quantity, reading) else last.thing

    def _opened(self, quantity: Quantity, topic: Topic | None) -> Ref | None:
        """The zone that a paragraph of a feature opens with, where no other zone, firm or place has taken over."""
        first = self.topics[0] if self.topics else None
        if self.reports or topic is not None or first is None or first.name > FIRST or first.thing is None:
            return None
        at = bisect_right(self.topics, quantity.begin, key=lambda t: t.at)
        others = [t for t in self.topics[1:at] if t.thing != first.thing and (t.thing is None or t.thing.kind in _MAIN)]
        wide = of_whole_place(self.masked[first.name : quantity.head], first.thing, self.home)
        return first.thing if first.thing.kind == "IndustrialPlatform" and not others and not wide else None

    def _among(self, topic: Topic) -> bool:
        """Whether the sentence of a topic names several companies, of which none stays the topic."""
        near = self._near(topic.sentence, max(topic.until, topic.name + 1))
        others = [n for n in near if n.ref.kind == "Company" and n.ref != topic.thing]
        return any(n.begin < topic.name or not _CUSTOMERS.match(self.text, n.end) for n in others)

    def _soon(self, quantity: Quantity) -> Topic | None:
        """The one company that a passage names, for the numbers that open it: 库存下降30%……X公司实现了转身."""
        firms = [n for n in self.named if n.ref.kind == "Company"] if not self.reports else []
        if not firms or any(n.ref != firms[0].ref for n in firms) or quantity.unit in _COUNTED:
            return None
        between = self.masked[quantity.end : firms[0].begin]
        opens = "。" not in self.masked[: quantity.begin] and between.count("。") <= 1
        if not opens or not quantity.end <= firms[0].begin <= quantity.begin + _SOON or between.endswith("其中"):
            return None
        if any(n.ref.kind in ("Place", *PLATFORMS) for n in self._near(0, firms[0].begin)):
            return None
        return Topic(0, firms[0].begin, firms[0].ref, self.home)

    def _project(self, quantity: Quantity, reading: Reading, clause: int) -> Ref | None:
        """The project whose planned investment, land or capacity a number is: the last one named in its sentence."""
        part = self.text.rfind("；", clause, quantity.begin) + 1  # where another thing may be told of
        since = part if any(n.ref.kind in THINGS for n in self._near(part, quantity.begin)) else clause
        near = [n.ref for n in self._near(max(clause, since), quantity.begin + 1) if n.ref.kind == "Project"]
        plans = planned(reading.metric, said="项目") or _PHASE.fullmatch(reading.metric)
        if reading.rule != "capacity" and not plans and not reading.completed:
            return None
        return near[-1] if near else self._opening(max(clause, since))

    def _opening(self, clause: int) -> Ref | None:
        """The project that a sentence begins with, although nothing else names it: X生产项目作为…，总投资2亿元."""
        found = _OPENS.match(self.text, clause)
        if found is None or _MANY.search(found["name"]) or is_generic(found["name"].removesuffix("项目"), "project"):
            return None
        return project_of(found["name"], self.home)

    def _ahead(self, quantity: Quantity, reading: Reading) -> Ref | None:
        """The project that a sum or capacity is of, named behind it: 投资20亿元在某地建设X项目, 年产8吉瓦的X项目."""
        yearly = reading.rule == "capacity" and self.text.startswith("的", quantity.tail)
        if not quantity.unit.endswith("元") and not yearly:
            return None
        for each in self._near(quantity.tail, quantity.tail + _NEAR):
            into = None if each.implicit else _INTO.fullmatch(self.text, quantity.tail, each.begin)
            if each.ref.kind == "Project" and not each.implicit:
                return each.ref if into else None
            if into and each.ref.kind in PLATFORMS and into[0].rstrip("了的“")[-1:] not in ("", "在", "于"):
                return each.ref  # it is built, and no mere site
            if into and each.ref.kind in PLATFORMS and into[0] == "的" and _IS_BUILT.match(self.text, each.end):
                return each.ref  # 总投资30亿元的X产业园|建设
        found = None if yearly else _GOES_TO.match(self.text, quantity.tail)
        return project_of(found["name"], self.home) if found and not _MANY.search(found["name"]) else None

    def _beside(self, quantity: Quantity, reading: Reading) -> Ref | None:
        """The place or firm directly before a number that is its own: 低于宁波48万元/亩, 全省44个, 甲股份5亿元."""
        if quantity.form == "rank" or reading.rule in ("gap", "share"):
            return None
        near = self._near(quantity.head - 12, quantity.head)
        if (wider := wider_place(self.text, quantity, self.home)) is not None:
            return wider
        if quantity.unit in ("家", "户") and any(n.ref.kind == "Company" and n.end == quantity.head for n in near):
            return self.home  # A公司、B公司、C公司3家企业上榜
        if quantity.unit in _COUNTED and any(n.ref.kind == "Agency" and n.end == quantity.head for n in near):
            return self.home  # 三门县2个，市交通局1个: not the county's
        found = next((n for n in near if n.ref.kind in _SITES and n.end == quantity.head), None)
        listed = found and any(
            n.ref.kind in _SITES and _AND.fullmatch(self.text, n.end, found.begin) for n in near if n is not found
        )
        if listed:
            return self.home
        firm = next((n for n in self._near(quantity.head - _NEAR, quantity.head) if n.end == quantity.head), None)
        return found.ref if found else firm.ref if firm and self._lists(firm) else None

    def _own(self, quantity: Quantity, reading: Reading, clause: int) -> Ref | None:
        """What the number is an attribute of, and the policy whose measures it counts."""
        if fund := fund_of(self.text, quantity):
            return fund
        if reading.rule == "attribute" and reading.base != "基金":
            end = quantity.tail + len(reading.base) + 3
            near = [n for n in self._near(quantity.tail, end) if n.ref.kind in THINGS]
            whole = [n for n in near if n.end - n.begin >= len(reading.base) - 4 or n.ref.kind == "Project"]
            return whole[0].ref if whole else project_of(reading.base, self.home)
        if reading.rule == "distributed":
            return self._industry(reading, clause, quantity.begin)
        if quantity.unit in _COUNTED and (zone := self._settled_in(quantity, clause)):
            return zone
        offered = quantity.unit.endswith(("元", "%")) and (
            _OFFER.match(self.text, quantity.tail)
            or _OFFERED.search(self.text, max(clause, quantity.head - 4), quantity.head)
        )
        if means := means_of(self.text, quantity, reading, self._near(clause, quantity.begin)):
            return means
        granted = bool(offered) or (has(reading.metric, "奖", "补", "资助") and bool(_GRANTED.search(reading.metric)))
        granted = granted and not _PAID.match(reading.metric)
        if granted or _MEASURES.search(reading.metric):
            policies = [n.ref for n in self._near(clause - _NEAR, quantity.begin) if n.ref.kind == "Policy"]
            policies = [each for each in policies if not granted or grants_by(each)]
            return policies[-1] if policies else None
        return None

    def _settled_in(self, quantity: Quantity, clause: int) -> Ref | None:
        """The park whose companies are counted: 落户X的企业已达50余家, 在X落户的企业有28家."""
        begin = max(clause, max(self.text.rfind(mark, 0, quantity.head) for mark in "，。；") + 1)
        for each in self._near(begin, quantity.head):
            front, behind = self.text[max(begin, each.begin - 4) : each.begin], self.text[each.end : quantity.head]
            moved = _MOVED.search(front) or (front.endswith("在") and _MOVED.search(behind[:3]))
            if each.ref.kind in PLATFORMS and moved and "企业" in behind:
                return each.ref
        return None

    def _industry(self, reading: Reading, clause: int, at: int) -> Ref | None:
        """The industry that the indicator begins with, where it is the industry's own output."""
        near = self._near(max(clause - _NEAR, at - _FAR), at)
        return industry_of(reading, near) or speaks_of(reading, self.leading)

    @staticmethod
    def text_of(each: Named) -> str:
        """The words that name a thing."""
        return each.passage.text[each.begin : each.end]
