"""The names of things, to be searched: an index beside the graph, written with each generation.

A name is indexed by its pairs of characters, since Chinese has no spaces between words: whatever stands in a name is
found by the phrase of its own pairs. Names are numbered from the shortest, so that the first hits are the best.

    gen-…/names.db     SQLite: names, and an FTS5 index of their pairs of characters and their classes
"""

import itertools
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.answers import Answer, Rows
from ontology import iris
from ontology.errors import GraphError
from ontology.vocab import fold

FILE = "names.db"
_BATCH = 10_000
_MORE = 4  # times as many hits as are wanted are looked at for those that begin with what is searched
_MARKS = re.compile(r"[\W_]+")
_PREFIXES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_CLASSES = _PREFIXES + "SELECT ?class WHERE { ?class a owl:Class }"
_NAMES = (
    _PREFIXES
    + """SELECT ?thing ?name ?main ?class WHERE { VALUES ?class { %s } ?thing a ?class .
  { ?thing rdfs:label ?name BIND(true AS ?main) } UNION { ?thing skos:altLabel ?name BIND(false AS ?main) } }"""
)
_GRAMS = "CREATE VIRTUAL TABLE grams USING fts5(text, classes, content='', tokenize='unicode61 remove_diacritics 0')"
_NOT = ("Evidence", "Observation")  # their labels are no names


@dataclass(frozen=True, order=True, slots=True)
class Name:
    """A name of a thing, the local names of the thing's classes, and whether the name is its label."""

    name: str
    thing: str
    classes: tuple[str, ...]
    main: bool = True


def write(generation: Path, names: Iterable[Name]) -> int:
    """Writes the index of a generation; how many names it holds. OSError where there is no room for it."""
    path = generation / FILE
    path.unlink(missing_ok=True)
    ordered = sorted(names, key=lambda each: (len(each.name), each.name, each.thing, not each.main))
    base = sqlite3.connect(path, isolation_level=None)
    try:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")  # the generation is swapped in when all of it is written
        base.execute("CREATE TABLE name (id INTEGER PRIMARY KEY, name TEXT, thing TEXT, classes TEXT, main INTEGER)")
        base.execute(
            "CREATE VIRTUAL TABLE grams USING fts5(text, classes, content='', tokenize='unicode61 remove_diacritics 0')"
        )
        base.execute("BEGIN")
        rest = enumerate(ordered, 1)
        while batch := list(itertools.islice(rest, _BATCH)):
            rows = ((n, each.name, each.thing, " ".join(each.classes), each.main) for n, each in batch)
            base.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", rows)
            index = ((n, _grams(each.name), " ".join(each.classes)) for n, each in batch)
            base.executemany("INSERT INTO grams (rowid, text, classes) VALUES (?, ?, ?)", index)
        base.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(f"{error}: {path}") from error
    finally:
        base.close()
    return len(ordered)


def collect(ask: Callable[[str], Answer]) -> Iterator[Name]:
    """Every name in a graph, of all things of our classes that have names."""
    known = [row[0].value for row in _answer(ask, _CLASSES) if row[0]]
    wanted = sorted(k for k in known if k.startswith(iris.CK) and k.removeprefix(iris.CK) not in _NOT)
    found: dict[tuple[str, str, bool], list[str]] = {}
    for thing, name, main, kind in _answer(ask, _NAMES % " ".join(f"<{each}>" for each in wanted)):
        if thing and name and main and kind:
            kinds = found.setdefault((name.value, thing.value, main.value == "true"), [])
            kinds.append(kind.value.removeprefix(iris.CK))
    for (name_, thing_, main_), kinds in found.items():
        yield Name(name_, thing_, tuple(sorted(set(kinds))), main_)


def _answer(ask: Callable[[str], Answer], query: str) -> Rows:
    answer = ask(query)
    if not isinstance(answer, Rows):
        raise TypeError("a SELECT gives rows")
    return answer


def search(generation: Path, text: str, classes: Sequence[str] = (), limit: int = 10) -> list[Name]:
    """Names that hold the text, the best first: the name itself, names that begin with it, short ones.

    Width, case and marks do not count. Several words are to stand in the name, in any order.
    classes: local names of which the thing has one; none: any. GraphError where the generation has no index.
    """
    words = [word for word in map(_plain, text.split()) if word]
    if not words:
        return []
    asked = " AND ".join(f"text : {_phrase(word)}" for word in words)
    if classes:
        kinds = " OR ".join(f'"{re.sub(_MARKS, "", kind)}"' for kind in classes)
        asked = f"{asked} AND classes : ({kinds})"
    rows = _rows(
        generation,
        "SELECT name, thing, name.classes, main FROM grams JOIN name ON name.id = grams.rowid "
        "WHERE grams MATCH ? ORDER BY grams.rowid LIMIT ?",
        (asked, limit * _MORE),
    )
    whole = "".join(words)
    found = [Name(name, thing, tuple(kinds.split()), bool(main)) for name, thing, kinds, main in rows]
    return sorted(found, key=lambda each: _rank(each, whole))[:limit]


def _rank(found: Name, whole: str) -> tuple[int, int, bool, str, str]:
    plain = _plain(found.name)
    how = 0 if plain == whole else 1 if plain.startswith(whole) else 2
    return how, len(found.name), not found.main, found.name, found.thing


def _rows(generation: Path, sql: str, values: tuple[object, ...]) -> list[tuple[str, str, str, int]]:
    path = generation / FILE
    try:
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return base.execute(sql, values).fetchall()
        finally:
            base.close()
    except sqlite3.Error as error:
        raise GraphError(f"{path} cannot be read ({error}); build the store again") from error


def _plain(text: str) -> str:
    return _MARKS.sub("", fold(text))


def _grams(name: str) -> str:
    """Each pair of characters that follow one another, and the last character alone."""
    plain = _plain(name)
    return " ".join([*(a + b for a, b in itertools.pairwise(plain)), plain[-1:]])


def _phrase(word: str) -> str:
    """What finds a word in the index; a single character begins a pair, or is the last."""
    return f"{word}*" if len(word) == 1 else '"' + " ".join(a + b for a, b in itertools.pairwise(word)) + '"'
