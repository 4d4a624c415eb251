"""The relations of a thing, grouped by predicate and direction and counted, each with what says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cixi_kg.web.evidence import Quote, quotes
from cixi_kg.web.render import Visit, href, property_name
from cixi_kg.web.served import Served
from graph.rdf import statement_iri
from ontology import iris
from ontology.terms import CK, PREFIXES, RDF, SKOS
from queries.explain import ORDER
from queries.rdf_text import shortened

FEW, MANY = 40, 200  # things of a group on the thing's page, and on a page of the group's own

_QUOTES = 3
# What comes first: of a statement its three parts, of a thing its relations, of a number what it measures.
_ORDER = {
    iri: place
    for place, iri in enumerate(
        (RDF.subject, RDF.predicate, RDF.object, *(CK[name] for name in ORDER), CK.metric, CK.about, CK.unit, CK.status)
    )
}


@dataclass(frozen=True, slots=True)
class Premise:
    """What a conclusion rests on, and the sentences that say it."""

    label: str
    link: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A related thing. quotes: the sentences that say so; else premises, and the rule that concluded it from them."""

    label: str
    link: str
    role: str
    said: str
    rule: str
    quotes: tuple[Quote, ...]
    premises: tuple[Premise, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A relation of the thing: its name, its number of things, and some of them; more: the address of the rest."""

    label: str
    link: str
    outward: bool
    count: int
    items: tuple[Item, ...]
    more: str


@dataclass(frozen=True, slots=True)
class _Key:
    predicate: str
    outward: bool
    count: int

    @property
    def name(self) -> str:
        """What stands for the group in an address."""
        return ("" if self.outward else "-") + shortened(self.predicate)


def groups(served: Served, iri: str, here: Visit) -> list[Group]:
    """The groups of a thing, with the first of their members each."""
    keys = _keys(served, iri)
    labels = served.labels((key.predicate for key in keys), here.language)
    found = [_group(served, iri, key, (FEW, 0), here) for key in keys]
    return [_headed(group, key, labels, here) for group, key in zip(found, keys, strict=True)]


def group(served: Served, iri: str, name: str, offset: int, here: Visit) -> Group | None:
    """A page of one group; None where the thing has no such relation."""
    key = next((key for key in _keys(served, iri) if key.name == name), None)
    if key is None:
        return None
    labels = served.labels([key.predicate], here.language)
    return _headed(_group(served, iri, key, (MANY, offset), here), key, labels, here)


def _keys(served: Served, iri: str) -> list[_Key]:
    """The relations that a thing has; skos:broader only where our own relations do not say the same."""
    keys = [
        _Key(row["p"].value, row["outward"].value == "true", int(row["count"].value))
        for row in served.rows("groups", thing=iri)
        if "p" in row
    ]
    ours = {key.outward for key in keys if key.predicate in (CK.broader, CK.partOf)}
    return sorted((key for key in keys if key.predicate != SKOS.broader or key.outward not in ours), key=_rank)


def _rank(key: _Key) -> tuple[bool, int, str]:
    return not key.outward, _ORDER.get(key.predicate, len(_ORDER)), key.predicate


def _headed(found: Sequence[Item], key: _Key, labels: Mapping[str, str], here: Visit) -> Group:
    label = property_name(here.language, key.predicate, labels)
    more = here.link(group=key.name, offset=None) if key.count > len(found) else ""
    return Group(label, href(key.predicate), key.outward, key.count, tuple(found), more)


def _group(served: Served, iri: str, key: _Key, window: tuple[int, int], here: Visit) -> list[Item]:
    rows = served.rows("outward" if key.outward else "inward", window, thing=iri, p=key.predicate)
    others = [row["other"].value for row in rows]
    said = {other: _statement(iri, key, other) for other in others} if key.predicate.startswith(str(CK)) else {}
    about = _about(served, said.values())
    premises = {premise for how in about.values() for premise in how.premises}
    sentences = quotes(served, {*said.values(), *filter(_is_said, premises)}, here.language)
    labels = served.labels({*others, *premises}, here.language)
    return [_item(other, said.get(other, ""), about, labels, sentences) for other in others]


def _statement(iri: str, key: _Key, other: str) -> str:
    subject, target = (iri, other) if key.outward else (other, iri)
    return statement_iri(subject, key.predicate.removeprefix(str(CK)), target)[1:-1]


@dataclass(slots=True)
class _How:
    method: str
    role: str
    premises: list[str]


def _about(served: Served, said: Iterable[str]) -> dict[str, _How]:
    """How each reified relation came about; nothing for those that are not reified, as in the vocabularies."""
    found: dict[str, _How] = {}
    for row in served.rows("said", said=sorted(set(said))):
        role = row["role"].value if "role" in row else ""
        how = found.setdefault(row["said"].value, _How(row["method"].value, role, []))
        if "from" in row and row["from"].value not in how.premises:
            how.premises.append(row["from"].value)
    return found


def _item(
    other: str, said: str, about: Mapping[str, _How], labels: Mapping[str, str], sentences: Mapping[str, list[Quote]]
) -> Item:
    how = about.get(said)
    premises = [
        Premise(labels.get(each) or shortened(each), href(each), tuple(sentences.get(each, ())[:1]))
        for each in (how.premises if how else ())
    ]
    return Item(
        labels.get(other) or _readable(other),
        href(other),
        how.role if how else "",
        href(said) if how else "",
        how.method if how and premises else "",
        tuple(sentences.get(said, ())[:_QUOTES]),
        tuple(premises),
    )


def _is_said(iri: str) -> bool:
    """Whether a premise is something that a document says, rather than a thing."""
    return iri.startswith((f"{iris.BASE}id/statement/", f"{iris.BASE}id/observation/"))


def _readable(iri: str) -> str:
    short = shortened(iri)
    return short if short.partition(":")[0] in PREFIXES else iri
