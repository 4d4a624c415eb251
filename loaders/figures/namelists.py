"""Lists of names: as many names as numbers, each with what it shares with the others."""

import re
from functools import cache

from loaders.figures.cues import listed
from loaders.lexicon import rules

_COUNTED = re.compile(
    r"[0-9一二两三四五六七八九十百]+(?:大|个|条)[^、和与及]*?(?:产业集群|产业链|产业|行业|领域|板块|集群|企业)(?=.)"
)


_GRADE = re.compile(r"^(?:[\u4e00-\u9fff]{1,6}级|\d+(?:-\d+)?周?岁(?:及?以[上下])?)")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:镇|街道|乡|(?<![园城社小地库景])[县区市])(?!场|民|级|镇)")
_KIND = re.compile(r"(?:产业集群|产业|行业|企业|集群|园区)$")
LEVEL = re.compile(r"(?:国家|自治区|省部|部|省|州|市|县|区)级")  # 国家级龙头企业2户、省级11户


def items_of(metric: str, count: int) -> list[str]:
    """The names in a list of names, each with what they share; [] where they are not as many as asked.

    >>> items_of("城镇、农村居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    """
    for ratio, terms in ratios().items():
        if metric.endswith(ratio) and len(terms) == count:
            return [f"三次产业结构（{term}占生产总值比重）" for term in terms]
    if sectors := _sectors(metric, count):
        return sectors
    before, mark, whole = metric.rpartition("占")
    if mark and whole.endswith(("比重", "比例", "份额")) and (shares := items_of(before, count)):
        return [share + mark + whole for share in shares]
    parts = split(metric, "、")
    if len(parts) != count:  # 医药、汽车及零部件增加值 are two
        parts = [*parts[:-1], *split(parts[-1], "和与及")]
    if len(parts) == count and (told := _graded(parts) or _placed(parts)):
        return told
    if len(parts) != count:
        return ["城镇" + metric[2:], "农村" + metric[2:]] if count == 2 and metric.startswith("城乡") else []
    last = _COUNTED.sub("", parts[-1]) or parts[-1]
    first_head, last_head = head_of(parts[0]), head_of(last)
    core = head_of(re.sub(r"（[^（）]+）$", "", last)) if last.endswith("）") else ""
    if core and not first_head:
        return [*(p + core for p in parts[:-1]), last]  # 零售业、餐饮业销售额（营业额）
    if last_head and not first_head and last_head != last:
        shared = last[len(parts[0]) :] if "居民" in last[:5] and len(parts[0]) == 2 else last_head
        common = last.rfind(parts[0][-2:])
        if shared == last_head and common > 0 and common + 2 < len(last) - len(last_head):
            shared = last[common + 2 :]
        kind = _KIND.search(last.removesuffix(last_head))
        if shared == last_head and kind and not any(p.endswith((kind[0], kind[0][-1:])) for p in parts[:-1]):
            shared = kind[0] + last_head
        return [*(p + shared for p in parts[:-1]), last]
    if first_head and last_head == last and first_head != parts[0]:
        shared = parts[0].removesuffix(first_head) + _branch(first_head, last)
        return [parts[0], *(shared + p for p in parts[1:])]
    return [*parts[:-1], last]


def group_of(metric: str) -> str:
    """三大重点产业 of 甲、乙、丙三大重点产业产值: what the names of a list are together; "" where it is not told."""
    found = _COUNTED.search(metric)
    return found[0] if found else ""


def _graded(parts: list[str]) -> list[str]:
    """国家级X, 省级X of 国家级、省级X: what the last is, of each level; [] where no levels stand before it."""
    kind = _GRADE.sub("", parts[-1])
    bare = [_GRADE.fullmatch(part) for part in parts[:-1]]
    return [*(part + kind for part in parts[:-1]), parts[-1]] if all(bare) and kind != parts[-1] else []


def _placed(parts: list[str]) -> list[str]:
    """规上工业产值, of each of 甲镇、乙街道、丙镇规上工业产值: they differ in whom they are about; [] for others."""
    last = _TOWN.match(parts[-1])
    told = parts[-1][last.end() :] if last else ""
    towns = head_of(told) and all(_TOWN.fullmatch(part) for part in parts[:-1])
    return [told] * len(parts) if towns else []


def _branch(head: str, other: str) -> str:
    """工业 of 工业总产值, which an indicator that follows in a list shares (规上工业总产值和增加值)."""
    return "工业" if head.startswith("工业") and not other.startswith("工业") else ""


def _sectors(metric: str, count: int) -> list[str]:
    """第一、二、三产业增加值, 一三产业投资: the sectors of the economy, each with its number."""
    found = re.fullmatch(r"第?([一二三](?:、?[一二三和]){0,3})(?:次)?产业?(?:(?=[^业]{2})(.+)|$)", metric)
    numbers = re.findall(r"[一二三]", found[1]) if found else []
    if count == len("一二三") and (of := re.fullmatch(r"三次产业(?!结构)(.{2,8}|)", metric)):
        return [f"第{n}产业{of[1] or '增加值'}" for n in "一二三"]
    return [f"第{n}产业{found[2] or '增加值'}" for n in numbers] if found and len(numbers) == count else []


@cache
def head_of(name: str) -> str:
    """The longest head of an indicator that the name ends in; "" if there is none."""
    heads = listed("own") | listed("dependent")
    return next((name[i:] for i in range(len(name)) if name[i:] in heads), "")


@cache
def ratios() -> dict[str, list[str]]:
    """The terms of a ratio by what it is the ratio of."""
    return dict(rules("observations")["terms"])


def split(text: str, marks: str) -> list[str]:
    """Cut at the marks outside quotes and brackets.

    >>> split("高端、智造（新、旧）、品牌", "、")
    ['高端', '智造（新、旧）', '品牌']
    """
    parts, depth, begin = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "“（《‘") - (char in "”）》’")
        if char in marks and depth == 0 and 0 < i < len(text) - 1 and text[i : i + 2] not in ("及以", "和谐", "和美"):
            parts.append(text[begin:i])
            begin = i + 1
    return [*parts, text[begin:]]


def at_level(level: str, things: str) -> str:
    """省级农业龙头企业 of 省级 and 国家级农业龙头企业, 县级以上农业龙头企业 or 农业龙头企业."""
    return level + re.sub(rf"^{LEVEL.pattern}(?:及?以上)?", "", things)


_SITE = re.compile(
    r"^[\u4e00-\u9fff]{0,10}?(?:园区|产业园|工业园|开发区|集聚区|高新区|经开区)(?:[一二三]期)?(?:（[^（）]*）)?的?"
    r"(?=[\u4e00-\u9fff]{0,6}(?:企业|项目|团队)$)"
)


def without_site(kind: str) -> str:
    """What is counted, without the park that it is in: 入驻企业 of 产业园一期入驻企业, before a trade of it."""
    return _SITE.sub("", kind)
