"""From the names that facts use to IRIs, classes and labels: one IRI and one label for one thing.

A name of a vocabulary concept leads to the concept. Any other name is minted. Where two spellings lead to one
IRI (“专项行动” and 专项行动), the one that most facts use is the label, the first by code point among equals.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from ontology import iris, units, vocab
from ontology.facts import Facts, Ref

SCHEMES = {
    "Industry": "industry",
    "Metric": "metric",
    "Unit": "unit",
    "Honour": "honour",
    "Place": "place",
    "Scope": "scope",
}
PLATFORMS = ("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform")


@dataclass(slots=True)
class Naming:
    """What every name stands for. canonical: the thing that a name was resolved to (graph.resolve);
    labels: the label of each minted IRI; terms: the zh label of each term of the ontology."""

    canonical: Mapping[Ref, Ref] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    _iris: dict[Ref, tuple[str, str, bool]] = field(default_factory=dict)

    def iri(self, ref: Ref) -> str:
        """The IRI of the thing."""
        return self._look(ref)[0]

    def label(self, ref: Ref) -> str:
        """The zh label of the thing."""
        address, name, known = self._look(ref)
        return name if known else self.labels.get(address, name)

    def known(self, ref: Ref) -> bool:
        """Whether the thing is a concept of the vocabularies, labelled in graph/ontology."""
        return self._look(ref)[2]

    def adds(self, ref: Ref, name: str) -> bool:
        """Whether a document gives the thing a name that it does not have yet.

        An industry of the vocabularies is found with every ending (建材业), but lists none of them.
        """
        if not self.known(ref):
            return True
        known = vocab.concept("industry", name) if ref.kind == "Industry" else None
        if known is None or known.iri != self.iri(ref) or name in known.names:
            return False
        return name.startswith(known.names)

    def classes(self, ref: Ref) -> tuple[str, ...]:
        """Local names of the classes the thing has; a kind of platform is a platform too."""
        kind = self.canonical.get(ref, ref).kind
        return (kind, "Platform") if kind in PLATFORMS else (kind,)

    def scheme(self, ref: Ref) -> str:
        """The vocabulary that the thing belongs to, empty for a thing that is no concept."""
        return SCHEMES.get(self.canonical.get(ref, ref).kind, "")

    def term(self, name: str) -> str:
        """The zh label of a term of the ontology, its local name where there is none."""
        return self.terms.get(name, name)

    def unit(self, name: str) -> units.Unit | None:
        """The unit with its base and factor; a classifier that nobody knows is its own base."""
        if not name:
            return None
        known = units.unit(name) or units.compose_unit(name)
        if known:
            return known
        address = iris.concept("unit", name)
        return units.Unit(address, name, address, name, Decimal(1))

    def _look(self, ref: Ref) -> tuple[str, str, bool]:
        found = self._iris.get(ref)
        if found is None:
            found = self._iris[ref] = _named(self.canonical.get(ref, ref))
        return found


def _named(ref: Ref) -> tuple[str, str, bool]:
    """IRI, name, and whether the vocabularies hold it."""
    scheme = SCHEMES.get(ref.kind, "")
    kind = "Platform" if ref.kind in PLATFORMS else ref.kind
    address = iris.concept(scheme, ref.key or ref.name) if scheme else iris.thing(kind, ref.key or ref.name)
    known = _coded().get(address)
    if not known and scheme not in ("", "place"):
        known = vocab.concept(scheme, ref.name)
    return (known.iri, known.label, True) if known else (address, ref.name, False)


@cache
def _coded() -> dict[str, vocab.Concept]:
    """Places and functional zones by IRI, and by the IRI that a place's code would give: what a key leads to."""
    places, zones = vocab.concepts("place"), vocab.concepts("zone")
    by_code = {iris.concept("place", place.code): place for place in places if place.code}
    return by_code | {concept.iri: concept for concept in (*places, *zones)}


def refs(facts: Facts) -> Iterator[Ref]:
    """Every name that the facts of a document use."""
    for mention in facts.mentions:
        yield mention.ref
    for relation in facts.relations:
        yield from (relation.subject, relation.object)
    for attribute in facts.attributes:
        yield attribute.subject
    for seen in facts.observations:
        yield from (ref for ref in (seen.about, seen.area) if ref)
        if seen.metric:
            yield Ref("Metric", seen.metric)


def labels(uses: Mapping[Ref, int], canonical: Mapping[Ref, Ref]) -> dict[str, str]:
    """The label of each minted IRI, from how many times each name is used over all documents (see refs)."""
    naming = Naming(canonical)
    votes: dict[str, Counter[str]] = {}
    for ref, count in uses.items():
        if not naming.known(ref):
            votes.setdefault(naming.iri(ref), Counter())[canonical.get(ref, ref).name] += count
    return {address: min(count, key=lambda name: (-count[name], name)) for address, count in votes.items()}
