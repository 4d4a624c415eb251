"""Whether a graph is what ontology/shapes.ttl says it must be: SHACL, by pyshacl.

>>> base, ck = "https://w3id.org/cixi-kg/id", "https://w3id.org/cixi-kg/ontology#"
>>> report = validate(to_graph(f"<{base}/company/甲> <{ck}makes> <{base}/product/灯> .".encode()))
>>> for violation in report.results:
...     print(violation.message)
The subject of ck:makes is a company.
The object of ck:makes is a product.
"""

import logging
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from ontology.errors import GraphError

if TYPE_CHECKING:  # together 0.2 s to import: only who validates pays for it
    from rdflib import Graph
    from rdflib.term import Node

_TARGETS = ("targetClass", "targetSubjectsOf")


@dataclass(frozen=True, order=True, slots=True)
class Violation:
    """One result of a validation. Nodes by IRI, literals by their text, "" where there is none.

    focus: the node at fault; path: the property, alternatives joined by |; value: the value at fault;
    severity: Violation, Warning or Info; shape: the shape, for one without a name that which holds it.
    """

    focus: str
    path: str
    value: str
    message: str
    severity: str
    shape: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found; results are sorted, so that the same graph gives the same report."""

    conforms: bool
    results: tuple[Violation, ...]


def to_graph(ntriples: bytes) -> "Graph":
    """The graph of an N-Triples text, with the class hierarchy of ck.ttl, which the shapes count on.

    Raises GraphError for a text that is no N-Triples.
    """
    import rdflib

    graph = rdflib.Graph()
    log = logging.getLogger("rdflib.term")
    silent, log.disabled = (
        log.disabled,
        True,
    )  # an ill-typed literal is for the report: rdflib prints a traceback for each
    try:
        graph.parse(data=ntriples, format="nt")
    except Exception as error:  # rdflib raises bare ValueErrors and UnicodeErrors as well as its ParserError
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise GraphError(f"the graph to validate is no N-Triples: {first}") from error
    finally:
        log.disabled = silent
    for sub, above in _ontology("ck.ttl").subject_objects(rdflib.RDFS.subClassOf):
        graph.add((sub, rdflib.RDFS.subClassOf, above))
    return graph


def validate(graph: "Graph") -> Report:
    """The SHACL report on a graph made by `to_graph`; the graph stays as it is."""
    import pyshacl
    from rdflib import RDF, SH, Graph

    shapes = _ontology("shapes.ttl")
    owners = _lift(shapes)
    conforms, found, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    if not isinstance(found, Graph):
        raise GraphError(f"the graph cannot be validated: {text}")
    results = {_violation(found, node, owners) for node in found.subjects(RDF.type, SH.ValidationResult)}
    return Report(bool(conforms), tuple(sorted(results)))


def _ontology(name: str) -> "Graph":
    import rdflib

    return rdflib.Graph().parse(data=files("ontology").joinpath(name).read_bytes(), format="turtle")


def _lift(shapes: "Graph") -> "dict[Node, str]":
    """Hands the targets of node shapes down to their property shapes; gives the node shape each was taken from.

    The result is the same, the time a third: pyshacl checks a shape with targets on all its nodes at once, and one
    that hangs on a node shape once for every node.
    """
    from rdflib import SH

    owners: dict[Node, str] = {}
    targets = [SH[name] for name in _TARGETS]
    for shape in sorted({shape for target in targets for shape in shapes.subjects(target)}, key=str):
        for part in list(shapes.objects(shape, SH.property)):
            owners.setdefault(part, str(shape))
            shapes.remove((shape, SH.property, part))
            for target in targets:
                for goal in list(shapes.objects(shape, target)):
                    shapes.add((part, target, goal))
    return owners


def _violation(report: "Graph", node: "Node", owners: "dict[Node, str]") -> Violation:
    from rdflib import SH, BNode

    shape = report.value(node, SH.sourceShape)
    return Violation(
        focus=str(report.value(node, SH.focusNode)),
        path=_path(report, report.value(node, SH.resultPath)),
        value=_text(report.value(node, SH.value)),
        message=" ".join(sorted(str(text) for text in report.objects(node, SH.resultMessage))),
        severity=str(report.value(node, SH.resultSeverity)).removeprefix(str(SH)),
        shape=owners.get(shape, "") if isinstance(shape, BNode) else str(shape),
    )


def _path(report: "Graph", path: "Node | None") -> str:
    from rdflib import SH

    steps = report.value(path, SH.alternativePath)
    return _text(path) if steps is None else "|".join(str(step) for step in report.items(steps))


def _text(node: "Node | None") -> str:
    return "" if node is None else str(node)
