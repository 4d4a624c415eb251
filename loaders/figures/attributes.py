"""What a number is an attribute of, or is given for: 总投资35亿元的…项目, 年产1200台压力机, 给予500万元支持."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from loaders.dictionary import first_word, tagged
from loaders.figures.conditions import granted_each, granted_on
from loaders.figures.counted import counts_things, noun_after
from loaders.figures.cues import Token, listed
from loaders.figures.namelists import head_of, items_of
from loaders.figures.phrases import phrase, text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said
from loaders.figures.units import of_goods
from loaders.lexicon import has, one_of

_CAPACITY = frozenset(("年产", "年加工", "年处理", "日产", "日处理", "年生产"))
_POWER = ("千瓦", "兆瓦", "吉瓦", "MW", "GW", "kW")
_WORKS = re.compile(r"(?:加工|生产线|生产基地|智能化|绿色化|改造|技改|建设|扩建|产业化|制造)*(?:项目|工程|基地|生产线)")
_WORKS_NAMED = re.compile(r"的[^，。；]{2,30}?(?:项目|生产线|产线|基地|工厂)")
_SCALE = re.compile(r"的(?:生产|加工|处理)?(?:规模|能力)$")  # 年产2亿片硅片的生产规模


@cache
def _listed() -> re.Pattern[str]:
    """15万吨乳酸、10万吨聚乳酸项目; 6亿平方米隔膜生产线项目."""
    size = rf"\d[\d.]*[十百千万亿]*{one_of(of_goods())}"
    return re.compile(rf"(?P<thing>[^，。；、的\d]{{2,12}})(?:[、和及]{size}[^，。；、的\d]{{2,12}})+项目")


_LINE = re.compile(r"(?P<thing>[^，。；、的\d]{2,12}?)生产(?:线|基地)(?:建设|扩建|改造)?项目")
_KIND = re.compile("(?:[年日](?:产|加工|处理|生产)能力|产能)$")
_KINDS = ("生产规模", "建设规模", "设计规模", "生产能力", "处理能力", "加工能力", "设计产能", "产能", "规模")
_YEARLY = re.compile(
    rf"(?:形成|新增|建成|达到)?(?P<of>[\u4e00-\u9fff]{{2,8}}?)??(?P<kind>{'|'.join(_KINDS)})"
    r"(?:(?:为|是|达到?|稳定在|保持在|[增升扩]?[至到])?|(?:为|是|达到?|：)(?P<thing>[\u4e00-\u9fffA-Za-z（）]{2,16}))$"
)
_PROJECT = re.compile(r"项目(?!储备|库|群|集群|建设|资金|清单|投资|用地)")
_GRANT = re.compile(
    r"(?:分阶段|一次性)?(?:资金|经费|配套|安家|购房|租房|生活|住房|人才|专项)*(?:支持|补贴|奖励|资助|补助|奖补|扶持|津贴)"
)
_GIVEN_TO = re.compile(r"^(?:对|给|向)(?:在.{1,8}?并)?(.{2,40})$")  # 对…的企业，给予…
_PART_OF = re.compile(
    r"(?:都|均)?(?P<verb>是|为|属于|来自|出自|从事|用于|集中在|分布在|选择)(?P<what>[\u4e00-\u9fff“”、+\d]{2,24})"
)
_NEEDING = frozenset(("需", "需要", "要", "要用", "只需", "仅需"))
_AWARDED = frozenset(("奖励", "补助", "资助", "补贴", "奖", "补", "奖补"))
_CAPPED = re.compile(
    r"(?:单[户家个台项]|每[户家个台项年店]|同一|企业|项目|年度|累计)*(?:总额)?(?:封顶|上限|最高|最多)?"
)  # 按8%补助，单户最高200万元
_AWARDING = re.compile(
    r"(?:再?给予?|每[店台亩吨户]|依次|分别|按|每[家个人名位]|企业|一次性|各|再|(?:奖励|补助|资助|补贴|奖补|奖|补)$)+"
)
_FOR = re.compile(r"^(?:企业|产品|项目|单位)?(?:当年|首次)?(?:获评|获|被?(?:认定|评定|评)为)?")
_GIVEN = re.compile(
    "^“?(?:我们|我厂|公司|企业|厂里)?(?:每年|每月)?(?:都|会|要|坚持)?(?:拿出|提取|抽出|安排)?(?=..)"
)  # 我们每年拿出|销售收入
_BOUGHT = re.compile(r"(?:全部|专项)?(?:用于(?:支持)?|投入|投向|建成|新建|建设|购置|购买|引进)(?!的)(?P<what>.{2,20})")
_SPENT = frozenset(
    ("投资", "投入", "投", "新增投资", "斥资", "耗资", "砸下", "砸", "豪掷", "出资", "注资", "增资", "投下")
)
_PAYING = ("斥资", "耗资", "砸下", "豪掷")  # they end a clause whose subject stands before them
_AGAIN = re.compile(r"(?:打算|计划|准备|拟|将|再|又|先后|追加)+投[入资]?$")
_GOES_TO = re.compile(r"的[^，。；、的]{3,20}项目(?!库|群|资金)")  # 甲股份5亿元的冷链物流项目
_FIRM_PAYS = re.compile(r"(?:公司|企业|集团|工厂|我们|厂里)(?:又|再|已|先后|累计)?投资")
_BUILT_OF = re.compile(r"(?:新建|扩建|建设|打造|兴建|改造)的")
_DEEDS = frozenset("把将在搞建上买扩用")
_SIZED_FUND = re.compile(
    r"(?:总?规模)?的?(?P<name>[^，。；：、的]{0,18}基金)(?![支投管用补])"
)  # 设立10亿元规模的某某基金
_FIRST_PART = re.compile(r"(?:设立|成立|组建)了?首期规模$")
_SIZES = {"长": "长度", "高": "高度", "宽": "宽度", "深": "深度", "厚": "厚度", "重": "重量"}
_TAKING = ("占", "抢占", "拥有", "坐拥", "拿下")
_HOLDING = ("贡献", "聚集", "集聚", "汇聚")  # 聚集了全县60%的纺织企业
_LONGEST_KIND = 6  # characters of an indicator that stands before its number as an attribute: 研发投入强度
_SUMS = (
    "资金",
    "贷款",
    "订单",
    "补助",
    "补贴",
    "奖励",
    "融资",
    "债券",
    "授信",
    "罚款",
    "保费",
    "赔款",
    "红包",
    "消费券",
)
_LEVELS = frozenset(("国家", "国家级", "省级", "市级", "全国", "全省"))
_BUILT = ("项目", "工程", "基地", "生产线", "综合体", "产业园")


_SOME = re.compile(r"一批|一大批|多个|若干|[一二三四五六七八九十\d]+个")


def capacity(said: Said, quantity: Quantity) -> Reading | None:
    """年产1200台伺服压力机, 10万千瓦光热储能项目: a capacity of what follows."""
    words = [t for t in said.before if t.word not in ("可", "约", "近", " ", "将", "达", "超")]
    noun, _ = noun_after(said.after)
    if noun.startswith("的"):
        return _of_works(said, words)
    parts = _WORKS.split(noun) if has(noun, "项目", "工程", "基地", "生产线") else [noun]
    thing = _SCALE.sub("", parts[0] or noun)
    some, _, kind = thing.partition("等")
    thing = kind if kind and "、" in some else some
    thing = some.partition("、")[0] if _SOME.match(thing) else thing  # 12万吨印染、农机交易中心等|一批重点项目
    if words and words[-1].word in _CAPACITY and thing:
        return Reading(f"{thing}{words[-1].word}能力", status="Planned", rule="capacity", confidence=0.85)
    if quantity.unit.endswith(of_goods()) and (found := _listed().match(said.original) or _LINE.match(said.original)):
        return Reading(f"{found['thing']}产能", status="Planned", rule="capacity", confidence=0.75)
    if thing and said.joined and quantity.unit.endswith(of_goods()) and (kind := _listed_capacity(said)):
        return Reading(thing + kind, status="Planned", rule="capacity", confidence=0.75)
    if noun.endswith("项目") and quantity.unit.removesuffix("/年").endswith(("吨", "升", "立方米")):
        return Reading(f"{thing.split('等')[0]}产能", status="Planned", rule="capacity", confidence=0.75)
    if thing and (said.project or (thing != noun and not said.name)):
        if quantity.unit.endswith(_POWER):
            return Reading(f"{thing}装机容量", status="Planned", rule="capacity", confidence=0.75)
        if said.project and quantity.unit.endswith(of_goods()):
            return Reading(f"{thing}产能", status="Planned", rule="capacity", confidence=0.75)
    return None


def _of_works(said: Said, words: Sequence[Token]) -> Reading | None:
    """年产3吉瓦的某某项目: the capacity of what follows; of a list also behind the name before it."""
    if not words or words[-1].word not in _CAPACITY or not _WORKS_NAMED.match(said.original):
        return None
    return Reading(f"{words[-1].word}能力", status="Planned", rule="capacity", confidence=0.8)


def _listed_capacity(said: Said) -> str:
    """年产能力 of the number before, where its list goes on, perhaps with whose it is: 、晨光科技500吨薄膜; else ""."""
    listed = said.before and said.before[0].word == "、" and all("verb" not in t for t in said.before)
    found = _KIND.search(said.last.metric) if listed and said.last and said.last.rule == "capacity" else None
    return found[0] if found else ""


def yearly(said: Said, quantity: Quantity) -> Reading | None:
    """生产规模为铝型材3万吨/年、幕墙3万平方米/年: a capacity told by the year, its word once for a list of goods."""
    if not quantity.unit.endswith("/年") or quantity.unit.endswith("元/年"):
        return None
    words = said.words.lstrip("、和与及")
    found, last = _YEARLY.match(words), said.last
    shared = last.metric.removeprefix(last.base) if last and last.rule == "capacity" and last.base else ""
    kind = found["kind"] if found else shared if shared in _KINDS else ""
    thing = (found["thing"] or found["of"] or "") if found else said.name.text
    return Reading(thing + kind, base=thing, rule="capacity", confidence=0.8) if kind and thing else None


_THEN = re.compile("^[“‘]?(?:以前|过去|从前|原来|原先|如今|现在|眼下|当年)+")


def needed(said: Said, quantity: Quantity) -> Reading | None:
    """工厂需要1000多人: the people that somebody needs."""
    if quantity.unit not in ("人", "名") or not said.before or said.before[-1].word not in _NEEDING:
        return None
    who = said.name
    if said.after and (who or first_word(said.follows[:4] or "的")[1] != "v"):
        return None
    whose = _THEN.sub("", who.text)
    return Reading(whose + "所需人数", base=whose, rule="needed", confidence=0.7)


def part_of(said: Said, quantity: Quantity) -> Reading | None:
    """在落户的企业中，九成以上来自省外; 超过七成属于新兴产业: the share of those that do what follows."""
    if quantity.unit not in ("%", "成") or said.name or not said.after:
        return None
    found = _PART_OF.match(said.follows)
    if not found:
        return None
    last = said.last
    among = phrase(said.earlier[-1]).text if said.earlier and text_of(said.earlier[-1]).endswith(("中", "里")) else ""
    among = among.removesuffix("中").removesuffix("里")
    if not among and last and counts_things(last.unit):
        among = last.base
    what = found["what"] if found["verb"] in ("是", "为", "都是") else found[0]
    return Reading(f"{what}占{among}比重", base=what, whole=among, rule="part", confidence=0.7) if among else None


def granted(said: Said, quantity: Quantity) -> Reading | None:
    """给予承接方最高500万元支持; 获评示范企业，奖励100万元: a grant, named by who gets it or for what."""
    if not quantity.unit.endswith("元"):
        return None
    last = said.last
    capped = quantity.comparator == "AtMost" and _CAPPED.fullmatch(said.words) is not None
    if capped and last and (last.rule == "granted" or _GRANT.search(last.metric)) and not said.after:
        base = re.sub(r"(?:最高)?(?:支持|补贴|奖励|资助|补助|奖补|扶持|贴息)(?:率|比例|占比)?$", "", last.metric)
        kind = _GRANT.search(last.metric)
        return Reading(f"{base}最高{kind[0] if kind else '补助'}", base=base, rule="granted", confidence=0.7)
    if each := granted_each(said.words, text_of(said.earlier[-1]) if said.earlier else ""):
        return Reading(each, base="奖励", rule="granted", confidence=0.7)
    if on := granted_on(said.words, last.metric if last else ""):
        return Reading(on, base="奖励", rule="granted", confidence=0.75)
    found = _GRANT.match(said.follows.removeprefix("的"))
    at = next((i for i, t in enumerate(said.before) if t.word.startswith("给予")), -1)
    verb = said.before[-1].word if said.before and said.before[-1].word in _AWARDED else ""
    if at < 0 and not (verb and _AWARDING.fullmatch(said.words)):
        return None
    whom = (text_of(said.before[at + 1 :]) or text_of(said.before[:at])) if at >= 0 else ""
    whom = re.sub("^对", "", text_of(said.before[:at])) if at > 0 and _AWARDING.fullmatch(whom) else whom
    whom = "" if _AWARDING.fullmatch(whom) else whom
    cause = next((m[1] for m in map(_GIVEN_TO.search, map(text_of, reversed(said.earlier))) if m), "")
    if len(whom) < 2 and not cause:
        cause = _FOR.sub("", text_of(said.earlier[-1])).removesuffix("的") if said.earlier else ""
        cause = "" if cause.startswith("的") or cause == "的" else cause
        cause = cause or (said.last.metric if said.last and not said.fresh else "")
    if not whom and not cause and not found:
        return None
    most = "最高" if quantity.comparator == "AtMost" else ""
    what = found[0] if found else {"奖": "奖励", "补": "补助"}.get(verb, verb) or ("支持" if most else "奖励")
    return Reading((whom if len(whom) > 1 else cause) + most + what, base=whom, rule="granted", confidence=0.7)


_TIER = r"[\d.]+[百千万亿]*(?:元|家|人|吨|台|件|项|户|个|%)?(?:（含）)?(?:以上)?"
_TIERED = re.compile(
    rf"(?P<of>[\u4e00-\u9fff]{{2,24}}?)(?P<verb>达到|超过|突破|达|超|在)(?P<tiers>{_TIER}(?:(?:[、和与]|以及){_TIER})+)"
    r"的?(?P<who>[\u4e00-\u9fff]{0,8}?)的?，[^，；。]{0,12}(?:分别|依次|分档|相应)[^，；。]{0,8}$"
)
_CLASSES = re.compile(
    r"(?P<deed>(?:首次|新|当年|成功)*(?:被|获)?(?:认定|评定|评|批|得|列入|入选|新增)+)(?:为|的)?(?P<list>[^，。；为]{4,60}?)的?(?:，[^，。；]{0,10})?"
    r"(?:分别|依次)[^，。；]{0,8}$"
)
_WHOSE = re.compile(r"^(?:其|对|凡|且|并|若|如|当年)+")


def tiered(front: str, read: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Grants by steps or classes, each named by its own: 产值达到1亿元、5亿元的企业，分别给予10万元、30万元奖励.

    front: the words of the sentence before the group.
    """
    if len(read) < 2 or not all(_GRANT.search(r.metric) or r.metric in _AWARDED for r in read):
        return read
    found = _TIERED.search(front)
    steps = re.findall(_TIER, found["tiers"]) if found else []
    if found and len(steps) == len(read):
        of, who = _WHOSE.sub("", found["of"]), found["who"]
        names = [f"{of}{found['verb']}{step}{who}" for step in steps]
    elif found := _CLASSES.search(front):
        names = [found["deed"] + item for item in items_of(found["list"], len(read))]
    if not found or len(names) != len(read):
        return read
    what = _GRANT.search(read[0].metric)
    names = [name + (what[0].removeprefix("一次性") if what else "奖励") for name in names]
    return tuple(replace(r, metric=name, base="奖励", rule="granted") for r, name in zip(read, names, strict=True))


def spent(said: Said, quantity: Quantity) -> Reading | None:
    """投入5000万元用于新项目研发, 把销售额的5.5%投入研发: the purpose names what was spent."""
    before = said.name
    if not before:
        return None
    found = _BOUGHT.match(said.follows)
    paid = before.text if before.text in _SPENT else next((p for p in _PAYING if before.text.endswith(p)), "")
    again = before.text.endswith(("投", "投入", "投资")) and _AGAIN.search(before.text)
    paid = paid or ("投" if again or _FIRM_PAYS.fullmatch(before.text) else "")
    if quantity.unit.endswith("元") and paid and not found:
        deed = tagged(text_of(said.after[:3])[:6])[:1] if said.after and "mark" not in said.after[0] else ()
        done = deed and ((deed[0][1] == "v" and len(deed[0][0]) > 1) or deed[0][0] in _DEEDS)
        done = done or _BUILT_OF.match(said.follows) is not None
        spent_ = paid if paid in ("新增投资", "增资", "出资", "注资", "投入") else "投资"
        return Reading(spent_, base=spent_, rule="spent", confidence=0.8) if done else None
    if not found:
        return None
    what = found["what"]
    if quantity.unit in ("%", "成"):
        if said.says("把", "将") and not found[0].startswith("用于"):
            return Reading(f"{what}投入占{before.base}比重", base=what, rule="spent", confidence=0.75)
        money = _GIVEN.sub("", before.text)
        return Reading(f"{money}用于{what}比例", base=money, rule="spent", confidence=0.8)
    if before.text not in ("投入", "投放", "总投资", "资金", *_SPENT):
        return None
    spent_ = "投资" if before.text in (*_SPENT, "投放") and before.text not in ("新增投资", "投入") else before.text
    name = spent_ if "的" in what or what.endswith(("占地", "面积", "用地", "总")) else what + spent_
    return Reading(name, base=before.text, rule="spent", confidence=0.8)


def attributed(said: Said, quantity: Quantity) -> Reading | None:
    """规模达3000亿元的项目储备库, 约1平方公里的核心服务区: an attribute of the noun that follows 的."""
    fund = _SIZED_FUND.match(said.original) if quantity.unit.endswith("元") else None
    if fund and (not said.name.head or _FIRST_PART.search(said.name.text)):
        name = fund["name"] if len(fund["name"]) <= _LONGEST_KIND else "基金"
        return Reading(f"{name}规模", base="基金", rule="attribute", confidence=0.75)
    after = [t for t in said.after if "name" not in t]
    told = text_of(after)
    size = next((kind for mark, kind in _SIZES.items() if told.startswith(f"{mark}的")), "")
    if not after or (after[0].word != "的" and not size) or quantity.form == "rank":
        return None
    before = said.name
    rest = after[1:] if not size else _behind(after)
    noun, deed = noun_after(rest)
    if noun.startswith(("和", "与", "及", "、")):  # 投资5亿元的X工程和|Y工程: the first is a name
        return Reading(before.head or _kind(quantity.unit), base=before.head, rule="attribute")
    if deed and quantity.unit in ("%", "成") and not before:
        return Reading(f"{deed}{noun}占比", base=noun, rule="attribute", confidence=0.75)
    if before.head and len(said.after) > 1 and said.after[0].word == "的" and "name" in said.after[1]:
        return Reading(before.head, base=before.head, rule="attribute")
    if not noun:
        return None
    if quantity.unit in ("%", "成") and (contributed := _contributed(said, noun)):
        return contributed
    if before.head and noun in _LEVELS:  # 占地80亩的国家高新技术企业: the name behind it is masked
        return Reading(before.head, base=before.head, rule="attribute")
    if before.head and (_PROJECT.search(noun) or _in_project(said, noun)):
        return Reading(before.head, base=noun, rule="attribute")
    if head_of(noun) == noun:  # 形成年30万吨的产能
        return Reading(noun, base=noun, rule="attribute", confidence=0.75)
    if before.head and not before.action and len(before.text) <= _LONGEST_KIND and _nominal(before.text):
        return Reading(noun + before.text, base=noun, rule="attribute", confidence=0.8)
    if before.head and len(before.text) - len(before.head) <= 4:
        return Reading(noun + before.head, base=noun, rule="attribute", confidence=0.8)
    if quantity.unit.endswith("元") and not before.head and _GOES_TO.match(said.original):
        return Reading("总投资", base="投资", status="Planned", rule="attribute", confidence=0.75)
    if before and not before.alone and not size:
        return None
    if quantity.unit.endswith("元") and noun.endswith(_SUMS):
        return Reading(noun, base=noun, rule="attribute", confidence=0.75)
    if quantity.unit.endswith("元") and (noun.endswith(_BUILT) or _of_projects(said)):
        return Reading("总投资", base=noun, status="Planned", rule="attribute", confidence=0.7)
    return Reading(noun + (size or _kind(quantity.unit)), base=noun, rule="attribute", confidence=0.75)


def _nominal(text: str) -> bool:
    """Whether a phrase begins with a noun and not with what is done: 研发投入强度, but 另设总规模."""
    first = first_word(text)[1]
    return (first[:1] in "nljb" or first == "vn") and not any(word in text for word in listed("light"))


def _in_project(said: Said, noun: str) -> bool:
    """Whether the noun is the beginning of a project's name that holds a number: 某公司年产800万件…项目."""
    at = next((i for i, t in enumerate(said.rest) if "number" in t), -1)
    return at >= 0 and _PROJECT.search(text_of(said.rest[at:])) is not None and noun in text_of(said.rest[:at])


def _of_projects(said: Said) -> bool:
    """Whether a list of what is invested in is told: 引进50亿元的A、60亿元的B等重点项目."""
    return _PROJECT.search(text_of(said.rest)) is not None and said.joined and not said.says("投资")


def _contributed(said: Said, noun: str) -> Reading | None:
    """贡献了全县65%的工业产值和48%的税收: the noun's share in the whole that was named before or stands before it."""
    last = said.last
    if last and last.rule == "contributed" and said.joined and said.before and said.before[-1].word in "和、及与":
        return replace(last, metric=last.metric.replace(last.base, noun), base=noun)
    at = next((i for i, t in enumerate(said.before) if t.word.startswith(_HOLDING)), -1)
    taken = next((i for i, t in enumerate(said.before) if t.word.startswith(_TAKING)), -1)
    if taken >= 0 and noun.endswith(("份额", "市场", "天下", "江山")):
        who = phrase(said.before[:taken]).text or (last.base if last else "")
        whole = text_of(said.before[taken + 1 :]).removeprefix("了")
        name = f"{who}占{whole}{noun}" if noun.endswith("份额") else f"{who}占{whole}{noun}比重"
        return Reading(name, base=who, whole=whole, rule="contributed", confidence=0.75)
    if at < 0:
        return None
    whole = re.sub("^[了着]", "", text_of(said.before[at + 1 :])) or (
        last.whole if last and last.whole[:1] == "全" else ""
    )
    if not whole and last and last.rule == "share":
        return Reading(f"{last.base}占{noun}比重", base=noun, rule="contributed", confidence=0.7)
    who = text_of(list(takewhile(lambda t: not t.parts & {"link", "lead", "name", "verb", "time"}, said.before[:at])))
    who = who if who.endswith(("企业", "公司", "产业", "业", "集群", "经济")) else ""
    return Reading(
        f"{noun}占{whole}比重" if whole else f"{who}{noun}占比", base=noun, rule="contributed", confidence=0.7
    )


def _behind(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words behind the first 的, cutting a run that holds it (长的工业大道)."""
    for i, token in enumerate(tokens):
        at = token.word.find("的")
        if at >= 0:
            rest = Token(token.begin + at + 1, token.end, token.word[at + 1 :], token.parts, token.depth)
            return [*([rest] if rest.word else []), *tokens[i + 1 :]]
    return tokens


def _kind(unit: str) -> str:
    base = unit.lstrip("十百千万亿")
    if base in ("平方米", "平方公里", "亩", "公顷"):
        return "面积"
    return "规模" if base.endswith("元") else "占比" if unit in ("%", "成", "") else ""
