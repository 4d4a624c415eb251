"""Foreign firms by the country before their name, and when a country's name only tells whose a firm is.

德国|柯罗溪在江口投产, 瑞典|晨曜集团, 日本|MIRONA: the country is where the firm comes from, and not what is spoken of.
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import first_word, tagged
from loaders.finding import Found, any_of, table
from loaders.lexicon import Cut, one_of, words
from loaders.names.companies.coined import acts, coined
from ontology import vocab

_FORM = r"(?:集团|公司|株式会社|股份公司)"
_LATIN = re.compile(rf"(?:株式会社)?(?P<name>[A-Z][A-Za-z&]+(?: [A-Z][A-Za-z&]+){{0,2}}{_FORM}?)(?![A-Za-z0-9\-])")
_GROUP = re.compile(
    rf"(?:企业|(?:[\u4e00-\u9fff]{{2,8}}?(?:巨头|龙头|冠军|企业|制造商|供应商|运营商|经营商|厂商)[”]?))?(?P<name>[\u4e00-\u9fff]{{2,5}}?(?:[A-Z][A-Za-z]+)?[\u4e00-\u9fff]{{0,8}}?{_FORM})(?!化|军|内)"
)
_DOES = re.compile(
    r"独资|合资|联合|共同|等|[（在将与和的、，“]|落[户子地]|投资|签约|入驻|集团|项目|收购|追加|[\u4e00-\u9fff]{2,8}项目"
)
_DOES_LATIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\-]{2,20}?(?:项目|生产线|产线|基地)")  # Nova|锂电池3D检测设备项目
OF_WORKS = "company-of-works"  # told by its country, and by its works behind it
_IN_LIST = re.compile(r"[、，“]|[与和及等]|联合|共同|合资")
_MAKES_THERE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,14}?(?:生产线|产线|(?:生产|制造|产业)?基地|工厂|项目)")
_FIRMS = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:知名|龙头|领军|著名)(?:企业|品牌|厂商)|[\u4e00-\u9fff]{2,6}(?:巨头|制造商|供应商|运营商)"
)
_LEAD = ("企业", "巨头", "品牌", "厂商", "制造商", "供应商", "经营商", "运营商", "冠军", "冠军”", "龙头", "公司")


@cache
def _countries() -> re.Pattern[str]:
    return re.compile(one_of((*words(table("place")["countries"]), *words(table("company")["lands"]))))


def national(text: str, end: int) -> bool:
    """Whether the name of a country that ends here only says whose the firm behind it is.

    >>> national("德国柯罗溪在江口投产", 2), national("德国市场", 2), national("美国进口设备", 2)
    (True, False, False)
    """
    return _name(text, end) is not None or _FIRMS.match(text, end) is not None


def of_land(name: str) -> int:
    """How long the country is that a firm's name begins with and which is no part of it; 0 if there is none.

    >>> of_land("德国柯罗溪集团"), of_land("法国电力集团"), of_land("德国柯罗溪（江口）有限公司")
    (2, 0, 0)
    """
    land = _lands().match(name)
    rest = name[land.end() :] if land else ""
    own = len(rest) > 1 and not rest.endswith("有限公司") and name not in vocab.names("corporation")
    known = rest in vocab.names("corporation")
    return land.end() if land and own and (known or any(coined(rest[:size]) for size in (2, 3, 4))) else 0


@cache
def _lands() -> re.Pattern[str]:
    lands = one_of((*words(table("place")["countries"]), *words(table("company")["lands"])))
    return re.compile(lands + r"(?=[\u4e00-\u9fffA-Z][\u4e00-\u9fffA-Za-z])")


def land_before(name: str) -> int:
    """How long the country is that the name of a project begins with, its firm behind it: 德国|汉森集团基地项目."""
    land = _lands().match(name)
    return land.end() if land and "有限公司" not in name and _name(name, land.end()) else 0


_PLACED = re.compile(  # 在泰国|罗勇设立基地, 在越南海防、匈牙利|佩奇建厂; 背靠中国|大西南
    r"(?:(?<!现)(?<!存)在|赴|远赴|布局|背靠|面向|毗邻|连接)(?:[\u4e00-\u9fff]{2,8}[、和与及])*[\u4e00-\u9fff]{2,4}$"
)


def _name(text: str, end: int) -> tuple[int, int] | None:
    """Where the name of a firm begins and ends behind its country; None if there is none."""
    latin = _LATIN.match(text, end)
    if latin:
        short = len(latin["name"]) < 3 and not (latin["name"].isupper() and _IN_LIST.match(text, latin.end()))
        plain = short or latin["name"] in words(table("company")["latin_words"])
        does = _DOES.match(text, latin.end()) or _DOES_LATIN.match(text, latin.end())
        return latin.span("name") if not plain and does else None
    group = _GROUP.match(text, end)
    if group and "上市" not in group["name"] and any(coined(group["name"][:size]) for size in (2, 3, 4)):
        return group.span("name")
    if _PLACED.search(text, max(0, end - 24), end):
        return None
    if told := _known(text, end) or _of_works(text, end):
        return end, told
    for at in (end + 2, end + 3, end + 4):
        if text.startswith(("巨头", "龙头"), at - 1):  # 摩托车巨|头C
            continue
        acting = _DOES.match(text, at) or _acts(text, at)
        if acting and coined(text[end:at]) and text[end:at] not in vocab.names("place"):
            return end, at
    return None


def _known(text: str, end: int) -> int:
    """Where the name of a well-known corporation ends that stands here; 0 if none does."""
    sizes = (size for size in (6, 5, 4, 3) if text[end : end + size] in vocab.names("corporation"))
    return end + size if (size := next(sizes, 0)) and _DOES.match(text, end + size) else 0


def _of_works(text: str, end: int) -> int:
    """Where a name ends that what it makes and its works follow: 芬兰|维森德|印染设备生产线; 0 if none does."""
    works = _MAKES_THERE.match(text, end + 2)
    for at in (end + 2, end + 3, end + 4) if works else ():
        made = tagged(text[at : works.end() if works else at])
        whole = made and all(len(word) > 1 or tag == "n" for word, tag in made) and len(made[0][0]) > 1
        if whole and coined(text[end:at]) and text[at - 1] not in _LOOSE and text[end:at] not in vocab.names("place"):
            line = _LINE.match(text, at)
            return line.end() if line else at
    return 0


_LOOSE = "将已正在与和把为对由拟于"  # 德国|普岳|将…项目落户
_LINE = re.compile(r"(?:电子|科技|股份|集团|实业|控股|电气)(?=[\u4e00-\u9fff]{2})")


def _acts(text: str, at: int) -> bool:
    """Whether what stands here is what a firm does: 投产, 决定收购."""
    word, tag = first_word(text[at : at + 6]) if text[at : at + 1] else ("", "x")
    return (acts(text, at) and not text.startswith("上市", at)) or (len(word) > 1 and tag in ("v", "d", "vd"))


def nationals(cut: Cut) -> Iterator[Found]:
    """Firms by a country right before their name, those of Latin letters also behind what they are called."""
    for land in _countries().finditer(cut.text):
        span = _name(cut.text, land.end())
        if span:
            works = _of_works(cut.text, land.end()) == span[1]
            method = OF_WORKS if works else "company-national"
            yield Found(*span, "Company", cut.text[slice(*span)], method, 0.75)
    for found in _LATIN.finditer(cut.text) if any_of("company", "apposed").search(cut.text) else ():
        known = found["name"] in words(table("company")["latin_words"]) or len(found["name"]) < 4
        if not known and cut.text.endswith(_LEAD, 0, found.start()) and _DOES.match(cut.text, found.end()):
            yield Found(*found.span("name"), "Company", found["name"], "company-national", 0.75)
