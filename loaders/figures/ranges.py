"""Quantities beside each other: the ends of a range, a list with one unit, a number that only limits another."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from loaders.lexicon import one_of, rules, words
from ontology.values import record

_RANGE = re.compile(r"[—\-~～]{1,2}|至|到")
_ORIGIN = re.compile(r"[从由自]\D{0,6}$")
_RATIO = 12  # characters between the first and the last of three terms
_BOUNDS = re.compile(
    r"\d[\d.]*[亿万]元?(?:至|到|[—\-~～]{1,2})\d[\d.]*[亿万]元(?=的?\d+[个家户项])"
)  # 5亿元至10亿元6个
_SIZED = re.compile(
    r"(?:投资)?(?:建设|工业|产业|技改|[\u4e00-\u9fff]{0,8}资)?(?:项目|企业)$"
)  # 500万元投资建设项目15个
# Between the size of a class and how many are of it: 产值超10亿元|的企业有|15家, 超50亿元|的有|5家.
_OF_SIZE = re.compile(
    r"的(?:[\u4e00-\u9fff]{0,10}?(?:企业|公司|项目|单位|园区|集群|平台|工厂|基地|产业|品牌|经销商|镇街?|村))?"
    r"(?:数量?)?(?:仅|只|已|就|共|总共|累计|分别)?(?:有|达到?|为|增至|增加到|发展到|超过?|突破)?"
)
_COUNTERS = frozenset("家个户项只支款件名人宗笔种类")
_FUND = re.compile(r"产业[^，。；：、]{0,10}基金")
_LISTED = re.compile(r"(?:[、和与及至到]|[—\-~～]{1,2})\d")


@record
class Quantity:
    """A number with its unit at text[begin:end]; head and tail also hold its comparators (超过 … 以上).

    value as written, positive; unit "" if there is none; form as in numbers.Number; from_: the first of a range.
    """

    begin: int
    end: int
    value: Decimal
    unit: str
    comparator: str
    form: str
    head: int
    tail: int
    chinese: bool = False


def listed(text: str, found: list[Quantity]) -> list[Quantity]:
    """Ranges get their two ends, and a list the unit of its last number (8、50、900家)."""
    out = list(found)
    for i in range(1, len(out)):
        one, two = out[i - 1], out[i]
        if (
            two.comparator == "Equal"
            and one.head < one.begin
            and text[one.tail : two.head] == "、"
            and one.unit == two.unit
        ):
            out[i] = replace(two, comparator=one.comparator)
        elif (
            one.comparator == "Equal"
            and two.comparator == "About"
            and two.tail > two.end
            and text[one.tail : two.head] in ("、", "和", "与", "及")
            and one.unit == two.unit
        ):
            out[i - 1] = replace(one, comparator=two.comparator)  # 6.5%和7.5%左右
    for i in range(len(out) - 2, -1, -1):
        out[i : i + 2] = _pair(text, out[i], out[i + 1])
    _percent(out)
    return [q for q in out if q.unit or not _LISTED.match(text, q.end)]


# Speeds, pressures and prices: 每小时80公里, 从每平方米5万元|降至4万元. 每吨降价300元 tells of what in its name.
_PER = re.compile(r"(?P<from>[由从])?(?P<over>超过?|逾)?每(?P<of>小时|分钟|秒|平方厘米|平方米|立方米)$")
_TO = re.compile(r"，?(?:[\u4e00-\u9fff]{1,4})?[至到为]")


def per_unit(text: str, found: list[Quantity]) -> list[Quantity]:
    """The same with 公里/小时 as the unit of 每小时80公里, and of the number that this is raised to."""
    out: list[Quantity] = []
    for one in found:
        per = _PER.search(text, max(0, one.head - 8), one.head) if text[one.head - 1 : one.head] in _OF else None
        last = out[-1] if out else None
        if per and one.unit and "/" not in one.unit:
            over = "AtLeast" if per["over"] else one.comparator
            head = per.start() + len(per["from"] or "")
            out.append(replace(one, unit=f"{one.unit}/{per['of']}", comparator=over, head=head))
        elif last and last.unit.startswith(one.unit + "/") and _TO.fullmatch(text, last.tail, one.head):
            out.append(replace(one, unit=last.unit))
        else:
            out.append(one)
    return out


_OF = frozenset("时钟秒米")


def _percent(found: list[Quantity]) -> None:
    """The three terms of a ratio that make up a hundred are per cent of the whole: 9.5:50:40.5."""
    for i in range(2, len(found)):
        terms = found[i - 2 : i + 1]
        joined = all(t.form == "ratio" and not t.unit for t in terms) and terms[2].begin - terms[0].end <= _RATIO
        if joined and abs(sum((t.value for t in terms), Decimal()) - 100) <= 1:
            found[i - 2 : i + 1] = [replace(t, unit="%") for t in terms]


def _pair(text: str, one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """Two neighbours: the bounds of a range (10—15万元), or a number that has its unit from the next (8、50家)."""
    between = text[one.tail : two.head]
    if _RANGE.fullmatch(between):
        changed = _ORIGIN.search(text, max(0, one.head - 8), one.head)
        wider = one.unit in ("万", "亿") and two.unit.startswith(one.unit)
        if changed or not (not one.unit or one.unit == two.unit or wider):
            return one, two
        low = replace(one, unit=two.unit, comparator="AtLeast", form="range")
        tail = two.tail + 2 * text.startswith("之间", two.tail)  # 每斤12至16元之间
        return low, replace(two, comparator="AtMost", form="range", tail=tail)
    alone = not one.unit or (one.unit == "个" and two.unit.startswith("个百分"))
    points = one.unit == "个" and re.fullmatch(r"[、和与及][\u4e00-\u9fff]{2}", between)  # 下降0.2个、提高0.8个百分点
    if alone and one.form == "count" and two.unit and (points or re.fullmatch(r"[、和与及]", between)):
        return replace(one, unit=two.unit), two
    return one, two


_BOUND = r"(?:不低于|不少于|超过|突破|达到|高于|[超过逾破达])"
_SIZE = (
    rf"(?:单个|单体|年|总)*(?:工业)?(?:产值|营收|营业收入|主营业务收入|销售收入|销售额?|收入|税收|纳税|利税|利润|投资|出口)额?{_BOUND}"
    r"[\d.]*[十百千]?(?:[万亿]元?|万亿元?)(?:以上)?"
)
# Behind a count, the size of what is counted, and what that is, also where more are counted before it is named:
# 2个产值超百亿元、3个产值超50亿元的产业集群.
SIZED = re.compile(
    rf"(?P<size>{_SIZE})(?:(?:[、和与及]|以及)[\d一二三四五六七八九十两]{{1,4}}[家个户条]{_SIZE})*的?"
    r"(?P<noun>[\u4e00-\u9fff“”]{0,10}?(?:(?:企业|产业)?集群|产业链|产业园区?|企业|项目|产业|园区|公司|平台|基地|开发区))"
)

_ALL_OVER = re.compile(  # 12家企业年产值过亿元: each of them
    r"(?:企业|公司)?(?:年|主营业务|销售)*(?:产值|营收|收入|税收|纳税|利税|利润)额?(?:超过|突破|[超过破])[十百千]?[万亿]元"
)


def unlimited(text: str, found: list[Quantity]) -> list[Quantity]:
    """Without the numbers that only limit what another one counts: 亿元以上项目27个, 产值超亿元企业182家."""
    return [q for i, q in enumerate(found) if not _limits(text, q, found[i - 1] if i else None, found[i + 1 : i + 2])]


_OF_CLASS = re.compile(  # 支持总投资1亿元以上|的新建项目: whichever they are
    r"(?<=以[上下])的[\u4e00-\u9fff]{0,8}?(?:项目|企业|工程|单位|机构|个人)(?!部)"
)


_SHARE_OF = re.compile(  # 收入20万元以上|的村占比
    r"(?<=以[上下])的?(?:行政村|村|社区|农户|家庭|合作社)(?:的?(?:占比|比例|比重)|占)"
)


def _limits(text: str, one: Quantity, before: Quantity | None, following: list[Quantity]) -> bool:
    """Whether a number is the size of a class: 10亿元企业, 亿元以上项目, 产值超100亿元企业."""
    yuan = one.unit.endswith("元")
    if before is not None and yuan and before.unit.lstrip("十百千万亿") in _COUNTERS:
        sized = SIZED.match(text, before.tail)
        if sized and sized.start("size") <= one.begin < sized.end("size"):
            return True  # 3家产值超10亿元的企业
    if before is not None and before.unit in ("家", "户") and _ALL_OVER.fullmatch(text, before.tail, one.end):
        return True
    if one.unit == "岁" and one.tail > one.end and re.match(r"[\u4e00-\u9fff]", text[one.tail : one.tail + 1]):
        return True
    counted = following and following[0].unit.lstrip("十百千万亿") in _COUNTERS
    if yuan and counted and one.tail > one.end and following[0].head == one.tail:
        return True  # 其中10亿元以上4个
    if yuan and counted and one.head < one.begin and following[0].head == one.tail:
        return following[0].unit in ("家", "户")  # 产值超10亿元4家
    if one.form == "range" and yuan:
        return any(
            m.start() <= one.begin < m.end() for m in _BOUNDS.finditer(text, max(0, one.begin - 16), one.end + 16)
        )
    if yuan and counted and _SIZED.match(text, one.tail, following[0].head):
        return True
    bound = one.comparator in ("AtLeast", "AtMost")
    if bound and yuan and counted and _OF_SIZE.fullmatch(text, one.tail, following[0].head):
        return True
    if yuan and _FUND.match(text, one.tail):
        return False  # 5亿元产业基金
    if yuan and text[one.tail : one.tail + 2] in ("企业", "项目", "工程", "园区", "集群", "产业"):
        return True
    if yuan and one.tail > one.end and (_OF_CLASS.match(text, one.tail) or _SHARE_OF.match(text, one.tail)):
        return True
    if one.comparator == "Equal" or one.unit in ("%", "成", "倍", "位", "番") or one.form in ("rank", "times", "range"):
        return False
    if following and following[0].head == one.tail + 1 and text[one.tail] == "的":
        return True
    noun = text[one.tail : one.tail + 2].removeprefix("的")
    if not re.match(r"[\u4e00-\u9fff]", noun) or _goes_on().match(text, one.tail):
        return False
    money = one.unit.endswith(("元", "万", "亿", "亩", "吨", "公里", "平方米", "人", "岁", "千瓦", "兆瓦"))
    if (
        money
        and text[one.tail : one.tail + 2] in ("项目", "企业", "工业", "重大", "单位", "产业", "制造")
        and one.tail > one.end
    ):
        return True
    if before is not None and before.tail == one.head and before.unit[-1:] != "元":
        return True
    if not following:
        return False
    between = text[one.tail : following[0].head]
    if between.endswith(("到", "至")) and _ORIGIN.search(text, max(0, one.head - 8), one.head):
        return False  # 由30多人发展到300多人
    return (
        money
        and len(between) <= 24
        and not re.search(r"[，。；：、！？]", between)
        and following[0].unit.lstrip("十百千万亿") in _COUNTERS
    )


@cache
def _goes_on() -> re.Pattern[str]:
    bounded = words(rules("comparators")["limits"]["none_before"])
    return re.compile(r"[和与及或并而至到的]?(?:" + one_of(bounded) + ")")
