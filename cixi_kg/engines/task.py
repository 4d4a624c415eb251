"""From one document to its outcome: the pure function that every engine maps, whatever goes wrong in the document."""

import hashlib
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

from cixi_kg.fault import place
from loaders.find import find
from loaders.read import load, parse
from loaders.sources import Source
from loaders.text import Text
from ontology import codec, iris
from ontology.errors import SourceError
from ontology.facts import Document

_GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds, and a second more for each `rate` bytes of it; bytes of memory."""

    seconds: float = 60.0
    rate: int = 20_000
    memory: int = 2 * _GIB

    def allowed(self, size: int) -> float:
        """Seconds for a document of so many bytes."""
        return self.seconds + size / self.rate


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read; known: the stamp under which the store has it already, "" if it does not count;
    private: whether it may lie at an address of the own network."""

    source: Source
    rules: str
    known: str = ""
    private: bool = False

    def size(self) -> int:
        """The bytes of the file, 0 where they cannot be told."""
        try:
            return 0 if self.source.remote else Path(self.source.location).stat().st_size
        except OSError:
            return 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: its facts as JSON with its text, or `unchanged`, or the reason why it is skipped.

    stamp: what the facts depend on: content, manifest entry, rules. numbers, relations, characters: how many.
    """

    source: Source
    stamp: str = ""
    facts: str = field(default="", repr=False)
    content: str = field(default="", repr=False)
    reason: str = ""
    unchanged: bool = False
    numbers: int = 0
    relations: int = 0

    @property
    def name(self) -> str:
        """What its files in a generation are called."""
        return iris.slug(self.source.identifier)

    @property
    def characters(self) -> int:
        """The length of its text."""
        return len(self.content)


def extract(task: Task) -> Outcome:
    """What became of one document. Nothing in it raises, but for MemoryError."""
    source = task.source
    try:
        data, name = load(source, private=task.private)
        stamp = f"{_entry(task, name)} {hashlib.sha256(data).hexdigest()}"
        if stamp == task.known:
            return Outcome(source, stamp, unchanged=True)
        text = parse(source, data, name)
        facts = find(text)
        return Outcome(
            source,
            stamp,
            codec.dumps(facts),
            text.content,
            numbers=len(facts.observations),
            relations=len(facts.relations),
        )
    except SourceError as error:
        return skipped(source, str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  a fault of ours in one document must not stop the others
        return skipped(source, f"{source.location} cannot be read by a fault of ours: {place(error)}")


def warm_up() -> None:
    """Loads vocabularies and rules, so that no document's time counts it."""
    find(Text(Document("", ""), "2023年，慈溪市实现工业总产值100亿元。"))


def skipped(source: Source, reason: str) -> Outcome:
    """The outcome of a document that gives nothing; the reason is one line."""
    return Outcome(source, reason=" ".join(reason.split()))


def _entry(task: Task, name: str) -> str:
    """A hash of all that the facts depend on beside the content: what is known of the document, and the rules."""
    known = replace(task.source, location=task.source.location if task.source.remote else "")
    return iris.digest(task.rules, name, *map(str, astuple(known)))
