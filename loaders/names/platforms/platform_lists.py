"""Platforms of a list that share the head behind their number: 东溪、西岭2家高新区."""

import re
from collections.abc import Iterator

from loaders.dictionary import is_word, kind
from loaders.finding import NOUN, Found, Setting, is_generic, items_before
from loaders.lexicon import Cut, has
from ontology import vocab

_SHARE = re.compile(
    r"(?:等)?[\d两三四五六七八九十]{1,3}[家个](?:[\u4e00-\u9fff]{0,4}?级|国家|[省市部])?(?P<whose>[\u4e00-\u9fff]{2}(?=实验室))?"
    r"(?P<head>高新技术产业开发区|经济技术开发区|经济开发区|高新区|经开区|开发区|实验室)"
    r"(?!企业|经济|主任|内|里)"
)
_SHARED_HEADS = ("开发区", "高新区", "经开区", "实验室")
_KIND_OF_MEMBER = re.compile(
    r"(?:类|型|级|学|术|业|化|合格|示范|重点|联合|[高院]校|企业|产业|工业|农业|科技|新建|新增)$"
)


def shared(cut: Cut, setting: Setting) -> Iterator[Found]:
    """Each member of a list with the head that stands once behind their number: 东溪、西岭2家高新区."""
    for found in _SHARE.finditer(cut.text) if "、" in cut.text and has(cut.text, *_SHARED_HEADS) else ():
        items = list(items_before(cut, found.start(), NOUN))
        head = found["head"]
        if len(items) < 2 or not all(_may_share(cut, b, e, head) for b, e in items):
            continue
        sort = "InnovationPlatform" if head == "实验室" else "IndustrialPlatform"
        for begin, end in items:
            written = cut.text[begin:end]
            zone = vocab.zone(written + head, within=setting.code) if setting.code else None
            name = zone.label if zone else written + head
            aliases = () if written in vocab.names("place") else (written,)
            yield Found(begin, end, sort, name, "platform-shared-head", 0.96, aliases)


def _may_share(cut: Cut, begin: int, end: int, head: str) -> bool:
    """Whether a member of such a list names one: a place before a zone, no kind before a laboratory."""
    name = cut.text[begin:end]
    placed = begin in cut.places or name in vocab.names("place")
    if head.endswith(("开发区", "高新区", "经开区")):
        return placed and len(name) <= 6
    plain = _KIND_OF_MEMBER.search(name) or vocab.concept("industry", name) or is_generic(name, "platform")
    return 2 <= len(name) <= 6 and not plain and (placed or not is_word(name) or kind(name) in ("ns", "nr", "nz"))
