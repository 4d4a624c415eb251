"""Bodies that belong to another one: a ministry's own bureaus and centres, its offices in a place."""

import re
from collections.abc import Iterator

from loaders.finding import Found, Setting
from loaders.lexicon import Cut
from ontology import vocab

_IN_PLACE = re.compile(
    r"(?:调查总?队|监管局|监管办公室|监管办|专员办|督察局|办事处|中心支行|支行|分局|分院|分会|分社|特派员办事处)"
)
_PROVINCE = re.compile(r"局(?![\u4e00-\u9fff]{0,2}[长势面限域部])")  # 国家矿山安全监察局|浙江局
_OWN = re.compile(  # 商务部|产业合作事务局, 科技部|成果转化促进中心
    r"(?:(?![的在与和及对将])[\u4e00-\u9fff]){2,12}?"
    r"(?:事务局|管理局|促进局|(?:开发|促进|发展|交流|管理|服务|信息|评价|推广|统计|火炬|研究)中心)"
    r"(?=[，。、；）]|$|[^，。；、]{0,8}?(?:处长|主任|局长|司长|负责|领导|专家|指导|支持|主办|承办))"
)


def branch(cut: Cut, end: int) -> int:
    """The end of what a national body has in a place, or for a task of its own; the same position if there is none."""
    place = cut.places.get(end, 0)
    found = (
        (_IN_PLACE.match(cut.text, place) or _PROVINCE.match(cut.text, place)) if place else _OWN.match(cut.text, end)
    )
    return found.end() if found else end


_RAIL = re.compile(
    r"国铁(?P<place>[\u4e00-\u9fff]{2,4}?)局(?:集团)?(?=[、，。；]|公司|等|和|与|负责|相关|支持|党委|集团)"
)
_DESK = re.compile(
    r"(?=[省市县区])(?:^|(?<=[，。；、：由]))(?P<own>[省市县区])(?P<rest>(?:口岸|招商|营商|营商环境|金融|外|台|侨|信访|应急|农|编|机构编|重点|重点项目|项目|双创|上市|文明|扶贫|法制|医改|国资|人防|创建|创城|考核|电商|推进|专班|低空|数据|大数据|乡村振兴|工业|园区|外事|铁路|航空|港口|海洋|移民|老龄|质量强[省市县区])办)"
    r"(?=[、，。；]|$|主任|副主任|负责|相关|牵头|参加|出席|联合|组织|会同|等(?:部门|单位))"
)


def branches(cut: Cut, setting: Setting) -> Iterator[Found]:
    """Railway bureaus, and the offices of a county for one task."""
    text = cut.text
    for found in _RAIL.finditer(text) if "国铁" in text else ():
        if found["place"] in vocab.names("place"):
            yield Found(*found.span(), "Agency", found[0], "agency-branch", 0.85)
    for found in _DESK.finditer(text) if "办" in text else ():
        if place := setting.above(found["own"]):
            yield Found(*found.span(), "Agency", place + found["rest"], "agency-own", 0.75, (found[0],))
