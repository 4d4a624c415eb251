"""The goods that names tell: what a company makes by the end of its name, and whether a word is goods at all.

>>> told("台州海虹米业"), told("海虹压缩机有限公司"), told("海虹实业集团")
('大米', '压缩机', '')
>>> told("台州海虹烧结设备有限公司"), told("启明电梯配件厂"), told("海虹智能设备有限公司")
('烧结设备', '电梯配件', '')
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


# What names of substances end on by the rules of the Chinese Chemical Society: classes of compounds and their salts.
_SUBSTANCE = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:醛|酮|醇|酯|烯|烷|炔|烃|胺|腈|醚|酚|酐|脲|肼|肟|唑|啶|嗪|喃|酰氯|苯|萘|蒽|纶|砜|硅烷"
    r"|氨酸|磷酸|硫酸|硝酸|羧酸|乙酸|丙酸|酸[锂钠钾钙镁铵铁锌锰钴镍铜钡锶]|化[锂钠钾钙镁铝锌铁硅钛钴镍铜]|中间体)"
)


def is_substance(text: str) -> bool:
    """Whether a phrase is the name of a chemical substance, whatever the lists know.

    >>> is_substance("正丁醇"), is_substance("对苯二甲酸二甲酯"), is_substance("智慧城市")
    (True, True, False)
    """
    return _SUBSTANCE.fullmatch(text) is not None


@cache
def _kinds() -> tuple[str, ...]:
    table = tomllib.loads(Path(__file__).with_name("goods.toml").read_text(encoding="utf-8"))
    return tuple(table["kinds"]["words"].split())


_SAYS_NO_KIND = re.compile(
    r"^(?:[\u4e00-\u9fff]?(?:相关|先进|高端|关键|核心|主要|生产|新型|优质|智能|成套|大型|各类|进口|国产|自动化?|重要|特色|配套|技术|工业|检测|科研|办公|安全|环保|新增|现有|全套|专业|专用|老旧))+$"
    r"|新$|[的了在把将为与和及，。、购买引换]"
)


def of_kind(text: str) -> bool:
    """Whether a phrase is goods of a kind that the statistics know by its head: what stands before says of which.

    >>> of_kind("矿用破碎设备"), of_kind("先进设备"), of_kind("疫苗佐剂"), of_kind("高端PCB")
    (True, False, True, True)
    """
    head = max((kind for kind in _kinds() if text.endswith(kind)), key=len, default="")
    own = text[: len(text) - len(head)]
    return bool(head) and len(own) > 1 and (head.isascii() or _SAYS_NO_KIND.search(own) is None)


def told(company: str) -> str:
    """The goods that the line of business in a company's name says it makes; empty where it says none."""
    parts = names.split_company(company)
    line = _TAIL.sub("", parts.trade_name + parts.trade_word)
    table = _table()[0]
    word = goods(line)
    trade = next((line[-size:] for size in range(min(4, len(line)), 1, -1) if line[-size:] in table), "")
    found, made = (word, word) if len(word) > len(trade) else (trade, table.get(trade, ""))
    if not found:
        return _of_kind(parts)
    return made if len(line) - len(found) >= 2 or parts.place else ""


# A head that takes in goods of many kinds: the two characters before it say of which kind.
_KIND = re.compile(r"(?:制品|设备|配件|部件|零件|器材|用品|装备|机械)$")
_NO_KIND = re.compile(
    r"科技|技术|智能|自动|新型|环保|机电|国际|实业|工业|精密|高端|先进|重型|有限|股份|成套|工程|特种|加工|机械|电子"
)


def _of_kind(parts: names.CompanyName) -> str:
    """海虹|烧结设备, 启明|电梯配件: the kind and the head of a line of business that no list knows; empty if none."""
    word = _TAIL.sub("", parts.trade_word)
    head = _KIND.search(word)
    if not head:
        return ""
    own = word[: head.start()]
    kind = own or (parts.trade_name[-2:] if len(parts.trade_name) == 4 else "")
    return kind + head[0] if len(kind) == 2 and not _NO_KIND.search(kind) else ""
