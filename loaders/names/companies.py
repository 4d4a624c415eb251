"""Companies by their short names, by pattern and context, never by a list of companies."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import NOUN, Found, Setting, any_of, is_generic, strip_place, table
from loaders.lexicon import Cut, chinese, one_of, words
from loaders.names.legal_names import SINGLE_BREAKS, WEAK, apposed, foreign, full_names
from ontology import names, vocab

_HAN_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,8}")


def companies(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All companies of a passage."""
    yield from full_names(cut, setting)
    yield from foreign(cut, setting)
    yield from quoted_lists(cut, setting)
    yield from groups(cut, setting)
    yield from trade_names(cut, setting)
    yield from listed(cut, setting)
    yield from captions(cut, setting)
    yield from trades(cut)
    yield from owners(cut)
    yield from plants(cut, setting)


@cache
def _quoted_list() -> re.Pattern[str]:
    counted = one_of(words(table("company")["counted"]))
    return re.compile(
        rf"((?:[“‘][^“”‘’，。；：]{{2,14}}[”’][、和与及]?)+)等?(?:这?[\d两三四五六七八九十]+[余多]?[家户])?"
        rf"[\u4e00-\u9fff]{{0,6}}?{counted}"
    )


def quoted_lists(cut: Cut, _: Setting) -> Iterator[Found]:
    """Quoted names that are counted as companies, or end in a line of business: “…”“…”3家企业, “…科技”."""
    for found in _quoted_list().finditer(cut.text):
        several = "家" in found[0][len(found[1]) :][:6] or "户" in found[0][len(found[1]) :][:6]
        for each in re.finditer(r"[“‘]([^“”‘’]{2,14})[”’]", found[1]):
            if (several or _trades(each[1])) and _company_like(each[1]):
                at = found.start(1) + each.start(1)
                yield Found(at, at + len(each[1]), "Company", each[1], "company-quoted-list", 0.9)
    for each in re.finditer(r"[“‘]([\u4e00-\u9fffA-Za-z]{4,12})[”’]", cut.text):
        parts = names.split_company(each[1])
        lines = parts.trade_word or parts.form == "集团"
        if lines and _company_like(each[1]) and not re.match(r"世界级|国家级|省级|市级|全国|全球", each[1]):
            yield Found(each.start(1), each.end(1), "Company", each[1], "company-quoted", 0.8)


def _trades(name: str) -> bool:
    parts = names.split_company(name)
    return bool(parts.trade_name) and bool(parts.trade_word or parts.form)


def _company_like(name: str) -> bool:
    """Whether a short name could be a company's: its trade name is no word of the vocabularies."""
    stem = names.split_company(name).trade_name
    placed = names.split_company(name).place
    if len(stem) < 2 or is_generic(stem, "company") or (stem in vocab.names("place") and not placed):
        return False
    if vocab.concept("industry", re.sub(r"^(?:国内|国际|本地|新型|传统|现代)", "", name)):
        return False
    if any(mark in stem for mark in "、，“”的") or vocab.concept("industry", name) or vocab.concept("honour", name):
        return False
    if (
        not names.split_company(name).form
        and stem.endswith(("会", "展", "节", "赛", "企业", "民企", "形势", "环境", "+", "网"))
    ) or "+" in stem:
        return False
    return stem not in _everyday() and not re.match(r"[一二三四五六七八九十两\d]+(?:[家个类大条项批]|$)(?!一)", stem)


@cache
def _everyday() -> frozenset[str]:
    """Words that are no trade name: lines of business, product words, names of industries."""
    products = {word for each in vocab.concepts("industry") for word in (*each.keywords, *each.names)}
    return frozenset(products | names.trade_words())


_GROUP = re.compile(
    r"集团(?!公司有限|有限|股份|军|化|内|外|旗下公司)|(?<!有限)(?<!股份)(?<!责任)(?<![子母分总该本])公司"
    r"|(?<=[\u4e00-\u9fff]{2})股份(?=[，。、（）]|自主|入选|获)"
)
_BANNER = re.compile(r"[\u4e00-\u9fff]{2,5}?[旗县](?=[\u4e00-\u9fff]{2})")
_ITS_FIGURE = re.compile(r"\d+(?:\.\d+)?[万亿]")  # 炼化公司0.7亿元: one that a county's figures are given for


def groups(cut: Cut, _: Setting) -> Iterator[Found]:
    """A trade name with 集团, 公司, 股份: 月光集团, 晨星氢能公司."""
    for found in _GROUP.finditer(cut.text):
        begin, placed = _group_begin(cut, found.start())
        stem, name = cut.text[begin : found.start()], cut.text[begin : found.end()]
        parts = names.split_company(name)
        if not 2 <= len(stem) <= 10 or "“" in stem or "）" in stem or is_generic(stem, "company"):
            continue
        owned = parts.place and len(parts.trade_name) > 1 and found[0] == "集团" and not is_generic(parts.trade_name)
        told = _ITS_FIGURE.match(cut.text, found.end()) and cut.text[begin - 1 : begin] in ("；", "：", "，")
        if stem in _owned() or owned or told:
            yield Found(begin, found.end(), "Company", name, "company-state-owned", 0.8)
            continue
        if _generic_firm().fullmatch(stem) or len(parts.trade_name) < 2 or not (placed or _company_like(name)):
            continue
        whole = strip_place(cut, begin, found.start()) >= found.start() or stem in vocab.names("place")
        if placed or not whole:
            yield Found(begin, found.end(), "Company", name, "company-group", 0.85)


def _group_begin(cut: Cut, head: int) -> tuple[int, bool]:
    """Where the trade name before 集团 or 公司 begins; whether the name of a county or banner stands before it."""
    begin = cut.left(head, NOUN, limit=12)
    short = cut.text[begin - 2 : begin - 1]
    if head - begin < 2 and begin > 0 and (begin == 1 or (short in "、，。；：“（" and short)):
        begin -= 1
    begin = max(begin, _apposition(cut.text, begin, head))
    banner = _BANNER.match(cut.text, begin, head)
    placed = banner is not None and banner.end() not in cut.ends and head - banner.end() >= 2
    begin = banner.end() if banner and placed else begin
    inner = cut.text.rfind("集团", begin, head - 1)
    return (inner + 2, False) if inner >= 0 else (begin, placed)


def _apposition(text: str, begin: int, end: int) -> int:
    return max(
        (begin + m.end() for m in apposed().finditer(text[begin:end]) if end - begin - m.end() >= 2), default=begin
    )


@cache
def _owned() -> frozenset[str]:
    return frozenset(words(table("company")["state_owned"]))


@cache
def _generic_firm() -> re.Pattern[str]:
    plain = (
        *words(table("company")["generic_firm"]),
        *words(table("company").get("generic", "")),
        *names.trade_words(),
    )
    places = one_of(("省", "市", "县", "区", "镇", "国家", "全国", "地方"))
    return re.compile(rf"(?:{one_of(plain)}|{places})+")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(one_of(w for w in names.trade_words() if len(w) > 1))


@cache
def _contexts() -> re.Pattern[str]:
    return re.compile(one_of(words(table("company")["contexts"])))


def trade_names(cut: Cut, _: Setting) -> Iterator[Found]:
    """A trade name and its line of business where a sentence begins and a company acts: 晨星储能以产品创新…."""
    text = cut.text
    if cut.passage.kind != "body" and len(text) <= 24:
        return
    for found in re.finditer(r"(?:^|(?<=[。；！？，“：（])|(?<=[市县区镇]的))[\u4e00-\u9fffA-Za-z]{4,14}", text):
        trade = next((m for m in _trade().finditer(found[0]) if 2 <= m.start() <= 6), None)
        if not trade:
            continue
        end = trade.end()
        more = _trade().match(found[0], end)
        while more:
            end = more.end()
            more = _trade().match(found[0], end)
        name = found[0][:end]
        at = found.start() + end
        stem = names.split_company(name).trade_name
        parts = names.split_company(name)
        strong = re.match(r"获评|入选|荣获|获得|获批|总经理|董事长|副总|负责人|是一家|完成报会|过会", text[at:]) or (
            _TURNOVER.match(text, at) and len(stem) < 4 and not _in_vocabulary(stem)
        )
        if (
            (not parts.place and not strong and parts.trade_word in _plain_words())
            or not 2 <= len(stem) <= 4
            or not _contexts().match(text, at)
            or not _company_like(name)
        ):
            continue
        if not _plain_stem(cut, found.start(), found.start() + len(name)):
            continue
        yield Found(found.start(), at, "Company", name, "company-trade-name", 0.75)


_TURNOVER = re.compile(
    r"(?:全年|今年|去年|年)?(?:实现|完成)?(?:年)?(?:产值|营收|营业收入|销售收入|销售额|年销售|纳税|税收)\d"
)


@cache
def _vocabulary() -> str:
    names_of = (name for scheme in ("industry", "gbt4754") for each in vocab.concepts(scheme) for name in each.names)
    return "\n".join(names_of)


def _in_vocabulary(stem: str) -> bool:
    """Whether a word stands in the name of an industry, and so hardly is a trade name: 农副 of 农副食品加工."""
    return stem in _vocabulary()


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(words(table("company")["plain_words"]))


def _plain_stem(cut: Cut, begin: int, end: int) -> bool:
    """Whether no word of the language (a verb, a particle, a count) lies in the name."""
    spans = [(b, e, part) for e, (b, part) in cut.ends.items() if begin <= b and e <= end]
    outer = [
        part
        for b, e, part in spans
        if (b == begin or e == end) and part in ("function", "govern", "act", "time", "count", "sum")
    ]
    particles = [cut.text[b:e] for b, e, part in spans if part == "function" and begin < b and e < end]
    return not outer and not any(len(each) > 1 or each in SINGLE_BREAKS for each in particles)


_LIST = re.compile(
    r"(?P<list>(?:[\u4e00-\u9fffA-Za-z0-9]{2,10}、)+[\u4e00-\u9fffA-Za-z0-9]{2,10})(?:等|为代表的)"
    r"(?:[\d一二三四五六七八九十两]+[余多]?[家户])?(?:一批)?[\u4e00-\u9fff]{0,10}?(?:企业|公司|厂商|上市公司)"
)

_ONE = re.compile(
    r"(?:做大做强|做强做大|做优做强|壮大|扶持|支持|包括|引进|培育出|涌现出|涌现|拥有|依托|联合|如)(?P<list>[\u4e00-\u9fffA-Za-z]{3,10})等"
    r"(?:[\d一二三四五六七八九十两]+[余多]?[家户])?[\u4e00-\u9fff]{0,10}?(?:企业|公司|厂商)"
)

_COUNTED = re.compile(
    r"(?:^|(?<=[，。；]))(?P<list>[\u4e00-\u9fffA-Za-z]{4,8})等[\d一二三四五六七八九十两]+[余多]?[家户](?:企业|公司)"
)
_GOING_PUBLIC = re.compile(
    r"(?P<list>(?:[\u4e00-\u9fffA-Za-z]{2,10}、)+[\u4e00-\u9fffA-Za-z]{2,8}?)(?:成功|顺利|等企业)?(?:上市|过会|挂牌)"
)
_LEADER = re.compile(
    r"(?:做大做强|做强做大|做优做强|壮大|扶持|引进|依托)(?P<list>[\u4e00-\u9fff]{2})等[\u4e00-\u9fff]{0,4}?"
    r"(?:龙头|骨干|领军|头部|知名|链主)(?:企业|公司)"
)


def listed(cut: Cut, _: Setting) -> Iterator[Found]:
    """Trade names in a list that is closed by 等…企业, or in brackets after a count: 企业仅15家（含…）."""
    for pattern in (_LIST, _ONE, _LEADER, _COUNTED, _GOING_PUBLIC):
        for found in pattern.finditer(cut.text):
            yield from _members(cut, found)
    for found in re.finditer(r"[家户]企?业?（(?:含|如|包括)([\u4e00-\u9fffA-Za-z]{2,8})）", cut.text):
        if _company_like(found[1]):
            yield Found(found.start(1), found.end(1), "Company", found[1], "company-in-brackets", 0.8)


def _members(cut: Cut, found: re.Match[str]) -> Iterator[Found]:
    """The members of a list of companies: those that end in a line of business, with them the others."""
    spans: list[tuple[int, int]] = []
    at = found.start("list")
    for item in found["list"].split("、"):
        first = not spans and found.re in (_LIST, _GOING_PUBLIC)
        begin = max(at, cut.left(at + len(item), WEAK, limit=12)) if first else at
        begin = max((begin + m.end() for m in _LEADS.finditer(cut.text[begin : at + len(item)])), default=begin)
        spans.append((begin, at + len(item)))
        at += len(item) + 1
    sure = [each for each in spans if _listed_item(cut, *each) and _trades(cut.text[slice(*each)])]
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
    r"(?:主要有|现有|有|支持|包括|引进|培育出|涌现出|涌现|拥有|依托|联合|例如|如|以|由|与|和)(?=[\u4e00-\u9fffA-Za-z]{3})"
)


def _listed_item(cut: Cut, begin: int, end: int) -> bool:
    item = cut.text[begin:end]
    parts = names.split_company(item)
    if parts.place and parts.trade_word and len(parts.trade_name) > 1:
        return True
    return (
        _HAN_NAME.fullmatch(item) is not None
        and _company_like(item)
        and _plain_stem(cut, begin, end)
        and not re.search(
            r"(?:企业|产业|行业|项目|机构|技术|产品|人才|平台|领域|院校|高校|院所|冠军|巨人|新|业|制造)$", item
        )
    )


def plants(cut: Cut, _: Setting) -> Iterator[Found]:
    """A works with a name of its own: 红星酒厂, 华明风机制造厂."""
    for found in _works().finditer(cut.text):
        begin = cut.left(found.start(), NOUN, limit=12)
        begin = (
            max(begin, cut.text.rfind("集团", begin, found.start()) + 2)
            if "集团" in cut.text[begin : found.start()]
            else begin
        )
        begin = strip_place(cut, begin, found.start())
        banner = re.match(r"[\u4e00-\u9fff]{2,6}?[市县旗](?=[\u4e00-\u9fff]{2})", cut.text[begin : found.start()])
        begin += banner.end() if banner else 0
        stem = cut.text[begin : found.start()]
        if (
            2 <= len(stem) <= 6
            and not is_generic(stem, "company")
            and not vocab.concept("industry", stem)
            and chinese(stem)
        ):
            name = cut.text[begin : found.end()]
            yield Found(begin, found.end(), "Company", name, "company-works", 0.75)


@cache
def _works() -> re.Pattern[str]:
    return any_of("company", "works", r"(?![区房长家商址矿])")


@cache
def _line_of_trade() -> re.Pattern[str]:
    plain = {"农业", "工业", "商业", "林业", "渔业", "牧业", "种业", "物业", "水业", "服饰业", "盐业"}
    lines = one_of(w for w in names.trade_words() if len(w) == 2 and w.endswith("业") and w not in plain)
    return re.compile(rf"([\u4e00-\u9fff]{{2}}){lines}(?![务主界内绩态])")


def trades(cut: Cut) -> Iterator[Found]:
    """A coined word and a line of trade where a clause or a member of a list begins: 晨星瓷业."""
    places = {e: b for e, (b, part) in cut.ends.items() if part == "place"}
    for found in _line_of_trade().finditer(cut.text):
        begin = places.get(found.start(), found.start())
        if begin == found.start() and begin and cut.text[begin - 1] not in "，。；：、“" and begin not in cut.ends:
            continue
        stem = found[1]
        known = is_generic(stem, "company") or _in_vocabulary(stem) or stem in vocab.names("place")
        if not known and _plain_stem(cut, found.start(), found.end(1)) and _company_like(found[0]):
            yield Found(begin, found.end(), "Company", cut.text[begin : found.end()], "company-line-of-trade", 0.7)


def owners(cut: Cut) -> Iterator[Found]:
    """A place, a coined word and a line of trade before a project or 等…项目: 湖南晨星环保科技|重金属…项目."""
    for end, (begin, part) in sorted(cut.ends.items()):
        if part != "place" or (begin and cut.text[begin - 1] not in "的、，。；：由与和及括"):
            continue
        found = _coined().match(cut.text, end)
        if not found or not re.match(r"[^，。；、“”]{2,40}?(?:项目|生产线)", cut.text[found.end() :]):
            continue
        stem = found[1]
        known = is_generic(stem, "company") or stem in vocab.names("place") or stem in _everyday()
        if not known and not _in_vocabulary(stem) and _plain_stem(cut, end, end + len(stem)):
            yield Found(begin, found.end(), "Company", cut.text[begin : found.end()], "company-owner", 0.7)


@cache
def _coined() -> re.Pattern[str]:
    return re.compile(rf"([\u4e00-\u9fff]{{2,3}}?)(?:{one_of(w for w in names.trade_words() if len(w) > 1)})")


def captions(cut: Cut, _: Setting) -> Iterator[Found]:
    """The maker under a picture: 晨星插座生产线, 晨星车间."""
    if cut.passage.kind == "body" or len(cut.text) > 24:
        return
    found = re.fullmatch(
        r"([\u4e00-\u9fff]{2,4}?)((?:[\u4e00-\u9fff]{1,6}?)?)(?:智能|自动化|数字化|生产)?(?:生产线|生产车间|车间|工厂|展厅|产线|总装线)",
        cut.text,
    )
    if not found or not _company_like(found[1]) or (found[2] and found[2] not in _everyday()):
        return
    if _plain_stem(cut, 0, found.end(1)) and not cut.ends.get(found.end(1)) and not is_generic(found[1]):
        yield Found(0, found.end(1), "Company", found[1], "company-caption", 0.7)
