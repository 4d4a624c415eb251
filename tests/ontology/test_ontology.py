"""The ontology as data: complete, closed, consistent with itself, with the contract and with the shapes."""

import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import OWL, QB, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCAT, DCTERMS, ORG, PROV, TIME, XSD, DefinedNamespace

import ontology
from ontology import iris
from ontology.terms import CK

FOLDER = Path(ontology.__file__).parent
ROOT = FOLDER.parent
ONTOLOGY = URIRef("https://w3id.org/cixi-kg/ontology")
TTL = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.ttl"))
QUERIES = sorted(path.relative_to(ROOT).as_posix() for pattern in ("queries/*.rq", "graph/infer/*.rq")
                 for path in ROOT.glob(pattern))  # fmt: skip
LITERALS = (RDFS.Literal, RDF.langString)
SHAPES = Namespace("https://w3id.org/cixi-kg/shapes#")

# CONTRACT sections 2 to 5.
RELATIONS = (
    *("locatedIn", "inIndustry", "inChain", "makes", "undertakes", "holdsHonour", "operates", "focusesOn", "layout"),
    *("broader", "issuedBy", "partOf", "targets", "supports", "headedBy"),
)
CONTRACT = (
    *("Document", "Policy", "Program", "Industry", "IndustryChain", "Platform", "IndustrialPlatform"),
    *("InnovationPlatform", "DigitalPlatform", "Company", "Project", "Place", "Agency", "Honour", "Product", "Person"),
    *("Metric", "Observation", "Unit", "Evidence", "metricsDataset"),
    *("Level", "Growth", "Rank", "YearOnYear", "AnnualAverage", "Cumulative", "Actual", "Target", "Estimate"),
    *("Planned", "Equal", "AtLeast", "AtMost", "About"),
    *("start", "end", "value", "unit", "baseUnit", "factor", "baseValue", "metric", "measure", "basis", "status"),
    *("comparator", "periodStart", "periodEnd", "about", "area", "scope"),
    *("evidence", "sentence", "method", "confidence"),
    *RELATIONS,
)


@cache
def read(name: str) -> Graph:
    return Graph().parse(FOLDER / name)


def declared(kind: URIRef) -> set[Node]:
    return {s for s in read("ck.ttl").subjects(RDF.type, kind) if isinstance(s, URIRef) and str(s).startswith(iris.CK)}


def properties() -> list[Node]:
    return sorted(declared(OWL.ObjectProperty) | declared(OWL.DatatypeProperty), key=str)


def ends(term: Node, which: URIRef) -> set[Node]:
    """The classes of a domain or range, a union taken apart."""
    ck, found = read("ck.ttl"), set[Node]()
    for end in ck.objects(term, which):
        members = ck.value(end, OWL.unionOf)
        found |= set(Collection(ck, members)) if members else {end}
    return found


@pytest.mark.parametrize("name", TTL)
def test_turtle_parses(name: str) -> None:
    assert len(read(name))


@pytest.mark.parametrize("name", CONTRACT)
def test_the_terms_of_the_contract_are_there(name: str) -> None:
    assert name in CK


def test_the_ontology_says_what_it_is() -> None:
    ck = read("ck.ttl")
    version = ck.value(ONTOLOGY, OWL.versionInfo)
    assert ck.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert ck.value(ONTOLOGY, DCTERMS.license)
    assert ck.value(ONTOLOGY, DCTERMS.creator)
    assert languages(ck, ONTOLOGY, DCTERMS.title) == languages(ck, ONTOLOGY, RDFS.label) == ["en", "zh"]


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(value.language or "" for value in graph.objects(subject, predicate) if isinstance(value, Literal))


@pytest.mark.parametrize("name", CK)
def test_every_term_is_labelled_and_defined_in_both_languages(name: str) -> None:
    ck, term = read("ck.ttl"), URIRef(CK[name])
    assert languages(ck, term, RDFS.label) == ["en", "zh"]
    assert languages(ck, term, SKOS.definition) == ["en", "zh"]
    assert ck.value(term, RDFS.isDefinedBy) == ONTOLOGY


@pytest.mark.parametrize("term", properties(), ids=lambda term: str(term).removeprefix(iris.CK))
def test_every_property_has_a_domain_and_a_range_of_known_classes(term: Node) -> None:
    ck, literal = read("ck.ttl"), (term, RDF.type, OWL.DatatypeProperty) in read("ck.ttl")
    assert len(list(ck.objects(term, RDFS.domain))) == len(list(ck.objects(term, RDFS.range))) == 1
    assert ends(term, RDFS.domain) <= declared(OWL.Class) | {RDF.Statement}
    if literal:
        assert all(str(end).startswith(str(XSD)) or end in LITERALS for end in ends(term, RDFS.range))
    else:
        assert ends(term, RDFS.range) <= declared(OWL.Class)


def test_every_value_belongs_to_the_class_that_lists_it() -> None:
    ck = read("ck.ttl")
    for kind in ("Measure", "Basis", "Status", "Comparator"):
        listed = ck.value(ck.value(URIRef(CK[kind]), OWL.equivalentClass), OWL.oneOf)
        assert listed is not None
        assert set(Collection(ck, listed)) == set(ck.subjects(RDF.type, URIRef(CK[kind])))


@pytest.mark.parametrize("name", TTL)
def test_turtle_uses_only_terms_that_exist(name: str) -> None:
    every = {str(term) for triple in read(name) for term in triple if isinstance(term, URIRef)}
    used = {term for term in every if term.startswith(iris.CK)}
    assert used <= {CK[term] for term in CK}


@pytest.mark.parametrize("name", QUERIES)
def test_queries_use_only_terms_that_exist(name: str) -> None:
    text = re.sub(r"^\s*#.*$", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {term for term in re.findall(r"\bck:(\w+)", text) if term not in CK} == set()


@pytest.mark.parametrize("name", ["ck.ttl", "align.ttl", "cube.ttl", "shapes.ttl"])
@pytest.mark.parametrize("space", [DCAT, DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, TIME, XSD])
def test_terms_of_others_are_published_ones(name: str, space: type[DefinedNamespace]) -> None:
    every = {term for triple in read(name) for term in triple if isinstance(term, URIRef)}
    assert [term for term in every if term.startswith(str(space)) and term not in space] == []


def test_nothing_is_under_two_classes_that_exclude_each_other() -> None:
    """An alignment that made the graph inconsistent would show here: superclasses, domains and ranges, disjointness."""
    both = read("ck.ttl") + read("align.ttl")
    for disjoint in both.subjects(RDF.type, OWL.AllDisjointClasses):
        (listed,) = both.objects(disjoint, OWL.members)
        members = set(Collection(both, listed))
        for term in declared(OWL.Class):
            assert len(set(both.transitive_objects(term, RDFS.subClassOf)) & members) <= 1, term
    for term in declared(OWL.Class) | {URIRef(CK.metricsDataset)}:
        above = set(both.transitive_objects(term, RDFS.subClassOf))
        assert not {PROV.Entity, PROV.Activity} <= above
        assert not {SKOS.Concept, SKOS.ConceptScheme} <= above


COMPONENTS = {
    QB.dimension: QB.DimensionProperty,
    QB.measure: QB.MeasureProperty,
    QB.attribute: QB.AttributeProperty,
}


def components(kind: URIRef) -> set[Node]:
    """The properties that the data structure definition uses as dimension, measure or attribute."""
    cube = read("cube.ttl")
    structure = cube.value(URIRef(CK.metricsDataset), QB.structure)
    return {component for part in cube.objects(structure, QB.component) for component in cube.objects(part, kind)}


@pytest.mark.parametrize("kind", COMPONENTS)
def test_every_component_of_the_cube_has_its_type_and_range(kind: URIRef) -> None:
    cube = read("cube.ttl")
    assert components(kind) == set(cube.subjects(RDF.type, COMPONENTS[kind]))
    for component in components(kind):
        assert set(cube.objects(component, RDFS.range)) == ends(component, RDFS.range)


def test_what_the_cube_needs_is_what_the_shapes_require() -> None:
    """A dimension that may be absent breaks the cube's IC-11, an attribute that may be must say so (IC-6)."""
    cube, shapes = read("cube.ttl"), read("shapes.ttl")
    member = shapes.value(SHAPES.Member, SH["or"])
    assert member is not None
    parts = {
        part for shape in (SHAPES.Observation, *shapes.items(member)) for part in shapes.objects(shape, SH.property)
    }
    required = {path for part in parts & set(shapes.subjects(SH.minCount)) for path in shapes.objects(part, SH.path)}
    optional = cube.subjects(QB.componentRequired, Literal("false", datatype=XSD.boolean))
    assert components(QB.measure) == {URIRef(CK.value)}
    assert components(QB.dimension) | components(QB.measure) <= required
    assert components(QB.attribute) == {
        component for part in optional for component in cube.objects(part, QB.attribute)
    }
    assert not components(QB.attribute) & required


def test_the_shapes_are_valid_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=read("shapes.ttl"), meta_shacl=True)
    assert conforms, text


def test_every_shape_says_what_is_right_in_one_sentence() -> None:
    shapes = read("shapes.ttl")
    parts = set(shapes.subjects(RDF.type, SH.NodeShape)) | set(shapes.subjects(SH.path))
    for part in parts | set(shapes.objects(None, SH.property)) | set(shapes.objects(None, SH.sparql)):
        messages = [str(text) for text in shapes.objects(part, SH.message)]
        assert len(messages) == 1, (part, messages)
        assert re.fullmatch(r"[A-Z][^.]*(?:\.\S[^.]*)*\.|ck:[^.]+\.", messages[0]), messages[0]


def test_every_class_has_a_shape() -> None:
    shapes, ck = read("shapes.ttl"), read("ck.ttl")
    listed = set(ck.subjects(OWL.equivalentClass))  # Measure, Basis …: their values are in sh:in
    assert declared(OWL.Class) - listed - {URIRef(CK.Entity)} <= set(shapes.objects(None, SH.targetClass))


def test_every_property_of_observations_evidence_and_documents_has_a_shape() -> None:
    paths = set(read("shapes.ttl").objects(None, SH.path))
    shaped = {URIRef(CK[name]) for name in ("Observation", "Evidence", "Document", "Unit", "Honour", "Industry")}
    for term in properties():
        if ends(term, RDFS.domain) & shaped:
            assert term in paths, term


@pytest.mark.parametrize("name", RELATIONS)
def test_the_shape_of_a_relation_has_the_ends_of_the_ontology(name: str) -> None:
    shapes, term = read("shapes.ttl"), URIRef(CK[name])
    assert alternatives(SHAPES[name]) == ends(term, RDFS.domain)
    found = {kind for part in shapes.subjects(SH.path, term) for kind in alternatives(part)}
    assert found == ends(term, RDFS.range)


def alternatives(shape: Node) -> set[Node]:
    """The classes that a shape allows: sh:class, or sh:or over sh:class."""
    shapes, found = read("shapes.ttl"), set(read("shapes.ttl").objects(shape, SH["class"]))
    for choice in shapes.objects(shape, SH["or"]):
        found |= {kind for each in Collection(shapes, choice) for kind in shapes.objects(each, SH["class"])}
    return found


def test_the_namespace_is_that_of_the_iris() -> None:
    prefixes = dict(rdflib.Graph().parse(FOLDER / "ck.ttl").namespaces())
    assert str(prefixes["ck"]) == iris.CK
