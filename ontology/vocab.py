"""The vocabularies of ontology/vocab/*.ttl: a concept by any of its names; units.py adds their factors to the units.

Each file is read at its first use and kept. Names compare folded (`fold`): width, quotes and brackets do not matter.

>>> concept("metric", "规模以上工业总产值").label
'规上工业总产值'
>>> place("宁波慈溪").code
'330282'
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from ontology import iris

_FOLDER = Path(__file__).with_name("vocab")
_FILES = (*iris.SCHEMES, "gbt4754", "isic4", "zone", "former", "corporation")
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_DROPPED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉()\[\]【】〔〕·•・,、。:;—–\-_]")
_QUALIFIER = (("规模以上", "规上"), ("限额以上", "限上"))
_TRADE = re.compile(r"(?<=.)(?:全?产业链|产业集群|集群|产业|行业|制造业|加工业|制造|加工|业)$")
_MARKED = re.compile("[（“]")
_BRACKETS = ("（）", "()")
_QUOTES = (("“", "”"), ('"', '"'), ("「", "」"), ("‘", "’"), ("", ""))

# Administrative names end in one of these; a short form that is an everyday word is no alias (see place.ttl).
_KINDS = ("市", "区", "县", "旗", "镇", "街道", "乡")
# Official names that are common nouns as well: only to be found where a path leads to them.
_NOUNS = {"城区", "郊区", "矿区"}


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a vocabulary. kind: the local name of its class (Place, Metric …; Concept where it has none).

    label, aliases: in Chinese; broader: the IRI of the one concept above it, of a zone the place it lies in;
    code: an official code, "" if none; keywords: product words that tell an industry; also: the IRIs of other
    industries that plans count it in.
    """

    iri: str
    kind: str
    scheme: str
    label: str
    label_en: str
    aliases: tuple[str, ...] = ()
    broader: str | None = None
    code: str = ""
    keywords: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its label and all its aliases."""
        return (self.label, *self.aliases)


@lru_cache(maxsize=1 << 18)  # bounded: a server folds what anybody sends
def fold(name: str) -> str:
    """The name as names are compared: width, case, spaces, quotes, brackets and dashes do not matter.

    规模以上 becomes 规上, 限额以上 限上. Traditional characters stay: the loaders simplify a text when they read it.

    >>> fold("国家级专精特新“小巨人”企业（规模以上）")
    '国家级专精特新小巨人企业规上'
    """
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", name).casefold())
    for long, short in _QUALIFIER:
        text = text.replace(long, short)
    return text


@cache
def concepts(scheme: str) -> tuple[Concept, ...]:
    """All concepts of a vocabulary, in the order of its file.

    scheme: one of iris.SCHEMES, gbt4754 (the national industry classification), isic4 (the international one), zone
    (development zones), former (places whose name and code were given up), or corporation (well-known companies).
    Raises ValueError for another name.
    """
    return tuple(_concept(scheme, iri, values) for iri, values in read(scheme).items() if _LABEL in values)


@lru_cache(maxsize=1 << 16)
def concept(scheme: str, name: str) -> Concept | None:
    """The concept of a vocabulary that has this name, its label or an alias; None if there is none.

    Industries are also found without, or with another of, the endings 产业, 行业, 制造业, 产业链, 产业集群 …
    Of several places with one name it is the first: see `place`.
    """
    index = _index(scheme)
    folded = fold(name)
    if scheme != "industry":
        return index.get(folded)
    return next((index[stem] for stem in _stems(folded) if stem in index), None)


@cache
def names(scheme: str) -> dict[str, Concept]:
    """Every form a concept's name takes in a text, for a gazetteer: quotes and brackets in their variants too.

    Of several places with one name it holds the first, the higher one: ask `place` with what the name is within.
    Names that are common nouns (城区, 郊区) are left out.
    """
    forms: dict[str, Concept] = {}
    for each in concepts(scheme):
        for name in each.names:
            for form in _variants(name):
                if form not in _NOUNS:
                    forms.setdefault(form, each)
    return forms


@lru_cache(maxsize=1 << 16)
def place(name: str, within: str = "") -> Concept | None:
    """The place of this name: official or short, alone or after its parents (浙江省宁波市慈溪市, 宁波慈溪).

    within: a division code; of several places the one inside it counts, else the one in the same county,
    prefecture, province, else the only province. None where there is none, or still more than one.

    >>> place("鼓楼区") is None, place("鼓楼区", within="320100").code
    (True, '320106')
    """
    folded = fold(name)
    found = _places().get(folded) or _after_parents(folded, "")
    if found or not within:
        return _nearest(found, within)
    return _inside(folded, within)


def zone(name: str, within: str = "") -> Concept | None:
    """The development zone (a platform with an official code) of this name.

    within: a division code; the zone lies inside that place, unless its name tells the place (慈溪高新区): short
    forms such as 高新区 mean another zone everywhere.
    """
    folded = fold(name)
    found = _zones().get(folded, ())
    inside = [each for each in found if within and each.code.startswith(_stem(within[:6]))]
    told = [each for each in found if any(fold(form) in folded for form in _at(each.broader).names)]
    return next((some[0] for some in (inside, told) if len(some) == 1), None)


@cache
def place_chain(code: str) -> tuple[Concept, ...]:
    """What the place of this code lies in, from the nearest to the whole country; empty for an unknown code.

    The key of a place without a code begins with the code of the one around it: 320100-江北新区.
    """
    around, dash, _ = code.partition("-")
    if dash and (outer := _by_iri().get(iris.concept("place", around))):
        return (outer, *place_chain(around))
    here = _by_iri().get(iris.concept("place", code))
    if here is None or here.broader is None:
        return ()
    above = _at(here.broader)
    return (above, *place_chain(above.iri.rpartition("/")[2]))


def successor(code: str) -> Concept | None:
    """The place that came after the one of a code that was given up (vocab/former.ttl); None if it is none of those.

    >>> successor("330283").label
    '奉化区'
    """
    values = read("former").get(iris.concept("place", code), {})
    after = next((iri for iri, _ in values.get("http://purl.org/dc/terms/isReplacedBy", ())), None)
    return _by_iri().get(after) if after else None


@cache
def read(scheme: str) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """The file of a vocabulary: for each subject and property the values with their language tags."""
    if scheme not in _FILES:
        raise ValueError(f"unknown vocabulary {scheme!r}: one of {', '.join(_FILES)}")
    import pyoxigraph  # heavy, and most commands never need it

    special = {"zone": iris.thing("Platform", "x")[:-1], "former": f"{iris.BASE}vocab/place/"}
    root = special.get(scheme, f"{iris.BASE}vocab/{scheme}/")
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for triple in pyoxigraph.parse(path=str(_FOLDER / f"{scheme}.ttl")):
        subject, value = triple.subject, triple.object
        if not isinstance(subject, pyoxigraph.NamedNode) or not subject.value.startswith(root):
            continue
        language = value.language or "" if isinstance(value, pyoxigraph.Literal) else ""
        values = found.setdefault(subject.value, {})
        values.setdefault(triple.predicate.value, []).append((getattr(value, "value", ""), language))
    return found


def _concept(scheme: str, iri: str, values: dict[str, list[tuple[str, str]]]) -> Concept:
    def one(key: str) -> str:
        return next((value for value, _ in values.get(key, ())), "")

    labels = {language: value for value, language in values[_LABEL]}
    kinds = [value.removeprefix(iris.CK) for value, _ in values[_TYPE] if value.startswith(iris.CK)]
    return Concept(
        iri=iri,
        kind=kinds[0] if kinds else "Concept",
        scheme=scheme,
        label=labels["zh"],
        label_en=labels.get("en", ""),
        aliases=tuple(value for value, _ in values.get(_SKOS + "altLabel", ())),
        broader=one(_SKOS + "broader") or one(iris.CK + "locatedIn") or None,
        code=one(iris.CK + "code") or one(_SKOS + "notation"),
        keywords=tuple(value for value, _ in values.get(iris.CK + "keyword", ())),
        also=tuple(value for value, _ in values.get(iris.CK + "alsoUnder", ())),
    )


@cache
def _index(scheme: str) -> dict[str, Concept]:
    """Concepts by folded name; for industries also by the names without their endings, where these are free."""
    index: dict[str, Concept] = {}
    for each in concepts(scheme):
        for name in each.names:
            index.setdefault(fold(name), each)
    if scheme == "industry":
        for each in concepts(scheme):
            for name in each.names:
                for stem in _stems(fold(name)):
                    index.setdefault(stem, each)
    return index


def _stems(name: str) -> Iterator[str]:
    """The name, and what remains of it each time an ending that only says “industry” is taken away."""
    while True:
        yield name
        shorter = _TRADE.sub("", name)
        if len(shorter) < 2 or shorter == name:
            return
        name = shorter


def _variants(name: str) -> Iterator[str]:
    """The name with long and short qualifier, and with the brackets and quotes that texts put in place of its own."""
    forms = {name: None} | dict.fromkeys(name.replace(a, b) for pair in _QUALIFIER for a, b in (pair, pair[::-1]))
    for form in forms:
        yield form
        if _MARKED.search(form):
            for brackets, (opening, closing) in product(_BRACKETS, _QUOTES):
                yield form.translate(str.maketrans(dict(zip("（）“”", (*brackets, opening, closing), strict=True))))


@cache
def _by_iri() -> dict[str, Concept]:
    return {each.iri: each for each in concepts("place")}


def _at(iri: str | None) -> Concept:
    return _by_iri()[iri or ""]


@cache
def _places() -> dict[str, tuple[Concept, ...]]:
    now = _grouped((name, each) for each in concepts("place") for name in each.names)
    former = _grouped((each.label, after) for each in concepts("former") if (after := successor(each.code)))
    return former | now


@cache
def _zones() -> dict[str, tuple[Concept, ...]]:
    hidden = _SKOS + "hiddenLabel"
    return _grouped(
        (name, each)
        for each in concepts("zone")
        for name in (*each.names, *(value for value, _ in read("zone")[each.iri].get(hidden, ())))
    )


def _grouped(named: Iterable[tuple[str, Concept]]) -> dict[str, tuple[Concept, ...]]:
    groups: dict[str, dict[str, Concept]] = {}
    for name, each in named:
        groups.setdefault(fold(name), {})[each.iri] = each
    return {name: tuple(group.values()) for name, group in groups.items()}


def _stem(code: str) -> str:
    """What the codes of all places inside this one begin with; nothing for the whole country."""
    if not code.isdigit():
        return ""
    return code[:2] if len(code) == 6 and code.endswith("0000") else code[:4] if code[4:] == "00" else code


def _nearest(found: tuple[Concept, ...], within: str) -> Concept | None:
    """The only one of the places, or the only one at the smallest distance from `within`, or the only province."""
    if len(found) < 2:
        return found[0] if found else None
    stem = _stem(within)
    for start in dict.fromkeys((stem, stem[:6], stem[:4], stem[:2])):
        near = [each for each in found if each.code.startswith(start)] if start else []
        if near:
            return _widest(near)
    provinces = [each for each in found if each.code.endswith("0000")]
    return provinces[0] if len(provinces) == 1 else _widest(found)


def _widest(found: Sequence[Concept]) -> Concept | None:
    """The only one, or the one that the others lie in: 衡阳 is the city, of which 衡阳县 is a part."""
    first, *others = sorted(found, key=lambda each: (not each.code.endswith("00"), each.code))
    return first if all(_lies_in(each, first.code) for each in others) else None


def _lies_in(each: Concept, code: str) -> bool:
    return each.code.startswith(_stem(code)) and each.code != code


def _inside(name: str, code: str) -> Concept | None:
    """The only place of this folded name inside the place of this code; 朝阳 is also looked for as 朝阳区."""
    for forms in ((name,), tuple(name + kind for kind in _KINDS)):
        named = {each.code: each for form in forms for each in _places().get(form, ()) if _lies_in(each, code)}
        if named:
            return _nearest(tuple(named.values()), code)
    return _nearest(_after_parents(name, code), code)


def _after_parents(name: str, code: str) -> tuple[Concept, ...]:
    """The places inside the place of this code to which a name leads that begins with what they lie in."""
    for end in range(len(name) - 1, 1, -1):
        above = [each for each in _places().get(name[:end], ()) if _lies_in(each, code)]
        below = {found.code: found for each in above if (found := _inside(name[end:], each.code))}
        if below:
            return tuple(below.values())
    return ()
