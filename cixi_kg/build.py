"""The one pipeline: read, find, resolve, add, infer.

A build adds its documents to those of the store: the facts of every document are kept beside the graph (kept.py),
names are resolved over all of them, and a new generation is written and swapped in at the end.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path

from cixi_kg import kept
from cixi_kg.engines import Options, run
from cixi_kg.engines.task import Outcome, Task
from cixi_kg.progress import Progress, unseen
from cixi_kg.versions import graph_version, rules_version
from graph import compared, labels, links, naming, rdf, store, told
from graph.infer import RULES, infer, supposed
from graph.judged import of_store
from graph.resolve import resolve
from loaders.sources import Source
from ontology import iris
from ontology.errors import CixiError, SourceError
from ontology.facts import Facts, Ref, Relation

_BATCH = 200_000  # statements of a document that are sorted at once: a table may have millions


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: documents and quads in the store; of the documents given, how many were read, how many had
    not changed, and which were skipped, each with the reason in a sentence.

    numbers, relations, characters: how many in the documents that were read.
    """

    documents: int
    quads: int
    read: int
    unchanged: int
    skipped: tuple[str, ...]
    numbers: int
    relations: int
    characters: int


def build(
    sources: Sequence[Source],
    folder: Path,
    progress: Progress = unseen,
    options: Options = Options(),  # noqa: B008  frozen
) -> Built:
    """Reads the sources into the store at folder; what cannot be read is skipped, and the reason told.

    On any error the old graph stands; SourceError where not one of the sources could be read.
    """
    count: Counter[str] = Counter()
    skipped: dict[str, str] = {}

    def read_all(generation: Path) -> None:
        old = store.latest(folder)
        for number, outcome in enumerate(run(_tasks(sources, old, options), options)):
            progress("reading", number, len(sources))
            if outcome.reason:
                skipped[outcome.source.identifier] = outcome.reason
            count.update(_counts(outcome))
            if outcome.facts:
                kept.keep_written(generation, outcome.name, outcome.facts, outcome.content, outcome.stamp)
        if len(skipped) == len(sources):
            raise SourceError("\n".join(skipped[source.identifier] for source in sources))
        if old and store.exists(folder) and not count["read"] and not options.force and (quads := _standing(old)):
            raise _StandsError(kept.documents(old), quads)
        progress("graph", len(sources), len(sources))

    try:
        documents, quads = amend(folder, read_all)
    except _StandsError as standing:
        documents, quads = standing.args
    reasons = tuple(skipped[source.identifier] for source in sources if source.identifier in skipped)
    return Built(documents, quads, skipped=reasons, **{name: count[name] for name in _COUNTED})


class _StandsError(Exception):
    """Nothing has changed: the graph that answers is the one that would be made; its documents and quads."""


def _standing(old: Path) -> int:
    """How many quads the old graph holds, 0 if it is not the one that would be made now, or is damaged."""
    if kept.made(old) != _made(old.parent):
        return 0
    try:
        return len(store.Store(old))
    except CixiError:
        return 0


def _made(folder: Path) -> str:
    """What a generation's graph depends on beside the facts and datasets that it keeps."""
    return iris.digest(graph_version(), *map(str, of_store(folder)))


_COUNTED = ("read", "unchanged", "numbers", "relations", "characters")


def _tasks(sources: Sequence[Source], old: Path | None, options: Options) -> list[Task]:
    """A task for each source, with the stamp of what the store holds of it already."""
    rules = rules_version()
    known = old if not options.force else None
    stamps = (kept.stamp(known, iris.slug(source.identifier)) if known else "" for source in sources)
    return [Task(source, rules, stamp, options.private) for source, stamp in zip(sources, stamps, strict=True)]


def _counts(outcome: Outcome) -> dict[str, int]:
    return {
        "read": int(bool(outcome.facts)),
        "unchanged": int(outcome.unchanged),
        "numbers": outcome.numbers,
        "relations": outcome.relations,
        "characters": outcome.characters,
    }


def amend(folder: Path, change: Callable[[Path], None], without: Collection[str] = ()) -> tuple[int, int]:
    """A new generation that keeps what the answering one does, after a change to it; how many documents and quads.

    change: gets the folder of the new generation and writes to it with `kept`; whatever it does not write is
    carried over, but for the files `without`. On any error the old graph stands.
    """
    with store.building(folder) as generation:
        change(generation)
        if old := store.latest(folder):
            kept.carry_over(old, generation, without)
        return _fill(generation)


def _fill(generation: Path) -> tuple[int, int]:
    """Writes the graph of what a generation keeps; how many documents and quads.

    The facts are gone through twice, a document at a time: for their names, then for what they say.
    """
    draft = store.Draft(generation)
    draft.load(ontology_lines())
    terms = _terms(draft)
    uses: Counter[Ref] = Counter()
    judged = of_store(generation.parent)
    resolution = resolve(_counted(kept.facts(generation), uses), judged)
    names = naming.Naming(resolution.canonical, naming.labels(uses, resolution.canonical), terms)
    shown: list[Relation] = []
    draft.load(_document_lines(kept.facts(generation), names, shown))
    for name, path in kept.datasets(generation):
        try:
            draft.load(_dataset_lines(name, path))
        except (SyntaxError, ValueError) as error:
            raise kept.damaged(path, str(error).partition("\n")[0]) from error
    doubts = (s for left, right, why in resolution.candidates for s in rdf.candidate(left, right, why, names))
    joined = links.statements(draft.query, [name for name, _ in kept.datasets(generation)], judged)
    draft.load(rdf.lines(chain(doubts, joined), "links"))
    for rule in (*supposed(shown, names), *RULES):
        draft.load(rdf.lines(infer(draft.query, rule, names.term), "inferred"))
    for beside in (compared, told):
        draft.load(rdf.lines(beside.statements(draft.query), "inferred"))
    labels.build(generation, draft.query)
    kept.keep_made(generation, _made(generation.parent))
    return kept.documents(generation), draft.close()


def _counted(every: Iterable[Facts], uses: "Counter[Ref]") -> Iterator[Facts]:
    """The facts as they come, counting every name that they use."""
    for facts in every:
        uses.update(naming.refs(facts))
        yield facts


def _dataset_lines(name: str, path: Path) -> Iterator[str]:
    tail = f" <{iris.graph(name)}> ."
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n").removesuffix(" .") + tail


def _document_lines(every: Iterable[Facts], names: naming.Naming, shown: list[Relation]) -> Iterator[str]:
    """The graphs of the documents; adds what they show without saying it to a list."""
    for facts in every:
        shown.extend(relation for relation in facts.relations if relation.supposed)
        found = rdf.statements(facts, names)
        while batch := list(islice(found, _BATCH)):
            yield from rdf.lines(batch, facts.document.identifier)


@cache
def ontology_lines() -> tuple[str, ...]:
    """Ontology, alignments, data structure definition and vocabularies as the lines of graph/ontology."""
    return tuple(store.parse(ontology_files(), iris.graph("ontology")))


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
