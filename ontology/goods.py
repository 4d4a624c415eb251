"""The goods that names tell: what a company makes by the end of its name, and whether a word is goods at all.

>>> told("台州海虹米业"), told("海虹压缩机有限公司"), told("海虹实业集团")
('大米', '压缩机', '')
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from ontology import names, vocab

_TAIL = re.compile(r"(?:（[^）]*）|科技|技术|实业|工业|制造|股份|集团|加工|厂|生产)+$")
_LONGEST = 8


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("goods.toml").read_text(encoding="utf-8"))
    return table["goods"], frozenset(table["never"]["words"].split())


@cache
def _words() -> frozenset[str]:
    """The product words of the industries, but those that are a trade or a service."""
    every = {word for concept in vocab.concepts("industry") for word in concept.keywords}
    return frozenset(every) - _table()[1]


def goods(text: str) -> str:
    """The product word that a phrase ends on, the longest; empty where it ends on none.

    >>> goods("矿用软电缆"), goods("全市经济")
    ('电缆', '')
    """
    words = _words()
    sizes = range(min(_LONGEST, len(text)), 1, -1)
    return next((text[-size:] for size in sizes if text[-size:] in words), "")


def told(company: str) -> str:
    """The goods that the line of business in a company's name says it makes; empty where it says none."""
    parts = names.split_company(company)
    line = _TAIL.sub("", parts.trade_name + parts.trade_word)
    table = _table()[0]
    word = goods(line)
    trade = next((line[-size:] for size in range(min(4, len(line)), 1, -1) if line[-size:] in table), "")
    found, made = (word, word) if len(word) > len(trade) else (trade, table.get(trade, ""))
    return made if len(line) - len(found) >= 2 or (found and parts.place) else ""
