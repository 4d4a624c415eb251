"""Which names mean one thing over documents: what is merged, what stays two, and that neither order nor size matters."""

import itertools
import time
from pathlib import Path

import pytest

from graph.resolve import JUDGEMENTS, Judgement, Resolution, judgements, resolve
from ontology.errors import GraphError
from ontology.facts import Document, Evidence, Facts, Mention, Ref

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
