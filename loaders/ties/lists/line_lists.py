"""Lists that give each project in lines of its own: its name, and in the next lines who builds it."""

import re
from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.ties.reading import Reading
from ontology.facts import Relation

_BESIDE = re.compile(r"(?:（[^（）]*）|[\s/、]|\d+[.．、])*")
_FULL = re.compile(r"公司|集团|合作社|厂")  # a brand alone in a line rather opens the next project
_AFTER = 3  # characters between two lines: the break and what space there is


def line_lists(read: Sequence[Reading]) -> Iterator[Relation]:
    """X项目 in a line, C有限公司 alone in the next ones: C undertakes it, as far as the layout shows."""
    project: Named | None = None
    end = -1
    for reading in read:
        evidence = reading.passage.evidence(0, len(reading.text))
        if evidence.start - end > _AFTER:
            project = None
        end = evidence.end
        kinds = {"Project", "Company"}
        whole = [n for n in reading.named if n.ref.kind in kinds and not n.implicit]
        works = next((n for n in whole if n.ref.kind == "Project"), None)
        firms = [n for n in whole if n.ref.kind == "Company"]
        if works and _BESIDE.fullmatch(reading.text[: works.begin] + reading.text[works.end :]):
            project = works
        elif firms and not works and _only(reading, firms) and _FULL.search(reading.text):
            for firm in firms:
                if project is not None:
                    at = (firm.begin, firm.end)
                    yield from reading.say(
                        firm.ref, "undertakes", project.ref, at, "undertakes-line", 0.7, supposed=True
                    )
        else:
            project = None


def _only(reading: Reading, firms: list[Named]) -> bool:
    """Whether a line is names of companies with nothing but marks between."""
    rest, at = "", 0
    for firm in firms:
        rest += reading.text[at : firm.begin]
        at = max(at, firm.end)
    return _BESIDE.fullmatch(rest + reading.text[at:]) is not None
