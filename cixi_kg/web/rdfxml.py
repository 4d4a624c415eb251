"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/), as plain as it can be: a description for each subject."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from graph.answers import XSD, Term
from ontology.errors import QueryError
from ontology.terms import PREFIXES, RDF

Triple = tuple[Term, Term, Term]

# The longest end of an IRI that is a name in XML (NCName), so far as predicates have such letters.
_LOCAL = re.compile(r"[^\W\d][\w.-]*\Z")
_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def rdfxml(triples: Iterable[Triple]) -> Iterator[str]:
    """The document; the triples of a subject are to follow one another. QueryError for a predicate XML cannot name."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="{RDF}">\n'
    for subject, about in groupby(triples, key=lambda triple: triple[0]):
        yield f"<rdf:Description {_reference(subject, 'about')}>\n"
        for _, predicate, value in about:
            yield _property(predicate.value, value)
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _property(predicate: str, value: Term) -> str:
    local = _LOCAL.search(predicate)
    if not local:
        raise QueryError(f"RDF/XML has no way to write the predicate <{predicate}>; ask for text/turtle")
    space = predicate[: local.start()]
    prefix = next((name for name, base in PREFIXES.items() if base == space), "p")
    tag = f"{prefix}:{local[0]}"
    head = f"<{tag} xmlns:{prefix}={quoteattr(space)}"
    if value.kind != "literal":
        return f"{head} {_reference(value, 'resource')}/>\n"
    more = ""
    if value.language:
        more = f" xml:lang={quoteattr(value.language)}"
    elif value.datatype not in ("", XSD + "string"):
        more = f" rdf:datatype={quoteattr(value.datatype)}"
    text = escape(_BAD.sub("\ufffd", value.value), {"\r": "&#13;"})
    return f"{head}{more}>{text}</{tag}>\n"


def _reference(term: Term, attribute: str) -> str:
    if term.kind == "bnode":
        return f'rdf:nodeID="{term.value}"'
    return f"rdf:{attribute}={quoteattr(term.value)}"
