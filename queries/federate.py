"""SERVICE in a query, answered before the engine sees it: each block is asked of its endpoint and becomes VALUES.

Only endpoints that the user has allowed are asked, by graph.remote with its time limits and sentences; the engine,
which would ask anybody, gets a text without SERVICE. A block is evaluated alone and joined, as SPARQL 1.1 Federated
Query defines it; what it is to know of the rest of the query has to stand in it.

resolved("SELECT … { ?c a ck:Company SERVICE <https://…/sparql> { ?w … } }", lambda: ["https://…/sparql"])
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.answers import Rows, Term
from ontology.errors import QueryError
from queries import sparql
from queries.sparql import Ask

_MOST = 50_000  # solutions of one block
_SECONDS = 60  # for an endpoint to answer
_GENID = "urn:cixi-kg:genid:"  # blank nodes of others, which VALUES cannot hold


@dataclass(frozen=True, slots=True)
class Service:
    """A SERVICE block of a query: its endpoint, its pattern with the braces, and where it stands in the text."""

    endpoint: str
    pattern: str
    silent: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def remote(endpoint: str) -> Ask:
    """The endpoint of that address as something to ask."""
    from graph.remote import Remote  # its network libraries are for the few queries that need them

    return Remote(endpoint, timeout=_SECONDS).query


def resolved(text: str, allowed: Callable[[], Sequence[str]], ask: Callable[[str], Ask] = remote) -> str:
    """The query with every SERVICE block answered; the text itself where it has none.

    allowed: gives the endpoints, by the address as it stands in a query, when they are needed. QueryError for any
    other, for a SERVICE that is no plain `SERVICE <address> { … }`, and where an endpoint fails.
    """
    written, text = text, sparql.unescaped(text)
    found = services(text) if "service" in text.lower() else []
    if not found:
        return written  # not what was unescaped: the engine would do so a second time
    known = allowed()
    for each in found:
        _check(each, known, text)
    head, pieces, at = _prologue(text), [], 0
    for each in found:
        pieces += [text[at : each.start], _values(each, head, ask), "\n" * each.pattern.count("\n")]
        at = each.end
    whole = "".join([*pieces, text[at:]])
    sparql.check_read_only(whole)
    return whole


def services(text: str) -> list[Service]:
    """The SERVICE blocks of a query in their order; QueryError with line and column for one that cannot be read."""
    tokens = [_Token(*each) for each in sparql.tokens(text) if each[0] not in ("space", "comment")]
    found: list[Service] = []
    for place, token in enumerate(tokens):
        if found and token.start < found[-1].end:
            continue
        if token.kind == "word" and token.text.upper() == "SERVICE":
            found.append(_service(tokens, place, text))
    for each in found:
        sparql.check_read_only(f"ASK {each.pattern}")
    alone = list(text)
    for each in found:
        alone[each.start : each.end] = " " * (each.end - each.start)
    sparql.check_read_only("".join(alone))  # any other spelling of SERVICE is refused here
    return found


def _service(tokens: Sequence[_Token], place: int, text: str) -> Service:
    following = list(islice(tokens, place + 1, place + 4))
    silent = bool(following) and following[0].kind == "word" and following[0].text.upper() == "SILENT"
    rest = following[silent:]
    if len(rest) < 2 or not rest[0].text.startswith(("<http://", "<https://")) or rest[1].text != "{":
        raise QueryError(
            f"{sparql.where(text, tokens[place].start)}: SERVICE is written SERVICE <https://…> {{ … }} here"
        )
    depth = 0
    for token in tokens[place + 1 + silent + 1 :]:
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "other" else 0
        if not depth:
            end = token.start + 1
            return Service(rest[0].text[1:-1], text[rest[1].start : end], silent, tokens[place].start, end)
    raise QueryError(f"{sparql.where(text, tokens[place].start)}: the block of this SERVICE does not end")


def _check(service: Service, allowed: Sequence[str], text: str) -> None:
    if service.endpoint not in allowed:
        raise QueryError(
            f"{sparql.where(text, service.start)}: SERVICE asks {service.endpoint[:120] or 'nothing'}, which is not "
            "allowed; CIXI_KG_ENDPOINTS or the settings file names what is "
            f"(now {', '.join(allowed) or 'nothing'}), or ask it itself with --endpoint"
        )


def _prologue(text: str) -> str:
    """The PREFIX and BASE lines of a query: all before its form."""
    for kind, word, start in sparql.tokens(text):
        if kind == "word" and word.upper() in sparql.READING:
            return "".join(piece for kind, piece, _ in sparql.tokens(text[:start]) if kind != "comment")
    return ""


def _values(service: Service, head: str, ask: Callable[[str], Ask]) -> str:
    """What the endpoint answers, as a VALUES block; one solution without bindings where SILENT covers a failure."""
    query = sparql.with_prefixes(f"{head}SELECT * WHERE {service.pattern}")
    try:
        answer = ask(service.endpoint)(query)
        if not isinstance(answer, Rows):
            raise QueryError(f"{service.endpoint} sent no rows for a SERVICE block")
        rows = list(islice(answer, _MOST + 1))
    except QueryError:
        if not service.silent:
            raise
        return "{ VALUES () { () } }"
    if len(rows) > _MOST:
        raise QueryError(f"{service.endpoint} sent more than {_MOST} solutions for a SERVICE block; ask it for less")
    names = " ".join(f"?{name}" for name in answer.variables)
    return f"{{ VALUES ({names}) {{ {' '.join(_written(rows))} }} }}"


def _written(rows: Iterable[Sequence[Term | None]]) -> Iterator[str]:
    for row in rows:
        yield f"({' '.join('UNDEF' if cell is None else _one_line(cell) for cell in row)})"


def _one_line(term: Term) -> str:
    if term.kind == "bnode":
        return f"<{_GENID}{term.value.encode().hex()}>"
    if term.kind == "iri" and any(character <= " " or character in '<>"{}|^`\\' for character in term.value):
        raise QueryError(f"an endpoint sent {term.value[:60]!r}, which is no IRI")
    return str(term)
