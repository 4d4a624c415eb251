"""From what people write to RDF terms: a number, a year, a date, or a thing by its name, alias or IRI.

Things are asked for, so a name works on any graph, embedded or remote.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.answers import XSD, Rows, Term
from ontology.errors import CallError, QueryError
from ontology.terms import PREFIXES
from ontology.vocab import fold
from queries.header import Parameter, is_select
from queries.sparql import Ask, with_prefixes

_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]+')
_LONGEST_NAME = 300  # no thing has a longer name; spares the graph and the reader
_SHAPES = {
    "integer": (re.compile(r"[+-]?\d{1,18}"), "a whole number such as 100"),
    "decimal": (re.compile(r"[+-]?\d{1,18}(?:\.\d{1,12})?"), "a number such as 12.5"),
    "year": (re.compile(r"\d{4}"), "a year of four digits such as 2025"),
    "date": (re.compile(r"\d{4}-\d\d-\d\d"), "a date such as 2025-12-31"),
}
# Vocabularies hold every county and many metrics: those that facts speak of are the ones to choose from.
_USED = """FILTER EXISTS { { ?x ck:evidence ?u } UNION { ?u rdf:object ?x } UNION { ?u rdf:subject ?x }
  UNION { ?u ck:about ?x } UNION { ?u ck:area ?x } UNION { ?u ck:metric ?x } }"""


@dataclass(frozen=True, order=True, slots=True)
class Choice:
    """Something that may be chosen, under one of its names; main: whether the name is its label."""

    name: str
    term: Term
    main: bool = True


def term(parameter: Parameter, value: str, ask: Ask) -> Term:
    """The term for one value of a parameter; CallError says what would be right and what comes nearest."""
    _check_text(parameter, value)
    if parameter.classes:
        return _Things(parameter, ask).find(value.strip())
    if parameter.choices:
        return _listed(parameter, value, ask)
    return _scalar(parameter, value)


def defaults(parameter: Parameter, ask: Ask) -> tuple[Term, ...]:
    """The terms that a parameter has when it is not given; none where it is optional or its SELECT finds nothing."""
    if parameter.default and is_select(parameter.default[0]):
        rows = _rows(ask, with_prefixes(parameter.default[0]))
        return tuple(row[0] for row in rows if row[0])[: None if parameter.many else 1]
    return tuple(term(parameter, value, ask) for value in parameter.default)


def choices(parameter: Parameter, ask: Ask) -> tuple[Choice, ...]:
    """What may be chosen, by label, in the order of the names (of a listed choice, its own); empty for free values."""
    if parameter.classes:
        found = _Things(parameter, ask).choices()
        return tuple(sorted({choice.term: choice for choice in found if choice.main}.values()))
    return tuple(Choice(_shown(each), each) for each in _free_choices(parameter, ask))


def _check_text(parameter: Parameter, value: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in value) or "\0" in value:
        raise CallError(f"the value of {parameter.name} holds characters that are no text; it is to be Unicode text")


def _scalar(parameter: Parameter, value: str) -> Term:
    if parameter.type == "text":
        return Term("literal", value, "", XSD + "string")
    written = unicodedata.normalize("NFKC", value).strip()
    if parameter.type == "year":
        written = written.removesuffix("年")
    shape, right = _SHAPES[parameter.type]
    if not written.isascii() or not shape.fullmatch(written) or (parameter.type == "date" and not _is_date(written)):
        raise CallError(f"{parameter.name}={_cut(value)} is no {parameter.type}: it is {right}")
    return Term("literal", written, "", XSD + ("integer" if parameter.type == "year" else parameter.type))


def _is_date(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _free_choices(parameter: Parameter, ask: Ask) -> Iterator[Term]:
    for listed in parameter.choices:
        if is_select(listed):
            yield from (row[0] for row in _rows(ask, with_prefixes(listed)) if row[0])
        else:
            yield _scalar(parameter, listed)


def _listed(parameter: Parameter, value: str, ask: Ask) -> Term:
    known = {fold(_shown(each)): each for each in _free_choices(parameter, ask)}
    found = known.get(fold(value))
    if found is None:
        raise CallError(f"{parameter.name} cannot be {_cut(value)}; {_near(value, [_shown(t) for t in known.values()])}")
    return found


class _Things:
    """The members of a parameter's classes, looked up in the graph."""

    def __init__(self, parameter: Parameter, ask: Ask) -> None:
        self.parameter, self.ask = parameter, ask
        kinds = " ".join(f"<{_expanded(name)}>" for name in parameter.classes)
        self.member = f"?x a ?kind . ?kind rdfs:subClassOf* ?of . VALUES ?of {{ {kinds} }}"

    def find(self, value: str) -> Term:
        address = _address(value)
        if address:
            return self._by_address(address, value)
        if not value or len(value) > _LONGEST_NAME:
            raise CallError(f"{self.parameter.name}={_cut(value)} is no name: {self._right()}")
        for found in (self._exact(value), self._folded(value)):
            if len(found) == 1:
                return found[0]
            if found:
                names = ", ".join(f"<{each.value}>" for each in found[:8])
                raise CallError(
                    f"{self.parameter.name}={_cut(value)} is the name of {len(found)} things; give one of {names}"
                )
        known = [choice.name for choice in self.choices()]
        raise CallError(f"there is no {self._right()} named {_cut(value)}; {_near(value, known)}")

    def choices(self) -> list[Choice]:
        """Every name of every choice: of the SELECT where there is one, else of the members that facts speak of."""
        if self.parameter.choices:
            within = self._chosen()
            return [Choice(name, found, main) for found, name, main in self._names(self.member) if found in within]
        used = [Choice(name, found, main) for found, name, main in self._names(f"{self.member} {_USED}")]
        return used or [Choice(name, found, main) for found, name, main in self._names(self.member)]

    def _by_address(self, address: str, value: str) -> Term:
        found = Term("iri", address)
        query = f"SELECT ?x WHERE {{ VALUES ?x {{ {found} }} {self.member} }} LIMIT 1"
        if not list(_rows(self.ask, with_prefixes(query))):
            raise CallError(f"{self.parameter.name}={_cut(value)} is no {self._right()} of this graph")
        return found

    def _exact(self, name: str) -> list[Term]:
        forms = " ".join(str(Term("literal", name, language)) for language in ("zh", "en", ""))
        found = list(self._names(f"VALUES ?name {{ {forms} }} {self.member}"))
        labelled = [each for each, _, main in found if main]
        return self._narrowed(labelled or [each for each, _, _ in found])

    def _folded(self, name: str) -> list[Term]:
        wanted = fold(name)
        found = [(each, main) for each, known, main in self._names(self.member) if fold(known) == wanted]
        return self._narrowed([each for each, main in found if main] or [each for each, _ in found])

    def _narrowed(self, found: list[Term]) -> list[Term]:
        """Each once, and of several those that are among the choices, or that facts speak of."""
        once = sorted(set(found))
        if len(once) < 2:
            return once
        if self.parameter.choices:
            chosen = self._chosen()
        else:
            within = f"VALUES ?x {{ {' '.join(map(str, once))} }} {self.member}"
            chosen = {row[0] for row in _rows(self.ask, with_prefixes(f"SELECT ?x WHERE {{ {within} {_USED} }}"))}
        return [each for each in once if each in chosen] or once

    def _chosen(self) -> set[Term | None]:
        return {row[0] for row in _rows(self.ask, with_prefixes(self.parameter.choices[0]))}

    def _names(self, where: str) -> Iterator[tuple[Term, str, bool]]:
        for kind, property_ in ((True, "rdfs:label"), (False, "skos:altLabel")):
            query = f"SELECT DISTINCT ?x ?name WHERE {{ {where} ?x {property_} ?name }}"
            for found, name in _rows(self.ask, with_prefixes(query)):
                if found and name:
                    yield found, name.value, kind

    def _right(self) -> str:
        return " or ".join(self.parameter.classes)


def _address(value: str) -> str:
    """The IRI that a value is: full, in angle brackets, or with a known prefix; empty if it is a name."""
    inner = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    if not _IRI.fullmatch(inner):
        return ""
    prefix, _, local = inner.partition(":")
    if local.startswith("//") or prefix == "urn":
        return inner
    return PREFIXES[prefix] + local if prefix in PREFIXES else ""


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _near(value: str, known: Iterable[str]) -> str:
    """What comes nearest: names that hold the value or are held by it, then those that are spelt alike."""
    from difflib import get_close_matches  # only on the way to an error: not worth its start-up time

    names = sorted(set(known))
    if not names:
        return "the graph holds none"
    wanted = value[:_LONGEST_NAME]
    if len(names) <= 8:
        return f"it can be {', '.join(names)}"
    inside = [name for name in names if len(wanted) > 1 and (wanted in name or (len(name) > 1 and name in wanted))]
    inside.sort(key=lambda name: (abs(len(name) - len(wanted)), name))
    near = list(dict.fromkeys([*inside[:4], *get_close_matches(wanted, names, n=3, cutoff=0.4)]))[:5]
    return f"the nearest are {', '.join(near)}" if near else f"there are {len(names)}, such as {', '.join(names[:3])}"


def _shown(found: Term) -> str:
    return found.value


def _cut(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:59] + "…")


def _rows(ask: Ask, query: str) -> list[tuple[Term | None, ...]]:
    answer = ask(query)
    if not isinstance(answer, Rows):
        raise QueryError("choices and defaults are asked for by a SELECT")
    return list(answer)
