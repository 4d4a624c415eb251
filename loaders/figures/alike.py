"""What a number shares with one before it by its kind: pupils and their schools, town and countryside, grades."""

import re

from loaders.figures.phrases import Phrase, text_of
from loaders.figures.said import Reading, Said

_TRADE = re.compile(r"(?<=..)(?:进出口|出口|进口)(?:总?额|总值)?$")
_PUPILS = re.compile(r"(?:招收?(?:新)?生|在校(?:学生|生)?|在园(?:幼儿|儿童)|毕业生|专任教师|教职工)(?:数|人数)?")
_ALL = re.compile(r"^(?:各级各类|各类)|^(?:学校|院校)$")  # of which the numbers behind are no part
_TOWN, _LAND = "城镇", "农村"
_GRADE = re.compile(r"\d?A+级")
_SIZED = re.compile(
    r"(?P<what>(?:年|工业)*(?:总产值|产值|营收|营业收入|销售收入|税收|纳税|投资)额?)?(?P<over>超过?|突破|过|达到?)?"
    r"(?P<size>\d*[十百千]?亿元(?:以上)?|\d+万元(?:以上)?)(?P<firms>(?:工业)?企业|项目)$"
)


def shared(said: Said, name: Phrase, unit: str) -> Reading | None:
    """The reading of a name that is short for one said before; None where it is not."""
    if to := _traded(said, name.text):
        return Reading(to, base=to, rule="alike", confidence=0.85)
    if said.last is None or not said.last.metric:
        return None
    for rule in (_pupils, _residents, _grades, _sizes):
        if metric := rule(said, name.text, unit):
            return Reading(metric, base=metric, rule="alike", confidence=0.8)
    return None


def _traded(said: Said, name: str) -> str:
    """对东盟出口 of 对东盟出口22亿元: whom a place trades with."""
    at = next((i for i, t in enumerate(said.before) if t.word == "对" and not t.depth), -1)
    whole = text_of(said.before[at + 1 :]) if at >= 0 else ""
    return "对" + name if _TRADE.search(name) and whole.startswith(name) else ""


def _pupils(said: Said, name: str, unit: str) -> str:
    """普通高中在校生 of 普通高中9所，在校生1.8万人: the pupils of the schools that were counted last."""
    if unit.lstrip("万千") not in ("人", "名") or not _PUPILS.fullmatch(name):
        return ""
    schools = next((r for g in reversed(said.memory) for r in reversed(g) if r.unit == "所"), None)
    return schools.metric + name if schools and not said.fresh and not _ALL.search(schools.metric) else ""


def _residents(said: Said, name: str, unit: str) -> str:
    """农村居民恩格尔系数 of 城镇居民恩格尔系数为28%，农村居民为30%: the same of the others."""
    last = said.last
    if last is None or said.fresh or unit != last.unit or name not in (f"{_LAND}居民", f"{_TOWN}居民", _LAND, _TOWN):
        return ""
    other = _TOWN if name.startswith(_LAND) else _LAND
    metric = last.metric.replace(other, name[:2], 1)
    return metric if last.metric.startswith(other) else ""


def _grades(said: Said, name: str, unit: str) -> str:
    """4A级以上旅游景区 of A级旅游景区12家，其中4A级以上5家: those of a grade."""
    last = said.last
    if last is None or unit != last.unit or not _GRADE.fullmatch(name) or not _GRADE.match(last.metric):
        return ""
    return name + ("以上" if said.says("以上") else "") + _GRADE.sub("", last.metric, count=1).removeprefix("以上")


def _sizes(said: Said, name: str, unit: str) -> str:
    """产值超50亿元企业 of 产值超10亿元企业21家、超50亿元企业3家: a class of another size by the same measure."""
    last, own = said.last, _SIZED.match(name)
    first = _SIZED.search(last.metric) if last and last.unit == unit and own and not own["what"] else None
    if first is None or own is None or not first["what"] or own["firms"] != first["firms"]:
        return ""
    return first["what"] + (own["over"] or first["over"] or "") + own["size"] + own["firms"]
