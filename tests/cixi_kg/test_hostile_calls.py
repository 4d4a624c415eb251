"""What no one should give a command: one sentence comes of it, an exit status of the contract, and nothing is lost."""

import io
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.calls import Call, calls, fault
from cixi_kg.build import Built
from cixi_kg.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder; what the command line does to the process is taken back."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    heard = signal.getsignal(signal.SIGINT)
    yield tmp_path
    signal.signal(signal.SIGINT, heard)


def ended(call: Call, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """The exit status of a call, made in this process, and what it says."""
    out, said = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    monkeypatch.setattr(sys, "argv", ["cixi-kg", *call.words])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(call.stdin), "utf-8", errors="surrogateescape"))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", said)
    status = 0
    try:
        main()
    except SystemExit as end:
        status = int(end.code or 0)
    said.flush()
    return status, said.buffer.getvalue().decode()  # type: ignore[attr-defined]


def test_every_call_ends_with_a_sentence(
    bundled_store: tuple[Path, Built], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = bundled_store[0]
    before = (store / "current").read_text(), sorted(path.name for path in store.iterdir())
    every = calls(here, store)[::2]  # benchmarks/faults.py makes them all
    with monkeypatch.context() as patched:
        faults = [(call.words, fault(call, *ended(call, patched))) for call in every]
    wrong = [f"{str(words)[:200]}: {found}" for words, found in faults if found]
    assert len(every) > 150
    assert not wrong, "\n".join(wrong)
    assert ((store / "current").read_text(), sorted(path.name for path in store.iterdir())) == before
    assert not list(here.glob("*.part"))


def run(*words: str, **more: object) -> "subprocess.CompletedProcess[bytes]":
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "cixi_kg", *words]
    return subprocess.run(command, env=environment, stderr=subprocess.PIPE, check=False, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_without_room_is_said(bundled_store: tuple[Path, Built]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("query", "platforms", "--store", str(bundled_store[0]), stdout=full)
    assert (done.returncode, done.stderr) == (1, b"cixi-kg: the output cannot be used: no space left on device\n")


def test_who_stops_reading_hears_nothing(bundled_store: tuple[Path, Built]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = run("export", "--store", str(bundled_store[0]), stdout=closed)
    assert (done.returncode, done.stderr) == (0, b"")


def test_any_encoding_of_the_terminal_will_do(
    bundled_store: tuple[Path, Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = run("query", "platforms", "--store", str(bundled_store[0]), stdout=subprocess.PIPE)
    assert done.returncode == 0
    assert "滨海经济开发区" in done.stdout.decode()


def test_an_output_may_be_a_link_or_a_device(bundled_store: tuple[Path, Built], tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    words = ("query", "platforms", "--format", "csv", "--store", str(bundled_store[0]), "-o")
    assert run(*words, str(link)).returncode == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("platform")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert run(*words, "/dev/null").returncode == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    done = run(*words, "/dev/stdout", stdout=subprocess.PIPE)
    assert done.stdout == real.read_bytes()


def test_a_file_name_that_is_no_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xb2\xe2.txt")
    Path(name).write_text("2023年，全市完成工业投资100亿元。", encoding="utf-8")
    store = str(tmp_path / "s")
    done = run("build", str(name), "--area", "昆山市", "--jobs", "0", "--store", store)
    assert done.returncode == 0, done.stderr
    done = run("export", "--store", store, stdout=subprocess.PIPE)
    assert b"graph/xb2-xe2>" in done.stdout
