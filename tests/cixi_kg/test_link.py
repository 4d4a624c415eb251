"""`cixi-kg link`: imports beside documents, what keeps them, what takes them out, and what is said of bad input."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cixi_kg import imported, kept
from cixi_kg.build import build
from graph import store as stores
from graph.answers import Rows
from graph.store import open_store
from graph.validate import to_graph, validate
from loaders.datasets.mapping import read_mapping
from loaders.sources import Source, load_manifest
from ontology.errors import CallError, SourceError
from ontology.terms import prefixes
from queries.saved import bind, find

ROOT = Path(__file__).parents[2]
REGION = ROOT / "tests" / "region"
TURTLE = """@prefix schema: <https://schema.org/> . @prefix ex: <http://example.org/> .
@prefix qb: <http://purl.org/linked-data/cube#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix d: <http://purl.org/linked-data/sdmx/2009/dimension#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix a: <http://purl.org/linked-data/sdmx/2009/attribute#> .
ex:c a schema:Corporation ; schema:name "余姚市晨光塑料有限公司" ; schema:addressLocality "余姚市" .
ex:gdp a qb:MeasureProperty ; rdfs:label "地区生产总值"@zh .
ex:o a qb:Observation ; qb:dataSet ex:ds ; d:refArea "330281" ; d:refPeriod "2022"^^xsd:gYear ; ex:gdp 1.5e3 ; a:unitMeasure "亿元" .
"""


def run(*arguments: str, store: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "cixi_kg", "link", *arguments],
        env=os.environ | {"COLUMNS": "80", "PYTHONPATH": str(ROOT), "CIXI_KG_STORE": str(store)},
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts of the second region with the statistics, the companies, and a little RDF."""
    folder = tmp_path_factory.mktemp("region")
    build(load_manifest(REGION / "sources.toml"), folder / "store")
    for name in ("statistics-2022", "companies"):
        imported.table(REGION / f"{name}.csv", read_mapping(REGION / f"{name}.toml"), name, folder / "store")
    (folder / "rdf.ttl").write_text(TURTLE, encoding="utf-8")
    imported.rdf(str(folder / "rdf.ttl"), None, "rdf", folder / "store")
    return folder / "store"


@pytest.fixture
def store(region: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(region, tmp_path / "store"))


def rows(store: Path, query: str) -> list[tuple[str, ...]]:
    answer = open_store(store).query(prefixes() + query)
    assert isinstance(answer, Rows)
    return [tuple(cell.value if cell else "" for cell in row) for row in answer]


def compared(store: Path, area: str, other: str) -> set[tuple[str, str, str, str]]:
    ask = open_store(store).query
    answer = ask(bind(find("compare-regions"), {"area": [area], "other": [other]}, ask))
    assert isinstance(answer, Rows)
    places = [answer.variables.index(name) for name in ("metric", "period", "value", "theirs")]
    return {tuple(row[n].value for n in places) for row in answer}  # type: ignore[misc, union-attr]


def test_regions_side_by_side(region: Path) -> None:
    assert {
        ("规上工业总产值", "2020", "1288.6", "9120.4"),
        ("规上工业增加值", "2020", "255.4", "1870.2"),
        ("规上工业全员劳动生产率", "2020", "23.1", "31.8"),
        ("累计拥有高新技术企业", "2020", "312", "1768"),
    } <= compared(region, "余姚市", "昆山市")


def test_published_statistics_side_by_side(region: Path) -> None:
    found = compared(region, "慈溪市", "昆山市")
    assert ("地区生产总值", "2022", "2521.58", "5006.7") in found
    assert ("第二产业增加值", "2022", "1531.34", "2614.4") in found
    assert len(found) == 8


def test_a_data_cube_beside_a_table(region: Path) -> None:
    assert ("地区生产总值", "2022", "1500", "5006.7") in compared(region, "余姚市", "昆山市")


def test_the_published_figures_add_up(region: Path) -> None:
    """The three industries make the total, but for rounding."""
    found = rows(region, """
        SELECT ?area (SUM(?v) AS ?parts) (SAMPLE(?whole) AS ?total) WHERE {
          ?o ck:area ?a ; ck:metric/rdfs:label ?m ; ck:baseValue ?v ; ck:measure ck:Level ; ck:periodStart ?start .
          ?t ck:area ?a ; ck:metric/rdfs:label "地区生产总值"@zh ; ck:baseValue ?whole ; ck:measure ck:Level .
          ?a rdfs:label ?area FILTER(LANG(?area) = "zh" && YEAR(?start) = 2022)
          FILTER(REGEX(?m, "^第.产业增加值$")) } GROUP BY ?area""")  # fmt: skip
    assert {area for area, _, _ in found} == {"慈溪市", "昆山市", "太仓市", "嵊州市"}
    assert all(abs(float(parts) - float(total)) < 2e6 for _, parts, total in found)


def test_every_area_is_part_of_its_prefecture_and_province(region: Path) -> None:
    query = 'SELECT ?l WHERE { ?p ck:code "%s" ; ck:partOf+/rdfs:label ?l FILTER(LANG(?l) = "zh") }'
    assert {label for (label,) in rows(region, query % "330281")} == {"宁波市", "浙江省", "中国"}
    assert {label for (label,) in rows(region, query % "320583")} == {"苏州市", "江苏省", "中国"}


def test_names_are_resolved_together_with_those_of_the_documents(region: Path) -> None:
    """The company of the list and of the plan is one thing; the one of the RDF keeps its own IRI."""
    found = rows(region, """
        SELECT DISTINCT ?c ?d WHERE { ?c a ck:Company ; rdfs:label "宁波姚江精模有限公司"@zh ;
          ck:evidence/oa:hasSource/dcterms:identifier ?d } ORDER BY ?d""")  # fmt: skip
    assert len({company for company, _ in found}) == 1
    assert [document for _, document in found] == ["dataset/companies", "yuyao-plan"]
    same = rows(region, 'SELECT DISTINCT ?c WHERE { ?c a ck:Company ; rdfs:label "余姚市晨光塑料有限公司"@zh }')
    assert len(same) == 2


def test_each_import_is_a_graph_of_its_own_and_the_whole_conforms(region: Path) -> None:
    graphs = {iri for (iri,) in rows(region, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s a ck:Observation } }")}
    base = "https://w3id.org/cixi-kg/graph/"
    assert {base + "dataset/statistics-2022", base + "dataset/companies", base + "yuyao-plan"} <= graphs
    report = validate(to_graph(open_store(region).triples()))
    assert report.conforms, report.results


def test_evidence_is_the_cell_with_row_and_column(region: Path) -> None:
    ((sentence, exact, start, end),) = rows(region, """
        SELECT ?sentence ?exact ?start ?end WHERE { ?o ck:value 5006.7 ; ck:evidence ?e .
          ?e ck:sentence ?sentence ; oa:hasSelector ?at . ?at oa:exact ?exact ; oa:start ?start ; oa:end ?end }""")  # fmt: skip
    assert sentence.startswith("第7行“2022年”列：地区：昆山市；")
    text = (REGION / "statistics-2022.csv").read_text(encoding="utf-8")
    assert text[int(start) : int(end)] == exact == "5006.7"


def test_list_and_remove(store: Path) -> None:
    listed = [(each.name, each.kind) for each in imported.datasets(store)]
    assert listed == [("companies", "table"), ("rdf", "rdf"), ("statistics-2022", "table")]
    imported.remove("rdf", store)
    imported.remove("statistics-2022", store)
    assert [each.name for each in imported.datasets(store)] == ["companies"]
    assert rows(store, "SELECT ?o WHERE { ?o ck:value 5006.7 }") == []
    assert rows(store, "SELECT ?p WHERE { <http://example.org/c> ?p ?o }") == []
    assert not list((stores.current(store) / "texts").glob("dataset-[rs]*"))
    with pytest.raises(CallError, match="there is no dataset 'rdf': there are companies"):
        imported.remove("rdf", store)


def test_a_later_build_keeps_the_datasets(store: Path, tmp_path: Path) -> None:
    before = rows(store, "SELECT ?s ?p ?o WHERE { GRAPH <https://w3id.org/cixi-kg/graph/dataset/rdf> { ?s ?p ?o } }")
    text = tmp_path / "more.txt"
    text.write_text("2023年，昆山市工业投资250亿元。", encoding="utf-8")
    build([Source(str(text), "more", area="昆山市", date="2024")], store)
    assert len(imported.datasets(store)) == 3
    after = rows(store, "SELECT ?s ?p ?o WHERE { GRAPH <https://w3id.org/cixi-kg/graph/dataset/rdf> { ?s ?p ?o } }")
    assert sorted(after) == sorted(before)


def test_the_same_name_replaces_whatever_kind_it_was(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    imported.rdf(str(path), None, "companies", store)
    assert ("companies", "rdf") in {(each.name, each.kind) for each in imported.datasets(store)}
    assert rows(store, 'SELECT ?c WHERE { ?c ck:code "91330281MA0000037L" }') == []


def test_the_same_imports_give_the_same_graph(store: Path) -> None:
    first = open_store(store).lines()
    imported.rdf(str(_kept_rdf(store)), None, "rdf", store)
    imported.table(REGION / "companies.csv", read_mapping(REGION / "companies.toml"), "companies", store)
    assert open_store(store).lines() == first


def _kept_rdf(store: Path) -> Path:
    path = store.parent / "rdf.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def test_a_table_alone_makes_a_store(tmp_path: Path) -> None:
    imported.table(
        REGION / "statistics-2022.csv", read_mapping(REGION / "statistics-2022.toml"), "s", tmp_path / "store"
    )
    assert len(list(kept.facts(stores.current(tmp_path / "store")))) == 1


def test_the_totals_are_printed(store: Path) -> None:
    done = run("table", "tests/region/companies.csv", "--mapping", "tests/region/companies.toml", store=store)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0].startswith("row 4 is left out: the check digit")
    assert done.stderr.splitlines()[2:] == [
        "companies: 6 rows read, 3 in, 2 left out, 1 skipped; 1 cells without a number.",
        "companies: 2 observations, 14 mentions, 10 relations, 3 attributes.",
    ]
    assert run("list", store=store).stdout.splitlines()[0].startswith("companies  table  ")


def test_a_guess_is_printed_or_written_and_never_over_another(store: Path, tmp_path: Path) -> None:
    printed = run("table", "tests/region/parks.csv", "--guess", store=store)
    assert "[[thing]]" in printed.stdout
    target = tmp_path / "m.toml"
    assert run("table", "tests/region/parks.csv", "--guess", "-o", str(target), store=store).returncode == 0
    assert target.read_text(encoding="utf-8") == printed.stdout
    again = run("table", "tests/region/parks.csv", "--guess", "-o", str(target), store=store)
    assert again.returncode == 2
    assert "is there already" in again.stderr


Case = tuple[list[str], int, str]


def bad_calls(folder: Path) -> list[Case]:
    def file(name: str, text: str) -> str:
        (folder / name).write_text(text, encoding="utf-8")
        return str(folder / name)

    missing = file("missing.toml", '[[observation]]\nvalue = "{产值}"\nmetric = "m"\n')
    table = file("t.csv", "地区,产 值,数\n余姚市,1,2\n")
    return [
        (["table", table], 2, "--mapping M.toml, or --guess"),
        (["table", table, "--guess", "--mapping", missing], 2, "--mapping M.toml, or --guess"),
        (["table", table, "--mapping", missing], 1, "did you mean '产 值'"),
        (["table", table, "--mapping", str(folder / "none.toml")], 1, "does not exist"),
        (["table", str(folder / "none.csv"), "--guess"], 1, "does not exist"),
        (["rdf", file("a.html", "<html></html>")], 1, "page of HTML"),
        (["rdf", file("a.ttl", "nonsense")], 1, "cannot be read as RDF"),
        (["rdf", file("b.ttl", "")], 1, "is empty"),
        (["rdf", "http://127.0.0.1:9/a.ttl"], 1, "private network"),
        (["rdf", file("c.ttl", "<a:b> <a:c> <a:d> ."), "--name", "…"], 2, "no name for a dataset"),
        (["sparql", "http://127.0.0.1:9/", "--query", "nothing.rq"], 2, "there is no query nothing.rq"),
        (["sparql", "http://127.0.0.1:9/", "--query", file("q.rq", "ASK { ?s ?p ?o }")], 1, "gives no triples"),
        (["remove", "nothing"], 2, "there is no dataset 'nothing'"),
    ]


def test_bad_input_gets_a_sentence_and_loses_nothing(region: Path, tmp_path: Path) -> None:
    before = (region / "current").read_text()
    for arguments, status, words in bad_calls(tmp_path):
        done = run(*arguments, store=region)
        assert done.returncode == status, (arguments, done.stderr)
        assert words in done.stderr, (arguments, done.stderr)
        assert len(done.stderr.strip().splitlines()) == 1, (arguments, done.stderr)
        assert done.stdout == ""
    assert (region / "current").read_text() == before


def test_rdf_at_an_address(store: Path, tmp_path: Path, served: Callable[[bytes, str], str]) -> None:
    url = served(TURTLE.encode(), "text/turtle; charset=utf-8")
    made = imported.rdf(url, None, "web", store, private=True)
    assert made.facts.document.url == url
    with pytest.raises(SourceError, match="page of HTML"):
        imported.rdf(served(b"<html></html>", "text/turtle"), None, "web", store, private=True)


@pytest.fixture
def served(request: pytest.FixtureRequest) -> Callable[[bytes, str], str]:
    """Serves bytes as a media type at an address on loopback."""
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    def serve(body: bytes, media: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", media)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        for end in (lambda: thread.join(10), server.server_close, server.shutdown):  # called from the last
            request.addfinalizer(end)
        return f"http://127.0.0.1:{server.server_port}/data"

    return serve
