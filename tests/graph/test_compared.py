"""Targets beside the latest actual value, figures beside those that differ."""

from dataclasses import replace
from decimal import Decimal

import pytest

from graph import compared
from graph.answers import Rows
from graph.compared import NEAREST, Figure, differing, latest_actual
from graph.store import Store
from ontology import iris
from ontology.terms import prefixes


def figure(node: str, status: str = "Actual", year: str = "2021", value: str = "10", **other: str) -> Figure:
    one = Figure(
        Decimal(value), node, "place", iris.CK + status, iris.CK + "Level", "yuan", "-", "-", f"{year}-01-01", f"{year}-12-31",
        value, "-", "2022",
    )  # fmt: skip
    return replace(one, **other)  # type: ignore[arg-type]


TARGET = figure("target", "Target", "2025")


@pytest.mark.parametrize(
    ("actuals", "latest"),
    [
        ([figure("a"), figure("b", year="2022")], "b"),
        ([figure("a", day="2022"), figure("b", day="2023")], "b"),
        ([figure("a", value="12.34"), figure("b", value="12")], "a"),
        ([figure("half", year="2024", end="2024-06-30"), figure("a")], "a"),
        ([figure("month", start="2023-05-01", end="2023-05-31"), figure("a")], "month"),
        ([figure("five years", start="2016-01-01", end="2020-12-31")], None),
        ([figure("of another scope", scope="city")], None),
        ([figure("elsewhere", about="county")], None),
        ([figure("in tons", base="ton")], None),
        ([figure("growth", measure=iris.CK + "Growth")], None),
        ([figure("expected", "Estimate")], None),
    ],
)
def test_a_target_stands_beside_the_latest_actual_value_of_its_series(
    actuals: list[Figure], latest: str | None
) -> None:
    assert list(latest_actual([TARGET, *actuals])) == ([("target", latest)] if latest else [])


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        (figure("b", value="11"), True),
        (figure("b", value="11", scope="city"), True),
        (figure("b", value="10"), False),
        (figure("b", value="11", year="2022"), False),
        (figure("b", value="11", status=iris.CK + "Target"), False),
        (figure("b", value="11", basis=iris.CK + "Cumulative"), False),
        (figure("b", value="11", about="county"), False),
    ],
)
def test_figures_that_should_be_alike_differ(other: Figure, differ: bool) -> None:
    assert list(differing([other, figure("a")])) == ([("a", "b")] if differ else [])


def test_two_scopes_that_are_stated_are_two_things_and_ranks_are_none() -> None:
    assert list(differing([figure("a", scope="city"), figure("b", value="11", scope="county")])) == []
    ranks = [figure(name, value=value, measure=iris.CK + "Rank") for name, value in (("a", "1"), ("b", "2"))]
    assert list(differing(ranks)) == []


def test_pairs_of_a_thousand_figures_for_one_thing_grow_with_their_number() -> None:
    found = list(differing([figure(f"{n:04}", value=str(n)) for n in range(1000)]))
    assert 999 <= len(found) <= 1000 * NEAREST


def test_a_built_graph_holds_what_the_observations_give(graph: Store) -> None:
    held = graph.query(prefixes() + "SELECT ?a ?p ?b WHERE { VALUES ?p { ck:latestActual ck:differsFrom } ?a ?p ?b }")
    assert isinstance(held, Rows)
    rows = {tuple(str(cell) for cell in row) for row in held}
    assert rows == set(compared.statements(graph.query))
    assert {f"<{iris.CK}latestActual>", f"<{iris.CK}differsFrom>"} == {predicate for _, predicate, _ in rows}
