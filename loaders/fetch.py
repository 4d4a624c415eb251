"""A document by its address: http and https only, within limits, and not from the caller's own network."""

import time
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies

from loaders.files import shown
from ontology.errors import SourceError

if TYPE_CHECKING:
    import httpx

_SECONDS = 20.0  # without a sign of life
_TOTAL = 60.0
_REDIRECTS = 5
_SUFFIX = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/csv": ".csv",
}


def fetch(
    url: str, largest: int, *, private: bool = False, kinds: Mapping[str, str] = _SUFFIX, seconds: float = _TOTAL
) -> tuple[bytes, str]:
    """The bytes at an address, and a file name with the suffix of what is there.

    largest: bytes. private: whether addresses of the own network are allowed. kinds: the media types that are asked
    for, each with its suffix. seconds: for the whole of it. SourceError if it cannot be had.
    """
    import httpx  # slow to load, and most builds read files

    from loaders import wire

    until = time.monotonic() + seconds
    # A proxy looks the names up by itself: then the check below is all there is.
    own = None if getproxies() else wire.transport(until, private=private)
    accept = {"Accept": f"{', '.join(kinds)}, */*;q=0.1"}
    try:
        with httpx.Client(timeout=_SECONDS, follow_redirects=False, headers=accept, transport=own) as client:
            for _ in range(_REDIRECTS + 1):
                _check(url, private)
                with client.stream("GET", url) as answer:
                    if answer.has_redirect_location:
                        url = urljoin(url, answer.headers["location"])
                        continue
                    return _body(url, answer, largest, until), _name(url, answer, kinds)
    except httpx.TimeoutException as error:
        raise SourceError(f"{shown(url)} takes too long to come: save the document as a file") from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SourceError(f"{shown(url)} cannot be fetched: {str(error) or type(error).__name__}") from error
    raise SourceError(f"{shown(url)} cannot be fetched: more than {_REDIRECTS} redirects")


def _check(url: str, private: bool) -> None:
    """Refuses other schemes and, unless they are allowed, addresses that are not of the public network."""
    import httpx

    from loaders import wire

    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(f"{shown(url)} is not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.host:
        raise SourceError(f"{shown(url)} is not an http or https address")
    if not private:
        try:
            wire.public_addresses(parts.raw_host.decode("ascii"), parts.port or 80)
        except SourceError as error:
            raise SourceError(f"{shown(url)} cannot be fetched: {error}") from error


def _body(url: str, answer: "httpx.Response", largest: int, until: float) -> bytes:
    if answer.status_code != 200:
        raise SourceError(f"{shown(url)} cannot be fetched: it answers {answer.status_code} {answer.reason_phrase}")
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > largest:
            raise SourceError(f"{shown(url)} is larger than {largest // 1_000_000} MB")
        if time.monotonic() > until:
            raise SourceError(f"{shown(url)} takes too long to come: save the document as a file")
        parts.append(part)
    return b"".join(parts)


def _name(url: str, answer: "httpx.Response", kinds: Mapping[str, str]) -> str:
    """The last part of the path, with the suffix of the content's type where that is known."""
    name = PurePosixPath(unquote(urlsplit(url).path)).name or urlsplit(url).netloc
    suffix = kinds.get(answer.headers.get("content-type", "").split(";")[0].strip().lower(), "")
    if suffix == ".txt" and PurePosixPath(name).suffix.lower() in (".md", ".csv"):
        return name
    return name if not suffix or name.lower().endswith(suffix) else name + suffix
