"""What `cixi-kg query` shows on a terminal: paged where it is long, and as it is everywhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cixi_kg.build import Built

pty = pytest.importorskip("pty")
ROOT = Path(__file__).parents[2]
LONG = "metrics"


def on_terminal(store: Path, *arguments: str, **environment: str) -> str:
    """What stands on a terminal of 24 lines and 80 columns after the command."""
    leader, follower = pty.openpty()
    settings = {"LINES": "24", "COLUMNS": "80", "PYTHONPATH": str(ROOT), "CIXI_KG_STORE": str(store), **environment}
    with subprocess.Popen(
        [sys.executable, "-m", "cixi_kg", *arguments], env=os.environ | settings, stdout=follower, stdin=follower
    ) as process:
        os.close(follower)
        seen = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # how Linux tells that nobody writes any more
                break
            if not piece:
                break
            seen += piece
    os.close(leader)
    assert process.returncode == 0
    return seen.decode()


@pytest.fixture
def store(bundled_store: tuple[Path, Built]) -> Path:
    return bundled_store[0]


@pytest.fixture
def pager(tmp_path: Path) -> str:
    script = tmp_path / "pager"
    script.write_text("#!/bin/sh\necho PAGED; head -3\n")
    script.chmod(0o755)
    return str(script)


def test_a_long_table_is_paged_and_may_be_left_early(store: Path, pager: str) -> None:
    seen = on_terminal(store, "query", LONG, PAGER=pager).splitlines()
    assert seen[0] == "PAGED"
    assert len(seen) == 4


def test_what_is_not_paged(store: Path, pager: str, tmp_path: Path) -> None:
    assert len(on_terminal(store, "query", LONG, "--no-pager", PAGER=pager).splitlines()) > 24
    assert "PAGED" not in on_terminal(store, "query", LONG, "--format", "csv", PAGER=pager)
    assert "PAGED" not in on_terminal(store, "query", "sources-of-number", "-p", "value=5400", PAGER=pager)
    assert on_terminal(store, "query", LONG, "-o", str(tmp_path / "out"), PAGER=pager) == ""
    piped = subprocess.run(
        [sys.executable, "-m", "cixi_kg", "query", LONG],
        env=os.environ | {"PAGER": pager, "CIXI_KG_STORE": str(store), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "PAGED" not in piped.stdout


@pytest.mark.parametrize("missing", ["", "no-such-pager", "'"])
def test_a_missing_pager_is_no_error(missing: str, store: Path) -> None:
    assert len(on_terminal(store, "query", LONG, PAGER=missing).splitlines()) > 24
