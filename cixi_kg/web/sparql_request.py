"""From a request to a query and its dataset: SPARQL 1.1 Protocol, section 2.1 (https://www.w3.org/TR/sparql11-protocol/)."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from cixi_kg.web.limits import RefusedError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_READ_ONLY = "nothing here writes to the graph: ask with query=, not with an update"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the protocol carries it; default and named: the graphs of its dataset, by IRI."""

    query: str
    default: Sequence[str]
    named: Sequence[str]
    format: str


def pairs(text: str, most: int) -> list[tuple[str, str]]:
    """The pairs of a query string or form; RefusedError with 400 where they are too many or no text in UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=most)
    except UnicodeDecodeError:
        raise RefusedError(400, "the request is not encoded in UTF-8") from None
    except ValueError:
        raise RefusedError(400, f"the request has more than {most} parameters") from None


def asked(address: Sequence[tuple[str, str]], media: str | None, body: bytes, most: int) -> Asked | None:
    """The query of a request; None where it holds none. RefusedError says what is wrong with it.

    address: the pairs of the query string; media: the type of the body, None for GET, which has none.
    """
    found = list(address)
    if media is not None:
        kind, _, parameters = media.partition(";")
        kind = kind.strip().lower()
        _check_charset(parameters)
        if kind == UPDATE:
            raise RefusedError(403, _READ_ONLY)
        if kind == QUERY:
            if any(key == "query" for key, _ in address):
                raise RefusedError(
                    400, "the query stands in the body and in the address; it is to stand in one of them"
                )
            found.append(("query", _text(body)))
        elif kind == FORM:
            found += pairs(_text(body), most)
        else:
            raise RefusedError(
                415, f"a query is posted as {QUERY} or as {FORM}, not as {kind[:60] or 'something untyped'}"
            )
    return _asked(found)


def _asked(found: Sequence[tuple[str, str]]) -> Asked | None:
    values: dict[str, list[str]] = {}
    for key, value in found:
        values.setdefault(key, []).append(value)
    if "update" in values:
        raise RefusedError(403, _READ_ONLY)
    queries = values.get("query", [])
    if len(queries) > 1:
        raise RefusedError(400, f"the request has {len(queries)} queries; it is to have one")
    if not queries:
        return None
    named = values.get("format") or values.get("output") or [""]
    return Asked(queries[0], _graphs(values, "default-graph-uri"), _graphs(values, "named-graph-uri"), named[0])


def _graphs(values: dict[str, list[str]], key: str) -> list[str]:
    found = values.get(key, [])
    for iri in found:
        if not iri or ":" not in iri or any(character <= " " or character in '<>"{}|^`\\' for character in iri):
            raise RefusedError(400, f"{key}={iri[:60]!r} is no IRI")
    return list(dict.fromkeys(found))


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset" and value.strip('"').lower() not in ("utf-8", "utf8", "us-ascii"):
            raise RefusedError(415, f"a query is posted in UTF-8, not in {value[:40]}")


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(
            400, f"the body is not encoded in UTF-8: its byte {error.start + 1} cannot be read"
        ) from None
