"""The one pipeline: read, find, resolve, add, infer.

A build adds its documents to those of the store: the facts of every document are kept beside the graph, names are
resolved over all of them, and a new generation is written and swapped in at the end.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from graph import naming, rdf, store
from graph.infer import RULES, infer
from graph.resolve import judgements, resolve
from loaders.find import find
from loaders.read import read
from loaders.sources import Source
from ontology import codec, iris
from ontology.errors import GraphError
from ontology.facts import Facts

Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: documents in the store, facts by kind in those that were read, quads in the graph."""

    documents: int
    read: tuple[Facts, ...]
    quads: int


def build(sources: Sequence[Source], folder: Path, progress: Progress = lambda *_: None) -> Built:
    """Reads the sources into the store at folder; on any error the old graph stands and CixiError says why."""
    with store.building(folder) as generation:
        fresh = []
        for number, source in enumerate(sources):
            progress(source.identifier, number, len(sources))
            text = read(source)
            facts = find(text)
            _keep(generation, facts, text.content)
            fresh.append(facts)
        progress("graph", len(sources), len(sources))
        if store.exists(folder):
            _carry_over(store.current(folder), generation)
        every = list(_kept(generation))
        quads = _fill(generation, every)
    return Built(len(every), tuple(fresh), quads)


def _fill(generation: Path, every: list[Facts]) -> int:
    draft = store.Draft(generation)
    draft.load(ontology_lines())
    terms = _terms(draft)
    resolution = resolve(every, judgements())
    names = naming.Naming(resolution.canonical, naming.labels(every, resolution.canonical), terms)
    draft.load(_document_lines(every, names))
    doubts = (s for left, right, why in resolution.candidates for s in rdf.candidate(left, right, why, names))
    draft.load(rdf.lines(doubts, "links"))
    for rule in RULES:
        draft.load(rdf.lines(infer(draft.query, rule, names.term), "inferred"))
    return draft.close()


def _document_lines(every: Iterable[Facts], names: naming.Naming) -> Iterator[str]:
    for facts in every:
        yield from rdf.lines(rdf.statements(facts, names), facts.document.identifier)


def ontology_lines() -> list[str]:
    """Ontology, alignments, data structure definition and vocabularies as the lines of graph/ontology."""
    return store.parse(ontology_files(), iris.graph("ontology"))


def ontology_files() -> list[Path]:
    """The Turtle files that make up graph/ontology, shapes left out."""
    root = Path(str(files("ontology")))
    return [root / "ck.ttl", root / "align.ttl", root / "cube.ttl", *sorted((root / "vocab").glob("*.ttl"))]


def _terms(draft: store.Draft) -> dict[str, str]:
    """The zh label of each term of the ontology by its local name."""
    answer = draft.query(
        "SELECT ?term ?label WHERE { ?term <http://www.w3.org/2000/01/rdf-schema#label> ?label "
        f'FILTER(STRSTARTS(STR(?term), "{iris.CK}") && LANG(?label) = "zh") }}'
    )
    return {row[0].value.removeprefix(iris.CK): row[1].value for row in answer}  # type: ignore[union-attr]


def _keep(generation: Path, facts: Facts, content: str) -> None:
    """Writes what was found in a document, and its text, beside the graph."""
    name = iris.slug(facts.document.identifier)
    for folder, suffix, written in (("facts", ".json", codec.dumps(facts)), ("texts", ".txt", content)):
        path = generation / folder / (name + suffix)
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(written)


def _carry_over(old: Path, generation: Path) -> None:
    """Takes over what the answering generation keeps of documents that were not read again."""
    for path in sorted([*(old / "facts").glob("*.json"), *(old / "texts").glob("*.txt")]):
        target = generation / path.parent.name / path.name
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)


def _kept(generation: Path) -> Iterator[Facts]:
    """The facts that a generation keeps, in the order of their documents' identifiers."""
    for path in sorted((generation / "facts").glob("*.json")):
        try:
            yield codec.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise GraphError(f"{path} is damaged ({error}); remove the store and build it again") from error
