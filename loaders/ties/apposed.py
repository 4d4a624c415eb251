"""What stands before a firm's name and says what it is: 来自P的X企业——C, P内X产业的骨干企业——C, 作为当地X企业，C.

And whose a visit or an arrival makes it: 走进P，…。C的车间里…, 当地引进C落户.
"""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.places.at_home import is_local_name
from loaders.ties.reading import INDUSTRIES, Reading, span
from ontology import vocab
from ontology.facts import Ref, Relation

_GROUNDS = ("Place", "IndustrialPlatform")
_IS = re.compile(
    r"(?P<what>[^，。；：“”—]{0,20}?(?:企业|公司|民企|厂家|巨头|独角兽|“小巨人”)(?:之一)?)(?:——|—|——“|，作为)“?$"
)
_AS = re.compile(
    r"(?:^|[，。；\n])作为(?P<what>[^，。；：—]{0,20}?(?:企业|公司|民企|厂家)(?:之一)?)，(?:[^，。；、：]{2,14}的)?“?$"
)
_OF = re.compile(r"(?:里的?|内的?|本地|本土|当地|的)")
_HERE = re.compile(r"(?:当地|本地|本土|[我全]县|[我全]市)")
_TRADE = re.compile(
    r"(?P<x>[\u4e00-\u9fff]{2,8}?)(?:行业|产业|领域|细分)?的?(?:龙头|骨干|领军|头部|知名|链主|老牌|重点)?(?:企业|公司|民企|厂家|巨头)"
)


def apposed_firms(reading: Reading) -> Iterator[Relation]:
    """Where firms are and in which industry, by the words set before their names with a dash or 作为."""
    for firm in reading.named if "Company" in reading.kinds else ():
        if firm.ref.kind != "Company" or firm.implicit:
            continue
        mark = reading.text[firm.begin - 1 : firm.begin]  # that the words before end with
        pattern = _IS if mark in ("—", "为", "“") else _AS if mark in ("，", "的") else None
        told = pattern.search(reading.text, max(0, firm.begin - 40), firm.begin) if pattern else None
        if told:
            yield from _of_place(reading, firm, told.start("what"), told.end("what"))
            yield from _of_trade(reading, firm, told.start("what"), told.end("what"))
        yield from _visited(reading, firm)
        yield from _brought(reading, firm)


def _of_place(reading: Reading, firm: Named, begin: int, end: int) -> Iterator[Relation]:
    """The place in the words, or the document's own where they say 当地."""
    near = [n for n in reading.within(max(0, begin - 14), end, _GROUNDS) if _OF.match(reading.text, n.end)]
    if near:
        place = max(near, key=lambda n: (n.end, n.end - n.begin))
        yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-apposed", 0.79)
    elif reading.area and _HERE.search(reading.text, begin, end) and is_local_name(firm.ref, reading.area):
        yield from reading.say(firm.ref, "locatedIn", reading.area, (begin, firm.end), "located-apposed", 0.79)


def _of_trade(reading: Reading, firm: Named, begin: int, end: int) -> Iterator[Relation]:
    """The industry that the words name, else the one that their last noun is a name of."""
    named = reading.within(begin, end, INDUSTRIES)
    trade = _TRADE.search(reading.text, begin, end)
    known = next((c for n in range(6, 1, -1) if trade and (c := vocab.concept("industry", trade["x"][-n:]))), None)
    ref = named[-1].ref if named else Ref("Industry", known.label) if known else None
    if ref:
        yield from reading.say(firm.ref, "inIndustry", ref, (begin, firm.end), "industry-apposed", 0.85)


_ENTERS = re.compile(r"(?:走进|走入|来到|步入|踏入|探访|走访)(?:了)?(?:位于)?$")
_ROOM = re.compile(r"的?(?:生产|智能|数字化|现代化)*(?:车间|厂区|厂房|展厅|生产线|工厂|生产现场)")


def _visited(reading: Reading, firm: Named) -> Iterator[Relation]:
    """走进P，机器轰鸣。C的车间里，…: the first firm behind the zone or town that a visitor enters."""
    begin, _ = reading.sentence(firm.begin)
    if not _ROOM.match(reading.text, firm.end) or firm.begin - begin > 4 or begin == 0:
        return
    earlier, _ = reading.sentence(begin - 1)
    grounds = reading.within(earlier, begin, ("Place", "IndustrialPlatform", "Company"))
    entered = [n for n in grounds if _ENTERS.search(reading.text, earlier, n.begin) and n.ref.kind != "Company"]
    if entered and not any(n.ref.kind == "Company" for n in grounds):
        place = max(entered, key=lambda n: n.end)
        yield from reading.say(
            firm.ref, "locatedIn", place.ref, span(place, firm), "located-visited", 0.7, supposed=True
        )


_BRINGS = re.compile(r"(?:引进|引来|引入|招引|迎来)了?(?:的)?“?$")
_SETTLES = re.compile(r"”?(?:落户|落地|入驻|安家|建厂|投资建厂)(?:后|，|。|；)")


def _brought(reading: Reading, firm: Named) -> Iterator[Relation]:
    """引进C落户后: who a text about a place says to have been brought in, and names no other place for."""
    begin, end = reading.sentence(firm.begin)
    if reading.area is None or not _SETTLES.match(reading.text, firm.end):
        return
    elsewhere = [n for n in reading.within(begin, end, _GROUNDS) if n.ref != reading.area and not _in(n, firm)]
    if _BRINGS.search(reading.text, begin, firm.begin) and not elsewhere:
        yield from reading.say(firm.ref, "locatedIn", reading.area, (firm.begin, firm.end), "located-brought", 0.75)


def _in(each: Named, firm: Named) -> bool:
    return firm.begin <= each.begin and each.end <= firm.end
