"""Measures matching: `python benchmarks/matching.py` prints how good it is beside its peers, and how fast.

How good: the labelled pairs of tests/cases/company_pairs.toml, its part "look" and its part "measure". The peers get
the same names. Their thresholds are chosen on "look"; the row "best threshold" is the most recall they reach at our
precision on the very part that is measured, which favours them. nomenklatura stands in the extra `bench`.

How fast: two seeded lists of made-up companies, half of the right one in the left one under another form.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from rapidfuzz import fuzz

from graph.matching.features import score
from graph.matching.match import match
from graph.matching.things import Thing, ready
from ontology import vocab
from ontology.compare import threshold
from ontology.names import trade_words
from ontology.readings import area_code

Pair = list[str]  # left, its place, right, its place, label, kind, part
Scorer = Callable[[Pair], float]

PRECISION = 0.99
SIZE = 100_000
CHARACTERS = (
    "华明达源鑫新金瑞丰恒兴宏泰盛嘉康天海东方美佳宝利德安永信正大中科创联合众诚博凯龙腾飞翔宇航星辰光辉煌旭日升阳春秋"
    "雨林森木水江河湖山川岩石玉珠银铜铁钢隆昌茂荣祥福禄寿喜乐和平顺通畅远志高峰立群英才俊杰雄伟建国强世纪元亨贞吉庆"
    "裕富贵晶莹润泽滋沃野禾苗果蔬芳菲兰菊梅竹松柏桦榆柳杨桃李杏"
)


def pairs() -> list[Pair]:
    path = ROOT / "tests/cases/company_pairs.toml"
    found: list[Pair] = tomllib.loads(path.read_text(encoding="utf-8"))["pairs"]
    return found


def ours(pair: Pair) -> float:
    sides = (
        Thing(name, "Company", (name,), (), tuple(filter(None, (area_code(place),))))
        for name, place in ((pair[0], pair[1]), (pair[2], pair[3]))
    )
    return score(*map(ready, sides)).value


def fuzzy(name: str) -> Scorer:
    compare: Callable[[str, str], float] = getattr(fuzz, name)
    return lambda pair: compare(pair[0], pair[2]) / 100


def nomenklatura() -> Scorer | None:
    """The default matcher of nomenklatura on two companies with these names; None where it is not installed."""
    try:
        from followthemoney import model  # type: ignore[import-not-found]
        from nomenklatura.matching import DefaultAlgorithm  # type: ignore[import-not-found]
    except ImportError:
        return None
    config = DefaultAlgorithm.default_config()

    def entity(number: int, name: str) -> Any:
        return model.get_proxy(
            {"id": str(number), "schema": "Company", "properties": {"name": [name], "country": ["cn"]}}
        )

    return lambda pair: float(DefaultAlgorithm.compare(entity(1, pair[0]), entity(2, pair[2]), config).score)


def figures(scored: Sequence[tuple[float, bool]], least: float) -> tuple[float, float]:
    """Precision and recall of all that scores as much."""
    taken = [same for value, same in scored if value >= least]
    every = sum(same for _, same in scored)
    return (sum(taken) / len(taken) if taken else 1.0), sum(taken) / every


def best(scored: Sequence[tuple[float, bool]]) -> float:
    """The threshold with the best F1."""

    def worth(least: float) -> float:
        precision, recall = figures(scored, least)
        return 2 * precision * recall / (precision + recall or 1)

    return max(sorted({value for value, _ in scored}), key=worth)


def most(scored: Sequence[tuple[float, bool]]) -> str:
    """The most recall at the precision that is asked for, with its threshold."""
    found = [(figures(scored, least)[1], least) for least in sorted({value for value, _ in scored})]
    fitting = [(recall, least) for recall, least in found if figures(scored, least)[0] >= PRECISION]
    return "{:.3f} (from {:.2f})".format(*max(fitting)) if fitting else "no threshold reaches it"


def scored(rows: Sequence[Pair], scorer: Scorer) -> list[tuple[float, bool]]:
    return [(scorer(row), row[4] == "same") for row in rows]


def quality() -> Iterator[tuple[str, str]]:
    parts = {name: [row for row in pairs() if row[6] == name] for name in ("look", "measure")}
    for name, rows in parts.items():
        found = scored(rows, ours)
        for label, least in (
            ("taken without asking", threshold("same")),
            ("with what waits for a person", threshold("maybe")),
        ):
            yield f"cixi-kg, {name} ({len(rows)} pairs), {label}: precision / recall", shown(figures(found, least))
    peers = {f"rapidfuzz {name}": fuzzy(name) for name in ("ratio", "token_set_ratio", "partial_ratio", "WRatio")}
    if default := nomenklatura():
        peers["nomenklatura's default matcher"] = default
    else:
        print("nomenklatura is not installed: pip install 'cixi-kg[bench]'", file=sys.stderr)
    for name, scorer in peers.items():
        seen, measured = scored(parts["look"], scorer), scored(parts["measure"], scorer)
        least = best(seen)
        what = f"{name}, measure"
        yield f"{what}, best F1 on look (from {least:.2f}): precision / recall", shown(figures(measured, least))
        yield f"{what}, recall where precision is {PRECISION} at least", most(measured)


def shown(found: tuple[float, float]) -> str:
    return f"{found[0]:.3f} / {found[1]:.3f}"


def companies(size: int, seed: int) -> list[tuple[str, str, str]]:
    """Place, trade name, line of business; characters and lengths as unevenly spread as in real names."""
    chance = random.Random(seed)
    lines = sorted(word for word in trade_words() if 1 < len(word) < 5)
    places = [
        each.label for each in vocab.concepts("place") if len(each.code) == 6 and each.label.endswith(("市", "县"))
    ]
    weights = [1 / (rank + 3) ** 0.6 for rank in range(len(CHARACTERS))]
    return [
        (
            chance.choice(places) if chance.random() < 0.9 else "",
            "".join(chance.choices(CHARACTERS, weights, k=chance.choice((2, 2, 2, 3, 4)))),
            chance.choice(lines),
        )
        for _ in range(size)
    ]


def two_lists(size: int) -> tuple[list[Thing], list[Thing]]:
    base, chance = companies(size, 7), random.Random(8)
    left = [Thing(f"l{n:06}", "Company", ("".join(parts) + "有限公司",)) for n, parts in enumerate(base)]
    kept = [*chance.sample(base, size // 2), *companies(size - size // 2, 9)]
    forms: tuple[Callable[[str, str, str], str], ...] = (
        lambda place, stem, line: f"{place}{stem}{line}股份有限公司",
        lambda place, stem, line: f"{place}{stem}{line}有限公司",
        lambda place, stem, line: f"{stem}{line}",
        lambda place, stem, line: f"{place}{stem}",
    )
    right = [Thing(f"r{n:06}", "Company", (chance.choice(forms)(*parts),)) for n, parts in enumerate(kept)]
    return left, right


def large(size: int) -> dict[str, float]:
    left, right = two_lists(size)
    begin, worked = time.perf_counter(), time.process_time()
    found = match(left, right)
    spent, worked = time.perf_counter() - begin, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": spent,
        "worked": worked,
        "peak": peak,
        "compared": found.compared / size,
        "wide": found.wide,
        "same": sum(each.verdict == "same" for each in found.matches),
        "waiting": sum(each.verdict != "same" for each in found.matches),
    }


def speed(size: int = SIZE) -> Iterator[tuple[str, str]]:
    """In a process of its own, so that the peak is that of matching."""
    command = [sys.executable, str(Path(__file__)), "--large", str(size)]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    what = f"{size:,} × {size:,} names matched"
    yield f"{what}, s (of one processor, s)", f"{made['seconds']:.0f} ({made['worked']:.0f})"
    yield f"{what}, peak memory with both lists, MB", f"{made['peak']:,.0f}"
    yield f"{what}, candidates per name", f"{made['compared']:.1f}"
    yield f"{what}, one thing / waiting / keys given up", f"{made['same']:,} / {made['waiting']:,} / {made['wide']}"


def rows() -> list[tuple[str, str]]:
    return [*quality(), *speed()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, metavar="N", help="only match two lists of N names, and print json")
    wanted = parser.parse_args().large
    if wanted:
        print(json.dumps(large(wanted)))
        return
    print("| what | figure |\n| --- | ---: |")
    for name, figure in rows():
        print(f"| {name} | {figure} |", flush=True)


if __name__ == "__main__":
    main()
