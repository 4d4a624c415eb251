"""What the title of a document says of its things: the industry that it is about."""

from collections.abc import Iterator, Sequence

from loaders.folding import fold
from loaders.named import Named
from loaders.text import Text
from loaders.ties.at_home import is_guest
from loaders.ties.industry_ties import is_group, is_sector
from loaders.ties.reading import INDUSTRIES, Reading
from ontology.facts import Relation


def titled(text: Text, read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """A document whose title names one industry: what is at home there is of it or for it.

    said: the relations found before; a firm or platform whose industry is told is left out.
    """
    subject = _industry(text, read)
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


_TIES = {"Company": "inIndustry", "InnovationPlatform": "focusesOn", "DigitalPlatform": "focusesOn"}


def _industry(text: Text, read: Sequence[Reading]) -> tuple[Reading, Named] | None:
    """The first mention in the body of the one industry that the title names; its chain is no other."""
    title = fold(text.document.title)
    found = [(r, n) for r in read for n in r.named if r.passage.kind == "body" and _is_one(n)]
    found = [(r, n) for r, n in found if any(len(form) > 1 and form in title for form in (n.ref.name, *n.aliases))]
    stems = {n.ref.name.removesuffix("链").removesuffix("产业") for _, n in found}
    whole = sorted(found, key=lambda pair: pair[1].ref.kind != "Industry")
    return whole[0] if len(stems) == 1 else None


def _is_one(each: Named) -> bool:
    industry = each.ref.kind in INDUSTRIES and not each.implicit
    return industry and not is_group(each) and not is_sector(each)
