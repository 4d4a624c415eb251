"""Works on one site, which are projects and no programs: 江口镇老旧小区改造工程, 青浍河航道整治工程."""

import re

from loaders.dictionary import first_word
from loaders.lexicon import Cut

_SITES = (
    r"航道|河道|水库|堤防|河堤|海塘|海堤|大坝|灌区|调水|引水|供水|排水|排涝|防洪|管网|管廊|道路|公路|[国省县]道|铁路|高铁|高速|大桥"
    r"|隧道|枢纽|机场|港区|码头|船闸|小区|社区|棚户区|城中村|街区|湿地|生态环境|水环境|水资源|尾矿|变电站|电厂|老城区?|古城"
)
_DONE_TO = (
    r"(?:综合|系统|生态|环境|功能|集中|升级|优化|一体化)*"
    r"(?:整治|治理|改造|改建|扩建|改扩建|修复|加固|建设|连通|贯通|延伸|增效|提标|优化提升|配置|扩容|一体化)+"
)
_RIVER = r"(?:[\u4e00-\u9fff]{1,4}(?<!中小)(?<!大)[河江湖渠堤溪]|引[\u4e00-\u9fff](?:济[\u4e00-\u9fff])?)"
_SITE_WORKS = re.compile(rf"[\u4e00-\u9fff（）]{{0,14}}?(?:{_SITES})[\u4e00-\u9fff、]{{0,6}}?{_DONE_TO}")
_RIVER_WORKS = re.compile(rf"{_RIVER}(?:{_SITES}|干流|流域|[上中下]游|段|湿地)*{_DONE_TO}")
_OF_TOWN = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:[镇乡村]|街道)(?=.{4})")


def is_works(cut: Cut, begin: int, head: int) -> bool:
    """Whether what stands before 工程 is what is done to a river, or to a site of the place that it begins with."""
    stem = cut.text[begin:head]
    if _RIVER_WORKS.fullmatch(stem):
        return True
    placed = cut.places.get(begin, head) < head or _OF_TOWN.match(stem) or first_word(stem)[1] == "ns"
    return bool(placed) and _SITE_WORKS.fullmatch(stem) is not None
