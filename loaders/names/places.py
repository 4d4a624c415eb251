"""Places by official code or by their heads, government bodies, universities and institutes."""

import re
from collections.abc import Iterator
from functools import cache

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
from loaders.lexicon import Cut, one_of, words
from ontology import vocab

_BEFORE = frozenset("比较距离达赴驻临邻接连靠往经由从至到向与和及在于对为是")  # before a place, at the end of no word
_COUNTRY = ("我国", "中国")
_NOT_PLACE = re.compile(
    r"(?:湾|话|菜|帮|商|人(?!民|才|均)|籍|剧|式现代化|梦|铁|路|大道|机场|银行|农商|制造(?:业)?(?=天工|”|品))"
)
_NO_INSTITUTE = r"(?!生|毕业|城|科技园|学生|路|校区)"
_ACADEMIC = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:大学|学院|研究院|研究所)")
_COUNTRY_ITSELF = re.compile(
    r"(?:时尚|市场|经济|制造业|的|，|。|、|在|是|将|从|与|和|向|对|最|首个|第[一二三四五六七八九十\d]|最大|经贸|外贸|改革|发展|社会|香港|台湾|消费|$)"
)
_KINDS_OF_AREA = ("市", "县", "区", "旗", "州", "盟")


def places(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All places of a passage."""
    yield from coded(cut, setting)
    yield from local(cut, setting)
    yield from towns(cut, setting)
    yield from villages(cut, setting)
    yield from areas(cut, setting)
    yield from regions(cut, setting)


def coded(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A place with a division code, by its official or short name, as near to the document's area as it can be."""
    for end, (begin, part) in sorted(cut.ends.items()):
        if part != "place":
            continue
        name = cut.text[begin:end]
        if name in ("全国", "中华人民共和国") or (name == "中国" and not _COUNTRY_ITSELF.match(cut.text, end)):
            continue
        if name in _COUNTRY:
            yield Found(begin, end, "Place", "中国", "place-country", 0.8, (name,) if name != "中国" else ())
            continue
        found = vocab.place(name, within=setting.code)
        if found and _ACADEMIC.match(cut.text, end) and not _own(found, setting):
            continue
        if found and not _own(found, setting) and inside_quotes(cut, begin):
            continue
        whole = found is not None and name == found.label
        near = found is not None and _own(found, setting)
        certain = found and near and (whole or not setting.code.endswith("00") or _is_area(found, setting))
        if found and not certain and _in_word(cut, begin, found, written=whole):
            continue
        if found and _near(found, name, setting) and not _NOT_PLACE.match(cut.text, end):
            yield Found(
                begin,
                end,
                f"Place:{found.code}",
                found.label,
                "place-code",
                0.95,
                (name,) if name != found.label else (),
            )


@cache
def _inside(stem: str) -> dict[str, vocab.Concept]:
    """Short forms of the places inside an area, everyday words too, that no other place inside has: 天台 for 天台县."""
    forms: dict[str, list[vocab.Concept]] = {}
    for each in vocab.concepts("place"):
        short = re.sub(r"(?:市|县|区|旗|镇|街道|乡)$", "", each.label)
        if each.code.startswith(stem) and len(short) > 1 and short != each.label:
            forms.setdefault(short, []).append(each)
    return {short: found[0] for short, found in forms.items() if len(found) == 1 and short not in vocab.names("place")}


def local(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A place inside the document's area by a short form that is an everyday word elsewhere."""
    forms = _inside(setting.stem) if len(setting.stem) >= 4 else {}
    for begin, end in _local_spans(cut, forms):
        place = forms[cut.text[begin:end]]
        yield Found(begin, end, f"Place:{place.code}", place.label, "place-inside", 0.8, (cut.text[begin:end],))


def _local_spans(cut: Cut, forms: dict[str, vocab.Concept]) -> Iterator[tuple[int, int]]:
    for found in re.finditer(one_of(forms), cut.text) if forms else ():
        begin, end = found.span()
        before = cut.text[begin - 1 : begin]
        free = not "\u4e00" <= before <= "\u9fff" or begin in cut.ends or before in _BEFORE
        if free and not _NOT_PLACE.match(cut.text, end):
            yield begin, end


def at_home(cut: Cut, setting: Setting) -> Cut:
    """The passage cut also at the short names of the places inside the document's area."""
    forms = _inside(setting.stem) if len(setting.stem) >= 4 else {}
    for begin, end in _local_spans(cut, forms):
        if not any(b < end and begin < e for e, (b, _) in cut.ends.items() if begin < e <= end + 8):
            cut.ends[end] = (begin, "place")
    return cut


def _in_word(cut: Cut, begin: int, found: vocab.Concept, *, written: bool) -> bool:
    """Whether a name only seems to stand there, in the middle of another word: 新|港南区, 怡|安康|城.

    written: the name stands there in full, so that a city's can hardly be part of another word.
    """
    before = cut.text[begin - 1 : begin]
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
    if setting.code and code.startswith(re.sub(r"(?:00){1,2}$", "", setting.code)):
        return True
    if name.endswith(_KINDS_OF_AREA) and len(name) > 2 and len(code) == 6:
        return True
    return bool(setting.code) and len(code) == 6 and code[:4] == setting.code[:4]


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words(table('place')['generic']))})+")


def _proper(stem: str, least: int = 2) -> bool:
    return least <= len(stem) <= 8 and _generic().fullmatch(stem) is None and not is_generic(stem) and "“" not in stem


_TOWN = re.compile(
    r"街道(?!办|路|社区党)|[镇乡](?!村|级|属|域|政|镇|贤|愁|土|人大|中心|长|党|园|财|工业(?!园|区|集)|街道|企业|容|区|上|里|办|北|南|东|西)"
)
_BESIDE = re.compile(r"、(?:[\u4e00-\u9fff]{1,4}[镇乡]|[\u4e00-\u9fff]{2,4}街道)")
_NO_TOWN = re.compile(r"(?:[之市县区镇乡的小强大名重古集城千特街全一二三四五两几多各]|示范|卫星|中心)$|^[占全]|\d")


def towns(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A town that the vocabulary does not have: …镇, …街道, …乡."""
    for found in _TOWN.finditer(cut.text):
        longer = [cut.ends.get(found.end()), cut.ends.get(found.end() + 1)]
        if any(word and word[1] == "place" and word[0] < found.start() for word in longer):
            continue
        begin = _town_begin(cut, found.start())
        stem = cut.text[begin : found.start()]
        name = stem + found[0]
        listed = _BESIDE.match(cut.text, found.end()) or cut.text[max(0, begin - 2) : begin] in ("镇、", "乡、", "道、")
        if listed and re.fullmatch(r"[\u4e00-\u9fff]{1,2}城", stem) and not is_generic(stem, "place"):
            yield Found(begin, found.end(), "Place", name, "place-town-list", 0.75)
        elif _proper(stem, 1 if found[0] != "街道" else 2) and len(stem) <= 4 and not _NO_TOWN.search(stem):
            known = vocab.place(name, within=setting.code) if setting.code else None
            inside = known is not None and known.code.startswith(setting.code)
            kind = f"Place:{known.code}" if known and inside else "Place"
            yield Found(begin, found.end(), kind, name, "place-town", 0.8)


def _town_begin(cut: Cut, head: int) -> int:
    """Where a town's name begins; two or three characters between two marks are a name whatever they mean."""
    begin = strip_place(cut, cut.left(head, NOUN, limit=8), head)
    whole = re.search(r"(?:^|[、，。；：（])([\u4e00-\u9fff]{2,3})$", cut.text[max(0, head - 4) : head])
    if whole and head - begin < 2 and not is_generic(whole[1], "place"):
        return head - len(whole[1])
    return begin


def villages(cut: Cut, _: Setting) -> Iterator[Found]:
    """A village or neighbourhood after the name of a town, or with a proper name of its own."""
    for found in re.finditer(
        r"(?:村|社区)(?!民|集体|级|庄|镇|居|干部|企|党|书|委|规|改|务|容|落|医|化|工厂|服务|卫生|治理|矫正|支书|道|口|内|里|两委|经济|振兴|团购)",
        cut.text,
    ):
        begin = cut.left(found.start(), NOUN, limit=12)
        town = re.search(r"(?:镇|街道|乡)(?=[\u4e00-\u9fff]{2,6}$)", cut.text[begin : found.start()])
        proper = begin + town.end() if town else _first_place(cut, begin, found.start())
        stem = cut.text[proper : found.start()]
        if (
            proper > begin
            and _proper(stem)
            and len(stem) <= 6
            and not re.search(r"(?:产业|工业|智慧|美丽|未来|乡|农)$", stem)
        ):
            yield Found(
                begin, found.end(), "Place", cut.text[begin : found.end()], "place-village", 0.8, (stem + found[0],)
            )


def _first_place(cut: Cut, begin: int, head: int) -> int:
    """The end of the places that a name starts with, as long as two characters are left for the name itself."""
    at = begin
    while True:
        end = min((e for e, (b, part) in cut.ends.items() if part == "place" and b == at), default=0)
        if cut.text[at:end] in ("全国", *_COUNTRY):
            return at
        if not end or head - end < 2:
            return at
        at = end


def areas(cut: Cut, _: Setting) -> Iterator[Found]:
    """A named quarter or stretch of land: …区块, …片区, “…”样板区."""
    for found in any_of("place", "areas").finditer(cut.text):
        begin = cut.left(found.start(), NOUN, DOING, limit=20)
        stem = cut.text[begin : found.start()]
        placed = strip_place(cut, begin, found.start()) > begin
        quoted = "“" in stem
        if found[0] == "景区" and re.search(r"\dA ?级(?:旅游)?$", cut.text[max(0, found.start() - 6) : found.start()]):
            continue
        free = cut.text[begin - 1 : begin] in ("", "，", "。", "；", "、", "：") and 2 <= len(stem) <= 4
        alone = free and found[0] in ("片区", "区块") and _proper(stem)
        if (
            placed or quoted or alone or found[0] == "景区" or (found[0].endswith("线") and len(stem) >= 3)
        ) and not is_generic(re.sub("[“”]", "", stem), "place"):
            proper = strip_place(cut, begin, found.start())
            rest = cut.text[proper : found.start()]
            if found[0] == "景区" and cut.text[begin - 1 : begin] == "、":
                for b, e in items_before(cut, begin - 1, NOUN, DOING):
                    if _proper(cut.text[b:e]):
                        yield Found(b, e, "Place", cut.text[b:e] + found[0], "place-scenic", 0.7)
            if quoted or _proper(rest) or len(rest) > 8:
                aliases = (rest + found[0],) if proper > begin else ()
                at = proper if quoted else begin
                yield Found(
                    at,
                    found.end(),
                    "Place",
                    cut.text[at : found.end()],
                    "place-quarter",
                    0.75,
                    () if quoted else aliases,
                )


def regions(cut: Cut, _: Setting) -> Iterator[Found]:
    """A part of the country or of the world: 某某平原经济区, 两江双城经济圈, 东南亚."""
    for found in any_of("place", "wide").finditer(cut.text):
        yield Found(found.start(), found.end(), "Place", found[0], "place-wide", 0.8)
    for found in any_of("place", "regions", "(?!内|中|的)").finditer(cut.text):
        begin = cut.left(found.start(), NOUN, DOING, limit=12)
        stem = cut.text[begin : found.start()]
        if len(stem) >= 2 and not is_generic(stem, "place") and not re.search(r"[“”\d]", stem):
            yield Found(begin, found.end(), "Place", cut.text[begin : found.end()], "place-region", 0.8)


def agencies(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All agencies of a passage: government bodies, universities and institutes."""
    yield from bureaus(cut, setting)
    yield from offices(cut, setting)
    yield from institutes(cut, setting)


@cache
def _bureau() -> re.Pattern[str]:
    lists = table("agency")
    return re.compile(
        rf"(?P<national>{one_of(words(lists['national']))})|(?P<bureau>{one_of(words(lists['bureaus']))})(?!长(?!期)|级|属|性|部门|主导|引导|和社会)"
    )


def bureaus(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A government body after the name of a place, or after 省, 市, 县, 区 for that of the document."""
    text = cut.text
    for found in _bureau().finditer(text):
        begin, end = found.span()
        if found["national"]:
            yield Found(begin, end, "Agency", found[0], "agency-national", 0.95)
            continue
        word = cut.ends.get(begin)
        own = text[begin - 1 : begin]
        if word and word[1] == "place":
            known = vocab.place(text[word[0] : begin], within=setting.code)
            place = known.label if known else text[word[0] : begin]
            name = place + found[0]
            written = text[word[0] : end]
            yield Found(word[0], end, "Agency", name, "agency-of-place", 0.9, (written,) if written != name else ())
        elif own and own in "省市县区" and not _within_word(cut, begin - 1):
            place = setting.above("省") if own == "省" else setting.city if setting.city.endswith(own) else ""
            if place:
                yield Found(begin - 1, end, "Agency", place + found[0], "agency-own", 0.85, (own + found[0],))
    yield from party(cut, setting)


_OFFICE = re.compile(
    r"((?:[\u4e00-\u9fff]{2,10}?(?:局|厅|管委会|管理委员会|委员会|指挥部|办公室|服务中心|促进中心|招商中心|中心(?=主任|副主任|负责人))|驻[\u4e00-\u9fff]办))(?<![格布结大全破]局)(?![面部势限域长])"
)


def offices(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A body that the list does not have, directly behind the name of its place: 顺德区经济促进局."""
    for end, (begin, part) in sorted(cut.ends.items()):
        found = _OFFICE.match(cut.text, end) if part == "place" and cut.text[end - 1] in "省市县区旗州" else None
        if not found or any(
            b < found.end() and e > end and p in ("function", "govern", "act", "count")
            for e, (b, p) in cut.ends.items()
        ):
            continue
        known = vocab.place(cut.text[begin:end], within=setting.code)
        if known and not re.search(r"[，。；、：“”]", found[1]):
            name, written = known.label + found[1], cut.text[begin : found.end()]
            aliases = (written,) if written != name else ()
            yield Found(begin, found.end(), "Agency", name, "agency-office", 0.75, aliases)


@cache
def _party() -> re.Pattern[str]:
    departments = one_of(words(table("agency")["party"]))
    return re.compile(rf"([省市县区])委({departments})?(?!员|托|办发)")


def party(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A committee of the party and its departments: 慈溪市委, 市委宣传部."""
    text = cut.text
    for found in _party().finditer(text):
        word = cut.ends.get(found.start() + 1)
        if word and word[1] == "place":
            begin = word[0]
            known = vocab.place(text[begin : found.start() + 1], within=setting.code)
            place = known.label if known else text[begin : found.start() + 1]
        else:
            own = not _within_word(cut, found.start())
            begin, place = found.start(), setting.above("省") if found[1] == "省" else setting.city
            if not own or not place.endswith(found[1]):
                continue
        name = place + "委" + (found[2] or "")
        written = text[begin : found.end()]
        yield Found(begin, found.end(), "Agency", name, "agency-party", 0.85, (written,) if written != name else ())


def _within_word(cut: Cut, position: int) -> bool:
    """Whether the character belongs to a longer word of the passage (开发区, 园区)."""
    before = cut.text[position - 1 : position]
    return "\u4e00" <= before <= "\u9fff" and before not in "，、由在和与经据向及级为" and position not in cut.ends


def institutes(cut: Cut, setting: Setting) -> Iterator[Found]:
    """Universities, institutes outside the area, headquarters and associations."""
    text = cut.text
    for found in any_of("agency", "institutes", _NO_INSTITUTE).finditer(text):
        begin = cut.left(found.start(), NOUN, DOING, limit=20)
        stem = text[begin : found.start()]
        scientific = re.match(r"中国科学院|中科院|中国工程院|国家", stem)
        if scientific and any(place and place[:2] in stem for place in (setting.city,)):
            yield Found(begin, found.end(), "InnovationPlatform", text[begin : found.end()], "platform-institute", 0.85)
            continue
        if len(stem) >= 2 and not is_generic(stem, "agency") and (found[0] not in ("研究院", "研究所") or scientific):
            yield Found(begin, found.end(), "Agency", text[begin : found.end()], "agency-institute", 0.85)
    for found in any_of("agency", "bodies").finditer(text):
        begin = cut.left(found.start(), NOUN, DOING, limit=20)
        stem = text[begin : found.start()]
        if len(stem) >= 3 and not is_generic(stem, "agency"):
            yield Found(begin, found.end(), "Agency", text[begin : found.end()], "agency-body", 0.7)
