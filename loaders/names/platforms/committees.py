"""The committees that run zones, where a text only says 园区管委会, 高新区管委会: of the zone that it is about."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.finding import Setting
from loaders.folding import fold
from loaders.lexicon import Cut, has
from loaders.named import Named
from loaders.names.coreference import reference
from loaders.names.pointing import zone_ends

_COMMITTEE = re.compile(
    r"(?:(?P<word>开发区|高新区|经开区|产业园区|工业园区|科技园区|产业园|工业园|集聚区|台投区|投资区|新区|园区)"
    r"|(?:^|(?<=[，。；：、由与和向从的对]))区)(?:(?:党工委、)?管(?:委会|理委员会)(?![\u4e00-\u9fff]{2,8}[局办部])"
    r"|(?P<party>党工委)(?!、)|(?P<bureau>(?:管(?:委会|理委员会))?(?:(?:经济发展|经济运行|经贸发展|经贸|经发|招商引资|招商|投资促进|投促"
    r"|企业服务|科技创新|科技|产业发展|产业促进|社会事务|规划建设|建设管理|行政审批|项目服务|应急管理)局"
    r"|(?:投资招商|招商|企业服务|投资服务|项目服务)中心))(?!长期))"
    r"|(?:(?<=委员、)|(?<=书记、))管委会(?=副?主任)"  # 园区党工委书记、|管委会|主任
)


def committees(cuts: Sequence[Cut], named: Sequence[Named], here: Setting) -> Iterator[Named]:
    """园区管委会, 高新区党工委 as that of the zone in the document's title, else of the one named most before."""
    by_passage: dict[int, list[Named]] = defaultdict(list)
    for each in named:
        if each.ref.kind in ("Agency", "IndustrialPlatform", "Company"):
            by_passage[id(each.passage)].append(each)
    zones: list[Named] = []
    for cut in cuts:
        before = sorted(by_passage[id(cut.passage)], key=lambda n: n.begin)
        for match in _COMMITTEE.finditer(cut.text) if has(cut.text, "管", "党工委", "局") else ():
            begin, end = match.span()
            others = [n for n in before if n.ref.kind != "IndustrialPlatform" and n.begin < end and begin < n.end]
            if any(n.end >= end or not n.ref.name.endswith("管委会") for n in others):
                continue
            earlier = [*zones, *(n for n in before if n.ref.kind == "IndustrialPlatform" and n.begin <= begin)]
            zone = _zone(cut, earlier, match["word"] or "区", here)
            if zone:
                begin = min((n.begin for n in before if n.end == match.end("word")), default=begin)
                ref = reference("Agency", zone + (match["party"] or match["bureau"] or "管委会"), here)
                aliases = (cut.text[begin:end],)
                yield Named(cut.passage, begin, end, ref, "agency-committee", 0.75, aliases)
                both = cut.text.find("党工委、", begin, end)
                if both >= 0:  # 园区|党工委、管委会: the party's and the administration's
                    party = reference("Agency", zone + "党工委", here)
                    end = both + 3
                    yield Named(cut.passage, begin, end, party, "agency-committee", 0.75, (cut.text[begin:end],))
        zones += [n for n in before if n.ref.kind == "IndustrialPlatform"]


_TOWN_BODY = re.compile(
    r"(?:^|(?<=[，。；、：由与和的据“]))(?P<rank>镇|乡|街道)(?P<body>党委|党工委|人民政府|政府|办事处)(?!所在|工作报告|驻地|大院)"
)
_RANKS = ("镇", "乡", "街道")


def of_own_towns(cuts: Sequence[Cut], named: Sequence[Named], here: Setting) -> Iterator[Named]:
    """镇政府, 乡党委 where a text only says so: of the town that it has named last."""
    towns: dict[int, list[Named]] = defaultdict(list)
    for each in named:
        if each.ref.kind == "Place" and each.ref.name.endswith(_RANKS) and not each.implicit:
            towns[id(each.passage)].append(each)
    last = ""
    for cut in cuts if towns else ():
        own = sorted(towns[id(cut.passage)], key=lambda n: n.begin)
        for match in _TOWN_BODY.finditer(cut.text) if has(cut.text, *_RANKS) else ():
            before = [n.ref.name for n in own if n.begin < match.start()]
            town = before[-1] if before else last
            if town.endswith(match["rank"]):
                ref = reference("Agency", town + match["body"], here)
                yield Named(cut.passage, *match.span(), ref, "agency-of-own-town", 0.75, (match[0],))
        last = own[-1].ref.name if own else last


def _zone(cut: Cut, earlier: list[Named], word: str, here: Setting) -> str:
    """The zone that a committee is of; without one named before, that of the document's area; "" if unknown."""
    alike = [n.ref.name for n in earlier if n.ref.name.endswith(zone_ends("园区" if word == "区" else word))]
    title = fold(cut.passage.source.document.title)
    zones = [name for name in alike if name.endswith("区")] or ([] if word == "区" else alike)
    if zones:
        often = max(zones, key=zones.count)
        return next((name for name in zones if title.startswith(name)), often)
    if word == "区" and here.city.endswith(("管理区", "新区", "开发区")):
        return here.city
    return here.city + word if here.city and word in ("高新区", "经开区", "开发区") else ""
