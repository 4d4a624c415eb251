"""Programs: “…”行动, 实施…工程, campaigns by their quotes."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import (
    DOINGS,
    PHRASE,
    Found,
    Setting,
    all_of,
    any_of,
    heads,
    is_generic,
    items_before,
    preceded_by,
    strip_place,
    table,
)
from loaders.lexicon import Cut, chinese, has, one_of, quoted, rules, words
from loaders.names.policies.courses import courses
from loaders.names.policies.faring import faring
from loaders.names.policies.funds import funds
from loaders.names.policies.policies import CARRIED_ON, listed_begin, quotes_in
from loaders.names.policies.program_fronts import behind_deed, calls_home, with_key
from loaders.names.policies.program_lists import listed
from loaders.names.projects.public_works import is_public
from loaders.names.projects.site_works import is_works
from ontology import vocab

_EMPTY: frozenset[str] = frozenset()
_TWO_PARTS = re.compile(r"[“‘]?[两三四五六七八九十\d][项大个]")


def programs(cut: Cut, _: Setting) -> Iterator[Found]:
    """All programs of a passage."""
    yield from quoted_programs(cut)
    yield from listed(cut)
    yield from governed(cut)
    yield from slogans(cut)
    yield from quoted_objects(cut)
    yield from joined(cut)
    yield from slogans_of_act(cut)
    yield from officers(cut)
    yield from levers(cut)
    yield from ways(cut)
    yield from calls_home(cut)
    yield from courses(cut)
    yield from funds(cut)
    yield from faring(cut)


@cache
def _after_quote() -> re.Pattern[str]:
    return any_of("program", "quoted_heads")


@cache
def _inside_quote() -> re.Pattern[str]:
    return re.compile(one_of(words(table("program")["heads"])) + "$")


@cache
def _govern() -> tuple[str, ...]:
    return tuple(sorted(words(table("program")["govern"]), key=len, reverse=True))


_FORMULA = re.compile(r"[\d+]{3,8}")


def quoted_programs(cut: Cut) -> Iterator[Found]:
    """A program named in quotes: 科技企业“双倍增”计划, “六大工程”, “凤凰行动”…计划."""
    text = cut.text
    for found in quoted(text):
        inside = _inside_quote().search(found[1]) is not None
        end = _quoted_end(text, found, inside=inside)
        formula = _FORMULA.fullmatch(found[1]) and text.startswith(("战略", "行动计划"), found.end())
        if not end or (is_generic(found[1], "program") and not inside and not formula):
            continue
        begin = _quoted_begin(cut, found, alone=inside and end == found.end())
        core, name = f"“{found[1]}”", text[begin:end]
        aliases = (core, core + text[found.end() : end]) if name != core else ()
        yield Found(begin, end, "Program", name, "program-quoted", 0.85, aliases)


_OF_ITS_OWN = re.compile(r"[\u4e00-\u9fff]{2,4}(?:行动|计划)(?!方案|力)|(?:建设|提升|培育|攻坚|振兴|倍增)工程(?=：)")


def _quoted_end(text: str, quote: re.Match[str], *, inside: bool) -> int:
    """Where the name of a quoted program ends: behind its head, or at the quote that holds one; 0 if it has none."""
    head = _after_quote().match(text, quote.end())
    if head and not text.startswith(("战略性", "融合发展", "融合应用"), quote.end()):
        more = _after_quote().match(text, head.end())
        return more.end() if more else head.end()
    local = _OF_ITS_OWN.match(text[quote.end() : quote.end() + 7])
    if local:
        return quote.end() + local.end()
    return quote.end() if inside else 0


def _quoted_begin(cut: Cut, quote: re.Match[str], *, alone: bool) -> int:
    """Where the name of a quoted program begins: before the words that say for whom it is, if they say something.

    alone: the quotation is the whole name and no other quotation before it belongs to it.
    """
    text, start = cut.text, quote.start()
    begin = behind_deed(cut, cut.left(start, PHRASE, _EMPTY, limit=22), start, _acts())
    if _TWO_PARTS.match(quote[0]) and text[begin - 1 : begin] in ("和", "、", "与"):
        begin = _two(cut, begin)
    begin = start if text[start - 1 : start] == "”" else strip_place(cut, begin, quote.end())
    if alone or "行动”" in text[begin:start]:
        begin = max(begin, text.rfind("”", begin, start) + 1)
    prefix = text[begin:start]
    empty = is_generic(prefix, "program") or "，" in prefix or prefix in _acts()
    return start if empty and not re.fullmatch(r"[三两四五六七八九十]个", prefix) else begin


@cache
def _acts() -> frozenset[str]:
    return frozenset(word for part in ("act", "mixed") for word in words(rules("words")[part]))


def _two(cut: Cut, begin: int) -> int:
    """The beginning of A in A和B“两项整治”: the number in the quotes says that both are meant."""
    earlier = cut.left(begin - 1, PHRASE, _EMPTY, limit=20)
    return earlier if earlier < begin - 2 else begin


_LETTERED = re.compile(r"(?<=[实施推进启动和与、])[A-Z]{2,6}(?:\+)?计划(?!书|表)")  # 实施ACT计划


@cache
def _strong() -> frozenset[str]:
    return frozenset(words(table("program")["strong"]))


def governed(cut: Cut) -> Iterator[Found]:
    """A noun phrase with a program's head that is carried out: 实施…工程, 启动…倍增行动, 深化…改革."""
    text = cut.text
    for found in any_of("program", "national").finditer(text):
        yield Found(found.start(), found.end(), "Program", found[0], "program-national", 0.85)
    for found in _LETTERED.finditer(text) if "计划" in text else ():
        yield Found(found.start(), found.end(), "Program", found[0], "program-lettered", 0.75)
    for found in heads("program", "heads").finditer(text):
        begin = _phrase(cut, found.start())
        stem, name = text[begin : found.start()], text[begin : found.end()]
        if (stem.endswith("”") and found[0] in all_of("program", "quoted_heads")) or stem.endswith("期"):
            continue
        if found[0] == "计划" and stem.endswith(_PLANNERS):  # 江口高新区|计划实施…
            continue
        if len(stem) < 2 or len(name) < 6 or is_generic(stem, "program") or stem.startswith("”") or len(stem) > 60:
            continue
        lead = _leading_verb().match(stem)
        begin += lead.end() if lead else 0
        begin = with_key(cut, begin, _govern())
        stem, name = text[begin : found.start()], text[begin : found.end()]
        if strip_place(cut, begin, found.start()) == begin and stem in vocab.names("place"):
            continue  # 某某市发展战略 names none
        strong = found[0] in _strong() or (found[0] in ("工程", "计划") and _placed(cut, begin, found.start()))
        verb = (
            bool(lead)
            or bool(preceded_by(cut, begin, _govern()))
            or (_placed(cut, begin, found.start()) and strong)
            or _carried(cut, begin)
        )
        if found[0].endswith("工程") and (is_works(cut, begin, found.end() - 2) or is_public(cut, begin, found.end())):
            yield Found(begin, found.end(), "Project", name, "project-works-of", 0.75)
        elif verb or (strong and len(stem) >= 4):
            yield Found(begin, found.end(), "Program", name, "program-governed", 0.8 if verb else 0.7, quotes_in(stem))


_PLANNERS = ("开发区", "高新区", "经开区", "园区", "新区", "公司", "集团")


@cache
def _leading_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(_govern())})(?=.{{3}})")


_QUOTED_SUM = re.compile(r"”(?=[和与、]?[三四五六七八九十\d]+大)")


def _phrase(cut: Cut, head: int) -> int:
    """Where the noun phrase before a head begins; A和B两项整治 is one phrase, “A”“B”三大C行动 only the C."""
    text = cut.text
    word = cut.ends.get(head)
    if word and word[1] == "count" and text[word[0]] == "两":
        begin = cut.left(word[0], PHRASE, DOINGS, limit=20)
        return _two(cut, begin) if text[begin - 1 : begin] in ("和", "、", "与") else begin
    begin = cut.left(head, PHRASE, DOINGS, limit=30)
    quotes = [m.end() for m in _QUOTED_SUM.finditer(text[begin:head])]
    if quotes:
        begin += quotes[-1]
    return _trades_begin(cut, listed_begin(cut, begin))


def _trades_begin(cut: Cut, begin: int) -> int:
    """The beginning of A in 实施A、B、C产业倍增计划, where the list of trades is what the program is about."""
    items = list(items_before(cut, begin - 1, PHRASE)) if cut.text[begin - 1 : begin] == "、" else []
    first = items[-1][0] if items else begin
    plain = not any(_NO_TRADE.search(cut.text[b:e]) or _DOES.search(cut.text[b:e]) for b, e in items)
    about = _ABOUT.match(cut.text, begin)
    return first if items and plain and about and preceded_by(cut, first, _govern()) else begin


_NO_TRADE = re.compile(r"[“”]|^.{12}")
_ABOUT = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:产业链|产业|行业|企业|集群)")


def _placed(cut: Cut, begin: int, head: int) -> bool:
    """Whether the phrase begins with the name of a place."""
    return cut.places.get(begin, head) < head


def _carried(cut: Cut, begin: int) -> bool:
    """Whether the phrase is the last of a list that is carried out: 实施“A”、B和C工程."""
    mark = cut.text[begin - 1 : begin]
    if mark not in ("和", "、", "与"):
        return False
    first = begin
    for start, _ in _chain(cut, begin - 1):
        first = start
    return first < begin and bool(preceded_by(cut, first, _govern()))


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile(table("program")["slogan"])


def slogans(cut: Cut) -> Iterator[Found]:
    """A quoted slogan of the form “工业立市、创新强市”, with or without 战略 after it."""
    for found in quoted(cut.text):
        if _slogan().match(found[1]) and not _after_quote().match(cut.text, found.end()):
            yield Found(found.start(), found.end(), "Program", f"“{found[1]}”", "program-slogan", 0.7, (found[1],))


_CARRIED_OUT = ("推行", "实施", "深化", "推进", "践行")

_CARRIED_ON = (*_CARRIED_OUT, "开展", "落实")  # before a quotation with words of its own in front: 实施产业链“链长制”


_FOLLOWS = re.compile(r"建设(?=[，。；、])|\d+[家户个]|以来|步伐|工作|试点|应用试点|改造|、|，|。|；|“|和|$")
_AIM = re.compile(
    r"(?:任务|目标|问题|短板|难题|要求|原则|理念|格局|模式|体系|关系|环节|瓶颈|引擎|动能|高地|样板|标杆|名片|篇章|路径|密码|答卷|答案|清单|图谱|底色|文章|桥梁|平台|阵地|闭环|机制|直通车|快车道|加速器|通道|组合拳|火车头|驱动)$"
)


def quoted_objects(cut: Cut) -> Iterator[Found]:
    """Quoted words that are carried out: 推行“一业一证”, 加快推进“机器换人”步伐."""
    text = cut.text
    for found in quoted(text):
        follows = _FOLLOWS.match(text[found.end() :])
        verb, begin = preceded_by(cut, found.start(), _CARRIED_OUT), found.start()
        if not verb:
            begin = cut.left(found.start(), PHRASE, limit=12)
            own = cut.start < begin < found.start() and not is_generic(text[begin : found.start()], "program")
            verb = preceded_by(cut, begin, _CARRIED_ON) if own and "“" not in text[begin : found.start()] else ""
        least = 2 if verb in ("推行", "实施") or begin < found.start() else 3
        aim = _AIM.search(found[1])
        words_alone = not aim and least <= len(found[1]) <= 12 and chinese(found[1]) and "+" not in found[1]
        if verb and follows and words_alone and not is_generic(found[1], "program"):
            tail = follows[0] if follows[0] in ("应用试点", "试点") else ""
            quote = f"“{found[1]}”{tail}"
            name = text[begin : found.start()] + quote
            aliases = (found[1],) if name == quote else (found[1], quote)
            yield Found(begin, found.end() + len(tail), "Program", name, "program-carried-out", 0.65, aliases)


def slogans_of_act(cut: Cut) -> Iterator[Found]:
    """A campaign known all over the country by three or four characters: 个转企, 机器换人."""
    for found in any_of("program", "known").finditer(cut.text):
        begin, end = found.span()
        both = re.match(r"、([\u4e00-\u9fff]{4})”", cut.text[end:]) if cut.text[begin - 1 : begin] == "“" else None
        if both:  # “腾笼换鸟、凤凰涅槃”
            whole = cut.text[begin : end + 5]
            yield Found(begin - 1, end + 6, "Program", f"“{whole}”", "program-known", 0.6, (whole,))
        elif cut.text[begin - 1 : begin] == "“" and _OF_FIRMS.match(cut.text, end):
            continue
        elif cut.text[begin - 1 : begin] == "“" and cut.text[end : end + 1] == "”":
            yield Found(begin - 1, end + 1, "Program", f"“{found[0]}”", "program-known", 0.6, (found[0],))
        elif "换" in found[0] and (cut.text[begin - 1 : begin] in "、和与及，" or begin in cut.ends):
            yield Found(begin, end, "Program", found[0], "program-known", 0.6, (f"“{found[0]}”",))


_OF_FIRMS = re.compile(r"”(?:企业)?\d")  # “个转企”企业300家: what firms are counted


def officers(cut: Cut) -> Iterator[Found]:
    """A system by which an official answers for a thing, without quotes: 产业链链长制, 河长制."""
    for found in any_of("program", "officers").finditer(cut.text):
        opened, after = cut.text[found.start() - 1 : found.start()], cut.text[found.end() : found.end() + 1]
        if opened not in ("“", "‘"):
            begin = found.start() - 3 * cut.text.endswith("产业链", 0, found.start())
            name = cut.text[begin : found.end()]
            aliases = (found[0],) if name != found[0] else ()
            yield Found(begin, found.end(), "Program", name, "program-officer", 0.7, aliases)
        elif after == "“":  # a closing mark that came out as an opening one
            begin = found.start() - 1 - 3 * cut.text.endswith("产业链", 0, found.start() - 1)
            name = f"{cut.text[begin : found.end()]}”"
            yield Found(begin, found.end() + 1, "Program", name, "program-officer", 0.65, (found[0], f"“{found[0]}”"))


_LEVER = re.compile(r"为(?:总|重要|主|有力)?(?:抓手|牵引|突破口|切入点)")
_WAY = re.compile(r"(?:发展|改革|服务|合作|管理)?(?:模式|机制)")


def levers(cut: Cut) -> Iterator[Found]:
    """以“一村一品”为抓手, 推行“A+B”模式: what is carried out under a quotation as its name."""
    text = cut.text
    for found in quoted(text):
        inner = found[1].replace("+", "")
        if not 4 <= len(inner) <= 14 or not chinese(inner) or is_generic(inner, "program"):
            continue
        if text.endswith("以", 0, found.start()) and _LEVER.match(text, found.end()):
            name = f"“{found[1]}”"
            yield Found(found.start(), found.end(), "Program", name, "program-lever", 0.65, (found[1],))
            continue
        way = _WAY.match(text, found.end())
        if "+" in found[1] and preceded_by(cut, found.start(), _CARRIED_ON) and (way or found[1].endswith("制")):
            end = way.end() if way else found.end()
            name = text[found.start() : end]
            aliases = (found[1], f"“{found[1]}”") if way else (found[1],)
            yield Found(found.start(), end, "Program", name, "program-way", 0.65, aliases)


_OF_WORKING = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:机制|制度)(?!性|化|创新|体系|改革)")


def ways(cut: Cut) -> Iterator[Found]:
    """A quotation that is called a way of working, where it is carried out: 落实“首席服务官”制度."""
    for found in quoted(cut.text) if has(cut.text, "机制", "制度") else ():
        way = _OF_WORKING.match(cut.text, found.end())
        inner = re.sub(r"[+、，]", "", found[1])
        if way and 2 < len(inner) <= 20 and chinese(inner) and preceded_by(cut, found.start(), CARRIED_ON):
            name = cut.text[found.start() : way.end()]
            core = f"“{found[1]}”"
            yield Found(found.start(), way.end(), "Program", name, "program-way", 0.7, (found[1], core))


def joined(cut: Cut) -> Iterator[Found]:
    """The members of a list that shares its head: “A”“B”和“C”改革, A和B工程."""
    text = cut.text
    for found in heads("program", "heads").finditer(text):
        begin = cut.left(found.start(), PHRASE, DOINGS, limit=30)
        first = text[begin : begin + 1]
        at = begin
        if first == "“":
            at = max((o for c, o in cut.opens.items() if c == found.start() - 1), default=begin)
        if text[at - 1 : at] not in ("和", "与", "、", "”") or found.start() - at < 3:
            continue
        end = at if text[at - 1] == "”" else at - 1
        for start, stop in _chain(cut, end):
            item = text[start:stop]
            if _shares(item, found[0]) and (item.startswith("“") or not preceded_by(cut, start, ("”",))):
                yield Found(start, stop, "Program", item + found[0], "program-joined", 0.7, (item,))


def _shares(item: str, head: str) -> bool:
    """Whether a member of a list is named with the head that closes it: a quotation, or words that say what is done."""
    if item.startswith("“"):
        return item.endswith("”")
    plain = 4 <= len(item) <= 12 and head in ("工程", "行动")
    return plain and bool(_DOES.search(item)) and not is_generic(item, "program")


_DOES = re.compile(
    r"(?:改造|提升|培育|建设|治理|整治|攻坚|发展|强基|倍增|提质|增效|改革|创新|保护|修复|振兴|制造|赋能|引领|惠民|升级|转型|焕新)$"
)


def _chain(cut: Cut, end: int) -> Iterator[tuple[int, int]]:
    """Quoted or plain items before a position, parted by 、, 和 or nothing between quotes."""
    at = end
    for _ in range(8):
        if cut.text[at - 1 : at] == "”" and at - 1 in cut.opens:
            start = cut.opens[at - 1]
        else:
            start = cut.left(at, PHRASE, DOINGS, limit=16)
        if start >= at:
            return
        yield start, at
        before = cut.text[start - 1 : start]
        if before == "”":
            at = start
        elif before in ("、", "和", "与"):
            at = start - 1
        else:
            return
