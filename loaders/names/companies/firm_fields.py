"""The field that the words around a firm say it is in, whatever the vocabulary knows: 全球船用锚链领域的“隐形冠军”C,
C是船用锚链行业的领军企业, 集视觉算法、机床改造于一体, 主营管件批发, 深耕船用锚链领域.

The frame tells that it is a line of business, so nothing but its form is asked of the word: a noun that is no sort
of firm (外资企业) and no stage of work (集研发、生产于一体).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.dictionary import last_word
from loaders.finding import Found, in_order, is_generic, table
from loaders.lexicon import Cut, has, one_of, words
from loaders.names.companies.coined import COINED, weight
from loaders.names.fronts import front, inner
from loaders.names.industries.industry_names import IN_FIRM, INSIDE, OF_GOODS, never
from loaders.names.industries.industry_words import industry, sound
from ontology import goods, vocab

_MAKER = "制造商|供应商|经营商|运营商|服务商|开发商|生产商"
_BEST = "(?:知名|著名|领军|龙头|头部|领先|骨干|老牌|标杆|代表性?|明星|重点)"
_CHAMPION = "[“]?(?:隐形|单项)冠军[”]?(?:企业)?"
_WIDE = "(?:国内外|全球|世界|国际|国内|全国|全省|行业|业内|国家级)"
_OF = rf"(?:这一|这个)?(?:细分)?(?:领域|行业|市场|赛道|产业|业务)?(?:的|中的|里的|内的)?{_WIDE}*"
_CALLED = (
    rf"(?:{_BEST}(?:龙头)?(?:{_CHAMPION}|巨头|领军者|领跑者|企业|公司|品牌|厂商|厂家|{_MAKER})"
    rf"|龙头|{_CHAMPION}|巨头|领军者|领跑者|领头羊|{_MAKER})"
)
_BEFORE = re.compile(rf"(?P<of>{_OF})(?P<called>{_CALLED}|企业)(?:之一)?[，—]{{0,2}}$")
_X = r"(?:(?![和及与])[\u4e00-\u9fffA-Za-z0-9\-·]){2,14}?"
_LIST = rf"(?P<list>{_X}(?:[、和及与]{_X}){{0,4}}?)"
_IS = re.compile(
    rf"[”]?，?(?:目前|现|如今|已|则|正|也)*(?:是|系|作为|成为|成长为|跃升为|发展为|已成长为|被誉为)(?:了)?(?:一家|[全我][国省市县区])?"
    rf"(?P<list>{_X})(?:这一|这个)?(?:细分)?(?:领域|行业|市场|赛道)?(?:的|中的|里的)?{_WIDE}*{_CALLED}(?=[，。；、])"
)
_WHOLE = re.compile(
    rf"[”]?(?:是|作为|为)?(?:一家)?集{_LIST}(?:等)?(?:多种业务|业务)?[于为]一[体身](?!的(?:[^，。；]{{0,8}}(?:基地|园|综合体|项目|平台|中心)))"
)
_TRADES = re.compile(
    rf"[”]?(?:公司)?(?:主营业务(?:是|为)?|主营|主要经营|主要从事|从事){_LIST}(?:零售批发|批发零售|零售|批发|贸易|代理)"
)
_IN = re.compile(
    rf"[”]?[^，。；“”]{{0,6}}?(?:多年来|长期|一直|始终|主要|持续)*(?:专注于?|深耕于?|聚焦于?|主攻|从事|扎根于?|切入|进军|涉足){_LIST}(?:细分)?(?:领域|行业|赛道)(?=[，。；\d多已近])"
)
_FRAMES = (_IS, _WHOLE, _TRADES, _IN)
CUES = ("企业", "冠军", "巨头", "龙头", "者", "商", "集", "主营", "从事", "领域", "行业", "赛道", "羊")
_LONGEST = 24


def fields(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words before and behind a firm name the fields that it is in."""
    yield from _fields_before(text, begin)
    for told in _told_behind(text, begin, end):
        items = [(told.start("list") + m.start(), told.start("list") + m.end()) for m in _ITEM.finditer(told["list"])]
        items = [(b + _lead(text[b:e]), e) for b, e in items]
        if told.re is _WHOLE and any(_STAGE.match(text[b:e]) for b, e in items):
            continue
        yield from ((b, e) for b, e in items if is_field(text[b:e]))


_RECENT = re.compile(r"[，；](?:公司|企业)?(?:目前|现|如今|现在|今天)*(?=是|系|作为|成为|成长|已|也|集)")
_FAR = 80


def _told_behind(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The frames right behind a firm, and those of later clauses of a sentence that it opens: C创办于…，如今是X龙头."""
    tries = [(frame, end) for frame in _FRAMES]
    if not begin or text[begin - 1] in "。；\n":
        stop = text.find("。", end, end + _FAR)
        stop = stop if stop >= 0 else end + _FAR
        tries += [(frame, m.end()) for m in _RECENT.finditer(text, end, stop) for frame in (_IS, _WHOLE)]
    yield from filter(None, (frame.match(text, at) for frame, at in tries))


_ITEM = re.compile("[^、和及与]+")
_STAGE = re.compile(
    "^.{0,3}(?:研发|设计|生产|制造|销售|加工|施工|服务|运营|营销|种植|养殖|仓储|物流|展示|教学|科研|贸易|采购|投资|管理|培训|观光|休闲|餐饮|住宿|体验)$"
)


def _fields_before(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """全球X领域知名企业C: the noun between the last mark, verb or country and what the firm is called."""
    at = begin - text.endswith("“", 0, begin)
    at -= len("株式会社") * text.endswith("株式会社", 0, at)
    land = _land().search(text, max(0, at - 6), at)
    at = land.start() if land else at
    told = _BEFORE.search(text, max(0, at - _LONGEST), at)
    if told is None:
        return
    run = _RUN.search(text, max(0, told.start() - _LONGEST), told.start())
    if run is None:
        return
    first = run.start() + _lead(run[0])
    plain = told["called"] == "企业" and not told["of"]
    name = text[first : told.start()]
    if is_field(name) and (not plain or goods.goods(name) or _MATTER.search(name)):
        yield first, told.start()


_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\-]{2,20}$")
_MATTER = re.compile(r"(?:材料|制品|装备|设备|部件|器械|用品|零件|配件|食品|饮品|工具|仪器)$")
_SCALE = re.compile(
    r"(?:全球|世界|国际|国内|全国|我国|中国|亚洲|欧洲|北美|亚太|业内|行业|本地|本土|当地|全省|省内|[我全][市县区省]|国家的?|最大的?|第一|领先的?|知名|著名|百年|老牌"
    r"|[一两三四五六七八九十\d]+家|一批|多家|多个|等|现代|细分)+(?=..)"
)


@cache
def _land() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words(table('place')['countries']))})$")


@cache
def _from_land() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words(table('place')['countries']))})的?(?=..)")


def _lead(run: str) -> int:
    """How many characters at the front of a run belong to its sentence: the verb, the country, 全球, 最大."""
    at = 0
    verb = _VERB.match(run)
    at = verb.end() if verb else 0
    for _ in range(4):
        before = at
        at += front(run[at:])
        for each in (_SCALE, _from_land()):
            told = each.match(run, at)
            at = told.end() if told else at
        if at == before:
            break
    return at + inner(run[at:])


_VERB = re.compile(
    r".*(?:引进|引入|招引|引来|吸引|支持|推动|培育|走进|来到|联合|携手|牵手|对接|拜访|考察|包括|依托|作为|出身于|收购|并购|合作|签约|涌现出?|推荐|属于|来自)(?:了|的|出)?(?=..)"
)
_PLAIN = re.compile(
    r"[的了在是为与和及被把将等个家级]|^(?:其|该|这|那|某|各|首|多)|.?(?:外资|民营|国有|国企|央企|本土|上市|科技型?|高新|专精特新|小巨人|瞪羚|独角兽|链主|五百强|强|配套|出口|外贸|规上|传统|新兴"
    r"|优质|优秀|大型|中小|小微|核心|主板|家族|合资|独资|股份|省属|市属|关联|总部|实体|下游|上游|业态|创新|示范|试点|品牌|名牌|跨国|尖端|高端|专业|细分|主导|支柱|特色|专注|产业|行业|领域|市场|全产业链|同)$"
)


def is_field(name: str) -> bool:
    """Whether a stretch that a frame takes for a field is one by its form.

    >>> is_field("船用锚链"), is_field("数控系统开发"), is_field("民营"), is_field("知名外资"), is_field("晨曜")
    (True, True, False, False, False)
    """
    if vocab.concept("industry", name):
        return name not in never() and len(name) > 1
    size = 3 <= len(name) <= 12
    if not size or _PLAIN.search(name) or is_generic(name, "industry") or is_generic(name) or name in never():
        return False
    noun = last_word(name)[1] in ("n", "nz", "vn", "nl") or name.endswith(_WORKS) or bool(goods.goods(name))
    return noun and weight(name) < COINED and sound(name, "", listed=True)


_WORKS = (
    "加工",
    "制造",
    "改造",
    "回收",
    "利用",
    "养殖",
    "种植",
    "冶炼",
    "密封",
    "检测",
    "开发",
    "集成",
    "解决方案",
    "机",
    "器",
    "链",
)
_FIELD = "industry-of-field"
_HINTS = (INSIDE, OF_GOODS, IN_FIRM)


def with_fields(cuts: Sequence[Cut], found: Sequence[tuple[Found, ...]]) -> list[tuple[Found, ...]]:
    """The finds, and the fields of the firms among them; an industry that is a piece of such a field gives way."""
    return [_added(cut, finds) for cut, finds in zip(cuts, found, strict=True)]


def _added(cut: Cut, finds: tuple[Found, ...]) -> tuple[Found, ...]:
    firms = [f for f in finds if f.kind == "Company"]
    if not firms or not has(cut.text, *CUES):
        return finds
    spans = dict.fromkeys(span for f in firms for span in fields(cut.text, f.begin, f.end))
    for begin, end in spans:
        across = [f for f in finds if f.begin < end and begin < f.end]
        pieces = [f for f in across if f.kind in ("Industry", "IndustryChain") and begin <= f.begin and f.end <= end]
        whole = any(f.begin == begin and f.end >= end and f.method not in _HINTS for f in pieces)
        if whole or any(f not in pieces and f.kind != "Honour" for f in across):
            continue
        name = cut.text[begin:end]
        finds = (*(f for f in finds if f not in pieces), industry(begin, end, name, "", _FIELD, 0.75))
    return tuple(sorted(finds, key=in_order))
