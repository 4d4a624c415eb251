"""What the tables of a document say: projects, companies, and the figures of every other table."""

from dataclasses import dataclass

from loaders.cells.columns import column_roles
from loaders.cells.companies import companies
from loaders.cells.figures import Subjects, observations
from loaders.cells.named_rows import named_rows
from loaders.cells.projects import is_project_table, projects
from loaders.cells.sites import sites
from loaders.cells.view import Found, View, view
from loaders.finding import Setting, setting
from loaders.periods import Today
from loaders.text import Text, fold
from ontology.facts import Attribute, Mention, Observation, Relation


@dataclass(frozen=True, slots=True)
class TableFacts:
    """The facts of all tables of a document, in the order of the tables."""

    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    observations: tuple[Observation, ...] = ()


def table_facts(text: Text) -> TableFacts:
    """Everything that the document's tables say; nothing for a table whose heads are not understood."""
    if not text.tables:
        return TableFacts()
    here, today, folded = setting(text), Today.of(text.document.date), fold(text.content)
    found = Found()
    for table in text.tables:
        each = view(text, table, folded)
        if each.body:
            _read(each, here, today, found)
    return TableFacts(
        mentions=tuple(dict.fromkeys(found.mentions)),
        relations=tuple(dict.fromkeys(found.relations)),
        attributes=tuple(dict.fromkeys(found.attributes)),
        observations=tuple(dict.fromkeys(found.observations)),
    )


def _read(table: View, here: Setting, today: Today, found: Found) -> None:
    roles = column_roles(table, here)
    subjects = Subjects()
    if is_project_table(roles, table):
        subjects = Subjects(projects(table, roles, here, found), planned=True)
    elif "company" in roles:
        subjects = Subjects(companies(table, roles, here, found))
    else:
        sites(table, roles, here, found)
        named_rows(table, roles, here, found)
    found.observations += observations(table, roles, today, here, subjects)
