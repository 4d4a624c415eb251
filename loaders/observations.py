"""Every number in running text that measures something becomes an Observation.

A passage is read from left to right: its time expressions, its quantities, and for each group of quantities what
they measure (metrics.py), when (periods.py), with which status (status.py) and about whom (subjects.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders import status as statuses
from loaders.cues import BASE, NUMBER, TIME, Token, Words
from loaders.metrics import Reading, Said, canonical, readings
from loaders.named import Named
from loaders.periods import Period, Time, Today, times
from loaders.quantities import Quantity, quantities
from loaders.subjects import Subjects, Topics
from loaders.text import Passage, Text, sentences
from ontology.facts import Observation

_CLAUSE_ENDS = frozenset("，；：。！？…—")
_STOP = "。！？…"
_FROM = re.compile(r"[由从自][^，；]{0,8}$")
_TO = re.compile(r"(?:[\u4e00-\u9fff]{2,4})?[至到为]")
_NAMES = {"Policy", "Program", "Honour", "Company", "Platform", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Agency"}
_REMEMBERED = 3  # groups of numbers that a later one may refer to


@dataclass(slots=True)
class _Memory:
    """What was said earlier in the document: the period a passage leaves to the next, under which heading."""

    period: Period | None = None
    year: int = 0


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its place in the passage, and its times, quantities and status cues."""

    begin: int
    end: int
    times: tuple[Time, ...]
    groups: tuple[tuple[Quantity, ...], ...]
    cues: tuple[tuple[int, str, bool], ...] = ()


def observations(text: Text, passages: Sequence[Passage], named: Sequence[Named]) -> tuple[Observation, ...]:
    """Every number of the passages that measures something. named: the things named in them, in their order."""
    today = Today.of(text.document.date)
    subjects = Subjects(text.document.area, named)
    memory = _Memory(year=_title_year(text.document.title))
    memory.period = _whole(memory.year)
    found: list[Observation] = []
    for passage in passages:
        found += _passage(passage, today, subjects, memory)
    return tuple(found)


def _title_year(title: str) -> int:
    match = re.search(r"((?:19|20)\d{2})年?(?!.*规划)", title)
    return int(match[1]) if match else 0


def _whole(year: int) -> Period | None:
    return Period(f"{year}-01-01", f"{year}-12-31") if year else None


def _passage(passage: Passage, today: Today, subjects: Subjects, memory: _Memory) -> Iterator[Observation]:
    text = passage.text
    heading = list(times("；".join(h.title for h in passage.section), today))
    if told := [t.period for t in heading if t.period and not t.base]:
        memory.period = told[-1]
    year = memory.period.year if memory.period and memory.period.months == 12 else memory.year
    found = list(times(text, today, year))
    inside = [(n.begin, n.end) for n in subjects.names(passage) if n.ref.kind in _NAMES and not n.implicit]
    every = quantities(text, [*((t.begin, t.end) for t in found), *inside])
    if not every:
        _remember(memory, found)
        return
    spans = list(_full_sentences(passage))
    topics = subjects.topics(passage, found, spans)
    words = Words(_masked(topics.masked, found, every))
    default = statuses.default(passage.section) if passage.kind != "heading" else "Actual"
    earlier: list[tuple[Reading, ...]] = []
    running = memory.period
    for begin, end in spans:
        sentence = _sentence(text, begin, end, found, every)
        for i, group in enumerate(sentence.groups):
            said = _said(text, words, sentence, i, tuple(earlier[-_REMEMBERED:]))
            read = readings(said, group)
            earlier.append(read)
            for quantity, reading in zip(group, read, strict=True):
                period = _period(text, sentence, quantity, running)
                yield _observation(passage, sentence, quantity, reading, period, default, today, topics)
        running = _running(sentence, running)
    _remember(memory, found)


def _masked(text: str, found: Sequence[Time], every: Sequence[Quantity]) -> str:
    """The text with each character of a quantity made NUMBER, of a time TIME, or BASE where it is compared with."""
    chars = list(text)
    for time in found:
        chars[time.begin : time.end] = (BASE if time.base else TIME) * (time.end - time.begin)
    for quantity in every:
        chars[quantity.head : quantity.tail] = NUMBER * (quantity.tail - quantity.head)
    return "".join(chars)


def _full_sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """Sentences to the full stop: what holds for one part of a list with semicolons holds for the next."""
    start = 0
    for begin, end in sentences(passage):
        if passage.text[begin:end].rstrip("”’」』）)】》\"' ")[-1:] in _STOP or end == len(passage.text):
            yield start, end
            start = end
    if start < len(passage.text):
        yield start, len(passage.text)


def _remember(memory: _Memory, found: Sequence[Time]) -> None:
    """What a passage leaves to the next: the last whole year it spoke of."""
    for time in found:
        if time.base or time.origin:
            continue
        if time.period is None:
            memory.period = None
        elif time.period.months >= 12:
            memory.period = time.period
        else:
            memory.period = _whole(time.period.year)


def _running(sentence: _Sentence, running: Period | None) -> Period | None:
    for time in sentence.times:
        if not time.base and not time.origin:
            running = time.period
    return running


def _sentence(text: str, begin: int, end: int, found: Sequence[Time], every: Sequence[Quantity]) -> _Sentence:
    own = [q for q in every if begin <= q.begin < end]
    groups: list[list[Quantity]] = []
    for quantity in own:
        if groups and _joined(text, groups[-1][-1], quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return _Sentence(
        begin,
        end,
        tuple(t for t in found if begin <= t.begin < end),
        tuple(tuple(g) for g in groups),
        tuple(statuses.cues(text[begin:end])),
    )


def _joined(text: str, one: Quantity, two: Quantity) -> bool:
    """Whether two numbers stand in one list: 8家、50家; 7.8%和7.7%; 3至5."""
    between = text[one.tail : two.head]
    if one.form == two.form == "ratio":
        return between in (":", "∶")
    return re.fullmatch(r"[、和与及]|以及|[—\-~]{1,2}|至|到", between) is not None and (
        two.form == "range" or between not in ("至", "到")
    )


def _said(text: str, words: Words, sentence: _Sentence, i: int, memory: tuple[tuple[Reading, ...], ...]) -> Said:
    """The words around a group."""
    group = sentence.groups[i]
    start = sentence.groups[i - 1][-1].tail if i else sentence.begin
    *earlier, near = _clauses(words.between(start, group[0].head))
    stop = sentence.groups[i + 1][0].head if i + 1 < len(sentence.groups) else sentence.end
    after = _clauses(words.between(group[-1].tail, stop))[0]
    rest = _clauses(words.between(group[-1].tail, sentence.end))[0]
    original = text[rest[0].begin : rest[-1].end] if rest else ""
    clauses = tuple(c for c in earlier if c)
    return Said(near, clauses, after, rest, memory, fresh=i == 0, joined=not earlier, original=original)


def _clauses(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The words cut at commas and stops outside quotes and brackets; one empty clause at least."""
    out: list[Sequence[Token]] = []
    begin = 0
    for i, token in enumerate(tokens):
        if token.word in _CLAUSE_ENDS and not (token.depth and token.word == "，"):
            out.append(tokens[begin:i])
            begin = i + 1
    return [*out, tokens[begin:]]


def _period(text: str, sentence: _Sentence, quantity: Quantity, running: Period | None) -> Period | None:
    """The period of a number: told in its own words, before in its sentence, after in it, or before in the text."""
    holding = [t for t in sentence.times if not t.base]
    before = [t for t in holding if t.begin < quantity.begin]
    since = max((q.tail for g in sentence.groups for q in g if q.tail <= quantity.head), default=sentence.begin)
    own = [t for t in before if t.begin >= since]
    if own:
        return own[-1].period
    if _FROM.search(text[since : quantity.head]) and _TO.match(text, quantity.tail):
        return None
    before = [t for t in before if not t.origin]
    if before:
        return before[-1].period
    after = [t for t in holding if t.begin >= quantity.end]
    if after and running is None:
        return after[0].period
    return running


def _observation(
    passage: Passage,
    sentence: _Sentence,
    quantity: Quantity,
    reading: Reading,
    period: Period | None,
    default: str,
    today: Today,
    topics: Topics,
) -> Observation:
    told = passage.text[sentence.begin : sentence.end]
    about, area = topics.about(quantity, reading, sentence.begin)
    stand = _status(told, sentence, quantity, reading, period, default, today)
    if stand == "Actual" and about and about.kind == "Project" and statuses.planned(reading.metric, project=True):
        stand = "Planned"
    metric = statuses.after_completion(told, quantity.begin - sentence.begin, reading.metric) if stand == "Planned" else ""
    metric = metric or canonical(reading.metric)
    basis = reading.basis or ("YearOnYear" if reading.measure == "Growth" and period else "")
    return Observation(
        value=-quantity.value if reading.falls else quantity.value,
        unit=quantity.unit,
        metric=metric,
        evidence=passage.evidence(quantity.begin, quantity.end),
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
        scope=statuses.scope(passage.text[max(sentence.begin, quantity.head - 30) : quantity.head]),
    )


def _status(
    told: str, sentence: _Sentence, quantity: Quantity, reading: Reading, period: Period | None, default: str, today: Today
) -> str:
    """The status: what the cues say, else the section; what a change starts from, and what lies behind, are facts."""
    at = quantity.begin - sentence.begin
    if _changes_from(told, sentence, quantity):
        return "Actual"
    cue = statuses.status(told, sentence.cues, at, "")
    if reading.status and cue in ("", "Target"):
        return reading.status
    if not cue and statuses.planned(reading.metric):
        return "Planned"
    return cue if cue and cue != "Target" else statuses.by_period(cue or default, period, today, bool(cue))


def _changes_from(told: str, sentence: _Sentence, quantity: Quantity) -> bool:
    """Whether the number is what a change starts from (由11.6万元提升至18万元)."""
    head, tail = quantity.head - sentence.begin, quantity.tail - sentence.begin
    return bool(_FROM.search(told, max(0, head - 16), head) and _TO.match(told, tail))
