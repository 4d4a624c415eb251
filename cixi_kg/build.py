"""The one pipeline: read, find, resolve, add, infer.

A build adds its documents to those of the store: the facts of every document are kept beside the graph, names are
resolved over all of them, and a new generation is written and swapped in at the end.
"""

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
        every = dict(_kept(folder)) if store.exists(folder) else {}
        fresh = []
        for number, source in enumerate(sources):
            progress(source.identifier, number, len(sources))
            facts = find(read(source))
            every[facts.document.identifier] = facts
            fresh.append(facts)
        progress("graph", len(sources), len(sources))
        _keep(generation, every.values())
        quads = _fill(generation, [every[key] for key in sorted(every)])
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
    return {row[0].value.removeprefix(iris.CK): row[1].value for row in answer}  # type: ignore[union-attr,index]


def _keep(generation: Path, every: Iterable[Facts]) -> None:
    """Writes the facts of each document beside the graph."""
    folder = generation / "facts"
    folder.mkdir()
    for facts in every:
        (folder / f"{iris.slug(facts.document.identifier)}.json").write_text(codec.dumps(facts), encoding="utf-8")


def _kept(folder: Path) -> Iterator[tuple[str, Facts]]:
    """The facts that the answering generation keeps, by document."""
    for path in sorted((store.current(folder) / "facts").glob("*.json")):
        try:
            facts = codec.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise GraphError(f"{path} is damaged ({error}); remove the store and build it again") from error
        yield facts.document.identifier, facts
