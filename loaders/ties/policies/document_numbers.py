"""Who issued a policy by the number of its paper: 临政办发〔2021〕7号 is of the office of the government of 临海市.

The first character stands for the place: that of the document or one around it, a province by its short name.
"""

import re
from collections.abc import Iterator

from loaders.named import Named
from loaders.ties.reading import Reading
from ontology import vocab
from ontology.facts import Ref, Relation

_BEFORE = (
    r"(?P<place>[\u4e00-\u9fff])(?:政|府)(?P<office>办)?[\u4e00-\u9fff]{0,2}(?:（|\[)(?:19|20)\d\d(?:）|\])\s?\d+号"
)
_NUMBER_THEN = re.compile(_BEFORE + r"(?:文件?)?(?:印发的?)?[，、：\s]?《?$")
_THEN_NUMBER = re.compile(r"》?[，\s]?（" + _BEFORE + r"）")
# Short names of the provinces in the numbers of their papers, by code (GB/T 2260; 内政发 of Inner Mongolia).
_REGIONS = (
    (11, "京津冀晋内"),
    (21, "辽吉黑"),
    (31, "沪苏浙皖闽赣鲁"),
    (41, "豫鄂湘粤桂琼"),
    (50, "渝川黔云藏"),
    (61, "陕甘青宁新"),
)
_PROVINCES = {short: str(first + number) for first, region in _REGIONS for number, short in enumerate(region)}
_LONGEST = 24  # characters of a number with the mark behind it


def numbered(reading: Reading, policy: Named) -> tuple[Ref, tuple[int, int]] | None:
    """The government whose paper a policy is by the number before or behind its title, and where both stand."""
    before = _NUMBER_THEN.search(reading.text, max(0, policy.begin - _LONGEST), policy.begin)
    told = before or _THEN_NUMBER.match(reading.text, policy.end)
    body = _government(reading, told) if told else None
    return (body, (min(told.start(), policy.begin), max(told.end(), policy.end))) if told and body else None


def by_number(reading: Reading) -> Iterator[Relation]:
    """issuedBy of the policies of a passage that are told with their numbers."""
    for policy in reading.named if "Policy" in reading.kinds and "号" in reading.text else ():
        told = numbered(reading, policy) if policy.ref.kind == "Policy" and not policy.implicit else None
        if told:
            yield from reading.say(policy.ref, "issuedBy", told[0], told[1], "issued-number", 0.85)


def _government(reading: Reading, told: re.Match[str]) -> Ref | None:
    """The government, or its office, that a number's first characters tell."""
    area = reading.area
    if area is None:
        return None
    short = told["place"]
    around = [(area.name, area.key), *((each.label, each.code) for each in vocab.place_chain(area.key))]
    home = [(name, code) for name, code in around if code.isdigit()]
    province = _PROVINCES.get(short)
    found = [(name, code) for name, code in home if name[0] == short and len(code) == len(home[0][1])]
    found += [(name, code) for name, code in home if code.startswith(province or "-") and code.endswith("0000")]
    if not found:
        return None
    name, code = found[0]
    office = ("人民政府办公厅" if code.endswith("0000") else "人民政府办公室") if told["office"] else "人民政府"
    return Ref("Agency", f"{name}{office}", f"{code}-{office}")
