"""What a number comes by: the policy that money is paid out by, the course of action that does it, the fund it is of.

出台《…十条》，兑现奖补资金… is of the policy, 实施X整治行动，淘汰… of the action; what a report only lists behind it
(开展X三年行动，新增规上企业…) is of the place.
"""

import re
from collections.abc import Sequence

from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.named import Named
from ontology.facts import Ref

_POLICY = re.compile(r"(?:条|政策|意见|办法|措施|细则|方案|计划|规定)(?:（[^（）]*）)?$")
# What is done by a course of action that is named just before: 实施X整治行动，淘汰…, X行动带动….
_DONE = re.compile(
    r"(?:累计|已|共|先后)*(?:淘汰|整治|关停|拆除|取缔|带动|推动|拿出|惠及|覆盖|培训|完成.{0,8}改造)|.*数字化改造"
)
_COURSE = re.compile(r"(?:行动|工程|计划|整治|改革)$")
# What has been paid out by a policy that the sentence names: 落实《…十条》，兑现奖补资金…，惠及企业….
_PAID_OUT = re.compile(
    r"(?:[^，。；贷]{0,6}?(?:兑现|兑付|拨付|发放)(?!.*贷)|惠及|[^，。；]{0,6}?(?<!新增)(?:减税|降费|退税|减免))[^，。；]*$"
)
_VERB = 8  # characters before a policy's name that say what is done with it
_ISSUED = re.compile("(?:出台|印发|制定|制订|落实|推出|发布|实施)(?:了|好)?《?$")
_SETS = re.compile(
    r"(?:并|共|还|每年|专门|财政)*(?:设立|安排|列支|拿出)|对[^，。；]{2,30}(?:补助|奖励|补贴|给予|资助)|(?:最高|给予)+(?:补助|奖励|补贴|资助)?$"
)
_CLAUSES = 2  # behind a name in which what comes by it is told
_TAKES = frozenset(("Company", "Project", "Platform", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform"))
_FUND = re.compile(r"(?:规模)?的?(?:设立)?(?P<name>“[^“”]{2,12}”[\u4e00-\u9fff]{0,8}基金|[\u4e00-\u9fff]{2,18}?基金)")
_ANY_FUND = re.compile(r"(?:设立|组建|成立|政府|产业|发展|引导|投资|专项|扶持|创业|各类|子|母)+基金")


def means_of(text: str, quantity: Quantity, reading: Reading, named: Sequence[Named]) -> Ref | None:
    """The course of action or the policy that is named in the clauses before a number and that it comes by."""
    last = next((n for n in reversed(named) if n.ref.kind in ("Program", *_TAKES)), None)
    if last and last.ref.kind == "Program" and _DONE.match(reading.metric) and _COURSE.search(last.ref.name):
        return last.ref if _near(text, last, quantity) else None
    policy = next((n for n in reversed(named) if grants_by(n.ref)), None)
    if policy and _sets_up(text, policy, quantity):
        return policy.ref
    if policy and _PAID_OUT.match(reading.metric):
        return policy.ref if _near(text, policy, quantity) else None
    return None


def _sets_up(text: str, policy: Named, quantity: Quantity) -> bool:
    """Whether money is what a policy sets up or gives: 出台《…若干政策》，设立10亿元基金，对…最高补助2000万元."""
    between = text[policy.end : quantity.begin]
    if not quantity.unit.endswith("元") or between.count("，") > _CLAUSES or not between.lstrip("》").startswith("，"):
        return False
    issued = _ISSUED.search(text, max(0, policy.begin - _VERB), policy.begin)
    return issued is not None and _SETS.match(between.rpartition("，")[2]) is not None


def _near(text: str, each: Named, quantity: Quantity) -> bool:
    return text.count("，", each.end, quantity.begin) <= _CLAUSES


def grants_by(ref: Ref) -> bool:
    """Whether a thing is a policy that grants, by the end of its name, and no arrangement of work."""
    return ref.kind == "Policy" and _POLICY.search(ref.name) is not None


def fund_of(text: str, quantity: Quantity) -> Ref | None:
    """The fund with a name that a number is the size of: 规模10亿元的某某产业发展基金, 10亿元规模的….."""
    sized = text[max(0, quantity.head - 4) : quantity.head] + text[quantity.tail : quantity.tail + 2]
    found = _FUND.match(text, quantity.tail) if quantity.unit.endswith("元") and "规模" in sized else None
    return Ref("Program", found["name"]) if found and not _ANY_FUND.fullmatch(found["name"]) else None
