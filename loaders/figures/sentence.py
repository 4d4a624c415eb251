"""The sentences of a passage with their time expressions, their quantities and their signs of status."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from loaders.figures import status as statuses
from loaders.figures.cues import Token, parts
from loaders.figures.ranges import Quantity
from loaders.periods import Time
from loaders.text import Passage, sentences
from ontology.values import record

_CLAUSE_ENDS = frozenset("，；：。！？…—（）")
_STOPS = "。！？…"
# What opens a report in a newspaper, which names no indicator: 某某日报2月11日讯（记者 …）.
_BYLINE = re.compile(r"[^。；]{0,48}?(?:讯|[日社]电) *（[^（）]{0,60}(?:记者|通讯员|实习生)[^（）]{0,60}）")
_CLOSING = "”’」』）)】》\"' "


@record
class Sentence:
    """A sentence: its place in the passage, its words, its holding times, its groups of quantities, its status cues."""

    begin: int
    end: int
    text: str
    times: tuple[Time, ...]
    bases: tuple[Time, ...]
    groups: tuple[tuple[Quantity, ...], ...]
    cues: tuple[tuple[int, str, bool], ...]


def full(passage: Passage) -> Iterator[tuple[int, int]]:
    """Sentences to the full stop: what holds for one part of a list with semicolons holds for the next."""
    start = 0
    for begin, end in sentences(passage):
        tail = passage.text[max(begin, end - 8) : end].rstrip(_CLOSING)
        if tail[-1:] in _STOPS or end == len(passage.text):
            yield start, end
            start = end
    if start < len(passage.text):
        yield start, len(passage.text)


def cut(
    text: str, spans: Sequence[tuple[int, int]], found: Sequence[Time], every: Sequence[Quantity]
) -> list[Sentence]:
    """The sentences at these spans of a text, with what was found in them."""
    times_at, quantities_at = [t.begin for t in found], [q.begin for q in every]
    out = []
    for begin, end in spans:
        own = every[bisect_left(quantities_at, begin) : bisect_left(quantities_at, end)]
        held = found[bisect_left(times_at, begin) : bisect_left(times_at, end)]
        words = text[begin:end]
        cues = tuple(statuses.cues(words)) if own else ()
        holding, bases = tuple(t for t in held if not t.base), tuple(t for t in held if t.base)
        out.append(Sentence(begin, end, words, holding, bases, _groups(text, own), cues))
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


_JOIN = re.compile(r"[、和与及]|以及|[—\-~]{1,2}")
_JOIN_AND_VERB = re.compile(r"[、和与及](?:同比)?(?P<verb>[\u4e00-\u9fff]{1,3})")


def _joined(text: str, one: Quantity, two: Quantity) -> bool:
    """Whether two numbers stand in one list: 8家、50家; 7.8%和7.7%; 3至5; 50:30:20."""
    between = text[one.tail : two.head]
    if one.form == two.form == "ratio":
        return between in (":", "∶", "︰", "：")
    if between in ("至", "到"):
        return two.form == "range"
    if (one.unit == "%") != (two.unit == "%") and one.unit and two.unit and two.head < two.begin:
        return False  # 增长5%左右、|突破8000亿元
    if _JOIN.fullmatch(between):
        return True
    turned = _JOIN_AND_VERB.fullmatch(between)
    return bool(turned and one.unit == two.unit and parts().get(turned["verb"], frozenset()) & {"rise", "fall"})


_AIMS = ("目标", "任务", "计划", "预算", "目标任务", "任务数", "目标数", "目标值")


def bracket_before(text: str, sentence: Sentence, i: int) -> int:
    """Where a bracket opened that holds the numbers before a group and closes before it; -1 if none does.

    What follows goes on with what was said before the bracket: 项目76项（新建48项、续建28项），总投资….
    """
    if not i:
        return -1
    since = sentence.groups[i - 1][-1].tail
    close = text.find("）", since, sentence.groups[i][0].head)
    if close < 0 or "（" in text[since:close]:
        return -1
    opened = text.rfind("（", sentence.begin, since)
    of_aim = text.startswith("）的", close) and text.endswith(_AIMS, 0, max(0, opened))
    return -1 if of_aim else opened  # 完成全年目标（16家）的87.5%


def clauses(tokens: Sequence[Token]) -> list[Sequence[Token]]:
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


def byline(text: str) -> int:
    """Where the byline that opens a report in a newspaper ends, 0 without one; its day dates no number."""
    found = _BYLINE.match(text)
    return found.end() if found else 0
