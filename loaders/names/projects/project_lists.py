"""Lists of projects, and the firms that their members are named after: A复合肥二期、B轮胎三期等项目竣工投产."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import first_word, is_word, kind, tagged
from loaders.finding import DOING, DOINGS, PHRASE, Found, is_generic, items_before, table
from loaders.lexicon import Cut, one_of, words
from loaders.names.companies.coined import COINED, coined, trade_spans, weight
from loaders.names.companies.company_words import in_vocabulary
from loaders.names.companies.corporations import known_head
from loaders.names.projects.project_sizes import UNITS, seated_head, sized_head
from ontology import vocab
from ontology.goods import goods, is_substance
from ontology.names import trade_words

_PROJECTS = re.compile(
    r"(?:等(?!平台|活动|渠道|方式)(?:\d+[余多]?个(?:重点|重大|产业|工业|新|大|好|高科技|高新技术|优质|标志性|亿元以上)*|[\u4e00-\u9fff]{0,8}?)|(?<![第\d])(?:[两三四五六七八九十]|\d{1,2})个(?:重点|重大|产业|工业)*)项目"
    r"(?=[建竣开投加签落集顺全完达正已进有稳取放入启陆先相当年均释推实提如按抓动复试也将扎总成纷接列获\d，。；])"
)
WORKS = re.compile(
    r"等(?:[\d一二三四五六七八九十]+[余多]?[个项处])?(?:重点|重大|民生|基础设施|配套|水利|交通|能源|生态|环保|市政|城建|骨干|标志性)*工程"
    r"(?=(?:建设)?(?:全部|全面|已|陆续|相继|顺利|基本|主体|如期|先后|正在?|按期|即将|均|已经)*(?:竣工|完工|建成|开工|通车|投用|投入|完成|加快|推进|动工|启用))"
)
_PARK = re.compile(r"(?:产业园|工业园|科技园|物流园|创业园|园区|小镇)(?:[一二三]期)?$")
_BUILT = re.compile(
    r"(?:工厂|[一二三四]期|中心|园|基地|生产线|总部|项目|工程|公路|大桥|医院|学校|仓|线|城|馆|站|厂|航站楼|大楼|改造|建设)$"
)
_SITE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}?(?:开发区|高新区|经开区|园区|集聚区|工业园|产业园|集中区|工业区|新区))(?=[\u4e00-\u9fff]{3})"
)
_PHASE = re.compile(r"[一二三四五]期$")
_OF_LAND = frozenset("山河湖溪江湾岛村镇庄桥寺泉谷岭坪沟洲滩东西南北中")
# What no firm makes or runs: a name before it is rather that of a street, a quarter, a river.
_PUBLIC = re.compile(
    r"(?:路|街|桥|道|渠|坝|堤|河|湖|湾|园|苑|村|镇|城|馆|站|院|校|学|楼|场|网|府|广场|隧道|水库|小区|社区|公寓|住宅|水厂|处理厂|管网|管线|工程|改造|治理|整治|搬迁|安置房|景区|民宿|文旅|旅游|中心)$"
)


# What lies or runs where its name says: a road to somewhere, a field, an airport in its third stage.
_WORKS = re.compile(r"高铁|铁路|高速|机场|水库|港区|[煤油气]田|煤矿|矿区|灌区|水网|抽水蓄能|枢纽")
_OFFICE = re.compile(r"总部[、等]")  # 晨曜销售总部、B等项目: 总部 ends a name here, and rules none
_SIZED = PHRASE - {"count"}  # 年产20万吨X、5万吨Y等项目: how much is made is in the name


def members(cut: Cut) -> Iterator[Found]:
    """The members of a list of projects: A智能工厂、B光伏玻璃等23个项目竣工; and the firms that lead their names."""
    for closing in _PROJECTS.finditer(cut.text) if "项目" in cut.text else ():
        inner = DOINGS if _OFFICE.search(cut.text, max(0, closing.start() - 80), closing.start() + 1) else DOING
        items = [*_items(cut, closing.start(), inner)]
        if closing[0][0] != "等" and len(items) < 2:
            continue
        spans = [_placed(cut, *each) for each in items]
        heads = [_firm(cut.text[begin:end]) for begin, end in spans]
        several = sum(head > 0 for head in heads) > 1
        for (begin, end), head in zip(spans, heads, strict=True):
            whole = begin + head == end
            if head and (several or not whole):
                yield Found(begin, begin + head, "Company", cut.text[begin : begin + head], "company-of-project", 0.75)
            if not whole:
                yield from _project(cut, begin, end, known_head(cut.text[begin:end]) > 0)
    for closing in WORKS.finditer(cut.text):
        for begin, end in items_before(cut, closing.start(), PHRASE, DOINGS):
            item = cut.text[begin:end]
            if 4 <= len(item) <= 20 and not is_generic(item, "program") and not vocab.concept("industry", item):
                aliases = (item + "工程",)
                yield Found(begin, end, "Project", item, "project-works", 0.8, aliases)


_GOING = re.compile(
    r"(?<=[\u4e00-\u9fff])等(?=(?:已|正|均|正在|先后|相继|陆续|顺利|集中|全面|加快|加速|如期|成功|同步|全部|也|深化|稳步|即将|建设|[今去]年|\d{1,2}月)*"
    r"(?:投产|投运|投用|开工|动工|竣工|完工|建成|达产|试产|推进|布局|建设|扩能|扩产|扩建|封顶|奠基|落地)(?![者率区]))"
)


def going(cut: Cut) -> Iterator[Found]:
    """Members of a list that is not called one of projects, by what happens to it: 晨曜二期、B北方总部等加快推进.

    Each has to begin with a firm and go on with what is built or made.
    """
    for closing in _GOING.finditer(cut.text) if "、" in cut.text else ():
        spans = [_placed(cut, *each) for each in _items(cut, closing.start(), DOINGS)]
        for begin, end in spans if len(spans) > 1 else ():
            item = cut.text[begin:end]
            head = _firm(item)
            if head and head < len(item) and not _PARK.search(item) and _is_built(item[head:]):
                yield Found(begin, begin + head, "Company", item[:head], "company-of-project", 0.75)
                yield from _project(cut, begin, end, known_head(item) > 0)


def _is_built(rest: str) -> bool:
    """Whether the rest of a project's name is a stage, works, a size, or goods: 二期, 数据工厂, 8英寸芯片, 碳纤维."""
    told = rest[0].isdigit() or _BUILT.search(rest) or rest.endswith("总部") or goods(rest) or is_substance(rest)
    return bool(told) or vocab.concept("industry", rest) is not None


_LED = re.compile(r"(?:已经?|先后|成功|还|又|也)?(?:同|与|和|将|把|对|为)(?=[\u4e00-\u9fff]{3})")  # 已经同|X等项目签约


_DONE_TO = re.compile(
    r"(?:规划|加快|推进|推动|抓好|启动|实施|新建|建设|储备|谋划|招引|力促|促成|确保|续建|盯紧)+(?=[\u4e00-\u9fff]{4})(?!兵团)"
)  # 建设|A、B等项目
_YEARLY = re.compile(rf"(?:^|[、，。；：和])([^、，。；：和]{{2,16}}\d[\d.]*[万亿]?(?:{UNITS})/)$")  # 2亿方/|年合成气
_PART = re.compile(r"(?:[一二三四五]期|配套|基础设施|提升|改造)*(?:工程|项目)?")  # of the zone itself: 工业园三期工程


# 总投资30亿元的A、20亿元的B等项目: each with its sum.
_WITH_SUM = re.compile(r"(?:^|[、，。；：和及])(?:总?投资(?:额)?)?(?:约|超过?|近|达)?\d[\d.]*[亿万]余?元的$")


def _items(cut: Cut, end: int, inner: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The members of a list that ends at a position, whole where a yearly size parts one: A2亿方/|年合成气扩能."""
    for begin, stop in items_before(cut, end, _SIZED, inner):
        summed = _WITH_SUM.search(cut.text, max(0, begin - 20), begin) if cut.text[begin - 1] == "的" else None
        yearly = _YEARLY.search(cut.text, max(0, begin - 24), begin)
        yield (yearly.start(1) if yearly else begin), stop
        parted = yearly or summed
        if parted and cut.text[parted.start()] in "、和及":
            yield from _items(cut, parted.start(), inner)


def _placed(cut: Cut, begin: int, end: int) -> tuple[int, int]:
    """The member without the zone that it lies in: 工业园区|晨曜复合肥二期."""
    led = _LED.match(cut.text, begin, end) or _DONE_TO.match(cut.text, begin, end)
    begin = led.end() if led else begin
    site = _SITE.match(cut.text, begin, end)
    return (site.end() if site and not _PART.fullmatch(cut.text, site.end(), end) else begin), end


def _project(cut: Cut, begin: int, end: int, known: bool) -> Iterator[Found]:
    """The member as a project; a park too where a well-known corporation builds it."""
    item = cut.text[begin:end]
    if not 4 <= len(item) <= 20 or item[-1] in "一二三四" or not names_one(item) or vocab.concept("industry", item):
        return
    name = item if _BUILT.search(item) else item + "项目"
    aliases = (item,) if name != item else ()
    kind = "IndustrialPlatform" if _PARK.search(item) and not known else "Project"
    yield Found(begin, end, kind, name, "project-listed", 0.9 if known else 0.7, aliases)


_PLAIN_LINE = re.compile(r"(?:科技|股份|集团|实业|控股)(?=[\u4e00-\u9fff]{2})")  # no goods: 晨曜科技|储能材料


def _firm(item: str) -> int:
    """How many characters of a project's name are a firm's: a coined word before what is made; 0 if none.

    The whole where a line of business or a product is all that follows (晨曜纺织, 晨曜岩棉).
    """
    body = _PHASE.sub("", item)
    if told := known_head(body) or (not body.startswith(_ROADS) and (sized_head(item) or seated_head(item))):
        return told
    if body.startswith(_ROADS):
        return 0
    if (_PUBLIC.search(body) and not _MAKING.search(body)) or _WORKS.search(body):
        return 0
    head = 0
    for word, tag in tagged(body):
        if (
            word[0].isdigit()
            or (head > 1 and is_substance(word))
            or (head > 1 and word in _HOW and _good(body[head + 1 :]))  # 晨曜|大硅片
            or (len(word) > 1 and not tag.startswith(("nz", "nr", "ns", "nt")))
        ):
            break
        head += len(word)
    stem, made = body[:head], body[head:]
    if re.match(r"年产|\d", made) and weight(stem) > 0:  # 宁波晨曜|5万吨岩棉
        return head
    if not _trade_name(stem):
        return 0
    plain = _PLAIN_LINE.match(made)
    if plain:
        return head + plain.end()
    if not made:
        return head if body != item else 0
    alone = made[0] in _HOW and _good(made[1:])
    if not (alone or first_word(made)[1].startswith(("n", "b")) or made.startswith("第")):
        return 0
    if len(made) <= 3 and body == item and not alone:
        return len(body)
    line = len(made) > 3 and vocab.concept("industry", made)  # 晨曜|医药化工: what the project is of
    return len(body) if weight(body) >= COINED and len(made) < 5 and not (line or alone) else head


_HOW = "大小新高超特微"


def _good(word: str) -> bool:
    return len(word) > 1 and goods(word) != ""


_MAKING = re.compile("(?:制造|生产|加工|研发)中心$")
_LINE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)(?P<line>[\u4e00-\u9fff]业)(?!务|绩|态|主|化|园|区|链)")
_MADE = re.compile(r"年产|[\d百千万]|扩建|技改|智能化")
_RESEARCH = re.compile(r"研发|研究|开发|产业化|生产|加工")
_POWER = re.compile(r"(?:风电|光伏|水电|热电|发电|核电)$")  # named after where they stand
_WORKED = re.compile(r"(?:精?深?加工|生产|制造|种植|养殖|开发|综合利用)")  # 晨河麦芽|加工项目: goods


# 省道107改造项目, 西南仓储中心: what begins so has no firm before it
_REGIONS = ("西南", "西北", "东北", "华东", "华南", "华北", "华中", "长三角", "珠三角")
_ROADS = ("国道", "省道", "县道", "乡道", "村道", "高速", *_REGIONS)


def firm_before(name: str) -> int:
    """How many characters of a project's name are those of the firm whose it is: 晨曜羊业|产业化项目; 0 if none.

    A well-known corporation; a coined word and a line of business, a line that ends in 业 whatever it is; or a brand
    and what is made.
    """
    known = known_head(name)
    if 0 < known < len(name):
        return known
    if name.startswith(_ROADS):
        return 0
    if told := sized_head(name) or seated_head(name):
        return told
    line = _LINE.match(name)
    if line and line.end() < len(name) and coined(line["stem"]) and not is_word(line["stem"][-1] + line["line"]):
        return line.end() if kind(line["line"][0])[:1] in ("n", "g", "") and not is_generic(line["line"]) else 0
    for begin, last in trade_spans(name[:12]):
        end = next((e for e in range(last, begin + 1, -1) if name[begin:e] in trade_words()), last)
        if _within_word(name, begin, end):  # 磷酸铁锂电|池: no line of business
            continue
        if 2 <= begin <= 5 and end < len(name) and weight(name[:end]) >= COINED and not _WORKED.match(name, end):
            return 0 if _POWER.search(name, begin, end) else begin if of_project(name, begin, end) else end
    return _brand(name)


def _within_word(name: str, begin: int, end: int) -> bool:
    """Whether a line of business ends inside a longer word of the dictionary: 锂电 of 锂电池."""
    return len(first_word(name[begin:])[0]) > end - begin


def of_project(text: str, head: int, end: int) -> bool:
    """Whether a line of business says what a project is about and is not in its firm's name: 晨曜|新材料项目."""
    site = text.startswith(("项目", "产业园", "生产基地"), end)
    return site and vocab.concept("industry", text[head:end]) is not None


def _brand(name: str) -> int:
    """A brand at the front of a project's name, or a coined word before how much is made: 晨曜|25万辆轻卡项目."""
    if not name.endswith(("项目", "基地", "工厂", "期")):
        return 0
    body = name.removesuffix("项目")
    head, proper = 0, False
    for word, tag in tagged(body):
        proper = tag.startswith(("nz", "nr", "nt")) and len(word) > 2
        if len(word) > 1 and not (proper and not head):
            break
        head += len(word)
        if proper:
            break
    stem, made = body[:head], body[head:]
    if not made or not _trade_name(stem) or _PUBLIC.search(body):
        return 0
    told = (proper and not _RESEARCH.match(made)) or _MADE.match(made)
    return head if told or (len(stem) == 2 and _is_goods(made)) else 0


def _is_goods(made: str) -> bool:
    """Whether a project makes goods that the vocabulary knows, and so its brand is a firm's: 晨曜|智能农机项目."""
    line = re.sub(r"(?:生产|制造|精?深?加工)?(?:基地|工厂|[一二三四五]期)*$", "", made)
    return not _POWER.search(line) and vocab.concept("industry", line) is not None


_STUFF = re.compile(r"[\u4e00-\u9fff]{2}[粉土胶砂]")


def _trade_name(stem: str) -> bool:
    """Whether characters are a firm's trade name, and none of a place, a street, a river or a stuff (钛白粉)."""
    if is_substance(stem) or _STUFF.fullmatch(stem):
        return False
    known = in_vocabulary(stem) or is_generic(stem, "company") or stem in vocab.names("place")
    spoken = tagged(stem) if stem else ()
    place = len(spoken) == 1 and spoken[0][1] == "ns"
    return (
        coined(stem) and not known and not place and stem[-1] not in "山河湖溪江湾岛村镇庄桥寺泉谷岭坪沟洲滩东西南北中"
    )


@cache
def plain() -> re.Pattern[str]:
    """Words that alone do not tell which project is meant."""
    return re.compile(f"{one_of(words(table('project')['generic']))}+")


_LASTS = re.compile(r"\d+(?:天|个月|小时|个工作日)")  # how soon: 签约后，27天|项目开工


def names_one(stem: str) -> bool:
    """Whether what stands before a head says which project it is."""
    if len(stem) < 2 or stem.endswith("”") or ("“" in stem and "”" not in stem) or _LASTS.match(stem):
        return False
    return not is_generic(stem) and not plain().fullmatch(stem) and not of_trade(stem)


def of_trade(stem: str) -> bool:
    """Whether what stands before 项目 only says of which industry it is: 新能源综合产业项目."""
    at = next((n for n in range(len(stem), 1, -1) if vocab.concept("industry", stem[:n])), 0)
    return at > 0 and (at == len(stem) or plain().fullmatch(stem[at:]) is not None or is_generic(stem[at:]))
