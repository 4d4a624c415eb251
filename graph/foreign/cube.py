"""The observations of a foreign graph: the RDF Data Cube, with the properties that a data set defines for itself.

A property of a data set is what it says it is: by rdfs:subPropertyOf or qb:concept one that a mapping knows; as a
qb:MeasureProperty a value, whose indicator its own name tells unless the observation names one.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from graph.answers import Term
from graph.foreign.node import Node
from graph.foreign.terms import Terms
from graph.foreign.work import Work, concept
from ontology import vocab
from ontology.facts import Observation, Ref
from ontology.terms import QB, RDF, RDFS

METHOD = "rdf-import"
_MEASURE_TYPE = f"{QB}measureType"
_DEFINING = (RDFS.subPropertyOf, f"{QB}concept")
# 2023, 2023-06, 2023-06-30 with or without a time; at the end of an IRI too: …/id/year/2023, …/gregorian-month/2023-06
_TIME = re.compile(
    r"(?:.*[/#=])?((?:19|20)\d{2})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?"
)
_QUARTER = re.compile(r"(?:.*[/#=])?((?:19|20)\d{2})-?Q([1-4])")


def with_own_terms(terms: Terms, nodes: Mapping[str, Node]) -> Terms:
    """The terms, and the properties that the data themselves define by them."""
    found = dict(terms.properties)
    for node in nodes.values():
        meant = [name for predicate, value in node.said if predicate in _DEFINING
                 for name in terms.means(value.value)]  # fmt: skip
        if not meant and (RDF.type, Term("iri", f"{QB}MeasureProperty")) in node.said:
            meant = ["value"]
        if meant and node.iri not in found:
            found[node.iri] = tuple(dict.fromkeys(meant))
    return replace(terms, properties=found)


def observations(work: Work, node: Node) -> Iterator[Observation]:
    """The numbers of an observation, one for each of its measures; without a value or an indicator it is left out."""
    values = [
        (i, number) for i, value in node.values(work.terms, "value") if (number := decimal(value.value)) is not None
    ]
    if not values:
        work.left_out["observations without a number"] += 1
    start, end = _period(work, node)
    area = _thing(work, node, "area", ("Place",))
    about = _thing(work, node, "about", ("Place", "Company", "Industry", "Project"))
    for at, value in values:
        metric = _metric(work, node, at)
        if not metric:
            work.left_out["observations that no mapping tells the indicator of"] += 1
            continue
        yield Observation(
            value=value,
            unit=_unit(work, node),
            metric=metric,
            evidence=node.place(at, work.document, work.content),
            method=METHOD,
            confidence=1.0,
            start=start,
            end=end,
            about=about or area,
            area=area or (about if about and about.kind == "Place" else None),
        )


def decimal(text: str) -> Decimal | None:
    """A number as RDF writes it, exponents too; None for anything else."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def month(text: str) -> str:
    """The month of a date or month, YYYY-MM; "" where it tells none."""
    found = _TIME.fullmatch(text.strip())
    return f"{found[1]}-{found[2]}" if found and found[2] else ""


def period(text: str) -> tuple[str, str]:
    """First and last day of a year, quarter, month or day, also at the end of an IRI; empty where it tells none."""
    if quarter := _QUARTER.fullmatch(text.strip()):
        last = 3 * int(quarter[2])
        return f"{quarter[1]}-{last - 2:02d}-01", _last_day(int(quarter[1]), last)
    found = _TIME.fullmatch(text.strip())
    if not found:
        return "", ""
    year, in_year, day = found.groups()
    if day:
        return (f"{year}-{in_year}-{day}",) * 2
    return (
        (f"{year}-{in_year}-01", _last_day(int(year), int(in_year))) if in_year else (f"{year}-01-01", f"{year}-12-31")
    )


def _last_day(year: int, in_year: int) -> str:
    return f"{year}-{in_year:02d}-{monthrange(year, in_year)[1]:02d}"


def _period(work: Work, node: Node) -> tuple[str, str]:
    """Its first and last day; one value may tell both, as a year does."""
    starts = [period(value.value)[0] for _, value in node.values(work.terms, "periodStart")]
    ends = [period(value.value)[1] for _, value in node.values(work.terms, "periodEnd")]
    start, end = next(filter(None, starts), ""), next(filter(None, ends), "")
    return (start, end) if not (start and end) or start <= end else ("", "")


def _thing(work: Work, node: Node, name: str, kinds: tuple[str, ...]) -> Ref | None:
    found = (concept(work, kinds, value) for _, value in node.values(work.terms, name))
    return next((each for each in found if each is not None), None)


def _metric(work: Work, node: Node, number: int) -> str:
    """The indicator: the one that the observation names, else its measure, as measureType or as its property."""
    for _, value in node.values(work.terms, "metric"):
        if ref := concept(work, ("Metric",), value):
            return ref.name
        if name := _name(work, value.value):
            return name
    kinds = [value.value for predicate, value in node.said if predicate == _MEASURE_TYPE]
    return next((name for each in (*kinds, node.said[number][0]) if (name := _name(work, each))), "")


def _name(work: Work, iri: str) -> str:
    """The first name that the data give a node, as the vocabulary has it."""
    node = work.nodes.get(iri)
    names = node.names(work.terms) if node else []
    if not names:
        return ""
    known = vocab.concept("metric", names[0][1].value)
    return known.label if known else names[0][1].value.strip()


def _unit(work: Work, node: Node) -> str:
    """The unit by the concept that a mapping names, by the name the data give it, or as it is written."""
    for _, value in node.values(work.terms, "unit"):
        if value.kind == "literal":
            return value.value.strip()
        if known := work.terms.things.get(value.value):
            return next((each.label for each in vocab.concepts("unit") if each.iri == known), "")
        named = work.nodes.get(value.value)
        if named and (names := named.names(work.terms)):
            return names[0][1].value.strip()
        work.left_out["units that no mapping knows"] += 1
    return ""
