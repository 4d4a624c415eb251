"""From what people write to RDF terms: a number, a year, a date, or a thing by its name, alias or IRI.

Things are asked for, so a name works on any graph, embedded or remote.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph import labels
from graph.answers import XSD, Rows, Term
from ontology.errors import CallError, QueryError
from ontology.terms import PREFIXES
from ontology.vocab import concept, fold, place
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
_USE = """{ ?x ck:evidence ?u } UNION { ?u rdf:object ?x } UNION { ?u rdf:subject ?x }
  UNION { ?u ck:about ?x } UNION { ?u ck:area ?x } UNION { ?u ck:metric ?x } UNION { ?u ck:unit ?x }"""
_USED = f"{{ SELECT DISTINCT ?x WHERE {{ {_USE} }} }}"
_FEW = 8  # names that are told one by one


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
        raise CallError(
            f"{parameter.name} cannot be {_cut(value)}; {_near(value, [_shown(t) for t in known.values()])}"
        )
    return found


class _Things:
    """The members of a parameter's classes, looked up in the graph."""

    def __init__(self, parameter: Parameter, ask: Ask) -> None:
        self.parameter, self.ask = parameter, ask
        given = [f"<{_expanded(name)}>" for name in parameter.classes]
        below = " UNION ".join(f"{{ ?kind rdfs:subClassOf* {name} }}" for name in given)
        kinds = sorted({*given, *map(str, _first(ask, f"SELECT DISTINCT ?kind WHERE {{ {below} }}"))})
        local = {kind.rpartition("#")[2][:-1] for kind in kinds}
        self.index = labels.beside(ask) if local <= {*labels.KINDS, "Entity"} else None
        self.local = sorted(local)
        self.every = f"VALUES ?kind {{ {' '.join(kinds)} }} ?x a ?kind"
        self.these = f"?x a ?kind FILTER(?kind IN ({', '.join(kinds)}))"

    def find(self, value: str) -> Term:
        """The one thing that the value names; CallError where it names none or several."""
        address = _address(value)
        if address:
            return self._by_address(Term("iri", address), value)
        if not value or len(value) > _LONGEST_NAME:
            raise CallError(f"{self.parameter.name}={_cut(value)} is no name; give the name of a {self._kind()}")
        for look in (self._exact, self._folded, self._known):
            found = look(value)
            if len(found) == 1:
                return found[0]
            if found:
                names = ", ".join(f"<{each.value}>" for each in found[:8])
                raise CallError(
                    f"{self.parameter.name}={_cut(value)} is the name of {len(found)} things; give one of {names}"
                )
        raise CallError(f"there is no {self._kind()} named {_cut(value)}; {self._nearest(value)}")

    def choices(self) -> list[Choice]:
        """Every name of every choice: of the SELECT where there is one, else of the members that facts speak of."""
        if self.parameter.choices:
            chosen = self._chosen()
            return [choice for choice in self._names(self.every) if choice.term in chosen]
        return list(self._names(f"{_USED} {self.these}")) or list(self._names(self.every))

    def _by_address(self, found: Term, value: str) -> Term:
        try:
            one = self._is_one(found)
        except QueryError:  # what the engine takes for no IRI
            one = False
        if not one:
            raise CallError(f"{self.parameter.name}={_cut(value)} is no {self._kind()} of this graph")
        return found

    def _exact(self, name: str) -> list[Term]:
        forms = " ".join(str(Term("literal", name, language)) for language in ("zh", "en", ""))
        return self._narrowed(list(self._names(self.these, f"VALUES ?name {{ {forms} }}")))

    def _folded(self, name: str) -> list[Term]:
        wanted = fold(name)
        if self.index:
            named = {Choice(each.name, Term("iri", each.thing.iri), each.main) for each in self.index.called([name])}
            these = self._members({choice.term for choice in named})
            return self._narrowed([choice for choice in sorted(named) if choice.term in (self._used(these) or these)])
        for where in (f"{_USED} {self.these}", self.every):
            found = [choice for choice in self._names(where) if fold(choice.name) == wanted]
            if found:
                return self._narrowed(found)
        return []

    def _known(self, name: str) -> list[Term]:
        """What the vocabularies know by more than names: 浙江省慈溪市 by its parents, 新材料产业 without its ending."""
        found = {Term("iri", each.iri) for each in (place(name), concept("industry", name)) if each}
        return [each for each in sorted(found) if self._is_one(each)]

    def _is_one(self, found: Term) -> bool:
        return bool(_first(self.ask, f"SELECT ?x WHERE {{ VALUES ?x {{ {found} }} {self.these} }} LIMIT 1"))

    def _members(self, found: Iterable[Term]) -> set[Term]:
        """Those of the things that are members of the classes."""
        values = " ".join(map(str, sorted(found)))
        return _first(self.ask, f"SELECT DISTINCT ?x WHERE {{ VALUES ?x {{ {values} }} {self.these} }}")

    def _used(self, found: Iterable[Term]) -> set[Term]:
        """Those of the things that facts speak of: one is asked for at a time, since one use of each is enough."""
        return {
            each for each in found if _first(self.ask, f"SELECT ?u WHERE {{ {_USE.replace('?x', str(each))} }} LIMIT 1")
        }

    def _nearest(self, value: str) -> str:
        """What comes nearest, in words: of the index where there is one, else of all names."""
        if not self.index or self.parameter.choices:
            return _near(value, [choice.name for choice in self.choices()])
        held = [count for kind, count in self.index.kinds().items() if kind in self.local]
        told, every = sum(told for _, told in held), sum(things for things, _ in held)
        if (told or every) <= _FEW:
            return _near(value, [choice.name for choice in self.choices()])
        near = self.index.near(value[:_LONGEST_NAME], told=bool(told))
        these = self._members(Term("iri", named.thing.iri) for named in near)
        alike = _alike(value, [named.name for named in near if Term("iri", named.thing.iri) in these])
        some = () if alike else [thing.label for kind in self.local for thing in self.index.told(kind, 1)][:3]
        return _told(alike, told or every, some)

    def _narrowed(self, found: list[Choice]) -> list[Term]:
        """Each thing once: labels before aliases, and of several those that are choices, or that facts speak of."""
        once = sorted({choice.term for choice in found if choice.main} or {choice.term for choice in found})
        if len(once) < 2:
            return once
        chosen = self._chosen() if self.parameter.choices else self._used(once)
        return [each for each in once if each in chosen] or once

    def _chosen(self) -> set[Term]:
        return _first(self.ask, self.parameter.choices[0])

    def _names(self, where: str, names: str = "") -> Iterator[Choice]:
        for main, words in ((True, "rdfs:label"), (False, "skos:altLabel")):
            # Oxigraph joins in the order of the text: from the few names, or from the things that were picked.
            named = f"?x {words} ?name"
            wanted = (
                f"{names} {named} . {where}"
                if names
                else f"{{ SELECT DISTINCT ?x WHERE {{ {where} }} }} OPTIONAL {{ {named} }}"
            )
            query = f"SELECT DISTINCT ?x ?name WHERE {{ {wanted} }}"
            for found, name in _rows(self.ask, with_prefixes(query)):
                if found and name:
                    yield Choice(name.value, found, main)

    def _kind(self) -> str:
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
    """What comes nearest to a value among all names that there are, in words."""
    names = sorted({name for name in known if name.isascii() == value.isascii()} or set(known))
    if not names:
        return "the graph holds none"
    if len(names) <= _FEW:
        return f"it can be {', '.join(names)}"
    return _told(_alike(value, names), len(names), names[:3])


def _alike(value: str, known: Iterable[str]) -> list[str]:
    """The nearest names: those that hold the value or are held by it, then those that are spelt alike."""
    from difflib import get_close_matches  # only on the way to an error: not worth its start-up time

    names = sorted({name for name in known if name.isascii() == value.isascii()} or set(known))
    wanted = value[:_LONGEST_NAME]
    inside = [name for name in names if len(wanted) > 1 and (wanted in name or (len(name) > 1 and name in wanted))]
    inside.sort(key=lambda name: (abs(len(name) - len(wanted)), name))
    return list(dict.fromkeys([*inside[:4], *get_close_matches(wanted, names, n=3, cutoff=0.4)]))[:5]


def _told(near: Sequence[str], count: int, some: Sequence[str]) -> str:
    if near:
        return f"the nearest are {', '.join(near)}"
    return f"there are {count}{', such as ' if some else ''}{', '.join(some)}"


def _shown(found: Term) -> str:
    return found.value


def _cut(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:59] + "…")


def _first(ask: Ask, query: str) -> set[Term]:
    """The first column of an answer."""
    return {row[0] for row in _rows(ask, with_prefixes(query)) if row[0]}


def _rows(ask: Ask, query: str) -> list[tuple[Term | None, ...]]:
    answer = ask(query)
    if not isinstance(answer, Rows):
        raise QueryError("choices and defaults are asked for by a SELECT")
    return list(answer)
