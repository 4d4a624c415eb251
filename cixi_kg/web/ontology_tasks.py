"""The ontology as a page of documentation, made from what its terms say of themselves, and as RDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cixi_kg.web import formats
from cixi_kg.web.formats import GRAPH, choose, with_charset
from cixi_kg.web.heads import head_of
from cixi_kg.web.render import href, page, visit
from cixi_kg.web.served import Reply, Served, Sink
from ontology import iris
from ontology.terms import OWL, PREFIXES
from queries.rdf_text import shortened

_KINDS = (
    ("classes", OWL.Class),
    ("relations", OWL.ObjectProperty),
    ("properties", OWL.DatatypeProperty),
    ("individuals", str(OWL) + "NamedIndividual"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """Another term."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term of the ontology: its local name, its words in both languages, its use, and its links by what they mean."""

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    uses: int
    links: tuple[tuple[str, tuple[Link, ...]], ...]


def ontology(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The documentation, or the ontology in RDF; given: accept, format and what a page needs."""
    name, media = choose(GRAPH, given["accept"], given["format"], page="first")
    here = visit(given)
    if name == "html":
        head, _ = head_of(served, iris.BASE + "ontology", here.language)
        content = page("ontology.html", here, head=head, sections=_sections(served, here.language), prefixes=PREFIXES)
        sink.write(content.encode())
    else:
        formats.write(served.answer("ontology"), name, sink)
    return Reply(with_charset(media))


def _sections(served: Served, language: str) -> list[tuple[str, list[TermShown]]]:
    """The terms by kind: classes, relations, properties with values, individuals."""
    words: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    kinds: dict[str, set[str]] = {}
    for row in served.rows("terms"):
        labels, definitions = words.setdefault(row["term"].value, ({}, {}))
        labels[row["label"].language] = row["label"].value
        if "definition" in row:
            definitions[row["label"].language] = row["definition"].value
        kinds.setdefault(row["term"].value, set()).add(row["kind"].value)
    uses = {row["term"].value: int(row["count"].value) for row in served.rows("term_uses") if "term" in row}
    links = _links(served, language)
    return [
        (
            section,
            [
                TermShown(term.removeprefix(iris.CK), *words[term], uses.get(term, 0), links.get(term, ()))
                for term in sorted(words)
                if kind in kinds[term]
            ],
        )
        for section, kind in _KINDS
    ]


def _links(served: Served, language: str) -> dict[str, tuple[tuple[str, tuple[Link, ...]], ...]]:
    rows = served.rows("term_links")
    labels = served.labels({row["other"].value for row in rows}, language)
    found: dict[str, dict[str, list[Link]]] = {}
    for row in rows:
        other = row["other"].value
        if other.startswith((str(OWL), "http://purl.org/linked-data/cube#")) and row["p"].value.endswith("#type"):
            continue
        link = Link(labels.get(other) or shortened(other), href(other))
        found.setdefault(row["term"].value, {}).setdefault(shortened(row["p"].value), []).append(link)
    return {term: tuple((p, tuple(links)) for p, links in sorted(by.items())) for term, by in found.items()}
