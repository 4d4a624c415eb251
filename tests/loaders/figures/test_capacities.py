import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.figures.capacities import capacities

CASES = [
    ("年产1200台伺服压力机项目", ["1200 台 伺服压力机年产能"], ["伺服压力机"]),
    ("年产1.5亿套灯具生产基地、研发中心及总部基地建设项目", ["1.5 亿套 灯具年产能"], ["灯具"]),
    ("年产300万条全钢子午胎绿色化改造项目", ["300 万条 全钢子午胎年产能"], ["全钢子午胎"]),
    ("年产5万艘快艇、20万套冰箱制造项目", ["5 万艘 快艇年产能", "20 万套 冰箱年产能"], ["快艇", "冰箱"]),
    ("年产8万套汤锅生产线改建技改、年产2万个蒸锅", ["8 万套 汤锅年产能", "2 万个 蒸锅年产能"], ["汤锅", "蒸锅"]),
    ("甲有限公司年产3万吨PET材料生产线项目", ["3 万吨 PET材料年产能"], ["PET材料"]),
    ("年产1万套汽车开关和家电开关项目", ["1 万套 汽车开关和家电开关年产能"], ["汽车开关", "家电开关"]),
    ("年产500台60kW级电堆组装及配套双极板加工项目", ["500 台 60kW级电堆组装及配套双极板年产能"], ["电堆", "双极板"]),
    (
        "形成年产200万套门锁、50万套传感器的生产能力，总投资2亿元",
        ["200 万套 门锁年产能", "50 万套 传感器年产能"],
        ["门锁", "传感器"],
    ),
    ("项目达产后，年产磷酸铁锂12万吨", ["12 万吨 磷酸铁锂年产能"], ["磷酸铁锂"]),
    ("年处理10万吨危险废物项目", ["10 万吨 危险废物年处理能力"], []),
    ("年加工5000吨精密铜带（一期）项目", ["5000 吨 精密铜带年产能"], ["精密铜带"]),
    ("健康产业园二期", [], []),
    ("2021年产业园一期", [], []),
    ("年产值10亿元的项目", [], []),
    ("年产", [], []),
]


@pytest.mark.parametrize(("name", "wanted", "products"), CASES, ids=[case[0] for case in CASES])
def test_names(name: str, wanted: list[str], products: list[str]) -> None:
    found = list(capacities(name))
    assert [f"{c.value} {c.unit} {c.metric}" for c in found] == wanted
    assert [name[a:b] for c in found for a, b in c.products] == products
    assert all(name[c.begin : c.end].endswith(c.unit) for c in found)


@given(st.text(alphabet="年产加工处理1230.5万亿套台吨、，和及灯具设备项目生产线（）", max_size=60))
def test_any_name(name: str) -> None:
    for capacity in capacities(name):
        assert 0 <= capacity.begin < capacity.end <= len(name)
        assert capacity.product in name
        assert all(0 <= a < b <= len(name) for a, b in capacity.products)
