"""The tasks that a worker knows, by name."""

from collections.abc import Callable, Mapping
from typing import Any

from cixi_kg.web.describe_tasks import context, dataset
from cixi_kg.web.editor_task import editor
from cixi_kg.web.home_tasks import documents, home, search
from cixi_kg.web.ontology_tasks import ontology
from cixi_kg.web.openapi import api, openapi
from cixi_kg.web.reconcile_tasks import extend, flyout, manifest, match, preview, propose, suggest
from cixi_kg.web.saved_tasks import answer_saved, queries
from cixi_kg.web.served import Reply, Served, Sink
from cixi_kg.web.sparql_tasks import description, sparql
from cixi_kg.web.thing_tasks import graph, thing

Task = Callable[[Served, Mapping[str, Any], Sink], Reply]

TASKS: dict[str, Task] = {
    "api": api,
    "context": context,
    "dataset": dataset,
    "description": description,
    "documents": documents,
    "editor": editor,
    "graph": graph,
    "home": home,
    "ontology": ontology,
    "openapi": openapi,
    "queries": queries,
    "reconcile_extend": extend,
    "reconcile_flyout": flyout,
    "reconcile_manifest": manifest,
    "reconcile_match": match,
    "reconcile_preview": preview,
    "reconcile_propose": propose,
    "reconcile_suggest": suggest,
    "saved": answer_saved,
    "search": search,
    "sparql": sparql,
    "thing": thing,
}
