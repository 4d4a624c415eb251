"""Firms counted by their size, the indicator told once: 主营收入超50亿元2户、超10亿元12户."""

import re

from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said

_SIZED = re.compile(  # 主营收入超50亿元2户、超10亿元12户; 营收超10亿元的企业有94家，超50亿元的企业有25家
    r"(?:力争|争取|确保|努力|计划|拟|将)*(?P<of>[\u4e00-\u9fff]{2,12}?)?(?P<size>(?:超过|突破|[超过逾])[\d.]*[十百千]?(?:[万亿]元|万亿元)(?:以上)?)"
    r"(?:的?企业)?(?:的?有|的|达|为|共有|已有)?$"
)


def sized(said: Said, quantity: Quantity) -> Reading | None:
    """主营收入超50亿元2户、超10亿元12户: firms counted by their size, the indicator told once."""
    if quantity.unit not in ("家", "户") or (said.after and said.after[0].word not in ("、", "和", "与", "及")):
        return None
    last = said.last
    if last and (said.says("其中") or (last.unit in ("家", "户") and last.base != "企业")):
        return None  # of the firms that the number before counts
    found = _SIZED.fullmatch(said.words.lstrip("、和与及"))
    whole = _SIZED.match(last.metric.removesuffix("企业")) if last else None
    of = found["of"] or (whole["of"] if whole else "") if found else ""
    return (
        Reading(f"{of}{found['size']}企业", base="企业", rule="counted after", confidence=0.8) if found and of else None
    )
