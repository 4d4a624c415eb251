"""Platforms that a verb says to be set up, by what they are for: 与U合办伞业设计中心, 建设钛产业大脑, X服务平台上线.

The verb makes it one thing; which one, its field tells: an industry, goods, or a place that it begins with. A level
before it (省级技术中心) makes it an honour, a count a kind of platforms.
"""

import re
from collections.abc import Iterator

from loaders.finding import Found, is_generic, strip_place
from loaders.lexicon import Cut, has
from loaders.names.fronts import front
from loaders.names.industries.industry_names import names_within
from ontology.goods import goods, is_substance

_HEADS = {
    "InnovationPlatform": "创意设计中心|设计中心|研发中心|检测中心|检验中心|创新中心|技术中心|工程中心"
    "|实训中心|联合实验室|实验室|研究院|研究所|研发平台|研究平台|中试平台|概念验证中心|成果转化中心",
    "DigitalPlatform": "公共服务平台|综合服务平台|服务平台|产业大脑|直播基地|数据中心|大数据平台|交易平台|采购平台",
    "IndustrialPlatform": "智造园|创新园",
}
_KIND = {head: kind for kind, heads in _HEADS.items() for head in heads.split("|")}
_HEAD = "|".join(sorted(_KIND, key=len, reverse=True))
_NAME = rf"(?P<name>[\u4e00-\u9fff]{{1,14}}?(?P<head>{_HEAD}))"
_SETS_UP = re.compile(
    rf"(?:合办|合建|共建|联办|组建|成立|设立|建立|建成|建设|筹建|搭建|打造|创办|建起|办起)(?:了|起)?(?![成为]){_NAME}"
    r"(?=[，。；、（）”！]|[和与及](?=[\u4e00-\u9fff]{4})|$|\d|于|一期|正式|已|并)"
)
_OPENED = re.compile(
    rf"(?:^|(?<=[，。；：、]))(?:由[^，。；]{{2,20}}?(?:的))?{_NAME}"
    r"(?=(?:已经?|于|也|正式|[今去]年|\d{1,2}月|\d{1,2}日|顺利|全新)*(?:上线|启用|揭牌|投用|成立|挂牌|投入使用|投入运营|开园|开业))"
)
_KINDS = re.compile(
    r"^(?:一?批|各|多个|一个|新(?!材料|能源|型)|若干|国家|省|市|县|全[国省市县区]|这|该|其|企业|校企|产学研|工程|自己|自主|本)"
    r"|公司|建设|建有|依托|[的了是在为和与及以等]|[一二两三四五六七八九十\d]+[个家座]"
)


def set_up_platforms(cut: Cut) -> Iterator[Found]:
    """All such platforms of a passage."""
    if not has(cut.text, *_KIND):
        return
    for pattern in (_SETS_UP, _OPENED):
        for found in pattern.finditer(cut.text):
            begin, end = found.span("name")
            if _tells(cut, begin, found.start("head")):
                kind = _KIND[found["head"]]
                yield Found(begin, end, kind, found["name"], "platform-set-up", 0.75)


def _tells(cut: Cut, begin: int, head: int) -> bool:
    """Whether the words before a head say which platform it is."""
    stem = cut.text[begin:head]
    if _KINDS.search(stem) or is_generic(stem, "platform") or front(stem):
        return False
    proper = cut.text[strip_place(cut, begin, head) : head]
    field = names_within(proper) or _goods_in(proper)
    if cut.text.startswith("产业大脑", head) and stem not in ("各", "全", "新"):  # 钛|产业大脑
        return True
    return len(proper) > 1 and not is_generic(proper, "platform") and bool(field)


def _goods_in(stem: str) -> bool:
    """Whether goods or a stuff stand in the words: 转向节, 保护|材料."""
    ends = range(2, len(stem) + 1)
    return any(goods(stem[:end]) or is_substance(stem[:end]) for end in ends)
