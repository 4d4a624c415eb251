"""The network for those who analyse: what is in it, and with which attributes."""

from collections.abc import Callable
from pathlib import Path

import networkx
import pyoxigraph
import pytest

from graph import store
from graph.answers import Answer
from graph.network import network
from graph.store import Store
from ontology.errors import CallError

SAMPLE = Path(__file__).with_name("view.trig")
ID = "https://w3id.org/cixi-kg/id/"
INDUSTRY = "https://w3id.org/cixi-kg/vocab/industry/"
COMPANY, ZONE, CHAIN = f"{ID}company/明日", f"{ID}platform/东江开发区", f"{ID}industrychain/甲器产业链"
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    draft = store.Draft(tmp_path_factory.mktemp("network"))
    draft.load(f"{quad} ." for quad in pyoxigraph.parse(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG))
    return draft.query


def test_a_node_has_label_class_and_how_often_it_is_mentioned(ask: Ask) -> None:
    drawn = network(ask)
    assert isinstance(drawn, networkx.MultiDiGraph)
    assert drawn.nodes[COMPANY] == {
        "label": "明日甲器有限公司", "en": "", "class": "Company", "evidence": 2, "documents": 2,
    }  # fmt: skip
    assert drawn.nodes[ZONE]["class"] == "IndustrialPlatform"
    assert drawn.nodes[f"{INDUSTRY}甲器"]["en"] == "Jia ware"


def test_an_edge_has_its_origin_and_how_often_it_is_said(ask: Ask) -> None:
    drawn = network(ask)
    assert drawn.edges[COMPANY, ZONE, "locatedIn"] == {
        "relation": "locatedIn", "label": "位于", "origin": "said", "evidence": 2, "documents": 2,
        "statement": f"{ID}statement/s1",
    }  # fmt: skip
    concluded = drawn.edges[COMPANY, CHAIN, "inChain"]
    assert (concluded["origin"], concluded["evidence"]) == ("inferred", 0)
    broader = drawn.edges[f"{INDUSTRY}小甲器", f"{INDUSTRY}甲器", "broader"]
    assert (broader["origin"], broader["statement"]) == ("vocabulary", "")


def test_without_conclusions_only_what_is_said(ask: Ask) -> None:
    drawn = network(ask, inferred=False)
    assert {data["origin"] for *_, data in drawn.edges(data=True)} == {"said"}
    assert not drawn.has_edge(COMPANY, CHAIN)


@pytest.mark.parametrize("names", [("Company", "IndustrialPlatform"), ("企业", "platform"), ("company", "平台")])
def test_classes_by_local_name_or_label(ask: Ask, names: tuple[str, ...]) -> None:
    drawn = network(ask, classes=names)
    assert {node["class"] for node in drawn.nodes.values()} == {"Company", "IndustrialPlatform"}
    assert {key for *_, key in drawn.edges(keys=True)} == {"locatedIn"}


@pytest.mark.parametrize("name", ["inIndustry", "所属产业", "in industry"])
def test_relations_by_local_name_or_label(ask: Ask, name: str) -> None:
    assert [key for *_, key in network(ask, relations=[name]).edges(keys=True)] == ["inIndustry"]


@pytest.mark.parametrize(
    ("classes", "relations", "words"),
    [
        (["Compny"], [], "the graph has no class 'Compny'; the nearest (is|are) Company"),
        (["Observation"], [], "the graph has no class 'Observation'"),
        ([], ["locatdIn"], "the graph has no relation 'locatdIn'; the nearest (is|are) locatedIn"),
        ([], [""], "the graph has no relation ''; it has broader, "),
    ],
)
def test_an_unknown_name_gets_the_nearest(ask: Ask, classes: list[str], relations: list[str], words: str) -> None:
    with pytest.raises(CallError, match=words):
        network(ask, classes=classes, relations=relations)


def test_the_bundled_graph(graph: Store) -> None:
    drawn = network(graph.query)
    assert len({node["class"] for node in drawn.nodes.values()}) > 10
    assert all(node["label"] for node in drawn.nodes.values())
    assert all(data["evidence"] > 0 for *_, data in drawn.edges(data=True) if data["origin"] == "said")
    assert "candidateOf" not in {key for *_, key in drawn.edges(keys=True)}
    assert list(drawn) == sorted(drawn)
