"""Whom a number is about: the company, platform, industry, program or project of its clause, else the place."""

import re
from collections.abc import Sequence

from loaders.cues import NAME
from loaders.lexicon import one_of
from loaders.named import Named
from loaders.text import Passage
from ontology import vocab
from ontology.facts import Ref


class Subjects:
    """The things named in a document, asked by passage and position."""

    def __init__(self, area: Ref | None, named: Sequence[Named]) -> None:
        self.area = area
        self._by_passage: dict[int, list[Named]] = {}
        for each in named:
            self._by_passage.setdefault(id(each.passage), []).append(each)
        self._own = _own_names(area)

    def of(self, passage: Passage) -> Sequence[Named]:
        """What is named in a passage, in order."""
        return self._by_passage.get(id(passage), ())

    def masked(self, passage: Passage) -> str:
        """The text of a passage, each character of the area's own name made NAME."""
        return self._own.sub(lambda m: NAME * len(m[0]), passage.text) if self._own else passage.text

    def about(self, passage: Passage, begin: int, at: int, metric: str) -> tuple[Ref | None, Ref | None]:
        """Whom the number at a position of the sentence that begins at `begin` is about, and its place."""
        return self.area, self.area


def _own_names(area: Ref | None) -> re.Pattern[str] | None:
    """The names of the document's area and of what lies in it, where they are not part of a longer name."""
    if area is None:
        return None
    code = area.key
    inside = [p for p in vocab.concepts("place") if code and p.code.startswith(code)]
    names = {name for p in inside for name in p.names if len(name) > 1} | {area.name}
    return re.compile(rf"{one_of(names)}(?![级区]|[\u4e00-\u9fff]{{0,2}}级)")
