"""Goods that a firm is told to deal with in plain verbs: 用X生产Y和Z, 产销Y2亿只, 做Y和Z的C, 把Y的良品率提高到…, 首台Y.

The verb tells that something is made; that it is goods is told by its own form (goods_shown.noun), and whose it is by
the sentence (goods_told.subject).
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.goods.goods_shown import noun
from loaders.ties.goods.goods_told import other_subject, subject
from loaders.ties.goods.makers import unknown_firm
from loaders.ties.goods.products import NO_GOODS, Made, is_matter
from loaders.ties.reading import Reading, run_of
from ontology.goods import goods

_X = r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z\-·]{1,13}?"
_LIST = rf"{_X}(?:(?:[、和与及]|以及){_X}){{0,5}}"
_UNITS = r"(?:台套?|[套件只辆艘架双把副部吨片根支瓶盒箱块个米颗粒]|立?平?方米|公斤)"
_MANY = rf"(?:各类|各式|约|近|超过?|逾|达|了|共|合计)*\d[\d,.]*[余多]?[百千万亿]*多?{_UNITS}(?![\u4e00-\u9fff]*?元)"
_TIME = r"(?:[今去前本当]年|上半年|前三季度|全年|前?\d+个?月份?|\d{4}年|一季度|目前|现在|如今|眼下|近日|日前|近年来)"
_HOW = (
    rf"(?:{_TIME}|主要|专门|专业|专|一直|只|还|也|又|则|已经?|正在?|自主|成功|累计|先后"
    r"|重点|计划|以来|每年|年|可|能|来)*"
)
_OUT_OF = r"(?:(?:用|以|利用|采用|选用)[\u4e00-\u9fff]{1,8}?(?:为原料|作原料|做原料)?)?"
NO_OBJECT = (  # behind a verb that is a noun there: 研发|中心, 生产|能力
    r"(?!中心|人员|投入|能力|基地|团队|费用?|车间|线|效率|设备|总?值|规模|成本|任务|订单|指标|过程|工艺|经营|要素|资料|性|厂|企业|型"
    r"|环节|端|体系|平台|机构|院|力|业|量|品|区"
    r"|楼盘|房地产|商品房|旅游|利用|建设|两旺|销|品种"
    r"|总监|主管|经理|部|厂长|科|主任|负责|工人|一线|现场|技术|任务|周期|计划|许可|协议|合同|方式|模式|服务|自动化|智能化)"
)
# what is worked up is no product
_RAW = r"(?![毛原鲜粮稻活废肉]|玉米|小麦|大豆|水稻|棉花|花生|生猪|马铃薯|红薯|木材|果蔬|蔬菜|水果|牛羊)"
_MAKES = (
    rf"(?:生产|产销|制造|研制|研发|加工{_RAW}|酿造|织造|养殖|开发|试制|量产|代工|产(?![能值量]))"
    rf"(?:出|了|各类|各种|各式)*{NO_OBJECT}"
)
_TILL = rf"(?=等?[，。；]|{_MANY}|等?[\d一二两三四五六七八九十百]+[余多]?[个款种])"
# 产销Y2亿只; 用X生产Y和Z，: a verb at the head of a clause, its goods up to the end or to how many there are
_VERB = re.compile(
    rf"(?:^|[，。；：])(?P<how>(?:该|这家)?(?:公司|企业)?{_HOW}{_OUT_OF}{_HOW}){_MAKES}(?P<list>{_LIST}){_TILL}"
)
_OF_FIRM = re.compile(
    rf"[”]?(?P<how>{_HOW}{_OUT_OF}{_HOW})(?:{_MAKES}|做(?![大强优精专好成到]))(?P<list>{_LIST}){_TILL}"
)
_INTO = re.compile(  # 将鱼头做成X和Y; 产品覆盖X、Y; 从事X、Y的研发和制造
    rf"(?:做成|制成|加工成|酿成|纺成|炼成)(?:了)?(?P<list>{_LIST})(?=等?[，。；])"
)
_RANGE = re.compile(
    rf"(?:^|[，。；：])?(?:主要|主营|主导)?产品(?:已|现|主要|目前)*(?:覆盖|涵盖|囊括|包括|涉及|有)(?:了|到)?(?P<list>{_X}(?:[、和与及]{_X}){{1,7}})(?=等?[，。；]|等|的)"
)
_WORKS_AT = re.compile(
    rf"(?:从事|致力于|专注于?|聚焦于?|深耕)(?P<list>{_LIST})(?:领域|行业)?(?:等)?(?:产品)?的?(?:自主)?(?:研发|研制|生产|制造|加工|设计|开发|和|与|及|、|销售|服务)+(?:为一体)?(?=[，。；]|的|企业|公司|已|超|近|\d)"
)
_FOR_OTHERS = re.compile(  # C专给D压防风罩
    rf"[”]?{_HOW}(?:给|为|替)(?P<who>[^，。；]{{2,20}}?)(?:压|生产|做|加工|冲压|磨|铸|织|供应|配套生产|代工|定制|制作|缝制)(?P<list>{_LIST})(?=[，。；])"
)
_LEAD = r"(?:^|[，。；：、“（]|[一二三四五]是|另[外有]?|还有|[家位])"
_CALLED = re.compile(  # 一是做X的C; 园内另一家龙头、做X和Y的“C”
    rf"{_LEAD}(?:专门|专业|主要|专)?(?:做|造|制造|生产|加工|研发|主营|主打|主攻|从事|专做|专攻)(?P<list>{_LIST})(?:研发|生产|制造|加工|销售|和|的)*的[“]?$"
)
_MEASURE = (
    r"(?:利用率|良品率|良率|合格率|成品率|成材率|次品率|损耗率?|成本|精度|纯度|寿命|单价|价格|售价|厚度|重量|能耗|误差|交货期"
    r"|国产化率|直径|转速|功率|效率|能量密度|强度)"
)
_THANKS_TO = re.compile(  # 凭借X、Y等小家电，稳居第三
    rf"(?:凭借|凭着|依靠|靠着)(?P<list>{_X}(?:[、和与]{_X}){{1,4}})"
    r"等?(?:[\u4e00-\u9fff]{0,4}(?:产品|电器|家电|器械|设备|材料|装备|食品|用品|新品|单品))?(?=，)"
)
_SEEN = re.compile(  # C的车间里，一箱箱X正装车发往…
    r"[”]?的?[^，。；]{0,8}?(?:车间|厂房|工厂|生产线|(?<!生)产线|流水线|仓库|厂区)(?:里|内|上|中)?，(?:[^，。；]{2,14}，)??"
    rf"(?:一[台辆件箱批块根卷只双套张把支片桶袋盒]{{1,2}}|成[箱批]的?|刚刚?下线的|包装好的)?(?P<list>{_X})"
    r"(?:正|正在|陆续|通过|经过|经|被|在|等待|从)+[^，。；]{0,12}?(?:下线|封装|打包|装车|装箱|发往|运往|销往|出炉|成型|包装|发货)"
)
_TOOLS = re.compile(
    r"(?:机械臂|机械手|机器人|小车|AGV|工人|员工|叉车|焊枪|屏幕|大屏|设备|生产线|师傅|激光|产品|订单)$|^(?:只见|数百|一名|几名)"
)
_OURS = re.compile(
    rf"(?:^|[，。；“])(?:我们|咱们)(?:公司|厂|企业|工厂)?(?:自主)?(?:研发|生产|研制|制造)?的(?P<list>{_X})"
    rf"(?={_TIME}*(?:已经?|也|还|现在|主要|大量|成功|目前|都|全部|均)*(?:应用[于到在]|用[于在到]|卖[到进给]|远销|出口|销往|供应|供货|装[进上到]|打[进入]|进入|填补|替代|打破|通过|拿下|占|畅销|热销|走进))"
)
_BETTERS = re.compile(
    rf"(?:把|将)(?P<list>(?:[^，。；的]{{0,2}})?{_X})的?(?:材料|生产|制造|加工|平均|综合)?{_MEASURE}(?:从|由|提|降|做到|控制|缩|压|提高|稳定)"
)
_SOLD = re.compile(
    rf"(?:^|[，。；])(?:同期|其中)?{_TIME}*(?:同期|累计|共)?(?P<list>{_X})(?:已|共|累计)?(?:卖出|卖了|售出|销出|卖掉|交付|下线|出货|出口|销售)(?:了)?(?={_MANY})"
)
_LINE = re.compile(
    rf"[”]?的?(?:首|第[一二三四五六两])条(?P<list>{_X})(?:自动化?|智能化?)?(?:生产线|(?<!生)产线|线)(?:已|正式|顺利|建成|成功)*(?=点火|投产|投用|投运|启用|建成|开工|试产|上马|贯通|[，。；])"
)
_BESIDE = re.compile(  # C|X批量供货, C|X销售额1.2亿元
    rf"[”]?(?P<list>{_X})(?={_TIME}*(?:实现|完成|已|正式|成功)*(?:批量供货|批量生产|批量交付|量产|销售额|销售收入|销量|产销量|出货量|订单|供不应求|远销|出口额))"
)
_WHOLE_NAME = re.compile(r"(?:公司|集团|厂)$|”$")  # nothing behind it can be the rest of the name
_FIRSTS = re.compile(
    rf"(?:首|第一)[台套款个件辆艘架颗块](?:套)?(?:国产化?|自主|高性能|大功率|商用)*(?P<list>{_X})(?=[，、；。]|(?:成功)?(?:下线|问世|诞生|研制成功))"
)
_CREATES = re.compile(
    r"[”]?(?:已|共|累计|先后|陆续|一?路|不断|连续|率先)*(?:创下|创造|研制|研发|推出|填补|突破|刷新|拿下|实现|攻克|走出|打破)"
)
_MASTERS = re.compile(
    rf"[”]?(?:则|都|也|均|更)?是(?:国内|全国|全球|省内|远近闻名的)?(?P<list>{_X})(?:领域|行业|方面)?的(?:行家|专家|高手|能手|好手|老手|大户|老牌|老字号|单项冠军|隐形冠军|佼佼者)"
)


def goods_dealt_with(reading: Reading) -> Iterator[Made]:
    """What companies make, by the frames of the module."""
    text = reading.text
    firms = [n for n in reading.named if n.ref.kind == "Company"]
    for firm in firms:
        if not firm.implicit:
            yield from _beside(reading, firm)
            yield from _before(reading, firm)
    for pattern, words in _FRAMES if firms else ():
        for told in pattern.finditer(text) if has(text, *words) else ():
            at = told.start("list")
            maker = next((n for n in firms if n.begin == told.end() + 1 and text[told.end()] == "的"), None)
            maker = maker or subject(reading, at)
            opens = told.start() + (told[0][0] in "，。；：")
            if (
                maker
                and (pattern is not _THANKS_TO or any(goods(each) for each in _PARTS.split(told["list"])))
                and not unknown_firm(reading, opens + len(told.groupdict().get("how") or ""))
                and _in_part(reading, maker, opens)
                and not other_subject(reading, maker, opens)
            ):
                yield from _each(reading, maker, told, "makes-dealt-with", 0.75)


_FRAMES = (
    (_VERB, ("产", "造", "研", "加工", "养殖", "开发", "代工")),
    (_BETTERS, ("把", "将")),
    (_OURS, ("我们", "咱们")),
    (_INTO, ("成",)),
    (_THANKS_TO, ("凭", "靠")),
    (_RANGE, ("产品",)),
    (_WORKS_AT, ("从事", "致力", "专注", "聚焦", "深耕")),
    (_SOLD, ("卖", "售", "销", "交付", "下线", "出货", "出口")),
)


def _in_part(reading: Reading, maker: Named, position: int) -> bool:
    """Whether no semicolon and no name in quotes that is not known parts a firm from what a sentence goes on with."""
    begin = max(maker.end, reading.sentence(position)[0])
    between = reading.text[begin:position]
    return "；" not in between and ("“" not in between or bool(reading.within(begin, position, ("Company",))))


def _each(reading: Reading, maker: Named, told: re.Match[str], method: str, sure: float) -> Iterator[Made]:
    """The members of a list, where each of them is goods."""
    begin = told.start("list")
    spans = []
    for part in _PARTS.split(told["list"]):
        if not _PARTS.fullmatch(part):
            spans.append((begin, begin + len(part)))
        begin += len(part)
    known = [each for each in spans if noun(reading, *each) and not _DOES.match(reading.text, *each)]
    if len(known) * 2 >= len(spans) and not reading.within(*told.span("list"), NO_GOODS):
        yield from ((maker, reading.text[slice(*each)], each, method, sure) for each in known)


_DOES = re.compile("主营|主打|主攻|主产|生产|从事|专做|专业|专注")
_PARTS = re.compile("(以及|[、和与及])")


def _beside(reading: Reading, firm: Named) -> Iterator[Made]:
    """What stands right behind a firm's name."""
    for pattern in (_OF_FIRM, _FOR_OTHERS, _LINE, _RANGE, _SEEN):
        told = pattern.match(reading.text, firm.end)
        if told and not (pattern is _SEEN and _TOOLS.search(told["list"])):
            yield from _each(reading, firm, told, "makes-dealt-with", 0.8)
    told = _BESIDE.match(reading.text, firm.end) or _MASTERS.match(reading.text, firm.end)
    whole = _WHOLE_NAME.search(reading.text[firm.begin : firm.end + 1])
    if told and (goods(told["list"]) or is_matter(told["list"]) or (whole and told.re is _BESIDE)):
        for each in run_of(reading, firm, ("Company",)) if told.re is _MASTERS else [firm]:
            yield from _each(reading, each, told, "makes-dealt-with", 0.75)
    if _CREATES.match(reading.text, firm.end):
        begin, _ = reading.sentence(firm.begin)
        if not reading.within(begin, firm.begin, ("Company", "Agency")):
            for told in _FIRSTS.finditer(reading.text, begin, firm.begin):
                yield from _each(reading, firm, told, "makes-first", 0.75)


def _before(reading: Reading, firm: Named) -> Iterator[Made]:
    """做X和Y的C, its place or kind between: 一是做船用阀门的C."""
    at = firm.begin
    for place in reversed(reading.within(max(0, at - 12), at, ("Place",))):
        at = place.begin if place.end == at else at
    begin, _ = reading.sentence(firm.begin)
    told = _CALLED.search(reading.text, max(begin, at - 40), at)
    if told:
        yield from _each(reading, firm, told, "makes-called", 0.8)
