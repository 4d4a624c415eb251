"""Who heads what: people with their role in a body, a firm, a zone or a place."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.finding import table
from loaders.lexicon import has, one_of, words
from loaders.named import Named
from loaders.ties.quoted import speech_before
from loaders.ties.reading import PLATFORMS, Reading, list_from, span
from ontology import vocab
from ontology.facts import Ref, Relation

ORGANISATIONS = ("Company", "Agency", *PLATFORMS, "Place")
_OF_OFFICE = ("科长", "副科长", "处长", "副处长", "股长", "室主任", "司长")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,12}")  # an office of the body: 经济运行, before 科长

_OF_WORKS = re.compile(
    r"(?:项目|工程|工地|车间)部?(?:负责人|经理|总监|主管|总工|主任)$"
)  # who heads works, and no firm


@cache
def _role() -> re.Pattern[str]:
    roles = one_of(words(table("person")["roles"]))
    chain = r"(?:[\u4e00-\u9fff]{1,6}(?:书记|常委|委员|主任|局长|部长|院长|董事长|总裁|经理|主席|会长)、)*"
    return re.compile(rf"(?:[\u4e00-\u9fff]{{1,4}}部)?{chain}(?:[\u4e00-\u9fff]{{1,6}}(?=主任|书记))?{roles}$")


def heads(reading: Reading) -> Iterator[Relation]:
    """headedBy, with the role: 某某公司总经理张三, 张三领衔创办的某某公司."""
    last: list[Relation] = []  # who heads what the person named before heads
    for person in reading.named:
        if person.ref.kind != "Person":
            continue
        before = reading.text[max(0, person.begin - 20) : person.begin].rstrip("、 \u3000")
        role = None if _OF_WORKS.search(before) else _role().search(before)
        if role:
            at = reading.text.rfind(role[0], 0, person.begin)
            own = [*_headed(reading, person, at, role[0]), *_also_heads(reading, person, at)]
            last = own or [*_with_last(reading, person, at, role[0], last)]
            yield from last
        if role and role[0].endswith(("长", "主席")):
            yield from _for_government(reading, person, role[0])
        yield from _before_role(reading, person)
        yield from _leaders(reading, person)
        yield from _founder(reading, person)
        yield from _appointed(reading, person)
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


def _with_last(reading: Reading, person: Named, role_begin: int, role: str, last: list[Relation]) -> Iterator[Relation]:
    """C董事长张三、总经理李四: whom a role without a body stands beside, they head the same firm."""
    before = next((n for n in reading.named if n.end == role_begin - 1 and n.ref.kind == "Person"), None)
    firms = [r.subject for r in last if before and r.object == before.ref and r.subject.kind == "Company"]
    if before and firms and reading.text[role_begin - 1] in "、，和" and _OF_FIRM.search(role):
        where, roles = (before.begin, person.end), (("role", role),)
        yield from reading.say(firms[-1], "headedBy", person.ref, where, "headed-beside", 0.75, roles)


_ROLE_BEHIND = re.compile(r"副?(?:局长|主任|书记|董事长|总经理|厂长|院长|镇长|乡长|会长|总裁|所长|理事长)")


def _before_role(reading: Reading, person: Named) -> Iterator[Relation]:
    """工信局张三局长: whom a body stands before and its title behind."""
    told = _ROLE_BEHIND.match(reading.text, person.end) if person.method == "person-before-role" else None
    bodies = [n for n in reading.named if told and n.end == person.begin and n.ref.kind in ORGANISATIONS]
    body = min(bodies, key=lambda n: n.begin, default=None)
    if told and body:
        where, roles = (body.begin, told.end()), (("role", told[0]),)
        yield from reading.say(body.ref, "headedBy", person.ref, where, "headed-before-role", 0.8, roles)


_FOUNDS = re.compile(r"(?:先生|女士|教授|博士)?(?:于?\d{4}年)?(?:独立)?(?:投资|出资)?(?:创办|创立|创建|兴办)(?![的了])")


def _founder(reading: Reading, person: Named) -> Iterator[Relation]:
    """C由某地人张三投资创办: the firm that the sentence begins with."""
    begin, _ = reading.sentence(person.begin)
    firm = next(iter(reading.within(begin, person.begin, ("Company",))), None)
    if firm and firm.begin == begin and _FOUNDS.match(reading.text, person.end):
        lead = reading.text[firm.end : person.begin]
        if re.fullmatch(r"(?:是|系)?由[\u4e00-\u9fff]{0,10}", lead):
            where, roles = (firm.begin, person.end), (("role", "创办人"),)
            yield from reading.say(firm.ref, "headedBy", person.ref, where, "headed-founder", 0.85, roles)


_TAKES = re.compile(
    r"(?:担任|兼任|出任|任)(?P<role>(?:总|第一|常务)?副?(?:组长|链长|群链长|指挥长|总指挥|召集人|主任|会长|理事长|院长|所长))"
)


def _appointed(reading: Reading, person: Named) -> Iterator[Relation]:
    """成立X工作专班，由副市长张三任链长: the body that the sentence named last before; 由市长张三任组长的X领导小组."""
    told = _TAKES.match(reading.text, person.end)
    begin, _ = reading.clause(person.begin)
    body = reading.last_before(begin, ("Agency", *PLATFORMS), reading.sentence(begin)[0]) if told else None
    led = next((n for n in reading.named if told and n.begin == told.end() + 1 and n.ref.kind == "Agency"), None)
    if told and led and reading.text[told.end()] == "的":
        where, roles = (person.begin, led.end), (("role", told["role"]),)
        yield from reading.say(led.ref, "headedBy", person.ref, where, "headed-appointed", 0.85, roles)
    elif told and body and reading.text.startswith("由", begin):
        where, roles = (body.begin, told.end()), (("role", told["role"]),)
        yield from reading.say(body.ref, "headedBy", person.ref, where, "headed-appointed", 0.85, roles)


_LEADERS = re.compile(r"(?:^|[^\u4e00-\u9fff]|[我全])(?P<role>(?P<rank>[省市县区州旗])领导)[：:]?$")


def _leaders(reading: Reading, person: Named) -> Iterator[Relation]:
    """县领导张三、李四、王五等: each of them for the place of that rank."""
    told = _LEADERS.search(reading.text, max(0, person.begin - 6), person.begin)
    area = _of_rank(reading, told["rank"]) if told else None
    for each in list_from(reading, person, ("Person",)) if told and area else ():
        if told and area:
            where, roles = (told.start("role"), each.end), (("role", told["role"]),)
            yield from reading.say(area, "headedBy", each.ref, where, "headed-leaders", 0.8, roles)


_SPEAKS_FOR = re.compile(r"(?:同志)?，?(?:代表|受)(?P<rank>[省市县区州旗盟])?(?:人民)?政府")


def _for_government(reading: Reading, person: Named, role: str) -> Iterator[Relation]:
    """县长张三代表县人民政府报告工作: the head of the place's government speaks for it."""
    told = _SPEAKS_FOR.match(reading.text, person.end)
    area = _of_rank(reading, told["rank"]) if told and told["rank"] else None
    if told and area and re.fullmatch(r"(?:代)?[省市州盟县区旗]长|主席", role):
        body = Ref("Agency", f"{area.name}人民政府", f"{area.key}-人民政府")
        where, roles = (person.begin, told.end()), (("role", role),)
        yield from reading.say(body, "headedBy", person.ref, where, "headed-reports", 0.8, roles)


def _also_heads(reading: Reading, person: Named, role_begin: int) -> Iterator[Relation]:
    """市委常委、某某高新区党工委书记、管委会主任张三: a zone, committee or firm that a later one of the roles names."""
    for body in reading.within(role_begin + 1, person.begin, ("Company", "IndustrialPlatform", "Agency")):
        role = reading.text[body.end : person.begin]
        if re.fullmatch(r"[\u4e00-\u9fff]{2,8}", role) and reading.text[body.begin - 1] in "、，兼":
            where, roles = (body.begin, person.end), (("role", role),)
            yield from reading.say(body.ref, "headedBy", person.ref, where, "headed-role", 0.8, roles)


def _headed(reading: Reading, person: Named, role_begin: int, role: str) -> Iterator[Relation]:
    far = 12 if role in _OF_OFFICE else 6  # 海洋局|产业与规划处处长
    near = [
        n
        for n in reading.named
        if n.ref.kind in ORGANISATIONS and n.end <= person.begin and role_begin - _past_note(reading.text, n.end) <= far
    ]
    near = [
        n
        for n in near
        if _BETWEEN.fullmatch(reading.text, _past_note(reading.text, n.end), role_begin)
        or (role in _OF_OFFICE and n.ref.kind == "Agency" and _OFFICE.fullmatch(reading.text[n.end : role_begin]))
        or n.begin <= role_begin < n.end
        or (n.ref.kind == "Agency" and "、" not in reading.text[role_begin : n.end] and role_begin < n.begin)
    ]
    if near:
        best = max(near, key=lambda n: (n.end, n.begin))
        best = min((n for n in near if n.end == best.end), key=lambda n: n.begin)
        if best.implicit and best.ref.kind == "Company":
            best = _spoken_of(reading, best.begin, ("Company",)) or best
        role = role[max(0, best.end - role_begin) :]
        if sits := _SITS_ON.match(role):  # 省委常委、副市长张三 heads no committee of the province
            yield from _by_context(reading, person, person.begin - len(role) + sits.end(), role[sits.end() :])
            return
        ref = _of_committee(best)
        role = best.ref.name[-2:] + role if ref != best.ref else role
        where = (best.begin, person.end)
        yield from reading.say(ref, "headedBy", person.ref, where, "headed-role", 0.85, (("role", role),))
        if ref != best.ref:  # 滨江市委书记 heads the committee too
            yield from reading.say(best.ref, "headedBy", person.ref, where, "headed-role", 0.85, (("role", role[2:]),))
        zone = _of_zone(reading, best)
        if zone:
            roles = (("role", reading.text[best.end - 3 : best.end] + role),)
            yield from reading.say(zone, "headedBy", person.ref, where, "headed-zone", 0.8, roles)
        return
    yield from _by_context(reading, person, role_begin, role)


_SITS_ON = re.compile(r"(?:常委|委员|党组成员)(?:[、，兼]|$)")


def _by_context(reading: Reading, person: Named, role_begin: int, role: str) -> Iterator[Relation]:
    """市长张三: whose head a role tells that stands alone."""
    head = _head_in_context(reading, role_begin, role) if role else None
    if head:
        where, roles = (role_begin, person.end), (("role", role),)
        yield from reading.say(head, "headedBy", person.ref, where, "headed-by-context", 0.7, roles)


_BETWEEN = re.compile(
    r"(?:的|引进的|旗下|党委|党工委|党组|相关|部门|行政|销售|生产|市场|运营|常务|执行|人民政府|名誉|荣誉|助理|轮值|联席|代理"
    r"|(?:执行董事|董事长?|总裁|创始人|书记|院长|主席|所长|主任)兼|[\u4e00-\u9fff]{0,3}部)*"
)
_NOTE = re.compile(r"（[^（）]{2,24}）")


def _past_note(text: str, end: int) -> int:
    """Where the words go on behind a name, past the short form that it brings in: 某某有限公司（下称某某）|董事长."""
    note = _NOTE.match(text, end)
    return note.end() if note else end


def _of_zone(reading: Reading, body: Named) -> Ref | None:
    """The zone whose committee a body is, where the text names it: 园区管委会主任 heads the zone."""
    name = body.ref.name.removesuffix("管委会").removesuffix("管理委员会").removesuffix("党工委")
    if body.ref.kind != "Agency" or name == body.ref.name:
        return None
    inside = (n for n in reading.named if n.begin == body.begin and n.end < body.end)
    zones = (n.ref for n in (*inside, *reading.named) if n.ref.kind == "IndustrialPlatform")
    return next((ref for ref in zones if ref.name == name), None)


def _of_committee(body: Named) -> Ref:
    """The place whose party committee heads it: 滨江市委书记 heads 滨江市."""
    of = re.fullmatch(r"([\u4e00-\u9fff]+[省市县区州旗])委", body.ref.name) if body.ref.kind == "Agency" else None
    place = vocab.place(of[1], within=body.ref.key.partition("-")[0]) if of else None
    return Ref("Place", place.label, place.code) if place else body.ref


_FORMER_PLACE = re.compile(r"(?:时任|曾任|原任?)[\u4e00-\u9fff]{2,4}$")  # 时任|热河|省主席: of another place


def _level(reading: Reading, role_begin: int, role: str) -> Ref | None:
    """The place that a role names by its rank only: 自治区副主席, 省委书记, 市委副书记."""
    lead = reading.text[max(0, role_begin - 3) : role_begin] + role
    rank = re.match(r"[\u4e00-\u9fff]{0,3}?(自治区|省|州|盟|市|县|区|旗)(?=党委|委|人大|政府|政协|副?主席)", lead)
    begin = max(0, role_begin - 3) + (rank.start(1) if rank else 0)
    formerly = rank and _FORMER_PLACE.search(reading.text, max(0, begin - 8), begin)
    return _of_rank(reading, rank[1]) if rank and not formerly else None


def _of_rank(reading: Reading, rank: str) -> Ref | None:
    """The place of a rank (市, 县 …) that is the document's area or that it lies in."""
    if not reading.area:
        return None
    known = vocab.place(reading.area.name, within=reading.area.key)
    chain = (*((known,) if known else ()), *vocab.place_chain(reading.area.key))
    return next((Ref("Place", each.label, each.code) for each in chain if each.label.endswith(rank)), None)


def _head_in_context(reading: Reading, role_begin: int, role: str) -> Ref | None:
    """Whose head a bare role is: 市长 that of the document's area, 总经理 that of the company named before."""
    other = re.match(r"(?!自治)([\u4e00-\u9fff]{2,4})[省市县区州旗](?=党?委|政府)", role)
    if other and reading.area and not reading.area.name.startswith(other[1]):
        return None
    above = _level(reading, role_begin, role)
    if above:
        return above
    if re.fullmatch(r"(?:副|代|常务副)?[省市州盟县区旗]长", role):
        return _of_rank(reading, role[-2])
    if re.fullmatch(r"(?:副|代)?[镇乡]长", role):
        towns = [
            n for n in reading.named if n.ref.kind == "Place" and n.end <= role_begin and n.ref.name[-1] == role[-2]
        ]
        return towns[-1].ref if towns else None
    start, _ = reading.sentence(role_begin)
    said = re.search(r"(?:公司|企业|平台)(?:引进的)?$", reading.text[:role_begin])
    alone = role_begin == start or reading.text[role_begin - 1] in "”，。"
    official = re.search(r"书记|局长|主席|部长|镇长|乡长|处长|科长|常委|主任$", role) and not re.search(r"车间", role)
    kinds: tuple[str, ...] = ("Company",) if _OF_FIRM.search(role) else ("Company", *PLATFORMS)
    if said and said[0].startswith("平台") and reading.last_before(role_begin, PLATFORMS):
        kinds = PLATFORMS
    firm = _spoken_of(reading, role_begin, kinds) if said or (alone and not official) else None
    return firm.ref if firm else None


_OF_FIRM = re.compile(r"经理|董事|总裁|总监|店[主长]")


def _spoken_of(reading: Reading, position: int, kinds: tuple[str, ...]) -> Named | None:
    """The last thing named before a position, or what opens a clause of its sentence: C给D供货，…。总经理张三."""
    begin, end = speech_before(reading.text, position)
    named = [n for n in reversed(reading.between(0, position)) if _tells(n, kinds, position)]
    own = [] if has(reading.text[begin:end], "我", "咱") else [n for n in named if begin <= n.begin < end]
    subjects = (n for n in own if reading.clause(n.begin)[0] >= n.begin - 1)  # “C产值…，”总经理张三说
    last = next(subjects, None) or next((n for n in named if not begin <= n.begin < end), None)
    if last is None:
        return None if begin < end else reading.last_before(position, kinds)
    told = reading.within(reading.sentence(last.begin)[0], last.end, kinds)
    opening = [n for n in told if not n.implicit and reading.clause(n.begin)[0] == n.begin]
    return opening[-1] if opening else last


def _tells(each: Named, kinds: tuple[str, ...], position: int) -> bool:
    return each.ref.kind in kinds and each.end <= position and not each.implicit


_BY_ROLE = re.compile(r"(?:^|[。”！？])(?:该|这家)?(?:公司|企业|厂里?)?(?:的)?[\u4e00-\u9fff]{0,4}$")
_BACK = 2  # passages in which a feature has told of the firm whose head it quotes


def heads_of_before(read: Sequence[Reading]) -> Iterator[Relation]:
    """C…。/ “…。”该公司总经理张三说: whose head a passage that names no firm quotes, by the passages before."""
    for number, reading in enumerate(read):
        if "Person" not in reading.kinds or "Company" in reading.kinds:
            continue
        firm = _last_told(read[max(0, number - _BACK) : number])
        for person in reading.named if firm else ():
            role = _role().search(reading.text, max(0, person.begin - 20), person.begin)
            told = role and person.ref.kind == "Person" and _OF_FIRM.search(role[0]) and "店" not in role[0]
            if firm and role and told and _BY_ROLE.search(reading.text, 0, role.start()):
                where, roles = (role.start(), person.end), (("role", role[0]),)
                yield from reading.say(firm, "headedBy", person.ref, where, "headed-before", 0.65, roles)


def _last_told(before: Sequence[Reading]) -> Ref | None:
    """The firm that the last of some passages is about, where it is about one alone."""
    for reading in reversed(before):
        firms = {n.ref for n in reading.named if n.ref.kind == "Company" and not n.implicit}
        if firms:
            return firms.pop() if len(firms) == 1 else None
    return None
