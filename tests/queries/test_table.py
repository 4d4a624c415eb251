"""Tables and the width of what stands in them."""

import pytest

from queries.table import Table, lines
from queries.width import cut, padded, width, wrapped


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("慈溪", 4), ("Ａ：", 4), ("e\u0301", 1), ("“十四五”", 8), ("", 0)]
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


def test_padded_and_cut() -> None:
    assert padded("慈溪", 6) == "慈溪  "
    assert padded("12", 4, right=True) == "  12"
    assert cut("慈溪市制造业", 7) == "慈溪市…"
    assert cut("慈溪市制造业", 8) == "慈溪市…"
    assert cut("慈溪", 4) == "慈溪"


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("年产1500万套LED灯项目", 12, ["年产1500万套", "LED灯项目"]),
        ("到2025年，（一）规上", 10, ["到2025年，", "（一）规上"]),
        ("abc def ghi", 7, ["abc def", "ghi"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("慈溪", 1, ["慈", "溪"]),
        ("", 5, [""]),
        ("   ", 2, [""]),
    ],
)
def test_wrapped(text: str, cells: int, expected: list[str]) -> None:
    assert wrapped(text, cells) == expected


def test_wrapping_loses_nothing() -> None:
    text = "年产1.8亿套LED灯生产基地、研发中心及总部基地建设项目（“十四五”），https://w3id.org/cixi-kg/ontology#x。"
    for cells in range(2, 60):
        found = wrapped(text, cells)
        assert "".join(found) == text
        assert all(width(line) <= cells for line in found)


def table(*rows: tuple[str, ...], right: tuple[bool, ...] = (False, False, True)) -> Table:
    return Table(("企业", "地区", "投资"), rows, right)


def test_columns_beside_each_other() -> None:
    found = list(lines(table(("甲公司", "周巷镇", "12000"), ("乙", "", "9")), 40))
    assert found == [
        "企业    地区     投资",
        "──────  ──────  ─────",
        "甲公司  周巷镇  12000",
        "乙                  9",
    ]


def test_what_is_long_goes_under_its_row() -> None:
    sentence = "到2025年，规上产值达到1000亿元以上，打造具有国际影响力的智能家电制造基地。"
    found = list(lines(Table(("企业", "依据"), (("甲", sentence),), (False, False)), 44))
    assert found[:3] == ["企业", "────", "甲"]
    assert found[3].startswith("    依据: 到2025年，")
    assert "".join(line.strip() for line in found[3:]) == f"依据: {sentence}"


def test_paragraphs_where_columns_do_not_fit() -> None:
    found = list(lines(table(("甲公司甲公司", "周巷镇周巷镇", "145203"), ("乙", "", "9")), 20))
    assert found == [
        "1  甲公司甲公司",
        "   地区: 周巷镇周",
        "     巷镇",
        "   投资: 145203",
        "2  乙",
        "   投资: 9",
    ]


def test_no_rows_and_no_columns() -> None:
    assert list(lines(table(), 80)) == ["企业  地区  投资", "────  ────  ────"]
    assert list(lines(Table((), (), ()), 80)) == []
