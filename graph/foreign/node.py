"""A thing of a foreign graph with its triples, each a line of the dataset's text, and what these say in our terms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.answers import Term
from graph.foreign.terms import Terms
from ontology.facts import Evidence

CONTEXT = 24  # code points of prefix and suffix that an Evidence carries
_LONGEST = 800  # code points of the sentence that an Evidence shows
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# Languages in which a name is Chinese, the plainest first (BCP 47); a name in none is taken for one too.
_CHINESE = ("zh", "zh-hans", "zh-cn", "zh-sg", "zh-my", "", "zh-hant", "zh-tw", "zh-hk", "zh-mo")


@dataclass(slots=True)
class Node:
    """A subject: its IRI, its triples as predicate and object in canonical order, and where each line begins."""

    iri: str
    said: list[tuple[str, Term]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def values(self, terms: Terms, name: str) -> list[tuple[int, Term]]:
        """The objects of its triples that a property of ours means, each with the number of its triple."""
        return [(i, value) for i, (predicate, value) in enumerate(self.said)
                if name in terms.means(predicate)]  # fmt: skip

    def classes(self, terms: Terms) -> Iterator[str]:
        """The classes of ours that it has by its types, then by its properties."""
        for predicate, value in self.said:
            if predicate == _TYPE:
                yield from terms.kinds(value.value)
        for predicate, _ in self.said:
            yield from terms.domains.get(predicate, ())

    def names(self, terms: Terms) -> list[tuple[int, Term]]:
        """Its names, the one that is most likely to be its Chinese label first, each with the number of its triple."""
        labels = [each for each in self.values(terms, "label") if each[1].kind == "literal" and each[1].value.strip()]
        aliases = [each for each in self.values(terms, "alias") if each[1].kind == "literal" and each[1].value.strip()]
        return sorted(labels, key=lambda each: (_rank(each[1]), each[0])) + aliases

    def place(self, number: int, document: str, content: str) -> Evidence:
        """Where the object of a triple stands in the dataset's text, without its quotes or brackets."""
        predicate, value = self.said[number]
        start = self.starts[number] + len(f"<{self.iri}> <{predicate}> ") + 1
        end = start + len(written(value))
        return Evidence(
            document,
            start,
            end,
            content[start:end],
            content[max(0, start - CONTEXT) : start],
            content[end : end + CONTEXT],
            self.sentence(),
        )

    def sentence(self) -> str:
        """What is said of it, for people: the last part of each property's IRI, and its value."""
        said = "；".join(f"{_last(predicate)}：{_shown(value)}" for predicate, value in self.said)
        return said[:_LONGEST]


def _rank(name: Term) -> int:
    language = name.language.lower()
    return _CHINESE.index(language) if language in _CHINESE else len(_CHINESE) - language.startswith("zh-")


def is_chinese(name: Term) -> bool:
    """Whether a name is said to be Chinese, or in no language."""
    return name.language == "" or name.language.lower().startswith("zh")


def written(value: Term) -> str:
    """A term as N-Triples write it, without its quotes or brackets, language and datatype."""
    text = str(Term("literal", value.value)) if value.kind == "literal" else str(value)
    return text[1:-1]


def _last(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]


def _shown(value: Term) -> str:
    return value.value if value.kind == "literal" else _last(value.value)


def nodes_of(triples: Iterable[tuple[Term, Term, Term]]) -> dict[str, Node]:
    """The subjects of triples by IRI, in order, each with its triples in order."""
    found: dict[str, Node] = {}
    for subject, predicate, value in sorted(set(triples)):
        node = found.get(subject.value)
        if node is None:
            node = found[subject.value] = Node(subject.value)
        node.said.append((predicate.value, value))
    return found


def text_of(nodes: Iterable[Node]) -> str:
    """The triples of these nodes as lines of N-Triples; each node learns where its lines begin."""
    parts: list[str] = []
    at = 0
    for node in nodes:
        node.starts.clear()
        for predicate, value in node.said:
            line = f"<{node.iri}> <{predicate}> {value} .\n"
            node.starts.append(at)
            parts.append(line)
            at += len(line)
    return "".join(parts)
