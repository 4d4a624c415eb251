"""Things looked up by name in a graph of a million: `python benchmarks/names.py [--names 1000000] [--store DIR]`.

What `explain` takes from a cold start, for a name, for a name written otherwise and for one that there is not; what
`serve` takes from its start to the first search, and for searches after it; what reconciliation takes for its first
batch and for the next, and how much memory a worker of the server uses. --store DIR: one that this script has made.
"""

import argparse
import http.client
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import kept_figures
from server import Client, free_port, serve, server

from cixi_kg.build import ontology_lines
from graph import labels, store
from graph.rdf import LABEL, TYPE, ck, iri, lines, literal
from ontology import iris, vocab

BATCH = 10
RUNS = 5
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HTML = {"Accept": "text/html"}
SIGNS = "恒瑞华鑫盛泰锐宏晟嘉丰浩卓凯博诺润腾骏铭昊弘岳澜"
TRADES = ("电器", "新材料", "智能装备", "生物科技", "汽车部件", "轴承")


def invented(count: int) -> list[str]:
    """So many different names of companies, the same each time."""
    rng = random.Random(8)
    places = [place.label[:-1] for place in vocab.concepts("place") if len(place.label) > 2]
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(rng.choice(SIGNS) for _ in range(rng.choice((2, 2, 3))))
        found[f"{rng.choice(places)}{word}{rng.choice(TRADES)}有限公司"] = None
    return list(found)


def make(folder: Path, names: list[str]) -> float:
    """A store in which each name is a company; seconds for its index of names."""

    def said() -> Iterator[str]:
        yield from ontology_lines()
        for start in range(0, len(names), 100_000):
            part = [(iri(iris.thing("Company", name)), name) for name in names[start : start + 100_000]]
            yield from lines(((node, TYPE, ck("Company")) for node, _ in part), "invented")
            yield from lines(((node, LABEL, literal(name, language="zh")) for node, name in part), "invented")

    with store.building(folder) as generation:
        draft = store.Draft(generation)
        draft.load(said())
        began = time.perf_counter()
        labels.build(generation, draft.query)
        took = time.perf_counter() - began
        draft.close()
    return took


def explaining(folder: Path, name: str, among: str) -> Iterator[tuple[str, str]]:
    wide = "".join(f" {sign}" for sign in name)  # the same name, folded
    for what, asked in (("a name", name), ("a name written otherwise", wide), ("a misspelt name", name[:-4] + "公司")):
        times = []
        for _ in range(3):
            began = time.perf_counter()
            command = [sys.executable, "-m", "cixi_kg", "explain", asked, "--store", str(folder)]
            subprocess.run(command, check=False, capture_output=True)
            times.append(time.perf_counter() - began)
        yield f"{among}cold start of `cixi-kg explain`, {what}, s", f"{statistics.median(times):.2f}"


def serving(folder: Path, names: list[str]) -> Iterator[tuple[str, str]]:
    port, among = free_port(), f"{len(names):,} names, "
    began = time.perf_counter()
    with server(serve(folder, port, "kept=0, page_workers=1, query_workers=1, seconds=300"), port):
        _search(port, "慈溪恒瑞")
        yield f"{among}from the start of `cixi-kg serve` to its first search, s", f"{time.perf_counter() - began:.2f}"
        for what, text in (("what all names hold", "有限公司"), ("a few names", names[7][:5]), ("none", "无此名称")):
            took = statistics.median(_search(port, text) for _ in range(RUNS))
            yield f"{among}a search on the page that finds {what}, ms", f"{took * 1000:,.0f}"
        texts = [name.replace("有限公司", "股份有限公司") for name in names[:: len(names) // (BATCH * RUNS)]]
        batches = [texts[at : at + BATCH] for at in range(0, BATCH * RUNS, BATCH)]
        yield f"{among}the first batch of {BATCH} reconciliation queries, s", f"{_reconcile(port, batches[0]):.2f}"
        took = statistics.median(_reconcile(port, batch) for batch in batches[1:])
        yield f"{among}the next batches of {BATCH}, ms", f"{took * 1000:,.0f}"
        yield f"{among}memory of the server's largest worker, MB", f"{_largest():,}"


def _search(port: int, text: str) -> float:
    began = time.perf_counter()
    status, body = Client(port, 310).get("/search?q=" + quote(text), HTML)
    assert status == 200, body[:200]
    return time.perf_counter() - began


def _reconcile(port: int, texts: list[str]) -> float:
    """Seconds for a batch; each is to be matched to a company."""
    asked = {f"q{n}": {"query": each, "type": "Company"} for n, each in enumerate(texts)}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=310)
    began = time.perf_counter()
    connection.request("POST", "/reconcile", urlencode({"queries": json.dumps(asked)}), FORM)
    answer = connection.getresponse()
    said = answer.read()
    took = time.perf_counter() - began
    assert answer.status == 200, said[:200]
    named = [each["result"][0]["name"] for each in json.loads(said).values()]
    assert named == [text.replace("股份有限公司", "有限公司") for text in texts]
    return took


def _largest() -> int:
    """The peak memory of the largest process among those that this one's children have started, in MB."""
    found = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if "cixi_kg.web.worker" in (status.parent / "cmdline").read_text():
                found.append(int(status.read_text().split("VmHWM:")[1].split()[0]) >> 10)
        except (OSError, IndexError):
            continue
    return max(found)


def rows(folder: Path, count: int) -> Iterator[tuple[str, str]]:
    """The figures, a row each."""
    names = invented(count)
    if not store.exists(folder):
        yield f"{count:,} names, their index written with the graph, s", f"{make(folder, names):.1f}"
    yield from explaining(folder, names[len(names) // 2], f"{count:,} names, ")
    yield from serving(folder, names)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="keep the store there; one that this script has made is used again")
    parser.add_argument("--keep", action="store_true", help="keep the figures for BENCHMARKS.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = []
        for name, figure in rows(given.store or Path(scratch) / "store", given.names):
            print(f"| {name} | {figure} |", flush=True)
            found.append((name, figure))
    if given.keep:
        kept_figures.keep("names", found)


if __name__ == "__main__":
    main()
