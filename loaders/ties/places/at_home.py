"""What a document about a place shows at home there: a mention for graph/infer/place-from-document.rq.

A document about a county speaks of the county's firms, parks and projects without saying so of each. Whoever acts in
it is taken to be there, unless one sentence shows the thing as a guest: a partner, a customer, an adviser, a bank,
something beside the name of another place. What the text places itself, here or elsewhere, needs no conclusion.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.finding import any_of, stem
from loaders.named import Named
from loaders.names.companies.company_lists import OWNER
from loaders.text import Text
from loaders.ties.industries.zone_focus import free_industries
from loaders.ties.reading import PLATFORMS, Reading, run_of
from ontology import names, vocab
from ontology.facts import Mention, Ref, Relation

SHOWN = "shown-at-home"  # graph/infer/place-from-document.rq asks for it
SITES = ("Company", "Project", *PLATFORMS)
_WITH = re.compile(r"(?:与|和|同|跟|携手|联手|联合|牵手|会同)$")
_LEFT_OUT = re.compile(r"(?:不包括|不包含|不含|不计|扣除|剔除|除了?)$")  # 全市数据不含某新区
_TOGETHER = re.compile(
    r"[”’）]?(?:等[^，。；]{0,12})?(?:[^，。；]{0,8})?(?:合作|签约|签订|签署|共建|共同|达成|联合|携手|对接|洽谈|展开|开展|建立|牵手|成立|组建|合资)"
)
# Who delivers to others (C给D供货, 带动C等26家配套企业) is at home, D is not.
_OF_OTHERS = re.compile(
    r"(?![”’]?等[^，。；、为给向]{0,8}?配套(?:企业|工?厂|商户|项目))[”’]?(?:等|这样)?(?:(?![给向]|为(?![主重核]))[^，。；、]){0,10}?(?:客户|供应商|供应链|采购|配套|(?<!批量)供货|代工|订单(?!饱满|爆满|充足|不断|激增|已|排|应接|增|量|多|总额)|巨头合作|品牌商|战略投资|入股|设计院|专家|教授)"
)


def at_home(
    text: Text, read: Sequence[Reading], said: Sequence[Relation], tabled: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The first words on each company, platform and project that show it, where none shows it as a guest.

    read: the running text; tabled: what its tables name.
    """
    area = text.document.area
    if area is None:
        return ()
    told = ("locatedIn", "partOf", "layout")
    zoned = ((r.predicate, r.object.kind) == ("layout", "IndustrialPlatform") for r in said)  # in the area as well
    kept = (r for r, zone in zip(said, zoned, strict=True) if not zone)
    placed = {r.subject for r in kept if r.predicate in told and not _holds(r.object, area)}
    shown = dict(_shown(read, placed))
    for each in tabled:
        if each.ref.kind in SITES and each.ref not in placed and is_local_name(each.ref, area):
            shown.setdefault(each.ref, replace(each, method=SHOWN, confidence=0.6))
    return tuple(sorted(shown.values(), key=lambda m: (m.evidence.start, m.ref)))


def _shown(read: Sequence[Reading], placed: set[Ref]) -> Iterator[tuple[Ref, Mention]]:
    """What the running text shows at home, with the clause that does."""
    first: dict[Ref, tuple[Reading, Named]] = {}
    guests: set[Ref] = set()
    for reading in read:
        for each in reading.named:
            if each.ref.kind not in SITES or each.implicit or each.ref in placed or each.ref in guests:
                continue
            if each.method == OWNER or (each.ref.kind in PLATFORMS and _is_area(each.ref, reading.area)):
                continue
            if is_guest(reading, each):
                guests.add(each.ref)
            elif reading.passage.kind != "heading" or is_line(each):
                first.setdefault(each.ref, (reading, each))
    for reading in read:
        for industry in _home_industries(reading):
            if industry.ref not in placed:
                first.setdefault(industry.ref, (reading, industry))
    for ref, (reading, each) in first.items():
        if ref not in guests:
            begin, end = reading.clause(each.begin)
            yield ref, Mention(ref, reading.passage.evidence(begin, max(end, each.end)), SHOWN, 0.6)


def is_line(each: Named) -> bool:
    """Whether a thing's name is a line of its own, as in lists of projects with a line for each of their words."""
    rest = each.passage.text[: each.begin] + each.passage.text[each.end :]
    return (
        each.ref.kind in ("Project", "Company") and re.fullmatch(r"(?:（[^（）]*）|\s|\d+[.．、])*", rest) is not None
    )


_CUSTOMERS = re.compile(
    r"(?:应用|运用|用|服务|供应|销售|销往|出口|配套|延伸|拓展|拓宽|转向|涉足)(?:于|到|至|在|给|向)?[^，。；]{0,20}$"
)
_USE = re.compile(r"[^，。；]{0,16}?(?:领域|行业)?(?:得到|有着?|具有)?(?:广泛)?(?:应用|使用|用途)")


def _home_industries(reading: Reading) -> Iterator[Named]:
    """The industries that a text names for themselves: its place's, not the country's, and no customers'."""
    for each in free_industries(reading):
        begin, _ = reading.clause(each.begin)
        customers = _CUSTOMERS.search(reading.text, begin, each.begin) or _USE.match(reading.text, each.end)
        others = [n for n in reading.within(begin, each.begin, ("Place",)) if not n.implicit]
        away = any(reading.area and _elsewhere(n.ref.key, reading.area) for n in others)
        if not customers and not away:
            yield each


_ZONE = re.compile(r"(?:开发区|高新区|经开区|新区|园区|示范区|试验区|保税区|功能区)$")


def _is_area(platform: Ref, area: Ref | None) -> bool:
    """Whether a platform is the document's area itself, or may be the zone around it where that is a zone."""
    if area is None:
        return False
    return platform.name.endswith(area.name) or bool(_ZONE.search(platform.name) and _ZONE.search(area.name))


def is_guest(reading: Reading, each: Named) -> bool:
    """Whether a sentence shows a thing as coming from elsewhere, or as a partner of those who are at home."""
    if each.ref.kind == "Company" and not is_local_name(each.ref, reading.area):
        return True
    if (
        each.ref.kind == "Company"
        and any_of("home", "everywhere").search(each.ref.name)
        and not _home_name(reading, each)
    ):
        return True
    if each.ref.kind != "Company" and _named_after_other(reading, each):
        return True
    begin = run_of(reading, each, SITES)[0].begin
    clause, _ = reading.clause(begin)
    lead = reading.text[clause:begin].rstrip("“‘《")
    if any_of("home", "from", "$").search(lead) or _LEFT_OUT.search(lead) or _beside_other(reading, begin):
        return True
    if _ATTENDS.match(reading.text, reading.text.rfind("。", 0, begin) + 1, begin):
        return True
    return is_partner(reading, each)


# 出席仪式的嘉宾有：A董事长…；B总经理…: who comes to a ceremony is no firm of the place by that
_ATTENDS = re.compile(r"[^。：]{0,30}?(?:嘉宾|出席|莅临|到场|应邀)[^。：]{0,20}?(?:有|：)")


def is_partner(reading: Reading, each: Named) -> bool:
    """Whether a sentence shows a thing beside those that it is about: whom they work with, buy from or deliver to."""
    run = run_of(reading, each, SITES)
    begin, end = run[0].begin, _end_of_run(reading, each)
    clause, _ = reading.clause(begin)
    lead = reading.text[clause:begin].rstrip("“‘《")
    if _WITH.search(lead) and _TOGETHER.match(reading.text, end):
        return True
    told = _OF_OTHERS.match(reading.text, end) if each.ref.kind == "Company" else None
    return told is not None and not reading.within(end, told.end(), ("Company",))  # C的镜头打入D供应链: D is the other


def _end_of_run(reading: Reading, each: Named) -> int:
    """The end of the list that a thing stands in."""
    end = each.end
    for other in reading.named:
        if (
            other.ref.kind in SITES
            and other.begin > end
            and re.fullmatch(r"[”’“‘、和与及]+", reading.text[end : other.begin])
        ):
            end = other.end
    return end


def _home_name(reading: Reading, firm: Named) -> bool:
    """Whether a bank's or a carrier's name tells the document's area: 临海农商银行."""
    area = reading.area.name if reading.area else ""
    return len(area) > 1 and firm.ref.name.startswith(area[:2])


_SEAT = re.compile(r"(?<=..)([\u4e00-\u9fff]{2})(?:股份)?有限公司")  # 晨曜机器人|常州|股份有限公司


def is_local_name(ref: Ref, area: Ref | None) -> bool:
    """Whether a company's name tells no place that neither holds the document's area nor lies in it."""
    known = names.place_told(ref.name, area.key) if area else None
    seat = _SEAT.search(ref.name)
    known = known or (vocab.place(seat[1]) if seat and seat[1] in vocab.names("place") else None)
    return known is None or area is None or not _elsewhere(known.code, area)


def _named_after_other(reading: Reading, site: Named) -> bool:
    """Whether a platform's or project's name holds a place elsewhere and none that is here: 上海临江产业园."""
    area = reading.area
    inside = [n for n in reading.within(site.begin, site.end, ("Place",)) if n.ref.key]
    apart = [n for n in inside if area and _elsewhere(n.ref.key, area)]
    wide = any_of("home", "regions").search(site.ref.name)
    return bool(wide) or (bool(apart) and not any(area and _inside(n, area) for n in inside))


def _holds(place: Ref, area: Ref) -> bool:
    """Whether a place with a division code holds the area."""
    code = stem(place.key)
    return place != area and place.kind == "Place" and code.isdigit() and area.key.startswith(code)


def _elsewhere(key: str, area: Ref) -> bool:
    """Whether a place lies neither in the area nor around it; regions without a code are nowhere."""
    code = stem(key.partition("-")[0])
    return code.isdigit() and not area.key.startswith(code) and not code.startswith(stem(area.key))


def _inside(place: Named, area: Ref) -> bool:
    return place.ref == area or place.ref.key.startswith(stem(area.key) or "\0")


_BETWEEN = re.compile(r"(?:市|省)?(?:的|籍|企业|民企|国企|公司|知名企业|总部)?")


def _beside_other(reading: Reading, begin: int) -> bool:
    """Whether the name of a place elsewhere stands right before: 苏州的C, 深圳企业C."""
    place = next(
        (
            n
            for n in reversed(reading.named)
            if n.ref.kind == "Place" and begin - 6 <= n.end <= begin and not n.implicit
        ),
        None,
    )
    return (
        place is not None
        and reading.area is not None
        and _elsewhere(place.ref.key, reading.area)
        and _BETWEEN.fullmatch(reading.text[place.end : begin].rstrip("“")) is not None
    )
