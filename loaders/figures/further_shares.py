"""Shares that are told by what was told before or what is done with them: 占全国75%、世界50%; 拿出收入的6%搞研发."""

import re
from dataclasses import replace

from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said, continues

_WHOLE = re.compile(
    r"(?:全国|国内|国际|全球|世界|亚洲|欧洲|欧美|北美|东南亚|我国|全省|省内|全市|全县)[\u4e00-\u9fff]{0,10}?"
)
_SET_ASIDE = re.compile(
    r"[“‘]?(?:公司|企业|集团|我们)?(?:每年|年均|都|会|坚持)*(?:拿出|拿|抽出|提取|安排|拨出)(?P<of>[\u4e00-\u9fff]{2,10}?)的?"
)
_USED = re.compile(r"(?:用于|用来|用在|投入到?|搞|做|投向)(?P<what>[\u4e00-\u9fff]{2,10}?)(?:上|投入)?")


def further(said: Said, quantity: Quantity) -> Reading | None:
    """The share in another whole, and that of what is put aside for something."""
    if quantity.form not in ("fraction", "count", "decimal") and quantity.unit not in ("%", "成"):
        return None
    return _in_another(said, quantity) or _set_aside(said, quantity)


def of_share(said: Said, quantity: Quantity) -> Reading | None:
    """A sum that goes on behind a share is one of what has the share: 线上销售额占四成，今年突破2亿元."""
    last = said.last
    if last is None or last.rule != "share" or not quantity.unit.endswith("元") or not _SUM.search(last.base):
        return None
    return Reading(last.base, base=last.base, rule="carried", confidence=0.75)


_SUM = re.compile(r"(?:额|收入|值|营收|税收|出口|投资|投入)$")


def _in_another(said: Said, quantity: Quantity) -> Reading | None:
    """占全国75%、世界50%: the same thing's share in the whole that stands before the number."""
    last = said.last
    if last is None or last.rule != "share" or not last.whole or quantity.unit != last.unit or not continues(said):
        return None
    words = said.words.lstrip("、和与及").removesuffix("的")
    share = last.metric.rpartition(f"占{last.whole}")
    if not share[0] or not _WHOLE.fullmatch(words):
        return None
    return replace(last, metric=f"{share[0]}占{words}{share[2]}", whole=words, confidence=0.75)


def _set_aside(said: Said, quantity: Quantity) -> Reading | None:
    """拿出销售收入的6%搞研发: how much of something is used for what stands behind the number."""
    used = _USED.fullmatch(said.follows) if quantity.unit in ("%", "成") else None
    of = _SET_ASIDE.fullmatch(said.words) if used else None
    if not of or not used:
        return None
    name = f"{used['what']}投入占{of['of']}比重"
    return Reading(name, base=used["what"], whole=of["of"], rule="share", confidence=0.75)
