"""A document's text with what is said in it: every thing and number leads to its page, one place is highlighted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ontology import iris

Place = tuple[int, int]  # code points, end exclusive

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text, end exclusive, and the IRI of what it says something about."""

    start: int
    end: int
    about: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text. anchor: whether something begins here; about: what the piece is the name or number of.

    mark: exact in the place that is highlighted, sentence around it, else empty.
    """

    start: int
    text: str
    anchor: bool
    about: str
    mark: str


def place(at: str) -> Place | None:
    """The place that an address highlights; None for none."""
    match = _AT.fullmatch(at)
    return (int(match[1]), int(match[2])) if match else None


def segments(text: str, spans: Sequence[Span], marked: Place | None, sentence: Place | None = None) -> list[Segment]:
    """The text in pieces, which joined are the text. Of spans over one another the shortest is shown."""
    starts = {span.start for span in spans}
    shown = sorted((s for s in spans if not is_relation(s.about)), key=lambda s: (s.end - s.start, s.start, s.about))
    exact, around = marked or (0, 0), sentence or (0, 0)
    edges = {0, len(text), *exact, *around} | starts | {edge for span in shown for edge in (span.start, span.end)}
    cuts = sorted(edge for edge in edges if edge <= len(text))
    covered = _covered(cuts, shown)
    return [Segment(a, text[a:b], a in starts, covered.get(a, ""), _mark(a, exact, around)) for a, b in pairwise(cuts)]


def sentence_around(text: str, marked: Place, sentence: str) -> Place | None:
    """Where a sentence stands in the text around a place of it; None where it does not stand there as it is."""
    start = text.find(sentence, max(marked[1] - len(sentence), 0), marked[0] + len(sentence))
    return (start, start + len(sentence)) if start >= 0 and sentence else None


def _mark(start: int, exact: Place, around: Place) -> str:
    if exact[0] <= start < exact[1]:
        return "exact"
    return "sentence" if around[0] <= start < around[1] else ""


def is_relation(iri: str) -> bool:
    """Whether an IRI is that of a reified relation, whose place is a whole clause."""
    return iri.startswith(iris.BASE + "id/statement/")


def _covered(cuts: Sequence[int], spans: Sequence[Span]) -> dict[int, str]:
    """What each piece is shown as, by its start: the first of the spans, shortest first, that covers it."""
    order = {cut: place for place, cut in enumerate(cuts)}
    found: dict[int, str] = {}
    for span in spans:
        for cut in cuts[order.get(span.start, len(cuts)) : order.get(span.end, len(cuts))]:
            found.setdefault(cut, span.about)
    return found
