"""A foreign graph while it is read, and what its values mean: things of the data, concepts of ours, or names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from graph.answers import Term
from graph.foreign.node import Node
from graph.foreign.terms import Terms
from ontology import codes, iris, vocab
from ontology.facts import Ref

_SCHEMES = {"Industry": "industry", "Honour": "honour", "Metric": "metric"}
_DEEPEST = 3  # a value may hang on nodes that are nothing of ours: an address, a site
# The class that a name is looked up in, where a relation may lead to several.
_LOOKED = ("Place", "Industry", "IndustryChain", "Honour", "Product", "Person", "Project", "Agency")


@dataclass(slots=True)
class Work:
    """A foreign graph while it is read. refs: its things that are ours, by IRI."""

    document: str
    terms: Terms
    nodes: Mapping[str, Node]
    content: str = ""
    refs: dict[str, Ref] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def target(work: Work, kinds: frozenset[str], name: str, value: Term, depth: int = 0) -> Ref | None:
    """The thing that a relation leads to: one of the data, a concept, what a name means, or through a node between."""
    found = concept(work, tuple(kind for kind in _LOOKED if kind in kinds), value)
    if found is not None:
        return found if found.kind in kinds else None
    node = work.nodes.get(value.value) if value.kind == "iri" else None
    if node is None or depth == _DEEPEST or value.value in work.refs:
        return None
    inner = (target(work, kinds, name, each, depth + 1) for _, each in node.values(work.terms, name))
    return next((each for each in inner if each is not None), None)


def concept(work: Work, kinds: tuple[str, ...], value: Term) -> Ref | None:
    """What a value means: a thing of the data, or a concept by its IRI, its code or its name."""
    if value.kind == "literal":
        return next((ref for kind in kinds if (ref := _by_name(kind, value.value.strip()))), None)
    known = value.value if value.value.startswith(f"{iris.BASE}vocab/") else work.terms.things.get(value.value)
    if known:
        return _by_iri(known)
    ref = work.refs.get(value.value)
    if ref is None or ref.kind not in ("Place", *_SCHEMES):
        return ref
    return _by_code(work, work.nodes[value.value]) or _known(ref.kind, ref.name) or ref


def _by_code(work: Work, node: Node) -> Ref | None:
    for _, value in node.values(work.terms, "code"):
        try:
            found = codes.place(value.value)
        except ValueError:
            continue
        return Ref("Place", found.label, found.code)
    return None


def _known(kind: str, name: str) -> Ref | None:
    """The concept of a vocabulary that has this name; places only by a name that no other has."""
    if kind == "Place":
        place = vocab.place(name)
        return Ref("Place", place.label, place.code) if place else None
    concept = vocab.concept(_SCHEMES[kind], name) if kind in _SCHEMES else None
    return Ref(concept.kind, concept.label) if concept else None


def _by_name(kind: str, name: str) -> Ref | None:
    if not name:
        return None
    if kind == "Place" and name.replace(" ", "").isdigit():
        try:
            found = codes.place(name)
        except ValueError:
            return None
        return Ref("Place", found.label, found.code)
    return _known(kind, name) or (None if kind == "Place" else Ref(kind, name))


@cache
def _by_iri(known: str) -> Ref | None:
    """The concept of ours that has this IRI; None if there is none."""
    scheme = known.removeprefix(f"{iris.BASE}vocab/").partition("/")[0]
    if scheme not in iris.SCHEMES:
        return None
    for each in vocab.concepts(scheme):
        if each.iri == known:
            return Ref(each.kind, each.label, each.code if scheme == "place" else "")
    return None
