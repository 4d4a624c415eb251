"""Which programs and policies are named beside a figure: in its sentence, or in the one before it.

A query could find both by joining the sentences of all figures with those of all programs; on millions of quads that
takes a minute. So a build looks once, one document after another, which bounds the memory by the largest of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.concluding import PREFIXES, Ask, rows
from graph.rdf import Statement, ck, iri

_NAMED = """SELECT DISTINCT ?d ?x ?sentence ?exact ?start WHERE {
  VALUES ?class { ck:Program ck:Policy } ?x a ?class ; ck:evidence ?e .
  ?e oa:hasSource ?d ; ck:sentence ?sentence ; oa:hasSelector ?s . ?s oa:start ?start ; oa:exact ?exact
}"""
_FIGURES = """SELECT ?o ?sentence ?exact ?start WHERE {{
  ?e oa:hasSource <{document}> ; ck:sentence ?sentence ; oa:hasSelector ?s . ?s oa:start ?start ; oa:exact ?exact .
  ?o ck:evidence ?e ; ck:value ?any
}}"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is named or a figure stands: its IRI, the sentence, the words, and where they begin in the text."""

    node: str
    sentence: str
    exact: str
    start: int

    @property
    def begin(self) -> int:
        """Where the sentence begins in the text."""
        return self.start - max(self.sentence.find(self.exact), 0)

    @property
    def end(self) -> int:
        """Where the sentence ends in the text."""
        return self.begin + len(self.sentence)


def statements(ask: Ask) -> Iterator[Statement]:
    """ck:toldWith and ck:toldAfter for all figures of documents that name a program or policy."""
    named: dict[str, list[Place]] = defaultdict(list)
    for document, *place in rows(ask, f"{PREFIXES} {_NAMED}"):
        named[document].append(_place(place))
    for document in sorted(named):
        figures = [_place(row) for row in rows(ask, f"{PREFIXES} {_FIGURES.format(document=document)}")]
        for name, tell in (("toldWith", told_with), ("toldAfter", told_after)):
            for figure, thing in sorted(set(tell(named[document], figures))):
                yield iri(figure), ck(name), iri(thing)


def _place(row: Sequence[str]) -> Place:
    node, sentence, exact, start = row
    return Place(node, sentence, exact, int(start))


def told_with(named: Sequence[Place], figures: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Each figure with the things that its sentence names."""
    things: dict[str, set[str]] = defaultdict(set)
    for each in named:
        things[each.sentence].add(each.node)
    for figure in figures:
        yield from ((figure.node, thing) for thing in things.get(figure.sentence, ()))


def told_after(named: Sequence[Place], figures: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Each figure with the things that the sentence right before its own names, if its own names none.

    Sentences of a paragraph follow one another without a gap; what ends in a semicolon goes on as one sentence.
    """
    naming = {each.sentence for each in named}
    before: dict[int, set[str]] = defaultdict(set)
    for each in named:
        if not each.sentence.endswith("；"):
            before[each.end].add(each.node)
    for figure in figures:
        if figure.sentence not in naming:
            yield from ((figure.node, thing) for thing in before.get(figure.begin, ()))
