"""The town or village that a document is about, whose figures are not its county's: by title, opening or repetition."""

import re
from collections import Counter
from collections.abc import Sequence

from loaders.figures.topics import elsewhere
from loaders.named import Named
from ontology.facts import Ref

TOWNS = ("镇", "街道", "乡")
_SMALL = (*TOWNS, "村")
_OFTEN = 4  # how often a feature names the town that it is about
_OPENING = 60  # characters of a title line before the words that open a text
_LIES = re.compile(
    r"，?(?:地处|位于|坐落|座落|隶属|距[^，。]{0,8}(?:县|市|城|镇)"
    r"|(?:全村|全镇|全乡)?(?:共?[下现]?辖|总面积|[区村镇]域面积))"
)


def town_of(named: Sequence[Named], area: Ref | None, title: str, *, report: bool) -> Ref | None:
    """The one town or village that a document is about; None if that is its area, or a thing."""
    small = [n for n in named if not n.implicit and n.ref.kind == "Place" and n.ref.name.endswith(_SMALL)]
    small = [n for n in small if n.ref != area and not elsewhere(n, area)]
    if not small:
        return None
    for each in small:
        if _begins(title, each.ref.name, area):
            return each.ref
    opening = {n.ref for n in small if _opens(n) and _LIES.match(n.passage.text, n.end)}
    if len(opening) == 1:
        return opening.pop()
    return None if report else _repeated(named, area)


def _begins(title: str, name: str, area: Ref | None) -> bool:
    """Whether a title begins with a name, which may stand behind that of the area: 江口县|古山镇人民政府关于…."""
    at = title.find(name)
    return at == 0 or (area is not None and at > 1 and area.name.startswith(title[:at]))


def _opens(each: Named) -> bool:
    """Whether a name opens the text, but for its title."""
    if each.passage.text[: each.begin].strip(" 　“") or each.passage.kind != "body":
        return False
    first, _ = each.passage.span(each.begin, each.end)
    return first <= _OPENING and each.passage.source.content.count("\n", 0, first) <= 2


def _repeated(named: Sequence[Named], area: Ref | None) -> Ref | None:
    """The one town that a feature speaks of throughout, more often than of its county and of all other towns."""
    said = Counter(n.ref for n in named if not n.implicit and n.ref.kind == "Place" and not elsewhere(n, area))
    first, times = next(iter(said.most_common(1)), (None, 0))
    towns = sum(count for ref, count in said.items() if ref != first and ref.name.endswith(TOWNS))
    at_home = said[area] if area else 0
    return first if first and first.name.endswith(_SMALL) and times >= _OFTEN and times > towns + at_home else None
