"""docs/exports.md and docs/reconciliation.md say what the code does."""

import re
from pathlib import Path

from cixi_kg import settings
from cixi_kg.web.reconcile_index import CERTAIN
from cixi_kg.web.reconcile_read import BATCH, MOST, ROOTS
from cixi_kg.web.reconcile_routes import Front, routes
from graph.export import FORMATS
from graph.observations import DATA_COMMONS_COLUMNS

DOCS = Path(__file__).parents[1] / "docs"
EXPORTS = (DOCS / "exports.md").read_text(encoding="utf-8")
RECONCILIATION = (DOCS / "reconciliation.md").read_text(encoding="utf-8")


def test_every_format_stands_in_the_table() -> None:
    cells = re.findall(r"^\| (`.+?`) \|", EXPORTS, re.MULTILINE)
    assert [name for cell in cells for name in re.findall("`([a-z]+)`", cell)] == list(FORMATS)


def test_the_settings_have_the_names_that_are_told() -> None:
    for name in (settings.ENDPOINTS_VARIABLE, settings.SETTINGS_VARIABLE):
        assert f"`{name}`" in EXPORTS
    assert {"entity", "variable", "date", "value", "unit"} <= set(DATA_COMMONS_COLUMNS)


def test_the_addresses_and_limits_of_the_service_are_those_that_are_told() -> None:
    for root in ROOTS.values():
        assert f"`{root}`" in RECONCILIATION
    assert f"{BATCH} queries a request" in RECONCILIATION
    assert f"{MOST} candidates a query" in RECONCILIATION
    assert f"from {CERTAIN:g} on" in RECONCILIATION
    paths = {route.path.removeprefix(ROOTS["0.2"] + "/") for route in routes(Front, 1)}  # type: ignore[arg-type]
    assert {"extend/propose", "preview", "suggest/{kind}", "flyout/{kind}"} <= paths
    for name in (
        "suggest/entity",
        "suggest/property",
        "suggest/type",
        "preview?id=",
        "extend/propose?type=",
        "flyout/…",
    ):
        assert f"`{name}`" in RECONCILIATION
