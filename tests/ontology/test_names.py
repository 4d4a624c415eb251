"""Company names: splitting, short forms, comparison; and that no rule or vocabulary names a company of the documents."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ontology.compare import same_company
from ontology.names import CompanyName, agency_short, short_forms, split_company

ROOT = Path(__file__).parents[2]
CASES: dict[str, Any] = tomllib.loads((ROOT / "tests/cases/names.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", CASES["split"], ids=lambda row: row[0])
def test_a_name_splits_into_its_parts(row: list[str]) -> None:
    assert split_company(row[0]) == CompanyName(*row[1:])


@pytest.mark.parametrize("row", CASES["short"], ids=lambda row: row[0])
def test_a_full_name_has_its_short_forms(row: tuple[str, list[str]]) -> None:
    assert set(row[1]) <= set(short_forms(row[0]))
    assert row[0] not in short_forms(row[0])


@pytest.mark.parametrize("row", CASES["same"], ids=lambda row: "-".join(row))
def test_two_names_are_compared_alike_in_both_orders(row: list[str]) -> None:
    assert same_company(row[0], row[1]).verdict == row[2]
    assert same_company(row[1], row[0]).verdict == row[2]
    assert same_company(row[0], row[1]).reason


def test_the_parts_hold_the_whole_name() -> None:
    for row in CASES["split"]:
        parts = split_company(row[0])
        assert parts.trade_name + parts.trade_word + parts.form


def test_a_body_and_its_short_name_meet() -> None:
    assert agency_short("海州市经济和信息化局") == agency_short("海州市经信局")


def _company_names() -> list[str]:
    """Trade names of the companies of the bundled documents, as their legal forms show them."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "loaders/sources").glob("*.txt")))
    text = re.sub(r"[ \n\t]", "", text)
    full = re.findall(r"[\u4e00-\u9fff（）]{2,14}?(?:股份有限公司|有限公司|集团)", text)
    bare = {re.sub(r"(?:股份有限公司|有限公司|集团)$", "", name) for name in full}
    bare = {re.sub(r"^.*(?:宁波|慈溪市|浙江|慈溪)", "", name) for name in bare}
    return sorted(name for name in bare if re.fullmatch(r"[\u4e00-\u9fff]{3,8}", name))


def test_no_company_of_the_documents_stands_in_code_rules_or_vocabularies() -> None:
    names = _company_names()
    assert len(names) > 20
    folders = ("cixi_kg", "ontology", "loaders", "graph", "queries")
    files = [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".toml", ".ttl", ".rq", ".html", ".tsv") and "sources" not in path.parts
    ]
    assert files
    held = [(path.name, name) for path in files for name in names if name in path.read_text(encoding="utf-8")]
    assert held == []
