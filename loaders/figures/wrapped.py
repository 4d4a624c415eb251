"""An indicator without what its clause wraps around it: 包括建设一座|占地, 区统计局表示|签约项目, 提出|综合利用率."""

import re
from dataclasses import replace

from loaders.figures.said import Reading, Said

_ONE = r"一[条座个栋批处台套间组]"
_FRONTS = (
    re.compile(
        r"^(?:主要|园区|园内|项目|工程|一期|其)?(?:包括|包含|含(?![氧硫碳水税金油糖量盐硒铁蛋尘盖]))(?:建设|新建|改造|建成)?(?=..)"
    ),
    re.compile(
        rf"^(?:建设|新建|引进|建起|建成|新上|上了|打造|拥有|投用)?了?{_ONE}(?=占地|全长|总长|长度|总|处理|建筑|[年日][\u4e00-\u9fff]+能力)"
    ),
    re.compile(r"^(?:与之|与其)?相?配套的?(?=总长|全长|总面积|长度)"),
    re.compile(r"^提出(?=[\u4e00-\u9fff]{4,}(?:率|比重|占比|水平)$)"),
    re.compile(r"^[\u4e00-\u9fff]{2,6}(?:提出|明确|确定|定下)了(?=.{2})"),
    re.compile(r"^全[省市县区镇](?=[\u4e00-\u9fff]{4,}(?:率|比重|占比)$)"),
    re.compile(
        r"^(?:[\u4e00-\u9fff]{2,10}(?:局|委员会|办公室|商务部|中心|商会|协会))(?:有关|相关)?(?:负责人)?(?:表示|介绍|透露|指出|称)(?=..)"
    ),
    re.compile(r"^因(?![素公病地特果材])(?=[\u4e00-\u9fff]{3})"),
    re.compile(r"^(?:扩大|提高|增加|提升|扩充)到(?=年产能力|年产能|产能|规模)"),
    re.compile(r"^发展(?=[\u4e00-\u9fff]{2,8}(?:企业|合作社|农场|主体|大户|基地)$)"),
    re.compile(
        r"(?<=..)(?:连续?|接连)?[跨上迈][过上越]?[一两二三四五六七八九\d]+个[十百千]?[亿万]元?(?:台阶|大关|关口)$"
    ),
    re.compile(r"(?<=..)(?:保持在?|恒温|低至)?零下$"),
    re.compile(r"^(?:我|本|该|全)村(?=..)|^村里(?=接待|欠)"),
)
_OF_MEAN = re.compile(
    r"(?P<what>[\u4e00-\u9fffA-Z]{2,20}?)(?:仅|只|仅仅|还不到)?(?:相当于|为|是|达到?|有)(?P<of>(?:全[省市国县区]|世界)平均(?:水平|值)?)"
)


def unwrapped(metric: str, unit: str) -> str:
    """An indicator without such words.

    >>> unwrapped("包括建设一座占地", "亩"), unwrapped("提出秸秆综合利用率", "%"), unwrapped("含氧量", "%")
    ('占地', '秸秆综合利用率', '含氧量')
    >>> unwrapped("人均生产总值仅为全省平均水平", "%")
    '人均生产总值相当于全省平均水平比例'
    """
    for front in _FRONTS:
        metric = front.sub("", metric)
    mean = _OF_MEAN.fullmatch(metric) if unit in ("%", "成", "倍") and "平均" in metric else None
    return f"{mean['what']}相当于{mean['of']}比例" if mean else metric


# What a project costs that consists of several: 建设厂房、道路和3座泵站，总投资3亿元.
_PART_SUM = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:站|厂房|管网|管道|干管|楼|桥|路|生产线|车间|仓库|床位|设备|池)(?=总投资$)"
)


def of_whole(metric: str) -> str:
    """总投资 of 泵站总投资, where a project is told of."""
    return _PART_SUM.sub("", metric)


_LATER = frozenset(("远期", "近期", "中期", "终期", "远景"))


_STAFF = ("从业人员", "员工", "职工", "从业人数")


def _of_all_firms(said: Said, reading: Reading) -> Reading:
    """从业人员 of 规上企业30家、“小巨人”企业4家，从业人员2万人: not those of the last class that was counted."""
    counted = [each[-1] for each in said.memory[-3:]]
    staff = next(each for each in _STAFF if reading.metric.endswith(each))
    several = len({each.metric for each in counted}) > 2 and all(each.unit == "家" for each in counted)
    several = several and reading.metric == counted[-1].metric + staff
    return replace(reading, metric=staff, base=staff) if several else reading


def later(said: Said, reading: Reading) -> Reading:
    """处理能力2.5万吨/日（远期10万吨/日）: the same, as it is to be."""
    if reading.metric.endswith(_STAFF) and len(said.memory) > 1:
        return _of_all_firms(said, reading)
    if reading.metric not in _LATER or said.last is None:
        return reading
    return replace(reading, metric=reading.metric + said.last.metric, base=said.last.base, status="Planned")


_BARE = re.compile(r"(?:[，。；：（\n]|^)(?:全村|全镇|全乡|全组|现|现在|目前|总?共|有|居民|农户|村民|住户)*$")


_MEMBERS = re.compile(r"[\d,.]+万?[余多]?人")
_DEED = re.compile(
    r"(?:贫困人口|群众|人口)?(?:全部|均|都|已|顺利|如期|实现|成功)*"
    r"(?P<deed>稳定脱贫|脱贫|搬迁入住|易地搬迁|搬迁|入住新居|受益|返贫|参保)(?=[，。；、]|$)"
)


def _became(text: str, begin: int, end: int, unit: str) -> str:
    """稳定脱贫户数 and 稳定脱贫人口 of 1.2万户4.6万人稳定脱贫; "" where it is told otherwise."""
    if unit.endswith("户"):
        people = _MEMBERS.match(text, end)
        found = _DEED.match(text, people.end()) if people else None
        return found["deed"] + "户数" if found else ""
    found = _DEED.match(text, end) if text[begin - 1 : begin] == "户" else None
    return found["deed"] + "人口" if found else ""


def households(text: str, begin: int, end: int, unit: str, metric: str) -> str:
    """户数 and 人口 of 共412户1530人, where no noun stands before them; else the name as it is."""
    if unit.endswith(("户", "人")) and (deed := _became(text, begin, end, unit)):
        return deed
    if unit == "户" and text[end : end + 1].isdigit() and _BARE.search(text[max(0, begin - 12) : begin]):
        return "户数"
    if unit == "人" and text[begin - 1 : begin] == "户":
        first = re.search(r"[\d,.]+[余多]?户$", text[max(0, begin - 10) : begin])
        at = begin - len(first[0]) if first else 0
        return "人口" if first and _BARE.search(text[max(0, at - 12) : at]) else metric
    return metric


_RATIO = re.compile(r"(?:率|比|比重|占比|比例|[增降涨跌]幅|增速|份额|指数|水平|结构)$")
_PACED = re.compile(r"(?:增速|增幅|增长率)[^，。；：]*(?:个百分点，[^，。；：\d]*)?$")
_PACE_REACH = 40


def paced(text: str, head: int, unit: str, metric: str) -> str:
    """发电量增速 of 增速比上月加快3个百分点: not the output itself grew by points."""
    if not unit.endswith("百分点") or not metric or _RATIO.search(metric):
        return metric
    return f"{metric}增速" if _PACED.search(text[max(0, head - _PACE_REACH) : head]) else metric


_MEAN = re.compile(r"(?:年均|年平均)$")


def averaged(text: str, begin: int, head: int, metric: str) -> str:
    """年均气温 of 年均气温8.6℃: a level that is the mean of years is not that of one.

    begin, head: where the sentence and the number begin.
    """
    at = text.rfind(metric, begin, head) if metric else -1
    found = _MEAN.search(text, max(begin, at - 3), at) if at > begin else None
    return found[0] + metric if found else metric
