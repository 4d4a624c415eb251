"""`cixi-kg link match`, `link review` and `link judgements`: names matched, and what people say of pairs."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date as day
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cixi_kg import settings
from cixi_kg.writing import standard_output, written_text
from ontology.errors import CallError

if TYPE_CHECKING:
    from cixi_kg.waiting import Pair
    from graph.judged import Judgement
    from graph.matching.things import Thing
    from graph.store import Store

app = typer.Typer(rich_markup_mode=None)

StoreAt = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help="The store; else CIXI_KG_STORE, else your data folder.")
]
Judged = Annotated[
    Path | None, typer.Option("--judgements", metavar="FILE", help="The judgements; else judgements.tsv in the store.")
]
Column = Annotated[str, typer.Option(metavar="COLUMN", help="Its column, by its head; else it is found.")]

ANSWERS = {"y": "same", "n": "different", "u": "undecided"}
HELP = "y one thing · n two things · u cannot be told · s later · q stop"


@app.command()
def match(
    left: Annotated[Path, typer.Argument(metavar="LEFT", help="A list: csv, tsv or xlsx, a thing in each row.")],
    right: Annotated[
        Path | None, typer.Argument(metavar="[RIGHT]", help="Another list; none: the things of the graph.")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="CLASS", help="What the rows are.")] = "Company",
    name: Column = "",
    code: Column = "",
    place: Column = "",
    explain: Annotated[bool, typer.Option("--explain", help="Show what each feature gives to a score.")] = False,
    format: Annotated[str, typer.Option("--format", metavar="F", help="table, csv, tsv, json or markdown.")] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.csv", help="Also write csv there.")
    ] = None,
    judgements: Judged = None,
    store: StoreAt = None,
) -> None:
    """Match two lists, or one list and the graph: what is one thing, what may be, and why."""
    from cixi_kg import lists
    from graph.judged import judgements as read
    from graph.judged import of_store
    from graph.matching.match import match as run
    from queries.results import Layout, write

    wanted = lists.Wanted(kind, name, code, place)
    ours = lists.read_list(left, wanted)
    theirs = lists.read_list(right, replace(wanted, strict=False)) if right else None
    folder = settings.store_folder(store)
    judged = read(judgements) if judgements else of_store(folder)
    found = run(ours.things, theirs.things if theirs else _of_graph(folder, kind), judged)
    for fault in (*ours.faults, *(theirs.faults if theirs else ())):
        _say(fault)
    write(lists.rows(found, explain), format, standard_output(), Layout(_width(), lists.HEADINGS))
    if output:
        with written_text(output) as out:
            write(lists.rows(found, explain), "csv", out)
    _say(lists.summary(found, ours.things))


@app.command()
def review(
    table: Annotated[
        Path | None, typer.Argument(metavar="[TABLE]", help="What `link match -o` wrote; none: the graph.")
    ] = None,
    who: Annotated[str, typer.Option(metavar="NAME", help="Who judges; else your name on this machine.")] = "",
    judgements: Judged = None,
    store: StoreAt = None,
) -> None:
    """Walk through the pairs that may be one thing and say of each whether it is; the graph follows."""
    from cixi_kg import lists, waiting
    from graph.judged import FILE, of_store
    from graph.judged import judgements as read

    folder = settings.store_folder(store)
    target = judgements or folder / FILE
    judged = (*of_store(folder), *(read(target) if judgements and target.exists() else ()))
    ask = None if table else _store(folder).query
    pairs = waiting.of_graph(ask) if ask else waiting.of_names(lists.waiting_rows(table)) if table else []
    left = waiting.unjudged(pairs, judged)
    made = _walk(left, lambda pair: waiting.shown(pair, ask), who or _user(), target)
    _say(f"{made} judged in {target}, {len(left) - made} left.")
    if made and not judgements and _exists(folder):
        _replay(folder)


@app.command()
def judgements(
    undo: Annotated[int | None, typer.Option(metavar="N", help="Take judgement N back.")] = None,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write them as SSSOM/TSV; - to the screen.")
    ] = None,
    bring: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Add those of an SSSOM/TSV or judgements file.")
    ] = None,
    judgements: Judged = None,
    store: StoreAt = None,
) -> None:
    """List what people judged, take one back, or exchange them as SSSOM."""
    from graph import judged as file

    if sum(each is not None for each in (undo, export, bring)) > 1:
        raise CallError("--undo, --export and --import are three things: give one of them")
    folder = settings.store_folder(store)
    target = judgements or folder / file.FILE
    if undo is not None:
        taken = file.undo(target, undo)
        _say(f"Taken back: {taken.left} · {taken.right} · {taken.verdict}")
    elif bring is not None:
        _bring(bring, target)
    made = file.judgements(target) if target.is_file() else ()
    if export is not None:
        _export(made, export, folder)
    elif undo is None and bring is None:
        for number, each in enumerate(made, 1):
            said = " ".join(filter(None, (each.who, each.when, each.why)))
            print(f"{number}  {each.left} · {each.right} · {each.verdict}  {said}".rstrip())
    if (undo is not None or bring is not None) and not judgements and _exists(folder):
        _replay(folder)


def _of_graph(folder: Path, kind: str) -> "list[Thing]":
    from cixi_kg import lists
    from graph.links import things

    return lists.of_graph(things(_store(folder).query), kind)


def _walk(pairs: "Sequence[Pair]", lines: "Callable[[Pair], Iterator[str]]", who: str, target: Path) -> int:
    """Shows each pair and asks; every answer is in the file before the next question. How many were judged."""
    from graph.judged import Judgement, append

    made = 0
    for number, pair in enumerate(pairs, 1):
        print(f"\n{number} of {len(pairs)}  {pair.left.kind}")
        for line in filter(None, lines(pair)):
            print(line)
        answer, why = _answer()
        if answer == "q":
            break
        if answer in ANSWERS:
            today = day.today().isoformat()
            append(target, [Judgement(pair.left.key, pair.right.key, ANSWERS[answer], who, today, why)])
            made += 1
    return made


def _answer() -> tuple[str, str]:
    """A letter, and what was written after it as the reason; the end of the input is q."""
    while True:
        try:
            given = input(f"  {HELP} > ").strip()
        except EOFError:
            return "q", ""
        letter, _, why = given.partition(" ")
        if letter.lower() in (*ANSWERS, "s", "q"):
            return letter.lower(), why.strip()
        print("  a letter, and the reason after it if there is one: y the same address")


def _bring(path: Path, target: Path) -> None:
    """Adds the judgements of a file that are not there yet."""
    from graph import judged, sssom

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"{path} cannot be read as text in UTF-8: {error}") from error
    own = "\t".join(judged.HEAD) in text.splitlines()[:1]
    found = sssom.Imported(judged.judgements(path), 0) if own else sssom.loads(text, path.name)
    known = set(judged.judgements(target)) if target.is_file() else set()
    fresh = [each for each in dict.fromkeys(found.judgements) if each not in known]
    judged.append(target, fresh)
    rest = f", {found.passed_over} mappings say something else than same or different" if found.passed_over else ""
    _say(f"{len(fresh)} judgements added to {target}{rest}.")


def _export(made: "Sequence[Judgement]", path: Path, folder: Path) -> None:
    from graph.sssom import dumps

    text = dumps(made, _addresses(folder))
    if str(path) == "-":
        print(text, end="")
        return
    with written_text(path) as out:
        out.write(text)


def _addresses(folder: Path) -> "Callable[[str], str]":
    """The IRI of the thing that has a name as its label; nothing where there is no store, or two things have it."""
    from graph.links import things

    if not _exists(folder):
        return lambda _: ""
    found: dict[str, str] = {}
    for thing in things(_store(folder).query):
        found[thing.names[0]] = "" if thing.names[0] in found else thing.id
    return lambda name: found.get(name, "")


def _replay(folder: Path) -> None:
    from cixi_kg.build import amend

    amend(folder, lambda _: None)
    _say(f"The graph at {folder} follows them.")


def _store(folder: Path) -> "Store":
    from cixi_kg.opened import ready

    return ready(folder)


def _exists(folder: Path) -> bool:
    from graph.store import exists

    return exists(folder)


def _user() -> str:
    """The name of whoever sits here; "" where the machine does not know it."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def _say(text: str) -> None:
    print(text, file=sys.stderr)
