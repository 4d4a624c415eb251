"""What stands at the top of a thing's page."""

from collections.abc import Sequence
from dataclasses import dataclass

from cixi_kg.web.names import KINDS
from cixi_kg.web.render import href, property_name
from cixi_kg.web.served import Served
from graph.answers import Term
from ontology.terms import CK, DCTERMS, RDFS, SKOS
from queries.rdf_text import shortened

# What has a place of its own on the page, or is for programs only.
_LEFT_OUT = (
    RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.definition, SKOS.hiddenLabel,
    CK.sentence, DCTERMS.title, CK.contentHash,
    "http://purl.org/vocab/vann/preferredNamespacePrefix", "http://purl.org/vocab/vann/preferredNamespaceUri",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What a thing is: its label, its other names, its classes (label, address), definition and plain values."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    classes: tuple[tuple[str, str], ...]
    definition: str
    values: tuple[tuple[str, str], ...]


def head_of(served: Served, iri: str, language: str) -> tuple[Head, list[str]]:
    """The head of a thing, and the IRIs of its classes."""
    literals: dict[str, list[Term]] = {}
    for row in served.rows("literals", thing=iri):
        literals.setdefault(row["p"].value, []).append(row["o"])
    classes = [row["kind"].value for row in served.rows("classes", thing=iri)]
    names = served.labels({*classes, *literals}, language)
    ours = [kind for kind in classes if kind.startswith(str(CK))] or classes
    head = Head(
        iri,
        _in(literals.get(RDFS.label, []), language) or shortened(iri),
        tuple(sorted({term.value for p in (SKOS.altLabel, SKOS.hiddenLabel) for term in literals.get(p, ())})),
        tuple((names.get(kind) or shortened(kind), href(kind)) for kind in ours),
        _in(literals.get(SKOS.definition, []), language),
        tuple(
            (property_name(language, p, names), "、".join(_all_in(terms, language)))
            for p, terms in literals.items()
            if p not in _LEFT_OUT
        ),
    )
    return head, classes


def _all_in(terms: Sequence[Term], language: str) -> list[str]:
    """The texts that are in the language or in none; all where there are none of these."""
    return [term.value for term in terms if term.language in ("", language)] or [term.value for term in terms]


def class_labels(served: Served, language: str) -> dict[str, str]:
    """The label of each class that can be searched for, by its local name."""
    labels = served.labels((CK[kind] for kind in KINDS), language)
    return {kind: labels.get(CK[kind], kind) for kind in KINDS}


def _in(terms: Sequence[Term], language: str) -> str:
    """The text in the language, else the first there is."""
    return next((term.value for term in terms if term.language == language), terms[0].value if terms else "")
