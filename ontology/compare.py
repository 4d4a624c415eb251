"""How far two company names mean one company: features with weights, folded to a score that says its reasons.

The one set of rules about names: names inside a build (graph/resolve.py) and names of two sources (graph/matching) are
compared by it. What a name is made of is in names.py, the thresholds are in compare.toml.

>>> compare_companies(company("宁波长青电器有限公司"), company("寧波長青電器股份有限公司")).verdict
'same'
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from ontology.names import CompanyName
from ontology.readings import Company as Company
from ontology.readings import company as company
from ontology.readings import near, nested

Side = TypeVar("Side")
Hit = tuple[float, str] | None  # how far the feature holds, 0 to 1, and why; None where it does not apply

_TELLING = 4  # a trade name of so many characters, its line of business among them, is not shared by chance


@dataclass(frozen=True, slots=True)
class Feature(Generic[Side]):
    """A comparison and its weight: what speaks for one thing is positive, what speaks against it negative.

    function: two sides to a Hit, the same in both orders. Its docstring is what users read about the feature, so one
    without is refused with ValueError.
    """

    function: Callable[[Side, Side], Hit]
    weight: float

    def __post_init__(self) -> None:
        if not self.function.__doc__ or not -1 <= self.weight <= 1:
            raise ValueError(f"the feature {self.name} needs a docstring and a weight from -1 to 1")

    @property
    def name(self) -> str:
        """The name of the comparison."""
        return self.function.__name__


@dataclass(frozen=True, order=True, slots=True)
class Part:
    """What one feature gives to a score, and why."""

    feature: str
    points: float
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 1, and the features that made it, what counted most first."""

    value: float
    parts: tuple[Part, ...] = ()

    @property
    def reason(self) -> str:
        """The reasons in words."""
        return "; ".join(part.reason for part in self.parts) or "nothing in common"

    @property
    def verdict(self) -> str:
        """same, undecided or different, by the thresholds of compare.toml."""
        if self.value >= threshold("same"):
            return "same"
        return "undecided" if self.value >= threshold("maybe") else "different"


def fold(features: Sequence[Feature[Side]], one: Side, other: Side, start: Score | None = None) -> Score:
    """The best of what speaks for one thing, less all that speaks against it.

    start: what was found before, which is one more thing that speaks for it.
    """
    found = [part for each in features if each.weight > 0 for part in _part(each, one, other)]
    best = max(found, key=lambda part: part.points, default=None)
    value: float = best.points if best else 0.0
    parts: tuple[Part, ...] = (best,) if best else ()
    if start and start.value > value:
        value, parts = start.value, start.parts
    if not value:
        return Score(0.0)
    losses = sorted(part for each in features if each.weight < 0 for part in _part(each, one, other))
    value += sum(part.points for part in losses)
    return Score(round(min(1.0, max(0.0, value)), 3), (*parts, *losses))


def _part(feature: Feature[Side], one: Side, other: Side) -> tuple[Part, ...]:
    hit = feature.function(one, other)
    return (Part(feature.name, round(feature.weight * hit[0], 3), hit[1]),) if hit else ()


def compare_companies(one: Company, other: Company) -> Score:
    """How far two names mean one company, also where the beginning of one can be read in two ways."""
    score = fold(COMPANY, one, other)
    if score.value >= threshold("same"):
        return score
    again, against = one.other, other.other
    for here, there in ((again, other), (one, against), (again, against)):
        if here and there and here.parts.trade_name == there.parts.trade_name:
            score = max(score, fold(COMPANY, here, there), key=lambda each: (each.value, each.reason))
    return score


@dataclass(frozen=True, order=True, slots=True)
class Verdict:
    """Whether two names mean one company: same, different or undecided, and why."""

    verdict: str
    reason: str


def same_company(left: str, right: str) -> Verdict:
    """Whether two names in documents of one area mean one company. What is only likely is undecided.

    >>> same_company("宁波长青电器有限公司", "长青")
    Verdict(verdict='same', reason='only the trade name, in one area')
    """
    here = ("CN",)
    score = compare_companies(company(left, here), company(right, here))
    return Verdict(score.verdict, score.reason)


@cache
def _table() -> tuple[dict[str, float], dict[str, str]]:
    table = tomllib.loads(Path(__file__).with_name("compare.toml").read_text(encoding="utf-8"))
    return {key: value for key, value in table.items() if key != "cut"}, table["cut"]


def threshold(name: str) -> float:
    """A threshold of compare.toml: exact, same or maybe."""
    return _table()[0][name]


def same_name(one: Company, other: Company) -> Hit:
    """The same name, whatever its width, script and spaces; a short one is a little less certain."""
    return (1.0 if one.parts.full else 0.95, "the same name") if one.name == other.name else None


def same_registered_name(one: Company, other: Company) -> Hit:
    """Two full names with one trade name and line of business: only the legal form may differ, as it does over time."""
    a, b = one.parts, other.parts
    if not (a.full and b.full and a.trade_name) or (a.trade_name, a.trade_word) != (b.trade_name, b.trade_word):
        return None
    return 1.0, "only the legal form differs: an earlier and a later name" if a.form != b.form else "the same parts"


def short_form(one: Company, other: Company) -> Hit:
    """A short name with trade name and line of business, or trade name and place, beside a name that has them."""
    a, b = one.parts, other.parts
    if (a.full and b.full) or not a.trade_name:
        return None
    if a.trade_name != b.trade_name:
        return _cut_inside_a_word(one, other)
    group = a.form.find("集团") >= 0 and b.form.find("集团") >= 0
    if a.trade_word == b.trade_word and (a.trade_word or group):
        return 1.0, "a short form with the same line of business" if a.trade_word else "a short form of the same group"
    if a.trade_word and b.trade_word:
        return (0.98, "a short form with a part of the line of business") if _cut(a.trade_word, b.trade_word) else None
    if a.place and a.place == b.place:
        return 0.98, "a short form with the same place"
    if not a.trade_word and not b.trade_word and len(a.trade_name) >= _TELLING:
        return 0.98, "a short form of at least four characters"
    return None


def _cut_inside_a_word(one: Company, other: Company) -> Hit:
    """A trade name, in one place, before a line of business that no list has: 宁波长青, 宁波长青水刺布有限公司."""
    short, long = sorted((one.parts, other.parts), key=lambda parts: (len(parts.trade_name), parts))
    here = short.place == long.place if short.place else set(one.areas) & set(other.areas)
    if not here or not long.full or short.trade_word or not _begins(short, long):
        return None
    return 0.97, "the beginning of the name, in the same place"


def _begins(short: CompanyName, long: CompanyName) -> bool:
    """Whether one trade name begins with the other, and goes on for a word."""
    rest = len(long.trade_name) - len(short.trade_name)
    return len(short.trade_name) > 1 and rest > 1 and long.trade_name.startswith(short.trade_name)


def only_trade_name(one: Company, other: Company) -> Hit:
    """A short name that has nothing but the trade name: enough only in one area."""
    a, b = one.parts, other.parts
    if not a.trade_name or a.trade_name != b.trade_name or (a.full and b.full) or (a.trade_word and b.trade_word):
        return None
    together = near(one.areas, other.areas)
    if together is None:
        return 0.8, "only the trade name, area not known"
    return (1.0, "only the trade name, in one area") if together else (0.6, "only the trade name, in two areas")


def same_trade_name(one: Company, other: Company) -> Hit:
    """The same trade name in another line of business, or a trade name at the beginning of the other."""
    a, b = one.parts, other.parts
    if not a.trade_name or not b.trade_name:
        return None
    full = a.full and b.full
    if a.trade_name == b.trade_name:
        return _alone(one, other, full), "the same trade name, other lines of business"
    short, long = sorted((a, b), key=lambda parts: (len(parts.trade_name), parts))
    if full or not _begins(short, long) or short.trade_word:
        return None
    return _alone(one, other, full) * 0.98, "one trade name begins with the other"


def _alone(one: Company, other: Company, full: bool) -> float:
    """What one trade name alone says: something in one area, little elsewhere and between two registered names."""
    return 0.6 if full else 1.0 if near(one.areas, other.areas) else 0.95


def near_spelling(one: Company, other: Company) -> Hit:
    """Trade names of three characters and more that differ in one, in one line of business and place."""
    a, b = one.parts, other.parts
    if min(len(a.trade_name), len(b.trade_name)) < 2 or max(len(a.trade_name), len(b.trade_name)) < 3:
        return None
    if a.trade_word != b.trade_word or a.place != b.place or a.trade_name == b.trade_name:
        return None
    from rapidfuzz.distance import Levenshtein

    if Levenshtein.distance(a.trade_name, b.trade_name, score_cutoff=1) != 1:
        return None
    return 1.0, "the trade names differ in one character"


def other_place(one: Company, other: Company) -> Hit:
    """Names with two places are two companies, more so where neither place lies in the other."""
    a, b = one.parts, other.parts
    if not a.place or not b.place or a.place == b.place:
        return None
    if nested(a.place, b.place) and not (a.full and b.full):
        return 0.25, f"{min(a.place, b.place)} and {max(a.place, b.place)} lie in each other"
    together = near(one.areas, other.areas)
    return 0.9 if together else 1.0, f"other places in the names: {min(a.place, b.place)}, {max(a.place, b.place)}"


def one_place(one: Company, other: Company) -> Hit:
    """Two full names of which one has a place: a parent and its company there, or one name cut."""
    a, b = one.parts, other.parts
    if not (a.full and b.full) or bool(a.place) == bool(b.place):
        return None
    return 1.0, "one full name has a place, the other none"


def other_area(one: Company, other: Company) -> Hit:
    """A short name from another area than the full name's."""
    if one.parts.full and other.parts.full:
        return None
    return (1.0, "in two areas") if near(one.areas, other.areas) is False else None


def other_number(one: Company, other: Company) -> Hit:
    """Numbered works: 一厂 is not 二厂."""
    return (1.0, "other numbers in the names") if one.ordinals != other.ordinals else None


def other_branch(one: Company, other: Company) -> Hit:
    """A branch is not its house, and not another branch."""
    return (1.0, "one is a branch of the other's house") if one.parts.branch != other.parts.branch else None


def group_and_company(one: Company, other: Company) -> Hit:
    """A group's name beside a company of a line of business: a parent and its subsidiary, or not."""
    a, b = one.parts, other.parts
    groups = [p for p in (a, b) if "集团" in p.form or "控股" in p.form]
    if len(groups) != 1 or a.trade_word == b.trade_word or groups[0].trade_word:
        return None
    return 1.0, "a group, and a company with a line of business"


def other_form(one: Company, other: Company) -> Hit:
    """A factory and a company: often one house before and after it became a company."""
    works = [p.form.endswith("厂") for p in (one.parts, other.parts)]
    return (1.0, "a factory and a company") if works[0] != works[1] and one.parts.form and other.parts.form else None


def _cut(one: str, other: str) -> bool:
    """Whether one line of business is a short form of the other."""
    cut = _table()[1]
    if cut.get(one, "-") == other or cut.get(other, "-") == one:
        return True
    return one.startswith(other) or other.startswith(one) or one.endswith(other) or other.endswith(one)


COMPANY: tuple[Feature[Company], ...] = (
    Feature(same_name, 1.0),
    Feature(same_registered_name, 0.97),
    Feature(short_form, 0.94),
    Feature(only_trade_name, 0.91),
    Feature(same_trade_name, 0.6),
    Feature(near_spelling, 0.65),
    Feature(other_place, -0.4),
    Feature(one_place, -0.15),
    Feature(other_area, -0.2),
    Feature(other_number, -0.5),
    Feature(other_branch, -0.35),
    Feature(group_and_company, -0.2),
    Feature(other_form, -0.02),
)
