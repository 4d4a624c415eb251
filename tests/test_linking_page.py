"""docs/linking.md: what it shows is what the commands print, one after the other, and its mappings can be read."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cixi_kg.build import Built

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "linking.md"
BLOCK = re.compile(r"^(?:(<!-- run -->)\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def ran(line: str, store: Path) -> str:
    """What a line prints, on a terminal of 80 columns; `cut -d, -f 1,3-5` and `grep WORDS` are done here."""
    command, *filters = line.split(" | ")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "cixi_kg", *shlex.split(command)[1:]],
        env=os.environ | {"COLUMNS": "80", "PYTHONPATH": str(ROOT), "CIXI_KG_STORE": str(store)},
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    lines = done.stdout.replace(str(store), "STORE").splitlines()
    for each in filters:
        lines = _cut(lines, each.split()[-1]) if each.startswith("cut -d, -f ") else _grep(lines, each)
    return "".join(row.rstrip() + "\n" for row in lines)


def _cut(lines: list[str], fields: str) -> list[str]:
    wanted = [part.split("-") for part in fields.split(",")]
    numbers = [number for ends in wanted for number in range(int(ends[0]), int(ends[-1]) + 1)]
    return [",".join(row.split(",")[number - 1] for number in numbers if number <= row.count(",") + 1) for row in lines]


def _grep(lines: list[str], command: str) -> list[str]:
    name, words = command.split()
    assert name == "grep"
    return [row for row in lines if words in row]


def renewed(text: str, store: Path) -> str:
    """The page with every transcript as it would be printed now."""

    def block(found: re.Match[str]) -> str:
        run, kind, content = found.groups()
        lines = content.splitlines()
        if run:
            for line in lines:
                ran(line, store)
        if kind != "console":
            return found[0]
        commands = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        return "```console\n" + "".join(f"$ {line}\n{ran(line, store)}" for line in commands) + "```"

    return BLOCK.sub(block, text)


def test_the_page_shows_what_is_printed(bundled_store: tuple[Path, Built], tmp_path: Path) -> None:
    store = Path(shutil.copytree(bundled_store[0], tmp_path / "store"))
    text = PAGE.read_text(encoding="utf-8")
    fresh = renewed(text, store)
    if os.environ.get("CIXI_KG_WRITE_PAGES"):
        PAGE.write_text(fresh, encoding="utf-8")
    assert fresh == text


@pytest.mark.parametrize("block", [b[2] for b in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if b[1] == "toml"])
def test_its_toml_can_be_read(block: str) -> None:
    assert tomllib.loads(block)


def test_every_subcommand_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in ("table", "rdf", "sparql", "list", "remove"):
        assert f"cixi-kg link {name}" in text
