"""What features tell in spoken words: how long something takes, who it takes, and what one thing alone saves or costs.

从签约到开工只用了40天 · 3小时就能完成检测 · 一条线以前要站50个人 · 光用电一项，每年就省下80万元.
"""

import re

from loaders.dictionary import last_word, tagged
from loaders.figures.cues import NUMBER, listed
from loaders.figures.phrases import text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said

_TIMES = frozenset(("天", "工作日", "个工作日", "小时", "个小时", "钟头", "个钟头", "分钟", "秒", "秒钟", "个月"))
_ONLY = (
    r"(?:平均|一般|最快|甚至|总共|一共|只|仅|就|才|都|也|过去|以前|从前|原来|现在|如今|需|得|要|耗时|历时|花费?|用时?"
    r"|了|不到|不足|约|近)*"
)
_FROM_TO = re.compile(rf"从(?P<a>[^，。；从到]{{2,12}}?)到(?P<b>[^，。；从到]{{2,10}}?)(?P<only>{_ONLY})$")
_WAITS = re.compile(rf"{_ONLY}")
_NO_TAKING = re.compile(r"[时期限龄]|连轴转|运[转行营]|不停|不间断|[内后前以]")
_DONE_IN = re.compile(r"(?P<soon>(?:[就便即才]|能够?|可以?)+)?(?:全部)?(?P<deed>[\u4e00-\u9fff]{2,16}?)了?")
_ONE = re.compile(r"(?<=[\u4e00-\u9fff])一[个台车件批条套只辆张份篇次炉匹双](?=[\u4e00-\u9fff])")
_WAITING = re.compile(r"(?:[从由]|[只仅就才都得需]?(?:要|需要|用了|花了|花|用))$")

_USED = re.compile(r"(?:[只仅](?:用|花|需|要)|[用花])了?$")  # 仅用两个月|完成迁改
_PEOPLE = frozenset(("人", "个人", "名", "位"))
_SINCE = "以前|过去|从前|原来|原先|如今|现在|眼下|至少|起码|少说|最多|一般|往往|平均|也|都|就|才"
_CREW = re.compile(
    rf"(?P<who>[^，。；]*?)(?:{_SINCE})*(?P<verb>要[站配用]|[只仅]?需要?|[只仅]要|只[剩用留]|得[站配用]|要|靠)$"
)
_OF_LINE = re.compile(rf"^(?:[“‘]|{_SINCE}|但|而|[一每这那]?[条个台间座]|这|那)+")
_WORKERS = re.compile(
    r"(?P<noun>工人|员工|职工|操作工|操作员|师傅|技工|人员)?"
    r"(?P<deed>值守|值班|看[管守护着]|[看管盯守干忙]|操作|管理|巡检|维护|照看|盯着|三班倒|两班倒|轮班)?(?:就够|就行|就可以?|即可)?了?"
)
_NEAR = 48  # characters before a number that are looked at
_LONGEST = 12  # characters of what needs people or is done

_ALONE = re.compile(
    r"(?:^|[，：])[光仅单](?:是|靠|凭|收)?(?P<what>[“‘]?[\u4e00-\u9fff][\u4e00-\u9fff“”‘’]{0,11}?)(?:这?一[项块]|一个环节)?，?(?P<each>每[年月])?"
    r"(?:一年|全年|我们|公司)*(?:下来)?(?:[就便即]|可以?|能够?|[为帮给](?:企业|公司|厂里|我们|农户))*"
    r"(?P<verb>省下|节省|节约|省|进账|入账|多[掏花]|支出|花[掉费]?|增收|多赚)[了出]?[近约超]?$"
)
_COMES_TO = {"进": "收入", "入": "收入", "多": "多支出", "花": "投入", "支": "支出", "增": "增收"}


def took(said: Said, quantity: Quantity) -> Reading | None:
    """从签约到开工只用了40天; 3小时就能完成检测; 改一个稿子要2天: how long something takes is named by what is done."""
    if quantity.unit not in _TIMES or quantity.form == "rank":
        return None
    name = _from_to(said) or _trip(said) or _done_in(said) or _piece(said)
    if not name:
        return None
    name = name.removesuffix("由")
    told = name if name.endswith(("时间", "时限", "周期", "时长")) else name + "用时"
    return Reading(told, base=name, rule="taken", confidence=0.7)


def _from_to(said: Said) -> str:
    """从签约到开工, in the clause of the number, or in the one before it where this clause says nothing else."""
    words = said.words[-_NEAR:]
    found = _FROM_TO.search(words)
    if not found and said.earlier and _WAITS.fullmatch(words):
        found = _FROM_TO.search(text_of(said.earlier[-1])[-_NEAR:])
    return f"从{found['a']}到{found['b']}" if found else ""


# 到市区只需1小时, 距高铁站仅10分钟
_TRIP = re.compile(
    r"(?:^|，)(?:从?[\u4e00-\u9fff]{2,6})?(?P<to>到(?!了)[\u4e00-\u9fff]{2,8}?)(?:也|都|就|车程|开车|乘车)?[只仅最快]+[需要用]*$"
)


def _trip(said: Said) -> str:
    """到市区 of 到市区只需1小时."""
    words = said.words
    found = _TRIP.search(words[-_NEAR:]) if "到" in words else None
    return found["to"] if found else ""


# What is done to papers, money and machines, told behind them: 设备合同已签订3200万元.
_DONE_TO = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{0,8}?(?:合同|发票|资金|贷款|设备|专利|款项?|补[贴助]|奖励|债券|厂房|保费|税款|赔款))"
    r"(?:已经?|累计|[共总]计|共)+(?P<verb>[签拨发兑采转履开支交安到售落争归缴租][\u4e00-\u9fff]?)[了约近超达出]?"
)


def done_to(said: Said, quantity: Quantity) -> Reading | None:
    """签订设备合同 of 设备合同已签订3200万元: the deed with what it is done to, and not the deed alone."""
    found = _DONE_TO.fullmatch(said.words) if said.before else None
    if found is None or quantity.form == "rank":
        return None
    what, verb = found["what"], found["verb"]
    name = what + verb if verb in ("开票", "到位", "到货", "到账") or quantity.unit == "%" else verb + what
    return Reading(name, rule="named before", confidence=0.8)


def _done_in(said: Said) -> str:
    """完成检测 of 3小时就能完成检测; 项目开工 of 40天项目开工."""
    found = _DONE_IN.fullmatch(said.follows) if said.after and len(said.rest) == len(said.after) else None
    if found is None or _NO_TAKING.search(found["deed"]):
        return ""
    told = tagged(found["deed"])
    last = told[-1][1] in ("v", "vn") and told[-1][0] in listed("deed")
    first = told[0][1] == "v"
    soon = found["soon"] or _USED.search(said.words)
    bare = said.name.text in ("", "项目")
    return found["deed"] if (soon and (first or last)) or (last and bare) else ""


def _piece(said: Said) -> str:
    """设计师改稿子 of 设计师改一个稿子从3天缩到半天: the deed on one piece."""
    name = re.sub(rf"^(?:[“‘]|{_SINCE})+", "", _WAITING.sub("", said.words))
    if len(name) > _LONGEST:
        return ""
    verb = _ONE.search(name)
    does = verb is not None and (
        name[verb.start() - 1] in "等改做造装修" or last_word(name[: verb.start()])[1] in ("v", "vn")
    )
    return _ONE.sub("", name) if does else ""


def crew(said: Said, quantity: Quantity) -> Reading | None:
    """一条装配线以前要站50个人，现在只剩12个: the people that a line takes; 车间只需8名工人值守."""
    last = said.last
    again = last is not None and last.rule == "crew"
    told = _WORKERS.fullmatch(said.follows) if said.after else None
    workers = again or (told is not None and told["noun"] is not None)
    if quantity.unit not in _PEOPLE and not (workers and quantity.unit == "个"):
        return None
    found = _CREW.fullmatch(said.words[-_NEAR:])
    if found is None or (said.after and told is None):
        return None
    who = _OF_LINE.sub("", found["who"])
    who = "生产线" if who == "线" else who
    if again and last and not who:
        return Reading(last.metric, base=last.base, rule="crew", confidence=0.7)
    if not 1 < len(who) <= _LONGEST or not (told or found["verb"][-1] in "站配用剩"):
        return None
    deed, noun = (told["deed"] or "", told["noun"] or "") if told else ("", "")
    name = who + (deed or ("配" if "配" in found["verb"] else "")) + noun if noun else who + "用工"
    return Reading(name, base=who, rule="crew", confidence=0.7)


def alone(said: Said, quantity: Quantity) -> Reading | None:
    """光用电一项，每年就省下80万元; 光运费就多掏了3万元: what one thing alone saves, costs or brings."""
    if not quantity.unit.endswith("元"):
        return None
    words = "，".join(text_of(clause) for clause in (*said.earlier[-1:], said.before))[-_NEAR:]
    found = _ALONE.search(words)
    if found is None or NUMBER in words:
        return None
    what = found["what"]
    if what.startswith("这"):
        what = said.last.metric if said.last else ""
    verb = found["verb"]
    comes = "利润" if verb == "多赚" else _COMES_TO.get(verb[0], "节省成本")
    comes = "支出" if comes == "投入" and what.endswith(("费", "电", "水", "气", "租金")) else comes
    return Reading(f"{what}{found['each'] or ''}{comes}", base=what, rule="alone", confidence=0.7) if what else None


_SAVES = re.compile(
    r"(?:每年|一年|年均|全年|累计|平均|预计|可|能|就|共|已|为企业|为公司|帮企业|帮助企业)*(?:节省|节约|省下|省了|省出)了?(?P<what>[\u4e00-\u9fff]{0,8}?)[近约超]?"
)


def saves(said: Said, quantity: Quantity) -> Reading | None:
    """本地采购率提高到58%，每年节省3200万元: money saved is no change of what was told before in another unit."""
    found = _SAVES.fullmatch(said.words) if quantity.unit.endswith("元") else None
    return Reading("节省" + (found["what"] or "成本"), base="节省", rule="alone", confidence=0.7) if found else None


_PAYS = re.compile(
    r"(?:.{0,24}(?:拿出|掏出|花了|花费|砸下|砸了|投了)|(?:.{0,8}[又再先就])?[花砸]|.{0,8}(?:[又再先]|准备|打算|计划)投)[近约超]?"
)
_BUYS = re.compile(r"(?P<verb>上马?|更?换|建起?|新建|购买|购置|买|添置|升级)了?(?P<what>[^，。；、的]{2,24})")
_SETS_UP = re.compile(r"(?:综合体|中心|园区?|项目|基地|工厂|平台)$")


def put_into(said: Said, quantity: Quantity) -> Reading | None:
    """咬牙拿出3000万元上排产系统: 排产系统投入, where nothing but a verb of paying stands before the sum."""
    if not quantity.unit.endswith("元") or not _PAYS.fullmatch(said.words):
        return None
    found = _BUYS.fullmatch(said.follows)
    if found is None:
        return None
    if said.words.endswith("投"):  # 准备再投1.2亿元建新厂房
        return (
            None
            if _SETS_UP.search(found["what"])
            else Reading(found["what"] + "投资", base="投资", rule="spent", confidence=0.7)
        )
    what = "建设" if _SETS_UP.search(found["what"]) else found["what"]
    what += "更换" if found["verb"].endswith("换") else ""
    return Reading(what + "投入", base=what, rule="spent", confidence=0.7) if len(what) <= _LONGEST else None


_ABROAD = re.compile(
    r"(?P<goods>(?:.*(?:[，的了]|年|月))?[\u4e00-\u9fff“”]{2,10}?)??(?:主要|已经?|还|均|都|大量|全部)*"
    r"(?P<verb>出口|远销|畅销|行销|销往|销售到|卖[到往进])(?:全国[及和]出口)?[到至往]?(?P<some>[^，。；]{2,24}等)?$"
)
_LANDS = re.compile(r"(?:主要|多)?(?P<what>国家(?:[和及、]?地区)?|国(?=$|[，。；]))")


def markets(said: Said, quantity: Quantity) -> Reading | None:
    """产品销往国家 of 产品卖到泰国、越南等31个国家: in how many countries goods are sold, without those named."""
    lands = _LANDS.match(said.follows)
    found = _ABROAD.match(said.words[-_NEAR:]) if lands else None
    if lands is None or found is None or not (found["some"] or lands[0].startswith("主要")):
        return None
    goods = re.split("[，的了年月]", found["goods"] or "")[-1] or "产品"
    verb = found["verb"] if found["verb"] in ("出口", "远销", "销往") else "出口" if "出口" in found[0] else "销往"
    what = "国家" if lands["what"] == "国" else lands["what"]
    return Reading(f"{goods}{verb}{what}", base=what, rule="counted after", confidence=0.75)
