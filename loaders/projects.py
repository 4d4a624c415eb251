"""Named projects: …项目, 年产…生产线, and the roads, railways and works that a county builds."""

import re
from collections.abc import Iterator

from loaders.companies import full_begin
from loaders.finding import DOINGS, PHRASE, Found, Setting, is_generic, strip_place
from loaders.lexicon import Cut
from ontology.names import forms

_WORKS = re.compile(
    r"项目(?=[，。、；：）签落开竣成达用总已的顺正在主现由于一二三四建]|$)(?:[一二三四五]期)?"
    r"|(?:高速复线|高速公路|高速|铁路|快速路|公路|大桥|特高压|抽水蓄能电站|水库|机场|港区|码头|隧道|综合交通枢纽|医院|九年一贯制学校|北段|南段|东段|西段)"
    r"(?:[一二三四五]期)?(?:[\u4e00-\u9fff]{2}线)?(?=[，。、；建开通全顺加关正主轮等将也完即]|\d|$)"
    r"|[一二三四]期工程(?:\d+标)?"
)
_CAPACITY = re.compile(
    r"(?:[\u4e00-\u9fff（）]{2,20}公司)?(?:年产\d|\d+(?:\.\d+)?万?(?:吨|台|套|米|平方米|千瓦|立方米)/年)[^，。；：]{3,70}?(?:项目|生产线|生产基地)(?=[，。；：（）签落开竣成达用总已的正在]|$)"
)
_OF_FIRM = re.compile(r"有限公司(?=[^，。；：、“”]{3,50}?项目)[^，。；：、“”]{3,50}?项目(?![组部方])")
_EVENTS = re.compile(
    r"签约|落地|落户|开工|竣工|投产|达产|建成|通车|开通|推进|总投资|投资|亿元|新建|续建|在建|实施|建设|完成|引进|启动"
)
_PHASE = re.compile(r"^\s*\d{1,2}[.．、]\s*([\u4e00-\u9fff（）\d]{4,40}?（[一二三四五]期）)[。：]建设单位")
_GENERIC = re.compile(
    r"(?:投资|产业|重大|重点|工业|技改|招商|合作|人才|续建|新建|在建|建设|亿元以上|亿元|优质|基建|民生|交通|水利|参赛|关联|关键|研发|攻关|改造|标志性|单体|制造业|补链|强链|延链|型|科技|储备|服务业|农业|优势|外资|意向|省|市|县|级|个|工程建设|老旧工业区块改造|安置房|净地|龙头|链主|数字化|智能化|等|三甲|公立|县级|二级|中心|综合|人民|民营|高等级|农村|国省道|四好农村|新改建|普通|国道|省道|各类|乡镇|专科|试点|基础设施|竣工|开工|前期|签约|落地|重特大|年度|百亿|十亿|总投资|双百|千项|万千|一批|多个|该|此|其|本|揭榜攻关|技术攻关|揭榜挂帅|资本引才|引才)+"
)


def projects(cut: Cut, _: Setting) -> Iterator[Found]:
    """All named projects of a passage, where the sentence says that one is built, signed or invested in."""
    text = cut.text
    for found in _CAPACITY.finditer(text):
        begin = max(found.start(), cut.start)
        yield Found(begin, found.end(), "Project", text[begin : found.end()], "project-capacity", 0.85)
    for found in _OF_FIRM.finditer(text):
        form = next(f for f in forms() if text.endswith(f, 0, found.start() + 4))
        begin = full_begin(cut, found.start() + 4 - len(form))
        yield Found(begin, found.end(), "Project", text[begin : found.end()], "project-of-firm", 0.85)
    phase = _PHASE.match(text)
    if phase:
        yield Found(phase.start(1), phase.end(1), "Project", phase[1], "project-phase", 0.8)
    for found in _WORKS.finditer(text):
        begin = cut.left(found.start(), PHRASE, DOINGS, limit=26)
        firm = text.rfind("有限公司", begin, found.start())
        if firm >= 0:
            form = next(f for f in forms() if text.endswith(f, 0, firm + 4))
            begin = full_begin(cut, firm + 4 - len(form))
        stem = text[begin : found.start()]
        if len(stem) < 2 or is_generic(stem) or _GENERIC.fullmatch(stem) or ("“" in stem and "”" not in stem):
            continue
        if found[0] == "项目" and len(text[strip_place(cut, begin, found.start()) : found.start()]) < 3:
            continue
        if _EVENTS.search(text[max(0, begin - 30) : found.end() + 20]):
            yield Found(begin, found.end(), "Project", text[begin : found.end()], "project-head", 0.7)
