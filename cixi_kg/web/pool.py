"""The pool: worker processes kept warm, each request bounded in time, and what kills a worker hurts nobody else.

pool = Pool(folder, limits, size); await pool.start()
answer = await pool.run(client, "task", {…})
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from cixi_kg.web.limits import Limits, RefusedError, too_much
from cixi_kg.web.turns import Turns
from graph.store import current
from ontology.errors import GraphError

_IN_MEMORY = 1 << 20  # of an answer; the rest of a larger one waits on the disk for its client
_PIECE = 1 << 16
_PAUSE = 0.05  # seconds before a worker that died by itself is looked for again


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer: how to send it, and its bytes."""

    status: int
    media: str
    headers: Mapping[str, str]
    size: int
    body: IO[bytes]

    def pieces(self) -> Iterator[bytes]:
        """The bytes, once, in pieces; the file is closed after the last."""
        with self.body:
            while piece := self.body.read(_PIECE):
                yield piece


class _DiedError(Exception):
    """The worker ended before its answer did."""


class _Worker:
    """One worker process, from the server's side."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        assert process.stdin
        assert process.stdout
        self._in, self._out = process.stdin, process.stdout

    @classmethod
    async def start(cls, limits: Limits, *, background: bool) -> "_Worker":
        """Starts a process, which takes its first request as soon as it is up."""
        root = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONPATH": path, "MALLOC_ARENA_MAX": "2"}
        words = [sys.executable, "-P", "-m", "cixi_kg.web.worker", json.dumps(asdict(limits))]
        if background:
            words.append("nice")
        # What an engine prints as it dies says nothing that its exit status does not.
        pipe, quiet = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        return cls(await asyncio.create_subprocess_exec(*words, stdin=pipe, stdout=pipe, stderr=quiet, env=environment))

    async def ask(self, request: bytes) -> Answer:
        """The answer of the worker; _DiedError where it ends before, RefusedError where it refuses."""
        body: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed by who reads it
        try:
            self._in.write(len(request).to_bytes(4) + request)
            await self._in.drain()
            while True:
                kind, length = await self._frame()
                payload = await self._out.readexactly(length)
                if kind == b"E":
                    return _ended(json.loads(payload), body)
                body.write(payload)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            body.close()
            raise _DiedError from error
        except BaseException:
            body.close()
            raise

    async def _frame(self) -> tuple[bytes, int]:
        head = await self._out.readexactly(5)
        return head[:1], int.from_bytes(head[1:])

    async def kill(self) -> int:
        """Ends the process, if it has not ended by itself; its exit status."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        status = await self.process.wait()
        self._in.close()
        return status


def _ended(end: dict[str, Any], body: IO[bytes]) -> Answer:
    if "fault" in end:
        logging.getLogger("cixi_kg").error("a worker failed:\n%s", end["fault"])
    if "error" in end:
        raise RefusedError(end["status"], end["error"], end.get("retry", 0))
    size = body.tell()
    body.seek(0)
    return Answer(end["status"], end["media"], end["headers"], size, body)


class Pool:
    """So many workers over one store; a worker that dies, or must be killed, is replaced."""

    def __init__(self, folder: Path, limits: Limits, size: int, share: int, *, background: bool = False) -> None:
        """share: how many workers one client may have at a time; background: they yield the processor to others."""
        self._folder, self._limits, self._size, self._background = folder, limits, size, background
        self._turns = Turns(size, share, limits)
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Starts the workers."""
        for _ in range(self._size):
            await self._add()

    async def stop(self) -> None:
        """Ends all workers."""
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._all))

    async def run(self, client: str, task: str, given: Mapping[str, Any]) -> Answer:
        """The answer of a task of cixi_kg.web.tasks; RefusedError where there is none, or not within the limits."""
        request = {"generation": str(generation(self._folder)), "task": task, "given": given}
        async with self._turns.taken(client):
            try:
                async with asyncio.timeout(self._limits.seconds):
                    return await self._asked(json.dumps(request).encode())
            except TimeoutError:
                raise too_much(
                    f"the query did not end within {self._limits.seconds:g} seconds; ask for less, or more precisely"
                ) from None

    async def _asked(self, request: bytes) -> Answer:
        worker = await self._living()
        healthy = False
        try:
            answer = await worker.ask(request)
            healthy = True
            return answer
        except RefusedError:
            healthy = True
            raise
        except _DiedError:
            raise _cause(await worker.kill()) from None
        finally:
            self._return(worker, healthy=healthy)

    async def _living(self) -> _Worker:
        """An idle worker; what died while it was idle (the system may be short of memory) is replaced."""
        while True:
            worker = await self._idle.get()
            if worker.process.returncode is None:
                return worker
            self._return(worker, healthy=False)
            await asyncio.sleep(_PAUSE)

    def _return(self, worker: _Worker, *, healthy: bool) -> None:
        """Makes a worker idle again, or puts a new one into its place; at once, since the task may be cancelled."""
        if healthy:
            self._idle.put_nowait(worker)
            return
        self._all.discard(worker)
        task = asyncio.get_running_loop().create_task(self._replace(worker))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _replace(self, worker: _Worker) -> None:
        await worker.kill()
        while True:
            try:
                return await self._add()
            except OSError:  # no memory, no process to be had: others end theirs
                await asyncio.sleep(1)

    async def _add(self) -> None:
        worker = await _Worker.start(self._limits, background=self._background)
        self._all.add(worker)
        self._idle.put_nowait(worker)


def generation(folder: Path) -> Path:
    """The generation that answers now; RefusedError with 503 where there is none yet."""
    try:
        return current(folder)
    except GraphError as error:
        raise RefusedError(503, "there is no finished graph to ask yet; ask again when it is built", 10) from error


def _cause(status: int) -> RefusedError:
    """What a worker died of, told from its exit status."""
    if status == -signal.SIGSEGV:
        return too_much("the query is nested too deeply")
    if status == -signal.SIGABRT:
        return too_much("the query is nested too deeply, or needs more memory than is granted; ask for less")
    return too_much("the query could not be brought to an end; ask for less")
