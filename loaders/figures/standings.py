"""Where a number stands beside others: its distance from another figure, its share in a whole, its rank."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.figures import counted
from loaders.figures.carried import carry
from loaders.figures.cues import Token, listed
from loaders.figures.namelists import head_of, ratios
from loaders.figures.phrases import Phrase, phrase, text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said, continues, front, named
from ontology import vocab

_POINTS = frozenset(("个百分点", "百分点", "个千分点", "个点", "个基点", "位", "个位次", "倍"))
# Populations of a rank that stand directly before it, or before what is ranked: 增幅全市第一, 全球销量第一.
_SCOPES = ("全球", "世界", "全国", "国内", "全省", "省内", "全自治区", "全市", "市内", "全区", "全县", "全州")
_SCOPE = re.compile("|".join(_SCOPES))
_SCOPE_END = re.compile(f"(?:{'|'.join(_SCOPES)})$")
_IN = re.compile(r"在[^，]{2,16}中所?$")
_RANKED = re.compile(r"(?:率|量|额|数|度|值|规模|份额|水平|实力|得分|成绩)$")
_AMONG = re.compile(r"[\u4e00-\u9fff]{2}(?:行业|产业|领域|企业|强|榜单?)$")
_MARKETS = re.compile(r"(?:国家|地区|省市|省份|城市)$")
# What keeps above or below a mark: 一直保持在, 控制在年初目标.
_HELD = re.compile(
    r"^(?:[^，。；]{0,8}(?:一直|始终|仍然?|继续|连续|均|都))?(?:保持|稳定|维持|运行|控制|处于|处)在?[于]?"
    r"(?:年度|全年|年初)?(?:预期|既定)?(?:目标)?$"
)
_NO_PARTS = ("千瓦", "兆瓦", "吉瓦", "公里", "天", "工作日", "标准煤")  # 装机30万千瓦，绿电占比40%
_MARK = re.compile(r"(?:以[上内下])?的?(?:较高|较低|较快|合理|临界|荣枯|高位|低位|景气|扩张|水平|区间)")
_PREDICATE = re.compile(r"(?:首次|再次|连续|一直|持续)?(?:超过|赶超|反超|超越|领跑|领先|跃居|稳居|高于|优于|再创)")


def held(said: Said, quantity: Quantity) -> Reading | None:
    """保持在8%以上的较高水平, 控制在年初目标3%以内: a mark that what was said last in this unit keeps to."""
    if quantity.unit not in ("%", "‰") or said.last is None or not _HELD.search(said.words):
        return None
    beside = said.follows
    if beside and not _MARK.match(beside):
        return None
    alike = [r for g in said.memory for r in g if r.unit == quantity.unit]
    return replace(alike[-1], falls=False, rule="held", confidence=0.75) if alike else None


def gap(said: Said, quantity: Quantity) -> Reading | None:
    """高于全市平均水平3.1个百分点: a distance from another figure; 低于宁波48万元/亩 is that figure."""
    before = said.before
    last = said.last
    if last and last.rule == "other's figure" and before and before[0].word in "和、与" and len(text_of(before)) <= 6:
        return replace(last, metric=last.metric)
    at = next((i for i in range(len(before) - 1, -1, -1) if _is_gap(before, i)), -1)
    if at < 0 or (before[at].word in ("落后", "领先") and quantity.unit not in _POINTS):
        return None
    reference, rest = text_of(before[at + 1 :]), before[:at]
    if not reference:
        than = next((i for i in range(at - 1, -1, -1) if before[i].word in ("比", "较")), -1)
        if than < 0:
            return None
        reference, rest = text_of(before[than + 1 : at]), before[:than]
    reference = reference.removesuffix("分别")
    if not 1 < len(reference) <= 16:
        return None
    base = subject = subject_of(said, rest)
    if quantity.unit in _POINTS or ("平均" in reference and quantity.unit != "%") or not text_of(before[at + 1 :]):
        if (
            last
            and not phrase(rest)
            and (last.measure == "Growth" or last.base + "增速" == last.metric[: len(last.base) + 2])
        ):
            subject += "增速"
        word = before[at].word if len(before[at].word) > 1 else before[at].word + "于"
        return Reading(subject + word + reference, base=base, link=word, rule="gap", confidence=0.8)
    return Reading(subject, base=subject, rule="other's figure", confidence=0.7)


def _is_gap(before: Sequence[Token], i: int) -> bool:
    """Whether a word compares with another figure; 多 and 少 do only at the end of a comparison (比A多8家)."""
    if "gap" not in before[i] or before[i].depth:
        return False
    return len(before[i].word) > 1 or (i == len(before) - 1 and any(t.word in ("比", "较") for t in before[:i]))


def multiple(said: Said, quantity: Quantity) -> Reading | None:
    """是上一个五年的1.8倍: a multiple of what was said last."""
    if quantity.unit != "倍" or not said.says("是", "为", "相当于", "分别是", "分别为"):
        return None
    at = next(i for i, t in enumerate(said.before) if t.word in ("是", "为", "相当于", "分别是", "分别为"))
    other = re.sub(r"^其|的$", "", text_of(said.before[at + 1 :]))
    own = phrase(said.before[:at]) or (phrase(said.earlier[-1]) if said.earlier and other else Phrase())
    if own:
        found = named(said, own, Reading("", rule="multiple", confidence=0.7))
        return replace(found, metric=f"{found.metric}与{other}之比") if other else found
    if said.last is None:
        return None
    found = replace(carry(said, Reading("")), rule="multiple", confidence=0.7)
    return replace(found, metric=f"{found.metric}与{other}之比") if len(other) > 1 and found.metric else found


_AS_OF = re.compile(
    r"(?:是|为|相当于|达到?)(?P<base>(?:\d{4}年|“[^”]{2,5}”|上年同期|上年|去年|前年)[底末初]?)的?(?:\d[\d.]*倍[、和])*$"
)


def against(text: str, begin: int, head: int, metric: str) -> str:
    """The name of a multiple of what was at a time, with that time: 生产总值与2011年之比."""
    found = _AS_OF.search(text, begin, head) if not metric.endswith("之比") else None
    return f"{metric}与{found['base']}之比" if found else metric


def share(said: Said, quantity: Quantity) -> Reading | None:
    """占规上工业比重达68.5%: the share of what stands before 占, else of what was said last."""
    if quantity.form == "rank":
        return None
    found = share_in(said.before)
    if found is None:
        return None
    last = said.last
    if counted.counts(quantity) and last and last.unit == quantity.unit and not found[1]:
        return replace(last, rule="carried", confidence=0.75)  # 全省116家入围，长沙占48家
    if counted.counts(quantity) and not found[1] and (among := _among(said)):
        return Reading(among, base=among, rule="clause before", confidence=0.75)  # 签约项目中，甲县占9个
    if any(t.word == "在" for t in found[0]) and _IN.search(text_of(found[0])) and not found[1]:
        return _share_within(said, found[0])
    after = said.follows
    if after.startswith("的") and len(after) > 2 and (not phrase(found[0]) or said.says("以", "用", "仅")):
        noun, _ = counted.noun_after(said.after[1:])
        return Reading(f"{noun}占{found[1]}比重", base=noun, whole=found[1], rule="share", confidence=0.8)
    if found[1] and (all_ := _together(said, found[0])):
        return Reading(f"{all_}占{found[1]}比重", base=all_, whole=found[1], rule="share", confidence=0.75)
    counted_in = _COUNTED_IN.search(text_of(said.earlier[-1])) if said.earlier and not found[0] else None
    if counted_in and found[1]:
        return Reading(f"{counted_in['what']}占{found[1]}比重", base=counted_in["what"], whole=found[1], rule="share")
    return Reading(shared(said, *found), base=subject_of(said, found[0]), whole=found[1], rule="share")


# 推进情况纳入年度考核，占总分的15%
_COUNTED_IN = re.compile(r"(?P<what>[^，。；、]{2,14}?)(?:纳入|列入|计入)[^，。；]{2,16}$")
_MADE = "生产 产出 出产 制造 加工"
PORTION = re.compile(
    rf"(?P<verb>{'|'.join(_MADE.split())}|贡献|供应|提供|承担|撑起)了?"
    r"(?P<whole>全[国球省市县]|全世界|世界|国内)(?:近|约|超过?|逾)?$"
)


def portion(said: Said, quantity: Quantity) -> Reading | None:
    """眼镜产量占全国比重 of 生产了全国七成的眼镜、1/3的镜片: of the goods of a whole, how much comes from here."""
    if quantity.form != "fraction" and quantity.unit not in ("%", "成"):
        return None
    after, last = said.follows, said.last
    noun, _ = counted.noun_after(said.after[1:]) if after.startswith("的") else ("", "")
    listed_ = said.joined and said.before and said.before[-1].word in "、和及与" and len(said.before) == 1
    if noun and listed_ and last and last.rule == "contributed":
        return replace(last, metric=last.metric.replace(last.base, noun), base=noun)
    found = PORTION.search(said.words) if noun and not noun.endswith(("份额", "市场")) else None
    if not found:
        return None
    made = "产量" if found["verb"] in _MADE and not noun.endswith(("量", "额", "值", "出口")) else ""
    return Reading(f"{noun}{made}占{found['whole']}比重", base=noun, whole=found["whole"], rule="contributed")


_TOTALLED = re.compile(r"([两二三四五六])[项者类种个家](?:加起来|加在一起|合计|共计|总计|之和|相加)共?")


def _together(said: Said, begin: Sequence[Token]) -> str:
    """甲、乙产值 of 甲、乙产值分别为…，合计占…: all of what was told apart; "" where nothing was."""
    each = said.memory[-1] if said.memory else ()
    if totalled := _TOTALLED.fullmatch(text_of(begin)):  # A 18家、B 12家，两项合计占七成
        count = "零一二三四五六".find(totalled[1].replace("两", "二"))
        told = [r for g in said.memory for r in g][-count:]
        alike = len(told) == count and len({r.unit for r in told}) == 1
        return "、".join(r.base or r.metric for r in told) if alike else ""
    if len(each) < 2 or text_of(begin) not in ("合计", "共", "共计", "总共", "两者", "三者", "累计", "总计"):
        return ""
    head = head_of(each[-1].metric)
    names = [r.metric for r in each]
    if not head or len(set(names)) < len(names) or not all(name.endswith(head) for name in names):
        return ""
    return (each[-1].kind or "、".join(name.removesuffix(head) for name in names)) + head


def _share_within(said: Said, begin: Sequence[Token]) -> Reading:
    """工业在地区生产总值中所占比重, 在规上工业增加值中占10.5%: the whole stands before the verb."""
    at = max(i for i, t in enumerate(begin) if t.word == "在")
    whole = text_of(begin[at + 1 :]).removesuffix("所").removesuffix("中")
    subject = subject_of(said, begin[:at])
    return Reading(f"{subject}占{whole}比重", base=subject, whole=whole, rule="share", confidence=0.8)


def share_in(before: Sequence[Token]) -> tuple[Sequence[Token], str, str] | None:
    """The words before 占, the whole, and the word for the share; None where there is no 占."""
    for i in range(len(before) - 1, -1, -1):
        token = before[i]
        if token.depth:
            continue
        if token.word == "占比" and not phrase(before[i + 1 :]):
            return before[:i], "", "占比"
        if token.word in ("占", "所占", "占比") or (token.word == "占据" and before[-1].word == "的"):
            tail = list(before[i + 1 :])
            while (
                tail
                and (
                    tail[-1].parts & {"time", "base"}
                    or "link" in tail[-1]
                    or "name" in tail[-1]
                    or tail[-1].word == " "
                )
                and tail[-1].word != "全市"
            ):
                tail.pop()
            word = tail.pop().word if tail and "share" in tail[-1] else "比重"
            return before[:i], text_of(tail).removesuffix("的"), word
    return None


_SOLD_WHERE = frozenset(("出口", "外销", "内销", "外贸", "线上", "线下", "海外", "国外", "省外", "境外", "国内"))


_PARTS = ("企业", "项目", "人口", "人员", "公司")  # parts of a number of such, and not of what these make
_THEIRS = re.compile(r"[\u4e00-\u9fff]{0,10}?(?:企业|项目|公司)(?=.{2})")


def shared(said: Said, begin: Sequence[Token], whole: str, word: str) -> str:
    """The name of a share, whose subject or whole may have been said before."""
    subject = subject_of(said, begin)
    people = said.last is not None and said.last.unit.lstrip("十百千万") in ("人", "名")  # they have no exports
    people = people or (said.last is not None and said.last.unit.endswith(_NO_PARTS))
    parted = said.last is not None and not people and not said.last.metric.endswith((subject, "率"))
    if len(subject) < 3 and said.last and parted and not whole and not any(t.word == "其中" for t in begin):
        if subject in _SOLD_WHERE and word != "占比" and said.last.unit.endswith("元"):
            return f"{subject}占比" if "出口" in said.last.metric else f"{subject}占{said.last.metric}比重"
        subject = said.last.metric + subject
    if not whole:
        last = said.last
        whole = last.whole if last and not phrase(begin) else ""
        if last and "占" in last.metric and last.whole and any(t.word == "其中" for t in begin):
            whole = last.whole
        elif last and not whole and (any(t.word == "其中" for t in begin) or word == "比重"):
            whole = (last.base or last.metric).removesuffix("增速")
            whole = "地区生产总值" if whole.endswith("比重）") else whole  # behind 三次产业结构
            if subject.endswith(_PARTS) and last.unit.endswith("元"):  # 企业户均产值1亿元，高新技术企业占12%
                whole = found[0] if (found := _THEIRS.match(whole)) else ""
        whole = _among(said) if whole == subject else whole
        return f"{subject}占{whole}比重" if whole else f"{subject}占比"
    return f"{subject}占{whole}{word}"


def _among(said: Said) -> str:
    """常住人口 of 常住人口中，0—14岁人口5万人，占10%: what the sentence opens with as the whole; "" without it."""
    opens = [text_of(c) for c in said.earlier]
    return next((each[:-1] for each in opens if each.endswith("中") and len(each) > 2), "")


def subject_of(said: Said, begin: Sequence[Token]) -> str:
    """What stands before a share, a rank or a gap, else what was said last."""
    own = phrase(begin)
    if own:
        return named(said, own, Reading("")).metric
    last = said.last
    if last is None:
        return ""
    indirect = last.measure == "Rank" or last.rule in ("share", "gap") or last.metric.startswith(last.base + "占")
    of_growth = last.measure == "Growth" and _dependent_head(last.metric) in ("增幅", "增速", "降幅", "涨幅", "跌幅")
    return last.base if indirect or of_growth else last.metric


def _headed(said: Said) -> Reading | None:
    """全球市场占有率第一, 增幅全市第一: a rank without a verb, behind what is ranked and perhaps its population."""
    words_ = [t for t in said.before if t.word != " "]
    population = words_.pop().word if words_ and words_[-1].word in _SCOPES else ""
    growth = words_.pop().word if words_ and words_[-1].word in ("增速", "增幅") else ""
    name, last = phrase(words_), said.last
    if growth:
        subject = name.text or _actor(said) or (last.base or last.metric if last else "")
        metric = subject + growth
    elif not _RANKED.search(name.text):
        return None
    elif last and last.rule == "rank" and continues(said) and (scope := _SCOPE.match(text_of(words_))):
        kind = text_of(words_)[scope.end() :]
        front_ = last.base.removesuffix(kind)
        metric = (_SCOPE_END.sub("", front_) if front_ != last.base else "") + scope[0] + kind
    else:
        metric = named(said, name, Reading("")).metric
    return Reading(f"{metric}{population}排名", "Rank", base=metric, rule="rank", confidence=0.8)


def _actor(said: Said) -> str:
    """The subject of the clause before: 数字经济 of 数字经济领跑全市，增幅…."""
    if not said.earlier:
        return ""
    return _PREDICATE.split(front(said.earlier[-1]).text)[0]


def rank(said: Said, quantity: Quantity) -> Reading | None:
    """居全国百强县榜第六位: the rank of the subject in its population."""
    if quantity.form != "rank":
        return None
    if said.last and said.last.unit == "个" and _MARKETS.search(said.last.metric):
        said = replace(
            said, memory=said.memory[:-1], earlier=()
        )  # 出口到30个国家和地区，销量行业第一: not those are ranked
    verbs = [i for i, t in enumerate(said.before) if "rank" in t and not t.depth]
    if not verbs and (found := _headed(said)):
        return found
    population = text_of(said.before[verbs[-1] + 1 :] if verbs else said.before)
    begin = said.before[: verbs[0]] if verbs else ()
    among = next((i for i, t in enumerate(begin) if t.word in ("在", "于")), -1)
    if among >= 0 and (not population or population in ("分别为", "为")):
        population, begin = text_of(begin[among + 1 :]), begin[:among]
    subject = phrase(begin)
    last = said.last
    name = named(said, subject, Reading("")).metric if subject else ""
    noun = said.before[verbs[0]].word if len(verbs) > 1 else ""
    if len(noun) > 2 and noun.endswith("排名") and begin and not subject.head:
        return Reading(subject.text + noun, "Rank", base=noun, rule="rank", confidence=0.7)  # 综合排名进入全省前20名
    among_, _, of = population.partition("中")
    if not name and last and of and all(part in listed("dependent") for part in re.split("[及和、与]", of)):
        whole = last.base or last.metric
        population, name = among_, whole.removesuffix(_dependent_head(whole)) + of  # 在五县中总量及增速均居第一
    if not name and last and any(t.word in ("增速", "增幅") for t in begin):
        whole = last.base if last.measure == "Rank" or last.rule in ("gap", "share") else last.metric
        name = whole.removesuffix(_dependent_head(whole)) + "增速"
    if not name and last and last.rule == "counted after" and said.joined and len(said.memory) > 1:
        earlier = said.memory[-2][-1]  # 增速12.7%，列全市9个县（市）第二
        growth = "增速" if earlier.measure == "Growth" else ""
        return Reading(f"{earlier.metric}{growth}排名", "Rank", base=earlier.metric, rule="rank", confidence=0.7)
    if not name and _whole_of_it(population, begin, last):
        return Reading(f"{population}排名", "Rank", base=population, rule="rank", confidence=0.75)
    if not name and not population and last and last.measure == "Rank":
        return replace(last, rule="rank")
    if not name and not population and any("name" in t for t in begin):
        roll = counted.list_before(said)  # A公司名列第13位: in the roll that was named before
        return Reading(f"{roll}排名", "Rank", base=roll, rule="rank", confidence=0.6)
    if not name and among >= 0 and population in _SCOPES and last and not said.fresh:
        name = last.base if last.measure == "Rank" else last.metric
    if not name and among >= 0 and (said.fresh or not said.joined):
        return Reading(f"{population.removesuffix('中')}排名", "Rank", base=population, rule="rank")
    beyond = last.metric.partition(last.link)[0] if last and last.rule == "gap" and last.link else ""
    if not name and last and beyond and not any(text_of(clause) for clause in said.earlier):
        population = _population(population, beyond)  # 增幅高于全市平均3.1个百分点，居全市第4位
        return Reading(f"{beyond}{population}排名", "Rank", base=last.base, rule="rank")
    if not name and last and (not said.earlier or last.measure == "Rank"):
        name = last.base if last.measure == "Rank" or last.rule == "lasting" else last.metric
        if last.rule == "lasting" and last.metric.startswith("连续") and len(said.memory) > 1:
            name = said.memory[-2][-1].metric  # 市场占有率31%，连续5年排名全国第一
            if _MARKETS.search(name):  # 远销30个国家，连续5年位居行业第一
                return Reading(f"{population}排名", "Rank", base=population, rule="rank", confidence=0.6)
    if not name and said.earlier:
        name = counted.ENTERED.sub("", _compared(said))
        name = name.removesuffix("中").removesuffix("名单").removesuffix("榜单")
    if not name and last:
        name = last.metric
    return Reading(f"{name}{_population(population, name)}排名", "Rank", base=name, rule="rank")


def structure(said: Said, quantity: Quantity) -> Reading | None:
    """三次产业结构 of 三次产业结构更趋合理，调整为8:41:51: what the terms are of, named a clause before."""
    if quantity.form != "ratio" or not said.earlier:
        return None
    told = text_of(said.earlier[-1])
    whole = next((name for name in ratios() if name in told), "")
    own = said.name.text
    return Reading(whole, base=whole, rule="clause before", confidence=0.8) if whole and not own else None


def _whole_of_it(population: str, begin: Sequence[Token], last: Reading | None) -> bool:
    """Whether what stands behind the verb tells all: 某公司位居中国家电行业第一, 连续19年位居乘用车出口第一."""
    for_long = last is not None and last.rule == "lasting" and last.metric.startswith("连续")
    if head_of(population) and (for_long or any("name" in t for t in begin)):
        return head_of(population) != population
    return any("name" in t for t in begin) and _AMONG.search(population) is not None


def _population(words: str, name: str) -> str:
    """What something is ranked in, where its name does not say so."""
    found = re.sub(r"^(?:分别为|均为|的|、|和|均|为|到|在)|(?:的|中)$", "", words)
    return "" if found and name.endswith(found) else found


def _dependent_head(name: str) -> str:
    """总量 of X总量, which is no part of what X增速 is of; "" if there is none."""
    head = head_of(name)
    known = vocab.concept("metric", name)  # 总值 of 地区生产总值 is a part of it
    return head if head in listed("dependent") and head != name and not known else ""


def _compared(said: Said) -> str:
    """What the clause before speaks of: 总量 of 总量首次超过某县，跃居第一, with its indicator."""
    name = phrase(said.earlier[-1])
    subject = _PREDICATE.split(name.text)[0]
    if subject != name.text and subject in listed("dependent") and said.last:
        return named(said, Phrase(subject, "", subject, subject, alone=True), Reading("")).metric
    return subject or name.text
