"""Places without a division code: regions, new areas of the state, rivers, countries and parts of the world."""

import re
from collections.abc import Iterator

from loaders.dictionary import last_word, tagged
from loaders.finding import DOING, NOUN, Found, any_of, is_generic
from loaders.lexicon import Cut, has
from loaders.names.companies.nationals import national


def new_areas(cut: Cut) -> Iterator[Found]:
    """A new area of the state, with the province before it: 借力湘江新区, 湖南|湘江新区."""
    for found in any_of("place", "new_areas").finditer(cut.text) if "新区" in cut.text else ():
        begin, part = cut.ends.get(found.start(), (found.start(), ""))
        begin = begin if part == "place" else found.start()
        name = cut.text[begin : found.end()]
        yield Found(begin, found.end(), "Place", found[0], "place-new-area", 0.9, (name,) if name != found[0] else ())


_WATER = re.compile(
    r"[江河湖](?=流域|(?:综合|生态)?治理|湿地|(?:高等级)?航道|沿岸|两岸|岸线|干流|[上中下]游|水质|水系)"
)
_WATERS = ("流域", "治理", "湿地", "航道", "岸", "干流", "游", "水质", "水系")


def waters(cut: Cut) -> Iterator[Found]:
    """A river or lake that the dictionary knows, where the text is about its water or its banks: 湘江|航道."""
    for found in _WATER.finditer(cut.text) if has(cut.text, *_WATERS) else ():
        word, tag = last_word(cut.text[max(0, found.start() - 4) : found.end()])
        if tag == "ns" and len(word) > 1:
            yield Found(found.end() - len(word), found.end(), "Place", word, "place-water", 0.75)


_LANDS = re.compile(
    r"(?:盆地|盐湖|流域|高原|沙漠|草原|峡谷|山脉|古城|古镇|古街|公园|蓄滞洪区|文化旅游走廊|瀑布)"
    r"(?!绿地|绿色|智能|资源|企业|基地|项目|化|产业|经济|特色|县城|地区|生态农)"
)
_NAMED_LAND = re.compile(
    r"(?:旅游)?(?:成功)?(?:、[^，。；、]{2,10}){0,3}(?:被)?(?:获评|入选|列入|评为|创建|荣获|获批|晋升|认定)"
)
_SORTS = re.compile(  # of parks and old streets, that tell none
    "(?:自然|人民|森林|湿地|地质|郊野|口袋|主题|城市|体育|文化|中央|滨江|滨河|生态|休闲|街头|社区|遗址|矿山|水利|儿童|国家|海洋"
    "|科技|带状|工业|软件|人均)+"
)


def lands(cut: Cut) -> Iterator[Found]:
    """A basin, salt lake, river's basin, old town or park by a name of its own: 柴桑盆地; with any name where it is
    listed or honoured: 将台公园获评…."""
    for found in _LANDS.finditer(cut.text) if has(cut.text, *_LAND_WORDS) else ():
        begin = cut.left(found.start(), NOUN, DOING, limit=8)
        begin = _past_verb(cut, begin, found.start())
        stem = cut.text[begin : found.start()]
        if not re.fullmatch(r"[\u4e00-\u9fff]{2,7}", stem) or _SORTS.fullmatch(stem) or is_generic(stem, "place"):
            continue
        if _is_own(stem) or _NAMED_LAND.match(cut.text, found.end()):
            yield Found(begin, found.end(), "Place", cut.text[begin : found.end()], "place-land", 0.75)


_LAND_WORDS = ("地", "湖", "域", "原", "漠", "谷", "山", "城", "镇", "街", "园", "区", "廊", "瀑布")


def _is_own(stem: str) -> bool:
    """Whether a stem is the name of a place or of nothing the dictionary knows: 黛溪, and no 县级."""
    parts = tagged(stem)
    proper = any(tag in ("ns", "nr", "nrt", "nz") and len(word) > 1 for word, tag in parts)
    return proper or all(len(word) == 1 for word, _ in parts)


def regions(cut: Cut) -> Iterator[Found]:
    """A part of the country or of the world: 某某平原经济区, 两江双城经济圈, 东南亚."""
    for found in any_of("place", "wide", "(?!牌)").finditer(cut.text):
        yield Found(found.start(), found.end(), "Place", found[0], "place-wide", 0.8)
    for found in any_of("place", "regions", "(?!内|中|的)").finditer(cut.text):
        begin = cut.left(found.start(), NOUN, DOING, limit=12)
        begin = _past_verb(cut, begin, found.start())
        stem = cut.text[begin : found.start()]
        if len(stem) >= 2 and not is_generic(stem, "place") and not re.search(r"[“”\d]", stem):
            yield Found(begin, found.end(), "Place", cut.text[begin : found.end()], "place-region", 0.8)


def _past_verb(cut: Cut, begin: int, head: int) -> int:
    """Where a region's name begins behind the verb of its sentence: 实际行动争当|江口城市群."""
    at = last = begin
    for spoken, tag in tagged(cut.text[begin:head]):
        at += len(spoken)
        last = at if tag == "v" and len(spoken) > 1 and head - at > 1 else last
    return last


_ABROAD_BEFORE = re.compile(
    r"(?:^|[，。；：、（“”和与及在到向从往对自至销于是的了]|供应|输往|出口|远销|来自|前往|进入|走进|投资)$"
)
_ABROAD_AFTER = re.compile(r"$|[，。；：、）“”和与及等在的]|市场|客户|客商|建|设|投资|国家|地区|企业")
_SURE = re.compile(r"[\u4e00-\u9fff]{3,}|[\u4e00-\u9fff]国|日本|欧美|美洲|新加坡")
_NO_COUNTRY = re.compile(r"[人语文籍式队梧菜]|银行|公司|制造")


PARTS = "洲欧亚美"  # how the names of parts of the world end that are no countries


def _stands(text: str, begin: int, end: int) -> bool:
    """Whether the name of a country stands for itself: one that is part of no other word does so anywhere."""
    if _SURE.fullmatch(text, begin, end):
        return _NO_COUNTRY.match(text, end) is None
    return bool(_ABROAD_BEFORE.search(text[max(0, begin - 2) : begin]) and _ABROAD_AFTER.match(text, end))


_BLOCS = re.compile(
    r"(?:长三角|珠三角|江浙沪|闽粤赣|粤港澳)(?=$|[、，。；：）”和与等]|招商|市场|客[商户]|企业(?!家)|交界|驻点|人才|订单|腹地)"
)


def blocs(cut: Cut) -> Iterator[Found]:
    """A part of the country by its short name where firms and people are: 常驻长三角、粤港澳; no 长三角一体化."""
    for found in _BLOCS.finditer(cut.text) if has(cut.text, "三角", "江浙沪", "闽粤赣", "粤港澳") else ():
        yield Found(found.start(), found.end(), "Place", found[0], "place-bloc", 0.8)


def countries(cut: Cut) -> Iterator[Found]:
    """A country or part of the world by its everyday name, where it stands for itself: 远销日本、越南等国."""
    for found in any_of("place", "countries").finditer(cut.text):
        begin, end = found.span()
        of_firm = found[0][-1] not in PARTS and national(cut.text, end)  # 德国|柯罗溪
        if _stands(cut.text, begin, end) or of_firm:
            yield Found(begin, end, "Place", found[0], "place-abroad", 0.8)
