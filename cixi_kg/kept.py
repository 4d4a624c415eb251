"""What a generation keeps beside its graph, so that a later build can go on from it.

gen-…/facts/…      what was found in each document and each imported table
gen-…/texts/…      the text of each document, in which evidence is shown
gen-…/stamps/…     what the facts of a document depend on: content, manifest entry, rules
gen-…/datasets/…   imported RDF as N-Triples, a file for each graph/dataset/{name}
gen-…/sizes        how many bytes each of these has: a file that was cut since is not carried over unseen
"""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from graph.store import FINISHED
from ontology import codec, iris
from ontology.errors import GraphError
from ontology.facts import Facts

_FOLDERS = ("facts", "texts", "stamps", "datasets")


def keep(generation: Path, facts: Facts, content: str) -> None:
    """Writes what was found in a document, and its text."""
    keep_written(generation, iris.slug(facts.document.identifier), codec.dumps(facts), content, "")


def keep_written(generation: Path, name: str, facts: str, content: str, stamp: str) -> None:
    """Writes the facts of a document, already JSON, its text and its stamp, under the slug of its identifier."""
    _write(generation / "facts" / f"{name}.json", facts)
    _write(generation / "texts" / f"{name}.txt", content)
    _write(generation / "stamps" / f"{name}.txt", stamp)


def stamp(generation: Path, name: str) -> str:
    """The stamp of a document, "" where the generation does not hold it whole."""
    try:
        found = (generation / "stamps" / f"{name}.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    whole = all(_whole(generation, each) for each in (f"facts/{name}.json", f"texts/{name}.txt"))
    return found if whole else ""


def keep_dataset(generation: Path, name: str, triples: Iterable[str], content: str = "") -> None:
    """Writes imported RDF, lines of N-Triples in their order, as the dataset of that name; repeated ones do no harm.

    content: the text of its evidence, if it has any.
    """
    if content:
        _write(generation / "texts" / f"dataset-{iris.slug(name)}.txt", content)
    path = generation / "datasets" / f"{iris.slug(name)}.nt"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in triples)


def files_of_dataset(name: str) -> frozenset[str]:
    """Where what an imported dataset is kept as can lie, below the folder of the generation."""
    slug = iris.slug(name)
    own = {"facts": "json", "texts": "txt", "stamps": "txt"}
    return frozenset((*(f"{folder}/dataset-{slug}.{kind}" for folder, kind in own.items()), f"datasets/{slug}.nt"))


def carry_over(old: Path, generation: Path, without: Collection[str] = ()) -> None:
    """Takes over what the answering generation keeps and the new one has not written itself.

    without: files, by their paths below the generation's folder, that are left behind. GraphError where one is damaged.
    """
    for name in sorted({*_names(old), *_sizes(old)} - set(without)):
        target = generation / name
        if not target.exists():
            if not _whole(old, name):
                raise damaged(old / name, "cut or gone")
            target.parent.mkdir(exist_ok=True)
            _link(old / name, target)


def facts(generation: Path) -> Iterator[Facts]:
    """The facts that a generation keeps, in the order of their documents' identifiers."""
    for path in sorted((generation / "facts").glob("*.json")):
        try:
            yield codec.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise damaged(path, str(error)) from error


def damaged(path: Path, why: str) -> GraphError:
    """What is said of a kept file that cannot be used as it is."""
    return GraphError(
        f"{path.parent.name}/{path.name} of the store at {path.parents[2]} is damaged ({why}): read its document again "
        "with `cixi-kg build`, import its table again, or build a new store"
    )


def documents(generation: Path) -> int:
    """How many documents a generation keeps."""
    return sum(1 for _ in (generation / "facts").glob("*.json"))


def keep_made(generation: Path, made: str) -> None:
    """Writes what the graph depends on beside what is kept, and the size of each file that is: nothing more comes."""
    sizes = (f"{(generation / name).stat().st_size}\t{name}\n" for name in sorted(_names(generation)))
    _write(generation / "sizes", "".join(sizes))
    _write(generation / FINISHED, made)


def made(generation: Path) -> str:
    """What the graph depends on beside what is kept, "" if it is not known."""
    try:
        return (generation / FINISHED).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def datasets(generation: Path) -> Iterator[tuple[str, Path]]:
    """The imported RDF that a generation keeps: the graph's name (dataset/…) and its file of N-Triples."""
    for path in sorted((generation / "datasets").glob("*.nt")):
        yield f"dataset/{path.stem}", path


def _names(generation: Path) -> set[str]:
    """The files that a generation keeps, by their paths below its folder."""
    return {f"{folder}/{path.name}" for folder in _FOLDERS for path in (generation / folder).glob("*")}


def _sizes(generation: Path) -> Mapping[str, int]:
    """The size that each kept file had when the generation was finished; empty where that is not known."""
    path = generation / "sizes"
    try:
        return _read_sizes(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):
        return {}


@lru_cache(2)
def _read_sizes(path: Path, _written: int) -> Mapping[str, int]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: int(size) for size, _, name in (line.partition("\t") for line in lines)}


def _whole(generation: Path, name: str) -> bool:
    """Whether a kept file is there, and as long as it was."""
    try:
        size = (generation / name).stat().st_size
    except OSError:
        return False
    return _sizes(generation).get(name, size) == size


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
