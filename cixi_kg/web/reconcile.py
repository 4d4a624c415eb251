"""Which things of the graph a reconciliation query means: candidates, their scores, and whether one is certain.

A name counts for itself; a condition on a property that a candidate speaks of shifts its score; what is required
and not met puts a candidate out. A match is told only of one candidate that stands clear of all others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cixi_kg.web.names import Thing
from cixi_kg.web.reconcile_index import CERTAIN, Fit, Index
from cixi_kg.web.reconcile_read import Condition, Query, Value
from cixi_kg.web.served import Served
from graph.answers import Term
from ontology.terms import CK, PREFIXES
from ontology.vocab import fold
from queries.rdf_text import shortened

_CLEAR = 4.0  # points by which it is to lead
_BY_PROPERTY = 0.3  # the share of a score that properties decide
_COMPARED = 200  # candidates whose properties are looked up
_LIKE = 0.85  # from this share of like characters on two texts count as one value, in part


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant: score 0 to 100 with its features; match: it alone is good enough to be taken."""

    thing: Thing
    score: float
    features: tuple[tuple[str, float], ...]
    match: bool = False


def index(served: Served) -> Index:
    """The index of a generation, made once."""
    return served.remember("reconciliation", lambda: Index(served))


def candidates(served: Served, query: Query) -> list[Candidate]:
    """The candidates of a query, the best first, as many as it asks for."""
    known = index(served)
    texts, properties = query.named(), query.properties()
    if texts:
        fits = _named(known, texts, query.types)
    else:
        fits = {thing: Fit(100.0, thing.label) for thing in _having(served, known, properties, query.types)}
    best = sorted(fits.items(), key=lambda fit: (-fit[1].score, -fit[0].count, fit[0].iri))[:_COMPARED]
    values = _values(served, [thing.iri for thing, _ in best], properties)
    weighed = [_weighed(known, thing, fit, properties, values.get(thing.iri, {})) for thing, fit in best]
    found = sorted(
        (each for each in weighed if each), key=lambda each: (-each.score, -each.thing.count, each.thing.iri)
    )
    return _decided(found)[: query.limit] if texts else found[: query.limit]


def property_iri(name: str) -> str | None:
    """The property of an identifier: a term of the ontology by its local name, another's with its prefix; else None.

    >>> property_iri("locatedIn"), property_iri("nothing")
    ('https://w3id.org/cixi-kg/ontology#locatedIn', None)
    """
    if name in CK:
        return CK[name]
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES and local.isalnum() else None


def property_id(iri: str) -> str:
    """The identifier of a property, the other way round."""
    return shortened(iri).removeprefix("ck:")


def _named(known: Index, texts: Sequence[str], types: Sequence[str]) -> dict[Thing, Fit]:
    """How well things fit the texts: each its best."""
    found: dict[Thing, Fit] = {}
    for text in texts:
        for thing, fit in known.fits(text, types).items():
            if thing not in found or fit.score > found[thing].score:
                found[thing] = fit
    return found


def _having(served: Served, known: Index, wanted: Sequence[Condition], types: Sequence[str]) -> list[Thing]:
    """The things that have one of the wanted values: those meant by identifier or by name, and equal texts."""
    found: dict[str, None] = {}
    for condition in wanted:
        iri = property_iri(condition.property)
        if iri is None:
            continue
        meant = [thing for value in condition.values for thing in _meant(known, value)]
        rows = served.rows("having", p=iri, v=[thing.iri for thing in meant])
        texts = " ".join(str(Term("literal", value.text)) for value in condition.values if value.text)
        rows += served.ask(
            f"SELECT DISTINCT ?x WHERE {{ ?x <{iri}> ?v VALUES ?s {{ {texts} }} FILTER(STR(?v) = ?s) }} LIMIT 2000"
        )
        found |= dict.fromkeys(row["x"].value for row in rows)
    return [thing for thing in known.things(sorted(found)).values() if known.of(thing, types)]


def _meant(known: Index, value: Value) -> list[Thing]:
    return (known.identified(value.id) if value.id else []) or (known.called(value.text) if value.text else [])


def _values(served: Served, things: Sequence[str], wanted: Iterable[Condition]) -> dict[str, dict[str, list[Term]]]:
    """The values of the properties in question: of each value the term itself and, of a thing, its labels."""
    found: dict[str, dict[str, list[Term]]] = {}
    properties = sorted({iri for each in wanted if (iri := property_iri(each.property))})
    if not things or not properties:
        return found
    for row in served.rows("property_values", x=things, p=properties):
        terms = found.setdefault(row["x"].value, {}).setdefault(property_id(row["p"].value), [])
        terms += [row[name] for name in ("v", "l") if name in row]
    return found


def _weighed(
    known: Index, thing: Thing, fit: Fit, wanted: Sequence[Condition], values: Mapping[str, Sequence[Term]]
) -> Candidate | None:
    """The candidate with its properties weighed in; None where it lacks what is required."""
    shares: list[float] = []
    features = list(fit.features)
    for condition in wanted:
        has = values.get(condition.property, ())
        share = _met(known, condition, has)
        if condition.required and share < 1:
            return None
        if has or condition.quantifier == "none":  # what a document does not say speaks neither for nor against it
            shares.append(share)
            features.append((f"property:{condition.property}", round(100 * share, 1)))
    score = fit.score
    if shares:
        score = (1 - _BY_PROPERTY) * score + _BY_PROPERTY * 100 * sum(shares) / len(shares)
    return Candidate(thing, round(score, 1), tuple(dict(features).items()))


def _met(known: Index, condition: Condition, has: Sequence[Term]) -> float:
    """How far a condition is met by the values that there are: 0 to 1."""
    each = [max((_same(known, value, term) for term in has), default=0.0) for value in condition.values]
    if condition.quantifier == "none":
        return 1.0 - max(each)
    return min(each) if condition.quantifier == "all" else max(each)


def _same(known: Index, value: Value, term: Term) -> float:
    from rapidfuzz import fuzz

    if term.kind == "iri":
        return float(any(term.value == thing.iri for thing in _meant(known, value)))
    if not value.text:
        return 0.0
    if value.text == term.value or fold(value.text) == fold(term.value):
        return 1.0
    alike = fuzz.ratio(fold(value.text), fold(term.value)) / 100
    return min(alike, 0.9) if alike >= _LIKE else 0.0


def _decided(found: list[Candidate]) -> list[Candidate]:
    """The candidates, the first one marked a match where it is good enough and stands clear."""
    if not found or found[0].score < CERTAIN:
        return found
    if len(found) > 1 and found[0].score - found[1].score < _CLEAR:
        return found
    first = found[0]
    return [Candidate(first.thing, first.score, first.features, match=True), *found[1:]]
