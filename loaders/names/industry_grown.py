"""Industries by what only industries do: A、B等持续壮大, A补链成群; and those of corridors: A、B等产业走廊."""

import re
from collections.abc import Iterator

from loaders.finding import DOING, Found, items_before
from loaders.lexicon import Cut, has
from loaders.names.coined import COINED, weight
from loaders.names.industry_names import never
from loaders.names.industry_words import BREAKS, industry, sound
from ontology import vocab

_GROWN = (
    "壮大",
    "布局",
    "发展",
    "成势",
    "起势",
    "兴起",
    "崛起",
    "成群",
    "成链",
    "提质",
    "补链",
    "延链",
    "强链",
    "集聚",
    "跃升",
)
_HOW = "持续|加快|加速|不断|快速|蓬勃|迅速|竞相|稳步|提质|聚链|集群"
_LIST = re.compile(rf"等(?:产业能级)?(?:(?:{_HOW})+(?:{'|'.join(_GROWN)})|加快跃升)")
_ALONE = re.compile(
    r"(?<![^，。；：、”])(?P<name>[\u4e00-\u9fff]{3,10}?)"
    r"(?:产业)?(?=补链成群|延链成群|聚链成群|集群成势|强链成群|补链强链|延链补链|(?:提质|蓬勃|集聚|集群)发展[，。；])"
)
_CORRIDOR = re.compile(r"等?产业(?:走廊|带)")


def grown(cut: Cut) -> Iterator[Found]:
    """The members of a list that grows or is laid out, where the vocabulary knows half of them; one alone if known."""
    for found in _LIST.finditer(cut.text) if "等" in cut.text and has(cut.text, *_GROWN) else ():
        yield from _half_known(cut, found.start())
    for found in _ALONE.finditer(cut.text) if has(cut.text, "成群", "成势", "链", "发展") else ():
        if vocab.concept("industry", found["name"]) and found["name"] not in never():
            yield industry(*found.span("name"), found["name"], "", "industry-grown", 0.75)
    for found in _CORRIDOR.finditer(cut.text) if has(cut.text, "产业走廊", "产业带") else ():
        yield from _half_known(cut, found.start(), quoted=True)


def _half_known(cut: Cut, end: int, *, quoted: bool = False) -> Iterator[Found]:
    items = [_bare(cut, b, e) if quoted else (b, e) for b, e in items_before(cut, end, BREAKS, DOING)]
    named = [cut.text[b:e] for b, e in items]
    known = sum(vocab.concept("industry", name) is not None for name in named)
    if len(items) < 2 or known * 2 < len(items) or any(weight(name) >= COINED for name in named):
        return
    for (begin, stop), name in zip(items, named, strict=True):
        if 2 <= len(name) <= 10 and name not in never() and sound(name, "", listed=True):
            yield industry(begin, stop, name, "", "industry-grown", 0.75)


def _bare(cut: Cut, begin: int, end: int) -> tuple[int, int]:
    """The member without the quotes that say whose it is: “江溪湖岭”|新能源汽车."""
    return max(begin, cut.text.rfind("”", begin, end) + 1), end
