"""The observations as tables for other tools: with a CSVW description, and as Data Commons reads them.

CSVW: https://www.w3.org/TR/tabular-metadata/ · Data Commons: https://docs.datacommons.org/custom_dc/custom_data.html
"""

import calendar
import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graph.answers import Rows
from graph.store import Store
from ontology import iris
from ontology.terms import prefixes

OBSERVATIONS_FILE, METADATA_FILE = "observations.csv", "observations.csv-metadata.json"
DATA_COMMONS_COLUMNS = (
    "entity", "variable", "date", "value", "unit", "observationPeriod", "measurementMethod", "entityName",
    "variableName",
)  # fmt: skip

_FIGURES = """
SELECT ?variable ?about ?area ?start ?end ?value ?unit ?measure ?basis ?status ?comparator ?scope WHERE {
  ?o a ck:Observation ; ck:value ?value ; ck:metric ?variable ; ck:periodEnd ?end ; ck:measure ?measure ;
     ck:status ?status .
  OPTIONAL { ?o ck:about ?about } OPTIONAL { ?o ck:area ?area } OPTIONAL { ?o ck:unit ?unit }
  OPTIONAL { ?o ck:periodStart ?start } OPTIONAL { ?o ck:basis ?basis } OPTIONAL { ?o ck:comparator ?comparator }
  OPTIONAL { ?o ck:scope ?scope }
}"""
_LABELS = """
SELECT ?thing ?label WHERE {
  { SELECT DISTINCT ?thing WHERE { ?o a ck:Observation ; ck:metric|ck:about|ck:area|ck:unit|ck:scope ?thing } }
  ?thing rdfs:label ?label FILTER(LANG(?label) = "zh")
}"""
_MONTHS = {1: "P1M", 3: "P3M", 6: "P6M", 9: "P9M", 12: "P1Y"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can tell: its bytes are those of the graph alone


def csvw(store: Store, table: Callable[[Store], Iterator[bytes]]) -> Iterator[bytes]:
    """A zip file of the observations as CSV and of their description; table: writes the CSV."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in ((OBSERVATIONS_FILE, b"".join(table(store))), (METADATA_FILE, metadata())):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    yield out.getvalue()


def metadata() -> bytes:
    """The CSVW description of the table of observations: each column with its titles, type and property."""
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": OBSERVATIONS_FILE,
        "dc:title": {"zh": "产业政策文件观测数据集", "en": "Observations in industrial policy documents"},
        "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "tableSchema": {
            "aboutUrl": "{+observation}",
            "primaryKey": ["observation", "start", "end"],
            "columns": [_column(*each) for each in _COLUMNS],
        },
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def _column(name: str, title: str, datatype: Any, of: str) -> dict[str, Any]:
    column: dict[str, Any] = {"name": name, "titles": {"und": name, "zh": title}, "datatype": datatype}
    column |= {"propertyUrl": of} if of else {"suppressOutput": True}
    return column | ({"required": True} if name in _REQUIRED else {})


def data_commons(store: Store) -> Iterator[bytes]:
    """The observations with a subject, a metric and a period as Data Commons' table, one variable a row.

    entity and variable are IRIs. Targets, growth rates and the like are series of their own: the measurement method
    tells status, measure, basis, comparator and scope.
    """
    labels = {row["thing"]: row["label"] for row in _rows(store, _LABELS)}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(DATA_COMMONS_COLUMNS)
    figures = (row for row in _rows(store, _FIGURES) if "about" in row or "area" in row)
    writer.writerows(sorted({_row(row, labels) for row in figures}))
    yield text.getvalue().encode()


def _rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    found = store.query(prefixes() + query)
    assert isinstance(found, Rows)
    for row in found:
        yield {name: cell.value for name, cell in zip(found.variables, row, strict=True) if cell}


def _row(of: Mapping[str, str], labels: Mapping[str, str]) -> tuple[str, ...]:
    entity = of.get("about") or of["area"]
    date, period = _dated(of.get("start", ""), of["end"])
    told = [of.get(name, "").removeprefix(iris.CK) for name in ("status", "measure", "basis", "comparator")]
    method = "-".join(filter(None, (*told, labels.get(of.get("scope", ""), ""))))
    unit, named = labels.get(of.get("unit", ""), ""), (labels.get(entity, ""), labels.get(of["variable"], ""))
    return (entity, of["variable"], date, of["value"], unit, period, method, *named)


def _dated(start: str, end: str) -> tuple[str, str]:
    """The date and the duration (ISO 8601) of a period: a whole year by its number, a whole month by month.

    >>> _dated("2020-01-01", "2020-12-31"), _dated("2021-09-01", "2021-09-30"), _dated("2021-01-01", "2025-12-31")
    (('2020', 'P1Y'), ('2021-09', 'P1M'), ('2025', 'P5Y'))
    """
    first = [int(part) for part in start.split("-")] if start else []
    last = [int(part) for part in end.split("-")]
    whole = len(last) == 3 and last[2] == calendar.monthrange(last[0], last[1])[1]
    if not first or first[2] != 1 or not whole:
        return end, ""
    months = 12 * (last[0] - first[0]) + last[1] - first[1] + 1
    years = months % 12 == 0 and last[1] == 12
    period = f"P{months // 12}Y" if years else _MONTHS.get(months, f"P{months}M")
    return (end[:4] if years else end[:7]), period


_CK = iris.CK
_REQUIRED = ("observation", "value", "document", "start", "end", "sentence")
_OA, _DCT = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/"
_COLUMNS: tuple[tuple[str, str, Any, str], ...] = (
    ("observation", "观测值", "anyURI", ""),
    ("metric", "指标", "string", _CK + "metric"),
    ("about", "对象", "string", _CK + "about"),
    ("area", "地区", "string", _CK + "area"),
    ("scope", "统计口径", "string", _CK + "scope"),
    ("periodStart", "时期起始", {"base": "date", "format": "yyyy-MM-dd"}, _CK + "periodStart"),
    ("periodEnd", "时期结束", {"base": "date", "format": "yyyy-MM-dd"}, _CK + "periodEnd"),
    ("measure", "度量方式", {"base": "string", "format": "Level|Growth|Rank"}, _CK + "measure"),
    ("basis", "增长基准", {"base": "string", "format": "YearOnYear|AnnualAverage|Cumulative"}, _CK + "basis"),
    ("status", "数据性质", {"base": "string", "format": "Actual|Target|Estimate|Planned"}, _CK + "status"),
    ("comparator", "比较关系", {"base": "string", "format": "Equal|AtLeast|AtMost|About"}, _CK + "comparator"),
    ("value", "数值", "decimal", _CK + "value"),
    ("unit", "单位", "string", _CK + "unit"),
    ("baseValue", "基本单位数值", "decimal", _CK + "baseValue"),
    ("baseUnit", "基本单位", "string", _CK + "baseUnit"),
    ("document", "文件", "string", _DCT + "source"),
    ("start", "起始位置", "nonNegativeInteger", _OA + "start"),
    ("end", "结束位置", "nonNegativeInteger", _OA + "end"),
    ("sentence", "原句", "string", _CK + "sentence"),
)
