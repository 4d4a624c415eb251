"""Goods of the firm that the words point back to, or that a plain sentence about it deals with.

这家企业专做X; 这家做X的小厂; C和D联合开发X; C上了3条X生产线; C把X卖进…; 凭一只X，C…; C的X.
The words tell that it is made; that it is goods is told by its own form (goods_shown.noun), behind 的 alone by the
list of product words.
"""

import re
from collections.abc import Iterator

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.goods.goods_named import PLAIN
from loaders.ties.goods.goods_shown import noun
from loaders.ties.goods.goods_told import is_goods, other_subject, subject
from loaders.ties.goods.products import NO_GOODS, Made, is_matter
from loaders.ties.reading import Reading
from ontology.goods import goods, of_kind

_X = r"(?![和与及])[\u4e00-\u9fffA-Za-z](?:(?![和与及])[\u4e00-\u9fffA-Za-z\-·]){1,13}?"  # no joining word in it
_LIST = rf"(?P<list>{_X}(?:(?:[、和与及]|以及){_X}){{0,5}})"
_SPLIT = re.compile("(以及|[、和与及])")
_ONE = r"[台辆件套块把张架艘只双顶副支瓶根片粒颗枚条盏杯款]"
_SOME = rf"(?:一|两|几|小小)(?:小|大)?{_ONE}(?:小小的?|小|普通的?)?"
_TIME = (
    r"(?:[今去前]年|上半年|目前|现在|如今|近年来|已经?|还|也|又|则|正|刚|新|就|一直|长期|主要|只|专门|专业|自主|成功)*"
)
_WORKS = (
    r"(?:小型|小微|老牌|民营|本土|本地|外资|台资|龙头|骨干|科技|科技型|高新技术|年轻|小|老|大|村办|家族)*"
    r"(?:厂子|厂|企业|公司|工厂|作坊|民企)"
)
_POINTS = rf"(?:这家|该|这个|这间){_WORKS}"
_DOES = r"(?:专做|专攻|主攻|主打|主营|主产|专产|专门做|专注于?|深耕|做(?![大强优精专好成到])|生产|制造|加工|研发|造)"
_STOP = r"(?=等?[，。；]|等|的?(?:研发|生产|制造|加工)[，。；])"
_SENT = r"(?:卖|销|装|送|供|运|发|推|出口|用|铺|搬)(?:进|到|往|给|上|向|出|入|在|至)"
_LINES = r"(?:[\d一二两三四五六七八九十]+条|多条)"

# (a pattern, words of which one is in every text that it matches)
_POINTED = (
    (re.compile(rf"(?:^|[，。；]){_POINTS}{_TIME}{_DOES}{_LIST}{_STOP}"), ("这", "该")),
    (re.compile(rf"(?:^|[，。；])(?:这家|这个|这间){_TIME}{_DOES}{_LIST}的{_WORKS}"), ("这",)),
    (
        re.compile(rf"(?:^|[，。；])(?:我们|公司|企业|厂里)?{_TIME}(?:把|将)(?:自家|自己)?的?{_LIST}{_SENT}(?:了)?"),
        ("把", "将"),
    ),
    (
        re.compile(
            rf"年(?:可|将|能)(?:新增|生产|产|加工|增产|供应){_LIST}(?:约|近|超过?|达)?(?=\d[\d.]*[余多]?[百千万亿]*(?:吨|{_ONE}|米|平方米))"
        ),
        ("年",),
    ),
    (
        re.compile(
            rf"(?:新建|兴建|投建|扩建|建成|建设)(?:了)?(?:一座|一个)?{_LIST}(?:制造|生产|智造)(?:工厂|厂)(?=[，。；和与、]|等)"
        ),
        ("工厂", "厂"),
    ),
)
_BEHIND = (
    re.compile(
        rf"[”]?(?:更进一步)?，?{_TIME}(?:与|和|同|跟|携手|联合|联手)[^，。；]{{2,16}}?(?:联合|共同|合作|一起|携手)(?:开发|研发|研制|攻关|推出|打造|试制)(?:了|出)?{_LIST}(?=[，。；]|用[于在到]|已|，)"
    ),
    re.compile(
        rf"[”]?{_TIME}(?:上了?|上马|添了|新添|增加了?|开了|装了|布局了?|新增|上线|投用|开动|启动){_LINES}{_LIST}(?:全自动|自动化?|智能化?|数字化)?(?:生产线|(?<!生)产线|线(?![缆材束圈路上下]))"
    ),
    re.compile(rf"[”]?{_TIME}(?:把|将)(?:自家|自己|自主研发)?的?{_LIST}{_SENT}(?:了)?"),
    re.compile(rf"[”]?的?{_LIST}(?:全自动|自动化|智能化?|数字化|生产)+车间(?=[，。里内的建投，]|正|今|去)"),
    re.compile(rf"[”]?，?{_TIME}(?:凭|靠|凭借|依靠)着?{_SOME}{_LIST}(?=[，。；打闯走赢卖叩])"),
    re.compile(
        rf"[”]?的?(?:厚度?|直径|仅|薄至|最薄|宽)*\d[\d.]*(?:毫米|微米|纳米|英寸|寸|兆瓦|千瓦|千伏|吨级|升|马力)(?:级|厚)?的?{_LIST}(?=[，。；]|用[于在到]|打破|填补|实现|卖|销|供|已|通过|成功|入选|被)"
    ),
)
_SURE = (_BEHIND[1], _BEHIND[5])  # a line for it, its thickness: it is goods, though an industry may be called so
_BEFORE = re.compile(rf"(?:^|[，。；“])(?:就是|正是)?(?:凭|靠|凭借|依靠)着?(?:这)?{_SOME}(?P<list>{_X})，$")


def goods_pointed(reading: Reading) -> Iterator[Made]:
    """What companies make, by the frames of the module."""
    firms = [n for n in reading.named if n.ref.kind == "Company"]
    for pattern, words in _POINTED if firms else ():
        for told in pattern.finditer(reading.text) if has(reading.text, *words) else ():
            maker = subject(reading, told.start("list"))
            if maker and not other_subject(reading, maker, told.start() + (told[0][0] in "，。；")):
                yield from _each(reading, maker, told)
    for firm in firms:
        if not firm.implicit:
            for told in (m for p in _BEHIND if (m := p.match(reading.text, firm.end))):
                yield from _each(reading, firm, told)
            begin, _ = reading.sentence(firm.begin)
            told_before = _BEFORE.search(reading.text, max(0, begin - 1, firm.begin - 24), firm.begin)
            if told_before:
                yield from _each(reading, firm, told_before)
            yield from _own(reading, firm)


def _each(reading: Reading, maker: Named, told: re.Match[str]) -> Iterator[Made]:
    """The members of a list, where each of them is goods."""
    begin, spans = told.start("list"), []
    for part in _SPLIT.split(told["list"]):
        if not _SPLIT.fullmatch(part):
            spans.append((begin, begin + len(part)))
        begin += len(part)
    sure = told.re in _SURE
    if all(noun(reading, *each) or (sure and _formed(reading, each)) for each in spans) and not reading.within(
        *told.span("list"), NO_GOODS
    ):
        yield from ((maker, reading.text[slice(*each)], each, "makes-pointed", 0.75) for each in spans)


_TOOLS = re.compile(
    r"(?:机械臂|机械手|机器人|小车|叉车|焊枪|屏幕|激光|机床|无人机|厂房|电脑|手机|裁床|老板|样板|展板|平板|模板|看板|地盘|大盘)$"
)
# The forms that stuffs and pieces come in, and what is poured, worn and eaten: any word before them is of the goods.
_FORM = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,7}(?:短纤|长丝|叶片|面料|芯片|[箔膜板管棒丝纱布芯环轴盘砖剂杯罐瓶笔锁泵阀锅壶椅毯巾袋酒醋茶蜜膏胶漆粉齿钉网绳缆材釉毡桨靴袜帽])"
)
_FOLLOWS = re.compile(
    r"[，。；、”]|$|[已正被也还都就则把将在从给凭靠占卖销供装进打走拿摆]|[今去前]年|上半年|远销|畅销|热销|出口|成为|成了|拿下|入选|通过|实现|突破|填补|替代|达到|应用|用[于在到]"
    r"|开足马力|供不应求|行销|获|订单|产量|销量|产能|年产|月产|日产|纯度|良率|寿命|精度|摘|上[市了]|下线|批量|首次|最|每"
)
_LONGEST = 16


def _own(reading: Reading, firm: Named) -> Iterator[Made]:
    """C的X, where X ends on a product word or a form that goods come in, and what no noun begins with follows."""
    begin = firm.end + 1
    if not reading.text.startswith("的", firm.end):
        return
    for end in range(min(begin + _LONGEST, len(reading.text)), begin + 1, -1):
        name = reading.text[begin:end]
        if not _FOLLOWS.match(reading.text, end) or _CUT.search(name) or name in PLAIN:
            continue
        if (goods(name) or _FORM.fullmatch(name)) and not _TOOLS.search(name) and is_goods(reading, (begin, end)):
            yield firm, name, (begin, end), "makes-its", 0.7
            return


def _formed(reading: Reading, where: tuple[int, int]) -> bool:
    """Whether a stretch ends on a form that goods come in, whatever industry is called so: 3条铜箔生产线."""
    begin = where[0] + (reading.text[where[0]] in "极超高特微")  # 极薄铜箔
    name, where = reading.text[begin : where[1]], (begin, where[1])
    return bool(_FORM.fullmatch(name) or goods(name) or is_matter(name) or of_kind(name)) and is_goods(reading, where)


_CUT = re.compile(r"[，。；、：“”（）\s\d]|应用|用于|[的了和与及为是在被将已正也都]")
