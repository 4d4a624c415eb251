"""The page of the saved queries is what the queries say now."""

from pathlib import Path

from queries.catalogue import page

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m queries.catalogue > docs/queries.md"
