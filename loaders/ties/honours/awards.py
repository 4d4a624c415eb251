"""Who holds which honour: a verb of award, an apposition, a rank in a list of the best."""

import re
from collections.abc import Iterator

from loaders.finding import any_of
from loaders.lexicon import has
from loaders.named import Named
from loaders.names.industries.industry_clusters import wins_cluster
from loaders.ties.honours.award_classes import dashed, listed
from loaders.ties.honours.award_holders import (
    SIGHT,
    as_of_place,
    head,
    home_of,
    last_opening,
    may_be,
    of_part_before,
    of_place,
    of_two,
    of_whole_text,
    opens,
    past_modifier,
    respective,
    spoken_of,
    whole_place,
)
from loaders.ties.honours.award_shapes import IS_ONE, town_spoken_of
from loaders.ties.industries.industry_ties import sectors
from loaders.ties.reading import PLATFORMS, Reading, run_of, span
from ontology import names
from ontology.facts import Relation

HOLDERS = ("Company", "Place", *PLATFORMS, "Industry", "Project")
FIRMS = ("Company", *PLATFORMS)
_COUNTED = re.compile(
    r"(?:\d|[一二三四五六七八九十百两多余])[余多]?(?:家|户|个|件|项|名|人|款)|(?:新增|累计|培育|拥有|总数|力争|争取|争创|申报|培养|打造)"
)
_RANKED = re.compile(r"(?:居|位居|位列|列|排名|排|跃居|跻身|升至|名列)(?:在|至|到)?(?:全国|全省)?[“《]?$")
_IN_LIST = re.compile(
    r"[”》]?(?:榜单|名单|排名|评选|评价|评估|考核|测评|竞赛|榜)?中，?[^。；]{0,40}?(?:居|位居|位列|排名|名列|榜上有名|入围|上榜|稳居)"
)
# 拥有H1、H2等多项荣誉
_AMONG = re.compile(r"[”》]?(?:[、“][^，。；]{2,40}?)?等[^，。；、]{0,6}(?:荣誉|称号|美誉|殊荣|头衔|金字招牌)")
_AFTERWARDS = re.compile(r"[”》]?(?:成功|顺利)?(?:通过|创建成功|获批|获命名|成功创建)")
_CALLED = re.compile(r"[”》]?(?:之称|的?[美赞盛称]誉|的?美称|之誉|的?称号|的?名号|的?殊荣|之名|之一(?=[，。；、]|$))")
_IS_TITLE = re.compile(r"(?:也|又|还|更|既|就)?是(?:[^，。；]{0,16}?的)?[“‘]+$")
_OWNS = re.compile(r"(?:先后)?(?:拥有|享有|手握|坐拥|依托|凭借|擦亮|打响|用好)")  # before 等荣誉, 等金字招牌
_MEMBERS = re.compile(r"[^、]{2,24}(?:、[“《]?[^、]{2,24})*、[“《]?")  # H1、H2、 before another honour
_BETWEEN = re.compile(r"”(?:以及|[和及与])?(?=“|$)")  # “H1”“H2”和“H3”
_ENDS_CLAUSE = re.compile(r"[”’》]*(?:之一)?(?:[，。；、和]|$)")
_OF_PLACES = re.compile(r"(?:县|市|区|镇|村|街道|之乡|之都|之城|基地)(?:（[市区县、]+）)?$")
_OF_COUNTIES = re.compile(r"(?:[强大]|百强|十强|示范|先进|标杆|重点)(?:县|县级市)(?:（[市区县、]+）)?$")
_PASSED = re.compile(r"[”》]?(?:建设|创建)?(?:国家|省级|省|现场)?(?:验收|认定|评估|评审|复核)")
_SUCCEEDED = re.compile(r"成功(?:打造|创建|创成|建成|争创)(?:成为|为|了)?$")
_THIS_HONOUR = re.compile(
    r"(?:获得|获|荣获|拥有)(?:了)?(?:这项|这一|该|此项?|这个)[^，。；]{0,8}(?:殊荣|荣誉|称号|奖项|头衔)"
)
_ZONE = re.compile(
    r"(?:开发区|高新区|经开区|园区|产业园|小镇|工业区|综合体)$"
)  # honours that a zone gets, not its county
_OF_FIRMS = re.compile(r"(?:企业|工厂|车间|产品|工匠)$")  # what no place is
_AIMS = r"|到20\d\d年|创建(?!成)"
_NUMBERS = r"|[\d一二三四五六七八九十两]+[年次个度]"


def awards(reading: Reading) -> Iterator[Relation]:
    """All holdsHonour relations of a passage."""
    for honour in reading.named:
        if honour.ref.kind == "Honour":
            said = [r for rule in (_conferred, _among, listed, dashed) for r in rule(reading, honour)]
            rules = (_awarded, _apposed, _ranked) if not said else ()
            said += [relation for rule in rules for relation in rule(reading, honour)]
            yield from said or _titled(reading, honour)
    yield from _this_honour(reading)


def _awarded(reading: Reading, honour: Named) -> Iterator[Relation]:
    """C获评H; C的产品入选H; 获评H1、H2."""
    begin = _clause_of_list(reading, honour)
    lead = reading.text[begin : honour.begin]
    verb = max(any_of("honour", "verbs").finditer(lead), key=lambda m: m.end(), default=None) or _RANKED.search(lead)
    if verb is None and (honour.ref.name.endswith("企业") or _is_place(reading, honour)):
        verb = IS_ONE.search(lead)
    if verb is None and has(lead, "是", "为", "系"):
        verb = _IS.search(lead[: _list_begin(reading, honour, begin) - begin])
    if verb is None and honour.method in _SELF_TOLD:
        verb = _IS_SUCH.search(lead)
    if verb is None and honour.ref.name.startswith("链主"):
        whole = lead + "产业链" * reading.text.startswith("产业链", honour.begin)
        verb = re.search(r"(?:是|为|作为)[^，。；]{0,16}?(?:产业链|产业|行业)(?:的|中的)?[“]?$", whole)
    if verb is None and _AMONG.match(reading.text, honour.end):
        verb = _OWNS.search(lead)
    if verb is None:
        verb = _SUCCEEDED.search(lead) or (_IS_TITLE.search(lead) if _ends_title(reading, honour) else None)
    if verb is None:
        verb = re.search(r"(?:评上|选上|进了|上了|拿下|捧得|挤进|挤入)(?:了)?[“《]?$", lead)
    if verb is None and _CALLED.match(reading.text, honour.end):
        verb = re.search(r"(?:是|有|享有|素有|拥有|赢得|号称|堪称|人称|冠以|冠有)(?:着|了)?[^，。；]{0,32}$", lead)
    if verb and verb[0] == "通过" and _PASSED.match(reading.text, honour.end):
        verb = re.search(r"(?:成为[^，。；]{0,8})?(?:成功|顺利|首批|首个)?通过[^，。；]{0,4}$", lead)
    elif verb is None or verb[0] in ("通过", "争创") or _far(lead[verb.end() :]):
        return
    if verb is None or _to_person(reading, begin, begin + verb.start(), honour):
        return
    if _wished(reading, begin + verb.start()) and not _SUCCEEDED.search(lead[: verb.end()]):
        return
    holders = as_of_place(reading, _subjects(reading, begin + verb.start(), begin, honour), honour)
    for subject in respective(reading, holders, honour, begin + verb.start()):
        where = span(subject, honour) if isinstance(subject, Named) else (begin + verb.start(), honour.end)
        ref = subject.ref if isinstance(subject, Named) else home_of(reading, begin + verb.start())
        if ref and may_be(ref, honour) and (ref.kind not in ("Place", "IndustrialPlatform") or _of_zone(honour)):
            yield from reading.say(ref, "holdsHonour", honour.ref, where, "award-verb", 0.8)


def _of_zone(honour: Named) -> bool:
    """Whether a place may hold an honour: no firm's or product's, but 有“世界工厂”之称."""
    return honour.method == "honour-praised" or not _OF_FIRMS.search(honour.ref.name)


def _clause_of_list(reading: Reading, honour: Named) -> int:
    """Where the clause of an honour begins; of a list that commas part, 拿下H1，H2等称号, that of its first member."""
    begin, _ = reading.clause(honour.begin)
    before = reading.last_before(begin, ("Honour",))
    joined = before and reading.text[before.end : begin].strip("”") == "，" and begin == honour.begin
    return reading.clause(before.begin)[0] if before and joined and _AMONG.match(reading.text, honour.end) else begin


_SELF_TOLD = ("honour-first", "honour-one-of", "honour-of-state")
_IS_SUCH = re.compile(
    r"(?:是|为|系|成为|属|列|列为|位列|跻身|作为)(?:了|于)?(?:全国|我国|著名的?|古代|首批|[\d一二三四五六七八九十]+[个座家])*的?[“]?$"
)

_IS = re.compile(r"(?:曾?是|均?为|系)(?:[\u4e00-\u9fff]{2,4}(?:唯一|首[个家批座])的?)?[“‘]*$")


def _list_begin(reading: Reading, honour: Named, begin: int) -> int:
    """Where the list of honours begins that an honour is a further member of: 是H1、H2; begin if it is none."""
    at = honour.begin
    before = reading.last_before(at, ("Honour",), begin)
    while before is not None and reading.text[before.end : at].strip("“”") in ("、", "和", "与", "及"):
        at = before.begin
        before = reading.last_before(at, ("Honour",), begin)
    return at if at < honour.begin else begin


_OF_PEOPLE = re.compile(
    r"(?:劳动模范|劳模|人物|标兵|先进个人|[大名]?工匠|企业家|第一人|带头人|传承人|能手|红旗手|奖章|大师|先锋|达人|能人|之星)$"
)


def _to_person(reading: Reading, clause: int, verb: int, honour: Named) -> bool:
    """Whether a person got an honour and no firm: C董事长魏远山获评H; H is 全国劳动模范."""
    person = reading.last_before(verb, ("Person",), clause)
    alone = person and len(reading.text[person.end : verb]) < 7 and not reading.within(person.end, verb, HOLDERS)
    return _OF_PEOPLE.search(honour.ref.name) is not None or bool(alone)


_CONFERS = re.compile(r"(?:认定|命名|确定|评定|评选|授予|列|确认|增补)(?:了)?$")
_AS = re.compile(r"为(?:了)?(?:第[一二三四五六七八九十百\d]+[批届轮]|首批|\d{4}年度?|新一批)?(?:的)?[“《]?")
_IN_RANKS = re.compile(r"[”》]?(?:企业)?(?:之列|行列|名单之中)(?=[，。；])")
_STAND = re.compile(r"(?:均|都|全|也|双双)*(?:在|位列|跻身|步入|进入)[“《]?")


def _conferred(reading: Reading, honour: Named) -> Iterator[Relation]:
    """省里发文认定P为第五批H: who is named an honour by somebody else."""
    begin, _ = reading.clause(honour.begin)
    whole = max(reading.within(begin, honour.begin, HOLDERS), key=lambda n: (n.end, -n.begin), default=None)
    if whole is None or not _AS.fullmatch(reading.text, whole.end, honour.begin):
        return
    first = run_of(reading, whole, FIRMS)[0] if whole.ref.kind in FIRMS else whole
    if _CONFERS.search(reading.text[begin : first.begin]) and not _wished(reading, first.begin):
        for each in run_of(reading, whole, (whole.ref.kind,)):
            yield from reading.say(each.ref, "holdsHonour", honour.ref, span(each, honour), "award-conferred", 0.85)


def _among(reading: Reading, honour: Named) -> Iterator[Relation]:
    """A、B均在“H”之列."""
    last = reading.last_before(honour.begin, FIRMS, reading.clause(honour.begin)[0])
    if last is None or not _IN_RANKS.match(reading.text, honour.end):
        return
    if _STAND.fullmatch(reading.text, last.end, honour.begin):
        for each in run_of(reading, last, FIRMS):
            yield from reading.say(each.ref, "holdsHonour", honour.ref, span(each, honour), "award-in-ranks", 0.8)


def _ends_title(reading: Reading, honour: Named) -> bool:
    """Whether an honour is the quoted title that its clause closes with: 也是声名远扬的“…之都”."""
    return reading.text[honour.begin - 1 : honour.begin] in "“‘" and bool(
        re.match(r"[”’]+(?:[，。；]|$)", reading.text[honour.end :])
    )


def _far(gap: str) -> bool:
    """Whether more stands between a verb and an honour than the honours before it: 先后获批H1、H2、H3."""
    return len(gap) > 24 and _MEMBERS.fullmatch(_BETWEEN.sub("”、", gap)) is None


def _is_place(reading: Reading, honour: Named) -> bool:
    """Whether an honour ends the clause that says of a place that it is one: 曾是国家级…重点县."""
    ends = _ENDS_CLAUSE.match(reading.text, honour.end)
    return bool(ends) and _OF_PLACES.search(honour.ref.name) is not None


def _wished(reading: Reading, position: int) -> bool:
    """Whether the sentence speaks of an aim, not of a fact, before the position."""
    begin, _ = reading.clause(position)
    sentence, _ = reading.sentence(position)
    return bool(
        any_of("awards", "wished", _AIMS).search(
            reading.text[begin:position].replace("建成的", "").replace("打造的", "")
        )
        or re.search(r"力争|努力|目标|到20\d\d年|以创建", reading.text[sentence:position])
    )


def _subjects(reading: Reading, verb: int, clause: int, honour: Named) -> list[Named | None]:
    """Who got it: what is named directly before the verb, the topic of the sentence, or (None) the document's area."""
    wins = wins_cluster(reading.text, clause)
    found = [
        n
        for n in reading.within(clause, verb, HOLDERS)
        if wins or n.ref.kind != "Industry" or _may_hold(reading.text[n.begin : n.end], honour)
        if not reading.text.startswith("被", n.begin - 1)  # 我县被|某集团评为…: who gives it
    ]
    outer = [n for n in found if not any(o.holds(n) for o in found)]
    if _OF_COUNTIES.search(honour.ref.name) and reading.area and (outer or _zone_told(reading, verb)):
        outer = [n for n in outer if n.ref.kind != "IndustrialPlatform"]  # no zone is a county of the best
        return list(_direct(reading, outer, verb)) if outer else [None]
    if outer:
        return list(_direct(reading, outer, verb))
    if pointed := of_two(reading, clause):
        return [pointed]
    if whole_place(reading, clause, verb):
        return [None]
    product = honour.ref.name.endswith(("产品", "装备"))  # 镜片又捧回…冠军产品: what nothing names is goods
    if _COUNTED.search(reading.text[clause:verb]) or (_unnamed(reading.text[clause:verb]) and not product):
        return []
    sentence, _ = reading.sentence(verb)
    earlier = reading.text[sentence:clause]
    of_firms = honour.ref.name.endswith("企业")  # P的C产值3亿元，评上“小巨人”企业: no zone is one
    kinds = ("Company",) if of_firms else ("Company", "Place", *PLATFORMS)
    topic = reading.topic(verb, kinds) or of_part_before(reading, sentence, verb, kinds)
    if topic is None and product and sentence:
        return [t for t in (reading.topic(sentence - 1, ("Company",)),) if t]
    if topic and topic.ref.kind == "Place" and reading.within(topic.end, verb, FIRMS):
        topic = reading.within(topic.end, verb, FIRMS)[0]
    of_city = honour.ref.name.endswith(("城市", "县", "区", "市"))  # no town is one
    topic = last_opening(reading, topic, clause, of_city) if topic else spoken_of(reading, clause, verb)
    topic = head(reading, topic) if topic else None
    if topic and (topic.ref.kind != "Place" or reading.area in (None, topic.ref) or opens(reading, topic)):
        return [topic]
    return (
        [None]
        if (any_of("awards", "places").search(honour.ref.name) or honour.ref.name[-1] in "都乡城县市镇村")
        and not _ZONE.search(honour.ref.name)
        and (of_place(honour) or not re.search(r"(?:企业|公司|\d家)[^，。]{0,6}，?$", earlier))
        else [None]
        if of_whole_text(reading, honour, clause, verb)
        else []
    )


def _zone_told(reading: Reading, verb: int) -> bool:
    """Whether the sentence of a verb is about a zone."""
    topic = reading.topic(verb, ("Company", "Place", *PLATFORMS))
    return topic is not None and topic.ref.kind == "IndustrialPlatform"


def _may_hold(industry: str, honour: Named) -> bool:
    """Whether an industry may be who got an honour: a cluster, or an industry said to be one (特色产业集群)."""
    whole = industry.endswith(("产业", "产业链", "行业")) and industry not in sectors()
    return "集群" in industry or (whole and honour.ref.name.endswith(("集群", "品牌", "平台", "基地")))


def _unnamed(lead: str) -> bool:
    """Whether a firm that nothing names stands where the subject does: the sentence before is not about it."""
    rest = any_of("awards", "adverbs", _NUMBERS).sub("", lead)
    if re.fullmatch(
        r"[\u4e00-\u9fff]{4,}(?:平台|系统|园区|小镇|基地|集群|中心|项目|[实试]验区|景区|合作社|医院|学校|大学|研究院|博物馆)|[\u4e00-\u9fff]{2,}(?:村|社区|景区)",
        rest,
    ):
        return True
    if SIGHT.fullmatch(lead):
        return True
    parts = names.split_company(rest) if re.fullmatch(r"[\u4e00-\u9fff]{4,8}", rest) else None
    return (
        parts is not None and bool(parts.trade_word or parts.form) and not re.match("[以凭因经由其该此我本从被]", rest)
    )


_ALL_OF = re.compile(  # 临海、仙居等10个县市|获批H
    r"[”]?等?(?:\d+|[一二两三四五六七八九十]+)[个家座](?:县市区?|市县区?|区县|县区|地市|设区市|城市|县城|市|县|区|乡镇|镇|街道|村|高新区|经开区|开发区|园区)(?![\u4e00-\u9fff]{0,3}(?:企业|项目|产品|集群|产业))"
)


_OF_THEM = r"[”’]*(?:等|在内的|等?为(?:代表|首|龙头)的)?(?:一批)?[\d一二三四五六七八九十两]*[余多]?[家户]"


def _direct(reading: Reading, found: list[Named], verb: int) -> Iterator[Named]:
    last = found[-1]
    firm = next((n for n in found if n.ref.kind in FIRMS), None)
    if last.ref.kind == "Place" and firm:
        last = firm
    gap = reading.text[last.end : verb].partition("被")[0]
    if last.ref.kind in ("Place", *PLATFORMS) and _ALL_OF.match(gap):
        yield from run_of(reading, last, (last.ref.kind,))
        return
    if last.ref.kind == "Place" and _other_subject(gap):
        return
    run = run_of(reading, last, FIRMS)
    if not _COUNTED.search(gap):
        yield from run if last.ref.kind in FIRMS else run_of(reading, last, (last.ref.kind,))
    elif last.ref.kind == "Company" and re.match(_OF_THEM, gap):
        yield from run


def _other_subject(gap: str) -> bool:
    """Whether a noun that nothing names stands between a place and the verb, and is what got the honour."""
    if re.match(r"[\u4e00-\u9fff]+”", gap):  # “某某枸杞”入选…: a brand that begins with the place
        return True
    rest = any_of("awards", "adverbs", _NUMBERS).sub("", gap)
    if re.search(r"[\u4e00-\u9fff]{3,}、[\u4e00-\u9fff、]{3,}等", gap):
        return True
    return bool(re.search(r"[\u4e00-\u9fff]{3,}$", rest)) and bool(any_of("awards", "others", "$").search(rest))


_BEARERS = ("Company", "Place", *PLATFORMS)


def _apposed(reading: Reading, honour: Named) -> Iterator[Relation]:
    """作为H，C…; H的C; “H”C; H C有限公司; C“H”成功通过验收."""
    text = reading.text
    follows = re.match(r"[”》’]?(?:称号)?(?:企业|的|，)?", text[honour.end :])
    at = past_modifier(text, honour.end + (follows.end() if follows else 0))
    holder = next((n for n in reading.named if n.begin == at and n.ref.kind in _BEARERS and not n.implicit), None)
    if holder and holder.ref.kind == "Place":  # 隐形冠军德国C: the firm's
        holder = next((n for n in reading.named if n.begin == holder.end and n.ref.kind == "Company"), holder)
    before = next((n for n in reading.named if n.ref.kind == "Place" and text[n.end : honour.begin] in ("“", "")), None)
    if before and _AFTERWARDS.match(text, honour.end):
        yield from reading.say(before.ref, "holdsHonour", honour.ref, span(before, honour), "award-passed", 0.8)
    titled = before and before.end == honour.begin - 1 and honour.ref.name.endswith(("之乡", "之都", "之城", "名城"))
    if before and titled and text.startswith("”", honour.end):
        yield from reading.say(before.ref, "holdsHonour", honour.ref, span(before, honour), "award-apposition", 0.8)
    this = re.search(r"(?:这家|该)(?:[^，。；]{0,12}的)?[“]?$", text[: honour.begin])
    firm = reading.last_before(honour.begin, ("Company",)) if this and holder is None else None
    if (firm and text.startswith(("企业", "”企业", "”的企业"), honour.end)) or (
        firm and honour.ref.name.endswith("企业")
    ):
        yield from reading.say(firm.ref, "holdsHonour", honour.ref, span(firm, honour), "award-this-firm", 0.75)
    if holder is None:
        return
    introduced = re.search(r"(?:作为|身为|是)[^，。；]{0,20}$", text[: honour.begin])
    marked = text[honour.end : honour.end + 1] in ("”", "》") or bool(introduced)
    if ("，" in text[honour.end : at] and not introduced) or (holder.ref.kind != "Company" and not marked):
        return
    if not _COUNTED.search(text[max(0, honour.begin - 4) : honour.begin]):
        yield from reading.say(holder.ref, "holdsHonour", honour.ref, span(holder, honour), "award-apposition", 0.85)


_COUNTED_FIRMS = re.compile(r"[”’]*(?:[\d两三四五六七八九十]+[家个]?[\u4e00-\u9fff]{0,4}?(?:企业|平台)?)?")


def _ranked(reading: Reading, honour: Named) -> Iterator[Relation]:
    """在H榜单中，慈溪位居第四; 在H名单中，…“A”“B”榜上有名."""
    text = reading.text
    begin, end = reading.sentence(honour.begin)
    lead = text[begin : honour.begin].rstrip("《“")
    if not re.search(r"在[^，。；]{0,24}$", lead) or not _IN_LIST.match(text, honour.end):
        return
    listed = re.search(r"榜上有名|上榜|入围", text[honour.end : end])
    if listed:
        at = honour.end + listed.start()
        last = reading.last_before(at, FIRMS, honour.end)
        if last and _COUNTED_FIRMS.fullmatch(text[last.end : at]):
            for each in run_of(reading, last, FIRMS):
                yield from reading.say(each.ref, "holdsHonour", honour.ref, span(honour, each), "award-list", 0.75)
        return
    place = next(iter(reading.within(honour.end, end, ("Place",))), None) or reading.topic(honour.begin, ("Place",))
    ref = place.ref if place and _subject_place(reading, place) else reading.area
    if ref and any_of("awards", "places").search(honour.ref.name):
        yield from reading.say(ref, "holdsHonour", honour.ref, (honour.begin, honour.end), "award-rank", 0.7)


def _subject_place(reading: Reading, place: Named) -> bool:
    """Whether the place stands where a subject does: at the beginning of a clause."""
    return reading.clause(place.begin)[0] == place.begin


def _titled(reading: Reading, honour: Named) -> Iterator[Relation]:
    """A title in quotes that a text about the place gives it: 处处彰显“…第一强县”的奋进姿态."""
    if honour.method != "honour-quoted-title" or not reading.area or _wished(reading, honour.begin):
        return
    if honour.ref.name[-1:] not in "县市区镇村乡都城鼎）)强":
        return
    if not re.search(r"\d[家个]|企业", reading.text[max(0, honour.begin - 4) : honour.begin]):
        where = (honour.begin, honour.end)
        holder = town_spoken_of(reading, honour) or reading.area
        yield from reading.say(holder, "holdsHonour", honour.ref, where, "award-title", 0.65)


def _this_honour(reading: Reading) -> Iterator[Relation]:
    """“A”“B”“C”3家企业…获得这项殊荣: the honour that the passage spoke of before."""
    for found in _THIS_HONOUR.finditer(reading.text):
        begin, _ = reading.sentence(found.start())
        honour = next((n for n in reading.named if n.ref.kind == "Honour" and n.end <= begin), None)
        for firm in reading.within(begin, found.start(), ("Company",)):
            if honour and not firm.implicit:
                yield from reading.say(
                    firm.ref, "holdsHonour", honour.ref, (firm.begin, found.end()), "award-this", 0.75
                )
