"""The datasets of a store: what is imported, how it comes in, how it goes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from cixi_kg import kept
from cixi_kg.build import amend
from graph import store
from graph.answers import Rows
from graph.foreign.ours import Ours, ours
from graph.foreign.read import MEDIA, Triple, parse
from graph.foreign.terms import Terms, read_terms
from loaders.datasets.mapping import TableMapping
from loaders.datasets.table import Imported, read_table
from loaders.fetch import fetch
from loaders.files import file_bytes, shown
from loaders.sources import is_url
from ontology import iris
from ontology.errors import CallError, SourceError
from ontology.facts import Document

LARGEST_RDF = 100_000_000  # bytes: all its triples are in memory at once
PREFIX = "dataset/"  # what the identifier of an imported table begins with: its graph is graph/dataset/{name}


@dataclass(frozen=True, order=True, slots=True)
class Dataset:
    """An imported dataset. kind: table or rdf; size: the facts of a table, or the triples of the graph."""

    name: str
    kind: str
    size: int
    title: str = ""

    def __str__(self) -> str:
        what = f"{self.size:,} {'facts' if self.kind == 'table' else 'triples'}"
        return f"{self.name}  {self.kind}  {what}" + (f"  {self.title}" if self.title else "")


def datasets(folder: Path) -> tuple[Dataset, ...]:
    """The datasets of the store at folder, by name; GraphError where there is no store."""
    generation = store.current(folder)
    found = []
    for facts in kept.facts(generation):
        if facts.document.identifier.startswith(PREFIX):
            size = sum(map(len, (facts.mentions, facts.relations, facts.attributes, facts.observations)))
            found.append(Dataset(facts.document.identifier.removeprefix(PREFIX), "table", size, facts.document.title))
    opened = store.Store(generation)
    for name, _ in kept.datasets(generation):
        found.append(Dataset(name.removeprefix(PREFIX), "rdf", _triples(opened, name)))
    return tuple(sorted(found))


def _triples(opened: store.Store, graph: str) -> int:
    """How many triples a named graph has."""
    answer = opened.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{iris.graph(graph)}> {{ ?s ?p ?o }} }}")
    return sum(int(row[0].value) for row in answer if row[0]) if isinstance(answer, Rows) else 0


def remove(name: str, folder: Path) -> None:
    """Takes a dataset out of the store; CallError names those there are where it is none of them."""
    known = [each.name for each in datasets(folder)]
    if iris.slug(name) not in known:
        there = f"there are {', '.join(known)}" if known else "none is imported"
        raise CallError(f"there is no dataset {name!r}: {there}")
    amend(folder, lambda _: None, without=kept.files_of_dataset(name))


def table(path: Path, mapping: TableMapping, name: str, folder: Path) -> Imported:
    """Brings a table in as the dataset of that name, in place of an earlier one, and says what of it went in.

    SourceError where it cannot be used; then nothing of it is in the graph.
    """
    imported = read_table(path, mapping, PREFIX + name)
    bring(name, folder, lambda generation: kept.keep(generation, imported.facts, imported.content))
    return imported


def rdf(location: str, mapping: Path | None, name: str, folder: Path, *, private: bool = False) -> Ours:
    """Brings RDF in as the dataset of that name, in place of an earlier one, and says what of it is in our terms.

    location: a file or an http(s) address, within the limits of documents (loaders.fetch; private: whether addresses
    of the own network are allowed). mapping: Turtle beside the mappings that come with the project. SourceError where
    it cannot be used; then nothing of it is in the graph.
    """
    terms = read_terms(mapping)
    data, file = fetch(location, LARGEST_RDF, private=private, kinds=MEDIA) if is_url(location) else _bytes(location)
    return triples(parse(data, file, name), terms, Document(PREFIX + name, name, url=_url(location), file=file), folder)


def triples(found: Iterable[Triple], terms: Terms, document: Document, folder: Path) -> Ours:
    """Brings triples in as the dataset that the document's identifier names."""
    made = ours(found, terms, replace(document, kind="数据集"))
    if not made.own:
        raise SourceError(f"{document.url or document.file} holds no statement")
    name = document.identifier.removeprefix(PREFIX)
    bring(name, folder, lambda generation: kept.keep_dataset(generation, name, made.lines(), made.content))
    return made


def _url(location: str) -> str:
    return location if is_url(location) else ""


def _bytes(location: str) -> tuple[bytes, str]:
    path = Path(location)
    data = file_bytes(path, LARGEST_RDF)
    if not data.strip():
        raise SourceError(f"{shown(path)} is empty")
    return data, shown(path)


def bring(name: str, folder: Path, change: Callable[[Path], None]) -> int:
    """Makes what `change` keeps the dataset of that name, in place of an earlier one; how many quads the graph has.

    On any error the old graph stands.
    """
    return amend(folder, change, without=kept.files_of_dataset(name))[1]


def dataset_name(given: str, location: str) -> str:
    """The name of a dataset: the one given, else the location's file name up to the first dot; it can stand in an IRI.

    Raises CallError where nothing of it could.
    """
    name = given or Path(location.rstrip("/")).name.split(".")[0]
    if not any(letter.isalnum() for letter in name):
        raise CallError(f"{name!r} is no name for a dataset: --name takes letters and digits, such as yuyao-2023")
    return iris.slug(name)


def told_rdf(made: Ours, name: str) -> list[str]:
    """The totals of an import of RDF, in lines for a person."""
    facts = made.facts
    things = ", ".join(f"{count} {kind}" for kind, count in sorted(made.things.items())) or "no thing of ours"
    said = {"observations": facts.observations, "relations": facts.relations, "attributes": facts.attributes}
    counts = ", ".join(f"{len(found)} {kind}" for kind, found in said.items())
    left = [f"{name}: {count} × {why}" for why, count in sorted(made.left_out.items())]
    return [*left, f"{name}: {made.own:,} triples; in our terms: {things}; {counts}."]


def told(imported: Imported, name: str, shown: int) -> list[str]:
    """The totals of a table, in lines for a person. shown: how many of the rows left out were told one by one."""
    report, facts = imported.report, imported.facts
    more = len(report.left_out) - shown
    kinds = {
        "observations": facts.observations,
        "mentions": facts.mentions,
        "relations": facts.relations,
        "attributes": facts.attributes,
    }
    rows = f"{report.read} rows read, {report.taken} in, {len(report.left_out)} left out"
    rows += f", {report.skipped} skipped" * bool(report.skipped)
    rows += f"; {report.blank} cells without a number" * bool(report.blank)
    counts = ", ".join(f"{len(found)} {kind}" for kind, found in kinds.items())
    return [f"… and {more} more rows are left out"] * (more > 0) + [f"{name}: {rows}.", f"{name}: {counts}."]
