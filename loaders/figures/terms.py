"""For how long a permit, a policy or a contract holds: 证书有效期3年, 本办法…，有效期为五年."""

import re
from datetime import date, timedelta

from loaders.figures.ranges import Quantity
from loaders.figures.said import Reading, Said
from loaders.spans import Period

_UNITS = frozenset(("年", "个月", "月", "天"))
_TERM = re.compile(
    r"(?:本|该)?(?:政策|办法|措施|意见|条例|规定|通知|方案|细则)?"
    r"(?P<of>[\u4e00-\u9fff“”]{0,8}?(?:有效期|保护期|合同期|质保期|保质期|免租期|租赁期|授信期|贷款期|任期)限?)"
    r"(?:一般|均|最长|最短|暂定|延长|延续)*(?:为|是|达到?|至|到)?"
)


def term(said: Said, quantity: Quantity) -> Reading | None:
    """有效期 of 有效期为3年: no aim, and of no year."""
    if quantity.unit not in _UNITS or not said.words.endswith(
        ("期", "限", "为", "是", "达", "长", "短", "定", "至", "到")
    ):
        return None
    found = _TERM.fullmatch(said.words)
    if found is None:
        return None
    return Reading(found["of"], base=found["of"], status="Actual", rule="term", confidence=0.8)


_SINCE = re.compile(r"自(20\d\d)年(\d{1,2})月(\d{1,2})日起(?:正式)?(?:施行|实施|执行|生效)")


def runs(text: str, begin: int, quantity: Quantity) -> Period | None:
    """From when to when a term runs, where its sentence tells when it begins: 自2024年3月1日起施行，有效期3年.

    begin: where the sentence begins.
    """
    found = _SINCE.search(text, begin, quantity.head) if quantity.unit == "年" else None
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        last = date(year + int(quantity.value), month, day) - timedelta(days=1)
    except ValueError:  # no such day
        return None
    return Period(f"{year}-{month:02d}-{day:02d}", last.isoformat())
