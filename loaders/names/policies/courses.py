"""Courses of action under a quotation: “…”策略, “…”模式, “一核两翼”空间格局, “六稳”工作.

And the events at which many projects start.
"""

import re
from collections.abc import Iterator

from loaders.finding import PHRASE, Found, is_generic, strip_place
from loaders.lexicon import Cut, chinese, quoted

_CALLED = re.compile(
    r"(?:的(?=[\u4e00-\u9fff]{2,8}模式))?(?P<gap>[\u4e00-\u9fff]{0,8}?)"
    r"(?P<head>策略|战略(?!性)|模式|新?格局|路径|协同发展|一体化发展|同城化发展|活动(?!室|中心|现场|周|日))"
)
_FORMULA = re.compile(r"[\dA-Z+]{3,10}")  # “3815”战略
_SPACE = re.compile(
    r"(?:[一二三四五六七八九十两多双][核心区园翼带轴极廊圈片群组团点谷港城链环][^”]{0,6}){2,}"
)  # 一核两翼三带
_NUMBERED = re.compile(
    r"(?:[双两三四五六七八九十](?:[个大项篇](?=..)|(?=.{1,4}$)))[\u4e00-\u9fff]{1,5}|[双两三]([\u4e00-\u9fff])[双两三][\u4e00-\u9fff]"
)
_NO_COURSE = re.compile(
    r"十[一二三四五六]五|[双两]碳|[两三双]高|三农|两会|两化|两岸|两新|双十一|两山|双一流|双减|双创|三包|四上|双千兆|三甲|双循环|双向|双拥|两弹|三废|九三"
    r"|[双两三四五六七八九十](?:年|月|号|级|条|强|快|佳|优|百|千|万)"
)
_TAKEN = re.compile(
    r"(?:坚持|实施|推进|开展|围绕|落实|抓好|做好|抓实|统筹|念好|创新|探索|推行|推动|深化|践行|打好|走好|按照|写好|做实)(?=$)"
)
_SPREAD = re.compile(r"(?:升级|推广|推行|深化|复制|打造|创建|完善|迭代|总结|形成|探索|提出)了?(?=$)")
_GOES_ON = re.compile(r"(?:工作|任务|政策|举措|行动|机制|方式|路径|制度|活动|项目|成效|取得|落地|改革|要求)")
_GATHERED = re.compile(
    r"(?:\d{4}年)?(?P<own>(?P<when>第?[一二三四]季度|[春夏秋冬]季|上半年|下半年|年度)?(?:全[省市县区])?(?:重[点大])?(?:产业|工业|招商(?:引资)?|建设)?"
    r"项目(?:集中|集体)(?:开工|签约|竣工|开竣工|签约开工)(?P<event>活动|仪式|大会)?)"
)


def courses(cut: Cut) -> Iterator[Found]:
    """All courses of action and events of a passage."""
    yield from called(cut)
    yield from numbered(cut)
    yield from gathered(cut)


def called(cut: Cut) -> Iterator[Found]:
    """A quotation and what it is called: “与名校同行”策略, “大院名校”模式, “一核两翼”空间格局."""
    text = cut.text
    for found in quoted(text):
        inner = found[1]
        follows = _CALLED.match(text, found.end())
        if not follows or (is_generic(inner, "program") and not _FORMULA.fullmatch(inner)):
            continue
        head, gap = follows["head"], follows["gap"]
        space = _SPACE.search(inner)
        if head.endswith("格局") and not space:
            continue
        if head in ("模式", "路径", "活动") and not (4 <= len(inner) <= 20 and chinese(inner)):
            continue
        if head in ("模式", "路径") and not _own_way(cut, found.start(), follows):
            continue
        if _FORMULA.fullmatch(inner) and (head != "战略" or gap) and not space:
            continue
        if "，" in inner or len(inner) < 2 or re.search(r"[为是在与和将等]|时期|期间", gap):
            continue
        begin, end = found.start(), follows.end()
        core = f"“{inner}”"
        aliases = tuple(dict.fromkeys((core, inner, (gap + head) if len(gap) >= 4 else core)))
        yield Found(begin, end, "Program", text[begin:end], "program-course", 0.7, aliases)


def _own_way(cut: Cut, quote: int, follows: re.Match[str]) -> bool:
    """Whether a way of doing is somebody's own: spread as such, or called after a place: 的智能制造某某模式."""
    if follows["gap"]:
        begin, end = follows.span("gap")
        return any(part == "place" and begin <= b and e <= end for e, (b, part) in cut.ends.items())
    return "+" not in cut.text[quote : follows.start()] and bool(_SPREAD.search(cut.text, max(0, quote - 4), quote))


def numbered(cut: Cut) -> Iterator[Found]:
    """A programme by the number of its parts, where it is carried out: 做好“六稳”工作, 结构调整“三篇大文章”."""
    text = cut.text
    for found in quoted(text):
        inner = found[1]
        if not _NUMBERED.fullmatch(inner) or _NO_COURSE.match(inner):
            continue
        begin = cut.left(found.start(), PHRASE, limit=10)
        lead = text[begin : found.start()]
        begin = found.start() if "“" in lead or "”" in lead or is_generic(lead, "program") else begin
        begin = strip_place(cut, begin, found.end()) if begin < found.start() else begin
        taken = any(_TAKEN.search(text, max(0, at - 4), at) for at in {begin, found.start()})
        follows = _GOES_ON.match(text, found.end())
        if not (taken or follows):
            continue
        tail = follows[0] if follows and follows[0] in ("工作", "任务", "行动", "活动") else ""
        core = f"“{inner}”"
        name = text[begin : found.start()] + core + tail
        aliases = tuple(dict.fromkeys((core, inner, core + tail)))
        yield Found(begin, found.end() + len(tail), "Program", name, "program-numbered", 0.65, aliases)


def gathered(cut: Cut) -> Iterator[Found]:
    """An event at which many projects start: 某某区春季重点工业项目集中开工活动."""
    for found in _GATHERED.finditer(cut.text) if "项目集" in cut.text else ():
        if "签约" in found[0] and found["event"] == "仪式":
            continue  # an act of signing: no event that goes on
        begin, end = found.start("own"), found.end()
        places = [b for e, (b, part) in cut.ends.items() if part == "place" and e == begin]
        if not found["when"] and not (found["event"] and places):
            continue
        aliases = tuple(dict.fromkeys((cut.text[found.start() : end], *(cut.text[b:end] for b in places))))
        name = cut.text[begin:end]
        yield Found(begin, end, "Program", name, "program-event", 0.7, tuple(a for a in aliases if a != name))
