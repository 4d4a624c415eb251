"""The search by the index gives what looking through every name gives."""

from itertools import product
from pathlib import Path

import pytest

from cixi_kg.web.limits import Limits
from cixi_kg.web.names import KINDS, MOST, Hit, Names
from cixi_kg.web.served import Served
from graph.answers import Rows
from graph.label_index import FILE, under
from graph.labels import Index, Thing
from graph.store import Store, current
from ontology import iris
from ontology.terms import prefixes
from ontology.vocab import fold

TEXTS = (
    "慈溪",
    "慈溪市",
    "公司",
    "有限公司",
    "家电",
    "电",
    "慈溪 公司",
    "智能 产业",
    "LED灯",
    "２０２２",
    "十四五",
    "“十四五”",
    "无此名称",
    "A",
)
KINDS_ASKED = ("", "Company", "Platform", "Place", "Metric")


@pytest.fixture(scope="module")
def names(graph: Store) -> Names:
    return Names(Index(graph.path))


@pytest.fixture(scope="module")
def every(graph: Store) -> list[tuple[str, Thing]]:
    """Every name in the graph with its thing, read by SPARQL alone."""
    called: dict[str, dict[str, bool]] = {}
    kinds: dict[str, list[str]] = {}
    for kind, (words, main) in product(KINDS, (("rdfs:label", True), ("skos:altLabel", False))):
        for thing, name in _ask(graph, f"SELECT ?x ?n WHERE {{ ?x a ck:{kind} ; {words} ?n }}"):
            label = main and name[1] != "en"
            held = called.setdefault(thing[0], {})
            held[name[0]] = held.get(name[0], False) or label
            kinds.setdefault(thing[0], []).append(kind)
    counted = "{ ?x ck:evidence ?e } UNION { ?e ck:metric ?x } UNION { ?e ck:unit ?x }"
    counts = {x[0]: int(n[0]) for x, n in _ask(graph, f"SELECT ?x (COUNT(?e) AS ?n) WHERE {{ {counted} }} GROUP BY ?x")}
    found = []
    for iri, held in sorted(called.items()):
        label = next((name for name, main in held.items() if main), min(held))
        thing = Thing(iri, label, min(kinds[iri], key=KINDS.index), counts.get(iri, 0))
        found += [(name, thing) for name in sorted(held)]
    return found


def _ask(graph: Store, query: str) -> list[tuple[tuple[str, str], ...]]:
    answer = graph.query(prefixes() + query)
    assert isinstance(answer, Rows)
    return [tuple((cell.value, cell.language) for cell in row if cell) for row in answer]


def looked_through(every: list[tuple[str, Thing]], text: str, kind: str) -> list[Hit]:
    words = [fold(word) for word in text.split()]
    whole = "".join(words)
    best: dict[str, Hit] = {}
    for name, thing in every:
        folded = fold(name)
        if (not kind or thing.kind in under(kind)) and all(word in folded for word in words):
            hit = Hit(thing, name, 0 if folded == whole else 1 if folded.startswith(whole) else 2)
            if thing.iri not in best or hit.how < best[thing.iri].how:
                best[thing.iri] = hit
    return sorted(best.values(), key=_rank)


def _rank(hit: Hit) -> tuple[int, bool, int, int, str, str]:
    thing = hit.thing
    return hit.how, not thing.count, KINDS.index(thing.kind), -thing.count, thing.label, thing.iri


@pytest.mark.parametrize(("text", "kind"), list(product(TEXTS, KINDS_ASKED)))
def test_the_hits(names: Names, every: list[tuple[str, Thing]], text: str, kind: str) -> None:
    assert names.find(text, kind) == looked_through(every, text, kind)[:MOST]


def test_the_things_of_a_class(names: Names, every: list[tuple[str, Thing]]) -> None:
    things = {thing for _, thing in every if thing.count}
    for kind in KINDS:
        wanted = sorted((t for t in things if t.kind in under(kind)), key=lambda t: (-t.count, t.label, t.iri))
        assert names.of_kind(kind, 1_000_000) == wanted
        assert names.of_kind(kind, 3, 2) == wanted[2:5]
        assert names.count(kind) == len(wanted)


@pytest.mark.parametrize(
    ("text", "label"),
    [("公牛集团公司", "公牛集团股份有限公司"), ("智能家店", "智能家电"), ("卓力电气有限公司", "卓力电器有限公司")],
)
def test_what_comes_nearest(names: Names, text: str, label: str) -> None:
    near = names.nearest(text)
    assert label in [thing.label for thing in near]
    assert all(thing.count for thing in near)


def test_a_store_without_an_index_is_searched_all_the_same(served_store: Path, tmp_path: Path) -> None:
    generation = tmp_path / "gen-1"
    (generation / "db").mkdir(parents=True)
    for path in (current(served_store) / "db").iterdir():
        (generation / "db" / path.name).write_bytes(path.read_bytes())
    served = Served(generation, Limits())
    assert not (generation / FILE).exists()
    assert served.names.find("公牛")[0].thing.iri == iris.thing("Company", "公牛集团股份有限公司")
    assert not (generation / FILE).exists()
