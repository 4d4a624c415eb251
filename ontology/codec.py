"""Facts as JSON and back: how a build keeps what it found in one document for the next build.

Every dataclass is written as the list of its fields, in their order; `loads(dumps(facts)) == facts`.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Hashable, Mapping
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
    kind: Any = type(value)
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, name)) for name in _fields(kind)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def _made(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        kinds = _fields(kind).values()
        if not isinstance(value, list) or len(value) != len(kinds):
            raise ValueError(f"not the fields of a {kind.__name__}")
        return kind(*(_made(k, v) for k, v in zip(kinds, value, strict=True)))
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
def _fields(kind: Hashable) -> Mapping[str, Any]:
    """The type of each field of a dataclass, in their order."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(typing.cast(Any, kind))}
