"""The command line: each command is one call of the library; errors become exit statuses here and nowhere else."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from cixi_kg import __version__, link, making, settings
from cixi_kg.fault import place
from cixi_kg.making import StoreAt
from cixi_kg.progress import shown
from cixi_kg.writing import end_output, prepare_streams, standard_output, written, written_text
from ontology.errors import CallError, CixiError, SourceError

if TYPE_CHECKING:
    from cixi_kg.build import Built
    from graph.answers import Answer
    from graph.store import Store
    from queries.header import SavedQuery
    from queries.sparql import Ask

app = typer.Typer(
    name="cixi-kg",
    help="Regional industrial policy documents as a knowledge graph with a sentence behind every fact.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(link.app)

Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there, not to the screen.")]
Values = Annotated[list[str] | None, typer.Option("-p", "--param", metavar="KEY=VALUE", help="A parameter's value.")]
QueryFile = Annotated[Path | None, typer.Option("--file", metavar="F.rq", help="A query of your own; - reads it.")]
Endpoint = Annotated[str | None, typer.Option(metavar="URL", help="Ask this SPARQL endpoint, not the store.")]
ExportFormat = Annotated[
    str,
    typer.Option("--format", metavar="F", help="nq, trig, ttl, jsonld, graphml, gexf, csv, csvw, datacommons or dcat."),
]
Format = Annotated[
    str, typer.Option("--format", metavar="F", help="table, csv, tsv, json, xml, markdown, html, turtle, jsonld or nt.")
]


_LARGEST_QUERY = 50_000_000  # bytes

app.command()(making.build)


@app.command()
def queries() -> None:
    """List the saved queries, a line each."""
    from queries.saved import saved

    found = saved()
    width = max(len(query.name) for query in found)
    for query in found:
        print(f"{query.name:{width}}  {query.title.zh} · {query.title.en}")


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(metavar="[NAME|-]", help="A saved query; - reads one.")] = None,
    param: Values = None,
    file: QueryFile = None,
    endpoint: Endpoint = None,
    format: Format = "table",
    output: Output = None,
    store: StoreAt = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the bound query and its plan instead.")] = False,
    pager: Annotated[bool, typer.Option("--pager/--no-pager", help="Page a long table on a terminal.")] = True,
) -> None:
    """Run a saved query, or one of your own, and show its answer."""
    from queries.results import layout_of, write

    endpoint = endpoint or settings.endpoint(store)
    ask = _asking(endpoint, store)
    if explain:
        text, _ = _asked(ask, name, file, param)
        with _out(output) as out:
            out.writelines(f"{line}\n" for line in _explained(text, None if endpoint else _opened(store)))
        return
    answer, wanted = _answer(ask, name, file, param)
    layout = layout_of(wanted, _width())
    if pager and output is None and format == "table" and sys.stdout.isatty():
        _page(lambda out: write(answer, format, out, layout))
        return
    with _out(output) as out:
        write(answer, format, out, layout)


@app.command()
def view(
    saved: Annotated[str | None, typer.Option("--query", metavar="NAME", help="Draw a saved query's answer.")] = None,
    file: QueryFile = None,
    param: Values = None,
    focus: Annotated[str | None, typer.Option(metavar="NAME", help="Draw a thing and what is around it.")] = None,
    depth: Annotated[int, typer.Option(metavar="N", min=0, max=9, help="With --focus: how many relations away.")] = 1,
    classes: Annotated[
        list[str] | None, typer.Option("--class", metavar="C", help="Only things of this class; may be repeated.")
    ] = None,
    output: Output = Path("cixi-kg.html"),
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    store: StoreAt = None,
) -> None:
    """Draw the graph, or a part of it, as one HTML page that opens offline."""
    from graph.view import collect, from_answer, page

    ask = _asking(None, store)
    if saved or file:
        answer, wanted = _answer(ask, saved, file, param)
        ends = wanted.picture.columns if wanted and wanted.picture.kind == "graph" else ()
        drawn, title = from_answer(answer, ask, ends), wanted.title.zh if wanted else str(file)
    else:
        drawn, title = collect(ask, focus, depth, classes or []), focus or "cixi-kg"
    target = output or Path("cixi-kg.html")
    with _out(target) as out:
        out.write(page(drawn, title))
    _say(f"{target}: {drawn.number_of_nodes()} things, {drawn.number_of_edges()} relations. Open it in a browser.")
    if show:
        typer.launch(str(target))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME|IRI", help="A thing by label, alias or IRI.")],
    store: StoreAt = None,
) -> None:
    """Show every statement about a thing, with the sentences that say so."""
    from queries.explain import explain as look_up
    from queries.explain import lines, thing

    ask = _asking(None, store)
    for line in lines(look_up(ask, thing(ask, name)), _width()):
        print(line)


@app.command()
def export(
    format: ExportFormat = "nq",
    output: Output = None,
    store: StoreAt = None,
) -> None:
    """Write the whole graph in a format that other tools read."""
    from graph.export import export as write

    opened = _opened(store)
    if output is None:
        write(opened, format, sys.stdout.buffer)
        return
    with written(output) as out:
        write(opened, format, out)


@app.command()
def analyse(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="An analysis; none: lists them.")] = None,
    param: Values = None,
    format: Format = "table",
    output: Output = None,
    store: StoreAt = None,
) -> None:
    """Communities, centrality and paths of the network of things, as a table."""
    from graph.analyse import ANALYSES, find, run
    from queries.explain import thing
    from queries.results import Layout, write

    if name is None:
        for each in ANALYSES:
            print(each)
        return
    wanted, ask = find(name), _asking(None, store)
    answer = run(name, ask, _values(param), lambda given: thing(ask, given))
    with _out(output) as out:
        write(answer, format, out, Layout(_width(), wanted.headings(), wanted.headings("en")))


@app.command()
def serve(
    host: Annotated[str, typer.Option(metavar="H", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="P", min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    store: StoreAt = None,
) -> None:
    """Serve SPARQL, the saved queries as an API, and pages for people."""
    from cixi_kg.server import serve as run

    _opened(store)
    run(settings.store_folder(store), host, port)


app.command()(making.publish)


@app.command()
def validate(store: StoreAt = None) -> None:
    """Check the graph against its SHACL shapes; exit status 1 where it does not conform."""
    from graph.validate import to_graph
    from graph.validate import validate as check

    report = check(to_graph(_opened(store).triples()))
    for violation in report.results:
        print(violation)
    _say("The graph conforms." if report.conforms else f"The graph does not conform: {len(report.results)} violations.")
    if not report.conforms:
        sys.exit(1)


def main() -> None:
    """Runs the command line; exit status 0 done, 1 the input or the graph is at fault, 2 the call is."""
    try:
        _run()
    except CallError as error:
        _fail(str(error), 2)
    except CixiError as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        sys.exit(0)  # who reads has seen enough
    except OSError as error:
        from loaders.files import shown

        where = shown(error.filename) if error.filename else "the output"
        _fail(f"{where} cannot be used: {(error.strerror or str(error)).lower()}", 1)
    except MemoryError:
        _fail("this machine has not enough memory for that", 1)
    except Exception as error:
        if "CIXI_KG_TRACEBACK" in os.environ:
            raise
        _fail(f"a fault of ours, {place(error)}: please report it (CIXI_KG_TRACEBACK=1 shows all of it)", 1)


def _run() -> None:
    prepare_streams()
    out = sys.stdout
    try:
        app()
    finally:
        if sys.stdout is not out:  # typer puts another in its place where nobody reads any more
            raise BrokenPipeError
        end_output()


def _version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version


def _fail(words: str, status: int) -> None:
    _say(f"cixi-kg: {words}")
    sys.exit(status)


def _say(text: str) -> None:
    """A message for people: on standard error, so that results can be piped."""
    print(text, file=sys.stderr)


def _width() -> int:
    return shutil.get_terminal_size((80, 24)).columns


def _opened(store: Path | None) -> "Store":
    """The store; one that was never built is built first from the bundled sources, and this is said."""
    from cixi_kg.opened import build_bundled, ready

    def build_it(folder: Path) -> "Built":
        with shown() as progress:
            return build_bundled(folder, progress)

    return ready(settings.store_folder(store), build_it)


def _asking(endpoint: str | None, store: Path | None) -> "Ask":
    endpoint = endpoint or settings.endpoint(store)
    if endpoint:
        from graph.remote import Remote

        return Remote(endpoint).query
    opened = _opened(store)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine does not hear Python's: Ctrl-C ends the process itself
    return opened.query


def _answer(
    ask: "Ask", name: str | None, file: Path | None, param: list[str] | None
) -> "tuple[Answer, SavedQuery | None]":
    """The answer of a saved query, and this query; or that of a query of the user's own."""
    from queries.federate import resolved
    from queries.saved import run

    text, wanted = _asked(ask, name, file, param)
    text = resolved(text, settings.allowed_endpoints)
    return (ask(text) if wanted else run(text, ask)), wanted


def _asked(ask: "Ask", name: str | None, file: Path | None, param: list[str] | None) -> "tuple[str, SavedQuery | None]":
    """A saved query with its values, and this query; or the text of a query of the user's own."""
    from queries.saved import bind, find

    if (name is None) == (file is None):
        raise CallError("name a saved query or give one with --file, not both; `cixi-kg queries` lists them")
    if name is not None and name != "-":
        wanted = find(name)
        return bind(wanted, _values(param), ask), wanted
    if param:
        raise CallError("-p gives values to a saved query; a query of your own holds them itself")
    return _read_query(file), None


def _explained(text: str, opened: "Store | None") -> Iterator[str]:
    """A query explained; opened: the store that it asks, None for an endpoint."""
    from graph.plan import plan
    from queries.plan import lines
    from queries.saved import check_read_only, with_prefixes
    from queries.sparql import form

    check_read_only(text)
    asked = with_prefixes(text)
    yield from lines(asked, plan(opened.path, asked, graph=form(text) in ("CONSTRUCT", "DESCRIBE")) if opened else None)


def _page(write: Callable[[TextIO], object]) -> None:
    import io

    from cixi_kg.pager import show

    text = io.StringIO()
    write(text)
    show(text.getvalue())


def _read_query(file: Path | None) -> str:
    from loaders.files import file_bytes, shown

    given = file is None or str(file) == "-"
    try:
        data = sys.stdin.buffer.read() if given or not file else file_bytes(file, _LARGEST_QUERY)
        return data.decode("utf-8-sig")
    except SourceError as error:
        raise CallError(f"the query {error}") from error
    except UnicodeDecodeError as error:
        raise CallError(f"the query {'that was given' if given else shown(file or '')} is no text in UTF-8") from error


def _values(param: list[str] | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for given in param or []:
        key, equals, value = given.partition("=")
        if not equals:
            raise CallError(f"-p {given} has no value; write it as -p key=value")
        found.setdefault(key.strip(), []).append(value)
    return found


@contextmanager
def _out(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole or not at all; line ends are left as they are written."""
    if path is None:
        yield standard_output()
        return
    with written_text(path) as out:
        yield out
