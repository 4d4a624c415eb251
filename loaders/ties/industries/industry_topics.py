"""The industry of firms that the words around them tell: a sentence about it that names them, a paragraph that opens
with it.

Nothing says here that a firm is in the industry: what it says of itself, by its own name or its goods, goes before.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.dictionary import first_word
from loaders.named import Named
from loaders.names.industries.industry_names import GATHERS
from loaders.ties.industries.zone_focus import free_industries
from loaders.ties.places.at_home import is_partner
from loaders.ties.reading import Reading, list_from, span
from ontology import goods, trades
from ontology.facts import Ref, Relation

_LIST = re.compile(
    r"[”]?等?(?:一大?批|多家|多个|\d+[余多]?[家个户]|[一两三四五六七八九十]+[家个])?(?:国内|国际|全国|行业)?(?:知名|的)*"
    r"(?:众多)?(?:为(?:代表|龙头|主)|[\u4e00-\u9fff]{0,4}?(?:龙头|骨干|重点|领军|链主|头部|大|上市|潜力)?(?:企业|公司|项目|巨头))"
)


def industry_topics(read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """The industries of firms and projects that no other words put in one.

    said: the relations found before.
    """
    told = {r.subject for r in said if r.predicate == "inIndustry"}
    for reading in read:
        free = [n for n in free_industries(reading) if "“" not in n.ref.name]
        for each in reading.named if free else ():
            if each.ref.kind not in ("Company", "Project") or each.implicit or each.ref in told:
                continue
            told_of = _framed(reading, each, free, GATHERS)
            framed = told_of or _framed(reading, each, free, _FRAME) or _of_sentence(reading, each, free)
            if framed and not is_partner(reading, each) and (told_of or fits(each.ref, framed.ref)):
                where = span(framed, each)
                yield from reading.say(each.ref, "inIndustry", framed.ref, where, "industry-framed", 0.75)
                continue
            about = _of_list(reading, each, free)
            if about is None and each.ref.kind == "Company":
                about = _opened(reading, each, free) or _run_on(reading, each, free)
            if about is None and _is_driven(reading, each):
                about = _opened(reading, each, free)
            if about and not is_partner(reading, each) and fits(each.ref, about.ref):
                where = span(about, each)
                yield from reading.say(each.ref, "inIndustry", about.ref, where, "industry-around", 0.55, supposed=True)


def _of_list(reading: Reading, firm: Named, free: Sequence[Named]) -> Named | None:
    """The one industry before a list of firms, in its sentence or the one before: X产业发展迅速，引来A、B等企业."""
    begin, end = reading.clause(firm.begin)
    listed = [n for n in reading.within(begin, end, ("Company",)) if not n.implicit]
    if not listed or not _LIST.match(reading.text, listed[-1].end):
        return None
    sentence, _ = reading.sentence(firm.begin)
    earlier = reading.sentence(sentence - 1)[0] if sentence else 0
    for start, stop in ((sentence, reading.sentence(firm.begin)[1]), (earlier, sentence)):
        inside = [n for n in free if start <= n.begin < stop]
        if inside:
            others = reading.within(inside[-1].end, listed[0].begin, ("Company", "Project"))
            alone = len({n.ref for n in inside}) == 1 and inside[0].begin < firm.begin and not others
            return inside[0] if alone and (start == sentence or len(listed) > 2) else None
    return None


_DRIVEN = re.compile(
    r"(?:推动|推进|支持|实施|抓好|释放|加快|建设|引进|扶持|依托|发挥|促进|确保|力争|做强|做大|壮大|培育|落地|投产|建成|开工|谋划|用好|争取|帮助|服务|强化|提升|新建|扩建|启动)+(?:[^，。；、]{2,12}、)*$"
)


def _of_sentence(reading: Reading, each: Named, free: Sequence[Named]) -> Named | None:
    """饮料产业突出鲜榨果汁，推动C 8万吨柠檬酸等项目达产: the industry that a plan's sentence opens with.

    It is told what is to be done in it; so it is of the firms and projects that later clauses drive.
    """
    begin, _ = reading.sentence(each.begin)
    opening = next((n for n in free if n.begin == begin), None)
    clause, _ = reading.clause(each.begin)
    if opening is None or opening.end >= clause or not _DRIVEN.search(reading.text, clause, each.begin):
        return None
    word, tag = first_word(reading.text[opening.end : opening.end + 6])
    other = any(n.begin == reading.clause(n.begin)[0] for n in free if opening.end < n.begin < each.begin)
    return opening if tag[:1] in ("v", "d", "a") and not other and word not in ("是", "有") else None


_SPEAKS_OF = re.compile(r"(?:先|再|又|首先)?(?:说说?|看看?|是|在)?")
_FRAME = re.compile(
    r"(?:产业链|产业|行业)?(?:方面|板块|领域|这一块|上|(?:要|在|也|亦|也在|亦在|则|正)(?![^，]{0,3}等)[^，。；]{2,10})?，(?:力促|支持|推动|加快|抓好|扶持)?"
)


def _framed(reading: Reading, each: Named, free: Sequence[Named], frame: re.Pattern[str]) -> Named | None:
    """X方面，C…; 先说X，C…; X产业也在突围，C…; X聚集了A、B: the industry that a sentence sets before a firm."""
    begin, _ = reading.sentence(each.begin)
    opening = next((n for n in free if begin <= n.begin), None)
    if opening is None or opening.end > each.begin or not _SPEAKS_OF.fullmatch(reading.text, begin, opening.begin):
        return None
    listed = [n for n in reading.within(opening.end, each.end, ("Company",)) if not n.implicit]
    first = next((n for n in listed if frame.fullmatch(reading.text, opening.end, n.begin)), None)
    return opening if first and (first is each or each in list_from(reading, first, ("Company",))) else None


def _opened(reading: Reading, each: Named, free: Sequence[Named]) -> Named | None:
    """The one industry up to a firm, where a sentence before opens with it: X产业增长两成。C…"""
    before = [n for n in free if n.begin < each.begin]
    if not before or not _of_one_trade(before):
        return None
    begin, end = reading.sentence(before[0].begin)
    if each.begin < end or not _OPENS.fullmatch(reading.text, begin, before[0].begin):
        return None
    opens = _HEADLINE.fullmatch(reading.text, 0, begin)  # the paragraph, but for a headline
    return before[-1] if opens or "。" not in reading.text[end : reading.sentence(each.begin)[0]] else None


def _of_one_trade(named: Sequence[Named]) -> bool:
    """Whether industries are one, or one and its chain or branch: 农机 of 农机产业链 and 农机装备."""
    if len({n.ref for n in named}) == 1:
        return True
    forms = [{trades.stem(form) for form in (n.ref.name, *n.aliases)} for n in named]
    return any(len(word) > 1 and all(any(word in f for f in each) for each in forms) for word in forms[0] | forms[-1])


def _is_driven(reading: Reading, each: Named) -> bool:
    """Whether a project is one of those that a clause is to bring forward: 加快推进A、B项目."""
    clause, _ = reading.clause(each.begin)
    return each.ref.kind == "Project" and _DRIVEN.search(reading.text, clause, each.begin) is not None


_STATE = re.compile(
    r"(?:产业|行业|集群|产业链)?(?:规上|规模以上)?(?:企业)?(?:今年|全年|累计|共)*(?:实现|完成|达到?|产值|总产值|增加值"
    r"|营收|营业收入|综合产值|增长|发展|规模|支撑|保持|持续|稳步|加快|加速|快速|势头)"
)


def _run_on(reading: Reading, each: Named, free: Sequence[Named]) -> Named | None:
    """X产业完成产值5亿元，C批量供货，D建成…: the industry that a sentence opens with, for firms that open clauses."""
    begin, _ = reading.sentence(each.begin)
    opening = next((n for n in free if begin <= n.begin < each.begin), None)
    clause, _ = reading.clause(each.begin)
    leads = reading.text[clause : each.begin] in ("", "其中")
    if opening is None or not leads or not _OPENS.fullmatch(reading.text, begin, opening.begin):
        return None
    others = any(n.ref != opening.ref for n in free if opening.end < n.begin < each.begin)
    away = others or "；" in reading.text[opening.end : each.begin]
    return opening if _STATE.match(reading.text, opening.end) and not away else None


_HEADLINE = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]?)?(?:[^，；、。]{2,16}。)?")
_OPENS = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:是|在|以|做强|做大|做优|壮大|聚力|力推|攻坚|发展|加快发展|大力发展|推动|提升|培育|深耕|紧盯|抓好)*"
    r"(?:全[市县区]|目前|今年|去年)?(?:被称为“[^”]{1,8}”的)?"
)


def fits(firm: Ref, industry: Ref) -> bool:
    """Whether a firm's name, where it tells a trade, does not tell another one than the industry."""
    goods_told = goods.told(firm.name) if firm.kind == "Company" else firm.name
    own = trades.industry_of_firm(firm.name) if firm.kind == "Company" else None
    own = own or (trades.industry_of(goods_told) if goods_told else None)
    if own is None:
        return True
    parts = trades.parts(industry.name)
    ours = {own, *trades.wider(own)}
    if not parts:
        return any(label in industry.name for label in trades.labels(ours))
    return bool(ours & parts) or any(own in trades.wider(part) for part in parts)
