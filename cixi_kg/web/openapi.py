"""The description of the API by OpenAPI 3.1, made from the headers of the saved queries; and the page that shows it."""

import json
from collections.abc import Mapping
from typing import Any

from cixi_kg import __version__
from cixi_kg.web.formats import FORMATS, GRAPH, KINDS, ROWS
from cixi_kg.web.reconcile_read import ROOTS
from cixi_kg.web.render import page, visit, word
from cixi_kg.web.saved_tasks import said
from cixi_kg.web.served import Reply, Served, Sink
from queries.header import is_select
from queries.saved import Parameter, SavedQuery, saved

Json = dict[str, Any]

_SCALARS: dict[str, Json] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
    "date": {"type": "string", "format": "date"},
}


def openapi(_: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The description as JSON; given: language, base."""
    sink.write(json.dumps(described(given["language"], given["base"]), ensure_ascii=False, indent=1).encode())
    return Reply("application/json")


def api(_: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The description as a page."""
    here = visit(given)
    sink.write(page("api.html", here, api=described(here.language, here.base)).encode())
    return Reply("text/html; charset=utf-8")


def described(language: str, base: str) -> Json:
    """The OpenAPI document, with its words in a language. base: the address of the server."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": word(language, "site"),
            "version": __version__,
            "description": word(language, "api_description"),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base}],
        "paths": {
            **{f"/queries/{query.name}": {"get": _operation(query, language)} for query in saved()},
            "/queries": {"get": _listing(language)},
            "/sparql": _protocol(language),
            **_reconciliation(language),
        },
        "components": {"schemas": _SCHEMAS, "responses": _responses(language)},
    }


def _operation(query: SavedQuery, language: str) -> Json:
    return {
        "operationId": query.name,
        "tags": ["queries"],
        "summary": said(query.title, language),
        "description": said(query.description, language),
        "parameters": [*(_parameter(each, language) for each in query.parameters), *_window(language)],
        "responses": {"200": _answer(KINDS[query.form], language), **_REFUSALS},
    }


def _parameter(parameter: Parameter, language: str) -> Json:
    schema = dict(_SCALARS.get(parameter.type, {"type": "string"}))
    if parameter.choices and not is_select(parameter.choices[0]) and not parameter.classes:
        schema["enum"] = list(parameter.choices)
    fixed = [value for value in parameter.default if not is_select(value)]
    if parameter.many:
        schema = {"type": "array", "items": schema}
    if fixed:
        schema["default"] = fixed if parameter.many else fixed[0]
    meaning = said(parameter.meaning, language)
    if parameter.classes:
        meaning += f" ({', '.join(parameter.classes)}: {word(language, 'api_name')})"
    return {"name": parameter.name, "in": "query", "description": meaning, "required": False, "schema": schema}


def _window(language: str) -> list[Json]:
    schemas: dict[str, Json] = {
        "limit": {"type": "integer", "minimum": 1},
        "offset": {"type": "integer", "minimum": 0},
        "format": {"type": "string", "enum": [each.suffix for each in FORMATS.values()]},
    }
    return [
        {"name": name, "in": "query", "description": word(language, f"api_{name}"), "schema": schema}
        for name, schema in schemas.items()
    ]


def _answer(kind: str, language: str) -> Json:
    content: Json = {each.media[0]: {} for each in FORMATS.values() if kind in each.kinds}
    if kind == ROWS:
        content["application/sparql-results+json"] = {"schema": {"$ref": "#/components/schemas/Results"}}
    link = {"Link": {"description": word(language, "api_link"), "schema": {"type": "string"}}}
    return {"description": word(language, "api_answer"), "headers": link, "content": content}


def _listing(language: str) -> Json:
    return {
        "operationId": "listQueries",
        "tags": ["queries"],
        "summary": word(language, "queries"),
        "responses": {"200": {"description": word(language, "queries"), "content": _LISTED}},
    }


def _protocol(language: str) -> Json:
    text = {"type": "string"}
    iris = {"type": "array", "items": {"type": "string", "format": "iri"}}
    graphs = [
        {"name": name, "in": "query", "description": word(language, "api_graphs"), "schema": iris}
        for name in ("default-graph-uri", "named-graph-uri")
    ]
    query = {"name": "query", "in": "query", "description": "SPARQL 1.1", "schema": text}
    answer = {
        "description": word(language, "api_answer"),
        "content": {each.media[0]: {} for each in FORMATS.values() if {ROWS, GRAPH} & set(each.kinds)},
    }
    responses = {"200": answer, **_REFUSALS}
    form = {"type": "object", "required": ["query"], "properties": {"query": text}}
    body = {"application/sparql-query": {"schema": text}, "application/x-www-form-urlencoded": {"schema": form}}
    shared: Json = {"tags": ["sparql"], "summary": word(language, "api_sparql"), "responses": responses}
    posted = {"parameters": graphs, "requestBody": {"required": True, "content": body}}
    return {
        "get": {**shared, "operationId": "sparqlGet", "parameters": [query, *graphs]},
        "post": {**shared, "operationId": "sparqlPost", **posted},
    }


def _reconciliation(language: str) -> Json:
    """The reconciliation service; its own manifests tell the rest."""
    asked = {"type": "object", "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}}}
    form = {"content": {"application/x-www-form-urlencoded": {"schema": asked}}}
    batch = {"content": {"application/json": {"schema": {"type": "object", "required": ["queries"]}}}}
    answer = {"description": word(language, "api_answer"), "content": {"application/json": {}}}
    shared: Json = {
        "tags": ["reconciliation"],
        "summary": word(language, "reconciliation"),
        "responses": {"200": answer, **{status: each for status, each in _REFUSALS.items() if status != "406"}},
    }
    old, new = ROOTS.values()
    return {
        old: {
            "get": {**shared, "operationId": "reconciliationManifest"},
            "post": {**shared, "operationId": "reconcile", "requestBody": form},
        },
        new: {"get": {**shared, "operationId": "reconciliationManifestDraft"}},
        f"{new}/match": {"post": {**shared, "operationId": "match", "requestBody": batch}},
    }


def _responses(language: str) -> Json:
    error = {"schema": {"$ref": "#/components/schemas/Error"}}
    content: Json = {"application/json": error, "text/plain": {}, "text/html": {}}
    return {name: {"description": word(language, f"api_{name}"), "content": content} for name in _REFUSED.values()}


_LISTED: Json = {"application/json": {}, "text/html": {}}
_REFUSED = {"400": "wrong", "406": "unacceptable", "422": "too_much", "503": "busy"}
_REFUSALS = {status: {"$ref": f"#/components/responses/{name}"} for status, name in _REFUSED.items()}

_SCHEMAS: Json = {
    "Error": {
        "type": "object",
        "required": ["status", "error"],
        "properties": {"status": {"type": "integer"}, "error": {"type": "string"}},
    },
    "Term": {
        "type": "object",
        "required": ["type", "value"],
        "properties": {
            "type": {"enum": ["uri", "literal", "bnode"]},
            "value": {"type": "string"},
            "xml:lang": {"type": "string"},
            "datatype": {"type": "string"},
        },
    },
    "Results": {
        "type": "object",
        "required": ["head", "results"],
        "properties": {
            "head": {"type": "object", "properties": {"vars": {"type": "array", "items": {"type": "string"}}}},
            "results": {
                "type": "object",
                "properties": {
                    "bindings": {
                        "type": "array",
                        "items": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Term"}},
                    }
                },
            },
        },
    },
}
