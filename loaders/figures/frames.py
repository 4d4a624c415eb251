"""The status of sentences that only go on with what one before them announced, without a word for it of their own.

还将全力推动…。开工建设8个…，全年投资增长9%。同时，新增…500家: what is to be done, told in sentences that begin with a
bare verb. 重点项目计划安排项目120个，总投资…。其中，产业类项目40个: what a plan of projects holds is planned.
"""

import re
from functools import cache

from loaders.figures.dating import whole
from loaders.figures.grants import grants
from loaders.figures.ranges import Quantity
from loaders.figures.sentence import Sentence
from loaders.figures.status import FIRST_MONTHS
from loaders.lexicon import has, one_of, rules, words
from loaders.periods import Period, Time, Today

# What is to be done, by who tells it: 某市还将全力推动…; 下一步，…; 力争 at the head of a sentence.
_TO_COME = re.compile(
    r"(?:^|[。！？\n])[\s　]*[^，。；：\d]{0,10}?(?:(?<=[还也])将|将"
    r"(?:继续|进一步|全力|着力|重点|加快|大力|持续|深入|聚焦|围绕|坚持|推动|通过))"
    r"|(?:^|[，。；])(?:下一步|接下来|今后|未来(?:几年|[一二三五]年)?)，"
    r"|(?:^|[。])[\s　]*(?:20\d\d年|今年|明年|年内|到20\d\d年)?，?力争"
)
_VERBS = words(
    "加大 加快 加强 推动 推进 着力 全面 全力 大力 积极 持续 深入 扎实 统筹 开工 建成 建设 新建 实施 强化 聚焦 围绕"
    " 深化 支持 培育 新增 新培育 新引进 引进 招引 打造 力争 确保 完善 优化 提升 抓好 开展 启动 布局 做强 做大 完成"
    " 全年 年内"
)
# A sentence that begins with a bare verb: nobody is said to do it but who announced it.
_GOES_ON = re.compile(
    r"[\s　]*(?:(?:同时|此外|另外|其中|与此同时|[一二三四五六七八]是|——)，?)?(?:还|并|要|也)?" + one_of(_VERBS)
)
_DONE = re.compile(r"已|去年|上年|截至|目前|以来|累计|[一二三四]季度|\d月|完成了|新增了|实现了|获[得评批]")
# A plan of projects: 技改项目计划共安排86个, 农业项目计划安排57项.
_PLAN = re.compile(
    r"项目(?:投资)?(?:建设)?(?:形象进度)?计划(?:草案)?(?:中|共|总共|一共|拟|初步)*安排(?![^，。；\d]{0,12}完成)"
    r"|项目(?:计划)?(?:共|总共|一共|拟)安排(?=\d)"
)
_OF_PLAN = re.compile(r"[\s　]*(?:其中|从[^，。；]{2,8}看|按[^，。；]{2,8}分|分[^，。；]{2,8}看|[^，。；]{0,12}安排)")
_INVESTED = re.compile(r"(?<!累计)(?<!完成)(?:投资|斥资|耗资|增资|(?<![再招])投)[了约近超]?$")
_TO_BUILD = re.compile(
    r"，?(?:用于|用来)?(?:[在于][^，。；]{2,20}?)?(?:设立|兴建|建设|扩建|新建|改扩建|打造|搞|上马)(?!完成|成)"
)
_TO_PAY = re.compile(r"(?:打算|计划|准备|拟|将)[再又]?(?:投[资入]?|追加投资|增资|斥资)[约近超]?$")
_ACHIEVED = re.compile(r"^(?!.*(?:计划|拟|将)).*(?:完成|(?<!新)开工|竣工|到位|投产|已|截至|\d月)")

# The mood of what is to be done: clauses that begin with a bare verb, an aim among them, and no word of what is done.
_IMPERATIVE = re.compile(
    r"(?:^|[，。；、：])[\s　]*(?:加快|推[动进]|支持|引导|鼓励|着力|抓好|做[大强优]|打造|培育|深化|完善|健全|聚焦|实施"
    r"|开展|加强|强化|扩大|拓展|优化|提升|建设|发展|坚持|落实|壮大|构建|抢占|瞄准|深入|大力|积极|持续|全面|统筹|重点"
    r"|释放|促进|布局|办好)"
)
# An aim that is told as one, or as a bound of what is to be done: 实施攻坚项目100项以上.
_AN_AIM = re.compile(
    r"(?:力争|争取|确保)[^，。；]*|(?:实施|新[组建增培引][建育进]?|培育|引进|建设|打造|改造|培训)[^，。；\d]{0,16}\d+[^，。；\d]{1,3}以上(?=[，。；])"
)
_PAST = re.compile(
    r"已|(?<![为除])了(?!解)|[去今]年|过去|[年来]来|获[批评得]|入选|荣获|位[居列]|居全|同比|增至|上年|累计|成功|首[次个]|圆满"
    r"|顺利|建成投[产用]|取得|蝉联|预计|上升|成立|揭牌|显著|成效|增长\d+\.\d|达到全"
)
_MANY = 4  # clauses of a paragraph in that mood, where an aim is told in it
_ALL = 8  # … where none is: a review of what was done says of so many that one was completed or won


def tasks(text: str, today: Today) -> bool:
    """Whether a paragraph of a report of the first months is all of what is to be done.

    An aim is told in it, or it goes on and on in that mood: 推进…。实施…，推动…。全年新增…70家。支持….
    """
    if not 0 < today.month <= FIRST_MONTHS or _PAST.search(_AN_AIM.sub("", text)):
        return False
    return sum(1 for _ in _IMPERATIVE.finditer(text)) >= (_MANY if _AN_AIM.search(text) else _ALL)


_STATE = re.compile(r"近年|年来|现有|现状|历年|同比|比上年|20\d\d年(?:底|末)?，?全[市县区省]")


def to_be_done(title: str, text: str, today: Today) -> bool:
    """Whether a paragraph says what is to be done by the kind of its document: 工业工作要点, 智能制造实施方案.

    None that tells what has been done or what there is; what a policy grants is a fact.
    """
    if not _plans().search(title) or grants(title):
        return False
    return not _DONE.search(_NEXT_TIME.sub("", text)) and not _STATE.search(text)


_NEXT_TIME = re.compile(r"累计(?=[^，。；]{0,12}达)|(?:[一二三四]季度|\d{1,2}月)(?:底|末)?前|完成")


@cache
def _plans() -> re.Pattern[str]:
    return re.compile(one_of(words(rules("status")["titles"]["plans"])))


def frame(before: str, text: str, times: tuple[Time, ...], today: Today) -> str:
    """The status of a sentence where nothing of its own tells one: Target, Planned, or "" for what is as it is.

    before: the status that the sentence before it had so.
    """
    if ("安排" in text and _PLAN.search(text)) or (before == "Planned" and _OF_PLAN.match(text)):
        return "Planned"
    past = any(t.period and not t.base and t.period.end[:7] < f"{today.year}-{today.month or 1:02d}" for t in times)
    if past or today.year == 0:
        return ""
    if has(text, "将", "下一步", "接下来", "今后", "未来", "力争") and _TO_COME.search(text):
        return "Target"
    return "Target" if before == "Target" and _GOES_ON.match(text) and not _DONE.search(text) else ""


def year_of(text: str, before: str, today: Today) -> Period | None:
    """The year of a paragraph that goes on with what is to be done, or opens so: the document's, as its 全年 is."""
    first = re.split("[。！？]", text, maxsplit=1)[0]
    goes_on = before == "Target" or "将" in first
    return whole(today.year) if goes_on and frame(before, first, (), today) == "Target" else None


def carried_on(before: str) -> str:
    """The frame that a paragraph keeps which does not go on with an aim: that of a plan of projects."""
    return before if before == "Planned" else ""


def achieved(said: str) -> bool:
    """Whether the words of a plan of projects before a number tell what came of it, and not what is planned."""
    return _ACHIEVED.match(re.split("[，。；：]", said)[-1]) is not None


def building(text: str, sentence: Sentence, quantity: Quantity, today: Today) -> bool:
    """Whether an investment is for what is still to be built: 投资15亿元设立…, 斥资9000万元扩建…."""
    said = sentence.text[: quantity.head - sentence.begin]
    if not quantity.unit.endswith("元") or not _INVESTED.search(said):
        return quantity.unit.endswith("元") and _TO_PAY.search(said) is not None
    if _TO_PAY.search(said):
        return True
    past = any(t.period and t.period.year < today.year for t in sentence.times if t.begin < quantity.begin)
    return not past and _TO_BUILD.match(text, quantity.tail) is not None
