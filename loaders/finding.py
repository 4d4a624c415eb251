"""What the finders of names share: where they look, what they hand back, and small questions about words."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import attrgetter

from loaders.lexicon import Cut, begins, one_of, rules, words
from loaders.text import Text
from ontology import vocab
from ontology.facts import Ref
from ontology.values import ordered, record

NOUN = frozenset({"function", "govern", "mixed", "act", "time", "span", "count", "sum"})  # what ends a name to the left
PHRASE = frozenset({"function", "govern", "time", "count"})  # the same for names that hold verbs: programs, policies
DOING = frozenset({"act", "mixed"})
DOINGS = DOING | {"govern"}
_OWN_WORDS = ("program", "policy")  # kinds whose names are made of everyday words: only their own list tells
_JOINS = re.compile(r"(?:、|和|与|及|以及)$")


@ordered
class Found:
    """A name found in a passage: text[begin:end] is what is written, name what it is called."""

    begin: int
    end: int
    kind: str
    name: str
    method: str
    confidence: float
    aliases: tuple[str, ...] = ()


# What finds are sorted by: once made for each, it is far faster than to compare the finds themselves.
in_order = attrgetter("begin", "end", "kind", "name", "method", "confidence", "aliases")


@lru_cache(maxsize=1 << 12)
def stem(code: str) -> str:
    """What the division codes of all places inside this one begin with: 3310 of 331000, 33 of 330000."""
    return re.sub(r"(?:00)+$", "", code)


@record
class Setting:
    """What a document's names are read against: its area, and the places around it.

    area: None if unknown; code: the area's division code, "" if unknown; around: (code, name) of the places it
    lies in, the nearest first.
    """

    area: Ref | None
    code: str = ""
    around: tuple[tuple[str, str], ...] = ()

    @property
    def stem(self) -> str:
        """What the codes of all places in the area begin with; empty if unknown."""
        return stem(self.code)

    @property
    def city(self) -> str:
        """The official name of the area; empty if unknown."""
        return self.area.name if self.area else ""

    @property
    def region(self) -> str:
        """The autonomous region that the area is in or is itself; empty if there is none."""
        return next((n for _, n in ((self.code, self.city), *self.around) if n.endswith("自治区")), "")

    def above(self, level: str) -> str:
        """The name of the place of this level (省, 市, 县, 区) that the area is in or is itself; empty if unknown."""
        for code, name in ((self.code, self.city), *self.around):
            if code.isdigit() and (code.endswith("0000") if level == "省" else name.endswith(level)):
                return name
        return ""


def setting(text: Text) -> Setting:
    """The places that the names of this document are read against."""
    area = text.document.area
    code = area.key if area else ""
    around = tuple((each.code, each.label) for each in vocab.place_chain(code)) if code else ()
    return Setting(area, code, around)


@cache
def generic(kind: str = "") -> re.Pattern[str]:
    """A pattern that a stem matches if it is made only of words that name nothing."""
    tables = rules("entities")
    own = words(tables[kind]["generic"]) if kind in tables and "generic" in tables[kind] else ()
    common = () if kind in _OWN_WORDS else words(tables["generic"])
    speech = rules("words")
    doing = () if kind in _OWN_WORDS else (*words(speech["act"]), *words(speech["mixed"]))
    plain = (*common, *own, *doing, *words(speech["govern"]), *words(speech["function"]))
    return re.compile(rf"(?:{one_of(plain)}|[\d、，“”‘’+]+)*")


@lru_cache(maxsize=1 << 14)
def is_generic(stem: str, kind: str = "") -> bool:
    """Whether a stem names nothing: 重点, 各类优质, 上下游相关."""
    return generic(kind).fullmatch(stem) is not None


@cache
def table(kind: str) -> dict[str, str]:
    """The lists of words of one kind of name or of relation, from rules/entities.toml and rules/relations.toml."""
    found: dict[str, str] = (rules("entities") | rules("relations"))[kind]
    return found


@cache
def any_of(kind: str, key: str, after: str = "") -> re.Pattern[str]:
    """A pattern for the words of one list of a kind of name, the longest first, and what must follow them."""
    return re.compile(one_of(words(table(kind)[key])) + after)


@cache
def all_of(kind: str, key: str) -> frozenset[str]:
    """The words of one list of a kind of name."""
    return frozenset(words(table(kind)[key]))


@cache
def heads(kind: str, *keys: str) -> re.Pattern[str]:
    """A pattern for the heads of a kind of name, not followed by what makes them another word."""
    lists = table(kind)
    after = lists.get("after", "")
    barred = f"(?!{after})" if after else ""
    every = [word for key in keys for word in words(lists[key])]
    return re.compile(begins(every) + barred + one_of(every))


_SPEECH = re.compile("[，。；！？]")


def inside_quotes(cut: Cut, position: int) -> bool:
    """Whether the position lies between two quotes of the passage that hold a name, not somebody's speech."""
    held = ((o, c) for c, o in cut.opens.items() if cut.text[c] in "”’" and o < position <= c)
    return any(not _SPEECH.search(cut.text, *each) for each in held)


def strip_place(cut: Cut, begin: int, end: int) -> int:
    """Where a name begins after the names of places at its front; `begin` if nothing would be left.

    A town that bears the name of a county elsewhere is passed whole: 尤溪镇|茶叶.
    """
    at = begin
    while at in cut.places and cut.places[at] < end:
        at = cut.places[at]
    town = TOWN_RANK.match(cut.text, at, end) if at > begin else None
    at = town.end() if town and cut.text[at - 1] not in "省市县区" else at
    return at if end - at >= 2 else begin


TOWN_RANK = re.compile(r"镇(?![静定痛江海流])|街道|乡(?![村镇土])")


def items_before(
    cut: Cut, end: int, breaks: frozenset[str], inner: frozenset[str] = frozenset(), *, paired: bool = False
) -> Iterator[tuple[int, int]]:
    """The members of a list that ends at `end`, from the last to the first: A、B和C.

    paired: 与 and 及 before a member that is not the last join two halves of one: A与B、C及D、E.
    """
    at = end
    for number in range(16):
        begin = cut.left(at, breaks, inner, limit=24)
        if begin >= at:
            return
        join = _JOINS.search(cut.text[max(0, begin - 2) : begin])
        if (
            paired and join and join[0] != "、" and (number or (join[0] == "及" and cut.text.startswith("、", end)))
        ):  # 新型显示与智能终端、铝加工及制品、超硬材料: one member each
            earlier = cut.left(begin - len(join[0]), breaks, inner, limit=12)
            begin = earlier if earlier < begin - len(join[0]) - 1 else begin
            join = _JOINS.search(cut.text[max(0, begin - 2) : begin])
        yield begin, at
        if not join:
            return
        at = begin - len(join[0])


def preceded_by(cut: Cut, position: int, names: tuple[str, ...]) -> str:
    """Which of the words stands directly before the position; empty if none does."""
    if not cut.text.endswith(names, 0, position):
        return ""
    return next(name for name in names if cut.text.endswith(name, 0, position))
