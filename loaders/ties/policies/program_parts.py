"""Programs told inside one another: 深入推进P工程。…一是A行动。推进B计划，…。二是C行动。…, parts of P, and B of A."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.policies.plan_targets import aims_in
from loaders.ties.reading import Reading, span
from ontology.facts import Relation

_ITEM = re.compile(
    r"(?:(?<=[。；：，:])|^)[“]?(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]|（[一二三四五六七八九十]{1,2}）)(?:要|抓|抓好|推进|实施|开展|打好)?"
)
_PULLED = re.compile(r"(?:实施|推进|开展|深化|启动|落实|抓好|打好|执行|细化|用好|推行)(?:好|了)?[“]?$")
_HEADED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]*[）)、.．]?(?:深入|全面|大力|持续|扎实|着力|全力|加快|聚力)*(?:推进|实施|开展|打好|抓好)[“]?"
)


def program_parts(reading: Reading) -> Iterator[Relation]:
    """partOf and targets of the programs that a passage counts out: 一是A行动。…"""
    whole = _headed(reading)
    for program, end in _items(reading, whole.end if whole else 0):
        if whole:
            yield from reading.say(program.ref, "partOf", whole.ref, span(whole, program), "part-of-counted", 0.75)
        inner = [n for n in _programs(reading, program.end, end) if _PULLED.search(reading.text, 0, n.begin)]
        for each in inner:
            if each.ref != program.ref:
                yield from reading.say(each.ref, "partOf", program.ref, span(program, each), "part-of-item", 0.7)
        stop = inner[0].begin if inner else end
        yield from aims_in(reading, program, program.end, stop)


def _items(reading: Reading, begin: int) -> Iterator[tuple[Named, int]]:
    """The programs that the items of a count open with, each with the end of its item."""
    cues = [*_ITEM.finditer(reading.text, begin)] if "Program" in reading.kinds else []
    for cue, after in zip(cues, [*(c.start() for c in cues[1:]), len(reading.text)], strict=False):
        _, end = reading.clause(cue.end())
        program = next((n for n in _programs(reading, cue.end(), end + 1) if n.end == end), None)
        if program and reading.text[end : end + 1] in "。，：" and program.begin - cue.end() < 8:
            yield program, after


def _programs(reading: Reading, begin: int, end: int) -> list[Named]:
    """The programs of a stretch, but those that only count others: “五个行动”."""
    named = [n for n in reading.within(begin, end, ("Program",)) if not n.implicit]
    return [n for n in named if not _COUNTED.match(n.ref.name)]


_COUNTED = re.compile(r"[“]?[\d一二三四五六七八九十两]+[大个项]")


def _headed(reading: Reading) -> Named | None:
    """The program that a passage opens with as what it is about: （四）深入推进P工程。…"""
    first = next(iter(_programs(reading, 0, len(reading.text))), None)
    told = (
        first
        and _HEADED.fullmatch(reading.text, 0, first.begin)
        and reading.text[first.end : first.end + 1] in ("。", "，", "：")
    )
    return first if told else None
