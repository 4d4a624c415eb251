"""What a thing saves or costs beside another, what one customer orders, and who of those counted does something.

泵比传统产品节电25% · 再生铝的能耗只有原铝的5% · 光越南一个客户就订了8000吨 · 每吨铸件可省电180千瓦时 ·
首批32户进驻园区 · 把进口料每公斤460元的价格打到了280元.
"""

import re

from loaders.figures.counted import counts_things, noun_after
from loaders.figures.phrases import text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said

_RATES = ("%", "成", "‰", "倍")
_HOW = (
    "节能|节电|节水|节气|节油|节材|节约|节省|省电|省水|省油|省气|省工|减重|减碳|减排|降耗|降本|增产|增效|提效|便宜|轻"
)
_BESIDE = re.compile(
    rf"(?P<what>[^，。；]{{2,20}}?)(?:比起?|相?较于?|与|同)(?P<than>[^，。；比]{{2,16}}?)(?:相比|来说)?，?"
    rf"(?:[可能要还约]|可以|能够|平均|综合|至少|大约)*(?P<how>{_HOW})(?:了|近|约|超过?|达到?)?"
)
_ONLY_OF = re.compile(
    r"(?P<what>[^，。；占]{2,16}?)(?:约|大约|大概|则|还|也)*(?:[只仅](?:有|是|为|相当于)|相当于|不到|不足)(?P<of>[^，。；]{2,14}?)的"
)
_WHOLES = re.compile(r"(?:总[量数额值计]|全部|整体|一半|同期|去年|上年|前年|计划|目标|任务|[省市县区国]|\d.*)$")
_DEVISED = re.compile(r"^(?:公司|企业|自主|该公司|其|他们|我们)*(?:研发|生产|开发|研制|制造|推出)的")
_ORDERS = re.compile(
    r"(?:.*[，：“])?(?:光是?|仅|单是?)?(?P<who>[^，。；光仅单]{2,10}?)(?:这?一[个家])(?:客户|客商|买家|经销商|商家|订单|企业|公司|厂家)?"
    r"(?:今年|去年|一次|一年|就|便|已|又)*(?:订购?|下单|采购|买|要|拿|签)[了走下去到]*"
)
_PIECE = "千克|公斤|平方米|立方米|吨|件|台|套|只|个|辆|米|块|片|亩|条|根|斤|桶|升|度|户|炉|批|车|趟|单"
_EACH = re.compile(
    rf"(?:.*[，：“”])?(?:[^，。；]{{2,10}}后，?)?(?P<each>每(?:{_PIECE})[\u4e00-\u9fff]{{0,8}}?)(?:[可能就便约]|可以|能够|大约|平均|至少|将)*"
    r"(?P<does>节约|节省|省下|省|减排|少排|少用|减少|多产|增产)(?!级|外|内|市)(?P<what>[\u4e00-\u9fff]{0,8}?)(?:了|近|约|超过?)?"
)
_NOUNS = {"省": "节约", "省下": "节约", "少排": "减排", "少用": "少用", "节省": "节约"}
_ENTERS = re.compile(
    r"(?P<deed>进驻|入驻|迁入|搬入|搬进|迁进|落户|入园|签约|参展|参会|上线|上云|投产|开业|复工|停产|转型|退出|关停|通过验收|完成整改)(?!项目|的)"
)
_BATCH = re.compile(r"(?P<batch>首批|第[一二三四五\d]批|先期)(?:有|共有|就有|共)?$")
_NEXT_BATCH = re.compile(r"[、和与及]?(?:以及)?(?:首批|第[一二三四五\d]批)")
_AT = re.compile(
    r"(?:[^，。；]{0,12}?[^存所现])?在(?!建|外|谈|库|手|册|这)[\u4e00-\u9fff]{2,8}?(?:累计|总共|先后|已|追加|再|又)*(?P<verb>(?<!总)(?:投资|投入))(?:了|近|约|超过?|达)?"
)
_FIRMS = ("家", "户")
_STEPS = re.compile(r"[十百千]?[亿万]元?级?(?:台阶|大关|关口)")
_PLACED = re.compile(r"把(?P<what>[\u4e00-\u9fff]{2,10}?)(?P<verb>设|放|建|落|搬|迁|布局)[在到至了]")
_BY_SHARES = re.compile(r"(?:对[\d.]+%)?的(?P<what>[\u4e00-\u9fff]{2,6}比例)")


def likened(said: Said, quantity: Quantity) -> Reading | None:
    """泵较传统产品节电比例 of 研发的泵比传统产品节电25%; 能耗相当于原铝比例 of 能耗只有原铝的5%."""
    if quantity.unit not in _RATES and quantity.form != "fraction":
        return None
    words = said.words
    if (
        quantity.unit == "%"
        and (shares := _BY_SHARES.match(said.original))
        and words.endswith(("按照", "按", "以", "对"))
    ):
        return Reading(shares["what"], base=shares["what"], rule="likened", confidence=0.7)  # 按照60%对40%的出资比例
    if ("比" in words or "较" in words or "与" in words or "同" in words) and (found := _BESIDE.fullmatch(words)):
        what = _DEVISED.sub("", found["what"])
        told = f"{what}较{found['than']}{found['how']}比例"
        return Reading(told, base=what, rule="likened", confidence=0.7)
    if words.endswith("的") and quantity.unit != "倍" and (found := _ONLY_OF.fullmatch(words)):
        if _WHOLES.search(found["of"]):
            return None
        what = found["what"].strip("“”")
        return Reading(f"{what}相当于{found['of']}比例", base=what, rule="likened", confidence=0.7)
    return None


def ordered(said: Said, quantity: Quantity) -> Reading | None:
    """越南客户订货量 of 光越南一个客户就订了8000吨; 每吨铸件节约电 of 改造后每吨铸件可省电180千瓦时."""
    words = said.words
    if quantity.unit in _RATES or quantity.form == "rank":
        return None
    if "一个" in words or "一家" in words:
        found = _ORDERS.fullmatch(words)
        if found and not said.follows.startswith("的"):
            amount = "额" if quantity.unit.endswith("元") else "量"
            return Reading(f"{found['who']}客户订货{amount}", base=found["who"], rule="ordered", confidence=0.7)
    if "每" in words and not quantity.unit.endswith("元") and (found := _EACH.fullmatch(words)):
        does = _NOUNS.get(found["does"], found["does"])
        if found["what"] or found["does"] not in ("减少", "多产", "增产"):
            what = found["what"] + ("量" if len(found["what"]) == 1 else "")
            return Reading(found["each"] + does + (what or "用量"), base=what, rule="ordered", confidence=0.7)
    return None


def invested_at(said: Said, quantity: Quantity) -> Reading | None:
    """投资 of X公司在江苏昆山投资2100万美元: where it goes is no part of what is measured."""
    found = _AT.fullmatch(said.words) if quantity.unit.endswith("元") and "在" in said.words else None
    return Reading(found["verb"], base=found["verb"], rule="spent", confidence=0.75) if found else None


def of_batch(said: Said, quantity: Quantity) -> Reading | None:
    """首批进驻作坊 of 首批32户进驻园区, where workshops were counted; 重点改革 of 首批10项及第二批16项重点改革."""
    if not counts_things(quantity.unit):
        return None
    batch = _BATCH.search(said.words)
    if batch and said.after and _NEXT_BATCH.fullmatch(said.follows):
        at = next((i for i, t in enumerate(said.rest) if "number" in t), len(said.rest))
        noun, _ = noun_after([t for t in said.rest[at:] if "number" not in t])
        return Reading(noun, base=noun, rule="counted after", confidence=0.75) if noun else None
    last = said.last
    if steps := _STEPS.match(said.original):
        return Reading("跨越" + steps[0], base=steps[0], rule="counted after", confidence=0.7)
    placed = _PLACED.match(said.original)
    every = (r for g in reversed(said.memory) for r in reversed(g)) if placed else ()
    counted = next((r for r in every if r.unit == quantity.unit and r.base), None)
    if placed and counted:
        told = f"{placed['verb']}{placed['what']}的{counted.base}"  # 86家外企…，其中32家把总部设在高新区
        return Reading(told, base=counted.base, rule="counted after", confidence=0.7)
    found = _ENTERS.match(said.follows) if batch or not said.words else None
    if found is None or text_of(said.after).startswith("的"):
        return None
    same = last is not None and (last.unit == quantity.unit or {last.unit, quantity.unit} <= set(_FIRMS))
    alike = last is not None and same and last.rule.startswith("counted")
    those = last.base if last and alike else "企业" if quantity.unit in _FIRMS else ""
    first = batch["batch"] if batch else ""
    return Reading(first + found["deed"] + those, base=those, rule="counted after", confidence=0.7) if those else None


_WHOLE_IN = re.compile(r"(?:.*[，、）])?占(?P<whole>[^，。；占]{2,12})（?")


def whole_in(said: Said, quantity: Quantity) -> Reading | None:
    """储量占全省储量比重 of 储量900亿吨，占全省储量（4200亿吨）的21%, whose whole is told in brackets."""
    last = said.last
    if last is None or not said.memory:
        return None
    if quantity.unit in ("%", "成") and last.rule == "whole" and said.words.strip("）、和") == "的":
        return Reading(f"{last.link}占{last.metric}比重", base=last.link, whole=last.metric, rule="share")
    opens = said.earlier and not said.words and quantity.unit == last.unit and not said.after
    found = _WHOLE_IN.fullmatch(text_of(said.earlier[-1])) if opens else None
    if found is None:
        return None
    return Reading(found["whole"], base=found["whole"], link=last.metric, rule="whole", confidence=0.75)


_PRICED = re.compile(
    rf"(?:.*[，。；、：“])?(?:把|将)?(?P<thing>[\u4e00-\u9fff]{{0,10}}?)(?:价格|售价|单价)?每(?P<piece>{_PIECE})(?:要价|要|得|高达|只要|卖价|售价|价格|在|约|近|需|达)*"
)
_PRICE = re.compile(r"的?(?:价格|单价|售价|成本)(?:也|已|就)?(?:打|降|压|砍|涨|提|跌)(?:低|高)?[到至了]+")


def priced(said: Said, quantity: Quantity) -> Reading | None:
    """进口料每公斤价格 of 把进口料每公斤460元的价格打到了280元, and of what it came to."""
    if not quantity.unit.endswith("元"):
        return None
    last = said.last
    if last and last.rule == "priced" and last.unit == quantity.unit and _PRICE.fullmatch(said.words):
        return Reading(last.metric, base=last.base, rule="priced", confidence=0.75)
    found = _PRICED.fullmatch(said.words) if "每" in said.words else None
    if found is None or _NO_PRICE.search(found["thing"]) or (said.after and not _PRICE_BEHIND.match(said.follows)):
        return None
    name = f"{found['thing']}每{found['piece']}"
    kind = _PRICE_BEHIND.match(said.follows)
    return Reading(name + (kind["kind"] if kind else "价格"), base=name, rule="priced", confidence=0.75)


_PRICE_BEHIND = re.compile(r"的(?P<kind>价格|单价|售价|成本)")
_NO_PRICE = re.compile(
    r"[价补奖费税耗租贴励助薪资贷节省]|补助|产值|收入|利润|成本|投资|税收|增加值|能耗|标准|[超过达]$"
)


_PAID_OUT = re.compile(
    r"(?:[^，。；]{0,6}?)(?:已|已经|累计|共|先后|至今|目前)*(?P<verb>兑现|兑付|发放|拨付)了?(?:资金|政策资金|奖补资金)?(?:近|约|超过?)?"
)
_GRANT = re.compile(r"(?P<kind>奖补|补助|补贴|奖励|贴息)(?:比例|率|标准|金额)?$")


def paid_out(said: Said, quantity: Quantity) -> Reading | None:
    """兑现奖补 of 按采购额的4%给予奖补，三年来已兑现5200万元: what was paid is the grant, and not its base."""
    found = _PAID_OUT.fullmatch(said.words) if quantity.unit.endswith("元") and said.memory and not said.after else None
    grants = (_GRANT.search(r.metric) for g in reversed(said.memory[-3:]) for r in g) if found else ()
    kind = next((g["kind"] for g in grants if g), "")
    if found is None or not kind:
        return None
    return Reading(found["verb"] + kind, base=kind, action=found["verb"], rule="granted", confidence=0.75)
