"""How industries hang together: members of groups, the focus of platforms, industries and their places."""

import re
from collections.abc import Iterator

from loaders.finding import all_of, any_of
from loaders.named import Named
from loaders.ties.plan import heading_subject
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, span
from ontology import vocab
from ontology.facts import Ref, Relation

_CLOSES = re.compile(
    r"(?:等?为(?:主导|代表|重点|支柱|主|核心|主体)的|等(?:为(?:主导|代表|重点|支柱|主)的?)?)?"
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
        for member in _list_before(reading, group.begin - len(cue[0])):
            yield from reading.say(member.ref, "broader", group.ref, (member.begin, group.end), "broader-list", 0.8)
    for group in reading.named:
        verb = _ARE_GROUP.search(text[max(0, group.begin - 12) : group.begin]) if _is_sum(group) else None
        for member in _list_before(reading, group.begin - len(verb[0])) if verb else ():
            where = (member.begin, group.end)
            yield from reading.say(member.ref, "broader", group.ref, where, "broader-predicate", 0.8)
    yield from _predicates(reading)


def _is_sum(group: Named) -> bool:
    """Whether an industry is a group: 主导产业, 新兴产业."""
    names = all_of("industry", "sums") | all_of("industry", "groups")
    return group.ref.kind == "Industry" and not group.implicit and group.ref.name in names


def _list_before(reading: Reading, end: int) -> list[Named]:
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
        for member in _list_before(reading, where.begin - len(verb[0])):
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
        members = _list_before(reading, last.end)
        told = any(member.method == "industry-of-base" for member in members)
        place = next((n for n in reading.named if n.begin == begin and n.ref.kind in ("Place", *PLATFORMS)), None)
        for member in members if place and told else ():
            if place and reading.text[place.end : place.end + 1] in "是为":
                yield from reading.say(member.ref, "layout", place.ref, span(place, member), "layout-base", 0.8)


def subjects(reading: Reading) -> Iterator[Relation]:
    """What a paragraph under the bullet of an industry names: its leading companies, the projects it brings in."""
    opening = next((n for n in reading.named if n.ref.kind in INDUSTRIES and n.begin <= 4 and not n.implicit), None)
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
_PARTS = re.compile(r"重点(?:发展|突破|培育|推进|攻关)|大力发展|主攻|做强")


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
            inside = any(o is not place and o.begin <= place.begin and place.end <= o.end for o in reading.named)
            if not inside and not place.implicit:
                yield from reading.say(
                    opening.ref, "layout", place.ref, (verb.start(), place.end), "layout-opening", 0.85
                )
    for verb in _PARTS.finditer(text, opening.end):
        _, end = reading.clause(verb.end())
        for part in reading.within(verb.end(), end, INDUSTRIES):
            holder = any(o is not part and o.begin <= part.begin and part.end <= o.end for o in reading.named)
            if not holder and not part.implicit and part.ref != opening.ref:
                yield from reading.say(
                    part.ref, "broader", opening.ref, (verb.start(), part.end), "broader-opening", 0.8
                )


_TOPIC = re.compile(r"(?:[^，。；：]{0,16}。|方面，|企业\d+[余多]?[家户]，)")
_OPENS = re.compile(r"[\W\d一二三四五六七八九十]*")


def topics(reading: Reading) -> Iterator[Relation]:
    """X产业初见成效。…C…; X方面，…C…; 2、X企业23家，…C…: the companies of a stretch of text about one industry."""
    starts = [n for n in reading.named if n.ref.kind in INDUSTRIES and not n.implicit and _is_topic(reading, n)]
    for number, topic in enumerate(starts):
        end = starts[number + 1].begin if number + 1 < len(starts) else len(reading.text)
        for firm in reading.within(topic.end, end, ("Company", "Project")):
            if not firm.implicit:
                yield from reading.say(firm.ref, "inIndustry", topic.ref, span(topic, firm), "industry-topic", 0.6)


def sections(reading: Reading) -> Iterator[Relation]:
    """四、X产业: the companies and projects that a passage under the heading of an industry speaks of."""
    titles = [h.title for h in reversed(reading.passage.section)]
    yield from _strongholds(reading, _headline(reading))
    subject = next((s for t in (*titles, reading.passage.source.document.title) if (s := heading_subject(t))), None)
    if subject is None or reading.passage.kind != "body" or subject.name in all_of("industry", "groups"):
        return
    for firm in reading.named:
        if firm.ref.kind in ("Company", "Project") and not firm.implicit:
            where = (firm.begin, firm.end)
            yield from reading.say(firm.ref, "inIndustry", subject, where, "industry-section", 0.6)
    yield from _strongholds(reading, subject)


def _headline(reading: Reading) -> Ref | None:
    """The industry that a paragraph's first sentence, a heading of its own, is about: （二）聚力壮大X产业。…"""
    stop = reading.text.find("。")
    title = reading.text[: stop + 1].rstrip("。")
    return heading_subject(title) if 0 < stop <= 24 and _NUMBERED.match(title) else None


_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]")


def _strongholds(reading: Reading, subject: Ref | None) -> Iterator[Relation]:
    """以P为主阵地 where the text is about an industry: the industry is there, and the zone is for it."""
    for site in reading.named if subject else ():
        held = _STRONGHOLD.match(reading.text, site.end) if site.ref.kind in PLATFORMS and not site.implicit else None
        held = held if reading.text.endswith(("以", "依托"), 0, site.begin) else None
        if subject and (held or _relied_on(reading, site)):
            where = (site.begin, held.end() if held else site.end)
            yield from reading.say(subject, "layout", site.ref, where, "layout-stronghold", 0.8)
            yield from reading.say(site.ref, "focusesOn", subject, where, "focus-stronghold", 0.75)


def _relied_on(reading: Reading, site: Named) -> bool:
    """Whether a sentence begins with a zone that it relies on: 依托P，抓好…."""
    begin, _ = reading.sentence(site.begin)
    zone = site.ref.kind == "IndustrialPlatform" and not site.implicit
    return zone and reading.text[begin : site.begin] == "依托" and reading.text[site.end : site.end + 1] == "，"


_STRONGHOLD = re.compile(r"等?为(?:主|核心|重要|重点)?(?:阵地|平台|载体|承载地|承载区|核心区|主战场|基地|依托|龙头)")


def _is_topic(reading: Reading, industry: Named) -> bool:
    """Whether a stretch of text is opened by the name of an industry and is about it."""
    begins = reading.clause(industry.begin)[0] == industry.begin
    told = _TOPIC.match(reading.text, industry.end)
    if told is None or _is_sum(industry):
        return False
    if told[0] == "方面，":
        return begins
    return _OPENS.fullmatch(reading.text[: industry.begin]) is not None


def focuses(reading: Reading) -> Iterator[Relation]:
    """focusesOn: the industry in a platform's name, before it as an apposition, or what it is said to develop."""
    text = reading.text
    for platform in reading.named:
        if platform.ref.kind not in PLATFORMS or platform.implicit:
            continue
        inside = reading.within(platform.begin, platform.end, INDUSTRIES)
        for inner in inside:
            yield from reading.say(
                platform.ref, "focusesOn", inner.ref, (platform.begin, platform.end), "focus-name", 0.85
            )
        if platform.method == "platform-apposed":
            begin, _ = reading.sentence(platform.begin)
            for industry in reading.within(begin, platform.begin, INDUSTRIES):
                yield from reading.say(
                    platform.ref, "focusesOn", industry.ref, span(industry, platform), "focus-apposition", 0.75
                )
        field = re.match(
            r"[”’]?在([\u4e00-\u9fff]{2,5}?)(?:设计|制造|服务|生产)*(?:服务)?(?:领域|行业)", text[platform.end :]
        )
        known = vocab.concept("industry", field[1]) if field else None
        if known and field:
            yield from reading.say(
                platform.ref,
                "focusesOn",
                Ref("Industry", known.label),
                (platform.begin, platform.end + field.end()),
                "focus-field",
                0.75,
            )
    yield from _said_focus(reading)
    yield from _led_by(reading)
    yield from _filled(reading)


_FILLED = re.compile(
    r"，(?:首批|已有|现有|目前)?已?(?:有)?\d+[余多]?家(?P<trade>[\u4e00-\u9fff]{2,6}?)企业"
    r"(?:已经|已|陆续|先后|签约)?(?:入驻|落户|集聚|进驻)"
)


def _filled(reading: Reading) -> Iterator[Relation]:
    """P，首批12家X企业已经入驻: the park is for the industry of the firms in it."""
    for park in reading.named:
        told = _FILLED.match(reading.text, park.end) if park.ref.kind in PLATFORMS else None
        for industry in reading.within(*told.span("trade"), INDUSTRIES) if told else ():
            yield from reading.say(park.ref, "focusesOn", industry.ref, span(park, industry), "focus-filled", 0.7)


def _said_focus(reading: Reading) -> Iterator[Relation]:
    text = reading.text
    for found in any_of("focus", "verbs").finditer(text):
        begin, end = reading.sentence(found.start())
        stop = min((at for mark in "，。；" if (at := text.find(mark, found.end())) >= 0), default=end)
        platform = _focusing(reading, found, begin, stop, end)
        for industry in reading.within(found.end(), stop, INDUSTRIES) if platform else ():
            if platform:
                where = span(platform, industry)
                yield from reading.say(platform.ref, "focusesOn", industry.ref, where, "focus-verb", 0.75)
                if found[0] in ("重点发展", "重点承接"):
                    yield from reading.say(industry.ref, "layout", platform.ref, where, "layout-focus", 0.75)


_LED = re.compile(
    r"(?:形成|构建|确立)?了?以(?P<with>[^，。；]{2,50}?)为(?:主导|支柱|特色|重点|首位|主(?![题体线要]))"
    r"|(?:形成|构建|确立|培育|拥有)了?(?P<list>[^，。；]{2,50}?)[两三四五六七八\d](?:大|条|个)(?:主导|支柱|特色|优势|重点|标志性|[百千]亿级?)*(?:产业链|产业集群|产业)"
    r"|(?:主导|支柱|首位)产业(?:主要)?(?:是|为|包括|有)：?(?P<are>[^。；：]{4,60})"
    r"|(?:锁定|聚焦|围绕|面向|瞄准)(?P<field>[^，。；]{2,30}?)[两三四五六\d]大(?:领域|方向|赛道)"
)


def _led_by(reading: Reading) -> Iterator[Relation]:
    """P以A、B为主导产业; P形成A、B两大主导产业: what a zone is for."""
    for found in _LED.finditer(reading.text):
        begin, _ = reading.sentence(found.start())
        site = reading.topic(found.start(), PLATFORMS) or _opening_site(reading, begin)
        if site is None or (not found["field"] and not _subject(reading, site, begin)):
            continue
        start, end = next(found.span(name) for name in ("with", "list", "field", "are") if found[name])
        for industry in (*reading.within(start, end, INDUSTRIES), *_further(reading, found.end())):
            where = (site.begin, max(found.end(), industry.end))
            yield from reading.say(site.ref, "focusesOn", industry.ref, where, "focus-leading", 0.8)
            if found["list"]:  # what a zone has formed is there
                yield from reading.say(industry.ref, "layout", site.ref, where, "layout-leading", 0.75)


def _subject(reading: Reading, site: Named, sentence: int) -> bool:
    """Whether a platform is what its clause is about: it begins it, and no place stands before it in the sentence."""
    lead = reading.text[reading.clause(site.begin)[0] : site.begin]
    return lead in ("", "即", "其中", "包括", "我", "本") and not reading.within(sentence, site.begin, ("Place",))


_ALSO = re.compile(r"(?:为|是|作为)[\u4e00-\u9fff]{0,4}产业|等(?:多)?产业(?:协调|协同|共同|竞相|配套)?发展")


def _opening_site(reading: Reading, sentence: int) -> Named | None:
    """The platform that a paragraph begins with, for a sentence without a subject of its own."""
    first = next(iter(reading.named), None)
    return first if first and first.begin == 0 and first.ref.kind in PLATFORMS and sentence > 0 else None


def _further(reading: Reading, position: int) -> list[Named]:
    """What the later clauses of a sentence add to a zone's leading industries: …，C为辅助产业，D等产业协调发展."""
    _, end = reading.sentence(position - 1)
    later = reading.within(position, end, INDUSTRIES)
    return [n for n in later if reading.clause(n.begin)[0] == n.begin and _ALSO.match(reading.text, n.end)]


def _focusing(reading: Reading, cue: re.Match[str], begin: int, stop: int, end: int) -> Named | None:
    """The platform that a sentence with 重点发展, 聚焦 … is about: that it begins with, or leads up to."""
    first = next(iter(reading.within(begin, cue.start(), PLATFORMS)), None)
    opens = first and any_of("where", "build").fullmatch(
        reading.text[reading.clause(first.begin)[0] : first.begin].lstrip("“")
    )
    if first and (reading.clause(first.begin)[0] == first.begin or first.begin == begin or opens):
        return first
    if first and cue[0] == "重点发展" and len(reading.within(begin, cue.start(), PLATFORMS)) == 1:
        return first
    if cue[0] == "重点发展" or cue[0].endswith("引进"):
        opening = next(iter(reading.named), None)
        return opening if opening and opening.begin == 0 and opening.ref.kind in PLATFORMS else None
    after = [n for n in reading.named if stop <= n.begin and n.end <= end and n.ref.kind in PLATFORMS]
    built = [n for n in after if re.search(r"(?:打造|建设|建成|设立|成立)[^，。；]{0,12}$", reading.text[: n.begin])]
    return built[0] if len({n.ref for n in built}) == 1 and reading.clause(cue.start())[0] == cue.start() else None


def layouts(reading: Reading) -> Iterator[Relation]:
    """layout: 慈溪智能小家电产业集群; 以X产业闻名的P; P培育了A、B等行业."""
    text = reading.text
    for industry in reading.named:
        if industry.ref.kind not in INDUSTRIES or industry.implicit:
            continue
        place = next(
            (n for n in reading.named if n.end == industry.begin and n.ref.kind == "Place" and not n.implicit), None
        )
        whole = re.search(r"(?:产业集群|集群|产业|行业)$", text[industry.begin : industry.end])
        if (
            place
            and whole
            and _local(reading, place)
            and not re.match(r"传统|战略|未来|新兴|优势|特色|主导", text[industry.begin :])
        ):
            yield from reading.say(industry.ref, "layout", place.ref, span(place, industry), "layout-prefix", 0.8)
        if (
            re.match(r"(?:闻名|著称|见长|为主导|为特色)", text[industry.end :])
            and text[industry.begin - 1 : industry.begin] == "以"
        ):
            near = reading.last_before(industry.begin, ("Place",), reading.sentence(industry.begin)[0])
            if near:
                yield from reading.say(industry.ref, "layout", near.ref, span(near, industry), "layout-famed", 0.8)
        yield from _town_industry(reading, industry)


def _local(reading: Reading, place: Named) -> bool:
    """Whether a place is the document's area or in it, not one that holds it."""
    return not reading.area or not reading.area.key or place.ref.key.startswith(reading.area.key)


def _town_industry(reading: Reading, industry: Named) -> Iterator[Relation]:
    """A town as the subject of the clause in which an industry is named: 江口镇培育了A、B等细分行业."""
    begin, _ = reading.clause(industry.begin)
    town = next(iter(reading.within(begin, industry.begin, ("Place",))), None)
    if (
        town is None
        or len(town.ref.key) <= 6
        or town.implicit
        or reading.within(begin, industry.begin, (*PLATFORMS, "Company"))
    ):
        return
    verb = any_of("where", "towns").search(reading.text[town.end : industry.begin])
    if not verb or not re.fullmatch(r"[\u4e00-\u9fff]{0,8}?", reading.text[begin : town.begin]):
        return
    for each in reading.within(town.begin, industry.begin, ("Place",)):
        if not each.implicit and len(each.ref.key) > 6:
            yield from reading.say(industry.ref, "layout", each.ref, span(each, industry), "layout-town", 0.7)
