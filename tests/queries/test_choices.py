"""From what people write to terms, asked of the bundled graph."""

import pytest

from graph.answers import XSD, Term
from graph.store import Store
from ontology.errors import CallError
from queries.choices import choices, defaults, term
from queries.header import Parameter, Words

CIXI = "https://w3id.org/cixi-kg/vocab/place/330282"


def parameter(kind: str, default: tuple[str, ...] = (), chosen: tuple[str, ...] = ()) -> Parameter:
    classes = tuple(kind.split("/")) if ":" in kind else ()
    return Parameter(
        "x", "" if classes else kind, classes, many=False, default=default, choices=chosen, meaning=Words("", "")
    )


@pytest.mark.parametrize(
    ("kind", "written", "value", "datatype"),
    [
        ("text", ' "a" ', ' "a" ', "string"),
        ("integer", "１２", "12", "integer"),
        ("integer", "-7", "-7", "integer"),
        ("decimal", "12.50", "12.50", "decimal"),
        ("year", "2025年", "2025", "integer"),
        ("date", "2025-12-31", "2025-12-31", "date"),
    ],
)
def test_scalars(kind: str, written: str, value: str, datatype: str, graph: Store) -> None:
    assert term(parameter(kind), written, graph.query) == Term("literal", value, "", XSD + datatype)


@pytest.mark.parametrize(
    ("kind", "written", "right"),
    [
        ("integer", "1.5", "a whole number such as"),
        ("integer", "九", "a whole number such as"),
        ("integer", "9" * 40, "a whole number such as"),
        ("decimal", "1e400", "a number such as"),
        ("decimal", "NaN", "a number such as"),
        ("year", "25", "a year of four digits"),
        ("year", "二〇二五", "a year of four digits"),
        ("date", "2025-02-30", "a date such as"),
        ("date", "2025", "a date such as"),
        ("text", "\ud800", "Unicode text"),
        ("text", "\0", "Unicode text"),
    ],
)
def test_wrong_scalars_say_what_is_right(kind: str, written: str, right: str, graph: Store) -> None:
    with pytest.raises(CallError, match=right):
        term(parameter(kind), written, graph.query)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("ck:Place", "慈溪市"),
        ("ck:Place", "慈溪"),
        ("ck:Place", "浙江省宁波市慈溪市"),
        ("ck:Place", "Cixi City"),
        ("ck:Place", CIXI),
        ("ck:Place", f"<{CIXI}>"),
        ("ck:Place", "place:330282"),
        ("ck:Platform/ck:Place", " 慈 溪 市 "),
        ("ck:Entity", "慈溪市"),
    ],
)
def test_a_thing_by_name_alias_or_iri(kind: str, written: str, graph: Store) -> None:
    assert term(parameter(kind), written, graph.query) == Term("iri", CIXI)


def test_of_several_things_of_one_name_the_one_that_facts_speak_of(graph: Store) -> None:
    found = term(parameter("ck:Platform"), "滨海区", graph.query)
    assert found.value == "https://w3id.org/cixi-kg/id/platform/330282-滨海经济开发区"


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        ("ck:Industry", "智能家店", "智能家电"),
        ("ck:Place", CIXI[:-1] + "9", "no ck:Place of this graph"),
        ("ck:Company", CIXI, "no ck:Company of this graph"),
        ("ck:Place", "鼓楼区", "is the name of .* things; give one of <https"),
        ("ck:Place", "", "no name"),
        ("ck:Place", "慈" * 100_000, "no name"),
        ("ck:Status", "目标", "it can be 实际值, 目标值, 计划值, 预计值"),
    ],
)
def test_what_is_no_thing_is_told_with_the_nearest(kind: str, written: str, said: str, graph: Store) -> None:
    with pytest.raises(CallError, match=said):
        term(parameter(kind), written, graph.query)


def test_choices_and_defaults(graph: Store) -> None:
    status = [choice.name for choice in choices(parameter("ck:Status"), graph.query)]
    assert {"实际值", "目标值"} <= set(status)
    places = choices(parameter("ck:Place"), graph.query)
    assert 10 < len(places) < 500  # those that facts speak of, not all of the country
    select = ("SELECT ?x WHERE { ?x a ck:Document } ORDER BY ?x",)
    assert len(defaults(parameter("ck:Document", default=select), graph.query)) == 1
    listed = parameter("text", chosen=("甲", "乙"))
    assert [choice.name for choice in choices(listed, graph.query)] == ["甲", "乙"]
    assert term(listed, "乙", graph.query).value == "乙"
    with pytest.raises(CallError, match="it can be 乙, 甲"):
        term(listed, "丙", graph.query)
    assert choices(parameter("text"), graph.query) == ()


def test_a_choice_from_a_select(graph: Store) -> None:
    rules = parameter("text", chosen=("SELECT DISTINCT ?r WHERE { ?s ck:method ?r } ORDER BY ?r",))
    names = [choice.name for choice in choices(rules, graph.query)]
    assert names == sorted(names)
    assert "project-table" in names
    assert term(rules, "project-table", graph.query).value == "project-table"


@pytest.mark.parametrize("written", ["慈 溪", "ＣＩＸＩ CITY", "浙江省慈溪市", "公牛", "公 牛", "滨海区"])
def test_a_graph_elsewhere_gives_the_same_things(written: str, graph: Store) -> None:
    wanted = parameter("ck:Place/ck:Company/ck:Platform")
    assert term(wanted, written, lambda query: graph.query(query)) == term(wanted, written, graph.query)


@pytest.mark.parametrize("written", ["智能家店", "公牛集团公司"])
def test_a_graph_elsewhere_tells_the_nearest_too(written: str, graph: Store) -> None:
    with pytest.raises(CallError, match="the nearest are") as here:
        term(parameter("ck:Industry/ck:Company"), written, graph.query)
    with pytest.raises(CallError, match="the nearest are") as there:
        term(parameter("ck:Industry/ck:Company"), written, lambda query: graph.query(query))
    assert str(here.value) == str(there.value)
