"""Industries and chains: by their heads (产业, 行业, 产业链), in lists, and by the names of the vocabulary."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import DOING, NOUN, Found, Setting, all_of, any_of, is_generic, items_before, strip_place, table
from loaders.lexicon import Cut, one_of, words
from loaders.names.industry_names import known, names_within, never, sums
from ontology import vocab

_BULLET = re.compile(r"^(?:—{1,2}|[·•■●◆▪]|[（(]?\d{1,2}[)）.、])\s*([\u4e00-\u9fff]{2,10})[。：]")

BREAKS = NOUN | {"place", "body"}

_AND_SO_ON = re.compile(
    r"(?:等|“[\dNX]\+[\dNX+]+”)(?:[\d两三四五六七八九十]*(?:大|条|个|类))?(?:为(?:主导|代表|重点|主|支柱)的?)?(?:优势|特色|重点|主要)?$"
)

_SUM = re.compile(r"[\d两三四五六七八九十]+(?:大|条|个|类)$")

_TAIL = re.compile(
    r"(?:先进制造业集群|现代产业集群|特色产业集群|制造业集群|产业集群|集群|全产业链|产业链条|产业链|产业体系|产业|行业|赛道|业态)$"
)

_CODED = re.compile(r"“[\dA-Z+XN]{2,10}”")  # “415X”, “3+3+X”: a group of industries by its formula

_DEVELOP = re.compile(
    r"(?:以[^，。]{2,8}为重点，?)?(?:(?:重点|大力|积极|加快|延伸|优先|做强|做大|前瞻)?(?:发展|布局|培育|突破|聚焦|做强|拓展|主攻|生产)|重点|包括|主要为)"
)

_PARKS = re.compile(r"[两三四五六七八九十\d]{1,4}[大个](?:特色|专业|主题|重点)*(?:产业)?(?:园区|产业园|园)")

_OTHER = re.compile(
    r"以|巩固|保持|攻克|组建|壮大|推动|推进|建设|支持|加快|依托|打造|力争|到20|围绕|实施|鼓励|提升|通过|充分|坚持|引导|强化"
)


def industries(cut: Cut, _: Setting) -> Iterator[Found]:
    """All industries and chains of a passage."""
    yield from headed(cut)
    yield from coded(cut)
    yield from field(cut)
    yield from firms(cut)
    yield from trades(cut)
    yield from developed(cut)
    yield from bullets(cut)
    yield from linked(cut)
    yield from of_parks(cut)
    yield from of_bases(cut)
    yield from known(cut)


@cache
def _heads() -> re.Pattern[str]:
    lists = table("industry")
    names = [w for key in ("chain", "cluster", "heads") for w in words(lists[key])]
    return re.compile(rf"(?!{lists['after']})(?:{one_of(names)}|块状经济|(?:(?<=等)|(?<=[两三四五六]大))(?:重点)?领域)")


@cache
def _lead() -> re.Pattern[str]:
    """What may stand before an industry's name without belonging to it: 本地, 长三角, 五百亿级, 江口镇."""
    lead = one_of(words(table("industry")["lead"]))
    return re.compile(
        rf"^(?:[\u4e00-\u9fff]{{1,4}}(?:镇|街道|乡)|[\u4e00-\u9fff]{{2,6}}?(?:新区|开发区|高新区|经开区)|[\u4e00-\u9fff]{{2}}(?:地区|流域)|[一二三四五六七八九十百千万两\d]+亿级|{lead})+(?=.{{2}})"
    )


@cache
def _field() -> re.Pattern[str]:
    parts = one_of(words(table("plan")["parts"]))
    return re.compile(rf"^[（(]?[一二三四五六七八九十\d]*[）).、]?{parts}[：。]")


@cache
def _groups() -> frozenset[str]:
    return frozenset(words(table("industry")["groups"]))


@cache
def _named_groups() -> tuple[str, ...]:
    return tuple(sorted(_groups() | sums(), key=lambda n: (-len(n), n)))


def headed(cut: Cut) -> Iterator[Found]:
    """A stem with its head: 橡胶制品行业, 智能家电产业链; and the members of a list that the head closes."""
    for found in _heads().finditer(cut.text):
        begin = _joined(cut, _begin(cut, found.start(), found.end()), found[0])
        stem, name, head = cut.text[begin : found.start()], cut.text[begin : found.end()], found[0]
        if head.endswith("领域"):
            for each in _members(cut, found.start(), "", closed=False):
                if vocab.concept("industry", cut.text[each.begin : each.end]):
                    yield each
            continue
        members = list(_members(cut, begin, head, closed=False))
        yield from members
        if name in _groups() or (members and name in sums()):
            yield _found(begin, found.end(), name, head, "industry-group")
        elif stem and _sound(stem, head):
            yield _found(begin, found.end(), name, head, "industry-head")
            if not members:
                yield from _members(cut, begin, head, closed=True)


def _begin(cut: Cut, head: int, end: int) -> int:
    name = next((n for n in _named_groups() if cut.text.endswith(n, 0, end)), "")
    if name:
        return end - len(name)
    begin = cut.left(head, BREAKS, DOING, limit=16)
    for whole in re.finditer(r"全[市县区省]|我[市县区]|本[市县区地]", cut.text[begin:head]):
        begin = begin + whole.end() if begin + whole.end() < head else begin
    lead = _lead().match(cut.text[begin:end])
    return begin + lead.end() if lead and begin + lead.end() < head else begin


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
    if so_on:
        at -= len(so_on[0])
    elif closed and text[at - 1 : at] in ("、", "和", "与", "及"):
        at -= 1
    else:
        return
    kind = head if "产业链" in head else ""
    items = list(items_before(cut, at, BREAKS, DOING, paired=True))
    if not items or (so_on and "等" not in so_on[0] and len(items) < 2):  # 全区工业23个行业
        return
    for begin, stop in items + _after_commas(text, items[-1][0]):
        lead = _lead().match(text[begin:stop])
        qualified = (
            lead and lead[0] in ("特色", "优势") and not vocab.concept("industry", text[begin + lead.end() : stop])
        )
        begin += lead.end() if lead and not qualified else 0
        item = text[begin:stop]
        both = re.fullmatch(r"([\u4e00-\u9fff]{2,8})（([\u4e00-\u9fff]{2,8})）", item)
        if both and vocab.concept("industry", both[1]) and vocab.concept("industry", both[2]):
            for group in (1, 2):
                b, e = begin + both.start(group), begin + both.end(group)
                yield _found(b, e, both[group], kind, "industry-list", 0.8)
        elif item and _sound(item, "", listed=True):
            yield _found(begin, stop, item, kind, "industry-list", 0.86 if kind else 0.8)


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


def _sound(stem: str, head: str, *, listed: bool = False) -> bool:
    """Whether a stem may name an industry: a name of the vocabulary, or a short noun that is not generic."""
    if (stem in never() and not head and not listed) or "+" in stem or stem.startswith("（"):
        return False
    if (vocab.concept("industry", stem + head) or vocab.concept("industry", stem)) and stem + head not in sums():
        return True
    bare = _TAIL.sub("", stem)
    if (
        not (2 <= len(bare) <= 10 or (head and bare in all_of("industry", "single")))
        or re.search(r"(?:全域|区域|县域|市本级|全链条)$", bare)
        or is_generic(bare, "industry")
    ):
        return False
    if re.search(r"[，。：；\d“”‘’《》]|领域|^[的和与及等]|[的和与及等型]$", bare):
        return False
    return not any_of("industry", "other_ends", "$").search(bare) or (
        not listed and len(bare) <= 6 and bare.endswith("服务")
    )


_LEADERS = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:龙头|领军|骨干|头部|链主)企业")
_TOO_WIDE = frozenset({"制造业", "服务业", "制造", "智能制造"})
_PLAIN_FIRMS = re.compile(
    r"(?:\d|[，。、]|加快|转型|现有|达|实现|完成|占|产值|到|向|从|集聚|入驻|纷纷|普遍|正|也|已|将|增资|上)"
)
_LEADING = re.compile(r"(?:主导|支柱|重点|优势|特色|辅助|新兴|先导|首位|传统|当家|富民)产业")


def firms(cut: Cut) -> Iterator[Found]:
    """The lines of business in a list before 企业: 水暖厨卫、石材陶瓷企业; and A、B是…的主导产业."""
    for found in re.finditer(
        r"(?<=[\u4e00-\u9fff])企业|(?:是|为|成为)(?=[^，。；]{0,14}?(?:主导|支柱|重点|优势|特色|传统|当家|首位|富民|辅助|新兴|先导)产业)",
        cut.text,
    ):
        items = list(items_before(cut, found.start(), BREAKS, DOING))
        known = [item for item in items if vocab.concept("industry", cut.text[item[0] : item[1]])]
        alone = found[0] == "企业" and len(items) == 1 and _PLAIN_FIRMS.match(cut.text, found.end()) is not None
        alone = alone and cut.text[slice(*items[0])] not in never() | _TOO_WIDE
        if known and (len(items) > 1 or found[0] != "企业" or alone):
            for begin, end in items:
                name = cut.text[begin:end]
                if len(name) <= 6 and _sound(name, "", listed=True):
                    yield _found(begin, end, name, "", "industry-of-firms", 0.75)
            group = _LEADING.search(cut.text, found.end()) if found[0] != "企业" else None
            if group:
                yield _found(group.start(), group.end(), group[0], "产业", "industry-group-predicate", 0.75)
    for found in _LEADERS.finditer(cut.text):
        for size in range(8, 1, -1):
            name = cut.text[max(0, found.start() - size) : found.start()]
            if len(name) == size and vocab.concept("industry", name) and name not in never():
                yield _found(found.start() - size, found.start(), name, "", "industry-of-leader", 0.75)
                break
    for found in re.finditer(r"(?:制造|加工)(?=企业)", cut.text):
        begin = cut.left(found.start(), BREAKS, DOING, limit=8)
        stem = cut.text[begin : found.start()]
        counted = re.match(r"企业[\d一二三四五六七八九十]+[余多]?[家户]", cut.text[found.end() :])
        if (
            (counted or cut.text.endswith("为代表的", 0, begin))
            and 2 <= len(stem) <= 6
            and _sound(stem, "", listed=True)
        ):
            yield _found(begin, found.end(), stem + found[0], "", "industry-of-makers", 0.7)


def trades(cut: Cut) -> Iterator[Found]:
    """What a bulletin calls …业: 制鞋业增长6.1%; and 以A、B为主导产业."""
    text = cut.text
    for found in re.finditer(
        r"(?<=[\u4e00-\u9fff]{2})业(?=实现|完成|保持|增长|下降|增加值|投资|产值|营业收入|利润|同比|和|、|，|等|的)",
        text,
    ):
        begin = cut.left(found.start(), BREAKS, DOING, limit=10)
        name = text[begin : found.end()]
        if (
            len(name) > 2
            and name not in never()
            and vocab.concept("industry", name)
            and not re.search(r"[企产行农工作就创失毕专事商职]业$", name)
        ):
            yield _found(begin, found.end(), name, "", "industry-trade", 0.8)
    for found in re.finditer(r"(?<=[\u4e00-\u9fff]{2})工业(?=增长|下降|增加值|实现|完成|产值)", text):
        begin = cut.left(found.start(), BREAKS, DOING, limit=8)
        stem = text[begin : found.start()]
        if 2 <= len(stem) <= 6 and not is_generic(stem, "industry") and not _OWNED.search(stem):
            yield _found(begin, found.end(), stem + "工业", "", "industry-trade", 0.75)
    for found in re.finditer(r"以(?=[^，。；]{3,40}?为(?:主导|主特|支柱|特色|首位|重点|主(?![题体线要])))", text):
        stop = re.compile(r"(?:等)?为(?:主导|主特|支柱|特色|首位|重点|主(?![题体线要]))").search(text, found.end())
        made = text.endswith("产品", 0, found.start())
        for begin, end in items_before(cut, stop.start(), BREAKS, DOING) if stop and not made else ():
            if begin >= found.end() and _sound(text[begin:end], "", listed=True):
                yield _found(begin, end, text[begin:end], "", "industry-leading", 0.75)


_OWNED = re.compile(
    r"^[万亿]元|(?:规上|规模|以上|地方|中直|中央|市属|省属|县属|国有|民营|股份|外资|港澳台|轻|重|全部|全市|全县|全区|限下|城镇|乡镇|村级)$"
)
_DEVELOPED = re.compile(
    r"(?:(?<!公司)(?<!企业)(?<!集团)主攻(?!方向)|重点承接|(?<=[镇乡道区园])布局|重点发展|重点布局|适度发展|重点培育|主要发展|优先发展"
    r"|(?:主导|支柱|首位)产业(?:主要)?(?:是|为|包括|有)：?)"
)

_MOVED = re.compile(r"(?:产业|行业)?(?:转移|集聚|项目|企业)$")  # 承接|X|产业转移


def developed(cut: Cut) -> Iterator[Found]:
    """What a place or park is to develop or lives by: 重点发展A、B; 主导产业是A、B."""
    for verb in _DEVELOPED.finditer(cut.text):
        stop = re.compile(r"[，。；]|等").search(cut.text, verb.end())
        end = stop.start() if stop else len(cut.text)
        at = verb.end()
        for item in re.split(r"、|和|以及", cut.text[at:end]) if end - at <= 60 else ():
            begin = cut.text.index(item, at)
            item = _MOVED.sub("", item)
            own = strip_place(cut, begin, begin + len(item))
            item, begin = cut.text[own : begin + len(item)], own
            plain = "的" in item or re.search(r"[“”（）\d]", item)
            if 2 <= len(item) <= 12 and not plain and _sound(item, "", listed=True):
                yield _found(begin, begin + len(item), item, "", "industry-developed", 0.75)
            at = begin + len(item)


def bullets(cut: Cut) -> Iterator[Found]:
    """The industry that a bullet is about: ——新能源材料。…"""
    found = _BULLET.match(cut.text)
    if found and (vocab.concept("industry", found[1]) or names_within(found[1])) and _sound(found[1], "", listed=True):
        yield _found(found.start(1), found.end(1), found[1], "", "industry-bullet", 0.8)


def of_parks(cut: Cut) -> Iterator[Found]:
    """What a list of parks is for: 汽车零部件、中央厨房两个特色产业园; one of them is known."""
    for found in _PARKS.finditer(cut.text):
        items = list(items_before(cut, found.start(), BREAKS, DOING))
        if len(items) > 1 and any(vocab.concept("industry", cut.text[b:e]) for b, e in items):
            for begin, end in items:
                if _sound(cut.text[begin:end], "", listed=True):
                    yield _found(begin, end, cut.text[begin:end], "", "industry-of-parks", 0.75)


_BASES = re.compile(r"(?:生产|加工|制造|产业|出口|供应)?基地(?!建设|项目|[一二三]期)")


_IS = re.compile(r"[是为](?:[^，。；、]{0,8}(?:重要|主要|著名|最大)的?)?")


def of_bases(cut: Cut) -> Iterator[Found]:
    """What a place is a base of: 是全省轴承、纺织、眼镜生产基地; one of the list is known."""
    for found in _BASES.finditer(cut.text):
        clause = max(cut.text.rfind(mark, 0, found.start()) for mark in "，。；") + 1
        verb = _IS.search(cut.text, clause, found.start())
        items = list(items_before(cut, found.start(), BREAKS, DOING)) if verb else []
        if len(items) > 1 and any(vocab.concept("industry", cut.text[b:e]) for b, e in items):
            for first, end in items:
                begin = first + 2 * cut.text.startswith(("全省", "全国", "全市", "我国", "我省", "国内"), first)
                if _sound(cut.text[begin:end], "", listed=True) and verb and begin >= verb.end() - 1:
                    yield _found(begin, end, cut.text[begin:end], "", "industry-of-base", 0.75)


def linked(cut: Cut) -> Iterator[Found]:
    """A chain told by its links: “氧化铝—电解铝—铝板带”链条."""
    for found in re.finditer(r"“([^“”，。]{2,12}(?:[—\-~][^“”，。—\-~]{2,12}){1,6})”(?:全?产业链条?|链条)", cut.text):
        name = found[1] + "产业链"
        yield Found(found.start(1), found.end(1), "IndustryChain", name, "chain-links", 0.8, (found[1],))


def coded(cut: Cut) -> Iterator[Found]:
    """A group of industries by its formula: “415X”先进制造业集群, “3+3+X”产业体系."""
    for found in _CODED.finditer(cut.text):
        tail = re.match(
            r"(?:千百亿级|现代化|先进|主导|重点|特色)?(?:先进)?(?:制造业|产业)(?:集群|体系|产业)?",
            cut.text[found.end() :],
        )
        if tail:
            end = found.end() + tail.end()
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
    for clause in re.finditer(r"[^，；]+", cut.text[start:end]):
        verb = _DEVELOP.match(clause[0])
        if verb or (clause.start() == 0 and not _OTHER.match(clause[0])):
            at = start + clause.start() + (verb.end() if verb else 0)
            yield from _listed_field(cut.text[: start + clause.end()], at)


def _listed_field(text: str, at: int) -> Iterator[Found]:
    """The members of a list that begins at a position and ends with the text."""
    for item in re.split(r"、|以及", text[at:]):
        name = re.sub(r"(?:等.*)$", "", item)
        if 2 <= len(name) <= 16 and not is_generic(name, "industry") and "的" not in name:
            yield _found(at, at + len(name), name, "", "industry-field", 0.8)
        at += len(item)
        join = re.match(r"、|以及", text[at:])
        at += len(join[0]) if join else 0


def _found(begin: int, end: int, name: str, head: str, method: str, confidence: float = 0.85) -> Found:
    """The industry as the vocabulary calls it; a chain keeps its own name."""
    if "产业链" in head and name not in _groups():
        stem = re.sub(r"(?:全产业链|产业链条|产业链)$", "", name)
        aliases: tuple[str, ...] = (stem,) if stem + "产业链" == name else (stem, name)
        return Found(begin, end, "IndustryChain", stem + "产业链", method, confidence, aliases)
    if "产业链" in head:
        return Found(begin, end, "IndustryChain", name, method, confidence)
    known = vocab.concept("industry", name)
    stem = _TAIL.sub("", name)
    aliases = (name,) if known else (stem,) if len(stem) > 1 and stem != name else ()
    return Found(begin, end, "Industry", known.label if known else name, method, confidence, aliases)
