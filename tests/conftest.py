"""The bundled graph, built once for all tests."""

from pathlib import Path

import pytest

from cixi_kg.build import Built, build
from graph.store import Store, open_store
from loaders.sources import bundled


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    folder = tmp_path_factory.mktemp("bundled") / "store"
    return folder, build(bundled(), folder)


@pytest.fixture(scope="session")
def graph(bundled_store: tuple[Path, Built]) -> Store:
    return open_store(bundled_store[0])
