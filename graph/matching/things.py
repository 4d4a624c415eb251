"""What is matched: a thing with its names, codes and whereabouts, and the same made ready to be compared."""

import re
from dataclasses import dataclass

from graph.matching.codes import Code
from ontology import vocab
from ontology.names import agency_short, folded, former_names
from ontology.readings import Company, company

PLATFORMS = ("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform")
MATCHED = ("Company", "Place", "Agency", *PLATFORMS, "Industry", "IndustryChain", "Product", "Policy", "Honour")
EVERYWHERE = ("Industry", "IndustryChain", "Product", "Policy", "Honour")  # means the same in every area

_INDUSTRY_TAIL = re.compile(r"(?<=..)(?:产业集群|集群|产业|行业|制造业|业)$")


@dataclass(frozen=True, order=True, slots=True)
class Thing:
    """A thing of a list or a graph. id: its IRI or whatever tells it in its list; kind: local name of its class;
    names: the main one first; areas: division codes of where it is."""

    id: str
    kind: str
    names: tuple[str, ...]
    codes: tuple[Code, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A thing ready to be compared. companies: its names split, if it is a company; keys: its names as they are
    compared, if it is anything else; codes: the ones given, and the one a place's name leads to."""

    thing: Thing
    companies: tuple[Company, ...]
    keys: tuple[str, ...]
    codes: tuple[Code, ...]


def ready(thing: Thing) -> Ready:
    """A thing made ready; the names it had before are names of it too."""
    if thing.kind == "Company":
        earlier = tuple(old for name in thing.names for old in former_names(name))
        names = sorted({*thing.names, *earlier})
        return Ready(thing, tuple(company(name, thing.areas) for name in names if name.strip()), (), thing.codes)
    keys = tuple(sorted({_key(thing.kind, name) for name in thing.names} - {""}))
    return Ready(thing, (), keys, thing.codes or _found_codes(thing))


def family(kind: str) -> str:
    """The class under which a thing is compared: all kinds of platform are platforms."""
    return "Platform" if kind in PLATFORMS else kind


def _key(kind: str, name: str) -> str:
    text = folded(name)
    if kind == "Agency":
        return agency_short(text)
    if kind == "Industry":
        known = vocab.concept("industry", text)
        return known.iri if known else _INDUSTRY_TAIL.sub("", text)
    return vocab.fold(text)


def _found_codes(thing: Thing) -> tuple[Code, ...]:
    """The code that a place's name leads to, where it means one place only."""
    if thing.kind != "Place":
        return ()
    within = thing.areas[0] if thing.areas else ""
    found = {place.code for name in thing.names for place in [vocab.place(folded(name), within)] if place}
    return (Code("division", found.pop()),) if len(found) == 1 else ()
