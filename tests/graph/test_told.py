"""Figures beside the programs and policies that are named in their sentence, or in the one before."""

import pytest

from graph import told
from graph.answers import Rows
from graph.store import Store
from graph.told import Place, told_after, told_with
from ontology import iris
from ontology.terms import prefixes

FIRST, SECOND, THIRD = "甲县推进“灯塔”行动。", "新增企业12家。", "利润增长3%。"
TEXT = FIRST + SECOND + THIRD


def place(node: str, sentence: str, exact: str) -> Place:
    return Place(node, sentence, exact, TEXT.index(sentence) + sentence.index(exact))


PROGRAM = place("program", FIRST, "“灯塔”行动")


@pytest.mark.parametrize(
    ("figure", "beside", "after"),
    [
        (place("o", SECOND, "12家"), False, True),
        (place("o", THIRD, "3%"), False, False),
        (Place("o", FIRST, "灯", TEXT.index("灯")), True, False),
    ],
)
def test_a_figure_is_told_with_what_its_sentence_names_and_after_what_the_one_before_does(
    figure: Place, beside: bool, after: bool
) -> None:
    pair = [("o", "program")]
    assert list(told_with([PROGRAM], [figure])) == (pair if beside else [])
    assert list(told_after([PROGRAM], [figure])) == (pair if after else [])


def test_a_sentence_that_names_another_program_is_told_after_none() -> None:
    other = place("other", SECOND, "新增")
    assert list(told_after([PROGRAM, other], [place("o", SECOND, "12家")])) == []


def test_what_follows_a_semicolon_is_told_after_none() -> None:
    half = FIRST[:-1] + "；"
    named = Place("program", half, "“灯塔”行动", half.index("“"))
    assert list(told_after([named], [Place("o", SECOND, "12家", len(half) + SECOND.index("12家"))])) == []


def test_a_built_graph_holds_what_its_places_give(graph: Store) -> None:
    held = graph.query(prefixes() + "SELECT ?a ?p ?b WHERE { VALUES ?p { ck:toldWith ck:toldAfter } ?a ?p ?b }")
    assert isinstance(held, Rows)
    rows = {tuple(str(cell) for cell in row) for row in held}
    assert rows == set(told.statements(graph.query))
    assert {f"<{iris.CK}toldWith>", f"<{iris.CK}toldAfter>"} == {predicate for _, predicate, _ in rows}
