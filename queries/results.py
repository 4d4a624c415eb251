"""Writers: an answer as a table for people or in a format of the W3C, row by row where the format allows it."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from graph.answers import XSD, Answer, Rows, Term, Triples, Truth
from ontology.errors import CallError
from queries import html_page, rdf_text
from queries.header import SavedQuery, Words
from queries.rdf_text import shown
from queries.table import Table, lines

_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "nonNegativeInteger", "long", "int")}
_TRIPLE = ("subject", "predicate", "object")
_PLAIN = {XSD + "integer": re.compile(r"[+-]?[0-9]+"), XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+")}

_ANSWER, _NOTHING = Words("查询结果", "Answer"), Words("", "")

Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How an answer is laid out for people; the other formats keep the names of the variables.

    width: cells of the terminal, for table. headings: of columns by variable, for table, markdown and html; english:
    likewise for html, which also has the title and the note below it.
    """

    width: int = 80
    headings: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)
    title: Words = _ANSWER
    note: Words = _NOTHING


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: which answers it can write, its media type, and the function that does it."""

    kinds: tuple[type, ...]
    media: str
    write: Callable[[Answer, TextIO, Layout], int]


def layout_of(query: SavedQuery | None, width: int = 80) -> Layout:
    """How the answer of a saved query is laid out; of none, the answer of a query somebody wrote."""
    if query is None:
        return Layout(width)
    return Layout(width, query.headings(), query.headings("en"), query.title, query.description)


def write(answer: Answer, name: str, out: TextIO, layout: Layout | None = None) -> int:
    """Writes an answer in the format of this name, one of WRITERS; gives how many rows, triples or truths it was.

    out must not change line ends, since those of csv are CR LF: open files with newline="".
    CallError for an unknown format, and for one that cannot hold this kind of answer.
    """
    writer = writer_for(answer, name)
    return writer.write(answer, out, layout or Layout())


def writer_for(answer: Answer, name: str) -> Writer:
    """The writer of a format; CallError where there is none or it cannot hold this kind of answer."""
    writer = WRITERS.get(name)
    if writer is None:
        raise CallError(f"there is no format {name[:40]!r}; it is one of {', '.join(WRITERS)}")
    if not isinstance(answer, writer.kinds):
        right = ", ".join(key for key, each in WRITERS.items() if isinstance(answer, each.kinds))
        raise CallError(f"{name} cannot hold {_SAID[type(answer)]}; it is written as {right}")
    return writer


def _table(answer: Answer, out: TextIO, layout: Layout) -> int:
    if isinstance(answer, Truth):
        out.write("yes\n" if answer.value else "no\n")
        return 1
    names, rows = _columns(answer)
    terms = list(rows)
    right = tuple(_is_number(row[i] for row in terms) for i in range(len(names)))
    cells = tuple(tuple(map(_cell, row)) for row in terms)
    for line in lines(Table(_headed(names, layout), cells, right), layout.width):
        out.write(line + "\n")
    return len(terms)


def _markdown(answer: Answer, out: TextIO, layout: Layout) -> int:
    if isinstance(answer, Truth):
        return _table(answer, out, layout)
    names, rows = _columns(answer)
    out.write(f"| {' | '.join(_escaped_bars(name) for name in _headed(names, layout))} |\n")
    out.write(f"|{' --- |' * len(names)}\n")
    return _each(out, rows, lambda row: f"| {' | '.join(_escaped_bars(_cell(cell)) for cell in row)} |\n")


def _html(answer: Answer, out: TextIO, layout: Layout) -> int:
    names, rows = _columns(answer)
    headings = [Words(layout.headings.get(name, name), layout.english.get(name, name)) for name in names]
    out.write(html_page.begin(layout.title, layout.note, headings))
    count = _each(out, rows, lambda row: html_page.row(row, [_is_number([cell]) for cell in row]))
    out.write(html_page.END)
    return count


def _csv(answer: Answer, out: TextIO, _: Layout) -> int:
    names, rows = _columns(answer)
    out.write(",".join(names) + "\r\n")
    return _each(out, rows, lambda row: ",".join(map(_csv_cell, row)) + "\r\n")


def _tsv(answer: Answer, out: TextIO, _: Layout) -> int:
    names, rows = _columns(answer)
    out.write("\t".join(f"?{name}" for name in names) + "\n")
    return _each(out, rows, lambda row: "\t".join(map(_tsv_cell, row)) + "\n")


def _json(answer: Answer, out: TextIO, _: Layout) -> int:
    if isinstance(answer, Truth):
        out.write(f'{{"head":{{}},"boolean":{"true" if answer.value else "false"}}}\n')
        return 1
    names, rows = _columns(answer)

    def binding(row: Row) -> str:
        cells = {name: _json_cell(cell) for name, cell in zip(names, row, strict=True) if cell is not None}
        return "\n" + json.dumps(cells, ensure_ascii=False, separators=(",", ":"))

    out.write(f'{{"head":{{"vars":{json.dumps(names, ensure_ascii=False)}}},"results":{{"bindings":[')
    count = _each(out, rows, binding, between=",")
    out.write("\n]}}\n")
    return count


def _xml(answer: Answer, out: TextIO, _: Layout) -> int:
    from xml.sax.saxutils import quoteattr

    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n')
    if isinstance(answer, Truth):
        out.write(f"<head/><boolean>{'true' if answer.value else 'false'}</boolean>\n</sparql>\n")
        return 1
    names, rows = _columns(answer)

    def result(row: Row) -> str:
        cells = (_xml_cell(name, cell) for name, cell in zip(names, row, strict=True) if cell is not None)
        return f"<result>{''.join(cells)}</result>\n"

    out.write(f"<head>{''.join(f'<variable name={quoteattr(name)}/>' for name in names)}</head>\n<results>\n")
    count = _each(out, rows, result)
    out.write("</results>\n</sparql>\n")
    return count


def _each(out: TextIO, rows: Iterable[Row], line: Callable[[Row], str], between: str = "") -> int:
    """Writes rows as they come; gives how many there were."""
    count = 0
    for row in rows:
        out.write(f"{between}{line(row)}" if count else line(row))
        count += 1
    return count


def _graph(serialise: Callable[[list[rdf_text.Triple]], Iterable[str]]) -> Callable[[Answer, TextIO, Layout], int]:
    """A writer of triples: each once, in the order of their N-Triples."""

    def written(answer: Answer, out: TextIO, _: Layout) -> int:
        triples = sorted(set(answer), key=rdf_text.order) if isinstance(answer, Triples) else []
        for part in serialise(triples):
            out.write(part)
        return len(triples)

    return written


def _columns(answer: Answer) -> tuple[tuple[str, ...], Iterator[Row]]:
    if isinstance(answer, Rows):
        return answer.variables, iter(answer)
    if isinstance(answer, Triples):
        return _TRIPLE, iter(sorted(set(answer), key=rdf_text.order))
    return ("answer",), iter([(Term("literal", "yes" if answer.value else "no"),)])


def _headed(names: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    return tuple(layout.headings.get(name, name) for name in names)


def _cell(cell: Term | None) -> str:
    return shown(cell) if cell else ""


def _is_number(cells: Iterable[Term | None]) -> bool:
    found = [cell for cell in cells if cell is not None]
    return bool(found) and all(cell.datatype in _NUMBERS for cell in found)


def _escaped_bars(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _csv_cell(cell: Term | None) -> str:
    if cell is None:
        return ""
    text = f"_:{cell.value}" if cell.kind == "bnode" else cell.value
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(mark in text for mark in ',"\r\n') else text


def _tsv_cell(cell: Term | None) -> str:
    if cell is None:
        return ""
    plain = _PLAIN.get(cell.datatype)  # a number that Turtle reads as this type without more
    return cell.value if plain and plain.fullmatch(cell.value) else str(cell)


def _json_cell(cell: Term) -> dict[str, str]:
    if cell.kind != "literal":
        return {"type": "uri" if cell.kind == "iri" else "bnode", "value": cell.value}
    if cell.language:
        return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
    if cell.datatype in ("", XSD + "string"):
        return {"type": "literal", "value": cell.value}
    return {"type": "literal", "value": cell.value, "datatype": cell.datatype}


def _xml_cell(name: str, cell: Term) -> str:
    from xml.sax.saxutils import escape, quoteattr

    # XML 1.0 cannot hold the other control characters in any form.
    text = escape("".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in cell.value), {"\r": "&#13;"})
    tag = {"iri": "uri", "bnode": "bnode"}.get(cell.kind, "literal")
    more = ""
    if cell.kind == "literal" and cell.language:
        more = f" xml:lang={quoteattr(cell.language)}"
    elif cell.kind == "literal" and cell.datatype not in ("", XSD + "string"):
        more = f" datatype={quoteattr(cell.datatype)}"
    return f"<binding name={quoteattr(name)}><{tag}{more}>{text}</{tag}></binding>"


_SAID = {
    Rows: "the rows of a SELECT",
    Triples: "the triples of a CONSTRUCT or DESCRIBE",
    Truth: "the yes or no of an ASK",
}

WRITERS: dict[str, Writer] = {
    "table": Writer((Rows, Triples, Truth), "text/plain", _table),
    "csv": Writer((Rows,), "text/csv", _csv),
    "tsv": Writer((Rows,), "text/tab-separated-values", _tsv),
    "json": Writer((Rows, Truth), "application/sparql-results+json", _json),
    "xml": Writer((Rows, Truth), "application/sparql-results+xml", _xml),
    "markdown": Writer((Rows, Triples, Truth), "text/markdown", _markdown),
    "html": Writer((Rows, Triples, Truth), "text/html", _html),
    "turtle": Writer((Triples,), "text/turtle", _graph(rdf_text.turtle)),
    "jsonld": Writer((Triples,), "application/ld+json", _graph(rdf_text.jsonld)),
    "nt": Writer((Triples,), "application/n-triples", _graph(rdf_text.ntriples)),
}
