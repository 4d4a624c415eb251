"""The interactive page: a networkx graph of what is asked for, drawn by pyvis's network in a page of our own.

`collect` gathers what is near a name or of some classes, `from_answer` what a query's answer tells; `page` writes it.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from graph import gather
from graph.answers import Answer, Rows, Term, Triples, Truth
from graph.gather import Ask, Triple, local
from graph.paper import page
from ontology import vocab
from ontology.errors import CallError, QueryError

if TYPE_CHECKING:
    import networkx

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_SUBJECT, _PREDICATE, _OBJECT = "subject", "predicate", "object"


def collect(
    ask: Ask, focus: str | None = None, depth: int = 1, classes: Sequence[str] = ()
) -> "networkx.MultiDiGraph[str]":
    """What documents say, and what follows from it, as a networkx graph (graph.gather tells its shape).

    focus: a thing by name, alias or IRI: only what is within `depth` relations of it, not counting on through a
    place, in which everything would meet. classes: only things of these, by local name or label.
    CallError for an unknown focus or class, with the nearest names.
    """
    kinds = _kinds(ask, classes)
    known = gather.relations(ask)
    mentioned = {thing for thing, kind in gather.rows(ask, "mentioned") if local(kind) in kinds}
    drawn = gather.skeleton(known, mentioned)
    gather.add_names(drawn, ask)
    centres = _named(drawn, focus) if focus else []
    drawn.remove_nodes_from([t for t, node in drawn.nodes.items() if node["kind"] not in kinds and t not in centres])
    gather.add_vocabulary(drawn, ask)
    if centres:
        near = _near(drawn, centres, depth)
        drawn.remove_nodes_from([thing for thing in drawn if thing not in near])
    return _finished(drawn, ask, known, centres)


def from_answer(answer: Answer, ask: Ask, columns: Sequence[str] = ()) -> "networkx.MultiDiGraph[str]":
    """The things and relations that a query's answer tells, as a networkx graph.

    columns: the columns of a SELECT to draw, in this order; all of them where none is named.

    A CONSTRUCT's triples between IRIs; a SELECT's columns subject, predicate, object; or else what each row holds,
    joined by the relations that the graph has between them, and where it has none to the first of the row by one
    that is named as the column. A cell may give a thing by its IRI or by its label.
    QueryError where the answer holds nothing that can be drawn.
    """
    known = gather.relations(ask)
    if isinstance(answer, Triples):
        triples = {(s.value, local(p.value), o.value) for s, p, o in answer if o.kind == "iri" and p.value != _TYPE}
    elif isinstance(answer, Rows):
        triples = _from_rows(_picked(answer, columns), ask, known)
    else:
        triples = set()
    if not triples:
        kind = "an ASK" if isinstance(answer, Truth) else "it"
        raise QueryError(
            f"there is nothing to draw in the answer: {kind} should give triples, columns named subject, predicate "
            "and object, or at least two things in a row, by IRI or by label"
        )
    drawn = gather.skeleton(triples)
    gather.add_names(drawn, ask)
    return _finished(drawn, ask, known, [])


def _finished(
    drawn: "networkx.MultiDiGraph[str]", ask: Ask, known: dict[Triple, tuple[str, bool]], centres: list[str]
) -> "networkx.MultiDiGraph[str]":
    gather.add_facts(drawn, ask, known)
    drawn.graph["focus"] = centres
    return drawn


def _kinds(ask: Ask, classes: Sequence[str]) -> set[str]:
    """Local names of the classes to draw, a class with its kinds; all of them where none is named."""
    labels = gather.labels(ask)
    names = {name: {name, *labels.get(name, ())} for name in gather.drawing()}
    wanted: set[str] = set()
    for given in classes:
        found = {name for name, all_names in names.items() if given.lower() in {n.lower() for n in all_names}}
        if not found:
            near = get_close_matches(given, [n for all_names in names.values() for n in sorted(all_names)], 3, 0.4)
            raise CallError(f"no class {given!r} can be drawn: {' or '.join(near or list(names))}")
        wanted |= found | ({name for name in names if name.endswith("Platform")} if "Platform" in found else set())
    return wanted or set(names)


def _named(drawn: "networkx.MultiDiGraph[str]", name: str) -> list[str]:
    """The things of this IRI, name or alias; else the only one whose name contains it."""
    if name in drawn:
        return [name]
    wanted = vocab.fold(name)
    names: dict[str, list[str]] = {}
    for thing, node in drawn.nodes.items():
        for known in sorted({node["label"], node["en"], *node["aliases"]} - {""}):
            names.setdefault(known, []).append(thing)
    exact = sorted({thing for known, things in names.items() if vocab.fold(known) == wanted for thing in things})
    if exact:
        return exact
    inside = [known for known in sorted(names) if wanted and wanted in vocab.fold(known)]
    if len({thing for known in inside for thing in names[known]}) == 1:
        return names[inside[0]]
    near = sorted(inside, key=len)[:5] or get_close_matches(name, sorted(names), 5, 0.3)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    raise CallError(f"nothing in the graph is called {name!r}{hint}")


def _near(drawn: "networkx.MultiDiGraph[str]", centres: Iterable[str], depth: int) -> set[str]:
    """What can be reached in so many steps, against the direction of relations too; places are not passed through."""
    found = front = set(centres)
    for _ in range(depth):
        passed = [t for t in front if drawn.nodes[t]["kind"] != "Place" or t in centres]
        front = {n for t in passed for n in (*drawn.successors(t), *drawn.predecessors(t))} - found
        found = found | front
    return found


def _picked(answer: Rows, columns: Sequence[str]) -> Rows:
    """These columns of the answer only."""
    missing = [name for name in columns if name not in answer.variables]
    if missing:
        raise QueryError(f"the answer has no column {missing[0]!r}: it has {', '.join(answer.variables)}")
    places = [answer.variables.index(name) for name in columns] or range(len(answer.variables))
    names = tuple(answer.variables[place] for place in places)
    return Rows(names, (tuple(row[place] for place in places) for row in answer))


def _from_rows(answer: Rows, ask: Ask, known: dict[Triple, tuple[str, bool]]) -> set[Triple]:
    table = [row for row in answer if any(row)]
    things = _things(table, ask)
    columns = {name: place for place, name in enumerate(answer.variables)}
    if _SUBJECT in columns and _OBJECT in columns:
        return set(_spelt_out(table, columns, things))
    joined: dict[tuple[str, str], set[str]] = {}
    for subject, predicate, target in known:
        joined.setdefault((subject, target), set()).add(predicate)
    found: set[Triple] = set()
    for row in table:
        cells = [(name, things[cell]) for name, cell in zip(answer.variables, row, strict=True) if cell in things]
        found.update(_within(cells, joined))
    return found


def _spelt_out(
    table: Iterable[Sequence[Term | None]], columns: dict[str, int], things: dict[Term | None, str]
) -> Iterator[Triple]:
    """Triples from rows whose columns say what is subject, predicate and object."""
    for row in table:
        subject, target = things.get(row[columns[_SUBJECT]]), things.get(row[columns[_OBJECT]])
        predicate = row[columns[_PREDICATE]] if _PREDICATE in columns else None
        if subject and target:
            yield subject, local(predicate.value) if predicate else "related", target


def _within(cells: Sequence[tuple[str, str]], joined: dict[tuple[str, str], set[str]]) -> Iterator[Triple]:
    """What joins the things of a row: the graph's own relations, else one to the first named as the column."""
    linked: set[str] = set()
    for _, left in cells:
        for _, right in cells:
            for predicate in joined.get((left, right), ()):
                linked |= {left, right}
                yield left, predicate, right
    for name, thing in cells[1:]:
        if thing not in linked and thing != cells[0][1]:
            yield cells[0][1], name, thing


def _things(table: Iterable[Sequence[Term | None]], ask: Ask) -> dict[Term | None, str]:
    """The IRI that each cell of a table stands for: its own, or that of the one thing with this label."""
    seen = {cell for row in table for cell in row if cell}
    found: dict[Term | None, str] = {cell: cell.value for cell in seen if cell.kind == "iri"}
    names = {cell for cell in seen if cell.kind == "literal" and cell.datatype in ("", _STRING)}
    if not names:
        return found
    called: dict[str, list[str]] = {}
    for thing, name in gather.rows(ask, "names"):
        called.setdefault(name, []).append(thing)
    found.update({cell: called[cell.value][0] for cell in names if len(set(called.get(cell.value, ()))) == 1})
    return found


__all__ = ["collect", "from_answer", "page"]
