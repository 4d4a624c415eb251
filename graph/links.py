"""graph/links: things of imported datasets joined to the things of the graph, without changing either.

One thing for certain is skos:exactMatch, one thing by a short form skos:closeMatch, what waits for a person
ck:candidateOf. Each is reified with its score, reason and method, and with reviewer and date where a person judged.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from graph import rdf
from graph.answers import Answer, Rows
from graph.judged import Judgement
from graph.matching.codes import READERS, Code, read_code
from graph.matching.match import Match, match
from graph.matching.things import MATCHED, Thing
from graph.rdf import Statement
from ontology import iris, vocab
from ontology.errors import SourceError
from ontology.names import folded, split_company
from ontology.terms import CK, DCTERMS, SKOS, prefixes

Ask = Callable[[str], Answer]

# What stands among identifiers and may as well be a number of somebody's own.
_TOO_SHORT = {"Place": re.compile(r"\d{1,5}"), "Industry": re.compile(r"[A-Z]|\d{1,3}")}

EXACT, CLOSE, CANDIDATE = SKOS.exactMatch, SKOS.closeMatch, CK.candidateOf
LABELS = {EXACT: "精确匹配", CLOSE: "近似匹配", CANDIDATE: "疑似同一"}

_OURS = """
SELECT DISTINCT ?thing ?kind ?name ?main WHERE {
  VALUES ?kind { %s }
  ?thing a ?kind ; ?naming ?name .
  VALUES (?naming ?main) { (rdfs:label true) (skos:altLabel false) }
  FILTER(LANG(?name) IN ("zh", "") && STRSTARTS(STR(?thing), "%s"))
}"""
_CODES = "SELECT DISTINCT ?thing ?code WHERE { VALUES ?kind { %s } ?thing a ?kind ; ck:code ?code }"
_AREAS = """
SELECT DISTINCT ?thing ?code WHERE {
  VALUES ?kind { ck:Company ck:Agency ck:Platform }
  ?thing a ?kind . { ?thing ck:locatedIn ?place } UNION { ?thing ck:evidence/oa:hasSource/ck:area ?place }
  ?place ck:code ?code
}"""
_THEIRS = """
SELECT DISTINCT ?thing ?naming ?name WHERE {
  VALUES ?naming { %s } GRAPH <%s> { ?thing ?naming ?name }
  FILTER(isIRI(?thing) && (LANG(?name) = "" || LANGMATCHES(LANG(?name), "zh")))
}"""
_KINDS = "SELECT DISTINCT ?thing ?kind WHERE { VALUES ?kind { %s } GRAPH <%s> { ?thing a ?kind } }"
_PLACES = "SELECT DISTINCT ?thing ?place WHERE { GRAPH <%s> { ?thing ck:locatedIn ?place } }"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("matching").joinpath("foreign.toml").read_text(encoding="utf-8"))


def statements(ask: Ask, datasets: Collection[str], judged: Sequence[Judgement]) -> Iterator[Statement]:
    """The links between the graph and imported datasets, for graph/links; without a dataset there are none.

    datasets: the names of their graphs (dataset/…). judged: what people decided, which counts more than any score.
    """
    if not datasets:
        return
    ours = things(ask)
    for name in sorted(datasets):
        theirs = foreign(ask, name)
        known = {thing.id for thing in theirs}
        for link in _best(match([thing for thing in ours if thing.id not in known], theirs, judged).matches):
            yield from _link(link)


def things(ask: Ask, kinds: Iterable[str] = MATCHED) -> list[Thing]:
    """The things of the graph that can be matched: of documents, imported tables and vocabularies."""
    classes = " ".join(f"ck:{kind}" for kind in kinds)
    rows = _rows(ask, _OURS % (classes, iris.BASE))
    codes, areas = _several(ask, _CODES % classes), _several(ask, _AREAS)
    found = []
    for thing, group in groupby(sorted(rows, key=lambda row: (row[0], row[3] != "true", row[2])), lambda row: row[0]):
        named = list(group)
        kind = min((row[1].removeprefix(iris.CK) for row in named), key=MATCHED.index)
        names = tuple(dict.fromkeys(row[2] for row in named))
        where = () if kind == "Place" else tuple(areas.get(thing, ()))
        found.append(Thing(thing, kind, names, _codes(codes.get(thing, ()), kind), where))
    return found


def foreign(ask: Ask, name: str) -> list[Thing]:
    """The things of a dataset that have a name in Chinese or a code, and a class of ours or a name that tells it."""
    graph, table = iris.graph(name), _table()
    order = {naming: rank for rank, naming in enumerate(table["names"])}
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for thing, naming, text in _rows(ask, _THEIRS % (" ".join(f"<{each}>" for each in order), graph)):
        named[thing].append((order[naming], text))
    properties = " ".join(f"<{each}>" for each in table["codes"])
    coded = _several(ask, f"SELECT ?t ?c WHERE {{ VALUES ?p {{ {properties} }} GRAPH <{graph}> {{ ?t ?p ?c }} }}")
    kinds = _several(ask, _KINDS % (" ".join(f"ck:{kind}" for kind in MATCHED), graph))
    located = _several(ask, _PLACES % graph)
    found = []
    for thing in sorted({*named, *coded}):
        names = tuple(dict.fromkeys(text for _, text in sorted(named.get(thing, ()))))
        classes = [kind.removeprefix(iris.CK) for kind in kinds.get(thing, ())]
        kind = min(classes, key=MATCHED.index) if classes else _kind(names)
        if kind:
            codes = _codes(coded.get(thing, ()), kind)
            areas = sorted({code for place in located.get(thing, ()) for code in _divisions(place, coded)})
            found.append(Thing(thing, kind, names, codes, tuple(areas)))
    return found


def _divisions(place: str, coded: Mapping[str, list[str]]) -> Iterator[str]:
    """The division code of a place of ours, or of the dataset's where it has one."""
    ours = place.removeprefix(iris.concept("place", "-")[:-1])
    for code in _codes([ours] if ours != place else coded.get(place, ()), "Place"):
        yield code.value


def _kind(names: Iterable[str]) -> str:
    """The class that a name tells: a registered name a company, the name of a place a place; else none."""
    for name in names:
        if split_company(folded(name)).full:
            return "Company"
        if vocab.place(name):
            return "Place"
    return ""


def _codes(values: Iterable[str], kind: str) -> tuple[Code, ...]:
    """The valid codes among what a graph holds; other identifiers stand in the same properties."""
    found = set()
    for value in values if kind in READERS else ():
        if kind in _TOO_SHORT and _TOO_SHORT[kind].fullmatch(value.strip()):
            continue
        try:
            found.add(read_code(value, kind))
        except SourceError:
            continue
    return tuple(sorted(found))


def _best(matches: Iterable[Match]) -> Iterator[Match]:
    """What is one thing, and of each foreign thing the best few that may be."""
    waiting: dict[str, list[Match]] = defaultdict(list)
    for each in matches:
        if each.verdict == "same":
            yield each
        else:
            waiting[each.right.id].append(each)
    for _, several in sorted(waiting.items()):
        several.sort(key=lambda each: (each.method != "judgement", -each.score.value, each.left.id))
        yield from several[: _table()["candidates"]]


def predicate(link: Match) -> str:
    """The IRI of the relation that a match is written as."""
    return CANDIDATE if link.verdict != "same" else EXACT if link.sure else CLOSE


def _link(link: Match) -> Iterator[Statement]:
    relation = predicate(link)
    ours, theirs = link.left.id, link.right.id
    node = rdf.statement_iri(ours, relation.rpartition("#")[2], theirs)
    label = f"{_label(link.left)} {LABELS[relation]} {_label(link.right)}"
    yield rdf.iri(ours), rdf.iri(relation), rdf.iri(theirs)
    yield node, rdf.TYPE, rdf.iri(rdf.RDF + "Statement")
    yield node, rdf.LABEL, rdf.literal(label, language="zh")
    for name, value in (("subject", ours), ("predicate", relation), ("object", theirs)):
        yield node, rdf.iri(rdf.RDF + name), rdf.iri(value)
    yield node, rdf.METHOD, rdf.literal(link.method)
    yield node, rdf.CONFIDENCE, rdf.decimal(Decimal(str(confidence(link))))
    yield node, rdf.ck("reason"), rdf.literal(link.reason, language="en" if link.reason.isascii() else "zh")
    for end in (ours, theirs):
        yield node, rdf.iri(rdf.PROV + "wasDerivedFrom"), rdf.iri(end)
    if link.judgement:
        yield from _review(node, link.judgement)


def confidence(link: Match) -> float:
    """How sure a link is: its score; 1 where a person said that it is one thing."""
    return 1.0 if link.judgement and link.verdict == "same" else link.score.value


def _review(node: str, judgement: Judgement) -> Iterator[Statement]:
    if judgement.who:
        yield node, rdf.ck("reviewer"), rdf.literal(judgement.who)
    if judgement.when:
        yield node, rdf.iri(DCTERMS.date), rdf.literal(judgement.when, "date" if len(judgement.when) == 10 else "")


def _label(thing: Thing) -> str:
    return thing.names[0] if thing.names else thing.id


def _several(ask: Ask, query: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for thing, value in sorted(set(_rows(ask, query))):
        found[thing].append(value)
    return found


def _rows(ask: Ask, query: str) -> list[tuple[str, ...]]:
    answer = ask(prefixes() + query)
    if not isinstance(answer, Rows):
        raise TypeError("these queries are SELECT")
    return [tuple(cell.value if cell else "" for cell in row) for row in answer]
