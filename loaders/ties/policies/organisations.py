"""Who issued what, what a policy or a program aims at, and what is part of what."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import any_of, table
from loaders.lexicon import one_of, words
from loaders.named import Named
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, span
from ontology import vocab
from ontology.facts import Ref, Relation

_NOT_OURS = re.compile(r"(?:根据|按照|依据|贯彻|落实|对照|对标|执行|遵循|响应|学习)(?:[^，。；]{0,12})$")


@cache
def _issue() -> re.Pattern[str]:
    verbs = [w for w in words(table("policy")["issue"]) if w not in ("落实", "贯彻", "执行")]
    return re.compile(one_of([*verbs, "建立", "优化", "迭代优化", "创新", "推行"]))


_LEADS = re.compile(
    r"(?:(?:牵头|负责|会同[^，。；]{2,16})?，?[^，。；]{0,10}?|[^，。；]{2,24}，(?:并|还|同时|又)?|(?:会同|联合)[^，。；]{2,40}，)"
    r"(?:联合|共同|研究)?(?:制定|出台|印发|编制|发布|起草|推出|公布|颁布)"
)
_BESIDE = ("会同", "联合", "与", "和")
_JOINTLY = re.compile(r"(?:会同|联合|和|与|、)")


def issuers(reading: Reading) -> Iterator[Relation]:
    """issuedBy: who brings a policy out, or whose name its title begins with."""
    for policy in reading.named:
        if policy.ref.kind == "Policy" and not policy.implicit:
            found = _issuer(reading, policy)
            if found:
                ref, where, method, sure = found
                yield from reading.say(policy.ref, "issuedBy", ref, where, method, sure)
                yield from _jointly(reading, policy, where[0])


def _jointly(reading: Reading, policy: Named, begin: int) -> Iterator[Relation]:
    """A局会同B局制定《…》: B issued it too."""
    bodies = reading.within(begin, policy.begin, ("Agency",))
    first = next((n for n in bodies if n.begin == begin), None)
    told = _JOINTLY.match(reading.text, first.end) if first else None
    other = next((n for n in bodies if told and n.begin == told.end()), None)
    if other and not other.implicit:
        yield from reading.say(policy.ref, "issuedBy", other.ref, span(other, policy), "issued-jointly", 0.8)


_SET_UP = re.compile(r"(?:成立|组建|设立|建立)(?:了)?[^，。；]{0,24}$")  # 成立|工作专班，制定《…》: the place does
_OF_ZONE = re.compile(r"(?:该|全|[县市区])?(?:高新区|开发区|经开区|新区|示范区)(?!管委会)")


def _issuer(reading: Reading, policy: Named) -> tuple[Ref, tuple[int, int], str, float] | None:
    """Who issued a policy: a body said to, its title's place, who else the sentence names, or the document's area."""
    begin, _ = reading.sentence(policy.begin)
    lead = reading.text[begin : policy.begin]
    verb = _issue().search(lead)
    before = [n for n in reading.within(begin, policy.begin, ("Agency", "Place")) if _issues(n)]
    before = [n for n in before if not any(o.holds(n) for o in before)]
    own_zone = reading.topic(policy.begin, ("IndustrialPlatform", "Agency"))
    leading = [n for n in before if n.ref.kind == "Agency" and not reading.text.endswith(_BESIDE, 0, n.begin)]
    leading = [n for n in leading if not _SET_UP.search(reading.text, begin, n.begin)]
    body = next((n for n in reversed(leading) if _LEADS.match(reading.text, n.end)), None)
    if body and verb:
        return body.ref, span(body, policy), "issued-verb", 0.8
    if ours := _of_the_place(reading, policy, begin):
        return ours, (begin, policy.end), "issued-here", 0.8
    opening = [n for n in reading.named if n.begin == policy.begin and n.end < policy.end]
    if any(n.ref.kind == "IndustrialPlatform" for n in opening):
        return None  # a zone's own, which is neither a body nor a place, and not the city's in its name
    own = max(
        (n for n in opening if _issues(n)),
        key=lambda n: n.end,
        default=None,
    )
    if own:
        own = _last_of_chain(reading, own, policy.end)
        return own.ref, (policy.begin, policy.end), "issued-title", 0.8
    if _NOT_OURS.search(lead.rstrip("《“")):
        return None
    if before and (verb or (reading.area and before[-1].ref == reading.area)):
        return before[0].ref, span(before[0], policy), "issued-verb" if verb else "issued-topic", 0.8 if verb else 0.65
    if _OF_ZONE.match(lead) or (own_zone and own_zone.begin == begin):
        return None
    if reading.area and verb:
        return reading.area, (begin + verb.start(), policy.end), "issued-by-area", 0.7
    return None


_HERE = re.compile(
    r"(?:^|[，。；：“])(?P<rank>[镇乡县市区])(?:里|上)?(?:还|又|也|已|专门|率先|先后|连续|随即|[今去]年|\d{4}年|\d{1,2}月)*"
    r"(?:研究|联合)?(?:出台|印发|制定|发布|推出)(?:实施|印发|出台)?(?:的|了)?[^，。；《]{0,6}[《“]?$"
)


def _of_the_place(reading: Reading, policy: Named, begin: int) -> Ref | None:
    """镇里今年出台《…》: the town that was named last; 县里, 市里: the document's area, if it is of that rank."""
    told = _HERE.search(reading.text, begin, policy.begin)
    if told is None:
        return None
    if told["rank"] in "镇乡":
        towns = [n for n in reading.named if n.ref.kind == "Place" and n.ref.name[-1] == told["rank"]]
        before = [n for n in towns if n.begin <= policy.begin]
        return (before[-1] if before else towns[0]).ref if towns else None
    return reading.area if reading.area and reading.area.name.endswith(told["rank"]) else None


def _last_of_chain(reading: Reading, place: Named, end: int) -> Named:
    """The innermost of the places that a title begins with: 遵义市|播州区."""
    inner = next((n for n in reading.named if n.begin == place.end and n.end < end and _issues(n)), None)
    return _last_of_chain(reading, inner, end) if inner else place


def _issues(each: Named) -> bool:
    """Whether a place can bring out policies: a body does, or a division with its own code, not a quarter."""
    return each.ref.kind == "Agency" or (each.ref.kind == "Place" and each.ref.key.isdigit())


def aims(reading: Reading) -> Iterator[Relation]:
    """targets: the industries, platforms and places that a policy's or program's own name holds.

    The zone that the name begins with is who issued it (东山高新区促进水泵产业发展十条), unless the policy is for those
    who come there: 东山高新区招商引资优惠政策.
    """
    for plan in reading.named:
        if plan.ref.kind not in ("Policy", "Program") or plan.implicit:
            continue
        for inner in reading.within(plan.begin, plan.end, INDUSTRIES):
            if inner is not plan:
                yield from reading.say(plan.ref, "targets", inner.ref, (plan.begin, plan.end), "targets-name", 0.85)
        for inner in reading.within(plan.begin, plan.end, PLATFORMS):
            heads = inner.begin > plan.begin or _FOR_ZONE.fullmatch(reading.text, inner.end, plan.end)
            if heads and not inner.implicit:
                yield from reading.say(plan.ref, "targets", inner.ref, (plan.begin, plan.end), "targets-name", 0.75)
        if _WHOLE_INDUSTRY.search(reading.text[plan.begin : plan.end]):
            where, industry = (plan.begin, plan.end), Ref("Industry", "工业")
            yield from reading.say(plan.ref, "targets", industry, where, "targets-name", 0.75)
        yield from _both(reading, plan)


_FOR_ZONE = re.compile(
    r"[^，。；]{0,8}?(?:优惠|招商|引进|引资|建设|开发|总体规划|产业规划|发展规划|创业)[^，。；业]{0,16}"
)
_WHOLE_INDUSTRY = re.compile(
    r"(?<![\u4e00-\u9fff]新)工业(?=经济|发展|高质量|强[市县区省]|立[市县区]|倍增|稳|转型|提质|突破|振兴|“|”|[市县]|攻坚|三年|升级)"
)


def _both(reading: Reading, plan: Named) -> Iterator[Relation]:
    """A和B“两项整治”: the programs aim at A and at B."""
    name = reading.text[plan.begin : plan.end]
    found = re.match(r"(.{2,12}?)[和、与](.{2,12}?)[“]?两项", name)
    for part in found.groups() if found else ():
        begin = plan.begin + name.find(part)
        known = vocab.concept("industry", part)
        place = re.search(r"(?:区|园|园区|集聚区|区块)$", part)
        ref = Ref("Industry", known.label) if known else Ref("Platform", part) if place else Ref("Industry", part)
        if reading.area and ref.kind == "Platform":
            ref = Ref("Platform", part, f"{reading.area.key}-{part}")
        yield from reading.say(plan.ref, "targets", ref, (begin, plan.end), "targets-two", 0.8)


def parts(reading: Reading) -> Iterator[Relation]:
    """partOf: a program in a policy's name, a program of a plan, a quarter in a village's name."""
    for whole in reading.named:
        if whole.ref.kind == "Policy" and not whole.implicit:
            for inner in reading.within(whole.begin, whole.end, ("Program",)):
                yield from reading.say(inner.ref, "partOf", whole.ref, (whole.begin, whole.end), "part-of-name", 0.85)
    if reading.policy:
        task = any(any_of("plan", "tasks").search(h.title) for h in reading.passage.section)
        for program in reading.named:
            own = program.ref.kind == "Program" and not program.implicit and program.method != "program-national"
            if own and (task or _planned(reading, program)):
                yield from reading.say(
                    program.ref, "partOf", reading.policy, (program.begin, program.end), "part-of-plan", 0.7
                )
    yield from _carried_by(reading)
    yield from _set_out(reading)
    yield from _quarters(reading)
    yield from _zones(reading)
    yield from _summed(reading)
    yield from _components(reading)


_IT_CARRIES = re.compile(
    r"(?P<kind>计划|方案|意见|规划|措施|政策|办法)(?:还|也)?(?:提出|明确|要求|强调)?(?:，)?(?:将|要)?(?:实施|开展|启动|推进)[“]?"
)


def _carried_by(reading: Reading) -> Iterator[Relation]:
    """《A行动计划》印发。计划实施“B”工程: a program of the policy that was named last, by its kind."""
    for program in reading.named if "Policy" in reading.kinds else ():
        begin, _ = reading.sentence(program.begin)
        lead = _IT_CARRIES.fullmatch(reading.text, begin, program.begin) if program.ref.kind == "Program" else None
        policy = reading.last_before(begin, ("Policy",)) if lead else None
        if lead and policy and re.sub(r"（[^）]*）$", "", policy.ref.name).endswith(lead["kind"]):
            where = span(policy, program)
            yield from reading.say(program.ref, "partOf", policy.ref, where, "part-of-policy-before", 0.75)


_SETS_OUT = re.compile(
    r"(?:提出|明确|要求|部署|计划|规定|聚焦)[^。；]{0,60}?(?:实施|开展|启动|推进|推行|发放|推出)[“「]?$"
)


def _set_out(reading: Reading) -> Iterator[Relation]:
    """印发《A行动方案》，提出…，实施“B”工程: a program of the policy that its sentence announces."""
    for program in reading.named if "Policy" in reading.kinds else ():
        begin, _ = reading.sentence(program.begin)
        own = program.ref.kind == "Program" and not program.implicit and program.method != "program-national"
        policy = reading.last_before(program.begin, ("Policy",), begin) if own else None
        if policy and _issue().search(reading.text, begin, policy.begin):
            lead = reading.text[policy.end : program.begin]
            if _SETS_OUT.search(lead):
                where = span(policy, program)
                yield from reading.say(program.ref, "partOf", policy.ref, where, "part-of-announced", 0.75)


_COMPONENT = re.compile(
    r"的?(?:主要|重要|核心|有机|关键)?(?:组成部分|核心区|拓展区|起步区|先行区|分园|片区之一|园区之一|主园区)"
)
_IS = re.compile(r"(?:是|为|系|属于|作为)$")
_GOVERNED = re.compile(r"(?:的)?(?:管辖|管理|托管|规划|政策)(?:范围|区域)(?:内)?的")


def _components(reading: Reading) -> Iterator[Relation]:
    """P…，是Q的重要组成部分; 纳入Q管辖范围的P: a zone that belongs to another."""
    for whole in reading.named:
        if whole.ref.kind not in PLATFORMS:
            continue
        begin, _ = reading.clause(whole.begin)
        governed = _GOVERNED.match(reading.text, whole.end)
        part = next((n for n in reading.named if governed and n.begin == governed.end()), None)
        if _IS.search(reading.text[begin : whole.begin]) and _COMPONENT.match(reading.text, whole.end):
            part = reading.topic(whole.begin - 1, PLATFORMS)
        if part and part.ref != whole.ref and part.ref.kind in PLATFORMS:
            yield from reading.say(part.ref, "partOf", whole.ref, span(part, whole), "part-of-component", 0.85)


_TOWNSHIP = re.compile(r"(?:[镇乡村]|街道|社区)$")


_PAST = re.compile(r"回顾|基础|现状|成效|成就|形势|背景|环境|前言")


_CARRIED = re.compile(
    r"(?:大力|深入|全面|积极|加快)?(?:实施|开展|启动|推行|推进|(?:设立|组建|成立|建立)(?:首期|总|基金)?(?:规模)?[\d.]+[亿万]元(?:规模)?的?)"
    r"|对(?:列入|纳入|参与|参加|实施)了?"  # 对列入“…”工程的项目给予补助
    r"|(?:鼓励|支持|引导)[\u4e00-\u9fff]{2,6}(?:发放|推出|开发)"
)


def _planned(reading: Reading, program: Named) -> bool:
    """Whether a passage of a plan says, outside of its review of the past, that a program is to be carried out."""
    past = any(_PAST.search(h.title) for h in reading.passage.section)
    lead = reading.text[reading.clause(program.begin)[0] : program.begin]
    carried = _CARRIED.fullmatch(lead.rstrip("“"))
    return bool(carried) and bool(reading.passage.section) and not past


_QUARTER = re.compile(r"(?:区块|片区)$")


def _quarters(reading: Reading) -> Iterator[Relation]:
    """A quarter whose name begins with the town or village that it is a part of: 江口镇西片区."""
    for quarter in reading.named:
        if quarter.ref.kind != "Place" or quarter.implicit or not _QUARTER.search(quarter.ref.name):
            continue
        inner = [n for n in reading.within(quarter.begin, quarter.end, ("Place",)) if n.end < quarter.end]
        inner = [n for n in inner if _TOWNSHIP.search(n.ref.name) and _after_area(reading, quarter, n)]
        if inner:
            whole = max(inner, key=lambda n: n.end)
            where = (quarter.begin, quarter.end)
            yield from reading.say(quarter.ref, "partOf", whole.ref, where, "part-of-prefix", 0.85)


def _after_area(reading: Reading, quarter: Named, inner: Named) -> bool:
    """Whether nothing but the document's area stands before a place in the name of a quarter."""
    before = [n for n in reading.within(quarter.begin, inner.begin, ("Place",)) if n.ref == reading.area]
    return inner.begin == quarter.begin or any(n.begin == quarter.begin and n.end == inner.begin for n in before)


def _zones(reading: Reading) -> Iterator[Relation]:
    """A platform whose name begins with that of a zone: 滨江经济开发区智能装备产业园."""
    for part in reading.named:
        if part.ref.kind in PLATFORMS and not part.implicit:
            for whole in reading.within(part.begin, part.end, PLATFORMS):
                if whole.begin == part.begin and whole.end < part.end and whole.ref != part.ref:
                    yield from reading.say(part.ref, "partOf", whole.ref, (part.begin, part.end), "part-of-zone", 0.85)


def _summed(reading: Reading) -> Iterator[Relation]:
    """“A行动”“B行动”和“C行动”三大D行动: each is part of D."""
    for whole in reading.named:
        if whole.ref.kind != "Program" or not re.match(
            r"[两三四五六七八九十\d]+(?:大|项|个)", reading.text[whole.begin :]
        ):
            continue
        at = whole.begin
        for part in reversed([n for n in reading.named if n.ref.kind == "Program" and n.end <= whole.begin]):
            if not re.fullmatch(r"[”“、和与]*", reading.text[part.end : at]):
                break
            at = part.begin
            yield from reading.say(part.ref, "partOf", whole.ref, (part.begin, whole.end), "part-of-sum", 0.8)
