import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import httpx
import pyoxigraph
import pytest

from cixi_kg.web.annotated import Span, segments, sentence_around
from cixi_kg.web.chart import Point, chart
from cixi_kg.web.limits import Limits
from cixi_kg.web.saved_tasks import RESERVED
from graph.store import Draft, building
from ontology import iris
from queries.saved import saved

PLACES = (
    "/",
    "/search?q=慈溪",
    "/search?class=Company",
    "/documents",
    "/queries",
    "/ontology",
    "/api",
    "/editor",
    "/vocab/place/330282",
    "/vocab/unit",
)
COMPANY = "/id/company/公牛集团股份有限公司"
VOID = {"meta", "link", "input", "br", "img", "hr", "circle", "rect", "line", "polyline"}


class Checker(HTMLParser):
    """Reads a page strictly: what is opened is closed, no id stands twice, and there is nothing a script could be in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert not [name for name in found if name.startswith("on") or name == "style"], found
        if tag == "script":
            self.scripts.append(found)
        if "id" in found:
            self.ids.append(found["id"] or "")
        for name in ("href", "src", "action"):
            if name in found:
                self.links.append(found[name] or "")
        if tag not in VOID and tag not in ("option", "li", "p", "tr", "td", "th"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and tag not in ("option", "li", "p", "tr", "td", "th"):
            assert self.open.pop() == tag


def checked(client: httpx.Client, path: str, **options: Any) -> str:
    answer = client.get(path, headers={"Accept": "text/html", **options.pop("headers", {})}, **options)
    assert answer.status_code == 200, answer.text[:300]
    page = Checker()
    page.feed(answer.text)
    assert not page.open
    assert len(page.ids) == len(set(page.ids)), path
    assert not [link for link in page.links if link.startswith(("javascript:", "data:", "//"))]
    assert page.scripts == [] or path.startswith("/editor")
    return answer.text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PLACES)
def test_every_page_is_sound_in_both_languages(client: httpx.Client, path: str, language: str) -> None:
    page = checked(client, path, headers={"Accept-Language": language})
    assert f'<html lang="{language}">' in page


def test_the_language_may_be_chosen_and_is_kept(base: str) -> None:
    with httpx.Client(base_url=base, headers={"Accept-Language": "zh", "Accept": "text/html"}) as client:
        assert '<html lang="zh">' in client.get("/documents").text
        assert '<html lang="en">' in client.get("/documents?lang=en").text
        assert '<html lang="en">' in client.get("/queries").text
        assert '<html lang="en">' in client.get("/queries?lang=fr").text


def test_search(client: httpx.Client) -> None:
    assert COMPANY.rpartition("/")[2] in checked(client, "/search?q=公牛")
    found = checked(client, "/search?q=慈溪")
    assert found.index(">慈溪市</a>") < found.index("慈溪市") + 200
    assert "<li>" not in checked(client, "/search?q=").partition("<main")[2].replace("<li><a rel", "")
    nearest = checked(client, "/search?q=公牛集团股份有限公司分公司").partition("hits")[2]
    assert "公牛集团股份有限公司" in nearest
    assert checked(client, "/search?q=" + "x" * 5000)


def test_what_the_start_page_counts_can_be_listed(client: httpx.Client) -> None:
    tiles = re.findall(r'href="(/search\?class=\w+)"><b>([\d,]+)</b>', checked(client, "/"))
    assert len(tiles) >= 5
    for link, count in tiles:
        assert f'<span class="count">{count}</span>' in checked(client, link), link


def test_a_thing_in_every_format(client: httpx.Client) -> None:
    page = checked(client, COMPANY)
    for said in ("公牛集团股份有限公司", "位于", "<blockquote>", "id/document/"):
        assert said in page
    found = []
    for suffix, media in (
        (".ttl", "text/turtle"),
        (".nt", "application/n-triples"),
        (".jsonld", "application/ld+json"),
        (".rdf", "application/rdf+xml"),
    ):
        by_suffix, by_accept = client.get(COMPANY + suffix), client.get(COMPANY, headers={"Accept": media})
        assert by_suffix.content == by_accept.content
        assert by_accept.headers["content-type"].partition(";")[0] == media
        found.append(set(pyoxigraph.parse(by_accept.content, pyoxigraph.RdfFormat.from_media_type(media))))
    assert found[0] == found[1] == found[2] == found[3]
    assert any(triple.subject.value == iris.BASE + COMPANY[1:] for triple in found[0])


def test_an_unknown_thing_names_the_nearest(client: httpx.Client) -> None:
    path = "/id/company/公牛集团"
    assert "公牛集团股份有限公司" in client.get(path, headers={"Accept": "text/html"}).text
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert client.get(path, headers={"Accept": "text/turtle"}).status_code == 404


def test_inferred_relations_are_marked_with_their_premises(client: httpx.Client) -> None:
    query = "PREFIX ck: <https://w3id.org/cixi-kg/ontology#> SELECT ?s WHERE { GRAPH <https://w3id.org/cixi-kg/graph/inferred> { ?s ck:locatedIn ?o } } ORDER BY ?s LIMIT 1"
    iri = client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["s"]["value"]
    page = checked(client, iri.removeprefix(iris.BASE.rstrip("/")))
    assert 'class="inferred"' in page
    assert 'class="premises"' in page


def test_numbers_have_their_sentence_one_click_away(client: httpx.Client) -> None:
    page = checked(client, "/vocab/place/330282")
    sources = re.findall(r'<a class="source" href="([^"]+)" title="([^"]+)"', page)
    assert len(sources) > 100
    assert "<svg" in page
    link = sources[0][0]
    document = checked(client, link)
    start, end = map(int, re.findall(r"at=(\d+)-(\d+)", link)[0])
    assert f'id="o{start}"' in document
    marked = "".join(re.findall(r'<mark class="exact">(?:<[^>]+>)*([^<]*)', document))
    assert marked
    assert len(marked) == end - start
    assert f'href="#o{start}"' in document


def test_every_internal_link_of_some_pages_leads_somewhere(client: httpx.Client) -> None:
    seen: set[str] = set()
    for path in ("/", COMPANY, "/documents", "/queries/companies-in-industry"):
        page = Checker()
        page.feed(client.get(path, headers={"Accept": "text/html"}).text)
        seen |= {urljoin(path, link).partition("#")[0] for link in page.links if link.startswith("/")}
    for link in sorted(seen)[:150]:
        assert client.get(link, headers={"Accept": "text/html"}).status_code == 200, link


@pytest.mark.parametrize("name", [query.name for query in saved()])
def test_every_saved_query_has_its_form_and_its_answer(client: httpx.Client, name: str) -> None:
    page = checked(client, f"/queries/{name}")
    assert '<table class="answer">' in page
    answer = client.get(f"/queries/{name}", headers={"Accept": "application/json"})
    assert answer.status_code == 200
    json.loads(answer.text)


def test_parameters_of_saved_queries_leave_room_for_those_of_the_page() -> None:
    for query in saved():
        assert not {each.name for each in query.parameters} & set(RESERVED), query.name


def test_a_saved_query_by_suffix_and_by_accept(client: httpx.Client) -> None:
    path, given = "/queries/companies-in-industry", {"industry": "照明"}
    for suffix, media in (
        ("json", "application/sparql-results+json"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("xml", "application/sparql-results+xml"),
        ("md", "text/markdown"),
    ):
        answer = client.get(f"{path}.{suffix}", params=given)
        assert answer.headers["content-type"].partition(";")[0] == media
        assert answer.text == client.get(path, params=given, headers={"Accept": media}).text
        assert "公牛" in answer.text
    assert client.get(f"{path}.exe").status_code == 404
    assert client.get(f"{path}.ttl").status_code == 406


def test_paging_by_link(client: httpx.Client) -> None:
    whole = client.get("/queries/metrics.csv").text.splitlines()
    path, rows = "/queries/metrics.csv?limit=100", []
    for _ in range(20):
        answer = client.get(path)
        rows += answer.text.splitlines()[1:]
        if "next" not in answer.links:
            break
        path = answer.links["next"]["url"]
    assert rows == whole[1:]
    assert {"first", "prev"} <= set(answer.links)


def test_wrong_values_name_what_is_nearest(client: httpx.Client) -> None:
    for accept in ("text/html", "application/json"):
        answer = client.get(
            "/queries/companies-in-industry", params={"industry": "智能家点"}, headers={"Accept": accept}
        )
        assert answer.status_code == 400
        assert "智能家电" in answer.text
    assert client.get("/queries/companies-in-industry.csv", params={"nonsense": "1"}).status_code == 400
    unknown = client.get("/queries/companies-in-industri")
    assert unknown.status_code == 404
    assert "companies-in-industry" in unknown.text


def test_openapi(client: httpx.Client) -> None:
    found = client.get("/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert {f"/queries/{query.name}" for query in saved()} <= set(found["paths"])
    references = re.findall(r'"\$ref": "#/([^"]+)"', client.get("/openapi.json").text)
    for reference in set(references):
        place = found
        for step in reference.split("/"):
            place = place[step]
    for path, operations in found["paths"].items():
        for operation in operations.values():
            assert "200" in operation["responses"], path
            assert all(parameter["in"] == "query" for parameter in operation.get("parameters", []))


def test_named_graphs_are_at_their_iris(client: httpx.Client) -> None:
    answer = client.get("/graph/inferred", headers={"Accept": "application/n-triples"})
    assert len(list(pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.N_TRIPLES))) > 100
    assert client.get("/graph/nothing").status_code == 404


def test_labels_from_documents_are_text_and_never_markup(tmp_path: Path, serving: Any) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;{{7*7}}"
    label = json.dumps(evil, ensure_ascii=False)
    ck, rdfs, rdf = iris.CK, "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    thing, document = iris.BASE + "id/company/evil", iris.BASE + "id/document/evil"
    lines = [
        f"<{thing}> <{rdf}type> <{ck}Company> <a:g> .",
        f"<{thing}> <{rdfs}label> {label}@zh <a:g> .",
        f"<{thing}> <{ck}note> {label}@zh <a:g> .",
        f"<{thing}> <http://www.w3.org/2004/02/skos/core#exactMatch> <javascript:alert(3)> <a:g> .",
        f"<{document}> <{rdf}type> <{ck}Document> <a:g> .",
        f"<{document}> <http://purl.org/dc/terms/title> {label}@zh <a:g> .",
        f"<{document}> <{rdfs}label> {label}@zh <a:g> .",
    ]
    with building(tmp_path / "store") as generation:
        draft = Draft(generation)
        draft.load(lines)
        draft.close()
    with (
        serving(tmp_path / "store", Limits(query_workers=1, page_workers=1)) as base,
        httpx.Client(base_url=base, timeout=30) as client,
    ):
        for path in (
            "/",
            "/search?q=script",
            "/search?q=" + quote(evil),
            "/documents",
            "/id/company/evil",
            "/id/document/evil",
            "/id/company/" + quote(evil),
            "/editor?query=" + quote(evil),
            "/?lang=" + quote(evil),
            "/vocab/" + quote("<svg onload=alert(1)>"),
        ):
            answer = client.get(path, headers={"Accept": "text/html"})
            assert answer.status_code in (200, 404)
            assert not re.search(r"<img|<script>|<svg onload|[^{]7\*7 =|>49<", answer.text), path
            page = Checker()
            page.feed(answer.text)
            assert not [link for link in page.links if link.startswith("javascript:")]
        query = {"query": "SELECT * WHERE { ?s ?p ?o }"}
        assert "<img" not in client.get("/sparql", params=query, headers={"Accept": "text/html"}).text


def test_the_pieces_of_a_text_are_the_text() -> None:
    text = "甲乙丙丁戊己"
    spans = [
        Span(0, 3, "a"),
        Span(1, 2, "b"),
        Span(5, 6, "c"),
        Span(4, 6, iris.BASE + "id/statement/x"),
        Span(5, 99, "d"),
    ]
    found = segments(text, spans, (1, 4))
    assert "".join(piece.text for piece in found) == text
    assert [(piece.text, piece.about) for piece in found] == [
        ("甲", "a"),
        ("乙", "b"),
        ("丙", "a"),
        ("丁", ""),
        ("戊", ""),
        ("己", "c"),
    ]
    assert "".join(piece.text for piece in found if piece.mark) == text[1:4]
    assert {piece.start for piece in found if piece.anchor} == {0, 1, 4, 5}
    assert segments("", [], None) == []


def test_a_line_needs_two_moments() -> None:
    from datetime import date
    from decimal import Decimal

    points = [
        Point(date(2020, 12, 31), Decimal(-5), "actual", "2020"),
        Point(date(2025, 12, 31), Decimal(10), "target", "2025"),
    ]
    drawn = chart("x", "%", points)
    assert drawn
    assert [kind for kind, _ in drawn.lines] == ["target"]
    assert all(0 <= mark.x <= drawn.width and 0 <= mark.y <= drawn.height for mark in drawn.marks)
    assert chart("x", "%", points[:1] * 2) is None


@pytest.mark.parametrize(
    ("marked", "sentence", "around"),
    [
        ((6, 8), "丙丁。", (5, 8)),
        ((1, 2), "甲乙。", (0, 3)),
        ((5, 6), "甲乙。", None),
        ((0, 1), "不在", None),
        ((0, 1), "", None),
    ],
)
def test_a_sentence_is_highlighted_where_it_stands(
    marked: tuple[int, int], sentence: str, around: tuple[int, int] | None
) -> None:
    text = "甲乙。丙丁丙丁。甲乙。"
    assert sentence_around(text, marked, sentence) == around
    found = segments(text, [], marked, around)
    assert "".join(piece.text for piece in found) == text
    assert "".join(piece.text for piece in found if piece.mark == "exact") == text[slice(*marked)]
