"""RDF of every syntax gives the same triples; what is no RDF gets a sentence."""

import pytest
import rdflib

from graph.foreign.read import parse
from ontology import iris
from ontology.errors import SourceError

TURTLE = """
@prefix ex: <http://example.org/> .
ex:a ex:name "余姚市"@zh , "Yuyao"@en ; ex:at [ ex:town "泗门镇" ; ex:n 1.50 ] .
"""


TRIX = """<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"><graph>
  <triple><uri>http://example.org/a</uri><uri>http://example.org/name</uri><plainLiteral xml:lang="zh">余姚市</plainLiteral></triple>
  <triple><uri>http://example.org/a</uri><uri>http://example.org/name</uri><plainLiteral xml:lang="en">Yuyao</plainLiteral></triple>
  <triple><uri>http://example.org/a</uri><uri>http://example.org/at</uri><id>x</id></triple>
  <triple><id>x</id><uri>http://example.org/town</uri><plainLiteral>泗门镇</plainLiteral></triple>
  <triple><id>x</id><uri>http://example.org/n</uri>
    <typedLiteral datatype="http://www.w3.org/2001/XMLSchema#decimal">1.50</typedLiteral></triple>
</graph></TriX>"""


@pytest.mark.parametrize("suffix", ["nt", "nq", "rdf", "jsonld", "trig", "n3", "ttl", "trix"])
def test_every_syntax_gives_the_same_triples(suffix: str) -> None:
    names = {"nt": "nt", "nq": "nt", "rdf": "xml", "jsonld": "json-ld", "trig": "turtle", "n3": "n3", "ttl": "turtle"}
    graph = rdflib.Graph()
    graph.parse(data=TURTLE, format="turtle")
    data = TRIX if suffix == "trix" else graph.serialize(format=names[suffix])
    found = parse(data.encode(), f"a.{suffix}", "d")
    wanted = parse(TURTLE.encode(), "a.ttl", "d")
    assert sorted((p.value, o.language) for _, p, o in found) == sorted((p.value, o.language) for _, p, o in wanted)
    assert {o.value for _, _, o in found} == {o.value for _, _, o in wanted}


def test_blank_nodes_are_named_the_same_each_time() -> None:
    first, second = parse(TURTLE.encode(), "a.ttl", "my data"), parse(TURTLE.encode(), "a.ttl", "my data")
    assert first == second
    nodes = {s.value for s, _, _ in first if s.value.startswith(iris.BASE)}
    assert nodes == {f"{iris.BASE}.well-known/genid/my-data-1"}
    assert all(term.kind != "bnode" for triple in first for term in triple)


def test_a_number_stays_as_it_is_written() -> None:
    assert "1.50" in {o.value for _, _, o in parse(TURTLE.encode(), "a.ttl", "d")}


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"<!DOCTYPE html><html></html>", "a.ttl", "page of HTML"),
        (b"  <html lang='zh'>", "http://example.org/a", "page of HTML"),
        (b"ex:a ex:b ex:c .", "a.ttl", "cannot be read as RDF"),
        (b"{", "a.jsonld", "cannot be read as RDF"),
        (b"<TriX", "a.trix", "cannot be read as RDF"),
        (b"a,b", "a.csv", "no suffix of RDF"),
        (b"<< <a:b> <a:c> <a:d> >> <a:e> <a:f> .", "a.ttl", "cannot be read|triple about a triple"),
    ],
)
def test_what_is_no_rdf_gets_a_sentence(data: bytes, name: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as error:
        parse(data, name, "d")
    assert len(str(error.value).splitlines()) == 1
