"""What an indicator is called: the noun for a verb, the name without what says it again, the vocabulary's label."""

import re
from functools import cache

from loaders.lexicon import rules, words
from ontology import vocab

_ACRONYM = re.compile(r"（[A-Za-z&]+）")
# 规模以上工业企业工业总产值 is 规上工业总产值.
_LARGER = re.compile(r"^(?:规模以上|规上)工业企业(?:工业)?(?=总产值|增加值|产值)")
MADE = re.compile(r"(?P<when>[年月日])产(?![量能值出品业于自])(?P<what>[^，。；]{2,}(?<!能力))")  # 年产轴承
_CALLED = re.compile(r"^.*（(?:以下|下)?简?称[^（）]*）(?=.)")  # 海州经济开发区（简称“海州经开区”）|工业增加值
_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|、)(?=.{2})")  # the number of a heading


def noun(metric: str, unit: str) -> str:
    """The noun for a verb that stands alone for the indicator, by what is counted: 卖 is 销售额, or 销量."""
    return _verbs("money" if unit.endswith("元") else "other").get(metric, metric)


def canonical(metric: str) -> str:
    """The indicator's label in the vocabulary, else the name without brackets that say it again (GDP)."""
    name = _CALLED.sub("", _NUMBERED.sub("", metric)).lstrip("、，；：")
    name = _LARGER.sub("规上工业", in_full().get(name, name))
    if name.endswith(("斥资", "耗资")):
        name = name[:-2] + "投资"
    if made := MADE.fullmatch(name):
        name = f"{made['what']}{made['when']}产量"
    if known := vocab.concept("metric", name):
        return known.label
    plain = _ACRONYM.sub("", name)
    known = vocab.concept("metric", plain)
    return known.label if known else plain


@cache
def _verbs(kind: str) -> dict[str, str]:
    return dict(each.split("=") for each in words(rules("observations")["verbs"][kind]))


@cache
def in_full() -> dict[str, str]:
    """Short names of indicators with what they are short for."""
    return dict(rules("observations")["full"])
