"""Which short names of a document mean one of its full names of companies."""

import re
from collections import defaultdict
from collections.abc import Sequence

from loaders.finding import Found
from loaders.lexicon import Cut
from ontology import names, vocab

_DECLARES = re.compile(
    r"（(?:以下|下文|下|文中|以下均)?(?:简称|统称|称)(?:为)?[：:]?[“《]?(?P<short>[\u4e00-\u9fffA-Za-z0-9]{2,10})[”》]?）"
)


def declared(cuts: Sequence[Cut], found: Sequence[tuple[Found, ...]]) -> dict[str, str]:
    """The short names that a document gives its companies itself: C有限公司（下称“晨曜”）."""
    told: dict[str, str] = {}
    for each, finds in zip(cuts, found, strict=True):
        for firm in finds:
            said = _DECLARES.match(each.text, firm.end) if firm.kind == "Company" else None
            if said and said["short"] not in vocab.names("place"):
                told.setdefault(said["short"], firm.name)
    return told


def skipping(cuts: Sequence[Cut], forms: dict[str, str]) -> dict[str, str]:
    """Short names of four characters that leave out some of a full name's: the first two, and two of the rest in order.

    They count where the document uses them at least twice.
    """
    found: dict[str, str] = {}
    whole = "\n".join(each.text for each in cuts)
    for name in sorted(set(forms.values())):
        parts = names.split_company(name)
        stem = parts.trade_name + parts.trade_word
        if len(stem) < 5:
            continue
        for match in re.finditer(re.escape(stem[:2]) + "[\u4e00-\u9fff]{2}", whole):
            short = match[0]
            if short not in stem and leaves_out(short[2:], stem[2:]) and whole.count(short) > 1:
                found.setdefault(short, name)
    return found


def short_forms(known: set[str]) -> dict[str, str]:
    """Each short form that means exactly one of the full names, and that name."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in sorted(known):
        if names.split_company(name).full:
            for form in names.short_forms(name):
                owners[form].add(name)
    return {
        form: next(iter(full))
        for form, full in owners.items()
        if len(full) == 1 and form not in vocab.names("place") and form not in names.trade_words()
    }


def skipped(known: set[str]) -> dict[str, str]:
    """Names of four characters that leave out some of exactly one full name's: 中虹重科 of 中虹重工科技…公司."""
    shorts: dict[str, list[str]] = defaultdict(list)
    for name in known:
        if len(name) == 4:
            shorts[name[:2]].append(name)
    found: dict[str, set[str]] = defaultdict(set)
    for name in known if shorts else ():
        parts = names.split_company(name)
        stem = parts.trade_name + parts.trade_word
        for short in shorts[stem[:2]] if parts.full and len(stem) > 4 else ():
            if short not in stem and leaves_out(short[2:], stem[2:]):
                found[short].add(name)
    return {short: next(iter(full)) for short, full in found.items() if len(full) == 1}


def leaves_out(short: str, full: str) -> bool:
    """Whether the characters of the short name stand in the full one in their order."""
    rest = iter(full)
    return all(mark in rest for mark in short)
