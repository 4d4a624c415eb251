"""What a hostile client may send: nothing but clean errors comes back, and the server goes on."""

import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

from cixi_kg.web.limits import Limits

TRACEBACK = re.compile(r"Traceback|File \"|Error:|cixi_kg/|site-packages|/tmp/")


@pytest.fixture(scope="module")
def base(served_store: Path, serving: Any) -> Iterator[str]:
    limits = Limits(seconds=3, body_seconds=1, send_seconds=1, query_workers=1, page_workers=1, connections=64)
    with serving(served_store, limits) as found:
        yield found


@pytest.fixture
def client(base: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base, timeout=20) as found:
        yield found
        assert found.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def raw(base: str, data: bytes, pause: float = 0.0, pieces: int = 1, wait: float = 6.0) -> bytes:
    """What the server answers to bytes, sent in pieces with pauses; empty where it just closes."""
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname, parts.port), timeout=wait) as connection:
        size = max(len(data) // pieces, 1)
        found = b""
        try:
            for start in range(0, len(data), size):
                connection.sendall(data[start : start + size])
                time.sleep(pause)
            while piece := connection.recv(65536):
                found += piece
                if b"\r\n\r\n" in found and b"Connection: close" not in found:
                    break
        except (ConnectionError, TimeoutError):
            pass
        return found


def test_bodies_that_are_too_large(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=b"x" * (2 << 20), headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code == 413
    assert "1024 KiB" in answer.text


def test_a_body_that_says_it_is_small(client: httpx.Client) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(64):
            yield b"x" * (64 << 10)

    try:
        answer = client.post("/sparql", content=pieces(), headers={"Content-Type": "application/sparql-query"})
    except httpx.HTTPError:  # refused before it was all sent
        return
    assert answer.status_code == 413


def test_slow_bodies(base: str, client: httpx.Client) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\n"
    began = time.monotonic()
    answer = raw(base, head + b"A" * 20, pause=0.2, pieces=12)
    assert time.monotonic() - began < 5
    assert answer == b"" or answer.startswith(b"HTTP/1.1 408 ")


def test_slow_heads_and_silent_connections(base: str, client: httpx.Client) -> None:
    began = time.monotonic()
    assert raw(base, b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 40, pause=0.1, pieces=40, wait=8) == b""
    assert raw(base, b"", wait=8) == b""
    assert time.monotonic() - began < 12


def unread(base: str, client: httpx.Client) -> bytes:
    """What a client gets that asks for 20 MB, quickly found, and reads nothing for four seconds."""
    parts = urlsplit(base)
    ten = ", ".join(["?a"] * 10)
    longer = f"BIND(CONCAT({ten}) AS ?b) BIND(CONCAT({ten.replace('a', 'b')}) AS ?c)"
    query = quote(f"SELECT ?c {{ ?s a ?type BIND('{'x' * 100}' AS ?a) {longer} }} LIMIT 2000")
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        time.sleep(4)
        connection.settimeout(5)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while piece := connection.recv(1 << 20):
                answer += piece
    return answer


def test_a_client_that_does_not_read(base: str, client: httpx.Client) -> None:
    answer = unread(base, client)
    length = re.search(rb"content-length: (\d+)", answer)
    assert length, answer[:200]
    assert int(length[1]) > 20_000_000
    assert len(answer) < int(length[1])  # what the system's buffers held, and no more


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: a\r\n" * 20_000 + b"\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET \xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_broken_requests(base: str, client: httpx.Client, head: bytes) -> None:
    answer = raw(base, head).decode("latin-1")
    assert answer == "" or answer.startswith(("HTTP/1.1 4", "HTTP/1.1 200"))
    assert not TRACEBACK.search(answer.partition("<!doctype")[0])


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2f..%2fserver.py", "/static/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd", "/static/....//....//etc/passwd", "/static/%00", "/static/style.css%00.png", "/static/" + "a" * 5000,
        "/id/document/..%2f..%2fcurrent", "/id/document/%2e%2e/%2e%2e/format", "/id/%00", "/id/%ff%fe", "/id/" + "%f0%9f%92%a9" * 500,
        "/id/company/%3E%20.%20%3Cx", "/id/company/%22", "/id/company/a%0d%0aSet-Cookie:x", "/queries/../../x", "/queries/..%2fx.csv",
        "/queries/%00", "/queries/.json", "/queries/companies-in-industry.json.csv", "//evil.example/", "/\\evil.example", "/vocab/../id",
        "/graph/%3E%7D%20DROP", "/ontology/../x", "/sparql/../id/x", "/%2e%2e/%2e%2e/etc/passwd", "/.git/config", "/id/.ttl", "/id/x.ttl",
    ],
)  # fmt: skip
def test_path_tricks(base: str, client: httpx.Client, path: str) -> None:
    answer = raw(base, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()).decode(
        "utf-8", "replace"
    )
    assert re.match(r"HTTP/1\.1 (400|404) ", answer), answer[:200]
    assert "root:" not in answer
    assert "Set-Cookie:x" not in answer
    assert not TRACEBACK.search(answer)


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"p{number}=x" for number in range(6000)),
        "q=" + "%e4%bd%a0" * 5000,
        "q=%ff%fe",
        "q=%00%01%02",
        "lang=../../etc&class=../../x",
        "q=" + "a%20" * 10_000,
        "offset=-1&limit=-1&class=Company",
        "offset=99999999999999999999&limit=0&class=Company",
        "class=Company&offset=%D9%A1",
        "group=" + "%27" * 100,
        "at=9-1",
        "at=999999999-999999999",
    ],
)
def test_query_strings(client: httpx.Client, query: str) -> None:
    for path in ("/search", "/queries/metrics", "/vocab/place/330282", "/"):
        answer = client.get(f"{path}?{query}", headers={"Accept": "text/html"})
        assert answer.status_code in (200, 400, 404), answer.text[:300]
        assert not TRACEBACK.search(answer.text)


def test_thousands_of_values_for_a_parameter(client: httpx.Client) -> None:
    many = "&".join(["industry=照明"] * 450)
    assert client.get(f"/queries/companies-in-industry.csv?{many}").status_code in (200, 400, 422)


@pytest.mark.parametrize(
    "value",
    [
        "x" * 3000,
        '"',
        "\\",
        "} DROP ALL #",
        "?x",
        "<http://a/> . ?s ?p ?o",
        "'''",
        "\n\r\t",
        "\ud7ff\U0010ffff",
        "{}",
        "%s%n",
    ],
)
def test_values_of_parameters(client: httpx.Client, value: str) -> None:
    for name in ("companies-in-industry", "find-things", "projects"):
        key = {"companies-in-industry": "industry", "find-things": "text", "projects": "minimum"}[name]
        answer = client.get(f"/queries/{name}", params={key: value}, headers={"Accept": "text/html"})
        assert answer.status_code in (200, 400), answer.text[:300]
        assert not TRACEBACK.search(answer.text)


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "a/b;q=" + "9" * 5000},
        {"Accept-Language": "x" * 20_000},
        {"Host": "evil.example/<script>"},
        {"Host": ""},
        {"Cookie": "lang=" + "x" * 10_000},
        {"Cookie": "lang=<script>;;;==="},
        {"If-None-Match": "*" * 10_000},
        {"Content-Length": "0", "Content-Type": "\x7f"},
        {"X-Forwarded-Proto": "javascript", "X-Forwarded-For": "<b>"},
        {"Range": "bytes=0-1,1-2,3-9999999"},
    ],
)
def test_headers(client: httpx.Client, headers: dict[str, str]) -> None:
    for path in ("/", "/sparql", "/openapi.json", "/static/style.css", "/id/company/x"):
        answer = client.get(path, headers=headers)
        assert answer.status_code in (200, 206, 304, 400, 404, 406, 416), (path, answer.text[:200])
        assert "<script>" not in answer.text
        assert not TRACEBACK.search(answer.text)


def test_every_response_says_what_a_browser_may_not_do(client: httpx.Client) -> None:
    for path in ("/", "/editor", "/nothing", "/sparql?query=x", "/static/style.css", "/queries.json"):
        headers = client.get(path, headers={"Accept": "text/html"}).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "script-src 'unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "FOO"])
def test_other_methods(base: str, client: httpx.Client, method: str) -> None:
    for path in ("/", "/sparql", "/id/company/x", "/static/style.css"):
        answer = raw(base, f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert re.match(rb"HTTP/1\.1 4\d\d ", answer), answer[:100]


def test_many_connections_at_once_are_bounded(base: str, client: httpx.Client) -> None:
    parts = urlsplit(base)
    opened = [socket.create_connection((parts.hostname, parts.port)) for _ in range(120)]
    statuses: list[int] = []

    def ask() -> None:
        try:
            statuses.append(httpx.get(f"{base}/static/icon.svg", timeout=10).status_code)
        except httpx.HTTPError:
            statuses.append(0)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    for connection in opened:
        connection.close()
    assert statuses in ([503], [200], [0])
    time.sleep(0.2)
    assert httpx.get(f"{base}/static/icon.svg").status_code == 200
