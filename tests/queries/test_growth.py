"""The time that saved queries take grows with the graph, and not with its square."""

import sys
import time
from pathlib import Path

import pytest

from cixi_kg.build import Built
from graph.store import Store, open_store
from queries.saved import bind, find, names

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import enlarge  # noqa: E402

TIMES = 4  # as many counties as the bundled graph
READINGS = 8  # as long as it takes to count all quads so many times, no query may grow faster than the graph
EVERY = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def larger(bundled_store: tuple[Path, Built], tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Store]:
    small = open_store(bundled_store[0])
    folder = tmp_path_factory.mktemp("larger") / "store"
    enlarge.make(folder, TIMES * len(small), small.lines())
    return small, open_store(folder)


def seconds(store: Store, text: str) -> float:
    """Processor time, since others use the machine; of what a saved query asks first too, as its default."""
    began = time.process_time()
    for _ in store.query(text if " " in text else bind(find(text), {}, store.query)):  # type: ignore[union-attr]
        pass
    return time.process_time() - began


def test_no_saved_query_takes_the_square(larger: tuple[Store, Store]) -> None:
    small, large = larger
    allowed = READINGS * seconds(large, EVERY)
    took = {name: (seconds(small, name), seconds(large, name)) for name in names()}
    print(
        f"allowed {allowed:.2f} s", *(f"{name}: {one:.2f} {many:.2f}" for name, (one, many) in took.items()), sep="\n"
    )
    assert {name: t for name, t in took.items() if t[1] > allowed and t[1] > 2 * TIMES * t[0]} == {}
