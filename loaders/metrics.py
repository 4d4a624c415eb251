"""What a number measures: the indicator's name, and whether the number is a level, a growth or a rank.

An indicator stands before its number (财政总收入393.8亿元), after it (34家企业获评…), or was said before (，增长8%).
Each rule is a function that tells a reading or None; they are asked in the order of RULES.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from loaders.cues import Token, listed
from loaders.lexicon import rules
from loaders.phrases import Phrase, phrase, pieces, text_of
from loaders.quantities import Quantity
from ontology import vocab

_RATES = frozenset(("%", "‰", "个百分点", "百分点", "倍", "番", "成", "个千分点", "个基点", "基点", "个点", "位", "个位次", "名次"))
_SPANS = frozenset(("天", "个工作日", "小时", "分钟", "个月", "秒", "工作日"))
_GROUP = re.compile(r"(?:企业|[^工]业|工业|集群|园区|园|板块)$")  # what has several indicators: 规上企业的营业收入、利润总额
_NUMERAL = "0-9一二两三四五六七八九十百"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one number says.

    base: what is counted, without the action (规上企业 of 新增规上企业); whole: what 其中 took it out of; unit: the
    number's; rule: which rule told it.
    """

    metric: str
    measure: str = "Level"
    basis: str = ""
    falls: bool = False
    base: str = ""
    action: str = ""
    whole: str = ""
    unit: str = ""
    status: str = ""
    rule: str = ""
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Said:
    """The words around a group of numbers.

    before: in the same clause, since the last number; earlier: the clauses of the sentence before that, since the last
    number; after: up to the next number or the end of the clause; rest: to the end of the clause; memory: the readings
    of the groups before, the newest last; fresh: whether no number stands before in the sentence; joined: whether the
    number before stands in the same clause; original: the rest with its numbers.
    """

    before: Sequence[Token]
    earlier: tuple[Sequence[Token], ...]
    after: Sequence[Token]
    rest: Sequence[Token]
    memory: tuple[tuple[Reading, ...], ...] = ()
    fresh: bool = True
    joined: bool = False
    original: str = ""

    @property
    def last(self) -> Reading | None:
        """The reading of the number before."""
        return self.memory[-1][-1] if self.memory else None

    def has(self, part: str) -> bool:
        """Whether a word of this part stands before the number."""
        return any(part in t for t in self.before)


def readings(said: Said, group: Sequence[Quantity]) -> tuple[Reading, ...]:
    """One reading for each number of a group (8家、50家、900家)."""
    first = _read(said, group[0])
    found: tuple[Reading, ...] = ()
    if len(group) > 1 and group[0].form != "range":
        found = _spread(said, first, len(group))
    found = found or (first,) * len(group)
    return tuple(replace(r, unit=q.unit) for r, q in zip(found, group, strict=True))


def canonical(metric: str) -> str:
    """The indicator's label in the vocabulary, else the name without brackets that say it again (GDP)."""
    full: dict[str, str] = _full()
    name = full.get(metric, metric)
    if known := vocab.concept("metric", name):
        return known.label
    plain = re.sub(r"（[A-Za-z&]+）", "", name)
    known = vocab.concept("metric", plain)
    return known.label if known else plain


@cache
def _full() -> dict[str, str]:
    return dict(rules("observations")["full"])


@cache
def _terms() -> dict[str, list[str]]:
    return dict(rules("observations")["terms"])


def _read(said: Said, quantity: Quantity) -> Reading:
    for rule in RULES:
        if found := rule(said, quantity):
            return found
    return Reading("", rule="unnamed", confidence=0.4)


# --- several numbers, several names


def _spread(said: Said, first: Reading, count: int) -> tuple[Reading, ...]:
    """As many names as numbers, in their order: A、B分别达到…; or the names of the numbers before (年均增长a和b)."""
    if first.rule in ("carried", "of target") and said.memory:
        before = said.memory[-1] if len(said.memory[-1]) == count else tuple(r for g in said.memory for r in g)[-count:]
        if len(before) == count:
            tail = first.metric.removeprefix(said.memory[-1][-1].metric)
            return tuple(replace(first, metric=r.metric + tail, base=r.base, action=r.action) for r in before)
    items = items_of(first.metric, count)
    return tuple(replace(first, metric=item, base=item, action="", rule="distributed") for item in items)


def items_of(metric: str, count: int) -> list[str]:
    """The names in a list of names, each with what they share; [] where they are not as many as asked.

    >>> items_of("城镇、农村居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    """
    for ratio, terms in _terms().items():
        if metric.endswith(ratio) and len(terms) == count:
            return [f"{metric}（{term}）" for term in terms]
    parts = _split(metric, "、")
    parts = [*parts[:-1], *_split(parts[-1], "和与及")]
    if len(parts) != count:
        return ["城镇" + metric[2:], "农村" + metric[2:]] if count == 2 and metric.startswith("城乡") else []
    last = re.sub(rf"[{_NUMERAL}]+(?:大|个)[^、和与及]*?(?:产业|行业|领域|板块|集群)(?=.)", "", parts[-1]) or parts[-1]
    first_head, last_head = _head(parts[0]), _head(last)
    if last_head and not first_head and last_head != last:
        shared = last[len(parts[0]) :] if "居民" in last[:5] and len(parts[0]) == 2 else last_head
        return [*(p + shared for p in parts[:-1]), last]
    if first_head and last_head == last and first_head != parts[0]:
        return [parts[0], *(parts[0].removesuffix(first_head) + p for p in parts[1:])]
    return [*parts[:-1], last]


def _head(name: str) -> str:
    """The longest head of an indicator that the name ends in."""
    heads = listed("own") | listed("dependent")
    return next((name[i:] for i in range(len(name)) if name[i:] in heads), "")


def _split(text: str, marks: str) -> list[str]:
    """Cut at the marks outside quotes and brackets."""
    parts, depth, begin = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "“（《‘") - (char in "”）》’")
        if char in marks and depth == 0 and 0 < i < len(text) - 1 and text[i : i + 2] not in ("及以", "和谐", "和美"):
            parts.append(text[begin:i])
            begin = i + 1
    return [*parts, text[begin:]]


# --- growth


def _growth(said: Said, quantity: Quantity) -> Reading | None:
    """增长7.8% · 比上年提高0.85个百分点 · 翻一番: of what stands before the verb, else of what was said last."""
    if quantity.form in ("rank", "top", "ratio"):
        return None
    found = _change(said.before, quantity)
    if found is None:
        return None
    verb, rest = found
    reading = Reading("", "Growth", _basis(said, quantity), verb is not None and "fall" in verb, rule="growth")
    if (share := _share_in(rest)) is not None:
        return replace(reading, metric=_shared(said, *share), base=_shared(said, *share))
    name = phrase(rest)
    return _named(said, name, reading) if name else _carry(said, reading)


def _change(before: Sequence[Token], quantity: Quantity) -> tuple[Token | None, Sequence[Token]] | None:
    """The verb of change, and the words that name what changes; None where the number is a level."""
    words = [t for t in before if not (t.word in _SOFT or t.word == " ")]
    if quantity.form == "times":
        return None, before
    rate = quantity.unit in _RATES
    verb = words[-1] if words else None
    if verb is not None and ("rise" in verb or "fall" in verb) and not verb.depth:
        compared = any("yoy" in t or "base" in t or "annual" in t for t in before)
        rest = before[: before.index(verb)]
        if rate or compared or not phrase(rest) or "fall" in verb and quantity.unit in _SPANS:
            return verb, rest
        return None
    return _turned(before, quantity, rate)


# Between a verb of change and its number.
_SOFT = frozenset("了 约 近 达 达到 为 超 超过 仍 均 都 分别 也 在 幅度 不低于 不少于 高达 将 又 大约 率 将近 逾 不超过 突破 到 保持 速度 目标 较快 左右".split()) - {"到"}


def _turned(before: Sequence[Token], quantity: Quantity, rate: bool) -> tuple[Token | None, Sequence[Token]] | None:
    """The verb before what changes: 降低能耗12%, 缩短交货周期约5天."""
    for i in range(len(before) - 1, -1, -1):
        token = before[i]
        if "changed" in token or token.word in ("占", "为", "达到", "达"):
            return None
        if not ("rise" in token or "fall" in token) or token.depth or len(token.word) < 2:
            continue
        name = phrase(before[i + 1 :])
        if not name or name.head in ("占比", "比重", "比例", "率", "覆盖率") or name.text.endswith(("率", "比例", "比重", "占比")):
            return None
        if rate or "fall" in token and quantity.unit in _SPANS:
            lead = [t for t in before[max(0, i - 1) : i] if t.word == "平均"]
            return token, [*lead, *before[i + 1 :]]
        return None
    return None


def _basis(said: Said, quantity: Quantity) -> str:
    if said.has("annual"):
        return "AnnualAverage"
    base = next((t.word for t in said.before if "base" in t), "")
    if said.has("yoy") or base:
        return "YearOnYear"
    if said.has("cumulative") or quantity.form == "times" or quantity.unit == "番":
        return "Cumulative"
    return "Cumulative" if any(t.word == "累计" for t in said.before) else ""


# --- gaps, shares, ranks


def _gap(said: Said, quantity: Quantity) -> Reading | None:
    """高于全市平均水平3.1个百分点: how far the last indicator is from another figure; 低于宁波48万元/亩 is that figure."""
    at = next((i for i in range(len(said.before) - 1, -1, -1) if "gap" in said.before[i]), -1)
    if at < 0 or quantity.head <= said.before[at].begin:
        return None
    reference = text_of(said.before[at + 1 :])
    if not 1 < len(reference) <= 16:
        return None
    own = phrase(said.before[:at])
    subject = _named(said, own, Reading("")).metric if own else said.last.metric if said.last else ""
    if quantity.unit in ("个百分点", "百分点", "个千分点", "位", "个位次", "天", "倍", "个点") or "平均" in reference and quantity.unit != "%":
        return Reading(subject + said.before[at].word + reference, base=subject, rule="gap", confidence=0.8)
    return Reading(subject, base=subject, rule="other's figure", confidence=0.7)


def _share(said: Said, quantity: Quantity) -> Reading | None:
    """占规上工业比重达68.5%: the share of what stands before 占, else of what was said last."""
    if quantity.form == "rank":
        return None
    found = _share_in(said.before)
    if found is None:
        return None
    after = text_of(said.after)
    if after.startswith("的") and len(after) > 2 and not phrase(found[0]):
        noun, _ = noun_after(said.after[1:])
        return Reading(f"{noun}占{found[1]}比重", base=noun, rule="share", confidence=0.8)
    subject = _subject(said, found[0])
    return Reading(_shared(said, *found), base=subject, rule="share")


def _share_in(before: Sequence[Token]) -> tuple[Sequence[Token], str, str] | None:
    """The words before 占, the whole, and the word for the share; None where there is no 占 or nothing but links after."""
    for i in range(len(before) - 1, -1, -1):
        token = before[i]
        if token.depth:
            continue
        if token.word == "占比" and not phrase(before[i + 1 :]):
            return before[:i], "", "占比"
        if token.word == "占":
            tail = list(before[i + 1 :])
            while tail and ("link" in tail[-1] or "name" in tail[-1] or tail[-1].word == " ") and tail[-1].word not in ("全市", "全年"):
                tail.pop()
            word = tail.pop().word if tail and "share" in tail[-1] else "比重"
            whole = text_of(tail).removesuffix("的")
            return (before[:i], whole, word) if whole else None
    return None


def _shared(said: Said, front: Sequence[Token], whole: str, word: str) -> str:
    subject = _subject(said, front)
    if not whole:
        last = said.last
        whole = last.whole if last and not phrase(front) else ""
        if any(t.word == "其中" for t in front) and last:
            whole = last.base or last.metric
        return f"{subject}占{whole}比重" if whole else f"{subject}占比"
    return f"{subject}占{whole}{word}"


def _subject(said: Said, front: Sequence[Token]) -> str:
    own = phrase(front)
    if own:
        return _named(said, own, Reading("")).metric
    last = said.last
    return (last.base if last.measure == "Rank" else last.metric) if last else ""


def _rank(said: Said, quantity: Quantity) -> Reading | None:
    """居全国百强县榜第六位: the rank of the subject in its population."""
    if quantity.form != "rank":
        return None
    verbs = [i for i, t in enumerate(said.before) if "rank" in t and not t.depth]
    population = text_of(said.before[verbs[-1] + 1 :] if verbs else said.before)
    subject = phrase(said.before[: verbs[0]]) if verbs else Phrase()
    last = said.last
    name = _named(said, subject, Reading("")).metric if subject else ""
    if not name and last and (not said.earlier or last.measure == "Rank"):
        name = last.base if last.measure == "Rank" else last.metric
    if not name and said.earlier:
        name = phrase(said.earlier[-1]).text.removesuffix("中").removesuffix("名单").removesuffix("榜单")
    if not name and last:
        name = last.metric
    population = re.sub(r"^(?:的|、|和|为|到|在)|(?:的|中)$", "", population)
    if population and name.endswith(population):
        population = ""
    return Reading(f"{name}{population}排名", "Rank", base=name, rule="rank")


# --- the noun after the number


def _lasting(said: Said, quantity: Quantity) -> Reading | None:
    """连续8个季度保持两位数增长: how long something lasts is named by what lasts."""
    words = [t for t in said.before if "time" not in t]
    if not words or words[-1].word != "连续":
        return None
    subject = phrase(said.before[: said.before.index(words[-1])])
    return Reading(f"{subject.text}连续{said.original}", base=subject.text, rule="lasting", confidence=0.7)


def _spent(said: Said, quantity: Quantity) -> Reading | None:
    """投入5000万元用于新项目研发: the purpose names what was spent."""
    after = text_of(said.after)
    found = re.match(r"(?:全部|专项)?(?:用于(?:支持)?|建成|新建|建设|购置|购买|引进)(?!的)(.{2,20})", after)
    before = phrase(said.before)
    if not found or not before or not after.startswith(("用于", "全部用", "专项")) and before.text not in ("投入", "投资", "斥资", "总投资"):
        return None
    if "的" in found[1]:
        return Reading(before.text, base=before.text, rule="spent", confidence=0.8)
    if quantity.unit in _RATES:
        return Reading(f"{before.text}用于{found[1]}比例", base=before.text, rule="spent", confidence=0.8)
    return Reading(found[1] + before.text, base=before.text, rule="spent", confidence=0.8) if len(before.text) <= 6 else None


def _capacity(said: Said, quantity: Quantity) -> Reading | None:
    """年产1200台伺服压力机: a capacity of what follows."""
    words = [t for t in said.before if t.word not in ("可", "约", "近", " ", "将", "达", "超")]
    if not words or words[-1].word not in ("年产", "年加工", "年处理", "日产", "日处理", "年生产"):
        return None
    noun, _ = noun_after(said.after)
    noun = re.sub(r"(?:生产线|生产基地|智能化|绿色化|改造|技改|建设|扩建|产业化|制造)*(?:项目|工程|基地)?$", "", noun)
    return Reading(f"{noun}{words[-1].word}能力", status="Planned", rule="capacity", confidence=0.85) if noun else None


def _attributed(said: Said, quantity: Quantity) -> Reading | None:
    """规模达3000亿元的项目储备库, 约1平方公里的核心服务区: an attribute of the noun that follows 的."""
    if not said.after or said.after[0].word != "的" or quantity.form == "rank":
        return None
    before = phrase(said.before)
    noun, _ = noun_after(said.after[1:])
    if not noun:
        return None
    if before.head and re.search(r"项目(?!储备|库|群|集群|建设|资金|清单|投资|用地)", noun):
        return Reading(before.head, base=noun, rule="attribute")
    if before.head and len(before.text) - len(before.head) <= 4:
        return Reading(noun + before.head, base=noun, rule="attribute", confidence=0.8)
    if before and not before.alone:
        return None
    return Reading(noun + _kind(quantity.unit), base=noun, rule="attribute", confidence=0.75)


def _kind(unit: str) -> str:
    base = unit.lstrip("十百千万亿")
    if base in ("平方米", "平方公里", "亩", "公顷"):
        return "面积"
    return "规模" if base.endswith("元") else "占比" if unit in ("%", "成", "") else ""


def _after(said: Said, quantity: Quantity) -> Reading | None:
    """34家企业获评…, 20条措施, 6.9万平方米产业空间: what is counted follows the number."""
    if quantity.form in ("rank", "times", "ratio"):
        return None
    after = [t for t in said.after if t.word != " " and "name" not in t and "time" not in t]
    if not after:
        return _beside(said, quantity)
    if "stop" in after[0] or "mark" in after[0] or after[0].word in "、（），":
        return None
    noun, deed = noun_after(after)
    if not noun:
        return None
    before = phrase(said.before)
    if noun in listed("generic"):
        return _doing(said, noun, deed, before)
    if deed and len(deed) <= 14 and quantity.unit.lstrip("万千") in ("家", "个", "项", "名", "人", "位", "种", "款"):
        return Reading(f"{deed}{'的' if len(deed) > 6 else ''}{noun}", base=noun, rule="counted after", confidence=0.7)
    noun = _borrowed(said, noun)
    action = before.action if before.alone else ""
    per = before.text if before.text.startswith("每") else ""
    kind = "占比" if quantity.unit in ("成", "%") else ""
    return Reading(per + action + noun + kind, base=noun, action=action, rule="counted after", confidence=0.85)


def _borrowed(said: Said, noun: str) -> str:
    """5个行业级、10个企业级工业互联网平台: the first takes its head from the second."""
    if not noun.endswith(("级", "类", "型")):
        return noun
    at = next((i for i, t in enumerate(said.rest) if "number" in t), len(said.rest))
    at = next((i for i in range(at, len(said.rest)) if "number" not in said.rest[i]), len(said.rest))
    following, _ = noun_after(said.rest[at:])
    return noun + following.partition(noun[-1])[2]


def _beside(said: Said, quantity: Quantity) -> Reading | None:
    """10方面35项民生实事: the noun of the number that follows at once."""
    at = next((i for i, t in enumerate(said.rest) if "number" not in t), 0)
    if said.after or not at:
        return None
    noun, _ = noun_after(said.rest[at:])
    return Reading(noun + quantity.unit, base=noun, rule="counted after", confidence=0.7) if noun else None


def _doing(said: Said, noun: str, deed: str, before: Phrase) -> Reading:
    """3家企业入选单项冠军示范企业: what they did is the indicator; 榜上有名 on the list that was named before."""
    if deed.startswith(("榜上有名", "上榜", "在列", "入围", "入选")) and len(deed) <= 4:
        lists = [t for t in (text_of(c) for c in said.earlier) if re.search(r"(?:名单|榜单?|目录)中?$", t)]
        if lists:
            deed = "入选" + lists[-1].split("的")[-1].removesuffix("中")
    if not deed and 0 < len(before.text) <= 10:
        return Reading(before.text + noun, base=noun, action=before.action, rule="counted after", confidence=0.7)
    return Reading(deed if deed.endswith(noun) else deed + noun, base=noun, rule="counted after", confidence=0.75)


def noun_after(tokens: Sequence[Token]) -> tuple[str, str]:
    """The noun that follows a number, and the predicate after it."""
    noun: list[Token] = []
    for i, token in enumerate(tokens):
        if token.depth == 0 and noun:
            if "number" in token or "mark" in token and token.word != "、" or token.word == "、" and _new_item(tokens[i + 1 :]):
                break
            if "deed" in token or "time" in token:
                return _bare_noun(noun), _predicate(tokens[i:])
            if token.word in ("和", "与", "及", "以及") and _new_item(tokens[i + 1 :]):
                break
        noun.append(token)
    return _bare_noun(noun), ""


def _new_item(tokens: Sequence[Token]) -> bool:
    """Whether a list goes on with another number or verb."""
    if not tokens or "number" in tokens[0] or tokens[0].word[0] in "一二两三四五六七八九十":
        return True
    return all(t.parts & {"action", "verb", "deed", "light", "link", "lead"} for t in tokens)


def _bare_noun(tokens: Sequence[Token]) -> str:
    text = text_of(tokens)
    return re.sub(r"(?:以及|[、和与及]|等|上|中|里|内|方面)$", "", text) if len(text) > 3 else text


def _predicate(tokens: Sequence[Token]) -> str:
    end = next((i for i, t in enumerate(tokens) if t.word in "，；。：！？、" and not t.depth), len(tokens))
    return re.sub(r"^(?:已|均|正在|成功|先后|相继|陆续|都|正|也|共)+", "", text_of(tokens[:end]))


# --- the noun before the number, or before that


def _of_target(said: Said, quantity: Quantity) -> Reading | None:
    """完成年度目标的53.7%: how far what was said last came."""
    found = re.search(r"(?:完成|占|达|为)[了到]?([^，；。]{0,6}(?:目标|任务|计划|预算|序时进度))(?:任务|数|的)*$", text_of(said.before))
    if not found or quantity.unit not in ("%", "成") or said.last is None:
        return None
    own = phrase(said.before)
    subject = said.last.metric
    return Reading(f"{subject}完成{found[1]}比例", base=subject, rule="of target", confidence=0.8) if own else None


def _multiple(said: Said, quantity: Quantity) -> Reading | None:
    """是上一个五年的1.8倍: a multiple of what was said last."""
    if quantity.unit != "倍" or not any(t.word in ("是", "为", "相当于") for t in said.before) or said.last is None:
        return None
    return replace(_carry(said, Reading("", rule="multiple")), confidence=0.7)


def _before(said: Said, quantity: Quantity) -> Reading | None:
    """财政总收入393.8亿元: the noun phrase before the number; alone a word like 总数 it belongs to what was said last."""
    name = phrase(said.before)
    if not name and said.earlier and any(t.word in ("分别", "依次", "均", "共", "合计", "总计") for t in said.before):
        name = _front(said.earlier[-1])
    if not name and said.earlier and said.fresh and said.last is None:
        name = _front(said.earlier[-1])
    if not name:
        return None
    return _named(said, name, Reading("", rule="named before"), quantity.unit)


def _front(tokens: Sequence[Token]) -> Phrase:
    """The subject of a clause without a number: its first phrase that ends in a head, else its last."""
    found = [p for p in (phrase(piece) for piece in pieces(tokens)) if p]
    return next((p for p in found if p.head), found[-1] if found else Phrase())


def _named(said: Said, name: Phrase, reading: Reading, unit: str = "") -> Reading:
    """The reading of a phrase, with what it shares with the number before."""
    last = said.last
    whole = (last.base or last.metric) if last and any(t.word == "其中" for t in said.before) else ""
    if last and name.alone and name.action and not name.base:
        same = next((r for g in reversed(said.memory) for r in reversed(g) if unit and r.unit == unit), last)
        return replace(reading, metric=name.text + same.base, base=same.base, action=name.text, whole=whole)
    if last and name.alone and name.head:
        joined = _joined(last, name.head)
        return replace(reading, metric=name.action + joined, base=joined, action=name.action, whole=whole)
    if found := re.fullmatch(r"(?P<noun>.{2,}?)(?P<action>新增|净增)", name.text):
        return replace(reading, metric=found["action"] + found["noun"], base=found["noun"], action=found["action"])
    if last and not name.action and _continues(said):
        if len(name.text) <= 4 < len(last.base) and last.base[-1] == name.text[-1]:
            base = last.base[: -len(name.text)] + name.text
            return replace(reading, metric=last.action + base, base=base, action=last.action, whole=last.whole)
        if last.action:
            return replace(reading, metric=last.action + name.text, base=name.text, action=last.action, whole=last.whole)
    return replace(reading, metric=name.text, base=name.base or name.text, action=name.action, whole=whole)


def _joined(last: Reading, head: str) -> str:
    """A head with what was said last: 项目…，总投资; 规上企业营业收入…，利润总额."""
    if head in _full():
        return _full()[head]
    if head in listed("dependent"):
        return (last.base if last.action in ("新增", "净增") and head[0] in "总数" else last.metric) + head
    own = _head(last.metric)
    front = last.metric.removesuffix(own) if own in listed("own") and own[-1] != "率" else ""
    return front + head if _GROUP.search(front) else head


def _continues(said: Said) -> bool:
    """Whether the words go on in the list of the number before (…219家、国家科技型中小企业798家)."""
    return said.joined and bool(said.before) and said.before[0].word in ("、", "和", "与", "及", "以及")


def _carry(said: Said, reading: Reading) -> Reading:
    last = said.last
    if last is None:
        name = _front(said.earlier[-1]) if said.earlier else Phrase()
        return replace(reading, metric=name.text, base=name.base, confidence=0.5)
    return replace(reading, metric=last.metric, base=last.base, action=last.action, whole=last.whole, rule="carried", confidence=0.85)


def _carried(said: Said, quantity: Quantity) -> Reading | None:
    """，达到500亿元: nothing stands before the number, so it goes on with what was said last."""
    if said.last is None:
        return None
    reading = _carry(said, Reading("", rule="carried"))
    return replace(reading, metric=reading.base) if said.last.measure == "Rank" else reading


RULES = [
    _rank,
    _lasting,
    _capacity,
    _spent,
    _of_target,
    _multiple,
    _gap,
    _growth,
    _share,
    _attributed,
    _after,
    _before,
    _carried,
]
