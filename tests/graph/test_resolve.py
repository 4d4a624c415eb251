"""Which names mean one thing over documents: what is merged, what stays two, and that neither order nor size matters."""

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.judged import JUDGEMENTS, Judgement, judgements
from graph.resolve import Resolution, resolve
from ontology import iris
from ontology.compare import same_company
from ontology.errors import GraphError
from ontology.facts import Attribute, Document, Evidence, Facts, Mention, Ref
from ontology.names import split_company

HERE, THERE = Ref("Place", "临海市", "331082"), Ref("Place", "昆山市", "320583")


def document(name: str, date: str, area: Ref | None, *refs: Ref) -> Facts:
    evidence = Evidence(name, 0, 1, "x", "", "", "x")
    mentions = tuple(Mention(ref, evidence, "test", 1.0) for ref in refs)
    return Facts(Document(name, "", date, area), mentions)


def company(name: str, area: str = "") -> Ref:
    return Ref("Company", name, f"{area}-{name}" if area else "")


def means(found: Resolution, ref: Ref) -> str:
    return found.canonical.get(ref, ref).name


def test_a_later_legal_form_is_the_same_company_and_names_it() -> None:
    old, new = company("宁波长青电器有限公司"), company("宁波长青电器股份有限公司")
    found = resolve([document("a", "2022", HERE, old), document("b", "2025", HERE, new)])
    assert means(found, old) == "宁波长青电器股份有限公司"
    assert found.aliases[new] == ("宁波长青电器有限公司",)


def test_a_short_name_means_the_only_full_name_of_its_area() -> None:
    full, short = company("宁波长青电器有限公司"), company("长青电器", "331082")
    found = resolve([document("a", "2022", HERE, full), document("b", "2025", HERE, short)])
    assert means(found, short) == full.name


def test_a_short_name_of_several_stays_and_is_a_candidate() -> None:
    one, other, short = company("宁波长青电器有限公司"), company("苏州长青药业有限公司"), company("长青", "331082")
    found = resolve([document("a", "2022", HERE, one, other, short)])
    assert means(found, short) == "长青"
    assert {each[2] for each in found.candidates} == {"the short form of several full names"}


def test_short_names_do_not_bring_two_full_names_together() -> None:
    one, other = company("宁波长青有限公司"), company("长青环境电器有限公司")
    shorts = (company("长青", "331082"), company("长青环境电器"), company("宁波长青", "320583"))
    found = resolve([
        document("a", "2022", HERE, other, shorts[0]), document("b", "2022", None, shorts[1]), document("c", "2022", THERE, one, shorts[2]),
    ])  # fmt: skip
    assert means(found, one) == one.name
    assert means(found, other) == other.name


def test_a_short_name_of_another_area_is_only_a_candidate() -> None:
    full, short = company("宁波长青电器有限公司"), company("长青电器", "320583")
    found = resolve([document("a", "2022", HERE, full), document("b", "2025", THERE, short)])
    assert means(found, short) == "长青电器"
    assert len(found.candidates) == 1


def test_alike_names_of_two_companies_stay_two() -> None:
    one, other = company("宁波长青电器有限公司"), company("宁波长青药业有限公司")
    found = resolve([document("a", "2022", HERE, one, other)])
    assert found == Resolution()


def test_another_line_of_business_is_a_candidate() -> None:
    full, short = company("宁波长青环境电器有限公司"), company("长青储能", "331082")
    found = resolve([document("a", "2022", HERE, full, short)])
    assert means(found, short) == "长青储能"
    assert len(found.candidates) == 1


def test_one_key_is_one_platform_whatever_its_kind() -> None:
    zone = Ref("IndustrialPlatform", "临海滨江经济开发区", "331082-滨江经济开发区")
    short = Ref("Platform", "滨江经济开发区", "331082-滨江经济开发区")
    found = resolve([document("a", "2022", HERE, zone), document("b", "2025", HERE, short)])
    assert found.canonical == {short: zone}


def test_a_body_meets_its_short_name() -> None:
    full = Ref("Agency", "临海市经济和信息化局", "331082-经济和信息化局")
    short = Ref("Agency", "临海市经信局", "331082-经信局")
    found = resolve([document("a", "2022", HERE, full), document("b", "2025", HERE, short)])
    assert means(found, short) == full.name


def test_a_program_meets_itself_under_another_class() -> None:
    one = Ref("Program", "“投资攻坚年”行动", "331082-“投资攻坚年”行动")
    other = Ref("Program", "“投资攻坚年”活动", "331082-“投资攻坚年”活动")
    found = resolve([document("a", "2022", HERE, one, one), document("b", "2025", HERE, other)])
    assert len({means(found, one), means(found, other)}) == 1


def test_an_industry_meets_itself_with_another_ending() -> None:
    one, other = Ref("Industry", "减压阀产业"), Ref("Industry", "减压阀行业")
    found = resolve([document("a", "2022", HERE, one), document("b", "2025", HERE, other)])
    assert len({means(found, one), means(found, other)}) == 1


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [
        document("a", "2022", HERE, company("宁波长青电器有限公司"), company("长青", "331082")),
        document("b", "2025", HERE, company("宁波长青电器股份有限公司")),
        document("c", "2023", THERE, company("长青电器", "320583"), company("苏州长青药业有限公司")),
        document("d", "", None, company("长青")),
    ]
    first = resolve(documents)
    assert all(resolve(order) == first for order in itertools.permutations(documents))


def test_judgements_count_more_than_rules() -> None:
    full, short = company("宁波长青电器有限公司"), company("长青电器", "331082")
    documents = [document("a", "2022", HERE, full, short)]
    apart = Judgement(full.name, short.name, "different", "xy", "2026-01-01", "two houses")
    assert means(resolve(documents, [apart]), short) == short.name
    doubt = Judgement(full.name, short.name, "undecided", "xy", "2026-01-01", "not clear")
    found = resolve(documents, [doubt])
    assert found.canonical == {}
    assert [each[2] for each in found.candidates] == ["not clear"]


def test_a_judgement_joins_what_no_rule_compares() -> None:
    one, other = company("宁波长青电器有限公司"), company("海虹电器有限公司")
    same = Judgement(one.name, other.name, "same", "xy", "2026-01-01", "renamed in 2020")
    found = resolve([document("a", "2022", HERE, one), document("b", "2025", HERE, other)], [same])
    assert means(found, one) == other.name


def test_different_keeps_a_pair_apart_that_a_third_would_join() -> None:
    old, new, short = (
        company("宁波长青电器有限公司"),
        company("宁波长青电器股份有限公司"),
        company("长青电器", "331082"),
    )
    apart = Judgement(new.name, short.name, "different", "xy", "2026-01-01", "")
    found = resolve([document("a", "2022", HERE, old, new, short)], [apart])
    assert means(found, short) != means(found, new)


def test_the_judgements_of_the_project_can_be_read() -> None:
    assert all(each.verdict for each in judgements(JUDGEMENTS))


def test_a_broken_judgement_is_named(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    path.write_text("left\tright\tverdict\twho\twhen\twhy\nA\tB\tmaybe\tx\t2026\t\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"judgements\.tsv line 2"):
        judgements(path)


def test_many_companies_of_one_trade_name_are_no_trouble() -> None:
    refs = [company(f"长青第{i}电器有限公司") for i in range(4000)] + [
        company(f"名{i}号电器有限公司") for i in range(4000)
    ]
    begin = time.perf_counter()
    resolve([document("a", "2022", HERE, *refs)])
    assert time.perf_counter() - begin < 5


PARTS = (
    ["", "宁波", "慈溪市", "苏州"],
    ["长青", "启明", "长青云"],
    ["", "电器", "环境电器", "科技", "水刺布"],
    ["", "有限公司", "股份有限公司", "集团", "集团有限公司", "有限公司余姚分公司"],
)
NAMES = st.tuples(*(st.sampled_from(part) for part in PARTS)).map("".join)
SEEN = st.lists(st.tuples(NAMES, st.sampled_from([HERE, THERE, None]), st.sampled_from(["2022", "2025"])), max_size=14)


def documents(seen: list[tuple[str, Ref | None, str]]) -> list[Facts]:
    return [document(str(n), date, area, company(name)) for n, (name, area, date) in enumerate(seen)]


@given(SEEN)
@settings(max_examples=300, deadline=None)
def test_two_full_names_are_one_company_only_by_a_rule_that_says_why(seen: list[tuple[str, Ref | None, str]]) -> None:
    found = resolve(documents(seen))
    full = sorted({name for name, _, _ in seen if split_company(name).full})
    for left, right in itertools.combinations(full, 2):
        if means(found, company(left)) == means(found, company(right)):
            verdict = same_company(left, right)
            assert verdict.verdict == "same", (left, right)
            assert verdict.reason


@given(SEEN, st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["same", "different", "undecided"])), max_size=4))
@settings(max_examples=200, deadline=None)
def test_judgements_are_kept(seen: list[tuple[str, Ref | None, str]], said: list[tuple[str, str, str]]) -> None:
    judged = [Judgement(left, right, verdict, "xy", "2026-01-01", "seen") for left, right, verdict in said]
    counting = {frozenset(each[:2]): each[2] for each in said}
    apart = {pair for pair, verdict in counting.items() if verdict == "different" and len(pair) == 2}
    found, names = resolve(documents(seen), judged), {name for name, _, _ in seen}
    for pair, verdict in counting.items():
        ends = sorted(pair) if len(pair) == 2 else []
        if len(ends) == 2 and set(ends) <= names:
            one = means(found, company(ends[0])) == means(found, company(ends[1]))
            assert not (verdict == "different" and one)
            assert one or verdict != "same" or apart
            offered = any(
                {a.name, b.name} >= {means(found, company(end)) for end in ends} for a, b, _ in found.candidates
            )
            assert one or offered or verdict != "undecided"


def test_of_two_judgements_on_a_pair_the_later_counts() -> None:
    full, short = company("宁波长青电器有限公司"), company("长青电器", "331082")
    seen = [document("a", "2022", HERE, full, short)]
    apart, same = (
        Judgement(full.name, short.name, "different", "xy", "2026-01-01", ""),
        Judgement(short.name, full.name, "same", "wu", "2026-02-01", ""),
    )
    assert means(resolve(seen, [apart, same]), short) == full.name
    assert means(resolve(seen, [same, apart]), short) == short.name


def test_what_no_rule_compares_and_a_person_left_undecided_is_a_candidate() -> None:
    one, other = company("宁波长青电器有限公司"), company("海虹控股有限公司")
    doubt = Judgement(one.name, other.name, "undecided", "xy", "2026-01-01", "one address")
    assert [each[2] for each in resolve([document("a", "", HERE, one, other)], [doubt]).candidates] == ["one address"]


def coded(name: str, code: str) -> Facts:
    evidence = Evidence(name, 0, 1, "x", "", "", "x")
    ref = company(name)
    given = Attribute(ref, "code", code, "string", evidence, "test", 1.0)
    return Facts(Document(name, "", "2025", HERE), (Mention(ref, evidence, "test", 1.0),), attributes=(given,))


def test_one_code_is_one_company_whatever_it_is_called() -> None:
    found = resolve([coded("宁波长青电器有限公司", "91330282MA0000000A"), coded("海虹有限公司", "91330282MA0000000A")])
    assert len(found.canonical) == 1


def test_two_codes_are_two_companies_unless_a_person_says_otherwise() -> None:
    old, new = "宁波长青电器有限公司", "宁波长青电器股份有限公司"
    seen = [
        coded(old, "91330282MA0000000A"),
        coded(new, "91330282MA0000001D"),
        document("c", "", HERE, company("长青电器")),
    ]
    assert means(resolve(seen), company(old)) != means(resolve(seen), company(new))
    same = Judgement(old, new, "same", "xy", "2026-01-01", "a new code")
    assert means(resolve(seen, [same]), company(old)) == means(resolve(seen, [same]), company(new))


def test_things_of_one_name_are_judged_by_their_iris() -> None:
    here, there, third = company("长青", "331082"), company("长青", "320583"), company("长青", "330282")
    cixi = Ref("Place", "慈溪市", "330282")
    seen = [document("a", "2022", HERE, here), document("b", "2022", THERE, there), document("c", "", cixi, third)]
    sides = [iris.thing("Company", ref.key) for ref in (here, there)]
    found = resolve(seen, [Judgement(*sides, "same", "xy", "2026-01-01", "one address")])
    assert found.canonical.get(here, here) == found.canonical.get(there, there)
    assert found.canonical.get(third, third) == third
