"""The page of a thing at the path of its IRI, and the same as RDF."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from cixi_kg.web import document_page, formats
from cixi_kg.web.evidence import Quote, quotes
from cixi_kg.web.formats import GRAPH, choose, with_charset
from cixi_kg.web.groups import group, groups
from cixi_kg.web.heads import Head, head_of
from cixi_kg.web.limits import RefusedError
from cixi_kg.web.numbers import numbers
from cixi_kg.web.render import Visit, href, page, source, visit
from cixi_kg.web.served import Reply, Served, Sink, bounded
from cixi_kg.web.tables import window
from graph.answers import Triples
from ontology.terms import CK

_IRI = re.compile(r'[^\x00-\x20<>"{}|^`\\]{1,2000}')
_MENTIONS = 12  # sentences shown of those that name the thing


def thing(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The page of a thing, or its statements as RDF; given: iri, accept, format and what a page needs."""
    name, media = choose(GRAPH, given["accept"], given["format"], page="first")
    here, iri = visit(given), given["iri"]
    if not _IRI.fullmatch(iri) or not served.rows("exists", thing=iri):
        return _missing(served, given, name == "html", sink)
    if name == "html":
        sink.write(_page(served, iri, here).encode())
    else:
        formats.write(bounded(served.answer("describe", thing=iri), served.limits.rows), name, sink)
    return Reply(with_charset(media), headers=_alternates(here.path) if name == "html" else {})


def graph(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """A named graph as RDF."""
    iri = given["iri"]
    answer = served.answer("graph", thing=iri) if _IRI.fullmatch(iri) else Triples(())
    found = Triples(list(bounded(answer, served.limits.rows)))  # type: ignore[arg-type]
    if not found.triples:
        raise RefusedError(404, f"there is no graph {iri}; /sparql without a query lists them")
    name, media = choose(GRAPH, given["accept"], given["format"], page="no")
    formats.write(found, name, sink)
    return Reply(with_charset(media))


def _missing(served: Served, given: Mapping[str, Any], html: bool, sink: Sink) -> Reply:
    wanted = given["iri"].rpartition("/")[2]
    near = served.names.nearest(wanted)
    if html:
        sink.write(page("missing.html", visit(given), wanted=wanted, near=near).encode())
        return Reply("text/html; charset=utf-8", 404)
    hint = f"; the nearest are {', '.join(each.label for each in near)}" if near else ""
    raise RefusedError(404, f"the graph says nothing of {wanted[:80]!r}{hint}")


def _alternates(path: str) -> dict[str, str]:
    kinds = ((".ttl", "text/turtle"), (".jsonld", "application/ld+json"), (".nt", "application/n-triples"))
    return {"Link": ", ".join(f'<{quote(path)}{suffix}>; rel="alternate"; type="{media}"' for suffix, media in kinds)}


def _page(served: Served, iri: str, here: Visit) -> str:
    head, classes = head_of(served, iri, here.language)
    asked = dict(here.query)
    if wanted := asked.get("group"):
        return _group_page(served, head, wanted, here)
    if CK.Document in classes:
        return document_page.page_of(served, head, here)
    return page(
        "thing.html",
        here,
        head=head,
        groups=groups(served, iri, here),
        numbers=numbers(served, iri, classes, here.language),
        own=_own_place(served, iri, here.language),
        **_mentions(served, iri, here.language),
    )


def _group_page(served: Served, head: Head, wanted: str, here: Visit) -> str:
    offset, _ = window(here.query, 0)
    found = group(served, head.iri, wanted, offset, here)
    if found is None:
        raise RefusedError(404, f"{head.label} has no relation {wanted[:60]!r}; its page lists those it has")
    return page(
        "group.html",
        here,
        head=head,
        group=found,
        offset=offset,
        back=href(head.iri),
        previous=here.link(offset=max(offset - len(found.items), 0) or None) if offset else "",
        next=here.link(offset=offset + len(found.items)) if offset + len(found.items) < found.count else "",
    )


def _mentions(served: Served, iri: str, language: str) -> dict[str, object]:
    """The sentences that name the thing, a few, and how many there are."""
    found = quotes(served, [iri], language).get(iri, [])
    sentences = list({(quote.document, quote.sentence): quote for quote in reversed(found)}.values())[::-1]
    return {"mentions": sentences[:_MENTIONS], "mentioned": len(sentences)}


def _own_place(served: Served, iri: str, language: str) -> Quote | None:
    """The place that an Evidence is."""
    for row in served.rows("place", thing=iri):
        document, start, end = row["document"].value, int(row["from"].value), int(row["to"].value)
        title = served.labels([document], language).get(document, document)
        return Quote(document, start, end, row["sentence"].value, title, source(document, start, end))
    return None
