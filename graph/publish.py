"""The graph to a server elsewhere, by the SPARQL 1.1 Graph Store HTTP Protocol, one named graph after the other.

What the server has is kept in a small file, graph by graph, as soon as it has it: a next run sends only what changed,
and a run that was broken off goes on where it was.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.store import Store
from ontology import iris
from ontology.errors import CallError, GraphError

if TYPE_CHECKING:
    import httpx

_CHUNK = 8_000_000  # bytes of N-Triples in one request: servers and proxies refuse large ones
_PAUSES = (0.5, 2.0, 8.0)  # seconds before each further attempt
_PASSING = (408, 429, 500, 502, 503, 504)
_SECONDS = 300.0  # a server may index while it takes what is sent
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: the address of the graph store, user and password ("" for none), whether by digest; union: where the
    union of all graphs goes, "default" for the server's default graph, "" for nowhere, else the IRI of a graph."""

    address: str
    user: str = ""
    password: str = field(default="", repr=False)
    digest: bool = False
    union: str = DEFAULT
    chunk: int = _CHUNK
    pauses: tuple[float, ...] = _PAUSES

    def __post_init__(self) -> None:
        if not self.address.startswith(("http://", "https://")) or not _is_address(self.address):
            raise CallError(f"{self.address[:80]!r} is no graph store: its address begins with http:// or https://")


def _is_address(text: str) -> bool:
    """Whether a machine and its port can be told from an address."""
    try:
        parts = urlsplit(text)
        return bool(parts.hostname and parts.port != 0 and text.encode() and text.isprintable() and " " not in text)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Published:
    """How many graphs and triples were sent, how many graphs the server had already, and how many were removed."""

    sent: int
    triples: int
    unchanged: int
    removed: int


def publish(
    store: Store,
    target: Target,
    kept: Path,
    progress: Callable[[str, int, int], None],
    *,
    force: bool = False,
) -> Published:
    """Makes the server's graphs those of the store. kept: the file that says what the server has; force: send all.

    GraphError where the server refuses or cannot be reached; what was sent until then is kept and not sent again.
    """
    had, wanted = _read(kept), _wanted(store, target.union)
    gone = sorted(set(had) - set(wanted))
    changed = [name for name, stamp in wanted.items() if force or had.get(name) != stamp]
    has = {name: stamp for name, stamp in had.items() if name not in changed}
    triples = 0
    _write(kept, has)  # a graph that is only half sent is not had
    with _client(target) as client:
        server = _Server(client, target)
        for number, name in enumerate(changed):
            progress("publishing", number, len(changed))
            triples += server.put(name, _triples(store, name, target.union))
            has[name] = wanted[name]
            _write(kept, has)
        for name in gone:
            server.delete(name)
            del has[name]
            _write(kept, has)
    return Published(len(changed), triples, len(wanted) - len(changed), len(gone))


def kept_at(folder: Path, address: str) -> Path:
    """The file beside a store that says what the server at an address has."""
    return folder.with_name(f"{folder.name}-published") / f"{iris.digest(address)}.json"


class _Server:
    """A graph store: its graphs are replaced and deleted whole."""

    def __init__(self, client: "httpx.Client", target: Target) -> None:
        self._client, self._target = client, target

    def put(self, name: str, lines: Iterable[bytes]) -> int:
        """Replaces a graph, the first chunk by PUT and the others by POST; how many triples."""
        count = 0
        for number, (chunk, held) in enumerate(_chunks(lines, self._target.chunk)):
            self._send("POST" if number else "PUT", name, chunk)
            count += held
        return count

    def delete(self, name: str) -> None:
        """Deletes a graph, if it is there."""
        self._send("DELETE", name, b"")

    def _send(self, method: str, name: str, content: bytes) -> None:
        for pause in (*self._target.pauses, None):
            fault = self._attempt(method, name, content)
            if not fault:
                return
            if pause is None:
                raise GraphError(f"{fault}; tried {len(self._target.pauses) + 1} times")
            time.sleep(pause)

    def _attempt(self, method: str, name: str, content: bytes) -> str:
        """Sends once; what went wrong where another attempt may not meet it, "" where all is well."""
        import httpx

        where = {"default": ""} if name == DEFAULT else {"graph": name}
        head = {"Content-Type": "application/n-triples"} if content else {}
        try:
            answer = self._client.request(
                method, self._target.address, params=where, headers=head, content=content or None
            )
        except httpx.InvalidURL as error:
            raise CallError(f"{self._target.address} is no address: {error}") from error
        except httpx.TransportError as error:
            return f"{self._target.address} cannot be reached: {error or type(error).__name__}"
        if answer.is_success or (method == "DELETE" and answer.status_code == 404):
            return ""
        said = f"{self._target.address} refused {name} with status {answer.status_code}: {_line(answer.text)}"
        if answer.status_code in _PASSING:
            return said
        raise GraphError(said + _HINTS.get(answer.status_code, ""))


_HINTS = {
    401: "; give --user, and --digest where the server asks for it",
    403: "; this user may not write there",
    404: "; is it the address of the graph store (as http://…/store) and not of the queries?",
    405: "; is it the address of the graph store (as http://…/store) and not of the queries?",
}


def _client(target: Target) -> "httpx.Client":
    import httpx

    kind = httpx.DigestAuth if target.digest else httpx.BasicAuth
    auth = kind(target.user, target.password) if target.user else None
    return httpx.Client(timeout=_SECONDS, auth=auth, headers={"User-Agent": "cixi-kg"})


def _wanted(store: Store, union: str) -> dict[str, str]:
    """A hash of each graph that the server should have, by name, the union last."""
    found = {name: _stamp(store.graph_lines(name)) for name in store.graphs()}
    if union:
        found[union] = iris.digest(*(part for pair in found.items() for part in pair))
    return found


def _stamp(lines: Iterable[str]) -> str:
    """A hash of lines that does not depend on their order."""
    total = 0
    for line in lines:
        total += int.from_bytes(hashlib.blake2b(line.encode(), digest_size=16).digest())
    return f"{total % (1 << 128):032x}"


def _triples(store: Store, name: str, union: str) -> Iterator[bytes]:
    lines = store.union_lines() if name == union else store.graph_lines(name)
    return ((line + "\n").encode() for line in lines)


def _chunks(lines: Iterable[bytes], size: int) -> Iterator[tuple[bytes, int]]:
    """Lines in pieces of about so many bytes, with how many lines each holds; at least one, if it is empty."""
    piece: list[bytes] = []
    length = 0
    for line in lines:
        if length + len(line) > size and piece:
            yield b"".join(piece), len(piece)
            piece, length = [], 0
        piece.append(line)
        length += len(line)
    yield b"".join(piece), len(piece)


def _read(kept: Path) -> dict[str, str]:
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # the server's graphs are sent again: nothing is lost
    return found if isinstance(found, dict) else {}


def _write(kept: Path, has: dict[str, str]) -> None:
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_name(kept.name + ".new")
        beside.write_text(json.dumps(has, ensure_ascii=False, indent=0, sort_keys=True), encoding="utf-8")
        beside.replace(kept)
    except OSError as error:
        raise GraphError(f"{kept} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _line(text: str) -> str:
    line = next((line.strip() for line in text[:2000].splitlines() if line.strip()), "(nothing)")
    return line[:200]
