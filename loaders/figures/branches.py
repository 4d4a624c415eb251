"""A branch that a colon parts from its numbers, told like the branch before: 纺织业：企业58家；陶瓷业：34家."""

from loaders.figures.namelists import head_of
from loaders.figures.phrases import text_of
from loaders.figures.said import BRACKET, THINGS, Reading, Said, firms_like, front, level_in


def branch_of(said: Said, unit: str) -> Reading | None:
    """The firms of a branch that a colon parts from its numbers: 陶瓷业：34家; None where nothing is counted so."""
    if said.words or not said.earlier or unit not in THINGS:
        return None
    branch = BRACKET.sub("", front(said.earlier[-1]).text or text_of(said.earlier[-1]))
    firms = firms_like(said, branch, unit)
    return Reading(branch + firms, base=branch, link=firms, rule="carried", confidence=0.75) if firms else None


def told_of_branch(said: Said, unit: str) -> Reading | None:
    """陶瓷业产值 of 陶瓷业：34家，27亿元: the head that the part before has in this unit, of the branch counted."""
    last = said.last
    if last is None or last.link[-2:] != "企业" or unit == last.unit:
        return None
    like = level_in(said, unit)
    head = head_of(like.metric) if like else ""
    return Reading(last.base + head, base=last.base, rule="carried", confidence=0.75) if head else None
