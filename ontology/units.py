"""The units of ontology/vocab/unit.ttl with base and factor, and those put together from them.

>>> compose_unit("万元/平方公里").factor, compose_unit("万元/平方公里").base_label
(Decimal('0.01'), '元/平方米')
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from functools import cache

from ontology import iris
from ontology.vocab import concepts, fold, read

_NUMERALS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MULTIPLE = re.compile(r"(10+|[十百千万亿]+)(.+)")
_EXACT = Context(prec=40, traps=[Inexact])


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; one of it is `factor` base units, exactly. A base unit is its own base, with factor 1."""

    iri: str
    label: str
    base_iri: str
    base_label: str
    factor: Decimal


def unit(name: str) -> Unit | None:
    """The unit of this name in the vocabulary; None if there is none."""
    return _units().get(fold(name))


@cache
def compose_unit(name: str) -> Unit | None:
    """The unit of this name, from the vocabulary or from its parts: a multiple (百亿元), a quotient (万元/亩·年).

    None where a part is unknown. A quotient's base is that of its parts; where the factor would not be exact
    (件/小时), the divisor stays as it is written.

    >>> compose_unit("件/百亿元").base_label
    '件/元'
    """
    if known := unit(name):
        return known
    written = unicodedata.normalize("NFKC", name).replace(" ", "")
    head, *tails = written.split("/")
    found = _product(head)
    for tail in tails:
        divisor = _product(tail)
        found = found and divisor and _quotient(found, tail, divisor)
    if found is None:
        return None
    base, factor = found
    return Unit(iris.concept("unit", name), name, iris.concept("unit", base), base, _plain(factor))


@cache
def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    by_iri = {each.iri: each for each in concepts("unit")}
    for iri, each in by_iri.items():
        values = read("unit")[iri]
        base = by_iri[values[iris.CK + "baseUnit"][0][0]]
        factor = _plain(Decimal(values[iris.CK + "factor"][0][0]))
        for name in each.names:
            units[fold(name)] = Unit(iri, each.label, base.iri, base.label, factor)
    return units


def _product(name: str) -> tuple[str, Decimal] | None:
    """Base and factor of one side of a quotient: a unit, a multiple of one, or a product (人·年)."""
    parts = [_multiple(part) for part in re.split("[·•*×]", name)]
    if not parts or None in parts:
        return None
    known = [part for part in parts if part is not None]
    factor = Decimal(1)
    for _, each in known:
        factor *= each
    return "·".join(base for base, _ in known), factor


def _multiple(name: str) -> tuple[str, Decimal] | None:
    if known := unit(name):
        return known.base_label, known.factor
    match = _MULTIPLE.fullmatch(name)
    known = unit(match[2]) if match else None
    if not match or not known:
        return None
    if match[1].isdigit():
        return known.base_label, known.factor * int(match[1])
    times = Decimal(1)
    for numeral in match[1]:
        times *= _NUMERALS[numeral]
    return known.base_label, known.factor * times


def _quotient(above: tuple[str, Decimal], written: str, below: tuple[str, Decimal]) -> tuple[str, Decimal]:
    try:
        return f"{above[0]}/{below[0]}", above[1] * _EXACT.divide(1, below[1])
    except Inexact:
        return f"{above[0]}/{written}", above[1]


def _plain(number: Decimal) -> Decimal:
    """The number without exponent and trailing zeros, so that equal factors also print alike."""
    return Decimal(f"{number.normalize():f}")
