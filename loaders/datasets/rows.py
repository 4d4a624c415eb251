"""A row to facts: what the mapping's entries give for it, each with the cell or the row as evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from loaders.cells.things import industry_of, place_of
from loaders.datasets import values
from loaders.datasets.grid import Cell
from loaders.datasets.mapping import RELATIONS, Bound, Template
from loaders.datasets.values import CellError
from loaders.finding import Setting, setting
from loaders.names.coreference import reference
from loaders.text import CONTEXT, LONGEST_SENTENCE, Text
from ontology import names, vocab
from ontology.facts import Attribute, Document, Evidence, Mention, Observation, Ref, Relation

CELL, ROW = "table-cell", "table-row"  # the rules: a number of one cell; what the cells of a row say of a thing
_SURE = 1.0  # a person wrote the mapping; what the table says is taken as it stands
_SPLIT = "、；;"
_LISTS = ("inIndustry", "inChain", "makes", "holdsHonour", "focusesOn", "layout", "aliases")
_MONTHS = ("start", "end")

Fact = Mention | Relation | Attribute | Observation


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all rows of a table share. units: those of the mapping's own; here: the area of the document."""

    document: Document
    content: str
    heads: tuple[str, ...]
    units: tuple[str, ...]
    here: Setting


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its number in the file, counted from 1, and its cells."""

    sheet: Sheet
    number: int
    cells: tuple[Cell, ...]

    def words(self, template: Template) -> str:
        """What a template gives in this row."""
        return "".join(part if isinstance(part, str) else self.cells[part].text for part in template).strip()

    def evidence(self, template: Template, *, column: bool = False) -> Evidence:
        """The cells that a template names, or the row where it names none; column: the sentence says which column."""
        named = [self.cells[part] for part in template if isinstance(part, int) and self.cells[part].text]
        own = named or [cell for cell in self.cells if cell.text and not cell.merged]
        start, end = min(cell.start for cell in own), max(cell.end for cell in own)
        content = self.sheet.content
        return Evidence(
            self.sheet.document.identifier,
            start,
            end,
            content[start:end],
            content[max(0, start - CONTEXT) : start],
            content[end : end + CONTEXT],
            self._column_sentence(template) if column else self._sentence(),
        )

    def _sentence(self) -> str:
        return f"第{self.number}行：{self._said(range(len(self.cells)))}"[:LONGEST_SENTENCE]

    def _column_sentence(self, template: Template) -> str:
        """The row's words, without its other numbers: a wide table has many."""
        (own,) = (part for part in template if isinstance(part, int))
        shown = (number for number, cell in enumerate(self.cells) if number == own or not _is_figure(cell.text))
        where = f"第{self.number}行“{self.sheet.heads[own]}”列" if self.sheet.heads[own] else f"第{self.number}行"
        return f"{where}：{self._said(shown)}"[:LONGEST_SENTENCE]

    def _said(self, columns: "Iterator[int] | range") -> str:
        heads = self.sheet.heads
        pairs = ((heads[column], self.cells[column].text) for column in columns if self.cells[column].text)
        return "；".join(f"{head}：{words}" if head else words for head, words in pairs)


@dataclass(slots=True)
class Found:
    """The facts of a table as its rows are read; blank: how many cells for a number hold none."""

    facts: list[Fact] = field(default_factory=list)
    blank: int = 0


def facts_of(row: Row, entries: tuple[Bound, ...]) -> Found:
    """What the entries give for a row; CellError says why the row cannot be used."""
    found = Found()
    for entry in entries:
        if entry.kind == "observation":
            _observation(row, entry, found)
        else:
            _thing(row, entry, found)
    if not found.facts:
        raise CellError("it holds no number and names no thing that the mapping asks for")
    return found


@lru_cache(maxsize=4096)  # a row's cells are asked for each of its numbers
def _is_figure(text: str) -> bool:
    """Whether a cell is one for a number, whether it holds one or says that there is none."""
    try:
        return values.figure(text) is not None
    except CellError:
        return False


def _here(row: Row, entry: Bound) -> Setting:
    """The area that the names of a row are read in: the entry's, else the document's."""
    words = row.words(entry.gives.get("area", ()))
    return around(values.place(words, row.sheet.here)) if words else row.sheet.here


@cache
def around(area: Ref | None) -> Setting:
    """What names are read against in an area."""
    return setting(Text(Document("", "", area=area), ""))


def _observation(row: Row, entry: Bound, found: Found) -> None:
    seen = values.figure(row.words(entry.gives["value"]))
    if seen is None:
        found.blank += 1
        return
    here = _here(row, entry)
    given = {key: row.words(template) for key, template in entry.gives.items()}
    about = _about(row, entry, here, found)
    period = values.period(given["period"]) if given.get("period") else None
    if not given["metric"]:
        raise CellError(f"{_column(row, entry.gives['metric'])} is empty, which tells the metric")
    choices = {key: given[key] for key in ("measure", "basis", "status") if given.get(key)}
    found.facts.append(
        Observation(
            value=seen.value,
            unit=_unit(row, given.get("unit", ""), seen.unit),
            metric=given["metric"],
            evidence=row.evidence(entry.gives["value"], column=True),
            method=CELL,
            confidence=_SURE,
            comparator=given.get("comparator") or seen.comparator,
            start=period.start if period else "",
            end=period.end if period else "",
            about=about or here.area,
            area=here.area,
            scope=given.get("scope", ""),
            **choices,
        )
    )


def _unit(row: Row, given: str, own: str) -> str:
    if given and own and vocab.fold(given) != vocab.fold(own):
        raise CellError(f"the cell says {own!r} where the mapping gives the unit {given!r}")
    return values.unit(own or given, row.sheet.units)


def _about(row: Row, entry: Bound, here: Setting, found: Found) -> Ref | None:
    """What is measured, where the entry says so; it is mentioned by that."""
    template = entry.gives.get("about")
    if template is None:
        return None
    ref = _ref(row.words(entry.gives["class"]), _filled(row, template, "about"), here)
    found.facts.append(Mention(ref, row.evidence(template), ROW, _SURE))
    return ref


def _filled(row: Row, template: Template, key: str) -> str:
    words = row.words(template)
    if not words:
        raise CellError(f"{_column(row, template)} is empty, which tells the {key}")
    return words


def _column(row: Row, template: Template) -> str:
    heads = [repr(row.sheet.heads[part]) for part in template if isinstance(part, int)]
    return f"the column {' and '.join(heads)}" if heads else "the mapping's key"


def _thing(row: Row, entry: Bound, found: Found) -> None:
    """A thing, its other names, its code, and what is said of it; nothing in a row without its name."""
    name = row.words(entry.gives["name"])
    if values.nothing(name):
        return
    here = _here(row, entry)
    kind = row.words(entry.gives["class"])
    ref = _ref(kind, name, here)
    aliases = tuple(
        alias for alias in _items(row.words(entry.gives.get("aliases", ())), "aliases") if alias != ref.name
    )
    written = (name,) if kind == "Place" and name != ref.name and not name.isdigit() else ()
    found.facts.append(Mention(ref, row.evidence(entry.gives["name"]), ROW, _SURE, (*written, *aliases)))
    for key, template in entry.gives.items():
        words = row.words(template)
        if words and key == "code":
            found.facts.append(_attribute(row, ref, key, _code(kind, words), template))
        elif words and (key in _MONTHS or key == "note"):
            value = values.month(words) if key in _MONTHS else words
            found.facts.append(_attribute(row, ref, key, value, template))
        elif key in RELATIONS and not values.nothing(words):
            found.facts += _relations(row, ref, key, template, here)


def _code(kind: str, words: str) -> str:
    return values.credit_code(words) if kind == "Company" else words


def _attribute(row: Row, ref: Ref, key: str, value: str, template: Template) -> Attribute:
    datatype = {"code": "", "note": "string"}.get(key, "gYearMonth")
    return Attribute(ref, key, value, datatype, row.evidence(template), ROW, _SURE)


def _relations(row: Row, ref: Ref, key: str, template: Template, here: Setting) -> Iterator[Fact]:
    for item in _items(row.words(template), key):
        thing = _ref(RELATIONS[key], item, here)
        if thing == ref:
            continue
        yield Mention(thing, row.evidence(template), ROW, _SURE)
        yield Relation(ref, key, thing, row.evidence(()), ROW, _SURE)


def _items(words: str, key: str) -> Iterator[str]:
    """The members of a list; a name that may hold 、 itself (a project, a company) is not parted."""
    if key not in _LISTS or vocab.concept("industry", words):
        yield from [words] * bool(words)
        return
    for mark in _SPLIT[1:]:
        words = words.replace(mark, _SPLIT[0])
    yield from (item.strip() for item in words.split(_SPLIT[0]) if item.strip())


def _ref(kind: str, name: str, here: Setting) -> Ref:
    """The thing of a class and a name, as documents name it; CellError where the name can be none of the class."""
    if kind == "Place":
        return values.place(name, here)
    if kind == "Site":
        return _site(name, here)
    if kind in ("Industry", "IndustryChain"):
        return _industry(name, kind)
    if kind == "Honour":
        known = vocab.concept("honour", name)
        return Ref("Honour", known.label if known else name)
    return reference(kind, names.plain(name) if kind == "Company" else name, here)


def _site(name: str, here: Setting) -> Ref:
    if name.isdigit():
        return values.place_by_code(name)
    found = place_of(name, here, sure=False)
    if found is None:
        raise CellError(f"{name!r} is no place or platform that is known, nor one by its ending (镇, 街道, 开发区 …)")
    return found


def _industry(name: str, kind: str) -> Ref:
    if kind == "Industry" and name[-2:].isdigit() and name.isascii():
        return values.industry_by_code(name)
    found = industry_of(name, chain=kind == "IndustryChain")
    if found is None:
        raise CellError(f"{name!r} is no name of an industry")
    return found
