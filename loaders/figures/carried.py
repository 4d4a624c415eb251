"""What a number without an indicator of its own goes on with: what was said last, or announced a sentence before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from loaders.figures.cues import Token
from loaders.figures.namelists import LEVEL, at_level, head_of
from loaders.figures.phrases import Phrase, names_only, text_of
from loaders.figures.said import THINGS, Reading, Said, front, named
from loaders.figures.wrapped import unwrapped
from ontology import vocab

_TOTAL = (
    "累计",
    "总数",
    "总计",
    "共计",
    "共有",
    "合计",
    "达到",
    "累计达",
    "累计有",
    "总数达",
)  # 新增10家，累计达到30家
_CLASS = re.compile(r"规[模上](?:以上)?(?:工业|[^，。；、]{2,10})?企业")
_SIZED = re.compile(r"(?:总?投资)?(?:超过?)?[\d.]*[万亿]元(?:以上)?(?:的)?项目")
_GAINS = frozenset(("净增", "净增加", "净增长"))
_FIRST = re.compile(
    r"(?:排名|位[居列])?[前后末][一二两三四五六七八九十\d]{1,3}[名位](?:的?(?:县区?|地区|市|乡镇))?(?:分别|依次)?[是为]?$"
)
_TURNED = re.compile(r"由[降跌负减]转[增升涨正]$|由[增升涨正]转[降跌负减]$")  # 风电由跌转涨，增长4%
_RATE = re.compile(r"(?:增速|增幅|增长率)$")
_COMPLETED = re.compile(r"(?:完成率|完成进度|完成比例|时序进度|年度目标)$")


def _of_places(said: Said) -> bool:
    """Whether only names of places stand before the number, which is of what was announced for them."""
    words = [t for t in said.before if not t.parts & {"rise", "fall"}]
    return said.fresh and (said.has("name") or names_only(words))


def announced(back: str) -> str:
    """The last indicator that the sentence before names: GDP of 各县区GDP增速有升有降。A县、B区分别增长…."""
    sentence = back.rstrip("。！？\n ")
    sentence = sentence[max(sentence.rfind(mark) for mark in "。！？") + 1 :]
    names = _indicators()
    for end in range(len(sentence), 2, -1):
        for length in range(min(14, end), 2, -1):
            if sentence[end - length : end] in names:
                return sentence[end - length : end]
    return ""


@cache
def _indicators() -> frozenset[str]:
    return frozenset(vocab.names("metric"))


def _unranked(name: Phrase, measure: str) -> Phrase:
    """投资 of 投资增速前三名：A县增长9%: what grows, without what the list that follows is of."""
    text = _FIRST.sub("", name.text)
    if text == name.text:
        return name
    text = _RATE.sub("", text) if measure == "Growth" else text
    return replace(name, text=text, base=text, head=head_of(text), alone=False) if text else name


def _unstepped(name: Phrase) -> Phrase:
    """税收收入 of 税收收入连跨三个亿元台阶，达16.2亿元."""
    text = unwrapped(name.text, "") if "台阶" in name.text or "大关" in name.text else name.text
    return name if text == name.text else replace(name, text=text, base=text, head=head_of(text), alone=False)


def carry(said: Said, reading: Reading) -> Reading:
    """The reading about what was said last; where nothing was, about the clause before."""
    last = said.last
    name = _unstepped(_unranked(front(said.earlier[-1]), reading.measure)) if said.earlier else Phrase()
    if last is None:
        return replace(reading, metric=name.text, base=name.base, confidence=0.5)
    if name.head and not name.alone and not name.action:
        return named(said, name, replace(reading, rule="clause before", confidence=0.8))
    if name and _TURNED.search(text_of(said.earlier[-1])):
        return named(said, name, replace(reading, rule="clause before", confidence=0.8))
    grade = said.words
    if last.unit in THINGS and last.base and LEVEL.fullmatch(grade):
        base = at_level(grade, last.base)
        return replace(reading, metric=base, base=base, rule="carried", confidence=0.8)
    if reading.measure == "Growth" and _of_places(said) and (told := announced(said.back)):
        return replace(reading, metric=told, base=told, rule="announced", confidence=0.75)
    whole = last.rule in ("lasting", "gap") or (last.action[:1] in ("新", "净") and said.says(*_TOTAL) and last.base)
    metric = last.base if whole else last.metric
    return replace(
        reading,
        metric=metric,
        base=last.base,
        action="" if whole else last.action,
        whole=last.whole,
        rule="carried",
        confidence=0.85,
    )


_HONOURED = re.compile(r"(?:获批|获评|入选|荣获|上榜|被?认定为|被评为)了?(?:为|成为)?(?P<what>[^，。；、]{4,24})$")


def honour_counted(said: Said) -> str:
    """What somebody has just been given, of which all there are is counted: A获批省级企业技术中心，全市累计28家."""
    if not said.fresh or not said.earlier or not said.says(*_TOTAL):
        return ""
    found = _HONOURED.search(text_of(said.earlier[-1]))
    return found["what"] if found else ""


def unranked(memory: tuple[tuple[Reading, ...], ...]) -> tuple[tuple[Reading, ...], ...]:
    """What was said without a rank or a rate of completion at its end, for what goes on behind it.

    In 外资5亿元，居全省第四，增长3% and 投资5亿元，目标完成率为28%，增长3% it is 外资 and 投资 that grow.
    """
    last = memory[-1][-1] if memory else None
    if last is not None and _COMPLETED.search(last.metric):
        whole = next((r for g in memory[-2::-1] for r in g[-1:] if r.measure == "Level"), None)
        return (*memory, (whole,)) if whole else memory
    if last is None or last.rule != "rank" or not last.base or not last.metric.startswith(last.base):
        return memory
    ranked = next((r for g in memory[-2::-1] for r in g if r.metric == last.base), None)
    return (*memory, (ranked or replace(last, metric=last.base, measure="Level"),))


def ungained(memory: tuple[tuple[Reading, ...], ...]) -> tuple[tuple[Reading, ...], ...]:
    """What was said without what it has gained, for what goes on behind that.

    In 总产值达到62亿元、净增15亿元，居全市第二，年均增长8% it is 总产值 that is ranked and grows.
    """
    last, whole = (memory[-1][-1], memory[-2][-1]) if len(memory) > 1 else (None, None)
    if last is None or whole is None or last.action not in _GAINS or whole.action or last.base != whole.metric:
        return memory
    return (*memory, (whole,)) if whole.measure == "Level" and whole.unit == last.unit else memory


def behind_counted(near: Sequence[Token], last: Reading) -> Sequence[Token]:
    """The words behind what the number before counts: 、总投资 of 11家企业、总投资5亿元."""
    counts = last.rule == "counted after" and near and "generic" in near[0].parts and last.base.endswith(near[0].word)
    if counts and len(near) > 1 and near[1].parts & {"action", "verb"} and not near[1].parts & {"own", "dependent"}:
        return near[1:]  # 帮助12家企业|减免租金380万元
    at = next((i for i, t in enumerate(near) if t.word == "、" and not t.depth), 0)
    noun = text_of(near[:at]).removeprefix("的")
    return near[at:] if noun and (noun in last.metric or noun == last.base) else near


def of_all(memory: tuple[tuple[Reading, ...], ...], between: str) -> tuple[tuple[Reading, ...], ...]:
    """Without the class that 其中 took out: in X企业246家，其中规上企业72家，税收2亿元 the last is of all."""
    if len(memory) < 2 or "其中" not in between:
        return memory
    part, whole = memory[-1][-1], memory[-2][-1]
    classed = _CLASS.fullmatch(part.metric) and part.unit == whole.unit and whole.metric.endswith("企业")
    if _SIZED.fullmatch(part.metric):  # 12个项目签约，总投资…，其中10亿元以上项目1个，工业项目占九成
        whole = next((r for g in reversed(memory[:-1]) for r in g[-1:] if r.unit == part.unit), part)
        classed = whole is not part and whole.metric.endswith("项目")
    return (*memory, (whole,)) if classed and whole.measure == "Level" else memory
