"""The things that cells name beside companies: places and zones, read within the document's area, and industries."""

import re
from collections.abc import Iterator

from loaders.finding import Setting
from loaders.names.coreference import reference
from ontology import vocab
from ontology.facts import Ref

_TRADE = re.compile(r"[\u4e00-\u9fff、]{2,20}业")
_NOT_TRADE = re.compile(r"^(?:规模以上|规上|全部|全口径)工业$|(?:第[一二三]产业|[企就失创毕专商职作]业|产业|行业)$")
_MARK = re.compile(r"[、，,；;/]|\s{2,}|(?<=[镇乡])和")
_AREA = re.compile(r"(?:省|市|县|区|旗|州|盟)$")
_TOWN = re.compile(r"(?:镇|街道|乡|村|社区|苏木)$")
_INDUSTRY = re.compile(r"(?![\d一二三四五六七八九十]+$)[\u4e00-\u9fffA-Za-z0-9（）、和及与]{2,24}")
_ITEM = re.compile(r"[^、，,；;/。（）]+(?:（[^）]*）)?")
_PARK = re.compile(
    r"(?:园区|产业园|工业园|开发区|高新区|经开区|工业区|集聚区|新区|小镇|科技城|创业园|孵化器|产业基地)$"
)


def place_of(name: str, here: Setting, *, sure: bool) -> Ref | None:
    """The place, or else the zone, that a name means in the document's area; None if it means neither.

    sure: only what the vocabulary knows; otherwise a town, village or park that it does not know is one of the area.
    """
    words = re.sub(r"\s", "", name)
    known = vocab.place(words, within=here.code)
    if known and _within(known, here):
        return reference(f"Place:{known.code}", known.label, here)
    zone = vocab.zone(words, within=here.code) if here.code else None
    if zone and zone.code.startswith(_stem(here.code)):
        return Ref(zone.kind, zone.label, zone.iri.rpartition("/")[2])
    if sure or not 2 <= len(words) <= 20:
        return None
    if known and len(known.code) == 6 and _AREA.search(words):
        return reference(f"Place:{known.code}", known.label, here)
    if _PARK.search(words):
        return reference("IndustrialPlatform", words, here)
    return reference("Place", words, here) if _TOWN.search(words) else None


def places_of(text: str, here: Setting) -> Iterator[tuple[int, int, Ref]]:
    """The places and zones that a cell lists, each with its begin and end in the words."""
    begin = 0
    for mark in _MARK.finditer(text + "、"):
        end = mark.start()
        name = text[begin:end]
        left = begin + len(name) - len(name.lstrip())
        right = left + len(name.strip())
        found = place_of(name.strip(), here, sure=False) if right > left else None
        if found:
            yield left, right, found
        begin = mark.end()


def is_trade(name: str) -> bool:
    """Whether a cell's words are the name of a trade: 住宿和餐饮业, not 企业 or 就业."""
    return _TRADE.fullmatch(name) is not None and not _NOT_TRADE.search(name)


def industry_of(name: str, *, chain: bool) -> Ref | None:
    """The industry, or the chain, that a cell names: as the vocabulary calls it, else as it stands; None for prose."""
    words = re.sub(r"\s", "", name)
    if chain or words.endswith("产业链"):
        stem = re.sub(r"(?:全产业链|产业链条|产业链)$", "", words)
        return Ref("IndustryChain", stem + "产业链") if _INDUSTRY.fullmatch(stem) else None
    known = vocab.concept("industry", words)
    if known:
        return Ref(known.kind, known.label)
    return Ref("Industry", words) if _INDUSTRY.fullmatch(words) else None


def industries_of(text: str, *, chain: bool) -> Iterator[tuple[int, int, Ref]]:
    """The industries that a cell lists, each with its begin and end in the words."""
    whole = vocab.concept("industry", text)
    for found in [re.match(".*", text)] if whole else _ITEM.finditer(text):
        if found and (ref := industry_of(found[0], chain=chain)):
            yield found.start(), found.end(), ref


def _within(place: vocab.Concept, here: Setting) -> bool:
    return not here.code or place.code.startswith(_stem(here.code))


def _stem(code: str) -> str:
    """What the codes of all places in this one begin with."""
    return re.sub(r"(?:00){1,2}$", "", code)
