"""The plan of a query by the engine's own command."""

import shutil

import pytest

from graph import plan
from graph.store import Store
from ontology.errors import QueryError


def test_a_plan_counts_the_rows_and_leaves_the_store_alone(graph: Store) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in (graph.path / "db").iterdir())
    found = plan.plan(graph.path, "SELECT ?s { ?s a <https://w3id.org/cixi-kg/ontology#Document> }", graph=False)
    assert found is not None
    assert found.engine.startswith("oxigraph 0.5")
    assert [(step.depth, step.rows) for step in found.steps] == [(0, 5), (1, 5)]
    assert found.steps[1].name.startswith("QuadPattern(?s")
    assert sorted((path.name, path.stat().st_mtime_ns) for path in (graph.path / "db").iterdir()) == before


@pytest.mark.parametrize(
    ("text", "triples"), [("CONSTRUCT { ?s a ?o } { ?s a ?o }", True), ("ASK { ?s ?p ?o }", False)]
)
def test_other_forms_have_plans(text: str, triples: bool, graph: Store) -> None:
    found = plan.plan(graph.path, text, graph=triples)
    assert found is not None
    assert found.steps[-1].rows > 0


def test_a_wrong_query_is_refused_in_one_sentence(graph: Store) -> None:
    with pytest.raises(QueryError, match="cannot explain the query") as caught:
        plan.plan(graph.path, "SELECT ?s { ?s a ", graph=False)
    assert "\n" not in str(caught.value)


def test_without_the_command_there_is_none(graph: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    assert plan.plan(graph.path, "ASK {}", graph=False) is None
