"""`cixi-kg link sparql`: pages, resuming, polite retries, recipes, and endpoints that misbehave."""

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from cixi_kg import harvest, imported
from cixi_kg.build import build
from cixi_kg.harvest import Patience
from cixi_kg.paging import paged
from graph.answers import Rows
from graph.foreign.ours import Ours, ours
from graph.foreign.terms import read_terms
from graph.store import open_store
from graph.validate import to_graph, validate
from loaders.sources import Source
from ontology.errors import CallError, CixiError, QueryError
from ontology.facts import Document
from ontology.terms import prefixes

# With --import-mode=importlib a test's neighbours are no package.
_SPEC = importlib.util.spec_from_file_location("sparql_endpoint", Path(__file__).with_name("sparql_endpoint.py"))
assert _SPEC
assert _SPEC.loader
sparql_endpoint: Any = importlib.util.module_from_spec(_SPEC)
sys.modules["sparql_endpoint"] = sparql_endpoint
_SPEC.loader.exec_module(sparql_endpoint)
endpoint = sparql_endpoint.endpoint

DATA = Path(__file__).parents[1] / "region" / "wikidata.ttl"
FAST = Patience(page=3, timeout=2, pause=0)
LABELS = """
CONSTRUCT { ?item rdfs:label ?label ; wdt:P442 ?code }
WHERE { ?item wdt:P442 ?code ; rdfs:label ?label FILTER(LANG(?label) IN ("zh", "en")) }
"""
LABELS = "PREFIX wdt: <http://www.wikidata.org/prop/direct/>" + LABELS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one document that names two companies of the data."""
    tmp_path = tmp_path_factory.mktemp("built")
    text = tmp_path / "yuyao.txt"
    text.write_text("2023年，余姚市晨光塑料有限公司新建厂房，宁波远江机械有限公司开展技术改造。", encoding="utf-8")
    folder = tmp_path / "store"
    build([Source(str(text), "yuyao", area="余姚市", date="2024")], folder)
    return folder


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "store"))


def harvested(url: str, text: str, store: Path, patience: Patience = FAST) -> Ours:
    """What a query brings, not yet in the store; the pages are kept."""
    wanted = harvest.plan(url, text, store, patience, lambda asked: open_store(store).query(asked))
    return ours(harvest.harvest(wanted), read_terms(), Document("dataset/wd", "wd", url=url))


def bring(url: str, text: str, store: Path, patience: Patience = FAST) -> Ours:
    wanted = harvest.plan(url, text, store, patience, lambda asked: open_store(store).query(asked))
    made = imported.triples(harvest.harvest(wanted), read_terms(), Document("dataset/wd", "wd", url=url), store)
    harvest.finish(wanted)
    return made


def asked(store: Path, query: str) -> list[tuple[str, ...]]:
    answer = open_store(store).query(prefixes() + query)
    assert isinstance(answer, Rows)
    return [tuple(cell.value if cell else "" for cell in row) for row in answer]


def kept(store: Path) -> list[Path]:
    return sorted(store.with_name("store-pages").rglob("*.nt"))


def test_pages_are_of_the_size_asked_for_and_go_on_until_none_comes(store: Path) -> None:
    with endpoint(DATA) as server:
        made = bring(server.url, LABELS, store)
    assert made.things == {"Place": 5}
    assert [f"LIMIT 3 OFFSET {n}" in query for n, query in zip((0, 3, 6, 9, 10), server.asked, strict=True)] == [
        True
    ] * 5
    assert kept(store) == []


def test_a_limit_that_the_server_does_not_tell_loses_nothing(store: Path) -> None:
    with endpoint(DATA, rows=2) as server:
        made = harvested(server.url, LABELS, store, Patience(page=100, timeout=2, pause=0))
    assert made.things == {"Place": 5}
    assert len(server.asked) == 6


def test_the_same_data_give_the_same_bytes_whatever_the_size_of_a_page(store: Path) -> None:
    with endpoint(DATA) as server:
        first = harvested(server.url, LABELS, store)
        second = harvested(server.url, LABELS, store, Patience(page=100, timeout=2, pause=0))
    assert list(first.lines()) == list(second.lines())


def test_what_dies_half_way_is_gone_on_with(store: Path) -> None:
    before = asked(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")

    def dies(number: int) -> Any:
        return (500, {"Content-Type": "text/plain"}, b"out of memory") if number > 2 else None

    with endpoint(DATA, dies) as server:
        with pytest.raises(QueryError, match=r"page 3: .*out of memory.*2 pages before it are kept.*goes on"):
            bring(server.url, LABELS, store)
        assert [path.name for path in kept(store)] == ["00001.nt", "00002.nt"]
        assert asked(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before
        server.fault, server.asked[:] = lambda _: None, []
        made = bring(server.url, LABELS, store)
        assert made.things == {"Place": 5}
        assert "OFFSET 6" in server.asked[0]
    assert not store.with_name("store-pages").exists()


def html(_: int) -> Any:
    return 200, {"Content-Type": "text/html"}, "<html><body>请登录</body></html>".encode()


def cut(_: int) -> Any:
    return 200, {"Content-Type": sparql_endpoint.RESULTS}, b'{"head":{"vars":["item","label","code"]},"results":{"bin'


def broken(_: int) -> Any:
    return (
        200,
        {"Content-Type": sparql_endpoint.RESULTS, "Cut": "20"},
        b'{"head":{"vars":["item"]},"results":' + b" " * 99,
    )


def slow(_: int) -> Any:
    return 200, {"Content-Type": sparql_endpoint.RESULTS, "Sleep": "2.5"}, b"{}"


def patient(_: int) -> Any:
    return 429, {"Content-Type": "text/plain", "Retry-After": "3600"}, b"too many requests"


def other(_: int) -> Any:
    return 200, {"Content-Type": sparql_endpoint.RESULTS}, b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (html, "text/html, not SPARQL results"),
        (cut, "cut short"),
        (broken, "broke off"),
        (slow, "did not answer within 1 seconds"),
        (patient, "asks to wait 3600 seconds"),
        (other, "no column"),
    ],
)
def test_an_endpoint_that_misbehaves_gets_a_sentence_and_nothing_comes_in(
    store: Path, fault: Any, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None) if fault is broken else None
    before = (store / "current").read_text()
    with endpoint(DATA, fault) as server, pytest.raises(QueryError, match=words) as error:
        harvested(server.url, LABELS, store, Patience(page=3, timeout=1, pause=0))
    assert len(str(error.value).splitlines()) == 1
    assert (store / "current").read_text() == before
    assert kept(store) == []


def test_a_server_that_is_busy_is_asked_again_after_the_time_it_says(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)

    def busy(number: int) -> Any:
        return (503, {"Content-Type": "text/plain", "Retry-After": "7"}, b"busy") if number == 1 else None

    with endpoint(DATA, busy) as server:
        assert harvested(server.url, LABELS, store).things == {"Place": 5}
    assert 7.0 in slept


def test_no_endpoint_at_all(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(QueryError, match="cannot be reached"):
        harvested("http://127.0.0.1:9/sparql", LABELS, store)
    with pytest.raises(CallError, match="no endpoint"):
        harvested("file:///etc/passwd", LABELS, store)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ASK { ?s ?p ?o }", "gives no triples"),
        ("SELECT ?s WHERE { ?s ?p ?o }", "name the columns"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "does not begin a query"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5", "its own LIMIT"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s", "its own ORDER"),
        ("CONSTRUCT { <a:b> <a:c> <a:d> } WHERE { ?s ?p ?o }", "no variable"),
        ("CONSTRUCT { ?s nowhere:p ?o } WHERE { ?s ?p ?o }", "template"),
        ("CONSTRUCT { ?s ?p ?o WHERE { ?s ?p ?o }", "brace"),
        ("# each code: SELECT ?code { }\nCONSTRUCT { ?s ?p ?code } WHERE { ?s ?p ?code }", "no VALUES"),
    ],
)
def test_a_query_that_cannot_be_paged(text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        paged(text)


def test_the_forms_that_can(store: Path) -> None:
    selects = "SELECT ?subject ?predicate ?object WHERE { ?subject ?predicate ?object . ?subject wdt:P442 ?code }"
    short = "CONSTRUCT WHERE { ?item wdt:P442 ?code ; rdfs:label ?label }"
    nested = "CONSTRUCT { ?i wdt:P442 ?c ; rdfs:label ?l } WHERE { { SELECT * { ?i wdt:P442 ?c } LIMIT 2 } ?i rdfs:label ?l }"
    prologue = "PREFIX wdt: <http://www.wikidata.org/prop/direct/>\n"
    with endpoint(DATA) as server:
        assert harvested(server.url, prologue + selects, store).things == {"Place": 5}
        assert harvested(server.url, prologue + short, store).things == {"Place": 5}
        assert harvested(server.url, prologue + nested, store).things == {"Place": 2}


def test_the_recipe_for_places(store: Path) -> None:
    with endpoint(DATA) as server:
        made = bring(server.url, harvest.read_query("wikidata-places"), store, Patience(page=200, timeout=9, pause=0))
    assert made.things == {"Place": 5}
    assert len(server.asked) > 10, "3,200 codes, 200 at once"
    found = asked(store, """
        SELECT ?label ?code ?above WHERE { GRAPH <https://w3id.org/cixi-kg/graph/dataset/wd> {
          ?item a ck:Place ; rdfs:label ?label ; ck:code ?code OPTIONAL { ?item ck:partOf ?above } } } ORDER BY ?code
        """)  # fmt: skip
    place = "https://w3id.org/cixi-kg/vocab/place/"
    assert found == [
        ("浙江省", "330000", ""), ("宁波市", "330200", place + "330000"), ("宁海县", "330226", place + "330200"),
        ("余姚市", "330281", place + "330200"), ("慈溪市", "330282", place + "330200"),
    ]  # fmt: skip


def test_the_recipe_for_companies_by_name_and_then_by_code(store: Path) -> None:
    with endpoint(DATA) as server:
        made = bring(server.url, harvest.read_query("wikidata-companies-by-name"), store)
    assert made.things == {"Company": 2, "Place": 2}
    seats = "SELECT ?c ?p WHERE { ?x a ck:Company ; ck:locatedIn ?y ; rdfs:label ?c . ?y rdfs:label ?p FILTER(LANG(?p)='zh')"
    seats += " FILTER(STRSTARTS(STR(?x), 'http://www.wikidata.org')) } ORDER BY ?c"
    assert asked(store, seats) == [("余姚市晨光塑料有限公司", "余姚市"), ("宁波远江机械有限公司", "宁波市")]
    assert validate(to_graph(open_store(store).triples())).conforms

    imported.remove("wd", store)
    with endpoint(DATA) as server, pytest.raises(QueryError, match=r"no value for \?code"):
        bring(server.url, harvest.read_query("wikidata-companies-by-code"), store)
    table = store.parent / "firms.csv"
    table.write_text("企业,代码\n余姚市晨光塑料有限公司,91330281MA0000010W\n", encoding="utf-8")
    mapping = store.parent / "firms.toml"
    mapping.write_text('[[thing]]\nclass = "Company"\nname = "{企业}"\ncode = "{代码}"\n', encoding="utf-8")
    from loaders.datasets.mapping import read_mapping

    imported.table(table, read_mapping(mapping), "firms", store)
    with endpoint(DATA) as server:
        made = bring(server.url, harvest.read_query("wikidata-companies-by-code"), store)
    assert made.things == {"Company": 1, "Place": 1}
    assert {relation.object.name for relation in made.facts.relations} == {"余姚市"}


def test_a_recipe_or_file_that_is_not_there() -> None:
    with pytest.raises(CallError, match="wikidata-companies-by-code, wikidata-companies-by-name, wikidata-places"):
        harvest.read_query("wikidata-towns")


def test_errors_are_ours(store: Path) -> None:
    with endpoint(DATA) as server, pytest.raises(CixiError, match="line 1, column"):
        harvested(server.url, "DELETE WHERE { ?s ?p ?o }", store)
