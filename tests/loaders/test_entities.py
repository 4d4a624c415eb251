"""What documents name: sentences with the things to be found in them, and what must hold in any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.entities import entities, section_subject
from loaders.named import Named
from loaders.text import Text, passages
from ontology.facts import Document, Ref

FOLDER = Path(__file__).parents[1] / "cases"
CASES: list[dict[str, Any]] = [
    case
    for name in ("entities", "entities_frames", "companies")
    for case in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]


def named(text: str, area: tuple[str, str] | None = ("慈溪市", "330282"), title: str = "") -> tuple[Named, ...]:
    place = Ref("Place", area[0], area[1]) if area else None
    source = Text(Document("x", title, "2024", place), text)
    return entities(source, passages(source))


def spelt(each: Named) -> str:
    kind = "Platform" if each.ref.kind.endswith("Platform") else each.ref.kind
    return f"{kind}:{each.ref.name}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:16])
def test_a_sentence_names_its_things(case: dict[str, Any]) -> None:
    area = tuple(case["area"]) if case["area"] else None
    every = named(case["text"], area)
    found = {spelt(each) for each in every if not each.implicit}
    also = {f"{spelt(each).partition(':')[0]}:{name}" for each in every if not each.implicit for name in each.aliases}
    assert set(case.get("found", ())) <= found | also
    for absent in case.get("absent", ()):
        kind, _, name = absent.partition(":")
        assert not {each for each in found if each.startswith(kind + ":") and name in ("*", each.partition(":")[2])}


def test_short_names_lead_to_the_full_one() -> None:
    every = named("浙江海虹轴承股份有限公司投产。海虹轴承扩产，海虹再添荣誉。")
    assert {each.ref.name for each in every if each.ref.kind == "Company"} == {"浙江海虹轴承股份有限公司"}
    assert len([each for each in every if each.ref.kind == "Company"]) == 3


def test_a_short_form_of_two_companies_stays_by_itself() -> None:
    every = named("宁波海虹轴承有限公司、苏州海虹药业有限公司同日开业。海虹集团到场。")
    assert len({each.ref for each in every if each.ref.kind == "Company"}) == 3


def test_words_that_point_mean_what_was_named_before() -> None:
    every = named("浙江海虹轴承有限公司去年扩产。该公司今年增长一成，该市给予支持。")
    pointing = {each.passage.text[each.begin : each.end]: each.ref.name for each in every if each.implicit}
    assert pointing == {"该公司": "浙江海虹轴承有限公司", "该市": "慈溪市"}


def test_what_is_unique_in_its_area_has_the_area_in_its_key() -> None:
    every = named("慈溪滨江经济开发区与工信部签约，市经信局到场，海虹集团、浙江海虹轴承有限公司参加。")
    keys = {each.ref.name: each.ref.key for each in every}
    assert keys["慈溪滨江经济开发区"] == "330282-滨江经济开发区"
    assert keys["慈溪市经信局"] == "330282-经信局"
    assert keys["工信部"] == ""
    assert keys["浙江海虹轴承有限公司"] == ""


def test_without_an_area_keys_have_no_code() -> None:
    every = named("滨江经济开发区与海虹集团签约。", None)
    assert {each.ref.key for each in every} == {""}


def test_renaming_a_company_changes_only_its_name() -> None:
    text = "近日，宁波{0}电器有限公司获评国家级专精特新“小巨人”企业。{0}电器总经理王海峰说，{0}去年增长12%。"
    one, other = (
        [(spelt(n).replace(name, "X"), n.begin, n.end) for n in named(text.format(name))] for name in ("海虹", "启明")
    )
    assert one == other


def test_the_section_tells_the_industry() -> None:
    text = "# 一、重点产业\n\n## 1．智能家电产业\n\n到2025年，规上产值达到1000亿元以上，打造具有影响力的制造基地。\n"
    source = Text(Document("x", "", "2024", None), text)
    body = next(p for p in passages(source) if p.kind == "body")
    subject = section_subject(body)
    assert subject is not None
    assert subject.kind == "Industry"


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="慈溪市海虹电器有限公司“”（）、，。《》入选等行动工程产业园开发区年产3万 \n总经理王说Ａ", max_size=80
    )
)
def test_every_span_lies_in_its_passage(text: str) -> None:
    for each in named(text):
        assert 0 <= each.begin < each.end <= len(each.passage.text)
        evidence = each.mention().evidence
        assert text[evidence.start : evidence.end] == evidence.exact


def test_the_same_text_gives_the_same_names() -> None:
    text = "".join(case["text"] + "\n\n" for case in CASES)
    assert named(text) == named(text)
