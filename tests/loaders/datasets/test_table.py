"""Tables with their mappings: what becomes of each row, and what is said of those that cannot be used."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders.datasets.mapping import parse_mapping, read_mapping
from loaders.datasets.table import Imported, read_table
from ontology.errors import SourceError
from ontology.facts import Ref

REGION = Path(__file__).parents[2] / "region"
LONG = """
[table]
area = "浙江省宁波市"
[[observation]]
value = "{数值}"
metric = "{指标}"
unit = "{单位}"
period = "{年份}"
area = "{地区}"
"""
WIDE = r"""
[[observation]]
each = '(\d{4})年'
value = "{cell}"
metric = "{指标}"
unit = "{单位}"
period = "{head.1}"
area = "余姚市"
"""


def imported(folder: Path, table: str, mapping: str, name: str = "t.csv") -> Imported:
    path = folder / name
    path.write_text(table, encoding="utf-8")
    return read_table(path, parse_mapping(mapping, "m.toml"), "dataset/t")


def checked(found: Imported) -> Imported:
    """The facts of a table, each at its place in the text."""
    facts: Any = found.facts
    assert facts.document.length == len(found.content)
    every = [facts.mentions, facts.relations, facts.attributes, facts.observations]
    for place in (each.evidence for kind in every for each in kind):
        assert found.content[place.start : place.end] == place.exact
        assert place.exact
        assert place.document == "dataset/t"
    return found


def test_a_long_table(tmp_path: Path) -> None:
    table = (
        '地区,年份,指标,单位,数值\n余姚市,2023,规上工业总产值,亿元,"1,288.6"\n慈溪市,2023年上半年,工业投资,亿元,约118\n'
    )
    found = checked(imported(tmp_path, table, LONG))
    one, two = found.facts.observations
    assert (one.value, one.unit, one.metric, one.area, one.about) == (
        Decimal("1288.6"), "亿元", "规上工业总产值", Ref("Place", "余姚市", "330281"), Ref("Place", "余姚市", "330281"),
    )  # fmt: skip
    assert (one.start, one.end, one.measure, one.status) == ("2023-01-01", "2023-12-31", "Level", "Actual")
    assert one.evidence.exact == "1,288.6"
    assert one.evidence.sentence == "第2行“数值”列：地区：余姚市；指标：规上工业总产值；单位：亿元；数值：1,288.6"
    assert (two.start, two.end, two.comparator) == ("2023-01-01", "2023-06-30", "About")
    assert (found.report.read, found.report.taken) == (2, 2)


def test_a_column_for_each_year(tmp_path: Path) -> None:
    table = "指标,单位,2021年,2022年,2023年,备注\n工业投资,亿元,100,—,120,\n人口,万人,110.5,111,…,\n"
    found = checked(imported(tmp_path, table, WIDE))
    assert [(o.metric, o.start[:4], str(o.value), o.unit) for o in found.facts.observations] == [
        ("工业投资", "2021", "100", "亿元"), ("工业投资", "2023", "120", "亿元"),
        ("人口", "2021", "110.5", "万人"), ("人口", "2022", "111", "万人"),
    ]  # fmt: skip
    assert found.report.blank == 2
    assert "2021" not in found.facts.observations[1].evidence.sentence, "only the column that is meant"


def test_a_column_for_each_indicator(tmp_path: Path) -> None:
    table = "县市,规上工业总产值（亿元）,规上工业企业数(家)\n余姚市,1288.6,1500\n"
    mapping = """
        [[observation]]
        each = '(?!县市).+'
        value = "{cell}"
        metric = "{head.name}"
        unit = "{head.unit}"
        period = "2023"
        area = "{县市}"
        """
    found = checked(imported(tmp_path, table, mapping))
    assert [(o.metric, o.unit) for o in found.facts.observations] == [
        ("规上工业总产值", "亿元"),
        ("规上工业企业数", "家"),
    ]


def test_two_rows_of_heads_and_merged_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["地区", "2022年", None, "2023年", None], [None, "产值", "利润", "产值", "利润"],
        ["余姚市", 10, 1, 20, 2], [None, 11, 3, 21, 4], ["慈溪市", 5, None, 6, 7],
    ):  # fmt: skip
        sheet.append(row)
    for area in ("A1:A2", "B1:C1", "D1:E1", "A3:A4", "B5:C5"):
        sheet.merge_cells(area)
    path = tmp_path / "t.xlsx"
    book.save(path)
    mapping = r"""
        [table]
        head = [1, 2]
        [[observation]]
        each = '(\d{4})年 (.+)'
        value = "{cell}"
        metric = "{head.2}"
        unit = "亿元"
        period = "{head.1}"
        area = "{地区}"
        """
    found = checked(read_table(path, parse_mapping(mapping, "m.toml"), "dataset/t"))
    assert [(o.area and o.area.name, o.start[:4], o.metric, str(o.value)) for o in found.facts.observations] == [
        ("余姚市", "2022", "产值", "10"), ("余姚市", "2022", "利润", "1"),
        ("余姚市", "2023", "产值", "20"), ("余姚市", "2023", "利润", "2"),
        ("余姚市", "2022", "产值", "11"), ("余姚市", "2022", "利润", "3"),
        ("余姚市", "2023", "产值", "21"), ("余姚市", "2023", "利润", "4"),
    ]  # fmt: skip
    ((number, why),) = found.report.left_out
    assert number == 5
    assert "merged cells" in why


def test_a_list_of_companies() -> None:
    found = checked(read_table(REGION / "companies.csv", read_mapping(REGION / "companies.toml"), "dataset/t"))
    facts = found.facts
    assert {m.ref.name: m.aliases for m in facts.mentions if m.ref.kind == "Company"} == {
        "余姚市晨光塑料有限公司": ("晨光塑料",), "宁波远江机械有限公司": ("远江机械",), "宁波姚江精模有限公司": ("姚江精模",),
    }  # fmt: skip
    said = {(r.subject.name, r.predicate, r.object.name) for r in facts.relations}
    assert {
        ("余姚市晨光塑料有限公司", "makes", "塑料盒"),
        ("余姚市晨光塑料有限公司", "inIndustry", "塑料制品"),
        ("余姚市晨光塑料有限公司", "locatedIn", "泗门镇"),
        ("宁波远江机械有限公司", "inIndustry", "机械零部件加工"),
    } <= said
    assert ("宁波远江机械有限公司", "code", "91330281MA0000037L") in {
        (a.subject.name, a.property, a.value) for a in facts.attributes
    }
    assert [(o.about and o.about.name, str(o.value)) for o in facts.observations] == [
        ("余姚市晨光塑料有限公司", "12000"), ("宁波远江机械有限公司", "3400.5"),
    ]  # fmt: skip
    assert [row for row, _ in found.report.left_out] == [4, 5]
    assert "check digit" in found.report.left_out[0][1]
    assert (found.report.read, found.report.taken, found.report.skipped) == (6, 3, 1)


def test_a_list_of_projects(tmp_path: Path) -> None:
    mapping = """
        [table]
        area = "余姚市"
        [[thing]]
        class = "Project"
        name = "{项目名称}"
        locatedIn = "{建设地点}"
        start = "{开工时间}"
        end = "{竣工时间}"
        [[thing]]
        class = "Company"
        name = "{建设单位}"
        undertakes = "{项目名称}"
        [[observation]]
        value = "{总投资(亿元)}"
        metric = "计划总投资"
        unit = "亿元"
        status = "Planned"
        about = "{项目名称}"
        class = "Project"
        """
    table = (REGION / "projects.csv").read_text(encoding="utf-8")
    facts = checked(imported(tmp_path, table, mapping)).facts
    assert [(a.property, a.value) for a in facts.attributes][:2] == [("start", "2021-03"), ("end", "2023-06")]
    assert ("宁波姚江精模有限公司", "undertakes") in {(r.subject.name, r.predicate) for r in facts.relations}
    assert {(str(o.value), o.status, o.about and o.about.kind) for o in facts.observations} == {
        ("3.6", "Planned", "Project"), ("5.8", "Planned", "Project"),
    }  # fmt: skip


ROWS = [
    ("余姚市,2023,工业投资,亿元,一百", "'一百' is no number"),
    ("余姚市,2023,工业投资,亿园,100", "'亿园' is no known unit"),
    ("余姚市,2023,工业投资,万元,100亿元", "the cell says '亿元' where the mapping gives the unit '万元'"),
    ("余姚市,昨天,工业投资,亿元,100", "'昨天' is no period"),
    ("余姚市,2023-02-30,工业投资,亿元,100", "not in the calendar"),
    ("无此市,2023,工业投资,亿元,100", "'无此市' is no known place"),
    ("330299,2023,工业投资,亿元,100", "330299 is no division code"),
    ("余姚市,2023,,亿元,100", "'指标' is empty, which tells the metric"),
    ("余姚市,2023,工业投资,亿元,100,多的", "more cells than there are heads"),
    (",,,,—", "no number"),
]


@pytest.mark.parametrize(("row", "words"), ROWS)
def test_a_bad_row_is_left_out_with_its_number_and_the_rest_goes_in(tmp_path: Path, row: str, words: str) -> None:
    table = f"地区,年份,指标,单位,数值\n余姚市,2023,工业投资,亿元,1\n{row}\n\n330282,2023,工业投资,亿元,2\n"
    found = checked(imported(tmp_path, table, LONG))
    ((number, why),) = found.report.left_out
    assert number == 3
    assert words in why
    assert [str(o.value) for o in found.facts.observations] == ["1", "2"]
    assert (found.report.read, found.report.taken) == (3, 2)


def test_a_former_code_leads_to_the_place_that_came_after(tmp_path: Path) -> None:
    table = "地区,年份,指标,单位,数值\n330283,2015,工业投资,亿元,1\n奉化市,2015,工业投资,亿元,1\n"
    found = imported(tmp_path, table, LONG)
    assert {o.area for o in found.facts.observations} == {Ref("Place", "奉化区", "330213")}


def test_units_of_its_own(tmp_path: Path) -> None:
    table = "地区,年份,指标,单位,数值\n余姚市,2023,吞吐量,格令,12\n"
    with pytest.raises(SourceError, match='units = \\["格令"\\]'):
        imported(tmp_path, table, LONG)
    found = imported(tmp_path, table, LONG.replace("[table]", '[table]\nunits = ["格令"]'))
    assert found.facts.observations[0].unit == "格令"


def test_a_table_that_cannot_be_used_gets_a_sentence(tmp_path: Path) -> None:
    head = "地区,年份,指标,单位,数值\n"
    cases = [
        (head, LONG, "no rows under its heads in row 1"),
        (head + "余姚市,2023,工业投资,亿元,x\n", LONG, "none of its 1 rows can be used: row 2: 'x' is no number"),
        ("只有一列\n1\n", LONG, "no row of heads"),
        (head, LONG.replace("[table]", "[table]\nhead = 9"), "has no row of heads"),
        ("区,年,值\n1,2,3\n", LONG, r"observation 1: \w+ names the column"),
        ("地区,年度,指标,单位,数值\n1,2,3,4,5\n", LONG, "names the column '年份', which .* does not have"),
        ("地区,年份,指标,单位,数值,数值\n1,2,3,4,5,6\n", LONG, r"2 times: write \{#5\} or \{#6\}"),
        ("指标,单位,一\n1,2,3\n", WIDE, "no column of"),
    ]
    for table, mapping, words in cases:
        with pytest.raises(SourceError, match=words) as error:
            imported(tmp_path, table, mapping)
        assert len(str(error.value).splitlines()) == 1, table


MAPPINGS = [
    ("", "maps nothing"),
    ("[table", "is not TOML"),
    ("[[observaton]]", "did you mean 'observation'"),
    ('[[observation]]\nvalue = "{a}"', "has no metric"),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\ncolour = "red"', "unknown key 'colour'"),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\nunit = "亿园"', "unit: '亿园' is no known unit"),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\nperiod = "昨天"', "period: '昨天' is no period"),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\narea = "无此市"', "area: '无此市' is not a known place"),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\narea = "330299"', "area: '?330299'? is no division code"),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\nmeasure = "growth"', "one of Level, Growth, Rank"),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\nbasis = "YearOnYear"', 'add measure = "Growth"'),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\nabout = "{b}"', "of which class"),
    ('[[observation]]\nvalue = "{a}"\nmetric = "m"\neach = "("', "no regular expression"),
    ('[[thing]]\nclass = "Firm"\nname = "{a}"', "class is 'Firm'"),
    ('[[thing]]\nclass = "Company"\nname = "{a}"\nfocusesOn = "{b}"', "unknown key 'focusesOn'"),
    ('[[thing]]\nclass = "Company"', "has no name"),
    ('[table]\ndate = "31/12/2023"\n[[thing]]\nclass = "Company"\nname = "{a}"', "is not a date"),
    ('[table]\nhead = "one"\n[[thing]]\nclass = "Company"\nname = "{a}"', "head is 'one'"),
    ('[table]\nunits = "标箱"\n[[thing]]\nclass = "Company"\nname = "{a}"', "write a list"),
    ("[[thing]]\nclass = 3.5\n", "write it in quotes"),
]


@pytest.mark.parametrize(("mapping", "words"), MAPPINGS)
def test_a_bad_mapping_gets_a_sentence(mapping: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as error:
        parse_mapping(mapping, "m.toml")
    assert len(str(error.value).splitlines()) == 1
    assert "m.toml" in str(error.value)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="--guess` writes a first one"):
        read_mapping(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SourceError, match="UTF-8"):
        read_mapping(tmp_path / "bad.toml")


def test_a_value_is_one_column(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="it is one column"):
        imported(tmp_path, "a,b\n1,2\n", '[[observation]]\nvalue = "{a}{b}"\nmetric = "m"')
