"""A graph on a SPARQL endpoint elsewhere: the same queries, the same answers."""

import ast
import json
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl

from graph.answers import XSD, Answer, Rows, Term, Triples, Truth
from ontology.errors import CallError, QueryError

if TYPE_CHECKING:
    import SPARQLWrapper

_LONGEST_GET = 1500  # servers and proxies refuse long addresses; POST has no such limit
_PAUSES = (0.5, 1.0, 2.0)  # seconds before each further attempt
_PATIENCE = 60.0  # seconds that a server may ask to wait
_PASSING = (429, 500, 502, 503, 504)
_SHOWN = 200


class Remote:
    """A SPARQL 1.1 endpoint, whose address may have parameters. timeout: seconds that one attempt may take."""

    def __init__(self, endpoint: str, timeout: int = 60, pauses: tuple[float, ...] = _PAUSES) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise CallError(f"{endpoint[:80]!r} is no endpoint: it is an address that begins with http:// or https://")
        self.endpoint, self.timeout, self._pauses = endpoint, timeout, pauses

    def query(self, sparql: str) -> Answer:
        """The answer of the endpoint; QueryError where it cannot be reached or does not give one.

        Errors that may pass (429, 5xx, a broken connection) are tried again; a query that took too long is not.
        """
        for pause in self._pauses:
            try:
                return self._once(sparql)
            except _PassingError as error:
                if error.wait > _PATIENCE:
                    raise QueryError(f"{error}; it asks to wait {error.wait:.0f} seconds: ask again then") from error
                time.sleep(max(pause, error.wait))
        try:
            return self._once(sparql)
        except _PassingError as error:
            raise QueryError(f"{error}; tried {len(self._pauses) + 1} times") from error

    def _once(self, sparql: str) -> Answer:
        request, graph = self._request(sparql)
        try:
            response = request.query().response
            with response:
                media = response.headers.get_content_type()
                body = response.read()
        except Exception as error:
            raise self._failure(error) from error
        return self._graph(body, media) if graph else self._results(body, media)

    def _request(self, sparql: str) -> "tuple[SPARQLWrapper.SPARQLWrapper, bool]":
        import SPARQLWrapper  # 60 ms: only when an endpoint is asked

        address, _, parameters = self.endpoint.partition("?")  # SPARQLWrapper would begin a second query string
        request = SPARQLWrapper.SPARQLWrapper(address, agent="cixi-kg")
        for name, value in parse_qsl(parameters, keep_blank_values=True):
            request.addParameter(name, value)
        request.setQuery(sparql)
        graph = request.queryType in (SPARQLWrapper.CONSTRUCT, SPARQLWrapper.DESCRIBE)
        request.setReturnFormat(SPARQLWrapper.TURTLE if graph else SPARQLWrapper.JSON)
        request.setOnlyConneg(True)
        request.setTimeout(self.timeout)
        request.setMethod(SPARQLWrapper.POST if len(sparql.encode()) > _LONGEST_GET else SPARQLWrapper.GET)
        return request, graph

    def _failure(self, error: Exception) -> QueryError:
        from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed, SPARQLWrapperException

        if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
            return QueryError(f"{self.endpoint} did not answer within {self.timeout} seconds; ask for less")
        if isinstance(error, QueryBadFormed):
            return QueryError(f"{self.endpoint} cannot read the query: {_said(error)}")
        if isinstance(error, EndPointInternalError):
            return _PassingError(f"{self.endpoint} failed with status 500: {_said(error)}")
        if isinstance(error, SPARQLWrapperException):
            return QueryError(f"{self.endpoint} refused the query: {type(error).msg}")
        if isinstance(error, HTTPError):
            with error:
                words = f"{self.endpoint} refused the query with status {error.code}: {_line(error.read(2000))}"
                return _PassingError(words, _retry_after(error)) if error.code in _PASSING else QueryError(words)
        if isinstance(error, URLError):
            return _PassingError(f"{self.endpoint} cannot be reached: {error.reason}")
        if isinstance(error, (OSError, HTTPException)):
            return _PassingError(f"{self.endpoint} broke off its answer: {error or type(error).__name__}")
        return QueryError(f"{self.endpoint} cannot be asked: {error}")

    def _results(self, body: bytes, media: str) -> Answer:
        if media not in ("application/sparql-results+json", "application/json"):
            raise self._no_results(body, media)
        try:
            found = json.loads(body)
            if "boolean" in found:
                return Truth(bool(found["boolean"]))
            names = tuple(found["head"]["vars"])
            rows = [tuple(map(_term, map(row.get, names))) for row in found["results"]["bindings"]]
        except (ValueError, KeyError, TypeError) as error:
            raise QueryError(
                f"{self.endpoint} sent results that are cut short or no SPARQL results ({len(body)} bytes); "
                "its time limit may have struck: ask for less"
            ) from error
        return Rows(names, rows)

    def _graph(self, body: bytes, media: str) -> Answer:
        import pyoxigraph

        if media in ("text/html", "application/xhtml+xml", "application/sparql-results+json"):
            raise self._no_results(body, media)
        try:
            # Some servers send N-Triples as text/plain; that is Turtle as well.
            syntax = pyoxigraph.RdfFormat.from_media_type(media) or pyoxigraph.RdfFormat.TURTLE
            return Triples(list(_triples(pyoxigraph.parse(input=body, format=syntax))))
        except (SyntaxError, ValueError) as error:
            said = _line(str(error).encode())
            raise QueryError(f"{self.endpoint} sent a graph that is cut short or cannot be read: {said}") from error

    def _no_results(self, body: bytes, media: str) -> QueryError:
        return QueryError(
            f"{self.endpoint} sent {media}, not SPARQL results; is it the address of the endpoint itself? "
            f"It begins: {_line(body)}"
        )


class _PassingError(QueryError):
    """A failure that another attempt may not meet, after as many seconds as the server asks to wait."""

    def __init__(self, words: str, wait: float = 0) -> None:
        super().__init__(words)
        self.wait = wait


def _retry_after(error: HTTPError) -> float:
    """The seconds that a Retry-After asks to wait (RFC 9110, section 10.2.3); one with a date is not obeyed."""
    given = (error.headers.get("Retry-After") or "").strip()
    return float(given) if given.isdecimal() else 0


def _triples(found: Any) -> Iterator[tuple[Term, Term, Term]]:
    for quad in found:
        yield _engine_term(quad.subject), _engine_term(quad.predicate), _engine_term(quad.object)


def _engine_term(term: Any) -> Term:
    import pyoxigraph

    if isinstance(term, pyoxigraph.NamedNode):
        return Term("iri", term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return Term("bnode", term.value)
    return Term("literal", term.value, term.language or "", "" if term.language else term.datatype.value)


def _term(cell: dict[str, str] | None) -> Term | None:
    """A cell of SPARQL results in JSON; typed-literal is what servers of SPARQL 1.0 days write."""
    if cell is None:
        return None
    make = _TERMS.get(cell["type"])
    if make is None:
        raise ValueError(f"no kind of term: {cell['type']}")
    return make(cell)


def _literal(cell: dict[str, str]) -> Term:
    language = cell.get("xml:lang", "")
    return Term("literal", cell["value"], language, "" if language else cell.get("datatype", XSD + "string"))


_TERMS: dict[str, Callable[[dict[str, str]], Term]] = {
    "uri": lambda cell: Term("iri", cell["value"]),
    "bnode": lambda cell: Term("bnode", cell["value"].removeprefix("_:").replace("nodeID://", "")),
    "literal": _literal,
    "typed-literal": _literal,
}


def _said(error: Exception) -> str:
    """The first line of what the server said; SPARQLWrapper keeps it as the repr of bytes after words of its own."""
    words, marker, response = str(error).partition("Response:\n")
    if marker and response.startswith("b"):
        return _line(ast.literal_eval(response))
    return _line(words.encode())


def _line(body: bytes) -> str:
    """The first line with words in it, short enough to show."""
    text = body[:2000].decode("utf-8", "replace")
    line = next((line.strip() for line in text.splitlines() if line.strip()), "(nothing)")
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
