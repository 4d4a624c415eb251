"""What is counted by a noun behind its number: 34家企业获评…, 6.9万平方米产业空间, 总投资35亿元的…项目."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.figures.cues import Token, listed
from loaders.figures.phrases import Phrase, phrase, text_of
from loaders.figures.quantities import Quantity
from loaders.figures.said import Reading, Said

_CAPACITY = frozenset(("年产", "年加工", "年处理", "日产", "日处理", "年生产"))
_POWER = ("千瓦", "兆瓦", "吉瓦", "MW", "GW", "kW")
_MASS = (
    "吨",
    "件",
    "套",
    "台",
    "辆",
    "只",
    "米",
    "支",
    "片",
    "块",
    "平方米",
    "立方米",
    "升",
    "头",
    "羽",
    "条",
    "张",
    "千升",
)
_WORKS = re.compile(r"(?:加工|生产线|生产基地|智能化|绿色化|改造|技改|建设|扩建|产业化|制造)*(?:项目|工程|基地|生产线)")
_SCALE = re.compile(r"的(?:生产|加工|处理)?(?:规模|能力)$")  # 年产2亿片硅片的生产规模
_BOUND = re.compile(
    r"(?:超过?|突破|过|达到?|逾|不低于|不少于|高于|低于)\d[\d.,]*[万亿千百]*元?(?:以上|以下)?$"
    r"|\d[\d.,]*[万亿]*元(?:以上)?的(?P<noun>[\u4e00-\u9fff]{2,12})$"
)
_PROJECT = re.compile(r"项目(?!储备|库|群|集群|建设|资金|清单|投资|用地)")
ENTERED = re.compile(r"^(?:入围|入选|进入|跻身|位列|位居|名列|蝉联|荣登|上榜|获评|获得|荣获|保持)")
_GRANT = re.compile(r"(?:分阶段|一次性)?(?:资金|经费|配套)?(?:支持|补贴|奖励|资助|补助|奖补|扶持)")
_GIVEN_TO = re.compile(r"^(?:对|给|向)(?:在.{1,8}?并)?(.{2,40})$")  # 对…的企业，给予…
_BOUGHT = re.compile(r"(?:全部|专项)?(?:用于(?:支持)?|投入|投向|建成|新建|建设|购置|购买|引进)(?!的)(?P<what>.{2,20})")
_SIZES = {"长": "长度", "高": "高度", "宽": "宽度", "深": "深度", "厚": "厚度", "重": "重量"}
_HOLDING = ("贡献", "聚集", "集聚", "汇聚")  # 聚集了全县60%的纺织企业
_SHORT_DEED = 2  # characters of a predicate that goes with an action: 带动300户农民增收
_COUNTS = ("家", "个", "项", "名", "人", "位", "种", "款")


def counts(quantity: Quantity) -> bool:
    """Whether a number counts things one by one, which its unit tells: 家, 万户."""
    return quantity.unit.lstrip("十百千万亿") in (*_COUNTS, "户")


def lasting(said: Said, quantity: Quantity) -> Reading | None:
    """连续8个季度保持两位数增长: how long something lasts is named by what lasts."""
    words = [t for t in said.before if "time" not in t]
    if (
        not words
        or words[-1].word not in ("连续", "持续")
        or quantity.unit.lstrip("个") not in ("年", "季度", "月", "天")
    ):
        return None
    subject = phrase(said.before[: said.before.index(words[-1])])
    base = subject.text or ENTERED.sub("", said.original)
    return Reading(f"{subject.text}连续{said.original}", base=base, rule="lasting", confidence=0.7)


def capacity(said: Said, quantity: Quantity) -> Reading | None:
    """年产1200台伺服压力机, 10万千瓦光热储能项目: a capacity of what follows."""
    words = [t for t in said.before if t.word not in ("可", "约", "近", " ", "将", "达", "超")]
    noun, _ = noun_after(said.after)
    thing = _SCALE.sub("", _WORKS.split(noun)[0] or noun)
    some, _, kind = thing.partition("等")
    thing = kind if kind and "、" in some else some
    if words and words[-1].word in _CAPACITY and thing:
        return Reading(f"{thing}{words[-1].word}能力", status="Planned", rule="capacity", confidence=0.85)
    if noun.endswith("项目") and quantity.unit.endswith(("吨", "升", "立方米")):
        return Reading(f"{thing.split('等')[0]}产能", status="Planned", rule="capacity", confidence=0.75)
    if thing and (said.project or (thing != noun and not phrase(said.before))):
        if quantity.unit.endswith(_POWER):
            return Reading(f"{thing}装机容量", status="Planned", rule="capacity", confidence=0.75)
        if said.project and quantity.unit.endswith(_MASS):
            return Reading(f"{thing}产能", status="Planned", rule="capacity", confidence=0.75)
    return None


def granted(said: Said, quantity: Quantity) -> Reading | None:
    """给予承接方最高500万元支持: a grant, named by who or what gets it and by the word behind the amount."""
    found = _GRANT.match(text_of(said.after))
    at = next((i for i, t in enumerate(said.before) if t.word.startswith("给予")), -1)
    if not quantity.unit.endswith("元") or (not found and quantity.comparator != "AtMost") or at < 0:
        return None
    whom = text_of(said.before[at + 1 :]) or text_of(said.before[:at])
    named = next((m[1] for m in map(_GIVEN_TO.search, map(text_of, reversed(said.earlier))) if m), "")
    most = "最高" if quantity.comparator == "AtMost" else ""
    what = found[0] if found else "支持"
    return Reading((whom if len(whom) > 1 else named) + most + what, base=whom, rule="granted", confidence=0.7)


def spent(said: Said, quantity: Quantity) -> Reading | None:
    """投入5000万元用于新项目研发, 把销售额的5.5%投入研发: the purpose names what was spent."""
    found = _BOUGHT.match(text_of(said.after))
    before = phrase(said.before)
    if not found or not before:
        return None
    what = found["what"]
    if quantity.unit in ("%", "成"):
        if said.says("把", "将") and not found[0].startswith("用于"):
            return Reading(f"{what}投入占{before.base}比重", base=what, rule="spent", confidence=0.75)
        return Reading(f"{before.text}用于{what}比例", base=before.text, rule="spent", confidence=0.8)
    if before.text not in ("投入", "投资", "斥资", "耗资", "投放", "总投资", "资金"):
        return None
    spent_ = "投资" if before.text in ("斥资", "耗资", "投放") else before.text
    name = spent_ if "的" in what else what + spent_
    return Reading(name, base=before.text, rule="spent", confidence=0.8)


def attributed(said: Said, quantity: Quantity) -> Reading | None:
    """规模达3000亿元的项目储备库, 约1平方公里的核心服务区: an attribute of the noun that follows 的."""
    after = [t for t in said.after if "name" not in t]
    size = next((kind for mark, kind in _SIZES.items() if text_of(after).startswith(f"{mark}的")), "")
    if not after or (after[0].word != "的" and not size) or quantity.form == "rank":
        return None
    before = phrase(said.before)
    rest = after[1:] if not size else _behind(after)
    noun, deed = noun_after(rest)
    if deed and quantity.unit in ("%", "成") and not before:
        return Reading(f"{deed}{noun}占比", base=noun, rule="attribute", confidence=0.75)
    if before.head and len(said.after) > 1 and said.after[0].word == "的" and "name" in said.after[1]:
        return Reading(before.head, base=before.head, rule="attribute")
    if not noun:
        return None
    if quantity.unit in ("%", "成") and (contributed := _contributed(said, noun)):
        return contributed
    if before.head and _PROJECT.search(noun):
        return Reading(before.head, base=noun, rule="attribute")
    if before.head and len(before.text) - len(before.head) <= 4:
        return Reading(noun + before.head, base=noun, rule="attribute", confidence=0.8)
    if before and not before.alone and not size:
        return None
    return Reading(noun + (size or _kind(quantity.unit)), base=noun, rule="attribute", confidence=0.75)


def _contributed(said: Said, noun: str) -> Reading | None:
    """贡献了全县65%的工业产值和48%的税收: the noun's share in the whole that was named before or stands before it."""
    last = said.last
    if last and last.rule == "contributed" and said.joined and said.before and said.before[-1].word in "和、及与":
        return replace(last, metric=last.metric.replace(last.base, noun), base=noun)
    at = next((i for i, t in enumerate(said.before) if t.word.startswith(_HOLDING)), -1)
    if at < 0:
        return None
    whole = text_of(said.before[at + 1 :]).removeprefix("了") or (last.whole if last and last.whole[:1] == "全" else "")
    if not whole and last and last.rule == "share":
        return Reading(f"{last.base}占{noun}比重", base=noun, rule="contributed", confidence=0.7)
    return Reading(f"{noun}占{whole}比重" if whole else f"{noun}占比", base=noun, rule="contributed", confidence=0.7)


def _behind(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words behind the first 的, cutting a run that holds it (长的工业大道)."""
    for i, token in enumerate(tokens):
        at = token.word.find("的")
        if at >= 0:
            rest = Token(token.begin + at + 1, token.end, token.word[at + 1 :], token.parts, token.depth)
            return [*([rest] if rest.word else []), *tokens[i + 1 :]]
    return tokens


def _kind(unit: str) -> str:
    base = unit.lstrip("十百千万亿")
    if base in ("平方米", "平方公里", "亩", "公顷"):
        return "面积"
    return "规模" if base.endswith("元") else "占比" if unit in ("%", "成", "") else ""


def after(said: Said, quantity: Quantity) -> Reading | None:
    """34家企业获评…, 20条措施, 6.9万平方米产业空间: what is counted follows the number."""
    if quantity.form in ("rank", "times", "ratio"):
        return None
    words = [t for t in said.after if t.word != " " and "name" not in t and "time" not in t]
    if not words:
        return _beside(said, quantity)
    kept = "keep" in words[0] or ("action" in words[0] and "stop" not in words[0])
    if not kept and ("stop" in words[0] or "mark" in words[0] or words[0].word in "、（），"):
        return None
    if bounded := _bounded(said, words):
        return bounded
    noun, deed = noun_after(words)
    if not noun:
        return None
    before = _acting(phrase(said.before))
    share = "占比" if quantity.unit in ("成", "%") else ""
    if re.sub(r"（.*?）$", "", noun) in listed("generic"):
        return _doing(said, noun, deed, before, share)
    if deed and before.alone and before.action and len(deed) <= _SHORT_DEED:
        return Reading(before.action + noun + deed, base=noun, action=before.action, rule="counted after")
    if deed and (share or (len(deed) <= 14 and quantity.unit.lstrip("万千") in _COUNTS)):
        name = f"{deed}{'的' if len(deed) > 6 else ''}{noun}{share}"
        return Reading(name, base=noun, rule="counted after", confidence=0.7)
    if share and len(noun) <= 4:
        last = said.last
        who = before.text if not before.action else ""
        who = who or (last.base if last and not before and last.unit in ("家", "户", "个") else "")
        if who:
            return Reading(f"{who}{noun}率", base=who, rule="counted after", confidence=0.75)
    noun = _borrowed(said, noun)
    action = before.action if before.alone else ""
    if not before and said.joined and said.last and said.last.rule == "counted after":
        action = said.last.action
    per = before.text if before.text.startswith("每") else ""
    return Reading(per + action + noun + share, base=noun, action=action, rule="counted after", confidence=0.85)


def _bounded(said: Said, words: Sequence[Token]) -> Reading | None:
    """12家产值超10亿元, 17个项目总投资超1亿元: counted is what reaches a bound, which the words after it name."""
    generic = words[0].word if "generic" in words[0] else ""
    at = words[1:2] if generic else words[:1]
    found = _BOUND.search(said.original)
    if not at or not at[0].parts & {"own", "dependent"} or not found:
        return None
    if found["noun"]:
        return Reading(_bare_noun_text(found["noun"]), base=found["noun"], rule="counted after", confidence=0.75)
    bound = said.original[said.original.find(at[0].word) :]
    noun = generic or (said.last.base if said.last else "")
    return Reading(bound + noun, base=noun, rule="counted after", confidence=0.75)


def _bare_noun_text(noun: str) -> str:
    """The things counted, without what is done to them: 重点项目 of 重点项目建设."""
    return noun.removesuffix("建设") if noun.endswith("项目建设") else noun


def _acting(before: Phrase) -> Phrase:
    """Only the action, where the words before a number end in one: 园区引进120家企业."""
    text = before.text
    action = next((text[i:] for i in range(1, len(text)) if text[i:] in listed("action")), "")
    return Phrase(action, action, alone=True) if action and not before.action else before


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
    if not noun or noun.startswith(("台阶", "大关", "档", "级")):
        return None
    return Reading(noun + quantity.unit, base=noun, rule="counted after", confidence=0.7)


def _doing(said: Said, noun: str, deed: str, before: Phrase, share: str) -> Reading:
    """3家企业入选单项冠军示范企业: what they did is the indicator; 榜上有名 on the list that was named before."""
    if deed.startswith(("榜上有名", "上榜", "在列", "入围", "入选")) and len(deed) <= 4:
        lists = [t for t in (text_of(c) for c in said.earlier) if re.search(r"(?:名单|榜单?|目录)中?$", t)]
        if lists:
            deed = "入选" + lists[-1].split("的")[-1].removesuffix("中")
    if not deed and 0 < len(before.text) <= 10:
        action = before.text if before.alone else before.action
        return Reading(before.text + noun, base=noun, action=action, rule="counted after", confidence=0.7)
    name = deed if deed.endswith(noun) else deed + noun
    return Reading(name + share, base=noun, rule="counted after", confidence=0.75)


def noun_after(tokens: Sequence[Token]) -> tuple[str, str]:
    """The noun that follows a number, and the predicate after it."""
    noun: list[Token] = []
    for i, token in enumerate(tokens):
        if token.depth == 0 and noun:
            if "number" in token or ("mark" in token and token.word != "、") or token.word == "以及":
                break
            if token.word in ("、", "和", "与", "及") and ("generic" in noun[-1] or _new_item(tokens[i + 1 :])):
                break
            if "generic" in noun[-1] and token.parts & {"own", "dependent"} and i + 1 == len(tokens):
                break
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if token.word == "中" and following and ("rank" in following or following.word[:2] in ("有", "，", "名列")):
                break
            if token.parts & {"deed", "time"} or (token.parts & {"rise", "fall", "rank"} and len(token.word) > 1):
                return _bare_noun(noun), _predicate(tokens[i:])
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
    return re.sub(
        r"^(?:为|是|均为|都为|属|属于|已|均|正在|成功|先后|相继|陆续|都是|都|正|也|共)+", "", text_of(tokens[:end])
    )
