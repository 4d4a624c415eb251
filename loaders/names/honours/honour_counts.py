"""Honours by how they stand in a sentence, whatever their words: those that are counted, what a zone is of the state,
the best so many of a country, and two levels before one kind."""

import re
from collections.abc import Iterator

from loaders.finding import Found
from loaders.lexicon import Cut, has
from ontology import vocab

_LABORATORIES = re.compile(r"(?P<name>全国重点实验室)(?=\d+[家个]|总数|达)|(?<=[家个])(?P<after>全国重点实验室)")
_TESTED = re.compile(r"\d[余多]?[家个](?P<name>“[^“”，。]{2,10}”(?:试点|示范|培育|标杆)企业)")
_BASE = r"[\u4e00-\u9fff]{0,4}国家(?!级|重要|[^、，。；]{0,8}的)[^，。；、的“”]{3,26}?(?:基地|试点|示范区|先行区)"
_IS = re.compile(
    rf"(?:开发区|高新区|经开区|园区|新区|[省市县区州旗镇])(?:现|目前)?(?:是|为|成为)(?P<list>{_BASE}(?:、{_BASE}){{0,6}})(?=[，。；]|和|等)"
)
_BEST = re.compile(
    r"(?:位列|跻身|进入|入围|入选|位居|迈入|列入?)(?P<name>(?:全国|全省|国内|中国|世界|全球)\d{2,3}强)(?=[，。；、企])"
)
_BEST_FIRMS = re.compile(r"(?P<name>(?:国内|全国|中国)\d{2,3}强)企业")
_LEVELS = re.compile(r"(?P<level>国家级)[、和](?=(?:省|自治区)级(?:[、和]市级)?(?P<kind>[\u4e00-\u9fff“”]{4,14}))")


def counted(cut: Cut) -> Iterator[Found]:
    """Honours that are counted or told of a zone, a firm, a level: 全国重点实验室4家, 是国家生物产业基地."""
    text = cut.text
    for found in _LABORATORIES.finditer(text) if "全国重点实验室" in text else ():
        group = "name" if found["name"] else "after"
        yield Found(*found.span(group), "Honour", found[group], "honour-counted", 0.8)
    for found in _TESTED.finditer(text) if "”" in text and "企业" in text else ():
        yield Found(*found.span("name"), "Honour", found["name"], "honour-counted", 0.75)
    for found in _IS.finditer(text) if "国家" in text else ():
        at = found.start("list")
        for name in found["list"].split("、"):
            yield Found(at, at + len(name), "Honour", name, "honour-of-state", 0.88)
            at += len(name) + 1
    for pattern in (_BEST, _BEST_FIRMS) if "强" in text else ():
        for found in pattern.finditer(text):
            yield Found(*found.span("name"), "Honour", found["name"], "honour-best", 0.75)


def both_levels(cut: Cut) -> Iterator[Found]:
    """The national honour of two levels that share their kind: 国家级、省级企业技术中心."""
    for found in _LEVELS.finditer(cut.text) if has(cut.text, "国家级、", "国家级和") else ():
        names = ("国家级" + found["kind"][:size] for size in range(len(found["kind"]), 3, -1))
        name = next((name for name in names if vocab.concept("honour", name)), "")
        known = vocab.concept("honour", name)
        if known:
            aliases = (name,) if name != known.label else ()
            yield Found(*found.span("level"), "Honour", known.label, "honour-level-shared", 0.75, aliases)
