"""Whose a project is, where its name begins with a brand that the document has elsewhere.

晨曜风电螺栓项目 beside 滨江晨曜紧固件制造有限公司 is that company's project: 晨曜风电螺栓 is no company of its own.
Nor is what stands right behind a company in the name of its project: 晨曜数控|五轴机床扩产项目.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.finding import Found
from loaders.names.companies.coined import coined
from loaders.names.companies.short_forms import short_forms
from ontology import names

_SURE = "company-legal-form"


def project_owners(found: Sequence[tuple[Found, ...]]) -> list[tuple[Found, ...]]:
    """The finds, with the companies in the names of projects led to those that the document has elsewhere."""
    owners = _brands(found)
    return [tuple(_owned(finds, owners)) if _works(finds) else finds for finds in found]


def _works(finds: tuple[Found, ...]) -> list[Found]:
    return [f for f in finds if f.kind == "Project"]


def _brands(found: Sequence[tuple[Found, ...]]) -> dict[str, str]:
    """The brands of the companies that stand for themselves, each with the one company whose it is."""
    whose: dict[str, set[str]] = defaultdict(set)
    full = short_forms({f.name for finds in found for f in finds if f.kind == "Company"})
    for finds in found:
        works = _works(finds)
        for f in finds:
            if f.kind == "Company" and not any(w.begin <= f.begin and f.end < w.end for w in works):
                for brand in _brands_of(f.name):
                    whose[brand].add(full.get(f.name, f.name))
    return {brand: next(iter(firms)) for brand, firms in whose.items() if len(firms) == 1}


def _brands_of(name: str) -> set[str]:
    """What may be the brand of a company that has a legal form or a line of business: 晨曜 of 晨曜循环科技."""
    parts = names.split_company(name)
    if not (parts.full or parts.trade_word):
        return set()
    stem = parts.trade_name
    return {stem[:n] for n in (2, 3, 4) if n == len(stem) or (n < len(stem) and n < 4 and coined(stem[:n]))}


def _owned(finds: tuple[Found, ...], owners: dict[str, str]) -> Iterator[Found]:
    works, standing = _works(finds), set(owners.values())
    firms = [f for f in finds if f.kind == "Company"]
    for f in finds:
        inside = f.kind == "Company" and any(w.begin <= f.begin and f.end < w.end for w in works)
        if not inside or f.method == _SURE or f.name in standing:
            yield f
            continue
        if any(o.end == f.begin for o in firms):
            continue
        brand = next((f.name[:n] for n in (4, 3, 2) if len(f.name) >= n and f.name[:n] in owners), "")
        known = not brand or (f.name != brand and f.name in names.short_forms(owners[brand]))
        yield f if known else replace(f, end=f.begin + len(brand), name=owners[brand], aliases=(brand,))
