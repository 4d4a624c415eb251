"""Firms that one of their people speaks for: behind 晨曜集团董事长魏远山, 魏远山表示，投资9亿元… is told of 晨曜集团.

Who speaks stands in for the firm where a sentence begins with the name, until the sentence names another firm.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.finding import table
from loaders.lexicon import Cut, one_of, words
from loaders.named import Named
from ontology.facts import Ref

_STOPS = "。！？"
_ALONE = re.compile(  # a role in a firm that opens a sentence: 公司总经理N说
    r"(?:该?公司|企业|集团|厂里)(?:相关)?负责人"
    r"|(?:该?公司|企业|集团|厂里)?(?:董事长|副?总经理|常务副总|总裁|厂长|创始人|车间主任|技术总监|总工程师|行政(?:副总)?经理)"
)
_OPENS = "。！？；”“ \u3000\n"
_TELLS = re.compile(
    r"(?:[今昨近当]日|日前|近日|高兴地|自豪地|兴奋地|激动地|笑着|坦率地|详细地?|向记者|对记者|在[^，。；]{2,16}?[上时中]|还|又|也|则|接着|进一步|随后|如是)*"
    r"(?:表示|介绍|告诉|说|坦言|透露|认为|指出|谈到|直言|感慨|回忆|解释|算了?一?笔账|算账|掰着|补充|强调)"
)


@cache
def _role() -> re.Pattern[str]:
    """What stands between a firm and its head: 党委书记、董事长, 副总经理兼技术总监."""
    role = (
        rf"[\u4e00-\u9fff]{{0,6}}?{one_of((*words(table('person')['roles']), '党委书记', '党总支书记', '党支部书记'))}"
    )
    return re.compile(rf"(?:的|党委|集团)?{role}(?:[、兼]{role}){{0,3}}[、，\s]?")


def speakers(cuts: Sequence[Cut], named: Sequence[Named]) -> Iterator[Named]:
    """The firms of people who are named with their role, where a sentence begins with what one of them says."""
    firms = _spoken_for(named)
    for cut in cuts if firms else ():
        for name, firm in firms.items():
            at = cut.text.find(name)
            while at >= 0:
                end = at + len(name)
                if (at == 0 or cut.text[at - 1] in _OPENS) and _TELLS.match(cut.text, end):
                    yield Named(cut.passage, at, end, firm, "implicit-speaker", 0.7, implicit=True)
                at = cut.text.find(name, end)


def _spoken_for(named: Sequence[Named]) -> dict[str, Ref]:
    """The people that a firm and a role stand before, each with the one firm."""
    whose: dict[str, set[Ref]] = defaultdict(set)
    firm: Named | None = None
    for each in sorted(named, key=lambda n: (id(n.passage), n.begin, n.end)):
        if each.ref.kind == "Company":
            firm = each
        elif each.ref.kind == "Person" and firm and firm.passage is each.passage and _heads(firm, each):
            whose[each.ref.name].add(firm.ref)
    return {name: next(iter(firms)) for name, firms in whose.items() if len(firms) == 1}


def _heads(firm: Named, person: Named) -> bool:
    text = firm.passage.text
    if _role().fullmatch(text, firm.end, person.begin) is not None:
        return True
    opening = max(text.rfind(mark, firm.end, person.begin) for mark in _STOPS) + 1  # C深耕多年。总经理N说
    return opening > 0 and _ALONE.fullmatch(text, opening, person.begin) is not None
