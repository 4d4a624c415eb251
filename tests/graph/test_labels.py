"""Names are found by what stands in them, the best first."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.labels import Index, Name, Thing, beside, collect, search, write
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


def test_a_name_is_found_as_it_is_compared(generation: Path) -> None:
    index = Index(generation)
    assert [each.name for each in index.called(["ｌｅｄ照明 二期", "无此名"])] == ["LED照明（二期）"]
    assert [each.thing.iri for each in index.called(["慈溪", "公牛"], ("Place",))] == ["p/1"]
    assert index.things(["c/2", "x/2"]) == {"c/2": Thing("c/2", "公牛集团股份有限公司", "Company", 0)}


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("公午集团股份有限公司", "公牛集团股份有限公司"),
        ("宁波慈溪家店公司", "宁波慈溪家电有限公司"),
        ("智能家具", "智能家电"),
        ("公", "公牛"),
    ],
)
def test_what_shares_characters_is_near(generation: Path, text: str, nearest: str) -> None:
    assert nearest in [each.name for each in Index(generation).near(text, most=3)]


def test_what_shares_nothing_is_not_near(generation: Path) -> None:
    assert Index(generation).near("鼎") == Index(generation).near("") == []


def test_what_documents_speak_of_ranks_first(tmp_path: Path) -> None:
    names = [Name(f"甲{sign}公司", sign, ("Company",)) for sign in "乙丙丁"]
    write(tmp_path, names, [("丁", "evidence", 2), ("丙", "evidence", 1), ("丙", "evidence", 3), ("丁", "unit", 2)])
    index = Index(tmp_path)
    assert [each.thing.iri for each in index.holding(["甲"])] == ["丁", "丙", "乙"]
    assert [each.thing.iri for each in index.holding(["公司"], told=True)] == ["丁", "丙"]
    assert [each.thing.iri for each in index.near("甲乙公司", told=True)] == ["丁", "丙"]
    assert [each.iri for each in index.told("Company", 5)] == ["丁", "丙"]
    assert [(each.iri, each.count) for each in index.most_told(1)] == [("丁", 4)]
    assert index.kinds() == {"Company": (3, 2)}


def test_codes(graph: Store) -> None:
    assert [thing.label for thing in Index(graph.path).identified(" 330282 ")] == ["慈溪市"]


def test_an_index_of_another_version_counts_as_none(tmp_path: Path) -> None:
    write(tmp_path, NAMES)
    base = sqlite3.connect(tmp_path / "names.db")
    base.execute("PRAGMA user_version = 1")
    base.close()
    with pytest.raises(GraphError, match="of version 1"):
        Index(tmp_path)


def test_only_a_store_has_an_index_beside_it(graph: Store) -> None:
    assert beside(graph.query) is not None
    assert beside(lambda query: graph.query(query)) is None
