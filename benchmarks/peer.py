"""rdflib's own engine over the same data, in a process of its own, as a peer that may be asked and ended."""

import multiprocessing
import statistics
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from graph.store import Store

RUNS = 3


class Rdflib:
    """rdflib in a process of its own, which can be ended when a query takes too long."""

    def __init__(self, data: Path, patience: float) -> None:
        self.data, self.patience = data, patience
        self._start()

    def _start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(
            target=answering, args=(self.data, other), daemon=True
        )
        self.process.start()
        self.pipe.recv()

    def took(self, text: str) -> tuple[float, str]:
        """Seconds to all rows, and why there are none: no end in time, or the engine's own error."""
        self.pipe.send(text)
        if self.pipe.poll(self.patience):
            seconds, why = self.pipe.recv()
            return float(seconds), str(why)
        self.process.kill()
        self.process.join()
        self._start()
        return self.patience, f"no end in {self.patience:g} s"

    def stop(self) -> None:
        self.process.kill()


def answering(data: Path, pipe: Connection) -> None:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data, format="nt")
    pipe.send("ready")
    while True:
        text, why = pipe.recv(), ""
        began = time.perf_counter()
        try:
            for _ in graph.query(text):
                pass
        except Exception as error:  # noqa: BLE001  whatever it is, it is what the engine says
            why = type(error).__name__
        pipe.send((time.perf_counter() - began, why))


def embedded(store: Store, text: str) -> float:
    began = time.perf_counter()
    for _ in store.query(text):  # type: ignore[union-attr]
        pass
    return time.perf_counter() - began


def in_memory(peer: Rdflib, store: Store, text: str) -> tuple[float, float, str]:
    """Seconds on the embedded store and by rdflib, in turn, and why rdflib gave no answer."""
    ours, theirs, why = [], [], ""
    for _ in range(RUNS):
        ours.append(embedded(store, text))
        if not why:
            seconds, why = peer.took(text)
            theirs.append(seconds)
    return statistics.median(ours), statistics.median(theirs), why
