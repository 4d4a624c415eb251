"""What the server grants a request, and how it says no."""

from dataclasses import dataclass

from ontology.errors import CixiError


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a server. Sizes are bytes, times seconds."""

    seconds: float = 20.0  # for a query to run
    rows: int = 100_000  # in an answer; triples count likewise
    answer: int = 32 << 20
    memory: int = 1536 << 20  # address space of a worker
    query_workers: int = 3  # for what people ask in SPARQL and by saved queries
    page_workers: int = 2  # for pages, which are never behind somebody's query
    waiting: int = 16  # requests of one client that may wait for a worker
    waiting_in_all: int = 128
    wait_seconds: float = 20.0  # for a worker
    body: int = 1 << 20
    body_seconds: float = 10.0  # for a request to arrive whole
    send_seconds: float = 30.0  # for a client to take the next piece of its answer
    head: int = 64 << 10  # request line and headers
    parameters: int = 500
    connections: int = 256
    kept: int = 32 << 20  # bytes of answers that are given again without being worked out again


class RefusedError(CixiError):
    """What a request gets instead of an answer: an HTTP status and one sentence.

    retry: seconds after which to ask again, 0 where that is of no use; allow: the methods there are, for 405.
    """

    def __init__(self, status: int, message: str, retry: int = 0, allow: str = "") -> None:
        super().__init__(message)
        self.status, self.retry, self.allow = status, retry, allow


def too_much(message: str) -> RefusedError:
    """The refusal of a query that asks for more than is granted.

    422 and not 5xx, since asking again would not help, and clients repeat what failed with 5xx by themselves.
    """
    return RefusedError(422, message)
