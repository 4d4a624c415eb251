"""Spots that only their list tells: the ends of the roads of a county, A至B、C至D等公路, and the parts that a zone or a
coalfield is divided into, 分为A、B、C三个矿区."""

import re
from collections.abc import Iterator

from loaders.dictionary import kind
from loaders.finding import DOING, NOUN, Found, is_generic
from loaders.lexicon import Cut, has, words
from loaders.names.fronts import front
from ontology import vocab

_ROADS = ("公路", "高速", "铁路", "国道", "省道", "高铁", "快速路", "城际")
_LEG = re.compile(
    r"(?P<from>[\u4e00-\u9fff]{2,6})至(?P<to>[\u4e00-\u9fff]{2,6}?)"
    r"(?=、[\u4e00-\u9fff]{2,6}至|等|[一二]级|公路|高速|铁路|快速|国道|省道|高铁|城际|旅游公路|段(?:公路|高速|铁路|改))"
)
_NAMES = ("", "ns", "nr", "nz")


def _named(name: str) -> bool:
    """Whether characters where a spot stands are a name, and mean nothing else."""
    return 2 <= len(name) <= 5 and kind(name) in _NAMES and not is_generic(name, "place") and not _PLAIN.search(name)


_PLAIN = re.compile(r"[的了在和与及各全]|[县市省区镇乡村]$|城区|县城|沿线|境内|[路线段站]$|^[一二三四五六七八九十]")


def legs(cut: Cut) -> Iterator[Found]:
    """The ends of roads that are no county: 青石至|白沙坪、黄坦至|大田等9条公路."""
    text = cut.text
    for found in _LEG.finditer(text) if "至" in text and has(text, *_ROADS) else ():
        stop = re.search("[，。；]", text[found.end() :])
        behind = text[found.end() : found.end() + (stop.start() if stop else 60)]
        if not has(behind, *_ROADS) and not text.endswith(_ROADS, 0, found.start()):
            continue
        begin = max(found.start("from"), cut.left(found.end("from"), NOUN, DOING, limit=6))
        begin += front(text[begin : found.end("from")])
        for at, end in ((begin, found.end("from")), found.span("to")):
            if _named(text[at:end]) and text[at:end] not in vocab.names("place"):
                yield Found(at, end, "Place", text[at:end], "place-road-end", 0.7)


_PARTS = re.compile(
    r"(?:分为|划分为|分成|由|包括|下设|下辖)(?P<list>[\u4e00-\u9fff]{2,5}(?:、[\u4e00-\u9fff]{2,5})+?)[两二三四五六七八九十\d]+个"
    r"(?P<kind>矿区|井田|煤田|气田|油田|片区|组团|园区|港区|作业区|区块|灌区|林场)"
)
_OF_ZONE = re.compile(r"开发区|高新区|经开区|园区|产业园|工业园|集聚区|集中区|新区|科学城")
_ZONED = ("片区", "组团", "园区", "区块")


def parts(cut: Cut) -> Iterator[Found]:
    """The parts that a list divides a zone or a field into: 由白沙、石塘|三个片区组成."""
    for found in _PARTS.finditer(cut.text) if has(cut.text, "分为", "分成", "由", "包括", "下设", "下辖") else ():
        zone = found["kind"] in _ZONED
        if zone and not _OF_ZONE.search(cut.text, max(0, found.start() - 60), found.start()):
            continue
        at = found.start("list")
        for name in found["list"].split("、"):
            if _named(name):
                sort = "IndustrialPlatform" if zone else "Place"
                whole = name if not zone or name.endswith(("片区", "组团", "园区")) else name + found["kind"]
                yield Found(at, at + len(name), sort, whole, "place-part", 0.7, (name,) if whole != name else ())
            at += len(name) + 1


_STREET = re.compile(
    r"(?:位于|地处|坐落于|起点[接为于]?|终点[与接为于至]?|起于|止于|[东西南北][起至临接]|(?<=[路道街])与)(?P<name>(?![东西南北][起至临接])[\u4e00-\u9fff]{2,4}(?:(?<![公铁线道思出销网电来])路|大道|大街))"
    r"(?=与|[，。；、]|$|平交|相交|交叉|交汇|交口|[东西南北]侧|以[东西南北]|[，。；]?[东西南北][起至临接])"
)
_DEEDS = frozenset(words("解放 建设 胜利 团结 振兴 创业 创新 复兴 劳动"))  # what streets of many towns are called by
_CROSSED = (
    "平交",
    "相交",
    "交叉",
    "交汇",
    "交口",
    "起点",
    "终点",
    "东至",
    "南至",
    "东起",
    "北起",
    "东临",
    "侧",
    "以东",
    "以西",
    "以南",
    "以北",
)


def streets(cut: Cut) -> Iterator[Found]:
    """Streets that a site lies between or that meet: 起点接|桂苑路与|灵溪路平交口."""
    text = cut.text
    for found in _STREET.finditer(text) if has(text, "路", "大道", "大街") and has(text, *_CROSSED) else ():
        stem = found["name"].removesuffix("路").removesuffix("大道").removesuffix("大街")
        if (
            not _PLAIN.search(stem)
            and not is_generic(stem, "place")
            and (stem in _DEEDS or kind(stem)[:1] not in ("v", "d", "p"))
        ):
            yield Found(*found.span("name"), "Place", found["name"], "place-street", 0.7)


def listed_spots(cut: Cut) -> Iterator[Found]:
    """All spots that a list tells."""
    yield from legs(cut)
    yield from parts(cut)
    yield from streets(cut)
