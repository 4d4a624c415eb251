"""Facts to statements: what the contract says, term by term."""

from collections import Counter
from decimal import Decimal

import pytest

from graph import rdf
from graph.naming import Naming, labels, refs
from ontology.facts import Document, Evidence, Facts, Mention, Observation, Ref, Relation

PLACE = Ref("Place", "昆山市", "320583")
FIRM = Ref("Company", "甲乙（昆山）有限公司")
DOCUMENT = Document("d1", "报告", "2024-01", PLACE, sha256="00", length=20)


def evidence(start: int = 3, end: int = 6) -> Evidence:
    return Evidence("d1", start, end, '5"\n%', "前", "后", "句子。")


def written(
    *,
    mentions: tuple[Mention, ...] = (),
    relations: tuple[Relation, ...] = (),
    observations: tuple[Observation, ...] = (),
) -> str:
    facts = Facts(DOCUMENT, mentions, relations, (), observations)
    naming = Naming({}, labels(Counter(refs(facts)), {}), {"holdsHonour": "获得荣誉"})
    return "\n".join(rdf.lines(rdf.statements(facts, naming), "d1"))


def observation(**fields: object) -> Observation:
    whole: dict[str, object] = {
        "value": Decimal("-56"), "unit": "%", "metric": "测试指标", "evidence": evidence(), "method": "m", "confidence": 0.9,
    }  # fmt: skip
    return Observation(**(whole | fields))  # type: ignore[arg-type]


CK = "https://w3id.org/cixi-kg/ontology#"
ID = "https://w3id.org/cixi-kg/id/"


@pytest.mark.parametrize(
    "statement",
    [
        f'<{ID}observation/d1-3-6> <{CK}value> "-56"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        f"<{ID}observation/d1-3-6> <{CK}unit> <https://w3id.org/cixi-kg/vocab/unit/percent>",
        f"<{ID}observation/d1-3-6> <{CK}metric> <https://w3id.org/cixi-kg/vocab/metric/测试指标>",
        f"<{ID}observation/d1-3-6> <{CK}measure> <{CK}Growth>",
        f"<{ID}observation/d1-3-6> <{CK}basis> <{CK}YearOnYear>",
        f'<{ID}observation/d1-3-6> <{CK}periodEnd> "2023-12-31"^^<http://www.w3.org/2001/XMLSchema#date>',
        f"<{ID}observation/d1-3-6> <{CK}area> <https://w3id.org/cixi-kg/vocab/place/320583>",
        f"<{ID}observation/d1-3-6> <{CK}scope> <https://w3id.org/cixi-kg/vocab/scope/全市>",
        '<https://w3id.org/cixi-kg/vocab/metric/测试指标> <http://www.w3.org/2000/01/rdf-schema#label> "测试指标"@zh',
        f'<{ID}selector/d1-3-6> <http://www.w3.org/ns/oa#exact> "5\\"\\n%"',
        f'<{ID}selector/d1-3-6> <http://www.w3.org/ns/oa#start> "3"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f"<{ID}evidence/d1-3-6-m> <http://www.w3.org/ns/oa#hasSource> <{ID}document/d1>",
    ],
)
def test_an_observation_says(statement: str) -> None:
    seen = observation(
        measure="Growth", basis="YearOnYear", start="2023-01-01", end="2023-12-31", area=PLACE, scope="全市"
    )
    assert f"{statement} <https://w3id.org/cixi-kg/graph/d1> ." in written(observations=(seen,)).splitlines()


def test_two_observations_at_one_place_have_two_names() -> None:
    text = written(observations=(observation(metric="甲"), observation(metric="乙")))
    assert "observation/d1-3-6>" in text
    assert "observation/d1-3-6-2>" in text


def test_an_observation_without_metric_is_in_no_data_set() -> None:
    assert "metricsDataset" in written(observations=(observation(),))
    assert "metricsDataset" not in written(observations=(observation(metric=""),))


def test_an_unknown_unit_is_minted_and_not_lost() -> None:
    text = written(observations=(observation(unit="摞"),))
    assert f"<https://w3id.org/cixi-kg/vocab/unit/摞> <{CK}baseUnit> <https://w3id.org/cixi-kg/vocab/unit/摞>" in text
    assert f'<{CK}baseValue> "-56"' in text


def test_a_relation_is_said_and_reified_and_its_ends_have_evidence() -> None:
    honour = Ref("Honour", "某某之乡")
    text = written(relations=(Relation(FIRM, "holdsHonour", honour, evidence(), "award", 0.8),))
    firm = f"<{ID}company/甲乙-昆山-有限公司>"
    assert f"{firm} <{CK}holdsHonour> <https://w3id.org/cixi-kg/vocab/honour/某某之乡>" in text
    assert '"甲乙（昆山）有限公司 获得荣誉 某某之乡"@zh' in text
    assert f"{firm} <{CK}evidence>" in text
    assert text.count("22-rdf-syntax-ns#Statement>") == 1


def test_of_a_supposed_relation_a_document_says_only_the_place() -> None:
    trade = Ref("Industry", "测试产业")
    text = written(relations=(Relation(FIRM, "inIndustry", trade, evidence(), "around", 0.5, supposed=True),))
    assert f"<{ID}company/甲乙-昆山-有限公司> <{CK}evidence> <{ID}evidence/d1-3-6-around>" in text
    assert f"{CK}inIndustry" not in text
    assert "Statement>" not in text


def test_a_relation_of_a_thing_to_itself_is_not_said() -> None:
    assert "Statement>" not in written(relations=(Relation(FIRM, "makes", FIRM, evidence(), "m", 0.8),))


def test_another_name_is_an_alias_of_the_one_label() -> None:
    facts = Facts(DOCUMENT, (Mention(Ref("Company", "甲乙", "320583-甲乙"), evidence(), "m", 0.9, ("甲乙集团",)),))
    canonical = {Ref("Company", "甲乙", "320583-甲乙"): FIRM}
    naming = Naming(canonical, labels(Counter(refs(facts)), canonical))
    text = "\n".join(rdf.lines(rdf.statements(facts, naming), "d1"))
    assert 'rdf-schema#label> "甲乙（昆山）有限公司"@zh' in text
    assert 'core#altLabel> "甲乙"@zh' in text
    assert 'core#altLabel> "甲乙集团"@zh' in text


def test_spellings_that_meet_in_one_iri_get_one_label_whatever_the_order() -> None:
    spelt = [Ref("Program", "“甲乙”行动", "1-“甲乙”行动"), Ref("Program", "甲乙行动", "1-“甲乙”行动")]
    facts = [Facts(DOCUMENT, (Mention(ref, evidence(), "m", 0.9),)) for ref in spelt]
    uses = Counter(ref for each in facts for ref in refs(each))
    assert labels(uses, {}) == labels(dict(reversed(uses.items())), {})
    assert len(labels(uses, {})) == 1


@pytest.mark.parametrize(
    ("number", "text"), [("5.50", "5.5"), ("1E+3", "1000"), ("-0", "0"), ("0.0", "0"), ("12", "12")]
)
def test_a_decimal_has_one_way_to_be_written(number: str, text: str) -> None:
    assert rdf.decimal(Decimal(number)).startswith(f'"{text}"^^')


@pytest.mark.parametrize(("date", "kind"), [("2024", "gYear"), ("2024-01", "gYearMonth"), ("2024-01-09", "date")])
def test_a_date_has_the_type_of_its_precision(date: str, kind: str) -> None:
    assert rdf.dated(date) == f'"{date}"^^<http://www.w3.org/2001/XMLSchema#{kind}>'


def test_an_area_without_a_code_is_a_place_inside_the_one_around_it() -> None:
    zone = Ref("Place", "江北新区", "320100-江北新区")
    facts = Facts(Document("d1", "报告", "2024-01", zone, sha256="00", length=20), (), (), (), ())
    found = "\n".join(rdf.lines(rdf.statements(facts, Naming({}, labels(Counter(refs(facts)), {}), {})), "d1"))
    node = "<https://w3id.org/cixi-kg/vocab/place/320100-江北新区>"
    assert f"{node} <{CK}partOf> <https://w3id.org/cixi-kg/vocab/place/320100>" in found
    assert f'{node} <http://www.w3.org/2000/01/rdf-schema#label> "江北新区"@zh' in found


def test_an_industry_of_the_vocabularies_keeps_the_ending_a_document_writes() -> None:
    place = evidence()
    mention = Mention(Ref("Industry", "建材"), place, "m", 0.9, ("建材业", "电子信息产业"))
    text = written(mentions=(mention,))
    assert '"建材业"@zh' in text
    assert '"电子信息产业"@zh' not in text
    assert '"建材"@zh' not in text  # which the vocabulary says
