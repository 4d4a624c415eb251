"""The store on disk: the only file that knows the engine.

A store is a folder of generations. A build prepares a new one beside the old and swaps at the end by replacing
the one-line file `current`; until then, and if it is killed, the old generation answers. A finished generation is
never written again, so any number of processes may read it, and no reader ever waits for a lock.

The default graph holds the union of the named graphs as a set of triples. The engine can make the union by itself,
but then a triple that two documents say counts twice, and every COUNT and every join over it is wrong.

    STORE/format            what made it
    STORE/current           the name of the generation that answers
    STORE/lock              held by the one build that runs
    STORE/gen-…/db          the engine's files
    STORE/gen-…/facts/…     what was found in each document, for the next build
    STORE/gen-…/texts/…     the text of each document, in which evidence is shown
"""

import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from graph.answers import Answer, Rows, Term, Triples, Truth
from ontology import iris
from ontology.errors import GraphError, QueryError

if TYPE_CHECKING:  # the engine takes 20 ms to import: commands that do not open a store go without
    import pyoxigraph
    import rdflib

T = TypeVar("T")

FORMAT = "cixi-kg store 1"
FINISHED = "made"  # the file that a generation gets when it is whole
_GENERATION = re.compile(r"gen-\d{1,9}", re.ASCII)
_GENID = iris.BASE + ".well-known/genid/"
_BLANK = re.compile(r"(?<![^ ])_:(\w+)(?= )")
_KEPT = ("lock", "judgements.tsv")  # what may stand in a folder before its first build
_BATCH = 200_000  # lines handed to the engine at once: bounds memory


class Store:
    """One finished generation, open for reading. Queries see the union of all named graphs."""

    def __init__(self, generation: Path) -> None:
        """Opens a generation; GraphError says what is wrong with a folder that is none."""
        import pyoxigraph

        self.path = generation
        try:
            self._engine = pyoxigraph.Store.read_only(str(generation / "db"))
        except (OSError, ValueError, RuntimeError) as error:
            raise GraphError(
                f"the store at {generation.parent} cannot be opened ({_first_line(error)}); build it again with "
                f"`cixi-kg build --store {generation.parent}`"
            ) from error

    def query(self, sparql: str, base: str = "", default: Sequence[str] = (), named: Sequence[str] = ()) -> Answer:
        """The answer over the union of the named graphs; QueryError with line and column where it cannot be read.

        base: the IRI that relative ones are resolved against. default: graphs whose union is the default graph, and
        named: graphs that GRAPH sees, both by IRI; where one is given the other is empty, not everything.
        """
        options = _options(base, default, named) if base or default or named else {}
        return _answer(self._engine, sparql, options)

    def quads(self) -> "Iterator[pyoxigraph.Quad]":
        """The quads of all named graphs."""
        for graph in _sound(self._engine.named_graphs):
            yield from self._pattern(graph)

    def _pattern(self, graph: Any) -> "Iterator[pyoxigraph.Quad]":
        """The quads of a graph, given as a term of the engine."""
        return _sound(lambda: self._engine.quads_for_pattern(None, None, None, graph))

    def lines(self) -> list[str]:
        """The whole graph as N-Quads lines in canonical order: by code point."""
        return sorted(f"{quad} ." for quad in self.quads())

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(str(graph)[1:-1] for graph in _sound(self._engine.named_graphs))

    def graph_lines(self, name: str) -> Iterator[str]:
        """The triples of a named graph, given by its IRI, as lines of N-Triples in the engine's order."""
        import pyoxigraph

        for quad in self._pattern(pyoxigraph.NamedNode(name)):
            yield f"{quad.triple} ."

    def union_lines(self) -> Iterator[str]:
        """The union of the named graphs as lines of N-Triples in the engine's order."""
        return (f"{quad.triple} ." for quad in self._union())

    def triples(self) -> bytes:
        """The union of the named graphs as N-Triples, sorted."""
        return "\n".join(sorted(f"{quad.triple} ." for quad in self._union())).encode()

    def _union(self) -> "Iterator[pyoxigraph.Quad]":
        import pyoxigraph

        return self._pattern(pyoxigraph.DefaultGraph())

    def serialized(self, name: str, prefixes: Mapping[str, str]) -> bytes:
        """The graph in an RDF format: trig or jsonld with the named graphs, ttl their union; sorted."""
        import pyoxigraph

        if name == "ttl":
            union = sorted((quad.triple for quad in self._union()), key=str)
            return pyoxigraph.serialize(union, format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
        found = sorted(self.quads(), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
        kind = pyoxigraph.RdfFormat.TRIG if name == "trig" else pyoxigraph.RdfFormat.JSON_LD
        return pyoxigraph.serialize(found, format=kind, prefixes=dict(prefixes)) or b""

    def rdflib(self) -> "rdflib.Dataset":
        """The same store as an rdflib dataset for reading; needs oxrdflib, ImportError where it is not installed."""
        from graph.as_rdflib import dataset

        return dataset(self._engine)

    def __len__(self) -> int:
        """How many quads the named graphs hold."""
        return _count(self._engine)


def open_store(folder: Path) -> Store:
    """The generation that answers; GraphError where the folder holds none."""
    return Store(current(folder))


def current(folder: Path) -> Path:
    """The folder of the generation that answers; GraphError where there is no finished one."""
    try:
        there = folder.exists()
    except OSError as error:
        raise GraphError(f"the store at {folder} cannot be read: {_first_line(error)}") from error
    if not there:
        raise GraphError(f"there is no store at {folder}; `cixi-kg build --store {folder}` makes one")
    if not folder.is_dir():
        raise GraphError(f"{folder} is a file, not a store; --store names a folder")
    try:
        made = (folder / "format").read_text(encoding="utf-8").strip()
        name = (folder / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise GraphError(f"{folder} is not a store: it holds no finished build; `cixi-kg build` makes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(f"the store at {folder} cannot be read: {_first_line(error)}") from error
    if made != FORMAT:
        raise GraphError(f"the store at {folder} is of another version ({made[:40]!r}, not {FORMAT!r}); build it again")
    if not _GENERATION.fullmatch(name) or not (folder / name / "db").is_dir():
        raise GraphError(f"the store at {folder} is incomplete: {name[:40]!r} is missing; build it again")
    return folder / name


def exists(folder: Path) -> bool:
    """Whether the folder holds a finished build of this version."""
    try:
        current(folder)
    except GraphError:
        return False
    return True


def latest(folder: Path) -> Path | None:
    """The generation that a build goes on from: the one that answers; where a damage has hidden which one that is,
    the newest one that was finished. None where there is none."""
    named = _text(folder / "current")
    if _GENERATION.fullmatch(named) and (folder / named).is_dir():
        return folder / named
    every = (path for path in folder.glob("gen-*") if _GENERATION.fullmatch(path.name) and (path / FINISHED).is_file())
    return max(every, key=_number, default=None)


def _text(path: Path) -> str:
    """What a small file says, "" where that cannot be told."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _number(generation: Path) -> int:
    return int(generation.name.removeprefix("gen-"))


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A new generation to fill, made the current one if the block ends without an error, else thrown away.

    Refuses with GraphError a folder that is something else, that cannot be written, or in which a build runs.
    """
    import filelock

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "format").exists() and any(p.name not in _KEPT for p in folder.iterdir()):
            raise GraphError(f"{folder} is not a store and not empty; --store names a folder of its own")
        lock = filelock.FileLock(folder / "lock", timeout=0)
        lock.acquire()
    except filelock.Timeout:
        raise GraphError(f"another build is writing to {folder}; wait for it to end, or name another --store") from None
    except (OSError, RecursionError) as error:  # a path of a thousand folders
        raise GraphError(f"the store at {folder} cannot be written: {_first_line(error)}") from error
    try:
        yield from _filled(folder)
    finally:
        lock.release()


def _filled(folder: Path) -> Iterator[Path]:
    old = latest(folder)
    _sweep(folder, keep={old.name} if old else set())
    fresh = folder / f"gen-{_number(old) + 1 if old else 1}"
    try:
        fresh.mkdir()
        if not (folder / "format").exists():  # of the first build; an older store stays what it is until the end
            _replace(folder / "format", FORMAT + "\n")
        yield fresh
        if _text(folder / "format") != FORMAT:
            _replace(folder / "format", FORMAT + "\n")
        _replace(folder / "current", fresh.name + "\n")
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise GraphError(
            f"the store at {folder} cannot be written: {_first_line(error)}; the old graph stands"
        ) from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _sweep(folder: Path, keep: set[str]) -> None:
    """Removes generations that no longer answer: the last build's predecessor, and what a killed build left."""
    for path in sorted(folder.glob("gen-*")):
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


def _replace(path: Path, content: str) -> None:
    """Writes a small file so that every reader sees the old content or the new, also after a power cut."""
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


class Draft:
    """The database of a generation that is being built: lines go in, and rules may already ask."""

    def __init__(self, generation: Path) -> None:
        import pyoxigraph

        self._engine = pyoxigraph.Store(str(generation / "db"))

    def load(self, lines: Iterable[str]) -> int:
        """Loads N-Quads lines; gives how many there were.

        Two threads load, one the named graphs and one their union, while this one makes the next lines: the engine
        lets go of Python's lock. Lines go to bytes one by one, since most are ASCII and are then only copied.
        """
        from concurrent.futures import Future, ThreadPoolExecutor

        count, rest = 0, iter(lines)
        running: list[Future[None]] = []
        with ThreadPoolExecutor(2) as pool:
            while batch := list(map(str.encode, itertools.islice(rest, _BATCH))):
                count += len(batch)
                for each in running:
                    each.result()
                running = [pool.submit(self._bulk, b"\n".join(batch), "N_QUADS")]
                running.append(pool.submit(self._bulk, _triples(batch), "N_TRIPLES"))
            for each in running:
                each.result()
        return count

    def _bulk(self, data: bytes, kind: str) -> None:
        """Loads what is known to be well formed: the engine need not check the IRIs again."""
        import pyoxigraph

        self._engine.bulk_load(input=data, format=getattr(pyoxigraph.RdfFormat, kind), lenient=True)

    def query(self, sparql: str) -> Answer:
        """As Store.query, over what is loaded so far."""
        return _answer(self._engine, sparql)

    def close(self) -> int:
        """Brings everything to the disk; gives how many quads the database holds."""
        self._engine.flush()
        self._engine.optimize()
        count = _count(self._engine)
        del self._engine
        return count


def _triples(quads: Iterable[bytes]) -> bytes:
    """Lines of N-Quads, each with a graph, as N-Triples without."""
    return b"".join([line[: line.rfind(b" <")] + b" .\n" for line in quads])


def _count(engine: "pyoxigraph.Store") -> int:
    answer = _answer(engine, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
    return sum(int(row[0].value) for row in answer if row[0]) if isinstance(answer, Rows) else 0


def _options(base: str, default: Sequence[str], named: Sequence[str]) -> dict[str, Any]:
    """What the engine is told of a query's base and dataset; without a dataset of its own it sees everything."""
    import pyoxigraph

    options: dict[str, Any] = {"base_iri": base or None}
    if default or named:
        try:
            options["default_graph"] = [pyoxigraph.NamedNode(each) for each in default]
            options["named_graphs"] = [pyoxigraph.NamedNode(each) for each in named]
        except ValueError as error:
            raise QueryError(f"a graph of the dataset is named by no IRI: {_first_line(error)}") from error
    return options


def _answer(engine: "pyoxigraph.Store", sparql: str, options: Mapping[str, Any] = MappingProxyType({})) -> Answer:
    import pyoxigraph

    try:
        found = engine.query(sparql, **options)
    except SyntaxError as error:
        raise QueryError(f"the query cannot be read: {_first_line(error)}") from error
    except (ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {_first_line(error)}") from error
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Truth(bool(found))
    if isinstance(found, pyoxigraph.QueryTriples):
        return Triples((_term(t.subject), _term(t.predicate), _term(t.object)) for t in _sound(lambda: found))
    return Rows(
        tuple(variable.value for variable in found.variables),
        (tuple(_term(cell) if cell is not None else None for cell in row) for row in _sound(lambda: found)),
    )


def _sound(ask: Callable[[], Iterable[T]]) -> Iterator[T]:
    """What the engine gives; GraphError where it meets a damaged file on the way."""
    try:
        yield from ask()
    except (OSError, RuntimeError) as error:
        raise GraphError(f"the store is damaged ({_first_line(error)}); build it again") from error


def _term(term: object) -> Term:
    import pyoxigraph

    if isinstance(term, pyoxigraph.NamedNode):
        return Term("iri", term.value)
    if isinstance(term, pyoxigraph.Literal):
        return Term("literal", term.value, term.language or "", "" if term.language else term.datatype.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return Term("bnode", term.value)
    raise QueryError("the answer holds a quoted triple, which RDF 1.1 does not know")


def parse(files: Iterable[Path], graph: str) -> list[str]:
    """Turtle files of ours as the N-Quads lines, sorted, of a named graph given by its IRI.

    Blank nodes are named by RDF Dataset Canonicalization (RDFC-1.0) and become IRIs (RDF 1.1, section 3.5), since
    the engine gives blank nodes new names at each load: every build gives the same quads.
    """
    import pyoxigraph

    found = pyoxigraph.Dataset()
    for path in files:
        with path.open("rb") as file:
            for quad in pyoxigraph.parse(input=file, format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True):
                found.add(quad)
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted({_BLANK.sub(rf"<{_GENID}\1>", f"{quad.triple} <{graph}> .") for quad in found})


def _first_line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror.lower()}: {error.filename}" if error.filename else error.strerror.lower()
    return str(error).splitlines()[0] if str(error) else type(error).__name__
