"""The time that saved queries and rules take grows with the graph, and not with its square."""

import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from cixi_kg.build import Built
from graph import compared, told
from graph.infer import RULES, Rule, infer
from graph.store import Store, open_store
from queries.saved import bind, find, names

ROOT = Path(__file__).parents[1]
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


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """Processor time, since others use the machine."""
    began = time.process_time()
    for _ in work():
        pass
    return time.process_time() - began


def assert_grows_with_the_graph(
    larger: tuple[Store, Store], works: dict[str, Callable[[Store], Iterable[object]]]
) -> None:
    small, large = larger
    allowed = READINGS * seconds(lambda: large.query(EVERY).rows)  # type: ignore[union-attr]
    took = {name: tuple(seconds(partial(work, store)) for store in (small, large)) for name, work in works.items()}
    print(
        f"allowed {allowed:.2f} s", *(f"{name}: {one:.2f} {many:.2f}" for name, (one, many) in took.items()), sep="\n"
    )
    assert {name: t for name, t in took.items() if t[1] > allowed and t[1] > 2 * TIMES * t[0]} == {}


def answers(name: str, store: Store) -> Iterable[object]:
    """Those of a saved query, and what it asks first for its defaults."""
    return store.query(bind(find(name), {}, store.query))  # type: ignore[return-value]


def conclusions(rule: Rule, store: Store) -> Iterable[object]:
    return infer(store.query, rule, str)


def test_no_saved_query_takes_the_square(larger: tuple[Store, Store]) -> None:
    assert_grows_with_the_graph(larger, {name: partial(answers, name) for name in names()})


def test_no_rule_takes_the_square(larger: tuple[Store, Store]) -> None:
    """A build of 10,000 documents asks all of them of its whole graph."""
    besides = {each.__name__: lambda store, each=each: each.statements(store.query) for each in (compared, told)}
    assert_grows_with_the_graph(larger, besides | {rule.name: partial(conclusions, rule) for rule in RULES})
