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
    r"|(?P<party>党工委)(?!、)|(?P<bureau>(?:经济发展|经发|招商|投资促进|投促|企业服务|科技创新|社会事务)局)(?!长期))"
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
            if any(n.begin < end and begin < n.end for n in before if n.ref.kind != "IndustrialPlatform"):
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
    return here.city + word if here.city and word in ("高新区", "经开区") else ""
