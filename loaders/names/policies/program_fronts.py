"""Where a program's name begins, when words of the sentence lean on it: 实施|制造业重点产业链…行动,
聚集|江海省“千人计划”; and the slogans that are programs whatever their words."""

import re
from collections.abc import Collection, Iterator

from loaders.finding import PHRASE, Found, preceded_by
from loaders.lexicon import Cut


def with_key(cut: Cut, begin: int, govern: tuple[str, ...]) -> int:
    """The beginning of 重点产业…行动 and 制造业重点产业链…行动 behind the verb: there 重点 is part of the name."""
    if not cut.text.endswith("重点", 0, begin):
        return begin
    earlier = cut.left(begin - 2, PHRASE, limit=8)
    return next((at for at in (begin - 2, earlier) if preceded_by(cut, at, govern)), begin)


def behind_deed(cut: Cut, begin: int, end: int, deeds: Collection[str]) -> int:
    """The beginning of the place in 聚集|江海省“千人计划”, where only a verb stands before it."""
    return next((b for b in sorted(cut.places) if begin < b < end and cut.text[begin:b] in deeds), begin)


_HOME = re.compile(r"“(?P<name>[\u4e00-\u9fff]{1,2}[商友才贤]回(?:归|[\u4e00-\u9fff]))”(?!项目)")


def calls_home(cut: Cut) -> Iterator[Found]:
    """The campaigns that call the natives of a place back to invest: “江商回归”."""
    for found in _HOME.finditer(cut.text) if "回" in cut.text and "”" in cut.text else ():
        yield Found(*found.span(), "Program", found[0], "program-call", 0.8, (found["name"],))
