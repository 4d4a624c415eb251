"""Companies by their short names, by pattern and context, never by a list of companies."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from loaders.dictionary import is_word, tagged
from loaders.finding import NOUN, Found, Setting, any_of, is_generic, strip_place, table
from loaders.lexicon import Cut, chinese, has, one_of, words
from loaders.names.companies.coined import INSIDE, acts, after_town, describes, past_quote
from loaders.names.companies.company_deeds import doing
from loaders.names.companies.company_frames import framed
from loaders.names.companies.company_lists import listed, told
from loaders.names.companies.company_runs import runs
from loaders.names.companies.company_words import (
    company_like,
    done,
    ends_in_trade,
    everyday,
    in_vocabulary,
    plain_stem,
    plain_words,
)
from loaders.names.companies.legal_names import apposed, foreign, full_names, inner_and, line_words
from loaders.names.companies.nationals import nationals
from loaders.names.companies.short_names import POWER, coined_names, shaped_names, well_known_names
from loaders.names.fronts import front
from loaders.names.projects.project_lists import of_project
from ontology import names, vocab

_HAN_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,8}")
_SUCCEEDS = re.compile(r"继[^，。；]{2,40}?(?:之后|后)")  # 是继|A、B之后又一家…
_MOBILE = re.compile("[3-6]G[\u4e00-\u9fff]")  # 4G网络, no firm


def companies(cut: Cut, setting: Setting) -> Iterator[Found]:
    """All companies of a passage."""
    branches = has(cut.text, *_BRANCHES)
    for each in _companies(cut, setting):
        if _MOBILE.match(each.name):
            continue
        after = each.name[0] == "继" and len(each.name) > 3 and _SUCCEEDS.match(cut.text, each.begin)
        each = replace(each, begin=each.begin + 1, name=each.name[1:]) if after else each
        if each.name[0] in "省市县区州旗" and cut.text.endswith(
            ("我", "全", "本", "该"), 0, each.begin
        ):  # 我县|晨曜新材
            each = replace(each, begin=each.begin + 1, name=each.name[1:])
        yield _with_branch(cut, each) if branches else each


_BRANCHES = ("分公司", "分厂", "分行", "支行")
_BRANCH = re.compile("(?:西北|西南|华东|华南|华北|华中|东北)?(?:分公司|分厂|分行|支行)(?!等)")


def _with_branch(cut: Cut, each: Found) -> Found:
    """The firm's branch in a place, where the text speaks of that: 晨曜部件|天津分厂, 工商银行|江口分行."""
    branch = _BRANCH.match(cut.text, cut.places.get(each.end, each.end))
    if not branch or each.name.endswith(_BRANCHES):
        return each
    name, written = each.name + cut.text[each.end : branch.end()], cut.text[each.begin : branch.end()]
    return replace(each, end=branch.end(), name=name, aliases=(written,) if written != name else ())


def _companies(cut: Cut, setting: Setting) -> Iterator[Found]:
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
    yield from told(cut)
    yield from coined_names(cut, setting)
    yield from shaped_names(cut, setting)
    yield from well_known_names(cut, setting)
    yield from runs(cut, setting)
    yield from doing(cut, setting)
    yield from nationals(cut)
    yield from framed(cut)


@cache
def _quoted_list() -> re.Pattern[str]:
    counted = one_of(words(table("company")["counted"]))
    return re.compile(
        rf"((?:[“‘][^“”‘’，。；：]{{2,14}}[”’][、和与及]?)+)等?(?:这?[\d两三四五六七八九十]+[余多]?[家户])?"
        rf"[\u4e00-\u9fff]{{0,6}}?{counted}"
    )


_DOSES = ("胶囊", "颗粒", "口服液", "注射液", "滴丸", "软膏", "丸", "片", "散", "膏")  # of medicines, no firms
_IN_QUOTES = re.compile(r"[“‘]([\u4e00-\u9fffA-Za-z]{4,12})[”’]")


def quoted_lists(cut: Cut, _: Setting) -> Iterator[Found]:
    """Quoted names that are counted as companies, or end in a line of business: “…”“…”3家企业, “…科技”."""
    for found in _quoted_list().finditer(cut.text) if "“" in cut.text or "‘" in cut.text else ():
        several = "家" in found[0][len(found[1]) :][:6] or "户" in found[0][len(found[1]) :][:6]
        for each in re.finditer(r"[“‘]([^“”‘’]{2,14})[”’]", found[1]):
            if (several or ends_in_trade(each[1])) and company_like(each[1]):
                at = found.start(1) + each.start(1)
                yield Found(at, at + len(each[1]), "Company", each[1], "company-quoted-list", 0.9)
    for each in _IN_QUOTES.finditer(cut.text):
        parts = names.split_company(each[1])
        line = parts.trade_word and parts.trade_word not in plain_words() and len(parts.trade_name) <= 4
        lines = (line or parts.form == "集团") and not each[1].endswith(_DOSES)
        if lines and company_like(each[1]) and not _NO_FIRM.search(cut.text[each.start(1) : each.end() + 3]):
            yield Found(each.start(1), each.end(1), "Company", each[1], "company-quoted", 0.8)


_NO_FIRM = re.compile(
    r"^(?:世界级|国家级|省级|市级|全国|全球)|[”’](?:技术|工艺|模式|产品|项目|标准|理念|机制|做法|行动|平台|工业|系统|大脑|小程序|APP)"
)


_GROUP = re.compile(
    r"集团(?!公司有限|有限|股份|军|化|内|外|旗下公司)|(?<!有限)(?<!股份)(?<!责任)(?<![子母分总该本])公司"
    r"|(?<=[\u4e00-\u9fff]{2})股份(?=[，。、（）]|自主|入选|获)"
)
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:镇|街道)(?=[\u4e00-\u9fff]{2})")
_CALLED = re.compile(r"(?:以?下|文中|以下均)?(?:简称|统称|下称)(?:为)?(?=.{2})")  # （以下简称|晨曜集团）
_OFFICES = re.compile(r".*(?:董事长|总经理|总裁|厂长|书记|主任)兼(?=..)")  # 晨曜集团董事长兼|海州物流公司总经理
_BANNER = re.compile(r"[\u4e00-\u9fff]{2,5}?[旗县](?=[\u4e00-\u9fff]{2})")
_ITS_FIGURE = re.compile(r"\d+(?:\.\d+)?[万亿]")  # 炼化公司0.7亿元: one that a county's figures are given for


_COUNTED = re.compile(r"\d+[余多]?家")  # 三年孵化公司|7家
_OF_ALL = re.compile("[全该本我各]|$")
_BRACKETED = re.compile(  # 组建|晨曜（江口）公司
    r"(?:(?<=[，。；：、与和由向在“])|^)(?P<trade>[\u4e00-\u9fff]{2,6})（(?P<place>[\u4e00-\u9fff]{2,5})）(?:集团)?公司"
)
_KIND_OF_FIRM = ("上市", "跨国", "国有", "民营", "控股", "参股", "平台", "担保", "租赁", "物业")  # 制造业上市公司


def groups(cut: Cut, _: Setting) -> Iterator[Found]:
    """A trade name with 集团, 公司, 股份: 月光集团, 晨星氢能公司."""
    for found in _BRACKETED.finditer(cut.text) if "）公司" in cut.text or "）集团" in cut.text else ():
        left = cut.left(found.end("trade"), NOUN, limit=6)  # 远帆组建|青禾（江口）公司
        begin = max(found.start() + front(found["trade"]), left)
        if (
            found.end("trade") - begin > 1
            and found["place"] in vocab.names("place")
            and not _OF_ALL.match(cut.text, begin, found.end("trade") - 1)
        ):
            yield Found(begin, found.end(), "Company", cut.text[begin : found.end()], "company-bracketed", 0.8)
    for found in _GROUP.finditer(cut.text) if has(cut.text, "集团", "公司", "股份") else ():
        begin, placed = _group_begin(cut, found.start())
        begin = past_quote(cut.text, begin, found.start())
        stem, name = cut.text[begin : found.start()], cut.text[begin : found.end()]
        parts = names.split_company(name)
        if not 2 <= len(stem) <= 10 or "“" in stem or "）" in stem or is_generic(stem, "company"):
            continue
        if stem.endswith((*_KIND_OF_FIRM, "代表")) or (found[0] == "公司" and _COUNTED.match(cut.text, found.end())):
            continue
        owned = parts.place and len(parts.trade_name) > 1 and found[0] == "集团" and not is_generic(parts.trade_name)
        told = _ITS_FIGURE.match(cut.text, found.end()) and cut.text[begin - 1 : begin] in ("；", "：", "，")
        if stem in _owned() or owned or told:
            yield Found(begin, found.end(), "Company", name, "company-state-owned", 0.8)
            continue
        if _generic_firm().fullmatch(stem) or len(parts.trade_name) < 2 or not (placed or company_like(name)):
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
    if cut.text.startswith("希望", begin) and head - begin >= 4 and cut.text[begin - 1] in "。；！，“":
        begin += 2  # a wish that is spoken: 希望某某集团…
    begin = inner_and(cut, begin, head) if begin else begin
    begin += cut.text.startswith("商", begin) and cut.text.endswith(_TRADERS, 0, begin)  # 供应商|海虹集团
    begin = _past_has(cut, begin, head)
    called = _CALLED.match(cut.text, begin, head)
    begin = called.end() if called else begin
    here = INSIDE.match(cut.text, begin, head)
    begin = here.end() if here else begin
    town = _TOWN.match(cut.text, begin, head)
    begin = town.end() if town else begin
    offices = _OFFICES.match(cut.text, begin, head)
    begin = offices.end() if offices else begin
    banner = _BANNER.match(cut.text, begin, head)
    placed = banner is not None and banner.end() not in cut.ends and head - banner.end() >= 2
    begin = banner.end() if banner and placed else begin
    inner = cut.text.rfind("集团", begin, head - 1)
    return (inner + 2, False) if inner >= 0 else (begin, placed)


_HAS = re.compile("[现还共拥已]?有(?=[\u4e00-\u9fff]{2})")


def _past_has(cut: Cut, begin: int, head: int) -> int:
    """Past the word that says whose a firm is: 江口有|晨曜集团, 本县现有|晨曜公司."""
    at = cut.places.get(begin, begin)
    has = _HAS.match(cut.text, at, head)
    own = at > begin or cut.text[begin - 1 : begin] in tuple("市县区镇乡州旗内地")
    return has.end() if has and own else begin


_TRADERS = ("供应", "制造", "生产", "运营", "经销", "开发", "服务", "供货")


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


# The character before is looked at first: most places have none of them.
_OPENING = re.compile(
    r"(?<![^。；！？，“：（的是由])(?:^|(?<=[。；！？，“：（])|(?<=[市县区镇]的)|(?<=的是)|(?<=[。；！？，]由))"
    r"(?=([\u4e00-\u9fffA-Za-z]{4,14}))"
)


_STRONG = re.compile(r"获评|入选|荣获|获得|获批|总经理|董事长|副总|负责人|是一家|完成报会|过会")


def trade_names(cut: Cut, _: Setting) -> Iterator[Found]:
    """A trade name and its line of business where a sentence begins and a company acts: 晨星储能以产品创新…."""
    text = cut.text
    if cut.passage.kind != "body" and len(text) <= 24:
        return
    for found in _OPENING.finditer(text):
        if INSIDE.match(found[1]):
            continue  # 开发区内|通信
        trade = next((m for m in _trade().finditer(found[1]) if 2 <= m.start() <= 6), None)
        if not trade:
            continue
        end = trade.end()
        more = _trade().match(found[1], end)
        while more:
            end = more.end()
            more = _trade().match(found[1], end)
        name = found[1][:end]
        at = found.start() + end
        stem = names.split_company(name).trade_name
        parts = names.split_company(name)
        is_it = text.endswith("的是", 0, found.start()) and text[at : at + 1] == "，"
        strong = _STRONG.match(text[at:]) or (_TURNOVER.match(text, at) and len(stem) < 4 and not in_vocabulary(stem))
        if (
            (not parts.place and not strong and not is_it and parts.trade_word in plain_words())
            or not 2 <= len(stem) <= 4
            or not (_contexts().match(text, at) or (is_it and _contexts().match(text, at + 1)))
            or not company_like(name)
            or any(vocab.concept("industry", name[:n]) for n in (4, 5) if n < len(name))  # 精细化工|新材料
            or describes(stem)
            or done(stem)
            or (name.endswith("工程") and is_word(stem))  # 饮水|安全工程
            or _KIND_OF.match(text, at)
            or POWER.match(text, found.start() + trade.start())
        ):
            continue
        if not plain_stem(cut, found.start(), found.start() + len(name)):
            continue
        head = found.start() + trade.start()
        if of_project(text, head, at) and not acts(text, at):
            name, at = text[found.start() : head], head
        yield Found(found.start(), at, "Company", name, "company-trade-name", 0.75)


_KIND_OF = re.compile(r"(?:作为|是|属于|也是|均为)(?:一[种类款项]|[这该]种)")  # 石墨复合材料作为一种…: goods
_TURNOVER = re.compile(
    r"(?:全年|今年|去年|年)?(?:实现|完成)?(?:年)?(?:产值|营收|营业收入|销售收入|销售额|年销售|纳税|税收)\d"
)


def plants(cut: Cut, _: Setting) -> Iterator[Found]:
    """A works with a name of its own: 红星酒厂, 华明风机制造厂."""
    sure = {found.span() for found in _works().finditer(cut.text)} if "厂" in cut.text else set()
    for start, stop in sorted((*sure, *_works_by_goods(cut.text, sure))):
        begin = cut.left(start, NOUN, limit=12)
        begin = max(begin, cut.text.rfind("集团", begin, start) + 2) if "集团" in cut.text[begin:start] else begin
        begin = strip_place(cut, begin, start)
        banner = re.match(r"[\u4e00-\u9fff]{2,6}?[市县旗](?=[\u4e00-\u9fff]{2})", cut.text[begin:start])
        begin += banner.end() if banner else 0
        begin += cut.text[begin] in "县市" and begin in cut.ends and start - begin > 2  # 江口|县|石桥乡农机厂
        stem = cut.text[begin:start]
        if (start, stop) not in sure:
            begin = after_town(cut.text, begin, start)
            stem = cut.text[begin:start]
            spoken = any(tag[0] in "rpvdcumftqsn" and tag not in ("nr", "ns", "nz") for _, tag in tagged(stem))
            if len(stem) < 2 or _SOME.search(stem) or spoken:  # 附近|绳网厂, 全镇有|眼镜厂
                continue
        trade = not stem or is_word(stem) or vocab.concept("industry", stem)
        if begin in cut.places.values() and trade:
            begin = cut.ends[begin][0]  # 江口|发电总厂, 江口|机械厂: what it does alone is no name
            stem = cut.text[begin:start]
        if (
            2 <= len(stem) <= 6
            and front(stem) < len(stem)  # 破产|纺织厂
            and not is_generic(stem, "company")
            and not vocab.concept("industry", stem)
            and not re.match(r"地区|本地|当地|周边|各地", stem)
            and chinese(stem)
        ):
            word = cut.ends.get(begin, (begin, ""))
            city = word[1] == "place" and cut.text[begin - 1] not in "省市县区镇乡旗州国"  # 江口|红星水泥厂
            first, short = (word[0], (cut.text[begin:stop],)) if city else (begin, ())
            yield Found(first, stop, "Company", cut.text[first:stop], "company-works", 0.75, short)


_AFTER_WORKS = "[区房长家商址矿]"


@cache
def _works() -> re.Pattern[str]:
    return any_of("company", "works", f"(?!{_AFTER_WORKS})")


_ANY_WORKS = re.compile(f"厂(?!{_AFTER_WORKS})")


def _works_by_goods(text: str, listed: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where words for works stand that the list does not have, by what they make: 海顺|绳网厂."""
    taken = {end for _, end in listed}
    for found in _ANY_WORKS.finditer(text) if "厂" in text else ():
        at = found.start()
        made = next((n for n in (4, 3, 2) if at > n and text[at - n : at] in line_words()), 0)
        if made and found.end() not in taken:
            yield at - made, found.end()


_SOME = re.compile("[有个家原老小本各全镇乡村县市多批座的内外型]|主流|知名|龙头|^[他她我其该]")


@cache
def _line_of_trade() -> re.Pattern[str]:
    plain = {"农业", "工业", "商业", "林业", "渔业", "牧业", "种业", "物业", "水业", "服饰业", "盐业"}
    first = "".join(sorted(w[0] for w in names.trade_words() if len(w) == 2 and w[1] == "业" and w not in plain))
    return re.compile(rf"[{first}]业(?![务主界内绩态])")


_CLAUSE = re.compile(r"(?:^|[，。；])([\u4e00-\u9fff]{3,5})$")
_RUNS = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:投料|投产|试车|扩产|上马|开工|[一二三]期|新上)")


def trades(cut: Cut) -> Iterator[Found]:
    """A coined word and a line of trade where a clause or a member of a list begins: 晨星瓷业."""
    for line in _line_of_trade().finditer(cut.text):
        begin = line.start() - 2
        whole = _CLAUSE.search(cut.text, max(0, begin - 4), line.start()) if _RUNS.match(cut.text, line.end()) else None
        if whole:
            begin = whole.start(1)
        if begin < 0 or not _HAN_ONLY.fullmatch(cut.text, begin, line.start()):
            continue
        word = cut.ends.get(begin)
        places = [word[0]] if word and word[1] == "place" else []
        if not places and begin and cut.text[begin - 1] not in "，。；：、“" and begin not in cut.ends:
            continue
        stem, name = cut.text[begin : line.start()], cut.text[begin : line.end()]
        known = is_generic(stem, "company") or in_vocabulary(stem) or stem in vocab.names("place")
        if stem in ("两地", "三地", "四地", "五地"):
            continue  # 江口、石桥、溪口|三地门业
        if not known and plain_stem(cut, begin, line.start()) and company_like(name):
            first = places[0] if places else begin
            yield Found(first, line.end(), "Company", cut.text[first : line.end()], "company-line-of-trade", 0.7)


def owners(cut: Cut) -> Iterator[Found]:
    """A place, a coined word and a line of trade before a project or 等…项目: 湖南晨星环保科技|重金属…项目."""
    for begin, end in sorted(cut.places.items()):
        if begin and cut.text[begin - 1] not in "的、，。；：由与和及括":
            continue
        found = _coined().match(cut.text, end)
        if not found or not _WORKS_BEHIND.match(cut.text, found.end()):
            continue
        stem = found[1]
        known = (
            stem.startswith(("大学", "学院"))
            or is_generic(stem, "company")
            or stem in vocab.names("place")
            or stem in everyday()
            or describes(stem)
        )
        if not known and not in_vocabulary(stem) and plain_stem(cut, end, end + len(stem)):
            yield Found(begin, found.end(), "Company", cut.text[begin : found.end()], "company-owner", 0.7)


_WORKS_BEHIND = re.compile(r"(?![区园城港]|项目)[^，。；、“”]{2,40}?(?:项目|生产线)")


@cache
def _coined() -> re.Pattern[str]:
    trade = one_of(w for w in names.trade_words() if len(w) > 1)
    return re.compile(rf"([\u4e00-\u9fff]{{2,3}}?)(?:{trade})(?!区|园区)")


_WORKSHOP = re.compile(
    r"([\u4e00-\u9fff]{2,4}?)((?:[\u4e00-\u9fff]{1,6}?)?)(?:智能|自动化|数字化|生产)?(?:生产线|生产车间|车间|工厂|展厅|产线|总装线)"
)
_WORKSHOPS = ("车间", "工厂", "展厅", "产线", "总装线")


def captions(cut: Cut, _: Setting) -> Iterator[Found]:
    """The maker under a picture: 晨星插座生产线, 晨星车间."""
    if cut.passage.kind == "body" or len(cut.text) > 24 or not cut.text.endswith(_WORKSHOPS):
        return
    found = _WORKSHOP.fullmatch(cut.text)
    if not found or not company_like(found[1]) or (found[2] and found[2] not in everyday()):
        return
    if plain_stem(cut, 0, found.end(1)) and not cut.ends.get(found.end(1)) and not is_generic(found[1]):
        yield Found(0, found.end(1), "Company", found[1], "company-caption", 0.7)
