"""Content negotiation (RFC 9110, section 12): what a client would rather have, of what there is.

>>> best("text/turtle;q=0.5, application/ld+json", ["text/html", "text/turtle", "application/ld+json"])
'application/ld+json'
>>> language("de, en-GB;q=0.8, zh;q=0.1")
'en'
"""

import re
from collections.abc import Iterator, Sequence

LANGUAGES = ("zh", "en")

_MOST_RANGES = 100  # of a header; nobody needs more, and each costs time
_RANGE = re.compile(r"\s*([^\s;,/]+)/([^\s;,]+)\s*")
_TAG = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*")
_QUALITY = re.compile(r"(?:^|;)\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def best(accept: str, offers: Sequence[str]) -> str | None:
    """The offer that an Accept header likes most, the first among equals; None where it takes none of them.

    A header that is empty, or in which nothing can be read, takes everything.
    """
    ranges = list(_ranges(accept, _RANGE))
    if not ranges:
        return offers[0]
    weighed = [(_weight(offer, ranges), -place, offer) for place, offer in enumerate(offers)]
    weight, _, found = max(weighed)
    return found if weight > 0 else None


def language(accept: str, known: Sequence[str] = LANGUAGES) -> str:
    """The language that an Accept-Language header likes most; the first one where it says nothing about them."""
    found = known[0]
    highest = 0.0
    for match, quality in _ranges(accept, _TAG):
        primary = match[1].partition("-")[0].lower()
        if primary in known and quality > highest:
            found, highest = primary, quality
    return found


def _ranges(header: str, shape: re.Pattern[str]) -> Iterator[tuple[re.Match[str], float]]:
    for part in header.split(",", _MOST_RANGES)[:_MOST_RANGES]:
        head, _, parameters = part.partition(";")
        match = shape.fullmatch(head)
        if match:
            quality = _QUALITY.search(parameters)
            yield match, min(float(quality[1]), 1.0) if quality else 1.0


def _weight(offer: str, ranges: Sequence[tuple[re.Match[str], float]]) -> float:
    """The quality of the range that fits the offer most closely."""
    kind, _, name = offer.partition("/")
    closest, weight = -1, 0.0
    for match, quality in ranges:
        wanted, special = match[1].lower(), match[2].lower()
        if wanted not in ("*", kind) or special not in ("*", name) or (wanted == "*" and special != "*"):
            continue
        closeness = (wanted != "*") + (special != "*")
        if closeness > closest or (closeness == closest and quality > weight):
            closest, weight = closeness, quality
    return weight
