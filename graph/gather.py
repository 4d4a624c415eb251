"""From the graph to a picture's networkx graph, by a handful of queries whatever its size (page/rq/*.rq).

A node is an IRI with `label`, `en`, `kind` (local name of the class it is drawn as), `aliases`, `properties`
(property, value), `numbers` (Number), `evidence` (Sentence) and `mentions`, how many sentences there are in all.
An edge's key is the predicate's local name; it has `origin` (said, inferred, vocabulary), `evidence`, `documents`
(how many say it), and for a conclusion `method`, `confidence` and `premises`.
The graph itself has `terms` (local name → zh and en label) and `focus` (IRIs).
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.answers import Answer, Rows, Term
from ontology import iris
from ontology.errors import QueryError

if TYPE_CHECKING:
    import networkx

Ask = Callable[[str], Answer]
Triple = tuple[str, str, str]  # IRI, local name of the predicate, IRI

MOST_SENTENCES = 40  # shown of one thing; a county is mentioned hundreds of times
_CHUNK = 2_000  # things named in one query
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_ALT = "http://www.w3.org/2004/02/skos/core#altLabel"
_SILENT = {"keyword", "method", "confidence"}  # values that are about the graph, not about the thing
_CONCLUDED = {iris.graph("inferred"), iris.graph("links")}


@dataclass(frozen=True, order=True, slots=True)
class Sentence:
    """A sentence of a document; text[start:end] are the words that count, start == end where that is not certain."""

    document: str
    title: str
    date: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, order=True, slots=True)
class Number:
    """An observation about a thing: CONTRACT section 4 with labels for IRIs, local names for the ontology's terms."""

    metric: str
    end: str
    start: str
    value: str
    unit: str
    measure: str
    basis: str
    status: str
    comparator: str
    base: tuple[str, str]
    evidence: tuple[Sentence, ...]


@cache
def drawing() -> dict[str, dict[str, Any]]:
    """How each class is drawn, in the order of the legend: page/classes.toml."""
    return tomllib.loads(files("graph").joinpath("page", "classes.toml").read_text(encoding="utf-8"))


def relations(ask: Ask) -> dict[Triple, tuple[str, bool]]:
    """Every relation with the IRI of its statement, and whether it is only concluded."""
    found: dict[Triple, tuple[str, bool]] = {}
    for subject, predicate, target, said, graph in sorted(set(rows(ask, "relations"))):
        key = (subject, local(predicate), target)
        inferred = graph in _CONCLUDED and found.get(key, ("", True))[1]
        found[key] = (said, inferred)
    return found


def skeleton(triples: Iterable[Triple], things: Iterable[str] = ()) -> "networkx.MultiDiGraph[str]":
    """A graph of bare nodes and edges, in the order of their IRIs."""
    import networkx

    drawn: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    edges = sorted(set(triples))
    drawn.add_nodes_from(sorted({*things, *(s for s, _, _ in edges), *(o for _, _, o in edges)}))
    for subject, predicate, target in edges:
        drawn.add_edge(subject, target, key=predicate)
    return drawn


def add_names(drawn: "networkx.MultiDiGraph[str]", ask: Ask) -> None:
    """Gives every node its class, its names and its plain values."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for thing, name in rows(ask, "classes", drawn):
        kinds[thing].add(local(name))
    for thing in drawn:
        kind = next((name for name in drawing() if name in kinds[thing]), "")
        drawn.nodes[thing].update(label="", en="", kind=kind, aliases=[], properties=[], numbers=[], evidence=[])
        drawn.nodes[thing]["mentions"] = 0
    for owner, property_, value in sorted(set(cells(ask, "values", drawn)), key=_text):
        _add_value(drawn.nodes[owner.value], property_.value, value)
    for thing, node in drawn.nodes.items():
        node["label"] = node["label"] or node["en"] or thing.rpartition("/")[2]


def _add_value(node: dict[str, Any], property_: str, value: Term) -> None:
    if property_ == _LABEL:
        node["en" if value.language == "en" else "label"] = value.value
    elif property_ == _ALT:
        node["aliases"].append(value.value)
    elif property_.startswith(iris.CK) and local(property_) not in _SILENT:
        node["properties"].append((local(property_), value.value))


def add_vocabulary(drawn: "networkx.MultiDiGraph[str]", ask: Ask) -> None:
    """Adds how the vocabularies order the nodes that are there, where no document says it."""
    for subject, predicate, target in sorted(set(rows(ask, "vocabulary", drawn))):
        if target in drawn and subject != target and not drawn.has_edge(subject, target, local(predicate)):
            drawn.add_edge(subject, target, key=local(predicate), origin="vocabulary")


def add_facts(drawn: "networkx.MultiDiGraph[str]", ask: Ask, known: dict[Triple, tuple[str, bool]]) -> None:
    """Gives nodes their numbers and sentences, edges their origin, sentences or grounds; and the terms' labels."""
    numbers = sorted({row[1].value: row for row in cells(ask, "numbers", drawn)}.items())
    edges = {(s, p, o): data for s, o, p, data in drawn.edges(keys=True, data=True)}
    said = {known[edge][0]: edge for edge in edges if edge in known}
    sentences = _sentences(ask, [*drawn, *said, *(number for number, _ in numbers)])
    for thing, node in drawn.nodes.items():
        found = sentences.get(thing, [])
        node.update(evidence=found[:MOST_SENTENCES], mentions=len(found))
    for number, row in numbers:
        drawn.nodes[row[0].value]["numbers"].append(_number(row, tuple(sentences.get(number, []))))
    grounds = _grounds(ask, [name for name, edge in said.items() if known[edge][1]])
    for edge, data in edges.items():
        name, inferred = known.get(edge, ("", False))
        data.setdefault("origin", "inferred" if inferred else "said")
        found = sentences.get(name, [])
        data.update(evidence=found[:MOST_SENTENCES], documents=len({s.document for s in found}))
        data.update(grounds.get(name, {"method": "", "confidence": "", "premises": []}))
    for node in drawn.nodes.values():
        node["numbers"].sort()
    drawn.graph["terms"] = labels(ask)


def labels(ask: Ask) -> dict[str, tuple[str, str]]:
    """The zh and the en label of each term of the ontology, by its local name."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for term, label in cells(ask, "terms"):
        found[local(term.value)][label.language] = label.value
    return {name: (by.get("zh", name), by.get("en", name)) for name, by in sorted(found.items())}


def _number(row: Sequence[Term], evidence: tuple[Sentence, ...]) -> Number:
    value, metric, unit, measure, basis, status, comparator, start, end, base, base_unit = (
        local(cell.value) if cell.kind == "iri" else cell.value for cell in row[2:]
    )
    in_base = (base, base_unit) if base else ("", "")
    return Number(metric, end, start, value, unit, measure, basis, status, comparator, in_base, evidence)


def _grounds(ask: Ask, statements: Iterable[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for said, method, confidence, premise, label, reason in sorted(set(rows(ask, "grounds", statements))):
        ground = found.setdefault(said, {"method": method, "confidence": confidence, "premises": []})
        ground["premises"].append((premise, "：".join(text for text in (label or premise, reason) if text)))
    return found


def _sentences(ask: Ask, things: Iterable[str]) -> dict[str, list[Sentence]]:
    """The sentences about each thing, by document and place."""
    documents = {row[0]: row[1:] for row in rows(ask, "documents")}
    found: dict[str, list[Sentence]] = defaultdict(list)
    order = sorted(set(rows(ask, "sentences", things)), key=lambda row: (*row[:2], int(row[2]), *row[3:]))
    for thing, document, _, exact, prefix, suffix, sentence in order:
        identifier, title, date = documents.get(document, (document.rpartition("/")[2], document, ""))
        text, start, end = mark(sentence, exact, prefix, suffix)
        seen = Sentence(identifier, title, date, text, start, end)
        if seen not in found[thing][-1:]:
            found[thing].append(seen)
    return found


def mark(sentence: str, exact: str, prefix: str, suffix: str) -> tuple[str, int, int]:
    """The sentence as it is shown, and where in it the exact words stand: told by what is around them.

    White space counts for nothing here, since a sentence is shown without the breaks of its page.
    Where two places fit equally well, or none, begin and end are 0.
    """
    text = _SPACE.sub(_shown_space, sentence.strip())
    dense, places = _dense(text)
    words, before, after = _dense(exact)[0], _dense(prefix)[0], _dense(suffix)[0]
    fits = []
    at = dense.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        score = _common(reversed(dense[:at]), reversed(before)) + _common(dense[end:], after)
        fits.append((score, at, end))
        at = dense.find(words, at + 1)
    fits.sort(reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return text, 0, 0
    return text, places[fits[0][1]], places[fits[0][2] - 1] + 1


def _shown_space(space: re.Match[str]) -> str:
    """A tab between table cells stays visible, a space between Latin words too; a break in Chinese text goes."""
    if "\t" in space[0]:
        return "　"
    around = space.string[space.start() - 1] + space.string[space.end()]
    return " " if around.isascii() else ""


def _dense(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each of its characters was."""
    kept = [(character, place) for place, character in enumerate(text) if not character.isspace()]
    return "".join(character for character, _ in kept), [place for _, place in kept]


def _common(left: Iterable[str], right: Iterable[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def local(address: str) -> str:
    """The last part of an IRI: a term's local name."""
    return re.split(r"[#/]", address)[-1]


def rows(ask: Ask, name: str, things: Iterable[str] | None = None) -> Iterator[tuple[str, ...]]:
    """As cells, as plain text: "" where a cell is unbound."""
    for row in cells(ask, name, things):
        yield tuple(cell.value for cell in row)


def cells(ask: Ask, name: str, things: Iterable[str] | None = None) -> Iterator[tuple[Term, ...]]:
    """The answer to page/rq/NAME.rq, for these values of ?thing only if they are given."""
    query = files("graph").joinpath("page", "rq", f"{name}.rq").read_text(encoding="utf-8")
    wanted = None if things is None else sorted({address for address in things if _SAFE.fullmatch(address)})
    starts = [0] if wanted is None else range(0, len(wanted), _CHUNK)
    for start in starts:
        values = "" if wanted is None else " ".join(f"<{address}>" for address in wanted[start : start + _CHUNK])
        answer = ask(query.replace("# VALUES", f"VALUES ?thing {{ {values} }}") if wanted else query)
        if not isinstance(answer, Rows):
            raise QueryError(f"the endpoint does not answer graph/page/rq/{name}.rq with rows, as a SELECT should")
        for row in answer:
            yield tuple(cell or _UNBOUND for cell in row)


def _text(row: tuple[Term, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell) for cell in row)


_SAFE = re.compile(r"[^\x00-\x20<>\"{}|^`\\]+")  # what may stand between < and > in SPARQL
_SPACE = re.compile(r"\s+")
_UNBOUND = Term("literal", "")
