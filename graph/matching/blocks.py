"""Which pairs are worth comparing: those that share a key. The work grows with the names, not with their square.

A trade name that too many things share is a key only together with a place or a line of business. What is too wide even
so is given up and counted; codes and whole names may be shared a hundred times as widely. Both sides count alike, so
the pairs are the same in both directions.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.matching.things import Ready, family
from ontology.readings import Company

WIDEST = 5_000  # pairs of a block that are compared

Key = str  # its first letter tells what kind it is: Code, Name, Trade name, the same with Place or Line, nEar
_SURE = "CN"


@dataclass(slots=True)
class Blocks:
    """The pairs that share a key, as positions in two lists; wide: how many keys were given up."""

    left: Sequence[Ready]
    right: Sequence[Ready]
    wide: int = 0

    def pairs(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Each position on the left with the positions on the right to compare it with, in order."""
        common = self._common()
        sizes = Counter(key for each in self.left for key in keys(each, common))
        index: dict[Key, list[int]] = defaultdict(list)
        for position, each in enumerate(self.right):
            for key in keys(each, common):
                if key in sizes:
                    index[key].append(position)
        for key in [key for key, here in index.items() if not _fits(key, sizes[key] * len(here))]:
            del index[key]
            self.wide += 1
        del sizes
        for position, each in enumerate(self.left):
            found = {other for key in keys(each, common) for other in index.get(key, ())}
            if found:
                yield position, tuple(sorted(found))

    def _common(self) -> frozenset[str]:
        """The trade names that too many things share."""
        counts = [Counter(stem for each in side for stem in _stems(each.companies)) for side in (self.left, self.right)]
        return frozenset(stem for stem, count in counts[0].items() if count * counts[1][stem] > WIDEST)


def _fits(key: Key, pairs: int) -> bool:
    return pairs <= (100 * WIDEST if key[0] in _SURE else WIDEST)


def keys(each: Ready, common: Collection[str] = ()) -> list[Key]:
    """The keys of a thing: codes, whole names, trade names and what one wrong character leaves of them.

    common: trade names that are no key by themselves.
    """
    kind = family(each.thing.kind)
    found = [f"C{code.scheme} {code.value}" for code in each.codes]
    found += [f"N{kind} {key}" for key in each.keys]
    found += [f"E{kind} {left}" for key in each.keys if 4 < len(key) < 16 for left in _deletions(key)]
    for company in each.companies:
        found.append(f"N{kind} {company.name}")
        found += _trade_keys(company, common)
    return list(dict.fromkeys(found))


def _trade_keys(company: Company, common: Collection[str]) -> Iterator[Key]:
    parts = company.parts
    for stem in _stems((company,)):
        if stem in common:
            yield f"P{stem} {parts.place}"
            yield f"L{stem} {parts.trade_word[:2]}"
        else:
            yield f"T{stem}"
    if 1 < len(parts.trade_name) < 8:
        for left in _deletions(parts.trade_name):
            yield f"E{left} {parts.place} {parts.trade_word}"


def _stems(companies: Iterable[Company]) -> Iterator[str]:
    """The trade names, in both readings, and the beginnings of long ones: what follows may be a line in no list."""
    for company in companies:
        stem = company.parts.trade_name
        other = company.other.parts.trade_name if company.other else ""
        beginnings = (stem[:end] for end in (2, 3, 4) if len(stem) > end + 1)
        yield from (each for each in dict.fromkeys((stem, other, *beginnings)) if len(each) > 1)


def _deletions(text: str) -> Iterator[str]:
    """The text, and the text with each one character left out: two texts that differ in one share one of these."""
    yield text
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]
