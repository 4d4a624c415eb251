"""Where things are: companies, platforms and projects in places and zones, industries in places."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.reading import INDUSTRIES, PLATFORMS, Reading, run_of, span
from ontology.facts import Relation

SITES = ("Company", *PLATFORMS, "Project")
WHERE = ("Place", *PLATFORMS)
_AT = re.compile(r"(?:位于|坐落于|坐落在|地处|落户于?|入驻|落地|总部设在|注册在|选址)(?:了|在|于)?$")
_BUILD = re.compile(r"建成|建设|打造|搭建|建立|拥有|集聚|首创|引进|上线|组建|成立|启用|形成|培育|创建|推出|共建|投用|设立|获批")


def whereabouts(reading: Reading) -> Iterator[Relation]:
    """All locatedIn and layout relations of a passage."""
    for each in reading.named:
        if each.ref.kind in SITES and not each.implicit:
            yield from _named_after(reading, each)
            yield from _noted(reading, each)
        if each.ref.kind == "Place":
            yield from _said(reading, each)
    yield from _firms_of(reading)
    yield from _built(reading)
    yield from _industries(reading)


def _named_after(reading: Reading, site: Named) -> Iterator[Relation]:
    """A platform or project whose name begins with a place or platform: 慈溪…产业园, …产业园…项目."""
    if site.ref.kind == "Company":
        return
    for inner in reading.named:
        if inner.begin == site.begin and inner.end < site.end and inner.ref.kind in WHERE and not inner.implicit:
            if inner.ref.kind == "Place" or site.ref.kind == "Project":
                yield from reading.say(site.ref, "locatedIn", inner.ref, (site.begin, site.end), "located-name", 0.85)
    before = next((n for n in reading.named if n.end == site.begin and n.ref.kind == "Place" and not n.implicit), None)
    if before and (before.ref.key.isdigit() or before.ref.name[-1] in "镇村道区"):
        yield from reading.say(site.ref, "locatedIn", before.ref, span(before, site), "located-before", 0.8)


def _noted(reading: Reading, site: Named) -> Iterator[Relation]:
    """滨江开发区（江口镇）: the place in brackets behind the name."""
    for place in reading.named:
        if place.ref.kind == "Place" and site.ref.kind in PLATFORMS and not place.implicit:
            inside = site.begin < place.begin and place.end == site.end - 1 and reading.text[place.begin - 1] == "（"
            behind = place.begin == site.end + 1 and reading.text[site.end : site.end + 1] == "（"
            if inside or behind:
                yield from reading.say(site.ref, "locatedIn", place.ref, (site.begin, place.end), "located-brackets", 0.9)


def _said(reading: Reading, place: Named) -> Iterator[Relation]:
    """位于P的X; X位于P; X落户P."""
    text = reading.text
    verb = _AT.search(text[max(0, place.begin - 8) : place.begin])
    if not verb:
        return
    begin, end = reading.clause(place.begin)
    where = next((n for n in reading.named if n.begin == place.begin and n.ref.kind in WHERE and n.end > place.end), place)
    after = [n for n in reading.within(where.end, end, SITES) if "的" in text[where.end : n.begin]]
    if verb[0].startswith(("位于", "坐落", "地处")) and after:
        yield from reading.say(after[0].ref, "locatedIn", where.ref, span(where, after[0]), "located-verb", 0.85)
        return
    site = reading.last_before(place.begin - 2, SITES, begin)
    if site:
        yield from reading.say(site.ref, "locatedIn", where.ref, span(site, where), "located-verb", 0.85)


def _firms_of(reading: Reading) -> Iterator[Relation]:
    """这家慈溪民企; 4家慈溪企业…，其中A、B、C; 慈溪企业A."""
    text = reading.text
    for place in reading.named:
        if place.ref.kind != "Place" or place.implicit:
            continue
        kind = re.match(r"(?:本土|本地|的)?(?:民营|龙头|骨干)?(?:企业|民企|公司)", text[place.end :])
        if not kind:
            continue
        begin, end = reading.sentence(place.begin)
        before = text[max(begin, place.begin - 6) : place.begin]
        if re.search(r"这家$", before):
            firm = reading.last_before(place.begin, ("Company",))
            if firm:
                yield from reading.say(firm.ref, "locatedIn", place.ref, (place.begin, place.end + kind.end()), "located-this-firm", 0.85)
        elif re.search(r"(?:\d+|[一二三四五六七八九十两])家$", before):
            for firm in reading.within(place.end, end, ("Company",)):
                yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-counted-firms", 0.8)
        else:
            firm = next((n for n in reading.named if n.begin == place.end + kind.end() and n.ref.kind == "Company"), None)
            if firm:
                yield from reading.say(firm.ref, "locatedIn", place.ref, span(place, firm), "located-firm-of", 0.85)
    for found in re.finditer(r"(?:企业|公司)，(?=([\u4e00-\u9fff]{2,4})已有\d+家企业)", text):
        where = next((n for n in reading.named if n.begin == found.end() and n.ref.kind == "Place"), None)
        begin, _ = reading.sentence(found.start())
        for firm in reading.within(begin, found.start() + 2, ("Company",)) if where else ():
            if where:
                yield from reading.say(firm.ref, "locatedIn", where.ref, span(firm, where), "located-among-firms", 0.75)


def _built(reading: Reading) -> Iterator[Relation]:
    """慈溪…建成X: a place that builds or has a platform."""
    for site in reading.named:
        if site.ref.kind not in PLATFORMS or site.implicit:
            continue
        begin, _ = reading.clause(site.begin)
        subject = next((n for n in reading.within(begin, site.begin, ("Place",)) if not re.search(r"[与和跟同在]$", reading.text[begin : n.begin])), None)
        if subject and subject.end <= site.begin and _BUILD.search(reading.text[subject.end : site.begin]):
            for each in run_of(reading, site, PLATFORMS):
                yield from reading.say(each.ref, "locatedIn", subject.ref, span(subject, each), "located-built", 0.75)


def _industries(reading: Reading) -> Iterator[Relation]:
    """layout: 慈溪智能小家电产业集群; P以X产业闻名; 这个以X产业闻名的…镇."""
    text = reading.text
    for industry in reading.named:
        if industry.ref.kind not in INDUSTRIES or industry.implicit:
            continue
        place = next((n for n in reading.named if n.end == industry.begin and n.ref.kind == "Place" and not n.implicit), None)
        whole = re.search(r"(?:产业集群|集群|产业|行业)$", text[industry.begin : industry.end])
        if place and whole:
            yield from reading.say(industry.ref, "layout", place.ref, span(place, industry), "layout-prefix", 0.8)
        famed = re.match(r"(?:闻名|著称|见长|为主导|为特色)", text[industry.end :])
        if famed and text[industry.begin - 1 : industry.begin] == "以":
            near = reading.last_before(industry.begin, ("Place",), reading.sentence(industry.begin)[0])
            if near:
                yield from reading.say(industry.ref, "layout", near.ref, span(near, industry), "layout-famed", 0.8)
