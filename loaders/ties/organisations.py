"""Who heads what, who issued what, what a policy or a program aims at, and what is part of what."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import any_of, table
from loaders.lexicon import one_of, words
from loaders.named import Named
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, span
from ontology import vocab
from ontology.facts import Ref, Relation

ORGANISATIONS = ("Company", "Agency", *PLATFORMS, "Place")
_OF_OFFICE = ("科长", "副科长", "处长", "副处长", "股长", "室主任", "司长")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,6}")  # an office of the body: 经济运行, before 科长
_NOT_OURS = re.compile(r"(?:根据|按照|依据|贯彻|落实|对照|对标|执行|遵循|响应|学习)(?:[^，。；]{0,12})$")


@cache
def _role() -> re.Pattern[str]:
    roles = one_of(words(table("person")["roles"]))
    chain = r"(?:[\u4e00-\u9fff]{1,6}(?:书记|常委|委员|主任|局长|部长|院长|董事长|总裁|经理|主席|会长)、)*"
    return re.compile(rf"(?:[\u4e00-\u9fff]{{1,4}}部)?{chain}(?:[\u4e00-\u9fff]{{1,6}}(?=主任|书记))?{roles}$")


def heads(reading: Reading) -> Iterator[Relation]:
    """headedBy, with the role: 某某公司总经理张三, 张三领衔创办的某某公司."""
    for person in reading.named:
        if person.ref.kind != "Person":
            continue
        before = reading.text[max(0, person.begin - 20) : person.begin].rstrip("、 ")
        role = _role().search(before)
        if role:
            at = reading.text.rfind(role[0], 0, person.begin)
            yield from _headed(reading, person, at, role[0])
        founded = re.match(
            r"(?:研究员|院士|教授|博士|先生|女士)?(?:团队)?(?:领衔)?(?:创办|创立|创建|成立)的",
            reading.text[person.end :],
        )
        if founded:
            at = person.end + founded.end()
            firm = next((n for n in reading.named if n.begin == at and n.ref.kind in ("Company", *PLATFORMS)), None)
            if firm:
                yield from reading.say(
                    firm.ref, "headedBy", person.ref, span(person, firm), "headed-founder", 0.85, (("role", "创办人"),)
                )


def _headed(reading: Reading, person: Named, role_begin: int, role: str) -> Iterator[Relation]:
    near = [
        n for n in reading.named if n.ref.kind in ORGANISATIONS and n.end <= person.begin and role_begin - n.end <= 6
    ]
    near = [
        n
        for n in near
        if re.fullmatch(
            r"(?:的|引进的|旗下|党委|党工委|党组|相关|人民政府|[\u4e00-\u9fff]{0,3}部)*",
            reading.text[n.end : role_begin],
        )
        or (role in _OF_OFFICE and n.ref.kind == "Agency" and _OFFICE.fullmatch(reading.text[n.end : role_begin]))
        or n.begin <= role_begin < n.end
    ]
    if near:
        best = max(near, key=lambda n: (n.end, n.begin))
        best = min((n for n in near if n.end == best.end), key=lambda n: n.begin)
        role = role[max(0, best.end - role_begin) :]
        ref = _of_committee(best)
        role = best.ref.name[-2:] + role if ref != best.ref else role
        yield from reading.say(
            ref, "headedBy", person.ref, (best.begin, person.end), "headed-role", 0.85, (("role", role),)
        )
        return
    head = _head_in_context(reading, role_begin, role)
    if head:
        where, roles = (role_begin, person.end), (("role", role),)
        yield from reading.say(head, "headedBy", person.ref, where, "headed-by-context", 0.7, roles)


def _of_committee(body: Named) -> Ref:
    """The place whose party committee heads it: 滨江市委书记 heads 滨江市."""
    of = re.fullmatch(r"([\u4e00-\u9fff]+[省市县区州旗])委", body.ref.name) if body.ref.kind == "Agency" else None
    place = vocab.place(of[1], within=body.ref.key.partition("-")[0]) if of else None
    return Ref("Place", place.label, place.code) if place else body.ref


def _level(reading: Reading, role_begin: int, role: str) -> Ref | None:
    """The place that a role names by its rank only: 自治区副主席, 省委书记, 市委副书记."""
    lead = reading.text[max(0, role_begin - 3) : role_begin] + role
    rank = re.match(r"[\u4e00-\u9fff]{0,3}?(自治区|省|州|盟|市|县|区|旗)(?=党委|委|人大|政府|政协|副?主席)", lead)
    if not rank or not reading.area:
        return None
    known = vocab.place(reading.area.name, within=reading.area.key)
    chain = (*((known,) if known else ()), *vocab.place_chain(reading.area.key))
    return next((Ref("Place", each.label, each.code) for each in chain if each.label.endswith(rank[1])), None)


def _head_in_context(reading: Reading, role_begin: int, role: str) -> Ref | None:
    """Whose head a bare role is: 市长 that of the document's area, 总经理 that of the company named before."""
    area = reading.area
    above = _level(reading, role_begin, role)
    if above:
        return above
    if re.fullmatch(r"(?:副|代|常务副)?[市县区]长", role):
        return area if area and area.name.endswith(role[-2]) else None
    start, _ = reading.sentence(role_begin)
    said = re.search(r"(?:公司|企业|平台)(?:引进的)?$", reading.text[:role_begin])
    alone = role_begin == start or reading.text[role_begin - 1] in "”，。"
    official = re.search(r"书记|局长|主席|部长|镇长|乡长|处长|科长|常委|主任$", role) and not re.search(r"车间", role)
    kinds = ("Company",) if re.search(r"经理|董事|总裁|总监", role) else ("Company", *PLATFORMS)
    firm = reading.last_before(role_begin, kinds) if said or (alone and not official) else None
    return firm.ref if firm else None


@cache
def _issue() -> re.Pattern[str]:
    verbs = [w for w in words(table("policy")["issue"]) if w not in ("落实", "贯彻", "执行")]
    return re.compile(one_of([*verbs, "建立", "优化", "迭代优化", "创新", "推行"]))


def issuers(reading: Reading) -> Iterator[Relation]:
    """issuedBy: who brings a policy out, or whose name its title begins with."""
    for policy in reading.named:
        if policy.ref.kind != "Policy" or policy.implicit:
            continue
        own = next((n for n in reading.named if n.begin == policy.begin and n.end < policy.end and _issues(n)), None)
        begin, _ = reading.sentence(policy.begin)
        lead = reading.text[begin : policy.begin]
        verb = _issue().search(lead)
        issuer = next(
            (n for n in reversed(reading.named) if begin <= n.begin and n.end <= policy.begin and _issues(n)), None
        )
        if own:
            yield from reading.say(policy.ref, "issuedBy", own.ref, (policy.begin, policy.end), "issued-title", 0.8)
        elif _NOT_OURS.search(lead.rstrip("《“")):
            continue
        elif issuer and (verb or (reading.area and issuer.ref == reading.area)):
            first = next(
                (n for n in reading.named if begin <= n.begin and n.end <= policy.begin and _issues(n)), issuer
            )
            yield from reading.say(
                policy.ref,
                "issuedBy",
                first.ref,
                span(first, policy),
                "issued-verb" if verb else "issued-topic",
                0.8 if verb else 0.65,
            )
        elif reading.area and verb:
            yield from reading.say(
                policy.ref, "issuedBy", reading.area, (begin + verb.start(), policy.end), "issued-by-area", 0.7
            )


def _issues(each: Named) -> bool:
    """Whether a place can bring out policies: a body does, or a division with its own code, not a quarter."""
    return each.ref.kind == "Agency" or (each.ref.kind == "Place" and each.ref.key.isdigit())


def aims(reading: Reading) -> Iterator[Relation]:
    """targets: the industries, platforms and places that a policy's or program's own name holds."""
    for plan in reading.named:
        if plan.ref.kind not in ("Policy", "Program") or plan.implicit:
            continue
        for inner in reading.within(plan.begin, plan.end, INDUSTRIES):
            if inner is not plan:
                yield from reading.say(plan.ref, "targets", inner.ref, (plan.begin, plan.end), "targets-name", 0.85)
        yield from _both(reading, plan)


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
    if reading.policy and any(any_of("plan", "tasks").search(h.title) for h in reading.passage.section):
        for program in reading.named:
            if program.ref.kind == "Program" and not program.implicit and program.method != "program-national":
                yield from reading.say(
                    program.ref, "partOf", reading.policy, (program.begin, program.end), "part-of-plan", 0.7
                )
    yield from _quarters(reading)
    yield from _zones(reading)
    yield from _summed(reading)


def _quarters(reading: Reading) -> Iterator[Relation]:
    for quarter in reading.named:
        if quarter.ref.kind == "Place" and not quarter.implicit and re.search(r"(?:区块|片区)$", quarter.ref.name):
            inner = [
                n
                for n in reading.within(quarter.begin, quarter.end, ("Place", *PLATFORMS))
                if n.begin == quarter.begin and n.end < quarter.end
            ]
            inner = [n for n in inner if n.ref != reading.area]
            for whole in [max(inner, key=lambda n: n.end)] if inner else []:
                yield from reading.say(
                    quarter.ref, "partOf", whole.ref, (quarter.begin, quarter.end), "part-of-prefix", 0.85
                )


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
