"""Which names mean one thing, over all documents: by rules that say why, and by judgements that people keep.

Whatever is only likely stays two things and becomes a candidate with its reason. The result depends on the set of
documents, never on their order. Names are compared inside blocks (one trade name, one key), so the work grows with
the number of names and not with its square.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from graph.judged import Judgement, effective
from ontology import iris
from ontology.compare import same_company
from ontology.facts import Facts, Ref
from ontology.names import agency_short, short_forms, split_company
from ontology.readings import near

PLATFORMS = ("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform")

_LARGEST_BLOCK = 40  # a trade name that more companies share than this tells nothing about short names
_INDUSTRY_TAIL = re.compile(r"(?:产业集群|集群|产业|行业)$")
_MARKS = re.compile(r"[“”‘’《》（）()、，,\s·—-]")


@dataclass(frozen=True, slots=True)
class Resolution:
    """canonical: the thing that each name stands for (names that stand for themselves are left out);
    candidates: pairs that may be one thing, with the reason; aliases: the other names of a canonical thing."""

    canonical: Mapping[Ref, Ref] = field(default_factory=dict)
    candidates: tuple[tuple[Ref, Ref, str], ...] = ()
    aliases: Mapping[Ref, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, order=True, slots=True)
class _Seen:
    """A thing with the areas and the latest date of the documents that name it, how many times they do, and the
    unified social credit codes they give it."""

    ref: Ref
    areas: tuple[str, ...]
    date: str
    count: int
    codes: tuple[str, ...] = ()


def resolve(documents: Iterable[Facts], judged: Sequence[Judgement] = ()) -> Resolution:
    """Which of the names in these documents mean one thing.

    judged: judgements on pairs of names or of IRIs, which count more than any rule; the last one on a pair counts.
    """
    seen = _seen(documents)
    verdicts = _spoken(seen, effective(judged).values())
    edges: list[tuple[Ref, Ref]] = []
    doubtful: list[tuple[Ref, Ref, str]] = []
    for one, other, verdict, reason in sorted(_pairs(seen)):
        judgement = verdicts.get(frozenset((one, other)))
        if judgement:
            verdict, reason = judgement.verdict, judgement.why or reason
        if verdict == "same":
            edges.append((one, other))
        elif verdict == "undecided":
            doubtful.append((one, other, reason))
    for pair, said in verdicts.items():
        one, other = sorted(pair)
        edges += [(one, other)] if said.verdict == "same" else []
        doubtful += [(one, other, said.why or "judged undecided")] if said.verdict == "undecided" else []
    groups = _joined(seen, edges, verdicts)
    return _resolution(seen, groups, doubtful)


def _seen(documents: Iterable[Facts]) -> dict[Ref, _Seen]:
    areas: dict[Ref, set[str]] = defaultdict(set)
    dates: dict[Ref, str] = defaultdict(str)
    count: Counter[Ref] = Counter()
    codes: dict[Ref, set[str]] = defaultdict(set)
    for facts in documents:
        for given in facts.attributes:
            if given.property == "code" and given.subject.kind == "Company":
                codes[given.subject].add(given.value)
        area = facts.document.area.key if facts.document.area else ""
        for mention in facts.mentions:
            areas[mention.ref].add(area)
            dates[mention.ref] = max(dates[mention.ref], facts.document.date)
            count[mention.ref] += 1
    return {
        ref: _Seen(ref, tuple(sorted(areas[ref] - {""})), dates[ref], count[ref], tuple(sorted(codes.get(ref, ()))))
        for ref in sorted(count)
    }


def _pairs(seen: Mapping[Ref, _Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    """Two names, a verdict and its reason, for all that share a block."""
    for rule in (_coded, _companies, _platforms, _agencies, _industries, _programs):
        yield from rule(seen)


def _coded(seen: Mapping[Ref, _Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    """One code is one company, whatever it is called."""
    blocks: dict[str, list[Ref]] = defaultdict(list)
    for each in seen.values():
        for code in each.codes:
            blocks[code].append(each.ref)
    for code, block in sorted(blocks.items()):
        for other in block[1:]:
            yield block[0], other, "same", f"the same code {code}"


def _companies(seen: Mapping[Ref, _Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    blocks: dict[str, list[_Seen]] = defaultdict(list)
    for each in seen.values():
        if each.ref.kind == "Company":
            blocks[split_company(each.ref.name).trade_name].append(each)
    for trade_name, block in sorted(blocks.items()):
        if trade_name and 1 < len(block) <= _LARGEST_BLOCK:
            full = [each for each in block if split_company(each.ref.name).full]
            short = [each for each in block if not split_company(each.ref.name).full]
            yield from _between_full(full)
            yield from _short_to_full(short, full)
            yield from _between_short(short)


def _between_full(full: list[_Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    for i, one in enumerate(full):
        for other in full[i + 1 :]:
            verdict = same_company(one.ref.name, other.ref.name)
            if verdict.verdict != "different":
                yield one.ref, other.ref, verdict.verdict, verdict.reason


def _short_to_full(short: list[_Seen], full: list[_Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    """A short name means the one company whose full name has it as a short form; of several it may mean any."""
    houses: dict[tuple[str, str], list[_Seen]] = defaultdict(list)
    for each in full:
        parts = split_company(each.ref.name)
        houses[parts.place, parts.trade_word].append(each)
    for name in short:
        fitting = [
            house for _, house in sorted(houses.items()) if any(name.ref.name in short_forms(e.ref.name) for e in house)
        ]
        for house in fitting:
            here = any(_meet(name, each) for each in house)
            if len(fitting) == 1 and here:
                yield name.ref, house[0].ref, "same", "the short form of one full name only"
            else:
                reason = (
                    "the short form of several full names"
                    if len(fitting) > 1
                    else "a short form, in a document of another area"
                )
                yield name.ref, house[0].ref, "undecided", reason
        if not fitting:
            for each in full:
                if _meet(name, each):
                    yield name.ref, each.ref, "undecided", "the same trade name, another line of business"


def _between_short(short: list[_Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    for i, one in enumerate(short):
        for other in short[i + 1 :]:
            verdict = same_company(one.ref.name, other.ref.name)
            if verdict.verdict == "different":
                continue
            words = {split_company(e.ref.name).trade_word for e in (one, other)}
            sure = verdict.verdict == "same" and _meet(one, other) and (len(words) == 1 or "" in words)
            yield one.ref, other.ref, "same" if sure else "undecided", verdict.reason


def _meet(one: _Seen, other: _Seen) -> bool:
    """Whether the documents of two names are of one area, or of areas of which one lies in the other, or unknown."""
    return near(one.areas, other.areas) is not False


def _platforms(seen: Mapping[Ref, _Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    """One key is one platform, whatever kind each document takes it for."""
    blocks: dict[str, list[Ref]] = defaultdict(list)
    for ref in seen:
        if ref.kind in PLATFORMS:
            blocks[_MARKS.sub("", ref.key or ref.name)].append(ref)
    for _, block in sorted(blocks.items()):
        for other in block[1:]:
            yield block[0], other, "same", "the same name in the same area"
    bare: dict[str, list[Ref]] = defaultdict(list)
    for key, block in sorted(blocks.items()):
        bare[re.sub(r"^\d+", "", key)].append(block[0])
    for name, block in sorted(bare.items()):
        if 1 < len(block) <= _LARGEST_BLOCK:
            yield from (
                (block[0], other, "undecided", f"platforms named {name} in documents of two areas")
                for other in block[1:]
                if not other.key or not block[0].key
            )


def _agencies(seen: Mapping[Ref, _Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    blocks: dict[str, list[Ref]] = defaultdict(list)
    for ref in seen:
        if ref.kind == "Agency":
            blocks[agency_short(ref.key or ref.name)].append(ref)
    for _, block in sorted(blocks.items()):
        for other in block[1:]:
            yield block[0], other, "same", "the usual short name of the same body"


def _industries(seen: Mapping[Ref, _Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    blocks: dict[str, list[Ref]] = defaultdict(list)
    for ref in seen:
        if ref.kind == "Industry":
            blocks[_INDUSTRY_TAIL.sub("", ref.name)].append(ref)
    for stem, block in sorted(blocks.items()):
        for other in block[1:] if len(stem) > 1 else ():
            yield block[0], other, "same", "the same industry with another ending"


def _programs(seen: Mapping[Ref, _Seen]) -> Iterator[tuple[Ref, Ref, str, str]]:
    """The same quoted words in one area: one program, if nothing but its class differs."""
    blocks: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for ref in seen:
        quoted = re.search(r"“([^“”]{4,})”", ref.name)
        if ref.kind == "Program" and quoted:
            blocks[ref.key.partition("-")[0], quoted[1]].append(ref)
    for _, block in sorted(blocks.items()):
        for other in block[1:]:
            before = {name[: name.find("“")] for name in (block[0].name, other.name)}
            same = len(before) == 1 or "" in before
            yield block[0], other, "same" if same else "undecided", "the same words in quotes"


def _spoken(seen: Mapping[Ref, _Seen], judged: Iterable[Judgement]) -> dict[frozenset[Ref], Judgement]:
    """The judgement on each pair of things; one on their IRIs counts before one on their names."""
    called: dict[str, list[Ref]] = defaultdict(list)
    several = sorted(judged, key=lambda each: _is_ours(each.left) and _is_ours(each.right))
    for ref in seen if several else ():
        called[ref.name].append(ref)
        called[iris.thing(_family(ref), ref.key or ref.name)].append(ref)
    found = {}
    for each in several:
        for one, other in product(called.get(each.left, ()), called.get(each.right, ())):
            if one != other and _family(one) == _family(other):
                found[frozenset((one, other))] = each
    return found


def _is_ours(side: str) -> bool:
    return side.startswith(iris.BASE)


def _family(ref: Ref) -> str:
    return "Platform" if ref.kind in PLATFORMS else ref.kind


def _joined(
    seen: Mapping[Ref, _Seen], edges: list[tuple[Ref, Ref]], verdicts: Mapping[frozenset[Ref], Judgement]
) -> dict[Ref, list[Ref]]:
    """The groups that the edges make; an edge that would bring a pair judged different together is left out,
    and one of a rule that would bring two codes together, or two full names that are not one company's."""
    leader = {ref: ref for ref in seen}
    members = {ref: [ref] for ref in seen}
    codes = {ref: set(each.codes) for ref, each in seen.items() if each.codes}
    apart: dict[Ref, set[Ref]] = defaultdict(set)
    for pair, judgement in verdicts.items():
        if judgement.verdict == "different":
            left, right = pair
            apart[left].add(right)
            apart[right].add(left)
    for one, other in sorted(set(edges)):
        a, b = leader[one], leader[other]
        if a == b or (apart and any(apart[x] & {*members[b]} for x in members[a] if x in apart)):
            continue
        said = frozenset((one, other)) in verdicts
        if not said and a in codes and b in codes and not codes[a] & codes[b]:
            continue
        by_short = not said and not (split_company(one.name).full and split_company(other.name).full)
        if one.kind == "Company" and by_short and _two_firms(members[a], members[b]):
            continue
        large, small = (a, b) if len(members[a]) >= len(members[b]) else (b, a)
        for ref in members[small]:
            leader[ref] = large
        members[large] += members.pop(small)
        if small in codes:
            codes[large] = codes.get(large, set()) | codes.pop(small)
    return {ref: group for ref, group in members.items() if len(group) > 1}


def _two_firms(some: list[Ref], others: list[Ref]) -> bool:
    """Whether full names of two companies would become one: a short name may stand for either (长青 of 长青电器)."""
    full = ([ref.name for ref in group if split_company(ref.name).full] for group in (some, others))
    return any(same_company(one, other).verdict != "same" for one, other in product(*full))


def _resolution(
    seen: Mapping[Ref, _Seen], groups: dict[Ref, list[Ref]], doubtful: list[tuple[Ref, Ref, str]]
) -> Resolution:
    canonical: dict[Ref, Ref] = {}
    aliases: dict[Ref, tuple[str, ...]] = {}
    for group in groups.values():
        best = _best([seen[ref] for ref in group])
        canonical |= {ref: best for ref in group if ref != best}
        aliases[best] = tuple(sorted({ref.name for ref in group} - {best.name}))
    pairs = set()
    for one, other, reason in doubtful:
        left, right = sorted((canonical.get(one, one), canonical.get(other, other)))
        if left != right:
            pairs.add((left, right, reason))
    return Resolution(dict(sorted(canonical.items())), tuple(sorted(pairs)), dict(sorted(aliases.items())))


def _best(group: list[_Seen]) -> Ref:
    """The name of a group: a company's latest full name, else the name most used, then the longest."""
    kind = Counter({each.ref.kind: 0 for each in group})
    for each in group:
        kind[each.ref.kind] += each.count if each.ref.kind != "Platform" else 0
    usual = min(kind, key=lambda k: (-kind[k], k))
    full = [each for each in group if split_company(each.ref.name).full] if usual == "Company" else []
    if full:
        return max(full, key=lambda e: (e.date, len(e.ref.name), e.ref)).ref
    own = [each for each in group if each.ref.kind == usual]
    longest = usual in PLATFORMS or usual in ("Agency", "Company")
    return max(own, key=lambda e: (len(e.ref.name) if longest else e.count, e.count, e.ref)).ref
