"""A document's text: sections, paragraphs, joined lines and sentences, each with its way back into the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text import CONTEXT, LONGEST_SENTENCE, Passage, Text, fold, passages, sentences
from ontology.facts import Document


def read(content: str) -> tuple[Passage, ...]:
    return passages(Text(Document("d", "某市工作报告", "2024-01"), content))


def titles(passage: Passage) -> list[str]:
    return [heading.title for heading in passage.section]


def cut(text: str) -> list[str]:
    (passage,) = read(text)
    return [passage.text[begin:end] for begin, end in sentences(passage)]


# --- sections


def test_a_paragraph_knows_the_headings_it_stands_under() -> None:
    content = (
        "第一章 总体要求\n坚持改革，加快发展。\n一、主要目标\n规模稳步扩大，效益提升。\n（一）产业\n产业不断升级，加快集聚。\n"
        "二、保障措施\n加强领导，压实责任。\n第二章 附则\n本办法自发布之日起施行，有效期五年。"
    )
    body = [(passage.text[:4], titles(passage)) for passage in read(content) if passage.kind == "body"]
    assert body == [
        ("坚持改革", ["第一章 总体要求"]),
        ("规模稳步", ["第一章 总体要求", "一、主要目标"]),
        ("产业不断", ["第一章 总体要求", "一、主要目标", "（一）产业"]),
        ("加强领导", ["第一章 总体要求", "二、保障措施"]),
        ("本办法自", ["第二章 附则"]),
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("# 概况", 1),
        ("## 概况", 2),
        ("第一章 概况", 1),
        ("一、概况", 2),
        ("（一）概况", 3),
        ("1. 概况", 4),
        ("（1）概况", 5),
    ],
)
def test_the_level_of_a_heading(line: str, level: int) -> None:
    heading, _ = read(f"{line}\n园区建设加快，面貌一新。")
    assert heading.kind == "heading"
    assert heading.section[-1].level == level


def test_a_numbered_sentence_is_no_heading() -> None:
    assert [passage.kind for passage in read("一、去年，工业投资增长5%。\n二、加快发展")] == ["body", "heading"]


# --- joined lines


def test_text_broken_at_a_width_is_one_paragraph() -> None:
    content = "去年，全市规上工业总产值同比增长九点六，增速居\n全省第三位一般公共预算收入突破五十亿元大关税收\n占比进一步提高。"
    (passage,) = read(content)
    assert passage.text == content.replace("\n", "")
    assert [passage.text[at - 1 : at + 1] for at in passage.joined] == ["居全", "收占"]


def test_a_heading_after_a_closed_paragraph_stays_one() -> None:
    assert [
        passage.kind for passage in read("工业投资增长，效益提升。\n产业升级步伐加快\n集聚效应明显，链条延伸。")
    ] == [
        "body",
        "heading",
        "body",
    ]


def test_a_paragraph_goes_on_behind_a_foreign_block() -> None:
    content = "企业研发投入持续增加，规上工业增\n\n\n图为车间一角\n\n\n加值增长百分之八，效益提升。"
    found = [passage for passage in read(content) if passage.kind == "body"]
    assert [passage.text for passage in found] == ["企业研发投入持续增加，规上工业增加值增长百分之八，效益提升。"]
    (whole,) = found
    start, end = whole.span(0, len(whole.text))
    assert content[start:end] == "企业研发投入持续增加，规上工业增"  # the longer side of the break
    assert whole.original(0, len(whole.text)) == whole.text


# --- sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("投资增长，效益提升。就业稳定！", ["投资增长，效益提升。", "就业稳定！"]),
        ("他说：“投资增长。”就业稳定，", ["他说：“投资增长。”", "就业稳定，"]),
        ("（投资增长。）就业稳定，", ["（投资增长。）", "就业稳定，"]),
        ("投资增长3.5%，占比1:2；就业稳定", ["投资增长3.5%，占比1:2；", "就业稳定"]),
        ("投资增长……就业稳定，", ["投资增长……", "就业稳定，"]),
        ("没有句号，", ["没有句号，"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_the_sentence_around_a_position() -> None:
    (passage,) = read("投资增长，效益提升。就业稳定，民生改善。")
    assert passage.sentence_at(3) == (0, 10)
    assert passage.sentence_at(12) == (10, 20)


# --- the way back


def test_evidence_shows_the_words_as_they_are_written() -> None:
    content = "１.企業投資增長，產業規模達５００億元，效益提升。"
    (passage,) = read(content)
    at = passage.text.index("500亿元")
    place = passage.evidence(at, at + 5)
    assert (place.exact, content[place.start : place.end]) == ("５００億元", "５００億元")
    assert place.sentence == content
    assert content[: place.start].endswith(place.prefix)
    assert len(place.prefix) <= CONTEXT


def test_the_sentence_of_an_evidence_is_bounded() -> None:
    (passage,) = read("投资增长，" * 500)
    place = passage.evidence(1200, 1203)
    assert len(place.sentence) <= LONGEST_SENTENCE + len(place.exact)
    assert place.exact in place.sentence


@pytest.mark.parametrize(("begin", "end"), [(-1, 2), (2, 2), (3, 1), (0, 99)])
def test_a_span_outside_the_passage_is_refused(begin: int, end: int) -> None:
    (passage,) = read("投资增长，效益提升。")
    with pytest.raises(ValueError, match="no span"):
        passage.span(begin, end)


PIECES = [
    "投资增长，",
    "效益提升。",
    "\n",
    "\n\n\n",
    " ",
    "　",
    "（",
    "）",
    "“",
    "”",
    '"',
    "一、",
    "规上工业增",
    "加值",
    "企業",
    "3.5%",
    "|",
    "\t",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_every_character_of_a_passage_stands_at_its_offset(content: str) -> None:
    folded = fold(content)
    for passage in read(content):
        assert len(passage.text) == len(passage.offsets)
        assert "".join(folded[at] for at in passage.offsets) == passage.text
        ends = [end for _, end in sentences(passage)]
        assert ends == sorted(ends)
        assert passage.text[ends[-1] if ends else 0 :].strip() == ""


@given(st.text(max_size=80))
def test_folding_keeps_the_length_and_folds_once(content: str) -> None:
    assert len(fold(content)) == len(content)


@pytest.mark.parametrize(
    ("content", "folded"),
    [
        ("投資增長５％，達１２３.５億元", "投资增长5%，达123.5亿元"),
        ("产值3,650亿元,增长8%", "产值3,650亿元，增长8%"),
        ("时间12:30;比例3:5", "时间12:30；比例3:5"),
        ('实施"铅蓄升级"行动', "实施“铅蓄升级”行动"),
        ('新增"专精特\n新"企业20户、"小巨人"2户', "新增“专精特\n新”企业20户、“小巨人”2户"),
        ('他说"增长。\n"小巨人"企业', "他说“增长。\n“小巨人”企业"),
        ("增速居第3位.企业总数346户", "增速居第3位。企业总数346户"),
        ('时限压缩63%."云税贷"上线', "时限压缩63%。“云税贷”上线"),
        ("产值9亿元.1-4月份增长8%.2021年起", "产值9亿元。1-4月份增长8%。2021年起"),
        ("结构为6.1:47.2:46.7.全县占1/3.", "结构为6.1:47.2:46.7。全县占1/3。"),
        ("规模第一 [45] .装备业推广IP.\n", "规模第一 [45] 。装备业推广IP。\n"),
        ("图.1 第.2 一.1 1.工业 3.5亿元 v2.0版 app.exe", "图.1 第.2 一.1 1.工业 3.5亿元 v2.0版 app.exe"),
    ],
)
def test_one_spelling(content: str, folded: str) -> None:
    assert fold(content) == folded
