"""Which figures stand beside one another: each target with the latest actual value, each figure with those that differ.

A query could find both by joining all observations with all; on millions of quads that takes minutes. So a build looks
once, one metric after another, which bounds the memory by the largest of them, and writes the pairs to graph/inferred.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.concluding import PREFIXES, Ask, rows
from graph.rdf import Statement, ck, iri
from ontology import iris

NEAREST = 20  # greater values that a figure is set beside: a list read as one thing's figures has hundreds

_METRICS = "SELECT DISTINCT ?m WHERE { ?o ck:metric ?m ; ck:about ?x } ORDER BY ?m"
_FIGURES = """SELECT ?value ?o ?x ?status ?measure ?base ?scope ?basis ?start ?end ?written ?comparator ?day WHERE {{
  ?o ck:metric <{metric}> ; ck:about ?x ; ck:status ?status ; ck:measure ?measure ; ck:unit/ck:baseUnit ?base ;
     ck:periodStart ?start ; ck:periodEnd ?end ; ck:baseValue ?value ; ck:value ?written ; ck:evidence/oa:hasSource ?d .
  OPTIONAL {{ ?o ck:scope ?stated }} OPTIONAL {{ ?o ck:basis ?over }} OPTIONAL {{ ?o ck:comparator ?sign }}
  OPTIONAL {{ ?d dcterms:date ?on }}
  BIND(COALESCE(?stated, "-") AS ?scope) BIND(COALESCE(?over, "-") AS ?basis)
  BIND(COALESCE(?sign, "-") AS ?comparator) BIND(COALESCE(STR(?on), "-") AS ?day)
}}"""


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation of one metric: IRIs and dates as text, the value in the base unit, the day of its document."""

    value: Decimal
    node: str
    about: str
    status: str
    measure: str
    base: str
    scope: str
    basis: str
    start: str
    end: str
    written: str
    comparator: str
    day: str

    @property
    def series(self) -> tuple[str, str, str, int]:
        """What a target and its actual value have in common: thing, scope, base unit, and years that a period spans."""
        return self.about, self.scope, self.base, int(self.end[:4]) - int(self.start[:4])

    @property
    def rank(self) -> tuple[str, ...]:
        """The greatest is of the latest period, of the newest document, written with the most digits."""
        return self.end, self.day, f"{len(self.written):04}", self.comparator, str(self.value), self.node

    @property
    def whole(self) -> bool:
        """Whether it is of whole years or of one month: half a year's output is not set beside a year's aim."""
        first, last = self.start[5:7], self.end[5:7]
        return first == last or (first, last) == ("01", "12")


def statements(ask: Ask) -> Iterator[Statement]:
    """ck:latestActual and ck:differsFrom for all observations that a graph holds."""
    prefixes = f"{PREFIXES} PREFIX dcterms: <http://purl.org/dc/terms/> "
    for (metric,) in list(rows(ask, prefixes + _METRICS)):
        found = [Figure(Decimal(value), *rest) for value, *rest in rows(ask, prefixes + _FIGURES.format(metric=metric))]
        for name, pairs in (("latestActual", latest_actual(found)), ("differsFrom", differing(found))):
            for one, other in pairs:
                yield iri(one), ck(name), iri(other)


def latest_actual(figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Each target of a level with the latest actual one of the same thing, scope, base unit and length of period."""
    levels = [each for each in figures if each.measure == iris.CK + "Level"]
    best: dict[tuple[str, str, str, int], Figure] = {}
    for each in levels:
        if each.status == iris.CK + "Actual" and each.whole:
            held = best.get(each.series)
            if held is None or each.rank > held.rank:
                best[each.series] = each
    for each in levels:
        if each.status == iris.CK + "Target" and each.series in best:
            yield each.node, best[each.series].node


def differing(figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """The lesser and the greater of two figures for the same thing, period, status, measure, basis and base unit; a
    scope that one of them does not state is no difference."""
    groups: dict[tuple[str, ...], set[tuple[Decimal, str, str]]] = defaultdict(set)
    for each in figures:
        if each.measure != iris.CK + "Rank":
            key = (each.about, each.status, each.measure, each.base, each.basis, each.start, each.end)
            groups[key].add((each.value, each.node, each.scope))
    for found in groups.values():
        ordered = sorted(found)
        for place, (value, node, scope) in enumerate(ordered):
            greater = [each for each in ordered[place + 1 : place + 1 + 2 * NEAREST] if each[0] > value][:NEAREST]
            yield from ((node, other) for _, other, its in greater if scope == its or "-" in (scope, its))
