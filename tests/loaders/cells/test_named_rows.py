"""The rows of a table that are named after industries and places are mentions of them."""

import pytest

from loaders.table_facts import table_facts
from loaders.tables import find_tables
from loaders.text import Text
from ontology.facts import Document, Ref


def mentions(content: str) -> list[str]:
    document = Document("x", "", "2024-01", Ref("Place", "昆山市", "320583"))
    found = table_facts(Text(document, content, find_tables(content))).mentions
    assert all(content[m.evidence.start : m.evidence.end] == m.evidence.exact for m in found)
    return [f"{m.ref.kind}:{m.evidence.exact}" for m in found if m.method == "table-row"]


def test_rows_of_industries() -> None:
    content = (
        "表1 2023年地区生产总值\n\n指标\t指标值（亿元）\t同比增长（%）\n地区生产总值\t4000.5\t10.0\n第一产业\t153.6\t11.0\n"
        "建筑业\t78.5\t5.3\n批发和零售业\t189.3\t7.2\n其中：住宿和餐饮业\t30.6\t9.7\n新增就业\t4.4\t1.0\n合计\t9.0\t1.0\n"
    )
    assert mentions(content) == ["Industry:建筑业", "Industry:批发和零售业", "Industry:住宿和餐饮业"]


@pytest.mark.parametrize("head", ["乡镇", "镇（街道）"])
def test_rows_of_places(head: str) -> None:
    content = f"表2 2023年各镇情况\n\n{head}\t企业数（家）\t产值（亿元）\n张浦镇\t520\t610.2\n周市镇\t310\t900\n合计\t830\t1510\n"
    assert mentions(content) == ["Place:张浦镇", "Place:周市镇"]
