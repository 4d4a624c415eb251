"""Honours that no verb of award stands before: a firm's centres, firms among those counted, goods by maker.

晨曜泵业…，建有国家级工业设计中心1个; 国家级“小巨人”企业16家，其中A、B…; 单项冠军产品2个：A的X、B的Y.
"""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.honours.award_holders import spoken_of
from loaders.ties.reading import Reading, list_from, span
from ontology.facts import Ref, Relation

_COUNT = r"(?:\d+[余多]?|[一二两三四五六七八九十]+)"
IS_ONE = re.compile(  # C是|H; C已成长为占地80亩的|H
    r"(?:(?:曾?是|系|均?为)(?:国家级|省级|市级|全国)?(?:[\u4e00-\u9fff]{2,4}(?:唯一|首[个家批座])的?)?[“‘]*|(?:是|为)一家[^，。；]{0,36}的"
    r"|(?:成长|发展|蜕变|壮大|跃升)成?为(?:了|[^，。；]{0,36}的)?[“‘]*)$"
)
_HAS = re.compile(
    r"(?:现|已|还|并|先后|目前|同时|也)*(?:建有|拥有|设有|建成|建立|组建|获批|挂牌)(?:有|了)?[^，。；]{0,40}$"
)
_CENTRE = re.compile(r"(?:中心|实验室|工作站|研究院|设计院)$")
_AMONG = re.compile(rf"[”]?(?:企业)?(?:达到?|共|增至|累计)?{_COUNT}[家户]，其中[：，]?(?:有|包括)?[“]?")
_GOODS = re.compile(rf"[”]?(?:{_COUNT}[个项种件款])?[：，](?:分别)?(?:是|为)?[“]?")
_OF_MAKER = re.compile(r"[”]?的[“]?(?P<goods>[\u4e00-\u9fffA-Za-z0-9\-]{2,20}?)[”]?(?=[、，；。]|和|$)")


def award_shapes(reading: Reading) -> Iterator[Relation]:
    """All such relations of a passage."""
    if "Company" not in reading.kinds:
        return
    for honour in reading.named:
        if honour.ref.kind == "Honour" and not honour.implicit:
            yield from _centre(reading, honour)
            yield from _counted(reading, honour)
            yield from _goods(reading, honour)


def _centre(reading: Reading, honour: Named) -> Iterator[Relation]:
    """C…，建有H1个: the last firm that a clause before begins with, where no place comes between."""
    begin, _ = reading.clause(honour.begin)
    if of := _has_and_is(reading, honour, begin):
        yield from reading.say(of.ref, "holdsHonour", honour.ref, span(of, honour), "award-centre", 0.75)
        return
    has = _HAS.match(reading.text[begin : honour.begin]) if _CENTRE.search(honour.ref.name) else None
    start, _ = reading.sentence(honour.begin)
    before = reading.within(start, begin, ("Company",)) if has else []
    opening = [n for n in before if reading.clause(n.begin)[0] == n.begin and not n.implicit]
    if has and not opening and (told := spoken_of(reading, start, begin)):  # C…。公司获评H，建有G
        opening = [told]
    if opening and not reading.within(opening[-1].end, begin, ("Place", "IndustrialPlatform")):
        where = span(opening[-1], honour)
        yield from reading.say(opening[-1].ref, "holdsHonour", honour.ref, where, "award-centre", 0.75)


def _has_and_is(reading: Reading, honour: Named, begin: int) -> Named | None:
    """C建有H; 拥有H的C: the firm of the clause itself."""
    if not _CENTRE.search(honour.ref.name):
        return None
    behind = honour.end + 1 if reading.text.startswith("的", honour.end) else -1
    here = [n for n in reading.within(begin, len(reading.text), ("Company",)) if not n.implicit]
    for each in here:
        opens = each.begin == begin and each.end < honour.begin and _HAS.match(reading.text[each.end : honour.begin])
        if opens or (each.begin == behind and _HAS.match(reading.text[begin : honour.begin])):
            return each
    return None


def _counted(reading: Reading, honour: Named) -> Iterator[Relation]:
    """H16家，其中A、B…: the firms that are told of first are among those counted."""
    among = _AMONG.match(reading.text, honour.end) if honour.ref.name.endswith(("企业", "冠军", "工厂")) else None
    opening = reading.between(among.end(), among.end()) if among else ()
    first = next((n for n in opening if n.ref.kind == "Company"), None)
    for firm in list_from(reading, first, ("Company",)) if first and not first.implicit else ():
        yield from reading.say(firm.ref, "holdsHonour", honour.ref, span(honour, firm), "award-among", 0.75)


def _goods(reading: Reading, honour: Named) -> Iterator[Relation]:
    """H产品2个：A的X、B的Y: each maker holds it for what it makes."""
    told = _GOODS.match(reading.text, honour.end) if honour.ref.name.endswith("产品") else None
    end = reading.sentence(honour.begin)[1]
    for firm in reading.within(told.end(), end, ("Company",)) if told else ():
        of = _OF_MAKER.match(reading.text, firm.end)
        if of and reading.text[firm.begin - 1] in "：:、，；和“" and not firm.implicit:
            yield from reading.say(firm.ref, "holdsHonour", honour.ref, span(honour, firm), "award-goods", 0.8)
            where = (firm.begin, of.end("goods"))
            yield from reading.say(firm.ref, "makes", Ref("Product", of["goods"]), where, "makes-honoured", 0.8)


def town_spoken_of(reading: Reading, honour: Named) -> Ref | None:
    """The town that the sentence of an honour opens with: 在江口镇，聚集了…，被誉为“中国…之乡”."""
    begin, _ = reading.sentence(honour.begin)
    first = next(iter(reading.within(begin, honour.begin, ("Place",))), None)
    opens = first is not None and reading.text[begin : first.begin] in ("", "在")
    return first.ref if first and opens and first.ref.name.endswith(("镇", "街道", "乡")) else None
