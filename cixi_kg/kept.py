"""What a generation keeps beside its graph, so that a later build can go on from it.

gen-…/facts/…      what was found in each document and each imported table
gen-…/texts/…      the text of each document, in which evidence is shown
gen-…/datasets/…   imported RDF as N-Triples, a file for each graph/dataset/{name}
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from ontology import codec, iris
from ontology.errors import GraphError
from ontology.facts import Facts

_FOLDERS = ("facts", "texts", "datasets")


def keep(generation: Path, facts: Facts, content: str) -> None:
    """Writes what was found in a document, and its text."""
    name = iris.slug(facts.document.identifier)
    _write(generation / "facts" / f"{name}.json", codec.dumps(facts))
    _write(generation / "texts" / f"{name}.txt", content)


def keep_dataset(generation: Path, name: str, triples: Iterable[str]) -> None:
    """Writes imported RDF, lines of N-Triples, as the dataset of that name."""
    _write(generation / "datasets" / f"{iris.slug(name)}.nt", "".join(line + "\n" for line in sorted(set(triples))))


def carry_over(old: Path, generation: Path) -> None:
    """Takes over what the answering generation keeps and the new one has not written itself."""
    for path in sorted(p for folder in _FOLDERS for p in (old / folder).glob("*")):
        target = generation / path.parent.name / path.name
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            _link(path, target)


def facts(generation: Path) -> Iterator[Facts]:
    """The facts that a generation keeps, in the order of their documents' identifiers."""
    for path in sorted((generation / "facts").glob("*.json")):
        try:
            yield codec.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise GraphError(f"{path} is damaged ({error}); remove the store and build it again") from error


def datasets(generation: Path) -> Iterator[tuple[str, Path]]:
    """The imported RDF that a generation keeps: the graph's name (dataset/…) and its file of N-Triples."""
    for path in sorted((generation / "datasets").glob("*.nt")):
        yield f"dataset/{path.stem}", path


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(content)


def _link(path: Path, target: Path) -> None:
    """A finished file is never written again, so both generations may have the one; else a copy."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
