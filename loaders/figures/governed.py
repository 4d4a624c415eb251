"""A number that stands before what it measures, behind a verb: 适宜开发60万千瓦的海上风场, 合作社收了900万元的茶."""

import re

from loaders.dictionary import first_word, last_word
from loaders.figures.counted import noun_after
from loaders.figures.cues import listed
from loaders.figures.phrases import text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said

_LONGEST = 10  # characters of the verb and of who acts
_NAME = 12  # characters of what is measured
_BOUGHT = frozenset(("收", "收购", "采购", "购买", "买", "购进", "购入", "买下"))
_SUMS = ("资金", "贷款", "款", "基金", "补贴", "补助", "奖励", "费", "订单", "合同", "项目", "规模", "产值", "收入")
# Verbs that tell a distance, a size or an amount, and no deed.
_TELLS = re.compile(r"[距离隔达为超重长宽高深厚]$|^(?:位于|占|投资|投入|来到|走|实现|完成)")
_CAN = re.compile(r"(?:拥有|[可能]以?|适合|适宜|适于|预计|计划|规划)")
_PLAIN = re.compile(r"(?:容纳|接待|承载|种下|栽下|种上|种了|租下)$")  # what the dictionary takes for something else
_LEADS = re.compile(r"(?<=..)[出下起上来]$")
_LINKS = re.compile(r"(?<=..)(?:达到?|有|共|共有|超过?|为)$")
_HOLDS = ("容纳", "接待", "承载")


def governed(said: Said, quantity: Quantity) -> Reading | None:
    """海上风场 of 适宜开发60万千瓦的海上风场: the noun that 的 leads to, where a verb stands before the number."""
    if quantity.form in ("rank", "times", "ratio", "top") or quantity.unit in ("%", "‰", "成", "倍", "个百分点"):
        return None
    if not said.after or said.after[0].word != "的" or not said.before:
        return None
    words = text_of([t for t in said.before if not t.parts & {"time", "base", "name"}]).removesuffix("了")
    if (
        quantity.unit.endswith("元")
        and words.endswith(("带来", "创造"))
        and (noun := noun_after(said.after[1:])[0]) in _BROUGHT
    ):
        return Reading(_BROUGHT[noun], base=noun, rule="counted after", confidence=0.7)
    if quantity.unit.endswith("元") and (each := _EACH.search(words)):
        noun = re.sub("(?<=.)(?:收购|回收|结算|供货|出售)$", "", noun_after(said.after[1:])[0])
        if noun.endswith(_PRICES) and len(noun) <= _NAME:  # 按每公斤3.6元的保底价
            return Reading(each[0] + noun, base=noun, rule="counted after", confidence=0.75)
    verb = _verb(words) if 0 < len(words) <= _LONGEST else ""
    if not verb or verb in listed("own") or verb in listed("dependent") or _TELLS.search(verb):
        return None
    noun = _LINKS.sub("", noun_after(said.after[1:])[0])
    if not 1 < len(noun) <= _NAME or "的" in noun:
        return None
    if verb in _HOLDS and quantity.unit.lstrip("百千万") in ("人", "名", "人次"):
        return Reading(f"可{verb}人数", base="人数", rule="counted after", confidence=0.7)
    if quantity.unit.endswith("元"):
        if verb not in _BOUGHT or noun.endswith(_SUMS):
            return None
        return Reading(noun + "采购额", base=noun, rule="counted after", confidence=0.7)
    deed = "" if verb in listed("light") or _CAN.search(words) else verb
    return Reading(deed + noun, base=noun, action=deed, rule="counted after", confidence=0.75)


# What is brought: 能带来5000万元的销售.
_BROUGHT = {"销售": "销售额", "订单": "订单额"} | {n: n for n in ("收入", "利润", "税收", "产值", "效益", "营收")}
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,3}$")
_PRICES = ("价", "价格", "单价", "成本", "租金", "工资")
_TERMS = ("个工作日", "工作日", "天", "日", "个月", "小时", "分钟")
_WITHIN = re.compile(
    r"之?内(?:要|须|必须|应|应当|可|即可|就能?|全部)*(?P<deed>[\u4e00-\u9fff“”]{2,14}?)(?:到位|完毕|[了的])?"
)


def within(said: Said, quantity: Quantity) -> Reading | None:
    """拨付奖补资金时限 of 15个工作日内拨付奖补资金; 诉求办结时限 of 诉求在5个工作日内办结."""
    found = _WITHIN.fullmatch(said.follows) if quantity.unit in _TERMS and said.after else None
    if found is None or first_word(found["deed"])[1] not in ("v", "vn"):
        return None
    words = text_of([t for t in said.before if not t.parts & {"time", "base", "name"}]).removesuffix("在")
    bare = len(found["deed"]) == 2 and 1 < len(words) <= _LONGEST
    bare = bare and not words.endswith(("后", "的", "起", "前", "之日"))
    what = (words if bare else "") + found["deed"]
    return Reading(what + "时限", base=what, rule="taken", confidence=0.7)


def _verb(words: str) -> str:
    """The verb that words end in, without where it leads: 开发 of 公司开发出; "" where they end in none."""
    if found := _PLAIN.search(words):
        return found[0]
    longest = next((words[i:] for i in range(len(words) - 1) if words[i:] in listed("action")), "")
    last, kind = last_word(_LEADS.sub("", words))
    return longest or (last if kind == "v" else "")
