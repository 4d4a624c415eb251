"""Firms that a text calls a place's own: P本地的C, 4家P企业, named after its county; 园内的C, in the park before."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.reading import PLATFORMS, Reading, run_of, span
from ontology import names
from ontology.facts import Relation

_WHERE = ("Place", *PLATFORMS)
_LOCALLY = re.compile(r"(?:本地|本土|当地)的?(?:老牌|龙头|骨干|配套|知名)?(?:企业|民企|公司)?[“]?")


def local_firms(reading: Reading) -> Iterator[Relation]:
    """临海本地的C; 临海市海虹木业, in a text about 临海市."""
    for firm in reading.named:
        if firm.ref.kind != "Company" or firm.implicit:
            continue
        for place in reading.named:
            if place.ref.kind == "Place" and _LOCALLY.fullmatch(reading.text, place.end, firm.begin):
                yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-local", 0.85)
        if reading.area and _of_county(reading, firm):
            where = (firm.begin, firm.end)
            yield from reading.say(firm.ref, "locatedIn", reading.area, where, "located-firm-name", 0.8)


_ROOTED = re.compile(r"(?:这家|该)(?:[^，。；]{0,8}?)(?:扎根|落户|来到|位于|立足|植根|落地)(?:于|在)?(?:了)?$")
_AT = ("在", "位于", "还在", "又在", "已在", "将在", "则在", "计划在", "拟在", "正在")
_WORKS = re.compile(
    r"的?(?:新建|扩建|建|设)?(?:了|有|的)?(?:[一二三四两]|[一二三四]期|新|分|老|第[一二三四])?(?:个|座|家)?(?:厂(?![商长家矿房])|厂房|厂区|分厂|工厂|车间|生产基地|生产线|分公司)"
)


def rooted_firms(reading: Reading) -> Iterator[Relation]:
    """这家扎根P六年的企业; C在P的二厂, C在P设二厂: the firm is where its words or its works put it."""
    for place in reading.named:
        if place.ref.kind not in _WHERE or place.implicit:
            continue
        for firm in reading.named:
            around = firm.ref.kind == "Company" and firm.begin <= place.begin and place.end < firm.end
            if around and firm.implicit and _ROOTED.search(reading.text, firm.begin, place.begin):
                yield from reading.say(firm.ref, "locatedIn", place.ref, (firm.begin, firm.end), "located-rooted", 0.8)
        begin, _ = reading.clause(place.begin)
        maker = reading.last_before(place.begin, ("Company",), begin)
        gap = reading.text[maker.end : place.begin] if maker else ""
        abroad = place.method == "place-abroad"  # works there do not move the firm
        if maker and gap in _AT and not abroad and _WORKS.match(reading.text, place.end):
            yield from reading.say(maker.ref, "locatedIn", place.ref, span(maker, place), "located-works", 0.75)


_IN_IT = re.compile(
    r"(?:^|[，。；])(?:(?P<park>园区?[内里]|区内)|(?P<town>镇[上里]))的?(?:现有|还有|另有|另外?)?(?:一家)?(?:龙头|骨干|重点|配套)?(?:企业)?(?:、?(?:做|生产|制造|主营|专做|主打)[^，。；]{2,16}的)?[“]?$"
)


def within_it(reading: Reading) -> Iterator[Relation]:
    """园内的C, 镇上的C: the firm or project stands in the park or town named last; platforms: platform_places.py."""
    for site in reading.named:
        if site.ref.kind not in ("Company", "Project") or site.implicit:
            continue
        cue = _IN_IT.search(reading.text, max(0, site.begin - 34), site.begin)
        if cue is None:
            continue
        kinds = ("IndustrialPlatform",) if cue["park"] else ("Place",)
        ground = reading.last_before(cue.start(), kinds)
        if ground and ground.ref != site.ref and (cue["park"] or ground.ref.name[-1] in "镇乡"):
            yield from reading.say(site.ref, "locatedIn", ground.ref, span(ground, site), "located-within-it", 0.8)


def _of_county(reading: Reading, firm: Named) -> bool:
    """Whether a company's name as the text has it tells the document's own county: with its rank, before a line of
    business (临海青屏钢业), or in the brackets of a registered name (晨曜新材料（临海）有限公司)."""
    county = reading.area.name if reading.area else ""
    if len(county) < 3 or county[-1] not in "市县区旗":
        return False
    written = reading.text[firm.begin : firm.end]
    if f"（{county[:-1]}）" in written:
        return True
    name = _PROVINCE.sub("", written)
    rest = name.removeprefix(county).removeprefix(county[:-1])
    parts = names.split_company(rest)
    told = len(parts.trade_name) > 1 and (parts.trade_word or parts.form)  # 新和成化工 is not of 新和县
    return len(rest) + 1 < len(name) and len(rest) > 2 and (name.startswith(county) or bool(told))


_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,5}(?:省|自治区)")


_ALREADY = re.compile(r"已有[\d一二三四五六七八九十两]+家企业")
_ITS_FIRMS = re.compile(r"(?:本土|本地|的)?(?:民营|龙头|骨干)?(?:企业|民企|公司)")
_COUNTED_BEFORE = re.compile(r"(?:\d+|[一二三四五六七八九十两])家$")


def firms_of(reading: Reading) -> Iterator[Relation]:
    """这家慈溪民企; 4家慈溪企业…，其中A、B、C; 慈溪企业A; A、B3家企业，慈溪已有7家企业."""
    text = reading.text
    for place in reading.named:
        if place.ref.kind != "Place" or place.implicit:
            continue
        begin, end = reading.sentence(place.begin)
        among = _ALREADY.match(text[place.end :])
        if among and text[place.begin - 1 : place.begin] == "，":
            for firm in reading.within(begin, place.begin, ("Company",)):
                if not firm.implicit:
                    yield from reading.say(
                        firm.ref, "locatedIn", place.ref, span(firm, place), "located-among-firms", 0.75
                    )
        kind = _ITS_FIRMS.match(text[place.end :])
        if not kind:
            continue
        before = text[max(begin, place.begin - 6) : place.begin]
        if before.endswith("这家"):
            firm_before = reading.last_before(place.begin, ("Company",))
            if firm_before:
                where = (place.begin, place.end + kind.end())
                yield from reading.say(firm_before.ref, "locatedIn", place.ref, where, "located-this-firm", 0.85)
        elif _COUNTED_BEFORE.search(before):
            for firm in reading.within(place.end, end, ("Company",)):
                if not firm.implicit:
                    yield from reading.say(
                        firm.ref, "locatedIn", place.ref, span(place, firm), "located-counted-firms", 0.8
                    )
            last = reading.last_before(place.begin, ("Company",), begin)
            counted = last and re.fullmatch(_MANY, text[last.end : place.begin])
            for firm in run_of(reading, last, ("Company",)) if last and counted else ():
                yield from reading.say(firm.ref, "locatedIn", place.ref, span(firm, place), "located-counted", 0.8)
        else:
            named = next(
                (n for n in reading.named if n.begin == place.end + kind.end() and n.ref.kind == "Company"), None
            )
            if named:
                yield from reading.say(named.ref, "locatedIn", place.ref, span(place, named), "located-firm-of", 0.85)


_MANY = r"[”’]*(?:等|这)?(?:\d+|[一二三四五六七八九十两]+)家"
_OF_PARK = re.compile(r"(?:内)?的?(?:另)?一家(?:[\u4e00-\u9fff“”]{0,6})?企业(?:——|—|，|：)?$")


def firms_of_park(reading: Reading) -> Iterator[Relation]:
    """P的一家龙头企业——C; 作为P龙头企业，C: a company that is told to be one of a zone's or a place's."""
    for firm in reading.named:
        before = reading.last_before(firm.begin, _WHERE) if firm.ref.kind == "Company" and not firm.implicit else None
        if before is None:
            continue
        around = [n for n in reading.named if (n is before or n.holds(before)) and n.ref.kind in _WHERE]
        before = max(around, key=lambda n: n.end - n.begin)
        gap = reading.text[before.end : firm.begin]
        begin, _ = reading.sentence(before.begin)
        told = _OF_PARK.fullmatch(gap.lstrip("”"))
        alike = re.fullmatch(r"[\u4e00-\u9fff“”]{0,10}(?:龙头|骨干|领军|重点|代表|链主|老牌|标杆|知名)企业，", gap)
        if told or (alike and "作为" in reading.text[begin : before.begin][:12]):
            yield from reading.say(firm.ref, "locatedIn", before.ref, span(before, firm), "located-of-park", 0.8)
