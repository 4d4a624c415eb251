"""What zones, parks and platforms are for: in their names, what they are said to develop, bring in or be led by."""

import re
from collections.abc import Iterator, Sequence

from loaders.finding import any_of
from loaders.named import Named
from loaders.ties.industries.industry_ties import sectors
from loaders.ties.industries.structure import list_before
from loaders.ties.industries.topics import park_before
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, span
from ontology import vocab
from ontology.facts import Ref, Relation


def focuses(reading: Reading) -> Iterator[Relation]:
    """focusesOn: the industry in a platform's name, before it as an apposition, or what it is said to develop."""
    text = reading.text
    for platform in reading.named:
        if platform.ref.kind not in PLATFORMS or platform.implicit:
            continue
        inside = reading.within(platform.begin, platform.end, INDUSTRIES)
        for inner in inside:
            if inner.ref.name in sectors() and text.startswith("开发区", inner.end):  # 高新技术产业|开发区
                continue
            yield from reading.say(
                platform.ref, "focusesOn", inner.ref, (platform.begin, platform.end), "focus-name", 0.85
            )
            if platform.ref.kind == "IndustrialPlatform":
                where = (platform.begin, platform.end)
                yield from reading.say(inner.ref, "layout", platform.ref, where, "layout-name", 0.7)
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


_OF_ZONE = re.compile(
    r"(?:是|为|已成为)(?:全|我|该|本)?(?:园区|开发区|经开区|高新区|园)(?:的)?(?:[两三四五六\d]大)?(?:主导|支柱|首位|特色|优势)产业"
)


def zone_focuses(read: Sequence[Reading], zone: Ref | None) -> Iterator[Relation]:
    """A、B是园区两大主导产业, in a document about a zone."""
    if zone is None:
        return
    for reading in read:
        for told in _OF_ZONE.finditer(reading.text):
            for industry in list_before(reading, told.start()):
                where = (industry.begin, told.end())
                yield from reading.say(zone, "focusesOn", industry.ref, where, "focus-of-zone", 0.85)
                yield from reading.say(industry.ref, "layout", zone, where, "layout-of-zone", 0.8)


_FILLED = re.compile(
    r"(?:内|里)?，(?:首批|已有|现有|目前)?已?(?:有)?(?:\d+[余多]?|数[十百千]|[上近]百|众多)家?(?P<trade>[\u4e00-\u9fff]{2,6}?)企业"
    r"(?:已经|已|陆续|先后|签约|正在|正)?(?:入驻|落户|集聚|进驻|聚集|生产|加紧|开足|忙)"
)


def _filled(reading: Reading) -> Iterator[Relation]:
    """P，首批12家X企业已经入驻: the park is for the industry of the firms in it."""
    for park in reading.named:
        told = _FILLED.match(reading.text, park.end) if park.ref.kind in PLATFORMS else None
        for industry in reading.within(*told.span("trade"), INDUSTRIES) if told else ():
            where = span(park, industry)
            yield from reading.say(park.ref, "focusesOn", industry.ref, where, "focus-filled", 0.7)
            yield from reading.say(industry.ref, "layout", park.ref, where, "layout-filled", 0.7)


def _said_focus(reading: Reading) -> Iterator[Relation]:
    text = reading.text
    for found in any_of("focus", "verbs").finditer(text) if not reading.kinds.isdisjoint(INDUSTRIES) else ():
        begin, end = reading.sentence(found.start())
        stop = min((at for mark in "，。；" if (at := text.find(mark, found.end())) >= 0), default=end)
        platform = _focusing(reading, found, begin, stop, end)
        for industry in reading.within(found.end(), stop, INDUSTRIES) if platform else ():
            if platform:
                where = span(platform, industry)
                yield from reading.say(platform.ref, "focusesOn", industry.ref, where, "focus-verb", 0.75)
                if found[0].startswith(("重点", "主要", "优先")):
                    yield from reading.say(industry.ref, "layout", platform.ref, where, "layout-focus", 0.75)


_LED = re.compile(
    r"(?:形成|构建|确立)?了?以(?P<with>[^，。；]{2,50}?)为(?:主导|支柱|特色|重点|首位|主(?![题体线要]))"
    r"|(?:形成|构建|确立|培育|拥有|打造|发展|聚焦|主攻|做[大强优])了?(?P<list>[^，。；]{2,50}?)[两三四五六七八\d](?:大|条|个)(?:主导|支柱|特色|优势|重点|标志性|[百千]亿级?)*(?:产业链|产业集群|产业)"
    r"|(?:主导|支柱|首位)产业(?:主要)?(?:是|为|包括|有)：?(?P<are>[^。；：]{4,60})"
    r"|(?:引进|招引|吸引|引入)(?P<bring>[^，。；]{2,60}?)等?(?:产业|领域|行业)(?:的|中)?[^，。；]{0,20}?企业(?:入驻|落户|入园|集聚|聚集)"
    r"|(?:锁定|聚焦|围绕|面向|瞄准|在)(?P<field>[^，。；]{2,40}?)[两三四五六七八\d]大(?:[\u4e00-\u9fff]{2,4})?(?:领域|方向|赛道)"
)


def _led_by(reading: Reading) -> Iterator[Relation]:
    """P以A、B为主导产业; P形成A、B两大主导产业: what a zone is for."""
    kinds = reading.kinds
    told = not (kinds.isdisjoint(INDUSTRIES) or kinds.isdisjoint(PLATFORMS))
    for found in _LED.finditer(reading.text) if told else ():
        begin, _ = reading.sentence(found.start())
        speaking = _speaking(reading, found.start())
        site = speaking or reading.topic(found.start(), PLATFORMS) or _opening_site(reading, begin)
        if site is None or (not found["field"] and not speaking and not _subject(reading, site, begin)):
            continue
        start, end = next(found.span(name) for name in ("with", "list", "field", "are", "bring") if found[name])
        for industry in (*reading.within(start, end, INDUSTRIES), *_further(reading, found.end())):
            where = (min(site.begin, start), max(site.end, found.end(), industry.end))
            yield from reading.say(site.ref, "focusesOn", industry.ref, where, "focus-leading", 0.8)
            if found["list"] or found["are"] or found["with"]:  # what leads in a zone is there
                yield from reading.say(industry.ref, "layout", site.ref, where, "layout-leading", 0.75)


def _subject(reading: Reading, site: Named, sentence: int) -> bool:
    """Whether a platform is what its clause is about: it begins it, and no place stands before it in the sentence."""
    lead = reading.text[reading.clause(site.begin)[0] : site.begin]
    return lead in ("", "即", "其中", "包括", "我", "本") and not reading.within(sentence, site.begin, ("Place",))


_ALSO = re.compile(r"(?:为|是|作为)[\u4e00-\u9fff]{0,4}产业|等(?:多)?产业(?:协调|协同|共同|竞相|配套)?发展")


def _opening_site(reading: Reading, sentence: int) -> Named | None:
    """The platform that a paragraph begins with, for a sentence without a subject of its own."""
    first = next(iter(reading.named), None)
    opens = first and first.begin == 0 and first.ref.kind in PLATFORMS and sentence > 0
    return first if opens and not _OTHER_PARK.match(reading.text, sentence) else None


_OTHER_PARK = re.compile(
    r"(?!园区|开发区|全区|目前|现在|其中)[\u4e00-\u9fff]{2,10}?(?:产业园|工业园|科技园|物流园|园区|集聚区|集中区|基地|小镇)"
)


def _further(reading: Reading, position: int) -> list[Named]:
    """What the later clauses of a sentence add to a zone's leading industries: …，C为辅助产业，D等产业协调发展."""
    _, end = reading.sentence(position - 1)
    later = reading.within(position, end, INDUSTRIES)
    also = [n for n in later if reading.clause(n.begin)[0] == n.begin and _ALSO.match(reading.text, n.end)]
    minded = _MINDING.match(reading.text, position)
    return also + (reading.within(*minded.span("list"), INDUSTRIES) if minded else [])


_MINDING = re.compile(r"[，、](?:并|同时)?(?:兼顾|兼有|兼具|辅以|配套)(?P<list>[^，。；]{2,40}?)(?=的|[，。；])")


_SPEAKER = re.compile(
    r"”(?P<who>[^，。；“”]{4,40}?)(?:相关|有关)?(?:负责人|党工委书记|管委会主任|主任|董事长|总经理|负责同志)"
    r"[\u4e00-\u9fff]{0,4}?(?:介绍|说|表示|告诉)"
)
_ITSELF = re.compile(r"[“。；](?:我们|目前，?|该)?(?:产业园|园区|基地|小镇|开发区|中心|平台)")


def _speaking(reading: Reading, position: int) -> Named | None:
    """The park whose head is quoted: “园区将引进A、B…”P负责人介绍 — where the quotation speaks of the park itself."""
    begin = reading.text.rfind("“", 0, position)
    told = _SPEAKER.search(reading.text, position)
    if begin < 0 or told is None or not _ITSELF.match(reading.text, begin):
        return None
    return next(iter(reading.within(*told.span("who"), PLATFORMS)), None)


def _another(reading: Reading, cue: int, first: Named) -> bool:
    """Whether the clause of a cue begins with another zone or place at home: P布局成型，A片区重点发展…."""
    clause, _ = reading.clause(cue)
    own = [n for n in reading.within(clause, cue, ("Place", "IndustrialPlatform")) if n.begin == clause]
    return first.begin < clause and any(n.ref != first.ref and not n.implicit for n in own)


def _focusing(reading: Reading, cue: re.Match[str], begin: int, stop: int, end: int) -> Named | None:
    """The platform that a sentence with 重点发展, 聚焦 … is about: that it begins with, or leads up to."""
    begin = max(begin, reading.text.rfind("；", 0, cue.start()) + 1)
    first = next(iter(reading.within(begin, cue.start(), PLATFORMS)), None)
    if first and _another(reading, cue.start(), first):
        return None
    near = park_before(reading, cue.start())
    if first and near and near.begin > first.begin:
        return near
    opens = first and any_of("where", "build").fullmatch(
        reading.text[reading.clause(first.begin)[0] : first.begin].lstrip("“")
    )
    if first and (reading.clause(first.begin)[0] == first.begin or first.begin == begin or opens):
        return first
    if (
        first
        and cue[0].startswith(("重点", "主要", "优先"))
        and len(reading.within(begin, cue.start(), PLATFORMS)) == 1
    ):
        return first
    if cue[0] == "重点发展" or cue[0].endswith("引进"):
        opening = next(iter(reading.named), None)
        return opening if opening and opening.begin == 0 and opening.ref.kind in PLATFORMS else None
    after = [n for n in reading.named if stop <= n.begin and n.end <= end and n.ref.kind in PLATFORMS]
    built = [n for n in after if re.search(r"(?:打造|建设|建成|设立|成立)[^，。；]{0,12}$", reading.text[: n.begin])]
    return built[0] if len({n.ref for n in built}) == 1 and reading.clause(cue.start())[0] == cue.start() else None
