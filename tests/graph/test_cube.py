"""The bundled observations are a well-formed RDF Data Cube: the W3C's integrity constraints, after its normalization."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import Store

FOLDER = Path(__file__).with_name("ic")
RULES = sorted(FOLDER.glob("ic-*.rq"))
QB = "http://purl.org/linked-data/cube#"
CK = "https://w3id.org/cixi-kg/ontology#"
PREFIXES = f"PREFIX qb: <{QB}> PREFIX ck: <{CK}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
PARENT = f"SELECT DISTINCT ?p WHERE {{ ?list a <{QB}HierarchicalCodeList> ; <{QB}parentChildProperty> ?p }}"


@pytest.fixture(scope="module")
def cube(graph: Store) -> ox.Store:
    return normalized(graph.triples())


def normalized(triples: bytes) -> ox.Store:
    found = ox.Store()
    found.bulk_load(input=triples, format=ox.RdfFormat.N_TRIPLES)
    for phase in sorted(FOLDER.glob("normalize-*.ru")):
        found.update(phase.read_text(encoding="utf-8"))
    return found


def solutions(cube: ox.Store, query: str) -> ox.QuerySolutions:
    found = cube.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return found


def broken(cube: ox.Store, rule: Path) -> bool:
    """Whether the rule finds a fault; IC-20 and IC-21 ask for each property that a list of codes is built with."""
    text = rule.read_text(encoding="utf-8")
    if "$p" not in re.sub("#.*", "", text):
        return bool(cube.query(text))
    properties = [str(row["p"].value) for row in solutions(cube, PARENT) if isinstance(row["p"], ox.NamedNode)]
    return any(bool(cube.query(text.replace("$p", each))) for each in properties)


def test_there_are_all_of_them() -> None:
    assert [path.stem for path in RULES] == [f"ic-{number:02}" for number in range(1, 22)]


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_the_cube_keeps_the_rule(cube: ox.Store, rule: Path) -> None:
    assert not broken(cube, rule)


def test_every_observation_is_in_a_data_set(cube: ox.Store) -> None:
    for row in solutions(cube, f"SELECT (COUNT(?o) AS ?n) WHERE {{ ?o a <{QB}Observation> ; <{QB}dataSet> ?d }}"):
        assert int(row["n"].value) > 400


# What breaks each rule: a small change to a cube that keeps them all.
SOUND = """
INSERT DATA {
  <urn:d> a qb:DataSet ; qb:structure <urn:s> .
  <urn:s> a qb:DataStructureDefinition ; qb:component [ qb:dimension <urn:when> ] , [ qb:measure <urn:m> ] ,
    [ qb:attribute <urn:u> ; qb:componentRequired true ] .
  <urn:when> a qb:DimensionProperty ; rdfs:range <urn:R> .
  <urn:a> a qb:Observation ; qb:dataSet <urn:d> ; <urn:when> 1 ; <urn:m> 5 ; <urn:u> 1 .
  <urn:b> a qb:Observation ; qb:dataSet <urn:d> ; <urn:when> 2 ; <urn:m> 5 ; <urn:u> 1 .
}"""
HIERARCHY = """INSERT DATA { <urn:when> qb:codeList <urn:l> . <urn:l> a qb:HierarchicalCodeList ; qb:hierarchyRoot <urn:r> ;
  qb:parentChildProperty <urn:down> }"""
FAULTS = {
    1: "INSERT DATA { <urn:a> qb:dataSet <urn:e> . <urn:e> qb:structure <urn:s> }",
    2: "DELETE DATA { <urn:d> qb:structure <urn:s> }",
    3: "DELETE { ?p qb:measure ?m } WHERE { ?p qb:measure ?m }",
    4: "DELETE DATA { <urn:when> rdfs:range <urn:R> }",
    5: "INSERT DATA { <urn:when> rdfs:range <http://www.w3.org/2004/02/skos/core#Concept> }",
    6: "INSERT { ?p qb:componentRequired false } WHERE { ?p qb:dimension ?d }",
    7: "INSERT DATA { <urn:k> a qb:SliceKey }",
    8: "INSERT DATA { <urn:k> a qb:SliceKey ; qb:componentProperty <urn:x> . <urn:s> qb:sliceKey <urn:k> }",
    9: "INSERT DATA { <urn:slice> a qb:Slice }",
    10: "INSERT DATA { <urn:slice> qb:sliceStructure <urn:k> . <urn:k> qb:componentProperty <urn:when> }",
    11: "DELETE DATA { <urn:a> <urn:when> 1 }",
    12: "DELETE DATA { <urn:b> <urn:when> 2 } ; INSERT DATA { <urn:b> <urn:when> 1 }",
    13: "DELETE DATA { <urn:a> <urn:u> 1 }",
    14: "DELETE DATA { <urn:a> <urn:m> 5 }",
    15: "INSERT DATA { <urn:s> qb:component [ qb:dimension qb:measureType ] . <urn:a> qb:measureType <urn:n> }",
    16: """INSERT DATA { <urn:s> qb:component [ qb:dimension qb:measureType ] , [ qb:measure <urn:n> ] .
           <urn:a> qb:measureType <urn:m> ; <urn:n> 1 }""",
    17: """INSERT DATA { <urn:s> qb:component [ qb:dimension qb:measureType ] , [ qb:measure <urn:n> ] .
           <urn:a> qb:measureType <urn:m> . <urn:b> qb:measureType <urn:m> }""",
    18: "INSERT DATA { <urn:e> qb:slice <urn:slice> . <urn:slice> qb:observation <urn:a> }",
    19: """INSERT DATA { <urn:when> qb:codeList <urn:l> .
           <urn:l> a <http://www.w3.org/2004/02/skos/core#ConceptScheme> }""",
    20: HIERARCHY,
    21: HIERARCHY,
}  # fmt: skip


@pytest.mark.parametrize("number", FAULTS)
def test_a_rule_finds_its_fault_and_nothing_in_a_sound_cube(number: int) -> None:
    sound, faulty = ox.Store(), ox.Store()
    for store in (sound, faulty):
        store.update(PREFIXES + SOUND)
    faulty.update(PREFIXES + FAULTS[number])
    rule = RULES[number - 1]
    found = [
        normalized(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"")
        for store in (sound, faulty)
    ]
    assert [broken(store, rule) for store in found] == [False, True]
