"""Goods and places that are a part of a quantity: 粮食产量21万吨，其中稻谷15万吨; 销售面积30万平方米，其中住宅28万."""

from loaders.figures.namelists import head_of
from loaders.figures.phrases import Phrase
from loaders.figures.said import Reading, Said, continues, level_in
from loaders.figures.units import of_goods

_SPACES = ("平方米", "亩", "公顷", "平方公里")
_SHARED = ("产量", "面积", "存栏", "出栏", "销量", "存栏量", "出栏量", "销售量", "吞吐量", "货运量", "客运量", "运量")
_RULE = "of kind"


def of_kind(said: Said, name: Phrase, unit: str) -> Reading | None:
    """稻谷产量 of 粮食产量21万吨，其中稻谷15万吨、玉米3万吨: a part that nothing but its name is told of."""
    if name.action or name.head or not name.base or not unit.endswith((*of_goods(), *_SPACES)):
        return None
    whole = level_in(said, unit)
    listed = whole is not None and whole.rule == _RULE and continues(said)
    if whole is None or not (listed or said.says("其中")) or name.text.endswith(_SHARED):
        return None
    head = whole.link if listed else head_of(whole.metric).removeprefix("总")
    if not head.endswith(_SHARED) or whole.metric == head:
        return None
    return Reading(name.text + head, base=name.text, link=head, whole=whole.base, rule=_RULE, confidence=0.8)


def losing(said: Said, name: Phrase) -> Reading | None:
    """规上工业企业亏损面 of 规上工业企业128家，其中亏损企业19家，亏损面14.8%: how many of all lose."""
    last = said.last
    if name.text != "亏损面" or last is None or not last.whole or not last.metric.endswith("亏损企业"):
        return None
    return Reading(last.whole + name.text, base=last.whole, rule="named before", confidence=0.8)
