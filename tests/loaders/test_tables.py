import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.tables import find_tables
from loaders.text import Table


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def check(content: str) -> tuple[Table, ...]:
    """The tables of a text, checked: rectangular, in order, every cell where it says it is."""
    tables = find_tables(content)
    last = 0
    for table in tables:
        assert last <= table.start < table.end <= len(content)
        last = table.end
        assert len({len(row) for row in table.rows}) == 1
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                assert (cell.row, cell.column) == (number, column)
                assert table.start <= cell.start <= cell.end <= table.end
                assert "".join(content[cell.start : cell.end].split()) == "".join(cell.text.split())
                assert not set(cell.text) & set("\r\n\t")
    return tables


def test_a_cell_a_line() -> None:
    content = "表1：产值\n\t指标\n\t2020年\n（亿元）\n\t增速\n\n（%）\n\n\t工业\n总产值\n\t12\n\t\n\n\n注：初步数。\n二、环境\n"
    (table,) = check(content)
    assert grid(table) == [["指标", "2020年（亿元）", "增速（%）"], ["工业总产值", "12", ""]]
    assert (table.caption, table.notes) == ("表1：产值", "注：初步数。")
    assert content[: table.start].endswith("表1：产值\n\t")


def test_bars_without_a_rule() -> None:
    content = "专栏1 主要指标\n指标 | 单位 | 2025年\n产值 | 亿元 | 285\n投资 | 亿元 | 150\n注：〔〕内为累计数。\n"
    (table,) = check(content)
    assert grid(table) == [["指标", "单位", "2025年"], ["产值", "亿元", "285"], ["投资", "亿元", "150"]]
    assert (table.caption, table.notes) == ("专栏1 主要指标", "注：〔〕内为累计数。")


@pytest.mark.parametrize(
    "content", ["甲|乙|丙\n丁|戊|己\n", "首页 | 新闻\n概况 | 联系\n地图 | 帮助\n", "一行里的 | 两道 | 竖线。\n"]
)
def test_few_bars_are_no_table(content: str) -> None:
    assert check(content) == ()


def test_empty_rows_are_left_out_and_the_last_cell_may_be_broken() -> None:
    content = "\t名称\n\t所在地\n\n\t\n\t\n\n\t甲\n\t乙\n镇\n\n\t丙\n\t丁镇\n"
    (table,) = check(content)
    assert grid(table) == [["名称", "所在地"], ["甲", "乙镇"], ["丙", "丁镇"]]


def test_tables_after_each_other() -> None:
    content = "表1：甲\n\n\t指标\n\t值\n\n\t甲\n\t1\n\n表2：乙\n\n\t指标\n\t值\n\n\t乙\n\t2\n\n三、以后\n\n段落。\n"
    first, second = check(content)
    assert (first.caption, second.caption) == ("表1：甲", "表2：乙")
    assert grid(second) == [["指标", "值"], ["乙", "2"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028"])
def test_line_ends(end: str) -> None:
    (table,) = check(end.join(["指标\t单位\t值", "甲\t个\t1", "乙\t个\t2", ""]))
    assert grid(table) == [["指标", "单位", "值"], ["甲", "个", "1"], ["乙", "个", "2"]]


def test_several_tabs_between_columns() -> None:
    (table,) = check("指标\t\t值\n规上工业增加值\t1\n利润\t\t2\n")
    assert grid(table) == [["指标", "值"], ["规上工业增加值", "1"], ["利润", "2"]]


def test_markdown() -> None:
    (table,) = check("# 题\n\n| 指标 | 值 |\n|---|:-:|\n| 甲\\|乙 | 1 |\n| 丙 |\n\n后文。\n")
    assert grid(table) == [["指标", "值"], ["甲\\|乙", "1"], ["丙", ""]]
    assert table.caption == "题"


def test_columns_set_with_spaces() -> None:
    (table,) = check(
        "单位：亿元\n指　标      2022年    2023年\n总产值      1,200     ——\n增加值        300     4.5%\n后文在此。\n"
    )
    assert grid(table) == [["指　标", "2022年", "2023年"], ["总产值", "1,200", "——"], ["增加值", "300", "4.5%"]]
    assert table.caption == "单位：亿元"


def test_a_row_that_does_not_fit_is_one_cell() -> None:
    rows = "".join(f"甲{n}\t个\t{n}\n" for n in range(6))
    (table,) = check("名称\t单位\t值\n" + rows + "一、小计\t5\n丁\t个\t9\n")
    assert grid(table)[-2] == ["一、小计\t5".replace("\t", " "), "", ""] or grid(table)[-2][1:] == ["", ""]


@pytest.mark.parametrize(
    "content",
    [
        "\t专栏1：质量工程\n\n\t实施工程。\n\n引领工程。\n\n",
        "一、\t基础\n二、\t目标\n三、\t任务\n",
        "这是一段话。\n\t首行缩进的一段话，很长。\n\t又一段。\n",
        "（一）提升  能级\n（二）扩大  开放\n",
        "翁某某  邵 某  张某某\n李某某  王某  赵某某\n孙某  周某某  吴某\n",
        "a | b\nc | d\n",
        "",
        "\t",
    ],
)
def test_what_is_not_certainly_a_table_stays_text(content: str) -> None:
    assert check(content) == ()


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="指标值年12.%（）|-：:、。表注 \t\n\r　甲乙", max_size=200))
def test_any_text(content: str) -> None:
    check(content)


def test_linear_time() -> None:
    for piece in ("\t甲\n", "甲\t1\n", "a | b\n", "甲  乙  1\n", "\t甲\n乙\n", "\n", "\t甲\n\n", "甲\n\n\t"):
        begin = time.perf_counter()
        find_tables(piece * 20_000)
        assert time.perf_counter() - begin < 5


def test_a_cell_a_line_in_numbered_rows() -> None:
    content = "表4 项目\n序号\n项目名称\n实施主体\n总投资（亿元）\n1\n海虹轴承扩建，二期\n海虹轴承\n3.4\n2\n海虹水泵项目\n海虹水泵\n1.2\n第五章 保障\n"
    (table,) = check(content)
    assert [row[1] for row in grid(table)] == ["项目名称", "海虹轴承扩建，二期", "海虹水泵项目"]
    assert len(check(content.replace("\n2\n", "\n5\n"))) == 0  # not numbered: nothing tells where a row begins


def test_a_list_set_with_single_spaces() -> None:
    content = "项目名称 投资方 总投资(亿元) 落户地\n水泵项目 海虹水泵 12 江口镇\n轴承项目 海虹轴承 5.6 石桥镇\n"
    (table,) = check(content)
    assert grid(table)[1] == ["水泵项目", "海虹水泵", "12", "江口镇"]
    assert check(content.replace("12", "若干")) == ()  # no column of figures: words set apart
