"""Places named by their rank alone: 全国, 我省, 全县 as seen from the document's area; and 房地产 by what is invested.

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
# Where a wider place is what the area is measured against, and not only part of a title: 居全国第三, 占全省的四成.
_SCALE_AFTER = re.compile(
    r"(?:县域|县市|地级市|同类)?第[一二三四五六七八九十\d]|前[列茅\d一二三四五六七八九十]|首位|榜首|首列|领先|[市总]场?(?:份额|产量|占有率)|每[\d一二三四五六七八九十]"
    r"|[\d.]+[%强]|的?(?:[一二三四五六七八九]成|[近约]|[三四五六七八九十]分之|\d)|同类|产量|出口|进口|市场|晋位|排名"
)
_PROPERTY = Ref("Industry", "房地产")
_COUNTRY = Ref("Place", "中国", "CN")


def by_rank(passages: Sequence[Passage], named: Sequence[Named], here: Setting) -> Iterator[Named]:
    """The places that the passages name by rank, outside of the names of other things."""
    names: dict[int, list[Named]] = {}
    told = {each.ref for each in named if not each.implicit}
    for each in named:
        if not each.implicit:
            names.setdefault(id(each.passage), []).append(each)
    for passage in passages:
        for found in _WORD.finditer(passage.text):
            begin, end = found.span()
            inside = any(n.begin <= begin and end <= n.end for n in names.get(id(passage), ()))
            place = None if inside else _COUNTRY if found["land"] else ranked(found["rank"], here)
            if place and (place in told or (place.key != here.code and _scale(passage.text, begin, end))):
                yield Named(passage, begin, end, place, "place-by-rank", 0.8, (found[0],))


_INVESTED = re.compile(r"房地产(?:开发)?(?=投资|市场)")


def by_investment(passages: Sequence[Passage], named: Sequence[Named]) -> Iterator[Named]:
    """The trade that an investment is in; the figure itself is about the area: 房地产开发投资下降4%."""
    for passage in passages:
        for found in _INVESTED.finditer(passage.text) if "房地产" in passage.text else ():
            begin, end = found.span()
            inside = (n for n in named if n.passage is passage and n.begin <= begin and end <= n.end)
            if not any(not n.implicit for n in inside):
                yield Named(passage, begin, end, _PROPERTY, "industry-of-investment", 0.8, (found[0],))


def _scale(text: str, begin: int, end: int) -> bool:
    """Whether a word for a wider place tells what the area is measured against: no 全省平均水平, 全国知名."""
    compared = text[begin - 1 : begin] in ("于", "比")
    return not compared and _SCALE_AFTER.match(text, end) is not None


def ranked(rank: str, here: Setting) -> Ref | None:
    """The place of this rank that a document of the area means: the area itself, or the province that it lies in.

    全市 in a county's document is left open: a city around it, or only the county seat.
    """
    for code, name in ((here.code, here.city), *here.around):
        wide = code.endswith("0000")
        if code.isdigit() and name.endswith(rank) and (wide or (code == here.code and rank != "省")):
            return Ref("Place", name, code)
    return None
