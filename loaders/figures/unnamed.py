"""Figures of a firm or cooperative that the text does not name, whose label must say so: 一家竹编企业|年销售额3000万元.

They are no figures of the place: where nothing is named that they could be about, the words for who has them stand
before the indicator.
"""

import re

from loaders.lexicon import has

_KIND = r"(?:企业|公司|合作社|工厂|农场|作坊|小厂|药厂|加工厂|养殖场|门店|车间)"
_ENDS = r"(?![业家数群们主园])"
# What one speaks of without its name, where it opens a clause: 一家电子企业, 某药企, 该企业, 惠民种植专业合作社.
_WHO = re.compile(
    rf"(?:^|[，。；：“])(?:[^，。；：\d]{{0,14}}?[镇乡村区县]的?)?(?:记者)?(?:走进|来到|在|有|当地|据|像)?"
    rf"(?P<who>(?:(?:其中|另|还有)?(?:一|有)[家个](?!全)|某|该|这家|那家)[\u4e00-\u9fff]{{0,10}}?{_KIND}{_ENDS}"
    rf"|(?:(?!全|各|农民|新|共|累计|发展|培育|成立|引导|支持|带动)[\u4e00-\u9fff]{{2,10}})(?:专业)?合作社(?!数|联|发展到|达|总|[，、和与及等]))"
)
# What such a one has, and by which no place is measured alone.
_HAS = re.compile(
    r"(?:去年|今年|全年|年|月|日|累计|总|新增|可|实现)*(?:工业)?(?:总?产值|销售额|销售收入|销量|营业收入|营收|收入|利润|利税|纳税额?|税收|出口额?|员工|职工|工人|用工"
    r"|投资|订单额?|产量|产能|专利|研发投入|研发经费|客户|流转土地|成本)"
)
_OTHERS = re.compile(r"[全我][省市县区州旗镇乡村]|(?<![一另])[\d几]+[多余]?家|农户|村民|居民|户均")
_REACH = 160
_ONE = re.compile(r"^(?:其中|另|还有)?(?:一|有)[家个]")


def of_unnamed(text: str, sentence: int, head: int, metric: str) -> str:
    """The indicator with who it is of, where its sentence speaks of one that it does not name; else as it is.

    sentence, head: where the sentence and the number with its comparators begin.
    """
    begin = max(sentence, head - _REACH)
    if not has(text[begin:head], "家", "某", "该", "合作社") or not _HAS.match(metric):
        return metric
    told = list(_WHO.finditer(text, max(0, begin - 1), head))
    if not told or _OTHERS.search(text, told[-1].end(), head):
        return metric
    who = _ONE.sub("一家", told[-1]["who"])
    if who.startswith(("该", "这家", "那家")):
        who = _before(text, told[-1].start(), who)
    return metric if who in metric else who + metric


def _before(text: str, at: int, who: str) -> str:
    """一家电子企业 of 该企业, where the sentences before spoke of one; else 该企业."""
    told = [m["who"] for m in _WHO.finditer(text, max(0, at - _REACH), at) if m["who"][:1] not in "该这那"]
    told = [each for each in told if each.endswith("合作社") == who.endswith("合作社")]
    return _ONE.sub("一家", told[-1]) if told else who
