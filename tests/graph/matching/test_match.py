"""Two lists matched: by code, by name, by judgement; the same in both directions and in every order."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.judged import Judgement
from graph.matching.codes import Code, read_code
from graph.matching.features import score
from graph.matching.match import Match, Matching, match
from graph.matching.things import Thing, ready
from ontology.errors import SourceError
from ontology.names import trade_words

USCC = "91330282MA0000000A"
PLACES = ["", "宁波", "慈溪", "苏州", "天台"]
STEMS = ["长青", "启明", "海虹林木", "长青云", "德尔福瑞"]
LINES = ["", "电器", "科技", "水刺布"]
FORMS = ["", "有限公司", "股份有限公司", "集团"]
names = st.tuples(*(st.sampled_from(part) for part in (PLACES, STEMS, LINES, FORMS))).map("".join)
lists = st.lists(names, max_size=12)


def companies(*found: str, **codes: str) -> list[Thing]:
    return [
        Thing(f"{n}", "Company", (name,), (read_code(codes[name], "Company"),) if name in codes else ())
        for n, name in enumerate(found)
    ]


def pairs(found: Matching, verdict: str = "same") -> list[tuple[str, str]]:
    return [(m.left.names[0], m.right.names[0]) for m in found.matches if m.verdict == verdict]


def content(one: Match) -> tuple[str, str, float, str, str]:
    return one.left.id, one.right.id, one.score.value, one.verdict, one.reason


@given(lists, lists)
@settings(max_examples=150, deadline=None)
def test_matching_is_symmetric(left: list[str], right: list[str]) -> None:
    there = {content(m) for m in match(companies(*left), companies(*right)).matches}
    back = {content(m) for m in match(companies(*right), companies(*left)).matches}
    assert there == {(b, a, *rest) for a, b, *rest in back}


@given(lists, lists, st.integers(0, 9))
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_lists_does_not_matter(left: list[str], right: list[str], seed: int) -> None:
    ours, theirs = companies(*left), companies(*right)
    first = match(ours, theirs)
    random.Random(seed).shuffle(ours)
    random.Random(seed + 1).shuffle(theirs)
    assert match(ours, theirs) == first


def test_candidates_are_what_an_all_pairs_comparison_finds() -> None:
    every = ["".join(parts) for parts in itertools.product(PLACES, STEMS, LINES, FORMS)]
    made = random.Random(3).sample(every, 120)
    left, right = companies(*made[:60]), companies(*made[60:])
    found = {(m.left.id, m.right.id) for m in match(left, right).matches}
    brute = {(a.id, b.id) for a in left for b in right if score(ready(a), ready(b)).verdict != "different"}
    assert found == brute


def test_the_same_code_is_one_thing_whatever_the_name() -> None:
    left, right = companies("海虹有限公司", 海虹有限公司=USCC), companies("长青电器", 长青电器=USCC)
    (found,) = match(left, right).matches
    assert (found.verdict, found.reason, found.sure) == ("same", f"the same code {USCC}", True)


def test_two_codes_are_two_things_whatever_the_name() -> None:
    left = companies("长青电器有限公司", 长青电器有限公司=USCC)
    right = companies("长青电器有限公司", 长青电器有限公司="91330282MA0000001D")
    assert match(left, right).matches == ()


def test_a_short_form_of_several_waits_for_a_person() -> None:
    left, right = companies("长青电器"), companies("宁波长青电器有限公司", "苏州长青电器有限公司")
    found = match(left, right)
    assert pairs(found) == []
    assert len(pairs(found, "undecided")) == 2
    assert all("it fits several things" in m.reason for m in found.matches)


def test_several_short_forms_of_one_are_that_one() -> None:
    found = match(companies("长青电器", "宁波长青电器"), companies("宁波长青电器有限公司"))
    assert len(pairs(found)) == 2
    assert not any(m.sure for m in found.matches)


def test_only_things_of_one_class_are_compared() -> None:
    place = Thing("1", "Place", ("慈溪市",))
    assert match([place], [Thing("2", "Company", ("慈溪市",))]).matches == ()
    (found,) = match([place], [Thing("2", "Place", ("浙江省宁波市慈溪市",))]).matches
    assert found.reason == "the same code 330282"


def test_agencies_meet_by_their_usual_short_names() -> None:
    left = Thing("1", "Agency", ("慈溪市经济和信息化局",), (), ("330282",))
    right = Thing("2", "Agency", ("慈溪市经信局",), (), ("330282",))
    assert match([left], [right]).matches[0].verdict == "same"
    elsewhere = Thing("3", "Agency", ("经信局",), (), ("320583",))
    assert match([Thing("1", "Agency", ("经信局",), (), ("330282",))], [elsewhere]).matches[0].verdict == "undecided"


@pytest.mark.parametrize(("verdict", "found"), [("same", "same"), ("undecided", "undecided"), ("different", "")])
def test_a_judgement_counts_more_than_any_feature(verdict: str, found: str) -> None:
    left, right = companies("宁波长青电器有限公司"), companies("宁波长青电器股份有限公司")
    judged = [Judgement("宁波长青电器股份有限公司", "宁波长青电器有限公司", verdict, "li", "2026-01-01", "seen")]
    made = match(left, right, judged).matches
    assert [m.verdict for m in made] == ([found] if found else [])
    assert all(m.method == "judgement" and m.reason == "seen" for m in made)


def test_a_judgement_joins_what_no_key_brings_together() -> None:
    left, right = companies("宁波长青电器有限公司"), companies("海虹控股")
    (made,) = match(left, right, [Judgement("海虹控股", "宁波长青电器有限公司", "same", "li", "", "renamed")]).matches
    assert made.sure


def test_a_later_judgement_takes_an_earlier_one_back() -> None:
    left, right = companies("长青电器"), companies("宁波长青电器有限公司")
    judged = [Judgement("长青电器", "宁波长青电器有限公司", verdict) for verdict in ("different", "same")]
    assert len(match(left, right, judged).matches) == 1
    assert match(left, right, judged[::-1]).matches == ()


def test_a_judgement_on_ids_counts_before_one_on_names() -> None:
    left, right = [Thing("http://a/1", "Company", ("长青电器",))], [Thing("http://b/1", "Company", ("长青电器",))]
    judged = [Judgement("http://a/1", "http://b/1", "different"), Judgement("长青电器", "长青电器", "same")]
    assert match(left, right, judged).matches == ()


def test_a_name_that_too_many_share_is_narrowed() -> None:
    places, lines = ("宁波", "苏州", "杭州", "温州", "台州", "金华", "嘉兴"), sorted(trade_words())[:60]
    left = companies(*(f"{place}长青{line}有限公司" for place in places for line in lines))
    right = companies(*(f"{place}长青{line}股份有限公司" for place in places for line in lines))
    found = match(left, right)
    assert found.compared < len(left) * len(right) / 4
    assert len([m for m in found.matches if m.sure]) == len(left)


def test_what_too_many_share_in_every_way_is_given_up_and_counted() -> None:
    left, right = (companies(*(f"宁波长青{n}{form}" for n in range(0, 300, 2))) for form in ("电器厂", "电器股份公司"))
    same = companies(*["宁波长青电器有限公司"] * 100)
    found = match([*left, *(replace(each, id=f"l{each.id}") for each in same)], right)
    assert found.wide > 0
    assert found.compared < 10_000


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [("330282", "Place", "330282"), ("330282000000", "Place", "330282"), ("330200", "Place", "330200"),
     ("C3857", "Industry", "C3857"), ("3857", "Industry", "C3857"), ("C", "Industry", "C"),
     (f" {USCC.lower()} ", "Company", USCC)],
)  # fmt: skip
def test_a_code_is_written_in_one_way(text: str, kind: str, value: str) -> None:
    assert read_code(text, kind).value == value


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [("91330282MA00000001", "Company", "check digit"), ("12", "Company", "18 characters"), ("999999", "Place", "999999"),
     ("Z9", "Industry", "GB/T 4754"), ("1", "Product", "no official code")],
)  # fmt: skip
def test_a_wrong_code_is_refused_in_a_sentence(text: str, kind: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read_code(text, kind)


def test_codes_are_told_apart_by_scheme() -> None:
    assert Code("uscc", "1") != Code("division", "1")
