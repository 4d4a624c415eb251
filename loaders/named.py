"""A thing named at a place in a passage: what entities.py finds, and relations.py and observations.py build on."""

from loaders.text import Passage
from ontology.facts import Mention, Ref
from ontology.values import record


@record
class Named:
    """`passage.text[begin:end]` names `ref`; method and confidence say by which rule and how surely.

    implicit: the words point at the thing without naming it (该公司, 企业, 该市); no mention is made of it,
    but a relation or a number may be about it.
    """

    passage: Passage
    begin: int
    end: int
    ref: Ref
    method: str
    confidence: float
    aliases: tuple[str, ...] = ()
    implicit: bool = False

    def mention(self) -> Mention:
        """The fact that this is."""
        place = self.passage.evidence(self.begin, self.end)
        return Mention(self.ref, place, self.method, self.confidence, self.aliases)

    def holds(self, other: "Named") -> bool:
        """Whether another name stands inside this one, as 临海市 in 临海市东山工业园, or at the same place."""
        return self is not other and self.begin <= other.begin and other.end <= self.end
