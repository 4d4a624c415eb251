"""industry-codes.rq: what industry has what code, and what that is internationally, over the bundled documents."""

from graph.answers import Rows
from graph.store import Store
from queries import saved


def answered(graph: Store, **values: str) -> list[dict[str, str]]:
    bound = saved.bind(saved.find("industry-codes"), {key: [value] for key, value in values.items()}, graph.query)
    answer = graph.query(bound)
    assert isinstance(answer, Rows)
    return [{key: cell.value for key, cell in zip(answer.variables, row, strict=True) if cell} for row in answer]


def test_an_industry_and_those_below_it_with_their_codes(graph: Store) -> None:
    rows = answered(graph, industry="智能家电")
    (whole,) = [row for row in rows if row["industry"] == "智能家电"]
    assert (whole["match"], whole["code"], whole["class"]) == ("closeMatch", "C385", "家用电力器具制造")
    assert whole["division"] == "C38 电气机械和器材制造业"
    assert (whole["isicMatch"], whole["isic"], whole["isicName"]) == ("closeMatch", "27", "电力设备的制造")
    assert {"C3854", "C3857"} <= {row["code"] for row in rows if row["industry"] != "智能家电"}


def test_a_group_of_a_mixed_division_leads_to_its_own_division_of_isic(graph: Store) -> None:
    rows = answered(graph, industry="人力资源服务")
    assert [(row["code"], row["isic"], row["isicMatch"]) for row in rows] == [("L726", "78", "closeMatch")]


def test_an_industry_without_a_code_takes_the_nearest_wider_one(graph: Store) -> None:
    rows = answered(graph, industry="氢能汽车")
    assert {row.get("through") for row in rows} == {"新能源汽车"}
    assert ("C3612", "29") in {(row["code"], row["isic"]) for row in rows}


def test_codes_by_their_beginning(graph: Store) -> None:
    rows = answered(graph, code="C38")
    assert len(rows) > 5
    assert {row["code"][:3] for row in rows} == {"C38"}
    assert {row["isic"] for row in rows} == {"27"}


def test_products_tell_the_industries_of_companies(graph: Store) -> None:
    rows = answered(graph)
    assert len({row["industry"] for row in rows}) > 50
    lighting = next(row for row in rows if row["industry"] == "照明")
    assert "LED灯" in lighting["products"].split(" / ")
    assert int(lighting["companies"]) >= 1
