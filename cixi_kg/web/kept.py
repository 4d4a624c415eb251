"""Answers that are given again: an answer is a function of its request and generation, which its tag stands for."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from cixi_kg.web.pool import Answer

SMALL = 1 << 20  # bytes of an answer that is worth keeping; larger ones go out in pieces


@dataclass(frozen=True, slots=True)
class Whole:
    """A small answer with its bytes."""

    status: int
    media: str
    headers: Mapping[str, str]
    content: bytes


class Kept:
    """The answers asked for last, up to so many bytes together."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._answers: OrderedDict[str, Whole] = OrderedDict()

    def get(self, tag: str) -> Whole | None:
        """The answer for a tag, None where it is not kept."""
        if tag in self._answers:
            self._answers.move_to_end(tag)
        return self._answers.get(tag)

    def put(self, tag: str, answer: Answer) -> Whole:
        """Reads a small answer whole, and keeps it if it is a success."""
        whole = Whole(answer.status, answer.media, answer.headers, b"".join(answer.pieces()))
        if whole.status == 200 and tag not in self._answers:
            self._answers[tag] = whole
            self._size += len(whole.content)
            while self._size > self._most:
                _, oldest = self._answers.popitem(last=False)
                self._size -= len(oldest.content)
        return whole
