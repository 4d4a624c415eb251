"""Facts as JSON and back: how a build keeps what it found in one document for the next build.

Every dataclass is written as the list of its fields, in their order; `loads(dumps(facts)) == facts`.
"""

import dataclasses
import json
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any

from ontology.facts import Facts


def dumps(facts: Facts) -> str:
    """The facts of a document as one line of JSON, the same for the same facts."""
    return json.dumps(_plain(facts), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Facts:
    """The facts written by `dumps`; ValueError if the text is something else."""
    facts = _made(Facts, json.loads(text))
    if not isinstance(facts, Facts):
        raise ValueError("not the facts of a document")
    return facts


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, name)) for name in _names(type(value))]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def _made(kind: Any, value: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        if not isinstance(value, list) or len(value) != len(_names(kind)):
            raise ValueError(f"not the fields of a {getattr(kind, '__name__', kind)}")
        return kind(*(_made(k, v) for k, v in zip(_kinds(kind), value, strict=True)))  # type: ignore[operator]
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        return None if value is None else _made(typing.get_args(kind)[0], value)
    if origin is tuple:
        inner = typing.get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(_made(inner[0], item) for item in value)
        return tuple(_made(k, v) for k, v in zip(inner, value, strict=True))
    return Decimal(value) if kind is Decimal else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


@cache
def _kinds(kind: Any) -> tuple[Any, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(hints[name] for name in _names(kind))
