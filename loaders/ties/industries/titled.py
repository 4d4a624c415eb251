"""What the title of a document says of its things, or what it speaks of throughout: the industry that it is about."""

import re
from collections.abc import Iterator, Sequence

from loaders.figures.sectors import leading
from loaders.figures.subjects import is_report
from loaders.folding import fold
from loaders.named import Named
from loaders.text import Text
from loaders.ties.industries.industry_ties import is_group, is_sector
from loaders.ties.industries.industry_topics import fits
from loaders.ties.places.at_home import is_guest
from loaders.ties.reading import INDUSTRIES, Reading
from ontology.facts import Ref, Relation


def titled(text: Text, read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """A document whose title names one industry: what is at home there is of it or for it.

    A feature that speaks of one industry throughout is about it without such a title: there a firm whose own name
    tells another trade is left out.
    said: the relations found before; a firm or platform whose industry is told is left out.
    """
    subject = _industry(text, read)
    if text.document.area is None:
        return
    if subject:
        reading, industry = subject
        where = (industry.begin, industry.end)
        yield from reading.say(industry.ref, "layout", text.document.area, where, "layout-title", 0.65, supposed=True)
    about = subject[1].ref if subject else _throughout(text, read)
    if about is None:
        return
    chain, tells = _chain_of(about, read), not _NO_FEATURE.search(text.document.title)
    told = {r.subject for r in said if r.predicate in _TIES.values()}
    for each in read:
        for thing in each.named:
            tie = _TIES.get(thing.ref.kind)
            if tie is None or thing.implicit or thing.ref in told or is_guest(each, thing):
                continue
            if subject is None and tie != "inIndustry":
                continue
            supplier = tie == "inIndustry" and not fits(thing.ref, about)
            if (supplier and not (subject and (chain or tells))) or _SERVES.search(thing.ref.name):
                continue
            if _other_field(each, thing, about):
                continue
            told.add(thing.ref)
            method = ("industry-" if tie == "inIndustry" else "focus-") + ("title" if subject else "throughout")
            yield from each.say(
                thing.ref,
                tie,
                chain if supplier and chain else about,
                (thing.begin, thing.end),
                method,
                0.5,
                supposed=True,
            )


_FIELD = re.compile(
    r"[”]?(?:是|则是|深耕于?|专注于?|从事|聚焦于?|主攻)(?:一家)?(?:全国|全球|国内|国际|细分)*(?P<field>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:领域|行业|产业|赛道)"
)


def _other_field(reading: Reading, thing: Named, about: Ref) -> bool:
    """Whether the words behind a firm tell another field than that of the title: C是数据中心温控领域的隐形冠军."""
    told = _FIELD.match(reading.text, thing.end) if thing.ref.kind == "Company" else None
    stem = re.sub(r"(?:产业链|产业|行业|制造业)$", "", about.name)
    return told is not None and not (set(told["field"]) & set(stem))


_TIES = {"Company": "inIndustry", "InnovationPlatform": "focusesOn", "DigitalPlatform": "focusesOn"}


def _industry(text: Text, read: Sequence[Reading]) -> tuple[Reading, Named] | None:
    """The first mention in the body of the one industry that the title names; its chain is no other."""
    title = _QUOTED.sub("", fold(text.document.title))
    found = [(r, n) for r in read for n in r.named if r.passage.kind == "body" and _is_one(n)]
    found = [(r, n) for r, n in found if any(len(form) > 1 and form in title for form in (n.ref.name, *n.aliases))]
    longest = max((_form(n, title) for _, n in found), key=len, default="")
    found = [
        (r, n) for r, n in found if (form := _form(n, title)) == longest or form not in longest
    ]  # 锂电 of 锂电材料
    stems = {n.ref.name.removesuffix("链").removesuffix("产业") for _, n in found}
    whole = sorted(found, key=lambda pair: pair[1].ref.kind != "Industry")
    return whole[0] if len(stems) == 1 else None


def _form(each: Named, title: str) -> str:
    """The longest form of an industry that a title holds."""
    forms = (form for form in (each.ref.name, *each.aliases) if form in title)
    return max(forms, key=len, default="")


_QUOTED = re.compile("“[^”]{1,8}(?:之星|之光|工匠|能手|标兵|奖|杯)”")  # “铸造之星”: a title, no subject


def _throughout(text: Text, read: Sequence[Reading]) -> Ref | None:
    """The one industry that a feature speaks of throughout, more often than of all others."""
    if is_report(text.document.title):
        return None
    names = [n for r in read for n in r.named if not n.implicit]
    said = leading(names)
    most = sum(any(n.ref == each.ref for each in said) for n in names)
    others = sum(_is_one(n) for n in names) - most
    return said[0].ref if most > others else None


# Titles of texts that name firms of all trades, where a feature about one industry names those of it.
_NO_FEATURE = re.compile(
    r"(?:开发区|园区|经开区|高新区|产业园|工业园|名单|公示|揭晓|签约|开工|开园|报告|公报|讲话|方案|计划|规划|意见|通知|措施|政策)"
)
_SERVES = re.compile(  # who runs parks, lends, insures or brings goods is in no industry that makes them
    r"(?:运营|投资|开发|建设|担保|租赁|传媒|银行|物流|供应链|咨询|管理|城投|国资|数字科技|云链|信息技术|网络|软件)(?:科技|服务|集团|发展|股份|有限|（[^）]*）)*(?:公司)?$"
)


def _chain_of(about: Ref, read: Sequence[Reading]) -> Ref | None:
    """The chain of an industry, where the text names it: who delivers to the industry is in it too."""
    chains = (n.ref for r in read for n in r.named if n.ref.kind == "IndustryChain" and not n.implicit)
    stem = about.name.removesuffix("链").removesuffix("产业")
    return next((ref for ref in chains if ref.name.removesuffix("链").removesuffix("产业").endswith(stem)), None)


def _is_one(each: Named) -> bool:
    industry = each.ref.kind in INDUSTRIES and not each.implicit
    return industry and not is_group(each) and not is_sector(each)
