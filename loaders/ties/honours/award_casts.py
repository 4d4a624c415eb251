"""Honours told of a number of firms that the text then names one by one: 7家企业获评H。A…；B…；….

The count is the check: the firms named behind it, up to the end of a paragraph, are as many as it says. And the other
way round: A…，B…，两家企业分别获评H1、H2.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.finding import any_of
from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.honours.award_holders import opens, respective
from loaders.ties.honours.award_lists import FIRMS
from loaders.ties.places.at_home import is_guest
from loaders.ties.reading import Reading, list_from
from ontology.facts import Ref, Relation

_N = r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})"
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_GOT = (
    r"(?:榜上有名|(?:成功|均|都|全部|双双|顺利|同时|新|再|被|分别|正式)*"
    r"(?:入选|上榜|入围|在列|获评|获批|获此殊荣|入列|获得|荣获|跻身|通过|认定|评为|成为|晋级|晋升))"
)
_COUNTED = re.compile(rf"(?<![\d第前近约超“]){_N}[家户](?:本土|本地|优质|民营)?(?:企业|公司|单位|工厂)?{_GOT}")
_NEW = re.compile(rf"(?:新增|新添|新晋|再添|喜添|又添|新认定|新获评){_N}[家户个]")
_HOLDER = ("企业", "冠军", "工厂", "车间", "小巨人”", "独角兽", "瞪羚企业")
_OF_THEM = re.compile(r"名单|其中|[家户](?:企业)?(?:里|中|当中)|^这|新成员|上榜企业|入选企业|获评企业|新晋")
_ROLL = re.compile(r"名单|公布|公示|榜|出炉|揭晓")  # the sentence tells of a list
_FAR = 10  # passages that a list of firms, one a line, may take
_MOST = 12  # firms that a text tells of one by one


def award_casts(read: Sequence[Reading]) -> Iterator[Relation]:
    """The holders of an honour, by the number of them that the text tells before or behind them."""
    for number, reading in enumerate(read):
        if "Honour" not in reading.kinds or not has(reading.text, "家", "户"):
            continue
        for found in (*_COUNTED.finditer(reading.text), *_NEW.finditer(reading.text)):
            honour, count = _honour(reading, found), _value(found["n"])
            if honour and 1 < count <= _MOST:
                begin, end = reading.sentence(found.start())
                told = _ROLL.search(reading.text, begin, end) is not None
                yield from _cast(read[number : number + _FAR], end, (honour, count, told))
        yield from _summed_up(reading)


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, _, ones = number.rpartition("十") if "十" in number else ("", "", number)
    if "十" in number:
        return (_DIGITS.get(tens, 1)) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS.get(ones, 0)


def _honour(reading: Reading, found: re.Match[str]) -> Named | None:
    """The one honour of firms in the sentence of the count, in which no firm is named."""
    begin, end = reading.sentence(found.start())
    told = [n for n in reading.within(begin, end, ("Honour",)) if not n.implicit]
    named = reading.within(begin, end, ("Company",))
    alone = len({n.ref for n in told}) == 1 and told[0].ref.name.endswith(_HOLDER)
    return told[0] if alone and not named else None


def _cast(read: Sequence[Reading], begin: int, list_told: tuple[Named, int, bool]) -> Iterator[Relation]:
    """The firms behind the count, where they are as many; in a paragraph that tells of the list, hardly fewer."""
    honour, count, told = list_told
    firms: dict[Ref, tuple[Reading, Named]] = {}
    for number, reading in enumerate(read):
        start = 0 if number else begin
        if number and _another(reading):
            return
        for firm in reading.within(start, len(reading.text), ("Company",)):
            if not firm.implicit and not is_guest(reading, firm):
                firms.setdefault(firm.ref, (reading, firm))
        ours = _OF_THEM.search(reading.text, start, start + 20) is not None
        if (len(firms) == count and (ours or told)) or (ours and count > 3 and len(firms) == count - 1):
            for ref, (where, firm) in firms.items():
                span = (firm.begin, firm.end)
                yield from where.say(ref, "holdsHonour", honour.ref, span, "award-cast", 0.7)
            return
        if len(firms) > count or (firms and number and reading.text.endswith("。")):
            return


def _another(reading: Reading) -> bool:
    """Whether a passage counts the holders of an honour of its own."""
    return any(_honour(reading, found) for found in _COUNTED.finditer(reading.text))


_SUM = re.compile(
    rf"(?:^|(?<=[，。；]))(?:这|上述)?{_N}[家户](?:企业|公司)?(?:分别|双双|均|都|先后|同时|成功|全部|被)*"
)


def _summed_up(reading: Reading) -> Iterator[Relation]:
    """A…，B…，两家企业分别获评H1、H2: the firms that clauses before open with, as many as are summed up."""
    for found in _SUM.finditer(reading.text) if not reading.kinds.isdisjoint(FIRMS) else ():
        begin, _ = reading.sentence(found.start())
        first = next((n for n in reading.between(found.end(), found.end() + 12) if n.ref.kind == "Honour"), None)
        verb = any_of("honour", "verbs").search(reading.text, found.start(), first.begin) if first else None
        if first is None or verb is None or reading.within(found.start(), first.begin, FIRMS):
            continue
        before = [n for n in reading.within(begin, found.start(), FIRMS) if opens(reading, n) and not n.implicit]
        firms = list({n.ref: n for n in before}.values())
        for honour in list_from(reading, first, ("Honour",)) if len(firms) == _value(found["n"]) > 1 else ():
            for firm in respective(reading, firms, honour, verb.start()):
                if firm:
                    where = (firm.begin, honour.end)
                    yield from reading.say(firm.ref, "holdsHonour", honour.ref, where, "award-summed", 0.75)
