"""How industries hang together: members of groups, what a stretch of text is about, industries and their places."""

import re
from collections.abc import Iterable, Iterator

from loaders.finding import all_of
from loaders.named import Named
from loaders.ties.industries.industry_ties import GROWS, ROLE, is_group, is_sector, opener
from loaders.ties.plan import heading_subject
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, front, lies_here, run_of, span
from ontology.facts import Ref, Relation

_CLOSES = re.compile(
    r"(?:等?为(?:主导|代表|重点|支柱|主|核心|主体|龙头|特色|引领|支撑)(?:产业)?的|等(?:为(?:主导|代表|重点|支柱|主)的?)?)?"
    r"(?:[\d两三四五六七八九十]+(?:大|条|个|类))?$"
)
_IS_INDUSTRY_OF = re.compile(r"(?:是|为|已成为|成为)$")
_ARE_GROUP = re.compile(
    r"(?:已?成为|已?是|为)(?:了)?(?:[\u4e00-\u9fff]{2,6}的|园区|当地|本地|[全我该本][市县区镇])?(?:[\d一二三四五两]大)?$"
)
_OF_PLACE = re.compile(
    r"(?:的)?(?:[三四五六七八九十两\d]大)?(?:主导|支柱|特色|优势|传统|当家|重点|首位|龙头)?(?:主导|支柱|特色|优势|传统)?(?:产业|行业)"
)


def groups(reading: Reading) -> Iterator[Relation]:
    """broader: the members of a list and the group that closes it: A、B等未来产业."""
    text = reading.text
    for group in reading.named:
        if group.ref.kind not in INDUSTRIES or group.implicit:
            continue
        cue = _CLOSES.search(text[max(0, group.begin - 12) : group.begin])
        if not cue or not cue[0]:
            continue
        for member in list_before(reading, group.begin - len(cue[0])):
            yield from reading.say(member.ref, "broader", group.ref, (member.begin, group.end), "broader-list", 0.8)
    for group in reading.named:
        verb = _ARE_GROUP.search(text[max(0, group.begin - 12) : group.begin]) if _is_sum(group) else None
        for member in _subjects_of(reading, group.begin - len(verb[0])) if verb else ():
            where = (member.begin, group.end)
            yield from reading.say(member.ref, "broader", group.ref, where, "broader-predicate", 0.8)
    yield from _predicates(reading)


def _is_sum(group: Named) -> bool:
    """Whether an industry is a group: 主导产业, 新兴产业."""
    return group.ref.kind == "Industry" and not group.implicit and is_group(group)


def list_before(reading: Reading, end: int) -> list[Named]:
    """The industries of a list that ends at a position, from the last to the first."""
    at, found = end, []
    for member in reversed([n for n in reading.named if n.end <= end and n.ref.kind in INDUSTRIES and not n.implicit]):
        if member.end != at and not re.fullmatch(r"[、和与及）]|以及", reading.text[member.end : at]):
            if member.end > at:
                continue
            break
        at = member.begin
        found.append(member)
    return found


def _subjects_of(reading: Reading, verb: int) -> list[Named]:
    """The industries of the list before a verb; of three and more also before its comma: A、B、C，是P的支柱产业."""
    comma = reading.text[verb - 1 : verb] == "，"
    found = list_before(reading, verb - comma)
    return found if not comma or len(found) > 2 else []


def _predicates(reading: Reading) -> Iterator[Relation]:
    """A、B是P的主导产业: the industries are in P, P is for them, and they are its leading industries."""
    text = reading.text
    for where in reading.named:
        pointed = where.implicit and where.ref.kind == "Place"
        if where.ref.kind not in ("Place", *PLATFORMS) or pointed:
            continue
        verb = _IS_INDUSTRY_OF.search(text[max(0, where.begin - 4) : where.begin])
        tail = _OF_PLACE.match(text, where.end)
        if not verb or not tail:
            continue
        group = next((n for n in reading.named if n.ref.kind in INDUSTRIES and n.end == tail.end()), None)
        for member in _subjects_of(reading, where.begin - len(verb[0])):
            whole = (member.begin, tail.end())
            yield from reading.say(member.ref, "layout", where.ref, whole, "layout-predicate", 0.85)
            if where.ref.kind in PLATFORMS:
                yield from reading.say(where.ref, "focusesOn", member.ref, whole, "focus-predicate", 0.85)
            if group:
                yield from reading.say(member.ref, "broader", group.ref, whole, "broader-predicate", 0.85)


_BASE = re.compile(r"(?:生产|加工|制造|产业|出口|供应)?基地(?!建设|项目|[一二三]期)")


def bases(reading: Reading) -> Iterator[Relation]:
    """P是S省A、B、C基地: the industries are in the place that the sentence is about."""
    for last in reading.named:
        if last.ref.kind not in INDUSTRIES or not _BASE.match(reading.text, last.end):
            continue
        begin, _ = reading.clause(last.begin)
        members = list_before(reading, last.end)
        told = any(member.method == "industry-of-base" for member in members)
        place = next((n for n in reading.named if n.begin == begin and n.ref.kind in ("Place", *PLATFORMS)), None)
        for member in members if place and told else ():
            if place and reading.text[place.end : place.end + 1] in "是为":
                yield from reading.say(member.ref, "layout", place.ref, span(place, member), "layout-base", 0.8)


def subjects(reading: Reading) -> Iterator[Relation]:
    """What a paragraph under the bullet of an industry names: its leading companies, the projects it brings in."""
    opening = opener(reading)
    text = reading.text
    if opening is None or text[opening.end : opening.end + 1] not in ("。", "：") or _LABEL.match(text, opening.end):
        return
    yield from _placed(reading, opening)
    yield from _strongholds(reading, opening.ref)
    for each in reading.named:
        if each.implicit or each.ref.kind not in ("Company", "Project"):
            continue
        begin, _ = reading.clause(each.begin)
        lead = re.match(r"(?:依托|以|支持|发挥|引进|推进|加快|建设|实施|推动|围绕|做强|鼓励)", text[begin:])
        tail = each.ref.kind == "Project" or re.match(
            r"[^，。；]{0,40}?等(?:行业|本地)?(?:龙头|骨干|重点|企业)", text[each.end :]
        )
        if lead and tail:
            yield from reading.say(each.ref, "inIndustry", opening.ref, span(opening, each), "industry-bullet", 0.8)


_LABEL = re.compile(r"[：。]$")
_PLACED = re.compile(
    r"(?:主要|重点|集中)?(?:布局|分布|集聚)(?:在|于)|(?<=[，。；])布局(?=[\u4e00-\u9fff]{1,4}[镇乡区])|(?:主要|重点)(?:布局|依托)"
)
_PARTS = re.compile(
    r"重点(?:发展|突破|培育|推进|攻关)|(?<![\u4e00-\u9fff])发展|(?:大力|加快|积极)发展|主攻|做[强大优精]"
    r"|以(?=[^，。；]{2,24}为(?:主攻|重点|主要|发展)方向)"
)


def _section_group(reading: Reading) -> Ref | None:
    """The group of chains that the heading over a passage ends with: 壮大两条优势产业链."""
    title = reading.passage.section[-1].title if reading.passage.section else ""
    chains = [g for g in all_of("industry", "sums") if g.endswith("产业链") and title.endswith(g)]
    return Ref("IndustryChain", max(chains, key=len)) if chains else None


def _placed(reading: Reading, opening: Named) -> Iterator[Relation]:
    """X产业链。重点发展A、B。主要布局在P、Q: the parts and places of what a paragraph opens with."""
    text = reading.text
    group = _section_group(reading)
    if group and group != opening.ref:
        yield from reading.say(opening.ref, "broader", group, (opening.begin, opening.end), "broader-heading", 0.8)
    for verb in _PLACED.finditer(text, opening.end):
        _, end = reading.clause(verb.end())
        for place in reading.within(verb.end(), end, ("Place", *PLATFORMS)):
            inside = any(o.holds(place) for o in reading.named)
            if not inside and not place.implicit:
                yield from reading.say(
                    opening.ref, "layout", place.ref, (verb.start(), place.end), "layout-opening", 0.85
                )
    yield from _parts_of(reading, opening.ref, _PARTS.finditer(text, opening.end), "broader-opening")


def _parts_of(reading: Reading, whole: Ref, verbs: Iterable[re.Match[str]], method: str) -> Iterator[Relation]:
    """重点发展A、B, said where the text is about an industry: A and B are its parts."""
    for verb in verbs:
        _, end = reading.clause(verb.end())
        for part in reading.within(verb.end(), end, INDUSTRIES):
            holder = any(o.holds(part) for o in reading.named)
            if not holder and not part.implicit and part.ref != whole:
                yield from reading.say(part.ref, "broader", whole, (verb.start(), part.end), method, 0.8)


_TOPIC = re.compile(
    r"(?:[^，。；：]{0,16}。|(?:产业链?|集群)?(?P<frame>方面|板块|领域|赛道|这一?[头块边]|这条线)，|企业\d+[余多]?[家户]，)"
)
_SAID_FIRST = re.compile(r"(?<=[。；])(?:先说|再说|先看|再看|说到|提起|讲到)")
_OPENS = re.compile(r"[\W\d一二三四五六七八九十]*")


def topics(reading: Reading) -> Iterator[Relation]:
    """X产业初见成效。…C…; X方面，…C…; 2、X企业23家，…C…: the companies of a stretch of text about one industry."""
    starts = [n for n in reading.named if n.ref.kind in INDUSTRIES and not n.implicit and _is_topic(reading, n)]
    for number, topic in enumerate(starts):
        end = starts[number + 1].begin if number + 1 < len(starts) else len(reading.text)
        others = _HEADLINE.finditer(reading.text, reading.sentence(topic.begin)[1], end)
        end = next((m.start() for m in others if not reading.within(*m.span(), ("Company", "Project"))), end)
        for firm in reading.within(topic.end, end, ("Company", "Project")):
            if not firm.implicit and not _turned_to(reading, topic, firm):
                yield from reading.say(firm.ref, "inIndustry", topic.ref, span(topic, firm), "industry-topic", 0.6)
        for platform in reading.within(topic.end, end, PLATFORMS):
            if not platform.implicit and not (platform.ref.kind == "IndustrialPlatform" and _wide(platform)):
                where = span(topic, platform)
                yield from reading.say(platform.ref, "focusesOn", topic.ref, where, "focus-topic", 0.6)


_FIELD = re.compile(
    r"(?:在)?(?P<x>(?![这该本全各以依围支推发培建]|主导|支柱|重点)[\u4e00-\u9fff]{2,8}?)(?:领域|行业|产业|板块)(?![园基集])"
)


def _turned_to(reading: Reading, topic: Named, firm: Named) -> bool:
    """Whether the sentence of a firm, behind that of the topic, is about another industry: 纺织产业转型，C…."""
    begin, _ = reading.sentence(firm.begin)
    if begin <= topic.begin:
        return False
    field = _FIELD.match(reading.text, begin, firm.begin)
    if field and not set(field["x"]) & set(topic.ref.name.removesuffix("产业").removesuffix("行业")):
        return True
    before = [n for n in reading.within(begin, firm.begin, INDUSTRIES) if n.ref != topic.ref and not n.implicit]
    return any(_OPENS.fullmatch(reading.text, begin, n.begin) for n in before)


def _wide(zone: Named) -> bool:
    """Whether a zone is more than one industry's: a development zone, not a park or base."""
    return not zone.ref.name.endswith(("产业园", "园", "基地", "小镇", "产业园区"))


# 规模以上医药产业企业简介: the heading over a list of firms, each with lines of its own
_FIRMS_OF = re.compile(
    r"(?:规模以上|规上|主要|重点|骨干|龙头|\d+家)*(?P<trade>[\u4e00-\u9fff]{2,8}?)(?:产业|行业)?(?:重点|龙头|骨干|规上)?企业"
    r"(?:简介|介绍|名录|名单|概况|基本情况|一览表?|选介)$"
)


def _presented(reading: Reading) -> Iterator[Relation]:
    """The firms that are headings under the heading of a list of an industry's firms."""
    firm = next((n for n in reading.named if n.ref.kind == "Company" and not n.implicit), None)
    if reading.passage.kind != "heading" or firm is None:
        return
    for heading in reversed(reading.passage.section):
        told = _FIRMS_OF.search(_NUMBERED_TITLE.sub("", heading.title))
        subject = heading_subject(told["trade"] + "产业") if told else None
        if subject:
            yield from reading.say(firm.ref, "inIndustry", subject, (firm.begin, firm.end), "industry-section", 0.75)
            return


_NUMBERED_TITLE = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．\s]*")


def sections(reading: Reading) -> Iterator[Relation]:
    """四、X产业: the companies and projects that a passage under the heading of an industry speaks of."""
    titles = [h.title for h in reversed(reading.passage.section)]
    yield from _strongholds(reading, _headline(reading))
    yield from _presented(reading)
    subject = next((s for t in titles if (s := heading_subject(t))), None)
    if subject is None or reading.passage.kind != "body" or subject.name in all_of("industry", "groups"):
        return
    for firm in reading.named:
        if firm.ref.kind in ("Company", "Project") and not firm.implicit:
            where = (firm.begin, firm.end)
            yield from reading.say(firm.ref, "inIndustry", subject, where, "industry-section", 0.6)
    yield from _strongholds(reading, subject)
    if titles and heading_subject(titles[0]) == subject:
        verbs = [v for v in _PARTS.finditer(reading.text) if v[0].startswith(_MAINLY)]
        verbs = [v for v in verbs if not _of_another(reading, v.start())]
        yield from _parts_of(reading, subject, verbs, "broader-section")


_MAINLY = ("重点", "主攻", "以")  # 大力发展研发设计 tells no branch
_OTHERS = ("Company", "IndustrialPlatform", "Place")  # that may be what is to grow an industry


def _of_another(reading: Reading, position: int) -> bool:
    """Whether a sentence up to a position is about a place, zone or firm: 江口镇重点发展物流 in the section of 水泵."""
    begin, _ = reading.sentence(position)
    return any(
        reading.clause(n.begin)[0] == n.begin for n in reading.within(begin, position, _OTHERS) if not n.implicit
    )


def _headline(reading: Reading) -> Ref | None:
    """The industry that a paragraph's first sentence, a heading of its own, is about: （二）聚力壮大X产业。…"""
    stop = reading.text.find("。")
    title = reading.text[: stop + 1].rstrip("。")
    return heading_subject(title) if 0 < stop <= 24 and _NUMBERED.match(title) else None


_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]")


def _strongholds(reading: Reading, subject: Ref | None) -> Iterator[Relation]:
    """以P为主阵地 where the text is about an industry: the industry is there, and the zone is for it."""
    for last in reading.named if subject else ():
        sites = run_of(reading, last, _SITES) if last.ref.kind in _SITES and not last.implicit else []
        held = _STRONGHOLD.match(reading.text, last.end) if sites else None
        held = held if held and reading.text.endswith(("以", "依托"), 0, front(reading, sites[0])) else None
        for site in sites if held or _relied_on(reading, last) else ():
            where = (site.begin, held.end() if held else site.end)
            if subject:
                yield from reading.say(subject, "layout", site.ref, where, "layout-stronghold", 0.8)
            if subject and site.ref.kind in PLATFORMS:
                yield from reading.say(site.ref, "focusesOn", subject, where, "focus-stronghold", 0.75)


_SITES = ("Place", *PLATFORMS)


def _relied_on(reading: Reading, site: Named) -> bool:
    """Whether a sentence begins with a zone that it relies on: 依托P，抓好…."""
    begin, _ = reading.sentence(site.begin)
    zone = site.ref.kind == "IndustrialPlatform" and not site.implicit
    lead = reading.text[begin : front(reading, site)]
    return zone and lead == "依托" and reading.text[site.end : site.end + 1] == "，"


_STRONGHOLD = re.compile(
    r"等?(?:乡镇|镇|[两三四五六七八九\d]个?[镇乡])?为(?:主要|主|核心|重要|重点)?(?:阵地|平台|载体|承载地|承载区|核心区|主战场|基地|依托|龙头|集聚[区地]|集中[区地]|产区)"
)


def _is_topic(reading: Reading, industry: Named) -> bool:
    """Whether a stretch of text is opened by the name of an industry and is about it."""
    begins = reading.clause(industry.begin)[0] == industry.begin
    told = _TOPIC.match(reading.text, industry.end)
    if reading.text.startswith("，", industry.end) and _SAID_FIRST.match(reading.text, max(0, industry.begin - 2)):
        return True
    if told is None or _is_sum(industry):
        return False
    if told["frame"]:
        return begins
    if _is_headline(reading, industry):
        return True
    return _OPENS.fullmatch(GROWS.sub("", ROLE.sub("", reading.text[: industry.begin]))) is not None


_HEADLINE = re.compile(r"(?<=。)(?:以|着力|聚力|加快|大力|全力|深入|持续)?[\u4e00-\u9fff]{4,12}。")
_PUSHED = re.compile(
    r"(?:[一二三四五六七八九]是)?(?:[\u4e00-\u9fff]{2}|做[强大优实]|[力主]推|再造|推动|以)(?:全[市县区]|本地|特色|优势|传统|新兴)?"
)


def _is_headline(reading: Reading, industry: Named) -> bool:
    """Whether a short sentence inside a paragraph is a headline about an industry: …。力推X产业。…"""
    begin, end = reading.sentence(industry.begin)
    pushed = _PUSHED.fullmatch(reading.text, begin, industry.begin)
    return bool(pushed) and end - begin <= 20 and "，" not in reading.text[begin:end]


_HEAD = re.compile(r"(?:产业集群|集群|产业链|产业|行业)$")
_MEASURED = re.compile(r"(?:总?产值|增加值|(?:营业|销售|总)收入|规模|总量|产量|产能|企业(?:达|有|已)?\d)")
_KNOWN_FOR = re.compile(r"(?:闻名|著称|见长|为主导|为特色)")
_ROLE = re.compile(r"传统|战略|未来|新兴|优势|特色|主导")


def layouts(reading: Reading) -> Iterator[Relation]:
    """layout: 慈溪智能小家电产业集群; 慈溪家电总产值…; 以X产业闻名的P; P培育了A、B等行业."""
    text = reading.text
    for industry in reading.named:
        if industry.ref.kind not in INDUSTRIES or industry.implicit:
            continue
        place = next(
            (n for n in reading.named if n.end == industry.begin and n.ref.kind == "Place" and not n.implicit), None
        )
        whole = _HEAD.search(text[industry.begin : industry.end]) or _MEASURED.match(text, industry.end)
        told = place and whole and not is_sector(industry) and not _ROLE.match(text[industry.begin :])
        if place and told and (reading.area is None or lies_here(reading, place.ref)):
            yield from reading.say(industry.ref, "layout", place.ref, span(place, industry), "layout-prefix", 0.8)
        if _KNOWN_FOR.match(text[industry.end :]) and text[industry.begin - 1 : industry.begin] == "以":
            near = reading.last_before(industry.begin, ("Place",), reading.sentence(industry.begin)[0])
            if near:
                yield from reading.say(industry.ref, "layout", near.ref, span(near, industry), "layout-famed", 0.8)
