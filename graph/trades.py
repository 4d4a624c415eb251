"""What names and products tell of trades: the goods that a company makes, the industries that things are in."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from graph.concluding import PREFIXES, Ask, Conclusion, rows
from ontology import goods, iris, vocab
from ontology.trades import any_equipment, industry_of, industry_of_firm, is_equipment


def industry_from_product(ask: Ask) -> Iterator[Conclusion]:
    """A product's name ends on a key word of an industry: its maker, and the project for it, are in that industry.

    A project is for the products of its company that its name holds; where it holds none, its name is read like a
    product's (ontology.trades).
    """
    made = f"""{PREFIXES} SELECT DISTINCT ?s ?name ?premise WHERE {{
      ?premise rdf:predicate ck:makes ; rdf:subject ?s ; rdf:object ?p . ?p rdfs:label ?name }}"""
    projects = f"""{PREFIXES} SELECT DISTINCT ?s ?name ?premise ?maker WHERE {{
      ?s a ck:Project ; rdfs:label ?name .
      ?premise rdf:predicate ck:undertakes ; rdf:object ?s ; rdf:subject ?maker }}"""
    products: dict[str, list[tuple[str, str]]] = {}
    for maker, name, premise in rows(ask, made):
        products.setdefault(maker, []).append((name, premise))
        yield from _conclusion(maker, name, premise)
    for project, title, undertaking, maker in rows(ask, projects):
        held = [(name, premise) for name, premise in products.get(maker, ()) if name in title]
        for name, premise in held or [(title, undertaking)]:
            yield from _conclusion(project, name, premise)


def industry_from_named_product(ask: Ask) -> Iterator[Conclusion]:
    """The industry of the goods that a company's name tells (product_from_name), where nothing tells its industry."""
    query = f"{PREFIXES} SELECT DISTINCT ?s WHERE {{ ?s a ck:Company . {_exact()} }}"
    known = {firm for (firm,) in rows(ask, query)}
    broadly = _broadly(ask)
    for each in industry_from_product(ask):
        if each.subject not in known and (each.subject not in broadly or is_equipment(each.object)):
            yield each


def _conclusion(subject: str, name: str, premise: str) -> Iterator[Conclusion]:
    industry = industry_of(name)
    if industry:
        yield Conclusion(subject, "inIndustry", industry, premise)


_UNTOLD = """
SELECT DISTINCT ?s ?name ?premise WHERE {{
  ?s a ck:{kind} ; rdfs:label ?name ; ck:evidence ?premise .
  FILTER(LANG(?name) = "zh") FILTER NOT EXISTS {{ {exact} }} }}"""


def _exact() -> str:
    """That a thing is in an industry, and not only in that of equipment of any kind: its name may tell of which."""
    return f"?s ck:inIndustry ?known FILTER(?known NOT IN ({_any_equipment()}))"


def _broadly(ask: Ask) -> set[str]:
    """What is in the industry of equipment of any kind."""
    query = f"{PREFIXES} SELECT DISTINCT ?s WHERE {{ ?s ck:inIndustry ?known FILTER(?known IN ({_any_equipment()})) }}"
    return {thing for (thing,) in rows(ask, query)}


@cache
def _any_equipment() -> str:
    """The industries of equipment of any kind and their chains, as SPARQL lists them."""
    labels = [concept.label for concept in vocab.concepts("industry") if concept.iri in any_equipment()]
    chains = (iris.thing("IndustryChain", label + "产业链") for label in labels)
    return ", ".join(f"<{address}>" for address in sorted({*any_equipment(), *chains}))


def industry_from_name(ask: Ask) -> Iterator[Conclusion]:
    """Where nothing else tells it: a project's name ends on what it is for, a company's on its line of business.

    A company's line of business is what its name says before its legal form, and must end on the name of an industry
    or a long key word itself: a firm of trade or finance with a key word before that is in no industry by it.
    What is told to be in equipment of any kind is in that which its name tells: 海虹纺织机械 in 装备制造.
    """
    broadly = _broadly(ask)
    for kind, read in (("Project", industry_of), ("Company", industry_of_firm)):
        premises: dict[tuple[str, str], str] = {}
        for thing, name, premise in sorted(rows(ask, PREFIXES + _UNTOLD.format(kind=kind, exact=_exact()))):
            premises.setdefault((thing, name), premise)
        for (thing, name), premise in premises.items():
            industry = read(name)
            if industry and (thing not in broadly or is_equipment(industry)):
                yield Conclusion(thing, "inIndustry", industry, premise)


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
