"""The graph in Python: `cixi_kg.open()` gives an object to ask, and answers as plain Python values.

`cixi_kg.open().query("companies-in-industry", industry="智能家电")` has the rows of `cixi-kg query
companies-in-industry -p industry=智能家电`, each a dict.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, overload

from cixi_kg import settings
from graph.answers import XSD, Answer, Rows, Term, Triples, Truth
from graph.store import Store, open_store
from ontology.errors import CallError, GraphError
from queries import saved
from queries.federate import resolved
from queries.header import SavedQuery, Words

if TYPE_CHECKING:
    import pandas
    import rdflib

    from cixi_kg.build import Built
    from cixi_kg.progress import Progress
    from graph.network import Network
    from graph.validate import Report
    from queries.explain import Explanation

Value = str | int | float | bool | Decimal | date | None
Row = dict[str, Value]
Given = str | int | float | Decimal | date | Sequence[str | int | float | Decimal | date] | None


@dataclass(frozen=True, slots=True)
class Result(Sequence[Row]):
    """An answer: rows as dicts from column to Python value, in their order; None where a cell is unbound.

    IRIs and texts are str, numbers int and Decimal (float where the data say double), dates date.
    columns: the heading of each column in zh and en. The triples of a CONSTRUCT have the columns subject, predicate
    and object; an ASK is one row with the column answer.
    """

    columns: Mapping[str, Words]
    rows: tuple[Row, ...]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def to_frame(self) -> "pandas.DataFrame":
        """The answer as a pandas DataFrame: decimals as float64, whole numbers as Int64, dates as datetime64.

        CallError where pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise CallError("to_frame needs pandas, which is not installed: pip install 'cixi-kg[pandas]'") from error
        columns = {}
        for name in self.columns:
            values = [row[name] for row in self.rows]
            columns[name] = pandas.Series(values, dtype=_frame_type(values), name=name)
        return pandas.DataFrame(columns, columns=list(self.columns))


class Opened:
    """A graph that is open for reading. Nothing it does changes the store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def queries(self) -> tuple[SavedQuery, ...]:
        """The saved queries with their titles, parameters and columns."""
        return saved.saved()

    def query(self, name: str, /, **given: Given) -> Result:
        """The answer of a saved query.

        given: values of its parameters as text, number or date, a thing by name, alias or IRI; several as a list.
        A parameter that Python reserves is written with an underscore: from_. CallError as on the command line.
        """
        if "{" in name:
            raise CallError("query takes the name of a saved query; SPARQL text goes to sparql(text)")
        wanted = saved.find(name)
        text = saved.bind(wanted, _texts(given), self.store.query)
        answer = self.store.query(resolved(text, settings.allowed_endpoints))
        return _result(answer, {column.name: column.heading for column in wanted.columns})

    def sparql(self, text: str) -> Result:
        """The answer of a query in SPARQL, which may leave out the PREFIX lines of known prefixes.

        QueryError for a query that cannot be read, would write or asks an endpoint that settings.allowed_endpoints
        does not name.
        """
        return _result(saved.run(resolved(text, settings.allowed_endpoints), self.store.query), {})

    def explain(self, name: str) -> "Explanation":
        """Everything the graph says of a thing by label, alias or IRI, with the sentences that say so."""
        from queries.explain import explain, thing

        return explain(self.store.query, thing(self.store.query, name))

    def networkx(
        self, classes: Sequence[str] | str = (), relations: Sequence[str] | str = (), inferred: bool = True
    ) -> "Network":
        """Things and their relations as a networkx.MultiDiGraph; graph.network.network tells its attributes.

        classes, relations: only these, by local name or label (Company, 企业, locatedIn, 位于);
        inferred: with what was concluded and not said.
        """
        from graph.network import network

        return network(self.store.query, _names(classes), _names(relations), inferred)

    def analyse(self, name: str, /, **given: Given) -> Result:
        """The answer of a saved analysis: communities, centrality or path; given as for query."""
        from graph import analyse
        from queries.explain import thing

        found = analyse.run(name, self.store.query, _texts(given), lambda name: thing(self.store.query, name))
        return _result(found, {column: Words(*text) for column, text in analyse.find(name).columns.items()})

    def rdflib(self) -> "rdflib.Dataset":
        """The same store as an rdflib dataset for reading; its default graph is the union of the named graphs.

        CallError where oxrdflib is not installed.
        """
        try:
            return self.store.rdflib()
        except ImportError as error:
            raise CallError("rdflib needs oxrdflib, which is not installed: pip install 'cixi-kg[rdflib]'") from error

    def validate(self) -> "Report":
        """The SHACL report: whether the graph conforms to its shapes, and the results where it does not."""
        from graph.validate import to_graph, validate

        return validate(to_graph(self.store.triples()))

    def __repr__(self) -> str:
        return f"<cixi-kg graph of {len(self.store):,} quads at {self.store.path.parent}>"


def open_graph(store: Path | str | None = None) -> Opened:
    """The graph of a store; of none, the one that the command line uses (settings.store_folder).

    A graph that was never built is built first from the bundled documents, and this is said on standard error.
    GraphError where the folder is no store or cannot be read.
    """
    return Opened(ready(settings.store_folder(None if store is None else Path(store))))


def say(text: str) -> None:
    """A message for people: on standard error, so that results can be piped."""
    print(text, file=sys.stderr)


def ready(folder: Path, build: "Callable[[Path], Built] | None" = None) -> Store:
    """The store at folder; one that was never built is built first from the bundled documents, and this is said.

    build: builds the bundled documents into a folder, by default without showing its progress.
    """
    try:
        empty = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError as error:
        raise GraphError(f"the store at {folder} cannot be read: {(error.strerror or str(error)).lower()}") from error
    if empty:
        say(f"There is no graph at {folder} yet: building it from the bundled documents first.")
        say(summary((build or build_bundled)(folder), folder))
    return open_store(folder)


def build_bundled(folder: Path, progress: "Progress | None" = None) -> "Built":
    """Builds the bundled documents into the store at folder."""
    from cixi_kg.build import build
    from cixi_kg.progress import unseen
    from loaders.sources import bundled

    return build(bundled(), folder, progress or unseen)


def summary(built: "Built", folder: Path) -> str:
    """What a build made, in a line for each skipped document and two more for people."""
    unchanged = f" {built.unchanged} had not changed." if built.unchanged else ""
    return "\n".join(
        (
            *(f"Skipped: {reason}." for reason in built.skipped),
            f"Read {built.read} documents: {built.numbers} numbers and {built.relations} relations, "
            f"each with its sentence.{unchanged}",
            f"The store at {folder} holds {built.documents} documents, {built.quads:,} quads.",
        )
    )


def value(term: Term | None) -> Value:
    """A term as a Python value; a literal that its datatype does not allow stays text.

    >>> value(Term("literal", "2.50", "", XSD + "decimal")), value(Term("literal", "二", "", XSD + "integer"))
    (Decimal('2.50'), '二')
    """
    if term is None:
        return None
    if term.kind == "bnode":
        return f"_:{term.value}"
    read = _VALUES.get(term.datatype) if term.kind == "literal" else None
    try:
        return read(term.value) if read else term.value
    except (ValueError, InvalidOperation, KeyError):
        return term.value


def _result(answer: Answer, headings: Mapping[str, Words]) -> Result:
    names, rows = _table(answer)
    columns = {name: headings.get(name, Words(name, name)) for name in names}
    return Result(columns, tuple(dict(zip(names, map(value, row), strict=True)) for row in rows))


def _table(answer: Answer) -> tuple[tuple[str, ...], Sequence[Sequence[Term | None]]]:
    if isinstance(answer, Rows):
        return answer.variables, list(answer)
    if isinstance(answer, Triples):
        return ("subject", "predicate", "object"), sorted(set(answer))
    assert isinstance(answer, Truth)
    return ("answer",), [(Term("literal", str(answer.value).lower(), "", XSD + "boolean"),)]


def _texts(given: Mapping[str, Given]) -> dict[str, list[str]]:
    """Values as they would be written on the command line."""
    found = {}
    for name, values in given.items():
        found[name.removesuffix("_")] = [_text(name, each) for each in _several(values) if each is not None]
    return found


def _several(values: object) -> list[object]:
    return list(values) if isinstance(values, list | tuple | set | frozenset) else [values]


def _names(given: Sequence[str] | str) -> Sequence[str]:
    return [given] if isinstance(given, str) else list(given)


def _text(name: str, given: object) -> str:
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, Decimal):
        return f"{given:f}"
    if isinstance(given, str | int | float | date):
        return str(given)
    raise CallError(f"{name} is a {type(given).__name__}; it is text, a number, a date or a list of such")


def _frame_type(values: Sequence[Value]) -> str | None:
    """None: pandas tells by itself, as for text."""
    kinds = {type(each) for each in values if each is not None}
    return next((name for types, name in _FRAME_TYPES if kinds and kinds <= types), None)


def _date(text: str) -> date:
    return date.fromisoformat(text)


_FRAME_TYPES: tuple[tuple[set[type], str], ...] = (
    ({bool}, "boolean"),
    ({int}, "Int64"),
    ({int, Decimal, float}, "float64"),
    ({date}, "datetime64[s]"),
)
_VALUES: dict[str, Callable[[str], Value]] = {
    XSD + "integer": int,
    XSD + "nonNegativeInteger": int,
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    XSD + "date": _date,
    XSD + "dateTime": datetime.fromisoformat,
}
