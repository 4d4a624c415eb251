"""The industry of a firm by the frame that names its field: 全球船用锚链领域的“隐形冠军”C, C深耕船用锚链领域."""

from collections.abc import Iterator

from loaders.lexicon import has
from loaders.names.companies.firm_fields import CUES, fields
from loaders.ties.reading import INDUSTRIES, Reading
from ontology.facts import Relation


def field_firms(reading: Reading) -> Iterator[Relation]:
    """inIndustry, by the frames of names/companies/firm_fields.py: the industry stands where the frame wants it."""
    if reading.kinds.isdisjoint(INDUSTRIES) or not has(reading.text, *CUES):
        return
    for firm in reading.named:
        if firm.ref.kind != "Company" or firm.implicit:
            continue
        for begin, end in fields(reading.text, firm.begin, firm.end):
            for each in reading.within(begin, end, INDUSTRIES):
                if not each.implicit and each.end == end and each.begin <= begin + 2:
                    where = (min(begin, firm.begin), max(end, firm.end))
                    yield from reading.say(firm.ref, "inIndustry", each.ref, where, "industry-field", 0.82)
