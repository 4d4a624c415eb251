"""What one piece brings or costs, and how that changes: 一套卖到280美元, 每吨铸件能耗下降120千克标准煤."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.figures.cues import Token
from loaders.figures.phrases import Phrase, phrase, text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said, front

_PIECE = "(?:千克|公斤|平方米|立方米|千瓦时|[套个只件台根斤吨米条块张瓶箱桶亩辆双副片袋盒升度])"
_SOLD = re.compile(
    rf"[一每](?P<piece>{_PIECE})(?P<thing>[\u4e00-\u9fff]{{0,8}}?)(?:只|能|才|就|也|可以?|都|得|要|最多|至少|最高|平均)*"
    r"(?P<verb>卖|售|赚|挣)(?:到了?|了|不到|得|上|出)?$"
)
_MADE = re.compile(r"^.*?[做卖搞造](?=..)")  # 那会儿做大路货
_MONEY = ("元", "块", "块钱", "毛钱", "分钱", "角")
_LONGEST = 10  # characters of a thing that the clause before names
_EACH = re.compile(rf"每{_PIECE}")
# What is told of one piece or one unit, so that 下降3元 is how it changed and no amount of its own.
_PER_PIECE = re.compile(
    rf"每{_PIECE}[^，。；]*$|(?:能耗|电耗|煤耗|水耗|成本|单价|均价|价格|售价|加工费|运费)(?:每{_PIECE})?$"
)


def sold(said: Said, quantity: Quantity) -> Reading | None:
    """恒温花洒，一套卖到280美元: 恒温花洒每套售价, as spoken; 一个只赚3元: its profit."""
    found = _SOLD.search(said.words) if quantity.unit.endswith(_MONEY) else None
    if found is None:
        return None
    lead = said.name.text.partition("一")[0].partition("每")[0]
    thing = found["thing"] or lead or (front(said.earlier[-1]).text if said.earlier else "")
    thing = _MADE.sub("", thing)
    thing = thing if len(thing) <= _LONGEST else ""
    name = f"{thing}每{found['piece']}{'利润' if found['verb'] in '赚挣' else '售价'}"
    return Reading(name, base=name, rule="named before", confidence=0.7)


def changes(rest: Sequence[Token]) -> bool:
    """Whether the words before a verb of change name what is told of one piece."""
    return _PER_PIECE.search(text_of(rest)) is not None


def of_each(name: Phrase, rest: Sequence[Token]) -> Phrase:
    """轻烧镁价格每吨 of 轻烧镁价格较年初每吨回落: what 每吨 alone is told of stands before the time."""
    if not _EACH.fullmatch(name.text):
        return name
    at = next((i for i, t in enumerate(rest) if t.parts & {"base", "time", "yoy"}), 0)
    before = phrase([t for t in rest[:at] if t.word not in ("较", "比")])
    return replace(name, text=before.text + name.text, base=before.text) if before else name
