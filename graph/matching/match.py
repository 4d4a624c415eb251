"""Two lists matched: pairs of one thing, pairs that may be one and wait for a person, each with its score and reasons.

The result depends on the two sets of things and the judgements only: neither on the order of a list nor on which of the
two comes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.judged import Judgement, effective
from graph.matching.blocks import Blocks
from graph.matching.features import score
from graph.matching.things import Ready, Thing, family, ready
from ontology.compare import Part, Score, threshold


@dataclass(frozen=True, slots=True)
class Match:
    """A pair that is one thing (verdict same) or may be (undecided), with its score, and why.

    method: match (by the features), or judgement; judgement: what a person decided, if one did.
    """

    left: Thing
    right: Thing
    score: Score
    verdict: str
    reason: str
    method: str = "match"
    judgement: Judgement | None = None

    @property
    def sure(self) -> bool:
        """Whether it is one thing beyond a short form: by judgement, code, or registered name."""
        return self.verdict == "same" and (self.method == "judgement" or self.score.value >= threshold("exact"))


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs in the order of the left things, the best first; how many pairs were compared; how many keys were
    shared too widely to compare what shares them."""

    matches: tuple[Match, ...]
    compared: int
    wide: int


def match(left: Iterable[Thing], right: Iterable[Thing], judged: Sequence[Judgement] = ()) -> Matching:
    """Matches the things of two lists; each id stands once in its list.

    judged: judgements on pairs of names or ids, which count more than any feature. Time and memory grow with the
    number of things and of pairs that share a key, not with the product of the lists.
    """
    ours, theirs = ([ready(thing) for thing in sorted(set(things))] for things in (left, right))
    verdicts = _Verdicts(effective(judged))
    blocks, compared = Blocks(ours, theirs), 0
    found: dict[tuple[int, int], Match] = {}
    for here, others in blocks.pairs():
        for there in others:
            if family(ours[here].thing.kind) == family(theirs[there].thing.kind):
                compared += 1
                made = _matched(ours[here], theirs[there], verdicts)
                if made:
                    found[here, there] = made
    found |= _judged_only(ours, theirs, verdicts)
    kept = _demoted(found, ours, theirs)
    ranked = sorted(kept.items(), key=lambda each: (each[0][0], -each[1].score.value, each[0][1]))
    return Matching(tuple(pair for _, pair in ranked), compared, blocks.wide)


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """Judgements by pair, found by the ids of two things before their names."""

    by_pair: Mapping[frozenset[str], Judgement]

    def on(self, one: Thing, other: Thing) -> Judgement | None:
        if not self.by_pair:
            return None
        pairs = (frozenset((a, b)) for a in (one.id, *one.names) for b in (other.id, *other.names))
        return next((self.by_pair[pair] for pair in pairs if pair in self.by_pair), None)


def _matched(one: Ready, other: Ready, verdicts: _Verdicts) -> Match | None:
    points = score(one, other)
    judgement = verdicts.on(one.thing, other.thing)
    if judgement:
        return _judged(one.thing, other.thing, points, judgement)
    if points.verdict == "different":
        return None
    return Match(one.thing, other.thing, points, points.verdict, points.reason)


def _judged(one: Thing, other: Thing, points: Score, judgement: Judgement) -> Match | None:
    if judgement.verdict == "different":
        return None
    reason = judgement.why or f"judged {judgement.verdict}"
    return Match(one, other, points, judgement.verdict, reason, "judgement", judgement)


def _judged_only(ours: Sequence[Ready], theirs: Sequence[Ready], verdicts: _Verdicts) -> dict[tuple[int, int], Match]:
    """Pairs that people judged and no key brings together."""
    if not verdicts.by_pair:
        return {}
    places = [_by_name(side) for side in (ours, theirs)]
    found = {}
    for pair in verdicts.by_pair:
        ends = sorted(pair) * (3 - len(pair))
        for a, b in (ends[:2], ends[1::-1]):
            for here in places[0].get(a, ()):
                for there in places[1].get(b, ()):
                    made = _matched(ours[here], theirs[there], verdicts)
                    if made and family(made.left.kind) == family(made.right.kind):
                        found[here, there] = made
    return found


def _by_name(side: Sequence[Ready]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, each in enumerate(side):
        for name in dict.fromkeys((each.thing.id, *each.thing.names)):
            found[name].append(position)
    return found


def _demoted(
    found: Mapping[tuple[int, int], Match], ours: Sequence[Ready], theirs: Sequence[Ready]
) -> dict[tuple[int, int], Match]:
    """A short form that fits several things which are not one thing themselves fits none of them for certain."""
    rights: dict[int, list[int]] = defaultdict(list)
    lefts: dict[int, list[int]] = defaultdict(list)
    for (here, there), pair in found.items():
        if pair.verdict == "same":
            rights[here].append(there)
            lefts[there].append(here)
    kept = {}
    for (here, there), pair in found.items():
        doubtful = pair.verdict == "same" and not pair.sure
        several = doubtful and _fits_several(ours[here], there, rights[here], theirs)
        if several or (doubtful and _fits_several(theirs[there], here, lefts[there], ours)):
            value = round(min(pair.score.value, threshold("same") - 0.01), 3)
            why = Part("several_things", round(value - pair.score.value, 3), "it fits several things")
            points = Score(value, (*pair.score.parts, why))
            pair = replace(pair, verdict="undecided", reason=points.reason, score=points)
        kept[here, there] = pair
    return kept


def _fits_several(short: Ready, one: int, every: Sequence[int], side: Sequence[Ready]) -> bool:
    """Whether a thing without a registered name fits others that are not the same thing as this one."""
    if any(company.parts.full for company in short.companies):
        return False
    return any(other != one and score(side[one], side[other]).verdict != "same" for other in every)
