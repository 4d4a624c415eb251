"""The industry of those in a park that is named after one: 莲藕产业园里，A、B等26家企业, where the text grows 莲藕产业.

The park is for it by its name (graph/infer/industry-from-park.rq asks for an industry right in the name, and for
things of which nothing is told); whose own name tells another trade is left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.ties.industries.industry_topics import fits
from ontology.facts import Ref, Relation


def park_members(said: Sequence[Relation]) -> Iterator[Relation]:
    """What is said to be in a park is supposed to be of the park's industry; said: the relations found before."""
    focus: dict[Ref, set[Ref]] = defaultdict(set)
    known: dict[Ref, set[Ref]] = defaultdict(set)
    for each in said:
        if each.predicate == "focusesOn" and each.subject.kind == "IndustrialPlatform":
            focus[each.subject].add(each.object)
        elif each.predicate == "inIndustry":
            known[each.subject].add(each.object)
    for each in [r for r in said if r.predicate == "locatedIn" and not r.supposed] if focus else ():
        own = focus.get(each.object, set())
        industry = next(iter(own)) if len(own) == 1 else None
        named = industry is not None and industry.name.removesuffix("链").removesuffix("产业") in each.object.name
        if industry is None or not named or each.subject.kind not in ("Company", "Project"):
            continue
        if not known[each.subject] and fits(each.subject, industry):
            known[each.subject].add(industry)
            method = "industry-of-its-park"
            yield Relation(each.subject, "inIndustry", industry, each.evidence, method, 0.55, supposed=True)
