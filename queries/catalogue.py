"""The saved queries as a page of documentation: `python -m queries.catalogue > docs/queries.md`."""

from collections.abc import Iterator

from queries.header import Parameter, SavedQuery, is_select
from queries.saved import saved


def page() -> str:
    """All saved queries in Markdown: what each answers, its parameters, its columns, and a call to try."""
    found = saved()
    head = [
        "# Saved queries 查询一览",
        "",
        f"{len(found)} questions that the graph answers; every one runs without parameters. Parameters are given with",
        "`-p name=value`, a thing by its name, alias or IRI; what may be given several times is marked *.",
        "",
    ]
    index = [f"- [{query.name}](#{query.name}) {query.title.zh} · {query.title.en}" for query in found]
    return "\n".join([*head, *index, *(line for query in found for line in _section(query))]) + "\n"


def _section(query: SavedQuery) -> Iterator[str]:
    yield from ("", f"## {query.name}", "", f"**{query.title.zh}** · **{query.title.en}**", "")
    yield from (query.description.zh, "", query.description.en, "", "```", query.example, "```")
    if query.parameters:
        yield from ("", "| parameter | type | default | |", "| --- | --- | --- | --- |")
        yield from map(_parameter, query.parameters)
    if query.columns:
        columns = ", ".join(f"`{each.name}` {each.heading.zh} ({each.heading.en})" for each in query.columns)
        yield from ("", f"Columns: {columns}.")


def _parameter(parameter: Parameter) -> str:
    kind = parameter.type or " or ".join(parameter.classes)
    default = (
        "asked of the graph" if any(map(is_select, parameter.default)) else " / ".join(parameter.default) or "none"
    )
    meaning = f"{parameter.meaning.zh} · {parameter.meaning.en}"
    return f"| `{parameter.name}`{'*' if parameter.many else ''} | {kind} | {default} | {meaning} |"


if __name__ == "__main__":
    print(page(), end="")
