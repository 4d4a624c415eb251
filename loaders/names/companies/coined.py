"""What a company's name looks like before any context tells that it is one.

A trade name is coined: the dictionary does not know it (晨曜), or knows it as a proper name. With a line of business
behind it (晨曜纺织) it hardly is anything else; an ordinary word before a line of business (铁砧玻璃) may be a name;
a coined word alone (晨曜) is one only where companies are listed.
"""

import re
from functools import cache, lru_cache

import ahocorasick

from loaders.dictionary import first_word, is_word, kind, tagged
from loaders.finding import is_generic, table
from loaders.lexicon import Cut, one_of, rules, words
from loaders.names.companies.company_words import company_like, everyday, in_vocabulary
from ontology import names, vocab
from ontology.goods import goods

KNOWN, COINED, WORDED, BARE, NONE = 4, 3, 2, 1, 0  # what `weight` gives

_PROPER = ("nz", "nt", "nr", "ns")
_NOUNS = ("n", "nz", "nr", "nrt", "ns", "nt", "a", "s", "j", "i", "v")
_DESCRIBING = ("vn", "b", "f", "t", "m", "d", "c", "p", "u")
_ELEMENTS = frozenset("铝硅碳钒钛锂磷氟镁铜镍钴锰氢氧钠钾硼锆铌铁钢锌钨钼稀贵煤盐焦")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Z][A-Za-z]{1,7}|\d[A-Z]")
_SITE = re.compile(r"产业园|园区|工业园|开发区|小镇")
_LISTED_TAIL = re.compile(
    r"(?:企业|产业|行业|项目|机构|技术|产品|人才|平台|领域|院校|高校|院所|冠军|巨人|[一二三四]期)$|[院所]$"
)


@lru_cache(maxsize=1 << 14)
def weight(name: str) -> int:
    """How much a string by itself looks like a company's name: KNOWN, COINED, WORDED, BARE or NONE."""
    land = _lands().match(name)
    own = name[land.end() :] if land else name
    if well_known(own):
        return KNOWN
    if _LISTED_TAIL.search(name) or _SITE.search(name) or name in vocab.names("place"):
        return NONE
    parts = names.split_company(own)
    if parts.full and parts.trade_name:
        return KNOWN
    stem, trade = parts.trade_name, parts.trade_word or parts.form
    if parts.place and (stem in names.trade_words() or not stem) and len(parts.place) > 1:
        stem, trade = parts.place, stem or trade  # 仁化药业: a county's name as trade name
        if not name.startswith(stem) or trade in planned() or vocab.concept("industry", name):
            return NONE
        return BARE if trade in soft() else WORDED
    if coined(stem):
        placed = parts.place or land
        return (WORDED if trade in planned() else COINED) if trade else WORDED if placed else BARE
    if trade:
        return WORDED if _worded(stem, name) or _worded_stem(stem) else NONE
    return BARE if _pieced(name) or of_goods(name) else NONE


def of_goods(name: str) -> bool:
    """Whether a coined word stands before the goods that a firm makes, which are no line of business: 晨曜互感器.

    What the dictionary cuts into single characters may be goods too (车圈): the sentence has to tell that it is a firm.
    """
    return any(coined(name[:n]) and _made(name[n:]) for n in (2, 3) if 4 <= len(name) <= 8)


def _made(tail: str) -> bool:
    """Whether goods are all that a string says: a product word of an industry, or a word of three characters.

    >>> _made("互感器"), _made("电缆"), _made("村民")
    (True, True, False)
    """
    if tail in _plain() or tail in _tails() or tail in vocab.names("place") or len(tail) < 2:
        return False
    return goods(tail) == tail or (tail[0] in _METALS and not is_word(tail)) or (len(tail) > 2 and ware(tail))


def ware(tail: str) -> bool:
    """Whether a word is a noun that ends like goods: 面板, 减速器."""
    return kind(tail) == "n" and tail[-1] in _WARES


_METALS = _ELEMENTS | frozenset("钽铍铪铼铟镓锗铂钯")
_WARES = frozenset("器机炉泵阀架框膜布板管线丝轮轴具料剂粉油漆胶件箱柜罐桶瓶杯盒袋网绳带刀锯钻模镜灯车船艇伞")


def _worded_stem(stem: str) -> bool:
    """Whether a trade name is an ordinary noun and one more character: 金谷源|食品."""
    word = stem[:2]
    return (
        len(stem) == 3
        and is_word(word)
        and kind(word) in ("n", "ns", "nz", "s", "nr")
        and not (is_word(stem) or stem[-1] in _sign("never_last") or is_word(stem[1:]) or in_vocabulary(word))
        and not (word in everyday() or word in _plain() or word in _common())
    )


def _pieced(name: str) -> bool:
    """Whether a word that is no line of business stands in or behind coined characters: 中宏力信, 晨岳车桥."""
    if len(name) != 4 or not _HAN.fullmatch(name) or name[0] in _sign("never_first") or name[:2] in _governing():
        return False
    head, tail = name[:2], name[2:]
    if coined(head) and tail not in _plain() and tail not in _tails():
        return kind(tail)[:1] in ("n", "v") if is_word(tail) else tail[-1] not in _sign("never_last") - set("业化")
    spoken = tagged(name)
    inner = [word for word, _ in spoken if len(word) > 1]
    if any(len(word) > 1 and tag in ("v", "p", "d", "c", "t") for word, tag in spoken):
        return False
    if len(inner) != 1 or len(inner[0]) != 2 or name[-1] in _sign("never_last"):
        return False
    word = inner[0]
    return not (word in names.trade_words() or word in everyday() or in_vocabulary(word) or word in _plain())


@cache
def _governing() -> frozenset[str]:
    """Verbs that take a name, which begin none: 首进|江口, 预计|年总."""
    return frozenset(words(rules("words")["govern"])) - frozenset(words(table("company")["coined"]))


@cache
def _tails() -> frozenset[str]:
    return frozenset(words(table("company")["no_tails"]))


@cache
def _plain() -> frozenset[str]:
    return frozenset(words(rules("entities")["generic"]))


@lru_cache(maxsize=1 << 14)
def coined(stem: str) -> bool:
    """Whether a string is no word and made of none, as trade names are."""
    if _LATIN.fullmatch(stem):
        return stem not in _signs()
    if stem in _common() or stem.endswith(("两地", "三地", "四地", "五地")):
        return False  # 江口、石桥、溪口三地|门业
    if not 2 <= len(stem) <= 4 or not _HAN.fullmatch(stem) or "及" in stem or "到" in stem:
        return False
    if stem[0] in _sign("never_first") or stem[-1] in _sign("never_last") or _ELEMENTS.issuperset(stem):
        return False
    if _of_kind(stem):
        return False
    if stem in vocab.names("place") or stem in everyday() or in_vocabulary(stem) or is_generic(stem, "company"):
        return False
    spoken = tagged(stem)
    if _AXES.match(stem) or sum(tag[0] in "dpcur" for word, tag in spoken if len(word) == 1) > 1:
        return False  # 五轴|机床; 人还在为|丝网
    return all(len(word) == 1 or _brand(word, tag) for word, tag in spoken)


def _of_kind(stem: str) -> bool:
    """Whether a stem says what goods are for or based on: 户用储能|电池, 锌基|新材料."""
    return (
        _USED_FOR.match(stem) is not None
        or _DOES.match(stem) is not None
        or _JOINED.fullmatch(stem) is not None
        or (stem[-1:] == "基" and stem[-2:-1] in _METALS)
    )


_DOES = re.compile("专[产做攻营供]|主[产做攻营打]|[甲乙]供")
# Two regions in a letter each: 沪苏|体育, 粤桂|物流.
_JOINED = re.compile("[京津冀晋蒙沪苏浙皖闽赣豫鄂湘粤桂渝川黔滇陕]{2,3}|京[张雄]|沪[宁杭]|广[深佛]|成渝|甬舟|杭绍")
_USED_FOR = re.compile("[户车船家商军民医矿电警]用")
_AXES = re.compile(r"[一二三四五六七八九十单双多两][轴层相极色段缸]")  # how many of its parts a machine has


def _brand(word: str, tag: str) -> bool:
    return tag.startswith(_PROPER) and word not in vocab.names("place") and not is_generic(word, "company")


def _worded(stem: str, name: str) -> bool:
    """Whether an ordinary word stands before a line of business that it does not describe: 铁砧玻璃, not 特种玻璃."""
    return (
        2 <= len(stem) <= 3
        and kind(stem) in _NOUNS
        and not is_word(name)
        and not in_vocabulary(stem)
        and stem not in _common()
        and company_like(name)
    )


def describes(stem: str) -> bool:
    """Whether a word says of what kind something is, or what is done with it: 工控|软件, 西部|电子."""
    return stem[:1] in _sign("never_first") or _of_kind(stem) or (is_word(stem) and kind(stem) in _DESCRIBING)


@cache
def _sign(key: str) -> frozenset[str]:
    return frozenset(table("company")[key])


@cache
def _signs() -> frozenset[str]:
    return frozenset(words(table("company")["latin_words"]))


@cache
def _common() -> frozenset[str]:
    return frozenset(words(table("company")["describing"]))


@cache
def soft() -> frozenset[str]:
    """Lines of business that are everyday words of plans: 发展, 工业, 服务."""
    return frozenset(words(table("company")["soft"]))


@cache
def planned() -> frozenset[str]:
    """Those of the soft lines of business that are rather what plans speak of: 建设, 发展."""
    return frozenset(words(table("company")["planned"]))


@cache
def _lands() -> re.Pattern[str]:
    """Countries, and regions outside the mainland, before a foreign company's name: 日本晨星."""
    return re.compile(one_of(words(table("company")["lands"])) + "(?=[\u4e00-\u9fffA-Z]{2})")


@cache
def well_known(name: str) -> bool:
    """Whether the name is that of a well-known corporation, of two (一汽丰田), or has a line of business behind it."""
    known = vocab.names("corporation")
    if name in known:
        return True
    heads = [name[:n] for n in range(2, len(name) - 1) if name[:n] in known]
    return any((rest := name[len(head) :]) in known or rest in names.trade_words() - planned() for head in heads)


@cache
def _trade_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in (names.trade_words() | {"股份", "控股"}) - {"产业园"}:
        if len(word) > 1:
            automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton


_INVESTS = re.compile(  # 晨曜重工|投资8亿元, 晨曜特钢|建设年产2万吨X项目
    r"投资(?:约|近|超过?|逾|达)?\d|建设(?:[年日]产|\d[\d.]*万?(?:吨|[台套条]|千瓦|平方米))"
)
_BUILDS = re.compile(
    r"建设[^，。；]{2,24}?(?:项目|基地|工厂|生产线|产线|车间|中心|平台|实验室|研究院)"
)  # 晨曜特钢|建设…

# 由晨曜新能源|投资建设，: what it does; 晨曜投资建设集团: its name
_BUILT_BY = re.compile(r"(?:投资|(?<=投资))建设(?:运营)?(?=[，。；：、的了])")


def trade_spans(text: str) -> list[tuple[int, int]]:
    """Where lines of business stand that could close a company's short name, those that follow each other as one."""
    spans: list[tuple[int, int]] = []
    for last, length in _trade_automaton().iter_long(text):
        begin, end = last + 1 - length, last + 1
        if text.startswith(("投资", "建设"), begin) and (_INVESTS.match(text, begin) or _BUILT_BY.match(text, begin)):
            continue
        if spans and spans[-1][1] == begin and text.startswith("建设", begin) and _BUILDS.match(text, begin):
            continue
        if spans and spans[-1][1] == begin:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    return spans


def may_be_coined(pair: str) -> bool:
    """Whether two characters before a line of business can be the end of a coined word: a quick look first."""
    return not is_word(pair) or kind(pair).startswith(_PROPER)


_COMPLEMENTS = frozenset("起出入进完成到好来")


def completes(word: str, before: str, tag: str) -> bool:
    """Whether a character belongs to the verb before it and begins no name: 集聚|起|晨曜制衣.

    >>> completes("起", "集聚", "v"), completes("成", "晨光", "n")
    (True, False)
    """
    return word in _COMPLEMENTS and tag == "v" and len(before) > 1


def stem_before(cut: Cut, end: int) -> int:
    """Where the coined word begins that ends here: the characters before it that no word covers; `end` if none."""
    text, begin = cut.text, end
    while begin > 0 and end - begin < 10 and "\u4e00" <= text[begin - 1] <= "\u9fff":
        begin -= 1
    begin = _past_town(text, begin, end)
    at = end
    spoken = tagged(text[begin:end])
    for n, (word, tag) in reversed([*enumerate(spoken)]):
        if n and completes(word, *spoken[n - 1]):
            break
        if not (len(word) == 1 or tag.startswith(_PROPER)) or end - at + len(word) > 5:
            break
        if len(word) > 1 and cut.ends.get(at, (0, "place"))[1] != "place":
            break
        if word in "着了过" and tag[0] == "u":
            break
        if word in _sign("never_first") and tag[0] in "upcfv" and end - at > 1:
            break
        at -= len(word)
    while end - at > 2 and text[at] in _sign("never_first"):
        at += 1
    return at


def closes(text: str, end: int) -> bool:
    """Whether a name may end here: what follows is no noun that would go on with it."""
    rest = text[end : end + 8]
    if rest[1:2] in ("了", "着", "过") and first_word(rest)[0] == rest[:1]:  # 晨曜五金|投了1700万元
        return True
    if not rest or not "\u4e00" <= rest[0] <= "\u9fff":
        return True
    if _goes_on().match(rest):
        return False
    words_here = tagged(text[end - 2 : end + 8])
    if is_word(text[end - 1 : end + 1]) and not parts_at(words_here, 2):
        return False
    tag = first_word(rest)[1]
    return (
        (tag[0] in "vdptmfcurz" and tag not in ("vn", "zg")) or tag in ("ad", "a", "ns") or bool(_after().match(rest))
    )


def parts_at(spoken: tuple[tuple[str, str], ...], position: int) -> bool:
    """Whether a word ends at the position: not in 新城建|设."""
    at = 0
    for word, _ in spoken:
        at += len(word)
        if at >= position:
            break
    return at == position


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(one_of(words(table("company")["goes_on"])))


@cache
def _after() -> re.Pattern[str]:
    speech = (*words(rules("words")["govern"]), *words(rules("words")["function"]))
    return re.compile(one_of((*words(table("company")["contexts"]), *words(table("company")["then"]), *speech)))


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(one_of(words(table("company")["contexts"])))


def acts(text: str, end: int) -> bool:
    """Whether what follows is what companies do or have: 入选, 总经理, 投产."""
    return _acts().match(text, end) is not None


def _past_town(text: str, begin: int, end: int) -> int:
    """Where a trade name begins at the earliest behind the town that its firm stands in: 江口镇|晨曜."""
    ranks = (text.rfind(rank, begin, end - 2) + len(rank) for rank in ("镇", "街道") if rank in text[begin : end - 2])
    town = max(ranks, default=0)
    return town if town > begin + 1 and text[town - 1 : town + 1] not in vocab.names("place") else begin


_TOWN = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:镇|街道)")


INSIDE = re.compile(  # 园区内|江苏晨曜集团, 今年全县|晨曜集团
    r"(?:[今去]年)?(?:(?:(?:辖|园|开发|高新|经开)?区|园|境|[县市镇乡域]|街道)内|[全该][县市区州省镇])(?=.{2})"
)


def after_town(text: str, begin: int, end: int) -> int:
    """Where a firm's name begins behind that of its town: 江口镇|晨曜磁材; `begin` where none leads it.

    >>> after_town("江口镇晨曜磁材", 0, 7)
    3
    """
    town = INSIDE.match(text, begin, end) or _TOWN.match(text, begin, end)
    inside = town is not None and town[0].endswith("内")  # 区内|盛澜
    return town.end() if town and end - town.end() > (1 if inside else 3) else begin


def past_quote(text: str, begin: int, end: int) -> int:
    """Where a name begins that a quotation leans on: “隐形冠军”|晨曜液压公司, but “晨曜”集团 and “晨曜”液压公司."""
    quoted = text.rfind("”", begin, end) + 1
    own = quoted and coined(text[quoted : quoted + 2]) and text[quoted:end] not in names.trade_words()
    return quoted if own else begin
