"""Every saved query on servers of other makers: the same rows as the embedded store gives.

Oxigraph's own server comes with the extra `explain`; Virtuoso is Debian's virtuoso-opensource-7-bin. Both are started on
loopback with a temporary folder of their own; where one is not installed, its tests are skipped.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from graph.answers import Answer, Rows, Term, Triples
from graph.remote import Remote
from graph.store import Store
from queries import saved
from queries.header import pairs
from tests.servers import free_port, started

Endpoints = tuple[Remote, Remote]  # of the union alone, and with the named graphs

GRAPH = "https://example.org/all"
NUMBERS = ("integer", "decimal", "double", "float", "int")
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
MaxDirtyBuffers = 15000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""


def graphs(store: Store) -> Iterator[tuple[str, bytes]]:
    """The named graphs by IRI, each as N-Triples."""
    held: dict[str, list[str]] = {}
    for line in store.lines():
        triple, _, name = line.removesuffix("> .").rpartition(" <")
        held.setdefault(name, []).append(triple + " .")
    for name, triples in held.items():
        yield name, "\n".join(triples).encode()


@pytest.fixture(scope="session")
def oxigraph(graph: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not command:
        pytest.skip("the oxigraph command is not installed")
    base, folder = f"127.0.0.1:{free_port()}", tmp_path_factory.mktemp("oxigraph")
    with started([command, "serve", "--location", "db", "--bind", base], folder, f"http://{base}/"):
        for address, data in (
            ("default", graph.triples()),
            *((f"graph={quote(n, safe='')}", d) for n, d in graphs(graph)),
        ):
            media = {"Content-Type": "application/n-triples"}
            sent = httpx.put(f"http://{base}/store?{address}", content=data, headers=media, timeout=60)
            assert sent.is_success, sent.text
        yield Remote(f"http://{base}/query"), Remote(f"http://{base}/query")


@pytest.fixture(scope="session")
def virtuoso(graph: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    command = shutil.which("virtuoso-t")
    if not command:
        pytest.skip("virtuoso-t is not installed")
    port, folder = free_port(), tmp_path_factory.mktemp("virtuoso")
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(http=port, sql=free_port()))
    base = f"http://127.0.0.1:{port}"
    with started([command, "+configfile", "virtuoso.ini", "+foreground"], folder, f"{base}/sparql"):
        for name, data in ((GRAPH, graph.triples()), *graphs(graph)):
            sent = httpx.put(
                f"{base}/sparql-graph-crud-auth", params={"graph-uri": name}, content=data,
                headers={"Content-Type": "text/plain"}, auth=httpx.DigestAuth("dba", "dba"), timeout=60,
            )  # fmt: skip
            assert sent.is_success, sent.text
        named = "".join(f"&named-graph-uri={quote(name, safe='')}" for name, _ in graphs(graph))
        address = f"{base}/sparql?default-graph-uri={quote(GRAPH, safe='')}"
        yield Remote(address), Remote(address + named)  # Virtuoso takes long to plan for many named graphs


def plain(cell: Term | None) -> object:
    """What SPARQL promises of a cell: engines write numbers in their own way, join in their own order, and some lose
    the language of a computed text, or give no text where another gives an empty one."""
    if cell is None or not cell.value:
        return None
    if cell.datatype.endswith(NUMBERS):
        return Decimal(cell.value).quantize(Decimal("1e-6"))
    return cell.kind, " / ".join(sorted(cell.value.split(" / ")))


def counted(answer: Answer) -> Counter[tuple[object, ...]]:
    assert isinstance(answer, Rows | Triples)
    return Counter(tuple(map(plain, row)) for row in answer)


@pytest.mark.parametrize("name", saved.names())
@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_the_same_rows(name: str, server: str, graph: Store, request: pytest.FixtureRequest) -> None:
    query = saved.find(name)
    endpoints: Endpoints = request.getfixturevalue(server)
    remote = endpoints["GRAPH" in query.text]
    for given in ({}, pairs(query)):
        text = saved.bind(query, given, remote.query)
        assert text == saved.bind(query, given, graph.query)
        ours, theirs = counted(graph.query(text)), counted(remote.query(text))
        assert list((ours - theirs).elements()) == list((theirs - ours).elements()) == []
        if not pairs(query):
            break
