"""The formats an answer can be had in over HTTP: their media types, suffixes, and what kind of answer they hold."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO, cast

from cixi_kg.web import rdfxml
from cixi_kg.web.limits import RefusedError
from cixi_kg.web.negotiate import best
from cixi_kg.web.served import Sink
from graph.answers import Answer, Triples
from queries import rdf_text, results

ROWS, TRUTH, GRAPH = "rows", "truth", "graph"
KINDS = {"SELECT": ROWS, "ASK": TRUTH, "CONSTRUCT": GRAPH, "DESCRIBE": GRAPH}


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media types, the proper one first; the suffix of its files; the kinds of answer it can hold."""

    media: tuple[str, ...]
    suffix: str
    kinds: tuple[str, ...]


def choose(kind: str, accept: str, name: str = "", page: str = "") -> tuple[str, str]:
    """The name of the format for a kind of answer, and its media type.

    name: a format by name, suffix or media type, which goes before the Accept header. page: `first` where those who
    take any get a page, `no` where there is none.
    RefusedError with 406 where there is none of the kind that was asked for.
    """
    held = {each: format for each, format in FORMATS.items() if kind in format.kinds and (each, page) != ("html", "no")}
    if page == "first":
        held = {"html": held["html"], **held}
    if name:
        for each, format in held.items():
            if name in (each, format.suffix, *format.media):
                return each, format.media[0]
        raise RefusedError(406, f"there is no format {name[:40]!r} for this answer; there are {', '.join(held)}")
    offers = {media: each for place in (0, 1) for each, format in held.items() for media in format.media[place:][:1]}
    found = best(accept, list(offers))
    if found is None:
        raise RefusedError(406, f"none of the accepted types is on offer; there are {', '.join(offers)}")
    return offers[found], found


def write(answer: Answer, name: str, sink: Sink, headings: Mapping[str, str] | None = None) -> None:
    """Writes an answer in a format of FORMATS but html, which is a page."""
    out = cast(TextIO, _Text(sink))
    if name == "rdfxml" and isinstance(answer, Triples):
        for piece in rdfxml.rdfxml(sorted(set(answer), key=rdf_text.order)):
            out.write(piece)
    else:
        results.write(answer, name, out, results.Layout(headings=headings or {}))


def with_charset(media: str) -> str:
    """The media type as a Content-Type: text says its encoding."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


class _Text(io.TextIOBase):
    """A sink as the text file that writers need."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, text: str) -> int:
        self._sink.write(text.encode("utf-8", "replace"))
        return len(text)


FORMATS: dict[str, Format] = {
    "json": Format(("application/sparql-results+json", "application/json"), "json", (ROWS, TRUTH)),
    "xml": Format(("application/sparql-results+xml", "application/xml"), "xml", (ROWS, TRUTH)),
    "csv": Format(("text/csv",), "csv", (ROWS,)),
    "tsv": Format(("text/tab-separated-values",), "tsv", (ROWS,)),
    "turtle": Format(("text/turtle",), "ttl", (GRAPH,)),
    "nt": Format(("application/n-triples", "text/plain"), "nt", (GRAPH,)),
    "rdfxml": Format(("application/rdf+xml", "application/xml"), "rdf", (GRAPH,)),
    "jsonld": Format(("application/ld+json", "application/json"), "jsonld", (GRAPH,)),
    "markdown": Format(("text/markdown",), "md", (ROWS, TRUTH, GRAPH)),
    "html": Format(("text/html", "application/xhtml+xml"), "html", (ROWS, TRUTH, GRAPH)),
}
