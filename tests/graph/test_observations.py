"""The tables of observations: CSVW that validates, and Data Commons' columns."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from graph.export import OBSERVATION_COLUMNS, export
from graph.observations import DATA_COMMONS_COLUMNS, METADATA_FILE, OBSERVATIONS_FILE, _dated, metadata
from graph.store import Store
from ontology import iris


def written(graph: Store, name: str) -> bytes:
    out = io.BytesIO()
    export(graph, name, out)
    return out.getvalue()


def test_the_description_has_every_column() -> None:
    columns = json.loads(metadata())["tableSchema"]["columns"]
    assert tuple(column["name"] for column in columns) == OBSERVATION_COLUMNS
    assert all(column["titles"]["zh"] for column in columns)


def test_csvw_is_the_csv_with_its_description(graph: Store) -> None:
    content = written(graph, "csvw")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == [OBSERVATIONS_FILE, METADATA_FILE]
        assert archive.read(OBSERVATIONS_FILE) == written(graph, "csv")
        assert archive.read(METADATA_FILE) == metadata()
    assert written(graph, "csvw") == content


def valid(folder: Path, content: bytes) -> bool:
    """Whether the reference library finds a zip file valid; a wrong cell is a warning, and so here an error."""
    csvw = pytest.importorskip("csvw")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return bool(csvw.CSVW(str(folder / METADATA_FILE), validate=True).is_valid)


def test_csvw_is_valid_by_the_reference_library(graph: Store, tmp_path: Path) -> None:
    assert valid(tmp_path, written(graph, "csvw"))


@pytest.mark.parametrize(("old", "new"), [(b",Growth,", b",Growing,"), (b"2022-01-01", b"2022-13-41")])
def test_csvw_finds_a_value_that_its_column_does_not_allow(
    graph: Store, tmp_path: Path, old: bytes, new: bytes
) -> None:
    table = written(graph, "csv")
    assert old in table
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        archive.writestr(OBSERVATIONS_FILE, table.replace(old, new, 1))
        archive.writestr(METADATA_FILE, metadata())
    with pytest.raises(UserWarning, match="Invalid column value"):
        valid(tmp_path, changed.getvalue())


def test_data_commons_has_its_columns_and_series_that_are_told_apart(graph: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(written(graph, "datacommons").decode(), newline="")))
    assert tuple(rows[0]) == DATA_COMMONS_COLUMNS
    assert len(rows) > 300
    assert all(row["entity"].startswith(iris.BASE) and row["variable"].startswith(iris.BASE) for row in rows)
    assert all(float(row["value"]) == float(row["value"]) and row["date"] for row in rows)
    output = [
        row
        for row in rows
        if row["variableName"] == "规上工业总产值" and row["entityName"] == "慈溪市" and row["date"] == "2020"
    ]
    assert {row["measurementMethod"].split("-")[1] for row in output} <= {"Level", "Growth"}


@pytest.mark.parametrize(
    ("start", "end", "date", "period"),
    [
        ("2020-01-01", "2020-12-31", "2020", "P1Y"),
        ("2021-01-01", "2025-12-31", "2025", "P5Y"),
        ("2021-09-01", "2021-09-30", "2021-09", "P1M"),
        ("2024-01-01", "2024-02-29", "2024-02", "P2M"),
        ("2023-01-01", "2023-09-30", "2023-09", "P9M"),
        ("2023-07-01", "2024-06-30", "2024-06", "P1Y"),
        ("2023-01-01", "2023-02-27", "2023-02-27", ""),
        ("2023-03-05", "2023-03-31", "2023-03-31", ""),
        ("", "2023-03-31", "2023-03-31", ""),
    ],
)
def test_periods(start: str, end: str, date: str, period: str) -> None:
    assert _dated(start, end) == (date, period)
