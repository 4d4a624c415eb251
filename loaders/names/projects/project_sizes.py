"""Whose a project is whose name tells how much is made behind the firm's: 晨曜时代|8英寸半导体, 江口云岭|30万吨柠檬酸.

The number parts the two, so that the firm's name need not look like one; it only may be no other word.
"""

import re

from loaders.dictionary import first_word, is_word
from loaders.finding import is_generic
from loaders.names.companies.company_words import in_vocabulary
from ontology import names, vocab
from ontology.goods import goods

UNITS = (
    "英寸|吉瓦时|兆瓦时|千瓦时|吉瓦|兆瓦|千瓦|GWh?|MWh?|亿?立方米|亿?方|吨|公斤|千克|台套|台|套|件|只|辆|架|艘|片|颗|张|平方米|米"
    "|支|条|头|羽|箱|瓶|盒|双|锭"
)
_SIZED = re.compile(
    rf"(?P<head>[\u4e00-\u9fffA-Za-z]{{2,8}}?)(?:年产|日产)?\d[\d.]*[万亿]?(?:{UNITS})(?:/[年日])?(?=.{{2}})"
)
_POWER = re.compile(r"(?:风电|光伏|水电|热电|发电|核电|抽水蓄能|储能|变电|输电|供热|供水|污水|垃圾|安置房|厂房)")
_NO_FIRM = re.compile(  # a place, a part of a project, a verb of the sentence
    r"[省市县区镇乡村园港城州旗河湖江山岛路街线站库桥坝段期个家项新建产]$|(?:建设|实施|投资|推进|推动|启动|开工|打造|扩建|规划|计划|总投|引进)$|^(?:全|各|该|其|首|第|某|日|年|总)|[的为了在将和与及]|^(?:海上|海外)"
)
_VERB = ("v", "vd", "vn", "d", "p", "c", "r", "t", "f", "m")


_SEAT = re.compile(
    r"(?P<head>[\u4e00-\u9fffA-Za-z]{2,6}?)(?:北方|南方|东北|华北|华东|华南|华中|西南|西北|中西部|中国|全国|国际|区域|销售|运营|研发|结算|营销|第二)*总部(?:基地|大楼|项目)?$"
)
# 晨曜|华东智能制造基地: for which part of the country it is
_REGION = re.compile(
    r"(?P<head>[\u4e00-\u9fffA-Za-z]{2,6}?)(?:北方|南方|东北|华北|华东|华南|华中|西南|西北|中西部|长三角|珠三角|大湾区|京津冀)"
    r"[\u4e00-\u9fff]{0,8}(?:基地|工厂|中心)(?:[一二三]期)?(?:项目)?$"
)


def seated_head(item: str) -> int:
    """How many characters of 晨曜北方总部 are the firm's whose seat is built; 0 if it is none's.

    >>> seated_head("晨曜北方总部"), seated_head("产业总部基地"), seated_head("晨曜华东智能制造基地")
    (2, 0, 2)
    """
    found = _SEAT.match(item) or _REGION.match(item)
    return len(found["head"]) if found and not _other(found["head"]) else 0


def sized_head(item: str) -> int:
    """How many characters before the size in a project's name are a firm's; 0 if there is no size or no firm.

    >>> sized_head("晨曜时代8英寸半导体"), sized_head("海上100万千瓦风电"), sized_head("焊管20万吨扩建")
    (4, 0, 0)
    """
    found = _SIZED.match(item)
    if found is None or _POWER.search(item, found.end()):
        return 0
    head = found["head"]
    placed = next((n for n in (4, 3, 2) if len(head) - n > 1 and head[-n:] in vocab.names("place")), 0)
    head = head[: len(head) - placed]  # 晨曜水晶|兰溪20万件餐具项目: where the firm builds it
    return 0 if _other(head) else len(head)


def _other(head: str) -> bool:
    """Whether what a project's name begins with is a place, goods or another word, and so no firm."""
    own = head.removeprefix(names.split_company(head).place)
    if (
        len(own) < 2
        or _NO_FIRM.search(head)
        or own in vocab.names("place")
        or goods(head)
        or is_generic(own, "company")
    ):
        return True
    if is_word(head) or in_vocabulary(head) or vocab.concept("industry", head) is not None:
        return True
    word, tag = first_word(own)
    return tag in _VERB and len(word) > 1
