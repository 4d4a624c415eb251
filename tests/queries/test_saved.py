"""Every saved query: its header, its run on the bundled graph, and values that mean harm."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from graph.answers import Answer, Rows, Triples
from graph.store import Store
from ontology.errors import CallError
from queries import saved
from queries.header import SavedQuery, pairs
from queries.sparql import tokens

NAMES = saved.names()
HOSTILE = (
    '"',
    "'",
    "\\",
    '\\"',
    '" } SELECT * { ?s ?p ?o } #',
    "> <http://x/> { ?s ?p ?o }",
    "} SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } {",
    "# comment",
    "VALUES ?x { }",
    "a\nb\rc\td",
    "\\u0022 } DROP ALL",
    "公牛\u202e\x07",
    "<http://x/\"}>",
    "http://x/a b",
    "ck:Company } #",
    "''' \"\"\"",
    "x" * 100_000,
    '"' * 100_000,
)  # fmt: skip


@pytest.fixture(scope="module")
def ask(graph: Store) -> Callable[[str], Answer]:
    """The bundled graph, each question asked once."""

    @cache
    def rows(text: str) -> Rows | Answer:
        answer = graph.query(text)
        return Rows(answer.variables, tuple(answer)) if isinstance(answer, Rows) else answer

    return rows


def test_there_are_thirty() -> None:
    assert len(saved.saved()) >= 30
    assert [query.name for query in saved.saved()] == sorted(NAMES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_with_its_defaults(name: str, graph: Store) -> None:
    query = saved.find(name)
    answer = graph.query(saved.bind(query, {}, graph.query))
    if isinstance(answer, Rows):
        assert answer.variables == tuple(column.name for column in query.columns)
        found = list(answer)
        assert len(found) == len(set(found)), "a row stands twice"
    else:
        assert isinstance(answer, Triples)
        found = list(answer)
    assert found or name == "same-thing-candidates"


@pytest.mark.parametrize("name", NAMES)
def test_its_example_runs(name: str, graph: Store) -> None:
    query = saved.find(name)
    answer = graph.query(saved.bind(query, pairs(query), graph.query))
    assert list(answer) or name == "same-thing-candidates"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [query.name for query in saved.saved() if query.parameters])
def test_values_that_mean_harm(name: str, ask: Callable[[str], Answer]) -> None:
    query = saved.find(name)
    plain = _structure(
        saved.bind(query, {p.name: ["1"] for p in query.parameters if p.type == "text" and not p.choices}, ask)
    )
    for parameter in query.parameters:
        for value in HOSTILE:
            text = _bound_or_refused(query, {parameter.name: [value]}, ask)
            if text:
                assert parameter.type == "text"
                assert not list(ask(text))  # type: ignore[arg-type]
                assert _structure(text) <= plain


def _bound_or_refused(query: SavedQuery, values: dict[str, list[str]], ask: Callable[[str], Answer]) -> str:
    try:
        return saved.bind(query, values, ask)
    except CallError as error:
        refusal = str(error)
    assert "\n" not in refusal
    assert len(refusal) < 1500
    return ""


def _structure(text: str) -> set[tuple[str, str]]:
    """What a query is made of besides its strings."""
    return {(kind, token) for kind, token, _ in tokens(text) if kind not in ("string", "space")}


def test_no_text_that_is_not_ascii_is_joined_to_what_is_stored() -> None:
    # Virtuoso joins such strings wrongly.
    for query in saved.saved():
        for call in re.findall(r'(?:CONCAT\([^\n]*|SEPARATOR="[^"]*")', query.text):
            assert call.isascii(), f"{query.name}: {call}"


def test_an_unknown_name_gives_the_nearest() -> None:
    with pytest.raises(CallError, match="companies-in-industry"):
        saved.find("company-in-industry")
    with pytest.raises(CallError, match="lists them"):
        saved.find("€" * 1000)
    with pytest.raises(CallError):
        saved.find("../sparql")


def test_wrong_calls(ask: Callable[[str], Answer]) -> None:
    query = saved.find("companies-by-platform-and-chain")
    with pytest.raises(CallError, match="no parameter 'sector'; it has platform, place, industry, chain"):
        saved.bind(query, {"sector": ["x"]}, ask)
    with pytest.raises(CallError, match="takes one value, not 2"):
        saved.bind(query, {"place": ["慈溪市", "宁波市"]}, ask)
    assert saved.bind(query, {"place": ["", " "]}, ask) == saved.bind(query, {}, ask)
