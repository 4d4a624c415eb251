"""Where industries are at home, by what a sentence says of a place.

P…，X发达; P…，A、B样样有; P是X大县; X是P的老本行; P、Q等X产业基地.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.industries.industry_ties import is_group, is_sector
from loaders.ties.industries.topics import topic_site
from loaders.ties.industries.zone_focus import free_industries, list_begin
from loaders.ties.reading import INDUSTRIES, Reading, lies_here, run_of, span
from ontology.facts import Relation

_THRIVES = re.compile(
    r"(?:产业|行业)?(?:[、和][\u4e00-\u9fff]{2,8}?)*(?:十分|非常|较为|尤为|历来|一直|最为|相当)*(?:发达|兴旺|兴盛|繁荣|鼎盛|风生水起|方兴未艾|独具特色|颇具规模|初具规模|远近闻名"
    r"|享誉[^，。；]{0,6}|底蕴深厚|历史悠久|源远流长|基础(?:雄厚|扎实|良好)|门类齐全|蓬勃发展|蓬勃兴起|样样有|样样俱全|一应俱全|应有尽有|遍地开花|齐头并进|竞相发展|百花齐放)(?=[，。；]|$)"
)
_IS_LAND = re.compile(
    r"(?:也|又|还|历来|素来|一直)*是(?:[^，。；]{0,14}的)?(?:[全我][国省市]|传统|著名|知名|全国|全省|国内)*(?:重要|主要|最大)?(?:的)?$"
)
_LAND = re.compile(
    r"(?:产业|行业)?(?:[大强重名][省市县区镇乡村]|之[乡都城]|名城|名镇|重镇|产销区|主产区|产区|集散地|集散中心|集聚区|聚集地|发源地|策源地)(?=[，。；]|$)"
)
_OF_PLACE = re.compile(
    r"(?:的)?(?:传统)?(?:老本行|老行当|看家产业|当家产业|富民产业|命根子|主心骨|金字招牌|金名片|一张名片|亮丽名片|“金名片”|拳头产业|立[市县区镇]之本|根基产业|看家本领)(?=[，。；]|$)"
)
_IS = re.compile(r"(?:产业|行业)?(?:一直|历来|历史上|早已|已|也|更|正)*(?:就)?(?:是|成为|成了)$")
_BASE = re.compile(r"(?:产业)?(?:示范|创新|生产|制造)?(?:基地|集群|集聚区|特色小镇)")
_LEVEL = re.compile(r"等?(?:[两三四五六七八九十\d]+[个地市]*|地)?的?(?:国家级?|省级|市级|百亿级?|千亿级?|特色|重点)*")


def layout_frames(reading: Reading) -> Iterator[Relation]:
    """layout, by the frames of the module."""
    if reading.kinds.isdisjoint(INDUSTRIES):
        return
    for industry in free_industries(reading):
        yield from _thriving(reading, industry)
        yield from _own_trade(reading, industry)
    for industry in reading.named:
        if industry.ref.kind in INDUSTRIES and not industry.implicit and not is_group(industry):
            yield from _lands(reading, industry)
            yield from _along(reading, industry)
    if has(reading.text, "将", "把"):
        yield from _made_into(reading)
    if has(reading.text, "基地", "集群", "集聚区", "小镇"):
        yield from _based(reading)


_INTO = re.compile(r"[”]?(?:打造|建设|建|发展|培育|做|塑造|提升)成?(?:为)?(?:[^，。；]{0,16}?(?:的|级))?[“]?")
_SITE_OF = re.compile(
    r"(?:产业|行业|制造|生产|研发|创新|应用|装备)*(?:示范|先导|核心)?(?:基地|高地|集聚区|聚集区|集群|新城|名城|强[县市区镇]|之[都城乡]|中心|示范区|先行区|策源地|重镇|小镇|首选地|集散地)"
)


def _made_into(reading: Reading) -> Iterator[Relation]:
    """把P打造成西部重要的X产业基地: where an industry is to have its base."""
    for place in reading.named:
        if place.ref.kind not in ("Place", "IndustrialPlatform") or reading.text[place.begin - 1] not in "将把":
            continue
        told = _INTO.match(reading.text, place.end)
        _, end = reading.clause(place.end)
        for industry in reading.within(place.end, end, INDUSTRIES) if told else ():
            straight = _INTO.fullmatch(reading.text, place.end, industry.begin)
            if not industry.implicit and straight and _SITE_OF.match(reading.text, industry.end):
                where = span(place, industry)
                yield from reading.say(industry.ref, "layout", place.ref, where, "layout-made-into", 0.75)
                if place.ref.kind == "IndustrialPlatform":
                    yield from reading.say(place.ref, "focusesOn", industry.ref, where, "focus-made-into", 0.75)


def _thriving(reading: Reading, industry: Named) -> Iterator[Relation]:
    """P港汊众多，X兴旺; P…，A、B、C样样有: the place that the sentence is about."""
    first = list_begin(reading, industry)
    clause, end = reading.clause(first)
    last = max(reading.within(first, end, INDUSTRIES), key=lambda n: n.end, default=None)
    if last is None or clause != first or not _THRIVES.match(reading.text, last.end):
        return
    site = topic_site(reading, first)
    if site and site.end <= first and site.ref.kind == "Place":
        yield from reading.say(industry.ref, "layout", site.ref, span(site, industry), "layout-thrives", 0.75)


def _own_trade(reading: Reading, industry: Named) -> Iterator[Relation]:
    """X是P的老本行."""
    clause, end = reading.clause(industry.begin)
    for place in reading.within(industry.end, end, ("Place",)):
        told = _IS.fullmatch(reading.text, industry.end, place.begin) and _OF_PLACE.match(reading.text, place.end)
        if told and clause == industry.begin and lies_here(reading, place.ref):
            yield from reading.say(industry.ref, "layout", place.ref, span(industry, place), "layout-trade", 0.8)


def _along(reading: Reading, industry: Named) -> Iterator[Relation]:
    """沿古溪铁路布局现代物流带: the belt lies along the line."""
    clause, _ = reading.clause(industry.begin)
    line = reading.last_before(industry.begin, ("Place",), clause) if industry.method == "industry-along" else None
    if line and line.method == "place-line":
        yield from reading.say(industry.ref, "layout", line.ref, span(line, industry), "layout-along", 0.75)


def _lands(reading: Reading, industry: Named) -> Iterator[Relation]:
    """P是X大县; P位于西部，也是全国最大的X产销区."""
    clause, _ = reading.clause(industry.begin)
    if not _LAND.match(reading.text, industry.end):
        return
    site = reading.last_before(industry.begin, ("Place",), clause)
    begin = site.end if site else clause
    site = site or topic_site(reading, industry.begin)
    inside = site and site.ref.kind == "Place" and lies_here(reading, site.ref) and not is_sector(industry)
    if site and inside and _IS_LAND.fullmatch(reading.text, begin, industry.begin):
        yield from reading.say(industry.ref, "layout", site.ref, span(site, industry), "layout-land", 0.75)


def _based(reading: Reading) -> Iterator[Relation]:
    """P、Q等省级X产业基地; each place has the industry told with it."""
    for place in reading.named:
        if place.ref.kind != "Place" or place.implicit or not lies_here(reading, place.ref):
            continue
        level = _LEVEL.match(reading.text, place.end)
        at = level.end() if level else place.end
        first = next((n for n in reading.between(at, at) if n.ref.kind in INDUSTRIES and not n.implicit), None)
        if first is None or is_group(first) or is_sector(first):
            continue
        places = run_of(reading, place, ("Place",))
        if len(places) > 1 and at > place.end and _BASE.match(reading.text, first.end):
            for each in places:
                yield from reading.say(first.ref, "layout", each.ref, span(each, first), "layout-bases", 0.75)
