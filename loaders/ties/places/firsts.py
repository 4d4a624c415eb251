"""Firms that are the first, the only or the best of a place: P首家上市公司C; C成为P最大的企业; 作为P的标杆，C…."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.places.at_home import is_local_name
from loaders.ties.reading import PLATFORMS, Reading, span
from ontology.facts import Relation

_BEST = r"(?:的)?(?:首家|首个|第一家|唯一一?家?|最大的?|规模最大的?|纳税第一的?|第一)"
_FIRM = r"[^，。；、]{0,12}?(?:企业|公司|大户|厂家|上市企业)"
_BEFORE = re.compile(rf"{_BEST}{_FIRM}(?:、[^，。；、]{{2,14}}?(?:企业|公司|大户))*(?:——|—|，|：)?[“]?")
_BECOMES = re.compile(r"(?:成为|成长为|升级为|发展为|发展成为|是|也是|系)(?:了)?(?:当时|如今)?$")
_AFTER = re.compile(rf"{_BEST}{_FIRM}(?=[，。；、（]|之一|$)")
_MODEL = re.compile(
    r"[^，。；]{0,14}?(?:先锋|标杆|排头兵|领头羊|领军者|代表|龙头|名片|旗舰|佼佼者|标兵|示范|骨干|大户)(?:企业|之一)?，[“]?"
)


def firsts(reading: Reading) -> Iterator[Relation]:
    """All locatedIn relations of firms that a place's superlative tells of."""
    for place in reading.named:
        if place.implicit or place.ref.kind not in ("Place", *PLATFORMS) or not _narrow(place):
            continue
        before = _BEFORE.match(reading.text, place.end)
        firm = _firm_at(reading, before.end()) if before else None
        if firm is None and reading.text.endswith("作为", 0, place.begin):
            model = _MODEL.match(reading.text, place.end)
            firm = _firm_at(reading, model.end()) if model else None
        if firm is None and _AFTER.match(reading.text, place.end):
            begin, _ = reading.sentence(place.begin)
            said = _BECOMES.search(reading.text, begin, place.begin)
            firm = reading.topic(place.begin, ("Company",)) if said else None
        if firm and is_local_name(firm.ref, reading.area):
            yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-first-of", 0.8)


def _firm_at(reading: Reading, position: int) -> Named | None:
    """The company that begins at a position, also one that only a word points at."""
    return next((n for n in reading.named if n.begin == position and n.ref.kind == "Company"), None)


def _narrow(place: Named) -> bool:
    """Whether a place is a county, a town or a zone: a firm that is the first of a province is told of elsewhere."""
    return place.ref.kind != "Place" or not place.ref.key.endswith("00")
