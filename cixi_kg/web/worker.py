"""A worker process: takes one request at a time from its standard input and answers on its standard output.

A query cannot be stopped from inside, so what bounds it is that this process can be killed: by the server, and
if the server is gone, by its own alarm. It may die of a query (of too deep nesting, of too much memory) at any time.

A request is a length of four bytes and JSON; an answer is any number of pieces (`D`, a length, bytes) and one end
(`E`, a length, JSON): {status, media, headers} or {status, error, retry}.
"""

import contextlib
import json
import os
import re
import signal
import struct
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from cixi_kg.web.limits import Limits, RefusedError
from cixi_kg.web.served import Served, Sink
from cixi_kg.web.tasks import TASKS
from ontology.errors import CallError, CixiError, GraphError, QueryError

REQUEST = struct.Struct("!I")
FRAME = struct.Struct("!cI")
_SYNTAX = re.compile(r"the query cannot be read: error at (\d+):(\d+): expected (.*)", re.DOTALL)
_EXPECTED = re.compile(r'"((?:[^"\\]|\\.)+)"')
_ALARM_AFTER = 5.0  # seconds that the server is given to do it itself


def main() -> None:
    """Serves requests until the standard input ends; argv[1]: the limits as JSON, argv[2]: `nice` for background."""
    limits = Limits(**json.loads(sys.argv[1]))
    source, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not get between the frames
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    _bound(limits, background=sys.argv[2:] == ["nice"])
    with contextlib.suppress(BrokenPipeError):
        _serve(source, out, limits)


def _serve(source: BinaryIO, out: BinaryIO, limits: Limits) -> None:
    served: Served | None = None
    while head := source.read(REQUEST.size):
        request = json.loads(source.read(REQUEST.unpack(head)[0]))
        _alarm(limits.seconds + _ALARM_AFTER)
        sink = Sink(out, FRAME, limits.answer)
        try:
            if served is None or str(served.store.path) != request["generation"]:
                served = Served(Path(request["generation"]), limits)
            end = _answered(served, request, sink)
        except Exception as error:  # noqa: BLE001  the one place where errors become statuses
            end = failure(error)
        sink.end(json.dumps(end, ensure_ascii=False).encode())
        _alarm(0)


def _answered(served: Served, request: dict[str, Any], sink: Sink) -> dict[str, Any]:
    reply = TASKS[request["task"]](served, request["given"], sink)
    sink.flush()
    return {"status": reply.status, "media": reply.media, "headers": reply.headers}


def failure(error: Exception) -> dict[str, Any]:
    """The end of an answer that failed: the status and the sentence for the client."""
    if isinstance(error, RefusedError):
        return {"status": error.status, "error": str(error), "retry": error.retry}
    if isinstance(error, (CallError, QueryError)):
        return {"status": 400, "error": _readable(str(error))}
    if isinstance(error, GraphError):
        return {"status": 503, "error": "the graph is just being replaced; ask again", "retry": 1}
    if isinstance(error, MemoryError):
        return {"status": 422, "error": "the query needs more memory than is granted; ask for less"}
    if isinstance(error, CixiError):
        return {"status": 500, "error": str(error)}
    fault = "".join(traceback.format_exception(error))
    return {"status": 500, "error": "the server failed at this request, by a fault of its own", "fault": fault}


def _readable(message: str) -> str:
    """The engine's message with line and column in words, and of the tokens it lists those that a person reads."""
    found = _SYNTAX.fullmatch(message)
    if not found:
        return message
    words = [word for word in _EXPECTED.findall(found[3]) if word.isprintable()]
    hint = f"; expected {' or '.join(dict.fromkeys(words[:8]))}" if words else ""
    return f"line {found[1]}, column {found[2]}: the query cannot be read{hint}"


def _alarm(seconds: float) -> None:
    """Ends this process, by the signal's default action, after so many seconds; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _bound(limits: Limits, *, background: bool) -> None:
    """Bounds memory and forbids core dumps; where the system has no such limits (Windows), time alone bounds."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if background:
        os.nice(5)


if __name__ == "__main__":
    main()
