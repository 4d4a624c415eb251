"""A worker process: takes one document at a time from its standard input and answers on its standard output.

It may be killed at any time, for its time or its memory; what it worked on is then the only document that is lost.
A message is a length of four bytes and a pickle; the first answer, before any document, is READY.
"""

import contextlib
import os
import pickle
import signal
import struct
import sys
from typing import IO, Any

HEAD = struct.Struct("!I")
READY, MEMORY = "ready", "memory"  # what is said beside outcomes: it is up; it has run out of memory and ends


def main() -> None:
    """Answers tasks with their outcomes until the standard input ends.

    argv[1]: how many bytes of memory it may use;
    argv[2]: after how many seconds without a task it ends by itself, 0 for never."""
    source, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not get between the messages
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's to handle
    _bound(int(sys.argv[1]))
    from cixi_kg.engines.task import extract, warm_up

    warm_up()
    with contextlib.suppress(BrokenPipeError):
        send(out, READY)
        _idle(int(sys.argv[2]))
        while (task := receive(source)) is not None:
            _idle(0)
            try:
                send(out, extract(task))
            except MemoryError:
                send(out, MEMORY)
                return  # what is left of the memory is in pieces: a new process is quicker
            _idle(int(sys.argv[2]))


def send(out: IO[bytes], message: object) -> None:
    """Writes a message."""
    data = pickle.dumps(message)
    out.write(HEAD.pack(len(data)) + data)
    out.flush()


def receive(source: IO[bytes]) -> Any:
    """The next message; None where there is none any more, EOFError where it ends in the middle."""
    head = source.read(HEAD.size)
    if not head:
        return None
    size = HEAD.unpack(head)[0] if len(head) == HEAD.size else -1
    data = source.read(size) if size >= 0 else b""
    if len(data) != size:
        raise EOFError
    return pickle.loads(data)


def _idle(seconds: int) -> None:
    """The system ends this process in so many seconds, with 0 no more."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _bound(memory: int) -> None:
    """Memory over the limit is a MemoryError; where the system knows no such limit, the time alone bounds."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


if __name__ == "__main__":
    main()
