"""Industries and chains: by their heads (产业, 行业, 产业链), in lists, and by the names of the vocabulary."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import (
    DOING,
    DOINGS,
    TOWN_RANK,
    Found,
    Setting,
    all_of,
    is_generic,
    items_before,
    preceded_by,
    table,
)
from loaders.lexicon import Cut, begins, one_of, words
from loaders.names.companies.coined import weight
from loaders.names.companies.company_runs import stand_for
from loaders.names.fronts import clause, front, inner
from loaders.names.industries.industry_bulletins import chapters, classes, outfitters
from loaders.names.industries.industry_chains import covered, spelled
from loaders.names.industries.industry_clusters import clusters, line_heads, on_base
from loaders.names.industries.industry_edges import owner
from loaders.names.industries.industry_frames import along, framed, of_firms, planned
from loaders.names.industries.industry_grown import enumerated, grown, noted, raised
from loaders.names.industries.industry_makers import capacity, counted, installed, led, of_main_base, told, workshops
from loaders.names.industries.industry_names import known, names_within, never, sums
from loaders.names.industries.industry_phrases import (
    based,
    bullets,
    developed,
    firms,
    lines,
    of_bases,
    of_parks,
    of_towns,
    spread,
    supplied,
    tallied,
    trades,
    worked,
)
from loaders.names.industries.industry_words import BREAKS, group_names, industry, leads, sound
from ontology import vocab

_AND_SO_ON = re.compile(
    r"(?:等|“[\dNX]\+[\dNX+]+”)(?:多个?|一批)?(?:[\d两三四五六七八九十多数]*(?:大|条|个|类))?(?:为(?:主导|代表|重点|主|支柱)的?)?(?:优势|特色|重点|主要)?$"
)

_SUM = re.compile(r"[\d两三四五六七八九十]+(?:大|条|个|类)$")

_CODED = re.compile(r"“[\dA-Z+XN]{2,10}”")  # “415X”, “3+3+X”: a group of industries by its formula

_DEVELOP = re.compile(
    r"(?:以[^，。]{2,8}为重点，?)?(?:(?:重点|大力|积极|加快|延伸|优先|做强|做大|前瞻)?(?:发展|布局|培育|突破|聚焦|做强|拓展|主攻|生产)|重点|包括|主要为)"
)

_OTHER = re.compile(
    r"以|巩固|保持|攻克|组建|壮大|推动|推进|建设|支持|加快|依托|打造|力争|到20|围绕|实施|鼓励|提升|通过|充分|坚持|引导|强化"
)


def industries(cut: Cut, _: Setting) -> Iterator[Found]:
    """All industries and chains of a passage."""
    yield from headed(cut)
    yield from quoted(cut)
    yield from coded(cut)
    yield from field(cut)
    yield from firms(cut)
    yield from counted(cut)
    yield from led(cut)
    yield from told(cut)
    yield from installed(cut)
    yield from of_main_base(cut)
    yield from capacity(cut)
    yield from workshops(cut)
    yield from trades(cut)
    yield from chapters(cut)
    yield from classes(cut)
    yield from outfitters(cut)
    yield from developed(cut)
    yield from grown(cut)
    yield from enumerated(cut)
    yield from noted(cut)
    yield from covered(cut)
    yield from framed(cut)
    yield from planned(cut)
    yield from of_firms(cut)
    yield from along(cut)
    yield from raised(cut)
    yield from clusters(cut)
    yield from line_heads(cut)
    yield from on_base(cut)
    yield from of_towns(cut)
    yield from spread(cut)
    yield from tallied(cut)
    yield from lines(cut)
    yield from bullets(cut)
    yield from linked(cut)
    yield from spelled(cut)
    yield from of_parks(cut)
    yield from of_bases(cut)
    yield from worked(cut)
    yield from based(cut)
    yield from supplied(cut)
    yield from known(cut)


@cache
def _heads() -> re.Pattern[str]:
    lists = table("industry")
    names = [w for key in ("chain", "cluster", "heads") for w in words(lists[key])]
    first = begins((*names, *"块重优新产领发主方赛板出细百千万"))
    lead = "(?:[百千万]亿元?级|重点|优势|新兴|产业|发展|主攻|出海|细分)*"
    fields = f"(?<=[等大个多]){lead}(?:领域|方向|赛道|板块|新增长点|新支柱)"
    return re.compile(rf"{first}(?!{lists['after']})(?:{one_of(names)}|块状经济|{fields})")


@cache
def _field() -> re.Pattern[str]:
    parts = one_of(words(table("plan")["parts"]))
    return re.compile(rf"^[（(]?[一二三四五六七八九十\d]*[）).、]?{parts}[：。]")


@cache
def _named_groups() -> tuple[str, ...]:
    return tuple(sorted(group_names() | sums(), key=lambda n: (-len(n), n)))


_PARKS_OF, _OF_PARKS = (
    re.compile(r"等\d+[个座]$"),
    re.compile(r"园区|产业园"),
)  # A、B等20个|先进制造业|园区: these are parks


_OF_SITE = re.compile(r"（[\u4e00-\u9fff]{2,4}）..")  # 晨曜（江口）医疗器械产业|基地: whose and where it is
_SO_MANY = re.compile(r"[A-Za-z]个")  # N个专项产业


def headed(cut: Cut) -> Iterator[Found]:
    """A stem with its head: 橡胶制品行业, 智能家电产业链; and the members of a list that the head closes."""
    for found in _heads().finditer(cut.text):
        begin = _joined(cut, _begin(cut, found.start(), found.end()), found[0])
        stem, name, head = cut.text[begin : found.start()], cut.text[begin : found.end()], found[0]
        if name == "高新技术产业" and cut.text.startswith("开发区", found.end()):  # 高新技术产业|开发区
            continue
        if head.endswith(("领域", "方向", "赛道", "板块", "新增长点", "新支柱")):
            yield from _of_field(cut, found.start(), ways=head.endswith(("方向", "赛道")), sized="亿" in head)
            continue
        parks = _PARKS_OF.search(cut.text, max(0, begin - 6), begin) and _OF_PARKS.match(cut.text, found.end())
        members = [] if parks else list(_members(cut, begin, head, closed=False))
        yield from members
        if name in group_names() or (members and name in sums() and not _UNNAMED.search(name)):
            yield industry(begin, found.end(), name, head, "industry-group")
        elif name in sums():
            yield from _in_role(cut, begin)
        elif two := list(_with_note(begin, stem)):
            yield from two
        elif stem and sound(stem, head) and not _SO_MANY.match(stem) and not _OF_SITE.search(stem):
            yield industry(begin, found.end(), name, head, "industry-head")
            if not members and not parks:
                yield from _members(cut, begin, head, closed=True)


# How large a group is, or what it does, names none.
_UNNAMED = re.compile("亿级产业集群|加工产业集群|^(?:优势|特色|支柱|主导)集群")


def _of_field(cut: Cut, end: int, *, ways: bool, sized: bool) -> Iterator[Found]:
    """The members of the list before a field that the vocabulary knows; all where it knows most of them.

    ways: three ways (方向) may be anything, so none of them is a branch beside 教育 or 养老.
    sized: what turns over so many hundred millions (两个百亿级板块) are branches.
    """
    members = list(_members(cut, end, "", closed=False))
    if sized and any(names_within(f.name) for f in members):
        yield from members
        return
    if ways and any(cut.text[f.begin : f.end] in never() for f in members):
        return
    if sum(cut.text[f.begin : f.end] in _PUBLIC for f in members) > 2:
        return  # 在经贸、科技、文化、人才、教育等领域合作: fields of public life
    known = [f for f in members if vocab.concept("industry", cut.text[f.begin : f.end])]
    alike = [f for f in members if f in known or names_within(cut.text[f.begin : f.end])]
    plain = ways or any(cut.text[f.begin : f.end] in never() or _TELLING.search(f.name) for f in members)
    known = members if known and not plain and len(alike) * 3 > len(members) * 2 else known
    summed = _SUM.search(cut.text, max(0, end - 4), end) and "等" not in cut.text[end - 4 : end]
    yield from members if summed and len(known) * 2 > len(members) and len(members) < _FIELDS else known


_FIELDS = 6
_PUBLIC = frozenset(
    words("经济 贸易 经贸 科技 文化 人才 教育 卫生 体育 生态 民生 社会 资本 党建 医疗 养老 就业 环保 旅游 金融")
)
_TELLING = re.compile("涉及|涵盖|覆盖|聚焦|投向|项目|企业|应用")  # the sentence before the list
_QUOTED = re.compile(
    r"“(?P<list>[^“”，。；]{2,40})”(?:等)?[两三四五六七八九十\d]+(?:大|个|条)?"
    r"(?:主导|支柱|特色|优势|重点|标志性|新兴|战略性|[百千万]亿级?)*(?:产业链|产业集群|产业|集群|行业)"
)


def quoted(cut: Cut) -> Iterator[Found]:
    """The members of a list in quotes that a sum of industries closes: “高端装备、智能家电”两大主导产业."""
    for found in _QUOTED.finditer(cut.text):
        for item in re.finditer(r"[^、和与+]{2,12}", found["list"]):
            begin, end = (found.start("list") + at for at in item.span())
            if sound(item[0], "", listed=True):
                yield industry(begin, end, item[0], "", "industry-list", 0.8)


def _in_role(cut: Cut, end: int) -> Iterator[Found]:
    """The industry of the vocabulary right before its role: 电子信息|首位产业, 装备制造|主导产业."""
    for begin in range(max(0, end - 8), end - 1):
        name = cut.text[begin:end]
        if name.isalnum() and vocab.concept("industry", name) and name not in never():
            yield industry(begin, end, name, "", "industry-in-role", 0.8)
            return


def _with_note(begin: int, stem: str) -> Iterator[Found]:
    """Both of 新材料（金属新材料）产业集群: the industry, and which part of it; the vocabulary knows the first."""
    both = _NOTE.fullmatch(stem)
    if both and vocab.concept("industry", both[1]) and both[2].endswith(both[1]):
        for group in (1, 2):
            b, e = begin + both.start(group), begin + both.end(group)
            yield industry(b, e, both[group], "", "industry-noted", 0.8)


_NOTE = re.compile(r"([\u4e00-\u9fff]{2,8})（([\u4e00-\u9fff]{3,10})）")


def _begin(cut: Cut, head: int, end: int) -> int:
    name = preceded_by(cut, end, _named_groups())
    if name:
        return end - len(name)
    begin = cut.left(head, BREAKS, DOING, limit=16)
    town = TOWN_RANK.match(cut.text, begin, head)  # 尤溪|镇茶叶产业: the town bears the name of a county elsewhere
    begin = town.end() if town and cut.ends.get(begin, (0, ""))[1] == "place" else begin
    for whole in _HERE.finditer(cut.text[begin:head]):
        begin = begin + whole.end() if begin + whole.end() < head else begin
    lead = leads().match(cut.text[begin:end])
    begin = begin + lead.end() if lead and begin + lead.end() < head else begin
    begin += clause(cut.text[begin:head])
    become = _BECOME.match(cut.text, begin, head)
    begin = become.end() if become and cut.text.endswith(_MAKES, 0, begin) else begin
    begin += front(cut.text[begin:head], cut.text[head:end])
    begin += inner(cut.text[begin:head])
    begin += owner(cut.text[begin:head], cut.text[head:end])
    return begin + _of_rank(cut.text[begin:end])


_HERE = re.compile(r"全[市县区省]|我[市县区]|本[市县区地]")
_MAKES = ("打造", "建设", "发展", "培育", "建", "做")
_BECOME = re.compile("成为?(?:(?:全球|全国|国内|国际|世界)(?:一流|领先|知名)?的?)?(?=..)")  # 打造|成全球X产业链
_WHOSE = re.compile("国家|(?:经济|高新)?(?:开发区|高新区|经开区|保税区|园区)|[国省市县区镇]")


def _of_rank(name: str) -> int:
    """Whose an industry is that the vocabulary knows: 省|电子信息产业, 国家|高端装备制造业."""
    rank = _WHOSE.match(name)
    known = rank and not vocab.concept("industry", name) and vocab.concept("industry", name[rank.end() :])
    return rank.end() if rank and known else 0


def _joined(cut: Cut, begin: int, head: str) -> int:
    """The beginning of X in X及Y产业 and X与Y产业集群, where the conjunction belongs to the name."""
    mark = cut.text[begin - 1 : begin]
    if mark == "及" or (mark == "与" and "集群" in head):
        earlier = cut.left(begin - 1, BREAKS, DOING, limit=10)
        single = cut.text[earlier : begin - 1] in all_of("industry", "single")
        if (begin - 1 - earlier >= 2 or single) and cut.text[earlier - 1 : earlier] != "、":
            return earlier
    return begin


def _members(cut: Cut, end: int, head: str, *, closed: bool) -> Iterator[Found]:
    """The members of the list before a head or a group: 家电、轴承两大产业, A、B等行业, A、B行业."""
    text, at = cut.text, end
    so_on = _AND_SO_ON.search(text[max(0, at - 12) : at]) or _SUM.search(text[max(0, at - 4) : at])
    if so_on and so_on[0].endswith("一批") and not _GRADE.match(text, at):
        return  # A、B等一批|行业龙头
    if so_on:
        at -= len(so_on[0])
    elif closed and text[at - 1 : at] in ("、", "和", "与", "及"):
        at -= 1
    else:
        return
    kind = head if "产业链" in head else ""
    made = DOINGS if kind and text.endswith("生产", 0, at) else DOING
    items = list(items_before(cut, at, BREAKS, made, paired=True))
    if not items or (so_on and "等" not in so_on[0] and len(items) < 2):  # 全区工业23个行业
        return
    if so_on and "代表" in so_on[0] and stand_for([weight(text[b:e]) for b, e in items]):
        return  # firms stand for their industry
    if kind and any(text[b:e] in all_of("industry", "stages") for b, e in items):
        return
    for begin, stop in items + _after_commas(text, items[-1][0]):
        lead = leads().match(text[begin:stop])
        qualified = (
            lead and lead[0] in ("特色", "优势") and not vocab.concept("industry", text[begin + lead.end() : stop])
        )
        begin += lead.end() if lead and not qualified else 0
        begin += front(text[begin:stop])
        called = _FORMULA_OF.match(text, begin, stop)
        begin = called.end() if called else begin
        item = text[begin:stop]
        two = _AND.fullmatch(item)
        if two and all(vocab.concept("industry", half) for half in two.groups()):
            for group in (1, 2):
                b, e = begin + two.start(group), begin + two.end(group)
                yield industry(b, e, two[group], kind, "industry-list", 0.8)
            continue
        both = re.fullmatch(r"([\u4e00-\u9fff]{2,8})（([\u4e00-\u9fff]{2,8})）", item)
        if both and vocab.concept("industry", both[1]) and vocab.concept("industry", both[2]):
            for group in (1, 2):
                b, e = begin + both.start(group), begin + both.end(group)
                yield industry(b, e, both[group], kind, "industry-list", 0.8)
        elif item and (sound(item, "", listed=True) or (kind and _MADE.fullmatch(item))):
            yield industry(begin, stop, item, kind, "industry-list", 0.86 if kind else 0.8)
        elif head.startswith("产业") and item in all_of("industry", "single") and so_on and len(items) > 1:
            yield industry(begin, stop, item + head, head, "industry-list", 0.8)  # 钨、钼两大产业链


# Whatever its length: 舱口盖总装及关键部件制造、甲板机械配套制造两条|产业链.
_MADE = re.compile(r"[\u4e00-\u9fff]{8,18}(?:生产|制造|加工)")
_GRADE = re.compile(r"[\d百千万]+亿元?级")  # A、B等一批|50亿级产业集群
_AND = re.compile(r"([\u4e00-\u9fff]{2,8})和([\u4e00-\u9fff]{2,8})")  # …、新材料|和|传感器及集成电路产业
_FORMULA_OF = re.compile(r"[\dNX]指(?=..)")  # “2+N”: N指|新材料、大健康等产业


def _after_commas(text: str, at: int) -> list[tuple[int, int]]:
    """Further members of a list parted by commas, as far back as the vocabulary knows them: 石化，建材，食品等产业."""
    found: list[tuple[int, int]] = []
    while text[at - 1 : at] == "，" and len(found) < 16:
        chunk = re.search(r"[\u4e00-\u9fff]{2,10}$", text[max(0, at - 11) : at - 1])
        lead = _DEVELOP.match(chunk[0]) if chunk else None
        begin = at - 1 - len(chunk[0]) + (lead.end() if lead else 0) if chunk else at
        if not vocab.concept("industry", text[begin : at - 1]):
            break
        found.append((begin, at - 1))
        at = begin
    return found


_LINKS = re.compile(r"“([^“”，。]{2,12}(?:[—\-~][^“”，。—\-~]{2,12}){1,6})”(?:全?产业链条?|链条)")


def linked(cut: Cut) -> Iterator[Found]:
    """A chain told by its links: “氧化铝—电解铝—铝板带”链条."""
    for found in _LINKS.finditer(cut.text):
        name = found[1] + "产业链"
        yield Found(found.start(1), found.end(1), "IndustryChain", name, "chain-links", 0.8, (found[1],))


def coded(cut: Cut) -> Iterator[Found]:
    """A group of industries by its formula: “415X”先进制造业集群, “3+3+X”产业体系."""
    for found in _CODED.finditer(cut.text):
        tail = re.match(
            r"(?:千百亿级|现代化?|先进|主导|重点|特色)?(?:先进)?(?:制造业|产业链?)(?:集群|体系|产业)?",
            cut.text[found.end() :],
        )
        end = found.end() + tail.end() if tail else 0
        if tail and not cut.text.startswith(("政策", "引导", "基金"), end):
            yield Found(
                found.start(), end, "Industry", cut.text[found.start() : end], "industry-formula", 0.85, (found[0],)
            )


def field(cut: Cut) -> Iterator[Found]:
    """What a plan lists under 发展重点: industries, known or not, up to the first stop."""
    first = _field().match(cut.text)
    if not first:
        return
    start = first.end()
    end = cut.text.find("。", start)
    end = end if end >= 0 else len(cut.text)
    for part in re.finditer(r"[^，；]+", cut.text[start:end]):
        verb = _DEVELOP.match(part[0])
        if verb or (part.start() == 0 and not _OTHER.match(part[0])):
            at = start + part.start() + (verb.end() if verb else 0)
            yield from _listed_field(cut.text[: start + part.end()], at)


def _listed_field(text: str, at: int) -> Iterator[Found]:
    """The members of a list that begins at a position and ends with the text."""
    for item in re.split(r"、|以及", text[at:]):
        name = re.sub(r"(?:等.*)$", "", item)
        if 2 <= len(name) <= 16 and not is_generic(name, "industry") and "的" not in name:
            yield industry(at, at + len(name), name, "", "industry-field", 0.8)
        at += len(item)
        join = re.match(r"、|以及", text[at:])
        at += len(join[0]) if join else 0
