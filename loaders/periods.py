"""When a number holds: time expressions, resolved against the document's date and what was said before.

今年 · 去年前三季度 · 1-9月 · 截至2025年底 · “十四五”期间 · 近三年 · 今后5年. A stock at a date holds for the month or
the year named, a flow for the whole span.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from loaders.events import clause_end, event_end, told_aside
from loaders.numbers import value
from loaders.spans import Period, Today, months, year_before, years
from ontology.values import record

__all__ = ["Period", "Time", "Today", "months", "times", "years"]

_HAN = "一二三四五六七八九十"
_N = rf"(?:\d{{1,2}}|[{_HAN}两]{{1,3}})"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_HAN[:9]}])"
_YEAR = (
    r"(?:(?<!\d)(?:19|20)\d{2}|二[〇零][〇零一二三四五六七八九]{2})[ ]?年度?(?!来|均)"
    r"|今年|去年|前年|明年|本年度?|当年度?|上年度?|同年|(?<![\d一二三四五六七八九十两几])年内|全年(?!(?:既定|预期|预定)?(?:目标|任务|计划(?:的|数)))|次年|这一年"
)
_PART = (
    rf"(?P<half>[上下])半年|[前头首](?P<quarters>[一二三1-3])个?季度|第?(?P<quarter>[一二三四1-4])季度"
    rf"|[前头首](?P<months>{_N})个?月|(?P<from>{_MONTH})月?份?[-—~至到](?P<to>{_MONTH})月份?"
    rf"|(?P<month>{_MONTH})月(?!亮)份?(?:(?P<day>{_N})[日号](?:[至到—\-~](?:\d{{1,2}}月)?\d{{1,2}}[日号])?)?"
)
# Before the years in which something is to be reached: 力争三年内, 计划用5年时间; 五年内 at the head of a clause.
_AIM = ("力争", "争取", "计划", "确保")
_AIMED = "(?:" + "|".join(f"(?<={aim}{by})" for aim in _AIM for by in ("", "用", "在", "再用")) + ")"
_HEAD = r"(?:^|(?<=[，。；：\s]))"
# What a time expression begins with, and what may stand behind its figures (of 5400亿元 it is none): asked first, it
# spares the alternatives at nine places of ten.
_BEGINS = (
    "“一二三四五六七八九十两几〇零"
    "今去前明本当上下同年全次这头首第近最过后未接半数截迄至到目眼如现已新开岁多历长往常期此直时建改共"
)
_PATTERN = re.compile(
    rf"""(?=[\d{_BEGINS}])(?!\d{{1,5}}+[^\d 年月份日季个至到世—\-~])(?:
      “?(?P<plan>十[一二三四五六七]五)(?:”|(?=[末期时以规开收]))
      (?P<planned>末|期末|时期|期间|以来|规划期|开局(?:之年)?|收官(?:之年|之际)?|期)?
    | (?P<range>(?<!\d)(?P<first>(?:19|20)\d{{2}})年?(?:[-—~]{{1,2}}|至|到)(?P<last>20\d{{2}})年)
    | (?:(?P<year_of>{_YEAR})的?)?+(?P<part>{_PART})(?P<partedge>底|末)?(?P<partsince>以来)?
    | (?P<year>{_YEAR})(?:(?<!全年)全年)?(?P<edge>年底|年末|底|末|初)?
      (?P<since>以来|起(?!步|来|点)|(?<=[自从]\d{{4}}年)(?=[^，。；]{{1,14}}以来))?
    | (?P<yearend>年底|年末|期末|岁末)(?!以来) | (?P<yearstart>年初(?!以来))
    | (?P<before>上一?个(?:五年|年度|[一二三四]季度))
    | (?P<back>近|最近|过去|前|这|上)(?P<backs>{_N}|几)个?年多?(?:来|间|中|里)?(?![免租减按给补])
    | (?P<ahead>今后|未来|接下来|下)(?P<aheads>{_N}|几)年
    | (?:{_AIMED}|{_HEAD}(?={_N}年之?内(?![免给对按租享可未不，的])))(?P<within>{_N})年(?:之?内|左右|的?时间)
    | (?P<ago>{_N})年(?:之)?前
    | (?P<since_n>{_N})(?P<since_more>年多|年)(?:以来|来|时间|间)
    | (?<![\d一二三四五六七八九十两第十])(?P<span>{_N})年(?=[改建新累培完实投引翻增年]|平均)
    | (?P<half_since>半年多?|数月|几个月|{_N}个多?月)(?:以来|来)
    | (?P<lately>近日|日前|近期|最近(?!\d|[一二两三四五六七八九十几])
          |此次(?=[\u4e00-\u9fff]{{1,8}}的?\d|[我全][市县区]))
    | (?P<now>截至目前|截止目前|截至发稿(?:时|前)?|迄今(?:为止)?|[直时](?:至|到)今[日天]|至今(?!年)
          |至此(?=[，已共])|到目前(?:为止)?|当前|目前|眼下|如今|现在|(?<!兑)现时|(?<![实体呈展涌])现有|已有)
    | (?P<dayonly>(?<![\d至均短到过期需时约近])(?:[12]?\d|3[01])日
          (?:上午|下午|晚|起|[至—\-~](?:[12]?\d|3[01])日)?(?!均|产|处理))
    | (?P<fresh>新年伊始|新的一年|开年(?:以来)?|新年|岁首)
    | (?P<same>(?:上年|去年)?(?<!合)同期(?!末)|(?<=[比较与])上(?:个?月|季度?)(?:末|底)?) | (?P<thisyear>年初以来(?!的))
    | (?P<decade>(?:上个?世纪|二十世纪|20世纪|19)?(?P<tens>[3-9]0|[三四五六七八九]十)年代)(?:[初中末后]期?|前期)?
    | (?P<founding>(?:新中国|建国|改革开放|共和国)(?:成立|诞生)?(?:之初|初期|伊始))
    | (?P<vague>近年来?|多年来|历年来|这些年|长期以来|往年|常年|{_N}年之?内)
    )""",
    re.VERBOSE,
)
_BASE_BEFORE = re.compile(r"(?:比|较|与|同|按|以|对比|相比|高于|低于|快于)$|(?:比|较)[^，。；]{1,6}[和、与]$")
_BASE_AFTER = re.compile(
    r"(?:同期)?(?:相比|的?基础上|为基[期数]|价格|可比价格?|不变价格?|同[期月季]|(?=的[\d.一二三四五六七八九十]{1,5}倍))"
)
_BRACKETS = re.compile(r"（[^（）]*）")
_COMING = re.compile(r"预计|将|计划|拟|力争|有望|到|至|于|争取|确保")
_EQUALS = re.compile(r"同期[为是]")  # 去年同期为10.8亿元: a figure of that time
_RELATIVE = ("上年", "次年", "明年")  # they tell no year for what is said behind them
_PLANNING = re.compile(r"(?:编制|制定|制订|出台|印发|发布|谋划|启动|完善|衔接)[^，。；]{0,12}$")
_PLAN_NAME = re.compile(r"[^，。；、]{0,12}(?:规划|纲要|方案)(?!期)")
_AS_OF = re.compile(r"截[至止][^，。；]{2,12}，[^，。；]{0,10}$")
_AIMS = re.compile(r"计划(?!的|数|目标|任务)|力争|争取|确保|拟|要|将")  # 全年力争: of the year that runs
_TITLE = re.compile(r"《[^《》]*》")


@record
class Time:
    """A time expression at text[begin:end].

    period: None where the words tell none (近年来). base: what is compared with (比上年), not when it holds.
    stock: a point in time (年底, 目前) rather than a span. origin: what a change starts from (由上年的1.81缩小至1.77).
    day: a date to the day, on which something happened, and which nothing else holds for. until: where it ends at the
    latest: the bracket it stands in. now: the present, which frames a sentence (现有…). news: when something was told
    (近日, 新年伊始), which no aim is for.
    """

    begin: int
    end: int
    period: Period | None
    base: bool = False
    stock: bool = False
    origin: bool = False
    day: bool = False
    until: int = 0
    now: bool = False
    news: bool = False


def times(text: str, today: Today, year: int = 0, context: Period | None = None) -> Iterator[Time]:
    """Every time expression of the text in order.

    year: what 全年 and 上半年 belong to, 0 if nothing said so; context: what 同期 is a year before.
    """
    bracket, title = _spans(_BRACKETS, text, "（"), _spans(_TITLE, text, "《")
    running, passed = year, 0
    begun, begun_at = None, 0
    told_at = named_at = 0  # where a year ends that the text names by the way: 去年9月投产; that it names at all
    for match in _PATTERN.finditer(text):
        begin = match.start()
        if begin < passed or _around(title, begin):  # 同期 of 上年同期, and what stands in a title
            continue
        if match[0] in ("已有", "现有") and _AS_OF.search(text, max(0, begin - 24), begin):
            continue  # 截至今年3月，已有…: when is told
        if match["plan"] and _PLAN_NAME.match(text, match.end()) and _PLANNING.search(text, max(0, begin - 16), begin):
            continue  # 编制主导产业“十四五”发展规划: what it is called
        recent = match["day"] and running == year == today.year - 1 and not today.told
        recent = recent and _number(match["month"]) <= today.month
        spans = match["half"] or match["quarters"] or match["quarter"] or match["from"]
        apart = (
            spans and told_at and not match["year_of"] and year != running < today.year and "。" in text[told_at:begin]
        )
        known = (year if year < today.year else 0) if apart else running
        if spans and 0 < today.year < known - 1 and not match["year_of"] and "。" in text[named_at:begin]:
            known = 0  # 到2021年…。上半年已做4300批次, told in 2019
        if match["month"] and not (match["year"] or match["year_of"]) and begun and "。" not in text[begun_at:begin]:
            known = int(begun.start[:4]) if _number(match["month"]) >= int(begun.start[5:7]) else known
        period = _told(match, today, today.year if recent else known, context)
        aimed = bool(match["span"]) and 0 < today.year < running and "。" not in text[named_at:begin]
        period = years(running - _number(match["span"]) + 1, running) if aimed else period
        after, base = _comparison(match)
        end = passed = after.end() if after else match.end()
        if after and not base:
            period = year_before(context)  # 去年同期为10.8亿元
        origin = _starts(match, end)
        named, alone = match["year"] or match["year_of"], event_end(text, begin, end)
        if named and period and period.months == 1 and not base:
            begun, begun_at = period, end  # 去年8月投产，10月升规: of the same year
        if match["now"] and running < today.year:
            running = today.told or today.year
        if named and named not in _RELATIVE and not alone and period and not base and not origin:
            running = int(period.start[:4])
            named_at, told_at = end, end if period.months == 1 or text.startswith(("去年", "前年"), begin) else 0
        aside = told_aside(text, begin, end) if match["since"] == "以来" or match["ago"] else 0
        until = (
            clause_end(text, end + (text[end : end + 1] == "，"))
            if aimed or match["decade"]
            else _around(bracket, begin) or alone or aside or len(text)
        )
        if period and not base and until == len(text):
            context = period
        day = bool(match["day"] or match["dayonly"])
        news = bool(match["lately"] or match["fresh"])
        yield Time(begin, end, period, base, _is_stock(match), origin, day, until, bool(match["now"]), news)


def _spans(pattern: re.Pattern[str], text: str, opening: str) -> tuple[list[int], list[int]]:
    """Where the matches of a pattern begin and end, which all begin with a mark."""
    found = [match.span() for match in pattern.finditer(text)] if opening in text else []
    return [begin for begin, _ in found], [end for _, end in found]


def _around(spans: tuple[list[int], list[int]], position: int) -> int:
    """The end of the span around a position; 0 if there is none."""
    begins, ends = spans
    at = bisect_right(begins, position) - 1
    return ends[at] if at >= 0 and position < ends[at] else 0


def _told(match: re.Match[str], today: Today, running: int, context: Period | None) -> Period | None:
    """The period that the words mean."""
    kind = next(name for name in _READERS if match[name])
    if kind == "same":
        return _same(match, context)
    if kind == "span" and context and context.months == 12 * _number(match["span"]):
        return context
    return _READERS[kind](match, today, running)


def _comparison(match: re.Match[str]) -> tuple[re.Match[str] | None, bool]:
    """The words behind a time that belong to it (同期, 相比), and whether something is compared with that time."""
    text, begin = match.string, match.start()
    after = _BASE_AFTER.match(text, match.end())
    before = _BASE_BEFORE.search(text, max(0, begin - 9), begin) is not None
    if after and not before and _EQUALS.match(text, after.end() - 2):
        return after, False
    return after, bool(before or after or match["before"])


def _starts(match: re.Match[str], end: int) -> bool:
    """Whether a change starts from a time: 由上年的, 从2020年; not 从2020年起."""
    leads = match.string[max(0, match.start() - 1) : match.start()] in ("由", "从", "自")
    return leads and match["since"] is None and not match.string.startswith("起", end)


def _is_stock(match: re.Match[str]) -> bool:
    return bool(
        match["now"] or match["yearend"] or match["edge"] or match["partedge"] or match["planned"] in ("末", "期末")
    )


def _number(words: str) -> int:
    found = value(words)
    return int(found) if found is not None else 0


def _plan(match: re.Match[str], today: Today, running: int) -> Period | None:
    """“十四五” is 2021–2025; 末 its last year, 开局之年 its first, 以来 up to today."""
    first = 1951 + 5 * _number(match["plan"][:2])
    word = match["planned"] or ""
    if word in ("末", "期末") or word.startswith("收官"):
        return years(first + 4, first + 4)
    if word.startswith("开局"):
        return years(first, first)
    if word == "以来" and first <= today.year < first + 4 and today.month:
        return months((first, 1), (today.year, today.month))
    return years(first, first + 4)


def _range(match: re.Match[str], today: Today, running: int) -> Period | None:
    first, last = int(match["first"]), int(match["last"])
    return years(first, last) if first <= last else None


def _dated(match: re.Match[str], today: Today, running: int) -> Period | None:
    """A whole year, its beginning, or all since."""
    found = _year(match["year"], today, running)
    if match["year"] == "全年" and not running and _AIMS.match(match.string, match.end()):
        found = today.year
    if not found:
        return None
    if match["since"] is not None:
        return _until_today(found, today)
    return months((found, 1), (found, 1)) if match["edge"] == "初" else years(found, found)


def _year(words: str, today: Today, running: int) -> int:
    word = words.removesuffix("度").replace(" ", "")
    if word[0].isdigit():
        return int(word[:4])
    if word[1] in "〇零":
        return int("".join(str("〇一二三四五六七八九".find(c.replace("零", "〇"))) for c in word[:4]))
    if word in ("今年", "去年", "前年", "明年") or (word == "本年" and not running):
        return today.year + {"去年": -1, "前年": -2, "明年": 1}.get(word, 0) if today.year else 0
    if word == "次年" and not running:
        return 0
    running = 0 if word == "年内" and running > today.year else running
    at = running or (today.whole if word == "全年" else today.year)
    return at + {"上年": -1, "次年": 1}.get(word, 0) if at else 0


def _until_today(year: int, today: Today) -> Period | None:
    """From the year's beginning to today; in January and February, when nothing is known yet, to the year before."""
    if not today.month or year > today.year:
        return years(year, max(year, today.year))
    if today.month <= 2 and year < today.year:
        return years(year, today.year - 1)
    return months((year, 1), (today.year, today.month))


def _parted(match: re.Match[str], today: Today, running: int) -> Period | None:
    """A part of a year; without the year it is of the year said before, else the last such part before today."""
    found = _year(match["year_of"], today, running) if match["year_of"] else running
    if found or not today.year:
        return _part(match, found) if found else None
    part = _part(match, today.year)
    coming = _COMING.search(match.string, max(0, match.start() - 8), match.start())
    coming = coming or _WILL.match(match.string, match.end())
    begun = (match["quarter"] or match["half"]) and part and int(part.start[5:7]) <= today.month  # it runs now
    if part and today.month and int(part.end[5:7]) > today.month and not coming and not begun:
        return _part(match, today.year - 1)
    return part


_WILL = re.compile(
    r"，?(?:还|再|我们|全[市县区园镇])?(?:将|拟|力争|确保|计划|预计|争取|要(?!素))"
    r"|[底末]?前(?![一二三四五六七八九十\d])"
)  # 四季度|将再开工10个, 6月|底前建成


def _part(match: re.Match[str], year: int) -> Period | None:
    if match["half"]:
        first = 1 if match["half"] == "上" else 7
        return months((year, first), (year, first + 5))
    if match["quarters"]:
        return months((year, 1), (year, 3 * _number(match["quarters"])))
    if match["quarter"]:
        last = 3 * _number(match["quarter"])
        return months((year, last - 2), (year, last))
    if match["months"]:
        return months((year, 1), (year, min(12, _number(match["months"]))))
    if match["from"]:
        first, last = _number(match["from"]), _number(match["to"])
        return months((year, first), (year, last)) if first <= last else None
    if match["month"]:
        month = _number(match["month"])
        return months((year, month), (year, month))
    return None


def _yearend(match: re.Match[str], today: Today, running: int) -> Period | None:
    found = running or today.year
    return years(found, found) if found else None


def _yearstart(match: re.Match[str], today: Today, running: int) -> Period | None:
    found = running or today.year
    return months((found, 1), (found, 1)) if found else None


def _back(match: re.Match[str], today: Today, running: int) -> Period | None:
    """近两年 ends with this year; 过去五年 in a report of January with the year before."""
    count = _number(match["backs"]) if match["backs"] != "几" else 0
    return _last(count, today, running, match["back"] in ("过去", "前", "上", "这"))


def _last(count: int, today: Today, running: int, closed: bool) -> Period | None:
    if not count or not today.year:
        return None
    end = today.told or (today.year - 1 if closed and today.month in (1, 2) else today.year)
    return years(end - count + 1, end)


def _ago(match: re.Match[str], today: Today, running: int) -> Period | None:
    count = _number(match["ago"])
    return years(today.year - count, today.year - count) if count and today.year else None


def _ahead(match: re.Match[str], today: Today, running: int) -> Period | None:
    count = _number(match["aheads"]) if match["aheads"] != "几" else 0
    return years(today.year + 1, today.year + count) if count and today.year else None


_TERM = 5


def _within(match: re.Match[str], today: Today, running: int) -> Period | None:
    """力争三年内: the year in which the last of them ends, this one the first; of a term's five until its summer."""
    count = _number(match["within"])
    last = today.year + count - (count < _TERM or today.month <= 6)
    return years(last, last) if count and today.year else None


def _since(match: re.Match[str], today: Today, running: int) -> Period | None:
    """五年来 is five years up to now, 一年多来 reaches into the year before."""
    more = match["since_more"] == "年多"
    return _last(_number(match["since_n"]) + more, today, running, closed=not more)


def _span(match: re.Match[str], today: Today, running: int) -> Period | None:
    """4年改造…: the last four years; 五年年均增长 the five years up to that year which was said."""
    count = _number(match["span"])
    if running and running <= today.year:
        return years(running - count + 1, running) if count else None
    return _last(count, today, running, closed=True)


def _now(match: re.Match[str], today: Today, running: int) -> Period | None:
    """截至目前 holds for the month of the document, 目前 and 现有 for its year."""
    if not today.year:
        return None
    word = match["now"] or "截至"
    if today.month and (word.startswith(("截", "迄", "到")) or word == "至今"):
        return months((today.year, today.month), (today.year, today.month))
    return years(today.told or today.year, today.told or today.year)


def _yeartodate(match: re.Match[str], today: Today, running: int) -> Period | None:
    return _until_today(running or today.year, today) if running or today.year else None


def _same(match: re.Match[str], context: Period | None) -> Period | None:
    """同期新签…: the period that was told; 去年同期, and 同期为… after a growth, that period a year earlier."""
    alone = match["same"] == "同期" and not re.match(r"[为是]|[增下]", match.string[match.end() : match.end() + 1])
    return context if alone else year_before(context)


def _vague(match: re.Match[str], today: Today, running: int) -> Period | None:
    return None


def _founding(match: re.Match[str], today: Today, running: int) -> Period | None:
    found = 1978 if match["founding"].startswith("改革开放") else 1949
    return years(found, found)


def _dayonly(match: re.Match[str], today: Today, running: int) -> Period | None:
    """17日 is of the month in which the document was written."""
    return months((today.year, today.month), (today.year, today.month)) if today.month else None


def _decade(match: re.Match[str], today: Today, running: int) -> Period | None:
    """80年代, and 上世纪八十年代, are 1980–1989."""
    first = 1900 + _number(match["tens"])
    return years(first, first + 9)


_READERS = {
    "plan": _plan,
    "range": _range,
    "part": _parted,
    "year": _dated,
    "yearend": _yearend,
    "yearstart": _yearstart,
    "within": _within,
    "ago": _ago,
    "before": _vague,
    "back": _back,
    "ahead": _ahead,
    "since_n": _since,
    "span": _span,
    "half_since": _now,
    "lately": _now,
    "now": _now,
    "same": _vague,
    "thisyear": _yeartodate,
    "dayonly": _dayonly,
    "decade": _decade,
    "founding": _founding,
    "fresh": _now,
    "vague": _vague,
}
