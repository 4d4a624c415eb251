"""Growth told by a sign alone, as briefs and tables write it: 投资+2.4%, 出口-3.1%, 收入264亿元（+3.0%）."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.figures.carried import carry
from loaders.figures.cues import Token
from loaders.figures.phrases import phrase
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said, named

_RATES = ("%", "‰", "个百分点", "百分点")
_OWN = ("率", "比重", "占比", "比例")  # of these a value below zero is a level


def by_sign(said: Said, quantity: Quantity) -> Reading | None:
    """The growth of what stands before the sign, else of what was said last."""
    rises = bool(said.before) and said.before[-1].word.endswith("+")
    if quantity.unit not in _RATES or not (rises or quantity.value < 0):
        return None
    name = phrase(_unsigned(said.before) if rises else said.before)
    if not rises and (name.text or (said.last.metric if said.last else "")).endswith(_OWN):
        return None
    basis = "YearOnYear" if said.has("yoy") else "" if said.says("环比") else "Dated"
    reading = Reading("", "Growth", basis, rule="signed", confidence=0.8)
    return named(said, name, reading) if name else carry(said, reading)


def _unsigned(before: Sequence[Token]) -> Sequence[Token]:
    """The words before a number without the plus at their end."""
    word = before[-1].word[:-1]
    return [*before[:-1], replace(before[-1], word=word)] if word else before[:-1]
