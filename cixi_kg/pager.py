"""A long text on a terminal: through the user's pager, as git and man do it."""

import contextlib
import os
import shlex
import shutil
import subprocess
import sys


def show(text: str) -> None:
    """Writes the text to the standard output, through $PAGER or less where it is a terminal and the text is longer.

    less is told to end at once if everything fits, and to leave the text on the screen. Where there is no pager, or it
    cannot be started, the text is written as it is.
    """
    command = _command() if sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines else []
    if not command or not _paged(command, text):
        sys.stdout.write(text)


def _command() -> list[str]:
    """The pager and its arguments; none where PAGER is empty or names no program, and there is no less."""
    try:
        wanted = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:
        return []
    return wanted if wanted and shutil.which(wanted[0]) else []


def _paged(command: list[str], text: str) -> bool:
    """Whether the pager took the text; that its user leaves before the end is no fault."""
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is the pager's to handle
            pager.communicate(text.encode())
            return True
