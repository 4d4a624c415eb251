"""Tables of projects: each row a Project with its company, place, span, capacities, and planned figures."""

import re
from dataclasses import dataclass

from loaders.cells.firms import firms
from loaders.cells.heads import pattern
from loaders.cells.things import industries_of, places_of
from loaders.cells.view import Found, View
from loaders.figures.capacities import Capacity, capacities
from loaders.finding import Setting
from loaders.names.coreference import reference
from loaders.ties.projects.undertakings import goods_of_project
from ontology.facts import Attribute, Mention, Observation, Ref, Relation

METHOD, CONFIDENCE = "project-table", 0.97
CAPACITY, CAPACITY_CONFIDENCE = "project-capacity", 0.95

_MONTH = (
    r"(?:(?P<{0}year>\d{{4}})[.年/-])?(?P<{0}month>0?[1-9]|1[0-2])(?:月份?|[.月/-](?:[12]\d|3[01]|0?[1-9])日?)?(?!\d)"
)
_SPAN = re.compile(_MONTH.format("from") + r"\s*(?:[-—~至到]|——)+\s*" + _MONTH.format("to"))
_POINT = re.compile(_MONTH.format(""))


@dataclass(frozen=True, slots=True)
class Project:
    """A row of a project table: the thing, its row, and the column its name stands in."""

    view: View
    roles: list[str]
    row: int
    column: int
    ref: Ref

    def columns(self, *names: str) -> list[int]:
        """The columns of these roles that are filled in this row."""
        filled = (c for c, name in enumerate(self.roles) if name in names and self.view.words(self.row, c))
        return [c for c in filled if not pattern("rows", "empty").fullmatch(self.view.words(self.row, c))]


def is_project_table(roles: list[str], view: View) -> bool:
    """Whether each row is a project: a column of project names, or 项目 beside what only projects have."""
    if "project" in roles:
        return True
    return _plain_column(view) >= 0 and bool({"company", "span", "start", "end", "content"} & set(roles))


def _plain_column(view: View) -> int:
    return next(
        (c for c, head in enumerate(view.heads) if re.fullmatch(r"项目|工程|项目名", re.sub(r"\s", "", head))), -1
    )


def projects(view: View, roles: list[str], here: Setting, found: Found) -> dict[int, Ref]:
    """Adds the facts of a project table, its figures left out; gives the project of each row."""
    refs: dict[int, Ref] = {}
    column = roles.index("project") if "project" in roles else _plain_column(view)
    for row in view.rows:
        name = view.words(row, column)
        if not _names_project(view, row, column):
            continue
        project = Project(view, roles, row, column, reference("Project", name, here))
        refs[row] = project.ref
        place = view.part_evidence(row, column, 0, len(name))
        found.mentions.append(Mention(project.ref, place, METHOD, CONFIDENCE))
        _dates(project, found)
        makers = _companies(project, found, here)
        _places(project, found, here)
        _industries(project, found)
        _made(project, found, makers, here)
    return refs


def _names_project(view: View, row: int, column: int) -> bool:
    """Whether the row is a project, and no total, title or empty line."""
    name = view.words(row, column)
    if len(name) < 2 or pattern("rows", "total").fullmatch(name) or pattern("rows", "empty").fullmatch(name):
        return False
    others = {cell.text for c, cell in enumerate(view.cells[row]) if c != column and cell.text and cell.text != name}
    first = view.words(row, 0)
    return (
        bool(others) and not pattern("rows", "total").fullmatch(first) and not pattern("rows", "section").match(first)
    )


def _attribute(project: Project, key: tuple[str, str], value: str, place: tuple[int, int, int]) -> Attribute:
    """key: property and datatype; place: column, and begin and end in its words."""
    evidence = project.view.part_evidence(project.row, *place)
    return Attribute(project.ref, key[0], value, key[1], evidence, METHOD, CONFIDENCE)


def _dates(project: Project, found: Found) -> None:
    """number, start and end. A span of years tells no months, and so nothing."""
    view, row = project.view, project.row
    for column in project.columns("number")[:1]:
        words = view.words(row, column)
        if re.fullmatch(r"[1-9]\d{0,4}", words):
            found.attributes.append(_attribute(project, ("number", "integer"), words, (column, 0, len(words))))
    for column in project.columns("span"):
        match = _SPAN.search(view.words(row, column))
        if match and match["fromyear"]:
            start = _month(match["fromyear"], match["frommonth"])
            end = _month(match["toyear"] or match["fromyear"], match["tomonth"])
            if start <= end:
                middle = match.end("frommonth"), match.start("toyear" if match["toyear"] else "tomonth")
                found.attributes.append(_attribute(project, _key("start"), start, (column, match.start(), middle[0])))
                found.attributes.append(_attribute(project, _key("end"), end, (column, middle[1], match.end())))
    for name in ("start", "end"):
        for column in project.columns(name):
            match = _POINT.match(view.words(row, column))
            if match and match["year"]:
                value = _month(match["year"], match["month"])
                found.attributes.append(_attribute(project, _key(name), value, (column, match.start(), match.end())))


def _key(name: str) -> tuple[str, str]:
    return name, "gYearMonth"


def _month(year: str, month: str) -> str:
    return f"{year}-{int(month):02d}"


def _relation(project: Project, subject: Ref, predicate: str, thing: Ref, sure: float = CONFIDENCE) -> Relation:
    return Relation(subject, predicate, thing, project.view.row_evidence(project.row), METHOD, sure)


def _companies(project: Project, found: Found, here: Setting) -> list[Ref]:
    """Who builds it: company undertakes project; remarks beside the company's name become notes of the project."""
    makers: list[Ref] = []
    view, row = project.view, project.row
    for column in project.columns("company"):
        for part in firms(view.words(row, column)):
            evidence = view.part_evidence(row, column, part.begin, part.end)
            if part.kind == "note":
                attribute = Attribute(project.ref, "note", part.name, "string", evidence, METHOD, CONFIDENCE)
                found.attributes.append(attribute)
                continue
            ref = reference(part.kind, part.name, here)
            found.mentions.append(Mention(ref, evidence, METHOD, CONFIDENCE))
            if part.kind == "Company" and ref not in makers:
                makers.append(ref)
                found.relations.append(_relation(project, ref, "undertakes", project.ref))
    return makers


def _places(project: Project, found: Found, here: Setting) -> None:
    view, row = project.view, project.row
    for column in project.columns("place"):
        for begin, end, ref in places_of(view.words(row, column), here):
            evidence = view.part_evidence(row, column, begin, end)
            written = view.words(row, column)[begin:end]
            aliases = (written,) if written != ref.name else ()
            found.mentions.append(Mention(ref, evidence, METHOD, CONFIDENCE, aliases))
            found.relations.append(_relation(project, project.ref, "locatedIn", ref))


def _industries(project: Project, found: Found) -> None:
    """The industry or chain that a column of its own gives."""
    view, row = project.view, project.row
    for column in project.columns("industry", "chain"):
        for begin, end, ref in industries_of(view.words(row, column), chain=project.roles[column] == "chain"):
            found.mentions.append(Mention(ref, view.part_evidence(row, column, begin, end), METHOD, CONFIDENCE))
            predicate = "inChain" if ref.kind == "IndustryChain" else "inIndustry"
            found.relations.append(_relation(project, project.ref, predicate, ref))


def _made(project: Project, found: Found, makers: list[Ref], here: Setting) -> None:
    """Capacities in the name and in the account of what is built, and the products they are of; else the name's."""
    seen: set[tuple[str, str]] = set()
    for column in (project.column, *project.columns("content")):
        words = project.view.words(project.row, column)
        for capacity in capacities(words):
            if (str(capacity.value), capacity.product) in seen:
                continue
            seen.add((str(capacity.value), capacity.product))
            found.observations.append(_capacity(project, column, capacity, here))
            for begin, end in capacity.products:
                product = Ref("Product", words[begin:end])
                evidence = project.view.part_evidence(project.row, column, begin, end)
                found.mentions.append(Mention(product, evidence, CAPACITY, CAPACITY_CONFIDENCE))
                for maker in makers:
                    found.relations.append(_relation(project, maker, "makes", product, CAPACITY_CONFIDENCE))
    name = project.view.words(project.row, project.column)
    begin, end = (None if seen else goods_of_project(name)) or (0, 0)
    for maker in makers if end else ():
        found.relations.append(_relation(project, maker, "makes", Ref("Product", name[begin:end]), 0.7))


def _capacity(project: Project, column: int, capacity: Capacity, here: Setting) -> Observation:
    return Observation(
        value=capacity.value,
        unit=capacity.unit,
        metric=capacity.metric,
        evidence=project.view.part_evidence(project.row, column, capacity.begin, capacity.end),
        method=CAPACITY,
        confidence=CAPACITY_CONFIDENCE,
        status="Planned",
        about=project.ref,
        area=here.area,
    )
