"""Triples as text: N-Triples, Turtle, JSON-LD; and IRIs as people read them."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from graph.answers import XSD, Term
from ontology.terms import PREFIXES

Triple = tuple[Term, Term, Term]

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# Names that every reader takes without escapes; others are written as whole IRIs.
_LOCAL = re.compile(r"[A-Za-z_一-鿿][\w一-鿿-]*")
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def order(triple: Triple) -> tuple[str, str, str]:
    """What triples are sorted by: their N-Triples; rdf:type comes first in its subject."""
    subject, predicate, value = triple
    return str(subject), "" if predicate.value == _TYPE else str(predicate), str(value)


def shortened(address: str) -> str:
    """An IRI with its prefix, for reading: ck:Company, id:company/公牛集团; whole where no prefix is known."""
    for prefix, base in _BY_LENGTH:
        if address.startswith(base) and len(address) > len(base):
            return f"{prefix}:{address[len(base) :]}"
    return address


def shown(term: Term) -> str:
    """What a person sees: an IRI with its prefix, a literal without its type, all on one line, nothing that steers."""
    text = shortened(term.value) if term.kind == "iri" else f"_:{term.value}" if term.kind == "bnode" else term.value
    return "".join(c if c.isprintable() else "" for c in " ".join(text.split()))


def ntriples(triples: Iterable[Triple]) -> Iterator[str]:
    """Lines of N-Triples."""
    for subject, predicate, value in triples:
        yield f"{subject} {predicate} {value} .\n"


def turtle(triples: Iterable[Triple]) -> Iterator[str]:
    """Turtle, a subject a paragraph; the triples of a subject are to follow one another."""
    found = list(triples)
    terms = (each for triple in found for each in triple if each.value != _TYPE)
    used = sorted({_prefix(each) for each in terms} - {""})
    yield "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used)
    for subject, about in groupby(found, key=lambda triple: triple[0]):
        parts = []
        for predicate, same in groupby(about, key=lambda triple: triple[1]):
            verb = "a" if predicate.value == _TYPE else _prefixed(predicate)
            parts.append(f"{verb} {' , '.join(_prefixed(value) for _, _, value in same)}")
        listed = " ;\n    ".join(parts)
        yield f"\n{_prefixed(subject)} {listed} .\n"


def _prefix(term: Term) -> str:
    """The prefix that a term, or the datatype of a literal, is written with; empty for none."""
    prefix, _, local = shortened(term.datatype if term.kind == "literal" else term.value).partition(":")
    return prefix if prefix in PREFIXES and _LOCAL.fullmatch(local) and term.datatype != XSD + "string" else ""


def _prefixed(term: Term) -> str:
    prefix = _prefix(term)
    if not prefix:
        return str(term)
    if term.kind == "literal":
        return f"{Term('literal', term.value)}^^{shortened(term.datatype)}"
    return shortened(term.value)


def jsonld(triples: Iterable[Triple]) -> Iterator[str]:
    """Expanded JSON-LD, a node object a line; the triples of a subject are to follow one another."""
    yield "["
    for number, (subject, about) in enumerate(groupby(triples, key=lambda triple: triple[0])):
        node: dict[str, object] = {"@id": _node(subject)}
        for predicate, same in groupby(about, key=lambda triple: triple[1]):
            values = [value for _, _, value in same]
            if predicate.value == _TYPE and all(value.kind != "literal" for value in values):
                node["@type"] = [_node(value) for value in values]
            else:
                node[predicate.value] = [_value(value) for value in values]
        yield f"{',' if number else ''}\n{json.dumps(node, ensure_ascii=False, separators=(',', ':'))}"
    yield "\n]\n"


def _node(term: Term) -> str:
    return f"_:{term.value}" if term.kind == "bnode" else term.value


def _value(term: Term) -> dict[str, str]:
    if term.kind != "literal":
        return {"@id": _node(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype in ("", XSD + "string"):
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype}
