"""Numbers of a wider place than the document's, by the words before them: 全国共有…, 全省44个, a county's 全市…."""

import re

from loaders.figures.ranges import Quantity
from loaders.figures.standings import PORTION
from loaders.lexicon import has
from ontology import vocab
from ontology.facts import Ref

_CLAUSE = 40  # characters of a clause before a number that are looked at
_OPENS = re.compile(
    r"(?:截至[^，。；]{0,8})?(?P<word>全国|全省|全市)"
    r"(?:(?:共有?|已有|有|累计|现有|共计)(?![^，。；]{0,6}级)|(?=规模以上|规上|工业|企业)(?=[^，。；]{2,20}$)|$)"
)


def wider_place(text: str, quantity: Quantity, home: Ref | None) -> Ref | None:
    """The country, province or city that a number is of, where its clause says so; None if it says none."""
    if home is None or not home.key[:6].isdigit():
        return None
    near = text[max(0, quantity.head - 8) : quantity.head]
    if has(near, "全", "世界", "国内") and PORTION.search(near):
        return None  # 生产了全国七成的眼镜: it is of here
    if text[max(0, quantity.head - 2) : quantity.head] in ("全国", "全省"):
        return _above(text[quantity.head - 2 : quantity.head], home)
    reach = max(0, quantity.head - _CLAUSE - 1)
    if not has(text[reach : quantity.head], "全国", "全省", "全市"):
        return None
    begin = max(text.rfind(mark, reach, quantity.head) for mark in "，。；：（\n") + 1
    if quantity.head - begin > _CLAUSE:
        return None
    found = _OPENS.match(text[begin : quantity.head].lstrip())
    return _above(found["word"], home) if found else None


def _above(word: str, home: Ref) -> Ref | None:
    """The place of this level around another; None for what is itself of that level, or has none."""
    chain = vocab.place_chain(home.key)
    if word == "全国":
        wanted = [p for p in chain if not p.broader]
    elif word == "全省":
        wanted = [p for p in chain if p.code.endswith("0000")]
    else:
        wanted = [p for p in chain if p.label.endswith("市")] if home.name.endswith(("县", "区", "旗")) else []
    return Ref("Place", wanted[0].label, wanted[0].code) if wanted else None
