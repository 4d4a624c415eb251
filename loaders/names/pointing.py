"""Words that only point at a thing named before, in their paragraph or the one before: 该公司, 园区, 该项目, 我镇."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from loaders.finding import Setting
from loaders.folding import fold
from loaders.lexicon import Cut, has
from loaders.named import Named
from loaders.names.companies.customers import customer, without_customers
from loaders.names.coreference import PLATFORMS
from loaders.text import Heading
from ontology.facts import Ref

_POINTERS = (
    # (words, what they point at, one of which a text with such words has: to look for it first is far faster)
    (
        re.compile(
            r"(?:该|这家|本)(?:公司|企业)|(?:该|我们?|本|这个)厂(?![房区址家商矿])|(?<=[，。；“])集团(?=[现拥下已旗共年日月总先今去副董始建投])|这家[^，。；“”]{2,18}?(?:公司|企业)(?=，|是|此次|也是|就是|的)|(?<=[，。；“”])(?:公司|企业(?!总?数|户数|个数|数量|单位|名单|群|梯队|服务|主体|家|们|上市|和|与|、))(?=[总负自已投在通近去今信董的以研\u4e00-\u9fff])"
            r"|^公司(?=[现被已获拥目先专成致建占位主产年始坚通所全在以])|(?:^|(?<=\n))公司(?=[\u4e00-\u9fff]{0,4}(?:总经理|经理|董事|负责人|总裁|总监|厂长))"
            r"|(?<=[年月来])(?:公司|企业)(?=[总营产销年投实牵联与])|(?<=得知|解到|获悉)(?:公司|企业)(?!家|们|数)|(?<=[，。；]据)(?:公司|企业)(?=[^，。；]{1,12}介绍)"
        ),
        ("Company",),
        ("公司", "企业", "厂", "集团"),
    ),
    (
        re.compile(
            r"该(?:平台|系统|园区|产业园|工业园|科技园|物流园|创业园|孵化园|基地|小镇|联盟|中心|研究院|服务区|机构|数码城)|(?<=[，。；])(?:平台|联盟|服务区)(?=[已共目将\u4e00-\u9fff])"
            r"|(?<=[，。；])(?:中心|研究院|实验室)(?=已|共|累计|牵头|先后|还|每年|一年|目前|现有|为|与|建有|拥有|建成以来|成立以来)"
        ),
        PLATFORMS,
        ("该", "平台", "联盟", "服务区", "中心", "研究院", "实验室"),
    ),
    (
        re.compile(
            r"(?:该|整个|(?:我们)?(?:这个|这次|这一|此次))项目(?!负责)|(?<=[，。；“])项目(?=全面|达产|建成|投产|投运|总投资|计划|占地|规划|预计|一期|二期|竣工|采用|分[一二两三]|主要|由|将|已|于|从|建设|落户|落地|落址|位于|坐落|选址|投资|用地|总用地|建筑面积|正式|目前|首期|整体|拟|可年|年产|新增)"
        ),
        ("Project",),
        ("项目",),
    ),
    (
        re.compile(
            r"[该我](?:镇|街道|乡)|这[座个](?:[^，。；“”]{0,16}?的)?(?:小镇|镇子|古镇)|全镇|全街道|(?<=[，。；])(?:街道|镇里)(?=[将已现今去计投])"
        ),
        ("Place",),
        ("镇", "街道", "乡"),
    ),
    (re.compile(r"该(?:行业|产业链|产业(?![园集化基带]))"), ("Industry", "IndustryChain"), ("该",)),
)
HEADED = frozenset((*PLATFORMS, "Project"))
_BODIES = ("中心", "研究院", "实验室")  # what they point at ends so
_ZONE = re.compile(
    r"(?=[同开高经产工科创园小台投新])(?:(?<=同在)|(?<=同处)|同一|(?<=[纳划]入)|(?<=[，。；、“”]))(?P<word>开发区|高新区|经开区|产业园区|工业园区|科技园区|产业园|工业园|科技园|创业园|园区|小镇|台投区|投资区|新区)"
    r"(?!企业|经济|产业|化|承载|基础|招商|载体|建设|管委会(?!副?主任)|平台)"
    r"|(?<=[我本])(?P<ours>园)(?!区|林|艺|子)"
)
_COMMITTEE = re.compile(r"(?:^|(?<=[，。；：“]))管委会(?=[\d今去本将已会]|推出|出台|印发|制定|发布)")
_AREA = re.compile(r"[该我全本](?:市|县|区)(?!场|级|域|政|委|直)")


def implicit(cuts: Sequence[Cut], named: Sequence[Named], here: Setting) -> list[Named]:
    """Words that point at a thing named before: 该公司, 企业, 该市, 我镇, 该平台."""
    by_passage: dict[int, list[Named]] = defaultdict(list)
    for each in named:
        by_passage[id(each.passage)].append(each)
    found: list[Named] = []
    zones: list[Named] = []
    bodies: list[Named] = []
    titled, heads = _titled(cuts, by_passage), _heads(cuts, by_passage)
    spoken: dict[tuple[str, ...], Ref] = {}  # the one company, the one project of the paragraph before
    heard: set[Ref] = set()  # the firms of that paragraph
    section: tuple[Heading, ...] = ()
    for cut in cuts:
        first = len(found)
        spoken = spoken if section == cut.passage.section else {}
        before = sorted(by_passage[id(cut.passage)], key=lambda n: n.begin)
        found += _areas(cut, here)
        found += _whole_zone(cut, zones, before, here)
        found += _zones(cut, zones, before)
        zones += [n for n in before if n.ref.kind == "IndustrialPlatform"]
        bodies += [n for n in before if n.ref.kind == "Agency" and n.ref.name.endswith("管委会")]
        for match in _COMMITTEE.finditer(cut.text) if bodies else ():
            found.append(_pointing(cut, match, bodies[-1].ref, "implicit-committee", 0.7))
        for pattern, kinds in ((p, k) for p, k, needs in _POINTERS if has(cut.text, *needs)):
            firm = titled.get(cut.passage.section[-1].title) if cut.passage.section and kinds == ("Company",) else None
            for match in pattern.finditer(cut.text):
                target = _target(cut.text, before, match.span(), kinds)
                target = firm or _headed(cut, heads, match, kinds) or target
                if target and match[0] in _BODIES and not target.name.endswith(match[0]):
                    continue
                if kinds == ("Project",) and _another(cut.text, before, target, match.start()):
                    target = None
                    continue
                if kinds == ("Project",) and (firm_of := _turned_to(cut.text, before, target, match.start())):
                    found.append(_pointing(cut, match, firm_of, "implicit-project-of-firm", 0.65))
                elif target:
                    found.append(_pointing(cut, match, target, "implicit-last-named", 0.7))
                elif kinds == ("Project",) and (opens := _opening(cut, before, match.start())) and opens not in heard:
                    found.append(_pointing(cut, match, opens, "implicit-project-of-firm", 0.65))
                elif (
                    kinds in spoken
                    and (kinds == ("Place",) or not _of_kind(before, kinds, match.start()))
                    and not _others(match, [*before, *found[first:]])
                ):
                    found.append(_pointing(cut, match, spoken[kinds], "implicit-passage-before", 0.6))
                elif kinds == ("Project",) and len(firms := _of_kind(before, ("Company",), match.start())) == 1:
                    found.append(_pointing(cut, match, firms.pop(), "implicit-project-of-firm", 0.6))
        if cut.passage.kind == "body":
            told = [*before, *found[first:]]
            town = _town(told) or spoken.get(("Place",))
            spoken = {k: next(iter(refs)) for k in (("Company",), ("Project",)) if len(refs := _of_kind(told, k)) == 1}
            spoken = {**spoken, ("Place",): town} if town else spoken
            section = cut.passage.section
            heard = _of_kind(told, ("Company",))
    return found


def _others(match: re.Match[str], told: Sequence[Named]) -> bool:
    """Whether 企业 stands behind the zone, place or body of its own paragraph whose firms it may mean, not one of."""
    kinds = ("IndustrialPlatform", "Place", "Agency")
    return match[0].startswith("企业") and any(n.ref.kind in kinds and n.end <= match.start() for n in told)


def _town(named: Sequence[Named]) -> Ref | None:
    """The one town of a paragraph."""
    towns = {n.ref for n in named if n.ref.kind == "Place" and n.ref.name.endswith(("镇", "街道", "乡"))}
    return towns.pop() if len(towns) == 1 else None


def _opening(cut: Cut, before: Sequence[Named], until: int) -> Ref | None:
    """The firm that a paragraph opens with, where it names no project up to a position: 项目 is its works there."""
    first = next((n for n in before if n.ref.kind == "Company" and n.begin == cut.start), None)
    return None if first is None or _of_kind(before, ("Project",), until) else first.ref


def _of_kind(named: Sequence[Named], kinds: tuple[str, ...], until: int = 1_000_000) -> set[Ref]:
    """The things of these kinds that are named up to a position."""
    found = [n for n in named if n.ref.kind in kinds and n.end <= until]
    return {n.ref for n in (without_customers(found) if kinds == ("Company",) else found)}


def _zones(cut: Cut, earlier: list[Named], before: list[Named]) -> Iterator[Named]:
    """园区, 开发区, 科技园 by themselves: the zone that the document is about, else the last of that kind it named."""
    told = earlier or any(n.ref.kind == "IndustrialPlatform" for n in before)
    for match in _ZONE.finditer(cut.text) if told else ():
        begin, end = match.span("word" if match["word"] else "ours")
        own = [n for n in before if n.ref.kind == "IndustrialPlatform" and n.end <= begin]
        word = match["word"] or "园区"
        alike = [n for n in (*earlier, *own) if n.ref.name.endswith(zone_ends(word)) and not _bracketed(n)]
        if alike and not any(n.begin <= begin and end <= n.end for n in before):
            title = fold(cut.passage.source.document.title)
            target = next((n for n in alike if title.startswith(_forms(n))), alike[-1]).ref
            beside = [n for n in own if n.ref.kind == "IndustrialPlatform" and cut.text.count("。", n.end, begin) == 1]
            if word == "园区" and beside and beside[-1].ref != alike[-1].ref and cut.text[begin - 1] == "。":
                target = beside[-1].ref  # Y创新港竣工交付。园区建有…
            yield Named(cut.passage, begin, end, target, "implicit-zone", 0.7, implicit=True)


_ADMINISTERED = re.compile(r"(?:开发区|高新区|经开区|新区|工业区|集聚区|产业园区|工业园区)$")  # and no 示范区
_WHOLE_ZONE = re.compile(r"(?<![\u4e00-\u9fff])全区(?!域|块|间)")


def _whole_zone(cut: Cut, earlier: list[Named], before: list[Named], here: Setting) -> Iterator[Named]:
    """全区 where the document's area is no 区 itself: all of the zone that was spoken of last."""
    if not here.area or here.area.name.endswith("区") or "全区" not in cut.text:
        return
    for match in _WHOLE_ZONE.finditer(cut.text):
        own = [n for n in before if n.ref.kind == "IndustrialPlatform" and n.end <= match.start()]
        zones = [n for n in (*earlier, *own) if _ADMINISTERED.search(n.ref.name) and not _bracketed(n)]
        if zones and not any(n.ref.kind == "Place" and n.ref.name.endswith("区") for n in before):
            yield _pointing(cut, match, zones[-1].ref, "implicit-zone", 0.7)


def _bracketed(zone: Named) -> bool:
    """Whether a zone is told in brackets behind the one that it is a part of."""
    text = zone.passage.text
    opened = text.rfind("（", 0, zone.begin)
    return opened >= 0 and "）" not in text[opened : zone.begin] and "）" in text[zone.end : zone.end + 60]


def _forms(zone: Named) -> tuple[str, ...]:
    """The names of a zone, and as it is written here: a short one where the vocabulary has the full one."""
    return (zone.ref.name, *zone.aliases, zone.passage.text[zone.begin : zone.end])


_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]*")


def _titled(cuts: Sequence[Cut], by_passage: dict[int, list[Named]]) -> dict[str, Ref]:
    """The headings that are the name of a company, and the company."""
    found: dict[str, Ref] = {}
    for cut in cuts:
        title = _NUMBER.sub("", cut.text)
        firms = [n for n in by_passage[id(cut.passage)] if n.ref.kind == "Company"]
        if cut.passage.kind == "heading" and len(firms) == 1 and firms[0].end - firms[0].begin >= len(title) - 2:
            found[cut.text] = firms[0].ref
    return found


_POINTS = re.compile(r"该(?:项目|机构|平台|园区|产业园|工业园|科技园|基地|中心|研究院|园)")


def _heads(cuts: Sequence[Cut], by_passage: dict[int, list[Named]]) -> dict[str, Ref]:
    """The headings that are the name of a park, an institute or a project, whose text begins by pointing at it."""
    found: dict[str, Ref] = {}
    for above, below in pairwise(cuts):
        if above.passage.kind != "heading" or not _POINTS.match(below.text):
            continue
        title = _NUMBER.sub("", above.text)
        for each in by_passage[id(above.passage)]:
            if each.ref.kind in HEADED and each.end - each.begin >= len(title) - 2:
                found[above.text] = each.ref
    return found


def _headed(cut: Cut, heads: Mapping[str, Ref], match: re.Match[str], kinds: Sequence[str]) -> Ref | None:
    """What the heading over a paragraph names, where 该项目 or 该机构 can mean it."""
    head = heads.get(cut.passage.section[-1].title) if heads and cut.passage.section else None
    if head is None or not match[0].startswith("该"):
        return None
    return head if kinds == ("Project",) or head.kind in kinds else None


_FRESH = re.compile(r"[。）](?:近日|日前|今天|昨天|\d{1,2}月\d{1,2}日)，")  # the next news of a digest
_FOUNDS = re.compile(r"(?:组建|成立|设立|创办|注册)[^，。；]{0,20}公司")


def _another(text: str, before: list[Named], target: Ref | None, begin: int) -> bool:
    """Whether other news or another firm stands between a project and words that seem to point at it."""
    if target is None:
        made = not any(n.ref.kind == "Company" for n in before)
        return made and _FOUNDS.search(text, 0, begin) is not None
    named = [n.end for n in before if n.ref == target and n.end <= begin]
    return bool(named) and _FRESH.search(text, named[-1], begin) is not None


def _turned_to(text: str, before: list[Named], target: Ref | None, begin: int) -> Ref | None:
    """The firm that opens a sentence behind a project, whose own 项目 is: C二期项目投产。D由E设立，项目分三期."""
    ends = [n.end for n in before if n.ref == target and n.end <= begin]
    firms = [n for n in before if ends and n.ref.kind == "Company" and ends[-1] <= n.begin < begin]
    opening = [n.ref for n in firms if text[n.begin - 1 : n.begin] in ("。", "！", "？", "\n")]
    return opening[-1] if opening and target and opening[-1].name[:4] not in target.name else None


_SHORT_ZONES = {
    "台投区": ("台商投资区",),
    "经开区": ("经济开发区", "经济技术开发区"),
    "高新区": ("高新技术产业开发区", "高新技术开发区"),
}


def zone_ends(word: str) -> tuple[str, ...]:
    """What the name of a zone may end in that is meant by a common noun."""
    if word == "园区":
        return ("园", "园区", "开发区", "经开区", "高新区", "集聚区", "工业区", "投资区", "新区")
    if word in _SHORT_ZONES:
        return (word, *_SHORT_ZONES[word])
    return (word, "经济开发区", "经开区", "高新区") if word == "开发区" else (word,)


def _areas(cut: Cut, here: Setting) -> Iterator[Named]:
    for match in _AREA.finditer(cut.text) if here.area else ():
        if here.area and here.area.name.endswith(match[0][-1]):
            yield _pointing(cut, match, here.area, "implicit-area", 0.9)


def _pointing(cut: Cut, match: re.Match[str], target: Ref, method: str, confidence: float) -> Named:
    return Named(cut.passage, match.start(), match.end(), target, method, confidence, implicit=True)


_FORMERLY = re.compile("的?前身[是为系]?")
_NEAR = 160  # characters behind a firm in which its history is told


def _target(text: str, before: list[Named], where: tuple[int, int], kinds: tuple[str, ...]) -> Ref | None:
    """The last thing of these kinds named before, for a town also the first after.

    Not the firm that its sentence only says whose another one is: A是B的供应商。该公司… means A.
    """
    begin, end = where
    if any(n.begin <= begin and end <= n.end for n in before):
        return None
    fitting = [n for n in before if n.ref.kind in kinds and (n.ref.kind != "Place" or n.ref.name[-1] in "镇道乡")]
    last = [n for n in fitting if n.end <= begin]
    if kinds == ("Company",):
        last = [n for n in last if not customer(text, n)]
    if kinds == ("Company",) and "前身" in text:
        formed = [n for n in last if _FORMERLY.match(text, n.end) and begin - n.end < _NEAR]
        last = formed or last  # A的前身是B，后改名C。该厂…: A
    if len(last) > 1 and kinds == ("Company",) and text.startswith("的", last[-1].end):
        is_one = re.search(r"^(?:只|也|正|就|便|都)?[是为作系](?:了)?$", text[last[-2].end : last[-1].begin])
        return last[-2 if is_one else -1].ref
    if kinds == ("Project",):  # 项目 is none of the production lines that it consists of
        last = [n for n in last if n.ref.name.endswith("项目")] or last
    if last:
        return last[-1].ref
    return fitting[0].ref if fitting and kinds == ("Place",) else None
