import asyncio

import pytest

from cixi_kg.web.formats import GRAPH, ROWS, TRUTH, choose
from cixi_kg.web.limits import Limits, RefusedError
from cixi_kg.web.negotiate import best, language
from cixi_kg.web.turns import Turns

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
OFFERS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/html")


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5;x=1, */*;q=0.1", "text/csv"),
        ("text/*;q=0.3, text/html;q=0", "text/csv"),
        ("*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
        (BROWSER, "text/html"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("*/html", None),
        ("not a header ,,, ;;", "application/sparql-results+json"),
        (", ".join(["a/b"] * 5000), None),
    ],
)
def test_accept(accept: str, found: str | None) -> None:
    assert best(accept, OFFERS) == found


@pytest.mark.parametrize(
    ("accept", "found"),
    [("", "zh"), ("en", "en"), ("en-GB,en;q=0.9,zh;q=0.8", "en"), ("zh-TW, en;q=0.9", "zh"), ("fr", "zh"), ("*", "zh"), ("zh;q=0, en;q=0.1", "en"), ("%%%", "zh")],
)  # fmt: skip
def test_accept_language(accept: str, found: str) -> None:
    assert language(accept) == found


@pytest.mark.parametrize(
    ("kind", "accept", "name", "found"),
    [
        (ROWS, "", "", "json"),
        (ROWS, "application/xml", "", "xml"),
        (ROWS, BROWSER, "", "html"),
        (ROWS, "application/json", "csv", "csv"),
        (ROWS, "", "text/tab-separated-values", "tsv"),
        (TRUTH, "text/csv, application/sparql-results+xml;q=0.1", "", "xml"),
        (GRAPH, "", "", "turtle"),
        (GRAPH, "text/plain", "", "nt"),
        (GRAPH, "application/json", "", "jsonld"),
        (GRAPH, "application/rdf+xml", "", "rdfxml"),
        (GRAPH, "", "ttl", "turtle"),
    ],
)
def test_format(kind: str, accept: str, name: str, found: str) -> None:
    assert choose(kind, accept, name)[0] == found


@pytest.mark.parametrize(
    ("kind", "accept", "name"),
    [(ROWS, "text/turtle", ""), (GRAPH, "text/csv", ""), (TRUTH, "", "csv"), (ROWS, "", "<b>")],
)
def test_no_such_format(kind: str, accept: str, name: str) -> None:
    with pytest.raises(RefusedError, match="there are") as refused:
        choose(kind, accept, name)
    assert refused.value.status == 406


def test_nobody_takes_all_turns_and_waiting_is_in_rotation() -> None:
    order: list[str] = []

    async def ask(turns: Turns, client: str) -> None:
        async with turns.taken(client):
            order.append(client)
            await asyncio.sleep(0.01)

    async def all_ask() -> None:
        turns = Turns(2, 1, Limits())
        async with asyncio.TaskGroup() as group:
            for client in ("greedy", "greedy", "greedy", "other", "third"):
                group.create_task(ask(turns, client))
                await asyncio.sleep(0)

    asyncio.run(all_ask())
    assert order[:2] == ["greedy", "other"]
    assert order.index("third") < len(order) - 1
    assert sorted(order) == ["greedy", "greedy", "greedy", "other", "third"]


def test_the_queue_is_bounded() -> None:
    async def crowd() -> list[int]:
        turns = Turns(1, 1, Limits(waiting=2, waiting_in_all=3, wait_seconds=0.05))
        refused: list[int] = []

        async def ask(client: str) -> None:
            try:
                async with turns.taken(client):
                    await asyncio.sleep(0.2)
            except RefusedError as error:
                refused.append(error.status)

        async with asyncio.TaskGroup() as group:
            for client in ["a"] * 5 + ["b"] * 2:
                group.create_task(ask(client))
        async with turns.taken("late"):  # whoever left, left the queue whole
            pass
        return refused

    assert asyncio.run(crowd()) == [503] * 6


def test_who_goes_away_while_waiting_leaves_nothing_behind() -> None:
    async def leave() -> None:
        turns = Turns(1, 1, Limits())
        async with turns.taken("a"):
            waiting = asyncio.create_task(turns.taken("b").__aenter__())
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        async with asyncio.timeout(1), turns.taken("c"):
            pass

    asyncio.run(leave())
