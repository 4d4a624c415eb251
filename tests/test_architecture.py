"""Imports point down; nothing but the five packages goes into the wheel; nothing stands in the way of a stranger."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "ontology": set(),
    "loaders": {"ontology"},
    "graph": {"ontology"},
    "queries": {"ontology", "graph"},
    "cixi_kg": {"ontology", "loaders", "graph", "queries"},
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_down(package: str) -> None:
    for path in sorted((ROOT / package).rglob("*.py")):
        ours = imported(path) & set(MAY_IMPORT) - {package}
        assert ours <= MAY_IMPORT[package], f"{path.relative_to(ROOT)} imports {sorted(ours - MAY_IMPORT[package])}"


def test_the_wheel_holds_the_five_packages_and_their_data(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == set(MAY_IMPORT)
    for data in (
        "ontology/ck.ttl",
        "ontology/vocab/unit.ttl",
        "loaders/sources.toml",
        "graph/infer/chain-from-industry.rq",
        "ontology/mappings/wikidata.ttl",
        "loaders/datasets/recipes/wikidata-places.rq",
    ):
        assert data in names
    assert any(name.startswith("queries/") and name.endswith(".rq") for name in names)
