"""A query explained: with its values, and by plan or algebra."""

from graph.plan import Plan, Step
from graph.store import Store
from queries import plan, saved

STEPS = (
    Step(0, "Project(?s)", 1234, 0.5),
    Step(1, "LeftJoin(HashBuild, keys = ?s, expression = \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>)", 2, 0.25),
    Step(2, "QuadPattern(?s <https://w3id.org/cixi-kg/ontology#inChain> <http://x/>)", 0, 0.0),
)  # fmt: skip


def test_a_plan_is_a_tree_with_what_it_cost() -> None:
    lines = list(plan.lines("SELECT ?s {}\n", Plan("oxigraph 0.5.13", 0.001, STEPS)))
    assert lines[1] == "SELECT ?s {}"
    assert lines[3].startswith("# The plan of oxigraph 0.5.13, made in 1.0 ms")
    assert lines[5:] == [
        "    1,234    0.500  Project(?s)",
        "        2    0.250    LeftJoin(HashBuild, keys = ?s)",
        "        0    0.000      QuadPattern(?s ck:inChain <http://x/>)",
    ]


def test_without_a_plan_it_is_the_algebra_and_says_so() -> None:
    text = 'SELECT ?x (COUNT(*) AS ?n) { VALUES ?x { <http://x/> } ?x a ?k FILTER(LANG(?k) = "zh") } GROUP BY ?x'
    lines = list(plan.lines(text, None))
    assert lines[1] == text
    assert "not the plan" in lines[3]
    assert lines[5].startswith("SelectQuery")
    assert any(line.strip().startswith("BGP triples=((?x rdf:type ?k))") for line in lines), lines
    assert lines == list(plan.lines(text, None))


def test_every_saved_query_has_an_algebra(graph: Store) -> None:
    for query in saved.saved():
        lines = list(plan.lines(saved.bind(query, {}, graph.query), None))
        assert any(line.lstrip().startswith("BGP") for line in lines), query.name
