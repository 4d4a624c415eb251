"""A fault of ours in words: for the one sentence that a person gets in place of a traceback."""

import traceback
from pathlib import Path, PurePath


def place(error: BaseException) -> str:
    """The kind of an error and the line of ours that it comes from."""
    root = Path(__file__).parents[1]
    frames = [f for f in traceback.extract_tb(error.__traceback__) if PurePath(f.filename).is_relative_to(root)]
    last = frames[-1] if frames else None
    at = f" in {PurePath(last.filename).relative_to(root).as_posix()} line {last.lineno}" if last else ""
    return f"{type(error).__name__}{at}"
