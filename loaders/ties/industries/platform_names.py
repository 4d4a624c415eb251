"""What institutes, platforms, policies are for by their own names: an industry that the text speaks of elsewhere.

A platform's name is read as a whole, so the industry in 临海水泵产业研究院 is no mention of 水泵产业链: that both are
about the same shows only where the names of a text are laid beside each other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.ties.industries.industry_ties import is_group, sectors
from loaders.ties.industries.zone_focus import free_industries
from loaders.ties.reading import PLATFORMS, Reading
from ontology import vocab
from ontology.facts import Ref, Relation

_TAIL = re.compile(r"(?:产业集群|产业链|集群|产业|行业|制造业|业|链)$")


def shared_names(read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """临海水泵产业研究院, where the text speaks of 水泵产业链: the institute is for it; so is a policy.

    said: the relations found before; an industry in the platform's name that is told says more than its part.
    """
    told_of = stems(read)
    told = {(r.subject, r.object.name) for r in said if r.predicate in _TIES.values()}
    own: dict[Ref, list[str]] = defaultdict(list)
    for platform, industry in sorted(told):
        own[platform].append(industry)
    done: set[Ref] = set()
    for reading in read if told_of else ():
        for each in reading.named:
            tie = _TIES.get(each.ref.kind)
            if tie is None or each.implicit or each.ref in done:
                continue
            done.add(each.ref)
            stem = max((s for s in told_of if holds(each.ref.name, s)), key=len, default="")
            if stem and not any(stem in name for name in own[each.ref]):
                where = (each.begin, each.end)
                method = "focus-shared-name" if tie == "focusesOn" else "targets-shared-name"
                yield from reading.say(each.ref, tie, told_of[stem], where, method, 0.7)


_TIES = dict.fromkeys(PLATFORMS, "focusesOn") | dict.fromkeys(("Policy", "Program"), "targets")


def stems(read: Sequence[Reading]) -> dict[str, Ref]:
    """The industries that a text speaks of for themselves, by what its names hold besides 产业 and 链."""
    found: dict[str, Ref] = {}
    for reading in read:
        for each in free_industries(reading):
            for form in (each.ref.name, *each.aliases):
                stem = _TAIL.sub("", form)
                if len(stem) > 1 and stem not in sectors() and not is_group(each):
                    found.setdefault(stem, each.ref)
    return found


def holds(name: str, stem: str) -> bool:
    """Whether a name tells the industry of a stem: two characters alone may be part of any word."""
    sure = len(stem) > 2 or vocab.concept("industry", stem) is not None
    return stem in name if sure else f"{stem}产业" in name
