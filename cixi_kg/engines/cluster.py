"""Documents mapped over dask or spark: the same function, in batches, each batch in a process that can be killed.

The machines of a cluster read the documents by their paths and addresses: they need the same files, and cixi-kg.
"""

import contextlib
import functools
import importlib
import itertools
import logging
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from cixi_kg.engines.processes import Worker
from cixi_kg.engines.task import Limits, Outcome, Task
from ontology.errors import CallError

_BATCH = 50  # documents: one task for each costs a scheduler more than the work itself
_IDLE = 20  # seconds
_AHEAD = 3  # batches for each worker that are under way at a time: bounds the memory of answers that wait


def batches(tasks: Sequence[Task], workers: int) -> Iterator[list[Task]]:
    """The tasks in batches, small enough that every worker gets several."""
    size = max(1, min(_BATCH, len(tasks) // (workers * _AHEAD)))
    rest = iter(tasks)
    while batch := list(itertools.islice(rest, size)):
        yield batch


def outcomes(limits: Limits, batch: Sequence[Task]) -> list[Outcome]:
    """The outcomes of a batch, from a process beside this one that is killed where a document takes too much."""
    worker = _beside(limits, threading.get_ident())
    return [worker.ask(task) for task in batch]


@functools.cache
def _beside(limits: Limits, thread: int) -> Worker:
    """The process of a thread of the cluster's: it starts in a second, so it stays for the next batches."""
    del thread
    return Worker(limits, _IDLE)


def dask(tasks: Sequence[Task], jobs: int, address: str, limits: Limits) -> Iterator[Outcome]:
    """Over a dask scheduler, or over a local cluster of so many workers; CallError where there is none."""
    distributed = _imported("distributed", "dask")
    with contextlib.ExitStack() as stack:
        try:
            if not address:
                logging.getLogger("distributed").setLevel(logging.WARNING)  # it tells of each connection that it closes
                # threads: each has a process of its own beside it, so that processes of dask's would only pass on
                cluster = distributed.LocalCluster(
                    n_workers=max(1, jobs), threads_per_worker=1, processes=False, dashboard_address=None
                )
                stack.callback(cluster.close)
            client = distributed.Client(address or cluster, timeout=20)
        except (OSError, ValueError, RuntimeError) as error:
            where = f"there is no dask scheduler at {address}" if address else "a local dask cluster does not start"
            raise CallError(f"{where}: {error}") from error
        stack.callback(client.close)
        workers = max(1, sum(client.nthreads().values()))
        rest = batches(tasks, workers)
        submit = partial(client.submit, outcomes, limits, pure=False)
        running = distributed.as_completed([submit(batch) for batch in itertools.islice(rest, workers * _AHEAD)])
        for future in running:
            yield from future.result()
            for batch in itertools.islice(rest, 1):
                running.add(submit(batch))


def spark(tasks: Sequence[Task], jobs: int, address: str, limits: Limits) -> Iterator[Outcome]:
    """Over a spark master, or over so many threads of a local one; CallError where there is none."""
    session_type = _imported("pyspark.sql", "spark").SparkSession
    if not address:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    jobs = max(1, jobs)
    builder = session_type.builder.appName("cixi-kg").master(address or f"local[{jobs}]")
    try:
        session = builder.config("spark.ui.enabled", "false").getOrCreate()
    except Exception as error:  # what py4j raises is not to be foreseen
        raise CallError(f"spark does not start (it needs Java): {str(error).splitlines()[0]}") from error
    try:
        parts = list(batches(tasks, jobs))
        mapped = session.sparkContext.parallelize(parts, len(parts)).flatMap(partial(outcomes, limits))
        yield from mapped.toLocalIterator(prefetchPartitions=True)
    finally:
        session.stop()


def _imported(module: str, extra: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise CallError(
            f"--engine {extra} needs {module}, which is not installed: pip install 'cixi-kg[{extra}]'"
        ) from error
