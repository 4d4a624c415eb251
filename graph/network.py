"""The graph for those who analyse: things and their relations as a networkx graph with plain attributes.

What it holds is what the page draws (graph.gather): things that a document mentions or that a relation joins.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph import gather
from graph.answers import Rows
from graph.gather import Ask
from ontology.errors import CallError, QueryError
from ontology.terms import prefixes

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_DOUBT = "candidateOf"  # that two names may mean the same is no relation between two things
_COUNTS = """
SELECT ?x (COUNT(DISTINCT ?place) AS ?evidence) (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  ?x ck:evidence ?place . ?place oa:hasSource ?document . FILTER NOT EXISTS { ?x a ck:Observation }
} GROUP BY ?x"""


def network(ask: Ask, classes: Sequence[str] = (), relations: Sequence[str] = (), inferred: bool = True) -> "Network":
    """Things and their relations as a networkx graph, in the order of their IRIs.

    classes, relations: only things of these classes, only these relations, by local name or label, all where none is
    named; inferred: with what was concluded and not said. CallError for an unknown name, with the nearest.

    A node is an IRI with `label` and `en` (names in zh and en), `class` (local name), and how often it is mentioned:
    `evidence` (places) in how many `documents`. An edge's key is the relation's local name; it has `relation` (the
    same), `label` (zh), `origin` (said, inferred, or vocabulary for what the vocabularies order), `evidence`,
    `documents`, and `statement`, the IRI of the reified relation, "" where it comes from a vocabulary.
    """
    terms = gather.labels(ask)
    kinds = kinds_of(classes, terms)
    every = {edge: of for edge, of in gather.relations(ask).items() if inferred or not of[1]}
    wanted = _relations(relations, {p for _, p, _ in every} | {"broader", "partOf", "locatedIn"}, terms)
    known = {edge: of for edge, of in every.items() if edge[1] in wanted}
    mentioned = {thing for thing, kind in gather.rows(ask, "mentioned") if gather.local(kind) in kinds}
    drawn = gather.skeleton(known, mentioned)
    gather.add_names(drawn, ask)
    drawn.remove_nodes_from([thing for thing, node in drawn.nodes.items() if node["kind"] not in kinds])
    gather.add_vocabulary(drawn, ask)
    drawn.remove_edges_from([edge for edge in drawn.edges(keys=True) if edge[2] not in wanted])
    _finish(drawn, known, _counts(ask), terms)
    return drawn


def kinds_of(classes: Sequence[str], terms: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """Local names of the classes that these names mean, a platform with its kinds; all where none is named."""
    known = list(gather.drawing())
    found = {one for name in classes for one in [_meant(name, known, terms, "class")]}
    if "Platform" in found:
        found |= {name for name in known if name.endswith("Platform")}
    return frozenset(found or known)


def _relations(names: Sequence[str], known: set[str], terms: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    if not names:
        return frozenset(known - {_DOUBT})
    return frozenset(_meant(name, sorted(known), terms, "relation") for name in names)


def _meant(given: str, known: Sequence[str], terms: Mapping[str, tuple[str, str]], what: str) -> str:
    """The one of the known local names that is meant, by itself or by its label in zh or en."""
    names = {each.lower(): name for name in known for each in (*terms.get(name, ()), name)}
    found = names.get(given.strip().lower())
    if found is None:
        from difflib import get_close_matches  # only on the way to an error: not worth its start-up time

        near = list(dict.fromkeys(names[each] for each in get_close_matches(given[:60].lower(), names, 3, 0.5)))
        hint = f"the nearest {'is' if len(near) == 1 else 'are'}" if near else "it has"
        raise CallError(f"the graph has no {what} {given[:60]!r}; {hint} {', '.join(near or known)}")
    return found


def _counts(ask: Ask) -> dict[str, tuple[int, int]]:
    """In how many places, and in how many documents, each thing is mentioned and each relation said."""
    answer = ask(prefixes("ck", "oa") + _COUNTS)
    if not isinstance(answer, Rows):
        raise QueryError("the endpoint does not answer a SELECT with rows")
    return {x.value: (int(places.value), int(documents.value)) for x, places, documents in answer if x}  # type: ignore[union-attr]


def _finish(
    drawn: "Network",
    known: Mapping[gather.Triple, tuple[str, bool]],
    counts: Mapping[str, tuple[int, int]],
    terms: Mapping[str, tuple[str, str]],
) -> None:
    """Puts plain attributes, which every format can hold, in the place of those of the picture."""
    for thing, node in drawn.nodes.items():
        evidence, documents = counts.get(thing, (0, 0))
        plain = {"label": node["label"], "en": node["en"], "class": node["kind"]}
        node.clear()
        node.update(plain, evidence=evidence, documents=documents)
    for subject, target, relation, data in drawn.edges(keys=True, data=True):
        statement, concluded = known.get((subject, relation, target), ("", False))
        evidence, documents = counts.get(statement, (0, 0))
        origin = "vocabulary" if not statement else "inferred" if concluded else "said"
        data.update(relation=relation, label=terms.get(relation, (relation,))[0], origin=origin)
        data.update(evidence=evidence, documents=documents, statement=statement)
