"""The place or zone that a cell names, read within the document's area."""

import re
from collections.abc import Iterator

from loaders.coreference import reference
from loaders.finding import Setting
from ontology import vocab
from ontology.facts import Ref

_MARK = re.compile(r"[、，,；;/]|\s{2,}|(?<=[镇乡])和")
_AREA = re.compile(r"(?:省|市|县|区|旗|州|盟)$")
_TOWN = re.compile(r"(?:镇|街道|乡|村|社区|苏木)$")
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
    if _TOWN.search(words):
        return reference("Place", words, here)
    return reference("IndustrialPlatform", words, here) if _PARK.search(words) else None


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


def _within(place: vocab.Concept, here: Setting) -> bool:
    return not here.code or place.code.startswith(_stem(here.code))


def _stem(code: str) -> str:
    """What the codes of all places in this one begin with."""
    return re.sub(r"(?:00){1,2}$", "", code)
