"""The things a document names: companies, platforms, industries, policies, programs, places, agencies, honours,
projects and people, each at its place, short names led to the fullest form that the document supports.

The finders of names (FINDERS) look at one passage each; here their finds are settled against each other and
joined over the document.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.dictionary import is_word
from loaders.finding import Found, Setting, in_order, setting
from loaders.lexicon import Cut, cut, squeezed
from loaders.named import Named
from loaders.names.bodies.agencies import agencies
from loaders.names.bodies.people import people
from loaders.names.companies.coined import coined
from loaders.names.companies.companies import companies
from loaders.names.companies.firm_fields import with_fields
from loaders.names.companies.nationals import OF_WORKS, land_before, of_land
from loaders.names.companies.speakers import speakers
from loaders.names.companies.town_trades import without_town_trades
from loaders.names.coreference import identities, short_mentions
from loaders.names.honours.honours import honours
from loaders.names.industries.industries import industries
from loaders.names.industries.industry_names import IN_FIRM, INSIDE, OF_GOODS, OF_PROJECT, again
from loaders.names.places.places import at_home, places
from loaders.names.platforms.committees import committees, of_own_towns
from loaders.names.platforms.platforms import platforms
from loaders.names.pointing import implicit
from loaders.names.policies.policies import policies
from loaders.names.policies.programs import programs
from loaders.names.projects.project_owners import project_owners
from loaders.names.projects.projects import projects
from loaders.names.projects.public_works import public_works
from loaders.text import Passage, Text
from loaders.ties.plan import heading_subject
from ontology import vocab
from ontology.facts import Ref

PLATFORMS = ("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform", "Platform")

ZONES = ("开发区", "高新区", "经开区", "新区", "园区", "产业园", "小镇", "集中区", "集聚区", "工业区", "工业园")

_FIRST = ("company-legal-form", "policy-title")  # sure whatever else they touch
_HOLDERS = ("Platform", "Project")  # whose names tell an industry that stands in them
OF_BODY = "place-of-body"  # the province that a body's name begins with, which the text says nothing of
_BODIES = ("InnovationPlatform", "DigitalPlatform", "Agency")
_GUESSED = ("company-coined", "company-trade-name", "company-run")  # by what names look like
_HINTS = (IN_FIRM, OF_GOODS, OF_BODY)

# What may stand inside the name of another thing and still is named there.
_NESTED = {
    "Company": {"Project", "Platform"},
    "Place": {"Platform", "Honour", "Industry", "Program", "Policy", "Agency", "Project", "Place"},
    "Industry": {"Platform", "Program", "Policy", "Project"},
    "IndustryChain": {"Platform", "Program", "Policy", "Project"},
    "Agency": {"Honour", "Policy", "Platform"},
    "Platform": {"Project", "Agency", "Program", "Policy"},
    "Program": {"Policy", "Honour"},
    "Honour": {"Program"},
    "Policy": set(),
    "Project": set(),
    "Person": set(),
}


_KIND_OF_WORK = re.compile(
    r"(?:产业园|产业链|产业|园区|园|发电|复合|一体化|智能化|数字化|绿色化|绿色|循环|保障|储备|生产线|生产|制造|加工|研发|检测|电站|基地|工厂|中心|小镇|综合体"
    r"|建设|扩建|新建|改造|提升|技改|装备|设备|制品|产品|示范|及配套|配套|等|工程|（[^（）]*）|[一二三四]期)*(?:项目)?(?:[一二三四]期)?"
)
_SLOGAN = re.compile(r"[立强兴富活稳][市县区省国镇]")  # 工业强县、农业稳县: words of a slogan, not industries


def entities(text: Text, passages: Sequence[Passage]) -> tuple[Named, ...]:
    """Everything that the passages name, in the order of the text; implicit references (该公司) among them."""
    here = setting(text)
    dense = [squeezed(passage) for passage in passages]
    cuts = [at_home(cut(passage), here) for passage, _ in dense]
    found = [tuple(_settled(each, here)) for each in cuts]
    found = without_town_trades(cuts, found)
    found = again(cuts, with_fields(cuts, short_mentions(cuts, project_owners(found))))
    refs = identities(found, here)
    named: list[Named] = []
    for each, finds in zip(cuts, found, strict=True):
        named += [_named(each.passage, find, refs[find.kind, find.name]) for find in finds]
    named += [*committees(cuts, named, here), *of_own_towns(cuts, named, here)]
    told = implicit(cuts, named, here)
    named += [*told, *speakers(cuts, named)]
    back = {id(each.passage): i for i, each in enumerate(cuts)}
    places = [(back[id(n.passage)], n) for n in named]
    ordered = sorted(places, key=lambda pair: (pair[0], pair[1].begin, -pair[1].end, pair[1].ref))
    return tuple(_restored(n, passages[i], dense[i][1]) for i, n in ordered)


def _restored(each: Named, passage: Passage, kept: Sequence[int]) -> Named:
    """The same thing at its place in the passage as it was given."""
    if passage is each.passage:
        return each
    return replace(each, passage=passage, begin=kept[each.begin], end=kept[each.end - 1] + 1)


def _named(passage: Passage, find: Found, identity: tuple[Ref, tuple[str, ...]]) -> Named:
    ref, aliases = identity
    short = find.method == INSIDE and find.end - find.begin < 3  # 化工 in a park's name tells its industry, names none
    hint = short or find.method in _HINTS
    return Named(passage, find.begin, find.end, ref, find.method, find.confidence, aliases, implicit=hint)


def family(kind: str) -> str:
    """The class that settles conflicts: the four kinds of platform are one."""
    return "Platform" if kind in PLATFORMS else kind.partition(":")[0]


def _settled(each: Cut, here: Setting) -> Iterator[Found]:
    """The finds of a passage without those that lie inside or across better ones."""
    finds = sorted(
        _past_firms({_among(f, each.text) for finder in FINDERS for f in finder(each, here)}),
        key=lambda f: (f.method not in _FIRST, f.begin - f.end, -f.confidence, in_order(f)),
    )
    kept: list[Found] = []
    for find in finds:
        if all(_together(find, other) for other in kept if other.begin < find.end and find.begin < other.end):
            kept.append(find)
    named = [f for f in kept if family(f.kind) in _HOLDERS]
    firms = [f for f in kept if f.kind == "Company"]
    inside = [f for f in kept if f.method == INSIDE]
    told = {f for f in inside if _within(f, named) and not _within(f, firms) and _whole(each, f, named)}
    works = [f for f in named if f.kind == "Project"]
    owned = {f for f in kept if f.kind == "Industry" and _of_owner(f, works)}
    parks = [f for f in named if family(f.kind) == "Platform"]
    owned |= {f for f in kept if f.kind == "Industry" and _of_brand(f, parks)}
    gone = owned | _paired(kept, parks, here)
    rest = [f for f in kept if (f.method != INSIDE or f in told) and f not in gone]
    rest = [_told_of_project(each, f, rest) if f.method == INSIDE and _within(f, works) else f for f in rest]
    bodies = [f for f in rest if f.kind in _BODIES]
    rest = [replace(f, method=OF_BODY) if _above(f, here) and _within(f, bodies) else f for f in rest]
    return iter(sorted(rest, key=in_order))


def _above(find: Found, here: Setting) -> bool:
    """Whether a find is the province or the city that the document's area lies in."""
    return find.kind.startswith("Place:") and any(find.kind.endswith(f":{code}") for code, _ in here.around)


_SIZE = re.compile(r"\d万?(?:千瓦|兆瓦|吉瓦|吨|套|台|件|条|只|辆|平方米)$")


def _told_of_project(each: Cut, find: Found, rest: list[Found]) -> Found:
    """The industry in a project's name; only a hint where it is the last word of longer goods: 超薄|玻纤项目."""
    at, before = find.begin, each.text[find.begin - 1 : find.begin]
    free = at in {0, *(f.end for f in rest)} or each.ends.get(at, (0, ""))[1] in ("place", "count")
    owned = any(2 <= at - f.begin <= 4 and not is_word(each.text[f.begin : at]) for f in rest if f.kind == "Project")
    sized = _SIZE.search(each.text, max(0, at - 8), at)
    alone = free or owned or sized or before == "的" or not "\u4e00" <= before <= "\u9fff"
    return replace(find, method=OF_PROJECT if alone or any(f.begin == at for f in rest if f != find) else OF_GOODS)


_LATIN = re.compile("[A-Za-z]+$")
_NOTE = re.compile(r"（[A-Za-z .&]+）(?=.{3})")


def _without_note(name: str) -> tuple[str, ...]:
    """What a project is called without the Latin name of its firm in brackets."""
    return (_NOTE.sub("", name),) if _NOTE.search(name) else ()


def _among(find: Found, text: str) -> Found:
    """The find; a firm without the country it is of (德国|柯罗溪集团), a project with the whole of its
    first Latin word, a firm without the 中 of 其中: 其中|晨铝铝业."""
    if find.kind == "Company" and (land := of_land(find.name)):
        return replace(find, begin=find.begin + land, name=find.name[land:])
    if find.kind == "Project" and (land := land_before(find.name)):
        name = find.name[land:]
        begin = find.begin + land * text.startswith(find.name, find.begin)
        aliases = (find.name, *find.aliases, *_without_note(name))
        return replace(find, begin=begin, name=name, aliases=aliases)
    latin = find.kind == "Project" and _LATIN.search(text, max(0, find.begin - 20), find.begin)
    if latin and find.name[:1].isascii() and find.name[:1].isalpha():
        return replace(find, begin=latin.start(), name=latin[0] + find.name)
    firm = find.kind == "Company" and find.name.startswith("中") and len(find.name) > 4
    if not firm or text[find.begin - 1 : find.begin] != "其" or find.method == "company-well-known":
        return find
    return replace(find, begin=find.begin + 1, name=find.name[1:])


def _past_firms(finds: set[Found]) -> Iterator[Found]:
    """The finds; two industries in a project's name part where its firm's name ends: 晨曜食品|肉制品精深加工项目."""
    works = {f.begin: f.end for f in finds if f.method == OF_WORKS}
    finds = {f for f in finds if not (f.kind == "Company" and works.get(f.begin, f.end) < f.end)} if works else finds
    firms = [f for f in finds if f.method == "company-of-project"]
    if not firms:
        yield from finds
    for find in finds if firms else ():
        if find.kind == "Company" and find.method in _GUESSED and any(_owns(f, find, finds) for f in firms):
            continue  # 晨曜科技|芯片技改项目: what the project makes is no part of the firm's name
        firm = next((f for f in firms if f.begin < find.begin < f.end < find.end), None)
        if find.method != INSIDE or firm is None or vocab.concept("industry", find.name):
            yield find
        elif known := vocab.concept("industry", find.name[firm.end - find.end :]):
            yield replace(find, begin=firm.end, name=known.label, aliases=())


def _owns(firm: Found, longer: Found, finds: set[Found]) -> bool:
    """Whether a firm is told by the name of its project, and a longer name runs into what the project makes."""
    works = (f for f in finds if f.kind == "Project" and f.begin == firm.begin and longer.end <= f.end)
    return firm.begin == longer.begin and firm.end < longer.end and any(works)


def _paired(kept: list[Found], parks: list[Found], here: Setting) -> set[Found]:
    """The two places elsewhere that a park is named after together: 杭州|衢州|产业园; the text is not about them."""
    coded = sorted(f for f in kept if f.kind.startswith("Place:") and _of_parks(f, parks))
    pairs = ((one, two) for one, two in pairwise(coded) if one.end == two.begin)
    foreign = (pair for pair in pairs if not any(_holds(f, here) for f in pair) and not _contains(*pair))
    return {f for pair in foreign for f in pair}


def _of_parks(find: Found, parks: list[Found]) -> bool:
    return any(f.begin <= find.begin and find.end < f.end for f in parks)


def _contains(one: Found, two: Found) -> bool:
    """Whether the second place lies in the first: 浙江|杭州."""
    return two.kind.startswith(re.sub(r"(?:00){1,2}$", "", one.kind))


def _holds(place: Found, here: Setting) -> bool:
    """Whether a place is the document's area, lies in it, or holds it."""
    code = place.kind.partition(":")[2]
    return bool(here.code) and (code.startswith(here.stem) or code in [each for each, _ in here.around])


def _of_owner(find: Found, works: list[Found]) -> bool:
    """Whether an unknown industry opens a project's name, and so rather is whose it is: 晨星制药产业|基地."""
    opens = find.method != "industry-worked" and any(f.begin == find.begin and find.end < f.end for f in works)
    return opens and vocab.concept("industry", find.name) is None


def _of_brand(find: Found, parks: list[Found]) -> bool:
    """Whether what opens a park's name is a coined word and no industry: 晨曜产业|协作园."""
    opens = any(f.begin == find.begin and find.end < f.end for f in parks)
    stem = find.name.removesuffix("产业")
    return opens and vocab.concept("industry", find.name) is None and coined(stem)


def _whole(each: Cut, find: Found, named: list[Found]) -> bool:
    """Whether two characters are a word of their own in a name, and not the rest of a longer one: 汽保|工具."""
    works = [n for n in named if n.kind == "Project" and n.begin <= find.begin and find.end <= n.end]
    if works and each.text[find.begin : find.end] == "总部":  # a seat that is built, no business of seats
        return False
    if works and not any(_KIND_OF_WORK.fullmatch(each.text, find.end, n.end) for n in works):
        return False
    if works or find.end - find.begin > 2 or find.begin in each.ends:
        return True
    return any(find.begin == n.begin for n in named) or not "\u4e00" <= each.text[find.begin - 1] <= "\u9fff"


def _within(inner: Found, outer: list[Found]) -> bool:
    return any(o.begin <= inner.begin and inner.end <= o.end for o in outer)


def _together(one: Found, other: Found) -> bool:
    """Whether two finds that touch may stand beside each other: one inside the other, and named there itself."""
    if (one.begin, one.end) == (other.begin, other.end):
        return False
    if other.begin <= one.begin and one.end <= other.end:
        return _nested(one, other)
    return one.begin <= other.begin and other.end <= one.end and _nested(other, one)


def _nested(inner: Found, outer: Found) -> bool:
    one, other = family(inner.kind), family(outer.kind)
    if one == "Program" and other == "Policy":
        return inner.name.endswith(("行动", "工程", "计划", "战略")) and not _same_but_years(inner, outer)
    if one == "Program" and other == "Honour":
        return inner.name.startswith("“")
    if one == "Honour" and outer.method == "program-pilot":
        return False
    if one == "Industry" and other == "Honour":
        return inner.method == "industry-head" and vocab.concept("honour", outer.name) is None
    if one == "Industry" and other == "Program" and _SLOGAN.search(outer.name):
        return False
    if one == "Agency" and other in ("Platform", "Project"):
        return inner.begin == outer.begin and inner.name.endswith(("大学", "学院"))
    if one == other == "Platform":
        return inner.begin == outer.begin and inner.name.endswith(ZONES)
    if one == other == "Place":
        return (inner.kind != "Place" or outer.kind == "Place") and not _namesake(inner, outer)
    return other in _NESTED[one]


def _namesake(inner: Found, outer: Found) -> bool:
    """Whether a place elsewhere only has the name of a town or village: 金华|镇 is not 金华市."""
    rest = outer.name.removeprefix(outer.name[: inner.end - inner.begin])
    return inner.begin == outer.begin and rest in ("镇", "乡", "村", "街道", "社区")


def _same_but_years(inner: Found, outer: Found) -> bool:
    """三年行动计划 in 三年行动计划（2023—2025年） is the policy itself."""
    rest = outer.name.removeprefix(inner.name)
    return inner.begin == outer.begin and bool(re.fullmatch(r"(?:方案|计划)?(?:（.*）)?", rest))


def section_subject(passage: Passage) -> Ref | None:
    """The industry whose section a passage stands in, by the innermost heading that names one; None outside of any."""
    return next((ref for heading in reversed(passage.section) if (ref := heading_subject(heading.title))), None)


Finder = Callable[[Cut, Setting], Iterator[Found]]

FINDERS: list[Finder] = [
    companies,
    policies,
    programs,
    honours,
    platforms,
    industries,
    agencies,
    projects,
    public_works,
    people,
    places,
]
