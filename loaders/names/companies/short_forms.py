"""Which short names of a document mean one of its full names of companies."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.dictionary import first_word, is_word
from loaders.finding import Found, any_of
from loaders.lexicon import Cut
from loaders.names.companies.coined import coined
from ontology import names, vocab
from ontology.goods import goods

_DECLARES = re.compile(
    r"（(?:以下|下文|下|文中|以下均|证券|股票|公司)?(?:简称|统称|称)(?:为)?[：:]?[“《]?(?P<short>[\u4e00-\u9fffA-Za-z0-9]{2,10}?)[”》]?"
    r"(?:[或、和][“《]?(?P<other>[\u4e00-\u9fffA-Za-z0-9]{2,8})[”》]?)?）"
)


def declared(cuts: Sequence[Cut], found: Sequence[tuple[Found, ...]]) -> dict[str, str]:
    """The short names that a document gives its companies itself: C有限公司（下称“晨曜”）."""
    told: dict[str, str] = {}
    for each, finds in zip(cuts, found, strict=True):
        for firm in finds:
            said = _DECLARES.match(each.text, firm.end) if firm.kind == "Company" else None
            for short in said.group("short", "other") if said else ():
                if short and short not in vocab.names("place"):
                    told.setdefault(short, firm.name)
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
        for short in _with_two_more(stem[:2], whole):
            if short not in stem and _means(short[2:], stem[2:]) and (whole.count(short) > 1 or _ends(stem, short)):
                found.setdefault(short, name)
    return found


def before_goods(cuts: Sequence[Cut], forms: dict[str, str]) -> dict[str, str]:
    """Brands before goods in a full name, where the document also uses them alone: 晨曜 of 晨曜客车股份有限公司."""
    found: dict[str, str] = {}
    whole = "\n".join(each.text for each in cuts)
    for name in sorted(set(forms.values())):
        parts = names.split_company(name)
        stem = "" if parts.trade_word else parts.trade_name
        size = next((n for n in (2, 3) if len(stem) - n > 1 and goods(stem[n:])), 0)
        brand = stem[:size]
        known = (
            not brand
            or (is_word(brand) and first_word(brand)[1] != "nz")
            or brand in vocab.names("place")
            or brand in forms
        )
        if not known and whole.count(brand) > whole.count(stem):
            found[brand] = name
    return found


def _ends(stem: str, short: str) -> bool:
    """Whether a short name is the first word and the line of business that a full name ends on: 晨曜商用车|配件."""
    return len(stem) > 5 and stem.endswith(short[2:]) and coined(short[:2])


def by_group(known: set[str]) -> dict[str, str]:
    """Groups that are called by the first word of exactly one full name: 晨曜集团 of 江南晨曜医疗科技集团."""
    found: dict[str, set[str]] = defaultdict(set)
    groups = {name[:2] for name in known if len(name) == 4 and name.endswith("集团") and coined(name[:2])}
    for name in sorted(known) if groups else ():
        parts = names.split_company(name)
        if (
            "集团" in name
            and parts.place
            and len(parts.trade_name + parts.trade_word) > 2
            and parts.trade_name[:2] in groups
        ):
            found[parts.trade_name[:2]].add(name)
    return {f"{brand}集团": next(iter(full)) for brand, full in found.items() if len(full) == 1}


_TWO = re.compile("[\u4e00-\u9fff]{2}")


def _with_two_more(head: str, text: str) -> Iterator[str]:
    """Each place of a head with the two Chinese characters behind it; a pattern for each name would cost far more."""
    at = text.find(head)
    while at >= 0:
        behind = _TWO.match(text, at + len(head))
        if behind:
            yield head + behind[0]
        at = text.find(head, behind.end() if behind else at + 1)


@cache
def _land() -> re.Pattern[str]:
    return any_of("place", "countries", "(?=.{3})")


def short_forms(known: set[str]) -> dict[str, str]:
    """Each short form that means exactly one of the full names, and that name."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in sorted(known):
        if names.split_company(name).full:
            for form in names.short_forms(name):
                owners[form].add(name)
                if (land := _land().match(form)) and len(form) - land.end() > 2:  # 韩国|柯罗溪
                    owners[form[land.end() :]].add(name)
    return {
        form: next(iter(full))
        for form, full in owners.items()
        if len(full) == 1 and form not in vocab.names("place") and form not in names.trade_words()
    }


_LISTS = ("company-run", "company-listed")  # finders of companies whose names only their list tells


def listed_brands(found: Sequence[tuple[Found, ...]]) -> set[str]:
    """Brands that are that only a list tells to be companies, 与晨曜、海虹等配套厂: they are so elsewhere too."""
    firms = {f.name for finds in found for f in finds if f.kind == "Company" and f.method in _LISTS}
    return {name for name in firms if 2 <= len(name) <= 4 and not is_word(name) and name not in vocab.names("place")}


def past_line(text: str, end: int) -> int:
    """Where a name ends that a brand begins: behind the line of business that may follow it: 晨曜|机械."""
    lines = (n for n in (4, 3, 2) if text[end : end + n] in names.trade_words())
    return end + next(lines, 0)


def by_brand(known: set[str]) -> dict[str, str]:
    """The brands that exactly one other name of a company begins with, a line of business behind it, and that name."""
    longer: dict[str, set[str]] = defaultdict(set)
    for name in known:
        for size in (2, 3):
            if name[:size] in known and name[size:] in names.trade_words():
                longer[name[:size]].add(name)
    return {brand: next(iter(every)) for brand, every in longer.items() if len(every) == 1}


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
            if short not in stem and _means(short[2:], stem[2:]):
                found[short].add(name)
    return {short: next(iter(full)) for short, full in found.items() if len(full) == 1}


def by_nation(known: set[str]) -> dict[str, str]:
    """The names of a firm that is called with its country or as a group and without, and the longest: 美国晨赛集团."""
    cores: dict[str, set[str]] = defaultdict(set)
    for name in known:
        core = _FORM.sub("", name)
        land = any_of("place", "countries", "(?=.{2})").match(core)
        cores[core[land.end() :] if land else core].add(name)
    groups = [each for core, each in cores.items() if len(each) > 1 and (len(core) > 2 or _foreign(each))]
    return {name: max(group, key=lambda n: (len(n), n)) for group in groups for name in group}


def of_groups(known: set[str]) -> dict[str, str]:
    """What groups are called without 集团, where three characters and more are a trade name: 晨赛溪."""
    found: dict[str, str] = {}
    for name in sorted(known):
        land = any_of("place", "countries", "(?=.{3})").match(name)
        stem = name.removesuffix("集团")[land.end() if land else 0 :]
        if name.endswith("集团") and len(stem) > 2 and coined(stem):
            found[stem] = name
    return found


_FORM = re.compile(r"(?:集团|公司)$")


def _foreign(group: set[str]) -> bool:
    return any(any_of("place", "countries").match(name) for name in group)


_OTHER_LINES = ("重工", "重机", "精工", "电工", "化工")


def _means(tail: str, full: str) -> bool:
    """Whether two characters behind a brand stand for the rest of a full name: 重科 for 重工科技, 重工 for 重型机床."""
    return leaves_out(tail, full) or (tail in _OTHER_LINES and tail[0] in full and tail not in full)


def leaves_out(short: str, full: str) -> bool:
    """Whether the characters of the short name stand in the full one in their order."""
    rest = iter(full)
    return all(mark in rest for mark in short)
