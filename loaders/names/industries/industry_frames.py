"""Industries by the frame that a sentence puts them in: money goes to A、B等领域, a chain leads from A、B to C,
a policy is for 工业."""

import re
from collections.abc import Iterator

from loaders.finding import Found, is_generic
from loaders.lexicon import Cut, has, words
from loaders.names.fronts import front
from loaders.names.industries.industry_names import names_within, never
from loaders.names.industries.industry_words import industry, sound
from ontology import vocab
from ontology.goods import goods

_ITEM = r"[\u4e00-\u9fff]{2,12}"
_REACH = re.compile(
    rf"(?:投向|覆盖|涵盖|涉及|布局|集中[在于]|(?:服务|应用)于)了?(?P<list>{_ITEM}?(?:[、和及与]{_ITEM}?){{1,8}})等"
    r"(?:[\d两三四五六七八九十]+[个大]|多个?|若干|全球|最|前沿|新兴|未来|重点|产业|发展|细分|行业|[\u4e00-\u9fff]{1,4}产业)*"
    r"(?:领域|方向|赛道|板块)"
)
_LINKED = re.compile(rf"从(?P<list>{_ITEM}?(?:、{_ITEM}?){{0,4}}到{_ITEM}?)的?(?:完整|全)?(?:的)?(?:产业)?链条?")
_STAGE = re.compile(
    r"[上中下]游.*|(?:前端|后端|设计|研发|生产|制造|加工|销售|检测|验证|物流|服务|展示|包装|运输|仓储|采购|贸易|应用|产品|原料|原材料|终端|研究|转化|孵化)+"
)
_PLAN = re.compile(r"工业(?=(?:高质量发展|稳增长|平稳(?:健康)?(?:运行|发展|增长)|稳定增长|提质增效|转型升级|振兴))")
_FOR = ("促进", "推动", "推进", "加快", "支持", "帮扶", "确保", "服务", "市", "县", "区", "州")


def framed(cut: Cut) -> Iterator[Found]:
    """The members of a list of fields or of the links of a chain; half of them tell an industry or goods.

    What firms or projects gather in (集中在金融、房地产等领域) are industries even where the words may mean more.
    """
    for found in _REACH.finditer(cut.text) if "等" in cut.text and has(cut.text, *"域向道块") else ():
        yield from _told(cut, found)
    for found in _LINKED.finditer(cut.text) if "从" in cut.text and "链" in cut.text else ():
        yield from _told(cut, found)


def _told(cut: Cut, found: re.Match[str]) -> Iterator[Found]:
    spans = [m.span() for m in re.finditer("[^、和及与到]+", found["list"])]
    spans = [(found.start("list") + b, found.start("list") + e) for b, e in spans]
    items = [cut.text[b:e] for b, e in spans]
    gathered = found[0].startswith("集中") and has(cut.text[: found.start()], "项目", "企业", "产业")
    told = sum(_tells(item) or (gathered and vocab.concept("industry", item) is not None) for item in items)
    if any(_STAGE.fullmatch(item) or len(item) < 2 for item in items) or told * 2 < len(items):
        return
    for (begin, end), item in zip(spans, items, strict=True):
        if (gathered or item not in never()) and not front(item) and sound(item, "", listed=True):
            yield industry(begin, end, item, "", "industry-framed", 0.72)


def _tells(name: str) -> bool:
    """Whether a name is that of an industry, holds one, or is of goods: 竹缠绕管道, 智能仓储; and no 教育, 交通."""
    return name not in never() and bool(vocab.concept("industry", name) or names_within(name) or goods(name))


def planned(cut: Cut) -> Iterator[Found]:
    """工业 where it is what a plan or policy is for: 促进工业稳增长若干措施."""
    for found in _PLAN.finditer(cut.text) if "工业" in cut.text else ():
        if cut.text.endswith(_FOR, 0, found.start()):
            yield Found(found.start(), found.end(), "Industry", "工业", "industry-planned", 0.75)


_LINE = r"(?P<list>[\u4e00-\u9fff]{2,10}?(?:[、和及][\u4e00-\u9fff]{2,10}?){0,3})"
_HELPED = re.compile(
    rf"(?:支持|鼓励|扶持|引导|整合|规范|帮扶|带动)+(?:本地|全[市县区省]|辖区|区内|优势|骨干|重点|龙头|传统|特色|中小|规上)*{_LINE}类?企业(?!家|孵化|服务)"
)
_ONE_OF = re.compile(rf"(?:[这一两]家|本地|本土){_LINE}(?:企业|公司|龙头|巨头)")
_GROUPED = re.compile(  # 一批|参茸深加工企业, 集聚上百家|海鲜制品企业
    rf"(?:一批|多家|数家|数[十百]家|[上近超]百家|[几数]十家|百余家|\d+[余多]?家)(?:规上|规模以上|本土|本地|优质|重点)?{_LINE}企业(?![家化主]|孵化|服务|总部)"
)
_WORKED = re.compile(r"(?:深加工|精深加工|种植|养殖|制品|酿造|冶炼|印染|铸造|锻造|注塑)$")
_INTO = re.compile(
    rf"(?:延伸至|拓展到?|进军|切入|涉足|深耕|专注于?|转战){_LINE}(?:领域|赛道)(?![，。；、]?[^，。；]{{0,6}}等)"
)


def of_firms(cut: Cut) -> Iterator[Found]:
    """The trade of firms that are helped or told one by one, and the field that a firm goes into: 支持印染企业入园,
    一家童装龙头, 深耕智能制造领域; the vocabulary knows it, or it is goods."""
    if not has(cut.text, "企业", "公司", "龙头", "巨头", "领域", "赛道"):
        return
    for found in (p for each in (_HELPED, _ONE_OF, _GROUPED, _INTO) for p in each.finditer(cut.text)):
        for item in re.finditer("[^、和及]+", found["list"]):
            begin, end = (found.start("list") + at for at in item.span())
            plain = (
                front(item[0])
                or item[0] in never()
                or item[0] in _SORTS
                or (len(item[0]) < 4 and is_generic(item[0], "industry"))
            )
            known = vocab.concept("industry", item[0]) is not None or len(goods(item[0])) > 1
            if found.re is _GROUPED:  # many firms are of a sort more often than of a trade: the work tells
                known = _WORKED.search(found["list"]) is not None and len(item[0]) > 3
            if known and not plain and sound(item[0], "", listed=True):
                yield industry(begin, end, item[0], "", "industry-of-one-firm", 0.72)


# Of firms, that tells no trade.
_SORTS = frozenset(
    words("传统 先进 高端 新兴 高新技术 工业 服务 实体 制造业 服务业 制造 外贸 农业 生产 新兴产业 传统产业")
)


_ALONG = re.compile(
    r"沿(?P<line>[\u4e00-\u9fff\d]{2,8}?(?:江|河|湖|海|溪|铁路|高铁|高速|公路|国道|省道|大道|轴线|两岸))"
    r"(?:重点|集中|统一|规划)?(?:布局|打造|建设|发展|构建|形成)"
    r"(?P<list>[\u4e00-\u9fff]{2,10}?(?:[、和][\u4e00-\u9fff]{2,10}?){0,2})"
    r"(?:产业)?(?:集聚|发展)?(?:带|走廊)(?=[，。；、]|$)"
)
_NO_TRADE = re.compile(r"(?:经济|城镇|风光|景观|生态|发展|创新|绿色)$")


def along(cut: Cut) -> Iterator[Found]:
    """A belt of an industry along a river or a railway, and that line: 沿古溪铁路布局现代物流带."""
    for found in _ALONG.finditer(cut.text) if "沿" in cut.text and "带" in cut.text else ():
        for item in re.finditer("[^、和]+", found["list"]):
            begin, end = (found.start("list") + at for at in item.span())
            plain = _NO_TRADE.search(item[0]) and not cut.text.startswith("产业带", end)
            if not front(item[0]) and not plain and sound(item[0], "", listed=True):
                yield industry(begin, end, item[0], "", "industry-along", 0.75)
        yield Found(*found.span("line"), "Place", found["line"], "place-line", 0.75)
