import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, unquote

import pytest

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
    [("/none", "answers 404"), ("/big", "larger than"), ("/round-and", "more than 5 redirects")],
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
    ],
)
def test_addresses_that_are_refused(url: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        fetch(url, 1000)


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://example.org/a.txt", "gopher://x"])
def test_a_redirect_to_another_scheme_is_refused(site: str, where: str) -> None:
    with pytest.raises(SourceError, match="not an http or https address"):
        fetch(f"{site}/to/{quote(where, safe='')}", 1000, private=True)


def test_a_page_that_drips_is_given_up(site: str) -> None:
    with pytest.raises(SourceError, match="takes too long"):
        fetch(f"{site}/drip", 1000, private=True, seconds=0.1)


def test_addresses_of_the_own_network_where_they_are_allowed(site: str) -> None:
    source = Source(f"{site}/page", "page")
    with pytest.raises(SourceError, match="private network"):
        load(source)
    assert load(source, private=True) == ("文".encode(), "page.html")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/", 1000, private=True)
