"""Figures of another place than the document's, which the sentence or its part begins with: 江口市启动8000万元…."""

import re
from collections.abc import Sequence

from loaders.figures.topics import elsewhere
from loaders.named import Named
from ontology.facts import Ref

_WHEN = (
    r"(?:目前|现在|今年以?来?|去年|近年来|近期|近日|日前|截至[^，。；]{2,12}，?|\d{2,4}年|[一二三四前上下]{1,2}(?:半年|季度)"
    r"|\d{1,2}月(?:份|\d{1,2}日)?|已|将|也|还|则|正|在)*"
)
_DOES = re.compile(
    rf"{_WHEN}(?:启动|发放|投入|安排|推出|实现|完成|新增|新?开工|新建|建成|拥有|共有|现有|累计|计划|入库|储备|集中|抓紧|提出|有)"
)
_GIVES = re.compile(r"下达|拨付|支援|援助|补助|赠|转移支付|给予|奖励|对口|支持|[我本该][市县区省州镇乡]|此次|签约|落户")
_REGION = re.compile(r"全(?P<level>[省市县区])")


def leading_place(text: str, named: Sequence[Named], head: int, home: Ref | None) -> Ref | None:
    """The place elsewhere that the part of a sentence with a number begins with and speaks of; None if there is none.

    head: where the number begins. What that place gives to another, and what it is only the origin of, is not its own.
    """
    begin = max(text.rfind(mark, 0, head) for mark in "。；：\n”") + 1
    first = next((n for n in named if n.begin >= begin), None)
    if first is None or first.begin != begin or not elsewhere(first, home) or first.implicit:
        return None
    between = text[first.end : head]
    if _GIVES.search(between) or any(n.ref == home for n in named if begin < n.begin < head):
        return None
    others = [n for n in named if first.end <= n.begin < head and n.ref.kind == "Place" and n.ref != first.ref]
    if others:
        return None
    whole = _REGION.search(between)
    same = whole is not None and first.ref.name.endswith(whole["level"])
    return first.ref if same or (whole is None and _DOES.match(between)) else None
