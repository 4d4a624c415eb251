"""The page as one file: pyvis's network, our template around it, everything inlined.

The same graph gives the same bytes.
"""

import html
import json
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph import layout
from graph.gather import Number, Sentence, drawing
from ontology import iris, vocab
from ontology.errors import CallError

if TYPE_CHECKING:
    import networkx

LANGUAGES = ("zh", "en")
_LINE = 9.0  # widths of a Chinese character that fit into a line of a label
_YUAN = "元"  # the base unit of money
_NARROW = 0.55  # of a Latin letter
_OTHER = {"color": "#777777", "shape": "dot", "size": 8, "layer": 9, "shown": True}
_WORK = 1_000_000  # edges that betweenness may walk along; beyond that it is sampled
_VIS = ("lib", "vis-9.1.2", "vis-network.min.js")
_LEGAL = re.compile(r"(?:集团)?(?:股份|控股|集团)?(?:有限责任公司|有限公司|公司)$")
_SCRIPTS = ("core.js", "draw.js", "light.js", "filter.js", "panel.js", "save.js", "main.js")


@dataclass(slots=True)
class _Tables:
    """Documents and sentences of the page, each once, told by number."""

    documents: dict[tuple[str, str, str], int] = field(default_factory=dict)
    sentences: dict[tuple[int, str], int] = field(default_factory=dict)

    def cite(self, evidence: Iterable[Sentence]) -> list[list[int]]:
        """Sentences as [number, start, end]."""
        found = []
        for seen in evidence:
            place = self.documents.setdefault((seen.document, seen.title, seen.date), len(self.documents))
            number = self.sentences.setdefault((place, seen.text), len(self.sentences))
            found.append([number, seen.start, seen.end])
        return found


def page(graph: "networkx.MultiDiGraph[str]", title: str, language: str = "zh") -> str:
    """The one self-contained HTML file of a graph that graph.view made; it never asks for anything outside.

    language: zh or en, what the page opens in. CallError for another language, or a graph without anything in it.
    """
    if language not in LANGUAGES:
        raise CallError(f"the page speaks {' or '.join(LANGUAGES)}, not {language!r}")
    if not graph:
        raise CallError("there is nothing to draw: no thing of the graph is of these classes")
    data = _data(graph)
    data.update(title=title, language=language)
    parts = {
        "title": html.escape(title),
        "language": "zh-CN" if language == "zh" else "en",
        "style": _own("page.css"),
        "library": _library(),
        "script": "".join(_own(name) for name in _SCRIPTS),
        "data": embedded(data),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], _own("page.html"))


def embedded(data: object) -> str:
    """JSON that may stand inside a script element: nothing in it can end the element or break a line of code."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def _data(graph: "networkx.MultiDiGraph[str]") -> dict[str, Any]:
    tables = _Tables()
    numbers = {thing: place for place, thing in enumerate(graph)}
    layouts = _layouts(graph)
    network = _network(graph, numbers, layouts["platform"])
    things = [_thing(graph, thing, tables) for thing in graph]
    for key, values in _sizes(graph).items():
        for thing, value in zip(things, values, strict=True):
            thing[key] = value
    for key, hubs in (("platform", layout.BY_PLATFORM), ("industry", layout.BY_INDUSTRY)):
        for member, hub in layout.belonging(graph, hubs).items():
            things[numbers[member]][key] = numbers[hub]  # what colours and filters go by
    links = [_link(name, data, tables) for _, _, name, data in graph.edges(keys=True, data=True)]
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": json.loads(network.get_network_data()[5]),
        "things": things,
        "links": links,
        "layouts": {name: _placed(found, numbers) for name, found in layouts.items()},
        "documents": [list(document) for document in tables.documents],
        "sentences": [list(sentence) for sentence in tables.sentences],
        "classes": {name: drawing().get(name, _OTHER) for name in [*drawing(), ""]},
        "terms": graph.graph.get("terms", {}),
        "words": tomllib.loads(_own("words.toml")),
        "pinyin": _readings(graph),
        "focus": [numbers[thing] for thing in graph.graph.get("focus", []) if thing in numbers],
        "base": iris.BASE,
    }


def _network(graph: "networkx.MultiDiGraph[str]", numbers: Mapping[str, int], at: layout.Layout) -> Any:
    """The graph as pyvis's network: it makes the nodes and edges that vis-network draws."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.node_ids = _Ids()
    for thing, node in graph.nodes.items():
        style = drawing().get(node["kind"], _OTHER)
        x, y = at.points[thing]
        network.add_node(
            numbers[thing], label=wrapped(node["label"]) or "·", shape=style["shape"], color=style["color"],
            size=style["size"], x=x, y=y,
        )  # fmt: skip
    for subject, target, data in graph.edges(data=True):
        wide = 1 + min(3, math.log2(max(1, data.get("documents", 1))))
        extra = {"dashes": True} if data["origin"] == "inferred" else {}
        network.add_edge(numbers[subject], numbers[target], width=round(wide, 1), **extra)
    network.set_options(_own("options.json"))
    return network


class _Ids(dict[int, None]):
    """pyvis looks for each id in a list of all ids, which takes quadratic time: the same, found at once."""

    def append(self, number: int) -> None:
        """Adds an id, as a list does."""
        self[number] = None


def wrapped(label: str) -> str:
    """A label on at most two lines of nine Chinese characters, about equally long, cut with an ellipsis.

    >>> wrapped("东江市某某智能科技股份有限公司").split()
    ['东江市某某智能科', '技股份有限公司']
    """
    text = " ".join(label.split())
    widths = [_NARROW if character < "\u2e80" else 1.0 for character in text]
    if sum(widths) <= _LINE:
        return text
    first = _fitting(widths, min(_LINE, sum(widths) / 2 + 0.6))
    if text[first - 1 : first + 1].isascii():  # a Latin word stays whole
        first = max(text.rfind(" ", 0, first + 1), 0) or first
    rest = _fitting(widths[first:], _LINE)
    if first + rest < len(text):
        return f"{text[:first].strip()}\n{text[first : first + rest - 1].strip()}…"
    return f"{text[:first].strip()}\n{text[first:].strip()}"


def _fitting(widths: Sequence[float], room: float) -> int:
    """How many of these go into the room."""
    for count, width in enumerate(widths):
        room -= width
        if room < 0:
            return count
    return len(widths)


def brief(company: str) -> str:
    """A company's name without the place before it and the legal form behind it, for labels seen from afar.

    >>> brief("苏州市行远电器股份有限公司")
    '行远电器'
    """
    name, places = _LEGAL.sub("", company), vocab.names("place")
    rest = next((name[end:] for end in range(len(name) - 2, 1, -1) if name[:end] in places), name)
    return rest if len(rest) > 1 else company


def _layouts(graph: "networkx.MultiDiGraph[str]") -> dict[str, layout.Layout]:
    by_platform = layout.grouped(graph, layout.BY_PLATFORM)
    return {
        "platform": by_platform,
        "industry": layout.grouped(graph, layout.BY_INDUSTRY),
        "layers": layout.layered(graph),
        "force": layout.force(graph, by_platform),
    }


def _placed(found: layout.Layout, numbers: Mapping[str, int]) -> dict[str, Any]:
    points: list[layout.Point] = [(0, 0)] * len(numbers)
    for thing, point in found.points.items():
        points[numbers[thing]] = point
    boxes = [[b.x, b.y, b.width, b.height, numbers.get(b.hub, -1), b.kind] for b in found.boxes]
    return {"points": [coordinate for point in points for coordinate in point], "boxes": boxes}


def _thing(graph: "networkx.MultiDiGraph[str]", thing: str, tables: _Tables) -> dict[str, Any]:
    """What the page knows of a thing; what is empty is left out."""
    node = graph.nodes[thing]
    short = brief(node["label"]) if node["kind"] == "Company" else ""
    found = {
        "iri": thing.removeprefix(iris.BASE),
        "label": node["label"],
        "short": short if short != node["label"] else "",
        "en": node["en"],
        "class": node["kind"],
        "aliases": node["aliases"],
        "values": [list(pair) for pair in node["properties"]],
        "numbers": [_number(number, tables) for number in node["numbers"]],
        "evidence": tables.cite(node["evidence"]),
        "mentions": node["mentions"],
    }
    return {key: value for key, value in found.items() if value}


def _number(number: Number, tables: _Tables) -> dict[str, Any]:
    names = ("metric", "value", "unit", "measure", "basis", "status", "comparator", "start", "end")
    found: dict[str, Any] = {name: getattr(number, name) for name in names}
    found["evidence"] = tables.cite(number.evidence)
    return {key: value for key, value in found.items() if value}


def _link(name: str, data: Mapping[str, Any], tables: _Tables) -> dict[str, Any]:
    found = {
        "name": name,
        "origin": data["origin"],
        "evidence": tables.cite(data["evidence"]),
        "documents": data["documents"],
        "method": data["method"],
        "confidence": data["confidence"],
        "premises": [label for _, label in data["premises"]],
    }
    return {key: value for key, value in found.items() if value}


def _sizes(graph: "networkx.MultiDiGraph[str]") -> dict[str, list[float]]:
    """What a node's size may show: a project's planned investment in yuan, its betweenness among all shortest paths."""
    import networkx

    simple: networkx.Graph[str] = networkx.Graph(graph)
    sample = max(10, _WORK // (len(simple) + simple.number_of_edges() + 1))
    k = None if sample >= len(simple) else sample
    between = networkx.betweenness_centrality(simple, k=k, seed=20)
    invested: dict[str, float] = defaultdict(float)
    for thing, node in graph.nodes.items():
        numbers = node["numbers"] if node["kind"] == "Project" else ()
        planned = [Decimal(n.base[0]) for n in numbers if n.status == "Planned" and n.base[1] == _YUAN]
        invested[thing] = float(max(planned, default=Decimal(0)))
    return {
        "investment": [invested[thing] for thing in graph],
        "betweenness": [round(between[thing], 5) for thing in graph],
    }


def _readings(graph: "networkx.MultiDiGraph[str]") -> dict[str, str]:
    """The readings, without tones, of every character in the names of things: what a search by pinyin goes by."""
    used = {letter for node in graph.nodes.values() for name in (node["label"], *node["aliases"]) for letter in name}
    found: dict[str, list[str]] = defaultdict(list)
    for line in _own("pinyin.txt").splitlines():
        syllable, _, characters = line.partition(" ")
        for character in characters if syllable != "#" else "":
            if character in used:
                found[character].append(syllable)
    return {character: " ".join(found[character]) for character in sorted(found)}


def _own(name: str) -> str:
    return files("graph").joinpath("page", name).read_text(encoding="utf-8")


def _library() -> str:
    """vis-network as pyvis ships it, its licence header first."""
    return files("pyvis").joinpath(*_VIS).read_text(encoding="utf-8").replace("</script", "<\\/script")
