"""Names are found by what stands in them, the best first."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.labels import Name, collect, search, write
from graph.store import Store
from ontology.errors import GraphError
from ontology.vocab import fold

NAMES = (
    Name("慈溪市", "p/1", ("Place",)),
    Name("慈溪", "p/1", ("Place",), main=False),
    Name("慈溪高新技术产业开发区", "f/1", ("IndustrialPlatform", "Platform")),
    Name("宁波慈溪家电有限公司", "c/1", ("Company",)),
    Name("智能家电", "i/1", ("Industry",)),
    Name("公牛集团股份有限公司", "c/2", ("Company",)),
    Name("公牛", "c/2", ("Company",), main=False),
    Name("LED照明（二期）", "j/1", ("Project",)),
    Name("—", "x/1", ("Product",)),
)


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gen")
    assert write(folder, reversed(NAMES)) == len(NAMES)
    return folder


@pytest.mark.parametrize(
    ("text", "classes", "things"),
    [
        ("慈溪", (), ["p/1", "p/1", "f/1", "c/1"]),
        ("慈溪市", (), ["p/1"]),
        ("慈溪", ("Company", "Platform"), ["f/1", "c/1"]),
        ("家电", (), ["i/1", "c/1"]),
        ("电", (), ["i/1", "c/1"]),
        ("溪", ("Place",), ["p/1", "p/1"]),
        ("led", (), ["j/1"]),
        ("二期", (), ["j/1"]),
        ("ＬＥＤ照明(二期)", (), ["j/1"]),
        ("公司 公牛", (), ["c/2"]),
        ("公牛", (), ["c/2", "c/2"]),
        ("溪慈", (), []),
        ("", (), []),
        ("“”", (), []),
        ('" OR text : *', (), []),
        ("NEAR(慈溪 市)", (), []),
    ],
)
def test_search(generation: Path, text: str, classes: tuple[str, ...], things: list[str]) -> None:
    assert [found.thing for found in search(generation, text, classes)] == things


def test_the_whole_name_comes_first(generation: Path) -> None:
    assert [found.name for found in search(generation, "公牛", limit=1)] == ["公牛"]


@given(st.text(max_size=12), st.sampled_from(NAMES))
def test_any_part_of_a_name_finds_it(generation: Path, text: str, name: Name) -> None:
    search(generation, text)
    for start in range(len(name.name) - 1):
        part = name.name[start : start + 3]
        if any(char.isalnum() for char in fold(part)):
            assert name in search(generation, part, limit=len(NAMES))


def test_a_generation_without_names(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="build the store again"):
        search(tmp_path, "慈溪")


def test_the_names_of_a_graph(graph: Store) -> None:
    names = set(collect(graph.query))
    assert Name("慈溪市", "https://w3id.org/cixi-kg/vocab/place/330282", ("Place",)) in names
    assert not [name for name in names if "/id/evidence/" in name.thing or "/id/observation/" in name.thing]
    assert {name.main for name in names} == {True, False}


def test_a_build_writes_the_names(graph: Store) -> None:
    found = search(graph.path, "公牛", ("Company",), limit=100)
    assert found
    assert all("公牛" in name.name and "Company" in name.classes for name in found)
