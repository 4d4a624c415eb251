"""What one number says, and the words around it that say so."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.dictionary import first_word, is_word
from loaders.figures.cues import Token, listed
from loaders.figures.labels import MADE, in_full
from loaders.figures.namelists import LEVEL, at_level, head_of, without_site
from loaders.figures.phrases import Phrase, phrase, pieces, text_of
from loaders.figures.units import of_goods
from ontology import vocab
from ontology.values import record, replace

_TELLING = 4  # characters of a clause that can name a subject
THINGS = ("家", "户", "个", "项", "名", "人", "件")
_GROUP = re.compile(r"(?:企业|[^工]业|工业|集群|园区|园|板块)$")  # has several indicators: 规上企业的营业收入、利润总额
# 产值超10亿元的3家
_LIMITED = re.compile(r"\d[亿万]元?(?:至|到|[—~-])\d+[亿万]元$|(?:超|过|达|突破|高于).*[元亿万](?:以上)?$|[元亿]以上$")
_BOUNDED = re.compile(r"[超过达].*[亿万]元")  # a class by its size, which has no indicators of its own
_DONE = re.compile(r"完成|累计|年度")  # of projects only: 入驻企业326家，累计完成投资85亿元
BRACKET = re.compile(r"（[^（）]*）$")
_CLASSED = re.compile(r"涉及|包括|分布|涵盖|分为|按.{2,6}分|从.{2,8}看|其中")
_ADDS = re.compile(r"(?:新增|净增|(?:再|又|新|还将)增加?)$")  # 企业新增8家, 实验室再增加2家
_THING = re.compile(
    r"(?:企业|公司|项目|单位|机构|平台|中心|人才|基地|园区?|品牌|产品|实验室|[院站村镇校所者人户店厂岗员师生家])$"
)
_YIELDS = frozenset(("产量", "总产量", "单产", "亩产", "存栏", "出栏"))  # 粮食播种面积…，总产量…
_GROWN = frozenset(("播种面积", "种植面积", "面积", "产量", "总产量", "存栏", "出栏"))
_SIZE = re.compile(
    r"(?:^[\u4e00-\u9fff]{1,8}?(?:超过?|过|达|突破|高于))?\d*[十百千]?[亿万]元(?:以上|至\d+[亿万]元)?(?:的(?=.))?"
)
_LONGEST_FIRMS = 12
_SIZED_FIRMS = re.compile(r"相关|规[上模]|限上|[、，]|入[园驻库]|[集聚汇]聚|新[增设]|各类|工业企业|市场|拥有|引进")
_OF_TRADE = re.compile(r"[\u4e00-\u9fff]{1,6}业项目")
_TRADE_FIRMS = re.compile(r"[\u4e00-\u9fff]{1,10}(?<![企物创就从作失开停毕])(?:业|制造|加工)")
_OF_SUM = re.compile(r"(?:计划|规划|预计|概算|估算|协议|项目)*总?投资$")
_WORKS = re.compile(r"(?:期|工程|项目|园区?|基地|中心|厂房?|生产线|综合体|车间)$")
_EXTENT = re.compile(r"(?:东西|南北|平均|最大|全)*(?:宽|长|高|深|厚|纵深|总长|全长|宽度|高度|深度|厚度)$")
_EACH = ("户均", "人均", "亩均", "平均每家", "平均每户", "每家")  # of what was said last
_NO_GOODS = re.compile(r"(?:能耗|消耗|排放|价格|指数|成本|收入|人口|投资|用电|客流|主体|率)")  # they have no output
_AMOUNT = re.compile(r"\d*[十百千]?[亿万]元(?:以上)?")  # 产值超10亿元的3家、超亿元的62家
_OVER = re.compile(r".{1,6}?(?:超|过|达|突破|高于)")
# Has the indicator of what it is a part of.
_BRANCH = re.compile(r"(?:业|企业|行业|领域|经济|公司|制造|加工|集群|局|园区|开发区|项目|集团|链|居民)$")


@record
class Reading:
    """What one number says.

    base: what is counted, without the action and without a dependent head (X项目 of X项目总投资);
    whole: what 其中 took it out of; unit: the number's; status: where the rule knows it; completed: whether it comes
    when a project is completed (达产后); kind: what a list counts by class (规上企业 of 食品加工4家、纺织6家); rule:
    which rule told it.
    """

    metric: str
    measure: str = "Level"
    basis: str = ""
    falls: bool = False
    base: str = ""
    action: str = ""
    link: str = ""
    whole: str = ""
    unit: str = ""
    status: str = ""
    completed: bool = False
    kind: str = ""
    rule: str = ""
    confidence: float = 0.9


@record
class Said:
    """The words around a group of numbers.

    before: in the same clause, since the last number (words: in one; name: their phrase); earlier: the clauses of the
    sentence before that, since the last number; after: up to the next number or the end of the clause (follows: in
    one); rest: to the end of the clause; memory: the readings of the groups before, the newest last; fresh: whether no
    number stands before in the sentence; joined: whether the number before stands in the same clause; original: the
    rest with its numbers; project: whether the number is part of a project's name; between: the words between the
    numbers of the group; beyond: the next clause.
    """

    before: Sequence[Token]
    words: str
    name: Phrase
    earlier: tuple[Sequence[Token], ...]
    after: Sequence[Token]
    follows: str
    rest: Sequence[Token]
    memory: tuple[tuple[Reading, ...], ...] = ()
    fresh: bool = True
    joined: bool = False
    original: str = ""
    project: bool = False
    between: tuple[str, ...] = ()
    back: str = ""
    beyond: Sequence[Token] = ()

    @property
    def last(self) -> Reading | None:
        """The reading of the number before."""
        return self.memory[-1][-1] if self.memory else None

    def has(self, part: str) -> bool:
        """Whether a word of this part stands before the number."""
        return any(part in t for t in self.before)

    def says(self, *words: str) -> bool:
        """Whether one of the words stands before the number."""
        return any(t.word in words for t in self.before)


def front(tokens: Sequence[Token]) -> Phrase:
    """The subject of a clause without a number: its first phrase that ends in a head, else its last."""
    found = [p for p in (phrase(piece) for piece in pieces(tokens)) if p]
    return next((p for p in found if p.head), found[-1] if found else Phrase())


@cache
def _dependent() -> tuple[str, ...]:
    return tuple(sorted(listed("dependent")))


def named(said: Said, name: Phrase, reading: Reading, unit: str = "") -> Reading:
    """The reading of a phrase, with what it shares with the number before."""
    shared = next((found for rule in _SHARED if (found := rule(said, name, reading, unit))), None)
    if shared:
        return shared
    dependent = name.head if name.head in listed("dependent") and name.head != name.base else ""
    base = (name.base or name.text).removesuffix(dependent)
    return replace(reading, metric=name.text, base=base, action=name.action, whole=_whole(said))


def _whole(said: Said) -> str:
    """What 其中 takes the number out of."""
    return (said.last.base or said.last.metric) if said.last and said.says("其中") else ""


def _averaged(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """户均 of what was said last."""
    last = said.last
    if last and name.text in _EACH and (last.base or last.metric):
        return replace(reading, metric=name.text + last.metric, base=last.metric, whole=_whole(said))
    return None


def _acted(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """新增 alone: of the last that was counted in this unit."""
    done = name.text in listed("deed") and continues(said)  # 新开工项目27个、竣工投产19个
    if not said.last or not (done or (name.alone and name.action and not name.base)):
        return None
    same = next((r for r in _back(said) if unit and r.unit == unit), None)
    if same is None and unit in THINGS and name.text.endswith(("企业", "项目", "用户")):
        return replace(reading, metric=name.text, base=name.text, whole=_whole(said))
    if (same is None or name.text in ("销售", "放款", "出口")) and unit.endswith("元"):
        return replace(reading, metric=name.text, base="", action=name.text, whole=_whole(said))
    if same is None and unit in ("个", "项") and said.last.base.endswith("投资"):
        return replace(reading, metric=name.text + "项目", base="项目", action=name.text)  # 计划投资52亿元，开工7个
    same = same or said.last
    things = _undone(same.base)
    return replace(reading, metric=name.text + things, base=things, action=name.text, whole=_whole(said))


def _undone(things: str) -> str:
    """企业 of 排查企业: what was counted, without what was done to it."""
    verb = next(
        (things[:i] for i in (4, 3, 2) if things[i:] in listed("generic") and things[:i] in listed("action")), ""
    )
    return things.removeprefix(verb)


def _by_class(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """食品加工4家 of 规上企业38家，涉及八大行业."""
    if said.last and not name.head and not name.action and (kind := _kind_of(said, said.last, name.text, unit)):
        return replace(reading, metric=name.text + kind, base=name.text, kind=kind)
    return None


def _groundless(last: Reading | None) -> bool:
    """Whether what was said last covers no ground: 员工5人，占地…; 注册资本3万元，占地…, but 厂房投资1亿元，占地…."""
    if last is None or not last.unit.endswith(("元", "人", "名")):
        return False
    return not last.unit.endswith("元") or head_of(last.metric) in ("", last.metric)


def _headed(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """总投资, 利润总额 alone: of what was said last, unless the words before have a subject for it."""
    if not name.alone or not name.head or name.action:
        return None
    if (name.head.endswith(("面积", "占地")) and _groundless(said.last)) or _elsewhere(said, name.head):
        return replace(reading, metric=name.head, base=name.head, whole=_whole(said))
    if not said.last:
        return None
    if unit.endswith("元") and _of_several(said):
        return replace(reading, metric=name.head, base=name.head, rule="of several")
    if sized := _EXTENT.search(said.last.metric):  # 南北宽22公里，总面积1700平方公里
        front_ = said.last.metric[: sized.start()] if name.head.endswith("面积") else ""
        return replace(reading, metric=front_ + name.head, base=front_ + name.head, whole=_whole(said))
    if (
        unit.endswith(("亩", "平方米", "公顷"))
        and said.last.metric.endswith("投资")
        and said.last.rule == "named before"
    ):
        things = _OF_SUM.sub("", said.last.metric)
        things = things if _WORKS.search(things) else ""
        return replace(reading, metric=things + name.head, base=things, whole=_whole(said))  # 一期投资5亿元、占地90亩
    joined = _joined(said.last, name.head)
    base = said.last.base if name.head in listed("dependent") else joined
    return replace(reading, metric=joined, base=base, whole=_whole(said))


def _of_several(said: Said) -> bool:
    """Whether two kinds of firms were counted beside each other: A 3家、B 5家，产值 is no sum of the last alone."""
    last = [r for g in said.memory[-2:] for r in g][-2:]
    beside = len(last) == 2 and last[0].base not in last[1].metric and not last[1].whole and not said.fresh
    return beside and all(r.unit in ("家", "户") for r in last)


def _sized(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """超亿元的62家 of 产值超10亿元的企业3家."""
    last = said.last
    over_it = name.text + ("以上" if said.says("以上") and name.text.endswith("元") else "")
    if not last or not last.base or not (_LIMITED.search(over_it) or _AMOUNT.fullmatch(name.text)):
        return None
    amount = re.sub("^(?:超过?|突破|过)", "", name.text)
    over = _OVER.match(last.metric) if _AMOUNT.fullmatch(amount) else None
    things = _SIZE.sub("", last.base)
    size = (amount if over else name.text) + ("以上" if said.says("以上") and not amount.endswith("以上") else "")
    return replace(reading, metric=(over[0] if over else "") + size + things, base=things, whole=_whole(said))


def _generic(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """项目总投资 of 技改项目12个: the projects that were counted."""
    last, generic = said.last, name.text.removesuffix(name.head)
    if last and name.head and generic in listed("generic") and last.base.endswith(generic) and said.joined is False:
        return replace(reading, metric=last.base + name.head, base=last.base, whole=_whole(said))
    return None


def _gained(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """企业新增 is 新增企业."""
    found = _ADDS.search(name.text)
    if found and found.start() > 1:
        noun, action = name.text[: found.start()], "净增" if found[0] == "净增" else "新增"
        return replace(reading, metric=action + noun, base=noun, action=action)
    return None


def _of_size(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """规上轴承企业 of 轴承企业200家，其中规上企业30家: the larger ones of the firms that were counted."""
    last = said.last
    short = name.text in ("规上", "规模以上", "限上")  # 锂电企业31家、规上23家
    if last is None or unit != last.unit or not (short or name.text in ("规上企业", "规模以上企业")):
        return None
    if not (said.says("其中") or (short and continues(said))):
        return None
    firms = last.base or last.metric
    firms = firms + "业" if short and firms.endswith("企") else firms
    if not firms.endswith("企业") or not 2 < len(firms) <= _LONGEST_FIRMS or _SIZED_FIRMS.search(firms):
        return None
    return replace(reading, metric="规上" + firms, base="规上" + firms, whole=_whole(said))


def _levelled(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """省级11户 of 国家级龙头企业2户."""
    last = said.last
    if last and last.base and LEVEL.fullmatch(name.text) and unit in THINGS:
        base = at_level(name.text, last.base)
        return replace(reading, metric=last.action + base, base=base, action=last.action, whole=last.whole)
    return None


def _listed(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """The next in a list: 、齿轮 of 年产轴承…, 、乙村 of 新增甲村…."""
    last = said.last
    if not last or name.action or not continues(said):
        return None
    if not name.head and (yearly := MADE.fullmatch(last.metric)):
        return replace(reading, metric=f"{yearly['when']}产{name.text}", base=name.text)
    short = len(name.text) <= 3 < len(last.base) and last.base[-1] == name.text[-1]
    if short and is_word(last.base[-len(name.text) :]):
        base = last.base[: -len(name.text)] + name.text
        return replace(reading, metric=last.action + base, base=base, action=last.action, whole=last.whole)
    if last.action and not (unit != last.unit and _does(name.text)):
        return replace(reading, metric=last.action + name.text, base=name.text, action=last.action, whole=last.whole)
    return None


def _does(text: str) -> bool:
    """Whether words begin with a verb of their own: 孵化企业, behind 转化成果17项."""
    verb, kind = first_word(text)
    return kind == "v" and 1 < len(verb) < len(text)


def _counted_branch(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """陶瓷业：34家: the firms of a branch, as of the branch before."""
    if said.last and unit in THINGS and not said.fresh and (firms := firms_like(said, name.text, unit)):
        branch = BRACKET.sub("", name.text)
        return replace(reading, metric=branch + firms, base=branch, link=firms)
    return None


def _part(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """其中高技术制造业增长15.6%: a part has the indicator of the whole, goods that grow have the output."""
    last, growth = said.last, reading.measure == "Growth"
    if not last or name.head or name.action:
        return None
    goods = growth and not said.fresh and not _NO_GOODS.search(name.text)
    made = goods and last.metric.endswith(("产量", "价格"))  # 粮食价格上涨2%，衣着上涨1%
    if not made and not _BRANCH.search(name.text):
        return None
    like = last if made else _grown(said) if growth else _like(said, unit)
    return replace(reading, metric=name.text + _indicator(like), base=name.text, whole=_whole(said)) if like else None


def _trade(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """新材料产值 of 电子信息产值63亿元、增长15%，新材料41亿元: trades in a list have the indicator of the first."""
    if said.fresh or name.head or name.action or not unit.endswith("元") or not vocab.concept("industry", name.text):
        return None
    like = level_in(said, unit)
    head = head_of(like.metric) if like else ""
    if not like or head not in listed("own") or not vocab.concept("industry", like.metric.removesuffix(head)):
        return None
    return replace(reading, metric=name.text + head, base=name.text, whole=_whole(said))


_GOODS = re.compile(r"(?:主要|大宗)?(?:工业)?产品(?:的)?产量(?:中|看|方面)?|从(?:主要)?(?:工业)?产品(?:产量)?看")


def _goods(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """水泥产量 of 主要产品产量中，水泥326万吨，下降7%；轴承1.8亿套: the goods of a list that says so once."""
    if name.head or name.action or name.text.endswith(("量", "额", "值")) or not unit.endswith(of_goods()):
        return None
    opens = any(_GOODS.fullmatch(text_of(clause)) for clause in said.earlier)
    goes_on = not said.fresh and any(r.link == "产量" for r in _back(said))
    return replace(reading, metric=name.text + "产量", base=name.text, link="产量") if opens or goes_on else None


def _rate(said: Said, name: Phrase, reading: Reading, unit: str) -> Reading | None:
    """智能化改造项目补助比例 of 按8%给予补助，其中智能化改造项目提高到12%."""
    last = said.last
    kind = _RATE.search(last.metric) if last and unit == "%" and not name.head and said.says("其中") else None
    return replace(reading, metric=name.text + kind[0], base=name.text) if kind else None


_RATE = re.compile(r"(?:补助|补贴|奖励|贴息|资助)(?:比例|率)$")

# What a phrase may share with the number before, the first that holds.
_SHARED = (
    _averaged, _acted, _sized, _by_class, _headed, _generic, _gained, _of_size, _levelled, _listed, _counted_branch,
    _trade, _goods, _rate, _part,
)  # fmt: skip


def firms_like(said: Said, name: str, unit: str) -> str:
    """企业 of 纺织业：企业58家，产值49亿元；陶瓷业：34家，27亿元: what the part before counts in this unit."""
    branch = BRACKET.sub("", name)
    if not branch.endswith(("业", "制造", "加工")) or branch.endswith("企业"):
        return ""
    same = level_in(said, unit)
    if same is not None and _OF_TRADE.fullmatch(same.metric) and not said.fresh:
        return "项目"  # 工业项目27个…；服务业30个
    if same is not None and _TRADE_FIRMS.fullmatch(same.metric):
        return "企业"  # 陶瓷业：34家；食品业：25家
    firms = same is not None and same.metric.endswith("企业") and len(same.metric) <= _TELLING
    return same.link or (same.metric if firms else "") if same else ""


def _kind_of(said: Said, last: Reading, name: str, unit: str) -> str:
    """What is counted by class: 规上企业 of 规上企业38家，涉及八大行业：食品加工4家、纺织业6家; "" where nothing is."""
    sized = LEVEL.fullmatch(name) or _AMOUNT.fullmatch(name) or _LIMITED.search(name)
    if unit not in THINGS or unit != last.unit or _THING.search(name) or sized:
        return ""
    if last.kind:
        return last.kind if continues(said) else ""
    told = any(_CLASSED.search(text_of(clause)) for clause in said.earlier) or said.says("其中")
    kind = without_site(last.base or last.metric)
    return kind if told and not said.fresh and _THING.search(kind) and not kind.endswith(name) else ""


def _elsewhere(said: Said, head: str) -> bool:
    """Whether a bare head has a subject of its own, and so is not of what was said before.

    That is a name or 全市 before it, the number of an item, or in a new sentence a clause before it.
    """
    if said.has("name") or (said.before and said.before[0].word[:1].isdigit()):
        return True
    if said.says("这个", "这座", "该项目") or any("name" in t for clause in said.earlier for t in clause):
        return True
    if head in listed("own") and said.says("全年", "全市", "全县", "全区", "全州"):
        return True
    return said.fresh and (head in listed("own") or any(len(text_of(clause)) >= _TELLING for clause in said.earlier))


def _like(said: Said, unit: str) -> Reading | None:
    """The last number of the sentence in this unit of money, whose indicator a bare name shares (石化公司1.1亿元)."""
    if (said.fresh and not said.says("其中")) or not unit.endswith("元"):
        return None
    return level_in(said, unit)


def _back(said: Said) -> Iterator[Reading]:
    """The readings before, the newest first."""
    return (r for g in reversed(said.memory) for r in reversed(g))


def level_in(said: Said, unit: str) -> Reading | None:
    """The last level told in a unit."""
    return next((r for r in _back(said) if r.unit == unit and r.measure == "Level"), None)


def _grown(said: Said) -> Reading | None:
    """What grew that was said last: 增加值, also where 增长面 was told since."""
    told = (r for r in _back(said) if r.measure == "Growth")
    return said.last if said.last and _indicator(said.last) else next((r for r in told if _indicator(r)), said.last)


def _indicator(last: Reading) -> str:
    """The indicator of the whole, for a part that is named without one (其中高技术制造业增长15.6%)."""
    whole = last.base if last.rule in ("gap", "share") else last.metric
    head = "价格" if whole.endswith("价格") else head_of(whole)
    return head.removeprefix("工业") if head and (head[-1] not in "率数量比面" or head == "产量") else ""


_BOUGHT = re.compile("购[置买进入]|引[进入]|采购|添置|配备|购")  # 购置设备20台，年产能3万吨


def _joined(last: Reading, head: str) -> str:
    """A head with what was said last: 项目…，总投资; 规上企业营业收入…，利润总额."""
    of_both = last.metric.endswith("进" + head)  # 出口 is a part of 进出口
    if last.rule in ("gap", "share") and last.base.endswith(head) and not of_both:
        return last.base
    if head in in_full():
        return in_full()[head]
    if last.metric.endswith(head) and not of_both:
        return last.metric
    if head_of(last.metric) == last.metric:
        return head
    if head.endswith("投资") and last.metric.endswith("长度"):
        return head  # 跑道长度1200米，总投资约9.8亿元: of the whole
    if head in listed("dependent"):
        done = _DONE.match(head) and not last.base.endswith(("项目", "工程"))
        if done or _BOUGHT.match(last.metric) or last.metric == "企业":
            return head
        new = last.action in ("新增", "净增") and head[0] in "总数"
        counted = new or last.rule in ("share", "gap", "rank") or not last.base
        bounded = last.rule == "counted after" and any(char.isdigit() for char in last.metric)
        subject = last.base if counted or bounded or last.metric.endswith(_dependent()) else last.metric
        if last.unit.endswith("元") and head.endswith(("占地", "面积", "产能")):
            subject = subject.removesuffix("投资")  # 二期厂房投资3亿元，占地50亩
        own = head_of(subject)
        bare = last.rule in ("rank", "share") and own in listed("dependent") and own != subject
        return (subject.removesuffix(own) if bare else subject) + head
    limited = _BOUNDED.search(last.base) is not None
    has = last.metric.endswith("项目") if head == "投资" else _GROUP.search(last.base)  # 签约项目28个，投资82亿元
    if last.unit.lstrip("万千") in ("家", "户", "个") and has and not limited:
        return (last.metric if head == "投资" else last.base) + head
    own = head_of(last.metric)
    if head in _YIELDS and own in _GROWN:
        return last.metric.removesuffix(own) + head
    group = last.metric.removesuffix(own) if own in listed("own") and own[-1] != "率" else ""
    group += "工业" if group and "工业" not in group and own.startswith("工业") and not head.startswith("工业") else ""
    return group + head if _GROUP.search(group) else head


def continues(said: Said) -> bool:
    """Whether the words go on in the list of the number before (…219家、国家科技型中小企业798家)."""
    return said.joined and bool(said.before) and said.before[0].word in ("、", "和", "与", "及", "以及")
