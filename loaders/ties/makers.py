"""Whose product it is that a sentence tells of."""

import re

from loaders.lexicon import one_of
from loaders.named import Named
from loaders.ties.reading import Reading, run_of
from ontology.names import trade_words

_NAME_OF_FIRM = re.compile(rf"(?<![，、的])[\u4e00-\u9fff]{{2}}{one_of(trade_words())}$")


def maker_of(reading: Reading, begin: int, end: int) -> Named | None:
    """Whose product it is: the company named before in the sentence, right after it (专注X的C), or further back."""
    start, _ = reading.sentence(begin)
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
    return reading.last_before(begin, ("Company",), start) or (earlier if alone else None)
