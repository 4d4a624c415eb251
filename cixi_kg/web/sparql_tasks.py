"""What a worker does with a query somebody wrote: check, restrict, run, write; and the description of the service."""

from collections.abc import Mapping
from typing import Any

from cixi_kg.web import formats, tables
from cixi_kg.web.formats import GRAPH, KINDS, choose, with_charset
from cixi_kg.web.render import page, visit
from cixi_kg.web.served import Reply, Served, Sink, bounded
from graph.answers import XSD, Answer, Term, Triples
from ontology import iris
from ontology.terms import RDF
from queries.sparql import check_read_only, form, run

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_VOID = "http://rdfs.org/ns/void#"
_NAMES = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip
_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


def sparql(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The answer to a query; given: query, default, named, accept, format, base, and what a page needs."""
    text = given["text"]
    check_read_only(text)
    name, media = choose(KINDS[form(text)], given["accept"], given["format"])
    dataset = (given["base"] + "/sparql", given["default"], given["named"])
    answer = bounded(run(text, lambda query: served.store.query(query, *dataset)), served.limits.rows)
    if name == "html":
        here = visit(given)
        shown = tables.shown(served, answer, {}, here)
        sink.write(page("answer.html", here, table=shown, text=text).encode())
    else:
        formats.write(answer, name, sink)
    return Reply(with_charset(media))


def description(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """What the endpoint is and can do, by SPARQL 1.1 Service Description; given: accept, base."""
    name, media = choose(GRAPH, given["accept"], given["format"], page="no")
    formats.write(_description(served, given["base"] + "/sparql"), name, sink)
    return Reply(with_charset(media))


def _description(served: Served, endpoint: str) -> Answer:
    def iri(value: str) -> Term:
        return Term("iri", value)

    def sd(local: str) -> Term:
        return iri(_SD + local)

    service, dataset, default = iri(endpoint), iri(endpoint + "#dataset"), iri(endpoint + "#default")
    kind = iri(RDF.type)
    graphs = served.ask(_GRAPHS)
    triples = [
        (service, kind, sd("Service")),
        (service, sd("endpoint"), service),
        (service, sd("supportedLanguage"), sd("SPARQL11Query")),
        (service, sd("defaultDataset"), dataset),
        (service, sd("feature"), sd("UnionDefaultGraph")),
        *((service, sd("resultFormat"), iri(_FORMATS + each)) for each in _NAMES),
        (dataset, kind, sd("Dataset")),
        (dataset, sd("defaultGraph"), default),
        (default, kind, sd("Graph")),
    ]
    for row in graphs:
        named = iri(f"{endpoint}#{row['g'].value.removeprefix(iris.BASE)}")
        triples += [
            (dataset, sd("namedGraph"), named),
            (named, kind, sd("NamedGraph")),
            (named, sd("name"), row["g"]),
            (named, iri(_VOID + "triples"), Term("literal", row["n"].value, "", XSD + "integer")),
        ]
    return Triples(triples)
