"""A CONSTRUCT, or a SELECT of subject, predicate and object, as queries of one page each.

Pages are asked for as rows: an answer that breaks off is then never taken for a whole one, as Turtle that ends
between two statements could be. What a CONSTRUCT makes of its rows is made here.

    # title: …                       a recipe's header; all of it may be left out
    # endpoint: https://…            where the recipe is meant to be asked
    # each NAME: SELECT ?NAME …      asked of the own graph; its values fill VALUES ?NAME { } of the query, in pages
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answers import Rows, Term
from ontology import iris
from ontology.errors import QueryError
from ontology.terms import PREFIXES
from queries.sparql import form, tokens, with_prefixes

Triple = tuple[Term, Term, Term]
SPO = ("subject", "predicate", "object")
_OWN = ("LIMIT", "OFFSET", "ORDER")
# Prefixes that endpoints know without a declaration (Wikidata's), for the terms of a template.
_KNOWN = PREFIXES | {
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}


@dataclass(frozen=True, slots=True)
class Paged:
    """A query in pages. start, end: its text before and after what each page adds; columns: the variables, in order.

    template: the triples that a row makes, a variable as Term("variable", name). each: the name of the variable that
    values of the own graph fill, and the query for them; both "" where rows are counted off instead.
    """

    start: str
    end: str
    columns: tuple[str, ...]
    template: tuple[Triple, ...]
    each: str = ""
    values: str = ""

    def counted(self, limit: int, offset: int) -> str:
        """The query for the rows from `offset` on, at most `limit` of them, in an order that does not change."""
        order = " ".join(f"?{name}" for name in self.columns)
        return f"{self.start}{self.end}\nORDER BY {order}\nLIMIT {limit} OFFSET {offset}"

    def filled(self, values: Sequence[Term]) -> str:
        """The query for some of the values."""
        return f"{self.start} {' '.join(map(str, values))} {self.end}"

    def triples(self, rows: Rows) -> Iterator[Triple]:
        """What the rows make; QueryError where an answer lacks a column. An unbound variable makes no triple."""
        missing = set(self.columns) - set(rows.variables)
        if missing:
            raise QueryError(f"the endpoint's answer has no column {', '.join(sorted(missing))}")
        for row in rows:
            given = dict(zip(rows.variables, row, strict=True))
            key = iris.digest(*(str(given[name]) for name in self.columns))
            for triple in self.template:
                subject, predicate, value = (_filled(term, given, key) for term in triple)
                if subject and predicate and value and subject.kind != "literal" and predicate.kind == "iri":
                    yield subject, predicate, value


def paged(text: str) -> Paged:
    """A query in pages; QueryError says what about it cannot be paged."""
    kind = form(text)
    if kind not in ("CONSTRUCT", "SELECT"):
        raise QueryError(f"a query of the form {kind} gives no triples: write a CONSTRUCT, or SELECT ?{' ?'.join(SPO)}")
    each, values = _each(text)
    query = with_prefixes(text)
    _check_order(query)
    start, columns, template = _constructed(query) if kind == "CONSTRUCT" else _selected(query)
    if not each:
        return Paged(start, "", columns, template)
    before, found, after = _gap(start, each)
    if not found:
        raise QueryError(f"the query says “each {each}” but has no VALUES ?{each} {{ }} for the values to stand in")
    return Paged(before, after, columns, template, each, values)


def header(text: str, key: str) -> str:
    """What the header of a query says for a key; "" where it does not."""
    found = re.search(rf"^# {key}:[ ]*(.*)$", text, re.MULTILINE)
    return found[1].strip() if found else ""


def _each(text: str) -> tuple[str, str]:
    found = re.search(r"^# each (\w+):(.*(?:\n#[ ]{2,}.*)*)", text, re.MULTILINE)
    if not found:
        return "", ""
    return found[1], re.sub(r"^#", " ", found[2], flags=re.MULTILINE).strip()


def _gap(query: str, name: str) -> tuple[str, bool, str]:
    """The query up to the empty VALUES of this variable, whether there is one, and the query after it."""
    found = re.search(rf"VALUES\s*[?$]{name}\s*\{{(?=\s*\}})", query, re.IGNORECASE)
    return (query[: found.end()], True, query[found.end() :]) if found else (query, False, "")


def _outer(query: str) -> Iterator[tuple[str, str, int]]:
    """The tokens that stand outside of all braces."""
    depth = 0
    for kind, token, start in tokens(query):
        depth += (token == "{") - (token == "}") if kind == "other" else 0
        if depth == 0 and kind not in ("comment", "space"):
            yield kind, token, start


def _check_order(query: str) -> None:
    for kind, token, _ in _outer(query):
        if kind == "word" and token.upper() in _OWN:
            raise QueryError(f"the query has its own {token.upper()}: leave it out, the pages set it (--page)")


def _selected(query: str) -> tuple[str, tuple[str, ...], tuple[Triple, ...]]:
    named = [token[1:] for kind, token, _ in _outer(query) if kind == "variable"]
    if not set(SPO) <= set(named):
        raise QueryError(f"the query selects ?{' ?'.join(named) or ' *'}: name the columns ?{' ?'.join(SPO)}")
    subject, predicate, value = (Term("variable", name) for name in SPO)
    return query, SPO, ((subject, predicate, value),)


def _constructed(query: str) -> tuple[str, tuple[str, ...], tuple[Triple, ...]]:
    """The query that selects the variables of a template, these, and the template."""
    found = [(token.upper(), at) for kind, token, at in _outer(query) if kind == "word"]
    at = next(at for token, at in found if token == "CONSTRUCT")
    begin = query.index("{", at)
    where = next((place for token, place in found if token == "WHERE"), begin)
    if where < begin:  # CONSTRUCT WHERE { … }: the pattern is the template
        inner, rest = _braced(query, begin)[0], query[where:]
    else:
        inner, end = _braced(query, begin)
        rest = query[end:]
    template = _template(query[:at], inner)
    columns = tuple(dict.fromkeys(t.value for triple in template for t in triple if t.kind == "variable"))
    if not columns:
        raise QueryError("the CONSTRUCT has no variable in its template: there is nothing to page")
    return f"{query[:at]}SELECT DISTINCT {' '.join(f'?{name}' for name in columns)} {rest}", columns, template


def _braced(query: str, begin: int) -> tuple[str, int]:
    """What stands between the brace at `begin` and the one that closes it, and the position behind that."""
    depth = 0
    for kind, token, start in tokens(query[begin:]):
        depth += (token == "{") - (token == "}") if kind == "other" else 0
        if depth == 0:
            return query[begin + 1 : begin + start], begin + start + 1
    raise QueryError("the query has a brace that is never closed")


def _template(prologue: str, inner: str) -> tuple[Triple, ...]:
    from rdflib.plugins.sparql import prepareQuery  # 200 ms: only when something is harvested

    try:
        read: Any = prepareQuery(f"{prologue}CONSTRUCT {{ {inner} }} WHERE {{ ?s ?p ?o }}", initNs=_KNOWN)
    except Exception as error:  # its parser raises many kinds
        raise QueryError(f"the template of the CONSTRUCT cannot be read: {str(error).splitlines()[0]}") from error
    triples = [tuple(_term(term) for term in triple) for triple in read.algebra.template]
    return tuple(sorted((s, p, o) for s, p, o in triples))


def _term(term: Any) -> Term:
    import rdflib

    if isinstance(term, rdflib.Variable):
        return Term("variable", str(term))
    if isinstance(term, rdflib.BNode):
        return Term("bnode", str(term))
    if isinstance(term, rdflib.Literal):
        return Term("literal", str(term), term.language or "", str(term.datatype or ""))
    return Term("iri", str(term))


def _filled(term: Term, given: dict[str, Term | None], key: str) -> Term | None:
    """The term for a row; a blank node of the template is another one for each row."""
    if term.kind == "variable":
        return given[term.value]
    return Term("bnode", f"{term.value}-{key}") if term.kind == "bnode" else term


def chunks(values: Iterable[Term], size: int) -> Iterator[tuple[Term, ...]]:
    """The values in pieces of at most `size`."""
    every = list(values)
    for at in range(0, len(every), size):
        yield tuple(every[at : at + size])
