"""Honours: names of the vocabulary, what a verb of award gives, and what has a level (国家5G工厂)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import ahocorasick

from loaders.dictionary import last_word
from loaders.finding import PHRASE, Found, Setting, is_generic, table
from loaders.lexicon import Cut, begins, has, one_of, words
from loaders.names.honours.honour_counts import both_levels, counted
from loaders.names.honours.honour_frames import honour_frames
from loaders.names.honours.honour_titles import ONLY, goes_on, quoted_titles
from loaders.names.platforms.platforms import LED_TO, striven
from ontology import vocab

_STOP = re.compile(
    r"[，。；：、！？]|等(?:[多诸众]多?|一系列|系列|[\d一二三四五六七八九十]+)?[余多]?[项个种]?(?:荣誉|称号|奖项|殊荣)"
    r"|(?:荣誉)?称号|(?<=[”’])荣誉|为(?:契机|抓手|牵引|引领|统领|载体|依托|动力)|名单|榜单|名录|清单|榜首|的|第[\d一二三四五六七八九十]+(?![\d一二三四五六七八九十]|[批届轮期])[位名]?|\d+[家个项件户]|(?<!首)(?<!百)(?:总数|数量|数(?=实现))"
)


def honours(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All honours of a passage."""
    yield from known(cut, setting)
    yield from awarded(cut)
    yield from levelled(cut, setting)
    yield from quoted_titles(cut)
    yield from rolls(cut)
    yield from counted(cut)
    yield from both_levels(cut)
    yield from honour_frames(cut)


_RANKED_IN = re.compile(
    r"在《?([^，。；《》]{4,24}?(?:县（市）|县市|百强[县区镇]|领先县|标杆县|示范县|先进县))》?(?:榜单|榜|名单|排名)?中，?(?:居|位居|位列|排名|列)"
)
_GIVEN = ("评为", "认定为", "授予", "命名为", "评选为", "被评为", "被认定为", "被授予", "被命名为")
_GIVER = re.compile(r"(?:国家|省|市|部|自治区)[里级委府]{0,3}(?:政府|联合)?被?$")
_BY = re.compile(
    r"[^，。；]{2,16}?(?:评为|认定为|评定为|授予|命名为|列为|评选为)"
)  # 获X评为H: the second verb gives it
_CREATED = re.compile(r"创建(?:城市|市|县|区)?$")  # what is to become one: 示范城市创建城市
_QUOTES = re.compile("[“”‘’]")
_LOWER = re.compile(r"(?:[省市县区]|自治区)级?[“]?$")


_PLACED_ZONE = re.compile(r"(?:开发区|高新区|经开区)$")


def _is_zone(text: str, begin: int, end: int) -> bool:
    """Whether a place's zone with its level is told, and not what it strives for: 落户|江口国家高新区."""
    return bool(_PLACED_ZONE.search(text, begin, end)) and not striven(text, begin)


@cache
def _gazetteer() -> ahocorasick.Automaton:
    """The names of the vocabulary without their quotes, which every text sets otherwise."""
    automaton = ahocorasick.Automaton()
    for name, each in vocab.names("honour").items():
        if len(name) > 2:
            plain = _QUOTES.sub("", name)
            automaton.add_word(plain, (len(plain), each.label))
    automaton.make_automaton()
    return automaton


_IS = ("是", "为", "系", "作为")  # what X is, further honours are in the list
_PARTS = ("西部", "中部", "东部", "东北")


@cache
def _levels() -> re.Pattern[str]:
    return re.compile(one_of(words(table("honour")["levels"])))


def known(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A name of the vocabulary, wherever it stands, with the place before it that grants it."""
    text = cut.text
    hits = list(_gazetteer().iter_long(_QUOTES.sub("", text) if has(text, *"“”‘’") else text))
    places = [i for i, mark in enumerate(text) if mark not in "“”‘’"] if hits else []
    for last, (length, label) in hits:
        begin, end = places[last + 1 - length], places[last] + 1
        if text[end : end + 1] == "”" and begin < cut.opens.get(end, -1):
            end += 1
        if text[begin - 1 : begin] == "“" and "”" in text[begin:end] and "“" not in text[begin:end]:
            begin -= 1
        if label.startswith("国家") and _LOWER.search(text, max(0, begin - 5), begin):
            continue  # 省级专精特新“小巨人”企业 is no national honour
        word = cut.ends.get(begin) or cut.ends.get(begin + 1)
        national = word and text[word[0] : begin] in ("全国", "中国", "我国")
        if text.endswith(_PARTS, 0, begin) or goes_on(text, end):
            continue  # 西部|百强县市
        if (
            word
            and word[1] == "place"
            and word[0] < begin
            and not national
            and not text.startswith(setting.city[:2] or "\0", word[0])
        ):
            if not _is_zone(text, word[0], end):
                yield Found(word[0], end, "Honour", text[word[0] : end], "honour-vocabulary-place", 0.85)
            continue
        name = text[begin:end]
        yield Found(begin, end, "Honour", label, "honour-vocabulary", 0.9, (name,) if name != label else ())
        yield from _also(cut, end, given=False) if text.endswith(_IS, 0, begin) else ()


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(one_of(words(table("honour")["verbs"])))


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(one_of(words(table("honour")["heads"])))


_ROLL = re.compile(r"(?:创建)?(?:名单|榜单|名录|榜|清单)")


def awarded(cut: Cut) -> Iterator[Found]:
    """What a verb of award takes: 获评…示范区, 入选…名单, 荣获“…”."""
    text = cut.text
    for found in _verbs().finditer(text):
        if _BY.match(text, found.end()):
            continue
        phrase = _phrase(text, found.end())
        if not phrase:
            continue
        begin, end = phrase
        first = _FIRST_OF.search(text, found.end(), begin)
        begin = first.start() if first else begin
        roll = _ROLL.match(text[end:])
        tested = _TESTED.sub("", text[begin:end])
        created = _CREATED.sub("", tested)
        name = created if len(created) > 3 else text[begin:end]
        end = begin + len(name)
        place = any(b == begin and part == "place" for b, part in cut.ends.values())
        batch = found[0].endswith("纳入") and not _BATCH.search(text, found.end(), end)
        if not roll and (batch or found[0] in _ON_ROLLS):
            continue
        rest = text[phrase[0] : end]  # without the place that gave it first: 全国首批|H
        short = (rest, "首批" + rest) if first else ()
        plain = is_generic(re.sub("[（）]", "", name), "honour") and not _BATCH.search(name)
        if roll and (len(name) > 5 or place) and not plain:
            stop = end + roll.end()
            yield Found(begin, stop, "Honour", _label(name), "honour-roll", 0.8, (text[begin:stop], name, *short))
            continue
        closed = _CLOSED.match(text, end) is not None
        sure = (
            _levels().match(name)
            or place
            or (found[0] == "获批" and _FOR_STATE.search(name))
            or name.endswith(("榜", "等奖"))
            or (found[0] in _GIVEN and _GIVER.search(text[: found.start()]))
            or (name.startswith("“") and (closed or found[0] not in ("成为", "通过", "获得", "获", "认定")))
        )
        yield from _also(cut, end, found[0] in _SURE or closed)
        bare = _bare(name)
        given = found[0] in _SURE or (found[0] == "通过" and tested != text[begin:end])
        open_form = given and len(bare) >= 6 and bool(_levels().match(name) or place)
        best = _BEST.search(name) and (place or _levels().match(name))  # 全省民营企业100强
        told = best or (_ends_well(name) and not is_generic(bare, "honour")) or (open_form and _noun_at_end(name))
        if sure and told:
            honour = _found(begin, end, name, "honour-awarded", 0.85)
            yield replace(honour, aliases=(*honour.aliases, *short))


# Verbs that nothing but an honour follows: after them its last word may be any (…成效明显地区, …典型示范).
_SURE = frozenset(
    words("获评 荣获 被评为 评为 被评选为 评选为 被授予 授予 被命名为 命名为 跻身 荣膺 入选 列为 被列为 评定为")
)
_FOR_STATE = re.compile("国家[^，。；]{2,6}(?:中心|枢纽|基地|试点)$")  # 获批海铁|国家集结中心
_ON_ROLLS = frozenset({"进入", "登上"})  # one enters many things
_FIRST_OF = re.compile(r"(?:全国|全省|国家|全区|省)首批(?=$)")
_BATCH = re.compile(r"第[一二三四五六七八九十\d]+批|首批")
_TESTED = re.compile(r"(?:验收|评审|评估|复核|复审|考核|拟?(?:认定|入选|公示)|拟|验收组)$")  # 通过H|验收
_RANKED = re.compile(r"“?[十百千][强快佳优大]”?(?:[县市区镇乡]|县市|企业|园区|开发区)?$")


def _noun_at_end(name: str) -> bool:
    """Whether a phrase ends on a noun, so that it can be what something is called."""
    word, tag = last_word(name)
    return tag[0] == "n" or tag == "vn" or word in ("区", "县", "示范")


_CLOSED = re.compile(r"[^，。；]{0,90}?等[^，。；、“]{0,6}(?:荣誉|称号|奖项|殊荣|奖励)")
_NEXT = re.compile(r"、|和|及|以及|(?=“)")


def _also(cut: Cut, end: int, given: bool) -> Iterator[Found]:
    """The further members of a list of honours: 获得H1、H2等荣誉, 被授予“H1”“H2”“H3”.

    What stands in quotes there is an honour whatever its words, if the verb or what closes the list says so.
    """
    for _ in range(8):
        mark = _NEXT.match(cut.text, end)
        phrase = _phrase(cut.text, mark.end()) if mark else None
        if not mark or not phrase:
            return
        begin, end = phrase
        quoted = _WHOLE_QUOTE.match(cut.text, begin, end)
        if quoted and given:
            end = quoted.end()
            if not is_generic(_bare(quoted[1]), "honour"):
                yield _found(begin, end, quoted[0], "honour-awarded-list", 0.8)
            continue
        yield from _listed(cut, mark.end(), begin, re.sub(r"等$|等(?:荣誉|称号|奖项)$", "", cut.text[begin:end]))


def _listed(cut: Cut, at: int, begin: int, name: str) -> Iterator[Found]:
    """The member of a list of honours that stands at `at`, its name without the batch at `begin`."""
    end = begin + len(name)
    place = any(b == begin and part == "place" for b, part in cut.ends.values())
    batch, level = _BATCH.search(cut.text, at, begin), _levels().match(name)
    ranked = _RANKED.search(name) and len(name) > 3
    roll = _ROLL.match(cut.text, end)
    if is_generic(_bare(name), "honour"):
        return
    if roll and level:
        called = name.removesuffix("创建")
        yield Found(begin, roll.end(), "Honour", called, "honour-roll", 0.8, (cut.text[begin : roll.end()], name))
    elif (level or place or ranked or batch or _OF_TRIAL.search(name)) and _ends_well(name):
        honour = _found(begin, end, name, "honour-awarded-list", 0.8)
        yield replace(honour, aliases=(*honour.aliases, cut.text[at:end])) if batch else honour


_OF_TRIAL = re.compile(r"[\u4e00-\u9fff]{4,}(?:试点|示范|先行|标杆|枢纽|引领)(?:城市|[县市区]|基地)$")  # no level told


def _label(name: str) -> str:
    known = vocab.concept("honour", name)
    return known.label if known else name


_LEAD = re.compile(
    r"(?:了|为|过)?(?:(?:(?:[\u4e00-\u9fff]{2,3})?首[批个家]|(?:[\u4e00-\u9fff]{1,3})?唯一(?:的)?(?:一个)?(?=“|国家|全[国省])|第[一二三四五六七八九十\d]+批|[\d]{4}年度?|年度|新一批|又一批|多个|两个)、?)*"
)


_LEVEL_NEXT = re.compile(r"(?:国家|世界|自治区|[省市县区州])级(?!别)|全国|全省")  # 国家级X|和省级Y: another one


def _phrase(text: str, start: int) -> tuple[int, int] | None:
    """The noun phrase after a verb: up to a mark, a rank, a count, but whole quotes and brackets."""
    lead = _LEAD.match(text[start:])
    begin = at = start + (lead.end() if lead else 0)
    while at < len(text) and at - begin < 40:
        mark = text[at]
        if mark == "“" and at > begin and text[at - 1] == "”":
            break  # “A”“B”“C” are three
        if mark in "“‘（":
            close = text.find({"“": "”", "‘": "’", "（": "）"}[mark], at)
            if close < 0 or close - at > 24:
                break
            at = close + 1
            continue
        if mark in "并和与" and text[at - 1] in "”区县市镇" and at > begin:
            break
        if mark in "和与及" and at > begin and _LEVEL_NEXT.match(text, at + 1):
            break
        if mark in "，。；：、！？”’）…\n" or _STOP.match(text, at):
            break
        at += 1
    end = at
    return (begin, end) if end - begin >= 3 else None


_RUN = re.compile(r"连[丰胜冠增涨跌]”?$")
_QUOTED_END = re.compile(r"[“‘]([^“”‘’]+)[”’]$")
_BEST = re.compile(r"\d+强$")


def _ends_well(name: str) -> bool:
    if _RUN.search(name) or name.endswith(("以上荣誉", "以上奖项")):  # “二十连丰” is a run of years
        return False
    if _QUOTED_END.search(name):
        return True
    return bool(_BEST.search(name) or _RANKED.search(name)) or any(
        m.end() == len(name) for m in _heads().finditer(name)
    )


_PLAIN_HEAD = re.compile(r"(?:企业|城市|基地|名单|称号)$")


def _bare(name: str) -> str:
    return _PLAIN_HEAD.sub("", _levels().sub("", name))


_WHOLE_QUOTE = re.compile(r"[“‘]([^“”‘’]+)[”’]")
_INNER_QUOTE = re.compile(r"[\u4e00-\u9fff]{2,4}[“‘]([^“”‘’]+)[”’]")


def _found(begin: int, end: int, name: str, method: str, confidence: float) -> Found:
    name = name.replace("A 级", "A级")
    concept = vocab.concept("honour", name)
    whole = _WHOLE_QUOTE.fullmatch(name)
    plain = whole[1] if whole else name
    inner = _INNER_QUOTE.fullmatch(name)
    aliases = (plain,) if concept and plain != concept.label else (inner[1],) if inner else ()
    return Found(begin, end, "Honour", concept.label if concept else plain, method, confidence, aliases)


@cache
def _kinds() -> re.Pattern[str]:
    lists = table("honour")
    strong, graded = words(lists["kinds"]), words(lists["graded"])
    stars = "(?:国家)?[345]A ?级(?:旅游)?景区"
    first = begins((*strong, *graded, "国", "3", "4", "5"))
    return re.compile(f"{first}(?:(?P<stars>{stars})|(?P<strong>{one_of(strong)})|(?P<graded>{one_of(graded)}))(?!化)")


_GRADE = re.compile(r"(?:自治区级|国家级|省级|市级|县级|区级|部级|世界级|省部级|地市级)(?:及以上|以上|重点)?")
_GRADE_BEFORE = re.compile(f"{_GRADE.pattern}$")


_ZONE = re.compile(r"(?:开发区|高新区|经开区|保税区|综合保税区|合作区|新区)$")


def _zone_of(cut: Cut, begin: int, end: int) -> bool:
    """Whether a level stands before the name of one zone, which its place begins: 国家级|海州经济技术开发区."""
    grade = _GRADE.match(cut.text, begin, end)
    at = grade.end() if grade else 0
    placed = cut.places.get(at, end) < end
    return placed and _ZONE.search(cut.text, at, end) is not None


# A trial is an honour of those who may try; what is done in it, or who is to, is told otherwise.
_TRYING = re.compile(
    "工作|任务|经验|成果|范围|项目|地区|省|企业|政策|方案|改革|示范|期|资金|内容|区|市|镇|村|以来|阶段|推广"
)
_SOUGHT = ("争取", "争创", "申报", "申请", "申创", "谋划")
_OF_ANY_KIND = frozenset(words("荣誉 创新平台 科创平台 开发区 研发机构 企业研发机构"))  # 省级以上荣誉: a sum of many


def levelled(cut: Cut, setting: Setting) -> Iterator[Found]:
    """A level and a kind: 省级以上重点实验室, 国家级制造业数字化转型示范区, 国家5G工厂."""
    text = cut.text
    for found in _kinds().finditer(text):
        begin = cut.left(found.start(), PHRASE, limit=24)
        above = _GRADE_BEFORE.search(text[max(0, begin - 8) : begin])
        begin -= len(above[0]) if above else 0
        end = _note(text, found.end())
        level = _level(cut, setting, begin, found)
        if level is None:
            continue
        if found[0].endswith("集聚区") and text.endswith(LED_TO, 0, level):
            continue  # 依托省级…集聚区: the zone that is here
        if found[0] == "试点" and (
            _TRYING.match(text, end) or begin + 5 > found.start() or text.endswith(_SOUGHT, 0, begin)
        ):
            continue
        if found[0] in _OF_ANY_KIND and "以上" in text[level : found.start()]:
            continue
        if _zone_of(cut, level, found.end()) or (
            found[0].endswith("平台") and text.startswith(("县级", "区级"), level)
        ):
            continue  # 建设县级工业互联网平台1个: which a county builds
        level -= "”" in text[level:end] and "“" not in text[level:end] and text[level - 1] == "“"
        end += found[0].endswith("产业园") and text.startswith("区", end)
        only = ONLY.match(text, level, end)  # 全省唯一|“…”试点城市
        level = only.end() if only else level
        name = text[level:end]
        if len(name) >= 4 and not (found["graded"] and is_generic(_bare(name), "honour") and len(found[0]) < 3):
            yield _found(level, end, name, "honour-level", 0.75)


_REMARK = re.compile(r"（(?!\d+[家个项户名件])[^（），。]{1,12}）")


def _note(text: str, end: int) -> int:
    note = _REMARK.match(text[end:])
    return end + note.end() if note else end


def _level(cut: Cut, setting: Setting, begin: int, kind: re.Match[str]) -> int | None:
    """Where the level begins that the name starts with, or the place above the document's; None if there is none."""
    if kind["stars"]:
        return kind.start()
    before = cut.ends.get(begin) or cut.ends.get(begin + 2)
    if kind["graded"] and before and before[1] == "place" and cut.text[kind.start() - 2 : kind.start()] == "国家":
        return None  # 泸州国家高新区 is a zone
    pattern = _GRADE if kind["graded"] else _levels()
    found = pattern.search(cut.text, begin, kind.start() + 1)
    if found:
        word = cut.ends.get(found.start()) or cut.ends.get(found.start() + 1)
        above = word and word[1] == "place" and word[0] >= begin - 4 and not found[0].startswith(_NATIONAL)
        return (
            word[0] if word and above and not cut.text.startswith(setting.city[:2] or "\0", word[0]) else found.start()
        )
    if kind["graded"]:
        return None
    places = sorted(b for b, e in cut.places.items() if begin <= b and e <= kind.start())
    return next((b for b in places if not cut.text.startswith(setting.city[:2] or "\0", b)), None)


_NATIONAL = ("国家", "全国", "中国", "国际", "世界")  # no place gives these: 海州|国家级…试点


_BATCHED = r"(?:首批|第[一二三四五六七八九十\d]+批)"
_PUBLISHED = re.compile(rf"{_BATCHED}(?:(?!{_BATCHED}|、(?:全国|国家|全省|省级))[^，。；]){{4,30}}?名单")


def rolls(cut: Cut) -> Iterator[Found]:
    """A batch that is published as a list: 首批…项目名单."""
    for found in _PUBLISHED.finditer(cut.text) if "名单" in cut.text else ():
        name = _CREATED.sub("", re.sub(r"(?:拟?(?:认定|入选|推荐|公示))?名单$", "", found[0]))
        bare = re.sub(rf"^{_BATCHED}", "", name)
        known = vocab.concept("honour", bare)
        aliases = (found[0], name) if known else (name, bare)
        yield Found(
            found.start(), found.end(), "Honour", known.label if known else found[0], "honour-batch", 0.75, aliases
        )
    for found in _RANKED_IN.finditer(cut.text) if has(cut.text, "县", "百强") else ():
        if not is_generic(found[1], "honour"):
            yield Found(found.start(1), found.end(1), "Honour", _label(found[1]), "honour-ranking", 0.7)
