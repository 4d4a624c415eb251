"""Quantities: the numbers of a passage that measure something, each with its unit and its comparator.

Dates, ordinals, versions, model names, set phrases and the figures inside names (“1+4+8+18”, 5G, 《2025…》) are none.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from loaders.figures import cues, units
from loaders.figures.conditions import conditions
from loaders.figures.ranges import Quantity, listed, per_unit, unlimited
from loaders.lexicon import has, one_of, rules, words
from loaders.numbers import Number, numbers

Span = tuple[int, int]

_QUOTED = re.compile(r"[“‘《][^“”‘’《》，。；！？]{0,24}[”’》]|[“‘][^“”‘’，。；！？]{0,10}[”’]")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9.\-+/]*$|[A-Za-z\d.]\+$|[#№]$")
_INDEX = re.compile(r"(?:[CP]PI|GDP)\+?$")  # CPI+0.3%
_CHAIN = re.compile(r"\+[\dA-Za-z]")
_LISTED = re.compile(r"(?:[、和与及至到]|[—\-~～]{1,2})\d")
# A comparator before the verb: 约占全市的9%, 每年约生产200台.
_SHARED = re.compile(
    r"(?<![签合公条预特附临])(约|近|超过?|接近|大约|逾)"
    r"(?:占[^，。；：占]{1,10}|可?(?:生产|加工|处理|消化|消耗|节[约省]|减少|增[加收]|销售|出口|需要?))$"
)
_NAMED_AFTER = re.compile(r"[\u4e00-\u9fff]{0,2}(?:行动|计划|工程|方案|专项|战略|目标)|[”》]")
_TOTALLED = re.compile(r"[项者类种个家](?:加起来|加在一起|合计|共计|总计|之和|相加)")  # A 18家、B 12家，两项合计占七成
_PLUS = re.compile(r" ?[+＋](?=[\s，。；、）！]|$)")  # 员工 1200 名+
_TOLD = re.compile(r"（([^（）]{1,10})）：[^，；。（）]{0,8}$")  # 工业投资（亿元）：五年累计420以上
_NAMED_NUMBER = re.compile(r"\d+(?:行动|计划|工程|方案)")  # 3个100行动
# The size of goods is in their name: 12英寸线, 65英寸显示屏.
_SIZED = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:线|晶圆|硅片|衬底|外延|芯片|功率|抛光片|单晶|基板|面板|屏|电视|玻璃|显示|靶材|掩[膜模]|轮毂|轮胎)"
)
_OF_SIZE = re.compile(r"[A-Z]{1,6}|(?![的及以级和左上大])[\u4e00-\u9fff]")  # 8英寸|MEMS芯片, 12英寸|晶圆: which goods
# The voltage of a line or a station is in its name: 220千伏变电站, 500千伏和220千伏电网工程.
_VOLTAGE = re.compile(
    r"(?:[、和与及]\d+千伏)*(?:及以[上下])?(?:[\u4e00-\u9fff“”]{0,10}?)(?:变电[站所]?|输变?电|线路|电网|主变|开关站|换流站|直流|交流|通道|工程)"
)
# Their class in law: 1类新药, 三类医疗器械.
_CLASS_OF = re.compile(r"(?:创新|化学|生物|中)?(?:新药|创新药|药品|中药|化药|医疗器械|器械|生物制品|口岸)(?!产品)")
_SPAN = re.compile(r"的?(?:[\u4e00-\u9fff]{2})?(?:历史|经验|工龄|建[校厂]史)")  # 近400年历史
_SCORE = re.compile(r"得分|评分|成绩|满分|分值|考核")
_LAST_OF = re.compile(r"(?:^|[，。；、）])(?:而|其中)?[后末]$")
_CROWD = 20  # from which a Chinese numeral counts people: 二人, 三人 are in names
_SESSION = re.compile(r"全会|会议|全体|党代|人大|代表|常委")
_SELF = re.compile(r"[镇乡县村市区国省校办](?=[\d、，。（）中的]|个|$)")  # nouns that count themselves: 辖7镇8乡
_CHANGED = re.compile(r"[\u4e00-\u9fff]{1,3}[至到为]")
_GATE = re.compile(r"大关|台阶|门槛|关口")
# What is no quantity: 连跨两个亿元台阶; among how many a rank is, 12个县级市第3位.
_STEPS = re.compile(
    r"[一两二三四五六七八九几]+个(?:[十百千]?亿|[十百千]?万)元?(?:大关|台阶|门槛|关口)"
    r"|[一二两三四五六七八九十\d]+[个大](?=[\u4e00-\u9fff]{2,12}之一(?:[，。；、]|$))"
    r"|\d+个(?:县级市|县（市、?区）|县市区?|区县|设区市|地级市|市州|地市|县|市|区|乡镇|镇|街道|园区|开发区)中?(?=第[一二三四五六七八九十\d])"
)
_MONEY_AFTER = re.compile(r"(?:产值|营收|收入|投资|销售|资金|贷款|存款|元)")
# Before a sum without 元: 单户最高授信300万，. 亿 and 万 may count people, 万亿 counts money alone.
_MONEY_BEFORE = re.compile(
    r"(?:产值|增加值|生产总值|GDP|营[业收]|收入|销售额|投资|资金|授信|贷款|奖励|补[贴助]|成交额|交易额|税收|利润|订单|估值|市值|[进出]口额|零售额|资产)"
    r"[^，。；、：\d]{0,8}$"
)
# What took so many months: 项目16个月投产，.
_FINISHED = re.compile(r"[便就即]?(?:建成)?(?:投[产用]|建成|竣工|完工|达产|交付)(?=[，。；、！”]|$)")
_MONEY_GOT = re.compile(r"融资|投资|贷款|资金|奖金|补[助贴]|奖励|产值|营收")  # 300万融资
_HALF = re.compile(r"个半(?P<unit>小时|钟头|月|工作日)")  # 一个半小时
_INSTITUTE = re.compile(r"[A-Za-z]|研[制发]|牵头|联合|自主")  # behind the name of one by its number: 705所研制的…
_SUM_ENDS = re.compile(r"[，。；、）]|左右|以上|以下|以内|$")
# The number of a list's item, also before a number that is none of its digits: 4、68家企业.
_HEADING = re.compile(r"\s*[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）).．、](?!\d)|[）)、](?=\d{2}))")
_AGES = re.compile(r"\d{1,2}[—\-~～至到]{1,2}\d{1,3}周?岁")  # 0—14岁人口: the class by its age
_BASE_OF = re.compile(r"（(?:以)?[男女]性(?:为)?100|(?<=\d)[:：∶]100(?=（|[，。；])")  # 性别比为105.23:100（女性为100）
_ADDRESS = re.compile(r"\d号[\d—-]{0,4}[幢栋座弄楼单元层\d]{0,8}$")  # 288号3幢502室
_TENTHS = {"半": 5} | {digit: i for i, digit in enumerate("一二三四五六七八九", start=1)}  # 三成二 is 32 %
_PEOPLE = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:人口|居民|群众|职工|农民|学生|党员|人员|劳动力|老人)"
)  # 8.8万农村贫困人口
_THINGS = re.compile(r"(?:市场|经营|创业)主体|中小|小微|用户|游客|会员|商户")  # 24万市场主体
_CHAINS = re.compile(
    r"(?:重点|主导|优势|特色|支柱)*产业(?:链|集群)?(?:总?产值|营收|营业收入|增加值|销售收入|销售额|税收|投资)分别"
)
_NARROWED = re.compile(r"比(?:上|去)年(?:同期|末)?(?:缩小|扩大|收窄)了?$")
_SECTORS = re.compile(r"、[二三][、和产]")  # 第一、二、三产业
_INHABITED = re.compile(r"人口[约达为共有近超]{0,2}$")  # 总人口26.2万
_POPULATION = re.compile(
    r"(?:全国|全球|世界|国内|国际|全省|全市|全区|全县|省|市|区|县|自治区|榜单?|名单|行列|领域|行业|范围|同类|之中|中|前)$"
)
_ORDINALS = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?:[至到、和]|[—-]{1,2})$")  # 第一至六批
_PERSONS = re.compile(r"个人(?![才员大事均口工民员群家次物])")  # 9个人看着
_OF_CLASS = re.compile(r"的[\u4e00-\u9fff]")  # 名列前100名的企业
_MANIFOLD = "(?![层功元样媒晶云维用肉式点语彩轴联孔])"  # what 多 begins as a word of its own: 22栋多层厂房
_CLASS = re.compile(r"元?(?:以上)?的?(?:工业|制造业)?(?:企业|项目|产业|集群|园区|强?镇|村|大户|纳税户)")
_CLASSED = re.compile(r"(?:税收|纳税|产值|营收|收入|销售额?|投资|利税|利润|出口)(?:超过|突破|[超过逾破达])$")
_HEADED = re.compile(
    r"(?:率|[产销总存用储客]量|[^金]额|增速|增幅|[产总均]值|规模|总数|份额|实力|得分|成绩|满意度|贡献度|活跃度|活力)$"
)  # a rank may stand directly behind what is ranked: 市场占有率第一


def quantities(text: str, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Every quantity of the text in order. taken: spans of time expressions and of names, whose numbers are none."""
    heading = _HEADING.match(text)
    inside = [heading.span()] if heading else []
    for pattern, needs in (
        (_AGES, ("岁",)),
        (_STEPS, ("台阶", "大关", "门槛", "关口", "第", "之一")),
        (_BASE_OF, ("100",)),
        (_QUOTED, ("“", "‘", "《")),
        (_idioms(), ("",)),
    ):
        inside += [found.span() for found in pattern.finditer(text)] if has(text, *needs) else ()
    blocked = _merged([*taken, *inside])
    starts = [a for a, _ in blocked]
    found: list[Quantity] = []
    for number in numbers(text):
        at = bisect_left(starts, number.end) - 1
        if at >= 0 and number.begin < blocked[at][1]:
            continue
        quantity = _READERS.get(number.form, _counted)(text, number, found[-1] if found else None)
        if quantity is not None and (not found or quantity.begin >= found[-1].end):
            found.append(quantity)
    return conditions(text, unlimited(text, per_unit(text, listed(text, found))))


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    out: list[Span] = []
    for begin, end in sorted(spans):
        if out and begin < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(one_of(words(rules("numbers")["idioms"]["words"])))


@cache
def _sets() -> dict[str, frozenset[str]]:
    table = rules("numbers")
    return {
        "not_counted": frozenset(words(table["not_counted"]["words"])),
        "clock": frozenset(words(table["clock"]["words"])),
    }


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = rules("comparators")
    numeric = rules("numbers")
    before = {name: words(table["before"][name]) for name in table["before"]}
    return {
        "before": re.compile(
            _guard(table["guards"])
            + "(?:"
            + "|".join(f"(?P<{n}>{one_of(w)})" for n, w in before.items())
            + r")(?:了|过)?$"
        ),
        "granted": re.compile(one_of(words(table["granted"]["AtMost"])) + "$"),
        "after": re.compile("|".join(f"(?P<{n}>{_whole(words(w))})" for n, w in table["after"].items())),
        "sizes": re.compile(one_of(words(numeric["sizes"]["words"]))),
        "duration": re.compile(
            one_of(words(numeric["clock"]["duration"])) + r"(?:了|约|近|为|达|到|至|不超过|超过|在)?$"
        ),
        "rank": re.compile(one_of(words(table["rank"]["before"]))),
        "notrank": re.compile(one_of(words(table["rank"]["not_after"]))),
        "value": re.compile("(?:" + one_of(words(table["bare"]["before"])) + ")$"),
    }


def _whole(listed: Sequence[str]) -> str:
    """One of the words; a single character but 余 and 多 only at the end of its clause (5天内，)."""
    behind = {"内": "(?=[，。；、）的]|$)", "起": "(?=[，。；、）的]|$)", "多": _MANIFOLD}
    return "|".join(re.escape(w) + behind.get(w, "(?!游)") for w in listed)


def _guard(guards: dict[str, str]) -> str:
    """Not the second half of another word: 约 in 签约, 近 in 附近."""
    return "".join(f"(?!(?<=[{before}]){word})" for word, before in guards.items())


def _counted(text: str, number: Number, last: Quantity | None) -> Quantity | None:
    """A number with a unit, or one that stands where only a value can stand."""
    begin, end = number.begin, number.end
    if number.form == "times" and _NAMED_AFTER.match(text, end):
        return None
    if number.chinese and _TOTALLED.match(text, end):
        return None
    if (
        (_coded(text, begin) and not _INDEX.search(text, max(0, begin - 4), begin))
        or (has(text[max(0, begin - 10) : begin], "号") and _ADDRESS.search(text, max(0, begin - 10), begin))
        or _CHAIN.match(text, end)
        or (text[begin - 1 : begin] in "第每" and begin)
        or _ORDINALS.search(text, max(0, begin - 6), begin)
    ):
        return None
    if (half := _HALF.match(text, end)) is not None:
        unit = "个月" if half["unit"] == "月" else half["unit"]
        return _compared(text, replace(number, value=number.value + Decimal("0.5")), unit, half.end())
    unit, stop, amount = _unit(text, number)
    if number.form == "vague" and text.startswith("级", stop):
        return None  # 数万亿级市场
    if number.form in ("count", "bare") and not _counts(text, number, unit, stop):
        return None
    return _compared(text, number if amount is number.value else replace(number, value=amount), unit, stop)


def _coded(text: str, begin: int) -> bool:
    """Whether a number is the end of a code: a letter or a sign of one stands directly before it."""
    before = text[begin - 1 : begin]
    return (before.isascii() or before == "№") and _CODE.search(text, max(0, begin - 12), begin) is not None


def _unit(text: str, number: Number) -> tuple[str, int, Decimal]:
    """The unit, where it ends, and the value: the multiple goes to the unit, or to the value where there is no unit."""
    amount, end = number.value, number.end
    if number.unit:
        return number.unit, end, amount
    place = end - len(number.multiple)
    if number.multiple and text[place:end] == number.multiple and not number.chinese:
        stop = units.measure(text, place)
        if stop > end:
            return text[place:stop], stop, amount
    gap = end + (text[end : end + 1] == " ")
    if text.startswith("年", gap) and text.endswith(("连续", "持续"), 0, number.begin):
        return "年", gap + 1, amount  # 连续10年|产销量, not 10|年产
    if _PERSONS.match(text, gap):
        return number.multiple + "人", gap + 2, amount
    stop = units.measure(text, gap)
    if stop > gap:
        if text[end:stop] == "成" and (tenths := _TENTHS.get(text[stop : stop + 1])):
            return "成", stop + 1, amount + Decimal(tenths) / 10
        return number.multiple + text[gap:stop], stop, amount
    told = _TOLD.search(text, max(0, number.begin - 24), number.begin) if not number.multiple else None
    if told and units.measure(told[1], 0) == len(told[1]):
        return told[1], end, amount
    if not number.chinese and _SELF.match(text, end):
        return "个", end, amount
    if "亿" in number.multiple and (_MONEY_AFTER.match(text, end) or _GATE.match(text, end)):
        return number.multiple + "元", end, amount
    if number.multiple == "万" and not number.chinese and _MONEY_GOT.match(text, end):
        return "万元", end, amount
    if number.multiple and _SUM_ENDS.match(text, end) and _sum_of_money(text, number):
        return number.multiple + "元", end, amount
    if number.multiple == "万" and (_PEOPLE.match(text, end) or _INHABITED.search(text, 0, number.begin)):
        return "万人", end, amount
    if number.multiple and not number.chinese:
        if number.multiple == "万" and _THINGS.match(text, end):
            return "", end, amount * _times(number.multiple)
        return number.multiple, end, amount
    if not number.chinese and (stop := units.strange(text, end)) > end and text[end:stop] not in cues.listed("stop"):
        return text[end:stop], stop, amount
    return "", end, amount * _times(number.multiple)


def _sum_of_money(text: str, number: Number) -> bool:
    """Whether the words before a multiple without a unit tell that it is one of 元."""
    if number.multiple == "万亿":
        return True
    before = text[max(0, number.begin - 16) : number.begin]
    return number.multiple in ("亿", "万") and _MONEY_BEFORE.search(before) is not None


def _times(multiple: str) -> int:
    return (10_000 if "万" in multiple else 1) * (100_000_000 if "亿" in multiple else 1)


def _counts(text: str, number: Number, unit: str, stop: int) -> bool:
    """Whether a number in this place measures something."""
    begin, _end = number.begin, number.end
    left, sets, patterns = text[max(0, begin - 8) : begin].rstrip(" "), _sets(), _patterns()
    base = unit.lstrip("十百千万亿") or unit
    if number.form == "bare" and not (
        patterns["before"].search(left) or number.comparator or left.endswith(("上", "过"))
    ):
        return unit.endswith("元") and _GATE.match(text, stop) is not None
    if left.endswith("不了"):
        return False  # 赚不了十块钱: what is not so
    if number.chinese and text[stop : stop + 1] in ("“", "‘") and unit not in ("", "成"):
        return False
    if (base == "所" and _INSTITUTE.match(text, stop)) or (number.chinese and text[stop : stop + 1] == "渠"):
        return False
    if number.chinese and base == "元" and number.value < _CROWD and not number.multiple:
        return False  # 三元材料
    if number.chinese and base in ("条", "个") and _CHAINS.match(text, stop):
        return False  # 甲、乙两条产业链产值分别…: their names are the indicator
    if number.chinese and base in ("次", "届") and _SESSION.match(text, stop):
        return False
    if (base == "年" and (left.endswith(("连续", "持续")) or _SPAN.match(text, stop))) or (
        base == "分" and _SCORE.search(left)
    ):
        return True
    if (
        number.chinese
        and not number.multiple
        and (
            (base in sets["not_counted"] and not (base == "人" and number.value >= _CROWD))
            or (number.value == 1 and base not in ("成", "倍"))
        )
    ):
        return False
    if base in sets["clock"] and not patterns["duration"].search(left) and number.value == int(number.value):
        if base == "个月" and _FINISHED.match(text, stop):
            return True
        return (
            base in ("天", "小时", "分钟", "个工作日", "工作日")
            and not number.chinese
            and text[stop : stop + 1] not in "前后内来"
        )
    if unit and (_NAMED_NUMBER.match(text, stop) or (base in ("英寸", "寸") and _SIZED.match(text, stop))):
        return False
    if number.chinese and base in ("名", "位") and left.endswith(("后", "末")):
        return False  # 增速后三名：
    if number.chinese and base in ("个", "者", "项", "类") and _LAST_OF.search(left):
        return False  # 后两个产业
    if unit in ("英寸", "寸", "纳米") and _OF_SIZE.match(text, stop):
        return False
    if base == "类" and _CLASS_OF.match(text, stop):
        return False  # 1类新药, 三类医疗器械
    if unit.endswith("千伏") and _VOLTAGE.match(text, stop):
        return False
    if base == "周年" or (unit == "个" and text.startswith("多月", stop)):
        return False  # an anniversary; 3个多月
    if number.form == "bare" and _CLASSED.search(left) and _CLASS.match(text, stop):
        return False  # 税收过亿企业3家
    if text[stop : stop + 1] == "级" and (base[-1:] in "亿万元" or number.multiple):
        return False
    if unit:
        return not (unit in ("级", "星级", "强") or (base in ("亿元", "元", "万元") and text[stop : stop + 1] == "级"))
    return _bare(text, number, left)


def _bare(text: str, number: Number, left: str) -> bool:
    """Whether a number without a unit is a value: 倍差缩小至1.54, 24万市场主体."""
    end, patterns = number.end, _patterns()
    if number.chinese and number.form != "bare":
        return False
    after = text[end : end + 1]
    if (after.isascii() and after.isalnum()) or patterns["sizes"].match(text, end):
        return False
    if number.multiple or number.form == "bare":
        return True
    if len(text[number.begin : end]) == 4 and 1900 <= number.value <= 2100:
        return False
    if _LISTED.match(text, end):
        return True
    if _CHANGED.match(text, end) and re.search(r"[由从自].{0,6}$", left):
        return True
    closed = not after or after in "，。；、！？（）和与" or bool(patterns["after"].match(text, end))
    if closed and number.value < 1 and _NARROWED.search(left):
        return True  # 收入比1.97，比上年缩小0.04
    return closed and bool(patterns["value"].search(left) or patterns["before"].search(left))


def _ratio(text: str, number: Number, last: Quantity | None) -> Quantity | None:
    """A ratio where one is spoken of; not the time of day."""
    near = text[max(0, number.begin - 40) : number.begin]
    goes_on = last is not None and last.form == "ratio" and number.begin - last.end == 1
    if not goes_on and not re.search(r"比|结构|构成", near):
        return None
    return _compared(text, number, "", number.end)


_FIRSTS = re.compile(
    r"\d[余多]*[项个][^，、]{0,8}$|^一[个家]是"
)  # 拿下60多项省内|第一, 一个是同行|第一: things, no rank


def _ranked(text: str, number: Number, last: Quantity | None) -> Quantity | None:
    """A rank: 居第二位, 位居宁波第一, 居全国第四、浙江第一; not 第一产业, 第七批, 第3个."""
    begin, end = number.begin, number.end
    word, right, patterns = text[begin:end], text[end : end + 4], _patterns()
    left = re.split(r"[，。；：！？]", text[max(0, begin - 30) : begin])[-1]
    if patterns["notrank"].match(right) or _SECTORS.match(text, end) or _CODE.search(left) or _FIRSTS.search(left):
        return None
    goes_on = last is not None and last.form == "rank" and begin - last.end <= 8
    led = goes_on or bool(patterns["rank"].search(left))
    among = bool(_POPULATION.search(left)) or (word[0] == "第" and _HEADED.search(left) is not None)
    if number.form == "top":
        if _OF_CLASS.match(text, end) or not (led or among) or re.match(r"年|个|季|月|半|期|天|日|\d|%", right):
            return None
    elif word[0] == "第" and (word[-1] == "位" or (word[-1] == "名" and not re.match(r"[\u4e00-\u9fff]", right))):
        pass
    elif not led and not (among and (word[-1] in "位名首" or not re.match(r"[\u4e00-\u9fff]", right))):
        return None
    return Quantity(begin, end, number.value, "位", number.comparator or "Equal", "rank", begin, end, number.chinese)


_TERMS = ("个工作日", "工作日", "小时", "分钟", "天")


def _compared(text: str, number: Number, unit: str, stop: int) -> Quantity:
    """With the comparators around it; the nearest words decide, those behind the number first."""
    comparator, head, tail, patterns = number.comparator, number.begin, stop, _patterns()
    if after := patterns["after"].match(text, stop):
        comparator, tail = str(after.lastgroup), after.end()
    if before := patterns["before"].search(text, max(0, number.begin - 6), number.begin):
        head = before.start()
        comparator = comparator or str(before.lastgroup)
    elif unit.endswith("元") and (most := patterns["granted"].search(text, max(0, number.begin - 6), number.begin)):
        head, comparator = most.start(), comparator or "AtMost"
    elif number.form in ("bare", "vague") and text[head - 1 : head] in ("上", "过"):
        head, comparator = head - 1, comparator or "AtLeast"
    elif share := _SHARED.search(text, max(0, number.begin - 16), number.begin):
        comparator = comparator or {"超": "AtLeast", "逾": "AtLeast"}.get(share[1][0], "About")
    if not comparator and text[stop : stop + 1] == "内" and unit in _TERMS:
        comparator = "AtMost"  # 5个工作日内办结
    if plus := _PLUS.match(text, stop):
        comparator, tail = comparator or "AtLeast", plus.end()
    if not comparator and _GATE.match(text, stop):
        comparator = "AtLeast"
    if comparator == "About" and number.comparator == "AtLeast" and not before:
        comparator = "AtLeast"
    if unit.endswith("人民币"):
        unit = unit.removesuffix("人民币").removesuffix("元") + "元"
    form, days = number.form, {"日": "天", "个位次": "位", "位次": "位", "名次": "位"}
    return Quantity(
        number.begin, stop, number.value, days.get(unit, unit), comparator or "Equal", form, head, tail, number.chinese
    )


_READERS = {"rank": _ranked, "top": _ranked, "ratio": _ratio}
