"""Companies by what only firms do or have, whatever their names look like: 晨曜镜架负责人…, 晨曜填料的产品….

A brand and its goods (晨曜镜架) is no company by itself, since goods have names of several words too (车圈辐条). It is
one where the sentence gives it a manager, a customer, a workshop; where it wins what firms win; where it invests.
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import Found, Setting, all_of, table
from loaders.lexicon import Cut, begins, one_of, words
from loaders.names.companies.coined import after_town, of_goods, weight
from loaders.names.companies.company_words import company_like, done
from ontology import names

_LONGEST, _SHORTEST = 8, 4
_ADVERBS = re.compile(
    r"(?:还|也|又|已|则|就|便|却|均|都|先后|首次|成功|率先|连续|近年来|近年|去年|今年|当年|年初|眼下|目前|如今|现已|更|不仅|一口气|[上下]半年|\d{1,2}月|前[\d一二三四]+[个季]?[月度])*$"
)
_WINS = r"(?:上榜|入选|获评|捧回|摘得|跻身|荣获|入列|被评为|被认定为|获批|升级为|拿下|获得|成为|是)"
_HONOURS = (
    r"(?:企业|单项冠军|小巨人|“小巨人”|专精特新|独角兽|瞪羚|智能工厂|绿色工厂|数字化车间|500强|百强"
    r"|[特一二三]等奖|[金银]奖|质量奖|进步奖|发明奖|专利奖|科学技术奖)"
)
_SELLS = (
    r"(?:卖|销|出口|装进|装上|供货|供应|打入|打进|走进|走出|进入|进了|用在|用于|占|市场|订单|销量|生产|产量|下线|投产"
    r"|拿下|通过|获)"
)

_FIRST = "花投砸拿斥耗豪掷等两三四五六七八九十上入获捧摘跻荣被升成是的"  # what the further patterns of deeds begin with


@cache
def _deeds() -> re.Pattern[str]:
    """What follows a firm's name; each begins with a word to look for."""
    plain = words(table("company")["deeds"])
    first = begins((*plain, *_FIRST)).replace("[", r"[\d")
    return re.compile(
        rf"{first}(?:{one_of(plain)}|(?:花|投|砸|拿出|斥资|耗资|豪掷|投入|掏出)了?(?:近|约|超过?|上)?\d[\d.]*[多余]?[万亿]元"
        rf"|(?:等\d|(?<!\d)[\d两三四五六七八九十])\d*[余多]?家[^，。；、]{{0,8}}?企业(?:被|入选|入列|获|上榜|通过|成为|跻身|率先|完成|实现|同时|相继|已|均|都)"
        rf"|等(?![^，。；]{{0,8}}?(?:领域|行业|产业|地区?|方面|类|环节)的?企业)[\u4e00-\u9fff]{{2,8}}企业(?=[也均都]|纷纷|相继|先后|带来|携)"
        rf"|{_WINS}[^，。；、]{{0,24}}?{_HONOURS}"
        rf"|的(?:产品|车间|生产车间|厂房|展厅|工人|员工|技术团队|研发团队|老板|掌门人)"
        rf"|的[\u4e00-\u9fff]{{2,10}}?{_SELLS})"
    )


_LED = re.compile(
    r"(?:其中|落户|入驻|企业|公司|链主|“链主”|龙头|支持|扶持|引进|引来|走进|来到|连|像|比如|例如|譬如|以及|对|的|和|与|在|由|从|给|为|向|同)(?=[\u4e00-\u9fff]{4})"
)
_MARKS = "，。；：！？、“”（） \n"
_LAND = re.compile(
    r"(?:[省市县区镇乡村园港城州旗河湖山岛路街线]|组团|基地|中心|项目|大厦|广场)$|^[一二三四五六七八九十两几]"
)


def doing(cut: Cut, _: Setting) -> Iterator[Found]:
    """A name that looks like a brand and its goods, as the subject of what only firms do: 晨曜填料主攻环保材料."""
    text = cut.text
    for found in _deeds().finditer(text):
        end = found.start() - len(_adverbs(text, found.start()))
        begin = _begin(text, end, sure=not found[0].startswith("的") or len(found[0]) < 6)
        if begin < end:
            yield Found(begin, end, "Company", text[begin:end], "company-doing", 0.72)


def _adverbs(text: str, end: int) -> str:
    found = _ADVERBS.search(text, max(0, end - 10), end)
    return found[0] if found else ""


def _begin(text: str, end: int, *, sure: bool) -> int:
    """Where the name begins that ends here, behind a mark, a town or a word that leads to it; `end` if there is none.

    sure: whether what follows tells a firm of any name; else it has to be a brand and its goods.
    """
    first = end
    while first > 0 and end - first < 14 and "\u4e00" <= text[first - 1] <= "\u9fff":
        first -= 1
    marked = first == 0 or text[first - 1] in _MARKS
    starts = [first] if marked else []
    starts += [m.end() for m in _LED.finditer(text, first, end)]
    for at in sorted(starts):
        at = after_town(text, at, end)
        if _SHORTEST <= end - at <= _LONGEST and _is_firm(text[at:end], sure=sure):
            return at
    return end


_SAYS = re.compile("^广泛|[各均都皆]有$")  # 广泛供应汽车, 品类各有|专攻


def _is_firm(name: str, *, sure: bool) -> bool:
    if (
        not company_like(name)
        or done(names.split_company(name).trade_name)
        or _LAND.search(name)
        or name.endswith(tuple(all_of("company", "no_tails")))
        or _SAYS.search(name)
    ):
        return False
    return weight(name) > 0 if sure else of_goods(name)
