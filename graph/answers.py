"""What a query gives back, whoever answered it: the embedded store or a remote endpoint."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')


class Term(NamedTuple):
    """An RDF term. kind: iri, literal or bnode; language and datatype (an IRI) only for literals."""

    kind: str
    value: str
    language: str = ""
    datatype: str = ""

    def __str__(self) -> str:
        """The term as N-Triples, Turtle and SPARQL write it, with nothing in it that could end it early.

        >>> print(Term("literal", 'a "b"', "zh"))
        "a \\"b\\""@zh
        """
        if self.kind == "iri":
            return f"<{self.value}>"
        if self.kind == "bnode":
            return f"_:{self.value}"
        quoted = f'"{_ESCAPED.sub(_escaped, self.value)}"'
        if self.language:
            return f"{quoted}@{self.language}"
        return quoted if self.datatype in ("", XSD + "string") else f"{quoted}^^<{self.datatype}>"


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: the names of its columns, and rows read once, None where a cell is unbound."""

    variables: tuple[str, ...]
    rows: Iterable[tuple[Term | None, ...]]

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows, once."""
        return iter(self.rows)


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE: triples read once."""

    triples: Iterable[tuple[Term, Term, Term]]

    def __iter__(self) -> Iterator[tuple[Term, Term, Term]]:
        """The triples, once."""
        return iter(self.triples)


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer of an ASK."""

    value: bool


Answer = Rows | Triples | Truth
