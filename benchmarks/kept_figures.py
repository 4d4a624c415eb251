"""The figures of runs that take long: the script that measured them keeps them in benchmarks/long.json, and
`python benchmarks/run.py` puts them into BENCHMARKS.md with the rest."""

import json
from collections.abc import Iterable
from pathlib import Path

FILE = Path(__file__).with_name("long.json")
Row = tuple[str, str]


def keep(part: str, rows: Iterable[Row]) -> None:
    """Keeps the rows of a part, in place of those that it had."""
    every = _read()
    every[part] = [list(row) for row in rows]
    FILE.write_text(json.dumps(dict(sorted(every.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def kept() -> list[Row]:
    """The rows of all parts."""
    return [(name, figure) for rows in _read().values() for name, figure in rows]


def _read() -> dict[str, list[list[str]]]:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
