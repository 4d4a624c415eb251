"""Platforms by the place they are at: zones of trial, 海州湾|渔旅融合试验区; bases and ports, 海州基地, 海州港."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import is_word, last_word, tagged
from loaders.finding import Found, any_of, is_generic
from loaders.lexicon import Cut, has, one_of
from loaders.names.platforms.platform_words import building
from ontology import vocab

_TRIAL = re.compile(r"(?:示范区|试验区)(?![域县市]|建设(?:名单|试点)|的?目标)")
_CALLED = re.compile(r"(?:建设|牌子|挂牌|揭牌|获批|落户|启动)")
_WITHIN = re.compile("自贸区|自贸试验区|开发区|高新区|新区|市|县")  # what of the province: 浙江自贸区|临海…试验区
# A level, or the end of what a place as a whole shows the way in, makes no zone of it.
_PLAIN = re.compile("国家|全国|全省|省级|市级|自治区级|首批|世界|(?:先行|先导|建设|一体化)$")


def trial_zones(cut: Cut) -> Iterator[Found]:
    """A zone of trial that is built, by the place that its name begins with.

    With a level or a province before it (争创浙江…示范区) it is an honour of those who may build it.
    """
    for found in _TRIAL.finditer(cut.text) if has(cut.text, "示范区", "试验区") else ():
        head = found.start()
        start = max(cut.text.rfind(mark, 0, head) + 1 for mark in "，。；：、和")
        built = _built().match(cut.text, start, head)
        begin = built.end() if built else start
        place = _place(cut, begin, head)
        stem = cut.text[place:head]
        told = built or _CALLED.match(cut.text, found.end())
        province = vocab.place(cut.text[begin:place])
        if province and province.code.endswith("0000") and not _WITHIN.search(stem):
            continue
        if place > begin and told and 4 <= len(stem) <= 14 and not _PLAIN.search(cut.text, begin, head):
            name = cut.text[begin : found.end()]
            yield Found(begin, found.end(), "IndustrialPlatform", name, "platform-trial-zone", 0.86)


@cache
def _built() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,6}}?(?:{one_of((*building(), '挂', '挂牌', '推进'))})+(?!国家|全国)")


def _place(cut: Cut, begin: int, head: int) -> int:
    """The end of the place that a name begins with: one with a code, a region, or the short names of several."""
    if begin in cut.places:
        return cut.places[begin]
    wide = any_of("place", "wide").match(cut.text, begin)
    words = tagged(cut.text[begin:head])
    single = next((n for n, (word, _) in enumerate(words) if len(word) > 1), 0)
    first, tag = words[0] if words else ("", "")
    known = begin + len(first) if tag == "ns" and len(first) > 1 else begin
    return wide.end() if wide else begin + single if 2 <= single <= 3 else known


_AT = re.compile(
    r"(?:沙漠|戈壁|滩涂|海上)?(?P<base>基地)(?!建设|项目|[一二三]期|化|[家个座])"
    r"|(?P<port>港)(?![口区湾币商澳资元式务航台独股人大珠]|机场|城|[南北东西]|经济)"
)


def placed(cut: Cut) -> Iterator[Found]:
    """A base or port by nothing but its place: 海州基地, 海州港."""
    for found in _AT.finditer(cut.text) if has(cut.text, "基地", "港") else ():
        begin, part = cut.ends.get(found.start(), (found.start(), ""))
        if part != "place" and found["base"]:
            word, tag = last_word(cut.text[max(0, found.start() - 4) : found.start()])
            begin = found.start() - len(word) if tag in ("ns", "nr") and len(word) > 1 else found.start()
        if begin < found.start() and cut.text[begin : found.start()] not in _WHOLE:
            name = cut.text[begin : found.end()]
            yield Found(begin, found.end(), "IndustrialPlatform", name, "platform-placed", 0.75)


_WHOLE = ("全国", "中国", "我国", "全省", "全市", "全县", "全球")


_LANDS = frozenset("江河湖海溪泉山岭峰岛湾")


def of_land(stem: str) -> bool:
    """Whether what stands before 实验室 ends on the name of a river or a mountain: 柔性材料沅澄江, and no 深海."""
    word, tag = last_word(stem)
    alone = len(word) > 1 and word[-1] in _LANDS and (tag in ("ns", "nr", "nz") or not is_word(word))
    return alone and not vocab.concept("industry", word) and not is_generic(word, "platform")
