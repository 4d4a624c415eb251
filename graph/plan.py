"""How the engine goes about a query: the plan that its own command prints, since its Python interface shows none."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.errors import QueryError


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it was run. depth: how many steps wait for it; rows: that it gave; seconds: with the steps below."""

    depth: int
    name: str
    rows: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: the engine and its version, seconds spent on planning, and the steps, the last one first."""

    engine: str
    planning: float
    steps: tuple[Step, ...]


def plan(generation: Path, sparql: str, *, graph: bool) -> Plan | None:
    """The plan of a query over a generation of the store, run once to count; None where there is no `oxigraph` command.

    graph: whether the query gives triples. The command reads the store and writes nothing to it. QueryError where it
    refuses the query.
    """
    command = _command()
    if not command:
        return None
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "plan.json"
        options = ("--results-format", "nt" if graph else "json", "--explain-file", str(told), "--stats")
        done = subprocess.run(
            [command, "query", "--location", str(generation / "db"), *options],
            input=sparql.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode or not told.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it says nothing"]
            raise QueryError(f"the engine's command cannot explain the query: {said[0].removeprefix('Error: ')}")
        found = json.loads(told.read_text(encoding="utf-8"))
    return Plan(_version(command), found["planning duration in seconds"], tuple(_steps(found["plan"], 0)))


def _command() -> str | None:
    """The engine's command: the one beside this Python before any other."""
    return shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


def _version(command: str) -> str:
    return subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout.strip()


def _steps(node: Mapping[str, Any], depth: int) -> Iterator[Step]:
    yield Step(depth, node["name"], node["number of results"], node["duration in seconds"])
    for child in node["children"]:
        yield from _steps(child, depth + 1)
