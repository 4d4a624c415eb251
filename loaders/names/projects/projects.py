"""Named projects: …项目, 年产…生产线, and the roads, railways and works that a county builds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from loaders.dictionary import first_word, tagged
from loaders.finding import DOING, NOUN, PHRASE, Found, Setting, any_of, is_generic, strip_place, table
from loaders.lexicon import Cut, begins, has, one_of, words
from loaders.names.companies.coined import coined
from loaders.names.companies.corporations import joint_begin
from loaders.names.companies.legal_names import full_begin
from loaders.names.fronts import clause, front
from loaders.names.projects.founded_projects import also_called, coming, founded
from loaders.names.projects.project_lists import firm_before, going, members, names_one, of_trade, plain
from loaders.names.projects.project_sizes import UNITS
from ontology.names import forms, trade_words

_CAPACITY = re.compile(
    r"(?:[\u4e00-\u9fff（）]{2,20}公司|[\u4e00-\u9fff]{2,10}(?:开发区|园区|高新区|工业园|产业园|工业区))?(?:[年日]产\d|\d{1,9}(?:\.\d{1,4})?万?(?:吨|台|套|米|平方米|千瓦|立方米)/年)(?:(?!以及)[^，。；：]){3,70}?(?:项目|生产线|生产基地)(?=[，。；：（）、签落开竣成达用总已的正在完以也规拟上下建投顺全点试破封启刚即预将和与及]|[一二三]期|\d{1,2}月|$)(?:[一二三四]期)?"
)
_COUNTED = re.compile(r"[两三四五六七八九十\d]个[\u4e00-\u9fff]{0,4}项目$")
_OF_FIRM = re.compile(
    r"(?:有限公司|集团|[\u4e00-\u9fff]厂)(?=[^，。；：、“”的]{2,50}?项目)(?!投资|建设|实施|承担|新建|签订|签署|签约|计划|将|在|是|为|就|与|对|以|拥有|成功|旗下|负责|参与|获)[^，。；：、“”的]{2,50}?项目(?![组部方])"
)
_SUM = r"\d[\d.,]*[亿万]余?(?:人民币|美|欧)?元(?:（[^（）]{1,20}）)?"
_INVESTED = re.compile(
    rf"(?:总?投资(?:额)?(?:约|超过?|近|达|逾)?{_SUM}的|(?<=[\u4e00-\u9fff]){_SUM}的"
    rf"|(?:投资|增资|斥资|拟投|再投|投入|投)(?:约|超过?|近|达|逾)?{_SUM}，?(?:在[\u4e00-\u9fff]{{2,14}}?)?(?:建设|建成|新建|扩建|建|搞|上马|实施|打造|投建|兴建|把|将))"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）]{2,28}?"
    r"(?:项目|基地|工厂|总部|中心|生产线|产线|电站|电厂))(?=[，。；（、]|\d|在|正|已|于|顺利|成功|落|动|开工|竣|签|破土|今|去|近|年|也|将|计划|从|建成|投产|全面|完成|[一二三]期|点火|试产|刚|封顶|即将|聚焦|主要|专注|由|围绕|预计|拟|占地|用地|采用|规划|达产|稳步|[和与及]|以及|$)"
)
_PHASED = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{4,16}?)[二三四五]期(?:项目|工程)?"
    r"(?=投料|投产|试车|开工|竣工|达产|建成|点火|封顶|启动建设|计划|（|总投资|将于|今年|明年|去年|\d{1,2}月|扫尾|续建|正式|正在|，|。|；|$)"
)
_OF_BUILDER = re.compile(  # C投资建设|X基地; C在P新建|X中心
    r"(?<![分子])(?:公司|集团|[药酒陶制铝矿牧渔林农木]业|科技|股份)(?:计划|拟|将|正在?|投资|斥资|出资|还|也|又|已|今年|去年|在[\u4e00-\u9fff]{2,14}?)*"
    r"(?:建设|新建|兴建|投建|上马|建成|建起)(?:了|的)?"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{3,16}?(?:基地|工厂|生产线|产线|(?:仓储|物流|冷链|数据|集散|加工|制造)中心|总部|冷库|电站))(?=[，。；、（]|项目|$)"
)
_NEW_WORKS = re.compile(
    r"(?:新建|扩建|(?<!现)在建(?!成)|新投用|新投产|投建|兴建)的?(?P<name>[\u4e00-\u9fff]{4,16}?(?:工厂|车间|生产线|产线))(?=[，。；（]|\d|在|正|已|于|今|去|贡献|项目|投产|建成)"
)
_LINE_OF = re.compile(  # 晨曜重工的|高温合金棒材生产线|进入设备安装阶段
    r"(?<=[\u4e00-\u9fff]的)(?P<name>[\u4e00-\u9fff]{4,14}?(?:生产线|产线|智能工厂|未来工厂))"
    r"(?=(?:项目)?(?:也|已|正|刚|即将|将|全面|正式|顺利|于?\d{1,2}月)*(?:进入|建成|投产|试产|点火|开工|动工|竣工|封顶|通线|投用|启用|安装调试))"
)
_QUOTED = re.compile(r"“([^“”，。、]{4,16})”(?:技改|建设|产业化|示范)?项目(?=[列入获落开竣投总完顺正已，。、])")
_PHASE = re.compile(r"^\s*\d{1,2}[.．、]\s*([\u4e00-\u9fff（）\d]{4,40}?（[一二三四五]期）)[。：]建设单位")


@cache
def _works() -> re.Pattern[str]:
    """The heads of projects, each with what may follow the whole name."""
    listed = words(table("project")["works"])
    works = one_of(listed)
    return re.compile(
        rf"{begins((*listed, *'项一二三四'))}(?:"
        r"项目(?=(?:战略|投资|合作|框架|入园|落户|入驻|共建)*(?:协议|合同)|[和与及](?=[^，。；]{3,40}?(?:项目|工程|生产线))|[，。、；：）签落开竣成达用总已的顺正在主现由从仅于一二三四建进是施投并位选占计拟规可预将设（也年今去明点试破封启刚即完列获]|\d{1,2}月|[上下]半年|稳步|有序|加速|扎实|高效|全[容面部线]|新(?=装置|产线|产能)|等(?=[\d两三四五六七八九十]|一并|先后|相继|陆续|集中|现场|均)|$)(?:[一二三四五]期)?"
        rf"|{works}(?:[一二三四五]期)?(?:[\u4e00-\u9fff]{{2}}线)?(?=[，。、；建开通全顺加关正主轮等将也完即]|\d|$)"
        r"|[一二三四]期工程(?:\d+标)?)"
    )


_PAID = re.compile(  # 总投资5亿元的|X项目, 年产8吉瓦的|晨曜组件项目
    rf"(?:(?:[^，。；]{{0,8}}?\d[\d.]*)?[万亿](?:美|欧)?元|[年日]产\d[\d.]*[万亿]?(?:{UNITS}))的(?=.{{4}})"
)
_JOINED = re.compile(r"[^、，。]*?项目(?:和|与|及|以及|、)(?=[^，。]*公司[年日]产)")  # X项目和|C有限公司年产…项目
_DONE = re.compile(r"[亿万](?:美|欧)?元|正在|开展|推进|抓紧")


def _firm_begin(cut: Cut, found: re.Match[str]) -> int:
    """Where the company begins that a project's name starts with."""
    if not found[0].startswith("有限公司"):
        return cut.left(found.start(), NOUN, limit=14)
    form = next(f for f in forms() if cut.text.endswith(f, 0, found.start() + 4))
    return full_begin(cut, found.start() + 4 - len(form))


_TALLY = re.compile(  # 临海市2个，|X项目、|Y工程；
    r"(?:^|[；：。\n])[^，；：。、]{2,24}?\d{1,2}个[，：](?:[^，；：。、]{2,40}(?:项目|工程|[东南西北中]段)(?:、|和))*$"
)
_SIZED = re.compile(r"\d[\d.]*[万亿]?(?:吨|台套?|套|件|千瓦|兆瓦|平方米|立方米)[\u4e00-\u9fff]{2,12}等$")
_FROM = re.compile(r"(?:^|[^\u4e00-\u9fff]|[和由的及])([\u4e00-\u9fff]{2,4}(?:至|到))$")


def _sized(text: str, begin: int) -> int:
    """The beginning of 40万吨A等|B项目, and of the road C至|D公路."""
    found = _SIZED.search(text, max(0, begin - 30), begin) or _FROM.search(text, max(0, begin - 7), begin)
    return begin if found is None else found.start(found.re.groups)


_LEAD = re.compile(
    r"(?:投资|规划)?(?:建设|新建|兴建|实施|推进|引进|开工|指导|督促|招引|洽谈|跟进|推动|支持|上马|力促|加快|确保|促进|抓好|投建|搞)+(?=.{4})"
    r"|[县市区省](?![级重域道])"
)  # before a project's name

_BUILT_AS = re.compile(
    r"(?:(?:投资|斥资|出资)[^，。；]{1,14}?，?(?:建设|兴建|新建|实施)(?:的|了)?|[区园市县镇港](?:设立|成立|投建|打造|布局)的|(?:参观|考察|走进|走访|来到|察看)(?:了)?)$"
)  # what follows is one
_CARRIES = re.compile(
    r"(?:有限公司|集团)(?:计划|拟|将)?(?:(?:总?投资|斥资|出资)[^，。；]{0,14}?)?(?:建设|新建|兴建|实施|承建|投建)(?=.{4})"
)  # C|建设 X项目: the company is not in the name

_BUILDS = re.compile(r"(?:加快|投资|计划|启动|开工|拟)*(?:建设|新建|兴建|实施|承建|投建|上马|推进)(?=.{3})")
_AT_SITE = re.compile(  # P|建X项目
    r"(?:园区|开发区|高新区|经开区|产业园|工业园|集聚区|[镇乡])(?:投资|新|扩)?(?:建设|建(?!设))(?=.{2})"
)


def projects(cut: Cut, _: Setting) -> Iterator[Found]:
    """All named projects of a passage, and the firms that the names of projects begin with."""
    for each in filter(None, (_sound(found, cut.text) for found in _projects(cut))):
        yield also_called(each)
        begin = strip_place(cut, each.begin, each.end)
        alone = each.kind == "Project" and each.method not in _FIRM_TOLD
        counted = cut.ends.get(begin, (0, ""))[1] == "count"  # 年产100万套|启停电池项目
        length = firm_before(cut.text[begin : each.end]) if alone and not counted else 0
        if length and not cut.text.endswith(_BODIES, begin, begin + length):
            yield Found(begin, begin + length, "Company", cut.text[begin : begin + length], "company-of-project", 0.7)


# What stands before a project's name in its sentence, whatever verb cuts it: 正在建设|X项目, A与B签订|X项目.
_OWNER_BUILDS = re.compile(
    r"[\u4e00-\u9fff]{3,8}?(?:投资|计划|拟|将)?(?:建设|新建|兴建|投建)的?(?=.{5})(?!示范|提升|改造|项目|工程|治理)"
)
_BEFORE_NAME = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}(?=正在))?(?:正在?|目前|现在?|加快|计划|拟|将)+(?:投资)?(?:建设|新建|兴建|推进|实施|建)(?=.{4})|^(?:建设|投资|合作|共同)*运营(?!中心|总部|商|管理|平台|基地)(?=.{4})|^.*?(?:签订|签署|签约)(?:了)?(?=.{6})"
    r"|^[\u4e00-\u9fff]{2,20}?(?:巨头|制造商|供应商|运营商|(?:龙头|领军|知名|骨干)企业)(?=.{6})"  # what its firm is
)
_NO_NAME = re.compile(
    r"等(?:重点|重大|外资|产业|工业|制造业|优质|龙头|标志性|亿元以上|招商|新|大|好)+项目$|一批|询问|察看|查看|听取|视察|督[查导]|项目集中|^\d+[天年]|^成[\u4e00-\u9fff]化|^(?:重[点要大]|关键|核心)?(?:支撑|保障|带动|助力)|^一(?:重大|重点|重要)|^(?:计划|拟|待)?(?:拿地|供地|入库|签约|开工|竣工|投产)(?:项目)$"
)


# 建成9个|绿色厂区项目, A、B等|储能试点项目: a kind of projects
_SEVERAL = re.compile(r"(?:(?:\d[余多]?(?<![^\d]1)|[两三四五六七八九十])[个条项处座]|(?<=[\u4e00-\u9fff”])等)$")


_AND_OTHERS = re.compile(
    r"(?P<own>[^、，。；]{4,40}?(?:生产线|产线|基地|工厂|产业园|中心|总部))等(?:一批|多个|[\d一二三四五六七八九十]+个)?[\u4e00-\u9fff]{0,8}项目"
)


def _sound(found: Found, text: str) -> Found | None:
    """The find called without the verb of its sentence; None where the words name no project: 一批X项目, 25天项目."""
    if found.kind != "Project":
        return found
    if _NO_NAME.search(found.name) or (
        found.method == "project-head" and _SEVERAL.search(text, max(0, found.begin - 4), found.begin)
    ):
        return None
    if several := _AND_OTHERS.fullmatch(found.name):  # X生产线|等一批重点外资项目
        end = found.begin + several.end("own")
        found = replace(found, end=end, name=several["own"], aliases=(several["own"] + "项目",))
    joint = joint_begin(text, found.begin)
    if joint < found.begin:
        return replace(found, begin=joint, name=text[joint : found.begin] + found.name)
    lead = _BEFORE_NAME.match(found.name)
    owner = _OWNER_BUILDS.match(found.name)
    if lead is None and owner and coined(found.name[:2]):  # 晨曜锻铸建设|X项目
        return replace(found, begin=found.begin + owner.end(), name=found.name[owner.end() :], aliases=())
    if lead is None:
        return found
    return replace(found, name=found.name[lead.end() :], aliases=())  # all of it still is the mention, with whose it is


def _projects(cut: Cut) -> Iterator[Found]:
    """The projects of a passage, where the sentence says that one is built, signed or invested in."""
    text = cut.text
    project = "项目" in text  # to look for the words that a pattern needs first is far faster
    for found in _CAPACITY.finditer(text) if has(text, "项目", "生产") and has(text, "年产", "日产", "/年") else ():
        if _COUNTED.search(found[0]) or found[0].endswith("等项目"):  # A年产20万吨X、B5万吨Y两个项目: a list
            continue
        joined = _JOINED.match(found[0])
        begin = max(found.start(), cut.start) + (joined.end() if joined else 0)
        lead = _PAID.match(found[0], begin - found.start()) or _LEAD.match(text, begin, found.end())
        begin = lead.end() + (found.start() if lead.re is _PAID else 0) if lead else begin
        whose = _whose(cut, begin)
        name, bare = text[whose : found.end()], text[begin : found.end()]
        yield Found(
            whose, found.end(), "Project", name, "project-capacity", 0.85, (bare,) if bare != name else _bare(name)
        )
    for found in _OF_FIRM.finditer(text) if project else ():
        stem = found[0].partition("有限公司")[2][:-2] or found[0][2:-2]
        if (
            stem.count("（") != stem.count("）") or front(stem) or _DONE.search(stem) or stem.endswith("等")
        ):  # C举行|X项目签约仪式, C投8亿元搞X项目: what the firm does
            continue
        if not is_generic(stem) and not plain().fullmatch(stem):
            begin = _firm_begin(cut, found)
            name = text[begin : found.end()]
            yield Found(begin, found.end(), "Project", name, "project-of-firm", 0.85, _bare(name))
    invested = _INVESTED.finditer(text) if "元" in text else ()
    works = has(text, "工厂", "车间", "产线")
    for found in _OF_BUILDER.finditer(text) if has(text, "建", "上马") else ():
        if _told_by_sum(found["name"]):
            yield Found(*found.span("name"), "Project", found["name"], "project-built", 0.75)
    for found in (*invested, *(_NEW_WORKS.finditer(text) if works else ())):
        begin, end = found.span("name")
        if text[begin] != "成" and _told_by_sum(text[begin:end]):  # 新建|成省级智能工厂
            name = text[begin:end]
            if name.endswith("等项目"):  # …的X等|项目: the list's word
                end, name = end - 3, name[:-3] + "项目"
            yield Found(begin, end, "Project", name, "project-invested", 0.8)
    for found in _LINE_OF.finditer(text) if works else ():
        if _told_by_sum(found["name"]) and _owner_ends(text[max(0, found.start() - 7) : found.start() - 1]):
            yield Found(*found.span("name"), "Project", found["name"], "project-line", 0.7)
    for found in _PHASED.finditer(text) if "期" in text else ():
        begin = max(cut.left(found.end("stem"), PHRASE, DOING, limit=16), found.start())
        placed = _AT_SITE.search(text, begin, found.end()) or _BUILDS.match(text, begin, found.end())
        begin = placed.end() if placed else begin
        if found.end("stem") - begin >= 4 and names_one(text[begin : found.end("stem")]):
            yield Found(begin, found.end(), "Project", text[begin : found.end()], "project-phase", 0.7)
    for found in _QUOTED.finditer(text) if project else ():
        yield Found(found.start(), found.end(), "Project", found[0], "project-quoted", 0.75, (found[1] + "项目",))
    yield from _subjects(cut)
    phase = _PHASE.match(text)
    if phase:
        yield Found(phase.start(1), phase.end(1), "Project", phase[1], "project-phase", 0.8)
    yield from members(cut)
    yield from going(cut)
    yield from founded(cut)
    yield from coming(cut)
    yield from _headed(cut)


_LISTED_ON = re.compile(r"(?:[、和][^，。；、]{3,40}?(?:项目|工程)){1,12}")  # X项目|、Y项目、Z项目年内竣工
_COUNTED_WITH = re.compile(  # X项目|等5个项目纳入…
    r"等(?:\d+|[一二三四五六七八九十两]+)[余多]?[个项](?:[\u4e00-\u9fff]{0,8}?)(?:项目|工程)"
)
_AGREED = re.compile(r"(?:战略|投资|合作|框架|入园|落户|入驻|共建)*(?:协议|合同)")
_PURSUED = frozenset("攻抓上促争引拼盯谋推跑扩强")  # 坚定不移攻|项目: what is done for all of them
_FIRM_TOLD = ("project-listed", "project-built")  # the firms of a list are told together, a builder before its verb
_BODIES = ("大学", "学院", "研究院", "研究所", "医院", "政府")  # whose project one may be, and no firms
_SITES = ("现场", "施工现场", "建设现场", "工地", "建设工地", "施工工地")


def _headed(cut: Cut) -> Iterator[Found]:
    """A project by the word that it ends on, where it says what is built or something happens to it."""
    text = cut.text
    for found in _works().finditer(text):
        begin = _sized(text, _begin(cut, found.start()))
        owner = firm_before(text[begin : found.end()])
        does = _BUILDS.match(text, begin + owner, found.start()) if owner else None
        if does:  # 晨曜新材|建设|X项目
            yield Found(begin, begin + owner, "Company", text[begin : begin + owner], "company-of-project", 0.7)
            begin = does.end()
        stem = text[begin : found.start()]
        proper = found.start() - strip_place(cut, begin, found.start()) if found[0] == "项目" else 3
        told = (
            _AGREED.match(text, found.end())
            or _BUILT_AS.search(text[max(0, begin - 24) : begin])
            or (text.endswith("的", 0, begin) and _owner_ends(text[max(0, begin - 7) : begin - 1]))
        )
        if proper < 3 or stem.endswith(("重大", "重点", "等")) or (found[0] == "项目" and stem[-1] in _PURSUED):
            continue
        if not ((told and (of_trade(stem) or stem.endswith("深加工"))) or names_one(stem)):
            continue
        listed = _LISTED_ON.match(text, found.end())
        after = listed.end() if listed else found.end()
        told = bool(
            told
            or text.startswith(_SITES, found.end())
            or _COUNTED_WITH.match(text, after)
            or ("个" in text and _TALLY.search(text, max(0, begin - 200), begin))
        )
        sized = re.search(r"\d+(?:\.\d+)?万?(?:千瓦|吨|台|套|立方米|平方米|公里)", stem)
        if sized or told or any_of("project", "events").search(text[max(0, begin - 30) : after + 20]):
            name = text[begin : found.end()]
            yield Found(begin, found.end(), "Project", name, "project-head", 0.7, _bare(name))


def _bare(name: str) -> tuple[str, ...]:
    """What a project of a company is called without it, where that says what is made: …有限公司|年产5万吨X项目."""
    firm, _, bare = name.rpartition("公司")
    made = bare.startswith(("年产", "日产")) or (len(bare) > 5 and not is_generic(bare[:-2], "project"))
    return (bare,) if firm and made else ()


def _owner_ends(lead: str) -> bool:
    """Whether the words before 的 end on the name of a company, by its line of business, or of a town: 晨曜重工|的."""
    towns = ("公司", "集团", "镇", "街道", "乡", "园区", "经开区", "高新区", "开发区")
    firm = any(lead[-size:] in trade_words() and coined(lead[-size - 2 : -size]) for size in (2, 3, 4))
    return firm or lead.endswith(towns)


def _whose(cut: Cut, begin: int) -> int:
    """Where the firm begins that stands right before what is to be made: 晨曜重工|年产2000台高空作业平台项目."""
    if not cut.text.startswith(("年产", "日产"), begin):
        return begin
    at = cut.left(begin, NOUN, limit=10)
    return at if 3 <= begin - at <= 8 and firm_before(cut.text[at : begin + 4] + "项目") == begin - at else begin


_SUBJECT = re.compile(
    r"(?:^|(?<=[。；，]))(?P<stem>[\u4e00-\u9fffA-Za-z0-9（）]{4,30}?)项目(?=[\u4e00-\u9fff]|，(?:占地|总?投资|一期|位于|由|现))"
)
_SORT = re.compile(r"(?:重点|重大|招商引资|签约|在建|续建)$")  # 某市重点招商引资|项目
_PART = re.compile(r"，|设备|主体|厂房|首期|一期|现|土建|基础")


def _subjects(cut: Cut) -> Iterator[Found]:
    """A project that a sentence begins with, and says what is done with it: 晨曜羊业产业化项目完成主体施工."""
    text = cut.text
    for found in _SUBJECT.finditer(text, cut.start) if "项目" in text else ():
        after = tagged(text[found.end() : found.end() + 6])
        goes = _PART.match(text, found.end()) or after[0][1] in ("v", "d", "ad", "vd", "p", "t")
        stem = found["stem"]
        if text[found.start() - 1 : found.start()] == "，" and not firm_before(stem):
            continue
        led = first_word(stem)[1] in ("r", "m", "p", "c", "d", "t", "f") or front(stem) or "的" in stem
        led = led or _SORT.search(stem) is not None
        if goes and not led and names_one(stem) and not _of_kind(stem):
            yield Found(found.start("stem"), found.end(), "Project", stem + "项目", "project-subject", 0.7)


_MORE = re.compile(
    r"[、的]|^(?:一批|一个|多个|该|其|此)|\d[个家条栋座]|^\d+[台套]|(?:重点|重大|亿元以上|产业|合作|各类|投资|建设)项目$"
)


def _told_by_sum(name: str) -> bool:
    """Whether what so much money is put into is one project, and its name more than a kind of works."""
    stem = re.sub(r"(?:项目|基地|工厂|总部|中心|生产线|产线|电站|电厂|车间)$", "", name)
    return len(stem) > 1 and not _MORE.search(name) and not is_generic(stem) and not plain().fullmatch(stem)


_KIND = re.compile(r"年产|(?:重点|重大|[个类批]|以上|各|等|建设|支撑|保障)$|\d[个家]|经理|董事长|书记|主任")


def _of_kind(stem: str) -> bool:
    """Whether a stem counts projects, tells their kind or begins with whose one is: 年度重点, 晨曜年产…."""
    return _KIND.search(stem) is not None


_LEGAL = re.compile("有限(?:责任)?公司")


def _begin(cut: Cut, head: int) -> int:
    """Where a project's name begins: with the company whose it is, else with what it is about."""
    made = head - 2 if cut.text.endswith("生产", 0, head) else head  # 温控器生产项目: a noun here and no verb
    begin = _with_both(cut, cut.left(made, PHRASE, DOING, limit=26))
    found = [*_LEGAL.finditer(cut.text, begin, head)]
    if found:
        firm = found[-1].end()
        form = next(f for f in forms() if cut.text.endswith(f, 0, firm))
        done = front(cut.text[firm:head])
        begin = firm + done if done else full_begin(cut, firm - len(form))
    begin += clause(cut.text[begin:head])
    for verb in (_CARRIES, _AT_SITE):
        carried = verb.search(cut.text, begin, head)
        begin = carried.end() if carried else begin
    lead = _LEAD.match(cut.text, begin, head + 2)
    if lead:
        return lead.end()
    sized = _SIZE_BEFORE.search(cut.text, max(0, begin - 11), begin)
    if sized:
        return _whose_size(cut, sized.start())
    if cut.text.endswith(("日生产", "年生产", "年加工", "日加工"), 0, begin):  # 日生产|4万吨纯净水项目
        return begin - 3
    branded = _BRANDED.search(cut.text, max(0, begin - 10), begin)
    return branded.start("brand") if branded and coined(branded["brand"]) else begin


_SIZE_BEFORE = re.compile(rf"(?<![\d.])\d[\d.]*[万亿]?(?:{UNITS})(?:高[效端]|新型|先进|智能)?$")  # 4GW|高效光伏电池项目


def _with_both(cut: Cut, begin: int) -> int:
    """Where the name begins of which 及 parts two goods: 轴承及|套圈生产线项目."""
    if cut.text[begin - 1 : begin] != "及":
        return begin
    earlier = cut.left(begin - 1, PHRASE, DOING, limit=20)
    return earlier if begin - 1 - earlier > 2 and "项目" not in cut.text[earlier:begin] else begin


def _whose_size(cut: Cut, begin: int) -> int:
    """Where the firm begins that stands right before the size of its project: 晨曜储能|6GWh电芯项目."""
    at = cut.left(begin, NOUN, limit=10)
    known = begin - at > 2 and firm_before(cut.text[at : begin + 8] + "项目") == begin - at
    return at if known else begin


_BRANDED = re.compile(  # 晨曜高效|光伏组件项目: how good it is stands between whose it is and what
    r"(?:^|[，。；、“和])(?P<brand>[\u4e00-\u9fff]{2,3})(?:高效|高端|高性能|高精度|高强度?|精密|新型|先进|智能|绿色|优质)$"
)
