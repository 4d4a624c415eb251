"""The industries and places that the rows of a table are named after: 住宿和餐饮业, 杜桥镇."""

import re
from collections.abc import Iterator

from loaders.cells.columns import is_total
from loaders.cells.things import industry_of, is_trade, place_of
from loaders.cells.view import Found, View
from loaders.finding import Setting
from ontology import vocab
from ontology.facts import Mention, Ref

METHOD, CONFIDENCE = "table-row", 0.9

_LEAD = re.compile(r"^(?:其中[：:]?|[#*＃]|[（(]?[一二三四五六七八九十\d]+[）)、.．])*\s*")


def named_rows(view: View, roles: list[str], here: Setting, found: Found) -> None:
    """Adds a mention for each row that an industry or a place of the vocabulary names, or a word that ends in 业."""
    for row in view.rows:
        if is_total(view, row):
            continue
        for column, role in enumerate(roles[:2]):
            for begin, end, ref in _named(view.words(row, column), role, here):
                evidence = view.part_evidence(row, column, begin, end)
                found.mentions.append(Mention(ref, evidence, METHOD, CONFIDENCE))


def _named(words: str, role: str, here: Setting) -> Iterator[tuple[int, int, Ref]]:
    """What a leading cell names, with its begin and end in the words."""
    lead = _LEAD.match(words)
    begin = lead.end() if lead else 0
    name = words[begin:].strip()
    if not 2 <= len(name) <= 20:
        return
    ref = None
    if role in ("industry", "chain"):
        ref = industry_of(name, chain=role == "chain")
    elif role == "place":
        ref = place_of(name, here, sure=False)
    elif is_trade(name):
        known = vocab.concept("industry", name)
        ref = Ref(known.kind, known.label) if known else Ref("Industry", name)
    if ref:
        yield begin, begin + len(name), ref
