"""Facts as JSON and back: how a build keeps what it found in one document for the next build.

Every dataclass is written as the list of its fields, in their order; `loads(dumps(facts)) == facts`.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from ontology.facts import Facts

Maker = Callable[[Any], Any]


def dumps(facts: Facts) -> str:
    """The facts of a document as one line of JSON, the same for the same facts."""
    return json.dumps(_plain(facts), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Facts:
    """The facts written by `dumps`; ValueError if the text is something else."""
    try:
        return typing.cast(Facts, _dataclass_maker(Facts)(json.loads(text)))
    except (TypeError, ArithmeticError) as error:
        raise ValueError("not the facts of a document") from error


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, name)) for name in _fields(kind)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


@cache
def _maker(kind: Any) -> Maker | None:
    """What makes a value of a type from its JSON; None where the JSON is the value itself."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _dataclass_maker(kind)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        some = _maker(inner[0]) or _itself
        return lambda value: None if value is None else some(value)
    if origin is tuple and inner[-1] is Ellipsis:
        each = _maker(inner[0]) or _itself
        return lambda value: tuple(map(each, value))
    if origin is tuple:
        makers = [_maker(k) or _itself for k in inner]
        return lambda value: tuple(make(item) for make, item in zip(makers, value, strict=True))
    return Decimal if kind is Decimal else None


@cache
def _dataclass_maker(kind: Any) -> Maker:
    kinds = _fields(kind).values()
    makers = [(place, make) for place, make in enumerate(map(_maker, kinds)) if make]

    def made(value: Any) -> Any:
        if not isinstance(value, list) or len(value) != len(kinds):
            raise ValueError(f"not the fields of a {kind.__name__}")
        values = value[:]
        for place, make in makers:
            values[place] = make(values[place])
        return kind(*values)

    return made


def _itself(value: Any) -> Any:
    return value


@cache
def _fields(kind: Hashable) -> Mapping[str, Any]:
    """The type of each field of a dataclass, in their order."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(typing.cast(Any, kind))}
