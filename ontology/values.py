"""Classes of values: dataclasses that the type checker holds frozen, and that are made as fast as any other object.

A dataclass that is frozen while it runs sets each field by object.__setattr__, and takes four times as long to make.
"""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A class of values: compared and hashed by their fields."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, order_default=True, field_specifiers=(field,))
def ordered(cls: type[T]) -> type[T]:
    """A class of values that are sorted by their fields."""
    return dataclass(slots=True, unsafe_hash=True, order=True)(cls)
