"""Saved queries over HTTP: their list, the form of each with its answer, and the answer alone in every format."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from cixi_kg.settings import allowed_endpoints
from cixi_kg.web import formats, tables
from cixi_kg.web.chart import Chart
from cixi_kg.web.formats import FORMATS, KINDS, choose, with_charset
from cixi_kg.web.limits import RefusedError
from cixi_kg.web.negotiate import best
from cixi_kg.web.picture import Bars, pictures
from cixi_kg.web.render import Visit, page, visit
from cixi_kg.web.served import Reply, Served, Sink, bounded
from cixi_kg.web.tables import window
from graph.answers import Answer, Rows, Term
from ontology.errors import CallError
from queries.choices import defaults
from queries.federate import resolved
from queries.saved import Parameter, SavedQuery, Words, bind, choices, find, saved

# What a query string may hold beside the parameters of the query.
RESERVED = ("format", "lang", "limit", "offset")

_FEW = 12  # choices up to which they are all laid out
_MOST = 2000  # choices that a form offers
_PREFIX = re.compile(r"(PREFIX \S+ <[^>]*>) ")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter in a form: what was given, what may be chosen, what it is if nothing is given."""

    name: str
    label: str
    type: str
    many: bool
    given: tuple[str, ...]
    choices: tuple[str, ...]
    default: str
    few: bool

    @property
    def inputs(self) -> tuple[str, ...]:
        """What stands in the inputs of a form: what was given, and where there may be more, room for one more."""
        return (*self.given, "") if self.many or not self.given else self.given[:1]


def queries(_: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """The list of the saved queries, as a page or as JSON; given: accept, format."""
    as_json = given["path"].endswith(".json") or given["format"] == "json"
    if as_json or best(given["accept"], ("text/html", "application/json")) == "application/json":
        listed = [_described(query, given["base"]) for query in saved()]
        sink.write(json.dumps(listed, ensure_ascii=False, indent=1).encode())
        return Reply("application/json")
    sink.write(page("queries.html", visit(given), queries=saved()).encode())
    return Reply("text/html; charset=utf-8")


def answer_saved(served: Served, given: Mapping[str, Any], sink: Sink) -> Reply:
    """A saved query's answer, in a page with its form or alone; given: name, format, accept, query."""
    try:
        query = find(given["name"])
    except CallError as error:
        raise RefusedError(404, str(error)) from error
    name, media = choose(KINDS[query.form], given["accept"], given["format"], page="first")
    here = visit(given)
    if name == "html":
        return _form(served, query, here, sink)
    text = bind(query, _values(here), served.store.query)
    answer = bounded(served.store.query(resolved(text, allowed_endpoints)), served.limits.rows)
    piece, links = _windowed(answer, here)
    formats.write(piece, name, sink, query.headings(here.language))
    return Reply(with_charset(media), headers={"Link": links} if links else {})


def _values(here: Visit) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in here.query:
        if key not in RESERVED:
            found.setdefault(key, []).append(value)
    return found


def _windowed(answer: Answer, here: Visit) -> tuple[Answer, str]:
    """The rows that offset and limit ask for, and the Link header to the pages around them; without limit all rows."""
    asked = dict(here.query)
    if not isinstance(answer, Rows) or not ({"limit", "offset"} & set(asked)):
        return answer, ""
    offset, limit = window(here.query, 1 << 30)
    rows = list(islice(answer, offset, offset + limit + 1))
    links = []
    if offset:
        links += [("first", here.link(offset=None)), ("prev", here.link(offset=max(offset - limit, 0) or None))]
    if len(rows) > limit:
        links.append(("next", here.link(offset=offset + limit)))
    return Rows(answer.variables, rows[:limit]), ", ".join(f'<{here.base}{link}>; rel="{rel}"' for rel, link in links)


def _form(served: Served, query: SavedQuery, here: Visit, sink: Sink) -> Reply:
    values, language = _values(here), here.language
    text = problem = ""
    table, drawn = None, []
    try:
        text = bind(query, values, served.store.query)
        answer = _held(bounded(served.store.query(resolved(text, allowed_endpoints)), served.limits.rows))
        table = tables.shown(served, answer, query.headings(language), here)
        drawn = pictures(query, answer, language)
    except CallError as error:
        problem = str(error)
    content = page(
        "query.html",
        here,
        query=query,
        title=said(query.title, language),
        description=said(query.description, language),
        fields=[_field(served, each, values.get(each.name, ()), language) for each in query.parameters],
        table=table,
        bars=[each for each in drawn if isinstance(each, Bars)],
        lines=[each for each in drawn if isinstance(each, Chart)],
        problem=problem,
        text=laid_out(text),
        downloads=[(each.suffix, _download(here, query, each.suffix)) for each in _alone(query)],
    )
    sink.write(content.encode())
    return Reply("text/html; charset=utf-8", 400 if problem else 200)


def _held(answer: Answer) -> Answer:
    """The answer with its rows in hand, to be read twice."""
    return Rows(answer.variables, list(answer)) if isinstance(answer, Rows) else answer


def _alone(query: SavedQuery) -> list[formats.Format]:
    kind = KINDS[query.form]
    return [each for name, each in FORMATS.items() if kind in each.kinds and name != "html"]


def _download(here: Visit, query: SavedQuery, suffix: str) -> str:
    return replace(here, path=f"/queries/{query.name}.{suffix}").link(lang=None, format=None, limit=None, offset=None)


def _field(served: Served, parameter: Parameter, given: Sequence[str], language: str) -> Field:
    ask = served.store.query
    key = (parameter.classes, parameter.type, parameter.choices)
    offered = served.remember(("choices", key), lambda: tuple(c.name for c in choices(parameter, ask)))
    usual = served.remember(("default", key, parameter.default), lambda: defaults(parameter, ask))
    return Field(
        parameter.name,
        said(parameter.meaning, language),
        parameter.type,
        parameter.many,
        tuple(value for value in given if value.strip()),
        tuple(dict.fromkeys(offered))[:_MOST],
        "、".join(_label(served, term, language) for term in usual),
        0 < len(offered) <= _FEW,
    )


def _label(served: Served, term: Term, language: str) -> str:
    return served.labels([term.value], language).get(term.value, term.value) if term.kind == "iri" else term.value


def said(words: Words, language: str) -> str:
    """The words in a language."""
    return words.zh if language == "zh" else words.en


def laid_out(text: str) -> str:
    """A bound query as people read it: each prefix on a line of its own."""
    first, newline, rest = text.partition("\n")
    return _PREFIX.sub(r"\1\n", first) + newline + rest


def _described(query: SavedQuery, base: str) -> dict[str, Any]:
    """A saved query as JSON."""
    return {
        "name": query.name,
        "address": f"{base}/queries/{query.name}",
        "title": {"zh": query.title.zh, "en": query.title.en},
        "description": {"zh": query.description.zh, "en": query.description.en},
        "form": query.form,
        "parameters": [
            {
                "name": each.name,
                "type": each.type or list(each.classes),
                "many": each.many,
                "default": list(each.default),
                "meaning": {"zh": each.meaning.zh, "en": each.meaning.en},
            }
            for each in query.parameters
        ],
        "columns": [{"name": each.name, "zh": each.heading.zh, "en": each.heading.en} for each in query.columns],
    }
