"""The graph in the formats that other tools read; the same graph gives the same bytes."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from graph import describe, jsonld, observations
from graph.answers import Rows, Term
from graph.gather import drawing
from graph.network import network
from graph.store import Store
from ontology import iris
from ontology.errors import CallError
from ontology.terms import PREFIXES, prefixes

if TYPE_CHECKING:
    from xml.etree import ElementTree

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
_GEXF = "http://gexf.net/1.3"
_NODE_COLUMNS = ("class", "en", "evidence", "documents")
_EDGE_COLUMNS = ("relation", "origin", "evidence", "documents", "statement")
_COUNTS = ("evidence", "documents")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


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


def _csvw(store: Store) -> Iterator[bytes]:
    yield from observations.csvw(store, _csv)


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value.removeprefix(iris.CK) if term.kind == "iri" else term.value


def _graphml(store: Store) -> Iterator[bytes]:
    import networkx

    drawn = network(store.query)
    for number, (*_, data) in enumerate(drawn.edges(data=True)):
        data["id"] = f"e{number}"  # else the relation's name would be the id of many edges
    for attributes in (*(node for _, node in drawn.nodes(data=True)), *(data for *_, data in drawn.edges(data=True))):
        attributes.update({name: _plain(value) for name, value in attributes.items()})
    text = io.BytesIO()
    # Not write_graphml, which takes lxml where it is installed and then writes other bytes.
    networkx.write_graphml_xml(drawn, text, edge_id_from_attribute="id")
    yield text.getvalue()


def _gexf(store: Store) -> Iterator[bytes]:
    """GEXF 1.3, not by networkx, which writes its version and the day, and no kind to tell parallel edges by."""
    from xml.etree import ElementTree

    drawn = network(store.query)
    root = ElementTree.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": f"{_GEXF}/viz", "version": "1.3"})
    graph = ElementTree.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    for kind, columns in (("node", _NODE_COLUMNS), ("edge", _EDGE_COLUMNS)):
        declared = ElementTree.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
        for name in columns:
            type_ = "integer" if name in _COUNTS else "string"
            ElementTree.SubElement(declared, "attribute", id=name, title=name, type=type_)
    nodes = ElementTree.SubElement(graph, "nodes")
    for thing, node in drawn.nodes(data=True):
        element = ElementTree.SubElement(nodes, "node", id=_plain(thing), label=_plain(node["label"]))
        _gexf_values(element, node, _NODE_COLUMNS)
        color = drawing()[node["class"]]["color"]
        red, green, blue = (str(int(color[at : at + 2], 16)) for at in (1, 3, 5))
        ElementTree.SubElement(element, "viz:color", r=red, g=green, b=blue)
    edges = ElementTree.SubElement(graph, "edges")
    for number, (subject, target, relation, data) in enumerate(drawn.edges(keys=True, data=True)):
        ends = {"id": f"e{number}", "source": _plain(subject), "target": _plain(target), "kind": relation}
        element = ElementTree.SubElement(edges, "edge", ends | {"label": _plain(data["label"])})
        _gexf_values(element, data, _EDGE_COLUMNS)
    ElementTree.indent(root)
    yield ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _gexf_values(element: "ElementTree.Element", values: Mapping[str, Any], columns: Iterable[str]) -> None:
    from xml.etree import ElementTree

    held = ElementTree.SubElement(element, "attvalues")
    for name in columns:
        ElementTree.SubElement(held, "attvalue", {"for": name, "value": str(_plain(values[name]))})


def _plain(value: Any) -> Any:
    """The value, without characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value


def _select(store: Store, query: str) -> Rows:
    answer = store.query(prefixes() + query)
    assert isinstance(answer, Rows)
    return answer


FORMATS: dict[str, Callable[[Store], Iterator[bytes]]] = {
    "nq": _nquads,
    "trig": _with_engine("trig"),
    "ttl": _with_engine("ttl"),
    "jsonld": jsonld.written,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
    "csvw": _csvw,
    "datacommons": observations.data_commons,
    "dcat": describe.description,
}
