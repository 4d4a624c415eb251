"""Goods that a figure, a line or a market shows a company to turn out: 5万吨X, 新上2条X线, X供应商, X源源不断下线."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.goods.products import Made, is_abstract, is_thing
from loaders.ties.reading import Reading

_X = r"[\u4e00-\u9fffA-Za-z\-]{2,14}?"
_UNIT = r"[余多]?[万亿]?(?:吨|台套?|套|件|只|辆|艘|架|双|片|根|支|盒|块|米|平方米|立方米|升|GWh|MWh|GW|MW|Ah)"
_WITH_CAPACITY = re.compile(
    rf"(?:年产|日产|月产)?\d[\d,.]*{_UNIT}(?:/年)?的?(?P<x>{_X})"
    r"(?=(?:[一二三两四五六\d]+个|等)?(?:项目|生产线|技改|扩建|扩能|二期|三期)|、[\u4e00-\u9fff]{2,8}[\d年])"
)
_MARKETED = re.compile(
    rf"[”]?(?:的|生产的)?(?P<x>{_X})(?:年|月|日)?(?:在?(?:国内|全国|全球|世界)?(?:市场)?(?:的)?(?:市占率|占有率)|产能|产量|出货量)"
    r"(?=[由达为从超约突居稳连排全国，]|\d)"
)
_LINES = re.compile(
    rf"(?:新上|新增|新建|建成|投产|再上|上马|增加|建)(?:了)?[\d一二两三四五六七八九十]+条(?P<x>{_X})(?:自动|智能)?(?:生产线|(?<!生)产线|流水线|线)(?=[，。；、（])"
)
_SUPPLIER = re.compile(
    rf"是[^，。；]{{0,30}}?(?:的|最大|主要|核心|重要|独家)(?P<x>{_X})(?:供应商|制造商|生产商)(?=[，。；]|之一)"
)
_KINDS = re.compile(
    rf"(?:从事|生产)[^，。；]{{2,40}}?等\d+[余多]?[个种款](?P<x>{_X})(?:产品)?的?(?:研发|生产|制造|加工)"
)
_STREAM = re.compile(
    rf"(?:^|[，。；])(?:一[台辆件箱批块根卷只双套张把支片]{{1,2}})?(?P<x>{_X})(?:正|正在)?源源不断地?(?:下线|产出|运往|发往|销往|驶下|走下)"
)
_SOLD = re.compile(
    rf"(?:今年|去年|上半年|前三季度|前\d+个?月|\d{{4}}年|1至\d+月)+(?:卖|卖了|卖出|销售|出口)(?:了)?(?P<x>{_X})(?=\d[\d,.]*[万亿]元)"
)
_TIME = re.compile(r"(?:今年|去年|明年|目前|已|还|又|要|将|计划|正在|正|再|\d{1,2}月|上半年|年内|近日)*")


def outputs(reading: Reading) -> Iterator[Made]:
    """What companies make, by a figure, a line or a customer of it."""
    for firm in reading.named:
        if firm.ref.kind == "Company" and not firm.implicit:
            told = _WITH_CAPACITY.match(reading.text, firm.end) or _MARKETED.match(reading.text, firm.end)
            if told and _free(reading, told) and not is_abstract(told["x"]):
                yield firm, told["x"], told.span("x"), "makes-output", 0.8
    for pattern in (_LINES, _SUPPLIER, _KINDS, _STREAM, _SOLD):
        for told in pattern.finditer(reading.text):
            maker = _acting(reading, told.start(), pattern is _LINES)
            if maker and is_thing(told["x"]) and _free(reading, told):
                yield maker, told["x"], told.span("x"), "makes-output", 0.75


def _free(reading: Reading, told: re.Match[str]) -> bool:
    """Whether nothing else is named where the goods stand."""
    return not reading.within(*told.span("x"), ("Company", "Place", "Agency", "Honour", "Person"))


def _acting(reading: Reading, position: int, straight: bool) -> Named | None:
    """The company that a sentence begins with; straight: the clause, with nothing but words of time before the verb."""
    begin, _ = reading.clause(position) if straight else reading.sentence(position)
    firm = next(iter(reading.within(begin, max(begin, position), ("Company",))), None)
    if firm is None or not _LEAD.fullmatch(reading.text, begin, firm.begin):
        return None
    return firm if not straight or _TIME.fullmatch(reading.text, firm.end, position) else None


_LEAD = re.compile(r"[“]?(?:走进|来到|在|(?:在|位于|走进|来到)?[^，。；]{0,24}的)?[“]?")
