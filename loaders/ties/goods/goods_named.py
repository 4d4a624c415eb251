"""Goods that stand behind a firm and a verb of making or selling, whatever comes after them: C建造的X下水, C交付N艘X.

No frame closes them: they are the longest phrase at that place that ends on a product word, where a word begins behind
it that is no noun. What such a word list does not know, the frames of the other modules find.
"""

import re
from collections.abc import Iterator

from loaders.dictionary import first_word
from loaders.named import Named
from loaders.ties.goods.goods_dealt_with import NO_OBJECT
from loaders.ties.goods.products import NO_GOODS, Made, is_matter
from loaders.ties.reading import Reading
from ontology.goods import goods

_TIME = r"(?:[今去前当]年|上半年|全年|前?\d+个?月份?|\d{4}年|目前|日前|近日|近期)"
_HOW = (
    rf"[”]?(?:{_TIME}|自主|成功|累计|先后|率先|首次|联合|已经?|还|又|也|正|将|共|新近?|独立|顺利|可|能|年|月|日|批量)*"
)
_MADE = (
    r"(?:研发制造|设计制造|研制生产|研发生产|研发|研制|制造|生产|建造|打造|首创|承建|设计|量产|自产|开发|试制|推出|发布|发明|造出|下线"
    r"|交付|出口|售出|卖出|销售|供应|供货|产销|销|产|提供|主推|主营|上市|投放|签约销售)"
)
_LEVEL = (
    r"(?:(?:我国|全国|全球|国内|国际|世界|国产|全省|行业|亚洲|业内|自主知识产权|具有|首款|首台|首套|首辆|首艘|首架|首批|首条|首创"
    r"|第[一二三四五六七八九十]代|新一代|第一|最大|最长|领先|先进|新型|新款|多款|一款|一批|一台|一套|系列|各类|各种|各式|的|台套?|套|款|艘|辆)+)?"
)
_MANY = (
    r"(?:(?:约|近|超过?|逾)?\d[\d,.]*[余多]?[百千万亿]*"
    r"(?:台套?|[套件只辆艘架双把副部吨片根支瓶盒箱块个米颗])(?:级)?的?)?"
)
_WHERE = r"(?:(?:向|对|往)[\u4e00-\u9fff]{2,6}?)?"
_LINK = re.compile(rf"{_HOW}{_WHERE}{_HOW}{_MADE}(?:出|了|过|的)*{NO_OBJECT}{_LEVEL}{_MANY}{_LEVEL}[“]?")
_SUPPLIES = re.compile(
    r"[”]?(?:已|也|还|正)*(?:是|成为)[^，。；]{2,24}?的?(?:核心|主要|重要|独家|一级|战略|指定)*(?:供应商|配套商|供货商)"
)
_MAIN = re.compile(r"[”]?(?:目前|现|一直)*以(?=[^，。；]{2,16}?为(?:主打|主导|拳头|核心|主要)(?:产品|品种)?)")
_ORDERS = re.compile(
    r"[”]?(?:[今去]年|日前|近日|刚刚|已|又)*(?:与|和|同)[^，。；]{2,16}?(?:签订|签下|签署|达成)(?:了)?(?:总计|共)?\d[\d,.]*[余多]?[百千万亿]*"
    r"(?:台套?|[套件只辆艘架吨])(?=[^，。；]{2,14}?(?:供货|采购|销售|供应|购销|订购)?(?:合同|协议|订单))"
)
_ITS_LIST = re.compile(
    r"[”]?的?(?=[^，。；]{2,30}?(?:等(?:[\d一二三四五六七八九十]+[个款种])?(?:系列)?产品)?(?:走俏|畅销|热销|远销|供不应求|俏销))"
)
_LISTED = re.compile(r"[、和与]")
PLAIN = frozenset(
    ("设备", "装备", "产品", "机械", "材料", "仪器", "配件", "部件", "零部件", "系统", "整机", "成品", "食品", "药品")
)
_LONG = 16  # characters of a product's name


def goods_named(reading: Reading) -> Iterator[Made]:
    """What companies make, by a verb before goods that the word list knows."""
    for firm in reading.named:
        if firm.ref.kind != "Company" or firm.implicit:
            continue
        for pattern in (_LINK, _MAIN, _ORDERS, _ITS_LIST):
            told = pattern.match(reading.text, firm.end)
            if told:
                alone = pattern is _ITS_LIST and not told[0].endswith("的")  # C胶管、D面粉等产品: the next is D's
                yield from _list_at(reading, firm, told.end(), alone=alone)
        supplied = _SUPPLIES.match(reading.text, firm.end)
        if supplied:
            yield from _supplied(reading, firm, supplied)


def _list_at(reading: Reading, firm: Named, position: int, *, alone: bool) -> Iterator[Made]:
    """The goods at a position and those that a list goes on with; alone: but the first."""
    while where := goods_at(reading, position):
        yield firm, reading.text[slice(*where)], where, "makes-named", 0.75
        mark = None if alone else _LISTED.match(reading.text, where[1])
        position = mark.end() if mark else len(reading.text)


def goods_at(reading: Reading, begin: int) -> tuple[int, int] | None:
    """The longest phrase that begins at a position, ends on a product word and is followed by no noun."""
    for end in range(min(begin + _LONG, len(reading.text)), begin + 1, -1):
        name = reading.text[begin:end]
        if _CUT.search(name) or not (goods(name) or is_matter(name)) or name in PLAIN:
            continue
        named = [n for n in reading.within(begin, end, NO_GOODS) if not n.implicit]
        return (begin, end) if not named and _ends(reading.text, end) else None
    return None


_CUT = re.compile(r"[，。；、：“”（）\s]|[的了和与及为是在被将]")
_NEXT = ("v", "d", "p", "c", "m", "t", "f", "u", "r", "x", "w")


def _ends(text: str, end: int) -> bool:
    """Whether a name may end at a position: a mark or a word that is no noun stands behind it."""
    rest = text[end : end + 6]
    if rest[:1] and rest[0] in "站机器件体线厂箱柜组网版型式级用专类盘座架管液剂":
        return False
    if not rest or rest[0] in "，。；、：“”（）\n等和与及的被将":
        return True
    if rest.startswith(
        (
            "项目",
            "产业",
            "行业",
            "企业",
            "公司",
            "市场",
            "车间",
            "工厂",
            "基地",
            "生产",
            "制造",
            "加工",
            "技术",
            "研发",
            "园",
            "中心",
            "采购",
        )
    ):
        return False
    return first_word(rest)[1][:1] in _NEXT


def _supplied(reading: Reading, firm: Named, told: re.Match[str]) -> Iterator[Made]:
    """C是B驱动电机的核心供应商: the goods before the word, behind the customer's name."""
    words = re.search(r"的?(?:核心|主要|重要|独家|一级|战略|指定)*(?:供应商|配套商|供货商)$", told[0])
    end = told.start() + words.start() if words else told.end()
    others = [n.end for n in reading.within(firm.end, end, ("Company", "Place"))]
    begin = max(others, default=0)
    name = reading.text[begin:end].lstrip("等”的")
    if begin and goods(name) and name not in PLAIN and not _CUT.search(name):
        yield firm, name, (end - len(name), end), "makes-named", 0.75
