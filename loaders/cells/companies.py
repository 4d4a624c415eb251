"""Lists of companies: each row a Company with its place, products, industry, honours and head."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.cells.firms import firms
from loaders.cells.heads import pattern
from loaders.cells.things import industries_of, places_of
from loaders.cells.view import Found, View
from loaders.finding import Setting
from loaders.names.coreference import reference
from ontology import vocab
from ontology.facts import Mention, Ref, Relation

METHOD, CONFIDENCE = "company-table", 0.95

_ITEM = re.compile(r"[^、，,；;/\s（]+(?:（[^）]*）)?[^、，,；;/\s（]*")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}")
_LONGEST_PRODUCT = 24


@dataclass(frozen=True, slots=True)
class Firm:
    """A row of a company list: the company, its row, and the columns' roles."""

    view: View
    roles: list[str]
    row: int
    ref: Ref

    def items(self, *names: str) -> Iterator[tuple[int, int, int]]:
        """Column, begin and end of each member of the lists in the columns of these roles."""
        for column, name in enumerate(self.roles):
            words = self.view.words(self.row, column)
            if name in names and not pattern("rows", "empty").fullmatch(words):
                yield from ((column, found.start(), found.end()) for found in _ITEM.finditer(words))


def companies(view: View, roles: list[str], here: Setting, found: Found) -> dict[int, Ref]:
    """Adds the facts of a list of companies, its figures left out; gives the company of each row."""
    column = roles.index("company")
    honours = _caption_honours(view)
    refs: dict[int, Ref] = {}
    for row in view.rows:
        words = view.words(row, column)
        if not words or pattern("rows", "total").fullmatch(words) or pattern("rows", "section").match(words):
            continue
        part = next((part for part in firms(words) if part.kind == "Company" and len(part.name) > 1), None)
        if part is None:
            continue
        firm = Firm(view, roles, row, reference("Company", part.name, here))
        refs[row] = firm.ref
        evidence = view.part_evidence(row, column, part.begin, part.end)
        found.mentions.append(Mention(firm.ref, evidence, METHOD, CONFIDENCE))
        _places(firm, found, here)
        for predicate, thing, place in _said(firm, honours, here):
            if place:
                found.mentions.append(Mention(thing, view.part_evidence(row, *place), METHOD, CONFIDENCE))
            found.relations.append(_relation(firm, predicate, thing))
    return refs


def _relation(firm: Firm, predicate: str, thing: Ref) -> Relation:
    role: tuple[tuple[str, str], ...] = ()
    if predicate == "headedBy":
        column = firm.roles.index("person")
        role = (("role", re.sub(r"\s+", "", firm.view.heads[column])),)
    return Relation(firm.ref, predicate, thing, firm.view.row_evidence(firm.row), METHOD, CONFIDENCE, role)


def _places(firm: Firm, found: Found, here: Setting) -> None:
    for column, name in enumerate(firm.roles):
        if name != "place":
            continue
        for begin, end, ref in places_of(firm.view.words(firm.row, column), here):
            evidence = firm.view.part_evidence(firm.row, column, begin, end)
            found.mentions.append(Mention(ref, evidence, METHOD, CONFIDENCE))
            found.relations.append(_relation(firm, "locatedIn", ref))


def _said(firm: Firm, honours: list[Ref], here: Setting) -> Iterator[tuple[str, Ref, tuple[int, int, int] | None]]:
    """Predicate and thing of what the other columns say, with the place of the thing where it is named there."""
    words = {place: firm.view.words(firm.row, place[0])[place[1] : place[2]] for place in firm.items(*_PREDICATES)}
    for place, word in words.items():
        name = firm.roles[place[0]]
        if name == "product" and 2 <= len(word) <= _LONGEST_PRODUCT:
            product = re.sub(r"等(?:产品|系列)?$", "", word)
            yield "makes", Ref("Product", product), (place[0], place[1], place[1] + len(product))
        elif name == "honour" and (concept := vocab.concept("honour", word)):
            yield "holdsHonour", Ref("Honour", concept.label), place
        elif name == "person" and _PERSON.fullmatch(word):
            yield "headedBy", reference("Person", word, here), place
    for column, name in enumerate(firm.roles):
        if name in ("industry", "chain"):
            for begin, end, ref in industries_of(firm.view.words(firm.row, column), chain=name == "chain"):
                yield ("inChain" if ref.kind == "IndustryChain" else "inIndustry"), ref, (column, begin, end)
    for honour in honours:
        yield "holdsHonour", honour, None


def _caption_honours(view: View) -> list[Ref]:
    """The honour that the caption of a list says its companies hold; none for candidates."""
    caption = view.caption
    known = vocab.names("honour")
    named = [name for name in known if len(name) > 3 and name in caption]
    longest = max(named, key=lambda name: (len(name), name), default="")
    if not longest or pattern("honours", "pending").search(caption):
        return []
    rest = caption.replace(longest, "", 1)  # 二、|省级绿色工厂|（5家）: a title says as much as 名单
    listed = pattern("honours", "list").search(caption) or pattern("honours", "title").fullmatch(rest)
    return [Ref("Honour", known[longest].label)] if listed else []


_PREDICATES = ("product", "honour", "person")
