"""Graphs of others in our terms: schema.org, ORG, the Data Cube, Wikidata, and a mapping of one's own."""

from pathlib import Path
from typing import Any

import pytest

from graph.foreign.cube import period
from graph.foreign.ours import Ours, ours
from graph.foreign.read import parse
from graph.foreign.terms import read_terms, uses
from ontology.errors import SourceError
from ontology.facts import Document

PREFIXES = """
@prefix ck: <https://w3id.org/cixi-kg/ontology#> .
@prefix ex: <http://example.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix place: <https://w3id.org/cixi-kg/vocab/place/> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix qudt-unit: <http://qudt.org/vocab/unit/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rov: <http://www.w3.org/ns/regorg#> .
@prefix schema: <https://schema.org/> .
@prefix sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix sdmx-concept: <http://purl.org/linked-data/sdmx/2009/concept#> .
@prefix sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <https://w3id.org/cixi-kg/vocab/unit/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def made(turtle: str, mapping: Path | None = None) -> Ours:
    found = ours(parse((PREFIXES + turtle).encode(), "a.ttl", "d"), read_terms(mapping), Document("dataset/d", "d"))
    facts: Any = found.facts
    every = [facts.mentions, facts.relations, facts.attributes, facts.observations]
    for place in (each.evidence for kind in every for each in kind):
        assert found.content[place.start : place.end] == place.exact
        assert place.exact
    return found


def said(found: Ours) -> set[tuple[str, str, str]]:
    relations = {(r.subject.name, r.predicate, r.object.name) for r in found.facts.relations}
    return relations | {(a.subject.name, a.property, a.value) for a in found.facts.attributes}


def test_schema_org() -> None:
    found = made("""
        ex:c a schema:Corporation ; schema:name "余姚晨光塑料有限公司" , "Chenguang"@en ; schema:taxID "91330281MA0000010W" ;
            schema:alternateName "晨光塑料" ; schema:address [ schema:addressLocality "余姚市" ] ; schema:industry "塑料" .
        ex:club a schema:Organization ; schema:name "余姚象棋协会" .
        """)
    assert found.things == {"Company": 1}
    assert said(found) == {
        ("余姚晨光塑料有限公司", "code", "91330281MA0000010W"),
        ("余姚晨光塑料有限公司", "locatedIn", "余姚市"),
        ("余姚晨光塑料有限公司", "inIndustry", "塑料制品"),
    }
    assert found.facts.mentions[0].aliases == ("晨光塑料",)
    place = "<https://w3id.org/cixi-kg/vocab/place/330281>"
    assert f"<http://example.org/c> <https://w3id.org/cixi-kg/ontology#locatedIn> {place} ." in set(found.lines())


def test_its_own_triples_stay_beside_ours() -> None:
    found = made('ex:c a schema:Corporation ; schema:name "余姚晨光塑料有限公司" ; ex:else 5 .')
    lines = set(found.lines())
    assert '<http://example.org/c> <http://example.org/else> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .' in lines
    kind = "<http://example.org/c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert {
        f"{kind} <https://schema.org/Corporation> .",
        f"{kind} <https://w3id.org/cixi-kg/ontology#Company> .",
    } <= lines


def test_the_label_is_one_and_chinese() -> None:
    found = made('ex:p wdt:P442 "33 02 81" ; rdfs:label "Yuyao"@en , "餘姚市"@zh-hant , "余姚市"@zh , "余姚市"@zh-cn .')
    label = "<http://example.org/p> <http://www.w3.org/2000/01/rdf-schema#label>"
    assert [line for line in set(found.lines()) if line.startswith(label)] == [f'{label} "余姚市"@zh .']
    other = '<http://example.org/p> <http://www.w3.org/2004/02/skos/core#altLabel> "Yuyao"@en .'
    assert other in set(found.lines())


def test_a_thing_without_a_chinese_name_keeps_the_one_it_has_and_this_is_told() -> None:
    found = made('ex:c a schema:Corporation ; schema:name "Acme"@en . ex:d a schema:Corporation .')
    assert [m.ref.name for m in found.facts.mentions] == ["Acme"]
    assert found.left_out == {"things named in no Chinese, by the name they have": 1, "things without a name": 1}


def test_organizations() -> None:
    found = made("""
        ex:c a rov:RegisteredOrganization ; rov:legalName "宁波远江机械有限公司"@zh ; org:identifier "91330281MA0000037L" ;
            rov:orgActivity "C3484" ; org:hasSite [ org:siteAddress [ <http://www.w3.org/2006/vcard/ns#locality> "330281" ] ] .
        """)
    assert found.things == {"Company": 1}
    assert ("宁波远江机械有限公司", "locatedIn", "余姚市") in said(found)
    assert ("宁波远江机械有限公司", "code", "91330281MA0000037L") in said(found)


CUBE = """
ex:dsd a qb:DataStructureDefinition .
ex:ds a qb:DataSet ; qb:structure ex:dsd ; rdfs:label "年鉴"@zh .
ex:where a qb:DimensionProperty ; rdfs:subPropertyOf sdmx-dimension:refArea .
ex:when a qb:DimensionProperty ; qb:concept sdmx-concept:refPeriod .
ex:gdp a qb:MeasureProperty ; rdfs:label "地区生产总值"@zh .
ex:yuyao a schema:AdministrativeArea ; schema:name "余姚市" ; ck:code "330281" .
ex:o1 a qb:Observation ; qb:dataSet ex:ds ; ex:where ex:yuyao ; ex:when <http://reference.data.gov.uk/id/year/2022> ;
    ex:gdp 1.5e3 ; sdmx-attribute:unitMeasure "亿元" .
ex:o2 a qb:Observation ; qb:dataSet ex:ds ; ex:where ex:yuyao ; ex:when "2022-06"^^xsd:gYearMonth ;
    qb:measureType ex:gdp ; sdmx-measure:obsValue "12.50"^^xsd:decimal ; sdmx-attribute:unitMeasure qudt-unit:CCY_CNY .
ex:o3 a qb:Observation ; qb:dataSet ex:ds ; ex:where ex:yuyao ; sdmx-measure:obsValue 3 .
ex:o4 a qb:Observation ; qb:dataSet ex:ds ; ex:gdp "n/a" .
"""


def test_the_data_cube() -> None:
    found = made(CUBE)
    one, two = found.facts.observations
    assert (str(one.value), one.metric, one.unit, one.area and one.area.key) == (
        "1.5E+3",
        "地区生产总值",
        "亿元",
        "330281",
    )
    assert (one.start, one.end, one.about) == ("2022-01-01", "2022-12-31", one.area)
    assert (str(two.value), two.unit, two.start, two.end) == ("12.50", "元", "2022-06-01", "2022-06-30")
    assert found.left_out == {
        "observations that no mapping tells the indicator of": 1, "observations without a number": 1,
    }  # fmt: skip
    derived = [line for line in set(found.lines()) if "wasDerivedFrom" in line]
    assert {line.split()[2] for line in derived} == {"<http://example.org/o1>", "<http://example.org/o2>"}


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    mapping = tmp_path / "terms.ttl"
    mapping.write_text(
        PREFIXES
        + """
        ck:Company owl:equivalentClass ex:Firma .
        ex:heisst owl:equivalentProperty rdfs:label .
        ex:sitz skos:exactMatch ck:locatedIn .
        ex:NB skos:exactMatch place:330200 .
        ex:indicator rdfs:subPropertyOf ck:metric .
        """,
        encoding="utf-8",
    )
    found = made(
        """
        ex:c a ex:Firma ; ex:heisst "宁波远江机械有限公司" ; ex:sitz ex:NB .
        ex:o a qb:Observation ; sdmx-dimension:refArea ex:NB ; sdmx-dimension:refPeriod "2022" ; ex:indicator "工业投资" ;
            sdmx-measure:obsValue 5 ; sdmx-attribute:unitMeasure "亿元" .
        """,
        mapping,
    )
    assert said(found) == {("宁波远江机械有限公司", "locatedIn", "宁波市")}
    (number,) = found.facts.observations
    assert (number.metric, number.area and number.area.name) == ("工业投资", "宁波市")


def test_data_in_our_own_terms_are_said_in_full() -> None:
    found = made('ex:c a ck:Company ; rdfs:label "宁波远江机械有限公司"@zh ; ck:locatedIn place:330281 ; ck:value 5 .')
    assert said(found) == {("宁波远江机械有限公司", "locatedIn", "余姚市")}
    assert not any("ontology#value" in line for line in found.lines()), "a company has no value"


def test_only_what_the_ontology_allows_is_said() -> None:
    found = made("""
        ex:p wdt:P442 "33 02 81" ; rdfs:label "余姚市"@zh ; wdt:P131 ex:n ; wdt:P452 ex:i ; wdt:P159 ex:nowhere .
        ex:n wdt:P442 "33 02" ; rdfs:label "宁波市"@zh . ex:i rdfs:label "塑料"@zh .
        """)
    assert said(found) == {("余姚市", "partOf", "宁波市"), ("余姚市", "code", "330281"), ("宁波市", "code", "330200")}
    assert uses()["partOf"].subjects >= {"Place", "Program", "IndustrialPlatform"}


def test_codes_that_are_none_are_left_out_and_counted() -> None:
    found = made("""
        ex:p wdt:P442 "33 02 99" ; rdfs:label "某地"@zh . ex:c wdt:P6795 "91330281MA0000010X" ; rdfs:label "某公司"@zh .
        """)
    assert said(found) == set()
    assert found.left_out == {"codes of a Place that are none": 1, "codes of a Company that are none": 1}


def test_the_same_data_give_the_same_lines_in_any_order() -> None:
    lines = [line for line in CUBE.replace(";\n   ", "; ").splitlines() if line]
    assert list(made("\n".join(lines)).lines()) == list(made("\n".join(reversed(lines))).lines())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"), ("2022-02", "2022-02-01", "2022-02-28"), ("2022-Q3", "2022-07-01", "2022-09-30"),
        ("2022-06-30", "2022-06-30", "2022-06-30"), ("2022-06-30T00:00:00Z", "2022-06-30", "2022-06-30"),
        ("http://reference.data.gov.uk/id/year/2022", "2022-01-01", "2022-12-31"), ("2022Z", "2022-01-01", "2022-12-31"),
        ("去年", "", ""), ("2022-13", "", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_periods(text: str, first: str, last: str) -> None:
    assert period(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ex:a ex:b ex:c .", "is not Turtle"),
        ("@prefix ex: <http://example.org/> . ex:a ex:b ex:c .", "maps no term"),
        (PREFIXES + "ex:Firma rdfs:subClassOf ck:Compny .", "nearest is ck:Company"),
        (PREFIXES + "ex:in rdfs:subPropertyOf ck:locateIn .", "nearest is ck:locatedIn"),
    ],
)
def test_a_mapping_that_cannot_be_used(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "terms.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words) as error:
        read_terms(path)
    assert len(str(error.value).splitlines()) == 1


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_terms(tmp_path / "none.ttl")


def test_the_mappings_that_come_with_the_project_name_terms_that_there_are() -> None:
    terms = read_terms()
    assert {"Company", "Place", "Agency", "Observation"} <= {kind for kinds in terms.classes.values() for kind in kinds}
    assert {"code", "label", "value", "periodStart", "periodEnd"} <= {
        name for names in terms.properties.values() for name in names
    }
