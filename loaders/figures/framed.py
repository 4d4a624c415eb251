"""An indicator without the clause that leads to it, and the thing counted without what it does.

逐渐成长为|年产值 · 注塑机|之后 · 最远的供应商|离我们 · 山区群众|搬了新家, 挪了穷窝.
"""

import re

from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from ontology.facts import Ref
from ontology.values import replace

_GREW = re.compile(
    r"^.*?(?:成长|发展|壮大|崛起|蜕变|跃升|升级|演变|转型|做强做大|做大做强|变身)(?:成|成为|为)(?:一[家个])?(?=年[产销营出]|产值|营收|营业|销售|总资产)"
)
_AFTER = re.compile(r"(?<=..)(?:之后|以后|之前|期间|全线)$")
_AWAY = re.compile(
    r"(?P<what>.{2,14}?)[离距]?(?:离|距离?)(?:我们|这里|这儿|公司|工厂|厂区|厂里|厂|市区|县城)(?:不过|只有|仅)?"
)
_FOR_FIRMS = re.compile(r"^(?:为)?(?:企业|群众|客户|农户)(?:做|完成|提供|开展)了?(?=..)")
_NOTED = re.compile(r"(?:，|、)下同(?=）)|\^?\[\d{1,2}\]\^?")
_ATTENDED = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,10}?)(?P<deed>出席|参加|见证)了?")
_INVESTED_AT = re.compile(
    r"^.{0,12}?(?<![存所现])在(?![建外谈库手册营产施])[\u4e00-\u9fff]{2,8}?(?=(?:累计)?(?<!总)(?:投资|投入)$)"
)
_BUILT = re.compile(r"^(?:新建|改建|扩建|改扩建|修建)(?=总长|全长|长度|占地|总投资|总?建筑面积|总面积)")
_WORKED = re.compile(
    r"(?<=[^升改扩搬转])(?:智能化|数字化|绿色化|信息化|节能|技术|产业化|易地|异地|就地)?(?:升级改造|转型升级|改造升级|升级|技术改造|技改|改造|改建|扩建|改扩建|扩产|扩能|扩容|搬迁|提升|产业化)+(?=年产能力$|年产能$|产能$|日处理能力$)"
)
_ACTION = re.compile(
    r"^“[^”]{2,12}”(?:行动|计划|工程|活动|改革|机制)(?:累计|已|共)*(?=入库|新增|培育|引进|开工|签约|解决|帮助|惠及|完成|走访|服务)"
)
_AIM = re.compile(
    r"(?P<of>.*(?:规模|产值|营收|收入|产量|产能|外资|投资|出口|销售额?|税收))(?:的|总体|长期|中期|短期|预期|年度)?目标"
)
_ITEMS = re.compile(r"^等[\u4e00-\u9fff]{0,6}(?:企业|公司|单位|园区|基地)(?=..)")
_PROJECT = re.compile(r"^(?:本|该|此)?项目(?:计划|规划|拟|将|主要|分期)+(?:建设|新建|建造)(?=..)")
_QUARTER = re.compile(r"^20\d\d年?Q[1-4](?=..)")
_GOES_ON = re.compile(r"(?:顺利|扎实|有序|稳步|加快|深入|加速|强力|统筹)+(?:推进|开展|实施|落实|展开)")
_DONE = re.compile(r"(?<=[\u4e00-\u9fff])了(?=[\u4e00-\u9fff]{2})(?!解)")
# 6家企业合股|的平台, 8家单位共建|的研究院
_JOINT = re.compile(
    r"(?P<who>企业|公司|单位|机构|部门|高校|院校|院所|商户|股东|银行)(?P<deed>合[股办资建作伙]|联合|共[建同享]|参[与股建]|出资|入股|发起|加盟|认购|众筹)"
    r"(?:创办|建设|建立|组建|设立|发起|成立|打造|参与)?"
)
_IN = re.compile(
    r"^在(?:(?=巡检|值守|操作|作业|施工|忙碌)|(?:全[市县区省]|本地|当地|我[市县区])(?=设立|投资|落户|建立))|^已(?=[装建修铺][好完])"
    r"|^内(?=(?:企业|项目|公司|机构|商户|员工|职工))"
)
_YEARS = re.compile(r"^[一两二三四五六七八九十]年(?=[\u4e00-\u9fff]{4})(?![级期制均度内后来间多里行计规攻倍滚])")
_ELECTED = re.compile(r"由[^，、]{2,20}?(?:评选|评定|认定|颁发)(?=(?:每[人家个户])?奖励$)")
_LENGTHS = ("公里", "千米", "米", "座", "处", "亩", "万亩", "平方米", "万平方米")
_WHO = (
    "人|群众|居民|村民|农户|工人|师傅|员工|职工|游客|专家|学生|老人|商户|客商|企业|公司|户|项目|机构|车间|学校|医院|店"
)
# 师傅|围着转, 专家|坐满了会场, 群众|挪穷窝
_DOES = re.compile(
    rf"(?P<who>[^的，、]{{0,12}}?(?:{_WHO}))"
    r"(?P<deed>(?:[\u4e00-\u9fff]{1,3}?(?<![为除])[了着](?![想重陆名])|(?:搬出|搬进|挪|住进|住上|走出|走上|告别|摆脱|端起|端上|吃上|喝上|用上)(?=.)).+)"
)


# What may be taken away behind, by how the name ends, and before, by how it begins.
_BEHIND = (
    (("后", "前", "期间", "全线"), _AFTER),
    (("产能", "能力"), _WORKED),
    (("产能年产能力",), re.compile("产能(?=年产能力$)")),
    (("奖励",), _ELECTED),
)
_BEFORE = (
    (("企业", "群众", "客户", "农户", "为企", "为群"), _FOR_FIRMS),
    (("新", "改", "扩", "修"), _BUILT),
    (("“",), _ACTION),
    (("在", "已", "内"), _IN),
    (("相当于",), re.compile(r"^相当于(?=.{3})")),
    (("本", "该", "此", "项"), _PROJECT),
    (("20",), _QUARTER),
)


def framed(metric: str, unit: str) -> str:
    """An indicator without such words.

    >>> framed("小作坊逐渐成长为年产值", "亿元"), framed("注塑机之后", "台"), framed("最近的港口离我们", "公里")
    ('年产值', '注塑机', '最近的港口距离')
    >>> framed("固定资产投资（不含农户，下同）", "%"), framed("发展为民基金", "亿元")
    ('固定资产投资（不含农户）', '发展为民基金')
    """
    if unit.endswith(("公里", "里", "米")) and ("离" in metric or "距" in metric) and (far := _AWAY.fullmatch(metric)):
        return far["what"] + "距离"
    if unit in ("人", "名", "位") and (went := _ATTENDED.fullmatch(metric)):
        return went["deed"] + went["what"] + "人数"
    metric = _NOTED.sub("", metric) if "下同" in metric or "[" in metric else metric
    metric = _GREW.sub("", metric) if "为" in metric or "成" in metric else metric
    for ends, pattern in _BEHIND:
        metric = pattern.sub("", metric) if metric.endswith(ends) else metric
    for begins, pattern in _BEFORE:
        metric = pattern.sub("", metric) if metric.startswith(begins) else metric
    metric = _YEARS.sub("", metric) if metric[1:2] == "年" else metric
    aim = _AIM.fullmatch(metric) if metric.endswith("目标") else None
    if metric[:1] == "占" and unit not in ("%", "成", "‰", "倍") and not metric.startswith(("占地", "占用", "占补")):
        metric = metric[1:] or metric
    if unit.endswith("元") and "在" in metric:
        metric = _INVESTED_AT.sub("", metric)
    return aim["of"] if aim else metric


def plainly(deed: str) -> str:
    """What they do without 了; nothing where it only goes on: 顺利推进, 围着转."""
    return "" if _GOES_ON.fullmatch(deed) or "着" in deed[1:3] else _DONE.sub("", deed)


def in_common(owner: str) -> str:
    """合股企业 of 6家企业合股的平台: those who have or run something together; else ""."""
    found = _JOINT.fullmatch(owner)
    return found["deed"] + found["who"] if found else ""


def of_list(metric: str) -> str:
    """特种电缆年产量 of 等龙头企业特种电缆年产量, behind the name of one of them."""
    return _ITEMS.sub("", metric) if metric[:1] == "等" else metric


def built(text: str, quantity: Quantity, reading: Reading, about: Ref | None) -> Reading:
    """改建农村公路 of 建设…，改建农村公路210公里: a work that stands before its length, and not what was said last."""
    if about is None or about.kind != "Project" or reading.rule != "carried" or quantity.unit not in _LENGTHS:
        return reading
    direct, name = text.endswith(about.name, 0, quantity.head), about.name
    return replace(reading, metric=name, base=name, rule="named before", confidence=0.75) if direct else reading


def split_off(noun: str) -> tuple[str, str]:
    """Who is counted, and what they do, where the words behind a number go on to tell it.

    >>> split_off("师傅围着转"), split_off("专家坐满了会场"), split_off("企业技术中心")
    (('师傅', '围着转'), ('专家', '坐满了会场'), ('企业技术中心', ''))
    """
    found = _DOES.fullmatch(noun) if len(noun) > 3 else None
    return (found["who"], found["deed"]) if found else (noun, "")
