"""Numbers that only say for whom something is, and so are figures of nobody: 对年产值首次突破5亿元的企业奖励30万元.

Policies give what they give on conditions, and bulletins say what counts: 规上企业指年主营业务收入2000万元及以上的企业.
"""

import re
from collections.abc import Sequence

from loaders.figures.counted import counts_things
from loaders.figures.ranges import Quantity

_CLAUSE = 40  # characters before a number that are looked at
_REST = 60  # characters behind it in which something is given
_BREAK = re.compile(r"[，。；：！？\n]")
_GIVES = re.compile(
    "奖励|奖补|补助|补贴|补偿|给予|资助|支持|减免|免租|免收|免费|让利|减半|返还|贴息|扶持|享受|授予|优先|奖"
)
_ABOVE = r"(?:（含）)?(?:及?以[上下内])?(?:（[^（）]{1,8}）)?"
# What is limited by the number: the firms or projects, or all that it holds for (租用厂房不少于1500平方米的，).
_WHOM = re.compile(
    rf"{_ABOVE}(?:[、和与或至到—-]{{1,2}}\d[\d.]*[^，。；、的\d]{{1,6}})*"
    r"(?:的(?=[，、])|的?(?!奖|补|资助|扶持|贷款|资金|支持)[^，。；：\d]{0,14}?"
    r"(?:企业|单位|项目|机构|平台|园区|人才|个人|团队|合作社|农户|商户|主体|载体|基地|商贸业|部分)(?!\d))"
)
_GIVEN_AT_ONCE = re.compile(rf"{_ABOVE}的?(?:，)?(?:分别|一次性|再|各|每[家户个])*(?:给予|奖励|补助|补贴|奖补|资助)")
_BOUND = re.compile(
    r"(?:首次|年度|当年|累计|新)*(?:不低于|不少于|不小于|突破|超过|高于|低于|少于|[达超逾过满])(?:到|出)?$"
)

_STEP = re.compile(
    r"(?:对)?(?P<of>[\u4e00-\u9fff]{2,10}?)??(?P<bound>(?:首次|年度|当年)?(?:突破|超过|超|达到?|不低于|不少于)[\d.]+[万亿]+美?元(?:及?以上)?)的?"
    r"(?P<who>企业|项目|单位)?，?(?:分别|一次性|再|各)*(?:给予)?(?P<what>奖励|补助|补贴|奖补|资助)"
)
_EACH = re.compile(
    r"(?P<each>每(?:新增)?\d?[台项家户个人件名次套吨])(?:一次性|再|给予|最高)*(?P<what>奖励|补助|补贴|资助|奖补)"
)
_WHOSE = ("的", "的企业", "的单位", "的项目")
_CAUSE = 24  # characters of what something is given for
_MEANS = re.compile(r"(?:是指|指的?是|[企行]业指|单位指|指|(?:统计|调查)(?:范围|口径|标准|起点)[为是])[^，。；]{0,24}$")
_FROM_ON = re.compile(r"(?:（含）)?(?:及|（含）)?以上(?:的|，|、|并|且)")


def conditions(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities without those that are a condition, or part of a definition."""
    if not (_GIVES.search(text) or "指" in text or "统计" in text):
        return list(found)
    kept: list[Quantity] = []
    defined = -1  # where the last number ends that defines a class
    for one in found:
        if _defines(text, one, defined):
            defined = one.tail
        elif not _condition(text, one):
            kept.append(one)
    return kept


def _defines(text: str, one: Quantity, before: int) -> bool:
    """Whether a number says what a class takes in: …企业是指年主营业务收入2000万元及以上的企业.

    before: the end of the number before that does, of which it may be the next class: 、300万元以上的文化业单位.
    """
    if not _FROM_ON.match(text, one.end):
        return False
    if before >= 0 and 0 < one.head - before <= _CLAUSE and text[one.head - 1] == "、":
        return True
    return _MEANS.search(text, max(0, one.head - _CLAUSE), one.head) is not None


def _condition(text: str, one: Quantity) -> bool:
    """Whether a number limits whom a sentence gives something to."""
    near = _BREAK.split(text[max(0, one.begin - _CLAUSE) : one.begin])[-1]
    if _GIVES.search(near.lstrip("支持鼓励")) or one.unit in ("", "位", "个百分点"):
        return False
    if counts_things(one.unit) and not text.startswith(("的", "以上的", "及以上的"), one.end):
        return False  # 推动不少于20家企业技改
    bound = _BOUND.search(near) or text.startswith(("以上", "及以上", "以下", "（含）以上"), one.end)
    if not bound and not _listed_bound(near):
        return False
    end = next((m.start() for m in re.finditer("[。；！？\n]", text[one.end : one.end + _REST])), _REST)
    rest = text[one.end : one.end + end]
    if _GIVEN_AT_ONCE.match(rest):
        return True
    whom = _WHOM.match(rest)
    return whom is not None and _GIVES.search(rest, whom.end()) is not None


def granted_on(said: str, before: str) -> str:
    """产值首次突破5亿元企业奖励: the name of what firms get that reach a size, by the words before the sum; else "".

    before: the name of the sum before, whose indicator the next step shares (首次突破10亿元的奖励).
    """
    found = _STEP.fullmatch(said)
    if found is None:
        return ""
    of = found["of"] or next((m["of"] for m in [_STEP.fullmatch(before)] if m and m["of"]), "")
    return f"{of}{found['bound']}{found['who'] or '企业'}{found['what']}" if of else ""


def granted_each(said: str, whom: str) -> str:
    """购置机器人每台补助 of 购置机器人的，每台补助3万元: what is given by the piece, and for what; else ""."""
    found = _EACH.fullmatch(said)
    cause = re.sub(r"^(?:对|凡|鼓励|支持)|(?:的|的企业|的单位|的项目)$", "", whom) if whom.endswith(_WHOSE) else ""
    return f"{cause}{found['each']}{found['what']}" if found and 1 < len(cause) <= _CAUSE else ""


def _listed_bound(near: str) -> bool:
    """Whether the number before in a list has a bound: 首次突破5亿元、10亿元、20亿元的企业."""
    first, _, last = near.rpartition("、")
    return (
        bool(first)
        and not last
        and re.search(
            r"(?:突破|超过?|达到?|不低于|不少于)[\d.]+[\u4e00-\u9fff]{1,3}(?:、[\d.]+[\u4e00-\u9fff]{1,3})*$", first
        )
        is not None
    )
