"""What the rules for conclusions share: how they ask, and what they hand back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.answers import Answer, Rows

Ask = Callable[[str], Answer]

PREFIXES = """PREFIX ck: <https://w3id.org/cixi-kg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""


@dataclass(frozen=True, order=True, slots=True)
class Conclusion:
    """A relation that follows: IRIs of its ends, the predicate's local name, and one premise's IRI."""

    subject: str
    predicate: str
    object: str
    premise: str
    product: str = ""  # the name of the object, where it is goods that no document may have named


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name (it becomes ck:method), how sure its conclusions are, and what draws them."""

    name: str
    confidence: Decimal
    conclude: Callable[[Ask], Iterable[Conclusion]]


def pairs(ask: Ask, sparql: str) -> Iterator[tuple[str, str]]:
    """The rows of a query of two columns."""
    return ((first, second) for first, second in rows(ask, sparql))


def rows(ask: Ask, sparql: str) -> Iterator[tuple[str, ...]]:
    """The rows of a query in which every column has a value."""
    answer = ask(sparql)
    if not isinstance(answer, Rows):
        raise TypeError("a rule is a SELECT")
    for row in answer:
        if all(row):
            yield tuple(cell.value for cell in row if cell)
