"""The way a person goes: search, a thing's page, its sentence, a form, the editor; in a real browser, without outside help."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no Chromium")]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

playwright = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture(params=["desktop", "phone", "without scripts"])
def page(request: pytest.FixtureRequest, browser: "Browser", base: str) -> Iterator["Page"]:
    size: ViewportSize = {"width": 390, "height": 800} if request.param == "phone" else {"width": 1280, "height": 900}
    context = browser.new_context(
        viewport=size, base_url=base, locale="zh-CN", java_script_enabled=request.param != "without scripts"
    )
    found = context.new_page()
    found.set_default_timeout(15_000)
    wrong: list[str] = []
    found.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    found.on("request", lambda sent: None if sent.url.startswith((base, "data:", "blob:")) else wrong.append(sent.url))
    found.on("pageerror", lambda error: wrong.append(str(error)))
    yield found
    context.close()
    assert wrong == []


def test_from_the_search_to_the_highlighted_sentence(page: "Page") -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("公牛")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="公牛集团股份有限公司").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "公牛集团股份有限公司"
    page.locator(".group a.source").first.click()
    page.wait_for_url(re.compile(r"/id/document/.*\?at=\d+-\d+#o\d+$"))
    marked = page.locator("mark.exact").first
    assert "公牛" in marked.inner_text()
    box = marked.bounding_box()
    assert box
    assert 0 <= box["y"] < 900  # the page has scrolled to it
    page.locator(".here a").nth(1).click()  # what is said there has a page too
    assert "公牛集团股份有限公司" in page.get_by_role("heading", level=1).inner_text()


def test_a_form_is_run_and_its_address_can_be_kept(page: "Page") -> None:
    page.goto("/queries")
    page.get_by_role("link", name="各产业的企业", exact=True).click()
    page.locator("input[name=industry]").first.fill("照明")
    page.get_by_role("button", name="运行").click()
    page.wait_for_url(re.compile("industry="))
    rows = page.locator("table.answer tbody tr")
    assert rows.count() > 0
    kept = page.url
    page.goto("/")
    page.goto(kept)
    assert page.locator("input[name=industry]").first.input_value() == "照明"
    page.locator("table.answer tbody a").first.click()
    assert page.get_by_role("heading", level=1).count() == 1


def test_a_query_is_run_in_the_editor(page: "Page") -> None:
    page.goto("/editor")
    if not page.locator(".yasqe_queryButton").count():  # without scripts there is a plain form
        page.locator("textarea[name=query]").fill("SELECT ?x WHERE { ?x a ck:Company } LIMIT 3")
        page.get_by_role("button", name="运行").click()
        page.locator("table.answer tbody tr").first.wait_for()
        assert page.locator("table.answer tbody tr").count() == 3
        return
    page.locator(".yasqe_queryButton").first.click()
    page.locator(".yasr table.dataTable tbody tr").first.wait_for()
    assert page.locator(".yasr a.iri").count() > 0
    page.select_option("#example", "companies-in-industry")
    assert "ck:inIndustry" in page.locator(".CodeMirror").first.inner_text()
    page.locator(".CodeMirror").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("PREFIX ck: <https://w3id.org/cixi-kg/ontology#>\nSELECT * { ?s a ck:Compan")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints li", has_text="ck:Company").wait_for()


def test_no_page_is_wider_than_the_window(page: "Page") -> None:
    for path in (
        "/",
        "/search?q=慈溪",
        "/vocab/place/330282",
        "/queries/target-vs-actual",
        "/ontology",
        "/api",
        "/editor",
        "/documents",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
