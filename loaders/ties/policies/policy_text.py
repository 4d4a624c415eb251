"""What the text of a plan or policy says of itself: who signed and approved it, whom it rewards, what it pays for."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.finding import table
from loaders.lexicon import has, one_of, words
from loaders.named import Named
from loaders.names.industries.industry_names import names_within
from loaders.ties.industries.industry_ties import is_group, is_sector, opening
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, run_of
from ontology.facts import Ref, Relation

_EARLY = 5  # passages within which a text names who signs it
_DATED = re.compile(r"(?:办公室)?[\s（(]*(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?)?[）)\s]*")
_ABOUT = re.compile(r"关于(?:印发|发布|公布|转发|下发|出台)[《“]?")
_APPROVED = re.compile(
    r"[》”]?(?:已|业)?经(?P<who>[^，。；]{2,20}?)(?:常务会议|会议|党组)?(?:研究|审议|讨论)*(?:同意|通过|批准)"
)
_PAID = re.compile(r"(?:安排|给予|补助|资助|支持|投入)[^，。；]{0,16}?(?:经费|资金|补助|\d[\d.]*[万亿]?元)")
_HELPS = ("安排", "给予", "补助", "资助", "支持", "投入", "鼓励")  # with one of which a policy pays or encourages
_BACKED = re.compile(r"(?:鼓励支持|支持|鼓励)(?:发展|建设|打造|培育|做大做强|做强)[“]?$")


def policy_text(read: Sequence[Reading]) -> Iterator[Relation]:
    """All relations that the words of a policy document have with itself as their subject."""
    policy = read[0].policy if read else None
    for place, reading in enumerate(read if policy else ()):
        if policy:
            yield from _signed(reading, policy, early=place < _EARLY)
            yield from _backed(reading, policy)
    yield from _branches(read, policy) if policy else ()


@cache
def _fields() -> re.Pattern[str]:
    return re.compile(one_of(words(table("plan")["parts"])))


def _branches(read: Sequence[Reading], policy: Ref) -> Iterator[Relation]:
    """三、发展重点 of a plan for one industry, （一）A。… （二）B。…: A and B are branches of the industry."""
    whole = _industry(read, policy)
    for reading in read if whole else ():
        if any(_fields().search(h.title) for h in reading.passage.section):
            for each in opening(reading):
                if whole and not is_group(each):
                    yield from reading.say(each.ref, "broader", whole, (each.begin, each.end), "broader-of-plan", 0.7)


def _industry(read: Sequence[Reading], policy: Ref) -> Ref | None:
    """The one industry that a policy's title names."""
    named = {
        inner.ref
        for reading in read
        for title in reading.named
        if title.ref == policy
        for inner in reading.within(title.begin, title.end, INDUSTRIES)
        if not is_group(inner) and not is_sector(inner)
    }
    labels = names_within(policy.name) if not named else []
    return named.pop() if len(named) == 1 else Ref("Industry", labels[0]) if len(labels) == 1 else None


def _signed(reading: Reading, policy: Ref, *, early: bool) -> Iterator[Relation]:
    """A body alone on a line at the head of a policy; X办公室关于印发…; 已经市政府研究同意."""
    bodies = [n for n in reading.named if n.ref.kind == "Agency" and not n.implicit]
    for body in bodies if early else ():
        alone = body.begin == 0 and _DATED.fullmatch(reading.text, body.end)
        about = _ABOUT.match(reading.text, body.end)
        if alone or (about and policy.name[:12] in reading.text[about.end() :]):
            yield from reading.say(policy, "issuedBy", body.ref, (body.begin, body.end), "issued-signed", 0.85)
    approved = _APPROVED.search(reading.text) if early else None
    for body in bodies if approved else ():
        if approved and approved.start("who") <= body.begin and body.end <= approved.end("who"):
            where = (approved.start(), approved.end())
            yield from reading.say(policy, "issuedBy", body.ref, where, "issued-approved", 0.75)


def _backed(reading: Reading, policy: Ref) -> Iterator[Relation]:
    """P每年安排运行经费800万元; 支持C牵头建设P; 鼓励发展A、B: what a policy pays for or encourages."""
    for each in reading.named if has(reading.text, *_HELPS) else ():
        if each.implicit or each.ref.kind not in ("InnovationPlatform", "DigitalPlatform", *INDUSTRIES):
            continue
        begin, end = reading.sentence(each.begin)
        first = run_of(reading, each, (each.ref.kind,))[0]
        lead = reading.text[begin : first.begin]
        paid = each.ref.kind in PLATFORMS and _PAID.search(reading.text, each.end, end)
        built = each.ref.kind in PLATFORMS and _BUILT.search(lead)
        if paid or built or (_BACKED.search(lead) and not _held(reading, each)):
            yield from reading.say(policy, "supports", each.ref, (begin, each.end), "supports-backed", 0.7)


_BUILT = re.compile(r"(?:支持|鼓励)[^，。；]{2,30}?(?:牵头|联合|共同|合作)?(?:建设|组建|打造|共建|成立|设立)[“]?$")


def _held(reading: Reading, each: Named) -> bool:
    return any(o is not each and o.begin <= each.begin and each.end <= o.end for o in reading.named)
