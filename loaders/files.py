"""Files as people give them: what a path is, its bytes within a limit, and its name as text."""

import os
import stat
from pathlib import Path

from ontology.errors import SourceError

_LONGEST = 300  # characters of a path in a sentence


def is_folder(path: Path) -> bool:
    """Whether a path is a folder and not a file; SourceError where it is neither, or cannot be looked at.

    A pipe or a device is neither: reading it may never end.
    """
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError(f"{shown(path)} does not exist") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{shown(path)} cannot be read: {_why(error)}") from error
    if not stat.S_ISDIR(kind) and not stat.S_ISREG(kind):
        raise SourceError(f"{shown(path)} is neither a file nor a folder")
    return stat.S_ISDIR(kind)


def file_bytes(path: Path, largest: int) -> bytes:
    """The bytes of a file; SourceError if it is none, cannot be read, or has more than the largest number of them."""
    if is_folder(path):
        raise SourceError(f"{shown(path)} is a folder, not a file")
    try:
        with path.open("rb") as file:
            small = os.fstat(file.fileno()).st_size <= largest
            data = file.read(largest + 1) if small else b""
    except OSError as error:
        raise SourceError(f"{shown(path)} cannot be read: {_why(error)}") from error
    if not small or len(data) > largest:
        raise SourceError(f"{shown(path)} is larger than {largest // 1_000_000} MB: split it")
    return data


def file_name(path: Path) -> str:
    """The last part of a path as text, also where its bytes are no text in UTF-8."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def shown(path: Path | str) -> str:
    """A path or an address on one line of a sentence: a very long one keeps its beginning and its end."""
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in str(path))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
