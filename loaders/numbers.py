"""Numbers as Chinese texts write them: a lexer with the value and the place of each.

1,234.5 · 三千二百 · 1.08万 · 近千 · 数百 · 十余 · 两位数 · 百分之五 · 三分之一 · 1/3 · 翻一番 · 倍增 · 第六 · 前十 ·
首位 · 1.86:1. What it finds is a number by its form; whether it measures something is asked in figures/quantities.py.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from ontology.values import record

_ARABIC = r"(?>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(?:\d+|[Oo](?=[万亿%])))?"  # 26.O亿元: an O that was scanned for 0
_HAN = "〇零一二两三四五六七八九十百千"
_HAN_NUMBER = rf"[{_HAN}万亿]++(?:点[〇零一二三四五六七八九]+)?"
_ANY = rf"(?:{_ARABIC}|{_HAN_NUMBER})"
# A sign, not the dash of a range or a name: of a number at the beginning, or of a percentage after a word (增长-3.2%).
_BEHIND = r"(?:(?<=[\u4e00-\u9fff])|(?<=[CP]PI)|(?<=GDP))"
_MINUS = rf"(?:(?:(?<![\w)）%—~-])|{_BEHIND}(?=[-−][\d.]{{1,8}}[%‰]))[-−]|负(?=[\d.]{{1,8}}[%‰]))?"
_LONGEST = 16  # digits: more is a code, not a number

# What a number begins with is asked first: that spares the alternatives at most places.
_PATTERN = re.compile(
    rf"""(?=[\d翻倍第前首榜数几半负−{_HAN}万亿-])(?:
      (?P<times>翻了?(?:近|约|将近|超)?(?P<fold>[一两二三四五六\d]+(?:\.\d+)?)?番|倍增(?!企业|计划|政策|目标|试点|行动|工程|效应|路径|培育|梯队|对象|服务|工作|库))(?P<timesmore>[余多]?)
    | (?P<digits>(?P<places>[两三四])位数)
    | (?P<ratio>{_ARABIC}(?:[:∶︰：]{_ARABIC})+)
    | (?P<fraction>(?P<lower>{_ANY})分之(?P<upper>{_ANY}))
    | (?P<slash>(?<![\d./-])[1-9]\d?/[1-9]\d{{0,2}}(?![\d/.%]))
    | (?P<rank>第(?P<place>\d{{1,5}}|[{_HAN}]++)(?P<suffix>[位名]?))
    | (?P<top>(?<![提目以之当日超])前(?P<among>\d{{1,4}}|[{_HAN}]++)(?P<heads>[位名强]?)(?![%.\d]))
    | (?P<first>首位|榜首)
    | (?P<half>(?<=[近超过约逾占])一半|(?<=[超过占])半数(?!以上)|(?:一半|半数)(?=以上的))
    | (?P<vague>[数几](?P<tens>[十百千万亿]++))[余多]?
    | (?P<number>{_MINUS}(?:{_ARABIC}|{_HAN_NUMBER}))
      (?P<over>[余多几]?)(?P<multiple>(?:[十百千](?![瓦米克伏焦帕卡分公吨]))?(?:万亿|[万亿])?)(?P<plus>\+(?![\dA-Za-z])|[余多]?)
    )""",
    re.VERBOSE,
)
_DIGIT = {d: i for i, d in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TEN = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = {"万": 10_000, "亿": 100_000_000}


@record
class Number:
    """A number at text[begin:end], its multiple included.

    value: without the multiple 万, 亿 or 万亿 that follows it, which belongs to the unit (2.6 of 2.6万家).
    form: count, bare (a multiple alone: 千), rank, top (前十), ratio, fraction, times (翻番), digits (两位数), vague.
    comparator: AtLeast where the number says so itself (数百, 20余), AtMost for 前十, else "".
    unit: what the number itself tells (%, 番, 位); figures: where the numeral begins and ends; chinese: not in figures.
    """

    begin: int
    end: int
    value: Decimal
    form: str = "count"
    multiple: str = ""
    comparator: str = ""
    unit: str = ""
    figures: tuple[int, int] = (0, 0)
    chinese: bool = False


def numbers(text: str) -> Iterator[Number]:
    """Every number in the text, in order, none overlapping; for a ratio 3:5:2 one for each of its terms."""
    for match in _PATTERN.finditer(text):
        yield from _READERS[match.lastgroup or ""](match)


def chinese(words: str) -> Decimal | None:
    """The value of a Chinese numeral; None where it is not well formed.

    >>> chinese("三千二百零五"), chinese("两万"), chinese("一点五"), chinese("一二三")
    (Decimal('3205'), Decimal('20000'), Decimal('1.5'), None)
    """
    whole, _, tail = words.partition("点")
    value = _whole(whole)
    if value is None or not tail:
        return value
    if any(d not in _DIGIT for d in tail):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGIT[d]) for d in tail)}")


def _whole(words: str) -> Decimal | None:
    total = section = ten = 0
    digit: int | None = None
    zero = False
    for char in words:
        if char in _DIGIT:
            if digit:
                return None
            digit, zero = _DIGIT[char], zero or _DIGIT[char] == 0
        elif char not in _TEN and char not in _MYRIAD:
            return None
        elif char in _TEN:
            if section and _TEN[char] >= ten:
                return None  # 十百, 千千
            ten = _TEN[char]
            section += (1 if digit is None else digit) * ten
            digit, zero = None, False
        else:
            total = (
                (total + section + (digit or 0) or 1) * _MYRIAD[char]
                if char == "亿"
                else (total + (section + (digit or 0) or 1) * _MYRIAD[char])
            )
            section, ten, digit, zero = 0, _MYRIAD[char], None, False
    if digit and ten > 10 and not zero:
        digit *= ten // 10  # 三百五 is 350
    return Decimal(total + section + (digit or 0))


def arabic(words: str) -> Decimal | None:
    """The value of figures with thousands separators; None for codes of more than sixteen digits."""
    plain = words.replace(",", "").replace("−", "-").replace("负", "-").replace("O", "0").replace("o", "0")
    return Decimal(plain) if len(plain) <= _LONGEST else None


def value(words: str) -> Decimal | None:
    """The value of a numeral in figures or in Chinese."""
    return arabic(words) if words.isascii() or words[0] in "−负" else chinese(words)


_MULTIPLE = re.compile(r"[万亿]+$")


def _count(match: re.Match[str]) -> Iterator[Number]:
    words, multiple = match["number"], match["multiple"]
    figures = match.start("number"), match.end("number")
    found = value(words) if len(words) <= _LONGEST + 6 else None
    if found is None:
        return
    hanzi = words[-1] in _HAN or words[-1] in _MYRIAD
    if hanzi and words[0] in "零〇":
        return
    form = "bare" if hanzi and words[0] in "百千万亿" else "count"
    if hanzi and not multiple and (tail := _MULTIPLE.search(words)):
        multiple = tail[0]
    if hanzi and multiple and multiple[0] in _MYRIAD and words.endswith(multiple):
        found /= _times(multiple)
    elif multiple[:1] in _TEN:
        found, multiple = found * _TEN[multiple[0]], multiple[1:]
    more = match["over"] or match["plus"]
    yield Number(
        match.start(), match.end(), found, form, multiple, "AtLeast" if more else "", "", figures, chinese=hanzi
    )


def _times(multiple: str) -> int:
    product = 1
    for char in multiple:
        product *= _MYRIAD[char]
    return product


def _vague(match: re.Match[str]) -> Iterator[Number]:
    """数百, 几十: at least one of them; 数十万 is ten of 万."""
    tens = match["tens"]
    multiple = (re.search(r"[万亿]+$", tens) or [""])[0]
    found = chinese(tens.removesuffix(multiple)) if tens != multiple else Decimal(1)
    if found is not None:
        begin, end = match.span()
        yield Number(begin, end, found, "vague", multiple, "AtLeast", figures=(begin, end), chinese=True)


def _fold(match: re.Match[str]) -> Iterator[Number]:
    """翻一番, 翻两番, 翻番: that many doublings; 倍增 is one, but for what is called so (倍增企业, 倍增计划)."""
    found = value(match["fold"]) if match["fold"] else Decimal(1)
    if found is not None:
        more = "AtLeast" if match["timesmore"] else ""
        begin, end = match.span()
        yield Number(begin, end, found, "times", "", more, "番", (begin, end), chinese=True)


def _digits(match: re.Match[str]) -> Iterator[Number]:
    """两位数 of growth is ten per cent at least."""
    found = Decimal(10) ** (_DIGIT[match["places"]] - 1)
    yield Number(match.start(), match.end(), found, "digits", "", "AtLeast", "%", match.span(), chinese=True)


def _ratio(match: re.Match[str]) -> Iterator[Number]:
    """1.86:1 is one number, 9.5:50:40.5 are three."""
    terms = [(m.start(), m.end(), arabic(m[0])) for m in re.finditer(_ARABIC, match["ratio"])]
    start = match.start()
    if len(terms) == 2 and terms[1][2] == 1 and terms[0][2] is not None:
        yield Number(start, match.end(), terms[0][2], "ratio", figures=match.span())
        return
    for begin, end, found in terms:
        if found is not None:
            yield Number(start + begin, start + end, found, "ratio", figures=(start + begin, start + end))


def _fraction(match: re.Match[str]) -> Iterator[Number]:
    """百分之五 is 5 %, 三分之二 its value to four places."""
    unit = {"百": "%", "千": "‰"}.get(match["lower"], "")
    lower, upper = value(match["lower"]), value(match["upper"])
    if upper is None or not lower:
        return
    found = upper if unit else (upper / lower).quantize(Decimal("0.0001"))
    yield Number(match.start(), match.end(), found, "fraction", "", "", unit, match.span(), chinese=True)


def _slash(match: re.Match[str]) -> Iterator[Number]:
    upper, lower = match["slash"].split("/")
    if Decimal(upper) < Decimal(lower):
        found = (Decimal(upper) / Decimal(lower)).quantize(Decimal("0.0001"))
        yield Number(match.start(), match.end(), found, "fraction", figures=match.span())


def _rank(match: re.Match[str]) -> Iterator[Number]:
    found = value(match["place"])
    if found:
        yield Number(match.start(), match.end(), found, "rank", unit="位", figures=match.span("place"))


def _top(match: re.Match[str]) -> Iterator[Number]:
    found = value(match["among"])
    if found:
        begin, end = match.span()
        yield Number(begin, end, found, "top", comparator="AtMost", unit="位", figures=match.span("among"))


def _half(match: re.Match[str]) -> Iterator[Number]:
    """近一半, 半数以上: 50 %."""
    yield Number(match.start(), match.end(), Decimal(50), "fraction", unit="%", figures=match.span(), chinese=True)


def _first(match: re.Match[str]) -> Iterator[Number]:
    yield Number(match.start(), match.end(), Decimal(1), "rank", unit="位", figures=match.span())


_READERS = {  # by the group that each form of number ends on
    "plus": _count,
    "timesmore": _fold,
    "digits": _digits,
    "ratio": _ratio,
    "fraction": _fraction,
    "slash": _slash,
    "rank": _rank,
    "top": _top,
    "first": _first,
    "half": _half,
    "vague": _vague,
}
