"""Where things stand: layouts that mean something, computed once, the same for the same graph.

Each gives a Layout: a point for every node, and the boxes that hold a group. Labels are taken to be at most
CELL_WIDTH wide and two lines high, so nodes on the grid of a group never cover each other's labels.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graph.gather import drawing

if TYPE_CHECKING:
    import networkx

Point = tuple[int, int]

CELL_WIDTH, CELL_HEIGHT = 126, 64
_TITLE = 38  # height of a box's title line
_MARGIN = 22
_SCREEN = 1.5  # how much wider than high a picture should be
_FEW = 7  # a group of an industry with fewer things than this joins the wider industry's
_FORCE_BUDGET = 60_000  # node movements that the force layout may spend: a second or two

# Which classes gather the others around them, in the order of preference.
BY_PLATFORM = ("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform", "Place", "Policy")
BY_INDUSTRY = ("IndustryChain", "Industry", "Policy")

# Classes whose things gather around a hub of these classes; those that open hidden do not: their places would gape.
_MEMBERS = {
    "Company": {*BY_PLATFORM, *BY_INDUSTRY} - {"Policy"},
    "Project": {*BY_PLATFORM, *BY_INDUSTRY} - {"Policy"},
    "InnovationPlatform": {"Industry", "IndustryChain"},
    "DigitalPlatform": {"Industry", "IndustryChain"},
    "Program": {"Policy"},
}


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


class _Group(NamedTuple):
    """What shares a box: aside for what has no relation or opens hidden, the hub or "", the class of hub or things."""

    aside: bool
    hub: str
    kind: str


class _Arranged(NamedTuple):
    """A group laid out in a box of its own."""

    group: _Group
    points: dict[str, Point]
    width: int
    height: int


def grouped(graph: "networkx.MultiDiGraph[str]", hubs: Sequence[str]) -> Layout:
    """Things stand around the hub they belong to; what belongs to none stands with its class.

    What has no relation at all, and the classes that open hidden, stand below the rest.
    """
    hub_of = belonging(graph, hubs)
    members = Counter(hub for thing, hub in hub_of.items() if thing != hub)
    groups: dict[_Group, list[str]] = defaultdict(list)
    for thing in graph:
        hub = hub_of.get(thing, "")
        if not hub or (hub == thing and not members[hub]):
            aside = not graph.degree(thing) or not drawing().get(_kind(graph, thing), {}).get("shown", True)
            groups[_Group(aside, hub="", kind=_kind(graph, thing))].append(thing)
        else:
            groups[_Group(aside=False, hub=hub, kind=_kind(graph, hub))].append(thing)
    return _packed([_arranged(graph, group, groups[group]) for group in sorted(groups)])


def belonging(graph: "networkx.MultiDiGraph[str]", hubs: Sequence[str]) -> dict[str, str]:
    """The hub of each thing that belongs to one; a hub belongs to itself.

    The hub is what a relation of the thing leads to: said before inferred, then in the order of `hubs`, then the
    one with the fewest candidates, as the most specific; else it is the hub of most of its neighbours.
    A group of few things around an industry joins that of the wider industry.
    """
    rank = {kind: place for place, kind in enumerate(hubs)}
    found = {thing: thing for thing in graph if _kind(graph, thing) in rank}
    choices: dict[str, set[tuple[bool, int, str]]] = defaultdict(set)
    for one, other, data in graph.edges(data=True):
        for thing, hub in ((one, other), (other, one)):
            if hub in found and thing not in found and _kind(graph, hub) in _MEMBERS.get(_kind(graph, thing), ()):
                choices[thing].add((data.get("origin") == "inferred", rank[_kind(graph, hub)], hub))
    crowd = Counter(hub for options in choices.values() for _, _, hub in options)
    for thing, options in choices.items():
        found[thing] = min(options, key=lambda option: (option[:2], crowd[option[2]], option[2]))[2]
    for _ in range(2):
        found.update(_beside(graph, found))
    _join_small(graph, found)
    return found


def _beside(graph: "networkx.MultiDiGraph[str]", found: dict[str, str]) -> dict[str, str]:
    """For things without a hub, the hub that most of their neighbours have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in graph.edges():
        for thing, near in ((one, other), (other, one)):
            if thing in found or near not in found or found[near] == near:
                continue
            if _kind(graph, found[near]) in _MEMBERS.get(_kind(graph, thing), ()):
                votes[thing][found[near]] += 1
    return {thing: min(count, key=lambda hub: (-count[hub], hub)) for thing, count in votes.items()}


def _join_small(graph: "networkx.MultiDiGraph[str]", hub_of: dict[str, str]) -> None:
    """Industries with few things join the wider industry, from the narrowest on."""
    wider = parents(graph)
    members: dict[str, list[str]] = defaultdict(list)
    for thing, hub in hub_of.items():
        members[hub].append(thing)
    depth = {thing: len(_line(thing, wider)) for thing in wider}
    joining = [hub for hub in members if hub in wider and _kind(graph, hub) == "Industry"]
    for hub in sorted(joining, key=lambda hub: (-depth[hub], hub)):
        if len(members[hub]) < _FEW and wider[hub] in members:
            members[wider[hub]] += members.pop(hub)
    hub_of.update({thing: hub for hub, things in members.items() for thing in things})


def parents(graph: "networkx.MultiDiGraph[str]") -> dict[str, str]:
    """The wider industry of each industry that has one; the first by IRI where there are several."""
    found: dict[str, str] = {}
    for thing, above, name in graph.edges(keys=True):
        if name == "broader" and thing != above and thing not in _line(above, found):
            found[thing] = min(found.get(thing, above), above)
    return found


def _line(thing: str, wider: dict[str, str]) -> list[str]:
    """The thing and all above it; a circle in the data ends it."""
    line = [thing]
    while line[-1] in wider and wider[line[-1]] not in line:
        line.append(wider[line[-1]])
    return line


def _arranged(graph: "networkx.MultiDiGraph[str]", group: _Group, things: list[str]) -> _Arranged:
    """Points on a grid: a hub in the middle, the others around it, those with a relation side by side."""
    ordered = _by_kinship(graph, [thing for thing in things if thing != group.hub])
    wide = max(1, math.ceil(math.sqrt(len(things) * _SCREEN * CELL_HEIGHT / CELL_WIDTH)))
    high = math.ceil(len(things) / wide)
    cells = [(column, row) for row in range(high) for column in range(wide)]
    if group.hub:
        centre = ((wide - 1) // 2, (high - 1) // 2)
        cells.sort(key=lambda cell: _distance(cell, centre))
        ordered.insert(0, group.hub)
    points = {
        thing: (round((x + 0.5) * CELL_WIDTH), round((y + 0.35) * CELL_HEIGHT) + _TITLE)
        for thing, (x, y) in zip(ordered, cells, strict=False)
    }
    return _Arranged(group, points, wide * CELL_WIDTH, high * CELL_HEIGHT + _TITLE)


def _distance(cell: Point, centre: Point) -> tuple[float, int, int]:
    wide, high = (cell[0] - centre[0]) * CELL_WIDTH, (cell[1] - centre[1]) * CELL_HEIGHT
    return round(math.hypot(wide, high)), cell[1], cell[0]


def _by_kinship(graph: "networkx.MultiDiGraph[str]", things: list[str]) -> list[str]:
    """Things so that those with a relation stand side by side, the most connected first."""
    inside = set(things)
    placed: dict[str, None] = {}
    for thing in sorted(things, key=lambda t: (_kind(graph, t) == "Project", -graph.degree(t), t)):
        placed.setdefault(thing)
        for other in sorted({*graph.successors(thing), *graph.predecessors(thing)} & inside):
            placed.setdefault(other)
    return list(placed)


def _packed(arranged: Sequence[_Arranged]) -> Layout:
    """Boxes side by side where the skyline is lowest, large ones first, those aside last; about as wide as a screen."""
    area = sum((a.width + _MARGIN) * (a.height + _MARGIN) for a in arranged if not a.group.aside)
    widest = max((a.width for a in arranged), default=0) + _MARGIN
    wide = max(widest, round(math.sqrt(area * _SCREEN)))
    points: dict[str, Point] = {}
    boxes: list[Box] = []
    for aside in (False, True):
        floor = max((box.y + box.height + _MARGIN for box in boxes), default=0)
        skyline = [(0, floor, wide)]  # pieces from left to right: x, y, width
        these = [a for a in arranged if a.group.aside == aside]
        for placed in sorted(these, key=lambda a: (-a.height, -a.width, a.group)):
            x, y = _lowest(skyline, placed.width + _MARGIN)
            skyline = _raised(skyline, x, placed.width + _MARGIN, y + placed.height + _MARGIN)
            points.update({thing: (x + px, y + py) for thing, (px, py) in placed.points.items()})
            boxes.append(Box(x, y, placed.width, placed.height, placed.group.hub, placed.group.kind))
    return Layout(points, tuple(boxes))


def _lowest(skyline: Sequence[tuple[int, int, int]], width: int) -> Point:
    """The left end of the lowest place that a box of this width finds on the skyline."""
    end = skyline[-1][0] + skyline[-1][2]
    best = (math.inf, 0)
    for i, (x, _, _) in enumerate(skyline):
        if x + width > end:
            break
        top = 0
        for left, y, _ in skyline[i:]:
            if left >= x + width:
                break
            top = max(top, y)
        best = min(best, (top, x))
    return best[1], int(best[0])


def _raised(skyline: Sequence[tuple[int, int, int]], x: int, width: int, y: int) -> list[tuple[int, int, int]]:
    """The skyline with a box on it."""
    pieces = []
    for left, high, wide in skyline:
        right = left + wide
        if left < x:
            pieces.append((left, high, min(right, x) - left))
        if right > x + width:
            pieces.append((max(left, x + width), high, right - max(left, x + width)))
    return sorted([*pieces, (x, y, width)])


def layered(graph: "networkx.MultiDiGraph[str]") -> Layout:
    """Policy → program → industry → platform → company → project, each class a column; few crossings.

    A column of many is broken into several. The order in a column follows the neighbours in the columns beside it;
    what has no relation stands at its end.
    """
    layers: dict[int, list[str]] = defaultdict(list)
    for thing in graph:
        layers[_layer(_kind(graph, thing))].append(thing)
    heights = {thing: place / len(things) for things in layers.values() for place, thing in enumerate(things)}
    for _ in range(6):
        for _, things in sorted(layers.items()):
            things.sort(key=lambda thing: (_middle(graph, thing, heights), thing))
            heights.update({thing: place / len(things) for place, thing in enumerate(things)})
    tall = max(12, round(math.sqrt(sum(1 for thing in graph if graph.degree(thing)) * 1.4)))
    names = {_layer(kind): kind for kind in drawing()}
    points: dict[str, Point] = {}
    boxes, x = [], 0
    for layer, things in sorted(layers.items()):
        wide = math.ceil(sum(1 for thing in things if graph.degree(thing)) / tall) or 1
        high = math.ceil(len(things) / wide)
        for place, thing in enumerate(things):
            points[thing] = (x + (place % wide) * CELL_WIDTH, (place // wide) * CELL_HEIGHT)
        corner = (x - CELL_WIDTH // 2, -CELL_HEIGHT // 2 - _TITLE)
        boxes.append(Box(*corner, wide * CELL_WIDTH, high * CELL_HEIGHT + _TITLE, "", names.get(layer, "")))
        x += (wide + 1) * CELL_WIDTH + CELL_WIDTH // 2
    return Layout(points, tuple(boxes))


def _middle(graph: "networkx.MultiDiGraph[str]", thing: str, heights: dict[str, float]) -> float:
    near = [heights[n] for n in (*graph.successors(thing), *graph.predecessors(thing))]
    return sum(near) / len(near) if near else 2.0


def _layer(kind: str) -> int:
    layer: int = drawing().get(kind, {}).get("layer", 9)
    return layer


def _kind(graph: "networkx.MultiDiGraph[str]", thing: str) -> str:
    kind: str = graph.nodes[thing].get("kind", "")
    return kind


def force(graph: "networkx.MultiDiGraph[str]", start: Layout) -> Layout:
    """Neighbours attract, things close by repel (Fruchterman and Reingold 1991), from another layout's points on.

    Only things in the same or a touching cell of a grid repel, so that a step takes linear time; the number of
    steps falls with the number of things. A small random shift, always the same, separates what lies in one line.
    What has no relation stands in rows below.
    """
    ideal = 150.0
    wander = random.Random(20)
    at = {t: [x * 0.6 + wander.uniform(-9, 9), y * 0.9 + wander.uniform(-9, 9)]
          for t, (x, y) in start.points.items() if graph.degree(t)}  # fmt: skip
    pairs = sorted({(min(s, o), max(s, o)) for s, o in graph.edges() if s != o})
    degree = Counter(thing for pair in pairs for thing in pair)
    steps = max(12, min(150, _FORCE_BUDGET // (len(at) + 1)))
    for step in range(steps):
        moves = _repulsion(at, ideal)
        _attract(moves, at, pairs, degree, ideal)
        heat = ideal * (1 - step / steps) + 2
        for thing, (dx, dy) in moves.items():
            length = math.hypot(dx, dy) or 1.0
            scale = min(length, heat) / length
            at[thing][0] += dx * scale
            at[thing][1] += dy * scale
    left, below = min((x for x, _ in at.values()), default=0), max((y for _, y in at.values()), default=0)
    alone = sorted(thing for thing in graph if thing not in at)
    rows = {t: [left + i % 20 * CELL_WIDTH, below + (2 + i // 20) * CELL_HEIGHT] for i, t in enumerate(alone)}
    return Layout({thing: (round(x), round(y)) for thing, (x, y) in {**at, **rows}.items()})


def _repulsion(at: dict[str, list[float]], ideal: float) -> dict[str, list[float]]:
    grid: dict[tuple[int, int], list[str]] = defaultdict(list)
    size = ideal * 1.6
    for thing, (x, y) in at.items():
        grid[int(x // size), int(y // size)].append(thing)
    moves = {}
    for thing, (x, y) in at.items():
        dx = dy = 0.0
        for other in _neighbourhood(grid, int(x // size), int(y // size)):
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
