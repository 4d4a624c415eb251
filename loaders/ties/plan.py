"""The structure of a plan: what its headings are about, 发展重点 and 空间布局 under them, and the plan itself."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.finding import is_generic, table
from loaders.lexicon import one_of, rules
from loaders.lexicon import words as listed_words
from loaders.named import Named
from loaders.names.fronts import inner
from loaders.names.industries.industry_names import names_within, never
from loaders.names.industries.industry_words import sound
from loaders.names.policies.policies import policy_title
from loaders.text import Passage, Text
from loaders.ties.reading import INDUSTRIES, PLATFORMS
from ontology import vocab
from ontology.facts import Ref, Relation

_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+[编章篇节]|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,2}[.、．]|专栏\s*[\d一二三四五六七八九十-]*[：:]?)\s*"
)
_SUM = re.compile(r"[百千万亿]元")
_NUMBERED = r"^(?:[（(]?[一二三四五六七八九十\d]*[）).、]?)?"


# Whose the industry of a heading is: 江口高新区|生物医药产业.
_WHOSE = re.compile(
    r"^[\u4e00-\u9fff]{2,8}?(?:高新区|开发区|经开区|工业园区?|产业园区?|园区|新区|[市县镇])(?=[\u4e00-\u9fff]{2,}产业)"
)


@cache
def heading_subject(title: str) -> Ref | None:
    """The industry that a heading names as a whole: 1．智能家电产业; None for a heading of another kind."""
    words = re.sub(r"^.{2,6}[：:]", "", _NUMBER.sub("", title).strip())
    words = _verbs().sub("", words)
    words = _WHOSE.sub("", words)
    found = re.fullmatch(r"(.{2,16}?)(产业链|产业集群|产业|行业|制造业)", words)
    if not found:
        return _plain_industry(words) if _NUMBER.match(title) else None
    if re.search(r"(?:若干|[三四五六七八九十两\d])[个大条]|[，、。]", words):
        return None
    if found[1].endswith("大"):
        return None  # 小茶叶做成大产业
    if _SUM.search(found[1]) or (inner(found[1]) and not vocab.concept("industry", found[1] + found[2])):
        return None  # 小护栏织出千亿元产业链, 因地制宜发展特色产业
    name = found[1] + found[2]
    if is_generic(found[1], "industry") and name not in group_names() and not names_within(name):
        return None
    if found[2] == "产业链":
        return Ref("IndustryChain", name)
    known = vocab.concept("industry", name)
    if known is None and not names_within(name) and not sound(found[1], found[2]):
        return None  # 从旧料中拣出大产业
    return Ref("Industry", known.label if known else name)


def _plain_industry(words: str) -> Ref | None:
    """The industry that a numbered heading names by its name alone: 第二节 生物医药, 第三节 新能源新材料.

    Not one of the sectors of the whole economy: 二、农业 heads what a report says of many things.
    """
    known = vocab.concept("industry", words)
    if known:
        return Ref("Industry", known.label) if known.broader and words not in never() else None
    parts = ((words[:at], words[at:]) for at in range(2, len(words) - 1))
    two = any(all(vocab.concept("industry", part) and part not in never() for part in both) for both in parts)
    return Ref("Industry", words) if two and len(words) <= 10 else None


@cache
def _verbs() -> re.Pattern[str]:
    """The verbs and adverbs that a heading may begin with: 做大做强, 加快培育."""
    speech = rules("words")
    return re.compile(rf"^(?:{one_of((*listed_words(speech['govern']), *listed_words(speech['act'])))})+(?=.{{4}})")


@cache
def group_names() -> frozenset[str]:
    """The names of groups of industries: 未来产业, 战略性新兴产业."""
    return frozenset(listed_words(table("industry")["groups"]))


def heading_group(title: str) -> Ref | None:
    """The group of industries that a heading ends with: （二）做大做强三大战略性新兴产业."""
    name = max((g for g in group_names() if title.endswith(g)), key=len, default="")
    if not name:
        return None
    known = vocab.concept("industry", name)
    return Ref("Industry", known.label if known else name)


def document_policy(text: Text) -> Ref | None:
    """The document as a policy, if its title says that it is one: 《…规划》."""
    title = policy_title(text.document.title)
    return Ref("Policy", title) if title else None


def plan_relations(text: Text, named: Sequence[Named], policy: Ref | None) -> list[Relation]:
    """What the plan's headings and fields say: sub-industries, layout, and who issued the plan."""
    found: list[Relation] = []
    groups: dict[int, list[Named]] = {}
    for each in named:
        groups.setdefault(id(each.passage), []).append(each)
    found += _headings(groups)
    found += _boxes(groups)
    for group in groups.values():
        found += _fields(group[0].passage, group)
        found += _platform_paragraph(group)
        if policy:
            found += _supported(policy, group)
    if policy and text.document.area:
        found += _issued(text, policy, groups)
    return found


def section_industry(passage: Passage) -> Ref | None:
    """The industry of the innermost heading that names one."""
    return next((s for h in reversed(passage.section) if (s := heading_subject(h.title))), None)


def _headings(groups: dict[int, list[Named]]) -> Iterator[Relation]:
    """1．新材料产业 under （二）做大做强三大战略性新兴产业: the industry belongs to the group."""
    for group in groups.values():
        passage = group[0].passage
        child = heading_subject(passage.text) if passage.kind == "heading" else None
        outer = [heading_group(h.title) for h in passage.section[:-1]]
        parent = next((ref for ref in reversed(outer) if ref), None)
        if child and parent and child != parent:
            yield Relation(child, "broader", parent, passage.evidence(0, len(passage.text)), "broader-heading", 0.85)


def _boxes(groups: dict[int, list[Named]]) -> Iterator[Relation]:
    """The programs in a box (专栏) whose title is a program are parts of it."""
    boxes: dict[str, Ref] = {}
    for group in groups.values():
        passage = group[0].passage
        program = next((n for n in group if n.ref.kind == "Program"), None)
        if passage.text.startswith("专栏") and program and len(passage.text) < 45:
            boxes[passage.text] = program.ref
            continue
        whole = next((boxes[h.title] for h in reversed(passage.section) if h.title in boxes), None)
        for each in group if whole else ():
            carried = re.search(r"(?:^|[。；])(?:深入|全面|大力)?(?:实施|开展)$", passage.text[: each.begin])
            if whole and each.ref.kind == "Program" and each.ref != whole and carried and not each.implicit:
                yield Relation(each.ref, "partOf", whole, passage.evidence(each.begin, each.end), "part-of-box", 0.8)


@cache
def _field() -> re.Pattern[str]:
    """The name of a field under an industry's heading, as the group parts, firms or places."""
    lists = table("plan")
    kinds = "|".join(f"(?P<{key}>{one_of(listed_words(lists[key]))})" for key in ("parts", "firms", "places"))
    return re.compile(rf"{_NUMBERED}【?(?:{kinds})\s*(?:[】：:。]|$)")


def _fields(passage: Passage, group: list[Named]) -> Iterator[Relation]:
    """发展重点：…, 【空间布局】…, 重点企业：… under the heading of an industry."""
    subject = section_industry(passage)
    field = _field().match(passage.text) if subject else None
    if subject and not field and passage.kind == "body" and passage.section:
        yield from _branches(passage, group, subject)
    if not field or not subject:
        return
    end = passage.text.find("。", field.end())
    end = len(passage.text) if end < 0 else end
    for each in group:
        if each.implicit or not field.end() <= each.begin < end or each.ref == subject:
            continue
        evidence = passage.evidence(0, each.end)
        if field["firms"] and each.ref.kind == "Company":
            yield Relation(each.ref, "inIndustry", subject, evidence, "industry-field", 0.85)
        elif field["parts"] and each.ref.kind in INDUSTRIES:
            yield Relation(each.ref, "broader", subject, evidence, "broader-field", 0.85)
        elif field["places"] and each.ref.kind in ("Place", *PLATFORMS) and not _in_platform(passage, each, group):
            yield Relation(subject, "layout", each.ref, evidence, "layout-field", 0.9)


_OPENS = re.compile(r"(?:[—·•■●◆▪\-]{1,2}|[（(]?[\d一二三四五六七八九十]{1,2}[）).、．])?\s*")


def _branches(passage: Passage, group: list[Named], subject: Ref) -> Iterator[Relation]:
    """——A。… under the field 【发展重点】 of an industry: A is a part of it."""
    field = _field().fullmatch(passage.section[-1].title)
    begin = _OPENS.match(passage.text)
    for each in group if field and field["parts"] and begin else ():
        opens = begin and each.begin == begin.end() and passage.text[each.end : each.end + 1] in ("。", "：")
        if opens and each.ref.kind in INDUSTRIES and each.ref != subject and not each.implicit:
            evidence = passage.evidence(each.begin, each.end)
            yield Relation(each.ref, "broader", subject, evidence, "broader-field", 0.85)


def _in_platform(passage: Passage, each: Named, group: list[Named]) -> bool:
    """Whether a place only stands in a platform's name; 滨江开发区（江口镇） names the place for itself."""
    if passage.text[each.begin - 1 : each.begin] == "（":
        return False
    return any(o.ref.kind in PLATFORMS and o.holds(each) for o in group)


def _platform_paragraph(group: list[Named]) -> Iterator[Relation]:
    """滨江经济开发区：…整合A、B；重点发展C、D等产业: a paragraph that opens with a platform and a colon."""
    passage = group[0].passage
    opening = next(
        (n for n in group if n.begin == 0 and n.ref.kind in PLATFORMS and passage.text[n.end : n.end + 1] == "："), None
    )
    if not opening:
        return
    for verb, part in _objects(passage, group, r"整合(?:原)?|加快推进|推进", PLATFORMS):
        if part.ref != opening.ref and (verb[0].startswith("整合") or passage.text.startswith("建设", part.end)):
            evidence = passage.evidence(verb.start(), part.end)
            yield Relation(part.ref, "partOf", opening.ref, evidence, "part-of-paragraph", 0.8)
    for verb, industry in _objects(passage, group, r"重点发展|主导产业|加快推进|大力发展", INDUSTRIES):
        evidence = passage.evidence(verb.start(), industry.end)
        yield Relation(opening.ref, "focusesOn", industry.ref, evidence, "focus-paragraph", 0.85)


def _objects(
    passage: Passage, group: list[Named], verbs: str, kinds: tuple[str, ...]
) -> Iterator[tuple[re.Match[str], Named]]:
    """Each verb and what is named of these classes between it and the end of its clause."""
    for verb in re.finditer(verbs, passage.text):
        stop = re.compile(r"[，。；]").search(passage.text, verb.end())
        end = stop.start() if stop else len(passage.text)
        for each in group:
            if each.ref.kind in kinds and not each.implicit and verb.end() <= each.begin < end:
                yield verb, each


def _supported(policy: Ref, group: list[Named]) -> Iterator[Relation]:
    passage, last = group[0].passage, -1  # where the last one supported ends: 支持A、B
    for each in group:
        if each.ref.kind not in ("Company", "Project") or each.implicit:
            continue
        listed = last >= 0 and re.fullmatch(r"[”“、和与及]+|以及", passage.text[last : each.begin])
        if listed or re.search(r"(?:鼓励支持|支持|鼓励)[“]?$", passage.text[: each.begin]):
            last = each.end
            yield Relation(
                policy, "supports", each.ref, passage.evidence(max(0, each.begin - 4), each.end), "supports-verb", 0.75
            )


def _issued(text: Text, policy: Ref, groups: dict[int, list[Named]]) -> Iterator[Relation]:
    """The plan is issued by its area: said by the first mention of its title."""
    title = policy.name
    for label in names_within(title):
        for group in groups.values():
            at = group[0].passage.text.find(title)
            if at >= 0:
                evidence = group[0].passage.evidence(at, at + len(title))
                yield Relation(policy, "targets", Ref("Industry", label), evidence, "targets-title", 0.85)
                break
    for group in groups.values():
        at = group[0].passage.text.find(title)
        if at >= 0 and text.document.area:
            yield Relation(
                policy,
                "issuedBy",
                text.document.area,
                group[0].passage.evidence(at, at + len(title)),
                "issued-by-area",
                0.8,
            )
            return
