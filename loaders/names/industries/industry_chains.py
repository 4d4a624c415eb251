"""The members of a chain or group that are told before it: 形成涵盖A、B、C的X产业链, 围绕A、B的X产业集群."""

import re
from collections.abc import Iterator

from loaders.dictionary import is_word
from loaders.finding import Found
from loaders.lexicon import Cut, has
from loaders.names.fronts import front
from loaders.names.industries.industry_names import names_within, never
from loaders.names.industries.industry_words import industry, sound
from ontology import vocab

COVERED = re.compile(
    r"(?:围绕|涵盖|覆盖|包括|包含|囊括|集)(?:了)?(?P<list>(?:(?![和与及])[\u4e00-\u9fff]){2,12}(?:[、和与及](?:(?![和与及])[\u4e00-\u9fff]){2,12}){1,8}?)等?"
    r"(?:(?:为|于)一体)?的(?=[^，。；、]{2,16}(?:产业链|产业集群|产业体系))"
)
_CHAIN = ("产业链", "产业集群", "产业体系")
_STAGE = re.compile(
    r"^(?:设计|研发|生产|制造|加工|销售|检测|物流|服务|展示|包装|运输|仓储|回收|育种|采购|贸易|上游|中游|下游)+$"
)


def covered(cut: Cut) -> Iterator[Found]:
    """The industries that a chain is said to cover, where the vocabulary knows half of them by their words.

    The stages that goods go through (研发、生产、销售) are none.
    """
    for found in COVERED.finditer(cut.text) if has(cut.text, *_CHAIN) else ():
        spans = [m.span() for m in re.finditer(r"[^、和与及]+", found["list"])]
        spans = [(found.start("list") + b, found.start("list") + e) for b, e in spans]
        items = [cut.text[b:e] for b, e in spans]
        known = sum(bool(vocab.concept("industry", item) or names_within(item)) for item in items)
        if known * 2 < len(items) or any(_STAGE.match(item) or item in never() for item in items):
            continue
        for (begin, end), item in zip(spans, items, strict=True):
            if not front(item) and sound(item, "", listed=True):
                yield industry(begin, end, item, "", "industry-covered", 0.72)


_WHOLE_CHAIN = re.compile(r"“(?P<links>[\u4e00-\u9fff]{3,8})”(?P<head>全产业链|产业链)(?!条)")


def spelled(cut: Cut) -> Iterator[Found]:
    """A chain by the first characters of its links: “苗茶旅”全产业链."""
    for found in _WHOLE_CHAIN.finditer(cut.text) if "”" in cut.text and "产业链" in cut.text else ():
        if not vocab.concept("industry", found["links"]) and not is_word(found["links"]):
            name = found["links"] + found["head"]
            aliases = (f"“{found['links']}”{found['head']}",)
            yield Found(found.start(), found.end(), "IndustryChain", name, "chain-spelled", 0.75, aliases)
