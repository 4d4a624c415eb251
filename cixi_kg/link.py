"""`cixi-kg link …`: other data beside the documents, each import a named graph graph/dataset/{name} of its own."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cixi_kg import review, settings
from ontology.errors import CallError

if TYPE_CHECKING:
    from graph.store import Store

app = typer.Typer(
    name="link",
    help="Import tables and other graphs, each as a dataset of its own, and match things to them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(review.app)

StoreAt = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help="The store; else CIXI_KG_STORE, else your data folder.")
]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="Of the dataset; else the file's name.")]
Terms = Annotated[
    Path | None, typer.Option("--mapping", metavar="T.ttl", help="What terms of the data mean in ours, as Turtle.")
]
_SHOWN = 50  # rows left out that are told one by one


@app.command()
def table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table: .csv, .tsv or .xlsx.")],
    mapping: Annotated[Path | None, typer.Option(metavar="M.toml", help="What each column means.")] = None,
    guess: Annotated[bool, typer.Option("--guess", help="Write a first mapping from the heads instead.")] = False,
    name: Name = "",
    sheet: Annotated[str, typer.Option(metavar="S", help="With --guess: the sheet of an xlsx.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="With --guess: where to write the mapping.")
    ] = None,
    store: StoreAt = None,
) -> None:
    """Import a table: statistics, companies, parks, projects, each fact with its cell as evidence."""
    from loaders.datasets.mapping import read_mapping

    if guess == (mapping is not None):
        raise CallError("link table takes --mapping M.toml, or --guess, which writes a first one")
    if mapping is None:
        _guess(file, sheet, output)
        return
    from cixi_kg import imported

    read = read_mapping(mapping)
    dataset, folder = imported.dataset_name(name or read.about.get("name", ""), str(file)), settings.store_folder(store)
    found = imported.table(file, read, dataset, folder)
    for row, why in found.report.left_out[:_SHOWN]:
        _say(f"row {row} is left out: {why}")
    for line in imported.told(found, dataset, _SHOWN):
        _say(line)


@app.command()
def rdf(
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="RDF: .ttl .nt .nq .trig .rdf .jsonld .n3 .trix.")],
    mapping: Terms = None,
    name: Name = "",
    store: StoreAt = None,
) -> None:
    """Import RDF, its terms mapped to ours: schema.org, ORG, Data Cube, Wikidata, and what your mapping adds."""
    from cixi_kg import imported

    dataset = imported.dataset_name(name, source)
    made = imported.rdf(source, mapping, dataset, settings.store_folder(store))
    for line in imported.told_rdf(made, dataset):
        _say(line)


@app.command()
def sparql(
    endpoint: Annotated[str, typer.Argument(metavar="ENDPOINT", help="The address of a SPARQL 1.1 endpoint.")],
    query: Annotated[
        str, typer.Option(metavar="F.rq", help="A CONSTRUCT, or SELECT ?subject ?predicate ?object; or a recipe.")
    ],
    mapping: Terms = None,
    name: Name = "",
    page: Annotated[int, typer.Option(metavar="N", min=1, max=100_000, help="Rows that are asked for at once.")] = 1000,
    timeout: Annotated[int, typer.Option(metavar="S", min=1, max=3600, help="Seconds for one attempt.")] = 60,
    pause: Annotated[float, typer.Option(metavar="S", min=0, max=60, help="Seconds between two pages.")] = 0.5,
    store: StoreAt = None,
) -> None:
    """Import what a SPARQL endpoint gives for a query, page by page; run again it goes on where it stopped."""
    from cixi_kg import harvest, imported
    from graph.foreign.terms import read_terms
    from ontology.facts import Document

    folder, patience, terms = settings.store_folder(store), harvest.Patience(page, timeout, pause), read_terms(mapping)
    text = harvest.read_query(query)
    dataset = imported.dataset_name(name, query)
    wanted = harvest.plan(endpoint, text, folder, patience, lambda asked: _opened(folder).query(asked))
    found = harvest.harvest(wanted, lambda pages, triples: _say(f"page {pages}: {triples} triples"))
    made = imported.triples(found, terms, Document(imported.PREFIX + dataset, dataset, url=endpoint), folder)
    harvest.finish(wanted)
    for line in imported.told_rdf(made, dataset):
        _say(line)


@app.command("list")
def list_datasets(store: StoreAt = None) -> None:
    """List the imported datasets, a line each."""
    from cixi_kg.imported import datasets

    for each in datasets(settings.store_folder(store)):
        print(each)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a dataset, as `link list` shows it.")],
    store: StoreAt = None,
) -> None:
    """Take an imported dataset out of the graph again."""
    from cixi_kg.imported import remove as run

    folder = settings.store_folder(store)
    run(name, folder)
    _say(f"{name} is no longer in the graph at {folder}.")


def _opened(folder: Path) -> "Store":
    from graph.store import open_store

    return open_store(folder)


def _guess(file: Path, sheet: str, output: Path | None) -> None:
    """Writes the guessed mapping to the screen, or to a file that is not there yet: a corrected one is not lost."""
    from loaders.datasets.guess import guess

    text = guess(file, sheet)
    if output is None:
        print(text, end="")
        return
    try:
        with output.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise CallError(f"{output} is there already: give -o another name, or remove it") from error
    except OSError as error:
        raise CallError(f"{output} cannot be written: {(error.strerror or str(error)).lower()}") from error
    _say(f"{output}: check every line of it, then `cixi-kg link table {file} --mapping {output}`")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
