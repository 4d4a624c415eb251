"""The saved analyses: what they answer, and that they answer the same every time."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from cixi_kg.build import Built
from graph import store
from graph.analyse import ANALYSES, find, run
from graph.answers import XSD, Answer, Rows
from graph.store import Store
from ontology.errors import CallError

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).with_name("view.trig")
ID = "https://w3id.org/cixi-kg/id/"
COMPANY, OTHER, PROGRAM = f"{ID}company/明日", f"{ID}company/行远", f"{ID}program/强链行动"
PRODUCT = f"{ID}product/智能甲器"
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    draft = store.Draft(tmp_path_factory.mktemp("analyse"))
    draft.load(f"{quad} ." for quad in pyoxigraph.parse(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG))
    return draft.query


def cells(answer: Rows) -> list[tuple[str, ...]]:
    return [tuple(cell.value if cell else "" for cell in row) for row in answer]


def test_path_gives_the_relation_and_sentence_of_each_step(ask: Ask) -> None:
    found = cells(run("path", ask, {"from": [PROGRAM], "to": [PRODUCT]}))
    sentence = "明日生产智能甲器。"
    assert found == [
        ("1", "强链行动", "面向", "甲器产业链", "原文", "强链行动面向甲器产业链。", "东江市制造业规划"),
        ("2", "甲器产业链", "^所属产业链", "明日甲器有限公司", "推断", sentence, "东江的甲器产业"),
        ("3", "明日甲器有限公司", "生产", "智能甲器", "原文", sentence, "东江的甲器产业"),
    ]


def test_path_shows_the_newest_sentence(ask: Ask) -> None:
    (step,) = cells(run("path", ask, {"from": [COMPANY], "to": [f"{ID}platform/东江开发区"]}))
    assert step[5:] == ("位于东江经济开发区的明日，去年产值12亿元。", "东江的甲器产业")


def test_path_leads_over_places_only_if_asked(ask: Ask) -> None:
    ends = {"from": [OTHER], "to": [f"{ID}company/markup"]}
    with pytest.raises(CallError, match=r"no path of these relations joins .* -p without=none leads through every"):
        run("path", ask, ends)
    found = cells(run("path", ask, ends | {"without": ["none"]}))
    assert [step[2] for step in found] == ["位于", "属于", "^位于"]
    to_place = cells(run("path", ask, {"from": [OTHER], "to": ["https://w3id.org/cixi-kg/vocab/place/990001101"]}))
    assert [step[3] for step in to_place] == ["长河甲器小镇", "长河镇"]


def test_path_takes_names_as_the_caller_reads_them(ask: Ask) -> None:
    names = {"明日": COMPANY, "智能甲器": PRODUCT}
    assert len(cells(run("path", ask, {"from": ["明日"], "to": ["智能甲器"]}, names.__getitem__))) == 1


def test_communities_are_listed_from_the_largest(ask: Ask) -> None:
    answer = run("communities", ask, {"members": ["3"]})
    found = cells(answer)
    assert [row[0] for row in found] == [str(number) for number in range(1, len(found) + 1)]
    sizes = [int(row[1]) for row in found]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= 3
    assert all(len(row[5].split(" / ")) == 3 for row in found)
    assert any("明日甲器有限公司" in row[5] and "企业1" in row[4] for row in found)


def test_centrality_ranks_by_degree_or_betweenness(ask: Ask) -> None:
    by_degree = cells(run("centrality", ask, {}))
    assert by_degree[0][1:4] == ("明日甲器有限公司", "企业", "5")
    degrees = [int(row[3]) for row in by_degree]
    assert degrees == sorted(degrees, reverse=True)
    between = [float(row[4]) for row in cells(run("centrality", ask, {"by": ["betweenness"]}))]
    assert between == sorted(between, reverse=True)


def test_centrality_lists_classes_but_counts_in_the_whole(ask: Ask) -> None:
    everything = {row[1]: row[3:] for row in cells(run("centrality", ask, {}))}
    companies = cells(run("centrality", ask, {"class": ["企业"]}))
    assert {row[2] for row in companies} == {"企业"}
    assert all(everything[row[1]] == row[3:] for row in companies)
    assert len(cells(run("centrality", ask, {"top": ["2"]}))) == 2


def test_numbers_are_numbers(ask: Ask) -> None:
    first = next(iter(run("centrality", ask, {})))
    assert [cell.datatype.removeprefix(XSD) for cell in first if cell] == [
        "integer",
        "",
        "",
        "integer",
        "decimal",
        "integer",
    ]
    assert first[1]
    assert first[1].language == "zh"


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("paths", {}, "there is no analysis 'paths': one of communities, centrality, path"),
        ("path", {}, "path needs from"),
        ("path", {"from": [COMPANY], "to": [" "]}, "path needs to"),
        ("path", {"from": [COMPANY], "to": [COMPANY]}, "the same thing: 明日甲器有限公司"),
        ("path", {"from": [COMPANY], "to": ["urn:x"]}, "to='urn:x' has none of these relations"),
        ("path", {"from": [COMPANY, OTHER], "to": [PROGRAM]}, "from takes one value, not 2"),
        ("centrality", {"by": ["rank"]}, "by='rank' is no measure"),
        ("centrality", {"top": ["0"]}, "top='0' is no whole number"),
        ("centrality", {"top": ["-3"]}, "top='-3' is no whole number"),
        ("centrality", {"top": ["9" * 5000]}, "is no whole number"),
        ("centrality", {"class": ["Firm"]}, "no class 'Firm'"),
        ("centrality", {"inferred": ["perhaps"]}, "inferred='perhaps' is neither yes nor no"),
        ("communities", {"resolution": ["0"]}, "no number above 0"),
        ("communities", {"resolution": ["nan"]}, "no number above 0"),
        ("communities", {"resolution": ["多"]}, "no number above 0"),
        ("communities", {"size": ["3"]}, "communities has no parameter 'size'; it has resolution, "),
        ("communities", {"without": ["Plaice"]}, "no class 'Plaice'; the nearest are Place"),
        ("communities", {"relation": ["loves"]}, "no relation 'loves'"),
    ],
)
def test_a_wrong_call_gets_a_sentence(ask: Ask, name: str, given: dict[str, list[str]], words: str) -> None:
    with pytest.raises(CallError, match=words):
        run(name, ask, given)


@pytest.mark.parametrize("name", ANALYSES)
def test_an_analysis_says_what_it_is(name: str) -> None:
    analysis = find(name)
    texts = [analysis.title, *analysis.columns.values(), *(each.meaning for each in analysis.parameters)]
    assert all(zh and en and en.isascii() for zh, en in texts)
    assert list(analysis.headings()) == list(analysis.headings("en")) == list(analysis.columns)
    assert analysis.rows.__doc__


def test_the_bundled_graph_has_communities_and_a_middle(graph: Store) -> None:
    groups = cells(run("communities", graph.query, {}))
    assert len(groups) > 5
    assert any(int(row[2]) > 2 * int(row[3]) for row in groups)
    assert cells(run("centrality", graph.query, {"top": ["1"]}))[0][1:3] == ("慈溪市", "地区")


@pytest.mark.parametrize("call", ["'communities', {}", "'centrality', {'by': ['betweenness'], 'top': ['500']}"])
def test_every_process_gives_the_same(bundled_store: tuple[Path, Built], call: str) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.analyse import run; from graph.store import open_store\n"
        f"print(list(run({call.partition(',')[0]}, open_store(Path(sys.argv[1])).query, {call.partition(',')[2]})))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(bundled_store[0])],
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(printed) == 1


def test_betweenness_of_many_things_is_estimated_the_same_way_each_time(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = cells(run("centrality", ask, {}))
    monkeypatch.setattr("graph.analyse._MANY", 5)
    monkeypatch.setattr("graph.analyse._SAMPLE", 4)
    estimated = [cells(run("centrality", ask, {})) for _ in range(2)]
    assert estimated[0] == estimated[1] != exact
    assert {row[1]: row[3] for row in estimated[0]} == {row[1]: row[3] for row in exact}
