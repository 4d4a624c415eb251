"""Whether a number is a fact, a target, an estimate or a plan, and at which statistical calibre it stands."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import ahocorasick

from loaders.figures.said import Reading
from loaders.figures.topics import THINGS
from loaders.lexicon import begins, has, one_of, rules, words
from loaders.periods import Period, Today
from loaders.text import Heading
from ontology.facts import Ref

_BEGUN = 2  # months in which nothing is known of the year yet
_LONGEST = 24  # characters before an estimate that opens its sentence
FIRST_MONTHS = 4  # up to this month the reports appear that lay out the year's work


@cache
def _cues() -> ahocorasick.Automaton:
    table = rules("status")
    automaton = ahocorasick.Automaton()
    for kind, listed in (
        ("Target", table["target"]["words"]),
        ("Actual", table["target"]["ends"]),
        ("Estimate", table["estimate"]["words"]),
        ("Planned", table["planned"]["words"]),
    ):
        for word in words(listed):
            automaton.add_word(word, (len(word), kind))
    automaton.make_automaton()
    return automaton


@cache
def _heading_cues() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    table = rules("status")
    return (
        re.compile(one_of(words(table["headings"]["target"]))),
        re.compile(one_of(words(table["headings"]["actual"]))),
        words(table["planned"]["metrics"]),
    )


_SENTENCE = re.compile("[，,！!？?]")
_MARKS = re.compile(r"[\W_]+")
# The work of a year: 2024年主要工作, 今年政府工作; of the year that has begun, it is what is to be done.
_WORK = re.compile(r"(?:(?P<year>20\d{2})年|(?P<begun>今年)|[明下]一?年|新的?一年)[\u4e00-\u9fff]{0,8}工作$")


# Above both: 2022年工作总结和2023年工作打算, 2023年计划执行情况与2024年计划（草案）.
BOTH = re.compile(
    r"(?:情况|总结|回顾|小结).{0,4}[及和与暨、](?:20)?\d{2}年.*(?:计划|打算|安排|思路|谋划|目标|任务|要点|草案)"
)


_TELLS = re.compile(r"(?:超|突破|达|力争|冲刺|增长|增至)[^，。；]{0,6}\d")  # a headline's own figure
OF_A_PLAN = re.compile(r"规划|计划|纲要|方案|意见|行动|目标|任务|安排|要点|工作|蓝图|打算")


def under(section: tuple[Heading, ...], title: str) -> tuple[Heading, ...]:
    """The headings over a passage without headlines, which say nothing of what follows: …，力争三年过千亿."""
    section = tuple(h for h in section if not _TELLS.search(h.title) or OF_A_PLAN.search(h.title))
    if not _SENTENCE.search(title):
        return section
    return tuple(h for h in section if _MARKS.sub("", h.title) != _MARKS.sub("", title))


def default(section: Sequence[Heading], today: Today) -> str:
    """What a section's headings make of statements: Target under 主要任务, Actual under 工作回顾, "" without them."""
    target, actual, _ = _heading_cues()
    for heading in reversed(section):
        if BOTH.search(heading.title):
            return ""
        if actual.search(heading.title):
            return "Actual"
        if target.search(heading.title) or _ahead(heading.title, today):
            return "Target"
    return ""


# What opens the part of a report that says what is to be done: 主要预期目标是：…; 为此，要…; 今年，我们要重点抓好….
_TASKS = re.compile(
    r"(?:(?:主要|总体|工作|发展|奋斗|预期)+目标(?:是|为|如下|：)|(?:^|[。；])(?:为此|围绕上述目标|实现上述目标)，(?:我们)?(?:要|将|必须|重点)"
    r"|(?:^|[。；])(?:今年|明年|新的一年|20\d\d年|今后一年)(?:里|中)?，?(?:我们|全[市县区州])?(?:要|将)?(?:重点|着力|全力)(?:抓|做|推|实施|围绕|聚焦|突出|办))"
)


def tasks_follow(text: str, period: Period | None, today: Today) -> bool:
    """Whether a paragraph says what a year is to bring that has only begun, or is to come, so that tasks follow.

    period: the last that the paragraph tells, the document's year where it tells none.
    """
    year = period.year if period else today.year
    to_come = year > today.year or (year == today.year and 0 < today.month <= FIRST_MONTHS)
    return to_come and today.year > 0 and _TASKS.search(text) is not None


def _ahead(heading: str, today: Today) -> bool:
    """Whether a heading announces the work of a year that has only begun, or is to come."""
    found = _WORK.search(heading)
    if found is None:
        return False
    year = int(found["year"] or 0) or (today.year if found["begun"] else today.year + 1)
    return year > today.year > 0 or (year == today.year and 0 < today.month <= FIRST_MONTHS)


_HEAD = 4  # characters besides a time and marks before an estimate that opens its sentence: 2023年，某市预计…
_OPENING = re.compile(r"\d{4}年|全年|今年|去年|[上下]半年|前三季度|[一二三四]季度|从|[数看]|[，\s]")
_AFTER = ("由", "从", "比", "较", "在")  # before a year that something is compared with
_HELD_WITHIN = tuple("主重需不只简纲摘首")  # whose words end in 要
# What is expected and what is asked for are no aims: 稳预期, 好于预期; 争取上级资金10亿元.
_NO_AIM = re.compile(
    r"(?<=[稳超于合善理定场比较过])预期|预期(?=[，。；、！]|$)"
    r"|争取(?=(?:到位|中央|上级|国家|省级|省市|[中省市]|专项|各类|政府|超长期|国债|债券|项目|资金|补助|贷款)[^，。；\d]{0,16}\d)"
)
_FORMERLY = re.compile(
    r"(?:从前|以前|过去(?![一二两三四五六七八九十几\d])|原先|早先|曾经|早些年|前些年|那时候?)(?![^，。；]{0,3}(?:的|于))(?:(?!如今|现在|眼下|今年|明年)[^。；])*$"
)
_COMPLETED = re.compile(r"；(?:全年|全市|全县|全区)?(?P<verb>完成|实现)")


_MEASURED = re.compile(r"(?:完成|占到?|达到?|为)了?$")


def cues(text: str) -> list[tuple[int, str, bool]]:
    """The cue words of a sentence: (position, status, whether it only reaches to the next semicolon).

    An estimate that opens its sentence holds for the whole list, until a part tells what was completed; there the
    status "" stands: what is told otherwise holds again.
    """
    found: list[tuple[int, str, bool]] = []
    for last, (length, kind) in _cues().iter_long(text):
        begin = last + 1 - length
        if kind == "Actual" and text[last] == "年" and text[begin - 1 : begin] in _AFTER:
            continue  # 由去年的14.2万元提高到16万元
        if _NO_AIM.match(text, begin) or (text[begin : last + 1].endswith("计划") and _MEASURED.search(text, 0, begin)):
            continue  # 占全年计划的八成
        if text[begin] == "要" and text[begin - 1 : begin] in _HELD_WITHIN:
            continue  # 主要达到, 需要增加
        if kind != "Actual" and _FORMERLY.search(text, max(0, begin - 24), begin):
            continue  # 从前拉走一车废渣还要倒贴35元
        opens = kind == "Estimate" and (_opens(text, begin) or _of_year(text, begin, last + 1))
        found.append((begin, kind, kind == "Estimate" and not opens))
        if opens and (end := _completed(text, begin)) >= 0:
            found.append((end, "", False))
    return sorted(found, key=lambda cue: cue[0])


def _opens(text: str, begin: int) -> bool:
    """Whether an estimate stands at the beginning of its sentence, but for times and a few characters."""
    return begin <= _LONGEST and len(_OPENING.sub("", text[:begin])) <= _HEAD


def _of_year(text: str, begin: int, end: int) -> bool:
    """Whether the first number of a sentence is estimated for the whole year, and so all behind it: 预计全年实现…."""
    year = text.endswith("全年", 0, begin) or text.startswith("全年", end)
    return year and not any(c.isdigit() for c in text[:begin])


def _completed(text: str, begin: int) -> int:
    """Where a list that is estimated goes on with what was completed; -1 if it does not.

    The verb of the estimate itself, said again, goes on with it: 预计实现…；实现….
    """
    said = text[begin : text.find("；", begin)] if "；" in text else ""
    return next((m.start() for m in _COMPLETED.finditer(text, begin) if m["verb"] not in said), -1)


def status(text: str, found: Sequence[tuple[int, str, bool]], at: int, given: str) -> str:
    """The status at a position of a sentence: the last cue before it decides, else what is given."""
    before = found[: bisect_left(found, (at,))]
    for i, (position, kind, short) in reversed(list(enumerate(before))):
        if kind == "Actual":
            return "Actual"
        if kind == "Planned" and i and _expected(text, before[i - 1], position):
            return "Estimate"
        if kind == "Target" and i and before[i - 1][1] == "Planned" and _in_a_breath(text, before[i - 1][0], position):
            return "Planned"  # 达产后年产值将超过60亿元
        if short and "；" in text[position:at]:
            continue
        return kind or given
    return given


def _expected(text: str, cue: tuple[int, str, bool], position: int) -> bool:
    """Whether what is to be once something runs is expected in the same breath: 预计达产后年产值可达4亿元."""
    return cue[1] == "Estimate" and _in_a_breath(text, cue[0], position)


def _in_a_breath(text: str, begin: int, end: int) -> bool:
    """Whether two cues stand close together in one clause."""
    between = text[begin:end]
    return len(between) <= _BREATH and not any(mark in between for mark in "，。；")


_BREATH = 8  # characters between 预计 and 达产后
# What a project is built for: 年消纳秸秆, 有机肥年产量.
_YEARLY = re.compile(
    r"[年日](?:可)?(?:处理|消化|消纳|加工|利用|转化|屠宰|分拣|生产|产(?!值))|.{2,}年产[量能]$|[年日][\u4e00-\u9fff]{1,6}能力$"
)
# What it will yield when it runs, which is told without a time.
_YIELDS = re.compile(
    r"年可?[产新处消加利转]|产值|产量|产能|销售|营[业收]|税|利润|就业|岗位|带动|发电|创汇|[年日][\u4e00-\u9fff]{1,4}能力"
)
_RUNS = re.compile(
    r"(?P<ahead>(?:预计|计划|将于?|有望|拟|力争|确保|即将|可)[^，。；]{0,14}?)?(?:投[用产运]|建成|竣工)(?P<after>达产|投产)?后?"
    r"|已(?!(?:经|全面|正式|陆续|于[^，。；]{1,8})*(?:开工|动工|签约|启动|落地|落户|备案|立项|完成(?:备案|立项|审批|主体|基础|土建)|进入|在建))"
    r"|目前(?!.{0,6}(?:在建|建设|施工|推进))|去年(?!.{0,8}(?:开工|动工|签约|启动))"
)
_CUTS = re.compile(r"压减|淘汰|化解|退出|削减|置换")  # 压减粗钢产能
_STARTS = re.compile(r"(?:预计|有望)[^，。；]{0,14}?(?:投[用产运]|建成|竣工|完工|达产|开工|交付)(?!后)[^，。；]{0,3}，")
_CAN = re.compile(
    r"(?:^|[，。；])(?:每?年|预计|将)?可(?:实现|新增|创造|增加|解决|提供|贡献|形成)[^，。；]*$"
)  # 可实现年产值22亿元
_OF_PROJECT = re.compile(r"(?:^|[，。；]|“(?!项目[为是建攻招落]))(?:该|本|此|整个|这个|这一)?项目(?=.)")
# What a place invests, and no project: 完成工业投资5亿元、技改投资2亿元.
_OF_PLACE = re.compile(
    r"(?:全社会)?(?:固定资产|工业|技改|技术改造|民间|制造业|基础设施|产业|房地产开发|服务业|第[一二三]产业)投资(?:额)?$"
)


# What is signed is still to be invested: 3个项目一并签约，投资额分别为….
_SIGNED = re.compile(r"签[约下](?:了)?(?![^。]*(?:完成|到位|投产|建成))")
_SUMS = re.compile(r"(?:.{0,8}项目)?(?:总|合同|计划)?投资(?:总?额)?")
_TO_BE = ("拟建", "拟新建", "拟上", "规划建设", "计划建设")


_NEAR = 24
_PLANNED = re.compile(r"规划(?:办学|总|用地|建筑|设计|产能|床位|学位|建设|容量|装机)")
# 规划建设22个特色小镇, 首批计划建造30艘, 规划200条生产线
_LAYS_OUT = re.compile(
    r"(?:(?:(?:规划|计划|拟)(?:总|分期|共|再|将|首批)*(?:建设|新建|建造|建|引进|布局|布置|设置|设立|设|打造|安装|购置|生产)"
    r"|(?<![制体展细性编五])规划(?:总|分期|共)?)"
    r"|将(?:再|陆续|分期)*(?:新上|上马|安装|购置|添置|增设))了?(?:约|近|超过?)?(?:[\d.]+[^，。；\d]{2,12}，其中[^，。；]{0,6})?$"
)
_LAID = ("建成占地", "建成了占地", "建成总占地", "建起占地", "建成总建筑面积", "建成建筑面积")


def planned(metric: str, project: bool = False, said: str = "") -> bool:
    """Whether the indicator is a planned investment or land; of a project also the plain words 投资 and 用地.

    said: the words before the number, which tell whether something is to be built on the land.
    """
    plans = _heading_cues()[2]
    if project and metric.startswith(_TO_BE):
        return True
    if "投资" in metric and _SUMS.fullmatch(metric) and _SIGNED.search(said):
        return True
    if _YEARLY.match(metric) and (project or _OF_PROJECT.search(said)) and not _running(said):
        return True
    if (project or "项目" in said) and _YIELDS.search(metric) and (_STARTS.search(said) or _CAN.search(said)):
        return True
    if metric.endswith(_land()[0]) and (said.endswith(_LAID) or (not project and _running(said[-_NEAR:]))):
        return False  # 投资6亿元建成占地80亩的新厂区
    if metric.endswith(_land()[0]) and (project or _land()[1].search(said)):
        return True
    if metric.endswith((*plans, "规划建筑", "规划总建筑")):
        return True
    if (_LAYS_OUT.search(said[-_NEAR:]) and not said.endswith("年度计划")) or _PLANNED.match(metric):
        return True
    paid = metric.endswith(("投资", "用地", "投资额")) and not re.search(r"完成|累计|到位", metric)
    paid = paid and not _OF_PLACE.match(metric)
    return paid and (project or _OF_PROJECT.search(said) is not None)


def _running(said: str) -> bool:
    """Whether words tell that a project runs already, and not when it is to: 已投产, but 预计明年投产, 建成后."""
    return any(not (m["ahead"] or m[0].endswith("后")) for m in _RUNS.finditer(said))


_STRIVEN = re.compile(r"(?:力争|争取|确保)[^，。；]{0,20}$")


def striven(said: str) -> bool:
    """Whether the words before a number make it an aim: 力争年产值达1.3亿元."""
    return _STRIVEN.search(said) is not None


# Behind the capacity in a project's name: …年产3万吨X项目、Y项目建成投产。
_FINISHED = re.compile(r"(?P<of>[^，。；]*?)(?:建成|投产|投用|竣工)[^，。；]{0,6}[，。；]")
_TO_FINISH = re.compile(r"推动|推进|加快|确保|力争|争取|将|预计|计划|促|年前|年底前|月前|抓|拟")


def finished(text: str, sentence: int, number: int) -> bool:
    """Whether the clause of a capacity in a project's name tells that this was completed, and not that it is to be."""
    found = _FINISHED.match(text, number)
    before = max(text.rfind(mark, sentence, number) for mark in "，。；") + 1
    return found is not None and not _TO_FINISH.search(text[max(before, sentence) : number] + found["of"])


_THERE = re.compile(r"已|目前|现有|拥有|累计")


def there(said: str) -> bool:
    """Whether the part of a sentence before a number tells what there is: 全年有望突破1亿元；乙园已入驻企业70家."""
    return _THERE.search(said, said.rfind("；") + 1) is not None


def opens_late(said: str) -> bool:
    """Whether an estimate is only of when something starts, and what it brings is planned: 预计10月投产，年产…."""
    return _STARTS.search(said) is not None


def yields(metric: str) -> bool:
    """Whether an indicator is what a project brings when it runs, which no time dates until then."""
    return _YIELDS.search(metric) is not None and not _CUTS.search(metric)


# An investment to come, and what it will bring: 拟投9亿元…，建针剂线4条; 增资7亿元扩建X，新增设备180台.
_INVESTS = re.compile(
    r"(?:(?:打算|计划|准备|拟|将)[再又]?(?:投[资入]?|增资|斥资)[^，。；]{0,8}元"
    r"|(?<![完招引])(?:投资|增资|斥资)[\d.]+[万亿]元，?(?:在[^，。；]{2,20}?)?(?:扩建|新建|兴建|建设|上马)(?![的成了]))(?P<rest>[^。；]*)$"
)
_DONE = re.compile(r"已|现有|目前|[去前今]年|完成|建成|投产|竣工|达产|投用|投入使用|投入生产|启用|一期")
_BRINGS = re.compile(
    r"^(?:新[增上建]|建|年|日|引进|购置|吸纳|带动)|产值|装机|用地|占地|产量|产能|用工|就业|税收|销售|线$|设备|厂房"
)


def brings(said: str, metric: str) -> bool:
    """Whether a number is what an investment to come will bring, by the words of its sentence before it."""
    found = _INVESTS.search(said) if has(said, "投", "增资", "斥资") else None
    return found is not None and not _DONE.search(found["rest"]) and _BRINGS.search(metric) is not None


# What is laid out for a road, a zone or a building is planned, also in a plan of what is to be done.
_LAID_OUT = re.compile(r"(?:占地|用地|建筑|规划|控制|规划总|园区)面积$|(?:用地|占地|全长|宽度?|时速)$")
_LINES = re.compile(r"(?<![试管航专干支网光电路])线$")  # of production
_OF_OLD = re.compile(r"低效|闲置|盘活|腾退|改造|收储|供应|供地|出让|整治|消化|处置|提升|保障|报批|新增(?!.*线)")


def laid_out(metric: str, unit: str) -> bool:
    """Whether a number is a size that something is to have: 用地900亩, 道路全长3公里, 新上生产线2条."""
    sized = _LAID_OUT.search(metric) or (unit == "条" and _LINES.search(metric))
    return bool(sized) and _OF_OLD.search(metric) is None


def _beginning(period: Period, today: Today) -> bool:
    """Whether a period is the whole of a year that has only begun: what is told for it can only be an aim."""
    return 0 < today.month <= _BEGUN and period.start == f"{today.year}-01-01" and period.end == f"{today.year}-12-31"


def _to_come(period: Period, today: Today) -> bool:
    """Whether a part of the year lies ahead: 下半年 in July."""
    now = f"{today.year}-{today.month:02d}" if today.month else ""
    return bool(now) and period.start[:7] >= now and 1 < period.months < 12


@cache
def _land() -> tuple[tuple[str, ...], re.Pattern[str]]:
    table = rules("status")["planned"]
    return words(table["land"]), re.compile(one_of(words(table["building"])))


_AIMED = re.compile(r"的?(?:[\u4e00-\u9fff]{2,6})?(?:目标|任务)(?![\u4e00-\u9fff])|的[\u4e00-\u9fff]{0,4}(?:目标|任务)")


def aimed(text: str, at: int) -> bool:
    """Whether the words behind a number make it the aim itself: 增长6%左右的预期目标."""
    return has(text[at : at + 10], "目标", "任务") and _AIMED.match(text, at) is not None


def by_period(given: str, period: Period | None, today: Today, said: bool, stated: bool = False) -> str:
    """What ends after the document's year is a target; what ended before it is a fact, unless a cue said otherwise.

    said: whether a cue told the status; stated: whether the sentence itself tells the period, as a span of time.
    """
    if period is None or not today.year:
        return given
    if given == "Actual" and (
        period.year > today.year or (stated and (_beginning(period, today) or _to_come(period, today)))
    ):
        return "Target"
    return "Actual" if given == "Target" and not said and period.year < today.year else given


def after_completion(metric: str) -> str:
    """达产后年产值: the name of what a project brings once it is completed, where only the output is named."""
    return "达产后" + metric if metric in _outputs() else ""


@cache
def _outputs() -> frozenset[str]:
    return frozenset(words(rules("status")["planned"]["outputs"]))


@cache
def _scopes() -> re.Pattern[str]:
    table = rules("status")["scopes"]
    always, before = words(table["always"]), words(table["before"])
    first, after = begins((*always, *before)), "(?![以及部重示专文非农龙高])"
    return re.compile(f"{first}(?:(?P<always>{one_of(always)})|(?P<before>{one_of(before)}){after})")


# Before and behind the name of what something is compared with, or ranked or counted in: 占全市的9%, 居苏州全市第一.
_THAN = re.compile(
    r"(?:占|居|列|排|排名|位|位次|比|较|高于|低于|快于|慢于|多于|少于|好于|优于|大于|小于|超|领先|落后|超过|高出|带动|跃升|跻身)"
    r"(?:在|于|到|至|了)?[\u4e00-\u9fff]{0,3}$"
)
_AVERAGE = re.compile(r"的?(?:平均|均值|首|前|第|倒数|之首|最)")
_NEXT = re.compile(r"\d[^，；]*[，；]")  # the number of a part, and what comes behind it


def scope(text: str, reading: Reading, about: Ref | None) -> str:
    """The calibre that the words before a number state last (市级, 全市), "" if none.

    What is part of the indicator's name is part of a class and no calibre: 市级智能车间. Nor is what a number stands
    beside, or is a rank in; and of a firm, a project or a zone there is none but the whole zone.
    """
    ranked = len(text) if reading.measure == "Rank" else -1
    for found in reversed(list(_scopes().finditer(text))) if has(text, "级", "全") else ():
        if found.end() == ranked or _THAN.search(text, 0, found.start()) or _AVERAGE.match(text, found.end()):
            continue
        if not _told_of_part(text, found.start(), found.end(), reading.metric):
            own = about is None or about.kind not in THINGS or found[0] == "全区"
            return found[0] if own and found[0] not in reading.metric else ""
    return ""


def _told_of_part(text: str, begin: int, end: int, metric: str) -> bool:
    """Whether a calibre is that of a part told before, and another indicator follows: 其中市级300亿元，税收…."""
    after = _NEXT.search(text, end)
    return after is not None and text.endswith(("其中", "其中，"), 0, begin) and metric[-2:] in text[after.end() :]
