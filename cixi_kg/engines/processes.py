"""Documents mapped over worker processes, each of which is killed where a document takes too long or too much.

The workers are programs of their own and no copies of the caller: they start the same on every system, and from
threads, notebooks and servers too. A thread for each of them hands it documents and waits.
"""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from cixi_kg.engines.task import Limits, Outcome, Task, skipped
from cixi_kg.engines.worker import MEMORY, READY, receive, send
from ontology.errors import CixiError

_START = 120.0  # seconds in which a worker must be up: the machine may be busy


class Worker:
    """One worker process, started when it is needed and again after it died.

    idle: after how many seconds without a document it ends by itself, 0 for never.
    """

    def __init__(self, limits: Limits, idle: int = 0) -> None:
        self._limits, self._idle = limits, idle
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, task: Task) -> Outcome:
        """What became of the document, also where the worker had to be killed for it."""
        process = self._living()
        assert process.stdin
        seconds = self._limits.allowed(task.size())
        late = _Alarm(process, seconds)
        try:
            with late:
                send(process.stdin, task)
                answer = self._answer(process)
        except (OSError, EOFError):
            answer = None
        if isinstance(answer, Outcome):
            return answer
        status = self.stop()
        if self._idle and status == -signal.SIGALRM:
            return self.ask(task)
        location = task.source.location
        if answer == MEMORY:
            return skipped(task.source, f"{location} needs more than {self._limits.memory >> 20:,} MiB of memory")
        if late.struck:
            return skipped(task.source, f"{location} took more than the {seconds:.0f} seconds granted for its size")
        return skipped(task.source, f"{location} made its reader die ({_ended(status)})")

    def kill(self) -> None:
        """Ends what the process does, from another thread."""
        if (process := self._process) is not None:
            process.kill()

    def stop(self) -> int:
        """Ends the process; its exit status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with contextlib.suppress(OSError):
            process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                assert pipe
                pipe.close()
        return process.wait()

    def _living(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        self._process = process = _started(self._limits, self._idle)
        with contextlib.suppress(EOFError), _Alarm(process, _START):
            if self._answer(process) == READY:
                return process
        raise CixiError(f"a worker process does not start ({_ended(self.stop())}); --jobs 0 goes without")

    @staticmethod
    def _answer(process: subprocess.Popen[bytes]) -> object:
        assert process.stdout
        return receive(process.stdout)


class _Alarm:
    """Kills a process that is not done in time; struck: whether it did."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.struck = False
        self._process = process
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True

    def _strike(self) -> None:
        self.struck = True
        with contextlib.suppress(OSError):
            self._process.kill()

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def mapped(tasks: Iterable[Task], jobs: int, limits: Limits) -> Iterator[Outcome]:
    """The outcomes of the tasks from so many processes, in the order in which they are done."""
    rest, lock, stop = iter(tasks), threading.Lock(), threading.Event()
    done: queue.Queue[Outcome | BaseException | None] = queue.Queue(2 * jobs)
    workers = [Worker(limits) for _ in range(jobs)]
    threads = [threading.Thread(target=_work, args=(rest, lock, stop, done, each), daemon=True) for each in workers]
    for thread in threads:
        thread.start()
    try:
        running = jobs
        while running:
            answer = done.get()
            if isinstance(answer, BaseException):
                raise answer
            if answer is None:
                running -= 1
            else:
                yield answer
    finally:
        stop.set()
        while any(thread.is_alive() for thread in threads):
            for worker in workers:
                worker.kill()
            with contextlib.suppress(queue.Empty):
                done.get(timeout=0.05)


def _work(
    rest: Iterator[Task],
    lock: threading.Lock,
    stop: threading.Event,
    done: "queue.Queue[Outcome | BaseException | None]",
    worker: Worker,
) -> None:
    """What one thread does: hands its worker one task after another."""
    try:
        while not stop.is_set():
            with lock:
                task = next(rest, None)
            if task is None:
                break
            done.put(worker.ask(task))
    except BaseException as error:  # noqa: BLE001  handed over to the thread that asked
        done.put(error)
    finally:
        worker.stop()
        done.put(None)


def _started(limits: Limits, idle: int) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path, "MALLOC_ARENA_MAX": "2"}
    words = [sys.executable, "-P", "-m", "cixi_kg.engines.worker", str(limits.memory), str(idle)]
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=quiet, env=environment)


def _ended(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit status {status}"
