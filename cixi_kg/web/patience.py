"""HTTP/1.1 with an end to patience: for requests that do not come to an end, and for clients that do not read."""

import asyncio
import socket

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from cixi_kg.web.limits import Limits

_GRACE = 2.0  # seconds more than the application is given, which can say why


def patient(limits: Limits) -> type[H11Protocol]:
    """uvicorn's protocol with the limits' times."""

    class Patient(H11Protocol):
        """Closes a connection whose request does not arrive in time, or whose answer is not taken in time."""

        _arriving: asyncio.TimerHandle | None = None
        _leaving: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            # asyncio sets this only on sockets it has made; without it every small answer waits 40 ms for an ACK.
            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            for timer in (self._arriving, self._leaving):
                if timer:
                    timer.cancel()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._leaving = self.loop.call_later(limits.send_seconds, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            if self._leaving:
                self._leaving.cancel()
                self._leaving = None

        def _watch(self) -> None:
            """Sets the timer while a request is expected or arriving, and takes it back when it is there."""
            unfinished = self.conn.their_state in (h11.IDLE, h11.SEND_BODY)
            if unfinished and self._arriving is None:
                self._arriving = self.loop.call_later(limits.body_seconds + _GRACE, self.transport.abort)
            elif not unfinished and self._arriving is not None:
                self._arriving.cancel()
                self._arriving = None

    return Patient
