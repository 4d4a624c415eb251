"""What a document says of itself: its title, date and area, taken only where its words leave no doubt.

Dates stand alone on a line near the beginning or the end (GB/T 9704-2012, 7.3.5), areas in the title, in the line of
the issuer, or in the name of the congress a report was made to.
"""

import re
from collections.abc import Iterator

from loaders.folding import simplified
from loaders.sources import date_fault
from ontology import vocab
from ontology.facts import Ref

_HEAD, _FOOT = 12, 8  # lines looked at
_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九０１２３４５６７８９", "0000123456789" + "0123456789")
_NUMERALS = "〇零○一二三四五六七八九"
_CHINESE_DATE = (
    rf"(?P<y>\d{{4}}|[{_NUMERALS}]{{4}})\s*年\s*(?:(?P<m>\d{{1,2}}|[{_NUMERALS}十]{{1,3}})\s*月\s*"
    rf"(?:(?P<d>\d{{1,2}}|[{_NUMERALS}十]{{1,3}})\s*日)?)?"
)
_DATES = (_CHINESE_DATE, r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
_AFTER = r"(?:\s*(?:星期[一二三四五六日天]|\d{1,2}:\d{2}(?::\d{2})?))*[\s）)】\]]*"
_LABELLED = tuple(
    re.compile(rf"(?:发布|成文|印发|发文|公布|刊发|出版)(?:日期|时间)\s*[:：]\s*{date}") for date in _DATES
)
_ALONE = tuple(re.compile(rf"[\s—（(【\[]*{date}{_AFTER}") for date in _DATES)
_MEETING = re.compile(
    rf"[\s—（(]*{_CHINESE_DATE}\s*(?:上午|下午)?在.{{4,60}}(?:会议|大会)(?:第.{{1,3}}次.{{0,6}})?上?[）)]?\s*"
)
_CONGRESS = re.compile(r"在(.{2,14}?)第[一二三四五六七八九十\d]+届(?:人民代表大会|委员会)")
_ISSUER = re.compile(
    r"\s*(.{2,14}?(?:省|市|县|区|旗|州|盟))"
    r"(?:人民政府|统计局|发展和改革|经济和信息化|工业和信息化|财政局|科学技术局|商务局|人民代表大会)[\u4e00-\u9fff]{0,14}\s*"
)
_OFFICIAL = ("省", "市", "县", "区", "旗", "州", "盟")


def own_title(content: str) -> str:
    """The first line that can be a title; names of columns and pages (专题, 要闻) are shorter than one."""
    lines = [line.lstrip("# ") for line in _lines(content)[:_HEAD]]
    return next((line[:120] for line in lines if len(line) > 5), lines[0][:120] if lines else "")


def own_date(content: str) -> str:
    """The document's date as it says it, YYYY-MM-DD or YYYY-MM; "" where it says none, or several."""
    edges = [line.translate(simplified(content)) for line in _edges(content)]
    labelled = {_iso(m) for line in edges for pattern in _LABELLED for m in pattern.finditer(line)}
    alone = {_iso(m) for line in edges for pattern in (*_ALONE, _MEETING) if (m := pattern.fullmatch(line)) and m["m"]}
    for found in (labelled, alone):
        found.discard("")
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def own_area(title: str, content: str) -> Ref | None:
    """The place that a document is about, as its title, issuer or congress says it; None where they do not."""
    plain = simplified(content)
    edges = [line.translate(plain) for line in (title, *_edges(content))]
    places = official_places(edges[0]) or _deepest([p for line in edges[: _HEAD + 1] for p in _topic(line)])
    if not places:
        named = [m[1] for line in edges for m in _CONGRESS.finditer(line)]
        named += [m[1] for line in edges if (m := _ISSUER.fullmatch(line))]
        places = _deepest([place for name in named if (place := vocab.place(name))])
    if len(places) != 1:
        return None
    return Ref("Place", places[0].label, places[0].code)


def official_places(text: str) -> list[vocab.Concept]:
    """The places that a text names by their official names, without those that another of them lies in."""
    return _deepest(list(_official(text)))


def _lines(content: str) -> list[str]:
    """The lines with words in them; those with tabs are parts of tables."""
    return [line.strip() for line in content.splitlines() if line.strip() and "\t" not in line]


def _edges(content: str) -> list[str]:
    """The first lines and the last."""
    lines = _lines(content)
    return [*lines[:_HEAD], *lines[_HEAD:][-_FOOT:]]


def _iso(found: re.Match[str]) -> str:
    """The date of a match; "" if it is not in the calendar."""
    groups = found.groupdict()
    year, month, day = (groups[key] or "" for key in "ymd")
    parts = [year.translate(_DIGITS), *(f"{_small(part):02d}" for part in (month, day) if part)]
    date = "-".join(parts)
    return "" if date_fault(date) else date


def _small(numeral: str) -> int:
    """A number below one hundred: 9, 09, 九, 二十三, 三十."""
    if "十" not in numeral:
        return int(numeral.translate(_DIGITS))
    tens, ones = numeral.split("十")
    return 10 * int(tens.translate(_DIGITS) or 1) + int(ones.translate(_DIGITS) or 0)


def _official(text: str) -> Iterator[vocab.Concept]:
    """The places whose official names stand in a text, the longest at each point."""
    known = vocab.names("place")
    at = 0
    while at < len(text):
        ends = (e for e in range(min(len(text), at + 12), at + 2, -1) if text[e - 1] in _OFFICIAL)
        end = next((e for e in ends if text[at:e] in known), 0)
        if end and (place := vocab.place(text[at:end])):
            yield place
        at = end or at + 1


def _topic(headline: str) -> Iterator[vocab.Concept]:
    """The place that a headline, or its second part, sets before a colon."""
    words = headline.split()
    if words and len(headline) <= 60 and "。" not in headline:
        name, colon, _ = words[-1].replace("：", ":").partition(":")
        if colon and 1 < len(name) <= 6 and (place := vocab.place(name)):
            yield place


def _deepest(places: list[vocab.Concept]) -> list[vocab.Concept]:
    """The places without those that another of them lies in: of 浙江省宁波市慈溪市 the last."""
    above = {outer.code for place in places for outer in vocab.place_chain(place.code)}
    return list({place.code: place for place in places if place.code not in above}.values())
