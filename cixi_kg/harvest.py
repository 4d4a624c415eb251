"""Triples from a SPARQL endpoint, page by page; what came is kept until all has come, so that a next run goes on.

STORE-pages/KEY/00001.nt …     beside the store; KEY stands for endpoint, query, values and size of a page
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cixi_kg.paging import Paged, Triple, chunks, paged
from graph.answers import Answer, Rows, Term
from graph.foreign.read import parse
from graph.remote import Remote
from ontology import iris
from ontology.errors import CallError, QueryError, SourceError

RECIPES = Path(str(files("loaders"))) / "datasets" / "recipes"
_ROWS = b"# rows: "  # how a page's first line begins

Ask = Callable[[str], Answer]
Progress = Callable[[int, int], None]  # pages that are there, triples that they hold


@dataclass(frozen=True, slots=True)
class Patience:
    """How an endpoint is asked. page: rows of a page, or values in one; timeout: seconds for one attempt;
    pause: seconds between two pages."""

    page: int = 1000
    timeout: int = 60
    pause: float = 0.5


@dataclass(frozen=True, slots=True)
class Harvest:
    """What has been asked for. folder: where its pages are kept until `finish`."""

    endpoint: str
    query: Paged
    folder: Path
    patience: Patience
    values: tuple[tuple[Term, ...], ...] = ()


def read_query(given: str) -> str:
    """The text of a query: of a file, or of a recipe that comes with the project; CallError names those there are."""
    path = Path(given)
    recipes = {each.stem: each for each in sorted(RECIPES.glob("*.rq"))}
    try:
        return (recipes[given] if given in recipes and not path.exists() else path).read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CallError(f"there is no query {given}, and the recipes are {', '.join(recipes)}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"the query {given} cannot be read: {error}") from error


def plan(endpoint: str, text: str, store: Path, patience: Patience, ask: Ask) -> Harvest:
    """What to ask an endpoint for. store: the folder beside which pages are kept; ask: answers from the own graph.

    Raises QueryError where the query cannot be paged, or where the own graph has no value for it.
    """
    query = paged(text)
    values = tuple(chunks(_values(query, ask), min(patience.page, 200))) if query.each else ()
    if query.each and not values:
        raise QueryError(f"the graph has no value for ?{query.each} of the query: build it, or import data, first")
    asked = [str(value) for piece in values for value in piece]
    key = iris.digest(endpoint, query.start, query.end, str(patience.page), *asked)
    return Harvest(endpoint, query, store.with_name(f"{store.name}-pages") / key, patience, values)


def harvest(wanted: Harvest, progress: Progress = lambda *_: None) -> list[Triple]:
    """All triples, those of pages that an earlier run brought too; QueryError where the endpoint fails.

    What has come by then stays, and the error says that the next run goes on from there.
    """
    remote = Remote(wanted.endpoint, wanted.patience.timeout)
    found: list[Triple] = []
    number = rows = 0
    while (query := _query(wanted, number, rows)) is not None:
        number += 1
        path = wanted.folder / f"{number:05d}.nt"
        if not path.exists():
            time.sleep(wanted.patience.pause if number > 1 else 0)
            _write(path, *_asked(remote, wanted.query, query, number))
        data = path.read_bytes()
        size = int(data.partition(b"\n")[0].removeprefix(_ROWS))
        found += parse(data, path.name, f"page-{number}")
        progress(number, len(found))
        rows += size
        if not size and not wanted.values:
            break
    return found


def finish(wanted: Harvest) -> None:
    """Removes the pages: what they hold is in the graph."""
    shutil.rmtree(wanted.folder, ignore_errors=True)
    if wanted.folder.parent.is_dir() and not any(wanted.folder.parent.iterdir()):
        wanted.folder.parent.rmdir()


def _values(query: Paged, ask: Ask) -> list[Term]:
    from queries.sparql import run

    answer = run(query.values, ask)
    if not isinstance(answer, Rows):
        raise QueryError(f"“each {query.each}” is no SELECT")
    return sorted({row[0] for row in answer if row[0] is not None})


def _query(wanted: Harvest, number: int, rows: int) -> str | None:
    """The query for the page after `number` pages with `rows` rows; None if there is none.

    Rows are counted off by those that came, not by those asked for, until none comes: a server may have a limit of
    its own that it does not tell.
    """
    if not wanted.values:
        return wanted.query.counted(wanted.patience.page, rows)
    return wanted.query.filled(wanted.values[number]) if number < len(wanted.values) else None


def _asked(remote: Remote, query: Paged, sparql: str, number: int) -> tuple[int, list[Triple]]:
    """How many rows the endpoint gives, and the triples that they make."""
    try:
        answer = remote.query(sparql)
        if not isinstance(answer, Rows):
            raise QueryError(f"{remote.endpoint} did not answer with rows")
        rows = Rows(answer.variables, list(answer))
        return len(list(rows.rows)), list(query.triples(rows))
    except QueryError as error:
        before = number - 1
        kept = f"; the {before} page{'s' * (before > 1)} before it {'are' if before > 1 else 'is'} kept, and the same "
        kept += "command goes on from there"
        raise QueryError(f"page {number}: {error}{kept * (before > 0)}") from error


def _write(path: Path, rows: int, triples: list[Triple]) -> None:
    """A page, whole or not at all; its first line tells how many rows it had."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
        beside.write_text(f"{_ROWS.decode()}{rows}\n{lines}", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise SourceError(f"the page {path} cannot be written: {(error.strerror or str(error)).lower()}") from error
