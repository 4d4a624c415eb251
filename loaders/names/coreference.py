"""Which names of a document mean one thing: short and full names, the same quotes, and words that only point."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

import ahocorasick

from loaders.finding import Found, Setting, any_of, in_order, table
from loaders.lexicon import Cut, words
from loaders.names.companies.short_forms import (
    before_goods,
    by_brand,
    by_group,
    by_nation,
    declared,
    leaves_out,
    listed_brands,
    of_groups,
    past_line,
    short_forms,
    skipped,
    skipping,
)
from ontology import names, vocab
from ontology.facts import Ref

PLATFORMS = ("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform")
Identity = tuple[Ref, tuple[str, ...]]

_MARKS = re.compile(r"[“”‘’《》（）()、，,\s·-]")
_INDUSTRY_TAIL = re.compile(r"(?:产业集群|集群|产业|行业|制造业|制造)$")
_PROGRAM_TAIL = re.compile(
    r"(?:专项行动|攻坚行动|提升行动|行动|首位战略|战略|工程|计划|活动|改革|攻坚战|攻坚|综合整治|专项整治|整治)$"
)


def short_mentions(cuts: Sequence[Cut], found: Sequence[tuple[Found, ...]]) -> list[tuple[Found, ...]]:
    """The finds, and each place where a company is called by a short form of its full name in the same document,
    or a platform by the name it has elsewhere."""
    firms = {f.name for finds in found for f in finds if f.kind == "Company"}
    companies = of_groups(firms) | short_forms(firms)
    companies = skipping(cuts, companies) | before_goods(cuts, companies) | companies | declared(cuts, found)
    known = {form: ("Company", name) for form, name in companies.items()}
    for brand in listed_brands(found):
        known.setdefault(brand, ("Company", brand))
    for name in firms:
        if len(name) > 3 and name.endswith(("集团", "公司")):  # 始建于1955年的|即达集团, named at its best elsewhere
            known.setdefault(name, ("Company", name))
    for finds in found:
        for f in finds:
            if f.kind in PLATFORMS and len(f.name) > 2 and "“" not in f.name:
                known.setdefault(f.name, (f.kind, f.name))
    if not known:
        return list(found)
    automaton = ahocorasick.Automaton()
    for form, (kind, name) in known.items():
        automaton.add_word(form, (form, kind, name))
    automaton.make_automaton()
    return [_with_short(each, finds, automaton) for each, finds in zip(cuts, found, strict=True)]


def _with_short(each: Cut, finds: tuple[Found, ...], automaton: ahocorasick.Automaton) -> tuple[Found, ...]:
    more: list[Found] = []
    for last, (form, kind, name) in automaton.iter_long(each.text):
        begin, end = last + 1 - len(form), last + 1
        rivals = [f for f in finds if f.begin < end and begin < f.end and not _inside(f, kind, begin, end)]
        rivals = [f for f in rivals if not (f.kind == kind and f.name == form != name)]  # what it is called itself
        taken = any(
            f.kind == kind or (f.begin <= begin and end <= f.end and not _owner(kind, begin, f)) for f in rivals
        )
        if taken or (kind != "Company" and rivals) or not _free(each, begin, end, form):
            continue
        end = past_line(each.text, end) if kind == "Company" and form == name else end
        aliases = (written,) if (written := each.text[begin:end]) != name else ()
        method = "company-short-form" if kind == "Company" else "platform-again"
        more.append(Found(begin, end, kind, name, method, 0.85, aliases))
    gone = {f for f in finds for m in more if m.begin <= f.begin and f.end <= m.end}
    return tuple(sorted([f for f in finds if f not in gone] + more, key=in_order))


def _inside(place: Found, kind: str, begin: int, end: int) -> bool:
    """Whether a find is only the place that a name holds; a platform's begins it: 海南|某软件园."""
    return place.kind == "Place" and (kind == "Company" or (place.begin == begin and place.end < end))


def _owner(kind: str, begin: int, outer: Found) -> bool:
    """Whether a company's short name opens the name of a park or project, and so tells whose it is."""
    return kind == "Company" and outer.begin == begin and outer.kind in ("Project", *PLATFORMS)


def _free(each: Cut, begin: int, end: int, form: str) -> bool:
    """Whether a two-character form stands for itself and is not part of another word."""
    if len(form) > 2:
        return True
    word = each.ends.get(end)
    after = each.text[end : end + 1]
    return (word is None or word[0] >= begin) and after not in "镇村路区市县街乡"


def identities(found: Sequence[tuple[Found, ...]], here: Setting) -> dict[tuple[str, str], Identity]:
    """For each kind and name that was found: the thing it means and all its other names in the document."""
    count = Counter((f.kind, f.name) for finds in found for f in finds)
    aliases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finds in found:
        for f in finds:
            aliases[f.kind, f.name].update(f.aliases)
    groups = _grouped(count, here)
    result: dict[tuple[str, str], Identity] = {}
    for members in groups:
        kind, name = _fullest(members, count)
        ref = reference(kind, name, here)
        others = {other for member in members for other in (member[1], *aliases[member])} - {ref.name}
        for member in members:
            result[member] = (ref, tuple(sorted(others)))
    return result


def _fullest(members: list[tuple[str, str]], count: Counter[tuple[str, str]]) -> tuple[str, str]:
    """The member that names the group: the longest name; of a platform's kinds the most frequent."""
    if len(members) == 1:
        return members[0]
    kind = max(members, key=lambda m: (count[m], m[0] == "IndustryChain", m))[0]
    full = [m for m in members if m[0] == kind] or members
    return kind, max(full, key=lambda m: (len(m[1]), count[m], m[1]))[1]


def _grouped(count: Counter[tuple[str, str]], here: Setting) -> list[list[tuple[str, str]]]:
    """Kinds and names that mean one thing, grouped by what they have in common."""
    firms = {name for kind, name in count if kind == "Company"}
    full = by_nation(firms) | skipped(firms) | by_brand(firms) | by_group(firms) | short_forms(firms)
    placed = _with_place([name for kind, name in count if kind == "Company"])
    short = _abbreviations([name for kind, name in sorted(count) if kind in PLATFORMS], here)
    programs = [name for kind, name in count if kind == "Program"]
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for kind, name in sorted(count):
        if kind == "Company":
            key = full.get(name) or full.get(_without_place(name)) or placed.get(name, name)
        elif kind == "Industry" and name.startswith("“"):
            key = name[: name.find("”") + 1]
        elif kind == "Industry":
            key = _INDUSTRY_TAIL.sub("", name) if not vocab.concept("industry", name) else name
        elif kind == "IndustryChain":
            key = _MARKS.sub("", name).removesuffix("产业链")
        elif kind == "Program":
            key = _program_key(name, programs, here)
        elif kind in PLATFORMS:
            key = short.get(name, _platform_key(name, here))
        else:
            key = names.agency_short(name) if kind == "Agency" else name
            key = _MARKS.sub("", without_area(key, here))
        family = "Platform" if kind in PLATFORMS else kind
        groups[family, key].append((kind, name))
    return list(groups.values())


def _without_place(name: str) -> str:
    """The short name of a company that is told with a place before: 临海|海虹光学; empty where none is."""
    parts = names.split_company(name)
    return name[len(parts.place) :] if parts.place and name.startswith(parts.place) and not parts.full else ""


def _with_place(companies: list[str]) -> dict[str, str]:
    """For the short name of a company, the one name in the document that is it with a place before: 某某月光集团."""
    longer: dict[str, set[str]] = defaultdict(set)
    for name in companies:
        parts = names.split_company(name)
        if parts.place and name.startswith(parts.place):
            longer[name[len(parts.place) :]].add(name)
    known = set(companies)
    return {short: next(iter(full)) for short, full in longer.items() if len(full) == 1 and short in known}


def _abbreviations(platforms: list[str], here: Setting) -> dict[str, str]:
    """Short names of platforms that leave out characters of exactly one longer name: 枝江经开区, 某某产研院."""
    keys = {name: _platform_key(name, here) for name in platforms}
    own = {name for name, key in keys.items() if key != _MARKS.sub("", name) and len(key) <= 8}
    found: dict[str, str] = {}
    for name, key in keys.items():
        every = {k for k in keys.values() if _abbreviates(key, k) and not (name in own and _in_county(k))}
        longer = {k for k in every if not any(_abbreviates(k, other) for other in every)}
        if len(key) >= 3 and len(longer) == 1:
            found[name] = next(iter(longer))
    for name, key in keys.items():
        zones = {found.get(n, keys[n]) for n in own if keys[n] != key and keys[n].endswith(key)}
        if key in _BARE and name in own and len(zones) == 1:  # 某某开发区 beside 某某经济开发区, and no other zone
            found[name] = next(iter(zones))
        whole = {found.get(n, k) for n, k in keys.items() if k != key and k.endswith(key)}
        if len(key) - len(_head_of(key)) >= 2 and len(whole) == 1:
            found[name] = next(iter(whole))
    return found


def _platform_key(name: str, here: Setting) -> str:
    """A platform's name without marks, the document's area and the places around it at its front."""
    for _, larger in here.around:
        rest = name.removeprefix(larger)
        if rest.startswith(here.city) and here.city:
            name = rest
    return _MARKS.sub("", without_area(name, here))


_BARE = ("开发区", "园区")


def _abbreviates(key: str, full: str) -> bool:
    """Whether a platform's name leaves out characters of another's."""
    if not (len(full) > len(key) and key not in full and leaves_out(key, full) and _head_of(full).endswith(key[-1])):
        return False
    head, other = _head_of(key), _head_of(full)
    if len(key) > 8:
        return head == other and key[:2] == full[:2] and len(full) - len(key) <= 2
    if head in _BARE:
        return key[:2] == full[:2] and full.endswith(head)
    return not (full.endswith(head) and other != head)  # 某某新区 is not 某某合作创新区


@cache
def _heads() -> tuple[str, ...]:
    lists = table("platform")
    found = {word for kind in ("industrial", "innovation", "digital") for word in words(lists[kind])}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _head_of(name: str) -> str:
    """The longest head that a platform's name ends with: 创新区; its last character if it has none."""
    return next(head for head in _heads() if name.endswith(head)) if name.endswith(_heads()) else name[-1:]


def _before(name: str, quote: str, here: Setting) -> str:
    """What stands before the quotation in a program's name, but for the document's area."""
    return without_area(name, here).partition(quote)[0]


def _program_key(name: str, programs: list[str], here: Setting) -> str:
    """What is quoted in a program's name, if no other program of the document has other words around the quotes."""
    inner = re.search(r"“([^“”]{3,})”", name)
    if not inner:
        return _PROGRAM_TAIL.sub("", _MARKS.sub("", name))
    before = _before(name, inner[0], here)
    rivals = {_before(other, inner[0], here) for other in programs if inner[0] in other} - {"", before}
    if before and any(not (r.endswith(before) or before.endswith(r)) for r in rivals):
        return _MARKS.sub("", name)
    return inner[1]


def without_area(name: str, here: Setting) -> str:
    """The name without that of the document's area at its front."""
    for form in (here.city, here.city[:-1]):
        if len(form) > 1 and name.startswith(form) and len(name) - len(form) >= 2:
            return name[len(form) :]
    return name


def reference(kind: str, name: str, here: Setting) -> Ref:
    """The thing of this kind and name; what is only unique in its area has the area's code in its key."""
    if kind.startswith("Place:"):
        return Ref("Place", name, kind.partition(":")[2])
    if kind == "Place" and name == "中国":
        return Ref("Place", name, "CN")
    if kind == "Place" and any_of("place", "countries", "$").match(name):
        return Ref("Place", name, name)  # one country, whichever county speaks of it
    prefix = f"{here.code}-" if here.code else ""
    if kind in PLATFORMS:
        zone = vocab.zone(name, within=here.code)
        if zone:
            return Ref(kind, zone.label, zone.iri.rpartition("/")[2])
    if kind in ("Program", "Project", "Person", "Place", *PLATFORMS):
        return Ref(kind, name, prefix + without_area(name, here) if prefix else "")
    if kind == "Company" and not names.split_company(name).full:
        return Ref(kind, name, prefix + name if prefix else "")
    if kind == "Agency" and prefix and (without_area(name, here) != name or not _placed(name)):
        return Ref(kind, name, prefix + without_area(name, here))
    return Ref(kind, name)


def _in_county(name: str) -> bool:
    """Whether a name begins with that of a county, also less its 县, 市 or 区: 天台经济开发区."""
    known = vocab.names("place")
    return any(name[:n] + tail in known for n in (2, 3) for tail in ("", *"县市区旗"))


def _placed(name: str) -> bool:
    """Whether a name says its place, or is a body of the whole country, and so is unique by itself."""
    known = vocab.names("place")
    national = name.startswith(("国", "中国", "工信部", "科技部", "财政部", "商务部", "教育部", "海关"))
    return national or name.endswith(("大学", "学院", "部")) or any(name[:n] in known for n in range(2, 8))
