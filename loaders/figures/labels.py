"""What an indicator is called: the noun for a verb, the name without what says it again, the vocabulary's label."""

import re
from functools import cache

from loaders.figures.units import of_goods
from loaders.lexicon import one_of, rules, words
from ontology import vocab

_ACRONYM = re.compile(r"（[A-Za-z&]+）")
# 规模以上工业企业工业总产值 is 规上工业总产值.
_LARGER = re.compile(r"^(?:规模以上|规上)工业企业(?:工业)?(?=总产值|增加值|产值)")
MADE = re.compile(  # 年产轴承, 年可生产轴承, 年产销水泵, 年产轴承占全国比重
    r"(?P<when>[年月日])(?:[可能]?生产|[可能]?产)(?P<sold>销)?(?![量能值出品业于自]|产值|总值|销售额)(?P<what>[^，。；占]{2,}(?<!能力))"
    r"(?P<share>占[^，。；]{2,}比重)?"
)
_ASIDE = re.compile(
    r"（(?:\d{1,2}|(?:以下(?!简?称)|下同|下略|本节)[^（）]{0,20})）"
)  # a footnote, or how it is counted below
_CALLED = re.compile(
    r"^.*（(?:以下|下)?简?称“?(?P<short>[^（）”]*)”?）(?=.)"
)  # 海州经济开发区（简称“海州经开区”）|工业增加值
# The number of a heading or an article, and the preposition behind it: 第一条|对|年度产值首次突破1亿元的企业奖励.
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|、)|第[一二三四五六七八九十百\d]{1,4}[条款项]：?)对?(?=.{2})"
)


_OUTPUT = re.compile(
    r"(?:企业|公司|全年|累计|大约|约|共)*(?:生产|产出|产)(?P<what>(?![能业品值量出地销假妇])[^，。；产能线]{1,10})"
)
_SELLS = re.compile(
    r"(?P<what>.{2,10})(?<!一[天年月日次])卖(?:出|掉)了?|(?:.*(?:期间|一[天日]))?卖(?:出|掉)了?(?P<goods>.{2,8})"
)


def noun(metric: str, unit: str) -> str:
    """The noun for a verb that tells the indicator, alone or of goods, by what is counted: 卖 is 销售额, or 销量.

    >>> noun("卖", "万元"), noun("生产叶片", "套"), noun("镜片卖出", "万副"), noun("生产线", "条")
    ('销售额', '叶片产量', '镜片销量', '生产线')
    """
    if "卖" in metric and (sold := _SELLS.fullmatch(metric)):
        what = sold["what"] or sold["goods"]
        return what + ("销售额" if unit.endswith("元") else "销量") if unit.endswith(("元", *of_goods())) else metric
    made = _OUTPUT.fullmatch(metric) if unit.endswith(of_goods()) else None
    return made["what"] + "产量" if made else _verbs("money" if unit.endswith("元") else "other").get(metric, metric)


_EACH = re.compile(
    r"(?<=..)(?:稳定在|保持在|维持在|在|从|由|按|超过?|达到?|约)?每(?:人每[月年日天]|[月年人]|平方米|平方公里|小时|斤|公斤|千克|立方米|公里|[吨亩台套件只人户])$"
)
_MISSING = re.compile(
    r"^[^、]{1,6}、、(?:[\d一二三四五六七八九十]+[家个])?(?=..)"
)  # names of places were taken out of a list
_BY = re.compile(r"^(?:按照|依照|照)(?=.{3})")
_FOR_WHOM = re.compile(
    r"^(?:为|帮助?|给)(?:中小)?(?:企业|农户|群众|客户|公司|厂里|村民|居民|商户|我们)(?=(?:省下|节省|节约|出具|提供|解决|减[少免]|降低).)"
)
_SAVED = re.compile(r"^省下(?=.)")
# What is solved, without the examples before it: 攻克低温焊接、无尘喷涂等关键技术.
_SOLVED = re.compile(
    r"^.{0,16}?(?P<deed>攻[克关下]|突破|掌握|破解)了?[^，。；]{2,40}?等(?P<what>(?:[“‘]?卡脖子[”’]?|关键|核心|共性|重大)*技术(?:难题)?)$"
)
_MAKES = re.compile(r"(?<=年)创(?=利税|产值|税收|收入|利润|营收)")  # 年创利税
_REST = re.compile(r"^余(?=[\u4e00-\u9fff]{0,4}(?:企业|项目|园区|工程|平台|团队)$)")  # 其余 cut in two
_TWICE = re.compile(r"(?<=..)(..)\1$")


_GATHERED = re.compile(r"(?<=^聚集)了(?=..)|(?<=^集聚)了(?=..)|(?<=^汇聚)了(?=..)")
_SPREAD = re.compile(r"(?<=企业|项目|人才|平台|园区)(?:主要)?分布在?$")  # 企业分布在：甲市5家
# What brackets say of the name before, which is no part of the indicator: 某市（不含某区）|投资.
_ASIDE_FIRST = re.compile(r"^（(?:不含|含|不包括|包括|除|下同|以下简称)[^（）]{0,16}）(?=..)")


def tidied(metric: str) -> str:
    """A name without half a pair of quotation marks, what a price is for each of, and what was left of a list.

    >>> tidied("“壳体竹材占比"), tidied("护栏网成本从每平方米"), tidied("每万人专利拥有量"), tidied("出口奖励奖励")
    ('壳体竹材占比', '护栏网成本', '每万人专利拥有量', '出口奖励')
    """
    metric = _TAKES.sub("", metric) if "把" in metric[2:] else metric
    for mark, other in ("“”", "‘’", "《》"):
        if metric.count(mark) != metric.count(other):
            metric = metric.removeprefix(mark).removesuffix(other)
    metric = _ASIDE_FIRST.sub("", metric) if metric[:1] == "（" else metric
    metric = _SPREAD.sub("", metric) if "分布" in metric else metric
    metric = metric.replace("占到", "占").replace("占了", "占") if metric.endswith("比重") else metric
    metric = _REST.sub("其余", _GATHERED.sub("", metric)) if metric[:1] in "聚集汇余" else metric
    metric = metric.replace("分别", "") if metric.endswith(("补贴", "奖励", "补助", "津贴")) else metric
    metric = metric[metric.rfind("】") + 1 :] or metric if "】" in metric else metric
    if metric[:1] in "按依照为帮给省":
        metric = _SAVED.sub("节省", _FOR_WHOM.sub("", _BY.sub("", metric)))
    if "技术" in metric and (solved := _SOLVED.match(metric)):
        metric = solved["deed"] + solved["what"]
    if "、、" in metric:
        metric = _MISSING.sub("", metric)
    metric = _COMES_OFF.sub(r"\g<what>日产量", metric) if metric.endswith("下线") else metric
    metric = metric.replace("年生产产值", "年产值") if metric.endswith("产值") else metric
    metric = _BUILT.sub(r"\1面积", metric) if metric.endswith("规划") else metric
    metric = _SO_LONG.sub("", metric) if "年" in metric[:4] else metric
    metric = _ONLY.sub("", metric) if metric[:1] in "光单仅" else metric
    metric = _SCENE.sub("", metric) if metric.endswith(_SCENES) else metric
    metric = _EACH.sub("", metric) if "每" in metric else metric
    metric = without_course(metric)
    return _TWICE.sub(r"\1", metric) if metric[-2:] == metric[-4:-2] else metric


_GOING = words("上涨 攀升 增长 提升 走高 飙升 下降 下滑 回落 扩大 上升 壮大 走低 改善 向好")
_GOES = re.compile(  # how something goes, told before its figure: 市值|一路上涨，去年突破万亿元
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:一路|持续|不断|稳步|逐年|连年|节节|快速|迅速|大幅|明显|显著|强势|连续|逐步)+(?:{one_of(_GOING)})$"
)


def without_course(metric: str) -> str:
    """A name without how what it names goes: 市值 of 市值一路上涨."""
    return _GOES.sub("", metric) if metric.endswith(_GOING) else metric


def goes(clause: str) -> bool:
    """Whether a clause tells how something goes, whose figure the next one tells: 市值一路上涨，去年突破万亿元."""
    return clause.endswith(_GOING) and _GOES.search(clause) is not None


_TAKES = re.compile(r"(?<=[企家业户司商人])把[\u4e00-\u9fff]{3,}$")  # 配套企业|把车间搬到龙头隔壁
# 规划面积22平方公里，已|建成12平方公里
_BUILT = re.compile(r"^((?:已|累计)?(?:建成|开发))(?:园区|开发区|核心区|起步区)?规划$")
_COMES_OFF = re.compile(r"^每天(?P<what>[\u4e00-\u9fff]{2,10}?)(?:从?(?:这里|此))?下线$")  # 每天有3000台空调下线
_SO_LONG = re.compile(r"^[一二两三四五六七八九十\d]+年(?=(?:累计|共|总共|将|计划)?(?:安排|投入|投资|拿出|设立|兑现))")
_ONLY = re.compile(
    r"^(?:光是|单是|单单|仅仅|仅)(?=出口|销|产|税|纳税|订单|营|订|投|[\u4e00-\u9fff]{2,}(?:额|量|值|入)$)"
)
_SCENES = words(
    "排开 排列 待发 而起 有致 而立 栉比 翻飞 舞动 挥舞 起舞 运转 运行 穿梭 马力 负荷 全开 朝天 轰鸣 作业 忙碌 不停 不歇"
)  # its last words
# What things do in a scene, behind their name: 12条喷涂线|一字排开.
_SCENE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:一字排开|上下翻飞|来回舞动|上下舞动|灵活舞动|挥舞|翩翩起舞|[整依][齐次](?:排列|排开)|整装待发|拔地而起|错落有致|并排而立|鳞次栉比|比肩而立|有序运[转行]|来回穿梭"
    r"|(?:开足马力|满负荷|高速|全速|飞速|同步|火力全开|正?在)?(?:运[转行]|生产)?(?:开足马力|满负荷|火力全开|热火朝天))$"
    r"|(?<=[机线炉床备台器人])(?:昼夜|日夜|整天|高速|全速|飞速|同步|不停地?|满负荷|开足马力|轰鸣)*(?:运[转行]|轰鸣|作业|忙碌|不[停歇])$"
)


def _called(name: str) -> str:
    """规模以上工业增加值 of …制造企业（以下称规模以上工业）增加值; of a zone that is called so only the indicator."""
    found = _CALLED.match(name)
    short = found["short"] if found and found["short"].startswith(("规模以上", "规上", "限额以上", "限上")) else ""
    return short + name[found.end() :] if found else name


# 新入规企业9家，净增4家，总数达到186家: of all that are as large, not of those that came to be.
_CAME_IN = re.compile(r"^(?P<net>净增)?新[入上升]规(?P<firms>(?:工业)?企业)(?P<all>总数)?$")


_NEWLY = re.compile(
    r"^(?:当年|全年|年内)?(?:新[认评获]定?|新增|新培育|新引进|新入[选库规]|新设立?|新注册|新上榜|新落户|净增)(?=.{2,}总)"
)


def _of_all(name: str) -> str:
    """规上企业总数 of 新入规企业总数."""
    found = _CAME_IN.match(name)
    return (
        f"{found['net'] or ''}规上{found['firms']}{found['all'] or ''}"
        if found and (found["net"] or found["all"])
        else name
    )


def canonical(metric: str) -> str:
    """The indicator's label in the vocabulary, else the name without brackets that say it again (GDP)."""
    name = tidied(metric)
    name = _NUMBERED.sub("", name) if name[:1] in "（(第一二三四五六七八九十" else name
    name = (_called(_ASIDE.sub("", name)) if "（" in name else name).lstrip("、，；：的")
    name = name[1:] if name[:1] == "且" and name[1:2] != "末" else name
    name = name if name.startswith("了解") else name.removeprefix("了").removeprefix("其中")
    name = _of_all(name) if "规" in name else name
    name = _NEWLY.sub("", name) if name.endswith(("总数", "总量")) else name
    name = _LARGER.sub("规上工业", in_full().get(name, name))
    name = _MAKES.sub("", name) if "年创" in name else name
    if name.endswith(("斥资", "耗资")):
        name = name[:-2] + "投资"
    if name[:1] in "年月日" and (made := MADE.fullmatch(name)):
        name = f"{made['what']}{made['when']}产{made['sold'] or ''}量{made['share'] or ''}"
    if known := vocab.concept("metric", name):
        return known.label
    plain = _ACRONYM.sub("", name)
    known = vocab.concept("metric", plain)
    return known.label if known else plain


@cache
def _verbs(kind: str) -> dict[str, str]:
    return dict(each.split("=") for each in words(rules("observations")["verbs"][kind]))


@cache
def in_full() -> dict[str, str]:
    """Short names of indicators with what they are short for."""
    return dict(rules("observations")["full"])
