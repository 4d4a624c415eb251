"""The first mapping that is guessed from the heads: it can be read, and it fits the table."""

from pathlib import Path

import pytest

from loaders.datasets.guess import guess
from loaders.datasets.mapping import parse_mapping
from loaders.datasets.table import read_table

REGION = Path(__file__).parents[2] / "region"


def guessed(path: Path) -> list[dict[str, str]]:
    return [dict(entry.given) for entry in parse_mapping(guess(path), "guess").entries]


def table(folder: Path, text: str) -> Path:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_wide_table_of_years(tmp_path: Path) -> None:
    (entry,) = guessed(table(tmp_path, "指标名称,计量单位,2021年,2022年\n工业投资,亿元,1,2\n"))
    assert entry["value"] == "{cell}"
    assert (entry["metric"], entry["unit"], entry["period"]) == ("{指标名称}", "{计量单位}", "{head.1}")


def test_a_long_table(tmp_path: Path) -> None:
    (entry,) = guessed(table(tmp_path, "年份,地区,指标,单位,数值\n2023,余姚市,工业投资,亿元,1\n"))
    assert entry == {
        "value": "{数值}", "metric": "{指标}", "unit": "{单位}", "period": "{年份}", "area": "{地区}",
    }  # fmt: skip


def test_a_column_for_each_indicator(tmp_path: Path) -> None:
    entries = guessed(table(tmp_path, "年份,规上工业增加值（亿元）,同比增长（%）\n2023,1,2\n"))
    level = entries[0]
    assert (level["metric"], level["unit"], level.get("measure")) == ("规上工业增加值", "亿元", None)
    assert entries[1]["measure"] == "Growth"
    assert entries[1]["basis"] == "YearOnYear"


def test_the_words_above_the_heads(tmp_path: Path) -> None:
    text = "2023年余姚市主要指标,\n单位：亿元,\n镇街,工业总产值\n泗门镇,12\n"
    (entry,) = guessed(table(tmp_path, text))
    assert (entry["unit"], entry["period"], entry["area"]) == ("亿元", "2023", "{镇街}")
    assert 'title = "2023年余姚市主要指标"' in guess(table(tmp_path, text))


def test_companies_projects_and_parks() -> None:
    number, company = guessed(REGION / "companies.csv")
    assert company == {
        "class": "Company", "name": "{企业名称}", "code": "{统一社会信用代码}", "aliases": "{简称}",
        "inIndustry": "{所属行业}", "makes": "{主导产品}", "locatedIn": "{所在镇街}",
    }  # fmt: skip
    assert (number["metric"], number["unit"], number["period"]) == ("营业收入", "万元", "2023")
    planned, project, maker = guessed(REGION / "projects.csv")
    assert project["class"] == "Project"
    assert maker == {"class": "Company", "name": "{建设单位}", "undertakes": "{项目名称}"}
    assert planned["status"] == "Planned"
    _, park = guessed(REGION / "parks.csv")
    assert park == {
        "class": "IndustrialPlatform",
        "name": "{园区名称}",
        "focusesOn": "{主导产业}",
        "headedBy": "{负责人}",
    }


@pytest.mark.parametrize("name", ["companies.csv", "parks.csv", "projects.csv"])
def test_a_guess_fits_its_table(name: str) -> None:
    text = guess(REGION / name).replace('area = ""', 'area = "余姚市"')
    found = read_table(REGION / name, parse_mapping(text, "guess"), "dataset/t")
    assert found.report.taken >= 2
    assert found.facts.mentions


def test_what_is_not_understood_is_told(tmp_path: Path) -> None:
    text = guess(table(tmp_path, "企业名称,幸运颜色\n余姚市晨光塑料有限公司,红\n"))
    assert "# not used: the column {幸运颜色}" in text
