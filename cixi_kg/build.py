"""The one pipeline: read, find, resolve, add, infer.

A build adds its documents to those of the store: the facts of every document are kept beside the graph (kept.py),
names are resolved over all of them, and a new generation is written and swapped in at the end.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cixi_kg import kept
from graph import naming, rdf, store
from graph.infer import RULES, infer
from graph.resolve import judgements, resolve
from loaders.find import find
from loaders.read import read
from loaders.sources import Source
from ontology import iris
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
    fresh = []

    def read_all(generation: Path) -> None:
        for number, source in enumerate(sources):
            progress(source.identifier, number, len(sources))
            text = read(source)
            facts = find(text)
            kept.keep(generation, facts, text.content)
            fresh.append(facts)
        progress("graph", len(sources), len(sources))

    documents, quads = amend(folder, read_all)
    return Built(documents, tuple(fresh), quads)


def amend(folder: Path, change: Callable[[Path], None]) -> tuple[int, int]:
    """A new generation that keeps what the answering one does, after a change to it; how many documents and quads.

    change: gets the folder of the new generation and writes to it with `kept`; whatever it does not write is
    carried over. On any error the old graph stands.
    """
    with store.building(folder) as generation:
        change(generation)
        if store.exists(folder):
            kept.carry_over(store.current(folder), generation)
        every = list(kept.facts(generation))
        return len(every), _fill(generation, every)


def _fill(generation: Path, every: list[Facts]) -> int:
    draft = store.Draft(generation)
    draft.load(ontology_lines())
    terms = _terms(draft)
    resolution = resolve(every, judgements())
    names = naming.Naming(resolution.canonical, naming.labels(every, resolution.canonical), terms)
    draft.load(_document_lines(every, names))
    for name, path in kept.datasets(generation):
        draft.load(_dataset_lines(name, path))
    doubts = (s for left, right, why in resolution.candidates for s in rdf.candidate(left, right, why, names))
    draft.load(rdf.lines(doubts, "links"))
    for rule in RULES:
        draft.load(rdf.lines(infer(draft.query, rule, names.term), "inferred"))
    return draft.close()


def _dataset_lines(name: str, path: Path) -> Iterator[str]:
    tail = f" <{iris.graph(name)}> ."
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n").removesuffix(" .") + tail


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
