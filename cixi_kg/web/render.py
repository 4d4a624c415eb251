"""Pages as HTML: the templates of cixi_kg/pages, the words of both languages, and where a thing has its page."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from cixi_kg.web.negotiate import LANGUAGES
from ontology import iris
from queries.rdf_text import shortened

PAGES = Path(__file__).parents[1] / "pages"

_SAFE = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page must know of the request: the language, path and query, and the server's own address."""

    language: str
    path: str = "/"
    query: Sequence[tuple[str, str]] = ()
    base: str = ""

    def link(self, **changed: str | int | None) -> str:
        """The address of this page with other values of its query; None leaves one out."""
        kept = [(key, value) for key, value in self.query if key not in changed]
        kept += [(key, str(value)) for key, value in changed.items() if value is not None]
        return quote(self.path, safe=_SAFE) + ("?" + urlencode(kept) if kept else "")


def visit(given: Mapping[str, Any]) -> Visit:
    """The visit that a request to a worker tells of."""
    query = tuple((key, value) for key, value in given.get("query", ()))
    return Visit(given["language"], given.get("path", "/"), query, given.get("base", ""))


def page(template: str, here: Visit, **values: object) -> str:
    """A page of the site."""
    words = _words(here.language)
    known = {
        "t": words,
        "language": here.language,
        "other": next(each for each in LANGUAGES if each != here.language),
        "here": here,
        "href": href,
        "source": source,
        "short": shortened,
    }
    return str(_environment().get_template(template).render({**known, **values}))


def href(iri: str) -> str:
    """Where a thing can be read about: its page on this server, or its own address elsewhere; empty for neither.

    >>> href(iris.CK + "Company"), href(iris.BASE + "id/company/公牛"), href("urn:x")
    ('/ontology#Company', '/id/company/%E5%85%AC%E7%89%9B', '')
    """
    if iri.startswith(iris.CK):
        return "/ontology#" + quote(iri.removeprefix(iris.CK))
    if iri.startswith(iris.BASE):
        return "/" + quote(iri.removeprefix(iris.BASE), safe=_SAFE)
    return iri if iri.startswith(("https://", "http://")) else ""


def source(document: str, start: int, end: int) -> str:
    """Where a place in a document's text can be read, highlighted."""
    return f"{href(document)}?at={start}-{end}#o{start}"


def word(language: str, key: str) -> str:
    """A word of the pages in a language; KeyError names one that words.toml lacks."""
    return _words(language)[key]


def property_name(language: str, iri: str, labels: Mapping[str, str]) -> str:
    """What a property is called: by its label in the graph, by our word for another vocabulary's, else by its name."""
    short = shortened(iri)
    return labels.get(iri) or _words(language).get(f"p_{short}") or short


@cache
def _words(language: str) -> dict[str, str]:
    both = tomllib.loads((PAGES / "words.toml").read_text(encoding="utf-8"))
    return {key: value[language] for key, value in both.items()}


@cache
def _environment() -> Any:
    import jinja2

    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PAGES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["thousands"] = lambda number: f"{number:,}"
    return found
