"""The graph on servers of other makers, really started, and on one that fails when it is told to."""

import shutil
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from graph.answers import Rows
from graph.publish import Published, Target, kept_at, publish
from graph.remote import Remote
from graph.store import Draft, Store, building, open_store
from ontology.errors import CallError, GraphError
from tests.servers import free_port, started

BASE = "https://example.org/"
VIRTUOSO = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
"""


def made(folder: Path, **graphs: int) -> Store:
    """A store with so many triples in each graph; all graphs have the first triple in common."""
    with building(folder) as generation:
        draft = Draft(generation)
        for name, size in graphs.items():
            lines = [f'<{BASE}s> <{BASE}p> "工业，总量" <{BASE}{name}> .']
            lines += [f'<{BASE}{name}{i}> <{BASE}p> "“{i}”"@zh <{BASE}{name}> .' for i in range(1, size)]
            draft.load(lines)
        draft.close()
    return open_store(folder)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not command:
        pytest.skip("the oxigraph command is not installed")
    base, folder = f"127.0.0.1:{free_port()}", tmp_path_factory.mktemp("oxigraph")
    with started([command, "serve", "--location", "db", "--bind", base], folder, f"http://{base}/"):
        yield f"http://{base}"


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    command = shutil.which("virtuoso-t")
    if not command:
        pytest.skip("virtuoso-t is not installed")
    port, folder = free_port(), tmp_path_factory.mktemp("virtuoso")
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(http=port, sql=free_port()))
    base = f"http://127.0.0.1:{port}"
    with started([command, "+configfile", "virtuoso.ini", "+foreground"], folder, f"{base}/sparql"):
        yield base


def unseen(*_: object) -> None:
    pass


def count(remote: Remote, graph: str = "") -> int:
    inner = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    answer = remote.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {inner} }}")
    assert isinstance(answer, Rows)
    ((cell,),) = answer
    assert cell
    return int(cell.value)


def test_an_oxigraph_server_gets_what_changed(oxigraph: str, tmp_path: Path) -> None:
    target, kept = Target(f"{oxigraph}/store", chunk=300), tmp_path / "kept.json"
    remote = Remote(f"{oxigraph}/query")
    store = made(tmp_path / "s", a=3, b=20, c=2)
    assert publish(store, target, kept, unseen) == Published(4, 25 + 23, 0, 0)
    assert [count(remote, BASE + name) for name in "abc"] == [3, 20, 2]
    assert count(remote) == 23
    got = httpx.get(f"{oxigraph}/store", params={"graph": BASE + "b"}, headers={"Accept": "application/n-triples"})
    assert sorted(got.text.splitlines()) == sorted(store.graph_lines(BASE + "b"))
    assert publish(store, target, kept, unseen) == Published(0, 0, 4, 0)
    store = made(tmp_path / "s", a=3, b=7)
    assert publish(store, target, kept, unseen) == Published(2, 7 + 9, 1, 1)
    assert [count(remote, BASE + name) for name in "abc"] == [3, 7, 0]
    assert count(remote) == 9
    assert publish(store, target, kept, unseen, force=True) == Published(3, 10 + 9, 0, 0)


def test_a_virtuoso_server_by_digest(virtuoso: str, tmp_path: Path) -> None:
    union = BASE + "union"
    target = Target(f"{virtuoso}/sparql-graph-crud-auth", "dba", "dba", digest=True, union=union, chunk=500)
    remote = Remote(f"{virtuoso}/sparql")
    store = made(tmp_path / "s", a=3, b=20)
    assert publish(store, target, tmp_path / "kept.json", unseen) == Published(3, 23 + 22, 0, 0)
    assert [count(remote, BASE + name) for name in ("a", "b", "union")] == [3, 20, 22]
    store = made(tmp_path / "s", b=20)
    assert publish(store, target, tmp_path / "kept.json", unseen) == Published(1, 20, 1, 1)
    assert [count(remote, BASE + name) for name in ("a", "b", "union")] == [0, 20, 20]
    wrong = Target(target.address, "dba", "wrong", digest=True, pauses=())
    with pytest.raises(GraphError, match=r"status 401.*--digest"):
        publish(store, wrong, tmp_path / "other.json", unseen)


class Failing(HTTPServer):
    """Takes graphs, but answers 503 for those whose name ends on what `fails` names, and 401 without the password."""

    fails = ""
    seen: list[tuple[str, str]]


class Handler(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        server = self.server
        assert isinstance(server, Failing)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server.seen.append((self.command, self.path.rpartition("=")[2][-1]))
        status = 503 if server.fails and self.path.endswith(server.fails) else 204
        if self.headers.get("Authorization") != "Basic dTpw":
            status = 401
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_PUT  # noqa: N815
    do_DELETE = do_PUT  # noqa: N815

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def failing() -> Iterator[Failing]:
    server = Failing(("127.0.0.1", 0), Handler)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_broken_off_goes_on_where_it_was(failing: Failing, tmp_path: Path) -> None:
    target = Target(f"http://127.0.0.1:{failing.server_port}/", "u", "p", union="", pauses=(0, 0))
    store, kept = made(tmp_path / "s", a=2, b=2, c=2), tmp_path / "kept.json"
    failing.fails = "b"
    with pytest.raises(GraphError, match=r"status 503.*tried 3 times"):
        publish(store, target, kept, unseen)
    assert failing.seen == [("PUT", "a"), ("PUT", "b"), ("PUT", "b"), ("PUT", "b")]
    failing.seen, failing.fails = [], ""
    assert publish(store, target, kept, unseen) == Published(2, 4, 1, 0)
    assert failing.seen == [("PUT", "b"), ("PUT", "c")]


def test_a_server_that_refuses_or_is_not_there(failing: Failing, tmp_path: Path) -> None:
    store = made(tmp_path / "s", a=2)
    with pytest.raises(GraphError, match=r"status 401"):
        publish(store, Target(f"http://127.0.0.1:{failing.server_port}/"), tmp_path / "k", unseen)
    with pytest.raises(GraphError, match=r"cannot be reached.*tried 2 times"):
        publish(store, Target("http://127.0.0.1:9/", pauses=(0,)), tmp_path / "k", unseen)
    with pytest.raises(CallError, match="is no graph store"):
        Target("ftp://example.org/")


def test_each_server_has_a_file_of_its_own(tmp_path: Path) -> None:
    one, other = (kept_at(tmp_path / "s", f"http://{name}/store") for name in ("a", "b"))
    assert one.parent == other.parent == tmp_path / "s-published"
    assert one != other
