"""Goods in plain words: what stands behind a company's 的, in brackets after its name, before it as 做P的C."""

import re
from collections.abc import Iterator

from loaders.dictionary import first_word, last_word, tagged
from loaders.lexicon import words
from loaders.named import Named
from loaders.ties.reading import Reading, items_from
from ontology.goods import goods, of_kind

NO_GOODS = ("Company", "Place", "Agency", "Honour", "Project", "Person")  # what no goods' name holds
# Trade and service are no goods, nor is what one does to the goods of others: 整合本地农产品.
NO_WARE = re.compile(
    r"(?:零售|批发|贸易|销售|经销|(?:技术|咨询|售后|物流|运维|维修)服务)$|^(?:整合|服务|打造|链接|赋能|产品(?:有|为|是|包括|涵盖))"
)
Made = tuple[Named, str, tuple[int, int], str, float]  # maker, product, its place, rule, how sure

_P = r"[\u4e00-\u9fffA-Za-z0-9\-+·]"
_SOLD = (
    r"(?:[今去前]年|上半年|前\d+个?月|目前|已|还)*(?:自重|卖了|卖出|售出|畅销|热销|销往|远销|出口|打[入进]|月出货|年出货|出货量|月销|年销|年产能|年产量"
    r"|月产|产能|产量|市场占有率|市占率|进入|配套|供应|装上|用在|用于|销售额|销售收入|销量|营收|供货|(?:在)?(?:国内|全国|全球)(?:市场)?(?:的)?(?:市占率|市场占有率|占))"
)
_ITS = re.compile(
    rf"的(?:一款|新款)?(?P<sold>{_P}{{2,14}}?)(?={_SOLD})"
    r"|的(?P<listed>[\u4e00-\u9fffA-Za-z]{{2,12}}?)(?=[、；。，])"
)
_OF_IT = re.compile(rf"(?<=[，。；]其)(?:自主研发的|自产的)?({_P}{{2,12}}?)(?={_SOLD})")
_ONLY = re.compile(
    r"(?:自己|自身|本身|主要|专门|专业|一直|现在|目前|如今|只)+(?:做|造|生产|加工|制造)([\u4e00-\u9fff、]{2,24}?)(?=[，。；])"
)
_SPOKEN = re.compile(  # what is brought out and is no goods
    r"(?:政策|措施|举措|活动|报告|公告|通知|计划|规划|战略|榜单|指数|白皮书|年报|财报|新规|优惠|套餐|课程|岗位|倡议|成果|专区|专线|航线|线路|职位|信息)$"
)
_LAUNCHES = re.compile(  # C推出X, C成功研制出国内首台X
    r"[”]?(?:[今去前]年|\d{4}年|\d{1,2}月|日前|近日|近期|自主|成功|率先|首次|已|还|又|也|先后|最新)*(?:推出|研发出|研制出|开发出|研制成功|造出|发布)了?"
    r"(?:(?:新款|新型|全新|最新|首款|首台|首套|国产|国内|全国|全球|全省|第[一二三四五六七八九\d]代|新一代|多款|一款|系列|的)*)"
    rf"(?P<what>{_P}{{2,14}}?)(?:等(?:新?产品)?)?(?=[，。；])"
)
_FIRST = re.compile(  # C，造出国内首台X
    r"，?(?:自主|成功|率先|联合|已|先后)*(?:研发|研制|制造|生产|开发|设计)+(?:出|了)+(?:我国|全国|国内|国际|全球|世界|全省|行业内?)?(?:第一|首)[台款套个件辆架艘]"
    rf"(?:[^，。；]{{0,20}}的)?(?P<what>{_P}{{2,14}}?)(?=[，。；])"
)
_NOTE = re.compile(
    rf"（(?P<verb>(?:主要|专业|专门|主)?(?:做|生产|制造|主营|产品[:：为]?))?(?P<what>{_P}{{2,12}})[），；]"
)
_FOR = re.compile(r"(?:^|(?<=[，。；、和与]))(?:专门|专业|主要)?(?:做|造|生产|制造)([\u4e00-\u9fff]{2,8})的$")
_DOES = re.compile(r"每|[一两]台|下线|生产|购买|采购|使用|应用|需要|投资")
_KIND_OF_FIRM = re.compile(
    r"(?:本地|外地|本土|当地|民营|外资|台资|配套|龙头|骨干|老牌|知名)*(?:企业|公司|厂家|厂商|厂)?$"
)
_YIELD = re.compile(
    rf"(?:[今去前]年|上半年|前三季度|月份)(?:全年)?({_P}{{2,10}}?)(?:年?产量|产销量|出货量|销量)(?=[达超为]?\d)"
    rf"|年产(?P<year>(?!销){_P}{{2,8}}?)(?=\d[\d.,]*[余多]?[万亿]?(?:片|粒|支|瓶|箱|盒|根|块|平方米|米|卷|吨))"
)


def products_told(reading: Reading) -> Iterator[Made]:
    """What companies make, by the plain words around their names."""
    for firm in reading.named:
        if firm.ref.kind == "Company" and not firm.implicit:
            yield from _after(reading, firm)
            yield from _before(reading, firm)
    yield from _beside(reading)
    for found in (*_OF_IT.finditer(reading.text), *_YIELD.finditer(reading.text)):
        group = "year" if "year" in found.groupdict() and found["year"] else 1
        owner = _speaks_of(reading, found.start(group))
        if owner and goods(found[group]):
            yield owner, found[group], found.span(group), "makes-told", 0.75


_PRODUCTS_ARE = re.compile(r"(?:主营|主导|主要|获奖|上榜|入选)?产品(?:名称)?(?:分别)?(?:是|为|如下)?：")
_BESIDE = re.compile(r"（([^（）。；]{2,24})）")


def _beside(reading: Reading) -> Iterator[Made]:
    """这6家企业及主营产品是：A（P）、B（Q）…: each firm with its product in brackets."""
    for opening in _PRODUCTS_ARE.finditer(reading.text):
        for firm in items_from(reading, opening.end(), ("Company",)):
            note = _BESIDE.match(reading.text, firm.end)
            if note and "公司" not in note[1]:
                yield firm, note[1], note.span(1), "makes-note", 0.85


def _speaks_of(reading: Reading, position: int) -> Named | None:
    """The company that the words up to a position begin with, after a full stop or a semicolon; its place may lead."""
    begin = max(reading.text.rfind(mark, 0, position) for mark in "。；") + 1
    first = next(iter(reading.within(begin, position, ("Company",))), None)
    lead = reading.text[begin : first.begin] if first else ""
    return first if first and re.fullmatch(r"(?:[\u4e00-\u9fff]{2,8}的)?", lead) else None


def _after(reading: Reading, firm: Named) -> Iterator[Made]:
    """C的P月出货…; C（做P）; C自己只做P和Q."""
    text = reading.text
    own = _ITS.match(text, firm.end)
    if own:
        which = "sold" if own["sold"] else "listed"
        known = is_thing(own["sold"]) if own["sold"] else goods(own["listed"]) and not _DOES.search(own["listed"])
        named = reading.within(firm.end, own.end(which), NO_GOODS)
        if known and not named:
            yield firm, own[which], own.span(which), "makes-told", 0.75
    note = _NOTE.match(text, firm.end)
    if note and (is_thing(note["what"]) if note["verb"] else goods(note["what"])):
        yield firm, note["what"], note.span("what"), "makes-note", 0.8
    new = _LAUNCHES.match(text, firm.end)
    if new and is_thing(new["what"]) and not _SPOKEN.search(new["what"]):
        yield firm, new["what"], new.span("what"), "makes-launched", 0.75
    first = _FIRST.match(text, firm.end)
    if first and is_thing(first["what"]) and not _SPOKEN.search(first["what"]):
        yield firm, first["what"], first.span("what"), "makes-launched", 0.75
    only = _ONLY.match(text, firm.end)
    for what in re.split(r"[、和与]", only[1]) if only else ():
        if only and is_thing(what):
            yield firm, what, only.span(1), "makes-only", 0.8


def _before(reading: Reading, firm: Named) -> Iterator[Made]:
    """做P的东莞企业C: the place and kind of the firm may stand between."""
    yield from _makers(reading, firm)
    at = firm.begin - len(_KIND_OF_FIRM.search(reading.text, max(0, firm.begin - 40), firm.begin)[0])  # type: ignore[index]  # it matches ""
    for place in reversed(reading.within(max(0, at - 12), at, ("Place",))):
        at = place.begin if place.end == at else at
    told = _FOR.search(reading.text, max(0, at - 14), at) if at < firm.begin else None
    if told and is_thing(told[1]):
        yield firm, told[1], told.span(1), "makes-told", 0.8


# 水泵龙头企业C, 船用水泵生产企业C, 作为当地水泵龙头企业，C
_MAKERS = re.compile(
    r"(?P<run>[\u4e00-\u9fff]{2,12}?)(?P<verb>生产|制造)?(?:细分)?(?:行业|领域)?的?(?:龙头|骨干|头部|知名|领军|民营|老牌|重点)*[“]?"
    r"(?:企业|厂家|厂商|制造商|生产商|供应商|隐形冠军|单项冠军|巨头)(?:之一)?[”]?(?P<mark>——|，)?“?$"
)
_WIDE = re.compile("^(?:全球|世界|国际|亚洲|欧洲|全国|国内|我国|中国)?(?:最大|领先|知名)?的?")
_WHOLE_RUN = 12  # characters of the longest run
_NO_PART = ("v", "d", "p", "r", "m", "ns", "t", "f", "c", "u", "uj", "s", "q", "ng")


def _makers(reading: Reading, firm: Named) -> Iterator[Made]:
    """The goods that the words before a firm's name call it a maker of."""
    begin, _ = reading.clause(firm.begin - 1 if reading.text[firm.begin - 1 : firm.begin] == "，" else firm.begin)
    begin = max(begin, firm.begin - 30)
    country = next((n for n in reading.within(begin, firm.begin, ("Place",)) if n.end == firm.begin), firm)
    told = _MAKERS.search(reading.text, begin, country.begin)
    if told and told.start() > begin and told.end("run") - told.start() == _WHOLE_RUN:
        return  # 全|球石油行业阀门制造商C: the run begins inside a word
    if not told or (told["mark"] == "，" and not reading.text.startswith("作为", begin)):
        return
    run = tagged(told["run"])
    kept = next((n for n in range(len(run), 0, -1) if run[n - 1][1] in _NO_PART and not _inner(run, n - 1)), 0)
    what = _WIDE.sub("", "".join(word for word, _ in run[kept:]))
    end = told.end("run")
    if (goods(what) or is_matter(what) or of_kind(what)) and not reading.within(
        end - len(what), end, ("Company", "Place")
    ):
        yield firm, what, (end - len(what), end), "makes-called", 0.75


def _inner(run: tuple[tuple[str, str], ...], at: int) -> bool:
    """Whether a verb stands inside the name of goods: 工程车辆|制动|系统."""
    if run[at][1] != "v" or not 0 < at < len(run) - 1 or run[at - 1][1] != "n":
        return False
    rest = "".join(word for word, _ in run[at:])
    return bool(goods(rest)) or of_kind(run[at - 1][0] + rest)


def is_thing(text: str) -> bool:
    """Whether a phrase ends on goods, or on a noun as far as the dictionary knows."""
    if goods(text) or is_matter(text) or of_kind(text):
        return True
    word, tag = last_word(text)
    return tag == "n" and (len(word) > 1 or len(text) < 4) and word not in _ABSTRACT


# What goods are made of and sold by: stuffs and half-finished forms, whatever stands before them.
_MATTER = re.compile(
    r"(?:(?:成像|控制|制动|密封|储能|检测|监测|转向|驱动|传动|悬架|冷却|温控|热管理|电控|导航|识别|供电|输送|分拣|雷达|照明|净化|过滤|水处理)系统"
    r"|(?:集装箱|散货|运输|工程|直达|游)船|[铝铜锌铁钢镁](?:液|水)|智能体|大模型|灯珠|纤维|晶体|树脂|烯烃|橡胶|塑料|涂料|染料|颜料|助剂|催化剂|陶瓷|合金|粉体|微粉|型材|板材|管材|棒材|线材|丝材|带材|硅片|硅料|硅棒|晶圆片?"
    r"|外延片|基板|面料|骨料|浆料|磁材|磁粉|膜材|隔膜|胶膜|气凝胶|氧化物|前驱体|坯布|纱线|肥料|饲料|试剂|耗材|母粒|电芯|光缆|钢管|钢板|铝板|铜管|整机|涂层布|印染布|色织布|针织布|缆绳)$"
)


def is_matter(text: str) -> bool:
    """Whether a phrase ends on a stuff or a half-finished form."""
    return _MATTER.search(text) is not None


def is_abstract(text: str) -> bool:
    """Whether a phrase ends on a word of business that is no goods: 主营业务, 海外市场."""
    word, tag = first_word(text)
    return any(text.endswith(end) for end in _ABSTRACT) or (
        tag in ("t", "d", "r", "p", "ns")
        and word not in ("蓝牙", "深海", "高速", "高效", "高频", "高温", "低温", "长效", "双向")
    )


_ABSTRACT = frozenset(
    words(
        "产品 项目 技术 企业 公司 市场 产业 行业 业务 品牌 模式 平台 系统 服务 团队 工厂 车间 人才 专利 标准 "
        "订单 客户 产值 收入 价格 质量 数据 经验 方案 总部 基地 员工 负责人 总经理 董事长 前景 成本 规模 资金 利润 "
        "工艺 生产线 产线 原材料 "
    )
)
