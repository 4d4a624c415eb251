"""A company name read for comparison: its parts, its numbers, where it is; and how else it may be read.

>>> company("天台启明电器有限公司").other.parts.place
'天台'
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from ontology import vocab
from ontology.names import CompanyName, folded, split_company

_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+|[一二三四五六七八九十\d]+(?=号|分?厂|车间|分公司)")
_OLD_CITY = re.compile(r"(?:市(?![场政民])|县(?!域)|区(?!域))..")  # 萧山市 after it became a district
_IN_BRACKETS = re.compile(r"（(..)）")


@dataclass(frozen=True, slots=True)
class Company:
    """A company name ready to be compared. areas: division codes of where the company, or its document, is;
    ordinals: the numbers that tell works of one house apart; other: the name read the other way, where its beginning
    may be a place or a trade name."""

    name: str
    parts: CompanyName
    ordinals: tuple[str, ...]
    areas: tuple[str, ...]
    other: "Company | None" = None


def company(name: str, areas: tuple[str, ...] = ()) -> Company:
    """A name ready to be compared; where no area is given, the place in the name is it."""
    text = folded(name)
    parts = split_company(_IN_BRACKETS.sub(_county, text))
    if _OLD_CITY.match(parts.trade_name) and parts.place and parts.place + parts.trade_name[0] in text:
        parts = replace(parts, trade_name=parts.trade_name[1:])
    own = area_code(parts.place)
    read = Company(text, parts, tuple(_ORDINAL.findall(text)), areas or ((own,) if own else ()))
    return replace(read, other=_other_reading(read))


def _other_reading(one: Company) -> Company | None:
    """The name read the other way where its beginning may be a place or a trade name; None where nothing is in doubt.

    长兴电器 and 安吉尔森 may begin with a trade name and not with 长兴 or 安吉; 天台启明电器 may begin with 天台县, the
    short form of which is an everyday word and no name of a place by itself.
    """
    parts = one.parts
    if parts.place and one.name.startswith(parts.place):
        stem = split_company("〇" + one.name)  # a sign that no place begins with
        areas = () if one.areas == (area_code(parts.place),) else one.areas
        return replace(one, parts=replace(stem, trade_name=stem.trade_name[1:]), areas=areas)
    head, rest = parts.trade_name[:2], parts.trade_name[2:]
    known = _everyday_places().get(head)
    if parts.place or len(rest) < 2 or not known or not one.name.startswith(head):
        return None
    rest = rest[1:] if _OLD_CITY.match(rest) else rest
    return replace(one, parts=replace(parts, place=head, trade_name=rest), areas=one.areas or (known.code,))


def _county(bracket: re.Match[str]) -> str:
    """（天台） as （天台县）, by which the place is known."""
    known = _everyday_places().get(bracket[1])
    return f"（{known.label}）" if known else bracket[0]


@cache
def _everyday_places() -> Mapping[str, vocab.Concept]:
    """Counties by the short forms that the vocabulary leaves out, since they are everyday words."""
    known = vocab.names("place")
    counties = [each for each in vocab.concepts("place") if len(each.code) == 6 and len(each.label) == 3]
    return {each.label[:2]: each for each in counties if each.label[2] in "市县" and each.label[:2] not in known}


@cache
def area_code(place: str) -> str:
    """The division code of a place by its name, also by a short form that is an everyday word; "" where there is none.

    >>> area_code("天台"), area_code("浙江省宁波市慈溪市")
    ('331023', '330282')
    """
    found = (vocab.place(place) or _everyday_places().get(place)) if place else None
    return found.code if found else ""


def near(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Whether two sets of division codes hold places of which one lies in the other; None where one is empty."""
    if not one or not other:
        return None
    stems = [["" if code == "CN" else re.sub(r"(?:00)+$", "", code) for code in codes] for codes in (one, other)]
    return any(a.startswith(b) or b.startswith(a) for a in stems[0] for b in stems[1])


def nested(one: str, other: str) -> bool:
    """Whether one of two places, by name, lies in the other."""
    codes = [tuple(filter(None, (area_code(place),))) for place in (one, other)]
    return bool(near(codes[0], codes[1]))
