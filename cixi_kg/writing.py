"""Where a command writes: standard output, or a file that appears whole or not at all."""

import io
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from ontology.errors import CallError


def prepare_streams() -> None:
    """Makes the standard streams fit for any text: results go out as UTF-8, wherever they go.

    A stream that is closed becomes one that swallows everything: else the next file that is opened would stand in its
    place, and get what is written to it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(null, "r" if number == 0 else "w", encoding="utf-8"))
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def standard_output() -> TextIO:
    """Standard output; line ends are left as they are written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    return sys.stdout


def end_output() -> None:
    """Writes out what waits, now and not when Python ends, so that what cannot be written is told."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries again, and complains
        raise


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Where the bytes of a file go; it appears when the block ends without an error, in place of an older one.

    A device or a pipe (/dev/null, /dev/stdout, >(gzip)) is written to as it is, and a link is followed. CallError
    where nothing can be written there.
    """
    try:
        if _is_file(path):
            with _beside(Path(os.path.realpath(path))) as out:
                yield out
        else:
            with path.open("wb") as out:
                yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CallError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error


@contextmanager
def written_text(path: Path) -> Iterator[TextIO]:
    """As `written`, for text in UTF-8; line ends are left as they are written."""
    with written(path) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)
        try:
            yield text
        finally:
            with suppress(ValueError):  # what could not be written is told already
                text.detach()


def _is_file(path: Path) -> bool:
    """Whether a file is there, or may be; opening what is neither that nor something to write to says so itself."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    """A file beside the target that takes its place, and its mode, at the end."""
    beside = target.with_name(target.name + ".part")
    try:
        with beside.open("wb") as out:
            yield out
        with suppress(FileNotFoundError):
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
