"""Writers: fixed outputs, and the formats of the W3C against the engine's own writers and readers."""

import io
import json

import pyoxigraph
import pytest

from graph.answers import XSD, Answer, Rows, Term, Triples, Truth
from graph.store import Store
from ontology.errors import CallError
from queries.results import WRITERS, Layout, layout_of, write
from queries.width import width

IRI = Term("iri", "https://w3id.org/cixi-kg/id/company/公牛集团股份有限公司")
ZH = Term("literal", "公牛，“一”", "zh")
TEXT = Term("literal", 'a "b", \\c|d\te\nf\r', "", XSD + "string")
WHOLE = Term("literal", "12", "", XSD + "integer")
PART = Term("literal", "0.50", "", XSD + "decimal")
DAY = Term("literal", "2025-12-31", "", XSD + "date")
BNODE = Term("bnode", "b0")
ROWS = ((IRI, ZH, WHOLE), (None, TEXT, PART), (BNODE, DAY, None))
LABEL = Term("iri", "http://www.w3.org/2000/01/rdf-schema#label")
TYPE = Term("iri", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
COMPANY = Term("iri", "https://w3id.org/cixi-kg/ontology#Company")
OTHER = Term("iri", "http://example.org/a/b")
TRIPLES = ((IRI, LABEL, ZH), (IRI, TYPE, COMPANY), (BNODE, OTHER, PART), (IRI, LABEL, ZH), (OTHER, LABEL, TEXT))


def rows() -> Rows:
    return Rows(("a", "b", "c"), iter(ROWS))


def written(answer: Answer, name: str, cells: int = 80) -> str:
    out = io.StringIO(newline="")
    write(answer, name, out, Layout(cells))
    return out.getvalue()


def engine(values: tuple[tuple[Term | None, ...], ...]) -> pyoxigraph.QuerySolutions:
    lines = " ".join(f"({' '.join('UNDEF' if cell is None else str(cell) for cell in row)})" for row in values)
    found = pyoxigraph.Store().query(f"SELECT ?a ?b ?c {{ VALUES (?a ?b ?c) {{ {lines} }} }}")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return found


def test_csv() -> None:
    assert written(rows(), "csv") == (
        "a,b,c\r\n"
        "https://w3id.org/cixi-kg/id/company/公牛集团股份有限公司,公牛，“一”,12\r\n"
        ',"a ""b"", \\c|d\te\nf\r",0.50\r\n'
        "_:b0,2025-12-31,\r\n"
    )


def test_tsv() -> None:
    assert written(rows(), "tsv") == (
        "?a\t?b\t?c\n"
        '<https://w3id.org/cixi-kg/id/company/公牛集团股份有限公司>\t"公牛，“一”"@zh\t12\n'
        '\t"a \\"b\\", \\\\c|d\\te\\nf\\r"\t0.50\n'
        '_:b0\t"2025-12-31"^^<http://www.w3.org/2001/XMLSchema#date>\t\n'
    )


def test_json() -> None:
    answer = json.loads(written(rows(), "json"))
    assert answer["head"] == {"vars": ["a", "b", "c"]}
    assert answer["results"]["bindings"] == [
        {
            "a": {"type": "uri", "value": IRI.value},
            "b": {"type": "literal", "value": "公牛，“一”", "xml:lang": "zh"},
            "c": {"type": "literal", "value": "12", "datatype": XSD + "integer"},
        },
        {
            "b": {"type": "literal", "value": TEXT.value},
            "c": {"type": "literal", "value": "0.50", "datatype": XSD + "decimal"},
        },
        {
            "a": {"type": "bnode", "value": "b0"},
            "b": {"type": "literal", "value": "2025-12-31", "datatype": XSD + "date"},
        },
    ]


def test_markdown() -> None:
    assert written(rows(), "markdown") == (
        "| a | b | c |\n"
        "| --- | --- | --- |\n"
        "| id:company/公牛集团股份有限公司 | 公牛，“一” | 12 |\n"
        '|  | a "b", \\\\c\\|d e f | 0.50 |\n'
        "| _:b0 | 2025-12-31 |  |\n"
    )


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "xml"])
def test_as_the_engine_writes_it(name: str) -> None:
    # Blank nodes have no name of their own in a query, and the engine shortens decimals.
    values = (ROWS[0], (None, TEXT, DAY), (WHOLE, Term("literal", "0.5", "", XSD + "decimal"), None))
    form = {"csv": pyoxigraph.QueryResultsFormat.CSV, "tsv": pyoxigraph.QueryResultsFormat.TSV}.get(name)
    ours = written(Rows(("a", "b", "c"), values), name)
    if form:
        assert ours.encode() == engine(values).serialize(format=form)
        return
    form = pyoxigraph.QueryResultsFormat.JSON if name == "json" else pyoxigraph.QueryResultsFormat.XML
    read = pyoxigraph.parse_query_results(input=ours.encode(), format=form)
    assert [list(row) for row in read] == [list(row) for row in engine(values)]  # type: ignore[union-attr]


@pytest.mark.parametrize("value", [True, False])
def test_truth(value: bool) -> None:
    assert json.loads(written(Truth(value), "json")) == {"head": {}, "boolean": value}
    read = pyoxigraph.parse_query_results(
        input=written(Truth(value), "xml").encode(), format=pyoxigraph.QueryResultsFormat.XML
    )
    assert bool(read) is value
    assert written(Truth(value), "table") == ("yes\n" if value else "no\n")


def test_turtle() -> None:
    assert written(Triples(iter(TRIPLES)), "turtle") == (
        "@prefix ck: <https://w3id.org/cixi-kg/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n<http://example.org/a/b> rdfs:label "
        '"a \\"b\\", \\\\c|d\\te\\nf\\r" .\n'
        "\n<https://w3id.org/cixi-kg/id/company/公牛集团股份有限公司> a ck:Company ;\n"
        '    rdfs:label "公牛，“一”"@zh .\n'
        '\n_:b0 <http://example.org/a/b> "0.50"^^xsd:decimal .\n'
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("turtle", pyoxigraph.RdfFormat.TURTLE),
        ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
        ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_graphs_read_back(name: str, form: pyoxigraph.RdfFormat) -> None:
    values = [triple for triple in TRIPLES if triple[0] is not BNODE]
    read = pyoxigraph.parse(input=written(Triples(values), name).encode(), format=form)
    assert {str(quad.triple) for quad in read} == {f"{s} {p} {o}" for s, p, o in values}
    assert written(Triples(values), name) == written(Triples(values[::-1]), name)


def test_nothing_found() -> None:
    assert written(Rows(("a",), []), "csv") == "a\r\n"
    assert json.loads(written(Rows(("a",), []), "json"))["results"]["bindings"] == []
    assert json.loads(written(Triples([]), "jsonld")) == []
    assert written(Triples([]), "turtle") == ""


@pytest.mark.parametrize(
    ("answer", "name", "right"),
    [
        (Triples([]), "csv", "turtle, jsonld, nt"),
        (Triples([]), "json", "turtle, jsonld, nt"),
        (Rows((), []), "turtle", "table, csv, tsv, json, xml, markdown, html"),
        (Truth(True), "csv", "table, json, xml"),
        (Truth(True), "xlsx", "no format"),
    ],
)
def test_what_a_format_cannot_hold(answer: Answer, name: str, right: str) -> None:
    with pytest.raises(CallError, match=right):
        write(answer, name, io.StringIO())


def test_control_characters_do_not_reach_the_terminal() -> None:
    steering = Term("literal", "a\x1b[31mb\x07c\u202ed", "zh")
    for name in ("table", "markdown"):
        assert "a[31mbcd" in written(Rows(("x",), [(steering,)]), name)


def test_every_format_writes_what_it_is_given(graph: Store) -> None:
    for name, writer in WRITERS.items():
        query = (
            "CONSTRUCT { ?s ?p ?o } { ?s a ck:Company ; ?p ?o }"
            if Rows not in writer.kinds
            else "SELECT * { ?s a ?o } LIMIT 9"
        )
        answer = graph.query("PREFIX ck: <https://w3id.org/cixi-kg/ontology#> " + query)
        out = io.StringIO(newline="")
        assert write(answer, name, out) > 5
        assert out.getvalue().endswith("\n")


@pytest.mark.parametrize("cells", [20, 40, 80, 120, 200, 400])
def test_a_table_is_never_wider_than_the_terminal(cells: int, graph: Store) -> None:
    from queries import saved

    for name in ("companies-by-platform-and-chain", "metrics", "target-vs-actual", "documents"):
        query = saved.find(name)
        out = io.StringIO()
        write(graph.query(saved.bind(query, {}, graph.query)), "table", out, layout_of(query, cells))
        assert max(map(width, out.getvalue().splitlines())) <= cells
