"""A server on loopback, over a copy of the bundled graph."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest

from cixi_kg.build import Built
from cixi_kg.server import address, server
from cixi_kg.web.limits import Limits
from graph.store import current
from loaders.read import read
from loaders.sources import bundled
from ontology import iris

Serving = Callable[[Path, Limits], AbstractContextManager[str]]


@contextmanager
def running(folder: Path, limits: Limits) -> Iterator[str]:
    """A server in a thread; gives its address, without a slash at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = server(folder, limits)
        thread = threading.Thread(target=made.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not made.started and thread.is_alive():
            time.sleep(0.02)
        try:
            yield address(listening).rstrip("/")
        finally:
            made.should_exit = True
            thread.join(20)
            assert not thread.is_alive()


@pytest.fixture(scope="session")
def serving() -> Serving:
    return running


@pytest.fixture(scope="session")
def served_store(bundled_store: tuple[Path, Built], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled store with the texts of its documents beside the graph."""
    folder = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(bundled_store[0], folder)
    texts = current(folder) / "texts"
    texts.mkdir(exist_ok=True)
    for source in bundled():
        path = texts / f"{iris.slug(source.identifier)}.txt"
        if not path.exists():
            path.write_text(read(source).content, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="session")
def base(served_store: Path) -> Iterator[str]:
    with running(served_store, Limits(seconds=6, body_seconds=2, rows=20_000, waiting=4)) as found:
        yield found


@pytest.fixture(scope="session")
def connection(base: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base, timeout=30, headers={"Accept": "*/*"}) as found:
        yield found


@pytest.fixture
def client(connection: httpx.Client) -> httpx.Client:
    """The one client, without the cookies that another test was given: the language stays in one."""
    connection.cookies.clear()
    return connection
