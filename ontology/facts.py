"""The nouns that travel from the loaders to the graph: frozen, ordered, and without any reference to either.

A fact names things by `Ref` (class and name), never by IRI: which names mean the same thing is settled
later, over all documents (graph.resolve), and the IRI is minted when the fact becomes quads (graph.rdf).
"""

from dataclasses import field
from decimal import Decimal

from ontology.values import ordered, record


@ordered
class Ref:
    """A thing by the local name of its class and its name.

    key: what the IRI is minted from, where the name alone does not tell the thing: the division code of a
    place (330282), or `code-name` for what is only unique inside its area (330282-滨海经济开发区).
    """

    kind: str
    name: str
    key: str = ""


@ordered
class Document:
    """A source document. date: YYYY, YYYY-MM or YYYY-MM-DD, empty if unknown; area: None if unknown."""

    identifier: str
    title: str
    date: str = ""
    area: Ref | None = None
    publisher: str = ""
    kind: str = ""
    url: str = ""
    licence: str = ""
    file: str = ""
    sha256: str = ""
    length: int = 0


@ordered
class Evidence:
    """A place in a document's text: code points [start, end), the words there, and the sentence to show."""

    document: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    sentence: str


@ordered
class Mention:
    """A thing named in a document, under which other names, and the rule that saw it.

    written: its names in the characters of the document, where these are traditional.
    """

    ref: Ref
    evidence: Evidence
    method: str
    confidence: float
    aliases: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


@ordered
class Relation:
    """A relation of the contract that the document says; predicate is the local name (locatedIn …).

    qualifiers: (property's local name, text) pairs about the relation itself, such as a person's role.
    supposed: the words at the place show it without saying it; the graph holds it as a conclusion from that place.
    """

    subject: Ref
    predicate: str
    object: Ref
    evidence: Evidence
    method: str
    confidence: float
    qualifiers: tuple[tuple[str, str], ...] = ()
    supposed: bool = False


@ordered
class Attribute:
    """A plain value of a thing that the document says, such as a project's start.

    datatype: string, gYearMonth, integer, decimal or date (of XML Schema); "" for a code, a string in no language.
    """

    subject: Ref
    property: str
    value: str
    datatype: str
    evidence: Evidence
    method: str
    confidence: float


@record
class Observation:
    """A number that measures something: CONTRACT section 4, field for field.

    value as written (5400 for 5400亿元), negative for a fall; unit as written, "" where there is none;
    metric: the indicator's name. measure: Level, Growth, Rank; basis: "", YearOnYear, AnnualAverage, Cumulative;
    status: Actual, Target, Estimate, Planned; comparator: Equal, AtLeast, AtMost, About;
    start and end: ISO dates, both inclusive, "" if the text does not tell; about, area: None if not told.
    """

    value: Decimal
    unit: str
    metric: str
    evidence: Evidence
    method: str
    confidence: float
    measure: str = "Level"
    basis: str = ""
    status: str = "Actual"
    comparator: str = "Equal"
    start: str = ""
    end: str = ""
    about: Ref | None = None
    area: Ref | None = None
    scope: str = ""


@record
class Facts:
    """All that was found in one document, each list in the order of the text."""

    document: Document
    mentions: tuple[Mention, ...] = field(default=())
    relations: tuple[Relation, ...] = field(default=())
    attributes: tuple[Attribute, ...] = field(default=())
    observations: tuple[Observation, ...] = field(default=())
