"""Whose product it is that a sentence tells of."""

import re

from loaders.lexicon import one_of
from loaders.named import Named
from loaders.ties.reading import Reading, run_of
from ontology.names import trade_words

_NAME_OF_FIRM = re.compile(rf"(?<![，、的])[\u4e00-\u9fff]{{2}}{one_of(trade_words())}$")


_UNKNOWN_FIRM = re.compile(
    r"[\u4e00-\u9fff]{3,}(?:(?<![工电分总建新老本该])厂|公司|集团|合作社)[”]?(?:主要|专门|专业|则|也|专)*$"
)
_QUOTED = re.compile(r"“[^“”]{2,10}”(?=(?:则|也|还|主要|专门|今|去|年)*$)")
_POINTS = re.compile(r"(?:该|这家|本|我们|分|子|家|据|[，。；：“]|^)(?:公司|集团)[”]?(?:主要|专门|专业|则|也|专)*$")


_AT_SITE = re.compile(  # 位于城东街道的|禾田智控…，其研制的X: whoever that is
    r"(?:位于|坐落[于在]|落户[于在]?|地处|来自|扎根[于在]?|入驻)[^，。；]{2,16}?的(?=[\u4e00-\u9fff]{3})"
)
_SEVERAL = re.compile(r"[”’]?(?:等|为(?:代表|龙头|主)|在内)[^，。；]{0,14}，")


def unknown_firm(reading: Reading, position: int) -> bool:
    """Whether a firm stands right before a position that no name is known of: 隔壁的环海渔轮厂|专门生产X."""
    begin, _ = reading.clause(position)
    quoted = _QUOTED.match(reading.text, begin, position)
    if quoted and not reading.within(quoted.start(), quoted.end(), ("Company", "Project", "IndustrialPlatform")):
        return True
    start, _ = reading.sentence(position)
    for site in _AT_SITE.finditer(reading.text, start, position) if "的" in reading.text[start:position] else ():
        if not reading.within(site.end(), position, ("Company",)):
            return True
    told = _UNKNOWN_FIRM.search(reading.text, begin, position)
    if told is None or _POINTS.search(reading.text, begin, position):
        return False
    return not any(
        told.start() < n.end <= position and n.ref.kind == "Company" for n in reading.between(begin, position)
    )


def maker_of(reading: Reading, begin: int, end: int) -> Named | None:
    """Whose product it is: the company named before in the sentence, right after it (专注X的C), or further back."""
    start, _ = reading.sentence(begin)
    if unknown_firm(reading, begin):
        return None
    after = next((n for n in reading.named if n.ref.kind == "Company" and end <= n.begin <= end + 14), None)
    if (
        after
        and not re.search(r"[，。；]", reading.text[end : after.begin])
        and "的" in reading.text[end : after.begin]
    ):
        return after
    opening = next((n for n in reading.named if n.begin == start and n.ref.kind == "Company"), None)
    if opening and re.match(r"(?:是|系)?由", reading.text[opening.end :]):  # C由D投资设立，主要生产…: C makes it
        return opening
    earlier = reading.last_before(begin, ("Company",), max(0, start - 120))
    alone = earlier and len(run_of(reading, earlier, ("Company",))) == 1  # 有A、B等厂。产品有…: not B's
    alone = alone and not _NAME_OF_FIRM.search(reading.text, start, begin)  # …。晨曜数控|研制出X: whoever that is
    here = reading.last_before(begin, ("Company",), start)
    if here and _SEVERAL.match(reading.text, here.end) and len(run_of(reading, here, ("Company",))) > 1:
        return None  # 以A、B为代表，主要生产X: not B's alone
    return here or (earlier if alone else None)
