"""Policies: titles in 《》, and what is issued: 出台…意见, 编制…指引, “…”新政."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import (
    PHRASE,
    Found,
    Setting,
    all_of,
    any_of,
    heads,
    is_generic,
    items_before,
    preceded_by,
    table,
)
from loaders.folding import fold
from loaders.lexicon import Cut, one_of, quoted, words

_TITLE = re.compile(r"《([^《》]{3,80})》")

_TITLED = re.compile(
    r"(?:等|的)?(?:[\d一二三四五六七八九十两]{1,2}[项个部份])?(?:实施|行动|工作|专项)?(?:文件|政策|规划|方案|意见|办法|条例|细则|通知|公告)"
)

_BRINGING_OUT = ("出台", "印发", "制定", "编制", "发布", "推出", "修订")

_LONGEST_TITLE = 80

_PERIOD = re.compile(r"[“]?(?:十[一二三四五六七]五|[一二]〇[一二三四五六七八九〇]+年?)[”]?(?:时期|期间)?")

_EMPTY = frozenset()  # type: frozenset[str]

_COUNTED = re.compile(r"[两三四五六七八九十\d]+[大个项]")

_SPOKEN = re.compile(r"(?:提出|征求|听取|审议|反馈|修改|发表|交换)(?:的)?$")  # an opinion that is voiced, no policy


def policies(cut: Cut, _: Setting) -> Iterator[Found]:
    """All policies of a passage."""
    yield from titles(cut)
    yield from lines(cut)
    yield from issued(cut)
    yield from guidelines(cut)


@cache
def _title_end() -> re.Pattern[str]:
    return re.compile(one_of(words(table("policy")["titles"])) + r"(?:（[^（）]{1,20}）)*$")


_LINE = re.compile(
    r"[^，。；《》“”]{2,24}关于[^，。；]{4,60}?的?(?:实施意见|指导意见|意见|通知|实施方案|方案|决定|办法|规定|若干措施|措施)"
    r"(?:（[^（）]{1,16}）)?"
)


_TOLD_POLICY = re.compile(
    r"(?:规划|纲要|意见|方案|办法|条例|细则|措施|行动计划|三年计划|若干政策|政策)(?:（[^（）]*）)*$"
)
_EXCERPT = re.compile(
    r"(?:（(?:节选|摘要|摘编|摘登|全文|征求意见稿|送审稿|公示稿)）|第[一二三四五六七八九十\d]{1,3}[章节篇])+$"
)


_NOTICE = re.compile(
    r".{0,40}?关于(?:印发|发布|公布|颁布|下发|出台)(?P<what>[^，。；]{4,80}?)的(?:通知|公告|通告)(?:（[^（）]{1,20}）)*$"
)


@cache
def policy_title(title: str) -> str:
    """The name of the policy that a document is, by its title; "" if the title is none of a policy.

    A notice that brings a policy out, with its text, is that policy: 某市人民政府关于印发《…若干政策》的通知.
    """
    plain = re.sub(r"[《》\s]", "", fold(title))
    notice = _NOTICE.fullmatch(plain)
    name = _EXCERPT.sub("", notice["what"] if notice else plain)
    return name if _TOLD_POLICY.search(name) else ""


def lines(cut: Cut) -> Iterator[Found]:
    """A line of its own that reads like a title: 某某市人民政府关于…的实施意见; and the document's own title."""
    own = policy_title(cut.passage.source.document.title) if len(cut.text) < _LONGEST_TITLE else ""
    if own and cut.text.startswith((own[:2], "《")) and policy_title(cut.text) == own:
        short = re.sub(r"（[^（）]*）$", "", own)
        yield Found(0, len(cut.text), "Policy", own, "policy-document", 0.9, (short,) if short != own else ())
    elif _LINE.fullmatch(cut.text):
        yield Found(0, len(cut.text), "Policy", cut.text, "policy-line", 0.8)


def titles(cut: Cut) -> Iterator[Found]:
    """A title in 《》 that ends like a policy's."""
    for found in _TITLE.finditer(cut.text):
        title = found[1]
        follows = _TITLED.match(cut.text, found.end())
        if _title_end().search(title) or follows:
            plain = re.sub(r"（[^（）]*）$", "", title)
            yield Found(
                found.start(1), found.end(1), "Policy", title, "policy-title", 0.95, (plain,) if plain != title else ()
            )


@cache
def _issue() -> tuple[str, ...]:
    return tuple(sorted(words(table("policy")["issue"]), key=len, reverse=True))


def guidelines(cut: Cut) -> Iterator[Found]:
    """A quoted guideline: “三为主”方针."""
    for found in quoted(cut.text):
        if cut.text.startswith("方针", found.end()) and len(found[1]) > 2 and not is_generic(found[1], "policy"):
            name = f"“{found[1]}”方针"
            yield Found(found.start(), found.end() + 2, "Policy", name, "policy-guideline", 0.75, (found[1],))


_LAYS_OUT = re.compile(r"总|装机|用地|占地|建筑|面积|投资|产能|容量|\d|建设\d")  # 电站|规划装机240万千瓦


def issued(cut: Cut) -> Iterator[Found]:
    """What is issued: 出台…意见, 编制…指引; and “…”机制, “…”新政 by their quotes."""
    text, last = cut.text, -1
    for head in heads("policy", "heads").finditer(text):
        if any(text[o] == "《" and o < head.start() < c for c, o in cut.opens.items()):
            continue
        if head[0] == "规划" and _LAYS_OUT.match(text, head.end()):
            continue
        if text[head.start() - 1 : head.start()] == "等":
            yield from _members(cut, head)
            continue
        begin = _over_verbs(cut, _begin(cut, head.start()), head[0])
        begin += cut.text[begin : begin + 2] in ("依“", "按“", "据“")
        verb = bool(preceded_by(cut, begin, _issue()))
        if _of_way(text[begin : head.start()], head[0]) and preceded_by(cut, begin, CARRIED_ON):
            continue
        if not _names_one(cut, begin, head, verb=verb) or _laid_out(text, begin, head):
            continue
        stem = (
            text[begin : head.start()].removesuffix("的")
            if text[head.start() - 2] == "”"
            else text[begin : head.start()]
        )
        name = stem + head[0]
        formal, place = _formal(head[0]), _of_place(cut, begin, head.start())
        coded = place and re.search(r"“\d[\d+N]{1,6}”", stem) is not None  # 某某省“5+4”…政策体系
        verb = verb or coded or (formal and text.endswith(("实施", "落实", "执行"), 0, begin)) or begin - 1 == last
        years = re.match(r"（\d{4}年?[—-]\d{4}年?）", text[head.end() :])
        if years and (verb or (formal and place)):
            end = head.end() + years.end()
            yield Found(begin, end, "Policy", name + years[0], "policy-issued", 0.85, (name,))
        elif verb or _marked(stem, head[0]) or (formal and (place or len(stem) >= 5)):
            if head[0].endswith("行动计划") and not preceded_by(cut, begin, _BRINGING_OUT):
                continue
            last = head.end() if text[head.end() : head.end() + 1] in ("、", "和", "与") else -1
            sure = 0.85 if verb else 0.7
            yield Found(begin, head.end(), "Policy", name, "policy-issued", sure, quotes_in(stem))


_HOW = ("科学", "统一", "合理", "整体", "超前", "统筹", "高标准", "高起点", "高质量", "高水平", "优化", "前瞻", "系统")


def _laid_out(text: str, begin: int, head: re.Match[str]) -> bool:
    """Whether something is laid out, which names no plan: 科学规划|产业布局, 高标准规划|临港新城."""
    object_ = text[head.end() : head.end() + 1]
    return head[0] == "规划" and text.endswith(_HOW, begin, head.start()) and "\u4e00" <= object_ <= "\u9fff"


# What is done to a way of working, which is a program and no policy: 推行“…”机制.
CARRIED_ON = ("推行", "实施", "深化", "推进", "践行", "开展", "落实", "坚持", "实行", "推广")
_WAY_STEM = re.compile(r"“[^“”]+”[\u4e00-\u9fff]{0,4}")


def _of_way(stem: str, head: str) -> bool:
    """Whether a quotation is called a way of working: “首席服务官”制度, “四个一”包抓机制."""
    return head in ("机制", "制度") and _WAY_STEM.fullmatch(stem) is not None


def _names_one(cut: Cut, begin: int, head: re.Match[str], *, verb: bool) -> bool:
    """Whether what stands before a head says which policy it is."""
    stem = cut.text[begin : head.start()]
    if len(stem) < (2 if head[0] == "新政" else 3) or stem.endswith(("、", "和")):
        return False
    if cut.ends.get(begin, (0, ""))[1] in ("count", "sum") or _COUNTED.match(stem) or _SPOKEN.search(stem):
        return False
    plain = is_generic(stem, "policy") and "“" not in stem and not (verb and len(stem) >= 6)
    return not plain and not _PERIOD.fullmatch(stem)


def _marked(stem: str, head: str) -> bool:
    """Whether the quotes before a head make a name of it: “十条”新政."""
    return "“" in stem and stem.endswith("”") and head not in ("制度", "清单", "体系")


def _of_place(cut: Cut, begin: int, head: int) -> bool:
    return cut.places.get(begin, head) < head


@cache
def _formal(head: str) -> bool:
    """Whether a head tells a policy also where only a place stands at its front, or an act that carries it out."""
    return head.endswith(tuple(all_of("policy", "formal")))


_URGED = re.compile(r"(?:关于)?(?:进一步|加快|推进|推动|促进|支持|鼓励|深化|加强|全面|大力|扶持|优化|做好)+$")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:省|市|县|区|州|旗|镇|开发区|高新区|经开区)$")


def _over_verbs(cut: Cut, begin: int, head: str) -> int:
    """The beginning of a title that starts with a place and a verb: 某某市加快推进…若干政策."""
    urged = _URGED.search(cut.text, max(0, begin - 16), begin) if _formal(head) else None
    if not urged:
        return begin
    whose = _ISSUER.search(cut.text, max(0, urged.start() - 10), urged.start())
    word = cut.ends.get(urged.start())
    at = word[0] if word and word[1] == "place" else cut.left(urged.start(), PHRASE, limit=10) if whose else begin
    return at if whose and at < urged.start() else begin


def _members(cut: Cut, head: re.Match[str]) -> Iterator[Found]:
    """The members of a list that 等 closes behind a verb of issuing: 出台A扶持、B奖励等政策措施."""
    begin = max(cut.text.rfind(mark, 0, head.start()) for mark in "，。；：") + 1
    verb = max(
        any_of("policy", "issue", "了?").finditer(cut.text, begin, head.start()), key=lambda m: m.end(), default=None
    )
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
    return listed_begin(cut, cut.left(head, PHRASE, _EMPTY))


def listed_begin(cut: Cut, begin: int) -> int:
    """The beginning of A in 出台A、B、C行业整治方案, where the list is what the name is about."""
    items = list(items_before(cut, begin - 1, PHRASE)) if cut.text[begin - 1 : begin] == "、" else []
    whole = items and len(items) < 6 and all(e - b < 12 and "“" not in cut.text[b:e] for b, e in items)
    return items[-1][0] if whole and preceded_by(cut, items[-1][0], _BRINGING_OUT) else begin


def quotes_in(stem: str) -> tuple[str, ...]:
    """The quoted part of a name as a shorter name, if there is exactly one."""
    inner = [each for each in re.findall(r"[“‘]([^“”‘’]{2,})[”’]", stem) if not _PERIOD.fullmatch(each)]
    return (f"“{inner[0]}”",) if len(inner) == 1 else ()
