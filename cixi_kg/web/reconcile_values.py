"""The values of properties, for a client that wants to extend its table by what the graph knows."""

from collections.abc import Sequence
from typing import Any

from cixi_kg.web import reconcile_terms as terms
from cixi_kg.web.reconcile import index, property_iri
from cixi_kg.web.reconcile_read import NEW, extension
from cixi_kg.web.served import Served
from graph.answers import XSD, Term
from ontology import iris

Json = dict[str, Any]

_MOST = 1000  # values of one property of one thing
_WHOLE = (XSD + "integer", XSD + "nonNegativeInteger")
_EXACT = 1 << 53  # beyond it JSON numbers are not safe


def extended(served: Served, text: str, version: str, language: str) -> Json:
    """The answer to a data extension query in the words of a version; an unknown thing or property has no values."""
    asked = extension(text)
    known = index(served)
    things = {identifier: found[0].iri for identifier in asked.ids if (found := known.identified(identifier))}
    properties = {name: iri for name, _ in asked.properties if (iri := property_iri(name))}
    values = _values(served, sorted(set(things.values())), sorted(set(properties.values())), language)
    rows: dict[str, dict[str, list[Json]]] = {}
    for identifier in asked.ids:
        of = {
            name: values.get((things.get(identifier, ""), properties.get(name, "")), []) for name, _ in asked.properties
        }
        rows[identifier] = {name: of[name][: limit or _MOST] for name, limit in asked.properties}
    meta = [{"id": name, "name": terms.name_of(served, name, language)} for name, _ in asked.properties]
    if version != NEW:
        return {"meta": meta, "rows": rows}
    return {
        "meta": meta,
        "rows": [
            {"id": each, "properties": [{"id": name, "values": found} for name, found in of.items()]}
            for each, of in rows.items()
        ],
    }


def _values(
    served: Served, things: Sequence[str], properties: Sequence[str], language: str
) -> dict[tuple[str, str], list[Json]]:
    """The values by thing and property, in order; of a value with labels in several languages one."""
    if not things or not properties:
        return {}
    rows = served.rows("values_of", x=things, p=properties)
    labels = served.labels({row["v"].value for row in rows if row["v"].kind == "iri"}, language)
    found: dict[tuple[str, str], list[Json]] = {}
    for row in rows:
        value = _value(row["v"], labels)
        held = found.setdefault((row["x"].value, row["p"].value), [])
        if value not in held:
            held.append(value)
    return found


def _value(term: Term, labels: dict[str, str]) -> Json:
    if term.kind == "iri":
        name = labels.get(term.value)
        ours = term.value.startswith(iris.BASE) and not term.value.startswith(iris.CK)
        if ours and name:
            return {"id": term.value.removeprefix(iris.BASE), "name": name}
        return {"str": name or term.value}
    if term.datatype in _WHOLE and term.value.lstrip("+-").isdigit() and abs(int(term.value)) < _EXACT:
        return {"int": int(term.value)}
    if term.datatype == XSD + "decimal":
        return {"float": float(term.value)}
    if term.datatype == XSD + "date" and len(term.value) == 10:
        return {"date": f"{term.value}T00:00:00"}
    return {"str": term.value}
