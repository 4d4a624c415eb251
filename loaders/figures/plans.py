"""What a plan tells of what is there already, and not of what is to be."""

import re

from loaders.figures.ranges import Quantity
from loaders.figures.sentence import Sentence
from loaders.figures.status import default, laid_out, under
from loaders.figures.topics import THINGS
from loaders.periods import Period, Today
from loaders.text import Heading, Passage
from ontology.facts import Ref

_LABEL = re.compile(r"\s*[【〔\[](?P<label>[^】〕\]]{2,12})[】〕\]]")
# What a plan wants done: a sentence with one of them tells an aim.
_TO_DO = re.compile(
    r"支持|推[动进]|引导|鼓励|依托|加[快大强]|促进|培育|打造|建设|带动|扩大|提[升高]|实施|重点|发展|引进|围绕|扩[到至建产]|增[至到加]|新[增建]|到20\d\d"
)

_AIMED_AT = re.compile(r"控制在|(?:达|扩大|扩展|增加|提高)[到至]")  # a size to be reached in the plan's time


def status_of(passage: Passage, today: Today) -> str:
    """The status that a paragraph's own label gives to it (【发展基础】2020年，…), else its headings, or ""."""
    if passage.kind == "heading":
        return "Actual"
    found = _LABEL.match(passage.text)
    told = default((Heading(1, found["label"]),), today) if found else ""
    return told or default(under(passage.section, passage.source.document.title), today)


def there_now(
    sentence: Sentence, quantity: Quantity, about: Ref | None, period: Period | None, title: Period | None, today: Today
) -> bool:
    """Whether a plan tells what a company has or does, in a sentence without a time or anything to be done.

    X公司年加工玉米90万吨，产量居全省第二位: it holds for the document's year, and not for the plan's last.
    """
    if about is None or about.kind != "Company" or period is None or period != title or period.year <= today.year:
        return False
    said = sentence.text[: quantity.head - sentence.begin]
    return not sentence.times and not sentence.cues and _TO_DO.search(said) is None


def told_now(
    sentence: Sentence, quantity: Quantity, about: Ref | None, metric: str, period: Period | None, today: Today
) -> bool:
    """Whether a plan tells what a project is to cost, or a zone to measure, without a time before it.

    2．X项目，总投资18亿元，用地360亩: it is planned now, and not for the plan's last year.
    """
    if about is None or about.kind not in THINGS or period is None or not 0 < today.year < period.year:
        return False
    sized = metric.endswith("投资") or laid_out(metric, quantity.unit)
    head = quantity.head - sentence.begin
    part = sentence.text.rfind("；", 0, head) + 1
    dated = any(part <= t.begin - sentence.begin < head for t in sentence.times)
    return sized and not dated and _AIMED_AT.search(sentence.text, part, head) is None
