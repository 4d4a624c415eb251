"""Named projects: …项目, 年产…生产线, and the roads, railways and works that a county builds."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import DOING, NOUN, PHRASE, Found, Setting, any_of, is_generic, items_before, strip_place, table
from loaders.lexicon import Cut, one_of, words
from loaders.names.legal_names import full_begin
from ontology.names import forms

_CAPACITY = re.compile(
    r"(?:[\u4e00-\u9fff（）]{2,20}公司)?(?:年产\d|\d+(?:\.\d+)?万?(?:吨|台|套|米|平方米|千瓦|立方米)/年)[^，。；：]{3,70}?(?:项目|生产线|生产基地)(?=[，。；：（）签落开竣成达用总已的正在]|$)"
)
_OF_FIRM = re.compile(
    r"(?:有限公司|集团|[\u4e00-\u9fff]厂)(?=[^，。；：、“”的]{2,50}?项目)(?!投资|建设|实施|承担|新建|签订|签署|签约|计划|将|在|是|为|就|与|对|以|拥有|成功|旗下|负责|参与|获)[^，。；：、“”的]{2,50}?项目(?![组部方])"
)
_PHASE = re.compile(r"^\s*\d{1,2}[.．、]\s*([\u4e00-\u9fff（）\d]{4,40}?（[一二三四五]期）)[。：]建设单位")


@cache
def _works() -> re.Pattern[str]:
    """The heads of projects, each with what may follow the whole name."""
    works = one_of(words(table("project")["works"]))
    return re.compile(
        r"项目(?=[，。、；：）签落开竣成达用总已的顺正在主现由于一二三四建进是施]|$)(?:[一二三四五]期)?"
        rf"|{works}(?:[一二三四五]期)?(?:[\u4e00-\u9fff]{{2}}线)?(?=[，。、；建开通全顺加关正主轮等将也完即]|\d|$)"
        r"|[一二三四]期工程(?:\d+标)?"
    )


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(f"{one_of(words(table('project')['generic']))}+")


def _firm_begin(cut: Cut, found: re.Match[str]) -> int:
    """Where the company begins that a project's name starts with."""
    if not found[0].startswith("有限公司"):
        return cut.left(found.start(), NOUN, limit=14)
    form = next(f for f in forms() if cut.text.endswith(f, 0, found.start() + 4))
    return full_begin(cut, found.start() + 4 - len(form))


_LEAD = re.compile(
    r"(?:投资|规划)?(?:建设|新建|兴建|实施|推进|引进|开工)(?=.{4})|[县市区省](?![级重域])"
)  # before a project's name


def projects(cut: Cut, _: Setting) -> Iterator[Found]:
    """All named projects of a passage, where the sentence says that one is built, signed or invested in."""
    text = cut.text
    for found in _CAPACITY.finditer(text):
        begin = max(found.start(), cut.start)
        yield Found(begin, found.end(), "Project", text[begin : found.end()], "project-capacity", 0.85)
    for found in _OF_FIRM.finditer(text):
        stem = found[0].partition("有限公司")[2][:-2] or found[0][2:-2]
        if not is_generic(stem) and not _generic().fullmatch(stem):
            begin = _firm_begin(cut, found)
            yield Found(begin, found.end(), "Project", text[begin : found.end()], "project-of-firm", 0.85)
    phase = _PHASE.match(text)
    if phase:
        yield Found(phase.start(1), phase.end(1), "Project", phase[1], "project-phase", 0.8)
    yield from members(cut)
    for found in _works().finditer(text):
        begin = _begin(cut, found.start())
        stem = text[begin : found.start()]
        proper = found.start() - strip_place(cut, begin, found.start()) if found[0] == "项目" else 3
        if proper < 3 or not _names_one(stem):
            continue
        sized = re.search(r"\d+(?:\.\d+)?万?(?:千瓦|吨|台|套|立方米|平方米|公里)", stem)
        if sized or any_of("project", "events").search(text[max(0, begin - 30) : found.end() + 20]):
            yield Found(begin, found.end(), "Project", text[begin : found.end()], "project-head", 0.7)


_MEMBERS = re.compile(r"等\d+个(?:重点|重大|产业|工业|亿元以上)*项目(?=[建竣开投加签落集顺全完达，。])")
_BUILT = re.compile(
    r"(?:工厂|[一二三四]期|中心|园|基地|生产线|项目|工程|公路|大桥|医院|学校|仓|线|城|馆|站|厂|改造|建设)$"
)


def members(cut: Cut) -> Iterator[Found]:
    """The members of a list of projects: A智能工厂、B光伏玻璃等23个项目竣工."""
    for closing in _MEMBERS.finditer(cut.text):
        for begin, end in items_before(cut, closing.start(), PHRASE, DOING):
            item = cut.text[begin:end]
            if 4 <= len(item) <= 20 and _names_one(item):
                name = item if _BUILT.search(item) else item + "项目"
                aliases = (item,) if name != item else ()
                yield Found(begin, end, "Project", name, "project-listed", 0.7, aliases)


def _begin(cut: Cut, head: int) -> int:
    """Where a project's name begins: with the company whose it is, else with what it is about."""
    begin = cut.left(head, PHRASE, DOING, limit=26)
    firm = cut.text.rfind("有限公司", begin, head)
    if firm >= 0:
        form = next(f for f in forms() if cut.text.endswith(f, 0, firm + 4))
        begin = full_begin(cut, firm + 4 - len(form))
    lead = _LEAD.match(cut.text, begin, head)
    return lead.end() if lead else begin


def _names_one(stem: str) -> bool:
    """Whether what stands before a head says which project it is."""
    if len(stem) < 2 or stem.endswith("”") or ("“" in stem and "”" not in stem):
        return False
    return not is_generic(stem) and not _generic().fullmatch(stem)
