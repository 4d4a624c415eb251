"""What a worker has in hand while it answers: one generation of the store, what it knows of it, and the way out."""

import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from cixi_kg.web.limits import Limits, too_much
from graph.answers import Answer, Rows, Term, Triples, Truth
from graph.store import Store
from ontology import iris
from ontology.terms import prefixes

if TYPE_CHECKING:
    from cixi_kg.web.names import Names

_PIECE = 1 << 16
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply:
    """How an answer that was written to the sink is to be sent."""

    media: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Served:
    """A generation that is being served, and what is worth remembering of it between requests."""

    def __init__(self, generation: Path, limits: Limits) -> None:
        """Opens the generation; GraphError where it is gone."""
        self.store, self.limits = Store(generation), limits
        self._remembered: dict[object, object] = {}

    def remember(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this generation."""
        if key not in self._remembered:
            self._remembered[key] = make()
        return self._remembered[key]  # type: ignore[return-value]

    def answer(self, name: str, window: tuple[int, int] | None = None, **terms: str | Sequence[str]) -> Answer:
        """The answer of rq/NAME.rq. terms: IRIs by the name of the variable, for each `VALUES ?name { }` in it.

        window: how many rows, after how many.
        """
        query = _read(name) + (f"LIMIT {window[0]} OFFSET {window[1]}" if window else "")
        for variable, given in terms.items():
            each = [given] if isinstance(given, str) else given
            values = " ".join(str(Term("iri", value)) for value in each)
            query = query.replace(f"VALUES ?{variable} {{ }}", f"VALUES ?{variable} {{ {values} }}")
        return self.store.query(query)

    def rows(
        self, name: str, window: tuple[int, int] | None = None, **terms: str | Sequence[str]
    ) -> list[dict[str, Term]]:
        """The rows of rq/NAME.rq, a SELECT, with unbound columns left out."""
        return _rows(self.answer(name, window, **terms))

    def ask(self, query: str) -> list[dict[str, Term]]:
        """The rows of a SELECT of our own, with unbound columns left out; the known prefixes are declared."""
        return _rows(self.store.query(prefixes() + query))

    def labels(self, wanted: Iterable[str], language: str) -> dict[str, str]:
        """The label of each IRI that has one, in the language where there is one, else in Chinese."""
        found: dict[str, str] = {}
        for row in self.rows("labels", x=sorted(set(wanted))):
            if row["l"].language == language or row["x"].value not in found:
                found[row["x"].value] = row["l"].value
        return found

    def text(self, identifier: str) -> str | None:
        """The text of a document as its evidence counts it; None where the build kept none."""
        path = self.store.path / "texts" / f"{iris.slug(identifier)}.txt"
        try:
            with path.open(encoding="utf-8", newline="") as file:
                return file.read()
        except FileNotFoundError:
            return None

    @cached_property
    def names(self) -> "Names":
        """The names in the graph, to be searched; of a store without an index they are indexed here and now."""
        from cixi_kg.web.names import Names
        from graph.labels import Index, beside, build

        if found := beside(self.store.query):
            return Names(found)
        with tempfile.TemporaryDirectory(prefix="cixi-kg-", ignore_cleanup_errors=True) as folder:
            build(Path(folder), self.store.query)
            return Names(Index(Path(folder)))


@cache
def _read(name: str) -> str:
    return prefixes() + files("cixi_kg.web").joinpath("rq", f"{name}.rq").read_text(encoding="utf-8")


def _rows(answer: Answer) -> list[dict[str, Term]]:
    if not isinstance(answer, Rows):
        raise TypeError("this is to be a SELECT")
    return [{name: cell for name, cell in zip(answer.variables, row, strict=True) if cell} for row in answer]


class Sink:
    """Where an answer's bytes go: in pieces, and not beyond the limit (RefusedError)."""

    def __init__(self, out: BinaryIO, frame: struct.Struct, most: int) -> None:
        self._out, self._frame, self._left = out, frame, most
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        """Takes bytes; RefusedError when the answer grows beyond what is granted."""
        self._left -= len(data)
        if self._left < 0:
            raise too_much("the answer is larger than is granted; ask for less, or add LIMIT")
        self._buffer += data
        if len(self._buffer) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hands on what has been taken."""
        if self._buffer:
            self._out.write(self._frame.pack(b"D", len(self._buffer)) + self._buffer)
            self._buffer.clear()

    def end(self, end: bytes) -> None:
        """Ends the answer; what was not flushed is dropped."""
        self._out.write(self._frame.pack(b"E", len(end)) + end)
        self._out.flush()


def bounded(answer: Answer, most: int) -> Answer:
    """The answer, which refuses to go on after so many rows or triples."""
    if isinstance(answer, Truth):
        return answer
    if isinstance(answer, Rows):
        return Rows(answer.variables, _counted(answer.rows, most))
    return Triples(_counted(answer.triples, most))


def _counted(found: Iterable[T], most: int) -> Iterator[T]:
    for number, each in enumerate(found):
        if number >= most:
            raise too_much(f"the answer has more than {most} rows; add LIMIT and OFFSET, or use `cixi-kg export`")
        yield each
