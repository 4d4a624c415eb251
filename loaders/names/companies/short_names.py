"""Companies by a coined name and its line of business, wherever they stand: 晨曜纺织成立于…, …扶持晨曜药业上市."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

import ahocorasick

from loaders.dictionary import is_word, kind, tagged
from loaders.finding import Found, Setting, is_generic
from loaders.lexicon import Cut, has
from loaders.names.companies.coined import (
    COINED,
    WORDED,
    acts,
    after_town,
    closes,
    may_be_coined,
    planned,
    soft,
    stem_before,
    trade_spans,
    weight,
)
from loaders.names.companies.corporations import other_word, runs_on
from loaders.names.projects.project_lists import of_project
from ontology import names, vocab

_FIRM = re.compile(
    r"(?:成立|创办|创建|创立|始建|始创)于|的?前身|(?:总经理|董事长|副总|负责人)|是一家|荣登|上市(?!公司)|挂牌|过会|完成报会"
    r"|从[^，。；]{2,16}?(?:成长|发展|跃升|升级|蝶变)(?:为|成)"
)
_CAPTION = re.compile(r"(?:生产线|车间|工厂|展厅|产线|总装线)$")  # names/companies/companies.py reads captions
OF_PROJECTS = re.compile(
    r"(?:、[^，。；、]{2,14}){0,6}等[\d一二三四五六七八九十]+[余多]?个(?![外内台港民]资)[^，。；]{0,8}?项目"
)
# What is done with a line of business: 主攻|触控显示、线路板; 建设江口镇|山泉饮料、…等项目; 江口|风电二期项目.
_DEVELOPED = re.compile(r"(?:主攻|锚定|瞄准|(?:重点|大力|主要|积极|优先|适度)(?:发展|布局))(?:[^，。；：]{1,40}、)?$")
_OF_FIRMS = re.compile(r"[^，。；]{0,30}?(?:企业|公司)")
# Goods that look like names: 产品有|球面轴承、滚柱轴承; 年产各类|泵阀设备300台.
GOODS_LED = re.compile(
    r"(?:产品|品种)(?:主要)?(?:包括|涵盖|覆盖|[有为是含：])(?:[^，。；：]{1,60}、)?$|(?:各类|各种|年产|系列|主营|主打|主产|专产|专业生产|主要生产)$"
)
_GOODS_COUNTED = re.compile(
    r"(?:产品)?(?:年?产量)?\d[\d,.]*[余多]?[万亿]?(?:台|套|件|只|支|双|副|把|辆|吨|米)(?![^，。；]{0,12}项目)"
)
_OF_TOWN = re.compile(r"(?:、[^，。；、]{2,14}){0,6}等[^，。；]{0,8}?项目")
POWER = re.compile(r"(?:风电|光伏|水电|抽蓄|热电)(?=[一二三四]期|项目|电?站|场)")
_START = "，。；：！？、（“”　 "


_OF_LAB = re.compile(r"(?!重点|联合|国家|企业|省级|市级|工程)[\u4e00-\u9fff]{2,4}实验室")  # 柔性电子材料|沅澄江实验室


def coined_names(cut: Cut, _: Setting) -> Iterator[Found]:
    """A coined word and its line of business; an ordinary word only as the subject of what only companies do."""
    text = cut.text
    if cut.passage.kind != "body" and _CAPTION.search(text):
        return
    for head, end in trade_spans(text):
        if head < 2 or text.startswith(("有限", "股份有限", "公司", "集团"), end):
            continue
        begin = stem_before(cut, head) if may_be_coined(text[head - 2 : head]) else head
        if (
            head - begin >= 2
            and weight(text[begin:end]) >= COINED
            and (closes(text, end) or _works(text, begin, end))
            and _own(cut, begin, head, end)
        ):
            if _OF_LAB.match(text, end):
                continue
            listed = text[end : end + 1] == "、" == text[begin - 1 : begin]
            if listed or not _all_soft(text[head:end]) or acts(text, end):
                town = after_town(text, begin, end)
                begin = town if town > begin else _from_place(cut, begin)
                yield _of_project(text, begin, head, end) or Found(
                    begin, end, "Company", text[begin:end], "company-coined", 0.86
                )
        elif _FIRM.match(text, end) or (text[head:end] == "股份" and acts(text, end)):
            begin = max(text.rfind(mark, max(0, head - 6), head) for mark in _START) + 1
            if head - 6 < begin < head and weight(text[begin:end]) == WORDED:
                yield Found(begin, end, "Company", text[begin:end], "company-worded", 0.75)


# Goods behind a firm where projects are listed: 晨曜储能电池、岭海科技|轴承技改等项目.
_OF_LIST = re.compile(r"(?:技改|扩产|扩建|扩能|升级|[一二三]期|、)[^，。；]{0,60}?等[^，。；、]{0,8}项目")
_PLAIN_LINE = re.compile(r"科技|股份|集团|实业|控股")


def _of_project(text: str, begin: int, head: int, end: int) -> Found | None:
    """The firm of 晨曜|新材料项目: the industry is rather what the project is for; the firm may be called both."""
    goods = end - head > 3 and _OF_LIST.match(text, end)
    plain = _PLAIN_LINE.match(text, head, end) if goods else None
    if plain and plain.end() < end:
        return Found(begin, plain.end(), "Company", text[begin : plain.end()], "company-coined", 0.8)
    if not goods and not of_project(text, head, end):
        return None
    return Found(begin, head, "Company", text[begin:head], "company-coined", 0.8, (text[begin:end],))


_WORKS = re.compile(
    r"[^，。；、：“”]{2,16}?(?:项目|生产线)(?:一期|二期)?(?=(?:已|正|将|顺利|全面|累计|如期|今年|全部)*(?:建成|投产|开工|完成|点火|竣工|达产|投用|试产))"
)


def _works(text: str, begin: int, end: int) -> bool:
    """Whether a clause begins with the name, and goods of its project follow: 晨曜化工|精细化学品扩能项目累计完成….

    What the name begins with may say of what kind the goods are: 磷系.
    """
    opens = text[begin - 1 : begin] in _START and text[begin + 1] not in "系基质性"
    return opens and not text.endswith(tuple(planned()), begin, end) and _WORKS.match(text, end) is not None


_DESCRIBED = ("智能", "自动", "自动化", "全自动", "数控", "高效", "大型", "工业", "高速")
_MACHINES = ("机器人", "机械", "装备", "设备", "自动化", "机床", "仪器", "智能装备")


def _own(cut: Cut, begin: int, head: int, end: int) -> bool:
    """Whether a coined name stands for itself: not counted as a product is, and no project of a place or a river."""
    text = cut.text
    counted = cut.ends.get(begin, (0, ""))[1] == "count" or text[begin - 1 : begin].isdigit()  # 年产100万套|启停电池
    word = is_word(text[begin:head])
    in_town = text[begin - 1 : begin] in ("镇", "乡") or text.endswith("街道", 0, begin)
    if text.endswith(_DESCRIBED, 0, begin) and text.startswith(_MACHINES, head):
        return False  # 智能|施釉机器人: a machine
    if "区以" in text[begin:head]:
        return False  # 江口经|开区以|电子信息为主
    if text[begin - 1 : begin].isdigit():  # 12|吉瓦时动力电池
        return False
    of_project = word and (OF_PROJECTS.match(text, end) or (in_town and _OF_TOWN.match(text, end)))
    if GOODS_LED.search(text, max(0, begin - 70), begin) or _GOODS_COUNTED.match(text, end):
        return False
    aim = _DEVELOPED.search(text, max(0, begin - 50), begin) and not _OF_FIRMS.match(text, end)
    return not counted and not of_project and not aim and not POWER.match(text, head)


def _all_soft(tail: str) -> bool:
    return tail in soft() or all(part in soft() for part in (tail[:2], tail[2:]) if part)


def _from_place(cut: Cut, begin: int) -> int:
    """The place directly before a trade name belongs to it: 宁波晨曜管业; not 宁波市."""
    word = cut.ends.get(begin)
    if word and word[1] == "place" and cut.text[begin - 1] not in "省市县区镇乡村旗州":
        return word[0]
    return begin


# The character before is looked at first: most places have none of them.
_SHAPED = re.compile(
    r"(?<![^，。；：！？、的“”业司头主中持])(?:^|(?<=[，。；：！？、的“”])|(?<=企业)|(?<=公司)|(?<=龙头)|(?<=链主)|(?<=其中)|(?<=支持)|(?<=扶持))(?P<name>[\u4e00-\u9fff]{4,5}?)(?=(?:实现|完成)?(?:产值|营收|税收)[\d突达超增约由首]"
    r"|年(?:产|处理|加工)\d|厂长|总经理|董事长|负责人[\u4e00-\u9fff]{2,3}[说介表]|投资\d|稳产满产|智能化改造|[名位]列第|首次迈上|的(?:带动|龙头)作用)"
)

_SHAPES = (  # of which each of them has one behind its name
    *("产值", "营收", "税收", "年产", "年处理", "年加工", "厂长", "总经理", "董事长", "负责人", "投资"),
    *("稳产满产", "智能化改造", "列第", "首次迈上", "作用"),
)


def shaped_names(cut: Cut, _: Setting) -> Iterator[Found]:
    """A name of four or five characters that is no word, as the subject of what companies do: 晨襄精锻产值突破…."""
    for found in _SHAPED.finditer(cut.text) if has(cut.text, *_SHAPES) else ():
        if weight(found["name"]) and found["name"][-1] not in "总共已将再拟均各计":  # 江口瓷厂总|投资600万元
            yield Found(*found.span("name"), "Company", found["name"], "company-shaped", 0.7)


@cache
def _corporations() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name in vocab.names("corporation"):
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def well_known_names(cut: Cut, _: Setting) -> Iterator[Found]:
    """A well-known corporation, or two as one name (一汽丰田), where a company is meant."""
    text = cut.text
    spans: list[tuple[int, int]] = []
    for last, name in _corporations().iter_long(text):
        begin, end = last + 1 - len(name), last + 1
        if spans and spans[-1][1] == begin:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    for begin, end in spans:
        trade = next((e for b, e in trade_spans(text[end : end + 6]) if b == 0 and text[end : end + 3] != "供应链"), 0)
        named = trade and closes(text, end + trade) and not _WORKED_ON.match(text, end + trade)
        longer = end + trade if named and not _all_soft(text[end : end + trade]) else end
        beside = text[end : end + 1] == "、" and any(b == end + 1 or e == begin - 1 for b, e in spans)
        if _is_meant(cut, begin, longer, beside=beside):
            yield Found(begin, longer, "Company", text[begin:longer], "company-well-known", 0.85)


# 玉柴|船舶修造、: what a project of the corporation makes is no part of its name
_WORKED_ON = re.compile(r"(?:修造|制造|生产|加工|研发|维修|检测|装配|组装|回收|冶炼)(?:、|等|项目|基地|产业园)")


def _is_meant(cut: Cut, begin: int, end: int, *, beside: bool = False) -> bool:
    """Whether a known name stands as a word of its own: not in 三星级, nor in 明治维新, nor in 资|金正大|力投入.

    beside: it stands in a list next to another.
    """
    text = cut.text
    if (begin and is_word(text[begin - 1 : begin + 1]) and not _begins(text, begin)) or runs_on(text, begin, end):
        return False
    joint = not text[begin:end].isalnum()  # 一汽—大众: the mark makes one firm of two
    if not (joint or closes(text, end) or _unlike(text, begin, end)) or other_word(text, end):
        return False
    if kind(text[begin:end]).startswith("v"):
        return False
    before, after = text[begin - 1 : begin], text[end : end + 1]
    if text[end - 1] == "局" and before in ("省", "市", "县", "区", "镇"):  # 县|招商局: a body
        return False
    if text[begin].isascii() and ((before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())):
        return False
    if end - begin > 2 and not text[begin].isascii():
        return True
    return _stands_alone(text, begin, end) and (before in _START or begin in cut.ends) and (beside or after != "、")


def _unlike(text: str, begin: int, end: int) -> bool:
    """Whether a known name ends on a line of business, so that anything may follow: 荣盛石化|绿色原料."""
    everyday = text.startswith("中国", begin) or is_generic(text[begin : begin + 2])
    trade = text[end - 2 : end] in names.trade_words()
    return end - begin > 3 and trade and not everyday and _begins(text, begin) and _begins(text, end)


def _begins(text: str, begin: int) -> bool:
    """Whether a word of the language begins where the name does."""
    at = max(0, begin - 6)
    bounds = accumulate((len(word) for word, _ in tagged(text[at : begin + 6])), initial=at)
    return begin in bounds


def _stands_alone(text: str, begin: int, end: int) -> bool:
    """Whether words of the language begin and end where the name does."""
    at = max(0, begin - 6)
    bounds = {at}
    for word, _ in tagged(text[at : end + 6]):
        at += len(word)
        bounds.add(at)
    return {begin, end} <= bounds
