"""A query explained: its text with its values, and the plan of the engine or, where there is none, the algebra."""

import re
from collections.abc import Iterator

from graph.plan import Plan
from queries.rdf_text import shortened

_IRI = re.compile(r"<([^<>\s]+)>")
_ALWAYS = ', expression = "true"^^<http://www.w3.org/2001/XMLSchema#boolean>'  # of a join without a condition
_BELOW = ("p", "p1", "p2")  # under which rdflib keeps the operators that an operator works on
_HIDDEN = ("_vars", "lazy", "datasetClause")


def lines(text: str, plan: Plan | None) -> Iterator[str]:
    """The query, then the plan as the engine ran it; without one the algebra, and it is said that this is no plan."""
    yield "# The query with its values"
    yield from text.strip().splitlines()
    yield ""
    if plan is None:
        yield "# The algebra of the query by rdflib. This is not the plan of an engine: an endpoint does not tell its"
        yield "# plan, and for that of the store it takes the `oxigraph` command: pip install 'cixi-kg[explain]'"
        yield from _algebra(text)
        return
    yield f"# The plan of {plan.engine}, made in {plan.planning * 1000:.1f} ms and run once:"
    yield "# rows, and seconds with the steps below, for each step; the last step first"
    for step in plan.steps:
        yield f"{step.rows:>9,} {step.seconds:>8.3f}  {'  ' * step.depth}{_short(step.name)}"


def _short(text: str) -> str:
    text = text.replace(_ALWAYS, "")
    return _IRI.sub(lambda match: short if (short := shortened(match[1])) != match[1] else match[0], text)


def _algebra(text: str) -> Iterator[str]:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    yield from _operators(translateQuery(parseQuery(text)).algebra, 0)


def _operators(node: object, depth: int) -> Iterator[str]:
    from rdflib.plugins.sparql.parserutils import CompValue

    assert isinstance(node, CompValue)
    own = (f"{key}={_written(value)}" for key, value in node.items() if key not in (*_BELOW, *_HIDDEN) and value)
    yield f"{'  ' * depth}{' '.join([node.name, *own])}"
    for key in _BELOW:
        if isinstance(node.get(key), CompValue):
            yield from _operators(node[key], depth + 1)


def _written(value: object) -> str:
    """A part of an operator on one line: terms as in a query, expressions as calls."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(value, CompValue):
        inner = ", ".join(_written(each) for key, each in value.items() if key not in _HIDDEN and each is not None)
        return f"{value.name}({inner})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_written(key)}: {_written(each)}' for key, each in value.items())}}}"
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(_written, value)))}}}"
    if isinstance(value, list | tuple):
        return f"({' '.join(map(_written, value))})"
    written = getattr(value, "n3", None)
    return _short(written()) if written else str(value)
