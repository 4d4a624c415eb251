"""What the terms of others mean in ours: mappings in Turtle, and what ck.ttl lets be said of which class.

A mapping is a set of statements about terms; either side may be ours:

    schema:Corporation rdfs:subClassOf ck:Company .              also owl:equivalentClass, skos:exactMatch
    schema:legalName owl:equivalentProperty rdfs:label .         also rdfs:subPropertyOf, skos:exactMatch
    wdt:P6795 rdfs:domain ck:Company .                           what has the property is of the class
    ex:wan-yuan skos:exactMatch unit:万元 .                       a thing is a concept of our vocabularies
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.naming import PLATFORMS
from ontology import iris
from ontology.errors import SourceError
from ontology.terms import CK, OWL, RDF, RDFS, SKOS

if TYPE_CHECKING:
    import pyoxigraph

LABEL, ALT = RDFS.label, SKOS.altLabel
_SAME = (SKOS.exactMatch, f"{OWL}sameAs")
_CLASS = (f"{OWL}equivalentClass", RDFS.subClassOf, *_SAME)
_PROPERTY = (f"{OWL}equivalentProperty", RDFS.subPropertyOf, *_SAME)
_DOMAIN = f"{RDFS}domain"
_NAMES = {LABEL: "label", ALT: "alias"}  # beside the properties of ck.ttl


@dataclass(frozen=True, slots=True)
class Terms:
    """What terms of others mean. classes, domains: IRI to classes of ours; properties: to properties of ours by their
    local names, or label, alias; things: to the IRIs of concepts."""

    classes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    domains: dict[str, tuple[str, ...]] = field(default_factory=dict)
    properties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)

    def means(self, predicate: str) -> tuple[str, ...]:
        """What a property means: by a mapping, or because it is one of ours; nothing for any other."""
        if predicate in _NAMES:
            return (_NAMES[predicate],)
        own = predicate.removeprefix(iris.CK)
        return (own,) if own != predicate and own in CK else self.properties.get(predicate, ())

    def kinds(self, foreign: str) -> tuple[str, ...]:
        """What a class means, in the same way."""
        own = foreign.removeprefix(iris.CK)
        return (own,) if own != foreign and own in CK else self.classes.get(foreign, ())


@dataclass(frozen=True, slots=True)
class Use:
    """How ck.ttl lets a property be used: the classes of its subjects, and of its objects (none for literals)."""

    subjects: frozenset[str]
    objects: frozenset[str]


def read_terms(mapping: Path | None = None) -> Terms:
    """The mappings that come with the project, and one of the user's own, which may add to them.

    Raises SourceError where it is missing, no Turtle, maps nothing, or names a term of ours that there is not.
    """
    found = Terms()
    for path in sorted(Path(str(files("ontology"))).joinpath("mappings").glob("*.ttl")):
        _add(found, path)
    _add(found, Path(str(files("ontology"))) / "vocab" / "unit.ttl")
    if mapping is not None and not _add(found, mapping):
        raise SourceError(
            f"the mapping {mapping} maps no term to one of ours: it needs statements such as "
            "schema:Corporation rdfs:subClassOf ck:Company"
        )
    return found


def _add(found: Terms, path: Path) -> int:
    """Adds what a file says, and how many of its statements were such."""
    import pyoxigraph

    try:
        triples = list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    except OSError as error:
        raise SourceError(f"the mapping {path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"the mapping {path} is not Turtle: {str(error).splitlines()[0]}") from error
    return sum(_statement(found, triple, path) for triple in triples)


def _statement(found: Terms, triple: "pyoxigraph.Quad", path: Path) -> bool:
    import pyoxigraph

    if not isinstance(triple.subject, pyoxigraph.NamedNode) or not isinstance(triple.object, pyoxigraph.NamedNode):
        return False
    left, how, right = triple.subject.value, triple.predicate.value, triple.object.value
    if how == _DOMAIN and _ours(right):
        return _put(found.domains, left, _local(right, path))
    if how not in (*_CLASS, *_PROPERTY):
        return False
    if _ours(left) and not _ours(right):
        left, right = right, left
    if not _ours(right) or _ours(left):
        return False
    if right in _NAMES or right.startswith(iris.CK):
        name = _NAMES.get(right) or _local(right, path)
        return _put(found.classes if name[0].isupper() else found.properties, left, name)
    found.things[left] = right
    return True


def _ours(term: str) -> bool:
    return term.startswith(iris.BASE) or term in _NAMES


def _local(term: str, path: Path) -> str:
    name = term.removeprefix(iris.CK)
    try:
        return CK[name].removeprefix(iris.CK)
    except KeyError as error:
        raise SourceError(f"the mapping {path} names a term that there is not: {error.args[0]}") from error


def _put(where: dict[str, tuple[str, ...]], key: str, name: str) -> bool:
    where[key] = tuple(dict.fromkeys((*where.get(key, ()), name)))
    return True


@cache
def uses() -> Mapping[str, Use]:
    """How each property of ck.ttl is used, by its local name; a kind of platform is a platform."""
    found = _asked(f"""
        SELECT ?property ?side ?class WHERE {{
          VALUES ?side {{ <{_DOMAIN}> <{RDFS}range> }}
          ?property ?side ?end . ?end (<{OWL}unionOf>/<{RDF}rest>*/<{RDF}first>)? ?class .
          FILTER(STRSTARTS(STR(?class), "{iris.CK}")) }}""")
    sides: dict[tuple[str, str], set[str]] = {}
    for name, side, kind in found:
        sides.setdefault((name.removeprefix(iris.CK), side), set()).add(kind.removeprefix(iris.CK))
    names = sorted({name for name, _ in sides})
    return {name: Use(_with_kinds(sides.get((name, _DOMAIN), ())), _with_kinds(sides.get((name, f"{RDFS}range"), ())))
            for name in names}  # fmt: skip


@cache
def labels() -> Mapping[str, str]:
    """The zh label of each term of ck.ttl, by its local name."""
    found = _asked(f'SELECT ?term ?label WHERE {{ ?term <{LABEL}> ?label FILTER(LANG(?label) = "zh") }}')
    return {term.removeprefix(iris.CK): label for term, label in found}


def _asked(sparql: str) -> list[tuple[str, ...]]:
    """The rows of a query over ck.ttl."""
    import pyoxigraph

    graph = pyoxigraph.Store()
    graph.bulk_load(path=str(Path(str(files("ontology"))) / "ck.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    rows: Any = graph.query(sparql)
    return [tuple(cell.value for cell in row) for row in rows]


def _with_kinds(names: Iterable[str]) -> frozenset[str]:
    found = set(names)
    return frozenset(found | set(PLATFORMS) if "Platform" in found else found)
