"""A fact to statements, one function per kind: CONTRACT sections 1 to 5 in one place.

Statements are (subject, predicate, object) already written as N-Triples terms, so that they can be sorted,
compared and written without an RDF library; store.py alone knows the engine.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from graph.answers import XSD, Term
from graph.naming import Naming
from ontology import iris, units
from ontology.facts import Attribute, Document, Evidence, Facts, Mention, Observation, Ref, Relation
from ontology.units import Unit

Statement = tuple[str, str, str]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
QB = "http://purl.org/linked-data/cube#"
PROV = "http://www.w3.org/ns/prov#"

_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def iri(value: str) -> str:
    """An IRI as an N-Triples term."""
    return f"<{value}>"


def literal(text: str, datatype: str = "", language: str = "") -> str:
    """A literal as an N-Triples term; datatype by its local name in XML Schema."""
    return str(Term("literal", text, language, XSD + datatype if datatype else ""))


def decimal(number: Decimal) -> str:
    """A number as an xsd:decimal, without exponent and without trailing zeros: one way to write one value."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return literal(text if text not in ("-0", "") else "0", "decimal")


def dated(date: str) -> str:
    """A date of year, month or day precision as a typed literal."""
    return literal(date, _DATE_TYPES[len(date)])


def ck(name: str) -> str:
    """A term of our ontology."""
    return f"<{iris.CK}{name}>"


TYPE, LABEL, ALT = iri(RDF + "type"), iri(RDFS + "label"), iri(SKOS + "altLabel")
EVIDENCE, METHOD, CONFIDENCE = ck("evidence"), ck("method"), ck("confidence")


def statements(facts: Facts, naming: Naming) -> Iterator[Statement]:
    """Everything the facts of one document say, for its named graph; repeated statements are possible."""
    yield from document(facts.document, naming)
    mentioned = {naming.iri(mention.ref) for mention in facts.mentions}
    for mention in facts.mentions:
        yield from _mention(mention, naming)
    for relation in facts.relations:
        yield from _relation(relation, naming)
        for ref in (relation.subject, relation.object):
            if naming.iri(ref) not in mentioned and not naming.known(ref):
                yield from _evidence(iri(naming.iri(ref)), relation.evidence, relation.method, relation.confidence)
    for attribute in facts.attributes:
        yield from _attribute(attribute, naming)
    for node, observation in zip(observation_iris(facts.observations), facts.observations, strict=True):
        yield from _observation(node, observation, naming)
        about = observation.about
        if about and naming.iri(about) not in mentioned and not naming.known(about):
            yield iri(naming.iri(about)), iri(PROV + "wasDerivedFrom"), iri(node)  # 规模5亿元的产业基金: of that number


def lines(found: Iterable[Statement], graph: str) -> list[str]:
    """Statements as the sorted lines of an N-Quads file for one named graph."""
    tail = f" {iri(iris.graph(graph))} ."
    return sorted({f"{s} {p} {o}{tail}" for s, p, o in found})


def document(source: Document, naming: Naming) -> Iterator[Statement]:
    """The document itself."""
    node = iri(iris.document(source.identifier))
    yield node, TYPE, ck("Document")
    yield node, LABEL, literal(source.title or source.identifier, language="zh")
    yield node, iri(DCTERMS + "identifier"), literal(source.identifier)
    yield node, iri(DCTERMS + "title"), literal(source.title or source.identifier, language="zh")
    if source.date:
        yield node, iri(DCTERMS + "date"), dated(source.date)
    if source.area:
        yield node, ck("area"), iri(naming.iri(source.area))
        yield from thing(source.area, naming)
        around, dash, _ = source.area.key.partition("-")
        if dash:  # an area without a code of its own: the key begins with that of the place around it
            yield iri(naming.iri(source.area)), ck("partOf"), iri(iris.concept("place", around))
    for name, value in (("publisher", source.publisher), ("type", source.kind), ("source", source.url),
                        ("license", source.licence)):  # fmt: skip
        if value:
            yield node, iri(DCTERMS + name), literal(value)
    yield node, ck("contentHash"), literal(source.sha256)
    yield node, ck("textLength"), literal(str(source.length), "integer")


def thing(ref: Ref, naming: Naming) -> Iterator[Statement]:
    """Type and name of a thing; concepts of the vocabularies have theirs in graph/ontology."""
    if naming.known(ref):
        return
    node = iri(naming.iri(ref))
    for name in naming.classes(ref):
        yield node, TYPE, ck(name)
    yield node, LABEL, literal(naming.label(ref), language="zh")
    if scheme := naming.scheme(ref):
        yield node, TYPE, iri(SKOS + "Concept")
        yield node, iri(SKOS + "inScheme"), iri(f"{iris.BASE}vocab/{scheme}")


def _unit(unit: Unit) -> Iterator[Statement]:
    """A unit that the vocabulary does not hold, and its base: minted from the text, never lost."""
    base = Unit(unit.base_iri, unit.base_label, unit.base_iri, unit.base_label, Decimal(1))
    for each in (unit, base):
        if units.unit(each.label):
            continue
        node = iri(each.iri)
        yield node, TYPE, ck("Unit")
        yield node, TYPE, iri(SKOS + "Concept")
        yield node, iri(SKOS + "inScheme"), iri(f"{iris.BASE}vocab/unit")
        yield node, LABEL, literal(each.label, language="zh")
        yield node, ck("baseUnit"), iri(each.base_iri)
        yield node, ck("factor"), decimal(each.factor)


def _mention(mention: Mention, naming: Naming) -> Iterator[Statement]:
    yield from thing(mention.ref, naming)
    node = iri(naming.iri(mention.ref))
    label = naming.label(mention.ref)
    for name in sorted({mention.ref.name, *mention.aliases} - {label, ""}):
        if naming.adds(mention.ref, name):
            yield node, ALT, literal(name, language="zh")
    for name in mention.written:
        yield node, ALT, literal(name, language="zh")
    yield from _evidence(node, mention.evidence, mention.method, mention.confidence)


def _relation(relation: Relation, naming: Naming) -> Iterator[Statement]:
    """The relation with its evidence; of a supposed one only the place, as one that shows something of its subject."""
    yield from thing(relation.subject, naming)
    yield from thing(relation.object, naming)
    subject, target = naming.iri(relation.subject), naming.iri(relation.object)
    if subject == target:
        return
    if relation.supposed:
        yield from _evidence(iri(subject), relation.evidence, relation.method, relation.confidence)
        return
    node = statement_iri(subject, relation.predicate, target)
    label = f"{naming.label(relation.subject)} {naming.term(relation.predicate)} {naming.label(relation.object)}"
    yield from reified(node, (subject, relation.predicate, target), label)
    yield node, METHOD, literal(relation.method)
    yield node, CONFIDENCE, decimal(Decimal(str(relation.confidence)))
    for name, value in relation.qualifiers:
        yield node, ck(name), literal(value, language="zh")
    yield from _evidence(node, relation.evidence, relation.method, relation.confidence)


def reified(node: str, triple: tuple[str, str, str], label: str) -> Iterator[Statement]:
    """A relation, and the rdf:Statement about it that evidence or premises hang on; node is its N-Triples term."""
    subject, predicate, target = triple
    yield iri(subject), ck(predicate), iri(target)
    if predicate == "broader":
        yield iri(subject), iri(SKOS + "broader"), iri(target)
    yield node, TYPE, iri(RDF + "Statement")
    yield node, LABEL, literal(label, language="zh")
    yield node, iri(RDF + "subject"), iri(subject)
    yield node, iri(RDF + "predicate"), ck(predicate)
    yield node, iri(RDF + "object"), iri(target)


def candidate(left: Ref, right: Ref, reason: str, naming: Naming) -> Iterator[Statement]:
    """Two things that may be one and were left apart, with the reason, for graph/links."""
    first, second = naming.iri(left), naming.iri(right)
    node = statement_iri(first, "candidateOf", second)
    label = f"{naming.label(left)} {naming.term('candidateOf')} {naming.label(right)}"
    yield from reified(node, (first, "candidateOf", second), label)
    yield node, METHOD, literal("resolve")
    yield node, ck("reason"), literal(reason, language="zh")
    for end in (first, second):
        yield node, iri(PROV + "wasDerivedFrom"), iri(end)


def statement_iri(subject: str, predicate: str, target: str) -> str:
    """The rdf:Statement for a relation, as an N-Triples term: one for the same relation in every document."""
    return iri(iris.thing("Statement", iris.digest(subject, predicate, target)))


def _attribute(attribute: Attribute, naming: Naming) -> Iterator[Statement]:
    yield from thing(attribute.subject, naming)
    node = iri(naming.iri(attribute.subject))
    language = "zh" if attribute.datatype == "string" else ""
    value = literal(attribute.value, "" if language else attribute.datatype, language)
    yield node, ck(attribute.property), value
    yield from _evidence(node, attribute.evidence, attribute.method, attribute.confidence)


def observation_iris(observations: Iterable[Observation]) -> Iterator[str]:
    """An IRI for each observation: its document and place; a second one at the same place is numbered."""
    seen: dict[str, int] = {}
    for observation in observations:
        place = observation.evidence
        key = f"{place.document}-{place.start}-{place.end}"
        seen[key] = seen.get(key, 0) + 1
        yield iris.thing("Observation", key if seen[key] == 1 else f"{key}-{seen[key]}")


def _observation(name: str, seen: Observation, naming: Naming) -> Iterator[Statement]:
    node = iri(name)
    unit = naming.unit(seen.unit)
    yield node, TYPE, ck("Observation")
    yield node, TYPE, iri(QB + "Observation")
    metric = Ref("Metric", seen.metric)
    subject = naming.label(metric) if seen.metric else ""
    yield node, LABEL, literal(f"{subject} {format(seen.value, 'f')}{seen.unit}".strip(), language="zh")
    yield node, ck("value"), decimal(seen.value)
    # Without a metric it is in a cube of its own: the observations of a cube all have its dimensions.
    yield node, iri(QB + "dataSet"), ck("metricsDataset" if seen.metric else "unnamedDataset")
    if seen.metric:
        yield from thing(metric, naming)
        yield node, ck("metric"), iri(naming.iri(metric))
    if unit:
        yield from _unit(unit)
        yield node, ck("unit"), iri(unit.iri)
        yield node, ck("baseValue"), decimal(seen.value * unit.factor)
    for term, value in (("measure", seen.measure), ("basis", seen.basis), ("status", seen.status),
                        ("comparator", seen.comparator)):  # fmt: skip
        if value:
            yield node, ck(term), ck(value)
    for term, day in (("periodStart", seen.start), ("periodEnd", seen.end)):
        if day:
            yield node, ck(term), literal(day, "date")
    for term, ref in (("about", seen.about), ("area", seen.area)):
        if ref:
            yield from thing(ref, naming)
            yield node, ck(term), iri(naming.iri(ref))
    if seen.scope:
        yield node, ck("scope"), iri(naming.iri(Ref("Scope", seen.scope)))
        yield from thing(Ref("Scope", seen.scope), naming)
    yield node, METHOD, literal(seen.method)
    yield node, CONFIDENCE, decimal(Decimal(str(seen.confidence)))
    yield from _evidence(node, seen.evidence, seen.method, seen.confidence)


def evidence_iri(place: Evidence, method: str) -> str:
    """The IRI of a place in a text that a rule found something at."""
    return iris.thing("Evidence", f"{_key(place)}-{method}")


def _key(place: Evidence) -> str:
    return f"{place.document}-{place.start}-{place.end}"


def _evidence(about: str, place: Evidence, method: str, confidence: float) -> Iterator[Statement]:
    node, selector = iri(evidence_iri(place, method)), iri(iris.thing("Selector", _key(place)))
    yield about, EVIDENCE, node
    yield node, TYPE, ck("Evidence")
    yield node, LABEL, literal(_shown(place.exact), language="zh")
    yield node, iri(OA + "hasSource"), iri(iris.document(place.document))
    yield node, iri(OA + "hasSelector"), selector
    yield node, ck("sentence"), literal(place.sentence, language="zh")
    yield node, METHOD, literal(method)
    yield node, CONFIDENCE, decimal(Decimal(str(confidence)))
    yield selector, TYPE, iri(OA + "TextPositionSelector")
    yield selector, TYPE, iri(OA + "TextQuoteSelector")
    yield selector, LABEL, literal(f"{place.start}–{place.end}", language="zh")
    yield selector, iri(OA + "start"), literal(str(place.start), "integer")
    yield selector, iri(OA + "end"), literal(str(place.end), "integer")
    yield selector, iri(OA + "exact"), literal(place.exact)
    yield selector, iri(OA + "prefix"), literal(place.prefix)
    yield selector, iri(OA + "suffix"), literal(place.suffix)


def _shown(exact: str) -> str:
    words = re.sub(r"\s+", " ", exact).strip()
    return words if len(words) <= 40 else words[:39] + "…"
