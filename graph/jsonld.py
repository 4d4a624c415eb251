"""JSON-LD: the context of the ontology's terms, and the graph written with it.

The context is derived from ck.ttl: what is an object property takes an IRI, what has an XML Schema type that type.

>>> context()["locatedIn"]
{'@id': 'ck:locatedIn', '@type': '@id'}
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from graph.answers import XSD, Rows, Term
from graph.store import Store
from ontology import iris
from ontology.terms import PREFIXES

CONTEXT = iris.BASE + "context.jsonld"

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_QUADS = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
# The short names of vocabularies (unit, metric …) are terms of the ontology as well, which go before.
_LEFT_OUT = ("id", "graph", *iris.SCHEMES)
_COMPACT = sorted(((base, name) for name, base in PREFIXES.items() if name not in _LEFT_OUT), key=lambda b: -len(b[0]))


@cache
def context() -> dict[str, Any]:
    """The context: prefixes, then the terms of the ontology with the type that their values have."""
    import rdflib
    from rdflib import OWL, RDF, RDFS

    found: dict[str, Any] = {name: base for name, base in sorted(PREFIXES.items()) if name not in _LEFT_OUT}
    terms = rdflib.Graph().parse(data=files("ontology").joinpath("ck.ttl").read_bytes(), format="turtle")
    declared = sorted(str(s) for s in set(terms.subjects(RDF.type)) if str(s).startswith(iris.CK))
    for iri in declared:
        node, name = rdflib.URIRef(iri), iri.removeprefix(iris.CK)
        term: dict[str, str] = {"@id": f"ck:{name}"}
        ranges = [str(each) for each in terms.objects(node, RDFS.range)]
        if (node, RDF.type, OWL.ObjectProperty) in terms:
            term["@type"] = "@id"
        elif ranges and ranges[0].startswith(XSD) and ranges[0] != XSD + "string":
            term["@type"] = f"xsd:{ranges[0].removeprefix(XSD)}"
        found[name] = term
    return found


def context_file() -> bytes:
    """The context as a file of its own, to be served at CONTEXT."""
    return _text({"@context": context()}) + b"\n"


def written(store: Store) -> Iterator[bytes]:
    """The graph with its named graphs, in the words of the context, which stands at its head."""
    rows = store.query(_QUADS)
    assert isinstance(rows, Rows)
    quads = sorted(tuple(cell for cell in row if cell is not None) for row in rows)
    yield b'{"@context": ' + _text(context()) + b',\n"@graph": ['
    for number, (graph, held) in enumerate(groupby(quads, key=lambda quad: quad[0])):
        yield (b"," if number else b"") + b'\n{"@id": ' + _text(graph.value) + b', "@graph": ['
        for place, (subject, said) in enumerate(groupby(held, key=lambda quad: quad[1])):
            yield (b"," if place else b"") + b"\n" + _text(_node(subject, [(p, o) for _, _, p, o in said]))
        yield b"\n]}"
    yield b"\n]}\n"


def _node(subject: Term, said: Iterable[tuple[Term, Term]]) -> dict[str, Any]:
    """One subject with all that is said of it."""
    node: dict[str, Any] = {"@id": _id(subject)}
    for predicate, value in said:
        if predicate.value == _TYPE and value.kind == "iri":
            node.setdefault("@type", []).append(_compact(value.value))
            continue
        key = _compact(predicate.value)
        node.setdefault(key, []).append(_value(value, context().get(key)))
    return {key: each[0] if isinstance(each, list) and len(each) == 1 else each for key, each in node.items()}


def _value(term: Term, defined: object) -> Any:
    """A value as a property of that definition holds it: a bare text where the context says the rest."""
    coerced = defined.get("@type") if isinstance(defined, Mapping) else None
    if term.kind != "literal":
        return _id(term) if coerced == "@id" else {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype in ("", XSD + "string"):
        return {"@value": term.value} if coerced else term.value
    kind = f"xsd:{term.datatype.removeprefix(XSD)}" if term.datatype.startswith(XSD) else term.datatype
    return term.value if coerced == kind else {"@value": term.value, "@type": kind}


def _id(term: Term) -> str:
    return f"_:{term.value}" if term.kind == "bnode" else term.value


@cache
def _compact(iri: str) -> str:
    """A property or class by its term, else with its prefix, else whole."""
    if iri.startswith(iris.CK) and iri.removeprefix(iris.CK) in context():
        return iri.removeprefix(iris.CK)
    for base, name in _COMPACT:
        local = iri.removeprefix(base)
        if local != iri and local.isidentifier():
            return f"{name}:{local}"
    return iri


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
