"""Who maps the function from a document to its outcome: this process, several processes, dask or spark."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from cixi_kg.engines.cluster import dask, spark
from cixi_kg.engines.processes import mapped
from cixi_kg.engines.task import Limits, Outcome, Task, extract
from ontology.errors import CallError

_EACH = 4  # documents that are worth starting one more process for


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read. jobs: processes; 0: in this process, where nothing bounds a document; None: as many
    as there are processors, and no more than the documents are worth. engine: "" or a name of ENGINES. address: of
    the engine's scheduler, "" for one on this machine. force: also what has not changed.
    private: also addresses of the own network."""

    jobs: int | None = 0
    engine: str = ""
    address: str = ""
    force: bool = False
    private: bool = False
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.engine and self.engine not in ENGINES:
            raise CallError(f"--engine {self.engine!r} is not known: there are {', '.join(ENGINES)}")
        if self.address and not self.engine:
            raise CallError("--address is that of an engine's scheduler: name it with --engine")

    def processes(self, documents: int) -> int:
        """How many processes so many documents are read in."""
        return self.jobs if self.jobs is not None else max(1, min(_processors(), documents // _EACH))


def run(tasks: Sequence[Task], options: Options) -> Iterator[Outcome]:
    """The outcome of each task, in any order; MemoryError only where the documents are read in this process."""
    jobs = options.processes(len(tasks))
    if options.engine:
        return ENGINES[options.engine](tasks, jobs, options.address, options.limits)
    return mapped(tasks, jobs, options.limits) if jobs else map(extract, tasks)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


ENGINES: dict[str, Callable[[Sequence[Task], int, str, Limits], Iterator[Outcome]]] = {"dask": dask, "spark": spark}
