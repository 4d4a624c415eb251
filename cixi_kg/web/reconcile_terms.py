"""The types and properties that the reconciliation service offers, as the graph uses them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cixi_kg.web.heads import class_labels
from cixi_kg.web.names import KINDS
from cixi_kg.web.reconcile import index, property_id, property_iri
from cixi_kg.web.reconcile_index import SCHEMES
from cixi_kg.web.render import property_name
from cixi_kg.web.served import Served
from graph.naming import PLATFORMS
from ontology import iris
from ontology.terms import CK

Json = dict[str, Any]

_GENERAL = ("Company", "Place", "Platform", "Industry", "Project", "Product")  # proposed before others are known


@dataclass(frozen=True, slots=True)
class Property:
    """A property that things of some types have: its identifier, its name, and how many of each type have it."""

    id: str
    name: str
    counts: Mapping[str, int]


def types(served: Served, language: str) -> list[Json]:
    """The types of which the graph holds things, as objects of the API, with the type above each."""
    return served.remember(("types", language), lambda: _types(served, language))


def default_types(served: Served, language: str) -> list[Json]:
    """The types that are good to begin with."""
    return [{"id": each["id"], "name": each["name"]} for each in types(served, language) if each["id"] in _GENERAL]


def type_names(served: Served, language: str) -> dict[str, str]:
    """The name of each type by its identifier."""
    return {each["id"]: each["name"] for each in types(served, language)}


def properties(served: Served, language: str) -> dict[str, Property]:
    """The properties in use by their identifiers, those that most things have first."""
    return served.remember(("properties", language), lambda: _properties(served, language))


def of_type(served: Served, kind: str, language: str) -> list[Property]:
    """The properties that things of a type have, those that most of them have first."""
    found = [each for each in properties(served, language).values() if each.counts.get(kind)]
    return sorted(found, key=lambda each: (-each.counts[kind], each.id))


def name_of(served: Served, identifier: str, language: str) -> str:
    """What a property is called; its identifier where nothing has it."""
    known = properties(served, language).get(identifier)
    if known:
        return known.name
    iri = property_iri(identifier)
    return property_name(language, iri, served.labels([iri], language)) if iri else identifier


def _types(served: Served, language: str) -> list[Json]:
    held = index(served).kinds()
    if held & set(PLATFORMS):
        held.add("Platform")
    labels = class_labels(served, language)
    found: list[Json] = [{"id": kind, "name": labels[kind]} for kind in KINDS if kind in held]
    for each in found:
        if each["id"] in PLATFORMS:
            each["broader"] = [{"id": "Platform", "name": labels["Platform"]}]
    schemes = served.labels((f"{iris.BASE}vocab/{scheme}" for scheme in SCHEMES), language)
    named = ((scheme, schemes.get(f"{iris.BASE}vocab/{scheme}", scheme)) for scheme in SCHEMES if scheme in held)
    return [*found, *({"id": scheme, "name": name} for scheme, name in named)]


def _properties(served: Served, language: str) -> dict[str, Property]:
    counts: dict[str, dict[str, int]] = {}
    for row in served.rows("used_properties", kind=[CK[kind] for kind in KINDS]):
        kind = row["kind"].value.removeprefix(iris.CK)
        counts.setdefault(row["p"].value, {})[kind] = int(row["count"].value)
    labels = served.labels(counts, language)
    usable = {iri: each for iri, each in counts.items() if property_iri(property_id(iri)) == iri}
    order = sorted(usable, key=lambda iri: (-sum(usable[iri].values()), iri))
    return {
        property_id(iri): Property(property_id(iri), property_name(language, iri, labels), usable[iri]) for iri in order
    }
