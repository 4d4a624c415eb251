"""What a policy gives by a rate, and up to what: 按设备投资额的8%给予补助，单户最高200万元; 对通过复核的再奖20万元.

The indicator says who gets it and of what: 技改项目设备投资额补助比例, 技改项目单户最高补助.
"""

import re

from loaders.figures.phrases import text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said

_WHAT = r"(?P<what>补助|补贴|奖励|奖补|资助|贴息|返还|扶持|支持|补偿|减免|奖|补)"
_PLAIN = {"奖": "奖励", "补": "补助"}
# Of what the rate is: 按设备投资额的, 按年利率的.
_OF = re.compile(
    r"(?P<who>[^，。；]{0,20}?)(?:按照?|以|依|给予|予以)(?:其|照)?(?P<of>(?:[\u4e00-\u9fffA-Z（）“”]{0,14}?)"
    r"(?:额|款|费|费用|投入|成本|价格?|资金|部分|利率|LPR|增量|贡献|税收|支出|金额|利息|租金|投资|收入|总价))的?"
)
_GIVEN = re.compile(r"的?(?:标准|比例|额度)?(?:，)?(?:给予?|予以|进行|对[^，。；]{0,12})?(?:一次性|财政|资金)*" + _WHAT)
_AT_ONCE = re.compile(
    r"(?P<of>[\u4e00-\u9fff]{2,8}(?:费|费用|租金|房租|利息|投入|价))(?:另行|再|按)?"
    + _WHAT.replace("补偿|减免|奖|补)", "补偿|减免|补)")
)
_YEAR = re.compile(r"(?P<when>第[一二三四五](?:年|、[一二三四五]年)|[前后][两二三]年)(?:起)?(?:再|按)?" + _WHAT)
_BY_YEAR = re.compile(r"[、和，]?(?P<when>第[一二三四五](?:、[一二三四五])?年|[前后][一两二三四五]年)按?")
_AT_LAST = re.compile(r"(?:给予|予以|进行)" + _WHAT + "$")
_RENT = re.compile(r"(?:厂房|房屋|场地|办公用房)?(?:租金|房租|租赁费)|贷款利息|利息")
_CAP = re.compile(
    r"(?P<each>(?:同一|单[户家个台项](?:企业|项目)?|每[户家个台项店人件场次][\u4e00-\u9fff]{0,3}?|每年|全年|年度|企业|项目)*)"
    r"(?:累计|合计|总额|补助|补贴|奖励|贴息|资助)*(?:额度?)?(?:最高|最多|封顶|上限)?(?:不超过)?(?:为)?"
)
_TO_WHOM = re.compile(
    r"(?:对|给(?!予))(?P<who>[^，。；]{2,20}?(?:企业|单位|个人)?)的?(?:(?:再|又|另|另外|各|额外|一次性|分别)*)(?:给予)?(?P<what>奖励?|补[助贴]?)"
)
_AWARDS = re.compile(
    r"(?:再|另|另外|一次性)*(?P<what>奖励|补助|补贴|资助)(?P<who>[^，。；]{0,12}(?:企业|单位|个人|团队|链主|人才|平台|机构|项目)”?)"
)
_GENERIC = frozenset(("企业", "单位", "项目", "个人", "机构", "工业企业", "平台", "的", ""))
_LIMIT = re.compile(
    r"^(?:年度?|当年|实际|累计|新增)*[\u4e00-\u9fff]{0,10}?(?:及?以[上下]|不低于|不少于|超过?|达到?)"
    r"(?:[\d.]+[十百千万亿]*(?:元|%|家|人|亩|吨))?(?:及?以[上下])?的?"
)
_LEAD = re.compile(
    r"^(?:第[一二三四五六七八九十百]+条|[（(]?[一二三四五六七八九十\d]+[）).．、])?\s*"
    r"(?:对于?|凡是?|支持|鼓励|给|符合条件的|经认定的)*"
)
_LONGEST = 16


def subsidised(said: Said, quantity: Quantity) -> Reading | None:
    """The rate of a grant, its cap, and a sum for those that a 对 or 奖励 names."""
    words = said.words
    if quantity.unit in ("%", "‰", "成"):
        return _rate(said, words)
    if not quantity.unit.endswith("元"):
        return None
    return _cap(said, quantity, words) or _sum(words)


def _rate(said: Said, words: str) -> Reading | None:
    """技改项目设备投资额补助比例 of 对技改项目，按设备投资额的8%给予补助."""
    last = said.last
    if (year := _YEAR.fullmatch(words)) and (of := _rent(said)):
        return _told(year["when"] + of, year["what"], of)
    if (year := _BY_YEAR.fullmatch(words)) and (what := _AT_LAST.search(text_of(said.rest))):
        of = _earlier(said) or (last.link if last and last.rule == "granted" else "")
        return _told(year["when"] + of, what["what"], of)
    given = _GIVEN.match(said.follows) if said.after else None
    found = _OF.fullmatch(words) if given else None
    if found and given:
        who = _whom(found["who"]) or _earlier(said) or (last.link if last and last.rule == "granted" else "")
        of = found["of"].removeprefix(who)
        return _told(who + of, given["what"], who or of)
    at_once = _AT_ONCE.fullmatch(words) if not said.follows else None
    return _told(at_once["of"], at_once["what"], at_once["of"]) if at_once else None


def _told(of: str, what: str, link: str) -> Reading:
    kind = _PLAIN.get(what, what)
    return Reading(f"{of}{kind}比例", base=of, link=link, action=kind, rule="granted", confidence=0.75)


def _cap(said: Said, quantity: Quantity, words: str) -> Reading | None:
    """技改项目单户最高补助 behind such a rate: 单户最高200万元."""
    back = (r for group in reversed(said.memory[-3:]) for r in reversed(group))
    last = next((r for r in back if r.rule == "granted" and r.link), None)
    if last is None or quantity.comparator != "AtMost" or said.fresh:
        return None
    found = _CAP.fullmatch(words)
    if found is None or said.follows:
        return None
    each = re.sub(r"^(?:企业|项目)$", "", found["each"])
    return Reading(f"{last.link}{each}最高{last.action}", last.measure, base=last.base, link=last.link,
                   action=last.action, rule="granted", confidence=0.75)  # fmt: skip


def _sum(words: str) -> Reading | None:
    """通过复核奖励 of 对通过复核的再奖20万元; “链主”企业奖励 of 奖励“链主”企业30万元."""
    found = _TO_WHOM.fullmatch(words) or _AWARDS.fullmatch(words)
    who = found["who"].strip("的") if found else ""
    if found is None or who in _GENERIC:
        return None
    return Reading(f"{who}{_PLAIN.get(found['what'], found['what'])}", base=who, rule="granted", confidence=0.75)


def _earlier(said: Said) -> str:
    """Who gets it, by the clauses before: 技改项目 of 对年设备投资500万元以上的技改项目，."""
    return next((who for clause in reversed(said.earlier[-2:]) if (who := _whom(text_of(clause)))), "")


def _whom(clause: str) -> str:
    """Those that a clause names, without the condition where they have a name of their own."""
    text = _LEAD.sub("", clause)
    text = re.sub(r"^(?:企业|单位|个人)(?=.{3})", "", text).removesuffix("的")
    whose, _, things = text.rpartition("的")
    if whose and things not in _GENERIC:
        return things if len(things) <= _LONGEST else ""
    if not whose:
        text = _LIMIT.sub("", text)
    elif len(text) > _LONGEST:
        text = _LIMIT.sub("", whose) + things
    else:
        text = re.sub("^(?:当年|年度)", "", whose) + things
    return text if 1 < len(text) <= _LONGEST and text not in _GENERIC else ""


def _rent(said: Said) -> str:
    """租金 of 前两年租金全免，第三年补贴50%: what was told to be spared before."""
    told = "，".join(text_of(clause) for clause in said.earlier)
    found = _RENT.search(told)
    last = said.last
    return found[0] if found else last.link if last and last.rule == "granted" and _RENT.fullmatch(last.link) else ""
