"""Honours that whole lists of holders have: A、B和C等H, 国家级H——P, 行业隐形冠军德国C."""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.reading import PLATFORMS, Reading, run_of, span
from ontology.facts import Relation

_FIRMS_HOLD = ("企业", "冠军", "巨人", "巨人”", "独角兽", "瞪羚", "工厂", "老字号", "试点单位", "示范单位")
_VILLAGES_HOLD = ("村", "镇", "之乡", "村镇")
_COUNT = r"(?:\d+|[一二三四五六七八九十两]+)[余多]?[家户个]"
_OF_MANY = re.compile(
    rf"[”]?等(?:现有|现存|全[市县区]|我[市县区]|本地|本土|当地|境内)?(?:的)?(?:{_COUNT}|一批|一大批|一众|众多|多[家个]|数[家十]家?)?(?:优质|优秀|知名|的)?[“]?"
)
_AIM = re.compile(r"(?:力争|争取|培育|申报|推荐|孵化|创建|打造|新增|培养)[^，。；]{0,8}$")
_DASH = re.compile(r"[”]?[—―－\-–]{1,2}[“]?")


def listed(reading: Reading, honour: Named) -> Iterator[Relation]:
    """A、B等4家“小巨人”企业; A、B和C等高新技术企业: the list that its closing words give an honour."""
    kinds = ("Company",) if honour.ref.name.endswith(_FIRMS_HOLD) else ()
    kinds = ("Place",) if honour.ref.name.endswith(_VILLAGES_HOLD) else kinds
    last = reading.last_before(honour.begin, kinds, reading.clause(honour.begin)[0]) if kinds else None
    if last is None or not _OF_MANY.fullmatch(reading.text, last.end, honour.begin):
        return
    members = run_of(reading, last, kinds)
    counted = re.search(_COUNT, reading.text[last.end : honour.begin])
    if not counted and _AIM.search(reading.text, reading.clause(members[0].begin)[0], members[0].begin):
        return
    for each in members:
        if kinds == ("Company",) or each.ref.name[-1:] == honour.ref.name[-1:]:
            yield from reading.say(each.ref, "holdsHonour", honour.ref, span(each, honour), "award-list-of", 0.8)


def dashed(reading: Reading, honour: Named) -> Iterator[Relation]:
    """国家级经开区——P: the one behind a dash is what the honour before it tells of."""
    dash = _DASH.match(reading.text, honour.end)
    at = dash.end() if dash else -1
    named = [n for n in reading.between(at, at) if n.ref.kind in ("Company", "Place", *PLATFORMS) and not n.implicit]
    holder = max(named, key=lambda n: n.end, default=None) if dash else None
    lead = reading.text[reading.clause(honour.begin)[0] : honour.begin]
    if holder and not re.search(r"创建|争创|申报|打造|建设", lead):
        yield from reading.say(holder.ref, "holdsHonour", honour.ref, span(honour, holder), "award-dash", 0.8)
