"""The names in the graph, searched: exactly, by their beginning, by a part of them; or what comes nearest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from graph.label_index import under
from graph.labels import KINDS, Index, Named, Thing
from ontology.vocab import fold

MOST = 1_000  # things that one search finds
_LONGEST = 200  # of what is searched for; no thing has a longer name
_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, by which of its names, and how: 0 the whole name, 1 its beginning, 2 a part of it."""

    thing: Thing
    name: str
    how: int


class Names:
    """The names, folded as names are compared."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def find(self, text: str, kind: str = "") -> list[Hit]:
        """What the text names, the best first: whole names before parts, what documents speak of before the rest.

        Several words are to stand in the name, in any order. kind: only things of this class. Not more than MOST.
        """
        words = [word for word in map(fold, text[:_LONGEST].split()) if word]
        kinds = (kind,) if kind else ()
        found: dict[str, Hit] = {}
        for how, names in enumerate(self._found(words, kinds)):
            for each in names:
                if len(found) == MOST:
                    return list(found.values())
                found.setdefault(each.thing.iri, Hit(each.thing, each.name, how))
        return list(found.values())

    def _found(self, words: Sequence[str], kinds: Sequence[str]) -> Iterator[Iterator[Named]]:
        if words:
            yield self.index.called(["".join(words)], kinds)
            yield self.index.holding(words, kinds, first=True)
            yield self.index.holding(words, kinds)

    def count(self, kind: str) -> int:
        """How many things of a class documents speak of."""
        held = self.index.kinds()
        return sum(held[each][1] for each in under(kind) if each in held)

    def of_kind(self, kind: str, limit: int, offset: int = 0) -> list[Thing]:
        """The things of a class that documents speak of, those most spoken of first."""
        return self.index.told(kind, limit, offset)

    def nearest(self, text: str) -> list[Thing]:
        """A few things with names like this one, among those that documents speak of."""
        wanted = fold(text[:_LONGEST])
        near = sorted(self.index.near(wanted, told=True), key=lambda each: (each.thing.label, each.name))
        known = {each.folded: each.thing for each in reversed(near) if each.folded}
        inside = (f for f in known if len(f) > 1 and (f in wanted or (len(wanted) > 1 and wanted in f)))
        longest = sorted(inside, key=len, reverse=True)[:_ENOUGH]
        close = get_close_matches(wanted, known, n=_ENOUGH, cutoff=0.4)
        found = {known[folded].iri: known[folded] for folded in [*longest, *close]}
        return list(found.values())[:_ENOUGH]


__all__ = ["KINDS", "MOST", "Hit", "Names", "Thing"]
