"""The SPARQL editor: a plain form that works as it is, and YASGUI over it where scripts run."""

from collections.abc import Mapping
from typing import Any

from cixi_kg.web.render import page, visit
from cixi_kg.web.saved_tasks import laid_out, said
from cixi_kg.web.served import Reply, Served, Sink
from ontology import iris
from ontology.errors import CixiError
from ontology.terms import CK, PREFIXES
from queries.saved import bind, saved

_FIRST = """PREFIX ck: <https://w3id.org/cixi-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?company ?name WHERE {
  ?company a ck:Company ; rdfs:label ?name .
} ORDER BY ?name LIMIT 20
"""


def editor(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The page; given: the query string, whose `query` is the text to begin with."""
    here = visit(given)
    examples = served.remember(("examples", here.language), lambda: _examples(served, here.language))
    config = {
        "base": iris.BASE,
        "prefixes": PREFIXES,
        "terms": {
            "classes": [CK[name] for name in CK if name[0].isupper()],
            "properties": [CK[name] for name in CK if name[0].islower()],
        },
        "examples": examples,
    }
    text = dict(here.query).get("query") or _FIRST
    sink.write(page("editor.html", here, text=text, config=config).encode())
    return Reply("text/html; charset=utf-8")


def _examples(served: Served, language: str) -> list[dict[str, str]]:
    """The saved queries as they stand with their defaults."""
    found = []
    for query in saved():
        try:
            text = bind(query, {}, served.store.query)
        except CixiError:  # a default that this graph does not hold
            continue
        found.append({"name": query.name, "title": said(query.title, language), "text": laid_out(text)})
    return found
