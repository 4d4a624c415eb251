"""Where a name becomes what a passage speaks of, and how far that holds.

A thing becomes the topic where it is the subject of a clause, is pointed at (该公司), is introduced by what is done to
make it known (推出X，…; 的还有X。), or says what stands in quotes before it (“…。”X董事长说). It stays the topic to the
end of its sentence, and through those after it that go on with it. Words: rules/subjects.toml, rules/words.toml.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from loaders.finding import stem
from loaders.lexicon import one_of, rules, words
from loaders.named import Named
from ontology import vocab
from ontology.facts import Ref
from ontology.values import record

PLATFORMS = frozenset(("Platform", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform"))
THINGS = PLATFORMS | {"Company", "Project"}
_CLAUSE = re.compile(r"[，。；：！？…]|——|—(?![\u4e00-\u9fff])|(?<![\u4e00-\u9fff])—")  # not in 青岭—河东园区
_AND = re.compile(r"及(?![时早])|以及")
_FRONT = 16  # the longest words between the beginning of a clause and its subject
_RELATIVE = 40  # the longest relative clause before a subject
_SPEECH = 400  # characters of a speech that is looked back over
_SPEAKER = 24  # characters between a speaker's company and the word that says he speaks
_NUMBERING = re.compile(
    r"[\s—■●◆“‘]*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]\s*|[一二三四五六七八九十]是)?[“‘]?"
)
_LONGER = re.compile(
    r"级|内|第|及|以|各|首|前|、|和|与|(?:国家)?(?:高新|经开|开发|保税|工业园)区?|新区"
)  # no place alone
_TAKEN_AS = re.compile(r"作为|建成|打造[成为]|定位[于为]")  # 把X作为主战场来抓，…
_VISITED = PLATFORMS | {"Company"}
_VISIT = re.compile(r"[”’]?(?:记者|我们)?(?:在|位于|(?P<come>走进|来到|步入|走入))(?:[^，。；：]{1,12}的)?")
_INSIDE = re.compile(
    r"[^，。；：]{0,20}(?:车间|厂房|工厂|厂区|展厅|生产线|生产基地|现场)[”’]?(?:内|里|中|上)?，"
)  # 在X的车间内，
_CHOSEN = re.compile(r"入选|获评|获得|荣获|被|成为|上榜|创成")  # what a town is chosen for; then the county goes on
# Who does something with others leads its clause: X园与高校建立了协同创新网络.
_TOGETHER = re.compile(
    r"[与和同](?!.{0,12}(?:两|分别|均|都))[^，。；：]{2,24}?(?:建立|签订|签署|签约|合作|共建|达成|联合|对接|携手|组建|开展)"
)
_PAID_FOR = re.compile(r"\d[\d.]*[万亿]元的$")  # 投资2亿元的X项目，年消化…
_BY = re.compile(r"(?:^|[主要系是，])由[^，。；]{0,16}$")
_BUILDS = re.compile(r"(?:等|公司|集团)?(?:共同|联合)?(?:投资|出资|承建|建设|运营|负责|开发|牵头|主导|打造|实施|管理)")
_MADE_OF = re.compile(r"[^，。；]{0,16}?(?:整合|合并|组合|组建|整合提升)?(?:而成|组成|构成|合并设立|整合设立)")
_POST = "(?:董事长|总经理|副总|总裁|负责人|创始人|厂长|厂办主任|总监|总工程师|车间主任|掌门人)[\u4e00-\u9fff]{2}"
_PART = re.compile(r"(?!的)[\u4e00-\u9fff]{2,16}项目")  # a company's name in that of its project


@record
class Topic:
    """From a position of a passage to another, what it speaks of and where; thing None: of the place itself.

    sentence: where its sentence begins; name: where its name stands.
    """

    at: int
    until: int
    thing: Ref | None
    place: Ref | None
    sentence: int = 0
    name: int = 0


class Reach:
    """The sentences and clauses of a passage, and how far what is said in one of them holds."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.sentences = sentences
        self.begins = [begin for begin, _ in sentences]
        self.clauses = [0, *(m.end() for m in _CLAUSE.finditer(text))]
        self._until = self._ends()

    def clause(self, at: int) -> int:
        """Where the clause around a position begins."""
        return self.clauses[bisect_right(self.clauses, at) - 1]

    def sentence(self, at: int) -> tuple[int, int]:
        """Begin and end of the sentence around a position, its end past the sentences that go on with it."""
        number = max(0, bisect_right(self.begins, at) - 1)
        return (self.begins[number], self._until[number]) if self.sentences else (0, len(self.text))

    def speech_before(self, at: int) -> int:
        """Where the quoted speech begins that ends directly before a position; the position itself if none does."""
        if self.text[max(0, at - 1) : at] != "”" or self.text[max(0, at - 2)] not in "。！？…":
            return at
        depth = 0
        for i in range(at - 1, max(-1, at - _SPEECH), -1):
            depth += (self.text[i] == "”") - (self.text[i] == "“")
            if depth == 0:
                return i
        return at

    def _ends(self) -> list[int]:
        """For each sentence where those end that go on with it: 其中…, 我们…, or speech that it opened."""
        ends = [stop for _, stop in self.sentences]
        for number in range(len(ends) - 2, -1, -1):
            begin, stop = self.sentences[number + 1]
            if _goes_on().match(self.text, begin, stop) or self._opened(number):
                ends[number] = ends[number + 1]
        return ends

    def _opened(self, number: int) -> bool:
        """Whether a sentence leaves a quotation open, or introduces the one that follows."""
        begin, stop = self.sentences[number]
        words_ = self.text[begin:stop]
        if words_.count("“") > words_.count("”"):
            return True
        return self.text.startswith("“", stop) and _says().search(words_) is not None


def topic(each: Named, start: int, reach: Reach, before: Topic | None, area: Ref | None) -> Topic:
    """The topic that a name begins, which is the subject of the clause that begins at start."""
    first, last = reach.sentence(each.begin)
    if each.ref.kind == "Place":
        if "-" in each.ref.key:
            found = _CLAUSE.search(reach.text, each.end) if _CHOSEN.search(reach.text, each.end, each.end + 8) else None
            last = found.end() if found else last
        until = len(reach.text) if area and each.ref.key == area.key else last
        return Topic(each.begin, until, None, each.ref, first, each.begin)
    near = before.place if before and before.place and start <= before.at else area
    if start <= first and each.ref.kind in THINGS and _says().search(reach.text, each.end, each.end + _SPEAKER):
        start = reach.speech_before(first)
    return Topic(start, last, each.ref, near, first, each.begin)


def introduced(each: Named, reach: Reach, area: Ref | None, kinds: frozenset[str]) -> Topic | None:
    """The topic that a name begins behind itself, by what is done to it at the end of its clause: 推出“X”，….

    kinds: of which kinds it may be; programs are introduced so in plans only, reports tell of them by the way.
    """
    after = reach.text[each.end : each.end + 2].lstrip("”’》")
    if each.ref.kind not in kinds or after[:1] not in ("，", "。", "；"):
        return None
    front = reach.text[reach.clause(each.begin) : each.begin].rstrip("“‘《")
    paid = each.ref.kind == "Project" and after[:1] == "，" and _PAID_FOR.search(front)
    if not paid and not _founding().search(front):
        return None
    first, last = reach.sentence(each.begin)
    return Topic(each.end, last, each.ref, area, first, each.begin)


def front_of(text: str, start: int, begin: int, known: Sequence[tuple[int, int]]) -> str:
    """The words of the clause before a name, without times and places and what introduces a subject."""
    front, at = "", start
    for first, last in known:
        front += text[at:first]
        at = max(at, last)
    front += text[at:begin]
    return _introducing().sub("", front.strip(" 　"))


def may_lead(each: Named, start: int) -> bool:
    """Whether a name stands near enough to the beginning of its clause to be its subject."""
    return each.begin - start <= _RELATIVE + _FRONT


def is_subject(each: Named, front: str, area: Ref | None) -> bool:
    """Whether a name is what its clause is about, by what stands before and after it."""
    after = each.passage.text[each.end : each.end + 3].lstrip("”’》")
    if each.ref.kind == "Place":
        if elsewhere(each, area):
            return front in ("", "“") and _measured(each.passage.text, each.end)
        own = area is not None and each.ref == area and front.endswith("的") and len(front) <= _RELATIVE
        led = front == "在" and after.startswith("，") and each.ref.name.endswith(("镇", "街道", "乡"))
        return ((front in ("", "“") or own or led) and not _LONGER.match(each.passage.text, each.end)) or (
            bool(re.search(r"(?<![是在由于])[镇县乡市]$", front)) and len(front) <= _FRONT
        )
    if front.endswith("（"):
        return False
    if each.ref.kind in PLATFORMS and front.endswith(("把", "将")) and _TAKEN_AS.match(each.passage.text, each.end):
        return True
    visit = _VISIT.fullmatch(front) if each.ref.kind in _VISITED else None
    if visit and (visit["come"] or _INSIDE.match(each.passage.text, each.end)):
        return True
    if each.ref.kind == "Company" and _PART.match(each.passage.text, each.end):
        return False
    alone = each.ref.kind == "IndustrialPlatform" and each.passage.text[each.begin - 1 : each.begin] == "，"
    if alone and _SITED.match(each.passage.text, each.end):  # X生产线，P园区，总投资2亿元: where it is
        return False
    if "由" in front and _MADE_OF.match(each.passage.text, each.end):  # what a zone was put together from
        return False
    if _BY.search(front) and _BUILDS.match(each.passage.text, each.end):
        return False
    together = _TOGETHER.match(each.passage.text, each.end) is not None
    if (
        each.ref.kind not in THINGS
        or ((after[:1] in ("、", "等", "“", "‘", "和", "与") or _AND.match(after)) and not together)
        or re.search(r"[”’][“‘]", front)
    ):
        return False
    if _NUMBERING.fullmatch(front):
        return True
    if front.endswith(("的", "的“")):
        return len(front) <= _RELATIVE
    return len(front) <= _FRONT and not _governed().search(front)


def elsewhere(each: Named, area: Ref | None) -> bool:
    """Whether a name is that of a place outside the document's area."""
    return each.ref.kind == "Place" and area is not None and not each.ref.key.startswith(stem(area.key))


def _measured(text: str, at: int) -> bool:
    """Whether an indicator follows, as it does where another place's figures are told: 某某市实现地区生产总值…."""
    if verb := _reached().match(text, at):
        return not text.startswith(("的", "了"), verb.end())
    return any(text[at : at + length] in _indicators() for length in range(3, 15))


@lru_cache(maxsize=64)
def own_names(area: Ref | None) -> re.Pattern[str] | None:
    """The names of the document's area and of what lies in it, where they are not part of a longer name.

    Of 临海市级 the name is 临海: 市级 is a calibre, or part of the name of a class.
    """
    if area is None:
        return None
    code, (codes, places) = stem(area.key), _coded()
    inside = places[bisect_left(codes, code) : bisect_left(codes, code + _LAST)] if code else []
    names = {name for p in inside for name in p.names if len(name) > 1} | {area.name}
    return re.compile(rf"{one_of(names)}(?:(?![级区]|[\u4e00-\u9fff]{{0,2}}级)|(?=[市县区]级))")


_LAST = "\uffff"  # sorts behind every code


@cache
def _coded() -> tuple[list[str], list[vocab.Concept]]:
    """All places by their codes, and the codes."""
    places = sorted(vocab.concepts("place"), key=lambda place: place.code)
    return [place.code for place in places], places


@cache
def _words(table: str) -> tuple[str, ...]:
    return words(rules("subjects")[table]["words"])


@cache
def _goes_on() -> re.Pattern[str]:
    turns = "(?!同时，?(?:我们)?[也还]?[^，。]{0,4}(?:看到|认识到|存在|面临))"  # what is wanting is told of the whole
    return re.compile("[“‘]?" + turns + "(?:" + one_of(_words("goes_on")) + "|[^。]{0,40}，这里)")


@cache
def _says() -> re.Pattern[str]:
    return re.compile(one_of(_words("says")) + "|" + _POST)


_SITED = re.compile(r"，(?:计划|预计)?(?:总投资|投资|占地|用地|新增用地)[约\d]")


@cache
def _founding() -> re.Pattern[str]:
    return re.compile(one_of(_words("found")) + "[^，。；：]{0,16}$")


@cache
def _introducing() -> re.Pattern[str]:
    return re.compile(one_of(_words("introduce")))


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(one_of(_words("reach")))


@cache
def _governed() -> re.Pattern[str]:
    table = rules("words")
    listed = (*words(table["govern"]), *words(table["act"]), *_words("govern"))
    return re.compile(one_of(listed) + "了?[“‘]?$")


@cache
def _indicators() -> frozenset[str]:
    return frozenset(vocab.names("metric"))


def is_short(short: str, full: str) -> bool:
    """Whether a zone's name leaves out characters of a longer one: 江北经开区 of 江北经济技术开发区."""
    short = short if "市" in full else short.replace("市", "", 1)  # 江北市经开区
    if short == full or (short[:2] == full[:2] and short[-1:] == full[-1:] == "区"):
        rest = iter(full)
        return all(mark in rest for mark in short)
    return False


_SHORT_END = 4  # characters of the end of a name by which it is known
_ENDS = ("项目", "工程", "生产线", "产业园", "基地", "综合体")


def begun_by(metric: str, name: str) -> str:
    """What an indicator begins with of a name or its end: 仓储项目 of 仓储项目总投资, of 某某仓储项目; else ""."""
    ends = (name[i:] for i in range(len(name) - _SHORT_END + 1)) if name.endswith(_ENDS) else (name,)
    return next((end for end in ends if end and metric.startswith(end)), "")
