"""What spoken words are as an indicator: 节省运费 of 运费一年省下80万元, 新增年产值 of 年产值可望增加6亿元.

A reader of the indicator alone must know what is measured: the verb gives way to its noun, and who spoke of when to
the thing that is measured.
"""

import re

_TIMES = ("天", "日", "小时", "分钟", "秒", "秒钟", "个月", "月", "周", "钟头", "工作日")
_WHEN = r"(?:一年|每年|全年|一年下来|年均|一个月|每个?月|一天|每天|一次)"
_MAY = r"(?:[就便还也又再能可要]|可以|能够|大概|至少|最多|顶多|少说)"
_SAVES = r"(?:省下|节省|节约|省(?![级市内外直属区财重]))[了出]?"
# 一年能省下电费; 运费一年省下
_SAVED = re.compile(
    rf"(?:(?:{_WHEN}|{_MAY})*{_SAVES}(?P<cost>[\u4e00-\u9fff]{{2,10}})"
    rf"|(?P<of>(?!平均|每)[\u4e00-\u9fff]{{2,10}}?)(?:一项)?(?:{_WHEN}|{_MAY})+{_SAVES})"
)
# 年产值可望增加, 年产能将新增; 新增年产能将, 年可新增产值
_GROWS = re.compile(
    r"(?P<what>(?!一[年天月]|每[年天月])[\u4e00-\u9fff]{2,14}?)(?:可望|有望|预计|[可将还再又]|(?<!产)能)+(?:新增加?|增加|添|多出|带来)"
    r"|(?P<adds>(?:新增|净增)[\u4e00-\u9fff]{2,14}?)(?:可望|有望|预计|[可将]|(?<!产)能)+"
    r"|年(?:可望|有望|预计|[可将能])+(?P<year>(?:新增|增加)[\u4e00-\u9fff]{2,14})"
)
_AGO = re.compile(r"^(?:过去|以前|从前|早先|原先|如今|眼下|现如今)(?=.{2})(?!的)")
# 三年多|拿下发明专利, 三年里|获得
_LASTS = re.compile(r"(?:还|都|也|就|只)*(?:得|要|需要|需)(?P<does>[\u4e00-\u9fff]{1,4})$")  # 过去要磨20分钟
_BUDGET = re.compile(r"(?:所需)?资金由(?P<who>[\u4e00-\u9fff]{2,8}?)(?P<each>每年)?(?:预算|统筹)?安排")
_WORKS = re.compile(r".*[条座个套家](?P<works>[年日月](?:产|处理|加工))")  # 上了一条|年产3000吨的提取线
_OPENS = re.compile(r"^(?:满产后|[“‘](?!.*[”’]))(?=..)")
_FOR_YEARS = re.compile(
    r"^(?:近|这)?(?:[一二两三四五六七八九十几\d]+年(?:多|来|间|里|时间)+|[一二两三四五六七八九十几\d]+年(?=拿|斩|攻|获|攒|揽))(?=..)"
)
_IN_YEARS = re.compile(
    r"^[\u4e00-\u9fff]{2,8}?[一二两三四五六七八九十几\d]+年(?:多|来|间|里)(?:时间)?(?=拿下|拿到|斩获|揽获|攻克|获得|获)"
)
_GOT = re.compile(r"^(?:拿下|拿到|斩获|揽获|攒下|手握|手里握着)了?(?=.{2})")
_TRIP = re.compile(
    rf"(?P<who>[\u4e00-\u9fff]{{0,8}}?)[一每](?P<each>[天年月趟车班次批日])(?:{_MAY}|[只仅])*"
    r"(?P<does>发出去|卖出去|销售|[装拉运送发产出跑做卖售]出?|)"
)
_DOES = {
    "做": "产量",
    "装": "装载量",
    "拉": "运量",
    "运": "运量",
    "送": "运量",
    "发": "发货量",
    "发出": "发货量",
    "产": "产量",
    "出": "产量",
    "发出去": "发货量",
    "卖": "销量",
    "卖出": "销量",
    "卖出去": "销量",
    "售": "销量",
    "售出": "销量",
    "销售": "销量",
}
_BY = {"天": "日", "日": "日", "月": "月", "年": "年"}
_MUST = re.compile(r"(?:还|都|也|就|只)*(?:得|要|需要|需)(?P<does>倒贴|走|跑|花|交|付|掏|支付)$")
_DONE = {
    "倒贴": "倒贴费用",
    "走": "路程",
    "跑": "路程",
    "花": "费用",
    "掏": "费用",
    "交": "费用",
    "付": "费用",
    "支付": "费用",
}
_GRANTED = re.compile(r"(?<=..)(?:最[多高])?(?<![增弥填候递替修进滋奖补获中])(?P<gives>[补奖])$")
_GIVES = {"补": "补贴", "奖": "奖励"}
_ENDS = re.compile(r"(?<=..)(?:虽然?|虽说|但|将|可望|有望|就|便)$(?<!名将)(?<!成就)")
_ONE = re.compile(r"(?:(?:还|只|仅|就|曾|原)?(?:是|有))?(?:[一这那]?[个家间名支条])")


def worded(metric: str, unit: str) -> str:
    """An indicator without the words that tell it by the way.

    >>> worded("运费一年省下", "万元"), worded("年产值可增加", "亿元"), worded("两年多拿下专利", "件")
    ('节省运费', '新增年产值', '专利')
    >>> worded("一趟", "万只"), worded("拉走一车废渣还要倒贴", "元"), worded("每店补", "万元")
    ('每趟数量', '拉走一车废渣倒贴费用', '每店补贴')
    """
    name = _OPENS.sub("", metric) if metric[:1] in "满“‘" else metric
    name = _AGO.sub("", name) if name[:1] in "过以从早原如眼现" else name
    if name in ("离", "距"):
        return "距离"
    if unit.endswith(_TIMES):
        lasts = _LASTS.search(name)
        return name[: lasts.start()] + lasts["does"] + "用时" if lasts else name
    if name.endswith(("供货", "发货", "交货")) and not unit.endswith(("家", "户", "个", "次", "名", "人")):
        return name + ("额" if unit.endswith("元") else "量")
    if "年" in name[:12]:
        name = _IN_YEARS.sub("", _FOR_YEARS.sub("", name))
    name = _GOT.sub("", name) if name[:1] in "拿斩揽攒手" else name
    if name[-1:] in "虽然说但将望就便":
        name = _ENDS.sub("", name)
    if name[-1:] in "加增添出来将望能可" or name[:1] == "年":
        name = _grown(name)
    if ("一" in name or "每" in name) and (trip := _TRIP.fullmatch(name)):
        name = _trip(trip, unit)
    if name[-1:] in "产理工" and (works := _WORKS.fullmatch(name)):
        return works["works"] + "能力"
    if unit.endswith("元"):
        name = _money(name)
    elif unit.endswith("公里") and (must := _MUST.search(name)):
        name = name[: must.start()] + _DONE[must["does"]]
    return name


def _grown(name: str) -> str:
    found = _GROWS.fullmatch(name)
    if found is None:
        return name
    return "新增" + found["what"] if found["what"] else found["adds"] or "年" + found["year"]


def _trip(found: re.Match[str], unit: str) -> str:
    """每趟数量 of 一趟; 货车每天跑 of 货车一天跑."""
    each, does = f"{found['who']}每{found['each']}", found["does"]
    told = _DOES.get(does, "")
    if told in ("产量", "销量", "发货量") and found["each"] in _BY:
        told = {"销量": "销售额", "产量": "产值"}.get(told, told) if unit.endswith("元") else told
        return found["who"] + _BY[found["each"]] + told
    return each + (_DOES.get(does, does) if does else "金额" if unit.endswith("元") else "数量")


# 车间改造花, 技改砸: what the money goes to
_SPENT = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,10}?)(?:一共|总共|前后|先后|共|就)*(?:花掉?|砸|砸下)了?")
_FOR = re.compile(r"^对(?=[\u4e00-\u9fff].*(?:企业|项目|单位|机构|团队|个人|商户)(?:奖励|补助|补贴|奖补)$)")


def _money(name: str) -> str:
    if "资金由" in name and (budget := _BUDGET.fullmatch(name)):
        return f"{budget['who']}{budget['each'] or ''}安排资金"
    if name[:1] == "对":
        name = _FOR.sub("", name)
    if name[-1:] in "花砸掉下了" and (spent := _SPENT.fullmatch(name)):
        return spent["what"].lstrip("光单仅") + "投入"
    if "省" in name or "节约" in name:
        saved = _SAVED.fullmatch(name)
        name = "节省" + (saved["cost"] or saved["of"]) if saved else name
    if must := _MUST.search(name):
        return name[: must.start()] + _DONE[must["does"]]
    given = _GRANTED.search(name) if name[-1:] in _GIVES else None
    return name[: given.start("gives")] + _GIVES[given["gives"]] if given else name


def said_alone(metric: str) -> bool:
    """Whether a name only tells that there is one of something: 个 of 是个40人的小厂.

    >>> said_alone("个"), said_alone("只是一家"), said_alone("员工")
    (True, True, False)
    """
    return _ONE.fullmatch(metric) is not None
