"""Industries by what only industries do: A、B等持续壮大, A补链成群; and those of corridors: A、B等产业走廊."""

import re
from collections.abc import Iterator

from loaders.finding import DOING, Found, is_generic, items_before
from loaders.lexicon import Cut, has
from loaders.names.companies.coined import COINED, weight
from loaders.names.industries.industry_names import never
from loaders.names.industries.industry_words import BREAKS, industry, sound
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
    r"(?:产业)?(?=补链成群|延链成群|聚链成群|集群成势|强链成群|补链强链|延链补链|(?:提质|蓬勃|集聚|集群)发展[，。；]|提质(?:增效|升级|扩容)[，。；])"
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


_RUN = re.compile(r"(?:[\u4e00-\u9fff]{2,12}、)+[\u4e00-\u9fff]{2,12}(?:[、和及与][\u4e00-\u9fff]{2,12})?")
_SURE = 3  # names of a list that the vocabulary has: these three stand there as industries


def enumerated(cut: Cut) -> Iterator[Found]:
    """The members of a list that hold three names of the vocabulary and few others: 氢能、纺织、医疗器械….

    The first of them may have words of the sentence before it, the last behind it.
    """
    for found in _RUN.finditer(cut.text) if cut.text.count("、") > 1 else ():
        spans = [m.span() for m in re.finditer(r"[^、和及与]+", found[0])]
        spans = [(found.start() + b, found.start() + e) for b, e in spans]
        items = [_known_part(cut, *each, n == 0, n == len(spans) - 1) for n, each in enumerate(spans)]
        known = [item for item in items if item]
        plain = sum(cut.text[b:e] in never() for b, e in known)
        if len(known) - plain >= _SURE and len(known) * 4 >= len(items) * 3:
            for begin, end in known:
                yield industry(begin, end, cut.text[begin:end], "", "industry-enumerated", 0.72)


_NOTED = re.compile(r"（([\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){1,5})等?）")


def noted(cut: Cut) -> Iterator[Found]:
    """The industries that a bracket holds and nothing else: 双链计划（轴承、泵阀）."""
    for found in _NOTED.finditer(cut.text) if "（" in cut.text else ():
        names = found[1].split("、")
        if all(vocab.concept("industry", name) for name in names) and not set(names) & never():
            for item in re.finditer("[^、]+", found[1]):
                begin, end = (found.start(1) + at for at in item.span())
                yield industry(begin, end, item[0], "", "industry-enumerated", 0.72)


def _known_part(cut: Cut, begin: int, end: int, first: bool, last: bool) -> tuple[int, int] | None:
    """The name of the vocabulary that a member of a list is, ends on (the first) or begins with (the last)."""
    tries = [(begin, end)]
    tries += [(at, end) for at in range(begin + 1, end - 1) if at in cut.ends] if first else []
    tries += [(begin, at) for at in range(end - 1, begin + 1, -1)] if last else []
    return next(((b, e) for b, e in tries if vocab.concept("industry", cut.text[b:e])), None)


_RAISED = re.compile(
    r"(?:发展|壮大|振兴|[做抓]好|做[强大优精])+(?P<list>(?:[\u4e00-\u9fff]{1,6}、){0,6}[\u4e00-\u9fff]{1,6}业)(?=[，。；]|等)"
)
_TRADE = re.compile(r"[\u4e00-\u9fff]{1,6}(?<![企产行就创失毕专事商职工作待开停转结副物置])业")


def raised(cut: Cut) -> Iterator[Found]:
    """What a place is to develop and calls …业, known or not: 大力发展奶业、马铃薯业, 做强做优特色渔牧业."""
    for found in _RAISED.finditer(cut.text) if "业" in cut.text else ():
        at = found.start("list")
        for item in found["list"].split("、"):
            if _TRADE.fullmatch(item) and item not in never() and not is_generic(item[:-1], "industry"):
                yield industry(at, at + len(item), item, "", "industry-raised", 0.75)
            at += len(item) + 1


def _bare(cut: Cut, begin: int, end: int) -> tuple[int, int]:
    """The member without the quotes that say whose it is: “江溪湖岭”|新能源汽车."""
    return max(begin, cut.text.rfind("”", begin, end) + 1), end
