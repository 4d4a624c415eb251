"""A first mapping from the heads of a table, for a person to correct.

What a head means is asked of the words that the document tables are read with (rules/tables.toml) and of the
vocabularies; a column that none of them knows is a comment in the mapping.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.cells.heads import Head, caption_head, column_head, role
from loaders.datasets import values
from loaders.datasets.grid import Grid, read_grid
from loaders.datasets.table import headings
from loaders.datasets.values import CellError
from loaders.periods import Period, Today
from ontology import vocab

_CODE = re.compile(r"(?:统一)?社会信用代码|信用代码|组织机构代码")
_SHORT = re.compile(r"(?:企业|公司|单位)?简称|别名|曾用名")
_DIVISION = re.compile(r"行政区划代码|区划代码|地区代码|行政代码")
_YEAR_HEAD = re.compile(r"((?:19|20)\d{2})年?(?:[（(].*[）)])?")
_UNIT_PART = re.compile(r"[（(\[].*[）)\]]")
_SAMPLE = 200
_MOST = 0.6  # the share of a column's filled cells that must be numbers
_SAID = {  # what the role of a column says of a thing, by its relation
    "place": "locatedIn", "industry": "inIndustry", "chain": "inChain", "product": "makes", "honour": "holdsHonour",
    "person": "headedBy", "start": "start", "end": "end",
}  # fmt: skip
_OF_PROJECT = ("locatedIn", "inIndustry", "inChain", "start", "end")
_OF_PARK = {"industry": "focusesOn", "person": "headedBy"}
_PARK = re.compile(r"(?:平台|园区|开发区|小镇|集聚区|载体|产业园)(?:名称)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. role: what its head says it holds, "" for figures; numeric: whether it holds them."""

    number: int
    head: str
    role: str
    numeric: bool

    @property
    def reference(self) -> str:
        """How a mapping names it."""
        return f"{{{self.head}}}"


def guess(path: Path, sheet: str = "") -> str:
    """A mapping for the table, as TOML, that `parse_mapping` reads; SourceError where the table cannot be read."""
    grid = read_grid(path, sheet)
    first, heads = headings(grid, (), str(path))
    columns = _columns(grid, first, heads)
    above = [next((cell.text for cell in row if cell.text), "") for row in grid.rows[: first - 1]]
    caption = caption_head(" ".join(above), Today())
    things = list(_things(columns))
    observations = [_completed(entry, caption) for entry in _observations(columns, things)]
    used = {name for entry in (*things, *observations) for name in re.findall(r"\{([^{}]*)\}", str(entry))}
    each = [entry["each"] for entry in observations if "each" in entry]
    rest = [c for c in columns if c.head not in used and not any(re.fullmatch(form, c.head) for form in each)]
    lines = ["# A first mapping, guessed from the heads: check every line of it.", "", "[table]"]
    lines += [
        f"title = {_quoted(next(filter(None, above), Path(grid.name).stem))}",
        'date = ""',
        'area = ""  # as 浙江省宁波市慈溪市',
    ]
    lines += [f"sheet = {_quoted(sheet)}"] * bool(sheet)
    lines += [f"head = {first}", "skip = '合计|总计|小计|注[:：].*|资料来源[:：].*'"]
    for kind, entries in (("thing", things), ("observation", observations)):
        for entry in entries:
            lines += ["", f"[[{kind}]]", *(f"{key} = {_quoted(value)}" for key, value in entry.items())]
    lines += ["", *(f"# not used: the column {column.reference}" for column in rest if column.head)] if rest else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string; a pattern stands in single quotes, where a backslash is itself."""
    return f"'{text}'" if "\\" in text and "'" not in text else json.dumps(text, ensure_ascii=False)


def _completed(entry: dict[str, str], caption: Head) -> dict[str, str]:
    """A number with the unit and the period that the words above the heads give for all."""
    more = {"unit": caption.unit} if caption.unit and entry.get("measure") != "Growth" else {}
    return more | ({"period": _written(caption.period)} if caption.period else {}) | entry


def _columns(grid: Grid, first: int, heads: tuple[str, ...]) -> list[Column]:
    return [Column(n, head, _role(head), _numeric(grid, first, n)) for n, head in enumerate(heads) if head]


def _role(head: str) -> str:
    for name, form in (("code", _CODE), ("short", _SHORT), ("division", _DIVISION)):
        if form.fullmatch(_UNIT_PART.sub("", head)):
            return name
    return role(head)


def _numeric(grid: Grid, first: int, number: int) -> bool:
    rows = grid.rows[first : first + _SAMPLE]
    filled = [row[number].text for row in rows if number < len(row) and row[number].text]
    return bool(filled) and sum(_is_number(text) for text in filled) >= _MOST * len(filled)


def _is_number(text: str) -> bool:
    try:
        values.figure(text)
    except CellError:
        return False
    return True


def _first(columns: list[Column], *roles: str) -> Column | None:
    return next((column for name in roles for column in columns if column.role == name), None)


def _things(columns: list[Column]) -> Iterator[dict[str, str]]:
    """The companies, projects or platforms that the rows name, with what the other columns say of them."""
    company, project = _first(columns, "company"), _first(columns, "project")
    said = {_SAID[c.role]: c.reference for c in columns if c.role in _SAID}
    if project:
        of_it = {key: text for key, text in said.items() if key in _OF_PROJECT}
        yield {"class": "Project", "name": project.reference, **of_it}
        if company:
            yield {"class": "Company", "name": company.reference, "undertakes": project.reference}
    elif company:
        more = {"code": _first(columns, "code"), "aliases": _first(columns, "short")}
        own = {key: column.reference for key, column in more.items() if column}
        plain = {key: text for key, text in said.items() if key not in ("start", "end")}
        yield {"class": "Company", "name": company.reference, **own, **plain}
    elif park := next((c for c in columns if c.role == "place" and _PARK.fullmatch(c.head)), None):
        of_park = {_OF_PARK[c.role]: c.reference for c in columns if c.role in _OF_PARK}
        yield {"class": "IndustrialPlatform", "name": park.reference, **of_park}


def _observations(columns: list[Column], things: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The numbers of a row: in one column of a long table, in a column for each year, or for each indicator."""
    common = _common(columns, things)
    metric, unit = _first(columns, "metric"), _first(columns, "unit")
    figures = [c for c in columns if c.numeric and c.role in ("", "remark")]
    named = {"metric": metric.reference} if metric else {}
    given = {"unit": unit.reference} if unit else {}
    by_year = [c for c in figures if _YEAR_HEAD.fullmatch(c.head)]
    if metric and len(by_year) > 1:
        each = r"((?:19|20)\d{2})年?(?:[（(].*[）)])?"
        yield {
            "each": each,
            "value": "{cell}",
            **named,
            **(given or {"unit": "{head.unit}"}),
            "period": "{head.1}",
            **common,
        }
        figures = [c for c in figures if c not in by_year]
    for column in figures:
        head = column_head(column.head, Today())
        yield {"value": column.reference, **named, **_said(head, column, named, given, things), **common}


def _common(columns: list[Column], things: list[dict[str, str]]) -> dict[str, str]:
    """Period, area and subject, the same for all numbers of a row."""
    year, place = _first(columns, "year"), _first(columns, "division", "place")
    common = {"period": year.reference} if year else {}
    if things:
        return common | {"about": things[0]["name"], "class": things[0]["class"]}
    return common | ({"area": place.reference} if place else {})


def _said(
    head: Head, column: Column, named: dict[str, str], given: dict[str, str], things: list[dict[str, str]]
) -> dict[str, str]:
    """What the head of a column of figures says of them."""
    known = vocab.concept("metric", head.name)
    found = {} if named else {"metric": known.label if known else head.name or _UNIT_PART.sub("", column.head)}
    found |= {"unit": head.unit} if head.unit else given
    found |= {"period": _written(head.period)} if head.period else {}
    found |= {"measure": head.measure} if head.measure != "Level" else {}
    found |= {"basis": head.basis} if head.basis else {}
    planned = bool(things) and things[0]["class"] == "Project" and not head.status
    found |= {"status": "Planned" if planned else head.status} if planned or head.status else {}
    return found | ({"scope": head.scope} if head.scope else {})


def _written(period: Period) -> str:
    """A period as a mapping writes it: a year, a month, years, or a part of a year."""
    first, last = period.start[:7], period.end[:7]
    if first.endswith("-01") and last.endswith("-12"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}-{last[:4]}"
    return first if first == last else f"{first[:4]}年{int(first[5:])}-{int(last[5:])}月"
