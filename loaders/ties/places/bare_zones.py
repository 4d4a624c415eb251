"""What is in the zone that a text calls by its kind alone: X项目落户开发区, C的二期正在开发区建设, 园区内，C的车间….

Which zone that is, the text has said before: the last one named that ends on the word, or the one that it is about.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.lexicon import has
from loaders.named import Named
from loaders.names.pointing import zone_ends
from loaders.ties.places.at_home import is_guest
from loaders.ties.reading import Reading, run_of
from ontology.facts import Ref, Relation

_WORD = (
    r"(?P<word>开发区|高新区|经开区|园区|产业园)"
    r"(?!管委|党工委|企业|建设|经济|产业|内外|发展|服务|招商|[\u4e00-\u9fff]{0,4}(?:局|办|分局))"
)
_INTO = re.compile(
    rf"(?P<verb>(?:正式|成功|先后|相继|陆续|已|也|将|正|签约|顺利)*"
    rf"(?:落户|入驻|落地|进驻|落子|扎根|坐落于?|位于|选址|正?在))(?:了)?(?:该|我|本)?{_WORD}"
)
_WORKS = re.compile(
    r"(?:内|里)?(?:加紧|加快|抓紧|紧锣密鼓地?|有序|全面|火热)*"
    r"(?:抢工期|赶工期|施工|建设|投产|开工|奠基|投用|竣工|试产|动工)"
)
_IN_IT = re.compile(r"(?:^|[。！？])(?:走进|来到|在)?(?P<word>园区|开发区|高新区|经开区|产业园)(?:内|里)，[“]?$")
_SITES = ("Company", "Project")


def bare_zones(read: Sequence[Reading], zone: Ref | None) -> Iterator[Relation]:
    """locatedIn, by the frames of the module; zone: the one that the text is about."""
    named: list[Ref] = [zone] if zone else []
    for reading in read:
        if has(reading.text, "开发区", "高新区", "经开区", "园区", "产业园"):
            yield from _moved(reading, named)
            yield from _inside(reading, named)
        named += [n.ref for n in reading.named if n.ref.kind == "IndustrialPlatform" and not n.implicit]


def _which(reading: Reading, position: int, word: str, earlier: Sequence[Ref]) -> Ref | None:
    """The zone that a word means at a position."""
    here = [n.ref for n in reading.between(0, position) if n.ref.kind == "IndustrialPlatform" and n.end <= position]
    return next((ref for ref in reversed([*earlier, *here]) if ref.name.endswith(zone_ends(word))), None)


def _moved(reading: Reading, earlier: Sequence[Ref]) -> Iterator[Relation]:
    """X项目落户开发区; C等企业入驻园区; X项目正在开发区建设."""
    for told in _INTO.finditer(reading.text):
        begin, _ = reading.clause(told.start())
        last = reading.last_before(told.start() + 1, _SITES, begin)
        last = _whole(reading, last) if last else None
        if last is None or _named_there(reading, told.start("word")):
            continue
        works = told["verb"].endswith("在") and not _WORKS.match(reading.text, told.end())
        near = _BETWEEN.fullmatch(reading.text, last.end, told.start())
        ground = _which(reading, told.start(), told["word"], earlier) if near and not works else None
        for each in run_of(reading, last, _SITES) if ground else ():
            if ground and not is_guest(reading, each):
                where = (each.begin, told.end())
                yield from reading.say(each.ref, "locatedIn", ground, where, "located-bare-zone", 0.75)


_BETWEEN = re.compile(
    r"[”]?(?:[一二三]期)?(?:等[\u4e00-\u9fff\d]{0,8}?(?:项目|企业|公司))?(?:目前|已|也|就|便|则|最终|正)*"
)


def _named_there(reading: Reading, position: int) -> bool:
    """Whether a name stands at a position: 落户|临海开发区."""
    near = reading.between(position - 20, position)
    return any(n.begin <= position < n.end and not n.implicit for n in near)


def _whole(reading: Reading, site: Named) -> Named:
    """The project in whose name a firm stands, else the site itself."""
    around = [n for n in reading.between(site.begin - 40, site.begin) if n.holds(site) and n.ref.kind in _SITES]
    return max(around, key=lambda n: n.end - n.begin, default=site)


def _inside(reading: Reading, earlier: Sequence[Ref]) -> Iterator[Relation]:
    """园区内，C的车间…: the firm right behind."""
    for firm in reading.named if "Company" in reading.kinds else ():
        told = _IN_IT.search(reading.text, max(0, firm.begin - 12), firm.begin) if firm.ref.kind == "Company" else None
        ground = _which(reading, firm.begin, told["word"], earlier) if told and not firm.implicit else None
        if ground and told:
            yield from reading.say(
                firm.ref, "locatedIn", ground, (told.start("word"), firm.end), "located-inside-bare", 0.75
            )
