"""Foreign firms by the country before their name, and when a country's name only tells whose a firm is.

德国|柯罗溪在江口投产, 瑞典|晨曜集团, 日本|MIRONA: the country is where the firm comes from, and not what is spoken of.
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import first_word
from loaders.finding import Found, any_of, table
from loaders.lexicon import Cut, one_of, words
from loaders.names.coined import acts, coined
from ontology import vocab

_FORM = r"(?:集团|公司|株式会社|股份公司)"
_LATIN = re.compile(rf"(?:株式会社)?(?P<name>[A-Z][A-Za-z&]+(?: [A-Z][A-Za-z&]+){{0,2}}{_FORM}?)(?![A-Za-z0-9\-])")
_GROUP = re.compile(
    rf"(?:企业|(?:[\u4e00-\u9fff]{{2,8}}?(?:巨头|龙头|冠军|企业|制造商|供应商|运营商|经营商|厂商)[”]?))?(?P<name>[\u4e00-\u9fff]{{2,5}}?(?:[A-Z][A-Za-z]+)?[\u4e00-\u9fff]{{0,8}}?{_FORM})(?!化|军|内)"
)
_DOES = re.compile(r"[（在将与和的、，“]|落[户子地]|投资|签约|入驻|集团|项目|收购|追加|[\u4e00-\u9fff]{2,8}项目")
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
    return any_of("place", "countries", r"(?=[\u4e00-\u9fffA-Z]{2})")


_PLACED = re.compile(  # 在泰国|罗勇设立基地, 在越南海防、匈牙利|佩奇建厂; 背靠中国|大西南
    r"(?:(?<!现)(?<!存)在|赴|远赴|布局|背靠|面向|毗邻|连接)(?:[\u4e00-\u9fff]{2,8}[、和与及])*[\u4e00-\u9fff]{2,4}$"
)


def _name(text: str, end: int) -> tuple[int, int] | None:
    """Where the name of a firm begins and ends behind its country; None if there is none."""
    latin = _LATIN.match(text, end)
    if latin:
        plain = len(latin["name"]) < 3 or latin["name"] in words(table("company")["latin_words"])
        return latin.span("name") if not plain and _DOES.match(text, latin.end()) else None
    group = _GROUP.match(text, end)
    if group and "上市" not in group["name"] and any(coined(group["name"][:size]) for size in (2, 3, 4)):
        return group.span("name")
    if _PLACED.search(text, max(0, end - 24), end):
        return None
    for at in (end + 2, end + 3, end + 4):
        does = _DOES.match(text, at) or _acts(text, at)
        if text.startswith(("巨头", "龙头"), at - 1):  # 摩托车巨|头C
            continue
        if does and coined(text[end:at]) and text[end:at] not in vocab.names("place"):
            return end, at
    return None


def _acts(text: str, at: int) -> bool:
    """Whether what stands here is what a firm does: 投产, 决定收购."""
    word, tag = first_word(text[at : at + 6]) if text[at : at + 1] else ("", "x")
    return (acts(text, at) and not text.startswith("上市", at)) or (len(word) > 1 and tag in ("v", "d", "vd"))


def nationals(cut: Cut) -> Iterator[Found]:
    """Firms by a country right before their name, those of Latin letters also behind what they are called."""
    for land in _countries().finditer(cut.text):
        span = _name(cut.text, land.end())
        if span:
            yield Found(*span, "Company", cut.text[slice(*span)], "company-national", 0.75)
    for found in _LATIN.finditer(cut.text) if any_of("company", "apposed").search(cut.text) else ():
        known = found["name"] in words(table("company")["latin_words"]) or len(found["name"]) < 4
        if not known and cut.text.endswith(_LEAD, 0, found.start()) and _DOES.match(cut.text, found.end()):
            yield Found(*found.span("name"), "Company", found["name"], "company-national", 0.75)
