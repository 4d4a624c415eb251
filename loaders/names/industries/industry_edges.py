"""Where the name of an industry begins and ends, when words of what is around it lean on it: the zone or the belt of
cities that it is in, the rank of its base, whose it is."""

import re

from loaders.names.companies.coined import BARE, COINED, weight
from ontology import vocab

_SITE = re.compile(r"(?:产业|生产)?基地|都市圈|经济圈|城市群|科学城|新城|智谷|港区|走廊")
_RANK = re.compile(r"(?:国家|[省市县区])级")
_LONGEST = 5  # characters of a trade name before an industry


def owner(stem: str, head: str) -> int:
    """How many characters at the front of a stem say where or whose an industry is, and belong to no name of one.

    A site may have any industry behind it, a coined word or a rank only one that the vocabulary knows.

    >>> owner("航天基地缆索", "产业"), owner("一小时都市圈冷链", "产业集群"), owner("省级集成电路", "产业")
    (4, 6, 2)
    >>> owner("新能源基地", "产业"), owner("晨曜讯汽车", "产业"), owner("新能源汽车", "产业")
    (0, 3, 0)
    """
    if _is_known(stem, head):
        return 0
    sites = [m.end() for m in _SITE.finditer(stem) if len(stem) - m.end() > 1]
    if sites:
        return sites[-1]
    rank = _RANK.match(stem)
    if rank and _is_known(stem[rank.end() :], "") and not stem.endswith(("特色", "优势", "主导")):
        return rank.end()
    for size in range(2, min(_LONGEST, len(stem) - 1)):
        if _is_known(stem[size:], head) and _is_coined(stem[:size]):
            return size
    return 0


def _is_known(stem: str, head: str) -> bool:
    return len(stem) > 1 and (vocab.concept("industry", stem) or vocab.concept("industry", stem + head)) is not None


def _is_coined(word: str) -> bool:
    return weight(word) >= COINED or (len(word) > 2 and weight(word) == BARE)
