"""What the tables of a document say: projects, companies, and the figures of every other table."""

from dataclasses import dataclass

from loaders.finding import Setting, setting
from loaders.periods import Today
from loaders.table_cells import Subjects, observations
from loaders.table_columns import column_roles
from loaders.table_companies import companies
from loaders.table_projects import is_project_table, projects
from loaders.table_sites import sites
from loaders.table_view import Found, View, view
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
    found.observations += observations(table, roles, today, here, subjects)
