"""A town's trade that looks like a firm: 石桥伞业产值, 石桥伞业智造产业园, where the text speaks of 石桥镇."""

import re
from collections.abc import Iterator, Sequence

from loaders.finding import Found
from loaders.lexicon import Cut
from ontology import vocab

_RANK = re.compile(r"(?:[\u4e00-\u9fff]{1,3}族)?(?:镇|乡|街道)$")
_OF_ALL = re.compile(
    r"(?:产业)?(?:总?产值|营收|共性|共享|协作|智造|智能制造|制造|产业|集群|高质量|转型|振兴|扶持|发展|从业|企业|行业|特色|品牌|市场|小镇|人(?![和寿民]))"
)
_FIRM = ("company-legal-form", "company-group")


def without_town_trades(cuts: Sequence[Cut], found: Sequence[tuple[Found, ...]]) -> list[tuple[Found, ...]]:
    """The finds without companies that are the trade of a town of the text, told as a whole."""
    named = {f.name for finds in found for f in finds if f.kind.partition(":")[0] == "Place"}
    stems = {_RANK.sub("", name) for name in named if _RANK.search(name)} - {""}
    if not stems:
        return list(found)
    gone = {f.name for each, finds in zip(cuts, found, strict=True) for f in _trades(each.text, finds, stems)}
    return [tuple(f for f in finds if f.kind != "Company" or f.name not in gone) for finds in found]


def _trades(text: str, finds: tuple[Found, ...], stems: set[str]) -> Iterator[Found]:
    for f in finds:
        if f.kind == "Company" and f.method not in _FIRM and _OF_ALL.match(text, f.end) and _of_town(f.name, stems):
            yield f


def _of_town(name: str, stems: set[str]) -> bool:
    """Whether a name is a town's and what is made there: 石桥|伞业, 石桥|不锈钢."""
    trades = (name[len(stem) :] for stem in stems if name.startswith(stem) and len(stem) > 1)
    return any((len(t) == 2 and t[-1] == "业") or vocab.concept("industry", t) for t in trades if t)
