"""Which industry a number is about: the one that its indicator begins with, where the figure is the industry's own.

The wholes of an economy (工业, 第三产业) are no subject; of those between (战略性新兴产业) the output is theirs, not
the share of the whole. What follows in the same part of a sentence (增速, 排名, 税收, 就业) is about the industry too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from loaders.figures.said import Reading
from loaders.lexicon import one_of, rules, words
from loaders.named import Named
from ontology.facts import Ref

INDUSTRIES = frozenset(("Industry", "IndustryChain"))
_CALIBRE = re.compile(
    r"(?:[“‘]?(?:规模以上|规上|限上|全部|全社会)[”’]?|[其当]中)?(?:工业)?"
    r"(?:(?:累计|规划|计划|新)*(?:新增|引进|招引|培育|集聚|聚集|签约|落地|拥有|带动)+(?:了|各类)?)?"
)
_WIDER = re.compile("^规上|^规模以上|、|园区")  # no figure of one industry
_THROUGHOUT = 3  # how often a text must name the industry that it is about
_GROUPED = re.compile("重点|支柱|优势|主导|新兴|传统")  # kinds of industries, no single one
_IN_NAME = re.compile(r"[\u4e00-\u9fff]{0,8}(?:公司|集团|产业园|工业园|园区|开发区|基地|奖|之[星都乡])|[^“”]{0,8}”")
_AIM = re.compile(r"到20\d\d年|到“?十[四五]五”?(?:期?末|规划末)")  # a sentence tells the aims for what it speaks of
_POINTS = re.compile(r"(?:^|[，。；])(?:全|整个|该)?(?:行业|产业|集群|全链条)(?:[内里中上]|链上)?(?!园|基地|基金)")
_OTHER_RULES = ("attribute", "distributed", "spent", "capacity")
_FIRMS = ("家", "户", "个")
_FIRM = re.compile("(?:企业|公司|商户|加工户)$")
_TITLED_FIRMS = re.compile("专精特新|高新技术|科技型|巨人|单项冠军|上市|认定")
_PART_OF = re.compile("占[全规县市区]|占.+比重$|承载|规[模上](?:以上)?工业企业")
# What is done by the place or in it, and no figure of the industry itself.
_DONE_TO = re.compile(
    "关停|淘汰|拆除|整治|取缔|腾出|腾退|盘活|收储|引进|引来|招引|签约|落地|停产|兑现|拨付|发放|设立|安排|拿出"
    "|争取|奖励|奖补|补助|建设|建成|新建|在建|表彰|服务|培训|改造|参展|获奖"
)
_HAS = re.compile(
    "(?:产值|增加值|收入|营收|销售额?|税收|利润|利税|产量|产销量|销量|出口额?|外销|出口创汇|交易额|规模"
    "|从业者|从业人员|从业人数|就业|用工|市场占有率|市场份额|市占率|配套率|自给率|品牌占比|应用占比|研发投入强度|亩均税收|亩均产值"
    "|销往国家和地区|出口国家和地区)(?:增速.*|.{0,6}排名)?$"
)
# What an industry has though nothing near names it: 整体产业规模, 零部件本地配套率.
_ITS_OWN = re.compile(r"^(?:整体|整个|全)?(?:产业|行业)(?:总?规模|总?产值)$|(?:本地|本土|就近)配套率$")
_POINTING = re.compile(
    r"产业|行业|集群|全?产业链|全?链|企业|产[值量能]|总?规模|出口|销[量售]|营[业收]|市场|其|研发|.{0,6}(?:产品|品牌)$"
)
# A sentence turns to an industry, or says what it is and the next one what there is of it now.
_TURNS = re.compile(r"(?:围绕|聚焦|立足|瞄准|发展|做[大强优]|做大做强|壮大|培育|打造)“?$")
_IS = re.compile(r"”?(?:是|作为|成为)")
_NOW = re.compile(r"\s*(?:目前|现在|如今|眼下|截至[^，。；]{1,8})，?(?!全)")
_WHOLE = re.compile(r"[全我][省市县区州旗盟镇乡]")
_SIGNS = re.compile(  # 某产业新签约|9个项目、总投资|18.6亿元
    r"”?(?:累计|共|新|已|今年|去年)*(?:签约|落地|引进|招引|实施|开工|储备)(?:了|各类)?(?:\d+个项目[、，](?:计划|协议|合同)?总投资额?[约超达近]?)?"
)
_OF_OTHERS = re.compile(r"园|公司|集团|基地|[镇乡村]")
_OTHERS = ("IndustrialPlatform", "Project", "Program", "Policy")
_BODIES = re.compile(r"(?:平台|研发机构|技术中心|研究中心|实验室|研究院|创新中心|检测中心)$")
_KINDS = re.compile(r"(?:产业(?:链|集群)?|行业|业|链)$")


def industry_of(reading: Reading, near: Sequence[Named]) -> Ref | None:
    """The industry among what is named near whose own figure a number is by its indicator."""
    share = reading.rule == "share" or "占" in reading.metric or reading.metric.endswith("比重")
    for each in near:
        if each.ref.kind not in INDUSTRIES or each.ref.name in lists("general"):
            continue
        name = _stem(each)
        front = _CALIBRE.match(reading.metric)
        at = len(front[0]) if front and not reading.metric.startswith(name) else 0
        if not reading.metric.startswith(name, at):
            continue
        rest = reading.metric[at + len(name) :]
        if front and front[0].startswith(("规上", "规模", "“规")) and rest.endswith("企业"):
            continue  # of the economy's classes of firms
        if each.ref.name in lists("between") and (share or reading.rule == "gap" or rest.endswith("企业")):
            return None
        if _shared().match(rest) if share else _output().match(rest):
            return each.ref
    return None


def leading(named: Sequence[Named]) -> tuple[Named, ...]:
    """The names of the one industry that a text speaks of throughout, more often than of any other two."""
    every = single(named)
    said = Counter(_stem(n) for n in every).most_common(2)
    if not said or said[0][1] < _THROUGHOUT or (len(said) > 1 and said[1][1] == said[0][1]):
        return ()
    return tuple({n.ref: n for n in every if _stem(n) == said[0][0]}.values())


def titling(named: Sequence[Named], title: str) -> tuple[Named, ...]:
    """The names of the one industry that a document's title tells of: 某县石材产业发展规划, 某县：小石材走出大市场."""
    every = sorted(single(named), key=lambda n: n.ref.kind == "Industry")  # rather than its chain
    told = {_stem(n): n.ref for n in every if not n.implicit and _told_in(_stem(n), title)}
    longest = max(told, key=len, default="")
    if not longest or any(ref != told[longest] and stem not in longest for stem, ref in told.items()):
        return ()
    own = [n for n in single(named) if n.ref == told[longest] and not n.implicit]
    return tuple({_stem(n): n for n in own}.values())


def _told_in(stem: str, title: str) -> bool:
    """Whether a title holds the name of an industry, which is not that of a company, a park or a prize in it."""
    ends = (m.end() for m in re.finditer(re.escape(stem), title)) if stem in title else ()
    return any(not _IN_NAME.match(title, end) for end in ends)


def single(named: Sequence[Named]) -> list[Named]:
    """The names of single industries, without the wholes of the economy and the groups between."""
    groups = lists("general") | lists("between")
    every = [n for n in named if n.ref.kind in INDUSTRIES and n.ref.name not in groups]
    return [n for n in every if _stem(n) not in groups and not _GROUPED.search(_stem(n))]


def belongs(reading: Reading, unit: str, said: str, trade: Sequence[Named], *, plan: bool) -> bool:
    """Whether a number is one of the industry that the title tells of: its firms and their people, what they make.

    said: the sentence before the number, in which the industry is named or pointed at; plan: whether the document is
    one for the industry, which speaks of it without naming it where nothing else is named.
    """
    own = _ITS_OWN.search(reading.metric) is not None
    if not (plan or own or any(_stem(n) in said for n in trade) or _POINTS.search(said)):
        return False
    if reading.rule in _OTHER_RULES or _DONE_TO.search(reading.metric) or _PART_OF.search(reading.metric):
        return False
    if unit.lstrip("万千") in _FIRMS and _FIRM.search(reading.metric):
        return not _TITLED_FIRMS.search(reading.metric) or bool(_AIM.search(said) or _POINTS.search(said))
    return _HAS.search(reading.metric) is not None


def spoken_of(reading: Reading, unit: str, text: str, near: Sequence[Named], at: int) -> Ref | None:
    """The one industry that a sentence turns to before a number at a position, or that the one before it is about.

    围绕水泵产业，建成省级平台19家; 发展水泵产业，目前有整机企业6家; 轴承产业是支柱产业之一。目前，集聚相关企业50家.
    """
    every = [n for n in single(near) if not n.implicit and n.begin < at]
    if not every:
        return None
    begin = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    before = max(text.rfind(mark, 0, max(0, begin - 1)) for mark in "。！？\n") + 1
    every = [n for n in every if before <= n.begin]
    here = [n for n in every if n.begin >= begin]
    first = (here or every)[0] if every else None
    if first is None:
        return None
    alone = all(_stem(n) == _stem(first) for n in here or every)
    turns = here and alone and _TURNS.search(text, begin, first.begin) is not None and text.startswith("，", first.end)
    tells = _opens_with(text, first, begin if here else before) and (here or _NOW.match(text, begin))
    between = text[first.end : at]
    if alone and here and _SIGNS.fullmatch(between):
        return first.ref
    if not (turns or tells) or _WHOLE.search(between) or any(n.ref.kind in _OTHERS for n in near if begin <= n.begin):
        return None
    if _OF_OTHERS.search(reading.metric):
        return None
    bodies = turns and unit in _FIRMS and _BODIES.search(reading.metric) and reading.rule not in _OTHER_RULES
    own = bodies or belongs(reading, unit, text[first.begin : at], (first,), plan=False)
    return first.ref if own else None


def _opens_with(text: str, each: Named, begin: int) -> bool:
    """Whether a sentence opens with an industry's name and says what it is: 轴承产业是我区的主导产业之一."""
    front = text[max(begin, text.rfind("：", begin, each.begin) + 1) : each.begin]
    return not front.strip(" 　“") and _IS.match(text, each.end) is not None


def pointed(reading: Reading) -> bool:
    """Whether an indicator only points at the industry that the text is about: 产业总产值, 行业从业人员."""
    return reading.metric.startswith(("产业", "行业")) and goes_on(reading)


def speaks_of(reading: Reading, led: Sequence[Named]) -> Ref | None:
    """The industry that a text is about, where an indicator points at it (产业总产值) or holds its name (各类X企业)."""
    if not led:
        return None
    named = _stem(led[0]) in reading.metric and not _WIDER.search(reading.metric)
    return led[0].ref if named or pointed(reading) else None


def _stem(each: Named) -> str:
    """What an industry's name begins with in all its forms: 校具 of 校具产业链; the name where little is left."""
    return _stem_of(each.passage.text[each.begin : each.end])


@lru_cache(maxsize=1 << 12)
def _stem_of(name: str) -> str:
    stem = _KINDS.sub("", name)
    return stem if len(stem) > 1 else name


_RESUMES = re.compile(
    r"；(?:今年|去年|上年|当年|\d{4}年|[一二三四]季度|前[一二三]季度|上半年|下半年|\d{1,2}(?:[—-]{1,2}\d{1,2})?月份?|，)+"
    r"(?:实现|完成)?(?:总?产值|营收|营业收入|销售收入|利润|税收)(?:达到?|为|约)?"
)


def resumes(words_: str) -> bool:
    """Whether words behind a semicolon tell the same of another time: 去年产值9亿元；今年一季度产值达3亿元."""
    return _RESUMES.fullmatch(words_) is not None


def goes_on(reading: Reading, sector: Ref | None = None) -> bool:
    """Whether a number tells more of the industry that the one before it is about.

    sector: that industry; a share or a rank of something else (…，铸件产量占比已超六成) is none of its.
    """
    if reading.rule in ("carried", "lasting", "of several"):
        return reading.rule != "of several"
    if reading.rule in ("gap", "share", "rank"):
        if sector is None or not reading.base or reading.base[0] == sector.name[0]:
            return True
        own = _KINDS.sub("", sector.name)[:2] in reading.base
        return own or _POINTING.match(reading.base) is not None or _more().fullmatch(reading.base) is not None
    return _more().fullmatch(reading.metric) is not None


@cache
def lists(name: str) -> frozenset[str]:
    """The names of a list of subjects.toml: general, what is the whole of an economy; between, groups of industries."""
    return frozenset(words(rules("subjects")[name]["words"]))


@cache
def _output() -> re.Pattern[str]:
    table = rules("subjects")["output"]
    return re.compile(
        f"(?:类?{one_of(words(table['kinds']))}){{0,2}}(?:规上|全|年|总|综合)?(?:{one_of(words(table['words']))}|$)"
    )


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(f"(?:{one_of(words(rules('subjects')['output']['kinds']))})?占")


@cache
def _more() -> re.Pattern[str]:
    table = rules("subjects")["output"]
    told = one_of(words(table["words"]) + words(table["more"]))
    return re.compile(f"(?:产业|行业)?{one_of(words(table['brings']))}?(?:年|总)?{told}")
