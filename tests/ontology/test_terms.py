"""terms.py: closed namespaces that agree with ck.ttl and with the published vocabularies."""

import copy
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
import rdflib.namespace

import ontology
from ontology import iris, terms
from ontology.terms import CK, PREFIXES, prefixes

PUBLISHED = {
    "rdf": rdflib.RDF,
    "rdfs": rdflib.RDFS,
    "owl": rdflib.OWL,
    "xsd": rdflib.XSD,
    "skos": rdflib.SKOS,
    "dcterms": rdflib.DCTERMS,
    "prov": rdflib.PROV,
    "qb": rdflib.QB,
    "dcat": rdflib.DCAT,
    "org": rdflib.ORG,
    "schema": rdflib.SDO,
    "time": rdflib.TIME,
    "sh": rdflib.SH,
}


def test_ck_holds_exactly_what_the_ontology_declares() -> None:
    graph = rdflib.Graph().parse(Path(ontology.__file__).with_name("ck.ttl"))
    declared = {str(s) for s in graph.subjects(rdflib.RDF.type) if str(s).startswith(iris.CK)}
    assert {CK[name] for name in CK} == declared


def test_a_term_is_a_plain_iri() -> None:
    assert CK.locatedIn == CK["locatedIn"] == "https://w3id.org/cixi-kg/ontology#locatedIn"
    assert type(CK.locatedIn) is str
    assert "locatedIn" in CK
    assert "locateIn" not in CK
    assert list(CK) == sorted(CK)
    assert len(CK) == len(list(CK))
    assert str(CK) == iris.CK


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("locateIn", "no term ck:locateIn; the nearest is ck:locatedIn"),
        ("observation", "ck:Observation"),
        ("PeriodStart", "ck:periodStart"),
        ("zzzzzz", "no term ck:zzzzzz"),
    ],
)
def test_a_mistyped_term_is_an_error_that_names_the_nearest(wrong: str, message: str) -> None:
    with pytest.raises(AttributeError, match=message):
        getattr(CK, wrong)
    with pytest.raises(KeyError, match=message):
        CK[wrong]


def test_probes_of_python_do_not_fall_into_the_terms() -> None:
    assert not hasattr(CK, "__wrapped__")
    assert copy.deepcopy(CK).locatedIn == CK.locatedIn


@pytest.mark.parametrize("prefix", PUBLISHED)
def test_foreign_terms_are_published_ones(prefix: str) -> None:
    namespace = getattr(terms, prefix.upper())
    assert str(namespace) == PREFIXES[prefix] == str(PUBLISHED[prefix])
    assert [name for name in namespace if name not in PUBLISHED[prefix]] == []


def test_prefixes_are_sparql() -> None:
    assert prefixes("ck", "oa") == f"PREFIX ck: <{iris.CK}>\nPREFIX oa: <http://www.w3.org/ns/oa#>\n"
    assert prefixes().count("PREFIX ") == len(PREFIXES)
    assert rdflib.Graph().query(prefixes() + "ASK { ?s a ck:Company }").askAnswer is False
    with pytest.raises(KeyError):
        prefixes("nothing")


def test_importing_the_terms_loads_no_rdf_library() -> None:
    code = "import sys, ontology.terms; print(*({'rdflib', 'pyoxigraph', 'pyshacl', 'difflib'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""
