"""Platforms whose names have a shape of their own: two trades before one head (陶瓷和玻璃产业园), a trade or place in
brackets (海州开发区新型建材（陶瓷）园区, 国家…创新基地（石化）), a branch in a place (…促进中心海州分中心), the part of
a zone that a city rules itself (…新区海州直管区), and the college of an industry (海州模具产业学院)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.dictionary import is_word, kind
from loaders.finding import DOING, NOUN, Found, Setting, is_generic, strip_place
from loaders.folding import fold
from loaders.lexicon import Cut, has
from loaders.names.fronts import clause, front
from loaders.names.places.places import is_proper
from loaders.names.platforms.platform_words import BY_SIDE, building, parks, plain
from ontology import vocab
from ontology.goods import goods, is_substance

_TOWN = re.compile(r"(?:[\u4e00-\u9fff]{2,4}?[市县区])?(?P<own>[\u4e00-\u9fff]{2,3}?)(?P<rank>镇|乡|街道)")
_FIELDS = frozenset(
    {"", "科创", "双创", "科技", "物流", "电商", "直播", "仓储", "冷链", "农民工", "返乡", "工业", "孵化"}
)


def of_town(stem: str, head: str) -> bool:
    """Whether a park is named after a town that is written with its rank: 石桥镇五金|小微园."""
    town = _TOWN.match(stem) if head in parks() or head.startswith("小微") else None
    if town is None or not (is_proper(town["own"]) or BY_SIDE.fullmatch(town["own"] + town["rank"])):
        return False
    rest = stem[town.end() :]
    return rest in _FIELDS or not (plain().fullmatch(rest) or is_generic(rest, "platform"))


def shaped(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All such platforms of a passage."""
    yield from _two_trades(cut) if "园" in cut.text or "基地" in cut.text else ()
    yield from _valleys(cut) if "谷" in cut.text else ()
    yield from _phases(cut) if has(cut.text, "一期", "二期", "三期", "四期") else ()
    yield from _plots(cut) if "园" in cut.text else ()
    yield from _bracket_inside(cut, setting) if "）" in cut.text else ()
    yield from _bracket_behind(cut) if "国家" in cut.text and "（" in cut.text else ()
    yield from _branches(cut) if "分" in cut.text else ()
    yield from _ruled(cut) if has(cut.text, "直管区") else ()
    yield from _colleges(cut) if has(cut.text, "产业学院") else ()


_VALLEY = re.compile(
    r"(?:(?P<led>入驻|走进|来到|落户|扎根|进驻|位于|(?<![现存])在)|(?:^|(?<=[，。；：、\n])))(?!中国|世界|全球|国际|东方|亚洲)"
    r"(?P<name>[\u4e00-\u9fff]{2,4}谷)(?![物类粮雨底地歌])(?P<is>是|位于|坐落|已|[内里]|的|集聚|入驻|由)?"
)


def _valleys(cut: Cut) -> Iterator[Found]:
    """入驻水泵谷; 水泵谷是…: a park called the valley of a trade, where one goes there or it is told of."""
    for found in _VALLEY.finditer(cut.text):
        stem = found["name"][:-1]
        trade = vocab.concept("industry", stem) or goods(stem)
        if trade and (found["led"] or found["is"]) and not is_generic(stem, "platform"):
            yield Found(*found.span("name"), "IndustrialPlatform", found["name"], "platform-valley", 0.8)


_PHASE = re.compile(
    r"(?P<head>产业园区|产业园|工业园区|工业园|科技园|物流园|创业园|小微园|园区)(?P<phase>[一二三四]期)"
    r"(?=新增|入驻|已?入驻|供地|现有|集聚|引进|[内里]|企业|已?签约|落户)"
)


def _phases(cut: Cut) -> Iterator[Found]:
    """龙泉河工业园二期入驻企业9家: a stage of a park that has land and firms is a park, and no project."""
    for found in _PHASE.finditer(cut.text):
        begin = cut.left(found.start(), NOUN, DOING, limit=20)
        begin += clause(cut.text[begin : found.start()])
        stem = cut.text[strip_place(cut, begin, found.start()) : found.start()]
        trade = vocab.concept("industry", stem) and begin not in cut.places
        if len(stem) > 1 and not trade and not is_generic(stem, "platform"):
            yield Found(begin, found.end(), "IndustrialPlatform", cut.text[begin : found.end()], "platform-phase", 0.86)


_PLOT = re.compile(
    r"(?<=[镇乡道县区])(?P<name>(?P<stem>[\u4e00-\u9fff]{2})园)(?=举行|举办|开工|[内里](?:，|的)|入驻|投产|项目)"
)


_SPOTS = frozenset("东西南北头口前坑岭坪洋塘湾桥")
_GARDENS = frozenset({each + "园" for each in "公花果茶校庄乐田家菜桑陵农林梨桃儿叶物艺"})


def _plots(cut: Cut) -> Iterator[Found]:
    """在石桥镇河头园举行: a park of two characters that no word has, right behind its town."""
    for found in _PLOT.finditer(cut.text):
        name, stem = found["name"], found["stem"]
        word = is_word(name) or name[1:] in _GARDENS
        if (
            not word
            and (kind(stem) in ("", "ns", "nr", "nz") or stem[1] in _SPOTS)
            and not is_generic(stem, "platform")
        ):
            yield Found(*found.span("name"), "IndustrialPlatform", name, "platform-plot", 0.75)


_JOINED = re.compile(
    r"(?<=[\u4e00-\u9fff])[和与及](?P<second>[\u4e00-\u9fff]{2,10}?)(?P<head>产业园区|产业园|工业园区|工业园|科技园|产业基地)"
)
_WORKED = re.compile(
    r"(?:高端|新型|先进|智能|绿色|精密|特种)?(?P<trade>[\u4e00-\u9fff]{1,8}?)(?:精深加工|深加工|加工|制造|循环利用|及制品|制品|应用)?(?:产业)?"
)


def _two_trades(cut: Cut) -> Iterator[Found]:
    """海州陶瓷和玻璃产业园: behind a place, or where it opens its clause, 和 joins the two trades of one park."""
    for found in _JOINED.finditer(cut.text):
        at = found.start()
        earlier = cut.left(at, NOUN, DOING, limit=14)
        earlier += clause(cut.text[earlier:at])
        first = strip_place(cut, earlier, at)
        placed = first > earlier
        opens = cut.text[earlier - 1 : earlier] in ("", *"，。；：、\n") or cut.text.endswith(building(), 0, earlier)
        if (placed or opens) and _trade(cut.text[first:at]) and _trade(found["second"]):
            name = cut.text[earlier : found.end()]
            aliases = (cut.text[first : found.end()],) if placed else ()
            yield Found(earlier, found.end(), "IndustrialPlatform", name, "platform-two-trades", 0.86, aliases)


def _trade(words: str) -> bool:
    """Whether words are an industry, goods or a stuff, with how it is worked: 铝精深加工, 新型建材."""
    told = _WORKED.fullmatch(words)
    stems = (words, words.removesuffix("产业"), told["trade"] if told else "")
    if not told or is_generic(words, "platform"):
        return False
    return any(s and (vocab.concept("industry", s) or goods(s) or is_substance(s)) for s in stems)


_INSIDE = re.compile(
    r"（(?P<note>[\u4e00-\u9fff]{2,8})）(?P<head>产业园区|产业园|工业园区|工业园|化工园区|科技园|园区|产业基地|基地)"
)
_ZONE = re.compile(r"开发区|高新区|经开区|新区|园区|集聚区|工业区")


def _bracket_inside(cut: Cut, setting: Setting) -> Iterator[Found]:
    """海州开发区新型建材（陶瓷）园区: the brackets say the trade within the wider one before them, or the place."""
    for found in _INSIDE.finditer(cut.text):
        begin = cut.left(found.start(), NOUN, DOING, limit=22)
        begin += clause(cut.text[begin : found.start()])
        proper = cut.text[strip_place(cut, begin, found.start()) : found.start()]
        known = vocab.concept("industry", found["note"]) or goods(found["note"]) or is_substance(found["note"])
        place = found["note"] in vocab.names("place")
        bare = found["head"] in ("园区", "基地") and not _ZONE.search(cut.text, begin, found.start())
        if len(proper) < 2 or not (known or place) or (bare and not known) or front(proper) == len(proper):
            continue
        if is_generic(proper, "platform"):
            continue
        written = cut.text[begin : found.end()]
        without = cut.text[begin : found.start()] + found["head"]
        bare_zone = _BARE_ZONE.match(written)
        own = _own_zone(cut.passage.source.content, setting.city) if bare_zone and setting.city else ""
        name = own + written[bare_zone.end() :] if bare_zone and own else written
        aliases = tuple(sorted({written, without} - {name}))
        yield Found(begin, found.end(), "IndustrialPlatform", name, "platform-brackets", 0.86, aliases)


_BARE_ZONE = re.compile(r"(?:经济技术开发区|经济开发区|高新技术产业开发区|开发区|经开区|高新区)(?=.{2})")


@lru_cache(maxsize=16)
def _own_zone(content: str, city: str) -> str:
    """How a text about a county first calls the county's zone in full; empty if it does not: 海州经济开发区."""
    short = re.escape(city[:-1] if len(city) > 2 else city)
    full = rf"{short}[市县区]?(?:国家级)?(?:经济技术|经济|高新技术产业|高新)?(?:开发区|经开区|高新区)"
    told = re.search(full, fold(content))
    return told[0] if told else ""


_BEHIND = re.compile(
    r"国家[\u4e00-\u9fff]{2,14}?(?:创新基地|产业基地|技术创新中心|创新中心|检验检测中心|检验中心|质检中心|研究中心|平台|实验室)"
    r"（(?P<note>[\u4e00-\u9fff]{2,8})）"
)
_HERE = re.compile(r"(?:成功|正式|顺利|已|也|先后)*(?:落户|落地|落子|获批|揭牌|挂牌|成立|启用|投用|建成|入驻|投入)")
_BROUGHT = ("落户", "建成", "获批", "获批建设", "引进", "建设", "创建", "拥有", "依托", "设立", "入驻", "成立", "有")


def _bracket_behind(cut: Cut) -> Iterator[Found]:
    """国家质量标准创新基地（石化）落户P: a national base by its field in brackets, where it is said to be there."""
    for found in _BEHIND.finditer(cut.text):
        begin, end = found.span()
        if vocab.place(found["note"]) or not (_HERE.match(cut.text, end) or cut.text.endswith(_BROUGHT, 0, begin)):
            continue
        bare = cut.text[begin : found.start("note") - 1]
        kind = "IndustrialPlatform" if "产业基地" in bare else "InnovationPlatform"
        yield Found(begin, end, kind, found[0], "platform-brackets", 0.86, (bare,))


_BRANCH = re.compile(
    r"(?:中心|研究院|研究所|科学院|实验室|促进会|大学|平台|研究总院|院)"
    r"(?:[\u4e00-\u9fff]{2,3}(?:基地|中心))?(?P<place>[\u4e00-\u9fff]{2,4}?)(?P<head>分中心|分院|分所|分基地|分平台|分实验室)(?![站公支])"
)


def _branches(cut: Cut) -> Iterator[Found]:
    """商务促进中心海州基地江口分中心: the branch of an institute, by the place that it is in."""
    for found in _BRANCH.finditer(cut.text):
        place = found.start("place")
        placed = any(
            at in cut.places and cut.places[at] == found.start("head") for at in range(place, found.start("head"))
        )
        town = cut.text[place : found.start("head")].endswith(
            ("镇", "新区", "东", "西", "南", "北", "园区", "高新", "经开")
        )
        if not (placed or town):
            continue
        begin = cut.left(found.start(), NOUN, DOING, limit=22)
        begin += clause(cut.text[begin : found.start()])
        graded = re.match(r"(?:首个|首家|全省|全市|全国)+", cut.text[begin : found.start()])
        begin += graded.end() if graded else 0
        if found.start() - begin >= 2 and not is_generic(cut.text[begin : found.start()], "platform"):
            name = cut.text[begin : found.end()]
            aliases = (cut.text[place : found.end()],)
            yield Found(begin, found.end(), "InnovationPlatform", name, "platform-branch", 0.86, aliases)


_RULED = re.compile(
    r"(?P<zone>[\u4e00-\u9fff]{2,8}?(?:新区|开发区|自贸区|合作区|示范区|试验区))(?P<place>[\u4e00-\u9fff]{0,4}?)直管区"
)


def _ruled(cut: Cut) -> Iterator[Found]:
    """江海新区海州直管区: what of a zone one of its cities rules itself."""
    for found in _RULED.finditer(cut.text):
        begin = cut.left(found.end("zone") - 2, NOUN, DOING, limit=12)
        begin = max(begin, found.start())
        place = found["place"]
        if found.end("zone") - begin > 3 and (not place or vocab.place(place)):
            yield Found(begin, found.end(), "IndustrialPlatform", cut.text[begin : found.end()], "platform-ruled", 0.86)


_COLLEGE = re.compile(r"(?:现代)?产业学院(?![生院])")


def _colleges(cut: Cut) -> Iterator[Found]:
    """海州模具产业学院: the college that a school and the firms of a trade keep together."""
    for found in _COLLEGE.finditer(cut.text):
        begin = cut.left(found.start(), NOUN, DOING, limit=20)
        begin += clause(cut.text[begin : found.start()])
        built = max((begin + m.end() for m in _SETS_UP.finditer(cut.text[begin : found.start()])), default=begin)
        stem = cut.text[built : found.start()]
        proper = cut.text[strip_place(cut, built, found.start()) : found.start()]
        if len(stem) >= 2 and not is_generic(proper, "platform") and not re.search(r"\d|[个所家批]$|^等", stem):
            yield Found(
                built, found.end(), "InnovationPlatform", cut.text[built : found.end()], "platform-college", 0.9
            )


_SETS_UP = re.compile(r"(?:共建|合办|合建|成立|设立|组建|创办|揭牌|建设|建立|联办|打造)(?:了|的)?")
