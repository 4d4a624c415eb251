"""The features company names are compared by: explained, alike in both orders, and good enough on the labelled pairs."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.compare import COMPANY, Feature, Hit, compare_companies, fold, threshold
from ontology.names import folded, former_names
from ontology.readings import Company, area_code, company, near

ROOT = Path(__file__).parents[2]
PAIRS: list[list[str]] = tomllib.loads((ROOT / "tests/cases/company_pairs.toml").read_text(encoding="utf-8"))["pairs"]
PARTS = (
    ["", "宁波", "慈溪市", "浙江省宁波市", "苏州", "天台"],
    ["长青", "长青云", "启明", "海虹林木", "第一"],
    ["", "电器", "环境电器", "科技", "水刺布"],
    ["", "有限公司", "股份有限公司", "集团", "厂", "（苏州）有限公司", "有限公司宁波分公司"],
)
names = st.tuples(*(st.sampled_from(part) for part in PARTS)).map("".join)
areas = st.sampled_from([(), ("330282",), ("320500",)])


def sides(row: list[str]) -> tuple[Company, Company]:
    places = (tuple(filter(None, (area_code(row[1]),))), tuple(filter(None, (area_code(row[3]),))))
    return company(row[0], places[0]), company(row[2], places[1])


@given(names, names, areas, areas)
@settings(max_examples=300, deadline=None)
def test_a_score_is_the_same_in_both_orders(
    left: str, right: str, here: tuple[str, ...], there: tuple[str, ...]
) -> None:
    a, b = company(left, here), company(right, there)
    assert compare_companies(a, b) == compare_companies(b, a)
    assert 0 <= compare_companies(a, b).value <= 1


@given(names)
@settings(max_examples=100, deadline=None)
def test_a_name_is_itself(name: str) -> None:
    assert compare_companies(company(name), company(name)).verdict == "same"


@given(st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None)
def test_any_text_can_be_compared(left: str, right: str) -> None:
    compare_companies(company(left), company(right))


@given(names)
@settings(deadline=None)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("寧波長青電器有限公司", "宁波长青电器有限公司"),
        ("宁波ＨＤＱ电器(集团)有限公司", "宁波HDQ电器（集团）有限公司"),
        ("12.宁波长青电器有限公司。", "宁波长青电器有限公司"),
        ("宁波“长青”电器有限公司 Changqing Co., Ltd.", "宁波长青电器有限公司"),
        ("宁波长青电器有限公可", "宁波长青电器有限公司"),
        ("宁波长青电器限公司", "宁波长青电器有限公司"),
        ("宁波长青电器有限公司", "宁波长青电器有限公司"),
        ("宁波长青电器有限公司余姚分公司", "宁波长青电器有限公司余姚分公司"),
        ("3D打印科技有限公司", "3D打印科技有限公司"),
    ],
)
def test_what_surrounds_a_name_or_only_writes_it_otherwise_is_folded(written: str, plain: str) -> None:
    assert folded(written) == plain


def test_a_former_name_in_brackets_is_a_name_of_its_own() -> None:
    name = "宁波海虹电器有限公司（原名：宁波长青电器有限公司）"
    assert folded(name) == "宁波海虹电器有限公司"
    assert former_names(name) == ("宁波长青电器有限公司",)
    assert former_names("宁波海虹电器有限公司（集团）") == ()


def test_the_beginning_of_a_name_may_be_read_in_two_ways() -> None:
    other = company("长兴电器").other
    assert other
    assert (other.parts.place, other.parts.trade_name) == ("", "长兴")
    placed = company("天台启明电器有限公司").other
    assert placed
    assert (placed.parts.place, placed.areas) == ("天台", ("331023",))
    assert company("启明电器").other is None


def test_places_are_near_where_one_lies_in_the_other() -> None:
    assert near(("330282",), ("330200",)) is True
    assert near(("330282",), ("330281",)) is False
    assert near((), ("330281",)) is None


def test_every_feature_is_documented_and_weighs_something() -> None:
    assert all(feature.function.__doc__ and feature.weight for feature in COMPANY)
    assert len({feature.name for feature in COMPANY}) == len(COMPANY)

    def silent(one: Company, other: Company) -> Hit:
        return None

    with pytest.raises(ValueError, match="silent needs a docstring"):
        Feature(silent, 0.5)


def test_a_score_is_the_best_that_speaks_for_it_less_what_speaks_against() -> None:
    a, b = company("宁波长青电器有限公司"), company("苏州长青电器有限公司")
    score = fold(COMPANY, a, b)
    assert [part.feature for part in score.parts] == ["same_registered_name", "other_place"]
    assert score.value == pytest.approx(sum(part.points for part in score.parts))
    assert "宁波, 苏州" in score.reason


def test_thresholds_are_in_order() -> None:
    assert threshold("exact") > threshold("same") > threshold("maybe") > 0


@pytest.mark.parametrize("part", ["look", "measure"])
def test_the_labelled_pairs_are_told_well_enough(part: str) -> None:
    from graph.matching.features import score
    from graph.matching.things import Thing, ready

    count: Counter[tuple[str, str]] = Counter()
    for row in PAIRS:
        if row[6] == part:
            found = [
                ready(Thing(name, "Company", (name,), (), tuple(filter(None, (area_code(place),)))))
                for name, place in ((row[0], row[1]), (row[2], row[3]))
            ]
            assert score(*found) == score(*reversed(found))
            count[row[4], score(*found).verdict] += 1
    same = sum(n for (label, _), n in count.items() if label == "same")
    taken = count["same", "same"] + count["different", "same"]
    assert same > 200
    assert count["same", "same"] / taken >= 0.99
    assert count["same", "same"] / same >= 0.90


def test_the_labelled_pairs_are_many_distinct_and_of_both_kinds() -> None:
    assert len(PAIRS) == len({(row[0], row[2]) for row in PAIRS}) >= 400
    assert {row[4] for row in PAIRS} == {"same", "different"}
    assert min(Counter(row[5] for row in PAIRS).values()) >= 12
