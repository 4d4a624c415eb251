"""Places that a text names beside those with a code: where a county's people moved to, ends of roads, reserves."""

import re
from collections.abc import Iterator

from loaders.dictionary import kind
from loaders.finding import NOUN, Found, Setting
from loaders.lexicon import Cut, has
from loaders.names.places.listed_spots import listed_spots
from ontology import vocab

_OF_COUNTY = re.compile(
    r"(?P<own>[\u4e00-\u9fff]{1,3}[滩山湖岭湾坪川沟岗塘洲坡坝堡铺屯寨岛塬塝垭峪坳淀泊])(?=$|[，。、；）]|等|和|与|集中|安置|易地|移民|灌区|至)"
)


def spots(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All places of a passage that are told by the place or the road they lie at."""
    yield from of_counties(cut, setting)
    if setting.code and "至" in cut.text:
        yield from ends_of_roads(cut, setting)
    yield from reserves(cut)
    yield from honoured(cut)
    yield from listed_spots(cut)


_CLAUSE = re.compile("[^，。；]*")
_SITES = re.compile("园区|产业园|片区|平台|基地|组团|开发区|高新区")


def of_counties(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A spot by its county's name and its own: 江口|黄沙滩、天台|南阳岭等集中安置区."""
    for begin, end in sorted(cut.places.items()) if setting.code else ():
        found = _OF_COUNTY.match(cut.text, end)
        county = vocab.place(cut.text[begin:end], within=setting.code) if found else None
        if found and county and county.code.startswith(setting.stem) and county.code != setting.code:
            own, clause = found["own"], _CLAUSE.match(cut.text, found.end())
            if clause and _SITES.search(clause[0]):
                continue  # A、江口黄沙滩等制造业园区: a list of sites
            if kind(own) in ("", "ns", "nr", "nz"):
                aliases = (own, county.label + own)
                yield Found(begin, found.end(), "Place", cut.text[begin : found.end()], "place-spot", 0.75, aliases)


_HONOURED = re.compile(
    r"(?:^|(?<=[，。；、]))(?P<own>[\u4e00-\u9fff]{2,4}(?:村|社区|古镇|古村))"
    r"(?=(?:成功|双双|先后|又|也|还|分别|连续)*(?:入选|获评|被评为|荣获|跻身|上榜|创成|列入|获批|被命名为|被认定为))"
)
_NO_VILLAGE = re.compile(
    r"[\d一二三四五六七八九十百多各个类型级全]|乡村"
    r"|(?:示范|特色|重点|美丽|先进|文明|未来|和美|行政|自然|山)村"
)


_WINS = re.compile(
    "(?:先后|成功|连续|再次)*(?:获评|荣获|入选|被[^，。；]{0,14}?(?:授予|命名为|认定为|评为))[^，。；]{0,24}?(?:之乡|之都|之城|名城|[县市区]|试点|基地|称号)"
)


def honoured(cut: Cut) -> Iterator[Found]:
    """A village, or a county by its short name, that is the subject of an honour: 青石村|获评中国美丽休闲乡村."""
    for begin, end in sorted(cut.places.items()) if has(cut.text, "获评", "荣获", "被", "入选") else ():
        opens = cut.text[begin - 1 : begin] in ("", "，", "。", "；", "、", "\n")
        county = vocab.place(cut.text[begin:end]) if opens and _WINS.match(cut.text, end) else None
        if county and county.label != cut.text[begin:end] and len(county.code) == 6:
            yield Found(
                begin, end, f"Place:{county.code}", county.label, "place-honoured", 0.75, (cut.text[begin:end],)
            )
    for found in _HONOURED.finditer(cut.text) if has(cut.text, "村", "社区", "古镇") else ():
        if not _NO_VILLAGE.search(found["own"]) and found.start("own") not in cut.places:
            yield Found(*found.span("own"), "Place", found["own"], "place-honoured", 0.75)


_ROAD = re.compile(r"(?<=[\u4e00-\u9fff]{2})至(?=[\u4e00-\u9fff]{2})")
_ROADS = ("公路", "高速", "铁路", "国道", "省道", "高铁", "快速路")
_STOP = re.compile(r"[、，。；]|段|等|公路|高速|铁路|快速|国道|省道|[^\u4e00-\u9fff]|$")


def ends_of_roads(cut: Cut, setting: Setting) -> Iterator[Found]:
    """The counties of the province that a road joins, by their short names: 天台至仙居…公路, …高速天台至仙居段."""
    text = cut.text
    for found in _ROAD.finditer(text) if has(text, *_ROADS) else ():
        at = found.start()
        ends = [(at - size, at) for size in (4, 3, 2) if at >= size]
        stop = _STOP.search(text, found.end(), found.end() + 8)
        ends += [(found.end(), stop.start())] if stop else []
        for begin, end in ends:
            county = _county(text[begin:end], setting)
            if county:
                yield Found(begin, end, f"Place:{county.code}", county.label, "place-road", 0.75, (text[begin:end],))


def _county(short: str, setting: Setting) -> vocab.Concept | None:
    """The county of the area's province that a short name means, if there is one."""
    if len(short) < 2 or short[-1] in "市县区":
        return None
    known = (vocab.place(short + rank, within=setting.code) for rank in ("县", "市", "区"))
    return next((each for each in known if each and each.code[:2] == setting.code[:2]), None)


_RESERVE = re.compile(r"(?:国家级|省级)?自然保护区(?!管|内|条例|局)|国家公园(?!管|局|体制|试点)")


def reserves(cut: Cut) -> Iterator[Found]:
    """A nature reserve or national park by the name of its hill, lake or river: 括苍山|自然保护区."""
    for found in _RESERVE.finditer(cut.text) if has(cut.text, "保护区", "国家公园") else ():
        begin = cut.left(found.start(), NOUN, limit=8)
        stem = cut.text[begin : found.start()]
        if re.fullmatch(r"[\u4e00-\u9fff]{1,5}[山湖河江岭岛湿地海泊池草原林溪洋沙漠]", stem):
            yield Found(begin, found.end(), "Place", cut.text[begin : found.end()], "place-reserve", 0.8)
