"""Tables as rows of cells: every cell finds its way back into the text."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.datasets.grid import Grid, read_grid
from ontology.errors import SourceError


def written(folder: Path, content: str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode())
    return path


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_csv_is_the_decoded_file_itself(tmp_path: Path) -> None:
    content = '地区,"产值 ""总""（亿元）"\r\n余姚市, "1,234.5" \r\n\r\n"跨\n行",1'
    grid = read_grid(written(tmp_path, "\ufeff" + content))
    assert grid.content == content
    assert texts(grid) == [["地区", '产值 "总"（亿元）'], ["余姚市", "1,234.5"], [""], ["跨行", "1"]]
    assert [grid.content[c.start : c.end] for c in grid.rows[1]] == ["余姚市", "1,234.5"]
    assert grid.content[grid.rows[3][0].start : grid.rows[3][0].end] == "跨\n行"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_told(tmp_path: Path, mark: str) -> None:
    grid = read_grid(written(tmp_path, "\n".join(mark.join(row) for row in (["a", "b", "c"], ["1", "2", "3"]))))
    assert texts(grid) == [["a", "b", "c"], ["1", "2", "3"]]


def test_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("地区,数值\n余姚市,12\n慈溪市,13\n".encode("gb18030"))
    assert texts(read_grid(path))[1] == ["余姚市", "12"]


cell = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\n\ufeff", exclude_categories=["Cc", "Cs"]), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cell, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    from loaders.datasets.grid import _rows

    found = _rows(out.getvalue(), ",", "t.csv")
    assert [len(row) for row in found] == [len(row) for row in rows]
    for row, cells in zip(rows, found, strict=True):
        for text, each in zip(row, cells, strict=True):
            assert out.getvalue()[each.start : each.end].replace('""', '"') == text.strip()


def book(folder: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "表1"
    for row in (
        ["地区", "指标", "2022年", "2023年"],
        ["余姚市", "产值", 0.1 + 0.2, 1234567.5],
        [None, "增速", 0.056, None],
    ):
        sheet.append(row)
    sheet["C3"].number_format = "0.0%"
    sheet["D2"].number_format = "#,##0"
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C1:D1")
    made.create_sheet("空")
    path = folder / "t.xlsx"
    made.save(path)
    return path


def test_an_xlsx_is_rendered_a_line_a_row(tmp_path: Path) -> None:
    grid = read_grid(book(tmp_path))
    assert grid.sheet == "表1"
    assert texts(grid)[1:] == [["余姚市", "产值", "0.3", "1234567.5"], ["余姚市", "增速", "5.6%", ""]]
    assert texts(grid)[0] == ["地区", "指标", "2022年", "2022年"], "merged cells stand in every place they cover"
    assert [cell.merged for cell in grid.rows[1]] == [True, False, False, False]
    for number, row in enumerate(grid.rows):
        for each in row:
            assert grid.content[each.start : each.end] == each.text
            assert each.merged or grid.content.count("\n", 0, each.start) == number


def test_bad_files_get_a_sentence(tmp_path: Path) -> None:
    many = openpyxl.Workbook()
    many.create_sheet("二").append([1, 2])
    assert many.active is not None
    many.active.append([1, 2])
    many.save(tmp_path / "many.xlsx")
    openpyxl.Workbook().save(tmp_path / "blank.xlsx")
    cases = [
        (tmp_path / "none.csv", "", "does not exist"),
        (tmp_path, "", "folder"),
        (written(tmp_path, "x", "t.pdf"), "", "save it as .csv"),
        (written(tmp_path, " \n "), "", "empty"),
        (written(tmp_path, ",,\n,,\n", "commas.csv"), "", "no cell"),
        (written(tmp_path, 'a,b\n"c,d\n', "quote.csv"), "", "row 2 opens a quote"),
        (written(tmp_path, "a,b\n", "csv.csv"), "表1", "only an xlsx has sheets"),
        (written(tmp_path, "PK", "zip.xlsx"), "", "broken"),
        (tmp_path / "blank.xlsx", "", "empty"),
        (tmp_path / "many.xlsx", "", "has the sheets 'Sheet', '二'"),
        (tmp_path / "many.xlsx", "三", "no sheet '三': its sheets are 'Sheet', '二'"),
    ]
    for path, sheet, words in cases:
        with pytest.raises(SourceError, match=words) as error:
            read_grid(path, sheet)
        assert len(str(error.value).splitlines()) == 1
