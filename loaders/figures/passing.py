"""What a firm or an institute is named for by the way: numbers behind it that are not its own."""

import re
from collections.abc import Iterable

from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.lexicon import has
from loaders.named import Named
from ontology.facts import Ref

_KINDS = frozenset(("Company", "InnovationPlatform", "DigitalPlatform"))
# What only happens to somebody, told in a clause of its own: X集团落户，…; X银行挂牌开业，….
_HAPPENS = re.compile(
    r"[^，。；：、\d]{0,12}?(?:落户|落地|挂牌|揭牌|开业|(?<!负荷)运行|启用|启动|获批|成立|组建|批复|投用|上市|签约)"
    r"[^，。；：、\d]{0,6}[，；]"
)
_OF_PLACE = re.compile(  # what a place has, and hardly one firm or institute
    r"研发(?:投入|经费)?.{0,6}(?:强度|占比|比重)|技术合同|增加值|生产总值|上市公司|上市企业|主体|指数|综合排名|经济规模|集群"
    r"|高新技术企业|重点实验室|中小企业|专精特新|小巨人|规[上模](?:以上)?工业|进出口|外贸|外资|社会消费|固定资产|工业投资|民间投资|城镇化"
)


def by_the_way(text: str, name: Named, number: int, metric: str) -> bool:
    """Whether a clause only says what happened to somebody (X集团落户，…), and a number behind it is the place's."""
    if name.ref.kind not in _KINDS or not _OF_PLACE.search(metric):
        return False
    happened = _HAPPENS.match(text, name.end)
    return happened is not None and happened.end() <= number


_WHOLE = re.compile(  # it opens a clause
    r"[，。；：](?:其中|目前|今年|去年|当年|20\d\d年(?:上半年|前三季度|末|底|\d{1,2}月(?:底|末|份)?)?，?)?"
    r"全[市县区州旗盟镇乡](?!域|面|部|平均)"
)


def of_whole_place(between: str, thing: Ref | None, home: Ref | None) -> bool:
    """Whether a clause before a number turns to the whole place: 全市…; of a city 全区 is the zone spoken of."""
    found = _WHOLE.search(between)
    zone = thing is not None and thing.kind == "IndustrialPlatform" and thing.name.endswith("区")
    here = zone and home is not None and not home.name.endswith("区")
    return found is not None and not (here and found[0].endswith("全区"))


_TOGETHER = re.compile(r"(?:两个?园区?)?(?:共|合计|总共|累计|一共|共同)+")


def joint(metric: str, names: Iterable[str]) -> str:
    """An indicator without the things that it is told of together: 入驻企业 of A园和B园共入驻企业; else the same."""
    if not has(metric, "共", "合计", "累计"):
        return metric
    rest, count = metric, 0
    every = sorted(names, key=len, reverse=True)
    while name := next((each for each in every if each and rest.startswith(each)), ""):
        rest, count = rest[len(name) :], count + 1
        if rest[:1] not in ("、", "和", "与", "及"):
            break
        rest = rest[1:]
    told = _TOGETHER.match(rest)
    return rest[told.end() :] if count > 1 and told and len(rest) - told.end() > 1 else metric


def without_members(metric: str, names: Iterable[str]) -> str:
    """An indicator without the firms that only stand for what is counted.

    >>> without_members("集聚晨曜轴承、远帆股份等上下游企业", ["晨曜轴承", "远帆股份"])
    '集聚上下游企业'
    >>> without_members("聚集晨曜轴承、远帆股份等企业", ["晨曜轴承", "远帆股份"])
    '聚集企业'
    """
    before, mark, kind = metric.rpartition("等")
    if not mark or (len(kind) < _SHORTEST and kind != "企业") or "、" not in before:
        return metric
    places = [(before.find(name), before.endswith(name)) for name in names if name and name in before]
    return before[: min(at for at, _ in places)] + kind if any(last for _, last in places) else metric


_SHORTEST = 3  # characters of a kind that can stand alone: 子公司


_HELPED = re.compile(r"(?:累计)?(?:帮助|服务|指导|辅导|带动|孵化|助力|扶持)企业")  # what it does for them is its own


def counts_companies(quantity: Quantity, reading: Reading) -> bool:
    """Whether a number counts companies of a class, which a single company or institute does not have."""
    told = reading.rule in ("named before", "counted after", "carried")
    firms = reading.metric.endswith(("企业", "上市公司")) and not _HELPED.match(reading.metric)
    return quantity.unit in ("家", "户") and told and firms


_DOES = re.compile(  # what a program is said to bring about: “X工程”取得成果130项
    r"[”’]?(?:已|共|累计|全年|先后)*(?:取得|突破|实现|带动|惠及|促成|覆盖|资助|扶持|催生|新注册|新落户)(?=..)"
)


def of_program(text: str, near: Iterable[Named], sentence: int, number: int) -> Ref | None:
    """The program that leads the clause of a number, which tells what it brought about."""
    programs = [n for n in near if n.ref.kind == "Program"]
    begin = max(sentence, max(text.rfind(mark, sentence, number) for mark in "，。；：") + 1) if programs else 0
    for each in programs:
        leads = each.begin >= begin and not each.implicit and text[begin : each.begin].strip("“‘ ") == ""
        if leads and _DOES.match(text, each.end):
            return each.ref
    return None


# What a program is the figure of: the firms and projects that are in it.
_MEMBERS = re.compile(r"[”’]?(?:试点|示范|培育|入选|入库|在库|规模以上|规上|工业|首批)*(?:企业|项目)")


def led(each: Named, rest: str) -> bool:
    """Whether an indicator that begins with a name is of the thing; rest: its words behind the name."""
    return each.ref.kind != "Program" or _MEMBERS.match(rest) is not None
