"""Industries by those who are in them: the firms that are counted, the giants of a trade, and what it turns over."""

import re
from collections.abc import Iterator

from loaders.dictionary import tagged
from loaders.finding import DOING, Found, is_generic, items_before
from loaders.lexicon import Cut, has
from loaders.names.companies.coined import COINED, weight
from loaders.names.fronts import front
from loaders.names.industries.industry_names import names_within, never
from loaders.names.industries.industry_words import BREAKS, industry, sound
from ontology import vocab

_COUNTED = re.compile(
    r"(?:生产|相关)?企业(?=(?:总数|数量)?(?:已|已经|共|现)?(?:达到?|超过?|突破|近|有)?\d[\d,]*[余多]?[家户]"
    r"|从[^，。；]{1,10}[家户](?:发展|增加|增长|增|扩展|壮大)到)"
)
_OWN = re.compile(
    r"(?:[全我本]?[省市县区镇乡村](?:里|内|上|域)?|园区|集群内?)?(?:共|现|已|目前)*(?:拥有|有|集聚|聚集)?了?(?:规上|规模以上)?"
)
_SORT = re.compile(  # of firms, that tells no trade
    r"[业厂型级类家制资]$|冠军|独角兽|瞪羚|专精特新|配套|服务|贸易|僵尸|龙头|骨干|上下游|高新技术|停产|标杆|示范|试点|孵化|拟上市|领军|^入"
    r"|^(?:配件|整机|零部件|原辅材料|原材料|经营|销售|外贸|内贸)$"
)


def counted(cut: Cut) -> Iterator[Found]:
    """What firms are counted by: 现有花灯企业120余家; nouns only, and no kind of firm (亏损企业, 配套企业)."""
    for found in _COUNTED.finditer(cut.text) if "企业" in cut.text else ():
        items = [_bare(cut, b, e) for b, e in items_before(cut, found.start(), BREAKS, DOING)]
        if not any(_SORT.search(cut.text[b:e]) for b, e in items):
            for begin, end in items:
                name = cut.text[begin:end]
                if 2 <= len(name) <= 8 and _is_goods(name) and sound(name, "", listed=True):
                    yield industry(begin, end, name, "", "industry-counted", 0.68)


def _bare(cut: Cut, begin: int, end: int) -> tuple[int, int]:
    """The name without what says where the firms are: 全镇拥有|花灯."""
    own = _OWN.match(cut.text, begin, end)
    begin = own.end() if own else begin
    return begin + front(cut.text[begin:end]), end


def _is_goods(name: str) -> bool:
    """Whether a name is a noun for goods, or says what is made of them: 花灯, 再生铜回收; and no 亏损, 马资."""
    *first, (last, tag) = tagged(name)
    noun = tag in ("n", "nz", "ns") or (first and last in _WORKS)
    whole = any(len(word) > 1 for word, _ in (*first, (last, tag))) and all(t[:1] in "nbjvaz" for _, t in first)
    return bool(noun) and whole and name not in never() and not is_generic(name, "industry")


_WORKS = ("加工", "制造", "回收", "利用", "养殖", "种植", "冶炼")


_LED = re.compile(r"巨头|板块|方面，")


def led(cut: Cut) -> Iterator[Found]:
    """The known industry right before its giants or as a field of business: 全球轴承|巨头, 粮油|板块, 新材料|方面，."""
    for found in _LED.finditer(cut.text) if has(cut.text, "巨头", "板块", "方面") else ():
        name = _known_before(cut, found.start())
        begin = found.start() - len(name)
        alone = found[0] != "方面，" or not "\u4e00" <= cut.text[begin - 1 : begin] <= "\u9fff"
        if name and alone:
            yield industry(begin, found.start(), name, "", "industry-of-giant", 0.72)


def _known_before(cut: Cut, end: int) -> str:
    """The longest name of the vocabulary that ends at a position; "" where it is one that tells no industry alone."""
    names = (cut.text[begin:end] for begin in range(max(0, end - _LONGEST), end - 1))
    name = next((name for name in names if name.isalnum() and vocab.concept("industry", name)), "")
    return "" if name in never() else name


_LONGEST = 8  # characters of a name


_INSTALLED = re.compile("(?:新增|累计|总|年)?装机")


def installed(cut: Cut) -> Iterator[Found]:
    """The known industry whose power stations are installed: 风电|装机, 储能|新增装机."""
    for found in _INSTALLED.finditer(cut.text) if "装机" in cut.text else ():
        if name := _known_before(cut, found.start()):
            yield industry(found.start() - len(name), found.start(), name, "", "industry-installed", 0.75)


_CAPACITY = re.compile(
    r"(?<![^，。；：\n])(?:目前|现在|如今|[全我][省市县区州旗盟镇])*，?(?:[全我][省市县区州旗盟镇])?(?P<name>[\u4e00-\u9fff]{2,6}?)"
    r"(?:年|总)?(?:产能|国内占有率|市场占有率)(?=[达占超突近约])"
)


def capacity(cut: Cut) -> Iterator[Found]:
    """The goods that a clause says a place can make so much of: 全县锡锭产能达3万吨; no firm is its subject."""
    for found in _CAPACITY.finditer(cut.text) if has(cut.text, "产能", "占有率") else ():
        name = found["name"]
        if _is_goods(name) and not _ADDED.match(name) and sound(name, "", listed=True):
            yield industry(*found.span("name"), name, "", "industry-capacity", 0.68)


_ADDED = re.compile("力争|新增|形成|压减|淘汰|退出|闲置|过剩|设计|产品|主要|其中|[一二三]期|整体|综合|生产")


_TOLD = re.compile(
    r"(?:产业)?(?:(?:总?产值|营业收入|营收|产业规模)(?:分别|占比|达到?|超过?|突破|增长|同比|\d)"
    r"|(?:实现|保持|持续|平稳|快速|稳步|蓬勃|健康|较快|竞相)+(?:发展|增长|壮大)[，。；])"
)


_OTHER = re.compile(r"规上|规模|[产工行]业|类$|年$|[市县区镇]|消费|投资|出口|贷款|需求")  # or told by its head
_FIGURES = ("产值", "营收", "收入", "规模", "发展", "增长", "壮大")


def told(cut: Cut) -> Iterator[Found]:
    """The subjects of a clause that turn over something or do well: 水产品加工、冷饮生产稳步增长; half are known."""
    for found in _TOLD.finditer(cut.text) if has(cut.text, *_FIGURES) else ():
        items = list(items_before(cut, found.start(), BREAKS, DOING))
        if not items or (items[-1][0] and cut.text[items[-1][0] - 1] not in "，。；："):
            continue
        named = [cut.text[b:e] for b, e in items]
        known = [n for n in named if n not in never() and (vocab.concept("industry", n) or names_within(n))]
        if len(known) * 2 < len(named) or any(weight(n) >= COINED or _OTHER.search(n) for n in named):
            continue
        for (begin, end), name in zip(items, named, strict=True):
            if len(name) > 2 and not front(name) and sound(name, "", listed=True):
                yield industry(begin, end, name, "", "industry-told", 0.72)


_BASE = re.compile(
    r"(?:最大|重要|主要|著名|知名|唯一)(?:、最?[\u4e00-\u9fff]{1,3})?的(?P<name>[\u4e00-\u9fff]{2,8}?)(?:生产|加工|制造|出口|产业|供应)*(?:基地|集散地|产地|产销区|主产区|集散中心)"
)
_IS_BASE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}(?:[镇乡村市县区州旗]|街道)|这里|当地)?(?:现|已经?|也|如今|目前|正|逐步|一跃)*"
    r"(?:是|为|成为?了?|建成|发展成?为?|跃升为)[^，。；]{0,16}$"
)


def of_main_base(cut: Cut) -> Iterator[Found]:
    """The goods that a place is the chief base of: 江口镇是华东最大的花灯生产基地."""
    for found in _BASE.finditer(cut.text) if has(cut.text, "基地", "集散", "产地", "产销区", "主产区") else ():
        clause = max(cut.text.rfind(mark, 0, found.start()) for mark in "，。；：—\n") + 1
        name = found["name"]
        known = (_is_goods(name) or vocab.concept("industry", name)) and sound(name, "", listed=True)
        if known and _IS_BASE.fullmatch(cut.text, cut.places.get(clause, clause), found.start()):
            yield industry(*found.span("name"), name, "", "industry-of-main-base", 0.72)


_WORKSHOP = re.compile(r"(?:家庭|小)?(?:作坊|加工点|加工户)")
_NO_WORK = re.compile(r"作坊$|家庭|手工|无证|传统|散乱污|各类|违规|非法|零散|零星|个体|分散|小型|周边|村级|老|黑|的")


_VILLAGE = re.compile(r"[\u4e00-\u9fff]{0,3}[镇乡村](?=..)")


def workshops(cut: Cut) -> Iterator[Found]:
    """What is made in a place's workshops: 江口镇|豆制品作坊, 石桥村|拉丝作坊."""
    for found in _WORKSHOP.finditer(cut.text) if has(cut.text, "作坊", "加工点", "加工户") else ():
        for begin, end in items_before(cut, found.start(), BREAKS, DOING):
            village = _VILLAGE.match(cut.text, begin, end)
            begin = village.end() if village else begin
            name = cut.text[begin:end]
            placed = cut.ends.get(begin, (0, ""))[1] == "place" or cut.text[begin - 1] in "镇乡村、"
            plain = _NO_WORK.search(name) or is_generic(name, "industry") or name in never()
            if placed and 2 <= len(name) <= 6 and not plain and sound(name, "", listed=True):
                yield industry(begin, end, name, "", "industry-of-workshop", 0.7)
