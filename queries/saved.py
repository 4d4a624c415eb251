"""Saved queries: each is one .rq file, and the same name works at the command line, in Python and over HTTP.

`find` a query by name, `bind` values to its parameters, and hand the text to whatever answers SPARQL.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from ontology.errors import CallError
from queries import header
from queries.choices import Choice, choices, defaults, term
from queries.header import Column, Parameter, Picture, SavedQuery, Words
from queries.sparql import Ask, check_read_only, run, with_prefixes


@cache
def saved() -> tuple[SavedQuery, ...]:
    """All saved queries in the order of their names; QueryError names file and line of a wrong header."""
    return tuple(_read(name) for name in names())


@cache
def names() -> tuple[str, ...]:
    """The names of the saved queries, in their order."""
    found = (entry.name for entry in files("queries").iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in found if name.endswith(".rq")))


def find(name: str) -> SavedQuery:
    """The saved query of this name; CallError gives the nearest names."""
    if name in names():
        return _read(name)
    from difflib import get_close_matches  # only on the way to an error: not worth its start-up time

    wanted = name[:80].lower().replace("_", "-").replace(" ", "-")
    near = get_close_matches(wanted, names(), n=3, cutoff=0.5) or [each for each in names() if wanted in each][:3]
    nearest = f"the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}"
    raise CallError(f"there is no saved query {name[:80]!r}; {nearest if near else '`cixi-kg queries` lists them'}")


def bind(query: SavedQuery, values: Mapping[str, Sequence[str]], ask: Ask) -> str:
    """The SPARQL text of a query with values for its parameters, written as terms; the same on every engine.

    values: by the parameter's name; an empty value counts as none. ask: answers the look-ups of names.
    Raises CallError for an unknown parameter, a wrong value, or several values where one is meant.
    """
    for name in values:
        if query.parameter(name) is None:
            known = ", ".join(each.name for each in query.parameters) or "none"
            raise CallError(f"{query.name} has no parameter {name[:80]!r}; it has {known}")
    found = {each.name: " ".join(_bound(each, values.get(each.name, ()), ask)) for each in query.parameters}
    return with_prefixes(header.fill(query.text, found).strip() + "\n")


def _bound(parameter: Parameter, given: Sequence[str], ask: Ask) -> list[str]:
    wanted = [value for value in given if value.strip()]
    if len(wanted) > 1 and not parameter.many:
        raise CallError(f"{parameter.name} takes one value, not {len(wanted)}")
    terms = [term(parameter, value, ask) for value in wanted] if wanted else defaults(parameter, ask)
    return [str(each) for each in dict.fromkeys(terms)]


@cache
def _read(name: str) -> SavedQuery:
    return header.read(name, files("queries").joinpath(f"{name}.rq").read_text(encoding="utf-8"))


__all__ = [
    "Ask",
    "Choice",
    "Column",
    "Parameter",
    "Picture",
    "SavedQuery",
    "Words",
    "bind",
    "check_read_only",
    "choices",
    "find",
    "names",
    "run",
    "saved",
    "with_prefixes",
]
