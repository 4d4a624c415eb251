"""Everything the graph knows of one thing, in the order a person would want, with the sentences that say so."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.answers import Answer, Rows
from ontology.errors import QueryError
from ontology.terms import prefixes
from queries.choices import term
from queries.header import Parameter, Words

Ask = Callable[[str], Answer]

# What a reader wants first: who and where, what it does, what it got; then who points at it.
ORDER = (
    "locatedIn", "partOf", "inIndustry", "inChain", "chainOf", "broader", "focusesOn", "layout", "makes", "undertakes",
    "operates", "holdsHonour", "headedBy", "issuedBy", "targets", "supports",
)  # fmt: skip

# What has a page of its own in an explanation: things and concepts, not the numbers and sentences about them.
KINDS = tuple(
    "ck:" + name
    for name in (
        "Company", "Platform", "Industry", "IndustryChain", "Project", "Policy", "Program", "Place", "Agency", "Person",
        "Honour", "Product", "Metric", "Document", "Unit",
    )
)  # fmt: skip

_THING = """
SELECT ?p ?name ?o ?value WHERE {
  VALUES ?thing { %s }
  ?thing ?p ?o . FILTER(?p != ck:evidence && (isIRI(?o) || LANG(?o) IN ("zh", "")))
  OPTIONAL { ?p rdfs:label ?name FILTER(LANG(?name) = "zh") }
  OPTIONAL { ?o rdfs:label ?value FILTER(LANG(?value) = "zh") }
}"""
_STATEMENTS = """
SELECT ?said ?p ?name ?outward ?other ?label ?method ?role ?sentence ?title ?date ?premise WHERE {
  VALUES ?thing { %s }
  { ?said rdf:subject ?thing ; rdf:object ?other . BIND(true AS ?outward) }
  UNION { ?said rdf:object ?thing ; rdf:subject ?other . BIND(false AS ?outward) }
  ?said rdf:predicate ?p ; ck:method ?method .
  ?p rdfs:label ?name FILTER(LANG(?name) = "zh")
  ?other rdfs:label ?label FILTER(LANG(?label) = "zh")
  OPTIONAL { ?said ck:role ?role }
  OPTIONAL { ?said ck:evidence ?e . ?e ck:sentence ?sentence ; oa:hasSource ?d . ?d dcterms:title ?title
             OPTIONAL { ?d dcterms:date ?date } }
  OPTIONAL { ?said prov:wasDerivedFrom ?from . ?from rdfs:label ?premise FILTER(LANG(?premise) = "zh") }
}"""
_NUMBERS = """
SELECT DISTINCT ?metric ?value ?unit ?measure ?basis ?status ?comparator ?start ?end ?sentence ?title ?date WHERE {
  VALUES ?thing { %s }
  ?n ck:about ?thing ; ck:value ?value ; ck:measure ?measure ; ck:status ?status ; ck:evidence ?e .
  ?e ck:sentence ?sentence ; oa:hasSource ?d . ?d dcterms:title ?title . OPTIONAL { ?d dcterms:date ?date }
  OPTIONAL { ?n ck:metric/rdfs:label ?metric FILTER(LANG(?metric) = "zh") }
  OPTIONAL { ?n ck:unit/rdfs:label ?unit FILTER(LANG(?unit) = "zh") }
  OPTIONAL { ?n ck:basis ?basis } OPTIONAL { ?n ck:comparator ?comparator }
  OPTIONAL { ?n ck:periodStart ?start } OPTIONAL { ?n ck:periodEnd ?end }
}"""
_MENTIONS = """
SELECT ?title ?date (COUNT(?e) AS ?times) (MIN(?s) AS ?sentence) WHERE {
  VALUES ?thing { %s }
  ?thing ck:evidence ?e . ?e oa:hasSource ?d ; ck:sentence ?s . ?d dcterms:title ?title
  OPTIONAL { ?d dcterms:date ?date }
} GROUP BY ?title ?date"""


@dataclass(frozen=True, order=True, slots=True)
class Said:
    """A sentence, and the document and date it stands in."""

    date: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of the thing: in words, to what, by which rule; the sentences, or the premises of a conclusion."""

    predicate: str
    name: str
    outward: bool
    other: str
    role: str
    method: str
    said: tuple[Said, ...]
    premises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number about the thing, as a phrase, with its sentence."""

    metric: str
    period: str
    phrase: str
    status: str
    said: Said


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of a thing."""

    iri: str
    label: str
    classes: tuple[str, ...]
    aliases: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    numbers: tuple[Number, ...]
    mentions: tuple[Said, ...]


def explain(ask: Ask, iri: str) -> Explanation:
    """What the graph says of the thing with this IRI; QueryError if it says nothing."""
    facts = [(p, name, o, value) for p, name, o, value in _table(ask, _THING, iri)]
    if not facts:
        raise QueryError(f"nothing is said of {iri}")
    labels = [o for p, _, o, _ in facts if p.endswith("#label")]
    plain: dict[str, set[str]] = {}
    for p, name, o, _ in facts:
        if name and "ontology#" in p and not o.startswith("http"):
            plain.setdefault(name, set()).add(o)
    mentions = [Said(date, title, said) for title, date, _, said in _table(ask, _MENTIONS, iri) if title]
    return Explanation(
        iri=iri,
        label=min(labels, default=iri),
        classes=tuple(sorted({value for p, _, _, value in facts if p.endswith("#type") and value})),
        aliases=tuple(sorted({o for p, _, o, _ in facts if p.endswith("#altLabel")})),
        values=tuple((name, "、".join(sorted(plain[name]))) for name in sorted(plain)),
        links=_links(_table(ask, _STATEMENTS, iri)),
        numbers=_numbers(_table(ask, _NUMBERS, iri)),
        mentions=tuple(sorted(mentions)),
    )


def _table(ask: Ask, query: str, iri: str) -> list[tuple[str, ...]]:
    answer = ask(prefixes() + query.replace("%s", f"<{iri}>"))
    if not isinstance(answer, Rows):
        raise TypeError("these queries are SELECT")
    return sorted(tuple(cell.value if cell else "" for cell in row) for row in answer)


def _links(rows: list[tuple[str, ...]]) -> tuple[Link, ...]:
    found: dict[tuple[str, str, bool], list[tuple[str, ...]]] = {}
    for row in rows:
        found.setdefault((row[0], row[4], row[3] == "true"), []).append(row)
    links = []
    for (_, _, outward), same in found.items():
        _, p, name, _, _, label, method, role, *_ = same[0]
        said = sorted({Said(date, title, sentence) for *_, sentence, title, date, _ in same if sentence})
        premises = sorted({premise for *_, premise in same if premise})
        links.append(Link(p.rpartition("#")[2], name, outward, label, role, method, tuple(said), tuple(premises)))
    return tuple(sorted(links, key=_rank))


def _rank(link: Link) -> tuple[bool, int, bool, str]:
    place = ORDER.index(link.predicate) if link.predicate in ORDER else len(ORDER)
    return not link.outward, place, not link.said, link.other


_BASIS = {"YearOnYear": "同比", "AnnualAverage": "年均", "Cumulative": "累计"}
_STATUS = {"Actual": "实际", "Target": "目标", "Estimate": "预计", "Planned": "计划"}
_COMPARATOR = {"AtLeast": "≥", "AtMost": "≤", "About": "约"}


def _numbers(rows: list[tuple[str, ...]]) -> tuple[Number, ...]:
    found = []
    for metric, value, unit, measure, basis, status, comparator, start, end, sentence, title, date in rows:
        growth = _BASIS.get(_local(basis), "") + "增长 " if _local(measure) == "Growth" else ""
        rank = "第 " if _local(measure) == "Rank" else ""
        phrase = f"{growth}{rank}{_COMPARATOR.get(_local(comparator), '')}{value}{unit}"
        found.append(Number(metric, period(start, end), phrase, _STATUS[_local(status)], Said(date, title, sentence)))
    return tuple(sorted(found, key=lambda n: (n.metric, n.period, n.phrase, n.said)))


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def period(start: str, end: str) -> str:
    """A period as people write it: a year, a month, or its two ends.

    >>> period("2025-01-01", "2025-12-31"), period("2023-01-01", "2023-09-30"), period("2022-11-01", "2022-11-30")
    ('2025', '2023-01—2023-09', '2022-11')
    """
    if not (start and end):
        return start or end
    whole_years = start.endswith("-01-01") and end.endswith("-12-31")
    first, last = (start[:4], end[:4]) if whole_years else (start[:7], end[:7])
    return first if first == last else f"{first}—{last}"


def lines(about: Explanation, width: int) -> Iterator[str]:
    """The explanation as lines of text no wider than width columns, full-width characters counted as two."""
    yield f"{about.label}  {'、'.join(about.classes)}"
    if about.aliases:
        yield from _wrapped("又名 " + "、".join(about.aliases), width, "  ")
    yield f"  {about.iri}"
    for name, value in about.values:
        yield from _wrapped(f"{name} {value}", width, "  ")
    last = ("", True)
    for link in about.links:
        if (link.name, link.outward) != last:
            last = (link.name, link.outward)
            yield ""
            yield f"【{link.name}】" if link.outward else f"【← {link.name}】"
        yield from _wrapped(link.other + (f"（{link.role}）" if link.role else ""), width, "  ")
        for said in link.said:
            yield from _quoted(said, width)
        if not link.said:
            yield from _wrapped(f"推断（{link.method}）：{'；'.join(link.premises)}", width, "    ")
    if about.numbers:
        yield ""
        yield "【数据】"
    for number in about.numbers:
        parts = (number.metric or "（指标不明）", number.period, number.status, number.phrase)
        yield from _wrapped("  ".join(part for part in parts if part), width, "  ")
        yield from _quoted(number.said, width)
    if about.mentions:
        yield ""
        yield "【提及】"
    for said in about.mentions:
        yield from _quoted(said, width)


def _quoted(said: Said, width: int) -> Iterator[str]:
    sentence = said.sentence if len(said.sentence) <= 160 else said.sentence[:159] + "…"
    yield from _wrapped(f"· {sentence} —— {said.title}，{said.date}".rstrip("，"), width, "    ")


def _wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    """Lines no wider than width: broken anywhere but inside a Latin word or number, and not before closing marks."""
    line, used = indent, len(indent)
    for piece in re.findall(r"——|[!-~]+|.", text):
        size = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in piece)
        if used + size > width and used > len(indent) and piece not in "，。；：、”’》）":
            yield line
            line, used = indent, len(indent)
            piece, size = piece.lstrip(), size if piece.strip() else 0
        line += piece
        used += size
    yield line


def thing(ask: Ask, name: str) -> str:
    """The IRI of the thing of this label, alias or IRI; CallError with the nearest names, or the several it means."""
    wanted = Parameter("name", "", KINDS, many=False, default=(), choices=(), meaning=Words("", ""))
    return term(wanted, name, ask).value
