"""Who leads the chain of an industry is in it: X产业链由C任链主, C是X产业链链主, 《X产业链行动方案》，由C担任链主."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.names.companies.company_lists import OWNER
from loaders.ties.reading import INDUSTRIES, Reading, span
from ontology.facts import Relation


def chain_masters(reading: Reading) -> Iterator[Relation]:
    """All such relations of a passage."""
    for firm in reading.named if "链主" in reading.text else ():
        if firm.ref.kind == "Company" and not firm.implicit and firm.method != OWNER:
            yield from _chain_master(reading, firm)


_OF_CHAIN = re.compile(r"[”]?(?:企业)?(?:担任|担当|出任|任|作为?|是|为)(?:全[省市县区]|我[省市县区])?")
_BY = re.compile(r"(?:现|已|则)?(?:由|以)[“]?")
_MASTER = re.compile(r"[”]?(?:担任|担当|出任|任|作为?|牵头|为)(?:“?链主)")


def _chain_master(reading: Reading, firm: Named) -> Iterator[Relation]:
    """X产业链由C任链主: the chain that a clause begins with, and who leads it."""
    begin, _ = reading.clause(firm.begin)
    chain = next((n for n in reading.named if n.begin == begin and n.ref.kind in INDUSTRIES), None)
    if chain and _BY.fullmatch(reading.text, chain.end, firm.begin) and _MASTER.match(reading.text, firm.end):
        where = span(chain, firm)
        yield from reading.say(firm.ref, "inIndustry", chain.ref, where, "industry-chain-master", 0.85)
    told = _OF_CHAIN.match(reading.text, firm.end)
    at = _past_place(reading, told.end()) if told else -1
    own = next((n for n in reading.between(at, at) if n.ref.kind in INDUSTRIES), None) if told else None
    before = reading.last_before(begin, ("IndustryChain",), reading.sentence(begin)[0])
    if own and re.match(r"(?:产业链|产业)?的?“?链主", reading.text[own.end :]):
        where = span(firm, own)
        yield from reading.say(firm.ref, "inIndustry", own.ref, where, "industry-chain-master", 0.85)
    elif before and not chain and _MASTER.match(reading.text, firm.end):  # 《X产业链行动方案》，由C担任链主
        yield from reading.say(firm.ref, "inIndustry", before.ref, span(before, firm), "industry-chain-master", 0.75)


def _past_place(reading: Reading, position: int) -> int:
    """The position behind the name of a place that may begin there: 是|临海|轴承产业链链主."""
    return next((n.end for n in reading.between(position, position) if n.ref.kind == "Place"), position)
