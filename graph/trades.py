"""What names and products tell of trades: the goods that a company makes, the industries that things are in."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.concluding import PREFIXES, Ask, Conclusion, rows
from ontology import goods, iris, names, vocab

if TYPE_CHECKING:
    import ahocorasick

_TAIL = re.compile(
    r"(?:系列|生产线|生产|基地|建设|制造|技改|扩建|新建|改造|产业化|项目|产品|装配|组装|设备项目|及配套|[一二三]期|（[^）]*）|\([^)]*\))+$"
)

_FIRM_TAIL = re.compile(r"(?:（[^）]*）|科技|技术|实业|工业|制造|股份|集团|加工)+$")


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
    for maker, name, premise in rows(ask, made):
        products.setdefault(maker, []).append((name, premise))
        yield from _conclusion(maker, name, premise, words)
    for project, title, undertaking, maker in rows(ask, projects):
        held = [(name, premise) for name, premise in products.get(maker, ()) if name in title]
        for name, premise in held or [(title, undertaking)]:
            yield from _conclusion(project, name, premise, words)


def industry_from_named_product(ask: Ask) -> Iterator[Conclusion]:
    """The industry of the goods that a company's name tells (product_from_name), where nothing tells its industry."""
    query = f"{PREFIXES} SELECT DISTINCT ?s ?o WHERE {{ ?s a ck:Company ; ck:inIndustry ?o }}"
    known = {firm for firm, _ in rows(ask, query)}
    yield from (each for each in industry_from_product(ask) if each.subject not in known)


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
        for thing, name, premise in sorted(rows(ask, PREFIXES + _UNTOLD.format(kind=kind))):
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


def product_from_name(ask: Ask) -> Iterator[Conclusion]:
    """海虹车桥: a company makes the goods that its name's line of business tells, where nothing said tells as much."""
    made = f"""{PREFIXES} SELECT DISTINCT ?s ?name WHERE {{ ?s ck:makes ?p . ?p rdfs:label ?name }}"""
    products: dict[str, list[str]] = defaultdict(list)
    for maker, product in rows(ask, made):
        products[maker].append(product)
    named = f"""{PREFIXES} SELECT DISTINCT ?s ?name ?premise WHERE {{
      ?s a ck:Company ; rdfs:label ?name ; ck:evidence ?premise FILTER(LANG(?name) = "zh") }}"""
    premises: dict[tuple[str, str], str] = {}
    for firm, name, premise in sorted(rows(ask, named)):
        premises.setdefault((firm, name), premise)
    for (firm, name), premise in premises.items():
        told = goods.told(name)
        if told and not any(told in product or product in told for product in products[firm]):
            yield Conclusion(firm, "makes", iris.thing("Product", told), premise, told)


def industry_above(ask: Ask) -> Iterator[Conclusion]:
    """What is in an industry is in the wider ones that a document naming the thing names as well: 食品 with 酿酒.

    The sectors of the whole economy say nothing more.
    """
    above = _ancestors()
    named: dict[tuple[str, str], str] = {}
    where = "SELECT DISTINCT ?s ?doc ?e WHERE {{ ?s a ck:{kind} ; ck:evidence ?e . ?e oa:hasSource ?doc }}"
    for industry, document, evidence in sorted(rows(ask, PREFIXES + where.format(kind="Industry"))):
        named.setdefault((industry, document), evidence)
    documents: dict[str, set[str]] = defaultdict(set)
    for kind in ("Company", "Project"):
        for thing, document, _ in rows(ask, PREFIXES + where.format(kind=kind)):
            documents[thing].add(document)
    member = "SELECT DISTINCT ?s ?o ?x WHERE {{ ?x rdf:predicate ck:inIndustry ; rdf:subject ?s ; rdf:object ?o }}"
    for thing, industry, premise in sorted(rows(ask, PREFIXES + member.format())):
        for each in above.get(industry, ()):
            for evidence in sorted(named[each, doc] for doc in documents[thing] if (each, doc) in named)[:1]:
                yield Conclusion(thing, "inIndustry", each, premise)
                yield Conclusion(thing, "inIndustry", each, evidence)


def _ancestors() -> dict[str, list[str]]:
    """For each industry of the vocabulary those above it, the sectors of the whole economy left out."""
    by_iri = {concept.iri: concept for concept in vocab.concepts("industry")}
    found: dict[str, list[str]] = {}
    for concept in by_iri.values():
        line, at = [], concept
        while at.broader and at.broader in by_iri:
            at = by_iri[at.broader]
            if at.broader and at.label != "制造业":
                line.append(at.iri)
        found[concept.iri] = line
    return found


def industry_of_chain(ask: Ask) -> Iterator[Conclusion]:
    """A chain is the chain of the industry that its name, less 产业链, names in the vocabulary.

    Groupings of policy (块状经济, 优势产业), which hold neither key words nor industries, are no industry of a chain.
    """
    query = f"""{PREFIXES} SELECT DISTINCT ?chain ?name ?e WHERE {{
      ?chain a ck:IndustryChain ; rdfs:label ?name ; ck:evidence ?e }}"""
    above = {concept.broader for concept in vocab.concepts("industry")}
    seen: set[str] = set()
    for chain, name, evidence in sorted(rows(ask, query)):
        concept = vocab.concept("industry", re.sub(r"(全?产业链|链)$", "", name))
        if concept and (concept.keywords or concept.iri in above) and chain not in seen:
            seen.add(chain)
            yield Conclusion(chain, "chainOf", concept.iri, evidence)
