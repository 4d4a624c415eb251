"""Who holds which honour: a verb of award, an apposition, a rank in a list of the best."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import table
from loaders.lexicon import one_of, words
from loaders.named import Named
from loaders.reading import PLATFORMS, Reading, run_of, span
from ontology.facts import Relation

HOLDERS = ("Company", "Place", *PLATFORMS, "Industry", "Project", "Policy", "Program")
_COUNTED = re.compile(r"(?:\d|[一二三四五六七八九十百两多余])[余多]?(?:家|户|个|件|项|名|人|款)|(?:新增|累计|培育|拥有|总数|力争|争取|争创|申报|培养|打造)")
_BLOCKED = re.compile(r"(?:力争|争取|争创|力创|积极申报|申报|冲刺|目标|力促|鼓励|支持|引导|推动|培育|创建一批)")
_RANKED = re.compile(r"(?:居|位居|位列|列|排名|排|跃居|跻身|升至|名列)(?:在|至|到)?(?:全国|全省)?$")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(one_of(words(table("honour")["verbs"])))


def awards(reading: Reading) -> Iterator[Relation]:
    """All holdsHonour relations of a passage."""
    for honour in reading.named:
        if honour.ref.kind == "Honour":
            yield from _awarded(reading, honour)
            yield from _apposed(reading, honour)


def _awarded(reading: Reading, honour: Named) -> Iterator[Relation]:
    begin, end = reading.clause(honour.begin)
    lead = reading.text[begin : honour.begin]
    verb = max(_verbs().finditer(lead), key=lambda m: m.end(), default=None)
    ranked = _RANKED.search(lead.rstrip("“《"))
    if ranked and not verb:
        verb = ranked
    if verb is None or len(lead) - verb.end() > 24 or _BLOCKED.search(lead[: verb.end()]):
        return
    at = begin + verb.start()
    for subject in _subjects(reading, at, begin):
        yield from reading.say(subject.ref, "holdsHonour", honour.ref, span(subject, honour), "award-verb", 0.8)


def _subjects(reading: Reading, verb: int, clause: int) -> list[Named]:
    """Who got it: the things named directly before the verb, the topic of the sentence, or the document's area."""
    names = reading.within(clause, verb, HOLDERS)
    names = [n for n in names if n.ref.kind != "Industry" or "集群" in n.ref.name]
    plain = [n for n in names if not any(o is not n and o.begin <= n.begin and n.end <= o.end for o in names)]
    if plain:
        last = plain[-1]
        gap = reading.text[last.end : verb]
        run = run_of(reading, last, ("Company", *PLATFORMS))
        if _COUNTED.search(gap):
            return run if last.ref.kind == "Company" and re.match(r"[”’]*(?:等)?\d*[一二三四五六七八九十两]*[家户]", gap) else []
        firm = next((n for n in plain if n.ref.kind in ("Company", *PLATFORMS) and n.ref.kind != "Place"), None)
        if last.ref.kind == "Place" and firm and firm is not last:
            last = firm
            run = run_of(reading, last, ("Company", *PLATFORMS))
        return run if last.ref.kind in ("Company", *PLATFORMS) else [last]
    if _COUNTED.search(reading.text[clause:verb]):
        return []
    topic = reading.last_before(verb, ("Company", "Place", *PLATFORMS), reading.sentence(verb)[0])
    first = reading.topic(verb, ("Company", "Place", *PLATFORMS))
    return [n for n in (first or topic,) if n and (not n.implicit or n.ref.kind in ("Place", "Company"))]


def _apposed(reading: Reading, honour: Named) -> Iterator[Relation]:
    """作为H，C…; H的C; “H”C; H C有限公司."""
    text = reading.text
    follows = re.match(r"[”》’]?(?:称号)?(?:企业|的|，)?", text[honour.end :])
    at = honour.end + (follows.end() if follows else 0)
    holder = next((n for n in reading.named if n.begin == at and n.ref.kind in ("Company", "Place") and not n.implicit), None)
    if holder is None:
        return
    comma = "，" in text[honour.end : at]
    introduced = re.search(r"(?:作为|身为|是)[^，。；]{0,20}$", text[: honour.begin])
    if comma and not introduced:
        return
    if holder.ref.kind == "Place" and not (text[honour.end : honour.end + 1] in "”》" or introduced):
        return
    if not _COUNTED.search(text[max(0, honour.begin - 4) : honour.begin]):
        yield from reading.say(holder.ref, "holdsHonour", honour.ref, span(holder, honour), "award-apposition", 0.85)


