"""Places named by their rank, as seen from the document's area: mentions, and nothing that a number is about."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from loaders.entities import entities
from loaders.find import find
from loaders.text import Text, passages
from ontology.facts import Document, Ref

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[2] / "cases/ranks.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_a_rank_names_the_place_of_that_rank(case: dict[str, Any]) -> None:
    area = Ref("Place", *case["area"]) if case["area"] else None
    mentions = find(Text(Document("x", "", "2024", area), case["text"])).mentions
    found = {m.evidence.exact: m.ref.name for m in mentions if m.method == "place-by-rank"}
    assert found == case["places"]


def test_no_relation_or_number_hangs_on_it() -> None:
    source = Text(Document("x", "", "2024", Ref("Place", "嘉善县", "330421")), "全国销量达到30万台。")
    named = entities(source, passages(source))
    assert all(each.method != "place-by-rank" for each in named)
    assert find(source).observations
    assert all(seen.about is None or seen.about.name != "中国" for seen in find(source).observations)


def test_the_trade_that_money_goes_into_is_named_and_the_figure_stays_with_the_area() -> None:
    source = Text(Document("x", "", "2024", Ref("Place", "嘉善县", "330421")), "房地产开发投资下降4%，房地产公司不变。")
    facts = find(source)
    assert {m.ref.name for m in facts.mentions if m.method == "industry-of-investment"} == {"房地产"}
    assert {seen.about and seen.about.name for seen in facts.observations} == {"嘉善县"}
