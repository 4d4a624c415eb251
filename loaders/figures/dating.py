"""When a number holds, by what is told in its own clause, its sentence, and before in the text."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from loaders.figures import status as statuses
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.figures.sentence import Sentence
from loaders.lexicon import has
from loaders.periods import Period, Time, Today, times, years
from loaders.text import Heading, Passage

_FROM = re.compile(r"[由从自][^，；由从自]{0,12}$")
# How small somebody was who grew: 从一家只有5名工人、3台机床的作坊起步.
_SMALL = re.compile(r"[从由](?:最初|当初|起初|原来|创业初期)?的?(?:一[家个间]|只有|仅有|几|不足)[^，。；从由]{0,18}$")
_GROWN = 28  # characters of the next pattern
_BEGAN = re.compile(r"[^。；]{0,24}?(?:起步|起家|做起|发家|发展[成到为]|成长[成到为])")
_TO = re.compile(r"(?:[\u4e00-\u9fff]{1,4})?[至到为]")
_ITEM = re.compile(r"——|[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]|[•●■◆]")
_PART = re.compile(r"[^，。；：]{0,14}(?:回顾|总结|安排|打算|重点工作|目标任务|工作任务)：?")
_PLAN = 5  # years of a plan, whose last is a multiple of it
_COUNTS = frozenset(("个", "项", "人次", "件", "家", "名", "场", "次", "套", "户"))
_REACHED = re.compile(r"[达至到为超破]$")
_AIMING = re.compile(r"，(?:并|全市|全县|全区|到|[^，]{0,4}(?:力争|争取|计划|确保|预计|有望)[用在到至于]?)$")
_CLAUSE = re.compile(r"[，。；：]")
# What adds up over years.
_FLOW = re.compile(r"累计|投资|投入|新增|新建|完成|引进|招引|培育|建成|改造|培训|年均|平均|连续|资金|补贴|支出")
_SPAN = re.compile(r"((?:19|20)\d{2})[—\-~～]{1,2}(20\d{2})")  # 《…三年（2013—2015）振兴计划》
_REPORT = re.compile(r"工作(?:情况)?报告|工作总结")
_BEGINS = re.compile(
    r"[^，。；：]{0,8}(?:投产|投入(?:生产|使用|运[营行])|建成(?:投产|投用|使用)?|竣工|完工|交付(?:使用)?|达产|投[运用])[，。；]"
)
# What is to happen at a time to come, told without a number: 明年底出片，. An aim of that time (明年将…) goes on.
_HAPPENS = re.compile(r"(?:[初中底末]|前)*(?![将要拟计力我全实])[^，。；：、\d（）]{1,8}[，。；”]")
_FIRST_ITEM = re.compile(r"(?:^|[：；，])[\s　]*一是")
_NEXT_ITEM = re.compile(r"[\s　]*[二三四五六七八九]是")
_HISTORY = 8  # years after which a year told in a passage is history, and dates nothing in the next
_OPENING = 8  # characters of a sentence before a time that frames it
_REVIEW = 2  # up to this month even features tell of the year before
# What is told for a year, and not of a moment.
_OF_YEAR = re.compile(
    r"产值|生产总值|GDP|零售|固定资产投资|营[业收]|收入|销售|利润|税|产量|[出进]口|成交|交易|增加值|完成|新增|订单|接待|游客|[发用]电|开票|供货|总数|累计"
)
_CUES = 40  # signs of status of a sentence that are looked at
_APART = 16  # characters between 分别 and the numbers of a group
_SHORTLY = re.compile(r"上(?:个?月|个?季度?)")
_MANY = 400  # time expressions of a sentence that are looked at


@dataclass(slots=True)
class Memory:
    """What was said earlier in the document: the period a passage leaves to the next, and the title's.

    stand: the status that a line like 2024年工作安排： gives to what follows, "" if none did; frame: the status that
    the sentences have that the last announced (figures/frames.py).
    """

    period: Period | None = None
    title: Period | None = None
    stand: str = ""
    frame: str = ""


class Items:
    """The time that holds for all items of a list (一是…。二是…), which one told inside an item leaves as it was."""

    def __init__(self) -> None:
        self._outer: Period | None = None
        self._listing = False

    def running(self, sentence: Sentence, running: Period | None) -> Period | None:
        """The time that holds when a sentence begins. running: the one told last before it."""
        if _NEXT_ITEM.match(sentence.text):
            return self._outer if self._listing else running
        if "一是" in sentence.text and (found := _FIRST_ITEM.search(sentence.text)):
            told = [t for t in sentence.times if t.begin < sentence.begin + found.start() and not t.origin]
            self._listing, self._outer = True, told[-1].period if told else running
        return running


def title_period(title: str, today: Today) -> Period | None:
    """The period that a report is about by its title; a work report of the first months is about the year before.

    A title that tells of two (2023年计划执行情况与2024年计划) is about the first until the text says otherwise.
    """
    told = [t.period for t in times(title, today) if t.period and not t.base and not t.day]
    if len(told) > 1 and statuses.BOTH.search(title):
        return told[0]
    match = re.match(r"\D{0,12}((?:19|20)\d{2})\D", title)
    found = told[-1] if told else whole(int(match[1])) if match else None
    span = _SPAN.search(title)
    if span and not told and int(span[1]) < int(span[2]):
        found = years(int(span[1]), int(span[2]))
    if found and announced(title, found, today):
        return None
    if _REPORT.search(title) and today.whole < today.year and (found is None or found.year == today.year):
        return whole(today.whole)
    return found


_HEADLINE = re.compile(r"[，！？]|要超|将|突破|力争|有望|冲刺|迈向|剑指")


def announced(title: str, period: Period, today: Today) -> bool:
    """Whether a headline only tells an aim (未来五年产值要超千亿), whose years are not those of the text under it."""
    ahead = 0 < today.year < int(period.end[:4])
    return ahead and _HEADLINE.search(title) is not None and statuses.OF_A_PLAN.search(title) is None


_PRESENT = re.compile(r"今年|目前|近日|日前|眼下|如今|现有|去年|本月|昨[天日]|今[天日]|即将|将于")
_AIMS_AHEAD = re.compile(r"规划|方案|政策|措施|意见|办法|计划")


def looking_back(today: Today, title: str, content: str) -> Today:
    """The day that a profile speaks from: in the past year, where no year but that is told, and nothing of today.

    某园区概况 of May 2021 that tells 2020年实现产值… and 企业45家 counts those of 2020.
    """
    before = today.year - 1
    if before < 1 or today.told or _AIMS_AHEAD.search(title) or _PRESENT.search(content):
        return today
    told = [int(year) for year in _YEARS.findall(content)]
    enough = told.count(before) >= _TOLD or f"{before}年全年" in content
    if not enough or max(told) != before or str(today.year) in content:
        return today
    return replace(today, told=before) if re.search(rf"(?<!\d){before}年(?!\d|度?(?:底|末))", content) else today


_TOLD = 2  # times a year is told that a profile looks back on
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


@lru_cache(maxsize=256)
def whole(year: int) -> Period | None:
    """A year from its first day to its last; None for year 0."""
    return Period(f"{year}-01-01", f"{year}-12-31") if year else None


def period_of(text: str, sentence: Sentence, quantity: Quantity, since: int, running: Period | None) -> Period | None:
    """The period of a number: told in its own words, before in its sentence, after in it, or before in the text."""
    own = (t for t in sentence.bases[:_MANY] if text[t.end : quantity.head] == "的" and t.period)
    if quantity.unit != "倍" and (base := next(own, None)):
        return base.period
    held = [t for t in sentence.times[:_MANY] if t.until >= quantity.end]
    at = bisect_left(held, quantity.begin, key=lambda t: t.begin)
    if (origin := origin_of(text, quantity, since)) >= 0:
        return held[at - 1].period if at and held[at - 1].begin > origin else None
    if at and held[at - 1].begin >= since and "；" not in text[held[at - 1].end : quantity.begin]:
        return held[at - 1].period
    before = next((t for t in reversed(held[:at]) if not t.origin), None)
    if before is not None:
        frame = next((t for t in held[:at] if not t.origin), before)  # no year that a change starts from
        if frame.now and frame is not before and "；" in text[before.end : quantity.begin]:
            return frame.period
        outer = running if frame is before else frame.period
        return outer if _by_the_way(text, sentence, before, quantity, outer) else before.period
    if running is None and at < len(held) and held[at].until >= sentence.end and not parted(text, quantity, held[at]):
        return held[at].period
    return running


def parted(text: str, quantity: Quantity, time: Time) -> bool:
    """Whether a time behind a number is of another part, a beginning, or an aim: …；2022年, 早在2002年, 力争三年内."""
    between = text[quantity.end : time.begin]
    return "；" in between or between.endswith("早在") or _AIMING.search(between) is not None


def _by_the_way(text: str, sentence: Sentence, time: Time, quantity: Quantity, running: Period | None) -> bool:
    """Whether a time to come was told of something before a semicolon (…，明年底出布；), and no longer holds."""
    if time.period is None or running is None or time.period.year <= running.year:
        return False
    opens = time.begin - sentence.begin <= _OPENING or text[time.begin - 1 : time.begin] in ("到", "至", "争")
    return not opens and "；" in text[time.end : quantity.begin]


def listed_periods(text: str, sentence: Sentence, group: Sequence[Quantity]) -> tuple[Period | None, ...]:
    """The periods of a group with as many times listed before it (2021年、2022年分别为8家、12家); () without them."""
    if len(group) < 2 or group[0].form == "range":
        return ()
    at = bisect_left(sentence.times, group[0].begin, key=lambda t: t.begin)
    if spread := _spread(text, sentence.times[at - 1] if at else None, group):
        return spread
    own = sentence.times[max(0, at - len(group)) : at]
    if len(own) != len(group) or any(not t.period or t.origin for t in own):
        return ()
    if any(text[a.end : b.begin] not in ("、", "和", "与", "及") for a, b in pairwise(own)):
        return ()
    return tuple(t.period for t in own)


def _spread(text: str, time: Time | None, group: Sequence[Quantity]) -> tuple[Period | None, ...]:
    """The years of a span, one for each number of a group (2016年至2018年，分别完成5亿元、6亿元、8亿元)."""
    if time is None or time.period is None or time.period.months != 12 * len(group):
        return ()
    if time.until < group[0].begin or "分别" not in text[time.end : group[0].head][-_APART:]:
        return ()
    first = time.period.year - len(group) + 1
    return tuple(whole(first + i) for i in range(len(group)))


def aimed_for(period: Period | None, sentence: Sentence, quantity: Quantity, today: Today) -> Period | None:
    """The year of the document for an aim without a time of its own, in a report on the year before or in the news."""
    told = [t for t in sentence.times[:_MANY] if t.begin < quantity.begin]
    news = bool(told) and all(t.news for t in told)
    if period is None or (told and not news) or not (news or 0 < period.year < today.year):
        return period
    head = quantity.head - sentence.begin
    cue = [kind for at, kind, _ in sentence.cues[:_CUES] if at < head]
    return whole(today.year) if cue and cue[-1] == "Target" else period


def origin_of(text: str, quantity: Quantity, since: int) -> int:
    """Where the words begin that make a number what a change starts from (由1.81缩小至1.77); -1 where it is none."""
    if not _TO.match(text, quantity.tail):
        grew = has(text[quantity.tail : quantity.tail + _GROWN], "起", "发家", "发展", "成长")
        if not grew or not _BEGAN.match(text, quantity.tail):
            return -1
        small = _SMALL.search(text, max(since, quantity.head - 24), quantity.head)
        return small.start() if small else -1
    found = _FROM.search(text, max(since, quantity.head - 16), quantity.head)
    return found.start() if found else -1


def of_ratio(group: Sequence[Quantity], quantity: Quantity) -> Quantity:
    """A term of a ratio, placed where all of it is: each of 由8:41:51调整为7:40:53 is what the change starts from."""
    return replace(quantity, head=group[0].head, tail=group[-1].tail) if quantity.form == "ratio" else quantity


def remember(memory: Memory, found: Sequence[Time], passage: Passage, today: Today) -> None:
    """What a passage leaves to the next: the last whole year it spoke of; the future only to the items of a list."""
    if passage.kind != "caption" and _PART.fullmatch(passage.text):
        _announced(memory, found, passage, today)
    elif statuses.tasks_follow(passage.text, told := _last(found), today):
        memory.stand, memory.title = "Target", whole(told.year if told else today.year)
    lists = passage.text.endswith("：") or _ITEM.match(passage.text) is not None
    for time in found:
        if time.base or time.origin or time.day or time.until < len(passage.text):
            continue
        if time.period and 0 < time.period.year < today.year - _HISTORY:
            continue
        if time.period and time.period.year > today.year > 0 and not lists:
            continue
        if time.period is None:
            memory.period = None
        elif time.period.months >= 12:
            memory.period = time.period
        else:
            memory.period = whole(time.period.year)


def _last(found: Sequence[Time]) -> Period | None:
    """The last period that a passage tells, but for those it compares with."""
    return next((t.period for t in reversed(found) if t.period and not t.base and not t.origin), None)


def _announced(memory: Memory, found: Sequence[Time], passage: Passage, today: Today) -> None:
    """A line like 2023年工作回顾： tells the year of all that follows, and whether that is done or to be done."""
    told = [t.period for t in found if t.period and not t.base]
    if len(told) == 1:
        memory.title = told[0]
    memory.stand = statuses.default((Heading(1, passage.text),), today)


def basis_of(text: str, sentence: Sentence, quantity: Quantity, reading: Reading, period: Period | None) -> str:
    """The basis of a growth, by how far what it is compared with lies back where that is told."""
    if reading.measure != "Growth":
        return ""
    if reading.basis not in ("Dated", "YearOnYear"):
        return reading.basis
    before = [t for t in sentence.bases[:_MANY] if t.end <= quantity.begin and t.period]
    base = before[-1] if before and not _CLAUSE.search(text, before[-1].end, quantity.begin) else None
    if base and _SHORTLY.match(text, base.begin):
        return ""  # 比上月增长0.5%: not since a year before
    if before and base is None and period is None:
        return "YearOnYear"  # 与去年同期相比，投资增长5%
    if base is None or base.period is None or period is None or text[base.begin - 1 : base.begin] not in ("比", "较"):
        dated = "Cumulative" if period and period.months > 12 else "YearOnYear"
        return dated if period or reading.basis == "YearOnYear" else ""
    if period.year - base.period.year > 1:
        return "Cumulative"
    return "" if period.year == base.period.year or "全年" in text[base.begin : base.end] else "YearOnYear"


def stands_now(period: Period | None, sentence: Sentence, quantity: Quantity, reading: Reading, today: Today) -> bool:
    """Whether an undated sentence tells a state, which the year before that was spoken of earlier does not date."""
    past = period is not None and 0 < period.year < today.year and today.month > _REVIEW
    dated = any(t.begin < quantity.begin for t in sentence.times[:_MANY]) or sentence.text.startswith("其中")
    lasting = reading.measure != "Growth" and not reading.action and not lasts_a_year(reading.metric)
    return past and not dated and lasting


def until_it_runs(text: str, sentence: Sentence, quantity: Quantity, reading: Reading, status: str) -> bool:
    """Whether a number is what a project will bring when it runs, of which nothing tells when that is.

    A time told before, of what has been done for it, is not the time of that: 3月开工，年产2000架.
    """
    if status != "Planned" or reading.rule == "capacity" or not statuses.yields(reading.metric):
        return False
    clause = max(text.rfind(mark, sentence.begin, quantity.head) for mark in "，；：。")
    return not any(clause < t.begin < quantity.begin for t in sentence.times[:_MANY])


def gone_by(sentence: Sentence, quantity: Quantity, metric: str, period: Period | None, today: Today) -> bool:
    """Whether the year that a passage before told is past for what a project is expected to bring: 预计年产值3亿元."""
    past = period is not None and 0 < period.year < today.year
    return past and statuses.yields(metric) and not any(t.begin < quantity.begin for t in sentence.times[:_MANY])


def lasts_a_year(metric: str) -> bool:
    """Whether an indicator is told for a year, and not of a moment: 产值, 新增就业."""
    return _OF_YEAR.search(metric) is not None


def starts_later(text: str, time: Time, today: Today) -> bool:
    """Whether a time to come is only when something begins (明年即可投产。), and dates nothing that follows."""
    if time.period is None or not 0 < today.year <= time.period.year:
        return False
    if time.period.year > today.year and _BEGINS.match(text, time.end):
        return True
    coming = time.period.start[:7] > f"{today.year}-{today.month or 12:02d}"
    aimed = text[time.begin - 1 : time.begin] in ("到", "至", "争", "保")
    return coming and not aimed and _HAPPENS.match(text, time.end) is not None


def goes_on(text: str, time: Time, today: Today, feature: bool) -> bool:
    """Whether a time dates what follows its sentence too.

    Not one told by the way; not one to come at which something only begins; not a term (3月底前完成…); in a feature
    no sum of years (三年累计…).
    """
    term = text[time.end - 1 : time.end + 1] in ("底前", "末前") or text.startswith("前", time.end)
    summed = feature and text.startswith("累计", time.end)
    aside = text.startswith(("当月", "当季"), time.end) or text.endswith("其中", 0, time.begin)  # 1—5月…，其中5月当月…
    return not (term or summed or aside or starts_later(text, time, today))


def within(period: Period | None, span: Period) -> bool:
    """Whether a period lies in a longer one."""
    return period is not None and span.start <= period.start and period.end <= span.end


def held(
    period: Period | None, quantity: Quantity, reading: Reading, front: str, status: str, basis: str
) -> Period | None:
    """When it holds exactly: an average over all years, a state at their end. front: the words before the number."""
    average = reading.measure == "Level" and "年均" in front and "年均" in _CLAUSE.split(front)[-1]
    if basis == "AnnualAverage" or average:
        return _over_plan(period)
    return _at_its_end(period, quantity, reading, front, status)


def _over_plan(period: Period | None) -> Period | None:
    """An average per year that is told for the last year of a plan holds for all its years."""
    if period is None or period.months != 12 or period.year % _PLAN or not period.start.endswith("01-01"):
        return period
    return Period(f"{period.year - _PLAN + 1}-01-01", period.end)


_DECADE = 120  # its months


def _at_its_end(period: Period | None, quantity: Quantity, reading: Reading, front: str, status: str) -> Period | None:
    """A state that is told for a span of years holds at its end; what adds up, and what is counted, over all of it."""
    if period is None or period.months <= 12 or reading.measure == "Growth" or reading.rule == "term":
        return period
    if period.months == _DECADE and period.end < "2000":
        return period  # 80年代人均收入
    share = reading.metric.endswith(("比重", "占比", "比例", "强度"))  # 研发投入占比 is a state
    if reading.action or (_FLOW.search(reading.metric) and not share) or _FLOW.search(_CLAUSE.split(front)[-1]):
        return period
    counted = status == "Actual" and quantity.unit.lstrip("万千") in _COUNTS and not _REACHED.search(front)
    if counted:
        return period
    return whole(period.year) if period.end.endswith("12-31") else Period(f"{period.end[:7]}-01", period.end)
