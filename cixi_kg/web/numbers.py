"""The numbers about a thing: a table with the sentence of each, and a line for each series that has one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cixi_kg.web.chart import Chart, Point, chart
from cixi_kg.web.evidence import Quote, quotes
from cixi_kg.web.render import href
from cixi_kg.web.served import Served
from graph.answers import Term
from ontology.terms import CK
from queries.explain import period

_MOST = 1000  # numbers shown on a page
_CHARTS = 6
_ROLES = (("Metric", CK.metric), ("Unit", CK.unit), ("Scope", CK.scope))
_SIGNS = {CK.AtLeast: "≥", CK.AtMost: "≤", CK.About: "≈"}
_KINDS = {CK.Actual: "actual", CK.Target: "target", CK.Estimate: "estimate", CK.Planned: "target"}


@dataclass(frozen=True, slots=True)
class Number:
    """A row of the table. kind: how its status is drawn (actual, target, estimate); quotes: its sentences."""

    link: str
    metric: str
    metric_link: str
    about: str
    about_link: str
    period: str
    status: str
    kind: str
    value: str
    unit: str
    note: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a page. about: whether they are about several things; more: whether there are still others."""

    rows: tuple[Number, ...]
    charts: tuple[Chart, ...]
    about: bool
    more: bool


def numbers(served: Served, iri: str, classes: Sequence[str], language: str) -> Numbers:
    """The numbers about a thing; of a metric, unit or scope those that have it."""
    role = next((property_ for name, property_ in _ROLES if CK[name] in classes), CK.about)
    found = served.rows("numbers", thing=iri, role=role)
    rows = found[:_MOST]
    addresses = {row[name].value for row in rows for name in row if row[name].kind == "iri"}
    labels = served.labels(addresses, language)
    said = quotes(served, (row["n"].value for row in rows), language)
    shown = [_number(row, labels, tuple(said.get(row["n"].value, ()))) for row in rows]
    pairs = sorted(zip(rows, shown, strict=True), key=lambda pair: _rank(pair[1]))
    return Numbers(
        tuple(number for _, number in pairs),
        tuple(_charts(pairs)),
        role != CK.about,
        len(found) > _MOST,
    )


def _number(row: dict[str, Term], labels: dict[str, str], said: tuple[Quote, ...]) -> Number:
    def label(name: str) -> str:
        return labels.get(row[name].value, "") if name in row else ""

    def link(name: str) -> str:
        return href(row[name].value) if name in row else ""

    measure = row["measure"].value
    sign = _SIGNS.get(row["comparator"].value, "") if "comparator" in row else ""
    notes = [label("basis") or label("measure") if measure != CK.Level else "", label("scope")]
    return Number(
        link("n"),
        label("metric"),
        link("metric"),
        label("about"),
        link("about"),
        period(*(row[name].value if name in row else "" for name in ("start", "end"))),
        label("status"),
        _KINDS.get(row["status"].value, "actual"),
        f"{sign} {row['value'].value}".strip(),
        label("unit"),
        " · ".join(note for note in notes if note),
        said,
    )


def _rank(number: Number) -> tuple[bool, str, str, str, str]:
    return not number.metric, number.metric, number.about, number.period, number.link


def _charts(rows: Sequence[tuple[dict[str, Term], Number]]) -> list[Chart]:
    """A line for each series of levels in one unit, those with most points first."""
    series: dict[tuple[str, ...], list[Point]] = {}
    for row, shown in rows:
        if row["measure"].value == CK.Level and "end" in row and shown.metric:
            title = shown.metric if not shown.note else f"{shown.metric}（{shown.note}）"
            point = Point(
                date.fromisoformat(row["end"].value), Decimal(row["value"].value), shown.kind, shown.period, shown.link
            )
            series.setdefault((title, shown.about, shown.unit), []).append(point)
    drawn = [(len(points), chart(title, unit, points)) for (title, _, unit), points in series.items()]
    drawn.sort(key=lambda each: -each[0])
    return [found for _, found in drawn if found][:_CHARTS]
