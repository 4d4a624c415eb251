"""An answer as a table on a page: things and sentences lead to where they can be read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cixi_kg.web.render import Visit, href, source, word
from cixi_kg.web.served import Served
from graph.answers import XSD, Answer, Rows, Term, Triples, Truth
from ontology import iris
from queries import rdf_text
from queries.rdf_text import shortened

PAGE = 50  # rows
_PLAIN = (iris.CK, f"{iris.BASE}vocab/unit/")  # words that every row holds, and nobody follows
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
_NAME, _LONG = 8, 30  # characters from which a text needs room as a name, and is a sentence rather than a name

_NAMED = """SELECT ?name ?x ?spoken WHERE {
  VALUES ?name { %s } ?x rdfs:label ?name FILTER NOT EXISTS { ?x ck:method ?m }
  BIND(EXISTS { ?x ck:evidence ?e } AS ?spoken)
} ORDER BY ?name ?x"""
_SAID = """SELECT ?name (MIN(?place) AS ?first) WHERE {
  VALUES ?name { %s } ?e ck:sentence ?name ; oa:hasSource ?d ; oa:hasSelector ?s . ?s oa:start ?from ; oa:end ?to
  BIND(CONCAT(STR(?d), " ", STR(?from), " ", STR(?to)) AS ?place)
} GROUP BY ?name"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, where it leads, and how it is set: number, sentence, name or short."""

    text: str
    link: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of a table. total: rows in all; offset: how many come before; previous, next: addresses or empty."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    offset: int
    previous: str
    next: str


def shown(served: Served, answer: Answer, headings: Mapping[str, str], here: Visit) -> Shown:
    """A page of an answer, as the visit's offset and limit say."""
    if isinstance(answer, Truth):
        cell = Cell(word(here.language, "yes" if answer.value else "no"))
        return Shown(("",), ((cell,),), 1, 0, "", "")
    names, rows = _columns(answer, here.language)
    offset, limit = window(here.query, PAGE)
    piece = rows[offset : offset + limit]
    cells = {cell for row in piece for cell in row if cell}
    links = _links(served, cells)
    labels = served.labels((cell.value for cell in cells if cell.kind == "iri"), here.language)
    return Shown(
        tuple(headings.get(name, name) for name in names),
        tuple(tuple(_cell(cell, links, labels) for cell in row) for row in piece),
        len(rows),
        offset,
        here.link(offset=max(offset - limit, 0) or None) if offset else "",
        here.link(offset=offset + limit) if offset + limit < len(rows) else "",
    )


def window(query: Iterable[tuple[str, str]], usual: int) -> tuple[int, int]:
    """offset and limit of a request's query; what is no number counts as none."""
    given = dict(query)
    return _number(given.get("offset", ""), 0), max(_number(given.get("limit", ""), usual), 1)


def _number(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else usual


def _columns(answer: Rows | Triples, language: str) -> tuple[Sequence[str], Sequence[tuple[Term | None, ...]]]:
    if isinstance(answer, Rows):
        return answer.variables, list(answer)
    names = [word(language, name) for name in ("subject", "predicate", "object")]
    return names, sorted(set(answer), key=rdf_text.order)


def _cell(cell: Term | None, links: Mapping[Term, str], labels: Mapping[str, str]) -> Cell:
    if cell is None:
        return Cell("")
    if cell.kind == "iri":
        text = labels.get(cell.value) or shortened(cell.value)
        return Cell(text, href(cell.value), _style(text))
    if cell.datatype in _NUMBERS:
        return Cell(cell.value, "", "number")
    text = f"_:{cell.value}" if cell.kind == "bnode" else cell.value
    return Cell(text, links.get(cell, ""), _style(text))


def _style(text: str) -> str:
    room = _NAME + 2 if text.isascii() else _NAME
    return "short" if len(text) <= room else "name" if len(text) <= _LONG else "sentence"


def _links(served: Served, cells: set[Term]) -> dict[Term, str]:
    """Where sentences of documents, and names that lead to one thing, can be read.

    Of several things with a name those count that documents speak of.
    """
    found: dict[Term, str] = {}
    spelt: dict[str, list[Term]] = {}
    for cell in cells:
        if cell.kind == "literal" and cell.datatype in ("", XSD + "string") and cell.value:
            spelt.setdefault(cell.value, []).append(cell)
    if not spelt:
        return found
    values = " ".join(str(Term("literal", text, "zh")) for text in spelt)
    called: dict[str, list[tuple[str, bool]]] = {}
    for row in served.ask(_NAMED % values):
        called.setdefault(row["name"].value, []).append((row["x"].value, row["spoken"].value == "true"))
    for name, things in called.items():
        spoken = [iri for iri, is_spoken in things if is_spoken] or [iri for iri, _ in things]
        if len(spoken) == 1 and not spoken[0].startswith(_PLAIN):
            found.update(dict.fromkeys(spelt[name], href(spoken[0])))
    for row in served.ask(_SAID % values):
        document, start, end = row["first"].value.rsplit(" ", 2)
        found.update(dict.fromkeys(spelt[row["name"].value], source(document, int(start), int(end))))
    return found
