"""How much of what people annotated in tests/gold the graph holds; `python benchmarks/quality.py` prints the table.

The annotated documents are built into a store of their own and asked for with the terms of the ontology. A number
counts as found where an observation overlaps its place and has its value; every other figure is a share of those.
"""

import argparse
import json
import re
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cixi_kg.build import build
from graph.answers import Rows
from graph.store import Store, open_store
from loaders.read import read
from loaders.sources import bundled, load_manifest
from ontology.terms import prefixes

GOLD = ROOT / "tests" / "gold"
TABLES = {"001": ((1942, 2178), (5129, 5896), (20284, 23394))}  # annotated by tests of their own

_OBSERVATIONS = """
SELECT ?n ?doc ?start ?end ?value ?unit ?metric ?measure ?status ?comparator ?first ?last ?about WHERE {
  ?n a ck:Observation ; ck:value ?value ; ck:evidence ?e ; ck:metric/rdfs:label ?metric .
  ?e oa:hasSource/dcterms:identifier ?doc ; oa:hasSelector ?at . ?at oa:start ?start ; oa:end ?end
  FILTER(LANG(?metric) = "zh")
  OPTIONAL { ?n ck:unit/rdfs:label ?unit FILTER(LANG(?unit) = "zh") } OPTIONAL { ?n ck:measure ?measure }
  OPTIONAL { ?n ck:status ?status } OPTIONAL { ?n ck:comparator ?comparator }
  OPTIONAL { ?n ck:periodStart ?first } OPTIONAL { ?n ck:periodEnd ?last }
  OPTIONAL { ?n ck:about/rdfs:label ?about FILTER(LANG(?about) = "zh") }
}"""
_ENTITIES = """
SELECT DISTINCT ?n ?type ?doc WHERE { ?n a ?type ; ck:evidence/oa:hasSource/dcterms:identifier ?doc
  FILTER(STRSTARTS(STR(?type), STR(ck:))) }"""
_NAMES = 'SELECT ?n ?name WHERE { ?n rdfs:label|skos:altLabel ?name FILTER(LANG(?name) = "zh") }'
_SAID = """
SELECT DISTINCT ?s ?p ?o ?doc WHERE { ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ck:evidence/oa:hasSource/dcterms:identifier ?doc }"""
_CONCLUDED = "SELECT DISTINCT ?s ?p ?o WHERE { ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }"
_FAMILY = {
    "Industry": {"Industry", "IndustryChain"},
    "Platform": {"Platform", "IndustrialPlatform", "InnovationPlatform", "DigitalPlatform"},
}
_JUDGED = ("Company", "Platform", "Industry", "Policy", "Program", "Place", "Agency", "Honour", "Person")
_STATUS = {"actual": "Actual", "target": "Target", "estimate": "Estimate", "planned": "Planned"}
_COMPARATOR = {"eq": "Equal", "ge": "AtLeast", "le": "AtMost", "approx": "About"}
_MULTIPLES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass
class Share:
    """Hits among what was annotated; where several of these are one thing found, `right` counts it once."""

    hits: int = 0
    gold: int = 0
    found: int = 0
    right: int | None = None
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        right = self.hits if self.right is None else self.right
        return right / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def plain(text: str) -> str:
    """A name by its characters: width, spaces and marks set aside."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text or "")).lower()


def alike(one: str, other: str) -> bool:
    """Two indicator names for the same: one holds the other, or they share three fifths of their character pairs."""
    a, b = (re.sub(r"力争|实现|达到|累计|全年|[的地了]", "", plain(text)) for text in (one, other))
    if not a or not b:
        return False
    if a in b or b in a:
        return min(len(a), len(b)) >= 0.4 * max(len(a), len(b))
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (a, b)]
    return 2 * len(pairs[0] & pairs[1]) >= 0.6 * (len(pairs[0]) + len(pairs[1]))


def scaled(value: float, unit: str | None) -> tuple[float, str]:
    """The value with the unit's leading multiple moved into it: 1 万家 is 10000 家."""
    rest = plain(unit or "") if unit not in ("%", "‰") else str(unit)
    while len(rest) > 1 and rest[0] in _MULTIPLES:
        value, rest = value * _MULTIPLES[rest[0]], rest[1:]
    return value, rest


def period_ends(period: str | None) -> tuple[str, str] | None:
    """First and last day of an annotated period: 2025, 2021/2025, 2022-H1, 2023-Q1/Q3, 2022-01/2022-09."""
    if not period:
        return None
    first, _, last = period.partition("/")
    if last.startswith("Q"):
        last = f"{first[:4]}-{last}"
    return _days(first)[0], _days(last or first)[1]


def _days(point: str) -> tuple[str, str]:
    year, _, part = point.partition("-")
    months = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), **{f"Q{q}": (3 * q - 2, 3 * q) for q in (1, 2, 3, 4)}}
    first, last = months[part] if part in months else (int(part), int(part))
    day = 28 if last == 2 else 30 if last in (4, 6, 9, 11) else 31
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{day}"


def gold(kind: str, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The annotated facts of a kind by document."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob(f"{kind}-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fact = json.loads(line)
            rows[fact["doc"]].append(fact)
    return rows


def table(store: Store, query: str) -> list[dict[str, str]]:
    answer = store.query(prefixes() + query)
    assert isinstance(answer, Rows)
    return [
        {name: cell.value for name, cell in zip(answer.variables, row, strict=True) if cell is not None}
        for row in answer
    ]


def local(address: str) -> str:
    return re.split(r"[#/]", address)[-1]


TESTS: dict[str, Callable[[dict[str, Any], dict[str, str]], bool]] = {
    "unit": lambda g, f: scaled(1, g["unit"])[1] == scaled(1, f.get("unit"))[1],
    "metric": lambda g, f: alike(g["indicator"], f["metric"]),
    "measure": lambda g, f: local(f.get("measure", "")).lower() == g["measure"],
    "status": lambda g, f: local(f.get("status", "")) == _STATUS[g["kind"]],
    "comparator": lambda g, f: local(f.get("comparator", "Equal")) == _COMPARATOR[g["comparator"]],
    "period": lambda g, f: not g["period"] or (f.get("first"), f.get("last")) == period_ends(g["period"]),
    "period end year": lambda g, f: not (ends := period_ends(g["period"])) or f.get("last", "")[:4] == ends[1][:4],
    "about": lambda g, f: alike(g["subject"], f.get("about", "")) if g["subject"]
    else "about" not in f or not g["area"] or alike(g["area"], f["about"]),
}  # fmt: skip
CORE = ("unit", "metric", "measure", "status", "period end year")


def numbers(
    annotated: list[dict[str, Any]], found: list[dict[str, str]], content: str
) -> tuple[Share, dict[str, Share]]:
    """Numbers at their place with the right value, and each field as a share of these; `all` is the core fields."""
    share, fields = Share(), {name: Share() for name in [*TESTS, "all"]}
    left, spared = list(found), 0
    for g in annotated:
        at = content.index(g["quote"])
        begin = at
        for _ in range(g.get("nth") or 1):
            begin = content.index(str(g["num"]), begin) + 1
        begin -= 1
        near = [
            f for f in left if int(f["start"]) < begin + len(str(g["num"])) and begin < int(f["end"]) and _same(g, f)
        ]
        near.sort(key=lambda f: (not alike(g["indicator"], f["metric"]), int(f["end"]) - int(f["start"])))
        if near:
            left.remove(near[0])
        if g.get("optional"):
            spared += bool(near)
            continue
        share.gold += 1
        if not near:
            share.misses.append(f"missed {g['quote']!r}: {g['value']}{g['unit'] or ''} {g['indicator']}")
            continue
        share.hits += 1
        right = {name: test(g, near[0]) for name, test in TESTS.items()}
        right["all"] = all(right[name] for name in CORE)
        for name, ok in right.items():
            fields[name].hits += ok
            fields[name].gold += 1
            if not ok:
                seen = " ".join(
                    local(near[0].get(key, "-"))
                    for key in ("metric", "measure", "status", "first", "last", "unit", "comparator", "about")
                )
                fields[name].misses.append(
                    f"{name} of {g['quote']!r}: {g['indicator']} {g['measure']} {g['kind']} {g['period']} {g['comparator']} {g['subject']} | {seen}"
                )
    share.found = len(found) - spared
    share.misses += [
        f"not annotated: {content[int(f['start']) - 12 : int(f['end']) + 6]!r} {f['metric']}" for f in left
    ]
    return share, fields


def _same(g: dict[str, Any], f: dict[str, str]) -> bool:
    a, b = float(f["value"]), float(g["value"])
    if f.get("unit"):
        a, b = scaled(a, f["unit"])[0], scaled(b, g["unit"])[0]
    return abs(a - b) <= 1e-6 * max(1, abs(b))


def entities(
    annotated: list[dict[str, Any]], found: list[dict[str, str]], names: dict[str, set[str]]
) -> dict[str, Share]:
    """Things of each class: those annotated that are found, and those found that are annotated."""
    shares = {}
    for kind in _JUDGED:
        wanted: dict[str, set[str]] = {}
        for g in annotated:
            if g["type"].replace("Programme", "Program") == kind:
                wanted.setdefault(plain(g["name"]), set()).update(
                    plain(n) for n in [g["name"], *(g.get("aliases") or [])]
                )
        have = {f["n"] for f in found if local(f["type"]) in _FAMILY.get(kind, {kind})}
        matched = {name: next((n for n in sorted(have) if names[n] & forms), None) for name, forms in wanted.items()}
        right = len(set(matched.values()) - {None})
        share = Share(sum(n is not None for n in matched.values()), len(wanted), len(have), right)
        share.misses = [f"missed {kind} {name}" for name, n in matched.items() if n is None]
        share.misses += [f"not annotated {kind} {sorted(names[n])[:2]}" for n in sorted(have - set(matched.values()))]
        shares[kind] = share
    return shares


def relations(
    annotated: list[dict[str, Any]],
    forms: dict[str, set[str]],
    said: dict[str, set[tuple[str, str]]],
    concluded: dict[str, set[tuple[str, str]]],
) -> Share:
    """Annotated relations that the graph says of this document, or that it concludes where they only follow."""
    share = Share()
    for s, p, o, explicit in sorted({(g["s"], g["p"], g["o"], g.get("explicit", True)) for g in annotated}):
        subjects, objects = (forms.get(plain(x), set()) | {plain(x)} for x in (s, o))
        pairs = said[p] | (set() if explicit else concluded[p])
        hit = any(
            a in subjects and (b in objects or (p == "makes" and any(x in b or b in x for x in objects)))
            for a, b in pairs
        )
        share.hits += hit
        share.gold += 1
        if not hit:
            share.misses.append(f"missed {s} {p} {o}")
    return share


def measure(folder: Path = GOLD, manifest: Path | None = None, documents: Iterable[str] = ()) -> dict[str, Any]:
    """Builds the annotated documents and compares; gives {document: {"numbers": Share, "fields": …, …}}."""
    sources = [*bundled(), *load_manifest(manifest or folder / "sources.toml")]
    with tempfile.TemporaryDirectory() as scratch:
        build(sources, Path(scratch) / "store")
        return compare(
            open_store(Path(scratch) / "store"),
            folder,
            {s.identifier: read(s).content for s in sources},
            set(documents),
        )


def compare(store: Store, folder: Path, contents: dict[str, str], only: set[str]) -> dict[str, Any]:
    """The same against a store that holds the documents, whose texts are given by identifier."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in table(store, _NAMES):
        names[row["n"]].add(plain(row["name"]))
    seen, things, said = table(store, _OBSERVATIONS), table(store, _ENTITIES), table(store, _SAID)
    concluded = _pairs(table(store, _CONCLUDED), names)
    annotated = {kind: gold(kind, folder) for kind in ("observations", "entities", "relations")}
    result: dict[str, Any] = {}
    for doc in sorted(annotated["observations"]):
        identifier = next((i for i in contents if re.match(rf"{doc}(\D|$)", i)), "")
        if not identifier or (only and doc not in only):
            continue
        here = [
            r
            for r in seen
            if r["doc"] == identifier and not any(a <= int(r["start"]) < b for a, b in TABLES.get(doc, ()))
        ]
        share, fields = numbers(annotated["observations"][doc], here, contents[identifier])
        forms: dict[str, set[str]] = defaultdict(set)
        for g in annotated["entities"][doc]:
            all_names = {plain(n) for n in [g["name"], *(g.get("aliases") or [])]}
            for name in all_names:
                forms[name] |= all_names
        result[doc] = {
            "numbers": share,
            "fields": fields,
            "entities": entities(annotated["entities"][doc], [t for t in things if t["doc"] == identifier], names),
            "relations": relations(
                annotated["relations"][doc],
                forms,
                _pairs([r for r in said if r["doc"] == identifier], names),
                concluded,
            ),
        }
    return result


def _pairs(rows: Iterable[dict[str, str]], names: dict[str, set[str]]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        found[local(row["p"])] |= {(a, b) for a in names[row["s"]] for b in names[row["o"]]}
    return found


def total(shares: Iterable[Share]) -> Share:
    every = list(shares)
    right = sum(s.hits if s.right is None else s.right for s in every)
    return Share(*(sum(getattr(s, name) for s in every) for name in ("hits", "gold", "found")), right)


def figures(result: dict[str, Any], documents: Iterable[str]) -> dict[str, float]:
    """The headline figures over some documents, by the names that the README uses."""
    chosen = [result[doc] for doc in documents if doc in result]
    spans = total(r["numbers"] for r in chosen)
    fields = {name: total(r["fields"][name] for r in chosen) for name in [*TESTS, "all"]}
    full = Share(fields["all"].hits, spans.gold, spans.found)
    things = total(s for r in chosen for s in r["entities"].values())
    companies = total(r["entities"]["Company"] for r in chosen)
    return {
        "number at its place, F1": spans.f1,
        **{name: fields[name].recall for name in TESTS},
        "all core fields, F1": full.f1,
        "entities, recall": things.recall,
        "entities, precision": things.precision,
        "companies, recall": companies.recall,
        "companies, precision": companies.precision,
        "relations, recall": total(r["relations"] for r in chosen).recall,
    }


def scores(result: dict[str, Any]) -> str:
    """The table of all figures, a column for each document and one for all."""
    columns = {doc: figures(result, [doc]) for doc in result}
    columns["all"] = figures(result, result)
    rows = ["| figure | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for name in columns["all"]:
        cells = " | ".join(f"{column[name]:.3f}" for column in columns.values())
        rows += [f"| {name} | {cells} |"]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="another folder of annotated facts, with sources.toml")
    parser.add_argument("--show", nargs="*", default=[], metavar="DOC", help="list what is wrong in these documents")
    args = parser.parse_args()
    result = measure(args.gold)
    print(scores(result))
    for doc in args.show:
        found = result[doc]
        for share in (found["numbers"], *found["fields"].values(), *found["entities"].values(), found["relations"]):
            print(*(f"{doc} {miss}" for miss in share.misses), sep="\n")


if __name__ == "__main__":
    main()
