"""What a firm told of before has and does, pointed at by 其, 该公司 or nothing: 其X项目2月投产, P由该公司与U共建,

C投入S万元，在P建起Z平台, U与C合办的Z.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.goods.goods_told import subject
from loaders.ties.projects.undertakings import goods_of_project
from loaders.ties.reading import PLATFORMS, Reading, span
from ontology.facts import Ref, Relation

_ITS = re.compile(
    r"(?:^|[，。；])(?:其|该公司的?|公司的?|该企业的?|企业的?)(?:投资|总投资)?(?:\d[\d.]*[万亿]元的)?(?:新建的?|在建的?|投建的?)?[“]?$"
)
_BY_IT = re.compile(
    r"[”]?(?:，|正|已|现)*(?:是|就是|便是|则)?由(?:该|这家)(?:公司|企业|集团)(?P<with>[与和同][^，。；]{2,16}?)?(?:共同|联合|负责|独家|投资|合作|牵头|出资)*(?:共建|建设|运营|管理|经营|组建|设立|打造|创办|成立)"
)
_PUTS_UP = re.compile(
    r"(?:并|还|又|已|先后|率先|自主|自己|牵头|联合|出资|投资|\d+年)*(?:在[^，。；]{2,12}?)?(?:投资|出资|自主|牵头|联合|携手[^，。；]{2,14}?)*"
    r"(?:建起|搭建起?|打造出?|建成|建立|组建|成立|上线|开发出?|推出|创建|创办)(?:了)?(?:一个|一座|首个|[^，。；]{0,8}?(?:首个|唯一)的?|的)?[“]?$"
)
_JOINT = re.compile(
    r"[”]?(?:共同|联合|合作|携手)*(?:合办|共建|联办|合建|组建|建设|创办|成立|设立|打造|搭建|联建)(?:了)?的?[“]?$"
)
_WITH = re.compile(r"(?:与|和|同|联合|携手|会同)[“]?$")
_IN_CHARGE = re.compile(r"[”]?(?:将|也|全面|整体|具体|独家)*(?:负责|承担|承接|接管|托管)[“]?")
_OF_PARK = re.compile(r"[”]?的?(?:(?:整体|后续|日常)?(?:规划|开发|建设|招商|运营|管理|经营|服务)(?:[、和与及]|以及)?)+")
_OWN_KINDS = ("DigitalPlatform", "InnovationPlatform")


def its_works(reading: Reading) -> Iterator[Relation]:
    """operates and undertakes, by the frames of the module."""
    if "Company" not in reading.kinds:
        return
    for each in reading.named:
        if each.implicit:
            continue
        if each.ref.kind == "Project":
            yield from _its_project(reading, each)
        elif each.ref.kind in PLATFORMS:
            yield from _by_it(reading, each)
        if each.ref.kind in _OWN_KINDS:
            yield from _put_up(reading, each)
        if each.ref.kind in PLATFORMS:
            yield from _joint(reading, each)
            yield from _in_charge(reading, each)


def _its_project(reading: Reading, project: Named) -> Iterator[Relation]:
    """C产值19亿元，其X项目2月投产."""
    told = _ITS.search(reading.text, max(0, project.begin - 24), project.begin)
    firm = (
        subject(reading, told.start() + 1)
        if told and not reading.within(project.begin, project.end, ("Company",))
        else None
    )
    if not told or not firm:
        return
    where = span(firm, project)
    yield from reading.say(firm.ref, "undertakes", project.ref, where, "undertakes-its", 0.8)
    goods = goods_of_project(reading.text[project.begin : project.end])
    if goods:
        product = Ref("Product", reading.text[project.begin + goods[0] : project.begin + goods[1]])
        yield from reading.say(firm.ref, "makes", product, where, "makes-project", 0.7)


def _by_it(reading: Reading, platform: Named) -> Iterator[Relation]:
    """P由C运营，园内的Z由该公司与U共建: the firm that the sentence has named last."""
    told = _BY_IT.match(reading.text, platform.end) if has(reading.text, "由该", "由这家") else None
    begin, _ = reading.sentence(platform.begin)
    firms = {n.ref: n for n in reading.within(begin, platform.begin, ("Company",)) if not n.implicit}
    firm = next(iter(firms.values())) if len(firms) == 1 else subject(reading, platform.begin) if not firms else None
    if told and firm:
        where = (firm.begin, told.end())
        yield from reading.say(firm.ref, "operates", platform.ref, where, "operates-pointed", 0.8)


def _put_up(reading: Reading, platform: Named) -> Iterator[Relation]:
    """C投入S万元，在P建起Z平台: the one firm of the sentence, which opens it."""
    clause, _ = reading.clause(platform.begin)
    begin, _ = reading.sentence(platform.begin)
    firms = {n.ref: n for n in reading.within(begin, platform.begin, ("Company",))}
    others = reading.within(begin, clause, ("Agency", "Place", *PLATFORMS))
    firm = next(iter(firms.values())) if len(firms) == 1 and not others else None
    opens = firm and (firm.begin <= clause) and _LEAD.fullmatch(reading.text, begin, firm.begin)
    start = max(firm.end, clause) if firm else clause
    if firm and opens and _PUTS_UP.fullmatch(reading.text, start, platform.begin):
        where = span(firm, platform)
        yield from reading.say(firm.ref, "operates", platform.ref, where, "operates-built", 0.75)


_LEAD = re.compile(r"(?:\W|[今去前]年|\d{4}年|\d{1,2}月|近年来|近日|此外|目前|为此|同时|随后)*")


def _in_charge(reading: Reading, platform: Named) -> Iterator[Relation]:
    """C负责P的招商、管理: who is in charge of a park runs it, where running it is said."""
    begin, _ = reading.clause(platform.begin)
    firm = reading.last_before(platform.begin, ("Company",), begin)
    told = _OF_PARK.match(reading.text, platform.end)
    runs = told is not None and any(word in told[0] for word in ("运营", "管理", "经营"))
    if firm and runs and not firm.implicit and _IN_CHARGE.fullmatch(reading.text, firm.end, platform.begin):
        yield from reading.say(firm.ref, "operates", platform.ref, span(firm, platform), "operates-charge", 0.8)


def _joint(reading: Reading, platform: Named) -> Iterator[Relation]:
    """U与C合办的Z: the partner named second."""
    begin, _ = reading.clause(platform.begin)
    firm = reading.last_before(platform.begin, ("Company",), begin)
    if (
        firm
        and _JOINT.fullmatch(reading.text, firm.end, platform.begin)
        and _WITH.search(reading.text, begin, firm.begin)
    ):
        yield from reading.say(firm.ref, "operates", platform.ref, span(firm, platform), "operates-joint", 0.8)
