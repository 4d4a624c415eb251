import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpcore
import pytest

from loaders import wire
from loaders.fetch import fetch
from loaders.read import load
from loaders.sources import Source
from ontology.errors import SourceError


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, body, status = "text/html; charset=utf-8", "文".encode(), 200
        if self.path == "/a.csv":
            kind = "text/plain"
        if self.path == "/big":
            body = b"x" * 2000
        if self.path == "/none":
            status = 404
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", unquote(self.path.removeprefix("/to/")))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path == "/heads":
            with contextlib.suppress(OSError):
                for _ in range(50):
                    self.wfile.write(b"H")
                    time.sleep(0.02)
            return
        if self.path == "/nowhere":
            status = 304
        if self.path == "/drip":
            self.send_response(200)
            self.send_header("Content-Length", "50")
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(50):
                    self.wfile.write(b"x")
                    time.sleep(0.02)
            return
        if self.path.startswith("/round"):
            status = 302
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 302:
            self.send_header("Location", "/page" if self.path == "/round" else self.path + "x")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("path", "name"), [("/page", "page.html"), ("/a.csv", "a.csv"), ("/round", "page.html")])
def test_a_page_with_the_name_of_what_it_is(site: str, path: str, name: str) -> None:
    assert fetch(site + path, 1000, private=True) == ("文".encode(), name)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/none", "answers 404"),
        ("/nowhere", "answers 304"),
        ("/big", "larger than"),
        ("/round-and", "more than 5 redirects"),
        ("/to/" + quote("http://[::1", safe=""), "cannot be fetched: Invalid URL in location"),
    ],
)
def test_what_cannot_be_had(site: str, path: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        fetch(site + path, 1000, private=True)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/a.txt", "not an http or https address"),
        ("file:///etc/passwd", "not an http or https address"),
        ("http://", "not an http or https address"),
        ("http://x:y", "is not an address"),
        ("http://127.0.0.1/a.txt", "private network"),
        ("http://[::1]/a.txt", "private network"),
        ("http://169.254.169.254/latest", "private network"),
        ("http://10.0.0.1/", "private network"),
        ("http://2130706433/", "private network"),
        ("http://0x7f000001/", "private network"),
        ("http://127.1/", "private network"),
        ("http://0177.0.0.1/", "Invalid IPv4"),
        ("http://0/", "private network"),
        ("http://[::]/", "private network"),
        ("http://[::ffff:127.0.0.1]/", "private network"),
        ("http://localhost/", "private network"),
        ("http://127\u30020\u30020\u30021/", "private network"),
        ("http://8.8.8.8@127.0.0.1/", "private network"),
        ("http://8.8.8.8\\@127.0.0.1/", "private network"),
        ("http://../", "no host"),
        ("http://" + "a" * 300 + "/", "no host"),
        ("http://\udcff/", "is not an address"),
        ("http://a\nb/", r"http://a\\nb/ is not an address"),
    ],
)
def test_addresses_that_are_refused(url: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        fetch(url, 1000)


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://example.org/a.txt", "gopher://x"])
def test_a_redirect_to_another_scheme_is_refused(site: str, where: str) -> None:
    with pytest.raises(SourceError, match="not an http or https address"):
        fetch(f"{site}/to/{quote(where, safe='')}", 1000, private=True)


@pytest.mark.parametrize("path", ["/drip", "/heads"])
def test_a_page_that_drips_is_given_up(site: str, path: str) -> None:
    with pytest.raises(SourceError, match="takes too long"):
        fetch(site + path, 1000, private=True, seconds=0.1)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700:4700::1111", True),
        ("64:ff9b::5db8:d70e", True),  # 93.184.215.14 behind NAT64
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::5db8:d70e", False),
        ("2002:7f00:1::", False),  # 6to4
        ("2001:0:5db8:d70e:0:0:80ff:fffe", False),  # Teredo
        ("::127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("fe80::1%lo", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("5f00::1", False),
        ("ff0e::1", False),
        ("2001:db8::1", False),
        ("100.64.0.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("239.1.1.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),
        ("192.0.0.8", False),
    ],
)
def test_which_addresses_are_of_the_public_network(address: str, public: bool) -> None:
    assert wire.is_public(address) == public


@pytest.fixture
def elsewhere(site: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is connected to; the names of example are at an address of the public network, where the site answers.

    rebound.example is at that address only when it is asked for the first time; later it leads to the own network.
    """
    tried: list[str] = []
    asked: list[str] = []
    look_up = socket.getaddrinfo
    connect = httpcore.SyncBackend.connect_tcp

    def found(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if not host.endswith(".example"):
            return look_up(host, port, *rest, **more)
        own = host == "inner.example" or (host == "rebound.example" and host in asked)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7" if own else "93.184.215.14", port))]

    def connected(self: Any, host: str, port: int, *rest: Any) -> Any:
        tried.append(host)
        return connect(self, "127.0.0.1" if host == "93.184.215.14" else host, urlsplit(site).port or 0, *rest)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connected)
    return tried


def test_a_public_page(elsewhere: list[str]) -> None:
    assert fetch("http://public.example/page", 1000) == ("文".encode(), "page.html")
    assert elsewhere == ["93.184.215.14"]


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1/", "http://inner.example/", "//inner.example/x", "http://2130706433/", "http://[::1]/"]
)
def test_a_redirect_to_the_own_network_is_refused(elsewhere: list[str], where: str) -> None:
    with pytest.raises(SourceError, match="private network"):
        fetch(f"http://public.example/to/{quote(where, safe='')}", 1000)
    assert elsewhere == ["93.184.215.14"]


@pytest.mark.parametrize("host", ["inner.example", "rebound.example"])
def test_a_name_that_leads_to_the_own_network_is_not_connected_to(elsewhere: list[str], host: str) -> None:
    with pytest.raises(SourceError, match="private network"):
        fetch(f"http://{host}/page", 1000)
    assert elsewhere == []


def test_addresses_of_the_own_network_where_they_are_allowed(site: str) -> None:
    source = Source(f"{site}/page", "page")
    with pytest.raises(SourceError, match="private network"):
        load(source)
    assert load(source, private=True) == ("文".encode(), "page.html")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/", 1000, private=True)
