"""Projects: who undertakes them, what they will make and when; and who runs a platform."""

import re
from collections.abc import Iterator

from loaders.dictionary import last_word
from loaders.figures.capacities import capacities
from loaders.named import Named
from loaders.names.companies.coined import ware
from loaders.names.projects.project_sizes import UNITS
from loaders.ties.goods.products import is_matter, is_thing
from loaders.ties.reading import PLATFORMS, Reading, front, run_of, span
from ontology.facts import Attribute, Ref, Relation
from ontology.goods import goods as product_word
from ontology.goods import is_substance

_TOGETHER = re.compile(r"^[”]?等(?:\d+|[一二三四五六七八九十两多]+)家[\u4e00-\u9fff]{0,6}?(?:企业|公司|单位)")
_RUN = re.compile(
    r"(?:合股|合资|入股)(?:成立|组建|建设|搭建|创办|打造)?的|(?:共同|联合|合作|出资|投资|全资|牵头|负责)*(?:牵头|运营|创建|申建|发起|建设运营|组建|建设|打造|开发|搭建|成立|投资建设|管理|开发运营)"
    r"(?:、[^，。；]{2,16}?(?:参与|参建|配合|协同)(?:组建|建设)?)?的?"
)
_WITH = re.compile(
    r"(?:，)?(?:[今去前]年|\d{4}年)?(?:\d{1,2}月)?(?:已|还|则)?(?:与|和|同|联合|携手|会同)[^，。；]{2,20}?(?:合作|共建|创建|申建|组建|建设|成立|打造|设立|合办|合建|联办|联建|创办)(?:的|了)?"
)
_RUN_BY = re.compile(r"(?:[\u4e00-\u9fff]{0,4}?成立于[\d年月日]+，)?由")
_RUNS = re.compile(r"(?:独家|负责|牵头|全资|投资)*(?:开发|建设|运营|管理|经营)")
_MONTHS = re.compile(
    r"建设(?:期限?|工期|周期|年限)?(?:为|：|:)?(?P<a>\d{4})[.年](?P<b>\d{1,2})月?[-—~至到]+(?P<c>\d{4})[.年](?P<d>\d{1,2})月?"
)


def undertakings(reading: Reading) -> Iterator[Relation]:
    """All operates and undertakes relations of a passage, and what a project's name says that its company makes."""
    yield from _runs(reading)
    said = [*_undertakes(reading), *_signed(reading)]
    yield from said
    for each in said:
        yield from _capacity(reading, each)


def schedules(reading: Reading) -> Iterator[Attribute]:
    """Start and end of the project that a passage begins with: 建设期2021.06—2023.12."""
    project = next((n for n in reading.named if n.ref.kind == "Project" and not n.implicit), None)
    for found in _MONTHS.finditer(reading.text) if project else ():
        for key, year, month in (("start", "a", "b"), ("end", "c", "d")):
            if project and 1 <= int(found[month]) <= 12:
                evidence = reading.passage.evidence(found.start(year), found.end(month))
                value = f"{found[year]}-{int(found[month]):02d}"
                yield Attribute(project.ref, key, value, "gYearMonth", evidence, "project-period", 0.9)


def _capacity(reading: Reading, undertaken: Relation) -> Iterator[Relation]:
    """C undertakes 年产1200台伺服压力机项目: it makes what the project's name says."""
    name = undertaken.object.name
    name = name if name in reading.text else name.removesuffix("项目")  # 晨曜碳纤维等项目
    at = reading.text.find(name)
    found = list(capacities(name)) if at >= 0 else []
    if at >= 0 and not found:
        yield from _for_product(reading, undertaken, (at, at + len(name)))
    for capacity in found:
        for begin, end in capacity.products:
            product = Ref("Product", name[begin:end])
            yield from reading.say(undertaken.subject, "makes", product, (at + begin, at + end), "makes-capacity", 0.8)


_GOODS = re.compile(
    r"(?:年产)?(?:\d[\d.]*[万亿]?(?:吨|台套?|套|件|只|米|平方米))?(?P<goods>[\u4e00-\u9fffA-Za-z]{0,8}(?:部件|配件|构件|材料|设备|装备|制品|轮毂|电池|电机|线缆|电缆|压缩机|机床|机器人"
    r"|轴承|模具|薄膜|避雷器|变压器|传感器|羊绒衫|铝箔|铝材|铜箔|玻璃|白酒|淀粉|水泵|阀门))(?:生产线|产业化|扩建|技改|改造|生产基地|[一二三四]期)*(?:项目)?$"
)


_WORKS = re.compile(
    rf"(?:[\d.]+[万亿]?(?:{UNITS})?(?:/[年日])?|万吨|年产)*的?(?P<goods>[\u4e00-\u9fff]{{2,14}}?)"
    r"(?:生产线|产业化|扩建|技改|改造|智能化|(?:中央|智能)?工厂|生产基地|基地|总装|扩能|扩产|产能|倍增|转型升级|工程|[一二三]期)*(?:项目)?(?:[一二三]期)?"
)


_MAKING = re.compile(  # 晨曜|液态奶扩建项目: what is worked on, whatever it is
    r"(?P<goods>[\u4e00-\u9fff]{2,10}?)(?:精?深加工|加工|生产|制造|提取|织造|冶炼|酿造|扩建|扩能|扩产|增产|生产线|(?:智能|未来|绿色|数字化?|无人)(?:工厂|车间))"
    r"(?:基地|生产线|工厂|车间|扩建|技改|改造|项目|工程|[一二三]期)*"
)
_PLACE_OF_WORK = re.compile(
    r"(?:[厂园区路站场院校馆库港网房店城镇]|中心|基地|车间|管网|大楼|公司|总部|[一二三]期|智能|绿色|高端|精密|农产品|食品|数据|算力)$"
)


def goods_of_project(name: str) -> tuple[int, int] | None:
    """Where the words stand in a project's name, less its company's, that tell what it will make."""
    found = _GOODS.match(name) or _WORKS.fullmatch(name)
    if found and (found.re is _GOODS or (product_word(found["goods"]) and not _PLACE_OF_WORK.search(found["goods"]))):
        return found.span("goods")
    made = _MAKING.fullmatch(name)
    sound = made and is_thing(made["goods"]) and not _PLACE_OF_WORK.search(made["goods"])
    return made.span("goods") if made and sound else None


def _for_product(reading: Reading, undertaken: Relation, where: tuple[int, int]) -> Iterator[Relation]:
    """C undertakes C轻量化部件项目: what stands between the company and 项目 is what it makes, if it is goods."""
    at, end = where
    begin = max((n.end for n in reading.within(at, end, ("Company",))), default=at)
    begin = next((n.end for n in reading.named if n.begin == begin and n.ref.kind == "Place"), begin)
    rest = reading.text[begin:end]
    goods = goods_of_project(rest)
    for first, last in [goods] if goods else _several(rest):
        first += rest.startswith(("及", "和", "与"), first)
        first -= len(_SIZE.search(rest, 0, first)[0])  # type: ignore[index]  # it matches ""
        product = Ref("Product", rest[first:last])
        yield from reading.say(undertaken.subject, "makes", product, (at, begin + last), "makes-project", 0.7)


_SIZE = re.compile(r"(?:[\d.]+(?:英寸|微米|纳米))?$")  # 12英寸|晶圆片
_JOINT = re.compile(r"[及和与、]")


def _several(rest: str) -> Iterator[tuple[int, int]]:
    """The goods in a project's name that no list knows, one or more: C|维纶及聚乳酸酯二期项目, C|防眩玻片项目."""
    whole = _WORKS.fullmatch(rest)
    begin = whole.start("goods") if whole else 0
    spans: list[tuple[int, int]] = []
    for part in _JOINT.split(whole["goods"]) if whole else ():
        spans.append((begin, begin + len(part)))
        begin += len(part) + 1
    known = all(_shown(rest[first:last]) for first, last in spans)
    yield from spans if known and "以及" not in rest else ()


def _shown(part: str) -> bool:
    """Whether a phrase is goods by how it ends: a substance, a product word, a noun like 面板."""
    if _PLACE_OF_WORK.search(part) or len(part) < 2:
        return False
    return (
        is_substance(part)
        or bool(product_word(part))
        or is_matter(part)
        or (len(part) > 2 and len(last := last_word(part)[0]) > 1 and ware(last))
    )


_LED = re.compile(r"(?:又|还|也|则)?(?:牵头|发起|主导)?，")


def _runner(reading: Reading, clause: int) -> Named | None:
    """The firm that does what a clause without a subject says: right before it, or opening its sentence alone."""
    begin, _ = reading.sentence(clause)
    firms = reading.within(begin, clause, ("Company",))
    if firms and _LED.fullmatch(reading.text, firms[-1].end, clause):
        return firms[-1]
    others = reading.within(begin, clause, ("Place", "Agency", *PLATFORMS))
    return firms[0] if firms and firms[0].begin == begin and len(firms) == 1 and not others else None


_OURS = re.compile(r"[“]?(?:[今去]年，?|目前|为此|现在)?我们(?:公司|厂|集团|企业)?(?=还|也|已|与|和|同|联合|携手)")
_SAYS = re.compile(r"[^，。；“”]{0,12}?(?:董事长|总经理|经理|负责人|厂长|总裁|创始人|主任|总监|总工)")


def _speaker(reading: Reading, position: int) -> Named | None:
    """The firm whose head is quoted: “我们和U合建了P，…”C总经理介绍."""
    close = reading.text.find("”", position)
    firm = (
        next((n for n in reading.between(close + 1, close + 1) if n.ref.kind == "Company"), None)
        if close >= 0
        else None
    )
    return firm if firm and _SAYS.match(reading.text, firm.end) else None


def _runs(reading: Reading) -> Iterator[Relation]:
    """由C运营的P; 其牵头组建的P: operates."""
    text = reading.text
    for platform in reading.named:
        if platform.ref.kind not in PLATFORMS or platform.implicit:
            continue
        by = _RUN_BY.match(text, platform.end)
        runner = next((n for n in reading.named if by and n.begin == by.end() and n.ref.kind == "Company"), None)
        if runner and _RUNS.match(text, runner.end):
            where = span(platform, runner)
            yield from reading.say(runner.ref, "operates", platform.ref, where, "operates-by", 0.85)
        for own in reading.within(platform.begin, platform.end, ("Company",)):
            if own.begin == platform.begin and not own.implicit:
                where = (platform.begin, platform.end)
                yield from reading.say(own.ref, "operates", platform.ref, where, "operates-name", 0.75)
        begin, _ = reading.clause(platform.begin)
        lead = text[begin : platform.begin].rstrip("“‘")
        firm = reading.last_before(platform.begin, ("Company",), begin)
        partner = firm is None and _WITH.fullmatch("，" + lead)
        ours = _OURS.match(lead)
        if ours and _WITH.fullmatch("，" + lead[ours.end() :]):
            partner, firm = ours, _speaker(reading, platform.end)
        elif partner:
            firm = _runner(reading, begin)
        gap = _TOGETHER.sub("", text[firm.end : begin + len(lead)]) if firm else ""
        if firm and (partner or _RUN.fullmatch(gap) or _WITH.fullmatch(gap)):
            listed = run_of(reading, firm, ("Company",))
            joint = text.endswith("由", 0, listed[0].begin)  # 由A、B共同建设的P
            for each in [n for n in listed if n is firm or (joint and text[n.end] in "、和与及")]:
                yield from reading.say(each.ref, "operates", platform.ref, span(each, platform), "operates-by", 0.85)
        elif re.search(r"(?:^|，|。)(?:其|公司|企业)(?:牵头)?(?:组建|建设|运营|打造|成立|搭建)的?$", lead):
            owner = reading.last_before(begin + 1, ("Company",), reading.sentence(begin)[0])
            if owner:
                yield from reading.say(owner.ref, "operates", platform.ref, span(owner, platform), "operates-its", 0.75)


_SETTLES = re.compile(r"落[户子地]|入驻|投资|选址|布局|签约|设立|增资|建厂|设厂|扩产")
_OF_SUM = re.compile(r"(?:其|该)?(?:计划)?总?投资(?:额)?[^，。；]{0,16}元的")
_OF_COUNTRY = re.compile(r"[^，。；]{0,24}?(?:企业|公司|巨头|龙头|冠军|供应商|制造商|经营商|集团|厂商)?[”]?")


def _settler(reading: Reading, project: Named) -> Named | None:
    """C在Q落户，总投资S元的P…: the one firm that the clause before opens with, who comes to a place."""
    clause, begin = reading.clause(project.begin)[0], reading.sentence(project.begin)[0]
    if clause == begin or not _OF_SUM.fullmatch(reading.text, clause, project.begin):
        return None
    firms = [n for n in reading.within(begin, clause, ("Company",)) if not n.implicit]
    alone = len({n.ref for n in firms}) == 1 and _OF_COUNTRY.fullmatch(reading.text, begin, front(reading, firms[0]))
    before = reading.clause(clause - 1)[0]
    settles = alone and before <= firms[0].begin and _SETTLES.search(reading.text, firms[0].end, clause)
    return firms[0] if settles and not reading.within(project.begin, project.end, ("Company",)) else None


def _investor(reading: Reading, project: Named) -> Iterator[Named]:
    """The one company before a project that money is put into: C增资7亿元扩建X, C产值4亿元，新投用的X."""
    if project.method not in ("project-invested", "project-founded"):
        return
    begin, _ = reading.sentence(project.begin)
    begin = max(begin, reading.text.rfind("；", 0, project.begin) + 1, reading.text.rfind("、", 0, project.begin) + 1)
    firms = {n.ref: n for n in reading.within(begin, project.begin, ("Company",)) if not _held(reading, n)}
    yield from firms.values() if len(firms) == 1 else ()


_SIGNS = re.compile(r"签约|签订|签署|达成协议|举行[^，。；]{2,30}?(?:签约|奠基|开工)仪式")
_PARTNER = re.compile(r"(?:人民政府|政府|管委会|招商局)?(?:与|和|同)[“]?$|(?:与|和|同|携手)$")


_SIGNS_NEXT = re.compile(r"[^，。；]{0,10}(?:协议|合同|备忘录)，")  # C与Q签署协议，|P落户
_SIGNS_WITH = re.compile(r"[”]?(?:则|也|还|又|现场|当天|已|成功|正式)*(?:与|和|同)")


def _signed(reading: Reading) -> Iterator[Relation]:
    """P与C签订X项目; P政府与C举行X项目签约仪式: who signs for the one project of a clause carries it out."""
    for sign in _SIGNS.finditer(reading.text):
        begin, end = reading.clause(sign.start())
        projects = {n.ref: n for n in reading.within(begin, end, ("Project",)) if not n.implicit}
        firms = {n.ref: n for n in reading.within(begin, end, ("Company",)) if not _held(reading, n) and not n.implicit}
        if not projects and len(firms) == 1 and _SIGNS_NEXT.match(reading.text, sign.end()):
            projects = {n.ref: n for n in reading.between(end + 1, end + 1) if n.ref.kind == "Project"}
        if len(projects) != 1 or len(firms) != 1:
            continue
        (project,), (firm,) = projects.values(), firms.values()
        body = reading.within(firm.end, sign.start(), ("Agency", "Place", "IndustrialPlatform"))
        led = body and _SIGNS_WITH.fullmatch(reading.text, firm.end, body[0].begin)
        if not led and not _PARTNER.search(reading.text, begin, firm.begin):
            continue
        yield from reading.say(firm.ref, "undertakes", project.ref, span(firm, project), "undertakes-signed", 0.8)
        stop = sign.start() if led else firm.begin
        place = next(iter(reading.within(begin, stop, ("Place", "IndustrialPlatform"))), None)
        if place and (led or place.begin <= begin + 12):
            where = span(place, project)
            yield from reading.say(project.ref, "locatedIn", place.ref, where, "located-signed", 0.8)


def _held(reading: Reading, each: Named) -> bool:
    """Whether a company only stands in the name of a project or platform."""
    return any(o.holds(each) for o in reading.named)


def _run_from(reading: Reading, begin: int) -> Iterator[Named]:
    """The companies of a list that begins at a position."""
    at = begin
    for firm in reading.named:
        if firm.ref.kind == "Company" and firm.begin == at:
            yield firm
            at = firm.end + (reading.text[firm.end : firm.end + 1] in "、和与")


def _later_builder(reading: Reading, project: Named) -> Named | None:
    """X项目落户P，由C投资建设: who is said in a later clause of the sentence to build it."""
    _, end = reading.sentence(project.begin)
    for firm in reading.within(project.end, end, ("Company",)):
        said = reading.text[firm.begin - 2 : firm.begin] == "，由"
        if said and re.match(
            r"(?:独家|全额|总?投资|出资|负责|承担|牵头)*(?:建设|承建|实施|投资|投建|兴建|开发|打造)",
            reading.text[firm.end :],
        ):
            return firm
    return None


_BUILT_OF = re.compile(
    r"(?:等[\u4e00-\u9fff]{0,4}?(?:央企|国企|企业|公司))?(?:“[^”]{2,8}”|[两三四五六七八九十]方|[两三四五六七八九十\d]家)?(?:计划)?(?:联合|共同|合作|合资|携手)*(?:总?投资[^，。；]{0,14}?)?(?:捐资|投资|援建|兴建)?"
    r"(?:建设|实施|承建|打造|新建|承担|开发|投资|兴建|援建)的"
    r"|(?:正在|正|将|计划|拟|则|还|也|又)*(?:在[^，。；]{2,10}?)?(?:(?:总?投资|斥资|出资|投入|再投|投)[^，。；]{0,14}?)?(?:开工|启动|规划|投资)?(?:建设|新建|兴建|投建|扩建|实施|承建|上马|推进|搞|兴办|建)(?:的|了)?"
    r"|(?:在[^，。；]{2,10}?)?(?:(?:总?投资|斥资|出资|追加投资|投入|投)?[\d.]+[万亿](?:元|美元))?的|牵头(?:[、，][^，。；]{2,16}?(?:参与|参建|配合))?的"
)
_BUILDS = re.compile(
    r"(?:[今去明]年|上半年|年底|\d{4}年|\d{1,2}月|并|还|正在|正|已|将|计划|拟|目前|又|此次)*(?:(?:追加|总)?(?:投资|斥资|出资)[^，。；]{0,14}?|在[^，。；]{2,16}?)(?:建设|新建|兴建|投建|打造)(?:的|了)?"
)
_ALL_INTO = re.compile(r"(?:将|已)?(?:全部|主要|重点|拟)?(?:投向|用于|投入)(?:位于[^，。；]{2,20}的|建设)?")
_BARE = re.compile(
    r"(?:并|还|正在|正|已|将|计划|拟|目前|又|开工|启动|新|[今去]年|\d{1,2}月)*"
    r"(?:建设|新建|兴建|投建|扩建|建成|投产|上马|建)(?:的|了)?"
)
_BUILT_BY = re.compile(
    r"，?(?:主要|均|全部|也|该项目)*是?由(?=[^，。；]{4,34}?(?:投资|建设|实施|承建))|是(?=[^，。；]{4,24}?(?:投资建设|投资|承建|建设)的?[，。；])"
)
_PUT_AT = re.compile(r"(?:、[^，。；]{2,20}?)*(?:等[\u4e00-\u9fff\d]{0,6}?项目)?(?:放在|落在|布局在|落户)了?")
_PUTS = re.compile(r"(?:把|将)(?:[^，。；]{2,30}、)?[“]?$")


def _builder(reading: Reading, project: Named) -> Named | None:
    """Who builds what a clause without a subject says: the firm before it in the sentence.

    Where the clause says no more than 建设X, it is the firm that the sentence begins with, its own or its speaker's.
    """
    clause, begin = reading.clause(project.begin)[0], reading.sentence(project.begin)[0]
    topic = reading.last_before(project.begin, ("Company",), begin)
    held = project.begin == clause and _BARE.match(reading.text, clause, project.end)  # the verb as part of its name
    if topic and (_BARE.fullmatch(reading.text, clause, project.begin) or held):
        return topic if topic.begin == begin else None
    into = _ALL_INTO.fullmatch(reading.text, clause, project.begin)
    return topic if into or _BUILDS.fullmatch(reading.text, clause, project.begin) else None


def _past_places(reading: Reading, position: int) -> int:
    """The position behind the places that a company is said to be of: 由四川遂宁的C."""
    at = position
    for each in reading.named:
        if each.begin == at and each.ref.kind == "Place":
            at = each.end
    return at + (reading.text[at : at + 1] == "的" and at > position)


_JOINED = re.compile(r"(?:、|和|与|及|以及)(?:[^，。；、]{0,6}的)?")
_OF_LIST = ("undertakes-verb", "undertakes-topic")  # said of all the projects that follow, not by one's name
_OWNER = re.compile(r"(?:建设单位|实施单位|承建单位|业主单位|业主|建设主体|实施主体|项目单位|投资主体)(?:为|是)?[：:]?")


def _undertakes(reading: Reading) -> Iterator[Relation]:
    """All undertakes relations of a passage; who builds one project of a list builds the next: 建设A以及B项目."""
    before: Named | None = None
    told: list[tuple[Named, str, float]] = []
    for project in reading.named:
        if project.ref.kind != "Project":
            continue
        found = list(_undertakers(reading, project))
        joined = before and _JOINED.fullmatch(reading.text, before.end, project.begin)
        told = found or ([each for each in told if each[1] in _OF_LIST] if joined else [])
        for firm, method, sure in told:
            yield from reading.say(firm.ref, "undertakes", project.ref, span(firm, project), method, sure)
        before = project


# 青屏|水库除险加固项目: the water is named so, whatever firm has the name too.
PUBLIC_WORKS = re.compile(
    r"(?:水库|水厂|灌区|河道|河湖|流域|湿地|大桥|隧道|大道|公路|铁路|机场|车站|码头|航道|泵站|海塘|堤防|片区|小学|中学|医院)"
)


def _undertakers(reading: Reading, project: Named) -> Iterator[tuple[Named, str, float]]:
    """Who carries a project out: in its name, C投资18亿元建设的X项目, X项目由C实施, X项目（C）, X项目。建设单位：C."""
    at = _past_places(reading, project.begin)
    at = project.begin if reading.text[at - 1] == "的" else at
    for own in reading.within(project.begin, project.end, ("Company",)):
        if own.begin == at and not PUBLIC_WORKS.match(reading.text, own.end):
            at = own.end
            yield own, "undertakes-name", 0.8
    firm = reading.last_before(project.begin, ("Company",), reading.clause(project.begin)[0])
    if firm and _BUILT_OF.fullmatch(reading.text[firm.end : project.begin]):
        for each in run_of(reading, firm, ("Company",)):
            yield each, "undertakes-verb", 0.85
    elif topic := _builder(reading, project) or _settler(reading, project):
        yield topic, "undertakes-topic", 0.8
    if firm is None or project.method in ("project-invested", "project-founded"):
        yield from ((each, "undertakes-invested", 0.75) for each in _investor(reading, project))
    owner_before = next((n for n in reading.named if n.end == project.begin and n.ref.kind == "Company"), None)
    if owner_before and not owner_before.implicit:
        yield owner_before, "undertakes-name", 0.8
    by = _BUILT_BY.match(reading.text, project.end)
    for builder in _run_from(reading, _past_places(reading, by.end())) if by else ():
        yield builder, "undertakes-by", 0.85
    put = _PUT_AT.match(reading.text, project.end)
    if put and firm is None:
        topic = reading.last_before(project.begin, ("Company",), max(0, reading.sentence(project.begin)[0] - 120))
        for each in (topic,) if topic and _PUTS.search(reading.text[topic.end : project.begin]) else ():
            yield each, "undertakes-topic", 0.75
    later = _later_builder(reading, project)
    if later:
        yield later, "undertakes-by", 0.8
    if reading.text[project.end : project.end + 1] == "（":
        yield from ((n, "undertakes-note", 0.85) for n in _run_from(reading, project.end + 1))
    owner = _OWNER.search(reading.text, project.end, project.end + 60)
    for builder in _run_from(reading, owner.end()) if owner else ():
        yield builder, "undertakes-field", 0.9
