"""Parts of platforms' names that need a second look: deeds inside the name of an institute, bases that are put up,
and the quarters of the zone that a text is about."""

import re
from collections.abc import Iterator

from loaders.finding import NOUN, Found, Setting, is_generic, preceded_by
from loaders.lexicon import Cut, has
from ontology import vocab

STATE = re.compile(r"(?:国家|全国)重点实验室$")  # whose name is long: A与B国家重点实验室
RENTS = re.compile(  # what a firm does in a park: 某公司租赁|园区厂房
    "(?:公司|集团)(?:已|将|计划|拟)?(?:租赁|租用|承租|入驻|落户|购买|竞得|扎根|进驻)"
)
_USE = re.compile(r"(?:开发|综合|回收|保护|高效|循环)与?利用$")
_WORK = ("重组", "回收", "再生", "修复", "替代", "转化", "增强", "检测", "利用", "应用")  # deeds that names hold
_OF_BODY = re.compile(r"(?:研究|技术|创新|工程|检测|试验)+(?:中心|院|所|实验室)$")


def over_deed(cut: Cut, begin: int, end: int) -> int:
    """Where the name of an institute begins that has a deed inside: 江海省|重组|竹材工程研究中心,
    滩涂资源|开发利用|工程技术创新中心."""
    if not _OF_BODY.search(cut.text, begin, end):
        return begin
    use = _USE.search(cut.text, max(0, begin - 6), begin)
    if use:
        earlier = cut.left(use.start(), NOUN, limit=12)
        return earlier if use.start() - earlier >= 2 else begin
    at = begin - 2
    place = cut.ends.get(at, (at, ""))
    inside = cut.text.startswith(_WORK, at) and place[1] == "place" and cut.text[at - 1] in "省市"
    return place[0] if inside else begin


_ERECTED = ("建设", "打造", "共建", "建成", "新建", "合办的", "共建的", "规划建设", "建立", "设立")
_WIDE = re.compile(r"重要|最大|区域|三角|京津冀|全[国球省]|世界|领先|一流|知名|地区|研发制造|华[东中南北]")
_PAID = re.compile(r"投资|购地|占地|自建|拟建|项目")  # then it is a firm's project


def erected(cut: Cut, begin: int, head: int) -> bool:
    """Whether a base is one that is put up here, and neither what a place is to become nor a firm's project:
    共建|服务器生产基地; not 打造|全国重要的…基地, 投资3亿元建设|…基地."""
    start = max(cut.text.rfind(mark, 0, begin) for mark in "。；") + 1
    if not preceded_by(cut, begin, _ERECTED) or _WIDE.search(cut.text, begin, head):
        return False
    return not _PAID.search(cut.text, start, begin) and not is_generic(cut.text[begin:head], "platform")


_ZONE = "经济技术开发区|经济开发区|经开区|高新园区|高新区|开发区|园区"
_QUARTER = re.compile(
    rf"(?:(?<=[位放落设建][于在])|(?<=依托)|(?<=入驻)|(?<=走进)|(?<=[，。；：在])|^)(?P<zone>{_ZONE})(?P<side>[东西南北中](?:片区|区))(?![域位间])"
)
_LISTED = re.compile(r"(?<=[\u4e00-\u9fff][区县市]、)(?P<zone>经开区|高新区|经济开发区|开发区)(?=[、和及等为，。])")
_SIDES = ("东区", "西区", "南区", "北区", "中区", "东片区", "西片区", "南片区", "北片区", "中片区")


def own_quarters(cut: Cut, setting: Setting) -> Iterator[Found]:
    """The quarters of the zone that a text is about (落户|经开区北区), and a county's zones in a list of its parts."""
    if not setting.city or setting.city.endswith(("省", "自治区")):
        return
    for found in _QUARTER.finditer(cut.text) if has(cut.text, *_SIDES) else ():
        written = found["zone"] + found["side"]
        name = written if found["zone"] == "园区" else setting.city.removesuffix("市") + written
        aliases = (*((written,) if name != written else ()), *((found["side"],) if len(found["side"]) > 2 else ()))
        yield Found(*found.span(), "IndustrialPlatform", name, "platform-own-quarter", 0.7, aliases)
    for found in _LISTED.finditer(cut.text) if "、" in cut.text and has(cut.text, "开发区", "经开区", "高新区") else ():
        zone = vocab.zone(setting.city + found["zone"], within=setting.code)
        name = zone.label if zone else setting.city + found["zone"]
        yield Found(*found.span(), "IndustrialPlatform", name, "platform-own-zone", 0.6, (found["zone"],))


BUILDS = re.compile(
    r"(?:公司|企业|集团)(?:还|也|已|正在?|计划|拟|将)*(?:建设|建成|组建|设立|成立|创建)了?"
)  # 公司正在建设|X中心
_SITE = r"(?:产业园|工业园|园区|创业园|科技园|物流园|小镇|基地|中心|新区|研究院|实验室|平台|孵化器|综合体)"
_BUILT_BEFORE = re.compile(
    rf"(?:建设|打造|建成|启用|新建|创建|布局|建好|投用|引进)(?:了)?(?:[^，。；、“”的]{{2,14}}{_SITE}[、和与])+$"
)
_BUILT_BEHIND = re.compile(
    rf"(?:[、和与][^，。；、的]{{2,14}}{_SITE}){{0,3}}(?:等)?(?:均|都|已|也|正式|顺利|成功|全面|建成|加快|全部)*"
    r"(?:相继|先后|陆续|同步|同时)(?:建成)?(?:投用|启用|挂牌|揭牌|成立|落成|开园|投入使用|投入运营|投运|上线)"
)


def built_together(text: str, begin: int, end: int) -> bool:
    """Whether a list says of all its members that they are built: 建设A小镇、|B产业园|; |A中心|、B园相继投用."""
    listed = text[begin - 1 : begin] in ("、", "和", "与")
    before = listed and _BUILT_BEFORE.search(text, max(0, begin - 50), begin)
    return bool(before or _BUILT_BEHIND.match(text, end))


def several(cut: Cut, begin: int) -> bool:
    """Whether those that are built are many, and none is named: 建设一批重点|产业园."""
    return bool(
        re.search(r"(?:一批|一系列|各类|多个|\d家|\d个)[\u4e00-\u9fff]{0,4}$", cut.text[max(0, begin - 8) : begin])
    )
