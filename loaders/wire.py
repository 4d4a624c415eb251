"""Connections to the public network only, and with an end: what `fetch` speaks HTTP over.

The address is looked up once, checked, and connected to: a name that leads elsewhere a moment later leads nowhere.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from ontology.errors import SourceError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_UNICAST = ipaddress.ip_network("2000::/3")  # what of IPv6 is given out to the public network
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")  # RFC 6890: for protocols, of which Python knows only some as such
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an address of IPv4


def transport(until: float, *, private: bool) -> httpx.HTTPTransport:
    """A transport whose connections end at `until` of time.monotonic; private: whether they may go to the own network.

    httpx has no way to hand on a network backend but to replace the pool that the transport has made.
    """
    context = httpx.create_ssl_context()
    made = httpx.HTTPTransport(verify=context)
    made._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=_Backend(until, private=private))
    return made


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host; SourceError where there is none, or one is not of the public network."""
    found = _addresses(host, port)
    if not all(map(is_public, found)):
        raise SourceError("it is an address of a private network: save the document as a file")
    return found


def is_public(address: str) -> bool:
    """Whether an IP address, written in any way, belongs to a machine of the public network.

    >>> [is_public(each) for each in ("1.1.1.1", "10.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1")]
    [True, False, False, False, False]
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if ip.version == 4:
        return ip.is_global and not ip.is_multicast and ip not in _PROTOCOLS
    if ip in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip in _UNICAST and ip.is_global and all(is_public(str(each)) for each in _inside(ip))


def _inside(ip: ipaddress.IPv6Address) -> Iterable[Address]:
    """The addresses of IPv4 that one of IPv6 leads to (6to4, Teredo)."""
    return (each for each in (ip.sixtofour, *(ip.teredo or ())) if each is not None)


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"there is no host {host[:80]}") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class _Backend(httpcore.SyncBackend):
    """Connects to what may be connected to, and only for as long as there is time."""

    def __init__(self, until: float, *, private: bool) -> None:
        self._until, self._private = until, private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that takes one."""
        found = _addresses(host, port) if self._private else public_addresses(host, port)
        *others, last = found
        for address in others:
            try:
                return self._connected(address, port, timeout, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(last, port, timeout, socket_options)

    def _connected(
        self, address: str, port: int, timeout: float | None, options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        wait = _left(self._until, timeout, httpcore.ConnectTimeout)
        return _Timed(super().connect_tcp(address, port, wait, None, options), self._until)


class _Timed(httpcore.NetworkStream):
    """A connection that ends at a time, however slowly it drips."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wait = _left(self._until, timeout, httpcore.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, wait), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float, timeout: float | None, late: type[Exception]) -> float:
    """The seconds that may still be waited; an error where there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise late("it takes too long")
    return left if timeout is None else min(left, timeout)
