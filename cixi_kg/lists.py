"""Lists of names matched: a table's column to things, matches to the rows of a table, and what waits for a person."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.answers import XSD, Rows, Term
from graph.links import predicate
from graph.matching.codes import Code, read_code
from graph.matching.match import Match, Matching
from graph.matching.things import MATCHED, Thing
from loaders.datasets.grid import read_grid
from ontology import vocab
from ontology.errors import CallError, SourceError
from ontology.readings import area_code
from ontology.terms import PREFIXES

HEADINGS = {
    "left_row": "行", "left": "名称", "right_row": "对方行", "right": "对方名称", "verdict": "判定", "score": "得分",
    "relation": "关系", "reason": "理由",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which columns of a list hold what, by their heads, "" to find them; kind: local name of the things' class.

    strict: a column of that head has to be there; else it is found where it is not.
    """

    kind: str = "Company"
    name: str = ""
    code: str = ""
    place: str = ""
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """The things of a list, each with its row as id; faults: a sentence for each cell that could not be used."""

    things: tuple[Thing, ...]
    faults: tuple[str, ...]


def read_list(path: Path, wanted: Wanted) -> Listed:
    """The things of a csv, tsv or xlsx file, a row each; a column of names alone needs no head.

    CallError for a column or class that is not there, SourceError for a file that is no table.
    """
    if wanted.kind not in MATCHED:
        raise CallError(f"things of class {wanted.kind!r} are not matched; --kind is one of {', '.join(MATCHED)}")
    rows = [[cell.text.strip() for cell in row] for row in read_grid(path).rows]
    first = next(number for number, row in enumerate(rows) if any(row))
    columns = _columns(rows[first], wanted, path)
    start = first if columns.pop("headless", 0) else first + 1
    things, faults = [], []
    for number, row in enumerate(rows[start:], start + 1):
        cells = {what: row[at] if at < len(row) else "" for what, at in columns.items()}
        codes, fault = _codes(cells.get("code", ""), wanted.kind)
        if fault:
            faults.append(f"{path.name} row {number}: {fault}; the code is passed over")
        names = tuple(dict.fromkeys(filter(None, (cells.get("name", ""), cells.get("former", "")))))
        if names or codes:
            things.append(Thing(f"{number:07}", wanted.kind, names, codes, _areas(cells.get("place", ""))))
    return Listed(tuple(things), tuple(faults))


def _columns(heads: list[str], wanted: Wanted, path: Path) -> dict[str, int]:
    """The position of each column; `headless` is set where the first row is a name already."""
    folded = [vocab.fold(head) for head in heads]
    known: Mapping[str, list[str]] = tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))
    found: dict[str, int] = {}
    for what, names in known.items():
        given = getattr(wanted, what, "")
        there = vocab.fold(given) in folded
        if given and wanted.strict and not there:
            raise CallError(f"{path.name} has no column {given!r}; its columns are {', '.join(filter(None, heads))}")
        places = [
            folded.index(head) for head in map(vocab.fold, [given] if given and there else names) if head in folded
        ]
        free = [at for at in places if at not in found.values()]
        if free:
            found[what] = free[0]
    if "name" not in found and "code" not in found:
        if sum(map(bool, heads)) != 1:
            raise CallError(f"which column of {path.name} holds the names? say --name, one of {', '.join(heads)}")
        return {"name": next(at for at, head in enumerate(heads) if head), "headless": 1}
    return found


def _codes(text: str, kind: str) -> tuple[tuple[Code, ...], str]:
    try:
        return ((read_code(text, kind),) if text else ()), ""
    except SourceError as error:
        return (), str(error)


def _areas(place: str) -> tuple[str, ...]:
    code = area_code(place)
    return (code,) if code else ()


def rows(matching: Matching, explain: bool) -> Rows:
    """Matches as the rows of a table; explain: each feature with its points in place of the reasons in words."""
    return Rows(tuple(HEADINGS), (_row(match, explain) for match in matching.matches))


def _row(match: Match, explain: bool) -> tuple[Term | None, ...]:
    relation = next(
        f"{prefix}:{predicate(match).removeprefix(PREFIXES[prefix])}"
        for prefix in ("skos", "ck")
        if predicate(match).startswith(PREFIXES[prefix])
    )
    reason = explained(match) if explain else match.reason
    sides = [cell for thing in (match.left, match.right) for cell in (_where(thing), _literal(named(thing)))]
    score = Term("literal", format(match.score.value, ".3f").rstrip("0").rstrip("."), "", XSD + "decimal")
    return (*sides, _literal(match.verdict), score, _literal(relation), _literal(reason))


def _where(thing: Thing) -> Term:
    return Term("iri", thing.id) if ":" in thing.id else Term("literal", str(int(thing.id)), "", XSD + "integer")


def _literal(text: str) -> Term:
    return Term("literal", text)


def named(thing: Thing) -> str:
    """What a thing is shown as: its main name, else its code, else its id."""
    return thing.names[0] if thing.names else thing.codes[0].value if thing.codes else thing.id


def explained(match: Match) -> str:
    """The score of a match feature by feature: +0.97 same_registered_name (the same parts), …"""
    parts = [f"{part.points:+.2f} {part.feature} ({part.reason})" for part in match.score.parts]
    if match.judgement:
        parts.append(f"judged {match.judgement.verdict} by {match.judgement.who or 'somebody'}: {match.judgement.why}")
    return ", ".join(parts)


def summary(matching: Matching, left: Sequence[Thing]) -> str:
    """How many of a list were matched, how many wait for a person, and what was compared."""
    same = {match.left.id for match in matching.matches if match.verdict == "same"}
    waiting = {match.left.id for match in matching.matches} - same
    wide = f"; {matching.wide:,} names are too common to be compared by their trade name alone" if matching.wide else ""
    rest = len(left) - len(same) - len(waiting)
    return (
        f"{len(left):,} names: {len(same):,} matched, {len(waiting):,} wait for a person, {rest:,} without a match; "
        f"{matching.compared:,} pairs compared{wide}"
    )


def waiting_rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """The pairs that wait for a person in a table that `cixi-kg link match` wrote: left, right, reason.

    SourceError where it is another table.
    """
    table = [[cell.text for cell in row] for row in read_grid(path).rows]
    heads, needed = table[0], ("left", "right", "verdict", "reason")
    if missing := [name for name in needed if name not in heads]:
        raise SourceError(f"{path} has no column {missing[0]!r}: give a table that `cixi-kg link match -o` wrote")
    at = [heads.index(name) for name in needed]
    for row in table[1:]:
        if len(row) > max(at) and row[at[2]] == "undecided":
            yield row[at[0]], row[at[1]], row[at[3]]


def of_graph(things: Iterable[Thing], kind: str) -> list[Thing]:
    """Those of the graph's things that a list of this class is matched with."""
    platforms = kind.endswith("Platform")
    return [thing for thing in things if thing.kind == kind or (platforms and thing.kind.endswith("Platform"))]
