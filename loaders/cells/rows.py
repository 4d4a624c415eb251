"""What the leading cells of a row say: its indicator, unit and time, and what its figures are about."""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile

from loaders.cells.columns import NAMING, is_total
from loaders.cells.firms import firms
from loaders.cells.heads import Head, pattern, row_head
from loaders.cells.things import industry_of, is_trade, place_of
from loaders.cells.view import View
from loaders.finding import Setting
from loaders.lexicon import rules
from loaders.lexicon import words as words_of
from loaders.names.coreference import reference
from loaders.periods import Period, Today
from ontology import vocab
from ontology.facts import Ref

_SITE = re.compile(r"(?:镇|乡|街道|[县市区]|园区|开发区|其他|其它)$")
_ORDER = ("company", "place", "year", "industry", "chain", "product", "metric")  # what names a row, the surest first


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says of its figures, each part empty where it does not. label: the row's name as it stands.

    thing: the row is a company, place or industry, or sums up such, and so names no indicator.
    """

    label: str
    head: Head = field(default_factory=Head)
    unit: str = ""
    period: Period | None = None
    about: Ref | None = None
    area: Ref | None = None
    scope: str = ""
    thing: bool = False


def row_of(view: View, roles: list[str], number: int, today: Today, here: Setting) -> Row | None:
    """What a row's leading cells say; None for a row without a name."""
    if total := is_total(view, number):
        return Row(total, thing=True)
    words = {
        name: _down(view, number, c, name) for c, name in reversed(list(enumerate(roles))) if name in (*NAMING, "unit")
    }
    label = next((words[name] for name in _ORDER if words.get(name)), "")
    if not label:
        return None
    unit = words.get("unit", "")
    if pattern("rows", "whole").fullmatch(label):
        return Row(label, unit=unit, scope=label.removesuffix("平均"), thing=True)
    last = [_down(view, number, c, name) for c, name in enumerate(roles) if name in ("metric", "product")]
    name = next((word for word in reversed(last) if word), "")
    head = row_head(name, today)
    period = row_head(words["year"], today).period if words.get("year") else head.period
    about, area = _about(words, here)
    if about is not None and about.kind in ("Industry", "IndustryChain") and _is_part(label):
        about, name, head = None, label, row_head(label, today)
    if about is None and not name and label != words.get("year"):
        head = Head(label)
    if name and not head.name and head.measure == "Growth":
        head = replace(head, name=_grown(view, roles, number, today))
    shown = " ".join(dict.fromkeys(word for word in (label, name) if word))
    if parent := _parent(view, roles, number, name):
        whole = row_head(parent, today)
        head = Head(f"{whole.name}（{head.name}）", head.unit or whole.unit, head.period)
        about = about or trade_of(name)
        return Row(shown, head, unit, period, about, area, head.scope)
    site = bool(words.get("place")) and _SITE.search(label) is not None  # 其他乡镇: a row of places that is none itself
    return Row(shown, head, unit, period, about, area, head.scope, about is not None or site)


def _is_part(label: str) -> bool:
    """Whether a row of industries is an indicator itself, or a part of the whole economy that is no subject."""
    name = pattern("rows", "inner").sub("", re.sub(r"\s", "", label))
    return name in _general() or vocab.concept("metric", name) is not None


@cache
def _general() -> frozenset[str]:
    return frozenset(words_of(rules("subjects")["general"]["words"]))


def trade_of(name: str) -> Ref | None:
    """The industry that a row of indicators names, whose part of the whole its figures are: 金融业; None for others."""
    words = re.sub(r"\s", "", pattern("rows", "inner").sub("", name))
    return industry_of(words, chain=False) if is_trade(words) and words not in _general() else None


def _down(view: View, number: int, column: int, name: str) -> str:
    """A cell's words; a blank group, place or year is that of the row above it."""
    row = number
    while name in ("group", "place", "year") and row > view.body and not view.words(row, column):
        row -= 1
        if is_total(view, row):
            return ""
    return view.words(row, column)


def _about(words: dict[str, str], here: Setting) -> tuple[Ref | None, Ref | None]:
    """What a row's figures are about, and the area where that is a place."""
    if company := words.get("company", ""):
        firm = next((part for part in firms(company) if part.kind == "Company"), None)
        return (reference("Company", firm.name, here), None) if firm else (None, None)
    if (place := words.get("place", "")) and not place.startswith(("其他", "其它", "其余")):
        found = place_of(place, here, sure=False)
        return found, found if found and found.kind == "Place" else None
    for name in ("chain", "industry"):
        if ref := industry_of(words.get(name, ""), chain=name == "chain"):
            return ref, None
    return None, None


def _grown(view: View, roles: list[str], number: int, today: Today) -> str:
    """The indicator of the row above one that is only called 增速, which tells how that grew; "" for the first row."""
    columns = [c for c, role in enumerate(roles) if role in ("metric", "product")]
    above = view.words(number - 1, columns[-1]) if columns and number > view.body else ""
    whole = row_head(above, today) if above else Head()
    return whole.name if whole.measure == "Level" else ""


def _parent(view: View, roles: list[str], number: int, name: str) -> str:
    """The row that an inner one (其中：, #) is part of, where its own name is only a part: 工业用电量, #制造业.

    The mark may stand at the first of several trades only: 工业总产值, #食品制造业, 汽车制造业.
    """
    named = (c for c, role in enumerate(roles) if role in ("metric", "product") and view.words(number, c))
    if not name or (column := max(named, default=-1)) < 0:
        return ""
    above = [words for row in range(number - 1, view.body - 1, -1) if (words := view.words(row, column))]
    inner = pattern("rows", "inner").match
    if not inner(name):
        trades = sum(1 for _ in takewhile(lambda each: not inner(each) and trade_of(each), above))
        if not trade_of(name) or not above[trades:] or not inner(above[trades]) or not trade_of(above[trades]):
            return ""
    elif not pattern("heads", "subject").search(name) and not trade_of(name):
        return ""
    return next((words for words in above if not inner(words) and not trade_of(words)), "")
