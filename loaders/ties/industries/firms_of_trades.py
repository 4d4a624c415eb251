"""Firms called by the industry that the text speaks of elsewhere: C成长为知名X企业, 像C一样，…的X企业, X龙头企业C.

In X企业 the industry is half a word and no mention of its own (光电子信息企业); that it is meant shows where the text
names 光电子信息产业 too.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.industries.platform_names import stems
from loaders.ties.places.at_home import is_partner
from loaders.ties.reading import Reading, list_from, run_of
from ontology.facts import Ref, Relation

_KIND = re.compile(
    r"(?:行业|产业|领域|细分)?的?"
    r"(?:(?:龙头|骨干|领军|头部|知名|老牌|重点|链主|代表性?|标杆|规上|配套|制造|生产|加工)的?)*(?:企业|公司|厂家|巨头)"
)
_BECAME = re.compile(
    r"[”]?[^。；]{0,30}?(?:成长为|发展为|发展成为?|蜕变为|蜕变成|跻身|成为|壮大为|转型为|定位为|是|系)"
    r"(?:了)?[^，。；]{0,14}?"
)
_LIKE = re.compile(r"[”]?(?:一样|这样|那样|一般)(?:，[^，。；]{0,24}?)?的?")
_AMONG = re.compile(
    r"[”]?(?:[、和与][“]?[^，。；、]{2,16}){0,6}?等(?:为(?:代表|龙头|主|引领|骨干)的)?(?:\d+[余多]?家|[一二两三四五六七八九十]+家|一批|多家)?"
    r"(?:本土|本地|知名|重点|优质|优秀)*"
)
_AS_LEADERS = re.compile(
    r"[”]?等?(?:\d+家|一批)?(?:[^，。；]{0,6}(?:企业|公司))?为(?:代表|龙头|骨干|链主|引领|核心|主体|主)"
)
_LED_BY = re.compile(r"(?:产业|行业|领域)?(?:企业|公司)?(?:目前|主要|现已|已)?(?:形成了?|有)?以[“]?")
_OF_FIELD = re.compile(
    r"(?:产业|行业)?(?:领域|板块|赛道)(?:的|中的|里的|，)?(?:[^，。；]{2,12}(?:创业|创办|创立|领衔|主导)的)?[“]?"
)


def firms_of_trades(read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """inIndustry, by the frames of the module; said: the relations found before."""
    told = stems(read)
    known = {(r.subject, r.object) for r in said if r.predicate == "inIndustry" and not r.supposed}
    for reading in read if told else ():
        if "Company" not in reading.kinds or not has(reading.text, "企业", "公司", "厂家", "巨头"):
            continue
        here = {stem: ref for stem, ref in told.items() if stem in reading.text}
        for firm in reading.named if here else ():
            if firm.ref.kind != "Company" or firm.implicit or is_partner(reading, firm):
                continue
            for ref, where in (*_called(reading, firm, here), *_before(reading, firm, here)):
                if (firm.ref, ref) not in known:
                    yield from reading.say(firm.ref, "inIndustry", ref, where, "industry-called", 0.8)


def _called(reading: Reading, firm: Named, here: dict[str, Ref]) -> Iterator[tuple[Ref, tuple[int, int]]]:
    """The longest industry that the words around a firm call it a firm of."""
    end = reading.sentence(firm.begin)[1]
    frames = _frames(reading, firm)
    for stem in sorted(here, key=len, reverse=True):
        for at in _places(reading.text, stem, firm.end, end) if frames else ():
            kind = _KIND.match(reading.text, at + len(stem), end)
            frame = next((f for f in frames if kind and f.fullmatch(reading.text, firm.end, at)), None)
            if kind and frame and (frame is _AMONG or not reading.within(firm.end, kind.end(), ("Company",))):
                yield here[stem], (firm.begin, kind.end())
                return


def _frames(reading: Reading, firm: Named) -> list[re.Pattern[str]]:
    """The frames that may stand behind a firm: like it, among those, what it became where it opens a clause."""
    like = reading.text[firm.begin - 1 : firm.begin] in ("像", "如")
    named = reading.text.endswith(("为", "名为"), 0, firm.begin)
    opens = named or reading.clause(firm.begin)[0] in (firm.begin, firm.begin - 1)
    return [frame for frame, fits in ((_LIKE, like), (_AMONG, not like), (_BECAME, opens)) if fits]


def _places(text: str, stem: str, begin: int, end: int) -> Iterator[int]:
    at = text.find(stem, begin, end)
    while at >= 0:
        yield at
        at = text.find(stem, at + 1, end)


def _before(reading: Reading, firm: Named, here: dict[str, Ref]) -> Iterator[tuple[Ref, tuple[int, int]]]:
    """X企业以A、B为代表, X领域某团队创业的C: the longest industry that the words before a list of firms tell."""
    begin = run_of(reading, firm, ("Company",))[0].begin
    start = max(reading.sentence(begin)[0], begin - 40)
    for stem in sorted(here, key=len, reverse=True):
        for at in _places(reading.text, stem, start, begin):
            field = _OF_FIELD.fullmatch(reading.text, at + len(stem), begin) and _opens(reading, at)
            led = not field and _LED_BY.fullmatch(reading.text, at + len(stem), begin)
            last = list_from(reading, firm, ("Company",))[-1] if led else firm
            if field or (led and _AS_LEADERS.match(reading.text, last.end)):
                yield here[stem], (at, firm.end)
                return


def _opens(reading: Reading, position: int) -> bool:
    begin, _ = reading.clause(position)
    return reading.text[begin:position] in ("", "在")
