"""Where something is built: in the zone or town that a clause tells to build it in, or whose park it is told to be."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.reading import PLATFORMS, Reading, front, span
from ontology.facts import Relation

SITES = ("Project", *PLATFORMS)
GROUNDS = ("Place", "IndustrialPlatform")
_TIME = (
    r"(?:[今去前明]年|目前|正在|正|还|又|先后|已|将|拟|计划|规划|投资|集中|成功|高标准|加快|大力|全力|着力|\d{1,2}月)*"
)
_BUILDS = (
    rf"{_TIME}(?:(?:划|辟|拿|腾|规划)出?[\d.]+万?(?:亩|平方公里|平方米)(?:土地|用地)?，?)?(?:建设|兴建|新建|投建|扩建|打造|实施|布局|上马|建成|建起|建有|筹建)(?:了|起)?(?:一[座个期])?"
    r"(?:(?:总?(?:规划|建筑|占地)?(?:面积|投资)|占地|总?规模|规划)[^，。；“]{1,24}?的)?[“]?"
)
_HELD = r"(?:隆重|正式|集中|顺利)?(?:举行|举办)(?:了)?[^，。；]{0,12}?(?:仪式|典礼|庆典)的"
_IN = re.compile(rf"(?:[内里]|投资[^，。；]{{0,8}}?)?(?:{_BUILDS}|{_HELD})")
_ITSELF = re.compile(_BUILDS)
_THERE = re.compile(r"(?:[内里])?，(?:(?:占地|总?投资|由|面积|总?建筑面积|一[座个]|刚刚|新)[^，。；]{0,24}?的)?[“]?")
_WITH = re.compile(
    r"(?:与|和|同|联合|携手)[^，。；]{2,30}?(?:合作|联合|共同)*(?:共建|合办|合建|组建|建设|成立|创办|设立|打造)(?:了|的)?[“]?"
)


def building_sites(reading: Reading) -> Iterator[Relation]:
    """What is built is in P, a park in a zone a part of it.

    在P建设X项目; 在P举行开工仪式的X; 在P，占地…的X…; P规划建设X; P与U合办的X.
    """
    for ground in reading.named if not reading.kinds.isdisjoint(SITES) else ():
        if ground.ref.kind not in GROUNDS or ground.implicit or _larger(reading, ground):
            continue
        before = reading.text[: front(reading, ground)]
        if before.endswith("在") and not before.endswith(("现在", "存在")):
            yield from _at(reading, ground, _IN, "located-built-in")
            if _narrow(ground):
                yield from _at(reading, ground, _THERE, "located-built-in")
        elif ground.ref.kind == "IndustrialPlatform" and before[-1:] in ("", "，", "。", "；", "！", "："):
            yield from _at(reading, ground, _ITSELF, "located-by-zone")
            yield from _at(reading, ground, _WITH, "located-by-zone")


def _at(reading: Reading, ground: Named, words: re.Pattern[str], method: str) -> Iterator[Relation]:
    """The site right behind the words that follow its ground."""
    for site in _largest(reading, ground.end):
        if words.fullmatch(reading.text, ground.end, site.begin) and site.ref != ground.ref:
            yield from reading.say(site.ref, "locatedIn", ground.ref, span(ground, site), method, 0.8)
            if site.ref.kind == ground.ref.kind == "IndustrialPlatform":
                yield from reading.say(site.ref, "partOf", ground.ref, span(ground, site), "part-of-zone-built", 0.75)


def _largest(reading: Reading, position: int) -> Iterator[Named]:
    """The first site behind a position, in its clause or the next, with no other within."""
    sites = [n for n in reading.named if n.begin >= position and n.ref.kind in SITES and not n.implicit]
    first = min(sites, key=lambda n: (n.begin, -n.end), default=None)
    if first and first.begin - position < 60:
        yield first


def _larger(reading: Reading, ground: Named) -> bool:
    """Whether a ground only stands in the name of something else: 临海|临海经济开发区."""
    return any(
        n is not ground
        and n.begin <= ground.begin
        and ground.end <= n.end
        and n.end - n.begin > ground.end - ground.begin
        for n in reading.named
    )


def _narrow(ground: Named) -> bool:
    """Whether a ground is a zone, a town or a village, in which what follows is likely to stand."""
    return ground.ref.kind != "Place" or len(ground.ref.key) > 6
