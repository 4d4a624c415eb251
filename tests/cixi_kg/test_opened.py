"""The graph in Python, as its users meet it."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import cixi_kg
from cixi_kg.build import Built
from cixi_kg.opened import Result, value
from graph import store
from graph.answers import XSD, Term
from loaders.sources import bundled
from ontology.errors import CallError, GraphError, QueryError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def opened(bundled_store: tuple[Path, Built]) -> cixi_kg.Opened:
    return cixi_kg.open(bundled_store[0])


def test_importing_costs_nothing() -> None:
    code = (
        "import sys, cixi_kg\n"
        "assert cixi_kg.__version__ and callable(cixi_kg.open) is True\n"
        "heavy = {'rdflib', 'networkx', 'pandas', 'pyoxigraph', 'pyshacl', 'typer'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_names_that_are_re_exported() -> None:
    assert set(cixi_kg.__all__) <= set(dir(cixi_kg))
    assert all(getattr(cixi_kg, name) for name in cixi_kg.__all__)
    assert cixi_kg.CallError is CallError
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        cixi_kg.opne  # noqa: B018


def test_a_graph_that_was_never_built_is_built_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIXI_KG_STORE", str(tmp_path / "store"))
    assert len(cixi_kg.open().store) > 1000
    said = capsys.readouterr()
    assert said.out == ""
    first, *_, last = said.err.splitlines()
    assert first == f"There is no graph at {tmp_path / 'store'} yet: building it from the bundled documents first."
    assert last.startswith(f"The store at {tmp_path / 'store'} holds {len(bundled())} documents, ")
    cixi_kg.open()
    assert capsys.readouterr().err == ""


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("…")
    with pytest.raises(GraphError, match="is not a store"):
        cixi_kg.open(str(tmp_path))
    with pytest.raises(GraphError, match=r"letter\.txt is a file, not a store"):
        cixi_kg.open(tmp_path / "letter.txt")


def test_a_saved_query_gives_python_values(opened: cixi_kg.Opened) -> None:
    found = opened.query("projects")
    assert len(found) > 10
    row = next(row for row in found if row["investment"] and row["land"])
    assert isinstance(row["project"], str)
    assert isinstance(row["investment"], Decimal)
    assert list(row) == list(found.columns)
    assert found.columns["company"].zh == "企业"
    assert found.columns["company"].en.isascii()


def test_parameters_by_keyword_and_several_as_a_list(opened: cixi_kg.Opened) -> None:
    one = opened.query("companies-in-industry", industry="智能家电")
    more = opened.query("companies-in-industry", industry=["智能家电", "汽车"])
    everything = opened.query("companies-in-industry", industry=None)
    assert 0 < len(one) < len(more) < len(everything)
    names = {row["company"] for row in more}
    assert {row["company"] for row in one} <= names
    assert one[0] == one.rows[0]
    assert one[:2] == one.rows[:2]


def test_a_parameter_that_python_reserves(opened: cixi_kg.Opened) -> None:
    found = opened.query("path-between", from_="公牛", to="智能家电")
    assert found
    assert {row["start"] for row in found} == {"公牛集团股份有限公司"}


def test_sparql_of_ones_own(opened: cixi_kg.Opened) -> None:
    (row,) = opened.sparql("SELECT (COUNT(*) AS ?n) (2.5 AS ?d) (1/0 AS ?x) WHERE { ?s a ck:Company }")
    assert isinstance(row["n"], int)
    assert (row["d"], row["x"]) == (Decimal("2.5"), None)
    (row,) = opened.sparql("SELECT ?end WHERE { ?s ck:periodEnd ?end } ORDER BY ?end LIMIT 1")
    assert isinstance(row["end"], date)
    assert opened.sparql("ASK { ?s a ck:Company }").rows == ({"answer": True},)
    triples = opened.sparql("CONSTRUCT { ?s a ck:Company } WHERE { ?s a ck:Company }")
    assert list(triples.columns) == ["subject", "predicate", "object"]
    assert {row["object"] for row in triples} == {"https://w3id.org/cixi-kg/ontology#Company"}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, None),
        (Term("iri", "urn:x"), "urn:x"),
        (Term("bnode", "b0"), "_:b0"),
        (Term("literal", "慈溪", "zh"), "慈溪"),
        (Term("literal", "12", "", XSD + "integer"), 12),
        (Term("literal", "2.50", "", XSD + "decimal"), Decimal("2.50")),
        (Term("literal", "1e3", "", XSD + "double"), 1000.0),
        (Term("literal", "1", "", XSD + "boolean"), True),
        (Term("literal", "2025-12-31", "", XSD + "date"), date(2025, 12, 31)),
        (Term("literal", "2021-03", "", XSD + "gYearMonth"), "2021-03"),
        (Term("literal", "2025-02-30", "", XSD + "date"), "2025-02-30"),
        (Term("literal", "很多", "", XSD + "decimal"), "很多"),
        (Term("literal", "很多", "", XSD + "integer"), "很多"),
        (Term("literal", "maybe", "", XSD + "boolean"), "maybe"),
    ],
)
def test_terms_as_values(term: Term | None, expected: object) -> None:
    found = value(term)
    assert (found, type(found)) == (expected, type(expected))


def test_a_frame_holds_what_pandas_computes_with(opened: cixi_kg.Opened) -> None:
    pytest.importorskip("pandas")
    found = opened.query("projects")
    frame = found.to_frame()
    assert list(frame.columns) == list(found.columns)
    assert len(frame) == len(found)
    assert str(frame["investment"].dtype) == "float64"
    assert frame["investment"].sum() == pytest.approx(float(sum(row["investment"] or 0 for row in found)))  # type: ignore[misc]
    mixed = Result(
        dict.fromkeys(("whole", "day", "text", "nothing"), found.columns["project"]),
        (
            {"whole": 1, "day": date(2025, 1, 31), "text": "甲", "nothing": None},
            {"whole": None, "day": None, "text": None, "nothing": None},
        ),
    ).to_frame()
    assert [str(kind) for kind in mixed.dtypes][:2] == ["Int64", "datetime64[s]"]
    assert mixed["day"].dt.year[0] == 2025
    assert mixed.isna().sum().to_list() == [1, 1, 1, 2]
    assert Result(found.columns, ()).to_frame().shape == (0, len(found.columns))


def test_without_pandas_or_oxrdflib_the_error_says_how(opened: cixi_kg.Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(CallError, match=r"to_frame needs pandas.*cixi-kg\[pandas\]"):
        opened.query("documents").to_frame()
    monkeypatch.setitem(sys.modules, "oxrdflib", None)
    monkeypatch.delitem(sys.modules, "graph.as_rdflib", raising=False)
    with pytest.raises(CallError, match=r"rdflib needs oxrdflib.*cixi-kg\[rdflib\]"):
        opened.rdflib()


def test_explain(opened: cixi_kg.Opened) -> None:
    found = opened.explain("公牛")
    assert found.label == "公牛集团股份有限公司"
    assert any(link.said for link in found.links)


def test_networkx(opened: cixi_kg.Opened) -> None:
    drawn = opened.networkx(classes=["企业", "Industry"], relations="inIndustry", inferred=False)
    assert {node["class"] for node in drawn.nodes.values()} == {"Company", "Industry"}
    assert {(data["relation"], data["origin"]) for *_, data in drawn.edges(data=True)} == {("inIndustry", "said")}


def test_analyse(opened: cixi_kg.Opened) -> None:
    found = opened.analyse("centrality", class_="Company", top=3, by="betweenness", inferred=False)
    assert [row["rank"] for row in found] == [1, 2, 3]
    assert {row["class"] for row in found} == {"企业"}
    assert found.columns["degree"].en == "degree"
    steps = opened.analyse("path", from_="公牛", to="智能家电")
    assert (steps[0]["start"], steps[-1]["finish"]) == ("公牛集团股份有限公司", "智能家电")
    assert all(row["sentence"] for row in steps if row["how"] != "词表")


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # by rdflib's own query
def test_rdflib_reads_the_same_store(opened: cixi_kg.Opened) -> None:
    pytest.importorskip("oxrdflib")
    import rdflib

    found = opened.rdflib()
    company = rdflib.URIRef("https://w3id.org/cixi-kg/ontology#Company")
    companies = {str(each) for each in found.subjects(rdflib.RDF.type, company)}
    assert companies == {row["c"] for row in opened.sparql("SELECT ?c WHERE { ?c a ck:Company }")}
    assert {
        str(row[rdflib.Variable("c")]) for row in found.query("SELECT ?c WHERE { ?c a ck:Company }").bindings
    } == companies
    assert len(found.graph(rdflib.URIRef("https://w3id.org/cixi-kg/graph/inferred"))) > 100
    before = len(opened.store)
    for write in (
        lambda: found.add((company, company, company)),
        lambda: found.remove((company, company, company)),
        lambda: found.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
        lambda: found.remove_graph(company),
    ):
        with pytest.raises(GraphError, match="this graph is for reading"):
            write()
    assert len(opened.store) == before


def test_validate(tmp_path: Path) -> None:
    base = "https://w3id.org/cixi-kg/"
    with store.building(tmp_path / "store") as generation:
        draft = store.Draft(generation)
        draft.load([f"<{base}id/company/甲> <{base}ontology#makes> <{base}id/product/灯> <{base}graph/d> ."])
        draft.close()
    report = cixi_kg.open(tmp_path / "store").validate()
    assert not report.conforms
    assert "The subject of ck:makes is a company." in [violation.message for violation in report.results]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda g: g.query("companies-in-industri"), CallError, "companies-in-industry"),
        (lambda g: g.query("SELECT ?s { ?s ?p ?o }"), CallError, r"SPARQL text goes to sparql\(text\)"),
        (lambda g: g.query("companies-in-industry", colour="red"), CallError, "no parameter 'colour'"),
        (lambda g: g.query("companies-in-industry", industry=object()), CallError, "industry is a object"),
        (lambda g: g.sparql("DELETE WHERE { ?s ?p ?o }"), QueryError, "nothing here writes"),
        (lambda g: g.sparql("SELECT * { SERVICE <http://x> { ?s ?p ?o } }"), QueryError, "SERVICE"),
        (lambda g: g.sparql("SELECT ?s WHERE {"), QueryError, "cannot be read"),
        (lambda g: g.explain("没有这个公司"), CallError, "没有这个公司"),
        (lambda g: g.networkx(classes="Firm"), CallError, "no class 'Firm'"),
        (lambda g: g.analyse("path", from_="没有这个公司", to="公牛"), CallError, "没有这个公司"),
    ],
)  # fmt: skip
def test_a_wrong_call_gets_a_sentence(opened: cixi_kg.Opened, call: object, error: type[Exception], words: str) -> None:
    assert callable(call)
    with pytest.raises(error, match=words):
        call(opened)


def test_it_says_what_it_is(opened: cixi_kg.Opened) -> None:
    assert repr(opened).startswith("<cixi-kg graph of ")
    assert "companies-in-industry" in [query.name for query in opened.queries()]
