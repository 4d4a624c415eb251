"""The sentences behind what is said, and where each can be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from cixi_kg.web.render import source
from cixi_kg.web.served import Served


@dataclass(frozen=True, order=True, slots=True)
class Quote:
    """A sentence that says something: its document, by IRI and title, and the address where it is highlighted."""

    document: str
    start: int
    end: int
    sentence: str
    title: str
    link: str


def quotes(served: Served, said: Iterable[str], language: str) -> dict[str, list[Quote]]:
    """The sentences that each of some things, numbers or relations rests on; nothing for those without any."""
    rows = served.rows("evidence", said=sorted(set(said)))
    titles = served.labels({row["document"].value for row in rows}, language)
    found: dict[str, list[Quote]] = {}
    for row in rows:
        document, start, end = row["document"].value, int(row["from"].value), int(row["to"].value)
        quote = Quote(
            document, start, end, row["sentence"].value, titles.get(document, document), source(document, start, end)
        )
        found.setdefault(row["said"].value, []).append(quote)
    return found
