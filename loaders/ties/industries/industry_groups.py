"""Groups that a text names before it goes through their industries: a count, a headline, a role; and what is part of
another by its words."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.finding import all_of
from loaders.lexicon import one_of
from loaders.named import Named
from loaders.text import Text
from loaders.ties.industries.industry_ties import ROLE, is_group, is_sector, opener, opening
from loaders.ties.plan import section_industry
from loaders.ties.reading import INDUSTRIES, Reading, span
from ontology.facts import Ref, Relation

_NUMBER = r"[\d一二三四五六七八九十]{1,2}[大条个]"


@cache
def _groups() -> str:
    return one_of(all_of("industry", "sums") | all_of("industry", "groups"))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(
        rf"(?=[\d一二三四五六七八九十])"
        rf"(?:{_NUMBER}(?P<group>{_groups()})(?![\u4e00-\u9fff]?(?:园|基地))|(?P<whole>{_NUMBER}(?:产业链|产业集群)))"
    )


def counted_groups(text: Text, read: Sequence[Reading]) -> Iterator[Relation]:
    """全市7条重点产业链… and paragraphs that each open with an industry: those are its members, three or more."""
    group: Ref | None = None
    members: list[tuple[Reading, Named]] = []
    titled = _told(text.document.title)
    for reading in read:
        topics = [n for n in opening(reading) if not is_group(n) and not is_sector(n)]
        if topics and section_industry(reading.passage):
            continue  # branches of the one industry that the section is about
        if topics:
            members += [(reading, topic) for topic in topics]
            continue
        if len({m.ref for _, m in members}) < 3:
            told = _told(reading.text)
            group, members = (told or group), [] if told else members
    group = group or titled
    if group and len({m.ref for _, m in members}) > 2:
        for reading, each in members:
            where = (each.begin, each.end)
            yield from reading.say(each.ref, "broader", group, where, "broader-counted", 0.65)


def _told(text: str) -> Ref | None:
    """The one counted group that a text names."""
    found = {m["group"] or m["whole"] for m in _counted().finditer(text)}
    return _ref(found.pop()) if len(found) == 1 else None


def _ref(name: str) -> Ref:
    return Ref("IndustryChain" if name.endswith("产业链") else "Industry", name)


def headline_groups(reading: Reading) -> Iterator[Relation]:
    """做强主导产业。X产业…。Y产业…; ——首位产业X。…: the industries that a paragraph goes through under its group."""
    first = opener(reading)
    role = ROLE.search(reading.text, 0, first.begin) if first else None
    if first and role and role.end() == first.begin and not is_group(first):
        yield from reading.say(first.ref, "broader", _ref(role[0]), (role.start(), first.end), "broader-role", 0.8)
    begin, end = reading.sentence(0)
    title = reading.text[begin:end]
    told = re.search(_groups(), title) if len(title) <= 26 and not _NO_GROUP.search(title) else None
    for each in reading.named if told and end < len(reading.text) else ():
        start, _ = reading.sentence(each.begin)
        lead = reading.text[start : each.begin]
        plain = each.ref.kind in INDUSTRIES and not each.implicit and not is_group(each)
        if told and plain and start >= end and re.fullmatch(r"(?:[\u4e00-\u9fff]{2}|做[强大优])?", lead):
            group = _ref(told[0])
            where = (begin + told.start(), each.end)
            yield from reading.say(each.ref, "broader", group, where, "broader-headline", 0.65)


_NO_GROUP = re.compile(r"，[^，]{0,7}$|大[”！]?[。；：]?$")  # 小产业做大。
_PART_OF = re.compile(
    r"(?:产业|行业)?(?:已|也|则|正)?(?:是|属于|作为)(?P<whole>[^，。；]{2,14}?)(?:中)?的?(?:一个)?(?:重要|核心|关键|主要)?"
    r"(?:组成部分|分支|细分领域|细分行业|细分赛道|子行业|一环|环节)"
)
_ROLE_BEHIND = re.compile(r"(?:产业|行业)?的?(?:首位|主导|支柱|特色|优势|重点)(?:产业|行业)")
_LEADS = re.compile(r"(?:作为|定为|列为|确定为|打造成)$")


def parts_said(reading: Reading) -> Iterator[Relation]:
    """X是Y的重要组成部分; X属于Y重要分支; 把X作为Y主导产业: an industry that is part of another."""
    for each in reading.named:
        if each.ref.kind not in INDUSTRIES or each.implicit:
            continue
        told = _PART_OF.match(reading.text, each.end)
        for whole in reading.within(*told.span("whole"), INDUSTRIES)[:1] if told else ():
            yield from reading.say(each.ref, "broader", whole.ref, span(each, whole), "broader-said", 0.85)
        clause, _ = reading.clause(each.begin)
        before = [n for n in reading.within(clause, each.begin, INDUSTRIES) if not n.implicit and n.ref != each.ref]
        leads = _ROLE_BEHIND.match(reading.text, each.end)
        if before and leads and _LEADS.fullmatch(reading.text, before[-1].end, each.begin):
            yield from reading.say(before[-1].ref, "broader", each.ref, span(before[-1], each), "broader-said", 0.8)
