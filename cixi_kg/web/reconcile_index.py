"""The names and identifiers by which a client of the reconciliation service may mean a thing, and how well they fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from cixi_kg.web.served import Served
from graph.labels import Named, Thing
from graph.naming import PLATFORMS
from ontology import iris, vocab
from ontology.compare import company, compare_companies, threshold
from ontology.vocab import fold

# The classifications whose classes can be reconciled beside the things that documents speak of.
SCHEMES = ("gbt4754", "isic4")

_NEAR = 40  # names that are compared closely for one text
_COMPARED = 500  # names that are compared at all
_LONGEST_PART = 40  # characters of a name that another may hold
_LEAST = 45.0  # below this ratio two names have too little in common
CERTAIN = 100 * threshold("same")  # from here on a candidate may be a match
_OTHER = 100 * threshold("maybe") - 1  # the most that another company's name can score, however alike it is written
_PLACE = 98.0  # a place that is told with what it lies in
_INSIDE = 80.0  # the most that a part of a name can score


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name fits: 0 to 100, and why: the features by their names, each 0 to 100."""

    score: float
    name: str
    features: tuple[tuple[str, float], ...] = ()


class Index:
    """Names and identifiers, of things under the base IRI: they have a page here.

    The things of the graph are looked up in the index beside it. The classes of the classifications, which are no
    things of the graph's classes and do not grow with it, are held here.
    """

    def __init__(self, served: Served) -> None:
        from rapidfuzz import process

        self._process, self._names = process, served.names.index
        schemes = {f"{iris.BASE}vocab/{scheme}": scheme for scheme in SCHEMES}
        self._classes: dict[str, Thing] = {}
        self._written: dict[str, dict[str, list[Named]]] = {}  # the names of classes, by scheme, folded
        for row in served.rows("classified", scheme=list(schemes)):
            thing = Thing(row["x"].value, row["label"].value, schemes[row["scheme"].value], 0)
            named = Named(thing.label, fold(thing.label), main=True, thing=thing)
            self._classes[thing.iri] = thing
            self._written.setdefault(thing.kind, {}).setdefault(named.folded, []).append(named)
        self._codes: dict[str, list[Thing]] = {}
        for row in served.rows("class_codes", scheme=list(schemes)):
            if known := self._classes.get(row["x"].value):
                self._codes.setdefault(row["code"].value.casefold(), []).append(known)

    def things(self, wanted: Iterable[str]) -> dict[str, Thing]:
        """The things of these IRIs that have a page here."""
        here = [iri for iri in wanted if iri.startswith(iris.BASE)]
        found = self._names.things(here)
        return found | {iri: self._classes[iri] for iri in here if iri in self._classes}

    def kinds(self) -> set[str]:
        """The classes and classifications of which there are things."""
        return {*self._names.kinds(), *(thing.kind for thing in self._classes.values())}

    def most_told(self, limit: int) -> list[Thing]:
        """The things that documents speak of most."""
        found = [thing for thing in self._names.most_told(limit) if thing.iri.startswith(iris.BASE)]
        return [*found, *sorted(self._classes.values(), key=lambda thing: thing.iri)][:limit]

    def identified(self, text: str) -> list[Thing]:
        """The things that a text identifies: by IRI, by the part of it after the base, or by an official code."""
        for address in (text, iris.BASE + text):
            if found := self.things([address]):
                return list(found.values())
        return [*self._names.identified(text), *self._codes.get(text.strip().casefold(), ())]

    def called(self, text: str, kind: str = "") -> list[Thing]:
        """The things that have exactly this name."""
        return list({named.thing.iri: named.thing for named in self._called([text], (kind,) if kind else ())}.values())

    def fits(self, text: str, types: Sequence[str]) -> dict[Thing, Fit]:
        """How well each thing fits a text, those that fit at all; types: of which a thing has one, none: any."""
        found: dict[Thing, Fit] = {}
        for thing in self.identified(text):
            if self.of(thing, types):
                found[thing] = Fit(100.0, thing.label, (("identifier", 100.0),))
        place = vocab.place(text)  # also where it is told with what it lies in: 浙江省宁波市慈溪市
        for thing in self.things([place.iri]).values() if place else ():
            if self.of(thing, types):
                found.setdefault(thing, Fit(_PLACE, thing.label, (("place", _PLACE),)))
        for named in self._near(fold(text), types):
            fit = score(text, named.name, named.thing.kind)
            if fit.score > found.get(named.thing, _NONE).score:
                found[named.thing] = fit
        return found

    def of(self, thing: Thing, types: Iterable[str]) -> bool:
        """Whether a thing has one of the types; any has none of none."""
        wanted = set(types)
        return not wanted or thing.kind in wanted or (thing.kind in PLATFORMS and "Platform" in wanted)

    def _called(self, texts: Iterable[str], types: Sequence[str]) -> Iterator[Named]:
        """The names that are one of the texts."""
        folded = list(dict.fromkeys(map(fold, texts)))
        yield from self._here(self._names.called(folded, types))
        for written in self._schemes(types):
            for each in folded:
                yield from written.get(each, ())

    def _near(self, folded: str, types: Sequence[str]) -> list[Named]:
        """The names that may be meant: those most like this one, those that hold it, those it holds."""
        if not folded:
            return []
        from rapidfuzz import fuzz

        known: dict[str, list[Named]] = {}
        for named in self._candidates(folded, types):
            held = known.setdefault(named.folded, [])
            if named not in held:
                held.append(named)
        like = self._process.extract(folded, sorted(known), scorer=fuzz.ratio, limit=_NEAR, score_cutoff=_LEAST)
        inside = (name for name in known if name in folded or (len(folded) > 1 and folded in name))
        parts = sorted(inside, key=lambda name: (abs(len(name) - len(folded)), name))
        return [each for name in dict.fromkeys([*(name for name, *_ in like), *parts[:_NEAR]]) for each in known[name]]

    def _candidates(self, folded: str, types: Sequence[str]) -> Iterator[Named]:
        yield from self._called(_parts(folded), types)
        yield from self._here(self._names.near(folded, types, _COMPARED))
        if len(folded) > 1:
            yield from self._here(islice(self._names.holding([folded], types), _COMPARED))
        for written in self._schemes(types):
            for every in written.values():
                yield from every

    def _schemes(self, types: Sequence[str]) -> Iterator[dict[str, list[Named]]]:
        return (written for scheme, written in self._written.items() if not types or scheme in types)

    def _here(self, found: Iterable[Named]) -> Iterator[Named]:
        return (named for named in found if named.folded and named.thing.iri.startswith(iris.BASE))


def _parts(folded: str) -> Iterator[str]:
    """The text and the parts of it that may be a name."""
    yield folded
    for start in range(len(folded)):
        for end in range(start + 2, min(start + _LONGEST_PART, len(folded)) + 1):
            yield folded[start:end]


_NONE = Fit(-1.0, "")


def score(text: str, name: str, kind: str) -> Fit:
    """How well one name of a thing fits a text, with the reasons; kind: the local name of the thing's class.

    The same name is 100. Of companies the parts of the name decide (ontology.compare), of all others the characters:
    rapidfuzz's ratio, and for a name that holds the other the share of it that the other is.

    >>> score("宁波长青电器有限公司", "寧波長青電器股份有限公司", "Company").score > CERTAIN
    True
    """
    from rapidfuzz import fuzz

    one, other = fold(text), fold(name)
    if one == other:
        return Fit(100.0, name, (("name", 100.0),))
    alike = fuzz.ratio(one, other)
    if one in other or other in one:
        alike = max(alike, min(_INSIDE, 60.0 + 40.0 * min(len(one), len(other)) / max(len(one), len(other))))
    if kind != "Company":
        return Fit(round(min(alike, CERTAIN - 1), 1), name, (("name", round(alike, 1)),))
    ruled = compare_companies(company(text), company(name))
    points = tuple((part.feature, round(100 * part.points, 1)) for part in ruled.parts)
    value = 100 * ruled.value if ruled.verdict != "different" else min(alike, _OTHER)
    return Fit(round(min(value, 99.0), 1), name, (("name", round(alike, 1)), *points))
