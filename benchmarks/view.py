"""Measures the page beside plain pyvis on the same made-up graphs, in the same browser: `python benchmarks/view.py`;
`--keep` keeps it for BENCHMARKS.md.

Columns: seconds to make the page, its size, seconds from opening the file to the first picture with nodes in it
(plain pyvis draws its first picture when its physics has settled; given up after 60 s), milliseconds a frame while
the whole picture is moved. Plain pyvis is also measured with its physics off and our points, its best case.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import kept_figures
import networkx
from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network

from graph import layout
from graph.gather import Number, Sentence, drawing
from graph.view import page

SIZES = ((500, 1_000), (3_000, 6_000), (10_000, 20_000))
KINDS = (
    ["Company"] * 60
    + ["Project"] * 25
    + ["IndustrialPlatform"] * 4
    + ["Industry"] * 6
    + ["Place"] * 3
    + ["IndustryChain"] * 2
)
LEADS = {"locatedIn": ("IndustrialPlatform", "Place"), "inIndustry": ("Industry",), "inChain": ("IndustryChain",)}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PATIENCE = 60_000

# The canvas has ink on it, in a frame that was shown.
DRAWN = """() => new Promise(done => { const look = () => { const c = document.querySelector("canvas");
  const bar = document.getElementById("loadingBar")?.style;
  if (c && (!bar || bar.display === "none" || bar.opacity === "0")) {
    const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
    for (let i = 0; i < d.length; i += 4)
      if (d[i + 3] > 100 && d[i] + d[i + 1] + d[i + 2] < 600) return done(performance.now()); }
  requestAnimationFrame(look); }; look(); })"""
FRAMES = """async move => { const pan = eval(move), start = performance.now(); let n = 0;
  for (; n < 30 && performance.now() - start < 8000; n++) { pan(n); await new Promise(requestAnimationFrame); }
  return (performance.now() - start) / n; }"""


def made_up(nodes: int, edges: int) -> "networkx.MultiDiGraph[str]":
    chance = random.Random(7)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for i in range(nodes):
        name = "".join(chance.choice("明日行远长河东江智造精工新材电器机械光电") for _ in range(5)) + "有限公司"
        seen = Sentence("d", "文件", "2024-01", f"{name}今年产值达到{i}亿元，同比增长7.8%。", 0, len(name))
        number = Number(
            "产值", "2024-12-31", "2024-01-01", str(i), "亿元", "Level", "", "Actual", "Equal", ("", ""), (seen,)
        )
        graph.add_node(
            f"https://example.org/{i}", label=name, en="", kind=KINDS[i % 100], aliases=[], properties=[],
            numbers=[number], evidence=[seen], mentions=1,
        )  # fmt: skip
    of = {kind: [t for t, data in graph.nodes.items() if data["kind"] == kind] for kind in set(KINDS)}
    while graph.number_of_edges() < edges:
        predicate = chance.choice(sorted(LEADS))
        hub = chance.choice(of[chance.choice(LEADS[predicate])])
        graph.add_edge(
            chance.choice(of["Company"] + of["Project"]), hub, key=predicate, origin="said", evidence=[], documents=1,
            method="", confidence="", premises=[],
        )  # fmt: skip
    graph.graph.update(terms={}, focus=[])
    return graph


def plain(graph: "networkx.MultiDiGraph[str]", *, physics: bool) -> str:
    network = Network(height="800px", directed=True, cdn_resources="in_line")
    points = layout.grouped(graph, layout.BY_PLATFORM).points
    for thing, node in graph.nodes.items():
        network.add_node(
            thing, label=node["label"], color=drawing()[node["kind"]]["color"], x=points[thing][0], y=points[thing][1]
        )
    for subject, target in graph.edges():
        network.add_edge(subject, target)
    network.toggle_physics(physics)
    return str(network.generate_html())


WAYS: tuple[tuple[str, Callable[["networkx.MultiDiGraph[str]"], str], str], ...] = (
    ("cixi-kg view", lambda graph: page(graph, "benchmark"), "(n) => view.drawing.pan(8, n % 2)"),
    ("pyvis, points", lambda graph: plain(graph, physics=False), "(n) => network.moveTo({offset: {x: 8, y: n % 2}})"),
    ("pyvis", lambda graph: plain(graph, physics=True), "(n) => network.moveTo({offset: {x: 8, y: n % 2}})"),
)


def measured(browser: Any, folder: Path) -> Iterator[str]:
    for nodes, edges in SIZES:
        graph = made_up(nodes, edges)
        for name, make, move in WAYS:
            start = time.perf_counter()
            html = make(graph)
            spent = time.perf_counter() - start
            file = folder / "page.html"
            file.write_text(html, encoding="utf-8")
            first, frame = opened(browser, file, move)
            size = len(html.encode()) / 1e6
            yield f"| {nodes:,} / {edges:,} | {name} | {spent:.1f} s | {size:.1f} MB | {first} | {frame} |"


def opened(browser: Any, file: Path, move: str) -> tuple[str, str]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, bypass_csp=True)
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    try:
        tab.goto(file.as_uri(), wait_until="commit")
        tab.wait_for_selector("canvas", state="attached")
        tab.wait_for_function(DRAWN)
        first = f"{tab.evaluate('performance.now()') / 1000:.1f} s"
        return first, f"{tab.evaluate(FRAMES, move):.0f} ms"
    except Error:
        return f"none within {PATIENCE // 1000} s", "–"
    finally:
        context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="keep the figures for BENCHMARKS.md")
    given = parser.parse_args()
    print("| things / relations | | made in | size | first picture | a frame |\n| --- | --- | --- | --- | --- | --- |")
    with sync_playwright() as tool, tempfile.TemporaryDirectory() as folder:
        browser = tool.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        found = []
        for line in measured(browser, Path(folder)):
            print(line, flush=True)
            found.append([cell.strip() for cell in line.strip("|").split("|")])
        browser.close()
    if given.keep:
        head = ("page of things / relations, way", "made in · size · first picture · a frame")
        kept_figures.keep("view", [head, *((f"page of {size}, {way}", " · ".join(rest)) for size, way, *rest in found)])


if __name__ == "__main__":
    main()
