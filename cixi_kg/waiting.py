"""What waits for a person: pairs that may be one thing, each with what a reviewer wants to see of both sides."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.answers import Answer, Rows
from graph.judged import Judgement, effective
from graph.matching.features import score
from graph.matching.things import Thing, ready
from ontology import iris
from ontology.compare import Score
from ontology.terms import prefixes

Ask = Callable[[str], Answer]

_PAIRS = """
SELECT DISTINCT ?a ?left ?aKind ?b ?right ?bKind ?reason WHERE {
  ?s rdf:predicate ck:candidateOf ; rdf:subject ?a ; rdf:object ?b . OPTIONAL { ?s ck:reason ?reason }
  OPTIONAL { ?a rdfs:label ?left FILTER(LANGMATCHES(LANG(?left), "zh") || LANG(?left) = "") }
  OPTIONAL { ?a a ?aKind }
  OPTIONAL { ?b rdfs:label ?right FILTER(LANGMATCHES(LANG(?right), "zh") || LANG(?right) = "") }
  OPTIONAL { ?b a ?bKind }
}"""
_ABOUT = """
SELECT DISTINCT ?what ?text WHERE {
  { <%(thing)s> ck:locatedIn/rdfs:label ?text . BIND("1 place" AS ?what) }
  UNION { <%(thing)s> ck:inIndustry/rdfs:label ?text . BIND("2 industry" AS ?what) }
  UNION { <%(thing)s> ck:code ?text . BIND("3 code" AS ?what) }
  UNION { <%(thing)s> ck:evidence/oa:hasSource/rdfs:label ?text . BIND("4 document" AS ?what) }
  UNION { <%(thing)s> ck:evidence/ck:sentence ?text . BIND("5 sentence" AS ?what) }
  FILTER(LANG(?text) IN ("zh", ""))
}"""
_MOST = {"sentence": 2, "document": 3}


@dataclass(frozen=True, order=True, slots=True)
class Side:
    """One side of a pair. key: what a judgement calls it, its name, or its IRI where it is a thing of others;
    iri: "" where it is only a name of a list."""

    key: str
    name: str
    kind: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that may be one, the reason why it was left open, and how the score is made up."""

    left: Side
    right: Side
    reason: str
    score: Score


def of_graph(ask: Ask) -> list[Pair]:
    """The pairs that the graph holds as candidates, the likeliest first."""
    found: dict[tuple[str, str], Pair] = {}
    for a, left, a_kind, b, right, b_kind, reason in sorted(_rows(ask, _PAIRS)):
        alike = left == right
        sides = _side(a, left, a_kind, alike), _side(b, right, b_kind or a_kind, alike)
        if (a, b) not in found:
            found[a, b] = pair(*sides, reason)
    made = found.values()
    return sorted(made, key=lambda each: (-each.score.value, each.left, each.right))


def of_names(rows: Iterable[tuple[str, str, str]]) -> list[Pair]:
    """The same for pairs of company names with a reason, as a table of matches holds them."""
    return [pair(Side(a, a, "Company"), Side(b, b, "Company"), why) for a, b, why in dict.fromkeys(rows)]


def pair(left: Side, right: Side, reason: str) -> Pair:
    """A pair with its score by the features, from the names alone."""
    sides = (ready(Thing(side.key, left.kind, (side.name,))) for side in (left, right))
    return Pair(left, right, reason, score(*sides))


def _side(address: str, name: str, kind: str, alike: bool) -> Side:
    """alike: both sides have one name, so that only their IRIs tell them apart."""
    label = name or address
    by_name = address.startswith(iris.BASE) and not alike
    return Side(label if by_name else address, label, kind.removeprefix(iris.CK), address)


def unjudged(pairs: Iterable[Pair], judged: Sequence[Judgement]) -> list[Pair]:
    """The pairs on which nobody has said anything yet."""
    known = effective(judged)
    return [each for each in pairs if frozenset((each.left.key, each.right.key)) not in known]


def shown(each: Pair, ask: Ask | None) -> Iterator[str]:
    """The lines that a reviewer reads: both sides with place, industry, documents, sentences; the score explained."""
    for side in (each.left, each.right):
        yield f"  {side.name}" + (f"  <{side.iri}>" if side.iri and side.key == side.iri else "")
        if side.iri and ask:
            yield from _about(side.iri, ask)
    points = "  ".join(f"{part.points:+.2f} {part.feature} ({part.reason})" for part in each.score.parts)
    yield f"  score {each.score.value:g}: {points or 'the names have nothing in common'}"
    yield f"  left open: {each.reason}" if each.reason and each.reason != each.score.reason else ""


def _about(address: str, ask: Ask) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for what, text in sorted(set(_rows(ask, _ABOUT % {"thing": address}))):
        found.setdefault(what[2:], []).append(text)
    for what, texts in found.items():
        most = _MOST.get(what, 6)
        yield f"    {what}: {' · '.join(texts[:most])}" + (f" … {len(texts) - most} more" if len(texts) > most else "")


def _rows(ask: Ask, query: str) -> list[tuple[str, ...]]:
    answer = ask(prefixes() + query)
    if not isinstance(answer, Rows):
        raise TypeError("these queries are SELECT")
    return [tuple(cell.value if cell else "" for cell in row) for row in answer]
