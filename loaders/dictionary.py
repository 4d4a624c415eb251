"""The dictionary of everyday Chinese: which strings are words, and of what kind.

A name is what the dictionary does not know: 晨曜纺织 is a firm since 晨曜 is no word, 现代纺织 a trade. rjieba brings
jieba's list of some 350,000 words with their parts of speech, after the tag set of the Institute of Computing
Technology: n noun, v verb, vn noun of a verb, a adjective, d adverb, p preposition, c conjunction, u particle,
m number, q classifier, t time, f direction; ns place, nr and nrt person, nt organisation, nz other proper name.
"""

from functools import cache, lru_cache
from types import ModuleType


@cache
def _words() -> ModuleType:
    import rjieba  # its list takes 0.15 s to load

    return rjieba


@lru_cache(maxsize=1 << 16)
def is_word(text: str) -> bool:
    """Whether the dictionary lists the string.

    >>> is_word("现代"), is_word("晨曜")
    (True, False)
    """
    return bool(_words().has_word(text))


@lru_cache(maxsize=1 << 14)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The likeliest words of the string with their parts of speech; what no word covers comes in single characters.

    >>> tagged("展示新技术")
    (('展示', 'v'), ('新', 'a'), ('技术', 'n'))
    """
    return tuple((word, tag) for word, tag in _words().tag(text, hmm=False))


def first_word(text: str) -> tuple[str, str]:
    """The first word of the string with its part of speech, two empty strings where there is none.

    >>> first_word("展示新技术"), first_word("")
    (('展示', 'v'), ('', ''))
    """
    return next(iter(tagged(text)), ("", ""))


def last_word(text: str) -> tuple[str, str]:
    """The last word of the string with its part of speech, two empty strings where there is none.

    >>> last_word("展示新技术"), last_word("")
    (('技术', 'n'), ('', ''))
    """
    return next(reversed(tagged(text)), ("", ""))


def kind(word: str) -> str:
    """The part of speech of a word, "" where the string is none.

    >>> kind("展示"), kind("晨曜")
    ('v', '')
    """
    return first_word(word)[1] if is_word(word) else ""
