"""What a client of the reconciliation service asks, read from either version of its API into one form.

0.2: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
1.0: https://reconciliation-api.github.io/specs/draft/
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cixi_kg.web.limits import RefusedError

OLD, NEW = "0.2", "1.0-draft"
ROOTS = {OLD: "/reconcile", NEW: f"/reconcile/{NEW}"}  # where each version is served
BATCH = 100  # queries in one request
MOST = 100  # candidates of one query

_FEW = 5  # candidates where a query does not say how many
_CONDITIONS, _VALUES, _LONGEST = 20, 50, 200
_IDS, _PROPERTIES = 1000, 100  # of one data extension

_QUERY_KEYS = {
    OLD: ("query", "type", "limit", "properties", "type_strict"),
    NEW: ("type", "limit", "lang", "dir", "conditions"),
}
_KINDS = ("name", "id", "property")
_QUANTIFIERS = ("any", "all", "none")
_STRICT = ("any", "should", "all")


@dataclass(frozen=True, slots=True)
class Value:
    """A value to be found again: a thing by its identifier, else text; both where the client knows both."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What is to be true of a candidate: its name, its identifier or a property has any, all or none of the values."""

    kind: str
    values: tuple[Value, ...]
    property: str = ""
    required: bool = False
    quantifier: str = "any"


@dataclass(frozen=True, slots=True)
class Query:
    """One query: the types of which a candidate has one (none: any type), the conditions, the number of candidates."""

    types: tuple[str, ...]
    conditions: tuple[Condition, ...]
    limit: int

    def named(self) -> tuple[str, ...]:
        """The texts that a candidate's name or identifier is to match."""
        return tuple(
            each for one in self.conditions if one.kind != "property" for value in one.values
            for each in dict.fromkeys((value.id, value.text)) if each
        )  # fmt: skip

    def properties(self) -> tuple[Condition, ...]:
        """The conditions on properties."""
        return tuple(each for each in self.conditions if each.kind == "property")


@dataclass(frozen=True, slots=True)
class Extension:
    """A data extension query: whose values of which properties, and at most how many of each (0: all)."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, int], ...]


def batch(text: str, version: str) -> dict[str, Query]:
    """The queries of a batch by their keys, of a 1.0 batch by their places; RefusedError says what is wrong with it."""
    found = _json(text)
    if version == NEW:
        given = _member(_object(found, "the batch"), "queries", "the batch")
        each = {str(number): query for number, query in enumerate(_array(given, "queries"))}
    else:
        each = _object(found, "the batch")
    if len(each) > BATCH:
        raise RefusedError(413, f"the batch has {len(each)} queries; send at most {BATCH} at once")
    return {key: _READ[version](query, f"query {key[:40]!r}") for key, query in each.items()}


def single(text: str) -> Query:
    """The one query of `query=`: an object as in a batch of 0.2, or a name alone."""
    if text.lstrip().startswith("{"):
        return _old(_json(text), "the query")
    if not text.strip():
        raise RefusedError(400, "the query is empty; it is a name, or an object with query or properties")
    return Query((), (Condition("name", (Value(text[:_LONGEST]),)),), _FEW)


def extension(text: str) -> Extension:
    """A data extension query, alike in both versions; RefusedError says what is wrong with it."""
    found = _object(_json(text), "the data extension query")
    ids = [_text(each, "an identifier") for each in _array(_member(found, "ids", "the query"), "ids")]
    wanted = _array(_member(found, "properties", "the query"), "properties")
    if len(ids) > _IDS or len(wanted) > _PROPERTIES:
        raise RefusedError(413, f"ask for at most {_IDS} entities and {_PROPERTIES} properties at once")
    return Extension(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(_setting(each) for each in wanted)))


def number(text: str, name: str, usual: int, most: int) -> int:
    """A whole number of a query string, at most `most`; the usual one where there is none."""
    if not text:
        return usual
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise RefusedError(400, f"{name}={text[:20]!r} is no whole number")
    return min(int(text), most)


def _setting(given: object) -> tuple[str, int]:
    wanted = _object(given, "a property")
    settings = _object(wanted.get("settings", {}), "settings")
    limit = settings.get("limit") or 0
    if isinstance(limit, bool) or not isinstance(limit, int | float | str):
        raise RefusedError(400, "the setting limit is a number")
    text = str(int(limit)) if isinstance(limit, int) or (isinstance(limit, float) and limit < 1e9) else str(limit)
    return _text(_member(wanted, "id", "a property"), "the identifier of a property"), number(text, "limit", 0, 10_000)


def _old(given: object, where: str) -> Query:
    query = _known(given, OLD, where)
    types = query.get("type", [])
    strict = query.get("type_strict", "any")
    if strict not in _STRICT:
        raise RefusedError(400, f"type_strict of {where} is one of {', '.join(_STRICT)}")
    conditions: list[Condition] = []
    if "query" in query:
        conditions.append(Condition("name", (Value(_text(query["query"], f"the name of {where}")[:_LONGEST]),)))
    for each in _array(query.get("properties", []), "properties"):
        wanted = _object(each, "a property")
        name = _text(_member(wanted, "pid", "a property"), "pid")
        conditions.append(Condition("property", _values(_member(wanted, "v", "a property"), where), name))
    return _query(types if isinstance(types, list) else [types], conditions, query, where)


def _new(given: object, where: str) -> Query:
    query = _known(given, NEW, where)
    types = [query["type"]] if "type" in query else []
    conditions = [_condition(each, where) for each in _array(_member(query, "conditions", where), "conditions")]
    return _query(types, conditions, query, where)


def _condition(given: object, where: str) -> Condition:
    wanted = _object(given, "a condition")
    kind = _member(wanted, "matchType", "a condition")
    if kind not in _KINDS:
        raise RefusedError(400, f"matchType of a condition of {where} is one of {', '.join(_KINDS)}")
    quantifier, required = wanted.get("matchQuantifier", "any"), wanted.get("required", False)
    if quantifier not in _QUANTIFIERS or not isinstance(required, bool):
        raise RefusedError(400, "matchQuantifier is one of any, all, none; required is true or false")
    name = _text(_member(wanted, "propertyId", "a condition on a property"), "propertyId") if kind == "property" else ""
    return Condition(kind, _values(_member(wanted, "propertyValue", "a condition"), where), name, required, quantifier)


def _query(types: Sequence[object], conditions: list[Condition], query: dict[str, Any], where: str) -> Query:
    if not conditions or len(conditions) > _CONDITIONS:
        raise RefusedError(400, f"{where} has {len(conditions)} conditions; it has a name or a property, at most 20")
    limit = query.get("limit", _FEW)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise RefusedError(400, f"limit of {where} is a positive number")
    named = tuple(_text(each, f"a type of {where}") for each in types[:_VALUES])
    return Query(named, tuple(conditions), int(min(limit, MOST)))


def _values(given: object, where: str) -> tuple[Value, ...]:
    each = given if isinstance(given, list) else [given]
    if not each or len(each) > _VALUES:
        raise RefusedError(400, f"a condition of {where} has {len(each)} values; it has 1 to {_VALUES}")
    return tuple(_value(one, where) for one in each)


def _value(given: object, where: str) -> Value:
    if isinstance(given, dict):
        id_ = _text(_member(given, "id", f"a value of {where}"), "the identifier of a value")
        return Value(_text(given.get("name", ""), "the name of a value")[:_LONGEST], id_[:2000])
    if isinstance(given, bool):
        return Value(str(given).lower())
    if isinstance(given, str | int | float):
        return Value(str(given)[:_LONGEST])
    raise RefusedError(400, f"a value of {where} is text, a number, true, false, or an object with an id")


def _known(given: object, version: str, where: str) -> dict[str, Any]:
    query = _object(given, where)
    unknown = [key for key in query if key not in _QUERY_KEYS[version]]
    if unknown:
        raise RefusedError(400, f"{where} has {unknown[0][:40]!r}; it may have {', '.join(_QUERY_KEYS[version])}")
    return query


def _json(text: str) -> object:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no text, and could not be sent back
    except RecursionError:
        raise RefusedError(400, "the JSON is nested too deeply") from None
    except UnicodeEncodeError:
        raise RefusedError(400, "the JSON holds half a character: an escape of a surrogate without its other") from None
    except ValueError as error:
        raise RefusedError(400, f"the JSON cannot be read: {str(error)[:80]}") from None
    return found


def _object(given: object, what: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise RefusedError(400, f"{what} is not a JSON object")
    return given


def _array(given: object, what: str) -> list[object]:
    if not isinstance(given, list):
        raise RefusedError(400, f"{what} is not a JSON array")
    return given


def _member(given: dict[str, Any], key: str, where: str) -> object:
    if key not in given:
        raise RefusedError(400, f"{where} has no {key!r}")
    return given[key]


def _text(given: object, what: str) -> str:
    if not isinstance(given, str):
        raise RefusedError(400, f"{what} is not text")
    return given


_READ: dict[str, Callable[[object, str], Query]] = {OLD: _old, NEW: _new}
