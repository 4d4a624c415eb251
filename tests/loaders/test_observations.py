"""What the numbers of running text say: sentences with their readings, and what must hold in any text."""

import re
import time
import tomllib
from calendar import monthrange
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.entities import entities
from loaders.figures.labels import canonical
from loaders.find import find
from loaders.observations import observations
from loaders.text import Text, passages
from ontology.facts import Document, Observation, Ref


def tables(name: str) -> dict[str, Any]:
    text = (Path(__file__).parents[1] / "cases" / name).read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


TABLES = tables("observations.toml")
CASES: list[dict[str, Any]] = (
    TABLES["case"] + tables("observations_reports.toml")["case"] + tables("observations_labels.toml")["case"]
)
COMPARATORS = {"": "Equal", "eq": "Equal", "ge": "AtLeast", "le": "AtMost", "approx": "About"}
AREA = Ref("Place", "临海市", "331082")


def read(text: str, date: str = "2024-01", title: str = "", named: bool = False) -> tuple[Observation, ...]:
    source = Text(Document("x", title, date, AREA), text)
    found = passages(source)
    return observations(source, found, entities(source, found) if named else ())


def bounds(period: str) -> tuple[str, str]:
    """The first and last day of 2023, 2021/2025, 2023-H1, 2023-Q3, 2023-01/2023-09."""
    if not period:
        return "", ""
    first, _, last = period.partition("/")
    last = first[:5] + last if last[:1] in ("Q", "H") else last
    days = []
    for each, at in ((first, 0), (last or first, 1)):
        year, _, part = each.partition("-")
        months = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
        month = months[part][at] if part in months else int(part)
        days.append(f"{year}-{month:02d}-{monthrange(int(year), month)[1] if at else 1:02d}")
    return days[0], days[1]


def expected(line: str) -> tuple[str, ...]:
    cells = [cell.strip() for cell in line.split("|")] + [""] * 6
    value, _, unit = cells[0].partition(" ")
    measure, status = (cells[2] or "level").title(), (cells[3] or "actual").title()
    return (value, unit, canonical(cells[1]), measure, status, COMPARATORS[cells[4]], *bounds(cells[5]))


def told(each: Observation) -> tuple[str, ...]:
    return (
        str(each.value), each.unit, each.metric, each.measure, each.status, each.comparator, each.start, each.end
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_a_sentence_says_its_numbers(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("date", "2024-01"), case.get("title", ""))
    assert [told(each) for each in found] == [expected(line) for line in case["expect"]]


def test_evidence_is_the_number_with_its_unit() -> None:
    text = "去年，全市 新增 规上企业 1,204 家，总投资约 3 5.6亿元。"
    for each in read(text):
        evidence = each.evidence
        assert text[evidence.start : evidence.end] == evidence.exact
    assert [each.evidence.exact for each in read("完成投资约41.6亿元以上。")] == ["41.6亿元"]


def test_a_fall_is_negative_growth() -> None:
    assert [(str(each.value), each.measure) for each in read("工业投资下降3.2%，能耗降低5%。")] == [
        ("-3.2", "Growth"),
        ("-5", "Growth"),
    ]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("2023年财政收入同比增长5.6%。", "YearOnYear"),
        ("十四五期间财政收入年均增长5.6%。", "AnnualAverage"),
        ("五年累计增长35.6%。", "Cumulative"),
    ],
)
def test_the_basis_of_a_growth(text: str, basis: str) -> None:
    assert [each.basis for each in read(text)][-1] == basis


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("全市实现财政收入41.6亿元。", ["临海市"]),
        ("浙江海虹轴承股份有限公司去年营业收入12亿元，研发投入8000万元。", ["浙江海虹轴承股份有限公司"] * 2),
    ],
)
def test_whom_a_number_is_about(text: str, about: list[str]) -> None:
    assert [each.about.name if each.about else "" for each in read(text, named=True)] == about


def test_without_a_date_or_an_area_nothing_is_guessed() -> None:
    source = Text(Document("x", "", "", None), "去年新增企业120家，目前共有850家。")
    found = observations(source, passages(source), ())
    assert [(str(each.value), each.start, each.end, each.about) for each in found] == [
        ("120", "", "", None),
        ("850", "", "", None),
    ]


def test_every_reading_tells_its_rule_and_how_sure_it_is() -> None:
    found = read("去年，规上工业增加值增长8.2%，居全省第3位；新增上市公司5家，其中主板2家。")
    assert len(found) == 4
    assert all(each.method and 0 < each.confidence <= 1 for each in found)


PIECES = [
    "去年",
    "今年",
    "2023年",
    "到2025年",
    "力争",
    "预计",
    "同比",
    "增长",
    "下降",
    "达",
    "占",
    "比重",
    "其中",
    "分别",
    "新增",
    "规上企业",
    "财政收入",
    "居全省第",
    "位",
    "亿元",
    "家",
    "%",
    "个百分点",
    "、",
    "，",
    "。",
    "；",
    "（",
    "）",
    "“",
    "”",
    "1,204.6",
    "35",
    "8、50",
    "3至5",
    "第二",
    "三成",
    "翻一番",
    "近",
    "超",
    "以上",
    "左右",
    "由",
    "至",
    "为",
    "的",
    "项目",
    "总投资",
    "年产",
    "一方面",
    "十四五",
    "\n",
]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_gives_spans_of_itself(text: str) -> None:
    for each in read(text):
        assert 0 <= each.evidence.start < each.evidence.end <= len(text)
        assert text[each.evidence.start : each.evidence.end] == each.evidence.exact
        assert each.start <= each.end
        assert each.measure in ("Level", "Growth", "Rank")
        assert each.comparator in ("Equal", "AtLeast", "AtMost", "About")


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 10**7), st.sampled_from(["亿元", "家", "万吨", "公里"]))
def test_another_number_changes_only_the_value(value: int, unit: str) -> None:
    (found,) = read(f"2022年，完成工业投资{value}{unit}。")
    assert (str(found.value), found.unit, found.metric) == (str(value), unit, "工业投资")


@pytest.mark.parametrize("pattern", ["0123456789", "，", "。", "1，", "（", "“", "增长5%，", "2023年", "占", "其中"])
def test_long_runs_take_linear_time(pattern: str) -> None:
    def seconds(length: int) -> float:
        text = pattern * (length // len(pattern))
        begin = time.perf_counter()
        read(text)
        return time.perf_counter() - begin

    seconds(2_000)
    short = min(seconds(10_000) for _ in range(2))
    assert seconds(80_000) < 8 * 4 * short + 0.5


@pytest.mark.parametrize("pattern", ["0123456789", "，。；："])
def test_a_megabyte_takes_linear_time_in_all_rules(pattern: str) -> None:
    def seconds(length: int) -> float:
        text = Text(Document("x", "", "2024-01", AREA), pattern * (length // len(pattern)))
        begin = time.process_time()
        find(text)
        return time.process_time() - begin

    seconds(10_000)
    short = min(seconds(125_000) for _ in range(2))
    assert seconds(1_000_000) < 8 * 2 * short + 1


def test_a_long_paragraph_full_of_names_takes_linear_time() -> None:
    sentence = (
        "东山经济开发区集聚晨曜重工有限公司、云峦精工科技有限公司等企业12家，重点发展高端装备产业，"
        "云峦精工科技有限公司投资8亿元建设减速机项目，获评国家级专精特新“小巨人”企业。"
    )

    def seconds(times: int) -> float:
        text = Text(Document("x", "", "2024-01", AREA), sentence * times)
        begin = time.process_time()
        find(text)
        return time.process_time() - begin

    seconds(10)
    short = min(seconds(100) for _ in range(2))
    assert seconds(800) < 8 * 2 * short + 1


def test_the_basis_is_only_that_of_a_growth() -> None:
    found = read("2023年财政收入41.6亿元，增长5.6%。")
    assert [each.basis for each in found] == ["", "YearOnYear"]
    assert not re.search(r"\d", found[0].metric)


STATED: dict[str, Any] = TABLES["stated"]
TOPICS = {name: cases for name, cases in STATED.items() if isinstance(cases, list) and name != "wrong_yet"}
KUNSHAN = Ref("Place", STATED["area"], "320583")
MULTIPLES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def stated(case: dict[str, Any]) -> list[Observation]:
    """What the whole extraction finds in a case's text, without what may be found or not."""
    text, may = case["text"], case.get("may", ())
    found = find(Text(Document("x", "", case.get("date", STATED["date"]), KUNSHAN), text)).observations
    free = [text.index(words) for words in may]
    return [each for each in found if not any(each.evidence.start <= at < each.evidence.end for at in free)]


def places(case: dict[str, Any]) -> list[int]:
    """Where the numbers of a case stand, each the next of its kind that is a whole numeral."""
    begin, out = 0, []
    for wanted in case["says"]:
        places = re.finditer(rf"(?<![\d.]){re.escape(wanted['num'])}(?![\d.])", case["text"])
        at = next(m.start() for m in places if m.start() >= begin)
        out.append(at)
        begin = at + len(wanted["num"])
    return out


def scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """With the multiple of the unit moved into the value: 2 万名 and 20000 名 are the same."""
    while len(unit) > 1 and unit[0] in MULTIPLES:
        value, unit = value * MULTIPLES[unit[0]], unit[1:]
    return value, unit


def plain(metric: str) -> str:
    return re.sub(r"[“”\"的]", "", canonical(metric)).replace("规模以上", "规上")


def either(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def faults(wanted: dict[str, Any], each: Observation) -> list[str]:
    """In what an observation is not what a case says; measure, status and comparator are Level, Actual and Equal if untold."""
    units = either(wanted["unit"])
    if re.search(r"[\d０-９]", wanted["num"]):
        same = (each.value, each.unit) in [(wanted["value"], unit) for unit in units]
    else:
        same = scaled(each.value, each.unit) in [scaled(Decimal(wanted["value"]), unit) for unit in units]
    wrong = [] if same else [f"value {each.value} {each.unit}"]
    if "metric" in wanted and plain(each.metric) not in map(plain, either(wanted["metric"])):
        wrong.append(f"metric {each.metric}")
    told = {"measure": "Level", "status": "Actual", "comparator": "Equal"} | wanted
    plainly = [name for name in ("measure", "basis", "status", "comparator", "scope") if name in told]
    wrong += [f"{name} {getattr(each, name)}" for name in plainly if getattr(each, name) not in either(told[name])]
    if "period" in wanted and (each.start, each.end) != bounds(wanted["period"]):
        wrong.append(f"period {each.start}/{each.end}")
    for name in ("about", "area"):
        ref = getattr(each, name)
        if name in wanted and (ref.name if ref else "") not in either(wanted[name]):
            wrong.append(f"{name} {ref.name if ref else ''}")
    return wrong


def mistakes(case: dict[str, Any]) -> list[str]:
    """Everything in which a text is not read as its case says, in words."""
    found, said = stated(case), list(zip(places(case), case["says"], strict=True))
    out = []
    for at, wanted in said:
        here = next((each for each in found if each.evidence.start <= at < each.evidence.end), None)
        out += [f"{wanted['num']}: {fault}" for fault in (faults(wanted, here) if here else ["not found"])]
    spans = [(each.evidence.start, each.evidence.end, each.evidence.exact) for each in found]
    return out + [f"{exact}: measures nothing" for a, b, exact in spans if not any(a <= at < b for at, _ in said)]


@pytest.mark.parametrize("case", [c for cases in TOPICS.values() for c in cases], ids=lambda case: case["text"][:24])
def test_a_text_states_its_figures(case: dict[str, Any]) -> None:
    assert mistakes(case) == []


@pytest.mark.parametrize("case", STATED["wrong_yet"], ids=lambda case: case["text"][:24])
def test_a_wrong_case_is_still_wrong(case: dict[str, Any]) -> None:
    assert case["topic"] in TOPICS
    assert mistakes(case) != [], f"this case is right now: move it from wrong_yet to {case['topic']}"


def test_figures_of_every_case_stand_in_their_text() -> None:
    for case in [c for cases in TOPICS.values() for c in cases]:
        text = case["text"]
        for each in stated(case):
            assert text[each.evidence.start : each.evidence.end] == each.evidence.exact
            assert each.method
            assert 0 < each.confidence <= 1
