"""What a cell with a company holds: its name, other companies, agencies, and remarks that are no part of a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.cells.heads import pattern
from ontology import names, vocab

_PART = re.compile(r"[，,；;]|[、/](?!Ltd)|\s{2,}")
_TRAILING = re.compile(r"（([^（）]*)）$")
_EDGE = " ，,；;、（）()"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a cell: text[begin:end]. kind: Company, Agency or note; name: what it is called, or the remark."""

    begin: int
    end: int
    kind: str
    name: str


def firms(text: str) -> Iterator[Part]:
    """The parts of a cell with a company, in order; nothing for a cell that only says there is none."""
    for begin, end in _pieces(text):
        piece = text[begin:end]
        if not piece.strip(_EDGE) or pattern("rows", "empty").fullmatch(piece):
            continue
        if _is_note(piece):
            yield _trimmed(text, begin, end, "note")
            continue
        found = _TRAILING.search(piece)
        if found and begin + found.start() > begin and _is_remark(piece[: found.start()], found[1]):
            yield _trimmed(text, begin, begin + found.start(), _kind(piece[: found.start()]))
            yield _trimmed(text, begin + found.start(), end, "note")
        else:
            yield _trimmed(text, begin, end, _kind(piece))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between the marks that part names, brackets kept whole; 、 parts full names only."""
    begin = 0
    for mark in _PART.finditer(text):
        left = text[begin : mark.start()]
        if left.count("（") != left.count("）"):
            continue
        if mark[0] in "、/" and not names.split_company(left.strip()).full:
            continue
        yield begin, mark.start()
        begin = mark.end()
    yield begin, len(text)


def _is_note(piece: str) -> bool:
    """Whether a piece is a remark: it has a word of remarks and no company's name ends it."""
    bare = _TRAILING.sub("", piece)
    return bool(pattern("company", "note").search(bare)) and not names.split_company(bare).full


def _is_remark(name: str, bracket: str) -> bool:
    """Whether what stands in brackets after a name is said about it: not its place, not part of its legal form."""
    if pattern("company", "note").search(bracket):
        return True
    whole = f"{name}（{bracket}）"
    if names.split_company(whole).full or bracket in vocab.names("place"):
        return False
    return names.split_company(name).full


def _kind(name: str) -> str:
    plain = name.strip(_EDGE)
    other = re.search(f"(?:{pattern('company', 'other').pattern})$", plain)
    return "Agency" if other and not names.split_company(plain).full else "Company"


def _trimmed(text: str, begin: int, end: int, kind: str) -> Part:
    """The part without marks at its ends; a company's closing bracket belongs to its name."""
    edge = _EDGE if kind == "note" else " ，,；;、"
    piece = text[begin:end]
    begin += len(piece) - len(piece.lstrip(edge))
    piece = piece.strip(edge)
    return Part(begin, begin + len(piece), kind, names.plain(piece) if kind != "note" else piece)
