"""What the saved queries answer over the bundled documents, against what those documents say."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.answers import Rows
from graph.store import Store
from queries import saved

PLAN = "慈溪市制造业高质量发展“十四五”规划"


def answered(graph: Store, name: str, **values: str) -> list[dict[str, Any]]:
    """The rows as dictionaries of texts and numbers, without what is empty."""
    answer = graph.query(saved.bind(saved.find(name), {key: [value] for key, value in values.items()}, graph.query))
    assert isinstance(answer, Rows)
    return [
        {
            key: Decimal(cell.value) if cell.datatype.endswith(("decimal", "integer", "double")) else cell.value
            for key, cell in zip(answer.variables, row, strict=True)
            if cell is not None and cell.value
        }
        for row in answer
    ]


def test_companies_by_platform_and_chain(graph: Store) -> None:
    rows = answered(graph, "companies-by-platform-and-chain")
    planned = [row for row in rows if row.get("document") == PLAN and "investment" in row]
    assert len({row["project"] for row in planned}) == 39
    assert sum(row["investment"] for row in planned) == 1177312
    (row,) = [row for row in rows if row["company"] == "宁波绿动燃料电池有限公司"]
    assert (row["platform"], row["investment"], row["land"]) == ("滨海经济开发区", 30000, 100)
    assert "宁波绿动燃料电池有限公司" in row["sentence"]
    assert "30000" in row["sentence"]
    assert row["industry"] == "氢能"  # 新能源 only follows from it
    wider = answered(graph, "companies-by-platform-and-chain", industry="新能源")
    assert row in wider
    zone = answered(graph, "companies-by-platform-and-chain", platform="滨海区")
    assert len({row["project"] for row in zone if "investment" in row}) == 21
    assert {row["platform"] for row in zone} == {"滨海经济开发区"}


def test_projects(graph: Store) -> None:
    rows = answered(graph, "projects", minimum="145000")
    (row,) = [row for row in rows if row["document"] == PLAN]
    assert row["company"] == "公牛集团股份有限公司"
    assert (row["begin"], row["finish"]) == ("2021-01", "2024-12")
    assert (row["investment"], row["land"], row["intensity"]) == (145203, Decimal("200.84"), 723)
    assert {row["standard"] for row in answered(graph, "projects", norm="400")} == {400}
    places = {row["place"]: row["projects"] for row in answered(graph, "projects-by-place")}
    assert places["滨海经济开发区"] == 21
    assert places["周巷镇"] == 2


def test_industry_overview(graph: Store) -> None:
    rows = answered(graph, "industry-overview", industry="新材料产业")
    assert {row["industry"] for row in rows} == {"新材料"}
    (target,) = [row for row in rows if row["aspect"] == "1 目标值"]
    assert (target["value"], target["unit"], target["until"]) == (300, "亿元", "2025-12")
    assert {"宗汉街道", "滨海经济开发区"} <= {row["what"] for row in rows if row["aspect"] == "2 空间布局"}
    assert "石墨烯" in {row["what"] for row in rows if row["aspect"] == "3 细分产业"}


def test_platform_overview(graph: Store) -> None:
    rows = answered(graph, "platform-overview", platform="滨海经济开发区")
    assert {row["what"] for row in rows if row["aspect"] == "1 重点发展"} >= {"新材料", "高端装备"}
    figures = {row["value"] for row in rows if row["aspect"].startswith("2 ")}
    assert Decimal("750.3") in figures
    assert len([row for row in rows if row["aspect"] == "5 项目"]) == 21


def test_metric_series(graph: Store) -> None:
    rows = answered(graph, "metric-series", metric="规模以上工业总产值")
    levels = {(row["period"], row["status"], row["value"]) for row in rows if row["measure"] == "水平值"}
    assert ("2025", "目标值", Decimal(2200)) in levels
    assert any(value == 5400 for _, _, value in levels)


def test_target_vs_actual(graph: Store) -> None:
    rows = [row for row in answered(graph, "target-vs-actual", metric="规上工业增加值") if row.get("scope") == "市本级"]
    (past,) = [row for row in rows if row["due"] == "2020-12"]
    assert (past["target"], past["actual"], past["gap"], past["verdict"]) == (
        270,
        Decimal("390.9"),
        Decimal("120.9"),
        "已达成",
    )
    (open_,) = [row for row in rows if row["due"] == "2025-12"]
    assert (open_["target"], open_["gap"], open_["verdict"]) == (530, Decimal("-139.1"), "未见期末值")
    assert open_["needed"] == Decimal("6.3")  # 390.9 × 1.063⁵ = 530
    (total,) = [row for row in answered(graph, "target-vs-actual", metric="规上工业总产值") if row["due"] == "2020-12"]
    assert total["actual"] == Decimal("1750.2")  # of 1750 and 1750.2 the one that says more
    missed = answered(graph, "target-vs-actual", metric="工业投资")
    assert "未达成" in {row["verdict"] for row in missed if row["due"] == "2020-12"}


def test_conflicting_values(graph: Store) -> None:
    rows = answered(graph, "conflicting-values", metric="高新技术产业增加值占规上工业增加值比重")
    (row,) = [row for row in rows if row["period"] == "2020"]
    assert (row["lower"], row["higher"], row["verdict"]) == (Decimal("68.3"), Decimal("68.5"), "或为取整")
    assert "68.5%" in row["evidence"]
    rows = answered(graph, "conflicting-values", metric="规上工业总产值")
    assert {(2150, 2200)} <= {(row["lower"], row["higher"]) for row in rows}
    assert all(row["sentence"] != row["evidence"] for row in answered(graph, "conflicting-values"))


def test_program_results(graph: Store) -> None:
    rows = answered(graph, "program-results", program="科创伙伴")
    assert {(row["how"], row["metric"], row["value"]) for row in rows} >= {
        ("下句", "合作项目", 13),
        ("下句", "携手企业", 12),
    }
    links = {row["how"] for row in answered(graph, "program-results")}
    assert links == {"直接", "同句", "下句"}


def test_parts_against_total(graph: Store) -> None:
    rows = answered(graph, "parts-against-total")
    (row,) = [row for row in rows if row["industry"] == "智能家电"]
    assert (row["year"], row["value"], row["sum"]) == (2025, 1000, 2800)
    assert row["rest"] == row["whole"] - row["sum"]
    assert sum(row["value"] for row in rows) == 2800


def test_compare_regions(graph: Store) -> None:
    rows = answered(graph, "compare-regions", area="慈溪", other="宁波")
    assert {(row["value"], row["theirs"]) for row in rows} >= {
        (Decimal("5.4"), Decimal("8.8")),
        (Decimal("15.69"), Decimal("27.6")),
        (Decimal("35.1"), Decimal(48)),
    }


def test_documents_and_people(graph: Store) -> None:
    rows = answered(graph, "documents")
    assert [row["date"] for row in rows] == ["2021-08", "2022-11", "2024-01", "2025-12", "2026-03"]
    assert all(row["area"] == "慈溪市" and row["figures"] > 20 for row in rows)
    assert [row["kind"] for row in rows] == ["规划", "报道", "报道", "报道", "报道"]
    people = {(row["person"], row.get("role"), row.get("organisation")) for row in answered(graph, "people")}
    assert ("汪敏", "总经理", "浙江索特重工科技有限公司") in people


def test_sources_of_number(graph: Store) -> None:
    (row,) = answered(graph, "sources-of-number", value="5400")
    assert row["metric"] == "规上工业总产值"
    assert "突破5400亿元" in row["sentence"]
    text = next(path for path in _sources() if "突破5400亿元" in path)
    assert text[int(row["begin"]) : int(row["finish"])].startswith("5400")


def _sources() -> list[str]:
    from loaders.sources import bundled

    return [Path(source.location).read_text(encoding="utf-8") for source in bundled()]


def test_explain_thing_and_paths(graph: Store) -> None:
    rows = answered(graph, "explain-thing", thing="公牛集团股份有限公司")
    said = {(row["relation"], row["other"]) for row in rows}
    assert ("2 位于", "观海卫镇") in said
    assert ("1 别名", "公牛") in said
    assert {row.get("how") for row in rows if row["relation"] == "2 位于"} == {"原文", "推断"}
    paths = answered(graph, "path-between", **{"from": "公牛集团股份有限公司", "to": "慈溪市"})
    assert any(row["length"] == 1 or row.get("via") == "观海卫镇" for row in paths)


def test_find_things(graph: Store) -> None:
    names = [row["name"] for row in answered(graph, "find-things", text="轴承")]
    assert "轴承" in names
    kinds = {row["kind"] for row in answered(graph, "find-things", text="慈溪", kind="地区")}
    assert kinds == {"地区"}


@pytest.mark.parametrize("name", ["companies-in-industry", "companies-in-chain", "companies-by-place", "projects"])
def test_a_row_is_not_multiplied_by_its_evidence(name: str, graph: Store) -> None:
    rows = answered(graph, name)
    keys = [tuple(list(row.values())[:2]) for row in rows]
    assert len(keys) == len(set(keys))
