"""What follows from what is said: rules that write to graph/inferred, each conclusion with its premises.

Three rules read names (an industry by the key words of its products, of a project's or a company's own name, a
chain's industry by its name) and live here; the others are queries in infer/*.rq. A rule sees what the rules before
it concluded.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

from graph.answers import Answer, Rows
from graph.rdf import CONFIDENCE, METHOD, PROV, Statement, decimal, iri, literal, reified, statement_iri
from ontology import names, vocab

if TYPE_CHECKING:
    import ahocorasick

_TAIL = re.compile(
    r"(?:系列|生产线|生产|基地|建设|制造|技改|扩建|新建|改造|产业化|项目|产品|装配|组装|设备项目|及配套|[一二三]期|（[^）]*）|\([^)]*\))+$"
)

_FIRM_TAIL = re.compile(r"(?:（[^）]*）|科技|技术|实业|工业|制造|股份|集团|加工)+$")

Ask = Callable[[str], Answer]

PREFIXES = """PREFIX ck: <https://w3id.org/cixi-kg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@dataclass(frozen=True, order=True, slots=True)
class Conclusion:
    """A relation that follows: IRIs of its ends, the predicate's local name, and one premise's IRI."""

    subject: str
    predicate: str
    object: str
    premise: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name (it becomes ck:method), how sure its conclusions are, and what draws them."""

    name: str
    confidence: Decimal
    conclude: Callable[[Ask], Iterable[Conclusion]]


def infer(ask: Ask, rule: Rule, term: Callable[[str], str]) -> Iterator[Statement]:
    """What one rule concludes over the graph, as statements for graph/inferred; what is said is not concluded again."""
    found = sorted(set(rule.conclude(ask)))
    said = _said(ask, {c.predicate for c in found})
    fresh = [c for c in found if (c.subject, c.predicate, c.object) not in said and c.subject != c.object]
    labels = _labels(ask, {c.subject for c in fresh} | {c.object for c in fresh})
    for c in fresh:
        node = statement_iri(c.subject, c.predicate, c.object)
        label = f"{labels.get(c.subject, '')} {term(c.predicate)} {labels.get(c.object, '')}"
        yield from reified(node, (c.subject, c.predicate, c.object), label)
        yield node, METHOD, literal(rule.name)
        yield node, CONFIDENCE, decimal(rule.confidence)
        yield node, iri(PROV + "wasDerivedFrom"), iri(c.premise)


def _said(ask: Ask, predicates: set[str]) -> set[tuple[str, str, str]]:
    return {
        (s, predicate, o)
        for predicate in sorted(predicates)
        for s, o in _pairs(ask, f"{PREFIXES} SELECT ?s ?o WHERE {{ ?s ck:{predicate} ?o }}")
    }


def _labels(ask: Ask, wanted: set[str]) -> dict[str, str]:
    if not wanted:
        return {}
    values = " ".join(f"<{address}>" for address in sorted(wanted))
    query = f'{PREFIXES} SELECT ?s ?l WHERE {{ VALUES ?s {{ {values} }} ?s rdfs:label ?l FILTER(LANG(?l) = "zh") }}'
    return dict(_pairs(ask, query))


def _pairs(ask: Ask, sparql: str) -> Iterator[tuple[str, str]]:
    return ((first, second) for first, second in _rows(ask, sparql))


def _rows(ask: Ask, sparql: str) -> Iterator[tuple[str, ...]]:
    answer = ask(sparql)
    if not isinstance(answer, Rows):
        raise TypeError("a rule is a SELECT")
    for row in answer:
        if all(row):
            yield tuple(cell.value for cell in row if cell)


def industry_from_product(ask: Ask) -> Iterator[Conclusion]:
    """A product's name ends on a key word of an industry: its maker, and the project for it, are in that industry.

    The head of a Chinese noun stands last, so the key word that ends last decides, the longest of these first.
    A key word that ends before the last third of the name says what the product is for, not what it is. A project is
    for the products of its company that its name holds; where it holds none, its name is read like a product's.
    """
    words = _keywords()
    made = f"""{PREFIXES} SELECT DISTINCT ?s ?name ?premise WHERE {{
      ?premise rdf:predicate ck:makes ; rdf:subject ?s ; rdf:object ?p . ?p rdfs:label ?name }}"""
    projects = f"""{PREFIXES} SELECT DISTINCT ?s ?name ?premise ?maker WHERE {{
      ?s a ck:Project ; rdfs:label ?name .
      ?premise rdf:predicate ck:undertakes ; rdf:object ?s ; rdf:subject ?maker }}"""
    products: dict[str, list[tuple[str, str]]] = {}
    for maker, name, premise in _rows(ask, made):
        products.setdefault(maker, []).append((name, premise))
        yield from _conclusion(maker, name, premise, words)
    for project, title, undertaking, maker in _rows(ask, projects):
        held = [(name, premise) for name, premise in products.get(maker, ()) if name in title]
        for name, premise in held or [(title, undertaking)]:
            yield from _conclusion(project, name, premise, words)


def _conclusion(subject: str, name: str, premise: str, words: "ahocorasick.Automaton") -> Iterator[Conclusion]:
    industry = industry_of(name, words)
    if industry:
        yield Conclusion(subject, "inIndustry", industry, premise)


def industry_of(product: str, words: "ahocorasick.Automaton | None" = None) -> str | None:
    """The IRI of the industry that a product's name tells, None where no key word tells one."""
    text = _TAIL.sub("", product)
    hits = [(end, len(word), address) for end, (word, address) in (words or _keywords()).iter(text)]
    if not hits:
        return None
    end, _, address = max(hits)
    return address if end + 1 > 2 * len(text) / 3 else None


_UNTOLD = """
SELECT DISTINCT ?s ?name ?premise WHERE {{
  ?s a ck:{kind} ; rdfs:label ?name ; ck:evidence ?premise .
  FILTER(LANG(?name) = "zh") FILTER NOT EXISTS {{ ?s ck:inIndustry ?known }} }}"""


def industry_from_name(ask: Ask) -> Iterator[Conclusion]:
    """Where nothing else tells it: a project's name ends on what it is for, a company's on its line of business.

    A company's line of business is what its name says before its legal form, and must end on the name of an industry
    or a long key word itself: a firm of trade or finance with a key word before that is in no industry by it.
    """
    words = _keywords()
    for kind, read in (("Project", industry_of), ("Company", industry_of_firm)):
        premises: dict[tuple[str, str], str] = {}
        for thing, name, premise in sorted(_rows(ask, PREFIXES + _UNTOLD.format(kind=kind))):
            premises.setdefault((thing, name), premise)
        for (thing, name), premise in premises.items():
            industry = read(name, words)
            if industry:
                yield Conclusion(thing, "inIndustry", industry, premise)


def industry_of_firm(name: str, words: "ahocorasick.Automaton | None" = None) -> str | None:
    """The IRI of the industry that a company's name ends on, None where it ends on none."""
    parts = names.split_company(name)
    line = _FIRM_TAIL.sub("", parts.trade_name + parts.trade_word)
    ends = [hit for end, hit in (words or _keywords()).iter(line) if end == len(line) - 1]
    hits = [(len(word), address) for word, address in ends if len(word) > 2 or vocab.concept("industry", word)]
    size, address = max(hits, default=(0, ""))
    return address if 0 < size < len(line) else None


def _keywords() -> "ahocorasick.Automaton":
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for concept in vocab.concepts("industry"):
        for word in (*concept.keywords, concept.label, *concept.aliases):
            if len(word) > 1 and not automaton.exists(word):
                automaton.add_word(word, (word, concept.iri))
    automaton.make_automaton()
    return automaton


def place_from_name(ask: Ask) -> Iterator[Conclusion]:
    """A company that nothing places is where its name says, if no document that names it is about that place.

    A registered name begins with the division that registered the company. Of a firm of the document's own area the
    name mostly tells only the province, which says less than the document.
    """
    query = f"""{PREFIXES} PREFIX oa: <http://www.w3.org/ns/oa#> SELECT DISTINCT ?s ?name ?area ?premise WHERE {{
      ?s a ck:Company ; rdfs:label ?name ; ck:evidence ?premise . ?premise oa:hasSource/ck:area ?area
      FILTER(LANG(?name) = "zh") FILTER NOT EXISTS {{ ?s ck:locatedIn ?known }} }}"""
    premises: dict[tuple[str, str], str] = {}
    areas: dict[tuple[str, str], set[str]] = {}
    for firm, name, area, premise in sorted(_rows(ask, query)):
        premises.setdefault((firm, name), premise)
        areas.setdefault((firm, name), set()).add(re.split(r"[/-]", area.rpartition("vocab/place/")[2])[0])
    for (firm, name), premise in premises.items():
        place = names.place_told(name)
        if place and place.code.isdigit() and not any(_holds(place.code, code) for code in areas[firm, name]):
            yield Conclusion(firm, "locatedIn", place.iri, premise)


def _holds(place: str, area: str) -> bool:
    """Whether a place holds another or lies in it, by their division codes."""
    one, other = (re.sub(r"(?:00)+$", "", code) for code in (place, area))
    return one.startswith(other) or other.startswith(one)


def industry_of_chain(ask: Ask) -> Iterator[Conclusion]:
    """A chain is the chain of the industry that its name, less 产业链, names in the vocabulary.

    Groupings of policy (块状经济, 优势产业), which hold neither key words nor industries, are no industry of a chain.
    """
    query = f"""{PREFIXES} SELECT DISTINCT ?chain ?name ?e WHERE {{
      ?chain a ck:IndustryChain ; rdfs:label ?name ; ck:evidence ?e }}"""
    above = {concept.broader for concept in vocab.concepts("industry")}
    seen: set[str] = set()
    for chain, name, evidence in sorted(_rows(ask, query)):
        concept = vocab.concept("industry", re.sub(r"(全?产业链|链)$", "", name))
        if concept and (concept.keywords or concept.iri in above) and chain not in seen:
            seen.add(chain)
            yield Conclusion(chain, "chainOf", concept.iri, evidence)


def _file(name: str) -> Rule:
    text = files("graph").joinpath("infer", f"{name}.rq").read_text(encoding="utf-8")
    stated = re.search(r"^# confidence: ([\d.]+)$", text, re.MULTILINE)
    if not stated:
        raise ValueError(f"graph/infer/{name}.rq does not state its confidence in a line `# confidence: 0.8`")
    return Rule(name, Decimal(stated[1]), lambda ask: (Conclusion(*row) for row in _rows(ask, text)))


RULES = (
    Rule("industry-of-chain", Decimal("0.9"), industry_of_chain),
    Rule("industry-from-product", Decimal("0.75"), industry_from_product),
    Rule("industry-from-name", Decimal("0.6"), industry_from_name),
    _file("chain-from-industry"),
    Rule("place-from-name", Decimal("0.7"), place_from_name),
    _file("place-from-project"),
    _file("place-from-town"),
    _file("place-from-document"),
    _file("place-from-platform"),
    _file("layout-from-document"),
)
