"""What companies make, which industry they are in, and what platforms and groups of industries hold."""

import re
from collections.abc import Iterator

from loaders.finding import is_generic
from loaders.named import Named
from loaders.reading import INDUSTRIES, PLATFORMS, Reading, span
from ontology.facts import Ref, Relation

_NP = r"[\u4e00-\u9fffA-Za-z0-9\-+·（）()]"
_COUNT = r"(?:的|了|一款|一套|一种|一台|多款|一系列)*"
_MADE = (
    # (pattern with the product as group 1, confidence)
    (re.compile(rf"(?:自主)?(?:生产|研发|自研|研制|开发|制造)的{_COUNT}({_NP}{{2,24}}?)(?=系列|产品|销售|成功|入选|获|市场|应用|出口|通过|率先|，|。|已|在)"), 0.85),
    (re.compile(rf"(?:专注于?|主营|主要生产|专业生产|专门生产|主要从事|专业从事|深耕)({_NP}{{2,16}}?)(?:的|研发|生产|制造|领域|[，。、])"), 0.8),
    (re.compile(rf"(?:全球|全国|国内|亚洲|世界|行业|省内)?最大的({_NP}{{2,14}}?)(?:制造商|供应商|生产商|生产企业|厂商|制造企业|出口商)"), 0.85),
    (re.compile(rf"(?:实现|突破)(?:了|高)?({_NP}{{2,16}}?)(?:的)?(?:批量|规模化|大规模|产业化)(?:生产|制造)"), 0.8),
    (re.compile(rf"一款({_NP}{{2,24}}?)(?=通过|获|成功|入选|上市)"), 0.75),
)
_LINES = re.compile(r"(?:形成|拥有|开发出|推出)([\u4e00-\u9fffA-Za-z0-9、和与]{4,40}?)(?:[两三四五六七八九十\d]大)(?:核心|主要|主力|系列)?(?:产品线|产品|系列)")
_OF = re.compile(rf"[”’]?的({_NP}{{2,16}}?)(?=入选|获评|获|上榜|列入|荣获)")


def business(reading: Reading) -> Iterator[Relation]:
    """All makes and inIndustry relations of a passage."""
    yield from _products(reading)
    yield from _industry_of(reading)


def _maker(reading: Reading, position: int) -> Named | None:
    begin, _ = reading.sentence(position)
    return reading.last_before(position, ("Company",), begin) or reading.last_before(position, ("Company",), max(0, begin - 120))


def _products(reading: Reading) -> Iterator[Relation]:
    text = reading.text
    for pattern, sure in _MADE:
        for found in pattern.finditer(text):
            maker = _maker(reading, found.start(1))
            if maker and _product(found[1]):
                yield from _makes(reading, maker, found[1], (min(maker.begin, found.start()), found.end(1)), "makes-verb", sure)
    for found in _LINES.finditer(text):
        maker = _maker(reading, found.start())
        for item in re.split(r"[、和与]", found[1]):
            if maker and _product(item):
                yield from _makes(reading, maker, item, (maker.begin, found.end(1)), "makes-lines", 0.8)
    for firm in reading.named:
        if firm.ref.kind == "Company" and not firm.implicit:
            of = _OF.match(text, firm.end)
            if of and _product(of[1]):
                yield from _makes(reading, firm, of[1], (firm.begin, of.end(1)), "makes-of", 0.8)


def _makes(reading: Reading, maker: Named, product: str, where: tuple[int, int], method: str, sure: float) -> Iterator[Relation]:
    name = re.sub(r"^(?:的|了|一款|一套|高端)|(?:系列|产品)$", "", product)
    yield from reading.say(maker.ref, "makes", Ref("Product", name), where, method, sure)


def _product(name: str) -> bool:
    return len(name) >= 2 and not is_generic(name) and not re.search(r"(?:技术|能力|方式|突破|问题|企业|公司|团队|平台|机构|队伍|产值|营收|人才|市场|销售额|体系|过程|环节|工艺|模式|解决方案|领域)$", name)


def _industry_of(reading: Reading) -> Iterator[Relation]:
    """作为X行业龙头企业，C…; X“小巨人”C; the industry in a project's name."""
    text = reading.text
    for industry in reading.named:
        if industry.ref.kind not in INDUSTRIES or industry.implicit:
            continue
        firm = next((n for n in reading.named if n.begin >= industry.end and n.ref.kind == "Company" and not n.implicit), None)
        if firm and re.fullmatch(r"(?:行业|产业|领域)?(?:细分)?(?:的)?(?:“[^”]{2,8}”)?(?:龙头|骨干|领军|头部|知名)?(?:企业|公司|巨头|独角兽)?[，]?", text[industry.end : firm.begin]) and firm.begin > industry.end:
            yield from reading.say(firm.ref, "inIndustry", industry.ref, span(industry, firm), "industry-apposition", 0.85)
    for project in reading.named:
        if project.ref.kind == "Project" and not project.implicit:
            for inner in reading.within(project.begin, project.end, INDUSTRIES):
                yield from reading.say(project.ref, "inIndustry", inner.ref, (project.begin, project.end), "industry-in-name", 0.8)


def focuses(reading: Reading) -> Iterator[Relation]:
    """focusesOn: the industry in a platform's name, or what its sentence says it develops."""
    text = reading.text
    for platform in reading.named:
        if platform.ref.kind in PLATFORMS and not platform.implicit:
            for inner in reading.within(platform.begin, platform.end, INDUSTRIES):
                yield from reading.say(platform.ref, "focusesOn", inner.ref, (platform.begin, platform.end), "focus-name", 0.85)
    for found in re.finditer(r"重点发展|主导产业为|聚焦|瞄准|专注于?|主攻|围绕", text):
        begin, end = reading.sentence(found.start())
        clause_end = min((at for mark in "，。；" if (at := text.find(mark, found.end())) >= 0), default=end)
        clause, _ = reading.clause(found.start())
        platform = next((n for n in reading.within(begin, found.start(), PLATFORMS)), None) or (
            next(iter(reading.within(0, found.start(), PLATFORMS)), None) if found[0] == "重点发展" else
            next(iter(reading.within(clause_end, end, PLATFORMS)), None))
        if platform is None or reading.within(clause, found.start(), ("Place",)) and platform.begin > found.start():
            continue
        for industry in reading.within(found.end(), clause_end, INDUSTRIES):
            yield from reading.say(platform.ref, "focusesOn", industry.ref, span(platform, industry), "focus-verb", 0.75)


def groups(reading: Reading) -> Iterator[Relation]:
    """broader: the members of a list and the group that closes it: A、B等未来产业."""
    text = reading.text
    for group in reading.named:
        if group.ref.kind not in INDUSTRIES or group.implicit:
            continue
        cue = re.search(r"(?:等(?:为(?:主导|代表|重点|支柱|主)的?)?)?(?:[\d两三四五六七八九十]+(?:大|条|个|类))?$", text[max(0, group.begin - 12) : group.begin])
        if not cue or not cue[0]:
            continue
        at = group.begin - len(cue[0])
        for member in reversed([n for n in reading.named if n.end <= at and n.ref.kind in INDUSTRIES and not n.implicit]):
            if member.end != at and not re.fullmatch(r"[、和与及]", text[member.end : at]):
                break
            at = member.begin
            yield from reading.say(member.ref, "broader", group.ref, (member.begin, group.end), "broader-list", 0.8)


