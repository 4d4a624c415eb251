"""One spelling for every document: width, quotes and traditional characters folded, character for character."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_WIDE = dict(
    zip(
        ",:;!?()「」『』﹁﹂﹃﹄〝〞﹑､｡〔〕\u3000\xa0–―－─～〜∼％﹪‧•・",
        "，：；！？（）“”“”“”“”“”、、。（）  ——-—~~~%%···",
        strict=True,
    )
)
_BETWEEN_DIGITS = re.compile(r"[，：](?<=\d.)(?=\d)")
_QUOTE_OR_END = re.compile(r'("|(?<=[。！？；：…])[ \t]*\n|(?<=[。！？；：…]["”’）])[ \t]*\n|\n[ \t]*\n)')
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_HAN = r"[\u4e00-\u9fff]"
# A full stop that is a point: behind a word, also before a number, as no number has a word before its point
# (亿元.1-4月份, 8%.2021年); behind a footnote ([45] .智能), a ratio or a fraction (5.2:48.5:46.3.全区, 占1/3.”), and
# behind capitals at the end of a line (品牌IP.).
_FULL_STOP = re.compile(
    rf"\.(?<=[\u4e00-\u9fff%”）\"].)(?=\s|$|{_HAN}|[“”’\"])"
    r"|\.(?<=[^\W\da-zA-Z_一二三四五六七八九十第图表号].)(?=\d)|\.(?<=[%）].)(?=\d{1,4}[年月\-—])"
    rf"|\.(?<=[\]\s].)(?={_HAN})|\.(?<=/\d.)(?=\s|$|{_HAN}|[”’\"])"
    rf"|\.(?:(?<=:\d\d.)|(?<=:\d\d\.\d.)|(?<=:\d\d\.\d\d.))(?={_HAN})"
    r"|\.(?<=[A-Z]{2}.)(?=[\n\r]|$)"
)
# 二〇二五年, not in a title, whose name keeps its numerals: 二〇三五年远景目标纲要.
_HAN_YEAR = re.compile("[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年(?!远景|[^《》]{0,30}》))")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TRADITIONAL = frozenset(
    "區產業億萬發國與經濟興務實進點專個為車機電設計數據開關總資運營員學會時來從過達還應對動兩餘"
)  # a text without any of them is written in simplified characters


def fold(text: str, table: dict[int, str] | None = None) -> str:
    """The text in one spelling, character for character: as long as it was.

    Full-width letters and digits become half-width, ASCII punctuation, -- and corner quotes the Chinese marks (but not
    inside numbers: 1,234 and 12:30 stay), years in Chinese numerals those in digits. table: what folding_table gives
    for the document, if it is known.
    """
    return _folded(text) if table is None else _spelt(text, table)


@lru_cache(maxsize=8)  # one document and its title are asked for several times
def _folded(text: str) -> str:
    return _spelt(text, folding_table(text))


def _spelt(text: str, table: dict[int, str]) -> str:
    out = text.translate(table).replace("--", "——")
    out = _BETWEEN_DIGITS.sub(lambda m: _digit_mark(out, m), out)
    out = _FULL_STOP.sub("。", out)
    out = _HAN_YEAR.sub(lambda m: m[0].translate(_HAN_DIGITS), out)
    return _paired_quotes(out)


@lru_cache(maxsize=8)  # one document asks several times, for its text, its title and its cells
def folding_table(content: str) -> dict[int, str]:
    """A translation table for the characters of this document, each to one character."""
    return _widths(content) | simplified(content)


BESIDE_DIGITS = re.compile(r"[ \t](?:(?<=\d.)(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff].)(?=\d))")  # a single blank


def unspaced(text: str) -> str:
    """The text without single blanks between Chinese characters and digits: 2024 年 1 月 as 2024年1月."""
    return BESIDE_DIGITS.sub("", text)


def fold_title(title: str, content: str) -> str:
    """A title in one spelling: in traditional characters if it and its document together are written in them."""
    return _spelt(title, _widths(title) | simplified(content + title))


def _widths(content: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for char in sorted(set(content)):
        if char in _WIDE:
            table[ord(char)] = _WIDE[char]
        elif "\uff00" <= char <= "\uffef":
            plain = unicodedata.normalize("NFKC", char)
            table[ord(char)] = _WIDE.get(plain, plain) if len(plain) == 1 else char
    return table


def _digit_mark(text: str, match: re.Match[str]) -> str:
    """1,234 is one number; 3,5 and 12,2025 are two: a comma is kept narrow only before three digits."""
    if match[0] == "：":
        return ":"
    return "," if _THOUSANDS.match(text, match.end()) else "，"


def _paired_quotes(text: str) -> str:
    """The plain quotes as opening and closing ones in turn, anew after each line that ends a paragraph."""
    if '"' not in text:
        return text
    out, opens = [], True
    for piece in _QUOTE_OR_END.split(text):
        if piece == '"':
            piece, opens = ("“" if opens else "”"), not opens
        elif piece.endswith("\n"):
            opens = True
        out.append(piece)
    return "".join(out)


_FIGURES = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．％－＋", "0123456789.%-+", strict=True)}


def in_simplified(content: str) -> str:
    """The text in simplified characters, with narrow figures, and otherwise as it stands, character for character."""
    table = simplified(content)
    return content.translate(table | _FIGURES if table else _FIGURES)


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # a compiled dictionary; only traditional texts need it

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


@lru_cache(maxsize=8)
def simplified(content: str) -> dict[int, str]:
    """Traditional characters to simplified ones, if the text is written in them: one in fifty at least."""
    if not any(char in content for char in _TRADITIONAL):
        return {}
    convert = _converter()
    changed = {c: convert(c) for c in sorted(set(content)) if "\u4e00" <= c <= "\u9fff"}
    changed = {c: s for c, s in changed.items() if s != c and len(s) == 1}
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in content)
    if 50 * sum(c in changed for c in content) < chinese:
        return {}
    if "瞭" in content and "瞭望" not in content:
        changed["瞭"] = "了"  # 瞭解: the converter takes it for that of 瞭望, character by character
    return {ord(c): s for c, s in changed.items()}
