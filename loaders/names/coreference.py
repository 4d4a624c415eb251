"""Which names of a document mean one thing: short and full names, the same quotes, and words that only point."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import ahocorasick

from loaders.finding import Found, Setting
from loaders.lexicon import Cut
from loaders.named import Named
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
    companies = _short_forms({f.name for finds in found for f in finds if f.kind == "Company"})
    known = {form: ("Company", name) for form, name in companies.items()}
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
        rivals = [f for f in finds if f.begin < end and begin < f.end and (kind != "Company" or f.kind != "Place")]
        taken = any(f.kind == kind or (f.begin <= begin and end <= f.end) for f in rivals)
        if taken or (kind != "Company" and rivals) or not _free(each, begin, end, form):
            continue
        aliases = (form,) if form != name else ()
        method = "company-short-form" if kind == "Company" else "platform-again"
        more.append(Found(begin, end, kind, name, method, 0.85, aliases))
    gone = {f for f in finds for m in more if m.begin <= f.begin and f.end <= m.end}
    return tuple(sorted([f for f in finds if f not in gone] + more))


def _short_forms(known: set[str]) -> dict[str, str]:
    """Each short form that means exactly one of the full names, and that name."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in sorted(known):
        if names.split_company(name).full:
            for form in names.short_forms(name):
                owners[form].add(name)
    return {
        form: next(iter(full)) for form, full in owners.items() if len(full) == 1 and form not in vocab.names("place")
    }


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
    kind = max(members, key=lambda m: (count[m], m[0] == "IndustryChain", m))[0]
    full = [m for m in members if m[0] == kind] or members
    return kind, max(full, key=lambda m: (len(m[1]), count[m], m[1]))[1]


def _grouped(count: Counter[tuple[str, str]], here: Setting) -> list[list[tuple[str, str]]]:
    """Kinds and names that mean one thing, grouped by what they have in common."""
    full = _short_forms({name for kind, name in count if kind == "Company"})
    placed = _with_place([name for kind, name in count if kind == "Company"])
    short = _abbreviations([name for kind, name in sorted(count) if kind in PLATFORMS], here)
    programs = [name for kind, name in count if kind == "Program"]
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for kind, name in sorted(count):
        if kind == "Company":
            key = full.get(name) or placed.get(name, name)
        elif kind == "Industry" and name.startswith("“"):
            key = name[: name.find("”") + 1]
        elif kind == "Industry":
            key = _INDUSTRY_TAIL.sub("", name) if not vocab.concept("industry", name) else name
        elif kind == "IndustryChain":
            key = _MARKS.sub("", name).removesuffix("产业链")
        elif kind == "Program":
            key = _program_key(name, programs, here)
        elif kind in PLATFORMS:
            key = short.get(name, _MARKS.sub("", without_area(name, here)))
        else:
            key = names.agency_short(name) if kind == "Agency" else name
            key = _MARKS.sub("", without_area(key, here))
        family = "Platform" if kind in PLATFORMS else kind
        groups[family, key].append((kind, name))
    return list(groups.values())


def _with_place(companies: list[str]) -> dict[str, str]:
    """For the short name of a company, the one name in the document that is it with a place before: 某某月光集团."""
    longer: dict[str, set[str]] = defaultdict(set)
    for name in companies:
        parts = names.split_company(name)
        if parts.place and name.startswith(parts.place) and not parts.full:
            longer[name[len(parts.place) :]].add(name)
    known = set(companies)
    return {short: next(iter(full)) for short, full in longer.items() if len(full) == 1 and short in known}


def _abbreviations(platforms: list[str], here: Setting) -> dict[str, str]:
    """Short names of platforms that leave out characters of exactly one longer name: 枝江经开区, 某某产研院."""
    keys = {name: _MARKS.sub("", without_area(name, here)) for name in platforms}
    found: dict[str, str] = {}
    for name, key in keys.items():
        longer = {
            k for k in keys.values() if len(k) > len(key) and k[-1] == key[-1] and key not in k and _leaves_out(key, k)
        }
        if 3 <= len(key) <= 8 and len(longer) == 1:
            found[name] = next(iter(longer))
    return found


def _leaves_out(short: str, full: str) -> bool:
    """Whether the characters of the short name stand in the full one in their order."""
    rest = iter(full)
    return all(mark in rest for mark in short)


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


def _placed(name: str) -> bool:
    """Whether a name says its place, or is a body of the whole country, and so is unique by itself."""
    known = vocab.names("place")
    national = name.startswith(("国", "中国", "工信部", "科技部", "财政部", "商务部", "教育部", "海关"))
    return national or name.endswith(("大学", "学院", "部")) or any(name[:n] in known for n in range(2, 8))


_POINTERS = (
    # (words, what they point at)
    (
        re.compile(
            r"(?:该|这家|本)(?:公司|企业)|(?<=[，。；“])(?:公司|企业)(?=[总负自已投在通近去今信董的以研\u4e00-\u9fff])"
        ),
        ("Company",),
    ),
    (
        re.compile(
            r"该(?:平台|系统|园区|小镇|联盟|中心|研究院|服务区)|(?<=[，。；])(?:平台|园区|联盟|服务区)(?=[已共目将\u4e00-\u9fff])"
        ),
        PLATFORMS,
    ),
    (re.compile(r"该项目|(?<=[，。；])项目(?=[建投达计总用\u4e00-\u9fff])"), ("Project",)),
    (re.compile(r"[该我](?:镇|街道|乡)|全镇|全街道"), ("Place",)),
    (re.compile(r"该(?:行业|产业|产业链)"), ("Industry", "IndustryChain")),
)
_AREA = re.compile(r"[该我全本](?:市|县|区)(?!场|级|域|政|委|直)")


def implicit(cuts: Sequence[Cut], named: Sequence[Named], here: Setting) -> list[Named]:
    """Words that point at a thing named before: 该公司, 企业, 该市, 我镇, 该平台."""
    by_passage: dict[int, list[Named]] = defaultdict(list)
    for each in named:
        by_passage[id(each.passage)].append(each)
    found: list[Named] = []
    for cut in cuts:
        before = sorted(by_passage[id(cut.passage)], key=lambda n: n.begin)
        found += _areas(cut, here)
        for pattern, kinds in _POINTERS:
            for match in pattern.finditer(cut.text):
                target = _target(before, match.start(), match.end(), kinds)
                if target:
                    found.append(_pointing(cut, match, target, "implicit-last-named", 0.7))
    return found


def _areas(cut: Cut, here: Setting) -> Iterator[Named]:
    for match in _AREA.finditer(cut.text) if here.area else ():
        if here.area and here.area.name.endswith(match[0][-1]):
            yield _pointing(cut, match, here.area, "implicit-area", 0.9)


def _pointing(cut: Cut, match: re.Match[str], target: Ref, method: str, confidence: float) -> Named:
    return Named(cut.passage, match.start(), match.end(), target, method, confidence, implicit=True)


def _target(before: list[Named], begin: int, end: int, kinds: tuple[str, ...]) -> Ref | None:
    """The last thing of these kinds named before, for a town also the first after."""
    if any(n.begin <= begin and end <= n.end for n in before):
        return None
    fitting = [n for n in before if n.ref.kind in kinds and (n.ref.kind != "Place" or n.ref.name[-1] in "镇道乡")]
    last = [n for n in fitting if n.end <= begin]
    if last:
        return last[-1].ref
    return fitting[0].ref if fitting and kinds == ("Place",) else None
