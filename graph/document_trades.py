"""The industries of things among those that their document speaks of: wider ones, the one narrower, the one served.

A document sorts its companies by the industries that it names: 酿酒 is 食品 where it speaks of 食品, 医药 is 医药化工.
Each conclusion has two premises: what tells the thing's own trade, and the words that name the document's industry.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from graph.concluding import PREFIXES, Ask, Conclusion, rows
from ontology import trades

_WHERE = """SELECT DISTINCT ?s ?name ?doc ?e WHERE {{
  ?s a ck:{kind} ; rdfs:label ?name ; ck:evidence ?e . ?e oa:hasSource ?doc FILTER(LANG(?name) = "zh") }}"""
_MEMBER = "SELECT DISTINCT ?s ?o ?x WHERE { ?x rdf:predicate ck:inIndustry ; rdf:subject ?s ; rdf:object ?o }"
_GOODS = """SELECT DISTINCT ?s ?name ?x WHERE {
  { ?x rdf:predicate ck:makes ; rdf:subject ?s ; rdf:object ?p . ?p rdfs:label ?name }
  UNION { ?s a ck:Project ; rdfs:label ?name ; ck:evidence ?x } FILTER(LANG(?name) = "zh") }"""


_HOLDS = """SELECT DISTINCT ?s ?name ?x WHERE {
  { ?x rdf:predicate ck:makes ; rdf:subject ?s ; rdf:object ?p . ?p rdfs:label ?name }
  UNION { VALUES ?kind { ck:Company ck:Project } ?s a ?kind ; rdfs:label ?name ; ck:evidence ?x }
  FILTER(LANG(?name) = "zh") }"""


@dataclass(frozen=True, slots=True)
class _Named:
    """What documents name: by part of an industry and document, by name of it; and the documents of each thing."""

    parts: dict[tuple[str, str], dict[str, str]]
    labels: dict[str, dict[str, tuple[str, str]]]  # document → name → industry, evidence
    documents: dict[str, set[str]]


def industry_above(ask: Ask) -> Iterator[Conclusion]:
    """What is in an industry is in the wider ones that a document naming the thing names as well: 食品 with 酿酒.

    Wider is also an industry or chain made of several (医药化工) of which one is the thing's own. The sectors of the
    whole economy say nothing more.
    """
    named = _named(ask)
    for thing, industry, premise in sorted(rows(ask, PREFIXES + _MEMBER)):
        wider: dict[str, str] = {}
        for each in (industry, *trades.wider(industry)):
            for document in sorted(named.documents[thing]):
                wider = named.parts.get((each, document), {}) | wider
        yield from _both(thing, wider, premise)


def industry_below(ask: Ask) -> Iterator[Conclusion]:
    """What is in an industry is in the one narrower that its document names, where it names no other under it.

    海虹电子 in a document that speaks of 电子元器件 and of no other electronics.
    """
    named = _named(ask)
    under: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for (part, document), found in named.parts.items():
        under[trades.within(part), document].append(found)
    for thing, industry, premise in sorted(rows(ask, PREFIXES + _MEMBER)):
        for document in sorted(named.documents[thing]):
            narrower = under.get((industry, document), [])
            if len(narrower) == 1 and (industry, document) not in named.parts:
                yield from _both(thing, narrower[0], premise)


def industry_served(ask: Ask) -> Iterator[Conclusion]:
    """汽车紧固件, 机器人减速器: goods that begin with an industry are of the one named after it in their document."""
    named = _named(ask)
    for thing, name, premise in sorted(rows(ask, PREFIXES + _GOODS)):
        served = trades.served(name)
        for document in sorted(named.documents[thing]) if served else ():
            for label, (industry, evidence) in named.labels.get(document, {}).items():
                if trades.serves(label, served):
                    yield from _both(thing, {industry: evidence}, premise)


def industry_by_word(ask: Ask) -> Iterator[Conclusion]:
    """澧源石膏 where its document speaks of 石膏产业: an industry that only the document names is in a name or goods.

    Of an industry that the vocabulary has, its key words tell as much.
    """
    named = _named(ask)
    own = {
        document: {word: each for name, each in labels.items() for word in _own_words(name)}
        for document, labels in named.labels.items()
    }
    for thing, name, premise in sorted(rows(ask, PREFIXES + _HOLDS)):
        for document in sorted(named.documents[thing]):
            for word, (industry, evidence) in own.get(document, {}).items():
                if word in name:
                    yield from _both(thing, {industry: evidence}, premise)


def _own_words(name: str) -> Iterator[str]:
    """The words that tell an industry which the vocabulary knows neither as such nor as a sum of several.

    Each of 特钢及冶金辅料 does; 人参精深加工 is told by 人参, 绿色钛 by the metal.
    """
    for piece in _JOINT.split(trades.stem(name)) if not trades.parts(name) else ():
        word = _WORKING.sub("", piece)
        metal = _METAL.fullmatch(word)
        word = metal[1] if metal else word
        if (metal or len(word) > 1) and not _GENERAL.search(word) and word not in _MANY_KINDS:
            yield word


_JOINT = re.compile("[及与和、]")
_WORKING = re.compile(r"(?<=..)(?:全产业链|精深加工|深加工|精加工|加工|综合利用|种植|养殖|提取|酿造)+$")
_METAL = re.compile("(?:绿色|高端|新型|先进)?([钛镁钨钒铌钽锑铟锗钼锆])")
_MANY_KINDS = frozenset(
    ("矿产", "金属", "非金属", "粮食", "果蔬", "水果", "蔬菜", "农产", "水产", "零部件", "产品", "健康")
)


# Words of industries that say nothing of what goods they are.
_GENERAL = re.compile(
    "主导|支柱|优势|特色|传统|新兴|未来|重点|首位|现代|先进|高端|智能|智慧|绿色|低碳|数字|信息|科技|技术|生物|材料|装备|设备|电子"
    "|机械|环保|能源|工业|农业|服务|制造|加工|制品|用品|产品|经济|贸易|物流|文化|健康|创新|国际"
)


def broader_in_document(ask: Ask) -> Iterator[Conclusion]:
    """An industry is under the nearest wider one that its document names: 光伏 with 新能源, 特种陶瓷 with 陶瓷.

    Wider is what the vocabulary has above it, or what its name ends on: 新能源专用车 is a kind of 专用车.
    """
    for industries in _named(ask).labels.values():
        longest_first = sorted(industries.items(), reverse=True)
        by_part = {part: each for name, each in longest_first if (part := _one(name))}
        stems = {trades.stem(name): each for name, each in longest_first if _one(name)}
        for name, (industry, evidence) in industries.items():
            line = trades.wider(_one(name)) if _one(name) else ()
            wider = next((by_part[each] for each in line if each in by_part), None)
            wider = wider or next((stems[end] for end in trades.kinds_of(trades.stem(name)) if end in stems), None)
            if wider and wider[0] != industry:
                yield Conclusion(industry, "broader", wider[0], evidence)
                yield Conclusion(industry, "broader", wider[0], wider[1])


def _joined_parts(name: str) -> frozenset[str]:
    """The industries of the vocabulary among those that a name joins with others: 特钢 of 特钢及冶金辅料."""
    pieces = _JOINT.split(trades.stem(name))
    known = (trades.parts(piece) for piece in pieces if len(piece) > 1 and not _GENERAL.search(piece))
    return frozenset(chain.from_iterable(known)) if len(pieces) > 1 else frozenset()


def _one(name: str) -> str:
    """The one industry of the vocabulary that a name is for; empty for a sum of several, or none."""
    found = trades.parts(name)
    return next(iter(found)) if len(found) == 1 else ""


def _both(thing: str, industries: dict[str, str], premise: str) -> Iterator[Conclusion]:
    for industry, evidence in industries.items():
        yield Conclusion(thing, "inIndustry", industry, premise)
        yield Conclusion(thing, "inIndustry", industry, evidence)


def _named(ask: Ask) -> _Named:
    found = _Named(defaultdict(dict), defaultdict(dict), defaultdict(set))
    for kind in ("Industry", "IndustryChain"):
        for industry, name, document, evidence in sorted(rows(ask, PREFIXES + _WHERE.format(kind=kind))):
            found.labels[document].setdefault(name, (industry, evidence))
            for part in trades.parts(name) or _joined_parts(name):
                beside = kind == "IndustryChain" and found.parts[part, document]
                if not beside:  # a chain beside its industry says nothing more: that is inChain
                    found.parts[part, document].setdefault(industry, evidence)
    for kind in ("Company", "Project"):
        for thing, _, document, _ in rows(ask, PREFIXES + _WHERE.format(kind=kind)):
            found.documents[thing].add(document)
    return found
