"""Programs of a list that shares its head: A攻坚、B改造提升、C管理等行动, “A”、B、“C”等改革."""

import re
from collections.abc import Iterator

from loaders.finding import DOINGS, PHRASE, Found, is_generic, items_before, preceded_by
from loaders.lexicon import Cut
from loaders.names.projects.project_lists import WORKS

_CLOSING = re.compile(
    r"等(?:系列|重点|重大|专项|[两三四五六七八九十\d]+[大项个])*(专项行动|行动|工程|计划|改革|战略)(?!方案|力|类|机械|师|技术|科技|性|资源|支点|平台|物资|安全)"
)


def listed(cut: Cut) -> Iterator[Found]:
    """The members of a list that a head closes: A攻坚、B改造提升、C管理等行动."""
    for found in _CLOSING.finditer(cut.text):
        if preceded_by(cut, found.start(), ("”",)):
            yield from _quoted_members(cut, found)
        elif not WORKS.match(cut.text, found.start()):
            for begin, end in items_before(cut, found.start(), PHRASE, DOINGS):
                item = cut.text[begin:end]
                if (
                    len(item) >= 4
                    and not is_generic(item, "program")
                    and cut.text.count("、", begin, found.start()) < 16
                ):
                    aliases = (item,)
                    name = item if item.endswith(found[1]) else item + found[1]
                    yield Found(begin, end, "Program", name, "program-listed", 0.75, aliases if name != item else ())


def _quoted_members(cut: Cut, head: re.Match[str]) -> Iterator[Found]:
    """The members of a list whose last is a quotation: 高校“双优”、大联勤、“三医协同”等改革."""
    for begin, end in items_before(cut, head.start(), PHRASE, DOINGS):
        item = cut.text[begin:end]
        if head[1] == "改革" and (item.endswith("”") or not is_generic(item, "program")) and 3 <= len(item) <= 14:
            name = item.removesuffix(head[1])
            yield Found(begin, end, "Program", name + head[1], "program-listed", 0.75, (item,) if name == item else ())
