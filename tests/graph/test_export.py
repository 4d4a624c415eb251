"""The formats of the network: valid, complete, and the same bytes every time."""

import io
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest

from graph import store
from graph.export import FORMATS, OBSERVATION_COLUMNS, export
from graph.network import network
from graph.store import Store
from ontology.errors import CallError

SAMPLE = Path(__file__).with_name("view.trig")
ID = "https://w3id.org/cixi-kg/id/"
COMPANY, ZONE = f"{ID}company/明日", f"{ID}platform/东江开发区"
GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("export") / "store"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    odd = f'<{ID}product/智能甲器> {label} "\\u0001\\u001B]0;坏\\uFFFE \\U0001F600 & <甲>"@zh <https://w3id.org/cixi-kg/graph/n1> .'
    with store.building(folder) as generation:
        draft = store.Draft(generation)
        lines = [f"{quad} ." for quad in pyoxigraph.parse(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG)]
        draft.load([*(line for line in lines if f"<{ID}product/智能甲器> {label}" not in line), odd])
        draft.close()
    return store.open_store(folder)


def written(opened: Store, name: str) -> bytes:
    out = io.BytesIO()
    export(opened, name, out)
    return out.getvalue()


def test_gexf_is_what_the_network_is(sample: Store) -> None:
    content = written(sample, "gexf")
    drawn, found = network(sample.query), networkx.read_gexf(io.BytesIO(content), version="1.3")
    assert set(found) == set(drawn)
    assert found.number_of_edges() == drawn.number_of_edges()
    node = found.nodes[COMPANY]
    assert (node["label"], node["class"], node["evidence"], node["documents"]) == ("明日甲器有限公司", "Company", 2, 2)
    assert node["viz"]["color"] == {"r": 0x25, "g": 0x63, "b": 0xB5, "a": 1.0}
    edge = found.edges[COMPANY, ZONE]
    assert (edge["label"], edge["relation"], edge["origin"], edge["evidence"]) == ("位于", "locatedIn", "said", 2)


def test_graphml_is_what_the_network_is(sample: Store) -> None:
    drawn = network(sample.query)
    found = networkx.read_graphml(io.BytesIO(written(sample, "graphml")), force_multigraph=True)
    assert set(found) == set(drawn)
    assert {(s, o, data["relation"]) for s, o, data in found.edges(data=True)} == set(drawn.edges(keys=True))
    assert {**found.nodes[COMPANY]} == {**drawn.nodes[COMPANY]}


@pytest.mark.parametrize(
    ("name", "edge"), [("gexf", f"{GEXF}edge"), ("graphml", "{http://graphml.graphdrawing.org/xmlns}edge")]
)
def test_edges_between_the_same_two_things_can_be_told_apart(graph: Store, name: str, edge: str) -> None:
    edges = list(ElementTree.fromstring(written(graph, name)).iter(edge))
    assert len({element.get("id") for element in edges}) == len(edges) == network(graph.query).number_of_edges()
    if name == "gexf":
        assert len({(e.get("source"), e.get("target"), e.get("kind")) for e in edges}) == len(edges)


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_a_label_with_control_characters_and_markup_stays_xml(sample: Store, name: str) -> None:
    content = written(sample, name)
    ElementTree.fromstring(content)
    read = networkx.read_gexf if name == "gexf" else networkx.read_graphml
    found = read(io.BytesIO(content), **({"version": "1.3"} if name == "gexf" else {}))
    assert found.nodes[f"{ID}product/智能甲器"]["label"] == "\ufffd\ufffd]0;坏\ufffd \U0001f600 & <甲>"


def test_gexf_holds_no_date_and_no_version_of_a_tool(sample: Store) -> None:
    assert b"meta" not in written(sample, "gexf")
    assert b"NetworkX" not in written(sample, "gexf")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(sample: Store, name: str) -> None:
    first = written(sample, name)
    assert first
    assert written(sample, name) == first


def test_csv_has_a_row_for_each_number(graph: Store) -> None:
    lines = written(graph, "csv").decode().splitlines()
    assert lines[0] == ",".join(OBSERVATION_COLUMNS)
    assert len(lines) > 100


def test_an_unknown_format_is_refused(sample: Store) -> None:
    with pytest.raises(CallError, match="no export format 'exe': one of nq, "):
        written(sample, "exe")
