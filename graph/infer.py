"""What follows from what is said: rules that write to graph/inferred, each conclusion with its premises.

The rules that read names live in graph/trades.py (goods, industries, chains) and here (places); the others are
queries in infer/*.rq. A rule sees what the rules before it concluded.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from importlib.resources import files

from graph.concluding import PREFIXES, Ask, Conclusion, Rule, pairs, rows
from graph.document_trades import (
    broader_in_document,
    industry_above,
    industry_below,
    industry_by_word,
    industry_served,
)
from graph.naming import Naming
from graph.rdf import (
    CONFIDENCE,
    LABEL,
    METHOD,
    PROV,
    TYPE,
    Statement,
    ck,
    decimal,
    evidence_iri,
    iri,
    literal,
    reified,
    statement_iri,
)
from graph.trades import (
    industry_from_name,
    industry_from_named_product,
    industry_from_product,
    industry_of_chain,
    product_from_name,
)
from ontology import names
from ontology.facts import Relation

__all__ = ["RULES", "Conclusion", "Rule", "infer", "supposed"]


def infer(ask: Ask, rule: Rule, term: Callable[[str], str]) -> Iterator[Statement]:
    """What one rule concludes over the graph, as statements for graph/inferred; what is said is not concluded again."""
    found = sorted(set(rule.conclude(ask)))
    said = _said(ask, {c.predicate for c in found})
    fresh = [c for c in found if (c.subject, c.predicate, c.object) not in said and c.subject != c.object]
    labels = _labels(ask, {c.subject for c in fresh} | {c.object for c in fresh})
    labels |= {c.object: c.product for c in fresh if c.product}
    places = _places(ask, {c.premise for c in fresh})
    for c in fresh:
        if c.product:
            yield iri(c.object), TYPE, ck("Product")
            yield iri(c.object), LABEL, literal(c.product, language="zh")
            yield iri(c.object), iri(PROV + "wasDerivedFrom"), iri(c.premise)
        node = statement_iri(c.subject, c.predicate, c.object)
        label = f"{labels.get(c.subject, '')} {term(c.predicate)} {labels.get(c.object, '')}"
        yield from reified(node, (c.subject, c.predicate, c.object), label)
        yield node, METHOD, literal(rule.name)
        yield node, CONFIDENCE, decimal(rule.confidence)
        yield node, iri(PROV + "wasDerivedFrom"), iri(c.premise)
        for place in places[c.premise]:
            yield node, ck("restsOn"), iri(place)


def supposed(relations: Iterable[Relation], named: Naming) -> list[Rule]:
    """A rule for each method by which the documents show relations without saying them, each from its place."""
    found: dict[tuple[str, Decimal], set[Conclusion]] = defaultdict(set)
    for each in relations:
        premise = evidence_iri(each.evidence, each.method)
        conclusion = Conclusion(named.iri(each.subject), each.predicate, named.iri(each.object), premise)
        found[each.method, Decimal(str(each.confidence))].add(conclusion)
    return [Rule(*told, partial(_shown, found[told])) for told in sorted(found)]


def _shown(found: set[Conclusion], _: Ask) -> Iterable[Conclusion]:
    return found


_PLAIN = "?s ck:{0} ?o"
# The vocabulary has its own tree: what a document's naming of both tells of it is concluded with its premises.
_SAID = {"broader": "?x rdf:predicate ck:{0} ; rdf:subject ?s ; rdf:object ?o"}


def _said(ask: Ask, predicates: set[str]) -> set[tuple[str, str, str]]:
    return {
        (s, predicate, o)
        for predicate in sorted(predicates)
        for s, o in pairs(ask, f"{PREFIXES} SELECT ?s ?o WHERE {{ {_SAID.get(predicate, _PLAIN).format(predicate)} }}")
    }


def _labels(ask: Ask, wanted: set[str]) -> dict[str, str]:
    if not wanted:
        return {}
    values = " ".join(f"<{address}>" for address in sorted(wanted))
    query = f'{PREFIXES} SELECT ?s ?l WHERE {{ VALUES ?s {{ {values} }} ?s rdfs:label ?l FILTER(LANG(?l) = "zh") }}'
    return dict(pairs(ask, query))


def _places(ask: Ask, premises: set[str]) -> dict[str, list[str]]:
    """The places in texts of each premise: it is one, or is a relation that has them as evidence or rests on them.

    That a chain is around an industry is told by its name alone, wherever it is named: no reader wants to see that.
    """
    found: dict[str, list[str]] = {premise: [] for premise in premises}
    if premises:
        values = " ".join(f"<{address}>" for address in sorted(premises))
        query = f"""{PREFIXES} SELECT DISTINCT ?p ?e WHERE {{ VALUES ?p {{ {values} }}
          {{ ?p rdf:predicate ?of ; ck:evidence|ck:restsOn ?e FILTER(?of != ck:chainOf) }} UNION
          {{ ?p oa:hasSelector ?any BIND(?p AS ?e) }} }}"""
        for premise, place in sorted(pairs(ask, query)):
            found[premise].append(place)
    return found


def place_from_name(ask: Ask) -> Iterator[Conclusion]:
    """A company that nothing places is where its name says, if no document that names it is about that place.

    A registered name begins with the division that registered the company. Of a firm of the document's own area the
    name mostly tells only the province, which says less than the document.
    """
    query = f"""{PREFIXES} PREFIX oa: <http://www.w3.org/ns/oa#> SELECT DISTINCT ?s ?name ?area ?premise WHERE {{
      ?s a ck:Company ; rdfs:label ?name ; ck:evidence ?premise . ?premise oa:hasSource/ck:area ?area
      FILTER(LANG(?name) = "zh") FILTER NOT EXISTS {{ ?s ck:locatedIn ?known }} }}"""
    premises: dict[tuple[str, str], str] = {}
    areas: dict[tuple[str, str], set[str]] = {}
    for firm, name, area, premise in sorted(rows(ask, query)):
        premises.setdefault((firm, name), premise)
        areas.setdefault((firm, name), set()).add(re.split(r"[/-]", area.rpartition("vocab/place/")[2])[0])
    for (firm, name), premise in premises.items():
        place = names.place_told(name)
        if place and place.code.isdigit() and not any(_holds(place.code, code) for code in areas[firm, name]):
            yield Conclusion(firm, "locatedIn", place.iri, premise)


def _holds(place: str, area: str) -> bool:
    """Whether a place holds another or lies in it, by their division codes."""
    one, other = (re.sub(r"(?:00)+$", "", code) for code in (place, area))
    return one.startswith(other) or other.startswith(one)


def _file(name: str) -> Rule:
    text = files("graph").joinpath("infer", f"{name}.rq").read_text(encoding="utf-8")
    stated = re.search(r"^# confidence: ([\d.]+)$", text, re.MULTILINE)
    if not stated:
        raise ValueError(f"graph/infer/{name}.rq does not state its confidence in a line `# confidence: 0.8`")
    return Rule(name, Decimal(stated[1]), lambda ask: (Conclusion(*row) for row in rows(ask, text)))


RULES = (
    Rule("industry-of-chain", Decimal("0.9"), industry_of_chain),
    Rule("industry-from-product", Decimal("0.75"), industry_from_product),
    Rule("industry-from-name", Decimal("0.6"), industry_from_name),
    Rule("product-from-name", Decimal("0.6"), product_from_name),
    Rule("industry-from-named-product", Decimal("0.55"), industry_from_named_product),
    _file("industry-from-park"),
    _file("industry-from-project"),
    _file("industry-of-makers-project"),
    Rule("industry-above", Decimal("0.7"), industry_above),
    Rule("industry-below", Decimal("0.5"), industry_below),
    Rule("industry-served", Decimal("0.55"), industry_served),
    Rule("industry-by-word", Decimal("0.6"), industry_by_word),
    Rule("broader-in-document", Decimal("0.6"), broader_in_document),
    _file("chain-from-industry"),
    Rule("place-from-name", Decimal("0.7"), place_from_name),
    _file("zone-from-park"),
    _file("part-from-zone"),
    _file("place-from-project"),
    _file("place-from-town"),
    _file("place-from-document"),
    _file("place-from-platform"),
    _file("layout-from-park"),
    _file("layout-from-document"),
)
