"""What makes a stem the name of an industry: shared by the finders of industries."""

import re
from functools import cache

from loaders.finding import NOUN, Found, all_of, any_of, is_generic, table
from loaders.lexicon import one_of, words
from loaders.names.fronts import says
from loaders.names.industries.industry_names import never, sums
from ontology import vocab

BREAKS = NOUN | {"place", "body"}

_TAIL = re.compile(
    r"(?:先进制造业集群|现代产业集群|特色产业集群|制造业集群|产业集群|集群|全产业链|产业链条|产业链|产业体系|产业|行业|赛道|业态)$"
)


_MADE = re.compile(r"(?:高端|先进|现代|绿色|特色|新型)(?:\w{2})?(?:制造|材料|食品|装备)$")  # in a list


_BUREAU = re.compile(
    r"[局厅](?:产业|工业|行业|科技)?(?:政策|发展)?[科处]?$|[市县区省]委$"
    r"|(?:商务|工信|科技|财政|教育|农业农村|生态环境|文化和旅游|住建|交通运输|人社|宣传|组织)部$"
)  # 县工信局|产业政策科


@cache
def group_names() -> frozenset[str]:
    """Groups of industries that are named as such: 传统优势产业."""
    return frozenset(words(table("industry")["groups"]))


@cache
def leads() -> re.Pattern[str]:
    """What may stand before an industry's name without belonging to it: 本地, 长三角, 五百亿级, 江口镇."""
    lead = one_of(words(table("industry")["lead"]))
    return re.compile(
        rf"^(?:[东西南北中]片|[\u4e00-\u9fff]{{1,4}}(?:镇|街道|乡)|[\u4e00-\u9fff]{{2,6}}?(?:新区|开发区|高新区|经开区)|[\u4e00-\u9fff]{{2}}(?:地区|流域)|[一二三四五六七八九十百千万两\d]+亿级|{lead})+(?=.{{2}})"
    )


# Where an industry is, which is no part of its name (省内产业); 国家 is of the honour that it is in (国家…产业基地).
_WHERE = ("国家", "省内", "国内", "市内", "县内", "区内", "州内", "境内")
_BROKEN = re.compile(  # a piece of a sentence, or no more than how it is done: 构建某某高原|现代化产业体系
    r"[，。：；\d“”‘’《》]|领域|中[\u4e00-\u9fff]{1,2}出|.{2}大$|^[的和与及等]|[的和与及等型]$"
    r"|(?<![更创高革])新$|.现代化?$|.亿元?级$"
)


def sound(stem: str, head: str, *, listed: bool = False) -> bool:
    """Whether a stem may name an industry: a name of the vocabulary, or a short noun that is not generic."""
    if (stem in never() and not head and not listed) or "+" in stem or stem.startswith("（"):
        return False
    if (vocab.concept("industry", stem + head) or vocab.concept("industry", stem)) and stem + head not in sums():
        return True
    bare = _TAIL.sub("", stem)
    if (
        not (2 <= len(bare) <= 10 or (head and bare in all_of("industry", "single")))
        or re.search(r"(?:全域|区域|县域|市本级|全链条)$", bare)
        or (is_generic(bare, "industry") and not (listed and _MADE.search(bare)))
    ):
        return False
    if (head and says(bare)) or _BUREAU.search(bare):
        return False
    if stem.startswith(_WHERE) or _BROKEN.search(bare):
        return False
    return not any_of("industry", "other_ends", "$").search(bare) or (
        not listed and len(bare) <= 6 and bare.endswith("服务")
    )


def industry(begin: int, end: int, name: str, head: str, method: str, confidence: float = 0.85) -> Found:
    """The industry as the vocabulary calls it; a chain keeps its own name."""
    if "产业链" in head and name not in group_names():
        stem = re.sub(r"(?:产业)?(?:完整|完备)?(?:全产业链|产业链条|产业链)$", "", name)
        aliases: tuple[str, ...] = (stem,) if stem + "产业链" == name else (stem, name)
        return Found(begin, end, "IndustryChain", stem + "产业链", method, confidence, aliases)
    if "产业链" in head:
        return Found(begin, end, "IndustryChain", name, method, confidence)
    known = vocab.concept("industry", name)
    stem = _TAIL.sub("", name)
    aliases = (name,) if known else (stem,) if len(stem) > 1 and stem != name else ()
    return Found(begin, end, "Industry", known.label if known else name, method, confidence, aliases)
