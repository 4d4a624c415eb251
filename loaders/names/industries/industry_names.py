"""Industries by the names of the vocabulary: some wherever they stand, others where the sentence takes an industry."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import ahocorasick

from loaders.dictionary import first_word, is_word
from loaders.finding import Found, in_order, is_generic, preceded_by, table
from loaders.lexicon import Cut, one_of, rules, words
from ontology import vocab

INSIDE = "industry-in-name"  # meant only inside the name of a platform, project, program or policy
OF_PROJECT = "industry-of-project"  # what the name of a project ends on
OF_GOODS = "industry-of-goods"  # a hint in the goods that a project is for, no mention of the industry
IN_FIRM = "industry-in-firm"  # a hint in a company's name, no mention of the industry

_FIGURE = re.compile(r"(?:总产值|产值|增加值|营业收入|实现产值|实现增加值|完成产值|增长\d|下降\d)")


@cache
def never() -> frozenset[str]:
    """Words that contain the name of an industry and mean something else."""
    return frozenset(words(table("industry")["never"]))


@cache
def sums() -> frozenset[str]:
    """Groups that are named only where their members are: 主导产业."""
    return frozenset(words(table("industry")["sums"]))


@cache
def _gazetteer() -> ahocorasick.Automaton:
    """Names that mean an industry wherever they stand (True) or after a verb that takes one (False)."""
    automaton = ahocorasick.Automaton()
    for name, each in vocab.names("industry").items():
        if len(name) > 1:
            automaton.add_word(name, (name, each.label))
    for each in vocab.concepts("gbt4754"):
        if each.label.endswith("业") and len(each.label) > 3 and each.label not in automaton:
            automaton.add_word(each.label, (each.label, each.label))
    for name in (
        *words(table("industry")["editions"]),
        *words(table("industry")["short"]),
        *words(table("industry")["alone"]),
    ):
        if name not in automaton:
            automaton.add_word(name, (name, name))
    for name in (*words(rules("words")["keep"]), *words(table("industry")["never"])):
        if len(name) > 2 and name not in automaton:
            automaton.add_word(name, None)
    for name in words(table("industry")["never"]):
        automaton.add_word(name, None)
    automaton.make_automaton()
    return automaton


@cache
def _not_inside() -> frozenset[str]:
    return frozenset(words(table("industry")["not_inside"]))


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(sorted(words(table("industry")["verbs"]), key=len, reverse=True))


@cache
def _anywhere() -> frozenset[str]:
    return frozenset((*words(table("industry")["short"]), *words(table("industry")["alone"])))


def known(cut: Cut) -> Iterator[Found]:
    """A name of the vocabulary that stands alone: some anywhere, the others after a verb that takes industries."""
    inside: Found | None = None
    for each in _known(cut):
        if inside and each.method == INSIDE and each.begin == inside.end and _of_body(cut, each):
            continue
        if inside and each.method == INSIDE and each.begin == inside.end and each.name not in sums():
            inside = Found(inside.begin, each.end, "Industry", cut.text[inside.begin : each.end], INSIDE, 0.6)
            continue
        if inside:
            yield inside
        inside = each if each.method == INSIDE else None
        if each.method != INSIDE:
            yield each
    if inside:
        yield inside


def _of_body(cut: Cut, each: Found) -> bool:
    """Whether a service is what a body does for the industry before it: 紧固件|检验检测|中心."""
    service = cut.text[each.begin : each.end] in ("检验检测", "检测", "检验", "检测认证", "质量检测", "工业设计")
    return service and cut.text.startswith(("中心", "研究院", "站", "平台"), each.end)


_FARMING = ("农业", "渔业", "林业", "畜牧业")
_OF_FARMING = re.compile(  # what makes a branch of it, not only good farming: 热带农业, 高效生态农业, and no 特色|农业
    r"(?:热带|高原|旱作|戈壁|设施|都市|城郊|山地|节水)(?:现代|特色|高效|生态|绿色)*$"
    r"|(?:特色|高效|生态|绿色|优质){2,3}$"
)


def _known(cut: Cut) -> Iterator[Found]:
    for last, value in _gazetteer().iter_long(cut.text):
        if value is None:
            continue
        name, label = value
        begin, end = last + 1 - len(name), last + 1
        across = cut.ends.get(begin + 1, (begin, ""))
        if across[0] < begin and across[1] == "function":
            continue  # 其中|医药化工 names no 中医药
        if name.endswith(_FARMING) and (more := _OF_FARMING.search(cut.text, max(0, begin - 8), begin)):
            begin = more.start()
            name = label = cut.text[begin:end]
        aliases = (name,) if name != label else ()
        if _alone(cut, begin, end, name):
            yield Found(begin, end, "Industry", label, "industry-vocabulary", 0.8, aliases)
        elif name not in never() and not {name, label} & _not_inside():
            yield Found(begin, end, "Industry", label, INSIDE, 0.6, aliases)


def names_within(name: str) -> list[str]:
    """The labels of the industries that the vocabulary finds in a name, such as a plan's title."""
    found = (value for _, value in _gazetteer().iter_long(name) if value)
    return list(dict.fromkeys(label for form, label in found if form not in never()))


_LIVELIHOODS = ("牧业", "林业", "渔业")


def _free(cut: Cut, begin: int) -> bool:
    """Whether a word of the language ends before the position."""
    word = is_word(cut.text[max(0, begin - 2) : begin])
    return word or begin in cut.ends or cut.text[begin - 1] in "的和与及市县区省"


_OWN_HEAD = re.compile(r"业$|产业链$")
_OTHER_WORD = re.compile(r"(?:单项|大脑|协会|平台|标杆|合作|标识|服务|产业化)")
_PARK = re.compile(r"(?:产业|示范|工业)?园|(?<=经济)(?:集聚|聚集|示范|试验)?[区带圈]")


def _alone(cut: Cut, begin: int, end: int, name: str) -> bool:
    """Whether a known name is meant as an industry where it stands."""
    follows = cut.text[end : end + 3]
    if (name in _not_inside() or name.endswith("经济")) and _PARK.match(cut.text, end):
        return False  # 循环经济|产业园
    if follows.startswith("化") and name.endswith("产业"):
        return False  # 高新技术产业|化基地
    if name in _anywhere() or _OWN_HEAD.search(name):
        if name in _LIVELIHOODS and "\u4e00" <= cut.text[begin - 1 : begin] <= "\u9fff" and not _free(cut, begin):
            return False  # 晨源|牧业: a firm's
        if name in sums() or (
            cut.passage.kind == "heading" and len(name) < 4 and not cut.text.endswith("|")
        ):  # but a row of a table
            return False
        return follows[:1] not in (
            "园",
            "局",
            "厅",
            "开",
            "街",
            "网",
            "嘉",
            "用",
            "务",
            "态",
        ) and not _OTHER_WORD.match(follows)
    if len(name) > 2 and _FIGURE.match(cut.text, end):
        return True
    if not preceded_by(cut, begin, _verbs()):
        return False
    return not follows or follows[0] in "，。、；”）等及和与" or follows[:2] in ("产业", "行业", "板块")


_HEAD = re.compile(r"(?:全产业链|产业链条|产业链|产业集群|集群|产业|行业|领域)$")
_TELLS = re.compile(
    r"”?(?:[\u4e00-\u9fff]{0,4}?(?:龙头|骨干|领军|链主|重点)企业|(?:方面|板块|领域|赛道|这一?[头块边]|这条线)，)"
)
# At the head of a clause: 现代中药聚集了A、B等企业; 化学药企业以C、D为代表.
GATHERS = re.compile(
    r"(?:产业链?|领域|板块)?(?:已经?|现|目前)?(?:集聚|汇聚|聚集|拥有|涌现|培育)(?:了|出|起|有)以?[“‘]?"
    r"|类?企业以[“‘]?"
)
_FIRST = re.compile(r"(?:^|[。；，])(?:先说|再说|再看|先看|说到|讲到|来看)$")
_HOLDERS = ("Project", "Program", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform")


def again(cuts: Sequence[Cut], found: Sequence[tuple[Found, ...]]) -> list[tuple[Found, ...]]:
    """The finds, and each place where an industry that the document names is told by its stem: in the name of a
    platform, project, program or company, before 龙头企业 and 方面, behind 先说 (枸杞产业: 国际枸杞交易中心)."""
    known = _named_stems(cuts, found)
    if not known:
        return list(found)
    pattern = re.compile(one_of(known))
    return [_with_stems(each, finds, pattern, known) for each, finds in zip(cuts, found, strict=True)]


def _named_stems(cuts: Sequence[Cut], found: Sequence[tuple[Found, ...]]) -> dict[str, Found]:
    """What the industries of a document are called without 产业; for a stem of one character, with it."""
    known: dict[str, Found] = {}
    groups = sums() | frozenset(words(table("industry")["groups"]))
    for each, finds in zip(cuts, found, strict=True):
        for f in finds:
            written = each.text[f.begin : f.end]
            stem = _HEAD.sub("", written)
            stem = stem if len(stem) > 1 else written
            plain = (
                f.kind != "Industry"
                or f.method == INSIDE
                or f.name in groups
                or {stem, written} & (never() | _not_inside())
                or "“" in stem
            )
            if not plain and 2 <= len(stem) <= 8 and not is_generic(stem, "industry"):
                known.setdefault(stem, f)
                half = stem.rpartition("及")[2]
                if 3 <= len(half) < len(stem):  # 办公设备及打印机: each half tells it
                    known.setdefault(half, f)
    for stem, f in _of_parks(cuts, found):
        known.setdefault(stem, f)
    return known


_FOR = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))?(?:高端|国际|先进|智能|现代|绿色|新型|特色)*(?P<stem>[\u4e00-\u9fff]{2,6}?)(?<!产业)(?:产业)?"
    r"(?:精深|深)?(?:产业园区?|产业基地|(?:技术)?研究院|小微园|产业学院|学院|中试基地|(?:技术|制造业)?创新中心|加工园|综合利用产业园|交易市场|交易中心|集散中心|协作园)$"
)


def _of_parks(cuts: Sequence[Cut], found: Sequence[tuple[Found, ...]]) -> Iterator[tuple[str, Found]]:
    """What a park or institute is named for where the text speaks of it too: 环保滤料产业园, …深耕环保滤料26年."""
    whole = "\n".join(each.text for each in cuts)
    chains = {f.name for finds in found for f in finds if f.kind == "IndustryChain"}
    for each, finds in zip(cuts, found, strict=True):
        for f in finds:
            if f.kind not in ("IndustrialPlatform", "InnovationPlatform"):
                continue
            begin = max((end for at, end in each.places.items() if at == f.begin), default=f.begin)
            told = _FOR.match(each.text, begin, f.end)
            stem = told["stem"] if told else ""
            named = vocab.concept("industry", stem) or any(o.kind == "Company" and stem in o.name for o in finds)
            if not stem or named or f"{stem}产业链" in chains or is_generic(stem, "industry") or not _opens_name(stem):
                continue
            if any(True for _ in _spoken(stem, whole)):
                yield stem, Found(0, 0, "Industry", stem, "industry-again", 0.65)


def _opens_name(stem: str) -> bool:
    """Whether a stem opens with a noun of two characters and more: what a park is for, and no rest of a firm's name."""
    word, tag = first_word(stem)
    return len(word) > 1 and tag.startswith(("n", "j")) and not tag.startswith(("nr", "nt"))


def _spoken(stem: str, whole: str) -> Iterator[int]:
    """The places where a text has a stem outside of the names of parks and institutes."""
    at = whole.find(stem)
    while at >= 0:
        end = at + len(stem)
        if not _NAMED.match(whole, end):
            yield at
        at = whole.find(stem, end)


_NAMED = re.compile(r"(?:产业|技术|创新|研究|科技|园|基地|有限|股份|公司|集团|中心)")


def _is_spoken_of(text: str, begin: int, end: int) -> bool:
    """Whether the words around a stem tell that it is meant as an industry: 枸杞方面，…; 先说枸杞，…."""
    first = text.startswith("，", end) and _FIRST.search(text, max(0, begin - 4), begin)
    heads = (not begin or text[begin - 1] in "，。；：") and GATHERS.match(text, end)
    return bool(first or heads or _TELLS.match(text, end))


def _with_stems(
    each: Cut, finds: tuple[Found, ...], pattern: re.Pattern[str], known: dict[str, Found]
) -> tuple[Found, ...]:
    more: list[Found] = []
    for hit in pattern.finditer(each.text):
        begin, end = hit.span()
        around = [f for f in finds if f.begin < end and begin < f.end]
        if any(f.kind in ("Industry", "IndustryChain", "Policy", "Honour", "Person", "Agency") for f in around):
            continue
        industry, holder = known[hit[0]], [f for f in around if f.kind in _HOLDERS]
        firm = [f for f in around if f.kind == "Company"]
        if firm:
            method, free = IN_FIRM, not any(f.begin == begin for f in firm)
        elif holder:
            method, free = "industry-again", all(f.begin <= begin and end <= f.end for f in holder)
        else:
            method, free = "industry-again", not around and _is_spoken_of(each.text, begin, end)
        if free:
            more.append(Found(begin, end, "Industry", industry.name, method, 0.7, industry.aliases))
    return tuple(sorted([*finds, *more], key=in_order))
