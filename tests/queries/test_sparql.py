"""The text of a query: its form, what is refused, and prefixes that were left out."""

import time

import pytest

from graph.answers import Answer, Rows
from ontology.errors import QueryError
from queries import sparql


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("# SELECT\nPREFIX select: <http://x/SELECT#>\nBASE <http://y/>\nask { ?s ?p ?o }", "ASK"),
        ("PREFIX a:<b#> CONSTRUCT { } WHERE { }", "CONSTRUCT"),
        ("describe <x>", "DESCRIBE"),
    ],
)
def test_form(text: str, expected: str) -> None:
    assert sparql.form(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing but a comment",
        "INSERT DATA { <a> <b> <c> }",
        "PREFIX x: <y> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://x/>",
        "CLEAR ALL",
        'define get:soft "soft" SELECT * { ?s ?p ?o }',
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent ?g { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://x/>{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b)SERVICE<http://x/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE<http://x/>{} }",
        "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
        'SELECT * { FILTER("a\\u0022="")SERVICE <http://x/> { } }',
        "SELECT * { ?s ?p ?o # }\n SERVICE <http://x/> { } }",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(QueryError):
        sparql.check_read_only(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE" , \'SERVICE\' , """ " SERVICE """ }',
        "SELECT * { <http://SERVICE/> ?p ?SERVICE } # SERVICE",
        "SELECT * { ?s <http://x/#insert> ?load }",
        "SELECT (1 < 2 AS ?service) WHERE { ?s ck:SERVICE ?o }",
    ],
)
def test_allowed(text: str) -> None:
    sparql.check_read_only(text)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("SELECT * { ?s a ck:Company }", ["ck"]),
        ("PREFIX ck: <http://other/> SELECT * { ?s a ck:Company ; rdfs:label ?l }", ["rdfs"]),
        ('SELECT * { ?s ?p "ck:Company" , <http://x/skos:y> } # rdf:type', []),
        ("SELECT * { ?s unknown:a ?o . _:b ?p ?o }", []),
    ],
)
def test_prefixes_that_are_used_and_not_declared(text: str, added: list[str]) -> None:
    full = sparql.with_prefixes(text)
    assert full.endswith(text)
    head = full[: len(full) - len(text)]
    assert [word.rstrip(":") for word in head.split()[1::3]] == added
    assert "\n" not in head


def test_tokens_are_the_text() -> None:
    text = "PREFIX ck: <x#y>\nSELECT ?慈 { ?s ck:p-1.x \"a\\\"b\"@zh-Hans , '''c'd''' . FILTER(1<2&&?a>3) } # 注"
    assert "".join(token for _, token, _ in sparql.tokens(text)) == text


@pytest.mark.parametrize("text", ["a-" * 50_000, "<a" * 50_000, '"""a' * 50_000, "ck:" * 50_000, '"' + "\\" * 99_999])
def test_long_nonsense_is_read_in_linear_time(text: str) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError):
        sparql.check_read_only(f"ELECT {text}")
    sparql.with_prefixes(text)
    assert time.monotonic() - begun < 5


def test_an_error_names_the_column_of_the_users_own_text() -> None:
    def ask(text: str) -> Answer:
        column = text.index("?x!") + 1
        raise QueryError(f"the query cannot be read: error at 1:{column}: expected something")

    with pytest.raises(QueryError, match="at 1:23:"):
        sparql.run("SELECT * { ?s a ck:A , ?x! }".replace(" , ", " ,"), ask)


def test_run_asks_with_prefixes() -> None:
    asked: list[str] = []

    def ask(text: str) -> Answer:
        asked.append(text)
        return Rows(("s",), [])

    sparql.run("SELECT ?s { ?s a ck:Company }", ask)
    assert asked == ["PREFIX ck: <https://w3id.org/cixi-kg/ontology#> SELECT ?s { ?s a ck:Company }"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT * {" + "{" * 3000 + "}" * 3000 + "}", "line 1, column 210: the query is nested too deeply"),
        ("SELECT (" + "STR(" * 1000 + "1" + ")" * 1000 + " AS ?x) {}", "nested too deeply"),
        ("SELECT * " + "\\u007b" * 3000 + "\\u007d" * 3000, "nested too deeply"),
        ("SELECT (" + "+".join("1" * 10_000) + " AS ?x) {}", "more than 2,500 operators"),
        ("SELECT * { FILTER(" + "||".join(["?a"] * 10_000) + ") }", "more than 2,500 operators"),
        ("SELECT * { ?a " + "|".join(["<x:p>"] * 50_000) + " ?b }", "more than 2,500 operators"),
        ("SELECT * { ?a ?b ?c " + "OPTIONAL { ?a ?b ?c }" * 3000 + "}", "or 800 parts"),
        ("SELECT " + "(COUNT(?v) AS ?c)" * 10_000 + " {}", "or 800 parts"),
    ],
)
def test_what_would_end_the_engine_is_refused(text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        sparql.check_read_only(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES ?x { " + "<x:a> " * 50_000 + "} }",
        "SELECT * { FILTER(?x IN (" + ", ".join("1" * 50_000) + ")) }",
        "SELECT * { FILTER(" + "||".join(["?a = 1"] * 2000) + ") }",
        'SELECT * { ?a ?b "' + "{(" * 5000 + '" } # ' + "((" * 5000,
        "SELECT * {" + "{" * 150 + "}" * 150 + "}",
    ],
)
def test_what_is_only_long_is_not(text: str) -> None:
    sparql.check_read_only(text)
