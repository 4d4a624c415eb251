"""The page in a real browser: from disk, with the network off, each control does what it says."""

import csv
import io
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pyoxigraph
import pytest

from graph import store
from graph.view import collect, page

pytestmark = pytest.mark.browser
SAMPLE = Path(__file__).with_name("graph") / "view.trig"
CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
COMPANY, MARKUP = "id/company/明日", "id/company/markup"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not installed")
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: install the package chromium, or name the program in CHROMIUM")
    with playwright.sync_playwright() as tool:
        running = tool.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    draft = store.Draft(folder)
    draft.load([f"{quad} ." for quad in pyoxigraph.parse(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG)])
    (folder / "view.html").write_text(page(collect(draft.query), "东江产业图谱"), encoding="utf-8")
    (folder / "focus.html").write_text(page(collect(draft.query, focus="明日"), "明日"), encoding="utf-8")
    return folder / "view.html"


@pytest.fixture
def opened(browser: Any, file: Path) -> Iterator[Open]:
    """Opens the page from disk, offline; at the end there was no error and no request for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, accept_downloads=True)
    context.set_default_timeout(10_000)
    faults: list[str] = []

    def start(name: str = "view.html", fragment: str = "") -> Any:
        tab = context.new_page()
        tab.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        tab.on(
            "request",
            lambda request: (
                faults.append(request.url) if not request.url.startswith(("file:", "blob:", "data:")) else None
            ),
        )
        tab.goto(file.with_name(name).as_uri() + fragment)
        tab.wait_for_selector("body[data-ready]")
        return tab

    yield start
    context.close()
    assert faults == []


def place(tab: Any, iri: str) -> dict[str, float]:
    """Where a node stands, in the coordinates of the window."""
    spot: dict[str, float] = tab.evaluate(
        """iri => { const n = view.data.things.findIndex(t => t.iri === iri), s = view.spot(n);
        const box = document.getElementById("network").getBoundingClientRect(); return { x: s.x + box.left, y: s.y + box.top }; }""",
        iri,
    )
    return spot


def click_node(tab: Any, iri: str) -> None:
    spot = place(tab, iri)
    tab.mouse.click(spot["x"], spot["y"])
    tab.wait_for_selector("#panel:not([hidden])")


def until(tab: Any, condition: str) -> None:
    """Waits for what a JavaScript expression tells; the page's policy forbids Playwright's own way, which evaluates text."""
    for _ in range(100):
        if tab.evaluate(condition):
            return
        time.sleep(0.03)
    raise AssertionError(f"never true: {condition}")


def shown(tab: Any) -> int:
    count: int = tab.evaluate("view.shown().nodes.filter(Boolean).length")
    return count


def test_it_draws_nodes_with_colour(opened: Open) -> None:
    tab = opened()
    assert tab.evaluate("view.data.nodes.length") == 13
    assert shown(tab) == 12, "the product opens hidden"
    inked = tab.evaluate(
        """() => { const c = document.querySelector("#network canvas"), d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
        let n = 0; for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 200 && (d[i] < 200 || d[i + 1] < 200 || d[i + 2] < 200)) n++; return n; }"""
    )
    assert inked > 2000
    assert tab.title() == "东江产业图谱"


def test_a_click_opens_the_panel_with_numbers_relations_and_the_marked_sentence(opened: Open) -> None:
    tab = opened()
    click_node(tab, COMPANY)
    panel = tab.locator("#panel")
    assert panel.locator("h2").inner_text() == "明日甲器有限公司"
    evidence = panel.locator("[data-part=evidence]").inner_text()
    assert "承担年产一百万台智能甲器生产线项目" in evidence
    assert "东江市制造业规划 · 2021-08" in evidence
    assert panel.locator("[data-part=evidence] mark").first.inner_text() == "明日"
    panel.locator(".number", has_text="12亿元").click()
    assert panel.locator(".quote mark").inner_text() == "12亿元"
    assert panel.locator(".line.inferred").count() == 2


def test_target_and_actual_stand_side_by_side_with_a_chart(opened: Open) -> None:
    tab = opened(fragment="#node=vocab/industry/甲器")
    metric = tab.locator("#panel .metric").first
    assert metric.locator("tr", has_text="2025").locator("td").nth(2).inner_text() == "800亿元"
    assert metric.locator("tr", has_text="2023").locator("td").nth(1).inner_text() == "610.5亿元"
    assert metric.locator("svg rect").count() == 2


def test_an_inferred_relation_tells_its_rule_and_premises(opened: Open) -> None:
    tab = opened(fragment=f"#node={COMPANY}")
    tab.locator("#panel li", has_text="甲器产业链").locator(".why").click()
    grounds = tab.locator("#panel .grounds").inner_text()
    assert "chain-from-industry" in grounds
    assert "0.8" in grounds
    assert "c3" in grounds


@pytest.mark.parametrize("typed", ["明日甲", "制造业规划", "mrjq", "mingrijia", "mrjiaqi"])
def test_search_by_name_alias_and_pinyin_jumps_there(opened: Open, typed: str) -> None:
    tab = opened()
    tab.keyboard.press("/")
    tab.keyboard.type(typed)
    assert tab.locator("#hits li").count() >= 1
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel:not([hidden])")
    expected = "东江市制造业规划" if typed == "制造业规划" else "明日甲器有限公司"
    assert tab.locator("#panel h2").inner_text() == expected


def test_search_for_what_is_not_there_says_so(opened: Open) -> None:
    tab = opened()
    tab.fill("#search", "没有这家")
    assert tab.locator("#hits").inner_text() == "没有找到"


def test_the_legend_filters_and_shows_hidden_classes(opened: Open) -> None:
    tab = opened()
    tab.click("[data-filter=class][data-value=Company]")
    until(tab, "view.shown().nodes.filter(Boolean).length === 9")
    tab.click("[data-filter=class][data-value=Product]")
    until(tab, "view.shown().nodes.filter(Boolean).length === 10")
    tab.click("#reset")
    until(tab, "view.shown().nodes.filter(Boolean).length === 12")


def test_relations_and_grounds_filter(opened: Open) -> None:
    tab = opened()
    before = tab.evaluate("view.shown().edges.filter(Boolean).length")
    tab.click("[data-filter=origin][data-value=inferred]")
    until(tab, f"view.shown().edges.filter(Boolean).length === {before - 3}")
    tab.click("[data-filter=relation][data-value=locatedIn]")
    until(tab, f"view.shown().edges.filter(Boolean).length === {before - 6}")


def seen(tab: Any) -> set[str]:
    return set(tab.evaluate("view.data.things.filter((_, n) => view.shown().nodes[n]).map(t => t.iri)"))


def choose(tab: Any, name: str, choice: str) -> None:
    """Takes the choice that begins so; what follows is its count."""
    options = tab.locator(f"select[data-filter={name}] option").all_inner_texts()
    (label,) = [option for option in options if re.fullmatch(rf"{re.escape(choice)} \(\d+\)", option)]
    tab.select_option(f"select[data-filter={name}]", label=label)


@pytest.mark.parametrize(
    ("name", "choice", "left"),
    [("document", "东江的甲器产业（2024）", {COMPANY, "vocab/industry/甲器"}), ("year", "2022", {"id/project/一号"})],
)
def test_filters_by_document_and_year(opened: Open, name: str, choice: str, left: set[str]) -> None:
    tab = opened()
    choose(tab, name, choice)
    until(tab, f"view.shown().nodes.filter(Boolean).length === {len(left)}")
    assert seen(tab) == left


def test_filters_by_platform_and_industry_count_companies_and_projects(opened: Open) -> None:
    tab = opened()
    for name in ("platform", "industry"):
        options = tab.locator(f"select[data-filter={name}] option").all_inner_texts()[1:]
        assert options
        assert all(re.search(r" \([1-9]\d*\)$", option) for option in options)
    choose(tab, "platform", "东江经济开发区")
    until(tab, f"view.shown().nodes.filter(Boolean).length < {tab.evaluate('view.data.things.length')}")
    assert {"id/platform/东江开发区", COMPANY, "id/project/一号"} <= seen(tab)
    assert "id/company/行远" not in seen(tab)


def test_an_edge_that_more_documents_say_is_wider(opened: Open) -> None:
    widths = opened().evaluate("view.data.edges.map((e, i) => [view.data.links[i].name, e.width])")
    assert {width for _, width in widths} == {1, 2}  # one relation of the sample is said by two documents


def test_hover_shows_the_name_and_a_sentence(opened: Open) -> None:
    tab = opened()
    spot = place(tab, COMPANY)
    tab.mouse.move(spot["x"] - 40, spot["y"] - 40)
    tab.mouse.move(spot["x"], spot["y"], steps=4)
    tab.wait_for_selector("#tip:not([hidden])")
    assert "明日甲器有限公司" in tab.locator("#tip").inner_text()
    assert tab.locator("#tip mark").count() == 1


def test_markup_is_shown_as_text(opened: Open) -> None:
    tab = opened(fragment=f"#node={MARKUP}")
    assert tab.locator("#panel h2").inner_text() == "<b>粗体</b> & <script>alert(1)</script>公司"
    assert tab.locator("#panel mark").first.inner_text() == "</script>"
    assert tab.locator("img, #panel b").count() == 0


def test_walking_then_back_and_forward(opened: Open) -> None:
    tab = opened()
    click_node(tab, COMPANY)
    tab.locator("#panel .go", has_text="东江经济开发区").click()
    until(tab, "document.querySelector('#panel h2')?.textContent === '东江经济开发区'")
    tab.click("#back")
    until(tab, "document.querySelector('#panel h2')?.textContent === '明日甲器有限公司'")
    tab.click("#forward")
    until(tab, "document.querySelector('#panel h2')?.textContent === '东江经济开发区'")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#panel", state="hidden")


def test_the_address_gives_the_same_view_again(opened: Open) -> None:
    tab = opened(fragment=f"#layout=industry&colour=platform&language=en&node={COMPANY}")
    assert tab.input_value("#layout") == "industry"
    assert tab.input_value("#colour") == "platform"
    assert tab.locator("#panel .kind").inner_text().startswith("company")
    assert tab.locator("#language").inner_text() == "中文"
    tab.click("#language")
    until(tab, "document.querySelector('#panel .kind').textContent.startsWith('企业')")


@pytest.mark.parametrize("layout", ["platform", "industry", "layers", "force", "ego"])
def test_every_layout_gives_each_node_its_own_place(opened: Open, layout: str) -> None:
    tab = opened()
    tab.select_option("#layout", layout)
    until(tab, f"view.state.layout === '{layout}'")
    spots = tab.evaluate("view.paint().order.map(n => view.paint().points[n].join())")
    assert len(spots) == len(set(spots)) >= 2


def test_a_focus_opens_as_the_view_around_it(opened: Open) -> None:
    tab = opened("focus.html")
    assert tab.input_value("#layout") == "ego"
    points = tab.evaluate("view.paint().points[view.data.focus[0]]")
    assert points == [0, 0]


def test_it_saves_pictures_and_tables(opened: Open) -> None:
    tab = opened(fragment=f"#node={COMPANY}")
    saved: dict[str, bytes] = {}
    for kind in ("png", "svg", "csv"):
        tab.click("#save summary")
        with tab.expect_download() as waiting:
            tab.click(f"[data-save={kind}]")
        assert waiting.value.suggested_filename == f"东江产业图谱.{kind}"
        saved[kind] = Path(waiting.value.path()).read_bytes()
    assert saved["png"].startswith(b"\x89PNG")
    svg = saved["svg"].decode()
    assert "明日甲器有限公司"[:4] in svg
    assert "<script" not in svg
    assert not re.search(r"(?:href|src)=", svg)
    table = list(csv.reader(io.StringIO(saved["csv"].decode("utf-8-sig"))))
    assert len(table) == 1 + 4, "the relations of the thing chosen whose other end is shown"
    assert ["明日甲器有限公司", "企业", "位于", "东江经济开发区", "产业平台", "原文明示"] in [row[:6] for row in table]


def test_paper_shows_the_picture_in_vectors_and_the_legend(opened: Open, tmp_path: Path) -> None:
    tab = opened()
    tab.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "page.pdf") as pdf:
        (paper,) = pdf.pages
        words = paper.extract_text()
    assert "东江经济开发区" in words
    assert "产业平台" in words
    assert len(paper.curves) + len(paper.lines) + len(paper.rects) > 20


def test_it_is_usable_on_a_phone(browser: Any, file: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True, has_touch=True)
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.wait_for_selector("body[data-ready]")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not tab.is_visible("#filters")
    tab.click("#menu")
    assert tab.is_visible("#filters")
    context.close()


def test_the_lighter_drawing_of_large_graphs_does_the_same(browser: Any, file: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.html"
    large.write_text(
        file.read_text(encoding="utf-8").replace("LIGHT_FROM = { nodes: 1200", "LIGHT_FROM = { nodes: 3"),
        encoding="utf-8",
    )
    tab = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    tab.goto(large.as_uri())
    tab.wait_for_selector("body[data-ready]")
    assert tab.evaluate("view.drawing.kind") == "light"
    click_node(tab, COMPANY)
    assert tab.locator("#panel h2").inner_text() == "明日甲器有限公司"
    before = tab.evaluate("view.drawing.frame()")
    tab.mouse.move(700, 650)
    tab.mouse.wheel(0, -300)
    tab.mouse.down()
    tab.mouse.move(760, 700, steps=3)
    tab.mouse.up()
    after = tab.evaluate("view.drawing.frame()")
    assert after["scale"] > before["scale"]
    assert (after["x"], after["y"]) != (before["x"], before["y"])
    tab.context.close()
