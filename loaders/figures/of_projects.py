"""What is told of projects that were counted: where their money comes from, and the state that they are in.

签约项目86个，投资90亿元，其中外资3亿美元，内资70亿元 · 有120个项目处于开工未投产状态.
"""

import re

from loaders.figures.counted import counts_things
from loaders.figures.phrases import Phrase
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said

_SOURCES = re.compile(r"(?:[内外民国]资|[省市县区州]外资金|境外资金|民间资[金本]|自筹资金|设备投资)")
# What was told last of the projects: their number, their investment, another source of it.
_TOLD = re.compile(
    r"(?P<of>[^，。；]{0,16}项目)(?:(?:预计|计划|协议|合同|意向)*(?:总投资额?|投资(?:总?额)?|引资)|"
    + _SOURCES.pattern
    + ")?"
)
_TO_COME = re.compile(r"签约|开工|在谈|洽谈|储备|拟建|引进|招引|招商")
_RUNNING = re.compile(r"投产|竣工|完工|建成")
_STATE = re.compile(
    r"的?(?P<things>[\u4e00-\u9fff]{0,6}(?:项目|工程|企业|园区))(?:仍|均|都|正|尚|目前)*处[于在](?P<state>[^，。；的]{2,12})(?:状态|阶段)"
)


def capital(said: Said, name: Phrase, unit: str) -> Reading | None:
    """签约项目外资 of 签约项目86个，投资90亿元，其中外资3亿美元: a bare source of money, of the projects told last."""
    last = said.last
    if last is None or said.fresh or not unit.endswith(("元", "美元")) or not _SOURCES.fullmatch(name.text):
        return None
    found = _TOLD.fullmatch(last.metric)
    if found is None:
        return None
    of = found["of"]
    coming = "Planned" if _TO_COME.search(of) and not _RUNNING.search(of) else ""
    return Reading(of + name.text, base=of, status=coming, rule="named before", confidence=0.8)


def in_state(said: Said, quantity: Quantity) -> Reading | None:
    """处于开工未投产状态的项目 of 有120个项目处于开工未投产状态: things counted by the state that they are in."""
    found = _STATE.match(said.original) if counts_things(quantity.unit) else None
    if found is None:
        return None
    return Reading(found["state"] + found["things"], base=found["things"], rule="counted after", confidence=0.8)
