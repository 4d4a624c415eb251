"""What is counted by a noun behind its number: 34家企业获评…, 6.9万平方米产业空间."""

import re
from collections.abc import Sequence
from functools import cache

from loaders.dictionary import first_word, last_word
from loaders.figures.cues import Token, listed
from loaders.figures.framed import in_common, plainly, split_off
from loaders.figures.namelists import head_of
from loaders.figures.phrases import Phrase, by_members, phrase, text_of
from loaders.figures.ranges import SIZED, Quantity
from loaders.figures.said import Reading, Said
from loaders.lexicon import words as listed_words
from ontology import vocab

_BOUND = re.compile(
    r"(?:超过?|突破|过|达到?|逾|不低于|不少于|高于|低于)(?:\d[\d.,]*[万亿千百]*元?|[十百千]?[万亿]元)(?:以上|以下)?$"
    r"|(?:超过?|突破|高于|达到?|在)\d[\d.]*%(?:以上)?$"
    r"|\d[\d.,]*[万亿]*元(?:以上)?的(?P<noun>[\u4e00-\u9fff]{2,12})$"
)
ENTERED = re.compile(r"^(?:入围|入选|进入|跻身|位列|位居|名列|蝉联|荣登|上榜|获评|获得|荣获|保持)")
_WEAK = re.compile(r"^(?:分别|全部|全都|悉数|为|是|均为|都为|属|属于|已|均|正在|成功|先后|相继|陆续|都是|都|正|也|共)+")
_MODAL = re.compile(r"[就即便]?[可能]")
_ADVERBS = frozenset(("一起", "一同", "共同", "如约"))
_BEFORE_NOUN = (" ", "已经", "已", "正在", "给予", "予以")
_GATHER = frozenset(("集聚", "聚集", "汇聚", "落户", "入驻"))  # what things do that are counted: 135个项目集聚
_ENTRY = re.compile(r"(?:榜上有名|上榜|在列|入[围选列](?:[公拟]示)?(?:名单|榜单|名录)?)")
_LIST = re.compile(
    r"(?P<list>[^，。；：、]{2,40}(?:名单|榜单?|目录|名录|[百千十]强(?:企业|园区|县|区|市)?))(?:中|里|上)?(?:的?(?:公布|出炉|发布|揭晓|公示)了?)?$"
)
_ANNOUNCING = re.compile(
    r"(?:公示|公布|发布|认定|印发|下发|揭晓)了|[公发]布的?|公示的|[的了在]"
    r"|(?:(?<=日前|近日|近期)|(?<=[厅局委部办会府]))(?:联合)?(?:公示|认定|印发|下发)(?=第|\d|[^，。；]{4})"
)
_PIECES = ("座", "条", "台", "套", "栋", "辆", "艘", "所", "处")  # 1座10万吨级码头
_SHARES = ("占比", "占", "所占")  # what follows is the next number's: 6条重点产业链项目|占比达84%
_TERMS = ("会期", "工期", "展期", "任期", "有效期", "建设期", "服务期")  # what lasts by its own meaning
_MONEY = ("资金", "补贴", "补助", "贷款", "税款", "货款", "奖金", "保费", "赔款", "租金")
_SHORT_DEED = 2  # characters of a predicate that goes with an action: 带动300户农民增收
_SHORT_OWNER = 3
_LONGEST_RELATIVE = 16
_COUNTS = ("家", "个", "项", "名", "人", "位", "种", "款")
_THINGS = frozenset((*_COUNTS, "户"))


def counts(quantity: Quantity) -> bool:
    """Whether a number counts things one by one, which its unit tells: 家, 万户."""
    return counts_things(quantity.unit)


def lasting(said: Said, quantity: Quantity) -> Reading | None:
    """连续8个季度保持两位数增长: how long something lasts is named by what lasts."""
    words = [t for t in said.before if "time" not in t]
    if (
        not words
        or words[-1].word not in ("连续", "持续")
        or quantity.unit.lstrip("个") not in ("年", "季度", "月", "周", "天")
    ):
        return None
    subject = phrase(said.before[: said.before.index(words[-1])])
    if subject.text.endswith(_TERMS) and not said.follows:
        return Reading(subject.text, base=subject.text, rule="lasting", confidence=0.75)
    base = subject.text or ENTERED.sub("", said.original)
    return Reading(f"{subject.text}连续{said.original}", base=base, rule="lasting", confidence=0.7)


def counts_things(unit: str) -> bool:
    """Whether a unit is one of things counted one by one."""
    return unit.lstrip("十百千万亿") in _THINGS


_BUILDS = frozenset(listed_words("生产 建设 新建 兴建 扩建 打造 开发 研发 实施 购置 引进 改造 建 新上 上马"))
_PAYS = ("投资", "斥资", "出资", "投入", "耗资")
# 132家开发区|综合考评中
_CONTEST = re.compile(r"(?<=..)(?:综合|年度|季度|绩效|高质量发展|专项)*(?:考评|考核|评价|评比|评估)$")
# 2条|日熔化量1200吨的|玻璃生产线: what is counted stands behind its own figure
_SIZED_BY = re.compile(
    r"(?:单[条台座])?[年日]?[\u4e00-\u9fff]{2,8}?\d[\d.,]*[万亿]?[\u4e00-\u9fff/]{1,6}的(?P<noun>[\u4e00-\u9fff]{2,14}?)(?=[，。；、]|$)"
)
# How those stand that the number before counts: 30户重点企业中，11户产值同比下降，3户停产.
_OF_THOSE = re.compile(
    r"(?:的)?(?:(?P<what>(?:工业)?(?:总产值|产值|产量|增加值|营业收入|营收|销售收入|销售额|利润总额|利润|税收|出口额?|用电量|订单|投资|价格|增速))"
    r"(?:(?:同比|环比|实现|保持|呈现?|出现|均|都)+(?:了|为)?)?(?P<move>正增长|负增长|增长|上升|上涨|提高|下降|下滑|回落|下跌|减少|为负|为正)"
    r"|(?:实现|保持|出现)(?P<grew>正增长|负增长|增长|上升|下降)"
    r"|(?:实现|出现)?(?P<state>停产半停产|半停产|停产|亏损|盈利|扭亏为盈|减亏))(?=[，。；、]|$)"
)


def _those(said: Said, quantity: Quantity) -> Reading | None:
    """产值下降的重点企业: what the number before counts, else firms, by how many of them stand."""
    stopped = said.original.removeprefix("企业") if quantity.unit in ("家", "户") else said.original
    found = _OF_THOSE.match(stopped) if counts_things(quantity.unit) else None
    if found and stopped != said.original:  # 酒厂等4家企业停产
        state = found["state"]
        return Reading(state + "企业", base="企业", rule="counted after", confidence=0.75) if state else None
    if found is None:
        return None
    last = said.last
    counted = last is not None and last.unit == quantity.unit and last.rule.startswith("counted")
    those = last.base if last and counted else "企业" if quantity.unit in ("家", "户") else ""
    if not those:
        return None
    moved = (found["what"] or "") + (found["move"] or found["grew"] or "")
    name = f"{moved}的{those}" if moved else f"{found['state']}{those}"
    return Reading(name, base=those, rule="counted after", confidence=0.75)


def seats(said: Said, quantity: Quantity) -> Reading | None:
    """上榜企业 of 上榜的7家企业中，机床集群占了5席: so many of those that the number before counts; no share."""
    last = said.last
    if quantity.unit != "席" and not (last and last.unit == "席" and said.joined and said.says("另外", "其余", "另")):
        return None
    every = (r for g in reversed(said.memory) for r in reversed(g))
    told = next((r for r in every if r.rule.startswith("counted") and r.base), Reading("席位"))
    return Reading(told.metric, base=told.base, rule="counted after", confidence=0.7)


def after(said: Said, quantity: Quantity) -> Reading | None:
    """34家企业获评…, 20条措施, 6.9万平方米产业空间: what is counted follows the number."""
    if quantity.form in ("rank", "times", "ratio"):
        return None
    if counts(quantity) and (sized := SIZED.match(said.original)):
        action = _lone_action(said.name)
        name = f"{action}{sized['size']}的{sized['noun']}"
        return Reading(name, base=sized["noun"], action=action, rule="counted after", confidence=0.8)
    if standing := _those(said, quantity):
        return standing
    if quantity.unit in _PIECES and (sized := _SIZED_BY.match(said.original)):
        return Reading(sized["noun"], base=sized["noun"], rule="counted after", confidence=0.8)
    words = [t for t in said.after if "name" not in t and "time" not in t]
    while words and words[0].word in _BEFORE_NOUN:
        words.pop(0)
    if not words:
        return _beside(said, quantity)
    if quantity.unit.endswith("元") and words[0].word in _BUILDS and text_of(said.before).endswith(_PAYS):
        paid = "投入" if text_of(said.before).endswith("投入") else "投资"
        return Reading(paid, base=paid, rule="spent", confidence=0.75)  # 投资5亿元|生产耳机整机
    kept = "keep" in words[0] or ("action" in words[0] and "stop" not in words[0])
    if not kept and ("stop" in words[0] or "mark" in words[0] or words[0].word in "、（），"):
        return None
    if bounded := _bounded(said, words):
        return bounded
    noun, deed = noun_after(words)
    if counts_things(quantity.unit):
        noun = _CONTEST.sub("", noun)
        if among := _AMONG_WHOM.match(noun):
            noun, deed = among["those"], ""  # 78个开发区|中脱颖而出
        elif deed and said.original.startswith(noun + "中" + deed[:2]):
            deed = ""  # 78个开发区中荣获一等奖: those it was chosen among
        else:
            noun, deed = (noun, deed) if deed else split_off(noun)
    if not noun.strip("”’") or noun in ("补", "奖", "全线", "全程", "全段") or _goes_on_with(said, quantity):
        return None
    before = _acting(said.name)
    if noun.startswith(("涉及", "涵盖", "包括", "覆盖", "包含")) and said.name.head:
        return None  # 总投资126亿元 涉及电子等领域
    if noun.endswith(("全线", "全程")) and before.text.endswith("长"):
        return None  # 总长66公里|环城公路全线贯通
    if quantity.unit.endswith("元") and before.text.endswith(_MONEY) and first_word(noun)[1] == "v":
        return None  # 扶持资金90万元|汇入合作社账户
    share = "占比" if quantity.unit in ("成", "%") else ""
    if noun.endswith("化") and (work := _WORK.match(deed)) and len(said.rest) == len(said.after):
        noun, deed = noun + work[0], _WEAK.sub("", deed[work.end() :])  # 12个村卫生室标准化建设
    if (
        deed
        and len(said.rest) > len(said.after)
        and re.search(rf"{re.escape(deed)}[了近约达]?\d+{re.escape(quantity.unit)}", said.original)
    ):
        deed = ""  # 72个重点项目已开工|65个
    if _MODAL.match(deed) and len(said.rest) > len(said.after):
        deed = ""  # 40名工人就可完成200名工人的工作量
    if _MOVED.search(deed) and (those := _whose(noun)):  # 22个行业产值实现增长
        name = f"{noun.removeprefix(those)}{deed}的{those}"
        return Reading(name, base=those, rule="counted after", confidence=0.75)
    if deed and len(said.rest) > len(said.after) and _of_next(deed):
        deed = ""  # 192家企业完成产值158亿元, 21家企业实现税收增长6%: that is the next number's
    if counts(quantity) and head_of(noun) and (apart := _THOSE.match(noun)) and _whose(noun) != apart[0]:
        noun, deed = apart[0], ""  # 两个千亿级产业挑起大梁|产值: the industries are counted
    if counts(quantity) and deed[:1] in ("都", "均", "全") and (those := _whose(noun)):
        noun, deed = those, ""  # 三家企业|产值都过了10亿元
    owner, of, _ = noun.partition("的")
    firms = len(owner) > _SHORT_OWNER and owner.endswith(("企业", "公司", "单位", "机构"))
    if of and quantity.unit in _PIECES and last_word(owner)[1] == "n" and len(owner) > 2:
        noun, deed = owner, ""  # 3台旧机床的家庭作坊起步: machines are counted
    if of and counts(quantity) and (those := in_common(owner)):
        return Reading(those, base=those[2:], rule="counted after", confidence=0.75)
    if of and counts(quantity) and (firms or owner.endswith(_OWNERS)):
        noun, deed = owner, ""  # 1700家企业的数据接入平台: companies are counted
    if counts(quantity) and noun in listed("generic") and (relative := _relative(said)):
        return Reading(relative + noun, base=noun, rule="counted after", confidence=0.75)
    if re.sub(r"（.*?）$", "", noun) in listed("generic"):
        return _doing(said, noun, deed, before, share)
    if deed and before.alone and before.action and len(deed) <= _SHORT_DEED:
        return Reading(before.action + noun + deed, base=noun, action=before.action, rule="counted after")
    own = quantity.unit.lstrip("万千") in _COUNTS or deed[2:3] == "了"  # 600户群众搬进了新居
    deed = plainly(deed)
    if deed and (share or (len(deed) <= 14 and own)):
        name = f"{deed}{'的' if len(deed) > 6 else ''}{noun}{share}"
        return Reading(name, base=noun, rule="counted after", confidence=0.7)
    if share and len(noun) <= 4:
        last = said.last
        who = before.text if not before.action else ""
        who = who or (last.base if last and not before and last.unit in ("家", "户", "个") else "")
        if who:
            share = "比例" if noun.endswith("股权") else "率"
            return Reading(f"{who}{noun}{share}", base=who, rule="counted after", confidence=0.75)
    last = said.last
    if last and noun in listed("deed") and said.joined and last.rule == "counted after" and counts_things(last.unit):
        if quantity.unit.endswith("人") and not last.unit.endswith("人"):
            return Reading(noun + "人数", base="人数", rule="counted after", confidence=0.7)  # 26个村退出、8200人脱贫
        things = _of_action(last.base)  # 66个新开工项目已有28个开工建设
        return Reading(noun + things, base=things, rule="counted after", confidence=0.75)
    if deed == "" and noun.startswith("企业") and "changed" in said.after[-1]:
        noun = "企业"  # 2户企业|智能织机增至120台
    noun = _borrowed(said, noun)
    action = before.action if before.alone else ""
    if not before and not said.words and said.joined and said.last and said.last.rule == "counted after":
        action = said.last.action
    share = "率" if share and noun in ("补贴", "补助", "奖励", "奖补") else share  # 按10%给予补贴
    each = _PER_HEAD.search(said.words) if not before.text else None
    per = each[0] if each else before.text if before.text.startswith("每") else ""
    return Reading(per + action + noun + share, base=noun, action=action, rule="counted after", confidence=0.85)


_AMONG_WHOM = re.compile(r"(?P<those>.{2,}?)(?:之|当)?中(?=脱颖|突围|胜出|杀出|突出重围|拔得)")
_OWNERS = ("工人", "员工", "职工", "农户", "人员", "商户", "门店", "作坊", "学生", "家庭", "客户")
_WORK = re.compile(r"建设|改造|提升|创建|整治")
_PER_HEAD = re.compile(r"每[人户]每[年月天]$|每[年月]每[人户]$")


def _whose(noun: str) -> str:
    """The branches or firms before an indicator of theirs: 行业 of 行业产值; "" for other nouns."""
    own = head_of(noun)
    those = noun.removesuffix(own) if own else ""
    return those if those in ("行业", "大类行业", "行业大类", "企业", "产品", "门类", "县区", "乡镇", "镇街") else ""


def _of_next(deed: str) -> bool:
    """Whether a predicate names the indicator of the next number, perhaps with the verb of its change."""
    name = _CHANGES.sub("", deed)
    head = head_of(name)
    return bool(head) and (name != head or name != deed)


_THOSE = re.compile(r"[^、和与及的]{2,10}?(?:产业|行业|集群|板块|领域)(?=[^、和与及]{4})(?!集聚|园|基地|项目|链|带|区)")
_MOVED = re.compile(r"(?:增长|下降|上升|回升|回落|增加|减少|上涨|下滑)$")
_CHANGES = re.compile(r"(?:同比|比上年)*(?:增长|下降|提高|增加|减少|上升)$")
_EARNS = re.compile(r"(?:共|合计|累计|分别)?(?:创造|完成|实现|创|达成)")


def _goes_on_with(said: Said, quantity: Quantity) -> bool:
    """Whether firms are counted behind their name and the next number is what they did: 轴承企业15家|创造产值6亿元."""
    named_before = counts(quantity) and said.name.text.endswith(("企业", "公司", "单位"))
    return named_before and _EARNS.match(said.original) is not None


def _lone_action(before: Phrase) -> str:
    """The action that stands alone before a number and says something: 新增, not 培育."""
    return before.action if before.alone and before.action not in listed("light") else ""


def _of_action(noun: str) -> str:
    """The things, without what was done to them: 项目 of 新开工项目."""
    return next((noun[i:] for i in range(len(noun) - 2, 0, -1) if noun[:i] in listed("action")), noun)


def _relative(said: Said) -> str:
    """入选的 of 此次我市入选的10家企业, 以风电为主的 of 以风电为主的9家企业; "" where no such clause stands before."""
    words = [t for t in said.before if t.word != " "]
    if len(words) < 2 or words[-1].word != "的" or any("number" in t for t in words) or by_members(words):
        return ""
    start = max((i + 1 for i, t in enumerate(words) if t.parts & {"time", "base", "name"}), default=0)
    while start < len(words) and "lead" in words[start] and not words[start].parts & {"action"}:
        start += 1
    text = text_of(words[start:-1])
    if not 1 < len(text) <= _LONGEST_RELATIVE:
        return ""
    return text if len(text) <= 2 * _SHORT_DEED else text + "的"


def _bounded(said: Said, words: Sequence[Token]) -> Reading | None:
    """12家产值超10亿元, 17个项目总投资超1亿元: counted is what reaches a bound, which the words after it name."""
    generic = words[0].word if "generic" in words[0] else ""
    at = words[1:2] if generic else words[:1]
    found = _BOUND.search(said.original)
    if not at or not at[0].parts & {"own", "dependent"} or not found:
        return None
    if found["noun"]:
        return Reading(_bare_noun_text(found["noun"]), base=found["noun"], rule="counted after", confidence=0.75)
    bound = said.original[said.original.find(at[0].word) :]
    noun = generic or (said.last.base if said.last else "")
    if bound.endswith(("%", "%以上")):
        noun = noun.removesuffix(head_of(noun)) or "企业"  # 前10强企业产值占52%，其中3家增速超20%
        bound += "的"
    return Reading(bound + noun, base=noun, rule="counted after", confidence=0.75)


def _bare_noun_text(noun: str) -> str:
    """The things counted, without what is done to them: 重点项目 of 重点项目建设."""
    return noun.removesuffix("建设") if noun.endswith("项目建设") else noun


def _acting(before: Phrase) -> Phrase:
    """Only the action, where the words before a number end in one: 园区引进120家企业."""
    text = before.text
    action = next((text[i:] for i in range(1, len(text)) if text[i:] in listed("action")), "")
    return Phrase(action, action, alone=True) if action and not before.action else before


def _borrowed(said: Said, noun: str) -> str:
    """5个行业级、10个企业级工业互联网平台, 8个百亿元、20个十亿元以上项目: the first takes its head from the second."""
    if not noun.endswith(("级", "类", "型", "亿元", "万元")):
        return noun
    at = next((i for i, t in enumerate(said.rest) if "number" in t), len(said.rest))
    at = next((i for i in range(at, len(said.rest)) if "number" not in said.rest[i]), len(said.rest))
    following, _ = noun_after(said.rest[at:])
    return noun + following.partition(noun[-1])[2]


def _beside(said: Said, quantity: Quantity) -> Reading | None:
    """10方面35项民生实事: the noun of the number that follows at once."""
    at = next((i for i, t in enumerate(said.rest) if "number" not in t), 0)
    if said.after or not at:
        return None
    noun, _ = noun_after(said.rest[at:])
    if not noun or noun.startswith(("台阶", "大关", "档", "级")):
        return None
    unit = "" if counts(quantity) or quantity.unit in _PIECES else quantity.unit
    return Reading(noun + unit, base=noun, rule="counted after", confidence=0.7)


def _doing(said: Said, noun: str, deed: str, before: Phrase, share: str) -> Reading:
    """3家企业入选单项冠军示范企业: what they did is the indicator; 榜上有名 on the list that was named before."""
    if _ENTRY.fullmatch(deed) and (listed_ := list_before(said)):
        deed = "入选" + listed_
    if noun in _AREAS and not deed and not before.action:
        return Reading(noun, base=noun, rule="counted after", confidence=0.75)  # 辖东平、青川|2个县
    if not deed and 0 < len(before.text) <= 10:
        action = before.text if before.alone else before.action
        return Reading(before.text + noun, base=noun, action=action, rule="counted after", confidence=0.7)
    if (named := _NAMED_AS.match(deed)) and len(deed) > named.end() + 1:  # 4个产品被评为名优产品
        deed = _AS[named["by"] or "授予"] + deed[named.end() :]
        return Reading(deed + share, base=noun, rule="counted after", confidence=0.75)
    name = deed if deed.endswith(noun) else deed + noun
    return Reading(name + share, base=noun, rule="counted after", confidence=0.75)


_AS = {"认定": "认定", "评定": "评定", "评": "获评", "授予": "获评", "命名": "命名", "确定": "确定", "列": "列入"}
_NAMED_AS = re.compile(rf"被(?:[\u4e00-\u9fff]{{1,8}}?)?(?:(?P<by>{'|'.join(_AS)})为|授予)")


def list_before(said: Said) -> str:
    """The list that was named before, on which things are: 第二批示范企业名单."""
    back = re.split("[。！？\n]", said.back.rstrip("。！？\n ")) if said.back else []
    clauses = [*(c for b in back[-1:] for c in re.split("[，；：]", b)), *(text_of(c) for c in said.earlier)]
    for clause in reversed(clauses):
        if found := _LIST.search(clause):
            return _ANNOUNCING.split(found["list"])[-1]
    return ""


def noun_after(tokens: Sequence[Token]) -> tuple[str, str]:
    """The noun that follows a number, and the predicate after it."""
    noun: list[Token] = []
    for i, token in enumerate(tokens):
        if token.depth == 0 and noun:
            if "number" in token or ("mark" in token and token.word != "、") or token.word == "以及":
                break
            if "generic" in noun[-1] and _is_indicator(tokens[i:]):
                break
            if token.word in _GATHER and i + 1 == len(tokens):
                return _bare_noun(noun), token.word
            graded = noun[-1].word == "国家" and _GRADES.match(text_of(tokens[i + 1 : i + 5]))  # 30项国家和省级改革试点
            if token.word in ("、", "和", "与", "及") and (
                ("generic" in noun[-1] and not graded) or _new_item(tokens[i + 1 :])
            ):
                break
            last = i + 1 == len(tokens) or tokens[i + 1].word in _SHARES
            if token.word in _SHARES or ("generic" in noun[-1] and token.parts & {"own", "dependent"} and last):
                break
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if token.word == "中" and "generic" in noun[-1] and following and following.word[0] not in "标选奖":
                break  # 18个重点项目|中新能源项目有7个
            if token.word == "中" and following and ("rank" in following or following.word[:2] in ("有", "，", "名列")):
                break
            if token.parts & {"deed", "time"} or (token.parts & {"rise", "fall", "rank"} and len(token.word) > 1):
                return _bare_noun(noun), _predicate(tokens[i:])
        noun.append(token)
    return _bare_noun(noun), ""


_AREAS = frozenset(("区", "县", "市", "镇", "乡", "村", "街道", "乡镇", "社区", "县级市", "市辖区"))
_GRADES = re.compile(r"[省市]|自治区|地方|行业")


def _is_indicator(tokens: Sequence[Token]) -> bool:
    """Whether an indicator of the vocabulary begins here: GDP of 9个县（市）区GDP有升有降."""
    text = text_of(tokens[:4])
    return any(text[:length] in _indicators() for length in range(3, min(14, len(text)) + 1))


@cache
def _indicators() -> frozenset[str]:
    return frozenset(vocab.names("metric"))


def _new_item(tokens: Sequence[Token]) -> bool:
    """Whether a list goes on with another number or verb."""
    if not tokens or "number" in tokens[0] or tokens[0].word[0] in "一二两三四五六七八九十":
        return True
    return all(t.parts & {"action", "verb", "deed", "light", "link", "lead"} for t in tokens)


_COMPARED = re.compile(r"(?:同比|环比)$")
# 26个行业大类|有19个实现增长, 30个县|中18个
_OF_WHICH = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<![国公所特民富享含])有$|(?<![初高集空期折普其命])中有?$")
_AMONG = re.compile(r"(?<=..)(?:当中|之中)$|(?<=.)一[天年月]$")  # 2条线|一天500台
_UPS = re.compile(
    r"(?<=..)(?:呈|实现)?[“‘]?[\d一二三四五六七八九十]+增[\d一二三四五六七八九十]+(?:降|减|平)[”’]?$"
)  # 9个行业|8增1降
# 项目|因用地未落实|尚未开工
_BECAUSE = re.compile(
    r"(?P<what>项目|企业)(?:因|由于|受)[\u4e00-\u9fff]{2,14}?(?P<state>(?:尚未|仍未|未能|未|暂停|被迫)?(?:开工|复工|投产|停产|停工|停建|减产|关停|搬迁))"
)
_JOINED_ON = re.compile(r"(?:以及|[、和与及]|等|上|中|里|内|方面|的)$")


# 20个项目|涵盖新能源、新材料等产业
_COVER = re.compile(r"(?<=项目|企业|产品|平台)(?:主要)?(?:涵盖|覆盖|包括|涉及|集中在|集中于|分布在|分布于).*$")
_ON_AVERAGE = re.compile(r"(?<=[户民员工众业])(?:户均|人均|家均)$")  # 320户脱贫户|户均增收6000元


def _bare_noun(tokens: Sequence[Token]) -> str:
    text = _COMPARED.sub("", text_of(tokens))
    text = _COVER.sub("", _ON_AVERAGE.sub("", text) if text.endswith("均") else text)
    text = _OF_WHICH.sub("", _AMONG.sub("", text))
    text = _UPS.sub("", text) if "增" in text[1:] else text
    if "因" in text and (why := _BECAUSE.fullmatch(text)):
        text = why["state"] + why["what"]
    return _JOINED_ON.sub("", text) if len(text) > 2 else text


def _predicate(tokens: Sequence[Token]) -> str:
    end = next((i for i, t in enumerate(tokens) if t.word in "，；。：！？、" and not t.depth), len(tokens))
    text = _WEAK.sub("", text_of(tokens[:end]))
    return (
        ""
        if text in _ADVERBS
        or text.startswith(("贡献", "创造"))
        or text.endswith(("分别为", "分别是", "分别达", "分别"))
        else text
    )
