"""The commands that make a graph and bring it elsewhere: `cixi-kg build` and `cixi-kg publish`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cixi_kg import settings
from cixi_kg.progress import shown

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH|URL]...", help="Documents, tables or folders; none: the bundled sources."),
]
Manifest = Annotated[Path | None, typer.Option(metavar="FILE", help="TOML with a [[source]] table for each file.")]
StoreAt = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help="The store; else CIXI_KG_STORE, else your data folder.")
]


def build(
    paths: Paths = None,
    manifest: Manifest = None,
    store: StoreAt = None,
    date: Annotated[str, typer.Option(metavar="D", help="For files without one: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    area: Annotated[str, typer.Option(metavar="NAME", help="For files without one, as 浙江省宁波市慈溪市.")] = "",
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, help="Processes that read; 0: this one alone, without limits; else by itself."
        ),
    ] = None,
    engine: Annotated[str, typer.Option(metavar="E", help="Read on dask or spark, which are extras.")] = "",
    private: Annotated[bool, typer.Option("--private", help="Also fetch from addresses of the own network.")] = False,
    address: Annotated[str, typer.Option(metavar="A", help="The engine's scheduler; else one on this machine.")] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Also read what has not changed since the last build.")
    ] = False,
) -> None:
    """Read documents and tables into the graph; without a PATH the bundled sources."""
    from cixi_kg.build import build as run
    from cixi_kg.engines import Options
    from cixi_kg.opened import summary
    from loaders.sources import bundled, sources_for

    options = Options(jobs, engine, address, force, private)
    sources = sources_for(paths or [], manifest, date, area) if paths or manifest else bundled()
    folder = settings.store_folder(store)
    with shown() as progress:
        built = run(sources, folder, progress, options)
    print(summary(built, folder), file=sys.stderr)


def publish(
    address: Annotated[
        str, typer.Argument(metavar="ENDPOINT", help="The graph store, as http://localhost:7878/store.")
    ],
    user: Annotated[
        str, typer.Option(metavar="NAME", help="The password is read from CIXI_KG_PASSWORD, or asked.")
    ] = "",
    digest: Annotated[bool, typer.Option("--digest", help="Log in by digest and not by basic authentication.")] = False,
    union: Annotated[
        str, typer.Option(metavar="GRAPH", help="Where the union of all graphs goes: default, none, or an IRI.")
    ] = "default",
    force: Annotated[bool, typer.Option("--force", help="Also send what the server has already.")] = False,
    store: StoreAt = None,
) -> None:
    """Bring the named graphs to a SPARQL server by the Graph Store Protocol, only those that changed."""
    from graph.publish import Target, kept_at
    from graph.publish import publish as run
    from graph.store import open_store

    password = os.environ.get("CIXI_KG_PASSWORD") or (typer.prompt("Password", hide_input=True) if user else "")
    target = Target(address, user, password, digest, "" if union == "none" else union)
    folder = settings.store_folder(store)
    with shown() as progress:
        done = run(open_store(folder), target, kept_at(folder, address), progress, force=force)
    print(
        f"Sent {done.sent} graphs, {done.triples:,} triples; {done.unchanged} had not changed, "
        f"{done.removed} were removed.",
        file=sys.stderr,
    )
