"""What a worker does for the reconciliation service: the manifest, matching, suggestions, previews and values.

Every task gets `version`: the version of the API that the address stands for, in whose words it answers.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cixi_kg import __version__
from cixi_kg.web import reconcile_terms as terms
from cixi_kg.web.evidence import quotes
from cixi_kg.web.limits import RefusedError
from cixi_kg.web.names import MOST, Thing
from cixi_kg.web.reconcile import Candidate, candidates, index
from cixi_kg.web.reconcile_read import BATCH, NEW, OLD, ROOTS, Query, batch, number, single
from cixi_kg.web.reconcile_values import extended
from cixi_kg.web.render import page, visit, word
from cixi_kg.web.served import Reply, Served, Sink
from ontology import iris

Json = dict[str, Any]

_SUGGESTED = 20
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,99}(?:\.[A-Za-z_$][\w$]{0,99}){0,4}", re.ASCII)
_FEATURES = ("identifier", "name", "place", "property")
_SENTENCES = 2  # in a preview
_WIDTH, _HEIGHT = 430, 240


def manifest(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The service manifest; given: base, version, language."""
    language, version = given["language"], given["version"]
    root = given["base"] + ROOTS[version]
    said: Json = {
        "versions": [version],
        "name": word(language, "site"),
        "documentation": f"{given['base']}/api",
        "serviceVersion": __version__,
        "defaultTypes": terms.default_types(served, language),
        "batchSize": BATCH,
    }
    more = _new_manifest(given["base"], language) if version == NEW else _old_manifest(given["base"], root, language)
    return _written(said | more, given, sink)


def match(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The candidates for each query of a batch; given: text (a batch), or single (one query of 0.2)."""
    if "single" in given:
        return _written({"result": _matched(served, {"": single(given["single"])}, given)[""]}, given, sink)
    found = _matched(served, batch(given["text"], given["version"]), given)
    if given["version"] == NEW:
        return _written({"results": [{"candidates": each} for each in found.values()]}, given, sink)
    return _written({key: {"result": each} for key, each in found.items()}, given, sink)


def suggest(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """What may be meant by the beginning of a name; given: kind (entity, type or property), query."""
    asked = dict(given["query"])
    start = number(asked.get("cursor", ""), "cursor", 0, 1_000_000)
    found = _SUGGEST[given["kind"]](served, asked.get("prefix", "")[:200], given["language"])
    return _written({"result": found[start : start + _SUGGESTED]}, given, sink)


def extend(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The values of properties of things; given: text, a data extension query."""
    return _written(extended(served, given["text"], given["version"], given["language"]), given, sink)


def propose(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The properties that things of a type have; given: query with type and limit."""
    asked = dict(given["query"])
    kind, limit = asked.get("type", ""), number(asked.get("limit", ""), "limit", 0, 1000)
    found = terms.of_type(served, kind, given["language"])
    if not kind:
        found = list(terms.properties(served, given["language"]).values())
    said: Json = {"type": kind, "properties": [{"id": each.id, "name": each.name} for each in found[: limit or None]]}
    return _written(said | ({"limit": limit} if limit else {}), given, sink)


def preview(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """A small page about a thing, to be shown in a frame; given: query with id."""
    sink.write(_preview(served, _wanted(served, given), given).encode())
    return Reply("text/html; charset=utf-8")


def flyout(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The small preview of what was suggested, of 0.2; given: kind, query with id."""
    identifier = dict(given["query"]).get("id", "")
    if given["kind"] == "entity":
        thing = _wanted(served, given)
        name, more = thing.label, _descriptions(served, [thing], given["language"])[thing.iri]
    else:
        offered = _SUGGEST[given["kind"]](served, "", given["language"])
        named = next((each for each in offered if each["id"] == identifier), None)
        if named is None:
            raise RefusedError(404, f"there is no {given['kind']} {identifier[:60]!r} here")
        name, more = named["name"], identifier
    html = page("reconcile_flyout.html", visit(given), name=name, more=more)
    return _written({"id": identifier, "html": html}, given, sink)


def short(iri: str) -> str:
    """The identifier of a thing: its IRI after the base, which is the identifier space."""
    return iri.removeprefix(iris.BASE)


def _old_manifest(base: str, root: str, language: str) -> Json:
    def offered(kind: str) -> Json:
        return {
            "service_url": root,
            "service_path": f"/suggest/{kind}",
            "flyout_service_url": root,
            "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
        }

    setting = {"type": "number", "default": 0, "name": "limit"}
    return {
        "identifierSpace": iris.BASE,
        "schemaSpace": iris.CK,
        "view": {"url": base + "/{{id}}"},
        "preview": {"url": root + "/preview?id={{id}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {kind: offered(kind) for kind in _SUGGEST},
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/extend/propose"},
            "property_settings": [setting | {"label": word(language, "values_at_most")}],
        },
    }


def _new_manifest(base: str, language: str) -> Json:
    setting = {"type": "number", "default": 0, "id": "limit", "name": word(language, "values_at_most")}
    return {
        "lang": language,
        "view": {"url": base + "/{+id}"},
        "preview": {"width": _WIDTH, "height": _HEIGHT},
        "suggest": dict.fromkeys(_SUGGEST, True),
        "extend": {"proposeProperties": True, "propertySettings": [setting]},
        "standardizedScore": True,
    }


def _matched(served: Served, asked: Mapping[str, Query], given: Mapping[str, Any]) -> dict[str, list[Json]]:
    """The candidates of each query, worked out by itself; what tells namesakes apart is read once for all."""
    found = {key: candidates(served, query) for key, query in asked.items()}
    things = [each.thing for candidates_ in found.values() for each in candidates_]
    told = _descriptions(served, things, given["language"])
    names = terms.type_names(served, given["language"])
    return {key: [_candidate(each, told[each.thing.iri], names, given) for each in of] for key, of in found.items()}


def _candidate(found: Candidate, told: str, names: Mapping[str, str], given: Mapping[str, Any]) -> Json:
    features: list[Json] = [{"id": name, "value": value} for name, value in found.features]
    if given["version"] == NEW:
        for each in features:
            each["name"] = _feature(given["language"], each["id"])
    return {
        "id": short(found.thing.iri),
        "name": found.thing.label,
        "description": told,
        "type": [_type(found.thing, names)],
        "score": found.score,
        "match": found.match,
        "features": features,
    }


def _feature(language: str, name: str) -> str:
    """What a feature is called: ours by the words of the pages, those of company names by their own."""
    kind, _, of = name.partition(":")
    return f"{word(language, f'feature_{kind}')} {of}".strip() if kind in _FEATURES else name.replace("_", " ")


def _type(thing: Thing, names: Mapping[str, str]) -> Json:
    return {"id": thing.kind, "name": names.get(thing.kind, thing.kind)}


def _descriptions(served: Served, things: Sequence[Thing], language: str) -> dict[str, str]:
    """What tells things of one name apart: their class, where they lie, how often documents speak of them."""
    near: dict[str, list[str]] = {}
    for row in served.rows("where", x=sorted({thing.iri for thing in things})) if things else ():
        near.setdefault(row["x"].value, []).append(row["l"].value)
    names = terms.type_names(served, language)
    told = {}
    for thing in things:
        parts = [names.get(thing.kind, thing.kind), *dict.fromkeys(near.get(thing.iri, ()))][:4]
        if thing.count:
            parts.append(word(language, "mentioned_times").format(count=thing.count))
        told[thing.iri] = " · ".join(parts)
    return told


def _entities(served: Served, prefix: str, language: str) -> list[Json]:
    known = index(served)
    found = known.identified(prefix) if prefix else []
    if prefix.strip():
        found += [hit.thing for hit in served.names.find(prefix) if hit.thing.iri.startswith(iris.BASE)]
    else:
        found = known.most_told(MOST)
    each = list({thing.iri: thing for thing in found}.values())[:MOST]
    told, names = _descriptions(served, each, language), terms.type_names(served, language)
    return [
        {"id": short(t.iri), "name": t.label, "description": told[t.iri], "notable": [_type(t, names)]} for t in each
    ]


def _offered(found: Iterable[Json], prefix: str) -> list[Json]:
    """Those whose name begins with the prefix before those that hold it, or whose identifier it is."""
    wanted = prefix.strip().casefold()
    held = [each for each in found if wanted in each["name"].casefold() or each["id"].casefold().startswith(wanted)]
    return sorted(held, key=lambda each: not each["name"].casefold().startswith(wanted))


def _types(served: Served, prefix: str, language: str) -> list[Json]:
    return _offered(terms.types(served, language), prefix)


def _properties(served: Served, prefix: str, language: str) -> list[Json]:
    known = terms.properties(served, language).values()
    return _offered(({"id": each.id, "name": each.name} for each in known), prefix)


def _wanted(served: Served, given: Mapping[str, Any]) -> Thing:
    identifier = dict(given["query"]).get("id", "")
    found = index(served).identified(identifier) if identifier else []
    if not found:
        raise RefusedError(404, f"there is no entity {identifier[:60]!r} here; /reconcile/suggest/entity finds some")
    return found[0]


def _preview(served: Served, thing: Thing, given: Mapping[str, Any]) -> str:
    language = given["language"]
    sentences = dict.fromkeys(each.sentence for each in quotes(served, [thing.iri], language).get(thing.iri, ()))
    told = _descriptions(served, [thing], language)[thing.iri]
    return page("reconcile_preview.html", visit(given), thing=thing, told=told, sentences=list(sentences)[:_SENTENCES])


def _written(said: Json, given: Mapping[str, Any], sink: Sink) -> Reply:
    """An answer as JSON; of 0.2 also as a call of the function that the client names (JSONP)."""
    name = dict(given["query"]).get("callback", "") if given["version"] == OLD else ""
    if not name:
        sink.write(json.dumps(said, ensure_ascii=False).encode())
        return Reply("application/json", headers={"Content-Language": given["language"]})
    if not _CALLBACK.fullmatch(name):
        raise RefusedError(400, f"callback={name[:40]!r} is no name of a function")
    sink.write(f"/**/{name}({json.dumps(said)});".encode())
    return Reply("text/javascript; charset=utf-8")


_SUGGEST: dict[str, Callable[[Served, str, str], list[Json]]] = {
    "entity": _entities,
    "property": _properties,
    "type": _types,
}
