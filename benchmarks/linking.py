"""How long reconciliation, exports, the classifications and the check of federated queries take.

    python benchmarks/linking.py [--store DIR]

Client and server share the machine, on loopback; answers are not kept, so that each request is worked out.
"""

import argparse
import http.client
import io
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.server import free_port, serve, server
from cixi_kg.build import build, ontology_files
from cixi_kg.web.names import Names
from cixi_kg.web.reconcile_index import Index
from graph import labels
from graph.answers import Rows, Term
from graph.export import FORMATS, export
from graph.store import Store, open_store, parse
from loaders.sources import bundled
from ontology import iris
from queries.federate import resolved

BATCH, RUNS, CLIENTS = 10, 15, 4
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LARGE = 100_000
SIGNS, PLACES = (
    "青德业牛卓力太慈星天生东宏达永利鑫盛海虹金龙华兴瑞丰科恒通正泰飞跃",
    ["宁波", "慈溪", "余姚", "杭州", "苏州", "昆山", "上海", "温州"],
)
TRADES, FORMS = ["电器", "机械", "塑料", "轴承", "汽车零部件", "电子科技", "模具", "照明"], ("有限公司", "股份有限公司")
CLASSIFICATIONS = ("gbt4754.ttl", "isic4.ttl")
NAMES = """SELECT ?name WHERE { ?c a <https://w3id.org/cixi-kg/ontology#Company> ;
  <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?name"""


def companies(store: Store) -> list[str]:
    answer = store.query(NAMES)
    assert isinstance(answer, Rows)
    return [row[0].value for row in answer if row[0]]


def batches(names: list[str]) -> list[str]:
    """Batches of ten names each, none of them twice the same: as written, cut short, and with another legal form."""
    changed = [*names, *(name[:-4] for name in names), *(name.replace("有限公司", "股份有限公司") for name in names)]
    texts = [name for name in dict.fromkeys(changed) if len(name) > 1]
    groups = [texts[at : at + BATCH] for at in range(0, len(texts) - BATCH, BATCH)]
    return [
        urlencode(
            {"queries": json.dumps({f"q{n}": {"query": each, "type": "Company"} for n, each in enumerate(group)})}
        )
        for group in groups
    ]


def reconciling(folder: Path, names: list[str]) -> list[tuple[str, str]]:
    port, bodies = free_port(), batches(names)
    with server(serve(folder, port, "kept=0"), port):
        post(port, bodies[:CLIENTS])  # each worker reads its names once
        post(port, bodies[:CLIENTS])
        alone = [seconds(port, body) for body in bodies[:RUNS]]
        rates = [rate(port, bodies, clients) for clients in (1, CLIENTS)]
    return [
        (f"a batch of {BATCH} reconciliation queries, ms", f"{statistics.median(alone) * 1000:,.0f}"),
        (f"batches of {BATCH} a second, one client / {CLIENTS} at once", " / ".join(f"{each:,.1f}" for each in rates)),
        ("names matched a second", f"{max(rates) * BATCH:,.0f}"),
    ]


def post(port: int, bodies: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for body in bodies:
        connection.request("POST", "/reconcile", body, FORM)
        answer = connection.getresponse()
        said = answer.read()
        assert answer.status == 200, said[:200]
        assert len(json.loads(said)) == BATCH


def seconds(port: int, body: str) -> float:
    began = time.perf_counter()
    post(port, [body])
    return time.perf_counter() - began


def rate(port: int, bodies: list[str], clients: int) -> float:
    """Batches a second, each client with a share of its own."""
    shares = [bodies[place::clients] for place in range(clients)]
    threads = [threading.Thread(target=post, args=(port, share)) for share in shares]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(bodies) / (time.perf_counter() - began)


class Invented:
    """So many companies with made-up names, as the index beside a store has them."""

    def __init__(self, folder: Path, size: int) -> None:
        shuffled = random.Random(7)
        found: dict[str, None] = {}
        while len(found) < size:
            name = "".join(shuffled.sample(SIGNS, 3))
            found["".join((shuffled.choice(PLACES), name, shuffled.choice(TRADES), shuffled.choice(FORMS)))] = None
        self.written = list(found)
        labels.write(folder, (labels.Name(name, iris.thing("Company", name), ("Company",)) for name in found))
        self.names = Names(labels.Index(folder))

    def rows(self, *_: object, **__: object) -> list[dict[str, Term]]:
        return []


def large() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as scratch:
        began = time.perf_counter()
        invented = Invented(Path(scratch), LARGE)
        index = Index(invented)  # type: ignore[arg-type]
        built = time.perf_counter() - began
        texts = [name.replace("有限公司", "股份有限公司") for name in invented.written[:50]]
        began = time.process_time()
        for text in texts:
            assert index.fits(text, ["Company"])
        each = (time.process_time() - began) / len(texts)
    return [
        (f"index of {LARGE:,} made-up company names, s", f"{built:.1f}"),
        (f"one name against {LARGE:,}, ms of processor time", f"{each * 1000:,.0f}"),
    ]


def exporting(store: Store) -> list[tuple[str, str]]:
    rows = []
    for name in FORMATS:
        times, size = [], 0
        for _ in range(3):
            out = io.BytesIO()
            began = time.perf_counter()
            export(store, name, out)
            times.append(time.perf_counter() - began)
            size = out.tell()
        rows.append((f"export --format {name}", f"{statistics.median(times):.2f} s, {size / 1e6:,.1f} MB"))
    return rows


def classifications() -> list[tuple[str, str]]:
    """What the whole classifications cost where the ontology is read anew, in processor time."""
    every = ontology_files()
    without = [path for path in every if path.name not in CLASSIFICATIONS]
    pairs = []
    for _ in range(7):
        began = time.process_time()
        parse(every, iris.graph("ontology"))
        whole = time.process_time()
        parse(without, iris.graph("ontology"))
        pairs.append((whole - began, time.process_time() - whole))
    with_, less = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
    return [("ontology lines with / without GB/T 4754 and ISIC, s of processor time", f"{with_:.2f} / {less:.2f}")]


def federating() -> list[tuple[str, str]]:
    """What the look for SERVICE costs every query."""
    plain = "SELECT * WHERE { ?s ?p ?o }\n" * 100
    began = time.perf_counter()
    for _ in range(1000):
        resolved(plain, list)
    return [("looking a query of 2.8 kB through for SERVICE, µs", f"{(time.perf_counter() - began) * 1000:,.0f}")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store that is built already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.store or Path(scratch) / "store"
        if not given.store:
            build(bundled(), folder)
        store = open_store(folder)
        rows = [*reconciling(folder, companies(store)), *large(), *exporting(store), *classifications(), *federating()]
    print("| what | figure |\n| --- | ---: |")
    for what, figure in rows:
        print(f"| {what} | {figure} |")


if __name__ == "__main__":
    main()
