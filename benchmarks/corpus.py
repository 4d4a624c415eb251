"""Makes documents in the manner of real ones, as many as wanted, with the facts they say; and scores what was found.

    python benchmarks/corpus.py FOLDER --documents 1000 [--seed 8]

The folder gets the documents, their manifest sources.toml, and facts.jsonl: document, kind, and the fact. The same
seed gives the same bytes. The counties are those of the vocabulary; companies and platforms are made up.
"""

import argparse
import json
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from graph.naming import Naming
from ontology import vocab
from ontology.facts import Facts, Ref

DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_NUMERALS = "一二三四五六七八九"
_SECTIONS = ("发展基础", "主要目标", "产业布局", "重点项目", "企业培育", "保障措施")
Said = tuple[str, tuple[Any, ...]]  # the kind of a fact, and the fact


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=8)
    given = parser.parse_args()
    make(given.folder, given.documents, given.seed)


def make(folder: Path, documents: int, seed: int = 8) -> Path:
    """Writes so many documents with their manifest and their facts; the path of the manifest."""
    rng = random.Random(seed)
    counties = [p for p in vocab.concepts("place") if p.code.isdigit() and len(p.code) == 6 and p.code[4:] != "00"]
    rng.shuffle(counties)
    folder.mkdir(parents=True, exist_ok=True)
    manifest, facts = [], []
    for number in range(documents):
        county = _County(counties[(number // 4) % len(counties)], number // 4)
        kind = DATA["kinds"][number % 4]
        year = 2020 + number // 4 // len(counties) % 5
        text, said = county.document(rng, kind, year)
        name = f"{number:06}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        title = text.partition("\n")[0]
        manifest.append(
            f'[[source]]\nfile = "{name}.txt"\ntitle = "{title}"\ndate = "{year + 1}-01-15"\narea = "{county.path}"\n'
        )
        facts += [json.dumps([name, what, *fact], ensure_ascii=False) for what, fact in said]
    (folder / "facts.jsonl").write_text("\n".join(facts) + "\n", encoding="utf-8")
    (folder / "sources.toml").write_text("\n".join(manifest), encoding="utf-8")
    return folder / "sources.toml"


class _County:
    """A county with its own companies and platforms: they come again in each of its documents."""

    def __init__(self, place: vocab.Concept, seed: int) -> None:
        own = random.Random(f"{place.code} {seed // 3000}")
        self.place = place
        above = [each.label for each in vocab.place_chain(place.code) if each.code.isdigit() and int(each.code)]
        self.path = "".join([*reversed(above), place.label])
        self.platforms = [f"{w}{own.choice(DATA['platform_tails'])}" for w in own.sample(DATA["platforms"], 3)]
        short = place.label[:-1] if len(place.label) > 2 else place.label
        self.companies = []
        for word in dict.fromkeys("".join(own.sample(DATA["trade"], 2)) for _ in range(12)):
            industry = own.choice(list(DATA["products"]))
            tail = own.choice(("科技", "实业", "智能装备", "新材料"))
            self.companies.append((f"{short}{word}{tail}有限公司", own.choice(DATA["products"][industry])))

    def document(self, rng: random.Random, kind: str, year: int) -> tuple[str, list[Said]]:
        """A document, and what it says."""
        said: list[Said] = []
        parts = [f"{year}年{self.place.label}{kind}\n"]
        kinds = ["level"] * 8 + ["target"] * 4 + ["makes", "located", "project", "honour"] * 3 + ["filler"] * 12
        metrics = iter(rng.sample(list(DATA["metrics"]), 12))
        companies = iter(rng.sample(self.companies * 2, 12))
        for number, section in enumerate(_SECTIONS):
            parts.append(f"\n{_NUMERALS[number]}、{section}\n")
            for what in rng.sample(kinds[number::6], len(kinds[number::6])):
                values = self._values(rng, year, metrics if what in ("level", "target") else companies, what)
                parts.append(rng.choice(DATA["sentences"][what]).format(**values))
                parts.append("\n" if rng.random() < 0.4 else "")
                said += _FOLLOWS[what](values)
        return "".join(parts) + "\n", said

    def _values(self, rng: random.Random, year: int, rest: Iterator[Any], what: str) -> dict[str, Any]:
        values: dict[str, Any] = {"year": year, "later": year + rng.choice((2, 3, 5))}
        if what in ("level", "target"):
            values["metric"] = next(rest)
            values["unit"] = DATA["metrics"][values["metric"]]
            values["value"] = rng.randint(20000, 90000) if values["unit"] == "元" else rng.randint(100, 99999) / 10
            values["growth"] = rng.randint(11, 199) / 10
        elif what != "filler":
            values["company"], values["product"] = next(rest)
            values["platform"], values["honour"] = rng.choice(self.platforms), rng.choice(DATA["honours"])
            values["value"] = rng.randint(11, 499) / 10
        return values


def _year(values: dict[str, Any], key: str) -> tuple[str, str]:
    return f"{values[key]}-01-01", f"{values[key]}-12-31"


_FOLLOWS: dict[str, Any] = {
    "level": lambda v: [
        ("number", (v["metric"], float(v["value"]), v["unit"], "Level", "Actual", *_year(v, "year"))),
        ("number", (v["metric"], v["growth"], "%", "Growth", "Actual", *_year(v, "year"))),
    ],
    "target": lambda v: [
        ("target", (v["metric"], float(v["value"]), v["unit"], "Level", "Target", *_year(v, "later"))),
    ],
    "makes": lambda v: [("makes", (v["company"], v["product"]))],
    "located": lambda v: [("locatedIn", (v["company"], v["platform"]))],
    "project": lambda v: [("undertakes", (v["company"], ""))],
    "honour": lambda v: [("holdsHonour", (v["company"], v["honour"]))],
    "filler": lambda v: [],
}


def recovered(folder: Path, every: Iterable[Facts]) -> dict[str, tuple[int, int]]:
    """For each kind of fact of a made corpus: how many were found, of how many.

    Indicators and honours are compared by the concept that their name leads to.
    """
    naming = Naming()
    found = {facts.document.identifier: set(_found(facts, naming)) for facts in every}
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        name, kind, *fact = json.loads(line)
        total[kind] += 1
        if kind in ("number", "target"):
            wanted = ("number", naming.iri(Ref("Metric", fact[0])), *fact[1:])
        elif kind == "holdsHonour":
            wanted = (kind, fact[0], naming.iri(Ref("Honour", fact[1])))
        else:
            wanted = (kind, *fact)
        right[kind] += wanted in found.get(name, set())
    return {kind: (right[kind], total[kind]) for kind in sorted(total)}


def _found(facts: Facts, naming: Naming) -> Iterator[tuple[Any, ...]]:
    for seen in facts.observations:
        metric = naming.iri(Ref("Metric", seen.metric)) if seen.metric else ""
        yield "number", metric, float(seen.value), seen.unit, seen.measure, seen.status, seen.start, seen.end
    for relation in facts.relations:
        thing = naming.iri(relation.object) if relation.predicate == "holdsHonour" else relation.object.name
        yield relation.predicate, relation.subject.name, "" if relation.predicate == "undertakes" else thing


if __name__ == "__main__":
    main()
