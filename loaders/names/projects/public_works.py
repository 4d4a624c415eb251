"""Public works by what is built or done to it, without a word for project: 石溪河水库除险加固, 江石高速公路北段.

A work report tells the roads, waters and lines of a place this way. Each has a name of its own (a place, a river, a
number of a road, two ends), and its sentence says that it is built or what happened to it.
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import first_word
from loaders.finding import DOING, PHRASE, Found, Setting, table
from loaders.lexicon import Cut, begins, one_of, words
from loaders.names.companies.coined import coined
from loaders.names.projects.project_lists import names_one

_DONE_TO = (
    r"(?:防洪|防渗|排涝|综合|系统|生态|现代化|安全|升级|优化|路面|沿线|环境|全面|深度|续建|配套|节水|清淤)*"
    r"(?:除险加固|加高|整治|治理|改造|改建|改线|扩建|改扩建|迁建|扩能|修复|加固|新建|连通|贯通|延伸|增效|提标|提升|优化|扩容|疏浚|拓宽|复建|迁址|提质|[东西南北]延)+"
)
_ENDS = r"(?=[，。、；（）建开通全顺加关正主等将也完即竣动投启奠封落前具已基可及和与项工\d]|试验|首[段期]|$)"


@cache
def _works() -> re.Pattern[str]:
    """What is built, alone or with what is done to it, and what is done to a river or a site."""
    built, sites = words(table("project")["public"]), words(table("project")["sites"])
    plain = rf"{one_of(built)}(?:{_DONE_TO})?(?:[一二三四]期|[东南西北中]段)?"
    return re.compile(
        rf"{begins((*built, *sites))}(?:{plain}|{one_of(sites)}(?:[一二三四]期)?(?:{_DONE_TO}|(?=工程)))"
        rf"(?:[一二三四]期)?(?:工程|项目)?{_ENDS}"
    )


_VERBS = (
    r"(?:推动|推进|建成|建好|完成|抓好|抓紧|做好|启动|实施|开工|建设|续建|新建|扩建|争取|谋划|加快|加速|确保|力争|打通|开通|动工|开展|开建|修建|兴建|改造"
    r"|布局|规划|支持|配合|投建|建)+(?:通车|投用|投运)?了?"
)
_LEAD = re.compile(rf".*?{_VERBS}(?=.{{2}})")
_DOES = re.compile(rf"{_VERBS}(?:“|[^，。；：]{{2,80}}[、和及与])?$")  # 推进|X; 推进A、B和|X
_HAPPENS = re.compile(
    r"(?:[、和及与][^，。；：]{2,80}?)?(?:等(?:[\u4e00-\u9fff\d]{0,10}?(?:项目|工程|公路|道路|铁路|高速))?|项目|工程|建设|主体|全线|[东南西北中]段)*"
    r"(?:也|已经?|正在?|均|全部|全面|相继|陆续|顺利|基本|如期|先后|提前|试验|即将|将|加快|加速|有序|稳步|\d{1,2}月|年底|年内|[今明去]年)*"
    r"(?:开工|动工|通车|竣工|完工|建成|投用|投运|投产|开通|贯通|启用|落成|封顶|并网|通航|通水|复航|启动|推进|推动|实施|完成|实现|开建|蓄水|验收|获批|合龙|奠基|试运行|提速)"
)
_NUMBER = re.compile(r"(?:[国省县乡]道)?[GSXY]?\d{2,4}(?:线)?$")
_BETWEEN = re.compile(r"[\u4e00-\u9fff]{2,}(?:至|到|—|-)[\u4e00-\u9fff]{2,}")
_FROM = re.compile(  # G901、|S902道路; 白岭-|松溪铁路
    r"(?P<roads>(?:[GSXY]\d{2,4}、)+)$"
    r"|(?:^|[^\u4e00-\u9fff]|[和由的及设进成施通动])(?P<end>[\u4e00-\u9fff]{2,5}(?:至|到|—|-))$"
)
_NEAR = 100  # characters in which the verb of a list is looked for
_WATERS = frozenset("河江湖渠堤溪坝闸")
_WATER = re.compile(r"[\u4e00-\u9fff]{1,4}[河江湖渠溪水海山岭川坝堤港湾]$|引[\u4e00-\u9fff](?:济[\u4e00-\u9fff])?")


def public_works(cut: Cut, here: Setting) -> Iterator[Found]:
    """Roads, waters, lines and houses for all that a passage says to be built or mended."""
    text = cut.text
    for found in _works().finditer(text):
        begin = _begin(cut, found.start())
        stem, end = text[begin : found.start()], found.end()
        if not 2 <= len(stem) <= 22 or not (_proper(cut, begin, stem) and names_one(stem)):
            continue
        if _said(text, begin, end):
            name = text[begin:end]
            aliases = () if name.endswith(("工程", "项目")) else (name + "工程", name + "项目")
            yield Found(begin, end, "Project", name, "project-public", 0.65, aliases)


def is_public(cut: Cut, begin: int, end: int) -> bool:
    """Whether a name that ends on 工程 tells what is built or done to one road, water or house."""
    heads = (m.start() for m in _works().finditer(cut.text, begin, end + 1) if m.end() == end)
    return any(_proper(cut, begin, cut.text[begin:head]) for head in heads)


def _begin(cut: Cut, head: int) -> int:
    begin = cut.left(head, PHRASE, DOING, limit=24)
    lead = _LEAD.match(cut.text, begin, head)
    begin = lead.end() if lead else begin
    other = _FROM.search(cut.text, max(0, begin - 15), begin)
    return other.start("roads" if other["roads"] else "end") if other else begin


def _proper(cut: Cut, begin: int, stem: str) -> bool:
    """Whether words are the name of one place, river or road, or of its two ends."""
    if cut.places.get(begin, 0) > begin or _NUMBER.search(stem) or _BETWEEN.match(stem) or _WATER.match(stem):
        return True
    if cut.text[begin + len(stem)] in _WATERS:
        return len(stem) < 5
    word, tag = first_word(stem)
    return tag.startswith(("ns", "nr", "nz")) or (len(word) == 1 and coined(stem[:2]))


def _said(text: str, begin: int, end: int) -> bool:
    """Whether the sentence says of the works, or of the list that it is in, that it is built or done."""
    if _HAPPENS.match(text, end):
        return True
    near = max(0, begin - _NEAR)
    clause = max(near, *(text.rfind(mark, near, begin) + 1 for mark in "，。；：！"))
    return _DOES.search(text, clause, begin) is not None
