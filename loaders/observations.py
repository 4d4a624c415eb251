"""Every number in running text that measures something becomes an Observation.

A passage is read from left to right: its time expressions, its quantities, and for each group of quantities what
they measure (metrics.py), when (periods.py), with which status (status.py) and about whom (subjects.py).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders import status as statuses
from loaders.cues import BASE, NUMBER, TIME, Token, Words, parts
from loaders.metrics import readings
from loaders.named import Named
from loaders.periods import Period, Time, Today, times
from loaders.quantities import Quantity, quantities
from loaders.said import Reading, Said, canonical
from loaders.subjects import Subjects, Topics
from loaders.text import Passage, Text, sentences
from ontology.facts import Observation

_CLAUSE_ENDS = frozenset("，；：。！？…—（）")
_STOPS = "。！？…"
_CLOSING = "”’」』）)】》\"' "
_NAMES = frozenset(
    (
        "Policy",
        "Program",
        "Honour",
        "Company",
        "Platform",
        "IndustrialPlatform",
        "InnovationPlatform",
        "DigitalPlatform",
    )
)
_FROM = re.compile(r"[由从自][^，；由从自]{0,12}$")
_TO = re.compile(r"(?:[\u4e00-\u9fff]{1,4})?[至到为]")
# A state that is told without a date holds for the year of the document.
_STOCK = re.compile(r"辖|[总住籍村]人口|[土域县市区]面积|海岸线|国境线|储量|蕴藏|现有|拥有|共有|设有|坐拥|境内")
_REVIEWED = 2  # up to this month a document tells of the year before
_ITEM = re.compile(r"——|[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]|[•●■◆]")
_MANY = 400  # time expressions of a sentence that are looked at
_REMEMBERED = 3  # groups of numbers that a later one may refer to
_REACH = 120  # characters behind a number that may name what it counts


@dataclass(slots=True)
class _Memory:
    """What was said earlier in the document: the period a passage leaves to the next, and the title's."""

    period: Period | None = None
    title: Period | None = None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its place in the passage, its words, its holding times, its groups of quantities, its status cues."""

    begin: int
    end: int
    text: str
    times: tuple[Time, ...]
    bases: tuple[Time, ...]
    groups: tuple[tuple[Quantity, ...], ...]
    cues: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all numbers of a passage share."""

    passage: Passage
    today: Today
    words: Words
    topics: Topics
    default: str


def observations(text: Text, passages: Sequence[Passage], named: Sequence[Named]) -> tuple[Observation, ...]:
    """Every number of the passages that measures something. named: the things named in them, in their order."""
    today = Today.of(text.document.date)
    subjects = Subjects(text.document.area, named)
    frame = _title_period(text.document.title, today)
    memory = _Memory(frame, frame)
    found: list[Observation] = []
    for passage in passages:
        found += _passage(passage, today, subjects, memory)
    return tuple(found)


def _title_period(title: str, today: Today) -> Period | None:
    """The period that a report is about by its title."""
    told = [t.period for t in times(title, today) if t.period and not t.base and not t.day]
    if told:
        return told[-1]
    match = re.match(r"\D{0,12}((?:19|20)\d{2})\D", title)
    return _whole(int(match[1])) if match else None


def _whole(year: int) -> Period | None:
    return Period(f"{year}-01-01", f"{year}-12-31") if year else None


def _passage(passage: Passage, today: Today, subjects: Subjects, memory: _Memory) -> Iterator[Observation]:
    heading = list(times("；".join(h.title for h in passage.section), today))
    if told := [t.period for t in heading if t.period and not t.base and not t.day]:
        memory.period = told[-1]
    elif memory.title:
        memory.period = memory.title
    year = memory.period.year if memory.period and memory.period.months <= 12 else 0
    found = list(times(passage.text, today, year, memory.period))
    inside = [(n.begin, n.end) for n in subjects.names(passage) if n.ref.kind in _NAMES and not n.implicit]
    every = quantities(passage.text, [*((t.begin, t.end) for t in found), *inside])
    if every:
        spans = list(_full_sentences(passage))
        topics = subjects.topics(passage, found, spans)
        words = Words(_masked(topics.masked, found, every))
        default = statuses.default(passage.section) if passage.kind != "heading" else "Actual"
        setting = _Setting(passage, today, words, topics, default)
        yield from _read(setting, _sentences(passage.text, spans, found, every), memory.period)
    _remember(memory, found, passage, today)


def _read(setting: _Setting, every: Sequence[_Sentence], running: Period | None) -> Iterator[Observation]:
    """The numbers of a passage in their order, each knowing what was said before it."""
    earlier: list[tuple[Reading, ...]] = []
    for sentence in every:
        for i, group in enumerate(sentence.groups):
            read = readings(_said(setting, sentence, i, tuple(earlier[-_REMEMBERED:])), group)
            earlier.append(read)
            since = sentence.groups[i - 1][-1].tail if i else sentence.begin
            completed = any(
                kind == "Planned" and at < group[0].begin - sentence.begin for at, kind, _ in sentence.cues[:8]
            )
            for quantity, each in zip(group, read, strict=True):
                reading = replace(each, completed=completed)
                period = _period(setting.passage.text, sentence, quantity, since, running)
                if period is None and running is None and _undated_stock(setting, sentence, reading):
                    period = _whole(setting.today.year)
                found = _observation(setting, sentence, quantity, reading, period)
                if reading.rule == "attribute" and found.about and found.about.kind == "Project":
                    setting = replace(setting, topics=setting.topics.speaking_of(found.about, quantity.begin))
                yield found
        holding = [t for t in sentence.times if not t.origin and not t.day and t.until >= sentence.end]
        running = holding[-1].period if holding else running


def _full_sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """Sentences to the full stop: what holds for one part of a list with semicolons holds for the next."""
    start = 0
    for begin, end in sentences(passage):
        tail = passage.text[max(begin, end - 8) : end].rstrip(_CLOSING)
        if tail[-1:] in _STOPS or end == len(passage.text):
            yield start, end
            start = end
    if start < len(passage.text):
        yield start, len(passage.text)


def _sentences(
    text: str, spans: Sequence[tuple[int, int]], found: Sequence[Time], every: Sequence[Quantity]
) -> list[_Sentence]:
    times_at, quantities_at = [t.begin for t in found], [q.begin for q in every]
    out = []
    for begin, end in spans:
        own = every[bisect_left(quantities_at, begin) : bisect_left(quantities_at, end)]
        held = found[bisect_left(times_at, begin) : bisect_left(times_at, end)]
        words = text[begin:end]
        cues = tuple(statuses.cues(words)) if own else ()
        holding, bases = tuple(t for t in held if not t.base), tuple(t for t in held if t.base)
        out.append(_Sentence(begin, end, words, holding, bases, _groups(text, own), cues))
    return out


def _groups(text: str, own: Sequence[Quantity]) -> tuple[tuple[Quantity, ...], ...]:
    """The numbers of a sentence, those of one list together."""
    groups: list[list[Quantity]] = []
    for quantity in own:
        if groups and _joined(text, groups[-1][-1], quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return tuple(tuple(g) for g in groups)


def _joined(text: str, one: Quantity, two: Quantity) -> bool:
    """Whether two numbers stand in one list: 8家、50家; 7.8%和7.7%; 3至5; 50:30:20."""
    between = text[one.tail : two.head]
    if one.form == two.form == "ratio":
        return between in (":", "∶")
    if between in ("至", "到"):
        return two.form == "range"
    if re.fullmatch(r"[、和与及]|以及|[—\-~]{1,2}", between):
        return True
    turned = re.fullmatch(r"[、和与及](?:同比)?(?P<verb>[\u4e00-\u9fff]{1,3})", between)
    return bool(turned and one.unit == two.unit and parts().get(turned["verb"], frozenset()) & {"rise", "fall"})


def _masked(text: str, found: Sequence[Time], every: Sequence[Quantity]) -> str:
    """The text with each character of a quantity made NUMBER, of a time TIME, or BASE where it is compared with."""
    chars = list(text)
    for time in found:
        chars[time.begin : time.end] = (BASE if time.base else TIME) * (time.end - time.begin)
    for quantity in every:
        chars[quantity.head : quantity.tail] = NUMBER * (quantity.tail - quantity.head)
    return "".join(chars)


def _said(setting: _Setting, sentence: _Sentence, i: int, memory: tuple[tuple[Reading, ...], ...]) -> Said:
    """The words around a group."""
    words, group = setting.words, sentence.groups[i]
    start = sentence.groups[i - 1][-1].tail if i else sentence.begin
    *earlier, near = _clauses(words.between(start, group[0].head))
    tail = group[-1].tail
    end = min(sentence.end, tail + _REACH)
    stop = min(end, sentence.groups[i + 1][0].head) if i + 1 < len(sentence.groups) else end
    rest = _clauses(words.between(tail, end))[0]
    original = setting.passage.text[rest[0].begin : rest[-1].end] if rest else ""
    return Said(
        before=near,
        earlier=tuple(c for c in earlier if c),
        after=_clauses(words.between(tail, stop))[0],
        rest=rest,
        memory=memory,
        fresh=i == 0,
        joined=not earlier,
        original=original,
        project=setting.topics.in_project(group[0]),
        between=tuple(setting.passage.text[a.tail : b.head] for a, b in pairwise(group)),
    )


def _clauses(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The words cut at commas and stops outside quotes and brackets; one empty clause at least."""
    out: list[Sequence[Token]] = []
    begin = 0
    for i, token in enumerate(tokens):
        if token.word in _CLAUSE_ENDS and not token.depth and not _short_bracket(tokens, i):
            out.append(tokens[begin:i])
            begin = i + 1
    return [*out, tokens[begin:]]


def _short_bracket(tokens: Sequence[Token], i: int) -> bool:
    """Whether a bracket only adds to its word: 县（市）, 智能工厂（数字化车间）."""
    inner = tokens[i + 1] if tokens[i].word == "（" and i + 1 < len(tokens) else tokens[i - 1] if i else tokens[i]
    return tokens[i].word in "（）" and inner.depth > 0


def _period(text: str, sentence: _Sentence, quantity: Quantity, since: int, running: Period | None) -> Period | None:
    """The period of a number: told in its own words, before in its sentence, after in it, or before in the text."""
    if base := next((t for t in sentence.bases[:_MANY] if text[t.end : quantity.head] == "的" and t.period), None):
        return base.period
    held = [t for t in sentence.times[:_MANY] if t.until >= quantity.end]
    at = bisect_left(held, quantity.begin, key=lambda t: t.begin)
    origin = (
        _FROM.search(text, max(since, quantity.head - 14), quantity.head) if _TO.match(text, quantity.tail) else None
    )
    if origin is not None:
        return held[at - 1].period if at and held[at - 1].begin > origin.start() else None
    if at and held[at - 1].begin >= since:
        return held[at - 1].period
    before = next((t for t in reversed(held[:at]) if not t.origin), None)
    if before is not None:
        frame = held[0]
        if frame.now and frame is not before and "；" in text[before.end : quantity.begin]:
            return frame.period
        return before.period
    if running is None and at < len(held):
        return held[at].period
    return running


def _remember(memory: _Memory, found: Sequence[Time], passage: Passage, today: Today) -> None:
    """What a passage leaves to the next: the last whole year it spoke of; the future only to the items of a list."""
    lists = passage.text.endswith("：") or _ITEM.match(passage.text) is not None
    for time in found:
        if time.base or time.origin or time.day or time.until < len(passage.text):
            continue
        if time.period and time.period.year > today.year > 0 and not lists:
            continue
        if time.period is None:
            memory.period = None
        elif time.period.months >= 12:
            memory.period = time.period
        else:
            memory.period = _whole(time.period.year)


def _observation(
    setting: _Setting, sentence: _Sentence, quantity: Quantity, reading: Reading, period: Period | None
) -> Observation:
    about, area = setting.topics.about(quantity, reading, sentence.begin)
    stand = _status(setting, sentence, quantity, reading, period, project=about is not None and about.kind == "Project")
    metric = (reading.completed and statuses.after_completion(reading.metric)) or canonical(reading.metric)
    basis = reading.basis or ("YearOnYear" if period else "")
    front = setting.passage.text[max(sentence.begin, quantity.head - 30) : quantity.head]
    return Observation(
        value=-quantity.value if reading.falls else quantity.value,
        unit=quantity.unit,
        metric=metric,
        evidence=setting.passage.evidence(quantity.begin, quantity.end),
        method=reading.rule,
        confidence=reading.confidence,
        measure=reading.measure,
        basis=basis if reading.measure == "Growth" else "",
        status=stand,
        comparator=quantity.comparator,
        start=period.start if period else "",
        end=period.end if period else "",
        about=about,
        area=area,
        scope=statuses.scope(front),
    )


def _status(
    setting: _Setting,
    sentence: _Sentence,
    quantity: Quantity,
    reading: Reading,
    period: Period | None,
    project: bool,
) -> str:
    """The status: what the cues say, else the section; what a change starts from, and what lies behind, are facts."""
    head, tail = quantity.head - sentence.begin, quantity.tail - sentence.begin
    if _FROM.search(sentence.text, max(0, head - 16), head) and _TO.match(sentence.text, tail):
        return "Actual"
    cue = statuses.status(sentence.text, sentence.cues, quantity.begin - sentence.begin, "")
    if reading.status and cue in ("", "Target"):
        return reading.status
    planned = statuses.planned(reading.metric, project) or (project and _of_plan(setting, reading))
    if planned and cue in ("", "Actual"):
        return "Planned"
    if (
        not cue
        and period
        and period.end[:7] >= f"{setting.today.year}-{setting.today.month:02d}"
        and period.months > 11
    ):
        cue = "Estimate" if any(kind == "Estimate" and at < head for at, kind, _ in sentence.cues[:8]) else ""
    if cue and cue != "Target":
        return cue
    return statuses.by_period(cue or setting.default, period, setting.today, said=bool(cue))


def _undated_stock(setting: _Setting, sentence: _Sentence, reading: Reading) -> bool:
    """Whether the number tells a state and nothing tells when: it holds for the year of the document."""
    if reading.measure == "Growth" or reading.status or sentence.times or sentence.cues or setting.default != "Actual":
        return False
    if _STOCK.search(sentence.text):
        return True
    return (
        setting.today.month > _REVIEWED and not reading.action and reading.rule not in ("spent", "attribute", "unnamed")
    )


def _of_plan(setting: _Setting, reading: Reading) -> bool:
    """Whether a project's number is what it is to be: in its own entry of a list, or as its attribute."""
    heading = setting.topics.heading
    listed = heading is not None and heading.kind == "Project"
    return (listed or reading.rule == "attribute") and not re.search(r"完成|累计|到位", reading.metric)
