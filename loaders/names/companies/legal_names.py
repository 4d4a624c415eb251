"""Companies by their full names: the legal form at the end, and where the name before it begins."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import tagged
from loaders.finding import Found, Setting, all_of, is_generic, table
from loaders.lexicon import Cut, one_of, words
from loaders.names.fronts import LOOSE
from ontology import names, vocab

_INNER_BRACKET = re.compile(r"（(?:集团|中国|控股|[\u4e00-\u9fff]{2,5})）$")

_FOREIGN = re.compile(
    r"[A-Z][A-Za-z&.\- ]{2,40}?(?:Inc\.?|Ltd\.?|Co\.,? ?Ltd\.?|GmbH|Corp\.?|LLC|S\.A\.|AG)(?![A-Za-z])"
)

SINGLE_BREAKS = frozenset("的了在为由与和及对将从向被把给是有到让使等")

_SITE_WITH = re.compile(r"[区园镇乡县市]以|^[\u4e00-\u9fff]{2,6}?(?:组团|片区)")  # 某集聚区以C为龙头, 江口组团|C

_SET_UP = re.compile(
    r"(?:设立|创办|组建|新设|收购|注册成立)了?(?:全资|外资|独资|合资|控股)*(?:子公司|公司)?"
)  # 在江口|设立C公司

WEAK = frozenset({"function", "govern", "time", "count"})


@cache
def _legal() -> re.Pattern[str]:
    return re.compile(one_of(names.forms()))


def full_names(cut: Cut, _: Setting) -> Iterator[Found]:
    """A name with its legal form: …有限公司, …股份有限公司."""
    for found in _legal().finditer(cut.text):
        begin = full_begin(cut, found.start())
        name = cut.text[begin : found.end()]
        parts = names.split_company(name)
        if (
            found.start() - begin >= 2
            and parts.trade_name
            and (parts.place or parts.trade_name not in line_words() or name in vocab.names("corporation"))
            and not is_generic(cut.text[begin : found.start()], "company")
        ):
            branch = _BRANCH.match(cut.text, found.end())
            if branch and branch[1] in vocab.names("place"):
                name += branch[0]
            end = begin + len(name)
            yield Found(begin, end, "Company", names.plain(name), "company-legal-form", 0.98)


_BRANCH = re.compile("([\u4e00-\u9fff]{2,8}?)分公司")  # C有限公司|临海分公司: a firm of its own


def full_begin(cut: Cut, head: int) -> int:
    """Where a legal name begins: at its place, after an apposed noun, or at the nearest strong break."""
    begin = _walk(cut, head)
    while begin > 0 and (begin == head or not names.split_company(cut.text[begin:head] + "有限公司").trade_name[1:]):
        if cut.text[begin - 1] in "，。；：、！？“”《》（）】/／\n" or head - begin > 16:
            break
        begin = _walk(cut, begin - 1)
    begin = _numbered(cut, _after_place(cut, _conjoined(cut, begin, head)))
    begin = dated.end() if (dated := _DATE.match(cut.text, begin, head - 1)) else begin
    begin += cut.text[begin] in "以由与和及在向对将把被给让使" and (
        (begin == 0 or cut.text[begin - 1] in "，。；：、！？") and not _county(cut.text[begin : begin + 2])
    )
    span = cut.text[begin:head]
    cues = (*apposed().finditer(span), *_SITE_WITH.finditer(span), *_SET_UP.finditer(span))
    cue = max((m.end() for m in cues if len(span) - m.end() >= 3), default=0)
    places = sorted(b for b in cut.places if begin < b < head - 3)
    for at in places:
        if _IN_TOWN.fullmatch(cut.text, begin, at) and cut.text[begin:at] not in vocab.names("place"):
            return at
        if any(m.end() == at - begin for m in apposed().finditer(cut.text[begin:at])):
            return at
    led = max((at for at in places if _led(cut.text[begin:at])), default=0)
    return led or (begin + cue if cue else begin)


_IN_TOWN = re.compile(r"(?:位于|走进|来到)?[\u4e00-\u9fff]{1,4}?(?:镇|乡|街道|村)(?:的)?")  # 古桥镇|浙江…公司
_BROUGHT = re.compile(r"(?:引[来进入]|招[引来]|迎来|走进|来到|携手|牵手|收购)了?$")  # 江口县引来|C公司


def _led(before: str) -> bool:
    """Whether what stands before a place in front of a name is no part of the name: …集聚区以|, 同步衔接|, 原有|."""
    if before[-1] in "以由与及在向对将把被给" and len(before) > 2:
        return True
    return (
        bool(_BROUGHT.search(before)) or is_generic(before, "company") or all(tag in LOOSE for _, tag in tagged(before))
    )


def _after_place(cut: Cut, begin: int) -> int:
    """The beginning of 浙江我武…公司: a short word directly behind a place belongs to the name."""
    for at in (begin - 1, begin - 2) if begin not in cut.places else ():  # 临海市引来|安徽晨曜…公司
        word = cut.ends.get(at)
        if (
            word
            and word[1] == "place"
            and not set(cut.text[at:begin]) & set("的和与及在由为、，。！？将对向是内里外：；（")
        ):
            return word[0]
    return begin


_DATE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:[上下]半年)?(?=..)")  # 2016年|晨曜…公司
_NUMERAL = re.compile(r"第?[一二三四五六七八九十百千万]{1,2}[\u4e00-\u9fff]?$")


def _numbered(cut: Cut, begin: int) -> int:
    """The beginning of 江苏第七元素…公司: a trade name that begins with a numeral, behind the name's place."""
    numeral = _NUMERAL.search(cut.text, max(0, begin - 5), begin)
    word = cut.ends.get(numeral.start()) if numeral else None
    return word[0] if word and word[1] == "place" else begin


def _conjoined(cut: Cut, begin: int, head: int) -> int:
    """The beginning of 中国皮革和制鞋工业研究院…公司 and, in a list, of 宁波和丰…公司.

    What stands before 和 is a place, and a line of business or nothing else. At the beginning of a sentence nothing
    stands before it: it begins a place, as in 和田….
    """
    if cut.text[begin - 1 : begin] not in ("和", "与", "及") or cut.text.endswith(("公司", "集团"), 0, begin - 1):
        return begin
    if (begin == 1 or cut.text[begin - 2] in "。！？\n") and _county(cut.text[begin - 1 : begin + 1]):
        return begin - 1
    if (inner := inner_and(cut, begin, head)) < begin:
        return inner
    earlier = _walk(cut, begin - 1)
    before = names.split_company(cut.text[earlier : begin - 1])
    lines = before.place and before.trade_name in names.trade_words()
    placed = any(b == begin and part == "place" for b, part in cut.ends.values())
    own = cut.text[earlier : begin - 1] in vocab.names("place") and cut.text[earlier - 1 : earlier] in ("", "、", "，")
    return earlier if (lines or own) and not placed else begin


def _county(word: str) -> bool:
    """Whether a word is a county's name without 县, 市 or 区, also one that is a word of its own, as 和顺."""
    return any(word + tail in vocab.names("place") for tail in "县市区")


@cache
def line_words() -> frozenset[str]:
    """Words that are lines of business and no trade name: 塑业, 工程."""
    keywords = {word for each in vocab.concepts("industry") for word in (*each.keywords, *each.names)}
    return frozenset(keywords | names.trade_words())


def inner_and(cut: Cut, begin: int, head: int) -> int:
    """The beginning of 江苏润和塑业…公司: where a line of business alone follows 和, it ends the trade name before.

    One or two characters stand between it and the place of the name or what comes before the name.
    """
    at = begin - 1
    trade = names.split_company(cut.text[begin:head] + "有限公司").trade_name if cut.text[at] == "和" else ""
    if not trade or not (
        trade in line_words() or not trade[1:] or trade[1:] in line_words()
    ):  # of 润和坊食品 坊 alone is no name
        return begin
    for size in (1, 2):
        word = cut.ends.get(at - size)
        if word and word[1] == "place":
            return word[0]
        if at - size >= 0 and (at == size or cut.text[at - size - 1] in "，。、；：“（！？\n"):
            return at - size
    return begin


@cache
def apposed() -> re.Pattern[str]:
    """Nouns that stand before a company's name without a mark: 龙头企业."""
    return re.compile(one_of(words(table("company")["apposed"])))


def _walk(cut: Cut, end: int) -> int:
    at = end
    while at > 0 and end - at < 30:
        mark = cut.text[at - 1]
        if mark == "）":
            inside = _INNER_BRACKET.search(cut.text[max(0, at - 8) : at])
            if not inside:
                return at
            at -= len(inside[0])
            continue
        if mark in "，。；：、！？“”‘’《》【】（）—…/／\n\t|" or mark.isspace():
            return at
        word = cut.ends.get(at)
        if word and word[1] in WEAK and (at - word[0] > 1 or mark in SINGLE_BREAKS):
            coined = cut.text[word[0] : at] in all_of("company", "coined")
            return word[0] if coined and cut.text[word[0] - 1 : word[0]] in ("", "、", "，", "。") else at
        at -= 1 if word is None or word[1] != "place" else at - word[0]
    return at


def foreign(cut: Cut, _: Setting) -> Iterator[Found]:
    """A foreign name with its legal form: … Inc., … GmbH."""
    for found in _FOREIGN.finditer(cut.text):
        yield Found(found.start(), found.end(), "Company", found[0], "company-foreign", 0.9)
