"""What a company name is made of; whether two names mean one company is asked of ontology/compare.py.

A Chinese company name is place + trade name + line of business + legal form; the order is fixed by law
(State Council order 734, article 6), so a name splits from both ends. The words are in names.toml.

>>> split_company("宁波长青电器股份有限公司")
CompanyName(place='宁波', trade_name='长青', trade_word='电器', form='股份有限公司', branch='')
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ontology import vocab

_ADMINISTRATIVE = re.compile(r"(?:省|市|县|区|自治区|自治州|特别行政区)$")
_PLACE_IN_BRACKETS = re.compile(r"（([^（）]{2,8})）")
_MARKS = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•‧]")
_LISTED = re.compile(r"^\d{1,4}[.、．)）](?=\D)|[。，,；;]+$")  # the number before a line of a list, the mark after it
_LATIN_TAIL = re.compile(r"(?<=公司|集团)（?[A-Z][A-Z0-9.,&-]{3,}）?$")  # the English name after the Chinese one
_MISSPELT = re.compile(r"(?:有限公[^司]?|有限司|(?<!有)限公司)$")  # 有限公司 with one character missing
_FORMER = re.compile(r"（(?:原名称?|曾用名|原|前身为?)：?([^（）]{3,}(?:（[^（）]+）[^（）]*)?)）")


@dataclass(frozen=True, order=True, slots=True)
class CompanyName:
    """The parts of a company's name, each empty where the name does not have it.

    place as written, without 省, 市, 县; also where it stands in brackets: 阳光密封（宁波）有限公司.
    """

    place: str
    trade_name: str
    trade_word: str
    form: str
    branch: str = ""

    @property
    def full(self) -> bool:
        """Whether the name has a legal form, and so is a registered name."""
        return self.form.endswith(("公司", "企业", "合伙）")) and len(self.form) > 2


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str], re.Pattern[str]]:
    tables = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    by_length = [tuple(sorted(tables[key].split(), key=lambda w: (-len(w), w))) for key in ("legal", "everyday")]
    return by_length[0], by_length[1], frozenset(tables["trade"].split()), re.compile(tables["branch"])


def forms() -> tuple[str, ...]:
    """The legal forms of a company, the longest first."""
    return _words()[0]


def trade_words() -> frozenset[str]:
    """The lines of business that close a company's name."""
    return _words()[2]


def plain(name: str) -> str:
    """The name without spaces, with Chinese brackets."""
    return "".join(name.split()).replace("(", "（").replace(")", "）")


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters to simplified ones, one for one."""
    import opencc  # a compiled dictionary, needed only where names of two sources are compared

    convert = opencc.OpenCC("t2s").convert
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    pairs = zip(every, convert("\n".join(every)).split("\n"), strict=True)
    return {ord(old): new for old, new in pairs if new != old and len(new) == 1}


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """The name as names of two sources are compared: width, case, spaces, quotes and traditional characters folded.

    What surrounds a name in a list goes (its number, a full stop, an English name), a legal form with one wrong or
    missing character is put right, former names in brackets are left out (`former_names` has them).

    >>> folded("3.寧波“長青”電器(集團)有限公司 CHANGQING CO., LTD.")
    '宁波长青电器（集团）有限公司'
    """
    text = _MARKS.sub("", unicodedata.normalize("NFKC", name)).upper().replace("(", "（").replace(")", "）")
    text = _FORMER.sub("", text.replace(":", "：").translate(_simplified()))
    text = _LATIN_TAIL.sub("", _LISTED.sub("", text))
    return _MISSPELT.sub("有限公司", text) if len(text) > 6 else text


def former_names(name: str) -> tuple[str, ...]:
    """The earlier names that a name gives in brackets, folded.

    >>> former_names("宁波海虹电器有限公司（原宁波长青电器有限公司）")
    ('宁波长青电器有限公司',)
    """
    text = unicodedata.normalize("NFKC", name).replace("(", "（").replace(")", "）").replace(":", "：")
    return tuple(folded(found[1]) for found in _FORMER.finditer(text.translate(_simplified())))


@lru_cache(maxsize=1 << 16)
def split_company(name: str) -> CompanyName:
    """The parts of a company's name, full or short."""
    legal, everyday, _, branch_of = _words()
    rest = plain(name)
    branch = ""
    found = branch_of.search(rest)
    if found and found.start() > 3:
        rest, branch = rest[: found.start()], found[0]
    form = next((f for f in legal if rest.endswith(f) and len(rest) > len(f)), "") if rest.endswith(legal) else ""
    if not form and rest.endswith(everyday):
        form = next((f for f in everyday if rest.endswith(f) and len(rest) > len(f) + 1), "")
    rest = rest.removesuffix(form) if form else rest
    place, rest = _place(rest)
    trade_name, trade_word = _trade(rest)
    return CompanyName(place, trade_name, trade_word, form, branch)


def place_told(name: str, within: str = "") -> vocab.Concept | None:
    """The division that a company's name surely tells: in brackets, with its rank, or a prefecture or province.

    The short name of a county also begins trade names: 新和成 is not of 新和县. within: the code of a place near by.

    >>> place_told("海虹科技（临海）有限公司").label, place_told("新和海虹有限公司")
    ('临海市', None)
    """
    text = plain(name)
    branch = split_company(name).branch.removesuffix("分公司")
    noted = next((f[1] for f in _PLACE_IN_BRACKETS.finditer(text) if f[1] in vocab.names("place")), "")
    noted = branch if branch in vocab.names("place") else noted
    place = noted or split_company(name).place
    known = vocab.place(place, within=within) if place else None
    sure = known and (noted or known.code.endswith("00") or known.label in text)
    return known if sure else None


def _place(rest: str) -> tuple[str, str]:
    """The place a name begins with or holds in brackets, and the name without it."""
    known = vocab.names("place")
    places: list[str] = []
    while rest:
        end = next((n for n in range(min(8, len(rest) - 2), 1, -1) if rest[:n] in known), 0)
        if not end or (places and _trade(rest[end:])[0] in trade_words()) or len(places) > 2:
            break
        if places and not vocab.place("".join([*places, rest[:end]])):
            break
        places.append(rest[:end])
        rest = rest[end:]
    if not places:
        for found in _PLACE_IN_BRACKETS.finditer(rest):
            if found[1] in known:
                return _short(found[1]), rest[: found.start()] + rest[found.end() :]
    return _short(places[-1]) if places else "", rest


def _short(place: str) -> str:
    return _ADMINISTRATIVE.sub("", place) if len(place) > 2 else place


def _trade(rest: str) -> tuple[str, str]:
    """Trade name and line of business: the words of business at the end, as long as two characters remain."""
    words, at = _words()[2], len(rest)
    while at > 2:
        begin = next((b for b in range(max(2, at - 6), at - 1) if rest[b:at] in words), 0)
        if not begin:
            break
        at = begin
    return rest[:at], rest[at:]


def short_forms(name: str) -> tuple[str, ...]:
    """The short names a text may use for a company after its full name, the surest first.

    >>> short_forms("宁波长青电器有限公司")
    ('宁波长青电器', '长青电器', '长青集团', '长青股份', '长青公司', '宁波长青', '长青')
    """
    parts = split_company(name)
    if not parts.trade_name:
        return ()
    stem, word, place = parts.trade_name, parts.trade_word, parts.place
    written = plain(name).removesuffix(parts.branch).removesuffix(parts.form)
    shorter = [stem + word[:n] for n in range(len(word) - 1, 1, -1) if word[:n] in trade_words()]
    shorter += [stem + "微"] if word.startswith("微电子") else []  # 晨曜微 of 晨曜微电子
    shorter += [stem + word + "控股"] if "控股" in parts.form else []
    made = [written, stem + word, *shorter, stem + "集团", stem + "股份", stem + "公司"]
    made += [stem[:n] + form for n in (2, 3) if len(stem) > n + 1 for form in ("集团", "股份", "公司")]
    if place:
        made += [place + stem + word, place + stem]
    made.append(stem)
    own = plain(name)
    return tuple(form for form in dict.fromkeys(made) if form != own and len(form) > 1)


@cache
def agency_short(name: str) -> str:
    """The name of a government body with its usual short forms: 经济和信息化局 becomes 经信局.

    >>> agency_short("某某市经济和信息化局")
    '某某市经信局'
    """
    table = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))["agencies"]
    for full in sorted(table, key=lambda n: (-len(n), n)):
        name = name.replace(full, table[full])
    return name
