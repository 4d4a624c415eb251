"""How industries hang together: members of groups, the focus of platforms, industries and their places."""

import re
from collections.abc import Iterator

from loaders.finding import all_of, any_of
from loaders.named import Named
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, span
from ontology import vocab
from ontology.facts import Ref, Relation

_CLOSES = re.compile(r"(?:等(?:为(?:主导|代表|重点|支柱|主)的?)?)?(?:[\d两三四五六七八九十]+(?:大|条|个|类))?$")
_IS_INDUSTRY_OF = re.compile(r"(?:是|为|已成为|成为)$")
_ARE_GROUP = re.compile(r"(?:已?成为|已?是|为)(?:了)?(?:[\u4e00-\u9fff]{2,6}的)?(?:[\d一二三四五两]大)?$")
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
        if where.ref.kind not in ("Place", *PLATFORMS) or where.implicit:
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


def subjects(reading: Reading) -> Iterator[Relation]:
    """What a paragraph under the bullet of an industry names: its leading companies, the projects it brings in."""
    opening = next((n for n in reading.named if n.ref.kind == "Industry" and n.begin <= 4 and not n.implicit), None)
    text = reading.text
    if opening is None or text[opening.end : opening.end + 1] not in ("。", "：") or not text[: opening.begin].strip():
        return
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


_TOPIC = re.compile(r"(?:[^，。；：]{0,16}。|方面，|企业\d+[余多]?[家户]，)")
_OPENS = re.compile(r"[\W\d一二三四五六七八九十]*")


def topics(reading: Reading) -> Iterator[Relation]:
    """X产业初见成效。…C…; X方面，…C…; 2、X企业23家，…C…: the companies of a stretch of text about one industry."""
    starts = [n for n in reading.named if n.ref.kind in INDUSTRIES and not n.implicit and _is_topic(reading, n)]
    for number, topic in enumerate(starts):
        end = starts[number + 1].begin if number + 1 < len(starts) else len(reading.text)
        for firm in reading.within(topic.end, end, ("Company",)):
            if not firm.implicit:
                yield from reading.say(firm.ref, "inIndustry", topic.ref, span(topic, firm), "industry-topic", 0.6)


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
                if found[0] == "重点发展":
                    yield from reading.say(industry.ref, "layout", platform.ref, where, "layout-focus", 0.75)


_LED = re.compile(
    r"(?:形成|构建|确立)?了?以(?P<with>[^，。；]{2,50}?)为(?:主导|支柱|特色|重点|首位|主(?![题体线要]))"
    r"|(?:形成|构建|确立|培育|拥有)了?(?P<list>[^，。；]{2,50}?)[两三四五六七八\d]大(?:主导|支柱|特色|优势)产业"
)


def _led_by(reading: Reading) -> Iterator[Relation]:
    """P以A、B为主导产业; P形成A、B两大主导产业: what a zone is for."""
    for found in _LED.finditer(reading.text):
        begin, _ = reading.sentence(found.start())
        site = reading.topic(found.start(), PLATFORMS)
        if site is None or reading.clause(site.begin)[0] != site.begin or reading.within(begin, site.begin, ("Place",)):
            continue
        start, end = found.span("with") if found["with"] else found.span("list")
        for industry in reading.within(start, end, INDUSTRIES):
            where = (site.begin, found.end())
            yield from reading.say(site.ref, "focusesOn", industry.ref, where, "focus-leading", 0.8)


def _focusing(reading: Reading, cue: re.Match[str], begin: int, stop: int, end: int) -> Named | None:
    """The platform that a sentence with 重点发展, 聚焦 … is about: that it begins with, or leads up to."""
    first = next(iter(reading.within(begin, cue.start(), PLATFORMS)), None)
    if first and (reading.clause(first.begin)[0] == first.begin or first.begin == begin):
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
