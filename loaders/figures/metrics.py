"""What a number measures: the indicator's name, and whether the number is a level, a growth or a rank.

An indicator stands before its number (财政总收入393.8亿元), after it (34家企业获评…), or was said before (，增长8%).
Each rule is a function that tells a reading or None; they are asked in the order of RULES.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from loaders.figures import (
    again,
    aims,
    alike,
    attributes,
    contributions,
    counted,
    course,
    further_shares,
    governed,
    kinds,
    likened,
    of_projects,
    prices,
    signs,
    size_classes,
    spoken,
    standings,
    subsidies,
    terms,
)
from loaders.figures.branches import branch_of, told_of_branch
from loaders.figures.carried import carry, honour_counted
from loaders.figures.cues import Token, listed, parts
from loaders.figures.framed import framed
from loaders.figures.labels import goes, noun, without_course
from loaders.figures.namelists import group_of, head_of, items_of
from loaders.figures.phrases import Phrase, is_place, phrase, text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said, front, named
from loaders.figures.wording import worded
from loaders.figures.wrapped import later, unwrapped
from ontology.values import replace

_RATES = frozenset(
    ("%", "‰", "个百分点", "百分点", "倍", "番", "成", "个千分点", "个基点", "基点", "个点", "位", "个位次", "名次")
)
_POINTS = frozenset(("个百分点", "百分点", "个千分点", "个点", "个基点", "位", "个位次", "倍"))
_SPANS = frozenset(("天", "个工作日", "小时", "分钟", "个月", "秒", "工作日", "周", "个星期"))
# Between a verb of change and its number.
_SOFT = listed("soft")
_ONCE = listed("once")
_SPACES = ("平方公里", "平方米", "亩", "公顷", "公里")
_CHANGES = frozenset(("降幅", "增幅", "涨幅", "增速", "跌幅"))
_INVESTED = re.compile(r"((?:[一二三首]期)?)(?:打算|准备|计划|拟|将|再|又|先后|追加)*(?<![招])(?:投|加码)$")
_ADDED = ("添", "再添", "又添", "新添", "再增", "又增")
_LABEL = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?(?P<label>(?:(?![了着的我你他们是])[\u4e00-\u9fff]){1,8}(?:项目|企业|工程|平台|机构|园区|基地|任务))[。：]"
)
_HAS = re.compile(
    r"(?:[全我整]?[省市县区州旗镇乡]|园区|当地|本地|目前|现|已|共|累计|就|已经)*(?:[共现已]?有|达|达到|拥有)?(?:了)?(?:近|约|超)?"
)
_KINDS = re.compile(r"(?:企业|公司|工厂|项目|机构|平台|园区|基地|作坊|商户|农户|门店|合作社|车间|人才|品牌)$")
# What a plan of projects holds: 技改项目计划共安排86个, 农业项目共安排57个.
_ARRANGED = re.compile(
    r"(?P<of>[^，。；]*?(?:项目|工程))(?:投资|建设)?(?:计划|清单)?(?:共|总共|一共|拟|计划|初步)*安排(?:项目|工程)?"
)
_BODY = re.compile(r"[\u4e00-\u9fff]{1,12}(?:[厅局]|[康改教科建商农]委|委员会|管委会|指挥部|电视台)")
_AIM = re.compile(r"(?:[长中短近远]期|总体|最终|远景)目标")
_WITHIN = re.compile(
    r"(?:仅|光|单)?[\u4e00-\u9fff]{0,6}(?:区|园|市|县|镇|境|省|国|集群|本地)内(?:就)?"
)  # 仅开发区内就有20家
_OF_YEAR = re.compile(r"[^，。；]{0,16}年度计划")
_LIKE = re.compile(r"^(?:像|类似|诸如)?[^的，]{0,8}?(?:这样|这类|此类|类似|一样)的?(?=..)")
_SHORT = 8  # characters of a clause that only names a thing
_CLOSING = 4  # characters that may follow a verb of change behind its number: 增长速度, 增长的目标
_AHEAD = re.compile(r"[超快慢](?:过|于|前|后)?(?:时序|序时)进度")  # 超时序进度6.6个百分点
_AIMING = re.compile(r"(?:并|、|，)*(?:力争|争取|确保|冲刺|奋力|努力)(?:实现|冲刺|达到|达)?")
_COMPLETED = re.compile(r"(?:已|实际|累计|目前)*完成[了率]?")
_INTENDED = re.compile(r"(?:年度|全年|今年)?计划(?:完成)?(?=总?投资)|(?<=投资)计划$")
_TARGET = re.compile(r"(?:完成|占|达|为)[了到]?([^，；。]{0,6}(?:目标|任务|计划|预算|序时进度))(?:任务|数|的)*$")


def readings(said: Said, group: Sequence[Quantity]) -> tuple[Reading, ...]:
    """One reading for each number of a group (8家、50家、900家)."""
    first = _read(said, group[0])
    found: tuple[Reading, ...] = ()
    if len(group) > 1 and group[0].form != "range":
        found = _spread(said, first, len(group))
    found = found or (first,) * len(group)
    signs = _signs(said, first)
    if first.measure == "Growth" and group[0].unit == "番":  # 总产值翻番、突破400亿元
        found = tuple(r if q.unit in _RATES else replace(r, measure="Level") for r, q in zip(found, group, strict=True))
    return tuple(_told(r, q.unit, falls) for r, q, falls in zip(found, group, signs, strict=True))


def _told(reading: Reading, unit: str, falls: bool) -> Reading:
    """The reading with its unit and sign; the indicator as a noun."""
    name = reading.metric + ("率" if reading.metric.endswith("到位") and unit in ("%", "成") else "")
    name = framed(unwrapped(name, unit), unit)
    name = name if unit in _RATES else noun(worded(name, unit), unit)
    base = name if reading.base == reading.metric else reading.base
    return replace(reading, metric=name, base=base, unit=unit, falls=falls)


def _signs(said: Said, first: Reading) -> list[bool]:
    """Whether each number of a group is a fall: 增长6.2%、21.7%及下降3.1%."""
    signs, known = [first.falls], parts()
    for between in said.between:
        own = next((known[between[i:]] for i in range(len(between)) if between[i:] in known), frozenset())
        signs.append("fall" in own or (signs[-1] and "rise" not in own))
    return signs


def _read(said: Said, quantity: Quantity) -> Reading:
    for rule in RULES:
        if found := rule(said, quantity):
            found = course.by_part(said, found) if found.measure == "Growth" else found
            found = later(said, found)
            return course.the_former(said, again.spelled_out(said, found)) if found.metric[:1] in "前后末" else found
    return Reading("", rule="unnamed", confidence=0.4)


def _spread(said: Said, first: Reading, count: int) -> tuple[Reading, ...]:
    """As many names as numbers, in their order: A、B分别达到…; or the names of the numbers before (年均增长a和b)."""
    of_last = first.rule == "multiple" and bool(said.memory) and first.metric == said.memory[-1][-1].metric
    if (of_last or first.rule in ("carried", "of target")) and said.memory:
        flat = tuple(r for g in said.memory for r in g)
        alike = len({r.measure for r in flat[-count:]}) == 1
        before = said.memory[-1] if len(said.memory[-1]) == count else flat[-count:] if alike else ()
        tail = first.metric.removeprefix(said.memory[-1][-1].metric) if first.rule == "of target" else ""
        if len(before) == count:
            of_all = not first.action and said.memory[-1][-1].action[:1] in (
                "新",
                "净",
            )  # 新增A3家、B7家，累计分别达9家、64家
            names = [r.base if of_all and r.base else r.metric for r in before]
            actions = [first.action if of_all else r.action for r in before]
            told = zip(before, names, actions, strict=True)
            return tuple(replace(first, metric=name + tail, base=r.base, action=action) for r, name, action in told)
    if first.measure == "Rank" and said.memory and len(said.memory[-1]) == count:
        tail = first.metric.removeprefix(said.memory[-1][-1].metric)
        if tail != first.metric:
            return tuple(replace(first, metric=r.metric + tail, base=r.base) for r in said.memory[-1])
    if first.rule == "share" and said.memory:
        flat = tuple(r for g in said.memory for r in g)
        if len(flat) >= count and flat[-1].metric and first.metric.startswith(flat[-1].metric + "占"):
            tail = first.metric[len(flat[-1].metric) :]  # 男性5万人，女性4万人，分别占总人口的56%和44%
            return tuple(replace(first, metric=r.metric + tail, base=r.base) for r in flat[-count:])
    if first.rule == "contribution" and said.memory and len(said.memory[-1]) == count:
        tail = first.metric.removeprefix(said.memory[-1][-1].metric)
        if tail != first.metric:  # 第二产业拉动经济增长, behind the 贡献率 of each
            subjects = [r.metric.removesuffix("贡献率") for r in said.memory[-1]]
            return tuple(replace(first, metric=each + tail, base=each) for each in subjects)
    if first.rule == "granted":
        return ()
    flat = tuple(r for g in said.memory for r in g)[-count:]
    tail = first.metric.removeprefix(flat[-1].metric) if flat else first.metric
    if first.rule == "growth" and tail in _CHANGES and len(flat) == count and all(r.measure == "Growth" for r in flat):
        return tuple(replace(first, metric=r.metric + tail, base=r.base) for r in flat)  # 降幅分别收窄0.6、8.8个百分点
    if first.rule == "gap":
        begin = first.metric.partition(first.link)[0] + first.link
        others = items_of(first.metric.removeprefix(begin), count)
        each = said.memory[-1] if said.memory else ()
        if not others and len(each) == count and first.metric.startswith(each[-1].metric):  # A和B分别增长，快于C
            tail = first.metric.removeprefix(each[-1].metric)
            return tuple(replace(first, metric=r.metric + tail, base=r.base) for r in each)
        return tuple(replace(first, metric=begin + other) for other in others)
    if first.measure == "Rank" and first.base and (ranked := items_of(first.base, count)):
        tail = first.metric.removeprefix(first.base)  # 产值增速、投资增速分别居全市第2位、第1位
        return tuple(replace(first, metric=item + tail, base=item) for item in ranked)
    items = items_of(first.metric, count) or _by_commas(said, first.metric, count)
    group = group_of(first.metric) if items else ""
    return tuple(replace(first, metric=i, base=i, action="", kind=group, rule="distributed") for i in items)


def _by_commas(said: Said, metric: str, count: int) -> list[str]:
    """A，B，C产量分别增长 with as many clauses as numbers: short names, or trades that hold lists (X、Y制造业，…)."""
    told = [*map(text_of, said.earlier)]
    if not said.says("分别") or len(told) != count - 1:
        return []
    if all(len(each) <= _SHORT for each in told):
        return items_of("、".join((*told, metric)), count)
    head = head_of(metric)
    trades = head and all(each.endswith("业") for each in (*told, metric.removesuffix(head)))
    return [*(each + head for each in told), metric] if trades else []


# --- growth


def _growth(said: Said, quantity: Quantity) -> Reading | None:
    """增长7.8% · 比上年提高0.85个百分点 · 翻一番: of what stands before the verb, else of what was said last."""
    if quantity.form in ("rank", "top", "ratio"):
        return None
    found = _change(said.before, quantity) or _change_behind(said, quantity)
    if found is None:
        return None
    verb, rest = found
    reading = Reading("", "Growth", _basis(said, quantity, verb), verb is not None and "fall" in verb, rule="growth")
    if verb is not None and verb.word in ("降幅", "跌幅") and said.says("控制"):
        found_reading = named(said, phrase(rest), reading) if phrase(rest) else carry(said, reading)
        return replace(found_reading, metric=found_reading.metric + verb.word, falls=False)
    if (share := standings.share_in(rest)) is not None:
        return replace(reading, metric=standings.shared(said, *share), base=standings.subject_of(said, share[0]))
    name = prices.of_each(phrase(rest), rest)
    name = Phrase() if is_place(name.text) and said.last else name  # 甲县增长9%，乙市增长8%
    found_reading = named(said, name, reading) if name else carry(said, reading)
    last = said.last
    if not name and last and quantity.unit == "%" and last.unit in _POINTS and last.metric.endswith(tuple(_CHANGES)):
        return replace(
            found_reading, metric=last.base.removesuffix(last.metric[-2:])
        )  # 价格涨6%，涨幅回落1个百分点，环比降1%
    if not name and last and last.rule in ("share", "of target") and last.base and quantity.unit == "%":
        return replace(found_reading, metric=last.base)  # 产值50亿元，占全市的9%，增长5%: not the share grows
    if quantity.unit == "位" and not found_reading.metric.endswith("排名"):
        return replace(found_reading, metric=found_reading.metric + "排名")
    return found_reading


def _change(before: Sequence[Token], quantity: Quantity) -> tuple[Token | None, Sequence[Token]] | None:
    """The verb of change, and the words that name what changes; None where the number is a level."""
    if quantity.form == "times":
        return None, before
    rate = quantity.unit in _RATES or quantity.form == "fraction"
    verb = next((t for t in reversed(before) if not (t.depth or t.word in _SOFT or t.word in " （）")), None)
    if verb is not None and verb.word == "净增" and any("base" in t for t in before) and not counted.counts(quantity):
        return verb, before[: before.index(verb)]
    if verb is not None and ("rise" in verb or "fall" in verb) and not verb.depth:
        compared = any("yoy" in t or "base" in t or "annual" in t for t in before)
        rest = before[: before.index(verb)]
        if rate or compared or not phrase(rest) or prices.changes(rest) or ("fall" in verb and quantity.unit in _SPANS):
            return verb, rest
        return None
    return _turned(before, quantity, rate)


def _change_behind(said: Said, quantity: Quantity) -> tuple[Token, Sequence[Token]] | None:
    """The verb of change behind its number, at the end of its clause: 保持两位数增长, 实现8.5%的增长速度; else None."""
    words = [t for t in said.after if t.word not in ("的", "左右", "较快", "高速", "快速", "稳定", "正")]
    if quantity.unit not in ("%", "个百分点", "百分点") or not words or not words[0].parts & {"rise", "fall"}:
        return None
    return (words[0], said.before) if len(text_of(words[1:])) <= _CLOSING else None


def _turned(before: Sequence[Token], quantity: Quantity, rate: bool) -> tuple[Token | None, Sequence[Token]] | None:
    """The verb before what changes: 降低能耗12%, 缩短交货周期约5天."""
    for i in range(len(before) - 1, -1, -1):
        token = before[i]
        if "changed" in token or token.word in ("占", "为", "达到", "达"):
            return None
        if not ("rise" in token or "fall" in token) or token.depth or len(token.word) < 2:
            continue
        name = phrase(before[i + 1 :])
        if not name or name.text.endswith(("率", "比例", "比重", "占比")):
            return None
        if rate or ("fall" in token and quantity.unit in _SPANS):
            lead = [t for t in before[max(0, i - 1) : i] if t.word == "平均"]
            return token, [*lead, *before[i + 1 :]]
        return None
    return None


def _basis(said: Said, quantity: Quantity, verb: Token | None) -> str:
    """What the growth is measured from; Dated: the year before, if it is told when the growth was."""
    if said.has("annual") or any("time" in a and b.word == "平均" for a, b in pairwise(said.before)):
        return "AnnualAverage"
    if said.has("cumulative") or quantity.form == "times" or quantity.unit == "番" or said.says("累计"):
        return "Cumulative"
    if said.has("yoy") or said.has("base"):
        return "YearOnYear"
    return "" if said.says("环比") or (verb and verb.word in _ONCE and quantity.unit == "%") else "Dated"


# --- the noun before the number, or before that


def _of_target(said: Said, quantity: Quantity) -> Reading | None:
    """完成年度目标的53.7%: how far what was said last came."""
    if said.last is not None and quantity.unit in _POINTS and _AHEAD.fullmatch(said.words):
        return Reading(said.last.metric + said.words, base=said.last.metric, rule="of target", confidence=0.8)
    if quantity.unit not in ("%", "成") or said.last is None:
        return None
    if said.last.measure == "Level" and said.last.unit.endswith("元") and _COMPLETED.fullmatch(said.words):
        whole = _INTENDED.sub("", said.last.metric)  # 计划投资6亿元，完成57%
        return Reading(whole + "完成率", base=whole, rule="of target", confidence=0.8)
    subject = said.last.metric
    found = _TARGET.search(said.words)
    name = subject.removesuffix("完成投资") + "投资" if subject.endswith("完成投资") else subject
    return Reading(f"{name}完成{found[1]}比例", base=subject, rule="of target", confidence=0.8) if found else None


def _before(said: Said, quantity: Quantity) -> Reading | None:
    """财政总收入393.8亿元: the noun phrase before; a word like 总数 alone belongs to what was said last."""
    name = said.name
    if not name and said.earlier and said.says("分别", "依次", "均", "共", "合计", "总计"):
        name = front(said.earlier[-1])
    opens = said.fresh and said.last is None
    if (
        not name
        and said.earlier
        and (opens or goes(text_of(said.earlier[-1])) or (said.fresh and _has(said, quantity)))
    ):
        name = _alike(front(said.earlier[-1]))
        name = replace(name, text=without_course(name.text), base=without_course(name.base))
    if not name:
        return _labelled(said, quantity)
    if counted.counts_things(quantity.unit) and "、" in name.text and (called := _CALLED.match(said.original)):
        return Reading(called["what"], base=called["what"], rule="counted after", confidence=0.75)
    if said.last and _AIM.fullmatch(name.text):
        return None  # 产业规模…，长期目标达到800亿元
    whose = is_place(name.text) or _BODY.fullmatch(name.text) or _WITHIN.fullmatch(name.text)
    if said.last and counted.counts(quantity) and whose:
        return None  # 未开工项目5个：甲市3个，省住建厅2个: whose they are
    added = next((i for i, t in enumerate(said.before) if t.word in _ADDED), 0) if name.text in _ADDED else 0
    if added and (things := phrase(said.before[:added])):  # “小巨人”企业再添2家
        return Reading("新增" + things.text, base=things.text, action="新增", rule="named before", confidence=0.8)
    if arranged := _ARRANGED.fullmatch(name.text):
        return Reading(arranged["of"], base=arranged["of"], rule="named before", confidence=0.8)
    if quantity.unit.endswith("元") and said.says("完成", "安排") and _OF_YEAR.fullmatch(name.text):
        whole = name.text + "投资"  # 年度计划完成30亿元
        name = replace(name, text=whole, base=whole, head="年度计划投资", alone=name.text == "年度计划")
    if found := of_projects.capital(said, name, quantity.unit) or alike.shared(said, name, quantity.unit):
        return found
    if found := kinds.of_kind(said, name, quantity.unit) or kinds.losing(said, name):
        return found
    if plain := _plainly(name.text, quantity.unit):
        return Reading(plain, base=plain, rule="named before", confidence=0.75)
    return named(said, name, Reading("", rule="named before"), quantity.unit)


# 海虹、晨曜、青屏4户|为高新技术企业: what those named are
_CALLED = re.compile(
    r"(?:企业)?(?:均|都)?(?:为|是|系|属)(?P<what>[\u4e00-\u9fff“”]{2,16}?(?:企业|单位|机构|公司|冠军|“小巨人”))(?=[，。；]|$)"
)


def _has(said: Said, quantity: Quantity) -> bool:
    """Whether only 全县已有 stands before a count, and the clause before it is the name of what is counted."""
    words = text_of([t for t in said.before if not t.parts & {"time", "name"}])
    return (
        counted.counts(quantity)
        and _HAS.fullmatch(words) is not None
        and _KINDS.search(text_of(said.earlier[-1])) is not None
    )


def _alike(name: Phrase) -> Phrase:
    """专精特新企业 of 像这样的专精特新企业: what is counted, without what it is likened to."""
    text = _LIKE.sub("", name.text)
    return replace(name, text=text, base=_LIKE.sub("", name.base)) if text else name


def _labelled(said: Said, quantity: Quantity) -> Reading | None:
    """重大项目 of 重大项目。共安排42个: the label of a paragraph is what its first number counts."""
    found = _LABEL.fullmatch(said.back.strip()) if said.fresh and counted.counts(quantity) else None
    if found is None or any(text_of(clause) for clause in said.earlier) or said.last is not None:
        return None
    return Reading(found["label"], base=found["label"], rule="clause before", confidence=0.7)


def _plainly(text: str, unit: str) -> str:
    """投资, however it is told that one invests: 拟投8亿元, 一期投2亿元; "" for other words."""
    found = _INVESTED.search(text) if unit.endswith("元") else None
    return found[1] + "投资" if found else ""


def _carried(said: Said, quantity: Quantity) -> Reading | None:
    """，达到500亿元: nothing stands before the number, so it goes on with what was said last."""
    if said.last is None:
        return None
    if found := branch_of(said, quantity.unit) or told_of_branch(said, quantity.unit):
        return found
    alike = [r for g in said.memory for r in g if r.unit == quantity.unit]
    if quantity.unit in ("家", "户", "个") and (honour := honour_counted(said)):
        return Reading(honour, base=honour, rule="clause before", confidence=0.75)
    rate = said.last.unit in _RATES or said.last.unit.endswith("元")
    if (said.last.rule == "capacity" or rate) and counted.counts(quantity) and alike:
        return Reading(alike[-1].metric, base=alike[-1].base, rule="carried", confidence=0.7)  # no capacity
    money = quantity.unit.endswith("元")
    if money and said.last.unit.endswith(_SPACES) and said.last.measure == "Level":
        return None  # money does not go on with an area
    if quantity.unit and said.last.measure == "Level" and said.last.unit.endswith("元") != money:
        flat = [r for g in said.memory for r in g if r.measure == "Level" and r.unit.endswith("元") == money]
        if flat:  # 总投资76亿元…这4个项目…3亿元: of money goes on what money was said of
            return Reading(flat[-1].metric, base=flat[-1].base, rule="carried", confidence=0.7)
    reading = carry(said, Reading("", rule="carried"))
    if said.last.measure == "Growth" and quantity.unit == said.last.unit and _AIMING.fullmatch(said.words):
        return replace(reading, measure="Growth", basis=said.last.basis, rule="growth")  # 增长5.5%，力争6%
    return replace(reading, metric=reading.base) if said.last.measure == "Rank" else reading


RULES = [
    aims.aimed,
    terms.term,
    aims.reached,
    aims.done,
    standings.structure,
    size_classes.sized,
    standings.rank,
    counted.seats,
    counted.lasting,
    again.at_once,
    spoken.alone,
    spoken.saves,
    spoken.put_into,
    attributes.capacity,
    attributes.yearly,
    further_shares.further,
    subsidies.subsidised,
    attributes.granted,
    attributes.spent,
    _of_target,
    standings.held,
    standings.multiple,
    contributions.contributing,
    contributions.pulled,
    likened.paid_out,
    likened.whole_in,
    likened.likened,
    standings.gap,
    course.pace,
    _growth,
    signs.by_sign,
    standings.share,
    standings.portion,
    prices.sold,
    likened.priced,
    likened.ordered,
    likened.invested_at,
    governed.within,
    spoken.took,
    attributes.needed,
    spoken.crew,
    spoken.markets,
    attributes.part_of,
    attributes.attributed,
    spoken.done_to,
    of_projects.in_state,
    governed.governed,
    likened.of_batch,
    counted.after,
    _before,
    further_shares.of_share,
    _carried,
]
