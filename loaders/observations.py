"""Every number in running text that measures something becomes an Observation.

A passage is read from left to right: its time expressions, its quantities, and for each group of quantities what
they measure, when, with which status and about whom (figures/metrics.py, dating.py, status_choice.py, subjects.py).
"""

import re
from collections.abc import Generator, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from loaders.figures import states, terms
from loaders.figures import status as statuses
from loaders.figures.attributes import tiered
from loaders.figures.carried import behind_counted, of_all, ungained, unranked
from loaders.figures.cues import BASE, NAME, NUMBER, TIME, Words
from loaders.figures.dating import (
    Items,
    Memory,
    aimed_for,
    announced,
    basis_of,
    goes_on,
    gone_by,
    held,
    listed_periods,
    looking_back,
    of_ratio,
    origin_of,
    period_of,
    remember,
    stands_now,
    title_period,
    until_it_runs,
    whole,
    within,
)
from loaders.figures.framed import built, of_list
from loaders.figures.frames import carried_on, frame, tasks, to_be_done, year_of
from loaders.figures.grants import in_force
from loaders.figures.labels import canonical
from loaders.figures.metrics import readings
from loaders.figures.namelists import head_of
from loaders.figures.opening import named_by_trade
from loaders.figures.pairs import apart, belonging, repeated
from loaders.figures.phrases import before_next, past_bracket, phrase, text_of
from loaders.figures.plans import status_of, there_now, told_now
from loaders.figures.quantities import quantities
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said
from loaders.figures.sectors import INDUSTRIES, resumes
from loaders.figures.sentence import Sentence, bracket_before, byline, clauses, cut, full
from loaders.figures.setting import Setting
from loaders.figures.standings import against
from loaders.figures.status_choice import chosen
from loaders.figures.subjects import Subjects
from loaders.figures.topics import THINGS
from loaders.figures.unnamed import of_unnamed
from loaders.figures.wrapped import averaged, households, of_whole, paced
from loaders.folding import fold, fold_title, unspaced
from loaders.named import Named
from loaders.periods import Period, Time, Today, times
from loaders.text import Heading, Passage, Text
from ontology.facts import Observation, Ref
from ontology.values import record, replace

_SITES = THINGS - {"Project"}
_NAMES = (THINGS - {"Project"}) | {"Policy", "Program", "Honour"}
# How large those are that an indicator is of: 工业总产值（2000万元以上）65.82亿元, 固定资产投资（500万元以上）完成….
_LIMITED = re.compile(
    r"（[^（），。；\d]{0,12}\d[\d.]*[万亿]?元(?:及)?以[上下][^（），。；]{0,6}）(?=[完实达累同比增下为]{0,3}[\d完实达累同增下])"
)
_SIZE = re.compile(r"\d[\d.]*(?:英寸|寸|纳米|微米)")  # a name may begin with the size of goods: 12英寸晶圆项目
_THAN_BEFORE = re.compile(  # 比|入园前|翻了一番
    r"[比较](?P<when>[\u4e00-\u9fff]{2,8}?之?前)(?=提[高升]|翻|增[长加]|上升|减少|下降|降低|缩短|节[约省]|多|少)"
)
_AGES = re.compile(r"(?<=\d)[—~～](?=\d{1,3}周?岁)")
_FIRST_YEARS = re.compile(r"前[一二两三四五]年")  # of a firm, in a policy: 前两年租金全免
_CLASSED = ("家", "户", "个")
_BLANKS = str.maketrans(
    dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
)
_REMEMBERED = 8  # groups of numbers that a later one may refer to
_BACK = 160  # characters before a sentence in which what it goes on with is named
_PLACES = ("位", "名", "位次", "个位次")  # by which a rank rises or falls
_REACH = 120  # characters behind a number that may name what it counts


def observations(text: Text, passages: Sequence[Passage], named: Sequence[Named]) -> tuple[Observation, ...]:
    """Every number of the passages that measures something. named: the things named in them, in their order."""
    content = unspaced(fold(text.content))
    today = looking_back(Today.of(text.document.date, text.document.title), text.document.title, content)
    title = fold_title(text.document.title, text.content)
    subjects = Subjects(text.document.area, named, title)
    frame = title_period(text.document.title, today)
    memory = Memory(frame, frame)
    granted = in_force(text.document.title, content, today)
    found: list[Observation] = []
    for passage in passages:
        found += _passage(passage, today, subjects, memory, granted)
    return tuple(found)


def _passage(
    passage: Passage, today: Today, subjects: Subjects, memory: Memory, granted: Period | None
) -> Iterator[Observation]:
    section = statuses.under(passage.section, passage.source.document.title)
    told, stand = _headed(section, today), status_of(passage, today) or memory.stand
    to_do = not stand and not told and memory.title and tasks(passage.text, today)
    planned = not stand and not told and to_be_done(passage.source.document.title, passage.text, today)
    if told and (len({each.year for each in told}) == 1 or len(section) > 1):
        memory.period = told[-1]
    elif memory.title:
        memory.period = whole(today.year) if to_do else memory.title
    elif granted or planned or (stand == "Target" and memory.period and memory.period.year < today.year):
        memory.period = None  # neither an article of a policy nor a task goes on with a time that one before it told
    feature = subjects.feature and not told and memory.title is None
    aim = year_of(passage.text, memory.frame, today) if feature and not granted else None
    memory.period, memory.frame = (aim, memory.frame) if aim else (memory.period, carried_on(memory.frame))
    year = memory.period.year if memory.period and memory.period.months <= 12 and (aim or not feature) else 0
    opening = byline(passage.text)
    found = [t for t in times(passage.text, today, year, memory.period) if t.begin >= opening]
    found = [t for t in found if not (granted and _FIRST_YEARS.match(passage.text, t.begin))]
    named = subjects.names(passage)
    inside = [(n.begin, n.end) for n in named if n.ref.kind in _NAMES and not n.implicit]
    inside += [(n.begin, n.begin + size.end()) for n in named if (size := _SIZE.match(n.ref.name))]
    limits = [found.span() for found in _LIMITED.finditer(passage.text)]
    every = quantities(passage.text, [*((t.begin, t.end) for t in found), *inside, *limits])
    if every:
        spans = list(full(passage))
        topics = subjects.topics(passage, found, spans)
        words = Words(_masked(topics.masked, found, every, topics.listed_before(every)))
        default = stand or ("Target" if to_do or planned else "Actual")
        setting = Setting(passage, today, words, topics, default, memory.title, feature, granted)
        memory.frame = yield from _read(setting, cut(passage.text, spans, found, every), memory.period, memory.frame)
    remember(memory, found, passage, today)


@lru_cache(maxsize=64)
def _headed(section: tuple[Heading, ...], today: Today) -> tuple[Period, ...]:
    """The periods that the headings over a passage tell."""
    titles = [heading.title for heading in section]
    found = [t.period for t in times("；".join(titles), today) if t.period and not t.base and not t.day]
    return tuple(period for period in found if not announced(titles[-1], period, today))


def _read(
    setting: Setting, every: Sequence[Sentence], running: Period | None, framed: str
) -> Generator[Observation, None, str]:
    """The numbers of a passage in their order, each knowing what was said before it; returns the frame they leave.

    framed: the status that the sentences before have by an announcement (figures/frames.py).
    """
    earlier: list[tuple[Reading, ...]] = []
    places: list[int] = []
    hold = _Hold(running, from_before=running is not None and setting.feature)
    default, outer = setting.default, Items()
    for sentence in every:
        hold = _Hold(outer.running(sentence, hold.running), hold.from_before, hold.span)
        framed = frame(framed, sentence.text, sentence.times, setting.today) if default == "Actual" else ""
        framed = framed if framed == "Planned" or setting.feature else ""
        if setting.default != (framed or default):
            setting = replace(setting, default=framed or default)
        sector: Ref | None = None  # the industry that the number before is about
        within = False  # whether that only counted some of its firms
        told: list[Ref | None] = []  # what the numbers before are about
        for i, group in enumerate(sentence.groups):
            opened = bracket_before(setting.passage.text, sentence, i)
            while opened >= 0 and len(places) > 1 and places[-1] > opened:
                places.pop(), earlier.pop()
            read = readings(_said(setting, sentence, i, tuple(earlier[-_REMEMBERED:])), group)
            read = tiered(setting.passage.text[sentence.begin : group[0].head], read)
            earlier.append(read)
            places.append(group[0].begin)
            since = sentence.groups[i - 1][-1].tail if i else sentence.begin
            completed = any(
                kind == "Planned" and at < group[0].begin - sentence.begin for at, kind, _ in sentence.cues[:8]
            )
            pairs = setting.topics.paired(group, sentence.begin, since)
            pairs = () if apart(read, pairs) else pairs or repeated(setting.passage.text, since, group, told)
            own = listed_periods(setting.passage.text, sentence, group)
            for n, (quantity, each) in enumerate(zip(group, read, strict=True)):
                reading = replace(each, completed=True) if completed else each
                placed = of_ratio(group, quantity)
                period = own[n] if own else period_of(setting.passage.text, sentence, placed, since, hold.running)
                period = _dated(setting, _Number(sentence, placed, reading, since), period, hold)
                hold = _Hold(hold.running, hold.from_before, hold.span, period is not None and period == hold.running)
                words = setting.passage.text[since : quantity.begin]
                part = sector if "；" not in words or resumes(words) else None
                if (
                    part and reading.rule == "of several" and part.name not in reading.metric
                ):  # 轴承企业90家，其中规上30家，去年实现产值40亿元
                    reading = replace(reading, rule="named before")
                elif within:
                    part = None
                found = _observation(setting, sentence, quantity, reading, period, part)
                found = belonging(found, pairs[n]) if pairs else found
                found = named_by_trade(
                    found, setting.passage.text, setting.topics.named, quantity.head, paired=bool(pairs)
                )
                told.append(found.about)
                trade = found.about if found.about and found.about.kind in INDUSTRIES and not pairs else None
                within = trade is None and sector is not None and sector.name in found.metric and "其中" in words
                sector = trade or (sector if within else None)
                if reading.rule == "attribute" and found.about and found.about.kind in ("Project", "Program"):
                    setting = replace(setting, topics=setting.topics.speaking_of(found.about, quantity.begin))
                yield found
        hold = _next(setting, sentence, hold)
        dated = None if hold.running == setting.title else hold.running  # by more than the report's title
        if default != "Target" and statuses.tasks_follow(sentence.text, dated, setting.today):
            default, hold = "Target", replace(hold, running=dated or whole(setting.today.year))
    return framed


@record
class _Hold:
    """The times that hold. running: the period told last; from_before: whether it was told in a passage before, of no
    report; span: the years that the passage sums up later; kept: whether the number before it has the running one."""

    running: Period | None
    from_before: bool = False
    span: Period | None = None
    kept: bool = False


@record
class _Number:
    """A number with its sentence and what it says; since: where the words about it begin."""

    sentence: Sentence
    quantity: Quantity
    reading: Reading
    since: int


def _dated(setting: Setting, number: _Number, period: Period | None, hold: _Hold) -> Period | None:
    """When a number holds, where the words before it say or leave open a period: a state may hold now instead."""
    sentence, quantity, reading, running = number.sentence, number.quantity, number.reading, hold.running
    text, this_year = setting.passage.text, whole(setting.today.told or setting.today.year)
    if states.formerly(text, sentence, quantity, reading):
        return None
    if reading.rule == "term":
        return terms.runs(text, sentence.begin, quantity) or setting.granted
    summed = hold.span and period == running and within(running, hold.span)
    if summed and "累计" in text[number.since : quantity.head]:
        period = hold.span
    spoken = setting.feature and not hold.kept and period is not None and period == running
    if spoken and stands_now(period, sentence, quantity, reading, setting.today):
        period = this_year
    if period and states.lies(text, sentence, quantity, reading, period):
        period = this_year
    if setting.feature and period == running and states.since_then(sentence, quantity):
        period = this_year
    if setting.feature and period and states.outlasts(text, sentence, quantity, reading, setting.today):
        period = this_year
    if reading.rule != "held":  # a bound that was kept was set for the time told
        period = aimed_for(period, sentence, quantity, setting.today)
    actual = setting.default == "Actual"
    if setting.granted and period is not None and states.of_rule(text, sentence, period):
        return setting.granted
    if period is not None:
        now = actual and not setting.title and states.there(sentence, quantity, reading)
        before = actual and hold.from_before and period == running
        return this_year if now or (before and states.gathered(text, quantity, reading)) else period
    dateless = running is None and not origin_of(text, quantity, number.since) >= 0
    stock = actual and states.undated(text, sentence, quantity, reading, setting.today.month)
    if dateless and setting.granted:
        return setting.granted
    late = setting.feature and states.of_late(sentence, quantity, reading, setting.today)
    return this_year if (dateless and stock) or late else None


def _next(setting: Setting, sentence: Sentence, hold: _Hold) -> _Hold:
    """The times that hold behind a sentence; of a policy's rules each tells its own."""
    if setting.granted:
        return _Hold(None)
    holding = [t for t in sentence.times if not t.origin and not t.day and t.until >= sentence.end]
    holding = [t for t in holding if goes_on(setting.passage.text, t, setting.today, setting.feature)]
    if setting.title is not None and setting.title.year <= setting.today.year:
        holding = [t for t in holding if not (t.period and t.period.year < setting.title.year)]
    if setting.title is not None and setting.title.months <= 12:  # 2024年重点工作 goes on behind 力争到2026年…
        far = [t for t in holding if t.period and t.period.year > setting.title.year]
        holding = [
            t for t in holding if t not in far or setting.passage.text[t.begin - 1 : t.begin] not in ("到", "至")
        ]
    span = next((t.period for t in holding if t.period and t.period.months > 12), hold.span)
    return _Hold(holding[-1].period, span=span) if holding else replace(hold, span=span)


_MEANS = ("月均", "日均", "周均", "均值")


def _masked(text: str, found: Sequence[Time], every: Sequence[Quantity], sites: Sequence[tuple[int, int]]) -> str:
    """The text with each character of a quantity made NUMBER, of a time TIME, or BASE where it is compared with.

    sites: names of places directly before a number, which are made NAME.
    """
    chars = list(text)
    opening = byline(text)
    title = max((quantity.tail for quantity in every if quantity.tail < opening), default=0)
    begins = next((i for i in range(title, opening) if text[i].isspace()), title) if title else 0
    chars[begins:opening] = "，" * (opening - begins)
    for begin, end in sites:
        chars[begin:end] = NAME * (end - begin)
    for time in found:
        end = time.end + 2 * (time.base and text.startswith(_MEANS, time.end))  # 较上半年|月均
        chars[time.begin : end] = (BASE if time.base else TIME) * (end - time.begin)
    for before in _THAN_BEFORE.finditer(text) if "前" in text else ():
        chars[before.start("when") : before.end("when")] = BASE * (before.end("when") - before.start("when"))
    for quantity in every:
        chars[quantity.head : quantity.tail] = NUMBER * (quantity.tail - quantity.head)
    return _AGES.sub("-", "".join(chars)).translate(_BLANKS)


def _said(setting: Setting, sentence: Sentence, i: int, memory: tuple[tuple[Reading, ...], ...]) -> Said:
    """The words around a group."""
    words, group = setting.words, sentence.groups[i]
    start = sentence.groups[i - 1][-1].tail if i else sentence.begin
    *earlier, near = clauses(words.between(start, group[0].head))
    near = past_bracket(near) if i and not earlier else near
    if i and not earlier and memory:
        near = behind_counted(near, memory[-1][-1])
    if i > 1 and setting.passage.text[start : start + 1] == "，" and group[0].unit not in _CLASSED:
        memory = of_all(memory, setting.passage.text[sentence.groups[i - 2][-1].tail : start])
    tail = group[-1].tail
    end = min(sentence.end, tail + _REACH)
    stop = min(end, sentence.groups[i + 1][0].head) if i + 1 < len(sentence.groups) else end
    behind = clauses(words.between(tail, end))
    rest, after = behind[0], before_next(clauses(words.between(tail, stop)) if stop < end else behind, stop < end)
    original = setting.passage.text[rest[0].begin : rest[-1].end] if rest else ""
    return Said(
        before=near,
        words=text_of(near),
        name=phrase(near),
        earlier=tuple(c for c in earlier if c),
        after=after,
        follows=text_of(after),
        rest=rest,
        memory=ungained(memory if group[0].form == "rank" or group[0].unit in _PLACES else unranked(memory)),
        fresh=i == 0,
        joined=not earlier,
        original=original,
        project=setting.topics.in_project(group[0]),
        between=tuple(setting.passage.text[a.tail : b.head] for a, b in pairwise(group)),
        back=setting.passage.text[max(0, sentence.begin - _BACK) : sentence.begin],
        beyond=behind[1] if len(behind) > 1 else (),
    )


def _observation(
    setting: Setting,
    sentence: Sentence,
    quantity: Quantity,
    reading: Reading,
    period: Period | None,
    sector: Ref | None,
) -> Observation:
    about, area = setting.topics.about(quantity, reading, sentence.begin, sector)
    reading = built(setting.passage.text, quantity, reading, about)
    if there_now(sentence, quantity, about, period, setting.title, setting.today):
        period = whole(setting.today.year)
    stand = chosen(setting, sentence, quantity, reading, period, project=about is not None and about.kind == "Project")
    own = about is not None and about.kind in _SITES and not setting.title and reading.measure == "Level"
    if (
        own
        and stand != "Target"
        and states.stands(setting.passage.text, sentence, quantity, reading.metric, period, setting.today)
    ):
        period = whole(setting.today.year)
    if stand == "Planned" and told_now(sentence, quantity, about, reading.metric, period, setting.today):
        period = whole(setting.today.year)
    named = of_list(setting.topics.without(reading.metric, about))
    named = of_whole(named) if about is not None and about.kind == "Project" else named
    head = head_of(named) if about is not None and about.kind in INDUSTRIES else ""
    if head and named in ("企业" + head, "相关企业" + head):
        named = head  # 纺织业：企业58家，产值49亿元
    metric = (reading.completed and statuses.after_completion(named)) or canonical(named)
    if quantity.unit == "倍" and reading.measure == "Level":
        metric = against(setting.passage.text, sentence.begin, quantity.head, metric)
    if reading.measure == "Growth":
        metric = paced(setting.passage.text, quantity.head, quantity.unit, metric)
    elif reading.measure == "Level":
        metric = averaged(setting.passage.text, sentence.begin, quantity.head, metric)
    metric = households(setting.passage.text, quantity.begin, quantity.end, quantity.unit, metric)
    if about is None or about.kind == "Place":
        metric = of_unnamed(setting.passage.text, sentence.begin, quantity.head, metric)
    basis = basis_of(setting.passage.text, sentence, quantity, reading, period)
    front = setting.passage.text[max(sentence.begin, quantity.head - 30) : quantity.head]
    when = period if period == setting.granted else held(period, quantity, reading, front, stand, basis)
    when = None if until_it_runs(setting.passage.text, sentence, quantity, reading, stand) else when
    if stand in ("Planned", "Target") and when and states.over(when, sentence, setting.today):
        when = whole(setting.today.year)
    own = about is not None and about.kind != "Place"
    if own and stand == "Estimate" and gone_by(sentence, quantity, metric, period, setting.today):
        when = None
    return Observation(
        value=-quantity.value if reading.falls or front.endswith("零下") else quantity.value,
        unit=quantity.unit,
        metric=metric,
        evidence=setting.passage.evidence(quantity.begin, quantity.end),
        method=reading.rule,
        confidence=reading.confidence,
        measure=reading.measure,
        basis=basis,
        status=stand,
        comparator=quantity.comparator,
        start=when.start if when else "",
        end=when.end if when else "",
        about=about,
        area=area,
        scope=statuses.scope(front, reading, about) if area in (setting.topics.home, None) else "",
    )
