"""What the title of a document says of its things: the industry that it is about."""

from collections.abc import Iterator, Sequence

from loaders.folding import fold
from loaders.named import Named
from loaders.text import Text
from loaders.ties.at_home import is_guest
from loaders.ties.industry_ties import is_group, sectors
from loaders.ties.reading import INDUSTRIES, Reading
from ontology.facts import Relation


def titled(text: Text, read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """A document whose title names one industry: it is in the document's area, and so are the firms at home there.

    said: the relations found before; a firm whose industry is told is left out.
    """
    subject = _industry(text, read)
    if subject is None or text.document.area is None:
        return
    reading, industry = subject
    where = (industry.begin, industry.end)
    yield from reading.say(industry.ref, "layout", text.document.area, where, "layout-title", 0.65, supposed=True)
    told = {r.subject for r in said if r.predicate == "inIndustry"}
    for each in read:
        for firm in each.named:
            if firm.ref.kind != "Company" or firm.implicit or firm.ref in told or is_guest(each, firm):
                continue
            told.add(firm.ref)
            where = (firm.begin, firm.end)
            yield from each.say(firm.ref, "inIndustry", industry.ref, where, "industry-title", 0.5, supposed=True)


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
    return industry and not is_group(each) and each.ref.name not in sectors()
