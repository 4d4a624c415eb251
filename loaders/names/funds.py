"""Funds that a place sets up, told with what is in them: 设立规模2亿元的水泵产业发展基金."""

import re
from collections.abc import Iterator

from loaders.finding import Found
from loaders.lexicon import Cut, has

_FUND = re.compile(
    r"(?<=亿元|万元|规模)(?:规模)?的?(?P<name>[\u4e00-\u9fff“”]{2,16}?(?:发展基金|投资基金|风险补偿基金|资金池)(?:（[^（）]{1,8}）)?)"
)


def funds(cut: Cut) -> Iterator[Found]:
    """Each fund with its size before its name; a 引导基金 or 专项资金 without a name of its own is none."""
    for found in _FUND.finditer(cut.text) if has(cut.text, "基金", "资金池") else ():
        begin, end = found.span("name")
        yield Found(begin, end, "Program", found["name"], "program-fund", 0.8)
