"""Companies in lists and appositions: A、B、C等龙头企业, A、B三家企业, 由A投资设立, 国际巨头A、B等."""

import re
from collections.abc import Iterator

from loaders.finding import Found, Setting
from loaders.lexicon import Cut, has
from loaders.names.companies.coined import describes, weight
from loaders.names.companies.company_words import company_like, ends_in_trade, in_vocabulary, plain_stem
from loaders.names.companies.legal_names import WEAK
from ontology import names, vocab

_HAN_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,8}")

_LIST = re.compile(
    r"(?P<list>(?:[\u4e00-\u9fffA-Za-z0-9]{2,10}+、)+[\u4e00-\u9fffA-Za-z0-9]{2,10})(?:等|为代表的)"
    r"(?:[\d一二三四五六七八九十两]+[余多]?[家户])?(?:一批)?[\u4e00-\u9fff]{0,10}?(?:企业|公司|厂商|上市公司)"
)

_HEADED = re.compile(
    r"以(?P<list>(?:[\u4e00-\u9fffA-Za-z0-9（）]{3,24}、)+[\u4e00-\u9fffA-Za-z0-9（）]{3,16}?)(?:等企业|等)?为(?:龙头|链主|骨干|代表|引领|依托)"
)

_ONE = re.compile(
    r"(?:做大做强|做强做大|做优做强|壮大|扶持|支持|包括|引进|培育出|涌现出|涌现|拥有|依托|联合|如)(?P<list>[\u4e00-\u9fffA-Za-z]{3,10})等"
    r"(?:[\d一二三四五六七八九十两]+[余多]?[家户])?[\u4e00-\u9fff]{0,10}?(?:企业|公司|厂商)"
)

_COUNTED = re.compile(
    r"(?:^|(?<=[，。；]))(?P<list>[\u4e00-\u9fffA-Za-z]{4,8})等[\d一二三四五六七八九十两]+[余多]?[家户](?:企业|公司)"
)
_SUMMED = re.compile(
    r"(?P<list>(?:[\u4e00-\u9fffA-Za-z]{2,10}+、)+[\u4e00-\u9fffA-Za-z]{2,10}?)这?[\d两三四五六七八九十]+[家户][\u4e00-\u9fff]{0,4}?"
    r"(?:企业|公司|厂商)"
)
_EACH = re.compile(
    r"(?:^|(?<=[。；]))(?P<list>(?:[\u4e00-\u9fffA-Za-z]{3,10}、)+[\u4e00-\u9fffA-Za-z]{3,10}?)(?=各(?:上马|投|新|增)|双双|分别|先后|相继|纷纷)"
)
_GOING_PUBLIC = re.compile(
    r"(?P<list>(?:[\u4e00-\u9fffA-Za-z]{2,10}+、)+[\u4e00-\u9fffA-Za-z]{2,8}?)(?:成功|顺利|等企业)?(?:上市|过会|挂牌)"
)
_LEADER = re.compile(
    r"(?:做大做强|做强做大|做优做强|壮大|扶持|引进|依托)(?P<list>[\u4e00-\u9fff]{2})等[\u4e00-\u9fff]{0,4}?"
    r"(?:龙头|骨干|领军|头部|知名|链主)(?:企业|公司)"
)


_FIRMS = ("企业", "公司", "厂商")
_LISTS = (
    # (pattern, the mark and one of the words that a text with such a list has: to look for them first is far faster)
    (_LIST, "、", _FIRMS),
    (_HEADED, "、", ("龙头", "链主", "骨干", "代表", "引领", "依托")),
    (_SUMMED, "、", _FIRMS),
    (_EACH, "、", ("各", "双双", "分别", "先后", "相继", "纷纷")),
    (_ONE, "等", _FIRMS),
    (_LEADER, "等", _FIRMS),
    (_COUNTED, "等", _FIRMS),
    (_GOING_PUBLIC, "、", ("上市", "过会", "挂牌")),
)


_BRACKETED = re.compile(r"[家户]企?业?（(?:含|如|包括)([\u4e00-\u9fffA-Za-z]{2,8})）")


def listed(cut: Cut, _: Setting) -> Iterator[Found]:
    """Trade names in a list that is closed by 等…企业, or in brackets after a count: 企业仅15家（含…）."""
    for pattern, mark, needs in _LISTS:
        for found in pattern.finditer(cut.text) if mark in cut.text and has(cut.text, *needs) else ():
            yield from _members(cut, found)
    for found in _BRACKETED.finditer(cut.text) if "（" in cut.text else ():
        if company_like(found[1]):
            yield Found(found.start(1), found.end(1), "Company", found[1], "company-in-brackets", 0.8)


def _members(cut: Cut, found: re.Match[str]) -> Iterator[Found]:
    """The members of a list of companies: those that end in a line of business, with them the others."""
    spans: list[tuple[int, int]] = []
    at = found.start("list")
    for item in found["list"].split("、"):
        first = not spans and found.re in (_LIST, _SUMMED, _GOING_PUBLIC)
        begin = max(at, cut.left(at + len(item), WEAK, limit=12)) if first else at
        begin = max((begin + m.end() for m in _LEADS.finditer(cut.text[begin : at + len(item)])), default=begin)
        spans.append((begin, at + len(item)))
        at += len(item) + 1
    sure = [each for each in spans if _listed_item(cut, *each) and ends_in_trade(cut.text[slice(*each)])]
    alone = len(spans) == 1 and found.re is not _COUNTED
    alike = sum(_listed_item(cut, *each) for each in spans)
    known = _RENOWNED.search(found[0]) and alike >= max(2, 0.7 * len(spans))
    for begin, end in spans:
        if (begin, end) in sure or ((alone or known or len(sure) >= 2) and _listed_item(cut, begin, end)):
            yield Found(begin, end, "Company", cut.text[begin:end], "company-listed", 0.75)


_RENOWNED = re.compile(
    r"等[^、，。；]{0,6}?(?:知名|著名|龙头|骨干|领军|头部|链主|上市|世界500强|[十百千]亿级?|亿元)[^、，。；]{0,6}?(?:企业|公司)$"
)

_LEADS = re.compile(
    r"(?:企业|公司|厂商|客户)(?:主要)?有|(?:主要有|现有|有|支持|包括|引进|培育出|涌现出|涌现|拥有|依托|联合|指导|督促|帮助|着|[有来出进聚]了|例如|如|以|由|与|和)(?=[\u4e00-\u9fffA-Za-z]{3})"
)


def _listed_item(cut: Cut, begin: int, end: int) -> bool:
    item = cut.text[begin:end]
    parts = names.split_company(item)
    if parts.place and parts.trade_word and len(parts.trade_name) > 1:
        return weight(item) > 0 or len(item) <= 8
    return (
        _HAN_NAME.fullmatch(item) is not None
        and company_like(item)
        and not describes(parts.trade_name)
        and item[0] not in "省市县区"
        and plain_stem(cut, begin, end)
        and not re.search(
            r"(?:担保|企业|产业|行业|项目|机构|技术|产品|人才|平台|领域|院校|高校|院所|冠军|巨人|新|业|制造)$", item
        )
    )


OWNER = "company-owner-told"  # an investor or a customer, not shown to be where the document is
_TOLD = (
    # (a short name that the sentence tells to be a company's, as the group name; a word that such a sentence has)
    (
        re.compile(
            r"(?:^|(?<=[。；！？]))(?P<name>[\u4e00-\u9fffA-Za-z]{3,6}?)是(?:一家|国内|全国|全省|中国|我国|全球|世界|亚洲|业内|省内)"
            r"[^，。；]{0,24}?(?:企业|上市公司|厂家|厂商|制造商|供应商|生产商|服务商)(?=[，。；之])"
        ),
        "是",
    ),
    (
        re.compile(r"(?<=由)(?P<name>[\u4e00-\u9fffA-Za-z]{3,8}?)(?:独家)?(?:投资|出资|控股)(?=[\d约设建成立兴]|$)"),
        "由",
    ),
    (
        re.compile(
            r"(?:巨头|龙头企业|知名企业|头部企业|世界500强企业?|领军企业)"
            r"(?P<name>(?:[\u4e00-\u9fffA-Za-z]{2,6}[、和与])+[\u4e00-\u9fffA-Za-z]{2,6}?)等"
        ),
        "等",
    ),
    (
        re.compile(r"(?<=[央民国车药外台港]企)(?P<name>[\u4e00-\u9fff]{2,4}?)(?=、[^，。；]{2,12}?[企等]|等为)"),
        "企",
    ),
    (
        re.compile(
            r"(?P<name>(?:[\u4e00-\u9fffA-Za-z]{3,10}、)+[\u4e00-\u9fffA-Za-z]{3,10}?)"
            r"等\d+个(?:外资|内资|台资|港资|民资)项目"
        ),
        "资项目",
    ),
)


def told(cut: Cut) -> Iterator[Found]:
    """A short name without a line of business that its sentence tells to be a company's."""
    for pattern, word in _TOLD:
        for found in pattern.finditer(cut.text) if word in cut.text else ():
            at = found.start("name")
            items = re.split("[、和与]", found["name"])
            for item in items:
                begin = at
                at += len(item) + 1
                places = len(items) > 1 and item in vocab.names("place")
                site = re.search(r"(?:[一二三四]期|项目|市|县|区|镇|政府|集团|公司)$", item)
                if not site and not places and _listed_item(cut, begin, begin + len(item)) and not in_vocabulary(item):
                    method = "company-told" if word in ("是", "资项目", "企") else OWNER
                    yield Found(begin, begin + len(item), "Company", item, method, 0.7)
