"""What a plan is for: the chains that a text about it goes through, the industries that its sentences aim at.

The plan is the document itself, or the one that a text begins by announcing: 县里印发《…行动方案》. What its name
holds is told by loaders.ties.policies.organisations.aims.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.ties.industries.industry_ties import is_group, opening
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, items_from, run_of, span
from ontology.facts import Ref, Relation

_ANNOUNCED = re.compile(r"(?:印发|出台|发布|制定|公布|颁布|推出|实施)(?:了)?《?$")
_SAYS = re.compile(
    r"[《“]?(?:行动方案|实施方案|方案|规划|意见|措施|政策|计划|办法)[》”]?(?:明确|提出|指出|强调|聚焦|围绕|要求|重点)"
)
_FOR_THIS = re.compile(
    r"(?:制定|制订|出台|提出)(?:了)?(?:如下|以下|本)[^，。；]{0,8}(?:政策|措施|意见|方案|办法|规划|计划)"
)
_AIM = re.compile(
    r"(?:其中，?)?(?:力争(?:[^，。；]{0,8}[年末底])?)?(?:将|要|重点|着力|加快|加速|大力|科学|前瞻|超前|积极|全力|持续)*"
    r"(?:聚焦|围绕|瞄准|构建|打造|突破|支持|推动|促进|培育|做大做[强优好]|做优做强|做[大强优精]|发展|壮大|布局|抢占|振兴"
    r"|(?<=加[快速])(?=[^，。；]{2,40}?(?:转型|升级|发展|提升|提质|改造|振兴|壮大)))"
)
_PAST = re.compile(r"回顾|基础|现状|成效|成就|形势|背景|环境|前言|存在问题")
_EARLY = 4  # passages within which a text that is about a plan has announced it


def plan_targets(read: Sequence[Reading]) -> Iterator[Relation]:
    """All targets relations of the plan that a document is or is about, but those that its name tells."""
    found = _announced(read)
    plan = read[0].policy if read and read[0].policy else found
    for reading in read if plan else ():
        if plan is None or any(_PAST.search(h.title) for h in reading.passage.section):
            continue
        for chain in opening(reading):
            where = (chain.begin, chain.end)
            yield from reading.say(plan, "targets", chain.ref, where, "targets-opening", 0.8)
        for begin, end in _aiming(reading, plan):
            yield from _aims(reading, plan, begin, end)


def _announced(read: Sequence[Reading]) -> Ref | None:
    """The one policy that the first passages of a text announce."""
    told = {
        n.ref
        for reading in read[:_EARLY]
        for n in reading.named
        if n.ref.kind == "Policy" and not n.implicit and _ANNOUNCED.search(reading.text, 0, n.begin)
    }
    return told.pop() if len(told) == 1 else None


def _aiming(reading: Reading, plan: Ref) -> Iterator[tuple[int, int]]:
    """The stretches that say what a plan is for: after its announcement, 方案明确…, 为…制定如下措施."""
    for begin, end in reading.sentences:
        named = [n for n in reading.named if n.ref == plan and begin <= n.begin and n.end <= end]
        if named and _ANNOUNCED.search(reading.text, 0, named[0].begin):
            yield named[0].end, end
        elif _SAYS.match(reading.text, begin) or _FOR_THIS.search(reading.text, begin, end):
            yield begin, end


def _aims(reading: Reading, plan: Ref, begin: int, end: int) -> Iterator[Relation]:
    """The industries of the clauses that begin with a verb of aiming."""
    for industry in reading.within(begin, end, INDUSTRIES):
        clause = max(reading.clause(industry.begin)[0], begin)
        if not industry.implicit and _AIM.match(reading.text, clause) and not _outer(reading, industry):
            where = (clause, industry.end)
            yield from reading.say(plan, "targets", industry.ref, where, "targets-sentence", 0.75)


def _outer(reading: Reading, each: Named) -> bool:
    """Whether a name only stands in a longer one, of a park, a program or another industry."""
    return any(not o.implicit and o.holds(each) for o in reading.named)


# 实施P，在A、B等领域突破
_WITHIN = r"(?:重点|主要|优先)?(?:在|对|面向|瞄向)(?=[^，。；]{2,80}?(?:领域|方面|产业|赛道|方向|行业))"
_CARRIED = re.compile(
    r"(?:实施|推进|深化|开展|启动|通过|推行|坚持|落实|执行|打好|打响|以|按照|围绕|制定|出台|印发)(?:了|好)?[“《]?$"
)
_NEXT = re.compile(
    r"[”》]?(?:策略|模式|战略|举措|抓手)?，(?:[\u4e00-\u9fff]{4}|持续|着力|全力|加快|大力|强力|奋力|聚力|合力|不断|进一步|有力|切实|深入|扎实)??"
    rf"(?={_AIM.pattern}|{_WITHIN})"
)
_FOR = re.compile(
    r"(?:围绕|聚焦|针对|紧扣|瞄准|面向)(?=[^，。；]{2,60}?(?:产业|产业链|行业|集群|领域|赛道|方向)[^，。；]{0,8}，)"
    r"|为(?:了)?(?:更好|进一步|加快|着力|大力|深入)*(?:推进|推动|促进|加快|实现|做大做强|做强|做大|培育|发展|支持|提升)"
)


_IN_FIELD = re.compile(  # 聚焦X产业|实施P
    r"[^，。；]{0,10}?(?:围绕|聚焦|针对|面向|瞄准|在)(?P<field>[^，。；]{2,60}?(?:产业|产业链|行业|集群|领域|赛道|方向))[^，。；]{0,4}?"
    r"(?:深入|全面|大力|持续)?(?:实施|开展|推进|启动|推行|深化)了?[“《]?"
)


def program_targets(reading: Reading) -> Iterator[Relation]:
    """实施P，推动X产业转型; 为推进X产业升级，深化P: the industries of the clause behind a program, or of its aim."""
    for plan in reading.named:
        if plan.ref.kind not in ("Program", "Policy") or plan.implicit:
            continue
        yield from _noted(reading, plan)
        if plan.ref == reading.policy or not _CARRIED.search(reading.text, 0, plan.begin):
            continue
        begin, end = reading.sentence(plan.begin)
        if _FOR_THIS.search(reading.text, begin, end):  # 为落实《…规划》，加快A产业升级，制定如下政策
            continue
        follows = _NEXT.match(reading.text, plan.end)
        stretches = []
        if follows:
            stretches.append((follows.end(), min(reading.clause(follows.end())[1], end)))
            yield from aims_in(reading, plan, stretches[-1][1], end)
        aim = _FOR.match(reading.text, begin)
        if aim and reading.clause(begin)[1] < plan.begin:
            stretches.append((aim.end(), reading.clause(begin)[1]))
        if at := _IN_FIELD.fullmatch(reading.text, reading.clause(plan.begin)[0], plan.begin):
            stretches.append(at.span("field"))
        for stretch in stretches:
            for industry in reading.within(*stretch, INDUSTRIES):
                if not industry.implicit and not _outer(reading, industry):
                    where = (min(plan.begin, industry.begin), max(plan.end, industry.end))
                    yield from reading.say(plan.ref, "targets", industry.ref, where, "targets-clause", 0.7)


_OWN = re.compile(r"[”》]?(?:（|(?:重点|主要|将)?(?:聚焦|围绕|瞄准|面向|紧扣|锚定|支持|布局))[“]?")


def _noted(reading: Reading, plan: Named) -> Iterator[Relation]:
    """P计划（A、B、C）; P工程聚焦A、B: the industries right behind a program."""
    told = _OWN.match(reading.text, plan.end)
    bracket = told is not None and told[0].endswith("（")
    close = reading.text.find("）", plan.end, plan.end + 80) if bracket else -1
    for each in items_from(reading, told.end(), INDUSTRIES) if told and (close > 0 or not bracket) else ():
        if not is_group(each) and not _outer(reading, each) and (not bracket or each.end <= close):
            yield from reading.say(plan.ref, "targets", each.ref, span(plan, each), "targets-noted", 0.8)


_ONE_OF = re.compile(
    r"[”》]*(?:确定|明确|支持|聚焦)?的?(?:[\d两三四五六七八九十]+[个大])?(?:重点|主要|首批|试点|主攻)(?:行业|产业|领域|产业链)(?:之一)?"
)
_IS_IN = re.compile(
    r"(?:产业|行业)?(?:也|均|都|正|就)?(?:是|被列为|被列入|列入|纳入)(?:了)?(?:全[省市县区]|我[省市县区])?[“《]?$"
)


def among_aims(reading: Reading) -> Iterator[Relation]:
    """X是“P”的重点行业之一: the program is for the industry."""
    for plan in reading.named:
        if plan.ref.kind not in ("Program", "Policy") or plan.implicit or not _ONE_OF.match(reading.text, plan.end):
            continue
        begin, _ = reading.clause(plan.begin)
        last = reading.last_before(plan.begin, INDUSTRIES, begin)
        for each in run_of(reading, last, INDUSTRIES) if last else ():
            if last and _IS_IN.fullmatch(reading.text, last.end, plan.begin):
                yield from reading.say(plan.ref, "targets", each.ref, span(each, plan), "targets-among", 0.8)


_OTHERS = ("Program", "Policy", "Company", "Place", *PLATFORMS)  # with one of which a clause is about something else


def aims_in(reading: Reading, plan: Named, begin: int, end: int) -> Iterator[Relation]:
    """做优做强A、B，发展壮大C: the industries of the further clauses that say what a program does for them."""
    at = begin + reading.text.startswith(("，", "。", "："), begin)
    while at < end and _AIM.match(reading.text, at) and not reading.within(at, reading.clause(at)[1], _OTHERS):
        stop = reading.clause(at)[1]
        for each in reading.within(at, stop, INDUSTRIES):
            if not (each.implicit or is_group(each) or _outer(reading, each)):
                yield from reading.say(plan.ref, "targets", each.ref, span(plan, each), "targets-further", 0.65)
        at = stop + 1
