"""Saved analyses of the network of things: what holds together, what is in the middle, what joins two things.

`run` gives the answer of an analysis of ANALYSES as rows of terms, so that it is written like that of a query.
The same graph gives the same answer: things are taken in the order of their IRIs, and chance is seeded.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graph import gather
from graph.answers import XSD, Rows, Term
from graph.gather import Ask
from graph.network import kinds_of, network
from ontology.errors import CallError, QueryError
from ontology.terms import prefixes

if TYPE_CHECKING:
    import networkx

    from graph.network import Network

Text = tuple[str, str]  # in zh and en
Row = tuple[str | int | Decimal, ...]

NONE = "none"
_SEED = 1
_MANY = 800  # things: from here on betweenness is estimated
_SAMPLE = 200  # shortest-path trees that it is estimated from
_SENTENCES = """
SELECT ?said ?date ?document ?start ?sentence WHERE {
  VALUES ?said { %s }
  ?said (prov:wasDerivedFrom*/ck:evidence)|ck:restsOn ?place .
  ?place ck:sentence ?sentence ; oa:hasSource ?source ; oa:hasSelector/oa:start ?start .
  ?source dcterms:title ?document . OPTIONAL { ?source dcterms:date ?date }
}"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an analysis may be given. default: its values where none is given.

    many: whether it takes several values; one that does not and has no default has to be given.
    thing: whether a value names a thing of the graph.
    """

    name: str
    default: tuple[str, ...]
    meaning: Text
    many: bool = False
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What an analysis works on: the network, the values of its parameters, and what answers SPARQL."""

    drawn: "Network"
    given: Mapping[str, tuple[str, ...]]
    ask: Ask

    def one(self, name: str) -> str:
        """The value of a parameter that has one."""
        return self.given[name][0]

    def whole(self, name: str) -> int:
        """The value of a parameter as a whole number from 1."""
        written = self.one(name)
        if not (written.isascii() and written.isdecimal() and len(written) < 10 and int(written) > 0):
            raise CallError(f"{name}={written[:40]!r} is no whole number such as 20")
        return int(written)

    def positive(self, name: str) -> float:
        """The value of a parameter as a number above 0."""
        try:
            number = Decimal(self.one(name))
        except InvalidOperation:
            number = Decimal(0)
        if not (number.is_finite() and 0 < number < 1_000_000):
            raise CallError(f"{name}={self.one(name)[:40]!r} is no number above 0 such as 1.5")
        return float(number)

    def label(self, thing: str) -> str:
        """The zh label of a thing."""
        return str(self.drawn.nodes[thing]["label"])

    def kind(self, thing: str) -> str:
        """The zh label of a thing's class."""
        return str(self.drawn.graph["terms"].get(self.drawn.nodes[thing]["class"], ("",))[0])


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analysis: its title, its parameters, the headings of its columns, and the function that does it."""

    title: Text
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Text]
    rows: Callable[[Asked], Iterable[Row]]

    def headings(self, language: str = "zh") -> dict[str, str]:
        """The heading of each column by its name, in zh or en."""
        return {name: text[0 if language == "zh" else 1] for name, text in self.columns.items()}


def find(name: str) -> Analysis:
    """The analysis of this name; CallError lists them for any other."""
    if name not in ANALYSES:
        raise CallError(f"there is no analysis {name[:80]!r}: one of {', '.join(ANALYSES)}")
    return ANALYSES[name]


def run(name: str, ask: Ask, given: Mapping[str, Sequence[str]], thing: Callable[[str], str] = str) -> Rows:
    """The answer of an analysis: labels in zh, numbers as integers and decimals.

    given: values by the parameter's name; an empty value counts as none. thing: from what the caller calls a thing to
    its IRI. Raises CallError for an unknown analysis or parameter, and a wrong or missing value.
    """
    analysis = find(name)
    values = _values(name, analysis, given)
    for parameter in analysis.parameters:
        if parameter.thing:
            values[parameter.name] = tuple(map(thing, values[parameter.name]))
    ends = {value for each in analysis.parameters if each.thing for value in values[each.name]}
    drawn = network(ask, relations=values["relation"], inferred=_truth("inferred", values["inferred"][0]))
    drawn.graph["terms"] = gather.labels(ask)
    if values["without"] != (NONE,):
        left_out = kinds_of(values["without"], drawn.graph["terms"])
        drawn.remove_nodes_from([t for t, node in drawn.nodes.items() if node["class"] in left_out and t not in ends])
    found = analysis.rows(Asked(drawn, values, ask))
    return Rows(tuple(analysis.columns), [tuple(map(_term, row)) for row in found])


def communities(asked: Asked) -> Iterator[Row]:
    """Groups of things with more relations among them than outward (Louvain), the largest first."""
    import networkx

    things = list(asked.drawn)
    plain = _numbered(asked.drawn)
    found = networkx.community.louvain_communities(plain, resolution=asked.positive("resolution"), seed=_SEED)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    smallest, shown = asked.whole("smallest"), asked.whole("members")
    for number, group in enumerate((group for group in groups if len(group) >= smallest), 1):
        inner = plain.subgraph(group)
        inside = sum(data["weight"] for *_, data in inner.edges(data=True))
        outside = sum(data["weight"] for *_, data in plain.edges(group, data=True)) - inside
        first = sorted(group, key=lambda thing: (-inner.degree(thing, weight="weight"), thing))
        kinds = Counter(asked.kind(things[thing]) for thing in group)
        composed = " ".join(f"{kind}{count}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
        members = " / ".join(asked.label(things[thing]) for thing in first[:shown])
        yield number, len(group), inside, outside, composed, members


def centrality(asked: Asked) -> Iterator[Row]:
    """Things by how many others they are joined to, or by how many shortest paths lead over them."""
    import networkx

    order = {"degree": 0, "betweenness": 1}
    by = order.get(asked.one("by"))
    if by is None:
        raise CallError(f"by={asked.one('by')[:40]!r} is no measure of centrality: degree or betweenness")
    things = list(asked.drawn)
    plain = _numbered(asked.drawn)
    sample = _SAMPLE if len(plain) > _MANY else None
    between = networkx.betweenness_centrality(plain, k=sample, seed=_SEED)
    listed = kinds_of(asked.given["class"], asked.drawn.graph["terms"])
    ranked = [((plain.degree(n), round(between[n], 6)), n) for n in plain if plain.degree(n)]
    ranked = [each for each in ranked if asked.drawn.nodes[things[each[1]]]["class"] in listed]
    ranked.sort(key=lambda each: (-each[0][by], -each[0][1 - by], each[1]))
    for rank, ((degree, passing), number) in enumerate(ranked[: asked.whole("top")], 1):
        thing, node = things[number], asked.drawn.nodes[things[number]]
        yield rank, asked.label(thing), asked.kind(thing), degree, _decimal(passing), node["evidence"]


def path(asked: Asked) -> Iterator[Row]:
    """The shortest path between two things, whatever the direction of relations; ^ marks one that is walked backwards.

    Of several, the one with more relations that a document says, then the one over less busy things.
    """
    start, finish = asked.one("from"), asked.one("to")
    steps = _steps(asked, start, finish)
    sentences = _sentences(asked.ask, [data["statement"] for *_, data in steps])
    for number, (subject, target, backwards, data) in enumerate(steps, 1):
        left, right = (target, subject) if backwards else (subject, target)
        relation = ("^" if backwards else "") + data["label"]
        sentence, document = sentences.get(data["statement"], ("", ""))
        yield number, asked.label(left), relation, asked.label(right), _ORIGIN[data["origin"]], sentence, document


_Step = tuple[str, str, bool, dict[str, Any]]
_ORIGIN = {"said": "原文", "inferred": "推断", "vocabulary": "词表"}


def _steps(asked: Asked, start: str, finish: str) -> list[_Step]:
    """The relations of the path: subject, object, whether it is walked backwards, and what is known of it."""
    import networkx

    for name, end in (("from", start), ("to", finish)):
        if end not in asked.drawn:
            raise CallError(f"{name}={end!r} has none of these relations in the graph, so no path leads there")
    if start == finish:
        raise CallError(f"from and to are the same thing: {asked.label(start)}")
    plain = _plain(asked.drawn)
    most = 2 * plain.number_of_edges() + 1  # above every degree

    def cost(_: str, thing: str, edge: dict[str, int]) -> int:
        return most * (most + (not edge["said"])) + plain.degree(thing)

    try:
        found = networkx.dijkstra_path(plain, start, finish, weight=cost)
    except networkx.NetworkXNoPath:
        hint = "" if asked.given["without"] == (NONE,) else f"; -p without={NONE} leads through every class"
        names = f"{asked.label(start)} and {asked.label(finish)}"
        raise CallError(f"no path of these relations joins {names}{hint}") from None
    return [_best(asked.drawn, left, right) for left, right in pairwise(found)]


def _best(drawn: "Network", left: str, right: str) -> _Step:
    """The relation to show of those between two things: said before concluded, then that with most evidence."""
    found: list[_Step] = []
    for subject, target, backwards in ((left, right, False), (right, left, True)):
        found += ((subject, target, backwards, data) for data in (drawn.get_edge_data(subject, target) or {}).values())
    return min(
        found, key=lambda step: (step[3]["origin"] != "said", -step[3]["evidence"], step[3]["relation"], step[2])
    )


def _plain(drawn: "Network") -> "networkx.Graph[str]":
    """Undirected, with one edge between two things: weight, how many relations join them; said: whether one is."""
    import networkx

    plain: networkx.Graph[str] = networkx.Graph()
    plain.add_nodes_from(drawn)
    for subject, target, data in drawn.edges(data=True):
        if subject != target:
            known = plain.get_edge_data(subject, target, default={"weight": 0, "said": False})
            said = known["said"] or data["origin"] == "said"
            plain.add_edge(subject, target, weight=known["weight"] + 1, said=said)
    return plain


def _numbered(drawn: "Network") -> "networkx.Graph[int]":
    """As _plain, with numbers for things: sets of numbers have one order, sets of text another in every process."""
    import networkx

    return networkx.convert_node_labels_to_integers(_plain(drawn))  # type: ignore[arg-type]


def _sentences(ask: Ask, statements: Iterable[str]) -> dict[str, Text]:
    """The sentence that says a relation, or a premise of it, and its document: the newest, at its first place."""
    wanted = " ".join(f"<{each}>" for each in statements if each)
    answer = ask(prefixes("ck", "prov", "oa", "dcterms") + _SENTENCES.replace("%s", wanted))
    if not isinstance(answer, Rows):
        raise QueryError("the endpoint does not answer a SELECT with rows")
    rows = (tuple(cell.value if cell else "" for cell in row) for row in answer)
    order = sorted(rows, key=lambda row: (row[1], row[2], -int(row[3]), row[4]))
    return {said: (sentence, document) for said, _, document, _, sentence in order}


def _values(name: str, analysis: Analysis, given: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    known = {each.name: each for each in analysis.parameters}
    for key in given:
        if key not in known:
            raise CallError(f"{name} has no parameter {key[:80]!r}; it has {', '.join(known)}")
    found = {key: tuple(v.strip() for v in given.get(key, ()) if v.strip()) or known[key].default for key in known}
    for key, values in found.items():
        if not values and not known[key].many:
            raise CallError(f"{name} needs {key}: {known[key].meaning[1]}")
        if len(values) > 1 and not known[key].many:
            raise CallError(f"{key} takes one value, not {len(values)}")
    return found


def _truth(name: str, written: str) -> bool:
    if written.lower() not in _TRUTHS:
        raise CallError(f"{name}={written[:40]!r} is neither yes nor no")
    return _TRUTHS[written.lower()]


_TRUTHS = {"yes": True, "true": True, "1": True, "是": True, "no": False, "false": False, "0": False, "否": False}


def _decimal(number: float) -> Decimal:
    return Decimal(f"{number:.6f}")


def _term(cell: str | int | Decimal) -> Term:
    if isinstance(cell, str):
        return Term("literal", cell, "zh") if cell else Term("literal", "")
    return Term("literal", str(cell), "", XSD + ("integer" if isinstance(cell, int) else "decimal"))


_RELATION = Parameter("relation", (), ("只用这些关系", "only these relations"), many=True)
_INFERRED = Parameter("inferred", ("yes",), ("是否包括推断的关系", "with what was concluded and not said: yes or no"))
_LEFT_OUT = ("不考虑这些类的事物；none 为不排除", "classes that are left out; none for none")
_WITHOUT = Parameter("without", ("Place",), _LEFT_OUT, many=True)

ANALYSES: dict[str, Analysis] = {
    "communities": Analysis(
        ("彼此关系密切的事物群", "Groups of things that belong together"),
        (
            Parameter("resolution", ("1",), ("越大群越小", "the higher, the smaller the groups")),
            Parameter("smallest", ("3",), ("群的最小规模", "the smallest group that is listed")),
            Parameter("members", ("8",), ("每群列出的成员数", "how many members are listed of each")),
            _WITHOUT,
            _RELATION,
            _INFERRED,
        ),
        {
            "community": ("群", "group"),
            "size": ("事物数", "things"),
            "inside": ("群内关系", "relations inside"),
            "outside": ("对外关系", "relations outward"),
            "classes": ("构成", "classes"),
            "members": ("主要成员", "main members"),
        },
        communities,
    ),
    "centrality": Analysis(
        ("处于中心的事物", "Things in the middle"),
        (
            Parameter("by", ("degree",), ("排序：degree 或 betweenness", "ranked by degree or betweenness")),
            Parameter("class", (), ("只列出这些类", "only things of these classes are listed"), many=True),
            Parameter("top", ("20",), ("列出的个数", "how many are listed")),
            Parameter("without", (NONE,), _LEFT_OUT, many=True),
            _RELATION,
            _INFERRED,
        ),
        {
            "rank": ("名次", "rank"),
            "thing": ("事物", "thing"),
            "class": ("类别", "class"),
            "degree": ("相连的事物数", "degree"),
            "betweenness": ("中介中心性", "betweenness"),
            "evidence": ("提及次数", "mentions"),
        },
        centrality,
    ),
    "path": Analysis(
        ("两个事物之间的最短路径", "The shortest path between two things"),
        (
            Parameter("from", (), ("起点", "the thing where the path begins, by name, alias or IRI"), thing=True),
            Parameter("to", (), ("终点", "the thing where the path ends, by name, alias or IRI"), thing=True),
            _WITHOUT,
            _RELATION,
            _INFERRED,
        ),
        {
            "step": ("步", "step"),
            "start": ("起点", "from"),
            "relation": ("关系", "relation"),
            "finish": ("终点", "to"),
            "how": ("由来", "said or inferred"),
            "sentence": ("依据", "evidence"),
            "document": ("文件", "document"),
        },
        path,
    ),
}
