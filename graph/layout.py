"""Where things stand: layouts that mean something, computed once, the same for the same graph.

Each gives a Layout: a point for every node, and the boxes that hold a group. Labels are taken to be at most
CELL_WIDTH wide and two lines high, so nodes on the grid of a group never cover each other's labels.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.gather import drawing

if TYPE_CHECKING:
    import networkx

Point = tuple[int, int]

CELL_WIDTH, CELL_HEIGHT = 128, 70
_TITLE = 46  # height of a box's title line
_MARGIN = 26
_FORCE_BUDGET = 100_000  # node movements that the force layout may spend: two seconds or so

# Which classes gather the others around them, in the order of preference.
BY_PLATFORM = ("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform", "Place")
BY_INDUSTRY = ("IndustryChain", "Industry")


@dataclass(frozen=True, slots=True)
class Box:
    """A group's frame, left upper corner and size, with the node it is named after or the class of its nodes."""

    x: int
    y: int
    width: int
    height: int
    hub: str
    kind: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A point for each node, and the frames of the groups."""

    points: dict[str, Point]
    boxes: tuple[Box, ...] = ()


def grouped(graph: "networkx.MultiDiGraph[str]", hubs: Sequence[str]) -> Layout:
    """Things stand around the hub they belong to; what belongs to none stands with its class.

    A thing belongs to the hub that a relation of its own leads to (said before inferred, then in the order of
    hubs, then the hub with the fewest candidates, as the most specific), else where its neighbours belong.
    """
    hub_of = belonging(graph, hubs)
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    members = Counter(hub for thing, hub in hub_of.items() if thing != hub)
    for thing in graph:
        hub = hub_of.get(thing, "")
        alone = not hub or (hub == thing and not members[hub])
        groups["" if alone else hub, _kind(graph, thing) if alone else _kind(graph, hub)].append(thing)
    return _packed([(group, *_arranged(graph, group[0], groups[group])) for group in sorted(groups)])


def belonging(graph: "networkx.MultiDiGraph[str]", hubs: Sequence[str]) -> dict[str, str]:
    """The hub of each thing that belongs to one; a hub belongs to itself."""
    rank = {kind: place for place, kind in enumerate(hubs)}
    found = {thing: thing for thing in graph if _kind(graph, thing) in rank}
    choices: dict[str, set[tuple[bool, int, str]]] = defaultdict(set)
    for thing, hub, data in graph.edges(data=True):
        for one, other in ((thing, hub), (hub, thing)):
            if other in found and one not in found and _kind(graph, one) in _MEMBERS:
                choices[one].add((data.get("origin") == "inferred", rank[_kind(graph, other)], other))
    crowd = Counter(hub for options in choices.values() for _, _, hub in options)
    for thing, options in choices.items():
        found[thing] = min(options, key=lambda option: (option[:2], crowd[option[2]], option[2]))[2]
    for _ in range(2):
        found.update(_beside(graph, found))
    return found


def _beside(graph: "networkx.MultiDiGraph[str]", found: dict[str, str]) -> dict[str, str]:
    """For things without a hub, the hub that most of their neighbours have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in graph.edges():
        for thing, near in ((one, other), (other, one)):
            if thing not in found and near in found and found[near] != near and _kind(graph, thing) in _MEMBERS:
                votes[thing][found[near]] += 1
    return {thing: min(count, key=lambda hub: (-count[hub], hub)) for thing, count in votes.items()}


def _arranged(graph: "networkx.MultiDiGraph[str]", hub: str, things: list[str]) -> tuple[dict[str, Point], int, int]:
    """Points inside a box of their own, with the box's width and height; a hub in the middle, the others around."""
    ordered = _by_kinship(graph, [thing for thing in things if thing != hub])
    cells = _around(len(ordered)) if hub else _rows(len(ordered))
    spots = dict(zip(([hub] if hub else []) + ordered, cells if not hub else [(0.0, 0), *cells], strict=True))
    left, right = min(x for x, _ in spots.values()), max(x for x, _ in spots.values())
    top, bottom = min(y for _, y in spots.values()), max(y for _, y in spots.values())
    points = {
        thing: (round((x - left + 0.5) * CELL_WIDTH), round((y - top + 0.4) * CELL_HEIGHT) + _TITLE)
        for thing, (x, y) in spots.items()
    }
    return points, round((right - left + 1) * CELL_WIDTH), round((bottom - top + 1) * CELL_HEIGHT) + _TITLE


def _by_kinship(graph: "networkx.MultiDiGraph[str]", things: list[str]) -> list[str]:
    """Things so that those with a relation stand side by side, the most connected first."""
    inside = set(things)
    placed: dict[str, None] = {}
    for thing in sorted(things, key=lambda t: (_kind(graph, t) == "Project", -graph.degree(t), t)):
        placed.setdefault(thing)
        for other in sorted({*graph.successors(thing), *graph.predecessors(thing)} & inside):
            placed.setdefault(other)
    return list(placed)


def _around(count: int) -> list[tuple[float, int]]:
    """Cells of a brick pattern around (0, 0), nearest first: rows of even number lie half a cell aside."""
    reach = math.isqrt(count) + 3
    cells = [
        (column + (row % 2) / 2, row)
        for row in range(-reach, reach + 1)
        for column in range(-reach, reach + 1)
        if (column, row) != (0, 0)
    ]
    ratio = CELL_HEIGHT / CELL_WIDTH * 1.25  # a little wider than high
    return sorted(cells, key=lambda c: (round(math.hypot(c[0], c[1] * ratio), 6), c[1], c[0]))[:count]


def _rows(count: int) -> list[tuple[float, int]]:
    wide = max(1, math.ceil(math.sqrt(count * 1.1)))
    return [(place % wide, place // wide) for place in range(count)]


def _packed(sized: Sequence[tuple[tuple[str, str], dict[str, Point], int, int]]) -> Layout:
    """Boxes in rows, higher ones first, those of classes that open hidden last; about as wide in all as a screen."""
    area = sum((width + _MARGIN) * (height + _MARGIN) for _, _, width, height in sized)
    widest = max((width for _, _, width, _ in sized), default=0)
    limit = max(widest, round(math.sqrt(area * 1.75)))
    order = sorted(sized, key=lambda s: (not s[0][0] and not _shown(s[0][1]), -s[3], -s[2], s[0]))
    points: dict[str, Point] = {}
    boxes = []
    shelves: list[list[int]] = []  # each: y, height, x that is free
    for (hub, kind), inner, width, height in order:
        shelf = next((s for s in shelves if s[2] + width <= limit), None)
        if shelf is None:
            shelf = [shelves[-1][0] + shelves[-1][1] + _MARGIN if shelves else 0, height, 0]
            shelves.append(shelf)
        y, x = shelf[0], shelf[2]
        shelf[2] += width + _MARGIN
        points.update({thing: (x + px, y + py) for thing, (px, py) in inner.items()})
        boxes.append(Box(x, y, width, height, hub, kind))
    return Layout(points, tuple(boxes))


def layered(graph: "networkx.MultiDiGraph[str]") -> Layout:
    """Policy → program → industry → platform → company → project, each class a column; few crossings.

    A column of many is broken into several. The order in a column follows the neighbours in the columns beside it.
    """
    layers: dict[int, list[str]] = defaultdict(list)
    for thing in graph:
        layers[drawing().get(_kind(graph, thing), {}).get("layer", 9)].append(thing)
    heights = {thing: place / len(things) for things in layers.values() for place, thing in enumerate(things)}
    for _ in range(6):
        for _, things in sorted(layers.items()):
            things.sort(key=lambda thing: (_middle(graph, thing, heights), thing))
            heights.update({thing: place / len(things) for place, thing in enumerate(things)})
    tall = max(12, round(math.sqrt(len(graph) * 1.4)))
    points: dict[str, Point] = {}
    boxes, x = [], 0
    for _, things in sorted(layers.items()):
        wide = math.ceil(len(things) / tall)
        for place, thing in enumerate(things):
            points[thing] = (x + (place % wide) * CELL_WIDTH, (place // wide) * CELL_HEIGHT)
        high = math.ceil(len(things) / wide)
        drop = (tall - high) * CELL_HEIGHT // 2
        points.update({thing: (points[thing][0], points[thing][1] + drop) for thing in things})
        frame = (x - CELL_WIDTH // 2, drop - CELL_HEIGHT // 2 - _TITLE, wide * CELL_WIDTH, high * CELL_HEIGHT + _TITLE)
        boxes.append(Box(*frame, "", _kind(graph, things[0])))
        x += wide * CELL_WIDTH + 2 * CELL_WIDTH
    return Layout(points, tuple(boxes))


def _middle(graph: "networkx.MultiDiGraph[str]", thing: str, heights: dict[str, float]) -> float:
    near = [heights[n] for n in (*graph.successors(thing), *graph.predecessors(thing))]
    return sum(near) / len(near) if near else 2.0  # what has no neighbour stands below


def force(graph: "networkx.MultiDiGraph[str]", start: Layout) -> Layout:
    """Neighbours attract, things close by repel (Fruchterman and Reingold 1991), from another layout's points on.

    Only things in the same or a touching cell of a grid repel, so that a step takes linear time; the number of
    steps falls with the number of things. A small random shift, always the same, separates what lies in one line.
    """
    if not graph:
        return Layout({})
    ideal = 150.0
    wander = random.Random(20)
    at = {t: [x * 0.6 + wander.uniform(-9, 9), y * 0.9 + wander.uniform(-9, 9)] for t, (x, y) in start.points.items()}
    pairs = sorted({(min(s, o), max(s, o)) for s, o in graph.edges() if s != o})
    degree = Counter(thing for pair in pairs for thing in pair)
    steps = max(12, min(150, _FORCE_BUDGET // len(graph)))
    for step in range(steps):
        moves = _repulsion(at, ideal)
        _attract(moves, at, pairs, degree, ideal)
        heat = ideal * (1 - step / steps) + 2
        for thing, (dx, dy) in moves.items():
            length = math.hypot(dx, dy) or 1.0
            scale = min(length, heat) / length
            at[thing][0] += dx * scale
            at[thing][1] += dy * scale
    return Layout({thing: (round(x), round(y)) for thing, (x, y) in at.items()})


def _repulsion(at: dict[str, list[float]], ideal: float) -> dict[str, list[float]]:
    grid: dict[tuple[int, int], list[str]] = defaultdict(list)
    size = ideal * 1.6
    for thing, (x, y) in at.items():
        grid[int(x // size), int(y // size)].append(thing)
    moves = {}
    for thing, (x, y) in at.items():
        column, row = int(x // size), int(y // size)
        dx = dy = 0.0
        for other in _neighbourhood(grid, column, row):
            ax, ay = x - at[other][0], y - at[other][1]
            square = ax * ax + ay * ay
            if 0 < square < size * size:
                push = ideal * ideal / square
                dx += ax * push
                dy += ay * push
        moves[thing] = [dx, dy]
    return moves


def _neighbourhood(grid: dict[tuple[int, int], list[str]], column: int, row: int) -> Iterable[str]:
    """Up to eight things of each of the nine cells around: a crowd repels no more than that."""
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            yield from grid.get((i, j), ())[:8]


def _attract(
    moves: dict[str, list[float]], at: dict[str, list[float]], pairs: Iterable[tuple[str, str]], degree: Counter[str],
    ideal: float,
) -> None:  # fmt: skip
    """Draws neighbours together; one with many neighbours pulls each of them less."""
    for one, other in pairs:
        dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
        pull = math.hypot(dx, dy) / ideal / math.sqrt(1 + min(degree[one], degree[other]))
        moves[one][0] -= dx * pull
        moves[one][1] -= dy * pull
        moves[other][0] += dx * pull
        moves[other][1] += dy * pull


def _shown(kind: str) -> bool:
    return bool(drawing().get(kind, {}).get("shown", True))


def _kind(graph: "networkx.MultiDiGraph[str]", thing: str) -> str:
    kind: str = graph.nodes[thing].get("kind", "")
    return kind


# Classes whose things gather around a hub; policies, industries and the like stand with their own, and so do
# the classes that open hidden: their places would gape in every group.
_MEMBERS = {"Company", "Project", "InnovationPlatform", "DigitalPlatform"}
