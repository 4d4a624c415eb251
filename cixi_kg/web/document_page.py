"""The page of a document: its text with everything that is said in it, and one place highlighted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cixi_kg.web.annotated import Place, Span, is_relation, place, segments, sentence_around
from cixi_kg.web.groups import groups
from cixi_kg.web.heads import Head, class_labels
from cixi_kg.web.names import KINDS, Thing
from cixi_kg.web.render import Visit, href, page
from cixi_kg.web.served import Served
from ontology import iris
from ontology.terms import DCTERMS
from queries.rdf_text import shortened

_OBSERVATION = iris.BASE + "id/observation/"


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence of a document whose text was not kept, and the places in it that something is said of."""

    sentence: str
    starts: tuple[int, ...]


def page_of(served: Served, head: Head, here: Visit) -> str:
    """The page, as HTML."""
    rows = served.rows("spans", thing=head.iri)
    spans = [Span(int(row["from"].value), int(row["to"].value), row["about"].value) for row in rows]
    marked = place(dict(here.query).get("at", ""))
    named = sorted({span.about for span in spans if marked and (span.start, span.end) == marked})
    labels = served.labels(named, here.language)
    text = served.text(_identifier(served, head.iri))
    around = _around(served, head.iri, text, marked) if text and marked else None
    return page(
        "document.html",
        here,
        head=head,
        pieces=[] if text is None else segments(text, spans, marked, around),
        sentences=_sentences(served, head.iri) if text is None else [],
        number=_OBSERVATION,
        said=[(labels.get(each) or shortened(each), href(each)) for each in named],
        marked=marked,
        kinds=class_labels(served, here.language),
        things=_things(served, spans),
        numbers=len({span.about for span in spans if span.about.startswith(_OBSERVATION)}),
        relations=len({span.about for span in spans if is_relation(span.about)}),
        groups=groups(served, head.iri, here),
    )


def _around(served: Served, iri: str, text: str, marked: Place) -> Place | None:
    """The sentence around a place that something is quoted from."""
    for row in served.rows("at", thing=iri):
        if (int(row["from"].value), int(row["to"].value)) == marked:
            found = sentence_around(text, marked, row["sentence"].value)
            if found:
                return found
    return None


def _identifier(served: Served, iri: str) -> str:
    rows = served.rows("literals", thing=iri)
    return next((row["o"].value for row in rows if row["p"].value == DCTERMS.identifier), "")


def _things(served: Served, spans: Sequence[Span]) -> list[tuple[str, list[tuple[Thing, int]]]]:
    """The things that the document names, by class, with how often it does; the most named first."""
    times = Counter(span.about for span in spans)
    found: dict[str, list[tuple[Thing, int]]] = {}
    known = served.names.index.things(times)
    for iri, count in times.items():
        thing = known.get(iri)
        if thing:
            found.setdefault(thing.kind, []).append((thing, count))
    for named in found.values():
        named.sort(key=lambda each: (-each[1], each[0].label, each[0].iri))
    return [(kind, found[kind]) for kind in KINDS if kind in found]


def _sentences(served: Served, iri: str) -> list[Kept]:
    starts: dict[str, list[int]] = {}
    for row in served.rows("sentences", thing=iri):
        starts.setdefault(row["sentence"].value, []).append(int(row["from"].value))
    return [Kept(sentence, tuple(dict.fromkeys(places))) for sentence, places in starts.items()]
