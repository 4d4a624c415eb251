"""Which decides the status of a number: the cues before it, its section, its period, or the project it is about."""

import re

from loaders.figures import status
from loaders.figures.dating import origin_of
from loaders.figures.frames import achieved, building
from loaders.figures.grants import offers, set_aside
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.figures.sentence import Sentence
from loaders.figures.setting import Setting
from loaders.figures.states import complete, due
from loaders.lexicon import has
from loaders.periods import Period

_SINCE = re.compile(r"以来[^。；]*$")  # “十四五”以来，产值增长30%
# 产业规模目标突破260亿元, 长期目标达到500亿元
_AIMED = re.compile(
    r"(?:规模|产值|营收|收入|销售额?|产量|产能|[长中短近远]期|增长|总体|年度|投放|引资|就业|投资|培育|推广)目标(?:是|为|达到?|定为|突破|超过?|冲刺)*$"
)
_TIMES = 8  # time expressions of a sentence that may tell the period


def chosen(
    setting: Setting,
    sentence: Sentence,
    quantity: Quantity,
    reading: Reading,
    period: Period | None,
    project: bool,
) -> str:
    """The status: what the cues say, else the section; what a change starts from, and what lies behind, are facts."""
    head = quantity.head - sentence.begin
    if origin_of(setting.passage.text, quantity, sentence.begin) >= 0:
        return "Actual"
    cue = status.status(sentence.text, sentence.cues, quantity.begin - sentence.begin, "")
    turn = setting.passage.text.rfind("；", sentence.begin, quantity.head) if cue == "Planned" else -1
    if turn >= 0 and setting.topics.turns(turn, quantity.head):
        later = [c for c in sentence.cues if c[0] >= turn - sentence.begin]
        cue = status.status(sentence.text, later, quantity.begin - sentence.begin, "")
    if period and period.year >= setting.today.year > 0 and _AIMED.search(sentence.text[:head]):
        return "Target"
    if cue == "Actual" and period and period.year > setting.today.year > 0:
        cue = ""  # 去年提出，到2025年…: what lies ahead is no fact
    granted = setting.granted is not None and offers(sentence.text)
    if setting.granted and cue in ("", "Planned") and set_aside(setting.passage.text, quantity):
        return "Planned"
    if granted and cue in ("", "Planned"):  # 竣工后按…给予补助 is granted, and not planned
        return "Actual"
    if reading.rule == "capacity" and not cue and status.finished(setting.passage.text, sentence.begin, quantity.tail):
        return "Actual"
    if reading.status and cue in ("", "Target"):
        return reading.status
    if setting.default == "Planned" and cue in ("", "Target", "Planned"):
        return "Actual" if achieved(sentence.text[:head]) else "Planned"
    asked = reading.measure == "Growth" or quantity.unit != "%" or has(sentence.text[:head], "提出", "定下")
    if asked and status.aimed(setting.passage.text, quantity.tail):
        return "Target"
    said = sentence.text[:head]
    planned = (reading.measure != "Growth" and status.planned(reading.metric, project, said)) or (
        project and _of_plan(setting, reading, setting.passage.text[quantity.tail : quantity.tail + 1] == "的")
    )
    planned = planned or building(setting.passage.text, sentence, quantity, setting.today)
    planned = planned or status.brings(said, reading.metric)
    starts = cue == "Estimate" and status.opens_late(said)
    if complete(setting.passage.text, sentence.begin, quantity.head, reading.metric):
        return "Actual"
    if planned and (cue in ("", "Actual") or reading.rule == "spent" or starts):
        return "Planned"
    ahead = period is not None and period.end[:7] >= f"{setting.today.year}-{setting.today.month:02d}"
    if not cue and period and ahead and period.months > 11 and not status.there(said):
        cue = "Estimate" if any(kind == "Estimate" and at < head for at, kind, _ in sentence.cues[:8]) else ""
    if cue and cue != "Target":
        return cue
    stated = any(t.period == period and not t.stock for t in sentence.times[:_TIMES])
    to_do = setting.granted and not granted and not achieved(said) and not status.there(said)
    to_do = to_do or (not cue and due(setting.passage.text, sentence, quantity, period, setting.today))
    default = "Target" if to_do else setting.default
    found = status.by_period(cue or default, period, setting.today, said=bool(cue), stated=stated)
    found = "Actual" if found == "Target" and not cue and _SINCE.search(said) else found
    sized = project or (reading.measure == "Level" and status.laid_out(reading.metric, quantity.unit))
    sized = sized and not status.striven(said)  # what a project is to be, but no aim
    return "Planned" if sized and found == "Target" else found


def _of_plan(setting: Setting, reading: Reading, attributive: bool) -> bool:
    """Whether a project's number is what it is to be: in its own entry of a list, or as its attribute."""
    heading = setting.topics.heading
    listed = heading is not None and heading.kind == "Project"
    return (listed or reading.rule == "attribute" or attributive) and not re.search(r"完成|累计|到位", reading.metric)
