"""Goods by what only goods undergo: they are sold into, fitted, measured, made out of something, shown being made.

The verb or the measure tells that they are goods; whose they are is the company before 的, or the one the sentence is
about. Figures and lines stand in outputs.py, plain words beside a name in products.py.
"""

import re
from collections.abc import Iterator

from loaders.dictionary import last_word
from loaders.named import Named
from loaders.ties.goods.goods_told import is_goods, other_subject, subject
from loaders.ties.goods.products import Made, is_matter, is_thing
from loaders.ties.reading import INDUSTRIES, Reading
from ontology import vocab
from ontology.goods import goods, of_kind

_X = r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9\-·]{1,13}?"
_TIME = (
    r"(?:[今去前]年|上半年|前三季度|前\d+个?月|目前|现在|如今|眼下|已经?|还|也|则|更|最近|近年来"
    r"|广泛|大量|主要|多(?=应|用))*"
)
_MET = (  # what happens to goods
    r"(?:卖[进到入给]|销往|远销|畅销|热销|出口(?=到|至|欧|美|东南亚|\d)|打[入进]|装[进上]了?|用[在于]|应用[于到在]|供不应求|走俏|供货(?=给|\d)|配套(?=给|\d)"
    r"|订单(?:已经?)?(?:排|爆满|饱满|接)|打破了?(?:国外|国际|国内|外国|行业)|填补了?|替代了?进口|实现了?(?:进口替代|国产替代|国产化|量产|批量生产))"
)
_MEASURED = (
    r"(?:纯度|使用寿命|寿命|良品率|良率|孔径|线径|转化效率|国产化率"
    r"|[年月日]产能|出货量?|产销量|(?:国内|全球)(?:市占率|市场占有率))"
)
_AMOUNT = (
    r"(?=(?:分别)?(?:已|约|近|超过?|达到?|只有|仅|突破|从|由|提升|提高|占|位居|稳居|居)*[了]?\d"
    r"|(?:超过?|达到?|突破)[一二两三四五六七八九十百千万])"
)
_IS_GOODS = rf"(?={_TIME}(?:{_MET}|{_MEASURED}{_AMOUNT}))"
_ITS = re.compile(rf"[”]?的(?P<x>{_X})(?:{_IS_GOODS}|(?=，(?:被|已|也)*(?:用[到在于]|装[到在进上])了?\d))")
_OWN = re.compile(rf"(?:^|[，。；])其(?:自主研发的|自产的|生产的)?(?P<x>{_X}){_IS_GOODS}")
_FIGURE = re.compile(rf"(?:^|[，。；”）]){_TIME}(?P<list>{_X}(?:[、和与]{_X}){{0,3}}){_TIME}{_MEASURED}{_AMOUNT}")
_TURNS_OUT = re.compile(
    r"(?:轧|造|织|拉|炼|锻|铸|烧|纺|磨|酿|提取|萃取|提炼|压制)出(?:了|来的)?(?:[^，。；“”]{0,10}的)?[“](?P<x>[\u4e00-\u9fffA-Za-z0-9]{2,8})[”]"
    r"|从[^，。；]{1,8}?(?:中|里)(?:提取|萃取|提炼|分离)出?(?:了)?(?P<got>[\u4e00-\u9fff]{2,8})(?=[，。；])"
)
_ONLY = re.compile(
    rf"[”]?，?(?:则|也|还|一直|长期|多年来|主要)*(?:主攻|专攻|专做|主打|专门生产|专产)(?P<x>{_X})(?:的?(?:研发|生产|制造))*(?=[，。；])"
)
_HANDS = re.compile(
    r"[”]?的?(?:生产|智能|数字化|装配|总装)*(?:车间|厂房|工厂|生产线)?(?:里|内|上)?，?(?:一名|几名|多名|\d+名)?(?:工人|员工|技术人员|师傅|女工|操作工)(?:们)?(?:正在?|在)"
    r"(?:[\u4e00-\u9fff]{0,4}?)(?:赶制|组装|装配|检验|检测|加工|生产|打包|包装|制作|缝制|焊接|调试|打磨|封装|质检|检查)"
    rf"(?:一批|外贸|出口)*(?P<x>{_X})(?=[，。；]|$)"
)
# What lies rough in the works becomes what they make; what a firm sells by the piece.
_BECOMES = re.compile(
    rf"(?:蜕变[成为]|变[成为]|(?:转化|转变|再生|还原)[成为]|化身[成为]?|变身[成为]?|加工成|打磨成|锻造成|压制成|组装成)了?(?:一[件个台块辆只条套枚])?"
    rf"(?:[^，。；“”]{{0,12}}的)?(?P<x>{_X})(?=[，。；])"
)
_TURNS_TO = re.compile(
    rf"(?:我们|公司|企业)?从(?P<x>{_X})(?:转向|升级到|拓展到|延伸到|做到|转产)了?(?P<to>{_X})(?=[，。；])"
)
_SELLS = re.compile(
    rf"[”]?(?:累计|全年|共|已|[今去]年)*(?:销售|售出|卖出|交付|下线|出口)了?(?:各类|各式|各种)?(?P<x>{_X})(?:约|近|超过?|逾|达)*(?=\d[\d.,]*[余多]?[百千万亿]*(?:台套?|套|件|只|辆|艘|架|双|把|副|部)(?![\u4e00-\u9fff]))"
)
_LINE_NOTE = re.compile(r"（(?P<x>[\u4e00-\u9fffA-Za-z、]{2,16})）[。；]?$")
_LED = re.compile(r"\W*(?:\d{1,2}\W*)?")


def goods_shown(reading: Reading) -> Iterator[Made]:
    """What companies make, by what happens to it, is measured of it, or is seen being done to it."""
    firms = [n for n in reading.named if n.ref.kind == "Company"]
    for firm in firms:
        if not firm.implicit:
            yield from _of(reading, firm)
    if not firms:
        return
    for told in (*_OWN.finditer(reading.text), *_TURNS_OUT.finditer(reading.text)):
        group = next(name for name, value in told.groupdict().items() if value)
        maker = subject(reading, told.start())
        other = maker and other_subject(reading, maker, told.start() + (told[0][0] in "，。；"))
        if maker and not other and noun(reading, *told.span(group)):
            yield maker, told[group], told.span(group), "makes-shown", 0.75
    for told in (*_BECOMES.finditer(reading.text), *_TURNS_TO.finditer(reading.text)):
        maker = subject(reading, told.start())
        spans = [told.span(group) for group in told.groupdict()]
        if (
            maker
            and (goods(told["x"]) or is_matter(told["x"]) or of_kind(told["x"]))
            and all(noun(reading, *each) for each in spans)
        ):
            yield from ((maker, reading.text[slice(*each)], each, "makes-becomes", 0.7) for each in spans)
    for told in _FIGURE.finditer(reading.text):
        maker = subject(reading, told.start())
        begin = told.start("list")
        for name in re.split("[、和与]", told["list"]) if maker else ():
            if maker and noun(reading, begin, begin + len(name)):
                yield maker, name, (begin, begin + len(name)), "makes-measured", 0.75
            begin += len(name) + 1


def _of(reading: Reading, firm: Named) -> Iterator[Made]:
    """C的X卖进…, C主攻X, C的工人正在赶制X; C（X） as a line of a list."""
    for pattern in (_ITS, _ONLY, _HANDS, _SELLS):
        told = pattern.match(reading.text, firm.end)
        if told and noun(reading, *told.span("x")):
            yield firm, told["x"], told.span("x"), "makes-shown", 0.75
    note = _LINE_NOTE.match(reading.text, firm.end)
    if note and _LED.fullmatch(reading.text, 0, firm.begin):
        for name in note["x"].split("、"):
            if is_thing(name):
                yield firm, name, note.span("x"), "makes-shown", 0.8


_NEVER = re.compile(
    r"(?:智能|数字|自动|绿色|清洁|标准|现代|规模|集约|信息|电气|机械|国产|产业|专业|精细)化$|(?:外贸|海外|国外|国内|国际|欧美|全球|在手|意向|新增|内销|外销|出口|原料|原材料|能源|厂房|设备|生产线|产线|股票|资金|成果|总|平均|综合|设计|全年|现有|规划|部分)$"
    r"|^(?:这|该|其|首|第|每|全|总|新|老|同|各|多|另|一|本)|一期|二期"
)


def noun(reading: Reading, begin: int, end: int) -> bool:
    """Whether a stretch is goods by its form: a noun, or a word that no dictionary has, and nothing else named."""
    text = reading.text[begin:end]
    if _NEVER.search(text) or not is_goods(reading, (begin, end)):
        return False
    fields = [n for n in reading.within(begin, end, INDUSTRIES) if n.method != "industry-developed"]
    field = fields or any(vocab.concept("industry", text[at:]) for at in range(len(text) - 1))
    if field and not (goods(text) or is_matter(text) or of_kind(text)):  # 主攻海洋生物医药: a field, no goods
        return False
    word, tag = last_word(text)
    return is_thing(text) or (len(text) > 2 and (tag[:1] in ("n", "x", "") or len(word) == 1))
