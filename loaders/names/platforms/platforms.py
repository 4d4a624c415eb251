"""Platforms: zones and parks, research institutes and laboratories, digital platforms."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import is_word, kind, last_word, tagged
from loaders.finding import (
    DOING,
    NOUN,
    PHRASE,
    Found,
    Setting,
    all_of,
    is_generic,
    preceded_by,
    strip_place,
    table,
)
from loaders.lexicon import Cut, begins, has, one_of, words
from loaders.names.fronts import clause, front
from loaders.names.industries.industry_names import names_within
from loaders.names.platforms.called_platforms import bracketed, listed, quartered, quoted_platforms
from loaders.names.platforms.entry_platforms import entries
from loaders.names.platforms.platform_edges import edge, of_firm, praised
from loaders.names.platforms.platform_lists import shared
from loaders.names.platforms.platform_parts import (
    BUILDS,
    RENTS,
    STATE,
    built_together,
    erected,
    over_deed,
    own_quarters,
    several,
)
from loaders.names.platforms.platform_places import of_land, placed, trial_zones
from loaders.names.platforms.platform_shapes import of_town, shaped
from loaders.names.platforms.platform_words import (
    LEADS_ON,
    SINCE,
    building,
    kind_of,
    parks,
    plain,
    strict,
    zone_heads,
    zoned,
)
from loaders.names.platforms.set_up_platforms import set_up_platforms
from loaders.names.projects.shared_works import shared_works
from ontology import vocab

_MANY = re.compile(r"(?:一批|各类|各级|多个|一系列|等|各|若干|\d+[余多]?[个家座]|[两三四五六七八九十几]+[个家座大])$")
_RANK = re.compile(
    r"^(?:省级|市级|国家级|县级|区级|(?:[\u4e00-\u9fff]{2,3})?(?:首个|首家|首批)|[东西南北中]片|一批|新型|高能级|重大|特色|重点|原)+"
)
_GRADED = re.compile(r"(?:争创|创建|申建|申报)?(?:国家级|省级|市级|全国|全省|世界级|自治区级)")
LED_TO = ("依托", "入驻", "位于", "走进", "落户", "进驻")  # before 省级…集聚区: the one that is here
_STRIVEN = re.compile(r"(?:创建|获[批评得]|[升晋][级格]为?|入选|[争申]创|申报|列[入为]|成为|认定为|打造)$")
_WIDE = ("平原经济区", "生态经济区", *words(table("place")["new_areas"]))  # regions, not zones
_APPOSITION = re.compile(r"，[“‘][^“”‘’，。]{2,16}[”’]")
_RANKS = ("国家级", "省级", "市级", "世界级")
# “一村一品” is a campaign, “中国…生产基地” what a place is called
_CALLS = re.compile(r"一[\u4e00-\u9fff]{1,3}一[\u4e00-\u9fff]{1,3}$|(?:中国|全国|世界|全球|亚洲)[^”]{2,10}基地")
_AIMED = re.compile(r"定位(?:为|是|于)[^，。；]*$")  # what a zone is to become


def striven(text: str, begin: int) -> bool:
    """Whether what begins here is what a place is to become, and not there: 创建|江口国家高新区."""
    return _STRIVEN.search(text, max(0, begin - 4), begin) is not None


def platforms(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All platforms of a passage."""
    yield from headed(cut, setting)
    yield from quoted_platforms(cut)
    yield from listed(cut)
    yield from bracketed(cut)
    yield from quartered(cut)
    yield from entries(cut)
    yield from shared(cut, setting)
    yield from shared_works(cut)
    yield from trial_zones(cut)
    yield from set_up_platforms(cut)
    yield from placed(cut)
    yield from shaped(cut, setting)
    yield from own_zones(cut, setting)
    yield from own_quarters(cut, setting)


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"{begins(kind_of())}(?!{table('platform')['after']}){one_of(kind_of())}")


_CLASS_OF = re.compile(r"(?:新型工业化?(?:产业)?|优秀|先进|标杆|示范)+")  # 某某省优秀|开发区: an honour
_SIDE = re.compile(r"[东西南北中](?:片?区|园区?)(?![域位间])|[A-D一二三四]区(?!块)")  # 工业园区|西区


_OF_ROLL = re.compile(r"(?:、[^，。；、]{4,16})?(?:认定)?名单(?=[，。；]|公示|公布)")  # 江南省重点实验室|名单


def headed(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A name that ends in a platform's head and says which: 滨江经济开发区, 智能传感技术创新中心."""
    text = cut.text
    for found in _heads().finditer(text):
        begin = cut.left(found.start(), PHRASE if found[0] == "试验区" else NOUN, DOING, limit=26)
        graded = _GRADED.match(text, strip_place(cut, begin, found.start()), found.start())
        placed = graded and any(b == graded.end() and part == "place" for b, part in cut.ends.values())
        begin = graded.end() if graded and placed else begin  # 国家级|海州经济技术开发区
        here = placed or (graded and text.endswith(LED_TO, 0, begin))
        if graded and not here:
            continue
        whole = _conjoined(cut, begin, found.end())
        begin = _deepened(cut, _trimmed(cut, whole, begin if here else found.start()), found[0])
        begin = _settled(text, begin + clause(text[begin : found.start()]), found.start())
        begin = _set_up_at(cut, begin, found.start())
        lettered = _LETTERED.search(text, max(0, begin - 6), begin)
        begin = lettered.start() if lettered else begin
        begin += 2 * (text.startswith(LEADS_ON, begin) and found.start() - begin > 3)
        begin += text.startswith("度", begin) and text.endswith("年", 0, begin)  # 2024年度|江南省重点实验室
        begin += text[begin - 1 : begin] in ("", *"，。；\n") and SINCE.match(text, begin) is not None
        begin = _at_quote(text, begin, found.start())
        begin += text.startswith("成", begin) and text.endswith(("打造", "建设", "发展"), 0, begin)
        built = BUILDS.match(text, begin, found.start())
        begin = edge(text, built.end() if built else begin, found.start(), found.end())
        if text.endswith(_WIDE, 0, found.end()) or (built and begin == found.start()) or of_firm(text, found.end()):
            continue
        close = _close(cut, found)
        begin = _at_place(cut, begin, found.start()) if found[0] in all_of("platform", "zones") else begin
        end = _bracket(cut, close)
        if _OF_ROLL.match(text, close):
            continue
        name, sort = text[begin:close], kind_of()[found[0]]
        if text[begin - 1 : begin] == "“" and text[close : close + 1] == "”":
            plain = name != found[0] and is_generic(text[begin : found.start()], "platform")
            if len(name) > 2 and not (plain or found[0] == "组团" or _CALLS.match(name) or praised(text, begin)):
                yield Found(begin, close, sort, name, "platform-quoted", 0.9)
            continue
        if _AIMED.search(text[max(0, begin - 40) : begin]) or _OF_BODY.search(text, max(0, begin - 5), begin):
            continue
        if text.startswith("项目", end) or _APPOSITION.match(text, end):
            continue
        if _CLASS_OF.fullmatch(text, strip_place(cut, begin, found.start()), found.start()):
            continue
        if not _specific(cut, begin, found.start(), found[0]) or _MANY.search(text[max(0, begin - 5) : begin]):
            continue
        zone = vocab.zone(name, within=setting.code) if setting.code else None
        written = text[begin:end]
        shorter = {text[at:close] for at in (*_nearer(cut, begin, found.start()), *_wider(cut, begin, found[0]))}
        aliases = tuple(sorted({name, written, *shorter} - {zone.label if zone else name}))
        yield Found(begin, end, sort, zone.label if zone else name, "platform-head", 0.85, aliases)


def _at_quote(text: str, begin: int, head: int) -> int:
    """The beginning of 上线|“X”数字平台, where what stands before the quotes is only a verb."""
    quote = text.find("“", begin, head)
    verb = quote - begin > 1 and (_SET_UP.fullmatch(text, begin, quote) or front(text[begin:quote]) == quote - begin)
    return quote if verb else begin


_MOVED = re.compile(
    r".*(?:搬[进入到]|迁[入进至到]|[落入进]驻|落户于?|走进|来到|坐落于?|位于|租赁|租用|承租|建设(?=国家|全国|全省|省级))(?=..)"
)


def _settled(text: str, begin: int, head: int) -> int:
    """Where a platform's name begins behind the verb that brings something there: 东溪镇搬进|百岭工业园."""
    moved = _MOVED.match(text, begin, head)
    return moved.end() if moved else begin


_OF_BODY = re.compile("[部委局]第[一二三四五六七八九十]{1,2}$")  # 自然资源部第六|海洋研究所, which is an agency
_LETTERED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,4}[-·]$")  # V-|AB创客中心


def _set_up_at(cut: Cut, begin: int, head: int) -> int:
    """Where a platform's name begins behind the verb that sets it up, at its place: 高标准建设|江口金融改革试验区."""
    done = _SET_UP.match(cut.text, begin, head)
    return done.end() if done and done.end() in cut.places else begin


_SET_UP = re.compile(
    r"(?:园区?[内里]|[镇市县区][上里]|上线|推出|搭建|打造|建设|启用|建成|开发|用好|发布|升级|迭代|运营|创新|构建|完善)+"
)
_HELD = re.compile(r"为(?:主|核心|重要|重点)?(?:载体|依托|平台|阵地|核心区|承载地|引擎|龙头)")


def _close(cut: Cut, head: re.Match[str]) -> int:
    """Where a platform's name ends: behind its head, its side of the compass, or the place of its branch."""
    side = _SIDE.match(cut.text, head.end()) if head[0] in zoned() else None
    branch = _branch(cut, head.end()) if kind_of()[head[0]] == "InnovationPlatform" else 0
    whole = head.end() + (head[0].endswith("园") and cut.text.startswith("区", head.end()))
    return side.end() if side else branch or whole


def _nearer(cut: Cut, begin: int, head: int) -> Iterator[int]:
    """Where a platform's name may begin too: behind the larger of two places at its front, 台州市|临海市经济开发区,
    behind all of them, 临海市|河东工业园区, and behind the zone that it lies in, 江口工业集中区|宽沟工业园."""
    inner = cut.places.get(begin, head)
    if cut.places.get(inner, head + 1) <= head and not zone_heads().match(cut.text, inner):
        yield inner
    proper = strip_place(cut, begin, head)
    zone = max((m.end() for m in zone_heads().finditer(cut.text, begin + 2, head)), default=begin)
    town = _TOWN.match(cut.text, begin, head)
    for at in (proper, zone, town.end() if town else begin):
        plain = head - at < 2 or is_generic(cut.text[at:head], "platform") or zone_heads().match(cut.text, at)
        if at > begin and not plain:
            yield at


def _wider(cut: Cut, begin: int, head: str) -> Iterator[int]:
    """Where the name of a zone begins with the province that it lies in: 河东省|海州经济开发区."""
    word = cut.ends.get(begin)
    if head in all_of("platform", "zones") and word and word[1] == "place" and begin in cut.places:
        yield word[0]


_TOWN = re.compile(r"[\u4e00-\u9fff]{2,3}(?:镇|乡|街道)(?=.{3})")


def _at_place(cut: Cut, begin: int, head: int) -> int:
    """The beginning of 某某市|经济开发区 where a longer stretch of words ends in the place that the zone belongs to."""
    word = cut.ends.get(head)
    if not word or word[1] != "place" or word[0] <= begin:
        return begin
    verb = cut.text[word[0] - 1] in "出了着起于"  # 勾勒出|某某开发区
    return word[0] if word[0] - begin >= 4 or verb or is_word(cut.text[begin : word[0]]) else begin


def _conjoined(cut: Cut, begin: int, end: int) -> int:
    """The beginning of 中科院…应用技术研究与产业化中心: 与 joins two halves of the name of an institute."""
    if cut.text[begin - 1 : begin] != "与":
        return over_deed(cut, _joint_park(cut, begin), end)
    earlier = cut.left(begin - 1, NOUN, DOING, limit=20)
    if STATE.search(cut.text, begin, end) and preceded_by(cut, earlier, ("创建", "获批", "申建", *building())):
        return earlier
    body = re.match(r"[\u4e00-\u9fff]{0,4}(?:中科院|中国科学院|大学|学院|研究院)", cut.text[earlier : begin - 1])
    return earlier if body else begin


def _joint_park(cut: Cut, begin: int) -> int:
    """The beginning of 建有|半导体材料和设备产业园: 和 joins the two industries of one park that is built."""
    if begin < 4 or cut.text[begin - 1] not in "和及":
        return begin
    earlier = cut.left(begin - 1, NOUN, DOING, limit=10)
    first = cut.text[earlier : begin - 1]
    built = cut.text.endswith(("建有", "建成", "建设", "打造", "建立", "设立", "规划", "拥有"), 0, earlier)
    return earlier if built and vocab.concept("industry", first) else begin


def _deepened(cut: Cut, begin: int, head: str) -> int:
    """The beginning of 某某市|深化…合作试验区: here the verb says what is tried out."""
    verb = preceded_by(cut, begin, ("深化", "推进", "促进")) if head in ("试验区", "合作区", "创新区") else ""
    word = cut.ends.get(begin - len(verb)) if verb else None
    return word[0] if word and word[1] == "place" else begin


def _trimmed(cut: Cut, begin: int, head: int) -> int:
    rank = None if vocab.concept("industry", cut.text[begin:head]) else _RANK.match(cut.text[begin:head])
    return begin + rank.end() if rank and head - begin - rank.end() >= 2 else begin


_BRANCH = re.compile(r"(?:分院|分所|分中心|分部|研究分院)")


def _branch(cut: Cut, end: int) -> int:
    """The end of an institute's branch in a place: 某某研究院|临海分院; 0 if there is none."""
    place = cut.places.get(end, 0)
    found = _BRANCH.match(cut.text, place) if place else None
    return found.end() if found else 0


_NOTE = re.compile(r"（([\u4e00-\u9fff、]{2,12})）")


def _bracket(cut: Cut, end: int) -> int:
    """Past a note in brackets that belongs to the name: 滨江经济开发区（江口镇）."""
    note = _NOTE.match(cut.text[end:])
    return end + note.end() if note else end


_IN_ZONE = re.compile(r"(?:开发区|工业区|高新区|新区)(?=.{2})")
_IN_BRACKETS = re.compile(r"（([\u4e00-\u9fff]{2,6})）")
_OF_KIND = re.compile(r"(?:类|类型)(?:特色)?$")
_COUNTED = re.compile(r"\d+[余多]?[个家]")


def _specific(cut: Cut, begin: int, head: int, word: str) -> bool:
    """Whether what stands before the head tells which one is meant."""
    stem = cut.text[begin:head]
    become = cut.text.endswith(("成为", "打造成", "建设成", "发展成"), 0, begin)
    if become or stem.endswith(_RANKS) or RENTS.search(stem):
        return False
    if word.endswith("地图") and preceded_by(cut, begin, ("绘制", "升级", "打造", "建成", "上线")):
        return True
    if _OF_KIND.search(stem) or len(stem) < 2 or len(stem) > 24 or _COUNTED.match(cut.text[head + len(word) :]):
        return False
    if stem.endswith("”") and "“" in stem:
        return True
    idle = word == "系统" or _RUN_BY.search(stem) or _BUILDING.search(stem + word)
    if idle or _PARALLEL.search(stem) or (word in all_of("platform", "zones") and _done(cut, begin, head)):
        return False
    if _IN_ZONE.search(stem) or of_town(stem, word):
        return True
    if word in _NAMED_ALONE and ((len(stem) <= 4 and _coined(stem)) or of_land(stem)):
        return True
    proper = cut.text[strip_place(cut, begin, head) : head]
    bracket = _IN_BRACKETS.search(stem)
    inner = any(begin < b and e <= head for b, e in cut.places.items())
    if inner and len(stem) >= 4:
        return True
    if len(proper) < len(stem) or stem in vocab.names("place") or (bracket and bracket[1] in vocab.names("place")):
        park = word in parks() and vocab.concept("industry", proper)  # 某某区|大数据|产业园
        return bool(proper == stem or park or not plain().fullmatch(proper))
    if word == "平台" and len(stem) < 8:
        return False
    if word == "组团":
        return bool(names_within(stem))
    built = (bool(preceded_by(cut, begin, building())) and not several(cut, begin)) or _said_built(
        cut, begin, head + len(word)
    )
    if word.endswith("园区") and is_generic(stem, "platform"):
        return False
    opens = cut.text[begin - 1 : begin] in ("", "，", "。", "；", "、", "：")
    sized = _SIZED.match(cut.text, head + len(word)) or (
        built and _SIZED_BEFORE.search(cut.text, max(0, begin - 24), begin)
    )
    if (built or opens) and word in parks() and sized:
        return True
    trade = opens and word.endswith("中心") and stem.endswith("产业") and len(stem) >= 4  # 水泵产业|检测中心
    if trade or (built and (len(stem) >= 6 or word.endswith("联盟")) and not word.endswith("基地")):
        return True
    if is_generic(stem, "platform"):
        return False
    if word in parks() and not vocab.concept("industry", stem):
        return True
    if word.endswith("基地"):
        held = _HELD.match(cut.text, head + len(word))
        known = held is not None or (built and cut.text.startswith("建设", head + len(word)))
        return (known and len(stem) >= 4) or erected(cut, begin, head)
    return word not in strict() or (built and (len(stem) >= 4 or not vocab.concept("industry", stem)))


# A company that does something for a park: 由某公司负责|园区开发.
_RUN_BY = re.compile("(?:公司|集团)(?:负责|承担|承接|管理|运营|服务|统筹|主导|牵头|参与|接管|托管|代管)")


def _done(cut: Cut, begin: int, head: int) -> bool:
    """Whether what stands before a zone is what is done to it or in it: 填补|开发区空白, 企业租用|高新区厂房."""
    last = last_word(cut.text[begin:head])[0]
    placed = any(begin <= b and e <= head for b, e in cut.places.items())
    return not placed and len(last) > 1 and kind(last) == "v" and front(last) == len(last)


# What tells that one park is meant and no kind of park: 锂电产业园1200亩, 锂电产业园、建材产业园30万平方米标房全部入驻.
_SIZED = re.compile(
    r"(?:、[\u4e00-\u9fff]{2,8}园)*，?(?:[一二三]期|(?:规划)?(?:占地|用地|总投资|面积)|\d[\d.]*万?(?:亩|平方公里|平方米))"
)
_SIZED_BEFORE = re.compile(r"\d[\d.]*万?(?:亩|平方公里|平方米)[^，。；\d]{0,6}$")  # 辟出8.6平方公里建设|标准件产业园
_BUILDING = re.compile(r"[建投兴]建[^，]{0,4}基地$|建设(?:生产|制造)?基地$|^中国.{1,3}科院$")  # 高新区建设|生产基地
_PARALLEL = re.compile(r"(.)[^、，]\1[^、，]\1[^、，]$")  # 临空临港临光|谷: where a place lies, in three steps
_NAMED_ALONE = frozenset(
    {
        "实验室",
        "科创走廊",
        "创新走廊",
        "研究中心",
        "创新中心",
        "众创空间",
        "孵化器",
        "加速器",
        "孵化基地",
        "创业辅导基地",
    }
)


def _coined(stem: str) -> bool:
    """Whether a short stem is a proper name or no word at all: 瓯江|实验室, and no 物理|实验室."""
    part = kind(stem)
    odd = part in ("ns", "nr", "nz", "t") if part else all(len(word) == 1 for word, _ in tagged(stem))
    return odd and not vocab.concept("industry", stem) and not is_generic(stem, "platform")


def _said_built(cut: Cut, begin: int, end: int) -> bool:
    """X挂牌成立; 推进A、X建设: that it is built is said behind the name or before the list it is in."""
    if re.match(
        r"(?:（[^（）]*）)?(?:[一二三]期)?(?:正式|顺利|成功|全面)?(?:挂牌|揭牌|成立|投用|启用|建成|落成|落户|开园|开工|投入使用|投入运行|投入运营|投运|入选|列入|列为|被列|被[^，。；]{0,6}?(?:认定|命名|评为|授予)|上线|获批|获评|升级为|升格为|晋升为|荣获|荣膺|已?入驻|现有(?:规上)?企业|集聚|已?孵化)",
        cut.text[end:],
    ):
        return True
    listed = cut.text[begin - 1 : begin] in ("、", "和") and bool(
        re.match(r"(?:等)?(?:[\u4e00-\u9fff]{0,4})?建设", cut.text[end:])
    )
    return listed or built_together(cut.text, begin, end)


_OWN = re.compile(
    r"(?=[县市区州产经高])(?:^|(?<=[，。；：])|(?<=次为)|(?<=位于)|(?<=入驻)|(?<=走进))(?P<level>[县市区州])?(?P<zone>产业集聚区|经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新园区|高新区)"
    r"(?=的[\u4e00-\u9fff]|和[\u4e00-\u9fff]{2,4}(?:开发区|园区)|、[\u4e00-\u9fff]{1,4}[市县区]|以|规|共|入驻|新|现|完成|实现|生产|工业|企业|高新技术企业|主要|是|位于|围绕|坚持|始终|已|累计|全年|今年"
    r"|[\u4e00-\u9fff]{2,6}(?:产业园|工业园|科技园|物流园)|[\u4e00-\u9fff]{3,16}(?:、[\u4e00-\u9fff]{3,20}){1,12}等[^，。；、]{0,8}项目)"
)


_ZONES = "产业集聚区|经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新园区|高新区|工业园区"
_OF_LEVEL = re.compile(  # 县经济开发区内, 落户区高新区; not 全县|开发区, 市县|开发区
    rf"(?:(?<![\u4e00-\u9fff])|(?<=位于)|(?<=落户)|(?<=入驻)|(?<=走进)|(?<=来到)|(?<=[在到以即指])|(?<=其中))"
    rf"(?P<level>[县市区州])(?P<zone>{_ZONES})"
)
_OWN_KINDS = ("集聚区", "园区", "开发区", "经开区", "高新")


def own_zones(cut: Cut, setting: Setting) -> Iterator[Found]:
    """The zone of the document's county by its bare kind, where a clause is about it: 产业集聚区以…为主导产业."""
    asked = setting.city and has(cut.text, *_OWN_KINDS)
    for found in (*_OWN.finditer(cut.text), *_OF_LEVEL.finditer(cut.text)) if asked else ():
        if found["level"] and not setting.city.endswith(found["level"]):
            continue
        zone = vocab.zone(setting.city + found["zone"], within=setting.code)
        name = zone.label if zone else setting.city + found["zone"]
        begin, end = found.span()
        yield Found(begin, end, "IndustrialPlatform", name, "platform-own-zone", 0.6, (found["zone"],))
