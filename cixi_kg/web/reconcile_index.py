"""The names and identifiers by which a client of the reconciliation service may mean a thing, and how well they fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cixi_kg.web.names import Thing
from cixi_kg.web.served import Served
from graph.naming import PLATFORMS
from ontology import iris, vocab
from ontology.compare import company, compare_companies, threshold
from ontology.vocab import fold

# The classifications whose classes can be reconciled beside the things that documents speak of.
SCHEMES = ("gbt4754", "isic4")

_NEAR = 40  # names that are compared closely for one text
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
    """Names, folded as names are compared, and identifiers. Only things under the base IRI: they have a page here."""

    def __init__(self, served: Served) -> None:
        from rapidfuzz import process

        self._process = process
        self.things: dict[str, Thing] = {}
        self._names: dict[str, dict[str, list[tuple[str, Thing]]]] = {}  # by type, then by folded name
        for folded, name, thing in served.names.every:
            self._add(folded, name, thing)
        schemes = {f"{iris.BASE}vocab/{scheme}": scheme for scheme in SCHEMES}
        for row in served.rows("classified", scheme=list(schemes)):
            label = row["label"].value
            self._add(fold(label), label, Thing(row["x"].value, label, schemes[row["scheme"].value], 0))
        self._codes: dict[str, list[Thing]] = {}
        for row in served.rows("identifiers"):
            held = self._codes.setdefault(row["code"].value.casefold(), [])
            known = self.things.get(row["x"].value)
            if known and known not in held:
                held.append(known)
        self._written = {kind: sorted(names) for kind, names in self._names.items()}
        self._joined = {kind: "\n".join(["", *names, ""]) for kind, names in self._written.items()}

    def _add(self, folded: str, name: str, thing: Thing) -> None:
        if not thing.iri.startswith(iris.BASE) or not folded:
            return
        self.things[thing.iri] = thing
        for kind in ("", thing.kind, *(("Platform",) if thing.kind in PLATFORMS else ())):
            self._names.setdefault(kind, {}).setdefault(folded, []).append((name, thing))

    def identified(self, text: str) -> list[Thing]:
        """The things that a text identifies: by IRI, by the part of it after the base, or by an official code."""
        for address in (text, iris.BASE + text):
            if address in self.things:
                return [self.things[address]]
        return self._codes.get(text.strip().casefold(), [])

    def called(self, text: str, kind: str = "") -> list[Thing]:
        """The things that have exactly this name."""
        return list({thing.iri: thing for _, thing in self._names.get(kind, {}).get(fold(text), ())}.values())

    def fits(self, text: str, types: Sequence[str]) -> dict[str, Fit]:
        """How well each thing fits a text, those that fit at all; types: of which a thing has one, none: any."""
        found: dict[str, Fit] = {}
        for thing in self.identified(text):
            if self.of(thing, types):
                found[thing.iri] = Fit(100.0, thing.label, (("identifier", 100.0),))
        place = vocab.place(text)  # also where it is told with what it lies in: 浙江省宁波市慈溪市
        if place and place.iri in self.things and self.of(self.things[place.iri], types):
            found.setdefault(place.iri, Fit(_PLACE, place.label, (("place", _PLACE),)))
        folded = fold(text)
        for kind in types or ("",):
            for near in self._near(folded, kind):
                for name, thing in self._names[kind][near]:
                    fit = score(text, name, thing.kind)
                    if fit.score > found.get(thing.iri, _NONE).score:
                        found[thing.iri] = fit
        return found

    def of(self, thing: Thing, types: Iterable[str]) -> bool:
        """Whether a thing has one of the types; any has none of none."""
        wanted = set(types)
        return not wanted or thing.kind in wanted or (thing.kind in PLATFORMS and "Platform" in wanted)

    def _near(self, folded: str, kind: str) -> list[str]:
        """The folded names of a type that may be meant: those most like this, those that hold it, those it holds."""
        written = self._written.get(kind, [])
        if not folded or not written:
            return []
        from rapidfuzz import fuzz

        like = self._process.extract(folded, written, scorer=fuzz.ratio, limit=_NEAR, score_cutoff=_LEAST)
        parts = {*self._within(folded, kind), *self._holding(folded, kind)}
        nearest = sorted(parts, key=lambda name: (abs(len(name) - len(folded)), name))
        return list(dict.fromkeys([*(name for name, *_ in like), *nearest[:_NEAR]]))

    def _within(self, folded: str, kind: str) -> Iterator[str]:
        """The folded names that this one holds."""
        known = self._names[kind]
        for start in range(len(folded)):
            for end in range(start + 2, min(start + _LONGEST_PART, len(folded)) + 1):
                if folded[start:end] in known:
                    yield folded[start:end]

    def _holding(self, folded: str, kind: str) -> Iterator[str]:
        """The folded names that hold this one: found in one text of all names, which is one look for many."""
        if len(folded) < 2 or "\n" in folded:
            return
        every = self._joined[kind]
        at = every.find(folded)
        while at >= 0:
            end = every.index("\n", at)
            yield every[every.rindex("\n", 0, at) + 1 : end]
            at = every.find(folded, end)


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
