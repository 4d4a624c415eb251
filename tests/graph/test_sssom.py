"""Judgements travel as SSSOM/TSV: the slots of its specification, read back as they were."""

import csv

import pytest

from graph.judged import Judgement
from graph.sssom import COLUMNS, dumps, loads
from ontology import iris
from ontology.errors import SourceError

MADE = (
    Judgement(
        "宁波长青电器有限公司", "http://www.wikidata.org/entity/Q1", "same", "li", "2026-01-02", "the same address"
    ),
    Judgement("长青电器", "苏州长青药业有限公司", "different", "wu", "2026-01-03", 'a "quoted" reason'),
    Judgement("长青", "长青药业", "undecided", "", "", ""),
)
ADDRESS = {"宁波长青电器有限公司": iris.thing("Company", "宁波长青电器有限公司")}


def rows(text: str) -> list[dict[str, str]]:
    body = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(body, delimiter="\t"))


def test_judgements_come_back_as_they_were() -> None:
    text = dumps(MADE, lambda name: ADDRESS.get(name, ""))
    assert loads(text, "x").judgements == MADE
    assert loads(dumps(MADE), "x").judgements == MADE


def test_the_slots_are_those_of_the_specification() -> None:
    same, different, undecided = rows(dumps(MADE, lambda name: ADDRESS.get(name, "")))
    assert tuple(same) == COLUMNS
    assert (same["subject_id"], same["subject_label"]) == (ADDRESS[MADE[0].left], MADE[0].left)
    assert (same["predicate_id"], same["predicate_modifier"], same["object_id"]) == (
        "skos:exactMatch", "", "http://www.wikidata.org/entity/Q1")  # fmt: skip
    assert (different["predicate_id"], different["predicate_modifier"]) == ("skos:exactMatch", "Not")
    assert (different["subject_id"], different["subject_type"]) == ("", "rdfs literal")
    assert undecided["predicate_id"] == "ck:candidateOf"
    assert {row["mapping_justification"] for row in (same, different, undecided)} == {"semapv:ManualMappingCuration"}
    assert (same["author_label"], same["mapping_date"], same["comment"]) == ("li", "2026-01-02", "the same address")


def test_the_head_declares_every_prefix_that_is_used() -> None:
    text = dumps(MADE)
    declared = {line.removeprefix("#  ").partition(":")[0] for line in text.splitlines() if line.startswith("#  ")}
    used = {row[slot].partition(":")[0] for row in rows(text) for slot in ("predicate_id", "mapping_justification")}
    assert used <= declared
    assert "#mapping_set_id: https://w3id.org/cixi-kg/mappings/judgements" in text.splitlines()


def test_files_of_others_are_read() -> None:
    text = (
        "#curie_map:\n#  wd: http://www.wikidata.org/entity/\n#mapping_set_id: https://example.org/m\n"
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tmapping_tool\n"
        "https://w3id.org/cixi-kg/id/company/x\t长青电器\tskos:closeMatch\twd:Q7\tsemapv:LexicalMatching\ttool\n"
        "wd:Q1\t\tskos:broadMatch\twd:Q2\tsemapv:LexicalMatching\t\n"
    )
    found = loads(text, "x")
    assert found.judgements == (Judgement("长青电器", "http://www.wikidata.org/entity/Q7", "same", "tool"),)
    assert found.passed_over == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\tb\n1\t2\n", "no column predicate_id"),
        ("predicate_id\n", "no column mapping_justification"),
        (
            "subject_id\tobject_id\tpredicate_id\tmapping_justification\nx:1\t\tskos:exactMatch\t\n",
            "mapping 1 has neither",
        ),
    ],
)
def test_what_is_no_sssom_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        loads(text, "x")
