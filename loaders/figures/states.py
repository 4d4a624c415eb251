"""What a text says of a state without telling when: it holds at the document's own time, not at one told before."""

import re

from loaders.figures.dating import lasts_a_year, parted
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.figures.sentence import Sentence
from loaders.lexicon import has
from loaders.periods import Period, Today

# A state that is told without a date holds for the year of the document.
_STOCK = re.compile(r"辖|[总住籍村]人口|[土域县市区]面积|海岸线|国境线|储量|蕴藏|现有|拥有|共有|设有|坐拥|境内")
_THERE = re.compile(r"^[^，。；]{0,16}(?:拥有|现有|共有|设有|坐拥)")
# What begins a list of what there is, by now.
_NOW = re.compile(
    r"(?:^|[，。；])(?:该?公司|该?企业|集团|该?园区)?(?:并|还|现|目前|先后|累计)*(?:拥有|现有|共有|建有|设有|先后建成|已(?:经)?(?:柔性)?(?:拥有|建[成有立起]|集聚|引进|入驻|培育|形成|汇聚|聚集|吸引))"
)
_COUNTED = frozenset(("个", "家", "人", "名", "座", "所", "户", "条", "处", "栋"))
_REVIEWED = 2  # up to this month a document tells of the year before
# What a clause behind a past deed tells of now: what lasts, is sold by the month, or is reached.
_LASTS = re.compile(
    r"[月日](?:均|产|销|出货|供货|发货)|专利|商标|著作权|标准$|(?:国家|地区)(?!生产总值|财政|GDP)|供应商|配套商|供货|客户|经销商|门店"
    r"|用工|注册|入驻|销往|远销|主播|商户"
)
_CHANGED = re.compile(r"[由从自][^，。；由从自]{0,16}\d[^，。；]{0,12}(?:[到至为成]|达到?)了?约?$")
# What was done once, and no figure of the year: 去年投入8000万元上马…, 2023年获评….
_DEED = re.compile("投[资入产用]|上马|改造|建成|引进|[更置]换|成立|搬|获评|入选|认定")
_GROWN_INTO = re.compile("(?:成长|发展|壮大|跃升)(?:成为|成|为)")  # 创办于1996年，成长为拥有员工450人的龙头
_ONCE = re.compile(r"(?:当初|起初|最初|起步时|之初|刚开始|那时)[^，。；]{0,16}$")  # 由当初只有8名工人的小作坊
# Before what was so once, which no year is told of: 从前交货要9天, 当年还是个35人的小厂.
_FORMERLY = re.compile(
    r"(?:从前|以前|过去(?!的?[一二两三四五六七八九十几\d]+个?[年月])|早先|原先|曾经|曾(?=高?达|占)|一度|那时候?|当年(?=[还只仅就]))(?:(?!如今|现在|眼下)[^。；，]){0,24}$"
)
_SHARES = ("%", "成")
_LATER = 60  # characters of a clause in which a change is told


def undated(text: str, sentence: Sentence, quantity: Quantity, reading: Reading, month: int) -> bool:
    """Whether the number tells a state and nothing tells when: it holds for the year of the document."""
    stock = _STOCK.search(sentence.text) is not None  # 1997年撤县设市，人口52万人: that date is of no more
    held = [t for t in sentence.times if not stock or t.begin > quantity.begin or t.until >= quantity.begin]
    held = [t for t in held if not t.origin]  # 由2016年的8亿元增加到|13亿元
    dated = any(t.begin < quantity.end or not parted(text, quantity, t) for t in held)
    dated = dated and not _GROWN_INTO.search(text, sentence.begin, quantity.head)
    cued = any(at < quantity.begin - sentence.begin for at, *_ in sentence.cues)
    if (
        reading.measure == "Growth"
        or reading.status
        or dated
        or cued
        or _ONCE.search(text, max(0, quantity.head - 24), quantity.head)
    ):
        return False
    if stock:
        return True
    return month > _REVIEWED and not reading.action and reading.rule not in ("spent", "attribute", "unnamed")


_ONCE_WORDS = ("从前", "以前", "过去", "早先", "原先", "曾", "一度", "那时", "当年")


def formerly(text: str, sentence: Sentence, quantity: Quantity, reading: Reading) -> bool:
    """Whether a number tells of what was so once, in a clause that tells no time besides."""
    if reading.measure != "Level" or reading.rule == "multiple" or not has(sentence.text, *_ONCE_WORDS):
        return False
    found = _FORMERLY.search(text, sentence.begin, quantity.head)
    if found is None:
        return False
    clause = max(text.rfind(mark, sentence.begin, found.start()) for mark in "，；。")
    return not any(clause < t.begin < quantity.head and not t.base and t.begin != found.start() for t in sentence.times)


def due(text: str, sentence: Sentence, quantity: Quantity, period: Period | None, today: Today) -> bool:
    """Whether a number is to be reached by a term that is to come: 8月底前开通快速通道2条."""
    if period is None or not today.month or period.end[:7] < f"{today.year}-{today.month:02d}":
        return False
    mine = (t for t in sentence.times if t.period == period and t.end <= quantity.begin)
    return any(_TERM.match(text, t.end) or text[t.end - 1 : t.end + 1] in ("底前", "末前") for t in mine)


_TERM = re.compile(r"[底末]?前(?![一二三四五六七八九十\d])")
_COMING = re.compile("准备|打算|接下来|下一步|拟再|将再|还将|正谋划|正筹划")


def over(period: Period, sentence: Sentence, today: Today) -> bool:
    """Whether a part of a year that a sentence before told is over, and so does not date what is planned."""
    now = f"{today.year}-{today.month:02d}"
    past = (
        _COMING.search(sentence.text) is not None
        and period.months < 12
        and period.year == today.year
        and today.month > 0
        and period.end[:7] < now
    )
    return past and not any(t.period and t.period.start <= period.start <= t.period.end for t in sentence.times)


def there(sentence: Sentence, quantity: Quantity, reading: Reading) -> bool:
    """Whether a sentence without a time tells what there is, which a year told in a passage before does not date."""
    if sentence.times or reading.measure != "Level":
        return False
    return _THERE.search(sentence.text[: quantity.head - sentence.begin]) is not None and not sentence.cues


def gathered(text: str, quantity: Quantity, reading: Reading) -> bool:
    """Whether a number counts what there is now, in a passage that tells no time: 已集聚人才52人，拥有…."""
    if reading.measure != "Level" or reading.action.startswith(("新", "净")):
        return False
    counts = quantity.unit.lstrip("万千") in _COUNTED and not lasts_a_year(reading.metric)
    return counts and _NOW.search(text, 0, quantity.head) is not None


def outlasts(text: str, sentence: Sentence, quantity: Quantity, reading: Reading, today: Today) -> bool:
    """Whether a number behind a past deed tells what lasts: 去年投入8000万元，人均产值从7万元涨到9万元，有专利6件.

    Where a part behind a semicolon has no time of its own, all that lasts is told of now.
    """
    told = next((t for t in reversed(sentence.times) if t.end <= quantity.begin and not t.base), None)
    if told is None or told.stock or not _past(told.period, today):
        return False
    between = text[told.end : quantity.head].removeprefix("，")
    if not any("\u4e00" <= c <= "\u9fff" for c in between) or not ("，" in between or "；" in between):
        return False
    if _BY_NOW.search(between) and not reading.action.startswith(("新", "净")):
        return True  # 去年出台办法，组建专班，已为企业代办事项480多件
    if _CHANGED.search(text, max(told.end, quantity.head - _LATER), quantity.head):
        return "；" in between or _DEED.search(between.partition("，")[0]) is not None
    if reading.measure != "Level" or reading.action.startswith(("新", "净")) or lasts_a_year(reading.metric):
        return False
    parted = "；" in between and not reading.action and reading.rule != "spent"
    return parted or (quantity.unit not in _SHARES and _LASTS.search(reading.metric) is not None)


# What a firm or a park has for long, as its entry tells it.
_STANDS = re.compile(
    r"(?:占地|建筑|厂房|建成区|建成|规划|营业)(?:总)?面积$|^总?占地$|注册(?:资本|资金)$|(?:居住|常住|户籍)人口$"
    r"|^(?:现有|在职|在岗)?(?:员工|职工|从业人员)(?:总数|人数)?$"
)
_ROSE = re.compile(
    "晋级|晋升|获批|成立|升级|升格|组建|挂牌|上市|认定|授予|设立|创办|建厂|搬迁|更名|改制|进入|纳入|批准"
)


def stands(text: str, sentence: Sentence, quantity: Quantity, metric: str, period: Period | None, today: Today) -> bool:
    """Whether a number tells what a firm or park has for long, which no other figure's year dates, nor an event's day.

    2020年产值5亿元。公司占地22万平方米; 2020年7月晋级省级开发区，建成区面积5平方公里.
    """
    if period is None or not today.year or period.year > today.year or not _STANDS.search(metric):
        return False
    told = [t for t in sentence.times if t.begin < quantity.begin and not t.base]
    if not told:
        return True
    clause = max(text.rfind(mark, sentence.begin, quantity.head) for mark in "，；：")
    return not told[-1].stock and told[-1].end <= clause and _ROSE.search(text, told[-1].end, clause) is not None


_BY_NOW = re.compile(
    r"[，；](?:目前|至今|现|迄今|到现在|截至目前|上线以来|启用以来|投用以来)?(?:已经?|累计已|上线以来|启用以来|投用以来)(?!于|在|达产|投产)"
)
_SINCE_THEN = re.compile(r"[^，。；]{2,60}(?:出台|实施|启用|印发|推行|上线|成立|投用|落地)(?:以来|以后|之后|后)，")
_NEW_YEAR = 2  # months in which what was done of late is of the year before
_OF_LATE = re.compile(r"近年来|多年来|近些年来?|近几年来?|这些年来?")


def since_then(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a sentence tells what has come since something: 《三年行动方案》出台后，县财政…，关停作坊426家."""
    dated = any(t.period and t.begin < quantity.begin for t in sentence.times)
    return not dated and _SINCE_THEN.match(sentence.text) is not None


def of_late(sentence: Sentence, quantity: Quantity, reading: Reading, today: Today) -> bool:
    """Whether a number tells what there is by now of what began some years ago: 近年来，…培育家庭农场8家."""
    said = sentence.text[: quantity.head - sentence.begin]
    stock = reading.measure == "Level" and not reading.action.startswith(("新", "净")) and today.month > _NEW_YEAR
    one_by_one = any(word in sentence.text for word in ("相继", "陆续", "先后"))
    return stock and not one_by_one and _OF_LATE.search(said) is not None


_ANY_YEAR = frozenset(("当年", "当年度", "上年", "上年度", "上一年", "上一年度", "年度", "本年度"))


def of_rule(text: str, sentence: Sentence, period: Period) -> bool:
    """Whether a year is any that the rule of a policy is applied in: 对当年设备投资500万元以上的项目."""
    told = [text[t.begin : t.end] for t in sentence.times if t.period == period]
    return bool(told) and _ANY_YEAR.issuperset(told)


_LAND = re.compile(r"(?:耕地|林地|草场|草地|湿地|水域|园地)(?:面积)?$|(?:绿化|覆盖|森林覆盖)率$|盖度$")


def lies(text: str, sentence: Sentence, quantity: Quantity, reading: Reading, period: Period) -> bool:
    """Whether a number tells how land lies, which months told a part before do not date: 1-8月…；拥有耕地11万亩."""
    if reading.measure != "Level" or period.months > 11 or not _LAND.search(reading.metric):
        return False
    told = [t for t in sentence.times if t.period == period and t.end <= quantity.begin]
    return bool(told) and "；" in text[told[-1].end : quantity.head]


def _past(period: Period | None, today: Today) -> bool:
    """Whether a period ended in a year before the document's, where that has gone on for some months."""
    return period is not None and 0 < period.year < today.year and period.months <= 12 and today.month > _REVIEWED


_COMPLETE = re.compile(
    r"(?P<ahead>(?:预计|计划|将|有望|拟|力争|确保|即将|可)[^，。；]{0,14})?"
    r"(?:已(?:经)?(?:顺利|全面|正式|整体)*|于[\d年月日底初末前]{4,12}(?:正式|全面|顺利)*)"
    r"(?:通过竣工验收|建成|落成|竣工|完工|投用|投产|投入使用)(?!后)"
)
_AGAIN = re.compile(r"(?:该|整个)?(?:项目|工程|大楼|园区|基地)(?=位于|坐落|占地|总|建筑|投资)")
# What the firms have invested that are there: 已扶持企业43家、总投资10亿元.
_ITS_FIRMS = re.compile(r"(?:扶持|资助|注册|登记)[^，。；\d]{0,8}企业\d+[户家个]、(?:总投资额?)$")
_SIZES = re.compile(r"(?:占地|用地|建筑|总建筑)面积$|^(?:总|完成)?投资额?$|^(?:总)?占地$|总投资额?$")


def complete(text: str, begin: int, head: int, metric: str) -> bool:
    """Whether a size or a cost is of what stands already: 于2019年12月建成，占地9亩; 大楼已竣工。项目占地9亩.

    begin, head: where the sentence of the number begins, and the number.
    """
    if metric.endswith(("总投资", "总投资额")) and _ITS_FIRMS.search(text, begin, head):
        return True
    if not _SIZES.search(metric) or not has(text, "建成", "落成", "竣工", "完工", "投用", "投产", "投入使用"):
        return False
    if _AGAIN.match(text, begin):
        begin = text.rfind("。", 0, max(0, begin - 1)) + 1
    told = list(_COMPLETE.finditer(text, begin, head))
    return bool(told) and not told[-1]["ahead"] and not re.search(r"；|[一二三四]期", text[told[-1].end() : head])
