"""The one industry that a document is about, as its title says or its words show: what is at home there is of it."""

from collections.abc import Iterator, Sequence

from loaders.folding import fold
from loaders.named import Named
from loaders.text import Text
from loaders.ties.at_home import is_guest
from loaders.ties.industry_ties import is_group, is_sector
from loaders.ties.platform_names import stems
from loaders.ties.reading import INDUSTRIES, Reading
from loaders.ties.zone_focus import free_industries
from ontology.facts import Relation


def titled(text: Text, read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """A document about one industry, by its title or by its words: what is at home there is of it or for it.

    said: the relations found before; a firm or platform whose industry is told is left out.
    """
    subject = _industry(text, read) or _dominant(read)
    if subject is None or text.document.area is None:
        return
    reading, industry = subject
    where = (industry.begin, industry.end)
    yield from reading.say(industry.ref, "layout", text.document.area, where, "layout-title", 0.65, supposed=True)
    told = {r.subject for r in said if r.predicate in _TIES.values()}
    for each in read:
        for thing in each.named:
            tie = _TIES.get(thing.ref.kind)
            if tie is None or thing.implicit or thing.ref in told or is_guest(each, thing):
                continue
            told.add(thing.ref)
            where, method = (thing.begin, thing.end), "industry-title" if tie == "inIndustry" else "focus-title"
            yield from each.say(thing.ref, tie, industry.ref, where, method, 0.5, supposed=True)


_TIES = {
    "Company": "inIndustry",
    "Project": "inIndustry",
    "InnovationPlatform": "focusesOn",
    "DigitalPlatform": "focusesOn",
}


def _industry(text: Text, read: Sequence[Reading]) -> tuple[Reading, Named] | None:
    """The first mention in the body of the one industry that the title names; its chain is no other."""
    title = fold(text.document.title)
    found = [(r, n) for r in read for n in r.named if r.passage.kind == "body" and _is_one(n)]
    found = [(r, n) for r, n in found if any(len(form) > 1 and form in title for form in (n.ref.name, *n.aliases))]
    stems = {n.ref.name.removesuffix("链").removesuffix("产业") for _, n in found}
    whole = sorted(found, key=lambda pair: pair[1].ref.kind != "Industry")
    return whole[0] if len(stems) == 1 else None


_OFTEN, _APART, _MOST = 8, 125, 0.7  # how often and how close the words of a text's one industry stand, their share


def _dominant(read: Sequence[Reading]) -> tuple[Reading, Named] | None:
    """The first mention of the industry whose name stands in a text far more often than all others together.

    陶瓷 counts for 日用陶瓷 too: an industry whose name holds another's is a part of it.
    """
    known = stems(read)
    roots = [stem for stem in known if not any(other != stem and other in stem for other in known)]
    counts = {stem: sum(reading.text.count(stem) for reading in read) for stem in roots}
    most = max(roots, key=lambda stem: (counts[stem], stem), default="")
    length = sum(len(reading.text) for reading in read)
    if not most or counts[most] < max(_OFTEN, length / _APART, _MOST * sum(counts.values())):
        return None
    return next((r, n) for r in read for n in free_industries(r) if n.ref == known[most])


def _is_one(each: Named) -> bool:
    industry = each.ref.kind in INDUSTRIES and not each.implicit
    return industry and not is_group(each) and not is_sector(each)
