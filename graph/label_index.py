"""The index of names beside the graph, written with each generation; graph/labels.py reads it.

A name is indexed by its pairs of characters, since Chinese has no spaces between words: whatever stands in a name is
found by the phrase of its own pairs. Things are numbered by rank (those that documents speak of first, then by class,
by how often they are spoken of, by label) and names by their things, so that the first hits are the best.

    gen-…/names.db     SQLite: things, names, an FTS5 index of their pairs of characters and classes, codes

Everything is sorted by SQLite in a file, so that memory does not grow with the number of names.
"""

import itertools
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.answers import Answer, Rows, Term
from graph.naming import PLATFORMS
from ontology import iris
from ontology.errors import GraphError
from ontology.terms import prefixes
from ontology.vocab import fold

FILE = "names.db"
VERSION = 2  # of the tables; an index of another version counts as none
# The classes whose members have names to look up, the most telling first: a thing of several counts as the first.
KINDS = (
    "Company", "Project", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform", "Industry",
    "IndustryChain", "Policy", "Program", "Document", "Place", "Agency", "Person", "Honour", "Product", "Metric",
    "Unit",
)  # fmt: skip

_MARKS = re.compile(r"[\W_]+")
_CODES = "?x ck:code|skos:notation|dcterms:identifier|schema:identifier ?code FILTER(isIRI(?x))"
_STAGED = """
CREATE TABLE raw.name (thing TEXT, name TEXT, main INTEGER, language TEXT, class TEXT);
CREATE TABLE raw.told (thing TEXT, how TEXT, count INTEGER, PRIMARY KEY (thing, how)) WITHOUT ROWID;
CREATE TABLE raw.code (code TEXT, thing TEXT);
"""
_TABLES = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, label TEXT, kind TEXT, classes TEXT, count INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, thing INTEGER, name TEXT, folded TEXT, main INTEGER);
CREATE TABLE code (code TEXT, thing INTEGER, PRIMARY KEY (code, thing)) WITHOUT ROWID;
CREATE VIRTUAL TABLE grams USING fts5(text, kinds, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE words USING fts5vocab(grams, 'row');
"""
_FILLED = """
INSERT INTO thing (iri, label, kind, classes, count)
  SELECT n.thing, COALESCE(MIN(CASE WHEN main AND language <> 'en' THEN name END), MIN(name)) AS label,
    kind(MIN(place(class))), group_concat(DISTINCT class), COALESCE(t.count, 0)
  FROM raw.name AS n LEFT JOIN (SELECT thing, SUM(count) AS count FROM raw.told GROUP BY thing) AS t USING (thing)
  GROUP BY n.thing ORDER BY t.count IS NULL, MIN(place(class)), -t.count, label, n.thing;
CREATE UNIQUE INDEX thing_iri ON thing (iri);
CREATE INDEX thing_count ON thing (count DESC, iri);
INSERT INTO name (thing, name, folded, main)
  SELECT t.id, n.name, folded(n.name), MAX(n.main) FROM raw.name AS n JOIN thing AS t ON t.iri = n.thing
  GROUP BY t.id, n.name ORDER BY t.id, n.name;
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_thing ON name (thing);
INSERT OR IGNORE INTO code SELECT c.code, t.id FROM raw.code AS c JOIN thing AS t ON t.iri = c.thing;
INSERT INTO grams (rowid, text, kinds)
  SELECT n.id, grams(n.folded), kinds(t.kind) FROM name AS n JOIN thing AS t ON t.id = n.thing ORDER BY n.id;
CREATE TABLE pair (pair TEXT PRIMARY KEY, names INTEGER) WITHOUT ROWID;
INSERT INTO pair SELECT term, doc FROM words;
CREATE TABLE held AS
  SELECT kind, COUNT(*) AS things, SUM(count > 0) AS told, MIN(id) AS first FROM thing GROUP BY kind;
"""


@dataclass(frozen=True, order=True, slots=True)
class Name:
    """A name of a thing, the local names of the thing's classes, and whether the name is its label."""

    name: str
    thing: str
    classes: tuple[str, ...]
    main: bool = True
    language: str = "zh"


Told = tuple[str, str, int]  # a thing, in what way documents speak of it, and how often
Code = tuple[str, str]  # an identifier and the thing


def build(generation: Path, ask: Callable[[str], Answer]) -> int:
    """Writes the index of a generation from its graph; how many names it holds."""
    return write(generation, collect(ask), told(ask), codes(ask))


def write(generation: Path, names: Iterable[Name], said: Iterable[Told] = (), coded: Iterable[Code] = ()) -> int:
    """Writes the index of a generation; how many names it holds. OSError where there is no room for it.

    A thing of several classes may come with one at a time.
    """
    path, staged = generation / FILE, generation / (FILE + ".new")
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path, isolation_level=None)
    try:
        _staged(base, staged, names, said, coded)
        for statement in filter(str.strip, (_TABLES + _FILLED).split(";")):
            base.execute(statement)
        base.execute(f"PRAGMA user_version = {VERSION}")
        base.execute("COMMIT")
        return int(base.execute("SELECT COUNT(*) FROM name").fetchone()[0])
    except sqlite3.Error as error:
        raise OSError(f"{error}: {path}") from error
    finally:
        base.close()
        staged.unlink(missing_ok=True)


def _staged(
    base: sqlite3.Connection, path: Path, names: Iterable[Name], said: Iterable[Told], coded: Iterable[Code]
) -> None:
    """Opens a transaction with what the index is made of, unsorted, in a file of its own."""
    path.unlink(missing_ok=True)
    base.execute("ATTACH ? AS raw", (str(path),))
    for schema in ("main", "raw"):
        base.execute(f"PRAGMA {schema}.journal_mode = OFF")
        base.execute(f"PRAGMA {schema}.synchronous = OFF")  # the generation is swapped in when all of it is written
    for name, function in _FUNCTIONS.items():
        base.create_function(name, 1, function, deterministic=True)
    base.execute("BEGIN")
    for statement in filter(str.strip, _STAGED.split(";")):
        base.execute(statement)
    rows = ((n.thing, n.name, n.main, n.language, each) for n in names for each in n.classes)
    base.executemany("INSERT INTO raw.name VALUES (?, ?, ?, ?, ?)", rows)
    base.executemany("INSERT OR REPLACE INTO raw.told VALUES (?, ?, ?)", said)
    base.executemany("INSERT INTO raw.code VALUES (?, ?)", ((code.casefold(), thing) for code, thing in coded))


def collect(ask: Callable[[str], Answer]) -> Iterator[Name]:
    """Every name in a graph, of all things of KINDS; of a thing with several classes once for each."""
    for kind in KINDS:
        for words, main in (("rdfs:label", True), ("skos:altLabel", False)):
            for thing, name in _rows(ask, f"SELECT ?x ?name WHERE {{ ?x a ck:{kind} ; {words} ?name }}"):
                yield Name(name.value, thing.value, (kind,), main, name.language)


def told(ask: Callable[[str], Answer]) -> Iterator[Told]:
    """How often the documents speak of a thing of KINDS, or measure by it."""
    wheres = {f"?x a ck:{kind} ; ck:evidence ?e": "evidence" for kind in KINDS}
    wheres |= {"?e ck:metric ?x": "metric", "?e ck:unit ?x": "unit"}
    for where, how in wheres.items():
        for thing, count in _rows(ask, f"SELECT ?x (COUNT(?e) AS ?count) WHERE {{ {where} }} GROUP BY ?x"):
            yield thing.value, how, int(count.value)


def codes(ask: Callable[[str], Answer]) -> Iterator[Code]:
    """What identifies things outside of this graph: official codes, and the identifiers of documents."""
    for thing, code in _rows(ask, f"SELECT ?x ?code WHERE {{ {_CODES} }}"):
        if thing.value.startswith(iris.BASE):
            yield code.value, thing.value


def plain(text: str) -> str:
    """A text, folded as names are, without marks."""
    return _MARKS.sub("", fold(text))


def pairs(text: str) -> list[str]:
    """Each pair of characters of a plain text that follow one another."""
    return [a + b for a, b in itertools.pairwise(text)]


def under(kind: str) -> tuple[str, ...]:
    """The kinds that count as this one: the kinds of platform are platforms too."""
    return ("Platform", *PLATFORMS) if kind == "Platform" else (kind,)


def _grams(folded: str) -> str:
    """Each pair of characters, and the last character alone."""
    text = _MARKS.sub("", folded)
    return " ".join([*pairs(text), text[-1:]])


def _rows(ask: Callable[[str], Answer], query: str) -> Iterator[tuple[Term, Term]]:
    answer = ask(prefixes() + query)
    if not isinstance(answer, Rows):
        raise GraphError("names are asked for by a SELECT")
    for one, other in answer:
        if one and other:
            yield one, other


_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_FUNCTIONS: dict[str, Callable[..., str | int]] = {
    "folded": fold,
    "grams": _grams,
    "place": lambda kind: _PLACES.get(kind, len(KINDS)),
    "kind": lambda place: KINDS[place] if place < len(KINDS) else "",
    "kinds": lambda kind: f"{kind} Platform" if kind in PLATFORMS else kind,
}
