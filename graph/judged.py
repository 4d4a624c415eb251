"""What people decided about pairs: lines of a text file, replayed in each build, taken back by taking the line away.

A side of a judgement is a name, or the IRI of a thing. Of several lines on one pair the last counts, so a decision is
also taken back by a later one.
"""

import contextlib
import errno
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from ontology.errors import CallError, GraphError

JUDGEMENTS = Path(__file__).with_name("judgements.tsv")  # those that ship with the project
FILE = "judgements.tsv"  # the user's, inside the store's folder
VERDICTS = ("same", "different", "undecided")


@dataclass(frozen=True, order=True, slots=True)
class Judgement:
    """What somebody decided about two names: same, different or undecided; who, when (a date), and why."""

    left: str
    right: str
    verdict: str
    who: str = ""
    when: str = ""
    why: str = ""


HEAD = tuple(field.name for field in fields(Judgement))


def judgements(path: Path = JUDGEMENTS) -> tuple[Judgement, ...]:
    """The judgements in a file: a heading line, then left, right, verdict, who, when, why between tabs.

    Raises GraphError if the file is no text, or a line has another number of columns or an unknown verdict.
    """
    found = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#") or tuple(line.split("\t")) == HEAD:
            continue
        cells = line.split("\t")
        if len(cells) != len(HEAD) or cells[2] not in VERDICTS or not cells[0] or not cells[1]:
            raise GraphError(
                f"{path.name} line {number} is {line!r}: it needs left, right, one of {', '.join(VERDICTS)}, "
                "who, when and why between tabs"
            )
        found.append(Judgement(*cells))
    return tuple(found)


def _text(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise GraphError(f"the judgements {path} are no file")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GraphError(f"the judgements {path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise GraphError(f"the judgements {path} are no text in UTF-8") from error


def of_store(folder: Path) -> tuple[Judgement, ...]:
    """What is replayed in a build of this store: the judgements that ship with the project, then the user's own."""
    own = folder / FILE
    return judgements() + (judgements(own) if own.is_file() else ())


def append(path: Path, made: Sequence[Judgement]) -> None:
    """Adds judgements at the end of a file, which is made where it is missing: all of them, or none on an error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - 1, 0))
            begin = "" if file.read(1) == b"\n" else "\n" if size else "\t".join(HEAD) + "\n"
            lines = begin + "".join("\t".join(map(_cell, astuple(each))) + "\n" for each in made)
            _write_all(file, lines.encode("utf-8", "replace"), size)
    except OSError as error:
        raise CallError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _write_all(file: io.FileIO, data: bytes, size: int) -> None:
    """Writes at the end of a file of this size, in one piece; where not all of it goes in, the file is as before."""
    try:
        if file.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError:
        with contextlib.suppress(OSError):
            file.truncate(size)
        raise


def undo(path: Path, number: int) -> Judgement:
    """Takes the judgement of this number, counted from 1, out of a file and gives it back; CallError where none is."""
    made = judgements(path) if path.exists() else ()
    if not 0 < number <= len(made):
        raise CallError(f"there is no judgement {number} in {path}: it holds {len(made)}")
    lines, taken = path.read_text(encoding="utf-8-sig").splitlines(keepends=True), made[number - 1]
    at = [n for n, line in enumerate(lines) if _is_judgement(line)][number - 1]
    beside = path.with_name(path.name + ".part")
    beside.write_text("".join(lines[:at] + lines[at + 1 :]), encoding="utf-8", newline="\n")
    beside.replace(path)
    return taken


def _is_judgement(line: str) -> bool:
    bare = line.rstrip("\r\n")
    return bool(bare.strip()) and not bare.startswith("#") and tuple(bare.split("\t")) != HEAD


def _cell(text: str) -> str:
    return " ".join(text.split())


def effective(judged: Iterable[Judgement]) -> Mapping[frozenset[str], Judgement]:
    """The judgement that counts for each pair: the last one."""
    return {frozenset((each.left, each.right)): each for each in judged}
