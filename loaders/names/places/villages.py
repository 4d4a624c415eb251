"""The village or town that a text is about: 洪岭村位于…, told by its own name alone wherever it comes up again."""

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.finding import Found
from loaders.folding import fold, folding_table
from loaders.lexicon import Cut
from ontology.values import record

_LIES = r"(?:地处|位于|坐落|座落|隶属|距[^，。]{0,8}(?:县|市|城|镇)|(?:全村)?(?:共?[下现]?辖|总面积|区域面积|村域面积))"
_VILLAGE = re.compile(
    r"(?:^|[\n。　 ”])(?:[\u4e00-\u9fff]{1,4}(?:镇|乡|街道))?"
    rf"(?P<name>(?!该|我|全|本|这|一)[\u4e00-\u9fff]{{1,3}}村),?，?{_LIES}"
)
_IN_LONGER = re.compile("[级民庄镇集干党委规改容落医口支]|内部|小镇|振兴|两委")


@record
class Home:
    """The village that a text is about: its name by itself, and as the text writes it behind its town's."""

    name: str
    full: str


@lru_cache(maxsize=16)
def home_village(content: str) -> Home | None:
    """The one village that a text says where it lies; None if it tells so of none, or of several."""
    if "村" not in content:
        return None
    text = fold(content, folding_table(content))
    told = {found["name"] for found in _VILLAGE.finditer(text)}
    if len(told) != 1:
        return None
    name = told.pop()
    full = re.search(rf"[\u4e00-\u9fff]{{2,3}}(?:镇|乡|街道){name}", text)
    return Home(name, full[0] if full else name)


def home(cut: Cut) -> Iterator[Found]:
    """The village that the text is about, wherever it is named."""
    if "村" not in cut.text:
        return
    village = home_village(cut.passage.source.content)
    for found in re.finditer(village.name, cut.text) if village else ():
        if village and not _IN_LONGER.match(cut.text, found.end()):
            aliases = (village.name,) if village.full != village.name else ()
            yield Found(found.start(), found.end(), "Place", village.name, "place-village-told", 0.8, aliases)
