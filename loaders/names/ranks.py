"""Places named by their rank alone: 全国, 我省, 全县 as seen from the document's area.

They are mentions of the place and nothing else: no number or relation hangs on them, since what a sentence is about
is told by other words (the area that all of a document speaks of: coreference.py).
"""

import re
from collections.abc import Iterator, Sequence

from loaders.finding import Setting
from loaders.named import Named
from loaders.text import Passage
from ontology.facts import Ref

_WORD = re.compile(
    r"(?=[我全本])(?<![除健安完齐成])(?:(?P<land>我国|全国)"
    r"|[我全本](?P<rank>自治区|省|市|州|县|区)(?![级域场直属政委内辖长民]|新?城区|人民政府))"
    r"(?!人大|政协|人民代表|两会|妇联|总工会|工商联|劳动模范|劳模)"
)
_COUNTRY = Ref("Place", "中国", "CN")


def by_rank(passages: Sequence[Passage], named: Sequence[Named], here: Setting) -> Iterator[Named]:
    """The places that the passages name by rank, outside of the names of other things."""
    names: dict[int, list[Named]] = {}
    for each in named:
        if not each.implicit:
            names.setdefault(id(each.passage), []).append(each)
    for passage in passages:
        for found in _WORD.finditer(passage.text):
            begin, end = found.span()
            inside = any(n.begin <= begin and end <= n.end for n in names.get(id(passage), ()))
            place = None if inside else _COUNTRY if found["land"] else ranked(found["rank"], here)
            if place:
                yield Named(passage, begin, end, place, "place-by-rank", 0.8, (found[0],))


def ranked(rank: str, here: Setting) -> Ref | None:
    """The place of this rank that a document of the area means: the area itself, or the province that it lies in.

    全市 in a county's document is left open: a city around it, or only the county seat.
    """
    for code, name in ((here.code, here.city), *here.around):
        wide = code.endswith("0000")
        if code.isdigit() and name.endswith(rank) and (wide or (code == here.code and rank != "省")):
            return Ref("Place", name, code)
    return None
