"""Places by official code or by their heads, government bodies, universities and institutes."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from loaders.dictionary import kind
from loaders.finding import (
    DOING,
    NOUN,
    Found,
    Setting,
    any_of,
    inside_quotes,
    is_generic,
    items_before,
    strip_place,
    table,
)
from loaders.folding import fold
from loaders.lexicon import Cut, one_of, words
from loaders.names.places.place_edges import KINDS_OF_AREA, in_other, told_apart, written_whole
from loaders.names.places.regions import blocs, countries, lands, new_areas, regions, waters
from loaders.names.places.spots import spots
from loaders.names.places.villages import home
from loaders.names.platforms.platform_words import BY_SIDE
from ontology import vocab

_BEFORE = frozenset("比较距离达赴驻临邻接连靠往经由从至到向与和及在于对为是")  # before a place, at the end of no word
_COUNTRY = ("我国", "中国")
_NOT_PLACE = re.compile(
    r"(?:湾|话|菜|帮|商|人(?!民|才|均)|籍|剧|式现代化|梦|铁|路|大道|时数|时长|充足|银行|农商|牌(?![楼坊])|制造(?:业)?(?=天工|”|品))"
)
_SITE_AFTER = re.compile(r"(?:产业园|工业园|科技园|高新区|经开区|开发区|生产基地|制造基地)")
_ACADEMIC = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:大学|学院|研究院|研究所)")
_COUNTRY_ITSELF = re.compile(
    r"(?:时尚|市场|经济|制造业|的|，|。|、|在|是|将|从|与|和|向|对|最|首个|第[一二三四五六七八九十\d]|最大|经贸|外贸|改革|发展|社会|香港|台湾|消费|$)"
)


def places(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All places of a passage."""
    yield from coded(cut, setting)
    yield from local(cut, setting)
    yield from towns(cut, setting)
    yield from villages(cut, setting)
    yield from home(cut)
    yield from areas(cut, setting)
    yield from quarters_of_zones(cut)
    yield from new_areas(cut)
    yield from waters(cut)
    yield from blocs(cut)
    yield from lands(cut)
    yield from regions(cut)
    yield from spots(cut, setting)
    yield from countries(cut)


def coded(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A place with a division code, by its official or short name, as near to the document's area as it can be."""
    for begin, end in sorted(cut.places.items()):
        name = cut.text[begin:end]
        if name in ("全国", "中华人民共和国") or (name == "中国" and not _COUNTRY_ITSELF.match(cut.text, end)):
            continue
        if name in _COUNTRY:
            yield Found(begin, end, "Place", "中国", "place-country", 0.8, (name,) if name != "中国" else ())
            continue
        found = vocab.place(name, within=setting.code)
        if found and not _own(found, setting) and (_ACADEMIC.match(cut.text, end) or _spot(cut.text, name, end, found)):
            continue
        if found and not _own(found, setting) and inside_quotes(cut, begin):
            continue
        whole = found is not None and name == found.label
        near = found is not None and _own(found, setting)
        certain = found and near and (whole or not setting.code.endswith("00") or _is_area(found, setting))
        if found and not certain and _in_word(cut, begin, end, found, written=whole):
            continue
        near = found is not None and (_near(found, name, setting) or _follows(cut, begin, found))
        if found and near and (written_whole(name, found) or not _NOT_PLACE.match(cut.text, end)):
            yield Found(
                begin,
                end,
                f"Place:{found.code}",
                found.label,
                "place-code",
                0.95,
                (name,) if name != found.label else (),
            )


_SPOT = re.compile(
    r"[\u4e00-\u9fff]?(?:村(?![级镇民庄落])|(?:山(?!区|东|西)|岭|滩|沟|坪|寨|坡|屯|洲(?!际)|镇|街|里弄|水库)(?=$|[^\u4e00-\u9fff]|[上下里等至及和与的]|游客|景区|一带|附近))"
)


def _spot(text: str, name: str, end: int, found: vocab.Concept) -> bool:
    """Whether the short name of a city only begins that of a hill, shore or village: 南阳|山, 宜昌|街."""
    return name != found.label and not found.code.endswith("0000") and _SPOT.match(text, end) is not None


@cache
def _inside(stem: str) -> dict[str, vocab.Concept]:
    """Short forms of the places inside an area, everyday words too, that no other place inside has: 天台 for 天台县."""
    forms: dict[str, list[vocab.Concept]] = {}
    for each in vocab.concepts("place"):
        if each.code.startswith(stem):  # asked first: the pattern for all 3,256 took a tenth of a county's reading
            short = re.sub(r"(?:市|县|区|旗|镇|街道|乡)$", "", each.label)
            if len(short) > 1 and short != each.label:
                forms.setdefault(short, []).append(each)
    return {short: found[0] for short, found in forms.items() if len(found) == 1 and short not in vocab.names("place")}


def local(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A place inside the document's area by a short form that is an everyday word elsewhere."""
    forms = _inside(setting.stem) if len(setting.stem) >= 4 else {}
    for begin, end in _local_spans(cut, forms, setting.stem):
        place = forms[cut.text[begin:end]]
        yield Found(begin, end, f"Place:{place.code}", place.label, "place-inside", 0.8, (cut.text[begin:end],))


@cache
def _inside_forms(stem: str) -> re.Pattern[str]:
    return re.compile(one_of(_inside(stem)))


def _local_spans(cut: Cut, forms: dict[str, vocab.Concept], stem: str) -> Iterator[tuple[int, int]]:
    for found in _inside_forms(stem).finditer(cut.text) if forms else ():
        begin, end = found.span()
        before = cut.text[begin - 1 : begin]
        free = not "\u4e00" <= before <= "\u9fff" or begin in cut.ends or before in _BEFORE
        if free and not _NOT_PLACE.match(cut.text, end):
            yield begin, end


def at_home(cut: Cut, setting: Setting) -> Cut:
    """The passage cut also at the short names of the places inside the document's area."""
    forms = _inside(setting.stem) if len(setting.stem) >= 4 else {}
    for begin, end in _local_spans(cut, forms, setting.stem):
        if not any(b < end and begin < e for e, (b, _) in cut.ends.items() if begin < e <= end + 8):
            cut.ends[end] = (begin, "place")
            cut.places[begin] = end
    return cut


def _in_word(cut: Cut, begin: int, end: int, found: vocab.Concept, *, written: bool) -> bool:
    """Whether a name only seems to stand there, in the middle of another word: 新|港南区, 怡|安康|城.

    written: the name stands there in full, so that a city's can hardly be part of another word.
    """
    before = cut.text[begin - 1 : begin]
    if _SITE_AFTER.match(cut.text, end):
        return False
    if told_apart(cut.text, begin, end):
        return False
    high = not found.code.isdigit() or (found.code.endswith("00") and (found.code.endswith("0000") or written))
    return not high and "\u4e00" <= before <= "\u9fff" and before not in _BEFORE and begin not in cut.ends


def _own(found: vocab.Concept, setting: Setting) -> bool:
    """Whether a place is the document's area, lies in it, or holds it."""
    return bool(setting.code) and (
        found.code.startswith(setting.stem) or any(found.code == code for code, _ in setting.around)
    )


def _is_area(found: vocab.Concept, setting: Setting) -> bool:
    """Whether a place is the document's area itself, or holds it."""
    return found.code == setting.code or any(found.code == code for code, _ in setting.around)


def _near(found: vocab.Concept, name: str, setting: Setting) -> bool:
    """Whether a name may be meant: any place inside the area, high ones everywhere, others by their full name."""
    code = found.code
    if code.endswith("00") or not code.isdigit():
        return True
    if setting.code and code.startswith(setting.stem):
        return True
    if name.endswith(KINDS_OF_AREA) and len(name) > 2 and len(code) == 6:
        return True
    return bool(setting.code) and len(code) == 6 and code[:4] == setting.code[:4]


def _follows(cut: Cut, begin: int, found: vocab.Concept) -> bool:
    """Whether a short name stands right behind that of the city or province the place is in: 宁波|余姚."""
    word = cut.ends.get(begin)
    outer = vocab.place(cut.text[word[0] : begin]) if word and word[1] == "place" else None
    return outer is not None and outer.code.endswith("00") and found.code.startswith(outer.code.rstrip("0"))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words(table('place')['generic']))})+")


def is_proper(stem: str, least: int = 2) -> bool:
    """Whether a stem may be a place's own name: of a fit length, and not made of everyday words."""
    return least <= len(stem) <= 8 and _generic().fullmatch(stem) is None and not is_generic(stem) and "“" not in stem


_TOWN = re.compile(
    r"街道(?!办|路|社区党)|[镇乡](?!流器|村|级|属|域|政(?!府副?[镇乡]长)|镇(?!长)|贤|愁|土|人大|中心|长|党(?!委(?:副?书记|委员))|园|财|工业(?!园|区|集)|街道|企业|容|区|上|里|办|(?:北|南|东|西)(?![\u4e00-\u9fff]{0,4}(?:村|片区|区块)))"
)
_BESIDE = re.compile(r"、(?:[\u4e00-\u9fff]{1,4}[镇乡]|[\u4e00-\u9fff]{2,4}街道)")
_NO_TOWN = re.compile(
    r"(?:[之市县区镇乡的小强大名重古城千特全一二三四五两几多各]|(?<![\u4e00-\u9fff]{2})街|示范|卫星|中心|[时现曾原]任|^集|[小市赶城]集|..水)$|^[占全]|\d"
)


def towns(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A town that the vocabulary does not have: …镇, …街道, …乡."""
    for found in _TOWN.finditer(cut.text):
        if _in_place(cut, found, setting) or in_other(cut.text, found):
            continue
        begin = town_begin(cut, found.start())
        stem = cut.text[begin : found.start()]
        if len(stem) == 1 and cut.text[begin - 1 : begin] == "的":
            continue  # 有名的灯镇
        name = stem + found[0]
        listed = _BESIDE.match(cut.text, found.end()) or cut.text[max(0, begin - 2) : begin] in ("镇、", "乡、", "道、")
        acts = _ACTS.match(cut.text, found.end()) and cut.text[begin - 1 : begin] in _NO_PARTNER[:7]
        if (listed or acts) and _LIKE_TOWNS.fullmatch(stem) and (acts or not is_generic(stem, "place")):
            yield Found(begin, found.end(), "Place", name, "place-town-list", 0.75)
        elif (
            _of_county(cut, begin, stem)
            or BY_SIDE.fullmatch(stem + found[0])
            or (
                is_proper(stem, 1 if found[0] == "镇" else 2)
                and (len(stem) <= 4 or _OF_PEOPLE.fullmatch(stem))
                and not _NO_TOWN.search(stem)
            )
        ):
            known = vocab.place(name, within=setting.code) if setting.code else None
            inside = known is not None and known.code.startswith(setting.code)
            sort = f"Place:{known.code}" if known and inside else "Place"
            yield Found(begin, found.end(), sort, name, "place-town", 0.8)


# 苍城|镇, 马街|镇, which are towns where they act or lie in brackets, and 城镇, 街镇 elsewhere.
_LIKE_TOWNS = re.compile(r"(?![各本集小山新大县全强两多边])[\u4e00-\u9fff]{1,2}[城街市]")
_ACTS = re.compile(
    r"(?:，|）|则|将|要|正|已|也|重点|主要|加快|着力)*(?:投资(?=\d)|打造|承接|引进|布局|主攻|聚焦|依托(?!产业)|配套建设|的[\u4e00-\u9fff]{2,12}(?:公司|厂))"
    r"|，[^，。；）]{2,24}）|）"
)
_OF_PEOPLE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:土家|蒙古|朝鲜|布依|哈萨克|仡佬|[\u4e00-\u9fff])族")  # 江口回族|镇


def _in_place(cut: Cut, head: re.Match[str], setting: Setting) -> bool:
    """Whether a town's head only ends the name of a county that may be meant: 景德镇; not 江北镇, as 北镇 lies far."""
    for end in (head.end(), head.end() + 1):
        begin, part = cut.ends.get(end, (end, ""))
        if part == "place" and begin < head.start():
            name = cut.text[begin:end]
            found = vocab.place(name, within=setting.code)
            whole = found is not None and name == found.label and len(found.code) == 6
            if not found or whole or _near(found, name, setting):
                return True
    return False


def _of_county(cut: Cut, begin: int, stem: str) -> bool:
    """Whether a town's name of two plain characters stands right behind that of its county: 江口市|古山镇."""
    placed = cut.text[begin - 1 : begin] in "市县区" and cut.ends.get(begin, (0, ""))[1] == "place"
    return placed and len(stem) == 2 and kind(stem) in ("", "ns", "nr", "nz") and not is_generic(stem)


_NO_PARTNER = ("", "\n", "，", "。", "；", "：", "（", "、", "在", "于", "到", "从", "往")


def town_begin(cut: Cut, head: int) -> int:
    """Where a town's name begins; two or three characters between two marks are a name whatever they mean."""
    begin = strip_place(cut, cut.left(head, NOUN, limit=8), head)
    ranked = cut.text[begin] in "县市区" and cut.ends.get(begin, (0, ""))[1] == "place"
    begin += ranked and head - begin > 2  # 江口|县|石桥乡, which is a city by now
    begin += 2 * cut.text.startswith(("时任", "现任", "曾任", "历任", "原任"), begin, head)
    begin = _past_county(cut, begin, head)
    whole = re.search(r"(?:^|[、，。；：（])([\u4e00-\u9fff]{2,3})$", cut.text[max(0, head - 4) : head])
    if cut.text[begin - 1 : begin] == "和" and cut.text[begin - 2 : begin - 1] in _NO_PARTNER and head - begin < 4:
        return begin - 1  # 在|和尚桥镇: nothing stands before that it could join
    if whole and head - begin < 2 and not is_generic(whole[1], "place"):
        return head - len(whole[1])
    return begin


def _past_county(cut: Cut, begin: int, head: int) -> int:
    """Where a town's name begins behind its county's: 走访|江口县|古山镇, whatever stands before."""
    ends = [end for at, end in cut.places.items() if begin <= at and end <= head - 2 and end - at > 2]
    return max((end for end in ends if cut.text[end - 1] in "市县区旗"), default=begin)


_VILLAGE = re.compile(
    r"(?:村|社区)(?!民|集体|级|庄|镇|居|干部|企|党|书|委|规|改|务|容|落|医|化|工厂|服务|卫生|治理|矫正|支书|道|口|内|里|两委|经济|振兴|团购)"
)


def villages(cut: Cut, _: Setting) -> Iterator[Found]:
    """A village or neighbourhood after the name of a town, or with a proper name of its own."""
    for found in _VILLAGE.finditer(cut.text):
        begin = cut.left(found.start(), NOUN, limit=12)
        town = re.search(r"(?:镇|街道|乡)(?=[\u4e00-\u9fff]{2,6}$)", cut.text[begin : found.start()])
        proper = begin + town.end() if town else _first_place(cut, begin, found.start())
        stem = cut.text[proper : found.start()]
        if (
            proper > begin
            and is_proper(stem)
            and len(stem) <= 6
            and "·" not in stem
            and not re.search(r"(?:产业|工业|智慧|美丽|未来|乡|农)$", stem)
        ):
            yield Found(
                begin, found.end(), "Place", cut.text[begin : found.end()], "place-village", 0.8, (stem + found[0],)
            )


def _first_place(cut: Cut, begin: int, head: int) -> int:
    """The end of the places that a name starts with, as long as two characters are left for the name itself."""
    at = begin
    while True:
        end = cut.places.get(at, 0)
        if cut.text[at:end] in ("全国", *_COUNTRY):
            return at
        if not end or head - end < 2:
            return at
        at = end


_FRAME = re.compile(r"一[区园核][、·]?[两二三四五六七八九多\d](?:园|片|区|翼|极)")  # before the quarters of a zone
KIND_OF_ZONE = r"(?:(?:经济技术|经济|高新技术产业)?开发区|经开区|高新区|工业园区|产业园区|工业园|产业园)"
_OF_ZONE = re.compile(rf"{KIND_OF_ZONE}(?P<quarter>[\u4e00-\u9fff]{{1,4}}?片区)")


@lru_cache(maxsize=16)
def _framed_from(content: str) -> int:
    """Where a text first tells that a zone is laid out in quarters; -1 if it does not."""
    frame = _FRAME.search(fold(content))
    return frame.start() if frame else -1


def _in_frame(cut: Cut, position: int) -> bool:
    """Whether a quarter is named behind “一园三片”, as one of those of a zone."""
    frame = _framed_from(cut.passage.source.content)
    return 0 <= frame < cut.passage.span(position, position + 1)[0]


def quarters_of_zones(cut: Cut) -> Iterator[Found]:
    """A quarter of a zone that is named after the zone's kind: 经开区|城东片区, 江口工业园|西片区."""
    for found in _OF_ZONE.finditer(cut.text) if "片区" in cut.text else ():
        begin, end = found.span()
        placed = next((b for e, (b, part) in cut.ends.items() if e == begin and part == "place"), begin)
        name, quarter = cut.text[placed:end], found["quarter"]
        side = re.fullmatch(r"城?[东西南北中]片区", quarter)
        if side or not is_generic(quarter.removesuffix("片区"), "place"):
            yield Found(placed, end, "IndustrialPlatform", name, "platform-quarter", 0.8, (quarter,))


_TOLD = re.compile("稳居|[^安]居全|位居|跻身|成为|热门|游客|接待|年均|[领率]先")
_SO_MANY = re.compile("[东西南北中]?[两二三四五六七八九十]")  # 东、西二|片区
_GRADED = re.compile(r"(?:\dA|A{3,5}|A{1,2}(?=级)) ?(?:级(?:旅游)?)?风?$")  # 5A级|景区


def areas(cut: Cut, _: Setting) -> Iterator[Found]:
    """A named quarter or stretch of land: …区块, …片区, “…”样板区."""
    for found in any_of("place", "areas").finditer(cut.text):
        begin = cut.left(found.start(), NOUN, DOING, limit=20)
        stem = cut.text[begin : found.start()]
        placed = strip_place(cut, begin, found.start()) > begin
        quoted = "“" in stem
        if re.search(r"\d[余多]?[个家处]$", cut.text[max(0, begin - 4) : begin]):
            continue  # 21个酒旅融合景区: a kind of them
        if found[0] == "区块" and cut.text.startswith("链", found.end()):
            continue
        if _TOLD.search(stem) or _SO_MANY.fullmatch(stem):
            continue  # 影视街区年接待量居全国|景区前列
        if _GRADED.search(cut.text, max(0, found.start() - 9), found.start()):
            continue
        free = cut.text[begin - 1 : begin] in ("", "，", "。", "；", "、", "：", "即", "指") and 2 <= len(stem) <= 4
        alone = free and found[0] in ("片区", "区块") and is_proper(stem)
        if (
            placed or quoted or alone or found[0] == "景区" or (found[0].endswith("线") and len(stem) >= 3)
        ) and not is_generic(re.sub("[“”]", "", stem), "place"):
            proper = strip_place(cut, begin, found.start())
            rest = cut.text[proper : found.start()]
            if found[0] == "景区" and cut.text[begin - 1 : begin] == "、":
                for b, e in items_before(cut, begin - 1, NOUN, DOING):
                    if is_proper(cut.text[b:e]) and cut.text[e - 1] not in "区园镇":
                        yield Found(b, e, "Place", cut.text[b:e] + found[0], "place-scenic", 0.7)
            if quoted or is_proper(rest) or len(rest) > 8:
                aliases = (rest + found[0],) if proper > begin else ()
                at = proper if quoted else begin
                of_zone = found[0] == "片区" and _in_frame(cut, at)
                yield Found(
                    at,
                    found.end(),
                    "IndustrialPlatform" if of_zone else "Place",
                    cut.text[at : found.end()],
                    "place-quarter",
                    0.75,
                    () if quoted else aliases,
                )
