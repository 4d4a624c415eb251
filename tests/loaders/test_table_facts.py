import tomllib
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.read import read
from loaders.sources import area_ref, bundled
from loaders.table_facts import TableFacts, table_facts
from loaders.tables import find_tables
from loaders.text import Text
from ontology.facts import Document, Observation, Ref

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str, key: str) -> list[dict]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))[key]


@pytest.fixture(scope="module")
def plan() -> Text:
    return read(next(source for source in bundled() if source.kind == "plan"))


@pytest.fixture(scope="module")
def facts(plan: Text) -> TableFacts:
    return table_facts(plan)


def check_evidence(text: Text, facts: TableFacts) -> None:
    for fact in (*facts.mentions, *facts.relations, *facts.attributes, *facts.observations):
        place = fact.evidence
        assert text.content[place.start : place.end] == place.exact
        assert place.exact.strip() == place.exact != ""
        assert text.content[: place.start].endswith(place.prefix)
        assert text.content[place.end :].startswith(place.suffix)
        assert place.sentence


def test_every_evidence_is_where_it_says(plan: Text, facts: TableFacts) -> None:
    check_evidence(plan, facts)


@pytest.mark.parametrize("table", cases("tables_figures.toml", "table"), ids=lambda table: table["caption"][:2])
def test_every_figure_of_the_plans_tables(plan: Text, facts: TableFacts, table: dict) -> None:
    wanted = []
    for metric, own, *figures in table["rows"]:
        for figure, (measure, basis, status, first, last, unit) in zip(figures, table["columns"], strict=True):
            if figure:
                period = f"{first}-01-01", f"{last}-12-31"
                wanted.append((Decimal(figure), unit or own, metric, measure, basis, status, *period, figure))
    where = next(t for t in plan.tables if t.caption == table["caption"])
    seen = [o for o in facts.observations if where.start <= o.evidence.start < where.end]
    assert wanted == [
        (o.value, o.unit, o.metric, o.measure, o.basis, o.status, o.start, o.end, o.evidence.exact) for o in seen
    ]
    assert {(o.scope, o.about, o.area, o.comparator) for o in seen} == {
        ("市本级", plan.document.area, plan.document.area, "Equal")
    }


def test_every_column_of_the_plans_projects(facts: TableFacts) -> None:
    wanted = cases("tables_projects.toml", "project")
    assert len(wanted) == 39
    said = defaultdict(list)
    for relation in facts.relations:
        said[relation.subject, relation.predicate].append(relation.object)
        said[relation.object, "of " + relation.predicate].append(relation.subject)
    values = {(a.subject.name, a.property): (a.value, a.datatype) for a in facts.attributes}
    figures = defaultdict(list)
    for seen in facts.observations:
        if seen.status == "Planned" and seen.about:
            figures[seen.about.name].append(f"{seen.value} {seen.unit} {seen.metric}")
    for project in wanted:
        name = project["name"]
        ref = Ref("Project", name, f"330282-{name}")
        assert values[name, "number"] == (str(project["number"]), "integer")
        assert values[name, "start"] == (project["start"], "gYearMonth")
        assert values[name, "end"] == (project["end"], "gYearMonth")
        assert values.get((name, "note"), ("", "string")) == (project["note"], "string")
        assert [company.name for company in said[ref, "of undertakes"]] == [project["company"]]
        assert [place.name for place in said[ref, "locatedIn"]] == [project["place"]]
        made = [product.name for product in said[said[ref, "of undertakes"][0], "makes"]]
        assert set(project["products"]) <= set(made)
        capacities = [f"{capacity}年产能" for capacity in project["capacities"]]
        planned = [f"{project['investment']} 万元 计划总投资", f"{project['land']} 亩 计划新增用地"]
        assert sorted(figures[name]) == sorted(capacities + planned)
    assert len(said) == len({key for key in said if key[0].kind in ("Company", "Project", "Place", "Product")}) + 2 * 1


def test_zones_in_the_column_of_towns(facts: TableFacts) -> None:
    zones = {(r.object.kind, r.object.key) for r in facts.relations if r.object.kind.endswith("Platform")}
    assert zones == {("IndustrialPlatform", "330282-滨海经济开发区"), ("IndustrialPlatform", "330282-高新技术产业园区")}


def shown(seen: Observation) -> str:
    comparator = "" if seen.comparator == "Equal" else seen.comparator
    parts = [
        f"{seen.value} {seen.unit}",
        seen.metric,
        f"{seen.measure} {seen.basis}".strip(),
        f"{seen.status} {comparator}".strip(),
        f"{seen.start}/{seen.end}" if seen.start else "",
        seen.about.name if seen.about else "",
        seen.scope,
    ]
    return " | ".join(parts[:6] + parts[6:] * bool(seen.scope))


def written(content: str, area: str, date: str) -> Text:
    document = Document("x", "", date, area_ref(area))
    return Text(document, content, find_tables(content))


@pytest.mark.parametrize("case", cases("tables.toml", "case"), ids=lambda case: case["name"])
def test_tables(case: dict) -> None:
    text = written(case["text"].replace("→", "\t"), case["area"], case["date"])
    facts = table_facts(text)
    check_evidence(text, facts)
    assert sorted(shown(seen) for seen in facts.observations) == sorted(case["found"])
    said = [f"{r.subject.name} {r.predicate} {r.object.name}" for r in facts.relations]
    assert sorted(said) == sorted(case.get("said", []))


def test_line_ends_and_area_do_not_matter(plan: Text, facts: TableFacts) -> None:
    content = plan.content.replace("\n", "\r\n")
    other = table_facts(Text(replace(plan.document, area=None), content, find_tables(content)))
    assert [(o.value, o.unit, o.metric) for o in other.observations] == [
        (o.value, o.unit, o.metric) for o in facts.observations
    ]


CELL = st.sampled_from(
    [
        "指标",
        "单位",
        "2023年",
        "企业名称",
        "项目名称",
        "建设期",
        "12.5",
        "-3",
        "——",
        "",
        "合计",
        "a",
        "（%）",
        "年产5万台",
        "周市镇",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6),
    st.sampled_from(["\t", "\n\t", " | ", "  "]),
)
@example(rows=[["指标"] * 5, ["指标", "12.5"], ["指标", "指标", "指标", "12.5", "指标"]], mark="\n\t")
def test_any_grid_gives_facts_that_are_in_the_text(rows: list[list[str]], mark: str) -> None:
    content = "".join(mark.lstrip(" ") + mark.join(row) + "\n\n" * (mark == "\n\t") + "\n" for row in rows)
    text = written(content, "江苏省苏州市昆山市", "2024-02")
    check_evidence(text, table_facts(text))
