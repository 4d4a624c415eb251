"""The graph in the formats that other tools read; the same graph gives the same bytes."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from graph.answers import Rows, Term
from graph.store import Store
from ontology import iris
from ontology.errors import CallError
from ontology.terms import PREFIXES, prefixes

if TYPE_CHECKING:
    import networkx

OBSERVATION_COLUMNS = (
    "observation", "metric", "about", "area", "scope", "periodStart", "periodEnd", "measure", "basis", "status",
    "comparator", "value", "unit", "baseValue", "baseUnit", "document", "start", "end", "sentence",
)  # fmt: skip
_OBSERVATIONS = """
SELECT ?observation ?metric ?about ?area ?scope ?periodStart ?periodEnd ?measure ?basis ?status ?comparator
       ?value ?unit ?baseValue ?baseUnit ?document ?start ?end ?sentence WHERE {
  ?observation a ck:Observation ; ck:value ?value ; ck:evidence ?e .
  ?e oa:hasSource/dcterms:identifier ?document ; ck:sentence ?sentence ; oa:hasSelector ?at .
  ?at oa:start ?start ; oa:end ?end .
  OPTIONAL { ?observation ck:metric/rdfs:label ?metric FILTER(LANG(?metric) = "zh") }
  OPTIONAL { ?observation ck:about/rdfs:label ?about FILTER(LANG(?about) = "zh") }
  OPTIONAL { ?observation ck:area/rdfs:label ?area FILTER(LANG(?area) = "zh") }
  OPTIONAL { ?observation ck:scope/rdfs:label ?scope FILTER(LANG(?scope) = "zh") }
  OPTIONAL { ?observation ck:periodStart ?periodStart } OPTIONAL { ?observation ck:periodEnd ?periodEnd }
  OPTIONAL { ?observation ck:measure ?measure } OPTIONAL { ?observation ck:basis ?basis }
  OPTIONAL { ?observation ck:status ?status } OPTIONAL { ?observation ck:comparator ?comparator }
  OPTIONAL { ?observation ck:baseValue ?baseValue }
  OPTIONAL { ?observation ck:unit ?u . ?u rdfs:label ?unit ; ck:baseUnit/rdfs:label ?baseUnit
             FILTER(LANG(?unit) = "zh" && LANG(?baseUnit) = "zh") }
}"""
_NODES = """
SELECT ?thing ?class ?label (COUNT(DISTINCT ?e) AS ?evidence) WHERE {
  ?thing a ?class ; rdfs:label ?label . FILTER(LANG(?label) = "zh")
  FILTER(STRSTARTS(STR(?class), STR(ck:)) && ?class NOT IN (ck:Observation, ck:Evidence, ck:Document, ck:Unit, ck:Metric))
  OPTIONAL { ?thing ck:evidence ?e }
} GROUP BY ?thing ?class ?label"""
_EDGES = """
SELECT ?s ?p ?o (COUNT(DISTINCT ?e) AS ?evidence) WHERE {
  ?said a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . OPTIONAL { ?said ck:evidence ?e }
} GROUP BY ?s ?p ?o"""


def export(store: Store, name: str, out: BinaryIO) -> None:
    """Writes the graph in a format of FORMATS; CallError for any other name."""
    if name not in FORMATS:
        raise CallError(f"there is no export format {name!r}: one of {', '.join(FORMATS)}")
    for piece in FORMATS[name](store):
        out.write(piece)


def _nquads(store: Store) -> Iterator[bytes]:
    for line in store.lines():
        yield f"{line}\n".encode()


def _with_engine(name: str) -> Callable[[Store], Iterator[bytes]]:
    def write(store: Store) -> Iterator[bytes]:
        yield store.serialized(name, PREFIXES)

    return write


def _csv(store: Store) -> Iterator[bytes]:
    """The observations, one a line, with their sentence."""
    rows = sorted(tuple(_cell(cell) for cell in row) for row in _select(store, _OBSERVATIONS))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(OBSERVATION_COLUMNS)
    writer.writerows(rows)
    yield text.getvalue().encode()


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value.removeprefix(iris.CK) if term.kind == "iri" else term.value


def network(store: Store) -> "networkx.MultiDiGraph[str]":
    """Things and their relations as a networkx graph: nodes with label, class and evidence count."""
    import networkx

    drawn: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for thing, kind, label, evidence in sorted(_values(store, _NODES)):
        drawn.add_node(thing, label=label, kind=kind.removeprefix(iris.CK), evidence=int(evidence))
    for subject, predicate, target, evidence in sorted(_values(store, _EDGES)):
        if subject in drawn and target in drawn:
            name = predicate.removeprefix(iris.CK)
            drawn.add_edge(subject, target, key=name, relation=name, evidence=int(evidence))
    return drawn


def _graphml(store: Store) -> Iterator[bytes]:
    import networkx

    text = io.BytesIO()
    networkx.write_graphml(network(store), text, named_key_ids=True)
    yield text.getvalue()


def _values(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    for row in _select(store, query):
        yield tuple(cell.value if cell else "" for cell in row)


def _select(store: Store, query: str) -> Rows:
    answer = store.query(prefixes() + query)
    assert isinstance(answer, Rows)
    return answer


FORMATS: dict[str, Callable[[Store], Iterator[bytes]]] = {
    "nq": _nquads,
    "trig": _with_engine("trig"),
    "ttl": _with_engine("ttl"),
    "jsonld": _with_engine("jsonld"),
    "graphml": _graphml,
    "csv": _csv,
}
