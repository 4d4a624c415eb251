"""From one document to its facts: a pure function, so that any engine can map it over many documents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from loaders.entities import entities
from loaders.finding import setting
from loaders.folding import fold, folding_table, simplified
from loaders.named import Named
from loaders.names.places.ranks import by_investment, by_rank
from loaders.observations import observations
from loaders.relations import relations
from loaders.table_facts import table_facts
from loaders.text import Text, passages
from loaders.ties.places.at_home import at_home
from loaders.ties.plan import document_policy
from loaders.ties.reading import readings
from ontology.facts import Attribute, Facts, Mention, Observation, Ref, Relation

F = TypeVar("F", Mention, Relation, Attribute, Observation)


def find(text: Text) -> Facts:
    """All facts of a document, from its running text and its tables, in the order of the text."""
    document, text = text.document, _titled(text)
    running = passages(text)
    named = entities(text, running)
    tables = table_facts(text)
    ranks = (*by_rank(running, named, setting(text)), *by_investment(running, named))
    read = readings(text, named, document_policy(text))
    said, attributes = relations(text, named, read)
    shown = at_home(text, read, [*said, *tables.relations], tables.mentions)
    written = _first([n for n in (*named, *ranks) if not n.implicit])
    mentions = (*_once([n.mention() for n in written] + list(tables.mentions)), *shown)
    return Facts(
        document=document,
        mentions=_as_written(text, mentions),
        relations=_ordered([*said, *tables.relations]),
        attributes=_ordered([*attributes, *tables.attributes]),
        observations=_ordered([*observations(text, running, named), *tables.observations]),
    )


def _titled(text: Text) -> Text:
    """The text with its title in simplified characters, as rules read titles: 統計公報 tells what 统计公报 does."""
    document = text.document
    table = simplified(text.content + document.title)
    title = document.title.translate(table) if table else document.title
    return text if title == document.title else replace(text, document=replace(document, title=title))


def _first(named: Sequence[Named]) -> list[Named]:
    """Where each thing is first named under each of its written forms: what else names it so is no mention of its own.

    Several rules may name it at one place; `_once` settles which of them tells it.
    """
    spans = [each.passage.span(each.begin, each.end) for each in named]
    forms = [(n.ref, n.passage.source.content[begin:end]) for n, (begin, end) in zip(named, spans, strict=True)]
    first: dict[tuple[Ref, str], tuple[int, int]] = {}
    for form, place in zip(forms, spans, strict=True):
        first[form] = min(place, first.get(form, place))
    return [n for n, form, place in zip(named, forms, spans, strict=True) if place == first[form]]


def _once(mentions: list[Mention]) -> tuple[Mention, ...]:
    """The first mention of each thing under each of its written forms."""
    first: dict[tuple[object, str], Mention] = {}
    for mention in _ordered(mentions):
        first.setdefault((mention.ref, mention.evidence.exact), mention)
    return tuple(first.values())


def _as_written(text: Text, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions with their names as a document in traditional characters writes them."""
    if not simplified(text.content):
        return mentions
    folded = fold(text.content, folding_table(text.content))

    def written(mention: Mention) -> Iterator[str]:
        place = mention.evidence
        for name in (mention.ref.name, *mention.aliases):
            at = folded.find(name, max(0, place.start - len(name)), place.end + len(name))
            if at >= 0 and (form := text.content[at : at + len(name)]) != name:
                yield form

    return tuple(replace(mention, written=tuple(dict.fromkeys(written(mention)))) for mention in mentions)


def _ordered(facts: Iterable[F]) -> tuple[F, ...]:
    """The facts once each, by their place; those at one place in the order of what they say."""
    placed: dict[tuple[int, int], list[F]] = {}
    for fact in facts:
        placed.setdefault((fact.evidence.start, fact.evidence.end), []).append(fact)
    groups = (group for _, group in sorted(placed.items()))
    return tuple(f for group in groups for f in (sorted(dict.fromkeys(group), key=repr) if len(group) > 1 else group))
