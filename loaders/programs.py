"""Policies (《…》, 出台…意见) and programs (“…”行动, 实施…工程)."""

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
from loaders.lexicon import Cut, chinese, one_of, quoted, words

_TITLE = re.compile(r"《([^《》]{3,80})》")
_BRINGING_OUT = ("出台", "印发", "制定", "编制", "发布", "推出", "修订")
_PERIOD = re.compile(r"[“]?(?:十[一二三四五六七]五|[一二]〇[一二三四五六七八九〇]+年?)[”]?(?:时期|期间)?")
_EMPTY = frozenset()  # type: frozenset[str]
_COUNTED = re.compile(r"[两三四五六七八九十\d]+[大个项]")
_SPOKEN = re.compile(r"(?:提出|征求|听取|审议|反馈|修改|发表|交换)(?:的)?$")  # an opinion that is voiced, no policy
_TWO_PARTS = re.compile(r"[“‘]?[两三四五六七八九十\d][项大个]")


def policies(cut: Cut, _: Setting) -> Iterator[Found]:
    """All policies of a passage."""
    yield from titles(cut)
    yield from issued(cut)


@cache
def _title_end() -> re.Pattern[str]:
    return re.compile(one_of(words(table("policy")["titles"])) + r"(?:（[^（）]{1,20}）)*$")


def titles(cut: Cut) -> Iterator[Found]:
    """A title in 《》 that ends like a policy's."""
    for found in _TITLE.finditer(cut.text):
        title = found[1]
        if _title_end().search(title) or re.match(
            r"等?(?:文件|政策|规划|方案|意见|办法|条例)", cut.text[found.end() :]
        ):
            plain = re.sub(r"（[^（）]*）$", "", title)
            yield Found(
                found.start(1), found.end(1), "Policy", title, "policy-title", 0.95, (plain,) if plain != title else ()
            )


@cache
def _issue() -> tuple[str, ...]:
    return tuple(sorted(words(table("policy")["issue"]), key=len, reverse=True))


@cache
def _soft() -> frozenset[str]:
    return frozenset(words(table("policy")["soft"]))


def issued(cut: Cut) -> Iterator[Found]:
    """What is issued: 出台…意见, 编制…指引; and “…”机制, “…”新政 by their quotes."""
    text, last = cut.text, -1
    for found in heads("policy", "heads").finditer(text):
        if cut.opens and any(text[o] == "《" and o < found.start() < c for c, o in cut.opens.items()):
            continue
        if text[found.start() - 1 : found.start()] == "等":
            yield from _members(cut, found)
            continue
        begin = _begin(cut, found.start())
        stem, name = text[begin : found.start()], text[begin : found.end()]
        if stem.endswith("”的"):
            stem = stem[:-1]
            name = stem + found[0]
        marked = "“" in stem and stem.endswith("”") and found[0] not in ("制度", "清单", "体系")
        if cut.ends.get(begin, (0, ""))[1] in ("count", "sum"):
            continue
        verb = bool(preceded_by(cut, begin, _issue()))
        plain = (is_generic(stem, "policy") and "“" not in stem and not (verb and len(stem) >= 6)) or _PERIOD.fullmatch(
            stem
        )
        least = 2 if found[0] == "新政" else 3
        if len(stem) < least or plain or stem.endswith(("、", "和")) or _COUNTED.match(stem) or _SPOKEN.search(stem):
            continue
        formal = _formal(found[0])
        place = formal and any(
            b == begin and part == "place" and e < found.start() for e, (b, part) in cut.ends.items()
        )
        verb = verb or (formal and text.endswith(("实施", "落实", "执行"), 0, begin)) or begin - 1 == last
        years = re.match(r"（\d{4}年?[—-]\d{4}年?）", text[found.end() :])
        if years and (verb or place):
            whole = name + years[0]
            yield Found(begin, found.end() + years.end(), "Policy", whole, "policy-issued", 0.85, (name,))
            continue
        sure = 0.85 if verb else 0.7
        planned = found[0].endswith("行动计划") and not preceded_by(cut, begin, _BRINGING_OUT)
        if (verb or marked or place or (formal and len(stem) >= 5)) and not planned:
            last = found.end() if text[found.end() : found.end() + 1] in ("、", "和", "与") else -1
            yield Found(begin, found.end(), "Policy", name, "policy-issued", sure, _quotes(stem))


@cache
def _formal(head: str) -> bool:
    """Whether a head tells a policy also where only a place stands at its front, or an act that carries it out."""
    return head.endswith(tuple(all_of("policy", "formal")))


def _members(cut: Cut, head: re.Match[str]) -> Iterator[Found]:
    """The members of a list that 等 closes behind a verb of issuing: 出台A扶持、B奖励等政策措施."""
    begin = max(cut.text.rfind(mark, 0, head.start()) for mark in "，。；：") + 1
    verb = max(any_of("policy", "issue", "了?").finditer(cut.text, begin, head.start()), key=lambda m: m.end(), default=None)
    at = verb.end() if verb else head.start()
    for item in cut.text[at : head.start() - 1].split("、"):
        plain = is_generic(item, "policy") or re.search(r"[的《》“”]", item)
        if verb and 4 <= len(item) <= 24 and not plain:
            yield Found(at, at + len(item), "Policy", item + head[0], "policy-listed", 0.75, (item,))
        at += len(item) + 1


def _begin(cut: Cut, head: int) -> int:
    """Where the name before the head begins."""
    if cut.text[head - 2 : head] == "”的":
        return cut.left(head - 1, PHRASE)
    return _listed_begin(cut, cut.left(head, PHRASE, _EMPTY))


def _listed_begin(cut: Cut, begin: int) -> int:
    """The beginning of A in 出台A、B、C行业整治方案, where the list is what the name is about."""
    items = list(items_before(cut, begin - 1, PHRASE)) if cut.text[begin - 1 : begin] == "、" else []
    whole = items and len(items) < 6 and all(e - b < 12 and "“" not in cut.text[b:e] for b, e in items)
    return items[-1][0] if whole and preceded_by(cut, items[-1][0], _BRINGING_OUT) else begin


def _quotes(stem: str) -> tuple[str, ...]:
    """The quoted part of a name as a shorter name, if there is exactly one."""
    inner = [each for each in re.findall(r"[“‘]([^“”‘’]{2,})[”’]", stem) if not _PERIOD.fullmatch(each)]
    return (f"“{inner[0]}”",) if len(inner) == 1 else ()


def programs(cut: Cut, _: Setting) -> Iterator[Found]:
    """All programs of a passage."""
    yield from quoted_programs(cut)
    yield from listed(cut)
    yield from governed(cut)
    yield from slogans(cut)
    yield from quoted_objects(cut)
    yield from joined(cut)
    yield from slogans_of_act(cut)


@cache
def _after_quote() -> re.Pattern[str]:
    return any_of("program", "quoted_heads")


@cache
def _inside_quote() -> re.Pattern[str]:
    return re.compile(one_of(words(table("program")["heads"])) + "$")


@cache
def _govern() -> tuple[str, ...]:
    return tuple(sorted(words(table("program")["govern"]), key=len, reverse=True))


def quoted_programs(cut: Cut) -> Iterator[Found]:
    """A program named in quotes: 科技企业“双倍增”计划, “六大工程”, “凤凰行动”…计划."""
    text = cut.text
    for found in quoted(text):
        head = _after_quote().match(text, found.end())
        local = (
            re.match(r"[\u4e00-\u9fff]{2,4}(?=(?:行动|计划))", text[found.end() : found.end() + 6])
            if not head
            else None
        )
        inside = _inside_quote().search(found[1])
        if not head and not inside and not (local and inside):
            continue
        end = head.end() if head else found.end()
        if local and inside:
            end = found.end() + local.end() + 2
        more = _after_quote().match(text, end)
        end = more.end() if head and more else end
        begin = cut.left(found.start(), PHRASE, _EMPTY, limit=22)
        if _TWO_PARTS.match(found[0]) and text[begin - 1 : begin] in ("和", "、", "与"):
            begin = _two(cut, begin)
        begin = found.start() if text[found.start() - 1 : found.start()] == "”" else strip_place(cut, begin, found.end())
        if (inside and not head) or "行动”" in text[begin : found.start()]:
            begin = max(begin, text.rfind("”", begin, found.start()) + 1)
        prefix = text[begin : found.start()]
        if is_generic(prefix, "program") or "，" in prefix:
            begin = found.start() if not re.fullmatch(r"[三两四五六七八九十]个", prefix) else begin
        core = f"“{found[1]}”"
        name = text[begin:end]
        if not is_generic(found[1], "program") or inside:
            yield Found(
                begin,
                end,
                "Program",
                name,
                "program-quoted",
                0.85,
                (core, core + text[found.end() : end]) if name != core else (),
            )


def _two(cut: Cut, begin: int) -> int:
    """The beginning of A in A和B“两项整治”: the number in the quotes says that both are meant."""
    earlier = cut.left(begin - 1, PHRASE, _EMPTY, limit=20)
    return earlier if earlier < begin - 2 else begin


def listed(cut: Cut) -> Iterator[Found]:
    """The members of a list that a head closes: A攻坚、B改造提升、C管理等行动."""
    for found in re.finditer(
        r"等(?:系列|重点|重大|专项|[两三四五六七八九十\d]+[大项个])*(专项行动|行动|工程|计划|改革|战略)(?!方案|力)",
        cut.text,
    ):
        if not preceded_by(cut, found.start(), ("”",)):
            for begin, end in items_before(cut, found.start(), PHRASE, DOINGS):
                item = cut.text[begin:end]
                if (
                    len(item) >= 4
                    and not is_generic(item, "program")
                    and cut.text.count("、", begin, found.start()) < 16
                ):
                    aliases = (item,)
                    name = item if item.endswith(found[1]) else item + found[1]
                    yield Found(begin, end, "Program", name, "program-listed", 0.75, aliases if name != item else ())


@cache
def _strong() -> frozenset[str]:
    return frozenset(words(table("program")["strong"]))


def governed(cut: Cut) -> Iterator[Found]:
    """A noun phrase with a program's head that is carried out: 实施…工程, 启动…倍增行动, 深化…改革."""
    text = cut.text
    for found in any_of("program", "national").finditer(text):
        yield Found(found.start(), found.end(), "Program", found[0], "program-national", 0.85)
    for found in heads("program", "heads").finditer(text):
        begin = _phrase(cut, found.start())
        stem, name = text[begin : found.start()], text[begin : found.end()]
        if (stem.endswith("”") and found[0] in all_of("program", "quoted_heads")) or stem.endswith("期"):
            continue
        if len(stem) < 2 or len(name) < 6 or is_generic(stem, "program") or stem.startswith("”") or len(stem) > 40:
            continue
        lead = _leading_verb().match(stem)
        begin += lead.end() if lead else 0
        stem, name = text[begin : found.start()], text[begin : found.end()]
        strong = found[0] in _strong() or (found[0] in ("工程", "计划") and _placed(cut, begin, found.start()))
        verb = (
            bool(lead)
            or bool(preceded_by(cut, begin, _govern()))
            or (_placed(cut, begin, found.start()) and strong)
            or _carried(cut, begin)
        )
        if verb or (strong and len(stem) >= 4):
            yield Found(begin, found.end(), "Program", name, "program-governed", 0.8 if verb else 0.7, _quotes(stem))


@cache
def _leading_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(_govern())})(?=.{{3}})")


def _phrase(cut: Cut, head: int) -> int:
    """Where the noun phrase before a head begins; A和B两项整治 is one phrase, “A”“B”三大C行动 only the C."""
    text = cut.text
    word = cut.ends.get(head)
    if word and word[1] == "count" and text[word[0]] == "两":
        begin = cut.left(word[0], PHRASE, DOINGS, limit=20)
        return _two(cut, begin) if text[begin - 1 : begin] in ("和", "、", "与") else begin
    begin = cut.left(head, PHRASE, DOINGS, limit=30)
    quotes = [m.end() for m in re.finditer(r"”(?=[和与、]?[三四五六七八九十\d]+大)", text[begin:head])]
    if quotes:
        begin += quotes[-1]
    return _listed_begin(cut, begin)


def _placed(cut: Cut, begin: int, head: int) -> bool:
    """Whether the phrase begins with the name of a place."""
    return any(b == begin and part == "place" and e < head for e, (b, part) in cut.ends.items())


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


def quoted_objects(cut: Cut) -> Iterator[Found]:
    """Quoted words that are carried out: 推行“一业一证”, 加快推进“机器换人”步伐."""
    text = cut.text
    for found in quoted(text):
        follows = re.match(
            r"建设(?=[，。；、])|\d+[家户个]|以来|步伐|工作|试点|应用试点|改造|、|，|。|；|“|和|$", text[found.end() :]
        )
        verb, begin = preceded_by(cut, found.start(), _CARRIED_OUT), found.start()
        if not verb:
            begin = cut.left(found.start(), PHRASE, limit=12)
            own = cut.start < begin < found.start() and not is_generic(text[begin : found.start()], "program")
            verb = preceded_by(cut, begin, _CARRIED_ON) if own and "“" not in text[begin : found.start()] else ""
        least = 2 if verb in ("推行", "实施") or begin < found.start() else 3
        aim = re.search(r"(?:任务|目标|问题|短板|难题|要求|原则|理念|格局|模式|体系|关系|环节|瓶颈|引擎|动能|高地|样板|标杆|名片|篇章|路径|密码|答卷|答案|清单|图谱|底色|文章|桥梁|平台|阵地|闭环|机制|直通车|快车道|加速器|通道|组合拳|火车头|驱动)$", found[1])
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
        if cut.text[begin - 1 : begin] == "“" and cut.text[end : end + 1] == "”":
            yield Found(begin - 1, end + 1, "Program", f"“{found[0]}”", "program-known", 0.6, (found[0],))
        elif "换" in found[0] and (cut.text[begin - 1 : begin] in "、和与及，" or begin in cut.ends):
            yield Found(begin, end, "Program", found[0], "program-known", 0.6, (f"“{found[0]}”",))


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
