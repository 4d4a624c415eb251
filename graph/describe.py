"""What the graph is, for catalogues and crawlers: DCAT 3 and VoID with linksets, counted from the store.

DCAT: https://www.w3.org/TR/vocab-dcat-3/ · VoID: https://www.w3.org/TR/void/
"""

from collections.abc import Iterator, Mapping
from functools import partial

from graph.answers import Rows, Term
from graph.store import Store
from ontology import iris
from ontology.terms import PREFIXES, prefixes

DATASET = iris.BASE + "dataset"

_VOID = "http://rdfs.org/ns/void#"
_DCAT = PREFIXES["dcat"]
_DCT = PREFIXES["dcterms"]
_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]

_TITLE = (("zh", "区域产业政策知识图谱"), ("en", "A knowledge graph of regional industrial policy"))
_ABOUT = (
    ("zh", "由产业政策文件得出的企业、平台、产业、项目、指标及其关系，每一事实均附原文出处。"),
    ("en", "Companies, platforms, industries, projects, figures and their relations, from policy documents, each fact "
           "with the sentence that says it."),
)  # fmt: skip
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_COUNTS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) (COUNT(DISTINCT ?p) AS ?properties)
  (COUNT(DISTINCT ?o) AS ?distinctObjects) WHERE { ?s ?p ?o }"""
_ENTITIES = f"SELECT (COUNT(DISTINCT ?s) AS ?entities) WHERE {{ ?s a ?c FILTER(STRSTARTS(STR(?s), '{iris.BASE}')) }}"
_CLASSES = "SELECT ?part (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?part } GROUP BY ?part"
_PROPERTIES = "SELECT ?part (COUNT(*) AS ?n) WHERE { ?s ?part ?o } GROUP BY ?part"
_GRAPHS = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_DOCUMENTS = """SELECT ?document ?identifier ?title ?date ?publisher ?source ?license WHERE {
  ?document a ck:Document ; dcterms:identifier ?identifier ; dcterms:title ?title
  OPTIONAL { ?document dcterms:date ?date } OPTIONAL { ?document dcterms:publisher ?publisher }
  OPTIONAL { ?document dcterms:source ?source } OPTIONAL { ?document dcterms:license ?license } }"""
_LINKS = """SELECT ?p ?s ?o WHERE {
  VALUES ?p { owl:sameAs owl:equivalentClass owl:equivalentProperty skos:exactMatch skos:closeMatch skos:broadMatch
              skos:narrowMatch skos:relatedMatch }
  ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) }"""

Line = tuple[str, str, Term]


def description(store: Store) -> Iterator[bytes]:
    """The description as Turtle; the same graph gives the same bytes."""
    import rdflib

    graph = rdflib.Graph()
    for name, base in {"void": _VOID, **{name: PREFIXES[name] for name in ("ck", "dcat", "dcterms", "xsd")}}.items():
        graph.bind(name, base)
    lines = sorted({f"<{s}> <{p}> {o} ." for s, p, o in statements(store)})
    graph.parse(data="\n".join(lines), format="nt")
    yield graph.serialize(format="turtle").encode()


def statements(store: Store) -> Iterator[Line]:
    """The statements of the description."""
    ask = partial(_rows, store)
    for kind in (_DCAT + "Dataset", _VOID + "Dataset"):
        yield DATASET, _TYPE, _iri(kind)
    for predicate, texts in (("title", _TITLE), ("description", _ABOUT)):
        for language, text in texts:
            yield DATASET, _DCT + predicate, Term("literal", text, language)
    yield DATASET, _DCT + "license", _iri(_LICENCE)
    yield DATASET, _DCT + "conformsTo", _iri(iris.BASE + "ontology")
    yield DATASET, _VOID + "uriSpace", Term("literal", iris.BASE)
    for vocabulary in sorted({*map(_space, _used(store)), iris.CK}):
        yield DATASET, _VOID + "vocabulary", _iri(vocabulary)
    for query in (_COUNTS, _ENTITIES):
        for row in ask(query):
            for name, value in row.items():
                yield DATASET, _VOID + name, _count(value.value)
    yield from _partitions(store)
    yield from _subsets(store)
    yield from _linksets(store)
    for name, media in _DISTRIBUTIONS.items():
        node = f"{DATASET}#as-{name}"
        yield DATASET, _DCAT + "distribution", _iri(node)
        yield node, _TYPE, _iri(_DCAT + "Distribution")
        yield node, _DCT + "title", Term("literal", f"cixi-kg export --format {name}", "en")
        yield node, _DCAT + "mediaType", _iri(f"https://www.iana.org/assignments/media-types/{media}")


def _partitions(store: Store) -> Iterator[Line]:
    """How many things of each class, and triples of each property, there are."""
    classes = list(_rows(store, _CLASSES))
    yield DATASET, _VOID + "classes", _count(str(len(classes)))
    kinds = (("class", "entities", classes), ("property", "triples", _rows(store, _PROPERTIES)))
    for kind, counted, rows in kinds:
        for row in rows:
            node = f"{DATASET}#{kind}-{iris.digest(row['part'].value)}"
            yield DATASET, f"{_VOID}{kind}Partition", _iri(node)
            yield node, _VOID + kind, row["part"]
            yield node, _VOID + counted, _count(row["n"].value)


def _subsets(store: Store) -> Iterator[Line]:
    """The named graphs as datasets of their own; that of a document with what is known of the document."""
    documents = {iris.graph(row["identifier"].value): row for row in _rows(store, _DOCUMENTS)}
    for row in _rows(store, _GRAPHS):
        graph = row["graph"].value
        yield DATASET, _VOID + "subset", _iri(graph)
        yield graph, _TYPE, _iri(_VOID + "Dataset")
        yield graph, _TYPE, _iri(_DCAT + "Dataset")
        yield graph, _VOID + "triples", _count(row["n"].value)
        known = documents.get(graph, {})
        yield graph, _DCT + "title", known.get("title") or Term("literal", graph.removeprefix(iris.BASE))
        if "document" in known:
            yield graph, _DCT + "source", known["document"]
        for name, said in (("issued", "date"), ("publisher", "publisher"), ("license", "license")):
            if said in known:
                yield graph, _DCT + name, known[said]


def _linksets(store: Store) -> Iterator[Line]:
    """The links, by what they lead from, by which predicate, and to whose data."""
    counts: dict[tuple[str, str, str], int] = {}
    for row in _rows(store, _LINKS):
        key = (_space(row["s"].value), row["p"].value, _space(row["o"].value))
        if key[0] != key[2]:
            counts[key] = counts.get(key, 0) + 1
    for (subjects, predicate, objects), count in sorted(counts.items()):
        node = f"{DATASET}#links-{iris.digest(subjects, predicate, objects)}"
        yield DATASET, _VOID + "subset", _iri(node)
        yield node, _TYPE, _iri(_VOID + "Linkset")
        yield node, _VOID + "linkPredicate", _iri(predicate)
        yield node, _VOID + "triples", _count(str(count))
        for role, space in (("subjectsTarget", subjects), ("objectsTarget", objects)):
            target = f"{DATASET}#at-{iris.digest(space)}"
            yield node, _VOID + role, _iri(target)
            yield target, _TYPE, _iri(_VOID + "Dataset")
            yield target, _VOID + "uriSpace", Term("literal", space)
            yield target, _DCT + "title", Term("literal", _NAMES.get(space, space))


def _space(iri: str) -> str:
    """The IRIs that an IRI is one of: all to the last # or /."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] or iri


def _used(store: Store) -> list[str]:
    return [row["part"].value for query in (_CLASSES, _PROPERTIES) for row in _rows(store, query)]


def _rows(store: Store, query: str) -> Iterator[Mapping[str, Term]]:
    found = store.query(prefixes() + query)
    assert isinstance(found, Rows)
    for row in found:
        yield {name: cell for name, cell in zip(found.variables, row, strict=True) if cell}


def _iri(value: str) -> Term:
    return Term("iri", value)


def _count(text: str) -> Term:
    return Term("literal", text, "", _XSD + "integer")


# Whose data the links lead to, by the space of their IRIs.
_NAMES = {
    "http://www.wikidata.org/entity/": "Wikidata",
    "http://qudt.org/vocab/unit/": "QUDT units",
    f"{iris.BASE}vocab/gbt4754/": "GB/T 4754-2017",
    f"{iris.BASE}vocab/isic4/": "ISIC Rev. 4",
}
_DISTRIBUTIONS = {
    "nq": "application/n-quads",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "csvw": "application/zip",
}
