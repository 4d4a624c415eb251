"""What a company name is made of, and whether two names mean one company.

A Chinese company name is place + trade name + line of business + legal form; the order is fixed by law
(State Council order 734, article 6), so a name splits from both ends. The words are in names.toml.

>>> split_company("宁波长青电器股份有限公司")
CompanyName(place='宁波', trade_name='长青', trade_word='电器', form='股份有限公司', branch='')
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology import vocab

_ADMINISTRATIVE = re.compile(r"(?:省|市|县|区|自治区|自治州|特别行政区)$")
_PLACE_IN_BRACKETS = re.compile(r"（([^（）]{2,8})）")


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


@dataclass(frozen=True, order=True, slots=True)
class Verdict:
    """Whether two names mean one company: same, different or undecided, and why."""

    verdict: str
    reason: str


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
    return re.sub(r"\s+", "", name).replace("(", "（").replace(")", "）")


@cache
def split_company(name: str) -> CompanyName:
    """The parts of a company's name, full or short."""
    legal, everyday, _, branch_of = _words()
    rest = plain(name)
    branch = ""
    found = branch_of.search(rest)
    if found and found.start() > 3:
        rest, branch = rest[: found.start()], found[0]
    form = next((f for f in legal if rest.endswith(f) and len(rest) > len(f)), "")
    form = form or next((f for f in everyday if rest.endswith(f) and len(rest) > len(f) + 1), "")
    rest = rest.removesuffix(form) if form else rest
    place, rest = _place(rest)
    trade_name, trade_word = _trade(rest)
    return CompanyName(place, trade_name, trade_word, form, branch)


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
    ('宁波长青电器', '长青电器', '长青集团', '长青公司', '宁波长青', '长青')
    """
    parts = split_company(name)
    if not parts.trade_name:
        return ()
    stem, word, place = parts.trade_name, parts.trade_word, parts.place
    written = plain(name).removesuffix(parts.branch).removesuffix(parts.form)
    shorter = [stem + word[:n] for n in range(len(word) - 1, 1, -1) if word[:n] in trade_words()]
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


def same_company(left: str, right: str) -> Verdict:
    """Whether two names mean one company. Conservative: what is only likely is undecided.

    >>> same_company("宁波长青电器有限公司", "宁波长青电器股份有限公司").verdict
    'same'
    """
    a, b = split_company(left), split_company(right)
    if plain(left) == plain(right):
        return Verdict("same", "the same name")
    if not a.trade_name or a.trade_name != b.trade_name:
        return Verdict("different", "other trade names")
    if a.branch != b.branch:
        return Verdict("undecided", "one is a branch of the other's house")
    if a.place and b.place and a.place != b.place:
        return Verdict("undecided" if a.trade_word == b.trade_word else "different", "other places in the names")
    if a.full and b.full:
        return _both_full(a, b)
    if a.trade_word and b.trade_word and not _compatible(a.trade_word, b.trade_word):
        return Verdict("undecided", "the same trade name, other lines of business")
    return Verdict("same", "a short form of the full name") if a.full != b.full else Verdict("same", "two short forms")


def _both_full(a: CompanyName, b: CompanyName) -> Verdict:
    if a.trade_word == b.trade_word and a.place == b.place:
        return Verdict("same", "only the legal form differs: an earlier and a later name")
    if a.trade_word == b.trade_word:
        return Verdict("undecided", "one full name has a place, the other none")
    return Verdict("different", "two full names with other lines of business")


def _compatible(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one) or one.endswith(other) or other.endswith(one)
