"""The view: what is collected, how it is embedded, and that the page asks for nothing outside."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import networkx
import pyoxigraph
import pytest

from graph import gather, naming, paper, rdf, store
from graph.answers import Answer
from graph.view import collect, from_answer, page
from ontology.errors import CallError, QueryError
from ontology.facts import Document, Evidence, Facts, Mention, Ref, Relation

SAMPLE = Path(__file__).with_name("view.trig")
PAGE = Path(paper.__file__).with_name("page")
ID = "https://w3id.org/cixi-kg/id/"
Ask = Callable[[str], Answer]
COMPANY, ZONE = f"{ID}company/明日", f"{ID}platform/东江开发区"


def loaded(folder: Path, lines: list[str]) -> Ask:
    draft = store.Draft(folder)
    draft.load(lines)
    return draft.query


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return [f"{quad} ." for quad in pyoxigraph.parse(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG)]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> Ask:
    return loaded(tmp_path_factory.mktemp("view"), lines)


@pytest.fixture(scope="module")
def html(ask: Ask) -> str:
    return page(collect(ask), "东江 <b>图</b>")


def labels(graph: "networkx.MultiDiGraph[str]") -> set[str]:
    return {node["label"] for node in graph.nodes.values()}


def payload(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_a_node_has_names_class_numbers_and_sentences(ask: Ask) -> None:
    node = collect(ask).nodes[COMPANY]
    assert (node["label"], node["kind"], node["aliases"], node["mentions"]) == (
        "明日甲器有限公司",
        "Company",
        ["明日"],
        2,
    )
    (number,) = node["numbers"]
    assert (number.metric, number.value, number.unit, number.status, number.end) == (
        "产值",
        "12",
        "亿元",
        "Actual",
        "2023-12-31",
    )
    (seen,) = number.evidence
    assert (seen.title, seen.date, seen.text[seen.start : seen.end]) == ("东江的甲器产业", "2024", "12亿元")


def test_a_kind_of_platform_and_a_plain_value(ask: Ask) -> None:
    graph = collect(ask)
    assert graph.nodes[ZONE]["kind"] == "IndustrialPlatform"
    assert graph.nodes[f"{ID}project/一号"]["properties"] == [("end", "2023-12"), ("start", "2021-03")]


def test_an_edge_tells_said_inferred_and_vocabulary(ask: Ask) -> None:
    graph = collect(ask)
    said = graph.edges[COMPANY, ZONE, "locatedIn"]
    assert (said["origin"], said["documents"], len(said["evidence"])) == ("said", 2, 2)
    inferred = graph.edges[COMPANY, f"{ID}industrychain/甲器产业链", "inChain"]
    assert (inferred["origin"], inferred["method"], inferred["confidence"]) == (
        "inferred",
        "chain-from-industry",
        "0.8",
    )
    assert [label for _, label in inferred["premises"]] == ["c1", "c3"]
    vocabulary = "https://w3id.org/cixi-kg/vocab/industry/"
    assert graph.edges[f"{vocabulary}小甲器", f"{vocabulary}甲器", "broader"]["origin"] == "vocabulary"


def test_focus_by_alias_takes_what_is_near(ask: Ask) -> None:
    near = collect(ask, focus="行远新材", depth=1)
    assert labels(near) == {"行远新材料股份有限公司", "长河甲器小镇"}
    assert near.graph["focus"] == [f"{ID}company/行远"]
    assert collect(ask, focus=COMPANY, depth=0).nodes.keys() == {COMPANY}


def test_focus_does_not_count_on_through_a_place(ask: Ask) -> None:
    far = labels(collect(ask, focus="行远", depth=5))
    assert "长河镇" in far
    assert not any("粗体" in label for label in far)


def test_focus_by_a_part_of_the_only_name_that_has_it(ask: Ask) -> None:
    assert collect(ask, focus="甲器小镇", depth=0).graph["focus"] == [f"{ID}platform/长河小镇"]


def test_an_unknown_focus_names_the_nearest(ask: Ask) -> None:
    with pytest.raises(CallError, match="nothing in the graph is called '器'; nearest: 甲器, 小甲器"):
        collect(ask, focus="器")
    with pytest.raises(
        CallError, match="nothing in the graph is called '行远机械股份有限公司'; nearest: 行远新材料股份有限公司"
    ):
        collect(ask, focus="行远机械股份有限公司")


@pytest.mark.parametrize("given", ["Company", "company", "企业"])
def test_classes_by_local_name_or_label(ask: Ask, given: str) -> None:
    assert {node["kind"] for node in collect(ask, classes=[given, "平台"]).nodes.values()} == {
        "Company",
        "IndustrialPlatform",
    }


def test_an_unknown_class_names_the_nearest(ask: Ask) -> None:
    with pytest.raises(CallError, match=r"no class .Compny. can be drawn: .*Company"):
        collect(ask, classes=["Compny"])


def test_a_construct_is_drawn_as_it_is(ask: Ask) -> None:
    query = "PREFIX ck: <https://w3id.org/cixi-kg/ontology#> CONSTRUCT {?p ck:hosts ?c . ?c a ck:Company} WHERE {?c ck:locatedIn ?p . ?p a ck:Platform}"
    graph = from_answer(ask(query), ask)
    assert {(graph.nodes[s]["label"], name, graph.nodes[o]["label"]) for s, o, name in graph.edges(keys=True)} == {
        ("东江经济开发区", "hosts", "明日甲器有限公司"),
        ("长河甲器小镇", "hosts", "行远新材料股份有限公司"),
    }
    assert graph.nodes[COMPANY]["mentions"] == 2


QUERIES = {
    "columns": "SELECT ?subject ?predicate ?object WHERE { ?subject ?predicate ?object FILTER(?predicate = ck:locatedIn && ?subject = ?c) }",
    "pairs": "SELECT ?c ?place WHERE { ?c ck:locatedIn ?place }",
    "labels": "SELECT ?company ?platform ?n WHERE { ?c ck:locatedIn ?p . ?c rdfs:label ?company . ?p rdfs:label ?platform FILTER(LANG(?platform)='zh') BIND(3 AS ?n) }",
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_select_is_drawn_by_columns_pairs_or_labels(ask: Ask, name: str) -> None:
    prefixes = "PREFIX ck: <https://w3id.org/cixi-kg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    graph = from_answer(ask(prefixes + QUERIES[name].replace("&& ?subject = ?c", "")), ask)
    assert graph.edges[COMPANY, ZONE, "locatedIn"]["documents"] == 2


def test_only_the_columns_named_are_drawn(ask: Ask) -> None:
    query = "PREFIX ck: <https://w3id.org/cixi-kg/ontology#> SELECT ?c ?p ?x WHERE { ?c ck:locatedIn ?p ; ck:undertakes ?x }"
    assert set(from_answer(ask(query), ask, ["c", "x"])) == {COMPANY, f"{ID}project/一号"}
    with pytest.raises(QueryError, match="no column 'y': it has c, p, x"):
        from_answer(ask(query), ask, ["y"])


def test_things_without_a_relation_are_joined_by_the_columns_name(ask: Ask) -> None:
    query = f"SELECT ?a ?rival WHERE {{ VALUES (?a ?rival) {{ (<{COMPANY}> <{ID}company/行远>) }} }}"
    assert list(from_answer(ask(query), ask).edges(keys=True)) == [(COMPANY, f"{ID}company/行远", "rival")]


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "SELECT (1 AS ?n) WHERE {}", "SELECT ?s WHERE { ?s ?p ?o } LIMIT 3"]
)
def test_an_answer_without_things_cannot_be_drawn(ask: Ask, query: str) -> None:
    with pytest.raises(QueryError, match="nothing to draw"):
        from_answer(ask(query), ask)


MARKS = [
    ("产值12亿元，利润12亿元。", "12亿元", "，利润", "。", 9),
    ("产值12亿元，利润12亿元。", "12亿元", "产值", "，利润", 2),
    ("a 12 b 12 a 12 b", "12", "", "", None),
    ("上半年产值\n12亿\n元。", "12亿\n元", "产值\n", "。", 5),
    ("没有这个词。", "12亿元", "", "", None),
    ("序号\t企业", "企业", "\t", "", 3),
]


@pytest.mark.parametrize(("sentence", "exact", "prefix", "suffix", "begin"), MARKS)
def test_the_mark_is_where_the_context_fits_best_or_nowhere(
    sentence: str, exact: str, prefix: str, suffix: str, begin: int | None
) -> None:
    text, start, end = gather.mark(sentence, exact, prefix, suffix)
    if begin is None:
        assert (start, end) == (0, 0)
    else:
        assert start == begin
        assert text[start:end] == re.sub(r"\s", "", exact)


def test_the_page_refers_to_nothing_outside(html: str) -> None:
    outside = re.compile(
        r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?\s*(?:https?:)?//|@import|\bimport\s*\(\s*["']"""
    )
    assert not outside.search(html)
    assert "<link" not in html.split("<script", 1)[0]
    assert "default-src 'none'" in html


def test_the_licence_of_vis_network_is_kept(html: str) -> None:
    assert "@copyright (c) 2011-2017 Almende B.V" in html
    assert "Apache 2.0 License" in html
    assert "The MIT License" in html


def test_markup_in_a_title_label_or_sentence_cannot_become_markup(html: str) -> None:
    assert "<title>东江 &lt;b&gt;图&lt;/b&gt;</title>" in html
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("</script>") == 3
    data = payload(html)
    assert "<b>粗体</b> & <script>alert(1)</script>公司" in {thing["label"] for thing in data["things"]}  # type: ignore[attr-defined]


def test_json_is_embedded_so_that_nothing_ends_it() -> None:
    text = paper.embedded({"a": "</script><!-- \u2028 \u2029 & 慈溪"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"a": "</script><!-- \u2028 \u2029 & 慈溪"}


def test_a_mark_in_a_sentence_holds_the_number(html: str) -> None:
    data = payload(html)
    documents, sentences = data["documents"], data["sentences"]
    (number,) = next(t["numbers"] for t in data["things"] if t["label"] == "明日甲器有限公司")  # type: ignore[attr-defined]
    ((sentence, start, end),) = number["evidence"]
    document, text = sentences[sentence]  # type: ignore[index]
    assert text[start:end] == "12亿元"
    assert documents[document] == ["n1", "东江的甲器产业", "2024"]  # type: ignore[index]


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path, lines: list[str], html: str) -> None:
    again = page(collect(loaded(tmp_path, lines[::-1])), "东江 <b>图</b>")
    assert again == html


def test_the_bytes_do_not_hang_on_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib, pyoxigraph; from pathlib import Path; from graph import store; from graph.view import collect, page;"
        "draft = store.Draft(Path(sys.argv[2]));"
        "draft.load(f'{q} .' for q in pyoxigraph.parse(path=sys.argv[1], format=pyoxigraph.RdfFormat.TRIG));"
        "print(hashlib.sha256(page(collect(draft.query), 'x').encode()).hexdigest())"
    )
    root = Path(paper.__file__).parents[1]
    seen = set()
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        run = subprocess.run(
            [sys.executable, "-c", code, str(SAMPLE), str(tmp_path / seed)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}, cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        seen.add(run.stdout)
    assert len(seen) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2"], (
        "pyvis leaves nothing in the working directory"
    )


def test_wrong_calls_say_so(ask: Ask) -> None:
    with pytest.raises(CallError, match="zh or en, not 'de'"):
        page(collect(ask), "x", language="de")
    with pytest.raises(CallError, match="nothing to draw"):
        page(networkx.MultiDiGraph(), "x")


def test_the_light_start_of_the_module_stays_light() -> None:
    code = "import sys, graph.view; print(sorted({'networkx', 'pyvis', 'IPython', 'jinja2', 'pyoxigraph'} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(paper.__file__).parents[1]
    )
    assert run.stdout == "[]\n"


def test_every_word_of_the_page_is_there_in_both_languages() -> None:
    words = tomllib.loads((PAGE / "words.toml").read_text(encoding="utf-8"))
    assert words["zh"].keys() == words["en"].keys()
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(PAGE.glob("*.js")))
    used = set(re.findall(r'(?:\bword|part|section)\("(\w+)"', text))
    used |= set(re.findall(r'data-(?:word|hint)="(\w+)"', (PAGE / "page.html").read_text(encoding="utf-8")))
    assert used <= words["zh"].keys()


def test_colours_can_be_told_from_white() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for name, style in gather.drawing().items():
        assert 1.05 / (light(style["color"]) + 0.05) >= 3, name


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("甲器", ["甲器"]),
        ("东江市某某智能科技股份有限公司", ["东江市某某智能科", "技股份有限公司"]),
        ("年产一百万台智能甲器与两百万套乙材生产线建设项目", ["年产一百万台智能甲", "器与两百万套乙材…"]),
        ("Jia ware of the small kind", ["Jia ware of", "the small kind"]),
    ],
)
def test_labels_wrap_into_two_lines_at_most(label: str, lines: list[str]) -> None:
    assert paper.wrapped(label).split("\n") == lines


@pytest.mark.parametrize(
    ("name", "brief"),
    [
        ("苏州市行远电器股份有限公司", "行远电器"),
        ("浙江行远集团有限公司", "行远"),
        ("苏州公司", "苏州"),
        ("有限公司", "有限公司"),
        ("Yuan Inc.", "Yuan Inc."),
    ],
)
def test_a_companys_name_in_brief(name: str, brief: str) -> None:
    assert paper.brief(name) == brief


def test_what_rdf_writes_is_what_the_view_reads(tmp_path: Path) -> None:
    company, place = Ref("Company", "远山精工有限公司"), Ref("Agency", "东江县经信局", "990002-经信局")
    seen = Evidence(
        "d9", 3, 11, "远山精工有限公司", "据悉，", "由东江县经信局", "据悉，远山精工有限公司由东江县经信局评定。"
    )
    facts = Facts(
        Document("d9", "通报", "2024-05"),
        mentions=(Mention(company, seen, "full-name", 0.9, ("远山精工",)),),
        relations=(Relation(place, "headedBy", company, seen, "apposition", 0.8),),
    )
    graph = collect(loaded(tmp_path, rdf.lines(rdf.statements(facts, naming.Naming()), "d9")))
    node = next(node for node in graph.nodes.values() if node["kind"] == "Company")
    assert (node["label"], node["aliases"]) == ("远山精工有限公司", ["远山精工"])
    assert [(s.title, s.date, s.text[s.start : s.end]) for s in node["evidence"]] == [
        ("通报", "2024-05", "远山精工有限公司")
    ]
    assert [data["origin"] for *_, data in graph.edges(data=True)] == ["said"]
