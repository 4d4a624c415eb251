"""The mapping of a table: TOML that says which column, or which words, give each part of a fact.

[table]                              # all of it may be left out
name = "ningbo-2023"                 # of the dataset; also title, date, area, publisher, url, licence of the document
sheet = "表1"                        # of an xlsx with several
head = [2, 3]                        # the rows of the heads, counted from 1; else the first row of two cells or more
skip = '合计|注：.*'                  # rows whose first filled cell is wholly this are no rows
units = ["格令"]                     # units that the vocabulary does not hold and that are meant as they stand

[[observation]]                      # a number in each row
value = "{数值}"                     # one column; the other keys may mix columns and words
metric = "{指标}"                    # also unit, period, measure, basis, status, comparator, area, scope
about = "{企业名称}"                  # what is measured, with its class; else the area
class = "Company"

[[observation]]                      # a number in each row for each column whose head is wholly `each`
each = '(\\d{4})年.*'
value = "{cell}"
metric = "{head.name}"               # the head without its unit in brackets; also {head}, {head.unit}
period = "{head.1}"                  # what the first group of `each` matched

[[thing]]                            # a thing in each row
class = "Company"
name = "{企业名称}"
code = "{统一社会信用代码}"
aliases = "{简称}"
locatedIn = "{镇街}"                 # any relation of the ontology that starts at this class, and start, end, note
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.datasets import values
from loaders.datasets.values import CellError
from loaders.files import file_bytes
from loaders.sources import area_ref, date_fault
from ontology.errors import SourceError

_LARGEST = 50_000_000  # bytes of a mapping
TABLE_KEYS = ("name", "title", "date", "area", "publisher", "url", "licence", "sheet", "head", "skip", "units")
_LISTS = ("head", "units")
OBSERVATION_KEYS = (
    "value", "metric", "unit", "period", "measure", "basis", "status", "comparator", "about", "class", "area", "scope",
    "each",
)  # fmt: skip
CHOICES = {
    "measure": ("Level", "Growth", "Rank"),
    "basis": ("YearOnYear", "AnnualAverage", "Cumulative"),
    "status": ("Actual", "Target", "Estimate", "Planned"),
    "comparator": ("Equal", "AtLeast", "AtMost", "About"),
}
# Each relation with the class that its object is taken for; Site is a place or a platform.
RELATIONS = {
    "locatedIn": "Site", "inIndustry": "Industry", "inChain": "IndustryChain", "makes": "Product",
    "undertakes": "Project", "holdsHonour": "Honour", "operates": "IndustrialPlatform", "focusesOn": "Industry",
    "layout": "Site", "broader": "Industry", "issuedBy": "Agency", "headedBy": "Person",
}  # fmt: skip
# Each class of things with what may be said of it in a mapping.
CLASSES: Mapping[str, tuple[str, ...]] = {
    "Company": (
        "locatedIn", "inIndustry", "inChain", "makes", "undertakes", "holdsHonour", "operates", "headedBy", "note",
    ),
    "Project": ("locatedIn", "inIndustry", "inChain", "start", "end", "note"),
    "IndustrialPlatform": ("locatedIn", "focusesOn", "headedBy", "note"),
    "InnovationPlatform": ("locatedIn", "focusesOn", "headedBy", "note"),
    "DigitalPlatform": ("locatedIn", "focusesOn", "headedBy", "note"),
    "Place": ("holdsHonour", "headedBy", "note"),
    "Industry": ("layout", "broader", "note"),
    "IndustryChain": ("note",),
    "Agency": ("headedBy", "note"),
    "Policy": ("issuedBy", "start", "end", "note"),
    "Program": ("start", "end", "note"),
    "Product": ("note",),
    "Honour": ("note",),
    "Person": ("note",),
}  # fmt: skip
THING_KEYS = ("class", "name", "code", "aliases", "area")
_COLUMN = re.compile(r"\{([^{}]*)\}")
_UNIT = re.compile(r"\s*[（(\[]([^（）()\[\]]+)[）)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of the mapping: [[observation]] or [[thing]], and what its keys give."""

    where: str
    kind: str
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping as read and checked by itself. location: its file; about: the keys under [table] that are words."""

    location: str
    entries: tuple[Entry, ...]
    about: Mapping[str, str]
    head: tuple[int, ...] = ()
    units: tuple[str, ...] = ()


Template = tuple[str | int, ...]  # words, and the numbers of columns, in their order


@dataclass(frozen=True, slots=True)
class Bound:
    """An entry for the columns of a table: what each key gives."""

    kind: str
    gives: Mapping[str, Template]


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a file; SourceError says which table and key of it is wrong, and what would be right."""
    try:
        text = file_bytes(path, _LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"the mapping {path} is not UTF-8, as TOML must be") from error
    except SourceError as error:
        raise SourceError(f"the mapping {error}; `link table FILE --guess` writes a first one") from error
    return parse_mapping(text, str(path))


def parse_mapping(text: str, location: str) -> TableMapping:
    """The mapping that a TOML text is; as read_mapping. location: what to call it in errors."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{location} is not TOML: {error}") from error
    except RecursionError as error:
        raise SourceError(f"{location} is nested too deeply for a mapping") from error
    _check_keys(location, "the top level", content, ("table", "observation", "thing"))
    table = content.get("table", {})
    if not isinstance(table, dict):
        raise SourceError(f"{location}: table is {table!r}: write it as [table]")
    _check_keys(location, "[table]", table, TABLE_KEYS)
    entries = tuple(e for kind in ("observation", "thing") for e in _entries(location, kind, content.get(kind, [])))
    if not entries:
        raise SourceError(f"{location} maps nothing: it needs an [[observation]] or a [[thing]]")
    about = {key: _words(location, "[table]", key, value) for key, value in table.items() if key not in _LISTS}
    found = TableMapping(location, entries, about, _head(location, table), _units(location, table))
    _check_table(found)
    for entry in entries:
        _check_entry(found, entry)
    return found


def bind(mapping: TableMapping, heads: tuple[str, ...], table: str) -> tuple[Bound, ...]:
    """The entries for a table with these heads, those with `each` once for each column that it names.

    table: what to call it in errors. SourceError if an entry names a column that is not there, or there twice.
    """
    bound: list[Bound] = []
    for entry in mapping.entries:
        for given, special in _repeated(mapping, entry, heads, table):
            gives = {key: _template(text, heads, special, f"{_at(mapping, entry)}: {key}", table)
                     for key, text in given.items()}  # fmt: skip
            if "value" in gives and [type(part) for part in gives["value"]] != [int]:
                raise SourceError(
                    f'{_at(mapping, entry)}: value is {given["value"]!r}: it is one column, as "{{数值}}"'
                )
            bound.append(Bound(entry.kind, gives))
    return tuple(bound)


def _repeated(
    mapping: TableMapping, entry: Entry, heads: tuple[str, ...], table: str
) -> Iterable[tuple[Mapping[str, str], Mapping[str, str | int]]]:
    """The entry with what {cell}, {head} … mean in it: once, or for each of its columns."""
    pattern = entry.given.get("each")
    if pattern is None:
        return ((entry.given, {}),)
    given = {key: text for key, text in entry.given.items() if key != "each"}
    found = [(number, match) for number, head in enumerate(heads) if (match := re.fullmatch(pattern, head))]
    if not found:
        raise SourceError(
            f"{_at(mapping, entry)}: each is {pattern!r}, which no column of {table} is: {_listed(heads)}"
        )
    return [(given, _special(number, match)) for number, match in found]


def _special(number: int, match: re.Match[str]) -> Mapping[str, str | int]:
    head = match[0]
    unit = _UNIT.search(head)
    known = bool(unit and values.known_unit(unit[1]))
    groups: dict[str, str | int] = {f"head.{i}": text or "" for i, text in enumerate(match.groups(), 1)}
    return groups | {
        "cell": number,
        "head": head,
        "head.name": head[: unit.start()] if unit and known else head,
        "head.unit": unit[1] if unit and known else "",
    }


def _template(text: str, heads: tuple[str, ...], special: Mapping[str, str | int], where: str, table: str) -> Template:
    parts: list[str | int] = []
    for number, piece in enumerate(_COLUMN.split(text)):
        if number % 2 == 0:
            parts += [piece] * bool(piece)
        elif piece in special:
            parts.append(special[piece])
        else:
            parts.append(_column(piece, heads, where, table))
    return tuple(part for part in parts if part != "")


def _column(name: str, heads: tuple[str, ...], where: str, table: str) -> int:
    """The number of a column by its head, or by its place: {#3} is the third."""
    if re.fullmatch(r"#[1-9]\d*", name) and int(name[1:]) <= len(heads):
        return int(name[1:]) - 1
    found = [number for number, head in enumerate(heads) if head == name.strip()]
    if len(found) == 1:
        return found[0]
    if found:
        places = " or ".join(f"{{#{number + 1}}}" for number in found)
        raise SourceError(f"{where} names the column {name!r}, which {table} has {len(found)} times: write {places}")
    near = difflib.get_close_matches(name, heads, 1, 0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"its columns are {_listed(heads)}"
    raise SourceError(f"{where} names the column {name!r}, which {table} does not have: {hint}")


def _listed(heads: tuple[str, ...]) -> str:
    named = [head for head in heads if head]
    return ", ".join(named[:12]) + (" …" if named[12:] else "")


def _entries(location: str, kind: str, given: object) -> list[Entry]:
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise SourceError(f"{location}: {kind} is {given!r}: write each one as a [[{kind}]] table")
    found = []
    for number, each in enumerate(given, 1):
        where = f"{kind} {number}"
        texts = {key: _words(location, where, key, value) for key, value in each.items()}
        found.append(Entry(where, kind, {key: text for key, text in texts.items() if text}))
    return found


def _words(location: str, where: str, key: str, value: object) -> str:
    if type(value) is int or (key == "date" and hasattr(value, "isoformat")):
        return str(value)
    if not isinstance(value, str):
        raise SourceError(f"{location}: {where}: {key} is {value!r}: write it in quotes")
    return value.strip()


def _head(location: str, table: Mapping[str, object]) -> tuple[int, ...]:
    given = table.get("head", [])
    rows = given if isinstance(given, list) else [given]
    if not all(type(row) is int and row > 0 for row in rows) or rows != sorted(set(rows)):
        raise SourceError(f"{location}: [table]: head is {given!r}: write the rows of the heads as 1 or [1, 2]")
    return tuple(rows)


def _units(location: str, table: Mapping[str, object]) -> tuple[str, ...]:
    given = table.get("units", [])
    if not isinstance(given, list) or not all(isinstance(unit, str) and unit.strip() for unit in given):
        raise SourceError(f'{location}: [table]: units is {given!r}: write a list, as ["格令"]')
    return tuple(unit.strip() for unit in given)


def _check_table(mapping: TableMapping) -> None:
    where = f"{mapping.location}: [table]"
    if fault := date_fault(mapping.about.get("date", "")):
        raise SourceError(f"{where}: date {mapping.about['date']!r} {fault}")
    try:
        area_ref(mapping.about.get("area", ""))
    except SourceError as error:
        raise SourceError(f"{where}: area {error}") from error
    _check_pattern(where, "skip", mapping.about.get("skip", ""))


def _check_entry(mapping: TableMapping, entry: Entry) -> None:
    """The keys of an entry, and those values that are words: no row is needed to see that they are wrong."""
    where, given = _at(mapping, entry), entry.given
    kind = given.get("class", "")
    if kind and kind not in CLASSES:
        raise SourceError(f"{where}: class is {kind!r}: {_hint(kind, CLASSES)}")
    keys = OBSERVATION_KEYS if entry.kind == "observation" else (*THING_KEYS, *CLASSES.get(kind, ()))
    _check_keys(mapping.location, entry.where, given, keys)
    for key in ("value", "metric") if entry.kind == "observation" else ("class", "name"):
        if key not in given:
            raise SourceError(f"{where} has no {key}: it needs one")
    if "about" in given and not kind:
        raise SourceError(f'{where} says about but not of which class that is: add class = "Company" or another')
    _check_pattern(where, "each", given.get("each", ""))
    for key, allowed in CHOICES.items():
        if key in given and given[key] not in allowed:
            raise SourceError(f"{where}: {key} is {given[key]!r}: it is one of {', '.join(allowed)}")
    if given.get("basis") and given.get("measure") != "Growth":
        raise SourceError(f'{where} has a basis, as only a growth has: add measure = "Growth"')
    _check_constants(where, given, mapping.units)


def _check_constants(where: str, given: Mapping[str, str], units: tuple[str, ...]) -> None:
    checks: Mapping[str, Callable[[str], object]] = {
        "unit": lambda text: values.unit(text, units),
        "period": values.period,
        "area": _area,
    }
    for key, check in checks.items():
        if key in given and not _COLUMN.search(given[key]):
            try:
                check(given[key])
            except (CellError, SourceError) as error:
                raise SourceError(f"{where}: {key}: {error}") from error


def _area(text: str) -> object:
    return values.place_by_code(text) if text.isdigit() else area_ref(text)


def _check_pattern(where: str, key: str, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise SourceError(f"{where}: {key} is {pattern!r}, which is no regular expression: {error}") from error


def _check_keys(location: str, where: str, given: Mapping[str, object], keys: Iterable[str]) -> None:
    for key in given:
        if key not in keys:
            raise SourceError(f"{location}: {where} has the unknown key {key!r}: {_hint(key, keys)}")


def _hint(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def _at(mapping: TableMapping, entry: Entry) -> str:
    return f"{mapping.location}: {entry.where}"
