"""What tells programs about the whole graph: the JSON-LD context of its terms, its DCAT and VoID description."""

from collections.abc import Mapping
from typing import Any

from cixi_kg.web import formats
from cixi_kg.web.formats import GRAPH, choose, with_charset
from cixi_kg.web.served import Reply, Served, Sink
from graph.answers import Term, Triples
from graph.describe import statements
from graph.jsonld import context_file


def context(_: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The JSON-LD context, the same for every graph."""
    del given
    sink.write(context_file())
    return Reply("application/ld+json")


def dataset(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The description of the dataset as RDF; given: accept, format."""
    name, media = choose(GRAPH, given["accept"], given["format"], page="no")
    described = served.remember("dataset", lambda: _described(served))
    formats.write(Triples(described), name, sink)
    return Reply(with_charset(media))


def _described(served: Served) -> list[tuple[Term, Term, Term]]:
    return sorted({(Term("iri", s), Term("iri", p), o) for s, p, o in statements(served.store)})
