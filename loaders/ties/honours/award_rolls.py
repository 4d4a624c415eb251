"""The roll under a line that names an honour, a holder in each line: 二、省级绿色工厂 / 1．A / 2．B."""

import re
from collections.abc import Iterator, Sequence

from loaders.folding import fold
from loaders.named import Named
from loaders.ties.reading import Reading, list_from
from ontology.facts import Relation

_NUMBER = re.compile(r"(?:[（(]?\d{1,3}[.．、）)]\s*)?")
_AFTER = re.compile(r"[（，。；：:、\s]|$")
_SHORT = 30  # characters of a line that is a title
_TITLE = re.compile(
    r"[”》]?(?:企业|产品|项目|单位|称号|获得者)*(?:认定|入选|获评|上榜|公示)?(?:名单|榜单|名录)?(?:[（]?(?:共|有)?\d+[家个项户名件][）]?)?[：]?$"
)
_OPENS = re.compile(r"(?:上榜|入选|入围|获评|获奖|获得|认定|通过|表彰|公布)[^，。；]{0,12}(?:名单|如下)：$")
_PENDING = re.compile(
    r"申报|推荐|拟|候选|储备|提名|撤销|取消|条件|标准|到期|未通过|不予"
    r"|(?:培育|创建)(?:对象|名单|库|企业)"
)
_OF_FIRMS = re.compile(r"(?:企业|公司|工厂|车间|冠军|产品|奖|榜|强|中心|英雄|独角兽|巨人”?)$")


def award_rolls(readings: Sequence[Reading]) -> Iterator[Relation]:
    """The holders whose lines follow the line of their honour, one after another, in the order of the document."""
    honour: Named | None = None  # of the roll that is open
    about: Named | None = None  # the honour that an announcement names first
    last = ""  # the line of the roll read last
    for reading in readings:
        above = _above(reading)
        holders = _holders(reading)
        if holders and _OPENS.search(above) and not _PENDING.search(above):
            honour = honour if last == above else about
        elif not holders or last != above:
            honour = None
        if honour and _OF_FIRMS.search(honour.ref.name):
            for each in holders:
                where = (each.begin, each.end)
                yield from reading.say(each.ref, "holdsHonour", honour.ref, where, "award-roll-line", 0.75)
        last = _line(reading)
        honours = [n for n in reading.named if n.ref.kind == "Honour"]
        about = about or (honours[0] if honours else None)
        if honours and not holders and _is_title(reading, honours[-1]):
            honour = honours[-1]


def _holders(reading: Reading) -> list[Named]:
    """The firms that a line begins with, behind its number."""
    number = _NUMBER.match(reading.text)
    at = number.end() if number else 0
    first = next((n for n in reading.named if n.begin == at and n.ref.kind == "Company" and not n.implicit), None)
    if first is None or not _AFTER.match(reading.text, first.end):
        return []
    firms = list_from(reading, first, ("Company",))
    return firms if len(firms) == 1 or _AFTER.match(reading.text, firms[-1].end) else firms[:1]


def _is_title(reading: Reading, honour: Named) -> bool:
    """Whether a line is the title of the roll of an honour: 三、省级…企业（4家）; 获得…奖的企业3家，每家10万元：."""
    if _PENDING.search(reading.text) or "Company" in reading.kinds:
        return False
    closes = len(reading.text) <= _SHORT and _TITLE.match(reading.text, honour.end) is not None
    return closes or (reading.text.endswith("：") and "。" not in reading.text and len(reading.text) <= 2 * _SHORT)


def _line(reading: Reading) -> str:
    """The last line of a passage in its document."""
    begin, end = reading.passage.span(0, len(reading.text))
    return fold(reading.passage.source.content)[begin:end].rstrip().rpartition("\n")[2].strip()


def _above(reading: Reading) -> str:
    """The line before a passage in its document that is not empty."""
    begin, _ = reading.passage.span(0, 1)
    return fold(reading.passage.source.content)[max(0, begin - 400) : begin].rstrip().rpartition("\n")[2].strip()
