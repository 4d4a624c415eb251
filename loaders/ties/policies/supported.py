"""Whom programs and plans help, and which industries plans are said to name.

实施“链主培育”行动，支持A、B兼并重组; 实施P。支持A创建…; 《P》和《Q》均提出大力发展X.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.industries.industry_ties import is_group
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, items_from, list_from, span
from ontology.facts import Relation

_HELPED = ("Company", "Project", *PLATFORMS)
_PLANS = ("Program", "Policy")
_CARRIED = re.compile(
    r"(?:实施|推进|深入实施|开展|启动|通过|推行|落实|执行|依托|制定|出台|深化)(?:了|好|省级?|市级?|县级?|国家级?)?[“《]?$"
)
_HELPS = re.compile(
    r"[”》]?(?:，|。)?(?:重点|全力|大力|着力|加大|积极|优先|持续|将|累计|共|已)*(?:支持|扶持|帮扶|助力|帮助|鼓励|培育)(?:了)?"
    r"(?:龙头企业|链主企业|骨干企业|重点企业|企业)?[“]?"
)
_GOES_ON = re.compile(r"(?:重点|全力|大力|积极)*(?:支持|扶持|帮扶|鼓励)[“]?")


def supported(reading: Reading) -> Iterator[Relation]:
    """supports, by the frames of the module."""
    if reading.kinds.isdisjoint(_HELPED) or not has(
        reading.text, "支持", "扶持", "帮扶", "助力", "帮助", "鼓励", "培育"
    ):
        return
    plans = [n for n in reading.named if n.ref.kind in _PLANS and not n.implicit and not _held(reading, n)]
    for plan, after in zip(plans, [*plans[1:], None], strict=True):
        begin, end = reading.sentence(plan.begin)
        opens = plan.begin - begin < 3 or _CARRIED.search(reading.text, begin, plan.begin)
        told = _HELPS.match(reading.text, plan.end) if opens else None
        if told:
            yield from _say(reading, plan, told.end())
            end = reading.sentence(told.end())[1]
        stop = after.begin if after else len(reading.text)
        while opens and end < stop and (more := _GOES_ON.match(reading.text, end)):
            yield from _say(reading, plan, more.end())
            end = reading.sentence(end)[1]


def _held(reading: Reading, plan: Named) -> bool:
    return any(o.holds(plan) and not o.implicit for o in reading.named)


def _say(reading: Reading, plan: Named, position: int) -> Iterator[Relation]:
    first = next((n for n in reading.between(position, position) if n.ref.kind in _HELPED and not n.implicit), None)
    for each in list_from(reading, first, _HELPED) if first else ():
        yield from reading.say(plan.ref, "supports", each.ref, span(plan, each), "supports-clause", 0.75)


_NAMES = re.compile(
    r"[”》]?(?:（[^（）]{1,20}）)?(?:中)?(?:均|都|也|则|还|就)?(?:已)?(?:明确|专门|特别)?(?:提出|指出|要求|强调|部署|写明|支持|鼓励|提到|明确)"
    r"(?:了|要|将|，)*(?:重点|大力|加快|优先|积极|着力|全力|持续)*(?:发展|培育|壮大|打造|布局|做大做强|做[强大优]|推进|推动|促进|突破)(?:壮大)?(?:了)?[“]?"
)


def named_by_plans(reading: Reading) -> Iterator[Relation]:
    """targets: 《P》和《Q》均提出大力发展X: each of the plans names the industries."""
    if reading.kinds.isdisjoint(_PLANS) or reading.kinds.isdisjoint(INDUSTRIES):
        return
    for plan in reading.named:
        told = _NAMES.match(reading.text, plan.end) if plan.ref.kind in _PLANS and not plan.implicit else None
        if told is None:
            continue
        plans = [plan, *_beside(reading, plan)]
        for each in items_from(reading, told.end(), INDUSTRIES):
            held = any(o.holds(each) and not o.implicit for o in reading.named)
            near = not reading.text[told.end() : each.begin].strip("“") or each.begin - told.end() < 40
            if near and not held and not is_group(each):
                for one in plans:
                    yield from reading.say(one.ref, "targets", each.ref, span(one, each), "targets-named", 0.75)


_AND = re.compile(r"[”》]*(?:、|和|与|及|以及)[“《]*")


def _beside(reading: Reading, plan: Named) -> Iterator[Named]:
    """The plans of the list that ends with this one."""
    at = plan
    for each in reversed(reading.between(plan.begin - 60, plan.begin)):
        if each.ref.kind in _PLANS and each.end <= at.begin and _AND.fullmatch(reading.text, each.end, at.begin):
            yield each
            at = each
