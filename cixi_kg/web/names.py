"""Every name in the graph, to be searched: exactly, by its beginning, by a part of it; or what comes nearest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from graph.answers import Term
from graph.naming import PLATFORMS
from ontology.terms import CK
from ontology.vocab import fold

# The classes that a search finds, the most telling first: a thing of several is shown as the first of them.
KINDS = (
    "Company", "Project", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform", "Industry",
    "IndustryChain", "Policy", "Program", "Document", "Place", "Agency", "Person", "Honour", "Product", "Metric",
    "Unit",
)  # fmt: skip

_LONGEST = 200  # of what is searched for; no thing has a longer name
_ENOUGH = 5

Rows = Callable[..., list[dict[str, Term]]]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that can be found: its label, the local name of its class, and how often documents speak of it."""

    iri: str
    label: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, by which of its names, and how: 0 the whole name, 1 its beginning, 2 a part of it."""

    thing: Thing
    name: str
    how: int


class Names:
    """The names, folded as names are compared."""

    def __init__(self, things: Sequence[Thing], names: Sequence[tuple[str, Thing]]) -> None:
        self.things = things
        self.by_iri = {thing.iri: thing for thing in things}
        self._names = [(fold(name), name, thing) for name, thing in names]

    @property
    def every(self) -> Sequence[tuple[str, str, Thing]]:
        """Every name: folded, as it is written, and whose it is."""
        return self._names

    def find(self, text: str, kind: str = "") -> list[Hit]:
        """What the text names, the best first: whole names before parts, what documents speak of before the rest.

        Several words are to stand in the name, in any order. kind: only things of this class.
        """
        words = [word for word in map(fold, text[:_LONGEST].split()) if word]
        whole = "".join(words)
        best: dict[str, Hit] = {}
        for folded, name, thing in self._names:
            if not _is(thing, kind) or not all(word in folded for word in words):
                continue
            hit = Hit(thing, name, 0 if folded == whole else 1 if folded.startswith(whole) else 2)
            if thing.iri not in best or _rank(hit) < _rank(best[thing.iri]):
                best[thing.iri] = hit
        return sorted(best.values(), key=_rank)

    def of_kind(self, kind: str) -> list[Thing]:
        """The things of a class that documents speak of, those most spoken of first."""
        found = [thing for thing in self.things if _is(thing, kind) and thing.count]
        return sorted(found, key=lambda thing: (-thing.count, thing.label, thing.iri))

    def nearest(self, text: str) -> list[Thing]:
        """A few things with names like this one, among those that documents speak of."""
        wanted = fold(text[:_LONGEST])
        known = {folded: thing for folded, _, thing in reversed(self._names) if thing.count and folded}
        near = (f for f in known if len(f) > 1 and (f in wanted or (len(wanted) > 1 and wanted in f)))
        inside = sorted(near, key=len)
        close = get_close_matches(wanted, known, n=_ENOUGH, cutoff=0.4)
        found = {known[folded].iri: known[folded] for folded in [*reversed(inside[-_ENOUGH:]), *close]}
        return list(found.values())[:_ENOUGH]


def read(rows: Rows) -> Names:
    """The names of a graph."""
    kinds = [CK[name] for name in KINDS]
    of = _kinds(rows, kinds)
    counts = {row["x"].value: int(row["count"].value) for row in rows("mentions")}
    called: dict[str, dict[str, bool]] = {}
    for row in rows("called", kind=kinds):
        names = called.setdefault(row["x"].value, {})
        main = row["main"].value == "true" and row["name"].language != "en"
        names[row["name"].value] = names.get(row["name"].value, False) or main
    things, names_of = [], []
    for iri in sorted(called):
        label = next((name for name, main in called[iri].items() if main), min(called[iri]))
        thing = Thing(iri, label, of[iri], counts.get(iri, 0))
        things.append(thing)
        names_of += [(name, thing) for name in sorted(called[iri])]
    return Names(things, names_of)


def _kinds(rows: Rows, kinds: Sequence[str]) -> dict[str, str]:
    """The class of each thing, by local name: the first of its classes in KINDS."""
    order = {iri: place for place, iri in enumerate(kinds)}
    found: dict[str, int] = {}
    for row in rows("kinds", kind=kinds):
        place = order[row["kind"].value]
        found[row["x"].value] = min(found.get(row["x"].value, place), place)
    return {iri: KINDS[place] for iri, place in found.items()}


def _is(thing: Thing, kind: str) -> bool:
    """Whether a thing is of a class, any if it is empty; the kinds of platform are platforms too."""
    return kind in ("", thing.kind) or (kind == "Platform" and thing.kind in PLATFORMS)


def _rank(hit: Hit) -> tuple[int, bool, int, int, str, str]:
    thing = hit.thing
    return hit.how, not thing.count, KINDS.index(thing.kind), -thing.count, thing.label, thing.iri
