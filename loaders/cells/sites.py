"""Lists of places and platforms: each row a site with the industries that it is meant for."""

from loaders.cells.things import industries_of, places_of
from loaders.cells.view import Found, View
from loaders.finding import Setting
from ontology.facts import Mention, Ref, Relation

METHOD, CONFIDENCE = "site-table", 0.9


def sites(view: View, roles: list[str], here: Setting, found: Found) -> None:
    """Adds the sites of a table that has a column of them and one of industries, with focusesOn and layout."""
    columns = [c for c, name in enumerate(roles) if name in ("industry", "chain")]
    if "place" not in roles or not columns:
        return
    site_column = roles.index("place")
    for row in view.rows:
        named = list(places_of(view.words(row, site_column), here))
        for begin, end, site in named:
            evidence = view.part_evidence(row, site_column, begin, end)
            found.mentions.append(Mention(site, evidence, METHOD, CONFIDENCE))
        for column in columns:
            for begin, end, industry in industries_of(view.words(row, column), chain=roles[column] == "chain"):
                evidence = view.part_evidence(row, column, begin, end)
                found.mentions.append(Mention(industry, evidence, METHOD, CONFIDENCE))
                found.relations += [_relation(view, row, site, industry) for _, _, site in named]


def _relation(view: View, row: int, site: Ref, industry: Ref) -> Relation:
    """A platform focuses on an industry; an industry is laid out in a place."""
    evidence = view.row_evidence(row)
    if site.kind == "Place":
        return Relation(industry, "layout", site, evidence, METHOD, CONFIDENCE)
    return Relation(site, "focusesOn", industry, evidence, METHOD, CONFIDENCE)
