"""People with their public role: a role, a name that begins with a surname, and what they do."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import is_word, kind, tagged
from loaders.finding import Found, Setting, any_of, table
from loaders.lexicon import Cut, begins, has, one_of, words
from ontology.goods import goods

_TITLED = re.compile(r"(?:研究员|院士|教授|博士)(?=领衔|团队|带领|创办|说|介绍|表示|，|等)|总书记")
_FREE = re.compile(r"(?:大学|研究院|研究所|科学院|学院|由|和|与|邀请|引进)$")


def people(cut: Cut, _: Setting) -> Iterator[Found]:
    """All people of a passage."""
    text = cut.text
    for found in _after_role().finditer(text):
        if _name(found[1]) and text[found.end(1) : found.end(1) + 1] != "·":
            yield Found(found.start(1), found.end(1), "Person", found[1], "person-role", 0.85)
    for found in _bare_role().finditer(text):
        end = _name_end(text, found.end())
        if end and text[end : end + 1] != "·":
            yield Found(found.end(), end, "Person", text[found.end() : end], "person-named", 0.8)
    for found in _of_body().finditer(text) if has(text, *_HEADS) else ():
        if _name(found["name"]) and _spelt(found["name"]):
            yield Found(found.start("name"), found.end("name"), "Person", found["name"], "person-before-role", 0.8)
    for found in _listed().finditer(text) if "、" in text else ():
        at, every = (found.start(1), found[1]) if found[1] else (found.start(2), found[2])
        for name in every.split("、"):
            if len(name) > 1 and any_of("person", "surnames").match(name) and not _whole_word(name):
                yield Found(at, at + len(name), "Person", name, "person-list", 0.75)
            at += len(name) + 1
    for found in _TITLED.finditer(text) if has(text, "研究员", "院士", "教授", "博士", "总书记") else ():
        yield from _before_title(text, found.start())
    for found in _SAYING.finditer(text) if has(text, "表示", "指出", "强调", "坦言", "介绍说", "告诉记者") else ():
        name = found["name"]
        if any_of("person", "surnames").match(name) and _name(name) and _spelt(name):
            yield Found(found.start("name"), found.end("name"), "Person", name, "person-saying", 0.75)
    for found in _SPELT.finditer(text) if "·" in text else ():
        begin = max((m.end() for m in _role().finditer(text, max(0, found.start() - 6), found.end("first"))), default=0)
        begin = begin if found.end("first") - begin > 1 else 0
        opens = found["said"] and text[found.start() - 1 : found.start()] in ("", "\n")
        if begin or (opens and found.start() not in cut.places):
            begin = begin or found.start()
            yield Found(begin, found.end("name"), "Person", text[begin : found.end("name")], "person-of-parts", 0.8)
    for found in _led().finditer(text) if has(text, "带领下", "团队的") else ():
        if _name(found[1]):
            yield Found(found.start(1), found.end(1), "Person", found[1], "person-led", 0.75)


@cache
def _surname() -> str:
    return one_of(words(table("person")["surnames"]))


@cache
def _after_role() -> re.Pattern[str]:
    roles, said = one_of(words(table("person")["roles"])), one_of(words(table("person")["said"]))
    return re.compile(rf"{roles}[、 \u3000]{{0,3}}({_surname()}[\u4e00-\u9fff]{{1,2}}?)(?={said}|$|\s)")


_HEADS = ("局长", "主任", "书记", "董事长", "总经理", "厂长", "院长", "镇长", "乡长", "会长", "总裁", "所长", "理事长")


@cache
def _of_body() -> re.Pattern[str]:
    """A name between a body and its head's title: 工信局|某某某|局长介绍."""
    heads = "|".join(_HEADS)
    return re.compile(
        rf"(?:[^全各]局|党委|管委会|办公室|公司|集团|[^工]厂|[镇乡]|街道|学院|大学|协会|商会|研究院|研究所|合作社)(?P<name>{_surname()}[\u4e00-\u9fff]{{1,2}})"
        rf"(?:副)?(?:{heads})(?=说|介绍|表示|告诉|坦言|强调|指出|透露|[，。；、：]|$)"
    )


@cache
def _bare_role() -> re.Pattern[str]:
    lists = table("person")
    named = (*words(lists["roles"]), *words(lists["callings"]))
    native = rf"(?<=[\u4e00-\u9fff]{{2}})人(?={_surname()}[\u4e00-\u9fff]{{1,2}}(?:投资|创办|创立|开办|返乡))"
    return re.compile(rf"{begins((*named, '人'))}(?:{one_of(named)}(?={_surname()})|{native})")


def _name_end(text: str, begin: int) -> int:
    """Where the name ends that begins here, by the words around it; 0 if there is none: 总经理|王晨曜|掰着指头."""
    spoken = tagged(text[begin : begin + 9])
    if not spoken or not _name(text[begin : begin + 2]):
        return 0
    if spoken[0][1][0] in "pdcufrmqt":
        return begin + 3 if _three_alone(spoken) else begin + 2 if _two_alone(spoken) else 0
    sure = spoken[0][1].startswith("nr") or (len(spoken) > 1 and spoken[1][1].startswith("nr"))
    if spoken[0][1][0] == "v" and not sure:
        return 0
    at, bounds = 0, {}
    for word, tag in spoken:
        bounds[at] = tag
        if at >= 3 or (len(word) > 1 and not _given(word, tag, at)):
            break
        at += len(word)
    bounds.setdefault(at, "x" if begin + at >= len(text) else "")
    for length in (3, 2):
        name = text[begin : begin + length]
        told = length in bounds and (sure or bounds[length][:1] in _AFTER)
        if told and at >= length and (name[-1] not in _SAYS or _ends_so(name, spoken, bounds)) and _name(name):
            return begin + length
    return 0


def _ends_so(name: str, spoken: tuple[tuple[str, str], ...], bounds: dict[int, str]) -> bool:
    """Whether a name ends on what may be the first word of what is said: 孟凡强|信心十足; 白常笑|首先."""
    if len(name) != 3:
        return False
    whole = spoken[0][0] == name and spoken[0][1].startswith("nr")
    goes_on = bounds.get(3, "x")[:1] in "tvd" and bounds.get(3) != "vn"
    words = [word for word, _ in spoken]
    after = words[words.index("笑") + 1 :][:1] if name[-1] == "笑" and "笑" in words else []
    laughs = name[-1] == "笑" and bounds.get(3) == "x"  # 孙丛笑；
    return whole or laughs or (name[-1] == "和" and goes_on) or (goes_on and len("".join(after)) > 1)


def _three_alone(spoken: tuple[tuple[str, str], ...]) -> bool:
    """Whether a surname that is a number, a pronoun or a preposition too has two characters behind it before a verb."""
    single = all(len(word) == 1 for word, _ in spoken[:3])
    said = len(spoken) > 3 and len(spoken[3][0]) > 1 and spoken[3][1] in ("v", "vn", "d", "m", "t")
    return single and (said or (len(spoken) > 3 and spoken[3][0] == "的"))


def _two_alone(spoken: tuple[tuple[str, str], ...]) -> bool:
    """Whether such a surname has a noun of one character behind it, then a mark: 余帆；."""
    single = all(len(word) == 1 for word, _ in spoken[:2])
    return single and len(spoken) > 2 and (spoken[1][1][0], spoken[2][1]) == ("n", "x")


_AFTER = frozenset("vpdcurxfwtmi")  # the parts of speech of what people do, and marks
_SAYS = frozenset("说称在对的是等率带也都还将已就与和及任表介向为从把被认指谈坦强原正先笑讲")


def _given(word: str, tag: str, at: int) -> bool:
    """Whether a word of two or three characters can be a given name, or with its surname one: 桂芬, 洪涛."""
    return tag.startswith("nr") or (at == 1 and len(word) == 2 and tag in ("n", "nz", "ns", "a", "z"))


_GIVEN = frozenset("长和为")  # words that given names begin with too: 长庚, 和平, 为民


_SAYING = re.compile(  # 覃某某表示，…: who speaks opens the clause, or is called an expert before
    r"(?:^|(?<=[，。；！？”\s])|(?<=人士)|(?<=专家)|(?<=学者)|(?<=分析师))(?P<name>[\u4e00-\u9fff]{2,3})"
    r"(?=(?:表示|指出|强调|坦言|介绍说|告诉记者)[，：:])"
)
_SPELT = re.compile(
    r"(?P<name>(?P<first>[\u4e00-\u9fff]{2,6})·[\u4e00-\u9fff]{2,6}?)(?P<said>[：:]|说|表示|介绍|(?=[、，。\s]|$))"
)


@cache
def _role() -> re.Pattern[str]:
    return re.compile(one_of(words(table("person")["roles"])))


def _spelt(name: str) -> bool:
    """Whether the dictionary takes a string for a person's name, or for no words at all."""
    spoken = tagged(name)
    person = any(tag.startswith("nr") for _, tag in spoken)
    return person or (len(name) == 3 and all(len(word) == 1 for word, _ in spoken))


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"在({_surname()}[\u4e00-\u9fff]{{1,2}})(?=带领下|团队的)")


@cache
def _listed() -> re.Pattern[str]:
    name = rf"{_surname()}[\u4e00-\u9fff]{{1,2}}?"
    return re.compile(
        rf"(?:(?:领导|同志|委员|代表|嘉宾|专家|企业家)(?:有)?[：:]?((?:{name}、)+{name})(?=等|及|以及|和|，|。|出席|参加|陪同)"
        rf"|(?:^|(?<=[，。；]))((?:{name}、)+{name})(?=等(?:[省市县区]|[^，。；、]{{0,6}})(?:四家班子|四套班子|党政|在职)?(?:领导|负责同志|领导干部)))"
    )


def _before_title(text: str, end: int) -> Iterator[Found]:
    """A name before a title: 张三研究员领衔; at the beginning of a clause or behind the name of an institute."""
    for begin in (end - 3, end - 2):
        name = text[max(0, begin) : end]
        before = text[max(0, begin - 6) : max(0, begin)]
        free = not before or not "\u4e00" <= before[-1] <= "\u9fff" or _FREE.search(before) is not None
        free = free or (text.startswith("总书记", end) and kind(name).startswith("nr"))
        if begin >= 0 and free and any_of("person", "surnames").match(name) and _name(name):
            yield Found(begin, end, "Person", name, "person-title", 0.8)
            return


def _name(name: str) -> bool:
    """Whether characters that begin like a surname are no other word (成立, 方面), nor a name and a mark: 白峰；."""
    if not all("\u4e00" <= c <= "\u9fff" for c in name):
        return False
    if len(name) == 2 and is_word(name) and not kind(name).startswith("nr"):
        return False
    if len(name) == 3 and goods(name) == name:
        return False  # 金刚石
    other = any_of("person", "not_names")
    given = len(name) == 3 and name[1] in _GIVEN and name[1:] not in ("长期", "长远", "为主", "为了", "和其")
    return len(name) >= 2 and not other.match(name) and (given or not other.match(name[1:]))


def _whole_word(name: str) -> bool:
    """Whether what stands in a list of names is a word of the language."""
    return any_of("person", "not_names", "$").match(name) is not None
