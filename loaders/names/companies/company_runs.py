"""Lists of companies by what their members look like and what is said of the list: A、B、C等57家企业, 企业有A、B等."""

import re
from collections.abc import Iterator, Sequence

from loaders.dictionary import is_word, last_word, tagged
from loaders.finding import Found, Setting
from loaders.lexicon import Cut
from loaders.names.companies.coined import (
    BARE,
    COINED,
    KNOWN,
    WORDED,
    after_town,
    closes,
    completes,
    describes,
    planned,
    trade_spans,
    weight,
)
from loaders.names.companies.company_words import company_like
from loaders.names.companies.short_names import GOODS_LED, OF_PROJECTS
from ontology import vocab
from ontology.goods import goods

_ITEM = r"[\u4e00-\u9fffA-Za-z0-9（）·\-]{2,24}"
_RUN = re.compile(rf"{_ITEM}+(?:、{_ITEM}+)+")
_SINGLE = re.compile(
    r"(?:扶持|支持|引进|引入|依托|壮大|以|如|包括|像|吸引|联合|携手|由|与|（)([\u4e00-\u9fffA-Za-z]{2,10}?)(?:等(?=[^，。；、]{0,12}?(?:企业|公司|项目))|为(?:龙头|链主|代表|引领)|）)"
)
_END = re.compile(
    r"等|这?[\d两三四五六七八九十]+[余多]?家|[\d两三四五六七八九十]+户(?=(?:企业)?(?:均|都)?[为是获入被列上])|均|都|双双|分别|先后|相继|纷纷|各(?=上|投|新|增|\d)|也|则|已|正|将|为(?=龙头|链主|代表|引领|骨干|依托)|）"
)
_FIRMS = re.compile(
    r"(?:等|为代表的)?(?:这?[\d一二三四五六七八九十百两]+[余多]?[家户个])?[^，。；：、（）]{0,14}?"
    r"(?:企业|公司|厂商|龙头|巨头|大厂|车企|药企|名企|民企|国企|央企|独角兽|供应商|制造商|运营商|外资项目|品牌商?)"
    r"(?![家化级主]|代表|负责人|研究|文化|技术中心|标准)"
    r"|等[\d一二三四五六七八九十百两]+[余多]?家(?![^，。；、]{0,8}?(?:院|校|行|店|所|园|机构|单位|平台|中心|会|部门|媒体|合作社|农场|景区|基地|站))"
)
_OTHERS = re.compile(
    r"等?(?:园区|开发区|高新区|地|市|县|省|国|领域|产业|行业|方面|环节|类|高校|院校|院所|城市|国家|地区|人才|技术|产品|部门|镇|乡|街道|村)"
)
_PROJECTS = re.compile(r"等?[^，。；：、）]{0,10}?项目|等\d+家")
_SURE_LEAD = re.compile(
    r"(?:企业|公司|厂商|龙头|巨头|大厂|车企|药企|龙头|链主|客户|股东|500强|上市公司|央企|民企)(?:主要)?(?:有|是|如|为|包括|像|诸如|例如|比如|含|涵盖)?(?:[\d两三四五六七八九十]+[余多]?[家户])?[（]?$"
)
_STAND_FOR = re.compile(r"等?为(?:代表|龙头|引领|骨干|链主)")  # 以A、B等为代表的X产业
_HELPED = re.compile(r"(?:帮助|帮扶|助|助力|推动|促进|引导|鼓励|让|使|为|督促|指导)[^，。；、]{0,6}企业$")
_LEAD = re.compile(
    r"(?:陆续|先后|成功|相继|已|再|又|还)?(?:引进|引入|引来|招引|吸引|落户|落地|签约|聚集|集聚|拥有|入驻|培育出?|涌现出?|涉及|携手|牵手|联合|邀请|服务|扶持|支持|培育|壮大|做强做优|加大对|对|与|和|及|由|为|以|如|像是|像|诸如|例如|比如|包括|其中|有|是|在|向|从|给|据|推动|推进|助力|指导|督促|帮助|了|的|得益于|来自)+$"
)

_DOING = re.compile(
    r"(?:(?:均|都|双双|分别|先后|相继|首次|成功)?(?:实现|完成)?"
    r"(?:产值|营收|税收|纳税|入库税收|迈上|入选|获评|荣登|上榜|跻身|投产|扩产|增资|上市|年产))|(?:分别|双双|各)实现|的(?:龙头|带动|引领)"
    r"|(?:双双|纷纷)[\u4e00-\u9fff]"
    r"|等(?:快速|迅速|加快|加速|茁壮)成长|等(?:[\u4e00-\u9fff]{0,4})?(?:投产增效|扩能建设|做大做强|增资扩产|满产)"
)
_WON = re.compile(r"(?:引进|引入|引来|招引|吸引|落户|落地|入驻|签约|培育|涌现|涉及)[了出]?$")


def runs(cut: Cut, _: Setting) -> Iterator[Found]:
    """The members of lists that are companies, as surely as the list and its members tell it."""
    text = cut.text
    if "、" in text:
        for found in _RUN.finditer(text):
            yield from _members(cut, *found.span())
    for found in _SINGLE.finditer(text):
        name = found[1]
        alone = WORDED if found[0].endswith("）") else BARE
        if weight(name) >= (COINED if found[0].endswith("）") else alone) and _firm_context(text, found.end(1)):
            yield Found(found.start(1), found.end(1), "Company", name, "company-run-of-one", 0.75)


def _firm_context(text: str, end: int) -> bool:
    return bool(_FIRMS.match(text, end) and not _OTHERS.match(text, end)) or text.startswith(("为", "）"), end)


def _members(cut: Cut, begin: int, stop: int) -> Iterator[Found]:
    text = cut.text
    spans = _spans(text, begin, stop)
    if len(spans) < 2:
        return
    if any(_PUBLIC_WORKS.search(text, b, e) for b, e in spans):  # 建成石溪抽水蓄能电站、青溪灌区
        return
    end = spans[-1][1]
    weights = [weight(text[b:e]) for b, e in spans[1:]]
    stands = _STAND_FOR.match(text, end) is not None
    if not (any(weights) or stands or _of_trade(text, end)):
        return
    first, lead = _first(cut, *spans[0])
    if GOODS_LED.search(lead):
        return
    spans[0] = (first, spans[0][1])
    weights.insert(0, weight(text[first : spans[0][1]]))
    needed = _needed(text, end, lead, weights)
    if _of_trade(text, end) and all(_unlike(text[b:e]) for b, e in spans):
        needed = 0  # 柚岸数科、晨账本等平台经济企业: firms, whatever their names look like
    odd = needed == BARE and len(spans) > 2 and sum(each > 0 for each in weights) > 0.6 * len(spans)
    odd = odd or (stands and max(weights) >= COINED)
    for (b, e), each in zip(spans, weights, strict=True):
        if each >= needed or (odd and _may_be(text[b:e])):
            start = after_town(text, b, e)
            yield Found(start, e, "Company", text[start:e], "company-run", 0.75)


_PUBLIC_WORKS = re.compile(r"(?:电站|水库|灌区|大桥|隧道|泵站|枢纽|铁路|水厂|机场|航道|海塘|堤防|河道|管廊|湿地)$")
_TRADE_FIRMS = re.compile(
    r"等(?:\d+[余多]?家|一批|多家)?(?P<x>[\u4e00-\u9fff]{2,8}?)(?:行业|产业|领域)?(?:的)?(?:龙头|骨干|重点|领军|头部)?(?:企业|公司)(?![家化级主])"
)


def _of_trade(text: str, end: int) -> bool:
    """Whether a list closes as one of the firms of an industry: 等平台经济企业."""
    found = _TRADE_FIRMS.match(text, end)
    return found is not None and (found["x"].endswith("经济") or vocab.concept("industry", found["x"]) is not None)


def _unlike(name: str) -> bool:
    """Whether a member of a list is no word that the language or the vocabularies have."""
    known = is_word(name) or vocab.concept("industry", name) or name in vocab.names("place")
    return 3 <= len(name) <= 6 and not known and company_like(name) and not describes(name) and not goods(name)


_SITE = re.compile(r"[\u4e00-\u9fff]{1,12}?(?:镇|乡|街道|苏木|[区县市园村])的(?=[\u4e00-\u9fff]{3})")


def _at_site(text: str, begin: int, end: int) -> tuple[int, int]:
    """The member of a list without the town or zone whose it is: 江口镇的|晨曜泵业."""
    site = _SITE.match(text, begin, end) if text.find("的", begin, end) >= 0 else None
    return (site.end() if site else begin), end


def _may_be(name: str) -> bool:
    """Whether a member of a list of companies is one though it does not look like it: no word, no kind of thing."""
    if name in vocab.names("place"):
        return len(name) == 2  # 万安: a county, and among companies a company
    return 2 <= len(name) <= 5 and company_like(name) and not describes(name)


def stand_for(weights: Sequence[int]) -> bool:
    """Whether names by what they look like can be firms that stand for their industry: 以A、B等为代表的X产业."""
    return max(weights) >= COINED or min(weights) > 0


def _needed(text: str, end: int, lead: str, weights: list[int]) -> int:
    """The weight that a member of the list needs to count as a company."""
    likely = sum(each > 0 for each in weights)
    most = likely >= max(2, 0.6 * len(weights))
    if _OTHERS.match(text, end) or OF_PROJECTS.match(text, end):
        return KNOWN
    if _HELPED.search(lead):
        return KNOWN
    firms = _DOING.match(text, end) or _FIRMS.match(text, end) or _SURE_LEAD.search(lead) or text.startswith("为", end)
    if firms and most:
        return BARE
    if stand_for(weights) and _STAND_FOR.match(text, end):
        return BARE
    if max(weights) >= COINED and most and (_LEAD.search(lead) or _PROJECTS.match(text, end)):
        return WORDED if min(weights) == 0 or not (_WON.search(lead) or weights.count(BARE) <= 1) else BARE
    if min(weights) > 0 and max(weights) >= COINED:
        return BARE
    return WORDED if sum(each >= COINED for each in weights) > 1 else COINED


def _spans(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """The members between the marks; the last ends before 等, or where a name ends."""
    spans: list[tuple[int, int]] = []
    at = begin
    for item in text[begin:stop].split("、"):
        spans.append(_at_site(text, at, at + len(item)))
        at += len(item) + 1
    b, e = spans.pop()
    closing = _END.search(text, b + 2, e)
    e = closing.start() if closing else _name_end(text, b, e)
    for joined in ("和", "与", "及", "以及"):
        left, mark, right = text[b:e].partition(joined)
        if mark and len(left) > 1 and len(right) > 1:
            spans += [(b, b + len(left)), (e - len(right), e)]
            return spans
    return [*spans, (b, e)] if e - b > 1 else spans


def _name_end(text: str, begin: int, end: int) -> int:
    """Where the last name of an open list ends: after its line of business, else before what goes on."""
    for head, after in trade_spans(text[begin:end]):
        if head > 3 and text[begin + head : begin + head + 2] in planned():  # 晨星光储|建设
            return begin + head
        if head > 1 and closes(text, begin + after):
            return begin + after
    return next((n for n in range(end, begin + 1, -1) if weight(text[begin:n]) >= BARE and closes(text, n)), begin)


def _led(cut: Cut, begin: int, at: int) -> bool:
    """Whether what ends here leads to a list: a verb, a preposition, 企业有."""
    before = cut.text[begin:at]
    if cut.ends.get(at, (0, ""))[1] in ("govern", "function", "act", "place", "count"):
        return True
    return bool(_LEAD.search(before) or _SURE_LEAD.search(before)) or last_word(before)[1] in ("v", "p", "u", "ns")


_COUNT_OF = re.compile(r"(?:企业|公司|厂商)[\d两三四五六七八九十]+[余多]?[家户]：$")  # 瞪羚企业4家：


_MADE_STRONG = re.compile(r"(?:做[精优强大专特实细])+(?=..)")  # 做精做优|水泵、轴承等产业


def _first(cut: Cut, begin: int, end: int) -> tuple[int, str]:
    """Where the first member begins, and what stands before it in its clause."""
    text = cut.text
    made = _MADE_STRONG.match(text, begin, end)
    begin = made.end() if made else begin
    told = _COUNT_OF.search(text, max(0, begin - 30), begin)
    if told:
        return begin, told[0].rstrip("：")
    clause = max(*(text.rfind(mark, max(0, begin - 60), begin) for mark in "，。；：！？"), begin - 60, -1) + 1
    starts = _starts(text, begin, end)
    led = max((at for at in starts[1:] if _LEAD.search(text[begin:at]) or _SURE_LEAD.search(text[begin:at])), default=0)
    for at in [led, *starts] if led else starts:
        if text[at] in "以由与和对向为在如像是有的了" or (led and at > led):
            continue
        if (at == begin or _led(cut, begin, at)) and weight(text[at:end]) > 0:
            return at, text[clause:at]
    return (led or begin), text[clause : led or begin]


def _starts(text: str, begin: int, end: int) -> list[int]:
    """Where words of the language begin between the two positions."""
    at, before = begin, ("", "")
    starts: list[int] = []
    for spoken in tagged(text[begin:end]):
        if spoken[0] in "着了过" and spoken[1].startswith("u"):  # 住着|晨曜电感
            starts.clear()
        elif not completes(spoken[0], *before):
            starts.append(at)
        at, before = at + len(spoken[0]), spoken
    return [at for at in starts if end - at > 1]
