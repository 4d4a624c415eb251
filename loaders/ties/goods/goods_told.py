"""Goods in frames that only goods stand in: so many tons of X a year, a line for X, X's sales, what works also make.

The frame tells that they are goods, so any noun will do; whose they are is the company that the sentence is about.
"""

import re
from collections.abc import Iterator

from loaders.dictionary import first_word
from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.goods.products import Made, is_abstract
from loaders.ties.reading import Reading

_X = r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9\-·]{1,15}?"
_UNIT = (
    r"(?:吨|台套?|套|件|只|辆|艘|架|双|片|根|支|盒|瓶|箱|块|卷|枚|颗|万?米|平方米|立方米|升|千?公斤"
    r"|GWh|MWh|GW|MW|Ah)"
)
_AMOUNT = rf"\d[\d,.]*[余多]?[百千万亿]*{_UNIT}"
_STOP = (
    r"(?=(?:自动化?|智能化?|柔性)?(?:生产线|(?<!生)产线)|等?(?:项目|产品)"
    r"|等?[，。；、（]|和[\u4e00-\u9fff\d]|的(?:生产|能力|规模))"
)
_OUTPUT = (
    re.compile(rf"(?:[年月日]产|日均生产|年加工|年生产)(?:量|能力)?(?:约|达|近|超)?{_AMOUNT}的?(?P<x>{_X}){_STOP}"),
    re.compile(rf"(?:[年月日]产)(?P<x>(?![能值量销])[\u4e00-\u9fffA-Za-z]{{2,10}}?)(?:约|达|近|超)?(?={_AMOUNT})"),
    re.compile(
        rf"(?:^|[，；、和的])(?:配套的?|建成|建设|拟建|新上)*(?P<x>{_X})(?:自动化?|智能化?)?(?:生产线|(?<!生)产线)[\d一二两三四五六七八九十]+条"
    ),
)
_SALES = (
    r"(?:在?(?:国内|全国|全球|世界|省内)(?:市场)?(?:的)?)?(?:[今去前]年|上半年|前三季度|年|月)*"
    r"(?:销售额|销售收入|销量|产销量|出货量|市占率|市场占有率|市场份额|年产能(?=达|为|约|超|\d)|卖了\d|卖出\d|供货\d|出口额)"
)
_ITS = re.compile(rf"[”]?的(?P<x>{_X})(?={_SALES})")
_OWN = re.compile(rf"(?:^|[，。；])(?:其|公司|企业)的?(?:自主研发的|自产的)?(?P<x>{_X})(?={_SALES})")
_ALSO = re.compile(
    r"(?:公司|企业|工厂|厂里|厂子|厂家)(?:还|也|主要|目前|现在|专门|如今|只)*(?:会|能|可)?(?:生产(?!经营)|制造|加工|做)"
    r"(?P<list>[\u4e00-\u9fffA-Za-z0-9、和]{2,40}?)(?=等|[，。；])"
)
_MAIN = re.compile(  # 以设计与制造X和Y为主; 是P唯一的X、Y及其他Z的生产厂家
    r"以(?:研发|设计|生产|制造|加工|销售|[和与及、])+(?P<list>[\u4e00-\u9fffA-Za-z0-9、和与及]{2,40}?)为主"
    r"|是[^，。；]{0,16}?(?:唯一|最大|知名|主要|专业|重要|最早)的(?P<of>[\u4e00-\u9fffA-Za-z0-9、和与及]{2,40}?)的?(?:专业)?(?:生产|制造)(?:厂家|厂商|企业|商)"
)
_REST = re.compile(r"及其他[^、]*$|等$")
_WHOLE = re.compile(
    rf"集[^，。；]{{4,24}}?(?:为|于)一体的(?P<x>{_X})(?=(?:制造|生产)?(?:高新技术)?(?:企业|公司|制造商))"
)


def goods_told(reading: Reading) -> Iterator[Made]:
    """What companies make, by a frame that only goods stand in."""
    for firm in reading.named:
        told = _ITS.match(reading.text, firm.end) if firm.ref.kind == "Company" else None
        if told and is_goods(reading, told.span("x")):
            yield firm, told["x"], told.span("x"), "makes-frame", 0.75
    for pattern in (*_OUTPUT, _OWN, _WHOLE):
        for told in pattern.finditer(reading.text):
            maker = subject(reading, told.start("x"))
            if maker and is_goods(reading, told.span("x")):
                yield maker, told["x"], told.span("x"), "makes-frame", 0.7
    for told in _ALSO.finditer(reading.text):
        named = _around(reading, told.start())  # 海虹有限|公司生产X: goods_dealt_with.py
        maker = None if named else subject(reading, told.start())
        for name in re.split("[、和]", told["list"]) if maker else ():
            if maker and len(name) > 1 and not is_abstract(name):
                yield maker, name, told.span("list"), "makes-frame", 0.75
    for told in (
        _MAIN.finditer(reading.text) if has(reading.text, "为主", "生产厂", "生产商", "生产企业", "制造") else ()
    ):
        group = "list" if told["list"] else "of"
        maker = subject(reading, told.start())
        for name in re.split("[、和与及]", _REST.sub("", told[group])) if maker else ():
            if maker and len(name) > 1 and not is_abstract(name) and not _KIND.search(name):
                yield maker, name, told.span(group), "makes-frame", 0.75


_OTHER = ("Company", "Place", "Agency", "Honour", "Person", "Project", "Platform", "IndustrialPlatform")
_KIND = re.compile(
    r"^[一两\d]|\d[\d.]*[百千万亿]|年产|和|其中|项目|公司|企业|规模|产业|行业|同比|总|人均|新增|综合|[的了是在为与]|产品$|[产销值]$"
)


def is_goods(reading: Reading, where: tuple[int, int]) -> bool:
    """Whether nothing else is named in a stretch, and no word of it is the sentence's."""
    text = reading.text[slice(*where)]
    return not _KIND.search(text) and not is_abstract(text) and not reading.within(*where, _OTHER)


# A sentence that goes on about the project of the one before.
_GOES_ON = re.compile(
    r"[”]?(?:该|整个)?项目|(?:全部|全面|预计|建成|竣工|投产|达产|投用|届时|一期|二期|两期|其中|计划|总投资|占地)"
)


def subject(reading: Reading, position: int) -> Named | None:
    """The one company that the sentence up to a position speaks of, or else the one before it, or that of the project
    which the sentences before go on about."""
    begin, _ = reading.sentence(position)
    firms = _around(reading, position) or reading.within(begin, position, ("Company",))
    goes_on = True
    while not firms and begin and goes_on:
        goes_on = _GOES_ON.match(reading.text, begin) is not None
        end, (begin, _) = begin, reading.sentence(begin - 1)
        firms = reading.within(begin, end, ("Company",))
    if firms and firms[0].implicit and firms[0].method == "implicit-project-of-firm":
        return firms[0]
    alone = len({firm.ref for firm in firms}) == 1
    return firms[0] if alone and not _OBJECT.search(reading.text, 0, firms[0].begin) else None


def _around(reading: Reading, position: int) -> list[Named]:
    """The firm whose name goes on at a position: 海虹有限|公司."""
    near = reading.between(position - 30, position)
    return [n for n in near if n.begin < position < n.end and n.ref.kind == "Company" and not n.implicit]


def other_subject(reading: Reading, maker: Named, position: int) -> bool:
    """Whether the clause up to a position opens with a name that is not known: 晨曜早餐公司…，|云瑞源|从X里提取出Y."""
    clause, _ = reading.clause(position)
    lead = reading.text[clause:position]
    return maker.begin < clause and _NAME.fullmatch(lead) is not None and first_word(lead)[1][:1] not in "dtpcvrmuf"


_NAME = re.compile(r"(?!全[国球省市]|国内|世界|市场)[\u4e00-\u9fff]{2,6}?(?:则|也|还|却)?")
_OBJECT = re.compile(r"(?:支持|扶持|鼓励|引导|推动|帮助|助力|发挥|与|和|为|给|向|对)[“]?$")
