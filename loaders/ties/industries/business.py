"""What companies make, and which industry they are in."""

import re
from collections.abc import Iterator

from loaders.finding import any_of, is_generic
from loaders.named import Named
from loaders.names.companies.company_lists import OWNER
from loaders.ties.goods.goods_beside import goods_beside, goods_of_several
from loaders.ties.goods.goods_dealt_with import goods_dealt_with
from loaders.ties.goods.goods_named import goods_named
from loaders.ties.goods.goods_pointed import goods_pointed
from loaders.ties.goods.goods_shown import goods_shown
from loaders.ties.goods.goods_told import goods_told
from loaders.ties.goods.goods_turned_out import goods_turned_out
from loaders.ties.goods.makers import maker_of
from loaders.ties.goods.outputs import outputs
from loaders.ties.goods.products import NO_GOODS, NO_WARE, products_told
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, run_of, span
from ontology import vocab
from ontology.facts import Ref, Relation
from ontology.goods import goods as product_word

_NP = r"[\u4e00-\u9fffA-Za-z0-9\-+·（）]"
_GOT = r"(?=荣?获|斩获|入选|上榜|成功|通过|列入|销量|市场占有率|出口|远销|填补)"
_MADE = (
    # (a pattern with the product as group 1, how sure it is)
    (
        re.compile(
            rf"(?:自主)?(?:生产|研发|自研|研制|开发|制造)的(?:一款|一套|一种|一台|多款)?({_NP}{{2,24}}?)(?=系列|产品|销售|成功|入选|获|市场|应用|用[于在到]|实现|批量|打破|填补|替代|供不应求|首次|远销|畅销|热销|销往|卖[到进给]|供应|占|出口|通过|率先|纯度|精度|寿命|良率|性能|，|。|已|在)"
        ),
        0.85,
    ),
    (
        re.compile(
            rf"(?:专注于?|主营(?!业务|产品)|深耕(?![\u4e00-\u9fff]{{2,8}}?\d+[余多]?年)|(?<=公司)主攻|(?<=集团)主攻)({_NP}{{2,16}}?)(?:的(?!企业)|研发|生产|制造|领域|[，。、；])"
        ),
        0.8,
    ),
    (
        re.compile(
            rf"(?<=年)(?:加工(?![毛原鲜粮稻]|玉米|小麦|大豆)|生产|产(?![能值量业销]))({_NP}{{2,10}}?)(?=\d[\d,.]*[多余]?[万亿]?(?:台|套|辆|件|只|吨|艘|架|双|个|米|公斤))"
        ),
        0.8,
    ),
    (re.compile(rf"是一家集({_NP}{{2,10}}?)(?:的)?(?:研发|研制|开发|设计|生产|种植)(?=、|和|与|，)"), 0.8),
    (re.compile(rf"最大的({_NP}{{2,14}}?)(?:制造商|供应商|生产商|生产企业|厂商|制造企业|出口商|生产基地)"), 0.85),
    (re.compile(rf"(?:实现|突破)(?:了)?({_NP}{{2,16}}?)(?:的)?(?:批量|规模化|大规模|产业化)(?:生产|制造)"), 0.8),
    (
        re.compile(
            rf"(?<=[，。“；])({_NP}{{3,14}}?)(?:年?产销量|年?订单量|年?销量|年?产量|销售额|市场占有率|市场份额|出口量)(?=位居|居|全国|全球|占|稳居|达|连续|排名|世界|\d)"
        ),
        0.7,
    ),
    (re.compile(rf"(?:售出|卖出|交付|下线)({_NP}{{2,12}}?)(?=\d[\d,.]*万?(?:台|套|辆|件|只|吨|艘|架))"), 0.8),
    (re.compile(rf"(?:下线|产出)(?:了)?(?:一|\d+)(?:台|套|辆|只|件)({_NP}{{2,12}}?)(?=[，。；”])"), 0.8),
    (re.compile(rf"(?:主导产品|主要产品|拳头产品)(?:为|有|包括|是)?({_NP}{{2,30}}?)(?=市场占有率|，|。|等)"), 0.8),
    (
        re.compile(
            rf"(?:卖了|卖出|售出|销售|出口|产出|下线|交付|生产)了?\d[\d.,]*[余多]?[万亿]?(?:多)?(?:台套?|套|件|只|辆|艘|架|双|片|根|支|盒)({_NP}{{2,8}}?)(?=[，。；、”])"
        ),
        0.75,
    ),
    (
        re.compile(
            rf"(?:建成|建有|拥有|新建|新上|上马|投建|投产|投用)(?:了)?(?:[\d一二两三四五六七八九十]+|多)条({_NP}{{2,10}}?)(?:全自动|自动化|智能化|智能|数字化)?(?:生产线|(?<!生)产线)"
        ),
        0.8,
    ),
    (
        re.compile(
            rf"是(?:一家|国内|当地|本地)?(?:专业|专门|主要)?(?:从事)?(?:研发|生产|制造|研制|加工)+({_NP}{{2,14}}?)(?:研发|生产|制造)?的(?:专业|民营|高新技术|龙头|骨干)*(?:企业|公司|厂家)"
        ),
        0.8,
    ),
    (
        re.compile(
            rf"(?:进行|开展|专注于?)({_NP}{{2,14}}?)的(?:研发|生产|制造)(?:[、和与及](?:研发|生产|制造|销售|服务))*(?=[，。；])"
        ),
        0.8,
    ),
    (re.compile(rf"凭借(?:自主研发的|自研的)?({_NP}{{2,14}}?)(?:打开|拓展|进军|占领|抢占|赢得)"), 0.75),
)
_LISTED = re.compile(
    r"(?:主要产品|经营范围|主导产品|拳头产品|代表产品|主力产品|主打产品|产品)(?:主要)?(?:有|为|包括|是|：)+(?![^。；，]{1,60}(?:配套|供货))：?(?P<open>[^。；]{2,80}?)(?=等|。|；|$)"
    r"|(?:(?<=公司)主攻|(?<=集团)主攻|(?<![省市家级])重点研发(?!项目|计划|课题|专项|任务)|主要研发|主打|主营(?!业务|产品)|主要生产|主要制造|主要加工|专业制造|专业生产|是(?:一家)?生产|专门生产|主要从事|专业从事|从事开发生产|生产经营(?![、，。；和与及等情状活工许])|年产(?:\d[\d.,]*[多余]?[万亿]?余?(?:台|套|只|件|吨|片|个|辆)))"
    r"(?:具有[^，。；、的]{2,10}的)?(?:(?:各类|各种)(?:规格|尺寸|型号|类型|档次)?的?)?(?P<verb>[^，。；\d]{2,50}?)(?=等(?!速|离子|静压|温)|的(?!企业)|系列|[，。；]|产品|研发|生产|制造|销售|项目|$)"
    r"|(?:拥有|现有|生产)(?P<have>[^，。；\d]{2,60}?)等\d+个?(?:品种|产品|品类|系列)"
    r"|(?:生产|制造|加工|提炼|研制|回收)出(?P<out>[^，。；\d]{2,50}?)(?=等|[，。；])"
    r"|(?:产品|业务)(?:已|主要)?(?:覆盖|涵盖|囊括)(?P<cover>[^，。；\d]{2,50}?)(?=等(?:多个|\d+个|主要)?(?:领域|产品|品类|系列|品种))"
    r"|产品以(?P<chief>[^，。；]{2,80}?)(?=等?为主)"
    r"|(?:主力产品|主导产品|主打产品|拳头产品)(?P<main>[\u4e00-\u9fffA-Za-z0-9]{2,12}?)(?=拿下|占|销|市占|远销|出口|稳居|位居|获|入选|，)"
    r"|(?<=产品中，)(?P<quoted>(?:“[^“”]{2,12}”[、和]?){1,9})"
)
_ACTS = re.compile(r"(?:的)?(?:研发|生产|开发|制造|销售|加工|及|与|和|切片)+(?:业务)?$")
_LINES = re.compile(
    r"(?:形成|拥有|开发出|推出)([\u4e00-\u9fffA-Za-z0-9、和与]{4,40}?)(?:[两三四五六七八九十\d]大)(?:核心|主要|主力|系列)?(?:产品线|产品|系列)"
)
_CORE = re.compile(
    r"(?:实现|突破|攻克)(?:了)?([\u4e00-\u9fffA-Za-z0-9、]{3,30}?)等(?:核心|关键)?(?:部件|零部件|产品|材料|装备)的?(?:技术突破|国产化|量产|自主可控|产业化)"
)
_OWN = re.compile(rf"[”’]?）?(?:的|一款|一种|自主研发的|自研的|研发的|自研的一套)?({_NP}{{2,40}}?){_GOT}")


_NOTED = re.compile(r"（(?:主导|主要|获奖)?产品(?:为|是)?[：:]?([\u4e00-\u9fffA-Za-z]{2,16})）")
_WORKS = re.compile(
    r"(?:的)?(?!把|将|从|为|给|向|对)(?:年产[\d.]+[万亿]?[台套件吨只片])?((?!的)[\u4e00-\u9fffA-Za-z]{2,8}?)(?:智能|自动化|数字化)?(?:生产线|(?<!生)产线|封测线|装配线|总装线|(?<!植物)智能工厂|(?<!植物)工厂(?=[，。的、作建投和与]))"
)
_DOES = re.compile(
    r"(?:主要|专门|专业|一直|只)?(?:做|造|产)(?!成|到|了|强|大|优|出|好|业|能|值|量|品|销|供|研|学)([\u4e00-\u9fff]{2,6}?)(?=[，。；、]|的(?!企业))"
)
_MAKER_OF = re.compile(r"(?:^|(?<=[，。；、和与]))(?:做|造|产|生产|专做)([\u4e00-\u9fff]{2,6})的$")


def business(reading: Reading) -> Iterator[Relation]:
    """All makes, inIndustry, operates and undertakes relations of a passage."""
    if "Company" in reading.kinds:
        yield from _products(reading)
        yield from _own_products(reading)
        told = (
            products_told,
            outputs,
            goods_told,
            goods_shown,
            goods_turned_out,
            goods_dealt_with,
            goods_named,
            goods_pointed,
            goods_beside,
        )
        for maker, product, where, method, sure in (made for rule in told for made in rule(reading)):
            if _product(product):
                yield from _makes(reading, maker, product, where, method, sure)
        yield from goods_of_several(reading)
    yield from _industry_of(reading)


def _products(reading: Reading) -> Iterator[Relation]:
    text = reading.text
    for pattern, sure in _MADE:
        for found in pattern.finditer(text):
            own = next((n for n in reading.within(*found.span(1), ("Company",)) if n.begin == found.start(1)), None)
            maker = own or maker_of(reading, found.start(), found.end(1))  # 销量大增的晨曜|电缆: its own maker
            goods = found[1][own.end - own.begin :] if own else found[1]
            parts = re.split(r"[、和与]", goods)
            several = len(parts) > 1 and all(len(part) > 2 for part in parts)
            for name in parts if several else [goods]:
                if maker and _product(name):
                    yield from _makes(reading, maker, name, found.span(1), "makes-verb", sure)
    for found in _LISTED.finditer(text):
        where = next(found.span(name) for name, value in found.groupdict().items() if value)
        maker = maker_of(reading, found.start(), found.end())
        firms = tuple(text[n.begin : n.end] for n in reading.within(*where, ("Company",)))
        for name in re.split(r"[、，]|和(?=.{2})|与(?=.{2})", text[slice(*where)]):
            if firms and name.startswith(firms):
                continue  # C年产15万吨磷酸铁锂、D电池材料等项目
            product = re.sub(r"^各[类种]|[“”]", "", _ACTS.sub("", name))
            if maker and len(product) <= 14 and _product(product):
                yield from _makes(reading, maker, product, where, "makes-list", 0.8)
    for pattern in (_LINES, _CORE):
        for found in pattern.finditer(text):
            maker = maker_of(reading, found.start(), found.end())
            items = re.split(r"[、和与]", found[1])
            for item in items:
                name = _completed(item, items[-1])
                if maker and _product(name):
                    yield from _makes(reading, maker, name, found.span(1), "makes-lines", 0.8)


def _completed(item: str, last: str) -> str:
    """微型并网 in 微型并网和组串式并网逆变器: what the last member says after the same words belongs to it too."""
    for size in range(min(4, len(item)), 1, -1):
        at = last.find(item[-size:])
        if at > 0 and at + size < len(last):
            return item + last[at + size :]
    return item


def _own_products(reading: Reading) -> Iterator[Relation]:
    """C的X入选H; C的X获H; 晨星插座生产线 under a picture."""
    for firm in reading.named:
        if firm.ref.kind != "Company" or firm.implicit:
            continue
        own = _OWN.match(reading.text, firm.end)
        if own and _product(own[1]) and not reading.within(firm.end, own.end(1), (*NO_GOODS, *PLATFORMS)):
            yield from _makes(reading, firm, own[1], own.span(1), "makes-own", 0.8)
        noted = _NOTED.match(reading.text, firm.end)
        if noted and _product(noted[1]):
            yield from _makes(reading, firm, noted[1], noted.span(1), "makes-noted", 0.9)
        work = _WORKS.match(reading.text, firm.end)
        if work and _product(work[1]) and firm.method != "company-caption":
            where = (firm.begin, work.end(1))
            yield from _makes(reading, firm, work[1], where, "makes-works", 0.75)
        does = _DOES.match(reading.text, firm.end)
        if does and _product(does[1]):
            yield from _makes(reading, firm, does[1], does.span(1), "makes-does", 0.8)
        of = _MAKER_OF.search(reading.text, max(0, firm.begin - 12), firm.begin)
        if of and _product(of[1]):
            yield from _makes(reading, firm, of[1], of.span(1), "makes-does", 0.8)
        if firm.method == "company-caption":
            shown = re.match(
                r"([\u4e00-\u9fff]{2,8}?)(?:智能|自动化|数字化)?(?:生产线|(?<!生)产线|车间|工厂|总装线)",
                reading.text[firm.end :],
            )
            if shown:
                yield from _makes(reading, firm, shown[1], (firm.begin, firm.end + shown.end(1)), "makes-caption", 0.7)


# The verbs of what a firm does to its capacity, before the goods: 建成|磷酸铁产能; and words that end no goods.
_BRINGS_ABOUT = re.compile(
    r"^(?:(?:重点|全力|加快|着力|逐步|大力|持续|主动|成功|累计|先后|已经?|正在?|将|拟)*"
    r"(?:建成|建设|建有|建立|形成|扩大|新增|增加|释放|提升|提高|拥有|布局|规划|实现|具备))+(?:了)?(?=.{2})"
)
_NOT_GOODS = re.compile(
    r"[被将已]$|(?:工作站|研究院|研究所|实验室|博物馆|展厅|团队|专家)$|(?:调试|试车|验收|试运行|吊装)$|^[向对往从]|(?:脱氢|裂解|重整|精馏|合成|聚合|焦化|加氢|气化|发电)装置$|(?:铸造|冲压|喷涂|涂装|电镀|热处理|焊接|发泡|灌装)$|(?:机械|锻造|铸造|科技|精工|电子|公司)的|^(?:专业)?(?:厂家|厂商|生产厂家|企业)$|^(?:入选|入围|获评|获批|荣获|获得|跻身|列入|列为|上榜|当选|通过|成为|打造|创建|位列|位居|[均都皆][为是有]|董事长|总经理|负责人|厂长|引[进入]|购[置进]|进口|采购|系列)|(?:逾|超过?|突破|高达|多达|约)$"
)


def _makes(
    reading: Reading, maker: Named, product: str, where: tuple[int, int], method: str, sure: float
) -> Iterator[Relation]:
    product = _BRINGS_ABOUT.sub("", re.sub(r"(?:在)?(?:国内|全国|全球|世界|省内|国际)$", "", product))
    product = re.sub(r"^(?:经营|从事|生产|销售|加工|各类|各种)+(?=.{2})|(?:等(?:系列)?(?:产品)?)$", "", product)
    product = re.sub(r"(?<=..)(?:[一二三四五]期)?(?:工程|项目)$", "", product)
    product = re.sub(
        r"^(?:凭借|依托|依靠)(?=.{2})|(?<=..)(?:智能化|数字化|绿色化)?(?:升级|改造|技改|扩建|扩能|扩产)+$", "", product
    )
    product = re.sub(r"^[^，。；]{0,8}(?:领先|先进|一流|知识产权|环保)的(?=.{2})", "", product)
    product = re.sub(r"^.*最大的(?=.{2})|^(?:新建|扩建|在建|投资)的?(?=.{2})", "", product)
    name = re.sub(
        r"^(?:的|了|一款|一套|高端|自研的|自主研发的|主导产品|主要产品|拳头产品)|系列$|多种$|各类$|(?:供应|制造|生产)商$",
        "",
        product,
    )
    if name in ("产品", "其产品"):
        return
    begin, end = min(maker.begin, where[0]), max(maker.end, where[1])
    yield from reading.say(maker.ref, "makes", Ref("Product", name), (begin, end), method, sure)


def _product(name: str) -> bool:
    if name.count("（") != name.count("）") or name.startswith("（") or "公司" in name or re.search(r"在.+中$", name):
        return False
    if (
        len(name) < 2
        or name.removeprefix("的") == "产品"
        or is_generic(name)
        or re.match(r"\d|等(?!速|离子|静压|温)", name)
        or re.search(r"[，。]|\d[万亿]*元|\d[家户]", name)
    ):
        return False
    if _NOT_GOODS.search(name) or NO_WARE.search(name):  # 晨曜照明|入选某省绿色工厂, 累计下线|车辆逾8万辆
        return False
    starts = name.removeprefix("再生").removeprefix("不锈钢") or name  # 再生铝: a good by its own right, no adverb
    ends = any_of("makes", "not_ends", "$").search(name) and not product_word(name)  # 加工中心 is goods
    return not any_of("makes", "not_starts").match(starts) and not ends


_AND_FIRMS = re.compile(
    r"(?:等|为代表的)(?:\d+[余多]?[家户])?([\u4e00-\u9fff]{2,6}?)(?:行业|产业|领域)?(?:龙头|骨干|头部|上下游|配套)?企业"
)


_PUBLIC = ("project-public", "project-works-of")  # 轴承产业园|配套管廊工程: the park's industry, not the works'


def _industry_of(reading: Reading) -> Iterator[Relation]:
    """作为X行业龙头企业，C…; X“小巨人”C; C等X企业; the industry in a project's name."""
    for firm in reading.named:
        if firm.ref.kind == "Company" and not firm.implicit and firm.method != OWNER:
            yield from _apposed_industry(reading, firm)
            leads = _IS_LEADER.match(reading.text, firm.end)
            for industry in reading.within(firm.end, leads.end(), INDUSTRIES)[:1] if leads else ():
                where = span(firm, industry)
                yield from reading.say(firm.ref, "inIndustry", industry.ref, where, "industry-leader", 0.85)
            yield from _industry_of_list(reading, firm)
            yield from _led_field(reading, firm)
            yield from _industry_of_clause(reading, firm)
            yield from _became_leader(reading, firm)
            yield from _at_work_in(reading, firm)
            for inner in reading.within(firm.begin, firm.end, INDUSTRIES):
                where = (firm.begin, firm.end)
                yield from reading.say(firm.ref, "inIndustry", inner.ref, where, "industry-in-firm-name", 0.65)
    for project in reading.named:
        public = project.method in _PUBLIC and reading.within(project.begin, project.end, PLATFORMS)
        if project.ref.kind == "Project" and not project.implicit and not public:
            where = (project.begin, project.end)
            firms = reading.within(*where, ("Company",))
            for inner in (n for n in reading.within(*where, INDUSTRIES) if not any(f.end >= n.end for f in firms)):
                yield from reading.say(project.ref, "inIndustry", inner.ref, where, "industry-in-name", 0.8)


_LED_BY = re.compile(
    r"[”]?(?:、[^，。；、]{2,12})*等?(?:[^，。；、]{0,8}?(?:企业|公司))?为(?:龙头|骨干|链主|引领|代表|牵引|核心|支柱)(?P<of>的)?"
)
_IN_FIELD = re.compile(r"(?:产业链|产业集群|产业|行业|集群)?(?:上|方面|领域|板块|里|中)?[，：]?(?:形成了?)?以[“]?")
_OPENS_FIELD = re.compile(r"[\W\d]*(?:在|围绕)?")


def _led_field(reading: Reading, last: Named) -> Iterator[Relation]:
    """在X产业上，以A、B为龙头; 以A为龙头的X产业集群: who leads in the industry that a clause is about."""
    led = _LED_BY.match(reading.text, last.end)
    run = run_of(reading, last, ("Company",)) if led else []
    for field in (n for n in reading.named if led and n.ref.kind in INDUSTRIES and not n.implicit):
        begin, _ = reading.clause(field.begin)
        opens = _OPENS_FIELD.fullmatch(reading.text, begin, field.begin)
        before = opens and _IN_FIELD.fullmatch(reading.text, field.end, run[0].begin)
        behind = led and led["of"] and field.begin == led.end() and reading.text[run[0].begin - 1] in "以“"
        for each in run if before or behind else ():
            where = span(field, each)
            yield from reading.say(each.ref, "inIndustry", field.ref, where, "industry-led", 0.85)


_HAS_SUPPLIERS = re.compile(
    r"(?:产业|行业)?(?:有|拥有|形成|集聚|以|涌现出?|培育出?|发挥)(?:了)?[^，。；]{0,16}?(?:为|以|由|出|挥|了|有)?[“]?$"
)
_AS_LEADERS = re.compile(
    r"[”]?等(?:\d+家|[一二三四五六七八九十多]家|一批)?(?:行业)?(?:龙头|骨干|重点|头部|领军|知名|链主|代表)企业"
)


def _industry_of_clause(reading: Reading, last: Named) -> Iterator[Relation]:
    """X产业有多家企业为A、B等龙头企业配套: the industry that the clause with its leading firms begins with."""
    if not _AS_LEADERS.match(reading.text, last.end):
        return
    begin, _ = reading.clause(last.begin)
    run = run_of(reading, last, ("Company",))
    opening = next((n for n in reading.named if n.begin == begin and n.ref.kind in INDUSTRIES), None)
    if opening and _HAS_SUPPLIERS.fullmatch(reading.text, opening.end, run[0].begin):
        for each in run:
            where = span(opening, each)
            yield from reading.say(each.ref, "inIndustry", opening.ref, where, "industry-leaders", 0.75)


def _industry_of_list(reading: Reading, last: Named) -> Iterator[Relation]:
    """The industry that closes a list of companies: A、B、C等X企业, A、B为代表的X企业."""
    found = _AND_FIRMS.match(reading.text, last.end)
    known = vocab.concept("industry", found[1]) if found else None
    named = reading.within(*found.span(1), INDUSTRIES) if found else []
    if found is None or not (known or named):
        return
    if any(n.ref.kind == "Honour" for n in reading.between(found.start(1), found.start(1))):
        return  # 高新技术企业: what they are called
    industry = Ref("Industry", known.label) if known else named[-1].ref
    for each in run_of(reading, last, ("Company",)):
        where = (each.begin, found.end())
        yield from reading.say(each.ref, "inIndustry", industry, where, "industry-of-list", 0.75)


_IS_LEADER = re.compile(
    r"是[^，。；]{0,8}?([\u4e00-\u9fff]{2,8}?)(?:行业|产业|领域|产业链|(?=龙头|骨干|领军))(?:[^，。；]{0,10}?的|中的|里的)?(?:“[^”]{1,6}”|龙头|骨干|链主|领军|头部|首家|最大|唯一|第一|领先|老牌|知名|代表|标杆|明星|典型)[^，。；]{0,8}?(?:企业|公司|厂家)"
)


_BECAME = re.compile(
    r"(?:已|逐步|逐渐|迅速)*(?:成为|成长为|发展成为?|跻身|引领)(?:了)?(?:[^，。；]{0,8}?的)?(?P<x>[\u4e00-\u9fff]{2,8}?)(?:行业|产业|领域)"
    r"(?:[^，。；]{0,6}?(?:龙头|领军|标杆|第一|头部|引领者|佼佼者|领头羊|排头兵)|高质量发展)"
)


_WORKS_IN = re.compile(
    r"[”]?，?(?:则|也|还|一直|长期|多年来|主要|专业|专门|始终|目前|是一家)*"
    r"(?:深耕于?|专注于?|从事|聚焦于?|主攻|专攻|致力于|投身于?|涉足|布局|进军|切入|押注)(?:了)?(?:细分的?|国内|高端)?[“]?"
)
_ITS_FIELD = re.compile(
    r"[”]?(?:领域|行业|产业|赛道|市场|业务|板块|细分)?(?:的?(?:研发|生产|制造|加工|经营))*(?:已?近?\d+[余多]?年|多年)?(?:[，。；、的]|$)"
)


def _at_work_in(reading: Reading, firm: Named) -> Iterator[Relation]:
    """C深耕X领域10年, C从事X: the industry that a verb right behind a firm tells its work in."""
    told = _WORKS_IN.match(reading.text, firm.end)
    fields = [n for n in reading.named if told and n.begin == told.end() and n.ref.kind in INDUSTRIES]
    field = max((n for n in fields if not n.implicit), key=lambda n: n.end, default=None)
    if field and _ITS_FIELD.match(reading.text, field.end):
        where = span(firm, field)
        yield from reading.say(firm.ref, "inIndustry", field.ref, where, "industry-at-work", 0.8)


def _became_leader(reading: Reading, firm: Named) -> Iterator[Relation]:
    """C…，成为X行业的龙头; C引领X行业高质量发展: said of the firm that the sentence begins with."""
    begin, end = reading.sentence(firm.begin)
    clause, _ = reading.clause(firm.begin)
    if firm.begin not in (begin, clause):
        return
    told = _BECAME.search(reading.text, firm.end, end)
    between = reading.within(firm.end, told.start(), ("Company",)) if told else [firm]
    if told is None or between or "。" in reading.text[firm.end : told.start()]:
        return
    named = next(iter(reading.within(told.start("x"), told.end(), INDUSTRIES)), None)
    known = next((c for n in range(6, 1, -1) if (c := vocab.concept("industry", told["x"][-n:]))), None)
    ref = named.ref if named else Ref("Industry", known.label) if known else None
    if ref:
        where = (firm.begin, told.end())
        yield from reading.say(firm.ref, "inIndustry", ref, where, "industry-leader", 0.8)


def _apposed_industry(reading: Reading, firm: Named) -> Iterator[Relation]:
    lead = reading.text[max(0, firm.begin - 24) : firm.begin]
    found = re.search(
        r"([\u4e00-\u9fff]{2,8}?)”?(?:行业|产业链|产业|领域)?(?:细分)?(?:的)?(?:(?:龙头|骨干|领军|头部|知名|链主)(?:企业|公司)|“[^”]{2,8}”(?:企业)?|独角兽|巨头)，?$",
        lead,
    )
    for size in range(min(6, len(found[1])), 1, -1) if found else ():
        known = vocab.concept("industry", found[1][-size:]) if found else None
        named = next(
            (n for n in reading.named if n.ref.kind in INDUSTRIES and firm.begin - 24 <= n.begin < firm.begin), None
        )
        if known or named:
            ref = named.ref if named else Ref("Industry", known.label if known else "")
            begin = firm.begin - len(lead) + (found.start() if found else 0)
            yield from reading.say(firm.ref, "inIndustry", ref, (begin, firm.end), "industry-apposition", 0.85)
            return
