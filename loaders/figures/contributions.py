"""What something contributes to a whole: 对工业投资的贡献率为70%, 拉动经济增长5.6个百分点."""

from loaders.figures import standings
from loaders.figures.phrases import phrase, text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said

_POINTS = frozenset(("个百分点", "百分点", "个千分点", "个点", "个基点", "位", "个位次", "倍"))


def contributing(said: Said, quantity: Quantity) -> Reading | None:
    """对工业投资的贡献率为70.5%: of what stands before 对, else of what was said last."""
    at = next((i for i, t in enumerate(said.before) if t.word == "对"), -1)
    told = ("贡献率", "贡献", "贡献了", "贡献度")
    if at < 0 or quantity.unit not in ("%", "成") or not said.says(*told):
        return None
    end = next(i for i, t in enumerate(said.before) if t.word in told)
    if end < at:
        return None
    subject = standings.subject_of(said, said.before[:at])
    whole = text_of(said.before[at + 1 : end]).removesuffix("的")
    return Reading(f"{subject}对{whole}贡献率", base=subject, rule="contribution", confidence=0.8)


def pulled(said: Said, quantity: Quantity) -> Reading | None:
    """拉动经济增长5.6个百分点: a contribution, which is a level."""
    at = next((i for i, t in enumerate(said.before) if t.word in ("拉动", "带动", "影响", "下拉", "拖累")), -1)
    if at < 0 or quantity.unit not in _POINTS or not said.before[at + 1 :]:
        return None
    last = said.last
    subject = standings.subject_of(said, said.before[:at])
    if last and last.rule == "contribution" and not phrase(said.before[:at]):
        subject = last.base
    return Reading(subject + text_of(said.before[at:]), base=subject, rule="contribution", confidence=0.8)
