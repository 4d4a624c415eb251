"""Who may use a worker now, who waits, and who is sent away: a fair share for everybody.

async with turns.taken(client): …
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from cixi_kg.web.limits import Limits, RefusedError

_RETRY = 5


class Turns:
    """So many turns at once, and at most `share` of them for one client; the clients who wait come in rotation."""

    def __init__(self, slots: int, share: int, limits: Limits) -> None:
        self._slots, self._share, self._limits = slots, share, limits
        self._running: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def taken(self, client: str) -> AsyncIterator[None]:
        """A turn for a client; RefusedError with 503 where too many wait, or the wait was too long."""
        await self._take(client)
        try:
            yield
        finally:
            self._give(client)

    async def _take(self, client: str) -> None:
        if client not in self._waiting and self._free_for(client):
            self._running[client] += 1
            return
        line = self._waiting.get(client, deque())
        if len(line) >= self._limits.waiting:
            raise RefusedError(503, f"{len(line)} of your requests are waiting already; ask again later", _RETRY)
        if sum(map(len, self._waiting.values())) >= self._limits.waiting_in_all:
            raise RefusedError(503, "too many requests are waiting; ask again in a few seconds", _RETRY)
        turn = asyncio.get_running_loop().create_future()
        line.append(turn)
        self._waiting[client] = line
        await self._wait(client, turn)

    async def _wait(self, client: str, turn: asyncio.Future[None]) -> None:
        try:
            async with asyncio.timeout(self._limits.wait_seconds):
                await asyncio.shield(turn)
        except BaseException as error:
            if turn.done():
                self._give(client)
            else:
                self._leave(client, turn)
            if isinstance(error, TimeoutError):
                raise RefusedError(503, "the server is busy with other queries; ask again later", _RETRY) from None
            raise

    def _free_for(self, client: str) -> bool:
        return self._running.total() < self._slots and self._running[client] < self._share

    def _leave(self, client: str, turn: asyncio.Future[None]) -> None:
        line = self._waiting[client]
        line.remove(turn)
        if not line:
            del self._waiting[client]

    def _give(self, client: str) -> None:
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        for waiting in list(self._waiting):
            if self._free_for(waiting):
                line = self._waiting.pop(waiting)
                line.popleft().set_result(None)
                self._running[waiting] += 1
                if line:  # to the end of the rotation
                    self._waiting[waiting] = line
