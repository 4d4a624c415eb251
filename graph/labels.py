"""The names of things, looked up: whole, by a part, by what comes near, by an official code.

The index is written with each generation (graph/label_index.py). Nothing here reads all names, or looks through them.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph.answers import Answer
from graph.label_index import FILE, KINDS, VERSION, Name, build, collect, pairs, plain, under, write
from graph.store import Store
from ontology.errors import GraphError
from ontology.vocab import fold

_MORE = 4  # times as many hits as are wanted are looked at for those that begin with what is searched
_LOOKED = 4_000  # names that share a pair of characters with a text are counted up to so many
_ALL = 1 << 62
_MANY = 500  # values in one SQL statement
_NAMED = "SELECT n.name, n.folded, n.main, t.iri, t.label, t.kind, t.count FROM {} JOIN thing AS t ON t.id = n.thing"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that can be found: its label, the local name of its class, and how often documents speak of it."""

    iri: str
    label: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Named:
    """A name, as it is written and folded, and whose it is; main: whether it is a label."""

    name: str
    folded: str
    main: bool
    thing: Thing


class Index:
    """The names of one generation. kinds, where they are given: only things of one of these classes."""

    def __init__(self, generation: Path) -> None:
        """Opens the index; GraphError where there is none, or one of another version."""
        self._path = generation / FILE
        try:
            address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            self._base = sqlite3.connect(address, uri=True, check_same_thread=False)
            version = self._base.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            raise self._unreadable(str(error)) from error
        if version != VERSION:
            raise self._unreadable(f"it is of version {version}, not {VERSION}")

    def __del__(self) -> None:
        if base := getattr(self, "_base", None):
            base.close()

    def things(self, iris: Iterable[str]) -> dict[str, Thing]:
        """The things of these IRIs, as far as they have names."""
        found: dict[str, Thing] = {}
        rest = iter(dict.fromkeys(iris))
        while batch := list(islice(rest, _MANY)):
            sql = f"SELECT iri, label, kind, count FROM thing WHERE iri IN ({_marks(batch)})"
            found |= {row[0]: Thing(*row) for row in self._rows(sql, batch)}
        return found

    def called(self, texts: Iterable[str], kinds: Sequence[str] = ()) -> Iterator[Named]:
        """The names that are, folded, one of these texts, by rank."""
        rest = iter(dict.fromkeys(map(fold, texts)))
        while batch := list(islice(rest, _MANY)):
            sql = f"{_NAMED.format('name AS n')} WHERE n.folded IN ({_marks(batch)}) ORDER BY n.id"
            yield from (named for named in self._named(sql, batch) if _of(named.thing, kinds))

    def holding(
        self, words: Sequence[str], kinds: Sequence[str] = (), *, told: bool = False, first: bool = False
    ) -> Iterator[Named]:
        """The names that hold each of the words, by rank, found as they are asked for.

        told: only of things that documents speak of; first: the names that begin with the words.
        """
        folded = [word for word in map(fold, words) if word]
        bare = [word for word in map(plain, folded) if word]
        if not bare:
            return
        parts = [f"text : ^ {_phrase(''.join(bare))}"] if first else [f"text : {_phrase(word)}" for word in bare]
        sql = f"{_NAMED.format('grams JOIN name AS n ON n.id = grams.rowid')} WHERE grams MATCH ? ORDER BY grams.rowid"
        whole = "".join(folded)
        for named in self._named(sql, (_asked(parts, kinds),)):
            if told and not named.thing.count:
                return  # things that documents speak of rank first
            if named.folded.startswith(whole) if first else all(word in named.folded for word in folded):
                yield named

    def near(self, text: str, kinds: Sequence[str] = (), most: int = 200, *, told: bool = False) -> list[Named]:
        """So many names that share the most pairs of characters with the text, or at least characters.

        told: only of things that documents speak of.

        The rarest pairs are followed first, and not more than _LOOKED names, so that 有限公司 costs nothing.
        """
        shared: Counter[int] = Counter()
        left, last = _LOOKED, self._last_told() if told else _ALL
        for phrase, weight in self._rarest(plain(text)):
            if left <= 0:
                break
            sql = "SELECT rowid FROM grams WHERE grams MATCH ? AND rowid <= ? ORDER BY rowid LIMIT ?"
            found = [row[0] for row in self._rows(sql, (_asked([f"text : {phrase}"], kinds), last, left))]
            left -= len(found)
            for each in found:
                shared[each] += weight
        best = [each for each, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:most]]
        named: list[Named] = []
        for start in range(0, len(best), _MANY):
            batch = best[start : start + _MANY]
            named += self._named(f"{_NAMED.format('name AS n')} WHERE n.id IN ({_marks(batch)})", batch)
        return named

    def _rarest(self, text: str) -> Iterator[tuple[str, int]]:
        """What stands in names and in the text, as phrases with their weights: pairs, the rarest first, then
        characters."""
        every = sorted(set(pairs(text)))
        known: dict[str, int] = {}
        for start in range(0, len(every), _MANY):
            batch = every[start : start + _MANY]
            known |= dict(self._rows(f"SELECT pair, names FROM pair WHERE pair IN ({_marks(batch)})", batch))
        yield from ((f'"{pair}"', len(text)) for pair in sorted(known, key=lambda pair: (known[pair], pair)))
        yield from ((f'"{sign}" *', 1) for sign in dict.fromkeys(text))

    def identified(self, code: str) -> list[Thing]:
        """The things that an official code or a document's identifier means."""
        sql = "SELECT t.iri, t.label, t.kind, t.count FROM code AS c JOIN thing AS t ON t.id = c.thing WHERE c.code = ?"
        return [Thing(*row) for row in self._rows(f"{sql} ORDER BY t.iri", (code.strip().casefold(),))]

    def _last_told(self) -> int:
        """The number of the last name of things that documents speak of, which rank first."""
        sql = "SELECT MAX(id) FROM name WHERE thing = (SELECT SUM(told) FROM held)"
        return next(self._rows(sql))[0] or 0

    def kinds(self) -> dict[str, tuple[int, int]]:
        """How many things there are of each class, by the first of their classes, and of how many documents speak."""
        return {kind: (things, told) for kind, things, told in self._rows("SELECT kind, things, told FROM held")}

    def told(self, kind: str, limit: int, offset: int = 0) -> list[Thing]:
        """The things of a class that documents speak of, those most spoken of first."""
        kinds = under(kind)
        sql = f"""SELECT t.iri, t.label, t.kind, t.count FROM held AS h JOIN thing AS t
          ON t.id BETWEEN h.first AND h.first + h.told - 1 WHERE h.told AND h.kind IN ({_marks(kinds)})
          ORDER BY +t.count DESC, t.label, t.iri LIMIT ? OFFSET ?"""
        return [Thing(*row) for row in self._rows(sql, (*kinds, limit, offset))]

    def most_told(self, limit: int) -> list[Thing]:
        """The things that documents speak of most."""
        sql = "SELECT iri, label, kind, count FROM thing ORDER BY count DESC, iri LIMIT ?"
        return [Thing(*row) for row in self._rows(sql, (limit,))]

    def classes(self, thing: str) -> tuple[str, ...]:
        """The local names of all classes of a thing, sorted."""
        rows = self._rows("SELECT classes FROM thing WHERE iri = ?", (thing,))
        return tuple(sorted(each for row in rows for each in row[0].split(",")))

    def _named(self, sql: str, values: Sequence[object]) -> Iterator[Named]:
        for name, folded, main, *thing in self._rows(sql, values):
            yield Named(name, folded, bool(main), Thing(*thing))

    def _rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple]:  # type: ignore[type-arg]
        try:
            yield from self._base.execute(sql, tuple(values))
        except sqlite3.Error as error:
            raise self._unreadable(str(error)) from error

    def _unreadable(self, why: str) -> GraphError:
        return GraphError(f"{self._path} cannot be read ({why}); build the store again")


def beside(ask: Callable[[str], Answer]) -> Index | None:
    """The index of the store that answers; None where the graph is elsewhere, or its store has no index."""
    store = getattr(ask, "__self__", None)
    if not isinstance(store, Store):
        return None
    try:
        return Index(store.path)
    except GraphError:
        return None


def search(generation: Path, text: str, classes: Sequence[str] = (), limit: int = 10) -> list[Name]:
    """Names that hold the text, the best first: the name itself, names that begin with it, short ones.

    Width, case and marks do not count. Several words are to stand in the name, in any order.
    classes: local names of which the thing has one; none: any. GraphError where the generation has no index.
    """
    index, words = Index(generation), text.split()
    whole = fold("".join(words))
    found = dict.fromkeys(index.called([whole], classes)) if whole else {}
    for first in (True, False):
        found |= dict.fromkeys(islice(index.holding(words, classes, first=first), limit * _MORE))
    ranked = sorted(found, key=lambda each: _rank(each, whole))[:limit]
    return [Name(each.name, each.thing.iri, index.classes(each.thing.iri), each.main) for each in ranked]


def _rank(found: Named, whole: str) -> tuple[int, int, bool, str, str]:
    how = 0 if found.folded == whole else 1 if found.folded.startswith(whole) else 2
    return how, len(found.name), not found.main, found.name, found.thing.iri


def _of(thing: Thing, kinds: Sequence[str]) -> bool:
    return not kinds or any(thing.kind in under(kind) for kind in kinds)


def _asked(parts: Sequence[str], kinds: Sequence[str]) -> str:
    """A question to the full-text index; the kinds are words of ours or of a client's, and nothing else."""
    if not kinds:
        return " AND ".join(parts)
    words = " OR ".join(f'"{re.sub(r"[^A-Za-z0-9]", "", kind)}"' for kind in kinds)
    return " AND ".join((*parts, f"kinds : ({words})"))


def _phrase(word: str) -> str:
    """What finds a plain word in the index; a single character begins a pair, or is the last."""
    return f'"{word}" *' if len(word) == 1 else '"' + " ".join(pairs(word)) + '"'


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


__all__ = ["FILE", "KINDS", "Index", "Name", "Named", "Thing", "beside", "build", "collect", "search", "write"]
