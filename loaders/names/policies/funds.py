"""Funds that a place sets up, told with what is in them, and loans by name: 规模2亿元的水泵产业发展基金, “技改贷”."""

import re
from collections.abc import Iterator

from loaders.finding import Found
from loaders.lexicon import Cut, has, quoted

_FUND = re.compile(
    r"(?<=亿元|万元|规模)(?:规模)?的?(?P<name>[\u4e00-\u9fff“”]{2,16}?(?:发展基金|投资基金|风险补偿基金|资金池"
    r"|(?<=[省市县区旗][\u4e00-\u9fff]{2})产业基金|(?<=[省市县区旗][\u4e00-\u9fff]{3})产业基金|(?<=[省市县区旗][\u4e00-\u9fff]{4})产业基金)(?:（[^（）]{1,8}）)?)"
)
_SET_UP = re.compile(  # 设立江口县水泵产业基金，总规模2亿元
    r"(?:设立|组建|成立|发起设立)(?:了)?(?P<name>[\u4e00-\u9fff“”]{4,18}?基金)(?=，(?:总|首期|目标)?规模|（(?:总|首期)?规模)"
)
_NO_LOAN = ("平台", "公司", "系统", "APP", "小程序")


def funds(cut: Cut) -> Iterator[Found]:
    """Each fund with its size before its name; a 引导基金 or 专项资金 without a name of its own is none.

    A loan that banks offer under a name in quotes is one too: “技改贷”.
    """
    told = has(cut.text, "基金", "资金池")
    for found in (*_FUND.finditer(cut.text), *_SET_UP.finditer(cut.text)) if told else ():
        begin, end = found.span("name")
        yield Found(begin, end, "Program", found["name"], "program-fund", 0.8)
    for found in quoted(cut.text) if "贷" in cut.text else ():
        name = found[1]
        if name.endswith("贷") and 2 < len(name) < 8 and not cut.text.startswith(_NO_LOAN, found.end()):
            yield Found(found.start(), found.end(), "Program", f"“{name}”", "program-loan", 0.75, (name,))
