"""What the title of a document says of its things, or what it speaks of throughout: the industry that it is about."""

import re
from collections.abc import Iterator, Sequence

from loaders.figures.sectors import leading
from loaders.figures.subjects import is_report
from loaders.folding import fold
from loaders.named import Named
from loaders.text import Text
from loaders.ties.at_home import is_guest
from loaders.ties.industry_ties import is_group, is_sector
from loaders.ties.industry_topics import fits
from loaders.ties.reading import INDUSTRIES, Reading
from ontology.facts import Ref, Relation


def titled(text: Text, read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """A document whose title names one industry: what is at home there is of it or for it.

    A feature that speaks of one industry throughout is about it without such a title: there a firm whose own name
    tells another trade is left out.
    said: the relations found before; a firm or platform whose industry is told is left out.
    """
    subject = _industry(text, read)
    if text.document.area is None:
        return
    if subject:
        reading, industry = subject
        where = (industry.begin, industry.end)
        yield from reading.say(industry.ref, "layout", text.document.area, where, "layout-title", 0.65, supposed=True)
    about = subject[1].ref if subject else _throughout(text, read)
    if about is None:
        return
    told = {r.subject for r in said if r.predicate in _TIES.values()}
    for each in read:
        for thing in each.named:
            tie = _TIES.get(thing.ref.kind)
            if tie is None or thing.implicit or thing.ref in told or is_guest(each, thing):
                continue
            if subject is None and not (tie == "inIndustry" and fits(thing.ref, about)):
                continue
            if _other_field(each, thing, about):
                continue
            told.add(thing.ref)
            method = ("industry-" if tie == "inIndustry" else "focus-") + ("title" if subject else "throughout")
            yield from each.say(thing.ref, tie, about, (thing.begin, thing.end), method, 0.5, supposed=True)


_FIELD = re.compile(
    r"[”]?(?:是|则是|深耕于?|专注于?|从事|聚焦于?|主攻)(?:一家)?(?:全国|全球|国内|国际|细分)*(?P<field>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:领域|行业|产业|赛道)"
)


def _other_field(reading: Reading, thing: Named, about: Ref) -> bool:
    """Whether the words behind a firm tell another field than that of the title: C是数据中心温控领域的隐形冠军."""
    told = _FIELD.match(reading.text, thing.end) if thing.ref.kind == "Company" else None
    stem = re.sub(r"(?:产业链|产业|行业|制造业)$", "", about.name)
    return told is not None and not (set(told["field"]) & set(stem))


_TIES = {"Company": "inIndustry", "InnovationPlatform": "focusesOn", "DigitalPlatform": "focusesOn"}


def _industry(text: Text, read: Sequence[Reading]) -> tuple[Reading, Named] | None:
    """The first mention in the body of the one industry that the title names; its chain is no other."""
    title = fold(text.document.title)
    found = [(r, n) for r in read for n in r.named if r.passage.kind == "body" and _is_one(n)]
    found = [(r, n) for r, n in found if any(len(form) > 1 and form in title for form in (n.ref.name, *n.aliases))]
    stems = {n.ref.name.removesuffix("链").removesuffix("产业") for _, n in found}
    whole = sorted(found, key=lambda pair: pair[1].ref.kind != "Industry")
    return whole[0] if len(stems) == 1 else None


def _throughout(text: Text, read: Sequence[Reading]) -> Ref | None:
    """The one industry that a feature speaks of throughout, more often than of all others."""
    if is_report(text.document.title):
        return None
    names = [n for r in read for n in r.named if not n.implicit]
    said = leading(names)
    most = sum(any(n.ref == each.ref for each in said) for n in names)
    others = sum(_is_one(n) for n in names) - most
    return said[0].ref if most > others else None


def _is_one(each: Named) -> bool:
    industry = each.ref.kind in INDUSTRIES and not each.implicit
    return industry and not is_group(each) and not is_sector(each)
