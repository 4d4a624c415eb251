"""RDF of any common syntax as triples, with blank nodes named the same way in every reading."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from graph.answers import Term
from ontology import iris
from ontology.errors import SourceError

Triple = tuple[Term, Term, Term]

# What pyoxigraph reads, by suffix; what only rdflib does.
SYNTAXES = {
    ".ttl": "TURTLE", ".n3": "N3", ".nt": "N_TRIPLES", ".nq": "N_QUADS", ".trig": "TRIG", ".rdf": "RDF_XML",
    ".owl": "RDF_XML", ".xml": "RDF_XML", ".jsonld": "JSON_LD", ".json": "JSON_LD",
}  # fmt: skip
_RDFLIB = {".trix": "trix", ".hext": "hext"}
MEDIA = {
    "text/turtle": ".ttl", "application/n-triples": ".nt", "application/n-quads": ".nq", "application/trig": ".trig",
    "application/rdf+xml": ".rdf", "application/ld+json": ".jsonld", "text/n3": ".n3",
}  # fmt: skip
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def parse(data: bytes, name: str, dataset: str) -> list[Triple]:
    """The triples of an RDF document, named graphs made one, in the order they first stand there.

    name: its file name, whose suffix tells the syntax; dataset: what its blank nodes are named by. Raises SourceError
    for another format, a page of HTML, and with line and column for what cannot be read.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if _MARKUP.match(data[:2000]):
        raise SourceError(f"{name} is a page of HTML, not RDF: is it the address of the data itself?")
    if suffix in _RDFLIB:
        return list(named(_with_rdflib(data, name, _RDFLIB[suffix]), dataset))
    if suffix not in SYNTAXES:
        known = " ".join((*SYNTAXES, *_RDFLIB))
        raise SourceError(f"{name} has no suffix of RDF: known are {known}")
    return list(named(_with_engine(data, name, SYNTAXES[suffix]), dataset))


def named(triples: Iterable[Triple], dataset: str) -> Iterator[Triple]:
    """The triples, each once, with IRIs for blank nodes (RDF 1.1, section 3.5): numbered as they first come."""
    seen: dict[Triple, None] = {}
    numbers: dict[str, str] = {}

    def name(term: Term) -> Term:
        if term.kind != "bnode":
            return term
        number = numbers.setdefault(term.value, str(len(numbers) + 1))
        return Term("iri", f"{iris.BASE}.well-known/genid/{iris.slug(dataset)}-{number}")

    for subject, predicate, value in triples:
        triple = (name(subject), predicate, name(value))
        if triple not in seen:
            seen[triple] = None
            yield triple


def _with_engine(data: bytes, name: str, syntax: str) -> Iterator[Triple]:
    import pyoxigraph

    form = getattr(pyoxigraph.RdfFormat, syntax)
    try:
        for quad in pyoxigraph.parse(input=data, format=form, base_iri=f"{iris.BASE}.well-known/relative/"):
            yield _term(quad.subject), _term(quad.predicate), _term(quad.object)
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"{name} cannot be read as RDF: {str(error).splitlines()[0]}") from error


def _term(term: Any) -> Term:
    import pyoxigraph

    if isinstance(term, pyoxigraph.NamedNode):
        return Term("iri", term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return Term("bnode", term.value)
    if isinstance(term, pyoxigraph.Literal):
        return Term("literal", term.value, term.language or "", "" if term.language else term.datatype.value)
    raise SourceError("the data hold a triple about a triple, which RDF 1.1 does not know")


def _with_rdflib(data: bytes, name: str, syntax: str) -> Iterator[Triple]:
    import warnings

    import rdflib

    graph = rdflib.Dataset()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # rdflib's own use of what it is about to drop
            graph.parse(data=data, format=syntax)
    except Exception as error:  # what its parsers raise is not to be foreseen
        raise SourceError(f"{name} cannot be read as RDF: {str(error).splitlines()[0][:200]}") from error
    for subject, predicate, value, _ in sorted(graph.quads()):
        yield _from_rdflib(subject), _from_rdflib(predicate), _from_rdflib(value)


def _from_rdflib(term: Any) -> Term:
    import rdflib

    if isinstance(term, rdflib.Literal):
        return Term("literal", str(term), term.language or "", str(term.datatype or ""))
    return Term("bnode" if isinstance(term, rdflib.BNode) else "iri", str(term))
