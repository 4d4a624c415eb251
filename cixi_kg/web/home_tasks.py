"""The start page, the search, and the list of documents."""

from collections.abc import Mapping
from typing import Any

from cixi_kg.web.heads import class_labels
from cixi_kg.web.names import KINDS
from cixi_kg.web.render import page, visit
from cixi_kg.web.served import Reply, Served, Sink
from cixi_kg.web.tables import window
from graph.answers import Term
from ontology.terms import CK
from queries.saved import saved

_HTML = "text/html; charset=utf-8"
_PAGE = 50
# What the start page counts, in its order; the others can be found by the search.
_COUNTED = ("Company", "Platform", "Industry", "Project", "Policy", "Program", "Place", "Honour")


def home(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The start page: what is in the graph, in numbers, and the ways in."""
    here = visit(given)
    counts = _counts(served)
    documents = served.rows("documents")
    content = page(
        "home.html",
        here,
        counts=[(kind, served.names.count(kind)) for kind in _COUNTED],
        kinds=class_labels(served, here.language),
        numbers=counts.get(CK.Observation, 0),
        relations=counts.get(_STATEMENT, 0),
        documents=[_plain(row) for row in documents],
        queries=saved(),
        quads=served.remember("quads", lambda: len(served.store)),
    )
    sink.write(content.encode())
    return Reply(_HTML)


def search(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """What is called like the words that are asked for, or all things of a class."""
    here = visit(given)
    asked = dict(here.query)
    words, kind = asked.get("q", "").strip(), asked.get("class", "")
    kind = kind if kind in KINDS else ""
    offset, limit = window(here.query, _PAGE)
    hits = served.names.find(words, kind) if words else []
    listed = served.names.of_kind(kind, limit, offset) if kind and not words else []
    total = len(hits) if words else served.names.count(kind) if kind else 0
    content = page(
        "search.html",
        here,
        words=words,
        kind=kind,
        kinds=class_labels(served, here.language),
        hits=hits[offset : offset + limit],
        listed=listed,
        near=served.names.nearest(words) if words and not hits else [],
        total=total,
        previous=here.link(offset=max(offset - limit, 0) or None) if offset else "",
        next=here.link(offset=offset + limit) if offset + limit < total else "",
    )
    sink.write(content.encode())
    return Reply(_HTML)


def documents(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The documents, with what each contributes."""
    rows = [_plain(row) for row in served.rows("documents")]
    sink.write(page("documents.html", visit(given), documents=rows).encode())
    return Reply(_HTML)


_STATEMENT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"


def _counts(served: Served) -> dict[str, int]:
    return {row["kind"].value: int(row["count"].value) for row in served.rows("counts") if "kind" in row}


def _plain(row: Mapping[str, Term]) -> dict[str, str]:
    """A row of documents.rq as texts, empty where something is not known."""
    names = ("document", "title", "date", "publisher", "length", "numbers")
    return {name: row[name].value if name in row else "" for name in names}
