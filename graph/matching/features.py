"""The features that things are compared by; those of company names are in ontology/compare.py.

>>> from graph.matching.things import Thing, ready
>>> score(*(ready(Thing(name, "Company", (name,))) for name in ("启明电器", "苏州启明电器有限公司"))).verdict
'same'
"""

from graph.matching.things import EVERYWHERE, Ready
from ontology.compare import Feature, Hit, Score, compare_companies, fold
from ontology.readings import near

_SHORT = 4  # a key of up to so many characters is not enough where the area is not known


def score(one: Ready, other: Ready) -> Score:
    """How far two things of one class are one thing, by their best pair of names and their codes."""
    if not one.companies or not other.companies:
        return fold(OTHER, one, other)
    pairs = [compare_companies(a, b) for a in one.companies for b in other.companies]
    best = min(pairs, key=lambda each: (-each.value, each.reason))
    return fold(COMPANY, one, other, best)


def same_code(one: Ready, other: Ready) -> Hit:
    """The same official code."""
    shared = sorted(set(one.codes) & set(other.codes))
    return (1.0, f"the same code {shared[0].value}") if shared else None


def other_code(one: Ready, other: Ready) -> Hit:
    """Two codes of one scheme tell two things apart, whatever their names."""
    schemes = {code.scheme for code in one.codes} & {code.scheme for code in other.codes}
    if not schemes or set(one.codes) & set(other.codes):
        return None
    values = sorted(code.value for each in (one, other) for code in each.codes if code.scheme in schemes)
    return 1.0, f"other codes: {', '.join(values)}"


def same_key(one: Ready, other: Ready) -> Hit:
    """The same name once endings, marks and usual short forms are folded; a short one needs a known area."""
    shared = sorted(set(one.keys) & set(other.keys))
    if not shared:
        return None
    together = near(one.thing.areas, other.thing.areas)
    if one.thing.kind in EVERYWHERE or together:
        return 1.0, "the same name"
    if together is None and one.thing.kind != "Place" and max(map(len, shared)) > _SHORT:
        return 0.95, "the same name, area not known"
    return 0.75, "the same name, area not known" if together is None else "the same name, in two areas"


def near_key(one: Ready, other: Ready) -> Hit:
    """Names of five characters and more that differ in one."""
    from rapidfuzz.distance import Levenshtein

    for a in one.keys:
        for b in other.keys:
            if min(len(a), len(b)) > _SHORT and Levenshtein.distance(a, b, score_cutoff=1) == 1:
                return 1.0, "the names differ in one character"
    return None


COMPANY: tuple[Feature[Ready], ...] = (
    Feature(same_code, 1.0),
    Feature(other_code, -1.0),
)
OTHER: tuple[Feature[Ready], ...] = (
    Feature(same_code, 1.0),
    Feature(same_key, 0.96),
    Feature(near_key, 0.6),
    Feature(other_code, -1.0),
)
