"""Firms that a sentence names only as those that the one it is about sells to: 为甲、乙等整车厂配套, 是丙的供应商."""

import re

from loaders.named import Named

_FRONT = 40  # characters before a firm in which the list of customers begins
_SOLD_TO = re.compile(
    r"(?:(?<![以行作认因称])[为给是向被与]|成为|作为|进入|打入|供应|客户(?:包括|有)?)了?(?:[^，。；、是]{1,14}、)*(?:[^，。；、是]{1,14}[和与及])?[“]?$"
)
_SOLD = re.compile(
    r"[”]?(?:[、和与及][^，。；、和与及]{1,14})*(?:等[^，。；、]{0,12}?)?(?:的[^，。；、]{0,10}?(?:供应商|供货商|配套商|配套企业|合作伙伴|战略伙伴)|的?供应链"
    r"|(?:提供)?(?:配套|供货)|采用|采购)"
)


def customer(text: str, firm: Named) -> bool:
    """Whether the words around a firm's name make it a customer of another one: 为A、|B|等企业配套, 是|A|的供应商."""
    if _SOLD.match(text, firm.end) is None:
        return False
    return _SOLD_TO.search(text, max(0, firm.begin - _FRONT), firm.begin) is not None


def without_customers(named: list[Named]) -> list[Named]:
    """The firms but for customers; all of them where there is nobody else."""
    others = [n for n in named if not customer(n.passage.text, n)]
    return others or named
