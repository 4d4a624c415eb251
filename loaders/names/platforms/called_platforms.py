"""Platforms that a text calls so: in quotes beside the word for them, and in a list that the word closes."""

import re
from collections.abc import Iterator

from loaders.finding import NOUN, Found, is_generic, items_before
from loaders.lexicon import Cut, has, quoted
from loaders.names.fronts import front
from loaders.names.industries.industry_names import names_within
from loaders.names.platforms.platform_words import kind_of
from ontology import vocab

_APPOSED = re.compile(
    r"(?:平台|系统|机器人|小程序|大脑|APP|园区|应用|场景|数据库|素材库|花型库|资源库|云)，?"
    r"[“‘]([^“”‘’，。]{2,16})[”’]"
)
_FRAME = re.compile(r"一[区园核城][^，。；]{1,2}[园片区翼极镇团]")  # “一园两片” is how a zone is laid out
# What a platform is likened to in quotation marks, which names none: 平台“强磁场”更旺.
_FIGURE = re.compile(
    r"(?:磁场|引擎|高地|加速器|蓄水池|朋友圈|雨林|沃土|热土|阵地|名片|摇篮|跳板|底座|桥梁|快车道|梧桐树)$"
)
_LIST = re.compile(
    r"(?<!不)等(?:(?![在向]|落户|入驻|进入|集聚)[^，。；、]){0,14}?(服务平台|创新平台|载体平台|平台|载体|园区|综合体|产业园区|实验室|院所)(?!经济|企业)"
)
# What a list before 等平台 also holds: kinds of bodies, and events, through which projects are signed.
_NO_MEMBER = re.compile(
    r"(?:企业|高校|院校|机构|技术|人才|项目|功能|领域|软件|资源|信息|建设|学校|设施|安全|楼层|楼宇|厂房|大楼|空间|场地"
    r"|[会节周展]|大赛|论坛|之行|[\u4e00-\u9fff][东西南北州川省市国]行)$"
)
_KIND_OF_LIST = {"服务平台": "DigitalPlatform", "园区": "IndustrialPlatform", "产业园区": "IndustrialPlatform"}


_CALLED = re.compile(r"(?:等)?[\u4e00-\u9fff]{0,6}?(平台|小程序|APP|大脑|工业互联网)")


# 打造“海州氢走廊”“海州空中走廊”
_CORRIDOR = re.compile(r"(?:打造|建设|构建|形成|(?<=走廊”)[、和]?)“(?P<name>[\u4e00-\u9fff]{2,8}走廊)”")


def quoted_platforms(cut: Cut) -> Iterator[Found]:
    """A quoted name that is said to be a platform: “…”平台, …综合服务平台，‘…’."""
    text = cut.text
    for found in quoted(text):
        inner = found[1]
        follows = _CALLED.match(text[found.end() :])
        if follows and len(inner) <= 10 and not re.search(r"[、+]", inner) and not is_generic(inner, "platform"):
            yield Found(found.start(1), found.end(1), "DigitalPlatform", inner, "platform-quoted-before-head", 0.7)
    for found in _CORRIDOR.finditer(text) if "走廊”" in text else ():
        yield Found(*found.span("name"), "IndustrialPlatform", found["name"], "platform-quoted", 0.8)
    for found in _APPOSED.finditer(text) if has(text, "“", "‘") else ():
        if not is_generic(found[1], "platform") and not (_FRAME.fullmatch(found[1]) or _FIGURE.search(found[1])):
            yield Found(found.start(1), found.end(1), "DigitalPlatform", found[1], "platform-apposed", 0.8)


def listed(cut: Cut) -> Iterator[Found]:
    """The members of a list that the word platform closes: A、B等服务平台."""
    text = cut.text
    for found in _LIST.finditer(text):
        for begin, end in items_before(cut, found.start(), NOUN):
            item = text[begin:end].strip("“”")
            begin += text[begin:end].find(item)
            plain = is_generic(item, "platform") or vocab.concept("industry", item) or item in vocab.names("place")
            if 2 <= len(item) <= 14 and not plain and not _NO_MEMBER.search(item):
                sort = next(
                    (k for word, k in kind_of().items() if item.endswith(word)),
                    _KIND_OF_LIST.get(found[1], "Platform"),
                )
                yield Found(begin, begin + len(item), sort, item, "platform-listed", 0.7)


_BRACKETS = re.compile(r"(?<=[区园城”])（(?:包括|包含|含|下辖|即)?(?P<list>[^（）。；，]{8,80})）")
_PARK = re.compile(
    r"[\u4e00-\u9fff·]{2,14}(?:园区|[\u4e00-\u9fff]园|基地|片区|组团|小镇|集聚区|功能区|工业区|开发区|[\u4e00-\u9fff]港)"
)


_DOES = (
    r"(?:则|要|将)?(?:重点|主要|着力|优先|集中|大力|聚焦|积极)?(?:布局|发展|主攻|承接|培育|打造|做[强优大])(?![中史])"
)
_EACH = re.compile(
    rf"(?:^|(?<=[。；：，]))(?P<name>(?P<stem>[\u4e00-\u9fff]{{2,8}}?)(?:园区|片区|组团|功能区|产业带))(?={_DOES})"
)
_SHORT = 4  # characters before 园区
_SIDE = re.compile(r"城?[东西南北中](?:部|城|区)?")


def quartered(cut: Cut) -> Iterator[Found]:
    """The parks of a zone that a passage gives a task each: 东岭园区布局A；城西片区、北港物流片区发展B."""
    each = _EACH.finditer(cut.text) if has(cut.text, "园区", "片区", "组团", "功能区", "产业带") else ()
    named = [m for m in each if _SIDE.fullmatch(m["stem"]) or _says_which(m["stem"], m["name"])]
    for found in named if len({m["name"] for m in named}) > 1 else ():
        yield Found(*found.span("name"), "IndustrialPlatform", found["name"], "platform-quartered", 0.8)


def _says_which(stem: str, name: str) -> bool:
    """Whether the words before 园区 tell which one is meant, or before 片区 its trade: a town's 片区 is a place."""
    if not name.endswith("园区"):
        trade = stem.removesuffix("产业")
        return bool(names_within(stem)) or vocab.concept("industry", trade[-2:]) is not None
    return len(stem) <= _SHORT and not is_generic(stem, "platform") and front(stem) == 0


def bracketed(cut: Cut) -> Iterator[Found]:
    """The parks in brackets behind a zone or what it is called: P“三园一基地”（A软件园、B产业园、C基地）."""
    for found in _BRACKETS.finditer(cut.text) if has(cut.text, "（") else ():
        parks = [*re.finditer(r"[^、和与及]+", found["list"])]
        if len(parks) > 1 and all(_PARK.fullmatch(park[0]) for park in parks):
            for park in parks:
                begin, end = (found.start("list") + at for at in park.span())
                yield Found(begin, end, "IndustrialPlatform", park[0], "platform-bracketed", 0.8)
