"""`cixi-kg serve`: the graph over HTTP, as SPARQL endpoint, as an API of saved queries, and as pages for people.

cixi_kg.web.app      addresses, limits, statuses     the server's own process, which runs no query
cixi_kg.web.pool     killable worker processes       one asks, one answers; what hangs or dies is replaced
cixi_kg.web.tasks    what a worker can do            from a generation of the store to bytes
"""

import contextlib
import logging
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cixi_kg.web.limits import Limits
from ontology.errors import CallError

if TYPE_CHECKING:
    import uvicorn


def serve(store_folder: Path, host: str, port: int, limits: Limits = Limits()) -> None:  # noqa: B008  frozen
    """Serves the newest finished generation of a store until it is interrupted; port 0 takes any free one.

    CallError where the address cannot be listened on; GraphError where the folder holds no store.
    """
    from graph.store import current

    current(store_folder)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with _listening(host, port) as listening:
        print(f"Serving {store_folder} at {address(listening)} — Ctrl-C ends it.", file=sys.stderr, flush=True)
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn has ended in order, and says so once more
            server(store_folder, limits).run(sockets=[listening])


def server(store_folder: Path, limits: Limits) -> "uvicorn.Server":
    """The server over a store, to be run with sockets that listen already."""
    import uvicorn

    from cixi_kg.web.app import create_app
    from cixi_kg.web.patience import patient

    return uvicorn.Server(
        uvicorn.Config(
            create_app(store_folder, limits),
            http=patient(limits),
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=3,
            limit_concurrency=limits.connections,
            h11_max_incomplete_event_size=limits.head,
        )
    )


def address(listening: socket.socket) -> str:
    """The address that a socket listens on, as people open it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listening(host: str, port: int) -> socket.socket:
    if not host or not host.isascii():
        raise CallError(f"--host {host!r} is no address: 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=256)
    except (OSError, OverflowError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        said = f"the server cannot listen on {host} port {port}: {why.lower()}; --port names another"
        raise CallError(said) from error
