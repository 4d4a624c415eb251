"""Goods in what a feature or news tells of a firm's days: money put into making X, so many X sold, one X rolling out.

The frame tells that something is made, sold or sent; that it is goods is told by its own form (goods_shown.noun), and
whose it is by the sentence, or by the project that it goes on about (goods_told.subject).
"""

import re
from collections.abc import Iterator
from itertools import chain

from loaders.lexicon import has
from loaders.named import Named
from loaders.ties.goods.goods_shown import noun
from loaders.ties.goods.goods_told import other_subject, subject
from loaders.ties.goods.products import Made, is_matter
from loaders.ties.reading import Reading
from ontology.goods import goods

_X = r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9\-·]{1,11}?"
_ONE = r"[台辆件套块把张架艘只双顶副支瓶]"
_MANY = (
    rf"(?:各类|各式|约|近|超过?|逾)*\d[\d,.]*[余多]?[百千万亿]*(?:多)?(?:{_ONE}|吨|片|根|盒|箱|米|平方米)"
    r"(?![\u4e00-\u9fff]*?元)"
)
_PUT_INTO = re.compile(
    rf"(?:投资|投入|斥资|出资)[^，。；]{{0,14}}?(?:建厂|设厂)?(?:专门|主要)?(?:生产|制造)(?!线|经营|基地|要素|许可|性)(?P<x>{_X})(?=[，。；、]|等)"
)
_SOLD = re.compile(
    rf"(?:卖出|卖了|售出|卖掉)了?(?P<x>{_X})(?={_MANY})|(?:卖出|卖了|售出|卖掉|送出|发走)了?{_MANY}的?(?P<n>{_X})(?=[，。；！”])"
)
_ITS_SALES = re.compile(
    rf"(?:^|[，。；])其中，?(?P<x>{_X})(?:年?销售|销量|产量|出货量?|产销量?|交付)(?:量)?(?:突破|超过?|达到?|约|近)?(?={_MANY})"
)
_THANKS_TO = re.compile(rf"(?:(?:^|[，。；但])(?:正是|就是|主要)?靠着?|靠着|凭着|凭借着?|依靠)(?P<x>{_X})(?=，)")
_ROLLS_OUT = re.compile(
    rf"(?:^|[，。；：])(?:就有|便有|只见)?一(?:{_ONE}){{1,2}}(?:崭新的?|全新的?)?(?P<x>{_X})(?:的[\u4e00-\u9fff]{{1,8}}?)?(?:就|便|正|已|即可|缓缓|徐徐|陆续|从)+(?:[\u4e00-\u9fff]{{0,8}}?)(?:下线|成型|出炉|诞生|装车|驶[出下]|走下|折弯)"
    rf"|(?:下线|产出|组装好|造出|生产出?)了?一{_ONE}(?P<n>{_X})(?=[，。；！”])"
)
_DAILY = re.compile(
    rf"(?:^|[，。；“])(?P<x>{_X})(?:每天|每日|每月|日均|月均|一天|一年|每年|每周)(?:都|要|能|可|就|得)*(?:发|卖|出|发货|出货|下线|生产|产|供应|运)(?:出去|出|去|掉|往[\u4e00-\u9fff]{{2,4}})?(?={_MANY})"
)
_LINES = re.compile(
    rf"(?:引进|引入|上马|购置|扩建|改造|升级)了?(?:[\d一二两三四五六七八九十]+条)?(?:国际|国内|世界)?(?:领先|先进|一流)?的?(?:全自动|自动化?|智能化?|数字化)?(?P<x>{_X})(?:自动化?|智能化?)?(?:生产线|(?<!生)产线|流水线)"
)
_SHARE = re.compile(
    rf"每(?:卖出|生产|销售)?(?:\d+|[一二两三四五六七八九十百]+){_ONE}(?:新|国产)?(?P<x>{_X})(?:里|中|当中)?，?(?:就|便)?有(?:近|约|超过?)?(?:\d+|[一二两三四五六七八九十]+){_ONE}?(?:是|就)?(?:出自|来自|产自|由)(?:它家|他家|这家|这里|该公司|公司|企业|他们)"
)
_FRAMES = (
    (_PUT_INTO, ("生产", "制造")),
    (_SOLD, ("卖", "售出", "送出", "发走")),
    (_ITS_SALES, ("其中",)),
    (_ROLLS_OUT, ("下线", "成型", "出炉", "诞生", "装车", "驶", "走下", "折弯", "产出", "组装好", "造出", "生产")),
    (_DAILY, ("天", "日", "月", "年", "周")),
    (_LINES, ("生产线", "产线", "流水线")),
    (_SHARE, ("自",)),
)
_TO_GROW = re.compile(
    r"[”]?(?:在[^，。；]{2,10}?)?(?:继续|加快|持续|全力)*(?:做[大强优精专]+|培育|打响|擦亮|叫响)(?P<list>[^，。；]{2,40}?)"
    r"(?:等|[\d一二两三四五六七八九十]+[个款种]|这[\d一二两三四五六七八九十]*[个款种])?(?:[百千]?万元|亿元|主导|拳头|特色|主打|优势)*(?:单品|产品|品种|爆款|大单品)(?=[，。；]|$)"
)
_OF_FIRM = re.compile(
    r"[”]?的(?P<list>[\u4e00-\u9fffA-Za-z0-9、和与]{2,40}?)(?:等?[\d一二两三四五六七八九十]+[个款种]|等)(?:新|主导)?(?:产品|品种|单品|药品|系列)"
)
_AS_MASTER = re.compile(
    r"以(?P<who>[^，。；]{2,30}?)为(?:链主|龙头)，(?:[^，。；]{2,40}?，)?做[大强优精](?P<list>[^，。；]{2,40}?)等产品"
)


def goods_turned_out(reading: Reading) -> Iterator[Made]:
    """What companies make, by the frames of the module."""
    firms = [n for n in reading.named if n.ref.kind == "Company"]
    if not firms:
        return
    for pattern, words in _FRAMES:
        for told in pattern.finditer(reading.text) if has(reading.text, *words) else ():
            yield from _of_subject(reading, told, 0.75)
    for told in _THANKS_TO.finditer(reading.text):
        if goods(told["x"]) or is_matter(told["x"]):
            yield from _of_subject(reading, told, 0.7)
    for firm in firms:
        if not firm.implicit:
            yield from _behind(reading, firm)


def _of_subject(reading: Reading, told: re.Match[str], sure: float) -> Iterator[Made]:
    group = next(name for name, value in told.groupdict().items() if value)
    maker = subject(reading, told.start(group))
    if (
        maker
        and not other_subject(reading, maker, told.start() + (told[0][0] in "，。；"))
        and noun(reading, *told.span(group))
    ):
        yield maker, told[group], told.span(group), "makes-turned-out", sure


def _behind(reading: Reading, firm: Named) -> Iterator[Made]:
    """C做精X、Y两个亿元单品; C的X、Y2个产品; 以C为链主，做大X、Y等产品."""
    text = reading.text
    told = [m for m in (_TO_GROW.match(text, firm.end), _OF_FIRM.match(text, firm.end)) if m]
    masters = _AS_MASTER.finditer(text, max(0, firm.begin - 12)) if "为链主" in text or "为龙头" in text else ()
    for found in chain(told, (m for m in masters if m.start("who") == firm.begin and m.end("who") == firm.end)):
        begin = found.start("list")
        for name in re.split("[、和与]", found["list"]):
            if noun(reading, begin, begin + len(name)):
                yield firm, name, (begin, begin + len(name)), "makes-turned-out", 0.75
            begin += len(name) + 1
