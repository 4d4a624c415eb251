"""SPARQL servers of other makers, really started on loopback for a test."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def started(command: list[str], folder: Path, probe: str) -> Iterator[None]:
    """The server while it answers at the address of the probe; it gets a minute for that."""
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
    try:
        for _ in range(600):
            assert process.poll() is None, (folder / "said").read_text(errors="replace")
            try:
                httpx.get(probe, timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
