"""Layouts: everything has a place of its own, groups follow the relations, the same graph gives the same picture."""

import itertools
import time
from collections.abc import Callable

import networkx
import pytest

from graph import layout

Maker = Callable[["networkx.MultiDiGraph[str]"], layout.Layout]


def drawn(kinds: dict[str, str], edges: list[tuple[str, str, str, str]]) -> "networkx.MultiDiGraph[str]":
    """Things by name and class; edges as subject, predicate, object, origin."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for thing, kind in kinds.items():
        graph.add_node(thing, kind=kind, label=thing)
    for subject, predicate, target, origin in edges:
        graph.add_edge(subject, target, key=predicate, origin=origin)
    return graph


def many(count: int) -> "networkx.MultiDiGraph[str]":
    hubs = [f"zone{i}" for i in range(max(2, count // 30))]
    kinds = dict.fromkeys(hubs, "IndustrialPlatform") | {f"company{i}": "Company" for i in range(count)}
    kinds |= {f"policy{i}": "Policy" for i in range(5)} | {f"lost{i}": "Project" for i in range(5)}
    return drawn(kinds, [(f"company{i}", "locatedIn", hubs[i * i % len(hubs)], "said") for i in range(count)])


LAYOUTS: dict[str, Maker] = {
    "platform": lambda g: layout.grouped(g, layout.BY_PLATFORM),
    "industry": lambda g: layout.grouped(g, layout.BY_INDUSTRY),
    "layers": layout.layered,
    "force": lambda g: layout.force(g, layout.grouped(g, layout.BY_PLATFORM)),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("count", [0, 1, 2, 7, 150])
def test_everything_has_a_place_of_its_own(name: str, count: int) -> None:
    graph = many(count)
    found = LAYOUTS[name](graph)
    assert found.points.keys() == set(graph)
    assert len(set(found.points.values())) == len(graph)
    assert LAYOUTS[name](many(count)) == found


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_to_lay_out(name: str) -> None:
    assert LAYOUTS[name](networkx.MultiDiGraph()).points == {}


def test_labels_in_groups_have_room_and_boxes_lie_apart() -> None:
    found = layout.grouped(many(200), layout.BY_PLATFORM)
    for (ax, ay), (bx, by) in itertools.combinations(found.points.values(), 2):
        assert abs(ax - bx) >= layout.CELL_WIDTH or abs(ay - by) >= layout.CELL_HEIGHT - 1
    for a, b in itertools.combinations(found.boxes, 2):
        assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    for x, y in found.points.values():
        assert sum(b.x <= x <= b.x + b.width and b.y <= y <= b.y + b.height for b in found.boxes) == 1


def test_a_company_belongs_where_it_is_said_to_be_the_platform_before_the_place() -> None:
    kinds = {
        "zone": "IndustrialPlatform",
        "other": "IndustrialPlatform",
        "town": "Place",
        "a": "Company",
        "b": "Company",
        "c": "Company",
    }
    graph = drawn(kinds, [
        ("a", "locatedIn", "town", "said"), ("a", "locatedIn", "zone", "said"),
        ("b", "locatedIn", "town", "said"), ("b", "locatedIn", "zone", "inferred"),
        ("c", "locatedIn", "zone", "said"), ("c", "locatedIn", "other", "said"),
    ])  # fmt: skip
    found = layout.belonging(graph, layout.BY_PLATFORM)
    assert (found["a"], found["b"], found["c"]) == ("zone", "town", "other")


def test_a_project_stands_where_its_company_does() -> None:
    graph = drawn(
        {"zone": "Platform", "a": "Company", "p": "Project"},
        [("a", "locatedIn", "zone", "said"), ("a", "undertakes", "p", "said")],
    )
    assert layout.belonging(graph, layout.BY_PLATFORM)["p"] == "zone"


def test_industries_of_few_companies_join_the_wider_one() -> None:
    kinds = {"top": "Industry", "low": "Industry", "chain": "IndustryChain", "a": "Company", "b": "Company"}
    graph = drawn(
        kinds,
        [
            ("low", "broader", "top", "vocabulary"),
            ("a", "inIndustry", "low", "inferred"),
            ("b", "inChain", "chain", "said"),
        ],
    )
    boxes = layout.grouped(graph, layout.BY_INDUSTRY).boxes
    assert {box.hub for box in boxes} == {"top", "chain"}


def test_a_circle_of_wider_industries_ends() -> None:
    graph = drawn(dict.fromkeys("abc", "Industry"), [(s, "broader", o, "said") for s, o in ("ab", "bc", "ca")])
    wider = layout.parents(graph)
    assert len(wider) == 2
    assert layout.grouped(graph, layout.BY_INDUSTRY).points.keys() == set("abc")


def test_layers_run_from_policy_to_project() -> None:
    kinds = {"p": "Policy", "g": "Program", "i": "Industry", "z": "IndustrialPlatform", "c": "Company", "j": "Project"}
    points = layout.layered(drawn(kinds, [])).points
    assert [points[thing][0] for thing in kinds] == sorted({points[thing][0] for thing in kinds})


def test_what_has_no_relation_stands_below() -> None:
    graph = drawn({"zone": "Platform", "a": "Company", "lost": "Company"}, [("a", "locatedIn", "zone", "said")])
    for name in ("platform", "force"):
        points = LAYOUTS[name](graph).points
        assert points["lost"][1] > max(points["a"][1], points["zone"][1])


def test_large_graphs_take_linear_time() -> None:
    spent = []
    for count in (1_000, 8_000):
        graph = many(count)
        began = time.perf_counter()
        for make in LAYOUTS.values():
            make(graph)
        spent.append(time.perf_counter() - began)
    assert spent[1] < 16 * spent[0] + 2
