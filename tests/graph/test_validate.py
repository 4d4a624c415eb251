"""validate.py: what the contract says conforms, and each constraint reports what breaks it, in one sentence."""

from collections.abc import Iterable

import pytest
import rdflib

from graph.validate import Report, Violation, to_graph, validate
from ontology.errors import GraphError
from ontology.terms import CK, PROV, SKOS, prefixes

VALID = """
id:document\\/d a ck:Document ; rdfs:label "一份文件"@zh ; dcterms:identifier "d" ; dcterms:date "2024-01"^^xsd:gYearMonth ;
    ck:area place:330000 ; ck:contentHash "0000000000000000000000000000000000000000000000000000000000000000" ; ck:textLength 100 .
place:330000 a ck:Place ; rdfs:label "甲省"@zh , "A"@en ; skos:inScheme <urn:places> ; ck:code "330000" ; ck:partOf place:1 .
place:1 a ck:Place ; rdfs:label "国"@zh ; skos:inScheme <urn:places> .
scope:s a ck:Scope , skos:Concept ; rdfs:label "全市"@zh ; skos:inScheme <urn:scopes> .
unit:w a ck:Unit ; rdfs:label "万元"@zh ; ck:baseUnit unit:y ; ck:factor 10000.0 .
unit:y a ck:Unit ; rdfs:label "元"@zh ; ck:baseUnit unit:y ; ck:factor 1.0 .
metric:m a ck:Metric ; rdfs:label "产值"@zh .
honour:h a ck:Honour ; rdfs:label "百强"@zh ; skos:inScheme <urn:honours> ; ck:level "国家级"@zh ; ck:grantedBy id:a .
industry:i a ck:Industry ; rdfs:label "家电"@zh ; skos:inScheme <urn:industries> ; ck:keyword "灯"@zh .
id:chain a ck:IndustryChain ; rdfs:label "家电产业链"@zh ; ck:evidence id:e ; ck:chainOf industry:i .
id:c a ck:Company ; rdfs:label "甲公司"@zh ; skos:altLabel "甲"@zh ; ck:evidence id:e ; ck:locatedIn id:p , place:330000 ;
    ck:makes id:lamp ; ck:undertakes id:j ; ck:holdsHonour honour:h ; ck:headedBy id:z ; ck:candidateOf id:c2 .
id:c2 a ck:Company ; rdfs:label "甲厂"@zh ; ck:evidence id:e .
id:lamp a ck:Product ; rdfs:label "灯"@zh ; ck:evidence id:e .
id:p a ck:IndustrialPlatform ; rdfs:label "园区"@zh ; ck:evidence id:e ; ck:focusesOn industry:i ; ck:partOf id:p2 .
id:p2 a ck:Platform ; rdfs:label "开发区"@zh ; ck:evidence id:e .
id:j a ck:Project ; rdfs:label "技改"@zh ; ck:evidence id:e ; ck:number 7 ; ck:note "新建"@zh ; ck:inChain id:chain ;
    ck:start "2021-01"^^xsd:gYearMonth ; ck:end "2023-12"^^xsd:gYearMonth .
id:z a ck:Person ; rdfs:label "张三"@zh ; ck:evidence id:e .
id:a a ck:Agency ; rdfs:label "工信部"@zh ; ck:evidence id:e .
id:po a ck:Policy ; rdfs:label "规划"@zh ; ck:evidence id:e ; ck:issuedBy id:a .
id:pr a ck:Program ; rdfs:label "行动"@zh ; ck:evidence id:e ; ck:partOf id:po ; ck:targets industry:i .
id:o a ck:Observation ; rdfs:label "产值 5万元"@zh ; qb:dataSet ck:metricsDataset ; ck:value 5.0 ; ck:baseValue 50000.0 ;
    ck:unit unit:w ; ck:metric metric:m ; ck:measure ck:Growth ; ck:basis ck:YearOnYear ; ck:status ck:Actual ;
    ck:comparator ck:Equal ; ck:periodStart "2023-01-01"^^xsd:date ; ck:periodEnd "2023-12-31"^^xsd:date ;
    ck:about id:p ; ck:toldWith id:pr ; ck:toldAfter id:po ; ck:area place:330000 ; ck:scope scope:s ; ck:evidence id:e ; ck:method "rule" ; ck:confidence 0.9 .
id:e a ck:Evidence ; rdfs:label "5万元"@zh ; oa:hasSource id:document\\/d ; oa:hasSelector id:l ; ck:sentence "产值5万元。"@zh ;
    ck:method "rule" ; ck:confidence 0.9 .
id:l a oa:TextPositionSelector , oa:TextQuoteSelector ; rdfs:label "2–5"@zh ; oa:start "2"^^xsd:integer ;
    oa:end "5"^^xsd:integer ; oa:exact "5万元" ; oa:prefix "产值" ; oa:suffix "。" .
id:s a rdf:Statement ; rdfs:label "甲公司 负责人 张三"@zh ; rdf:subject id:c ; rdf:predicate ck:headedBy ; rdf:object id:z ;
    ck:role "董事长"@zh ; ck:evidence id:e ; ck:method "rule" ; ck:confidence 0.9 .
id:s2 a rdf:Statement ; rdfs:label "甲公司 所属产业 家电"@zh ; rdf:subject id:c ; rdf:predicate ck:inIndustry ;
    rdf:object industry:i ; ck:restsOn id:e ; ck:method "industry-by-product" ; prov:wasDerivedFrom id:s .
id:s3 a rdf:Statement ; rdfs:label "甲公司 疑似同一 甲厂"@zh ; rdf:subject id:c ; rdf:predicate ck:candidateOf ; rdf:object id:c2 ;
    ck:reason "字号相同"@zh ; ck:evidence id:e ; ck:method "rule" .
"""

BOUND = "\n".join(f"@prefix {line.removeprefix('PREFIX ')} ." for line in prefixes().splitlines())

# name: what is taken out of the valid graph, what comes in its place, and the messages that must be reported.
BROKEN = [
    ("no value", "ck:value 5.0 ;", "", ["An observation has exactly one value, an xsd:decimal."]),
    ("value no decimal", "ck:value 5.0", "ck:value 5", ["An observation has exactly one value, an xsd:decimal."]),
    ("two values", "ck:value 5.0", "ck:value 5.0 , 6.0", ["An observation has exactly one value, an xsd:decimal."]),
    ("value ill-typed", "ck:value 5.0", 'ck:value "5亿"^^xsd:decimal', ["An observation has exactly one value, an xsd:decimal."]),
    ("no metric", "ck:metric metric:m ;", "", ["An observation in the data set has exactly one metric, a ck:Metric."]),
    ("metric of wrong class", "ck:metric metric:m", "ck:metric unit:w", ["An observation has at most one metric, a ck:Metric; none where the text does not tell it."]),
    ("unit a string", "ck:unit unit:w", 'ck:unit "万元"', ["An observation has at most one unit, a ck:Unit."]),
    ("base value without unit", "ck:unit unit:w ;", "", ["An observation with a base value has a unit."]),
    ("unknown measure", "ck:measure ck:Growth ;", "ck:measure ck:Target ;", [
        "An observation has exactly one measure: ck:Level, ck:Growth or ck:Rank.",
        "Only an observation whose measure is ck:Growth has a basis."]),
    ("basis on a level", "ck:measure ck:Growth", "ck:measure ck:Level", ["Only an observation whose measure is ck:Growth has a basis."]),
    ("unknown basis", "ck:YearOnYear", "ck:Monthly", [
        "An observation has at most one basis: ck:YearOnYear, ck:AnnualAverage or ck:Cumulative."]),
    ("no status", "ck:status ck:Actual ;", "", [
        "An observation has exactly one status: ck:Actual, ck:Target, ck:Estimate or ck:Planned."]),
    ("no comparator", "ck:comparator ck:Equal ;", "", [
        "An observation has exactly one comparator: ck:Equal, ck:AtLeast, ck:AtMost or ck:About."]),
    ("period backwards", '"2023-01-01"', '"2024-01-01"', ["A period starts on at most one xsd:date, not later than it ends."]),
    ("period no date", '"2023-12-31"^^xsd:date', '"2023"^^xsd:gYear', ["A period ends on at most one xsd:date."]),
    ("about a document", "ck:about id:p", "ck:about id:l", ["An observation is about at most one ck:Entity."]),
    ("area no place", "ck:area place:330000 ; ck:scope", "ck:area id:c ; ck:scope", [
        "An observation has at most one area, a ck:Place."]),
    ("scope a string", "ck:scope scope:s", 'ck:scope "全市"', ["An observation has at most one scope, a concept."]),
    ("observation without evidence", "ck:scope scope:s ; ck:evidence id:e ;", "ck:scope scope:s ;", [
        "An observation has exactly one evidence: the number with its unit."]),
    ("confidence over 1", 'ck:confidence 0.9 .\nid:e', 'ck:confidence 1.1 .\nid:e', [
        "The value of ck:confidence is a decimal from 0 to 1."]),
    ("another data set", "qb:dataSet ck:metricsDataset ;", "qb:dataSet id:o ;", [
        "An observation is part of ck:metricsDataset, or ck:unnamedDataset, and of no other data set."]),
    ("two labels", '"产值 5万元"@zh', '"产值 5万元"@zh , "产值"@zh', [
        "A resource has exactly one rdfs:label, and it is in Chinese."]),
    ("company without a label", 'rdfs:label "甲厂"@zh ;', "", ["A resource has exactly one rdfs:label, and it is in Chinese."]),
    ("label without language", '"甲厂"@zh', '"甲厂"', ["A resource has exactly one rdfs:label, and it is in Chinese."]),
    ("concept in English only", '"产值"@zh', '"output"@en', [
        "A concept has exactly one rdfs:label in Chinese and at most one in English."]),
    ("concept with two zh labels", '"产值"@zh', '"产值"@zh , "总产值"@zh', [
        "A concept has exactly one rdfs:label in Chinese and at most one in English."]),
    ("company out of nowhere", '"甲厂"@zh ; ck:evidence id:e .', '"甲厂"@zh .', [
        "A thing shows its evidence or what it was derived from, or has a vocabulary or an official code."]),
    ("no source", "oa:hasSource id:document\\/d ;", "", ["Evidence has exactly one source, a ck:Document."]),
    ("selector of one type", "id:l a oa:TextPositionSelector ,", "id:l a ", [
        "Evidence has exactly one selector, at once an oa:TextPositionSelector and an oa:TextQuoteSelector."]),
    ("no sentence", 'ck:sentence "产值5万元。"@zh ;', "", ["Evidence has exactly one sentence to show, and it is in Chinese."]),
    ("evidence without method", '@zh ;\n    ck:method "rule" ; ck:confidence 0.9 .\nid:l', "@zh ;\n    ck:confidence 0.9 .\nid:l", [
        "Evidence names the one rule that found it."]),
    ("end before start", 'oa:start "2"', 'oa:start "6"', [
        "A selector has exactly one start, an xsd:integer before its end.",
        "The exact words of a selector are as long as its end minus its start."]),
    ("offset a string", '"5"^^xsd:integer', '"5"', [
        "A selector has exactly one end, an xsd:integer.",
        "A selector has exactly one start, an xsd:integer before its end."]),
    ("exact too short", 'oa:exact "5万元"', 'oa:exact "5万"', [
        "The exact words of a selector are as long as its end minus its start."]),
    ("no exact", 'oa:exact "5万元" ;', "", ["A selector has the exact words once, a string that is not empty."]),
    ("statement without object", "rdf:object id:z ;", "", ["A reified relation has exactly one object."]),
    ("statement without method", 'ck:method "industry-by-product" ;', "", [
        "A reified relation names the rule that found or concluded it."]),
    ("conclusion without premise", '"industry-by-product" ; prov:wasDerivedFrom id:s .', '"industry-by-product" .', [
        "A reified relation has its evidence or the premises it was derived from."]),
    ("role on another relation", "rdf:predicate ck:headedBy", "rdf:predicate ck:makes", ["Only a reified ck:headedBy has a role."]),
    ("reason on another relation", "rdf:predicate ck:candidateOf", "rdf:predicate ck:makes", [
        "What has a reason is a ck:Entity or a reified ck:candidateOf, skos:exactMatch or skos:closeMatch."]),
    ("located in a product", "ck:locatedIn id:p ,", "ck:locatedIn id:lamp ,", ["The object of ck:locatedIn is a place or platform."]),
    ("a product makes", "id:lamp a ck:Product ;", "id:lamp a ck:Product ; ck:makes id:lamp ;", ["The subject of ck:makes is a company."]),
    ("platform part of a place", "ck:partOf id:p2", "ck:partOf place:1", ["A platform is part of a platform."]),
    ("place part of a company", "ck:partOf place:1", "ck:partOf id:c", ["A place is part of a place."]),
    ("program part of a place", "ck:partOf id:po", "ck:partOf place:1", ["A program is part of a policy or program."]),
    ("project ends before it starts", '"2023-12"', '"2020-12"', ["A start is not later than the end."]),
    ("start a date", '"2021-01"^^xsd:gYearMonth', '"2021-01-01"^^xsd:date', [
        "A start is an xsd:gYearMonth without time zone."]),
    ("row number 0", "ck:number 7", "ck:number 0", ["A project has at most one row number, an integer from 1 on."]),
    ("factor without base", "ck:baseUnit unit:y ; ck:factor 10000.0", "ck:factor 10000.0", ["A unit with a factor has a base unit."]),
    ("base without factor", "; ck:factor 10000.0", "", ["A unit with a base unit has a factor."]),
    ("factor 0", "ck:factor 10000.0", "ck:factor 0.0", ["A unit has at most one factor, a decimal above 0."]),
    ("document without hash", f'ck:contentHash "{"0" * 64}" ;', "", [
        "A document has the SHA-256 of its bytes, 64 lower-case hexadecimal digits."]),
    ("document without identifier", 'dcterms:identifier "d" ;', "", [
        "A document has exactly one dcterms:identifier, a string."]),
    ("code with a blank", 'ck:code "330000"', 'ck:code "33 00"', ["A code is a single string without blanks."]),
    ("granted by a company", "ck:grantedBy id:a", "ck:grantedBy id:c", ["An honour is granted by an agency or a place."]),
    ("chain of a company", "ck:chainOf industry:i", "ck:chainOf id:c", ["A chain is built around an industry."]),
    ("candidate of a unit", "ck:candidateOf id:c2", "ck:candidateOf unit:w", ["The value of ck:candidateOf is a ck:Entity, or a thing of others."]),
    ("beside a target", "ck:scope scope:s ;", "ck:scope scope:s ; ck:latestActual id:o , id:o2 ;", [
        "A target stands beside at most one actual value."]),
    ("a target beside a target", "ck:scope scope:s ;", "ck:scope scope:s ; ck:latestActual id:t . id:t ck:status ck:Target . id:o", [
        "What a target stands beside is an actual value."]),
    ("differs from a company", "ck:scope scope:s ;", "ck:scope scope:s ; ck:differsFrom id:c ;", ["An observation differs from observations."]),
    ("rests on a company", "ck:restsOn id:e ;", "ck:restsOn id:c ;", ["What a conclusion rests on is a ck:Evidence."]),
    ("told with a company", "ck:scope scope:s ;", "ck:scope scope:s ; ck:toldWith id:c ;", ["What an observation is told beside is a program or policy."]),
    ("told after a company", "ck:scope scope:s ;", "ck:scope scope:s ; ck:toldAfter id:c ;", ["What an observation is told beside is a program or policy."]),
    ("a blank company", 'id:c2 a ck:Company', '[] a ck:Company', ["A thing is named by an IRI.",
        "The value of ck:candidateOf is a ck:Entity, or a thing of others."]),
]  # fmt: skip


def ntriples(turtle: str) -> bytes:
    # The escaped slash in a prefixed name is Turtle; what validate reads are the full IRIs of N-Triples.
    return rdflib.Graph().parse(data=BOUND + turtle, format="turtle").serialize(format="nt", encoding="utf-8")


def report(turtle: str) -> Report:
    return validate(to_graph(ntriples(turtle)))


def messages(results: Iterable[Violation]) -> list[str]:
    return sorted({result.message for result in results})


def test_what_the_contract_says_conforms() -> None:
    assert report(VALID) == Report(conforms=True, results=())


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_what_breaks_a_constraint_is_reported(old: str, new: str, expected: list[str]) -> None:
    assert VALID.count(old) == 1
    found = report(VALID.replace(old, new))
    assert not found.conforms
    assert messages(found.results) == expected


def test_a_violation_says_where_and_what() -> None:
    (found,) = report(VALID.replace("ck:value 5.0", "ck:value 5")).results
    assert found == Violation(
        focus="https://w3id.org/cixi-kg/id/o",
        path="https://w3id.org/cixi-kg/ontology#value",
        value="5",
        message="An observation has exactly one value, an xsd:decimal.",
        severity="Violation",
        shape="https://w3id.org/cixi-kg/shapes#Observation",
    )


def test_a_path_of_alternatives_is_joined() -> None:
    (found,) = report(VALID.replace('"甲厂"@zh ; ck:evidence id:e .', '"甲厂"@zh .')).results
    assert found.path == "|".join((CK.evidence, PROV.wasDerivedFrom, SKOS.inScheme, CK.code))


def test_results_are_in_order_whatever_the_order_of_the_graph() -> None:
    broken = (
        VALID.replace("ck:value 5.0 ;", "").replace('"甲厂"@zh ;', '"甲厂" ;').replace("ck:number 7", "ck:number 0")
    )
    lines = sorted(ntriples(broken).splitlines(keepends=True))
    forth, back = (validate(to_graph(b"".join(order))) for order in (lines, lines[::-1]))
    assert forth == back
    assert list(forth.results) == sorted(forth.results)
    assert len(forth.results) == 3


def test_the_graph_stays_as_it_is() -> None:
    graph = to_graph(ntriples(VALID))
    before = set(graph)
    validate(graph)
    assert set(graph) == before


def test_an_ill_typed_literal_is_reported_and_nothing_is_printed(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    triple = b'<urn:e> <https://w3id.org/cixi-kg/ontology#factor> "one"^^<http://www.w3.org/2001/XMLSchema#decimal> .'
    assert not validate(to_graph(triple)).conforms
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_an_empty_graph_conforms() -> None:
    assert validate(to_graph(b"")).conforms


@pytest.mark.parametrize("text", [b"no triples at all", b"<a> <b>", b"\xff\xfe"])
def test_what_is_no_ntriples_is_refused(text: bytes) -> None:
    with pytest.raises(GraphError, match="the graph to validate is no N-Triples"):
        to_graph(text)
