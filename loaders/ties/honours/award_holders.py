"""Whom a clause of award goes on about, and which of several holders an honour is for: A、B分别获评H1和H2."""

import re
from collections.abc import Sequence

from loaders.named import Named
from loaders.names.places.villages import home_village
from loaders.ties.reading import COUNTRY, PLATFORMS, Reading, run_of
from ontology.facts import Ref

_FIRMS = ("Company", *PLATFORMS)
_MARKS = re.compile(r"[”“、和与及]*|以及")


def respective(reading: Reading, holders: Sequence[Named | None], honour: Named, verb: int) -> list[Named | None]:
    """The holder that 分别 gives an honour to; all of them where as many honours are not told."""
    if not holders or "分别" not in reading.text[max(0, verb - 2) : verb + 4]:
        return list(holders)
    listed: list[Named] = []
    for each in reading.between(verb, len(reading.text)):
        gap = (
            _MARKS.fullmatch(reading.text, listed[-1].end, each.begin)
            if listed and each.begin >= listed[-1].end
            else None
        )
        if each.ref.kind == "Honour" and not each.implicit and (gap or not listed):
            listed.append(each)
    told = _members(reading, verb)
    if len(listed) != len(holders) and honour in listed and len(told) == len(listed):
        begin, end = told[listed.index(honour)]  # A、B分别获评H1、H2, where B has no known name
        return [n for n in holders if n and begin <= n.begin < end]
    if len(listed) != len(holders) or honour not in listed:
        return list(holders)
    ordered = sorted(holders, key=lambda n: n.begin if n else 0)
    return [ordered[listed.index(honour)]]


def _members(reading: Reading, verb: int) -> list[tuple[int, int]]:
    """Where the members stand of the list that 分别 closes, known by name or not."""
    begin, _ = reading.clause(verb)
    end = reading.text.rfind("分别", begin, verb + 4)
    found, at = [], begin
    for mark in re.finditer("[、和与及]|$", reading.text[begin:end]) if end > begin else ():
        found.append((at, begin + mark.start()))
        at = begin + mark.end()
    return found


_SET_UP = ("共建", "新建", "建成", "组建", "成立", "设立", "引进", "建设")


def last_opening(reading: Reading, topic: Named, clause: int, of_city: bool) -> Named | None:
    """A产值3亿元，B产值2亿元，去年获评H: of firms or towns that clauses open with, the last one goes on.

    None of several platforms that somebody set up: 共建A，B运行，获批H.
    """
    if topic.ref.kind in PLATFORMS and reading.text.endswith(_SET_UP, 0, topic.begin):
        others = [n for n in reading.within(topic.end, clause, PLATFORMS) if n.ref != topic.ref and not n.implicit]
        return None if others else topic
    if topic.ref.kind not in ("Company", "Place") or (of_city and topic.ref.kind == "Place"):
        return topic
    later = reading.within(topic.end, clause, (topic.ref.kind,))
    return next((n for n in reversed(later) if opens(reading, n) and not n.implicit), topic)


def opens(reading: Reading, each: Named) -> bool:
    """Whether a clause opens with a thing."""
    return reading.clause(each.begin)[0] == each.begin


_OF_VILLAGES = re.compile(r"(?:村|社区|(?<![小名])镇)$")
_VILLAGES = ("村", "社区", "镇", "街道", "乡")
# A village, lake or relic that a clause opens with, although nothing names it: 竹溪村|荣获…, 月牙湖|列入….
SIGHT = re.compile(
    r"(?:其中|还有|位于[\u4e00-\u9fff]{2,6}的|境内的?|当地的?|辖区内?的?|，)*[\u4e00-\u9fff]{2,8}(?:遗址|湖|古镇|古村落?|村|社区|湿地|古城|故居|水库|溶洞|石窟|寺|塔)(?:也|还|又|先后|成功|已|被|今年|去年|\d+年)*"
)


def may_be(holder: Ref, honour: Named) -> bool:
    """Whether an honour may be one's own: no county or city is a village of the best."""
    if holder.kind != "Place" or not _OF_VILLAGES.search(honour.ref.name):
        return True
    return holder.name.endswith(_VILLAGES)


def home_of(reading: Reading, verb: int) -> Ref | None:
    """Whom a clause of award without a subject is about: the village last named of a text about it, else the area."""
    village = home_village(reading.passage.source.content)
    if village is None:
        return reading.area
    named = [n.ref for n in reading.within(0, verb, ("Place",)) if n.ref.name.endswith(village.name)]
    return named[-1] if named else None


_ITSELF = re.compile(r"(?:[今去当前同]年|\d{4}年|\d{1,2}月)*(?:该|这家)?(?:公司|企业|厂里|工厂)(?![的之等])")
_BACK = 160  # characters that a firm is spoken of in


def spoken_of(reading: Reading, clause: int, verb: int) -> Named | None:
    """C…。今年公司获评H: the one firm of the sentences before, where the clause says 公司."""
    if not _ITSELF.match(reading.text, clause, verb):
        return None
    firms = [n for n in reading.within(max(0, clause - _BACK), clause, ("Company",)) if not n.implicit]
    return firms[-1] if len({n.ref for n in firms}) == 1 else None


def of_two(reading: Reading, clause: int) -> Named | None:
    """A、B…，前者供货…，后者研制的X获H: which of the two companies named together a clause speaks of."""
    which = {"前者": 0, "后者": 1}.get(reading.text[clause : clause + 2], -1)
    last = reading.last_before(clause, ("Company",), reading.sentence(clause)[0])
    two = run_of(reading, last, ("Company",)) if last and which >= 0 else []
    return two[which] if len(two) == 2 else None


_BARE = re.compile(r"(?:(?:\d{4}|[今去前当次同]|20\d\d)年|\d{1,2}月|随后|后来|此后|又|还|并|先后|成功|再次|连续|，)*")


def of_part_before(reading: Reading, sentence: int, verb: int, kinds: tuple[str, ...]) -> Named | None:
    """P1988年成立；2003年批为H: what the part before a semicolon opens with, where a part has no subject."""
    if reading.text[sentence - 1 : sentence] != "；" or not _BARE.fullmatch(reading.text, sentence, verb):
        return None
    begin, _ = reading.sentence(sentence - 1)
    opening = [n for n in reading.within(begin, sentence, kinds) if n.begin == begin and not n.implicit]
    return max(opening, key=lambda n: n.end, default=None)


_OF_PLACE = re.compile(
    r"城市(?!.{0,4}(?:企业|产品|品牌))|(?:[百十千]强|示范|先进|试点|先行|枢纽|节点|标杆|重点|[强大])[县市区]$"
    r"|之[都乡城]$|名城$|综试区$|综合试验区$"
)
_WHOLE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|带动|助力|推动|助推)(?:全|我)[县市区州旗](?![属内委外域长直级上])[^，。；]{0,18}$"
)


def of_place(honour: Named) -> bool:
    """Whether none but a place can hold an honour: a city's, a county's, a 之乡."""
    return _OF_PLACE.search(honour.ref.name) is not None


_NATIONAL = re.compile(
    r"(?:全国|国家|中国|全省|世界|全球)[^，。；]*(?:[百十千]强|\d+强|基地|试验区|先行区|先导区|示范区|综试区)$"
)
_ANY_OTHER = re.compile(r"企业|公司|集团|[厂村园院校馆店]|景区|品牌|产品|团队|平台|项目|我们|产业(?!化|增加)")
_PLAIN_LEAD = re.compile(r"(?:[今去当同]年|\d{4}年|\d{1,2}月|成功|先后|首次|再次|连续|已|还|又|并|也|一举|\d+年|，)*")


def of_whole_text(reading: Reading, honour: Named, clause: int, verb: int) -> bool:
    """Whether a clause without a subject gives a national honour to the place that the text is about: 研发投入占比
    提高到3%，跻身全国创新百强; nothing else that could get it is told of in the sentence, no firm in the passage."""
    if not _NATIONAL.search(honour.ref.name) or not _PLAIN_LEAD.fullmatch(reading.text, clause, verb):
        return False
    begin, _ = reading.sentence(verb)
    others = reading.within(0, verb, ("Company",)) or [
        n for n in reading.within(begin, verb, (*PLATFORMS, "Project", "Place")) if n.ref.key != COUNTRY
    ]
    return not others and _ANY_OTHER.search(reading.text, begin, clause) is None


def as_of_place(reading: Reading, holders: Sequence[Named | None], honour: Named) -> list[Named | None]:
    """C等“好物”畅销海外，…，入选…百强城市: what no firm can hold goes to the area that the text is about."""
    firms = [n for n in holders if n and n.ref.kind == "Company"]
    if not firms or not of_place(honour):
        return list(holders)
    begin, _ = reading.sentence(honour.begin)
    elsewhere = any(n.ref != reading.area for n in reading.within(begin, honour.begin, ("Place",)))
    return [] if elsewhere else [None]


def whole_place(reading: Reading, clause: int, verb: int) -> bool:
    """C获评H，全县还被授予G: whether the clause of a verb says itself that the whole place is meant."""
    return _WHOLE.search(reading.text[clause:verb]) is not None


_CARRIES = re.compile(r"(?:承担|实施|投资|建设|负责|牵头|申报|承建|打造|自主|组织)+(?:建设|实施|的)*的[“]?")


def head(reading: Reading, topic: Named) -> Named:
    """C同D共建的P，…获评H: the head of a subject stands last in its clause, behind 的."""
    _, end = reading.clause(topic.begin)
    works = _CARRIES.match(reading.text, topic.end) if topic.ref.kind == "Company" else None
    work = [n for n in reading.between(works.end(), works.end()) if n.ref.kind == "Project"] if works else []
    if work:
        return max(work, key=lambda n: n.end)
    behind = [n for n in reading.within(topic.end, end, _FIRMS) if n.end == end and reading.text[n.begin - 1] == "的"]
    return behind[0] if behind else topic


_MODIFIER = re.compile(
    r"[、，]?(?:(?:落户|扎根|深耕|入驻|进驻|来自)[^，。；]{2,16}|(?:始建|创建|创办|创立|成立|诞生|起步|发端)于[^，。；]{2,10}|位于[^，。；]{2,12}|(?:有着?|拥有)[^，。；]{2,12}历史)的"
)


def past_modifier(text: str, at: int) -> int:
    """Where a name goes on behind since when or where it is: 作为H，始建于1985年的|C."""
    told = _MODIFIER.match(text, at)
    return told.end() if told else at
