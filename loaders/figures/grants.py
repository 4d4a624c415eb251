"""Policies that say what is granted: by their title, from when to when, and what of their numbers is no grant.

A grant is a fact of the policy for as long as that is in force; money that is set aside for it is planned.
"""

import re
from datetime import date
from functools import cache

from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading
from loaders.lexicon import one_of, rules, words
from loaders.spans import Period, Today

_NOTICE = re.compile(r"[^《》]*关于(?:印发|转发|发布|公布)《?(?P<name>[^《》]{4,}?)》?的通[知告](?:（[^（）]*）)?$")
_DAY = r"(?P<{0}>20\d\d)年(?P<{0}_month>\d{{1,2}})月(?P<{0}_day>\d{{1,2}})日"
# 自2024年3月1日起施行，有效期至2026年12月31日
_SINCE = re.compile(rf"自{_DAY.format('first')}起(?:正式)?(?:施行|实施|执行|生效)")
_UNTIL = re.compile(
    r"(?:有效期|有效期限|执行期|执行期限|实施期限|期限)(?:截止|截至|延续|暂定)?(?:到|至|为)?" + _DAY.format("last")
)
_IN_FORCE = 60  # characters between when a policy comes into force and until when it is
_MONEY = re.compile(r"资金|经费|基金|专项|预算|财政")
_SET_ASIDE = re.compile(r"(?:安排|列支|设立|组建|拿出|统筹|筹[集措]|预算|规模|到位)[^，。；：]*$")
_CLAUSE = re.compile(r"[，。；：]")
_NEAR = 40  # characters before a number in which the money is named
_BEHIND = 20  # characters behind it
_WHOLE_PLACE = re.compile(r"[全我][省市县区州旗盟镇乡]")
_PAID_OUT = re.compile(r"(?:已|共|累计)*(?:兑现|兑付|发放|拨付|惠及)")


_OFFERS = re.compile(
    r"奖励|奖补|补助|补贴|资助|贴息|奖金|给予|予以|返还|减免|减半|免收|免费|优惠|补偿|让利|扶持资金|支持资金|租金|奖|补足|封顶|上限|最高|额度|担保|贷款"
)


def offers(sentence: str) -> bool:
    """Whether a sentence of a policy says what is granted, and not what is to be done or reached."""
    return _OFFERS.search(sentence) is not None


def grants(title: str) -> bool:
    """Whether a document is a policy that says what is granted, by its title."""
    return _granting().search(title) is not None


@cache
def _granting() -> re.Pattern[str]:
    return re.compile(one_of(words(rules("status")["titles"]["grants"])))


def policy_of(title: str) -> str:
    """The title of the policy that a notice only hands on (关于印发《X若干政策》的通知), else that of the text."""
    found = _NOTICE.fullmatch(title)
    return found["name"] if found else title


def in_force(title: str, content: str, today: Today) -> Period | None:
    """From when to when a policy that grants is in force, where its text tells both days.

    Else the year in which it comes into force, or of the document; for how many years it holds (有效期三年) is left
    out, since annotators differ on it.
    """
    if not today.year or not grants(title):
        return None
    since = _SINCE.search(content) if "起" in content else None
    until = _UNTIL.search(content, since.end(), since.end() + _IN_FORCE) if since else None
    first, last = _day(since, "first"), _day(until, "last")
    if not first or not last or last < first:
        year = today.year if last or not first else first[:4]
        return Period(f"{year}-01-01", f"{year}-12-31")
    return Period(first, last)


def _day(found: re.Match[str] | None, name: str) -> str:
    """The day that a match tells, YYYY-MM-DD; "" if it tells none of the calendar."""
    if found is None:
        return ""
    try:
        return date(*(int(found[part]) for part in (name, name + "_month", name + "_day"))).isoformat()
    except ValueError:  # 13月32日
        return ""


def set_aside(text: str, quantity: Quantity) -> bool:
    """Whether a number is the money that a policy sets aside: 每年安排专项经费200万元, 组建规模2亿元的…基金."""
    if not quantity.unit.endswith("元"):
        return False
    front, behind = text[max(0, quantity.head - _NEAR) : quantity.head], text[quantity.tail : quantity.tail + _BEHIND]
    named = _MONEY.search(front.rpartition("。")[2]) or _MONEY.search(_CLAUSE.split(behind)[0])
    return named is not None and _SET_ASIDE.search(front) is not None


def of_all(text: str, quantity: Quantity, reading: Reading, sentence: int) -> bool:
    """Whether a number in a policy tells of the whole place, or of what was paid out before, and is no grant."""
    whole = _WHOLE_PLACE.search(text, sentence, quantity.begin) is not None
    return whole or (_PAID_OUT.match(reading.metric) is not None and not reading.metric.endswith("时限"))
