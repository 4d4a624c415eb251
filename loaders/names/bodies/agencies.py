"""Government bodies, universities and institutes, and associations."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import last_word
from loaders.finding import DOING, NOUN, Found, Setting, all_of, any_of, is_generic, table
from loaders.lexicon import Cut, begins, has, one_of, words
from loaders.names.bodies.abbreviations import abbreviated
from loaders.names.bodies.branches import branch, branches
from loaders.names.fronts import clause
from loaders.names.places.places import is_proper, town_begin
from ontology import vocab

_NO_INSTITUTE = r"(?<!产业学院)(?!生|毕业|城|科技园|学生|路|校区)"  # a college of an industry: platform_shapes.py


def agencies(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All agencies of a passage: government bodies, universities and institutes."""
    yield from bureaus(cut, setting)
    yield from offices(cut, setting)
    yield from of_towns(cut)
    yield from branches(cut, setting)
    yield from institutes(cut, setting)
    yield from abbreviated(cut)


@cache
def _bureau() -> re.Pattern[str]:
    lists = table("agency")
    first = begins((*words(lists["national"]), "中", *words(lists["bureaus"])))
    return re.compile(
        rf"{first}(?:(?P<national>{one_of(words(lists['national']))}(?!门|队|位)|中央(?=公布|出台|印发|发布|决定|部署|批准|批复))|(?P<bureau>{one_of(words(lists['bureaus']))})(?!长(?!期)|级|属|性|部门|主导|引导|和社会))"
    )


_OWN_INSTITUTE = re.compile(  # 自然资源部|第六海洋研究所
    r"(?=第|[\u4e00-\u9fff]{2,8}研究中心)(?:第[一二三四五六七八九十]{1,3}[\u4e00-\u9fff]{0,8}?(?:研究所|研究院|设计院|勘察院|地质队)"
    r"|(?:政策|发展|战略|规划|经济|信息|标准|质量)+研究中心)"
)


def bureaus(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A government body after the name of a place, or after 省, 市, 县, 区 for that of the document."""
    text = cut.text
    for found in _bureau().finditer(text):
        begin, end = found.span()
        if found["national"]:
            body = _OWN_INSTITUTE.match(text, end)
            end = body.end() if body else branch(cut, end)
            yield Found(begin, end, "Agency", text[begin:end], "agency-national", 0.95)
            continue
        at = _once(cut, begin)
        word = cut.ends.get(at)
        own = text[begin - 1 : begin]
        if word and word[1] == "place" and not _verb_of_body(text, *word[:1], begin):
            end = branch(cut, end) if found[0].endswith("局") else end
            known = vocab.place(text[word[0] : at], within=setting.code)
            own_name = found[0] in all_of("agency", "branches")
            place = known.label if known and not own_name else text[word[0] : at]
            written = text[word[0] : end]
            name = place + text[begin:end]
            yield Found(word[0], end, "Agency", name, "agency-of-place", 0.9, (written,) if written != name else ())
        elif found[0] != "党委" and text.endswith("自治区", 0, begin) and (place := setting.region):
            yield Found(begin - 3, end, "Agency", place + found[0], "agency-own", 0.85, ("自治区" + found[0],))
        elif own and own in "省市县区" and (text.endswith(_WITH, 0, begin - 1) or not _within_word(cut, begin - 1)):
            place = setting.above(own)
            if place:
                yield Found(begin - 1, end, "Agency", place + found[0], "agency-own", 0.85, (own + found[0],))
    yield from own_offices(cut, setting)
    yield from party(cut, setting)


def _once(cut: Cut, end: int) -> int:
    """Where the name of a place ends before a body, its level said once more or not: 临海市|市委, 浙江省|省发改委."""
    word = cut.ends.get(end - 1)
    return end - 1 if word and word[1] == "place" and cut.text[end - 2] == cut.text[end - 1] else end


_WITH = ("会同", "联合", "协同", "牵头")


def _verb_of_body(text: str, begin: int, end: int) -> bool:
    """Whether a county's name is the verb of a body and the next one's level: 县发改局|会同|县财政局."""
    with_ = text[begin : end - 1] in (*_WITH, "和")  # 市教育局|和|县财政局: no 和县
    return with_ and text[begin - 1 : begin] in ("局", "委", "厅", "办", "部", "府", "会")


_OFFICE = re.compile(
    r"((?:[\u4e00-\u9fff]{2,10}?(?:局|厅|管委会|管理委员会|委员会|指挥部|办公室|(?:服务|促进|招商|投资|管理|指导|监测)中心|中心(?=主任|副主任|负责人))|驻[\u4e00-\u9fff]办))(?<![格布结大全破]局)(?![面部势限域长])"
)


def offices(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A body that the list does not have, directly behind the name of its place: 顺德区经济促进局."""
    for begin, end in sorted(cut.places.items()):
        own = cut.text[end - 1] in "省市县区旗州" and not _verb_of_body(cut.text, begin, end)
        found = _OFFICE.match(cut.text, end) if own else None
        if not found or any(
            b < found.end() and e > end and p in ("function", "govern", "act", "count") and not _joins(cut.text, b, e)
            for e, (b, p) in cut.ends.items()
        ):
            continue
        known = vocab.place(cut.text[begin:end], within=setting.code)
        if known and not re.search(r"[，。；、：“”]", found[1]):
            name, written = known.label + found[1], cut.text[begin : found.end()]
            aliases = (written,) if written != name else ()
            yield Found(begin, found.end(), "Agency", name, "agency-office", 0.75, aliases)


def _joins(text: str, begin: int, end: int) -> bool:
    """Whether 和 stands between two fields of one body: 工业|和|科技局."""
    return text[begin:end] == "和" and re.match(r"[\u4e00-\u9fff]{2,4}局", text[end:]) is not None


_OF_TOWN = re.compile(r"(?:镇|乡|街道)(?=(?:党委|党工委|人民政府|政府|办事处)(?![\u4e00-\u9fff]?等))")
_HEADED = re.compile(r"党委|党工委|(?:人民)?政府|办事处")


def of_towns(cut: Cut) -> Iterator[Found]:
    """The committee or the government of a town: 江口镇党委, 白石街道办事处."""
    for found in _OF_TOWN.finditer(cut.text) if has(cut.text, "党", "政府", "办事处") else ():
        begin, body = town_begin(cut, found.start()), _HEADED.match(cut.text, found.end())
        stem = cut.text[begin : found.start()]
        if body and 2 <= len(stem) <= 4 and is_proper(stem):
            yield Found(begin, body.end(), "Agency", cut.text[begin : body.end()], "agency-of-town", 0.8)


_OWN_OFFICE = re.compile(
    r"(?=[市县区州盟旗])(?:^|(?<=[，。；：、由的据])|(?<=成立)|(?<=设立)|(?<=组建))([市县区州盟旗])(?:"
    r"((?:(?!会同|联合|局)[\u4e00-\u9fff]){3,14}?(?:局|委员会|指挥部|领导小组)|[\u4e00-\u9fff]{2,5}?委)(?=[，。；、（牵局副党负和会联介统]|$)"
    r"|([\u4e00-\u9fff]{2,8}?(?:服务|促进|发展|投资|指导|保障)中心)(?=主任|副主任|负责|全程|牵头|会同|统筹))"
)


_OFFICES = ("局", "委", "指挥部", "领导小组")


def own_offices(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A body of the document's area that the list does not have, by its level: 责任单位：县科技和工业信息化局."""
    for found in _OWN_OFFICE.finditer(cut.text) if setting.city and has(cut.text, *_OFFICES) else ():
        place = setting.above(found[1])
        rest = found[2] or found[3]
        if place and not re.search(r"[的了在是将和与]|^委", rest[:2]):
            yield Found(found.start(1), found.end(), "Agency", place + rest, "agency-own", 0.75, (found[0],))


@cache
def _party() -> re.Pattern[str]:
    departments = one_of(words(table("agency")["party"]))
    return re.compile(rf"([省市县区州盟旗])委({departments})?(?!员|托|办发)")


def party(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A committee of the party and its departments: 慈溪市委, 市委宣传部."""
    text = cut.text
    for found in _party().finditer(text):
        at = _once(cut, found.start() + 1)
        word = cut.ends.get(at)
        joined = word and text[word[0]] == "和" and setting.code and not _around(text[word[0] : at], setting)
        if word and word[1] == "place" and not joined:
            begin = word[0]
            known = vocab.place(text[begin:at], within=setting.code)
            place = known.label if known else text[begin:at]
        else:
            own = joined or not _within_word(cut, found.start())
            begin, place = found.start(), setting.above(found[1])
            if not own or not place:
                continue
        name = place + "委" + (found[2] or "")
        written = text[begin : found.end()]
        yield Found(begin, found.end(), "Agency", name, "agency-party", 0.85, (written,) if written != name else ())


def _around(place: str, setting: Setting) -> bool:
    """Whether the place lies in the document's area or around it: else 和县 is rather 和 and 县."""
    known = vocab.place(place, within=setting.code)
    return known is not None and (known.code[:4] == setting.code[:4])


def _within_word(cut: Cut, position: int) -> bool:
    """Whether the character belongs to a longer word of the passage (开发区, 园区)."""
    before = cut.text[position - 1 : position]
    return "\u4e00" <= before <= "\u9fff" and before not in "，、由在和与经据向及级为" and position not in cut.ends


def institutes(cut: Cut, setting: Setting) -> Iterator[Found]:
    """Universities, institutes outside the area, headquarters and associations."""
    text = cut.text
    for found in any_of("agency", "institutes", _NO_INSTITUTE).finditer(text):
        begin = cut.left(found.start(), NOUN, DOING, limit=20)
        begin += clause(text[begin : found.start()])
        begin = max(begin, _known_name(cut, begin, found.end()))
        stem = text[begin : found.start()]
        scientific = re.match(r"中国科学院|中科院|中国工程院|国家", stem)
        if scientific and any(place and place[:2] in stem for place in (setting.city,)):
            continue  # a platform of the area: names/platforms/platforms.py finds it
        if _KINDS_OF_SCHOOL.match(text, found.end()) and not _known_name(cut, begin, found.end()):
            continue
        if len(stem) >= 2 and not is_generic(stem, "agency") and (found[0] not in ("研究院", "研究所") or scientific):
            yield Found(begin, found.end(), "Agency", text[begin : found.end()], "agency-institute", 0.85)
    for found in any_of("agency", "bodies").finditer(text):
        begin = _body_begin(cut, found.start())
        led = _LED.match(text[begin : found.start()])
        begin += led.end() if led else 0
        formed = _FORMED.match(text, begin, found.start())
        begin = formed.end() if formed else begin
        stem = text[begin : found.start()]
        end = found.end() + 3 * (found[0] == "领导小组" and text.startswith("办公室", found.end()))
        if len(stem) >= 3 and not is_generic(stem, "agency") and not _EACH_ONE.match(stem):
            yield Found(begin, end, "Agency", text[begin:end], "agency-body", 0.7)


def _known_name(cut: Cut, begin: int, end: int) -> int:
    """Where the institute begins that the dictionary knows by the whole of its name: 母校|北京大学; 0 if none."""
    word, tag = last_word(cut.text[begin:end])
    at = end - len(word)
    placed = cut.ends.get(at, (0, ""))[1] == "place"  # 安徽|理工大学
    return at if tag == "nt" and len(word) > 4 and not placed else 0


_KINDS_OF_SCHOOL = re.compile(
    r"(?:、[^，。；、]{2,12}){0,4}等[\u4e00-\u9fff]{0,4}(?:学院|院校|高校)"
)  # kinds, not names
_LED = re.compile(
    r".*(?:主任|书记|局长|市长|县长|区长|会长|率队|带领|陪同|(?:招标|采购|发包|业主|建设|施工|主管)(?:人|单位|部门)[为是])"
    r"(?:[\u4e00-\u9fff]{2,3}率)?"
)
_OF_MEMBERS = re.compile(r"(?:[\u4e00-\u9fff]{2,4})?(?:企业|投资|建设|贸易|管理|生产)")


_FORMED = re.compile("[^，。；]*(?:成立|组建|设立|建立|[为任](?:组长|链长|总指挥|指挥长|召集人))的?")
_EACH_ONE = re.compile(r"[一每][\u4e00-\u9fff][一个]")  # 一链一专班: a way of working
_PARTED = re.compile(r"[，。；、：的]")


def _body_begin(cut: Cut, head: int) -> int:
    """Where the name of an association begins: at its place too, where a verb in the name says what its members do."""
    begin = cut.left(head, NOUN, DOING, limit=20)
    if cut.text.startswith("领导小组", head):
        placed = (
            b for b, e in cut.places.items() if b < begin and head - e < 20 and cut.text[e - 1] in "省市县区州旗盟"
        )
        return min((b for b in placed if not _PARTED.search(cut.text, b, head)), default=begin)
    if begin in cut.ends and head - begin <= 4:
        for end, (first, part) in cut.ends.items():
            if part == "place" and 0 < head - end <= 14 and _OF_MEMBERS.match(cut.text, end):
                whole = not re.search(r"[，。；、：“”的和与在]", cut.text[end:head])
                begin = min(begin, first) if whole else begin
    return begin
