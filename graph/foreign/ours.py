"""A foreign graph in our terms: its things keep their IRIs, what is said of them becomes facts, its own triples stay.

The facts go the way of a document's (graph.rdf): each has as evidence the line of N-Triples that says so, in a text
made of the triples of all things that became ours. Names of places, industries, metrics and units lead to the concepts
of the vocabularies; a place is known by its division code.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph import rdf
from graph.answers import Term
from graph.foreign import cube
from graph.foreign.node import Node, is_chinese, nodes_of, text_of
from graph.foreign.terms import ALT, LABEL, Terms, labels, uses
from graph.foreign.work import Work, target
from graph.naming import PLATFORMS, Naming
from ontology import codes, iris
from ontology.facts import Attribute, Document, Facts, Mention, Ref, Relation
from ontology.terms import PROV, RDF

METHOD = "rdf-import"
_SURE = 1.0
# Where a thing is of several classes of ours: the first counts.
_KINDS = (
    "Company", "Agency", *PLATFORMS, "Platform", "Project", "Policy", "Program", "IndustryChain", "Industry", "Honour",
    "Product", "Person", "Metric", "Place",
)  # fmt: skip
_TEXT = {"note": "string", "start": "gYearMonth", "end": "gYearMonth", "code": ""}


class ForeignNaming(Naming):
    """Things that have an IRI of their own keep it: their key is that IRI."""

    def _look(self, ref: Ref) -> tuple[str, str, bool]:
        return (ref.key, ref.name, False) if ":" in ref.key else super()._look(ref)


@dataclass(frozen=True, slots=True)
class Ours:
    """What became of a foreign graph. origins: for each observation the IRI of the one it was read from; own: how many
    triples the graph had itself."""

    facts: Facts
    work: Work
    origins: tuple[str, ...]
    own: int

    @property
    def content(self) -> str:
        """The text that its evidence is places of."""
        return self.work.content

    @property
    def things(self) -> Counter[str]:
        """How many things became ours, by class."""
        return Counter(ref.kind for ref in self.work.refs.values())

    @property
    def left_out(self) -> Counter[str]:
        """Why something was not taken over, with how many times."""
        return self.work.left_out

    def lines(self) -> Iterator[str]:
        """Its own triples and ours, as lines of N-Triples; some come twice."""
        yield from _originals(self.work)
        for s, p, o in rdf.statements(self.facts, ForeignNaming(terms=labels())):
            yield f"{s} {p} {o} ."
        for node, origin in zip(rdf.observation_iris(self.facts.observations), self.origins, strict=True):
            yield f"<{node}> <{PROV.wasDerivedFrom}> <{origin}> ."


def ours(triples: Iterable[tuple[Term, Term, Term]], terms: Terms, document: Document) -> Ours:
    """The triples in our terms. document: what the dataset is as a document; its hash and length are added here."""
    nodes = nodes_of(triples)
    work = Work(document.identifier, cube.with_own_terms(terms, nodes), nodes)
    observed = {iri: node for iri, node in nodes.items() if "Observation" in node.classes(work.terms)}
    taken = [node for iri, node in nodes.items() if iri not in observed and _take(work, node)]
    work.content = text_of(node for iri, node in nodes.items() if iri in work.refs or iri in observed)
    facts, origins = _facts(work, taken, list(observed.values()), document)
    return Ours(facts, work, tuple(origins), sum(len(node.said) for node in nodes.values()))


def _take(work: Work, node: Node) -> bool:
    """Makes the node a thing of ours, if it is of a class of ours and has a name."""
    classes = set(node.classes(work.terms)) & set(_KINDS)
    if not classes:
        return False
    names = node.names(work.terms)
    if not names:
        work.left_out["things without a name"] += 1
        return False
    if not is_chinese(names[0][1]):
        work.left_out["things named in no Chinese, by the name they have"] += 1
    kind = next(kind for kind in _KINDS if kind in classes)
    work.refs[node.iri] = Ref(kind, names[0][1].value.strip(), node.iri)
    return True


def _originals(work: Work) -> Iterator[str]:
    """The graph's own triples, but for those in our terms already, which are said again in full.

    Of a thing of ours a name that is not its one label is another name.
    """
    for node in work.nodes.values():
        ref = work.refs.get(node.iri)
        for predicate, value in node.said:
            if predicate.startswith(iris.CK) or (predicate == RDF.type and value.value.startswith(iris.CK)):
                continue
            renamed = ref is not None and predicate == LABEL and (value.value, value.language) != (ref.name, "zh")
            yield f"<{node.iri}> <{ALT if renamed else predicate}> {value} ."


def _facts(work: Work, taken: list[Node], observed: list[Node], document: Document) -> tuple[Facts, list[str]]:
    """The facts, and for each observation the IRI of the one it was read from."""
    mentions: list[Mention] = []
    relations: list[Relation] = []
    attributes: list[Attribute] = []
    for node in taken:
        mentions.append(_mention(work, node))
        for name in sorted({name for predicate, _ in node.said for name in work.terms.means(predicate)}):
            if name in _TEXT:
                attributes += _attributes(work, node, name)
            elif name in uses() and uses()[name].objects:
                relations += _relations(work, node, name)
    digest = hashlib.sha256(work.content.encode()).hexdigest()
    whole = replace(document, sha256=digest, length=len(work.content))
    numbers = [(found, node.iri) for node in observed for found in cube.observations(work, node)]
    observations = tuple(found for found, _ in numbers)
    facts = Facts(whole, tuple(mentions), tuple(relations), tuple(attributes), observations)
    return facts, [origin for _, origin in numbers]


def _mention(work: Work, node: Node) -> Mention:
    names = node.names(work.terms)
    ref = work.refs[node.iri]
    aliases = tuple(dict.fromkeys(name.value.strip() for _, name in names[1:] if is_chinese(name)))
    return Mention(ref, node.place(names[0][0], work.document, work.content), METHOD, _SURE, aliases)


def _may(name: str, kind: str) -> bool:
    """Whether ck.ttl lets this be said of a thing of the class."""
    subjects = uses()[name].subjects
    return kind in subjects or "Entity" in subjects or not subjects


def _attributes(work: Work, node: Node, name: str) -> Iterator[Attribute]:
    """The plain values of a property; of several codes the first that is one: a thing has one."""
    ref = work.refs[node.iri]
    if not _may(name, ref.kind):
        return
    for number, value in node.values(work.terms, name):
        text = _code(work, ref.kind, value.value) if name == "code" else _plain(name, value.value)
        if not text or value.kind != "literal":
            continue
        place = node.place(number, work.document, work.content)
        yield Attribute(ref, name, text, _TEXT[name], place, METHOD, _SURE)
        if name != "note":
            return


def _plain(name: str, text: str) -> str:
    return text.strip() if name == "note" else cube.month(text)


def _code(work: Work, kind: str, text: str) -> str:
    """The code as it is written officially, "" if it is none of its class."""
    if kind not in ("Place", "Company"):
        return "".join(text.split())
    try:
        return codes.place(text).code if kind == "Place" else codes.credit_code(text)
    except ValueError:
        work.left_out[f"codes of a {kind} that are none"] += 1
        return ""


def _relations(work: Work, node: Node, name: str) -> Iterator[Relation]:
    ref = work.refs[node.iri]
    if not _may(name, ref.kind) or ref.kind == "Observation":
        return
    kinds = uses()[name].objects
    for number, value in node.values(work.terms, name):
        thing = target(work, kinds, name, value)
        if thing is None:
            work.left_out[f"{name} of something that is not in the data, or nothing of ours"] += 1
        elif thing != ref:
            yield Relation(ref, name, thing, node.place(number, work.document, work.content), METHOD, _SURE)
