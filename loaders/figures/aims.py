"""An aim that stands in brackets, and how far it was come to: 新增规上企业14家，完成全年目标（16家）的87.5%."""

import re

from loaders.figures.phrases import text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said

_AIM = re.compile(
    r"(?:完成|占|达|达到|为|超过|超|实现)[了到]?(?P<aim>(?:年度|全年|年初|当年|预期|既定|省定|市定|上级|下达|五年)*(?:目标|任务|计划|预算)(?:任务|数|值)?)$"
)
_OF_IT = re.compile(r"的[近约超]?")
_TOTALS = ("总数", "总量", "总额", "累计")
_RULE = "aim"


def aimed(said: Said, quantity: Quantity) -> Reading | None:
    """新增规上企业目标 of 新增规上企业14家，完成全年目标（16家）: of what was told in this unit, no total of it."""
    alone = said.last is not None and not said.before and not said.rest
    found = _AIM.search(text_of(said.earlier[-1])) if alone and said.earlier else None
    if found is None or said.last is None:
        return None
    alike = [r for g in said.memory for r in g if r.unit == quantity.unit and r.measure == "Level"]
    told = next((r for r in reversed(alike) if not r.metric.endswith(_TOTALS)), said.last)
    return Reading(
        f"{told.metric}{found['aim']}",
        base=told.metric,
        link=found["aim"],
        status="Target",
        rule=_RULE,
        confidence=0.75,
    )


def reached(said: Said, quantity: Quantity) -> Reading | None:
    """新增规上企业完成全年目标比例: how far the aim in brackets was come to."""
    last = said.last
    if last is None or last.rule != _RULE or quantity.unit not in ("%", "成") or not _OF_IT.fullmatch(said.words):
        return None
    return Reading(
        f"{last.base}完成{last.link}比例", base=last.base, status="Actual", rule="of target", confidence=0.75
    )


_DONE = re.compile(r"(?:截至|目前|现|今年|至今|实际|累计|已经?|共)*完成[了约近超]?")
_INTENDED = re.compile(r"(?P<of>[^，。；]*?)(?:(?:年度|全年|今年)?计划(?:完成)?(?:总)?|(?<!完成)总)投资(?:额)?")


def done(said: Said, quantity: Quantity) -> Reading | None:
    """项目完成投资 of 项目年度计划投资52亿元，已完成19亿元: what was done is not what was intended."""
    last = said.last
    found = _INTENDED.fullmatch(last.metric) if last and quantity.unit.endswith("元") else None
    if found is None or said.rest or not _DONE.fullmatch(said.words):
        return None
    name = found["of"] + "完成投资"
    return Reading(name, base=name, status="Actual", rule="named before", confidence=0.8)
